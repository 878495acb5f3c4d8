//! The cards, in order of money or as in the document.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::browser;
use super::project_card::ProjectCard;
use super::state::AppState;
use crate::analysis::Analysis;
use crate::rules::Subject;
use crate::strings;

/// The findings of each subject, as positions in [`Analysis::findings`].
pub type BySubject = BTreeMap<Subject, Vec<usize>>;

/// 项目卡片.
#[component]
pub fn CardList() -> impl IntoView {
    let state = AppState::use_context();
    let order = move |by_money: bool, text: crate::i18n::Text| {
        view! {
            <button
                type="button"
                class="choice"
                aria-pressed=move || (state.by_money.get() == by_money).to_string()
                on:click=move |_| state.by_money.set(by_money)
            >
                {move || state.say(text)}
            </button>
        }
    };
    // One listener for all fields: thousands of them need no closures of their own.
    let click = move |event: leptos::ev::MouseEvent| {
        #[cfg(target_arch = "wasm32")]
        if let Some((start, end)) = browser::field_of(event.target()) {
            if !browser::has_text_selected() {
                state.select_field(start, end);
            }
        }
        #[cfg(not(target_arch = "wasm32"))]
        let _ = (event, browser::is_there());
    };
    view! {
        <section class="cards" aria-label=move || state.say(strings::TAB_CARDS)>
            <div class="cards__order" role="group" aria-label=move || state.say(strings::ORDER)>
                {order(true, strings::BY_MONEY)} {order(false, strings::AS_PRINTED)}
            </div>
            <div on:click=click>
                {move || {
                    let analysis = state.analysis()?;
                    let mut by_subject = BySubject::new();
                    let doubtful = state.filter.with(|filter| filter.doubtful);
                    for (index, finding) in analysis.findings.iter().enumerate() {
                        let shown = doubtful || finding.confidence == crate::rules::Confidence::Firm;
                        if shown && !finding.rule.is_reading_notice() {
                            by_subject.entry(finding.subject).or_default().push(index);
                        }
                    }
                    let by_subject = Arc::new(by_subject);
                    let cards = order_of_cards(&analysis, state.by_money.get()).into_iter().map(|index| {
                        view! { <ProjectCard analysis=Arc::clone(&analysis) index=index findings=Arc::clone(&by_subject) /> }
                    });
                    Some(cards.collect_view())
                }}
            </div>
        </section>
    }
}

/// The positions of the projects in the order they are shown; projects without an amount come last.
fn order_of_cards(analysis: &Analysis, by_money: bool) -> Vec<usize> {
    let mut order: Vec<(Option<Decimal>, usize)> = analysis
        .table
        .projects()
        .map(|at| (at.project.amounts.total.value().and_then(|amount| amount.in_yuan()), at.index))
        .collect();
    if by_money {
        order.sort_by(|(a, at_a), (b, at_b)| b.cmp(a).then(at_a.cmp(at_b)));
    }
    order.into_iter().map(|(_, index)| index).collect()
}
