//! Rows that a tool printed column by column: all their names, then all their targets, then all their weights; or some of
//! these columns together.

use super::body::Item;
use super::heads::{Head, Holds};
use crate::lexicon::Column;

/// What every row of a form has.
const OWN: [Column; 6] =
    [Column::Name, Column::Operator, Column::Target, Column::Actual, Column::Weight, Column::Score];
/// What rows may have besides.
const MORE: [Column; 3] = [Column::Unit, Column::Other, Column::Deviation];
/// No tool prints more rows so.
const MOST: usize = 6;
/// A mark that stands where there is nothing to say, or a value.
const SHORT: usize = 12;

/// Puts such rows beside each other again, and moves up what stands below them.
pub(super) fn untangle(head: &Head, columns: &mut [Vec<Item>]) {
    let places = |of: &[Column]| -> Vec<usize> {
        let places = of.iter().filter_map(|column| head.place(Holds::Row(*column)));
        places.filter(|at| columns.get(*at).is_some_and(|column| !column.is_empty())).collect()
    };
    let needed = places(&OWN);
    let mut own = places(&MORE);
    own.extend(&needed);
    own.sort_unstable();
    if needed.len() < 2 {
        return;
    }
    // Where each of them begins, how many lines it is in all, how many rows, and how many lines all up to it are too many.
    let mut tangles: Vec<(usize, usize, usize, usize)> = Vec::new();
    let (mut from, mut over) = (0, 0);
    while let Some((line, rows, groups)) = tangled(&own, &needed, columns, from) {
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
/// Each time their lines hold what stands right of what they held before; in the end they hold all that is `needed`.
fn tangled(own: &[usize], needed: &[usize], columns: &[Vec<Item>], from: usize) -> Option<(usize, usize, usize)> {
    let names = *own.first()?;
    let first = columns.get(names)?;
    let start = first.partition_point(|item| item.line < from);
    let item = |at: usize, line: usize| {
        let column = columns.get(at)?;
        column.get(column.binary_search_by_key(&line, |item| item.line).ok()?)
    };
    // Which of the own columns are filled on a line.
    let filled = |line: usize| own.iter().filter(|at| item(**at, line).is_some()).copied().collect::<Vec<_>>();
    first.iter().skip(start).find_map(|found| {
        let lead = filled(found.line);
        let rows = (0..MOST).take_while(|row| filled(found.line + row) == lead).count();
        let mut held: Vec<usize> = Vec::new();
        let mut groups = 0;
        loop {
            let line = found.line + rows * groups;
            let group = filled(line);
            let is_next = group.first().is_some_and(|first| held.last().is_none_or(|last| last < first));
            if !is_next || !(1..rows).all(|row| filled(line + row) == group) {
                break;
            }
            // Lines of nothing but longer texts are those of other cells.
            let is_short = |at: &usize| item(*at, line).is_some_and(|item| item.text.chars().count() <= SHORT);
            if !group.iter().any(|at| needed.contains(at)) && !group.iter().all(is_short) {
                break;
            }
            held.extend(group);
            groups += 1;
        }
        let whole = needed.iter().all(|at| held.contains(at));
        (rows > 1 && groups > 1 && whole).then_some((found.line, rows, groups))
    })
}
