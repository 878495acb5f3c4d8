//! The whole review as one HTML file: summary, pictures, findings with their evidence, questions, the basis of the rules.

use std::cmp::Reverse;

use super::document::Block;
use super::page::{Section, paragraph, sentence};
use super::{Options, Review, head, html, rows, said, table, words};
use crate::i18n::Locale;
use crate::report::markup::Markup;
use crate::report::pictures::{self, Links};
use crate::report::questions::{Question, Questions, questions};
use crate::report::summary::summary;
use crate::rules::{Confidence, Finding, RULES, Subject};
use crate::span::{Origin, Span};
use crate::strings;

/// So many lines are shown before and after the place.
const AROUND: u32 = 2;
/// So many more lines of a place are marked at most: a whole objective, not half a table.
const MARKED: u32 = 40;
/// So many findings are written out: ten times as many keep a browser busy for minutes.
const MOST_FINDINGS: usize = 5_000;
/// A line of evidence is shown for so many characters beside the place.
const LONGEST: usize = 160;

/// Colours first, then the pictures, then this document.
const STYLES: [&str; 3] = [include_str!("../../../style/tokens.css"), pictures::STYLE, STYLE];
const STYLE: &str = "
body { background: var(--surface-card); color: var(--text); }
a { color: var(--accent); }
section.picture + section.picture { break-before: auto; margin-top: 1.5rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; break-after: avoid; }
.picture h2, h4 { font-size: 1rem; margin: 1.2rem 0 .3rem; break-after: avoid; }
.muted { color: var(--text-muted); }
.summary { padding: .6rem .9rem; border-inline-start: 3px solid var(--accent); background: var(--surface-sunken); }
.badge { display: inline-block; padding: 0 .5em; border: 1px solid; border-radius: 4px; font-size: .85em; }
.badge--error { color: var(--severe); }
.badge--warning { color: var(--ordinary); }
.badge--info { color: var(--note); }
.badge--doubtful { border-style: dashed; }
.finding { margin: .8rem 0 1.2rem; break-inside: avoid; }
.finding p { margin: .2rem 0; }
.evidence { margin: .3rem 0; padding: .2rem 0; background: var(--surface-sunken); font: .85rem/1.6 var(--font-mono); }
.evidence span { display: grid; grid-template-columns: 3.6em minmax(0, 1fr); gap: .6em; white-space: pre-wrap; }
.evidence i { color: var(--text-muted); font-style: normal; text-align: end; }
mark { color: inherit; background: var(--mark); border-bottom: 1px solid; }
.sign td { height: 2.2rem; }
.basis table { table-layout: auto; }
.basis .points th:nth-child(n) { width: auto; }
@media print { .evidence { border: 1px solid var(--rule); } a { color: inherit; text-decoration: none; } }
";

