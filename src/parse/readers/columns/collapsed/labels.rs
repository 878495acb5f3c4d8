//! What stands above the heads of forms on visual lines: labels and values side by side, some broken over several lines.
//!
//! A cell of several lines lies evenly around the middle of its row: of its lines as many stand above the line of the
//! others as below it.

use std::ops::Range;

use super::super::body::Body;
use super::super::lines::{Lines, Word};
use super::fragments::{begins_field, field, is_field, width};
use crate::amount::number_from_text;
use crate::grid::GridCell;
use crate::lexicon::{self, Field};

/// A label with its value, each in words of several lines.
#[derive(Clone, Debug, Default)]
struct Pair {
    label: Vec<Word>,
    field: Option<Field>,
    value: Vec<Word>,
}

impl Pair {
    /// Whether its value may be as long as it likes.
    fn is_long(&self) -> bool {
        matches!(self.field, Some(Field::Objective | Field::OtherObjective))
    }
}

/// The rows of labels and values on some lines.
pub(super) fn rows(body: &mut Body<'_, '_>, of: Range<usize>) {
    let lines = body.lines;
    let mut filled: Vec<usize> = Vec::new();
    for line in of {
        if (body.top_again || lines.page(line) > 0) && body.is_running_head(line) {
            body.furnish(line);
        } else {
            filled.push(line);
        }
    }
    let mut begun = false;
    let mut pending: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(line) = filled.get(at).copied() {
        let stack = stack_at(lines, filled.get(at..).unwrap_or_default());
        let has_field = lines.line(line).iter().any(|word| is_field(&lines.text(word)));
        if stack.is_empty() && !has_field {
            if !begun || is_title(lines, line) {
                body.plain(line);
            } else if is_amount(lines, line) {
                stray(body, &[line]);
            } else {
                pending.push(line);
            }
            at += 1;
            continue;
        }
        begun = true;
        let last = stack.last().copied().unwrap_or(line);
        let end = filled.partition_point(|line| *line <= last);
        let own = filled.get(at..end).unwrap_or_default();
        let (mut pairs, mut parts) = pairs(lines, own, &stack);
        if pairs.first().is_some_and(|pair| pair.field == Some(Field::Heading) && !stack.is_empty()) {
            stray(body, &pending);
            headed(body, own, &stack, &pairs);
            (pending, at) = (Vec::new(), end);
            continue;
        }
        // As many lines below as above; an objective ends where another label begins.
        let long = pairs.iter().any(Pair::is_long);
        let rest = filled.get(end..).unwrap_or_default();
        let is_value = |index: usize, line: usize| {
            let label = lines.line(line).iter().any(|word| is_field(&lines.text(word)));
            !label && !is_title(lines, line) && stack_at(lines, rest.get(index..).unwrap_or_default()).is_empty()
        };
        let most = if long { rest.len() } else { pending.len() };
        let below = rest.iter().enumerate().take(most).take_while(|(index, line)| is_value(*index, **line)).count();
        for line in pending.drain(..).chain(rest.iter().take(below).copied()) {
            parts.extend(lines.line(line).iter().cloned());
        }
        let parts = crate::order::sorted(parts, |word| word.inks.start as u128);
        let strays = give(lines, &mut pairs, parts);
        body.grid.strays.extend(strays.iter().map(|word| lines.span(word)));
        put(body, pairs);
        at = end + below;
    }
    stray(body, &pending);
}

fn is_title(lines: &Lines<'_>, line: usize) -> bool {
    let text = lines.line_text(line);
    lexicon::FORM_TITLES.iter().any(|title| text.contains(title)) || (text.starts_with('(') && text.ends_with("年度)"))
}

/// Whether a line is a label that nobody knows and an amount of money: no part of a text beside it.
fn is_amount(lines: &Lines<'_>, line: usize) -> bool {
    let [_, amount] = lines.line(line) else { return false };
    let text = lines.text(amount);
    let number = lexicon::MONEY_UNITS.iter().find_map(|(unit, _)| text.strip_suffix(unit));
    number_from_text(number.unwrap_or(&text)).is_some()
}

/// What nobody can place.
fn stray(body: &mut Body<'_, '_>, of: &[usize]) {
    for line in of {
        for word in body.lines.line(*line) {
            body.grid.strays.push(body.lines.span(word));
        }
    }
}

/// The lines of a label that runs down the side, from the first of some lines on; none where none begins there.
fn stack_at(lines: &Lines<'_>, of: &[usize]) -> Vec<usize> {
    const MOST: usize = 16;
    let mut text = String::new();
    let mut stack = Vec::new();
    let mut whole = 0;
    for line in of.iter().take(MOST) {
        let Some(first) = lines.line(*line).first() else { continue };
        let own = lines.text(first);
        let more = text.clone() + &own;
        if begins_field(&more) {
            text = more;
            stack.push(*line);
            if is_field(&text) {
                whole = stack.len();
            }
        } else if stack.is_empty() {
            break;
        }
    }
    stack.truncate(whole);
    if whole > 1 { stack } else { Vec::new() }
}

