//! The sums: projects against units against total, per money column, each a link into the text.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::state::AppState;
use crate::i18n::grouped;
use crate::report::reconcile::reconcile;
use crate::strings;

/// 勾稽.
#[component]
pub fn ReconcileStrip() -> impl IntoView {
    let state = AppState::use_context();
    move || {
        let analysis = state.analysis()?;
        let locale = state.locale.get();
        let columns = reconcile(&analysis.table);
        if columns.is_empty() {
            return None;
        }
        let columns = columns.into_iter().map(|column| {
            let agrees = column.agrees();
            let (class, picture) = match agrees {
                Some(true) => ("reconcile__column reconcile__column--pass", Some((Icon::Pass, strings::SUMS_AGREE))),
                Some(false) => ("reconcile__column reconcile__column--error", Some((Icon::Error, strings::SUMS_DIFFER))),
                None => ("reconcile__column", None),
            };
            let levels = [(strings::SUM_OF_PROJECTS, column.projects), (strings::SUM_OF_UNITS, column.units)];
            let levels = levels.into_iter().filter_map(|(name, number)| Some((name, number?)));
            let levels = levels.map(|(name, number)| view! { <span>{name.get(locale)} " " {grouped(number)}</span> });
            let total = column.total.map(|(number, origin)| {
                let (start, end) = (origin.start(), origin.end());
                view! {
                    <button type="button" class="link" on:click=move |_| state.select_field(start, end)>
                        {strings::PRINTED_TOTAL.get(locale)} " " {grouped(number)}
                    </button>
                }
            });
            view! {
                <li class=class>
                    <b>{strings::fund(column.fund).get(locale)}</b> {levels.collect_view()} {total}
                    {picture.map(|(picture, word)| view! { <span class="reconcile__word">{icon(picture)} {word.get(locale)}</span> })}
                </li>
            }
        });
        Some(
            view! { <ul class="reconcile" aria-label=strings::RECONCILIATION.get(locale)>{columns.collect_view()}</ul> },
        )
    }
}
