//! The opinion by category, one per project: objective, output, benefit, satisfaction, and what is to be completed.

use super::document::Block;
use super::{Options, Review, Row, Verdict, by_subject, form, head, rows, said, table, words};
use crate::i18n::Locale;
use crate::model::Category;
use crate::report::questions::{Question, questions};
use crate::rules::{Finding, Subject};
use crate::strings;
use crate::walk::ProjectAt;

/// The five parts of an opinion, in their order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Objective,
    Output,
    Benefit,
    Satisfaction,
    Completion,
}

impl Part {
    const ALL: [Self; 5] = [Self::Objective, Self::Output, Self::Benefit, Self::Satisfaction, Self::Completion];

    /// The part that speaks of indicators of a category. Costs stand under output, so that the five headings never change.
    const fn of(category: Category) -> Self {
        match category {
            Category::Cost | Category::Output => Self::Output,
            Category::Benefit => Self::Benefit,
            Category::Satisfaction => Self::Satisfaction,
        }
    }
}

/// A sheet about the whole table, then one opinion per project. What may be asked stands below the five parts where it
/// is wanted: on the sheet that is printed and filed there are five and no more.
pub(super) fn blocks(reviews: &[Review<'_>], options: &Options, with_questions: bool) -> Vec<Block> {
    let options = &Options { only_failed: false, ..options.clone() };
    let mut blocks = Vec::new();
    for review in reviews {
        let rows = rows(review, options);
        blocks.extend(form::front(review, &rows, words::OPINION, options));
        let by_subject = by_subject(&rows);
        let asked = questions(review.source, review.analysis, options.only_firm, options.locale);
        for at in &review.projects {
            let own = by_subject.get(&Subject::Project(at.index)).copied().unwrap_or_default();
            let asked = asked.projects.get(at.index).filter(|asked| with_questions && !asked.is_empty());
            blocks.extend(opinion(review, at, own, asked.map_or(&[], Vec::as_slice), options));
        }
    }
    blocks
}

fn opinion(
    review: &Review<'_>,
    at: &ProjectAt<'_>,
    own: &[Row<'_>],
    asked: &[Question],
    options: &Options,
) -> Vec<Block> {
    let locale = options.locale;
    let (unit, project) = table::names(review, Subject::Project(at.index), locale);
    let budget = at.project.amounts.total.value().and_then(|amount| head::in_ten_thousand_yuan(*amount));
    let fields = [
        (words::PROJECT_NAME, project),
        (words::PROJECT_UNIT, unit),
        (words::BUDGET, budget.unwrap_or_else(|| strings::NO_AMOUNT.get(locale).to_owned())),
    ];
    let mut blocks = vec![
        Block::Title(words::OPINION.get(locale).to_owned()),
        Block::Fields(fields.map(|(label, value)| (label.get(locale).to_owned(), value)).into()),
    ];
    let of_review = || own.iter().filter(|row| row.verdict != Verdict::Notice);
    for (part, heading) in Part::ALL.into_iter().zip(words::PARTS) {
        let findings = of_review().flat_map(|row| &row.findings).filter(|finding| part_of(review, at, finding) == part);
        let mut lines: Vec<String> = findings.map(|finding| said::sentence(review, finding, locale)).collect();
        if part == Part::Completion {
            let open = of_review().filter(|row| !row.undecided.is_empty());
            lines.extend(open.map(|row| said::undecided(row, locale)));
            let left_out: usize = of_review().map(|row| row.left_out).sum();
            if left_out > 0 {
                lines.push(words::DOUBTFUL_NOT_LISTED.fill(locale, &[("n", &left_out.to_string())]));
            }
        }
        if lines.is_empty() {
            lines.push(nothing(at, own, part, locale).to_owned());
        }
        if part == Part::Objective {
            lines.push(words::OBJECTIVE_BY_HAND.get(locale).to_owned());
        }
        blocks.push(Block::Heading(heading.get(locale).to_owned()));
        blocks.push(Block::List(lines));
    }
    if !asked.is_empty() {
        blocks.push(Block::Heading(strings::QUESTIONS.get(locale).to_owned()));
        blocks.push(Block::List(asked.iter().map(|question| question.sentence(review.analysis, locale)).collect()));
    }
    blocks.push(Block::Paragraph(head::foot(review, options)));
    blocks.push(Block::Paragraph(strings::DISCLAIMER.get(locale).to_owned()));
    blocks
}

/// Where a finding is spoken of: with its indicator, with the objective it stands in, else among what is to be completed.
fn part_of(review: &Review<'_>, at: &ProjectAt<'_>, finding: &Finding) -> Part {
    if let Some(at) = review.indicator(finding.subject) {
        return at.indicator.category.value().map_or(Part::Completion, |category| Part::of(*category));
    }
    let is_in_objective =
        at.project.objective.origin().is_some_and(|objective| objective.contains(finding.origin.start()));
    if is_in_objective && finding.rule.code.group() != 'A' { Part::Objective } else { Part::Completion }
}

/// What a part without findings says. It passed only where there was something that could be judged.
fn nothing(at: &ProjectAt<'_>, own: &[Row<'_>], part: Part, locale: Locale) -> &'static str {
    let has_indicators =
        at.project.indicators.iter().any(|of| of.category.value().is_some_and(|category| Part::of(*category) == part));
    // Group C judges single indicators; where all of it was undecided nothing is known.
    let is_judged = own.iter().any(|row| row.rule.code.group() == 'C' && row.verdict == Verdict::Passed);
    let text = match part {
        Part::Completion => words::NOTHING_TO_ADD,
        Part::Objective if at.project.objective.read().is_none() => words::NO_OBJECTIVE,
        Part::Objective => words::NO_FINDING,
        _ if !has_indicators => words::NO_SUCH_INDICATOR,
        _ if !is_judged => words::ALL_UNDECIDED,
        _ => words::NO_FINDING,
    };
    text.get(locale)
}
