//! Which project of a page a label belongs to: columns put labels of one project behind those of the next.

use super::atoms::{Atom, What};
use super::page::Reader;
use crate::lexicon::Field;
use crate::parse::sheet::Run;

/// Labels that no project has twice: none of them stands in a text more often than names of projects do.
pub(super) fn once(text: impl Fn(&Run) -> String, atoms: &[Atom]) -> Vec<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    let mut projects = 0;
    for atom in atoms {
        let What::Label(field) = atom.what else { continue };
        projects += usize::from(field == Field::Project);
        let text = text(&atom.run);
        match counts.iter_mut().find(|(own, _)| *own == text) {
            Some((_, count)) => *count += 1,
            None => counts.push((text, 1)),
        }
    }
    counts.into_iter().filter(|(_, count)| *count <= projects).map(|(text, _)| text).collect()
}

/// How far down in a form a label stands. The heads of its columns stand below all.
fn depth(field: Field) -> u8 {
    match field {
        Field::Project => 0,
        Field::Money(_) => 2,
        Field::Objective | Field::OtherObjective => 3,
        _ => 1,
    }
}

const HEADS: u8 = 4;

impl Reader<'_> {
    /// How far down the project that is open has been read.
    pub(super) fn depth_of_last(&self) -> u8 {
        let Some(last) = self.blocks.last() else { return 0 };
        let fields = last.fields.iter().map(|(field, ..)| depth(*field)).max().unwrap_or_default();
        if last.headed || !last.rows.is_empty() { HEADS } else { fields }
    }

    /// The first project of the page that lacks a label; a page cuts a form straight across, so one that goes on lacks only
    /// what stands below. `None` where a label says nothing of its project.
    pub(super) fn owner(&self, field: Field, run: &Run) -> Option<usize> {
        let text = self.text(run);
        if self.page.is_form || !self.once.contains(&text) {
            return None;
        }
        let unnamed = self.page.names.parts.first().is_some_and(|names| !names.is_empty());
        let goes_on = |at: usize| at > self.page.from || (depth(field) >= self.page.depth && !unnamed);
        let lacks = |at: &usize| {
            let fields = self.blocks.get(*at).map(|block| block.fields.as_slice()).unwrap_or_default();
            goes_on(*at) && !fields.iter().any(|(_, own, _)| self.text(own) == text)
        };
        Some((self.page.from..self.blocks.len()).find(lacks).unwrap_or(self.blocks.len()))
    }

    /// The first project of the page that lacks a part of the label of its objective.
    pub(super) fn owner_of_part(&self, run: &Run) -> usize {
        let text = self.text(run);
        let lacks = |at: &usize| {
            let Some(block) = self.blocks.get(*at) else { return false };
            let goes_on = *at > self.page.from || self.page.depth < HEADS;
            let whole = block.fields.iter().any(|(field, ..)| *field == Field::Objective);
            goes_on && !whole && !block.labels.iter().any(|own| self.text(own) == text)
        };
        let last = self.blocks.len() - 1;
        if self.page.is_form { last } else { (self.page.from..last).find(lacks).unwrap_or(last) }
    }
}
