//! What a rule says: [`Finding`] and [`Undecided`]. Rule and values only; the sentences stand with the rule.

use rust_decimal::Decimal;

use super::Rule;
use crate::amount::Amount;
use crate::i18n::{Locale, Text, grouped};
use crate::model::{Category, Fund};
use crate::span::Origin;
use crate::strings;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// 提示: presentation, or reviewers differ.
    Info,
    /// 一般: a reviewer would send it back for its substance.
    Warning,
    /// 严重: it cannot be scored, says the opposite of what is meant, a sum is wrong, or a mandatory part is absent.
    Error,
}

impl Severity {
    /// The key of the JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// How sure a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// 确定: defensible before the unit that filed the table.
    Firm,
    /// 存疑: may be raised, and may be answered. Hidden by default, always counted.
    Doubtful,
}

impl Confidence {
    /// The key of the JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Firm => "firm",
            Self::Doubtful => "doubtful",
        }
    }
}

/// What a finding is about. Numbers count from 0 over the whole table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The table as a whole.
    Document,
    /// A spending unit.
    Unit(usize),
    /// A project.
    Project(usize),
    /// An indicator of a project, by position.
    Indicator {
        /// The project.
        project: usize,
        /// Position in the project.
        index: usize,
    },
}

impl Subject {
    /// The subject as a number of 63 bits that sorts like it: the document, units, then projects with their indicators.
    pub(crate) const fn key(self) -> u128 {
        match self {
            Self::Document => 0,
            Self::Unit(unit) => 1 << 60 | unit as u128,
            Self::Project(project) => 2 << 60 | (project as u128) << 28,
            Self::Indicator { project, index } => 2 << 60 | (project as u128) << 28 | (index as u128 + 1),
        }
    }

    /// The project, where the subject is one or lies in one.
    pub const fn project(self) -> Option<usize> {
        match self {
            Self::Project(project) | Self::Indicator { project, .. } => Some(project),
            Self::Document | Self::Unit(_) => None,
        }
    }

    /// The indicator's position, where the subject is one.
    pub const fn indicator(self) -> Option<usize> {
        match self {
            Self::Indicator { index, .. } => Some(index),
            _ => None,
        }
    }
}

/// One thing that is wrong with the table.
#[derive(Clone, Debug)]
pub struct Finding {
    /// By which rule.
    pub rule: &'static Rule,
    /// About what.
    pub subject: Subject,
    /// How much it matters.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// The most specific place.
    pub origin: Origin,
    /// Which of the rule's messages applies.
    pub message: usize,
    /// Values of the message's `{placeholders}`.
    pub args: Vec<(&'static str, Arg)>,
    /// Every other place the finding used.
    pub related: Vec<Related>,
    /// A wording to put in place of the origin's text. Shown, never applied.
    pub suggestion: Option<String>,
}

impl Finding {
    /// Lowers or raises the rule's usual severity.
    pub(crate) fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }

    /// Marks the finding as one that may be answered.
    pub(crate) fn doubtful(&mut self) -> &mut Self {
        self.confidence = Confidence::Doubtful;
        self
    }

    /// Chooses one of the rule's messages; 0 is the usual one.
    pub(crate) fn message(&mut self, message: usize) -> &mut Self {
        self.message = message;
        self
    }

    /// Fills a placeholder.
    pub(crate) fn arg(&mut self, name: &'static str, arg: impl Into<Arg>) -> &mut Self {
        self.args.reserve_exact(1); // one or two: a vector would make room for four
        self.args.push((name, arg.into()));
        self
    }

    /// Names another place that was used.
    pub(crate) fn related(&mut self, role: Role, subject: Subject, origin: &Origin) -> &mut Self {
        if self.related.is_empty() {
            self.related.reserve_exact(1);
        }
        self.related.push(Related { role, subject, origin: origin.clone() });
        self
    }

    /// Offers a wording for the origin's text.
    pub(crate) fn suggest(&mut self, replacement: impl Into<String>) -> &mut Self {
        self.suggestion = Some(replacement.into());
        self
    }

    /// The sentence that says what is wrong.
    pub fn sentence(&self, locale: Locale) -> String {
        let text = self.rule.messages.get(self.message).or_else(|| self.rule.messages.first());
        let shown: Vec<(&str, String)> = self.args.iter().map(|(name, arg)| (*name, arg.show(locale))).collect();
        let values: Vec<(&str, &str)> = shown.iter().map(|(name, value)| (*name, value.as_str())).collect();
        text.map_or_else(String::new, |text| text.fill(locale, &values))
    }
}

