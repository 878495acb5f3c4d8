//! Rows of glued cells whose weight stands before the target, with what was reached and its score behind: "…宽度10≥50厘米≥50厘米10".
//!
//! The digits of weight and target run together; where the target was just reached it stands twice, which tells them apart.

use super::{Cutter, value_at};
use crate::amount::number_from_text;
use crate::parse::sheet::{Run, Sheet};
use rust_decimal::Decimal;

impl Cutter<'_, '_> {
    /// Cuts the rows between two level labels. Rows that can be cut in two ways stay whole, and unread, unless only one way makes
    /// the points that the label prints: "数量指标(12分)".
    pub(super) fn cut_weighed_rows(&mut self, run: Run) {
        /// So many ways to cut all rows of a level are looked at.
        const MOST_WAYS: usize = 256;
        let sheet = self.sheet;
        let mut rows: Vec<(usize, Vec<[usize; 5]>)> = Vec::new();
        let (mut at, mut name) = (run.start, run.start);
        while at < run.end {
            let end = digits_end(sheet, at, run.end);
            let found = cells(sheet, at..end, run.end).map_or_else(|| ways(sheet, at..end, run.end), |only| vec![only]);
            match found.first().and_then(|way| way.last()).copied() {
                Some(next) => {
                    rows.push((name, found));
                    (at, name) = (next, next);
                }
                None => at = end.max(at + 1),
            }
        }
        let all = rows.iter().try_fold(1_usize, |all, (_, ways)| all.checked_mul(ways.len()));
        if all.is_some_and(|all| all > 1 && all <= MOST_WAYS)
            && let Some(points) = points_of_label(sheet, run.start)
        {
            keep_sum(sheet, &mut rows, points);
        }
        for (name, ways) in rows {
            let [way] = ways.as_slice() else {
                let end = ways.first().and_then(|way| way.last()).copied().unwrap_or(name);
                self.cut(name);
                self.cut(end);
                self.skips.push(name..end);
                continue;
            };
            for cell in way {
                self.cut(*cell);
            }
            self.rows.extend([Some(name), way.last().copied()].into_iter().flatten());
        }
    }
}

/// The points that a level label prints in a bracket before a position.
fn points_of_label(sheet: &Sheet<'_>, end: usize) -> Option<Decimal> {
    const LONGEST: usize = 4;
    let close = sheet.before(end, "分)")?;
    let open = (close.saturating_sub(LONGEST)..close).find(|&at| sheet.ch(at) == Some('('))?;
    number_from_text(&sheet.folded(open + 1..close))
}

/// Keeps the one way to cut each row whose weights make a sum; where there are more such ways, all stay.
fn keep_sum(sheet: &Sheet<'_>, rows: &mut [(usize, Vec<[usize; 5]>)], sum: Decimal) {
    let weight = |[weight, target, ..]: &[usize; 5]| number_from_text(&sheet.folded(*weight..*target));
    let mut sums: Vec<(Decimal, Vec<usize>)> = vec![(Decimal::ZERO, Vec::new())];
    for (_, ways) in rows.iter() {
        let longer = |(sum, chosen): &(Decimal, Vec<usize>)| {
            let (sum, chosen) = (*sum, chosen.clone());
            let with = move |(at, way): (usize, &[usize; 5])| {
                Some((sum + weight(way)?, chosen.iter().copied().chain([at]).collect::<Vec<usize>>()))
            };
            ways.iter().enumerate().filter_map(with).collect::<Vec<_>>()
        };
        sums = sums.iter().flat_map(longer).collect();
    }
    let mut fitting = sums.into_iter().filter(|(own, _)| *own == sum);
    if let (Some((_, chosen)), None) = (fitting.next(), fitting.next()) {
        for ((_, ways), at) in rows.iter_mut().zip(chosen) {
            let way = ways.get(at).copied();
            ways.retain(|other| Some(*other) == way);
        }
    }
}

/// All ways to cut a row whose weight and target run together in some digits, and whose target and actual value have the same
/// unit: "年开放天数6330天333天6". No score is more than its weight.
fn ways(sheet: &Sheet<'_>, digits: Run, until: usize) -> Vec<[usize; 5]> {
    const LONGEST_WEIGHT: usize = 3;
    let start = digits.start;
    let is_point = |at: usize| sheet.ch(at) == Some('.');
    let plain =
        |run: &Run| run.len() == 1 || !matches!((sheet.ch(run.start), is_point(run.start + 1)), (Some('0'), false));
    let whole = |run: Run| sheet.folded(run).parse::<u16>().ok().filter(|number| (1..=100).contains(number));
    let mut found = Vec::new();
    for target in start + 1..=(start + LONGEST_WEIGHT).min(digits.end.saturating_sub(1)) {
        let number = target..digits.end;
        let unit = value_at(sheet, start, until).filter(|value| value.unit && value.number_end == digits.end);
        let Some(unit) = unit.map(|value| value.number_end..value.end).filter(|_| plain(&number) && !is_point(target))
        else {
            continue;
        };
        let actual = digits_end(sheet, unit.end, until);
        let Some(score) = sheet.after(actual, &sheet.folded(unit.clone())).filter(|_| actual > unit.end) else {
            continue;
        };
        let end = digits_end(sheet, score, until);
        let points = number_from_text(&sheet.folded(score..end));
        let fits = whole(start..target).zip(points).is_some_and(|(weight, points)| points <= Decimal::from(weight));
        if end > score && fits && plain(&(start..target)) {
            found.push([start, target, unit.end, score, end]);
        }
    }
    found
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
