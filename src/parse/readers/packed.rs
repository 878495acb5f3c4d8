//! Rows of flat tables whose lost cells a page has made up for at their end: each gets its columns back.
//!
//! Merged cells stand only on the first of their rows. The level-1 label, which every row prints, tells how many cells
//! a row lacks before it, and the head how many behind.

use super::cells;
use crate::grid::{Form, Grid, GridCell};
use crate::lexicon::{self, Column};
use crate::parse::fold::{Folded, Ink};

/// Puts the rows below the head of a flat table into their columns, where only the order of the cells is known.
pub(super) fn align(grid: &mut Grid, folded: &Folded) {
    const FEWEST: usize = 3;
    if grid.form != Form::Ordered {
        return;
    }
    let text = |cell: &GridCell| -> String { cells::inks_of(folded, &cell.pieces).iter().map(Ink::ch).collect() };
    let head = grid.rows.iter().enumerate().find_map(|(at, row)| {
        let columns: Vec<Option<Column>> = row.iter().map(|cell| lexicon::flat_column(&text(cell))).collect();
        let first = columns.iter().position(|column| *column == Some(Column::Level1))?;
        let has = |wanted: Column| columns.contains(&Some(wanted));
        (has(Column::Project) && has(Column::Target)).then_some((at, row.len(), first))
    });
    let Some((head, width, first)) = head else { return };
    let level = |row: &[GridCell]| {
        row.iter().position(|cell| {
            let text = text(cell);
            lexicon::LEVEL_1.iter().any(|(label, _)| *label == text)
        })
    };
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
