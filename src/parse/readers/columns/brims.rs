//! Objectives of a list that fill their column to its brim, so that the indicators follow without a blank; and amounts that
//! stand so near to an objective that they reach into its column, or touch it. How wide full lines are tells where one cell
//! ends.

use std::ops::RangeInclusive;

use super::heads::{Head, Holds};
use super::lines::{Lines, Word};
use crate::model::Fund;
use crate::parse::readers::list_grid::Role;
use crate::parse::readers::{width, width_of};

/// Where objectives and indicators begin below a head, and where the amounts do.
#[derive(Clone, Copy, Debug)]
struct Brim {
    /// The line of the head.
    head: usize,
    money: usize,
    objective: usize,
    indicators: usize,
}

/// The brims below all heads.
pub(super) struct Brims {
    all: Vec<Brim>,
    /// The widest line of an objective and of indicators, in half-width characters.
    objective: usize,
    indicators: usize,
}

/// How far the lines of a cell begin from each other.
const ASIDE: usize = 1;
/// How far left of objectives amounts begin at least.
const APART: usize = 2;
/// How much less than the widest one a full line may be.
const SHORT: usize = 3;
/// No two cells of a line have more characters; keeps the work linear.
const LONGEST: usize = 200;

impl Brims {
    /// The brims of a list; none where they are not clear.
    pub(super) fn new(lines: &Lines<'_>, heads: &[Head]) -> Option<Self> {
        const FEWEST: usize = 3;
        if lines.is_placed {
            return None;
        }
        let until = |at: usize| heads.get(at + 1).map_or(lines.len(), |next| next.first);
        let brim = |(at, head): (usize, &Head)| brim_of(lines, head, lines.lines(head.last + 1, until(at)));
        let mut brims = Self { all: heads.iter().enumerate().filter_map(brim).collect(), objective: 0, indicators: 0 };
        let (mut own, mut behind) = (Vec::new(), Vec::new());
        let all = lines.lines(brims.all.first()?.head + 1, lines.len());
        for line in all.chunk_by(|one, next| one.line == next.line) {
            let Some(brim) = brims.at(line.first()?.line) else { continue };
            let Some(right) = line.last().filter(|word| word.start.abs_diff(brim.indicators) <= ASIDE) else {
                continue;
            };
            behind.push(wide(lines, right));
            own.extend(line.iter().filter(|word| brim.begins(word)).map(|word| wide(lines, word)));
        }
        if own.len() < FEWEST || behind.len() < FEWEST {
            return None;
        }
        (brims.objective, brims.indicators) = (own.into_iter().max()?, behind.into_iter().max()?);
        brims.widen(lines, all);
        Some(brims)
    }

    /// The brim of a line.
    fn at(&self, line: usize) -> Option<Brim> {
        let at = self.all.partition_point(|brim| brim.head < line);
        self.all.get(at.checked_sub(1)?).copied()
    }

    /// Lines that touch nothing may be shorter than those that do: finds how wide the column of objectives is, so that as
    /// many lines as may be are full.
    fn widen(&mut self, lines: &Lines<'_>, words: &[Word]) {
        const MORE: usize = 3;
        const MOST: usize = 400;
        let least = self.objective;
        let full = |wide: usize| {
            let brims = Self { all: Vec::new(), objective: wide, indicators: self.indicators };
            let (mut fits, mut against) = (0, 0);
            for word in words.iter().take(MOST) {
                let Some(brim) = self.at(word.line).filter(|brim| brim.begins(word)) else { continue };
                if brim.is_full(lines, word, least + MORE) {
                    fits += brims.cut(lines, brim, word).map_or(0, |(_, fits)| 1 + usize::from(fits));
                } else if let Some(next) = beside(lines, word.line + 1, brim.objective)
                    && !lines.text(word).ends_with(['。', ';'])
                {
                    let next = lead(&lines.sheet.text(next.inks.clone()));
                    against += usize::from(self::wide(lines, word) + next <= wide);
                }
            }
            (fits, against)
        };
        let best = (least..=least + MORE).map(|wide| (full(wide), wide));
        let best: Option<((usize, usize), usize)> =
            best.max_by_key(|((fits, against), wide)| ((8 * fits).cast_signed() - against.cast_signed(), *wide));
        self.objective = best.map_or(least, |(_, wide)| wide);
    }

    /// Before which characters of a word another cell begins.
    pub(super) fn cuts(&self, lines: &Lines<'_>, word: &Word) -> Vec<usize> {
        let Some(brim) = self.at(word.line) else { return Vec::new() };
        let amount = brim.amount(lines, word);
        if amount > 0 {
            return vec![amount];
        }
        if !brim.is_full(lines, word, self.objective + SHORT) {
            return Vec::new();
        }
        self.cut(lines, brim, word).map(|(at, _)| at).into_iter().collect()
    }

