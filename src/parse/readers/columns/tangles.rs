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
    // Each with how many lines it and those above are too many.
    let mut tangles: Vec<(Tangle, usize)> = Vec::new();
    let (mut from, mut over) = (0, 0);
    while let Some(tangle) = tangled(&own, &needed, columns, from) {
        (from, over) = (tangle.end, over + tangle.end - tangle.line - tangle.rows);
        tangles.push((tangle, over));
    }
    for (at, column) in columns.iter_mut().enumerate() {
        for item in column {
            let above = tangles.partition_point(|(tangle, _)| tangle.end <= item.line);
            let over = above.checked_sub(1).and_then(|last| tangles.get(last)).map_or(0, |(_, over)| *over);
            if let Some((tangle, _)) = tangles.get(above).filter(|(tangle, _)| tangle.line <= item.line) {
                let start = tangle.starts.iter().find(|(own, _)| *own == at).map_or(tangle.line, |(_, start)| *start);
                item.line = tangle.line + item.line.saturating_sub(start).min(tangle.rows - 1);
            }
            item.line -= over;
        }
    }
}

/// Rows of which each column stands on lines of its own, behind those of the column left of it.
struct Tangle {
    line: usize,
    /// Behind the last of their lines.
    end: usize,
    rows: usize,
    /// On which line each column begins.
    starts: Vec<(usize, usize)>,
}

/// The first such rows below a line. Each column begins where the one before it does, or behind it; the last may begin on its
/// last line.
fn tangled(own: &[usize], needed: &[usize], columns: &[Vec<Item>], from: usize) -> Option<Tangle> {
    let first = columns.get(*own.first()?)?;
    let start = first.partition_point(|item| item.line < from);
    first.iter().skip(start).find_map(|found| {
        let filled = |line: usize| own.iter().filter(|at| item_at(columns, **at, line).is_some()).collect::<Vec<_>>();
        let lead = filled(found.line);
        let most = (0..MOST).take_while(|row| filled(found.line + row) == lead).count();
        (2..=most).rev().find_map(|rows| tangle_of(own, needed, columns, (found.line, rows)))
    })
}

/// The line of a column that stands on a line of the table.
fn item_at(columns: &[Vec<Item>], at: usize, line: usize) -> Option<&Item> {
    let column = columns.get(at)?;
    column.get(column.binary_search_by_key(&line, |item| item.line).ok()?)
}

/// So many rows that begin on a line, if all that is `needed` stands there.
fn tangle_of(own: &[usize], needed: &[usize], columns: &[Vec<Item>], (line, rows): (usize, usize)) -> Option<Tangle> {
    let mut found = Tangle { line, end: line + rows, rows, starts: Vec::with_capacity(own.len()) };
    let mut before = line;
    for at in own {
        // Longer texts on lines of their own are those of other cells.
        let is_needed = needed.contains(at);
        let is_short = |item: &Item| is_needed || item.text.chars().count() <= SHORT;
        let fills = |start: &usize| (0..rows).all(|row| item_at(columns, *at, start + row).is_some_and(is_short));
        // Between the lines of a column and those of the next nothing is left out.
        let start = [before, before + rows, before + rows - 1].into_iter().find(fills);
        match start {
            Some(start) => {
                found.starts.push((*at, start));
                (before, found.end) = (start, found.end.max(start + rows));
            }
            None if is_needed => return None,
            None => {}
        }
    }
    let is_alone = |(at, start): &(usize, usize)| {
        // What stands right above or below is of the same rows, but for the whole row of the next line.
        let next = item_at(columns, *at, start + rows);
        next.is_none() || start + rows >= found.end
    };
    let is_tangled = found.starts.iter().any(|(at, start)| *start > line && needed.contains(at));
    (is_tangled && found.starts.iter().all(is_alone)).then_some(found)
}
