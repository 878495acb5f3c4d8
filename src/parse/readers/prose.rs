//! Announcements and reports in prose (L11): `数量指标：name≥17600株；name≥85%；时效指标：…`, with name and money of the project in
//! the text.
//!
//! A level label with a colon, or one behind a number on a line of its own, opens a set; semicolons and full stops part its
//! items, a comma only behind a value, or where nothing but a value follows. What is neither number nor a word that targets
//! are made of is left alone. A report says which value was the target (年初指标值为…); other numbers in it are results.

mod above;
mod sections;
mod told;

pub(super) use self::above::{money, signature};
use self::told::{TARGETS, told};
use super::glue::only_value_at;
use super::rows::{self, Level, Levels, Row};
use crate::lexicon::{self, Column};
use crate::model::{Cell, Indicator, Layout, Table};
use crate::parse::fold::{Folded, Gap};
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;
use crate::target::operators;

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
    let is_head = |at: usize| {
        let Some(end) = sheet.after_any(at, &["指标值", "目标值"]) else { return false };
        let told = at > 0 && sheet.ch(at - 1) == Some(',') && sheet.ch(end) != Some(',');
        !told && sheet.ch(end) != Some('为')
    };
    if all.clone().any(is_head) {
        return Table::default();
    }
    if seconds < FEWEST {
        return sentence(source, sheet, FEWEST);
    }
    let is_report = sheet.find_any(all, TARGETS).is_some() || sheet.find_any(0..sheet.len(), &["自评"]).is_some();
    // A report may say first which targets were set, as an announcement does.
    let first = anchors.first().map_or(0, |anchor| anchor.start);
    let set_out = if is_report { told::set_out(&sheet, first) } else { None };
    let is_report = is_report && set_out.is_none();
    let end = set_out.unwrap_or(sheet.len());
    let anchors: Vec<Anchor> = anchors.into_iter().filter(|anchor| anchor.start < end).collect();
    let mut table = Table { layout: Layout::Prose, ..Table::default() };
    let last = anchors.last().map_or(0, |anchor| anchor.body);
    let labelled = Some(sections::starts(&sheet)).filter(|starts| starts.len() > 1);
    if let Some(starts) = labelled.clone().or_else(|| headed(&sheet, &anchors)) {
        let above = starts.first().copied().unwrap_or_default();
        above::head(&mut sheet, above, &mut table);
        let ends = starts.iter().copied().skip(1).chain([sheet.len()]);
        for (start, end) in starts.iter().zip(ends) {
            let own = between(&anchors, *start, end);
            let labels = *start..own.first().map_or(end, |anchor| anchor.start);
            let (unit, mut project) = match &labelled {
                Some(_) => sections::read(&mut sheet, labels, &mut table),
                None => sections::headed(&mut sheet, labels, &mut table),
            };
            project.indicators = indicators(&mut sheet, own, end, is_report);
            sections::push(&mut table, unit, project);
        }
        let read: usize = table.projects().map(|at| at.project.indicators.len()).sum();
        return if read < FEWEST { Table::default() } else { finish(sheet, last, table) };
    }
    let above = anchors.first().map_or(0, |anchor| anchor.start);
    let mut unit = above::read(source, &mut sheet, above, &mut table);
    let mut indicators = indicators(&mut sheet, &anchors, end, is_report);
    if indicators.len() < FEWEST {
        return Table::default();
    }
    unit.projects.iter_mut().for_each(|project| project.indicators = std::mem::take(&mut indicators));
    table.units.push(unit);
    finish(sheet, last, table)
}

/// The level labels from a position to another.
fn between(anchors: &[Anchor], start: usize, end: usize) -> &[Anchor] {
    let place = |at: usize| anchors.partition_point(|anchor| anchor.start < at);
    anchors.get(place(start)..place(end)).unwrap_or_default()
}

