//! Group C: whether operator and number point the way the measure should go. C18, C19 and C20.

use rust_decimal::Decimal;

use super::case::Case;
use super::values::each_target;
use super::{Check, Code, Findings, Profile, ReviewPoint, Rule, Severity};
use crate::i18n::text;
use crate::target::{Operator, Quantity};
use crate::vocabulary;

#[doc = include_str!("pages/C18-adverse-high-target.md")]
pub(super) static ADVERSE_HIGH_TARGET: Rule = Rule {
    code: Code::new('C', 18),
    name: "adverse-high-target",
    severity: Severity::Error,
    point: ReviewPoint::IndicatorSoundness,
    title: text!("负向指标目标值过高或方向错误", "Adverse indicator with a high or “at least” target"),
    messages: &[
        text!(
            "“{name}”越低越好，指标值却写作“{target}”，照此计算要达到这一数值才算完成",
            "“{name}” should be low, but as written the target “{target}” has to be reached"
        ),
        text!(
            "“{name}”越低越好，指标值“{target}”却要求不低于这一数值",
            "“{name}” should be low, but the target “{target}” asks for at least that much"
        ),
        text!(
            "“{name}”越低越好，上限“{target}”过高，起不到约束作用",
            "“{name}” should be low; an upper bound of “{target}” is too high to bound anything"
        ),
    ],
    page: super::page!("C18-adverse-high-target.md"),
    check: Check::Projects(adverse_high_target),
};

#[doc = include_str!("pages/C19-positive-rate-upper-bound.md")]
pub(super) static POSITIVE_RATE_UPPER_BOUND: Rule = Rule {
    code: Code::new('C', 19),
    name: "positive-rate-upper-bound",
    severity: Severity::Warning,
    point: ReviewPoint::IndicatorSoundness,
    title: text!("正向指标使用“≤”", "Positive rate with an upper bound"),
    messages: &[
        text!(
            "“{name}”越高越好，指标值“{target}”却设了上限",
            "“{name}” should be high, but the target “{target}” sets an upper bound"
        ),
        text!(
            "“{name}”的指标值“{target}”设了上限，请核对方向",
            "The target “{target}” of “{name}” sets an upper bound; please check the direction"
        ),
    ],
    page: super::page!("C19-positive-rate-upper-bound.md"),
    check: Check::Projects(positive_rate_upper_bound),
};

#[doc = include_str!("pages/C20-rate-equality-below-100.md")]
pub(super) static RATE_EQUALITY_BELOW_100: Rule = Rule {
    code: Code::new('C', 20),
    name: "rate-equality-below-100",
    severity: Severity::Warning,
    point: ReviewPoint::IndicatorSoundness,
    title: text!("比率目标用等号且低于100%", "A rate fixed by equality below 100%"),
    messages: &[text!(
        "“{name}”的指标值“{target}”没有写“≥”，按等于计分，超过反而不算完成",
        "The target “{target}” of “{name}” has no “≥”: it is scored as “equal”, and more than that would miss it"
    )],
    page: super::page!("C20-rate-equality-below-100.md"),
    check: Check::Projects(rate_equality_below_100),
};

/// Whether words say the direction that no sign does: 控制在5%, 达到95%, 约90%. C22 reports the words.
fn is_said_in_words(quantity: &Quantity) -> bool {
    quantity.in_words && quantity.operator == Operator::Unstated
}

fn adverse_high_target(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &ADVERSE_HIGH_TARGET;
    each_target(RULE, (case, profile, findings), vocabulary::is_adverse, |valued, profile, findings| {
        let Some(quantity) = valued.quantity().filter(|quantity| quantity.number > Decimal::ZERO) else { return };
        let too_high =
            || valued.percentage().is_some_and(|quantity| quantity.number >= profile.thresholds.adverse_ceiling);
        let bounded = quantity.operator.bounds_above();
        if (bounded && !too_high()) || is_said_in_words(quantity) || !vocabulary::is_adverse(valued.name) {
            return;
        }
        let finding = valued.report(RULE, findings);
        if bounded {
            finding.message(2);
        } else if !quantity.operator.is_exact() {
            finding.message(1);
        }
        if !too_high() {
            finding.suggest(format!("≤{}{}", quantity.number, quantity.unit));
        }
        // Cases may be the work itself, as in a court: 信访案件数 ≥50件.
        if !bounded && !vocabulary::is_ratio(valued.name) && vocabulary::contains(valued.name.base(), "案件 线索 举报")
        {
            finding.doubtful();
        }
    });
}

fn positive_rate_upper_bound(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &POSITIVE_RATE_UPPER_BOUND;
    each_target(RULE, (case, profile, findings), vocabulary::is_ratio, |valued, _, findings| {
        let bounded = |quantity: &&Quantity| quantity.operator.bounds_above();
        let Some(quantity) = valued.quantity().filter(bounded) else { return };
        let name = valued.name;
        let either_way = || {
            vocabulary::is_adverse(name)
                || vocabulary::is_neutral_ratio(name)
                || vocabulary::is_quota(name)
                || vocabulary::is_share(name)
        };
        if vocabulary::is_positive_ratio(name) {
            let finding = valued.report(RULE, findings);
            let sign = if quantity.number < Decimal::ONE_HUNDRED { "≥" } else { "" };
            finding.suggest(format!("{sign}{}{}", quantity.number, quantity.unit));
        // A low bound mostly bounds something bad that we do not know; at most the whole is what 预算执行率 ≤100% says.
        } else if vocabulary::is_ratio(name)
            && quantity.number >= Decimal::from(50)
            && quantity.number < Decimal::ONE_HUNDRED
            && !either_way()
        {
            valued.report(RULE, findings).message(1).doubtful();
        }
    });
}

fn rate_equality_below_100(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &RATE_EQUALITY_BELOW_100;
    each_target(RULE, (case, profile, findings), vocabulary::is_ratio, |valued, _, findings| {
        let below = |quantity: &&Quantity| {
            let number = quantity.number;
            quantity.operator.is_exact() && number > Decimal::ZERO && number < Decimal::ONE_HUNDRED
        };
        let Some(quantity) = valued.percentage().filter(below) else { return };
        let name = valued.name;
        let other = is_said_in_words(quantity)
            || !vocabulary::is_ratio(name)
            || vocabulary::is_adverse(name)
            || vocabulary::is_neutral_ratio(name)
            || vocabulary::is_quota(name);
        if other {
            return;
        }
        let finding = valued.report(RULE, findings);
        finding.suggest(format!("≥{}%", quantity.number));
        // A low rate of a kind we do not know may be one to be kept low, and a share may be one to be kept exactly.
        let low = quantity.number < Decimal::from(50) && !vocabulary::is_growth(name);
        if !vocabulary::is_positive_ratio(name) && (low || vocabulary::is_share(name)) {
            finding.doubtful();
        }
    });
}
