//! Where rows of amounts begin, where a tool puts each amount on a line of its own: the first is the sum of the others.

use rust_decimal::Decimal;

use super::scraps::Scrap;
use super::slots::Slot;
use crate::amount::total;

/// No row has more amounts, and none that says anything fewer.
const MOST: usize = 5;
const FEWEST: usize = 2;

/// What the sums tell of some scraps.
pub(super) struct Sums {
    /// Before which scraps a row of amounts must begin, and before which none can.
    starts: Vec<Option<bool>>,
    /// The scrap that names a body, by its amounts: those of 合计 right above it.
    body: Option<usize>,
}

impl Sums {
    pub(super) fn of(scraps: &[Scrap]) -> Self {
        let amount = |scrap: &Scrap| scrap.looks.first().and_then(|looks| looks.amount);
        let mut starts = Vec::with_capacity(scraps.len());
        for run in scraps.chunk_by(|one, next| amount(one).is_some() == amount(next).is_some()) {
            let amounts: Vec<Decimal> = run.iter().filter_map(amount).collect();
            starts.extend(if amounts.is_empty() { vec![None; run.len()] } else { of(&amounts) });
        }
        Self { starts, body: body(scraps) }
    }

    /// Whether a scrap names a body.
    pub(super) fn names_body(&self, at: usize) -> bool {
        self.body == Some(at)
    }

    /// Whether the sums say that a scrap does not stand in a place.
    pub(super) fn deny(&self, at: usize, slot: Slot) -> bool {
        let (Slot::Money(column) | Slot::Sum(column)) = slot else { return false };
        self.starts.get(at).copied().flatten().is_some_and(|starts| starts != (column == 0))
    }
}

/// The scrap below 合计 and its amounts, where the same amounts follow it.
fn body(scraps: &[Scrap]) -> Option<usize> {
    let looks = |at: usize| scraps.get(at).and_then(|scrap| scrap.looks.first());
    let amounts = |from: usize| (from..from + MOST).map_while(move |at| looks(at)?.amount).collect::<Vec<_>>();
    let is_sum = |at: &usize| looks(*at).is_some_and(|looks| looks.sum) && !amounts(at + 1).is_empty();
    let sum = (0..scraps.len()).find(is_sum)?;
    let sums = amounts(sum + 1);
    let next = sum + 1 + sums.len();
    // The amounts of a project whose name is drawn late may follow at once.
    amounts(next + 1).starts_with(&sums).then_some(next)
}

/// Where rows begin among amounts behind one another: what all ways say alike to part them into rows whose sums hold.
fn of(amounts: &[Decimal]) -> Vec<Option<bool>> {
    let holds = |from: usize, until: usize| {
        let rest = amounts.get(from + 1..until).unwrap_or_default();
        total(&mut rest.iter().copied()) == amounts.get(from).copied()
    };
    let rows = |from: usize| (from + FEWEST..=amounts.len().min(from + MOST)).filter(move |until| holds(from, *until));
    let count = amounts.len();
    // In how many ways the amounts before and behind each place are rows.
    let (mut before, mut behind) = (vec![0_u64; count + 1], vec![0_u64; count + 1]);
    before.first_mut().into_iter().chain(behind.last_mut()).for_each(|ways| *ways = 1);
    for from in 0..count {
        let ways = before.get(from).copied().unwrap_or_default();
        for until in rows(from) {
            before.get_mut(until).into_iter().for_each(|sum| *sum = sum.saturating_add(ways).min(MANY));
        }
    }
    for from in (0..count).rev() {
        let ways = rows(from).filter_map(|until| behind.get(until).copied()).sum::<u64>().min(MANY);
        behind.get_mut(from).into_iter().for_each(|sum| *sum = ways);
    }
    let all = behind.first().copied().unwrap_or_default();
    let through = before.iter().zip(&behind).take(count).map(|(before, behind)| before * behind);
    through
        .map(|ways| match (all, ways) {
            (0 | MANY.., _) => None,
            (_, 0) => Some(false),
            (all, ways) => (ways == all).then_some(true),
        })
        .collect()
}

/// Where there are so many ways, nothing is told.
const MANY: u64 = 1 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_begin_where_all_ways_to_make_the_sums_say_so() {
        let of = |amounts: &[i64]| of(&amounts.iter().copied().map(Decimal::from).collect::<Vec<_>>());
        let (yes, no) = (Some(true), Some(false));
        assert_eq!(of(&[9, 5, 3, 1, 8, 8, 5, 5]), [yes, no, no, no, yes, no, yes, no]);
        assert_eq!(of(&[9, 9, 0, 0]), [yes, no, None, no]);
        assert_eq!(of(&[9, 8]), [None, None]);
    }
}
