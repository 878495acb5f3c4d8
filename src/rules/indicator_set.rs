//! Group B: the indicators of a project as a set: how many, and how they are numbered.

use super::case::Case;
use super::reliance::is_rest;
use super::structure::shown;
use super::{Check, Code, Findings, Profile, Reason, ReviewPoint, Role, Rule, Severity, Subject};
use crate::i18n::text;
use crate::model::{Indicator, Project};
use crate::order::{find, grouped};
use crate::span::Origin;

#[doc = include_str!("pages/B11-indicator-count.md")]
pub(super) static INDICATOR_COUNT: Rule = Rule {
    code: Code::new('B', 11),
    name: "indicator-count",
    severity: Severity::Warning,
    point: ReviewPoint::IndicatorSoundness,
    title: text!("指标过少或过多", "Too few or too many indicators"),
    messages: &[
        text!("{project}只有{count}个指标，少于{limit}个", "{project} has {count} indicators, fewer than {limit}"),
        text!("{project}有{count}个指标，多于{limit}个", "{project} has {count} indicators, more than {limit}"),
    ],
    page: super::page!("B11-indicator-count.md"),
    check: Check::Projects(indicator_count),
};

#[doc = include_str!("pages/B12-numbering-gap.md")]
pub(super) static NUMBERING_GAP: Rule = Rule {
    code: Code::new('B', 12),
    name: "numbering-gap",
    severity: Severity::Warning,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("指标序号不连续或重复", "Numbering gap or repeat"),
    messages: &[
        text!(
            "{project}的指标序号从{before}直接到{after}，中间缺号",
            "The indicators of {project} are numbered {before}, then {after}: numbers are missing"
        ),
        text!(
            "{project}的指标序号{number}重复出现",
            "Among the indicators of {project} the number {number} stands twice"
        ),
        text!(
            "{project}的指标序号从{number}开始，不是从1开始",
            "The indicators of {project} are numbered from {number} on, not from 1"
        ),
        text!(
            "{project}的指标序号次序颠倒：{before}之后是{after}",
            "The indicators of {project} are numbered out of order: {after} follows {before}"
        ),
    ],
    page: super::page!("B12-numbering-gap.md"),
    check: Check::Projects(numbering_gap),
};

fn indicator_count(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    let reliance = &case.facts.reliance;
    let (min, max) = (profile.thresholds.indicators_min, profile.thresholds.indicators_max);
    for at in case.projects() {
        let count = at.project.indicators.len();
        let subject = Subject::Project(at.index);
        let Some(origin) = at.project.anchor().filter(|_| count > 0) else {
            // No indicator at all is an incomplete record (B06).
            continue;
        };
        if count > max && at.project.name.value().is_none() {
            // Without a name between them, several projects may have been read as one.
            findings.cannot_decide(&INDICATOR_COUNT, subject, Some(origin), Reason::ValueAbsent);
        } else if count > max {
            let finding = findings.report(&INDICATOR_COUNT, subject, origin).message(1).severity(Severity::Info);
            finding.arg("project", shown(&at.project.name)).arg("count", count).arg("limit", max);
        } else if count < min {
            if let Some(reason) = reliance.doubt(&at) {
                findings.cannot_decide(&INDICATOR_COUNT, subject, Some(origin), reason);
                continue;
            }
            let finding = findings.report(&INDICATOR_COUNT, subject, origin);
            finding.arg("project", shown(&at.project.name)).arg("count", count).arg("limit", min);
        }
    }
}

/// What is wrong with a numbering at one place.
enum Jump {
    Gap { before: u16 },
    Repeat,
    Start,
    Disorder { before: u16 },
}

