//! One finding: what is wrong, where, the lines around it, every place it used, and the way to its rule.

use super::dom::{El, button, el, place_link};
use super::icon;
use super::project_card::badge_class;
use super::triage;
use crate::i18n::Locale;
use crate::report::triage::Remark;
use crate::rules::{Confidence, Finding, Related, Rule};
use crate::source::Source;
use crate::span::{Origin, Span};
use crate::strings;

/// So many lines are shown before and after the place.
const AROUND: u32 = 2;
/// So many related places are listed; more are counted.
const LISTED: usize = 40;
/// A line of evidence is shown for so many characters beside the place.
const LONGEST: usize = 160;

/// A finding. `with_title`: print the rule's title too, because the group is not the rule.
pub fn item(
    source: &Source,
    finding: &Finding,
    index: usize,
    id: &str,
    with_title: bool,
    remark: Option<&Remark>,
    locale: Locale,
) -> El {
    let at = source.position(finding.origin.start());
    let values = [("line", at.line.to_string()), ("column", at.column.to_string())];
    let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let place = format!("{} · {}", strings::place(finding.subject, locale), strings::LINE_COLUMN.fill(locale, &values));
    let mut badge = el("span", &badge_class(finding))
        .with(icon::of_severity(finding.severity))
        .text(strings::severity(finding.severity).get(locale));
    if finding.confidence == Confidence::Doubtful {
        badge = badge.text(" ").text(strings::DOUBTFUL.get(locale));
    }
    let title = with_title.then(|| el("b", "").text(finding.rule.title.get(locale)));
    let head = el("p", "finding-item__head")
        .with(badge)
        .with(button("link finding-item__place", "data-f", &index.to_string()).text(&place))
        .maybe(title);
    let actions = el("p", "finding-item__actions")
        .with(button("link", "data-copy", &place).text(strings::COPY_PLACE.get(locale)))
        .maybe(with_title.then(|| rule_button(finding.rule, locale)))
        .with(el("span", "finding-item__code").text(&finding.rule.code.to_string()))
        .with_all(triage::controls(remark, locale));
    let item = el("li", "finding-item")
        .attr("id", &format!("finding-{id}"))
        .attr("data-f", &index.to_string())
        .with(head)
        .with(el("p", "finding-item__message").text(&finding.sentence(locale)))
        .with(evidence(source, finding))
        .maybe(related(source, finding, locale))
        .maybe(finding.suggestion.as_ref().map(|suggestion| suggested(source, finding, suggestion, locale)))
        .with(actions);
    triage::marked(item, remark)
}

/// 规则说明.
pub fn rule_button(rule: &Rule, locale: Locale) -> El {
    button("link", "data-rule", &rule.code.to_string()).text(strings::RULE_PAGE.get(locale))
}

/// The lines around the place, with exactly its characters marked.
fn evidence(source: &Source, finding: &Finding) -> El {
    let first = source.position(finding.origin.start()).line;
    let last = source.position(finding.origin.end().saturating_sub(1)).line.min(first + 2 * AROUND);
    let line = |line: u32| {
        let span = source.line(line)?;
        let marked = (first..=last).contains(&line);
        if source.slice(span).trim().is_empty() && !marked {
            return None;
        }
        let number = el("span", "evidence__number").attr("aria-hidden", "true").text(&line.to_string());
        let text = marked_line(el("span", "evidence__text"), source, span, &finding.origin);
        Some(el("span", "evidence__line").with(number).with(text))
    };
    let lines = first.saturating_sub(AROUND).max(1)..=last + AROUND;
    el("blockquote", "evidence").with_all(lines.filter_map(line).collect())
}

fn marked_line(mut into: El, source: &Source, line: Span, origin: &Origin) -> El {
    let within = |span: &Span| span.start < line.end && line.start < span.end;
    let pieces = origin.spans().filter(within).map(|s| Span::new(s.start.max(line.start), s.end.min(line.end)));
    let mut from = line.start;
    let mut any = false;
    for piece in pieces {
        into = into.text(&cut(source.slice(Span::new(from, piece.start)), !any));
        into = into.with(el("mark", "").text(source.slice(piece)));
        (from, any) = (piece.end, true);
    }
    into.text(&cut(source.slice(Span::new(from, line.end)), false))
}

/// Text beside a mark, cut where the line is very long: the side next to the mark is kept.
fn cut(text: &str, keep_end: bool) -> String {
    let length = text.chars().count();
    if length <= LONGEST {
        return text.to_owned();
    }
    if keep_end {
        std::iter::once('…').chain(text.chars().skip(length - LONGEST)).collect()
    } else {
        text.chars().take(LONGEST).chain(['…']).collect()
    }
}

/// Every other place the finding used, each a link.
fn related(source: &Source, finding: &Finding, locale: Locale) -> Option<El> {
    let item = |related: &Related| {
        let line = source.position(related.origin.start()).line.to_string();
        let text = source.quote(&related.origin);
        let text: String = text.chars().filter(|ch| !matches!(ch, '\n' | '\r')).take(60).collect();
        let place = strings::place(related.subject, locale);
        let shown = format!("{place} · {}", strings::LINE.fill(locale, &[("n", &line)]));
        el("li", "")
            .with(el("span", "muted").text(strings::role(related.role).get(locale)))
            .text(" ")
            .with(place_link(&shown, &related.origin))
            .text(" ")
            .text(&text)
    };
    let all = finding.related.len();
    let mut items: Vec<El> = finding.related.iter().take(LISTED).map(item).collect();
    if all > LISTED {
        items.push(el("li", "").text(&list_cut(LISTED, all, locale)));
    }
    (all > 0).then(|| el("ul", "finding-item__related").with_all(items))
}

/// 仅显示前 n 条，共 all 条.
pub fn list_cut(shown: usize, all: usize, locale: Locale) -> String {
    strings::LIST_CUT.fill(locale, &[("n", &shown.to_string()), ("all", &all.to_string())])
}

/// 建议改写: before and after, to copy. Never applied.
fn suggested(source: &Source, finding: &Finding, suggestion: &str, locale: Locale) -> El {
    let before: String = source.quote(&finding.origin).split_whitespace().collect();
    el("p", "finding-item__suggestion")
        .text(strings::SUGGESTION.get(locale))
        .text(" ")
        .with(el("del", "").text(&before))
        .text(" → ")
        .with(el("ins", "").text(suggestion))
        .text(" ")
        .with(button("link", "data-copy", suggestion).text(strings::COPY.get(locale)))
}
