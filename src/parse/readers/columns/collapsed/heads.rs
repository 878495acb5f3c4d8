//! Heads of the columns on visual lines: a line of heads, and the halves of others above and below it.

use super::super::heads::{Head, HeadCell, Holds};
use super::super::lines::{Lines, Word};
use super::WIDTH;
use crate::lexicon::{self, Column};

/// The heads of a table, from left to right as tables of this kind have them.
#[derive(Clone, Debug)]
pub(super) struct Heads {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) cells: Vec<(Column, Vec<Word>)>,
}

impl Heads {
    pub(super) fn place(&self, column: Column) -> Option<usize> {
        self.cells.iter().position(|(own, _)| *own == column)
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.place(column).is_some()
    }

    /// Whether projects are named in a column.
    pub(super) fn is_flat(&self) -> bool {
        self.has(Column::Project)
    }
}

impl Heads {
    /// The same heads, each above its column; the first column is that of what runs down the side.
    pub(super) fn in_columns(&self) -> Head {
        let cell = |(at, (column, words)): (usize, &(Column, Vec<Word>))| {
            let start = (at + 1) * WIDTH;
            let long = words.iter().map(|word| word.inks.len()).max().unwrap_or(1);
            HeadCell { words: words.clone(), start, end: start + long, holds: Holds::Row(*column), empty: false }
        };
        Head { first: self.first, last: self.last, cells: self.cells.iter().enumerate().map(cell).collect() }
    }
}

/// The heads of all tables, from top to bottom.
pub(super) fn find(lines: &Lines<'_>) -> Vec<Heads> {
    let mut found: Vec<Heads> = Vec::new();
    let mut line = 0;
    while line < lines.len() {
        let heads = around(lines, line);
        line = heads.as_ref().map_or(line, |heads| heads.last) + 1;
        found.extend(heads);
    }
    found
}

/// The column that a text is the head of, with or without a bracket behind it.
fn column(text: &str) -> Option<Column> {
    let plain = text.split_once('(').filter(|_| text.ends_with(')')).map_or(text, |(plain, _)| plain);
    lexicon::indicator_column(text).or_else(|| lexicon::indicator_column(plain))
}

/// The heads whose middle line is this one. What stands beside each other is in the order of the columns; the halves above
/// and below it are put where their column is usual.
fn around(lines: &Lines<'_>, line: usize) -> Option<Heads> {
    const FEWEST: usize = 3;
    let own = lines.line(line);
    let mut cells: Vec<(Column, Vec<Word>)> = Vec::new();
    for word in own {
        cells.push((column(&lines.text(word))?, vec![word.clone()]));
    }
    if cells.len() < 2 {
        return None;
    }
    let (mut first, mut last) = (line, line);
    let halves = |above: Option<usize>, below: usize, side: bool| -> Option<Vec<(Column, Vec<Word>)>> {
        let (upper, lower) = (plain(lines, above?, side), plain(lines, below, side));
        let pair = |(upper, lower): (&Word, &Word)| {
            let text = lines.text(upper) + &lines.text(lower);
            Some((column(&text)?, vec![upper.clone(), lower.clone()]))
        };
        let same = upper.len() == lower.len() && !upper.is_empty() && lines.page(above?) == lines.page(below);
        upper.iter().zip(&lower).map(pair).collect::<Option<Vec<_>>>().filter(|_| same)
    };
    let above = line.checked_sub(1);
    if let Some(halves) = halves(above, line + 1, false).or_else(|| halves(above, line + 1, true)) {
        (first, last) = (line - 1, line + 1);
        for (column, words) in halves {
            let at = cells.iter().position(|(other, _)| *other > column).unwrap_or(cells.len());
            cells.insert(at, (column, words));
        }
    }
    let heads = Heads { first, last, cells };
    let mut columns: Vec<Column> =
        heads.cells.iter().map(|(column, _)| *column).filter(|column| *column != Column::Other).collect();
    let count = columns.len();
    columns.dedup();
    let is_known = columns.len() == count && columns.is_sorted();
    let is_plain = heads.cells.iter().all(|(column, _)| *column < Column::Actual);
    let has = |column: Column| heads.has(column);
    let whole = has(Column::Name) && has(Column::Target) && heads.cells.len() >= FEWEST;
    (whole && is_known && is_plain && (has(Column::Level1) || has(Column::Level2))).then_some(heads)
}

/// The words of a line; with `side` less what runs down the side in single characters.
fn plain(lines: &Lines<'_>, line: usize, side: bool) -> Vec<Word> {
    lines.line(line).iter().filter(|word| !side || word.inks.len() > 1).cloned().collect()
}
