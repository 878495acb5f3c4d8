//! The rows of a table in text with columns, page by page.

use std::collections::BTreeSet;

use super::amounts;
use super::heads::{self, Head, Holds};
use super::labels;
use super::levels::Leaning;
use super::lines::{Lines, Word};
use super::narrow;
use super::projects::Ending;
use super::sequence;
use super::settle;
use super::strands;
use super::tangles;
use crate::grid::{Grid, GridCell};
use crate::lexicon::{self, Column};
use crate::parse::readers::merged::Order;
use crate::parse::readers::rows::{self, is_operator};
use crate::span::Span;

/// What stands on one line of a column.
#[derive(Clone, Debug, Default)]
pub(in crate::parse::readers) struct Item {
    pub(super) line: usize,
    pub(super) pieces: Vec<Span>,
    pub(super) text: String,
    /// Whether the cell goes on below: the line is full and ends no sentence.
    pub(super) open: bool,
    /// Whether the line is as wide as any, though narrow.
    pub(super) full: bool,
    /// Whether the cell ends here: the line is neither full nor ends a sentence.
    pub(super) ends: bool,
    /// Its lines, where it has several.
    pub(super) whole: Vec<Item>,
}

/// The grid as it grows.
pub(super) struct Body<'l, 's> {
    pub(super) lines: &'l Lines<'s>,
    pub(super) grid: Grid,
    /// The lines above the first head, which pages repeat.
    pub(super) above: Vec<String>,
    /// The first line of the text that is not blank.
    pub(super) top: String,
    /// Whether it stands on other pages too.
    pub(super) top_again: bool,
    /// The row of the grid that the last project of a flat table began with, and the order of its categories.
    pub(super) project: Option<usize>,
    pub(super) order: Order,
    /// The last row of the last page of a flat table.
    pub(super) last: Option<usize>,
    /// How the last page of a flat table ended.
    pub(super) ending: Ending,
    /// How the labels of levels lean.
    pub(super) leaning: Leaning,
    /// Above 0 where cells rather stand at the top of their rows than in the middle.
    pub(super) topped: isize,
    /// How many rows there are, how many of them are not clear, and how many have a torn cell of a known kind.
    pub(super) rows: usize,
    pub(super) unclear: usize,
    pub(super) torn: usize,
    /// Whether the last row of the grid is one of the table.
    pub(super) has_rows: bool,
    /// How many pages of a flat table there are, and how many of them could not be read.
    pub(super) pages: (usize, usize),
    /// Whether nobody knows whose the next rows are.
    pub(super) is_lost: bool,
    /// How many rows have printed the names and objectives of their projects each.
    pub(super) repeating: usize,
    /// The units named in rows of their own.
    pub(super) units: BTreeSet<String>,
    /// How many names of projects stand twice in their rows.
    pub(super) doubled: usize,
}

impl<'l, 's> Body<'l, 's> {
    pub(super) fn new(lines: &'l Lines<'s>, first: &Head) -> Self {
        const MOST: usize = 12;
        let above = (first.first.saturating_sub(MOST)..first.first).map(|line| lines.line_text(line));
        let above = above.filter(|text| !text.is_empty()).collect();
        let top = (0..first.first).map(|line| lines.line_text(line)).find(|text| !text.is_empty());
        // A title begins a form, though it may be the first line of the text too.
        let title = |text: &String| lexicon::FORM_TITLES.iter().any(|title| text.contains(title));
        let top = top.filter(|top| !title(top)).unwrap_or_default();
        let again = |line: &usize| lines.page(*line) > 0 && !top.is_empty() && lines.line_text(*line) == top;
        let top_again = (first.last..lines.len()).any(|line| again(&line));
        Self {
            lines,
            top_again,
            grid: Grid::default(),
            above,
            top,
            project: None,
            last: None,
            order: Order::default(),
            ending: Ending::default(),
            leaning: Leaning::default(),
            topped: 0,
            rows: 0,
            unclear: 0,
            torn: 0,
            has_rows: false,
            pages: (0, 0),
            is_lost: false,
            repeating: 0,
            units: BTreeSet::new(),
            doubled: 0,
        }
    }

