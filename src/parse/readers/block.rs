//! Reader of forms: one block per project, labels and values side by side, one row per indicator (L3 and its relatives),
//! and of flat tables with one row per indicator (L4).

mod begins;
mod centred;
mod column_wise;
mod execution;
pub(super) mod finish;
mod flat_project;
mod heading;
mod led_rows;
mod lost;
mod objectives;
mod projects;
mod residue;
mod sides;
mod template;
mod values;
mod within;

use self::begins::Begins;
pub(super) use self::values::body_name;
use super::merged::Order;
use super::pieces::{self, Piece, Pieces};
use super::rows::{self, Levels};
use super::{columns, displaced, fill, flat, paging, seams};
use crate::amount::MoneyUnit;
use crate::grid::Form;
use crate::lexicon::{self, Column, Field, MoneyColumn};
use crate::model::{Amounts, Cell, Layout, Project, Table};
use crate::parse::sheet::{Run, Sheet};
use crate::parse::{fit, fold::Folded, head};
use crate::source::Source;
use crate::span::Origin;

/// Reads forms: by their cells where the text marks them, else by what lines and blanks set apart, which is only a guess.
pub(crate) fn read_form(source: &Source, folded: &Folded) -> Table {
    let tables = pieces::readings_of_cells(source, folded).into_iter().map(|pieces| read(pieces, true, false));
    let table = tables.rev().max_by_key(fit::count_whole).unwrap_or_default();
    if table.layout == Layout::Unknown { read_lines(source, folded, false) } else { displaced::doubted(source, table) }
}

/// Reads forms in running text whose cells are told by what their columns demand, since lines do not tell rows.
pub(crate) fn read_filled(source: &Source, folded: &Folded) -> Table {
    // Lines of a text that keeps its columns hold pieces of many cells.
    if crate::grid::grid_of_text(source.text()).is_some() || columns::has_heads(source, folded) {
        return Table::default();
    }
    read_lines(source, folded, true)
}

/// Reads forms in running text.
fn read_lines(source: &Source, folded: &Folded, fill: bool) -> Table {
    let whole = Sheet::new(source, folded.inks());
    let furniture = paging::furniture(&whole);
    let spans: Vec<_> = furniture.iter().filter_map(|run| whole.origin(run.clone())).collect();
    let (inks, mut rests) = seams::mended(source, crate::parse::furniture::without(folded.inks(), &furniture));
    let mut table = read(pieces::of_lines(Sheet::new(source, inks)), fill, false);
    if table.layout != Layout::Unknown {
        table.furniture = spans.iter().flat_map(Origin::spans).collect();
        table.furniture.append(&mut rests.furniture);
        table.labels.append(&mut rests.labels);
    }
    table
}

/// Reads a form in pieces. `fill`: the columns tell what a piece is; else the lines do. `glued`: its cells are, and its
/// labels and values made the pieces.
pub(super) fn read(pieces: Pieces<'_>, fill: bool, glued: bool) -> Table {
    let mut reader = Reader::new(pieces, fill, glued);
    // Without a head of indicators there is no form; this also keeps other texts cheap.
    reader.column_wise = fill && reader.has_column_wise();
    reader.take_first_heads();
    if let Some(columns) = reader.pieces.pages.columns.take() {
        reader.columns = columns;
        reader.flat = true;
    }
    let is_form = reader.flat
        || reader.has_head()
        || (fill && (reader.column_wise || reader.begins_inside() || reader.has_fields()));
    if !is_form {
        return Table::default();
    }
    reader.read();
    reader.finish()
}

/// Reads the labels above indicators that are no table.
pub(super) fn read_labels(sheet: Sheet<'_>) -> Table {
    let mut reader = Reader::new(pieces::of_lines(sheet), true, false);
    reader.read();
    reader.finish()
}

