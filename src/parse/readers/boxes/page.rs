//! The columns of each page, cut into the projects they belong to.

use super::atoms::{self, Atom, What};
use super::columns::{Line, Stream, line};
use super::form::Block;
use super::further::cells::{is_closing, is_surely};
use super::levels;
use super::owners::{CLASS, is_class, is_end_of_name};
use super::single::{Gathered, is_all_words, is_phrase};
use crate::lexicon::{self, Column, Field};
use crate::model::Category;
use crate::parse::readers::pieces::Pieces;
use crate::parse::sheet::Run;

/// No more labels wait for their values; keeps the work linear.
pub(super) const MOST: usize = 64;

/// Which column the text is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum In {
    Above,
    Names,
    Targets,
}

/// Whether a form has more columns than targets and weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cells {
    AsFound,
    /// It has, and they are told apart.
    ToldApart,
}

/// No line of a project's name is wider, where it does not stand right behind its label.
const LONGEST_NAME: usize = 48;

/// A label that waits for its value: whose.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waiting {
    pub(super) block: usize,
    pub(super) label: usize,
    pub(super) field: Field,
}

/// What is read of all pages.
pub(super) struct Reader<'r> {
    pub(super) pieces: &'r Pieces<'r>,
    pub(super) blocks: Vec<Block>,
    pub(super) waiting: Vec<Waiting>,
    /// Bodies and objectives that stand before their labels.
    pub(super) early: Vec<(Field, Run)>,
    /// The department of the first project.
    pub(super) department: Option<String>,
    /// Texts that stand on each page.
    pub(super) seen: Vec<String>,
    pub(super) weights: bool,
    /// Whether every number is a weight, because a form has more columns and those are told apart.
    pub(super) cells: Cells,
    /// Whether labels of levels stand beside the first of their rows.
    pub(super) at_top: bool,
    /// Whether labels of 二级指标 stand in the usual order.
    pub(super) is_usual: bool,
    /// Labels that no project has twice.
    pub(super) once: Vec<String>,
    /// How many rows there are, and how many have a target that their name does not ask for.
    pub(super) rows: usize,
    pub(super) slips: usize,
    pub(super) page: Page,
    /// Whether the last text was an objective, and whose: its next lines may be boxes of their own.
    pub(super) open: Option<(usize, usize)>,
}

/// The columns of one page.
#[derive(Default)]
pub(super) struct Page {
    pub(super) first: Stream<(Run, Category)>,
    pub(super) second: Stream<Vec<Run>>,
    pub(super) names: Stream<Line>,
    pub(super) targets: Stream<Line>,
    /// Labels of 二级指标 between the heads of 一级指标 and their own, which stand lower, and the number of heads before them.
    pub(super) early_second: Vec<(usize, Vec<Run>)>,
    /// Texts above the heads of the next project that may be names of the part above.
    pub(super) late: Vec<(usize, Line)>,
    pub(super) weights: Vec<Run>,
    /// The heads of what was reached and of its scores.
    pub(super) seconds: Vec<Run>,
    pub(super) scores: Vec<Run>,
    pub(super) numbers: Vec<Run>,
    /// The block that was open where the page began, and the money labels on it by block.
    pub(super) from: usize,
    /// How far down that one had been read.
    pub(super) depth: u8,
    /// Which page it is.
    pub(super) number: usize,
    pub(super) money: Vec<(usize, usize)>,
    /// Whether the page is the form of one project from its title on, and has one objective only.
    pub(super) is_form: bool,
    pub(super) gathers: bool,
    /// Whether labels of levels stand before their heads.
    pub(super) moved: bool,
    pub(super) gathered: Gathered,
    /// The objective that was read last, and its last lines.
    pub(super) objective: Option<(usize, usize, Run)>,
}

impl Page {
    /// Keeps the head of a column that is none of names and targets.
    fn further_head(&mut self, column: Column, run: &Run) {
        let heads = match column {
            Column::Actual | Column::Other => &mut self.seconds,
            Column::Score => &mut self.scores,
            _ => &mut self.weights,
        };
        heads.push(run.clone());
    }
}

