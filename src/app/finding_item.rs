//! One finding: what is wrong, where, the lines around it, every place it used, and the way to its rule.

use std::sync::Arc;

use leptos::prelude::*;

use super::browser;
use super::finding_list::rule_button;
use super::icon::icon;
use super::project_card::{badge_class, picture};
use super::state::AppState;
use crate::analysis::Analysis;
use crate::i18n::Locale;
use crate::rules::{Confidence, Finding, Related};
use crate::source::Source;
use crate::span::{Origin, Span};
use crate::strings;

/// So many lines are shown before and after the place.
const AROUND: u32 = 2;
/// So many related places are listed; more are counted.
const LISTED: usize = 40;
/// A line of evidence is shown for so many characters around the place.
const LONGEST: usize = 160;

/// A finding.
#[component]
pub fn FindingItem(
    /// The analysis that the finding is part of.
    analysis: Arc<Analysis>,
    /// The ids of all findings.
    ids: Arc<Vec<String>>,
    /// Which finding.
    index: usize,
    /// Whether to print the rule's title: not where the group is the rule.
    with_title: bool,
) -> impl IntoView {
    let state = AppState::use_context();
    let (Some(finding), Some(id)) = (analysis.findings.get(index).cloned(), ids.get(index).cloned()) else {
        return ().into_any();
    };
    let (source, locale) = (state.source.get(), state.locale.get());
    let at = source.position(finding.origin.start());
    let place = strings::place(finding.subject, locale);
    let line = strings::LINE_COLUMN.fill(locale, &[("line", &at.line.to_string()), ("column", &at.column.to_string())]);
    let to_copy = format!("{place} {line}");
    let select = {
        let (finding, id) = (finding.clone(), id.clone());
        move |_| state.select_finding(&id, &finding)
    };
    let selected = {
        let id = id.clone();
        move || {
            state
                .selection
                .with(|selection| selection.as_ref().and_then(|selection| selection.finding.as_ref()) == Some(&id))
        }
    };
    let doubtful = finding.confidence == Confidence::Doubtful;
    view! {
        <li class="finding-item" class:finding-item--selected=selected id=format!("finding-{id}")>
            <p class="finding-item__head">
                <span class=badge_class(&finding)>
                    {icon(picture(finding.severity))} {strings::severity(finding.severity).get(locale)}
                    {doubtful.then(|| format!(" {}", strings::DOUBTFUL.get(locale)))}
                </span>
                <button type="button" class="link finding-item__place" on:click=select>{place} " · " {line}</button>
                {with_title.then(|| view! { <b>{finding.rule.title.get(locale)}</b> })}
            </p>
            <p class="finding-item__message">{finding.sentence(locale)}</p>
            {evidence(&source, &finding)}
            {related(state, &source, &finding, locale)}
            {finding.suggestion.clone().map(|suggestion| suggestion_view(state, &source, &finding, suggestion))}
            <p class="finding-item__actions">
                <CopyButton text=to_copy name=strings::COPY_PLACE />
                {with_title.then(|| rule_button(state, finding.rule))}
                <span class="finding-item__code">{finding.rule.code.to_string()}</span>
            </p>
        </li>
    }
    .into_any()
}

/// The lines around the place, with exactly its characters marked.
fn evidence(source: &Source, finding: &Finding) -> AnyView {
    let first = source.position(finding.origin.start()).line;
    let last = source.position(finding.origin.end().saturating_sub(1)).line.min(first + 2 * AROUND);
    let lines = (first.saturating_sub(AROUND).max(1)..=last + AROUND).filter_map(|line| {
        let span = source.line(line)?;
        let marked = line >= first && line <= last;
        if source.slice(span).trim().is_empty() && !marked {
            return None;
        }
        Some(view! {
            <span class="evidence__line">
                <span class="evidence__number" aria-hidden="true">{line}</span>
                <span class="evidence__text">{marked_line(source, span, &finding.origin)}</span>
            </span>
        })
    });
    view! { <blockquote class="evidence">{lines.collect_view()}</blockquote> }.into_any()
}

