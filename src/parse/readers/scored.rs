//! Tables of whole units (L6c) whose cells are glued: one line per indicator with its explanation, its rule of scoring and
//! its weight at the end.
//!
//! The rule of scoring holds other numbers; only the first one behind a name is the target, only the last one of the line
//! the weight.

use super::glue::value_at;
use super::rows::{self, Levels, Row};
use crate::amount::{Amount, number_from_text};
use crate::lexicon;
use crate::model::{Amounts, Cell, Indicator, Layout, Project, SpendingUnit, Table};
use crate::parse::fold::Folded;
use crate::parse::head;
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;

/// Reads a table of a whole unit.
pub(crate) fn read(source: &Source, folded: &Folded) -> Table {
    let mut sheet = Sheet::new(source, folded.inks());
    let mut table = Table { layout: Layout::IndicatorPerRow, ..Table::default() };
    let heads = sheet.find_any(0..sheet.len(), &["单位编码单位名称"]).and_then(|codes| {
        let rules =
            sheet.find_any(codes.end..sheet.len().min(codes.end + 400), &["评(扣)分标准备注", "评(扣)分标准"])?;
        Some(codes.start..rules.end)
    });
    let Some(heads) = heads else { return table_unread() };
    let mut unit = read_above(&mut sheet, heads.start, &mut table);
    sheet.label(heads.clone());
    let end = sheet.len();
    let first = (heads.end..end).find(|&at| rows::level(&sheet, at).is_some());
    let Some(first) = first else { return table_unread() };
    let mut project = Project::default();
    read_unit(&mut sheet, heads.end..first, &mut unit, &mut project);
    project.indicators = indicators(&mut sheet, first..end);
    if project.indicators.is_empty() {
        return table_unread();
    }
    unit.projects.push(project);
    table.units.push(unit);
    (table.labels, table.unclaimed) = sheet.finish();
    table
}

fn table_unread() -> Table {
    Table::default()
}

/// Title, year and money unit.
fn read_above(sheet: &mut Sheet<'_>, end: usize, table: &mut Table) -> SpendingUnit {
    if let Some((label, value, unit)) = head::money_unit(sheet, 0..end) {
        sheet.label(label);
        table.money_unit = sheet.cell_of(value, unit);
    }
    if let Some(found) = sheet.find_any(0..end, lexicon::FORM_TITLES) {
        let start = sheet.line_start(found.start, 0);
        table.title = sheet.cell(start..found.end);
    }
    if let Some((run, year)) = head::printed_year(sheet, 0..end) {
        table.budget_year = sheet.cell_of(run, year);
    }
    SpendingUnit::default()
}

/// Code, name, amounts and objective of the unit: only the first amount can be told where they are fused.
fn read_unit(sheet: &mut Sheet<'_>, run: Run, unit: &mut SpendingUnit, project: &mut Project) {
    let digit = |sheet: &Sheet<'_>, at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
    let name = run.clone().find(|&at| !digit(sheet, at)).unwrap_or(run.end);
    let amounts = (name..run.end).find(|&at| digit(sheet, at)).unwrap_or(run.end);
    sheet.label(run.start..name);
    unit.name = sheet.cell(name..amounts);
    let part = |at: usize| digit(sheet, at) || matches!(sheet.ch(at), Some(',' | '.'));
    let end = (amounts..run.end).find(|&at| !part(at)).unwrap_or(run.end);
    let point = (amounts..end).find(|&at| sheet.ch(at) == Some('.')).map_or(end, |point| (point + 3).min(end));
    if let Some(number) = number_from_text(&sheet.folded(amounts..point))
        && let Some(origin) = sheet.claim(amounts..point)
    {
        let amount = Amount { number, unit: crate::amount::MoneyUnit::default() };
        project.amounts = Amounts { total: Cell::Read { value: amount, origin }, ..Amounts::default() };
    }
    // The last amount is fused with the ordinal of the objective.
    let objective = match end.checked_sub(1).filter(|_| sheet.ch(end) == Some('、')) {
        Some(ordinal) => ordinal,
        None => end,
    };
    sheet.label(point..objective);
    project.objective = sheet.cell(objective.max(point)..run.end);
}

/// One indicator per line; level labels stand before the names.
fn indicators(sheet: &mut Sheet<'_>, run: Run) -> Vec<Indicator> {
    let mut found = Vec::new();
    let mut levels = Levels::default();
    let mut start = run.start;
    while start < run.end {
        let end = sheet.next_line(start, run.end);
        let mut name = start;
        while let Some((level, after)) =
            rows::level(sheet, name).filter(|(_, after)| *after <= end && sheet.before(*after, "指标").is_some())
        {
            let next = rows::level(sheet, after).map(|(level, _)| level);
            levels.take(level, name..after, None, next);
            name = after;
        }
        if let Some(row) = row(sheet, name..end, end < run.end, &levels) {
            found.push(row.read(sheet, &levels));
        }
        start = end;
    }
    found
}

fn row(sheet: &Sheet<'_>, line: Run, whole: bool, levels: &Levels) -> Option<Row> {
    const SHORTEST_NAME: usize = 3;
    let asked = |at: usize| sheet.ch(at - 1).is_some_and(|ch| lexicon::NUMBER_NAMES.contains(&ch));
    let at = (line.start + SHORTEST_NAME..line.end).find(|&at| asked(at) && value_at(sheet, at, line.end).is_some())?;
    let target = value_at(sheet, at, line.end)?.end;
    let digit = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit());
    let weight = line.end - (target..line.end).rev().take_while(digit).count();
    Some(Row {
        name: Some(line.start..at),
        target: Some(at..target),
        weight: Some(weight..line.end).filter(|weight| whole && !weight.is_empty()),
        other: std::iter::once(target..weight).collect(),
        levels: levels.clone(),
        ..Row::default()
    })
}
