//! The projects of flat tables whose names begin with an indent: there are as many as indents, in order.
//!
//! The cells of a column stand in boxes from the top of a page to its bottom, whatever stands between them; so the names are in
//! the order of the rows, each on one of their pages.
//!
//! The lines of a name take turns with those of its objective. Where each may go on is told by how wide its column is: a line
//! goes on only where the next character had no room.

use super::align::Told as Place;
use super::atoms;
use super::cuts;
use super::flat::Flat;
use super::looks::chunk;
use super::named::{Parts, parts};
use super::once::once_each;
use super::places::Places;
use super::rows::{is_name, is_plain};
use super::said::Said;
use super::segments::{Beside, Segments, Told, segments, text};
use super::tokens::Token;
use crate::lexicon;
use crate::parse::readers::pieces::Pieces;

/// A line that begins with an indent.
pub(super) struct Mark {
    /// The first and the last page on which it is printed.
    pub(super) pages: (usize, usize),
    pub(super) first: Token,
    /// What the lines behind it say.
    pub(super) behind: Vec<String>,
    /// The lines of the name, if they can be told.
    pub(super) name: Option<Vec<Token>>,
    /// Whether it is printed beside each row.
    pub(super) repeated: bool,
}

impl Mark {
    fn is_again(&self, before: &Self, strict: bool) -> bool {
        let of = |mark: &Self| mark.name.as_ref().map(|name| text(name));
        let next = self.behind.first().is_some_and(|next| before.behind.first() == Some(next));
        let same = match (of(self), of(before)) {
            (Some(own), Some(other)) => own == other,
            _ => !strict || before.behind.is_empty() || self.behind.iter().any(|line| before.behind.contains(line)),
        };
        self.first.text == before.first.text && (same || next)
    }

    /// Whether it stands on the pages of some rows: on some of them, where it is printed beside each.
    pub(super) const fn is_beside(&self, (first, last): (usize, usize)) -> bool {
        if self.repeated {
            return first <= self.pages.1 && self.pages.0 <= last;
        }
        first <= self.pages.0 && self.pages.1 <= last
    }
}

/// How wide the columns of names and objectives are.
struct Widths {
    name: usize,
    objective: usize,
}

/// The rows that stand in each other's place, the parts, which rows may be of another one, and whether marks and parts are as
/// many.
type Marked = (Vec<usize>, Segments, Vec<bool>, bool);

impl Flat {
    /// The project of each indicator as the marks tell it, if they do.
    pub(super) fn by_marks(&mut self, pieces: &Pieces<'_>, pages: &[Beside]) -> Option<Vec<Option<usize>>> {
        let (exchanged, found, unsure, fits) = self.marked(pieces, pages)?;
        for at in &exchanged {
            self.indicators.swap(*at, at + 1);
            // Where rows are, the cells of a column may be, too.
            for row in self.indicators.iter_mut().skip(*at).take(2) {
                row.target = row.target.take().filter(|target| target.asked);
            }
        }
        (self.marked, self.fits) = (true, fits);
        let owners = self.take(&found, pages).into_iter().zip(unsure);
        Some(owners.map(|(owner, unsure)| owner.filter(|_| !unsure)).collect())
    }

    /// What the marks tell beside the parts of the table: the rows that stand in each other's place, the parts, and which rows
    /// may be of another one. `None` where not each name begins with an indent, or something else does, too.
    fn marked(&self, pieces: &Pieces<'_>, pages: &[Beside]) -> Option<Marked> {
        // What stands at the end of a page may go on on the next one, or be two names that begin alike.
        let known = [marks(pages, false)?, marks(pages, true)?];
        let as_printed = self.rows(pieces);
        let exchanged = cuts::exchanged(&as_printed, true);
        let mut rows = as_printed.clone();
        for at in &exchanged {
            rows.swap(*at, at + 1);
        }
        let ways = [(Vec::new(), as_printed), (exchanged, rows)];
        let mut first = None;
        for (exchanged, rows) in ways {
            let Some(mut parts) = parts(&rows, pages) else { continue };
            // As many marks as parts, each on the pages of its rows.
            if let Some(marks) = known.iter().find(|marks| Places::new(&parts, &rows, marks, pages).fit()) {
                let late = Places::new(&parts, &rows, marks, pages).late();
                let places = late.places(marks);
                late.leave(&mut parts.unsure);
                let found = told(&parts, marks, &places, segments(&rows, pages).as_ref());
                return Some((exchanged, found, parts.unsure, true));
            }
            first = first.or(Some((exchanged, rows, parts)));
        }
        let (exchanged, rows, parts) = first?;
        let [_, marks] = &known;
        let mut parts = parts;
        let places = Places::new(&parts, &rows, marks, pages).aligned();
        // Where the parts are not as printed, a row of a page before that of its name may be another one's.
        for (at, (row, part)) in rows.iter().zip(&parts.owners).enumerate() {
            let Some(Place::At(mark)) = places.get(*part) else { continue };
            let above = marks.get(*mark).is_some_and(|mark| !mark.repeated && row.page < mark.pages.0);
            parts.unsure.get_mut(at).into_iter().for_each(|unsure| *unsure |= above);
        }
        let found = told(&parts, marks, &places, segments(&rows, pages).as_ref());
        // Few names may stand beside any of many parts.
        let enough = found.count() * 2 >= found.told.len();
        enough.then_some((exchanged, found, parts.unsure, false))
    }
}

