//! How the text of one cell looks: what it may be, whatever stands beside it.

use rust_decimal::Decimal;

use super::suits::Measure;
use crate::amount::number_from_text;
use crate::lexicon;
use crate::parse::readers::rows::is_operator;
use crate::target::{Operator, Reading, target_from_text};

/// Boxes to tick, and those that are.
pub(super) const BOXES: [char; 5] = ['☑', '□', '☐', '■', '√'];

/// How what explains an indicator begins, other than by a verb.
const EXPLAINS: &[&str] = &["得分=", "根据《", "按照《", "数据来源", "评分标准", "指标说明", "指标解释", "计算公式"];

/// How the text of one cell looks.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked by itself")]
pub(super) struct Looks {
    /// A bare number.
    pub(super) number: bool,
    /// What that number is.
    pub(super) amount: Option<Decimal>,
    /// A number with operator or unit, or a date.
    pub(super) value: bool,
    /// Words that targets are made of.
    pub(super) words: bool,
    pub(super) operator: bool,
    pub(super) kind: bool,
    pub(super) dash: bool,
    pub(super) digits: bool,
    /// Ends as a sentence does.
    pub(super) sentence: bool,
    /// Holds a mark between parts of a sentence.
    pub(super) clause: bool,
    /// Ends as the names of bodies do, or begins with a code.
    pub(super) body: bool,
    /// Begins as explanations do.
    pub(super) explains: bool,
    /// An amount whose last digits a narrow column has put on the next line.
    pub(super) torn: bool,
    /// Says how points are given.
    pub(super) rule: bool,
    /// Ends as what says so does.
    pub(super) rules: bool,
    /// Holds a full stop.
    pub(super) stop: bool,
    /// Holds the word for a year or a month.
    pub(super) dated: bool,
    /// A period, of which both ends are said.
    pub(super) period: bool,
    /// A period stands behind what else it says: that of the next cell.
    pub(super) timed: bool,
    /// Begins with a code in brackets.
    pub(super) coded: bool,
    /// Ends as the names of projects do.
    pub(super) project: bool,
    /// Holds a mark that no name of a project does, or is the number of the form.
    pub(super) no_project: bool,
    /// Nothing but digits and their marks, be they one number or several.
    pub(super) bare: bool,
    /// The name of a row of sums.
    pub(super) sum: bool,
    /// Holds boxes to tick, one of which is ticked: 1、部门预算项目☑.
    pub(super) boxes: bool,
    /// Ends as names of indicators do that ask for a number, or goes on behind it with how it is got.
    pub(super) asks: bool,
    /// A formula or an explanation, as the columns behind targets hold them.
    pub(super) formula: bool,
    /// The last line of a formula: 数/计划数*100%.
    pub(super) fragment: bool,
    /// What it asks for, as a name, or holds, as a target.
    pub(super) measure: Measure,
    pub(super) length: usize,
}

impl Looks {
    /// Whether it may be the name of a body in a row of its own; 元/处 is a unit, and 处 ends sentences.
    pub(super) const fn names_body(&self) -> bool {
        self.body && !self.number && !self.value && !self.clause && !self.sentence && !self.no_project
    }

    pub(super) fn of(text: &str) -> Self {
        let amount = number_from_text(text);
        let number = amount.is_some();
        let value = match target_from_text(text).reading {
            Reading::Quantity(quantity) => {
                is_unit(&quantity.unit)
                    || (quantity.operator != Operator::Unstated && quantity.unit.chars().count() <= 6)
            }
            Reading::Date => !is_of_year(text),
            Reading::Range { .. } => true,
            Reading::Words | Reading::Placeholder => false,
        };
        let length = text.chars().count();
        let is_period = is_period(text);
        // A name may say how its number is got: 合格率=合格数/总数*100%.
        let stem = text.split('=').next().unwrap_or(text).trim_end_matches([')', '%', '(']);
        let is_formula = holds_equation(text);
        // Sentences and formulas hold numbers, too.
        let value =
            is_period || is_quarter(text) || is_recurring(text) || (value && !number && !is_formula && length <= 16);
        Self {
            number,
            amount,
            value,
            measure: if value { Measure::held(text) } else { Measure::asked(text) },
            words: length <= 12 && lexicon::TARGET_WORDS.iter().any(|word| text.contains(word)),
            operator: is_operator(text),
            kind: lexicon::KINDS.contains(&text),
            dash: crate::parse::money::is_dash(text),
            digits: text.contains(|ch: char| ch.is_ascii_digit()),
            sentence: text.ends_with(['。', ';']),
            clause: text.contains([',', '。', ';']),
            body: text.starts_with('[') || is_body(text),
            explains: lexicon::explains(text) || EXPLAINS.iter().any(|word| text.starts_with(word)),
            torn: is_torn_amount(text),
            rule: lexicon::gives_points(text),
            rules: text.ends_with(lexicon::RULE_ENDINGS),
            stop: text.contains('。'),
            dated: text.contains(['年', '月']),
            period: is_period,
            timed: !is_period && ends_with_period(text),
            coded: text.starts_with('[') && text.contains(']'),
            project: lexicon::ends_project(text) || lexicon::ends_project(stem),
            no_project: text.contains(['/', '*', '=', '%', ';', '。'])
                || (text.ends_with('表') && text.contains(|ch: char| ch.is_ascii_digit())),
            bare: text.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, '.' | ',')),
            sum: lexicon::TOTAL_ROWS.contains(&text) || lexicon::SUM_ROWS.contains(&text),
            boxes: text.contains(BOXES),
            asks: stem.ends_with(lexicon::NUMBER_NAMES),
            formula: is_formula || lexicon::explains(text),
            fragment: !is_formula && text.contains("*100"),
            length,
        }
    }
}

