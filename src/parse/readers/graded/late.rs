//! Forms with four grades whose wrapped cells stand behind all others of their page, put back into their rows.
//!
//! LibreOffice draws the cells of one line and one script first, row by row, and then those that are wrapped or hold two
//! scripts, again row by row. What a row lacks is told by what it has, and the late cells must be just that, one after another.

mod fill;

use std::collections::BTreeSet;
use std::ops::Range;

use super::grades::{grades, rest_in_words};
use super::table::{BASES, BEGIN};
use crate::grid::{Form, Grid};
use crate::parse::fold::Folded;
use crate::parse::furniture;
use crate::parse::readers::cells::Row;
use crate::parse::readers::deferred::bare_numbers;
use crate::parse::readers::pieces::{self, Piece, Pieces};
use crate::parse::readers::{columns, rows};
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;
use crate::span::Span;

const TITLE: &str = "绩效目标表";
const OBJECTIVE: &str = "绩效目标";
/// No cell has more lines.
const MOST_LINES: usize = 40;

/// How descriptions begin that say nothing of their name.
const DESCRIPTIONS: &[&str] = &["计算公式", "根据", "以问卷", "数据来源", "反映"];

/// The columns: level, name, description, four grades, basis.
const WIDTH: usize = 8;
const NAME: usize = 1;
const DESCRIPTION: usize = 2;
const BEST: usize = 3;
const BASIS: usize = 7;

/// What a late cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Objective,
    Name,
    Description,
    Grades,
    /// The first grade alone.
    Best,
}

/// What stands in its place on a page.
#[derive(Debug)]
enum Prompt {
    /// A line that belongs to no row: its pieces.
    Plain(Range<usize>),
    /// The label of an objective, and the objective if it is no late cell.
    Label(usize, Range<usize>),
    /// The heads of the columns.
    Heads(Cells),
    /// A row: its cells, each with its pieces.
    Row(Cells),
}

impl Prompt {
    /// What is late of it.
    fn lacks(&self) -> Vec<Slot> {
        let Self::Row(cells) = self else {
            let is_bare = matches!(self, Self::Label(_, own) if own.is_empty());
            return if is_bare { vec![Slot::Objective] } else { Vec::new() };
        };
        let has = |column: usize| cells.iter().any(|(own, _)| *own == column);
        let mut lacks = Vec::new();
        if !has(NAME) {
            lacks.push(Slot::Name);
        }
        if !has(DESCRIPTION) {
            lacks.push(Slot::Description);
        }
        match (has(BEST), has(BEST + 1)) {
            (true, _) => {}
            (false, true) => lacks.push(Slot::Best),
            (false, false) => lacks.push(Slot::Grades),
        }
        lacks
    }
}

/// Cells: the column of each, and its pieces.
type Cells = Vec<(usize, Range<usize>)>;

/// What is known of the whole text.
#[derive(Default)]
struct Known {
    /// The bases of standards that stand behind four grades.
    bases: BTreeSet<String>,
    /// How descriptions begin that stand in their places.
    begins: BTreeSet<String>,
}

/// The text of one page, in pieces.
struct Page<'p> {
    text: &'p Pieces<'p>,
    known: &'p Known,
    of: Range<usize>,
}

/// The cells of such a form, in the order of its rows. `None` where it is none, or a page does not say whose its cells are.
pub(super) fn pieces<'s>(source: &'s Source, folded: &Folded) -> Option<Pieces<'s>> {
    if columns::is_spread(source.text()) {
        return None;
    }
    let whole = Sheet::new(source, folded.inks());
    let furniture = furniture::furniture(&whole, None, None);
    let furniture = if furniture.is_empty() { bare_numbers(&whole) } else { furniture };
    let spans = furniture.iter().filter_map(|run| whole.origin(run.clone()));
    let spans: Vec<Span> = spans.flat_map(|origin| origin.spans().collect::<Vec<_>>()).collect();
    let first = furniture.first()?;
    let is_above = first.start == 0;
    let mut taken = 0;
    let borders = furniture.iter().map(|run| {
        taken += run.len();
        run.end - taken
    });
    let borders: Vec<usize> = borders.filter(|border| *border > 0 || !is_above).collect();
    let inks = furniture::without(folded.inks(), &furniture);
    let mut text = pieces::of_lines(Sheet::new(source, inks));
    let mut known = Known { bases: bases(&text), ..Known::default() };
    text.all = cut(&text, &known.bases);
    let ends = borders.iter().map(|border| text.piece_from(*border)).chain([text.all.len()]);
    let mut from = 0;
    let mut pages: Vec<(Vec<Prompt>, Range<usize>)> = Vec::new();
    for end in ends.filter(|end| *end > 0) {
        let of = std::mem::replace(&mut from, end)..end;
        if !of.is_empty() {
            let page = Page { text: &text, known: &known, of };
            pages.push(page.prompt());
        }
    }
    let described = |prompt: &Prompt| match prompt {
        Prompt::Row(cells) => cells.iter().find(|(column, _)| *column == DESCRIPTION).map(|(_, of)| of.start),
        _ => None,
    };
    let begin = |at: usize| begin_of(&text, at);
    known.begins = pages.iter().flat_map(|page| &page.0).filter_map(described).map(begin).collect();
    let mut rows: Vec<Row> = Vec::new();
    let mut late = 0;
    let mut doubts: Vec<Span> = Vec::new();
    for (prompt, of) in pages {
        late += of.len();
        let page = Page { text: &text, known: &known, of };
        page.weave(prompt, &mut rows, &mut doubts)?;
    }
    let grid = Grid { form: Form::Columns, furniture: spans, ..Grid::default() };
    crate::span::sort_spans(&mut doubts);
    (late > 0).then(|| Pieces { parted: doubts, ..pieces::of_rows(source, folded, &grid, &rows, Vec::new()) })
}

