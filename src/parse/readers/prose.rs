//! Announcements in prose (L11): `数量指标：name≥17600株；name≥85%；时效指标：…`, with name and money of the project in the text.
//!
//! A level label with a colon opens a set; semicolons and full stops part its items, a comma only behind a value. What is
//! neither number nor a word that targets are made of is left alone.

use super::glue::value_at;
use super::rows::{self, Level, Levels, Row};
use crate::amount::{Amount, MoneyUnit, number_from_text};
use crate::lexicon;
use crate::model::{Cell, Layout, Project, SpendingUnit, Table};
use crate::parse::fold::Folded;
use crate::parse::head;
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;

/// A level label and where its items begin.
struct Anchor {
    level: Level,
    run: Run,
    body: usize,
}

/// Reads an announcement.
pub(crate) fn read(source: &Source, folded: &Folded) -> Table {
    const FEWEST: usize = 3;
    let mut sheet = Sheet::new(source, folded.inks());
    let anchors = anchors(&sheet);
    let seconds = anchors.iter().filter(|anchor| anchor.level.is_second() && anchor.body > anchor.run.end).count();
    if seconds < FEWEST || sheet.find_any(0..sheet.len(), &["指标值"]).is_some() {
        return Table::default();
    }
    let mut table = Table { layout: Layout::Prose, ..Table::default() };
    let above = anchors.first().map_or(0, |anchor| anchor.run.start);
    let mut project = read_above(&mut sheet, above, &mut table);
    let mut levels = Levels::default();
    for (index, anchor) in anchors.iter().enumerate() {
        let next = anchors.get(index + 1);
        let ahead = next.filter(|next| next.run.start == anchor.body).map(|next| next.level);
        levels.take(anchor.level, anchor.run.clone(), None, ahead);
        sheet.label(anchor.run.start..anchor.body);
        let end = next.map_or(sheet.len(), |next| next.run.start);
        for row in items(&sheet, anchor.body..end, &levels) {
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
        anchors.push(Anchor { level, run: at..end, body });
        at = body;
    }
    anchors
}

/// The items of a set. A line break ends it, once it has begun.
fn items(sheet: &Sheet<'_>, set: Run, levels: &Levels) -> Vec<Row> {
    let end = sheet.next_line(set.start, set.end);
    let mut rows = Vec::new();
    let mut start = set.start;
    while start < end {
        let mut at = start;
        let mut value: Option<Run> = None;
        let mut depth = 0_u32;
        while at < end {
            let ch = sheet.ch(at).unwrap_or_default();
            depth = depth + u32::from(ch == '(') - u32::from(ch == ')' && depth > 0);
            if matches!(ch, ';' | '。') || (ch == ',' && value.is_some()) {
                break;
            }
            if depth == 0 && value.is_none() && is_value(sheet, start, at, end) {
                value = Some(at..at);
            }
            at += 1;
        }
        let run = start..at;
        let value = value.map(|value| value.start..at).or_else(|| words(sheet, &run));
        if let Some(value) = value.filter(|value| value.start > run.start + 1) {
            rows.push(Row {
                name: Some(run.start..value.start),
                target: Some(value),
                other: std::iter::once(at..end.min(at + 1)).collect(),
                levels: levels.clone(),
                ..Row::default()
            });
        }
        start = at + 1;
    }
    rows
}

/// Whether a target begins at a position: with an operator, or a number that ends the item.
fn is_value(sheet: &Sheet<'_>, start: usize, at: usize, end: usize) -> bool {
    let Some(value) = value_at(sheet, at, end).filter(|_| at > start + 1) else { return false };
    let ends = value.end == end || sheet.ch(value.end).is_some_and(|ch| matches!(ch, ';' | '。' | ','));
    value.operator || (ends && sheet.ch(at - 1).is_some_and(|ch| lexicon::NUMBER_NAMES.contains(&ch) || ch == ')'))
}

/// A target in words at the end of an item.
fn words(sheet: &Sheet<'_>, run: &Run) -> Option<Run> {
    let words = lexicon::TARGET_WORDS.iter().filter(|word| word.chars().count() > 1);
    words
        .filter_map(|word| sheet.before(run.end, word))
        .find(|start| *start > run.start + 2)
        .map(|start| start..run.end)
}

/// Title, year, name, money and objective, where the prose says them in the usual words.
fn read_above(sheet: &mut Sheet<'_>, end: usize, table: &mut Table) -> Project {
    const LONGEST_NAME: usize = 60;
    let mut project = Project::default();
    let title = sheet.find_any(0..end, &["关于"]).and_then(|start| {
        let until = end.min(start.end + LONGEST_NAME);
        let goal = sheet.find_any(start.end..until, &["绩效目标"])?;
        Some(start.start..sheet.find_any(goal.end..until, &["公示", "公告"])?.end)
    });
    if let Some(title) = title {
        table.title = sheet.cell(title);
    }
    if let Some((run, year)) = head::printed_year(sheet, 0..end) {
        table.budget_year = sheet.cell_of(run, year);
    }
    if let Some(verb) = sheet.find_any(0..end, &["实施"]) {
        let stop = sheet.find_char(verb.end..end, |ch| matches!(ch, ',' | '。' | ';' | ':')).unwrap_or(end);
        if sheet.before(stop, "项目").is_some() && stop - verb.end <= LONGEST_NAME {
            project.name = sheet.cell(verb.end..stop);
        }
    }
    let goal =
        sheet.find_any(0..end, &["总体绩效目标是:", "总体绩效目标为:", "总体目标是:", "总体目标为:", "绩效目标是:"]);
    if let Some(goal) = goal {
        let stop = sheet.find_char(goal.end..end, |ch| ch == '。').map_or(end, |stop| stop + 1);
        sheet.label(goal.clone());
        project.objective = sheet.cell(goal.end..stop);
    }
    money(sheet, end, table, &mut project);
    project
}

/// 资金50万元, where the text says only one such amount.
pub(super) fn money(sheet: &mut Sheet<'_>, end: usize, table: &mut Table, project: &mut Project) {
    let digit = |sheet: &Sheet<'_>, at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit() || ch == '.');
    let mut found: Vec<(Run, Run, MoneyUnit)> = Vec::new();
    let mut from = 0;
    while let Some(label) = sheet.find_any(from..end, &["资金"]) {
        from = label.end;
        let until = (label.end..end).find(|&at| !digit(sheet, at)).unwrap_or(end);
        let named = lexicon::MONEY_UNITS.iter().find_map(|&(name, unit)| Some((sheet.after(until, name)?, unit)));
        if let Some((after, unit)) = named.filter(|_| until > label.end) {
            found.push((label.end..until, until..after, unit));
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
