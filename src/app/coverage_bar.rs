//! How much of the text was understood; the rest as links.

use leptos::prelude::*;

use super::state::AppState;
use crate::span::Origin;
use crate::strings;

/// So many unread places are listed; more are counted.
const LISTED: usize = 50;

/// 识别率.
#[component]
pub fn CoverageBar() -> impl IntoView {
    let state = AppState::use_context();
    move || {
        let analysis = state.analysis()?;
        let (table, locale) = (&analysis.table, state.locale.get());
        let source = state.source.get();
        let claimed = table.ink - table.unclaimed_ink;
        // In thousandths, rounded down: 100 % is said only where nothing is left.
        let share = u64::from(claimed) * 1000 / u64::from(table.ink.max(1));
        let shown = format!("{}.{} %", share / 10, share % 10);
        let gaps = table.unclaimed.len();
        let places = table.unclaimed.iter().take(LISTED).map(|span| {
            let (span, at) = (*span, source.position(span.start));
            let text: String = source.slice(span).chars().take(40).collect();
            view! {
                <li>
                    <button type="button" class="link" on:click=move |_| state.select_origin(Origin::from(span), None)>
                        {strings::LINE.fill(locale, &[("n", &at.line.to_string())])} " " {text}
                    </button>
                </li>
            }
        });
        let more = (gaps > LISTED).then(|| {
            let values = [("n", LISTED.to_string()), ("all", gaps.to_string())];
            let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
            view! { <li>{strings::LIST_CUT.fill(locale, &values)}</li> }
        });
        Some(view! {
            <div class="coverage">
                <span id="coverage-name">{strings::COVERAGE_NAME.get(locale)} " " {shown}</span>
                <meter class="coverage__bar" aria-labelledby="coverage-name" min="0" max=table.ink prop:value=f64::from(claimed)></meter>
                {if gaps == 0 {
                    view! { <span>{strings::NOTHING_UNREAD.get(locale)}</span> }.into_any()
                } else {
                    view! {
                        <details class="coverage__gaps">
                            <summary>{strings::UNREAD_PLACES.fill(locale, &[("n", &gaps.to_string())])}</summary>
                            <ul>{places.collect_view()} {more}</ul>
                        </details>
                    }
                    .into_any()
                }}
            </div>
        })
    }
}
