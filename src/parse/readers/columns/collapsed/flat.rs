//! Tables with a row per indicator and projects in a column of their own, on visual lines.
//!
//! Every row has one line with its operator. Levels, operators and kinds are of a closed vocabulary; what stands between
//! them is the name, the target and its unit; project, objective, name and explanation go on over several lines.

use std::ops::Range;

use super::super::lines::{Lines, Word};
use super::beam::{self, Beside, Centred, Fragment, SLACK};
use super::fragments::{begins_level, is_first, is_level, is_second, is_target, width};
use super::heads::Heads;
use super::shape::Shape;
use super::{Line, at_column};
use crate::lexicon::{self, Column};
use crate::parse::readers::rows::is_operator;

/// The columns of running text, from left to right.
pub(super) const TEXTS: [Column; 5] = [Column::Project, Column::Objective, Column::Name, Column::Target, Column::Other];
pub(super) const NAME: usize = 2;
const TARGET: usize = 3;
pub(super) const TOLD: usize = 4;
/// The columns of a row whose lines are measured.
pub(super) const COLUMNS: [usize; 3] = [NAME, TARGET, TOLD];
/// Units are no wider than their head.
const WIDEST_UNIT: usize = 12;
/// No part of a label has more characters.
const LONGEST_PART: usize = 12;

/// What a line has besides running text, and where between them running text stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    fixed: Vec<(usize, Word)>,
    loose: Vec<Word>,
    pub(super) beside: Beside,
}

/// The rows below the heads, with their words in columns; `None` where it is unclear what belongs where.
pub(super) fn rows(lines: &Lines<'_>, head: &Heads, of: Range<usize>, shape: &Shape) -> Option<Vec<Line>> {
    let kind = kind_place(head)?;
    let text = head.cells.len().checked_sub(1).filter(|last| *last > kind);
    let mut parts: Vec<Parts> = of.clone().map(|line| parts(lines, line, &of, head, kind)).collect();
    for parts in &mut parts {
        let whole = parts.fixed.is_empty();
        for (at, (word, own)) in parts.loose.iter().zip(&mut parts.beside.fragments).enumerate() {
            let is_left = shape.is_before_levels(word);
            if at == 0 && (whole || is_left) {
                let (from, until) = shape.columns(lines, word);
                own.narrow(from, until);
            } else if is_left {
                own.narrow(1, NAME);
            }
        }
    }
    let mut beside: Vec<Beside> = parts.iter().map(|parts| parts.beside.clone()).collect();
    close(&mut beside, shape);
    let centred =
        [NAME, TARGET, TOLD].map(|column| Centred { column, slack: 0, filled: column != TOLD || text.is_some() });
    let centred = if shape.at_top { &[][..] } else { &centred };
    let columns = beam::columns(&beside, &beam::widest(&beside, TEXTS.len()), centred, &says)?;
    let mut placed: Vec<Line> = Vec::with_capacity(of.len());
    for ((line, parts), columns) in of.zip(parts).zip(columns) {
        let mut words: Vec<Word> = parts.fixed.iter().map(|(column, word)| at_column(word, column + 1)).collect();
        for (word, column) in parts.loose.iter().zip(columns) {
            let place = match TEXTS.get(column) {
                Some(Column::Other) => text,
                Some(column) => head.place(*column),
                None => None,
            };
            words.extend(place.map(|place| at_column(word, place + 1)));
        }
        placed.push((lines.page(line), crate::order::sorted(words, |word| word.start as u128)));
    }
    join_unit(lines, &mut placed);
    Some(placed)
}

/// The place of 指标属性, behind which explanations stand.
pub(super) fn kind_place(head: &Heads) -> Option<usize> {
    head.cells.iter().position(|(column, _)| *column == Column::Other)
}

/// The width of a line's fragment that can only belong to a column.
pub(super) fn own_width(line: &Beside, column: usize) -> Option<usize> {
    line.fragments.iter().find_map(|own| own.width_in(column))
}

