//! Group D: whether an indicator stands in the category it belongs to. D29 to D34.

use super::case::{Case, ProjectFact};
use super::named::each_filed;
use super::values::subject;
use super::{Check, Code, Findings, Profile, Reason, ReviewPoint, Rule, Severity};
use crate::i18n::text;
use crate::model::Category;
use crate::vocabulary::{self, BenefitFit, Concept, Name};
use crate::walk::ProjectAt;

#[doc = include_str!("pages/D29-fault-rate-category.md")]
pub(super) static FAULT_RATE_CATEGORY: Rule = Rule {
    code: Code::new('D', 29),
    name: "fault-rate-category",
    severity: Severity::Warning,
    point: ReviewPoint::IndicatorSoundness,
    title: text!("故障率归类不当", "Fault rate not under output quality"),
    messages: &[text!(
        "“{name}”反映产出质量，却列为{category}",
        "“{name}” is about the quality of output, but is filed as {category}"
    )],
    page: super::page!("D29-fault-rate-category.md"),
    check: Check::Projects(fault_rate_category),
};

#[doc = include_str!("pages/D30-complaint-as-satisfaction.md")]
pub(super) static COMPLAINT_AS_SATISFACTION: Rule = Rule {
    code: Code::new('D', 30),
    name: "complaint-as-satisfaction",
    severity: Severity::Info,
    point: ReviewPoint::IndicatorSoundness,
    title: text!("以投诉率（数）代替满意度", "Complaint measure filed as satisfaction"),
    messages: &[
        text!(
            "“{name}”列为满意度指标，没有投诉不等于满意",
            "“{name}” is filed as satisfaction, but no complaint does not mean satisfied"
        ),
        text!(
            "“{name}”列为满意度指标，项目中没有直接衡量满意度的指标",
            "“{name}” is filed as satisfaction, and nothing in the project measures satisfaction itself"
        ),
    ],
    page: super::page!("D30-complaint-as-satisfaction.md"),
    check: Check::Projects(complaint_as_satisfaction),
};

#[doc = include_str!("pages/D31-acceptance-category.md")]
pub(super) static ACCEPTANCE_CATEGORY: Rule = Rule {
    code: Code::new('D', 31),
    name: "acceptance-category",
    severity: Severity::Warning,
    point: ReviewPoint::IndicatorSoundness,
    title: text!("验收合格率归类不当", "Acceptance or pass rate not under output"),
    messages: &[text!(
        "“{name}”反映产出质量，却列为{category}",
        "“{name}” is about the quality of output, but is filed as {category}"
    )],
    page: super::page!("D31-acceptance-category.md"),
    check: Check::Projects(acceptance_category),
};

#[doc = include_str!("pages/D32-satisfaction-misfiled.md")]
pub(super) static SATISFACTION_MISFILED: Rule = Rule {
    code: Code::new('D', 32),
    name: "satisfaction-misfiled",
    severity: Severity::Warning,
    point: ReviewPoint::IndicatorSoundness,
    title: text!("满意度指标归入其他类别", "Satisfaction filed elsewhere"),
    messages: &[
        text!("“{name}”衡量满意度，却列为{category}", "“{name}” measures satisfaction, but is filed as {category}"),
        text!(
            "“{name}”衡量满意度，列为{category}，全表没有满意度指标这一类",
            "“{name}” measures satisfaction and is filed as {category}; the table has no such category"
        ),
    ],
    page: super::page!("D32-satisfaction-misfiled.md"),
    check: Check::Projects(satisfaction_misfiled),
};

#[doc = include_str!("pages/D33-benefit-not-outcome.md")]
pub(super) static BENEFIT_NOT_OUTCOME: Rule = Rule {
    code: Code::new('D', 33),
    name: "benefit-not-outcome",
    severity: Severity::Info,
    point: ReviewPoint::IndicatorSoundness,
    title: text!("效益指标未反映效果", "A benefit that is no outcome"),
    messages: &[
        text!(
            "“{name}”是产出的质量或性能，列为效益指标，没有说明给谁带来什么好处",
            "“{name}” is the quality or performance of an output; filed as a benefit, it does not say who gains what"
        ),
        text!(
            "“{name}”属于投入或产出，不是项目带来的效果，不宜列为效益指标",
            "“{name}” is an input or an output, not an effect of the project, and should not be filed as a benefit"
        ),
    ],
    page: super::page!("D33-benefit-not-outcome.md"),
    check: Check::Projects(benefit_not_outcome),
};

#[doc = include_str!("pages/D34-routine-management-indicator.md")]
pub(super) static ROUTINE_MANAGEMENT_INDICATOR: Rule = Rule {
    code: Code::new('D', 34),
    name: "routine-management-indicator",
    severity: Severity::Info,
    point: ReviewPoint::IndicatorSoundness,
    title: text!("以常规管理要求充作绩效指标", "Routine management as an indicator"),
    messages: &[text!(
        "“{name}”是日常管理要求，不是项目的产出或效果",
        "“{name}” asks for what management does anyway; it is neither an output nor an effect of the project"
    )],
    page: super::page!("D34-routine-management-indicator.md"),
    check: Check::Projects(routine_management_indicator),
};

fn is_fault_rate(name: &Name) -> bool {
    vocabulary::concept(name) == Some(Concept::FaultRate)
}