    /// What stands above a head.
    pub(super) fn before(&mut self, from: usize, head: &Head, is_first: bool) -> Option<()> {
        if head.is_list() || head.is_flat() {
            if is_first {
                (from..head.first).for_each(|line| self.plain(line));
            } else {
                let operators =
                    self.lines.lines(from, head.first).iter().filter(|word| is_operator(&self.lines.text(word)));
                // Rows of a page whose head nobody knew: those of the next page may belong to a project of it.
                if operators.count() > 1 {
                    return None;
                }
                (from..head.first).for_each(|line| self.put_aside(line));
            }
        } else {
            self.labels(from, head.first);
        }
        Some(())
    }

    /// What stands behind the last table.
    pub(super) fn rest(&mut self, from: usize) {
        (from..self.lines.len()).for_each(|line| self.plain(line));
    }

    /// A line outside of tables: every word is a cell.
    pub(super) fn plain(&mut self, line: usize) {
        let lines = self.lines;
        let cell = |(column, word): (usize, &Word)| {
            let pieces = std::iter::once(word).chain(self.rest_below(word)).map(|word| lines.span(word));
            GridCell { pieces: pieces.collect(), column }
        };
        let own = lines.line(line).iter().filter(|word| !self.is_rest(word));
        let row: Vec<GridCell> = own.enumerate().map(cell).collect();
        if !row.is_empty() {
            self.grid.rows.push(row);
        }
    }

    /// A line between two pages of a table: what the page repeats, or remains of what was drawn over its border.
    fn put_aside(&mut self, line: usize) {
        for word in self.lines.line(line) {
            let span = self.lines.span(word);
            let text = self.lines.text(word);
            if self.above.iter().any(|above| above.contains(&text)) {
                self.grid.furniture.push(span);
            } else {
                self.grid.strays.push(span);
            }
        }
    }

    /// A line that belongs to the page.
    pub(super) fn furnish(&mut self, line: usize) {
        for word in self.lines.line(line) {
            self.grid.furniture.push(self.lines.span(word));
        }
    }

    /// The rows below a head; tells on which line they end.
    pub(super) fn below(&mut self, head: &Head, until: usize, more: bool) -> Option<usize> {
        let paged = head.is_list() || head.is_flat();
        let left = head.cells.first().map_or(0, |cell| cell.start);
        let mut from = head.last + 1;
        // What heads the rows from their side may begin beside the heads.
        let side =
            if paged { Vec::new() } else { labels::torn_sides(self.lines, self.lines.lines(head.first, until), left) };
        let ends = |line: &usize| self.ends_rows(*line, left, &side) || self.is_sum(*line);
        let until = if paged { until } else { (from..until).find(ends).unwrap_or(until) };
        let mut is_first = true;
        let mut head = head.clone();
        while from < until {
            if paged && !is_first && more && self.lines.page(from) == self.lines.page(until) {
                break;
            }
            let page = self.lines.page(from);
            let ends = |line: &usize| self.lines.page(*line) != page || (paged && self.repeats(*line));
            let end = (from + 1..until).find(ends).unwrap_or(until);
            let kept = self.kept();
            let columns = head.clone();
            self.pages.0 += 1;
            if self.part(&mut head, (from, end), &side, is_first).is_none() {
                self.lose(&head, (from, end), kept)?;
                head = columns;
            }
            (from, is_first) = (end, false);
            if paged && more && self.repeats(end) && (!head.is_flat() || self.lines.page(end) == self.lines.page(until))
            {
                break;
            }
        }
        Some(if !paged && self.sum(&head, from).is_some() { from + 1 } else { from })
    }

    /// Whether a line stands above the first head too.
    fn repeats(&self, line: usize) -> bool {
        self.above.contains(&self.lines.line_text(line))
    }

