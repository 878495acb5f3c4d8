//! The report as it is shown: which findings a filter leaves, and in which groups they stand.
#![allow(clippy::cast_possible_truncation, reason = "keys are positions that came from usize")]

use crate::analysis::Analysis;
use crate::i18n::Locale;
use crate::model::Layout;
use crate::order::{grouped, sorted};
use crate::report::HARD_TO_SCORE;
use crate::report::fingerprint::finding_ids;
use crate::report::roots::roots;
use crate::rules::{Confidence, Finding, RULES, Rule, Severity};
use crate::source::Source;

/// Which findings are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this severity.
    pub severity: Option<Severity>,
    /// Doubtful ones too.
    pub doubtful: bool,
    /// Only those whose sentence or place holds this text.
    pub text: String,
    /// Only those that make a target hard to score (自评难以打分).
    pub hard_to_score: bool,
    /// Without those that were decided.
    pub hide_decided: bool,
}

impl Filter {
    /// Whether something is hidden that would be shown without any filter.
    pub const fn is_active(&self) -> bool {
        self.severity.is_some() || !self.text.is_empty() || self.hard_to_score || self.hide_decided
    }
}

/// By what the findings are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// By rule.
    #[default]
    Rule,
    /// By project: one defect once, with what follows from it.
    Project,
    /// By how grave they are.
    Severity,
    /// In the order of the text.
    Place,
}

impl Grouping {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Rule, Self::Project, Self::Severity, Self::Place];
}

/// What a group has in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Heading {
    /// One rule.
    Rule(&'static Rule),
    /// One project, from 0.
    Project(usize),
    /// The table as a whole.
    Document,
    /// One severity.
    Severity(Severity),
    /// Everything, in the order of the text.
    Place,
}

/// Findings under one heading, as positions in [`Analysis::findings`].
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What they have in common.
    pub heading: Heading,
    /// The findings, in the order of the text.
    pub findings: Vec<usize>,
    /// Whether it is open at first: there is a firm finding above a note.
    pub open: bool,
}

/// How a report ended. Each has its own next step; success is never claimed because of a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// There are findings to show.
    Findings,
    /// Nothing was found at all.
    Nothing,
    /// Nothing was found, but rules are switched off.
    Muted,
    /// Nothing firm was found; doubtful findings wait behind the switch.
    OnlyDoubtful,
    /// The filter hides everything.
    Filtered,
    /// The text could not be read.
    Unread,
}

/// A report: groups, and how it ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The groups, errors first.
    pub groups: Vec<Group>,
    /// For each finding of the analysis, the shown one it follows from.
    pub roots: Vec<Option<usize>>,
    /// How it ended.
    pub end: End,
    /// How many findings are shown.
    pub shown: usize,
    /// How many there are.
    pub all: usize,
    /// How many are hidden only because they are doubtful.
    pub doubtful: usize,
}

impl Report {
    /// How many are hidden by the filter.
    pub const fn filtered(&self) -> usize {
        self.all - self.shown - self.doubtful
    }
}

/// The report of an analysis under a filter. Reading notices are not in it. `decided`: the positions of the findings that
/// were decided, rising.
pub fn report(analysis: &Analysis, filter: &Filter, grouping: Grouping, locale: Locale, decided: &[usize]) -> Report {
    let review: Vec<(usize, &Finding)> =
        analysis.findings.iter().enumerate().filter(|(_, finding)| !finding.rule.is_reading_notice()).collect();
    let hidden = |finding: &Finding| !filter.doubtful && finding.confidence == Confidence::Doubtful;
    let shown: Vec<usize> = review
        .iter()
        .filter(|(_, finding)| !hidden(finding))
        .filter(|(_, finding)| filter.severity.is_none_or(|severity| severity == finding.severity))
        .filter(|(_, finding)| !filter.hard_to_score || HARD_TO_SCORE.contains(&finding.rule.code))
        .filter(|(index, _)| !filter.hide_decided || decided.binary_search(index).is_err())
        .filter(|(_, finding)| filter.text.is_empty() || matches_text(finding, &filter.text, locale))
        .map(|(index, _)| *index)
        .collect();
    // Of a form without projects nothing can be said either.
    let is_read = analysis.table.layout != Layout::Unknown && analysis.table.projects().next().is_some();
    let end = if !is_read && shown.is_empty() {
        End::Unread
    } else if review.is_empty() {
        if analysis.profile.disabled.as_slice().is_empty() { End::Nothing } else { End::Muted }
    } else if !shown.is_empty() {
        End::Findings
    } else if filter.is_active() {
        End::Filtered
    } else {
        End::OnlyDoubtful
    };
    let doubtful = review.iter().filter(|(_, finding)| hidden(finding)).count();
    let is_shown = |root: &usize| shown.binary_search(root).is_ok();
    let roots: Vec<Option<usize>> = roots(&analysis.findings).into_iter().map(|root| root.filter(is_shown)).collect();
    let groups = groups(analysis, &shown, &roots, grouping);
    Report { groups, roots, end, shown: shown.len(), all: review.len(), doubtful }
}

