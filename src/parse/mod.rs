//! Text → table. Never fails and loses no character: what nobody can read is unclaimed.
#![cfg_attr(not(feature = "readers"), allow(dead_code, reason = "the reader of lists needs less of what all share"))]

mod fit;
pub mod fold;
mod furniture;
mod head;
mod list;
mod money;
#[cfg(feature = "readers")]
mod readers;
mod runs;
mod sheet;
mod years;

pub use fold::Folded;

use crate::model::{Layout, Repair, RepairKind, Table};
use crate::source::{Source, offset};
use crate::span::{Origin, Span};
use crate::walk;

/// A reader makes a table of a text, as well as it can.
pub(crate) type Reader = fn(&Source, &Folded) -> Table;

/// The readers of every other layout. The page's first program has none.
#[cfg(feature = "readers")]
use readers::OTHERS;
#[cfg(not(feature = "readers"))]
const OTHERS: &[(Reader, u32)] = &[];

/// The reader of lists, then all others, which try where that one is not sure; each with by how much it must fit better.
fn reader(at: usize) -> Option<(Reader, u32)> {
    at.checked_sub(1).map_or(Some((list::read as Reader, 0)), |at| OTHERS.get(at).copied())
}

/// Reads a text with every reader that is needed and keeps the reading that fits best.
pub fn parse(source: &Source) -> Table {
    let mut reading = Reading::default();
    loop {
        if let Some(table) = reading.advance(source) {
            return table;
        }
    }
}

/// How many bytes one step of folding takes: some ten milliseconds.
const FOLD_SLICE_BYTES: usize = 1 << 20;

/// The work of [`parse`] in steps: a slice of folding, or one reader.
#[derive(Debug, Default)]
pub struct Reading {
    folded: Folded,
    is_folded: bool,
    tables: Vec<Table>,
}

impl Reading {
    /// How many steps a text takes at most.
    pub fn steps(source: &Source) -> usize {
        source.text().len() / FOLD_SLICE_BYTES + 2 + OTHERS.len()
    }

    /// Whether the next step is that of a reader.
    pub const fn is_folded(&self) -> bool {
        self.is_folded
    }

    /// Whether no reader could read it better.
    pub fn is_sure(&self, source: &Source) -> bool {
        matches!(self.tables.as_slice(), [list] if fit::is_sure(list)) && !may_mark_cells(source.text())
    }

    /// Does one step; the table after the last one.
    pub fn advance(&mut self, source: &Source) -> Option<Table> {
        if !self.is_folded {
            self.is_folded = !self.folded.extend(source, FOLD_SLICE_BYTES);
            return None;
        }
        if let Some((reader, _)) = reader(self.tables.len()).filter(|_| !self.is_sure(source)) {
            let mut table = reader(source, &self.folded);
            table.ink = offset(self.folded.inks().len());
            table.unclaimed_ink = table.unclaimed.iter().map(|span| ink_of(source, *span)).sum();
            self.tables.push(table);
            return None;
        }
        Some(self.finish(source))
    }

    /// Keeps the candidate that fits best, and infers what only the whole table tells.
    fn finish(&mut self, source: &Source) -> Table {
        let tables = std::mem::take(&mut self.tables).into_iter().enumerate();
        let margin = |at: usize| reader(at).map_or(0, |(_, margin)| margin);
        let whole = tables.filter(|(_, table)| !fit::is_torn(table));
        let best = whole.max_by_key(|(at, table)| fit::fit(table).saturating_sub(margin(*at)));
        let best = best.map(|(_, table)| table).filter(|table| fit::fit(table) > 0);
        let mut table = best.unwrap_or_else(|| unread(source, &self.folded));
        account(&mut table, source, &self.folded);
        if table.layout != Layout::Unknown {
            years::infer(&mut table);
            table.repairs.extend(folds(&self.folded));
        }
        table
    }
}

/// Sees to it that nothing is lost, whatever a reader forgot: what no field, label or page furniture holds is unclaimed,
/// and nothing else is.
fn account(table: &mut Table, source: &Source, folded: &Folded) {
    let mut claimed: Vec<Span> = table.labels.iter().chain(&table.furniture).copied().collect();
    claimed.extend(walk::fields(table).flat_map(|(_, origin)| origin.spans()));
    crate::span::sort_spans(&mut claimed);
    let mut claimed = claimed.into_iter().peekable();
    // Up to where the spans that began so far reach.
    let mut reached = 0;
    let mut unclaimed: Vec<Span> = Vec::new();
    let mut goes_on = false;
    for ink in folded.inks() {
        while let Some(span) = claimed.next_if(|span| span.start <= ink.span.start) {
            reached = reached.max(span.end);
        }
        let is_claimed = ink.span.start < reached;
        match unclaimed.last_mut() {
            _ if is_claimed => {}
            Some(piece)
                if goes_on && !source.slice(Span::new(piece.end, ink.span.start)).contains(['\n', '\r', '\u{c}']) =>
            {
                piece.end = ink.span.end;
            }
            _ => unclaimed.push(ink.span),
        }
        goes_on = !is_claimed;
    }
    table.unclaimed = unclaimed;
    table.unclaimed_ink = table.unclaimed.iter().map(|span| ink_of(source, *span)).sum();
}

/// Whether a text may mark its cells itself: by tabs, pipes, quotes, or commas in most lines.
fn may_mark_cells(text: &str) -> bool {
    text.contains(['\t', '|', '"']) || text.matches(',').count() > text.lines().count()
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
