//! Rules that reviewers differ about, of several groups: judged only where they were switched on. E63 to D67.

use super::case::Case;
use super::contradiction::complements;
use super::named::{each_filed, each_name};
use super::structure::shown;
use super::{Check, Code, Findings, Profile, ReviewPoint, Rule, Severity, Subject};
use crate::i18n::text;
use crate::model::Category;
use crate::vocabulary;

#[doc = include_str!("pages/E63-name-library-tag.md")]
pub(super) static NAME_LIBRARY_TAG: Rule = Rule {
    code: Code::new('E', 63),
    name: "name-library-tag",
    severity: Severity::Info,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("指标名称带有指标库的类别标签", "Class of an indicator library left in a name"),
    messages: &[text!(
        "指标名称“{name}”末尾的括号是类别标签，不属于名称",
        "The brackets at the end of “{name}” hold a class, which is no part of the name"
    )],
    page: super::page!("E63-name-library-tag.md"),
    check: Check::Projects(name_library_tag),
};

#[doc = include_str!("pages/B64-complementary-duplicate.md")]
pub(super) static COMPLEMENTARY_DUPLICATE: Rule = Rule {
    code: Code::new('B', 64),
    name: "complementary-duplicate",
    severity: Severity::Info,
    point: ReviewPoint::IndicatorSoundness,
    title: text!("两项指标互为补数", "Two indicators that say the same from both sides"),
    messages: &[text!(
        "“{name}”定为“{target}”，“{other}”定为“{other_target}”，是同一要求的两面",
        "“{target}” for “{name}” and “{other_target}” for “{other}” are two sides of one demand"
    )],
    page: super::page!("B64-complementary-duplicate.md"),
    check: Check::Table(complementary_duplicate),
};

#[doc = include_str!("pages/G65-objective-tautological.md")]
pub(super) static OBJECTIVE_TAUTOLOGICAL: Rule = Rule {
    code: Code::new('G', 65),
    name: "objective-tautological",
    severity: Severity::Info,
    point: ReviewPoint::Clarity,
    title: text!("绩效目标只是重复项目名称", "Objective only repeats the project's name"),
    messages: &[text!(
        "{project}的绩效目标除项目名称外没有说明要达到什么",
        "The objective of {project} says little beyond the project's name"
    )],
    page: super::page!("G65-objective-tautological.md"),
    check: Check::Projects(objective_tautological),
};

#[doc = include_str!("pages/E66-project-name-generic.md")]
pub(super) static PROJECT_NAME_GENERIC: Rule = Rule {
    code: Code::new('E', 66),
    name: "project-name-generic",
    severity: Severity::Info,
    point: ReviewPoint::Clarity,
    title: text!("项目名称过于笼统", "Project's name says nothing in particular"),
    messages: &[text!("{project}没有说明做什么事", "{project} does not say what is done")],
    page: super::page!("E66-project-name-generic.md"),
    check: Check::Projects(project_name_generic),
};

#[doc = include_str!("pages/D67-input-as-output.md")]
pub(super) static INPUT_AS_OUTPUT: Rule = Rule {
    code: Code::new('D', 67),
    name: "input-as-output",
    severity: Severity::Info,
    point: ReviewPoint::IndicatorSoundness,
    title: text!("以投入充作产出", "An input filed as output"),
    messages: &[text!(
        "“{name}”说的是投入的人员或资金，不是项目的产出",
        "“{name}” is about the people or money put in, not about what the project puts out"
    )],
    page: super::page!("D67-input-as-output.md"),
    check: Check::Projects(input_as_output),
};

fn name_library_tag(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    each_name(&NAME_LIBRARY_TAG, case, findings, |named, findings| {
        if let Some(core) = vocabulary::library_tag(named.name) {
            named.report(&NAME_LIBRARY_TAG, findings).suggest(core);
        }
    });
}

fn complementary_duplicate(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    complements(case, findings);
}

fn objective_tautological(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    for at in case.projects() {
        let (name, objective) = (at.project.name.value(), at.project.objective.read());
        let Some((name, (objective, origin))) = name.zip(objective) else { continue };
        if vocabulary::repeats(objective, name) {
            let finding = findings.report(&OBJECTIVE_TAUTOLOGICAL, Subject::Project(at.index), origin).doubtful();
            finding.arg("project", shown(&at.project.name));
        }
    }
}

fn project_name_generic(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    let department = case.table.department.value().map_or("", String::as_str);
    for at in case.projects() {
        let Some((name, origin)) = at.project.name.read() else { continue };
        let unit = case.table.units.get(at.unit).and_then(|unit| unit.name.value()).map_or("", String::as_str);
        if vocabulary::is_generic_project(name, &[department, unit]) {
            let finding = findings.report(&PROJECT_NAME_GENERIC, Subject::Project(at.index), origin).doubtful();
            finding.arg("project", shown(&at.project.name));
        }
    }
}

fn input_as_output(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &INPUT_AS_OUTPUT;
    each_filed(RULE, case, findings, vocabulary::is_input, &|named, category, findings| {
        if category == Category::Output {
            named.report(RULE, findings).doubtful();
        }
    });
}
