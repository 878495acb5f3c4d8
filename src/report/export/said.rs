//! What is said of a finding in one sentence: which indicator, what is wrong, how sure, and what to write instead.

use super::{Review, Row, words};
use crate::i18n::Locale;
use crate::model::{Cell, Indicator};
use crate::report::triage::Remark;
use crate::rules::{Confidence, Finding, Subject};
use crate::strings;
use crate::walk::IndicatorAt;

/// The message, marked where it is doubtful.
pub(super) fn message(finding: &Finding, locale: Locale) -> String {
    let mut sentence = finding.sentence(locale);
    if finding.confidence == Confidence::Doubtful {
        sentence.push_str(words::IS_DOUBTFUL.get(locale));
    }
    sentence
}

/// 第5项产出指标：…，建议改写为“…”。〔C16〕
pub(super) fn sentence(review: &Review<'_>, finding: &Finding, locale: Locale) -> String {
    let sentence = about(review, finding, message(finding, locale), locale);
    let values = [("sentence", sentence.as_str()), ("code", &finding.rule.code.to_string())];
    words::WITH_CODE.fill(locale, &values)
}

/// 第5项产出指标：…，建议改写为“…”
pub(super) fn about(review: &Review<'_>, finding: &Finding, message: String, locale: Locale) -> String {
    let about = match (review.indicator(finding.subject), finding.subject) {
        (Some(at), _) => Some(named(at, locale)),
        (None, Subject::Unit(_)) => Some(strings::place(finding.subject, locale)),
        _ => None,
    };
    let mut sentence = match about {
        Some(about) => format!("{about}{}{message}", words::COLON.get(locale)),
        None => message,
    };
    if let Some(wording) = &finding.suggestion {
        sentence = words::REWRITE.fill(locale, &[("sentence", &sentence), ("wording", wording)]);
    }
    sentence
}

/// Why a row could not be judged, each reason once.
pub(super) fn reasons(row: &Row<'_>, locale: Locale) -> String {
    let mut reasons: Vec<&str> = Vec::new();
    for undecided in &row.undecided {
        let reason = strings::reason(undecided.reason).get(locale);
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    if reasons.is_empty() {
        reasons.extend(row.nothing.map(|why| why.get(locale)));
    }
    reasons.join(words::SEMICOLON.get(locale))
}

/// 无法判定：… (why).
pub(super) fn undecided(row: &Row<'_>, locale: Locale) -> String {
    let values = [("title", row.rule.title.get(locale)), ("reason", &reasons(row, locale))];
    words::COULD_NOT_JUDGE.fill(locale, &values)
}

/// 第5项产出指标, by its printed number where there is one.
pub(super) fn named(at: IndicatorAt<'_>, locale: Locale) -> String {
    let number = number(at);
    match at.indicator.category.value() {
        Some(category) => {
            let values = [("n", number.as_str()), ("category", strings::category(*category).get(locale))];
            words::NTH_INDICATOR.fill(locale, &values)
        }
        None => words::INDICATOR_UNKNOWN.fill(locale, &[("n", &number)]),
    }
}

/// 5、产出质量：2次或以上.
pub(super) fn item(at: IndicatorAt<'_>, locale: Locale) -> String {
    let number = number(at);
    let name = at.indicator.name.value().map_or(strings::NO_NAME.get(locale), String::as_str);
    let values = [("n", number.as_str()), ("name", name), ("target", target(at.indicator, locale))];
    words::INDICATOR.fill(locale, &values)
}

/// The printed number of an indicator, else its position.
pub(super) fn number(at: IndicatorAt<'_>) -> String {
    at.indicator.ordinal.value().map_or_else(|| (at.index + 1).to_string(), u16::to_string)
}

/// The target as printed, or what stands in its place.
pub(super) fn target(indicator: &Indicator, locale: Locale) -> &str {
    match &indicator.target {
        Cell::Read { value, .. } => value.text.as_str(),
        Cell::Absent => strings::NOT_READ.get(locale),
        Cell::Blank(_) => strings::BLANK.get(locale),
        Cell::Unreadable(_) => strings::UNREADABLE.get(locale),
    }
}

/// What was decided of a finding, and the note on it.
pub(super) fn remark(remark: &Remark, locale: Locale) -> String {
    let decision = remark.decision.map_or("", |decision| decision.name().get(locale));
    [decision, &remark.note].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
