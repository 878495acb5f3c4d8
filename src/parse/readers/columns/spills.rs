//! What explains the last row of a page of a flat table, and goes on at the top of the next: above what that page's first
//! row has of its own.

use super::body::Body;
use super::heads::{Head, Holds};
use super::strips::Strip;
use crate::lexicon::Column;

/// A column: where it stands, its lines, and what it costs that a row has nothing in it.
pub(super) type Own<'c> = (usize, Strip<'c>, usize);

/// The columns of running text that may go on from the page before.
pub(super) struct Lead {
    texts: Vec<usize>,
    /// Whether some text of the row above has no end.
    is_open: bool,
}

impl Lead {
    /// How badly the first lines of a page belong to the last row of the one before.
    pub(super) fn cost(&self, strips: &[Own<'_>], until: usize) -> usize {
        const OTHER: usize = 1000;
        const ODD: usize = 6;
        let filled = |strip: &Strip<'_>| {
            let (start, end) = strip.within(0, until);
            start < end
        };
        let others = strips.iter().any(|(at, strip, _)| !self.texts.contains(at) && filled(strip));
        let is_led = strips.iter().any(|(at, strip, _)| self.texts.contains(at) && filled(strip));
        if others { OTHER } else { usize::from(is_led != self.is_open) * ODD }
    }
}

impl Body<'_, '_> {
    /// The columns that may go on from the page before; none on the first page, and where no row stands above.
    pub(super) fn lead(&self, head: &Head, strips: &[Own<'_>]) -> Option<Lead> {
        let last = self.grid.rows.get(self.last?).filter(|row| row.len() == head.cells.len())?;
        let is_text = |(at, strip, _): &&Own<'_>| {
            head.cells.get(*at).is_some_and(|cell| cell.holds == Holds::Row(Column::Other)) && !strip.is_kinds()
        };
        let texts: Vec<usize> = strips.iter().filter(is_text).map(|(at, ..)| *at).collect();
        let open = |at: &usize| {
            let last = last.get(*at).and_then(|cell| cell.pieces.last());
            last.is_some_and(|span| !self.lines.at(*span).ends_with(['。', ';', '；']))
        };
        let is_open = texts.iter().any(open);
        (head.is_flat() && !texts.is_empty()).then_some(Lead { texts, is_open })
    }

    /// Gives the first lines of a page to the last row of the one before.
    pub(super) fn goes_on_above(&mut self, lead: &Lead, strips: &[Own<'_>], until: usize) {
        for (at, strip, _) in strips {
            let more = strip.cell(*at, 0, until).pieces;
            let last = self.last.and_then(|last| self.grid.rows.get_mut(last));
            let own = last.and_then(|row| row.get_mut(*at));
            match own.filter(|own| lead.texts.contains(at) && !own.pieces.is_empty()) {
                Some(own) => own.pieces.extend(more),
                None => self.grid.strays.extend(more),
            }
        }
    }
}
