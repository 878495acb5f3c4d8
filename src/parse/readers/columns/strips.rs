//! The lines of one column, for weighing which of them are one cell: a border between rows runs through all columns, so
//! all of them are divided on the same lines.

use super::body::{Item, cell};
use super::settle::is_kind;
use super::share::aside;
use crate::grid::GridCell;

/// One column: its lines, and how many of them stand before each line of the table.
pub(super) struct Strip<'c> {
    items: &'c [Item],
    places: Vec<usize>,
    before: Vec<usize>,
    /// How many lines before each one end their cell.
    ended: Vec<usize>,
}

/// The lines of a table that are filled in some column.
pub(super) fn filled<'c>(columns: impl Iterator<Item = &'c [Item]>) -> Vec<usize> {
    let lines: Vec<usize> = columns.flat_map(|column| column.iter().map(|item| item.line)).collect();
    let mut lines = crate::order::sorted(lines, |line| *line as u128);
    lines.dedup();
    lines
}

impl<'c> Strip<'c> {
    pub(super) fn new(items: &'c [Item], lines: &[usize]) -> Self {
        let until = |line: &usize| items.partition_point(|item| item.line < *line);
        let mut before: Vec<usize> = lines.iter().map(until).collect();
        before.push(items.len());
        let mut ended = vec![0];
        let mut sum = 0;
        for item in items {
            sum += usize::from(item.ends);
            ended.push(sum);
        }
        Self { items, places: items.iter().map(|item| item.line * 2).collect(), before, ended }
    }

    /// Which of its lines stand on some lines of the table.
    pub(super) fn within(&self, from: usize, until: usize) -> (usize, usize) {
        let at = |line: usize| self.before.get(line).copied().unwrap_or(self.items.len());
        (at(from), at(until))
    }

    /// Whether some lines of the table hold any of its own, and all of these stand above a line.
    pub(super) fn ends_above(&self, (from, until): (usize, usize), top: usize) -> bool {
        let (start, end) = self.within(from, until);
        let last = end.checked_sub(1).filter(|_| start < end).and_then(|last| self.items.get(last));
        last.is_some_and(|last| last.line < top)
    }

    /// Whether its cells tell of which kind a target is.
    pub(super) fn is_kinds(&self) -> bool {
        let kinds = self.items.iter().filter(|item| is_kind(&item.text)).count();
        kinds > 0 && kinds * 3 >= self.items.len()
    }

    /// Whether a cell begins with a kind, as long as it is not blank.
    pub(super) fn begins_kind(&self, from: usize, until: usize) -> bool {
        let (start, end) = self.within(from, until);
        start == end || self.items.get(start).is_some_and(|item| is_kind(&item.text))
    }

    /// The cell on some lines of the table.
    pub(super) fn cell(&self, column: usize, from: usize, until: usize) -> GridCell {
        let (from, until) = self.within(from, until);
        cell(column, self.items.get(from..until).unwrap_or_default())
    }

    /// How many of some lines end a cell before the last of them.
    pub(super) fn broken(&self, from: usize, until: usize) -> usize {
        let (from, until) = self.within(from, until);
        let ended = |at: usize| self.ended.get(at).copied().unwrap_or_default();
        ended(until.saturating_sub(1).max(from)) - ended(from)
    }

    /// Whether blank lines set some lines apart from those above and below, and none stands between them.
    pub(super) fn is_apart(&self, from: usize, until: usize) -> bool {
        let (start, end) = self.within(from, until);
        let line = |at: usize| self.items.get(at).map(|item| item.line);
        let joined = |above: Option<usize>, below: Option<usize>| above.zip(below).is_some_and(|(a, b)| a + 1 == b);
        let before = start.checked_sub(1).and_then(line);
        let inner = (start + 1..end).all(|at| joined(line(at - 1), line(at)));
        start < end && inner && !joined(before, line(start)) && !joined(line(end - 1), line(end))
    }

    /// How badly some lines of the table are one cell of a row in its middle.
    pub(super) fn misfit(&self, middles: &[usize], row: usize, from: usize, until: usize) -> usize {
        let (start, end) = self.within(from, until);
        let items = self.items.get(start..end).unwrap_or_default();
        let Some((first, last)) = items.first().zip(items.last()) else {
            return usize::from(row != usize::MAX);
        };
        let skipped = (last.line - first.line + 1).saturating_sub(items.len());
        let cost = self.cut(from, until) + skipped / 2 + skipped.saturating_sub(4) * 2;
        // The last row of a page may go on on the next: then it begins at the height of its amounts.
        match middles.get(row) {
            Some(middle) if row + 1 == middles.len() => {
                let top = (first.line * 2).abs_diff(*middle) + 1;
                cost + top.min((first.line + last.line).abs_diff(*middle))
            }
            _ => cost + self.aside(middles, row, start, end),
        }
    }

    /// How far the middle of some of its lines lies from that of a row, in half lines.
    pub(super) fn aside(&self, middles: &[usize], row: usize, start: usize, end: usize) -> usize {
        aside(middles.get(row), &self.places, start, end)
    }

    /// What speaks against a cell: lines that end one in the middle of it, and a last line that goes on below.
    pub(super) fn cut(&self, from: usize, until: usize) -> usize {
        let (_, end) = self.within(from, until);
        let last = end.checked_sub(1).and_then(|last| self.items.get(last));
        let next = self.items.get(end).filter(|_| self.within(from, until).0 < end);
        let goes_on = last.zip(next).is_some_and(|(last, next)| (last.open || last.full) && next.line <= last.line + 2);
        self.broken(from, until) * 4 + usize::from(goes_on) * 4
    }

    /// How far a cell begins below the first of some lines.
    pub(super) fn below(&self, from: usize, until: usize) -> usize {
        let (start, end) = self.within(from, until);
        let first = self.before.get(from..until).unwrap_or_default();
        if start < end { first.iter().skip(1).take_while(|before| **before == start).count() } else { 0 }
    }
}