/// Output quality, and what failures cost.
const fn holds_quality(category: Category) -> bool {
    matches!(category, Category::Output | Category::Cost)
}

fn fault_rate_category(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &FAULT_RATE_CATEGORY;
    each_filed(RULE, case, findings, is_fault_rate, &|named, category, findings| {
        if !holds_quality(category) {
            named.report(RULE, findings).arg("category", category);
        }
    });
}

fn acceptance_category(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &ACCEPTANCE_CATEGORY;
    let applies = |name: &Name| vocabulary::acceptance(name).is_some();
    each_filed(RULE, case, findings, applies, &|named, category, findings| {
        if holds_quality(category) {
            return;
        }
        let finding = named.report(RULE, findings).arg("category", category);
        if vocabulary::acceptance(named.name) == Some(false) {
            finding.doubtful();
        }
    });
}

fn satisfaction_misfiled(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &SATISFACTION_MISFILED;
    each_filed(RULE, case, findings, vocabulary::is_satisfaction, &|named, category, findings| {
        let ending = vocabulary::ends_in(named.name.base(), "满意度 满意率");
        if category == Category::Satisfaction || !ending {
            return;
        }
        let finding = named.report(RULE, findings).arg("category", category);
        if !case.facts.form.has_satisfaction {
            // 财预〔2020〕10号 keeps satisfaction under benefit.
            finding.message(1).severity(Severity::Info);
        }
    });
}

fn complaint_as_satisfaction(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &COMPLAINT_AS_SATISFACTION;
    for project in case.projects() {
        let measured = || project.indicators().any(|at| case.name(at).is_some_and(vocabulary::is_satisfaction));
        for at in project.indicators() {
            let complaint = case.name(at).is_some_and(vocabulary::is_complaint);
            let Some(origin) = at.indicator.name.origin().filter(|_| complaint) else { continue };
            match (case.category(at), case.named(at)) {
                (Some(Category::Satisfaction), Some(named)) => {
                    named.report(RULE, findings).message(usize::from(!measured())).doubtful();
                }
                (Some(_), Some(_)) => {}
                _ => findings.cannot_decide(RULE, subject(at), Some(origin), Reason::ValueUnreadable),
            }
        }
    }
}

fn benefit_not_outcome(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    for project in case.projects() {
        judge_benefits(&project, case, findings);
    }
}

/// One finding per project: the first that is plainly no benefit, else the first that hardly is one.
fn judge_benefits(project: &ProjectAt<'_>, case: Case<'_>, findings: &mut Findings) {
    const RULE: &Rule = &BENEFIT_NOT_OUTCOME;
    let (mut plain, mut property, mut uptime) = (None, None, None);
    let mut others = false;
    for at in project.indicators() {
        let category = case.category(at);
        if category.is_some_and(|category| category != Category::Benefit) {
            continue;
        }
        let (Some(named), true) = (case.named(at), category.is_some()) else {
            // What cannot be read may be the outcome that the others are not.
            if let origin @ Some(_) = at.indicator.anchor() {
                findings.cannot_decide(RULE, subject(at), origin, Reason::ValueUnreadable);
            }
            others = true;
            continue;
        };
        match vocabulary::benefit_fit(named.name) {
            BenefitFit::Input => plain = plain.or(Some(named)),
            BenefitFit::Skill { is_hired } if !is_training(case, project, is_hired) => plain = plain.or(Some(named)),
            BenefitFit::Property => property = property.or(Some(named)),
            BenefitFit::Uptime => uptime = uptime.or(Some(named)),
            BenefitFit::Fault => {}
            BenefitFit::Skill { .. } | BenefitFit::Outcome => others = true,
        }
    }
    let uptime = uptime.filter(|_| !others && plain.is_none());
    // The earlier of the two stands for both.
    let first = match (property, uptime) {
        (Some(one), Some(other)) if other.at.index < one.at.index => Some(other),
        (one, other) => one.or(other),
    };
    if let Some(named) = plain {
        named.report(RULE, findings).message(1).severity(Severity::Warning);
    } else if let Some(named) = first {
        named.report(RULE, findings).doubtful();
    }
}

/// Whether a project says one of the words of itself.
fn says(case: Case<'_>, project: &ProjectAt<'_>, words: &str) -> bool {
    let says =
        |said: &ProjectFact| vocabulary::contains(&said.name, words) || vocabulary::contains(&said.objective, words);
    case.said(project).is_some_and(says)
}

/// Where people are trained, what they can is the outcome. Hired staff may be trained along the way, so that only the
/// name of the project tells.
fn is_training(case: Case<'_>, project: &ProjectAt<'_>, is_hired: bool) -> bool {
    const TRAINING: &str = "培训 队伍建设 人才 教育 师资";
    let named = |said: &ProjectFact| vocabulary::contains(&said.name, TRAINING);
    if is_hired { case.said(project).is_some_and(named) } else { says(case, project, TRAINING) }
}

fn routine_management_indicator(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &ROUTINE_MANAGEMENT_INDICATOR;
    for project in case.projects() {
        for named in project.indicators().filter_map(|at| case.named(at)) {
            // Where it is what the project is there for, it is no routine: 档案数字化, 补贴资金支付率.
            let Some(work) = vocabulary::routine(named.name) else { continue };
            if !says(case, &project, work) {
                named.report(RULE, findings).doubtful();
            }
        }
    }
}
