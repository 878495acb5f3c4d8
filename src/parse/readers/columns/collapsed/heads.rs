//! Heads of the columns on visual lines: a line of heads, and the halves of others above and below it.

use super::super::heads::{Head, HeadCell, Holds};
use super::super::lines::{Lines, Word};
use super::WIDTH;
use crate::lexicon::{self, Column};

/// The heads of a table, from left to right as tables of this kind have them.
#[derive(Clone, Debug)]
pub(in crate::parse::readers::columns) struct Heads {
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

    /// The same heads where they stand.
    pub(in crate::parse::readers::columns) fn in_place(self) -> Head {
        let cell = |(column, words): (Column, Vec<Word>)| {
            let start = words.iter().map(|word| word.start).min().unwrap_or_default();
            let end = words.iter().map(|word| word.end).max().unwrap_or_default();
            HeadCell { words, start, end, holds: Holds::Row(column), empty: false }
        };
        let cells = crate::order::sorted(self.cells.into_iter().map(cell).collect(), |cell| cell.start as u128);
        Head { first: self.first, last: self.last, cells }
    }
}

/// The heads of all tables, from top to bottom.
pub(super) fn find(lines: &Lines<'_>) -> Vec<Heads> {
    let mut found: Vec<Heads> = Vec::new();
    let mut line = 0;
    while line < lines.len() {
        let heads = around(lines, line).or_else(|| stacked(lines, line));
        line = heads.as_ref().map_or(line, |heads| heads.last) + 1;
        found.extend(heads);
    }
    found
}

/// The column that a text is the head of, with or without a bracket behind it.
fn column(text: &str) -> Option<Column> {
    let plain = lexicon::without_bracket(text);
    lexicon::indicator_column(text).or_else(|| lexicon::indicator_column(plain))
}

/// The heads whose middle line is this one. What stands beside each other is in the order of the columns; the halves above
/// and below it are put where their column is usual.
fn around(lines: &Lines<'_>, line: usize) -> Option<Heads> {
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
    Some(Heads { first, last, cells }).filter(is_whole)
}

/// Whether heads are those of a table with a row per indicator, in the usual order.
fn is_whole(heads: &Heads) -> bool {
    const FEWEST: usize = 3;
    let mut columns: Vec<Column> =
        heads.cells.iter().map(|(column, _)| *column).filter(|column| *column != Column::Other).collect();
    let count = columns.len();
    columns.dedup();
    let is_known = columns.len() == count && columns.is_sorted();
    let is_plain = heads.cells.iter().all(|(column, _)| *column < Column::Actual);
    let has = |column: Column| heads.has(column);
    let whole = has(Column::Name) && has(Column::Target) && heads.cells.len() >= FEWEST;
    whole && is_known && is_plain && (has(Column::Level1) || has(Column::Level2))
}

/// The heads of a flat table whose cells run over several lines, the first of which is this one.
pub(in crate::parse::readers::columns) fn stacked(lines: &Lines<'_>, first: usize) -> Option<Heads> {
    const MOST_LINES: usize = 4;
    const MOST_LOOSE: usize = 3;
    const MOST_WORDS: usize = 14;
    /// A character of the head of the projects, 单位名称、项目名称, and of no other.
    const IN_NAMES: char = '称';
    if lines.line(first).len() > MOST_WORDS || !lines.line(first).iter().any(|word| begins_head(&lines.text(word))) {
        return None;
    }
    // Without the head of the projects no table is flat, and to try all ways to put others together takes long.
    let named = (first..lines.len().min(first + MOST_LINES)).flat_map(|line| lines.line(line));
    if !named.map(|word| lines.text(word)).collect::<String>().contains(IN_NAMES) {
        return None;
    }
    let heads = |count: usize, is_loose: bool| {
        let last = first + count - 1;
        let on_page = last < lines.len() && lines.page(first) == lines.page(last);
        let words: Vec<&[Word]> = (first..=last).filter(|_| on_page).map(|line| lines.line(line)).collect();
        if words.len() < count || words.iter().any(|line| line.len() > MOST_WORDS) {
            return None;
        }
        let mut stack = Stack { lines, words, is_loose, refused: Vec::new(), cells: Vec::new() };
        stack.grow(&vec![0; count]).then_some(())?;
        let heads = Heads { first, last, cells: stack.cells };
        (is_whole(&heads) && heads.is_flat()).then_some(heads)
    };
    let strict = (2..=MOST_LINES).find_map(|count| heads(count, false));
    strict.or_else(|| (2..=MOST_LOOSE).find_map(|count| heads(count, true)))
}

