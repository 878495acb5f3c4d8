//! Forms with more columns than targets and weights: what was reached and its scores.
//!
//! The cells of two columns that hold the same kind of value stand in turns, a part of one behind a part of the other. They
//! are told apart before anything is counted, and taken out with the money above them: what is left is a form of one column
//! of targets and one of weights, and is read as such. Where they cannot be told apart the page is lost.

pub(super) mod cells;
mod doubles;
mod goals;
mod lines;
mod roles;

use self::cells::Kind;
use self::roles::Role;
use super::atoms::{Atom, What};
use crate::lexicon::{Column, Field};
use crate::parse::readers::pieces::Pieces;
use crate::parse::readers::rows::level_from_text;
use crate::parse::sheet::Run;
use std::collections::BTreeMap;

/// What stands in the further columns, by where the target or the weight of its row begins.
#[derive(Debug, Default)]
pub(super) struct Further {
    pub(super) second: BTreeMap<usize, Vec<Run>>,
    pub(super) scores: BTreeMap<usize, Vec<Run>>,
    /// Targets that may be those of the other column.
    pub(super) unsure: Vec<Run>,
    /// What no column of a form has.
    pub(super) strays: Vec<Run>,
    /// Heads and dashes of what is not read.
    pub(super) passed: Vec<Run>,
    /// Where goals begin that stand beside what was reached.
    pub(super) goals: Vec<Run>,
    /// Pages whose columns cannot be told apart.
    pub(super) lost: Vec<usize>,
}

/// Which columns a text has beside names and targets.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Columns {
    /// What was reached.
    pub(super) second: bool,
    pub(super) weights: bool,
    pub(super) scores: bool,
}

/// Which columns a text has.
pub(super) fn columns(pieces: &Pieces<'_>, atoms: &[Atom]) -> Columns {
    let mut columns = Columns::default();
    for page in atoms.chunk_by(|one, two| one.page == two.page) {
        for (atom, below) in page.iter().zip(below(pieces, page, false)) {
            match atom.what {
                What::Head(Column::Actual) if below => columns.second = true,
                What::Head(Column::Score) if below => columns.scores = true,
                What::Head(Column::Weight) if below => columns.weights = true,
                _ => {}
            }
        }
    }
    columns
}

/// Whether each atom of a page stands among the indicators of a form, and not above them.
fn below(pieces: &Pieces<'_>, page: &[Atom], goes_on: bool) -> Vec<bool> {
    let mut below = goes_on;
    let step = |atom: &Atom| {
        below = match atom.what {
            What::Head(Column::Level1 | Column::Level2 | Column::Name | Column::Target) => true,
            What::Above if pieces.title(pieces.piece_from(atom.run.start)).is_some() => false,
            What::Text if roles::is_money_head(&pieces.sheet.folded(atom.run.clone())) => false,
            What::Label(Field::Project | Field::Department | Field::Unit | Field::Money(_)) => false,
            _ => below,
        };
        below
    };
    page.iter().map(step).collect()
}

/// Takes the further columns out of a text.
pub(super) fn take(pieces: &Pieces<'_>, all: &[Atom], columns: Columns) -> (Vec<Atom>, Further) {
    let mut taker = Taker { pieces, columns, further: Further::default(), goes_on: false };
    let mut kept = Vec::with_capacity(all.len());
    let mut open = false;
    for page in all.chunk_by(|one, two| one.page == two.page) {
        taker.goes_on = open && begins_inside(page);
        let below = below(pieces, page, taker.goes_on);
        open = below.last().copied().unwrap_or(open);
        kept.extend(taker.page(page, &below));
    }
    (kept, taker.further)
}