/// One file for all reviews, each a section.
pub(super) fn write(reviews: &[Review<'_>], options: &Options) -> String {
    let mut body = Markup::default();
    for (at, review) in reviews.iter().enumerate() {
        body.open("section", &[]);
        // Links into a section go by the number of the project: only the first text of several has them.
        Writer::new(review, options, at == 0).write(&mut body);
        body.close("section");
    }
    html::page(words::REPORT.get(options.locale), &STYLES, body.as_str(), options.locale)
}

struct Writer<'r, 'a> {
    review: &'r Review<'a>,
    options: &'r Options,
    locale: Locale,
    /// Whether the projects have ids.
    has_ids: bool,
    /// Where the findings stand, in their order.
    questions: Questions,
}

impl<'r, 'a> Writer<'r, 'a> {
    fn new(review: &'r Review<'a>, options: &'r Options, has_ids: bool) -> Self {
        let locale = options.locale;
        let questions = questions(review.source, review.analysis, options.only_firm, locale);
        Self { review, options, locale, has_ids, questions }
    }

    fn write(&self, out: &mut Markup) {
        let Self { review, options, locale, .. } = *self;
        out.element("h1", &[], words::REPORT.get(locale));
        html::block(out, &Block::Fields(head::fields(review, options)));
        out.element("h2", &[], words::SUMMARY.get(locale));
        out.element("p", &[("class", "summary")], &summary(review.analysis, locale));
        out.open("div", &[("class", "sign")]);
        let sign = words::SIGNED.map(|label| (label.get(locale).to_owned(), String::new()));
        html::block(out, &Block::Fields(sign.into()));
        out.close("div");
        if review.is_read() {
            out.element("h2", &[], words::PICTURES.get(locale));
            let links = if self.has_ids { Links::Sections } else { Links::Nowhere };
            out.add(&pictures::html(&pictures::pictures(review.analysis, links, locale), locale));
        }
        self.findings(out);
        self.open_points(out);
        self.basis(out);
        for note in head::notes(review, options) {
            out.element("p", &[], &note);
        }
        out.element("p", &[("class", "muted")], &head::foot(review, options));
    }

    /// What was found: on the table and its units, then on each project, with the questions behind it.
    fn findings(&self, out: &mut Markup) {
        let locale = self.locale;
        let mut of_projects: Vec<Vec<usize>> = vec![Vec::new(); self.review.projects.len()];
        let mut of_table: Vec<usize> = Vec::new();
        for (index, finding) in self.review.analysis.findings.iter().enumerate() {
            if self.options.only_firm && finding.confidence == Confidence::Doubtful {
                continue;
            }
            let of = finding.subject.project().and_then(|project| of_projects.get_mut(project));
            of.filter(|_| !finding.rule.is_reading_notice()).unwrap_or(&mut of_table).push(index);
        }
        // Firm ones first, of these the gravest, else as in the text.
        for of in of_projects.iter_mut().chain([&mut of_table]) {
            of.sort_by_key(|index| {
                let finding = self.review.analysis.findings.get(*index);
                finding.map(|finding| (finding.confidence, Reverse(finding.severity), *index))
            });
        }
        out.element("h2", &[], words::SHEET_FINDINGS.get(locale));
        let all = of_projects.iter().chain([&of_table]).map(Vec::len).sum::<usize>();
        if all > MOST_FINDINGS {
            let values = [("all", all.to_string()), ("shown", MOST_FINDINGS.to_string())];
            let values = values.each_ref().map(|(key, value)| (*key, value.as_str()));
            out.element("p", &[("class", "summary")], &words::MANY_FINDINGS.fill(locale, &values));
        }
        let mut left = MOST_FINDINGS;
        out.element("h3", &[], words::ABOUT_ALL.get(locale));
        self.part(out, &of_table, &mut left, &self.questions.whole);
        for at in &self.review.projects {
            let subject = Subject::Project(at.index);
            let (unit, name) = table::names(self.review, subject, locale);
            let id = if self.has_ids { format!("project-{}", at.index + 1) } else { String::new() };
            out.element("h3", &[("id", &id)], &format!("{} {name}", strings::place(subject, locale)));
            let money = at.project.amounts.total.value().map(|amount| crate::rules::Arg::Amount(*amount).show(locale));
            let money = money.unwrap_or_else(|| strings::NO_AMOUNT.get(locale).to_owned());
            out.element("p", &[("class", "muted")], &format!("{unit} · {money}"));
            let own = of_projects.get(at.index).map_or(&[][..], Vec::as_slice);
            self.part(out, own, &mut left, self.questions.projects.get(at.index).map_or(&[][..], Vec::as_slice));
        }
    }

    /// Findings, of which so many may still be written out, and questions.
    fn part(&self, out: &mut Markup, findings: &[usize], left: &mut usize, questions: &[Question]) {
        if findings.is_empty() {
            let nothing = if self.review.is_read() { words::NO_FINDING } else { words::NOT_READ };
            out.element("p", &[], nothing.get(self.locale));
        }
        let shown = findings.len().min(*left);
        *left -= shown;
        for index in findings.iter().take(shown) {
            if let Some(finding) = self.review.analysis.findings.get(*index) {
                self.finding(out, finding);
            }
        }
        if shown < findings.len() {
            let count = (findings.len() - shown).to_string();
            out.element("p", &[], &words::NOT_WRITTEN_OUT.fill(self.locale, &[("n", &count)]));
        }
        if !questions.is_empty() {
            out.element("h4", &[], strings::QUESTIONS.get(self.locale)).open("ul", &[]);
            for question in questions {
                out.element("li", &[], &question.sentence(self.review.analysis, self.locale));
            }
            out.close("ul");
        }
    }

    fn finding(&self, out: &mut Markup, finding: &Finding) {
        let place = self.review.source.position(finding.origin.start());
        let locale = self.locale;
        let is_doubtful = finding.confidence == Confidence::Doubtful;
        let class =
            format!("badge badge--{}{}", finding.severity.as_str(), if is_doubtful { " badge--doubtful" } else { "" });
        let mut level = strings::severity(finding.severity).get(locale).to_owned();
        if is_doubtful {
            level.extend([" ", strings::DOUBTFUL.get(locale)]);
        }
        let values = [("line", place.line.to_string()), ("column", place.column.to_string())];
        let line = strings::LINE_COLUMN.fill(locale, &values.each_ref().map(|(key, value)| (*key, value.as_str())));
        out.open("div", &[("class", "finding")]).open("p", &[]);
        out.element("span", &[("class", &class)], &level).text(" ");
        out.element("strong", &[], &format!("{} {}", finding.rule.code, finding.rule.title.get(locale))).text(" ");
        let place = format!("{} · {line}", strings::place(finding.subject, locale));
        out.element("span", &[("class", "muted")], &place).close("p");
        // How grave and how sure it is stands above.
        out.element("p", &[], &said::about(self.review, finding, finding.sentence(locale), locale));
        self.evidence(out, &finding.origin);
        out.close("div");
    }

    /// The lines around the place, with exactly its characters marked.
    fn evidence(&self, out: &mut Markup, origin: &Origin) {
        let source = self.review.source;
        let first = source.line_of(origin.start());
        let last = source.line_of(origin.end().saturating_sub(1)).min(first + MARKED);
        out.open("blockquote", &[("class", "evidence")]);
        for line in first.saturating_sub(AROUND).max(1)..=last + AROUND {
            let Some(span) = source.line(line) else { continue };
            if source.slice(span).trim_start().is_empty() {
                continue;
            }
            out.open("span", &[]).element("i", &[], &line.to_string()).open("code", &[]);
            self.marked(out, span, origin);
            out.close("code").close("span");
        }
        out.close("blockquote");
    }

    fn marked(&self, out: &mut Markup, line: Span, origin: &Origin) {
        let source = self.review.source;
        let (mut from, mut any) = (line.start, false);
        for piece in origin.spans().filter(|span| span.start < line.end && line.start < span.end) {
            let piece = Span::new(piece.start.max(line.start), piece.end.min(line.end));
            out.text(&cut(source.slice(Span::new(from, piece.start)), !any));
            out.element("mark", &[], source.slice(piece));
            (from, any) = (piece.end, true);
        }
        out.text(&cut(source.slice(Span::new(from, line.end)), false));
    }

    /// What could not be judged, and what the table does not print.
    fn open_points(&self, out: &mut Markup) {
        let rows = rows(self.review, &Options { only_failed: false, ..self.options.clone() });
        let open = rows.iter().filter(|row| !row.undecided.is_empty());
        let mut lines: Vec<String> = open
            .map(|row| {
                format!(
                    "{}{}{}",
                    self.about(row.subject),
                    words::COLON.get(self.locale),
                    said::undecided(row, self.locale)
                )
            })
            .collect();
        lines.extend(table::missing(self.review, self.locale));
        if !lines.is_empty() {
            out.element("h2", &[], words::UNDECIDED.get(self.locale));
            html::block(out, &Block::List(lines));
        }
    }

    fn about(&self, subject: Subject) -> String {
        strings::place(subject, self.locale)
    }

    /// The basis of every rule that found something, and how what it found is mended.
    fn basis(&self, out: &mut Markup) {
        let mut found: Vec<bool> = vec![false; RULES.len()];
        for finding in &self.review.analysis.findings {
            let at = RULES.iter().position(|rule| *rule == finding.rule);
            if let Some(found) = at.and_then(|at| found.get_mut(at)) {
                *found = true;
            }
        }
        let rules = RULES.iter().zip(found).filter(|(rule, found)| *found && !rule.is_reading_notice());
        let row = |rule: &crate::rules::Rule| {
            let title = format!("{} {}", rule.code, rule.title.get(self.locale));
            let [check, fix] =
                [Section::Check, Section::Fix].map(|section| sentence(rule, section, self.locale).to_owned());
            vec![title, check, paragraph(rule, Section::Basis, self.locale).to_owned(), fix]
        };
        let rows: Vec<Vec<String>> = rules.map(|(rule, _)| row(rule)).collect();
        if !rows.is_empty() {
            out.element("h2", &[], words::BASIS.get(self.locale));
            let heads = words::BASIS_HEADS.map(|head| head.get(self.locale).to_owned());
            out.open("div", &[("class", "basis")]);
            html::block(out, &Block::Table(heads.into(), rows));
            out.close("div");
        }
    }
}

/// Text beside a mark, cut where the line is very long: the side next to the mark is kept.
fn cut(text: &str, keep_end: bool) -> String {
    if keep_end {
        return match text.char_indices().rev().nth(LONGEST) {
            Some((at, ch)) => ["…", text.get(at + ch.len_utf8()..).unwrap_or(text)].concat(),
            None => text.to_owned(),
        };
    }
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => [text.get(..end).unwrap_or(text), "…"].concat(),
        None => text.to_owned(),
    }
}
