//! The rests of cells that a page break has parted, on top of the next page: those of the project first, then those of its last
//! row, each column after the other. What may go on and cannot be told from what stands beside it is unsure.

use super::items::{Item, Labels};
use super::rows::{Found, Widths, is_dispersed, line_width};
use crate::parse::sheet::{Run, Sheet};

/// A cell of which nobody can tell whether it is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Name,
    Level,
    Project,
    Objective,
}

/// What stands on top of a page.
#[derive(Default)]
pub(super) struct Top {
    pub(super) objective: Option<Run>,
    pub(super) level: Option<Run>,
    pub(super) name: Option<Run>,
    /// What goes on of cells that are left alone.
    pub(super) others: Option<Run>,
    pub(super) unsure: Vec<Part>,
    /// Whether only looks tell that the name goes on so.
    pub(super) by_looks: bool,
}

/// What is open of a project.
#[derive(Default)]
pub(super) struct Open {
    /// Whether its objective may go on.
    goes_on: bool,
    /// How wide the lines of its objective are.
    width: usize,
    /// How many lines name and objective have on the first page, and whether the last one of the name is full.
    lines: (usize, usize),
    is_name_full: bool,
}

/// What an objective ends with.
const STOPS: [char; 2] = ['。', '!'];

impl Open {
    pub(super) fn of(sheet: &Sheet<'_>, name: &[Item], objective: &[Item]) -> Self {
        let widest = |lines: &[Item]| lines.iter().map(|line| line_width(sheet, line)).max().unwrap_or_default();
        let last = name.last().map_or(0, |last| line_width(sheet, last));
        let goes_on = objective.last().is_some_and(|last| !stops(sheet, last));
        let is_name_full = last + 3 > widest(name);
        Self { goes_on, width: widest(objective), lines: (name.len(), objective.len()), is_name_full }
    }

    /// Tells what the lines on top of a page are, behind a row.
    pub(super) fn top(
        &mut self,
        sheet: &Sheet<'_>,
        widths: &Widths,
        (labels, row): (&Labels, &Found),
        lines: &[Item],
    ) -> Top {
        let mut top = Top::default();
        let (names, goals) = std::mem::take(&mut self.lines);
        if self.goes_on && self.is_name_full && names > 0 && names + 1 >= goals {
            top.unsure.extend([Part::Project, Part::Objective]);
        }
        let (mut at, is_told) = self.objective(sheet, widths, lines, &mut top);
        if let Some(rest) = &labels.rest {
            let count = (1..=2).find(|count| text(sheet, lines, at, *count) == *rest).filter(|_| is_told);
            match count {
                Some(count) => {
                    top.level = run(lines, at, at + count);
                    at += count;
                }
                None => top.unsure.push(Part::Level),
            }
        }
        let more = if is_told { name(sheet, widths, row, lines.get(at..).unwrap_or_default()) } else { None };
        match more {
            Some((count, by_looks)) => {
                top.name = run(lines, at, at + count);
                top.by_looks = by_looks;
                at += count;
            }
            None if widths.fills_name(row.last) || !is_balanced(&row.name) => top.unsure.push(Part::Name),
            None => {}
        }
        top.others = run(lines, at, lines.len());
        top
    }

    /// How many lines are of the objective, and whether that is told.
    fn objective(&mut self, sheet: &Sheet<'_>, widths: &Widths, lines: &[Item], top: &mut Top) -> (usize, bool) {
        let other = widths.name.max(widths.explanation) + 3;
        let is_wide = is_dispersed(lines) || lines.first().is_some_and(|first| line_width(sheet, first) > other);
        if !self.goes_on {
            // Only an objective has lines so wide, though a sentence of it has ended.
            if is_wide {
                top.unsure.push(Part::Objective);
            }
            return (0, !is_wide);
        }
        let fits = |line: &&Item| line_width(sheet, line) <= self.width + 1;
        let end = lines.iter().take_while(fits).position(|line| stops(sheet, line));
        let is_open = |end: usize| {
            let is_full = lines.get(end).is_some_and(|line| line_width(sheet, line) + 3 > self.width);
            let next = lines.get(end + 1).map(|next| sheet.folded(next.run.clone()));
            is_full && next.is_some_and(|next| !widths.explanations.contains(&next))
        };
        match end.filter(|end| !is_open(*end) && top.unsure.is_empty() && !is_dispersed(lines)) {
            Some(end) => {
                self.goes_on = false;
                top.objective = run(lines, 0, end + 1);
                (end + 1, true)
            }
            // An objective that ends without a full stop.
            None if lines.is_empty() => (0, true),
            None => {
                top.unsure.push(Part::Objective);
                (0, false)
            }
        }
    }
}

/// How many lines the name of a row goes on for, and whether only their looks tell; `None` where nothing does.
fn name(sheet: &Sheet<'_>, widths: &Widths, row: &Found, lines: &[Item]) -> Option<(usize, bool)> {
    const MOST: usize = 4;
    let own = |line: &Item| sheet.folded(line.run.clone());
    let whole = |count: usize| row.name.clone() + &text(sheet, lines, 0, count);
    let fits = |count: &usize| {
        let own = lines.get(..*count).unwrap_or_default();
        own.len() == *count && own.iter().all(|line| line_width(sheet, line) <= widths.name + 1)
    };
    let counts = || (1..=MOST).take_while(fits);
    if let Some(count) = counts().find(|count| widths.names.contains(&whole(*count))) {
        return Some((count, false));
    }
    if !is_balanced(&row.name) {
        return counts().find(|count| is_balanced(&whole(*count))).map(|count| (count, false));
    }
    let Some(first) = lines.first() else { return Some((0, false)) };
    // All parted cells have as many lines above the break.
    let is_short = row.lines.0 < row.lines.1;
    if is_short || !widths.fills_name(row.last) || line_width(sheet, first) > widths.name + 1 {
        return Some((0, false));
    }
    // Other rows have the same explanations.
    let explains = |line: &Item| widths.explanations.contains(&own(line)) && !widths.name_rests.contains(&own(line));
    let rest = |count: usize| lines.get(count..).unwrap_or_default();
    let count = (0..=MOST).find(|count| rest(*count).iter().all(explains))?;
    let is_known = count == 0 || (rest(0).iter().take(count).all(|line| !explains(line)) && fits(&count));
    (is_known && !is_dispersed(lines) && is_balanced(&whole(count))).then_some((count, count > 0))
}

fn stops(sheet: &Sheet<'_>, line: &Item) -> bool {
    line.run.end.checked_sub(1).and_then(|last| sheet.ch(last)).is_some_and(|ch| STOPS.contains(&ch))
}

fn text(sheet: &Sheet<'_>, lines: &[Item], from: usize, count: usize) -> String {
    lines.iter().skip(from).take(count).map(|line| sheet.folded(line.run.clone())).collect()
}

fn run(lines: &[Item], from: usize, until: usize) -> Option<Run> {
    let own = lines.get(from..until)?;
    Some(own.first()?.run.start..own.last()?.run.end)
}

/// Whether each bracket is closed.
fn is_balanced(text: &str) -> bool {
    let count = |open: char, close: char| text.matches(open).count() == text.matches(close).count();
    count('(', ')') && count('“', '”')
}
