//! Bare numbers of pages in running text: lines with nothing but 1, 2, 3 …, each value once, at even distances.

use crate::parse::furniture;
use crate::parse::sheet::{Run, Sheet};

/// Pages have no fewer characters, taken together.
const SHORTEST_PAGE: usize = 150;

/// What pages print around a form.
pub(super) fn furniture(whole: &Sheet<'_>) -> Vec<Run> {
    let found = furniture::furniture(whole, None, None);
    if found.is_empty() { bare_numbers(whole) } else { found }
}

/// The numbers of pages, where no other line holds one of them alone; nothing where they do not go on evenly.
fn bare_numbers(sheet: &Sheet<'_>) -> Vec<Run> {
    /// Fewer may be targets.
    const FEWEST: usize = 4;
    /// No page is so much longer than others.
    const UNEVEN: usize = 4;
    let mut found: Vec<Run> = Vec::new();
    let mut from = None;
    for (value, run) in lone_numbers(sheet) {
        let wanted = *from.get_or_insert(value) + found.len();
        if value != wanted || value > 2 + found.len() {
            return Vec::new();
        }
        found.push(run);
    }
    let pages = found.windows(2).filter_map(|pair| match pair {
        [one, next] => Some(next.start.saturating_sub(one.end)),
        _ => None,
    });
    let longest = pages.max().unwrap_or_default();
    let all = found.first().zip(found.last()).map_or(0, |(first, last)| last.start.saturating_sub(first.end));
    let usual = all / found.len().max(2);
    let is_even = usual >= SHORTEST_PAGE && longest / UNEVEN <= usual;
    if found.len() >= FEWEST && is_even { found } else { Vec::new() }
}

/// The lines with nothing but a number, in order.
fn lone_numbers(sheet: &Sheet<'_>) -> Vec<(usize, Run)> {
    const MOST_DIGITS: usize = 3;
    let digit = |at: usize| sheet.ch(at).filter(char::is_ascii_digit);
    let ends = |at: usize| at >= sheet.len() || sheet.begins_line(at);
    let number = |at: usize| {
        let end =
            (at..=at + MOST_DIGITS).find(|end| digit(*end).is_none() || (*end > at && sheet.begins_line(*end)))?;
        let value = sheet.folded(at..end).parse().ok().filter(|_| end > at && ends(end))?;
        Some((value, at..end))
    };
    (0..sheet.len()).filter(|at| sheet.begins_line(*at)).filter_map(number).collect()
}
