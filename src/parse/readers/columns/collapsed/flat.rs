//! Tables with a row per indicator and projects in a column of their own, on visual lines.
//!
//! Every row has one line with its operator. Levels, operators and kinds are of a closed vocabulary; what stands between
//! them is the name, the target and its unit; project, objective, name and explanation go on over several lines.

use std::ops::Range;

use super::super::lines::{Lines, Word};
use super::beam::{self, Beside, Fragment};
use super::fragments::{begins_level, is_first, is_level, is_second};
use super::heads::Heads;
use super::{Line, at_column};
use crate::lexicon::{self, Column};
use crate::parse::readers::rows::is_operator;

/// The columns of running text, from left to right.
const TEXTS: [Column; 4] = [Column::Project, Column::Objective, Column::Name, Column::Other];

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
    let columns = beam::columns(&beside, TEXTS.len(), &says)?;
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
    let sentence = text.contains(['。', ';', ',', ':']);
    match TEXTS.get(column) {
        Some(Column::Project) => 2 + u32::from(sentence) * 8,
        Some(Column::Name) => u32::from(sentence) * 6,
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
    let mut range = (0, if operator.is_some() { 2 } else { TEXTS.len() });
    let (mut target, mut named, mut told) = (0, false, false);
    let mut levels = 0;
    for (at, (word, text)) in words.iter().zip(&texts).enumerate() {
        let inner = operator.is_some_and(|operator| at > operator) && of_kind.is_none_or(|kind| at < kind);
        let column = match () {
            () if operator == Some(at) => place(Column::Operator),
            () if of_kind == Some(at) => Some(kind),
            () if inner => {
                target += 1;
                if target == 1 { place(Column::Target) } else { place(Column::Unit) }
            }
            () if is_broken(lines, line, of, text, kinds_of) && !is_level(text) => Some(kind),
            () if operator.is_none_or(|operator| at < operator)
                && (is_level(text) || is_broken(lines, line, of, text, levels_of)) =>
            {
                levels += 1;
                let second = levels > 1 || (is_second(text) && !is_first(text)) || !is_part_of_first(text);
                place(if second { Column::Level2 } else { Column::Level1 })
            }
            () => None,
        };
        if let Some(column) = column {
            parts.fixed.push((column, word.clone()));
            // What stands behind a level is no project, and behind an operator no name.
            let level2 = place(Column::Level2);
            range = match () {
                () if Some(column) >= place(Column::Operator) => (3, TEXTS.len()),
                () if level2.is_some_and(|level2| column >= level2) => (2, range.1.max(3)),
                () => (2, range.1.max(3)),
            };
        } else {
            let (from, until) = match (operator, of_kind) {
                (Some(operator), _) if at < operator && levels == 0 => (0, 2),
                (Some(operator), _) if at < operator => (2, 3),
                (Some(_), _) => (3, 4),
                (None, _) => (range.0, TEXTS.len()),
            };
            named |= from == 2 && until == 3;
            told |= from == 3;
            parts.beside.fragments.push(Fragment::new(lines, word, from, until));
        }
    }
    if operator.is_some() {
        parts.beside.wanted.extend((!named).then_some(2));
        parts.beside.wanted.extend((!told).then_some(3));
    }
    parts
}

/// Whether a text is a part of a label that others on the lines around it make whole.
fn is_broken(lines: &Lines<'_>, line: usize, of: &Range<usize>, text: &str, labels: fn(&str) -> bool) -> bool {
    const AWAY: usize = 3;
    let around = line.saturating_sub(AWAY).max(of.start)..(line + AWAY + 1).min(of.end);
    around.filter(|other| *other != line).any(|other| {
        lines.line(other).iter().any(|word| {
            let more = lines.text(word);
            let whole = if other < line { more + text } else { format!("{text}{more}") };
            labels(&whole)
        })
    })
}

fn kinds_of(text: &str) -> bool {
    lexicon::KINDS.contains(&text)
}

fn levels_of(text: &str) -> bool {
    is_level(text) || (text.chars().count() > 3 && begins_level(text))
}

fn is_part_of_first(text: &str) -> bool {
    lexicon::LEVEL_1.iter().any(|(label, _)| label.starts_with(text) || label.ends_with(text))
}
