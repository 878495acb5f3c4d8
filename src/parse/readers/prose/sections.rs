//! Announcements of several projects: each begins with 项目名称：, and what follows says of each in lines of labels; or with a
//! heading that is its name, （一）…项目, above prose.

use super::{above, number};
use crate::amount::{Amount, MoneyUnit, number_from_text};
use crate::lexicon::{self, Field};
use crate::model::{Cell, Fund, Project, SpendingUnit, Table};
use crate::parse::sheet::{Run, Sheet};

/// Where the projects begin: lines that say 项目名称：, numbered or not.
pub(super) fn starts(sheet: &Sheet<'_>) -> Vec<usize> {
    let begins = |at: &usize| {
        sheet.begins_line(*at) && field(sheet, *at, sheet.len()).is_some_and(|(field, _)| field == Field::Project)
    };
    (0..sheet.len()).filter(begins).collect()
}

/// Where the projects begin that headings name: （一）…项目, numbered one after another in one way.
pub(super) fn headings(sheet: &Sheet<'_>) -> Vec<usize> {
    let starts = std::iter::successors(Some(0), |start| Some(sheet.next_line(*start, sheet.len())));
    let starts = starts.take_while(|start| *start < sheet.len());
    let found: Vec<(usize, Option<char>)> = starts
        .filter_map(|start| {
            let name = heading(sheet, start)?;
            Some((start, sheet.ch(start).filter(|ch| *ch == '(').or(sheet.ch(name.start - 1))))
        })
        .collect();
    let is_one = found.iter().all(|(_, form)| found.first().is_some_and(|(_, first)| first == form));
    found.into_iter().filter(|_| is_one).map(|(start, _)| start).collect()
}

/// The name in a heading: behind its number nothing but a name that ends as those of projects do, or one in quotes, 1.“…”项目。
fn heading(sheet: &Sheet<'_>, start: usize) -> Option<Run> {
    const LONGEST: usize = 60;
    let name = number(sheet, start)?..sheet.next_line(start, sheet.len());
    if let Some(open) = sheet.after(name.start, "“") {
        let end = sheet.before(name.end, "。").unwrap_or(name.end);
        let close = sheet.before(end, "”项目").or_else(|| sheet.before(end, "”"))?;
        return Some(open..close).filter(|name| name.len() <= LONGEST && name.start < name.end);
    }
    let is_sentence = |run: Run| sheet.find_char(run, |ch| matches!(ch, ',' | '。' | ';' | ':' | '|')).is_some();
    let is_name =
        name.len() <= LONGEST && !is_sentence(name.clone()) && lexicon::ends_project(&sheet.folded(name.clone()));
    is_name.then_some(name)
}

/// A project that a heading names, with its unit, and what the prose below says of it.
pub(super) fn headed(sheet: &mut Sheet<'_>, run: Run, table: &mut Table) -> (Cell<String>, Project) {
    let (mut unit, mut project) = (Cell::Absent, Project::default());
    let Some(name) = heading(sheet, run.start) else { return (unit, project) };
    sheet.label(run.start..name.start);
    let below = sheet.next_line(name.start, run.end);
    sheet.label(name.end..below);
    project.name = sheet.cell(name.clone());
    let mut start = below;
    while start < run.end {
        let stop = sheet.next_line(start, run.end);
        if let Some((told, value)) = told(sheet, start..stop) {
            let end = sheet.before(stop, "。").unwrap_or(stop).max(value);
            match told {
                Told::Unit if matches!(unit, Cell::Absent) => {
                    sheet.label(start..value);
                    unit = sheet.cell(value..end);
                    sheet.label(end..stop);
                }
                Told::Money => {
                    if let Some(found) = total(sheet, value..end) {
                        sheet.label(start..value);
                        above::set(sheet, &found, table, &mut project);
                        sheet.label(end..stop);
                    }
                }
                Told::Unit => {}
                Told::Objective => {
                    sheet.label(start..value);
                    project.objective = sheet.cell(value..stop);
                }
            }
        }
        start = stop;
    }
    if matches!(project.amounts.total, Cell::Absent) || matches!(project.objective, Cell::Absent) {
        above::said(sheet, below..run.end, table, &mut project);
    }
    (unit, project)
}

/// What a numbered paragraph says of a project.
enum Told {
    Unit,
    Money,
    Objective,
}

/// What the label of a numbered paragraph announces, and where its value begins: (3)实施主体。某中心。
fn told(sheet: &Sheet<'_>, line: Run) -> Option<(Told, usize)> {
    const UNITS: &[&str] = &["项目实施主体", "实施主体", "项目实施单位", "实施单位"];
    const MONEY: &[&str] = &["年度预算安排", "预算安排情况", "预算安排", "年度预算"];
    const GOALS: &[&str] = &["绩效目标和指标", "绩效目标及指标", "绩效目标与指标", "绩效目标"];
    const OWN: &[&str] = &["年度总体目标", "年度绩效目标", "年度目标", "总体目标"];
    let label = number(sheet, line.start)?;
    let behind = |words: &[&str]| {
        let end = sheet.after_any(label, words)?;
        sheet.after_any(end, &["。", ":"]).filter(|value| *value < line.end)
    };
    if let Some(value) = behind(UNITS) {
        return Some((Told::Unit, value));
    }
    if let Some(value) = behind(MONEY) {
        return Some((Told::Money, value));
    }
    let goal = behind(GOALS)?;
    let own = sheet.after_any(goal, OWN)?;
    Some((Told::Objective, sheet.after(own, ":")?)).filter(|(_, value)| *value < line.end)
}

