//! Findings by rule and unit: a table, since what counts in it are its numbers.

use std::cmp::Reverse;

use super::ground::Ground;
use super::{Picture, words};
use crate::i18n::{Locale, Text};
use crate::report::markup::Markup;
use crate::rules::{Confidence, RULES, Rule, Subject};
use crate::strings;

/// So many units have a column; the others are counted in one.
const UNITS: usize = 8;

/// One rule with its counts.
struct Line {
    rule: &'static Rule,
    of_table: usize,
    of_units: Vec<usize>,
    doubtful: usize,
}

impl Line {
    fn all(&self) -> usize {
        self.of_table + self.of_units.iter().sum::<usize>()
    }
}

/// The picture.
pub(super) fn picture(ground: &Ground<'_>) -> Picture {
    let lines = lines(ground);
    let table = &ground.analysis.table;
    let columns = columns(&lines, table.units.len());
    let has_table = lines.iter().any(|line| line.of_table > 0);
    let mut heads = ground.heads(&[words::RULE]);
    for unit in &columns {
        let name = table.units.get(*unit).and_then(|unit| unit.name.value()).cloned();
        heads.push(name.unwrap_or_else(|| strings::place(Subject::Unit(*unit), ground.locale)));
    }
    let others = table.units.len() - columns.len();
    if others > 0 {
        heads.push(ground.fill(words::OTHER_UNITS, &[("n", &others.to_string())]));
    }
    if has_table {
        heads.push(strings::place(Subject::Document, ground.locale));
    }
    heads.extend(ground.heads(&[words::ALL, words::OF_THEM_DOUBTFUL]));
    let row = |name: String, lines: &[&Line]| {
        let count = |of: &dyn Fn(&Line) -> usize| lines.iter().map(|line| of(line)).sum::<usize>();
        let of_unit = |line: &Line, unit: usize| line.of_units.get(unit).copied().unwrap_or(0);
        let mut counts: Vec<usize> = columns.iter().map(|unit| count(&|line| of_unit(line, *unit))).collect();
        if others > 0 {
            let shown: usize = counts.iter().sum();
            counts.push(count(&|line| line.of_units.iter().sum()) - shown);
        }
        if has_table {
            counts.push(count(&|line| line.of_table));
        }
        counts.extend([count(&Line::all), count(&|line| line.doubtful)]);
        [vec![name], counts.iter().map(ToString::to_string).collect()].concat()
    };
    let title = |line: &Line| format!("{} {}", line.rule.code, ground.say(line.rule.title));
    let mut rows: Vec<Vec<String>> = lines.iter().map(|line| row(title(line), &[line])).collect();
    if !rows.is_empty() {
        rows.push(row(ground.say(words::ALL).to_owned(), &lines.iter().collect::<Vec<_>>()));
    }
    Picture {
        key: "totals",
        title: ground.say(words::TOTALS).to_owned(),
        summary: summary(&lines, ground.locale),
        notes: Vec::new(),
        drawing: Markup::default(),
        heads,
        rows,
    }
}

/// The rules that found something, in report order.
fn lines(ground: &Ground<'_>) -> Vec<Line> {
    let units = ground.analysis.table.units.len();
    let of_review = RULES.iter().filter(|rule| !rule.is_reading_notice());
    let empty = |rule: &'static Rule| Line { rule, of_table: 0, of_units: vec![0; units], doubtful: 0 };
    let mut lines: Vec<Line> = of_review.map(|rule| empty(rule)).collect();
    for finding in &ground.analysis.findings {
        let Some(line) = lines.iter_mut().find(|line| line.rule == finding.rule) else { continue };
        let unit = match finding.subject {
            Subject::Document => None,
            Subject::Unit(unit) => Some(unit),
            of => of.project().and_then(|project| ground.projects.get(project)).map(|at| at.unit),
        };
        match unit.and_then(|unit| line.of_units.get_mut(unit)) {
            Some(count) => *count += 1,
            None => line.of_table += 1,
        }
        line.doubtful += usize::from(finding.confidence == Confidence::Doubtful);
    }
    lines.retain(|line| line.all() > 0);
    lines
}

/// The units that have a column: those with most findings, in the order of the table.
fn columns(lines: &[Line], units: usize) -> Vec<usize> {
    let mut all = vec![0; units];
    for line in lines {
        for (sum, count) in all.iter_mut().zip(&line.of_units) {
            *sum += count;
        }
    }
    let mut columns: Vec<usize> = (0..units).collect();
    columns.sort_by_key(|unit| Reverse(all.get(*unit).copied()));
    columns.truncate(UNITS);
    columns.sort_unstable();
    columns
}

fn summary(lines: &[Line], locale: Locale) -> String {
    let Some(most) = lines.iter().max_by_key(|line| (line.all(), Reverse(line.rule.code))) else {
        return words::TOTALS_NOTHING.get(locale).to_owned();
    };
    let fill = |text: Text, values: &[(&str, String)]| {
        text.fill(locale, &values.iter().map(|(key, value)| (*key, value.as_str())).collect::<Vec<_>>())
    };
    fill(
        words::TOTALS_SUMMARY,
        &[
            ("rules", lines.len().to_string()),
            ("all", lines.iter().map(Line::all).sum::<usize>().to_string()),
            ("doubtful", lines.iter().map(|line| line.doubtful).sum::<usize>().to_string()),
            ("title", most.rule.title.get(locale).to_owned()),
            ("most", most.all().to_string()),
        ],
    )
}
