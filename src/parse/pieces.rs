//! A text cut into pieces: the cells that it marks itself, or what blanks and line breaks set apart.
//!
//! Readers of forms work on pieces, because a form is labels and values side by side, whatever separates them.

use super::cells;
use super::fold::{Folded, Gap, Ink};
use super::merged;
use super::sheet::{Run, Sheet};
use crate::grid::{Form, grid_of_text};
use crate::source::Source;
use crate::span::Span;

/// One piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) run: Run,
    /// Which row or line it stands on.
    pub(crate) row: usize,
    /// Which column, counted from the right: tools drop merged cells at the left.
    pub(crate) from_right: usize,
}

/// A text in pieces.
pub(crate) struct Pieces<'s> {
    pub(crate) sheet: Sheet<'s>,
    pub(crate) all: Vec<Piece>,
    /// How the text marks its cells; `None` where pieces are only a guess at cells.
    pub(crate) form: Option<Form>,
    /// Separators between cells.
    pub(crate) structure: Vec<Span>,
}

/// The pieces of a text whose cells are marked; `None` for running text.
pub(crate) fn of_cells<'s>(source: &'s Source, folded: &Folded) -> Option<Pieces<'s>> {
    let grid = grid_of_text(source.text())?;
    let (mut rows, structure) = cells::rows(folded, &grid);
    merged::put_back(&mut rows);
    let mut inks: Vec<Ink> = Vec::new();
    let mut pieces = Vec::new();
    for (row, cells) in rows.iter().enumerate() {
        let mut begins_row = true;
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.inks.is_empty()) {
            let start = inks.len();
            inks.extend(&cell.inks);
            if let Some(first) = inks.get_mut(start) {
                first.gap = if begins_row { first.gap.max(Gap::Line) } else { first.gap };
            }
            begins_row = false;
            pieces.push(Piece { run: start..inks.len(), row, from_right: cells.len() - 1 - column });
        }
    }
    Some(Pieces { sheet: Sheet::new(source, inks), all: pieces, form: Some(grid.form), structure })
}

/// The pieces of running text: blanks, tabs and line breaks set them apart. `inks` are without page furniture.
pub(crate) fn of_lines(sheet: Sheet<'_>) -> Pieces<'_> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut row = 0;
    for at in 0..sheet.len() {
        if sheet.begins_line(at) {
            row += 1;
        }
        match pieces.last_mut() {
            Some(last) if sheet.gap(at) == Gap::None => last.run.end = at + 1,
            _ => pieces.push(Piece { run: at..at + 1, row, from_right: 0 }),
        }
    }
    let mut after: Option<(usize, usize)> = None;
    for piece in pieces.iter_mut().rev() {
        piece.from_right = after.filter(|(row, _)| *row == piece.row).map_or(0, |(_, from_right)| from_right + 1);
        after = Some((piece.row, piece.from_right));
    }
    Pieces { sheet, all: pieces, form: None, structure: Vec::new() }
}
