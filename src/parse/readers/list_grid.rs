//! Reader of lists whose cells are marked: CSV, TSV, Markdown, pasted sheets (L1 in a grid).
//!
//! Here columns are known, so amounts need no inference, and a row that a page cut in two is put together again (D18, D48).

use super::cells::{self, Cell, Row};
use super::marked;
use crate::amount::{Amount, MoneyUnit, number_from_text};
use crate::grid::Grid;
use crate::lexicon;
use crate::model::{self, Amounts, Fund, Inference, Layout, Project, SpendingUnit, Table};
use crate::parse::fold::{Folded, Gap, Ink};
use crate::parse::head;
use crate::parse::money;
use crate::parse::runs;
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;
use crate::span::{Origin, Span};

/// Heads of the column of units beside the names of projects.
const UNITS: &[&str] =
    &["预算单位", "用款单位", "资金使用单位", "使用单位", "实施单位", "项目单位", "单位名称", "单位"];
/// Heads of the total that say no more than that it is the budget.
const BUDGETS: &[&str] = &["年度预算数", "年度预算", "预算数", "预算安排", "本年预算", "预算总额"];

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Name,
    /// The unit that spends the money, beside the name.
    Unit,
    Money(Fund),
    Objective,
    Indicators,
}

/// One row of the table, put together from all its pieces.
#[derive(Debug, Default)]
struct ListRow {
    unit: Vec<Ink>,
    name: Vec<Ink>,
    funds: Vec<(Fund, Vec<Ink>)>,
    objective: Vec<Ink>,
    indicators: Vec<Ink>,
}

/// Reads a list from a grid; unknown where no row holds the heads of a list.
pub(crate) fn read(source: &Source, folded: &Folded, grid: &Grid) -> Table {
    let (rows, structure) = cells::rows(folded, grid);
    let Some((head_at, mut roles)) = rows.iter().enumerate().find_map(|(at, row)| Some((at, roles_of(row)?))) else {
        return Table::default();
    };
    let (above, below) = rows.split_at(head_at);
    let Some((head, below)) = below.split_first() else {
        return Table::default();
    };
    let repeated: Vec<String> = above.iter().map(cells::row_text).filter(|text| !text.is_empty()).collect();

    let mut furniture: Vec<Ink> = cells::inks_of(folded, &grid.furniture);
    let mut strays: Vec<Ink> = cells::inks_of(folded, &grid.strays);
    let mut list: Vec<ListRow> = Vec::new();
    let mut page_break = false;
    // Indicators may stand above the row whose they are.
    let mut above_row: Option<ListRow> = None;
    for row in below {
        if let Some(again) = roles_of(row) {
            // A tool may have cut other columns on a new page.
            furniture.extend(inks_of(row));
            (roles, page_break) = (again, true);
        } else if is_furniture(source, row, &repeated) {
            furniture.extend(inks_of(row));
            page_break = true;
        } else {
            let next = list_row(row, &roles, [&mut strays, &mut furniture]);
            let goes_on = next.funds.is_empty() && (page_break || next.name.is_empty());
            match list.last_mut() {
                Some(last) if goes_on && !last.is_sum() && last.is_continued_by(source, &next) => last.append(next),
                // The tool lost the row that this is the rest of: better shown as unread than given to another.
                _ if goes_on => strays.extend(above_row.replace(next).into_iter().flat_map(ListRow::inks)),
                _ => list.push(next.below(source, above_row.take(), &mut strays)),
            }
            page_break = false;
        }
    }
    strays.extend(above_row.into_iter().flat_map(ListRow::inks));
    assemble(source, above, head, list, furniture, strays, structure)
}

fn inks_of(row: &Row) -> impl Iterator<Item = Ink> + '_ {
    row.iter().flat_map(|cell| &cell.inks).copied()
}

/// A column and its role; none where its head is known and says nothing that a project has.
type ColumnRole = (usize, Option<Role>);

