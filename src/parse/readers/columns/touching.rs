//! Words of tables that touch each other, for they fill their columns or reach beyond their page.

use super::heads::{Head, number};
use super::lines::{Lines, Word};
use crate::lexicon;

/// Where words come apart that fill their columns or reach beyond their page, and so touch what stands beside them.
pub(super) fn cuts(lines: &Lines<'_>, first: &Head, word: &Word) -> Vec<usize> {
    const WIDEST: usize = 40;
    if word.line <= first.last || lines.line(word.line).len() > WIDEST {
        return Vec::new();
    }
    let mut cuts = touching_heads(lines, first, word);
    cuts.extend(touching_numbers(lines, word).unwrap_or_default());
    cuts.extend(touching_label(lines, first, word));
    cuts.extend(touching_objective(lines, first, word));
    cuts.sort_unstable();
    cuts.dedup();
    cuts.retain(|at| (1..word.inks.len()).contains(at));
    cuts
}

/// Before which characters of a word a head of the first table begins and ends again, between what reaches beyond its page
/// and touches it.
fn touching_heads(lines: &Lines<'_>, first: &Head, word: &Word) -> Vec<usize> {
    const OTHERS: usize = 3;
    let heads = first.cells.iter().filter(|cell| cell.words.len() == 1).flat_map(|cell| &cell.words);
    let heads: Vec<String> = heads.map(|head| lines.text(head)).collect();
    let others = lines.line(word.line).iter().filter(|other| heads.contains(&lines.text(other))).count();
    let text = lines.text(word);
    if others < OTHERS || heads.contains(&text) {
        return Vec::new();
    }
    let mut cuts: Vec<usize> = Vec::new();
    for head in heads.iter().filter(|head| head.chars().count() > 3) {
        if let Some((before, _)) = text.split_once(head.as_str()) {
            let at = before.chars().count();
            cuts.extend([at, at + head.chars().count()]);
        }
    }
    cuts
}

/// Before and behind which characters of a word the numbers of columns stand, which those right of it tell.
fn touching_numbers(lines: &Lines<'_>, word: &Word) -> Option<Vec<usize>> {
    const OTHERS: usize = 3;
    let right = lines.line(word.line).iter().skip_while(|other| other.start <= word.start);
    let numbers: Vec<Option<usize>> = right.map(|other| number(&lines.text(other))).collect();
    let at = numbers.iter().position(Option::is_some)?;
    let first = numbers.get(at).copied().flatten()?;
    let rises = numbers.iter().skip(at).zip(first..).all(|(number, wanted)| *number == Some(wanted));
    let own = first.checked_sub(at + 1).filter(|own| *own > 0 && rises && numbers.len() >= at + OTHERS)?;
    let text = lines.text(word);
    let mut before = text.strip_suffix(&own.to_string())?;
    let mut cuts = vec![before.chars().count()];
    let is_digit = |ch: char| ch.is_ascii_digit();
    let is_clear = !before.ends_with(is_digit);
    // Those before it are in the same word, but for the first where a name holds it.
    let before_it = lines.line(word.line).iter().take_while(|other| other.start < word.start).count();
    let least = if before_it < 2 { before_it + 1 } else { own };
    for own in (least..own).rev() {
        let Some((rest, behind)) = before.rsplit_once(&own.to_string()) else { break };
        // Beside other digits nobody knows which of them it is.
        if before_it > 0 && (rest.ends_with(is_digit) || behind.starts_with(is_digit)) {
            break;
        }
        before = rest;
        let at = before.chars().count();
        cuts.extend([at, at + 1]);
    }
    // Two numbers may touch each other too.
    if own > 1 && before == (own - 1).to_string() {
        return Some(cuts);
    }
    is_clear.then_some(cuts)
}

/// Before which character of a word the first of numbered objectives begins, behind the name of a project that fills its column.
fn touching_objective(lines: &Lines<'_>, first: &Head, word: &Word) -> Option<usize> {
    let text = lines.text(word);
    if !first.is_flat() || first.cells.first().is_none_or(|names| word.start >= names.end) {
        return None;
    }
    let begins = |at: &usize| {
        let (before, rest) = text.split_at_checked(*at).unwrap_or_default();
        let number = rest.strip_prefix("目标").unwrap_or(rest);
        let behind = number.trim_start_matches(|ch: char| ch.is_ascii_digit());
        // A year may end the name before 目标1.
        let is_apart = before.ends_with(char::is_alphabetic) || (!before.is_empty() && number.len() < rest.len());
        is_apart && behind.len() < number.len() && behind.starts_with([':', '.'])
    };
    let at = text.char_indices().map(|(at, _)| at).find(begins)?;
    text.get(..at).map(|before| before.chars().count())
}

/// Behind which character of a word a level label ends that fills its column, and so touches the label of level 2, or the name;
/// its rest stands below.
fn touching_label(lines: &Lines<'_>, first: &Head, word: &Word) -> Option<usize> {
    const SHORTEST: usize = 4;
    const BELOW: usize = 5;
    const ABOVE: usize = 2;
    let text = lines.text(word);
    // An objective that fills its column touches the label of level 1, which one of level 2 follows.
    let next = lines.line(word.line).iter().find(|other| other.start > word.start).map(|next| lines.text(next));
    let second = |next: &String| {
        next.chars().nth(1).is_some() && lexicon::LEVEL_2.iter().any(|(label, _)| label.starts_with(next.as_str()))
    };
    let ends =
        || lexicon::LEVEL_1.iter().find_map(|(label, _)| text.strip_suffix(label)).filter(|before| !before.is_empty());
    let is_objective = first.is_flat() && !lexicon::is_level_2(&text);
    if let Some(before) = next.filter(|next| is_objective && second(next)).and_then(|_| ends()) {
        return Some(before.chars().count());
    }
    let both = |label: &&str| {
        text.strip_prefix(label).is_some_and(|rest| lexicon::LEVEL_2.iter().any(|(label, _)| label.starts_with(rest)))
    };
    if let Some(label) = lexicon::LEVEL_1.iter().map(|(label, _)| *label).find(both) {
        return Some(label.chars().count());
    }
    // Of the label of level 2 only the rest stands beside it, below its beginning.
    let above = lines.lines(word.line.saturating_sub(ABOVE), word.line);
    let begins = |begin: &str| !begin.is_empty() && above.iter().any(|above| lines.text(above) == begin);
    let is_rest = |rest: &str| {
        !rest.is_empty() && lexicon::LEVEL_2.iter().any(|(label, _)| label.strip_suffix(rest).is_some_and(begins))
    };
    let labels = || lexicon::LEVEL_1.iter().map(|(label, _)| *label);
    if let Some(label) = labels().find(|label| text.strip_prefix(label).is_some_and(is_rest)) {
        return Some(label.chars().count());
    }
    let long = |label: &str| text.chars().zip(label.chars()).take_while(|(own, other)| own == other).count();
    let label = lexicon::LEVEL_2.iter().map(|(label, _)| *label).max_by_key(|label| long(label))?;
    let cut = Some(long(label)).filter(|long| *long >= SHORTEST && *long < word.inks.len())?;
    // A name may begin as a label does, and go on with a bracket.
    if text.chars().nth(cut) == Some('(') {
        return None;
    }
    let rest: String = label.chars().skip(cut).collect();
    let below = lines.lines(word.line + 1, word.line + BELOW);
    let before = lines.line(word.line).iter().take_while(|other| other.start < word.start).last()?;
    let is_first = lexicon::is_level_1(&lines.text(before));
    (is_first && (rest.is_empty() || below.iter().any(|below| lines.text(below) == rest))).then_some(cut)
}
