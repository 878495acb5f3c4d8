//! The project of a form that is open: it begins with its name, and holds what follows.

use super::{Reader, values};
use crate::lexicon::{self, Field};
use crate::model::{Cell, Project};
use crate::parse::readers::rows::Levels;
use crate::parse::sheet::{Run, Sheet};

impl Reader<'_> {
    pub(super) fn start_project(&mut self, value: Run) {
        // "项目名称 | 金额": the heads of a list of money.
        let first = self.piece(self.pieces.piece_from(value.start)).map_or(value.end, |piece| piece.run.end);
        let text = self.pieces.sheet.folded(value.start..first.min(value.end));
        if lexicon::FLAT_COLUMNS.iter().any(|(head, _)| *head == text) {
            return self.pieces.sheet.label(value);
        }
        let code = values::code(&self.pieces.sheet, &value);
        self.pieces.sheet.label(value.start..code);
        // The cover of a report names the project of its table, too.
        let is_same = |project: &Project| {
            project.indicators.is_empty() && project.name.value() == Some(&self.pieces.sheet.text(code..value.end))
        };
        if self.projects.last().is_some_and(|(_, project)| is_same(project)) {
            return self.pieces.sheet.label(value);
        }
        let name = self.pieces.sheet.cell(code..value.end);
        // A unit printed above the name is that of its project.
        let unit = self.projects.pop_if(|(_, project)| project.anchor().is_none()).map(|(unit, _)| unit);
        let unit = unit.unwrap_or(Cell::Absent);
        self.projects.push((unit, Project { name, ..Project::default() }));
        self.levels = Levels::default();
        self.overall = None;
    }

    /// Whether a project is open whose unit is not known.
    pub(super) fn lacks_unit(&self) -> bool {
        self.projects.last().is_some_and(|(unit, _)| matches!(unit, Cell::Absent))
    }

    pub(super) fn current(&mut self) -> &mut (Cell<String>, Project) {
        if self.projects.is_empty() {
            self.projects.push((Cell::Absent, Project::default()));
        }
        let last = self.projects.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "pushed above where it was empty")]
        &mut self.projects[last]
    }
}

/// How labels of scores end.
const SCORES: &[&str] = &["得分", "评分"];

/// The name of a body, less the labels of scores that have run into it.
pub(super) fn less_scores(sheet: &Sheet<'_>, field: Field, run: Run) -> Run {
    match field {
        Field::Unit => behind_scores(sheet, run),
        Field::Department => before_scores(sheet, on_line(sheet, run)),
        _ => run,
    }
}

/// The name of a body behind labels of scores that stand between it and its own label: "自评得分96财政审定评分某市图书馆". Where
/// no body ends the run, nobody knows whose name it is.
fn behind_scores(sheet: &Sheet<'_>, run: Run) -> Run {
    let labels =
        std::iter::successors(sheet.find_any(run.clone(), SCORES), |found| sheet.find_any(found.end..run.end, SCORES));
    let Some(last) = labels.last() else { return run };
    let is_number = |ch: char| ch.is_ascii_digit() || matches!(ch, '.' | ':');
    let name = sheet.find_char(last.end..run.end, |ch| !is_number(ch)).unwrap_or(run.end);
    let is_body = lexicon::BODY_ENDINGS.iter().any(|ending| sheet.before(run.end, ending).is_some());
    if is_body { name..run.end } else { run.end..run.end }
}

/// The name of a body less the next line, where it ends as names of bodies do before that.
fn on_line(sheet: &Sheet<'_>, run: Run) -> Run {
    let is_body = |at: &usize| lexicon::BODY_ENDINGS.iter().any(|ending| sheet.before(*at, ending).is_some());
    let end = (run.start + 1..run.end).find(|at| sheet.begins_line(*at)).filter(is_body);
    run.start..end.unwrap_or(run.end)
}

/// The name of the body before labels of scores or amounts that have run into it: "某市教育局实施第位自评得分96某小学".
/// The first that can be one is; where there is none, nobody knows.
fn before_scores(sheet: &Sheet<'_>, run: Run) -> Run {
    const ENDINGS: &[&str] = &["局", "厅", "委员会", "委", "办公室", "政府"];
    const SHORTEST: usize = 4;
    if sheet.find_any(run.clone(), SCORES).or_else(|| sheet.find_any(run.clone(), &["万元"])).is_none() {
        return run;
    }
    let end = sheet.find_any(run.start + SHORTEST..run.end, ENDINGS).map_or(run.start, |ending| ending.end);
    run.start..end
}