    /// The rows of one page.
    fn part(
        &mut self,
        head: &mut Head,
        (mut from, until): (usize, usize),
        torn: &[usize],
        is_first: bool,
    ) -> Option<()> {
        const SIDE: isize = 8;
        let lines = self.lines;
        if !is_first && !head.is_list() && !head.is_flat() && self.is_running_head(from) {
            self.furnish(from);
            from += 1;
        }
        let overdrawn = if is_first || !head.is_flat() { None } else { self.overdrawn(from, until) };
        from = overdrawn.map_or(from, |line| line + 1);
        if (from..until).any(|line| heads::is_likely(lines, line)) {
            return None;
        }
        let all = lines.lines(from, until);
        let side = !head.is_list() && !head.is_flat();
        let left = head.cells.first().map_or(0, |cell| cell.start);
        let mut words: Vec<Word> = Vec::with_capacity(all.len());
        let numbers = if is_first || overdrawn.is_some() { heads::numbers(lines, head, all) } else { Vec::new() };
        let numbered = all.iter().find(|word| numbers.contains(&word.inks.start)).map(|word| word.line);
        let is_kept = side && !lines.is_placed && sequence::is_rich(head);
        let (page_numbers, pushed) = sequence::page_numbers(lines, if is_kept { all } else { &[] });
        for word in all {
            // What runs down the side in single characters, and the numbers of columns.
            if side && (self.is_side(word, left) || torn.binary_search(&word.inks.start).is_ok()) {
                // What heads all rows from their side stands in their middle, or above them.
                self.topped -= isize::from(word.inks.len() > 1) * SIDE;
                self.grid.structure.push(lines.span(word));
            } else if page_numbers.binary_search(&word.inks.start).is_ok() {
                self.grid.furniture.push(lines.span(word));
            } else if numbers.contains(&word.inks.start) {
                self.grid.structure.push(lines.span(word));
            } else if Some(word.line) <= numbered {
                // A cell reaches beyond the page before.
                self.grid.strays.push(lines.span(word));
            } else if let Some(last) = words.last_mut().filter(|last| side && sequence::is_one_label(lines, last, word))
            {
                (last.end, last.inks.end) = (word.end, word.inks.end);
            } else {
                words.push(word.clone());
            }
        }
        let heads = |word: &Word| word.inks.len() > 1 && self.is_side(word, left);
        if side && is_first && lines.lines(head.first, head.last + 1).iter().any(heads) {
            self.topped += SIDE;
        }
        if !is_first && !words.is_empty() {
            heads::narrow(lines, head, &words);
        }
        let tails = if head.is_list() { amounts::take_tails(lines, &mut words) } else { Vec::new() };
        let mut places = sequence::places(head, lines, &words);
        narrow::settle(head, lines, &words, &tails, (is_first, &mut places));
        if head.is_list() && tails.is_empty() && !lines.is_placed {
            strands::put(head, lines, &words, &mut places);
        }
        let mut tails = tails.into_iter().peekable();
        if is_kept {
            settle_forms(head, lines, &words, &mut places, &pushed)?;
        } else if settle::is_unclear(head, lines, &words, &mut places) {
            return None;
        }
        sequence::follow(head, lines, &words, &places, is_first);
        let mut columns: Vec<Vec<Item>> = vec![Vec::new(); head.cells.len()];
        let mut widths: Vec<Vec<usize>> = vec![Vec::new(); head.cells.len()];
        for (index, (word, place)) in words.iter().zip(&places).enumerate() {
            let tail = tails.next_if(|(at, _)| *at == index).map(|(_, tail)| tail);
            let span = lines.span(word);
            let Some((column, widths)) = place.and_then(|at| columns.get_mut(at).zip(widths.get_mut(at))) else {
                self.grid.strays.push(span);
                self.grid.strays.extend(tail.map(|tail| lines.span(&tail)));
                continue;
            };
            let text = lines.text(word);
            let width = crate::parse::readers::width(&lines.sheet.text(word.inks.clone()));
            if let Some((last, before)) =
                column.last_mut().zip(widths.last_mut()).filter(|(last, _)| last.line == word.line)
            {
                last.pieces.push(span);
                last.text.push_str(&text);
                *before += width + 1;
            } else {
                column.push(Item { line: word.line, pieces: vec![span], text, ..Item::default() });
                widths.push(width);
            }
            if let Some((item, tail)) = column.last_mut().zip(tail) {
                item.pieces.push(lines.span(&tail));
                item.text.push_str(&lines.text(&tail));
                item.whole.push(Item { line: tail.line, ..Item::default() });
            }
        }
        sequence::measure(&mut columns, &widths);
        if side {
            tangles::untangle(head, &mut columns);
        }
        if head.is_list() { self.list_rows(head, &columns) } else { self.rows(head, columns, is_first) }
    }

