//! Group S: what a unit says it reached, beside target and weight (自评). S59 to S62.

use rust_decimal::Decimal;

use super::case::Case;
use super::values::{Valued, is_placeholder, subject};
use super::{Check, Code, Finding, Findings, Profile, Reason, ReviewPoint, Role, Rule, Severity, Subject};
use crate::i18n::text;
use crate::model::{Attainment, Cell, Indicator, Table};
use crate::target::{Quantity, Reading, Target};
use crate::vocabulary;

#[doc = include_str!("pages/S59-score-above-weight.md")]
pub(super) static SCORE_ABOVE_WEIGHT: Rule = Rule {
    code: Code::new('S', 59),
    name: "score-above-weight",
    severity: Severity::Error,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("得分超出分值", "Score above its weight"),
    messages: &[
        text!("“{name}”得{score}分，分值只有{weight}分", "“{name}” scores {score}, but its weight is {weight}"),
        text!("“{name}”得{score}分，得分不能为负", "“{name}” scores {score}: no score is negative"),
    ],
    page: super::page!("S59-score-above-weight.md"),
    check: Check::Projects(score_above_weight),
};

#[doc = include_str!("pages/S60-missed-target-full-score.md")]
pub(super) static MISSED_TARGET_FULL_SCORE: Rule = Rule {
    code: Code::new('S', 60),
    name: "missed-target-full-score",
    severity: Severity::Warning,
    point: ReviewPoint::Reasonableness,
    title: text!("未达到指标值却得满分", "Target missed, full score given"),
    messages: &[text!(
        "“{name}”的指标值是“{target}”，实际完成“{actual}”，没有达到，却得了满分{score}分",
        "The target of “{name}” is “{target}” and “{actual}” was reached: missed, but with the full score of {score}"
    )],
    page: super::page!("S60-missed-target-full-score.md"),
    check: Check::Projects(missed_target_full_score),
};

#[doc = include_str!("pages/S61-deviation-unexplained.md")]
pub(super) static DEVIATION_UNEXPLAINED: Rule = Rule {
    code: Code::new('S', 61),
    name: "deviation-unexplained",
    severity: Severity::Warning,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("未达到指标值而没有说明原因", "Target missed without a reason"),
    messages: &[text!(
        "“{name}”的指标值是“{target}”，实际完成“{actual}”，没有写偏差原因和改进措施",
        "The target of “{name}” is “{target}” and “{actual}” was reached, but no reason and no remedy is given"
    )],
    page: super::page!("S61-deviation-unexplained.md"),
    check: Check::Table(deviation_unexplained),
};

#[doc = include_str!("pages/S62-actual-missing.md")]
pub(super) static ACTUAL_MISSING: Rule = Rule {
    code: Code::new('S', 62),
    name: "actual-missing",
    severity: Severity::Warning,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("没有填写实际完成值", "No actual value"),
    messages: &[text!("“{name}”没有填写实际完成值", "“{name}” has no actual value")],
    page: super::page!("S62-actual-missing.md"),
    check: Check::Table(actual_missing),
};

/// Whether a table is a self-evaluation: some indicator has a score or says what was reached.
pub(super) fn is_self_evaluation(table: &Table) -> bool {
    // Asked for every rule of the group: no list of all indicators is made for it.
    let mut projects = table.units.iter().flat_map(|unit| &unit.projects);
    let is_filled = |of: &Attainment| of.actual.value().is_some() || of.score.value().is_some();
    projects.any(|project| project.indicators.iter().filter_map(|of| of.attainment.as_deref()).any(is_filled))
}

fn score_above_weight(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &SCORE_ABOVE_WEIGHT;
    for at in case.indicators() {
        let of = at.indicator;
        let (Some(name), Some((score, origin))) = (of.name.value(), of.attainment().score.read()) else {
            if let Cell::Unreadable(origin) = &of.attainment().score {
                findings.cannot_decide(RULE, subject(at), Some(origin), Reason::ValueUnreadable);
            }
            continue;
        };
        let weight = of.weight.read();
        let is_negative = *score < Decimal::ZERO;
        if !is_negative && weight.is_none_or(|(weight, _)| score <= weight) {
            continue;
        }
        let finding = findings.report(RULE, subject(at), origin).arg("name", name.as_str()).arg("score", *score);
        match weight {
            _ if is_negative => {
                finding.message(1);
            }
            Some((weight, origin)) => {
                finding.arg("weight", *weight).related(Role::Counterpart, subject(at), origin);
            }
            None => {}
        }
    }
}

/// Whether what was reached falls short of the target; `None` where that cannot be told.
fn is_missed(valued: &Valued<'_>) -> Option<bool> {
    let target = valued.quantity()?;
    let Reading::Quantity(actual) = &valued.at.indicator.attainment().actual.value()?.reading else { return None };
    if !are_comparable(valued, target, actual) {
        return None;
    }
    let (wanted, reached) = (target.number, actual.number);
    let is_adverse = vocabulary::is_adverse(valued.name);
    if target.operator.bounds_above() {
        return Some(reached > wanted);
    }
    if !target.operator.is_exact() {
        return Some(reached < wanted);
    }
    // Without an operator the name has to tell which side is the wrong one; where it does not, less may be better.
    if is_adverse || vocabulary::names_cost(valued.name.base()) {
        return Some(reached > wanted);
    }
    let more_is_better = vocabulary::is_positive_ratio(valued.name) || vocabulary::is_count_unit(&target.unit);
    more_is_better.then_some(reached < wanted)
}

