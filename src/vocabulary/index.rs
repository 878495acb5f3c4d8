//! Words by their first character, so that one walk over a text finds all of them.

use crate::order::order;

/// Words by their first character, each with a number: a bit per list that holds it, or its place in a list.
pub(super) struct Index {
    words: Vec<(&'static str, u64)>,
    /// By slot: where the words of a character begin; those of the next slot end them.
    starts: Vec<u32>,
}

/// ASCII, then the marks and characters of Chinese from the full stop on; words begin with nothing else.
fn slot(ch: char) -> Option<usize> {
    match u32::from(ch) {
        number @ 0..0x80 => Some(number as usize),
        number @ 0x3000..=0x9fff => Some(number as usize - 0x3000 + 0x80),
        _ => None,
    }
}

/// The words of a list; of entries that say more about them, the words alone.
pub(super) fn words_of(list: &'static str) -> impl Iterator<Item = &'static str> {
    let between = if list.contains('|') { ';' } else { ' ' };
    list.split(between).filter_map(|entry| entry.split('|').next())
}

impl Index {
    /// The index of words; the numbers of equal words become one with the bits of all.
    pub(super) fn of(words: impl Iterator<Item = (&'static str, u64)>) -> Self {
        let words: Vec<(usize, &str, u64)> =
            words.filter_map(|(word, number)| Some((slot(word.chars().next()?)?, word, number))).collect();
        let mut index = Self { words: Vec::with_capacity(words.len()), starts: Vec::new() };
        for at in order(words.iter().map(|(slot, ..)| *slot as u128)) {
            let Some((slot, word, number)) = words.get(at) else { continue };
            let next = index.count();
            index.starts.resize((slot + 1).max(index.starts.len()), next);
            let start = index.starts.get(*slot).map_or(0, |start| *start as usize);
            match index.words.iter_mut().skip(start).find(|(other, _)| other == word) {
                Some((_, numbers)) => *numbers |= number,
                None => index.words.push((word, *number)),
            }
        }
        let end = index.count();
        index.starts.push(end);
        index
    }

    fn count(&self) -> u32 {
        u32::try_from(self.words.len()).unwrap_or(u32::MAX)
    }

    /// The words that a text begins with, with their numbers.
    pub(super) fn at_start<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (&'static str, u64)> + 't {
        let slot = text.chars().next().and_then(slot);
        let range = slot.and_then(|slot| Some(*self.starts.get(slot)? as usize..*self.starts.get(slot + 1)? as usize));
        let words = range.and_then(|range| self.words.get(range)).unwrap_or_default();
        words.iter().copied().filter(|(word, _)| text.starts_with(word))
    }
}
