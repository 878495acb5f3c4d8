//! Which word lists a text holds, in one walk over its characters: a bit per list.

use std::sync::OnceLock;

use super::index::{Index, words_of};
use super::words;

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
    SPANS_OF_USE COMPLAINTS APPROVAL ACCEPTED PASSED_BY_OTHERS STAFF SUPPLIERS_STAFF SKILLS ATTENDANCE SERVED
    DELIVERED DELIVERIES PERFORMANCE PAID_OUT CLASSES WISHES COUNTED MEASURES DOING GROWTH
    VAGUE VAGUE_ALONE SCALES FACTS PRODUCING DELIVERABLES DATE_WORDS
    COUNT_UNITS NO_UNIT_WORDS RHETORIC AREAS LEGAL BACKGROUND TASKS SOFT_TASKS TASK_VERBS SUBJECTS ROUTINE
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
        for (at, _) in text.char_indices() {
            let rest = text.get(at..).unwrap_or_default();
            for (word, lists) in index.at_start(rest) {
                held.inside |= lists;
                let ends = word.len() == rest.len();
                held.at_end |= if ends { lists } else { 0 };
                held.whole |= if ends && at == 0 { lists } else { 0 };
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

/// The last word of a text that is one of two lists, and where it begins; of the two, whether it is the first's.
pub(super) fn last_of(text: &str, [first, second]: [List; 2]) -> Option<(usize, &'static str, bool)> {
    let wanted = first.0 | second.0;
    let found = text.char_indices().flat_map(|(at, _)| {
        let words = index().at_start(text.get(at..).unwrap_or_default());
        words.filter(move |(_, lists)| lists & wanted != 0).map(move |(word, lists)| (at, word, lists & first.0 != 0))
    });
    found.max_by_key(|(at, word, _)| at + word.len())
}

/// The longest word of a list that a text begins with.
pub(super) fn begins(text: &str, list: List) -> Option<&'static str> {
    let words = index().at_start(text).filter(|(_, lists)| lists & list.0 != 0);
    words.map(|(word, _)| word).max_by_key(|word| word.len())
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let lists = ALL.iter().enumerate();
        Index::of(lists.flat_map(|(bit, list)| words_of(list).map(move |word| (word, 1 << bit))))
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
        assert_eq!(last_of("投诉处理差错率", [BAD_EVENTS, BAD_WORK]), Some((12, "差错", false)));
        assert_eq!((begins("平方公里", COUNT_UNITS), begins("率", COUNT_UNITS)), (Some("平方公里"), None));
    }

    #[test]
    fn every_word_is_found_in_itself() {
        for (bit, list) in ALL.iter().enumerate() {
            for word in words_of(list) {
                assert!(Held::of(word).whole(List(1 << bit)), "{word}");
            }
        }
    }
}