#[expect(clippy::struct_excessive_bools, reason = "what is known of the text so far, each by itself")]
struct Reader<'s> {
    pieces: Pieces<'s>,
    fill: bool,
    glued: bool,
    refused: bool,
    /// The text begins inside a table.
    headless: bool,
    /// The heads of its indicators name no levels.
    unleveled: bool,
    /// Second levels stand where the heads say names.
    nameless: bool,
    /// Names and targets were read column by column.
    column_wise: bool,
    /// Where values stand that better ones took the place of.
    replaced: Vec<Origin>,
    /// The rows that follow are those of another period, which no rule judges.
    other_set: bool,
    /// Units in the headings of pages, whose rows name them again.
    headings: Vec<Cell<String>>,
    /// The code before the unit of a flat table that was read last.
    unit_code: String,
    /// The department read so far only filled the form in.
    filler: bool,
    table: Table,
    /// Each project with the unit that carries it out.
    projects: Vec<(Cell<String>, Project)>,
    /// The money of units, by where their names stand.
    unit_amounts: Vec<(Origin, Amounts)>,
    unit: Option<MoneyUnit>,
    /// What the columns of the money rows hold, where they have heads.
    money_columns: Vec<MoneyColumn>,
    /// Where those columns stand, counted from the right; empty where nobody knows.
    money_places: Vec<usize>,
    /// Objectives whose heads stand side by side, before their texts.
    objectives: Vec<(Field, Run)>,
    /// The label 总体目标 of the project that is open: one of the year may stand beside or below it.
    overall: Option<Run>,
    /// Roles of the indicator columns, in printed order; empty outside of indicators.
    columns: Vec<Column>,
    /// The columns of projects before those, in rows of running text.
    lead: Vec<Column>,
    flat: bool,
    /// The columns of the first head of a flat table.
    flat_columns: Vec<Column>,
    /// How many lines of a flat table hold several cells and how many there are, in running text.
    flat_lines: (usize, usize),
    /// How wide the lines of a flat table's cells are, once they were measured.
    flat_widths: Option<flat::Widths>,
    /// What is open of the project of a flat table in running text.
    flat_open: flat::Open,
    levels: Levels,
    order: Order,
}

impl<'s> Reader<'s> {
    fn new(pieces: Pieces<'s>, fill: bool, glued: bool) -> Self {
        Self {
            order: pieces.order(),
            pieces,
            fill,
            glued,
            refused: false,
            headless: false,
            unleveled: false,
            nameless: false,
            column_wise: false,
            replaced: Vec::new(),
            headings: Vec::new(),
            unit_amounts: Vec::new(),
            unit_code: String::new(),
            other_set: false,
            filler: false,
            table: Table::default(),
            projects: Vec::new(),
            unit: None,
            money_columns: Vec::new(),
            money_places: Vec::new(),
            overall: None,
            objectives: Vec::new(),
            columns: Vec::new(),
            lead: Vec::new(),
            flat: false,
            flat_columns: Vec::new(),
            flat_lines: (0, 0),
            flat_widths: None,
            flat_open: flat::Open::default(),
            levels: Levels::default(),
        }
    }
}

