//! The text of a list in sections: cell by cell where it marks them, without what its pages print again where it does not.

use std::collections::BTreeSet;

use super::{LONGEST_LABEL, MONEY_HEADS};
use crate::amount::number_from_text;
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
    /// Where rows begin, where that is known: nothing else begins a project.
    pub(super) rows: Option<Vec<usize>>,
}

impl Cells {
    /// Text that keeps its columns by blanks, row by row.
    pub(super) fn of_columns(source: &Source, folded: &Folded) -> Option<Self> {
        let columns::Ordered { inks, mut aside, furniture, rows } = columns::in_order(source, folded)?;
        crate::span::sort_spans(&mut aside);
        Some(Self { inks, aside, furniture, rows: Some(rows), ..Self::default() })
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
        let mut inks = furniture::without(folded.inks(), &furniture).into_owned();
        part_codes(&mut inks);
        Self {
            inks,
            furniture: origins.flat_map(|origin| origin.spans().collect::<Vec<_>>()).collect(),
            ..Self::default()
        }
    }

    /// Cell by cell. A set without a name beside it goes on from the page before; below a row of sums its own row is lost, and
    /// nobody knows whose it is.
    pub(super) fn of_grid(folded: &Folded, grid: &Grid) -> Self {
        let (rows, aside) = cells::rows(folded, grid);
        let mut all = Self { aside, ..Self::default() };
        let mut heads: Option<Heads> = None;
        let mut starts: Vec<usize> = Vec::new();
        let mut above: Vec<String> = Vec::new();
        let mut is_sum = false;
        // The labels of sections that the set of the last row has had: none has one twice.
        let mut seen: Vec<String> = Vec::new();
        for row in rows {
            let again = Heads::of(&row);
            let is_outside = heads.as_ref().is_some_and(|heads| heads.is_outside(&row));
            if let Some(head) = again {
                let is_first = heads.replace(head).is_none();
                if !is_first {
                    all.aside.extend(row.iter().flat_map(|cell| &cell.inks).map(Ink::span));
                    continue;
                }
            } else if is_outside {
                if above.contains(&cells::row_text(&row)) {
                    all.furniture.extend(row.iter().flat_map(|cell| &cell.inks).map(Ink::span));
                }
                continue;
            } else if let Some(heads) = &heads {
                let (begins, has_set) = (heads.begins(&row), heads.has_set(&row));
                let labels = labels(&row);
                if begins {
                    starts.push(all.inks.len());
                    seen.clear();
                    is_sum = !has_set;
                } else if is_sum || labels.iter().any(|label| seen.contains(label)) {
                    // The set of another project, whose row is lost.
                    is_sum = true;
                    continue;
                }
                seen.extend(labels);
                let others = if begins { &[] } else { heads.others.as_slice() };
                all.cells(row, &heads.others, begins, others);
                continue;
            } else {
                above.push(cells::row_text(&row));
            }
            all.cells(row, &[], true, &[]);
        }
        all.rows = heads.map(|_| starts);
        all
    }

    /// The cells of a row, but those of `others`, which say what a project does; `hidden` are those of them in which a section
    /// begins none.
    fn cells(&mut self, row: cells::Row, others: &[usize], begins: bool, hidden: &[usize]) {
        for mut cell in row {
            let section = cell.inks.iter().position(|ink| ink.ch() == '【');
            if (section.is_none() && others.contains(&cell.column)) || hidden.contains(&cell.column) {
                self.aside.extend(cell.inks.iter().map(Ink::span));
                continue;
            }
            if begins && section.is_some_and(|section| section > 0) {
                self.opened.push(self.inks.len());
            }
            if let Some(first) = cell.inks.first_mut() {
                first.widen_gap(Gap::Line);
            }
            self.inks.extend(cell.inks);
        }
    }
}

/// The labels of the sections of a row.
fn labels(row: &cells::Row) -> Vec<String> {
    let of = |text: String| -> Vec<String> {
        let labels = text.split('【').skip(1).filter_map(|rest| rest.split_once('】'));
        labels.map(|(label, _)| label.to_owned()).collect()
    };
    row.iter().flat_map(|cell| of(cell.text())).collect()
}

