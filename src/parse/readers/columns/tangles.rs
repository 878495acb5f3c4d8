//! Rows that a tool printed column by column: all their names, then all their targets, then all their weights; or some of
//! these columns together.

use super::body::Item;
use super::heads::{Head, Holds};
use crate::lexicon::Column;

/// What every row of a form has.
const OWN: [Column; 6] =
    [Column::Name, Column::Operator, Column::Target, Column::Actual, Column::Weight, Column::Score];
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
    // Where each of them begins, how many lines it is in all, how many rows, and how many lines all up to it are too many.
    let mut tangles: Vec<(usize, usize, usize, usize)> = Vec::new();
    let (mut from, mut over) = (0, 0);
    while let Some((line, rows, groups)) = tangled(&own, columns, from) {
        over += rows * (groups - 1);
        tangles.push((line, rows * groups, rows, over));
        from = line + rows * groups;
    }
    for item in columns.iter_mut().flatten() {
        let at = tangles.partition_point(|(line, ..)| *line <= item.line);
        let Some((line, all, rows, over)) = at.checked_sub(1).and_then(|at| tangles.get(at)).copied() else { continue };
        let below = item.line - line;
        item.line -= if below < all { over + rows + below / rows * rows - all } else { over };
    }
}

/// The first such rows below a line: where they begin, how many they are, and how many times their lines follow each other.
fn tangled(own: &[usize], columns: &[Vec<Item>], from: usize) -> Option<(usize, usize, usize)> {
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
        let lead = filled(item.line);
        let rows = (0..MOST).take_while(|row| filled(item.line + row) == lead).count();
        let (mut rest, mut groups) = (own, 0);
        while !rest.is_empty() {
            let line = item.line + rows * groups;
            let group = filled(line);
            rest = rest.strip_prefix(group.as_slice()).filter(|_| !group.is_empty())?;
            groups += 1;
            if !(1..rows).all(|row| filled(line + row) == group) {
                return None;
            }
        }
        (rows > 1 && groups > 1).then_some((item.line, rows, groups))
    })
}