    /// Before which character of a word the indicators begin, and whether these tell so too.
    fn cut(&self, lines: &Lines<'_>, brim: Brim, word: &Word) -> Option<(usize, bool)> {
        let chars: Vec<char> = lines.sheet.text(word.inks.clone()).chars().collect();
        if chars.len() != word.inks.len() {
            return None;
        }
        let all: usize = chars.iter().map(|ch| width_of(*ch)).sum();
        let next = |at: usize| {
            let next = beside(lines, word.line + 1, at);
            next.map(|next| lead(&lines.sheet.text(next.inks.clone())))
        };
        let (below, behind) = (next(brim.objective), next(brim.indicators));
        let range: RangeInclusive<usize> = self.objective.saturating_sub(SHORT)..=self.objective;
        let mut left = 0;
        let mut best: Option<(bool, bool, usize)> = None;
        for (at, ch) in chars.iter().enumerate() {
            let right = all - left;
            let (before, rest) = chars.split_at_checked(at).unwrap_or_default();
            let numbered = begins_number(rest);
            let torn = before.last().is_some_and(char::is_ascii_alphanumeric) && ch.is_ascii_alphanumeric();
            if range.contains(&left) && right <= self.indicators && (numbered || !torn) {
                let is_full = below.is_none_or(|next| left + next > self.objective);
                let fits = numbered || behind.is_none_or(|next| right + next > self.indicators);
                best = best.max(Some((is_full, fits, at)));
            }
            left += width_of(*ch);
        }
        best.filter(|(is_full, ..)| *is_full).map(|(_, fits, at)| (at, fits))
    }

    /// Where a word stands that was pushed out of its column: indicators behind a full line, and an amount before an objective.
    pub(super) fn moved(&self, lines: &Lines<'_>, word: &Word) -> Option<usize> {
        let brim = self.at(word.line)?;
        let long = word.end - word.start;
        let before = lines.line(word.line).iter().rev().find(|before| before.start < word.start);
        let touches = before.is_some_and(|before| before.end == word.start && brim.begins(before));
        if touches && word.start < brim.indicators {
            return Some(brim.indicators);
        }
        let is_amount = brim.amount(lines, word) == long && word.end >= brim.objective;
        let start = brim.objective.saturating_sub(long + 1);
        let free = before.is_none_or(|before| before.end < start);
        let after = before.is_some_and(|before| before.end == word.start && brim.amount(lines, before) > 0);
        if after {
            return Some(brim.objective);
        }
        (is_amount && free).then_some(start)
    }
}

impl Brim {
    /// Whether a word begins where objectives do.
    fn begins(self, word: &Word) -> bool {
        word.start.abs_diff(self.objective) <= ASIDE
    }

    /// Whether an objective is wider than its column, and nothing stands behind it.
    fn is_full(self, lines: &Lines<'_>, word: &Word, widest: usize) -> bool {
        let is_last = lines.line(word.line).last().is_some_and(|last| last.inks == word.inks);
        is_last && self.begins(word) && word.inks.len() <= LONGEST && wide(lines, word) > widest
    }

    /// How long the amount is that a word begins with left of the objectives, though it reaches into their column.
    fn amount(self, lines: &Lines<'_>, word: &Word) -> usize {
        const DECIMALS: usize = 2;
        if word.start < self.money || word.start + APART > self.objective || word.end < self.objective {
            return 0;
        }
        let text = lines.text(word);
        let digits = |ch: &char| ch.is_ascii_digit() || *ch == ',';
        let whole = text.chars().take_while(digits).count();
        let mut rest = text.chars().skip(whole);
        let point = whole > 0 && rest.next() == Some('.');
        let decimals = rest.take_while(char::is_ascii_digit).count();
        if point && decimals == DECIMALS { whole + 1 + DECIMALS } else { 0 }
    }
}

/// Where the columns of a list begin below a head: most of their lines begin there.
fn brim_of(lines: &Lines<'_>, head: &Head, words: &[Word]) -> Option<Brim> {
    const FEWEST: usize = 3;
    const LONG: usize = 5;
    let of = |role: Role| head.place(Holds::List(role)).and_then(|at| head.cells.get(at).map(|cell| (at, cell)));
    let (money, objective, indicators) = (of(Role::Money(Fund::Total))?, of(Role::Objective)?, of(Role::Indicators)?);
    if money.0 > objective.0 || objective.0 + 1 != indicators.0 {
        return None;
    }
    let limit = indicators.1.start;
    let mut starts = vec![0_usize; limit + 1];
    for word in words.iter().filter(|word| word.inks.len() >= LONG && number_free(lines, word)) {
        starts.iter_mut().skip(word.start).take(1).for_each(|count| *count += 1);
    }
    let best = |places: RangeInclusive<usize>| {
        let from = *places.start();
        let counts = starts.get(places).unwrap_or_default().iter().enumerate();
        let best = counts.max_by_key(|(_, count)| **count).filter(|(_, count)| **count >= FEWEST);
        best.map(|(at, _)| from + at)
    };
    Some(Brim {
        head: head.last,
        money: money.1.start,
        objective: best(money.1.end..=objective.1.start)?,
        indicators: best(objective.1.start + 1..=limit)?,
    })
}

/// Whether a word is no amount.
fn number_free(lines: &Lines<'_>, word: &Word) -> bool {
    lines.text(word).chars().any(char::is_alphabetic)
}

/// The word that begins at a place of a line.
fn beside<'l>(lines: &'l Lines<'_>, line: usize, at: usize) -> Option<&'l Word> {
    lines.line(line).iter().find(|word| word.start.abs_diff(at) <= ASIDE)
}

/// How wide that is which no line parts at the start of a text.
fn lead(text: &str) -> usize {
    text.chars().take_while(char::is_ascii_graphic).count().max(text.chars().next().map_or(0, width_of))
}

/// Whether a text begins an indicator: 3、.
fn begins_number(text: &[char]) -> bool {
    let digits = text.iter().take_while(|ch| ch.is_ascii_digit()).count();
    (1..=2).contains(&digits) && text.get(digits) == Some(&'、')
}

fn wide(lines: &Lines<'_>, word: &Word) -> usize {
    width(&lines.sheet.text(word.inks.clone()))
}
