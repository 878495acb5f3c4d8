//! Announcements and reports in prose (L11): `数量指标：name≥17600株；name≥85%；时效指标：…`, with name and money of the project in
//! the text.
//!
//! A level label with a colon, or one behind a number on a line of its own, opens a set; semicolons and full stops part its
//! items, a comma only behind a value, or where nothing but a value follows. What is neither number nor a word that targets
//! are made of is left alone. A report says which value was the target (年初指标值为…); other numbers in it are results.

use super::glue::value_at;
use super::rows::{self, Level, Levels, Row};
use crate::amount::{Amount, MoneyUnit, number_from_text};
use crate::lexicon::{self, Column};
use crate::model::{Cell, Layout, Project, SpendingUnit, Table};
use crate::parse::fold::Folded;
use crate::parse::head;
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;

/// How reports introduce a target and what became of it.
const TOLD_TARGETS: &[&str] = &["年初指标值为", "年度指标值为", "指标值为", "年初目标值为", "年度目标值为", "目标值为"];
const TOLD_ACTUALS: &[&str] = &["全年实际完成值为", "全年实际完成值", "实际完成值为", "实际完成值", "实际"];

/// A level label, where its number begins and where its items begin.
struct Anchor {
    level: Level,
    start: usize,
    run: Run,
    body: usize,
    /// What its number says: 一、 stands before a first level, （一） before a second.
    column: Option<Column>,
    /// 产出 right before 数量指标.
    parent: Option<(Level, Run)>,
}

/// Reads an announcement.
pub(crate) fn read(source: &Source, folded: &Folded) -> Table {
    const FEWEST: usize = 3;
    let mut sheet = Sheet::new(source, folded.inks());
    let anchors = anchors(&sheet);
    let opens = |anchor: &&Anchor| anchor.body > anchor.run.end || anchor.column == Some(Column::Level2);
    let seconds = anchors.iter().filter(opens).filter(|anchor| anchor.level.is_second()).count();
    let all = 0..sheet.len();
    let is_head = |at: usize| sheet.after_any(at, &["指标值", "目标值"]).is_some_and(|end| sheet.ch(end) != Some('为'));
    if seconds < FEWEST || all.clone().any(is_head) {
        return Table::default();
    }
    let is_report = sheet.find_any(all, TOLD_TARGETS).is_some() || sheet.find_any(0..sheet.len(), &["自评"]).is_some();
    let mut table = Table { layout: Layout::Prose, ..Table::default() };
    let above = anchors.first().map_or(0, |anchor| anchor.start);
    let mut project = read_above(&mut sheet, above, &mut table);
    let mut levels = Levels::default();
    for (index, anchor) in anchors.iter().enumerate() {
        let next = anchors.get(index + 1);
        let ahead = next.filter(|next| next.start == anchor.body).map(|next| next.level);
        if let Some((parent, run)) = &anchor.parent {
            levels.take(*parent, run.clone(), Some(Column::Level1), None);
        }
        levels.take(anchor.level, anchor.run.clone(), anchor.column, ahead);
        sheet.label(anchor.start..anchor.body);
        let end = next.map_or(sheet.len(), |next| next.start);
        for row in items(&sheet, anchor.body..end, next.is_some(), is_report, &levels) {
            project.indicators.push(row.read(&mut sheet, &levels));
        }
    }
    if project.indicators.len() < FEWEST {
        return Table::default();
    }
    signature(&mut sheet, anchors.last().map_or(0, |anchor| anchor.body), &mut table);
    table.units.push(SpendingUnit { projects: vec![project], ..SpendingUnit::default() });
    (table.labels, table.unclaimed) = sheet.finish();
    table
}

