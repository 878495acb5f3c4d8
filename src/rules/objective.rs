//! Group G: whether indicators measure what the objective sets out to do. G46 to G48.

use rust_decimal::Decimal;

use super::case::{Case, ProjectFact, TargetFact};
use super::named::Named;
use super::structure::shown;
use super::values::subject;
use super::{Check, Code, Findings, Profile, Reason, ReviewPoint, Role, Rule, Severity, Subject};
use crate::amount::{product, sum};
use crate::i18n::text;
use crate::model::Cell;
use crate::span::Origin;
use crate::vocabulary::{self, Count, Figure, Name};
use crate::walk::ProjectAt;

#[doc = include_str!("pages/G46-objective-figure-not-covered.md")]
pub(super) static OBJECTIVE_FIGURE_NOT_COVERED: Rule = Rule {
    code: Code::new('G', 46),
    name: "objective-figure-not-covered",
    severity: Severity::Warning,
    point: ReviewPoint::MatchWithFunds,
    title: text!("目标中的任务数未落到指标", "A figure of the objective appears in no indicator"),
    messages: &[text!(
        "{project}的绩效目标写了“{figure}”，没有一个指标体现这个数",
        "The objective of {project} names “{figure}”, a figure that no indicator carries"
    )],
    page: super::page!("G46-objective-figure-not-covered.md"),
    check: Check::Projects(objective_figure_not_covered),
};

#[doc = include_str!("pages/G47-objective-task-not-covered.md")]
pub(super) static OBJECTIVE_TASK_NOT_COVERED: Rule = Rule {
    code: Code::new('G', 47),
    name: "objective-task-not-covered",
    severity: Severity::Warning,
    point: ReviewPoint::IndicatorSoundness,
    title: text!("目标任务无对应指标", "A task of the objective has no indicator"),
    messages: &[
        text!(
            "{project}的绩效目标提到“{task}”，没有与之对应的指标",
            "The objective of {project} speaks of “{task}”, for which there is no indicator"
        ),
        text!(
            "{project}的绩效目标提到“{task}”，似乎没有与之对应的指标",
            "The objective of {project} speaks of “{task}”, for which there seems to be no indicator"
        ),
    ],
    page: super::page!("G47-objective-task-not-covered.md"),
    check: Check::Projects(objective_task_not_covered),
};

#[doc = include_str!("pages/G48-indicator-off-objective.md")]
pub(super) static INDICATOR_OFF_OBJECTIVE: Rule = Rule {
    code: Code::new('G', 48),
    name: "indicator-off-objective",
    severity: Severity::Info,
    point: ReviewPoint::IndicatorSoundness,
    title: text!("指标与项目内容无关", "Indicator about something the project does not do"),
    messages: &[text!(
        "“{name}”说的是“{topic}”，项目名称和绩效目标看不出有这项内容",
        "“{name}” is about “{topic}”, which neither the project's name nor its objective suggests"
    )],
    page: super::page!("G48-indicator-off-objective.md"),
    check: Check::Projects(indicator_off_objective),
};

/// An objective beside the indicators of its project, all of them read.
struct Whole<'t> {
    at: ProjectAt<'t>,
    said: &'t ProjectFact,
    origin: &'t Origin,
    indicators: Vec<Named<'t>>,
}

/// The projects whose objective and indicators were all read; of the others says that nothing can be decided.
fn wholes<'t>(rule: &'static Rule, case: Case<'t>, findings: &mut Findings) -> Vec<Whole<'t>> {
    if !case.facts.form.has_objectives {
        case.lacks_column(rule, findings);
        return Vec::new();
    }
    case.projects().filter_map(|at| whole(rule, case, at, findings)).collect()
}

fn whole<'t>(rule: &'static Rule, case: Case<'t>, at: ProjectAt<'t>, findings: &mut Findings) -> Option<Whole<'t>> {
    let all = at.project.indicators.len();
    if all == 0 {
        return None;
    }
    if let Some(reason) = case.facts.reliance.doubt(&at) {
        findings.cannot_decide(rule, Subject::Project(at.index), at.project.anchor(), reason);
        return None;
    }
    let indicators: Vec<Named<'_>> = at.indicators().filter_map(|at| case.named(at)).collect();
    match at.project.objective.read().zip(case.said(&at)) {
        Some(((_, origin), said)) if indicators.len() == all => Some(Whole { at, said, origin, indicators }),
        // A missing objective is an incomplete record (B06).
        None if matches!(at.project.objective, Cell::Absent | Cell::Blank(_)) => None,
        _ => {
            let origin = at.project.objective.origin();
            findings.cannot_decide(rule, Subject::Project(at.index), origin, Reason::ValueUnreadable);
            None
        }
    }
}

/// What the indicators of a project count, and all their numbers.
#[derive(Default)]
struct Counts<'t> {
    counts: Vec<Count>,
    targets: Vec<(&'t Name, &'t TargetFact)>,
}