/// The roles of the columns, if the row is the head of a list: a name, an objective and an indicator column.
fn roles_of(row: &Row) -> Option<Vec<ColumnRole>> {
    let known = |cell: &Cell| {
        let text = cell.text();
        let budget = || BUDGETS.iter().any(|head| text.starts_with(head)).then_some(Role::Money(Fund::Total));
        let role = if UNITS.contains(&text.as_str()) { Some(Role::Unit) } else { role(&text).or_else(budget) };
        (role.is_some() || is_other_head(&text)).then_some((cell.column, role))
    };
    let roles: Vec<ColumnRole> = row.iter().filter_map(known).collect();
    let has = |wanted: Role| roles.iter().any(|(_, role)| *role == Some(wanted));
    (has(Role::Name) && has(Role::Objective) && has(Role::Indicators)).then_some(roles)
}

pub(super) fn role(text: &str) -> Option<Role> {
    let starts = |heads: &[&str]| heads.iter().any(|head| text.starts_with(head));
    let fund = lexicon::FUND_HEADS.iter().find(|(head, _)| text.starts_with(head)).map(|(_, fund)| Role::Money(*fund));
    let named = |heads: &[&str], role: Role| starts(heads).then_some(role);
    named(lexicon::INDICATOR_HEADS, Role::Indicators)
        .or_else(|| named(lexicon::OBJECTIVE_HEADS, Role::Objective))
        .or(fund)
        // 项目内容 begins like 项目.
        .or_else(|| named(lexicon::PROJECT_HEADS, Role::Name).filter(|_| !starts(lexicon::OTHER_HEADS)))
}

/// Whether a head says neither name, money, objective nor indicators.
pub(super) fn is_other_head(text: &str) -> bool {
    lexicon::OTHER_HEADS.iter().any(|head| text.starts_with(head))
}

/// Whether the head of a column goes on with a text: up to its whole, or to the end of a bracket.
pub(super) fn head_goes_on(text: &str, more: &str) -> bool {
    let funds = lexicon::FUND_HEADS.iter().map(|(head, _)| *head);
    let named = lexicon::PROJECT_HEADS.iter().chain(lexicon::OBJECTIVE_HEADS).chain(lexicon::INDICATOR_HEADS);
    let rest = |head: &str| head.strip_prefix(text).is_some_and(|rest| rest.starts_with(more));
    let bracket = text.contains('(') && !text.contains(')') && more.ends_with(')');
    bracket || named.copied().chain(funds).any(rest)
}

/// Whether a row repeats what stands above the table, or is a page number.
fn is_furniture(source: &Source, row: &Row, repeated: &[String]) -> bool {
    let text = cells::row_text(row);
    if text.is_empty() {
        return false;
    }
    // Tools distribute the head over cells differently from page to page: every cell may stand alone.
    let known = |cell: &Cell| {
        cell.inks.is_empty() || repeated.iter().any(|line| line.split('\t').any(|part| part == cell.text()))
    };
    repeated.contains(&text)
        || row.iter().all(known)
        || crate::parse::furniture::is_page_number(&Sheet::new(source, inks_of(row).collect::<Vec<_>>()))
}

/// A row by its roles; what has none is a stray, and what stands below a head without one is set aside.
fn list_row(row: &Row, roles: &[ColumnRole], [strays, aside]: [&mut Vec<Ink>; 2]) -> ListRow {
    let mut list = ListRow::default();
    for cell in row.iter().filter(|cell| !cell.inks.is_empty()) {
        match roles.iter().find(|(column, _)| *column == cell.column).map(|(_, role)| *role) {
            Some(Some(Role::Name)) => list.name.extend(&cell.inks),
            Some(Some(Role::Unit)) => list.unit.extend(&cell.inks),
            // 合计 may stand in the column of numbers.
            Some(None) if lexicon::TOTAL_ROWS.contains(&cell.text().as_str()) => list.name.extend(&cell.inks),
            Some(Some(Role::Money(fund))) => list.funds.push((fund, cell.inks.clone())),
            Some(Some(Role::Objective)) => list.objective.extend(&cell.inks),
            Some(Some(Role::Indicators)) => list.indicators.extend(&cell.inks),
            Some(None) => aside.extend(&cell.inks),
            None => strays.extend(&cell.inks),
        }
    }
    // The full stop of the row above may have come into that of a body.
    let is_bare = list.objective.is_empty() && !list.indicators.iter().any(|ink| ink.ch().is_alphanumeric());
    if is_bare && !list.funds.is_empty() {
        strays.append(&mut list.indicators);
    }
    list
}

