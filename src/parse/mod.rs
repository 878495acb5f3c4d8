//! Text → table. Never fails and loses no character: what nobody can read is unclaimed.
#![cfg_attr(not(feature = "readers"), allow(dead_code, reason = "the reader of lists needs less of what all share"))]

mod breaks;
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
    /// How many readers have read.
    tried: usize,
    /// Whether the first one is so sure that no other need try.
    is_sure: bool,
    /// The best reading so far, and how well it fits.
    best: Option<(u32, Table)>,
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
    pub const fn is_sure(&self) -> bool {
        self.is_sure
    }

    /// Does one step; the table after the last one.
    pub fn advance(&mut self, source: &Source) -> Option<Table> {
        if !self.is_folded {
            self.is_folded = !self.folded.extend(source, FOLD_SLICE_BYTES);
            return None;
        }
        if let Some((reader, margin)) = reader(self.tried).filter(|_| !self.is_sure) {
            let mut table = reader(source, &self.folded);
            #[cfg(feature = "readers")]
            if table.layout == Layout::ProjectPerRow {
                readers::settle(&mut table, source, &self.folded);
            }
            table.ink = offset(self.folded.inks().len());
            table.unclaimed_ink = table.unclaimed.iter().map(|span| ink_of(source, *span)).sum();
            let is_torn = fit::is_torn(&table);
            #[cfg(feature = "readers")]
            let is_torn = is_torn || readers::is_merged(&table);
            let fit = if is_torn { 0 } else { fit::fit(&table) };
            let is_sure = || fit::is_sure(&table, fit) && !may_mark_cells(source.text());
            self.is_sure = self.tried == 0 && (is_sure() || !speaks_of_targets(&self.folded));
            self.tried += 1;
            self.keep(table, fit, margin);
            return None;
        }
        Some(self.finish(source))
    }

    /// Keeps a reading where it fits better than those before it.
    fn keep(&mut self, table: Table, fit: u32, margin: u32) {
        let fit = (fit > 0).then(|| fit.saturating_sub(margin));
        if fit.is_some_and(|fit| self.best.as_ref().is_none_or(|(best, _)| fit >= *best)) {
            self.best = fit.map(|fit| (fit, table));
        }
    }

    /// The reading that fits best, with what only the whole table tells.
    fn finish(&mut self, source: &Source) -> Table {
        let best = self.best.take().map(|(_, table)| table);
        let mut table = best.unwrap_or_else(|| unread(source, &self.folded));
        // The page's first program reads lists without it.
        #[cfg(feature = "readers")]
        match table.layout {
            Layout::Unknown => {}
            Layout::ProjectPerRow => readers::doubt(&mut table),
            _ => {
                years::read_headline(&mut table, source, &self.folded);
                readers::doubt_forms(&mut table);
            }
        }
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
    // Byte by byte: to sort the spans of a long table takes longer than to read it.
    let mut claimed = vec![false; source.text().len()];
    let mut claim = |span: Span| {
        claimed.get_mut(span.start as usize..span.end as usize).unwrap_or_default().fill(true);
    };
    table.furniture.extend(folded.readings());
    table.labels.iter().chain(&table.furniture).for_each(|span| claim(*span));
    walk::each_field(table, &mut |_, origin| origin.spans().for_each(&mut claim));
    let mut unclaimed: Vec<Span> = Vec::new();
    let is_claimed = |at: u32| claimed.get(at as usize).copied().unwrap_or_default();
    let (mut goes_on, mut count) = (false, 0);
    for ink in folded.inks() {
        let is_own = is_claimed(ink.span().start);
        match unclaimed.last_mut() {
            _ if is_own => {}
            Some(piece)
                if goes_on
                    && !is_claimed(piece.end)
                    && !source.slice(Span::new(piece.end, ink.span().start)).contains(['\n', '\r', '\u{c}']) =>
            {
                piece.end = ink.span().end;
            }
            _ => unclaimed.push(ink.span()),
        }
        goes_on = !is_own;
        count += u32::from(goes_on);
    }
    table.unclaimed = unclaimed;
    table.unclaimed_ink = count;
    let readings = folded.readings().iter().map(|span| offset(source.slice(*span).chars().count()));
    table.ink += readings.sum::<u32>();
}

/// Whether a text holds a word that every form prints. Of any other text no reader makes a table: none need try.
fn speaks_of_targets(folded: &Folded) -> bool {
    let pair = |pair: &[fold::Ink]| matches!(pair, [one, other] if matches!((one.ch(), other.ch()), ('绩', '效') | ('目' | '指', '标')));
    folded.inks().windows(2).any(pair)
}

/// Whether a text may mark its cells itself: by tabs, pipes, quotes, or commas or wide gaps in most lines.
fn may_mark_cells(text: &str) -> bool {
    const GAP: &str = "            ";
    let most = |mark: &str| text.matches(mark).count() > text.lines().count();
    text.contains(['\t', '|', '"']) || most(",") || most(GAP)
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
    let mended = || folded.inks().iter().filter(|ink| ink.is_mended());
    let origin = Origin::from_spans(mended().map(fold::Ink::span))?;
    let read_as: Vec<char> = mended().map(fold::Ink::ch).collect();
    let mut read_as = crate::order::sorted(read_as, |ch| u128::from(u32::from(*ch)));
    read_as.dedup();
    Some(Repair { kind: RepairKind::CharactersFolded, origin, read_as: read_as.into_iter().collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_texts_that_speak_of_targets_are_tried_by_every_reader() {
        for (text, tries) in [("1 22,333.44 ".repeat(9), false), ("三级指\n标 年度⽬标值".to_owned(), true)] {
            let source = Source::new("", text);
            let mut reading = Reading::default();
            while reading.tried == 0 {
                assert_eq!(reading.advance(&source), None);
            }
            assert_eq!(reading.is_sure(), !tries, "{}", source.text());
        }
    }
}