/// Whether a head begins with a text.
fn begins_head(text: &str) -> bool {
    lexicon::INDICATOR_COLUMNS.iter().any(|(head, _)| head.starts_with(text))
}

/// Lines of heads that are put together from left to right: each head takes the next word of one or several lines.
struct Stack<'l, 's> {
    lines: &'l Lines<'s>,
    words: Vec<&'l [Word]>,
    /// Whether a head may take two words of a line, and these in any order: narrow columns are set closer than their lines.
    is_loose: bool,
    /// How many words of each line were taken where no head went on.
    refused: Vec<Vec<usize>>,
    cells: Vec<(Column, Vec<Word>)>,
}

impl Stack<'_, '_> {
    /// Takes all words behind the first ones of each line; whether they are heads.
    fn grow(&mut self, taken: &[usize]) -> bool {
        /// Lines of heads have one division or hardly any; others are given up.
        const MOST_TRIES: usize = 400;
        if self.words.iter().zip(taken).all(|(line, taken)| line.len() == *taken) {
            return true;
        }
        if self.refused.len() > MOST_TRIES || self.refused.iter().any(|refused| refused == taken) {
            return false;
        }
        let most = if self.is_loose { 3_usize } else { 2 };
        let mut choices: Vec<(Column, Vec<Word>, Vec<usize>)> = Vec::new();
        for choice in 1..self.words.iter().fold(1, |all, _| all * most) {
            let mut rest = choice;
            let mut counts = Vec::with_capacity(taken.len());
            for _ in taken {
                counts.push(rest % most);
                rest /= most;
            }
            let more = taken.iter().zip(&counts).map(|(at, count)| at + count).collect();
            choices.extend(self.head(taken, &counts).map(|(column, own)| (column, own, more)));
        }
        // The one on the left comes first.
        while let Some(at) = (0..choices.len()).min_by_key(|at| choices.get(*at).map(|(column, ..)| *column)) {
            let (column, own, more) = choices.remove(at);
            self.cells.push((column, own));
            if self.grow(&more) {
                return true;
            }
            self.cells.pop();
        }
        self.refused.push(taken.to_vec());
        false
    }

    /// The head that the next words of the lines are, so many of each.
    fn head(&self, taken: &[usize], counts: &[usize]) -> Option<(Column, Vec<Word>)> {
        const MOST_PARTS: usize = 3;
        let mut own: Vec<Word> = Vec::new();
        for ((line, at), count) in self.words.iter().zip(taken).zip(counts) {
            own.extend_from_slice(line.get(*at..at + count)?);
        }
        let text = |words: &[Word]| words.iter().map(|word| self.lines.text(word)).collect::<String>();
        if let Some(column) = column(&text(&own)) {
            return Some((column, own));
        }
        if !self.is_loose || own.len() > MOST_PARTS {
            return None;
        }
        // What was printed last may be the first part.
        for _ in 1..own.len() {
            own.rotate_left(1);
            if let Some(column) = column(&text(&own)) {
                return Some((column, own));
            }
        }
        None
    }
}

/// The words of a line; with `side` less what runs down the side in single characters.
fn plain(lines: &Lines<'_>, line: usize, side: bool) -> Vec<Word> {
    lines.line(line).iter().filter(|word| !side || word.inks.len() > 1).cloned().collect()
}
