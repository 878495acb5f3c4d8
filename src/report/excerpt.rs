//! One project of a table as a text of its own, quoted from the source line by line, for a short link.

use crate::model::{SpendingUnit, Table};
use crate::rules::Subject;
use crate::source::Source;
use crate::span::{Origin, Span};
use crate::walk;

/// The head of the table and the lines of one project; `None` where there is no such project.
///
/// Whole lines are quoted, so that the reader sees the same as in the whole text; where several projects share a line, only
/// the project's part of it. The total and the subtotals of units stay behind: they would no longer add up.
pub fn excerpt(source: &Source, table: &Table, project: usize) -> Option<String> {
    let is_own = |subject: Subject| subject.project() == Some(project);
    let of_projects = || walk::fields(table).filter(|(subject, _)| subject.project().is_some());
    let own = || of_projects().filter(|(subject, _)| is_own(*subject)).map(|(_, origin)| origin);
    let (first, last) = (own().map(Origin::start).min()?, own().map(Origin::end).max()?);
    let sums = table.units.iter().filter_map(SpendingUnit::anchor).chain(table.total.anchor());
    let begins = of_projects().map(|(_, origin)| origin).chain(sums).map(Origin::start).min()?;
    // "合计" names the sum behind it, which stays behind.
    let total = table.total.anchor().map_or(0, Origin::start);
    let names_total = |end: u32| end <= total && source.slice(Span::new(end, total)).trim().is_empty();
    let labels = table.labels.iter().map(|span| span.end);
    let head = labels.filter(|end| *end <= begins && !names_total(*end)).max();
    let mut text = String::new();
    if let Some(head) = head.filter(|_| first > 0) {
        quote(source, table, Span::new(0, head), &|subject| subject != Subject::Document, &mut text);
    }
    quote(source, table, Span::new(first, last), &|subject| !is_own(subject), &mut text);
    Some(text)
}

/// Appends the lines of a stretch. Of a line that others share, only what lies in the stretch; no line with others' money.
fn quote(source: &Source, table: &Table, part: Span, is_other: &dyn Fn(Subject) -> bool, text: &mut String) {
    let others = walk::fields(table).filter(|(subject, _)| is_other(*subject)).map(|(_, origin)| origin);
    let others: Vec<Span> = others.flat_map(Origin::spans).collect();
    let sums = std::iter::once(&table.total).chain(table.units.iter().map(|unit| &unit.amounts));
    let sums: Vec<u32> = sums.filter_map(|amounts| Some(amounts.anchor()?.start())).collect();
    for line in source.position(part.start).line..=source.position(part.end.saturating_sub(1)).line {
        let Some(mut span) = source.line(line) else { break };
        if others.iter().any(|other| span.start <= other.start && other.end <= part.start) {
            span.start = span.start.max(part.start);
        }
        if others.iter().any(|other| part.end <= other.start && other.end <= span.end) {
            span.end = span.end.min(part.end);
        }
        if !source.slice(span).trim().is_empty() && !sums.iter().any(|sum| span.contains(*sum)) {
            text.push_str(source.slice(span));
            text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;

    /// What a card shows of a project.
    fn card(project: &crate::model::Project) -> impl PartialEq + std::fmt::Debug {
        let indicators = project.indicators.iter();
        let indicators: Vec<_> = indicators
            .map(|of| (of.name.value().cloned(), of.target.value().cloned(), of.category.value().copied()))
            .collect();
        (
            project.name.value().cloned(),
            project.amounts.total.value().copied(),
            project.objective.value().cloned(),
            indicators,
        )
    }

    fn each_project_reads_the_same(name: &str, text: &str) {
        let source = Source::new("", text);
        let table = parse(&source);
        for at in table.projects() {
            let text = excerpt(&source, &table, at.index).expect("an excerpt");
            let short = parse(&Source::new("", text.clone()));
            let cards: Vec<_> = short.projects().map(|at| card(at.project)).collect();
            assert_eq!(cards, [card(at.project)], "{name}, project {}:\n{text}", at.index + 1);
        }
    }

    #[test]
    fn every_project_of_the_sample_reads_the_same_from_its_excerpt() {
        let text = include_str!("../../tests/fixtures/list/guangzhou_2023.txt");
        each_project_reads_the_same("guangzhou_2023", text);
        let source = Source::new("", text);
        let table = parse(&source);
        let lengths = table.projects().filter_map(|at| Some(excerpt(&source, &table, at.index)?.len()));
        assert!(lengths.max() < Some(4000));
    }

    #[test]
    fn projects_that_share_lines_are_told_apart() {
        for name in ["clean", "no_line_breaks", "one_cell_per_line", "several_units", "page_break_inside_a_name"] {
            let file = format!("tests/fixtures/list/{name}.txt");
            each_project_reads_the_same(name, &std::fs::read_to_string(file).expect("a fixture"));
        }
    }
}
