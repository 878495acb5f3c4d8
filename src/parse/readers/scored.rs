//! Tables of whole units (L6c) whose cells are glued: one line per indicator with its explanation, its rule of scoring and
//! its weight at the end.
//!
//! The rule of scoring holds other numbers; only the first one behind a name is the target, only the last one of the line
//! the weight.

use super::glue::value_at;
use super::is_whole_amount;
use super::prose::words_start;
use super::rows::{self, Levels, Row};
use crate::amount::{Amount, MoneyUnit, number_from_text};
use crate::lexicon;
use crate::model::{Amounts, Cell, Indicator, Layout, Project, SpendingUnit, Table};
use crate::parse::fold::{Folded, Gap};
use crate::parse::head;
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;

/// Reads a table of a whole unit, or of its projects.
pub(crate) fn read(source: &Source, folded: &Folded) -> Table {
    let mut sheet = Sheet::new(source, folded.inks());
    let mut table = Table { layout: Layout::IndicatorPerRow, ..Table::default() };
    // Where cells are marked, they tell more.
    let is_marked = || crate::grid::grid_of_text(source.text()).is_some();
    let Some((heads, of)) = heads(&sheet).filter(|_| !is_marked()) else { return table_unread() };
    let mut unit = SpendingUnit::default();
    read_above(&mut sheet, heads.start, &mut table);
    let money = table.money_unit.value().copied().unwrap_or_default();
    sheet.label(heads.clone());
    let end = sheet.len();
    if of == Of::Projects && are_apart(&sheet, heads.end) {
        return table_unread();
    }
    if of == Of::Projects {
        let of_period = sheet.find_any(heads.clone(), PERIOD_GOALS).is_some();
        projects(&mut sheet, heads.end..end, (of_period, money), &mut unit);
    } else {
        let first = (heads.end..end).find(|&at| rows::level(&sheet, at).is_some());
        let Some(first) = first else { return table_unread() };
        let mut project = Project::default();
        read_unit(&mut sheet, heads.end..first, money, &mut unit, &mut project);
        project.indicators = indicators(&mut sheet, first..end);
        unit.projects.push(project);
    }
    if unit.projects.is_empty() || unit.projects.iter().any(|project| project.indicators.is_empty()) {
        return table_unread();
    }
    table.units.push(unit);
    (table.labels, table.unclaimed) = sheet.finish();
    table
}

/// What the lines with a code at their beginning are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    /// A unit, which is what the indicators measure.
    Unit,
    /// The first one may be a unit; the others are its projects.
    Projects,
}

/// The heads, from the code of the unit to the rule of scoring.
fn heads(sheet: &Sheet<'_>) -> Option<(Run, Of)> {
    const LONGEST: usize = 400;
    const NAMES: &[(&str, Of)] = &[
        ("单位编码单位名称", Of::Unit),
        ("单位编码单位(专项)名称", Of::Projects),
        ("单位编码单位(项目)名称", Of::Projects),
        ("单位编码项目名称", Of::Projects),
    ];
    let found = NAMES.iter().filter_map(|(name, of)| Some((sheet.find_any(0..sheet.len(), &[*name])?, *of)));
    let (codes, of) = found.min_by_key(|(run, _)| run.start)?;
    let until = sheet.len().min(codes.end + LONGEST);
    let rules = sheet.find_any(codes.end..until, &["评(扣)分标准备注", "评(扣)分标准"])?;
    Some((codes.start..rules.end, of))
}

/// Whether blanks and line breaks set the cells of rows apart: then lines are those of the page or of single cells, and no rows.
fn are_apart(sheet: &Sheet<'_>, from: usize) -> bool {
    let begins = (from..sheet.len()).filter(|at| sheet.begins_line(*at));
    let ends = begins.filter_map(|at| rows::level(sheet, at).filter(|(level, _)| level.is_first()).map(|(_, end)| end));
    let (apart, all) =
        ends.fold((0_usize, 0_usize), |(apart, all), end| (apart + usize::from(sheet.gap(end) != Gap::None), all + 1));
    apart * 2 > all
}

/// Heads of the objectives of the whole period, which stand before those of the year.
const PERIOD_GOALS: &[&str] = &["实施期绩效目标", "中期绩效目标", "长期绩效目标"];

/// The projects of a unit: each begins on a line with its code, its name and its amount.
fn projects(sheet: &mut Sheet<'_>, run: Run, (of_period, money): (bool, MoneyUnit), unit: &mut SpendingUnit) {
    let mut begins: Vec<Run> = Vec::new();
    let mut start = run.start;
    while start < run.end {
        let end = sheet.next_line(start, run.end);
        begins.extend(code(sheet, start..end).map(|code| start..code));
        start = end;
    }
    let ends: Vec<usize> = begins.iter().skip(1).map(|next| next.start).chain([run.end]).collect();
    for (code, end) in begins.into_iter().zip(ends) {
        let first = (code.end..end).find(|&at| rows::level(sheet, at).is_some_and(|(level, _)| level.is_first()));
        let head = code.end..first.unwrap_or(end);
        let Some(amount) = whole_amount(sheet, head.clone()) else { continue };
        sheet.label(code);
        let name = sheet.cell(head.start..amount.start);
        let amounts = total(sheet, amount.clone(), money);
        if let Some(first) = first {
            let goals = amount.end..head.end;
            let goals = if of_period { of_year(sheet, goals) } else { Some(goals) };
            let objective = goals.map_or(Cell::Absent, |goals| sheet.cell(goals));
            let indicators = indicators(sheet, first..end);
            unit.projects.push(Project { name, amounts, objective, indicators, ..Project::default() });
        } else if unit.projects.is_empty() && matches!(unit.name, Cell::Absent) {
            unit.name = name;
            unit.amounts = amounts;
        }
    }
}

