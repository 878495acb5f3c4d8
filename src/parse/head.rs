//! What stands above the first row: title, department, money unit, year, and the heads of the columns.

use super::sheet::{Run, Sheet};
use crate::amount::MoneyUnit;
use crate::lexicon;
use crate::model::{Cell, Fund, Table};

/// The column heads of a list: which money columns there are, in printed order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) run: Run,
    pub(crate) funds: Vec<Fund>,
}

/// The heads from 项目名称 to 绩效指标. A few characters between two known heads (其中：, （万元）) are part of it.
pub(crate) fn columns(sheet: &Sheet<'_>) -> Option<Columns> {
    (0..sheet.len()).find_map(|start| columns_at(sheet, start))
}

fn columns_at(sheet: &Sheet<'_>, start: usize) -> Option<Columns> {
    const SKIP: usize = 14;
    /// No form has longer heads; keeps the work linear on text that repeats them.
    const LONGEST: usize = 240;
    let mut at = sheet.after_any(start, lexicon::PROJECT_HEADS)?;
    let mut funds = Vec::new();
    let mut objective = false;
    let mut skipped = 0;
    loop {
        let fund = lexicon::FUND_HEADS.iter().find_map(|&(head, fund)| sheet.after(at, head).map(|end| (end, fund)));
        if at > start + LONGEST {
            return None;
        } else if let Some((end, fund)) = fund {
            funds.push(fund);
            (at, skipped) = (end, 0);
        } else if let Some(end) = sheet.after_any(at, lexicon::INDICATOR_HEADS).filter(|_| objective) {
            return Some(Columns { run: start..end, funds });
        } else if let Some(end) = sheet.after_any(at, lexicon::OBJECTIVE_HEADS) {
            objective = true;
            (at, skipped) = (end, 0);
        } else if skipped < SKIP && at < sheet.len().min(start + LONGEST) {
            (at, skipped) = (at + 1, skipped + 1);
        } else {
            return None;
        }
    }
}

/// Reads what stands in `above` into the table and tells the money unit that amounts are written in.
pub(crate) fn read(sheet: &mut Sheet<'_>, above: Run, table: &mut Table) -> Option<MoneyUnit> {
    let department = labelled(sheet, above.clone(), lexicon::DEPARTMENT_LABELS);
    let unit = money_unit(sheet, above.clone());
    let year = labelled(sheet, above.clone(), lexicon::YEAR_LABELS);
    let printed = printed_year(sheet, above.clone());
    let borders = [department.as_ref().map(|(label, _)| label.start), unit.as_ref().map(|(label, ..)| label.start)];
    let border =
        |from: usize, until: usize| borders.iter().flatten().copied().filter(|&at| at > from).fold(until, usize::min);

    let title = title(sheet, above.clone()).map(|title| title.start..border(title.start, title.end));
    if let Some(title) = title.clone() {
        table.title = sheet.cell(title);
    }
    if let Some((label, value)) = department {
        let end = border(value, sheet.next_line(label.end - 1, above.end));
        // No department has a year in its name: 某某局2025年度.
        let others = [year.as_ref().map(|(label, _)| label.start), printed.as_ref().map(|(run, _)| run.start)];
        let end = others.into_iter().flatten().filter(|other| *other > value).fold(end, usize::min);
        sheet.label(label);
        table.department = sheet.cell(value..end.max(value));
    }
    let unit = unit.map(|(label, value, unit)| {
        sheet.label(label);
        table.money_unit = sheet.cell_of(value, unit);
        unit
    });
    if let Some((run, year)) = printed {
        if let Some(after) = sheet.after_any(run.end, &["年度", "年"])
            && title.is_none_or(|title| !title.contains(&run.start))
        {
            sheet.label(run.end..after);
        }
        // The title may print the year; the same characters then belong to both.
        table.budget_year = sheet.cell_of(run, year);
    }
    if let Some((label, value)) = year
        && sheet.ch(value).is_some_and(|ch| ch.is_ascii_digit())
    {
        sheet.label(label);
    }
    unit
}

/// The line of the title, and the next ones while a bracket is open.
fn title(sheet: &Sheet<'_>, above: Run) -> Option<Run> {
    let found = sheet.find_any(above.clone(), lexicon::TITLES)?;
    let start = sheet.line_start(found.start, above.start);
    let mut end = sheet.next_line(found.end - 1, above.end);
    let open =
        |run: Run| sheet.folded(run).chars().fold(0_i32, |open, ch| open + i32::from(ch == '(') - i32::from(ch == ')'));
    while end < above.end && open(start..end) > 0 {
        end = sheet.next_line(end, above.end);
    }
    Some(start..end)
}

/// The first of the labels with a colon after it: the label with its colon, and where its value begins.
fn labelled(sheet: &Sheet<'_>, run: Run, labels: &[&str]) -> Option<(Run, usize)> {
    let end = run.end;
    run.into_iter().find_map(|at| {
        let after = sheet.after_any(at, labels)?;
        let value = sheet.after(after, ":").filter(|&value| value <= end)?;
        Some((at..value, value))
    })
}

/// `单位：万元` or `（万元）`: the label, the value, what it means.
pub(crate) fn money_unit(sheet: &Sheet<'_>, run: Run) -> Option<(Run, Run, MoneyUnit)> {
    let named =
        |at: usize| lexicon::MONEY_UNITS.iter().find_map(|&(name, unit)| sheet.after(at, name).map(|end| (end, unit)));
    run.into_iter().find_map(|at| {
        let value = match sheet.after_any(at, lexicon::MONEY_UNIT_LABELS) {
            Some(after) => sheet.after(after, ":")?,
            None => {
                sheet.after(at, "(").filter(|&value| named(value).is_some_and(|(end, _)| sheet.ch(end) == Some(')')))?
            }
        };
        let (end, unit) = named(value)?;
        Some((at..value, value..end, unit))
    })
}

/// `2023年` or `2023年度` above the rows.
pub(crate) fn printed_year(sheet: &Sheet<'_>, run: Run) -> Option<(Run, u16)> {
    let Run { start, end } = run;
    run.into_iter().find_map(|at| {
        let after = at + 4;
        let clear = at == start || !sheet.ch(at - 1).is_some_and(|ch| ch.is_ascii_digit());
        if !clear || after > end || sheet.after(at, "20").is_none() {
            return None;
        }
        let labelled_before = at > 0 && sheet.ch(at - 1) == Some(':');
        if sheet.ch(after) != Some('年') && !labelled_before {
            return None;
        }
        let year: u16 = sheet.folded(at..after).parse().ok()?;
        Some((at..after, year))
    })
}

/// Whether the table says in which year it is.
pub(crate) fn has_year(table: &Table) -> bool {
    matches!(table.budget_year, Cell::Read { .. })
}
