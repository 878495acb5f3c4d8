//! Tables with a row per indicator in text with columns: levels and projects are merged over many rows, labels over
//! many lines.

use super::body::{Body, Item, cell, fit, merged, places};
use super::heads::{Head, Holds};
use super::lines::Word;
use super::share::share;
use crate::grid::GridCell;
use crate::lexicon::{self, Column};
use crate::span::Span;

impl Body<'_, '_> {
    /// The rows of one page.
    pub(super) fn rows(&mut self, head: &Head, columns: Vec<Vec<Item>>, is_first: bool) -> Option<()> {
        let rows = Self::anchors(head, &columns)?;
        if rows.is_empty() {
            let items = columns.iter().flatten();
            items.for_each(|item| self.grid.strays.extend(&item.pieces));
            return Some(());
        }
        let mut cells: Vec<Vec<GridCell>> = vec![Vec::new(); rows.len()];
        let mut levels = vec![String::new(); rows.len()];
        let mut over: Vec<(usize, Vec<Item>)> = Vec::new();
        for (at, column) in columns.into_iter().enumerate() {
            let holds = head.cells.get(at).map(|cell| cell.holds);
            cells.iter_mut().for_each(|row| row.push(GridCell { column: at, ..GridCell::default() }));
            match holds {
                Some(Holds::Row(Column::Project | Column::Objective)) => over.push((at, column)),
                Some(Holds::Row(Column::Level1 | Column::Level2)) => {
                    let labels = labels(&column);
                    let middles: Vec<usize> =
                        labels.iter().map(|(from, until)| middle(&column, *from, *until)).collect();
                    if middles.is_empty() {
                        continue;
                    }
                    let cost = |row, from, until| merged(&middles, &rows, row, from, until);
                    let begins = share(&middles, &rows, !is_first, &cost)?;
                    for ((from, until), begin) in labels.iter().zip(begins) {
                        let items = column.get(*from..*until).unwrap_or_default();
                        let begin = begin.min(rows.len() - 1);
                        if let Some(into) = cells.get_mut(begin).and_then(|row| row.get_mut(at)) {
                            into.pieces.extend(cell(at, items).pieces);
                        }
                        if let Some(level) = levels.get_mut(begin).filter(|_| holds == Some(Holds::Row(Column::Level1)))
                        {
                            items.iter().for_each(|item| level.push_str(&item.text));
                        }
                    }
                }
                _ => {
                    let cost = |row, from, until| fit(&column, &rows, row, from, until);
                    let begins = share(&rows, &places(&column), false, &cost)?;
                    for (row, begin) in begins.iter().enumerate() {
                        let until = begins.get(row + 1).copied().unwrap_or(column.len());
                        let items = column.get(*begin..until).unwrap_or_default();
                        if let Some(into) = cells.get_mut(row).and_then(|row| row.get_mut(at)) {
                            *into = cell(at, items);
                        }
                    }
                }
            }
        }
        let first = self.grid.rows.len();
        if head.is_flat() {
            self.flat_rows(&rows, cells, &levels, over, head.cells.len())?;
        } else {
            self.grid.rows.extend(cells);
        }
        debug_assert!(self.grid.rows.len() >= first);
        Some(())
    }

    /// The rows of a flat table: name and objective stand in the first row of their project.
    fn flat_rows(
        &mut self,
        rows: &[usize],
        cells: Vec<Vec<GridCell>>,
        levels: &[String],
        mut over: Vec<(usize, Vec<Item>)>,
        width: usize,
    ) -> Option<()> {
        // A unit's name alone on its line, away from other names.
        let mut units: Vec<Item> = Vec::new();
        let project = over.iter().position(|(at, _)| *at == 0);
        if let Some((_, column)) = project.and_then(|at| over.get_mut(at)) {
            let all = std::mem::take(column);
            for (at, item) in all.iter().enumerate() {
                let near = |other: Option<&Item>| other.is_some_and(|other| other.line.abs_diff(item.line) <= 2);
                let alone = self.lines.line(item.line).len() == 1
                    && !near(all.get(at + 1))
                    && !near(at.checked_sub(1).and_then(|at| all.get(at)));
                if alone && lexicon::BODY_ENDINGS.iter().any(|ending| item.text.ends_with(ending)) {
                    units.push(item.clone());
                } else {
                    column.push(item.clone());
                }
            }
        }
        // Where projects begin on this page.
        let mut begins: Vec<usize> = Vec::new();
        let mut next_unit = units.iter().peekable();
        let mut named: Vec<Option<&Item>> = Vec::new();
        for (row, level) in levels.iter().enumerate() {
            let line = rows.get(row)? / 2;
            let mut unit = None;
            while let Some(found) = next_unit.next_if(|unit| unit.line < line) {
                unit = Some(found);
                self.order.begin();
            }
            let category = lexicon::LEVEL_1.iter().find(|(label, _)| label == level).map(|(_, category)| *category);
            let anew = category.is_some_and(|category| self.order.begins_anew(category));
            if unit.is_some() || anew || (row == 0 && self.project.is_none()) {
                begins.push(row);
                named.push(unit);
            }
        }
        let goes_on = begins.first() != Some(&0);
        let mut starts = begins.clone();
        if goes_on {
            starts.insert(0, 0);
        }
        let mut middles: Vec<usize> = Vec::with_capacity(starts.len());
        for (at, start) in starts.iter().enumerate() {
            let end = starts.get(at + 1).copied().unwrap_or(rows.len()) - 1;
            middles.push((rows.get(*start)? + rows.get(end)?) / 2);
        }
        let base = self.grid.rows.len() + named.iter().filter(|unit| unit.is_some()).count();
        let mut cells = cells;
        let mut later: Vec<(usize, Vec<Span>)> = Vec::new();
        for (at, column) in &over {
            let cost = |row: usize, from: usize, until: usize| fit(column, &middles, row, from, until);
            let shared = share(&middles, &places(column), false, &cost)?;
            for (index, start) in starts.iter().enumerate() {
                let begin = shared.get(index).copied().unwrap_or_default();
                let until = shared.get(index + 1).copied().unwrap_or(column.len());
                let pieces = cell(*at, column.get(begin..until).unwrap_or_default()).pieces;
                if index == 0 && goes_on {
                    later.push((*at, pieces));
                } else if let Some(into) = cells.get_mut(*start).and_then(|row| row.get_mut(*at)) {
                    into.pieces = pieces;
                }
            }
        }
        for (at, pieces) in later {
            self.goes_on(at, pieces);
        }
        let _ = base;
        for (row, cells) in cells.into_iter().enumerate() {
            if let Ok(at) = begins.binary_search(&row) {
                if let Some(unit) = named.get(at).copied().flatten() {
                    let mut cells: Vec<GridCell> =
                        (0..width).map(|column| GridCell { column, ..GridCell::default() }).collect();
                    if let Some(first) = cells.first_mut() {
                        first.pieces.clone_from(&unit.pieces);
                    }
                    self.grid.rows.push(cells);
                }
                self.project = Some(self.grid.rows.len());
            }
            self.grid.rows.push(cells);
        }
        Some(())
    }

