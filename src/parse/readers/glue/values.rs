//! Values in text whose cells nothing sets apart: where an operator, a number and a unit end.

use rust_decimal::Decimal;

use crate::amount::number_from_text;
use crate::lexicon::{self, Column};
use crate::parse::fold::Gap;
use crate::parse::sheet::{Run, Sheet};
use crate::target::{bounds, operators};

/// Operators as signs, longest first.
pub(super) const OPERATORS: &[&str] = &[">=", "<=", "≥", "≤", ">", "<", "="];
/// A value: operator, number, unit.
pub(in crate::parse::readers) struct Value {
    pub(in crate::parse::readers) end: usize,
    /// Where it ends less the unit: points have none.
    pub(super) number_end: usize,
    pub(in crate::parse::readers) operator: bool,
    pub(in crate::parse::readers) unit: bool,
}

/// The value that begins at a position.
pub(in crate::parse::readers) fn value_at(sheet: &Sheet<'_>, at: usize, until: usize) -> Option<Value> {
    value(sheet, at, until, true)
}

/// The value that begins at a position, where no other follows it: "99" is one.
pub(in crate::parse::readers) fn only_value_at(sheet: &Sheet<'_>, at: usize, until: usize) -> Option<Value> {
    value(sheet, at, until, false)
}

fn value(sheet: &Sheet<'_>, at: usize, until: usize, is_twice: bool) -> Option<Value> {
    let is_digit = |at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
    let sign = sheet.after_any(at, OPERATORS);
    let words = || operators().find_map(|bound| sheet.after(at, bound));
    let digits = sign.or_else(words).unwrap_or(at);
    let part = |at: usize| is_digit(at) || (matches!(sheet.ch(at), Some('.' | ',')) && is_digit(at + 1));
    if !is_digit(digits)
        || (digits == at && at > 0 && part(at - 1) && sheet.gap(at) == Gap::None && !is_half(sheet, at))
    {
        return None;
    }
    let goes_on = |next: usize| next < until && part(next) && (next == digits || sheet.gap(next) == Gap::None);
    let mut end = (digits..=until).find(|&at| !goes_on(at))?;
    let length = end - digits;
    // "00": the same number twice; "11月" is none.
    if is_twice
        && sheet.after(end, "月").is_none()
        && length.is_multiple_of(2)
        && sheet.after(digits + length / 2, &sheet.folded(digits..digits + length / 2)).is_some()
    {
        end = digits + length / 2;
    }
    let known = sheet.after_any(end, lexicon::COUNT_UNITS).map(|unit| behind_slashes(sheet, unit));
    let unit = known.or_else(|| unit_twice(sheet, end)).or_else(|| sheet.after(end, "万"));
    let unit = unit.map(|unit| behind_bound(sheet, unit).unwrap_or(unit)).filter(|&unit| unit <= until);
    Some(Value { end: unit.unwrap_or(end), number_end: end, operator: sign.is_some(), unit: unit.is_some() })
}

/// Where the units end that others are divided by: 元/年/辆.
fn behind_slashes(sheet: &Sheet<'_>, unit: usize) -> usize {
    const MOST: usize = 3;
    let more = |at: &usize| sheet.after(*at, "/").and_then(|next| sheet.after_any(next, lexicon::COUNT_UNITS));
    std::iter::successors(Some(unit), more).take(MOST).last().unwrap_or(unit)
}

/// Where a bound ends that follows a value: "90%以上92%".
pub(super) fn behind_bound(sheet: &Sheet<'_>, at: usize) -> Option<usize> {
    bounds().find_map(|bound| sheet.after(at, bound))
}

/// Where a unit that nobody knows ends: behind the next number it stands again, "120册126册".
fn unit_twice(sheet: &Sheet<'_>, at: usize) -> Option<usize> {
    const LONGEST: usize = 3;
    const LONGEST_NUMBER: usize = 8;
    let is_part = |at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit() || ch == '.');
    let end = (at..at + LONGEST).find(|&at| is_part(at)).filter(|end| *end > at)?;
    let again = (end..end + LONGEST_NUMBER).find(|&at| !is_part(at))?;
    let is_unit = (at..end).all(|at| sheet.ch(at).is_some_and(crate::vocabulary::is_letter));
    (is_unit && sheet.after(again, &sheet.folded(at..end)).is_some()).then_some(end)
}