fn matches_text(finding: &Finding, text: &str, locale: Locale) -> bool {
    let place = crate::strings::place(finding.subject, locale);
    finding.sentence(locale).contains(text) || place.contains(text) || finding.rule.title.get(locale).contains(text)
}

fn groups(analysis: &Analysis, shown: &[usize], roots: &[Option<usize>], grouping: Grouping) -> Vec<Group> {
    if shown.is_empty() {
        return Vec::new();
    }
    match grouping {
        Grouping::Place => vec![Group { heading: Heading::Place, findings: shown.to_vec(), open: true }],
        Grouping::Project => {
            // What follows from a finding stands below it, in its project.
            let root = |index: usize| roots.get(index).copied().flatten().unwrap_or(index);
            let project = |index: usize| analysis.findings.get(root(index)).and_then(|root| root.subject.project());
            let keyed = shown.iter().map(|&index| (project(index).map_or(0, |project| project as u128 + 1), index));
            let groups = grouped(keyed.collect()).into_iter();
            let heading =
                |key: u128| key.checked_sub(1).map_or(Heading::Document, |project| Heading::Project(project as usize));
            groups.map(|(key, findings)| group(analysis, heading(key), findings)).collect()
        }
        Grouping::Severity => {
            let severity = |index: usize| analysis.findings.get(index).map(|finding| finding.severity);
            let of = |wanted: Severity| -> Vec<usize> {
                shown.iter().copied().filter(|index| severity(*index) == Some(wanted)).collect()
            };
            let all = [Severity::Error, Severity::Warning, Severity::Info].into_iter();
            let groups = all.map(|severity| group(analysis, Heading::Severity(severity), of(severity)));
            groups.filter(|group| !group.findings.is_empty()).collect()
        }
        Grouping::Rule => {
            let rule = |index: usize| analysis.findings.get(index).and_then(|finding| position(finding.rule));
            let keyed = shown.iter().filter_map(|&index| Some((rule(index)? as u128, index)));
            let groups = grouped(keyed.collect()).into_iter();
            let heading = |key: u128| RULES.get(key as usize).map(|rule| Heading::Rule(rule));
            let groups = groups.filter_map(|(key, findings)| Some(group(analysis, heading(key)?, findings))).collect();
            // The gravest first; firm before doubtful; else as the catalogue goes.
            sorted(groups, |group| {
                let (firm, severity) = rank(analysis, &group.findings);
                u128::from(!firm) << 8 | (2 - severity as u128)
            })
        }
    }
}

/// Where a rule stands in the list of all.
fn position(rule: &Rule) -> Option<usize> {
    RULES.iter().position(|other| other.code == rule.code)
}

fn group(analysis: &Analysis, heading: Heading, findings: Vec<usize>) -> Group {
    let open = rank(analysis, &findings) > (true, Severity::Info);
    Group { heading, findings, open }
}

/// The gravest finding of a group: firm or not, and how grave.
fn rank(analysis: &Analysis, findings: &[usize]) -> (bool, Severity) {
    let of = |index: &usize| {
        analysis.findings.get(*index).map(|finding| (finding.confidence == Confidence::Firm, finding.severity))
    };
    findings.iter().filter_map(of).max().unwrap_or((false, Severity::Info))
}

