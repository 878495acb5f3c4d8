//! Which column every word stands in: columns are parted where no word crosses, and a head tells what each of them is.

use std::ops::RangeInclusive;

use super::heads::HeadCell;
use super::lines::Word;

/// A stretch of character columns that words fill together, and the head above it.
#[derive(Clone, Debug)]
struct Stretch {
    start: usize,
    end: usize,
    head: Option<usize>,
    /// On how many lines it is filled, and on how many of them the stretch before it is too.
    filled: usize,
    beside: usize,
    /// On how many lines it holds two words.
    doubled: usize,
}

/// No page is wider than this many characters.
const WIDEST: usize = 2000;

/// The column of every word, counted by the heads; none where a word stands under no head. `words` are in order.
/// `against`: whether a word says what a column never holds.
pub(super) fn columns(
    all: &[HeadCell],
    words: &[Word],
    against: &dyn Fn(&HeadCell, &Word) -> bool,
) -> Vec<Option<usize>> {
    let mut heads: Vec<HeadCell> = Vec::with_capacity(all.len());
    let mut numbers: Vec<usize> = Vec::with_capacity(all.len());
    for (number, head) in all.iter().enumerate().filter(|(_, head)| !head.empty) {
        heads.push(head.clone());
        numbers.push(number);
    }
    let heads = heads.as_slice();
    let crossed = crossed(words);
    let mut stretches = stretches(words, &crossed);
    weigh(words, &mut stretches);
    part(heads, words, &mut stretches);
    weigh(words, &mut stretches);
    mend(&mut stretches);
    halve(words, &mut stretches);
    weigh(words, &mut stretches);
    // How many words of each stretch say what the column under each head never holds.
    let mut wrong = vec![vec![0; heads.len()]; stretches.len()];
    for word in words {
        if let Some(wrong) = stretch_of(&stretches, word).and_then(|at| wrong.get_mut(at)) {
            for (wrong, head) in wrong.iter_mut().zip(heads) {
                *wrong += usize::from(against(head, word));
            }
        }
    }
    let owners = owners(&stretches, heads, &wrong);
    let column = |word: &Word| {
        let at = stretch_of(&stretches, word)?;
        owners.get(at).copied().flatten().and_then(|head| numbers.get(head).copied())
    };
    words.iter().map(column).collect()
}

fn width(words: &[Word]) -> usize {
    words.iter().map(|word| word.end).max().unwrap_or_default().min(WIDEST) + 1
}

/// How many words cross each border between two character columns.
fn crossed(words: &[Word]) -> Vec<usize> {
    let mut crossed = vec![0_usize; width(words)];
    for word in words {
        let inner = crossed.get_mut(word.start + 1..word.end.min(WIDEST).max(word.start + 1));
        inner.unwrap_or_default().iter_mut().for_each(|count| *count += 1);
    }
    crossed
}

fn stretch(start: usize, end: usize, head: Option<usize>) -> Stretch {
    Stretch { start, end, head, filled: 0, doubled: 0, beside: 0 }
}

/// The stretches from left to right.
fn stretches(words: &[Word], crossed: &[usize]) -> Vec<Stretch> {
    let mut filled = vec![false; width(words)];
    for word in words {
        filled.get_mut(word.start..word.end.min(WIDEST).max(word.start)).unwrap_or_default().fill(true);
    }
    let mut found: Vec<Stretch> = Vec::new();
    for (at, _) in filled.iter().enumerate().filter(|(_, filled)| **filled) {
        match found.last_mut() {
            Some(last) if last.end == at && crossed.get(at).is_some_and(|count| *count > 0) => last.end = at + 1,
            _ => found.push(stretch(at, at + 1, None)),
        }
    }
    found
}

