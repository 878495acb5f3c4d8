//! The columns of one page, counted into rows: the third name, target and weight below their heads are one row.

use super::atoms;
use super::form::{Block, Rows};
use super::levels;
use super::page::{Line, Page, Reader, Stream};
use crate::amount::number_from_text;
use crate::lexicon::Field;
use crate::model::Category;
use crate::parse::sheet::Run;

impl Reader<'_> {
    /// Puts the columns of a page together. `None` where they do not agree.
    pub(super) fn finish_page(&mut self) -> Option<()> {
        let page = std::mem::take(&mut self.page);
        let parts = page.names.parts.len();
        if page.targets.parts.len() != parts {
            return None;
        }
        // How lines may make cells: each by itself, full ones with the next, or all of a box.
        const WAYS: [(Cut, Cut); 7] = [
            (Cut::Lines, Cut::Lines),
            (Cut::Full, Cut::Lines),
            (Cut::Lines, Cut::Full),
            (Cut::Full, Cut::Full),
            (Cut::Boxes, Cut::Lines),
            (Cut::Lines, Cut::Boxes),
            (Cut::Boxes, Cut::Boxes),
        ];
        let money: usize = page.money.iter().map(|(_, count)| count).sum();
        let mut fallback = None;
        let mut chosen = None;
        for (of_names, of_targets) in WAYS {
            let names: Vec<Vec<Run>> = page.names.parts.iter().map(|part| cells(part, of_names)).collect();
            let targets: Vec<Vec<Run>> = page.targets.parts.iter().map(|part| cells(part, of_targets)).collect();
            if names.iter().zip(&targets).any(|(names, targets)| names.len() != targets.len()) {
                continue;
            }
            let rows: usize = names.iter().map(Vec::len).sum();
            let expected = money + if self.weights { rows } else { 0 };
            if page.numbers.len() == expected && self.may_be_weights(&page, &names) {
                chosen = Some((names, targets));
                break;
            }
            fallback = fallback.or(Some((names, targets)));
        }
        let counted = chosen.is_some();
        let (names, targets) = chosen.or(fallback)?;
        for at in (0..self.early.len()).rev() {
            if self.early.get(at).is_none_or(|(field, _)| *field != Field::Objective) {
                continue;
            }
            let (_, objective) = self.early.remove(at);
            let lacks = |block: &Block| !block.fields.iter().any(|(field, ..)| *field == Field::Objective);
            let from = self.blocks.get_mut(page.from..).unwrap_or_default();
            match from.iter_mut().rev().find(|block| lacks(block) && block.objective.is_none()) {
                Some(block) => block.objective = Some(objective),
                None => self.keep(|block| &mut block.strays, &objective),
            }
        }
        let mut numbers = page.numbers.into_iter();
        // The columns of a project that goes on stand above the first head.
        let mut owner = page.from;
        let mut owners = vec![owner];
        for _ in 1..parts {
            while self.blocks.get(owner).is_some_and(|block| block.headed) {
                owner += 1;
            }
            self.blocks.get_mut(owner)?.headed = true;
            owners.push(owner);
        }
        let mut at = 0;
        for block in page.from..self.blocks.len() {
            let labels = page.money.iter().filter(|(of, _)| *of == block).map(|(_, count)| *count).sum::<usize>();
            if counted {
                let values: Vec<Run> = numbers.by_ref().take(labels).collect();
                self.blocks.get_mut(block)?.pay(values);
            }
            while owners.get(at) == Some(&block) {
                let names = names.get(at)?.clone();
                let weights =
                    if counted && self.weights { numbers.by_ref().take(names.len()).collect() } else { Vec::new() };
                let part = |stream: &Stream<Run>| {
                    (stream.parts.len() == parts).then(|| stream.parts.get(at)).flatten().cloned()
                };
                let second = part(&page.second);
                let first = if page.first.parts.len() == parts { page.first.parts.get(at).cloned() } else { None };
                let heads = if at == 0 {
                    Vec::new()
                } else {
                    let streams = [&page.first.heads, &page.second.heads, &page.names.heads, &page.targets.heads];
                    let mut heads: Vec<Option<Run>> = streams.iter().map(|heads| heads.get(at - 1).cloned()).collect();
                    heads.push(page.weights.get(at - 1).cloned().filter(|_| self.weights));
                    heads
                };
                let targets = targets.get(at)?.clone();
                let weighed = self.weights;
                let rows = Rows { heads, names, targets, weights, weighed, counted, ..Rows::default() };
                self.push_rows(block, rows, first.unwrap_or_default(), &second.unwrap_or_default());
                at += 1;
            }
        }
        self.blocks.last_mut()?.strays.extend(numbers);
        Some(())
    }

    /// Whether the numbers of a page take turns as its amounts and weights would: boxes may stand in any order.
    fn may_be_weights(&self, page: &Page, names: &[Vec<Run>]) -> bool {
        const MOST: u32 = 100;
        if !self.weights {
            return true;
        }
        let texts: Vec<String> = page.numbers.iter().map(|run| self.text(run)).collect();
        let mut at = 0;
        let (mut whole_amount, mut odd_weight, mut large) = (false, false, false);
        for (block, rows) in self.turns(page, names) {
            let money: usize = page.money.iter().filter(|(of, _)| *of == block).map(|(_, count)| *count).sum();
            let amounts = texts.get(at..at + money).unwrap_or_default();
            let weights = texts.get(at + money..at + money + rows).unwrap_or_default();
            at += money + rows;
            whole_amount |= amounts.iter().any(|text| !text.contains('.'));
            odd_weight |= weights.iter().any(|text| text.contains('.'));
            large |= weights.iter().any(|text| number_from_text(text).is_some_and(|number| number > MOST.into()));
        }
        !(large || (whole_amount && odd_weight))
    }

    /// The blocks of a page, and how many rows each has on it.
    fn turns(&self, page: &Page, names: &[Vec<Run>]) -> Vec<(usize, usize)> {
        let headed = |block: &usize| self.blocks.get(*block).is_some_and(|block| block.headed);
        let mut parts = names.iter().map(Vec::len);
        let goes_on = parts.next().unwrap_or_default();
        let mut turns = Vec::new();
        for block in page.from..self.blocks.len() {
            let above = if block == page.from { goes_on } else { 0 };
            let own = if headed(&block) { 0 } else { parts.next().unwrap_or_default() };
            turns.push((block, above + own));
        }
        turns
    }

    /// How many targets are none that their names ask for.
    fn slips(&self, names: &[Run], targets: &[Run]) -> usize {
        let pairs = names.iter().zip(targets);
        pairs.filter(|(name, target)| atoms::contradicts(&self.text(name), &self.text(target))).count()
    }

    /// Puts the labels of merged cells beside their rows.
    fn push_rows(&mut self, block: usize, mut rows: Rows, first: Vec<(Run, Category)>, second: &[Run]) {
        if rows.names.is_empty() {
            let labels = first.into_iter().map(|(run, _)| run).chain(second.iter().cloned());
            if let Some(block) = self.blocks.get_mut(block) {
                block.strays.extend(labels);
                block.rows.push(rows);
            }
            return;
        }
        let mut slips = self.slips(&rows.names, &rows.targets);
        if slips > 0 && rows.heads.is_empty() {
            // A row below a cell that began on the page before has its name behind those of the other rows.
            let mut names = rows.names.clone();
            names.rotate_right(1);
            if self.slips(&names, &rows.targets) == 0 {
                rows.names = names;
                rows.counted = false;
                slips = 0;
            }
        }
        self.slips += slips;
        self.rows += rows.names.len();
        rows.counted &= slips == 0;
        let texts: Vec<String> =
            rows.names.iter().zip(&rows.targets).map(|(name, target)| self.text(name) + &self.text(target)).collect();
        let mut labels: Vec<String> = second.iter().map(|run| self.text(run)).collect();
        let carried =
            self.blocks.get(block).filter(|_| rows.heads.is_empty()).and_then(|block| block.last_label.clone());
        let is_carried = carried.is_some();
        labels.splice(0..0, carried);
        rows.first = first;
        match levels::spread(&texts, &labels, is_carried) {
            Some(spread) => {
                rows.second = spread
                    .iter()
                    .map(|(label, doubtful)| {
                        let own = if is_carried { label.checked_sub(1) } else { Some(*label) };
                        (own.and_then(|own| second.get(own)).cloned(), *doubtful)
                    })
                    .collect();
            }
            None => rows.second = vec![(None, !second.is_empty()); rows.names.len()],
        }
        if let Some(block) = self.blocks.get_mut(block) {
            block.last_label = labels.last().cloned();
            block.rows.push(rows);
        }
    }
}

/// How lines make cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    /// Each is one.
    Lines,
    /// A full line goes on in the next one of its box.
    Full,
    /// All lines of a box are one.
    Boxes,
}

fn cells(lines: &[Line], cut: Cut) -> Vec<Run> {
    let widest = lines.iter().map(|line| line.width).max().unwrap_or_default();
    let mut cells: Vec<Run> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in lines {
        let joined = before.is_some_and(|before| {
            before.boxed == line.boxed
                && before.run.end == line.run.start
                && match cut {
                    Cut::Lines => false,
                    Cut::Full => before.width + 2 >= widest,
                    Cut::Boxes => true,
                }
        });
        match cells.last_mut().filter(|_| joined) {
            Some(last) => last.end = line.run.end,
            None => cells.push(line.run.clone()),
        }
        before = Some(line);
    }
    cells
}
