//! The sentences of objectives, and the names of bodies.

use super::page::Reader;
use crate::lexicon::{self, Field};
use crate::parse::readers::numbered::{goes_on, item};
use crate::parse::sheet::Run;

impl Reader<'_> {
    /// Gives sentences to the objective that is open, to one that has not ended, or to the first label that waits for one.
    pub(super) fn sentence(&mut self, whole: Run) {
        let item = item(&self.text(&whole));
        if item.is_some_and(|(_, number)| number == 1) {
            self.open = self.open.filter(|open| self.said(*open).is_empty());
        }
        if let (Some(open), Some(item)) = (self.open, item) {
            self.put_before(open, item);
        }
        let item = item.filter(|_| self.open.is_none());
        // A later item begins no objective, and the first goes on with none.
        if let Some(item) = item.filter(|(_, number)| *number > 1) {
            let last = self.page.objective.as_ref().map(|(block, label, _)| (*block, *label));
            let waiting = self.waiting.iter().filter(|waiting| waiting.field == Field::Objective);
            let mut open = last.into_iter().chain(waiting.map(|waiting| (waiting.block, waiting.label)));
            match open.find(|place| goes_on(&self.said(*place), item)) {
                Some((block, label)) => {
                    let is_waiting = |waiting: &super::page::Waiting| waiting.block == block && waiting.label == label;
                    self.waiting.retain(|waiting| !is_waiting(waiting));
                    self.blocks.get_mut(block).into_iter().for_each(|block| block.doubtful.push(whole.clone()));
                    self.page.objective = Some((block, label, whole.clone()));
                    self.put(block, label, whole);
                }
                None => self.early_item(whole, item),
            }
            return;
        }
        if item.is_some() {
            let begun: Vec<bool> = self
                .waiting
                .iter()
                .map(|of| of.field == Field::Objective && !self.said((of.block, of.label)).is_empty())
                .collect();
            let mut begun = begun.into_iter();
            self.waiting.retain(|_| begun.next() != Some(true));
        }
        let unended = self.unended(&whole).filter(|_| self.open.is_none());
        if let Some((block, label)) = self.open.or(unended) {
            if let Some(block) = self.blocks.get_mut(block).filter(|_| unended.is_some()) {
                block.doubtful.push(whole.clone());
            }
            self.page.objective = Some((block, label, whole.clone()));
            self.put(block, label, whole);
            return;
        }
        match self.take(&whole, |field| matches!(field, Field::Objective | Field::OtherObjective)) {
            Some((block, label)) => {
                self.page.objective = Some((block, label, whole));
                self.open = Some((block, label));
            }
            None => self.early(whole),
        }
    }

    /// The name of a body: the department is the same in all projects, any other is a unit.
    pub(super) fn body(&mut self, run: &Run, text: String) {
        let field = match &self.department {
            Some(department) if *department != text => Field::Unit,
            _ => Field::Department,
        };
        let other = if field == Field::Unit { Field::Department } else { Field::Unit };
        if self.take(run, |waits| waits == field).is_some() {
            self.department.get_or_insert(text);
        } else if self.department.is_some() || self.take(run, |waits| waits == other).is_none() {
            self.early.push((field, run.clone()));
        }
    }

    /// What the last lines of an objective say.
    fn said(&self, (block, label): (usize, usize)) -> String {
        /// How many boxes of it, and how many characters of each; keeps the work linear.
        const BOXES: usize = 4;
        const LONGEST: usize = 600;
        let values = self.blocks.get(block).map(|own| match own.fields.get(label) {
            Some((_, _, values)) => values.as_slice(),
            None => own.objective.as_slice(),
        });
        let values = values.unwrap_or_default();
        let last = values.iter().skip(values.len().saturating_sub(BOXES));
        last.map(|run| self.text(&(run.start.max(run.end.saturating_sub(LONGEST))..run.end))).collect()
    }

    /// Gives an objective the item before another, where that stands before all of them.
    fn put_before(&mut self, (block, label): (usize, usize), (mark, number): (&str, usize)) {
        let said = self.said((block, label));
        if number < 2 || goes_on(&said, (mark, number)) {
            return;
        }
        let strays = self.blocks.last().map(|block| block.strays.as_slice()).unwrap_or_default();
        let is_before = |run: &Run| item(&self.text(run)).is_some_and(|own| own.1 + 1 == number && goes_on(&said, own));
        let found = strays.iter().rev().take(MOST_STRAYS).find(|run| is_before(run)).cloned();
        if let (Some(run), Some(last)) = (found, self.blocks.last_mut()) {
            last.strays.retain(|stray| *stray != run);
            last.doubtful.push(run.clone());
            self.put(block, label, run);
        }
    }

    /// A later item goes on with the objective before its label that it stands right behind; else nobody knows whose it is.
    fn early_item(&mut self, whole: Run, item: (&str, usize)) {
        let text = self.early.last().map(|(_, last)| self.text(last)).unwrap_or_default();
        let before = |(field, last): &&mut (Field, Run)| {
            *field == Field::Objective && last.end == whole.start && goes_on(&text, item)
        };
        match self.early.last_mut().filter(before) {
            Some((_, last)) => last.end = whole.end,
            None => self.keep(|block| &mut block.strays, &whole),
        }
    }

    /// The objective of the page that ends inside a sentence, where a text does not begin as objectives do.
    fn unended(&self, whole: &Run) -> Option<(usize, usize)> {
        const CLOSED: [char; 4] = ['。', ';', '!', ':'];
        let (block, label, last) = self.page.objective.as_ref()?;
        let text = self.text(whole);
        let begins = lexicon::OBJECTIVE_BEGINNINGS.iter().any(|word| text.starts_with(word))
            || text.starts_with(|ch: char| ch.is_ascii_digit());
        let ends = self.text(last).ends_with(CLOSED);
        let awaited =
            self.waiting.iter().any(|waiting| matches!(waiting.field, Field::Objective | Field::OtherObjective));
        let torn = !awaited || self.is_full(last);
        (last.start < whole.start && !begins && !ends && torn).then_some((*block, *label))
    }

    /// Whether the last line of an objective is as wide as its first: it may go on in another box.
    fn is_full(&self, objective: &Run) -> bool {
        const SLACK: usize = 4;
        let sheet = &self.pieces.sheet;
        let begins = |at: &usize| sheet.begins_line(*at);
        let second = (objective.start + 1..objective.end).find(begins);
        let last = (objective.start + 1..objective.end).rev().find(begins);
        let width = |run: Run| super::atoms::width(&sheet.text(run));
        let (Some(second), Some(last)) = (second, last) else { return false };
        width(last..objective.end) + SLACK >= width(objective.start..second)
    }

    /// Whether a text among names of indicators is the name of a body: a label waits for one, or the first project has it.
    pub(super) fn is_body(&self, text: &str) -> bool {
        let of_body = |field: Field| matches!(field, Field::Department | Field::Unit);
        let first = self.blocks.first().map(|block| block.fields.as_slice()).unwrap_or_default();
        let mut known = first.iter().filter(|(field, ..)| of_body(*field)).flat_map(|(_, _, values)| values);
        let waits = self.waiting.iter().any(|waiting| of_body(waiting.field));
        !text.contains('、') && (waits || known.any(|run| self.text(run) == text))
    }
}

/// An item stands among so many texts; keeps the work linear.
const MOST_STRAYS: usize = 8;
