//! Weights that may be those of another project: boxes of a page change places.

use super::form::Block;
use crate::amount::{number_from_text, total};
use crate::parse::sheet::Sheet;
use rust_decimal::Decimal;

/// Takes the weights from projects that stand one below the other where neither makes what most projects' weights do.
pub(super) fn take_exchanged(sheet: &Sheet<'_>, blocks: &mut [Block]) {
    let sums: Vec<Option<Decimal>> = blocks.iter().map(|block| sum(sheet, block)).collect();
    let mut counts: Vec<(Decimal, usize)> = Vec::new();
    for sum in sums.iter().flatten() {
        let known = counts.iter().position(|(of, _)| of == sum).unwrap_or(counts.len());
        match counts.get_mut(known) {
            Some((_, count)) => *count += 1,
            None => counts.extend(Some((*sum, 1)).filter(|_| known < MOST_SUMS)),
        }
    }
    let Some((most, count)) = counts.into_iter().max_by_key(|(_, count)| *count) else { return };
    if count < 2 || count * 2 <= sums.iter().flatten().count() {
        return;
    }
    let odd: Vec<bool> = sums.iter().map(|sum| *sum != Some(most)).collect();
    let is_odd = |at: Option<usize>| at.and_then(|at| odd.get(at)) == Some(&true);
    for (at, block) in blocks.iter_mut().enumerate() {
        if is_odd(Some(at)) && (is_odd(at.checked_sub(1)) || is_odd(Some(at + 1))) {
            let weights = block.rows.iter_mut().flat_map(|rows| std::mem::take(&mut rows.weights));
            let weights: Vec<_> = weights.collect();
            block.strays.extend(weights);
        }
    }
}

/// Takes the weights from projects whose rows have scores beside them, where nobody knows that they make a round sum: some
/// may be scores.
pub(super) fn take_scores(sheet: &Sheet<'_>, blocks: &mut [Block]) {
    const ROUND: u32 = 10;
    for block in blocks {
        let odd = sum(sheet, block).is_none_or(|sum| !(sum % Decimal::from(ROUND)).is_zero());
        let weights = block.rows.iter_mut().filter(|_| odd).flat_map(|rows| std::mem::take(&mut rows.weights));
        let weights: Vec<_> = weights.collect();
        block.strays.extend(weights);
    }
}

/// No more sums are told apart.
const MOST_SUMS: usize = 16;

/// What the weights of a project make, if all its rows are read and weighed.
fn sum(sheet: &Sheet<'_>, block: &Block) -> Option<Decimal> {
    let whole = block.rows.iter().all(|rows| rows.weights.len() == rows.names.len());
    if block.lost || block.torn || !whole {
        return None;
    }
    let weights = block.rows.iter().flat_map(|rows| &rows.weights);
    let numbers: Option<Vec<Decimal>> = weights.map(|run| number_from_text(&sheet.folded(run.clone()))).collect();
    total(&mut numbers.filter(|numbers| !numbers.is_empty())?.into_iter())
}
