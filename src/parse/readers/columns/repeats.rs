//! Flat tables that print the name and the objective of a project in each of its rows, and do not merge them: every row has
//! a copy, and the rows with equal names are one project.

use std::collections::BTreeMap;

use super::body::{Body, Item};
use super::projects::{Part, is_later};
use super::share::{aside, share};
use super::strips::Strip;
use crate::span::Span;

/// The lines of each row in a column.
type Copies = Vec<(usize, usize)>;

impl Body<'_, '_> {
    /// Whether the rows of a page have names and objectives of their own: most of its objectives' lines are printed again.
    pub(super) fn is_repeating(&self, rows: usize, over: &[(usize, Vec<Item>)]) -> bool {
        const FEWEST: usize = 3;
        let Some((_, objectives)) = over.get(1).filter(|_| over.len() == 2) else { return false };
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for item in objectives {
            *counts.entry(item.text.as_str()).or_default() += 1;
        }
        let again: usize = counts.values().filter(|count| **count > 1).sum();
        // Where they are too few to tell, the pages before do.
        if rows < FEWEST { self.repeating > 0 } else { again * 3 > objectives.len() * 2 && again >= rows }
    }

    /// The projects of such a page; the copies that are not kept are taken out of the columns.
    pub(super) fn repeated(
        &mut self,
        middles: &[usize],
        over: &[(usize, Vec<Item>)],
        before: Option<&str>,
    ) -> Option<Vec<Part>> {
        const SHORTEST: usize = 3;
        self.repeating += middles.len();
        let [(_, names), (_, objectives)] = over else { return None };
        let (mut name_of, mut objective_of) = (copies(names, middles)?, copies(objectives, middles)?);
        halve(names, &mut name_of);
        halve(objectives, &mut objective_of);
        let named: Vec<String> = name_of.iter().map(|copy| text(names, *copy)).collect();
        let told: Vec<String> = objective_of.iter().map(|copy| text(objectives, *copy)).collect();
        let mut parts: Vec<Part> = Vec::new();
        let mut from = 0;
        while let Some(name) = named.get(from) {
            // A row that a page cuts may have its name on the other one.
            let same = |other: &&String| *other == name || name.starts_with(other.as_str());
            let until = from + 1 + named.iter().skip(from + 1).take_while(same).count();
            let cut = |before: &str| before.chars().count() >= SHORTEST && name.starts_with(before);
            let goes_on = from == 0 && before.is_some_and(|before| name.is_empty() || cut(before));
            self.is_lost &= name.is_empty();
            let copy = best(told.get(from..until)?, from == 0).map_or(from, |at| from + at);
            let mut lines = vec![*name_of.get(from)?, *objective_of.get(copy)?];
            // The copy in the first row may be cut above: then that on the page before is as good.
            if goes_on && copy == 0 {
                self.again(objectives, *objective_of.get(copy)?, true);
                lines = vec![*name_of.get(from)?, (0, 0)];
            }
            let kept = told.get(copy).cloned().unwrap_or_default();
            for row in from..until {
                if row != from {
                    self.again(names, *name_of.get(row)?, true);
                }
                if row != copy {
                    let same = told.get(row).is_some_and(|own| kept.contains(own.as_str()));
                    self.again(objectives, *objective_of.get(row)?, same);
                }
            }
            parts.push(Part { start: from, goes_on, lines });
            from = until;
        }
        // What stands above all rows is the end of a copy on the page before.
        for (items, copies) in [(names, &name_of), (objectives, &objective_of)] {
            self.again(items, (0, copies.first().map_or(0, |first| first.0)), true);
        }
        Some(parts)
    }

    /// Puts a copy aside: what is printed again belongs to the page.
    fn again(&mut self, items: &[Item], (from, until): (usize, usize), same: bool) {
        let spans = items.get(from..until).unwrap_or_default().iter().flat_map(|item| &item.pieces);
        let spans: Vec<Span> = spans.copied().collect();
        if same { self.grid.furniture.extend(spans) } else { self.grid.strays.extend(spans) }
    }
}

