//! The text of a list in sections: cell by cell where it marks them, without what its pages print again where it does not.

use super::{LONGEST_LABEL, MONEY_HEADS};
use crate::grid::Grid;
use crate::lexicon;
use crate::parse::fold::{Folded, Gap, Ink};
use crate::parse::furniture;
use crate::parse::readers::{cells, columns, list_grid};
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;
use crate::span::Span;

const NAME_HEADS: &[&str] = &["单位编码", "单位名称", "项目编码", "项目名称"];

/// Where the first section of a text begins; "【字体:" on a web page is none.
pub(super) fn first_section(sheet: &Sheet<'_>) -> Option<usize> {
    let close = |at: usize| (at + 1..at + LONGEST_LABEL).find(|&at| matches!(sheet.ch(at), Some('【' | '】')));
    let is_section = |at: usize| sheet.ch(at) == Some('【') && close(at).and_then(|at| sheet.ch(at)) == Some('】');
    (0..sheet.len()).find(|&at| is_section(at))
}

/// The text, cell by cell where it marks them.
#[derive(Default)]
pub(super) struct Cells {
    pub(super) inks: Vec<Ink>,
    /// Where the cells begin that hold sections and something before the first of them.
    pub(super) opened: Vec<usize>,
    /// Quotes, separators, and the columns that say neither name, money nor objective.
    pub(super) aside: Vec<Span>,
    /// What belongs to the pages.
    pub(super) furniture: Vec<Span>,
}

impl Cells {
    /// Text that keeps its columns by blanks, row by row.
    pub(super) fn of_columns(source: &Source, folded: &Folded) -> Option<Self> {
        let columns::Ordered { inks, mut aside, furniture } = columns::in_order(source, folded)?;
        crate::span::sort_spans(&mut aside);
        Some(Self { inks, aside, furniture, ..Self::default() })
    }

    /// Running text, without what its pages print again.
    pub(super) fn of_text(source: &Source, folded: &Folded) -> Self {
        let whole = Sheet::new(source, folded.inks());
        let Some(first) = first_section(&whole) else { return Self::default() };
        let columns = heads(&whole, 0..first);
        let above = columns.as_ref().map(|columns| 0..columns.start);
        let mut furniture = furniture::furniture(&whole, above.as_ref(), columns.as_ref());
        furniture.extend(bare_numbers(&whole, &furniture));
        furniture.sort_unstable_by_key(|run| run.start);
        let origins = furniture.iter().filter_map(|run| whole.origin(run.clone()));
        Self {
            inks: furniture::without(folded.inks(), &furniture).into_owned(),
            furniture: origins.flat_map(|origin| origin.spans().collect::<Vec<_>>()).collect(),
            ..Self::default()
        }
    }

    pub(super) fn of_grid(folded: &Folded, grid: &Grid) -> Self {
        let (rows, aside) = cells::rows(folded, grid);
        let mut all = Self { aside, ..Self::default() };
        let mut others: Vec<usize> = Vec::new();
        for row in rows {
            if row.iter().any(|cell| lexicon::OBJECTIVE_HEADS.contains(&cell.text().as_str())) {
                let others_of_row = row.iter().filter(|cell| list_grid::is_other_head(&cell.text()));
                others = others_of_row.map(|cell| cell.column).collect();
            }
            for mut cell in row {
                let section = cell.inks.iter().position(|ink| ink.ch() == '【');
                if section.is_none() && others.contains(&cell.column) {
                    all.aside.extend(cell.inks.iter().map(Ink::span));
                    continue;
                }
                if section.is_some_and(|section| section > 0) {
                    all.opened.push(all.inks.len());
                }
                if let Some(first) = cell.inks.first_mut() {
                    first.widen_gap(Gap::Line);
                }
                all.inks.extend(cell.inks);
            }
        }
        all
    }
}

/// The numbers of pages that stand alone on their lines, counted from the first line of the text on: 1, 2, 3. Cells of a list in
/// sections never hold a number alone but for amounts, behind which no line of a set goes on.
fn bare_numbers(sheet: &Sheet<'_>, furniture: &[Run]) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    let mut page: usize = 1;
    let mut start = 0;
    while start < sheet.len() {
        let number = page.to_string();
        let end = sheet.after(start, &number).filter(|end| *end == sheet.len() || sheet.begins_line(*end));
        let is_amount = |end: usize| {
            sheet.ch(end) == Some('【')
                && start
                    .checked_sub(1)
                    .and_then(|at| sheet.ch(at))
                    .is_some_and(|ch| !matches!(ch, ')' | '。' | '】') && !ch.is_ascii_digit())
        };
        match end.filter(|end| (start > 0 || page == 1) && !is_amount(*end)) {
            Some(end) => {
                let place = furniture.partition_point(|run| run.end <= start);
                if furniture.get(place).is_none_or(|run| run.start >= end) {
                    found.push(start..end);
                }
                page += 1;
                start = end;
            }
            None if start == 0 => return found,
            None => start = sheet.next_line(start, sheet.len()),
        }
    }
    found
}

/// The heads of the columns: from the unit's code or name to the objective.
pub(super) fn heads(sheet: &Sheet<'_>, above: Run) -> Option<Run> {
    // Before a colon it is the unit's own name, above the table.
    let is_head = |at: &usize| sheet.after_any(*at, NAME_HEADS).is_some_and(|end| !matches!(sheet.ch(end), Some(':')));
    let start = above.clone().find(is_head)?;
    let money = sheet.find_any(start..above.end, MONEY_HEADS)?.end;
    let end = sheet.find_any(money..above.end, lexicon::OBJECTIVE_HEADS)?.end;
    Some(start..end)
}
