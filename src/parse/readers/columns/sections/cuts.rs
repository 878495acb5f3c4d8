//! Where the words of a list in sections touch each other, so that they look like one.

use std::collections::BTreeSet;
use std::ops::Range;

use super::is_code;
use crate::amount::number_from_text;
use crate::parse::readers::columns::lines::Lines;
use crate::parse::readers::{is_chinese, is_whole_amount};

/// The first code of a unit, before a name.
pub(super) fn first_code(lines: &Lines<'_>) -> String {
    const LENGTHS: Range<usize> = 4..13;
    let is_code = |text: &String| LENGTHS.contains(&text.len()) && text.chars().all(|ch| ch.is_ascii_digit());
    let first = |line: usize| match lines.line(line) {
        [first, _, ..] => Some(lines.text(first)).filter(is_code),
        _ => None,
    };
    // Where no blank is left behind it, it stands before names more than once.
    let glued = |line: usize| {
        let text = lines.line(line).first().map(|first| lines.text(first))?;
        let end = text.find(|ch: char| !ch.is_ascii_digit())?;
        let (code, name) = text.split_at_checked(end)?;
        let is_name = name.starts_with(|ch: char| is_chinese(ch) && ch != '年');
        (LENGTHS.contains(&code.len()) && is_name).then(|| code.to_owned())
    };
    let again = || {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        (0..lines.len()).filter_map(glued).find(|code| !seen.insert(code.clone()))
    };
    (0..lines.len()).find_map(first).or_else(again).unwrap_or_default()
}

/// Where words touch each other: a code and the name behind it, an amount and what stands beside it, and what opens a section.
pub(super) fn touching(text: &str, code: &str) -> Vec<usize> {
    let all: Vec<char> = text.chars().collect();
    let section = (1..all.len()).find(|at| all.get(*at..).is_some_and(begins_set));
    // What stands before a section is cut by itself.
    let chars = all.get(..section.unwrap_or(all.len())).unwrap_or_default();
    let mut cuts: Vec<usize> = section.into_iter().collect();
    let behind = text.get(..code.len()).filter(|own| is_code(own, code)).and(chars.get(code.len()));
    if behind.is_some_and(|ch| !is_part(*ch)) {
        cuts.push(code.len());
    } else {
        let first = chars.iter().take_while(|ch| is_part(**ch)).count();
        // The sentence beside an amount may go on with a comma.
        let first = first - chars.iter().take(first).rev().take_while(|ch| **ch == ',').count();
        cuts.extend(first_amount(chars.get(..first).unwrap_or_default(), chars.get(first).copied()));
    }
    let last = chars.len() - chars.iter().rev().take_while(|ch| is_part(**ch)).count();
    let before = last.checked_sub(1).and_then(|at| chars.get(at)).copied();
    if before.is_some_and(|ch| is_chinese(ch) || ch == ')') && chars.get(last..).is_some_and(is_amount) {
        cuts.push(last);
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// Where an amount ends that a word begins with: before Chinese characters but those of a date or an amount in words, or before
/// a number behind its two decimals.
fn first_amount(own: &[char], next: Option<char>) -> Option<usize> {
    /// No year, month or day has so many digits.
    const DATE: usize = 5;
    let next = next.filter(|ch| is_chinese(*ch) || *ch == ',')?;
    let is_dated = matches!(next, '年' | '月' | '日');
    let digits = own.iter().filter(|ch| ch.is_ascii_digit()).count();
    if is_dated && let Some(point) = own.iter().position(|ch| *ch == '.') {
        // 335.80 and 2025年.
        const DECIMALS: usize = 2;
        let end = point + 1 + DECIMALS;
        let whole: String = own.get(..end)?.iter().collect();
        return (is_whole_amount(&whole) && own.get(end..).is_some_and(|rest| rest.len() <= 4)).then_some(end);
    }
    let is_unit = matches!(next, '万' | '元' | '亿') || (is_dated && digits < DATE);
    (!is_unit && is_amount(own)).then_some(own.len())
}

/// Whether a section or an indicator of a set begins: 【, 指标1:.
fn begins_set(text: &[char]) -> bool {
    const DIGITS: usize = 3;
    match text {
        ['【', ..] => true,
        ['指', '标', rest @ ..] => {
            let digits = rest.iter().take(DIGITS).take_while(|ch| ch.is_ascii_digit()).count();
            digits > 0 && rest.get(digits) == Some(&':')
        }
        _ => false,
    }
}

const fn is_part(ch: char) -> bool {
    ch.is_ascii_digit() || matches!(ch, '.' | ',')
}

fn is_amount(own: &[char]) -> bool {
    let digits = own.iter().filter(|ch| ch.is_ascii_digit()).count();
    let own: String = own.iter().collect();
    (digits > 4 || own.contains(['.', ','])) && number_from_text(&own).is_some() && digits > 2
}
