//! Flat tables in running text: one row per indicator, the project and its objective once before its first row.
//!
//! A row is found by its level labels, its target by operator and 指标属性. What stands between two rows belongs to the
//! first of them, and, where the categories begin anew, to the next project: lines tell where one cell ends and another
//! begins, since only the last line of a cell is shorter than the ones before it.

use super::merged::Order;
use super::pieces::Piece;
use super::rows::{Level, Levels, Row, is_numbering, is_operator, level};
use crate::lexicon::{self, Column};
use crate::model::Table;
use crate::parse::sheet::{Run, Sheet};

/// The level labels a row begins with.
struct Anchor {
    /// The first piece of the labels.
    at: usize,
    /// The first piece behind them.
    body: usize,
    labels: Vec<(Level, Run, Column)>,
}

/// All rows of some pieces. `known` tells whether a project is open already.
pub(super) fn rows(
    sheet: &Sheet<'_>,
    pieces: &[Piece],
    columns: &[Column],
    levels: &mut Levels,
    mut order: Order,
    known: bool,
) -> Vec<Row> {
    let anchors = anchors(sheet, pieces);
    let mut rows: Vec<Row> = Vec::new();
    let mut from = numbering(sheet, pieces);
    let numbers = pieces.get(..from).unwrap_or_default().iter().map(|piece| piece.run.clone());
    rows.push(Row { numbers: numbers.collect(), ..Row::default() });
    for (index, anchor) in anchors.iter().enumerate() {
        let lead = pieces.get(from..anchor.at).unwrap_or_default();
        for (level, run, column) in &anchor.labels {
            levels.take(*level, run.clone(), Some(*column), None);
        }
        let anew = levels.first().is_some_and(|category| order.begins_anew(category));
        let begins = !lead.is_empty() && (anew || (index == 0 && !known));
        let mut row = Row { levels: levels.clone(), ..Row::default() };
        if begins {
            order.begin();
            levels.first().map(|category| order.begins_anew(category));
            let (unit, project, objective) = project_cells(sheet, lead);
            if let Some(unit) = unit {
                rows.push(Row { project: Some(unit), ..Row::default() });
            }
            (row.project, row.objective) = (project, objective);
        }
        let end = anchors.get(index + 1).map_or(pieces.len(), |next| next.at);
        let body = pieces.get(anchor.body..end).unwrap_or_default();
        let tail = fill(sheet, &mut row, body);
        let content = body.get(tail..).unwrap_or_default();
        // Behind the last row of a project stand its explanation and the cells of the next project.
        let next_begins = anchors.get(index + 1).is_some_and(|next| {
            let mut ahead = levels.clone();
            next.labels.iter().for_each(|(level, run, column)| ahead.take(*level, run.clone(), Some(*column), None));
            let mut order = order;
            ahead.first().is_some_and(|category| order.begins_anew(category))
        });
        let explained = columns.iter().rev().take_while(|column| **column == Column::Other).count() > 1;
        let own = match (explained, next_begins) {
            (true, true) => first_cell(sheet, content),
            (true, false) => content.len(),
            (false, _) => 0,
        };
        row.other.extend(content.get(..own).unwrap_or_default().iter().map(|piece| piece.run.clone()));
        from = if next_begins { anchor.body + tail + own } else { end };
        rows.push(row);
    }
    rows
}

/// How many pieces at the beginning are column numbers.
fn numbering(sheet: &Sheet<'_>, pieces: &[Piece]) -> usize {
    (3..=pieces.len().min(20))
        .rev()
        .find(|end| is_numbering(sheet, pieces.get(..*end).unwrap_or_default()))
        .unwrap_or(0)
}

/// The level label that begins at a piece, which lines may break, and the piece behind it.
fn label(sheet: &Sheet<'_>, pieces: &[Piece], at: usize) -> Option<(Level, Run, usize)> {
    let start = pieces.get(at)?.run.start;
    let (level, end) = level(sheet, start)?;
    let next = at + pieces.get(at..)?.partition_point(|piece| piece.run.start < end);
    let ends_piece = pieces.get(next - 1).is_some_and(|last| last.run.end == end);
    ends_piece.then_some((level, start..end, next))
}

fn anchors(sheet: &Sheet<'_>, pieces: &[Piece]) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let Some((first, run, next)) = label(sheet, pieces, at) else {
            at += 1;
            continue;
        };
        let second = label(sheet, pieces, next).filter(|_| first.is_first());
        let (labels, body) = match second {
            Some((level, second_run, body)) if level.is_second() => {
                (vec![(first, run, Column::Level1), (level, second_run, Column::Level2)], body)
            }
            _ if first.is_second() => (vec![(first, run, Column::Level2)], next),
            _ => (vec![(first, run, Column::Level1)], next),
        };
        anchors.push(Anchor { at, body, labels });
        at = body;
    }
    anchors
}

