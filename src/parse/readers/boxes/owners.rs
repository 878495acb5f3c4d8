//! Which project of a page a label belongs to: columns put labels of one project behind those of the next.

use super::atoms::{self, Atom, What, is_body};
use super::columns::{Line, line};
use super::form::OBJECTIVE;
use super::page::{MOST, Reader, Waiting};
use crate::lexicon::{self, Field};
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

/// A label of money without its unit, which may stand on a line of its own.
fn without_unit(label: &str) -> &str {
    label.trim_end_matches("(万元)").trim_end_matches(':')
}

/// How far down in a form a label stands. The heads of its columns stand below all.
pub(super) fn depth(field: Field) -> u8 {
    match field {
        Field::Project => 0,
        Field::Money(_) => 2,
        Field::Objective | Field::OtherObjective => 3,
        _ => 1,
    }
}

pub(super) const HEADS: u8 = 4;

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
        // A form whose first labels end a page may have its name on the next.
        let lowest = if field == Field::Project { self.page.depth.min(1) } else { depth(field) };
        let goes_on = |at: usize| at > self.page.from || (lowest >= self.page.depth && !unnamed);
        let lacks = |at: &usize| {
            let fields = self.blocks.get(*at).map(|block| block.fields.as_slice()).unwrap_or_default();
            let torn = field == Field::Objective && self.has_torn_objective(*at);
            let same = |own: &Run| without_unit(&self.text(own)) == without_unit(&text);
            goes_on(*at) && !torn && !fields.iter().any(|(_, own, _)| same(own))
        };
        Some((self.page.from..self.blocks.len()).find(lacks).unwrap_or(self.blocks.len()))
    }

    /// Gives the name of a body to the label of one that stands right before it and behind no other label, where several
    /// bodies may answer for a project. Whether it does.
    pub(super) fn take_beside(&mut self, atoms: &[Atom], at: usize, next: usize) -> bool {
        let what = |back: usize| at.checked_sub(back).and_then(|at| atoms.get(at)).map(|atom| atom.what);
        let Some(What::Label(field @ (Field::Department | Field::Unit))) = what(1) else { return false };
        if !self.is_sorted() || matches!(what(2), Some(What::Label(_))) {
            return false;
        }
        let (Some(first), Some(last)) = (atoms.get(at), atoms.get(next - 1)) else { return false };
        let value = first.run.start..last.run.end;
        let text = self.text(&value);
        let place = self.waiting.iter().rposition(|waiting| waiting.field == field).filter(|_| is_body(&text));
        let Some(place) = place else { return false };
        let Waiting { block, label, .. } = self.waiting.remove(place);
        self.put(block, label, value);
        if field == Field::Department {
            self.department = Some(text);
        }
        true
    }

    /// Gives a text to the name of a project right before it, which fills its line and has not ended. Whether it does.
    pub(super) fn goes_on_name(&mut self, run: &Run, text: &str) -> bool {
        const NARROWEST: usize = 30;
        const SHORTEST: usize = 5;
        let Some(block) = self.blocks.last() else { return false };
        let own = block.fields.iter().find(|(field, _, values)| *field == Field::Project && values.len() == 1);
        let Some(last) = own.and_then(|(_, _, values)| values.last()).cloned() else { return false };
        let width = |run: &Run| atoms::width(&self.pieces.sheet.text(run.clone()));
        let (name, widest) = (self.text(&last), width(&last));
        let ends = lexicon::ends_project(&name);
        let bracket = text.starts_with('(') && text.ends_with(')');
        let own = bracket || lexicon::ends_project(&format!("{name}{text}")) || text.chars().count() >= SHORTEST;
        let adjoins = last.end == run.start && widest >= NARROWEST && width(run) <= widest && !text.starts_with("20");
        if !adjoins || !own || (ends && !bracket) {
            return false;
        }
        let place = self.blocks.last_mut().and_then(|block| {
            block.doubtful.push(run.clone());
            block.fields.iter_mut().find(|(field, ..)| *field == Field::Project)
        });
        if let Some((_, _, values)) = place {
            values.push(run.clone());
        }
        true
    }

    /// The name of a project on several lines of one box, each but the last as wide as any.
    pub(super) fn whole_name(&self, lines: &[Atom]) -> Option<Run> {
        const LINES: usize = 3;
        const NARROWEST: usize = 30;
        let (first, rest) = lines.split_first().filter(|(_, rest)| (1..LINES).contains(&rest.len()))?;
        let width = |atom: &Atom| atoms::width(&self.pieces.sheet.text(atom.run.clone()));
        let widest = width(first);
        let full = lines.iter().take(rest.len()).all(|line| width(line) + 2 >= widest) && widest >= NARROWEST;
        let other = |text: &str| {
            let kind = lexicon::PROJECT_KINDS.contains(&text);
            kind || text.starts_with("20") || text.starts_with('[') || (is_body(text) && !lexicon::ends_project(text))
        };
        let narrower = rest.iter().all(|line| width(line) <= widest && !other(&self.text(&line.run)));
        let name = first.run.start..rest.last()?.run.end;
        (full && narrower && !lexicon::ends_project(&self.text(&first.run))).then_some(name)
    }

    /// A label takes the value that stands before it, or waits for one.
    pub(super) fn wait(&mut self, waiting: Waiting) {
        let Waiting { block, label, field } = waiting;
        let early = self.early.iter().position(|(kind, _)| match field {
            Field::Objective | Field::Department | Field::Unit | Field::Project => *kind == field,
            _ => false,
        });
        if let Some((_, value)) = early.map(|at| self.early.remove(at)) {
            if field == Field::Objective {
                self.page.objective = Some((block, label, value.clone()));
            }
            self.put(block, label, value);
        } else {
            if self.waiting.len() >= MOST {
                self.waiting.remove(0);
            }
            self.waiting.push(waiting);
        }
    }

    /// Keeps a part of a torn label with the first project of the page that lacks it. The first part of the label of an
    /// objective waits for the objective.
    pub(super) fn part(&mut self, run: &Run) {
        let text = self.text(run);
        let last = self.blocks.len() - 1;
        let lacks = |at: &usize| {
            let Some(block) = self.blocks.get(*at) else { return false };
            let goes_on = *at > self.page.from || self.page.depth < HEADS;
            let whole = block.fields.iter().any(|(field, ..)| *field == Field::Objective);
            goes_on && !whole && !block.labels.iter().any(|own| self.text(own) == text)
        };
        let is_form = self.page.is_form;
        let found = (self.page.from..=last).find(lacks).filter(|_| !is_form && OBJECTIVE.contains(&text.as_str()));
        let block = found.unwrap_or(last);
        if found.is_some() && !self.has_torn_objective(block) {
            self.wait(Waiting { block, label: usize::MAX, field: Field::Objective });
        }
        self.blocks.get_mut(block).into_iter().for_each(|block| block.labels.push(run.clone()));
    }

    fn has_torn_objective(&self, block: usize) -> bool {
        let labels = self.blocks.get(block).map(|block| block.labels.as_slice()).unwrap_or_default();
        labels.iter().any(|own| OBJECTIVE.contains(&self.text(own).as_str()))
    }

    /// The objective of the project that is open goes on on this page where its last sentence has not ended.
    pub(super) fn reopen(&mut self) {
        let Some((at, block)) = self.blocks.iter().enumerate().next_back() else { return };
        let label = block.fields.iter().position(|(field, ..)| *field == Field::Objective);
        let own = label.and_then(|label| block.fields.get(label)).map_or(&block.objective, |(_, _, values)| values);
        let open = own.last().is_some_and(|run| !self.text(run).ends_with('。'));
        if open && !self.page.is_form && self.page.depth < HEADS {
            let waiting = Waiting { block: at, label: label.unwrap_or(usize::MAX), field: Field::Objective };
            self.waiting.insert(0, waiting);
        }
    }

    /// Keeps a box of an objective that stands before its label, with the one before where that has not ended.
    pub(super) fn early(&mut self, run: Run) {
        let text = self.early.last().map(|(_, last)| self.text(last)).unwrap_or_default();
        let goes_on = |(field, last): &&mut (Field, Run)| {
            *field == Field::Objective && last.end == run.start && !text.ends_with('。')
        };
        match self.early.last_mut().filter(goes_on) {
            Some((_, last)) => last.end = run.end,
            None => self.early.push((Field::Objective, run)),
        }
    }

    /// The line of an atom, below the heads of levels that stand before it.
    pub(super) fn line(&self, atom: &Atom) -> Line {
        let under = self.page.first.heads.len().max(self.page.second.heads.len());
        Line { under, ..line(self.pieces, atom) }
    }

    /// Whether a page begins with rows of the project that is open.
    pub(super) fn goes_on(&self, page: &[Atom]) -> bool {
        let mut told = page.iter().filter_map(|atom| match atom.what {
            What::Label(Field::Heading) => None,
            What::Level(_) => Some(true),
            What::Label(_) | What::Head(_) => Some(false),
            _ => None,
        });
        self.blocks.last().is_some_and(|block| block.headed) && told.next() == Some(true)
    }
}

/// The label of the class of a project holds this.
pub(super) const CLASS: &str = "一级项目";

/// Whether a text is a class of projects: 特定目标类, 部门项目类支出.
pub(super) fn is_class(text: &str) -> bool {
    const LONGEST: usize = 12;
    let stem = ["支出", "项目"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    stem.ends_with('类') && text.chars().count() <= LONGEST
}

/// Whether a text is no name of a project, but may be the end of one: 专项资金.
pub(super) fn is_end_of_name(text: &str) -> bool {
    const SHORTEST: usize = 4;
    let mut stem = text;
    while let Some(shorter) = lexicon::PROJECT_ENDINGS.iter().find_map(|ending| stem.strip_suffix(ending)) {
        stem = shorter;
    }
    // 1、部门预算项目 is a box to tick.
    let rest = text.trim_start_matches(|ch: char| ch.is_ascii_digit());
    stem.is_empty() || text.chars().count() < SHORTEST || (rest.len() < text.len() && rest.starts_with('、'))
}
