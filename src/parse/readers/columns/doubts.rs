//! Rows of which some cell says what its column never holds: labels go back into theirs; other rows stay unread, for their cells may be
//! those of another one.

use super::body::Body;
use super::heads::{Head, HeadCell, Holds};
use super::settle::is_kind;
use crate::amount::number_from_text;
use crate::grid::GridCell;
use crate::lexicon::{self, Column};
use crate::parse::readers::rows::is_operator;
use crate::span::Span;

impl Body<'_, '_> {
    /// Gives a label of level 2 back what was taken for one of level 1: 服务对象 | 满意度指标.
    fn give_back(&self, head: &Head, row: &mut [GridCell]) {
        let place = |column: Column| head.place(Holds::Row(column));
        let (Some(first), Some(second)) = (place(Column::Level1), place(Column::Level2)) else { return };
        let text = |pieces: &[Span]| -> String { pieces.iter().map(|span| self.lines.at(*span)).collect() };
        let pieces = |at: usize| row.get(at).map(|cell| cell.pieces.as_slice()).unwrap_or_default();
        let begun = text(pieces(second));
        if begun.is_empty() || lexicon::is_level_2(&begun) {
            return;
        }
        let parts = |cut: &usize| {
            let (own, rest) = pieces(first).split_at_checked(*cut).unwrap_or_default();
            lexicon::is_level_1(&text(own)) && lexicon::is_level_2(&format!("{begun}{}", text(rest)))
        };
        let Some(cut) = (1..pieces(first).len()).find(parts) else { return };
        let rest = row.get_mut(first).map(|cell| cell.pieces.split_off(cut)).unwrap_or_default();
        if let Some(cell) = row.get_mut(second) {
            cell.pieces.extend(rest);
        }
    }

    /// Puts aside what unclear rows have of their own, and counts them.
    pub(super) fn doubt(&mut self, head: &Head, rows: &mut [Vec<GridCell>]) {
        for row in rows {
            self.rows += 1;
            self.give_back(head, row);
            let text = |cell: &GridCell| -> String { cell.pieces.iter().map(|span| self.lines.at(*span)).collect() };
            let texts: Vec<String> = row.iter().map(text).collect();
            // A cell of the kind that is torn stands beside a border that may run elsewhere.
            let kind = texts.iter().find(|text| lexicon::KINDS.iter().any(|kind| text.contains(kind)) || is_kind(text));
            self.torn += usize::from(
                kind.is_some_and(|kind| !lexicon::KINDS.contains(&kind.as_str()) && kind.chars().count() <= 6),
            );
            let number = |span: &Span| number_from_text(&self.lines.at(*span)).is_some();
            let doubled = |(cell, of): (&GridCell, &HeadCell)| {
                let is_number = matches!(of.holds, Holds::Row(Column::Weight | Column::Score));
                is_number && cell.pieces.len() > 1 && cell.pieces.iter().all(number)
            };
            // No weight is wrapped: two of them are those of two rows.
            let is_one = head.is_flat() || !row.iter().zip(&head.cells).any(doubled);
            if is_one && is_clear(head, &texts, self.lines.is_placed) {
                continue;
            }
            self.unclear += 1;
            for (cell, of) in row.iter_mut().zip(&head.cells) {
                if !of.holds.is_merged() {
                    self.grid.strays.append(&mut cell.pieces);
                }
            }
        }
    }
}

/// Whether all cells of a row say what their columns may hold.
fn is_clear(head: &Head, texts: &[String], is_placed: bool) -> bool {
    let text = |column: Column| head.place(Holds::Row(column)).and_then(|at| texts.get(at)).map(String::as_str);
    let is_filled = |column: Column| text(column).is_some_and(|text| !text.is_empty());
    // A target that stands at the right of its column may have come into the one of units.
    let valued = is_filled(Column::Target) || is_filled(Column::Unit);
    let lone = is_filled(Column::Operator) && !(is_filled(Column::Name) && valued);
    let mixed = |(of, text): (&HeadCell, &String)| match of.holds {
        Holds::Row(Column::Level1) => is_mixed(text, lexicon::LEVEL_1.iter().map(|(label, _)| *label)),
        Holds::Row(Column::Level2) => is_mixed(text, lexicon::LEVEL_2.iter().map(|(label, _)| *label)),
        Holds::Row(Column::Operator) => {
            !text.is_empty() && !is_operator(text) && !lexicon::KINDS.contains(&text.as_str())
        }
        // Where sign and unit have columns of their own, no target is a sentence.
        Holds::Row(Column::Target) => {
            let is_split = head.is_flat() && head.place(Holds::Row(Column::Operator)).is_some();
            is_split && (text.contains('。') || lexicon::explains(text))
        }
        Holds::Row(Column::Unit) => is_kind(text) || (is_filled(Column::Target) && number_from_text(text).is_some()),
        Holds::Row(Column::Other) => {
            let before = lexicon::KINDS.iter().find_map(|kind| text.strip_suffix(kind)).unwrap_or_default();
            before.chars().count() <= 4 && !lexicon::KINDS.iter().any(|kind| kind.ends_with(before))
        }
        _ => false,
    };
    // A form names what it wants of a row.
    let nameless = !head.is_flat() && !is_placed && is_filled(Column::Target) && !is_filled(Column::Name);
    !lone && !nameless && !head.cells.iter().zip(texts).any(mixed)
}

/// Whether a label of a level is part of a cell that is none.
fn is_mixed<'l>(text: &str, mut labels: impl Iterator<Item = &'l str> + Clone) -> bool {
    let plain = text.split_once('(').map_or(text, |(plain, _)| plain);
    !labels.clone().any(|label| label == plain || label == text) && labels.any(|label| plain.contains(label))
}
