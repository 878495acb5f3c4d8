//! Text → table. Never fails and loses no character: what nobody can read is unclaimed.

mod block;
mod cells;
mod columns;
mod deferred;
mod fill;
mod fit;
mod flat;
pub mod fold;
mod furniture;
mod glue;
mod graded;
mod head;
mod inline;
mod list;
mod list_grid;
mod merged;
mod money;
mod pieces;
mod prose;
mod rows;
mod runs;
mod scored;
mod sheet;
mod years;

pub use columns::{columns_of, keeps_columns};
pub use fold::Folded;

use crate::grid::grid_of_text;
use crate::model::{Layout, Repair, RepairKind, Table};
use crate::source::{Source, offset};
use crate::span::{Origin, Span};

/// A reader makes a table of a text, as well as it can.
pub(crate) type Reader = fn(&Source, &Folded) -> Table;

/// All readers. Each is tried; the best fit is kept.
pub(crate) static READERS: &[Reader] = &[
    prose::read,
    graded::read,
    scored::read,
    inline::read,
    glue::read,
    block::read_filled,
    list::read,
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

/// Reads a text with every reader and keeps the reading that fits best.
pub fn parse(source: &Source) -> Table {
    let folded = Folded::new(source);
    let tables = READERS.iter().map(|reader| reader(source, &folded)).collect();
    finish(source, &folded, tables)
}

/// Keeps the candidate that fits best, counts what it covers, and infers what only the whole table tells.
pub(crate) fn finish(source: &Source, folded: &Folded, tables: Vec<Table>) -> Table {
    let counted = tables.into_iter().map(|mut table| {
        table.ink = offset(folded.inks().len());
        table.unclaimed_ink = table.unclaimed.iter().map(|span| ink_of(source, *span)).sum();
        table
    });
    let best = counted.max_by_key(fit::fit).filter(|table| fit::fit(table) > 0);
    let mut table = best.unwrap_or_else(|| unread(source, folded));
    if table.layout != Layout::Unknown {
        years::infer(&mut table);
        table.repairs.extend(folds(folded));
    }
    table
}

/// The table of a text that nobody could read: everything is unclaimed.
fn unread(source: &Source, folded: &Folded) -> Table {
    let (_, unclaimed) = sheet::Sheet::new(source, folded.inks()).finish();
    let ink = offset(folded.inks().len());
    Table { unclaimed, ink, unclaimed_ink: ink, ..Table::default() }
}

fn ink_of(source: &Source, span: Span) -> u32 {
    let inks = source.slice(span).chars().filter(|&ch| !ch.is_whitespace() && !fold::is_invisible(ch));
    offset(inks.count())
}

/// One repair for all radicals (D19, D20): where they stand and what they were read as.
fn folds(folded: &Folded) -> Option<Repair> {
    let mended = || folded.inks().iter().filter(|ink| ink.mended);
    let origin = Origin::from_spans(mended().map(|ink| ink.span))?;
    let read_as: Vec<char> = mended().map(|ink| ink.ch).collect();
    let mut read_as = crate::order::sorted(read_as, |ch| u128::from(u32::from(*ch)));
    read_as.dedup();
    Some(Repair { kind: RepairKind::CharactersFolded, origin, read_as: read_as.into_iter().collect() })
}
