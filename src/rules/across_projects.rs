//! Group F: one indicator in several projects. F43 to F45; copied_sets.rs holds F42.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::case::Case;
use super::values::{Valued, subject};
use super::{Check, Code, Finding, Findings, Profile, Reason, ReviewPoint, Role, Rule, Severity};
use crate::i18n::text;
use crate::model::{Category, Cell};
use crate::target::{Operator, Quantity};
use crate::vocabulary::wording::Wording;
use crate::vocabulary::{self, Name};
use crate::walk::IndicatorAt;

#[doc = include_str!("pages/F43-cross-target-conflict.md")]
pub(super) static CROSS_TARGET_CONFLICT: Rule = Rule {
    code: Code::new('F', 43),
    name: "cross-target-conflict",
    severity: Severity::Info,
    point: ReviewPoint::Reasonableness,
    title: text!("同名指标目标值不一致", "Same indicator, different targets"),
    messages: &[
        text!(
            "“{name}”在{count}个项目中的指标值不一致：{targets}",
            "“{name}” has different targets in {count} projects: {targets}"
        ),
        text!(
            "“{name}”在{count}个项目中有的填数值，有的填文字：{targets}",
            "“{name}” has a number in some of {count} projects and words in others: {targets}"
        ),
        text!(
            "“{name}”在{count}个项目中的指标值不一致：{targets}，后一期的要求反而更低",
            "“{name}” has different targets in {count} projects: {targets}; the later term asks for less"
        ),
    ],
    page: super::page!("F43-cross-target-conflict.md"),
    check: Check::Table(cross_target_conflict),
};

#[doc = include_str!("pages/F44-cross-category-conflict.md")]
pub(super) static CROSS_CATEGORY_CONFLICT: Rule = Rule {
    code: Code::new('F', 44),
    name: "cross-category-conflict",
    severity: Severity::Warning,
    point: ReviewPoint::Reasonableness,
    title: text!("同一指标归类不一致", "Same indicator in different categories"),
    messages: &[text!(
        "“{name}”在这里列为{category}，在其他项目中列为{other_category}",
        "“{name}” is filed as {category} here and as {other_category} in another project"
    )],
    page: super::page!("F44-cross-category-conflict.md"),
    check: Check::Table(cross_category_conflict),
};

#[doc = include_str!("pages/F45-cross-direction-conflict.md")]
pub(super) static CROSS_DIRECTION_CONFLICT: Rule = Rule {
    code: Code::new('F', 45),
    name: "cross-direction-conflict",
    severity: Severity::Warning,
    point: ReviewPoint::Reasonableness,
    title: text!("同一指标方向相反", "Same indicator, opposite direction"),
    messages: &[text!(
        "“{name}”的指标值有的项目写“{target}”，有的项目写“{other_target}”，方向相反",
        "The target of “{name}” is “{target}” in one project and “{other_target}” in another: they point in opposite directions"
    )],
    page: super::page!("F45-cross-direction-conflict.md"),
    check: Check::Table(cross_direction_conflict),
};

/// The indicators of one measure, in the order of the table.
pub(crate) type Group<'t> = Vec<IndicatorAt<'t>>;

/// Indicators that stand in several projects, for whoever shows them.
#[cfg(feature = "export")]
pub(crate) fn shared_indicators<'t>(table: &'t super::Table, facts: &'t super::Facts) -> Vec<Group<'t>> {
    shared(Case::new(table, facts))
}

/// Indicators that stand in several projects, by measure. Names that say nothing in particular are not compared: the
/// 规范性 of one project is not that of another.
fn shared(case: Case<'_>) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for at in case.indicators() {
        let Some(identity) = case.identity(at).filter(|identity| !identity.is_generic) else { continue };
        if groups.len() <= identity.whole {
            groups.resize(identity.whole + 1, Vec::new());
        }
        if let Some(group) = groups.get_mut(identity.whole) {
            group.push(at);
        }
    }
    groups.retain(|group| projects(group) > 1);
    groups
}

