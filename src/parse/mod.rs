//! Text → table. Never fails and loses no character: what nobody can read is unclaimed.

pub mod fold;

pub use fold::Folded;

use crate::model::Table;
use crate::source::Source;

/// A reader makes a table of a text, as well as it can.
pub(crate) type Reader = fn(&Source, &Folded) -> Table;

/// All readers. Each is tried; the best fit is kept.
pub(crate) static READERS: &[Reader] = &[];

/// Keeps the candidate that fits best.
pub(crate) fn finish(_source: &Source, _folded: &Folded, tables: Vec<Table>) -> Table {
    tables.into_iter().next().unwrap_or_default()
}
