//! Two sets of indicators side by side, mid-term and annual, in running text: every row stands twice, the annual one second.
//!
//! Where a set lacks a row, its cells leave nothing behind. Then the labels of level 2, which each set prints for itself, and
//! names that stand twice tell whose a row is; what nothing tells is left unread.

use crate::parse::readers::rows::Row;
use crate::parse::sheet::Sheet;

/// Rows between two labels.
pub(super) struct Chunk {
    /// How many rows come before them.
    pub(super) from: usize,
    /// Whether the label before them stands a second time, for the second set.
    pub(super) second: bool,
}

/// The annual rows, each with the mid-term one beside it; mid-term ones without an annual one stand alone. `lacks`: labels of
/// one set stand right before those of the other, whose rows then stand alone.
pub(super) fn pair(sheet: &Sheet<'_>, rows: Vec<Row>, chunks: &[Chunk], lacks: bool) -> Vec<Row> {
    let same = |one: &Row, other: &Row| name(sheet, one) == name(sheet, other);
    let pairs = rows.len() / 2;
    let alike = rows.chunks_exact(2).filter(|pair| matches!(pair, [one, other] if same(one, other))).count();
    let adjacent = rows.windows(2).filter(|pair| matches!(pair, [one, other] if same(one, other))).count();
    // Sets of different names stand row by row; so do those in which every name stands twice.
    if !lacks && rows.len().is_multiple_of(2) && (alike == pairs || adjacent * 2 < pairs) {
        return in_turn(rows);
    }
    let mut found = Vec::new();
    let mut open: Option<Row> = None;
    let mut rest = rows.into_iter();
    let mut at = 0;
    for (index, chunk) in chunks.iter().enumerate() {
        let until = chunks.get(index + 1).map_or(usize::MAX, |next| next.from);
        let mut own: Vec<Row> = rest.by_ref().take(until.saturating_sub(at)).collect();
        at += own.len();
        let next_is_second = chunks.get(index + 1).is_some_and(|next| next.second);
        if chunk.second {
            let first = own.first().zip(own.get(1)).is_none_or(|(one, other)| !same(one, other));
            match open.take() {
                Some(before) if own.first().is_some_and(|first| same(&before, first) || own.len() % 2 == 1) => {
                    let annual = own.remove(0);
                    found.push(beside(annual, before));
                }
                Some(before) => found.push(alone(before)),
                None if first && !own.is_empty() => found.push(own.remove(0)),
                None => {}
            }
        } else {
            found.extend(open.take().map(alone));
            if next_is_second && own.len() == 1 {
                open = own.pop();
                continue;
            }
        }
        let mut own = own.into_iter().peekable();
        while let Some(row) = own.next() {
            if let Some(annual) = own.next_if(|next| same(&row, next)) {
                found.push(beside(annual, row));
            }
        }
    }
    found.extend(open.map(alone));
    found
}

fn name(sheet: &Sheet<'_>, row: &Row) -> Option<String> {
    row.name.clone().map(|run| sheet.folded(run))
}

fn beside(annual: Row, mid_term: Row) -> Row {
    Row { mid_term: Some(Box::new(mid_term)), ..annual }
}

fn alone(mid_term: Row) -> Row {
    Row { levels: mid_term.levels.clone(), mid_term: Some(Box::new(mid_term)), ..Row::default() }
}

fn in_turn(rows: Vec<Row>) -> Vec<Row> {
    let mut annual = Vec::new();
    let mut all = rows.into_iter();
    while let (Some(other), Some(row)) = (all.next(), all.next()) {
        annual.push(beside(row, other));
    }
    annual
}
