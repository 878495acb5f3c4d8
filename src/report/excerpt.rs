//! One project of a table as a text of its own, quoted from the source line by line, for a short link.

use crate::model::{Cell, Table};
use crate::source::Source;
use crate::span::{Origin, Span};
use crate::walk;

/// The head of the table and the lines of one project; `None` where there is no such project.
///
/// Whole lines are quoted, so that the reader sees the same as in the whole text; lines of other projects that share a
/// line with this one come along.
pub fn excerpt(source: &Source, table: &Table, project: usize) -> Option<String> {
    let at = table.projects().nth(project)?;
    let first = at.project.anchor()?.start();
    let next = table.projects().nth(project + 1).and_then(|next| next.project.anchor()).map(Origin::start);
    let last = walk::fields(table)
        .filter(|(subject, _)| subject.project() == Some(project))
        .map(|(_, origin)| origin.end())
        .max()?;
    let begins = table.projects().next().and_then(|at| at.project.anchor()).map_or(first, Origin::start);
    let head = table.labels.iter().filter(|span| span.end <= begins).map(|span| span.end).max();
    let mut text = String::new();
    let lines = |from: u32, to: u32, text: &mut String| {
        for line in source.position(from).line..=source.position(to.saturating_sub(1).max(from)).line {
            let Some(span) = source.line(line) else { break };
            // The total and other units would no longer add up: their lines stay behind.
            if !source.slice(span).trim().is_empty() && !holds_amounts_of_others(table, span, project) {
                text.push_str(source.slice(span));
                text.push('\n');
            }
        }
    };
    if let Some(head) = head.filter(|_| first > 0) {
        lines(0, head, &mut text);
    }
    lines(first, next.map_or(last, |next| last.min(next)), &mut text);
    Some(text)
}

/// Whether a line holds the total or a unit's subtotal.
fn holds_amounts_of_others(table: &Table, line: Span, _: usize) -> bool {
    let totals = std::iter::once(&table.total).chain(table.units.iter().map(|unit| &unit.amounts));
    totals.filter_map(|amounts| amounts.total.origin()).any(|origin| line.contains(origin.start()))
        && !matches!(table.total.total, Cell::Absent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;

    #[test]
    fn every_project_of_the_sample_reads_the_same_from_its_excerpt() {
        let source = Source::new("", include_str!("../../tests/fixtures/list/guangzhou_2023.txt"));
        let table = parse(&source);
        for at in table.projects() {
            let text = excerpt(&source, &table, at.index).expect("an excerpt");
            let short = parse(&Source::new("", text.clone()));
            let names: Vec<_> = short.projects().map(|at| at.project.name.value().cloned()).collect();
            assert_eq!(names, [at.project.name.value().cloned()], "{text}");
            let project = short.projects().next().expect("one project").project;
            let targets = |project: &crate::model::Project| {
                project.indicators.iter().filter_map(|i| i.target.value().cloned()).collect::<Vec<_>>()
            };
            assert_eq!(targets(project), targets(at.project));
            assert_eq!(project.objective.value(), at.project.objective.value());
            assert_eq!(project.amounts.total.value(), at.project.amounts.total.value());
            assert!(text.len() < 4000);
        }
    }
}
