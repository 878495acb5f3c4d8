//! Indicators of a project in one cell or stretch of text, each with its levels before it: 产出指标-数量指标-培训人次：≥320人次；
//! 数量指标：培训人次（≥320人次）。【效益指标/经济效益/销售额增长≥5%】

use super::cells;
use super::prose;
use super::rows::{self, Level, Levels, Row, level_from_text};
use crate::lexicon::{self, Column};
use crate::model::{Cell, Project, RepairKind, Table};
use crate::parse::fold::Folded;
use crate::parse::sheet::{Run, Sheet};
use crate::source::{Source, offset};
use crate::span::{Origin, Span, sort_spans};
use crate::target::{Reading, operators, target_from_text};

/// So few are no set.
const FEWEST: usize = 2;

/// The items of a set; none where fewer than two are whole.
pub(super) fn items(sheet: &Sheet<'_>, set: Run) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut levels = Levels::default();
    let mut at = set.start;
    let mut pathed = 0;
    while at < set.end {
        let start = opening(sheet, at, set.end);
        let path = path(sheet, start..set.end);
        let body = path.last().map_or(start, |step| step.end);
        take(&mut levels, &path);
        let stop = end_of_item(sheet, body..set.end);
        if path.is_empty() && pathed == 0 {
            at = stop + 1;
            continue;
        }
        if let Some(row) = item(sheet, body..stop, &levels) {
            pathed += usize::from(!path.is_empty());
            let mut row = Row { levels: levels.clone(), ..row };
            row.other.extend([at..start, stop..set.end.min(stop + 1)]);
            row.other.extend(path.into_iter().map(|step| step.run.end..step.end));
            rows.push(row);
        }
        at = stop + 1;
    }
    if pathed < FEWEST { Vec::new() } else { rows }
}

/// A level label before an item, and where the mark behind it ends.
struct Step {
    level: Level,
    run: Run,
    end: usize,
}

/// Behind what opens an item: a bracket, a number.
fn opening(sheet: &Sheet<'_>, at: usize, end: usize) -> usize {
    const MARKS: &[char] = &['【', '[', '】', ']', ';', '。', ','];
    let start = sheet.find_char(at..end, |ch| !MARKS.contains(&ch)).unwrap_or(end);
    prose::number(sheet, start).filter(|behind| *behind <= end).unwrap_or(start)
}

/// 产出指标-数量指标-, 数量指标：, 效益指标/经济效益/.
fn path(sheet: &Sheet<'_>, run: Run) -> Vec<Step> {
    const MOST: usize = 2;
    const LONGEST: usize = 12;
    let is_mark = |ch: char| matches!(ch, '-' | '—' | '–' | '－' | '/' | '>' | ':' | '·' | '_');
    let mut steps: Vec<Step> = Vec::new();
    let mut at = run.start;
    while steps.len() < MOST {
        let whole = rows::level(sheet, at).filter(|(_, end)| sheet.ch(*end).is_some_and(is_mark));
        let short = || {
            let end = sheet.find_char(at..run.end.min(at + LONGEST), is_mark)?;
            Some((level_from_text(&(sheet.folded(at..end) + "指标"))?, end))
        };
        // 满意度 is what many names are: a short label stands behind another one only.
        let Some((level, end)) = whole.or_else(|| short().filter(|_| !steps.is_empty())) else { break };
        let behind = sheet.find_char(end..run.end, |ch| !is_mark(ch)).unwrap_or(run.end);
        steps.push(Step { level, run: at..end, end: behind });
        at = behind;
    }
    steps
}

fn take(levels: &mut Levels, path: &[Step]) {
    for (place, step) in path.iter().enumerate() {
        let column = match (path.len(), place) {
            (1, _) => None,
            (_, 0) => Some(Column::Level1),
            _ => Some(Column::Level2),
        };
        levels.take(step.level, step.run.clone(), column, None);
    }
}

/// Where an item ends: before the mark behind it, or where a line begins with the levels of the next one.
fn end_of_item(sheet: &Sheet<'_>, run: Run) -> usize {
    let ends = |at: usize| {
        let mark = sheet.ch(at).is_some_and(|ch| matches!(ch, ';' | '。' | '【' | '】'));
        mark || (at > run.start
            && sheet.begins_line(at)
            && !path(sheet, opening(sheet, at, run.end)..run.end).is_empty())
    };
    run.clone().find(|at| ends(*at)).unwrap_or(run.end)
}

