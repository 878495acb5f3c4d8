//! Findings → what to show. Still no browser.

#[cfg(feature = "export")]
pub mod digest;
pub mod excerpt;
#[cfg(feature = "export")]
pub mod export;
pub mod fingerprint;
pub mod groups;
pub mod json;
#[cfg(feature = "export")]
pub mod markup;
#[cfg(feature = "export")]
pub mod pictures;
#[cfg(feature = "export")]
mod question_words;
#[cfg(feature = "export")]
pub mod questions;
pub mod reconcile;
pub mod roots;
pub mod settings;
#[cfg(feature = "export")]
pub mod summary;
pub mod text;
pub mod triage;

use crate::analysis::Analysis;
use crate::i18n::Text;
use crate::model::{Indicator, Table};
use crate::order::grouped;
use crate::rules::{Code, Confidence, Finding, RULES, Rule, Severity, Undecided};
use crate::strings;

/// The rules of the filter 自评难以打分: what they find makes a target that nobody can score in the self-evaluation
/// (product.md R17).
pub const HARD_TO_SCORE: [Code; 8] = [
    Code::new('C', 15),
    Code::new('C', 16),
    Code::new('C', 18),
    Code::new('C', 20),
    Code::new('C', 21),
    Code::new('C', 23),
    Code::new('C', 24),
    Code::new('C', 26),
];

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
    let checked = RULES
        .iter()
        .filter(|rule| !rule.is_reading_notice() && rule.applies_to(&analysis.table) && analysis.profile.judges(rule));
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

/// What a review would ask for and this table does not print, so that it cannot be judged.
pub fn not_printed(table: &Table) -> Vec<Text> {
    let prints = |test: fn(&Indicator) -> bool| table.indicators().any(|at| test(at.indicator));
    let mut missing = Vec::new();
    if !prints(|indicator| indicator.subcategory.read().is_some()) {
        missing.push(strings::NO_LEVEL_2);
    }
    missing.extend([strings::NO_BASIS, strings::NO_LAST_YEAR]);
    missing
}

/// How many places of one [`open`] result files name.
pub const MOST_OPEN_PLACES: usize = 20;

/// What could not be judged by rule and reason, in report order: each with all its places, at least one. A mixed-up
/// text leaves dozens of rules open at every indicator, and nobody reads a million times that a value is unreadable.
pub fn open(analysis: &Analysis) -> Vec<Vec<&Undecided>> {
    let key = |of: &Undecided| of.rule.code.key() << 8 | of.reason as u128;
    let keyed = analysis.undecided.iter().enumerate().map(|(at, of)| (key(of), at)).collect();
    let groups = grouped(keyed).into_iter();
    groups.map(|(_, places)| places.into_iter().filter_map(|at| analysis.undecided.get(at)).collect()).collect()
}

/// How many lines the list 无法判定 has.
pub fn undecided_count(analysis: &Analysis) -> usize {
    analysis.undecided.len() + not_printed(&analysis.table).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Source;
    use crate::parse::parse;

    #[test]
    fn the_sample_prints_no_level_2_no_basis_and_no_last_year() {
        let table = parse(&Source::new("", include_str!("../../tests/fixtures/list/guangzhou_2023.txt")));
        assert_eq!(not_printed(&table).len(), 3, "weights are B58's");
    }
}
