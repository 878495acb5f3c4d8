//! The heads of indicator columns in glued text.

use super::{Cutter, places};
use crate::lexicon::{self, Column};
use crate::parse::fold::Gap;
use crate::parse::sheet::Sheet;

impl Cutter<'_, '_> {
    /// The heads of the indicator columns that begin at a position; each is cut from the next.
    pub(super) fn head(&mut self, at: usize) -> Option<(Vec<Column>, usize)> {
        const MOST: usize = 16;
        /// So many heads side by side are no words of a text, even where the first of them is lost.
        const FEWEST: usize = 4;
        let sheet = self.sheet;
        let is_whole = sheet.after(at, "一级指标").is_some();
        let (mut columns, mut ends, mut end) = (Vec::new(), Vec::new(), at);
        // The ministry's form of old: 指标, 指标内容, 指标值.
        if let Some(content) = sheet.after(at, "指标").filter(|&at| sheet.after(at, "指标内容指标值").is_some())
        {
            end = sheet.after(content, "指标内容")?;
            (columns, ends) = (vec![Column::Level1, Column::Name], vec![content, end]);
        } else if !is_whole && sheet.after_any(at, &["二级指标", "指标名称"]).is_none() {
            return None;
        }
        let is_whole = is_whole || end > at;
        let found = |end: usize, columns: &[Column]| {
            basis(sheet, end).or_else(|| column(sheet, end)).or_else(|| other(sheet, end, columns))
        };
        while let Some((next, column)) = found(end, &columns).filter(|_| columns.len() < MOST) {
            columns.push(column);
            ends.push(next);
            end = next;
        }
        self.based = ends.iter().rev().nth(1).is_some_and(|last| basis(sheet, *last).is_some());
        self.places = 0;
        if columns.contains(&Column::Name)
            && columns.last() == Some(&Column::Other)
            && let Some((places, first)) = places::places(sheet, end)
        {
            columns.push(Column::Target);
            ends.push(first);
            self.heads = end..first;
            (self.places, end) = (places, first);
        }
        let is_head = columns.contains(&Column::Target)
            && (is_whole || columns.contains(&Column::Name) && columns.len() >= FEWEST);
        if !is_head {
            return None;
        }
        for end in ends {
            self.cut(end);
        }
        Some((columns, end))
    }

    /// Heads below "年度绩效目标2(40分)", where each objective has indicators of its own.
    pub(super) fn numbered_head(&mut self, at: usize) -> Option<(Vec<Column>, usize)> {
        let sheet = self.sheet;
        let digit = sheet.after_any(at, &["年度绩效目标", "项目年度目标"])?;
        let end = Some(digit + 1).filter(|_| sheet.ch(digit).is_some_and(|ch| ch.is_ascii_digit()))?;
        let end = behind_bracket(sheet, end);
        let found = self.head(end)?;
        self.cut(end);
        self.skips.push(at..end);
        Some(found)
    }
}

/// Whether heads stand side by side with nothing between them: so do the cells of the rows, even where each has its line.
pub(super) fn are_glued(sheet: &Sheet<'_>) -> bool {
    const FEWEST: usize = 3;
    let glued = |at: usize| {
        let mut ends = std::iter::successors(column(sheet, at), |(end, _)| {
            column(sheet, *end).filter(|_| sheet.gap(*end) == Gap::None)
        });
        ends.nth(FEWEST).is_some()
    };
    (0..sheet.len()).any(|at| sheet.after_any(at, &["二级指标", "三级指标"]).is_some() && glued(at))
}

/// The known head at a position, and where it and a bracket behind it end: "年初目标值(A)".
fn column(sheet: &Sheet<'_>, at: usize) -> Option<(usize, Column)> {
    let found = lexicon::INDICATOR_COLUMNS.iter().find_map(|&(head, column)| Some((sheet.after(at, head)?, column)));
    found.map(|(end, column)| (behind_bracket(sheet, end), column))
}

/// What Hebei's forms print beside name and target: what the name means, and what the target rests on.
fn basis(sheet: &Sheet<'_>, at: usize) -> Option<(usize, Column)> {
    const HEADS: &[&str] =
        &["绩效指标描述", "指标描述", "指标值确定依据", "指标值设定依据", "评价标准确定依据", "指标确定依据"];
    sheet.after_any(at, HEADS).map(|end| (end, Column::Other))
}

/// A head that other forms print, behind others; or one that nobody knows or can read, between the name and the target.
fn other(sheet: &Sheet<'_>, at: usize, before: &[Column]) -> Option<(usize, Column)> {
    const SHORTEST: usize = 4;
    const LONGEST: usize = 5;
    let last = before.last()?;
    let is_long = |(head, _): &&(&str, Column)| head.chars().count() >= SHORTEST;
    let known = lexicon::OTHER_INDICATOR_COLUMNS.iter().filter(is_long);
    let known = known.filter(|(_, column)| *column >= Column::Actual);
    let known = known.filter_map(|&(head, column)| Some((sheet.after(at, head)?, column))).max();
    let is_target = |at: &usize| column(sheet, *at).is_some_and(|(_, column)| column == Column::Target);
    known.or_else(|| {
        let next = (at + 2..=at + LONGEST).find(is_target).filter(|_| *last == Column::Name)?;
        // 考核分值, 满分分值.
        let is_weight = ["分值", "权重", "分数"].iter().any(|ending| sheet.before(next, ending).is_some());
        Some((next, if is_weight { Column::Weight } else { Column::Other }))
    })
}

/// Behind the short bracket that begins at a position; the position itself where none does. Of an empty one the digits are
/// lost, as they are of the rows.
fn behind_bracket(sheet: &Sheet<'_>, at: usize) -> usize {
    const LONGEST: usize = 6;
    let close = sheet.after(at, "(").and_then(|open| sheet.find_char(open..open + LONGEST, |ch| ch == ')'));
    let close = close.filter(|close| *close > at + 1);
    close.map_or(at, |close| close + 1)
}
