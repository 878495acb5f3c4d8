//! One project: money, objective, indicators by category, and what was found about each.

use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::card_list::BySubject;
use super::icon::{Icon, icon};
use super::state::{AppState, Tab};
use crate::analysis::Analysis;
use crate::i18n::Locale;
use crate::model::{Category, Cell, Fund, Indicator, Project};
use crate::report::groups;
use crate::rules::{Arg, Confidence, Finding, Severity, Subject};
use crate::span::Origin;
use crate::strings;
use crate::walk::IndicatorAt;

/// A card.
#[component]
pub fn ProjectCard(
    /// The analysis that the project is part of.
    analysis: Arc<Analysis>,
    /// Which project, from 0.
    index: usize,
    /// The findings that are shown, by subject.
    findings: Arc<BySubject>,
) -> impl IntoView {
    let state = AppState::use_context();
    let locale = state.locale.get();
    let Some(at) = analysis.table.projects().nth(index) else { return ().into_any() };
    let project = at.project;
    let unit = analysis.table.units.get(at.unit).and_then(|unit| unit.name.value().cloned());
    let several = analysis.table.units.len() > 1;
    let number = Text::number(locale, index);
    let groups = Category::ALL.into_iter().map(Some).chain([None]).filter_map(|category| {
        let of = |at: &IndicatorAt<'_>| at.indicator.category.value().copied() == category;
        let rows: Vec<AnyView> =
            at.indicators().filter(of).map(|at| row(state, &analysis, at, &findings, locale)).collect();
        let name = category.map_or(strings::CATEGORY_UNKNOWN, strings::category).get(locale);
        (!rows.is_empty()).then(|| {
            view! {
                <h4 class="project-card__category">{name} " " <span class="muted">{rows.len()}</span></h4>
                <ul class="indicators">{rows}</ul>
            }
        })
    });
    view! {
        <article class="project-card" id=format!("project-{}", index + 1) aria-labelledby=format!("project-{}-name", index + 1)>
            <header class="project-card__head">
                <span class="project-card__number">{number}</span>
                <h3 class="project-card__name" id=format!("project-{}-name", index + 1)>
                    {name_button(state, project, locale)}
                </h3>
                {money(&analysis, project, locale)}
            </header>
            {several.then(|| view! { <p class="muted">{unit}</p> })}
            {badges(state, &analysis, findings.get(&Subject::Project(index)), locale)}
            {funds(project, locale)}
            {objective(project, locale)}
            {groups.collect_view()}
        </article>
    }
    .into_any()
}

/// How positions are written.
struct Text;

impl Text {
    fn number(locale: Locale, index: usize) -> String {
        strings::place(Subject::Project(index), locale)
    }
}

fn name_button(state: AppState, project: &Project, locale: Locale) -> AnyView {
    match project.name.read() {
        Some((name, origin)) => field_button(state, name.clone(), origin),
        None => view! { <span class="muted">{strings::NO_NAME.get(locale)}</span> }.into_any(),
    }
}

/// A field that can be reached by keyboard: it shows its place in the text.
fn field_button(state: AppState, text: String, origin: &Origin) -> AnyView {
    let (start, end) = (origin.start(), origin.end());
    let select = move |event: leptos::ev::MouseEvent| {
        event.stop_propagation();
        state.select_field(start, end);
    };
    view! { <button type="button" class="field field--name" data-s=start data-e=end on:click=select>{text}</button> }
        .into_any()
}

/// A field for the pointer; the name beside it is what the keyboard reaches.
fn field(text: String, origin: &Origin, class: &'static str) -> AnyView {
    view! { <span class=class data-s=origin.start() data-e=origin.end()>{text}</span> }.into_any()
}

/// The total with its share of the whole table.
fn money(analysis: &Analysis, project: &Project, locale: Locale) -> AnyView {
    let Some((amount, origin)) = project.amounts.total.read() else {
        return view! { <span class="muted">{strings::NO_AMOUNT.get(locale)}</span> }.into_any();
    };
    let whole: Decimal = analysis
        .table
        .projects()
        .filter_map(|at| at.project.amounts.total.value())
        .filter_map(|amount| amount.in_yuan())
        .sum();
    let share = amount.in_yuan().and_then(|yuan| (yuan * Decimal::ONE_HUNDRED).checked_div(whole));
    let yuan = amount.in_yuan().map(|yuan| format!("{} {}", crate::i18n::grouped(yuan), strings::YUAN.get(locale)));
    view! {
        <span class="project-card__money" title=yuan>
            {field(Arg::Amount(*amount).show(locale), origin, "field field--money")}
            {share.map(|share| view! { <span class="muted">" " {share.round().to_string()} "%"</span> })}
        </span>
    }
    .into_any()
}

