//! Every line put right: where one is full to its end, tools set the next word beside it and not below the others of its
//! column. What stands in a column on other lines, and what words say, tells where it belongs.

use super::amounts::CLOSE;
use super::heads::{Head, Holds};
use super::labels::without_points;
use super::lines::{Lines, Word};
use crate::amount::number_from_text;
use crate::lexicon::{self, Column};
use crate::parse::readers::list_grid::Role;
use crate::parse::readers::rows::is_operator;

/// What it costs that two words of a line share a column, of a value and of running text.
const SHARED: usize = 8;
const SHARED_TEXT: usize = 1;
/// What it costs that a word says what its column does not hold.
const WRONG: usize = 12;
/// What it costs that a part of a level's label stands elsewhere.
const TORN: usize = 6;
/// What it costs that a money column is passed over as empty.
const SKIPPED: usize = 4;

/// How far a word may stand from its column, for tools push it aside where the one before is full.
const NEAR: usize = 2;

/// Moves words between columns, line by line. `told`: the columns that words tell of by what they say.
pub(super) fn settle(
    head: &Head,
    lines: &Lines<'_>,
    words: &[Word],
    places: &mut [Option<usize>],
    told: &[Option<usize>],
) {
    let whole = take_labels(head, lines, words, places);
    let reach = reaches(head, lines, words, places);
    let kinds = kinds(head, lines, words, places);
    let texts: Vec<bool> = head.cells.iter().zip(&kinds).map(|(cell, kinds)| is_spaced(cell.holds) && !kinds).collect();
    let mut from = 0;
    for line in words.chunk_by(|one, next| one.line == next.line) {
        let own = places.get_mut(from..from + line.len()).unwrap_or_default();
        let told = told.get(from..from + line.len()).unwrap_or_default();
        from += line.len();
        settle_line(head, lines, line, (own, told), &reach, (&texts, &kinds), whole);
    }
}

/// Puts whole labels and operators that stand beside their column into it. Tells whether there are any of level 1.
fn take_labels(head: &Head, lines: &Lines<'_>, words: &[Word], places: &mut [Option<usize>]) -> bool {
    let mut whole = false;
    let names = head.place(Holds::Row(Column::Name));
    let reaches = reaches(head, lines, words, places);
    for (at, word) in words.iter().enumerate() {
        let text = lines.text(word);
        let first = lexicon::is_level_1(&text);
        let second = lexicon::is_level_2(&text);
        whole |= first;
        let column = match (first, second) {
            (true, _) if places.get(at) < Some(&head.place(Holds::Row(Column::Level1))) => Column::Level1,
            (true, false) => Column::Level1,
            (false, true) => Column::Level2,
            _ if is_operator(&text) => Column::Operator,
            _ => continue,
        };
        let place = |at: Option<usize>| {
            let at = at.filter(|at| words.get(*at).is_some_and(|other| other.line == word.line))?;
            places.get(at).copied().flatten()
        };
        let (before, own, after) = (place(at.checked_sub(1)), place(Some(at)), place(Some(at + 1)));
        let (Some(to), Some(own)) = (head.place(Holds::Row(column)), own) else { continue };
        let at_home = Some(own) == names && is_named(head, &reaches, word);
        if own.abs_diff(to) == 1
            && !(at_home && column == Column::Level2)
            && before != Some(to)
            && after != Some(to)
            && let Some(place) = places.get_mut(at)
        {
            *place = Some(to);
        }
    }
    whole
}

/// How far a word stands outside of where a column reaches.
fn outside(word: &Word, (start, end): (usize, usize)) -> usize {
    start.saturating_sub(word.start) + word.end.saturating_sub(end)
}

/// Whether a word stands among the names: near them, or much nearer than to the labels of level 2.
fn is_named(head: &Head, reaches: &[(usize, usize)], word: &Word) -> bool {
    let away = |column: Column| {
        let reach = head.place(Holds::Row(column)).and_then(|at| reaches.get(at));
        reach.map_or(usize::MAX, |reach| outside(word, *reach))
    };
    let own = away(Column::Name);
    own <= NEAR || (own != usize::MAX && own + NEAR < away(Column::Level2))
}

