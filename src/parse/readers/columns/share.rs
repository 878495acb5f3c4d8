//! Which of two rows a line between them belongs to: cells are centred in their row, so the lines of a cell lie evenly
//! around its middle.

/// Longest stretch between two middles; a text with longer ones has no rows of this kind.
const LONGEST: usize = 120;

/// Divides items, which stand at rising places, among rows with rising middles (both in half lines). `cost` tells how
/// badly a group of items, `from..until`, fits a row. What is left for no row stands before the first. Gives where the items of each row begin, and what it costs in all.
pub(super) fn share(
    middles: &[usize],
    items: &[usize],
    lead: bool,
    cost: &dyn Fn(usize, usize, usize) -> usize,
) -> Option<(Vec<usize>, usize)> {
    // For every possible beginning of a row's items: the best cost so far, and the beginning of the row before.
    let mut steps: Vec<Vec<(usize, usize, usize)>> = Vec::with_capacity(middles.len());
    let mut before = 0;
    for (row, middle) in middles.iter().enumerate() {
        let at = before + items.get(before..)?.partition_point(|item| item < middle);
        let from = if row == 0 && !lead { 0 } else { before };
        let until = if row == 0 && !lead { 0 } else { at };
        if until - from > LONGEST {
            return None;
        }
        let mut choices = Vec::with_capacity(until + 1 - from);
        for begin in from..=until {
            let best = match steps.last() {
                None => Some((cost(usize::MAX, 0, begin), 0)),
                Some(last) => {
                    let row = row - 1;
                    let with = |(old, sum, _): &(usize, usize, usize)| (sum + cost(row, *old, begin), *old);
                    last.iter().map(with).min()
                }
            };
            choices.extend(best.map(|(sum, old)| (begin, sum, old)));
        }
        before = at + items.get(at..)?.partition_point(|item| item <= middle);
        steps.push(choices);
    }
    let end = items.len();
    let last = middles.len().checked_sub(1)?;
    let sum = |(begin, sum, _): &(usize, usize, usize)| sum + cost(last, *begin, end);
    let best = steps.last()?.iter().min_by_key(|choice| sum(choice))?;
    let (mut begin, all) = (best.0, sum(best));
    let mut begins = Vec::with_capacity(middles.len());
    for choices in steps.iter().rev() {
        begins.push(begin);
        begin = choices.iter().find(|(other, ..)| *other == begin).map(|(.., old)| *old)?;
    }
    begins.reverse();
    Some((begins, all))
}

/// How far the middle of some items lies from where it should, in half lines.
pub(super) fn aside(middle: Option<&usize>, items: &[usize], from: usize, until: usize) -> usize {
    let first = items.get(from).filter(|_| from < until);
    let last = until.checked_sub(1).and_then(|last| items.get(last));
    match (middle, first, last) {
        (Some(middle), Some(first), Some(last)) => (first + last).abs_diff(2 * middle) / 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lie_evenly_around_the_middle_of_their_row() {
        let evenly = |middles: &[usize], items: &[usize]| {
            let last = middles.len().saturating_sub(1);
            let cost = |row: usize, from: usize, until: usize| {
                if row == last { 0 } else { aside(middles.get(row), items, from, until) }
            };
            share(middles, items, false, &cost).map(|(begins, _)| begins)
        };
        assert_eq!(evenly(&[4, 12], &[0, 2, 4, 6, 8, 10, 12, 14, 16]), Some(vec![0, 5]));
        assert_eq!(evenly(&[2, 10], &[2, 4, 6, 8, 10, 12, 14, 16]), Some(vec![0, 1]));
        assert_eq!(evenly(&[2, 4], &[]), Some(vec![0, 0]));
        assert_eq!(evenly(&[], &[2]), None);
    }
}
