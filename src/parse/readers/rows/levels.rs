//! The level labels of indicators, and which of them are in force.

use crate::lexicon::{self, Column};
use crate::model::Category;
use crate::parse::fold::Gap;
use crate::parse::sheet::{Run, Sheet};

/// The level-1 and level-2 cells that are in force; merged cells print once for many rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Levels {
    pub(super) first: Option<(Category, Run)>,
    pub(super) second: Option<(Option<Category>, Run)>,
}

/// A level label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Level {
    /// As a level-1 cell.
    first: Option<Category>,
    /// As a level-2 cell: which category it implies, if it tells.
    second: Option<Option<Category>>,
    /// Whether it is of no category at all.
    apart: bool,
}

impl Level {
    /// Whether it can be a level-1 cell.
    pub(in crate::parse::readers) const fn is_first(self) -> bool {
        self.first.is_some()
    }

    /// The category it names as a level-1 cell.
    pub(in crate::parse::readers) const fn category(self) -> Option<Category> {
        self.first
    }

    /// The category it implies as a level-2 cell.
    pub(in crate::parse::readers) fn implied(self) -> Option<Category> {
        self.second.flatten()
    }

    /// The same where it can be nothing but a level-1 cell.
    pub(in crate::parse::readers) const fn as_first(self) -> Self {
        Self { second: None, ..self }
    }

    /// Whether it can be a level-2 cell.
    pub(in crate::parse::readers) const fn is_second(self) -> bool {
        self.second.is_some()
    }
}

/// Whether a line of its own stands between two positions.
fn is_line(sheet: &Sheet<'_>, run: &Run) -> bool {
    sheet.begins_line(run.start) && (run.end == sheet.len() || sheet.begins_line(run.end))
}

/// Where a label ends that begins at a position; some pages print 值 for 指标: 产出值.
fn after(sheet: &Sheet<'_>, start: usize, label: &str) -> Option<usize> {
    let as_value = || {
        let end = sheet.after(start, label.strip_suffix("指标")?)?;
        sheet.after(end, "值").filter(|end| is_line(sheet, &(start..*end)))
    };
    sheet.after(start, label).or_else(as_value)
}

/// The level-2 label that begins at a position: which category it implies, and where it ends.
fn second(sheet: &Sheet<'_>, start: usize) -> Option<(Option<Category>, usize)> {
    let second = lexicon::LEVEL_2.iter().find_map(|&(label, implied)| Some((implied, after(sheet, start, label)?)));
    let ends = |end: &usize| *end == sheet.len() || sheet.gap(*end) != Gap::None;
    let implied = lexicon::short_level_implies(|word| sheet.after(start, word).is_some());
    let parted = |end: &usize| *end < sheet.len() && sheet.gap(*end) == Gap::Page;
    let bare = || sheet.after_any(start, lexicon::BARE_LEVEL_2).filter(parted);
    let short = || sheet.after_any(start, lexicon::SHORT_LEVEL_2).filter(ends).or_else(bare);
    second.or_else(|| short().map(|end| (Some(implied), end)))
}

/// The level of the evaluation framework that a line is: where it ends.
fn framework(sheet: &Sheet<'_>, start: usize) -> Option<usize> {
    sheet.after_any(start, lexicon::EVALUATION_LEVELS).filter(|end| is_line(sheet, &(start..*end)))
}

/// The level-1 label that begins at a position, and where it ends; without 指标 only right above one of level 2.
fn first(sheet: &Sheet<'_>, start: usize) -> Option<(Category, usize)> {
    let first = lexicon::LEVEL_1.iter().find_map(|&(label, category)| Some((category, after(sheet, start, label)?)));
    let is_above = |end: &usize| {
        is_line(sheet, &(start..*end)) && (second(sheet, *end).is_some() || framework(sheet, *end).is_some())
    };
    let short = |&(label, category)| Some((category, sheet.after(start, label).filter(is_above)?));
    first.or_else(|| lexicon::SHORT_LEVEL_1.iter().find_map(short))
}

/// The level label that begins at a position, and where it ends, with a bracket behind it: (50分), (40-50)分.
pub(crate) fn level(sheet: &Sheet<'_>, start: usize) -> Option<(Level, usize)> {
    let second = second(sheet, start);
    let framework = framework(sheet, start).filter(|_| second.is_none());
    let apart = framework.is_some();
    let second = second.or_else(|| framework.map(|end| (None, end)));
    let first = first(sheet, start);
    let end = first.map(|(_, end)| end).max(second.map(|(_, end)| end))?;
    if is_name(sheet, end) {
        return None;
    }
    let others = sheet.after(end, "等").filter(|others| sheet.gap(*others) >= Gap::Tab);
    let level = Level {
        first: first.filter(|(_, of)| *of == end).map(|(category, _)| category),
        second: second.filter(|(_, of)| *of == end).map(|(implied, _)| implied),
        apart,
    };
    const LONGEST_BRACKET: usize = 16;
    let bracket =
        sheet.after(end, "(").and_then(|open| (open..open + LONGEST_BRACKET).find(|&at| sheet.ch(at) == Some(')')));
    // "(2021年度)" stands below the next title, and "(一)" numbers the next heading.
    let is_own = |close: &usize| !sheet.ch(close - 1).is_some_and(|ch| "度一二三四五六七八九十".contains(ch));
    let bracket = bracket.filter(is_own);
    let points = |close: usize| {
        let points = sheet.after(close + 1, "分").filter(|end| sheet.ch(*end) != Some('值'));
        points.unwrap_or(close + 1)
    };
    Some((level, others.or(bracket.map(points)).unwrap_or(end)))
}

