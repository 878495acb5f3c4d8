//! Amounts that columns too narrow for them have torn into two lines: 276,7 and 18.61.
//!
//! The halves of neighbours stand among each other, and a rest may look like an amount of its own. What tells them is the
//! shape that only whole amounts have: two decimals, and groups of three digits.

use std::collections::VecDeque;

use super::lines::{Kind, Line};
use crate::amount::{self, number_from_text};
use crate::parse::readers::is_whole_amount as is_whole;
use rust_decimal::Decimal;

/// No run of numbers that is looked at has more; keeps the work linear.
const MOST: usize = 24;
/// How many ways are tried.
const MOST_STEPS: usize = 4000;
/// What it costs to leave a half alone, and to take a rest from before its amount.
const ALONE: usize = 40;
const BEFORE: usize = 3;

/// Joins the halves of amounts in each run of numbers of a page, where they fit in one way that is better than all others.
pub(super) fn join(page: &mut Vec<Line>) {
    let mut rest: VecDeque<Line> = std::mem::take(page).into();
    while !rest.is_empty() {
        let numbers = rest.iter().take_while(|line| is_number(line)).count();
        let left = if numbers > 1 { join_run(&mut rest, numbers) } else { numbers };
        // What ends the run is no number.
        page.extend(rest.drain(..(left + 1).min(rest.len())));
    }
    join_far(page);
}

/// Joins a total with its rest that stands behind other cells, where it then is what its parts make.
fn join_far(page: &mut Vec<Line>) {
    const FAR: usize = 16;
    const MOST_PARTS: usize = 4;
    let mut behind: VecDeque<Line> = std::mem::take(page).into();
    while let Some(mut own) = behind.pop_front() {
        if is_number(&own) && !is_whole(&own.text) {
            let parts: Vec<Decimal> = behind.iter().take(MOST_PARTS).map_while(whole_number).collect();
            let sum = amount::total(&mut parts.iter().copied());
            let fits = |rest: &usize| {
                let line = behind.get(*rest).filter(|line| is_number(line));
                let text = line.map(|line| format!("{}{}", own.text, line.text));
                text.is_some_and(|text| is_whole(&text) && number_from_text(&text) == sum)
            };
            let mut rests = (parts.len()..FAR).filter(fits);
            let only = rests.next().filter(|_| !parts.is_empty()).filter(|_| rests.next().is_none());
            if let Some(more) = only.and_then(|rest| behind.remove(rest)) {
                own.text.push_str(&more.text);
                own.rest = Some(more.run);
                own.kind = Kind::Amount;
            }
        }
        page.push(own);
    }
}

/// The number of a line that is a whole amount.
fn whole_number(line: &Line) -> Option<Decimal> {
    Some(&line.text).filter(|text| is_whole(text)).and_then(|text| number_from_text(text))
}

/// Joins what is torn among the first numbers of a page; tells how many lines are left of them.
fn join_run(page: &mut VecDeque<Line>, count: usize) -> usize {
    let texts: Vec<&str> = page.iter().take(count.min(MOST)).map(|line| line.text.as_str()).collect();
    let Some(pairs) = pairs(&texts) else { return count };
    let mut gone: Vec<usize> = Vec::new();
    for (first, rest) in pairs {
        let Some((own, more)) = page.get(first).zip(page.get(rest)).map(|(a, b)| (a.clone(), b.clone())) else {
            continue;
        };
        let adjoins = own.run.end == more.run.start;
        let run = if adjoins { own.run.start..more.run.end } else { own.run };
        let whole =
            Line { run, rest: (!adjoins).then_some(more.run), text: own.text + &more.text, kind: Kind::Amount, ..own };
        if let Some(line) = page.get_mut(first.min(rest)) {
            *line = whole;
        }
        gone.push(first.max(rest));
    }
    gone.sort_unstable();
    for at in gone.iter().rev() {
        page.remove(*at);
    }
    count - gone.len()
}

/// Whether a line is nothing but a number, or half of one.
fn is_number(line: &Line) -> bool {
    let digits = line.text.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, ',' | '.'));
    digits && line.rest.is_none() && line.text.contains(|ch: char| ch.is_ascii_digit())
}

/// Which texts are halves of one amount: each one's place and that of its rest. `None` where nothing is torn, or where
/// halves fit in several ways.
fn pairs(texts: &[&str]) -> Option<Vec<(usize, usize)>> {
    let torn: Vec<usize> = (0..texts.len()).filter(|at| texts.get(*at).is_some_and(|text| !is_whole(text))).collect();
    if torn.is_empty() {
        return None;
    }
    let mut search = Search { texts, torn: &torn, pairs: Vec::new(), best: None, again: false, steps: 0 };
    search.place(0, 0);
    let (_, pairs) = search.best.filter(|_| !search.again && search.steps < MOST_STEPS)?;
    Some(pairs).filter(|pairs| !pairs.is_empty())
}

struct Search<'t> {
    texts: &'t [&'t str],
    torn: &'t [usize],
    pairs: Vec<(usize, usize)>,
    best: Option<(usize, Vec<(usize, usize)>)>,
    /// Whether another way is as good as the best one.
    again: bool,
    steps: usize,
}

impl Search<'_> {
    /// Tries what each half from one on may belong to.
    fn place(&mut self, next: usize, cost: usize) {
        self.steps += 1;
        let best = self.best.as_ref().map_or(usize::MAX, |(cost, _)| *cost);
        if self.steps > MOST_STEPS || cost > best {
            return;
        }
        let Some(own) = self.torn.get(next).copied() else {
            let mut pairs = self.pairs.clone();
            pairs.sort_unstable();
            match &self.best {
                Some((best, known)) if *best == cost => self.again |= *known != pairs,
                _ => (self.best, self.again) = (Some((cost, pairs)), false),
            }
            return;
        };
        if self.is_used(own) {
            return self.place(next + 1, cost);
        }
        for other in 0..self.texts.len() {
            for (first, rest) in [(own, other), (other, own)] {
                // A whole amount has no rest.
                let Some((one, two)) = self.texts.get(first).zip(self.texts.get(rest)) else { continue };
                if own == other || self.is_used(other) || is_whole(one) || !is_whole(&format!("{one}{two}")) {
                    continue;
                }
                let far = first.abs_diff(rest) - 1 + if rest < first { BEFORE } else { 0 };
                self.pairs.push((first, rest));
                self.place(next + 1, cost + far);
                self.pairs.pop();
            }
        }
        self.place(next + 1, cost + ALONE);
    }

    fn is_used(&self, at: usize) -> bool {
        self.pairs.iter().any(|(first, rest)| *first == at || *rest == at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_told_by_the_shape_of_whole_amounts() {
        assert_eq!(pairs(&["77,03", "6.63", "54,696.01"]), Some(vec![(0, 1)]));
        assert_eq!(pairs(&["254,101.3", "22,340.", "6", "62", "276.63"]), Some(vec![(0, 2), (1, 3)]));
        assert_eq!(pairs(&["18.61", "740.7", "4", "276,7", "18.00"]), Some(vec![(1, 2), (3, 4)]));
        assert_eq!(pairs(&["12.50", "12.50"]), None);
        // Nobody knows whose the rest is.
        assert_eq!(pairs(&["6.63", "77,03", "8.15"]), Some(vec![(1, 2)]));
        assert_eq!(pairs(&["8", "572.0", "8"]), Some(vec![(1, 2)]));
        assert!(is_whole("1,234.50") && !is_whole("12,34.50") && !is_whole("1,234.5"));
    }
}
