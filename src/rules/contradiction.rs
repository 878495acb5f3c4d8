//! Group C: targets of one project that cannot all hold. C28.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::case::Case;
use super::reserve::COMPLEMENTARY_DUPLICATE;
use super::values::{Valued, subject};
use super::{Check, Code, Finding, Findings, Profile, Reason, ReviewPoint, Role, Rule, Severity};
use crate::amount::sum;
use crate::i18n::text;
use crate::model::Cell;
use crate::order::grouped;
use crate::target::Operator;
use crate::vocabulary::{self, Concept, Name};

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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Uptime,
    Faults,
    OnTime,
    /// 完成率, which is no concept.
    Completion,
    Satisfaction,
    Complaints,
}

/// Two kinds that may not hold together; each has its message.
type Pair = [Kind; 2];

const PAIRS: [Pair; 3] =
    [[Kind::Uptime, Kind::Faults], [Kind::OnTime, Kind::Completion], [Kind::Satisfaction, Kind::Complaints]];

fn in_project_contradiction(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    report_pairs(&IN_PROJECT_CONTRADICTION, kind, case, findings, &|kind, one, other| match kind {
        Kind::Satisfaction => one >= profile.thresholds.satisfaction_ceiling,
        _ => sum(one, other).is_none_or(|sum| sum > Decimal::ONE_HUNDRED),
    });
}

/// What is said from both sides, as 正常运行率 ≥95% beside 故障率 ≤5%: B64, of the reserve.
pub(super) fn complements(case: Case<'_>, findings: &mut Findings) {
    let kind = |name: &Name| kind(name).filter(|kind| matches!(kind, Kind::Uptime | Kind::Faults));
    report_pairs(&COMPLEMENTARY_DUPLICATE, kind, case, findings, &|_, one, other| {
        sum(one, other) == Some(Decimal::ONE_HUNDRED)
    });
}

/// A target of one of the kinds.
struct Measure<'t> {
    kind: Kind,
    /// Of what; 0 where of nothing in particular.
    object: u128,
    /// How far it goes.
    rank: Decimal,
    valued: Valued<'t>,
}

/// Reports the first two of each pair that are wrong together; were there many, the others would only repeat it.
fn report_pairs(
    rule: &'static Rule,
    kind: fn(&Name) -> Option<Kind>,
    case: Case<'_>,
    findings: &mut Findings,
    are_wrong: &dyn Fn(Kind, Decimal, Decimal) -> bool,
) {
    let mut objects: BTreeMap<String, usize> = BTreeMap::new();
    let mut of_name = |name: &Name| {
        let kind = kind(name)?;
        // 居民 and 群众 may be the same people.
        let of_people = matches!(kind, Kind::Satisfaction | Kind::Complaints);
        let object = if of_people { String::new() } else { vocabulary::object(name) };
        let next = if object.is_empty() { 0 } else { objects.len() + 1 };
        Some((kind, *objects.entry(object).or_insert(next)))
    };
    let mut of_names = Vec::new();
    for name in case.names() {
        of_names.push(of_name(name));
    }
    for project in case.projects() {
        let mut measures = Vec::new();
        for at in project.indicators() {
            let Some((kind, object)) = case.name_number(at).and_then(|name| *of_names.get(name)?) else { continue };
            if let Cell::Unreadable(origin) = &at.indicator.target {
                findings.cannot_decide(rule, subject(at), Some(origin), Reason::ValueUnreadable);
                continue;
            }
            let Some(valued) = case.valued(at) else { continue };
            if let Some(rank) = rank(kind, &valued) {
                measures.push(Measure { kind, object: object as u128, rank, valued });
            }
        }
        for (message, pair) in PAIRS.into_iter().enumerate() {
            if let Some([one, other]) = first_wrong(&measures, pair, are_wrong) {
                report(rule, one, other, findings).message(message);
            }
        }
    }
}

/// How far a target goes, where it is one that can be compared.
fn rank(kind: Kind, valued: &Valued<'_>) -> Option<Decimal> {
    let quantity = valued.quantity()?;
    let (number, operator) = (quantity.number, quantity.operator);
    let is_compared = match kind {
        Kind::Complaints => number > Decimal::ZERO && operator != Operator::Above,
        Kind::Faults | Kind::Completion => valued.percentage().is_some(),
        Kind::Uptime | Kind::OnTime | Kind::Satisfaction => valued.percentage().is_some() && !operator.bounds_above(),
    };
    // The lowest completion goes furthest: rank it by what is missed.
    let rank = if kind == Kind::Completion { sum(Decimal::ONE_HUNDRED, -number) } else { Some(number) };
    rank.filter(|_| is_compared)
}

/// The two that go furthest of what is said of one object.
fn first_wrong<'m, 't>(
    measures: &'m [Measure<'t>],
    pair: Pair,
    are_wrong: &dyn Fn(Kind, Decimal, Decimal) -> bool,
) -> Option<[&'m Valued<'t>; 2]> {
    let [kind, _] = pair;
    let mut keyed = Vec::new();
    for (at, measure) in measures.iter().enumerate() {
        if pair.contains(&measure.kind) {
            keyed.push((measure.object, at));
        }
    }
    let mut whole = [None, None];
    for (object, places) in grouped(keyed) {
        // The system may be any of those that have a name, but the whole is completed otherwise than its parts.
        let mut furthest: [Option<&Measure<'_>>; 2] = if kind == Kind::OnTime { [None, None] } else { whole };
        for measure in places.into_iter().filter_map(|at| measures.get(at)) {
            let [one, other] = &mut furthest;
            let best = if measure.kind == kind { one } else { other };
            if best.is_none_or(|best| best.rank < measure.rank) {
                *best = Some(measure);
            }
        }
        if object == 0 {
            whole = furthest;
        }
        if let [Some(one), Some(other)] = furthest
            && are_wrong(kind, one.rank, other.rank)
        {
            return Some([&one.valued, &other.valued]);
        }
    }
    None
}

fn kind(name: &Name) -> Option<Kind> {
    match vocabulary::concept(name) {
        Some(Concept::Uptime) => Some(Kind::Uptime),
        Some(Concept::FaultRate) => Some(Kind::Faults),
        Some(Concept::OnTimeCompletion) => Some(Kind::OnTime),
        Some(Concept::Satisfaction) => Some(Kind::Satisfaction),
        Some(Concept::Complaint) => Some(Kind::Complaints),
        Some(Concept::Acceptance | Concept::FaultResponse) => None,
        None if vocabulary::is_adverse(name) => None,
        None => name.base().ends_with("完成率").then_some(Kind::Completion),
    }
}

/// The earlier indicator is the subject, the other one its counterpart.
fn report<'f>(
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
