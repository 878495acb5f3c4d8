//! Who, which year, how many, how much; what was found; how much of the text was understood.

use leptos::prelude::*;

use super::coverage_bar::CoverageBar;
use super::icon::{Icon, icon};
use super::reconcile_strip::ReconcileStrip;
use super::state::{AppState, Tab};
use crate::i18n::Text;
use crate::model::Inference;
use crate::report::Counts;
use crate::rules::{Arg, Severity};
use crate::strings;

/// The header above the tabs.
#[component]
pub fn SummaryHeader() -> impl IntoView {
    let state = AppState::use_context();
    move || {
        let analysis = state.analysis()?;
        let (table, locale) = (&analysis.table, state.locale.get());
        let department = table.department.value().cloned().or_else(|| table.units.first()?.name.value().cloned());
        let department = department.or_else(|| table.title.value().cloned());
        let printed = table.budget_year.value().map(ToString::to_string);
        let inferred = table.inferred.iter().find(|inference| matches!(inference, Inference::BudgetYear { .. }));
        let year = printed.map(|year| view! { <span>{year}</span> }.into_any()).or_else(|| {
            let reason = strings::inference(inferred?).get(locale);
            let year = table.year()?.to_string();
            Some(view! { <span title=reason>{year} <abbr class="inferred" title=reason>{strings::INFERRED.get(locale)}</abbr></span> }.into_any())
        });
        let count = |text: Text, count: usize| text.fill(locale, &[("n", &count.to_string())]);
        let total = table.total.total.value().map(|amount| Arg::Amount(*amount).show(locale));
        Some(view! {
            <section class="summary" aria-label=strings::SUMMARY.get(locale)>
                <div class="summary__line">
                    <h1 class="summary__name">{department.unwrap_or_else(|| strings::NOT_PRINTED.get(locale).to_owned())}</h1>
                    {year}
                    <span>{count(strings::UNITS, table.units.len())}</span>
                    <span>{count(strings::PROJECTS, table.projects().count())}</span>
                    <span>{count(strings::INDICATORS, table.indicators().count())}</span>
                    <strong class="summary__total">{total}</strong>
                </div>
                <ReconcileStrip />
                <div class="summary__line">
                    <SeverityCounts />
                    <CoverageBar />
                </div>
            </section>
        })
    }
}

/// How many findings of each severity; each is a filter, one click to the report.
#[component]
fn SeverityCounts() -> impl IntoView {
    let state = AppState::use_context();
    move || {
        let analysis = state.analysis()?;
        let counts = Counts::of(&analysis.findings);
        let severity = |severity: Severity, count: usize, picture: Icon| {
            view! {
                <button
                    type="button"
                    class=format!("count count--{}", severity.as_str())
                    aria-pressed=move || (state.filter.with(|filter| filter.severity) == Some(severity)).to_string()
                    on:click=move |_| state.show_severity(Some(severity))
                >
                    {icon(picture)} {move || state.say(strings::severity(severity))} " " <b>{count}</b>
                </button>
            }
        };
        let doubtful = move |_| {
            state.filter.update(|filter| filter.doubtful = !filter.doubtful);
            state.tab.set(Tab::Report);
        };
        Some(view! {
            <div class="counts" role="group" aria-label=state.say(strings::FINDINGS)>
                {severity(Severity::Error, counts.errors, Icon::Error)}
                {severity(Severity::Warning, counts.warnings, Icon::Warning)}
                {severity(Severity::Info, counts.infos, Icon::Info)}
                <button
                    type="button"
                    class="count count--doubtful"
                    aria-pressed=move || state.filter.with(|filter| filter.doubtful).to_string()
                    on:click=doubtful
                >
                    {move || state.say(strings::DOUBTFUL)} " " <b>{counts.doubtful}</b>
                </button>
                <button type="button" class="count" on:click=move |_| state.tab.set(Tab::Report)>
                    {icon(Icon::Unknown)} {move || state.say(strings::UNDECIDED)} " " <b>{analysis.undecided.len()}</b>
                </button>
            </div>
        })
    }
}