    /// What a page prints of a project that began on the one before: the same again, more of it, or all of it.
    fn goes_on(&mut self, column: usize, pieces: Vec<Span>) {
        let text = |pieces: &[Span]| -> String { pieces.iter().map(|span| self.lines.at(*span)).collect() };
        let row = self.project.and_then(|at| self.grid.rows.get(at));
        let old = row.and_then(|row| row.get(column)).map(|cell| cell.pieces.clone()).unwrap_or_default();
        let (had, has) = (text(&old), text(&pieces));
        let (kept, again) = if has.starts_with(&had) {
            (pieces, old)
        } else if had.ends_with(&has) {
            (old, pieces)
        } else {
            let mut both = old;
            both.extend(pieces);
            (both, Vec::new())
        };
        self.grid.furniture.extend(again);
        let row = self.project.and_then(|at| self.grid.rows.get_mut(at));
        match row.and_then(|row| row.get_mut(column)) {
            Some(cell) => cell.pieces = kept,
            None => self.grid.strays.extend(kept),
        }
    }

    /// Whether a line ends the rows of a form: a label, a title or a note begins with it.
    pub(super) fn ends_rows(&self, line: usize) -> bool {
        let text = self.lines.line_text(line);
        let words = self.lines.line(line);
        words.iter().any(|word| is_field(&self.lines.text(word)))
            || lexicon::FORM_TITLES.iter().any(|title| text.contains(title))
            || (!text.is_empty() && lexicon::NOTES.iter().any(|note| text.starts_with(note)))
            || (words.len() < 3
                && words
                    .iter()
                    .any(|word| lexicon::FIELDS.iter().any(|(label, _)| stands_down(self, word, line, label))))
    }

    /// Whether a line repeats the first line of the text at the top of a page.
    pub(super) fn is_running_head(&self, line: usize) -> bool {
        let first = (0..self.lines.len()).map(|line| self.lines.line_text(line)).find(|text| !text.is_empty());
        first.is_some_and(|first| first == self.lines.line_text(line))
    }

    /// The lines above the rows of a form: labels and values side by side. A label may run down beside several lines
    /// of its value.
    pub(super) fn labels(&mut self, from: usize, until: usize) {
        let lines = self.lines;
        let filled: Vec<usize> = (from..until).filter(|line| !lines.line(*line).is_empty()).collect();
        let mut at = 0;
        while let Some(line) = filled.get(at).copied() {
            if lines.page(line) > 0
                && lines.page(line) != lines.page(line.saturating_sub(1))
                && self.is_running_head(line)
            {
                lines.line(line).iter().for_each(|word| self.grid.furniture.push(lines.span(word)));
                at += 1;
                continue;
            }
            self.plain(line);
            at += 1;
        }
    }
}

fn stands_down(_: &Body<'_, '_>, _: &Word, _: usize, _: &str) -> bool {
    false
}

/// Whether a word is a label of a form.
fn is_field(text: &str) -> bool {
    let label = text.strip_suffix(':').unwrap_or(text);
    lexicon::FIELDS.iter().any(|(field, _)| *field == label)
}

/// The level labels of a column, each by its lines; a label may be broken over lines.
fn labels(column: &[Item]) -> Vec<(usize, usize)> {
    let mut labels: Vec<(usize, usize)> = Vec::new();
    let mut text = String::new();
    for (at, item) in column.iter().enumerate() {
        let near =
            at.checked_sub(1).and_then(|before| column.get(before)).is_some_and(|before| item.line <= before.line + 2);
        match labels.last_mut() {
            Some(last) if near && !is_level(&text) && !is_level(&item.text) => {
                last.1 = at + 1;
                text.push_str(&item.text);
            }
            _ => {
                labels.push((at, at + 1));
                text.clone_from(&item.text);
            }
        }
    }
    labels
}

fn is_level(text: &str) -> bool {
    let plain = text.split_once('(').map_or(text, |(plain, _)| plain);
    lexicon::LEVEL_1.iter().any(|(label, _)| *label == plain)
        || lexicon::LEVEL_2.iter().any(|(label, _)| *label == plain)
}

/// The middle of some lines of a column, in half lines.
fn middle(column: &[Item], from: usize, until: usize) -> usize {
    let first = column.get(from).map_or(0, |item| item.line);
    let last = column.get(until - 1).map_or(first, |item| item.line);
    first + last
}
