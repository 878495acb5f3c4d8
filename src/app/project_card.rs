//! One project: money, objective, indicators by category, and what was found about each.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::card_list::BySubject;
use super::dom::{El, button, el, field};
use super::icon;
use super::pictures::digest;
use crate::amount::percent_of;
use crate::analysis::Analysis;
use crate::i18n::{Locale, Text, grouped};
use crate::model::{Category, Cell, Fund, Indicator, Project};
use crate::order::find;
use crate::report::reconcile::InferredRows;
use crate::rules::{Arg, Confidence, Finding, Subject};
use crate::strings;
use crate::walk::{IndicatorAt, ProjectAt};

/// What all cards are drawn from.
pub struct Cards {
    /// The table and what was found.
    pub analysis: Arc<Analysis>,
    /// What was found, by subject.
    pub findings: BySubject,
    /// Where the money columns are inferred.
    pub inferred: InferredRows,
    /// The money of all projects in 元.
    pub whole: Decimal,
    /// The language of the page.
    pub locale: Locale,
}

/// A card.
pub fn card(cards: &Cards, at: ProjectAt<'_>) -> El {
    let Cards { analysis, findings, inferred, whole, locale } = cards;
    let (whole, locale) = (*whole, *locale);
    let project = at.project;
    let id = format!("project-{}", at.index + 1);
    let name_id = format!("{id}-name");
    let unit = analysis.table.units.get(at.unit).and_then(|unit| unit.name.value());
    let unit = unit.filter(|_| analysis.table.units.len() > 1).map(|unit| el("p", "muted").text(unit));
    let head = el("header", "project-card__head")
        .with(el("span", "project-card__number").text(&strings::place(Subject::Project(at.index), locale)))
        .with(el("h2", "project-card__name").attr("id", &name_id).with(name(&project.name, locale)))
        .with(money(project, whole, locale));
    let mut card = el("article", "project-card")
        .attr("id", &id)
        .attr("aria-labelledby", &name_id)
        .with(head)
        .maybe(unit)
        .maybe(badges(analysis, find(findings, Subject::Project(at.index).key()), locale))
        .with(funds(project, inferred, locale))
        .with(el("h3", "project-card__category").text(strings::OBJECTIVE.get(locale)))
        .with(el("p", "").with(objective(project, locale)));
    for category in Category::ALL.into_iter().map(Some).chain([None]) {
        let of = |at: &IndicatorAt<'_>| at.indicator.category.value().copied() == category;
        let rows: Vec<El> = at.indicators().filter(of).map(|at| row(analysis, at, findings, locale)).collect();
        if !rows.is_empty() {
            let name = category.map_or(strings::CATEGORY_UNKNOWN, strings::category).get(locale);
            let count = el("span", "muted").text(&rows.len().to_string());
            card = card.with(el("h3", "project-card__category").text(name).text(" ").with(count));
            card = card.with(el("ul", "indicators").with_all(rows));
        }
    }
    // Something was found in the project where a key of it or of one of its indicators follows.
    let key = Subject::Project(at.index).key();
    let next = findings.get(findings.partition_point(|(other, _)| *other < key));
    let is_asked = next.is_some_and(|(other, _)| *other < Subject::Project(at.index + 1).key());
    card.maybe(is_asked.then(|| digest(strings::QUESTIONS, at.index + 1, locale)))
}

/// A name, which the keyboard reaches: it shows its place in the text.
fn name(cell: &Cell<String>, locale: Locale) -> El {
    match cell.read() {
        Some((name, origin)) => field("button", "field field--name", name, origin),
        None => el("span", "muted").text(strings::NO_NAME.get(locale)),
    }
}

/// The total with its share of the whole table.
fn money(project: &Project, whole: Decimal, locale: Locale) -> El {
    let Some((amount, origin)) = project.amounts.total.read() else {
        return el("span", "muted").text(strings::NO_AMOUNT.get(locale));
    };
    let yuan = amount.in_yuan();
    let share = yuan.and_then(|yuan| percent_of(yuan, whole, 0));
    let share = share.map(|share| el("span", "muted").text(&format!(" {share}%")));
    let money = el("span", "project-card__money").maybe(yuan.map(|yuan| {
        let shown = format!("{} {}", grouped(yuan), strings::YUAN.get(locale));
        field("span", "field", &Arg::Amount(*amount).show(locale), origin).attr("title", &shown)
    }));
    money.maybe(share)
}

