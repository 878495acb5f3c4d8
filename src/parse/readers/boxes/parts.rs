//! Names and targets of a page that boxes have put below the heads of others.
//!
//! A name may stand before its own head or behind all targets of its part, and the heads of two columns may have changed
//! places. Nothing is moved unless the parts have as many names as targets then and had not before.

use super::atoms::{contradicts, is_value, is_words};
use super::columns::{Line, Stream};
use super::counts::by_levels;
use super::page::{Page, Reader};
use super::single::is_all_words;
use crate::parse::sheet::Run;

/// No page has more heads; keeps the work linear.
const MOST: usize = 12;

impl Reader<'_> {
    /// Takes the number of a page out of its amounts, where it alone has no decimals and no row has a weight.
    pub(super) fn take_number(&mut self, page: &mut Page) {
        let texts: Vec<String> = page.numbers.iter().map(|run| self.text(run)).collect();
        let mut whole = texts.iter().enumerate().filter(|(_, text)| !text.contains('.'));
        let only = whole.next().filter(|_| whole.next().is_none() && !self.weights && !self.is_sorted());
        let is_number = |text: &str| text == page.number.to_string() && texts.len() > 1;
        if let Some((at, _)) = only.filter(|(_, text)| is_number(text)) {
            let number = page.numbers.remove(at);
            self.keep(|block| &mut block.again, &number);
        }
    }

    /// Puts names and targets below their own heads.
    pub(super) fn settle(&mut self, page: &mut Page) {
        let found = self.agreeing(&page.names.parts, &page.targets.parts);
        let parts = page.names.parts.len();
        if found == parts || parts > MOST || self.is_sorted() {
            return;
        }
        self.take_names(page);
        let found = self.agreeing(&page.names.parts, &page.targets.parts);
        let mut best = (found, page.names.parts.clone(), page.targets.parts.clone(), Vec::new());
        for (of_names, of_targets) in [(false, false), (true, false), (false, true), (true, true)] {
            let moved = |parts: &[Vec<Line>], is_moved: bool| if is_moved { by_levels(parts) } else { parts.to_vec() };
            let names = moved(&page.names.parts, of_names);
            let mut targets = moved(&page.targets.parts, of_targets);
            if of_targets {
                put_beside(&names, &mut targets, &page.targets.heads);
            }
            let (names, late) = without_late(names, &targets);
            let found = self.agreeing(&names, &targets);
            if found > best.0 {
                best = (found, names, targets, late);
            }
        }
        let (best, names, targets, late) = best;
        if best > found {
            (page.names.parts, page.targets.parts, page.moved) = (names, targets, true);
            for run in &late {
                self.keep(|block| &mut block.strays, run);
            }
        }
        if best < parts && by_levels(&page.names.parts).iter().map(Vec::len).eq(page.names.parts.iter().map(Vec::len)) {
            self.deal_out(page);
        }
        if let Some(order) = exchanged(&page.names.parts, &page.targets.parts) {
            reorder(&mut page.targets, &order);
            page.moved = true;
        }
    }

    /// Takes names from the targets of each part, where there are as many names as targets then.
    fn take_names(&self, page: &mut Page) {
        for (names, targets) in page.names.parts.iter_mut().zip(&mut page.targets.parts) {
            let is_name = |line: &Line| {
                const SHORTEST: usize = 5;
                let text = self.text(&line.run);
                let digits = text.contains(|ch: char| ch.is_ascii_digit());
                let other = digits || is_value(&text) || is_words(&text) || is_all_words(&text);
                text.chars().count() >= SHORTEST && !other
            };
            let count = targets.iter().filter(|line| is_name(line)).count();
            if count > 0 && names.len() + 2 * count == targets.len() {
                names.extend(targets.iter().filter(|line| is_name(line)).cloned());
                targets.retain(|line| !is_name(line));
                let sorted = crate::order::sorted(std::mem::take(names), |line| line.run.start as u128);
                (*names, page.moved) = (sorted, true);
            }
        }
    }

    /// Deals the targets of a page out to its parts in order, where there are as many as names: none contradicts its name,
    /// and the parts the other way round would.
    fn deal_out(&self, page: &mut Page) {
        let names = &page.names.parts;
        let counts: Vec<usize> = names.iter().map(Vec::len).collect();
        let all: Vec<Line> = page.targets.parts.iter().flatten().cloned().collect();
        let empty =
            names.iter().zip(&page.targets.parts).any(|(names, targets)| !names.is_empty() && targets.is_empty());
        if !empty || all.len() != counts.iter().sum::<usize>() {
            return;
        }
        let deal = |order: &mut dyn Iterator<Item = usize>| {
            let mut dealt = vec![Vec::new(); counts.len()];
            let mut rest = all.iter().cloned();
            for at in order {
                let count = counts.get(at).copied().unwrap_or_default();
                dealt.get_mut(at).into_iter().for_each(|part| part.extend(rest.by_ref().take(count)));
            }
            dealt
        };
        let slips = |dealt: &[Vec<Line>]| {
            let pairs = names.iter().flatten().zip(dealt.iter().flatten());
            pairs.filter(|(name, target)| contradicts(&self.text(&name.run), &self.text(&target.run))).count()
        };
        let (down, up) = (deal(&mut (0..counts.len())), deal(&mut (0..counts.len()).rev()));
        let filled = counts.iter().filter(|count| **count > 0).count();
        if slips(&down) == 0 && (filled == 1 || slips(&up) > 0) {
            (page.targets.parts, page.moved) = (down, true);
        }
    }

    /// How many parts have as many names as targets.
    fn agreeing(&self, names: &[Vec<Line>], targets: &[Vec<Line>]) -> usize {
        let pairs = names.iter().zip(targets);
        pairs.filter(|(names, targets)| self.agreed(names, targets).is_some()).count()
    }
}

