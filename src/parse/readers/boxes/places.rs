//! Which of the names that begin with an indent is that of which part of a flat table in boxes.

use std::collections::{BTreeMap, BTreeSet};

use super::align::{Costs, Told as Place};
use super::cuts::Row;
use super::marks::Mark;
use super::named::Parts;
use super::segments::Beside;
use crate::parse::readers::merged::second_place;

/// The parts of a table and the marks that are to be put beside them.
pub(super) struct Places<'p> {
    parts: &'p Parts,
    rows: &'p [Row],
    marks: &'p [Mark],
    pages: &'p [Beside],
}

/// What it costs to name no part, to leave a name, and to put one beside rows of other pages.
const UNNAMED: u32 = 5;
const LEFT: u32 = 4;
const FOREIGN: u32 = 20;

/// Rows out of place, and from where on marks of their pages may be.
#[derive(Default)]
pub(super) struct Late {
    rows: Vec<usize>,
    marks: Vec<(usize, usize)>,
}

impl Late {
    /// As many marks as parts, in order, but for those that stand with rows out of place, and the one before them.
    pub(super) fn places(&self, marks: &[Mark]) -> Vec<Place> {
        let is_late = |mark: Option<&Mark>| {
            let (page, start) = mark.map_or((usize::MAX, 0), |mark| (mark.pages.0, mark.first.run.start));
            self.marks.iter().any(|(of, from)| *of == page && start >= *from)
        };
        let page = |at: usize| marks.get(at).map(|mark| mark.pages.1);
        let place = |at: usize| {
            let before = is_late(marks.get(at + 1)) && page(at) == page(at + 1);
            if before || is_late(marks.get(at)) { Place::Unsure } else { Place::At(at) }
        };
        (0..marks.len()).map(place).collect()
    }

    /// Leaves the rows to nobody.
    pub(super) fn leave(&self, unsure: &mut [bool]) {
        for row in &self.rows {
            unsure.get_mut(*row).into_iter().for_each(|unsure| *unsure = true);
        }
    }
}

impl<'p> Places<'p> {
    pub(super) const fn new(parts: &'p Parts, rows: &'p [Row], marks: &'p [Mark], pages: &'p [Beside]) -> Self {
        Self { parts, rows, marks, pages }
    }

    /// Whether there are as many marks as parts, each on the pages of its rows.
    pub(super) fn fit(&self) -> bool {
        let of = self.parts.pages(self.rows);
        of.len() == self.marks.len() && of.iter().zip(self.marks).all(|(pages, mark)| mark.is_beside(*pages))
    }

    /// The rows that stand apart from all others of their page, behind them, where they do not belong: the boxes of a page
    /// were grouped another way.
    pub(super) fn late(&self) -> Late {
        const FAR: usize = 200;
        let mut late = Late::default();
        let mut from = 0;
        for (page, beside) in self.pages.iter().enumerate() {
            from += beside.rows.len();
            let Some([before, start]) = beside.rows.last_chunk() else { continue };
            let at = from - 1;
            let (Some(own), true) = (self.rows.get(at), start.saturating_sub(*before) >= FAR) else { continue };
            let second = second_place(&own.second);
            let next = self.rows.get(at + 1).filter(|next| next.category == own.category);
            let is_back = next.is_some_and(|next| second_place(&next.second) < second);
            let of = |at: usize| self.parts.owners.get(at);
            let begins = of(at - 1) != of(at) && second > Some(0);
            if is_back || begins {
                late.rows.push(at);
                late.marks.extend(is_back.then_some((page, before + FAR)));
            }
        }
        late
    }

    /// The marks of parts in order where there are more or fewer of them: rows out of place make parts of few categories.
    pub(super) fn aligned(&self) -> Vec<Place> {
        let of = self.parts.pages(self.rows);
        let mut categories = vec![BTreeSet::new(); of.len()];
        for (row, part) in self.rows.iter().zip(&self.parts.owners) {
            categories.get_mut(*part).into_iter().for_each(|all| {
                all.insert(row.category);
            });
        }
        let row = |part: usize| match categories.get(part).map_or(0, BTreeSet::len) {
            _ if of.get(part).is_some_and(|of| self.is_beside_unread(part, *of)) => 2,
            0 | 1 => 2,
            2 => UNNAMED,
            _ => 2 * UNNAMED,
        };
        let ranges = self.ranges_on_pages();
        let pair = |part: usize, mark: usize| {
            let Some((of, mark)) = of.get(part).zip(self.marks.get(mark)) else { return FOREIGN };
            if mark.is_beside(*of) { place(mark, part, &ranges) } else { FOREIGN }
        };
        let order: Vec<usize> = (0..self.marks.len()).collect();
        Costs { row, cell: |_| LEFT, pair }.aligned(of.len(), &[order])
    }

    /// Whether a part begins behind a page that is not read, or goes on to one: its name may stand there.
    fn is_beside_unread(&self, part: usize, (first, last): (usize, usize)) -> bool {
        let is_unread =
            |page: Option<usize>| page.and_then(|page| self.pages.get(page)).is_some_and(|page| page.is_unread);
        let at = |first: bool| {
            let owners = &self.parts.owners;
            if first { owners.iter().position(|own| *own == part) } else { owners.iter().rposition(|own| *own == part) }
        };
        let page = |row: Option<usize>| row.and_then(|row| self.rows.get(row)).map(|row| row.page);
        let begins = page(at(true).and_then(|at| at.checked_sub(1))) != Some(first);
        let ends = page(at(false).map(|at| at + 1)) != Some(last);
        (begins && is_unread(first.checked_sub(1))) || (ends && is_unread(Some(last + 1)))
    }

    /// For each page and part where the first and the last of its rows begin.
    fn ranges_on_pages(&self) -> BTreeMap<(usize, usize), (usize, usize)> {
        let mut ranges = BTreeMap::new();
        let mut owners = self.parts.owners.iter();
        for (page, beside) in self.pages.iter().enumerate() {
            for (start, part) in beside.rows.iter().zip(owners.by_ref().take(beside.rows.len())) {
                let range = ranges.entry((page, *part)).or_insert((*start, *start));
                *range = (range.0.min(*start), range.1.max(*start));
            }
        }
        ranges
    }
}

/// What it costs to put a mark beside rows: it stands among them or before them, seldom behind.
fn place(mark: &Mark, part: usize, ranges: &BTreeMap<(usize, usize), (usize, usize)>) -> u32 {
    const BEFORE: u32 = 1;
    const BEHIND: u32 = 3;
    let Some((first, last)) = ranges.get(&(mark.pages.0, part)).filter(|_| !mark.repeated) else { return 0 };
    let start = mark.first.run.start;
    match () {
        () if start < *first => BEFORE,
        () if start > *last => BEHIND,
        () => 0,
    }
}
