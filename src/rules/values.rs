//! Group C: one target value beside its name. C14, C15, C21, C22 and C27; direction.rs and kinds.rs hold the others.

use rust_decimal::Decimal;

use super::case::{Case, TargetFact};
use super::{Check, Code, Finding, Findings, Profile, Reason, ReviewPoint, Role, Rule, Severity, Subject};
use crate::i18n::text;
use crate::model::{Cell, Layout};
use crate::span::Origin;
use crate::target::{Operator, Quantity, Reading, Target};
use crate::vocabulary::wording::{self, Wording};
use crate::vocabulary::{self, Name};
use crate::walk::IndicatorAt;

#[doc = include_str!("pages/C14-value-missing-or-placeholder.md")]
pub(super) static VALUE_MISSING_OR_PLACEHOLDER: Rule = Rule {
    code: Code::new('C', 14),
    name: "value-missing-or-placeholder",
    severity: Severity::Error,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("指标值缺失或为占位符", "No target value, or a placeholder"),
    messages: &[
        text!("“{name}”没有填写指标值", "“{name}” has no target value"),
        text!("“{name}”的指标值“{target}”只是占位符", "The target “{target}” of “{name}” is only a placeholder"),
    ],
    page: super::page!("C14-value-missing-or-placeholder.md"),
    check: Check::Table(value_missing_or_placeholder),
};

#[doc = include_str!("pages/C15-rate-with-qualitative-value.md")]
pub(super) static RATE_WITH_QUALITATIVE_VALUE: Rule = Rule {
    code: Code::new('C', 15),
    name: "rate-with-qualitative-value",
    severity: Severity::Error,
    point: ReviewPoint::IndicatorSoundness,
    title: text!("比率类指标填定性值", "A ratio with words as its value"),
    messages: &[text!(
        "“{name}”是比率，指标值却是文字“{target}”",
        "“{name}” is a ratio, but its target is in words: “{target}”"
    )],
    page: super::page!("C15-rate-with-qualitative-value.md"),
    check: Check::Projects(rate_with_qualitative_value),
};

#[doc = include_str!("pages/C21-missing-unit.md")]
pub(super) static MISSING_UNIT: Rule = Rule {
    code: Code::new('C', 21),
    name: "missing-unit",
    severity: Severity::Warning,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("数值缺少计量单位", "Number without a unit"),
    messages: &[text!(
        "“{name}”的指标值“{target}”没有计量单位",
        "The target “{target}” of “{name}” has no unit of measurement"
    )],
    page: super::page!("C21-missing-unit.md"),
    check: Check::Table(missing_unit),
};

#[doc = include_str!("pages/C22-comparator-in-words.md")]
pub(super) static COMPARATOR_IN_WORDS: Rule = Rule {
    code: Code::new('C', 22),
    name: "comparator-in-words",
    severity: Severity::Info,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("比较符用文字表述", "Operator written in words"),
    messages: &[text!(
        "“{name}”的指标值“{target}”用文字代替了比较符",
        "The target “{target}” of “{name}” has words in place of an operator"
    )],
    page: super::page!("C22-comparator-in-words.md"),
    check: Check::Projects(comparator_in_words),
};

#[doc = include_str!("pages/C27-satisfaction-value-implausible.md")]
pub(super) static SATISFACTION_VALUE_IMPLAUSIBLE: Rule = Rule {
    code: Code::new('C', 27),
    name: "satisfaction-value-implausible",
    severity: Severity::Warning,
    point: ReviewPoint::Reasonableness,
    title: text!("满意度目标值不合理", "Satisfaction of 100%, or very low"),
    messages: &[
        text!(
            "“{name}”的目标定为“{target}”，要求人人满意，调查中难以实现",
            "“{target}” for “{name}” asks for everybody to be satisfied, which hardly any survey shows"
        ),
        text!("“{name}”的目标仅为“{target}”，明显偏低", "“{target}” for “{name}” is very low"),
    ],
    page: super::page!("C27-satisfaction-value-implausible.md"),
    check: Check::Projects(satisfaction_value_implausible),
};

/// An indicator whose name and target were read.
pub(super) struct Valued<'t> {
    pub(super) at: IndicatorAt<'t>,
    pub(super) name: &'t Name,
    pub(super) target: &'t Target,
    pub(super) of_target: &'t TargetFact,
}

