//! Flat tables by the same tool: a row that stands on two lines of its page may come as two, or two as one; heads hold what stands above
//! them and the numbers of their columns, and numbers what the page before has cut.

use std::collections::BTreeSet;
use std::ops::Bound;

use super::{Cell, Line, Row, labels, text};
use crate::lexicon::{self, Column};
use crate::parse::readers::rows::{Level, level_from_text};
use crate::span::Span;

/// No head and no name of a unit has more lines.
const MOST_LINES: usize = 6;

/// Puts the rows of flat tables together again, and parts heads from numbers. What cannot be told is left unread.
pub(super) fn mend(rows: &mut Vec<Row>, strays: &mut Vec<Span>, repeats: &mut Vec<Span>) {
    part_heads(rows);
    part_numbers(rows, strays);
    part_rows(rows, strays);
    let units: BTreeSet<String> = rows.iter().filter_map(unit).collect();
    for row in rows.iter_mut() {
        restore_unit(row, &units);
    }
    join_units(rows, &units);
    part_units(rows, &units);
    mend_labels(rows);
    join_rests(rows, &units);
    leave_once(rows, repeats);
}

/// Joins rows that are the rest of the one above; of the one below, where only the name of a unit stands above.
fn join_rests(rows: &mut [Row], units: &BTreeSet<String>) {
    // Where most rows print their level, one without any is the rest of another.
    let mut levels = (0, 0);
    for_rows(rows, |columns, row, _| {
        levels.0 += usize::from(row.filled().count() > 1);
        levels.1 += usize::from(has(columns, row, Column::Level1));
    });
    let are_printed = levels.1 * 10 >= levels.0 * 8;
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    let mut last: Option<usize> = None;
    let mut above: Vec<usize> = Vec::new();
    let begun = begun(rows);
    for_rows(rows, |columns, row, at| {
        if begun.contains(&at) {
            above.push(at);
            return;
        }
        let is_unit = row.filled().count() == 1 && is_unit(&row.first(), units);
        if !is_unit && is_rest(columns, row, are_printed) {
            match last {
                Some(last) => pieces.push((at, last)),
                None => above.push(at),
            }
        } else {
            // Each goes before what is there already.
            pieces.extend(above.drain(..).rev().map(|rest| (rest, at)));
            last = Some(at).filter(|_| row.filled().count() > 1);
        }
    });
    for (at, place) in pieces {
        let own = rows.get_mut(at).map(|row| std::mem::take(&mut row.cells)).unwrap_or_default();
        let cells = rows.get_mut(place).map(|row| row.cells.as_mut_slice()).unwrap_or_default();
        for (cell, mut more) in cells.iter_mut().zip(own) {
            let end = if at < place { 0 } else { cell.len() };
            cell.splice(end..end, more.drain(..));
        }
    }
}

/// The rests of rows that belong to the row below: names and objectives begin on them, since the row above has none and the
/// row below goes on with them; or the explanation above is a whole sentence, and theirs goes on below.
fn begun(rows: &[Row]) -> BTreeSet<usize> {
    const MERGED: [Column; 2] = [Column::Project, Column::Objective];
    let mut found = BTreeSet::new();
    // The row above with what it has, and the rest behind it.
    let mut above: Option<[bool; 2]> = None;
    let mut open: Option<(usize, [bool; 2])> = None;
    let mut is_explained = false;
    for_rows(rows, |columns, row, at| {
        let own = MERGED.map(|wanted| has(columns, row, wanted));
        let explanation = row.cells.last().filter(|_| columns.last() == Some(&Some(Column::Other)));
        let explanation = explanation.map(|cell| text(cell)).unwrap_or_default();
        let is_whole = explanation.ends_with('。');
        if row.filled().count() > 1 && is_rest(columns, row, true) {
            if is_explained && !is_whole && !explanation.is_empty() {
                found.insert(at);
            } else if !has(columns, row, Column::Name) {
                open = Some((at, own)).filter(|_| above == Some([false; 2]) && own == [true; 2]);
                above = None;
                is_explained |= is_whole;
                return;
            }
        }
        is_explained = is_whole;
        if let Some((rest, merged)) = open.take().filter(|_| has(columns, row, Column::Level1))
            && merged == own
        {
            found.insert(rest);
        }
        above = Some(own);
    });
    found
}

