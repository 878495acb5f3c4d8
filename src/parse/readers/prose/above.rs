//! What announcements and reports say above their indicators, and who signs below: title, year, name, money and objective.

use super::number;
use crate::amount::{Amount, MoneyUnit, number_from_text};
use crate::lexicon;
use crate::model::{Cell, Project, SpendingUnit, Table};
use crate::parse::fold::Ink;
use crate::parse::head;
use crate::parse::readers::block;
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;
use crate::span::Span;
use crate::walk::ProjectAt;

/// Title, year, name, money and objective: what labels say, where they are those of a form, else what the prose says in the
/// usual words.
pub(super) fn read(source: &Source, sheet: &mut Sheet<'_>, end: usize, table: &mut Table) -> SpendingUnit {
    let inks: Vec<Ink> = (0..end).filter_map(|at| sheet.ink(at)).copied().collect();
    let mut form = block::read_labels(Sheet::new(source, inks));
    let is_told = |at: ProjectAt<'_>| at.project.amounts.total.read().is_some() && at.project.indicators.is_empty();
    if form.projects().count() != 1 || !form.projects().all(is_told) {
        return SpendingUnit { projects: vec![read_prose(sheet, end, table)], ..SpendingUnit::default() };
    }
    let unclaimed = std::mem::take(&mut form.unclaimed);
    for at in 0..end {
        let holds = |span: Span| unclaimed.get(unclaimed.partition_point(|piece| piece.end <= span.start));
        let is_own =
            sheet.ink(at).is_some_and(|ink| holds(ink.span()).is_none_or(|piece| piece.start > ink.span().start));
        if is_own {
            sheet.claim(at..at + 1);
        }
    }
    if let Some((run, year)) = year(sheet, end).filter(|_| !head::has_year(&form)) {
        form.budget_year = sheet.cell_of(run, year);
    }
    let unit = form.units.pop().unwrap_or_default();
    *table = form;
    unit
}

/// Where the title stands; the year of the text is read on the way.
fn titled(sheet: &mut Sheet<'_>, end: usize, table: &mut Table) -> Option<Run> {
    const LONGEST: usize = 60;
    let announced = sheet.find_any(0..end, &["关于"]).and_then(|start| {
        let until = end.min(start.end + LONGEST);
        let goal = sheet.find_any(start.end..until, &["绩效目标"])?;
        Some(start.start..sheet.find_any(goal.end..until, &["公示", "公告"])?.end)
    });
    let title = announced.or_else(|| title(sheet, end));
    let year = title.clone().and_then(|title| head::printed_year(sheet, title));
    if let Some((run, year)) = year.or_else(|| self::year(sheet, end)) {
        table.budget_year = sheet.cell_of(run, year);
    }
    title
}

/// Title, year and department above several projects.
pub(super) fn head(sheet: &mut Sheet<'_>, end: usize, table: &mut Table) {
    let Some(title) = titled(sheet, end, table) else { return };
    // "某市某局2022年…": whose projects they are.
    let year = head::printed_year(sheet, title.clone()).map_or(title.start, |(year, _)| year.start);
    if lexicon::BODY_ENDINGS.iter().any(|ending| sheet.before(year, ending).is_some_and(|start| start > title.start)) {
        table.department = sheet.cell(title.start..year);
    }
    table.title = sheet.cell(title);
}

fn read_prose(sheet: &mut Sheet<'_>, end: usize, table: &mut Table) -> Project {
    const LONGEST_NAME: usize = 60;
    let is_mark = |ch: char| matches!(ch, ',' | '。' | ';' | ':');
    let mut project = Project::default();
    let title = titled(sheet, end, table);
    // "安排资金50万元，实施某项目", "某项目由某单位实施"
    let given = sheet.find_any(0..end, &["项目由"]).map(|by| by.end - 1);
    let given = given.and_then(|stop| {
        let start = (0..stop).rev().take(LONGEST_NAME).find(|&at| sheet.ch(at).is_some_and(is_mark))? + 1;
        sheet.find_any(stop..end.min(stop + LONGEST_NAME), &["实施"]).map(|_| start..stop)
    });
    if let Some(name) = given {
        project.name = sheet.cell(name);
    } else if let Some(verb) = sheet.find_any(0..end, &["实施"]) {
        let stop = sheet.find_char(verb.end..end, is_mark).unwrap_or(end);
        if sheet.before(stop, "项目").is_some() && stop - verb.end <= LONGEST_NAME {
            project.name = sheet.cell(verb.end..stop);
        }
    }
    if let Some(title) = title {
        table.title = sheet.cell(title.clone());
        if let Some(name) = name(sheet, title).filter(|_| matches!(project.name, Cell::Absent)) {
            project.name = sheet.cell(name);
        }
    }
    said(sheet, 0..end, table, &mut project);
    project
}

