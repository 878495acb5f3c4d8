//! What a rule's page says in one sentence: what is checked, on what basis, how to mend it.

use crate::i18n::Locale;
use crate::rules::Rule;

/// The sections of every page, in their order.
#[derive(Clone, Copy)]
pub(super) enum Section {
    /// 检查什么.
    Check = 1,
    /// 依据.
    Basis = 2,
    /// 怎么改.
    Fix = 4,
}

/// The first paragraph of a section.
pub(super) fn paragraph(rule: &Rule, section: Section, locale: Locale) -> &'static str {
    let part = rule.page(locale).split("\n## ").nth(section as usize);
    let text = part.and_then(|part| part.split_once('\n')).map_or("", |(_, text)| text.trim());
    text.split("\n\n").next().unwrap_or_default()
}

/// The first sentence of a section, or the first item where it is a list; what announces a list stands without its colon.
pub(super) fn sentence(rule: &Rule, section: Section, locale: Locale) -> &'static str {
    let text = paragraph(rule, section, locale).lines().next().unwrap_or_default().trim_start_matches("- ");
    let sentence = match locale {
        Locale::Zh => text.split_inclusive('。').next().unwrap_or_default(),
        Locale::En => {
            let ends = text.match_indices(". ").map(|(at, _)| text.get(..=at).unwrap_or(text));
            let is_whole = |start: &&str| !start.ends_with("No.");
            ends.into_iter().find(is_whole).unwrap_or(text)
        }
    };
    sentence.trim_end_matches(['：', ':', '；', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RULES;

    #[test]
    fn every_page_tells_what_on_what_basis_and_how() {
        for rule in RULES {
            for locale in [Locale::Zh, Locale::En] {
                for section in [Section::Check, Section::Basis, Section::Fix] {
                    let sentence = sentence(rule, section, locale);
                    assert!(sentence.chars().count() > 5, "{rule:?}: {sentence}");
                    assert!(!sentence.ends_with([':', '：', '，', ',']), "{rule:?}: {sentence}");
                    assert!(!sentence.contains('\n') && !sentence.contains("```"), "{rule:?}: {sentence}");
                }
            }
        }
    }
}