/// Leaves names and objectives that every row repeats on the first of their rows alone.
fn leave_once(rows: &mut [Row], repeats: &mut Vec<Span>) {
    /// How much of an objective tells it; pages cut its end.
    const BEGIN: usize = 12;
    let of = |columns: &[Option<Column>], row: &Row, wanted: Column| -> String {
        let own = columns.iter().zip(&row.cells).find(|(column, _)| **column == Some(wanted));
        own.map(|(_, cell)| text(cell)).unwrap_or_default()
    };
    let (mut named, mut again) = (0, Vec::new());
    let mut before: Option<(String, String)> = None;
    for_rows(rows, |columns, row, at| {
        let (name, objective) = (of(columns, row, Column::Project), of(columns, row, Column::Objective));
        if name.is_empty() {
            return;
        }
        named += 1;
        let is_same = before
            .as_ref()
            .is_some_and(|(own, whole)| *own == name && whole.chars().take(BEGIN).eq(objective.chars().take(BEGIN)));
        if is_same {
            let is_own = |column: &Option<Column>| matches!(column, Some(Column::Project | Column::Objective));
            again.push((at, (0..columns.len()).filter(|at| columns.get(*at).is_some_and(is_own)).collect::<Vec<_>>()));
        } else {
            before = Some((name, objective));
        }
    });
    if again.len() * 2 > named {
        for (at, columns) in again {
            let cells = rows.get_mut(at).map(|row| row.cells.as_mut_slice()).unwrap_or_default();
            let own = cells.iter_mut().enumerate().filter(|(column, _)| columns.contains(column));
            repeats.extend(own.flat_map(|(_, cell)| cell.drain(..)).flat_map(|line| line.spans));
        }
    }
}

/// Whether a table is a flat one.
pub(super) fn is_flat(row: &[String]) -> bool {
    let columns: Vec<Option<Column>> = row.iter().map(|text| column(text)).collect();
    let has = |wanted: Column| columns.contains(&Some(wanted));
    has(Column::Project) && has(Column::Level1) && has(Column::Name) && has(Column::Target)
}

/// The column that a head is of, with or without its number behind it.
fn column(text: &str) -> Option<Column> {
    lexicon::flat_column(text.trim_end_matches(|ch: char| ch.is_ascii_digit()))
}

fn texts(row: &Row) -> Vec<String> {
    row.cells.iter().map(|cell| text(cell)).collect()
}

/// The unit that a line above a table names.
fn unit(row: &Row) -> Option<String> {
    let [cell] = row.cells.as_slice() else { return None };
    text(cell).strip_prefix("单位名称:").map(str::to_owned)
}

/// Parts heads from the numbers of their columns, and from the line above them that names the unit.
fn part_heads(rows: &mut Vec<Row>) {
    let mut all = Vec::with_capacity(rows.len());
    for mut row in rows.drain(..) {
        if row.cells.len() > 1 && row.first().starts_with("单位名称:") && is_flat(&texts(&row)) {
            let mut above = Cell::new();
            for cell in row.cells.iter_mut().filter(|cell| cell.len() <= MOST_LINES) {
                let is_head = |start: &usize| cell.get(*start..).is_some_and(|lines| column(&text(lines)).is_some());
                let start = (0..cell.len()).rev().find(is_head).unwrap_or_default();
                above.extend(cell.drain(..start));
            }
            all.push(Row { cells: vec![above], begins_page: std::mem::take(&mut row.begins_page) });
        }
        let is_numbered = |(at, cell): (usize, &Cell)| {
            cell.len() > 1 && cell.last().is_some_and(|line| line.text == (at + 1).to_string())
        };
        if row.cells.len() > 1 && row.cells.iter().enumerate().all(is_numbered) && is_flat(&texts(&row)) {
            let numbers = row.cells.iter_mut().map(|cell| cell.pop().into_iter().collect()).collect();
            all.push(row);
            all.push(Row { cells: numbers, begins_page: false });
        } else {
            all.push(row);
        }
    }
    *rows = all;
}

/// Takes what a page has printed over the numbers of its columns back to the row it is the rest of; what the tool struck through
/// stands there already.
fn part_numbers(rows: &mut [Row], strays: &mut Vec<Span>) {
    /// Fewer numbers may be anything.
    const FEWEST: usize = 7;
    let mut last: Option<usize> = None;
    for at in 0..rows.len() {
        let Some(row) = rows.get_mut(at).filter(|row| row.cells.len() > 1) else { continue };
        let is_number = |(at, cell): (usize, &Cell)| cell.iter().any(|line| line.text == (at + 1).to_string());
        if row.cells.len() < FEWEST || !row.cells.iter().enumerate().all(is_number) {
            last = if is_flat(&texts(row)) { last } else { Some(at) };
            continue;
        }
        let mut over: Vec<Cell> = Vec::new();
        for (column, cell) in row.cells.iter_mut().enumerate() {
            let number = (column + 1).to_string();
            let (own, rest): (Cell, Cell) = cell.drain(..).partition(|line| line.text == number);
            *cell = own;
            over.push(rest);
        }
        for (column, rest) in over.into_iter().enumerate() {
            let place = last.and_then(|last| rows.get_mut(last)?.cells.get_mut(column));
            let (struck, rest): (Cell, Cell) = rest.into_iter().partition(|line| line.text.starts_with('~'));
            strays.extend(struck.into_iter().flat_map(|line| line.spans));
            match place {
                Some(cell) => cell.extend(rest),
                None => strays.extend(rest.into_iter().flat_map(|line| line.spans)),
            }
        }
    }
}

