//! Pages of flat tables that cannot be read: what stands on them is lost, and what stands on the others is not.

use super::body::Body;
use super::heads::{self, Head};
use super::projects::Ending;
use crate::parse::readers::merged::Order;

/// How many rows, strays and marks a grid has.
pub(super) type Kept = (usize, usize, usize);

impl Body<'_, '_> {
    /// Whether too many pages could not be read.
    pub(super) fn is_torn(&self) -> bool {
        let (pages, lost) = self.pages;
        lost * 4 > pages
    }

    /// What is read before a page.
    pub(super) fn kept(&self) -> Kept {
        (self.grid.rows.len(), self.grid.strays.len(), self.grid.structure.len())
    }

    /// The line of the heads of a page that a cell of the page before is drawn over, so that nobody could read them: the
    /// columns are those of that page. What stands above is put aside.
    pub(super) fn overdrawn(&mut self, from: usize, until: usize) -> Option<usize> {
        const MOST: usize = 16;
        let lines = self.lines;
        let line = (from..until.min(from + MOST)).rev().find(|line| heads::is_likely(lines, *line))?;
        self.grid.strays.extend(lines.lines(from, line + 1).iter().map(|word| lines.span(word)));
        Some(line)
    }

    /// Leaves a page of a flat table, or the rows of one form of several, to nobody. `None` for a list, and for forms whose
    /// words were put into places by guess.
    pub(super) fn lose(&mut self, head: &Head, (from, until): (usize, usize), kept: Kept) -> Option<()> {
        if head.is_list() || (!head.is_flat() && self.lines.is_placed) {
            return None;
        }
        self.grid.rows.truncate(kept.0);
        self.grid.strays.truncate(kept.1);
        self.grid.structure.truncate(kept.2);
        let lines = self.lines;
        self.grid.strays.extend(lines.lines(from, until).iter().map(|word| lines.span(word)));
        self.last = None;
        (self.project, self.ending, self.order, self.is_lost) = (None, Ending::default(), Order::default(), true);
        self.pages.1 += 1;
        Some(())
    }
}
