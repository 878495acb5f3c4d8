//! Forms with four targets per indicator (L7): 评价标准 优, 良, 中, 差, of which 优 is the target; their cells are glued.
//!
//! Four values in a row are what survives of a row: before them stand name and description, behind them the basis.

mod cells;
mod grades;
mod late;
mod lines;
mod table;

use super::columns;
use super::glue::{page_ordinals, value_at};
use super::pieces;
use super::rows::{self, Levels, Row};
use crate::grid::Form;
use crate::lexicon::{self, Column};
use crate::model::{Cell, Layout, Project, SpendingUnit, Table};
use crate::parse::fold::{Folded, Gap, Ink};
use crate::parse::furniture;
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;

/// The heads of the four grades.
const GRADES: &[&str] = &["优良中差"];
/// How a part of a document begins: its title stands before the first.
const PARTS: &[&str] = &["第一部分", "第二部分", "第三部分", "第四部分", "第五部分"];
/// How what follows the grades, the basis of the standard, ends.
const BASES: &[&str] = &["评价", "规定", "确定", "文件", "标准"];

/// Reads a form with four grades.
pub(crate) fn read(source: &Source, folded: &Folded) -> Table {
    if let Some(pieces) = pieces::of_cells(source, folded).filter(|pieces| pieces.form == Some(Form::Columns)) {
        let columns = !pieces.is_marked;
        return cells::read(pieces, columns);
    }
    let whole = Sheet::new(source, folded.inks());
    if whole.find_any(0..whole.len(), GRADES).is_none() {
        return Table::default();
    }
    if let Some(pieces) = late::pieces(source, folded) {
        return cells::read(pieces, false);
    }
    // Where cells are late, no other order tells whose they are.
    if late::are_late(source, folded) {
        return Table::default();
    }
    if let Some(pieces) = lines::pieces(source, folded) {
        return pieces.map_or_else(Table::default, |pieces| cells::read(pieces, false));
    }
    // What blanks have kept apart is not glued.
    if columns::is_spread(source.text()) {
        return Table::default();
    }
    let mut readings = readings(&whole);
    let pages = pages(&whole);
    let first = pages.first().and_then(|page| whole.ink(page.end)).map(Ink::span);
    readings.extend(pages);
    readings.sort_unstable_by_key(|run| run.start);
    let mut inks: Vec<Ink> = furniture::without(folded.inks(), &readings).into_owned();
    // Behind the first of them begins the document.
    if let Some(ink) = inks.iter_mut().find(|ink| Some(ink.span()) == first) {
        ink.widen_gap(Gap::Line);
    }
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
        let next = Heading::find(&sheet, grades.end..end).map(|next| next.ordinal.start);
        project.indicators = indicators(&mut sheet, grades.end..next.unwrap_or(end));
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

/// The numbers that a preview page has put before its lines, where none of them is that of a heading.
fn pages(sheet: &Sheet<'_>) -> Vec<Run> {
    const LONGEST: usize = 60;
    let pages = page_ordinals(sheet);
    let is_heading = |page: &Run| {
        let ordinal = Heading::find(sheet, page.start..sheet.len().min(page.end + LONGEST)).map(|found| found.ordinal);
        ordinal.is_some_and(|ordinal| ordinal == *page)
    };
    if pages.iter().any(is_heading) { Vec::new() } else { pages }
}

/// What stands above a form: "1、name绩效目标表绩效目标", "2.2023年name绩效目标表绩效目标".
struct Heading {
    ordinal: Run,
    name: Run,
}

impl Heading {
    /// The first of them in a run.
    fn find(sheet: &Sheet<'_>, run: Run) -> Option<Self> {
        const MOST_DIGITS: usize = 2;
        const LONGEST: usize = 40;
        let form = sheet.find_any(run.clone(), &["绩效目标表绩效目标"])?;
        let is_digit = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit());
        let is_numeral =
            |at: &usize| is_digit(at) || sheet.ch(*at).is_some_and(|ch| "一二三四五六七八九十".contains(ch));
        let ordinal = |mark: usize| {
            let count = (run.start..mark).rev().take(MOST_DIGITS + 1).take_while(is_numeral).count();
            let start = mark - count;
            // "2.5万亩" is no ordinal, "2.2023年" is one.
            let is_year = || sheet.after(mark + 1, "20").is_some_and(|at| is_digit(&at) && is_digit(&(at + 1)));
            let open = start.checked_sub(1).filter(|open| sheet.ch(*open) == Some('('));
            let start = match sheet.ch(mark)? {
                '、' => start,
                '.' if !is_digit(&(mark + 1)) || is_year() => start,
                ')' => open?,
                _ => return None,
            };
            (1..=MOST_DIGITS).contains(&count).then_some(start..mark + 1)
        };
        let from = form.start.saturating_sub(LONGEST).max(run.start);
        let ordinal = (from..form.start).rev().find_map(ordinal)?;
        let name = ordinal.end..form.start;
        // What the document is called stands before the first ordinal.
        sheet.find_any(name.clone(), &["绩效目标", "绩效文本", "部分"]).is_none().then_some(())?;
        Some(Self { ordinal, name })
    }
}

/// Title, name and objective above the heads of the grades.
fn above(sheet: &mut Sheet<'_>, run: Run, table: &mut Table) -> Project {
    let mut project = Project::default();
    let Some(form) = sheet.find_any(run.clone(), &["绩效目标表绩效目标"]) else { return project };
    let heads = sheet.find_any(form.end..run.end, &["绩效指标分类", "效指标分类", "绩效指标"]);
    let heads = heads.map_or(run.end, |heads| heads.start);
    let objective = sheet.trim(form.end..heads, |ch| ch == '?');
    // The name stands behind its ordinal, the title of the whole document before it.
    if let Some(Heading { ordinal, name }) = Heading::find(sheet, run.clone()) {
        let start = ordinal.start;
        project.name = sheet.cell(name);
        sheet.label(ordinal);
        // Where a line begins with the ordinal, the title is that above it.
        let within = if sheet.begins_line(start) { start.saturating_sub(1).max(run.start) } else { start };
        let line = sheet.line_start(within, run.start);
        let page = sheet.after_any(line, &["1、"]).filter(|&page| page < start).unwrap_or(line);
        let titled = sheet.find_any(page..start, &["绩效目标"]).is_some() && sheet.gap(start) != Gap::None;
        if titled && matches!(table.title, Cell::Absent) {
            let part = sheet.find_any(page..start, PARTS).filter(|part| part.start > page);
            let end = part.map_or(start, |part| part.start);
            table.title = sheet.cell(page..end);
            sheet.label(end..start);
            if let Some((run, year)) = crate::parse::head::printed_year(sheet, page..end) {
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