/// Where ordinals leave 1…n, in order. The rest of a project may begin with any number.
fn jumps<'t>(ordinals: &[(u16, &'t Origin)], is_rest: bool) -> Vec<(Jump, u16, &'t Origin)> {
    let first = ordinals.first().map_or(1, |(first, _)| if is_rest { *first } else { 1 });
    if ordinals.iter().zip(first..).all(|((ordinal, _), expected)| *ordinal == expected) {
        return Vec::new();
    }
    let places = ordinals.iter().enumerate().map(|(at, (ordinal, _))| (u128::from(*ordinal), at));
    let places = grouped(places.collect());
    let first_place = |ordinal: u16| find(&places, u128::from(ordinal)).and_then(|places| places.first()).copied();
    let mut before: Option<u16> = None;
    let mut jumps = Vec::new();
    for (at, &(ordinal, origin)) in ordinals.iter().enumerate() {
        let jump = match before {
            _ if first_place(ordinal) != Some(at) => Some(Jump::Repeat),
            None => (ordinal != first).then_some(Jump::Start),
            Some(before) if before.checked_add(1) == Some(ordinal) => None,
            Some(before) if ordinal > before && first_place(before.saturating_add(1)).is_none() => {
                Some(Jump::Gap { before })
            }
            Some(before) => Some(Jump::Disorder { before }),
        };
        jumps.extend(jump.map(|jump| (jump, ordinal, origin)));
        before = Some(ordinal);
    }
    jumps
}

/// Whether each category, or each class of it, is numbered by itself, as some forms do (指标1, 指标2 under every 二级).
fn is_numbered_by_category(indicators: &[Indicator], ordinals: &[(u16, &Origin)]) -> bool {
    let key = |of: &Indicator| (of.category.value().copied(), of.subcategory.value().cloned());
    let mut expected = 1;
    let mut groups = 0;
    let mut last = None;
    for (of, (ordinal, _)) in indicators.iter().zip(ordinals) {
        let key = Some(key(of));
        if key != last {
            (expected, last) = (1, key);
            groups += 1;
        }
        if *ordinal != expected {
            return false;
        }
        expected = expected.saturating_add(1);
    }
    groups > 1
}

/// The ordinals of a project, and whether every indicator has one.
fn ordinals(project: &Project) -> (Vec<(u16, &Origin)>, bool) {
    let read = project.indicators.iter().filter_map(|of| of.ordinal.read());
    let read: Vec<(u16, &Origin)> = read.map(|(ordinal, origin)| (*ordinal, origin)).collect();
    let all = read.len() == project.indicators.len();
    (read, all)
}

/// Whether nothing is wrong with the numbering of a project, as far as there is one.
pub(super) fn is_numbered(project: &Project) -> bool {
    let (read, all) = ordinals(project);
    !all || is_numbered_by_category(&project.indicators, &read) || jumps(&read, is_rest(project)).is_empty()
}

fn numbering_gap(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    if !case.facts.form.has_ordinals {
        // The form numbers nothing.
        if !case.names().is_empty() {
            case.lacks_column(&NUMBERING_GAP, findings);
        }
        return;
    }
    for at in case.projects() {
        let subject = Subject::Project(at.index);
        let (read, all) = ordinals(at.project);
        if !all {
            findings.cannot_decide(&NUMBERING_GAP, subject, at.project.anchor(), Reason::ValueAbsent);
            continue;
        }
        if is_numbered_by_category(&at.project.indicators, &read) {
            continue;
        }
        let mut jumps = jumps(&read, is_rest(at.project)).into_iter();
        let Some((jump, ordinal, origin)) = jumps.next() else { continue };
        let finding = findings.report(&NUMBERING_GAP, subject, origin);
        finding.arg("project", shown(&at.project.name));
        match jump {
            Jump::Gap { before } => finding.arg("before", usize::from(before)).arg("after", usize::from(ordinal)),
            Jump::Repeat => finding.message(1).arg("number", usize::from(ordinal)),
            Jump::Start => finding.message(2).arg("number", usize::from(ordinal)),
            Jump::Disorder { before } => {
                finding.message(3).arg("before", usize::from(before)).arg("after", usize::from(ordinal))
            }
        };
        if let Some((_, earlier)) = read.iter().find(|(earlier, _)| *earlier == ordinal && matches!(jump, Jump::Repeat))
        {
            finding.related(Role::FirstSeen, subject, earlier);
        }
        for (_, _, origin) in jumps {
            finding.related(Role::Counterpart, subject, origin);
        }
    }
}