/// Whether what ends at a position is no label but the beginning of an indicator's name: 服务对象满意度(委托单位).
fn is_name(sheet: &Sheet<'_>, end: usize) -> bool {
    let is_short = end.checked_sub(1).is_some_and(|last| sheet.ch(last) != Some('标'));
    let open = sheet.after(end, "(").filter(|open| is_short && sheet.gap(open - 1) == Gap::None);
    // Behind a label stand its points: (50分).
    open.and_then(|open| sheet.ch(open)).is_some_and(|ch| !ch.is_ascii_digit())
}

/// The level that a label names, without a bracket.
pub(crate) fn level_from_text(text: &str) -> Option<Level> {
    let first = lexicon::LEVEL_1.iter().find(|(label, _)| *label == text).map(|(_, category)| *category);
    let second = lexicon::LEVEL_2.iter().find(|(label, _)| *label == text).map(|(_, implied)| *implied);
    let implied = lexicon::short_level_implies(|word| text.starts_with(word));
    let second = second.or_else(|| lexicon::SHORT_LEVEL_2.contains(&text).then_some(Some(implied)));
    (first.is_some() || second.is_some()).then_some(Level { first, second, apart: false })
}

/// The label of level 2 without 指标 that begins at a position, 数量: only its column, or one of level 1 right before it, tells
/// that it is one.
pub(crate) fn short_second(sheet: &Sheet<'_>, start: usize) -> Option<(Level, usize)> {
    let stem = |(label, _): &(&'static str, _)| {
        let end = sheet.after(start, label.strip_suffix("指标")?)?;
        let ends = end == sheet.len() || sheet.gap(end) != Gap::None;
        Some((level_from_text(label).filter(|level| ends && level.is_second())?, end))
    };
    lexicon::LEVEL_2.iter().find_map(stem)
}

impl Levels {
    pub(in crate::parse::readers) fn take(
        &mut self,
        level: Level,
        run: Run,
        column: Option<Column>,
        next: Option<Level>,
    ) {
        let implied = level.second.flatten();
        let as_first = match column {
            Some(Column::Level1) => level.first.is_some(),
            Some(Column::Level2) => false,
            // Without columns: a label that can be both is level 1 where another level label follows it, or where it
            // opens a category that is not open yet.
            _ => level.first.is_some() && (level.second.is_none() || next.is_some_and(|next| next.second.is_some())),
        };
        if let (true, Some(category)) = (as_first, level.first) {
            self.first = Some((category, run));
            // A level-1 cell that stands beside the middle of its rows opens nothing.
            let goes_on = column.is_none() && next.is_none_or(|next| next.second.is_none());
            self.second = self.second.take().filter(|(implied, _)| goes_on && *implied == Some(category));
        } else {
            // The level-1 cell vanished or stands elsewhere: level 2 tells.
            self.first = self.first.take().filter(|(open, _)| !level.apart && implied.is_none_or(|own| own == *open));
            self.second = Some((implied, run));
        }
    }

    /// The level-1 category in force.
    pub(crate) fn first(&self) -> Option<Category> {
        self.first.as_ref().map(|(category, _)| *category)
    }

    /// Where the level-1 cell in force stands.
    pub(in crate::parse::readers) fn first_at(&self) -> Option<usize> {
        self.first.as_ref().map(|(_, run)| run.start)
    }

    /// The category in force: level 2 decides where its name does. Costs alone are those of 产出.
    pub(super) fn category(&self, sheet: &Sheet<'_>) -> Option<(Category, Run)> {
        let second = self.second.as_ref().and_then(|(implied, run)| Some(((*implied)?, run.clone())));
        let is_cost = |run: &Run| sheet.find_any(run.clone(), &["成本"]).is_some();
        let plain_cost = self.second.as_ref().filter(|(implied, run)| implied.is_none() && is_cost(run));
        second.or_else(|| self.first.clone()).or_else(|| plain_cost.map(|(_, run)| (Category::Output, run.clone())))
    }
}

pub(super) fn level_of(sheet: &Sheet<'_>, run: &Run) -> Option<Level> {
    level(sheet, run.start).filter(|(_, end)| *end == run.end).map(|(level, _)| level)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::fold::Folded;
    use crate::source::Source;

    fn of(text: &str) -> Option<(Level, usize)> {
        let source = Source::new("", text);
        let mut folded = Folded::default();
        while folded.extend(&source, 1 << 20) {}
        level(&Sheet::new(&source, folded.inks()), 0)
    }

    #[test]
    fn a_short_level_is_one_right_above_another_however_often_it_stands() {
        let category = |text: &str| of(text).and_then(|(level, _)| level.category());
        assert_eq!(category("产出\n数量指标\n修复册数"), Some(Category::Output));
        assert_eq!(category("满意度\n服务对象满意度\n读者满意度"), Some(Category::Satisfaction));
        assert_eq!(category("产出\n修复册数\n≥30册"), None);
        assert_eq!(category(&"产出\n".repeat(100_000)), None, "and no call for each line");
    }

    #[test]
    fn levels_of_the_evaluation_framework_are_of_no_category() {
        let found = of("项目立项\n立项依据充分性").map(|(level, end)| (level.is_second(), level.implied(), end));
        assert_eq!(found, Some((true, None, 4)));
        assert_eq!(of("项目立项依据\n充分"), None, "a line that only begins so");
    }
}
