//! How much of the text was understood; the rest as links.

use super::dom::{El, el, place_link};
use super::finding_item::list_cut;
use crate::i18n::Locale;
use crate::model::Table;
use crate::source::Source;
use crate::span::Origin;
use crate::strings;

/// So many unread places are listed; more are counted.
const LISTED: usize = 50;

/// 识别率.
pub fn bar(source: &Source, table: &Table, locale: Locale) -> El {
    let claimed = table.ink - table.unclaimed_ink;
    // In thousandths, rounded down: 100 % is said only where nothing is left.
    let share = u64::from(claimed) * 1000 / u64::from(table.ink.max(1));
    let name = format!("{} {}.{}%", strings::COVERAGE_NAME.get(locale), share / 10, share % 10);
    let meter = el("meter", "coverage__bar")
        .attr("aria-labelledby", "coverage-name")
        .attr("max", &table.ink.to_string())
        .attr("value", &claimed.to_string());
    let gaps = table.unclaimed.len();
    let rest = if gaps == 0 {
        el("span", "").text(strings::NOTHING_UNREAD.get(locale))
    } else {
        let place = |span: &crate::Span| {
            let line = source.position(span.start).line.to_string();
            let text: String = source.slice(*span).chars().take(40).collect();
            let text = format!("{} {text}", strings::LINE.fill(locale, &[("n", &line)]));
            el("li", "").with(place_link(&text, &Origin::from(*span)))
        };
        let mut places: Vec<El> = table.unclaimed.iter().take(LISTED).map(place).collect();
        if gaps > LISTED {
            places.push(el("li", "").text(&list_cut(LISTED, gaps, locale)));
        }
        let summary = strings::UNREAD_PLACES.fill(locale, &[("n", &gaps.to_string())]);
        let summary = el("summary", "").text(&summary);
        el("details", "coverage__gaps").with(summary).with(el("ul", "").with_all(places))
    };
    el("div", "coverage").with(el("span", "").attr("id", "coverage-name").text(&name)).with(meter).with(rest)
}