/// The names of the parts beside which marks stand. `known`: what else is told of projects.
fn told(parts: &Parts, marks: &[Mark], places: &[Place], known: Option<&Segments>) -> Segments {
    // No line is of a name and of an objective.
    let lines = marks.iter().filter_map(|mark| mark.name.as_ref()).flatten();
    let named: std::collections::BTreeSet<usize> = lines.map(|line| line.run.start).collect();
    let objective = |name: &[Token]| {
        let same = |told: &&Told| told.name == name;
        let mut of = known.into_iter().flat_map(|known| known.told.iter().flatten()).filter(same);
        let own = of.next().filter(|_| of.next().is_none()).map(|told| told.objective.clone());
        // One without a full stop may go on on the next page.
        let whole = |own: &Vec<Token>| own.last().is_some_and(|last| last.text.ends_with('。'));
        own.filter(|own| whole(own) && !own.iter().any(|line| named.contains(&line.run.start))).unwrap_or_default()
    };
    let name = |place: &Place| {
        let Place::At(at) = place else { return None };
        let name = marks.get(*at)?.name.clone()?;
        Some(Told { objective: objective(&name), name, parts: 1 })
    };
    Segments { told: places.iter().map(name).collect(), owners: parts.owners.clone(), lines: (0, 0) }
}

/// All lines that begin with an indent, in order, once. `None` where others than names do. `strict`: two names that begin alike
/// are one only where more of them is alike.
fn marks(pages: &[Beside], strict: bool) -> Option<Vec<Mark>> {
    let lines = || pages.iter().flat_map(|page| &page.lines);
    let indented = || lines().filter(|line| line.indented);
    if indented().any(|line| !may_begin(&line.text)) {
        return None;
    }
    let clauses = lines().filter(|line| line.text.contains([',', '。', ';']));
    let widths = Widths { name: indented().map(width).max()?, objective: clauses.map(width).max().unwrap_or_default() };
    let mut marks: Vec<Mark> = Vec::new();
    for (page, beside) in pages.iter().enumerate() {
        let mut first = true;
        let said = Said::of(pages.iter().skip(page).take(2).map(|beside| beside.lines.as_slice()), widths.name);
        for (at, line) in beside.lines.iter().enumerate().filter(|(_, line)| line.indented) {
            let name = widths.name(beside, at, &said);
            let behind = beside.lines.iter().skip(at + 1).take(FAR).take_while(|line| !line.indented);
            let behind = behind.map(|line| line.text.clone()).collect();
            let mark = Mark { pages: (page, page), first: line.clone(), behind, name, repeated: false };
            match marks.last_mut().filter(|last| std::mem::take(&mut first) && mark.is_again(last, strict)) {
                Some(last) => {
                    last.pages.1 = page;
                    last.name = last.name.take().or(mark.name);
                }
                None => marks.push(mark),
            }
        }
    }
    Some(once_each(marks))
}

/// How many lines of other columns may stand among those of a name.
const FAR: usize = 14;

/// Whether a line may be the first one of a name.
fn may_begin(text: &str) -> bool {
    !text.contains([',', '。', ';', ':', '=']) && !lexicon::explains(text)
}

