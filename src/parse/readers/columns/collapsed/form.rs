//! The rows of forms on visual lines: levels, name, target and weight.

use std::ops::Range;

use super::super::lines::{Lines, Word};
use super::fragments::{
    begins_level, is_first, is_kind_of_cost, is_level, is_open_level, is_second, is_side, is_target, is_weight, width,
};
use super::heads::Heads;
use super::{Line, at_column, joined};
use crate::lexicon::{self, Column};

/// A row line: its levels, and the words behind them.
#[derive(Clone, Debug, Default)]
struct RowLine {
    side: Vec<Word>,
    first: Option<Word>,
    second: Option<Word>,
    weight: Option<Word>,
    rest: Vec<Word>,
}

/// The rows below the heads, with their words in columns.
pub(super) fn rows(lines: &Lines<'_>, head: &Heads, of: Range<usize>) -> Vec<Line> {
    let mut placed = Vec::with_capacity(of.len());
    let weighed = head.has(Column::Weight);
    // 成本指标 is of level 1 where there are kinds of costs, else of level 2 below 产出指标.
    let kinds_of_cost = of.clone().any(|line| lines.line(line).iter().any(|word| is_kind_of_cost(&lines.text(word))));
    let mut parts: Vec<RowLine> = of.clone().map(|line| row_line(lines, line, &of, weighed)).collect();
    for part in parts.iter_mut().filter(|part| !kinds_of_cost && part.second.is_none()) {
        let is_open = |word: &mut Word| is_open_level(&lines.text(word));
        part.second = part.first.take_if(is_open);
    }
    // How wide names and targets are that stand whole on a line.
    let (mut names, mut targets) = (0, 0);
    for part in parts.iter().filter(|part| part.weight.is_some() == weighed) {
        if let [name, target] = part.rest.as_slice() {
            (names, targets) = (names.max(width(lines, name)), targets.max(width(lines, target)));
        }
    }
    for (at, (line, part)) in of.zip(&parts).enumerate() {
        let mut words: Vec<Word> = part.side.iter().map(|word| at_column(word, 0)).collect();
        let mut put = |column: Column, word: Option<&Word>| {
            let place = head.place(column).zip(word);
            words.extend(place.map(|(column, word)| at_column(word, column + 1)));
        };
        put(Column::Level1, part.first.as_ref());
        put(Column::Level2, part.second.as_ref());
        put(Column::Weight, part.weight.as_ref());
        let text = |word: &Word| lines.text(word);
        match part.rest.as_slice() {
            [] => {}
            [only] => {
                let column = single(lines, only, at, &parts, (names, targets), weighed);
                put(column, Some(only));
            }
            [name, target] => {
                put(Column::Name, Some(name));
                put(Column::Target, Some(target));
            }
            all => {
                // Blanks within a name or a target: only what looks like a target tells.
                let mut cuts = (1..all.len()).filter(|cut| all.get(*cut).is_some_and(|word| is_target(&text(word))));
                if let (Some(cut), None) = (cuts.next(), cuts.next())
                    && let Some((name, target)) = all.split_at_checked(cut)
                {
                    put(Column::Name, joined(name).as_ref());
                    put(Column::Target, joined(target).as_ref());
                }
            }
        }
        let words = crate::order::sorted(words, |word| word.start as u128);
        placed.push((lines.page(line), words));
    }
    placed
}

/// Tells levels, weight and the rest of a line apart. A label may be broken over several lines.
fn row_line(lines: &Lines<'_>, line: usize, of: &Range<usize>, weighed: bool) -> RowLine {
    let mut part = RowLine::default();
    let mut words: Vec<Word> = Vec::new();
    let own = lines.line(line);
    let of_level = |word: &Word| {
        let text = lines.text(word);
        is_level(&text) || is_broken_level(lines, &text, line, of.end) || completes_level(lines, &text, line, of.start)
    };
    for (at, word) in own.iter().enumerate() {
        let edge = at == 0 || at + 1 == own.len();
        if edge && is_side(&lines.text(word)) && !of_level(word) {
            part.side.push(word.clone());
        } else {
            words.push(word.clone());
        }
    }
    let mut rest = words.as_slice();
    let is_one = |word: &Word| {
        let text = lines.text(word);
        is_first(&text) || (!is_second(&text) && of_level(word) && is_part_of_first(&text))
    };
    if let [first, more @ ..] = rest
        && is_one(first)
    {
        (part.first, rest) = (Some(first.clone()), more);
    }
    // Tools that put two lines into one have a label behind the beginning of a name.
    let mut others: Vec<Word> = rest.to_vec();
    let whole = |word: &Word| is_second(&lines.text(word));
    let at = others.iter().position(whole).or_else(|| others.first().is_some_and(of_level).then_some(0));
    part.second = at.map(|at| others.remove(at));
    let mut rest = others.as_slice();
    if let [before @ .., last] = rest
        && weighed
        && is_weight(&lines.text(last))
    {
        (part.weight, rest) = (Some(last.clone()), before);
    }
    part.rest = rest.to_vec();
    part
}

/// Whether a label of level 1 begins or ends with a text, and none of level 2 that begins otherwise.
fn is_part_of_first(text: &str) -> bool {
    let part = |label: &str| label.starts_with(text) || label.ends_with(text);
    lexicon::LEVEL_1.iter().any(|(label, _)| part(label))
}

/// Whether a text begins a level label that goes on on one of the next lines.
fn is_broken_level(lines: &Lines<'_>, text: &str, line: usize, until: usize) -> bool {
    const MOST: usize = 4;
    let goes_on = |word: &Word| {
        let whole = format!("{text}{}", lines.text(word));
        is_level(&whole) || begins_level(&whole)
    };
    begins_level(text) && (line + 1..until.min(line + MOST)).any(|next| lines.line(next).iter().take(2).any(goes_on))
}

/// Whether a text goes on with a level label that began on a line before.
fn completes_level(lines: &Lines<'_>, text: &str, line: usize, from: usize) -> bool {
    const MOST: usize = 4;
    let begun = |word: &Word| {
        let begun = lines.text(word);
        begins_level(&begun) && is_level(&format!("{begun}{text}"))
    };
    (line.saturating_sub(MOST).max(from)..line).any(|before| lines.line(before).iter().take(3).any(begun))
}

/// What a line with one word has: a name or a target. `widest` are those that stand whole.
fn single(
    lines: &Lines<'_>,
    word: &Word,
    at: usize,
    parts: &[RowLine],
    widest: (usize, usize),
    weighed: bool,
) -> Column {
    let is_row = |part: &RowLine| weighed && part.weight.is_some();
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
    let of_row = |at: usize| parts.get(at).filter(|part| is_row(part));
    if of_row(at).is_some() {
        // The other one is broken over the lines beside it.
        if is_target(&lines.text(word)) {
            return Column::Target;
        }
        let fragment = beside.filter_map(|at| parts.get(at)).filter(|part| part.weight.is_none());
        let broken = fragment.filter_map(|part| part.rest.first()).map(|word| width(lines, word)).max();
        let full = broken.unwrap_or_default();
        return if full + 2 >= widest.0 || full > widest.1 { Column::Target } else { Column::Name };
    }
    // A row beside it lacks one of both.
    for at in beside {
        if let Some([other]) = of_row(at).map(|part| part.rest.as_slice()) {
            let has = single(lines, other, at, parts, widest, weighed);
            return if has == Column::Target { Column::Name } else { Column::Target };
        }
    }
    if is_target(&lines.text(word)) && width(lines, word) <= widest.1 { Column::Target } else { Column::Name }
}
