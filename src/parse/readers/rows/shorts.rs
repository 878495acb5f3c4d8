//! Forms whose level-2 cells are shortened: 数量 and 质量 without 指标, which other texts are called and end with, too.

use super::levels::{Level, level, short_second};
use crate::parse::readers::pieces::Piece;
use crate::parse::sheet::Sheet;

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