/// Whether the labels of several projects stand before the rows of the first: nobody knows whose the values are.
fn are_labels_together(page: &[Atom]) -> bool {
    // Where several forms share a page, only a name right behind its label is surely that form's.
    let is_label = |atom: &Atom| atom.what == What::Label(Field::Project);
    let named = |pair: &[Atom]| matches!(pair, [label, name] if is_label(label) && name.what == What::Text);
    let labels = page.iter().filter(|atom| is_label(atom)).count();
    if labels > 1 && page.windows(2).filter(|pair| named(pair)).count() < labels {
        return true;
    }
    let mut waits = false;
    page.iter().any(|atom| match atom.what {
        What::Label(Field::Project) => std::mem::replace(&mut waits, true),
        What::Head(Column::Name) => {
            waits = false;
            false
        }
        _ => false,
    })
}

/// Whether a page begins with rows.
fn begins_inside(page: &[Atom]) -> bool {
    let mut told = page.iter().filter_map(|atom| match atom.what {
        What::Label(Field::Heading) | What::Head(Column::Other) => None,
        What::Level(_) => Some(true),
        What::Label(_) | What::Head(_) | What::Above => Some(false),
        _ => None,
    });
    told.next() == Some(true)
}

struct Taker<'t> {
    pieces: &'t Pieces<'t>,
    columns: Columns,
    further: Further,
    /// Whether the page begins with rows.
    goes_on: bool,
}

