//! The eight-point review form, one per project. What a program cannot judge is left to the reviewer; no mark is filled in.

use super::document::Block;
use super::{Options, Review, Row, Verdict, by_subject, head, rows, said, table, words};
use crate::i18n::{Locale, Text};
use crate::rules::{ReviewPoint, Subject};
use crate::strings;
use crate::walk::ProjectAt;

/// A sheet about the whole table, then one form per project.
pub(super) fn blocks(reviews: &[Review<'_>], options: &Options) -> Vec<Block> {
    let options = &Options { only_failed: false, ..options.clone() };
    let title = if options.key_project { words::FORM_KEY } else { words::FORM_ORDINARY };
    let mut blocks = Vec::new();
    for review in reviews {
        let rows = rows(review, options);
        blocks.extend(front(review, &rows, title, options));
        let by_subject = by_subject(&rows);
        for at in &review.projects {
            let own = by_subject.get(&Subject::Project(at.index)).copied().unwrap_or_default();
            blocks.extend(form(review, at, own, title, options));
        }
    }
    blocks
}

/// Whose table it is, what concerns all of it, and what it does not print.
pub(super) fn front(review: &Review<'_>, rows: &[Row<'_>], title: Text, options: &Options) -> Vec<Block> {
    let locale = options.locale;
    let about_all = rows.iter().filter(|row| !row.is_about_a_project() || row.verdict == Verdict::Notice);
    let mut list: Vec<String> = about_all.flat_map(|row| lines(review, row, locale)).collect();
    if list.is_empty() {
        let nothing = if review.is_read() { words::NO_FINDING } else { words::NOT_READ };
        list.push(nothing.get(locale).to_owned());
    }
    let mut blocks = vec![
        Block::Title(title.get(locale).to_owned()),
        Block::Fields(head::fields(review, options)),
        Block::Heading(words::ABOUT_ALL.get(locale).to_owned()),
        Block::List(list),
    ];
    blocks.extend(table::after(review, options));
    blocks
}

/// What a row says: its findings, or why it could not be judged.
pub(super) fn lines(review: &Review<'_>, row: &Row<'_>, locale: Locale) -> Vec<String> {
    let mut lines: Vec<String> = row.findings.iter().map(|finding| said::sentence(review, finding, locale)).collect();
    if !row.undecided.is_empty() {
        lines.push(said::undecided(row, locale));
    }
    lines
}

fn form(review: &Review<'_>, at: &ProjectAt<'_>, own: &[Row<'_>], title: Text, options: &Options) -> Vec<Block> {
    let locale = options.locale;
    let (unit, project) = table::names(review, Subject::Project(at.index), locale);
    let budget = at.project.amounts.total.value().and_then(|amount| head::in_ten_thousand_yuan(*amount));
    let year = review.analysis.table.year().map(|_| head::year(review, locale));
    let fields = [
        (words::PROJECT_NAME, project),
        (words::PROJECT_CODE, String::new()),
        (words::COMPETENT, review.analysis.table.department.value().cloned().unwrap_or_default()),
        (words::IMPLEMENTING, unit),
        (words::BUDGET, budget.unwrap_or_default()),
        (words::YEAR, year.unwrap_or_default()),
    ];
    let body = words::POINTS.iter().map(|(head, point, question, fed_by)| {
        let opinion =
            fed_by.map_or_else(|| words::BY_HAND.get(locale).to_owned(), |point| opinion(review, own, point, locale));
        let name = format!("{}\n{}", head.get(locale), point.get(locale));
        vec![name, question.get(locale).to_owned(), opinion, String::new()]
    });
    let heads = words::FORM_HEADS.iter().map(|head| head.get(locale).to_owned()).collect();
    let foot = words::FORM_FOOT.iter().map(|label| (label.get(locale).to_owned(), String::new())).collect();
    vec![
        Block::Title(title.get(locale).to_owned()),
        Block::Fields(fields.map(|(label, value)| (label.get(locale).to_owned(), value)).into()),
        Block::Table(heads, body.collect()),
        Block::Fields(foot),
        Block::Paragraph(words::OWN_QUESTIONS.get(locale).to_owned()),
        Block::Paragraph(head::foot(review, options)),
        Block::Paragraph(strings::DISCLAIMER.get(locale).to_owned()),
    ]
}

/// The opinion on one point: what its rules found, how many found nothing, and which could not be judged.
fn opinion(review: &Review<'_>, own: &[Row<'_>], point: ReviewPoint, locale: Locale) -> String {
    let fed: Vec<&Row<'_>> =
        own.iter().filter(|row| row.rule.point == point && row.verdict != Verdict::Notice).collect();
    if fed.is_empty() {
        return words::BY_HAND_NO_RULE.get(locale).to_owned();
    }
    let passed = fed.iter().filter(|row| row.verdict == Verdict::Passed).count();
    let mut lines: Vec<String> = fed.iter().flat_map(|row| lines(review, row, locale)).collect();
    if let Some(why) = fed.iter().find_map(|row| row.nothing) {
        lines.push(format!("{}{}{}", words::UNDECIDED.get(locale), words::COLON.get(locale), why.get(locale)));
    }
    if lines.is_empty() {
        lines.push(words::NOTHING_FOUND.fill(locale, &[("n", &passed.to_string())]));
    }
    let left_out: usize = fed.iter().map(|row| row.left_out).sum();
    if left_out > 0 {
        lines.push(words::DOUBTFUL_NOT_LISTED.fill(locale, &[("n", &left_out.to_string())]));
    }
    lines.join("\n")
}