/// Where the projects begin, if headings name several and each has indicators below it.
fn headed(sheet: &Sheet<'_>, anchors: &[Anchor]) -> Option<Vec<usize>> {
    let starts = sections::headings(sheet);
    let ends = starts.iter().copied().skip(1).chain([sheet.len()]);
    // The end of the text may have cut the last one.
    let has_own = |(start, end): (&usize, usize)| end == sheet.len() || !between(anchors, *start, end).is_empty();
    let all = starts.len() > 1 && starts.iter().zip(ends).all(has_own);
    let first = anchors.first().is_some_and(|anchor| starts.first().is_some_and(|start| *start < anchor.start));
    (all && first).then_some(starts)
}

/// The indicators behind some level labels, up to `end`.
fn indicators(sheet: &mut Sheet<'_>, anchors: &[Anchor], end: usize, is_report: bool) -> Vec<Indicator> {
    let mut indicators = Vec::new();
    let mut levels = Levels::default();
    for (index, anchor) in anchors.iter().enumerate() {
        let next = anchors.get(index + 1);
        let ahead = next.filter(|next| next.start == anchor.body).map(|next| next.level);
        if let Some((parent, run)) = &anchor.parent {
            levels.take(*parent, run.clone(), Some(Column::Level1), None);
        }
        levels.take(anchor.level, anchor.run.clone(), anchor.column, ahead);
        sheet.label(anchor.start..anchor.body);
        let end = next.map_or(end, |next| next.start);
        for row in items(sheet, anchor.body..end, next.is_some(), is_report, &levels) {
            indicators.push(row.read(sheet, &levels));
        }
    }
    indicators
}

fn finish(mut sheet: Sheet<'_>, last: usize, mut table: Table) -> Table {
    if matches!(table.department, Cell::Absent) {
        signature(&mut sheet, last, &mut table);
    }
    let above = std::mem::take(&mut table.labels);
    (table.labels, table.unclaimed) = sheet.finish();
    table.labels.extend(above);
    crate::span::sort_spans(&mut table.labels);
    table
}

/// 绩效目标：name≥0.8km；name≥95%；name≥31人: one sentence of targets, each with its operator, and no levels.
fn sentence(source: &Source, mut sheet: Sheet<'_>, fewest: usize) -> Table {
    let Some(label) = sheet.find_any(0..sheet.len(), &["绩效目标:"]) else { return Table::default() };
    let end = sheet.next_line(label.end, sheet.len());
    let rows = items(&sheet, label.end..end, false, false, &Levels::default());
    let is_bound = |row: &Row| {
        let target = row.target.as_ref().map(|target| sheet.folded(target.clone())).unwrap_or_default();
        operators().any(|sign| target.starts_with(sign))
    };
    if rows.len() < fewest || !rows.iter().all(is_bound) {
        return Table::default();
    }
    let mut table = Table { layout: Layout::Prose, ..Table::default() };
    let mut unit = above::read(source, &mut sheet, label.start, &mut table);
    sheet.label(label);
    let mut indicators = rows.iter().map(|row| row.read(&mut sheet, &row.levels)).collect();
    unit.projects.iter_mut().for_each(|project| project.indicators = std::mem::take(&mut indicators));
    table.units.push(unit);
    finish(sheet, end, table)
}

