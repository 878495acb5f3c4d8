//! The four grades of an indicator in running text: 优 良 中 差, four values that belong together.
//!
//! Each may be wrapped, so nothing but what they say tells where one ends: they are numbers of one unit that rise or fall, or
//! words of which the last one says that nothing was reached.

use rust_decimal::Decimal;

use crate::lexicon;
use crate::parse::readers::pieces::Piece;
use crate::parse::readers::rows;
use crate::parse::sheet::Sheet;
use crate::target::{Operator, Reading, target_from_text};
use crate::vocabulary::is_letter;

/// No value is wrapped into more lines.
const MOST_LINES: usize = 3;
/// Longer ones are no grades.
const LONGEST: usize = 16;
/// Longer ones are no grades in words but the first.
const LONGEST_WORD: usize = 8;
/// How the last grade in words begins.
const WORST: &[&str] = &["未", "不", "没", "较差", "很差", "差", "较低", "低", "无", "否", "弱", "非"];
/// How grades of what has to be done in time begin.
const LATE: &[&str] = &["延迟", "延后", "逾期", "超过", "超期"];

/// Whether a row whose columns blanks tell holds pieces of other cells, by its name and its first, second and last grade.
pub(super) fn are_odd(name: &str, [best, second, worst]: [&str; 3]) -> bool {
    let is_open = |text: &str| text.matches('(').count() != text.matches(')').count();
    // The second grade says the first one again.
    let is_torn = second.strip_prefix("基本").is_some_and(|again| again != best);
    name.contains('。')
        || ["反映", "计算公式"].iter().any(|begin| name.contains(begin))
        || (name.ends_with("指标") && rows::level_from_text(name).is_some())
        || ["基本", "部分", "未"].iter().any(|degree| best.starts_with(degree))
        || is_open(name)
        || is_open(best)
        || is_torn
        || !may_be_worst(worst)
}

/// Whether a cell may hold the last of four grades.
fn may_be_worst(text: &str) -> bool {
    text.starts_with(['<', '>', '≤', '≥']) || WORST.iter().chain(LATE).any(|word| text.starts_with(word))
}

/// Where each of four grades begins among the pieces, and where the last one ends.
pub(super) type Grades = Vec<usize>;

/// The four grades that begin at a piece.
pub(super) fn grades(sheet: &Sheet<'_>, pieces: &[Piece], at: usize) -> Option<Grades> {
    let own = |at: usize| {
        numbers(sheet, pieces, at).or_else(|| derived(sheet, pieces, at)).or_else(|| words(sheet, pieces, at))
    };
    let found = own(at)?;
    // What stands before them may look like the first.
    let end = found.last().copied()?;
    let goes_on = (at + 1..end).filter_map(own).any(|later| later.last() > Some(&end));
    (!goes_on).then_some(found)
}

/// What a grade in numbers says.
struct Grade {
    number: Decimal,
    operator: Operator,
    unit: String,
}

/// The text of some pieces: a cell and its rests. Some tools print blanks where lines end.
fn cell(sheet: &Sheet<'_>, pieces: &[Piece], at: usize, count: usize) -> Option<String> {
    let own = pieces.get(at..at + count)?;
    let long: usize = own.iter().map(|piece| piece.run.len()).sum();
    (long <= LONGEST).then(|| own.iter().map(|piece| sheet.folded(piece.run.clone())).collect())
}

/// Whether a piece is a number behind a sign.
pub(super) fn is_bound(sheet: &Sheet<'_>, piece: &Piece) -> bool {
    let is_sign = sheet.ch(piece.run.start).is_some_and(|ch| matches!(ch, '≥' | '≤' | '<' | '>'));
    is_sign && piece.run.len() <= LONGEST && number(&sheet.folded(piece.run.clone())).is_some()
}

fn number(text: &str) -> Option<Grade> {
    match target_from_text(text).reading {
        Reading::Quantity(of) => Some(Grade { number: of.number, operator: of.operator, unit: of.unit }),
        Reading::Range { high, unit, .. } => Some(Grade { number: high, operator: Operator::Unstated, unit }),
        Reading::Date | Reading::Words | Reading::Placeholder => None,
    }
}

/// Four numbers of one unit that rise or fall; the last one says what is beyond the third.
fn numbers(sheet: &Sheet<'_>, pieces: &[Piece], at: usize) -> Option<Grades> {
    (1..=MOST_LINES).find_map(|first| {
        let best = number(&cell(sheet, pieces, at, first)?)?;
        let mut ends = vec![at, at + first];
        let mut values = vec![best.number];
        let mut last = best.operator;
        while ends.len() < 5 {
            let from = ends.last().copied()?;
            let (grade, end) = (1..=MOST_LINES).find_map(|count| {
                let grade = number(&cell(sheet, pieces, from, count)?)?;
                (grade.unit == best.unit).then_some((grade, from + count))
            })?;
            values.push(grade.number);
            ends.push(end);
            last = grade.operator;
        }
        let worst = values.pop()?;
        let third = *values.last()?;
        // The last grade is what lies beyond the third.
        let rises = values.is_sorted() && worst >= third && !matches!(last, Operator::Below | Operator::AtMost);
        let falls =
            values.iter().rev().is_sorted() && worst <= third && !matches!(last, Operator::Above | Operator::AtLeast);
        ((rises || falls) && !matches!(last, Operator::Unstated | Operator::Equal)).then_some(ends)
    })
}

