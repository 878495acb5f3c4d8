//! What all pictures are drawn on: projects in order of money, their findings, names cut to fit, and links to cards.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::{Links, words};
use crate::analysis::Analysis;
use crate::i18n::{Locale, Text};
use crate::report::Counts;
use crate::report::markup::Markup;
use crate::rules::{Finding, Severity, Subject};
use crate::span::Origin;
use crate::strings;
use crate::walk::ProjectAt;

/// So many rows a picture has at most; what follows is summed up in one.
pub(super) const ROWS: usize = 60;
/// So many characters of a name are shown; the whole name stands in the title of the element.
const NAME: usize = 48;
/// So many characters a title shows: a name of a page of text helps nobody.
const TITLE: usize = 200;

/// The analysis as the pictures need it.
pub(super) struct Ground<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) locale: Locale,
    links: Links,
    pub(super) projects: Vec<ProjectAt<'a>>,
    /// Positions of the projects, the largest amount first; those without an amount last.
    pub(super) order: Vec<usize>,
    /// What was found on each project.
    pub(super) counts: Vec<Counts>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(analysis: &'a Analysis, links: Links, locale: Locale) -> Self {
        let projects: Vec<ProjectAt<'a>> = analysis.table.projects().collect();
        let mut order: Vec<usize> = (0..projects.len()).collect();
        order.sort_by_key(|index| Reverse(projects.get(*index).and_then(in_yuan)));
        let mut found: Vec<Vec<&Finding>> = vec![Vec::new(); projects.len()];
        for finding in &analysis.findings {
            if let Some(of) = finding.subject.project().and_then(|project| found.get_mut(project)) {
                of.push(finding);
            }
        }
        let counts = found.into_iter().map(Counts::of).collect();
        Self { analysis, locale, links, projects, order, counts }
    }

    /// The projects that are drawn, in order of money.
    pub(super) fn shown(&self) -> impl Iterator<Item = ProjectAt<'a>> + '_ {
        self.order.iter().take(ROWS).filter_map(|index| self.projects.get(*index).copied())
    }

    /// A sentence with its values.
    pub(super) fn fill(&self, text: Text, values: &[(&str, &str)]) -> String {
        text.fill(self.locale, values)
    }

    /// A sentence.
    pub(super) fn say(&self, text: Text) -> &'static str {
        text.get(self.locale)
    }

    /// The heads of a table.
    pub(super) fn heads(&self, heads: &[Text]) -> Vec<String> {
        heads.iter().map(|head| self.say(*head).to_owned()).collect()
    }

    /// What was cut, where something was.
    pub(super) fn cut(&self, text: Text, shown: usize, all: usize) -> Option<String> {
        (shown < all).then(|| self.fill(text, &[("n", &shown.to_string()), ("all", &all.to_string())]))
    }

    /// The name of a project.
    pub(super) fn name(&self, at: ProjectAt<'a>) -> &'a str {
        at.project.name.value().map_or(self.say(strings::NO_NAME), String::as_str)
    }

    /// What was found on a project.
    pub(super) fn counts(&self, at: ProjectAt<'_>) -> Counts {
        self.counts.get(at.index).copied().unwrap_or_default()
    }

    /// A link to a project or to one of its indicators, as attributes of the element that is clicked.
    pub(super) fn places(&self, subject: Subject, origin: Option<&Origin>) -> Places {
        let number = |of: Option<usize>| of.map(|index| (index + 1).to_string()).unwrap_or_default();
        let place = |at: Option<u32>| at.filter(|_| self.links == Links::Cards).map(|at| at.to_string());
        Places {
            project: number(subject.project()),
            indicator: number(subject.indicator()),
            start: place(origin.map(Origin::start)).unwrap_or_default(),
            end: place(origin.map(Origin::end)).unwrap_or_default(),
        }
    }

    /// Writes a link: a button in the page, an anchor in a document.
    pub(super) fn link(&self, out: &mut Markup, class: &str, places: &Places, title: &str, inside: &Markup) {
        let (title, class) = (short(title, TITLE), format!("link {class}"));
        let href = format!("#project-{}", places.project);
        let tag = match self.links {
            Links::Nowhere => "span",
            Links::Cards if places.start.is_empty() => "span",
            Links::Cards => "button",
            Links::Sections => "a",
        };
        let own = match tag {
            "a" => ("href", href.as_str()),
            "button" => ("type", "button"),
            _ => ("title", ""),
        };
        let [indicator, start, end] = places.of_text();
        let attributes = [own, ("class", class.trim()), ("title", &title), ("data-project", &places.project)];
        let [own, class, title, project] = attributes;
        out.open(tag, &[own, class, title, project, indicator, start, end]).add(inside).close(tag);
    }

    /// Writes the name of a project as a link, cut where it is long.
    pub(super) fn project(&self, out: &mut Markup, class: &str, at: ProjectAt<'a>) {
        let places = self.places(Subject::Project(at.index), at.project.anchor());
        let mut inside = Markup::default();
        inside.text(&short(self.name(at), NAME));
        self.link(out, class, &places, self.name(at), &inside);
    }

    /// Writes how many firm findings of which severity a project has.
    pub(super) fn marks(&self, out: &mut Markup, counts: Counts) {
        let each =
            [(Severity::Error, counts.errors), (Severity::Warning, counts.warnings), (Severity::Info, counts.infos)];
        for (severity, count) in each.into_iter().filter(|(_, count)| *count > 0) {
            let class = format!("badge badge--{}", severity.as_str());
            out.element("span", &[("class", &class)], &format!("{} {count}", self.say(strings::severity(severity))));
        }
        if counts.errors + counts.warnings + counts.infos == 0 {
            out.element("span", &[("class", "muted")], self.say(words::NO_FIRM));
        }
    }
}

/// The attributes by which the page finds what was clicked. Numbers count from 1.
pub(super) struct Places {
    pub(super) project: String,
    indicator: String,
    start: String,
    end: String,
}

impl Places {
    /// Which indicator, and which characters of the text.
    pub(super) fn of_text(&self) -> [(&'static str, &str); 3] {
        [("data-indicator", &self.indicator), ("data-s", &self.start), ("data-e", &self.end)]
    }
}

/// The total of a project in 元.
pub(super) fn in_yuan(at: &ProjectAt<'_>) -> Option<Decimal> {
    at.project.amounts.total.value().and_then(|amount| amount.in_yuan())
}

/// The first characters of a text, with a sign where some are missing.
pub(super) fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => [text.get(..end).unwrap_or(text), "…"].concat(),
        None => text.to_owned(),
    }
}
