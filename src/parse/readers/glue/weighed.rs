//! Rows of glued cells whose weight stands before the target, with what was reached and its score behind: "…宽度10≥50厘米≥50厘米10".
//!
//! The digits of weight and target run together; where the target was just reached it stands twice, which tells them apart.

use super::{Cutter, value_at};
use crate::parse::sheet::{Run, Sheet};

impl Cutter<'_, '_> {
    /// Cuts the rows between two level labels. Rows that can be cut in two ways stay whole, and unread.
    pub(super) fn cut_weighed_rows(&mut self, run: Run) {
        let mut at = run.start;
        let mut name = run.start;
        while at < run.end {
            let end = digits_end(self.sheet, at, run.end);
            match cells(self.sheet, at..end, run.end) {
                Some(cells) => {
                    for cell in cells {
                        self.cut(cell);
                    }
                    at = cells.into_iter().max().unwrap_or(end);
                    self.rows.extend([name, at]);
                    name = at;
                }
                None => at = end.max(at + 1),
            }
        }
    }
}

/// Where weight, target, actual value and score begin, and where the score ends, of a row whose weight begins with the
/// digits of a run.
fn cells(sheet: &Sheet<'_>, digits: Run, until: usize) -> Option<[usize; 5]> {
    /// Digits of a weight: 1 to 100.
    const LONGEST_WEIGHT: usize = 3;
    const LONGEST_TARGET: usize = 40;
    let start = digits.start;
    let number = |run: Run| sheet.folded(run).parse::<u16>().ok().filter(|number| (1..=100).contains(number));
    let scored = |target: usize, actual: usize, score: usize| {
        let end = digits_end(sheet, score, until);
        let is_score = number(start..target)? >= number(score..end)?;
        is_score.then_some([start, target, actual, score, end])
    };
    let longest = LONGEST_WEIGHT.min(digits.len());
    let mut twins = (start + 1..=start + longest).flat_map(|target| {
        let twin = move |actual: usize| {
            let score = actual + (actual - target);
            let is_twin = score < until && sheet.after(actual, &sheet.folded(target..actual)) == Some(score);
            is_twin.then(|| scored(target, actual, score)).flatten()
        };
        (target + 1..=target + LONGEST_TARGET).filter_map(twin)
    });
    match (twins.next(), twins.next()) {
        (Some(only), None) => Some(only),
        (Some(_), Some(_)) => None,
        (None, _) => {
            // More or less than the target was reached: an operator tells where the target begins.
            let target = value_at(sheet, digits.end, until).filter(|value| value.operator && value.unit)?;
            let actual = value_at(sheet, target.end, until).filter(|value| value.unit)?;
            scored(digits.end, target.end, actual.end)
        }
    }
}

/// Where the number that begins at a position ends; the position itself where none does.
fn digits_end(sheet: &Sheet<'_>, at: usize, until: usize) -> usize {
    let is_digit = |at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
    let goes_on = |next: usize| {
        next < until && (is_digit(next) || (next > at && sheet.ch(next) == Some('.') && is_digit(next + 1)))
    };
    (at..until).find(|next| !goes_on(*next)).unwrap_or(until)
}
