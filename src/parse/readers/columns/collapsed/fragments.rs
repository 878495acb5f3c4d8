//! What a fragment of a visual line says of its column.

use super::super::lines::{Lines, Word};
use crate::amount::number_from_text;
use crate::lexicon::{self, Field};
use crate::model::Category;
use crate::target::target_from_text;

/// The label of the side column of forms, which runs down in narrow lines.
const SIDE: &str = "绩效指标";

/// How wide a word is printed, in halves of a full-width character.
pub(super) fn width(lines: &Lines<'_>, word: &Word) -> usize {
    crate::parse::readers::width(&lines.sheet.text(word.inks.clone()))
}

/// Whether a word may be of the label that runs down the side.
pub(super) fn is_side(text: &str) -> bool {
    SIDE.contains(text)
}

pub(super) fn is_level(text: &str) -> bool {
    lexicon::is_level(lexicon::without_bracket(text))
}

pub(super) fn is_first(text: &str) -> bool {
    lexicon::is_level_1(lexicon::without_bracket(text))
}

pub(super) fn is_second(text: &str) -> bool {
    lexicon::is_level_2(lexicon::without_bracket(text))
}

/// Whether a text is a label of level 2 that does not tell its level 1.
pub(super) fn is_open_level(text: &str) -> bool {
    lexicon::LEVEL_2.iter().any(|(label, implied)| *label == lexicon::without_bracket(text) && implied.is_none())
}

/// Whether a text is a label of level 2 below 成本指标.
pub(super) fn is_kind_of_cost(text: &str) -> bool {
    lexicon::LEVEL_2.iter().any(|(label, implied)| *label == text && *implied == Some(Category::Cost))
}

/// Whether a level label begins with a text, and goes on behind it.
pub(super) fn begins_level(text: &str) -> bool {
    let goes_on = |label: &str| label.len() > text.len() && label.starts_with(text);
    text.chars().count() > 1 && lexicon::levels().any(goes_on)
}

/// Whether a text looks like a target: an operator, or a number with what is counted.
pub(super) fn is_target(text: &str) -> bool {
    text.starts_with(['≥', '≤', '<', '>', '=', '≧', '≦']) || target_from_text(text).reading.is_number()
}

/// Whether a text is a weight: a bare number, as far as forms give points.
pub(super) fn is_weight(text: &str) -> bool {
    const LONGEST: usize = 5;
    text.len() <= LONGEST && number_from_text(text).is_some()
}

/// What a word is the label of in a form, with or without a colon.
pub(super) fn field(text: &str) -> Option<Field> {
    let label = text.strip_suffix(':').unwrap_or(text);
    lexicon::FIELDS.iter().find(|(field, _)| *field == label).map(|(_, field)| *field)
}

pub(super) fn is_field(text: &str) -> bool {
    field(text).is_some()
}

/// Whether a label of a form begins with a text.
pub(super) fn begins_field(text: &str) -> bool {
    lexicon::FIELDS.iter().any(|(field, _)| field.starts_with(text))
}