/// Puts the name of a unit together that stands on several lines above the rows, nothing beside it.
fn join_unit(lines: &Lines<'_>, placed: &mut [Line]) {
    const MOST_LINES: usize = 4;
    let is_number = |word: &Word| lines.text(word).chars().all(|ch| ch.is_ascii_digit());
    let first = placed.iter().position(|(_, words)| !words.iter().all(is_number)).unwrap_or(placed.len());
    let below = placed.get(first..).unwrap_or_default().iter();
    let alone: Vec<String> = below
        .map_while(|(_, words)| if let [word] = words.as_slice() { Some(lines.text(word)) } else { None })
        .take(MOST_LINES)
        .collect();
    let is_body = |text: &str| lexicon::BODY_ENDINGS.iter().any(|ending| text.ends_with(ending));
    let long =
        (1..=alone.len()).find(|long| is_body(&alone.iter().take(*long).map(String::as_str).collect::<String>()));
    let mut rest: Vec<Word> = Vec::new();
    for (_, words) in placed.iter_mut().skip(first).take(long.unwrap_or_default()).skip(1) {
        rest.append(words);
    }
    if let Some((_, words)) = placed.get_mut(first) {
        words.append(&mut rest);
    }
}

/// Closes the columns in which no cell can go on between two rows: a cell on the line of its row goes on above and below it only
/// where that line is full.
fn close(beside: &mut [Beside], shape: &Shape) {
    // Whether the cell of a row, if there is one, may go on.
    let goes_on = |row: &Beside| {
        // Names and targets have hardly a mark that no line may begin with.
        let slack = |column: usize| if column == TOLD { SLACK } else { 1 };
        let open =
            |(column, widest): (usize, usize)| own_width(row, column).is_none_or(|own| own + slack(column) >= widest);
        [0, 1, 2].map(|at: usize| COLUMNS.get(at).copied().zip(shape.widest.get(at).copied()).is_some_and(open))
    };
    let rows: Vec<(usize, [bool; 3])> =
        beside.iter().enumerate().filter(|(_, line)| line.is_row).map(|(at, row)| (at, goes_on(row))).collect();
    let mut next = 0;
    for (at, line) in beside.iter_mut().enumerate() {
        next += usize::from(rows.get(next).is_some_and(|(row, _)| *row == at));
        if line.is_row {
            continue;
        }
        let above = next.checked_sub(1).and_then(|above| rows.get(above));
        let below = rows.get(next).filter(|_| !shape.at_top);
        let around = || above.into_iter().chain(below);
        let is_closed = |column: &(usize, usize)| !around().any(|(_, open)| open.get(column.0).copied() == Some(true));
        let closed: Vec<usize> = COLUMNS.into_iter().enumerate().filter(is_closed).map(|(_, column)| column).collect();
        line.fragments.iter_mut().for_each(|own| own.close(closed.clone()));
    }
}

/// Names of projects and indicators are no sentences, and projects have fewer lines than their objectives.
fn says(column: usize, text: &str, _: Option<(&str, bool)>) -> u32 {
    let body = lexicon::BODY_ENDINGS.iter().any(|ending| text.ends_with(ending));
    let sentence = text.contains(['。', ';', ',', ':', '=', '*']);
    match TEXTS.get(column) {
        Some(Column::Project) => u32::from(!body) + u32::from(sentence) * 8,
        Some(Column::Name) => u32::from(sentence) * 6,
        Some(Column::Target) => 1 + u32::from(sentence) * 6,
        _ => 0,
    }
}

