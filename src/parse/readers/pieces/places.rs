//! Rows of indicators with a column for each town or county: where all say the same, that is the target of all.

use super::{Piece, Pieces};
use crate::lexicon::{self, Column};
use crate::parse::readers::rows;
use crate::target::{Reading, target_from_text};

impl Pieces<'_> {
    /// Makes one column of those of the places behind 指标解释. Where they say different things, their cells belong to no piece:
    /// nobody can tell what the target of all is.
    pub(super) fn join_places(&mut self) {
        let Some((first, count)) = self.find_places() else { return };
        let last = first + count - 1;
        self.places = match (self.all.get(first), self.all.get(last)) {
            (Some(first), Some(last)) => first.run.start..last.run.end,
            _ => return,
        };
        let pieces = std::mem::take(&mut self.all);
        let mut at = first + count;
        self.all.extend(pieces.get(..=first).unwrap_or_default().iter().cloned());
        while let Some(piece) = pieces.get(at) {
            let own = pieces.get(at..at + count).filter(|own| own.iter().all(|piece| self.is_value(piece)));
            let Some(own) = own else {
                self.all.push(piece.clone());
                at += 1;
                continue;
            };
            let text = self.sheet.folded(piece.run.clone());
            if own.iter().all(|piece| self.sheet.folded(piece.run.clone()) == text) {
                self.all.push(piece.clone());
                for same in own.iter().skip(1) {
                    self.sheet.label(same.run.clone());
                }
            } else {
                // The explanation before them would stand where the target does.
                self.all.pop();
            }
            at += count;
        }
    }

    /// The first of the heads that name places, behind those of names and of what these mean; and how many there are.
    fn find_places(&self) -> Option<(usize, usize)> {
        let is = |at: usize, wanted: Column| {
            let column = self.all.get(at).and_then(|piece| Some((self.column(piece.run.start)?, piece.run.end)));
            column.is_some_and(|((column, end), own)| column == wanted && end == own)
        };
        let place = |at: usize| self.all.get(at).is_some_and(|piece| self.is_place(piece));
        let begins = |at: &usize| place(*at) && place(at + 1) && is(at - 1, Column::Other) && is(at - 2, Column::Name);
        let first = (2..self.all.len()).find(begins)?;
        let heads = self.all.get(first..)?.iter().take_while(|piece| self.is_place(piece)).count();
        let next = self.all.get(first + heads)?;
        rows::level(&self.sheet, next.run.start).map(|_| (first, heads))
    }

    fn is_place(&self, piece: &Piece) -> bool {
        const LONGEST: usize = 16;
        let last = piece.run.end.checked_sub(1).and_then(|last| self.sheet.ch(last));
        let ends = last.is_some_and(|ch| lexicon::PLACE_ENDINGS.contains(ch));
        piece.run.len() <= LONGEST && (ends || self.sheet.before(piece.run.end, "街道").is_some())
    }

    fn is_value(&self, piece: &Piece) -> bool {
        const LONGEST: usize = 16;
        let text = self.sheet.folded(piece.run.clone());
        let is_short = || text.chars().count() == 1 && text.chars().all(|ch| "是否有无".contains(ch));
        let is_read = || matches!(target_from_text(&text).reading, Reading::Quantity(_) | Reading::Range { .. });
        let begins = text.starts_with(|ch: char| ch.is_ascii_digit() || "≥≤<>=".contains(ch));
        piece.run.len() <= LONGEST
            && (is_short() || lexicon::TARGET_WORDS.contains(&text.as_str()) || begins && is_read())
    }
}
