//! Group E: how indicators are named. E35 to E41.

use std::collections::BTreeMap;

use super::case::Case;
use super::named::each_name;
use super::values::subject;
use super::{Check, Code, Findings, Profile, Reason, ReviewPoint, Rule, Severity};
use crate::i18n::text;
use crate::model::{Cell, Indicator, Layout};
use crate::target::Reading;
use crate::vocabulary::{self, Generic, Kind, Name, Statement, UnitKind};
use crate::walk::{IndicatorAt, ProjectAt};

#[doc = include_str!("pages/E35-name-trailing-digit.md")]
pub(super) static NAME_TRAILING_DIGIT: Rule = Rule {
    code: Code::new('E', 35),
    name: "name-trailing-digit",
    severity: Severity::Info,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("指标名称末尾多余数字", "Stray digit at the end of a name"),
    messages: &[text!("指标名称“{name}”末尾的数字多余", "The digit at the end of the name “{name}” is stray")],
    page: super::page!("E35-name-trailing-digit.md"),
    check: Check::Table(name_trailing_digit),
};

#[doc = include_str!("pages/E36-name-trailing-punct.md")]
pub(super) static NAME_TRAILING_PUNCT: Rule = Rule {
    code: Code::new('E', 36),
    name: "name-trailing-punct",
    severity: Severity::Info,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("指标名称末尾多余标点", "Stray punctuation at the end of a name"),
    messages: &[text!("指标名称“{name}”末尾的标点多余", "The punctuation at the end of the name “{name}” is stray")],
    page: super::page!("E36-name-trailing-punct.md"),
    check: Check::Projects(name_trailing_punct),
};

#[doc = include_str!("pages/E37-name-formula.md")]
pub(super) static NAME_FORMULA: Rule = Rule {
    code: Code::new('E', 37),
    name: "name-formula",
    severity: Severity::Info,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("指标名称含计算公式", "Formula in a name"),
    messages: &[text!(
        "指标名称“{name}”里写了计算公式，应移到指标解释",
        "The name “{name}” holds a formula, which belongs into 指标解释"
    )],
    page: super::page!("E37-name-formula.md"),
    check: Check::Projects(name_formula),
};

#[doc = include_str!("pages/E38-name-question.md")]
pub(super) static NAME_QUESTION: Rule = Rule {
    code: Code::new('E', 38),
    name: "name-question",
    severity: Severity::Info,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("指标名称为是非疑问", "Name is a yes-no question"),
    messages: &[text!("指标名称“{name}”是一个是非问句", "The name “{name}” is a question to be answered by yes or no")],
    page: super::page!("E38-name-question.md"),
    check: Check::Projects(name_question),
};

#[doc = include_str!("pages/E39-name-unit-suffix.md")]
pub(super) static NAME_UNIT_SUFFIX: Rule = Rule {
    code: Code::new('E', 39),
    name: "name-unit-suffix",
    severity: Severity::Info,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("指标名称带单位", "Unit in a name"),
    messages: &[text!(
        "指标名称“{name}”带有百分号，单位应写在指标值或计量单位栏",
        "The name “{name}” ends in a percent sign; the unit belongs to the target or into its own column"
    )],
    page: super::page!("E39-name-unit-suffix.md"),
    check: Check::Projects(name_unit_suffix),
};

#[doc = include_str!("pages/E40-name-generic.md")]
pub(super) static NAME_GENERIC: Rule = Rule {
    code: Code::new('E', 40),
    name: "name-generic",
    severity: Severity::Warning,
    point: ReviewPoint::Clarity,
    title: text!("指标名称过于笼统", "Name without an object"),
    messages: &[
        text!("“{name}”没有说明考核的是什么", "“{name}” does not say of what"),
        text!("“{name}”是指标的类别，不是具体指标", "“{name}” is a class of indicators, not an indicator"),
    ],
    page: super::page!("E40-name-generic.md"),
    check: Check::Projects(name_generic),
};

