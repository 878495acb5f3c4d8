//! 可询问的问题: what may be asked about each project, each question with the finding and the cell behind it.

use std::cmp::Reverse;

use crate::analysis::Analysis;
use crate::i18n::{Locale, Text, text};
use crate::report::question_words::QUESTIONS;
use crate::rules::{Confidence, Finding, Subject};
use crate::source::Source;
use crate::strings;

/// So many questions a project has at most.
const MOST: usize = 5;
/// Doubtful findings are asked about only where there are fewer questions than this.
const ENOUGH: usize = 3;
/// So many characters of a cell are quoted.
const QUOTED: usize = 30;

const WITH_PLACE: Text = text!(
    "{question}（第{line}行“{cell}”，规则{code}{more}）",
    "{question} (line {line}, “{cell}”, rule {code}{more})"
);
const MORE: Text = text!("，另有{n}处同类问题", ", {n} more of the kind");
const DOUBTFUL: Text = text!("，存疑", ", doubtful");

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The finding behind it, as a position in [`Analysis::findings`].
    pub finding: usize,
    /// The question, in plain words.
    pub text: String,
    /// The words of the table it is about, joined over line breaks and cut where they are long.
    pub cell: String,
    /// The line they stand in, from 1.
    pub line: u32,
    /// How many more findings of the same rule the project has.
    pub more: usize,
}

impl Question {
    /// The question with what it rests on.
    pub fn sentence(&self, analysis: &Analysis, locale: Locale) -> String {
        let finding = analysis.findings.get(self.finding);
        let mut more = match self.more {
            0 => String::new(),
            n => MORE.fill(locale, &[("n", &n.to_string())]),
        };
        if finding.is_some_and(|finding| finding.confidence == Confidence::Doubtful) {
            more.push_str(DOUBTFUL.get(locale));
        }
        let code = finding.map(|finding| finding.rule.code.to_string()).unwrap_or_default();
        let values = [
            ("question", &self.text),
            ("line", &self.line.to_string()),
            ("cell", &self.cell),
            ("code", &code),
            ("more", &more),
        ];
        WITH_PLACE.fill(locale, &values.map(|(key, value)| (key, value.as_str())))
    }
}

/// The questions of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    /// About the table or a unit.
    pub whole: Vec<Question>,
    /// About each project, in the order of the table.
    pub projects: Vec<Vec<Question>>,
}

/// Asks about every project: firm findings first, the gravest first, one question per rule and per indicator.
pub fn questions(source: &Source, analysis: &Analysis, only_firm: bool, locale: Locale) -> Questions {
    let table = &analysis.table;
    let names: Vec<_> = table.projects().map(|at| at.project.indicators.as_slice()).collect();
    let mut whole: Vec<usize> = Vec::new();
    let mut projects: Vec<Vec<usize>> = vec![Vec::new(); names.len()];
    for (index, finding) in analysis.findings.iter().enumerate() {
        let asked = !only_firm || finding.confidence == Confidence::Firm;
        if !asked || template(finding).is_none() {
            continue;
        }
        let of_project = finding.subject.project().and_then(|project| projects.get_mut(project));
        of_project.unwrap_or(&mut whole).push(index);
    }
    let name = |finding: &Finding| {
        let of = finding.subject.project().and_then(|project| names.get(project))?.get(finding.subject.indicator()?)?;
        of.name.value().cloned()
    };
    let ask = |index: usize, more: usize| {
        let finding = analysis.findings.get(index)?;
        let cell = cell(source, finding, locale);
        let name = name(finding).map_or_else(|| cell.clone(), |name| cut(&name));
        let shown: Vec<(&str, String)> = finding.args.iter().map(|(key, arg)| (*key, cut(&arg.show(locale)))).collect();
        let mut values = vec![("name", name.as_str()), ("cell", cell.as_str())];
        values.extend(shown.iter().map(|(key, value)| (*key, value.as_str())));
        let text = template(finding)?.fill(locale, &values);
        let line = source.line_of(finding.origin.start());
        Some(Question { finding: index, text, cell, line, more })
    };
    let choose =
        |of: Vec<usize>| chosen(analysis, of).into_iter().filter_map(|(index, more)| ask(index, more)).collect();
    Questions { whole: choose(whole), projects: projects.into_iter().map(choose).collect() }
}

