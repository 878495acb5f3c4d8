//! The cells of a delimited text as rows of characters, put into the order of the table.

use super::fold::{Folded, Gap, Ink};
use crate::grid::{Grid, GridCell};
use crate::span::Span;

/// A row of a grid. Empty cells are there too, with no characters.
pub(crate) type Row = Vec<Cell>;

/// A cell and the column it begins in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    pub(crate) column: usize,
    pub(crate) inks: Vec<Ink>,
}

impl Cell {
    /// The folded text.
    pub(crate) fn text(&self) -> String {
        self.inks.iter().map(|ink| ink.ch).collect()
    }
}

/// The rows of a grid with their characters, and the separators between them.
pub(crate) fn rows(folded: &Folded, grid: &Grid) -> (Vec<Row>, Vec<Span>) {
    let within = |span: &Span| within(folded.inks(), *span);
    let cell = |cell: &GridCell| {
        let mut all: Vec<Ink> = cell.pieces.iter().flat_map(within).copied().collect();
        // A cell begins where its separator ends, whatever blanks stand there.
        if let Some(first) = all.first_mut() {
            first.gap = Gap::Tab.max(first.gap);
        }
        Cell { column: cell.column, inks: all }
    };
    let rows = grid.rows.iter().map(|row| row.iter().map(cell).collect());
    let structure = grid.structure.iter().filter(|span| !within(span).is_empty()).copied();
    (rows.collect(), structure.collect())
}

/// The characters of some spans.
pub(crate) fn inks_of(folded: &Folded, spans: &[Span]) -> Vec<Ink> {
    let mut all = Vec::new();
    for span in spans {
        all.extend(within(folded.inks(), *span));
    }
    all
}

fn within(inks: &[Ink], span: Span) -> &[Ink] {
    let start = inks.partition_point(|ink| ink.span.start < span.start);
    let end = inks.partition_point(|ink| ink.span.start < span.end);
    inks.get(start..end).unwrap_or_default()
}

/// The folded text of a row, cells separated by tabs: what repeated heads are recognised by.
pub(crate) fn row_text(row: &Row) -> String {
    let cells: Vec<String> = row.iter().map(Cell::text).filter(|text| !text.is_empty()).collect();
    cells.join("\t")
}