/// Parts rows that stand in one, where each cell has a line for each of them, or twice the same lines; else only their project is
/// read.
fn part_rows(rows: &mut Vec<Row>, strays: &mut Vec<Span>) {
    let mut fused: Vec<(usize, usize, Vec<Option<Column>>)> = Vec::new();
    for_rows(rows, |columns, row, at| {
        let level = columns.iter().position(|column| *column == Some(Column::Level1));
        let is_level = |line: &Line| level_from_text(&line.text).is_some_and(Level::is_first);
        let levels = level.and_then(|level| row.cells.get(level)).filter(|cell| cell.iter().all(is_level));
        if let Some(count) = levels.map(Vec::len).filter(|count| *count > 1) {
            fused.push((at, count, columns.to_vec()));
        }
    });
    let mut fused = fused.into_iter().peekable();
    let mut all = Vec::with_capacity(rows.len());
    for (at, mut row) in rows.drain(..).enumerate() {
        let Some((_, count, columns)) = fused.next_if(|(place, ..)| *place == at) else {
            all.push(row);
            continue;
        };
        let from = columns.iter().position(|column| *column == Some(Column::Level1)).unwrap_or_default();
        // What stands behind the units explains the row, in any number of lines.
        let is_asked =
            |column: usize| column >= from && !matches!(columns.get(column), Some(Some(Column::Other) | None));
        let is_even = row
            .cells
            .iter()
            .enumerate()
            .all(|(column, cell)| !is_asked(column) || cell.is_empty() || cell.len() == count);
        if !is_even {
            let own = row.cells.iter_mut().skip(from).flat_map(|cell| cell.drain(..));
            strays.extend(own.flat_map(|line| line.spans));
            all.push(row);
            continue;
        }
        let mut parts = vec![Row { cells: vec![Cell::new(); row.cells.len()], begins_page: false }; count];
        for (column, cell) in std::mem::take(&mut row.cells).into_iter().enumerate() {
            let lines = cell.len() / count;
            let same = |at: usize| cell.get(at * lines..(at + 1) * lines).map(text);
            let is_same = lines > 0 && lines * count == cell.len() && (1..count).all(|at| same(at) == same(0));
            let step = if is_asked(column) || is_same { lines } else { cell.len() };
            for (line, part) in cell.into_iter().enumerate().map(|(at, line)| (line, at / step.max(1))) {
                parts
                    .get_mut(part)
                    .and_then(|row| row.cells.get_mut(column))
                    .into_iter()
                    .for_each(|cell| cell.push(line.clone()));
            }
        }
        all.extend(parts);
    }
    *rows = all;
}

/// Visits the rows below heads, but for those of numbers, with the columns and their place.
pub(super) fn for_rows(rows: &[Row], mut visit: impl FnMut(&[Option<Column>], &Row, usize)) {
    let mut columns: Vec<Option<Column>> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let texts = texts(row);
        let is_numbers = texts.iter().all(|text| text.chars().all(|ch| ch.is_ascii_digit()));
        if is_flat(&texts) {
            columns = texts.iter().map(|text| column(text)).collect();
        } else if row.cells.len() > 1 && row.cells.len() == columns.len() && !is_numbers {
            visit(&columns, row, at);
        }
    }
}

fn has(columns: &[Option<Column>], row: &Row, wanted: Column) -> bool {
    columns.iter().zip(&row.cells).any(|(column, cell)| *column == Some(wanted) && !cell.is_empty())
}

/// Takes the character of a label back that reaches into the next cell: 服务对象满意度标 | 指群众满意度.
fn mend_labels(rows: &mut [Row]) {
    let mut torn: Vec<(usize, usize)> = Vec::new();
    for_rows(rows, |columns, _, at| {
        let level = columns.iter().position(|column| *column == Some(Column::Level2));
        torn.extend(level.map(|level| (at, level)));
    });
    for (at, level) in torn {
        let cells = rows.get_mut(at).and_then(|row| row.cells.get_mut(level..=level + 1));
        let Some([label, next]) = cells else { continue };
        let whole = |rest: &Cell| rest.first().and_then(|line| labels::completed(label, line));
        let Some(line) = whole(next) else { continue };
        if let Some(first) = next.first_mut() {
            first.text = first.text.chars().skip(1).collect();
            first.spans = first.spans.iter().skip(1).copied().collect();
        }
        next.retain(|line| !line.text.is_empty());
        *label = vec![line];
    }
}