/// The level labels with a mark behind them, and those alone on their line.
fn anchors(sheet: &Sheet<'_>) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    let mut at = 0;
    while at < sheet.len() {
        let found = rows::level(sheet, at).and_then(|(level, end)| {
            let mark = sheet.after_any(end, &[":", ","]);
            (mark.is_some() || sheet.begins_line(end)).then_some((level, end, mark.unwrap_or(end)))
        });
        let Some((level, end, body)) = found else {
            at += 1;
            continue;
        };
        let parent = ["产出", "效益"].iter().find_map(|word| sheet.before(at, word));
        let parent = parent.and_then(|start| {
            let level = rows::level_from_text(&(sheet.folded(start..at) + "指标"))?;
            level.is_first().then_some((level, start..at))
        });
        let before = parent.as_ref().map_or(at, |(_, run)| run.start);
        let from = before.saturating_sub(4);
        let start = (from..before).find(|&from| number(sheet, from) == Some(before)).unwrap_or(before);
        let column = match sheet.ch(start) {
            _ if parent.is_some() => Some(Column::Level2),
            Some('(') if start < before => Some(Column::Level2),
            Some(ch) if start < before && !ch.is_ascii_digit() => Some(Column::Level1),
            _ => None,
        };
        anchors.push(Anchor { level, start, run: at..end, body, column, parent });
        at = body;
    }
    anchors
}

/// Behind the number of an item or a heading: 1、 （一） 第一，
fn number(sheet: &Sheet<'_>, start: usize) -> Option<usize> {
    let opened = sheet.after_any(start, &["第", "("]).unwrap_or(start);
    let is_numeral = |ch: char| ch.is_ascii_digit() || "一二三四五六七八九十".contains(ch);
    let end = (opened..opened + 3).find(|&at| !sheet.ch(at).is_some_and(is_numeral)).filter(|end| *end > opened)?;
    let behind = sheet.after_any(end, &["、", ".", ",", ")", ":"])?;
    let goes_on = sheet.ch(behind).is_some_and(|ch| ch.is_ascii_digit());
    (!goes_on && (sheet.ch(end) != Some(')') || sheet.ch(start) == Some('('))).then_some(behind)
}

/// The items of a set. A line break ends it once it has begun, but for one behind a semicolon, or below a heading of its own.
fn items(sheet: &Sheet<'_>, set: Run, is_headed: bool, is_report: bool, levels: &Levels) -> Vec<Row> {
    let is_headed = is_headed && sheet.begins_line(set.start);
    let mut end = sheet.next_line(set.start, set.end);
    while end < set.end && (is_headed || sheet.ch(end - 1) == Some(';')) {
        end = sheet.next_line(end, set.end);
    }
    let mut rows = Vec::new();
    let mut start = set.start;
    let mut stop = start;
    while start < end {
        let mut at = start;
        let first = number(sheet, start).unwrap_or(start);
        let is_new = start >= stop;
        if is_new {
            stop = sheet.find_char(start..end, |ch| matches!(ch, ';' | '。')).unwrap_or(end);
        }
        if let Some(row) = is_new.then(|| told(sheet, first..stop)).flatten() {
            let mut row = Row { levels: levels.clone(), ..row };
            row.other.extend([start..first, stop..end.min(stop + 1)]);
            rows.push(row);
            start = stop + 1;
            continue;
        }
        let mut value: Option<Run> = None;
        let mut depth = 0_u32;
        while at < stop {
            let ch = sheet.ch(at).unwrap_or_default();
            depth = depth + u32::from(ch == '(') - u32::from(ch == ')' && depth > 0);
            if at >= first && ch == ',' && (value.is_some() || is_bare_value(sheet, at + 1..stop)) {
                break;
            }
            if depth == 0 && value.is_none() && is_value(sheet, first, at, stop) {
                value = Some(at..at);
            }
            at += 1;
        }
        // Behind the comma nothing but the value: "name,2025年10月底前", "name,持续提高".
        let bare = at < stop && value.is_none();
        let run = first..at;
        let next = if bare { stop } else { at };
        let value =
            value.map(|value| value.start..at).or_else(|| if bare { Some(at + 1..stop) } else { words(sheet, &run) });
        let is_result = is_report
            && value.as_ref().is_some_and(|run| sheet.find_char(run.clone(), |ch| ch.is_ascii_digit()).is_some());
        if let Some(value) = value.filter(|value| value.start > run.start + 1 && !is_result) {
            rows.push(Row {
                name: Some(run.start..value.start.min(at)),
                target: Some(value),
                other: vec![start..first, next..end.min(next + 1)],
                levels: levels.clone(),
                ..Row::default()
            });
        }
        start = next + 1;
    }
    rows
}