/// Where a target begins: a tool that reads pictures makes 二 of =, "资金使用率二100%".
pub(super) fn sign(sheet: &Sheet<'_>, at: usize) -> usize {
    let asks = |at: usize| sheet.ch(at).is_some_and(|ch| lexicon::NUMBER_NAMES.contains(&ch));
    match sheet.before(at, "二") {
        Some(sign) if sign > 0 && asks(sign - 1) => sign,
        _ => at,
    }
}

/// Behind 指标1 at a position; the name may begin with a year.
pub(super) fn ordinal(sheet: &Sheet<'_>, at: usize) -> Option<usize> {
    let is_digit = |at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
    let end = sheet.after(at, "指标").filter(|&digit| is_digit(digit))? + 1;
    let is_whole = !is_digit(end) || sheet.after(end, "20").is_some();
    is_whole.then(|| sheet.after(end, ":").unwrap_or(end))
}

/// Where the words begin that are the target of the only row of a run, as its end: 持续提升. Other such words in the middle of
/// it may end another row.
pub(super) fn words(sheet: &Sheet<'_>, run: &Run) -> Option<usize> {
    const SHORTEST_NAME: usize = 4;
    const LONGEST: usize = 40;
    const MORE: &[&str] = &["长远", "增加", "增长", "稳步", "大幅", "进一步", "全面", "切实", "充分", "得到", "基本"];
    let all = || lexicon::TARGET_WORDS.iter().chain(MORE).filter(|word| word.chars().count() > 1);
    let from = run.start + SHORTEST_NAME;
    let before = |end: &usize| all().filter_map(|word| sheet.before(*end, word)).find(|start| *start >= from);
    let start = std::iter::successors(before(&run.end), before).last()?;
    // "可持续" is of a name.
    let is_word = |at: usize| {
        sheet.ch(at - 1) != Some('可') && all().any(|word| sheet.after(at, word).is_some_and(|end| end <= start))
    };
    (run.len() <= LONGEST && !(run.start + 1..start).any(is_word)).then_some(start)
}

/// Where the values of a row end whose target in words begins at a position: what was reached says the same, and numbers
/// follow, "专款专用专款专用10".
pub(super) fn twins(sheet: &Sheet<'_>, at: usize, until: usize, columns: &[Column]) -> Option<Vec<usize>> {
    const SHORTEST: usize = 2;
    const LONGEST: usize = 24;
    let is_digit = |at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
    let (first, second) = (sheet.ch(at)?, sheet.ch(at + 1)?);
    // "11月底前11月底前10" begins with a number; the end of one begins nothing.
    let is_inside = at > 0 && (is_digit(at - 1) || sheet.ch(at - 1) == Some('.'));
    if is_inside || !(crate::vocabulary::is_letter(first) || first.is_ascii_digit()) {
        return None;
    }
    let halves = (at + SHORTEST..=at + LONGEST)
        .filter(|&half| sheet.ch(half) == Some(first) && sheet.ch(half + 1) == Some(second));
    let mut whole = halves.filter_map(|half| {
        let end = sheet.after(half, &sheet.folded(at..half)).filter(|&end| end < until && is_digit(end))?;
        let mut ends = vec![half, end];
        ends.extend(numbers(sheet, end, until, columns.get(2..).unwrap_or_default()));
        (ends.len() == columns.len()).then_some(ends)
    });
    whole.next()
}

/// Where the first of three values of one unit ends, points behind them: "…补助5万元5万元6万元10". Points have no unit, and so
/// it belongs to the name.
pub(super) fn of_name(sheet: &Sheet<'_>, at: usize, until: usize) -> Option<usize> {
    let first = value_at(sheet, at, until).filter(|value| value.unit)?;
    let second = value_at(sheet, first.end, until).filter(|value| value.unit)?;
    let third = value_at(sheet, second.end, until)?;
    let unit = sheet.folded(first.number_end..first.end);
    let end = sheet.after(third.number_end, &unit).filter(|&end| end < until)?;
    let is_same = sheet.after(second.number_end, &unit) == Some(second.end);
    (is_same && sheet.ch(end).is_some_and(|ch| ch.is_ascii_digit())).then_some(first.end)
}