/// Whether wrapped cells are late: the label of an objective stands right above heads that are whole.
pub(super) fn are_late(source: &Source, folded: &Folded) -> bool {
    if columns::is_spread(source.text()) {
        return false;
    }
    let text = pieces::of_lines(Sheet::new(source, folded.inks()));
    let known = Known::default();
    let page = Page { text: &text, known: &known, of: 0..text.all.len() };
    (1..text.all.len()).any(|at| page.folded(at - 1) == OBJECTIVE && page.heads(at).is_some())
}

/// The bases of standards: what stands behind four grades and ends as bases do.
fn bases(text: &Pieces<'_>) -> BTreeSet<String> {
    const LONGEST: usize = 12;
    let basis = |at: usize| {
        let piece = text.all.get(grades(&text.sheet, &text.all, at)?.last().copied()?)?;
        let is_basis = piece.run.len() <= LONGEST
            && BASES.iter().any(|end| text.sheet.before(piece.run.end, end).is_some())
            && text.sheet.before(piece.run.end, OBJECTIVE).is_none();
        is_basis.then(|| text.sheet.folded(piece.run.clone()))
    };
    (0..text.all.len()).filter_map(basis).collect()
}

/// The pieces, those cut that hold two cells: a description behind its name, a basis behind the last grade.
fn cut(text: &Pieces<'_>, bases: &BTreeSet<String>) -> Vec<Piece> {
    const SHORTEST: usize = 4;
    let sheet = &text.sheet;
    let border = |run: &Run| {
        let inner = run.start + SHORTEST..run.end;
        let begins = sheet.find_any(inner, DESCRIPTIONS).filter(|_| sheet.before(run.end, "。").is_some());
        let begins = begins.filter(|begins| sheet.find_any(run.start..begins.start, &["。", "，"]).is_none());
        let is_last = sheet.after_any(run.start, &["未", "<", ">"]).is_some();
        let basis = || bases.iter().find_map(|basis| sheet.before(run.end, basis)).filter(|_| is_last);
        begins.map(|begins| begins.start).or_else(basis).filter(|at| *at > run.start)
    };
    let parts = |piece: &Piece| match border(&piece.run) {
        Some(at) => {
            vec![Piece { run: piece.run.start..at, ..piece.clone() }, Piece { run: at..piece.run.end, ..piece.clone() }]
        }
        None => vec![piece.clone()],
    };
    text.all.iter().flat_map(parts).collect()
}

fn begin_of(text: &Pieces<'_>, at: usize) -> String {
    let run = text.all.get(at).map_or(0..0, |piece| piece.run.clone());
    text.sheet.folded(run.start..run.end.min(run.start + BEGIN))
}