/// Tells what is of a closed vocabulary on a line apart from the rest.
pub(super) fn parts(lines: &Lines<'_>, line: usize, of: &Range<usize>, head: &Heads, kind: usize) -> Parts {
    let words = lines.line(line);
    let texts: Vec<String> = words.iter().map(|word| lines.text(word)).collect();
    let mut parts = Parts::default();
    // The numbers of the columns.
    if words.len() > 2 && texts.iter().all(|text| text.chars().all(|ch| ch.is_ascii_digit())) {
        let numbers = words.iter().enumerate().take(head.cells.len());
        parts.fixed.extend(numbers.map(|(at, word)| (at, word.clone())));
        return parts;
    }
    if let Some(numbers) = numbers(&texts, head.cells.len()) {
        parts.fixed.extend(numbers.into_iter().zip(words.iter().cloned()));
        return parts;
    }
    let operator = texts.iter().position(|text| is_operator(text));
    let of_kind = texts.iter().rposition(|text| is_kind(text));
    let place = |column: Column| head.place(column);
    let mut range = (0, TEXTS.len());
    let broken = broken(lines, line, of);
    let is_unit = |before: Option<&Word>, word: &Word| {
        let number = before.is_some_and(|before| is_target(&lines.text(before)));
        number && width(lines, word) <= WIDEST_UNIT && !is_target(&lines.text(word))
    };
    let is_second_level = |text: &String| is_second(text);
    let broken_line = !texts.iter().any(is_second_level) && !broken.contains(&Some(Column::Level2));
    let is_of_level =
        |at: usize| texts.get(at).is_some_and(|text| is_level(text)) || broken.get(at).copied().flatten().is_some();
    let led = (0..words.len()).take_while(|at| !is_of_level(*at) && operator != Some(*at)).count();
    let led = if led < words.len() && is_of_level(led) { led } else { 0 };
    let mut inner = 0;
    let mut levels = 0;
    for (at, (word, text)) in words.iter().zip(&texts).enumerate() {
        let before = operator.is_none_or(|operator| at < operator);
        let is_inner = operator.is_some_and(|operator| at > operator)
            && of_kind.map_or_else(|| inner == 0 || (inner == 1 && is_unit(words.get(at - 1), word)), |kind| at < kind);
        let level = if is_level(text) { Some(level_of(text, levels > 0)) } else { broken.get(at).copied().flatten() };
        // A name may be called like a level.
        let is_kind = level == Some(Column::Other);
        let level = level.filter(|_| if before { is_kind || levels < 2 } else { of_kind.is_none() });
        let column = match () {
            () if operator == Some(at) => place(Column::Operator),
            () if of_kind == Some(at) || level == Some(Column::Other) => Some(kind),
            () if is_inner && inner > 0 => place(Column::Unit),
            () => level.filter(|_| before).and_then(place),
        };
        levels += usize::from(level.is_some() && !is_kind);
        inner += usize::from(is_inner);
        if let Some(column) = column {
            parts.fixed.push((column, word.clone()));
            // What stands behind a level is no project, and behind an operator no name.
            range.0 = if Some(column) >= place(Column::Operator) { TOLD } else { NAME };
        } else {
            let (from, until) = match operator {
                // Project and objective, side by side.
                Some(_) if led == 2 && at < 2 => (at, at + 1),
                None if is_date(text) => (TARGET, TOLD),
                Some(_) if before && levels == 0 => (0, if broken_line { TARGET } else { NAME }),
                Some(_) if before => (NAME, TARGET),
                Some(_) if is_inner && (of_kind.is_some() || is_target(text)) => (TARGET, TOLD),
                Some(_) if is_inner => (TARGET, TEXTS.len()),
                Some(_) => (TOLD, TEXTS.len()),
                None => (range.0, TEXTS.len()),
            };
            parts.loose.push(word.clone());
            parts.beside.fragments.push(Fragment::new(text.clone(), width(lines, word), from, until));
        }
    }
    parts.beside.is_row = operator.is_some();
    parts
}

/// The columns of a line that numbers most of them, though a cell of the page before is drawn over the others; what that is stands
/// in the first one, and is left to nobody.
fn numbers(texts: &[String], count: usize) -> Option<Vec<usize>> {
    let number = |text: &String| text.parse::<usize>().ok().filter(|number| (1..=count).contains(number));
    let found: Vec<usize> = texts.iter().filter_map(number).collect();
    let all = found.len() * 2 > count && found.last() == Some(&count) && found.is_sorted_by(|one, next| one < next);
    all.then(|| texts.iter().map(|text| number(text).map_or(0, |number| number - 1)).collect())
}

/// The level of a whole label; one that may be of both is of level 2 behind another one.
fn level_of(label: &str, behind: bool) -> Column {
    if is_first(label) && !(behind && is_second(label)) { Column::Level1 } else { Column::Level2 }
}

