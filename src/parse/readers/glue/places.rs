//! Glued matrices whose columns are towns or counties: one value for each of them, fused behind the explanation of a name.
//!
//! Only where all of them say the same is it known where one value ends, and what the target of all of them is.

use super::Cutter;
use super::values::OPERATORS;
use crate::lexicon;
use crate::parse::sheet::{Run, Sheet};

/// How many places the heads behind 指标解释 name, and where the first level behind them begins.
pub(super) fn places(sheet: &Sheet<'_>, at: usize) -> Option<(usize, usize)> {
    const LONGEST: usize = 120;
    const BEFORE: &[&str] = &["指标方向", "指标性质", "区域目标值", "目标值"];
    let at = sheet.after_any(at, BEFORE).unwrap_or(at);
    let end = (at..at + LONGEST).find(|&at| super::levels::level(sheet, at).is_some())?;
    let (mut count, mut start) = (0, at);
    for at in at..end {
        let is_part = sheet.after_any(at + 1, &["街道", "办"]).is_some();
        if is_place_end(sheet, at) && at > start && !is_part {
            (count, start) = (count + 1, at + 1);
        }
    }
    (count > 1 && start == end).then_some((count, end))
}

fn is_place_end(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.ch(at).is_some_and(|ch| lexicon::PLACE_ENDINGS.contains(ch))
}

/// Whether an annex with a form begins at a position: "附件2…绩效目标表", and a label or the year behind it.
pub(super) fn is_annex(sheet: &Sheet<'_>, at: usize) -> bool {
    const LONGEST: usize = 60;
    let Some(end) = sheet.after(at, "附件").filter(|&end| sheet.ch(end).is_some_and(|ch| ch.is_ascii_digit())) else {
        return false;
    };
    let title = sheet.find_any(end..sheet.len().min(end + LONGEST), lexicon::FORM_TITLES);
    let plain = |title: &Run| sheet.find_any(end..title.start, &["附件"]).is_none();
    let begins = |at: usize| {
        sheet.ch(at) == Some('(') || lexicon::FIELDS.iter().any(|(label, _)| sheet.after(at, label).is_some())
    };
    title.filter(plain).is_some_and(|title| begins(title.end))
}

/// Behind the label 区域, where a list of places follows.
pub(super) fn region(sheet: &Sheet<'_>, at: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    let end = sheet.after(at, "区域")?;
    let mark = sheet.find_char(end..end + LONGEST, |ch| ch == '、').filter(|mark| *mark > end)?;
    is_place_end(sheet, mark - 1).then_some(end)
}

/// Where the first of `count` equal values that begin at a position ends, and the last.
fn repeated(sheet: &Sheet<'_>, at: usize, count: usize) -> Option<(usize, usize)> {
    const LONGEST: usize = 12;
    let is_part = |at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit() || matches!(ch, '.' | '%'));
    let is_inside = at > 0 && (is_part(at - 1) || sheet.ch(at - 1).is_some_and(|ch| "<>≥≤=".contains(ch)));
    let number = sheet.after_any(at, OPERATORS).unwrap_or(at);
    if is_inside || !sheet.ch(number).is_some_and(|ch| ch.is_ascii_digit()) {
        return None;
    }
    // The operator stands once before all of them, or before each.
    [number, at].into_iter().find_map(|first| {
        (number + 1..number + LONGEST).find_map(|end| {
            let rest = sheet.trim(number..end, |ch| ch.is_ascii_digit() || ch == '.').start;
            let unit = sheet.folded(rest..end);
            let token = sheet.folded(first..end);
            let goes_on = |at: usize| sheet.after(at, &token);
            let last = (1..count).try_fold(end, |at, _| goes_on(at))?;
            let whole = unit.is_empty() || lexicon::COUNT_UNITS.contains(&unit.as_str());
            (whole && !is_part(last)).then_some((end, last))
        })
    })
}

/// 是 or 否, as often as there are places, at the end of a run: where the first begins, where it ends and where the last.
fn answered(sheet: &Sheet<'_>, run: Run, count: usize) -> Option<(usize, (usize, usize))> {
    let start = run.end.checked_sub(count).filter(|start| *start > run.start)?;
    let answer = sheet.ch(start).filter(|ch| matches!(ch, '是' | '否'))?;
    let is_more = sheet.ch(start - 1) == Some(answer) && sheet.ch(start.saturating_sub(2)) != Some('/');
    let all = (start..run.end).all(|at| sheet.ch(at) == Some(answer));
    (all && !is_more).then_some((start, (start + 1, run.end)))
}

impl Cutter<'_, '_> {
    /// Cuts rows of name, explanation and a value for each place. What cannot be told apart belongs to no piece.
    pub(super) fn cut_place_rows(&mut self, run: Run) {
        const SHORTEST: usize = 2;
        const EXPLAINS: &[&str] = &["反映"];
        let sheet = self.sheet;
        let mut name = run.start;
        while let Some(explained) = sheet.find_any(name + SHORTEST..run.end, EXPLAINS) {
            let next = sheet.find_any(explained.end..run.end, EXPLAINS).map(|next| next.start);
            let region = explained.end..next.unwrap_or(run.end);
            let mut values = region.clone().filter_map(|at| Some((at, repeated(sheet, at, self.places)?)));
            let is_last = next.is_none();
            let said = || is_last.then(|| answered(sheet, region.clone(), self.places)).flatten();
            let ends = |end: usize| next.map_or(end == run.end, |next| end + SHORTEST <= next);
            let Some((value, (first, last))) = values.rfind(|(_, (_, last))| ends(*last)).or_else(said) else {
                // Each place has a number of its own: where they end, only digits tell.
                let digits = |at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
                let region = explained.end..next.unwrap_or(run.end);
                let last = region.rev().find(|&at| digits(at) && !digits(at + 1)).map_or(run.end, |at| at + 1);
                self.cut(name);
                self.cut(last);
                self.skips.push(name..last);
                name = last;
                continue;
            };
            for at in [explained.start, value, first, last] {
                self.cut(at);
            }
            self.skips.push(first..last);
            name = last;
        }
        self.cut(name);
        if name < run.end {
            self.skips.push(name..run.end);
        }
    }
}
