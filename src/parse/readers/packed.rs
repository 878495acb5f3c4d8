//! Rows of flat tables whose lost cells a page has made up for at their end: each gets its columns back.
//!
//! Merged cells stand only on the first of their rows. The level label, which every row prints, tells how many cells a row
//! lacks before it, and the head how many behind.

use super::cells;
use super::rows::{Level, level_from_text};
use crate::amount::number_from_text;
use crate::grid::{Form, Grid, GridCell};
use crate::lexicon::{self, Column};
use crate::parse::fold::{Folded, Ink};

/// Puts the rows below the head of a flat table into their columns, where only the order of the cells is known.
pub(super) fn align(grid: &mut Grid, folded: &Folded) {
    const FEWEST: usize = 3;
    match grid.form {
        Form::Columns => return shift(grid, folded),
        Form::Sequence => return,
        Form::Ordered => {}
    }
    let text = |cell: &GridCell| -> String { cells::inks_of(folded, &cell.pieces).iter().map(Ink::ch).collect() };
    let head = grid.rows.iter().enumerate().find_map(|(at, row)| {
        let columns: Vec<Option<Column>> = row.iter().map(|cell| lexicon::flat_column(&text(cell))).collect();
        let first = columns.iter().position(|column| *column == Some(Column::Level1))?;
        let has = |wanted: Column| columns.contains(&Some(wanted));
        (has(Column::Project) && has(Column::Target)).then_some((at, row.len(), first))
    });
    let Some((head, width, first)) = head else { return };
    // Where the level stands in a row, and the column it belongs to: the first level may be merged, too.
    let is_second =
        |cell: Option<&GridCell>| cell.is_some_and(|cell| level_from_text(&text(cell)).is_some_and(Level::is_second));
    let level = |row: &[GridCell]| {
        let at = row.iter().position(|cell| lexicon::is_level_1(&text(cell)));
        // 成本指标 is of both levels: of the second where none follows.
        let is_lower = at.is_none_or(|at| at == 0 && !is_second(row.get(1))) && is_second(row.first());
        if is_lower { Some((0, first + 1)) } else { at.map(|at| (at, first)) }
    };
    let below = grid.rows.get(head + 1..).unwrap_or_default();
    let places: Vec<Option<(usize, usize)>> = below.iter().map(|row| level(row)).collect();
    let columns: Vec<Option<Vec<usize>>> =
        below.iter().zip(&places).map(|(row, place)| columns_of(row, (*place)?, width)).collect();
    let fitting = columns.iter().flatten().count();
    if fitting < FEWEST || places.iter().flatten().count() > fitting {
        return;
    }
    grid.form = Form::Columns;
    let mut strays = Vec::new();
    for (row, columns) in grid.rows.iter_mut().skip(head + 1).zip(columns) {
        match columns {
            Some(columns) => {
                // What a row lacks before its first cell stays away: that it stands above, merged, is plain.
                let first = columns.first().copied().unwrap_or_default();
                let cells = std::mem::replace(row, vec![GridCell::default(); width - first]);
                for (cell, column) in cells.into_iter().zip(columns) {
                    row.get_mut(column - first).into_iter().for_each(|own| own.pieces.clone_from(&cell.pieces));
                }
                cells::count_columns(row);
            }
            // A sum, or the row of a unit: nobody can tell the columns of its cells.
            None if row.len() > 1 => strays.extend(std::mem::take(row).into_iter().flat_map(|cell| cell.pieces)),
            // The unit whose projects follow stands in the first column.
            None if row.first().is_some_and(|cell| ends_body(&text(cell))) => {
                row.resize_with(width, GridCell::default);
                cells::count_columns(row);
            }
            None => {}
        }
    }
    grid.rows.retain(|row| !row.is_empty());
    grid.strays.append(&mut strays);
}

/// The columns of the cells of a row whose level stands in a known one: as far from it as in the row, or, where that does not
/// fit the head, one behind the other. `None` where that does not fit either.
fn columns_of(row: &[GridCell], (place, column): (usize, usize), width: usize) -> Option<Vec<usize>> {
    let level = row.get(place)?.column;
    let is_whole = |columns: &Vec<usize>| columns.last().is_none_or(|last| *last < width);
    let apart: Option<Vec<usize>> = row.iter().map(|cell| (column + cell.column).checked_sub(level)).collect();
    let rises = |columns: &Vec<usize>| columns.is_sorted_by(|a, b| a < b);
    apart.filter(|columns| is_whole(columns) && rises(columns)).or_else(|| {
        let first = column.checked_sub(place)?;
        Some((first..first + row.len()).collect()).filter(is_whole)
    })
}

