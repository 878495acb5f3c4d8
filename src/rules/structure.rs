//! Group B: parts that are missing: objective, indicators, categories, satisfaction, cost, countable quantities.

use super::case::Case;
use super::{Arg, Check, Code, Findings, Guidance, Profile, Reason, ReviewPoint, Role, Rule, Severity, Subject};
use crate::i18n::text;
use crate::model::{Category, Cell, Indicator, Layout};
use crate::target::Reading;
use crate::vocabulary;
use crate::walk::{IndicatorAt, ProjectAt};

#[doc = include_str!("pages/B06-record-incomplete.md")]
pub(super) static RECORD_INCOMPLETE: Rule = Rule {
    code: Code::new('B', 6),
    name: "record-incomplete",
    severity: Severity::Error,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("绩效目标或绩效指标缺失，或指标类别无法识别", "Objective or indicators absent, or unknown category"),
    messages: &[
        text!("{project}没有填写绩效目标", "{project} has no objective"),
        text!("{project}没有填写绩效指标", "{project} has no indicators"),
        text!("{project}既没有绩效目标，也没有绩效指标", "{project} has neither objective nor indicators"),
        text!(
            "{project}的绩效目标只有{count}个字：“{objective}”",
            "The objective of {project} has only {count} characters: “{objective}”"
        ),
        text!(
            "{indicator}的类别不是成本、产出、效益、满意度之一",
            "The category of {indicator} is none of cost, output, benefit and satisfaction"
        ),
        text!("{indicator}没有写明属于哪一类指标", "{indicator} does not say to which category it belongs"),
    ],
    page: super::page!("B06-record-incomplete.md"),
    check: Check::Table(record_incomplete),
};

#[doc = include_str!("pages/B07-missing-mandatory-category.md")]
pub(super) static MISSING_MANDATORY_CATEGORY: Rule = Rule {
    code: Code::new('B', 7),
    name: "missing-mandatory-category",
    severity: Severity::Error,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("缺少产出指标或效益指标", "No output or no benefit indicator"),
    messages: &[
        text!(
            "{project}共有{count}个指标，没有一个是{category}",
            "{project} has {count} indicators, none of category {category}"
        ),
        text!(
            "{project}共有{count}个指标，既没有产出指标，也没有效益指标",
            "{project} has {count} indicators, neither output nor benefit among them"
        ),
    ],
    page: super::page!("B07-missing-mandatory-category.md"),
    check: Check::Projects(missing_mandatory_category),
};

#[doc = include_str!("pages/B08-missing-satisfaction.md")]
pub(super) static MISSING_SATISFACTION: Rule = Rule {
    code: Code::new('B', 8),
    name: "missing-satisfaction",
    severity: Severity::Info,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("未设满意度指标", "No satisfaction indicator"),
    messages: &[
        text!(
            "{project}没有设置满意度指标；财预〔2015〕88号的表式列有这一类指标",
            "{project} has no satisfaction indicator; the form of Caiyu [2015] No. 88 lists this category"
        ),
        text!(
            "{project}没有设置满意度指标；财预〔2021〕101号将其列为选设",
            "{project} has no satisfaction indicator; Caiyu [2021] No. 101 makes it optional"
        ),
        text!(
            "{project}面向公众或服务对象，却没有设置满意度指标",
            "{project} serves the public or certain recipients, but has no satisfaction indicator"
        ),
    ],
    page: super::page!("B08-missing-satisfaction.md"),
    check: Check::Projects(missing_satisfaction),
};

#[doc = include_str!("pages/B09-missing-cost.md")]
pub(super) static MISSING_COST: Rule = Rule {
    code: Code::new('B', 9),
    name: "missing-cost",
    severity: Severity::Info,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("未设成本指标", "No cost indicator"),
    messages: &[
        text!(
            "全表{count}个项目都没有成本指标，产出指标中也没有反映成本的",
            "No project of the table ({count} in all) has a cost indicator or an output indicator about cost"
        ),
        text!("全表有{count}个项目没有成本指标", "Projects of the table without a cost indicator: {count}"),
        text!(
            "{project}属于建设、大型修缮或大额购置，却没有成本指标",
            "{project} is construction, large repair or large purchase, but has no cost indicator"
        ),
    ],
    page: super::page!("B09-missing-cost.md"),
    check: Check::Table(missing_cost),
};

