//! Tables with a row per indicator and projects in a column of their own, on visual lines.
//!
//! Every row has one line with its operator. Levels, operators and kinds are of a closed vocabulary; what stands between
//! them is the name, the target and its unit; project, objective, name and explanation go on over several lines.

use std::ops::Range;

use super::super::lines::{Lines, Word};
use super::beam::{self, Beside, Centred, Fragment};
use super::fragments::{is_first, is_level};
use super::heads::Heads;
use super::{Line, at_column};
use crate::lexicon::{self, Column};
use crate::parse::readers::rows::is_operator;

/// The columns of running text, from left to right.
const TEXTS: [Column; 5] = [Column::Project, Column::Objective, Column::Name, Column::Target, Column::Other];
const NAME: usize = 2;
const TARGET: usize = 3;
const TOLD: usize = 4;

/// What a line has besides running text, and where between them running text stands.
#[derive(Clone, Debug, Default)]
struct Parts {
    fixed: Vec<(usize, Word)>,
    beside: Beside,
}

/// The rows below the heads, with their words in columns; `None` where it is unclear what belongs where.
pub(super) fn rows(lines: &Lines<'_>, head: &Heads, of: Range<usize>) -> Option<Vec<Line>> {
    let kind = head.cells.iter().position(|(column, _)| *column == Column::Other)?;
    let text = head.cells.len().checked_sub(1).filter(|last| *last > kind);
    let parts: Vec<Parts> = of.clone().map(|line| parts(lines, line, &of, head, kind)).collect();
    let beside: Vec<Beside> = parts.iter().map(|parts| parts.beside.clone()).collect();
    let centred =
        [NAME, TARGET, TOLD].map(|column| Centred { column, slack: 0, filled: column != TOLD || text.is_some() });
    let columns = beam::columns(&beside, TEXTS.len(), &centred, &says)?;
    let mut placed: Vec<Line> = Vec::with_capacity(of.len());
    for ((line, parts), columns) in of.zip(parts).zip(columns) {
        let mut words: Vec<Word> = parts.fixed.iter().map(|(column, word)| at_column(word, column + 1)).collect();
        for (fragment, column) in parts.beside.fragments.iter().zip(columns) {
            let place = match TEXTS.get(column) {
                Some(Column::Other) => text,
                Some(column) => head.place(*column),
                None => None,
            };
            words.extend(place.map(|place| at_column(&fragment.word, place + 1)));
        }
        placed.push((lines.page(line), crate::order::sorted(words, |word| word.start as u128)));
    }
    Some(placed)
}

/// Names of projects and indicators are no sentences, and projects have fewer lines than their objectives.
fn says(column: usize, text: &str, _: Option<&str>) -> u32 {
    let body = lexicon::BODY_ENDINGS.iter().any(|ending| text.ends_with(ending));
    let sentence = text.contains(['。', ';', ',', ':']);
    match TEXTS.get(column) {
        Some(Column::Project) => u32::from(!body) + u32::from(sentence) * 8,
        Some(Column::Name) => u32::from(sentence) * 6,
        Some(Column::Target) => 1 + u32::from(sentence) * 6,
        _ => 0,
    }
}

/// Tells what is of a closed vocabulary on a line apart from the rest.
fn parts(lines: &Lines<'_>, line: usize, of: &Range<usize>, head: &Heads, kind: usize) -> Parts {
    let words = lines.line(line);
    let texts: Vec<String> = words.iter().map(|word| lines.text(word)).collect();
    let mut parts = Parts::default();
    // The numbers of the columns.
    if words.len() > 2 && texts.iter().all(|text| text.chars().all(|ch| ch.is_ascii_digit())) {
        let numbers = words.iter().enumerate().take(head.cells.len());
        parts.fixed.extend(numbers.map(|(at, word)| (at, word.clone())));
        return parts;
    }
    let operator = texts.iter().position(|text| is_operator(text));
    let kinds = |text: &String| lexicon::KINDS.contains(&text.as_str());
    let of_kind = texts.iter().rposition(kinds);
    let place = |column: Column| head.place(column);
    let mut range = (0, TEXTS.len());
    let mut inner = 0;
    let mut levels = 0;
    for (at, (word, text)) in words.iter().zip(&texts).enumerate() {
        let before = operator.is_none_or(|operator| at < operator);
        let is_inner = operator.is_some_and(|operator| at > operator) && of_kind.is_some_and(|kind| at < kind);
        let level = before.then(|| level(lines, line, of, text)).flatten();
        let column = match () {
            () if operator == Some(at) => place(Column::Operator),
            () if of_kind == Some(at) => Some(kind),
            () if is_inner && inner > 0 => place(Column::Unit),
            () if is_broken(lines, line, of, text, kinds_of).is_some() => Some(kind),
            () if levels > 0 && level.is_some() => place(Column::Level2),
            () => level.and_then(place),
        };
        levels += usize::from(level.is_some());
        inner += usize::from(is_inner);
        if let Some(column) = column {
            parts.fixed.push((column, word.clone()));
            // What stands behind a level is no project, and behind an operator no name.
            range.0 = if Some(column) >= place(Column::Operator) { TOLD } else { NAME };
        } else {
            let (from, until) = match operator {
                Some(_) if before && levels == 0 => (0, NAME),
                Some(_) if before => (NAME, TARGET),
                Some(_) if is_inner => (TARGET, TOLD),
                Some(_) => (TOLD, TEXTS.len()),
                None => (range.0, TEXTS.len()),
            };
            parts.beside.fragments.push(Fragment::new(lines, word, from, until));
        }
    }
    parts.beside.is_row = operator.is_some();
    parts
}

/// The level that a text is a label of, or a part of a label.
fn level(lines: &Lines<'_>, line: usize, of: &Range<usize>, text: &str) -> Option<Column> {
    let whole = if is_level(text) { Some(text.to_owned()) } else { is_broken(lines, line, of, text, is_level) };
    whole.map(|whole| if is_first(&whole) { Column::Level1 } else { Column::Level2 })
}

/// The label that others on the lines around a text make whole.
fn is_broken(
    lines: &Lines<'_>,
    line: usize,
    of: &Range<usize>,
    text: &str,
    labels: fn(&str) -> bool,
) -> Option<String> {
    const AWAY: usize = 3;
    let around = line.saturating_sub(AWAY).max(of.start)..(line + AWAY + 1).min(of.end);
    around.filter(|other| *other != line).find_map(|other| {
        lines.line(other).iter().find_map(|word| {
            let more = lines.text(word);
            if labels(&more) {
                return None;
            }
            let whole = if other < line { more + text } else { format!("{text}{more}") };
            labels(&whole).then_some(whole)
        })
    })
}

fn kinds_of(text: &str) -> bool {
    lexicon::KINDS.contains(&text)
}
