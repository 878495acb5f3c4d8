//! The projects of a flat table in boxes where only their categories tell them apart: the names among the lines beside the
//! rows are put beside the parts in order.

use super::align::{Costs, Told as Place};
use super::atoms;
use super::cuts::{self, Row, Second};
use super::flat::Flat;
use super::looks::chunk;
use super::rows::{is_name, is_plain};
use super::segments::{Beside, Segments, Told, text};
use super::tokens::Token;
use crate::lexicon;
use crate::parse::readers::merged::Order;
use crate::parse::readers::pieces::Pieces;

/// What it costs to name no part, and to leave a name.
const UNNAMED: u32 = 5;
const LEFT: u32 = 4;
const FOREIGN: u32 = 20;
/// What it costs to name a part that ends above the name.
const NEXT: u32 = 3;
/// One of so many rows may be of either of two parts.
const MOST_UNSURE: usize = 4;
/// No name has more lines.
const MOST_LINES: usize = 5;

/// The parts of a table, each a project.
pub(super) struct Parts {
    /// The part of each row.
    pub(super) owners: Vec<usize>,
    /// Which parts may be those of several projects, or of one that began elsewhere.
    doubtful: Vec<bool>,
    /// Which rows are of this part or of the one beside it: costs, where their place among the categories is unknown.
    pub(super) unsure: Vec<bool>,
}

impl Parts {
    const fn count(&self) -> usize {
        self.doubtful.len()
    }

    /// The pages of each part, the first and the last.
    pub(super) fn pages(&self, rows: &[Row]) -> Vec<(usize, usize)> {
        let page = |row: usize| rows.get(row).map_or(usize::MAX, |row| row.page);
        self.ranges().into_iter().map(|(first, end)| (page(first), page(end.saturating_sub(1)))).collect()
    }

    /// The first row of each, and the one behind the last.
    pub(super) fn ranges(&self) -> Vec<(usize, usize)> {
        let mut ranges = vec![(usize::MAX, 0); self.count()];
        for (row, part) in self.owners.iter().enumerate() {
            if let Some((first, end)) = ranges.get_mut(*part) {
                (*first, *end) = ((*first).min(row), row + 1);
            }
        }
        ranges
    }
}

/// The fewest parts that some rows can be cut into. `None` where there are several ways.
pub(super) fn parts(rows: &[Row], pages: &[Beside]) -> Option<Parts> {
    let cut = |order: Order, by: Second| {
        let (mut owners, mut before, mut count) = (Vec::with_capacity(rows.len()), None, 0_usize);
        for (low, row) in cuts::lowest(rows, order, by).into_iter().zip(rows) {
            // Whose rows stand behind an unread page is unknown.
            let behind = pages.iter().take(row.page).filter(|page| page.is_unread).count();
            count += usize::from(before.replace((low, behind)) != Some((low, behind)));
            owners.push(count - 1);
        }
        (count, owners)
    };
    let all: Vec<(Order, usize, Vec<usize>)> = Order::all()
        .map(|order| {
            let (count, owners) = cut(order, Second::Loose);
            (order, count, owners)
        })
        .collect();
    let (order, count, owners) = all.iter().min_by_key(|(_, count, _)| *count)?;
    let mut unsure = vec![false; rows.len()];
    for (_, _, own) in all.iter().filter(|(_, other, _)| other == count) {
        let differs = own.iter().zip(owners).map(|(one, two)| one != two);
        unsure.iter_mut().zip(differs).for_each(|(unsure, differs)| *unsure |= differs);
    }
    if unsure.iter().filter(|unsure| **unsure).count() * MOST_UNSURE > rows.len() {
        return None;
    }
    let (_, finer) = cut(*order, Second::Ordered);
    let mut doubtful = vec![false; *count];
    for (at, pair) in rows.windows(2).enumerate() {
        let (own, next) = (owners.get(at), owners.get(at + 1));
        let split = own == next && finer.get(at) != finer.get(at + 1);
        let unread =
            matches!(pair, [one, two] if pages.iter().take(two.page).skip(one.page).any(|page| page.is_unread));
        if split || unread {
            next.and_then(|next| doubtful.get_mut(*next)).into_iter().for_each(|doubt| *doubt = true);
        }
    }
    Some(Parts { owners: owners.clone(), doubtful, unsure })
}

