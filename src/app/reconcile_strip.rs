//! The sums: projects against units against total, per money column, the total a link into the text.

use super::dom::{El, el, place_link, svg};
use super::icon;
use super::project_card::inferred_mark;
use crate::i18n::{Locale, grouped};
use crate::model::{Fund, Table};
use crate::report::reconcile::{InferredRows, reconcile};
use crate::strings;

/// 勾稽; nothing where no amounts were read.
pub fn strip(table: &Table, locale: Locale) -> Option<El> {
    let columns = reconcile(table);
    if columns.is_empty() {
        return None;
    }
    let inferred = InferredRows::of(table);
    let columns = columns.into_iter().map(|column| {
        let (class, word) = match column.agrees() {
            Some(true) => ("reconcile__column reconcile__column--pass", Some((icon::PASS, strings::SUMS_AGREE))),
            Some(false) => ("reconcile__column reconcile__column--error", Some((icon::ERROR, strings::SUMS_DIFFER))),
            None => ("reconcile__column", None),
        };
        let levels = [(strings::SUM_OF_PROJECTS, column.projects), (strings::SUM_OF_UNITS, column.units)];
        let level = |(name, number): (crate::i18n::Text, Option<_>)| {
            Some(el("span", "").text(&format!("{} {}", name.get(locale), grouped(number?))))
        };
        let is_inferred = column.total.as_ref().filter(|_| column.fund != Fund::Total).map(|(_, at)| inferred.hold(at));
        let mark = is_inferred.filter(|is| *is).map(|_| inferred_mark(strings::COLUMN_INFERRED, locale));
        let total = column.total.map(|(number, origin)| {
            place_link(&format!("{} {}", strings::PRINTED_TOTAL.get(locale), grouped(number)), &origin)
        });
        let word = word.map(|(picture, word)| el("span", "reconcile__word").with(svg(picture)).text(word.get(locale)));
        el("li", class)
            .with(el("b", "").text(strings::fund(column.fund).get(locale)))
            .maybe(mark)
            .with_all(levels.into_iter().filter_map(level).collect())
            .maybe(total)
            .maybe(column.unread.then(|| el("span", "muted").text(strings::UNREADABLE.get(locale))))
            .maybe(word)
    });
    Some(el("ul", "reconcile").attr("aria-label", strings::RECONCILIATION.get(locale)).with_all(columns.collect()))
}
