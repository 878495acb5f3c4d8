//! Table → findings. A rule is a page, a static and a function; [`RULES`] is the whole list, in report order.
//!
//! To add a rule: write its page in `pages/`, the static and the function in its group's file, one line in [`RULES`],
//! and run `cargo test`. The page's examples are the rule's tests. A number is never used again.

mod across_projects;
mod amounts;
mod case;
mod category_fit;
mod checking;
mod contradiction;
mod copied_sets;
mod direction;
mod duplicates;
pub mod execution;
mod finding;
mod header;
mod indicator_set;
mod kinds;
mod legible;
mod named;
mod objective;
pub mod profile;
mod qualitative;
mod reading;
mod reliance;
mod reserve;
mod self_evaluation;
mod structure;
mod values;
mod weights;
mod wording;
mod years;

/// The text of a rule's page. The page's program leaves it out, since it is loaded beside it (see scripts/finish_dist.mjs).
macro_rules! page {
    ($file:literal) => {
        if cfg!(all(feature = "app", target_arch = "wasm32")) { "" } else { include_str!(concat!("pages/", $file)) }
    };
}
pub(crate) use page;

use std::fmt;

#[cfg(feature = "export")]
pub(crate) use across_projects::shared_indicators;
use case::Case;
#[cfg(feature = "export")]
pub(crate) use case::Facts;
pub(crate) use checking::Checking;
pub use finding::{Arg, Confidence, Finding, Findings, Reason, Related, Role, Severity, Subject, Undecided};
pub use profile::{Guidance, Profile, Settings, Thresholds};

use crate::i18n::{Locale, Text};
use crate::model::Table;
use crate::order::{find, grouped, sorted};

/// Group letter and catalogue number of a rule: `C18`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    group: char,
    number: u8,
}

impl Code {
    /// The code of a group letter and a number.
    pub const fn new(group: char, number: u8) -> Self {
        Self { group, number }
    }

    /// The code as a number that sorts like it.
    pub(crate) fn key(self) -> u128 {
        u128::from(u32::from(self.group)) << 8 | u128::from(self.number)
    }

    /// The group letter: A amounts, B structure, C values, D categories, E names, F projects side by side, G objectives,
    /// H years, R reading notices, S self-evaluation.
    pub const fn group(self) -> char {
        self.group
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:02}", self.group, self.number)
    }
}

/// One check, with everything that is to be said about it.
pub struct Rule {
    /// Group and number.
    pub code: Code,
    /// The problem in a few English words; reads well after "ignore".
    pub name: &'static str,
    /// The usual severity; a finding may differ.
    pub severity: Severity,
    /// Where it belongs in the review standard.
    pub point: ReviewPoint,
    /// The problem as a heading.
    pub title: Text,
    /// What is wrong, with `{placeholders}`; the first is the usual one.
    pub messages: &'static [Text],
    /// The page: Chinese, a line `---`, English.
    page: &'static str,
    check: Check,
}

/// How a rule looks at a table.
enum Check {
    /// At every project by itself. Such rules see a few projects at a time, one rule after another, so that a long table
    /// comes from memory once and not once per rule.
    Projects(Judge),
    /// At the table as a whole.
    Table(Judge),
}

type Judge = fn(Case<'_>, &Profile, &mut Findings);

impl Rule {
    /// The rule's page in one language, as Markdown.
    pub fn page(&self, locale: Locale) -> &'static str {
        page_in(self.page, locale)
    }

    /// The rule of a code like `C18`.
    pub fn from_code(code: &str) -> Option<&'static Self> {
        RULES.iter().copied().find(|rule| rule.code.to_string() == code)
    }

    /// Whether it is judged only where it was switched on.
    pub fn is_reserve(&self) -> bool {
        RESERVE.contains(&self.code)
    }

    /// Whether a table has what the rule is about: a table of targets says nothing of what was reached.
    pub fn applies_to(&self, table: &Table) -> bool {
        self.code.group() != 'S' || self_evaluation::is_self_evaluation(table)
    }

    /// Whether it is a reading notice: told apart from the review, never counted with it.
    pub const fn is_reading_notice(&self) -> bool {
        self.code.group() == 'R'
    }
}

/// Rules that reviewers differ about: they are judged where they are switched on.
const RESERVE: &[Code] =
    &[Code::new('E', 63), Code::new('B', 64), Code::new('G', 65), Code::new('E', 66), Code::new('D', 67)];

