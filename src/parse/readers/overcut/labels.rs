//! Level labels out of what the tool has left of them: lines in one cell, or halves on two rows, in any order.

use super::Line;
use crate::lexicon;
use crate::span::Span;

/// A line of a level column.
#[derive(Clone, Debug)]
pub(super) struct Fragment {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) line: Line,
}

/// A whole label.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) line: Line,
    /// Whether it is one of level 1.
    pub(super) is_first: bool,
    /// The first and the last row that its lines stand on.
    pub(super) rows: (usize, usize),
}

/// More lines has no label.
const MOST_LINES: usize = 4;

/// All labels of both levels; those of level 2 may lack 指标.
fn known() -> impl Iterator<Item = &'static str> {
    lexicon::LEVEL_1.iter().map(|(label, _)| *label).chain(seconds())
}

fn seconds() -> impl Iterator<Item = &'static str> {
    let short = lexicon::LEVEL_2.iter().filter_map(|(label, _)| label.strip_suffix("指标"));
    lexicon::LEVEL_2.iter().map(|(label, _)| *label).chain(short)
}

fn is_second(text: &str) -> bool {
    seconds().any(|label| label == text)
}

/// Whether a line is a whole label.
pub(super) fn is_label(text: &str) -> bool {
    known().any(|label| label == text)
}

/// Whether a line may be of a label: its characters stand in one, in this order.
pub(super) fn may_be_of(text: &str) -> bool {
    /// No label has more characters.
    const LONGEST: usize = 16;
    if text.chars().nth(LONGEST).is_some() {
        return false;
    }
    known().any(|label| {
        let mut rest = label.chars();
        text.chars().all(|ch| rest.any(|other| other == ch))
    })
}

/// Puts the labels of some rows together; `None` where something is left over.
pub(super) fn assemble(fragments: &[Fragment]) -> Option<Vec<Label>> {
    let mut columns: Vec<usize> = fragments.iter().map(|fragment| fragment.column).collect();
    columns.sort_unstable();
    columns.dedup();
    let mut found: Vec<(usize, Label)> = Vec::new();
    for column in &columns {
        let own: Vec<&Fragment> = fragments.iter().filter(|fragment| fragment.column == *column).collect();
        found.extend(whole(&own)?.into_iter().map(|label| (*column, label)));
    }
    found.sort_by_key(|(column, label)| (label.rows.0, *column));
    tell(&mut found);
    Some(found.into_iter().map(|(_, label)| label).collect())
}

/// The labels of one column, in the fewest that leave nothing over.
fn whole(fragments: &[&Fragment]) -> Option<Vec<Label>> {
    // The labels up to each line, backwards: how many lines the last of them takes.
    let mut best: Vec<Option<(usize, usize)>> = vec![Some((0, 0))];
    for end in 1..=fragments.len() {
        let step = |lines: usize| {
            let start = end.checked_sub(lines)?;
            let (count, _) = best.get(start).copied().flatten()?;
            label(fragments.get(start..end)?)?;
            Some((count + 1, lines))
        };
        best.push((1..=MOST_LINES).filter_map(step).min());
    }
    let mut labels = Vec::new();
    let mut end = fragments.len();
    while end > 0 {
        let (_, lines) = best.get(end).copied().flatten()?;
        labels.push(label(fragments.get(end - lines..end)?)?);
        end -= lines;
    }
    labels.reverse();
    Some(labels)
}

/// The label that some lines are together.
fn label(fragments: &[&Fragment]) -> Option<Label> {
    let (first, last) = (fragments.first()?, fragments.last()?);
    if fragments.windows(2).any(|pair| matches!(pair, [a, b] if b.row > a.row + 1)) {
        return None;
    }
    let chars =
        || fragments.iter().flat_map(|fragment| fragment.line.text.chars().zip(fragment.line.spans.iter().copied()));
    let line = labelled(&chars().collect::<Vec<_>>(), first.row != last.row)?;
    let is_first = lexicon::is_level_1(&line.text);
    Some(Label { line, is_first, rows: (first.row, last.row) })
}

/// The label that some characters make; `is_torn`: in any order.
fn labelled(chars: &[(char, Span)], is_torn: bool) -> Option<Line> {
    let text: String = chars.iter().map(|(ch, _)| ch).collect();
    let ordered = |text: &str| {
        let mut sorted: Vec<char> = text.chars().collect();
        sorted.sort_unstable();
        sorted
    };
    let own = ordered(&text);
    let found = known().find(|label| *label == text);
    let found =
        found.or_else(|| known().find(|label| is_torn && label.len() == text.len() && ordered(label) == own))?;
    let mut left = chars.to_vec();
    let mut spans = Vec::with_capacity(left.len());
    for ch in found.chars() {
        let at = left.iter().position(|(other, _)| *other == ch)?;
        spans.push(left.remove(at).1);
    }
    Some(Line { text: found.to_owned(), spans })
}

/// The label that a cell and the first character of the next one make, where it is none itself.
pub(super) fn completed(cell: &[Line], next: &Line) -> Option<Line> {
    let own = || cell.iter().flat_map(|line| line.text.chars().zip(line.spans.iter().copied()));
    let whole: String = own().map(|(ch, _)| ch).collect();
    if whole.is_empty() || is_label(&whole) {
        return None;
    }
    let first = next.text.chars().next().zip(next.spans.first().copied())?;
    labelled(&own().chain([first]).collect::<Vec<_>>(), true)
}

/// Tells of which level labels are that may be of both.
fn tell(found: &mut [(usize, Label)]) {
    let is_both = |text: &str| lexicon::is_level_1(text) && is_second(text);
    let of = |first: bool| -> Vec<usize> {
        let own = found.iter().filter(|(_, label)| !is_both(&label.line.text) && label.is_first == first);
        own.map(|(column, _)| *column).collect()
    };
    let (ones, twos) = (of(true), of(false));
    let last = found.iter().map(|(column, _)| *column).max();
    let first = found.iter().map(|(column, _)| *column).min();
    // On one row, the label of level 1 stands before that of level 2.
    let above: Vec<bool> = (0..found.len())
        .map(|at| {
            let (own, behind) = (found.get(at), found.get(at + 1));
            own.zip(behind).is_some_and(|((_, own), (_, next))| {
                own.rows.0 == next.rows.0 && !lexicon::is_level_1(&next.line.text) && is_second(&next.line.text)
            })
        })
        .collect();
    for ((column, label), above) in found.iter_mut().zip(above).filter(|((_, label), _)| is_both(&label.line.text)) {
        label.is_first = match (ones.contains(column), twos.contains(column)) {
            _ if above => true,
            (false, true) => false,
            // In one column with both, too.
            (true, _) => true,
            (false, false) => Some(*column) == first && (first != last || twos.is_empty()),
        };
    }
}
