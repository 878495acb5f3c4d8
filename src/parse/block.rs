//! Reader of forms: one block per project, labels and values side by side, one row per indicator (L3 and its relatives),
//! and of flat tables with one row per indicator (L4).

use super::fold::Folded;
use super::merged::Order;
use super::pieces::{self, Piece, Pieces};
use super::rows::{self, Levels};
use super::sheet::{Run, Sheet};
use super::{flat, head};
use crate::amount::{Amount, MoneyUnit, number_from_text};
use crate::lexicon::{self, Column, Field};
use crate::model::{Cell, Fund, Layout, Project, SpendingUnit, Table};
use crate::source::Source;
use crate::span::Origin;

/// Reads forms: by their cells where the text marks them, else by what lines and blanks set apart, which is only a guess.
pub(crate) fn read_form(source: &Source, folded: &Folded) -> Table {
    let table = read_cells(source, folded);
    if table.layout == Layout::Unknown { read_lines(source, folded) } else { table }
}

/// Reads forms whose cells are marked.
fn read_cells(source: &Source, folded: &Folded) -> Table {
    pieces::of_cells(source, folded).map_or_else(Table::default, read)
}

/// Reads forms in running text.
fn read_lines(source: &Source, folded: &Folded) -> Table {
    let whole = Sheet::new(source, folded.inks());
    let furniture = super::furniture::page_numbers(&whole);
    let spans: Vec<_> = furniture.iter().filter_map(|run| whole.origin(run.clone())).collect();
    let sheet = Sheet::new(source, super::furniture::without(folded.inks(), &furniture));
    let mut table = read(pieces::of_lines(sheet));
    if table.layout != Layout::Unknown {
        table.furniture = spans.iter().flat_map(Origin::spans).collect();
    }
    table
}

fn read(pieces: Pieces<'_>) -> Table {
    // Without a head of indicators there is no form; this also keeps other texts cheap.
    let mut reader = Reader {
        pieces,
        table: Table::default(),
        projects: Vec::new(),
        unit: None,
        columns: Vec::new(),
        flat: false,
        levels: Levels::default(),
        order: Order::default(),
    };
    if !reader.has_head() {
        return Table::default();
    }
    reader.read();
    reader.finish()
}

struct Reader<'s> {
    pieces: Pieces<'s>,
    table: Table,
    /// Each project with the unit that carries it out.
    projects: Vec<(Cell<String>, Project)>,
    unit: Option<MoneyUnit>,
    /// Roles of the indicator columns, in printed order; empty outside of indicators.
    columns: Vec<Column>,
    flat: bool,
    levels: Levels,
    order: Order,
}

/// What begins at a piece.
enum Begins {
    Field(Field, usize),
    Head(Vec<Column>, usize),
    Title(usize),
    Note,
}

