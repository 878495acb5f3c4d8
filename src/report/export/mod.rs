//! The review as files for others: [`export`] writes one, and here is the row model that the formats share.

pub mod clock;
mod csv;
mod document;
mod form;
mod head;
mod html;
mod markdown;
mod opinion;
mod page;
mod report;
mod said;
mod sarif;
mod table;
mod words;
mod workbook;

use std::collections::BTreeMap;
use std::io;

use crate::analysis::Analysis;
use crate::i18n::{Locale, Text};
use crate::model::{Indicator, Layout};
use crate::report::fingerprint::finding_ids;
use crate::report::triage::{Remark, Triage};
use crate::rules::{Confidence, Finding, RULES, Rule, Subject, Undecided};
use crate::source::Source;
use crate::strings;
use crate::walk::{IndicatorAt, ProjectAt};

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The review table, one row per project and rule.
    Csv,
    /// The same as Markdown.
    Markdown,
    /// The same as a workbook, with sheets of the projects, indicators and findings.
    Workbook,
    /// The eight-point review form as Markdown.
    FormMarkdown,
    /// The eight-point review form as one HTML file.
    FormHtml,
    /// The opinion by category as Markdown.
    OpinionMarkdown,
    /// The opinion by category as one HTML file.
    OpinionHtml,
    /// The whole review as one HTML file: summary, pictures, findings with their evidence, questions.
    ReportHtml,
    /// SARIF 2.1.0.
    Sarif,
}

impl Format {
    /// All formats by the key of the command line.
    pub const KEYS: [(&str, Self); 9] = [
        ("csv", Self::Csv),
        ("md", Self::Markdown),
        ("xlsx", Self::Workbook),
        ("form-md", Self::FormMarkdown),
        ("form-html", Self::FormHtml),
        ("opinion-md", Self::OpinionMarkdown),
        ("opinion-html", Self::OpinionHtml),
        ("report-html", Self::ReportHtml),
        ("sarif", Self::Sarif),
    ];
}

/// What is to be shown, and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// In which language.
    pub locale: Locale,
    /// The review table without the rows that passed or could not be judged.
    pub only_failed: bool,
    /// Without doubtful findings; how many were left out is said. SARIF always holds them, marked.
    pub only_firm: bool,
    /// The form is headed for key projects (重点项目), not for ordinary ones.
    pub key_project: bool,
    /// What was made of the findings; where nothing was, no export speaks of it.
    pub triage: Triage,
    /// The time of the review as it is printed; empty prints none. The library reads no clock.
    pub time: String,
}

/// One text with its analysis, as it goes into an export.
pub struct Review<'a> {
    source: &'a Source,
    analysis: &'a Analysis,
    encoding: &'a str,
    projects: Vec<ProjectAt<'a>>,
    ids: Vec<String>,
}

impl<'a> Review<'a> {
    /// A text, what is known of it, and the label of the encoding it was decoded from.
    pub fn new(source: &'a Source, analysis: &'a Analysis, encoding: &'a str) -> Self {
        let projects = analysis.table.projects().collect();
        Self { source, analysis, encoding, projects, ids: finding_ids(source, &analysis.findings) }
    }

    /// Whether the table was read at all; else nothing was judged.
    fn is_read(&self) -> bool {
        self.analysis.table.layout != Layout::Unknown && !self.projects.is_empty()
    }

    fn findings(&self) -> impl Iterator<Item = (&'a Finding, &str)> {
        self.analysis.findings.iter().zip(self.ids.iter().map(String::as_str))
    }

    fn indicator(&self, subject: Subject) -> Option<IndicatorAt<'a>> {
        let (project, index) = (subject.project()?, subject.indicator()?);
        let indicator: &'a Indicator = self.projects.get(project)?.project.indicators.get(index)?;
        Some(IndicatorAt { project, index, indicator })
    }
}

/// Writes reviews in one format. Same reviews and same options, same bytes.
///
/// # Errors
///
/// A workbook that holds more than workbooks can hold.
pub fn export(format: Format, reviews: &[Review<'_>], options: &Options) -> io::Result<Vec<u8>> {
    let text = match format {
        Format::Csv => return csv::write(reviews, options),
        Format::Workbook => return workbook::write(reviews, options),
        Format::Sarif => return sarif::write(reviews, options),
        Format::Markdown => markdown::render(&table::blocks(reviews, options), options.locale),
        Format::FormMarkdown => markdown::render(&form::blocks(reviews, options), options.locale),
        Format::OpinionMarkdown => markdown::render(&opinion::blocks(reviews, options, true), options.locale),
        Format::ReportHtml => report::write(reviews, options),
        Format::FormHtml => html::render(&form::blocks(reviews, options), options.locale),
        Format::OpinionHtml => html::render(&opinion::blocks(reviews, options, false), options.locale),
    };
    Ok(text.into_bytes())
}

/// How a rule ended on one project, one unit or the whole table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Passed,
    Failed,
    Undecided,
    /// A reading notice: no part of the review.
    Notice,
}

/// One rule on one project, one unit or the whole table.
struct Row<'a> {
    subject: Subject,
    rule: &'static Rule,
    findings: Vec<&'a Finding>,
    /// What was made of them.
    remarks: Vec<(Subject, Remark)>,
    /// How many doubtful findings are not listed.
    left_out: usize,
    undecided: Vec<&'a Undecided>,
    /// Why there was nothing to judge at all.
    nothing: Option<Text>,
    verdict: Verdict,
}