#[doc = include_str!("pages/B10-no-absolute-quantity.md")]
pub(super) static NO_ABSOLUTE_QUANTITY: Rule = Rule {
    code: Code::new('B', 10),
    name: "no-absolute-quantity",
    severity: Severity::Info,
    point: ReviewPoint::IndicatorSoundness,
    title: text!("无可计数的数量指标", "No countable quantity"),
    messages: &[
        text!(
            "{total}个项目中有{count}个没有可计数的产出数量（台、件、人次等），只有比率或文字",
            "Projects without a countable output (sets, items, persons and the like), only with rates or words: {count} of {total}"
        ),
        text!(
            "{project}的产出指标没有可计数的数量（台、件、人次等），只有比率或文字",
            "The output indicators of {project} count nothing (sets, items, persons and the like); there are only rates or words"
        ),
    ],
    page: super::page!("B10-no-absolute-quantity.md"),
    check: Check::Table(no_absolute_quantity),
};

/// A project as a message names it.
pub(super) fn shown(name: &Cell<String>) -> Arg {
    name.value().map_or(Arg::Words(text!("该项目", "the project")), |name| Arg::Quote(format!("“{name}”")))
}

fn record_incomplete(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    let reliance = &case.facts.reliance;
    let projects: Vec<ProjectAt<'_>> = case.projects().collect();
    // Where no project of several shows one, it is the column that is missing, or was not read.
    let several = projects.len() > 1;
    let no_objectives = several && projects.iter().all(|at| at.project.objective.value().is_none());
    let no_indicators = several && projects.iter().all(|at| at.project.indicators.is_empty());
    // Indicators without a name above them, below the first project, are another's: rows were read out of order.
    let is_loose = |at: &ProjectAt<'_>| at.index > 0 && at.project.name.value().is_none();
    let no_indicators = no_indicators || projects.iter().any(is_loose);
    for at in projects {
        let project = at.project;
        let subject = Subject::Project(at.index);
        let doubt = reliance.doubt(&at);
        if let Cell::Unreadable(origin) = &project.objective {
            findings.cannot_decide(&RECORD_INCOMPLETE, subject, Some(origin), Reason::ValueUnreadable);
        }
        let no_objective = matches!(project.objective, Cell::Absent | Cell::Blank(_));
        let no_indicator = project.indicators.is_empty();
        if let Some(origin) = project.anchor().filter(|_| no_objective || no_indicator) {
            let column_lost = (no_objective && no_objectives) || (no_indicator && no_indicators);
            if let Some(reason) = doubt.or(column_lost.then_some(Reason::ValueAbsent)) {
                findings.cannot_decide(&RECORD_INCOMPLETE, subject, Some(origin), reason);
            } else {
                let message = if no_objective && no_indicator { 2 } else { usize::from(no_indicator) };
                let finding = findings.report(&RECORD_INCOMPLETE, subject, origin);
                finding.message(message).arg("project", shown(&project.name));
            }
        }
        if let Some((objective, origin)) = project.objective.read().filter(|_| doubt.is_none()) {
            let count = objective.chars().filter(|ch| !ch.is_whitespace()).count();
            if count < profile.thresholds.objective_min_chars {
                let finding = findings.report(&RECORD_INCOMPLETE, subject, origin).message(3);
                finding.arg("project", shown(&project.name)).arg("count", count).arg("objective", objective.as_str());
            }
        }
        unknown_categories(case, at, findings);
    }
}

