//! Reader of lists: one row per project, its indicators inline in the last cell (Guangzhou's form, L1).
//!
//! The indicators are found first, because their labels survive every kind of damage. What stands between two sets of
//! them belongs to the rows: names and amounts, and the objective of the project whose indicators follow.

use super::breaks;
use super::fold::{Folded, Ink};
use super::furniture;
use super::head;
use super::money::{self, Group};
use super::runs::{self, IndicatorRun};
use super::sheet::{Run, Sheet};
use crate::amount::MoneyUnit;
use crate::lexicon;
use crate::model::{Amounts, Cell, Fund, Inference, Layout, Project, Repair, RepairKind, SpendingUnit, Table};
use crate::source::Source;
use crate::span::{Origin, Span, sort_spans};

/// Reads a list.
pub(crate) fn read(source: &Source, folded: &Folded) -> Table {
    let whole = Sheet::new(source, folded.inks());
    let columns = head::columns(&whole);
    let above = columns.as_ref().map(|columns| 0..columns.run.start);
    let first = columns.as_ref().map(|columns| columns.run.clone());
    let furniture = furniture::furniture(&whole, above.as_ref(), first.as_ref());
    let furniture_spans = furniture.iter().filter_map(|run| whole.origin(run.clone()));
    let mut table = Table { layout: Layout::ProjectPerRow, ..Table::default() };
    table.furniture = furniture_spans.flat_map(|origin| origin.spans().collect::<Vec<_>>()).collect();

    let mut sheet = Sheet::new(source, furniture::without(folded.inks(), &furniture));
    let columns = head::columns(&sheet);
    let body = columns.as_ref().map_or(0, |columns| columns.run.end);
    let mut runs = runs::indicator_runs(&sheet, body..sheet.len());
    let moves = breaks::moves(&sheet, &runs, &breaks_of(&furniture));
    // The page's first program leaves what has to be moved to the second one.
    if !cfg!(feature = "readers") && (!moves.is_empty() || furniture::has_running_head(&whole)) {
        return Table::default();
    }
    if !moves.is_empty() {
        sheet = Sheet::new(source, breaks::in_order(&sheet, &moves));
        runs = runs::indicator_runs(&sheet, body..sheet.len());
    }
    if columns.is_none() && runs.is_empty() {
        return Table::default();
    }
    let above = columns.as_ref().map_or(0, |columns| columns.run.start);
    let unit = head::read(&mut sheet, 0..above, &mut table);
    let funds = columns.as_ref().map_or_else(Vec::new, |columns| columns.funds.clone());
    if let Some(columns) = columns {
        sheet.label(columns.run);
    }

    let mut rows = Rows {
        funds: if funds.is_empty() { Fund::USUAL.to_vec() } else { funds },
        unit: unit.unwrap_or_default(),
        table,
        any_amount: false,
        sums: String::new(),
    };
    let mut from = body;
    for run in &runs {
        rows.read_region(&mut sheet, from..run.run.start, Some(run));
        from = run.run.end;
    }
    let end = sheet.len();
    rows.read_region(&mut sheet, from..end, None);
    if runs.last().is_some_and(IndicatorRun::is_cut) {
        rows.cut_short(&sheet);
    }
    let mut table = rows.table;
    if unit.is_none() && rows.any_amount {
        table.inferred.push(Inference::MoneyUnit { unit: MoneyUnit::default() });
    }
    // Prose speaks of 数量指标：, too: without a single target or amount it is no list.
    let is_list = table.indicators().any(|at| at.indicator.target.read().is_some()) || rows.any_amount;
    if table.units.iter().all(|unit| unit.projects.is_empty()) || !is_list {
        return Table::default();
    }
    (table.labels, table.unclaimed) = sheet.finish();
    table
}

/// Where pages begin, in a sheet without the furniture.
fn breaks_of(furniture: &[Run]) -> Vec<usize> {
    let mut taken = 0;
    let begins = furniture.iter().map(|run| {
        taken += run.len();
        run.end - taken
    });
    begins.collect()
}