#[doc = include_str!("pages/E41-name-statement.md")]
pub(super) static NAME_STATEMENT: Rule = Rule {
    code: Code::new('E', 41),
    name: "name-statement",
    severity: Severity::Info,
    point: ReviewPoint::Clarity,
    title: text!("指标名称为口号或句子", "Name is a slogan or sentence"),
    messages: &[text!(
        "“{name}”是愿望或句子，不是可以衡量的指标名称",
        "“{name}” is a wish or a sentence, not the name of something to be measured"
    )],
    page: super::page!("E41-name-statement.md"),
    check: Check::Projects(name_statement),
};

fn name_trailing_digit(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &NAME_TRAILING_DIGIT;
    // How often a name stands in a project, with digits or without, and how often in the table with which.
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let with_digits = case.names().iter().filter(|name| vocabulary::stray_digits(name.text()).is_some());
    times.extend(with_digits.map(|name| (name.base().to_owned(), 0)));
    // Nearly no table has such a name, and those that have few: the others need no counting.
    if times.is_empty() {
        return;
    }
    let is_counted: Vec<bool> = case.names().iter().map(|name| times.contains_key(name.base())).collect();
    let is_counted = |at: &IndicatorAt<'_>| case.name_number(*at).and_then(|name| is_counted.get(name).copied());
    let in_project = |name: &Name, project: usize, digits: bool| format!("{} {project} {digits}", name.base());
    let in_table = |name: &Name, digits: &str| format!("{} {digits}", name.base());
    let counted = || case.indicators().filter(|at| is_counted(at) == Some(true));
    for at in counted() {
        let Some(name) = case.name(at) else { continue };
        let digits = digits_at_end(name);
        for key in [in_project(name, at.project, !digits.is_empty()), in_table(name, digits)] {
            *times.entry(key).or_default() += 1;
        }
    }
    let times = |key: String| times.get(&key).copied().unwrap_or_default();
    let is_list = case.layout == Layout::ProjectPerRow;
    for named in counted().filter_map(|at| case.named(at)) {
        let (name, project) = (named.name, named.at.project);
        let Some(stem) = vocabulary::stray_digits(name.text()) else { continue };
        // 指标1, 指标2 are numbered.
        if times(in_project(name, project, true)) > 1 {
            continue;
        }
        if named.at.indicator.target.value().is_none() {
            // The digit may be the target.
            findings.cannot_decide(RULE, subject(named.at), Some(named.origin()), Reason::ValueUnreadable);
            continue;
        }
        let finding = named.report(RULE, findings).suggest(stem);
        let is_first = digits_at_end(name) == "1";
        // 面积 and 面积2 of one project are two areas; other projects may go on with 面积3, but not without 面积1.
        let is_series =
            times(in_project(name, project, false)) + times(in_table(name, if is_first { "2" } else { "1" })) > 0;
        let starts_none = || vocabulary::is_ratio(name) || (vocabulary::kind(name) == Kind::Quantity && !is_first);
        // Elsewhere than in a list a digit may have come from the next column.
        if is_series || !(times(in_table(name, "")) > 0 || (is_list && starts_none())) {
            finding.doubtful();
        }
    }
}

fn digits_at_end(name: &Name) -> &str {
    let stem = vocabulary::stray_digits(name.plain());
    stem.and_then(|stem| name.plain().strip_prefix(stem)).unwrap_or_default()
}

fn name_trailing_punct(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &NAME_TRAILING_PUNCT;
    const MARKS: [char; 8] = ['.', '．', '。', '，', ',', '；', ';', '、'];
    let is_list = case.layout == Layout::ProjectPerRow;
    for at in case.indicators() {
        let Some(named) = case.named(at) else {
            if let origin @ Some(_) = at.indicator.name.origin() {
                findings.cannot_decide(RULE, subject(at), origin, Reason::ValueUnreadable);
            }
            continue;
        };
        let name = named.name.text().trim_end();
        if name.ends_with(MARKS) {
            let finding = named.report(RULE, findings).suggest(name.trim_end_matches(MARKS));
            // In a cell of several lines a comma may only be at the end because the lines came in another order.
            if !is_list && !name.ends_with(['.', '．', '。']) {
                finding.doubtful();
            }
        }
    }
}