fn unknown_categories(case: Case<'_>, at: ProjectAt<'_>, findings: &mut Findings) {
    // A list prints the category before every name; blocks print it once for several rows, and it is easily lost.
    let is_list = case.layout == Layout::ProjectPerRow;
    let prints = is_list && at.project.indicators.iter().any(|of| of.category.value().is_some());
    for of in at.indicators() {
        let subject = Subject::Indicator { project: at.index, index: of.index };
        let (origin, message) = match &of.indicator.category {
            Cell::Unreadable(origin) => (Some(origin), 4),
            Cell::Absent | Cell::Blank(_) if prints => (of.indicator.anchor(), 5),
            _ => continue,
        };
        if let Some(origin) = origin {
            let finding = findings.report(&RECORD_INCOMPLETE, subject, origin).message(message);
            let name = of.indicator.name.value();
            let nameless = text!("该指标", "the indicator");
            finding.arg("indicator", name.map_or(Arg::Words(nameless), |name| Arg::Quote(format!("“{name}”"))));
        }
    }
}

/// Why a category cannot be said to be missing: one of the indicators may belong to it.
fn unknown_category(indicators: &[Indicator]) -> Option<Reason> {
    indicators.iter().any(|of| of.category.value().is_none()).then_some(Reason::ValueUnreadable)
}

fn missing_mandatory_category(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    let reliance = &case.facts.reliance;
    let is_satisfaction = |at| case.name(at).is_some_and(vocabulary::is_satisfaction);
    // 财预〔2020〕10号 keeps satisfaction under benefit: where the table has no such category, its names count there.
    for at in case.projects() {
        let indicators = &at.project.indicators;
        let subject = Subject::Project(at.index);
        let Some(origin) = at.project.anchor().filter(|_| !indicators.is_empty()) else {
            continue;
        };
        let has = |category| indicators.iter().any(|of| of.category.value() == Some(&category));
        let merged = !case.facts.form.has_satisfaction && at.indicators().any(is_satisfaction);
        let no_output = !has(Category::Output);
        let no_benefit = !has(Category::Benefit) && !merged;
        if !no_output && !no_benefit {
            continue;
        }
        if let Some(reason) = reliance.doubt(&at).or(unknown_category(indicators)) {
            findings.cannot_decide(&MISSING_MANDATORY_CATEGORY, subject, Some(origin), reason);
            continue;
        }
        let finding = findings.report(&MISSING_MANDATORY_CATEGORY, subject, origin);
        finding.arg("project", shown(&at.project.name)).arg("count", indicators.len());
        if no_output && no_benefit {
            finding.message(1);
        } else {
            finding.arg("category", if no_output { Category::Output } else { Category::Benefit });
        }
    }
}

fn missing_satisfaction(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    let reliance = &case.facts.reliance;
    for at in case.projects() {
        let project = at.project;
        let has = |of: IndicatorAt<'_>| {
            of.indicator.category.value() == Some(&Category::Satisfaction)
                || case.name(of).is_some_and(vocabulary::is_satisfaction)
        };
        let Some(origin) = project.anchor().filter(|_| !project.indicators.is_empty()) else {
            continue;
        };
        if at.indicators().any(has) {
            continue;
        }
        if let Some(reason) = reliance.doubt(&at).or(unknown_category(&project.indicators)) {
            findings.cannot_decide(&MISSING_SATISFACTION, Subject::Project(at.index), Some(origin), reason);
            continue;
        }
        let texts = [project.name.value(), project.objective.value()];
        let is_public = texts.into_iter().flatten().any(|text| vocabulary::is_public_facing(text));
        let finding = findings.report(&MISSING_SATISFACTION, Subject::Project(at.index), origin).doubtful();
        finding.arg("project", shown(&project.name));
        if is_public {
            finding.message(2).severity(Severity::Warning);
        } else {
            finding.message(usize::from(profile.guidance == Guidance::No101Of2021));
        }
    }
}