/// Where the money comes from.
fn funds(project: &Project, inferred: &InferredRows, locale: Locale) -> El {
    let part = |fund: Fund| {
        let name = strings::fund(fund).get(locale);
        let (amount, origin) = match project.amounts.get(fund) {
            Cell::Read { value, origin } => (value, origin),
            Cell::Unreadable(origin) => {
                let text = format!("{name} {}", strings::UNREADABLE.get(locale));
                return Some(el("li", "").with(field("span", "field muted", &text, origin)));
            }
            Cell::Absent | Cell::Blank(_) => return None,
        };
        let text = format!("{name} {}", grouped(amount.number));
        let mark = inferred.hold(origin).then(|| inferred_mark(strings::COLUMN_INFERRED, locale));
        Some(el("li", "").with(field("span", "field", &text, origin)).maybe(mark))
    };
    el("ul", "project-card__funds").with_all(Fund::SOURCES.into_iter().filter_map(part).collect())
}

/// 推定, with the reason.
pub fn inferred_mark(reason: Text, locale: Locale) -> El {
    el("abbr", "inferred").attr("title", reason.get(locale)).text(strings::INFERRED.get(locale))
}

fn objective(project: &Project, locale: Locale) -> El {
    match project.objective.read() {
        Some((text, origin)) => field("span", "field project-card__objective", text, origin),
        None => el("span", "muted").text(strings::NOT_READ.get(locale)),
    }
}

fn row(analysis: &Analysis, at: IndicatorAt<'_>, findings: &BySubject, locale: Locale) -> El {
    let indicator = at.indicator;
    let subject = Subject::Indicator { project: at.project, index: at.index };
    let number = indicator.ordinal.value().map_or_else(|| at.index + 1, |ordinal| usize::from(*ordinal));
    let level =
        indicator.subcategory.read().map(|(name, origin)| field("span", "field indicator__level", name, origin));
    el("li", "indicator")
        .with(el("span", "indicator__number").text(&number.to_string()))
        .with(el("span", "indicator__name").maybe(level).with(name(&indicator.name, locale)))
        .with(values(indicator, locale))
        .maybe(badges(analysis, find(findings, subject.key()), locale))
}

fn values(indicator: &Indicator, locale: Locale) -> El {
    let muted = |text: crate::i18n::Text, value: &str, origin| {
        field("span", "field muted", &text.fill(locale, &[("n", value)]), origin)
    };
    let target = match &indicator.target {
        Cell::Read { value, origin } => field("span", "field indicator__target", &value.text, origin),
        Cell::Absent => el("span", "muted").text(strings::NOT_READ.get(locale)),
        Cell::Blank(_) => el("span", "muted").text(strings::BLANK.get(locale)),
        Cell::Unreadable(origin) => field("span", "field muted", strings::UNREADABLE.get(locale), origin),
    };
    let actual =
        indicator.attainment().actual.read().map(|(actual, origin)| muted(strings::ACTUAL, &actual.text, origin));
    let weight = indicator.weight.read().map(|(weight, origin)| muted(strings::WEIGHT, &weight.to_string(), origin));
    el("span", "indicator__values").with(target).maybe(actual).maybe(weight)
}

/// The findings of one subject as buttons that lead to the report.
fn badges(analysis: &Analysis, findings: Option<&Vec<usize>>, locale: Locale) -> Option<El> {
    let badge = |index: &usize| {
        let finding = analysis.findings.get(*index)?;
        let severity = el("span", "visually-hidden").text(strings::severity(finding.severity).get(locale)).text(" ");
        let badge = button(&badge_class(finding), "data-f", &index.to_string())
            .attr("title", &finding.sentence(locale))
            .with(icon::of_severity(finding.severity))
            .with(severity)
            .text(finding.rule.title.get(locale));
        Some(el("li", "").with(badge))
    };
    Some(el("ul", "badges").with_all(findings?.iter().filter_map(badge).collect()))
}

/// The class of a badge: severity, and a dashed outline where it is doubtful.
pub fn badge_class(finding: &Finding) -> String {
    let doubtful = if finding.confidence == Confidence::Doubtful { " badge--doubtful" } else { "" };
    format!("badge badge--{}{doubtful}", finding.severity.as_str())
}