/// The part of a page in one language.
pub fn page_in(page: &str, locale: Locale) -> &str {
    let (zh, en) = page.split_once("\n---\n").unwrap_or((page, page));
    match locale {
        Locale::Zh => zh,
        Locale::En => en.trim_start(),
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

/// The points of the review standard that a program can feed (财预〔2015〕88号, review form).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReviewPoint {
    /// 规范完整性.
    FormAndCompleteness,
    /// 明确清晰性.
    Clarity,
    /// 指标科学性.
    IndicatorSoundness,
    /// 绩效合理性.
    Reasonableness,
    /// 资金匹配性.
    MatchWithFunds,
}

/// All rules, in report order.
pub static RULES: &[&Rule] = &[
    &amounts::AMOUNT_TOTAL_MISMATCH,
    &amounts::AMOUNT_UNIT_MISMATCH,
    &amounts::AMOUNT_SOURCE_MISMATCH,
    &header::AMOUNT_INVALID,
    &header::HEADER_INCOMPLETE,
    &structure::RECORD_INCOMPLETE,
    &structure::MISSING_MANDATORY_CATEGORY,
    &structure::MISSING_SATISFACTION,
    &structure::MISSING_COST,
    &structure::NO_ABSOLUTE_QUANTITY,
    &indicator_set::INDICATOR_COUNT,
    &indicator_set::NUMBERING_GAP,
    &duplicates::DUPLICATE_IN_PROJECT,
    &weights::WEIGHT_TOTAL,
    &reserve::COMPLEMENTARY_DUPLICATE,
    &values::VALUE_MISSING_OR_PLACEHOLDER,
    &values::RATE_WITH_QUALITATIVE_VALUE,
    &kinds::NAME_VALUE_MISMATCH,
    &kinds::PERCENT_OUT_OF_RANGE,
    &direction::ADVERSE_HIGH_TARGET,
    &direction::POSITIVE_RATE_UPPER_BOUND,
    &direction::RATE_EQUALITY_BELOW_100,
    &values::MISSING_UNIT,
    &values::COMPARATOR_IN_WORDS,
    &qualitative::QUALITATIVE_TAUTOLOGY,
    &qualitative::QUALITATIVE_VAGUE,
    &qualitative::QUALITATIVE_SHARE_HIGH,
    &kinds::DEADLINE_WITHOUT_DATE,
    &values::SATISFACTION_VALUE_IMPLAUSIBLE,
    &contradiction::IN_PROJECT_CONTRADICTION,
    &category_fit::FAULT_RATE_CATEGORY,
    &category_fit::COMPLAINT_AS_SATISFACTION,
    &category_fit::ACCEPTANCE_CATEGORY,
    &category_fit::SATISFACTION_MISFILED,
    &category_fit::BENEFIT_NOT_OUTCOME,
    &category_fit::ROUTINE_MANAGEMENT_INDICATOR,
    &reserve::INPUT_AS_OUTPUT,
    &wording::NAME_TRAILING_DIGIT,
    &wording::NAME_TRAILING_PUNCT,
    &wording::NAME_FORMULA,
    &wording::NAME_QUESTION,
    &wording::NAME_UNIT_SUFFIX,
    &wording::NAME_GENERIC,
    &wording::NAME_STATEMENT,
    &reserve::NAME_LIBRARY_TAG,
    &reserve::PROJECT_NAME_GENERIC,
    &copied_sets::CROSS_COPIED_SET,
    &across_projects::CROSS_TARGET_CONFLICT,
    &across_projects::CROSS_CATEGORY_CONFLICT,
    &across_projects::CROSS_DIRECTION_CONFLICT,
    &objective::OBJECTIVE_FIGURE_NOT_COVERED,
    &objective::OBJECTIVE_TASK_NOT_COVERED,
    &objective::INDICATOR_OFF_OBJECTIVE,
    &reserve::OBJECTIVE_TAUTOLOGICAL,
    &years::YEAR_MISMATCH,
    &years::MULTI_YEAR_UNSPLIT,
    &self_evaluation::SCORE_ABOVE_WEIGHT,
    &self_evaluation::MISSED_TARGET_FULL_SCORE,
    &self_evaluation::DEVIATION_UNEXPLAINED,
    &self_evaluation::ACTUAL_MISSING,
    &execution::EXECUTION_RATE_MISMATCH,
    &execution::SCORE_TOTAL_MISMATCH,
    &reading::TABLE_NOT_RECOGNISED,
    &reading::TEXT_UNCLAIMED,
    &reading::VALUE_UNREADABLE,
    &reading::MONEY_COLUMN_INFERRED,
    &reading::ROW_ORDER_REPAIRED,
    &reading::DOCUMENT_INCOMPLETE,
    &reading::CHARACTERS_FOLDED,
];

/// What may be said about one fact at most: a finding of the first rule hides those of the others on the same subject.
const HIDES: &[(Code, &[Code])] = &[
    (Code::new('C', 15), &[Code::new('C', 23), Code::new('C', 24)]),
    (Code::new('C', 26), &[Code::new('C', 23), Code::new('C', 24)]),
];

/// Applies precedence and sorts: by place, then by code.
pub(crate) fn settle(mut findings: Findings) -> Findings {
    let is_hiding = |code: Code| HIDES.iter().any(|(by, _)| *by == code);
    let hiding = findings.found.iter().filter(|finding| is_hiding(finding.rule.code));
    let hiding = grouped(hiding.map(|finding| (finding.subject.key() << 32 | finding.rule.code.key(), 0)).collect());
    let hidden = |finding: &Finding| {
        let by = HIDES.iter().filter(|(_, hides)| hides.contains(&finding.rule.code));
        by.into_iter().any(|(by, _)| find(&hiding, finding.subject.key() << 32 | by.key()).is_some())
    };
    findings.found.retain(|finding| !hidden(finding));
    let place = |finding: &Finding| u128::from(finding.origin.start());
    findings.found = sorted(findings.found, |of| place(of) << 96 | of.rule.code.key() << 64 | of.subject.key());
    findings.undecided = sorted(findings.undecided, |of| of.subject.key() << 32 | of.rule.code.key());
    findings
}

/// Judges a table by every rule.
pub fn check(table: &Table, profile: &Profile) -> Findings {
    let mut checking = Checking::default();
    while checking.advance(table, profile) {}
    checking.finish()
}