impl Page<'_> {
    fn sheet(&self) -> &Sheet<'_> {
        &self.text.sheet
    }

    fn run(&self, at: usize) -> Run {
        self.text.all.get(at).map_or(0..0, |piece| piece.run.clone())
    }

    fn folded(&self, at: usize) -> String {
        self.sheet().folded(self.run(at))
    }

    fn ends(&self, at: usize, end: &str) -> bool {
        self.sheet().before(self.run(at).end, end).is_some()
    }

    /// Whether a piece is the whole label of a level.
    fn is_level(&self, at: usize) -> bool {
        let run = self.run(at);
        rows::level(self.sheet(), run.start).is_some_and(|(level, end)| level.is_first() && end == run.end)
    }

    fn is_basis(&self, at: usize) -> bool {
        self.known.bases.contains(&self.folded(at))
    }

    fn is_description(&self, at: usize) -> bool {
        const BEGINS: &[&str] = &["反映", "计算公式", "根据", "考核", "数据来源", "评分标准", "指标说明"];
        self.ends(at, "。") || self.sheet().after_any(self.run(at).start, BEGINS).is_some()
    }

    /// The heads that begin at a piece: the cells, and where they end.
    fn heads(&self, at: usize) -> Option<(Cells, usize)> {
        const MOST: usize = 12;
        let is = |at: usize, words: &[&str]| words.contains(&self.folded(at).as_str());
        if !is(at, &["绩效指标分类", "指标分类"]) {
            return None;
        }
        let best = (at..self.of.end.min(at + MOST)).find(|at| is(*at, &["优"]))?;
        let of = |words: &[&str]| (at..best).find(|at| is(*at, words));
        let name = of(&["绩效指标", "绩效指标名称", "指标名称"])?;
        let description = (at..best).find(|at| ["描述", "说明", "解释"].iter().any(|end| self.ends(*at, end)))?;
        let basis = (at..best).find(|at| ["依据"].iter().any(|end| self.ends(*at, end)))?;
        let over = (at..best).find(|at| ["评价标准", "绩效标准"].iter().any(|end| self.ends(*at, end)))?;
        let known = [at, name, description, basis, over];
        if known.len() != best - at || !["良", "中", "差"].iter().zip(best + 1..).all(|(grade, at)| is(at, &[*grade]))
        {
            return None;
        }
        let columns = [0, NAME, DESCRIPTION, BASIS, BEST];
        let mut cells: Cells = columns.into_iter().zip(known).map(|(column, at)| (column, at..at + 1)).collect();
        cells.extend((BEST..BASIS).zip(best..).map(|(column, at)| (column, at..at + 1)));
        Some((cells, best + 4))
    }

    /// What stands in its place, and where the late cells begin: behind the last basis.
    fn prompt(&self) -> (Vec<Prompt>, Range<usize>) {
        let is_prompt = |at: &usize| {
            self.is_basis(*at) || self.is_level(*at) || self.folded(*at) == "差" || self.folded(*at) == OBJECTIVE
        };
        let end = self.of.clone().rev().find(is_prompt).map_or(self.of.start, |last| last + 1);
        let all = self.text.all.get(..end).unwrap_or_default();
        let mut found: Vec<Prompt> = Vec::new();
        let mut open: Cells = Vec::new();
        let mut has_heads = false;
        let mut at = self.of.start;
        while at < end {
            if self.folded(at) == OBJECTIVE {
                found.extend((!open.is_empty()).then(|| Prompt::Row(std::mem::take(&mut open))));
                let until = end.min(at + 1 + MOST_LINES);
                let heads = (at + 1..until).find(|at| self.heads(*at).is_some() || self.folded(*at) == OBJECTIVE);
                let own = at + 1..heads.unwrap_or(at + 1);
                found.push(Prompt::Label(at, own.clone()));
                at = own.end;
                continue;
            }
            if let Some((cells, behind)) = self.heads(at) {
                found.extend((!open.is_empty()).then(|| Prompt::Row(std::mem::take(&mut open))));
                found.push(Prompt::Heads(cells));
                (at, has_heads) = (behind, true);
                continue;
            }
            // Above the first heads of the text stands whose it is.
            if self.of.start == 0 && !has_heads {
                found.push(Prompt::Plain(at..at + 1));
                at += 1;
                continue;
            }
            let last = open.last().map(|(column, _)| *column);
            let (column, cells) = self.cell(all, at, last);
            // A row ends with its basis, or where the next one begins.
            if last.is_some_and(|last| last >= column) {
                found.push(Prompt::Row(std::mem::take(&mut open)));
            }
            at = cells.last().map_or(at + 1, |cell| cell.1.end);
            open.extend(cells);
            if column == BASIS {
                found.push(Prompt::Row(std::mem::take(&mut open)));
            }
        }
        if !open.is_empty() {
            found.push(Prompt::Row(open));
        }
        (found, end..self.of.end)
    }

    /// The cells that begin at a piece, and the column of the first.
    fn cell(&self, all: &[Piece], at: usize, last: Option<usize>) -> (usize, Cells) {
        let one = |column: usize| (column, vec![(column, at..at + 1)]);
        if self.is_level(at) {
            return one(0);
        }
        let graded = |ends: &[usize], first: usize| {
            let cells = ends.windows(2).enumerate().filter_map(|(place, pair)| match pair {
                [from, to] => Some((first + place, *from..*to)),
                _ => None,
            });
            (first, cells.collect::<Vec<_>>())
        };
        let is_named = last.is_some_and(|last| (NAME..BEST).contains(&last));
        // A name is late where 基本稳定向好 stands behind 稳定向好; else that may be the name.
        let is_best = is_named || self.ends(at + 1, &self.folded(at));
        if let Some(ends) =
            grades(self.sheet(), all, at).filter(|_| is_best || !rest_in_words(self.sheet(), all, at + 1))
        {
            return graded(&ends, BEST);
        }
        if rest_in_words(self.sheet(), all, at) {
            return graded(&[at, at + 1, at + 2, at + 3], BEST + 1);
        }
        if self.is_basis(at) {
            return one(BASIS);
        }
        if self.is_description(at) { one(DESCRIPTION) } else { one(NAME) }
    }
}
