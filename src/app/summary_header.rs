//! Who, which year, how many, how much; what was found; how much of the text was understood.

use super::dom::{El, action, el, svg};
use super::project_card::inferred_mark;
use super::state::AppState;
use super::{coverage_bar, icon, reconcile_strip};
use crate::i18n::{Locale, Text};
use crate::model::{Inference, Table};
use crate::report::{Counts, undecided_count};
use crate::rules::{Arg, Severity};
use crate::strings;

/// The header above the tabs.
pub fn summary_header(state: AppState) -> El {
    let coverage = move || {
        let analysis = state.analysis()?;
        Some(coverage_bar::bar(&state.source.get(), &analysis.table, state.locale.get()))
    };
    let line = el("div", "summary__line").part(Box::new(move || counts(state))).part(Box::new(coverage));
    el("section", "summary")
        .attr_say("aria-label", state, strings::SUMMARY)
        .part(Box::new(move || facts(state)))
        .with(line)
}

/// Whose table it is.
pub fn whose(table: &Table, locale: Locale) -> &str {
    let unit = || table.units.first().and_then(|unit| unit.name.value());
    let name = table.department.value().or_else(unit).or(table.title.value());
    name.map_or(strings::NOT_READ.get(locale), String::as_str)
}

fn facts(state: AppState) -> Option<El> {
    let analysis = state.analysis()?;
    let (table, locale) = (&analysis.table, state.locale.get());
    let printed = table.budget_year.value().map(|year| el("span", "").text(&year.to_string()));
    let inferred = table.inferred.iter().find(|inference| matches!(inference, Inference::BudgetYear { .. }));
    let year = printed.or_else(|| {
        let mark = inferred_mark(strings::inference(inferred?), locale);
        Some(el("span", "").text(&table.year()?.to_string()).text(" ").with(mark))
    });
    let count = |text: Text, count: usize| el("span", "").text(&text.fill(locale, &[("n", &count.to_string())]));
    let total =
        table.total.total.value().map(|amount| el("strong", "summary__total").text(&Arg::Amount(*amount).show(locale)));
    let line = el("div", "summary__line")
        .with(el("h1", "summary__name").text(whose(table, locale)))
        .maybe(year)
        .with(count(strings::UNITS, table.units.len()))
        .with(count(strings::PROJECTS, table.projects().count()))
        .with(count(strings::INDICATORS, table.indicators().count()))
        .maybe(total);
    Some(el("div", "summary__facts").with(line).maybe(reconcile_strip::strip(table, locale)))
}

/// How many findings of each severity; each is a filter, one click to the report.
fn counts(state: AppState) -> Option<El> {
    let analysis = state.analysis()?;
    let counts = Counts::of(&analysis.findings);
    let number = |count: usize| el("b", "").text(&count.to_string());
    let severity = |severity: Severity, count: usize| {
        el("button", &format!("count count--{}", severity.as_str()))
            .attr("type", "button")
            .with(icon::of_severity(severity))
            .say(state, strings::severity(severity))
            .with(number(count))
            .flag("aria-pressed", Box::new(move || state.filter.with(|filter| filter.severity) == Some(severity)))
            .click(Box::new(move || state.show_severity(Some(severity))))
    };
    let doubtful = action("count count--doubtful", state, strings::DOUBTFUL, Box::new(move || state.show_doubtful()));
    let undecided = el("button", "count").attr("type", "button").with(svg(icon::UNKNOWN));
    let undecided = undecided.say(state, strings::UNDECIDED).with(number(undecided_count(&analysis)));
    Some(
        el("div", "counts")
            .attr("role", "group")
            .attr_say("aria-label", state, strings::FINDINGS)
            .with(severity(Severity::Error, counts.errors))
            .with(severity(Severity::Warning, counts.warnings))
            .with(severity(Severity::Info, counts.infos))
            .with(
                doubtful
                    .with(number(counts.doubtful))
                    .flag("aria-pressed", Box::new(move || state.filter.with(|filter| filter.doubtful))),
            )
            .with(undecided.click(Box::new(move || state.show_undecided()))),
    )
}