/// The rows read so far.
struct Rows {
    funds: Vec<Fund>,
    unit: MoneyUnit,
    table: Table,
    any_amount: bool,
    /// The amounts of 合计 as they are printed: the row below it that prints the same is that of a unit.
    sums: String,
}

/// One row of a region: what stands before its amounts, the amounts, and what follows that is no name.
#[derive(Debug)]
struct Row {
    name: Run,
    group: Option<Group>,
    objective: Run,
}

impl Rows {
    /// Reads what stands between two sets of indicators, or after the last one; `run` are the indicators that follow.
    fn read_region(&mut self, sheet: &mut Sheet<'_>, region: Run, run: Option<&IndicatorRun>) {
        // A text may begin in the middle of a row: what precedes an indicator that is not the first is its rest, unless
        // it is a row of its own.
        let groups = money::groups(sheet, region.clone());
        let begins_inside = run.is_some_and(|run| run.first_ordinal().is_some_and(|ordinal| ordinal > 1));
        if groups.is_empty() && (run.is_none() || (begins_inside && region.start == 0)) {
            if let Some(run) = run {
                let indicators = run.read(sheet);
                self.push_project(Project { indicators, ..Project::default() });
            }
            return;
        }
        let region = if cfg!(feature = "readers") { self.go_on(sheet, region, &groups) } else { region };
        let mut rows = rows(sheet, region, groups);
        let last = if run.is_some() { rows.pop() } else { None };
        let project_indent = last.as_ref().and_then(|row| sheet.ink(row.name.start)).map_or(0, Ink::indent);
        for row in rows {
            self.read_row(sheet, &row, project_indent, run.is_none());
        }
        if let (Some(row), Some(run)) = (last, run) {
            // Ordinals that begin again with no name between them: the cells of a page stand in another order (D13).
            let first = run.run.start..run.run.start + 1;
            if let Some(origin) = sheet.origin(first).filter(|_| row.name.is_empty() && row.group.is_none()) {
                self.table.repairs.push(Repair::row_order(origin));
            }
            let mut project = self.project(sheet, &row);
            project.indicators = run.read(sheet);
            self.push_project(project);
        }
    }

    /// Reads the end of an objective that a page has cut: behind the indicators beside it, before the name of the next row.
    /// The rest of the region.
    fn go_on(&mut self, sheet: &mut Sheet<'_>, region: Run, groups: &[Group]) -> Run {
        let name = region.start..groups.first().map_or(region.start, |group| group.run.start);
        let last = self.table.units.last_mut().and_then(|unit| unit.projects.last_mut());
        let (Some(project), Some(end)) = (last, last_sentence_end(sheet, name)) else { return region };
        // Behind a whole sentence stands what nobody can place.
        let more = sheet.text(region.start..end);
        if let Cell::Read { value, origin } = &mut project.objective
            && !value.ends_with('。')
            && let Some(place) = sheet.claim(region.start..end)
        {
            value.push_str(&more);
            // Readers of late cells put characters into the order of the table; places stand in that of the text.
            let mut spans: Vec<Span> = origin.spans().chain(place.spans()).collect();
            sort_spans(&mut spans);
            *origin = Origin::from_spans(spans).unwrap_or(place);
        }
        end..region.end
    }

    /// A row without indicators: the total, a unit, or a project that has none.
    fn read_row(&mut self, sheet: &mut Sheet<'_>, row: &Row, project_indent: u32, at_end: bool) {
        let name = sheet.folded(row.name.clone());
        let sums = row.group.as_ref().map(|group| sheet.folded(group.run.clone())).unwrap_or_default();
        if lexicon::TOTAL_ROWS.contains(&name.as_str()) {
            self.sums = sums;
            sheet.label(row.name.clone());
            self.table.total = self.amounts(sheet, row.group.as_ref());
            return;
        }
        let indent = sheet.ink(row.name.start).map_or(0, Ink::indent);
        let body = lexicon::BODY_ENDINGS.iter().any(|ending| name.ends_with(ending));
        let project = lexicon::PROJECT_ENDINGS.iter().any(|ending| name.ends_with(ending));
        let is_again = self.table.units.is_empty() && !sums.is_empty() && sums == self.sums;
        let is_body = indent < project_indent || (body && !project) || is_again;
        let is_unit = row.objective.is_empty() && !at_end && is_body;
        if is_unit || (at_end && body && !project) {
            let name = sheet.cell(row.name.clone());
            let amounts = self.amounts(sheet, row.group.as_ref());
            self.table.units.push(SpendingUnit { name, amounts, projects: Vec::new() });
        } else {
            let project = self.project(sheet, row);
            self.push_project(project);
            if at_end {
                self.cut_short(sheet);
            }
        }
    }