/// Whether a column was too narrow for an amount: "88,043.4" above "8", "82,780." above "72".
pub(super) fn is_torn_amount(text: &str) -> bool {
    let is_mark = |ch: char| matches!(ch, ',' | '.');
    let is_number =
        text.starts_with(|ch: char| ch.is_ascii_digit()) && text.chars().all(|ch| ch.is_ascii_digit() || is_mark(ch));
    let decimals = text.split_once('.').map(|(_, decimals)| decimals.len());
    is_number && text.contains(',') && decimals.is_none_or(|count| count < 2)
}

/// Whether a text may be the name of a body in a row of its own, and is none of a project.
pub(super) fn names_body(text: &str) -> bool {
    let looks = Looks::of(text);
    looks.names_body() && !looks.project
}

/// Whether a text is a quarter: 第三季度.
fn is_quarter(text: &str) -> bool {
    const LONGEST: usize = 6;
    text.starts_with('第') && text.contains("季度") && text.chars().count() <= LONGEST
}

/// Whether a text says by which day something is done again and again: 每月10日前.
fn is_recurring(text: &str) -> bool {
    const LONGEST: usize = 10;
    let begins = ["每月", "每年", "每季", "每周", "次月"].iter().any(|word| text.starts_with(word));
    begins && text.ends_with("日前") && text.chars().count() <= LONGEST && text.contains(|ch: char| ch.is_ascii_digit())
}

/// Whether what stands behind a year is a name, and not the rest of a date: 2023年开行线路.
fn is_of_year(text: &str) -> bool {
    let rest = text
        .strip_prefix("20")
        .and_then(|rest| rest.trim_start_matches(|ch: char| ch.is_ascii_digit()).strip_prefix('年'));
    let is_date = |ch: char| ch.is_ascii_digit() || "年底末初中上下前内度之全份第一二三四至到-—~".contains(ch);
    rest.and_then(|rest| rest.chars().next()).is_some_and(|ch| !is_date(ch))
}

/// Whether a text is a period, of which both ends are said: 2023年1月1日至2023年12月31日.
fn is_period(text: &str) -> bool {
    const LONGEST: usize = 30;
    let is_part = |ch: char| ch.is_ascii_digit() || "年月日至到-—~.底前".contains(ch);
    let is_long = text.chars().take(LONGEST + 1).count() > LONGEST;
    !is_long
        && text.starts_with("20")
        && text.chars().all(is_part)
        && text.contains('年')
        && text.contains(['至', '到', '-', '—', '~'])
        && !text.ends_with(['至', '到', '-', '—', '~'])
}

/// Whether a text goes over into a period: 专项资金项目2023-2025年.
fn ends_with_period(text: &str) -> bool {
    const LONGEST: usize = 30;
    let mut ends = text.char_indices().rev().take(LONGEST).filter_map(|(at, _)| text.split_at_checked(at));
    text.ends_with(['年', '月', '日', '底', '前'])
        && ends.any(|(name, end)| !name.is_empty() && !name.ends_with('(') && end.starts_with("20") && is_period(end))
}

/// Whether what stands behind a number is a unit, and not a name that begins with one: 2023年台站, 2023年开行线路, 3个标段台站.
fn is_unit(unit: &str) -> bool {
    const SHORT: usize = 3;
    const LONG: usize = 6;
    // 台(套) is 台套.
    let unit: String = unit.chars().filter(|ch| !matches!(ch, '(' | ')')).collect();
    let count = unit.chars().count();
    let known = |of: &&str| of.chars().count() > 1 && (unit.starts_with(*of) || unit.ends_with(*of));
    let is_known = unit.contains(['/', '%', '℃']) || lexicon::COUNT_UNITS.iter().any(known);
    let is_dated = unit.starts_with('年');
    if count <= SHORT { count < 2 || !is_dated || is_known } else { count <= LONG && is_known && !is_dated }
}

/// Whether a sign of equation stands in a text, other than before a target: "=100%".
pub(super) fn holds_equation(text: &str) -> bool {
    text.strip_prefix('=').unwrap_or(text).contains('=')
}

/// Whether a text ends as bodies are called. (本级) stands behind the names of projects, too.
fn is_body(text: &str) -> bool {
    let ends = |text: &str| lexicon::BODY_ENDINGS.iter().any(|ending| text.ends_with(ending));
    text.strip_suffix("(本级)").map_or_else(|| ends(text), ends)
}
