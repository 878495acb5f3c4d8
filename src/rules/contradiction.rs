//! Group C: targets of one project that cannot all hold. C28.

use rust_decimal::Decimal;

use super::case::Case;
use super::reserve::COMPLEMENTARY_DUPLICATE;
use super::values::{Valued, subject};
use super::{Check, Code, Finding, Findings, Profile, Reason, ReviewPoint, Role, Rule, Severity};
use crate::amount::sum;
use crate::i18n::text;
use crate::model::Cell;
use crate::target::Operator;
use crate::vocabulary::{self, Concept, Name};
use crate::walk::ProjectAt;

#[doc = include_str!("pages/C28-in-project-contradiction.md")]
pub(super) static IN_PROJECT_CONTRADICTION: Rule = Rule {
    code: Code::new('C', 28),
    name: "in-project-contradiction",
    severity: Severity::Warning,
    point: ReviewPoint::IndicatorSoundness,
    title: text!("项目内指标相互矛盾", "Targets in one project contradict"),
    messages: &[
        text!(
            "“{name}”定为“{target}”，“{other}”定为“{other_target}”，两者相加超过100%",
            "“{target}” for “{name}” and “{other_target}” for “{other}” add up to more than 100%"
        ),
        text!(
            "“{name}”定为“{target}”，“{other}”定为“{other_target}”：按期完成的不会多于完成的",
            "“{target}” for “{name}” and “{other_target}” for “{other}”: no more can be done on time than is done"
        ),
        text!(
            "“{name}”定为“{target}”，“{other}”定为“{other_target}”：人人满意就不应再容许投诉",
            "“{target}” for “{name}” and “{other_target}” for “{other}”: where all are satisfied, nobody complains"
        ),
    ],
    page: super::page!("C28-in-project-contradiction.md"),
    check: Check::Table(in_project_contradiction),
};

/// The one indicator of each kind that goes furthest: were there many, the others would only repeat it.
#[derive(Default)]
struct Extremes<'t> {
    uptime: Furthest<'t>,
    faults: Furthest<'t>,
    on_time: Furthest<'t>,
    completion: Furthest<'t>,
    satisfaction: Furthest<'t>,
    complaints: Furthest<'t>,
}

type Furthest<'t> = Option<(Decimal, Valued<'t>)>;

/// The larger wins, the first among equals.
fn push<'t>(furthest: &mut Furthest<'t>, rank: Decimal, valued: Valued<'t>) {
    if furthest.as_ref().is_none_or(|(best, _)| *best < rank) {
        *furthest = Some((rank, valued));
    }
}

fn in_project_contradiction(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    let kinds = kinds(case);
    for project in case.projects() {
        let of = extremes(case, &kinds, &project, findings);
        let exceeds = |one: &Decimal, other: &Decimal| sum(*one, *other).is_none_or(|sum| sum > Decimal::ONE_HUNDRED);
        if let (Some((up, uptime)), Some((down, faults))) = (&of.uptime, &of.faults)
            && exceeds(up, down)
        {
            report(uptime, faults, 0, findings);
        }
        if let (Some((on_time, first)), Some((missed, second))) = (&of.on_time, &of.completion)
            && exceeds(on_time, missed)
        {
            report(first, second, 1, findings);
        }
        if let (Some((satisfied, first)), Some((_, second))) = (&of.satisfaction, &of.complaints)
            && *satisfied >= profile.thresholds.satisfaction_ceiling
        {
            report(first, second, 2, findings);
        }
    }
}

/// What is said from both sides, as 正常运行率 ≥95% beside 故障率 ≤5%: B64, of the reserve.
pub(super) fn complements(case: Case<'_>, findings: &mut Findings) {
    let kinds = kinds(case);
    for project in case.projects() {
        let of = extremes(case, &kinds, &project, &mut Findings::default());
        if let (Some((up, uptime)), Some((down, faults))) = (&of.uptime, &of.faults)
            && sum(*up, *down) == Some(Decimal::ONE_HUNDRED)
        {
            report_by(&COMPLEMENTARY_DUPLICATE, uptime, faults, findings);
        }
    }
}

fn extremes<'t>(
    case: Case<'t>,
    kinds: &[Option<Kind>],
    project: &ProjectAt<'t>,
    findings: &mut Findings,
) -> Extremes<'t> {
    let mut of = Extremes::default();
    for at in project.indicators() {
        let Some(kind) = case.name_number(at).and_then(|name| *kinds.get(name)?) else { continue };
        if let Cell::Unreadable(origin) = &at.indicator.target {
            let origin = Some(origin);
            findings.cannot_decide(&IN_PROJECT_CONTRADICTION, subject(at), origin, Reason::ValueUnreadable);
            continue;
        }
        let Some(valued) = case.valued(at) else { continue };
        let Some(quantity) = valued.quantity() else { continue };
        let (number, operator) = (quantity.number, quantity.operator);
        let is_percent = valued.percentage().is_some();
        let is_floor = !operator.bounds_above();
        match kind {
            Kind::Concept(Concept::Uptime) if is_percent && is_floor => push(&mut of.uptime, number, valued),
            Kind::Concept(Concept::FaultRate) if is_percent => push(&mut of.faults, number, valued),
            Kind::Concept(Concept::OnTimeCompletion) if is_percent && is_floor => {
                push(&mut of.on_time, number, valued);
            }
            // The lowest completion goes furthest: rank it by what is missed.
            Kind::Completion if is_percent => {
                push(&mut of.completion, sum(Decimal::ONE_HUNDRED, -number).unwrap_or_default(), valued);
            }
            Kind::Concept(Concept::Satisfaction) if is_percent && is_floor => {
                push(&mut of.satisfaction, number, valued);
            }
            Kind::Concept(Concept::Complaint) if number > Decimal::ZERO && operator != Operator::Above => {
                push(&mut of.complaints, number, valued);
            }
            _ => {}
        }
    }
    of
}

#[derive(Clone, Copy)]
enum Kind {
    Concept(Concept),
    /// 完成率 of the whole, which is no concept: 硬件采购完成率 and 软件采购完成率 are not alike.
    Completion,
}

/// The kinds of the different names.
fn kinds(case: Case<'_>) -> Vec<Option<Kind>> {
    case.names().iter().map(kind).collect()
}

fn kind(name: &Name) -> Option<Kind> {
    let concept = vocabulary::concept(name);
    let whole = || name.base().ends_with("完成率") && vocabulary::object(name).is_empty();
    // 设备采购按期完成率 says nothing about the whole.
    match concept {
        Some(Concept::OnTimeCompletion) => vocabulary::object(name).is_empty().then_some(Concept::OnTimeCompletion),
        Some(Concept::Acceptance | Concept::FaultResponse) => None,
        other => other,
    }
    .map(Kind::Concept)
    .or_else(|| (concept.is_none() && whole()).then_some(Kind::Completion))
}

/// The earlier indicator is the subject, the other one its counterpart.
fn report(one: &Valued<'_>, other: &Valued<'_>, message: usize, findings: &mut Findings) {
    report_by(&IN_PROJECT_CONTRADICTION, one, other, findings).message(message);
}

fn report_by<'f>(
    rule: &'static Rule,
    one: &Valued<'_>,
    other: &Valued<'_>,
    findings: &'f mut Findings,
) -> &'f mut Finding {
    let (first, second) = if one.at.index < other.at.index { (one, other) } else { (other, one) };
    let finding = first.report(rule, findings).doubtful();
    finding.arg("other", second.name.text()).arg("other_target", second.target.text.as_str());
    finding.related(Role::Counterpart, subject(second.at), second.origin())
}