/// Puts the targets before the only head of a page among those below it: the first of them stands right behind its name.
fn put_beside(names: &[Vec<Line>], targets: &mut [Vec<Line>], heads: &[Run]) {
    let ([head], Some(names), Some(targets)) = (heads, names.get(1), targets.get_mut(1)) else { return };
    let above = targets.iter().take_while(|line| line.run.start < head.start).count();
    let first = targets.first().map(|line| line.run.start).filter(|_| above > 0);
    let Some(place) = first.and_then(|first| names.iter().position(|name| name.run.end == first)) else { return };
    if above + place <= targets.len() {
        let first: Vec<Line> = targets.drain(..above).collect();
        targets.splice(place..place, first);
    }
}

/// The names of each part less those behind its last target, where there are just so many too many; and what is taken.
fn without_late(mut names: Vec<Vec<Line>>, targets: &[Vec<Line>]) -> (Vec<Vec<Line>>, Vec<Run>) {
    let mut taken = Vec::new();
    for (names, targets) in names.iter_mut().zip(targets) {
        let Some(last) = targets.iter().map(|target| target.run.start).max() else { continue };
        let late = |line: &Line| line.run.start > last;
        let count = names.iter().filter(|line| late(line)).count();
        if names.len() == targets.len() + count {
            taken.extend(names.iter().filter(|line| late(line)).map(|line| line.run.clone()));
            names.retain(|line| !late(line));
        }
    }
    (names, taken)
}

/// The order in which the heads of targets stand, where parts have as many names as targets in no other.
fn exchanged(names: &[Vec<Line>], targets: &[Vec<Line>]) -> Option<Vec<usize>> {
    let counts = |parts: &[Vec<Line>]| parts.iter().skip(1).map(Vec::len).collect::<Vec<usize>>();
    let (own, other) = (counts(names), counts(targets));
    let once = |count: &usize| own.iter().filter(|own| *own == count).count() == 1;
    if own == other || !own.iter().all(once) || names.first().map(Vec::len) != targets.first().map(Vec::len) {
        return None;
    }
    own.iter().map(|count| other.iter().position(|other| other == count)).collect()
}

/// Puts the parts below the heads of a column into another order.
fn reorder(column: &mut Stream<Line>, order: &[usize]) {
    let parts: Vec<Vec<Line>> = order.iter().filter_map(|at| column.parts.get(at + 1).cloned()).collect();
    let heads: Vec<Run> = order.iter().filter_map(|at| column.heads.get(*at).cloned()).collect();
    if heads.len() == column.heads.len() && parts.len() + 1 == column.parts.len() {
        column.parts.truncate(1);
        column.parts.extend(parts);
        column.heads = heads;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(starts: &[usize]) -> Vec<Line> {
        let line = |start: &usize| Line {
            run: *start..start + 1,
            boxed: 0,
            width: 8,
            under: 0,
            torn: false,
            open: false,
            rest: None,
        };
        starts.iter().map(line).collect()
    }

    #[test]
    fn heads_that_have_changed_places_are_told_by_their_rows() {
        let names = [lines(&[]), lines(&[1, 2, 3]), lines(&[4])];
        let targets = [lines(&[]), lines(&[5]), lines(&[6, 7, 8])];
        assert_eq!(exchanged(&names, &targets), Some(vec![1, 0]));
        assert_eq!(exchanged(&names, &names), None);
        let twice = [lines(&[]), lines(&[1]), lines(&[2])];
        assert_eq!(exchanged(&twice, &targets), None);
    }

    #[test]
    fn a_name_behind_all_targets_is_none_of_their_rows() {
        let (names, taken) = without_late(vec![lines(&[1, 2, 9])], &[lines(&[5, 6])]);
        assert_eq!((names.first().map(Vec::len), taken.len()), (Some(2), 1));
        let (names, taken) = without_late(vec![lines(&[1, 8, 9])], &[lines(&[5, 6])]);
        assert_eq!((names.first().map(Vec::len), taken.len()), (Some(3), 0));
    }
}
