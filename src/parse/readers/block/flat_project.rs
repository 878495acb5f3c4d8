//! Units and projects of flat tables, which stand in columns of their own.

use super::Reader;
use super::begins::Begins;
use crate::amount::MoneyUnit;
use crate::grid::Form;
use crate::lexicon::{self, Column};
use crate::model::{Cell, Inference, Project};
use crate::parse::fold::Ink;
use crate::parse::readers::merged::Order;
use crate::parse::readers::pieces::Piece;
use crate::parse::readers::{flat, list_grid, rows};
use crate::parse::sheet::Run;
use crate::span::Origin;

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

    /// Whether heads of a flat table stand right before those of its indicators: in running text nobody tells its cells.
    pub(super) fn follows_flat_heads(&self, at: usize) -> bool {
        let before = self.pieces.all.get(..at).unwrap_or_default().iter().rev();
        let columns = before.map_while(|piece| lexicon::flat_column(&self.pieces.sheet.folded(piece.run.clone())));
        columns.take_while(|column| *column <= Column::Objective).any(|column| column == Column::Project)
    }

    /// The pieces between one head of a flat table and whatever ends its rows.
    pub(super) fn flat_tables(&self) -> Vec<Vec<Piece>> {
        let mut tables = vec![Vec::new()];
        let mut at = 0;
        while let Some(piece) = self.piece(at) {
            let begins = self.begins(at);
            let end = match &begins {
                Some(Begins::Head(_, end)) => self.pieces.piece_from(*end),
                _ => at + 1,
            };
            match tables.last_mut().filter(|_| begins.is_none()) {
                Some(open) => open.push(piece.clone()),
                None => tables.push(Vec::new()),
            }
            at = end.max(at + 1);
        }
        tables.iter().map(|pieces| flat::parted(&self.pieces.sheet, pieces)).collect()
    }

    /// The rows of a flat table in running text.
    pub(super) fn flat_rows(&mut self, pieces: &[Piece]) -> Vec<rows::Row> {
        let explains = flat::explains(&self.columns);
        let measure = || flat::Widths::of(&self.pieces.sheet, &self.flat_tables(), explains);
        let widths = self.flat_widths.unwrap_or_else(measure);
        self.flat_widths = Some(widths);
        let (mixed, all) = flat::mixed_lines(&self.pieces.sheet, pieces);
        self.flat_lines = (self.flat_lines.0 + mixed, self.flat_lines.1 + all);
        let own = flat::parted(&self.pieces.sheet, pieces);
        let open = (self.order, &mut self.flat_open);
        flat::rows(&self.pieces.sheet, &own, &self.columns, &mut self.levels, open, widths)
    }

    /// Sees whether projects name their categories in any order: where cells are marked, no page loses more names than it has.
    pub(super) fn learn_order(&mut self, found: &[rows::Row]) {
        const FEWEST: usize = 2;
        if self.pieces.form != Some(Form::Columns) || self.pieces.pages.is_cut {
            return;
        }
        let mut order = self.order;
        let (mut named, mut anew) = (0, 0);
        for row in found.iter().filter(|row| row.name.is_some()) {
            if row.project.is_some() {
                order.begin();
                named += 1;
            }
            anew += usize::from(row.levels.first().is_some_and(|category| order.begins_anew(category)));
        }
        if named >= FEWEST && anew > named {
            self.order = Order::free();
        }
    }

    /// A flat table names the unit on a row or in a column of its own, and the project on its first row or on all.
    pub(super) fn read_flat_project(&mut self, row: &rows::Row) {
        let (project, objective, alone) = (row.project.clone(), row.objective.clone(), row.name.is_none());
        if alone && self.is_total(row) {
            return self.read_flat_total(row);
        }
        if let Some(run) = row.department.clone() {
            self.read_flat_department(run);
        }
        if let Some(run) = row.unit.clone() {
            self.read_flat_unit(run);
        }
        if !self.columns.contains(&Column::Project) {
            return self.read_whole_unit(row);
        }
        for (run, is_name) in [(&row.name_goes_on, true), (&row.goes_on, false)] {
            let Some(run) = run.clone() else { continue };
            let rest = self.pieces.sheet.cell(run);
            let own = &mut self.current().1;
            append(if is_name { &mut own.name } else { &mut own.objective }, &rest);
        }
        if !alone && self.stands_again(row) {
            let objective = objective.filter(|_| !self.complete_objective(row));
            for run in [project, objective].into_iter().flatten().chain(row.money.iter().map(|(_, run)| run.clone())) {
                self.pieces.sheet.label(run);
            }
            row.levels.first().map(|category| self.order.begins_anew(category));
            return;
        }
        if project.is_some() {
            self.order.begin();
        }
        let level = row.levels.first_at().and_then(|at| self.pieces.sheet.ink(at)).map(Ink::span);
        let begins = !alone && level.is_some_and(|level| self.pieces.pages.begins_at(level));
        if begins {
            self.order.begin();
        }
        let anew = !alone && row.levels.first().is_some_and(|category| self.order.begins_anew(category)) || begins;
        if anew && project.is_none() {
            // The name is lost, or stands where nobody can tell whose it is.
            let unit = self.projects.last().map(|(unit, _)| unit.clone()).unwrap_or_default();
            self.projects.push((unit, Project::default()));
        }
        if alone && objective.is_none() {
            if let Some(run) = project {
                self.read_flat_unit(run);
                self.read_unit_amounts(row);
            }
            return;
        }
        let has_own_money = project.is_some() && !row.money.is_empty();
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
        if has_own_money {
            let unit = self.money_unit();
            let amounts = list_grid::amounts(&mut self.pieces.sheet, &row.money, unit);
            self.current().1.amounts = amounts;
        }
    }

    /// The money of a unit beside its name.
    fn read_unit_amounts(&mut self, row: &rows::Row) {
        let Some(origin) = self.projects.last().and_then(|(unit, _)| unit.origin().cloned()) else { return };
        if !row.money.is_empty() {
            let unit = self.money_unit();
            let amounts = list_grid::amounts(&mut self.pieces.sheet, &row.money, unit);
            self.unit_amounts.push((origin, amounts));
        }
    }

    /// Money and objective of a unit in a table that names no projects.
    fn read_whole_unit(&mut self, row: &rows::Row) {
        if row.unit.is_some() {
            self.order.begin();
        }
        let anew = row.levels.first().is_some_and(|category| self.order.begins_anew(category));
        if anew && row.name.is_some() {
            // A page break has lost the unit.
            self.projects.push((Cell::Absent, Project::default()));
        }
        if self.current().1.anchor().is_some() {
            row.money
                .iter()
                .map(|(_, run)| run)
                .chain(&row.objective)
                .for_each(|run| self.pieces.sheet.label(run.clone()));
            return;
        }
        let objective = row.objective.clone().map_or(Cell::Absent, |run| self.pieces.sheet.cell(run));
        let unit = self.money_unit();
        let amounts = list_grid::amounts(&mut self.pieces.sheet, &row.money, unit);
        let own = &mut self.current().1;
        (own.objective, own.amounts) = (objective, amounts);
    }

    /// Whether a row names the project of the row before once more: tools fill merged cells down.
    fn stands_again(&self, row: &rows::Row) -> bool {
        let Some((_, project)) = self.projects.last() else { return false };
        let same = |run: &Run, cell: &Cell<String>| {
            cell.value().is_some_and(|old| *old == self.pieces.sheet.text(run.clone()))
        };
        row.project.as_ref().is_some_and(|run| same(run, &project.name))
            && (row.objective.as_ref().is_none_or(|run| same(run, &project.objective))
                || self.is_cut_again(row).is_some() && self.goes_on(row))
    }

    /// Whether a page prints the objective of the open project again that the one before has cut, or the other way round; and
    /// which of the two is the whole: the new one?
    fn is_cut_again(&self, row: &rows::Row) -> Option<bool> {
        const FEWEST: usize = 12;
        let old = self.projects.last().and_then(|(_, project)| project.objective.value())?;
        let new = self.pieces.sheet.text(row.objective.clone()?);
        let is_cut = |part: &str, whole: &str| {
            part.chars().count() >= FEWEST && part.len() < whole.len() && whole.starts_with(part)
        };
        if is_cut(old, &new) { Some(true) } else { is_cut(&new, old).then_some(false) }
    }

    /// Whether the categories of the open project go on with a row.
    fn goes_on(&self, row: &rows::Row) -> bool {
        let mut order = self.order;
        row.levels.first().is_some_and(|category| !order.begins_anew(category))
    }

    /// Takes the objective that a page prints whole in place of what the one before has cut; tells whether it did.
    fn complete_objective(&mut self, row: &rows::Row) -> bool {
        let Some(run) = row.objective.clone().filter(|_| self.is_cut_again(row) == Some(true)) else { return false };
        let cell = self.pieces.sheet.cell(run);
        let old = std::mem::replace(&mut self.current().1.objective, cell);
        self.replaced.extend(old.origin().cloned());
        true
    }

    fn is_total(&self, row: &rows::Row) -> bool {
        let mut cells = [&row.project, &row.unit, &row.department].into_iter().flatten().chain(&row.other);
        cells.any(|run| lexicon::TOTAL_ROWS.contains(&self.pieces.sheet.folded(run.clone()).as_str()))
    }

    fn read_flat_total(&mut self, row: &rows::Row) {
        for run in [&row.project, &row.unit, &row.department].into_iter().flatten().chain(&row.other) {
            self.pieces.sheet.label(run.clone());
        }
        let unit = self.money_unit();
        self.table.total = list_grid::amounts(&mut self.pieces.sheet, &row.money, unit);
    }

    fn read_flat_department(&mut self, run: Run) {
        if self.table.department == Cell::Absent {
            self.table.department = self.pieces.sheet.cell(run);
        } else {
            self.pieces.sheet.label(run);
        }
    }

    /// The unit of the money columns, which is said to be assumed where the table prints none.
    pub(super) fn money_unit(&mut self) -> MoneyUnit {
        if self.unit.is_none() {
            self.table.inferred = vec![Inference::MoneyUnit { unit: MoneyUnit::default() }];
        }
        self.unit.unwrap_or_default()
    }

    /// The name of a unit, alone on its row or in a column; pages print it again, with its label.
    fn read_flat_unit(&mut self, run: Run) {
        let sheet = &mut self.pieces.sheet;
        let labels = lexicon::DEPARTMENT_LABELS.iter().filter_map(|label| sheet.after(run.start, label));
        let start = labels.filter_map(|end| sheet.after(end, ":")).max().unwrap_or(run.start);
        // Pages print it over the head of its column.
        let start = sheet.after(start, "单位名称").filter(|end| *end < run.end).unwrap_or(start);
        let start = super::values::code(sheet, &(start..run.end));
        sheet.label(run.start..start);
        let again = self
            .projects
            .last()
            .and_then(|(unit, _)| unit.value())
            .is_some_and(|unit| *unit == self.pieces.sheet.text(start..run.end));
        if again {
            self.pieces.sheet.label(run);
            return;
        }
        let code = self.pieces.sheet.folded(run.start..start);
        // A body before a unit of it has no projects of its own.
        if let Some((body, _)) = self.projects.pop_if(|(_, project)| project.anchor().is_none()) {
            let answers = !self.unit_code.is_empty() && code.starts_with(self.unit_code.trim_end_matches('-'));
            if answers && self.table.department == Cell::Absent {
                self.table.department = body;
            }
        }
        let cell = self.pieces.sheet.cell(start..run.end);
        self.projects.push((cell, Project::default()));
        self.unit_code = code;
    }
}

/// What a page break has cut of a cell goes on.
fn append(own: &mut Cell<String>, rest: &Cell<String>) {
    if let (Cell::Read { value, origin }, Cell::Read { value: more, origin: behind }) = (&*own, rest)
        && let Some(origin) = Origin::from_spans(origin.spans().chain(behind.spans()))
    {
        *own = Cell::Read { value: [value.as_str(), more].concat(), origin };
    }
}
