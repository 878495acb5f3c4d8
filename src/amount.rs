//! Number-like text → [`Amount`]: exact decimals in 元, 万元 or 亿元.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// An amount of money as written, with its unit.
///
/// The decimal keeps the written scale, so the tolerance of a sum is derived from it, not guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// The number as written, less thousands commas.
    pub number: Decimal,
    /// In what it counts.
    pub unit: MoneyUnit,
}

/// 单位 of money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum MoneyUnit {
    /// 元.
    Yuan,
    /// 万元, the usual one.
    #[default]
    TenThousandYuan,
    /// 亿元.
    HundredMillionYuan,
}

impl MoneyUnit {
    /// As the forms print it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::TenThousandYuan => "万元",
            Self::HundredMillionYuan => "亿元",
        }
    }

    /// How many 元 one of it is.
    pub const fn in_yuan(self) -> u32 {
        match self {
            Self::Yuan => 1,
            Self::TenThousandYuan => 10_000,
            Self::HundredMillionYuan => 100_000_000,
        }
    }
}

impl Amount {
    /// The amount in 元; `None` where the number is too large to be money.
    pub fn in_yuan(self) -> Option<Decimal> {
        product(self.number, Decimal::from(self.unit.in_yuan()))
    }

    /// Half a unit of the last written place: how far rounding may have moved it.
    pub fn rounding(self) -> Decimal {
        Decimal::new(5, (self.number.scale() + 1).min(Decimal::MAX_SCALE))
    }
}

/// Reads a number as forms print money: `2,754.66`, `-7`, `0`. `None` for anything else, also for misplaced commas.
///
/// ```
/// use jixiao::amount::number_from_text;
/// assert_eq!(number_from_text("2,754.66"), "2754.66".parse().ok());
/// assert_eq!(number_from_text("27,54.66"), None);
/// ```
pub fn number_from_text(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix(['-', '−', '－']).unwrap_or(text);
    let whole = digits.split('.').next().unwrap_or_default();
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = whole.contains(',');
    let well_grouped = !grouped || ((1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3));
    let plain = digits.chars().all(|ch| ch.is_ascii_digit() || ch == '.' || ch == ',');
    let fraction = digits.split_once('.').map(|(_, fraction)| fraction);
    let good_fraction = fraction.is_none_or(|f| !f.is_empty() && f.chars().all(|ch| ch.is_ascii_digit()));
    let leading_zero = first.starts_with('0') && (grouped || first.len() > 1);
    if first.is_empty() || leading_zero || !well_grouped || !plain || !good_fraction {
        return None;
    }
    let digit = |number: i128, digit: char| number.checked_mul(10)?.checked_add(i128::from(digit.to_digit(10)?));
    let number = digits.chars().filter(char::is_ascii_digit).try_fold(0, digit)?;
    let places = u32::try_from(fraction.map_or(0, str::len)).ok()?;
    let number = Decimal::try_from_i128_with_scale(number, places).ok()?;
    Some(if digits.len() == text.len() { number } else { -number })
}

/// How many per cent of the whole a part is, rounded to some decimals; `None` where nothing is there to be shared.
///
/// ```
/// use jixiao::amount::percent_of;
/// assert_eq!(percent_of(2.into(), 3.into(), 2), "66.67".parse().ok());
/// assert_eq!(percent_of(2.into(), 0.into(), 2), None);
/// ```
pub fn percent_of(part: Decimal, whole: Decimal, places: u32) -> Option<Decimal> {
    // The only division of the program: of whole numbers.
    let scale = part.scale().max(whole.scale());
    let mantissa = |of: Decimal| of.mantissa().checked_mul(10i128.checked_pow(scale - of.scale())?);
    let (part, whole) = (mantissa(part)?.checked_mul(10i128.checked_pow(2 + places)?)?, mantissa(whole)?);
    let doubled = part.checked_mul(2)?.checked_add(whole)?;
    let rounded = doubled.checked_div_euclid(whole.checked_mul(2)?)?;
    Decimal::try_from_i128_with_scale(rounded, places).ok()
}

/// One times the other, where that is a decimal. A function, since it weighs a kilobyte wherever it is inlined.
#[inline(never)]
pub(crate) fn product(one: Decimal, other: Decimal) -> Option<Decimal> {
    one.checked_mul(other)
}

/// One and the other, where that is a decimal.
#[inline(never)]
pub(crate) fn sum(one: Decimal, other: Decimal) -> Option<Decimal> {
    one.checked_add(other)
}

/// All of them together, where that is a decimal: the sum of the standard library ends the program where it is none.
pub(crate) fn total(numbers: &mut dyn Iterator<Item = Decimal>) -> Option<Decimal> {
    let mut total = Decimal::ZERO;
    for number in numbers {
        total = sum(total, number)?;
    }
    Some(total)
}

/// One less the other, where that is a decimal.
pub(crate) fn difference(one: Decimal, other: Decimal) -> Option<Decimal> {
    sum(one, -other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_money_are_read_exactly_or_not_at_all() {
        for (text, number) in
            [("2,754.66", "2754.66"), ("7.00", "7.00"), ("-3.5", "-3.5"), ("1000000", "1000000"), ("0", "0")]
        {
            assert_eq!(number_from_text(text), Some(number.parse().expect("a number")), "{text}");
        }
        for text in [
            "",
            ".",
            "7.",
            ".5",
            "27,54",
            "1,2345",
            "1.2.3",
            "12a",
            "007",
            "0,246.19",
            ",100",
            "１",
            "1,000,00",
            "9".repeat(40).as_str(),
        ] {
            assert_eq!(number_from_text(text), None, "{text}");
        }
    }

    #[test]
    fn rounding_follows_the_written_places() {
        let amount = |text: &str| Amount { number: text.parse().expect("a number"), unit: MoneyUnit::TenThousandYuan };
        assert_eq!(amount("7.00").rounding(), Decimal::new(5, 3));
        assert_eq!(amount("7").rounding(), Decimal::new(5, 1));
        assert_eq!(amount("2754.66").in_yuan(), Some(Decimal::from(27_546_600)));
    }
}
