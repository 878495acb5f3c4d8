//! The bodies of a list in boxes: what each of them has is what its projects have, and tells where a project stands that a
//! tool has put among another body's.

use rust_decimal::Decimal;

use super::rows::{At, Pages, Row};
use crate::amount::number_from_text;

impl Pages<'_> {
    /// Puts projects back to the body whose only one they are. Nobody knows whose the sentences behind such rows are.
    pub(super) fn to_their_bodies(&self, rows: &mut [Row]) {
        let total = |row: &Row| -> Option<Decimal> {
            row.amounts.first().and_then(|at: &At| self.line(*at)).and_then(|line| number_from_text(&line.text))
        };
        let mut all: Vec<(bool, Option<Decimal>)> = rows.iter().map(|row| (row.is_sum, total(row))).collect();
        let page = |row: Option<&Row>| row.and_then(|row| row.amounts.first()).map(|(page, _)| *page);
        for body in 0..all.len() {
            let Some((from, to)) = displaced(&all, body) else { continue };
            // Which page a project stands on tells which sets may be its own.
            if page(rows.get(from)) != page(rows.get(to)) {
                continue;
            }
            let (passed, left) = (from.min(to)..=from.max(to), if from < to { 1 } else { to.abs_diff(from) });
            let Some((rows, all)) = rows.get_mut(passed.clone()).zip(all.get_mut(passed)) else { continue };
            rows.rotate_left(left);
            all.rotate_left(left);
            for row in rows {
                row.objective_doubtful = true;
            }
        }
    }
}

/// The project that belongs right behind a body, and its place there: that body has none, the one before or behind it has
/// one too many, and it has just the body's amount.
fn displaced(rows: &[(bool, Option<Decimal>)], body: usize) -> Option<(usize, usize)> {
    /// No body that lends a project has more; keeps the work linear.
    const MOST: usize = 64;
    let is_body = |at: usize| rows.get(at).is_none_or(|(is_sum, _)| *is_sum);
    let total = |at: usize| rows.get(at).and_then(|(_, total)| *total);
    let own = total(body).filter(|own| is_body(body) && is_body(body + 1) && !own.is_zero())?;
    let before = (body.saturating_sub(MOST)..body).rev().find(|at| is_body(*at));
    let behind = Some(body + 1).filter(|at| *at < rows.len());
    let lends = |other: usize| {
        let last = (other + 1..other + 2 + MOST).find(|at| is_body(*at))?;
        let totals: Vec<Decimal> = (other + 1..last).map(total).collect::<Option<_>>()?;
        let sum = totals.iter().try_fold(Decimal::ZERO, |sum, of| sum.checked_add(*of))?;
        let mut fitting = totals.iter().enumerate().filter(|(_, of)| **of == own);
        let (first, another) = (fitting.next()?, fitting.next());
        let is_over = Some(sum) == total(other)?.checked_add(own) && totals.len() > 1;
        (is_over && another.is_none()).then_some(other + 1 + first.0)
    };
    let from = [behind, before].into_iter().flatten().find_map(lends)?;
    Some((from, if from > body { body + 1 } else { body }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(of: &[(bool, i64)]) -> Vec<(bool, Option<Decimal>)> {
        of.iter().map(|(is_body, total)| (*is_body, Some((*total).into()))).collect()
    }

    #[test]
    fn a_project_goes_to_the_body_that_has_just_its_amount_and_no_other() {
        assert_eq!(displaced(&rows(&[(true, 42), (true, 18), (false, 18), (false, 42)]), 0), Some((3, 1)));
        assert_eq!(displaced(&rows(&[(true, 18), (false, 18), (false, 42), (true, 42)]), 3), Some((2, 3)));
        // The sums of the table may be wrong: then nothing is moved.
        assert_eq!(displaced(&rows(&[(true, 42), (true, 19), (false, 18), (false, 42)]), 0), None);
        assert_eq!(displaced(&rows(&[(true, 42), (true, 102), (false, 42), (false, 18), (false, 42)]), 0), None);
        assert_eq!(displaced(&rows(&[(true, 42), (false, 42), (true, 18), (false, 18)]), 0), None);
    }
}