/// The labels of some lines with what stands behind them; the first one may run down the side. Beside it, lines without
/// labels are parts of cells that are broken, where others stand beside these.
fn pairs(lines: &Lines<'_>, own: &[usize], stack: &[usize]) -> (Vec<Pair>, Vec<Word>) {
    let mut side = Pair::default();
    let mut pairs: Vec<Pair> = Vec::new();
    let mut parts: Vec<Word> = Vec::new();
    for line in own {
        let mut words = lines.line(*line);
        if let [first, more @ ..] = words
            && stack.contains(line)
        {
            side.label.push(first.clone());
            words = more;
        }
        let alone = !words.iter().any(|word| is_field(&lines.text(word)));
        let mut open: Option<Pair> = None;
        for (at, word) in words.iter().enumerate() {
            let is_unknown = || {
                let is_filled = open.as_ref().is_some_and(|open| !open.value.is_empty() && !open.is_long());
                let goes_on = words.get(at + 1).is_some_and(|next| !is_field(&lines.text(next)));
                is_filled && goes_on && lexicon::is_likely_label(&lines.text(word))
            };
            let own = field(&lines.text(word));
            if own.is_some() || is_unknown() {
                pairs.extend(open.take());
                open = Some(Pair { label: vec![word.clone()], field: own, value: Vec::new() });
            } else if let Some(open) = &mut open {
                open.value.push(word.clone());
            } else if alone {
                parts.push(word.clone());
            } else {
                side.value.push(word.clone());
            }
        }
        pairs.extend(open);
    }
    let text: String = side.label.iter().map(|word| lines.text(word)).collect();
    side.field = field(&text);
    if pairs.is_empty() {
        side.value.append(&mut parts);
    }
    if !stack.is_empty() || !side.value.is_empty() {
        pairs.insert(0, side);
    }
    (pairs, parts)
}

/// Gives lines without labels to the pair whose value they are parts of: to the only one that is long, to the one that has
/// nothing else, or to the one whose lines are as wide. What nobody can place makes doubtful what it may belong to: neither is
/// read.
fn give(lines: &Lines<'_>, pairs: &mut [Pair], parts: Vec<Word>) -> Vec<Word> {
    let Some(first) = parts.first() else { return parts };
    if let Some(pair) = pairs.iter_mut().find(|pair| pair.is_long()) {
        pair.value.extend(parts);
        return Vec::new();
    }
    let alone = parts.windows(2).all(|two| !matches!(two, [one, other] if one.line == other.line));
    let wide = width(lines, first);
    let own_width = |pair: &Pair| pair.value.iter().map(|word| width(lines, word)).sum::<usize>();
    let open = |pair: &Pair| !matches!(pair.field, None | Some(Field::Heading | Field::OtherSet | Field::Money(_)));
    let fits = |pair: &Pair| open(pair) && (pair.value.is_empty() || own_width(pair).abs_diff(wide) < 2);
    let fitting: Vec<usize> = (0..pairs.len()).filter(|at| pairs.get(*at).is_some_and(fits)).collect();
    let is_empty = |at: &usize| pairs.get(*at).is_some_and(|pair| pair.value.is_empty());
    let empty: Vec<usize> = fitting.iter().copied().filter(is_empty).collect();
    let only = match (empty.as_slice(), fitting.as_slice()) {
        ([only], _) | ([], [only]) if alone => pairs.get_mut(*only),
        _ => None,
    };
    if let Some(pair) = only {
        pair.value.extend(parts);
        return Vec::new();
    }
    let mut strays = parts;
    for pair in pairs.iter_mut().filter(|pair| open(pair)) {
        strays.append(&mut pair.value);
    }
    strays
}

/// A row of labels and values.
fn put(body: &mut Body<'_, '_>, pairs: Vec<Pair>) {
    let mut row: Vec<GridCell> = Vec::new();
    for pair in pairs {
        for words in [pair.label, pair.value] {
            let words = crate::order::sorted(words, |word| word.inks.start as u128);
            let pieces: Vec<_> = words.iter().map(|word| body.lines.span(word)).collect();
            if !pieces.is_empty() {
                row.push(GridCell { pieces, column: row.len() });
            }
        }
    }
    body.grid.rows.push(row);
}

/// The rows beside a heading that runs down the side.
fn headed(body: &mut Body<'_, '_>, own: &[usize], stack: &[usize], pairs: &[Pair]) {
    let lines = body.lines;
    let heading = pairs.first().map(|pair| pair.label.as_slice()).unwrap_or_default();
    for (index, line) in own.iter().enumerate() {
        let mut row: Vec<GridCell> = Vec::new();
        if index == 0 {
            row.push(GridCell { pieces: heading.iter().map(|word| lines.span(word)).collect(), column: 0 });
        }
        for word in lines.line(*line).iter().skip(usize::from(stack.contains(line))) {
            row.push(GridCell { pieces: vec![lines.span(word)], column: row.len() });
        }
        body.grid.rows.push(row);
    }
}
