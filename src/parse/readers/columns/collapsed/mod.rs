//! Visual lines whose blanks are collapsed: each holds the fragments of several cells, from left to right, and nothing tells
//! where a column begins (D11).
//!
//! What a fragment says tells its column: level labels, operators and kinds are of a closed vocabulary, amounts, weights and
//! targets have a form of their own. The words are put where their columns would be, and then read as text with columns.
//! What had to be put together of several lines may be put together wrongly: it is marked.

mod form;
mod fragments;
mod heads;

use super::lines::{Lines, Word};
use crate::model::{Cell, Layout, Repair, RepairKind, Table};
use crate::parse::fold::Folded;
use crate::parse::readers::{block, cells, merged, pieces};
use crate::source::Source;
use crate::span::Origin;
use crate::walk;

/// How many character columns a column of the table has here.
const WIDTH: usize = 150;

/// A line to be placed: its page and its words.
type Line = (usize, Vec<Word>);

/// Reads a table of visual lines.
pub(in crate::parse::readers) fn read(source: &Source, folded: &Folded) -> Table {
    if crate::grid::grid_of_text(source.text()).is_some() {
        return Table::default();
    }
    let lines = Lines::new(source, folded);
    let Some(placed) = form::placed(&lines) else { return Table::default() };
    let lines = lines.placed(placed);
    let Some(grid) = super::grid_of_lines(&lines, false) else { return Table::default() };
    let (mut rows, structure) = cells::rows(folded, &grid);
    merged::put_back(&mut rows);
    let mut table = block::read(pieces::of_rows(source, folded, &grid, &rows, structure), true, false);
    if table.layout != Layout::Unknown {
        table.repairs.extend(doubts(source, &table));
    }
    table
}

/// A word at the beginning of a column.
fn at_column(word: &Word, column: usize) -> Word {
    let start = column * WIDTH;
    Word { start, end: start + word.inks.len().min(WIDTH - 1), ..word.clone() }
}

/// Some words of a line as one; `None` without any.
fn joined(words: &[Word]) -> Option<Word> {
    let (first, last) = words.first().zip(words.last())?;
    Some(Word { end: last.end, inks: first.inks.start..last.inks.end, ..first.clone() })
}

/// What was put together of several lines, and the names whose level label stands on another line.
fn doubts(source: &Source, table: &Table) -> Vec<Repair> {
    let lines = |origin: &Origin| {
        let line = |at: u32| source.line_of(at);
        (line(origin.start()), line(origin.end()))
    };
    let mut doubts: Vec<Repair> = Vec::new();
    let mut doubt = |origin: &Origin, read_as: &str| {
        doubts.push(Repair { kind: RepairKind::RowOrder, origin: origin.clone(), read_as: read_as.to_owned() });
    };
    for (_, origin) in walk::fields(table) {
        let (first, last) = lines(origin);
        if first != last {
            doubt(origin, "");
        }
    }
    for at in table.indicators() {
        let (Cell::Read { origin: name, .. }, Cell::Read { origin: label, value }) =
            (&at.indicator.name, &at.indicator.subcategory)
        else {
            continue;
        };
        let (name_lines, label_lines) = (lines(name), lines(label));
        if name_lines.0 == name_lines.1 && name_lines != label_lines {
            doubt(name, value);
        }
    }
    doubts
}
