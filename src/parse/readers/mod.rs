//! The readers of every layout but plain lists, and what only they share.

mod block;
mod boxes;
mod cells;
mod columns;
mod deferred;
mod fill;
mod flat;
mod glue;
mod graded;
mod inline;
mod list_grid;
mod matrix;
mod merged;
mod pieces;
mod prose;
mod rows;
mod scored;

use super::Reader;
use super::fold::Folded;
use crate::grid::grid_of_text;
use crate::model::Table;
use crate::source::Source;

/// All of them. Each is tried, and the best fit is kept; of two that fit alike, the later one.
pub(super) static OTHERS: &[Reader] = &[
    columns::read_collapsed,
    prose::read,
    graded::read,
    scored::read,
    matrix::read,
    inline::read,
    glue::read,
    boxes::read,
    block::read_filled,
    grid,
    block::read_form,
    // Last: where two fit alike, cells that had to be put back are no accident.
    deferred::read,
];

/// The reader of lists whose cells are marked, or stand in clear columns.
fn grid(source: &Source, folded: &Folded) -> Table {
    let grid = grid_of_text(source.text()).or_else(|| columns::grid(source, folded, true));
    grid.map_or_else(Table::default, |grid| list_grid::read(source, folded, &grid))
}
