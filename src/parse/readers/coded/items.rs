//! What stands behind the heads: codes, level labels, and lines of cells between them.

use crate::lexicon::{self, Column};
use crate::model::Category;
use crate::parse::fold::Gap;
use crate::parse::readers::rows::{Level, Levels, level, level_from_text, short_second};
use crate::parse::sheet::{Run, Sheet};

/// One thing that stands in the body of a table.
pub(super) struct Item {
    pub(super) run: Run,
    pub(super) kind: Kind,
    pub(super) begins_page: bool,
}

pub(super) enum Kind {
    /// The code of a unit, before its name or that of a project.
    Code,
    /// Both labels of a row.
    Labels(Labels),
    /// A line of a cell.
    Line,
}

/// The level labels of a row.
pub(super) struct Labels {
    first: (Level, Run),
    second: (Level, Run),
    /// What a page break has cut of the second one.
    pub(super) rest: Option<String>,
}

impl Labels {
    pub(super) fn levels(&self) -> Levels {
        let mut levels = Levels::default();
        levels.take(self.first.0, self.first.1.clone(), Some(Column::Level1), None);
        levels.take(self.second.0, self.second.1.clone(), Some(Column::Level2), None);
        levels
    }
}

/// The codes of a table: all of one department begin alike.
struct Codes {
    digits: usize,
    begins: String,
}

/// Everything in the body, in order; nothing where it does not begin with a code.
pub(super) fn items(sheet: &Sheet<'_>, body: Run) -> Vec<Item> {
    let Some(codes) = codes(sheet, &body) else { return Vec::new() };
    let pages: Vec<usize> = body.clone().filter(|at| sheet.begins_page(*at)).collect();
    let mut items = Vec::new();
    let mut at = body.start;
    while at < body.end {
        let page = pages.partition_point(|page| *page < at);
        let begins_page = pages.get(page) == Some(&at);
        let next_page = pages.get(pages.partition_point(|page| *page <= at)).copied();
        let (end, kind) = match (labels(sheet, at, next_page), codes.code(sheet, at)) {
            (Some(labels), _) => (labels.second.1.end, Kind::Labels(labels)),
            (None, Some(end)) => (end, Kind::Code),
            (None, None) => (line_end(sheet, at, body.end, next_page), Kind::Line),
        };
        items.push(Item { run: at..end, kind, begins_page });
        at = end.max(at + 1);
    }
    items
}

/// Where what nothing parts ends.
fn line_end(sheet: &Sheet<'_>, at: usize, end: usize, page: Option<usize>) -> usize {
    let until = page.map_or(end, |page| page.min(end));
    (at + 1..until).find(|next| sheet.gap(*next) != Gap::None).unwrap_or(until)
}

/// The codes, told by the first one.
fn codes(sheet: &Sheet<'_>, body: &Run) -> Option<Codes> {
    const SHORTEST: usize = 4;
    const LONGEST: usize = 12;
    const ALIKE: usize = 3;
    let is_digit = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit());
    let end = body.clone().take(LONGEST + 1).find(|at| !is_digit(at))?;
    let digits = end - body.start;
    let begins = sheet.folded(body.start..body.start + ALIKE);
    (digits >= SHORTEST && sheet.ch(end).is_some_and(is_chinese_or_open)).then_some(Codes { digits, begins })
}

fn is_chinese_or_open(ch: char) -> bool {
    crate::vocabulary::is_letter(ch) || matches!(ch, '(' | '"' | '“')
}

impl Codes {
    /// Where a code ends that begins a line.
    fn code(&self, sheet: &Sheet<'_>, at: usize) -> Option<usize> {
        let end = at + self.digits;
        let is_digit = |at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
        let begins = sheet.begins_line(at) || sheet.begins_page(at);
        let is_code = begins && sheet.after(at, &self.begins).is_some() && (at..end).all(is_digit);
        let goes_on = matches!(sheet.ch(end), None | Some('.' | ',' | '%' | '-' | '/')) && sheet.gap(end) == Gap::None;
        // A line ends with the code, or a blank stands behind it.
        (is_code && !goes_on && (sheet.gap(end) != Gap::None || !is_digit(end))).then_some(end)
    }
}

/// Both labels of a row that begins at a position. `page`: where the next page begins.
fn labels(sheet: &Sheet<'_>, at: usize, page: Option<usize>) -> Option<Labels> {
    let (first, end) = level(sheet, at).filter(|(level, end)| level.is_first() && ends_label(sheet, *end))?;
    let whole = level(sheet, end).or_else(|| short_second(sheet, end)).filter(|(level, _)| level.is_second());
    if let Some((second, behind)) = whole {
        return Some(Labels { first: (first, at..end), second: (second, end..behind), rest: None });
    }
    let (second, behind, rest) = torn(sheet, end, first.category(), page?)?;
    Some(Labels { first: (first, at..end), second: (second, end..behind), rest: Some(rest) })
}

fn ends_label(sheet: &Sheet<'_>, end: usize) -> bool {
    sheet.before(end, "指标").is_some()
}

/// The label of level 2 that a page break has parted: what stands here of it, and what on top of the next page.
fn torn(sheet: &Sheet<'_>, at: usize, first: Option<Category>, page: usize) -> Option<(Level, usize, String)> {
    const FEWEST: usize = 2;
    /// How far a row reaches below its labels, and how far down its rests stand on the next page.
    const FARTHEST: usize = 200;
    if page > at + FARTHEST {
        return None;
    }
    let begun = |label: &'static str| {
        let count = label.chars().enumerate().take_while(|(place, ch)| sheet.ch(at + place) == Some(*ch)).count();
        let rest: String = label.chars().skip(count).collect();
        let ends = count >= FEWEST && !rest.is_empty() && at + count < page && sheet.gap(at + count) != Gap::None;
        let level = level_from_text(label).filter(|level| level.is_second() && level.implied() == first)?;
        let stands =
            || (page..page + FARTHEST).any(|top| sheet.gap(top) != Gap::None && sheet.after(top, &rest).is_some());
        (ends && stands()).then_some((level, at + count, rest))
    };
    lexicon::LEVEL_2.iter().filter_map(|(label, _)| begun(label)).max_by_key(|(_, end, _)| *end)
}
