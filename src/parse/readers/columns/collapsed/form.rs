//! Forms on visual lines: labels and values above, and rows of levels, name, target and weight below the heads.

use std::ops::Range;

use super::super::lines::{Lines, Word};
use super::fragments::{begins_field, begins_level, is_field, is_first, is_second, is_side, is_target, is_weight, width};
use super::heads::{self, Heads};
use super::{Line, at_column, joined};
use crate::lexicon::{self, Column};

/// The lines of a text with their words in columns; `None` where it has no heads of such a table.
pub(super) fn placed(lines: &Lines<'_>) -> Option<Vec<Line>> {
    let heads = heads::find(lines);
    if heads.is_empty() || heads.iter().any(Heads::is_flat) {
        return None;
    }
    let mut placed: Vec<Line> = Vec::new();
    let mut from = 0;
    for (index, head) in heads.iter().enumerate() {
        labels(lines, from..head.first, &mut placed);
        put_heads(lines, head, &mut placed);
        let next = heads.get(index + 1).map_or(lines.len(), |next| next.first);
        let until = (head.last + 1..next).find(|line| ends_rows(lines, *line)).unwrap_or(next);
        rows(lines, head, head.last + 1..until, &mut placed);
        from = until;
    }
    labels(lines, from..lines.len(), &mut placed);
    Some(placed)
}

/// Whether a line ends the rows of a form.
fn ends_rows(lines: &Lines<'_>, line: usize) -> bool {
    let text = lines.line_text(line);
    lines.line(line).iter().any(|word| is_field(&lines.text(word)))
        || lexicon::FORM_TITLES.iter().any(|title| text.contains(title))
        || lexicon::NOTES.iter().any(|note| text.starts_with(note))
}

/// The heads, each above its column; the first column is that of what runs down the side.
fn put_heads(lines: &Lines<'_>, head: &Heads, placed: &mut Vec<Line>) {
    for line in head.first..=head.last {
        let mut words: Vec<Word> = Vec::new();
        for word in lines.line(line) {
            let owns = |words: &Vec<Word>| words.iter().any(|own| own.inks == word.inks);
            let column = head.cells.iter().position(|(_, words)| owns(words)).map_or(0, |at| at + 1);
            words.push(at_column(word, column));
        }
        let words = crate::order::sorted(words, |word| word.start as u128);
        placed.push((lines.page(line), words));
    }
}

/// The lines above the heads: labels that run down the side stand left of everything else.
fn labels(lines: &Lines<'_>, of: Range<usize>, placed: &mut Vec<Line>) {
    let mut stack: Vec<usize> = Vec::new();
    let mut begun = false;
    for line in of.clone() {
        let words = lines.line(line);
        let Some(first) = words.first() else { continue };
        if stack.is_empty() {
            stack = stack_at(lines, line..of.end);
        }
        let in_stack = stack.first() == Some(&line);
        let has_fields = words.iter().any(|word| is_field(&lines.text(word)));
        begun |= has_fields;
        let values = words.get(usize::from(in_stack)..).unwrap_or_default();
        let mut own: Vec<Word> = Vec::new();
        if in_stack {
            stack.remove(0);
            own.push(at_column(first, 0));
        }
        if values.iter().any(|word| is_field(&lines.text(word))) || !(begun || in_stack) || is_title(lines, line) {
            let left = usize::from(in_stack || !words.first().is_some_and(|word| is_field(&lines.text(word))));
            own.extend(values.iter().enumerate().map(|(at, word)| at_column(word, at + left)));
        } else {
            own.extend(joined(values).map(|word| at_column(&word, 1)));
        }
        placed.push((lines.page(line), own));
    }
}

fn is_title(lines: &Lines<'_>, line: usize) -> bool {
    let text = lines.line_text(line);
    lexicon::FORM_TITLES.iter().any(|title| text.contains(title)) || (text.starts_with('(') && text.ends_with("年度)"))
}

/// The lines of a label that runs down the side, from the first of some lines on; none where none begins there.
fn stack_at(lines: &Lines<'_>, of: Range<usize>) -> Vec<usize> {
    const MOST: usize = 16;
    let mut text = String::new();
    let mut stack = Vec::new();
    let mut whole = 0;
    for line in of.take(MOST) {
        let Some(first) = lines.line(line).first() else { continue };
        let more = text.clone() + &lines.text(first);
        if begins_field(&more) {
            text = more;
            stack.push(line);
            if is_field(&text) {
                whole = stack.len();
            }
        } else if stack.is_empty() || is_field(&lines.text(first)) && lines.line(line).len() > 2 {
            break;
        }
    }
    stack.truncate(whole);
    if whole > 1 { stack } else { Vec::new() }
}

