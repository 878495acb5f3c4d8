//! Which column every word stands in: columns are parted where no word crosses, and a head tells what each of them is.

use super::heads::HeadCell;
use super::lines::Word;

/// A stretch of character columns that words fill together, and the head above it.
#[derive(Clone, Debug)]
struct Stretch {
    start: usize,
    end: usize,
    head: Option<usize>,
    /// On how many lines it is filled, and on how many of them its neighbour with a head is too, left and right.
    filled: usize,
    beside: [usize; 2],
}

/// No page is wider than this many characters.
const WIDEST: usize = 2000;

/// The column of every word, counted by the heads; `None` where a word stands under no head. `words` are in order.
pub(super) fn columns(heads: &[HeadCell], words: &[Word]) -> Vec<Option<usize>> {
    let crossed = crossed(words);
    let mut stretches = stretches(heads, words, &crossed);
    weigh(words, &mut stretches);
    let owners: Vec<Option<usize>> = (0..stretches.len()).map(|at| owner(&stretches, heads, at)).collect();
    let column = |word: &Word| {
        let at = stretch_of(&stretches, word)?;
        owners.get(at).copied().flatten()
    };
    words.iter().map(column).collect()
}

/// How many words cross each border between two character columns.
fn crossed(words: &[Word]) -> Vec<usize> {
    let mut crossed = vec![0_usize; WIDEST + 1];
    for word in words {
        let inner = crossed.get_mut(word.start + 1..word.end.min(WIDEST));
        inner.unwrap_or_default().iter_mut().for_each(|count| *count += 1);
    }
    crossed
}

/// The stretches from left to right, each with at most one head; heads above nothing are stretches too.
fn stretches(heads: &[HeadCell], words: &[Word], crossed: &[usize]) -> Vec<Stretch> {
    let mut filled = vec![false; WIDEST + 1];
    for word in words {
        filled.get_mut(word.start..word.end.min(WIDEST)).unwrap_or_default().fill(true);
    }
    let mut found: Vec<Stretch> = Vec::new();
    let new = |start: usize, end: usize, head: Option<usize>| Stretch { start, end, head, filled: 0, beside: [0; 2] };
    for (at, _) in filled.iter().enumerate().filter(|(_, filled)| **filled) {
        match found.last_mut() {
            Some(last) if last.end == at && crossed.get(at).is_some_and(|count| *count > 0) => last.end = at + 1,
            _ => found.push(new(at, at + 1, None)),
        }
    }
    for (index, head) in heads.iter().enumerate() {
        let shared = |stretch: &Stretch| head.end.min(stretch.end).saturating_sub(head.start.max(stretch.start));
        let best = found.iter().enumerate().max_by_key(|(_, stretch)| shared(stretch));
        let best = best.filter(|(_, stretch)| shared(stretch) > 0).map(|(at, _)| at);
        let Some(at) = best else {
            let at = found.partition_point(|stretch| stretch.start < head.start);
            found.insert(at, new(head.start, head.end, Some(index)));
            continue;
        };
        let Some(stretch) = found.get_mut(at) else { continue };
        let Some(other) = stretch.head.and_then(|other| heads.get(other)) else {
            stretch.head = Some(index);
            continue;
        };
        // Two heads over one stretch: parted where the fewest words cross.
        let (from, until) = (middle(other).max(stretch.start + 1), middle(head).min(stretch.end - 1));
        let gap = usize::midpoint(other.end, head.start);
        let cut = (from..=until).min_by_key(|at| (crossed.get(*at).copied(), at.abs_diff(gap))).unwrap_or(head.start);
        let right = new(cut, stretch.end.max(cut + 1), Some(index));
        stretch.end = cut;
        found.insert(at + 1, right);
    }
    found
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

/// Counts the lines of every stretch, and those on which the next stretch with a head is filled too.
fn weigh(words: &[Word], stretches: &mut [Stretch]) {
    const NEAR: usize = 12;
    for line in words.chunk_by(|one, next| one.line == next.line) {
        let places: Vec<Option<usize>> = line.iter().map(|word| stretch_of(stretches, word)).collect();
        for (at, place) in places.iter().enumerate() {
            let Some(place) = *place else { continue };
            let left = (0..place).rev().find(|at| stretches.get(*at).is_some_and(|stretch| stretch.head.is_some()));
            let right = (place + 1..stretches.len())
                .find(|at| stretches.get(*at).is_some_and(|stretch| stretch.head.is_some()));
            let near = places.get(at.saturating_sub(NEAR)..(at + NEAR).min(places.len())).unwrap_or_default();
            let has = |other: Option<usize>| usize::from(other.is_some() && near.contains(&other));
            let (left, right) = (has(left), has(right));
            if let Some(stretch) = stretches.get_mut(place) {
                stretch.filled += 1;
                stretch.beside = [stretch.beside[0] + left, stretch.beside[1] + right];
            }
        }
    }
}

/// The head of a stretch: its own, or that of the neighbour which is never filled on the same line.
fn owner(stretches: &[Stretch], heads: &[HeadCell], at: usize) -> Option<usize> {
    let stretch = stretches.get(at)?;
    if stretch.head.is_some() {
        return stretch.head;
    }
    let left = stretches.get(..at)?.iter().rev().find_map(|left| left.head);
    let right = stretches.get(at..)?.iter().find_map(|right| right.head);
    let far = |head: Option<usize>| {
        let head = head.and_then(|head| heads.get(head))?;
        Some(head.start.saturating_sub(stretch.end).max(stretch.start.saturating_sub(head.end)))
    };
    let sides = [(left, stretch.beside[0], far(left)), (right, stretch.beside[1], far(right))];
    let best = sides.into_iter().filter(|(head, ..)| head.is_some()).min_by_key(|(_, beside, far)| (*beside, *far));
    best.filter(|(_, beside, _)| beside * 3 <= stretch.filled).and_then(|(head, ..)| head)
}