/// The findings that are asked about, each with how many others of its rule there are.
fn chosen(analysis: &Analysis, mut of: Vec<usize>) -> Vec<(usize, usize)> {
    let finding = |index: usize| analysis.findings.get(index);
    // Firm ones first, of these the gravest, else as in the text.
    of.sort_by_key(|index| finding(*index).map(|of| (of.confidence, Reverse(of.severity), *index)));
    let mut chosen: Vec<(usize, usize)> = Vec::new();
    for index in of {
        let Some(this) = finding(index) else { continue };
        let same = chosen.iter_mut().find(|(other, _)| finding(*other).is_some_and(|other| other.rule == this.rule));
        if let Some((_, more)) = same {
            *more += 1;
            continue;
        }
        let asked = chosen
            .iter()
            .filter_map(|(other, _)| finding(*other))
            .any(|other| matches!(this.subject, Subject::Indicator { .. }) && other.subject == this.subject);
        let room = if this.confidence == Confidence::Firm { MOST } else { ENOUGH };
        if !asked && chosen.len() < room {
            chosen.push((index, 0));
        }
    }
    chosen
}

fn template(finding: &Finding) -> Option<Text> {
    QUESTIONS.iter().find(|(code, _)| *code == finding.rule.code).map(|(_, text)| *text)
}

/// The marked words in one line.
fn cell(source: &Source, finding: &Finding, locale: Locale) -> String {
    // Pieces of an origin may be long; no more of them is looked at than is quoted.
    let words = finding.origin.spans().flat_map(|span| source.slice(span).chars());
    let words: String = words.filter(|ch| !ch.is_control() && !ch.is_whitespace()).take(QUOTED + 1).collect();
    if words.is_empty() { strings::BLANK.get(locale).to_owned() } else { cut(&words) }
}

fn cut(words: &str) -> String {
    match words.char_indices().nth(QUOTED) {
        Some((end, _)) => [words.get(..end).unwrap_or(words), "…"].concat(),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RULES;
    use crate::{Settings, analyze};

    fn of(text: &str, only_firm: bool) -> (Analysis, Questions) {
        let source = Source::new("", text);
        let analysis = analyze(&source, &Settings::default());
        let questions = questions(&source, &analysis, only_firm, Locale::Zh);
        (analysis, questions)
    }

    #[test]
    fn every_question_quotes_its_finding_and_firm_ones_come_first() {
        let text = include_str!("../../tests/fixtures/list/guangzhou_2023.txt");
        let (analysis, questions) = of(text, false);
        assert_eq!(questions.projects.len(), 15);
        for (project, of) in questions.projects.iter().enumerate() {
            assert!((1..=MOST).contains(&of.len()), "project {project}: {}", of.len());
            let doubtful: Vec<bool> =
                of.iter().map(|of| analysis.findings[of.finding].confidence == Confidence::Doubtful).collect();
            assert!(doubtful.is_sorted(), "project {project}: {doubtful:?}");
            for question in of {
                assert_eq!(analysis.findings[question.finding].subject.project(), Some(project));
                let sentence = question.sentence(&analysis, Locale::Zh);
                assert!(sentence.contains(&format!("第{}行“{}”", question.line, question.cell)), "{sentence}");
                assert!(!sentence.contains(['{', '\n']), "{sentence}");
            }
        }
        let tenth = &questions.projects[9][0];
        assert_eq!(tenth.text, "“系统重大故障事件率”应当越低越好，目标却写“100%”，是写反了，还是另有含义？");
        assert_eq!((tenth.line, tenth.cell.as_str()), (267, "100%"));
    }

    #[test]
    fn without_doubtful_findings_none_of_them_is_asked_about() {
        let (analysis, questions) = of(include_str!("../../tests/fixtures/list/guangzhou_2023.txt"), true);
        let all = questions.projects.iter().flatten().chain(&questions.whole);
        assert!(all.clone().count() > 10);
        assert!(all.into_iter().all(|of| analysis.findings[of.finding].confidence == Confidence::Firm));
    }

    #[test]
    fn where_nothing_was_found_nothing_is_asked() {
        let (mut analysis, _) = of(include_str!("../../tests/fixtures/list/guangzhou_2023.txt"), false);
        analysis.findings.clear();
        let none = questions(&Source::new("", ""), &analysis, false, Locale::Zh);
        assert!(none.whole.is_empty() && none.projects.iter().all(Vec::is_empty));
    }

    #[test]
    fn templates_name_rules_that_exist_once_and_only_known_placeholders() {
        for (at, (code, text)) in QUESTIONS.iter().enumerate() {
            assert!(RULES.iter().any(|rule| rule.code == *code), "{code}");
            assert!(QUESTIONS[..at].iter().all(|(other, _)| other != code), "{code} stands twice");
            for sentence in [text.zh, text.en] {
                assert!(
                    !crate::i18n::fill(
                        sentence,
                        &[("name", "n"), ("cell", "c"), ("figure", "f"), ("task", "t"), ("topic", "w")]
                    )
                    .contains('{'),
                    "{sentence}"
                );
            }
            assert!(text.zh.ends_with('？') && text.en.ends_with('?'), "{code}");
        }
    }
}
