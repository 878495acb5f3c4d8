//! Seams of pages: PDFium puts nothing between the last cell of a page and the first one of the next.

use std::borrow::Cow;

use super::glue::single;
use super::is_chinese;
use super::rows::level;
use crate::lexicon::{self, Column, Field};
use crate::parse::fold::{Gap, Ink};
use crate::parse::furniture;
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;
use crate::span::Span;

/// What stands at the seam of two pages.
enum Seam {
    /// The first cell of the next page.
    Cell,
    /// What is left of a label, up to a position.
    Label(usize),
    /// The number of the page, up to a position.
    PageNumber(usize),
}

/// What belongs to no cell at the seams of pages.
#[derive(Default)]
pub(super) struct Rests {
    pub(super) labels: Vec<Span>,
    pub(super) furniture: Vec<Span>,
}

/// Sets apart what stands at the seams of pages, and takes out what belongs to no cell.
pub(super) fn mended<'i>(source: &Source, inks: Cow<'i, [Ink]>) -> (Cow<'i, [Ink]>, Rests) {
    let sheet = Sheet::new(source, inks.as_ref());
    let (mut rests, mut taken, mut begins) = (Rests::default(), Vec::new(), Vec::new());
    let (mut from, mut at) = (0, 0);
    while at < sheet.len() {
        if sheet.gap(at) != Gap::None {
            from = at;
        }
        let spans = |end: usize| sheet.origin(at..end).map_or_else(Vec::new, |origin| origin.spans().collect());
        let end = match seam(&sheet, from, at).filter(|_| at > from) {
            None => at + 1,
            Some(Seam::Cell) => {
                begins.push(at);
                at + 1
            }
            Some(Seam::Label(end)) => {
                rests.labels.extend(spans(end));
                taken.push(at..end);
                end
            }
            Some(Seam::PageNumber(end)) => {
                rests.furniture.extend(spans(end));
                taken.push(at..end);
                end
            }
        };
        at = end;
    }
    if taken.is_empty() && begins.is_empty() {
        return (single::mended(source, inks), rests);
    }
    let mut inks = inks.into_owned();
    let begins = begins.iter().chain(taken.iter().map(|run| &run.end));
    begins.for_each(|at| inks.get_mut(*at).into_iter().for_each(|first| first.widen_gap(Gap::Line)));
    let inks = furniture::without(&inks, &taken).into_owned();
    (single::mended(source, Cow::Owned(inks)), rests)
}

/// The seam at a position inside of what nothing parts; `from` is where that begins.
fn seam(sheet: &Sheet<'_>, from: usize, at: usize) -> Option<Seam> {
    let label = || rest_of_heading(sheet, from, at).or_else(|| rest_of_objective(sheet, at)).map(Seam::Label);
    let is_cell = || {
        is_next_label(sheet, at)
            || is_behind_level(sheet, from, at)
            || is_second_head(sheet, from, at)
            || is_behind_field(sheet, from, at)
    };
    let cell = || is_cell().then_some(Seam::Cell);
    label().or_else(cell).or_else(|| page_number(sheet, from, at).map(Seam::PageNumber))
}

/// The label of the next amount behind an amount: "0.00其他资金 5.00".
fn is_next_label(sheet: &Sheet<'_>, at: usize) -> bool {
    let is_digit = |at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
    let is_label = |(label, field): &(&str, Field)| {
        let is_money = matches!(field, Field::Money(_));
        let end = || sheet.after(at, label).filter(|end| is_digit(*end) && sheet.gap(*end) > Gap::None);
        is_money && end().is_some()
    };
    is_digit(at.saturating_sub(1)) && !is_digit(at) && lexicon::FIELDS.iter().any(is_label)
}

/// The name of an indicator behind the label of its level, which fills its cell so that the two touch: 社会效益指标政策知晓率, and
/// "可持续影响指", "标长效机制健全性" on the next line.
fn is_behind_level(sheet: &Sheet<'_>, from: usize, at: usize) -> bool {
    const LONGEST_LABEL: usize = 10;
    const SHORTEST_NAME: usize = 4;
    // What goes on so is a name itself: 社会效益指标完成情况.
    const GOES_ON: &[&str] =
        &["完成", "达成", "实现", "设定", "体系", "得分", "分值", "内容", "名称", "值", "数", "的", "评", "总"];
    let is_label = || {
        let before = (at.saturating_sub(LONGEST_LABEL)..from).rev().find(|at| sheet.gap(*at) != Gap::None);
        let starts = [Some(from), before.filter(|_| sheet.begins_line(from))];
        let mut ends = starts.into_iter().flatten().filter(|start| sheet.begins_line(*start));
        ends.any(|start| level(sheet, start).is_some_and(|(level, end)| level.is_second() && end == at))
    };
    let is_name = || {
        let mut name = at..at + SHORTEST_NAME;
        name.all(|own| sheet.ch(own).is_some_and(is_chinese) && (own == at || sheet.gap(own) == Gap::None))
            && sheet.after_any(at, GOES_ON).is_none()
    };
    sheet.before(at, "指标").is_some() && sheet.gap(at) == Gap::None && is_name() && is_label()
}