/// Four values in words of which each says the first one again, behind a word of how much of it was reached: 健全, 基本健全,
/// 部分健全, 未健全. Wherever their lines end, they tell where each of them does.
fn derived(sheet: &Sheet<'_>, pieces: &[Piece], at: usize) -> Option<Grades> {
    const LONGEST_DEGREE: usize = 3;
    (1..=MOST_LINES).find_map(|first| {
        let best = cell(sheet, pieces, at, first)?;
        let is_value = |ch: char| is_letter(ch) || ch.is_ascii_digit() || matches!(ch, '%' | '(' | ')');
        if best.chars().count() < 2 || !best.chars().all(is_value) {
            return None;
        }
        let degree = |text: String| {
            let degree = text.strip_suffix(best.as_str())?.to_owned();
            ((1..=LONGEST_DEGREE).contains(&degree.chars().count()) && degree.chars().all(is_letter)).then_some(degree)
        };
        let mut ends = vec![at, at + first];
        let mut last = String::new();
        while ends.len() < 5 {
            let from = ends.last().copied()?;
            let own = |count: usize| Some((degree(cell(sheet, pieces, from, count)?)?, from + count));
            let (degree, end) = (1..=MOST_LINES).find_map(own)?;
            last = degree;
            ends.push(end);
        }
        WORST.iter().any(|word| last.starts_with(word)).then_some(ends)
    })
}

/// A grade of what has to be done in time: how many pieces hold it.
fn late(sheet: &Sheet<'_>, pieces: &[Piece], at: usize) -> Option<usize> {
    const ENDS: &[char] = &['内', '上', '天', '日', '周', '月'];
    let is_whole = |count: &usize| {
        let text = cell(sheet, pieces, at, *count).unwrap_or_default();
        LATE.iter().any(|word| text.starts_with(word) && text.matches(word).count() == 1) && text.ends_with(ENDS)
    };
    (1..=MOST_LINES).rev().find(is_whole)
}

/// Four values in words on one line, or each on a line of its own; the last one says that it was not reached.
fn words(sheet: &Sheet<'_>, pieces: &[Piece], at: usize) -> Option<Grades> {
    let text = |count: usize| cell(sheet, pieces, at, count);
    let is_date = |text: String| matches!(target_from_text(&text).reading, Reading::Date);
    let dates = (2..=MOST_LINES).filter(|count| text(*count).is_some_and(is_date));
    let parted = is_parted(sheet, pieces, at).then_some(2);
    parted.into_iter().chain([1]).chain(dates).find_map(|first| {
        let best = text(first)?;
        let is_value = |ch: char| !matches!(ch, ',' | '。' | ';' | ':' | '=' | '《' | '》');
        let is_best = best.chars().count() <= LONGEST_WORD * 2 && best.chars().all(is_value);
        let ends = in_time(sheet, pieces, at + first).or_else(|| plain(sheet, pieces, at + first))?;
        is_best.then(|| [at, at + first].into_iter().chain(ends).collect())
    })
}

/// Where three grades end that say how late something was.
fn in_time(sheet: &Sheet<'_>, pieces: &[Piece], at: usize) -> Option<Vec<usize>> {
    let second = at + late(sheet, pieces, at)?;
    let third = second + late(sheet, pieces, second)?;
    let worst = third + late(sheet, pieces, third)?;
    Some(vec![second, third, worst])
}

/// Whether the last three of four grades in words begin at a piece, which do not say what the first one is.
pub(super) fn rest_in_words(sheet: &Sheet<'_>, pieces: &[Piece], at: usize) -> bool {
    plain(sheet, pieces, at).is_some()
}

/// Where three grades in words end.
fn plain(sheet: &Sheet<'_>, pieces: &[Piece], at: usize) -> Option<Vec<usize>> {
    let own = pieces.get(at..at + 3)?;
    let begins = |piece: &Piece| sheet.begins_line(piece.run.start);
    let alike = own.iter().all(|piece| !begins(piece)) || own.iter().all(begins);
    let texts: Vec<String> = own.iter().map(|piece| sheet.folded(piece.run.clone())).collect();
    let is_word =
        |text: &String| text.chars().count() <= LONGEST_WORD && text.chars().all(is_letter) && number(text).is_none();
    let fits = alike
        && texts.iter().all(is_word)
        && texts.last().is_some_and(|worst| WORST.iter().any(|word| worst.starts_with(word)));
    fits.then(|| vec![at + 1, at + 2, at + 3])
}

/// Whether a word at a piece goes on in the next line: "进一步增", "强".
fn is_parted(sheet: &Sheet<'_>, pieces: &[Piece], at: usize) -> bool {
    const WHOLE: &[&str] = &["是", "有", "无", "好", "高", "优"];
    let text = |at: usize| pieces.get(at).map_or_else(String::new, |piece| sheet.folded(piece.run.clone()));
    let (own, rest) = (text(at), text(at + 1));
    let says = |text: &str| lexicon::TARGET_WORDS.iter().any(|word| text.contains(word));
    let is_rest = match rest.chars().count() {
        1 => !WHOLE.contains(&rest.as_str()),
        2 => !says(&rest) && says(&format!("{own}{rest}")),
        _ => false,
    };
    is_rest && own.chars().count() <= LONGEST_WORD
}