/// A way to read the lines behind a mark.
#[derive(Clone)]
struct Way<'l> {
    cost: u32,
    name: Vec<&'l Token>,
    /// Whether a line of it stands behind another column.
    apart: bool,
    /// Whether a line was left out that it may have gone on with.
    skips: bool,
    /// Whether an objective goes on otherwise.
    against: bool,
    /// The last line of an objective.
    objective: Option<&'l Token>,
}

impl Way<'_> {
    fn text(&self) -> String {
        self.name.iter().map(|line| line.text.as_str()).collect()
    }
}

impl Widths {
    /// The name that begins with a line beside the rows. `None` where there are several.
    ///
    /// `said`: what the objectives say.
    fn name(&self, beside: &Beside, at: usize, said: &Said) -> Option<Vec<Token>> {
        const MOST_WAYS: usize = 64;
        const MARGIN: u32 = 2;
        let first = beside.lines.get(at)?;
        let before = at.checked_sub(1).and_then(|before| beside.lines.get(before)).filter(|before| !before.indented);
        let mut ways =
            vec![Way { cost: 0, name: vec![first], apart: false, skips: false, against: false, objective: before }];
        // Other columns stand between what is beside the rows.
        let (mut apart, mut end) = (false, first.run.end);
        for line in beside.lines.iter().skip(at + 1).take(FAR).take_while(|line| !line.indented) {
            apart |= line.run.start != end;
            end = line.run.end;
            let mut next: Vec<Way<'_>> = ways.into_iter().flat_map(|way| self.steps(way, line, apart, said)).collect();
            next.sort_by_key(|way| way.cost);
            next.truncate(MOST_WAYS);
            ways = next;
        }
        for way in &mut ways {
            way.cost += self.odd(way, said);
        }
        let best = ways.iter().min_by_key(|way| way.cost)?;
        let sure = ways.iter().all(|way| way.name == best.name || way.cost >= best.cost + MARGIN);
        let text = best.text();
        // A full line that does not end as names do may have lost the next one.
        let full = best.name.last().is_some_and(|last| width(last) + ROOM > self.name);
        let torn = self.is_torn(best, said) || best.against || (full && said.ends(&best.text()) == Some(false));
        let quoted = text.matches('“').count() == text.matches('”').count();
        (sure && !torn && quoted && is_plain(&text)).then(|| best.name.iter().map(|line| (*line).clone()).collect())
    }

    /// All that a line may be: the next one of the name, of another column, or of an objective.
    fn steps<'l>(&self, way: Way<'l>, line: &'l Token, apart: bool, said: &Said) -> Vec<Way<'l>> {
        /// What it costs that a line of the name is as wide as those of objectives, that the name goes on behind a line that was
        /// left out, and to leave a line out.
        const WIDE: u32 = 2;
        const SKIPS: u32 = 3;
        const STRAY: u32 = 3;
        /// What it costs that the objective goes on otherwise.
        const AGAINST: u32 = 4;
        let mut steps = Vec::with_capacity(3);
        let may_follow = self.goes_on(&way.name, line);
        let wide = width(line) + INDENT > self.objective;
        if may_follow {
            let mut next = way.clone();
            let text = way.text();
            // The next line of its box is its own.
            let boxed = way.name.last().is_some_and(|last| last.boxed == line.boxed && last.run.end == line.run.start);
            match said.follows(&text, line).or(boxed.then_some(true)) {
                Some(true) => {}
                told => {
                    next.cost += ends(&text, line, said) + if begins(line) { BEGINS } else { 0 };
                    next.cost += if wide { WIDE } else { 0 } + if way.skips { SKIPS } else { 0 };
                    next.cost += u32::from(apart && !way.apart) + if told.is_some() { AGAINST } else { 0 };
                    next.apart |= apart;
                    // Where the name is whole with it, the objective may speak of something else: 健全公共卫生服务长效机制.
                    next.against |= told.is_some() && !is_name(&format!("{text}{}", line.text));
                }
            }
            next.name.push(line);
            steps.push(next);
        }
        let mut stray = way.clone();
        stray.cost += match () {
            () if may_follow && line.text.starts_with(FOLLOWS) => STRAY + SKIPS,
            () if !apart => STRAY,
            () if may_follow && !way.skips => STRAY - 1,
            () => 0,
        };
        stray.skips |= may_follow;
        steps.push(stray);
        steps.push(Way { cost: way.cost + self.says(way.objective, line), objective: Some(line), ..way });
        steps
    }

