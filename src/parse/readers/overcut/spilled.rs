//! The last character of a line of a name that reaches into the column of objectives, where the tool makes it a line of its own.

use super::flats::for_rows;
use super::{Line, Row};
use crate::lexicon::Column;
use crate::span::Span;

/// Takes such characters back, to the end of the first line of the name; gives what was put there.
pub(super) fn take_back(rows: &mut [Row]) -> Vec<Span> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for_rows(rows, |columns, row, at| {
        let Some(name) = columns.iter().position(|column| *column == Some(Column::Project)) else { return };
        let is_next = columns.get(name + 1) == Some(&Some(Column::Objective));
        let lines = |column: usize| row.cells.get(column).map(Vec::as_slice).unwrap_or_default();
        let [first, next, ..] = lines(name + 1) else { return };
        let is_letter = |line: &Line| {
            let mut chars = line.text.chars();
            chars.next().is_some_and(crate::vocabulary::is_letter) && chars.next().is_none()
        };
        if is_next && lines(name).len() > 1 && is_letter(first) && !is_letter(next) {
            found.push((at, name));
        }
    });
    let mut moved = Vec::new();
    for (at, name) in found {
        let Some([name, objective]) = rows.get_mut(at).and_then(|row| row.cells.get_mut(name..=name + 1)) else {
            continue;
        };
        if objective.is_empty() {
            continue;
        }
        let line = objective.remove(0);
        moved.extend(&line.spans);
        if let Some(first) = name.first_mut() {
            first.text += &line.text;
            first.spans.extend(line.spans);
        }
    }
    moved
}