/// Parts the stretches that stand under several heads.
fn part(heads: &[HeadCell], words: &[Word], found: &mut Vec<Stretch>) {
    for (index, head) in heads.iter().enumerate() {
        let above = |stretch: &Stretch| head.end.min(stretch.end).saturating_sub(head.start.max(stretch.start));
        let best = (0..found.len()).max_by_key(|at| found.get(*at).map(above));
        let Some(at) = best.filter(|at| found.get(*at).is_some_and(|stretch| above(stretch) > 0)) else { continue };
        let Some(under) = found.get_mut(at) else { continue };
        let Some(other) = under.head.and_then(|other| heads.get(other)) else {
            under.head = Some(index);
            continue;
        };
        let (from, until) = (middle(other).max(under.start + 1), middle(head).min(under.end - 1));
        let gap = usize::midpoint(other.end, head.start);
        let (cut, unclear) = cut(words, under, from..=until, gap).unwrap_or((head.start, 0));
        // One column under two heads stays whole.
        if unclear * 8 <= under.filled || under.doubled * 8 > under.filled {
            let right = Stretch { start: cut, end: under.end.max(cut + 1), head: Some(index), ..under.clone() };
            under.end = cut;
            found.insert(at + 1, right);
        }
    }
}

/// Takes stretches back in that hold no words of their own, with what stands right of them: they are no columns.
fn mend(found: &mut Vec<Stretch>) {
    let mut before: Option<Stretch> = None;
    found.retain_mut(|stretch| {
        let parted = before.take().filter(|before| before.filled == 0 && before.end == stretch.start);
        if let Some(parted) = parted {
            (stretch.start, stretch.head) = (parted.start, None);
        }
        before = Some(stretch.clone());
        stretch.filled > 0
    });
}

/// Parts the stretches that still hold two words on many lines: the head of one of them stands elsewhere.
fn halve(words: &[Word], found: &mut Vec<Stretch>) {
    let mut at = 0;
    while let Some(under) = found.get(at) {
        at += 1;
        let (from, until) = (under.start + 1, under.end.saturating_sub(1));
        if under.doubled * 3 <= under.filled || under.filled < 4 || from > until {
            continue;
        }
        let Some((cut, unclear)) = cut(words, under, from..=until, usize::midpoint(from, until)) else { continue };
        let right = stretch(cut, under.end, None);
        if unclear * 8 <= under.filled
            && let Some(under) = found.get_mut(at - 1)
        {
            under.end = cut;
            found.insert(at, right);
            at += 1;
        }
    }
}

/// Where a stretch is best parted: where words cross by the fewest characters, and words of one line come apart. Tells too how many words then stand on
/// both sides, and not just a little over the border.
fn cut(words: &[Word], under: &Stretch, places: RangeInclusive<usize>, gap: usize) -> Option<(usize, usize)> {
    let over = |word: &Word, at: usize| at.saturating_sub(word.start).min(word.end.saturating_sub(at));
    let within: Vec<&Word> = words.iter().filter(|word| word.shared(under.start, under.end) > 0).collect();
    let right = |word: &Word, at: usize| word.start + word.end > 2 * at;
    let all = |at: usize| {
        let mut sum = 0;
        let mut before: Option<&Word> = None;
        for word in &within {
            let together =
                before.is_some_and(|before| before.line == word.line && right(before, at) == right(word, at));
            sum += over(word, at) + usize::from(together) * 3;
            before = Some(word);
        }
        sum
    };
    let cut = places.min_by_key(|at| (all(*at), at.abs_diff(gap)))?;
    Some((cut, within.iter().filter(|word| over(word, cut) * 4 > word.end - word.start).count()))
}

/// How much of a stretch a head covers. Tools count a full-width character as one column, but place words by their
/// width: so a head reaches twice as far, up to the next one.
fn shared(heads: &[HeadCell], index: usize, stretch: &Stretch) -> usize {
    let start = heads.get(index).map_or(0, |head| head.start);
    reach(heads, index).min(stretch.end).saturating_sub(start.max(stretch.start))
}

fn reach(heads: &[HeadCell], index: usize) -> usize {
    let Some(head) = heads.get(index) else { return 0 };
    let next = heads.get(index + 1).map_or(usize::MAX, |next| next.start);
    (head.end + head.end - head.start).min(next).max(head.end)
}

fn middle(head: &HeadCell) -> usize {
    usize::midpoint(head.start, head.end)
}

