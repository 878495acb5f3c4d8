//! Forms with four targets per indicator (L7): 评价标准 优, 良, 中, 差, of which 优 is the target; their cells are glued.
//!
//! Four values in a row are what survives of a row: before them stand name and description, behind them the basis.

use super::glue::value_at;
use super::rows::{self, Levels, Row};
use crate::lexicon::{self, Column};
use crate::model::{Cell, Layout, Project, SpendingUnit, Table};
use crate::parse::fold::{Folded, Gap, Ink};
use crate::parse::furniture;
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;

/// The heads of the four grades.
const GRADES: &[&str] = &["优良中差"];
/// How what follows the grades, the basis of the standard, ends.
const BASES: &[&str] = &["评价", "规定", "确定", "文件", "标准"];

/// Reads a form with four grades.
pub(crate) fn read(source: &Source, folded: &Folded) -> Table {
    let whole = Sheet::new(source, folded.inks());
    let readings = readings(&whole);
    let inks: Vec<Ink> = furniture::without(folded.inks(), &readings).into_owned();
    let mut sheet = Sheet::new(source, inks);
    let mut table = Table { layout: Layout::ProjectPerBlock, ..Table::default() };
    table.furniture = readings
        .iter()
        .filter_map(|run| whole.origin(run.clone()))
        .flat_map(|o| o.spans().collect::<Vec<_>>())
        .collect();
    let mut unit = SpendingUnit::default();
    let mut from = 0;
    while let Some(grades) = sheet.find_any(from..sheet.len(), GRADES) {
        let end = sheet.find_any(grades.end..sheet.len(), GRADES).map_or(sheet.len(), |next| next.start);
        let mut project = above(&mut sheet, from..grades.start, &mut table);
        sheet.label(grades.clone());
        project.indicators = indicators(&mut sheet, grades.end..end);
        unit.projects.push(project);
        from = grades.end;
    }
    let rows: usize = unit.projects.iter().map(|project| project.indicators.len()).sum();
    if rows == 0 {
        return Table::default();
    }
    table.units.push(unit);
    (table.labels, table.unclaimed) = sheet.finish();
    table
}

/// Readings in brackets that mirrors put behind traditional characters (D35): "項(xiàng)", and what is left of one.
fn readings(sheet: &Sheet<'_>) -> Vec<Run> {
    const LONGEST: usize = 8;
    let letter = |at: usize| sheet.ch(at).is_some_and(|ch| ch.is_alphabetic() && u32::from(ch) < 0x300);
    let mut found = Vec::new();
    let mut at = 0;
    while at < sheet.len() {
        let open = matches!(sheet.ch(at), Some('(' | '?'));
        let end =
            (at + 1..at + LONGEST).find(|&at| !letter(at)).filter(|&end| end > at + 1 && sheet.ch(end) == Some(')'));
        match end.filter(|_| open && at > 0) {
            Some(end) => {
                let start =
                    (0..=at).rev().take_while(|&at| matches!(sheet.ch(at), Some('(' | '?'))).last().unwrap_or(at);
                found.push(start..end + 1);
                at = end + 1;
            }
            None => at += 1,
        }
    }
    found
}

/// Title, name and objective above the heads of the grades.
fn above(sheet: &mut Sheet<'_>, run: Run, table: &mut Table) -> Project {
    let mut project = Project::default();
    let Some(form) = sheet.find_any(run.clone(), &["绩效目标表绩效目标"]) else { return project };
    let heads = sheet.find_any(form.end..run.end, &["绩效指标分类", "效指标分类", "绩效指标"]);
    let heads = heads.map_or(run.end, |heads| heads.start);
    let objective = sheet.trim(form.end..heads, |ch| ch == '?');
    // The name stands behind its ordinal, the title of the whole document before it.
    let ordinal = (run.start..form.start)
        .rev()
        .find(|&at| sheet.ch(at) == Some('、') && at > 0 && sheet.ch(at - 1).is_some_and(|ch| ch.is_ascii_digit()));
    if let Some(mark) = ordinal {
        let start = (run.start..mark).rev().take_while(|&at| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit())).last();
        let start = start.unwrap_or(mark);
        project.name = sheet.cell(mark + 1..form.start);
        sheet.label(start..mark + 1);
        let line = sheet.line_start(start, run.start);
        let page = sheet.after_any(line, &["1、"]).filter(|&page| page < start).unwrap_or(line);
        let titled = sheet.find_any(page..start, &["绩效目标"]).is_some() && sheet.gap(start) != Gap::None;
        if titled && matches!(table.title, Cell::Absent) {
            table.title = sheet.cell(page..start);
            if let Some((run, year)) = crate::parse::head::printed_year(sheet, page..start) {
                table.budget_year = sheet.cell_of(run, year);
            }
        }
    }
    sheet.label(form);
    project.objective = sheet.cell(objective);
    sheet.label(heads..run.end);
    project
}

/// The rows behind the heads: each has four values.
fn indicators(sheet: &mut Sheet<'_>, run: Run) -> Vec<crate::model::Indicator> {
    const SHORTEST_NAME: usize = 3;
    const GRADES: usize = 4;
    let mut found = Vec::new();
    let mut levels = Levels::default();
    let mut start = run.start;
    let mut at = run.start;
    while at < run.end {
        if let Some((level, end)) = rows::level(sheet, at).filter(|(level, _)| level.is_first() && at < start + 40) {
            levels.take(level, at..end, Some(Column::Level1), None);
            (start, at) = (end, end + SHORTEST_NAME);
            continue;
        }
        let mut ends = Vec::new();
        let mut end = at;
        while ends.len() < GRADES
            && let Some(value) = value_at(sheet, end, run.end)
        {
            end = value.end;
            ends.push(end);
        }
        let Some(first) = ends.first().copied().filter(|_| ends.len() == GRADES) else {
            at += 1;
            continue;
        };
        if let Some(name) = name(sheet, start..at) {
            sheet.label(name..at);
            sheet.label(first..end);
            let row =
                Row { name: Some(start..name), target: Some(at..first), levels: levels.clone(), ..Row::default() };
            found.push(row.read(sheet, &levels));
        }
        start = basis(sheet, end..run.end);
        sheet.label(end..start);
        at = start;
    }
    found
}

/// Where the name before a description ends: as names of numbers do.
fn name(sheet: &Sheet<'_>, run: Run) -> Option<usize> {
    let ends = |at: usize| sheet.ch(at).is_some_and(|ch| lexicon::NUMBER_NAMES.contains(&ch));
    let last = run.clone().find(|&at| ends(at) && !ends(at + 1))?;
    Some(sheet.after(last + 1, "(%)").unwrap_or(last + 1).min(run.end))
}

/// Where the basis of the standard ends and the next name begins.
fn basis(sheet: &Sheet<'_>, run: Run) -> usize {
    const LONGEST: usize = 30;
    let label = run.clone().take(LONGEST).find(|&at| rows::level(sheet, at).is_some_and(|(level, _)| level.is_first()));
    let until = label.unwrap_or(run.end.min(run.start + LONGEST));
    let ends = sheet.find_any(run.start..until, &["标准评价"]).or_else(|| sheet.find_any(run.start..until, BASES));
    label.or(ends.map(|found| found.end)).unwrap_or(run.start)
}
