//! Tables with a row per indicator in text with columns; projects are merged over many rows.

use super::body::{Body, Item, cell};
use super::heads::{Head, Holds};
use super::levels::{self, Known, Levels};
use super::projects::{self, Before, Part, Rows};
use super::share::share;
use super::strips::{self, Strip};
use crate::grid::GridCell;
use crate::lexicon::{self, Column};
use crate::span::Span;

impl Body<'_, '_> {
    /// The rows of one page.
    pub(super) fn rows(&mut self, head: &Head, columns: Vec<Vec<Item>>, is_first: bool) -> Option<()> {
        let (tops, rows) = Self::anchors(head, &columns)?;
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
        let extents = self.own_cells(head, &columns, &tops, &rows, &mut cells)?;
        let mut over: Vec<(usize, Vec<Item>)> = Vec::new();
        let mut merged = Levels::default();
        let (first, second) = (head.place(Holds::Row(Column::Level1)), head.place(Holds::Row(Column::Level2)));
        for (at, column) in columns.into_iter().enumerate() {
            match head.cells.get(at).map(|cell| cell.holds) {
                Some(Holds::Row(Column::Project | Column::Objective)) => over.push((at, column)),
                Some(Holds::Aside) => self.grid.strays.extend(column.iter().flat_map(|item| &item.pieces)),
                Some(Holds::Row(Column::Level1)) => merged.first = column,
                Some(Holds::Row(Column::Level2)) => merged.second = column,
                _ => {}
            }
        }
        // Where the cells of rows tell nothing, the labels of a single level may.
        let is_single = second.is_none() && !head.is_flat();
        let is_topped = is_single && merged.tell_tops(&tops, &rows, !is_first, &mut self.leaning);
        let (ones, twos) = if self.topped > 0 || is_topped {
            merged.beside(&tops)
        } else {
            let known = if head.is_flat() { Known::default() } else { self.known(head, &cells) };
            merged.share(&rows, !is_first, &mut self.leaning, &known)?
        };
        let mut levels = vec![(String::new(), String::new()); rows.len()];
        for (is_first, column, found) in [(true, &merged.first, ones), (false, &merged.second, twos)] {
            for (row, from, until) in found {
                let items = column.get(from..until).unwrap_or_default();
                let at = if is_first { first } else { second };
                if let Some(into) = cells.get_mut(row).and_then(|row| row.get_mut(at?)) {
                    into.pieces.extend(cell(0, items).pieces);
                }
                if let Some((one, two)) = levels.get_mut(row) {
                    *(if is_first { one } else { two }) = levels::text(items);
                }
            }
        }
        self.doubt(head, &mut cells);
        if head.is_flat() {
            self.flat_rows((&rows, &extents), cells, &levels, over);
        } else {
            self.grid.rows.extend(cells);
        }
        Some(())
    }

    /// What the rows of a form say themselves.
    fn known(&self, head: &Head, rows: &[Vec<GridCell>]) -> Known {
        let says = |row: &Vec<GridCell>| {
            let text = |column: Column| -> String {
                let cell = head.place(Holds::Row(column)).and_then(|at| row.get(at));
                cell.map_or_else(String::new, |cell| cell.pieces.iter().map(|span| self.lines.at(*span)).collect())
            };
            (text(Column::Name), text(Column::Target) + &text(Column::Unit))
        };
        Known { says: rows.iter().map(says).collect(), ..Known::default() }
    }

