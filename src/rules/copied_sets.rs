//! Group F: sets of indicators that one project took over from another. F42.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::case::Case;
use super::structure::shown;
use super::{Arg, Check, Code, Finding, Findings, Profile, Reason, ReviewPoint, Role, Rule, Severity, Subject};
use crate::amount::product;
use crate::i18n::text;
use crate::order::{distinct, find, grouped, order};
use crate::span::Origin;
use crate::vocabulary;
use crate::walk::ProjectAt;

#[doc = include_str!("pages/F42-cross-copied-set.md")]
pub(super) static CROSS_COPIED_SET: Rule = Rule {
    code: Code::new('F', 42),
    name: "cross-copied-set",
    severity: Severity::Warning,
    point: ReviewPoint::MatchWithFunds,
    title: text!("项目间指标照搬", "Indicator set copied between projects"),
    messages: &[
        text!(
            "{project}与{other}的{total}个指标及指标值完全相同（金额：{amount}、{other_amount}），请核对是否都适用",
            "{project} and {other} have identical sets of {total} indicators and targets (amounts: {amount}, {other_amount}); check that each fits"
        ),
        text!(
            "{project}与{other}的{total}个指标及指标值完全相同，而两者的金额或绩效目标相差很大（金额：{amount}、{other_amount}），请核对是否都适用",
            "{project} and {other} have identical sets of {total} indicators and targets, though amounts or objectives differ widely (amounts: {amount}, {other_amount}); check that each fits"
        ),
        text!(
            "{project}与{other}的指标大部分相同：{total}个中有{count}个连指标值也相同（金额：{amount}、{other_amount}），请核对是否都适用",
            "{project} and {other} share most indicators: {count} of {total} also have the same target (amounts: {amount}, {other_amount}); check that each fits"
        ),
        text!(
            "{project}与{other}的指标名称大部分相同（{total}个中有{count}个），指标值不全相同（金额：{amount}、{other_amount}）",
            "{project} and {other} share most names ({count} of {total}), but not all targets (amounts: {amount}, {other_amount})"
        ),
        text!(
            "{project}与{other}像是同一事项的不同年度或不同单位，{total}个指标中有{count}个相同（金额：{amount}、{other_amount}），请核对是否随任务调整",
            "{project} and {other} look like terms or shares of one task and have {count} of {total} indicators in common (amounts: {amount}, {other_amount}); check that they follow the task"
        ),
    ],
    page: super::page!("F42-cross-copied-set.md"),
    check: Check::Table(cross_copied_set),
};

/// Fewer indicators are alike by chance.
const FEWEST: usize = 3;
/// With how many earlier sets of its kind a set is compared: a copy is like any of them.
const MOST_COMPARED: usize = 4;

/// The indicators of a project as numbers that rise: equal numbers are equal names, or names with targets.
struct Set<'t> {
    at: ProjectAt<'t>,
    origin: &'t Origin,
    names: Vec<u32>,
    pairs: Vec<u32>,
}

fn cross_copied_set(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    let sets = sets(case, findings);
    let mut originals: Vec<&Set<'_>> = Vec::new();
    for copies in identical(&sets) {
        let Some((first, others)) = copies.split_first() else { continue };
        originals.push(first);
        let Some(second) = others.first() else { continue };
        // Terms of one service are alike by design; one stranger among them is enough.
        let stranger = others.iter().find(|other| !is_same_task(first, other));
        let finding = report(first, stranger.unwrap_or(second), first.pairs.len(), findings);
        match stranger {
            None => finding.message(4).severity(Severity::Info).doubtful().arg("count", first.pairs.len()),
            Some(other) => finding.message(usize::from(differ_widely(first, other, profile))),
        };
        for other in others {
            relate(other, finding);
        }
    }
    for (original, copy) in candidates(&originals, profile) {
        let total = original.names.len().max(copy.names.len());
        let (names, pairs) = (common(&original.names, &copy.names), common(&original.pairs, &copy.pairs));
        let enough = |count: usize| reaches(count, total, profile.thresholds.copied_share);
        if !enough(names) {
            continue;
        }
        let finding = report(original, copy, total, findings).doubtful();
        let by_names = !enough(pairs);
        finding.arg("count", if by_names { names } else { pairs });
        if is_same_task(original, copy) {
            finding.message(4).severity(Severity::Info);
        } else if by_names {
            finding.message(3).severity(Severity::Info);
        } else {
            finding.message(2);
        }
        relate(copy, finding);
    }
}