impl ListRow {
    fn inks(self) -> impl Iterator<Item = Ink> {
        let funds = self.funds.into_iter().flat_map(|(_, inks)| inks);
        self.unit.into_iter().chain(self.name).chain(funds).chain(self.objective).chain(self.indicators)
    }

    /// Whether it holds money alone, as units and totals do.
    fn is_sum(&self) -> bool {
        self.objective.is_empty() && self.indicators.is_empty() && !self.funds.is_empty()
    }

    /// The row with the objective and indicators that stand above it, where its own go on with their numbers; else they are strays.
    fn below(mut self, source: &Source, above: Option<Self>, strays: &mut Vec<Ink>) -> Self {
        let Some(mut above) = above else { return self };
        let ordinals = |row: &Self| runs::ordinals(&Sheet::new(source, row.indicators.clone()));
        let goes_on =
            matches!((ordinals(&above).last(), ordinals(&self).first()), (Some(last), Some(next)) if *next == last + 1);
        if !goes_on || !above.name.is_empty() {
            strays.extend(above.inks());
            return self;
        }
        let (objective, indicators) = (std::mem::take(&mut self.objective), std::mem::take(&mut self.indicators));
        above.append(Self { objective, indicators, ..Self::default() });
        Self { objective: above.objective, indicators: above.indicators, ..self }
    }

    /// Whether the numbering of the indicators goes on in the next piece.
    fn is_continued_by(&self, source: &Source, next: &Self) -> bool {
        let ordinals = |inks: &[Ink]| runs::ordinals(&Sheet::new(source, inks.to_vec()));
        match (ordinals(&self.indicators).last(), ordinals(&next.indicators).first()) {
            (Some(last), Some(next)) => *next == last + 1,
            _ => true,
        }
    }

    fn append(&mut self, more: Self) {
        for (into, from) in [
            (&mut self.unit, more.unit),
            (&mut self.name, more.name),
            (&mut self.objective, more.objective),
            (&mut self.indicators, more.indicators),
        ] {
            let start = into.len();
            into.extend(from);
            if let Some(first) = into.get_mut(start) {
                first.set_gap(Gap::Line);
            }
        }
    }
}

/// The sheet in the order of the table, and the run of every field in it.
struct Order {
    inks: Vec<Ink>,
}

impl Order {
    fn put(&mut self, inks: &[Ink], gap: Gap) -> Run {
        let start = self.inks.len();
        self.inks.extend(inks);
        if let Some(first) = self.inks.get_mut(start) {
            first.widen_gap(gap);
        }
        start..self.inks.len()
    }
}

struct Fields {
    unit: Run,
    name: Run,
    funds: Vec<(Fund, Run)>,
    objective: Run,
    indicators: Run,
}