/// The second of two heads that touch on a line of their own: 年初目标值(A)实际完成值(B).
fn is_second_head(sheet: &Sheet<'_>, from: usize, at: usize) -> bool {
    const LONGEST: usize = 12;
    let ends = |at: usize| sheet.ch(at).is_some_and(|ch| "值分标重数位)".contains(ch));
    if at - from > LONGEST
        || sheet.gap(at) != Gap::None
        || !at.checked_sub(1).is_some_and(ends)
        || !sheet.begins_line(from)
    {
        return false;
    }
    let Some(end) = (at + 1..at + LONGEST).find(|end| *end >= sheet.len() || sheet.gap(*end) != Gap::None) else {
        return false;
    };
    let is_head = |text: &str| lexicon::indicator_column(lexicon::without_bracket(text)).is_some();
    let (first, second) = (sheet.folded(from..at), sheet.folded(at..end));
    // 分值权重(90) is one head.
    let is_one = || !first.contains('(') && is_head(&format!("{first}{second}"));
    is_head(&first) && is_head(&second) && !is_one()
}

/// The name of a project or of who answers for it right behind its label, where the lines below are the next labels of a form.
fn is_behind_field(sheet: &Sheet<'_>, from: usize, at: usize) -> bool {
    const LONGEST: usize = 120;
    const LABEL: usize = 4;
    const UNITS: &[&str] = &["实施单位", "项目实施单位", "项目单位"];
    if at != from + LABEL || sheet.gap(at) != Gap::None || !sheet.begins_line(from) {
        return false;
    }
    let below = |next: &[&str]| {
        let mut lines = (at..(at + LONGEST).min(sheet.len())).filter(|line| sheet.begins_line(*line));
        lines.any(|line| sheet.after_any(line, next).is_some())
    };
    let is = |label: &str| sheet.after(from, label) == Some(at);
    let begins = sheet.ch(at).is_some_and(|ch| is_chinese(ch) || ch.is_ascii_digit());
    begins && ((is("项目名称") && below(&["主管部门"])) || (is("主管部门") && below(UNITS)))
}

/// What a page break leaves of the heading 绩效指标, written downwards, behind the head of the last column: "分值指", and "标"
/// on the next line.
fn rest_of_heading(sheet: &Sheet<'_>, from: usize, at: usize) -> Option<usize> {
    const MOST: usize = 3;
    let is_part = |at: usize| sheet.ch(at).is_some_and(|ch| "绩效指标".contains(ch));
    let is_last = is_part(at) && is_part(at + 1) && sheet.begins_line(at + 1) && sheet.begins_line(at + 2);
    let head = is_last.then(|| sheet.folded(from.max(at.saturating_sub(MOST))..at))?;
    let is_head = lexicon::indicator_columns().any(|(label, column)| *column == Column::Weight && *label == head);
    is_head.then_some(at + 2)
}

/// What it leaves of the label 年度总体目标 behind the last sentence: "…长效机制。目", and "标绩效指标" on the next line.
fn rest_of_objective(sheet: &Sheet<'_>, at: usize) -> Option<usize> {
    let next = at + 1;
    let is_rest = sheet.ch(at) == Some('目') && sheet.begins_line(next) && sheet.after(next, "标绩效").is_some();
    (is_rest && matches!(sheet.ch(at - 1), Some('。' | ';'))).then_some(next + 1)
}

/// The bare number of the next page behind a weight, which none makes more than 100: "10" and "2". The first page then begins
/// with its own.
fn page_number(sheet: &Sheet<'_>, from: usize, at: usize) -> Option<usize> {
    const MOST: u32 = 100;
    const MOST_DIGITS: usize = 6;
    let number = |run: Run| sheet.folded(run).parse().ok().filter(|number: &u32| *number > 0);
    let is_digit = sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
    let is_numbered = || sheet.after(0, "1").is_some_and(|end| sheet.begins_line(end));
    if !is_digit || sheet.begins_line(from) || !is_numbered() {
        return None;
    }
    let end = sheet.next_line(at, at + MOST_DIGITS);
    // What an operator stands before is no weight, and numbers of other cells behind it are no digits of it.
    if from.checked_sub(1).and_then(|before| sheet.ch(before)).is_some_and(|ch| "≥≤<>=".contains(ch)) {
        return None;
    }
    if (at + 1..end).any(|digit| sheet.gap(digit) != Gap::None) {
        return None;
    }
    let whole = number(from..end).filter(|whole| *whole > MOST && sheet.begins_line(end));
    let longer = number(from..at + 1).filter(|longer| *longer > MOST);
    let page = number(at..end).filter(|page| *page > 1);
    whole.zip(longer).zip(page).map(|_| end)
}
