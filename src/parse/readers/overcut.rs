//! Forms as a tool of tables writes them that knows no merged cells: pymupdf4llm's Markdown of a page.
//!
//! Such a tool cuts every row of a page at the columns of all its rows, and puts each line of text into the piece it stands
//! in. So a long value goes on in the next cells, line by line; a label that is merged over many rows stands on the row in
//! its middle, or half on one and half on the next; the label beside all indicators is strewn over them; and what a table
//! lacks of columns stands in one cell with its neighbour. Here the rows get their cells back.

mod flats;
mod labels;
mod levels;
mod lists;
mod loose;
mod rows;
mod spilled;
mod values;

use super::cells;
use crate::grid::{Form, Grid, GridCell};
use crate::lexicon::{self, Field};
use crate::parse::fold::{Folded, Ink};
use crate::span::Span;

/// A line of a cell: its characters, and where each of them stands.
#[derive(Clone, Debug, Default)]
struct Line {
    text: String,
    spans: Vec<Span>,
}

impl Line {
    /// Its first characters and the others.
    fn split(&self, at: usize) -> (Self, Self) {
        let part = |from: usize, most: usize| Self {
            text: self.text.chars().skip(from).take(most).collect(),
            spans: self.spans.iter().skip(from).take(most).copied().collect(),
        };
        (part(0, at), part(at, usize::MAX))
    }
}

/// The lines of a cell.
type Cell = Vec<Line>;

/// A row of the tool's table, or a line outside of its tables, which is one cell.
#[derive(Clone, Debug, Default)]
struct Row {
    cells: Vec<Cell>,
    /// Whether a page begins before it.
    begins_page: bool,
}

impl Row {
    /// The cells that hold something.
    fn filled(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(|cell| !cell.is_empty())
    }

    /// The text of its first cell that holds something.
    fn first(&self) -> String {
        self.filled().next().map(|cell| text(cell)).unwrap_or_default()
    }
}

/// The text of a cell.
fn text(cell: &[Line]) -> String {
    cell.iter().map(|line| line.text.as_str()).collect()
}

/// The characters of the label that stands downwards beside all indicators.
const SIDE: &str = "绩效指标";

/// Whether a line is one character of the label beside all indicators.
fn is_side(line: &Line) -> bool {
    let mut chars = line.text.chars();
    chars.next().is_some_and(|ch| SIDE.contains(ch)) && chars.next().is_none()
}

/// The field that a whole cell is the label of.
fn field(text: &str) -> Option<Field> {
    let plain = text.trim_end_matches(':');
    lexicon::FIELDS.iter().find(|(label, _)| label.trim_end_matches(':') == plain).map(|(_, field)| *field)
}

/// What is known of a table whose rows have their cells back.
#[derive(Debug, Default)]
pub(super) struct Mended {
    /// What was put together by the looks of its lines alone.
    pub(super) doubtful: Vec<Span>,
    /// Whether its rows of indicators were left as they are, since their labels seem whole.
    pub(super) is_unsettled: bool,
    /// Whether it is a flat one; the names of its projects stand anywhere beside their rows.
    pub(super) is_flat: bool,
}

/// Gives the rows of such a table their cells back. `settles`: those of indicators too, whose labels seem whole.
pub(super) fn mend(grid: &mut Grid, folded: &Folded, settles: bool) -> Mended {
    // Its tables stand among lines of text.
    if grid.form != Form::Columns || !grid.rows.iter().any(|row| row.len() == 1) {
        return Mended::default();
    }
    let is_flat = is_flat(grid, folded);
    let is_form = is_form(grid, folded);
    if !is_flat && !is_form && !is_cut(grid, folded) {
        return Mended::default();
    }
    let mut rows = of(grid, folded);
    let mut doubtful;
    if is_flat {
        flats::mend(&mut rows, &mut grid.strays, &mut grid.structure);
        doubtful = spilled::take_back(&mut rows);
        crate::span::sort_spans(&mut grid.structure);
    } else {
        loose::take_furniture(&mut rows, &mut grid.furniture);
        loose::part(&mut rows);
        doubtful = values::join(&mut rows, &mut grid.strays);
        // Labels that stand on every row are no merged ones.
        if is_form || settles {
            let mut found = rows::settle(&mut rows);
            grid.strays.append(&mut found.strays);
            doubtful.append(&mut found.doubtful);
        }
    }
    grid.rows = cells_of(rows);
    crate::span::sort_spans(&mut doubtful);
    Mended { doubtful, is_unsettled: !is_flat && !is_form && !settles, is_flat }
}

