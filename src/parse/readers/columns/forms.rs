//! Tables with a row per indicator in text with columns; projects are merged over many rows.

use super::body::{Body, Item, cell, fit, places};
use super::heads::{Head, Holds};
use super::levels::{self, Levels};
use super::share::share;
use crate::grid::GridCell;
use crate::lexicon::{self, Column};
use crate::span::Span;

impl Body<'_, '_> {
    /// The rows of one page.
    pub(super) fn rows(&mut self, head: &Head, columns: Vec<Vec<Item>>, is_first: bool) -> Option<()> {
        let rows = Self::anchors(head, &columns)?;
        if rows.is_empty() {
            for item in columns.iter().flatten() {
                self.grid.strays.extend(&item.pieces);
            }
            return Some(());
        }
        let mut cells: Vec<Vec<GridCell>> = Vec::with_capacity(rows.len());
        for _ in &rows {
            cells.push((0..columns.len()).map(|column| GridCell { pieces: Vec::new(), column }).collect());
        }
        let mut over: Vec<(usize, Vec<Item>)> = Vec::new();
        let mut merged = Levels::default();
        let (first, second) = (head.place(Holds::Row(Column::Level1)), head.place(Holds::Row(Column::Level2)));
        for (at, column) in columns.into_iter().enumerate() {
            match head.cells.get(at).map(|cell| cell.holds) {
                Some(Holds::Row(Column::Project | Column::Objective)) => over.push((at, column)),
                Some(Holds::Row(Column::Level1)) => merged.first = column,
                Some(Holds::Row(Column::Level2)) => merged.second = column,
                holds => {
                    let wanted = matches!(holds, Some(Holds::Row(Column::Name | Column::Operator | Column::Target)));
                    let cost = |row, from, until| {
                        fit(&column, &rows, row, from, until) + usize::from(wanted && from == until) * 4
                    };
                    let (begins, _) = share(&rows, &places(&column), false, &cost)?;
                    let mut broken = 0;
                    for (row, begin) in begins.iter().enumerate() {
                        let until = begins.get(row + 1).copied().unwrap_or(column.len());
                        let items = column.get(*begin..until).unwrap_or_default();
                        broken += items.iter().rev().skip(1).filter(|item| item.ends).count();
                        if let Some(into) = cells.get_mut(row).and_then(|row| row.get_mut(at)) {
                            *into = cell(at, items);
                        }
                    }
                    // Names that go on behind a line which is not full are several names: the rows are not clear.
                    if holds == Some(Holds::Row(Column::Name)) && broken > 1 && broken * 6 > rows.len() {
                        return None;
                    }
                }
            }
        }
        let (ones, twos) = merged.share(&rows, !is_first, &mut self.leaning)?;
        let mut levels = vec![String::new(); rows.len()];
        for (at, column, found) in [(first, &merged.first, ones), (second, &merged.second, twos)] {
            for (row, from, until) in found {
                let items = column.get(from..until).unwrap_or_default();
                if let Some(into) = cells.get_mut(row).and_then(|row| row.get_mut(at?)) {
                    into.pieces.extend(cell(0, items).pieces);
                }
                if let Some(level) = levels.get_mut(row).filter(|_| at == first) {
                    *level = levels::text(items);
                }
            }
        }
        if head.is_flat() {
            return self.flat_rows(&rows, cells, &levels, over);
        }
        self.grid.rows.extend(cells);
        Some(())
    }

    /// The rows of a flat table: name and objective stand in the first row of their project.
    fn flat_rows(
        &mut self,
        rows: &[usize],
        mut cells: Vec<Vec<GridCell>>,
        levels: &[String],
        mut over: Vec<(usize, Vec<Item>)>,
    ) -> Option<()> {
        let project = over.iter().position(|(at, _)| *at == 0);
        let units = project.and_then(|at| over.get_mut(at)).map(|(_, column)| self.units(column)).unwrap_or_default();
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
        let width = cells.first().map_or(0, Vec::len);
        let mut later: Vec<(usize, Vec<Span>)> = Vec::new();
        for (at, column) in &over {
            // What stands beside rows of another project is none of this one's; one that the page ends may begin at its top.
            let cost = |row: usize, from: usize, until: usize| {
                let items = column.get(from..until).unwrap_or_default();
                if row == usize::MAX {
                    return 0;
                }
                let line = |item: Option<&Item>| item.map(|item| item.line * 2);
                let (first, last) = (line(items.first()), line(items.last()));
                let own = starts.get(row).and_then(|start| rows.get(*start)).copied();
                let before = starts.get(row).and_then(|start| rows.get(start.checked_sub(1)?)).copied();
                let after = starts.get(row + 1).and_then(|start| rows.get(*start)).copied();
                let beside = (before.is_some() && first <= before) || (after.is_some() && last >= after);
                let top = own.zip(first).map_or(usize::MAX, |(own, first)| own.abs_diff(first) + 1);
                let fit = fit(column, &middles, row, from, until);
                usize::from(beside && !items.is_empty()) * 60
                    + if row + 1 == middles.len() { fit.min(top) } else { fit }
            };
            let (shared, _) = share(&middles, &places(column), false, &cost)?;
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

    /// Takes the names of units out of the column of names: alone on their lines, and apart from the names around.
    fn units(&self, column: &mut Vec<Item>) -> Vec<Item> {
        let mut units: Vec<Item> = Vec::new();
        let mut open: Option<Item> = None;
        for item in std::mem::take(column) {
            // A unit that is far from the next name is whole, though it fills its line.
            let ended = open.take_if(|unit| unit.whole.last().is_some_and(|last| last.line + 2 < item.line));
            if let Some(mut unit) = ended {
                if lexicon::BODY_ENDINGS.iter().any(|ending| unit.text.ends_with(ending)) {
                    units.push(unit);
                } else {
                    column.append(&mut unit.whole);
                }
            }
            let goes_on = column.last().is_some_and(|before: &Item| before.open && before.line + 2 >= item.line);
            let alone = self.lines.line(item.line).len() == 1 && (open.is_some() || !goes_on);
            let mut unit = open.take().unwrap_or_else(|| Item { line: item.line, ..Item::default() });
            unit.pieces.extend(&item.pieces);
            unit.text.push_str(&item.text);
            unit.whole.push(item.clone());
            if alone && item.open && unit.whole.len() < 3 {
                open = Some(unit);
            } else if alone && lexicon::BODY_ENDINGS.iter().any(|ending| unit.text.ends_with(ending)) {
                units.push(unit);
            } else {
                column.append(&mut unit.whole);
            }
        }
        if let Some(mut unit) = open {
            column.append(&mut unit.whole);
        }
        units
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
}
