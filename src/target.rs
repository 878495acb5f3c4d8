//! "≥90%", "2次或以上", "规范" → [`Target`].

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::amount::number_from_text;
use crate::parse::fold::fold_char;

/// A 指标值 as written, and what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// As written, joined over line breaks.
    pub text: String,
    /// What it says.
    pub reading: Reading,
}

/// What a target says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reading {
    /// One number with an operator and a unit: `≥90%`, `2次或以上`.
    Quantity(Quantity),
    /// Two bounds: `63%~68%`, `±3%以内`.
    Range {
        /// Lower bound.
        low: Decimal,
        /// Upper bound.
        high: Decimal,
        /// Unit of both; empty where none is written.
        unit: String,
    },
    /// A point in time: `2025年12月底前`, `12月31日`.
    Date,
    /// Words: `规范`, `按期完成`, `优良中低差`.
    Words,
    /// Nothing but placeholders: `*`, `XX`, `/`, `待定`.
    Placeholder,
}

impl Target {
    /// Whether it needs no unit behind it: it has one, or is words.
    pub fn is_whole(&self) -> bool {
        match &self.reading {
            Reading::Quantity(quantity) => !quantity.unit.is_empty(),
            Reading::Range { unit, .. } => !unit.is_empty(),
            Reading::Date | Reading::Words | Reading::Placeholder => self.text.ends_with(crate::vocabulary::is_letter),
        }
    }
}

impl Reading {
    /// Whether it is one number or two bounds.
    pub const fn is_number(&self) -> bool {
        matches!(self, Self::Quantity(_) | Self::Range { .. })
    }
}

/// A number with what is said about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// How actual and target are compared.
    pub operator: Operator,
    /// Whether the operator was written in words (不低于, 以上).
    pub in_words: bool,
    /// The number.
    pub number: Decimal,
    /// What follows it, folded: `%`, `次`, `小时`; empty where nothing is written.
    pub unit: String,
}

impl Quantity {
    /// Whether it is a percentage.
    pub fn is_percent(&self) -> bool {
        matches!(self.unit.as_str(), "%" | "百分比")
    }
}

/// How actual and target are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operator {
    /// None is written. Rules treat it like [`Operator::Equal`]; the page shows what was written.
    Unstated,
    /// ＝
    Equal,
    /// ≥, 不低于, 以上
    AtLeast,
    /// ≤, 不超过, 以内
    AtMost,
    /// ＞
    Above,
    /// ＜
    Below,
}

impl Operator {
    /// The usual sign; `None` where none is written.
    pub const fn symbol(self) -> Option<&'static str> {
        match self {
            Self::Unstated => None,
            Self::Equal => Some("="),
            Self::AtLeast => Some("≥"),
            Self::AtMost => Some("≤"),
            Self::Above => Some(">"),
            Self::Below => Some("<"),
        }
    }

    /// ≤ or ＜.
    pub const fn bounds_above(self) -> bool {
        matches!(self, Self::AtMost | Self::Below)
    }

    /// ＝, or none written, which is scored the same.
    pub const fn is_exact(self) -> bool {
        matches!(self, Self::Unstated | Self::Equal)
    }
}

/// Operators before a number, folded, longest first. The second value: written in words.
const BEFORE: &[(&str, Operator, bool)] = &[
    ("大于或等于", Operator::AtLeast, true),
    ("大于等于", Operator::AtLeast, true),
    ("小于或等于", Operator::AtMost, true),
    ("小于等于", Operator::AtMost, true),
    ("不得低于", Operator::AtLeast, true),
    ("不得少于", Operator::AtLeast, true),
    ("不得超过", Operator::AtMost, true),
    ("不得高于", Operator::AtMost, true),
    ("不低于", Operator::AtLeast, true),
    ("不少于", Operator::AtLeast, true),
    ("不小于", Operator::AtLeast, true),
    ("不高于", Operator::AtMost, true),
    ("不超过", Operator::AtMost, true),
    ("不多于", Operator::AtMost, true),
    ("不大于", Operator::AtMost, true),
    ("大于", Operator::Above, true),
    ("高于", Operator::Above, true),
    ("超过", Operator::Above, true),
    ("小于", Operator::Below, true),
    ("低于", Operator::Below, true),
    ("少于", Operator::Below, true),
    ("等于", Operator::Equal, true),
    ("达到", Operator::Unstated, true),
    ("至少", Operator::AtLeast, true),
    ("控制在", Operator::Unstated, true),
    (">=", Operator::AtLeast, false),
    ("=>", Operator::AtLeast, false),
    ("<=", Operator::AtMost, false),
    ("=<", Operator::AtMost, false),
    ("≥", Operator::AtLeast, false),
    ("≧", Operator::AtLeast, false),
    ("⩾", Operator::AtLeast, false),
    ("≤", Operator::AtMost, false),
    ("≦", Operator::AtMost, false),
    ("⩽", Operator::AtMost, false),
    (">", Operator::Above, false),
    ("<", Operator::Below, false),
    ("=", Operator::Equal, false),
    ("﹦", Operator::Equal, false),
    ("约", Operator::Unstated, true),
];

