//! Who, which year, how many, how much; what was found; how much of the text was understood.

use leptos::prelude::*;

use super::dom::{Drawn, El, el, svg};
use super::state::{AppState, Tab};
use super::{coverage_bar, icon, reconcile_strip};
use crate::i18n::Text;
use crate::model::Inference;
use crate::report::Counts;
use crate::rules::{Arg, Severity};
use crate::strings;

/// The header above the tabs.
#[component]
pub fn SummaryHeader() -> impl IntoView {
    let state = AppState::use_context();
    view! {
        <section class="summary" aria-label=move || state.say(strings::SUMMARY)>
            <Drawn draw=Box::new(move || facts(state)) />
            <div class="summary__line">
                <SeverityCounts />
                <Drawn draw=Box::new(move || {
                    let analysis = state.analysis()?;
                    Some(coverage_bar::bar(&state.source.get(), &analysis.table, state.locale.get()))
                }) />
            </div>
        </section>
    }
}

fn facts(state: AppState) -> Option<El> {
    let analysis = state.analysis()?;
    let (table, locale) = (&analysis.table, state.locale.get());
    let unit = || table.units.first().and_then(|unit| unit.name.value());
    let name = table.department.value().or_else(unit).or(table.title.value());
    let name = name.map_or(strings::NOT_PRINTED.get(locale), String::as_str);
    let printed = table.budget_year.value().map(|year| el("span", "").text(&year.to_string()));
    let inferred = table.inferred.iter().find(|inference| matches!(inference, Inference::BudgetYear { .. }));
    let year = printed.or_else(|| {
        let reason = strings::inference(inferred?).get(locale);
        let mark = el("abbr", "inferred").attr("title", reason).text(strings::INFERRED.get(locale));
        Some(el("span", "").text(&table.year()?.to_string()).text(" ").with(mark))
    });
    let count = |text: Text, count: usize| el("span", "").text(&text.fill(locale, &[("n", &count.to_string())]));
    let total =
        table.total.total.value().map(|amount| el("strong", "summary__total").text(&Arg::Amount(*amount).show(locale)));
    let line = el("div", "summary__line")
        .with(el("h1", "summary__name").text(name))
        .maybe(year)
        .with(count(strings::UNITS, table.units.len()))
        .with(count(strings::PROJECTS, table.projects().count()))
        .with(count(strings::INDICATORS, table.indicators().count()))
        .maybe(total);
    Some(el("div", "summary__facts").with(line).maybe(reconcile_strip::strip(table, locale)))
}

/// How many findings of each severity; each is a filter, one click to the report.
#[component]
fn SeverityCounts() -> impl IntoView {
    let state = AppState::use_context();
    let counts =
        Memo::new(move |_| state.analysis().map(|analysis| Counts::of(&analysis.findings)).unwrap_or_default());
    let severity = move |severity: Severity, count: fn(&Counts) -> usize| {
        view! {
            <button
                type="button"
                class=format!("count count--{}", severity.as_str())
                aria-pressed=move || (state.filter.with(|filter| filter.severity) == Some(severity)).to_string()
                on:click=move |_| state.show_severity(Some(severity))
            >
                <Drawn draw=Box::new(move || Some(icon::of_severity(severity))) />
                {move || state.say(strings::severity(severity))}
                <b>{move || counts.with(count)}</b>
            </button>
        }
    };
    let doubtful = move |_| {
        state.filter.update(|filter| filter.doubtful = !filter.doubtful);
        state.tab.set(Tab::Report);
    };
    view! {
        <div class="counts" role="group" aria-label=move || state.say(strings::FINDINGS)>
            {severity(Severity::Error, |counts| counts.errors)}
            {severity(Severity::Warning, |counts| counts.warnings)}
            {severity(Severity::Info, |counts| counts.infos)}
            <button
                type="button"
                class="count count--doubtful"
                aria-pressed=move || state.filter.with(|filter| filter.doubtful).to_string()
                on:click=doubtful
            >
                {move || state.say(strings::DOUBTFUL)}
                <b>{move || counts.with(|counts| counts.doubtful)}</b>
            </button>
            <button type="button" class="count" on:click=move |_| state.show_undecided()>
                <Drawn draw=Box::new(|| Some(svg(icon::UNKNOWN))) />
                {move || state.say(strings::UNDECIDED)}
                <b>{move || state.analysis().map_or(0, |analysis| analysis.undecided.len())}</b>
            </button>
        </div>
    }
}