/// What the prose says of the objective and of the money of a project.
pub(super) fn said(sheet: &mut Sheet<'_>, run: Run, table: &mut Table, project: &mut Project) {
    const GOALS: &[&str] = &["总体绩效目标", "总体目标", "绩效目标是", "绩效目标为"];
    let goal = run.clone().find_map(|at| {
        let label = sheet.after_any(at, GOALS)?;
        let said = sheet.after_any(label, &["是", "为"]).or_else(|| sheet.before(label, "是").map(|_| label));
        Some(at..sheet.after(said.unwrap_or(label), ":").or(said)?)
    });
    if let Some(goal) = goal {
        // 现将…设定如下 is the last sentence; without it only the first is sure to be the objective.
        let last =
            sheet.find_any(goal.end..sheet.next_line(goal.end, run.end), &["。现将", "。具体"]).map(|last| last.start);
        let stop =
            last.or_else(|| sheet.find_char(goal.end..run.end, |ch| ch == '。')).map_or(run.end, |stop| stop + 1);
        sheet.label(goal.clone());
        project.objective = sheet.cell(goal.end..stop);
    }
    money(sheet, run, table, project);
}

/// The first year that is not that of a web page: 发布时间:2023-04-02.
fn year(sheet: &Sheet<'_>, end: usize) -> Option<(Run, u16)> {
    let next = |from: usize| head::printed_year(sheet, from..end);
    let is_stamp = |run: &Run| ["时间:", "日期:"].iter().any(|label| sheet.before(run.start, label).is_some());
    std::iter::successors(next(0), |(run, _)| next(run.end)).find(|(run, _)| !is_stamp(run))
}

/// What titles of announcements and reports speak of.
const TITLES: &[&str] = &["绩效目标", "绩效自评", "绩效评价"];

/// The first line that is no sentence and speaks of goals or of what became of them.
fn title(sheet: &Sheet<'_>, end: usize) -> Option<Run> {
    const LONGEST: usize = 60;
    let lines =
        std::iter::successors(Some(0), |start| Some(sheet.next_line(*start, end))).take_while(|start| *start < end);
    lines
        .map(|start| {
            let stop = sheet.next_line(start, end);
            sheet.trim(sheet.after(start, "标题:").unwrap_or(start)..stop, |ch| ch == '|')
        })
        .find(|line| {
            let sentence = sheet.find_char(line.clone(), |ch| matches!(ch, ',' | '。' | ';' | ':' | '|')).is_some();
            let is_heading = number(sheet, line.start).is_some();
            line.len() <= LONGEST
                && !sentence
                && !is_heading
                && (sheet.find_any(line.clone(), TITLES).is_some()
                    || sheet
                        .before(line.end, "公示")
                        .is_some_and(|end| sheet.find_any(line.start..end, &["项目"]).is_some()))
        })
}

/// The project that a title names: before 绩效目标, or in the bracket at the end.
fn name(sheet: &Sheet<'_>, title: Run) -> Option<Run> {
    let goal = sheet.find_any(title.clone(), TITLES)?;
    let start = sheet.after(title.start, "关于").unwrap_or(title.start);
    // "2020年度某工程绩效评价报告", "某补助经费转移支付2023年度绩效自评报告"
    const YEAR: usize = 6;
    let is_year =
        |at: usize| head::printed_year(sheet, at..at + YEAR).is_some() && sheet.before(at + YEAR, "年度").is_some();
    let start = if is_year(start) { start + YEAR } else { start };
    let goal =
        goal.start.checked_sub(YEAR).filter(|&year| year > start && is_year(year)).unwrap_or(goal.start)..goal.end;
    let goal = sheet
        .before(goal.start, "转移支付")
        .filter(|end| lexicon::ends_project(&sheet.folded(start..*end)))
        .unwrap_or(goal.start)..goal.end;
    let close = sheet.before(title.end, ")");
    let open = close.and_then(|close| sheet.find_char(goal.end..close, |ch| ch == '(').map(|open| open + 1..close));
    // The money of a project is named after it: 改造项目资金.
    let before = sheet.before(goal.start, "资金").filter(|&end| sheet.before(end, "项目").is_some());
    let names = [Some(start..before.unwrap_or(goal.start)), open];
    names.into_iter().flatten().find(|run| lexicon::ends_project(&sheet.folded(run.clone())))
}

