//! Numbers of workbooks as the sheet shows them: `0.95` in the format `0%` is 95%.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::lexicon::DATE_UNITS;

/// A number in a format of Excel: decimals, thousands, per cent. Text around the number is kept, colours are not.
pub(super) fn number(value: f64, format: &str) -> String {
    // What has more digits than a decimal holds is written as it is.
    let Ok(decimal) = value.to_string().parse::<Decimal>() else { return value.to_string() };
    let form = Form::of(format, decimal.is_sign_negative());
    if form.is_general {
        return decimal.normalize().to_string();
    }
    let decimal = if form.percent { decimal.saturating_mul(Decimal::ONE_HUNDRED) } else { decimal };
    let mut rounded = decimal.round_dp_with_strategy(form.most, RoundingStrategy::MidpointAwayFromZero).normalize();
    if rounded.scale() < form.least {
        rounded.rescale(form.least);
    }
    let text = if form.thousands { crate::i18n::grouped(rounded) } else { rounded.to_string() };
    [form.before.as_str(), &text, &form.after].concat()
}

/// A date in a format of Excel, with what the format shows of year, month and day.
pub(super) fn date((year, month, day): (u16, u8, u8), format: &str) -> String {
    let plain = format.to_ascii_lowercase();
    let [of_year, of_month, of_day] = DATE_UNITS;
    let parts = [("y", u32::from(year), of_year), ("m", month.into(), of_month), ("d", day.into(), of_day)];
    let shown = parts.iter().filter(|(letter, ..)| plain.contains(letter));
    if plain.contains(of_year) {
        return shown.map(|(_, number, unit)| number.to_string() + unit).collect();
    }
    shown.map(|(_, number, _)| number.to_string()).collect::<Vec<_>>().join("-")
}

struct Form {
    is_general: bool,
    percent: bool,
    thousands: bool,
    least: u32,
    most: u32,
    before: String,
    after: String,
}

impl Form {
    fn of(format: &str, negative: bool) -> Self {
        let mut sections = sections(format);
        let is_negative_section = negative && sections.len() > 1;
        let section = sections.swap_remove(usize::from(is_negative_section));
        let (mut digits, mut literal) = (String::new(), [String::new(), String::new()]);
        let mut chars = section.chars().peekable();
        let mut percent = false;
        while let Some(ch) = chars.next() {
            let side = usize::from(!digits.is_empty());
            let mut say = |ch| literal.get_mut(side).into_iter().for_each(|text: &mut String| text.push(ch));
            match ch {
                '"' => chars.by_ref().take_while(|ch| *ch != '"').for_each(say),
                '\\' => chars.next().into_iter().for_each(say),
                '_' | '*' => drop(chars.next()), // room as wide as a character, and filling
                '[' => chars.by_ref().take_while(|ch| *ch != ']').for_each(drop),
                '0' | '#' | '?' | '.' | ',' => digits.push(ch),
                '%' => {
                    percent = true;
                    say(ch);
                }
                // The minus of a section for negative numbers is the number's own.
                '-' | ' ' => {}
                other => say(other),
            }
        }
        let decimals = digits.split_once('.').map_or("", |(_, decimals)| decimals);
        let count = |wanted: fn(char) -> bool| decimals.chars().filter(|ch| wanted(*ch)).count().to_u32().unwrap_or(0);
        let [before, after] = literal;
        Self {
            is_general: digits.is_empty() || section.eq_ignore_ascii_case("general") || section.contains('E'),
            percent,
            thousands: digits.contains(','),
            least: count(|ch| ch == '0').min(20),
            most: count(|_| true).min(20),
            before,
            after,
        }
    }
}

/// The sections of a format: for positive numbers, negative ones, zero, text. There is always one.
fn sections(format: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut quoted = false;
    for ch in format.chars() {
        quoted ^= ch == '"';
        if ch == ';' && !quoted {
            sections.push(String::new());
        } else if let Some(section) = sections.last_mut() {
            section.push(ch);
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_the_sheet_shows_them() {
        for (value, format, shown) in [
            (2754.66, "#,##0.00", "2,754.66"),
            (7.0, "#,##0.00", "7.00"),
            (7.0, "General", "7"),
            (0.95, "0%", "95%"),
            (0.9955, "0.0%", "99.6%"),
            (1.0, "0.00%", "100.00%"),
            (12.0, "0\"个\"", "12个"),
            (12.5, "0.##", "12.5"),
            (-3.5, "#,##0.00_);[Red](#,##0.00)", "(-3.50)"),
            (0.1, "@", "0.1"),
            (1e30, "0.00", "1000000000000000000000000000000"),
            (2754.66, "", "2754.66"),
        ] {
            assert_eq!(number(value, format), shown, "{value} {format}");
        }
        assert_eq!(date((2023, 6, 30), "yyyy\"年\"m\"月\""), "2023年6月");
        assert_eq!(date((2023, 6, 30), "yyyy-mm-dd"), "2023-6-30");
    }
}