/// Another place that a finding used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// As what.
    pub role: Role,
    /// What it belongs to.
    pub subject: Subject,
    /// Where it stands.
    pub origin: Origin,
}

/// As what a related place was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// An addend of a sum.
    Part,
    /// The sum.
    Total,
    /// The other half of a comparison: the name of a target, the partner of a contradiction.
    Counterpart,
    /// Where something first stood that stands again.
    FirstSeen,
}

impl Role {
    /// The key of the JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Part => "part",
            Self::Total => "total",
            Self::Counterpart => "counterpart",
            Self::FirstSeen => "first-seen",
        }
    }
}

/// A value in a message, written out per language only when it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Money, with its unit.
    Amount(Amount),
    /// A number as written.
    Number(Decimal),
    /// How many.
    Count(usize),
    /// Words of the table, quoted exactly.
    Quote(String),
    /// A year, written without commas.
    Year(u16),
    /// A level-1 category.
    Category(Category),
    /// A money column.
    Fund(Fund),
    /// A word or phrase of ours.
    Words(Text),
}

impl Arg {
    /// The value in one language.
    pub fn show(&self, locale: Locale) -> String {
        match self {
            Self::Amount(amount) => {
                format!("{} {}", grouped(amount.number), strings::money_unit(amount.unit).get(locale))
            }
            Self::Number(number) => grouped(*number),
            Self::Count(count) => count.to_string(),
            Self::Quote(words) => words.clone(),
            Self::Year(year) => year.to_string(),
            Self::Category(category) => strings::category(*category).get(locale).to_owned(),
            Self::Fund(fund) => strings::fund(*fund).get(locale).to_owned(),
            Self::Words(text) => text.get(locale).to_owned(),
        }
    }
}

impl From<&str> for Arg {
    fn from(words: &str) -> Self {
        Self::Quote(words.to_owned())
    }
}

impl From<Text> for Arg {
    fn from(words: Text) -> Self {
        Self::Words(words)
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<Decimal> for Arg {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl From<Amount> for Arg {
    fn from(amount: Amount) -> Self {
        Self::Amount(amount)
    }
}

impl From<Category> for Arg {
    fn from(category: Category) -> Self {
        Self::Category(category)
    }
}

impl From<Fund> for Arg {
    fn from(fund: Fund) -> Self {
        Self::Fund(fund)
    }
}

/// A rule that could not be judged somewhere. Silence must not look like a pass.
#[derive(Clone, Debug)]
pub struct Undecided {
    /// Which rule.
    pub rule: &'static Rule,
    /// About what.
    pub subject: Subject,
    /// Where, if anywhere.
    pub origin: Option<Origin>,
    /// Why not.
    pub reason: Reason,
}

/// Why a rule could not be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The value it needs is there and cannot be read.
    ValueUnreadable,
    /// The text does not show the value it needs.
    ValueAbsent,
    /// The text looks cut off before the place.
    CutShort,
    /// A year is needed and neither printed nor inferred.
    YearUnknown,
    /// The columns are mixed up or much of the text was not understood: nothing missing may be blamed on the form.
    Scattered,
}

/// Collects what the rules say.
#[derive(Debug, Default)]
pub struct Findings {
    /// What is wrong.
    pub found: Vec<Finding>,
    /// What could not be judged.
    pub undecided: Vec<Undecided>,
}

impl Findings {
    /// Reports a finding with the rule's usual severity, firm, with the first message; the return value changes that.
    pub(crate) fn report(&mut self, rule: &'static Rule, subject: Subject, origin: &Origin) -> &mut Finding {
        let finding = Finding {
            rule,
            subject,
            severity: rule.severity,
            confidence: Confidence::Firm,
            origin: origin.clone(),
            message: 0,
            args: Vec::new(),
            related: Vec::new(),
            suggestion: None,
        };
        self.found.push(finding);
        let last = self.found.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "pushed two lines above")]
        &mut self.found[last]
    }

    /// Says that a rule cannot be judged here.
    pub(crate) fn cannot_decide(
        &mut self,
        rule: &'static Rule,
        subject: Subject,
        origin: Option<&Origin>,
        reason: Reason,
    ) {
        self.undecided.push(Undecided { rule, subject, origin: origin.cloned(), reason });
    }
}