fn marked_line(source: &Source, line: Span, origin: &Origin) -> Vec<AnyView> {
    let pieces: Vec<Span> = origin
        .spans()
        .filter(|span| span.start < line.end && line.start < span.end)
        .map(|span| Span::new(span.start.max(line.start), span.end.min(line.end)))
        .collect();
    let mut views = Vec::new();
    let mut from = line.start;
    for piece in &pieces {
        views.push(plain(source.slice(Span::new(from, piece.start)), from == line.start, false));
        views.push(view! { <mark>{source.slice(*piece).to_owned()}</mark> }.into_any());
        from = piece.end;
    }
    views.push(plain(source.slice(Span::new(from, line.end)), pieces.is_empty(), true));
    views
}

/// Text beside a mark, cut where the line is very long: the side next to the mark is kept.
fn plain(text: &str, at_start: bool, at_end: bool) -> AnyView {
    let length = text.chars().count();
    if length <= LONGEST {
        return text.to_owned().into_any();
    }
    let shown: String = match (at_start, at_end) {
        (true, false) => std::iter::once('…').chain(text.chars().skip(length - LONGEST)).collect(),
        _ => text.chars().take(LONGEST).chain(['…']).collect(),
    };
    shown.into_any()
}

/// Every other place the finding used, each a link.
fn related(state: AppState, source: &Source, finding: &Finding, locale: Locale) -> Option<AnyView> {
    if finding.related.is_empty() {
        return None;
    }
    let item = |related: &Related| {
        let at = source.position(related.origin.start());
        let text: String =
            source.quote(&related.origin).chars().filter(|ch| *ch != '\n' && *ch != '\r').take(60).collect();
        let (origin, subject) = (related.origin.clone(), related.subject);
        let line = strings::LINE.fill(locale, &[("n", &at.line.to_string())]);
        view! {
            <li>
                <span class="muted">{strings::role(related.role).get(locale)}</span> " "
                <button type="button" class="link" on:click=move |_| state.select_origin(origin.clone(), Some(subject))>
                    {strings::place(subject, locale)} " · " {line}
                </button>
                " " {text}
            </li>
        }
    };
    let all = finding.related.len();
    let more = (all > LISTED).then(|| {
        let values = [("n", LISTED.to_string()), ("all", all.to_string())];
        let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
        view! { <li>{strings::LIST_CUT.fill(locale, &values)}</li> }
    });
    Some(view! { <ul class="finding-item__related">{finding.related.iter().take(LISTED).map(item).collect_view()} {more}</ul> }.into_any())
}

/// 建议改写: before and after, to copy. Never applied.
fn suggestion_view(state: AppState, source: &Source, finding: &Finding, suggestion: String) -> AnyView {
    let before: String = source.quote(&finding.origin).split_whitespace().collect();
    view! {
        <p class="finding-item__suggestion">
            {state.say(strings::SUGGESTION)} " " <del>{before}</del> " → " <ins>{suggestion.clone()}</ins> " "
            <CopyButton text=suggestion name=strings::COPY />
        </p>
    }
    .into_any()
}

/// Copies a text inside the click, and says so only when it did.
#[component]
pub fn CopyButton(
    /// What is copied.
    text: String,
    /// What the button says.
    name: crate::i18n::Text,
) -> impl IntoView {
    let state = AppState::use_context();
    let done = RwSignal::new(false);
    let copy = move |_| {
        #[cfg(target_arch = "wasm32")]
        done.set(browser::copy(&text, None));
        #[cfg(not(target_arch = "wasm32"))]
        let _ = (&text, browser::is_there());
    };
    view! {
        <button type="button" class="link" on:click=copy>{move || state.say(name)}</button>
        <span role="status">{move || done.get().then(|| state.say(strings::COPIED))}</span>
    }
}