/// Whether behind a value the same number stands twice, and then the row ends.
pub(super) fn is_thrice(sheet: &Sheet<'_>, at: usize, until: usize) -> bool {
    let twin = value_at(sheet, at, until).filter(|value| !value.operator);
    let again = twin.and_then(|twin| sheet.after(twin.end, &sheet.folded(at..twin.end)));
    again.is_some_and(|end| end == until || sheet.begins_line(end))
}

/// Where the values of columns end that begin at a position; points have no unit.
pub(super) fn numbers(sheet: &Sheet<'_>, at: usize, until: usize, columns: &[Column]) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut end = at;
    while let Some(column) = columns.get(ends.len()) {
        let rest = columns.get(ends.len()..).unwrap_or_default();
        if let ([Column::Weight, Column::Score], Some((weight, score))) = (rest, points(sheet, end, until)) {
            ends.extend([weight, score]);
            break;
        }
        let Some(value) = value_at(sheet, end, until) else { break };
        end = if matches!(column, Column::Weight | Column::Score) { value.number_end } else { value.end };
        ends.push(end);
    }
    ends
}

/// Behind a bracket that opens at a position and holds words.
pub(super) fn bracket(sheet: &Sheet<'_>, at: usize, until: usize) -> Option<usize> {
    const LONGEST: usize = 120;
    let open = sheet.after(at, "(")?;
    let close = sheet.find_char(open..until.min(open + LONGEST), |ch| ch == ')')?;
    sheet.find_char(open..close, crate::vocabulary::is_letter).map(|_| close + 1)
}

/// Where weight and score end whose digits run together, "2018": of 100 points a score is no more than its weight, and
/// begins with no 0. `None` where they can be parted in two ways, or where they go on.
fn points(sheet: &Sheet<'_>, at: usize, until: usize) -> Option<(usize, usize)> {
    const MOST_DIGITS: usize = 3;
    const LONGEST: usize = 12;
    let is_part = |at: &usize| *at < until && sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit() || ch == '.');
    let end = (at..=until.min(at + LONGEST)).find(|at| !is_part(at))?;
    let number = |run: Run| {
        let text = sheet.folded(run);
        let is_whole = text.len() == 1 || !text.starts_with('0') || text.starts_with("0.");
        number_from_text(&text).filter(|_| is_whole && !text.ends_with('.') && !text.starts_with('.'))
    };
    let parts = |weight: &usize| {
        let (weight, score) = (number(at..*weight)?, number(*weight..end)?);
        (weight.is_integer() && weight <= Decimal::ONE_HUNDRED && score <= weight).then_some(())
    };
    let mut found = (at + 1..end.min(at + MOST_DIGITS + 1)).filter(|weight| parts(weight).is_some());
    let weight = found.next().filter(|_| found.next().is_none())?;
    Some((weight, end))
}

/// Whether a position is the middle of a number that stands twice.
fn is_half(sheet: &Sheet<'_>, at: usize) -> bool {
    let is_digit = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit());
    const LONGEST: usize = 12;
    let before = (0..at).rev().take(LONGEST).take_while(is_digit).count();
    let after = (at..sheet.len()).take(before + 1).take_while(is_digit).count();
    let is_month = sheet.after(at + after, "月").is_some();
    before == after && !is_month && sheet.folded(at - before..at) == sheet.folded(at..at + after)
}

impl Value {
    /// Where the line ends that ends with several values in one number: "预计值176010".
    pub(super) fn ends_line(&self, sheet: &Sheet<'_>, at: usize, values: usize) -> Option<usize> {
        const FEWEST_DIGITS: usize = 4;
        let is_bare = !self.operator && !self.unit && self.end - at >= FEWEST_DIGITS;
        let is_year = sheet.after(at, "20").is_some() && self.end - at == FEWEST_DIGITS;
        (values > 1 && is_bare && !is_year && self.end < sheet.len() && sheet.begins_line(self.end)).then_some(self.end)
    }

    /// Whether a value at a position is the target of a row, and not a number inside a name.
    pub(super) fn is_target(&self, sheet: &Sheet<'_>, at: usize, until: usize, values: usize) -> bool {
        if self.operator || value_at(sheet, self.end, until).is_some() {
            return true;
        }
        let before = sheet.ch(at.saturating_sub(1));
        let asked = before.is_some_and(|ch| lexicon::NUMBER_NAMES.contains(&ch));
        asked && self.unit || self.end == until || (values == 1 && self.unit && before != Some('、'))
    }
}