/// A text that may be the name of a project.
struct Name {
    lines: Vec<Token>,
    /// How many rows stand before it, where it stands first and last.
    rows: (usize, usize),
    /// Whether it ends as names do.
    whole: bool,
    /// Whether it may be the last line of an objective.
    tail: bool,
    /// Whether its last lines may be missing.
    torn: bool,
}

impl Flat {
    /// What the names beside the parts of the table tell, where enough are told: the rows that stand in each other's place, the
    /// parts, and which rows may be of another one.
    pub(super) fn named(
        &self,
        pieces: &Pieces<'_>,
        pages: &[Beside],
        known: Option<&Segments>,
    ) -> Option<(Vec<usize>, Segments, Vec<bool>)> {
        let mut rows = self.rows(pieces);
        let as_printed = parts(&rows, pages);
        let mut exchanged = cuts::exchanged(&rows, true);
        for at in &exchanged {
            rows.swap(*at, at + 1);
        }
        let other = parts(&rows, pages).filter(|_| !exchanged.is_empty());
        let fewer = |other: &Parts| as_printed.as_ref().is_none_or(|parts| other.count() < parts.count());
        let parts = if other.as_ref().is_some_and(fewer) {
            other?
        } else {
            exchanged.clear();
            as_printed?
        };
        let found = named(&parts, pages, known);
        // Few names may stand beside any of many parts.
        let enough = found.count() * 2 > found.told.len();
        enough.then_some((exchanged, found, parts.unsure))
    }
}

impl Name {
    /// Whether a line may be its next one: a whole name goes on only in another whole one, or in a bracket.
    ///
    /// `adjoins`: nothing but lines of other names and of objectives stands between them.
    fn goes_on(&self, line: &Token, widest: usize, adjoins: bool) -> bool {
        let Some(last) = self.lines.last() else { return false };
        let text = text(&self.lines);
        let open = atoms::open_brackets(&text) > 0;
        let number = line.text.starts_with(|ch: char| ch.is_ascii_digit()) && !open;
        let whole = || is_name(&format!("{text}{}", line.text));
        let full = open || (width(last) + chunk(&line.text) + 3 > widest && width(line) <= widest);
        let fits = open || (adjoins && !is_name(&text)) || whole() || (adjoins && line.text.starts_with('('));
        full && fits && !number && !line.indented && self.lines.len() < MOST_LINES
    }
}

/// The names of parts, where only one can be that of a part. `known`: what else is told of projects.
fn named(parts: &Parts, pages: &[Beside], known: Option<&Segments>) -> Segments {
    let names = names(pages);
    let ranges = parts.ranges();
    let pair = |part: usize, name: usize| {
        /// A name may stand so many rows above or below its place.
        const NEAR: usize = 2;
        let Some((name, (first, end))) = names.get(name).zip(ranges.get(part)) else { return FOREIGN };
        let (above, below) = name.rows;
        let place = match () {
            () if first <= &above && below + NEAR <= *end => 0,
            () if *first <= above + NEAR && below < *end => 1,
            () if *first <= above + NEAR && below <= end + NEAR => NEXT,
            () => FOREIGN,
        };
        place + if name.whole { 0 } else { 2 } + u32::from(name.tail)
    };
    let cell = |name: usize| match names.get(name) {
        Some(name) if name.whole => LEFT,
        Some(name) if !name.tail => 2,
        _ => 1,
    };
    let order: Vec<usize> = (0..names.len()).collect();
    let found = Costs { row: |_| UNNAMED, cell, pair }.aligned(parts.count(), &[order]);
    let objective = |name: &str| {
        let same = |told: &&Told| text(&told.name) == name;
        let mut of = known.into_iter().flat_map(|known| known.told.iter().flatten()).filter(same);
        of.next().filter(|_| of.next().is_none()).map(|told| told.objective.clone()).unwrap_or_default()
    };
    let told = |(place, doubtful): (&Place, &bool)| {
        let Place::At(at) = place else { return None };
        let name = names.get(*at).filter(|name| !doubtful && !name.torn)?;
        Some(Told { objective: objective(&text(&name.lines)), name: name.lines.clone(), parts: 1 })
    };
    let mut told: Vec<Option<Told>> = found.iter().zip(&parts.doubtful).map(told).collect();
    // Two parts of one name may be one.
    for part in 1..told.len() {
        let of = |part: usize| told.get(part).and_then(Option::as_ref).map(|told| text(&told.name));
        if of(part).is_some() && of(part) == of(part - 1) {
            told.iter_mut().skip(part - 1).take(2).for_each(|told| *told = None);
        }
    }
    Segments { told, owners: parts.owners.clone(), lines: (0, 0) }
}

