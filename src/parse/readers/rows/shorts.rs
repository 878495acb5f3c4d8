//! Forms whose level-2 cells are shortened: 数量 and 质量 without 指标, which other texts are called and end with, too.

use super::levels::{Level, level, short_second};
use crate::amount::number_from_text;
use crate::parse::readers::pieces::Piece;
use crate::parse::readers::rows::is_operator;
use crate::parse::sheet::Sheet;
use crate::target::{Reading, target_from_text};

/// Whether a form shortens its labels of level 2: they stand without 指标 behind those of level 1, and none stands whole.
pub(crate) fn are_short(sheet: &Sheet<'_>, pieces: &[Piece]) -> bool {
    let (mut short, mut whole) = (0, 0);
    let mut behind = false;
    for piece in pieces {
        let own = level(sheet, piece.run.start).filter(|(_, end)| *end == piece.run.end);
        let is_first = own.is_some_and(|(level, _)| level.is_first());
        let is_whole = || sheet.before(piece.run.end, "指标").is_some();
        whole += usize::from(!is_first && own.is_some_and(|(level, _)| level.is_second()) && is_whole());
        short += usize::from(behind && own.is_none() && short_piece(sheet, piece).is_some());
        behind = is_first;
    }
    short > 0 && whole == 0
}

/// The shortened label that a piece is.
pub(crate) fn short_piece(sheet: &Sheet<'_>, piece: &Piece) -> Option<Level> {
    short_second(sheet, piece.run.start).filter(|(_, end)| *end == piece.run.end).map(|(level, _)| level)
}

/// The shortened labels of a form, told from the last lines of names where its cells stand in order: 数量 opens no rows
/// behind 质量 or behind itself, and no value follows a label.
pub(crate) struct Shorts {
    are_short: bool,
    /// Which of the shortened labels that names end with is open below a label of level 1.
    open: usize,
}

impl Shorts {
    /// What names end with, in the order of the labels.
    const BARE: [&str; 4] = ["数量", "质量", "时效", "成本"];

    pub(crate) fn of(sheet: &Sheet<'_>, pieces: &[Piece]) -> Self {
        Self { are_short: are_short(sheet, pieces), open: Self::BARE.len() }
    }

    /// A label of level 1 or a whole one of level 2 was read.
    pub(crate) const fn open(&mut self, level: Level) {
        self.open = if level.is_first() { 0 } else { self.open };
    }

    /// The shortened label that the first of some pieces is, where no value follows.
    pub(crate) fn take(&mut self, sheet: &Sheet<'_>, pieces: &[Piece]) -> Option<Level> {
        let [piece, next, ..] = pieces else { return None };
        let level = self.ahead(sheet, piece).filter(|_| !is_value(&sheet.folded(next.run.clone())))?;
        let text = sheet.folded(piece.run.clone());
        if let Some(own) = Self::BARE.iter().position(|bare| *bare == text) {
            if own < self.open {
                return None;
            }
            self.open = own + 1;
        }
        Some(level)
    }

    /// The shortened label that a piece is, whatever stands around it.
    pub(crate) fn ahead(&self, sheet: &Sheet<'_>, piece: &Piece) -> Option<Level> {
        short_piece(sheet, piece).filter(|_| self.are_short)
    }
}

/// Whether a text is what a name asks for: a number, with or without a sign and a unit.
fn is_value(text: &str) -> bool {
    number_from_text(text).is_some()
        || is_operator(text)
        || matches!(target_from_text(text).reading, Reading::Quantity(quantity) if quantity.unit.chars().count() <= 4)
}