/// Whether a row is the rest of the one above it: of its project, its objective or its explanation.
fn is_rest(columns: &[Option<Column>], row: &Row, are_printed: bool) -> bool {
    let has = |wanted: Column| has(columns, row, wanted);
    let is_row = has(Column::Name) || has(Column::Target) || has(Column::Operator);
    row.filled().count() > 0 && !has(Column::Level1) && !has(Column::Level2) && (are_printed || !is_row)
}

/// Whether a name is that of a unit.
fn is_unit(name: &str, units: &BTreeSet<String>) -> bool {
    units.contains(name) || lexicon::BODY_ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Puts the name of a unit into its cell again, where it was parted like the name and the objective of a project.
fn restore_unit(row: &mut Row, units: &BTreeSet<String>) {
    let mut lines: Vec<&Line> = row.filled().flatten().collect();
    if row.cells.len() < 2 || row.filled().count() != 2 || lines.len() > MOST_LINES {
        return;
    }
    lines.sort_by_key(|line| line.spans.first().map(|span| span.start));
    let whole: String = lines.iter().map(|line| line.text.as_str()).collect();
    if units.contains(&whole) {
        let cell: Cell = lines.into_iter().cloned().collect();
        row.cells.iter_mut().for_each(Cell::clear);
        row.cells.first_mut().into_iter().for_each(|first| first.clone_from(&cell));
    }
}

/// Parts the name of a unit, whose row a page break has cut, from the first row of the page, if it has an objective's cell without one.
fn part_units(rows: &mut Vec<Row>, units: &BTreeSet<String>) {
    let mut found: BTreeSet<usize> = BTreeSet::new();
    // A table goes on right below the row before.
    let mut next = 0;
    for_rows(rows, |columns, row, at| {
        let name = columns.iter().position(|column| *column == Some(Column::Project));
        let name = name.and_then(|name| row.cells.get(name)).map(|cell| text(cell)).unwrap_or_default();
        let is_row = has(columns, row, Column::Level1) && !has(columns, row, Column::Objective);
        if at != next && name == row.first() && is_row && is_unit(&name, units) {
            found.insert(at);
        }
        next = at + 1;
    });
    for at in found.into_iter().rev() {
        let Some(row) = rows.get_mut(at) else { continue };
        let mut unit = vec![Cell::new(); row.cells.len()];
        if let Some((own, first)) = unit.first_mut().zip(row.cells.iter_mut().find(|cell| !cell.is_empty())) {
            std::mem::swap(own, first);
        }
        rows.insert(at, Row { cells: unit, begins_page: false });
    }
}

/// Joins the name of a unit that stands on two rows, of which the second may hold more.
fn join_units(rows: &mut [Row], units: &BTreeSet<String>) {
    let filled: Vec<usize> =
        (0..rows.len()).filter(|at| rows.get(*at).is_some_and(|row| row.cells.len() > 1)).collect();
    for pair in filled.windows(2) {
        let [upper, lower] = pair else { continue };
        let Some(begin) = rows.get(*upper).filter(|row| row.filled().count() == 1).map(Row::first) else { continue };
        let next = units.range::<str, _>((Bound::Excluded(begin.as_str()), Bound::Unbounded)).next();
        if begin.is_empty() || !next.is_some_and(|unit| unit.starts_with(&begin)) {
            continue;
        }
        let is_whole = |cell: &Cell, lines: usize| {
            let whole = cell.get(..lines).map(|lines| begin.clone() + &text(lines));
            whole.is_some_and(|whole| units.contains(&whole))
        };
        let cell = rows.get_mut(*lower).and_then(|row| row.cells.first_mut());
        let Some(cell) = cell else { continue };
        let Some(lines) = (1..=cell.len().min(MOST_LINES)).find(|lines| is_whole(cell, *lines)) else { continue };
        let own: Cell = cell.drain(..lines).collect();
        let is_empty = rows.get(*lower).is_some_and(|row| row.filled().count() == 0);
        rows.get_mut(*upper)
            .and_then(|row| row.cells.first_mut())
            .into_iter()
            .for_each(|cell| cell.extend(own.clone()));
        rows.get_mut(*lower).filter(|_| is_empty).into_iter().for_each(|row| row.cells.clear());
    }
}