/// Behind the code that a line begins with.
fn code(sheet: &Sheet<'_>, line: Run) -> Option<usize> {
    const SHORTEST: usize = 6;
    let end = line.clone().find(|&at| !sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit()))?;
    let is_name = sheet.ch(end).is_some_and(|ch| !matches!(ch, '.' | ',' | '年' | '%'));
    (end - line.start >= SHORTEST && is_name).then_some(end)
}

/// The first number with two decimals behind a name.
fn whole_amount(sheet: &Sheet<'_>, run: Run) -> Option<Run> {
    const DECIMALS: usize = 2;
    const SHORTEST_NAME: usize = 2;
    let is_digit = |at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
    let mut from = run.start + SHORTEST_NAME;
    while let Some(point) = sheet.find_char(from..run.end, |ch| ch == '.') {
        let is_part = |at: &usize| is_digit(*at) || sheet.ch(*at) == Some(',');
        let start = point - (from..point).rev().take_while(is_part).count();
        let end = (point + 1 + DECIMALS).min(run.end);
        if is_whole_amount(&sheet.folded(start..end)) && (end == run.end || !is_digit(end)) {
            return Some(start..end);
        }
        from = point + 1;
    }
    None
}

fn total(sheet: &mut Sheet<'_>, run: Run, unit: MoneyUnit) -> Amounts {
    let number = number_from_text(&sheet.folded(run.clone()));
    let Some((number, origin)) = number.zip(sheet.claim(run)) else { return Amounts::default() };
    let amount = Amount { number, unit };
    Amounts { total: Cell::Read { value: amount, origin }, ..Amounts::default() }
}

/// The objective of the year: the second of two sentences, of which the first is of the whole period. Of others nobody can
/// tell which are whose.
fn of_year(sheet: &Sheet<'_>, run: Run) -> Option<Run> {
    let stop = sheet.find_char(run.clone(), |ch| ch == '。')?;
    let last = sheet.find_char(stop + 1..run.end, |ch| ch == '。');
    (stop + 1 < run.end && last.is_none_or(|last| last + 1 == run.end)).then_some(stop + 1..run.end)
}

fn table_unread() -> Table {
    Table::default()
}

/// Title, year and money unit.
fn read_above(sheet: &mut Sheet<'_>, end: usize, table: &mut Table) {
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
}

/// Code, name, amounts and objective of the unit: only the first amount can be told where they are fused.
fn read_unit(sheet: &mut Sheet<'_>, run: Run, money: MoneyUnit, unit: &mut SpendingUnit, project: &mut Project) {
    let digit = |sheet: &Sheet<'_>, at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
    let name = run.clone().find(|&at| !digit(sheet, at)).unwrap_or(run.end);
    let amounts = (name..run.end).find(|&at| digit(sheet, at)).unwrap_or(run.end);
    sheet.label(run.start..name);
    unit.name = sheet.cell(name..amounts);
    let part = |at: usize| digit(sheet, at) || matches!(sheet.ch(at), Some(',' | '.'));
    let end = (amounts..run.end).find(|&at| !part(at)).unwrap_or(run.end);
    let point = (amounts..end).find(|&at| sheet.ch(at) == Some('.')).map_or(end, |point| (point + 3).min(end));
    project.amounts = total(sheet, amounts..point, money);
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
        if let Some(row) = row(sheet, name..end, end < sheet.len(), &levels) {
            found.push(row.read(sheet, &levels));
        }
        start = end;
    }
    found
}

fn row(sheet: &Sheet<'_>, line: Run, whole: bool, levels: &Levels) -> Option<Row> {
    let target = valued(sheet, line.clone()).or_else(|| worded(sheet, line.clone()))?;
    let digit = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit());
    let weight = line.end - (target.end..line.end).rev().take_while(digit).count();
    Some(Row {
        name: Some(line.start..target.start),
        target: Some(target.clone()),
        weight: Some(weight..line.end).filter(|weight| whole && !weight.is_empty()),
        other: std::iter::once(target.end..weight).collect(),
        levels: levels.clone(),
        ..Row::default()
    })
}

const SHORTEST_NAME: usize = 3;

/// The target behind a name that asks for one, or with its operator.
fn valued(sheet: &Sheet<'_>, line: Run) -> Option<Run> {
    let asked = |at: usize| sheet.ch(at - 1).is_some_and(|ch| lexicon::NUMBER_NAMES.contains(&ch));
    let signed = |at: usize| sheet.ch(at).is_some_and(|ch| matches!(ch, '≥' | '≤' | '=' | '>' | '<'));
    let is_own = |at: &usize| (asked(*at) || signed(*at)) && value_at(sheet, *at, line.end).is_some();
    let at = (line.start + SHORTEST_NAME..line.end).find(is_own)?;
    Some(at..value_at(sheet, at, line.end)?.end)
}

/// The target in words before what explains it: 社区服务能力提升反映….
fn worded(sheet: &Sheet<'_>, line: Run) -> Option<Run> {
    const EXPLAINS: &[&str] = &["反映", "考核", "体现", "用以"];
    let told = sheet.find_any(line.start + SHORTEST_NAME..line.end, EXPLAINS)?.start;
    let from = line.start + SHORTEST_NAME;
    let built = ["建立", "健全"].iter().find_map(|word| sheet.before(told, word)).filter(|start| *start >= from);
    let start = words_start(sheet, from, built.unwrap_or(told));
    (start < told).then_some(start..told)
}