/// 资金50万元, where the text says only one such amount.
pub(in crate::parse::readers) fn money(sheet: &mut Sheet<'_>, run: Run, table: &mut Table, project: &mut Project) {
    let end = run.end;
    if let Some(found) = of_year(sheet, run.clone()) {
        return set(sheet, &found, table, project);
    }
    let digit = |sheet: &Sheet<'_>, at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit() || ch == '.');
    let mut found: Vec<(Run, Run, MoneyUnit)> = Vec::new();
    let mut sums: Vec<usize> = Vec::new();
    let mut from = run.start;
    while let Some(label) = sheet.find_any(from..end, &["资金", "总投资"]) {
        from = label.end;
        // "转移支付资金(补助资金)29.6万元", "资金总额146万元"
        let first = sheet.after_any(label.end, &[")", "总额", "共计", "共"]).unwrap_or(label.end);
        let until = (first..end).find(|&at| !digit(sheet, at)).unwrap_or(end);
        let named = lexicon::MONEY_UNITS.iter().find_map(|&(name, unit)| Some((sheet.after(until, name)?, unit)));
        if let Some((after, unit)) = named.filter(|_| until > first) {
            // "收到财政资金共90万元，其中：中央资金50万元"
            let is_sum = first > label.end && sheet.ch(label.end) != Some(')');
            found.push((first..until, until..after, unit));
            sums.extend(is_sum.then_some(found.len() - 1));
        }
    }
    if let [sum] = sums.as_slice() {
        found.swap(0, *sum);
        found.truncate(1);
    }
    found.dedup_by_key(|(run, _, unit)| (sheet.folded(run.clone()), *unit));
    if let [found] = found.as_slice() {
        set(sheet, found, table, project);
    }
}

/// 全年预算72万元: what a report says the budget of the year came to.
fn of_year(sheet: &Sheet<'_>, run: Run) -> Option<(Run, Run, MoneyUnit)> {
    let end = run.end;
    let label = sheet.find_any(run, &["全年预算数为", "全年预算数", "全年预算为", "全年预算"])?;
    let is_part = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit() || ch == '.');
    let until = (label.end..end).find(|at| !is_part(at)).filter(|until| *until > label.end)?;
    let (after, unit) =
        lexicon::MONEY_UNITS.iter().find_map(|&(name, unit)| Some((sheet.after(until, name)?, unit)))?;
    Some((label.end..until, until..after, unit))
}

/// The amount of a project, its number and its unit each in their place.
pub(super) fn set(sheet: &mut Sheet<'_>, found: &(Run, Run, MoneyUnit), table: &mut Table, project: &mut Project) {
    let (run, named, unit) = found;
    if let Some(number) = number_from_text(&sheet.folded(run.clone()))
        && let Some(origin) = sheet.claim(run.clone())
    {
        project.amounts.total = Cell::Read { value: Amount { number, unit: *unit }, origin };
        // Of several projects the first has named it.
        if matches!(table.money_unit, Cell::Absent) {
            table.money_unit = sheet.cell_of(named.clone(), *unit);
        } else {
            sheet.label(named.clone());
        }
    }
}

/// Who signs: the line above the date at the end.
pub(in crate::parse::readers) fn signature(sheet: &mut Sheet<'_>, from: usize, table: &mut Table) {
    const LONGEST: usize = 30;
    let mut start = sheet.next_line(from, sheet.len());
    while start < sheet.len() {
        let end = sheet.next_line(start, sheet.len());
        let dated = head::printed_year(sheet, end..sheet.len().min(end + 5)).is_some();
        let body = lexicon::BODY_ENDINGS.iter().any(|ending| sheet.before(end, ending).is_some());
        if dated && body && end - start <= LONGEST {
            table.department = sheet.cell(start..end);
            return;
        }
        start = end;
    }
}
