//! Heads of tables in text with columns: a line of column heads, some of them broken over the lines beside it.

use super::lines::{Lines, Word};
use crate::lexicon::{self, Column};
use crate::model::Fund;
use crate::parse::list_grid::{self, Role};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// A column of a list.
    List(Role),
    /// A column of a table with a row per indicator.
    Row(Column),
    /// Something else.
    Other,
}

/// A column head: its words, and the character columns they fill.
#[derive(Clone, Debug)]
pub(super) struct HeadCell {
    pub(super) words: Vec<Word>,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) holds: Holds,
}

/// All heads of a table.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) cells: Vec<HeadCell>,
}

impl Head {
    pub(super) fn is_list(&self) -> bool {
        self.cells.iter().any(|cell| matches!(cell.holds, Holds::List(_)))
    }

    pub(super) fn place(&self, holds: Holds) -> Option<usize> {
        self.cells.iter().position(|cell| cell.holds == holds)
    }

    /// Whether projects are named in a column.
    pub(super) fn is_flat(&self) -> bool {
        self.place(Holds::Row(Column::Project)).is_some()
    }
}

/// All heads of a text, from top to bottom.
pub(super) fn find(lines: &Lines<'_>, list: bool) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    let mut line = 0;
    while line < lines.len() {
        let found = if list { list_head(lines, line) } else { row_head(lines, line) };
        line = found.as_ref().map_or(line, |head| head.last) + 1;
        heads.extend(found);
    }
    heads
}

/// The head of a list around a line.
fn list_head(lines: &Lines<'_>, line: usize) -> Option<Head> {
    let holds = |text: &str| list_grid::role(text).map(Holds::List);
    let head = head_around(lines, line, &holds, true)?;
    let has = |role: Role| head.place(Holds::List(role)).is_some();
    (has(Role::Name) && has(Role::Objective) && has(Role::Indicators) && has(Role::Money(Fund::Total))).then_some(head)
}

/// The head of a table with a row per indicator around a line.
fn row_head(lines: &Lines<'_>, line: usize) -> Option<Head> {
    let column = |text: &str| lexicon::INDICATOR_COLUMNS.iter().find(|(head, _)| *head == text).map(|(_, of)| *of);
    let holds = |text: &str| {
        let plain = text.split_once('(').filter(|_| text.ends_with(')')).map_or(text, |(plain, _)| plain);
        column(text).or_else(|| column(plain)).map(Holds::Row)
    };
    let head = head_around(lines, line, &holds, false)?;
    let has = |column: Column| head.place(Holds::Row(column)).is_some();
    (head.cells.len() >= 3 && has(Column::Name) && has(Column::Target)).then_some(head)
}

/// The heads on a line, with those that the lines beside it complete. All that stands there must be heads.
fn head_around(lines: &Lines<'_>, line: usize, holds: &dyn Fn(&str) -> Option<Holds>, lenient: bool) -> Option<Head> {
    let heads = |word: &&Word| holds(&lines.text(word)).is_some();
    if lines.line(line).iter().filter(heads).count() < 2 {
        return None;
    }
    let mut best: Option<Head> = None;
    for (first, last) in
        [(line.saturating_sub(1), line + 1), (line, line + 1), (line.saturating_sub(1), line), (line, line)]
    {
        let same_page = lines.page(first) == lines.page(line) && lines.page(last) == lines.page(line);
        let Some(cells) = stacked(lines, first, last, holds, lenient && first == last).filter(|_| same_page) else {
            continue;
        };
        let more = best.as_ref().is_none_or(|best| cells.len() > best.cells.len());
        if more {
            best = Some(Head { first, last, cells });
        }
    }
    best
}

/// The words of some lines, those below each other taken together; `None` where one of them is no head.
fn stacked(
    lines: &Lines<'_>,
    first: usize,
    last: usize,
    holds: &dyn Fn(&str) -> Option<Holds>,
    lenient: bool,
) -> Option<Vec<HeadCell>> {
    const MOST: usize = 40;
    let mut cells: Vec<HeadCell> = Vec::new();
    let words = lines.lines(first, last + 1);
    let words = words.get(..MOST).unwrap_or(words);
    for single in [false, true] {
        for word in words.iter().filter(|word| (word.inks.len() == 1) == single) {
            match cells.iter_mut().find(|cell| word.shared(cell.start, cell.end) > 0) {
                Some(cell) => {
                    (cell.start, cell.end) = (cell.start.min(word.start), cell.end.max(word.end));
                    cell.words.push(word.clone());
                }
                // What runs down the side in single characters is no head of a column.
                None if single => {}
                None => cells.push(HeadCell {
                    words: vec![word.clone()],
                    start: word.start,
                    end: word.end,
                    holds: Holds::Other,
                }),
            }
        }
    }
    for cell in &mut cells {
        let words = std::mem::take(&mut cell.words);
        cell.words = crate::order::sorted(words, |word| word.inks.start as u128);
        let mut text = String::new();
        for word in &cell.words {
            let more = lines.text(word);
            // What is a head already goes on with nothing but a bracket: else it is the first row that stands below.
            let bracket = more.starts_with('(') || (text.contains('(') && !text.contains(')'));
            if !bracket && !text.is_empty() && holds(&text).is_some() {
                return None;
            }
            text.push_str(&more);
        }
        match holds(&text).filter(|_| text.chars().count() <= 20) {
            Some(holds) => cell.holds = holds,
            None if lenient => {}
            None => return None,
        }
    }
    Some(crate::order::sorted(cells, |cell| cell.start as u128))
}