/// `name`年初指标值为`target`，全年实际完成值`actual`, as reports say it.
fn told(sheet: &Sheet<'_>, run: Run) -> Option<Row> {
    let label = sheet.find_any(run.clone(), TOLD_TARGETS).filter(|label| label.start > run.start + 1)?;
    let comma = sheet.find_char(label.end..run.end, |ch| ch == ',').unwrap_or(run.end);
    let result = sheet.find_any(comma..run.end, TOLD_ACTUALS);
    // What the end of the text has cut nobody knows whole.
    let actual = result.clone().filter(|_| run.end < sheet.len()).map(|result| result.end..run.end);
    (comma < sheet.len()).then(|| Row {
        name: Some(run.start..label.start),
        target: Some(label.end..comma),
        actual,
        other: std::iter::once(label).chain(result.map(|result| comma..result.end)).collect(),
        ..Row::default()
    })
}

/// Whether a target begins at a position: with an operator, or a number that ends the item.
fn is_value(sheet: &Sheet<'_>, start: usize, at: usize, end: usize) -> bool {
    let Some(value) = value_at(sheet, at, end).filter(|_| at > start + 1) else { return false };
    let ends = value.end == end || sheet.ch(value.end).is_some_and(|ch| matches!(ch, ';' | '。' | ','));
    value.operator || (ends && sheet.ch(at - 1).is_some_and(|ch| lexicon::NUMBER_NAMES.contains(&ch) || ch == ')'))
}

/// Whether a run is a value and nothing else: a date, a number with its unit, or words of targets.
fn is_bare_value(sheet: &Sheet<'_>, run: Run) -> bool {
    const LONGEST: usize = 24;
    let is_digit = |ch: char| ch.is_ascii_digit();
    if run.len() > LONGEST {
        return false;
    }
    let rest = sheet.trim(run.clone(), is_digit).start;
    if rest == run.start {
        return !run.is_empty() && words_start(sheet, run.start, run.end) == run.start;
    }
    let is_date = || sheet.find_char(rest..run.end, |ch| !is_digit(ch) && !"年月日底前末初".contains(ch)).is_none();
    let unit = sheet.after_any(rest, lexicon::COUNT_UNITS).unwrap_or(rest);
    sheet.after_any(unit, &["以上", "以下", "以内"]).unwrap_or(unit) == run.end || is_date()
}

/// A target in words at the end of an item.
fn words(sheet: &Sheet<'_>, run: &Run) -> Option<Run> {
    let start = words_start(sheet, run.start + 3, run.end);
    (start < run.end).then_some(start..run.end)
}

/// Where the words of targets begin that end a run: 持续 and 提高.
fn words_start(sheet: &Sheet<'_>, from: usize, end: usize) -> usize {
    let words = || lexicon::TARGET_WORDS.iter().chain(&["增加", "增长"]).filter(|word| word.chars().count() > 1);
    let before = |end: &usize| words().filter_map(|word| sheet.before(*end, word)).find(|start| *start >= from);
    std::iter::successors(Some(end), before).last().unwrap_or(end)
}

