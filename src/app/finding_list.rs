//! The validation report: findings grouped and counted, what passed, what could not be decided, how the text was read.

use std::sync::Arc;

use leptos::prelude::*;

use super::finding_item::FindingItem;
use super::icon::{Icon, icon};
use super::rule_page::RulePage;
use super::state::AppState;
use crate::analysis::Analysis;
use crate::i18n::Text;
use crate::report::groups::{End, Filter, Group, Grouping, Heading, ids, report};
use crate::report::{Outcome, outcomes};
use crate::rules::{Rule, Subject};
use crate::strings;

/// 审核报告.
#[component]
pub fn FindingList() -> impl IntoView {
    let state = AppState::use_context();
    view! {
        <section class="finding-list" aria-label=move || state.say(strings::TAB_REPORT)>
            <Controls />
            <RulePage />
            {move || {
                let analysis = state.analysis()?;
                let ids = Arc::new(ids(&state.source.get(), &analysis));
                let report = state.filter.with(|filter| report(&analysis, filter, state.grouping.get(), state.locale.get()));
                let groups = report.groups.into_iter().map(|group| group_view(state, &analysis, &ids, group)).collect_view();
                Some(view! {
                    <p class="finding-list__count" role="status">{shown(state, report.shown, report.all)}</p>
                    {end_of_report(state, report.end)}
                    {groups}
                    {checks(state, &analysis)}
                    {notices(state, &analysis, &ids)}
                })
            }}
        </section>
    }
}

/// Grouping, the switch for doubtful findings, search.
#[component]
fn Controls() -> impl IntoView {
    let state = AppState::use_context();
    let name = |grouping| match grouping {
        Grouping::Rule => strings::BY_RULE,
        Grouping::Project => strings::BY_PROJECT,
        Grouping::Place => strings::BY_PLACE,
    };
    let choice = move |grouping: Grouping| {
        view! {
            <button
                type="button"
                class="choice"
                aria-pressed=move || (state.grouping.get() == grouping).to_string()
                on:click=move |_| state.grouping.set(grouping)
            >
                {move || state.say(name(grouping))}
            </button>
        }
    };
    view! {
        <div class="finding-list__controls">
            <div role="group" class="finding-list__grouping" aria-label=move || state.say(strings::GROUP_BY)>
                {Grouping::ALL.into_iter().map(choice).collect_view()}
            </div>
            <label>
                <input
                    type="checkbox"
                    prop:checked=move || state.filter.with(|filter| filter.doubtful)
                    on:change=move |_| state.filter.update(|filter| filter.doubtful = !filter.doubtful)
                />
                {move || state.say(strings::SHOW_DOUBTFUL)}
            </label>
            <label>
                {move || state.say(strings::SEARCH)} " "
                <input
                    type="search"
                    class="finding-list__search"
                    prop:value=move || state.filter.with(|filter| filter.text.clone())
                    on:input=move |event| state.filter.update(|filter| filter.text = event_target_value(&event))
                />
            </label>
        </div>
    }
}

fn shown(state: AppState, shown: usize, all: usize) -> String {
    let (shown, all) = (shown.to_string(), all.to_string());
    strings::SHOWN_OF.fill(state.locale.get(), &[("shown", &shown), ("all", &all)])
}

/// The end states, each with its next step.
fn end_of_report(state: AppState, end: End) -> Option<AnyView> {
    let (sentence, picture, clear) = match end {
        End::Findings => return None,
        End::Nothing => (strings::END_NOTHING, Icon::Pass, false),
        End::OnlyDoubtful => (strings::END_ONLY_DOUBTFUL, Icon::Info, false),
        End::Filtered => (strings::END_FILTERED, Icon::Info, true),
        End::Unread => (strings::UNREAD_WHAT, Icon::Unknown, false),
    };
    let reset =
        move |_| state.filter.update(|filter| *filter = Filter { doubtful: filter.doubtful, ..Filter::default() });
    Some(
        view! {
            <div class="end-state">
                {icon(picture)} <p>{state.say(sentence)}</p>
                {clear.then(|| view! { <button type="button" class="button" on:click=reset>{state.say(strings::CLEAR_FILTER)}</button> })}
            </div>
        }
        .into_any(),
    )
}

