//! The amounts of a list whose heads stand beside their columns, as they do where long names push lines aside: what stands
//! one below another is one column, and the first column holds the totals.

use std::ops::Range;

use super::heads::{Head, Holds};
use super::lines::{Lines, Word};
use crate::model::Fund;
use crate::parse::readers::is_whole_amount;
use crate::parse::readers::list_grid::Role;

/// Words that stand one below another.
struct Strand {
    /// The character columns that they fill.
    reach: Range<usize>,
    /// Where they are among the words.
    words: Vec<usize>,
}

/// Puts the amounts of a page into their columns where these are clear by themselves.
pub(super) fn put(head: &Head, lines: &Lines<'_>, words: &[Word], places: &mut [Option<usize>]) {
    let of_money = |at: &usize| head.cells.get(*at).is_some_and(|cell| cell.holds.is_money());
    let money: Vec<usize> = (0..head.cells.len()).filter(of_money).collect();
    let total = head.place(Holds::List(Role::Money(Fund::Total)));
    let objective = head.place(Holds::List(Role::Objective));
    if total.is_none() || money.first().copied() != total {
        return;
    }
    // Amounts reach below the head of the objectives too.
    let is_own = |at: &usize| {
        let place = places.get(*at).copied().flatten();
        place.is_some_and(|place| money.contains(&place) || Some(place) == objective)
            && words.get(*at).is_some_and(|word| is_whole_amount(&lines.text(word)))
    };
    let strands = strands(words, (0..words.len()).filter(is_own));
    if let Some(columns) = columns(&strands, words, &money, places) {
        for (strand, column) in strands.iter().zip(columns) {
            for at in &strand.words {
                places.get_mut(*at).into_iter().for_each(|place| *place = Some(column));
            }
        }
    }
}

/// The strands of some words, from left to right.
fn strands(words: &[Word], own: impl Iterator<Item = usize>) -> Vec<Strand> {
    let mut own: Vec<(&Word, usize)> = own.filter_map(|at| words.get(at).map(|word| (word, at))).collect();
    own.sort_by_key(|(word, at)| (word.start, *at));
    let mut strands: Vec<Strand> = Vec::new();
    for (word, at) in own {
        match strands.last_mut().filter(|last| word.start < last.reach.end) {
            Some(last) => {
                last.reach.end = last.reach.end.max(word.end);
                last.words.push(at);
            }
            None => strands.push(Strand { reach: word.start..word.end, words: vec![at] }),
        }
    }
    strands
}

/// Which column each strand is. `None` if that is not clear: each has one word a line, and the first one has a word on every
/// line that has any.
fn columns(strands: &[Strand], words: &[Word], money: &[usize], places: &[Option<usize>]) -> Option<Vec<usize>> {
    let mut rows: Vec<usize> = Vec::new();
    for (index, strand) in strands.iter().enumerate() {
        let mut own: Vec<usize> = strand.words.iter().filter_map(|at| words.get(*at)).map(|word| word.line).collect();
        own.sort_unstable();
        if own.windows(2).any(|pair| matches!(pair, [one, next] if one == next)) {
            return None;
        }
        match index {
            0 => rows = own,
            _ if own.iter().any(|line| rows.binary_search(line).is_err()) => return None,
            _ => {}
        }
    }
    if strands.len() == money.len() {
        return Some(money.to_vec());
    }
    // Some columns are empty: most words of a strand tell which one it is.
    let most = |strand: &Strand| {
        let count = |column: &usize| strand.words.iter().filter(|at| places.get(**at) == Some(&Some(*column))).count();
        money.iter().copied().rev().max_by_key(count).filter(|column| count(column) > 0)
    };
    let behind = strands.iter().skip(1).map(most);
    let columns: Vec<usize> = std::iter::once(money.first().copied()).chain(behind).collect::<Option<_>>()?;
    columns.windows(2).all(|pair| matches!(pair, [one, next] if one < next)).then_some(columns)
}