/// The amount that a paragraph gives, if nothing but its unit follows: 380万元.
fn total(sheet: &Sheet<'_>, run: Run) -> Option<(Run, Run, MoneyUnit)> {
    let is_part = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit() || matches!(ch, '.' | ','));
    let end = run.clone().find(|at| !is_part(at)).filter(|end| *end > run.start)?;
    let (after, unit) = lexicon::MONEY_UNITS.iter().find_map(|&(name, unit)| Some((sheet.after(end, name)?, unit)))?;
    (after == run.end).then_some((run.start..end, end..after, unit))
}

/// The label that a line begins with, behind its number, and where its value begins.
fn field(sheet: &Sheet<'_>, start: usize, end: usize) -> Option<(Field, usize)> {
    let label = number(sheet, start).unwrap_or(start);
    let found = lexicon::FIELDS.iter().filter_map(|(text, field)| {
        let behind = sheet.after(label, text.trim_end_matches(':'))?;
        Some((*field, sheet.after(behind, ":")?))
    });
    found.filter(|(_, value)| *value < end).max_by_key(|(_, value)| *value)
}

/// What the lines of labels say of a project: its unit, and itself.
pub(super) fn read(sheet: &mut Sheet<'_>, run: Run, table: &mut Table) -> (Cell<String>, Project) {
    let (mut unit, mut project) = (Cell::Absent, Project::default());
    let mut start = run.start;
    while start < run.end {
        let mut stop = sheet.next_line(start, run.end);
        // A value goes on in lines that begin with no number.
        while stop < run.end && number(sheet, stop).is_none() && field(sheet, stop, run.end).is_none() {
            stop = sheet.next_line(stop, run.end);
        }
        let found = field(sheet, start, stop);
        let value = found.map_or(stop, |(_, value)| value);
        match found.map(|(field, _)| field) {
            Some(Field::Project) => project.name = sheet.cell(value..stop),
            Some(Field::Unit) => unit = sheet.cell(value..stop),
            Some(Field::Department) if matches!(table.department, Cell::Absent) => {
                table.department = sheet.cell(value..stop);
            }
            Some(Field::Objective) => project.objective = sheet.cell(value..stop),
            _ => amounts(sheet, start..stop, table, &mut project),
        }
        sheet.label(start..value.min(stop));
        start = stop;
    }
    (unit, project)
}

/// 项目总投资185万元，其中财政衔接资金150万元，其他资金35万元.
fn amounts(sheet: &mut Sheet<'_>, run: Run, table: &mut Table, project: &mut Project) {
    const LONGEST_LABEL: usize = 24;
    let is_part = |ch: char| ch.is_ascii_digit() || matches!(ch, '.' | ',');
    let mut from = run.start;
    while let Some(start) = sheet.find_char(from..run.end, |ch| ch.is_ascii_digit()) {
        let end = (start..run.end).find(|at| !sheet.ch(*at).is_some_and(is_part)).unwrap_or(run.end);
        from = end.max(start + 1);
        let named = lexicon::MONEY_UNITS.iter().find_map(|&(name, unit)| Some((sheet.after(end, name)?, unit)));
        let Some((after, unit)) = named else { continue };
        let mark = (run.start..start)
            .rev()
            .take(LONGEST_LABEL)
            .find(|at| sheet.ch(*at).is_some_and(|ch| matches!(ch, ',' | ';' | '。' | ':' | '、' | '(')));
        let label = sheet.folded(mark.map_or(run.start, |mark| mark + 1)..start);
        let Some(fund) = fund(&label) else { continue };
        if !matches!(project.amounts.get(fund), Cell::Absent) {
            continue;
        }
        if let Some(number) = number_from_text(&sheet.folded(start..end))
            && let Some(origin) = sheet.claim(start..end)
        {
            *project.amounts.get_mut(fund) = Cell::Read { value: Amount { number, unit }, origin };
            set_unit(sheet, end..after, unit, table);
        }
        from = after;
    }
}

fn set_unit(sheet: &mut Sheet<'_>, run: Run, unit: MoneyUnit, table: &mut Table) {
    if matches!(table.money_unit, Cell::Absent) {
        table.money_unit = sheet.cell_of(run, unit);
    } else {
        sheet.label(run);
    }
}

/// Which money the words before an amount speak of.
fn fund(label: &str) -> Option<Fund> {
    let ends = |words: &[&str]| words.iter().any(|word| label.ends_with(word));
    match () {
        () if ends(&["总投资", "资金总额", "总额", "共计", "合计", "预算", "总资金", "安排资金"]) => {
            Some(Fund::Total)
        }
        () if ends(&["其他资金", "自筹", "自筹资金"]) => Some(Fund::Other),
        () if label.contains("财政") && ends(&["资金", "拨款", "安排"]) => Some(Fund::FiscalAppropriation),
        () => None,
    }
}

/// Adds a project, to the unit before it where that is the same.
pub(super) fn push(table: &mut Table, unit: Cell<String>, project: Project) {
    let same = table.units.last().is_some_and(|last| last.name.value() == unit.value());
    match table.units.last_mut().filter(|_| same) {
        Some(last) => last.projects.push(project),
        None => table.units.push(SpendingUnit { name: unit, projects: vec![project], ..SpendingUnit::default() }),
    }
}