impl<'a> Row<'a> {
    const fn new(subject: Subject, rule: &'static Rule) -> Self {
        Self {
            subject,
            rule,
            findings: Vec::new(),
            remarks: Vec::new(),
            left_out: 0,
            undecided: Vec::new(),
            nothing: None,
            verdict: Verdict::Passed,
        }
    }

    /// The findings that decide what the row says: the firm ones, where there are any.
    fn leading(&self) -> impl Iterator<Item = &'a Finding> + '_ {
        let confidence = self.findings.iter().map(|finding| finding.confidence).min();
        self.findings.iter().copied().filter(move |finding| Some(finding.confidence) == confidence)
    }

    const fn is_about_a_project(&self) -> bool {
        matches!(self.subject, Subject::Project(_))
    }
}

/// All rows: the whole table, then units, then projects, each in report order. A rule that was switched off has none.
fn rows<'a>(review: &Review<'a>, options: &Options) -> Vec<Row<'a>> {
    let analysis = review.analysis;
    let mut rows: BTreeMap<(Subject, usize), Row<'a>> = BTreeMap::new();
    let position = |rule: &Rule| RULES.iter().position(|other| *other == rule).unwrap_or(RULES.len());
    let mut row = |subject: Subject, rule: &'static Rule, say: &dyn Fn(&mut Row<'a>)| {
        let row = rows.entry((subject, position(rule))).or_insert_with(|| Row::new(subject, rule));
        say(row);
    };
    for (finding, id) in review.findings() {
        let listed = !options.only_firm || finding.confidence == Confidence::Firm;
        row(row_of(finding.subject), finding.rule, &|row| {
            if listed {
                row.findings.push(finding);
            } else {
                row.left_out += 1;
            }
            row.remarks.extend(options.triage.get(id).map(|remark| (finding.subject, remark.clone())));
        });
    }
    for undecided in &analysis.undecided {
        row(row_of(undecided.subject), undecided.rule, &|row| row.undecided.push(undecided));
    }
    let of_review = RULES.iter().copied().filter(|rule| !rule.is_reading_notice());
    let is_judged = |rule: &&Rule| analysis.profile.judges(rule) && rule.applies_to(&analysis.table);
    for rule in of_review.filter(is_judged) {
        let on_table = |subject: Subject| subject == Subject::Document;
        // One finding for many projects stands for them all: none of them may be said to have passed.
        let is_summed_up = analysis.findings.iter().any(|finding| finding.rule == rule && on_table(finding.subject));
        let open: Vec<&Undecided> = analysis
            .undecided
            .iter()
            .filter(|undecided| undecided.rule == rule && on_table(undecided.subject))
            .collect();
        for subject in expected(review, rule) {
            if subject == Subject::Document {
                row(subject, rule, &|_| {});
            } else if !is_summed_up {
                row(subject, rule, &|row| row.undecided.extend(&open));
            }
        }
    }
    let mut rows: Vec<Row<'a>> = rows.into_values().collect();
    for row in &mut rows {
        row.nothing = nothing_to_judge(review, row);
        row.verdict = if row.rule.is_reading_notice() {
            Verdict::Notice
        } else if !row.findings.is_empty() {
            Verdict::Failed
        } else if row.nothing.is_some() || !row.undecided.is_empty() {
            Verdict::Undecided
        } else {
            Verdict::Passed
        };
    }
    rows.retain(|row| match row.verdict {
        Verdict::Failed => true,
        Verdict::Notice => !row.findings.is_empty(),
        Verdict::Passed | Verdict::Undecided => !options.only_failed,
    });
    rows
}

/// Why a rule has nothing to judge in a row: it must not be said to have passed.
fn nothing_to_judge(review: &Review<'_>, row: &Row<'_>) -> Option<Text> {
    let has_no_indicator =
        |project: usize| review.projects.get(project).is_some_and(|at| at.project.indicators.is_empty());
    match row.subject {
        _ if !review.is_read() => Some(strings::UNREAD_TITLE),
        Subject::Project(project) if row.rule.code.group() == 'C' && has_no_indicator(project) => {
            Some(words::NO_INDICATORS)
        }
        _ => None,
    }
}

/// The rows of each subject.
fn by_subject<'r, 'a>(rows: &'r [Row<'a>]) -> BTreeMap<Subject, &'r [Row<'a>]> {
    let chunks = rows.chunk_by(|one, other| one.subject == other.subject);
    chunks.filter_map(|chunk| Some((chunk.first()?.subject, chunk))).collect()
}

/// In which row a subject is spoken of: an indicator in its project's.
const fn row_of(subject: Subject) -> Subject {
    match subject {
        Subject::Indicator { project, .. } => Subject::Project(project),
        other => other,
    }
}

/// On what a rule is judged at least. Whatever else it speaks of gets a row too.
fn expected(review: &Review<'_>, rule: &Rule) -> Vec<Subject> {
    let units = review.analysis.table.units.len();
    match rule.code.to_string().as_str() {
        _ if !review.is_read() => vec![Subject::Document],
        "A01" | "A05" => vec![Subject::Document],
        "A02" => (0..units).map(Subject::Unit).collect(),
        _ => (0..review.projects.len()).map(Subject::Project).collect(),
    }
}