/// The columns of a grid.
struct Heads {
    /// How many there are.
    count: usize,
    set: usize,
    /// Those that say neither name, money nor objective.
    others: Vec<usize>,
}

impl Heads {
    fn of(row: &cells::Row) -> Option<Self> {
        const FEWEST: usize = 4;
        let set = row.iter().find(|cell| lexicon::OBJECTIVE_HEADS.contains(&cell.text().as_str()))?.column;
        let others = row.iter().filter(|cell| list_grid::is_other_head(&cell.text())).map(|cell| cell.column).collect();
        let count = row.iter().filter(|cell| !cell.inks.is_empty()).count();
        (count >= FEWEST).then_some(Self { count, set, others })
    }

    /// Whether a line stands between two parts of the table.
    fn is_outside(&self, row: &cells::Row) -> bool {
        row.len() == 1 && self.count > 1
    }

    /// Whether a row is that of a project or of sums: it has an amount or a code, or the name beside the beginning of a set.
    fn begins(&self, row: &cells::Row) -> bool {
        let is_lead = |cell: &&cells::Cell| {
            !cell.inks.is_empty() && cell.column < self.set && !self.others.contains(&cell.column)
        };
        let lead: Vec<String> = row.iter().filter(is_lead).map(cells::Cell::text).collect();
        let is_figure =
            |text: &String| text.starts_with(|ch: char| ch.is_ascii_digit()) && number_from_text(text).is_some();
        let goals = |cell: &cells::Cell| {
            cell.text().split_once('】').is_some_and(|(label, _)| label.starts_with('【') && label.contains("目标"))
        };
        lead.iter().any(is_figure) || (!lead.is_empty() && row.iter().any(goals))
    }

    fn has_set(&self, row: &cells::Row) -> bool {
        row.iter().any(|cell| !cell.inks.is_empty() && cell.column >= self.set)
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

/// Parts the code of a unit from the last amount of the page before, which touch where pages meet: "3822.70318002 项目". Where
/// the amount has no decimals, other lines begin with the same code.
fn part_codes(inks: &mut [Ink]) {
    const LENGTHS: std::ops::RangeInclusive<usize> = 5..=12;
    const LONGEST: usize = 28;
    const DECIMALS: usize = 2;
    let lines = (0..inks.len()).filter(|at| inks.get(*at).is_some_and(|ink| ink.gap() >= Gap::Line));
    let numbers: Vec<(usize, String)> = lines
        .filter_map(|line| {
            let own = inks.get(line..)?.iter().take(LONGEST).enumerate();
            let own = own.take_while(|(at, ink)| *at == 0 || ink.gap() == Gap::None).map(|(_, ink)| ink.ch());
            let number: String = own.collect();
            // What a code is that of stands behind it on its line.
            let is_followed = inks.get(line + number.len()).is_some_and(|next| next.gap() < Gap::Line);
            let is_number = number.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, ',' | '.'));
            (is_number && is_followed).then_some((line, number))
        })
        .collect();
    let is_code = |text: &str| LENGTHS.contains(&text.len()) && text.chars().all(|ch| ch.is_ascii_digit());
    let codes: BTreeSet<&str> =
        numbers.iter().map(|(_, number)| number.as_str()).filter(|code| is_code(code)).collect();
    let behind = |number: &String| {
        if let Some((whole, rest)) = number.split_once('.') {
            return is_code(rest.get(DECIMALS..)?).then_some(whole.len() + 1 + DECIMALS);
        }
        let mut ends = LENGTHS.filter_map(|long| number.len().checked_sub(long)).filter(|end| *end > 0);
        ends.find(|end| number.get(*end..).is_some_and(|code| codes.contains(code)))
    };
    let cuts: Vec<usize> = numbers.iter().filter_map(|(line, number)| Some(line + behind(number)?)).collect();
    for cut in cuts {
        inks.get_mut(cut).into_iter().for_each(|ink| ink.widen_gap(Gap::Line));
    }
}
