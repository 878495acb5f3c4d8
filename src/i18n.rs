//! [`Locale`] and [`Text`]: every sentence in both languages, and how numbers and money are written.

use std::sync::OnceLock;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The language of what is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Locale {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// One sentence in both languages. A missing translation does not compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// Simplified Chinese.
    pub zh: &'static str,
    /// English, where the program carries it (see [`set_english`]).
    #[cfg(not(all(feature = "app", target_arch = "wasm32")))]
    pub en: &'static str,
}

/// A sentence: Chinese, English. The page's program leaves the English out, since it is loaded beside it and found by the
/// Chinese (see [`set_english`] and scripts/finish_dist.mjs): who reads Chinese does not load it first.
macro_rules! text {
    ($zh:literal, $en:literal) => {
        $crate::i18n::Text {
            zh: $zh,
            #[cfg(not(all(feature = "app", target_arch = "wasm32")))]
            en: $en,
        }
    };
}
pub(crate) use text;

static ENGLISH: OnceLock<fn(&'static str) -> &'static str> = OnceLock::new();

/// Says where the English of a Chinese sentence is found, in a program that was built without it.
pub fn set_english(lookup: fn(&'static str) -> &'static str) {
    // Only the first call counts; the program makes one.
    let _ = ENGLISH.set(lookup);
}

impl Text {
    /// The sentence in one language.
    #[cfg(not(all(feature = "app", target_arch = "wasm32")))]
    pub const fn get(self, locale: Locale) -> &'static str {
        match locale {
            Locale::Zh => self.zh,
            Locale::En => self.en,
        }
    }

    /// The sentence in one language.
    #[cfg(all(feature = "app", target_arch = "wasm32"))]
    pub fn get(self, locale: Locale) -> &'static str {
        match (locale, ENGLISH.get()) {
            (Locale::En, Some(lookup)) => lookup(self.zh),
            _ => self.zh,
        }
    }

    /// The sentence with its `{placeholders}` filled. A placeholder without a value stays as it is, so that it is seen.
    pub fn fill(self, locale: Locale, values: &[(&str, &str)]) -> String {
        fill(self.get(locale), values)
    }
}

/// Fills `{placeholders}`. Values are inserted once and never read as placeholders themselves.
pub fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(sentence.len() + 32);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((key, tail)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            break;
        };
        match values.iter().find(|(name, _)| *name == key) {
            Some((_, value)) => filled.push_str(value),
            None => filled.extend(["{", key, "}"]),
        }
        rest = tail;
    }
    filled.push_str(rest);
    filled
}

/// A number with its written decimals and thousands commas: `2,754.66`.
pub fn grouped(number: Decimal) -> String {
    let plain = number.to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_once() {
        let text = text!("“{name}”写作“{target}”", "{name}: {missing");
        assert_eq!(text.fill(Locale::Zh, &[("name", "{target}"), ("target", "5%")]), "“{target}”写作“5%”");
        assert_eq!(text.fill(Locale::En, &[("name", "x")]), "x: {missing");
    }

    #[test]
    fn money_keeps_its_decimals_and_gets_commas() {
        for (number, text) in
            [("2754.66", "2,754.66"), ("7.00", "7.00"), ("-1234567", "-1,234,567"), ("0", "0"), ("999", "999")]
        {
            assert_eq!(grouped(number.parse().expect("a number")), text);
        }
    }
}
