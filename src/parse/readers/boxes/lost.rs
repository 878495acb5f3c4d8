//! Pages of forms whose columns do not agree: what stands on them is lost, and what stands on the others is not.

use super::atoms::{Atom, What};
use super::form::Block;
use super::page::{Reader, Waiting};
use crate::lexicon::Field;
use crate::parse::sheet::Run;

/// What a page may change of what is read of those before it.
pub(super) struct Saved {
    blocks: usize,
    last: Option<Block>,
    waiting: Vec<Waiting>,
    early: Vec<(Field, Run)>,
    department: Option<String>,
    seen: usize,
    rows: usize,
    slips: usize,
}

impl Reader<'_> {
    /// What is read before a page. `None` where the project that is open is too long to be kept twice.
    pub(super) fn save(&self) -> Option<Saved> {
        /// No project has more pages, or more texts; keeps the work linear.
        const MOST_PAGES: usize = 16;
        const MOST_TEXTS: usize = 2_000;
        let short = |last: &&Block| last.rows.len() <= MOST_PAGES && last.texts() <= MOST_TEXTS;
        let last = self.blocks.last().filter(short);
        last.map(|last| Saved {
            blocks: self.blocks.len(),
            last: Some(last.clone()),
            waiting: self.waiting.clone(),
            early: self.early.clone(),
            department: self.department.clone(),
            seen: self.seen.len(),
            rows: self.rows,
            slips: self.slips,
        })
    }

    /// Leaves a page to nobody, and with it what the next one begins with.
    pub(super) fn lose(&mut self, page: &[Atom], saved: Saved) {
        self.blocks.truncate(saved.blocks);
        if let Some((place, last)) = self.blocks.last_mut().zip(saved.last) {
            *place = last;
        }
        self.seen.truncate(saved.seen);
        (self.waiting, self.early, self.department) = (saved.waiting, saved.early, saved.department);
        (self.rows, self.slips, self.open) = (saved.rows, saved.slips, None);
        self.waiting.clear();
        self.blocks.push(Block { lost: true, headed: true, ..Block::default() });
        for atom in page {
            if atom.what == What::Above {
                self.above(atom);
            } else {
                let runs = std::iter::once(&atom.run).chain(&atom.rest).cloned();
                self.blocks.last_mut().into_iter().for_each(|block| block.strays.extend(runs.clone()));
            }
        }
    }

    /// Whether nobody knows whose rows the next page begins with.
    pub(super) fn is_lost(&self) -> bool {
        self.blocks.last().is_some_and(|block| block.lost)
    }

    /// Whether a page begins with rows or with the name of a project, not in the middle of a form.
    pub(super) fn begins_whole(page: &[Atom]) -> bool {
        let told = page.iter().find_map(|atom| match atom.what {
            What::Label(Field::Heading) | What::Above => None,
            What::Level(_) | What::Label(Field::Project) => Some(true),
            What::Label(_) | What::Head(_) | What::Part => Some(false),
            _ => None,
        });
        told == Some(true)
    }
}