/// The stable ids of all findings of an analysis, in their order.
pub fn ids(source: &Source, analysis: &Analysis) -> Vec<String> {
    finding_ids(source, &analysis.findings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Settings, analyze};

    fn analysis() -> Analysis {
        let text = include_str!("../../tests/fixtures/list/guangzhou_2023.txt");
        analyze(&Source::new("", text), &Settings::default())
    }

    #[test]
    fn counts_are_the_same_under_every_grouping() {
        let analysis = analysis();
        for doubtful in [false, true] {
            let filter = Filter { doubtful, ..Filter::default() };
            let shown = |grouping| {
                let report = report(&analysis, &filter, grouping, Locale::Zh, &[]);
                let listed: usize = report.groups.iter().map(|group| group.findings.len()).sum();
                assert_eq!(listed, report.shown);
                assert_eq!((report.doubtful == 0, report.filtered()), (doubtful, 0));
                listed
            };
            assert_eq!(shown(Grouping::Rule), shown(Grouping::Project));
            assert_eq!(shown(Grouping::Rule), shown(Grouping::Place));
            assert_eq!(shown(Grouping::Rule), shown(Grouping::Severity));
        }
    }

    #[test]
    fn what_follows_from_a_finding_stands_in_its_project_and_alone_where_that_one_is_hidden() {
        let analysis = analysis();
        let all = Filter { doubtful: true, ..Filter::default() };
        let report = report(&analysis, &all, Grouping::Project, Locale::Zh, &[]);
        for group in &report.groups {
            for index in &group.findings {
                assert!(report.roots[*index].is_none_or(|root| group.findings.contains(&root)));
            }
        }
        let infos = Filter { severity: Some(Severity::Info), ..all };
        let infos = super::report(&analysis, &infos, Grouping::Project, Locale::Zh, &[]);
        let is_info = |root: &usize| analysis.findings[*root].severity == Severity::Info;
        assert!(infos.roots.iter().flatten().all(is_info));
    }

    #[test]
    fn the_end_states_are_kept_apart() {
        let end = |analysis: &Analysis, filter: &Filter| report(analysis, filter, Grouping::Rule, Locale::Zh, &[]).end;
        let analysis = analysis();
        assert_eq!(end(&analysis, &Filter::default()), End::Findings);
        assert_eq!(end(&analysis, &Filter { text: "no such words".to_owned(), ..Filter::default() }), End::Filtered);
        let unread = analyze(&Source::new("", "nothing"), &Settings::default());
        assert_eq!(end(&unread, &Filter::default()), End::Unread);
        let mut quiet = analysis;
        quiet.findings.retain(|finding| finding.confidence == Confidence::Doubtful);
        assert_eq!(end(&quiet, &Filter::default()), End::OnlyDoubtful);
        quiet.findings.clear();
        assert_eq!(end(&quiet, &Filter::default()), End::Nothing);
        assert_eq!(end(&quiet, &Filter { severity: Some(Severity::Error), ..Filter::default() }), End::Nothing);
        quiet.profile.disabled.insert(RULES[0].code);
        assert_eq!(end(&quiet, &Filter::default()), End::Muted);
        quiet.table.units.clear();
        assert_eq!(end(&quiet, &Filter::default()), End::Unread);
    }

    #[test]
    fn what_is_hidden_is_counted_apart_and_groups_open_by_what_is_firm() {
        let analysis = analysis();
        let severe = Filter { severity: Some(Severity::Error), ..Filter::default() };
        let some = report(&analysis, &severe, Grouping::Rule, Locale::Zh, &[]);
        let counts = crate::report::Counts::of(&analysis.findings);
        assert_eq!((some.shown, some.doubtful), (counts.errors, counts.doubtful));
        assert_eq!(some.filtered(), counts.warnings + counts.infos);
        let all = report(&analysis, &Filter { doubtful: true, ..Filter::default() }, Grouping::Rule, Locale::Zh, &[]);
        for group in &all.groups {
            let findings = group.findings.iter().filter_map(|index| analysis.findings.get(*index));
            let firm = findings.filter(|finding| finding.confidence == Confidence::Firm);
            assert_eq!(group.open, firm.map(|finding| finding.severity).max() > Some(Severity::Info));
        }
        let folded = all.groups.iter().skip_while(|group| group.open);
        assert!(folded.clone().count() > 0 && folded.into_iter().all(|group| !group.open), "open groups come first");
    }
}