/// Moves the cells of rows that a page has padded at their end by as many columns as they lack before their level: merged cells
/// stand only on the first of their rows. Where one row does not fit, all stay.
fn shift(grid: &mut Grid, folded: &Folded) {
    const FEWEST: usize = 3;
    let text = |cell: &GridCell| -> String { cells::inks_of(folded, &cell.pieces).iter().map(Ink::ch).collect() };
    let place = |columns: &[Option<Column>], wanted: Column| columns.iter().position(|column| *column == Some(wanted));
    let is_money = |column: &Option<Column>| matches!(column, Some(Column::Money(_)));
    let head = grid.rows.iter().enumerate().find_map(|(at, row)| {
        let columns: Vec<Option<Column>> = row.iter().map(|cell| lexicon::flat_column(&text(cell))).collect();
        let (first, target) = (place(&columns, Column::Level1)?, place(&columns, Column::Target)?);
        place(&columns, Column::Project).filter(|project| *project < first)?;
        Some((at, row.len(), first, target, columns.iter().position(is_money).filter(|money| *money < first)))
    });
    let Some((head, width, first, target, money)) = head else { return };
    let is_level = |cell: &GridCell| lexicon::is_level_1(&text(cell));
    let filled = |row: &[GridCell]| row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let is_number = |cell: Option<&GridCell>| cell.is_some_and(|cell| number_from_text(&text(cell)).is_some());
    let last = grid.rows.len() - 1;
    // By how many columns a row is to be moved; `None` where it does not fit the head. The end of the text may cut the last.
    let missing = |(at, row): (usize, &Vec<GridCell>)| -> Option<usize> {
        let level = row.iter().position(is_level)?;
        let missing = first.checked_sub(level)?;
        let moved = |column: usize| column.checked_sub(missing).and_then(|at| row.get(at));
        let is_funded = missing == 0 || level == 0 || money.is_none_or(|money| is_number(moved(money)));
        let is_padded = missing == 0 || row.len() == width || at == last;
        (is_padded && filled(row) + missing <= width && is_funded && moved(target).is_some_and(|cell| !cell.is_empty()))
            .then_some(missing)
    };
    let below = grid.rows.get(head + 1..).unwrap_or_default();
    let has_level = |row: &Vec<GridCell>| row.iter().any(is_level);
    let places: Vec<Option<usize>> = (head + 1..).zip(below).map(missing).collect();
    let fits = below.iter().zip(&places).all(|(row, place)| place.is_some() || !has_level(row));
    if !fits || places.iter().flatten().filter(|missing| **missing > 0).count() < FEWEST {
        return;
    }
    let mut strays = Vec::new();
    for (row, missing) in grid.rows.iter_mut().skip(head + 1).zip(places) {
        match missing {
            Some(missing) => {
                row.truncate(filled(row));
                row.splice(0..0, std::iter::repeat_with(GridCell::default).take(missing));
                row.resize_with(width, GridCell::default);
            }
            // The sum of a body: its name and its money.
            None if filled(row) == 2 && row.first().is_some_and(|cell| is_body(&text(cell))) => {
                row.resize_with(width, GridCell::default);
                if let Some(money) = money.filter(|_| is_number(row.get(1))) {
                    row.swap(1, money);
                }
            }
            None if filled(row) > 1 => strays.extend(std::mem::take(row).into_iter().flat_map(|cell| cell.pieces)),
            None => {}
        }
        cells::count_columns(row);
    }
    grid.rows.retain(|row| !row.is_empty());
    grid.strays.append(&mut strays);
}

/// Whether a text names a body, behind its code, or a sum.
fn is_body(text: &str) -> bool {
    let code = text.split_once('-').filter(|(code, _)| code.len() > 2 && code.chars().all(|ch| ch.is_ascii_digit()));
    code.is_some_and(|(_, name)| name.ends_with("部门") || ends_body(name)) || lexicon::TOTAL_ROWS.contains(&text)
}

fn ends_body(name: &str) -> bool {
    lexicon::BODY_ENDINGS.iter().any(|end| name.ends_with(end))
}
