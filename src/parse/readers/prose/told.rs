//! What reports say of a target and of what became of it, in words between them.

use crate::parse::readers::glue::only_value_at;
use crate::parse::readers::rows::{self, Row};
use crate::parse::sheet::{Run, Sheet};

/// How reports introduce a target, and what became of it.
pub(super) const TARGETS: &[&str] = &[
    "年初指标值为",
    "年度指标值为",
    "指标值为",
    "年初目标值为",
    "年度目标值为",
    "目标值为",
    "指标为",
    ",年度目标值",
    ",年初目标值",
    ",年度指标值",
    ",目标值",
    ",指标值",
];
const ACTUALS: &[&str] =
    &["全年实际完成值为", "全年实际完成值", "实际完成值为", "实际完成值", "实际完成", "完成值为", "完成值"];

/// Where the targets end that a report sets out before its first level label, at the heading of what became of them; `None`
/// where that stands above them already, or nothing says that they are targets.
pub(super) fn set_out(sheet: &Sheet<'_>, first: usize) -> Option<usize> {
    const ABOVE: usize = 600;
    const RESULTS: &[&str] = &["完成情况", "实现情况", "自评工作", "自评结论", "评价结论", "自评结果"];
    let above = first.saturating_sub(ABOVE)..first;
    let last = |words: &[&str]| {
        let mut found = None;
        let mut at = above.start;
        while let Some(next) = sheet.find_any(at..above.end, words) {
            (at, found) = (next.end, Some(next.start));
        }
        found
    };
    let targets = last(&["目标设定", "总体目标", "绩效目标情况"])?;
    if last(RESULTS).is_some_and(|results| results > targets) {
        return None;
    }
    let results = sheet.find_any(first..sheet.len(), RESULTS);
    Some(results.map_or(sheet.len(), |results| sheet.line_start(results.start, first)))
}

/// `name`年初指标值为`target`，全年实际完成值`actual`, as reports say it, and where it ends: several may follow each other
/// without a mark. A bracket behind them says weight and score: （分值15分，得分14分）.
pub(super) fn told(sheet: &Sheet<'_>, run: Run) -> Option<(Row, usize)> {
    let label = sheet.find_any(run.clone(), TARGETS).filter(|label| label.start > run.start + 1)?;
    let is_level = |start: usize| rows::level(sheet, start).is_some_and(|(_, end)| label.contains(&end));
    let next = sheet.find_any(label.end..run.end, TARGETS).map_or(run.end, |next| next.start);
    let comma = sheet.find_char(label.end..next, |ch| ch == ',');
    let target = comma.or_else(|| Some(sheet.find_any(label.end..next, ACTUALS)?.start)).unwrap_or(next);
    let results = || sheet.find_any(target..next, ACTUALS).or_else(|| sheet.find_any(comma?..next, &["实际"]));
    let result = results();
    let bracket = scores(sheet, target..next);
    let rest = bracket.as_ref().map_or(next, |(open, ..)| *open);
    let actual = result.clone().map(|result| {
        let value = only_value_at(sheet, result.end, rest).filter(|_| next < run.end);
        result.end..value.map_or(rest, |value| value.end)
    });
    // Before another name only a value tells where this one ends.
    let end = if next < run.end { actual.as_ref().map(|run| run.end).filter(|end| *end < next)? } else { run.end };
    // What the end of the text has cut nobody knows whole.
    let actual = actual.filter(|actual| actual.end < sheet.len());
    (target < sheet.len() && !(run.start..label.start).rev().take(4).any(is_level)).then(|| {
        let mut other: Vec<Run> =
            std::iter::once(label.clone()).chain(result.map(|result| target..result.end)).collect();
        let (weight, score) = bracket.map_or((None, None), |(open, weight, score)| {
            let mut from = open;
            for number in weight.iter().chain(&score) {
                other.push(from..number.start.max(from));
                from = number.end;
            }
            other.push(from..next);
            (weight, score)
        });
        let row = Row {
            name: Some(run.start..label.start),
            target: Some(label.end..target.min(rest)),
            actual,
            weight,
            score,
            other,
            ..Row::default()
        };
        (row, end)
    })
}

/// A bracket that ends a run and says weight and score: where it opens, and their numbers.
fn scores(sheet: &Sheet<'_>, run: Run) -> Option<(usize, Option<Run>, Option<Run>)> {
    const LONGEST: usize = 24;
    let close = sheet.before(run.end, ")")?;
    let open = (run.start..close).rev().take(LONGEST).find(|at| sheet.ch(*at) == Some('('))?;
    let number = |labels: &[&str]| {
        let label = sheet.find_any(open..close, labels)?;
        let is_part = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit() || ch == '.');
        let end = (label.end..close).find(|at| !is_part(at)).unwrap_or(close);
        (end > label.end).then_some(label.end..end)
    };
    let (weight, score) = (number(&["分值", "权重"]), number(&["得分", "自评"]));
    (weight.is_some() || score.is_some()).then_some((open, weight, score))
}
