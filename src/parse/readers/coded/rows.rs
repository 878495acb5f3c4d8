//! A row of a flat table whose rows begin with the code of a unit: name and target, told by the type of the value and by how
//! wide the lines of the columns are.

use std::collections::BTreeSet;

use super::super::width;
use super::heads::Heads;
use super::items::{Item, Kind, Labels};
use crate::lexicon;
use crate::parse::readers::rows::Row;
use crate::parse::sheet::{Run, Sheet};

/// How wide the lines of some columns are, in halves of a full-width character, and which names rows have.
pub(super) struct Widths {
    /// Full lines of names.
    pub(super) name: usize,
    /// Full lines of what explains an indicator, right behind the target.
    pub(super) explanation: usize,
    /// What the column of the units of targets holds at least.
    unit: usize,
    /// Whether explanations are always wider than the column of units.
    are_wide: bool,
    /// The names of rows that no page parts.
    pub(super) names: BTreeSet<String>,
    /// The lines of those names behind their first ones.
    pub(super) name_rests: BTreeSet<String>,
    /// The lines behind the targets of those rows.
    pub(super) explanations: BTreeSet<String>,
}

/// A row that was found.
pub(super) struct Found {
    pub(super) of: Row,
    pub(super) name: String,
    /// How wide the last line of its name is.
    pub(super) last: usize,
    /// How many lines its name has, and how many of a cell stand behind its target at least.
    pub(super) lines: (usize, usize),
    /// Whether it is told where its target ends.
    pub(super) is_told: bool,
    /// Whether lines tell nothing of its cells.
    pub(super) is_dispersed: bool,
}

/// The full lines fill their column but for a character that did not fit, or a mark that may not begin a line.
const SLACK: usize = 2;

impl Widths {
    pub(super) fn of(sheet: &Sheet<'_>, items: &[Item], heads: &Heads) -> Self {
        let (mut full, mut behind, mut narrow) = (Vec::new(), Vec::new(), 0_usize);
        let [mut names, mut name_rests, mut explanations] = [BTreeSet::new(), BTreeSet::new(), BTreeSet::new()];
        let text = |line: &Item| sheet.folded(line.run.clone());
        let mut begins_page =
            items.iter().filter(|item| !matches!(item.kind, Kind::Line)).skip(1).map(|item| item.begins_page);
        for own in items.split(|item| !matches!(item.kind, Kind::Line)).skip(1) {
            let ends_page = begins_page.next().unwrap_or_default();
            let is_whole = !ends_page && !own.iter().any(|line| line.begins_page) && !is_dispersed(own);
            let Some(kind) = kind(sheet, own).filter(|_| is_whole) else { continue };
            let name = own.get(..kind).unwrap_or_default();
            full.extend(name.split_last().into_iter().flat_map(|(_, full)| full).map(|line| line_width(sheet, line)));
            names.insert(name.iter().map(text).collect());
            name_rests.extend(name.iter().skip(1).map(text));
            let numbers = numbers(sheet, own, kind + 1);
            // Behind the number stands its unit, behind that the first line of the explanation.
            let second = own.get(numbers + 1).filter(|_| numbers > kind + 1 && own.len() > numbers + 2);
            behind.extend(second.map(|line| line_width(sheet, line)));
            // Behind a unit that does not fill its column.
            let is_short = own.get(numbers).is_some_and(|unit| line_width(sheet, unit) + SLACK <= heads.unit);
            narrow += usize::from(is_short && second.is_some_and(|line| line_width(sheet, line) <= heads.unit + SLACK));
            explanations.extend(own.iter().skip(numbers + 1).map(text));
        }
        let place = |widths: Vec<usize>, share: usize| {
            let widths = crate::order::sorted(widths, |width| *width as u128);
            widths.get(widths.len() * share / 4).copied().unwrap_or_default()
        };
        let (name, explanation) = (place(full, 3), place(behind, 2));
        let are_wide = narrow == 0;
        Self { name, explanation, unit: heads.unit, are_wide, names, name_rests, explanations }
    }

    /// Whether a line can be the first one of an explanation of several lines.
    fn explains(&self, sheet: &Sheet<'_>, line: &Item) -> bool {
        line_width(sheet, line) + SLACK >= self.explanation
    }

    /// Whether nothing more fits on the last line of a name.
    pub(super) fn fills_name(&self, last: usize) -> bool {
        last + SLACK + 1 > self.name
    }
}

pub(super) fn line_width(sheet: &Sheet<'_>, line: &Item) -> usize {
    width(&sheet.folded(line.run.clone()))
}