/// Whether both numbers count the same: 95 beside ≥90% does, 0.95 does not.
fn are_comparable(valued: &Valued<'_>, target: &Quantity, actual: &Quantity) -> bool {
    let is_share = valued.percentage().is_some();
    let bare = target.unit.is_empty() || actual.unit.is_empty();
    // 0.95 beside 90% is a share of one.
    let fraction = is_share && actual.unit.is_empty() && actual.number <= Decimal::ONE && target.number > Decimal::ONE;
    (bare || target.unit == actual.unit) && !fraction && actual.operator.is_exact()
}

/// The indicators that missed their targets; of those that nobody could read, says so.
fn each_missed(rule: &'static Rule, case: Case<'_>, findings: &mut Findings, judge: fn(&Valued<'_>, &mut Findings)) {
    for at in case.indicators() {
        if let Cell::Unreadable(origin) = &at.indicator.attainment().actual {
            findings.cannot_decide(rule, subject(at), Some(origin), Reason::ValueUnreadable);
        } else if let Some(valued) = case.valued(at).filter(|valued| is_missed(valued) == Some(true)) {
            judge(&valued, findings);
        }
    }
}

/// Reports on what was reached.
fn report<'f>(rule: &'static Rule, valued: &Valued<'_>, findings: &'f mut Findings) -> Option<&'f mut Finding> {
    let (actual, origin) = valued.at.indicator.attainment().actual.read()?;
    let finding = findings.report(rule, subject(valued.at), origin).arg("name", valued.name.text());
    finding.arg("target", valued.target.text.as_str()).arg("actual", actual.text.as_str());
    finding.related(Role::Counterpart, subject(valued.at), valued.origin());
    // Where one of the numbers has no unit, it may count something else.
    let bare = |reading: &Reading| matches!(reading, Reading::Quantity(quantity) if quantity.unit.is_empty());
    if bare(&actual.reading) != bare(&valued.target.reading) && valued.percentage().is_none() {
        finding.doubtful();
    }
    Some(finding)
}

fn missed_target_full_score(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    each_missed(&MISSED_TARGET_FULL_SCORE, case, findings, |valued, findings| {
        let of = valued.at.indicator;
        let (Some(weight), Some((score, origin))) = (of.weight.value(), of.attainment().score.read()) else { return };
        if score < weight || *weight <= Decimal::ZERO {
            return;
        }
        if let Some(finding) = report(&MISSED_TARGET_FULL_SCORE, valued, findings) {
            finding.arg("score", *score).related(Role::Counterpart, subject(valued.at), origin);
        }
    });
}

fn deviation_unexplained(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &DEVIATION_UNEXPLAINED;
    if case.indicators().all(|at| at.indicator.attainment().deviation == Cell::Absent) {
        // The form has no such column, or the copy lost it.
        findings.cannot_decide(RULE, Subject::Document, case.table.anchor(), Reason::ValueAbsent);
        return;
    }
    each_missed(RULE, case, findings, |valued, findings| {
        let is_given = |text: &String| !vocabulary::is_word(&vocabulary::plain(text), "无 没有 / - 无偏差 无。");
        let deviation = &valued.at.indicator.attainment().deviation;
        if deviation.value().is_some_and(is_given) || matches!(deviation, Cell::Unreadable(_)) {
            return;
        }
        let is_absent = *deviation == Cell::Absent;
        if let Some(finding) = report(RULE, valued, findings).filter(|_| is_absent) {
            // An empty cell leaves no trace in many copies; nor does one that was lost.
            finding.doubtful();
        }
    });
}

/// Whether nothing but a dash or another placeholder stands for a value.
fn is_dash(actual: &Target) -> bool {
    is_placeholder(actual) || actual.text.chars().all(|ch| ch.is_whitespace() || "-—–―/".contains(ch))
}

fn actual_missing(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &ACTUAL_MISSING;
    let indicators = || case.indicators().filter(|at| at.indicator.target.value().is_some());
    let is_filled = |of: &Indicator| of.attainment().actual.value().is_some_and(|actual| !is_dash(actual));
    let filled = indicators().filter(|at| is_filled(at.indicator)).count();
    // Where most are not to be seen, the copy lost them.
    if filled * 2 < indicators().count() {
        findings.cannot_decide(RULE, Subject::Document, case.table.anchor(), Reason::ValueAbsent);
        return;
    }
    for at in indicators() {
        let Some((name, name_origin)) = at.indicator.name.read().filter(|_| case.is_legible(at)) else { continue };
        let (origin, is_blank) = match &at.indicator.attainment().actual {
            Cell::Read { value, origin } if is_dash(value) => (origin, true),
            Cell::Read { .. } | Cell::Unreadable(_) => continue,
            Cell::Blank(origin) => (origin, true),
            Cell::Absent => (name_origin, false),
        };
        let finding = findings.report(RULE, subject(at), origin).arg("name", name.as_str());
        if !is_blank {
            finding.doubtful();
        }
    }
}
