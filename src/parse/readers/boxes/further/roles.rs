//! What each line of a form with further columns is by itself: a cell, a reason, a note, or what only a form of one column of
//! targets has.

use super::Columns;
use super::cells;
use crate::lexicon::{self, Column, Field};
use crate::parse::readers::boxes::atoms::{self, Atom, What};

/// What is done with an atom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Keep,
    Stray,
    Passed,
    /// A cell of a column of values or numbers.
    Cell,
    /// One that is read with its target or its weight.
    Told,
    /// The total of a form.
    Total,
}

/// What is done with each atom of a page by itself.
pub(super) fn roles(columns: Columns, page: &[Atom], (texts, below): (&[String], &[bool])) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::with_capacity(page.len());
    // Whether the reason why something was not reached goes on.
    let mut reason = false;
    let what = |at: usize| page.get(at).map(|atom| atom.what);
    let dash = |at: usize| texts.get(at).is_some_and(|text| is_dash(text));
    let mut noted = false;
    // Between a dash and another one, or a score, stands a reason.
    let nothing = |at: usize| dash(at) || texts.get(at).is_some_and(|text| text == "无");
    let stands_among_reasons = |at: usize, last: Option<&Role>| {
        let Some(before) = at.checked_sub(1) else { return false };
        let reason = last == Some(&Role::Stray) && texts.get(before).is_some_and(|text| cells::is_reason(text));
        let number = |at: usize| what(at) == Some(What::Number);
        let long = texts.get(at).is_some_and(|text| text.chars().count() > 4);
        long && (nothing(before) || nothing(at + 1))
            && (reason || nothing(before) || number(before))
            && (nothing(at + 1) || number(at + 1))
    };
    for (at, ((atom, text), below)) in page.iter().zip(texts).zip(below).enumerate() {
        let goes_on = std::mem::take(&mut reason);
        let was_noted = std::mem::take(&mut noted);
        let is_dash = is_dash(text);
        // The score of the money stands before dashes.
        let paid = what(at + 1) == Some(What::Number) && dash(at + 2);
        let is_paid =
            at > 0 && matches!(what(at - 1), Some(What::Head(Column::Score | Column::Weight))) && dash(at + 1);
        let role = match atom.what {
            What::Head(Column::Deviation) => Role::Passed,
            What::Head(Column::Score | Column::Weight) if paid => Role::Passed,
            What::Number if is_paid => Role::Stray,
            What::Head(Column::Other) => {
                noted = true;
                Role::Passed
            }
            What::Text if was_noted && (text == "无" || !cells::is_surely(text)) => Role::Stray,
            What::Text if *below && (is_points(text) || (is_head_begun(text) && !cells::is_surely(text))) => {
                Role::Passed
            }
            What::Text if at > 0 && matches!(what(at - 1), Some(What::Label(Field::Other | Field::Year))) => Role::Keep,
            What::Head(Column::Score | Column::Weight | Column::Actual) if !below => Role::Passed,
            What::Head(Column::Score) if columns.scores => Role::Keep,
            What::Number if *below => Role::Cell,
            // Money is not read here.
            What::Number | What::Label(Field::Money(_)) => Role::Stray,
            What::Text if is_dash || is_money_head(text) || (!below && is_money_rest(text)) => Role::Passed,
            What::Text if !below && text.ends_with('%') && atoms::is_value(text) => Role::Stray,
            What::Text if *below && lexicon::SUM_ROWS.contains(&text.as_str()) => Role::Total,
            What::Text if is_signature(text) || (*below && is_note(text)) => Role::Stray,
            What::Text if matches!(text.as_str(), "(元)" | "(万元)") || MANAGED.contains(&text.as_str()) => {
                Role::Passed
            }
            What::Text if *below && cells::is_cell(texts, page, at) => Role::Cell,
            What::Text if *below && (goes_on || cells::is_reason(text) || stands_among_reasons(at, roles.last())) => {
                reason = !text.ends_with(['。', ';']);
                reason &= page.get(at + 1).is_some_and(|next| next.boxed == atom.boxed) || text.ends_with(',');
                Role::Stray
            }
            _ => Role::Keep,
        };
        roles.push(role);
    }
    roles
}

/// What transfers are asked beside their money.
const MANAGED: &[&str] = &[
    "资金管理情况",
    "情况说明",
    "存在问题和改进措施",
    "分配科学性",
    "下达及时性",
    "拨付合规性",
    "使用规范性",
    "执行准确性",
    "预算绩效管理情况",
    "支出责任履行情况",
];

/// Whether a text is what forms print for nothing.
pub(super) fn is_dash(text: &str) -> bool {
    matches!(text, "/" | "-" | "—" | "--" | "——")
}

/// Whether a text is the head of a column of money: 全年预算数(A).
pub(super) fn is_money_head(text: &str) -> bool {
    const SHORTEST: usize = 3;
    let known = |(head, _): &(&str, _)| text.starts_with(head) && head.chars().count() >= SHORTEST;
    !text.contains([',', '。']) && lexicon::MONEY_COLUMNS.iter().any(known)
}

/// Whether a text is the end of a label with its points: 10分) behind 满意度指标(.
fn is_points(text: &str) -> bool {
    let points = text.strip_suffix("分)").map(|points| points.trim_start_matches('('));
    points.is_some_and(|points| points.chars().all(|ch| ch.is_ascii_digit()))
}

/// Whether a text is the end of such a head: (B/A).
fn is_money_rest(text: &str) -> bool {
    text.ends_with(')') && lexicon::MONEY_COLUMNS.iter().any(|(head, _)| head.ends_with(text))
}

/// Whether a text is no more than the beginning of a head of what was reached: 全年实际.
fn is_head_begun(text: &str) -> bool {
    const SHORTEST: usize = 2;
    let heads = lexicon::INDICATOR_COLUMNS.iter().chain(lexicon::OTHER_INDICATOR_COLUMNS);
    let mut further = heads.filter(|(_, column)| matches!(column, Column::Actual | Column::Deviation));
    text.chars().count() > SHORTEST && further.any(|(head, _)| head.starts_with(text) && *head != text)
}

/// Whether a text begins a note or a signature below the rows.
fn is_note(text: &str) -> bool {
    lexicon::NOTES.iter().any(|note| text.starts_with(note))
}

/// Whether a text says who signs a form, and when.
fn is_signature(text: &str) -> bool {
    lexicon::SIGNATURES.iter().any(|label| text.contains(label)) && text.contains(':')
}
