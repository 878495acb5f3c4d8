//! A name of an indicator, with what every rule asks of it worked out once.

use super::held::{Held, List};
use super::{Concept, concept_of, is_chinese, last_bad_word, last_is_approval, last_is_bad, plain};

/// A name of an indicator, with what every rule asks of it worked out once.
#[derive(Clone, Debug)]
pub struct Name {
    text: String,
    plain: String,
    base: String,
    held: Held,
    pub(super) is_adverse: bool,
    pub(super) is_satisfaction: bool,
    pub(super) concept: Option<Concept>,
}

impl Name {
    /// The name as the form prints it.
    pub fn of(text: &str) -> Self {
        let plain = plain(text);
        let base = of_plain(&plain);
        let held = Held::of(&base);
        let is_satisfaction = held.inside(super::held::APPROVAL) && last_is_approval(&base);
        let text = text.to_owned();
        let mut name = Self { text, plain, base, held, is_adverse: false, is_satisfaction, concept: None };
        let bad = last_bad_word(&name);
        name.is_adverse = bad.as_ref().is_some_and(|bad| last_is_bad(&name, bad));
        name.concept = concept_of(&name, bad.map(|bad| bad.word));
        name
    }

    /// As printed, joined over line breaks.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// As its words are compared; see [`plain`].
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// Less everything that is not its wording; see [`base`].
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Whether the base holds a word of a list.
    pub(super) const fn holds(&self, list: List) -> bool {
        self.held.inside(list)
    }

    /// Whether the base ends in a word of a list.
    pub(super) const fn ends_in(&self, list: List) -> bool {
        self.held.at_end(list)
    }

    /// Whether the base is a word of a list.
    pub(super) const fn is_one_of(&self, list: List) -> bool {
        self.held.whole(list)
    }
}

/// A name less everything that is not its wording: brackets, formula, `%`, closing punctuation, a stray number.
pub fn base(name: &str) -> String {
    of_plain(&plain(name))
}

fn of_plain(plain: &str) -> String {
    let name = plain.trim_start_matches(['★', '*', '☆', '▲', '●', '·', '-']);
    let mut kept = String::with_capacity(name.len());
    let mut depth = 0_usize;
    for ch in name.chars() {
        match ch {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            '=' | '≥' | '≤' | '<' | '>' if depth == 0 => break,
            _ if depth == 0 => kept.push(ch),
            _ => {}
        }
    }
    let core = trim_end(&kept);
    if core.is_empty() {
        // A name that stands in brackets altogether is still a name.
        let inside: String = name.chars().filter(|ch| !"()[]【】〔〕".contains(*ch)).collect();
        return trim_end(&inside).to_owned();
    }
    core.to_owned()
}

fn trim_end(name: &str) -> &str {
    const PUNCTUATION: &str = ".。,，;、:%-—_*/";
    let name = name.trim_end_matches(|ch| PUNCTUATION.contains(ch));
    let undigited = name.trim_end_matches(|ch: char| ch.is_ascii_digit());
    let digits = name.len() - undigited.len();
    let stray = (1..=2).contains(&digits) && undigited.ends_with(is_chinese);
    if stray { undigited } else { name }
}
