//! Rows of glued cells whose results are words: "…覆盖率≥95%已完成…及时率不低于90%未完成".
//!
//! Every row ends with such a word, and so the next one begins behind it.

use super::Cutter;
use super::values::{self, value_at};
use crate::lexicon::Column;
use crate::parse::sheet::{Run, Sheet};

/// What forms offer as results, the longer first where one begins another.
pub(in crate::parse::readers) const RESULTS: &[&str] = &[
    "达成预期指标",
    "达成预期目标",
    "达成年度指标",
    "部分达成预期指标并具有一定效果",
    "未达成预期指标且效果较差",
    "未达成预期指标",
    "达成目标值",
    "全部完成",
    "已完成",
    "未完成",
];

impl Cutter<'_, '_> {
    /// Cuts the rows between two level labels behind their results, where there are such. A row whose target cannot be told
    /// stays unread, as does what may be the reason why the one before it was not reached.
    pub(super) fn cut_results(&mut self, run: Run, columns: &[Column]) -> bool {
        let sheet = self.sheet;
        let explained = columns.contains(&Column::Deviation);
        let mut name = run.start;
        let mut is_reason = false;
        while let Some(result) = sheet.find_any(name..run.end, RESULTS) {
            let target = target(sheet, name..result.start).filter(|_| !is_reason);
            let target = target.filter(|target| !self.in_bracket(name, *target));
            self.cut(name);
            self.cut(result.end);
            if let Some(target) = target {
                self.cut(target);
                self.cut(result.start);
            } else {
                self.skips.push(name..result.end);
            }
            self.rows.extend([name, result.end]);
            is_reason = explained && sheet.after_any(result.start, &["未", "部分"]).is_some();
            name = result.end;
        }
        if name > run.start && name < run.end {
            self.cut(name);
            self.skips.push(name..run.end);
        }
        name > run.start
    }

    /// Passes over the reason in a bracket behind target and actual, where the other values follow it: "452人437人(因报名人数减少)6.5".
    pub(super) fn pass_reason(&mut self, ends: &mut Vec<usize>, until: usize, columns: &[Column]) {
        let (Some((end, [_])), rest) = (ends.split_last(), columns.get(2..).unwrap_or_default()) else { return };
        let end = *end;
        let Some(reason) = values::bracket(self.sheet, end, until).filter(|_| !rest.is_empty()) else { return };
        let others = values::numbers(self.sheet, reason, until, rest);
        if others.len() == rest.len() {
            self.skips.push(end..reason);
            self.cut(reason);
            ends.extend(others);
        }
    }
}

/// Where the result in a word begins that ends before a position, behind the sentence that tells the objective.
pub(super) fn result(sheet: &Sheet<'_>, end: usize) -> Option<usize> {
    let start = RESULTS.iter().chain(&["完成"]).find_map(|result| sheet.before(end, result))?;
    let closes = start > 0 && sheet.ch(start - 1) == Some('。');
    closes.then_some(start)
}

/// Where the target begins that a run ends with; of several nobody can tell which is which.
fn target(sheet: &Sheet<'_>, run: Run) -> Option<usize> {
    const SHORTEST_NAME: usize = 2;
    const LONGEST_WORDS: usize = 10;
    let from = run.start + SHORTEST_NAME;
    let in_date = |at: usize| sheet.ch(at - 1).is_some_and(|ch| matches!(ch, '年' | '月'));
    let mut date = None;
    for at in from..run.end {
        let Some(value) = value_at(sheet, at, run.end) else { continue };
        date = date.filter(|_| in_date(at)).or(Some(at));
        if value.end < run.end && !ends_value(sheet, value.end..run.end, value.unit) {
            continue;
        }
        let is_day = sheet.ch(value.end - 1).is_some_and(|ch| matches!(ch, '月' | '日'));
        if let Some(start) = date.filter(|_| is_day) {
            return Some(start);
        }
        let is_first = |other: usize| value_at(sheet, other, at).is_some_and(|other| other.end == at);
        return (!(from..at).any(is_first)).then_some(at);
    }
    let is_word = |at: usize| !sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
    let equal = sheet.find_char(from..run.end, |ch| ch == '=');
    let equal = equal.filter(|equal| run.end <= equal + LONGEST_WORDS && (*equal..run.end).all(is_word));
    let asked = || {
        let answer = ["是", "否"].iter().find_map(|answer| sheet.before(run.end, answer))?;
        sheet.find_any(run.start..answer, &["是否"]).map(|_| answer)
    };
    equal.or_else(asked).or_else(|| values::words(sheet, &run))
}

/// Whether what stands behind a number and its unit belongs to it: 以上, or a unit that nobody knows.
fn ends_value(sheet: &Sheet<'_>, rest: Run, has_unit: bool) -> bool {
    const LONGEST_UNIT: usize = 3;
    let is_bound = values::behind_bound(sheet, rest.start) == Some(rest.end);
    let plain = |ch: char| !ch.is_ascii_digit() && !ch.is_ascii_punctuation() && !matches!(ch, '、' | '。');
    is_bound || !has_unit && rest.len() <= LONGEST_UNIT && rest.clone().all(|at| sheet.ch(at).is_some_and(plain))
}