    /// Whether a line may be the next one of a name.
    fn goes_on(&self, name: &[&Token], line: &Token) -> bool {
        const MOST_LINES: usize = 6;
        let full = name.last().is_some_and(|last| {
            let boxed = last.boxed == line.boxed && last.run.end == line.run.start;
            boxed || width(last) + chunk(&line.text) + 1 > self.name
        });
        let plain = !line.text.contains([',', '。', ';', ':', '=', '/', '%', '《', '》']);
        let plain = plain && !lexicon::KINDS.contains(&line.text.as_str());
        full && plain && width(line) <= self.name + ROOM && name.len() < MOST_LINES
    }

    /// What it costs to take a line for the next one of an objective.
    fn says(&self, last: Option<&Token>, line: &Token) -> u32 {
        const BROKEN: u32 = 3;
        let marked = line.text.starts_with([',', '。', ';', '、', ')', '》', '”']);
        // Only the last line of a sentence is no full one.
        let short = width(line) + INDENT <= self.objective && !line.text.ends_with(['。', ';', ':']);
        let short = if short { BROKEN } else { 0 };
        let Some(last) = last else { return if marked { BROKEN } else { short } };
        let full = width(last) + chunk(&line.text) + 3 > self.objective;
        let closed = last.text.ends_with(['。', ';', ':']);
        match () {
            () if full || begins(line) => short,
            () if closed && !marked => short,
            () => BROKEN,
        }
    }

    /// Whether the last line of a name may go on in one that is lost.
    fn is_torn(&self, way: &Way<'_>, said: &Said) -> bool {
        const WIDEST: usize = 3;
        if said.ends(&way.text()) == Some(true) {
            return false;
        }
        let full = way.name.last().is_some_and(|last| width(last) + WIDEST > self.name);
        full && (!is_name(&way.text()) || OPEN.iter().any(|end| way.text().ends_with(end)))
    }

    /// How odd a name looks.
    fn odd(&self, way: &Way<'_>, said: &Said) -> u32 {
        const OPEN: u32 = 6;
        const TORN: u32 = 3;
        const UNUSUAL: u32 = 2;
        /// What it costs that the objective goes on where the name ends.
        const CUT: u32 = 4;
        let text = way.text();
        let told = said.ends(&text);
        let open = if atoms::open_brackets(&text) > 0 { OPEN } else { 0 };
        let usual = is_name(&text) || told == Some(true);
        let unusual = if usual { 0 } else { UNUSUAL + if way.apart { TORN } else { 0 } };
        let cut = if told == Some(false) { CUT } else { 0 };
        open + unusual + cut + if self.is_torn(way, said) { TORN } else { 0 }
    }
}

/// How lines begin that names go on with.
const FOLLOWS: [char; 8] = ['及', '、', '(', '—', '和', '与', ')', '”'];

/// What names end in that often go on: 工作经费, 补助资金.
const OPEN: &[&str] = &["工作", "补助", "专项", "购置", "运行", "运维"];

/// What it costs that a whole name goes on in a line.
fn ends(text: &str, line: &Token, said: &Said) -> u32 {
    const WHOLE: u32 = 3;
    let goes_on = line.text.starts_with(FOLLOWS);
    let both = is_name(&format!("{text}{}", line.text));
    let whole = is_name(text) || said.ends(text) == Some(true);
    if whole && !goes_on && !both { WHOLE } else { 0 }
}

/// What it costs to take a line for one of a name that begins as objectives do.
const BEGINS: u32 = 4;

/// Whether a line begins as objectives do: with an item, or with a word that names do not begin with.
fn begins(line: &Token) -> bool {
    const MOST_DIGITS: usize = 2;
    let text = line.text.trim_start_matches("目标").trim_start_matches('(');
    let rest = text.trim_start_matches(|ch: char| ch.is_ascii_digit() || "一二三四五六".contains(ch));
    let digits = text.chars().count() - rest.chars().count();
    let item = (1..=MOST_DIGITS).contains(&digits) && rest.starts_with(['.', '、', ')', '是', ':']);
    let mut words = lexicon::OBJECTIVE_BEGINNINGS.iter().filter(|word| word.chars().count() > 1);
    item || words.any(|word| line.text.starts_with(word))
}

/// So much more room has a line of a name without an indent.
const ROOM: usize = 2;

/// How much wider lines are that have no indent.
const INDENT: usize = 4;

fn width(line: &Token) -> usize {
    line.width
}
