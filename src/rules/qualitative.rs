//! Group C: targets in words. C23, C24 and C25.

use super::case::Case;
use super::copied_sets::reaches;
use super::values::{Valued, always, each_target};
use super::{Check, Code, Findings, Profile, Reason, ReviewPoint, Rule, Severity, Subject};
use crate::i18n::text;
use crate::model::Cell;
use crate::vocabulary::{self, wording::Wording};

#[doc = include_str!("pages/C23-qualitative-tautology.md")]
pub(super) static QUALITATIVE_TAUTOLOGY: Rule = Rule {
    code: Code::new('C', 23),
    name: "qualitative-tautology",
    severity: Severity::Warning,
    point: ReviewPoint::Clarity,
    title: text!("定性指标值重复指标名称", "Value only repeats the name"),
    messages: &[text!(
        "“{name}”的指标值“{target}”只是重复指标名称，没有可供评判的标准",
        "The target “{target}” only repeats the name “{name}” and sets no standard to judge by"
    )],
    page: super::page!("C23-qualitative-tautology.md"),
    check: Check::Projects(qualitative_tautology),
};

#[doc = include_str!("pages/C24-qualitative-vague.md")]
pub(super) static QUALITATIVE_VAGUE: Rule = Rule {
    code: Code::new('C', 24),
    name: "qualitative-vague",
    severity: Severity::Warning,
    point: ReviewPoint::Clarity,
    title: text!("定性指标值笼统", "Vague qualitative value"),
    messages: &[text!(
        "“{name}”的指标值“{target}”比较笼统，难以判断是否完成",
        "The target “{target}” of “{name}” is vague: whether it was met can hardly be told"
    )],
    page: super::page!("C24-qualitative-vague.md"),
    check: Check::Projects(qualitative_vague),
};

#[doc = include_str!("pages/C25-qualitative-share-high.md")]
pub(super) static QUALITATIVE_SHARE_HIGH: Rule = Rule {
    code: Code::new('C', 25),
    name: "qualitative-share-high",
    severity: Severity::Info,
    point: ReviewPoint::Clarity,
    title: text!("定性指标占比过高", "Too many qualitative targets"),
    messages: &[text!(
        "{total}项指标中有{count}项的指标值是文字，没有数值",
        "{count} of {total} targets are in words, without a number"
    )],
    page: super::page!("C25-qualitative-share-high.md"),
    check: Check::Projects(qualitative_share_high),
};

/// Whether nothing is left of the words but what the name says already.
fn repeats_name(valued: &Valued<'_>) -> bool {
    let rest = &valued.of_target.rest;
    valued.wording() != Some(Wording::Checkable) && rest.chars().all(|ch| valued.name.base().contains(ch))
}

fn qualitative_tautology(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &QUALITATIVE_TAUTOLOGY;
    each_target(RULE, (case, profile, findings), always, |valued, _, findings| {
        if valued.words().is_some() && repeats_name(valued) {
            valued.report(RULE, findings);
        }
    });
}

/// A longer text may say somewhere what a single vague word does not.
const LONGEST_PHRASE: usize = 16;

fn qualitative_vague(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &QUALITATIVE_VAGUE;
    each_target(RULE, (case, profile, findings), always, |valued, _, findings| {
        let Some(words) = valued.words().filter(|_| !repeats_name(valued)) else { return };
        match valued.wording() {
            Some(Wording::Checkable) => {}
            Some(wording)
                if words.chars().count() <= LONGEST_PHRASE
                    && (wording == Wording::Vague
                        || (wording == Wording::Other && !vocabulary::asks_a_fact(valued.name))) =>
            {
                valued.report(RULE, findings);
            }
            _ => {
                valued.report(RULE, findings).doubtful();
            }
        }
    });
}

/// One of two says nothing about a share.
const FEWEST_FOR_A_SHARE: usize = 3;

fn qualitative_share_high(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &QUALITATIVE_SHARE_HIGH;
    for project in case.projects() {
        let (mut total, mut count, mut unreadable) = (0_usize, 0_usize, None);
        for at in project.indicators() {
            if let Cell::Unreadable(origin) = &at.indicator.target {
                unreadable = Some(origin);
            } else if let Some(valued) = case.valued(at) {
                total += 1;
                count += usize::from(valued.words().is_some());
            }
        }
        let subject = Subject::Project(project.index);
        if let Some(origin) = unreadable {
            findings.cannot_decide(RULE, subject, Some(origin), Reason::ValueUnreadable);
            continue;
        }
        if total < FEWEST_FOR_A_SHARE || count == 0 || !reaches(count, total, profile.thresholds.qualitative_share) {
            continue;
        }
        if let Some(origin) = project.project.anchor() {
            findings.report(RULE, subject, origin).doubtful().arg("total", total).arg("count", count);
        }
    }
}
