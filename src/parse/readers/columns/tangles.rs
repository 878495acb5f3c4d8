//! Rows that a tool printed column by column: all their names, then all their targets, then all their weights.

use super::body::Item;
use super::heads::{Head, Holds};
use crate::lexicon::Column;

/// What every row of a form has.
const OWN: [Column; 4] = [Column::Name, Column::Operator, Column::Target, Column::Weight];
/// No tool prints more rows so.
const MOST: usize = 6;

/// Puts such rows beside each other again, and moves up what stands below them.
pub(super) fn untangle(head: &Head, columns: &mut [Vec<Item>]) {
    let mut own: Vec<usize> = OWN.iter().filter_map(|column| head.place(Holds::Row(*column))).collect();
    own.retain(|at| columns.get(*at).is_some_and(|column| !column.is_empty()));
    own.sort_unstable();
    if own.len() < 2 {
        return;
    }
    // Where each of them begins, how many rows it is, and how many lines all up to it are too many.
    let mut tangles: Vec<(usize, usize, usize)> = Vec::new();
    let (mut from, mut over) = (0, 0);
    while let Some((line, rows)) = tangled(&own, columns, from) {
        over += rows * (own.len() - 1);
        tangles.push((line, rows, over));
        from = line + rows * own.len();
    }
    for item in columns.iter_mut().flatten() {
        let at = tangles.partition_point(|(line, ..)| *line <= item.line);
        let Some((line, rows, over)) = at.checked_sub(1).and_then(|at| tangles.get(at)).copied() else { continue };
        let below = item.line - line;
        item.line -= if below < rows * own.len() { over - rows * (own.len() - 1) + below / rows * rows } else { over };
    }
}

/// The first such rows below a line: where they begin, and how many they are.
fn tangled(own: &[usize], columns: &[Vec<Item>], from: usize) -> Option<(usize, usize)> {
    let first = own.first().and_then(|at| columns.get(*at))?;
    let start = first.partition_point(|item| item.line < from);
    // Which of the own columns are filled on a line.
    let filled = |line: usize| {
        let has = |at: &&usize| {
            columns.get(**at).is_some_and(|column| column.binary_search_by_key(&line, |item| item.line).is_ok())
        };
        own.iter().filter(has).copied().collect::<Vec<_>>()
    };
    first.iter().skip(start).find_map(|item| {
        let rows =
            (0..MOST).take_while(|row| filled(item.line + row).as_slice() == own.get(..1).unwrap_or_default()).count();
        let all = |(at, column): (usize, &usize)| (0..rows).all(|row| filled(item.line + rows * at + row) == [*column]);
        (rows > 1 && own.iter().enumerate().all(all)).then_some((item.line, rows))
    })
}
