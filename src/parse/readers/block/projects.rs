//! The project of a form that is open: it begins with its name, and holds what follows.

use super::{Reader, values};
use crate::lexicon;
use crate::model::{Cell, Project};
use crate::parse::readers::rows::Levels;
use crate::parse::sheet::Run;

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
