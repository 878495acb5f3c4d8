//! Group H: years in names, objectives and the head. H49 and H50.

use std::collections::BTreeMap;

use super::case::Case;
use super::structure::shown;
use super::{Check, Code, Findings, Profile, Reason, ReviewPoint, Role, Rule, Severity, Subject};
use crate::i18n::text;
use crate::model::Cell;
use crate::vocabulary;
use crate::walk::ProjectAt;

#[doc = include_str!("pages/H49-year-mismatch.md")]
pub(super) static YEAR_MISMATCH: Rule = Rule {
    code: Code::new('H', 49),
    name: "year-mismatch",
    severity: Severity::Warning,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("年度不一致", "Years disagree"),
    messages: &[
        text!(
            "{project}的名称写{year}年，绩效目标写{other_year}年",
            "The name of {project} says {year}, its objective {other_year}"
        ),
        text!(
            "{project}的名称写{year}年，预算年度是{other_year}年，是否为结转或尾款？",
            "The name of {project} says {year}, the budget year is {other_year}: carried over, or a final payment?"
        ),
    ],
    page: super::page!("H49-year-mismatch.md"),
    check: Check::Projects(year_mismatch),
};

#[doc = include_str!("pages/H50-multi-year-unsplit.md")]
pub(super) static MULTI_YEAR_UNSPLIT: Rule = Rule {
    code: Code::new('H', 50),
    name: "multi-year-unsplit",
    severity: Severity::Info,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("跨年度项目未分年度设定目标", "Multi-year project without yearly targets"),
    messages: &[
        text!(
            "{project}跨年度实施，绩效目标没有写明本年度完成什么",
            "{project} runs over several years, and its objective does not say what this year is to bring"
        ),
        text!(
            "{project}跨年度实施，又与{other}的期间重叠，绩效目标没有写明本年度各自完成什么",
            "{project} runs over several years and overlaps with {other}; the objectives do not say what each brings this year"
        ),
        text!(
            "{project}与{other}事项相同而期间重叠，请核对任务是否重复",
            "{project} and {other} are one task with overlapping years; check that nothing stands in both"
        ),
    ],
    page: super::page!("H50-multi-year-unsplit.md"),
    check: Check::Table(multi_year_unsplit),
};

/// The only year that a text names, unless it names a span.
fn single_year(text: &str) -> Option<u16> {
    let years = vocabulary::years(text);
    let (year, _) = *years.first()?;
    years.iter().all(|(first, last)| (*first, *last) == (year, year)).then_some(year)
}

fn year_mismatch(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &YEAR_MISMATCH;
    let budget = case.year();
    for at in case.projects() {
        let subject = Subject::Project(at.index);
        let Some((name, origin)) = at.project.name.read() else {
            let origin = at.project.name.origin();
            if origin.is_some() {
                findings.cannot_decide(RULE, subject, origin, Reason::ValueUnreadable);
            }
            continue;
        };
        let Some(year) = single_year(name) else { continue };
        let objective = at.project.objective.read();
        let other = objective.and_then(|(text, origin)| Some((single_year(text)?, text, origin)));
        if let Some((other_year, text, other_origin)) = other.filter(|(other, ..)| *other != year) {
            let finding = findings.report(RULE, subject, origin).arg("project", shown(&at.project.name));
            finding.arg("year", super::Arg::Year(year)).arg("other_year", super::Arg::Year(other_year));
            finding.related(Role::Counterpart, subject, other_origin);
            if !vocabulary::sets_year(text) {
                finding.doubtful();
            }
            continue;
        }
        let Some(budget) = budget else {
            findings.cannot_decide(RULE, subject, Some(origin), Reason::YearUnknown);
            continue;
        };
        if year < budget {
            let finding = findings.report(RULE, subject, origin).arg("project", shown(&at.project.name));
            finding.arg("year", super::Arg::Year(year)).arg("other_year", super::Arg::Year(budget));
            finding.message(1).severity(Severity::Info).doubtful();
        }
    }
}

/// The years that a project's name spans.
fn span(name: &str) -> Option<(u16, u16)> {
    let spans = vocabulary::years(name).into_iter();
    // 2024-2025学年 is one year.
    let school = vocabulary::plain(name).contains("学年");
    spans.filter(|(first, last)| first < last && !school).max_by_key(|(first, last)| last - first)
}

fn multi_year_unsplit(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &MULTI_YEAR_UNSPLIT;
    // The last project of each stem, and the years it spans.
    let mut terms: BTreeMap<String, usize> = BTreeMap::new();
    let projects: Vec<ProjectAt<'_>> = case.projects().collect();
    for at in &projects {
        let Some((name, origin)) = at.project.name.read() else { continue };
        let span_of = span(name);
        if span_of.is_none() && !vocabulary::is_phase(name) {
            continue;
        }
        let subject = Subject::Project(at.index);
        let before = terms.insert(vocabulary::stem(name), at.index).and_then(|index| projects.get(index));
        let overlapping = before.filter(|before| {
            let other = before.project.name.value().and_then(|name| span(name));
            span_of.zip(other).is_some_and(|(this, other)| this.0 <= other.1 && other.0 <= this.1)
        });
        let undated = match &at.project.objective {
            Cell::Read { value, .. } => vocabulary::years(value).is_empty(),
            Cell::Unreadable(origin) => {
                findings.cannot_decide(RULE, subject, Some(origin), Reason::ValueUnreadable);
                false
            }
            // A missing objective is an incomplete record (B06).
            Cell::Absent | Cell::Blank(_) => false,
        };
        if !undated && overlapping.is_none() {
            continue;
        }
        let finding = findings.report(RULE, subject, origin).doubtful().arg("project", shown(&at.project.name));
        if let Some(other) = overlapping {
            finding.message(if undated { 1 } else { 2 }).arg("other", shown(&other.project.name));
            if let Some(origin) = other.project.name.origin() {
                finding.related(Role::Counterpart, Subject::Project(other.index), origin);
            }
        }
    }
}