/// Which columns hold 定量指标 and 定性指标.
fn kinds(head: &Head, lines: &Lines<'_>, words: &[Word], places: &[Option<usize>]) -> Vec<bool> {
    let mut counts = vec![(0, 0); head.cells.len()];
    for (word, place) in words.iter().zip(places) {
        if let Some((kinds, all)) = place.and_then(|at| counts.get_mut(at)) {
            *kinds += usize::from(is_kind(&lines.text(word)));
            *all += 1;
        }
    }
    counts.into_iter().map(|(kinds, all)| kinds > 0 && kinds * 3 >= all).collect()
}

/// Whether a column holds running text, which may have blanks.
fn is_text(holds: Holds) -> bool {
    !matches!(
        holds,
        Holds::Row(
            Column::Level1
                | Column::Level2
                | Column::Name
                | Column::Operator
                | Column::Target
                | Column::Unit
                | Column::Weight
                | Column::Score
        )
    )
}

/// Whether the running text of a column has blanks as a rule: what was reached is as short as what was wanted.
fn is_spaced(holds: Holds) -> bool {
    is_text(holds) && holds != Holds::Row(Column::Actual)
}

/// Whether too many lines have two words in a column that holds one. Where only the names of projects run into their
/// objectives, these stay unread.
pub(super) fn is_unclear(head: &Head, lines: &Lines<'_>, words: &[Word], places: &mut [Option<usize>]) -> bool {
    const MOST: usize = 6;
    for (column, cell) in head.cells.iter().enumerate() {
        let (mut filled, mut shared) = (0, 0);
        let mut before = usize::MAX;
        let names = cell.holds == Holds::Row(Column::Project);
        let mut single = names || !is_text(cell.holds);
        for (word, place) in words.iter().zip(places.iter()) {
            if *place == Some(column) {
                // 定量指标 stands alone in its cell.
                single |= !single && lexicon::KINDS.contains(&lines.text(word).as_str());
                filled += usize::from(before != word.line);
                shared += usize::from(before == word.line);
                before = word.line;
            }
        }
        if !single || shared * MOST <= filled {
            continue;
        }
        if !names {
            return true;
        }
        for place in places.iter_mut().filter(|place| **place == Some(column)) {
            *place = None;
        }
    }
    false
}

/// From where to where the words of each column reach, but for a tenth of them on either side.
pub(super) fn reaches(head: &Head, lines: &Lines<'_>, words: &[Word], places: &[Option<usize>]) -> Vec<(usize, usize)> {
    let mut all: Vec<(Vec<usize>, Vec<usize>)> = vec![(Vec::new(), Vec::new()); head.cells.len()];
    for (word, place) in words.iter().zip(places) {
        let Some(place) = *place else { continue };
        let fits = head.cells.get(place).is_some_and(|cell| elsewhere(cell.holds, &lines.text(word), true) == 0);
        if let Some((starts, ends)) = all.get_mut(place).filter(|_| fits) {
            starts.push(word.start);
            ends.push(word.end);
        }
    }
    let mut reaches = Vec::with_capacity(all.len());
    for ((starts, ends), cell) in all.into_iter().zip(&head.cells) {
        let count = starts.len();
        let starts = crate::order::sorted(starts, |at| *at as u128);
        let ends = crate::order::sorted(ends, |at| *at as u128);
        let start = starts.get(count / 10).copied().unwrap_or(cell.start);
        let end = ends.get((count * 9 / 10).min(count.saturating_sub(1))).copied().unwrap_or(cell.end);
        reaches.push((start, end.max(start)));
    }
    reaches
}

