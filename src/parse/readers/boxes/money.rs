//! Which amounts are one row's, where blank cells leave columns out: a row's total is the sum of its parts.

use crate::amount;
use rust_decimal::Decimal;

/// No row has more parts, and no more rows stand side by side.
const MOST_PARTS: usize = 3;
const MOST_ROWS: usize = 6;
/// How many places are tried; keeps the work linear.
const MOST_STEPS: usize = 3000;

/// The amounts of each of some rows, by their places: columns of all rows behind each other, or one row and what is left of
/// the columns behind it. `None` where they fit in no way or in several.
pub(super) fn rows(amounts: &[Decimal], count: usize) -> Option<Vec<Vec<usize>>> {
    if count == 0 || count > MOST_ROWS || amounts.len() < count || amounts.len() > count * (MOST_PARTS + 1) {
        return None;
    }
    let columns = shared(amounts, &(0..count).collect::<Vec<_>>());
    if count != 2 || columns.is_some() {
        return columns;
    }
    let mut found = (2..amounts.len()).filter_map(|second| shared(amounts, &[0, second]));
    let first = found.next();
    first.filter(|_| found.next().is_none())
}

/// The same for rows whose totals stand in some places.
pub(super) fn shared(amounts: &[Decimal], totals: &[usize]) -> Option<Vec<Vec<usize>>> {
    let lacking: Option<Vec<Decimal>> = totals.iter().map(|at| amounts.get(*at).copied()).collect();
    let rows = totals.iter().map(|at| vec![*at]).collect();
    let mut search = Search { amounts, totals, rows, lacking: lacking?, found: Vec::new(), steps: 0 };
    search.place(0, 0);
    let own = |rows: &Vec<Vec<usize>>| -> Vec<Vec<Decimal>> {
        let paid = |row: &Vec<usize>| {
            row.iter().filter_map(|at| amounts.get(*at).copied()).filter(|of| !of.is_zero()).collect()
        };
        rows.iter().map(paid).collect()
    };
    let first = search.found.first()?;
    let alike = search.found.iter().all(|other| own(other) == own(first));
    (alike && search.steps < MOST_STEPS).then(|| first.clone())
}

struct Search<'a> {
    amounts: &'a [Decimal],
    totals: &'a [usize],
    rows: Vec<Vec<usize>>,
    lacking: Vec<Decimal>,
    found: Vec<Vec<Vec<usize>>>,
    steps: usize,
}

impl Search<'_> {
    /// Places the amounts from one on; the next row of the column is `next`.
    fn place(&mut self, at: usize, next: usize) {
        const MOST_FOUND: usize = 8;
        self.steps += 1;
        if self.steps > MOST_STEPS || self.found.len() > MOST_FOUND {
            return;
        }
        let Some(amount) = self.amounts.get(at).copied() else {
            if self.lacking.iter().all(Decimal::is_zero) {
                self.found.push(self.rows.clone());
            }
            return;
        };
        if self.totals.contains(&at) {
            return self.place(at + 1, 0);
        }
        // The column goes on, or another one begins.
        let begun = self.totals.iter().take_while(|total| **total < at).count();
        for row in (next..begun).chain(0..next.min(begun)) {
            let Some(left) = self.lacking.get(row).and_then(|lacking| amount::difference(*lacking, amount)) else {
                continue;
            };
            let full = self.rows.get(row).is_none_or(|row| row.len() > MOST_PARTS);
            if left.is_sign_negative() && !left.is_zero() || full {
                continue;
            }
            self.give(row, at, left);
            self.place(at + 1, row + 1);
            self.give_back(row, amount);
        }
    }

    fn give(&mut self, row: usize, at: usize, left: Decimal) {
        self.rows.get_mut(row).into_iter().for_each(|row| row.push(at));
        self.lacking.get_mut(row).into_iter().for_each(|lacking| *lacking = left);
    }

    fn give_back(&mut self, row: usize, amount: Decimal) {
        self.rows.get_mut(row).into_iter().for_each(|row| row.truncate(row.len() - 1));
        self.lacking.get_mut(row).into_iter().for_each(|lacking| {
            *lacking = amount::total(&mut [*lacking, amount].into_iter()).unwrap_or(*lacking);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows_of(amounts: &[i64], count: usize) -> Option<Vec<Vec<usize>>> {
        rows(&amounts.iter().copied().map(Decimal::from).collect::<Vec<_>>(), count)
    }

    #[test]
    fn parts_belong_to_the_row_whose_total_they_make() {
        assert_eq!(rows_of(&[9, 9, 0, 0], 1), Some(vec![vec![0, 1, 2, 3]]));
        assert_eq!(rows_of(&[9, 5, 9, 2, 3], 2), Some(vec![vec![0, 2], vec![1, 3, 4]]));
        assert_eq!(rows_of(&[9, 6, 9, 6, 3, 3], 2), Some(vec![vec![0, 1, 4], vec![2, 3, 5]]));
        assert_eq!(rows_of(&[9, 5, 4], 2), None);
    }
}
