//! What the page shows folded up: the summary to sign above the report, and on each card the questions to ask.

use super::markup::Markup;
use super::questions::{Question, questions};
use super::summary::summary;
use crate::analysis::Analysis;
use crate::i18n::{Locale, Text, text};
use crate::source::Source;
use crate::strings;

const NO_QUESTION: Text =
    text!("本项目没有需要向非专业人士解释的问题。", "There is nothing to ask about this project in plain words.");

/// HTML of the summary with what may be asked about the whole table, then of the questions of each project. Every word of the
/// table is escaped; each question leads to its place in the text.
pub fn digest(source: &Source, analysis: &Analysis, locale: Locale) -> Vec<String> {
    let questions = questions(source, analysis, false, locale);
    let ask = |out: &mut Markup, questions: &[Question]| {
        out.open("ul", &[("class", "digest__list")]);
        for question in questions {
            out.open("li", &[]).text(&question.sentence(analysis, locale)).text(" ");
            if let Some(finding) = analysis.findings.get(question.finding) {
                let spans = finding.origin.spans().map(|span| format!("{}-{}", span.start, span.end));
                let place = strings::place(finding.subject, locale);
                let spans = spans.collect::<Vec<_>>().join(",");
                out.element("button", &[("type", "button"), ("class", "link"), ("data-o", &spans)], &place);
            }
            out.close("li");
        }
        out.close("ul");
    };
    let mut first = Markup::default();
    let summary = summary(analysis, locale);
    first.element("p", &[], &summary).open("p", &[]);
    let copy = [("type", "button"), ("class", "link"), ("data-copy", summary.as_str())];
    first.element("button", &copy, strings::COPY.get(locale)).close("p");
    if !questions.whole.is_empty() {
        ask(&mut first, &questions.whole);
    }
    let of_project = |questions: &Vec<Question>| {
        let mut out = Markup::default();
        if questions.is_empty() {
            out.element("p", &[], NO_QUESTION.get(locale));
        } else {
            ask(&mut out, questions);
        }
        out.as_str().to_owned()
    };
    let projects = questions.projects.iter().map(of_project);
    std::iter::once(first.as_str().to_owned()).chain(projects).collect()
}