/// Divides the words of a line among the columns, from left to right.
fn settle_line(
    head: &Head,
    lines: &Lines<'_>,
    words: &[Word],
    (places, told): (&mut [Option<usize>], &[Option<usize>]),
    reaches: &[(usize, usize)],
    (texts, kinds): (&[bool], &[bool]),
    whole: bool,
) {
    // For every word and column: the least cost up to here, and the column of the word before.
    let mut steps: Vec<Vec<(usize, usize)>> = Vec::with_capacity(words.len());
    for (word, (place, told)) in words.iter().zip(places.iter().zip(told)) {
        let Some(place) = place else { return };
        let text = lines.text(word);
        let mut step = Vec::with_capacity(reaches.len());
        for (column, (start, end)) in reaches.iter().enumerate() {
            let outside = outside(word, (*start, *end));
            let holds = head.cells.get(column).map(|cell| cell.holds);
            // An indicator may be called like a level, where it stands among the names.
            let named = holds == Some(Holds::Row(Column::Name)) && is_named(head, reaches, word) && !is_operator(&text);
            let says = holds.filter(|_| !named).map_or(0, |holds| elsewhere(holds, &text, whole));
            // Running text has no blank before what a narrow column has torn off a label.
            let torn =
                !steps.is_empty() && holds.is_some_and(|holds| is_text(holds) && holds.is_merged()) && is_torn(&text);
            let is_kinds = kinds.get(column) == Some(&true);
            let says =
                says + if is_kinds && !lexicon::KINDS.iter().any(|kind| kind.contains(&text)) { WRONG } else { 0 };
            let against = torn || told.is_some_and(|told| told != column);
            let says = says + if against { WRONG } else { 0 };
            let own = outside + says + usize::from(column != *place) * 2;
            let mut best = (if steps.is_empty() { own } else { usize::MAX }, column);
            for (before, (sum, _)) in steps.last().map(Vec::as_slice).unwrap_or_default().iter().enumerate() {
                let same = if texts.get(column) == Some(&true) { SHARED_TEXT } else { SHARED };
                let sum = sum.saturating_add(own + if before == column { same } else { 0 });
                if before <= column && sum < best.0 {
                    best = (sum, before);
                }
            }
            step.push(best);
        }
        steps.push(step);
    }
    let last = steps.last().map(Vec::as_slice).unwrap_or_default();
    let Some(mut column) = (0..last.len()).min_by_key(|column| last.get(*column)) else { return };
    for (place, step) in places.iter_mut().zip(&steps).rev() {
        *place = Some(column);
        column = step.get(column).map_or(column, |(_, before)| *before);
    }
}

/// Puts the amounts of a list under their heads: right of the heads before and left of the heads behind, as well as it
/// goes, for tools push narrow columns aside; where both of two columns would do, the left one has them.
pub(super) fn settle_money(head: &Head, lines: &Lines<'_>, words: &[Word], places: &mut [Option<usize>]) {
    let is_money = |column: usize| head.cells.get(column).is_some_and(|cell| cell.holds.is_money());
    let Some(total) = (0..head.cells.len()).find(|column| is_money(*column)) else { return };
    let Some(behind) = (total..head.cells.len()).find(|column| !is_money(*column)) else { return };
    let filled: Vec<usize> = (total..behind).filter(|column| places.contains(&Some(*column))).collect();
    let reaches = reaches(head, lines, words, places);
    let mut moved: Vec<usize> = (0..head.cells.len()).collect();
    let mut free = total;
    for (index, column) in filled.iter().enumerate() {
        let Some((start, end)) = reaches.get(*column) else { return };
        // All rows have a total, and amounts without a gap stand in columns side by side; room must be left for the
        // columns that follow.
        let close = index.checked_sub(1).and_then(|before| filled.get(before));
        let close = close.is_some_and(|before| is_close(words, places, *before, *column));
        let last = if close || index == 0 { free } else { behind - (filled.len() - index) };
        let against = |to: usize| {
            let before = to.checked_sub(1).and_then(|before| head.cells.get(before)).map_or(0, |cell| cell.end);
            let after = head.cells.get(to + 1).map_or(usize::MAX, |cell| cell.start);
            before.saturating_sub(*start) + end.saturating_sub(after)
        };
        let Some(to) = (free..=last).min_by_key(|to| against(*to) + (to - free) * SKIPPED) else { return };
        if let Some(moved) = moved.get_mut(*column) {
            *moved = to;
        }
        free = to + 1;
    }
    for place in places.iter_mut() {
        *place = place.and_then(|place| moved.get(place).copied());
    }
}

/// Whether the words of two columns follow each other without a gap on some line: no column is between them.
fn is_close(words: &[Word], places: &[Option<usize>], left: usize, right: usize) -> bool {
    let pairs = words.iter().zip(words.iter().skip(1)).zip(places.windows(2));
    pairs.into_iter().any(|((one, other), pair)| {
        one.line == other.line && pair == [Some(left), Some(right)] && other.start <= one.end + CLOSE
    })
}