/// The lines of a column row by row, each copy around the middle of its row; that of the last row may be cut below it, and
/// the end of one cut above stands before the first.
fn copies(items: &[Item], middles: &[usize]) -> Option<Copies> {
    const CUT: usize = 3;
    const LATER: usize = 8;
    let places: Vec<usize> = items.iter().map(|item| item.line * 2).collect();
    let lines: Vec<usize> = items.iter().map(|item| item.line).collect();
    let strip = Strip::new(items, &lines);
    let first = beginnings(items);
    let last = middles.len().checked_sub(1)?;
    let cost = |row: usize, from: usize, until: usize| {
        if row == usize::MAX {
            return usize::from(until > from);
        }
        let own = aside(middles.get(row), &places, from, until);
        let own = if row == last { own.min(CUT) } else { own };
        // Copies begin with the same line as a rule.
        let begins = items.get(from).is_some_and(|item| first.contains(&item.text.as_str()));
        // No copy begins with its second item, nor with the rest of a sentence.
        let later = from < until && items.get(from).is_some_and(|item| is_later(&item.text));
        own + strip.broken(from, until)
            + usize::from(from == until) * 8
            + usize::from(!begins) * 4
            + usize::from(later) * LATER
    };
    let (begins, _) = share(middles, &places, true, &cost)?;
    let until = |row: usize| begins.get(row + 1).copied().unwrap_or(items.len());
    Some(begins.iter().enumerate().map(|(row, from)| (*from, until(row))).collect())
}

/// The lines with which copies may begin: blank lines stand above them, or nothing does.
fn beginnings(items: &[Item]) -> Vec<&str> {
    const APART: usize = 1;
    let mut found: Vec<&str> = Vec::new();
    let mut before: Option<&Item> = None;
    for item in items {
        let begins = before.is_none_or(|before| before.line + APART < item.line);
        let again = found.contains(&item.text.as_str());
        if begins && !again && found.len() < MOST_NAMES {
            found.push(&item.text);
        }
        before = Some(item);
    }
    found
}

/// No page has more projects whose copies are looked for.
const MOST_NAMES: usize = 16;

/// No copy has more lines.
const LONGEST: usize = 64;

/// Puts the border between two copies right where these are the same text twice.
fn halve(items: &[Item], copies: &mut [(usize, usize)]) {
    for row in 1..copies.len() {
        let Some([above, below]) = copies.get_mut(row - 1..=row) else { continue };
        let both = text(items, (above.0, below.1));
        let Some(half) = both.get(..both.len() / 2).filter(|half| !half.is_empty() && half.repeat(2) == both) else {
            continue;
        };
        let cut = (above.0..below.1).take(LONGEST).find(|cut| text(items, (above.0, *cut)) == half);
        if let Some(cut) = cut {
            (above.1, below.0) = (cut, cut);
        }
    }
}

/// The copy that most rows hold; of several, the longest. Pages cut the first and the last one.
fn best(told: &[String], is_first: bool) -> Option<usize> {
    const MOST: usize = 64;
    let told = told.get(..MOST).unwrap_or(told);
    let within = |own: &String| told.iter().filter(|other| other.contains(own.as_str())).count();
    let longer = |own: &String, ends: bool| {
        let part = |other: &&String| if ends { other.ends_with(own.as_str()) } else { other.starts_with(own.as_str()) };
        told.iter().filter(part).any(|other| other.len() > own.len())
    };
    let cut = |at: usize, own: &String| longer(own, false) || (is_first && at == 0 && longer(own, true));
    let whole = |(at, own): &(usize, &String)| !cut(*at, own);
    let whole = told.iter().enumerate().filter(whole);
    whole.max_by_key(|(_, own)| (within(own), own.len())).map(|(at, _)| at)
}

fn text(items: &[Item], (from, until): (usize, usize)) -> String {
    items.get(from..until).unwrap_or_default().iter().map(|item| item.text.as_str()).collect()
}