/// What operators are written as before a number, in signs and in words, longest first.
#[cfg(feature = "readers")]
pub(crate) fn operators() -> impl Iterator<Item = &'static str> {
    BEFORE.iter().filter(|(_, operator, _)| *operator != Operator::Unstated).map(|(sign, ..)| *sign)
}

/// Operators after a number and its unit, longest first; all of them words.
const AFTER: &[(&str, Operator)] = &[
    ("或以上", Operator::AtLeast),
    ("及以上", Operator::AtLeast),
    ("以上", Operator::AtLeast),
    ("或以下", Operator::AtMost),
    ("及以下", Operator::AtMost),
    ("以下", Operator::AtMost),
    ("以内", Operator::AtMost),
    ("之内", Operator::AtMost),
    ("内", Operator::AtMost),
    ("左右", Operator::Unstated),
];

/// What is written behind a value and its unit as its bound, longest first; 内 may begin 内容.
#[cfg(feature = "readers")]
pub(crate) fn bounds() -> impl Iterator<Item = &'static str> {
    AFTER.iter().map(|(word, _)| *word).filter(|word| *word != "内")
}

/// Reads a target. Any text is one; what is no number, range or date is words.
pub fn target_from_text(text: &str) -> Target {
    let folded: String = text.chars().filter(|ch| !ch.is_whitespace()).filter_map(fold_char).collect();
    Target { text: text.to_owned(), reading: reading(&folded) }
}

fn reading(text: &str) -> Reading {
    if is_placeholder(text) {
        return Reading::Placeholder;
    }
    if is_date(text) {
        return Reading::Date;
    }
    if let Some(range) = range(text) {
        return range;
    }
    quantity(text).map_or(Reading::Words, Reading::Quantity)
}

fn is_placeholder(text: &str) -> bool {
    const WORDS: &[&str] = &["待定", "待填", "待补充", "待填报", "某某", "暂无", "未定"];
    let mark = |ch: char| matches!(ch, '*' | '×' | 'X' | 'x' | '○' | '〇' | '/' | '-' | '—' | '―' | '_' | '…' | '.');
    let core = BEFORE.iter().find_map(|(sign, ..)| text.strip_prefix(sign)).unwrap_or(text);
    let core = core.strip_suffix('%').unwrap_or(core);
    text.is_empty() || WORDS.contains(&text) || (!core.is_empty() && core.chars().all(mark))
}

/// A year with a month or an end, or a day of a month; `3年` and `6个月` are durations.
fn is_date(text: &str) -> bool {
    let text = BEFORE.iter().find_map(|(sign, ..)| text.strip_prefix(sign)).unwrap_or(text);
    let Some((number, rest)) = leading_number(text) else {
        return false;
    };
    let year = (4..=4).contains(&number.len()) && (number.starts_with("19") || number.starts_with("20"));
    if year && (rest.starts_with('年') || rest.starts_with(['-', '/', '.'])) {
        return true;
    }
    let Some(month) = rest.strip_prefix('月') else {
        return false;
    };
    number.len() <= 2
        && (month.is_empty()
            || month.starts_with(['底', '末', '初', '中', '上', '下', '前', '之', '份', '-', '至'])
            || day(month))
}

fn day(text: &str) -> bool {
    leading_number(text).is_some_and(|(_, rest)| rest.starts_with(['日', '号', '-', '至', '~']))
}