    /// The cells that every row has of its own; tells the first and the last line that each row fills.
    fn own_cells(
        &mut self,
        head: &Head,
        columns: &[Vec<Item>],
        tops: &[usize],
        rows: &[usize],
        cells: &mut [Vec<GridCell>],
    ) -> Option<Vec<(usize, usize)>> {
        // What it costs that the end of a torn kind begins a row.
        const TORN: usize = 8;
        // What it costs that a label begins beside no top of a row.
        const OFF: usize = 4;
        let holds = |at: usize| head.cells.get(at).map(|cell| cell.holds);
        let own = |at: &usize| !holds(*at).is_some_and(|holds| holds.is_merged() || holds == Holds::Aside);
        let own: Vec<(usize, &[Item])> =
            (0..columns.len()).filter(own).filter_map(|at| Some((at, columns.get(at)?.as_slice()))).collect();
        let lines = strips::filled(own.iter().map(|(_, column)| *column));
        let mut strips: Vec<(usize, Strip<'_>, usize)> = Vec::with_capacity(own.len());
        for (at, column) in own {
            let wanted = matches!(holds(at), Some(Holds::Row(Column::Name | Column::Operator | Column::Target)));
            strips.push((at, Strip::new(column, &lines), if wanted { 4 } else { 0 }));
        }
        let kinds = strips.iter().position(|(_, strip, _)| strip.is_kinds()).and_then(|at| strips.get(at));
        let lead = self.lead(head, &strips);
        let cost = |row: usize, from: usize, until: usize| {
            if let Some(lead) = lead.as_ref().filter(|_| row == usize::MAX) {
                return lead.cost(&strips, until);
            }
            let one = |(_, strip, wanted): &(usize, Strip<'_>, usize)| {
                let (start, end) = strip.within(from, until);
                strip.misfit(rows, row, from, until) + if start == end { *wanted } else { 0 }
            };
            // The end of a torn kind begins no cell.
            let torn = row != usize::MAX && kinds.is_some_and(|(_, strip, _)| !strip.begins_kind(from, until));
            strips.iter().map(one).sum::<usize>() + usize::from(torn) * TORN
        };
        let places: Vec<usize> = lines.iter().map(|line| line * 2).collect();
        let (centred, _) = share(rows, &places, lead.is_some(), &cost)?;
        // Cells may stand at the top of their rows instead.
        let topped: Vec<usize> = tops.iter().map(|top| lines.partition_point(|line| line < top)).collect();
        let until = |begins: &[usize], row: usize| begins.get(row + 1).copied().unwrap_or(lines.len());
        let against = |begins: &[usize], is_topped: bool| {
            let mut sum = 0;
            for (row, from) in begins.iter().enumerate() {
                let until = until(begins, row);
                let torn = kinds.is_some_and(|(_, strip, _)| !strip.begins_kind(*from, until));
                sum += usize::from(torn) * TORN;
                for (_, strip, wanted) in &strips {
                    let (start, end) = strip.within(*from, until);
                    // Two lines have no middle line.
                    let aside = strip.aside(rows, row, start, end).saturating_sub(1);
                    let away = if is_topped { strip.below(*from, until) } else { aside } * 2;
                    sum += strip.cut(*from, until) + away + if start == end { *wanted } else { 0 };
                }
            }
            sum
        };
        // Then labels begin beside them.
        let labels = head.place(Holds::Row(Column::Level1)).and_then(|at| columns.get(at)).map(Vec::as_slice);
        let begins = |item: &&Item| lexicon::LEVEL_1.iter().any(|(label, _)| label.starts_with(item.text.as_str()));
        let labels = labels.unwrap_or_default().iter().filter(begins);
        let off = labels.filter(|item| tops.binary_search(&item.line).is_err()).count() * OFF;
        self.topped += against(&centred, false).cast_signed() - (against(&topped, true) + off).cast_signed();
        let begins = if self.topped > 0 && topped.first() == Some(&0) { topped } else { centred };
        if let Some((lead, until)) = lead.as_ref().zip(begins.first()) {
            self.goes_on_above(lead, &strips, *until);
        }
        for (at, strip, _) in &strips {
            let mut broken = 0;
            let is_text = holds(*at) == Some(Holds::Row(Column::Other)) && !strip.is_kinds() && head.is_flat();
            for (row, from) in begins.iter().enumerate() {
                let until = until(&begins, row);
                let own = strip.broken(*from, until);
                let mut cell = strip.cell(*at, *from, until);
                // What explains a row is parted in odd places: where nothing stands right above and below it is whole, else
                // nobody knows whose it is.
                if is_text && own > 0 {
                    if !strip.is_apart(*from, until) {
                        self.grid.strays.append(&mut cell.pieces);
                    }
                } else {
                    broken += own;
                }
                if let Some(into) = cells.get_mut(row).and_then(|row| row.get_mut(*at)) {
                    *into = cell;
                }
            }
            // Names that go on behind a line which is not full are several names, and so are half of any other cells: the
            // rows are not clear.
            let is_name = holds(*at) == Some(Holds::Row(Column::Name));
            let share = if is_name { 6 } else { 2 };
            if (is_name || !self.lines.is_placed) && broken > 1 && broken * share > rows.len() {
                return None;
            }
        }
        let line = |at: usize| lines.get(at).copied().unwrap_or_default();
        let extent =
            |(row, from): (usize, &usize)| (line(*from), line(until(&begins, row).saturating_sub(1).max(*from)));
        Some(begins.iter().enumerate().map(extent).collect())
    }

    /// The rows of a flat table: name and objective stand in the first row of their project.
    fn flat_rows(
        &mut self,
        (rows, extents): (&[usize], &[(usize, usize)]),
        mut cells: Vec<Vec<GridCell>>,
        levels: &[(String, String)],
        mut over: Vec<(usize, Vec<Item>)>,
    ) {
        let project = over.iter().position(|(at, _)| *at == 0);
        let units = project.and_then(|at| over.get_mut(at)).map(|(_, column)| self.units(column)).unwrap_or_default();
        // Units stand above the first row of their first project.
        let mut named: Vec<(usize, &Item)> = Vec::new();
        for unit in &units {
            let row = rows.partition_point(|row| *row < unit.line * 2);
            match named.last_mut() {
                Some(last) if last.0 == row => last.1 = unit,
                _ => named.push((row, unit)),
            }
        }
        let forced: Vec<usize> = named.iter().map(|(row, _)| *row).collect();
        let before = self.project.filter(|_| forced.first() != Some(&0)).and_then(|at| {
            let row = self.grid.rows.get(at)?;
            let text = |cell: &GridCell| cell.pieces.iter().map(|span| self.lines.at(*span)).collect();
            // Whether it has ended is told by its last line.
            let last = over.get(1).and_then(|(at, _)| row.get(*at)).and_then(|cell| cell.pieces.last());
            let objective = last.map(|span| self.lines.at(*span)).unwrap_or_default();
            Some(Before { name: text(row.first()?), objective, order: self.order, last: self.ending.clone() })
        });
        let page = Rows {
            middles: rows,
            extents,
            levels,
            forced: &forced,
            is_topped: self.topped > 0,
            is_placed: self.lines.is_placed,
        };
        let columns: Vec<&[Item]> = over.iter().map(|(_, column)| column.as_slice()).collect();
        let name = before.as_ref().map(|before| before.name.as_str());
        let repeated = self.is_repeating(rows.len(), &over).then(|| self.repeated(rows, &over, name)).flatten();
        let is_repeated = repeated.is_some();
        let parts = repeated.unwrap_or_else(|| {
            let parts = projects::divide(&page, &columns, before.as_ref());
            self.ending = page.ending(&parts, &columns);
            self.named_again(parts, &over)
        });
        let begins: Vec<usize> = parts.iter().filter(|part| !part.goes_on).map(|part| part.start).collect();
        self.order = page.order(self.order, &begins);
        let width = cells.first().map_or(0, Vec::len);
        let mut later: Vec<(usize, Vec<Span>)> = Vec::new();
        for part in &parts {
            for ((at, column), (from, until)) in over.iter().zip(&part.lines) {
                let pieces = cell(*at, column.get(*from..*until).unwrap_or_default()).pieces;
                if part.goes_on {
                    later.push((*at, pieces));
                } else if let Some(into) = cells.get_mut(part.start).and_then(|row| row.get_mut(*at)) {
                    into.pieces = pieces;
                }
            }
        }
        for (at, pieces) in later {
            self.goes_on(at, pieces, is_repeated);
        }
        // The first rows may belong to a project of a page that could not be read.
        let lost = if self.is_lost { parts.get(1).map_or(cells.len(), |part| part.start) } else { 0 };
        self.is_lost &= parts.len() < 2;
        for (row, cells) in cells.into_iter().enumerate() {
            if row < lost {
                self.grid.strays.extend(cells.into_iter().flat_map(|cell| cell.pieces));
                continue;
            }
            if begins.binary_search(&row).is_ok() {
                let unit = named.binary_search_by_key(&row, |(at, _)| *at).ok().and_then(|at| named.get(at));
                if let Some((_, unit)) = unit {
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
        self.last = self.grid.rows.len().checked_sub(1);
    }

    /// Rows that print the name of their project each are one project: takes what is printed again out of the columns.
    fn named_again(&mut self, parts: Vec<Part>, over: &[(usize, Vec<Item>)]) -> Vec<Part> {
        let text = |part: &Part, column: usize| -> Option<String> {
            let (from, until) = part.lines.get(column)?;
            let (_, items) = over.get(column)?;
            Some(items.get(*from..*until)?.iter().map(|item| item.text.as_str()).collect())
        };
        let mut kept: Vec<Part> = Vec::new();
        for part in parts {
            let name = text(&part, 0).filter(|name| !name.is_empty());
            let half = |name: &String| name.get(..name.len() / 2).is_some_and(|half| half.repeat(2) == *name);
            self.doubled += usize::from(name.as_ref().is_some_and(half));
            let same = name.is_some() && kept.last().is_some_and(|last| text(last, 0) == name);
            if !same || part.goes_on {
                kept.push(part);
                continue;
            }
            for (column, ((_, items), (from, until))) in over.iter().zip(&part.lines).enumerate() {
                let again = kept.last().is_some_and(|last| text(last, column) == text(&part, column));
                let pieces = items.get(*from..*until).unwrap_or_default().iter().flat_map(|item| &item.pieces);
                let into = if again { &mut self.grid.furniture } else { &mut self.grid.strays };
                into.extend(pieces.copied());
            }
        }
        kept
    }

    /// Takes the names of units out of the column of names: alone on their lines, and apart from the names around.
    fn units(&mut self, column: &mut Vec<Item>) -> Vec<Item> {
        let mut units: Vec<Item> = Vec::new();
        let mut open: Option<Item> = None;
        let items = std::mem::take(column);
        let lines: Vec<usize> = items.iter().skip(1).map(|item| item.line).collect();
        for (at, item) in items.into_iter().enumerate() {
            // The name of a project may begin with that of its unit, which stands above it already.
            let next = lines.get(at).is_some_and(|next| *next <= item.line + 2);
            let again = self.units.contains(&item.text) || units.iter().any(|unit| unit.text == item.text);
            if next && open.is_none() && again {
                column.push(item);
                continue;
            }
            // A unit that is far from the next name is whole, though it fills its line.
            let ended = open.take_if(|unit| unit.whole.last().is_some_and(|last| last.line + 2 < item.line));
            if let Some(mut unit) = ended {
                if is_body(&unit.text) {
                    units.push(unit);
                } else {
                    column.append(&mut unit.whole);
                }
            }
            let goes_on = column.last().is_some_and(|before: &Item| before.open && before.line + 2 >= item.line);
            let alone = self.lines.line(item.line).len() == item.pieces.len() && (open.is_some() || !goes_on);
            let mut unit = open.take().unwrap_or_else(|| Item { line: item.line, ..Item::default() });
            unit.pieces.extend(&item.pieces);
            unit.text.push_str(&item.text);
            unit.whole.push(item.clone());
            // The unit that the table is headed by stands above all projects.
            let is_first = alone && self.project.is_none() && units.is_empty() && column.is_empty();
            let told = |text: &String| Some(text.split_once(':')?.1.strip_prefix(&unit.text)?.is_empty());
            let told = self.above.iter().filter(|_| is_first).find_map(told);
            let goes_on = told == Some(false) || (alone && item.open);
            if told == Some(true) {
                units.push(unit);
            } else if goes_on && unit.whole.len() < 3 {
                open = Some(unit);
            } else if alone && is_body(&unit.text) {
                units.push(unit);
            } else {
                column.append(&mut unit.whole);
            }
        }
        if let Some(mut unit) = open {
            column.append(&mut unit.whole);
        }
        self.units.extend(units.iter().map(|unit| unit.text.clone()));
        units
    }

    /// What a page prints of a project that began on the one before: the same again, more of it, or all of it.
    fn goes_on(&mut self, column: usize, pieces: Vec<Span>, is_repeated: bool) {
        const SHORTEST: usize = 6;
        const MOST_LINES: usize = 24;
        let text = |pieces: &[Span]| -> String { pieces.iter().map(|span| self.lines.at(*span)).collect() };
        // The numbers of the columns may stand in a cell that is drawn over them.
        let plain = |pieces: &[Span]| text(pieces).replace(|ch: char| ch.is_ascii_digit(), "");
        let row = self.project.and_then(|at| self.grid.rows.get(at));
        let old = row.and_then(|row| row.get(column)).map(|cell| cell.pieces.clone()).unwrap_or_default();
        let (had, has) = (text(&old), text(&pieces));
        let (kept, again) = if has.starts_with(&had) {
            (pieces, old)
        } else if is_repeated {
            // A copy that is whole: what stands before it is the end of another project's.
            if !has.is_empty() && had.ends_with(&has) { (pieces, old) } else { (old, pieces) }
        } else if had.ends_with(&has)
            || (plain(&pieces).chars().nth(SHORTEST).is_some() && plain(&old).ends_with(&plain(&pieces)))
        {
            (old, pieces)
        } else {
            // The last lines of the page before may be printed again.
            let same = |long: &usize| {
                let last = old.len().checked_sub(*long).and_then(|from| old.get(from..));
                let first = plain(pieces.get(..*long).unwrap_or_default());
                first.chars().nth(SHORTEST).is_some() && last.is_some_and(|last| plain(last) == first)
            };
            let long = (1..=old.len().min(pieces.len()).min(MOST_LINES)).rev().find(same).unwrap_or_default();
            let (again, more) = pieces.split_at_checked(long).unwrap_or_default();
            let mut both = old;
            both.extend(more);
            (both, again.to_vec())
        };
        self.grid.furniture.extend(again);
        let row = self.project.and_then(|at| self.grid.rows.get_mut(at));
        match row.and_then(|row| row.get_mut(column)) {
            Some(cell) => cell.pieces = kept,
            None => self.grid.strays.extend(kept),
        }
    }
}

/// Whether a text is the name of a public body.
fn is_body(text: &str) -> bool {
    lexicon::BODY_ENDINGS.iter().any(|ending| text.ends_with(ending))
}
