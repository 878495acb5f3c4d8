//! Which rows a label of a level is merged over: it stands on the row in their middle.

use super::Row;
use super::labels::Label;
use super::rows::SECOND;
use super::text;
use crate::parse::readers::columns::{Item, Known, Levels};

/// The row where those of each label begin; nothing where it cannot be told. `goes_on`: the first rows may belong to a label on
/// the page before.
pub(super) fn share(labels: &[Label], rows: &[Row], goes_on: bool) -> Option<Vec<usize>> {
    let mut top = 0;
    let mut middles = Vec::with_capacity(rows.len());
    let mut heights = Vec::with_capacity(rows.len());
    for row in rows {
        let height = row.cells.iter().skip(SECOND + 1).map(Vec::len).max().unwrap_or_default().max(1);
        middles.push(2 * top + height - 1);
        heights.push(height);
        top += height;
    }
    // A label stands on the row that the middle of its rows falls into; half on one and half on the next, between them.
    let slack = |is_first: bool| {
        let own = labels.iter().filter(|label| label.is_first == is_first);
        own.map(|label| if label.rows.0 == label.rows.1 { heights.get(label.rows.0).copied().unwrap_or(0) } else { 0 })
            .collect::<Vec<usize>>()
    };
    let column = |is_first: bool| {
        let own = labels.iter().filter(|label| label.is_first == is_first);
        own.flat_map(|label| items(label, &middles)).collect::<Vec<Item>>()
    };
    let says = |row: &Row| {
        let own = |at: usize| row.cells.get(at).map(|cell| text(cell)).unwrap_or_default();
        (own(SECOND + 1), own(SECOND + 2))
    };
    let levels = Levels { first: column(true), second: column(false) };
    let known = Known { says: rows.iter().map(says).collect(), first: slack(true), second: slack(false) };
    let (first, second) = levels.best(&middles, goes_on, &known)?;
    let count = |is_first: bool| labels.iter().filter(|label| label.is_first == is_first).count();
    if first.len() != count(true) || second.len() != count(false) {
        return None;
    }
    let (mut first, mut second) = (first.iter(), second.iter());
    let places = labels.iter().map(|label| {
        let next = if label.is_first { first.next() } else { second.next() };
        next.map(|(row, ..)| *row)
    });
    places.collect()
}

/// A label as one line where its middle is one, else as the two beside it.
fn items(label: &Label, middles: &[usize]) -> Vec<Item> {
    // In half lines.
    let middle = |row: usize| middles.get(row).copied().unwrap_or_default();
    let place = usize::midpoint(middle(label.rows.0), middle(label.rows.1));
    let item = |line: usize, text: &str| Item::of(line, text);
    let text = &label.line.text;
    match text.char_indices().nth(1).and_then(|(cut, _)| text.split_at_checked(cut)) {
        Some((begin, end)) if place % 2 == 1 => vec![item(place / 2, begin), item(place / 2 + 1, end)],
        _ => vec![item(place / 2, text)],
    }
}