impl Reader<'_> {
    fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.all.get(at)
    }

    fn read(&mut self) {
        let mut at = 0;
        while let Some(piece) = self.piece(at) {
            let start = piece.run.start;
            if let Some(next) = self.read_within(at) {
                at = next;
                continue;
            }
            at = match self.begins(at) {
                Some(Begins::Head(columns, end)) => {
                    self.pieces.sheet.label(start..end);
                    let columns = self.whole_head(columns);
                    let has = |column: Column| columns.contains(&column);
                    self.flat = has(Column::Project) || (has(Column::SpendingUnit) && has(Column::Objective));
                    if columns.iter().any(|column| matches!(column, Column::Money(_))) {
                        let unit = head::money_unit(&self.pieces.sheet, start..end);
                        self.set_unit(unit);
                    }
                    // Lines alone do not tell a target from what was reached, or one period from another.
                    let names = columns.iter().filter(|column| **column == Column::Name).count();
                    let name = columns.iter().position(|column| *column == Column::Name).unwrap_or_default();
                    let explained = columns.iter().skip(name).any(|column| *column == Column::Other)
                        || columns.get(name + 1) == Some(&Column::Unit);
                    let mixed = columns.contains(&Column::Actual) || names > 1 || explained;
                    self.refused |= !self.fill && mixed && !columns.contains(&Column::Project);
                    self.unleveled |= !fill::has_levels(&columns);
                    if self.pieces.form.is_none() && !self.flat {
                        self.lead = self.lead_columns(at);
                        self.refused |= if self.lead.is_empty() { self.follows_flat_heads(at) } else { !self.fill };
                    }
                    self.nameless = self.is_nameless(&columns, self.pieces.piece_from(end));
                    self.columns = columns;
                    self.headless = false;
                    self.levels = Levels::default();
                    self.pieces.piece_from(end)
                }
                Some(Begins::Field(field, end)) => self.read_field(field, start, end),
                Some(Begins::Title(run)) => {
                    let end = run.end;
                    self.read_title(run);
                    self.pieces.piece_from(end)
                }
                Some(Begins::MoneyHead(columns, end)) => self.read_money_head(at, columns, end),
                Some(Begins::ColumnWise(found)) => {
                    self.pieces.sheet.label(start..found.end);
                    self.read_column_wise(&found)
                }
                Some(Begins::Note) => {
                    self.read_total_score(at);
                    self.columns.clear();
                    at + 1
                }
                None if self.columns.is_empty() => {
                    self.read_note_above(at);
                    at + 1
                }
                None => self.read_rows(at),
            };
        }
    }

    /// Where the value of a label ends: before the next thing that begins.
    fn value_end(&self, from: usize, longest: usize) -> usize {
        let mut at = self.pieces.piece_from(from);
        // The rest of the label's own piece belongs to the value.
        let until = from + longest;
        while let Some(piece) = self.piece(at) {
            // A project may be called like a table of it: beside its label that is a name.
            let row = at.checked_sub(1).and_then(|label| self.piece(label)).map(|label| label.row);
            let is_beside = piece.run.start == from && self.pieces.form.is_some() && row == Some(piece.row);
            let begins = self.begins(at).is_some_and(|begins| !(is_beside && matches!(begins, Begins::Title(_))));
            if piece.run.start >= until || begins || self.level(piece.run.start).is_some() {
                return self.before_heading(from, at);
            }
            at += 1;
        }
        self.pieces.sheet.len()
    }

    fn read_field(&mut self, field: Field, start: usize, end: usize) -> usize {
        const SHORT: usize = 120;
        const LONG: usize = 4000;
        if !matches!(field, Field::Heading | Field::OtherSet) || self.columns.is_empty() {
            self.columns.clear();
        }
        let longest = if matches!(field, Field::Objective | Field::OtherObjective) { LONG } else { SHORT };
        let is_bare = matches!(field, Field::Heading | Field::OtherSet) || self.stands_apart(start, end);
        let value = end..if is_bare { end } else { self.cell_end(field, end, self.value_end(end, longest)) };
        let value = if self.glued { projects::less_scores(&self.pieces.sheet, field, value) } else { value };
        self.pieces.sheet.label(start..end);
        if matches!(field, Field::Heading | Field::Money(_)) {
            let unit = head::money_unit(&self.pieces.sheet, start..end);
            self.set_unit(unit);
        }
        if matches!(field, Field::Heading | Field::OtherSet) {
            self.other_set = field == Field::OtherSet;
            return self.pieces.piece_from(end);
        }
        match field {
            Field::Project => self.start_project(value.clone()),
            // A body with nothing behind its label, or with a sentence, takes the place of none.
            Field::Department | Field::Unit if value.is_empty() || self.says_sentence(&value) => {}
            Field::Department if matches!(self.table.department, Cell::Absent) || self.filler => {
                // Who fills the form in, or has the money, is not always who answers for the project, nor is who answers for
                // all of a kind.
                const FILLERS: &[&str] = &["填报", "预算单位", "中央主管", "省级主管", "市级主管", "自治区主管"];
                self.filler = self.pieces.sheet.after_any(start, FILLERS).is_some();
                let unit = head::money_unit(&self.pieces.sheet, value.clone());
                let until = unit.as_ref().map_or(value.end, |(label, ..)| label.start);
                self.set_unit(unit);
                // "县(市、区)教育部门" is what the form prints for any of them.
                if self.pieces.sheet.find_any(value.start..until, &["(市、区)"]).is_some() {
                    let next = self.pieces.piece_from(value.end);
                    self.pieces.sheet.label(value);
                    return next;
                }
                // The end of the text may cut the name.
                let known = |end: &str| self.pieces.sheet.before(until, end).is_some();
                let is_cut = until == self.pieces.sheet.len() && !lexicon::BODY_ENDINGS.iter().any(|end| known(end));
                let until = if is_cut { value.start } else { until };
                let start = self.pieces.sheet.after(value.start, "(盖章)").map_or(value.start, |end| end.min(until));
                let start = body_name(&self.pieces.sheet, &(start..until.max(start)));
                let end = values::code_behind(&self.pieces.sheet, &(start..until));
                self.replaced.extend(self.table.department.origin().cloned());
                self.table.department = self.pieces.sheet.cell(start..end);
                self.pieces.sheet.label(value.start..start);
                self.pieces.sheet.label(end..value.end);
            }
            // Beside who answers for the project, who has the money is its unit.
            Field::Department if self.pieces.sheet.after(start, "预算单位") == Some(end) && self.lacks_unit() => {
                let cell = self.pieces.sheet.cell(value.clone());
                self.current().0 = cell;
            }
            Field::Department | Field::Other => self.pieces.sheet.label(value.clone()),
            Field::Year => self.read_year(value.clone()),
            Field::Unit => {
                let code = body_name(&self.pieces.sheet, &value);
                self.pieces.sheet.label(value.start..code);
                let unit = head::money_unit(&self.pieces.sheet, code..value.end);
                let until = unit.as_ref().map_or(value.end, |(label, ..)| label.start);
                self.set_unit(unit);
                let cell = self.pieces.sheet.cell(code..until);
                let old = std::mem::replace(&mut self.current().0, cell);
                self.replaced.extend(old.origin().cloned());
            }
            Field::Objective | Field::OtherObjective => self.read_objective(field, start..end, value.clone()),
            Field::Money(_) if self.is_mid_term(start..end) => self.pieces.sheet.label(value.clone()),
            Field::Money(fund) => self.read_money_behind(fund, start..end, value.clone()),
            Field::Heading | Field::OtherSet => {}
        }
        self.pieces.piece_from(value.end.max(end))
    }

    /// Reads indicator rows from a piece on; tells where something else begins.
    fn read_rows(&mut self, from: usize) -> usize {
        let mut until = from;
        while self.piece(until).is_some() && self.begins(until).is_none() {
            until += 1;
        }
        let pieces = self.pieces.all.get(from..until).unwrap_or_default().to_vec();
        let pieces = if self.pieces.form.is_none() && !self.flat { self.less_pages(&pieces) } else { pieces };
        let pieces = self.less_residue(pieces);
        let found = if self.nameless {
            self.nameless_rows(&pieces)
        } else if self.flat && self.pieces.form.is_none() {
            self.flat_rows(&pieces)
        } else if !self.lead.is_empty() {
            self.read_led(&pieces)
        } else if self.fill && !self.flat && self.pieces.form != Some(Form::Columns) {
            let from = if self.headless { fill::first_row(&self.pieces.sheet, &pieces) } else { 0 };
            let pieces = pieces.get(from..).unwrap_or_default();
            let trust = (self.pieces.form, self.pieces.is_closed());
            fill::rows(&self.pieces.sheet, pieces, &self.columns, trust, &mut self.levels)
        } else {
            rows::rows(&self.pieces.sheet, &pieces, &self.columns, self.pieces.form, &mut self.levels)
        };
        if self.flat {
            self.learn_order(&found);
        }
        self.put_rows(self.less_cut(found));
        self.label_levels(&pieces);
        until
    }

    /// Takes rows into the project that is open, or the project that they begin.
    fn put_rows(&mut self, found: Vec<rows::Row>) {
        for row in found {
            for run in &row.numbers {
                self.pieces.sheet.label(run.clone());
            }
            if self.flat {
                self.read_flat_project(&row);
            }
            if let Some(other) = &row.mid_term {
                let indicator = other.read(&mut self.pieces.sheet, &self.levels);
                self.current().1.mid_term.push(indicator);
            }
            if row.is_unused(&self.pieces.sheet) {
                row.pass(&mut self.pieces.sheet);
            } else {
                let indicator = row.read(&mut self.pieces.sheet, &self.levels);
                let other_set = self.other_set;
                let project = &mut self.current().1;
                let set = if other_set { &mut project.mid_term } else { &mut project.indicators };
                set.push(indicator);
            }
        }
    }
}