/// Title, year, name, money and objective, where the prose says them in the usual words.
fn read_above(sheet: &mut Sheet<'_>, end: usize, table: &mut Table) -> Project {
    const LONGEST_NAME: usize = 60;
    let mut project = Project::default();
    let announced = sheet.find_any(0..end, &["关于"]).and_then(|start| {
        let until = end.min(start.end + LONGEST_NAME);
        let goal = sheet.find_any(start.end..until, &["绩效目标"])?;
        Some(start.start..sheet.find_any(goal.end..until, &["公示", "公告"])?.end)
    });
    let title = announced.or_else(|| title(sheet, end));
    let year = title.clone().and_then(|title| head::printed_year(sheet, title));
    if let Some((run, year)) = year.or_else(|| head::printed_year(sheet, 0..end)) {
        table.budget_year = sheet.cell_of(run, year);
    }
    if let Some(verb) = sheet.find_any(0..end, &["实施"]) {
        let stop = sheet.find_char(verb.end..end, |ch| matches!(ch, ',' | '。' | ';' | ':')).unwrap_or(end);
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
    const GOALS: &[&str] = &["总体绩效目标", "总体目标", "绩效目标是", "绩效目标为"];
    let goal = (0..end).find_map(|at| {
        let label = sheet.after_any(at, GOALS)?;
        let said = sheet.after_any(label, &["是", "为"]).or_else(|| sheet.before(label, "是").map(|_| label));
        Some(at..sheet.after(said.unwrap_or(label), ":").or(said)?)
    });
    if let Some(goal) = goal {
        // 现将…设定如下 is the last sentence; without it only the first is sure to be the objective.
        let last =
            sheet.find_any(goal.end..sheet.next_line(goal.end, end), &["。现将", "。具体"]).map(|last| last.start);
        let stop = last.or_else(|| sheet.find_char(goal.end..end, |ch| ch == '。')).map_or(end, |stop| stop + 1);
        sheet.label(goal.clone());
        project.objective = sheet.cell(goal.end..stop);
    }
    money(sheet, end, table, &mut project);
    project
}

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
                && sheet.find_any(line.clone(), &["绩效目标", "绩效自评"]).is_some()
        })
}

/// The project that a title names: before 绩效目标, or in the bracket at the end.
fn name(sheet: &Sheet<'_>, title: Run) -> Option<Run> {
    let goal = sheet.find_any(title.clone(), &["绩效目标", "绩效自评"])?;
    let start = sheet.after(title.start, "关于").unwrap_or(title.start);
    let close = sheet.before(title.end, ")");
    let open = close.and_then(|close| sheet.find_char(goal.end..close, |ch| ch == '(').map(|open| open + 1..close));
    // The money of a project is named after it: 改造项目资金.
    let before = sheet.before(goal.start, "资金").filter(|&end| sheet.before(end, "项目").is_some());
    let names = [Some(start..before.unwrap_or(goal.start)), open];
    names.into_iter().flatten().find(|run| lexicon::ends_project(&sheet.folded(run.clone())))
}

/// 资金50万元, where the text says only one such amount.
pub(super) fn money(sheet: &mut Sheet<'_>, end: usize, table: &mut Table, project: &mut Project) {
    let digit = |sheet: &Sheet<'_>, at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit() || ch == '.');
    let mut found: Vec<(Run, Run, MoneyUnit)> = Vec::new();
    let mut from = 0;
    while let Some(label) = sheet.find_any(from..end, &["资金"]) {
        from = label.end;
        // "转移支付资金(补助资金)29.6万元", "资金总额146万元"
        let first = sheet.after_any(label.end, &[")", "总额"]).unwrap_or(label.end);
        let until = (first..end).find(|&at| !digit(sheet, at)).unwrap_or(end);
        let named = lexicon::MONEY_UNITS.iter().find_map(|&(name, unit)| Some((sheet.after(until, name)?, unit)));
        if let Some((after, unit)) = named.filter(|_| until > first) {
            found.push((first..until, until..after, unit));
        }
    }
    let [(run, named, unit)] = found.as_slice() else { return };
    if let Some(number) = number_from_text(&sheet.folded(run.clone()))
        && let Some(origin) = sheet.claim(run.clone())
    {
        project.amounts.total = Cell::Read { value: Amount { number, unit: *unit }, origin };
        table.money_unit = sheet.cell_of(named.clone(), *unit);
    }
}

/// Who signs: the line above the date at the end.
pub(super) fn signature(sheet: &mut Sheet<'_>, from: usize, table: &mut Table) {
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
