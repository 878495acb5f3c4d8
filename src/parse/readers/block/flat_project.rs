//! Units and projects of flat tables, which stand in columns of their own.

use super::Reader;
use crate::lexicon::{self, Column};
use crate::model::Project;
use crate::parse::readers::rows;
use crate::parse::sheet::Run;

impl Reader<'_> {
    /// The columns of a head. Where a page has torn the first cells of its head, the others are those of the first one.
    pub(super) fn whole_head(&mut self, columns: Vec<Column>) -> Vec<Column> {
        const FEWEST: usize = 5;
        if self.flat_columns.is_empty() && columns.contains(&Column::Project) {
            self.flat_columns.clone_from(&columns);
        }
        let is_rest = columns.len() >= FEWEST && self.flat_columns.ends_with(&columns);
        if is_rest { self.flat_columns.clone() } else { columns }
    }

    /// A flat table names the unit on a row of its own and the project on its first row.
    pub(super) fn read_flat_project(&mut self, row: &rows::Row) {
        let (project, objective, alone) = (row.project.clone(), row.objective.clone(), row.name.is_none());
        if project.is_some() {
            self.order.begin();
        }
        let anew = !alone && row.levels.first().is_some_and(|category| self.order.begins_anew(category));
        if anew && project.is_none() {
            // The name is lost, or stands where nobody can tell whose it is.
            let unit = self.projects.last().map(|(unit, _)| unit.clone()).unwrap_or_default();
            self.projects.push((unit, Project::default()));
        }
        if alone && objective.is_none() {
            if let Some(run) = project {
                self.read_flat_unit(run);
            }
            return;
        }
        if let Some(run) = project {
            let unit = self.projects.last().map(|(unit, _)| unit.clone()).unwrap_or_default();
            let name = self.pieces.sheet.cell(run);
            let empty = self.projects.last().is_some_and(|(_, project)| project.anchor().is_none());
            if empty {
                self.projects.pop();
            }
            self.projects.push((unit, Project { name, ..Project::default() }));
        }
        if let Some(run) = objective {
            let cell = self.pieces.sheet.cell(run);
            self.current().1.objective = cell;
        }
    }

    /// The name of a unit, alone on its row; pages print it again, with its label.
    fn read_flat_unit(&mut self, run: Run) {
        let sheet = &mut self.pieces.sheet;
        let labels = lexicon::DEPARTMENT_LABELS.iter().filter_map(|label| sheet.after(run.start, label));
        let start = labels.filter_map(|end| sheet.after(end, ":")).max().unwrap_or(run.start);
        sheet.label(run.start..start);
        let again = self
            .projects
            .last()
            .and_then(|(unit, _)| unit.value())
            .is_some_and(|unit| start > run.start && *unit == self.pieces.sheet.text(start..run.end));
        if again {
            self.pieces.sheet.label(run);
        } else {
            let cell = self.pieces.sheet.cell(start..run.end);
            self.projects.push((cell, Project::default()));
        }
    }
}