impl Taker<'_> {
    fn text(&self, atom: &Atom) -> String {
        self.pieces.sheet.folded(atom.run.clone())
    }

    fn page(&mut self, page: &[Atom], below: &[bool]) -> Vec<Atom> {
        /// No page has more; keeps the work linear.
        const MOST: usize = 1_500;
        let number = page.first().map_or(0, |atom| atom.page);
        if page.len() > MOST || are_labels_together(page) {
            self.further.lost.push(number);
            return page.to_vec();
        }
        let (page, below) = lines::joined(self.pieces, page, below);
        let (page, below) = (page.as_slice(), below.as_slice());
        let texts: Vec<String> = page.iter().map(|atom| self.text(atom)).collect();
        let mut roles = roles::roles(self.columns, page, (&texts, below));
        let mut atoms = page.to_vec();
        for (atom, text) in atoms.iter_mut().zip(&texts).filter(|(atom, _)| atom.what == What::Text) {
            // A label whose points are torn from it: 效益指标(20.
            let begun = text.split_once('(').filter(|(_, rest)| rest.chars().all(|ch| ch.is_ascii_digit()));
            if let Some(level) = begun.and_then(|(label, _)| level_from_text(label)) {
                atom.what = What::Level(level);
            }
        }
        let goals = goals::find(page, &texts, below);
        match self.tell(&mut atoms, &texts, &mut roles) {
            Some(rows) => end_reasons(page, below, &texts, &mut roles, rows),
            None => self.further.lost.push(number),
        }
        self.further.goals.extend(goals.doubtful.iter().cloned());
        let mut kept: Vec<Atom> = Vec::with_capacity(atoms.len());
        for (at, (atom, role)) in atoms.into_iter().zip(roles).enumerate() {
            if let Some(own) = goals.at.get(&at) {
                kept.extend(own.iter().filter_map(|at| page.get(*at)).cloned());
            }
            if goals.taken.contains(&at) {
                continue;
            }
            let runs = || std::iter::once(atom.run.clone()).chain(atom.rest.clone());
            match role {
                _ if goals.passed.contains(&at) => self.further.passed.extend(runs()),
                _ if goals.strays.contains(&at) => self.further.strays.extend(runs()),
                Role::Keep => kept.push(atom),
                Role::Stray | Role::Cell => self.further.strays.extend(runs()),
                Role::Told => {}
                Role::Passed | Role::Total => self.further.passed.extend(runs()),
            }
        }
        kept
    }

    /// Tells the cells of a page apart, and which are targets and weights. How many rows there are, where that can be told.
    fn tell(&mut self, atoms: &mut [Atom], texts: &[String], roles: &mut [Role]) -> Option<usize> {
        let totals = roles.iter().filter(|role| **role == Role::Total).count();
        let places: Vec<usize> = (0..roles.len()).filter(|at| roles.get(*at) == Some(&Role::Cell)).collect();
        if places.is_empty() {
            return Some(0);
        }
        let list: Vec<cells::Cell<'_>> = places
            .iter()
            .filter_map(|at| {
                let before = at.checked_sub(1).and_then(|at| atoms.get(at));
                let head = before.and_then(|before| match before.what {
                    What::Head(column) => Some(column),
                    _ => None,
                });
                let adjoins = at.checked_sub(1).and_then(|at| roles.get(at)) == Some(&Role::Cell);
                let is_number = atoms.get(*at)?.what == What::Number;
                Some(cells::Cell { at: *at, text: texts.get(*at)?, is_number, head, adjoins })
            })
            .collect();
        let number = atoms.first().map_or(0, |atom| atom.page + 1);
        let heads = atoms.iter().filter(|atom| atom.what == What::Head(Column::Name)).count();
        let forms = (heads + usize::from(self.goes_on)).max(1);
        // Nothing stands above the heads of the only form of a page.
        let mut heads_of =
            (0..atoms.len()).filter(|at| atoms.get(*at).is_some_and(|atom| atom.what == What::Head(Column::Target)));
        let head = heads_of.next().filter(|_| heads_of.next().is_none() && !self.goes_on);
        let told = cells::tell(&list, self.columns, (totals, forms), number);
        let told = told.filter(|told| told.targets.iter().all(|(at, _)| head.is_none_or(|head| *at > head)));
        // Where most may be the other column's, nobody knows more than names.
        let told = told.filter(|told| told.unsure.len() * 2 <= told.targets.len())?;
        let run = |at: usize| atoms.get(at).map(|atom| atom.run.clone());
        let runs =
            |at: usize| atoms.get(at).map(|atom| std::iter::once(atom.run.clone()).chain(atom.rest.clone()).collect());
        // What may be another row's is read of neither.
        let sure = told.targets.iter().filter(|(target, _)| !told.unsure.contains(target));
        for (target, second) in sure {
            if let (Some(start), Some(second)) = (run(*target).map(|run| run.start), second.and_then(runs)) {
                self.further.second.insert(start, second);
            }
        }
        for (weight, score) in &told.weights {
            if let (Some(start), Some(score)) = (run(*weight).map(|run| run.start), score.and_then(runs)) {
                self.further.scores.insert(start, score);
            }
        }
        self.further.unsure.extend(told.unsure.iter().filter_map(|at| run(*at)));
        for (at, kind) in told.kinds() {
            let (Some(atom), Some(role)) = (atoms.get_mut(at), roles.get_mut(at)) else { continue };
            *role = match kind {
                Kind::Target => {
                    atom.what = What::Target;
                    Role::Keep
                }
                Kind::Weight => {
                    atom.what = What::Weight;
                    Role::Keep
                }
                Kind::Second if told.is_doubtful(at) => Role::Stray,
                Kind::Second | Kind::Score => Role::Told,
                Kind::Total => Role::Total,
            };
        }
        Some(told.targets.len())
    }
}

/// Takes the further lines of reasons from the names where there are as many names as rows without them.
fn end_reasons(page: &[Atom], below: &[bool], texts: &[String], roles: &mut [Role], rows: usize) {
    let is_name = |at: &usize| {
        let text = page.get(*at).is_some_and(|atom| atom.what == What::Text) && below.get(*at) == Some(&true);
        text && roles.get(*at) == Some(&Role::Keep)
    };
    let names: Vec<usize> = (0..page.len()).filter(is_name).collect();
    let mut last: Option<usize> = None;
    let mut ends: Vec<usize> = Vec::new();
    for (at, role) in roles.iter().enumerate() {
        let is_reason = *role == Role::Stray && texts.get(at).is_some_and(|text| cells::is_reason(text));
        let goes_on = last.is_some_and(|last| last + 1 == at) && names.binary_search(&at).is_ok();
        ends.extend(Some(at).filter(|_| goes_on));
        last = Some(at).filter(|_| is_reason || goes_on).or(last);
    }
    if names.len() > rows && names.len() - ends.len() == rows {
        for at in ends {
            roles.get_mut(at).into_iter().for_each(|role| *role = Role::Stray);
        }
    }
}