/// Where the money comes from.
fn funds(project: &Project, locale: Locale) -> AnyView {
    let parts = Fund::SOURCES.into_iter().filter_map(|fund| {
        let (amount, origin) = project.amounts.get(fund).read()?;
        let text = format!("{} {}", strings::fund(fund).get(locale), crate::i18n::grouped(amount.number));
        Some(view! { <li>{field(text, origin, "field")}</li> })
    });
    view! { <ul class="project-card__funds">{parts.collect_view()}</ul> }.into_any()
}

fn objective(project: &Project, locale: Locale) -> AnyView {
    let name = strings::OBJECTIVE.get(locale);
    let text = match project.objective.read() {
        Some((text, origin)) => field(text.clone(), origin, "field project-card__objective"),
        None => view! { <span class="muted">{strings::NOT_PRINTED.get(locale)}</span> }.into_any(),
    };
    view! { <h4 class="project-card__category">{name}</h4> <p>{text}</p> }.into_any()
}

fn row(
    state: AppState,
    analysis: &Arc<Analysis>,
    at: IndicatorAt<'_>,
    findings: &Arc<BySubject>,
    locale: Locale,
) -> AnyView {
    let indicator = at.indicator;
    let subject = Subject::Indicator { project: at.project, index: at.index };
    let number = indicator.ordinal.value().map_or_else(|| at.index + 1, |ordinal| usize::from(*ordinal));
    let name = match indicator.name.read() {
        Some((name, origin)) => field_button(state, name.clone(), origin),
        None => view! { <span class="muted">{strings::NO_NAME.get(locale)}</span> }.into_any(),
    };
    let level =
        indicator.subcategory.read().map(|(name, origin)| field(name.clone(), origin, "field indicator__level"));
    view! {
        <li class="indicator">
            <span class="indicator__number">{number}</span>
            <span class="indicator__name">{level} {name}</span>
            {target(indicator, locale)}
            {badges(state, analysis, findings.get(&subject), locale)}
        </li>
    }
    .into_any()
}

fn target(indicator: &Indicator, locale: Locale) -> AnyView {
    let weight = indicator.weight.read().map(|(weight, origin)| {
        let text = strings::WEIGHT.fill(locale, &[("n", &weight.to_string())]);
        field(text, origin, "field muted")
    });
    let actual = indicator.actual.read().map(|(actual, origin)| {
        let text = strings::ACTUAL.fill(locale, &[("n", &actual.text)]);
        field(text, origin, "field muted")
    });
    let target = match &indicator.target {
        Cell::Read { value, origin } => field(value.text.clone(), origin, "field indicator__target"),
        Cell::Absent => view! { <span class="muted">{strings::NOT_PRINTED.get(locale)}</span> }.into_any(),
        Cell::Blank(_) => view! { <span class="muted">{strings::BLANK.get(locale)}</span> }.into_any(),
        Cell::Unreadable(origin) => {
            field(strings::UNREADABLE.get(locale).to_owned(), origin, "field indicator__target")
        }
    };
    view! { <span class="indicator__values">{target} {actual} {weight}</span> }.into_any()
}

/// The findings of one subject as buttons that lead to the report.
fn badges(state: AppState, analysis: &Arc<Analysis>, findings: Option<&Vec<usize>>, locale: Locale) -> Option<AnyView> {
    let findings = findings?;
    let badge = |index: usize| {
        let finding = analysis.findings.get(index)?;
        let title = finding.rule.title.get(locale);
        let analysis = Arc::clone(analysis);
        let select = move |event: leptos::ev::MouseEvent| {
            event.stop_propagation();
            let ids = groups::ids(&state.source.get_untracked(), &analysis);
            if let (Some(finding), Some(id)) = (analysis.findings.get(index), ids.get(index)) {
                state.select_finding(id, finding);
                state.tab.set(Tab::Report);
            }
        };
        Some(view! {
            <li>
                <button type="button" class=badge_class(finding) title=finding.sentence(locale) on:click=select>
                    {icon(picture(finding.severity))}
                    <span class="visually-hidden">{strings::severity(finding.severity).get(locale)} " "</span>
                    {title}
                </button>
            </li>
        })
    };
    Some(
        view! { <ul class="badges">{findings.iter().filter_map(|index| badge(*index)).collect_view()}</ul> }.into_any(),
    )
}

/// The class of a badge: severity, and a dashed outline where it is doubtful.
pub fn badge_class(finding: &Finding) -> String {
    let doubtful = if finding.confidence == Confidence::Doubtful { " badge--doubtful" } else { "" };
    format!("badge badge--{}{doubtful}", finding.severity.as_str())
}

/// The picture of a severity.
pub const fn picture(severity: Severity) -> Icon {
    match severity {
        Severity::Error => Icon::Error,
        Severity::Warning => Icon::Warning,
        Severity::Info => Icon::Info,
    }
}
