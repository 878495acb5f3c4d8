//! The cards, in order of money or as in the document.

use std::sync::Arc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use web_sys::Element;

use super::browser;
use super::dom::{El, action, el};
use super::project_card::{Cards, card};
use super::state::AppState;
use crate::amount::{product, total};
use crate::analysis::Analysis;
use crate::order::{grouped, order};
use crate::report::reconcile::InferredRows;
use crate::rules::Confidence;
use crate::strings;

/// The findings of each subject by its key, as positions in [`Analysis::findings`].
pub type BySubject = Vec<(u128, Vec<usize>)>;

/// Cards that are drawn before the page may paint.
const CARDS_AT_ONCE: usize = 50;
/// Cards in one of the later slices, each laid out as a whole when it comes near; style/project_card.css knows how high.
const CARDS_IN_SLICE: usize = 40;

/// 项目卡片.
pub fn card_list(state: AppState) -> El {
    let order = move |by_money: bool, text: crate::i18n::Text| {
        action("choice", state, text, Box::new(move || state.by_money.set(by_money)))
            .flag("aria-pressed", Box::new(move || state.by_money.get() == by_money))
    };
    let orders = el("div", "cards__order").attr("role", "group").attr_say("aria-label", state, strings::ORDER);
    el("section", "cards")
        .attr_say("aria-label", state, strings::TAB_CARDS)
        .with(orders.with(order(true, strings::BY_MONEY)).with(order(false, strings::AS_PRINTED)))
        .part(Box::new(move || cards(state, state.filter.with(|filter| filter.doubtful), CARDS_AT_ONCE)))
}

/// The cards, with or without doubtful findings: so many now, the others some at a time, so that the page stays alive on a
/// long table.
pub fn cards(state: AppState, doubtful: bool, at_once: usize) -> Option<El> {
    let analysis = state.analysis()?;
    let shown = analysis.findings.iter().enumerate().filter(|(_, finding)| {
        (doubtful || finding.confidence == Confidence::Firm) && !finding.rule.is_reading_notice()
    });
    let by_subject: BySubject = grouped(shown.map(|(index, finding)| (finding.subject.key(), index)).collect());
    let projects: Vec<_> = analysis.table.projects().collect();
    let mut amounts =
        projects.iter().filter_map(|at| at.project.amounts.total.value()).filter_map(|amount| amount.in_yuan());
    let whole = total(&mut amounts).unwrap_or_default();
    let mut order = order_of_cards(&analysis, state.by_money.get());
    let later = order.split_off(at_once.min(order.len()));
    let cards = Cards {
        analysis: Arc::clone(&analysis),
        findings: by_subject,
        inferred: InferredRows::of(&analysis.table),
        whole,
        locale: state.locale.get(),
    };
    let drawn = order.into_iter().filter_map(|index| projects.get(index)).map(|at| card(&cards, *at));
    let host = el("div", "").with_all(drawn.collect());
    if let Some(element) = host.element().cloned().filter(|_| !later.is_empty()) {
        browser::spawn(Box::pin(draw_later(state, cards, later, element)));
    }
    Some(host)
}

/// Draws the other cards, each slice in a block of its own, so that a frame has few boxes to look at.
async fn draw_later(state: AppState, cards: Cards, order: Vec<usize>, host: Element) {
    let analysis = Arc::clone(&cards.analysis);
    let projects: Vec<_> = analysis.table.projects().collect();
    browser::next_task().await;
    let mut since = browser::now_ms();
    for some in order.chunks(CARDS_IN_SLICE) {
        browser::pause(&mut since).await;
        // Other cards may have taken the place.
        if !host.is_connected() {
            return;
        }
        let selected = state.selection.with_untracked(|selection| Some(selection.as_ref()?.origin.start()));
        let selected = selected.map(|start| format!("[data-s=\"{start}\"]"));
        let drawn = some.iter().filter_map(|index| projects.get(*index)).map(|at| card(&cards, *at));
        let slice = el("div", "cards__slice").with_all(drawn.collect());
        let Some(slice) = slice.element() else { return };
        let _ = host.append_child(slice);
        if selected.is_some_and(|field| slice.query_selector(&field).is_ok_and(|found| found.is_some())) {
            // What was selected before its card was there is marked now, and brought into sight.
            state.selection.update(|_| {});
        }
    }
}

/// The positions of the projects in the order they are shown; projects without an amount come last.
fn order_of_cards(analysis: &Analysis, by_money: bool) -> Vec<usize> {
    const PLACES: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);
    let amount = |at: crate::walk::ProjectAt<'_>| at.project.amounts.total.value().and_then(|amount| amount.in_yuan());
    let key = |at| {
        amount(at).and_then(|yuan| product(yuan, PLACES)?.to_u128()).map_or(u128::MAX, |yuan| u128::MAX - 1 - yuan)
    };
    order(analysis.table.projects().map(|at| if by_money { key(at) } else { 0 }))
}