/// name：target, name（target）, name≥320人次.
fn item(sheet: &Sheet<'_>, body: Run, levels: &Levels) -> Option<Row> {
    let body = sheet.trim(body, |ch| ch == ',');
    let row = |name: Run, target: Run, other: Vec<Run>| {
        let whole = name.len() > 1 && !target.is_empty();
        whole.then(|| Row { name: Some(name), target: Some(target), other, ..Row::default() })
    };
    if let Some(close) = sheet.before(body.end, ")")
        && let Some(open) = opened(sheet, body.start, close)
        && is_target(&sheet.folded(open + 1..close))
    {
        return row(body.start..open, open + 1..close, vec![open..open + 1, close..close + 1]);
    }
    if let Some(colon) = sheet.find_char(body.clone(), |ch| ch == ':') {
        return row(body.start..colon, colon + 1..body.end, std::iter::once(colon..colon + 1).collect());
    }
    let mut found = prose::items(sheet, body.clone(), false, false, levels);
    found.pop().filter(|_| found.is_empty())
}

/// Where the bracket opens that closes at a position.
fn opened(sheet: &Sheet<'_>, start: usize, close: usize) -> Option<usize> {
    const LONGEST: usize = 40;
    let mut depth = 0_usize;
    for at in (start..close).rev().take(LONGEST) {
        match sheet.ch(at) {
            Some(')') => depth += 1,
            Some('(') if depth == 0 => return Some(at),
            Some('(') => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Whether a text in a bracket is a target, and no remark.
fn is_target(text: &str) -> bool {
    let words = || lexicon::TARGET_WORDS.iter().any(|word| text.contains(word));
    let reading = target_from_text(text).reading;
    operators().any(|sign| text.starts_with(sign)) || reading.is_number() || reading == Reading::Date || words()
}

/// Parts the indicators of lists in running text from the objectives before them, where each has its levels before it.
pub(in crate::parse) fn settle(table: &mut Table, source: &Source, folded: &Folded) {
    let mut furniture: Vec<Span> = table.furniture.clone();
    sort_spans(&mut furniture);
    let mut parts: Vec<(Span, Vec<Span>, Vec<Span>)> = Vec::new();
    for project in table.units.iter_mut().flat_map(|unit| &mut unit.projects) {
        let Some(within) = stretch(project, source.text()) else { continue };
        let is_furniture = |span: Span| {
            let next = furniture.partition_point(|of| of.end <= span.start);
            furniture.get(next).is_some_and(|of| of.start < span.end)
        };
        let inks = cells::inks_of(folded, &[within]);
        let inks: Vec<_> = inks.into_iter().filter(|ink| !is_furniture(ink.span())).collect();
        let mut sheet = Sheet::new(source, inks);
        let first = (0..sheet.len()).find(|at| !path(&sheet, *at..sheet.len()).is_empty());
        let Some(first) = first.filter(|first| *first > 0) else { continue };
        let rows = items(&sheet, first..sheet.len());
        let known = project.indicators.iter().filter(|own| own.target.read().is_some()).count();
        if rows.len() <= known {
            continue;
        }
        project.objective = sheet.cell(0..first);
        project.indicators = rows.iter().map(|row| row.read(&mut sheet, &row.levels)).collect();
        let (labels, unclaimed) = sheet.finish();
        parts.push((within, labels, unclaimed));
    }
    let mut stretches: Vec<Span> = parts.iter().map(|(within, ..)| *within).collect();
    sort_spans(&mut stretches);
    let is_outside = |span: &Span| {
        let next = stretches.partition_point(|of| of.end <= span.start);
        stretches.get(next).is_none_or(|of| of.start >= span.end)
    };
    table.labels.retain(is_outside);
    table.unclaimed.retain(is_outside);
    // What seemed to lack its indicators has them.
    table
        .repairs
        .retain(|repair| repair.kind != RepairKind::CutShort || repair.origin.spans().all(|span| is_outside(&span)));
    for (_, labels, unclaimed) in parts {
        table.labels.extend(labels);
        table.unclaimed.extend(unclaimed);
    }
    sort_spans(&mut table.labels);
    sort_spans(&mut table.unclaimed);
}

/// From the objective of a project to its last indicator, where the objective holds labels of levels.
fn stretch(project: &Project, text: &str) -> Option<Span> {
    let Cell::Read { value, origin } = &project.objective else { return None };
    let labels = value.matches("指标：").count() + value.matches("指标:").count();
    if labels < FEWEST {
        return None;
    }
    let end = |origin: &Origin| origin.spans().map(|span| span.end).max();
    let own = project.indicators.iter().flat_map(|of| [of.name.origin(), of.target.origin()]).flatten();
    let end = own.chain([origin]).filter_map(end).max()?;
    let behind = text.get(end as usize..).and_then(|rest| rest.chars().next());
    let mark = behind.filter(|ch| matches!(ch, '。' | '；' | ';')).map_or(0, char::len_utf8);
    Some(Span::new(origin.start(), end + offset(mark)))
}
