//! The sentences of objectives, and the names of bodies.

use super::page::Reader;
use crate::lexicon::{self, Field};
use crate::parse::sheet::Run;

impl Reader<'_> {
    /// Gives sentences to the objective that is open, to one that has not ended, or to the first label that waits for one.
    pub(super) fn sentence(&mut self, whole: Run) {
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

    /// The objective of the page that ends inside a sentence, where a text does not begin as objectives do.
    fn unended(&self, whole: &Run) -> Option<(usize, usize)> {
        const CLOSED: [char; 4] = ['。', ';', '!', ':'];
        let (block, label, last) = self.page.objective.as_ref()?;
        let text = self.text(whole);
        let begins = lexicon::OBJECTIVE_BEGINNINGS.iter().any(|word| text.starts_with(word))
            || text.starts_with(|ch: char| ch.is_ascii_digit());
        let ends = self.text(last).ends_with(CLOSED);
        let awaited = self.waiting.iter().any(|waiting| matches!(waiting.field, Field::Objective | Field::OtherObjective));
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
