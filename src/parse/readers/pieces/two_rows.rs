//! Heads in two rows: those of the indicators stand below the one that covers them all.

use super::Piece;

/// In which column each head stands, counted from the right. Browsers copy the lower row without the cells that the upper one
/// merges over it; then its heads stand in place of the one that covers them.
pub(super) fn places(upper: &[Piece], lower: &[Piece], covered: Option<&Piece>) -> impl Fn(&Piece) -> usize {
    let first = lower.first();
    let is_copied = |covered: &&Piece| {
        let before = upper.iter().take_while(|piece| piece.run != covered.run);
        first.is_some_and(|first| {
            first.blanks == 0 && before.last().is_some_and(|before| before.from_right <= first.from_right)
        })
    };
    let row = first.map(|first| first.row);
    let shift = covered.filter(is_copied).map(|covered| (covered.from_right, lower.len().saturating_sub(1)));
    move |piece| match shift {
        Some((cover, _)) if Some(piece.row) == row => piece.from_right + cover,
        Some((cover, more)) if piece.from_right > cover => piece.from_right + more,
        _ => piece.from_right,
    }
}