/// Gives the rows of a list by such a tool their cells back.
pub(super) fn mend_list(grid: &mut Grid, folded: &Folded) {
    /// No head stands farther below.
    const MOST_ABOVE: usize = 20;
    if grid.form != Form::Columns || !grid.rows.iter().any(|row| row.len() == 1) {
        return;
    }
    let top = Grid { rows: grid.rows.iter().take(MOST_ABOVE).cloned().collect(), ..Grid::default() };
    if of(&top, folded).iter().any(lists::is_head) {
        let mut rows = of(grid, folded);
        lists::mend(&mut rows, [&mut grid.strays, &mut grid.furniture]);
        crate::span::sort_spans(&mut grid.furniture);
        grid.rows = cells_of(rows);
    }
}

/// The rows of a grid again.
fn cells_of(rows: Vec<Row>) -> Vec<Vec<GridCell>> {
    let cell = |(column, cell): (usize, Cell)| GridCell {
        pieces: together(cell.into_iter().flat_map(|line| line.spans)),
        column,
    };
    let whole = rows.into_iter().filter(|row| !row.cells.is_empty());
    whole.map(|row| row.cells.into_iter().enumerate().map(cell).collect()).collect()
}

/// Places with those that touch put together.
fn together(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut pieces: Vec<Span> = Vec::new();
    for span in spans {
        match pieces.last_mut().filter(|last| last.end == span.start) {
            Some(last) => last.end = span.end,
            None => pieces.push(span),
        }
    }
    pieces
}

/// Whether there are forms whose label beside the indicators is strewn over several rows.
fn is_form(grid: &Grid, folded: &Folded) -> bool {
    const FEWEST: usize = 2;
    /// The label stands in the first column, or behind what has lost its own.
    const COLUMNS: usize = 2;
    let is_side = |span: &Span| {
        let line = Line { text: cells::inks_of(folded, &[*span]).iter().map(Ink::ch).collect(), spans: Vec::new() };
        is_side(&line)
    };
    let has_side = |row: &&Vec<GridCell>| row.iter().take(COLUMNS).flat_map(|cell| &cell.pieces).any(is_side);
    grid.rows.iter().filter(|row| row.len() > 2).filter(has_side).take(FEWEST).count() == FEWEST
}

/// Whether there are forms whose names go on in the next cells.
fn is_cut(grid: &Grid, folded: &Folded) -> bool {
    let text = |cell: &GridCell| text_of(cell, folded);
    let is_value = |cell: &GridCell| !cell.pieces.is_empty() && field(&text(cell)).is_none();
    grid.rows.iter().any(|row| match row.as_slice() {
        [label, value, more, ..] => is_value(value) && is_value(more) && field(&text(label)) == Some(Field::Project),
        _ => false,
    })
}

/// The text of a cell of a grid.
fn text_of(cell: &GridCell, folded: &Folded) -> String {
    cells::inks_of(folded, &cell.pieces).iter().map(Ink::ch).collect()
}

/// Whether there is the head of a flat table.
fn is_flat(grid: &Grid, folded: &Folded) -> bool {
    /// No head stands farther below.
    const MOST_ABOVE: usize = 20;
    let text = |cell: &GridCell| text_of(cell, folded);
    let head = |row: &Vec<GridCell>| flats::is_flat(&row.iter().map(text).collect::<Vec<String>>());
    grid.rows.iter().take(MOST_ABOVE).filter(|row| row.len() > 2).any(head)
}

/// The rows of a grid with their texts; lines outside of tables are cut at their blanks.
fn of(grid: &Grid, folded: &Folded) -> Vec<Row> {
    let line =
        |inks: &[Ink]| Line { text: inks.iter().map(Ink::ch).collect(), spans: inks.iter().map(Ink::span).collect() };
    let words = |span: &Span| {
        let inks = cells::inks_of(folded, &[*span]);
        inks.chunk_by(|_, next| next.gap() == crate::parse::fold::Gap::None).map(line).collect::<Vec<_>>()
    };
    let whole = |span: &Span| line(&cells::inks_of(folded, &[*span]));
    let row = |row: &Vec<GridCell>| {
        let is_loose = row.len() == 1;
        let cell = |cell: &GridCell| -> Cell {
            let lines: Cell = if is_loose {
                cell.pieces.iter().flat_map(words).collect()
            } else {
                cell.pieces.iter().map(whole).collect()
            };
            lines.into_iter().filter(|line| !line.text.is_empty()).collect()
        };
        Row { cells: row.iter().map(cell).collect(), begins_page: false }
    };
    grid.rows.iter().map(row).collect()
}