fn range(text: &str) -> Option<Reading> {
    if let Some(rest) = text.strip_prefix('±') {
        let (number, unit) = number_and_rest(rest)?;
        let unit = AFTER.iter().find_map(|(word, _)| unit.strip_suffix(word)).unwrap_or(unit);
        return Some(Reading::Range { low: -number, high: number, unit: unit.to_owned() });
    }
    let (low, rest) = number_and_rest(text)?;
    let cut = rest.find(['~', '～', '-', '—', '至'])?;
    let (low_unit, high) = (rest.get(..cut)?, rest.get(cut..)?);
    let mut high = high.chars();
    high.next();
    let (high, unit) = number_and_rest(high.as_str())?;
    (low_unit.is_empty() || low_unit == unit).then(|| Reading::Range { low, high, unit: unit.to_owned() })
}

fn quantity(text: &str) -> Option<Quantity> {
    let (mut operator, mut in_words, rest) = BEFORE
        .iter()
        .find_map(|&(sign, operator, words)| text.strip_prefix(sign).map(|rest| (operator, words, rest)))
        .unwrap_or((Operator::Unstated, false, text));
    let (number, mut unit) = number_and_rest(rest)?;
    if let Some((before, after)) =
        AFTER.iter().find_map(|(word, after)| unit.strip_suffix(word).map(|unit| (unit, *after)))
    {
        unit = before;
        in_words = true;
        operator = if operator == Operator::Unstated { after } else { operator };
    }
    // A unit is short and holds no sentence; "3名以上专家参加评审并出具意见" is words.
    let sentence = unit.contains(['，', '。', ';', ',', '、']) || unit.chars().count() > 10;
    (!sentence).then(|| Quantity { operator, in_words, number, unit: unit.to_owned() })
}

fn number_and_rest(text: &str) -> Option<(Decimal, &str)> {
    let (number, rest) = leading_number(text)?;
    Some((number_from_text(number)?, rest))
}

/// The digits, commas and points a text begins with, less a comma or point at their end.
fn leading_number(text: &str) -> Option<(&str, &str)> {
    let signed = text.strip_prefix('-').unwrap_or(text);
    let length = signed.find(|ch: char| !ch.is_ascii_digit() && ch != '.' && ch != ',').unwrap_or(signed.len());
    let number = text.get(..text.len() - signed.len() + length)?.trim_end_matches(['.', ',']);
    let rest = text.get(number.len()..)?;
    number.ends_with(|ch: char| ch.is_ascii_digit()).then_some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match target_from_text(text).reading {
            Reading::Quantity(q) => {
                let words = if q.in_words { " in words" } else { "" };
                format!("{}{} {}{words}", q.operator.symbol().unwrap_or("?"), q.number, q.unit)
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn targets_of_real_forms_are_read_as_a_person_reads_them() {
        for (text, reading) in [
            ("100%", "?100 %"),
            ("≥90%", "≥90 %"),
            ("≧98％", "≥98 %"),
            ("＜5", "<5 "),
            ("0", "?0 "),
            ("<24小时", "<24 小时"),
            ("≤4200元/平方米", "≤4200 元/平方米"),
            ("2次或以上", "≥2 次 in words"),
            ("不低于85%", "≥85 % in words"),
            ("大于等于10157.6平方米", "≥10157.6 平方米 in words"),
            ("﹦300天", "=300 天"),
            ("1,250 人次", "?1250 人次"),
            ("3年", "?3 年"),
            ("6个月", "?6 个月"),
            ("5日内", "≤5 日 in words"),
            ("2025年年底前", "Date"),
            ("12月底到位", "Date"),
            ("2021年1月-12月", "Date"),
            ("12月31日前", "Date"),
            ("规范", "Words"),
            ("至少全年完成2次宣传", "Words"),
            ("优良中低差", "Words"),
            ("*", "Placeholder"),
            ("≥**%", "Placeholder"),
            ("/", "Placeholder"),
            ("待定", "Placeholder"),
            ("63%~68%", "Range { low: 63, high: 68, unit: \"%\" }"),
            ("100-150kg", "Range { low: 100, high: 150, unit: \"kg\" }"),
            ("±3%以内", "Range { low: -3, high: 3, unit: \"%\" }"),
            ("99999999999999999999999999999999999", "Words"),
        ] {
            assert_eq!(shown(text), reading, "{text}");
        }
    }
}