fn assemble(
    source: &Source,
    above: &[Row],
    head: &Row,
    list: Vec<ListRow>,
    furniture: Vec<Ink>,
    strays: Vec<Ink>,
    structure: Vec<Span>,
) -> Table {
    let mut order = Order { inks: Vec::new() };
    for row in above {
        for (index, cell) in row.iter().enumerate() {
            order.put(&cell.inks, if index == 0 { Gap::Line } else { Gap::Tab });
        }
    }
    let above = 0..order.inks.len();
    let head_cells: Vec<Run> = head.iter().map(|cell| order.put(&cell.inks, Gap::Line)).collect();
    let fields: Vec<Fields> = list
        .iter()
        .map(|row| Fields {
            unit: order.put(&row.unit, Gap::Line),
            name: order.put(&row.name, Gap::Line),
            funds: row.funds.iter().map(|(fund, inks)| (*fund, order.put(inks, Gap::Tab))).collect(),
            objective: order.put(&row.objective, Gap::Line),
            indicators: order.put(&row.indicators, Gap::Line),
        })
        .collect();
    order.put(&strays, Gap::Line);

    let mut table = Table { layout: Layout::ProjectPerRow, ..Table::default() };
    let spans = |inks: &[Ink]| Sheet::new(source, inks.to_vec()).origin(0..inks.len());
    table.furniture = spans(&furniture).iter().flat_map(Origin::spans).collect();
    let mut sheet = Sheet::new(source, order.inks);
    let unit = head::read(&mut sheet, above, &mut table);
    for run in head_cells {
        sheet.label(run);
    }
    for row in fields {
        read_row(&mut sheet, row, unit.unwrap_or_default(), &mut table);
    }
    if unit.is_none() {
        table.inferred.push(Inference::MoneyUnit { unit: MoneyUnit::default() });
    }
    if table.projects().next().is_none() {
        return Table::default();
    }
    (table.labels, table.unclaimed) = sheet.finish();
    table.labels.extend(structure);
    crate::span::sort_spans(&mut table.labels);
    table
}

fn read_row(sheet: &mut Sheet<'_>, row: Fields, unit: MoneyUnit, table: &mut Table) {
    let name = sheet.folded(row.name.clone());
    if lexicon::TOTAL_ROWS.contains(&name.as_str()) {
        sheet.label(row.name);
        table.total = amounts(sheet, &row.funds, unit);
        return;
    }
    let has_money = !row.funds.is_empty();
    if row.objective.is_empty() && row.indicators.is_empty() {
        // A row of a name alone is a note or a heading: it stays unclaimed and is shown.
        if has_money && !row.name.is_empty() {
            let name = sheet.cell(row.name);
            let amounts = amounts(sheet, &row.funds, unit);
            table.units.push(SpendingUnit { name, amounts, projects: Vec::new() });
        }
        return;
    }
    let mut project = Project {
        name: sheet.cell(row.name),
        amounts: amounts(sheet, &row.funds, unit),
        objective: sheet.cell(row.objective),
        ..Project::default()
    };
    let labelled = sheet.find_any(row.indicators.clone(), lexicon::TARGET_LABELS).is_some();
    let marked = if labelled { Vec::new() } else { marked::items(sheet, row.indicators.clone()) };
    for item in &marked {
        project.indicators.push(item.read(sheet, &item.levels));
    }
    if marked.is_empty() {
        for run in runs::indicator_runs(sheet, row.indicators) {
            project.indicators.extend(run.read(sheet));
        }
    }
    let same =
        |unit: &SpendingUnit| unit.name.value().map(String::as_str) == Some(sheet.text(row.unit.clone()).as_str());
    if !row.unit.is_empty() {
        if table.units.last().is_some_and(same) {
            sheet.label(row.unit);
        } else {
            let name = sheet.cell(row.unit);
            table.units.push(SpendingUnit { name, ..SpendingUnit::default() });
        }
    }
    if table.units.is_empty() {
        table.units.push(SpendingUnit::default());
    }
    if let Some(unit) = table.units.last_mut() {
        unit.projects.push(project);
    }
}

/// The amounts of a row, each in the column of its fund.
pub(super) fn amounts(sheet: &mut Sheet<'_>, funds: &[(Fund, Run)], unit: MoneyUnit) -> Amounts {
    let mut amounts = Amounts::default();
    for (fund, run) in funds {
        let text = sheet.folded(run.clone());
        let Some(origin) = sheet.claim(run.clone()) else {
            continue;
        };
        *amounts.get_mut(*fund) = match number_from_text(&text) {
            Some(number) => model::Cell::Read { value: Amount { number, unit }, origin },
            None if money::is_dash(&text) => model::Cell::Blank(origin),
            None => model::Cell::Unreadable(origin),
        };
    }
    amounts
}
