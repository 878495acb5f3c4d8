//! The late cells of a page, put into the rows that lack them, one after another.

use std::collections::VecDeque;
use std::ops::Range;

use super::{BEST, Cells, DESCRIPTION, MOST_LINES, NAME, OBJECTIVE, Page, Prompt, Slot, TITLE, WIDTH, begin_of};
use crate::parse::fold::{Gap, Ink};
use crate::parse::readers::cells::{Cell, Row};
use crate::parse::readers::graded::grades::grades;
use crate::parse::readers::width;
use crate::span::{Origin, Span};

impl Page<'_> {
    /// Puts the late cells of a page into its rows. `None` where they are not what the rows lack.
    pub(super) fn weave(&self, prompt: Vec<Prompt>, into: &mut Vec<Row>, doubts: &mut Vec<Span>) -> Option<()> {
        let mut at = self.of.start;
        let lacks: Vec<Vec<Slot>> = prompt.iter().map(Prompt::lacks).collect();
        let mut slots: VecDeque<Slot> = lacks.iter().flatten().copied().collect();
        for (own, lacks) in prompt.into_iter().zip(lacks) {
            let mut found: Cells = Vec::new();
            // A title holds two scripts, so it is late, though the objective below it may not be.
            if matches!(own, Prompt::Label(..)) {
                at = self.titles(at, into);
            }
            for slot in lacks {
                at = self.titles(at, into);
                slots.pop_front();
                let end = self.slot(slot, at, slots.make_contiguous())?;
                match slot {
                    Slot::Grades => {
                        let ends = grades(self.sheet(), self.text.all.get(..self.of.end)?, at)?;
                        let pairs = ends.windows(2).enumerate();
                        found.extend(
                            pairs.filter_map(|(place, pair)| Some((BEST + place, *pair.first()?..*pair.get(1)?))),
                        );
                    }
                    Slot::Objective => found.push((1, at..end)),
                    Slot::Name => {
                        // Where several names stand together, only the widths of lines tell where one of them ends.
                        if slots.front() == Some(&Slot::Name) {
                            let run = self.run(at).start..self.run(end - 1).end;
                            doubts.extend(self.sheet().origin(run).iter().flat_map(Origin::spans));
                        }
                        found.push((NAME, at..end));
                    }
                    Slot::Description => found.push((DESCRIPTION, at..end)),
                    Slot::Best => found.push((BEST, at..end)),
                }
                at = end;
            }
            let cells = match own {
                Prompt::Plain(of) => vec![(0, of)],
                Prompt::Label(label, own) if own.is_empty() => vec![(0, label..label + 1)],
                Prompt::Label(label, own) => vec![(0, label..label + 1), (1, own)],
                Prompt::Heads(cells) | Prompt::Row(cells) => cells,
            };
            found.extend(cells);
            self.fits(&found).then_some(())?;
            self.put(&found, into);
        }
        at = self.titles(at, into);
        (at == self.of.end).then_some(())
    }

    /// Whether the description of a row says its name, where it says one.
    fn fits(&self, cells: &[(usize, Range<usize>)]) -> bool {
        const SHORTEST: usize = 4;
        let text = |column: usize| {
            let of = cells.iter().find(|(own, _)| *own == column).map(|(_, of)| of.clone());
            of.map_or_else(String::new, |of| of.map(|at| self.folded(at)).collect())
        };
        let name: String = text(NAME).chars().take(SHORTEST).collect();
        let description = text(DESCRIPTION);
        cells.len() + 1 < WIDTH || description.strip_prefix("反映").is_none_or(|rest| rest.starts_with(&name))
    }

    /// Titles that stand among the late cells; a title may be wrapped.
    fn titles(&self, mut at: usize, into: &mut Vec<Row>) -> usize {
        const MOST_TITLE: usize = 3;
        // The headline stands above all objectives.
        let is_above = into.iter().all(|row| row.iter().skip(1).all(|cell| cell.inks.is_empty()));
        loop {
            let digit = self.sheet().ch(self.run(at).start).is_some_and(|ch| ch.is_ascii_digit());
            let most = if digit { MOST_TITLE } else { 1 };
            let lines = at..self.of.end.min(at + most);
            let is_title = |at: &usize| self.ends(*at, TITLE) || (is_above && self.ends(*at, OBJECTIVE));
            let Some(last) = lines.take_while(|at| !self.ends(*at, "。")).find(is_title) else { return at };
            self.put(&[(0, at..last + 1)], into);
            at = last + 1;
        }
    }

    /// Where a late cell ends that begins at a piece.
    fn slot(&self, slot: Slot, at: usize, next: &[Slot]) -> Option<usize> {
        if at >= self.of.end {
            return None;
        }
        let until = self.of.end.min(at + MOST_LINES);
        let all = self.text.all.get(..self.of.end)?;
        let is_graded = |at: &usize| grades(self.sheet(), all, *at).is_some();
        let is_told = |at: &usize| {
            let begin = begin_of(self.text, *at);
            begin.starts_with("反映") || begin.starts_with("计算公式") || self.known.begins.contains(&begin)
        };
        let is_title = |at: &usize| self.ends(*at, TITLE);
        match slot {
            Slot::Grades => grades(self.sheet(), all, at)?.last().copied(),
            Slot::Best => Some(at + 1),
            Slot::Description => {
                let last = (at..until).find(|at| self.ends(*at, "。"))?;
                let inside = (at + 1..=last).any(|at| is_graded(&at) || is_told(&at) || is_title(&at));
                (is_told(&at) && !inside).then_some(last + 1)
            }
            Slot::Objective => {
                let ends = |at: &usize| is_graded(at) || is_told(at) || is_title(at);
                let end = (at..until).find(ends).unwrap_or(until);
                // The name of the first row may follow.
                let last = (at..end).rev().find(|at| self.ends(*at, "。"));
                match next.first() {
                    Some(Slot::Name | Slot::Best) => Some(last? + 1),
                    _ => Some(end).filter(|end| *end > at && last.is_none_or(|last| last + 1 == *end)),
                }
            }
            Slot::Name => {
                let ends = |at: &usize| is_graded(at) || is_told(at) || is_title(at);
                let end = (at..until).find(ends).unwrap_or(until);
                let count = 1 + next.iter().take_while(|slot| **slot == Slot::Name).count();
                // Several names: each fills its lines but for the last of them.
                let lines: Vec<usize> = (at..end).collect();
                if count > 1 && lines.len() > count {
                    let wide = |at: usize| width(&self.sheet().text(self.run(at)));
                    let widest = lines.iter().map(|at| wide(*at)).max()?;
                    let last = lines.iter().find(|at| wide(**at) + 2 < widest)?;
                    return Some(last + 1);
                }
                let own = if count > 1 { at + 1 } else { end };
                ((at..own).all(|at| !self.ends(at, "。")) && lines.len() >= count).then_some(own)
            }
        }
    }

    fn put(&self, cells: &[(usize, Range<usize>)], into: &mut Vec<Row>) {
        let mut row: Row = (0..WIDTH).map(|column| Cell { column, inks: Vec::new() }).collect();
        for (column, of) in cells {
            let start = self.run(of.start).start;
            let end = of.end.checked_sub(1).map_or(start, |last| self.run(last).end);
            let mut inks: Vec<Ink> = (start..end).filter_map(|at| self.sheet().ink(at)).copied().collect();
            if let Some(first) = inks.first_mut() {
                first.widen_gap(Gap::Tab);
            }
            row.get_mut(*column).into_iter().for_each(|cell| cell.inks.append(&mut inks));
        }
        into.push(row);
    }
}