/// The sets of all projects whose indicators were all read.
fn sets<'t>(case: Case<'t>, findings: &mut Findings) -> Vec<Set<'t>> {
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    let mut id = |text: String| {
        let next = ids.len();
        u32::try_from(*ids.entry(text).or_insert(next)).unwrap_or(u32::MAX)
    };
    let mut sets = Vec::new();
    for at in case.projects() {
        let (mut names, mut pairs) = (Vec::new(), Vec::new());
        for named in at.indicators().filter_map(|at| case.named(at)) {
            let identity = case.identity(named.at).map(|identity| identity.whole);
            if let (Some(target), Some(name)) = (case.target(named.at), identity) {
                pairs.push(id(format!("{name} {}", target.plain)));
                names.push(u32::try_from(name).unwrap_or(u32::MAX));
            }
        }
        let all = at.project.indicators.len();
        if names.len() < all && all >= FEWEST {
            let (subject, origin) = (Subject::Project(at.index), at.project.anchor());
            findings.cannot_decide(&CROSS_COPIED_SET, subject, origin, Reason::ValueUnreadable);
        } else if all >= FEWEST {
            let origin = at.project.anchor();
            sets.extend(origin.map(|origin| Set {
                at,
                origin,
                names: distinct(names.into_iter()),
                pairs: distinct(pairs.into_iter()),
            }));
        }
    }
    sets
}

/// How many numbers two rising lists have in common.
fn common(one: &[u32], other: &[u32]) -> usize {
    let mut others = other.iter().peekable();
    let mut count = 0;
    for number in one {
        while others.next_if(|other| *other < number).is_some() {}
        count += usize::from(others.next_if_eq(&number).is_some());
    }
    count
}

/// Sets with the same names and targets together, in the order of the table.
fn identical<'s, 't>(sets: &'s [Set<'t>]) -> Vec<Vec<&'s Set<'t>>> {
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<&Set<'_>>> = Vec::new();
    for set in sets {
        let mut key = String::new();
        for pair in &set.pairs {
            key.push_str(&pair.to_string());
            key.push(' ');
        }
        let next = groups.len();
        let id = *ids.entry(key).or_insert(next);
        match groups.get_mut(id) {
            Some(group) => group.push(set),
            None => groups.push(vec![set]),
        }
    }
    groups
}

/// For each set the earlier one that it may be a copy of, by the names that few others have: two sets that share most of
/// their names share one of their rarest.
fn candidates<'s, 't>(sets: &[&'s Set<'t>], profile: &Profile) -> Vec<(&'s Set<'t>, &'s Set<'t>)> {
    let all = |set: &&'s Set<'t>| set.names.clone();
    let times = grouped(sets.iter().flat_map(all).map(|name| (u128::from(name), 0)).collect());
    let rarity = |name: u32| find(&times, u128::from(name)).map_or(0, Vec::len);
    let mut by_name: Vec<(u128, usize)> = Vec::new();
    for (at, set) in sets.iter().enumerate() {
        let total = set.names.len();
        let needed = (0..total).find(|count| reaches(*count, total, profile.thresholds.copied_share)).unwrap_or(total);
        let rare = order(set.names.iter().map(|name| (rarity(*name) as u128) << 32 | u128::from(*name)));
        let rare = rare.into_iter().take(total + 1 - needed).filter_map(|place| set.names.get(place));
        by_name.extend(rare.map(|name| (u128::from(*name), at)));
    }
    // The best of the earlier ones, per set.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; sets.len()];
    for (_, places) in grouped(by_name) {
        for (nth, at) in places.iter().enumerate() {
            let (Some(set), Some(best)) = (sets.get(*at), best.get_mut(*at)) else { continue };
            let before = places.iter().take(nth).skip(nth.saturating_sub(MOST_COMPARED));
            for (other_at, other) in before.filter_map(|at| Some((*at, sets.get(*at)?))) {
                let likeness = common(&set.names, &other.names) + common(&set.pairs, &other.pairs);
                if best.is_none_or(|(most, _)| most < likeness) {
                    *best = Some((likeness, other_at));
                }
            }
        }
    }
    let pairs = best.into_iter().enumerate();
    pairs.filter_map(|(at, best)| Some((*sets.get(best?.1)?, *sets.get(at)?))).collect()
}