/// In how many projects they stand.
fn projects(group: &[IndicatorAt<'_>]) -> usize {
    let mut last = None;
    group.iter().filter(|at| last.replace(at.project) != Some(at.project)).count()
}

/// Names the other places.
fn relate(finding: &mut Finding, others: &[&Valued<'_>]) {
    for other in others {
        finding.related(Role::Counterpart, subject(other.at), other.origin());
    }
}

fn cross_category_conflict(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &CROSS_CATEGORY_CONFLICT;
    for group in shared(case) {
        let filed = |at: &IndicatorAt<'_>| case.category(*at);
        let mut certain = group.iter().filter(|at| filed(at).is_some());
        let Some((first, category)) = certain.next().and_then(|at| Some((*at, filed(at)?))) else { continue };
        let Some((name, origin)) = first.indicator.name.read() else { continue };
        let Some(other) = certain.clone().find_map(|at| filed(at).filter(|other| *other != category)) else {
            if certain.count() + 1 < group.len() {
                findings.cannot_decide(RULE, subject(first), Some(origin), Reason::ValueUnreadable);
            }
            continue;
        };
        let finding = findings.report(RULE, subject(first), origin).arg("name", name.as_str());
        finding.arg("category", category).arg("other_category", other);
        for at in certain {
            if let Some(origin) = at.indicator.name.origin() {
                finding.related(Role::Counterpart, subject(*at), origin);
            }
        }
        // Cost was a part of output until 财预〔2021〕101号, and forms mix both.
        if [category, other].iter().all(|of| matches!(of, Category::Cost | Category::Output)) {
            finding.doubtful();
        }
    }
}

/// The targets of an adverse measure where some bound it above and others ask for much of it; one of each.
fn opposite<'v, 't>(valued: &'v [Valued<'t>], profile: &Profile) -> Option<(&'v Valued<'t>, &'v Valued<'t>)> {
    if !valued.first().is_some_and(|valued| vocabulary::is_adverse(valued.name)) {
        return None;
    }
    let low = valued.iter().find(|valued| points(valued, profile) == Some(Points::Down))?;
    let high = valued.iter().find(|valued| points(valued, profile) == Some(Points::Up))?;
    Some((low, high))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Points {
    Down,
    Up,
}

fn points(valued: &Valued<'_>, profile: &Profile) -> Option<Points> {
    let quantity = valued.percentage()?;
    if quantity.operator.bounds_above() {
        Some(Points::Down)
    } else {
        (quantity.number >= profile.thresholds.adverse_ceiling).then_some(Points::Up)
    }
}

fn cross_direction_conflict(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &CROSS_DIRECTION_CONFLICT;
    for group in shared(case) {
        let valued: Vec<Valued<'_>> = group.iter().filter_map(|at| case.valued(*at)).collect();
        let Some((low, high)) = opposite(&valued, profile) else {
            undecided(RULE, case, (&group, &valued), vocabulary::is_adverse, findings);
            continue;
        };
        let pointing: Vec<&Valued<'_>> = valued.iter().filter(|valued| points(valued, profile).is_some()).collect();
        let Some((first, others)) = pointing.split_first() else { continue };
        let other = if first.at.index == low.at.index && first.at.project == low.at.project { high } else { low };
        let finding = first.report(RULE, findings).arg("other_target", other.target.text.as_str());
        relate(finding, others);
    }
}

/// Where a target of a shared measure cannot be read, nobody knows whether it agrees.
fn undecided(
    rule: &'static Rule,
    case: Case<'_>,
    (group, valued): (&[IndicatorAt<'_>], &[Valued<'_>]),
    applies: fn(&Name) -> bool,
    findings: &mut Findings,
) {
    let unread = |at: &&IndicatorAt<'_>| matches!(at.indicator.target, Cell::Unreadable(_));
    let applies = |at: &&IndicatorAt<'_>| case.name(**at).is_some_and(applies);
    if let Some(at) = group.iter().filter(applies).find(unread).filter(|_| valued.len() < group.len()) {
        findings.cannot_decide(rule, subject(*at), at.indicator.target.origin(), Reason::ValueUnreadable);
    }
}

fn cross_target_conflict(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &CROSS_TARGET_CONFLICT;
    let names: Vec<Option<&String>> = case.projects().map(|at| at.project.name.value()).collect();
    for group in shared(case) {
        let valued: Vec<Valued<'_>> = group.iter().filter_map(|at| case.valued(*at)).collect();
        // Opposite directions are F45's. Only shares are compared: two projects differ in how much they do.
        if opposite(&valued, profile).is_some() {
            continue;
        }
        let rates: Vec<&Valued<'_>> = valued.iter().filter(|valued| valued.percentage().is_some()).collect();
        let words: Vec<&Valued<'_>> = valued.iter().filter(|valued| valued.words().is_some()).collect();
        let demands: Vec<(Operator, Decimal)> = rates.iter().filter_map(|valued| demand(valued)).collect();
        let differ = demands.windows(2).any(|pair| matches!(pair, [one, other] if one != other));
        let mixed = !rates.is_empty() && !words.is_empty();
        if !differ && !mixed {
            undecided(RULE, case, (&group, &valued), vocabulary::is_ratio, findings);
            continue;
        }
        let compared: Vec<&Valued<'_>> =
            valued.iter().filter(|valued| valued.percentage().is_some() || valued.words().is_some()).collect();
        let Some((first, others)) = compared.split_first() else { continue };
        let about = subject(first.at);
        let finding = findings.report(RULE, about, first.origin()).arg("name", first.name.text());
        finding.arg("count", projects(&group)).arg("targets", spelled(&compared).as_str());
        relate(finding, others);
        if mixed {
            finding.message(1).severity(Severity::Warning);
            // 全部 and 12月底前 may say the same as a number, but never where a ratio is asked for.
            let ratio = vocabulary::is_ratio(first.name);
            if !ratio && words.iter().any(|valued| valued.wording() == Some(Wording::Checkable)) {
                finding.doubtful();
            }
        } else if asks_less_later(&rates, &names) {
            finding.message(2).severity(Severity::Warning).doubtful();
        } else {
            finding.doubtful();
        }
    }
}

/// What a target asks for; nothing lies above 100%, so that ≥100% asks for the same as 100%.
fn demand(valued: &Valued<'_>) -> Option<(Operator, Decimal)> {
    let Quantity { operator, number, .. } = valued.percentage()?;
    let whole = *number == Decimal::ONE_HUNDRED && *operator == Operator::AtLeast;
    let operator = if whole || operator.is_exact() { Operator::Equal } else { *operator };
    Some((operator, *number))
}

/// The different targets as written, the first few of them.
fn spelled(compared: &[&Valued<'_>]) -> String {
    const MOST: usize = 6;
    let mut texts: Vec<&str> = Vec::new();
    for valued in compared {
        let text = valued.target.text.as_str();
        if texts.len() < MOST && !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.join(" / ")
}

/// Whether a later term of the same service asks for less than the one before.
fn asks_less_later(rates: &[&Valued<'_>], names: &[Option<&String>]) -> bool {
    let mut terms: BTreeMap<String, usize> = BTreeMap::new();
    for (at, valued) in rates.iter().enumerate() {
        let Some(name) = names.get(valued.at.project).copied().flatten() else { continue };
        let Some(other) = terms.insert(vocabulary::stem(name), at).and_then(|at| rates.get(at)) else { continue };
        let Some(other_name) = names.get(other.at.project).copied().flatten() else { continue };
        let year = |name: &str| vocabulary::years(name).first().copied();
        let (Some(this), Some(that)) = (year(name), year(other_name)) else { continue };
        let (earlier, later) = if that <= this { (other, valued) } else { (valued, other) };
        let number = |valued: &Valued<'_>| valued.percentage().map(|quantity| quantity.number);
        let (Some(before), Some(after)) = (number(earlier), number(later)) else { continue };
        let adverse = vocabulary::is_adverse(valued.name);
        if this != that && if adverse { after > before } else { after < before } {
            return true;
        }
    }
    false
}
