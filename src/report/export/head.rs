//! What stands above and below every export: whose table, how it was judged, by which version, and what this is not.

use super::{Options, Review, words};
use crate::amount::{Amount, MoneyUnit};
use crate::i18n::{Locale, grouped};
use crate::model::Cell;
use crate::report::{Counts, settings, undecided_count};
use crate::rules::Confidence;
use crate::strings;

/// Labels and values about one text.
pub(super) fn fields(review: &Review<'_>, options: &Options) -> Vec<(String, String)> {
    let locale = options.locale;
    let (table, analysis) = (&review.analysis.table, review.analysis);
    let printed =
        |cell: &Cell<String>| cell.value().cloned().unwrap_or_else(|| strings::NOT_READ.get(locale).to_owned());
    let total = table.total.total.value().and_then(|amount| in_ten_thousand_yuan(*amount));
    let numbers = [table.units.len(), review.projects.len(), table.indicators().count()].map(|n| n.to_string());
    let mut fields = vec![
        (words::DEPARTMENT, printed(&table.department)),
        (words::TABLE_TITLE, printed(&table.title)),
        (words::YEAR, year(review, locale)),
        (words::GRAND_TOTAL, total.unwrap_or_else(|| strings::NOT_READ.get(locale).to_owned())),
        (words::SIZE, filled(words::SIZE_VALUE, ["units", "projects", "indicators"], &numbers, locale)),
    ];
    fields.extend(settings::lines(&analysis.profile, locale));
    fields.push((words::COUNTS, counts(review, locale)));
    if !review.source.name().is_empty() {
        fields.push((words::FILE, review.source.name().to_owned()));
    }
    if !options.time.is_empty() {
        fields.push((words::REVIEWED, options.time.clone()));
    }
    fields.push((words::VERSION, version()));
    fields.into_iter().map(|(label, value)| (label.get(locale).to_owned(), value)).collect()
}

/// How was judged, in one line: sheets about single projects are filed apart from the first.
pub(super) fn foot(review: &Review<'_>, options: &Options) -> String {
    let locale = options.locale;
    let mut parts = settings::lines(&review.analysis.profile, locale).to_vec();
    if !options.time.is_empty() {
        parts.push((words::REVIEWED, options.time.clone()));
    }
    parts.push((words::VERSION, version()));
    let parts =
        parts.into_iter().map(|(label, value)| format!("{}{}{value}", label.get(locale), words::COLON.get(locale)));
    parts.collect::<Vec<_>>().join(" · ")
}

/// What a reader must know of what is listed, the disclaimer last.
pub(super) fn notes(review: &Review<'_>, options: &Options) -> Vec<String> {
    let locale = options.locale;
    let mut notes = Vec::new();
    if !review.is_read() {
        notes.push(words::NOT_READ.get(locale).to_owned());
    }
    let is_left_out = |confidence| options.only_firm && confidence == Confidence::Doubtful;
    let left_out = review.analysis.findings.iter().filter(|finding| is_left_out(finding.confidence)).count();
    if left_out > 0 {
        notes.push(words::LEFT_OUT.fill(locale, &[("n", &left_out.to_string())]));
    }
    notes.push(strings::DISCLAIMER.get(locale).to_owned());
    notes
}

/// How many findings there are.
pub(super) fn counts(review: &Review<'_>, locale: Locale) -> String {
    let counts = Counts::of(&review.analysis.findings);
    let undecided = undecided_count(review.analysis);
    let numbers = [counts.errors, counts.warnings, counts.infos, counts.doubtful, undecided].map(|n| n.to_string());
    filled(strings::COUNTS, ["errors", "warnings", "infos", "doubtful", "undecided"], &numbers, locale)
}

/// The program and its version.
pub(super) fn version() -> String {
    format!("Jixiao {}", env!("CARGO_PKG_VERSION"))
}

/// The year, marked where it was worked out.
pub(super) fn year(review: &Review<'_>, locale: Locale) -> String {
    let table = &review.analysis.table;
    match (table.budget_year.value(), table.year()) {
        (Some(year), _) => year.to_string(),
        (None, Some(year)) => words::YEAR_INFERRED.fill(locale, &[("year", &year.to_string())]),
        (None, None) => strings::NOT_READ.get(locale).to_owned(),
    }
}

/// The number of an amount in 万元: only the point moves.
pub(super) fn in_ten_thousand_yuan(amount: Amount) -> Option<String> {
    let number = amount.number;
    let moved = match amount.unit {
        MoneyUnit::TenThousandYuan => Some(number),
        MoneyUnit::Yuan => rust_decimal::Decimal::try_from_i128_with_scale(number.mantissa(), number.scale() + 4).ok(),
        MoneyUnit::HundredMillionYuan => number.checked_mul(10_000.into()),
    };
    moved.map(grouped)
}

/// A sentence with its numbers.
fn filled<const N: usize>(text: crate::i18n::Text, keys: [&str; N], numbers: &[String; N], locale: Locale) -> String {
    let values: Vec<(&str, &str)> = keys.into_iter().zip(numbers.iter().map(String::as_str)).collect();
    text.fill(locale, &values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_point_moves() {
        let shown = |number: &str, unit| {
            in_ten_thousand_yuan(Amount { number: number.parse().expect("a number"), unit }).expect("money")
        };
        assert_eq!(shown("2754.66", MoneyUnit::TenThousandYuan), "2,754.66");
        assert_eq!(shown("27546600", MoneyUnit::Yuan), "2,754.6600");
        assert_eq!(shown("1.5", MoneyUnit::HundredMillionYuan), "15,000.0");
    }
}
