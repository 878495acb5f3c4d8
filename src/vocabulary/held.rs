//! Which word lists a text holds, in one walk over its characters: a bit per list.

use std::sync::OnceLock;

use super::words;
use crate::order::order;

/// One of the lists, as a bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct List(u64);

macro_rules! lists {
    ($($name:ident)*) => {
        #[derive(Clone, Copy)]
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "they are the names of the lists")]
        enum Number { $($name),* }

        $(pub(super) const $name: List = List(1 << Number::$name as u8);)*

        const ALL: &[&str] = &[$(words::$name),*];
    };
}

lists! {
    RATIO_ENDINGS SHARE_ENDINGS NO_RATIO FIXED_RATES QUOTA_WORDS BAD_EVENTS BAD_WORK REDUCING POSITIVE POSITIVE_SHARES
    COSTLY CLOSED OPEN ON_TIME UPTIME QUANTITIES NO_QUANTITIES PACES INDICES GENERIC GENERIC_RATES DEADLINES
    SPANS_OF_USE COMPLAINTS APPROVAL ACCEPTED PASSED_BY_OTHERS SUPPLIERS_STAFF SKILLS ATTENDANCE ATTENDED_BY_OTHERS
    DELIVERED DELIVERIES PERFORMANCE PAID_OUT CLASSES WISHES COUNTED MEASURES DOING GROWTH
    VAGUE VAGUE_ALONE SCALES FACTS PRODUCING DELIVERABLES DATE_WORDS
}

/// The lists of which a text holds a word: somewhere, at its end, or as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Held {
    inside: u64,
    at_end: u64,
    whole: u64,
}

impl Held {
    /// The lists that a text holds words of.
    pub(super) fn of(text: &str) -> Self {
        let index = index();
        let mut held = Self::default();
        for (at, ch) in text.char_indices() {
            let rest = text.get(at..).unwrap_or_default();
            for (word, lists) in index.words_of(ch) {
                if rest.starts_with(word) {
                    held.inside |= lists;
                    let ends = word.len() == rest.len();
                    held.at_end |= if ends { *lists } else { 0 };
                    held.whole |= if ends && at == 0 { *lists } else { 0 };
                }
            }
        }
        held
    }

    /// Whether one of the words stands somewhere.
    pub(super) const fn inside(self, list: List) -> bool {
        self.inside & list.0 != 0
    }

    /// Whether the text ends in one of the words.
    pub(super) const fn at_end(self, list: List) -> bool {
        self.at_end & list.0 != 0
    }

    /// Whether the text is one of the words.
    pub(super) const fn whole(self, list: List) -> bool {
        self.whole & list.0 != 0
    }
}

/// The words of all lists by their first character.
struct Index {
    words: Vec<(&'static str, u64)>,
    /// By slot: where the words of a character begin; those of the next slot end them.
    starts: Vec<u32>,
}

/// ASCII, then the Chinese characters of every day; words begin with nothing else.
fn slot(ch: char) -> Option<usize> {
    match u32::from(ch) {
        number @ 0..0x80 => Some(number as usize),
        number @ 0x4e00..=0x9fff => Some(number as usize - 0x4e00 + 0x80),
        _ => None,
    }
}

impl Index {
    fn words_of(&self, ch: char) -> &[(&'static str, u64)] {
        let range =
            slot(ch).and_then(|slot| Some(*self.starts.get(slot)? as usize..*self.starts.get(slot + 1)? as usize));
        range.and_then(|range| self.words.get(range)).unwrap_or_default()
    }
}

fn count(index: &Index) -> u32 {
    u32::try_from(index.words.len()).unwrap_or(u32::MAX)
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let words: Vec<(usize, &str, u64)> = ALL
            .iter()
            .enumerate()
            .flat_map(|(bit, list)| list.split([' ', ';']).map(move |word| (word, 1_u64 << bit)))
            .filter_map(|(word, list)| Some((slot(word.chars().next()?)?, word, list)))
            .collect();
        let mut index = Index { words: Vec::with_capacity(words.len()), starts: Vec::new() };
        for at in order(words.iter().map(|(slot, ..)| *slot as u128)) {
            let Some((slot, word, list)) = words.get(at) else { continue };
            let next = count(&index);
            index.starts.resize((slot + 1).max(index.starts.len()), next);
            let start = index.starts.get(*slot).map_or(0, |start| *start as usize);
            match index.words.iter_mut().skip(start).find(|(other, _)| other == word) {
                Some((_, lists)) => *lists |= list,
                None => index.words.push((word, *list)),
            }
        }
        let end = count(&index);
        index.starts.push(end);
        index
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_stand() {
        let held = Held::of("按期完成率");
        assert!(
            held.inside(ON_TIME) && !held.at_end(ON_TIME) && held.at_end(RATIO_ENDINGS) && !held.whole(RATIO_ENDINGS)
        );
        assert!(Held::of("完成率").whole(GENERIC_RATES) && Held::of("无事故").whole(FACTS));
        assert_eq!(Held::of(""), Held::default());
    }

    #[test]
    fn every_word_is_found_in_itself() {
        for (bit, list) in ALL.iter().enumerate() {
            for word in list.split(' ') {
                assert!(Held::of(word).whole(List(1 << bit)), "{word}");
            }
        }
    }
}