impl<'t> Valued<'t> {
    /// Where the target stands; see [`Named::origin`](super::named::Named::origin).
    pub(super) fn origin(&self) -> &'t Origin {
        self.at.indicator.target.origin().unwrap_or(&Origin::NOWHERE)
    }

    /// The number with its operator and unit.
    pub(super) fn quantity(&self) -> Option<&'t Quantity> {
        match &self.target.reading {
            Reading::Quantity(quantity) => Some(quantity),
            _ => None,
        }
    }

    /// The number of a percentage; the sign may stand with the name: 满意率（%） → 95.
    pub(super) fn percentage(&self) -> Option<&'t Quantity> {
        let quantity = self.quantity()?;
        let in_name = || quantity.unit.is_empty() && self.name.plain().contains('%');
        (quantity.is_percent() || in_name()).then_some(quantity)
    }

    /// Words that hold no number.
    pub(super) fn words(&self) -> Option<&'t str> {
        self.of_target.words.filter(|(_, holds_number)| !holds_number).map(|_| self.target.text.as_str())
    }

    /// How much the words of a target say.
    pub(super) fn wording(&self) -> Option<Wording> {
        self.of_target.words.map(|(wording, _)| wording)
    }

    /// Reports on the target, with name and target for the sentence.
    pub(super) fn report<'f>(&self, rule: &'static Rule, findings: &'f mut Findings) -> &'f mut Finding {
        let about = subject(self.at);
        let finding = findings.report(rule, about, self.origin());
        finding.arg("name", self.name.text()).arg("target", self.target.text.as_str());
        let name_origin = self.at.indicator.name.origin().unwrap_or(&Origin::NOWHERE);
        finding.related(Role::Counterpart, about, name_origin)
    }
}

/// Judges every target that was read; of those that cannot be, says so where the name makes the rule apply.
pub(super) fn each_target(
    rule: &'static Rule,
    (case, profile, findings): (Case<'_>, &Profile, &mut Findings),
    applies: fn(&Name) -> bool,
    judge: fn(&Valued<'_>, &Profile, &mut Findings),
) {
    for at in case.indicators() {
        if let Some(valued) = case.valued(at) {
            judge(&valued, profile, findings);
            continue;
        }
        let Some(name) = case.name(at) else { continue };
        let unread = match &at.indicator.target {
            Cell::Unreadable(origin) => Some(origin),
            Cell::Read { origin, .. } if !case.is_legible(at) => Some(origin),
            _ => None,
        };
        if unread.is_some() && applies(name) {
            findings.cannot_decide(rule, subject(at), unread, Reason::ValueUnreadable);
        }
    }
}

/// The indicator as what a finding is about.
pub(super) const fn subject(at: IndicatorAt<'_>) -> Subject {
    Subject::Indicator { project: at.project, index: at.index }
}

/// For rules that need every value.
pub(super) const fn always(_: &Name) -> bool {
    true
}

pub(super) fn is_placeholder(target: &Target) -> bool {
    match target.reading {
        Reading::Placeholder => true,
        Reading::Words => wording::is_placeholder(&target.text),
        _ => false,
    }
}

fn value_missing_or_placeholder(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &VALUE_MISSING_OR_PLACEHOLDER;
    let (mut all, mut absent, mut empty) = (0_usize, 0_usize, 0_usize);
    for at in case.indicators() {
        all += 1;
        absent += usize::from(at.indicator.target == Cell::Absent);
        empty += usize::from(matches!(at.indicator.target, Cell::Blank(_) | Cell::Absent));
    }
    // Where many values are nowhere to be seen, the copy lost them, or the form has no such column. In a list each
    // value is announced by its label; elsewhere an empty cell leaves no trace, and a line that is no indicator neither.
    let is_list = case.layout == Layout::ProjectPerRow;
    let few = if is_list { absent * 2 <= all } else { absent <= 1 + all / 20 && empty * 4 <= all };
    let read_well = is_list || u64::from(case.unclaimed_ink) * 50 <= u64::from(case.ink);
    let lost = !few || !read_well || case.facts.is_scattered;
    for project in case.projects() {
        let doubt = || if lost { Some(Reason::ValueAbsent) } else { case.facts.reliance.doubt(&project) };
        for at in project.indicators() {
            let Some((name, name_origin)) = at.indicator.name.read() else { continue };
            if matches!(at.indicator.target, Cell::Read { .. })
                && !case.target(at).is_some_and(|target| target.is_placeholder)
            {
                continue;
            }
            if !case.is_legible(at) || !(is_list || vocabulary::reads_as_name(name)) {
                continue;
            }
            let (origin, placeholder, reason) = match &at.indicator.target {
                Cell::Read { value, origin } => (origin, Some(&value.text), None),
                Cell::Unreadable(_) => continue,
                Cell::Blank(origin) => (origin, None, doubt().filter(|_| !is_list)),
                Cell::Absent => (name_origin, None, doubt()),
            };
            if let Some(reason) = reason {
                findings.cannot_decide(RULE, subject(at), Some(origin), reason);
                continue;
            }
            let finding = findings.report(RULE, subject(at), origin).arg("name", name.as_str());
            if let Some(text) = placeholder {
                finding.message(1).arg("target", text.as_str());
            }
            if origin != name_origin {
                finding.related(Role::Counterpart, subject(at), name_origin);
            }
        }
    }
}

fn rate_with_qualitative_value(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &RATE_WITH_QUALITATIVE_VALUE;
    each_target(RULE, (case, profile, findings), vocabulary::is_ratio, |valued, _, findings| {
        let Some(words) = valued.words().filter(|_| vocabulary::is_ratio(valued.name)) else { return };
        // Nothing is a number where the name counts failures.
        if wording::is_none(words) && vocabulary::is_adverse(valued.name) {
            return;
        }
        let finding = valued.report(RULE, findings);
        if wording::is_scale(words) {
            finding.doubtful();
        }
    });
}

/// The number, where neither it nor the name says in what it counts.
fn bare_number<'t>(valued: &Valued<'t>) -> Option<&'t Quantity> {
    let quantity = valued.quantity().filter(|quantity| quantity.unit.is_empty())?;
    let named = vocabulary::has_unit(valued.name) || vocabulary::is_index(valued.name);
    (!named).then_some(quantity)
}