impl Reader<'_> {
    /// Whether the cells of a form with further columns are told apart.
    pub(super) fn is_sorted(&self) -> bool {
        self.cells == Cells::ToldApart
    }

    pub(super) fn text(&self, run: &Run) -> String {
        self.pieces.sheet.folded(run.clone())
    }

    pub(super) fn read(&mut self, atoms: &[Atom]) {
        let mut inside = if self.goes_on(atoms) { In::Names } else { In::Above };
        let mut at = 0;
        while let Some(atom) = atoms.get(at) {
            let mut next = at + 1;
            if atom.what != What::Text {
                self.open = None;
            }
            match atom.what {
                What::Above => {
                    self.above(atom);
                    let is_title = || self.pieces.title(self.pieces.piece_from(atom.run.start)).is_some();
                    inside = if self.is_sorted() && is_title() { In::Above } else { inside };
                }
                What::Part => self.part(&atom.run),
                What::Label(field) => {
                    self.label(field, &atom.run);
                    if field == Field::Project || (self.is_sorted() && matches!(field, Field::Department | Field::Unit))
                    {
                        inside = In::Above;
                    }
                }
                What::Head(column) => {
                    if self.page.is_form {
                        self.waiting.retain(|waiting| waiting.field != Field::Other);
                    }
                    inside = match column {
                        Column::Level1 => {
                            self.page.first.head(atom.run.clone());
                            In::Names
                        }
                        Column::Level2 => {
                            self.page.second.head(atom.run.clone());
                            In::Names
                        }
                        Column::Name => {
                            self.page.names.head(atom.run.clone());
                            In::Names
                        }
                        Column::Target => {
                            self.page.targets.head(atom.run.clone());
                            In::Targets
                        }
                        _ => {
                            self.page.further_head(column, &atom.run);
                            inside
                        }
                    };
                }
                What::Level(level) => {
                    let is_first = |_: &Category| !level.is_second() || levels::is_level1(atoms, at, level);
                    if let Some(category) = level.category().filter(is_first) {
                        self.page.first.push((atom.run.clone(), category));
                    } else {
                        let label: Vec<Run> = std::iter::once(atom.run.clone()).chain(atom.rest.clone()).collect();
                        let heads = self.page.first.heads.len();
                        if !self.page.is_form && heads > self.page.second.heads.len() {
                            self.page.early_second.push((heads, label));
                        } else {
                            self.page.second.push(label);
                        }
                    }
                    inside = In::Names;
                }
                What::Number => self.number(atoms, at, inside),
                What::Weight => self.page.numbers.push(atom.run.clone()),
                What::Target => {
                    let target = self.line(atom);
                    self.page.targets.push(target);
                    inside = In::Targets;
                }
                What::Text
                    if inside != In::Above
                        && !self.is_sorted()
                        && self.is_among_targets(atoms, at, inside == In::Targets) =>
                {
                    let target = self.line(atom);
                    self.page.targets.push(target);
                    inside = In::Targets;
                }
                What::Text => {
                    let boxed = atoms.get(at..).unwrap_or_default();
                    let lines =
                        boxed.iter().take_while(|other| other.what == What::Text && other.boxed == atom.boxed).count();
                    next = at + lines;
                    let named =
                        at > 0 && atoms.get(at - 1).is_some_and(|atom| atom.what == What::Label(Field::Project));
                    if !self.take_beside(atoms, at, next) {
                        inside = self.texts(atoms.get(at..next).unwrap_or_default(), inside, named);
                    }
                }
            }
            at = next;
        }
    }

    /// Keeps something with the project that is being read.
    pub(super) fn keep(&mut self, place: impl FnOnce(&mut Block) -> &mut Vec<Run>, run: &Run) {
        if let Some(block) = self.blocks.last_mut() {
            place(block).push(run.clone());
        }
    }

    /// What a page prints again belongs to the page.
    pub(super) fn above(&mut self, atom: &Atom) {
        let text = self.text(&atom.run);
        if self.seen.contains(&text) {
            self.keep(|block| &mut block.again, &atom.run);
        } else {
            if self.seen.len() < MOST {
                self.seen.push(text);
            }
            self.keep(|block| &mut block.above, &atom.run);
        }
    }

    fn label(&mut self, field: Field, run: &Run) {
        let begun = self.blocks.last().is_some_and(Block::is_begun);
        let begins = field == Field::Project && !self.page.is_form && (begun || self.page.names.last() > 0);
        let block = self.owner(field, run).unwrap_or(self.blocks.len() - usize::from(!begins));
        if matches!(field, Field::Heading | Field::OtherSet) {
            self.keep(|block| &mut block.headings, run);
            return;
        }
        if block == self.blocks.len() {
            self.blocks.push(Block::default());
        }
        let Some(own) = self.blocks.get_mut(block) else { return };
        let label = own.fields.len();
        own.fields.push((field, run.clone(), Vec::new()));
        if field == Field::Other && (self.text(run).ends_with("元)") || self.text(run).contains(CLASS)) {
            return;
        }
        if let Field::Money(_) = field {
            match self.page.money.iter_mut().find(|(of, _)| *of == block) {
                Some((_, count)) => *count += 1,
                None => self.page.money.push((block, 1)),
            }
            return;
        }
        self.wait(Waiting { block, label, field });
    }

    /// Gives a value to a label, or to the torn label of an objective.
    pub(super) fn put(&mut self, block: usize, label: usize, value: Run) {
        let Some(block) = self.blocks.get_mut(block) else { return };
        match block.fields.get_mut(label) {
            Some((_, _, values)) => values.push(value),
            None => block.objective.push(value),
        }
    }

    /// The first label that waits for such a value takes it.
    pub(super) fn take(&mut self, value: &Run, accepts: impl Fn(Field) -> bool) -> Option<(usize, usize)> {
        let at = self.waiting.iter().position(|waiting| accepts(waiting.field))?;
        Some(self.give(at, value))
    }

    /// The label that waits at a place takes a value.
    fn give(&mut self, at: usize, value: &Run) -> (usize, usize) {
        let Waiting { block, label, .. } = self.waiting.remove(at);
        self.put(block, label, value.clone());
        (block, label)
    }

    /// The lines of a box.
    /// `named`: the label of a project's name stands right before them.
    fn texts(&mut self, lines: &[Atom], mut inside: In, named: bool) -> In {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return inside };
        let whole = first.run.start..last.run.end;
        let text = self.text(&whole);
        if atoms::is_sentence(&text) || atoms::is_clause(&text) {
            if !(self.page.gathers && self.gather(lines.iter().map(|atom| line(self.pieces, atom)).collect())) {
                self.sentence(whole);
            }
            return inside;
        }
        self.open = None;
        let name = self.whole_name(lines).filter(|_| named);
        if name.is_some_and(|name| self.take(&name, |field| field == Field::Project).is_some()) {
            return inside;
        }
        for atom in lines {
            let text = self.text(&atom.run);
            let value = atoms::is_value(&text);
            let named = named && atom.run.start == first.run.start && self.department.as_ref() != Some(&text);
            let body = atoms::is_body(&text) && !named;
            let kind = lexicon::PROJECT_KINDS.contains(&text.as_str());
            let project = lexicon::ends_project(&text) && !kind;
            let period = text.starts_with("20") && text.matches('年').count() > 1;
            let above = inside == In::Above;
            let sorted = self.is_sorted();
            let accepts = |field: Field| match field {
                // What narrow columns have left of a label is no name.
                Field::Project if !named && is_end_of_name(&text) => false,
                Field::Project if sorted && (is_part_of_label(&text) || text.contains([',', '。', ';'])) => false,
                // Lines of goals are no names.
                Field::Project if sorted && atoms::width(&text) > LONGEST_NAME && !named => false,
                Field::Project => !body && (project || (above && !value)),
                Field::Year => text.starts_with("20"),
                Field::Other => !body && !project && (above || period),
                _ => false,
            };
            if above && !value && !body && !kind && self.goes_on_name(&atom.run, &text) {
                continue;
            }
            if is_class(&text) && self.once.iter().any(|label| label.contains(CLASS)) {
                self.keep(|block| &mut block.strays, &atom.run);
                continue;
            }
            if kind {
                // It stands beside its label, and other labels may wait.
                let at = self.waiting.iter().rposition(|waiting| waiting.field == Field::Other);
                if at.map(|at| self.give(at, &atom.run)).is_none() {
                    self.keep(|block| &mut block.strays, &atom.run);
                }
                continue;
            }
            if let Some((block, label)) = self.take(&atom.run, accepts) {
                atom.rest.iter().for_each(|rest| self.put(block, label, rest.clone()));
                continue;
            }
            if above && project && !body && self.page.is_form {
                self.early.push((Field::Project, atom.run.clone()));
                continue;
            }
            if body && !value && (above || self.is_body(&text)) {
                self.body(&atom.run, text);
                continue;
            }
            let words = !self.is_sorted()
                && inside != In::Above
                && (is_phrase(&text) || (is_all_words(&text) && self.lacks_target()));
            let is_target = value
                || words
                || (!self.is_sorted() && inside == In::Targets && (atoms::is_words(&text) || self.lacks_target()));
            match inside {
                // Where columns are told apart, no other text is a target.
                _ if self.is_sorted() && (is_surely(&text) || is_closing(&text)) => {
                    self.keep(|block| &mut block.strays, &atom.run);
                }
                _ if !value && self.page.gathers && self.is_above_names() => self.leave(self.line(atom)),
                In::Above if !value && self.page.names.last() > 0 => {
                    let part = self.page.names.parts.len() - 1;
                    self.page.late.push((part, self.line(atom)));
                }
                In::Above if !value => self.keep(|block| &mut block.strays, &atom.run),
                _ if is_target => {
                    let target = self.line(atom);
                    self.page.targets.push(target);
                    inside = In::Targets;
                }
                _ => {
                    let name = self.line(atom);
                    self.page.names.push(name);
                    inside = In::Names;
                }
            }
        }
        inside
    }
}

/// Whether a text may be a part of a label: 主管部.
fn is_part_of_label(text: &str) -> bool {
    lexicon::FIELDS.iter().any(|(label, _)| label.contains(text))
}