/// A row line: its levels, and the words behind them.
#[derive(Clone, Debug, Default)]
struct RowLine {
    side: Vec<Word>,
    first: Option<Word>,
    second: Option<Word>,
    weight: Option<Word>,
    rest: Vec<Word>,
}

/// The rows below the heads.
fn rows(lines: &Lines<'_>, head: &Heads, of: Range<usize>, placed: &mut Vec<Line>) {
    let weighed = head.has(Column::Weight);
    let parts: Vec<RowLine> = of.clone().map(|line| row_line(lines, line, of.end, weighed)).collect();
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
}

/// Tells levels, weight and the rest of a line apart. A label may be broken over the lines that follow.
fn row_line(lines: &Lines<'_>, line: usize, until: usize, weighed: bool) -> RowLine {
    let mut part = RowLine::default();
    let mut words: Vec<Word> = Vec::new();
    let own = lines.line(line);
    for (at, word) in own.iter().enumerate() {
        let edge = at == 0 || at + 1 == own.len();
        if edge && is_side(&lines.text(word)) && !completes_level(lines, line) {
            part.side.push(word.clone());
        } else {
            words.push(word.clone());
        }
    }
    let text = |word: &Word| lines.text(word);
    let mut rest = words.as_slice();
    if let [first, more @ ..] = rest
        && is_first(&text(first))
    {
        (part.first, rest) = (Some(first.clone()), more);
    }
    if let [second, more @ ..] = rest {
        let own = text(second);
        if is_second(&own) || is_broken_level(lines, &own, line, until) || completes_level(lines, line) {
            (part.second, rest) = (Some(second.clone()), more);
        }
    }
    if let [before @ .., last] = rest
        && weighed
        && is_weight(&text(last))
    {
        (part.weight, rest) = (Some(last.clone()), before);
    }
    part.rest = rest.to_vec();
    part
}

/// Whether a text begins a level label that goes on on one of the next lines.
fn is_broken_level(lines: &Lines<'_>, text: &str, line: usize, until: usize) -> bool {
    const MOST: usize = 3;
    begins_level(text)
        && (line + 1..until.min(line + MOST)).any(|next| {
            lines.line(next).iter().any(|word| {
                let whole = format!("{text}{}", lines.text(word));
                is_second(&whole) || is_first(&whole) || begins_level(&whole)
            })
        })
}

/// Whether the first word of a line completes a level label that began on a line before.
fn completes_level(lines: &Lines<'_>, line: usize) -> bool {
    const MOST: usize = 3;
    let Some(own) = lines.line(line).first().map(|word| lines.text(word)) else { return false };
    (line.saturating_sub(MOST)..line).any(|before| {
        lines.line(before).iter().take(2).any(|word| {
            let begun = lines.text(word);
            begins_level(&begun) && !is_first(&begun) && !is_second(&begun) && is_second(&format!("{begun}{own}"))
        })
    })
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
    let is_row = |part: &RowLine| part.weight.is_some() == weighed;
    let text = lines.text(word);
    let of = |at: Option<usize>| at.and_then(|at| parts.get(at));
    let beside = [of(at.checked_sub(1)), of(Some(at + 1))];
    let own_row = weighed && parts.get(at).is_some_and(is_row);
    if own_row {
        // The other one is broken over the lines beside it.
        if is_target(&text) {
            return Column::Target;
        }
        let fragment = beside.into_iter().flatten().filter(|part| part.weight.is_none());
        let broken = fragment.filter_map(|part| part.rest.first()).map(|word| width(lines, word)).max();
        let full = broken.unwrap_or_default();
        return if full + 2 >= widest.0 || full > widest.1 { Column::Target } else { Column::Name };
    }
    // A row beside it lacks one of both.
    let lacks = beside.into_iter().flatten().filter(|part| weighed && is_row(part)).find_map(|part| match part.rest.as_slice() {
        [other] if is_target(&lines.text(other)) => Some(Column::Name),
        [_] | [] => None,
        _ => None,
    });
    lacks.unwrap_or(if is_target(&text) && width(lines, word) <= widest.1 { Column::Target } else { Column::Name })
}