    fn project(&mut self, sheet: &mut Sheet<'_>, row: &Row) -> Project {
        // Heads inside of a name stand among the cells (D12).
        let heads = sheet.find_any(row.name.clone(), &["项目名称", "绩效指标"]);
        if let Some(origin) = heads.and_then(|heads| sheet.origin(heads)) {
            self.table.repairs.push(Repair::row_order(origin));
        }
        let name = sheet.cell(row.name.clone());
        let amounts = self.amounts(sheet, row.group.as_ref());
        let objective = sheet.cell(row.objective.clone());
        Project { name, amounts, objective, ..Project::default() }
    }

    fn amounts(&mut self, sheet: &mut Sheet<'_>, group: Option<&Group>) -> Amounts {
        let Some(group) = group else {
            return Amounts::default();
        };
        let (amounts, repair) = group.read(sheet, &self.funds, self.unit);
        self.table.repairs.extend(repair);
        self.any_amount = true;
        amounts
    }

    fn push_project(&mut self, project: Project) {
        if self.table.units.is_empty() {
            self.table.units.push(SpendingUnit::default());
        }
        if let Some(unit) = self.table.units.last_mut() {
            unit.projects.push(project);
        }
    }

    fn cut_short(&mut self, sheet: &Sheet<'_>) {
        let last = sheet.len().saturating_sub(1);
        if let Some(origin) = sheet.origin(last..sheet.len()) {
            self.table.repairs.push(Repair { kind: RepairKind::CutShort, origin, read_as: String::new() });
        }
    }
}

/// Cuts a region into rows at its amounts. Between two amounts stands the next row's name, and before it the objective
/// of a row without indicators, if any.
fn rows(sheet: &Sheet<'_>, region: Run, groups: Vec<Group>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut from = region.start;
    for group in groups {
        let text = from..group.run.start;
        let name = match rows.last_mut() {
            Some(previous) => {
                let split = last_sentence_end(sheet, text.clone()).unwrap_or(text.start);
                previous.objective = text.start..split;
                split..text.end
            }
            None => text,
        };
        from = group.run.end;
        rows.push(Row { name, objective: from..from, group: Some(group) });
    }
    let rest = from..region.end;
    match rows.last_mut() {
        Some(last) => last.objective = rest,
        None => rows.push(without_amounts(sheet, rest)),
    }
    rows
}

fn last_sentence_end(sheet: &Sheet<'_>, run: Run) -> Option<usize> {
    run.into_iter().rev().find(|&at| matches!(sheet.ch(at), Some('。' | ';' | '!'))).map(|at| at + 1)
}

/// A row whose amounts the text does not show: its name ends with the first line that ends as names do, else with the
/// first line.
fn without_amounts(sheet: &Sheet<'_>, run: Run) -> Row {
    let mut line_end = sheet.next_line(run.start, run.end);
    let first = line_end;
    let mut name_end = first;
    for _ in 0..4 {
        let text = sheet.folded(run.start..line_end);
        if lexicon::PROJECT_ENDINGS.iter().any(|ending| text.ends_with(ending)) && line_end < run.end {
            name_end = line_end;
            break;
        }
        line_end = sheet.next_line(line_end, run.end);
    }
    if name_end >= run.end {
        // One line: a sentence is an objective, anything else a name.
        let sentence = sheet.find_char(run.clone(), |ch| matches!(ch, '。' | ',')).is_some();
        let name_end = if sentence { run.start } else { run.end };
        return Row { name: run.start..name_end, group: None, objective: name_end..run.end };
    }
    Row { name: run.start..name_end, group: None, objective: name_end..run.end }
}