fn missing_unit(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &MISSING_UNIT;
    let quantities = || case.indicators().filter_map(|at| case.valued(at)).filter(|valued| valued.quantity().is_some());
    let bare = quantities().filter(|valued| bare_number(valued).is_some_and(|quantity| !quantity.number.is_zero()));
    let bare = if case.layout == Layout::ProjectPerRow { 0 } else { bare.count() };
    // Where most numbers are bare, the form has a column of units that the copy lost, or these are the weights.
    if bare > 2 && bare * 2 > quantities().count() {
        findings.cannot_decide(RULE, Subject::Document, case.anchor(), Reason::ValueAbsent);
        return;
    }
    each_target(RULE, (case, profile, findings), always, |valued, _, findings| {
        let Some(quantity) = bare_number(valued) else { return };
        let finding = valued.report(RULE, findings);
        if quantity.number.is_zero() {
            finding.severity(Severity::Info);
        } else if quantity.number <= Decimal::ONE && vocabulary::is_ratio(valued.name) {
            // 在线率 ≥0.97 is a share of one.
            finding.doubtful();
        }
    });
}

fn comparator_in_words(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &COMPARATOR_IN_WORDS;
    each_target(RULE, (case, profile, findings), always, |valued, _, findings| {
        let text = &valued.target.text;
        match &valued.target.reading {
            // 30日内 is how a deadline is written.
            Reading::Quantity(quantity) if quantity.in_words && !wording::is_time_limit(text) => {
                let finding = valued.report(RULE, findings);
                if let Some(symbol) = quantity.operator.symbol() {
                    finding.suggest(format!("{symbol}{}{}", quantity.number, quantity.unit));
                }
            }
            Reading::Words if wording::compares_in_words(text) => {
                valued.report(RULE, findings);
            }
            _ => {}
        }
    });
}

fn satisfaction_value_implausible(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &SATISFACTION_VALUE_IMPLAUSIBLE;
    each_target(RULE, (case, profile, findings), vocabulary::is_satisfaction, |valued, profile, findings| {
        let Some(quantity) = valued.percentage().filter(|_| vocabulary::is_satisfaction(valued.name)) else { return };
        let (floor, ceiling) = (profile.thresholds.satisfaction_floor, profile.thresholds.satisfaction_ceiling);
        // An upper bound is C19's, a number that no percentage can be is C17's.
        let other = quantity.operator.bounds_above() || !is_percentage(quantity);
        if other {
            return;
        }
        if quantity.number >= ceiling {
            valued.report(RULE, findings);
        } else if quantity.number < floor {
            valued.report(RULE, findings).message(1);
        }
    });
}

/// Whether a share of a whole can have the value: 0 to 100, and not above 100.
pub(super) fn is_percentage(quantity: &Quantity) -> bool {
    let (number, whole) = (quantity.number, Decimal::ONE_HUNDRED);
    let beyond = quantity.operator == Operator::Above && number == whole;
    number >= Decimal::ZERO && number <= whole && !beyond
}