/// The level labels with a mark behind them, and those alone on their line.
fn anchors(sheet: &Sheet<'_>) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    let mut at = 0;
    while at < sheet.len() {
        let found = rows::level(sheet, at).and_then(|(level, end)| {
            // "3.时效指标。", or only the number, where what follows says which value was the target.
            let numbered =
                || (at.saturating_sub(4)..at).any(|from| sheet.begins_line(from) && number(sheet, from) == Some(at));
            let tells = || sheet.find_any(end..sheet.next_line(end, sheet.len()), TARGETS).map(|_| end);
            let mark = sheet.after_any(end, &[":", ","]);
            let mark = mark.or_else(|| numbered().then(|| sheet.after(end, "。").or_else(tells)).flatten());
            let is_followed = || numbered() && sheet.gap(end) == Gap::None && rows::level(sheet, end).is_some();
            let is_anchor = mark.is_some() || sheet.begins_line(end) || is_followed();
            is_anchor.then_some((level, end, mark.unwrap_or(end)))
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
pub(super) fn number(sheet: &Sheet<'_>, start: usize) -> Option<usize> {
    let opened = sheet.after_any(start, &["第", "("]).unwrap_or(start);
    let is_numeral = |ch: char| ch.is_ascii_digit() || "一二三四五六七八九十".contains(ch);
    let end = (opened..opened + 3).find(|&at| !sheet.ch(at).is_some_and(is_numeral)).filter(|end| *end > opened)?;
    let behind = sheet.after_any(end, &["、", ".", ",", ")", ":"])?;
    let goes_on = sheet.ch(behind).is_some_and(|ch| ch.is_ascii_digit());
    (!goes_on && (sheet.ch(end) != Some(')') || sheet.ch(start) == Some('('))).then_some(behind)
}

/// What stands before a date that an item says.
const DATED: &[&str] = &["时间为", "时限为", "日期为", "期限为"];

/// The items of a set. A line break ends it once it has begun, but for one behind a semicolon, or below a heading of its own.
pub(super) fn items(sheet: &Sheet<'_>, set: Run, is_headed: bool, is_report: bool, levels: &Levels) -> Vec<Row> {
    let is_headed = is_headed && sheet.begins_line(set.start);
    let mut end = sheet.next_line(set.start, set.end);
    let goes_on = |end: usize| sheet.ch(end - 1) == Some(';') || (is_report && sheet.ch(end - 1) != Some('。'));
    while end < set.end && (is_headed || goes_on(end)) {
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
        if let Some((row, told)) = is_new.then(|| told(sheet, first..stop)).flatten() {
            let mut row = Row { levels: levels.clone(), ..row };
            row.other.push(start..first);
            if told == stop {
                row.other.push(stop..end.min(stop + 1));
            }
            rows.push(row);
            (start, stop) = if told == stop { (stop + 1, stop) } else { (told, told) };
            continue;
        }
        // Other numbers in a report are results, and so are the words beside them.
        if is_new && is_report && sheet.find_char(first..stop, |ch| ch.is_ascii_digit()).is_some() {
            start = stop + 1;
            continue;
        }
        // "完工时间为2024年10月底前".
        let said =
            sheet.find_any(first..stop, DATED).map(|label| label.end).filter(|end| is_bare_value(sheet, *end..stop));
        let mut value = said.map(|value| value..stop);
        let mut depth = 0_u32;
        at = if value.is_some() { stop } else { at };
        while at < stop {
            let ch = sheet.ch(at).unwrap_or_default();
            depth = depth + u32::from(ch == '(') - u32::from(ch == ')' && depth > 0);
            if at >= first && ch == ',' && (value.is_some() || is_bare_value(sheet, at + 1..stop)) {
                break;
            }
            if depth == 0 && value.is_none() {
                value = value_end(sheet, first, at, stop).map(|end| at..end);
            }
            at += 1;
        }
        // Behind the comma nothing but the value: "name,2025年10月底前", "name,持续提高".
        let bare = at < stop && value.is_none();
        let run = first..at;
        let next = if bare { stop } else { at };
        let value = value.map(|value| value.start..value.end.min(at));
        let value = value.or_else(|| if bare { Some(at + 1..stop) } else { words(sheet, &run) });
        // "达到100%", "控制在5%": the words are of the target.
        let value = value.map(|value| {
            // "≥≥90%": a sign may stand twice.
            let word = ["达到", "控制在", "约", "≥", "≤"].iter().find_map(|word| sheet.before(value.start, word));
            word.unwrap_or(value.start)..value.end
        });
        // "处理2至3万吨,覆盖12-15个村,…" is of several items, and "12月31日前" before 完成 of none.
        let is_mixed = |name: Run| {
            let holds = |of: fn(char) -> bool| sheet.find_char(name.clone(), of).is_some();
            (holds(|ch| ch == ',') && holds(|ch| ch.is_ascii_digit())) || is_bare_value(sheet, name.clone())
        };
        let value = value.filter(|value| !is_mixed(run.start..value.start.max(run.start)));
        if let Some(value) = value.filter(|value| value.start > run.start + 1) {
            rows.push(Row {
                name: Some(run.start..said.map_or(value.start, |value| value - 1).min(at)),
                target: Some(value),
                other: vec![start..first, next..end.min(next + 1), said.map_or(0..0, |value| value - 1..value)],
                levels: levels.clone(),
                ..Row::default()
            });
        }
        start = next + 1;
    }
    rows.retain(|row| !is_quoted(sheet, row));
    if let Some(row) = only(sheet, set.start..end).filter(|_| rows.is_empty() && !is_report && !is_headed) {
        rows.push(Row { levels: levels.clone(), ..row });
    }
    rows
}

/// Whether an item is an example: quotes open in its name, 如“培训人数≥200人”.
fn is_quoted(sheet: &Sheet<'_>, row: &Row) -> bool {
    let count = |mark: char| {
        let is_mark = |at: &usize| sheet.ch(*at) == Some(mark);
        row.name.clone().map_or(0, |name| name.filter(is_mark).count())
    };
    count('“') > count('”')
}

/// The only words of a set: a name without a target, or a date without a name.
fn only(sheet: &Sheet<'_>, run: Run) -> Option<Row> {
    const LONGEST: usize = 14;
    let is_mark = |ch: char| matches!(ch, '。' | ';');
    let words = sheet.trim(run.clone(), is_mark);
    let other = std::iter::once(words.end..run.end).collect();
    let letters = words.clone().all(|at| sheet.ch(at).is_some_and(crate::vocabulary::is_letter));
    if letters && (4..=LONGEST).contains(&words.len()) && words_start(sheet, words.start, words.end) > words.start {
        return Some(Row { name: Some(words), other, ..Row::default() });
    }
    let is_date = sheet.find_char(words.clone(), |ch| ch == '月').is_some() && is_bare_value(sheet, words.clone());
    is_date.then(|| Row { target: Some(words), other, ..Row::default() })
}

/// Where the target ends that begins at a position, with an operator, or with a number that ends the item; what ends it is
/// the mark behind it, unless a sentence follows.
fn value_end(sheet: &Sheet<'_>, start: usize, at: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 12;
    let value = only_value_at(sheet, at, end).filter(|_| at > start + 1)?;
    let limit = end.min(value.end + LONGEST);
    let mark = sheet.find_char(value.end..limit, |ch| matches!(ch, ';' | '。' | ','));
    let tail = value.end..mark.unwrap_or(limit);
    let is_letters = tail.clone().all(|at| sheet.ch(at).is_some_and(crate::vocabulary::is_letter));
    let bounded = sheet.after_any(tail.start, &["以上", "以下", "以内", "左右"]).unwrap_or(tail.start);
    let is_said = words_start(sheet, bounded, tail.end) == bounded;
    if value.operator {
        let is_sentence = value.unit && is_letters && !is_said && tail.len() > 4;
        return Some(if is_sentence { value.end } else { end });
    }
    let before = sheet.ch(at - 1)?;
    let asked = lexicon::NUMBER_NAMES.contains(&before) || before == ')';
    // "12月底" in "2025年12月底", "6岁" in "0-6岁"
    let is_digit = |at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
    let goes_on = matches!(before, '-' | '~' | '至' | '第' | '.') || ("年月".contains(before) && is_digit(at - 2));
    let ends = mark.is_some() || limit == end;
    let is_rate = value.unit && sheet.ch(tail.start) == Some('/') && tail.len() < 6;
    let is_unit = asked && !value.unit && is_letters && tail.len() < 5;
    let is_whole = is_rate || is_unit || (is_said && (value.unit || asked));
    (ends && is_whole && !goes_on).then_some(end)
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
pub(super) fn words_start(sheet: &Sheet<'_>, from: usize, end: usize) -> usize {
    let words = || {
        lexicon::TARGET_WORDS.iter().chain(&["增加", "增长", "基本", "建成"]).filter(|word| word.chars().count() > 1)
    };
    let before = |end: &usize| words().filter_map(|word| sheet.before(*end, word)).find(|start| *start >= from);
    std::iter::successors(Some(end), before).last().unwrap_or(end)
}
