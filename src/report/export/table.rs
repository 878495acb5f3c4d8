//! The review table: fifteen columns, one row per project and rule, as systems of finance departments show it.

use std::collections::HashSet;

use super::document::Block;
use super::page::{Section, paragraph, sentence};
use super::{Options, Review, Row, Verdict, head, rows, said, words};
use crate::i18n::Locale;
use crate::report::not_printed;
use crate::report::triage::Remark;
use crate::rules::Subject;
use crate::span::Origin;
use crate::strings;

/// How many places of a row are listed; a sum may have thousands of addends.
const PLACES_LISTED: usize = 50;

/// The heads of the columns; what was made of the findings has one where anything was.
pub(super) fn heads(options: &Options) -> Vec<String> {
    let heads = words::COLUMNS.iter().chain((!options.triage.is_empty()).then_some(&words::TRIAGE));
    heads.map(|head| head.get(options.locale).to_owned()).collect()
}

/// The review table as a document.
pub(super) fn blocks(reviews: &[Review<'_>], options: &Options) -> Vec<Block> {
    let mut blocks = Vec::new();
    for review in reviews {
        blocks.push(Block::Title(words::TABLE.get(options.locale).to_owned()));
        blocks.push(Block::Fields(head::fields(review, options)));
        let rows = rows(review, options);
        let cells = rows.iter().map(|row| cells(review, row, options)).collect();
        blocks.push(Block::Table(heads(options), cells));
        blocks.extend(after(review, options));
    }
    blocks
}

/// What stands below the table: what the table does not print, what was left out, the disclaimer.
pub(super) fn after(review: &Review<'_>, options: &Options) -> Vec<Block> {
    let locale = options.locale;
    let mut blocks = Vec::new();
    let missing: Vec<String> = missing(review, locale);
    if !missing.is_empty() {
        blocks.push(Block::Heading(words::NOT_PRINTED.get(locale).to_owned()));
        blocks.push(Block::List(missing));
    }
    if options.only_failed {
        blocks.push(Block::Paragraph(words::ONLY_FAILED.get(locale).to_owned()));
    }
    blocks.extend(head::notes(review, options).into_iter().map(Block::Paragraph));
    blocks
}

/// What a review would ask for and the table does not print.
pub(super) fn missing(review: &Review<'_>, locale: Locale) -> Vec<String> {
    if !review.is_read() {
        return Vec::new();
    }
    not_printed(&review.analysis.table).into_iter().map(|text| text.get(locale).to_owned()).collect()
}

/// The cells of a row, as plain text.
pub(super) fn cells(review: &Review<'_>, row: &Row<'_>, options: &Options) -> Vec<String> {
    let locale = options.locale;
    let (unit, project) = names(review, row.subject, locale);
    let category = if row.verdict == Verdict::Notice { words::NOTICE } else { words::head(row.rule.point) };
    let verdict = match row.verdict {
        Verdict::Passed => words::PASSED,
        Verdict::Failed => words::FAILED,
        Verdict::Undecided => words::UNDECIDED,
        Verdict::Notice => words::NO_VERDICT,
    };
    let severity = row.leading().map(|finding| finding.severity).max();
    let confidence = row.leading().map(|finding| finding.confidence).next();
    let mut cells = vec![
        unit,
        project,
        category.get(locale).to_owned(),
        row.rule.title.get(locale).to_owned(),
        paragraph(row.rule, Section::Basis, locale).to_owned(),
        sentence(row.rule, Section::Check, locale).to_owned(),
        verdict.get(locale).to_owned(),
        indicators(review, row, locale).join("\n"),
        reasons(row, locale).join("\n"),
        severity.map(|severity| words::level(severity).get(locale).to_owned()).unwrap_or_default(),
        confidence.map(|confidence| strings::confidence(confidence).get(locale).to_owned()).unwrap_or_default(),
        suggestions(review, row, locale).join("\n"),
        row.rule.code.to_string(),
        places(review, row, locale),
        options.time.clone(),
    ];
    if !options.triage.is_empty() {
        cells.push(remarks(row, locale).join("\n"));
    }
    cells
}

/// What was made of the row's findings, each with its place.
fn remarks(row: &Row<'_>, locale: Locale) -> Vec<String> {
    let line = |(subject, remark): &(Subject, Remark)| {
        let values = [("place", strings::place(*subject, locale)), ("remark", said::remark(remark, locale))];
        words::REMARK.fill(locale, &values.each_ref().map(|(key, value)| (*key, value.as_str())))
    };
    row.remarks.iter().map(line).collect()
}

/// Unit and project of a row.
pub(super) fn names(review: &Review<'_>, subject: Subject, locale: Locale) -> (String, String) {
    let table = &review.analysis.table;
    let unit_name = |unit: usize| table.units.get(unit).and_then(|unit| unit.name.value()).cloned();
    let department = table.department.value().cloned().unwrap_or_default();
    match subject {
        Subject::Document => (department, words::WHOLE_TABLE.get(locale).to_owned()),
        Subject::Unit(unit) => (unit_name(unit).unwrap_or(department), words::THIS_UNIT.get(locale).to_owned()),
        Subject::Project(project) | Subject::Indicator { project, .. } => {
            let at = review.projects.get(project);
            let name = at.and_then(|at| at.project.name.value()).cloned();
            let name = name.unwrap_or_else(|| strings::NO_NAME.get(locale).to_owned());
            (at.and_then(|at| unit_name(at.unit)).unwrap_or(department), name)
        }
    }
}

/// Every indicator of the row's project that a finding is about, once, in the order of the table.
fn indicators(review: &Review<'_>, row: &Row<'_>, locale: Locale) -> Vec<String> {
    let about = row.findings.iter().flat_map(|finding| {
        std::iter::once(finding.subject).chain(finding.related.iter().map(|related| related.subject))
    });
    let mut about: Vec<Subject> = about.filter(|subject| subject.project() == row.subject.project()).collect();
    about.sort_unstable();
    about.dedup();
    about.into_iter().filter_map(|subject| Some(said::item(review.indicator(subject)?, locale))).collect()
}

fn reasons(row: &Row<'_>, locale: Locale) -> Vec<String> {
    let confidence = row.leading().map(|finding| finding.confidence).next();
    // One column tells the confidence of the whole row: a finding that differs says so itself.
    let of = row.findings.iter().map(|finding| {
        if Some(finding.confidence) == confidence { finding.sentence(locale) } else { said::message(finding, locale) }
    });
    let mut lines: Vec<String> = of.collect();
    let count = row.undecided.len().to_string();
    match row.verdict {
        Verdict::Undecided => lines.push(said::reasons(row, locale)),
        _ if !row.undecided.is_empty() => {
            let values = [("n", count.as_str()), ("reason", &said::reasons(row, locale))];
            lines.push(words::ALSO_UNDECIDED.fill(locale, &values));
        }
        _ => {}
    }
    if row.left_out > 0 {
        lines.push(words::DOUBTFUL_NOT_LISTED.fill(locale, &[("n", &row.left_out.to_string())]));
    }
    lines
}

/// The wordings that findings suggest; where none does, what the rule's page advises.
fn suggestions(review: &Review<'_>, row: &Row<'_>, locale: Locale) -> Vec<String> {
    let of = row.findings.iter().filter_map(|finding| {
        let wording = finding.suggestion.as_ref()?;
        let number = review.indicator(finding.subject).map(said::number);
        let numbered = |n: String| words::NUMBERED.fill(locale, &[("n", &n), ("words", wording)]);
        Some(number.map_or_else(|| wording.clone(), numbered))
    });
    let mut lines: Vec<String> = of.collect();
    if lines.is_empty() && row.verdict == Verdict::Failed {
        lines.push(sentence(row.rule, Section::Fix, locale).to_owned());
    }
    lines
}

/// Every place that the row's findings used. In words: spreadsheets read `12:5` as a time of day.
fn places(review: &Review<'_>, row: &Row<'_>, locale: Locale) -> String {
    let origins = row.findings.iter().flat_map(|finding| {
        std::iter::once(&finding.origin).chain(finding.related.iter().map(|related| &related.origin))
    });
    let mut seen = HashSet::new();
    let starts: Vec<u32> = origins.map(Origin::start).filter(|start| seen.insert(*start)).collect();
    let listed = starts.iter().take(PLACES_LISTED).map(|start| {
        let at = review.source.position(*start);
        let values = [("line", at.line.to_string()), ("column", at.column.to_string())];
        let place = strings::LINE_COLUMN.fill(locale, &values.each_ref().map(|(key, value)| (*key, value.as_str())));
        review.source.cell(*start).map_or(place.clone(), |cell| format!("{cell} {place}"))
    });
    let mut listed: Vec<String> = listed.collect();
    if starts.len() > PLACES_LISTED {
        listed.push(words::MORE_PLACES.fill(locale, &[("n", &starts.len().to_string())]));
    }
    listed.join(words::SEMICOLON.get(locale))
}