fn name_formula(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    each_name(&NAME_FORMULA, case, findings, |named, findings| {
        if vocabulary::holds_formula(named.name) {
            named.report(&NAME_FORMULA, findings).suggest(named.name.base());
        }
    });
}

fn name_question(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    each_name(&NAME_QUESTION, case, findings, |named, findings| {
        if vocabulary::is_question(named.name) {
            named.report(&NAME_QUESTION, findings);
        }
    });
}

fn name_unit_suffix(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    each_name(&NAME_UNIT_SUFFIX, case, findings, |named, findings| {
        let Some(core) = vocabulary::unit_suffix(named.name.text()).filter(|_| !vocabulary::holds_formula(named.name))
        else {
            return;
        };
        let finding = named.report(&NAME_UNIT_SUFFIX, findings).suggest(core);
        // In a form without a column of units the name may be the only place for it.
        let needed = match named.at.indicator.target.value().map(|target| &target.reading) {
            Some(Reading::Quantity(quantity)) => quantity.unit.is_empty(),
            Some(Reading::Range { unit, .. }) => unit.is_empty(),
            Some(Reading::Date | Reading::Words) => false,
            Some(Reading::Placeholder) | None => true,
        };
        if needed {
            finding.doubtful();
        }
    });
}

fn name_generic(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &NAME_GENERIC;
    let is_list = case.layout == Layout::ProjectPerRow;
    for (at, project) in case.projects().flat_map(|project| project.indicators().map(move |at| (at, project))) {
        let Some(origin) = at.indicator.name.origin() else { continue };
        let Some(generic) = case.name(at).and_then(vocabulary::generic) else { continue };
        let Some(named) = case.named(at) else { continue };
        // Where a row shows no class, what was read as its name may be the class.
        if !is_list && generic == Generic::Class && !matches!(at.indicator.subcategory, Cell::Read { .. }) {
            findings.cannot_decide(RULE, subject(at), Some(origin), Reason::ValueAbsent);
            continue;
        }
        let finding = named.report(RULE, findings);
        match generic {
            Generic::Class => {
                finding.message(1);
            }
            Generic::Property if !(is_dated(at.indicator) && has_one_object(case, &project)) => {}
            // By when the one thing is done that the project is about.
            Generic::Property | Generic::Rate => {
                finding.doubtful();
            }
        }
    }
}

/// Whether the objective may be about one thing: it is one clause, or none was read.
fn has_one_object(case: Case<'_>, project: &ProjectAt<'_>) -> bool {
    /// Clauses are shorter than that.
    const MOST: usize = 200;
    let objective = case.said(project).map_or("", |said| said.objective.as_str());
    let is_end = |ch: &char| matches!(ch, ',' | ';' | '。');
    let beyond = objective.chars().take(MOST).skip_while(|ch| !is_end(ch));
    beyond.filter(|ch| !is_end(ch)).count() == 0
}

/// Whether the target is a date or a span of time.
fn is_dated(of: &Indicator) -> bool {
    match of.target.value().map(|target| &target.reading) {
        Some(Reading::Date) => true,
        Some(Reading::Quantity(quantity)) => vocabulary::unit_kind(&quantity.unit) == UnitKind::Time,
        _ => false,
    }
}

fn name_statement(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    each_name(&NAME_STATEMENT, case, findings, |named, findings| match vocabulary::statement(named.name) {
        Some(Statement::Plain) => {
            named.report(&NAME_STATEMENT, findings);
        }
        Some(Statement::Perhaps) => {
            named.report(&NAME_STATEMENT, findings).doubtful();
        }
        None => {}
    });
}