impl Reader<'_> {
    fn has_head(&self) -> bool {
        (0..self.pieces.all.len()).any(|at| self.pieces.head(at).is_some())
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.all.get(at)
    }

    fn begins(&self, at: usize) -> Option<Begins> {
        let start = self.piece(at)?.run.start;
        if let Some((columns, end)) = self.pieces.head(at) {
            return Some(Begins::Head(columns, end));
        }
        if let Some((field, end)) = self.pieces.field(start) {
            return Some(Begins::Field(field, end));
        }
        if let Some(end) = self.pieces.title(at) {
            return Some(Begins::Title(end));
        }
        self.pieces.sheet.after_any(start, lexicon::NOTES).map(|_| Begins::Note)
    }

    fn read(&mut self) {
        let mut at = 0;
        while let Some(piece) = self.piece(at) {
            let start = piece.run.start;
            at = match self.begins(at) {
                Some(Begins::Head(columns, end)) => {
                    self.pieces.sheet.label(start..end);
                    self.flat = columns.contains(&Column::Project);
                    self.columns = columns;
                    self.levels = Levels::default();
                    self.pieces.piece_from(end)
                }
                Some(Begins::Field(field, end)) => self.read_field(field, start, end),
                Some(Begins::Title(end)) => {
                    self.read_title(start..end);
                    self.pieces.piece_from(end)
                }
                Some(Begins::Note) => {
                    self.columns.clear();
                    at + 1
                }
                None if self.columns.is_empty() => {
                    self.read_year(at);
                    at + 1
                }
                None => self.read_rows(at),
            };
        }
    }

    fn read_title(&mut self, run: Run) {
        self.columns.clear();
        if matches!(self.table.title, Cell::Absent) {
            self.table.title = self.pieces.sheet.cell(run.clone());
            if !head::has_year(&self.table) {
                self.year_in(run);
            }
        } else {
            self.pieces.sheet.label(run);
        }
    }

    fn read_year(&mut self, at: usize) {
        let Some(run) = self.piece(at).map(|piece| piece.run.clone()) else {
            return;
        };
        let text = self.pieces.sheet.folded(run.clone());
        let is_year = text.len() <= 20 && (text.ends_with("年度)") || text.ends_with("年)"));
        if is_year {
            if head::has_year(&self.table) {
                self.pieces.sheet.label(run);
            } else {
                self.pieces.sheet.label(run.clone());
                self.year_in(run);
            }
        }
    }

    fn year_in(&mut self, run: Run) {
        if let Some((run, year)) = head::printed_year(&self.pieces.sheet, run) {
            self.table.budget_year = self.pieces.sheet.cell_of(run, year);
        }
    }

    /// Where the value of a label ends: before the next thing that begins.
    fn value_end(&self, from: usize, longest: usize) -> usize {
        let mut at = self.pieces.piece_from(from);
        // The rest of the label's own piece belongs to the value.
        let until = from + longest;
        while let Some(piece) = self.piece(at) {
            if piece.run.start >= until || self.begins(at).is_some() || self.level(piece.run.start).is_some() {
                return piece.run.start;
            }
            at += 1;
        }
        self.pieces.sheet.len()
    }

    fn level(&self, start: usize) -> Option<usize> {
        rows::level(&self.pieces.sheet, start).map(|(_, end)| end).filter(|&end| self.pieces.ends_piece(end))
    }

    fn read_field(&mut self, field: Field, start: usize, end: usize) -> usize {
        const SHORT: usize = 120;
        const LONG: usize = 4000;
        if field != Field::Heading || self.columns.is_empty() {
            self.columns.clear();
        }
        let longest = if matches!(field, Field::Objective | Field::OtherObjective) { LONG } else { SHORT };
        let value = end..if field == Field::Heading { end } else { self.value_end(end, longest) };
        self.pieces.sheet.label(start..end);
        if field == Field::Heading {
            let unit = head::money_unit(&self.pieces.sheet, start..end);
            self.set_unit(unit);
            return self.pieces.piece_from(end);
        }
        match field {
            Field::Project => self.start_project(value.clone()),
            Field::Department if matches!(self.table.department, Cell::Absent) => {
                self.table.department = self.pieces.sheet.cell(value.clone());
            }
            Field::Department | Field::Other | Field::OtherObjective => self.pieces.sheet.label(value.clone()),
            Field::Year => self.year_in(value.clone()),
            Field::Unit => {
                let cell = self.pieces.sheet.cell(value.clone());
                self.current().0 = cell;
            }
            Field::Objective => {
                let cell = self.pieces.sheet.cell(value.clone());
                if matches!(self.current().1.objective, Cell::Absent) {
                    self.current().1.objective = cell;
                }
            }
            Field::Money(fund) => self.read_money(fund, value.clone()),
            Field::Heading => {}
        }
        self.pieces.piece_from(value.end.max(end))
    }

    fn set_unit(&mut self, unit: Option<(Run, Run, MoneyUnit)>) {
        let Some((_, value, unit)) = unit else { return };
        if self.unit.is_none() {
            self.unit = Some(unit);
            self.table.money_unit = self.pieces.sheet.cell_of(value, unit);
        }
    }

    fn start_project(&mut self, value: Run) {
        let name = self.pieces.sheet.cell(value);
        self.projects.push((Cell::Absent, Project { name, ..Project::default() }));
        self.levels = Levels::default();
    }

    fn current(&mut self) -> &mut (Cell<String>, Project) {
        if self.projects.is_empty() {
            self.projects.push((Cell::Absent, Project::default()));
        }
        let last = self.projects.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "pushed above where it was empty")]
        &mut self.projects[last]
    }

    fn read_money(&mut self, fund: Fund, value: Run) {
        let sheet = &self.pieces.sheet;
        let first = self.pieces.piece_from(value.start);
        let run = self.piece(first).map(|piece| piece.run.clone()).filter(|run| run.start < value.end);
        let Some(run) = run.or_else(|| (!value.is_empty()).then(|| value.clone())) else {
            return;
        };
        let run = run.start.max(value.start)..run.end.min(value.end);
        let text = sheet.folded(run.clone());
        let (digits, rest) = text.split_at(
            text.find(|ch: char| !(ch.is_ascii_digit() || ch == ',' || ch == '.' || ch == '-')).unwrap_or(text.len()),
        );
        let own = lexicon::MONEY_UNITS.iter().find(|(name, _)| rest.starts_with(name)).map(|(_, unit)| *unit);
        let own = own.or_else(|| rest.starts_with('万').then_some(MoneyUnit::TenThousandYuan));
        let unit = own.or(self.unit).unwrap_or_default();
        let number = number_from_text(digits);
        let end = run.start + digits.chars().count();
        let blank = super::money::is_dash(&text);
        let Some(origin) = self.pieces.sheet.claim(run.start..if number.is_some() { end } else { run.end }) else {
            return;
        };
        self.pieces.sheet.label(end.min(run.end)..run.end);
        let cell = match number {
            Some(number) => Cell::Read { value: Amount { number, unit }, origin },
            None if blank => Cell::Blank(origin),
            None => Cell::Unreadable(origin),
        };
        *self.current().1.amounts.get_mut(fund) = cell;
    }

    /// Reads indicator rows from a piece on; tells where something else begins.
    fn read_rows(&mut self, from: usize) -> usize {
        let mut until = from;
        while self.piece(until).is_some() && self.begins(until).is_none() {
            until += 1;
        }
        let pieces = self.pieces.all.get(from..until).unwrap_or_default().to_vec();
        let found = if self.flat && self.pieces.form.is_none() {
            let known = self.projects.last().is_some_and(|(_, project)| !project.indicators.is_empty());
            flat::rows(&self.pieces.sheet, &pieces, &self.columns, &mut self.levels, self.order, known)
        } else {
            rows::rows(&self.pieces.sheet, &pieces, &self.columns, self.pieces.form, &mut self.levels)
        };
        for row in found {
            for run in &row.numbers {
                self.pieces.sheet.label(run.clone());
            }
            if self.flat {
                self.read_flat_project(&row);
            }
            if row.name.is_some() || row.target.is_some() {
                let indicator = row.read(&mut self.pieces.sheet, &self.levels);
                self.current().1.indicators.push(indicator);
            }
        }
        until
    }

    /// A flat table names the unit on a row of its own and the project on its first row.
    fn read_flat_project(&mut self, row: &rows::Row) {
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
                let cell = self.pieces.sheet.cell(run);
                self.projects.push((cell, Project::default()));
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

    fn finish(self) -> Table {
        let mut table = self.table;
        table.layout = if self.flat { Layout::IndicatorPerRow } else { Layout::ProjectPerBlock };
        let mut again = Vec::new();
        for (unit, project) in self.projects {
            if project.anchor().is_none() && unit.origin().is_none() {
                continue;
            }
            let same = table.units.last().is_some_and(|last| last.name.value() == unit.value());
            if same {
                // The unit stands on every form; where it stands again it is a label.
                again.extend(unit.origin().into_iter().flat_map(Origin::spans));
            } else {
                table.units.push(SpendingUnit { name: unit, ..SpendingUnit::default() });
            }
            if let Some(last) = table.units.last_mut() {
                last.projects.push(project);
            }
        }
        // Where columns are interleaved, names and targets come out in pieces: better unread than wrong.
        if table.projects().next().is_none()
            || !rows::are_plausible(&table)
            || (self.flat && self.pieces.form.is_none() && !flat::is_whole(&table))
        {
            return Table::default();
        }
        let (labels, unclaimed) = self.pieces.sheet.finish();
        table.labels = labels;
        table.unclaimed = unclaimed;
        table.labels.extend(again);
        table.labels.extend(self.pieces.structure);
        table.furniture = self.pieces.furniture;
        crate::span::sort_spans(&mut table.labels);
        table
    }
}