/// What it costs to put a word into a column that it says it does not belong into: level labels, operators, amounts.
/// `whole`: some level-1 labels are not broken over lines here.
pub(super) fn elsewhere(holds: Holds, text: &str, whole: bool) -> usize {
    const NEVER: usize = 40;
    let part = |label: &str| label.contains(text);
    let first = lexicon::LEVEL_1.iter().any(|(label, _)| part(label)) || is_pointed(text);
    let second = lexicon::LEVEL_2.iter().any(|(label, _)| part(label));
    let level = lexicon::is_level(text) || is_pointed(text);
    let wrong = |wrong: bool| if wrong { WRONG } else { 0 };
    match holds {
        Holds::List(Role::Money(_)) => wrong(text.chars().any(char::is_alphabetic)),
        Holds::Row(Column::Level1) if whole && first && !level => 3,
        Holds::Row(Column::Level1) => wrong(!first && without_points(text) != Some("")),
        Holds::Row(Column::Level2) => wrong(!second),
        Holds::Row(Column::Operator) => wrong(!is_operator(text) && !lexicon::KINDS.contains(&text)),
        Holds::Row(Column::Target) => wrong(is_kind(text)),
        Holds::Row(Column::Unit) => wrong(is_kind(text) || number_from_text(text).is_some()),
        Holds::Row(Column::Weight | Column::Score | Column::Deviation) => wrong(is_against(holds, text)),
        Holds::Row(Column::Name) if is_begun(text) => TORN,
        Holds::Row(Column::Name) if text.starts_with(['≥', '≤']) => WRONG,
        Holds::Row(Column::Name | Column::Other) => wrong(level || is_operator(text)),
        Holds::Row(Column::Objective | Column::Project) if level || is_operator(text) => NEVER,
        Holds::Row(Column::Project) if is_sentence(text) => WRONG,
        Holds::Row(Column::Objective | Column::Project) if is_torn(text) => TORN,
        Holds::Row(Column::Objective | Column::Project) => wrong((first || second) && text.chars().count() > 2),
        _ => 0,
    }
}

/// Whether a text is a label of level 1 with some of its points behind it, or the end of such points: 产出指标(50 and 分),
/// of 产出指标(50分).
fn is_pointed(text: &str) -> bool {
    let end = text.strip_suffix("分)").map(|points| points.trim_start_matches('('));
    if end.is_some_and(|points| points.chars().all(|ch| ch.is_ascii_digit())) {
        return true;
    }
    let digits = |points: &str| points.trim_end_matches(['分', ')']).chars().all(|ch| ch.is_ascii_digit());
    text.split_once('(').is_some_and(|(plain, points)| digits(points) && lexicon::is_level_1(plain))
}

/// Whether a text is what a column of a self-evaluation never holds: points are numbers, reasons are none, and what was
/// reached has no operator.
pub(super) fn is_against(holds: Holds, text: &str) -> bool {
    match holds {
        Holds::Row(Column::Weight | Column::Score) => text.starts_with(char::is_alphabetic),
        Holds::Row(Column::Deviation) => number_from_text(text).is_some(),
        Holds::Row(Column::Project) => text.ends_with(['。', ';']),
        Holds::Row(Column::Actual) => text.starts_with(['≥', '≤', '>', '<', '=']),
        _ => false,
    }
}

/// Whether a text is all of a label but the last character, as a narrow column leaves it: 经济效益指.
fn is_begun(text: &str) -> bool {
    let begins = |label: &str| label.strip_suffix("标").is_some_and(|begun| begun == text);
    lexicon::levels().any(begins)
}

/// Whether a text has the marks of a sentence, which names of projects have not.
fn is_sentence(text: &str) -> bool {
    let digit = |ch: Option<char>| ch.is_some_and(|ch| ch.is_ascii_digit());
    let comma = |(at, _): (usize, &str)| {
        let (before, behind) = text.split_at_checked(at).unwrap_or_default();
        !digit(before.chars().next_back()) || !digit(behind.chars().nth(1))
    };
    text.contains(['。', ';']) || text.match_indices(',').any(comma)
}

/// Whether a text may be the end of a level's label.
fn is_torn(text: &str) -> bool {
    lexicon::levels().any(|label| label.ends_with(text))
}

/// Whether a text is 定量指标 or 定性指标, or the beginning of it.
pub(super) fn is_kind(text: &str) -> bool {
    text.chars().nth(1).is_some() && lexicon::KINDS.iter().any(|kind| kind.starts_with(text))
}
