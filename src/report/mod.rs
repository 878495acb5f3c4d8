//! Findings → what to show. Still no browser.

pub mod excerpt;
pub mod fingerprint;
pub mod groups;
pub mod json;
pub mod reconcile;
pub mod text;

use crate::analysis::Analysis;
use crate::rules::{Confidence, Finding, RULES, Rule, Severity};

/// How many findings there are. Doubtful ones are counted apart, reading notices not at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// 严重.
    pub errors: usize,
    /// 一般.
    pub warnings: usize,
    /// 提示.
    pub infos: usize,
    /// 存疑, of any severity.
    pub doubtful: usize,
    /// 读取提示.
    pub notices: usize,
}

impl Counts {
    /// Counts findings.
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            let count = match (finding.rule.is_reading_notice(), finding.confidence, finding.severity) {
                (true, ..) => &mut counts.notices,
                (_, Confidence::Doubtful, _) => &mut counts.doubtful,
                (_, _, Severity::Error) => &mut counts.errors,
                (_, _, Severity::Warning) => &mut counts.warnings,
                (_, _, Severity::Info) => &mut counts.infos,
            };
            *count += 1;
        }
        counts
    }
}

/// How a rule ended on the whole table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Judged everywhere, nothing found.
    Passed,
    /// Something was found.
    Failed,
    /// Nothing was found, but somewhere it could not be judged.
    NotDecidable,
}

/// The outcome of every rule of the review that is not switched off, in report order.
pub fn outcomes(analysis: &Analysis) -> Vec<(&'static Rule, Outcome)> {
    let checked =
        RULES.iter().filter(|rule| !rule.is_reading_notice() && !analysis.profile.disabled.contains(&rule.code));
    checked
        .map(|rule| {
            let failed = analysis.findings.iter().any(|finding| finding.rule == *rule);
            let undecided = analysis.undecided.iter().any(|undecided| undecided.rule == *rule);
            let outcome = match (failed, undecided) {
                (true, _) => Outcome::Failed,
                (false, true) => Outcome::NotDecidable,
                (false, false) => Outcome::Passed,
            };
            (*rule, outcome)
        })
        .collect()
}