/// Whether a tool has put most characters on lines of their own: such lines tell nothing of cells.
pub(super) fn is_dispersed(lines: &[Item]) -> bool {
    const FEWEST: usize = 6;
    lines.len() >= FEWEST && lines.iter().filter(|line| line.run.len() == 1).count() * 2 > lines.len()
}

/// Which line is the type of the value: an operator, or 定性.
fn kind(sheet: &Sheet<'_>, lines: &[Item]) -> Option<usize> {
    let is_kind = |line: &Item| {
        let text = sheet.folded(line.run.clone());
        is_operator(&text) || is_word(&text)
    };
    lines.iter().position(is_kind).filter(|kind| *kind > 0)
}

fn is_operator(text: &str) -> bool {
    crate::parse::readers::rows::is_operator(text)
}

fn is_word(text: &str) -> bool {
    matches!(text, "定性" | "定量") || lexicon::KINDS.contains(&text)
}

/// Behind the lines of a number, from one of them on.
fn numbers(sheet: &Sheet<'_>, lines: &[Item], from: usize) -> usize {
    const MOST: usize = 8;
    let is_number = |line: &&Item| {
        line.run.clone().all(|at| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit() || matches!(ch, '.' | ',')))
    };
    from + lines.iter().skip(from).take(MOST).take_while(is_number).count()
}

/// A row, from the lines behind its labels on its page.
pub(super) fn row(sheet: &Sheet<'_>, labels: &Labels, lines: &[Item], widths: &Widths) -> Option<Found> {
    let kind = kind(sheet, lines)?;
    let run = |of: &[Item]| Some(of.first()?.run.start..of.last()?.run.end);
    let own = lines.get(..kind)?;
    let name = run(own)?;
    let numbers = numbers(sheet, lines, kind + 1);
    let has_number = numbers > kind + 1;
    let (from, until, is_told) = if has_number {
        let (unit, is_told) = unit(sheet, lines, numbers, widths);
        (kind, unit, is_told)
    } else {
        let (end, is_told) = words(sheet, lines, kind + 1, widths);
        (kind + 1, end, is_told)
    };
    let target = lines.get(from..until).and_then(run);
    let kind_alone: Option<Run> = lines.get(kind..from).and_then(run);
    let other = kind_alone.into_iter().chain(lines.get(until..).and_then(run)).collect();
    let is_dispersed = is_dispersed(lines);
    let is_told = is_told && target.is_some() && !is_dispersed;
    // The last line of a name is full where lines tell nothing.
    let last = own.last().map_or(0, |last| if is_dispersed { widths.name } else { line_width(sheet, last) });
    // Two cells stand behind the target.
    let behind = if is_dispersed { 0 } else { lines.len().saturating_sub(until).div_ceil(2) };
    let text = sheet.folded(name.clone());
    let of = Row { name: Some(name), target, other, levels: labels.levels(), ..Row::default() };
    Some(Found { of, name: text, last, lines: (own.len(), behind), is_told, is_dispersed })
}

/// Where the unit behind a number ends, and whether that is told.
fn unit(sheet: &Sheet<'_>, lines: &[Item], from: usize, widths: &Widths) -> (usize, bool) {
    /// A mark of an explanation.
    const MARKS: [char; 4] = ['。', ',', ';', ':'];
    let Some(own) = lines.get(from) else { return (from, false) };
    if widths.explains(sheet, own) {
        return (from, true);
    }
    let Some(next) = lines.get(from + 1).filter(|next| !widths.explains(sheet, next)) else { return (from + 1, true) };
    // A unit that fills its column may go on.
    let is_full = line_width(sheet, own) + SLACK > widths.unit;
    let is_other = line_width(sheet, next) > widths.unit + SLACK || sheet.folded(next.run.clone()).contains(MARKS);
    if !is_full || is_other {
        return (from + 1, true);
    }
    // It does where nothing so narrow explains an indicator.
    let goes_on = widths.are_wide && lines.get(from + 2).is_some_and(|line| widths.explains(sheet, line));
    (from + if goes_on { 2 } else { 1 }, goes_on)
}

/// Where a target in words ends: before the first line that only an explanation can be.
fn words(sheet: &Sheet<'_>, lines: &[Item], from: usize, widths: &Widths) -> (usize, bool) {
    const MOST: usize = 6;
    let count = lines.iter().skip(from).take(MOST).take_while(|line| !widths.explains(sheet, line)).count();
    let end = from + count;
    (end, count > 0 && end < lines.len() && count < MOST)
}