fn group_view(state: AppState, analysis: &Arc<Analysis>, ids: &Arc<Vec<String>>, group: Group) -> AnyView {
    let locale = state.locale.get();
    let title = match group.heading {
        Heading::Rule(rule) => rule.title.get(locale).to_owned(),
        Heading::Project(project) => {
            let name = analysis.table.projects().nth(project).and_then(|at| at.project.name.value().cloned());
            format!("{} {}", strings::place(Subject::Project(project), locale), name.unwrap_or_default())
        }
        Heading::Document => strings::place(Subject::Document, locale),
        Heading::Place => strings::BY_PLACE.get(locale).to_owned(),
    };
    let rule = match group.heading {
        Heading::Rule(rule) => Some(rule),
        _ => None,
    };
    let count = strings::PLACES.fill(locale, &[("n", &group.findings.len().to_string())]);
    let items = group.findings.into_iter().map(|index| {
        view! { <FindingItem analysis=Arc::clone(analysis) ids=Arc::clone(ids) index=index with_title=rule.is_none() /> }
    });
    // A selected finding must be seen even where its group is folded at first.
    let selected =
        state.selection.with_untracked(|selection| selection.as_ref().and_then(|selection| selection.finding.clone()));
    let items: Vec<_> = items.collect();
    let _ = &selected;
    view! {
        <details class="finding-group" prop:open=group.open || selected.is_some()>
            <summary class="finding-group__head">
                <h3 class="finding-group__title">{title}</h3> <span class="finding-group__count">{count}</span>
            </summary>
            {rule.map(|rule| rule_button(state, rule))}
            <ul class="finding-group__items">{items}</ul>
        </details>
    }
    .into_any()
}

/// 规则说明.
pub fn rule_button(state: AppState, rule: &'static Rule) -> AnyView {
    view! {
        <button type="button" class="link" on:click=move |_| state.rule.set(Some(rule))>
            {move || state.say(strings::RULE_PAGE)}
        </button>
    }
    .into_any()
}

/// What passed, what could not be decided, and what this form does not print at all.
fn checks(state: AppState, analysis: &Arc<Analysis>) -> AnyView {
    let locale = state.locale.get();
    let outcomes = outcomes(analysis);
    let passed = outcomes.iter().filter(|(_, outcome)| *outcome == Outcome::Passed);
    let passed: Vec<_> = passed
        .map(|(rule, _)| {
            let rule = *rule;
            view! { <li>{icon(Icon::Pass)} " " {rule.title.get(locale)} " " {rule_button(state, rule)}</li> }
        })
        .collect();
    let undecided: Vec<_> = analysis
        .undecided
        .iter()
        .map(|undecided| {
            let (place, title) = (strings::place(undecided.subject, locale), undecided.rule.title.get(locale));
            let origin = undecided.origin.clone();
            let subject = undecided.subject;
            let place = match origin {
                Some(origin) => {
                    let select = move |_| state.select_origin(origin.clone(), Some(subject));
                    view! { <button type="button" class="link" on:click=select>{place}</button> }.into_any()
                }
                None => view! { <span>{place}</span> }.into_any(),
            };
            view! { <li>{icon(Icon::Unknown)} " " {place} " " {title} " " <span class="muted">{strings::reason(undecided.reason).get(locale)}</span></li> }
        })
        .collect();
    let has =
        |present: bool, text: Text| (!present).then(|| view! { <li>{icon(Icon::Unknown)} " " {text.get(locale)}</li> });
    let any = |test: fn(&crate::model::Indicator) -> bool| analysis.table.indicators().any(|at| test(at.indicator));
    let absent = [
        has(any(|indicator| indicator.subcategory.read().is_some()), strings::NO_LEVEL_2),
        has(any(|indicator| indicator.weight.read().is_some()), strings::NO_WEIGHTS),
        has(false, strings::NO_BASIS),
        has(false, strings::NO_LAST_YEAR),
    ];
    let section = |title: Text, count: usize, items: AnyView| {
        view! {
            <details class="finding-group finding-group--checks">
                <summary class="finding-group__head">
                    <h3 class="finding-group__title">{title.get(locale)}</h3> <span class="finding-group__count">{count}</span>
                </summary>
                <ul class="checks">{items}</ul>
            </details>
        }
    };
    view! {
        {section(strings::PASSED, passed.len(), passed.into_any())}
        {section(strings::UNDECIDED, undecided.len(), view! { {undecided} {absent.into_iter().collect_view()} }.into_any())}
    }
    .into_any()
}

/// 读取提示: how the text was read, apart from the review.
fn notices(state: AppState, analysis: &Arc<Analysis>, ids: &Arc<Vec<String>>) -> Option<AnyView> {
    let locale = state.locale.get();
    let notices = analysis.findings.iter().enumerate().filter(|(_, finding)| finding.rule.is_reading_notice());
    let items: Vec<_> = notices
        .map(|(index, _)| view! { <FindingItem analysis=Arc::clone(analysis) ids=Arc::clone(ids) index=index with_title=true /> })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <details class="finding-group finding-group--checks">
                <summary class="finding-group__head">
                    <h3 class="finding-group__title">{strings::NOTICES.get(locale)}</h3>
                    <span class="finding-group__count">{items.len()}</span>
                </summary>
                <ul class="finding-group__items">{items}</ul>
            </details>
        }
        .into_any()
    })
}