/// Whether a part of a whole reaches a share in percent.
pub(super) fn reaches(count: usize, total: usize, percent: Decimal) -> bool {
    // No share of so many percent is reached.
    product(Decimal::from(total), percent).is_some_and(|wanted| Decimal::from(count * 100) >= wanted)
}

/// Whether two projects are terms or shares of one task: their names differ in years alone.
fn is_same_task(one: &Set<'_>, other: &Set<'_>) -> bool {
    let stem = |set: &Set<'_>| set.at.project.name.value().map(|name| vocabulary::stem(name));
    // Without names nobody can tell that they are two tasks.
    stem(one).zip(stem(other)).is_none_or(|(one, other)| one == other)
}

/// Whether amounts or objectives are so different that one set can hardly fit both.
fn differ_widely(one: &Set<'_>, other: &Set<'_>, profile: &Profile) -> bool {
    let amount = |set: &Set<'_>| set.at.project.amounts.total.value().map(|amount| amount.number);
    let factor = profile.thresholds.copied_amount_factor;
    let by_amount = amount(one).zip(amount(other)).is_some_and(|(one, other)| {
        let (low, high) = if one < other { (one, other) } else { (other, one) };
        low > Decimal::ZERO && product(low, factor).is_some_and(|wanted| high >= wanted)
    });
    let words = |set: &Set<'_>| set.at.project.objective.value().map(|objective| letter_pairs(objective));
    let by_objective = words(one).zip(words(other)).is_some_and(|(one, other)| {
        let total = one.len().max(other.len());
        !reaches(common(&one, &other), total, profile.thresholds.copied_objective_overlap)
    });
    by_amount || by_objective
}

/// Words are not set apart in Chinese; pairs of neighbours stand for them.
fn letter_pairs(text: &str) -> Vec<u32> {
    let text = vocabulary::plain(text);
    let letters =
        || text.chars().filter(|ch| ch.is_ascii_digit() || vocabulary::is_letter(*ch)).map(|ch| u32::from(ch) & 0xffff);
    distinct(letters().zip(letters().skip(1)).map(|(one, other)| one << 16 | other))
}

fn report<'f>(one: &Set<'_>, other: &Set<'_>, total: usize, findings: &'f mut Findings) -> &'f mut Finding {
    let amount = |set: &Set<'_>| {
        let amount = set.at.project.amounts.total.value();
        amount.map_or(Arg::Words(text!("不详", "unknown")), |amount| Arg::Amount(*amount))
    };
    let finding = findings.report(&CROSS_COPIED_SET, Subject::Project(one.at.index), one.origin);
    finding.arg("project", shown(&one.at.project.name)).arg("other", shown(&other.at.project.name));
    finding.arg("total", total).arg("amount", amount(one)).arg("other_amount", amount(other))
}

fn relate(other: &Set<'_>, finding: &mut Finding) {
    finding.related(Role::Counterpart, Subject::Project(other.at.index), other.origin);
}