/// Fills name and target from the pieces behind the labels; tells how many pieces are used.
fn fill(sheet: &Sheet<'_>, row: &mut Row, body: &[Piece]) -> usize {
    let text = |piece: &Piece| sheet.folded(piece.run.clone());
    let kind = body.iter().position(|piece| lexicon::KINDS.contains(&text(piece).as_str()));
    let until = kind.unwrap_or(body.len());
    let operator = body.iter().take(until).position(|piece| is_operator(&text(piece)));
    let target = match (operator, kind) {
        (Some(operator), Some(kind)) => operator..kind,
        // Without 指标属性 the target is one piece, and its unit another.
        (Some(operator), None) => operator..(operator + 3).min(body.len()),
        (None, Some(kind)) if kind > 1 => kind - 1..kind,
        _ => return 0,
    };
    let run = |of: &[Piece]| Some(of.first()?.run.start..of.last()?.run.end);
    row.name = body.get(..target.start).and_then(run);
    row.target = body.get(target.clone()).and_then(run);
    if let Some(kind) = kind.and_then(|kind| body.get(kind)) {
        row.other.push(kind.run.clone());
    }
    target.end + usize::from(kind.is_some())
}

/// How wide a line is, in halves of a full-width character.
fn width(sheet: &Sheet<'_>, pieces: &[Piece]) -> usize {
    let wide = |ch: char| if ch.is_ascii() { 1 } else { 2 };
    pieces.iter().map(|piece| sheet.folded(piece.run.clone()).chars().map(wide).sum::<usize>()).sum()
}

/// Pieces line by line.
fn lines(pieces: &[Piece]) -> Vec<&[Piece]> {
    pieces.chunk_by(|one, next| one.row == next.row).collect()
}

/// Whether a line begins a cell of its own, since the one before it was not full.
fn begins_cell(sheet: &Sheet<'_>, before: &[Piece], line: &[Piece]) -> bool {
    const SLACK: usize = 2; // a full-width character less, where a mark may not begin a line
    width(sheet, line) > width(sheet, before) + SLACK
}

/// How many pieces the first cell has: up to the end of its sentence, or of its last line.
fn first_cell(sheet: &Sheet<'_>, pieces: &[Piece]) -> usize {
    let mut count = 0;
    let mut before: Option<&[Piece]> = None;
    for line in lines(pieces) {
        if before.is_some_and(|before| begins_cell(sheet, before, line)) {
            break;
        }
        count += line.len();
        before = Some(line);
        if line.last().is_some_and(|last| sheet.folded(last.run.clone()).ends_with(['。', '.'])) {
            break;
        }
    }
    count
}

/// Unit, project and objective, one cell after another.
fn project_cells(sheet: &Sheet<'_>, pieces: &[Piece]) -> (Option<Run>, Option<Run>, Option<Run>) {
    let lines = lines(pieces);
    let mut cells: Vec<&[Piece]> = Vec::new();
    let mut start = 0;
    let mut end = 0;
    let mut before: Option<&[Piece]> = None;
    for line in lines {
        if before.is_some_and(|before| begins_cell(sheet, before, line)) {
            cells.extend(pieces.get(start..end));
            start = end;
        }
        end += line.len();
        before = Some(line);
    }
    cells.extend(pieces.get(start..end));
    let run = |of: &[Piece]| Some(of.first()?.run.start..of.last()?.run.end);
    let is_unit = |of: &[Piece]| {
        let text: String = of.iter().map(|piece| sheet.folded(piece.run.clone())).collect();
        lexicon::BODY_ENDINGS.iter().any(|ending| text.ends_with(ending))
    };
    let units = usize::from(cells.len() > 2 && cells.first().is_some_and(|cell| is_unit(cell)));
    let unit = cells.first().filter(|_| units > 0).and_then(|cell| run(cell));
    let name = cells.get(units).and_then(|cell| run(cell));
    // An objective of several paragraphs has short lines of its own.
    let objective = cells.get(units + 1).and_then(|first| Some(first.first()?.run.start..pieces.last()?.run.end));
    (unit, name, objective)
}

/// Whether projects and rows came out whole: where columns are interleaved they do not.
pub(super) fn is_whole(table: &Table) -> bool {
    let is_name = |name: &String| !name.contains(['，', '。', '；', ',', ';']) && name.chars().count() > 3;
    let projects = table.projects().all(|at| {
        at.project.name.value().is_some_and(is_name)
            && at.project.objective.value().is_some_and(|text| text.chars().count() > 7)
    });
    let balanced = |name: &String| name.matches(['(', '（']).count() == name.matches([')', '）']).count();
    projects && table.indicators().all(|at| at.indicator.name.value().is_some_and(balanced))
}