/// The stretch that holds most of a word.
fn stretch_of(stretches: &[Stretch], word: &Word) -> Option<usize> {
    let from = stretches.partition_point(|stretch| stretch.end <= word.start);
    let until = stretches.partition_point(|stretch| stretch.start < word.end);
    (from..until).max_by_key(|at| stretches.get(*at).map(|stretch| word.shared(stretch.start, stretch.end)))
}

/// Counts the lines of every stretch, those with two words in it, and those on which the stretch before is filled too.
fn weigh(words: &[Word], stretches: &mut [Stretch]) {
    for stretch in stretches.iter_mut() {
        (stretch.filled, stretch.doubled, stretch.beside) = (0, 0, 0);
    }
    let mut before: Option<(usize, usize)> = None;
    for word in words {
        let Some(place) = stretch_of(stretches, word) else { continue };
        let left = before.filter(|(line, _)| *line == word.line).map(|(_, place)| place);
        if let Some(stretch) = stretches.get_mut(place) {
            stretch.filled += usize::from(left != Some(place));
            stretch.doubled += usize::from(left == Some(place));
            stretch.beside += usize::from(left.is_some_and(|left| left + 1 == place));
        }
        before = Some((word.line, place));
    }
}

/// The heads of the stretches: from left to right, near each other, and never one for two that are filled on the same
/// lines. A stretch may have no head.
fn owners(stretches: &[Stretch], heads: &[HeadCell], wrong: &[Vec<usize>]) -> Vec<Option<usize>> {
    const NONE: usize = 120;
    const BOTH: usize = 30;
    // What it costs for each line that a stretch has another head than the one it stands under.
    const OTHER: usize = 2;
    // What it costs for each word that says what its column never holds.
    const WRONG: usize = 12;
    // For every stretch and head: the least cost with that head as the last one given, and the stretch's own head.
    let mut costs: Vec<usize> = vec![0; heads.len() + 1];
    let mut given: Vec<usize> = vec![usize::MAX; heads.len() + 1];
    let mut steps: Vec<Vec<(usize, bool)>> = Vec::with_capacity(stretches.len());
    for (stretch, wrong) in stretches.iter().zip(wrong) {
        let most = (0..heads.len()).map(|head| shared(heads, head, stretch)).max().unwrap_or_default();
        let (mut next, mut last, mut step) = (Vec::new(), Vec::new(), Vec::new());
        // `state` counts the heads that are passed: state 1 means that the first one was given last.
        for state in 0..=heads.len() {
            let mut best =
                (costs.get(state).copied().unwrap_or(usize::MAX).saturating_add(NONE + stretch.filled), state, false);
            if let Some(head) = state.checked_sub(1) {
                let covered = shared(heads, head, stretch);
                let own = if covered > 0 { most - covered } else { most + 1 + gap(heads, head, stretch) };
                let other = stretch.head.is_some_and(|under| under != head);
                let wrong = wrong.get(head).copied().unwrap_or_default() * WRONG;
                let own = own + wrong + if other { (stretch.filled * OTHER).min(NONE) } else { 0 };
                for (old, cost) in costs.iter().enumerate().take(state + 1) {
                    let again = old == state && given.get(old).is_some_and(|given| *given == head);
                    let both = if again { stretch.beside * BOTH } else { 0 };
                    let sum = cost.saturating_add(own + both);
                    if sum < best.0 {
                        best = (sum, old, true);
                    }
                }
            }
            next.push(best.0);
            last.push(if best.2 { state - 1 } else { usize::MAX });
            step.push((best.1, best.2));
        }
        (costs, given) = (next, last);
        steps.push(step);
    }
    let mut state = (0..costs.len()).min_by_key(|state| costs.get(*state)).unwrap_or_default();
    let mut owners = Vec::with_capacity(stretches.len());
    for step in steps.iter().rev() {
        let (old, owned) = step.get(state).copied().unwrap_or_default();
        owners.push(if owned { state.checked_sub(1) } else { None });
        state = old;
    }
    owners.reverse();
    owners
}

/// How far a stretch lies from a head.
fn gap(heads: &[HeadCell], index: usize, stretch: &Stretch) -> usize {
    let start = heads.get(index).map_or(0, |head| head.start);
    start.saturating_sub(stretch.end).max(stretch.start.saturating_sub(reach(heads, index)))
}