/// Of each word on a line the column of the label that it is a part of, with the parts on one of the lines around it, in the
/// order of the columns.
fn broken(lines: &Lines<'_>, line: usize, of: &Range<usize>) -> Vec<Option<Column>> {
    const AWAY: usize = 3;
    let words = lines.line(line);
    let mut best: Vec<Option<Column>> = vec![None; words.len()];
    let mut most = 0;
    let around = line.saturating_sub(AWAY).max(of.start)..(line + AWAY + 1).min(of.end);
    for other in around.filter(|other| *other != line) {
        let short = lines.line(other).iter().filter(|word| word.inks.len() <= LONGEST_PART);
        let mut parts = short.map(|word| lines.text(word)).filter(|text| !is_whole_label(text));
        let mut found: Vec<Option<Column>> = vec![None; words.len()];
        let mut count = 0;
        for (word, found) in words.iter().zip(&mut found) {
            let own = lines.text(word);
            if word.inks.len() > LONGEST_PART || is_whole_label(&own) {
                continue;
            }
            let mut rest = parts.clone();
            let whole = rest.find_map(|part| {
                let whole = if other < line { format!("{part}{own}") } else { format!("{own}{part}") };
                is_label(&whole).then_some(whole)
            });
            if let Some(whole) = whole {
                parts = rest;
                *found = Some(if is_kind(&whole) { Column::Other } else { level_of(&whole, count > 0) });
                count += 1;
            }
        }
        if count > most {
            (best, most) = (found, count);
        }
    }
    for (word, best) in words.iter().zip(&mut best).filter(|(_, best)| best.is_none()) {
        *best = is_third(lines, word, of).then_some(Column::Level2);
    }
    best
}

/// Whether a word is one of the three parts that a narrow column makes of a label of level 2: 服务对, 象满意, 度指标.
fn is_third(lines: &Lines<'_>, word: &Word, of: &Range<usize>) -> bool {
    const AWAY: usize = 4;
    const LONGEST: usize = 4;
    let own = lines.text(word);
    if word.inks.len() > LONGEST || (word.inks.len() == 1 && own != "标") {
        return false;
    }
    // Whether two parts stand on some lines, one below the other.
    let stand = |parts: [&str; 2], around: Range<usize>| {
        let mut rest = around.flat_map(|line| lines.line(line)).map(|word| (word.line, lines.text(word)));
        parts.into_iter().all(|part| part.is_empty() || rest.any(|(_, text)| text == part))
    };
    let above = word.line.saturating_sub(AWAY).max(of.start)..word.line;
    let below = word.line + 1..(word.line + AWAY + 1).min(of.end);
    let of_label = |label: &str| {
        let Some((before, after)) = label.split_once(own.as_str()) else { return false };
        let halves = |text: &str, around: &Range<usize>| {
            let cuts = text.char_indices().map(|(cut, _)| text.split_at(cut)).skip(2);
            cuts.into_iter().any(|(one, two)| stand([one, two], around.clone()))
        };
        match (before.is_empty(), after.is_empty()) {
            (true, true) => false,
            (true, false) => halves(after, &below),
            (false, true) => halves(before, &above),
            (false, false) => stand([before, ""], above.clone()) && stand([after, ""], below.clone()),
        }
    };
    lexicon::LEVEL_2.iter().any(|(label, _)| label.ends_with("指标") && of_label(label))
}

/// Whether a fragment is nothing but a date, or the beginning of one.
fn is_date(text: &str) -> bool {
    text.starts_with(|ch: char| ch.is_ascii_digit())
        && text.contains(['年', '月'])
        && text.chars().all(|ch| ch.is_ascii_digit() || "年月日前底".contains(ch))
}

pub(super) fn is_kind(text: &str) -> bool {
    lexicon::KINDS.contains(&text)
}

fn is_label(text: &str) -> bool {
    is_level(text) || is_kind(text)
}

/// Whether a label cannot go on: 服务对象满意度 may be all but the end of one.
fn is_whole_label(text: &str) -> bool {
    is_label(text) && !begins_level(text)
}