/// All texts beside the rows that may be names, in order.
fn names(pages: &[Beside]) -> Vec<Name> {
    let all = || pages.iter().flat_map(|page| &page.lines);
    let clause = |line: &&Token| line.text.contains([',', '。', ';']);
    let objective = all().filter(clause).map(width).max().unwrap_or_default();
    let indents = all().any(|line| line.indented);
    let narrow = |line: &Token| may_be_of_name(line) && (line.indented || width(line) * 5 <= objective * 4);
    let widest = all().filter(|line| narrow(line)).map(width).max().unwrap_or_default();
    let mut names: Vec<Name> = Vec::new();
    let mut from = 0;
    for beside in pages {
        let mut open: Option<Name> = None;
        let mut last: Option<&Token> = None;
        let mut adjoins = true;
        for line in &beside.lines {
            let before = last.replace(line);
            adjoins &= before.is_some_and(|before| before.run.end == line.run.start);
            if !narrow(line) {
                continue;
            }
            let adjoins = std::mem::replace(&mut adjoins, true);
            if let Some(name) = open.as_mut().filter(|name| name.goes_on(line, widest, adjoins)) {
                name.lines.push(line.clone());
                continue;
            }
            names.extend(open.take());
            if !indents || line.indented {
                let row = from + beside.rows.partition_point(|start| *start < line.run.start);
                let said = beside.names.iter().any(|name| name.starts_with(&line.text));
                let full = before.filter(|before| before.run.end == line.run.start && width(before) + 3 > objective);
                let tail = said || full.is_some_and(|before| !before.text.ends_with(['。', ';']));
                open = Some(Name { lines: vec![line.clone()], rows: (row, row), whole: false, tail, torn: false });
            }
        }
        names.extend(open);
        from += beside.rows.len();
    }
    let widest = names.iter().filter_map(|name| name.lines.first()).map(width).max().unwrap_or_default();
    names.retain_mut(|name| {
        let text = text(&name.lines);
        name.whole = is_name(&text);
        name.torn = !name.whole && name.lines.last().is_some_and(|last| width(last) + 3 > widest);
        name.tail &= !name.whole && !name.lines.first().is_some_and(|line| line.indented);
        is_plain(&text) && !atoms::is_body(&text)
    });
    // It is printed again on each page, or beside each row.
    names.dedup_by(|next, before| {
        let same = text(&next.lines) == text(&before.lines);
        before.rows.1 = if same { next.rows.1 } else { before.rows.1 };
        same
    });
    names
}

fn width(line: &Token) -> usize {
    line.width
}

/// Whether a line may be one of a name.
fn may_be_of_name(line: &Token) -> bool {
    let text = line.text.as_str();
    let item = text.trim_start_matches("目标").trim_start_matches(|ch: char| ch.is_ascii_digit() || ch == '(');
    let item = item.len() < text.len() && item.starts_with(['.', '、', ':', ')']);
    let ordinal = ["一是", "二是", "三是", "四是", "五是", "六是"].iter().any(|word| text.starts_with(word));
    let other = text.contains([',', '。', ';', ':', '=', '/', '%', '《', '》']);
    !other && !item && !ordinal && !lexicon::explains(text)
}