impl<'t> Counts<'t> {
    /// `None` where a target was not read.
    fn of(case: Case<'t>, indicators: &[Named<'t>]) -> Option<Self> {
        let mut counts = Self::default();
        for named in indicators {
            let target = case.target(named.at)?;
            counts.counts.extend(vocabulary::counts(named.name.plain()));
            counts.counts.extend_from_slice(&target.counts);
            counts.targets.push((named.name, target));
        }
        Some(counts)
    }

    fn carry(&self, figure: &Figure) -> bool {
        self.counts.iter().any(|count| count.carries(figure)) || self.convert(figure)
    }

    fn has(&self, full: Decimal) -> bool {
        self.counts.iter().any(|count| count.full == full)
    }

    /// 1.2万米 is carried by 12公里, 3吨 by 3000公斤.
    fn convert(&self, figure: &Figure) -> bool {
        let thousand = Decimal::ONE_THOUSAND;
        let small = || vocabulary::is_word(figure.unit, "米 延米 公斤 千克");
        let large = || vocabulary::is_word(figure.unit, "公里 千米 吨");
        (small() && self.counts.iter().any(|count| product(count.full, thousand) == Some(figure.full)))
            || (large() && product(figure.full, thousand).is_some_and(|full| self.has(full)))
    }

    /// Whether one number stands for several figures: 42台（套） for 2辆 and 40套.
    fn carry_sum(&self, figures: &[&Figure]) -> bool {
        let total = figures.iter().try_fold(Decimal::ZERO, |total, figure| sum(total, figure.full));
        figures.len() > 1 && total.is_some_and(|total| self.has(total))
    }

    fn count_in(&self, unit: &str) -> bool {
        self.targets.iter().any(|(_, target)| target.plain.contains(unit))
    }

    /// Leaves those targets that carry none of the figures.
    fn keep_free(&mut self, figures: &[Figure]) {
        let carries = |count: &Count| figures.iter().any(|figure| count.carries(figure));
        self.targets.retain(|(_, target)| !target.counts.iter().any(carries));
    }

    /// Whether an indicator may be about a part of the figure, or about more: it counts the same, and nothing little less.
    fn share(&self, figure: &Figure) -> bool {
        let shares = |(name, target): &(&Name, &TargetFact)| {
            target.counts.iter().any(|count| count.unit == Some(figure.unit)) && figure.is_about(name.base())
        };
        let falls_short = |count: &Count| {
            let most = count.unit == Some(figure.unit) && count.full < figure.full;
            most && product(count.full, Decimal::TWO).is_some_and(|double| double >= figure.full)
        };
        self.targets.iter().any(shares) && !self.counts.iter().any(falls_short)
    }
}

fn objective_figure_not_covered(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &OBJECTIVE_FIGURE_NOT_COVERED;
    for whole in wholes(RULE, case, findings) {
        let figures = vocabulary::figures(&whole.said.objective);
        if figures.is_empty() {
            continue;
        }
        let subject = Subject::Project(whole.at.index);
        let Some(mut own) = Counts::of(case, &whole.indicators) else {
            findings.cannot_decide(RULE, subject, Some(whole.origin), Reason::ValueUnreadable);
            continue;
        };
        let missing: Vec<&Figure> = figures.iter().filter(|figure| !own.carry(figure)).collect();
        if own.carry_sum(&missing) {
            continue;
        }
        // Where an indicator counts the same things, its number may be the part that this year's money pays for; one that
        // carries another figure is about that.
        own.keep_free(&figures);
        let firm = missing.iter().copied().find(|figure| figure.is_task && !own.share(figure));
        let Some(figure) = firm.or(missing.first().copied()) else { continue };
        // A figure that the next project carries tells that rows came under a wrong project.
        let counts = |at| Counts::of(case, &self::whole(RULE, case, at, &mut Findings::default())?.indicators);
        let mut neighbours = case.neighbours(whole.at.index).filter_map(counts);
        let telling = figure.full >= Decimal::TEN;
        if telling && neighbours.any(|other| other.carry(figure) && other.count_in(figure.unit)) {
            findings.cannot_decide(RULE, subject, Some(whole.origin), Reason::Scattered);
            continue;
        }
        let finding = findings.report(RULE, subject, whole.origin);
        finding.arg("project", shown(&whole.at.project.name)).arg("figure", figure.shown.as_str());
        if firm.is_none() {
            finding.doubtful();
        }
    }
}

fn objective_task_not_covered(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &OBJECTIVE_TASK_NOT_COVERED;
    for whole in wholes(RULE, case, findings) {
        let names: Vec<_> = whole.indicators.iter().map(|named| named.name).collect();
        let Some(gap) = vocabulary::uncovered(&whole.said.objective, &names) else { continue };
        let finding = findings.report(RULE, Subject::Project(whole.at.index), whole.origin);
        finding.arg("project", shown(&whole.at.project.name)).arg("task", gap.task.as_str());
        if !gap.is_plain {
            finding.message(1).doubtful();
        }
    }
}

fn indicator_off_objective(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &INDICATOR_OFF_OBJECTIVE;
    for whole in wholes(RULE, case, findings) {
        let Some(project_origin) = whole.at.project.name.read().map(|(_, origin)| origin) else {
            findings.cannot_decide(RULE, Subject::Project(whole.at.index), Some(whole.origin), Reason::ValueAbsent);
            continue;
        };
        for named in &whole.indicators {
            if let Some(topic) = vocabulary::off_topic(named.name, &whole.said.name, &whole.said.objective) {
                let finding = named.report(RULE, findings).doubtful().arg("topic", topic);
                finding.related(Role::Counterpart, subject(named.at), project_origin);
            }
        }
    }
}
