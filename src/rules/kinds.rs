//! Group C: whether name and value measure the same kind of thing, and whether a percentage can be one. C16, C17 and C26.

use rust_decimal::Decimal;

use super::case::Case;
use super::values::{Valued, each_target, is_percentage};
use super::{Check, Code, Findings, Profile, ReviewPoint, Rule, Severity};
use crate::i18n::text;
use crate::target::Reading;
use crate::vocabulary::wording::{self, Timing, Wording};
use crate::vocabulary::{self, Kind, Name, UnitKind};

#[doc = include_str!("pages/C16-name-value-mismatch.md")]
pub(super) static NAME_VALUE_MISMATCH: Rule = Rule {
    code: Code::new('C', 16),
    name: "name-value-mismatch",
    severity: Severity::Error,
    point: ReviewPoint::IndicatorSoundness,
    title: text!("指标名称与指标值不匹配", "Name and value measure different things"),
    messages: &[
        text!(
            "“{name}”与指标值“{target}”衡量的不是同一件事",
            "“{name}” and its target “{target}” measure different things"
        ),
        text!(
            "“{name}”是数量，指标值“{target}”却是百分比",
            "“{name}” is a quantity, but its target “{target}” is a percentage"
        ),
        text!(
            "“{name}”是速度或时间，指标值“{target}”却是百分比",
            "“{name}” is a speed or a time, but its target “{target}” is a percentage"
        ),
        text!(
            "“{name}”是一种属性，指标值“{target}”没有说明是什么的比率",
            "“{name}” is a property; its target “{target}” does not say what it is a share of"
        ),
        text!("“{name}”是比率，指标值“{target}”却是日期", "“{name}” is a ratio, but its target “{target}” is a date"),
    ],
    page: super::page!("C16-name-value-mismatch.md"),
    check: Check::Projects(name_value_mismatch),
};

#[doc = include_str!("pages/C17-percent-out-of-range.md")]
pub(super) static PERCENT_OUT_OF_RANGE: Rule = Rule {
    code: Code::new('C', 17),
    name: "percent-out-of-range",
    severity: Severity::Error,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("百分比超出合理范围", "Percentage out of range"),
    messages: &[
        text!(
            "“{name}”只能在0至100%之间，指标值却是“{target}”",
            "“{name}” can only lie between 0 and 100%, but its target is “{target}”"
        ),
        text!(
            "“{name}”的指标值“{target}”超出了0至100%，请核对",
            "The target “{target}” of “{name}” lies outside 0 to 100%; please check"
        ),
    ],
    page: super::page!("C17-percent-out-of-range.md"),
    check: Check::Projects(percent_out_of_range),
};

#[doc = include_str!("pages/C26-deadline-without-date.md")]
pub(super) static DEADLINE_WITHOUT_DATE: Rule = Rule {
    code: Code::new('C', 26),
    name: "deadline-without-date",
    severity: Severity::Warning,
    point: ReviewPoint::Clarity,
    title: text!("时限指标无具体时间", "A deadline with no date"),
    messages: &[text!(
        "“{name}”的指标值“{target}”没有写明具体时间",
        "The target “{target}” of “{name}” gives no date or period"
    )],
    page: super::page!("C26-deadline-without-date.md"),
    check: Check::Projects(deadline_without_date),
};

fn name_value_mismatch(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &NAME_VALUE_MISMATCH;
    let applies = |name: &Name| vocabulary::kind(name) != Kind::Other;
    each_target(RULE, (case, profile, findings), applies, |valued, _, findings| {
        let unit = match &valued.target.reading {
            Reading::Quantity(quantity) => &quantity.unit,
            Reading::Range { unit, .. } => unit,
            Reading::Date => return date_of_a_ratio(valued, findings),
            Reading::Words | Reading::Placeholder => return,
        };
        // 死亡率 ≤2人/万车 is a rate by its unit.
        let kind = vocabulary::kind(valued.name);
        if kind == Kind::Other || (kind == Kind::Ratio && unit.contains('/')) {
            return;
        }
        match (kind, vocabulary::unit_kind(unit)) {
            (Kind::Ratio | Kind::Quality | Kind::Cost, UnitKind::Count | UnitKind::Time)
            | (Kind::Ratio | Kind::Quality | Kind::Deadline | Kind::Pace, UnitKind::Money)
            | (Kind::Deadline, UnitKind::Count) => {
                valued.report(RULE, findings);
            }
            (Kind::Quantity, UnitKind::Percent) => {
                valued.report(RULE, findings).message(1);
            }
            (Kind::Pace | Kind::Deadline, UnitKind::Percent) => {
                valued.report(RULE, findings).message(2).severity(Severity::Warning).doubtful();
            }
            (Kind::Property, UnitKind::Percent) => {
                valued.report(RULE, findings).message(3).severity(Severity::Info).doubtful();
            }
            _ => {}
        }
    });
}

fn date_of_a_ratio(valued: &Valued<'_>, findings: &mut Findings) {
    if vocabulary::kind(valued.name) == Kind::Ratio {
        valued.report(&NAME_VALUE_MISMATCH, findings).message(4).severity(Severity::Warning).doubtful();
    }
}

fn percent_out_of_range(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &PERCENT_OUT_OF_RANGE;
    let applies = |name: &Name| vocabulary::is_closed_ratio(name) || vocabulary::is_ratio(name);
    each_target(RULE, (case, profile, findings), applies, |valued, _, findings| {
        let beyond = match &valued.target.reading {
            Reading::Range { low, high, unit } => {
                // ±3% has a negative end by design.
                let is_tolerance = *low == -*high;
                unit == "%" && !is_tolerance && (*low < Decimal::ZERO || *high > Decimal::ONE_HUNDRED)
            }
            _ => valued.percentage().is_some_and(|quantity| !is_percentage(quantity)),
        };
        if !beyond {
            return;
        }
        if vocabulary::is_closed_ratio(valued.name) {
            valued.report(RULE, findings);
        } else if vocabulary::is_ratio(valued.name) && !vocabulary::is_neutral_ratio(valued.name) {
            valued.report(RULE, findings).message(1).severity(Severity::Info);
        }
    });
}

fn deadline_without_date(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &DEADLINE_WITHOUT_DATE;
    each_target(RULE, (case, profile, findings), vocabulary::is_deadline, |valued, _, findings| {
        if !vocabulary::is_deadline(valued.name) {
            return;
        }
        let timing = match &valued.target.reading {
            Reading::Words => wording::timing(&valued.target.text),
            // A number of something else is C16's, one without a unit C21's.
            Reading::Quantity(quantity) if vocabulary::unit_kind(&quantity.unit) == UnitKind::Percent => Timing::Unsaid,
            Reading::Quantity(_) | Reading::Range { .. } | Reading::Date | Reading::Placeholder => Timing::Exact,
        };
        if timing == Timing::Exact {
            return;
        }
        let finding = valued.report(RULE, findings);
        // 开学前尽快 is no limit after all.
        if timing == Timing::Loose && valued.wording() != Some(Wording::Vague) {
            finding.doubtful();
        }
    });
}
