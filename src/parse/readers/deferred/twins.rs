//! Two sets of indicators side by side: those of several years, and those of one. Most rows name the same in both.

use super::demands::{FIRST, Page};
use super::scraps::Scrap;
use super::slots::Slot;
use crate::lexicon::Column;

/// What a name costs that only one of the sets has.
const LONELY: u32 = 4;

/// Tells which scraps stand there twice, near enough to be cells of one row.
pub(super) fn pair(scraps: &mut [Scrap]) {
    const NEAR: usize = 8;
    for at in 0..scraps.len() {
        let (before, rest) = scraps.split_at_mut(at);
        let Some(own) = rest.first_mut() else { return };
        if let Some(twin) = before.iter_mut().rev().take(NEAR).find(|twin| twin.words == own.words) {
            (twin.twins.1, own.twins.0) = (true, true);
        }
    }
}

impl Page<'_> {
    /// What it costs that a name stands in one of two sets only.
    pub(super) fn lacks_twin(&self, slot: Slot, state: usize, name: &Scrap) -> u32 {
        if slot != Slot::Of(Column::Name) {
            return 0;
        }
        let mut places = self.slots.iter().enumerate().filter(|(_, other)| **other == slot).map(|(place, _)| place);
        let (Some(one), Some(_)) = (places.next(), places.next()) else { return 0 };
        let (before, behind) = name.twins;
        let is_paired = if FIRST + one == state { behind } else { before };
        if is_paired { 0 } else { LONELY }
    }
}
