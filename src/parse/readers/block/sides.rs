//! Where the second of two objectives begins whose heads stand side by side, in running text: their lines follow each other.

use crate::parse::fold::Gap;
use crate::parse::readers::width;
use crate::parse::sheet::{Run, Sheet};

/// No objectives have more lines; every line is weighed against all others.
const MOST_LINES: usize = 80;
/// What a line break costs that ends no sentence, that begins with a mark, and that leaves paragraphs without their numbers.
const WITHIN: i32 = 6;
const MARK: i32 = 10;
const NUMBERS: i32 = 8;
/// What it costs where a line goes on in the next though its column has room.
const SHORT_LINE: i32 = 2;
/// What a first paragraph saves.
const FIRST: i32 = 3;
/// By how much the best place has to be better than the next, and how much it may cost.
const CLEAR: i32 = 2;
const DEAREST: i32 = 5;
/// Widths that lines of one column differ by, where marks and numbers may not begin a line.
const RAGGED: usize = 6;

/// Where the second of two texts begins.
pub(super) fn second_text(sheet: &Sheet<'_>, parts: &[Run]) -> Option<usize> {
    let mut lines: Vec<Run> = Vec::new();
    for part in parts {
        match lines.last_mut().filter(|_| sheet.gap(part.start) < Gap::Line) {
            Some(line) => line.end = part.end,
            None => lines.push(part.clone()),
        }
    }
    if lines.len() > MOST_LINES {
        return None;
    }
    let lines: Vec<Line> = lines.into_iter().map(|run| Line::of(sheet, run)).collect();
    let mut best: Option<(i32, usize)> = None;
    let mut next = i32::MAX;
    for at in 1..lines.len() {
        let cost = cost(&lines, at);
        if best.is_none_or(|(least, _)| cost < least) {
            next = best.map_or(next, |(least, _)| least);
            best = Some((cost, at));
        } else {
            next = next.min(cost);
        }
    }
    let (_, at) = best.filter(|(least, _)| *least <= DEAREST && next.saturating_sub(*least) >= CLEAR)?;
    lines.get(at).map(|line| line.run.start)
}

/// A line, and what it looks like.
#[expect(clippy::struct_excessive_bools, reason = "each is asked by itself")]
struct Line {
    run: Run,
    wide: usize,
    /// Whether it ends a sentence.
    closes: bool,
    /// Whether it ends with a mark behind which some tools break lines, or begins with one before which they do.
    ends_with_mark: bool,
    begins_with_mark: bool,
    /// Whether it begins with a mark that never begins a text.
    goes_on: bool,
    /// The number of the paragraph that it begins.
    number: Option<usize>,
}

impl Line {
    fn of(sheet: &Sheet<'_>, run: Run) -> Self {
        let first = sheet.ch(run.start);
        let last = run.end.checked_sub(1).and_then(|at| sheet.ch(at));
        let is = |ch: Option<char>, marks: &str| ch.is_some_and(|ch| marks.contains(ch));
        let number = number(&sheet.folded(run.start..run.end.min(run.start + 8)));
        Self {
            wide: width(&sheet.text(run.clone())),
            closes: is(last, "。;"),
            ends_with_mark: is(last, ")》”〕、"),
            begins_with_mark: is(first, "(《“〔。;,、"),
            goes_on: is(first, "。;,、:)》”〕"),
            number,
            run,
        }
    }
}

/// The number that a paragraph begins with: 目标2:, 3., (1), 二是.
fn number(text: &str) -> Option<usize> {
    const MOST_DIGITS: usize = 2;
    const NUMERALS: &str = "一二三四五六七八九十";
    let text = text.strip_prefix("目标").unwrap_or(text);
    let text = text.strip_prefix('(').unwrap_or(text);
    if let Some(place) = text.chars().next().and_then(|first| NUMERALS.chars().position(|ch| ch == first)) {
        let is_mark = text.chars().nth(1).is_some_and(|ch| matches!(ch, '是' | '、' | ')'));
        return is_mark.then_some(place + 1);
    }
    let end = text.find(|ch: char| !ch.is_ascii_digit())?;
    let (number, rest) = text.split_at(end);
    let is_mark = rest.starts_with([':', '.', '、', ')', ',']);
    let is_decimal = rest.chars().nth(1).is_some_and(|ch| ch.is_ascii_digit()) && !rest.starts_with([':', '、', ')']);
    number.parse().ok().filter(|_| is_mark && !is_decimal && end <= MOST_DIGITS)
}

/// What it costs to let the second text begin with a line.
fn cost(lines: &[Line], at: usize) -> i32 {
    let Some((first, second)) = lines.split_at_checked(at) else { return i32::MAX };
    let (Some(last), Some(begin)) = (first.last(), second.first()) else { return i32::MAX };
    let counts = |lines: &[Line]| {
        lines.iter().filter_map(|line| line.number).eq(1..=lines.iter().filter_map(|line| line.number).count())
    };
    i32::from(!last.closes) * WITHIN
        + i32::from(begin.goes_on) * MARK
        + i32::from(!counts(first) || !counts(second)) * NUMBERS
        - i32::from(begin.number == Some(1)) * FIRST
        + SHORT_LINE * (short_lines(first) + short_lines(second))
}

/// How many lines of a text go on in the next though there is room in their column.
fn short_lines(lines: &[Line]) -> i32 {
    // Pieces that a tool has broken off at a mark are one line.
    let mut joined: Vec<(usize, bool)> = Vec::new();
    let mut mark = false;
    let widest = lines.iter().map(|line| line.wide).max().unwrap_or_default();
    for line in lines {
        let goes_on = mark || line.begins_with_mark;
        match joined.last_mut().filter(|(wide, _)| goes_on && *wide + line.wide <= widest + RAGGED) {
            Some(last) => *last = (last.0 + line.wide, line.closes),
            None => joined.push((line.wide, line.closes)),
        }
        mark = line.ends_with_mark;
    }
    joined.pop();
    let widest = joined.iter().map(|(wide, _)| *wide).max().unwrap_or_default().max(widest);
    let short = joined.iter().filter(|(wide, closes)| !closes && wide + RAGGED < widest).count();
    i32::try_from(short).unwrap_or(i32::MAX / 8)
}