fn missing_cost(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    let reliance = &case.facts.reliance;
    let has_cost = |at: IndicatorAt<'_>| {
        at.indicator.category.value() == Some(&Category::Cost)
            || at.indicator.subcategory.value().is_some_and(|class| vocabulary::names_cost(class))
            || case.name(at).is_some_and(|name| vocabulary::names_cost(name.base()))
    };
    let judged: Vec<ProjectAt<'_>> =
        case.projects().filter(|at| reliance.is_whole(at) && !at.project.indicators.is_empty()).collect();
    let Some(origin) = case.anchor().filter(|_| !judged.is_empty()) else {
        findings.cannot_decide(&MISSING_COST, Subject::Document, case.anchor(), Reason::ValueAbsent);
        return;
    };
    let count = judged.len();
    let without: Vec<_> = judged.into_iter().filter(|at| !at.indicators().any(has_cost)).collect();
    if profile.guidance == Guidance::No88Of2015 {
        // Cost is a part of output here, and many forms leave it out: only a table without any is worth a word.
        if without.len() == count {
            findings.report(&MISSING_COST, Subject::Document, origin).doubtful().arg("count", count);
        }
        return;
    }
    let is_works =
        |at: &ProjectAt<'_>| at.project.name.value().is_some_and(|name| vocabulary::is_works_or_purchase(name));
    let (works, others): (Vec<_>, Vec<_>) = without.into_iter().partition(is_works);
    for at in works {
        if let Some(origin) = at.project.anchor() {
            let finding = findings.report(&MISSING_COST, Subject::Project(at.index), origin).message(2);
            finding.severity(Severity::Warning).doubtful().arg("project", shown(&at.project.name));
        }
    }
    if !others.is_empty() {
        let finding = findings.report(&MISSING_COST, Subject::Document, origin).message(1);
        finding.doubtful().arg("count", others.len());
        for at in others {
            if let Some(origin) = at.project.anchor() {
                finding.related(Role::Counterpart, Subject::Project(at.index), origin);
            }
        }
    }
}

/// Whether an indicator counts things that were produced.
fn counts_output(case: Case<'_>, at: IndicatorAt<'_>) -> bool {
    let (Some(name), Some(target)) = (case.name(at), at.indicator.target.value()) else {
        return false;
    };
    let unit = match &target.reading {
        Reading::Quantity(quantity) => &quantity.unit,
        Reading::Range { unit, .. } => unit,
        Reading::Date | Reading::Words | Reading::Placeholder => return false,
    };
    // The unit may stand in the name's brackets; a number of something counts even where its unit was forgotten.
    let in_name = || {
        name.plain().split(['(', ')']).skip(1).any(vocabulary::is_count_unit)
            || vocabulary::ends_in(name.base(), "数量 人数 次数 个数 台数 户数 件数 面积 里程")
    };
    let counted = vocabulary::is_count_unit(unit) || (unit.is_empty() && in_name());
    // A quality, cost or deadline that holds a number is a mistake (C16), not a quantity.
    let mistaken = vocabulary::ends_in(name.base(), "质量 成本 时限");
    counted && !mistaken && !vocabulary::is_adverse(name)
}

fn no_absolute_quantity(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    let reliance = &case.facts.reliance;
    let output =
        |at: &IndicatorAt<'_>| at.indicator.category.value().is_none_or(|category| *category == Category::Output);
    let judged: Vec<ProjectAt<'_>> =
        case.projects().filter(|at| reliance.is_whole(at) && !at.project.indicators.is_empty()).collect();
    if judged.is_empty() {
        findings.cannot_decide(&NO_ABSOLUTE_QUANTITY, Subject::Document, case.anchor(), Reason::ValueAbsent);
    }
    let total = judged.len();
    let without: Vec<_> =
        judged.into_iter().filter(|at| !at.indicators().filter(output).any(|at| counts_output(case, at))).collect();
    let most = total > 1 && without.len() * 2 > total;
    if let Some(origin) = case.anchor().filter(|_| most) {
        let finding = findings.report(&NO_ABSOLUTE_QUANTITY, Subject::Document, origin).doubtful();
        finding.arg("total", total).arg("count", without.len());
        return;
    }
    for at in without {
        if let Some(origin) = at.project.anchor() {
            let finding = findings.report(&NO_ABSOLUTE_QUANTITY, Subject::Project(at.index), origin);
            finding.message(1).doubtful().arg("project", shown(&at.project.name));
        }
    }
}
