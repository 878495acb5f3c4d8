//! The cards, in order of money or as in the document.

use std::collections::BTreeMap;

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::dom::{Drawn, El, el};
use super::project_card::card;
use super::state::AppState;
use crate::analysis::Analysis;
use crate::rules::{Confidence, Subject};
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
    view! {
        <section class="cards" aria-label=move || state.say(strings::TAB_CARDS)>
            <div class="cards__order" role="group" aria-label=move || state.say(strings::ORDER)>
                {order(true, strings::BY_MONEY)} {order(false, strings::AS_PRINTED)}
            </div>
            <Drawn draw=Box::new(move || cards(state)) />
        </section>
    }
}

fn cards(state: AppState) -> Option<El> {
    let analysis = state.analysis()?;
    let doubtful = state.filter.with(|filter| filter.doubtful);
    let mut by_subject = BySubject::new();
    for (index, finding) in analysis.findings.iter().enumerate() {
        let shown = doubtful || finding.confidence == Confidence::Firm;
        if shown && !finding.rule.is_reading_notice() {
            by_subject.entry(finding.subject).or_default().push(index);
        }
    }
    let projects: Vec<_> = analysis.table.projects().collect();
    let whole: Decimal =
        projects.iter().filter_map(|at| at.project.amounts.total.value()).filter_map(|amount| amount.in_yuan()).sum();
    let order = order_of_cards(&analysis, state.by_money.get());
    let cards = order.into_iter().filter_map(|index| projects.get(index));
    let cards = cards.map(|at| card(&analysis, *at, &by_subject, whole, state.locale.get()));
    Some(el("div", "").with_all(cards.collect()))
}

/// The positions of the projects in the order they are shown; projects without an amount come last.
fn order_of_cards(analysis: &Analysis, by_money: bool) -> Vec<usize> {
    let amount = |at: crate::walk::ProjectAt<'_>| at.project.amounts.total.value().and_then(|amount| amount.in_yuan());
    let mut order: Vec<(Option<Decimal>, usize)> = analysis.table.projects().map(|at| (amount(at), at.index)).collect();
    if by_money {
        order.sort_by(|(a, at_a), (b, at_b)| b.cmp(a).then(at_a.cmp(at_b)));
    }
    order.into_iter().map(|(_, index)| index).collect()
}
