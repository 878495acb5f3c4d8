//! Rows of flat tables whose lost cells a page has made up for at their end: each gets its columns back.
//!
//! Merged cells stand only on the first of their rows. The level-1 label, which every row prints, tells how many cells
//! a row lacks before it, and the head how many behind.

use super::cells;
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
    let level = |row: &[GridCell]| row.iter().position(|cell| lexicon::is_level_1(&text(cell)));
    let below = grid.rows.get(head + 1..).unwrap_or_default();
    let places: Vec<Option<usize>> = below.iter().map(|row| level(row)).collect();
    // How many cells a row has too few at its end; `None` where it does not fit the head.
    let rest = |row: &[GridCell], place: usize| width.checked_sub(row.len() + first.checked_sub(place)?);
    let rests: Vec<Option<usize>> =
        below.iter().zip(&places).map(|(row, place)| place.and_then(|place| rest(row, place))).collect();
    let fitting = rests.iter().flatten().count();
    if fitting < FEWEST || places.iter().flatten().count() > fitting {
        return;
    }
    grid.form = Form::Columns;
    let mut strays = Vec::new();
    for (row, rest) in grid.rows.iter_mut().skip(head + 1).zip(rests) {
        match rest {
            Some(rest) => row.resize_with(row.len() + rest, GridCell::default),
            // A sum, or the row of a unit: nobody can tell the columns of its cells.
            None if row.len() > 1 => strays.extend(std::mem::take(row).into_iter().flat_map(|cell| cell.pieces)),
            None => {}
        }
    }
    grid.rows.retain(|row| !row.is_empty());
    grid.strays.append(&mut strays);
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
    let is_body = |name: &str| name.ends_with("部门") || lexicon::BODY_ENDINGS.iter().any(|end| name.ends_with(end));
    code.is_some_and(|(_, name)| is_body(name)) || lexicon::TOTAL_ROWS.contains(&text)
}