    /// The rows by the best column in which every row has exactly one line, or one cell: the line that each begins on, and
    /// where its middle is, in half lines.
    pub(super) fn anchors(head: &Head, columns: &[Vec<Item>]) -> Option<(Vec<usize>, Vec<usize>)> {
        const BEST: [Column; 4] = [Column::Operator, Column::Weight, Column::Score, Column::Target];
        let names = head.place(Holds::Row(Column::Name)).and_then(|at| columns.get(at));
        // Whether a line with a name begins a row: the name on the line before it does not go on.
        let begins = |line: usize| {
            let names = names.map(Vec::as_slice).unwrap_or_default();
            let at = names.partition_point(|name| name.line < line);
            let before =
                at.checked_sub(1).and_then(|at| names.get(at)).is_some_and(|name| name.open && name.line + 1 == line);
            names.get(at).is_some_and(|name| name.line == line) && !before
        };
        for wanted in BEST {
            let Some(column) = head.place(Holds::Row(wanted)).and_then(|at| columns.get(at)) else { continue };
            let (mut tops, mut found): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
            let mut open = false;
            let mut before = "";
            for item in column {
                // The end of a number, or its unit, on a line of its own.
                open |= wanted == Column::Target && rows::running::is_rest(before, &item.text);
                before = &item.text;
                match found.last_mut() {
                    Some(last) if open && !begins(item.line) => *last = usize::midpoint(*last, item.line * 2),
                    _ => {
                        tops.push(item.line);
                        found.push(item.line * 2);
                    }
                }
                open = wanted == Column::Target && item.open;
            }
            return Some((tops, found));
        }
        None
    }
}

/// A cell of the grid.
pub(super) fn cell(column: usize, items: &[Item]) -> GridCell {
    let mut pieces = Vec::new();
    for item in items {
        pieces.extend(&item.pieces);
    }
    GridCell { pieces, column }
}

/// Puts words into their columns that are pushed aside, as far as these are told; where the columns are not clear then, whole
/// rows tell them. `None` if they do not.
fn settle_forms(
    head: &mut Head,
    lines: &Lines<'_>,
    words: &[Word],
    places: &mut Vec<Option<usize>>,
    pushed: &[usize],
) -> Option<()> {
    let is_unclear = |head: &Head, places: &mut [Option<usize>]| {
        sequence::put_whole_rows(head, lines, words, places, pushed);
        sequence::put_doubled_aside(head, words, places);
        sequence::put_signs(head, lines, words, places);
        settle::is_unclear(head, lines, words, places)
    };
    let unclear = is_unclear(head, places);
    if !unclear && !sequence::are_shifted(head, lines, words, places) {
        return Some(());
    }
    let again = sequence::realigned(head, lines, words).and_then(|again| {
        let mut places = sequence::places(&again, lines, words);
        let is_clear = !is_unclear(&again, &mut places) && !sequence::are_shifted(&again, lines, words, &places);
        is_clear.then_some((again, places))
    });
    if let Some(found) = again {
        (*head, *places) = found;
        return Some(());
    }
    (!unclear).then_some(())
}
