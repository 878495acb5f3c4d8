//! Names and objectives of projects that a tool of tables has put into one column: parted again, line by line.
//!
//! A head of two heads tells it. Pages of the same table on which they stand apart tell how wide the lines of each are.

mod sets;

use super::cells;
use super::columns::beam::{self, Beside, Fragment};
use crate::grid::{Grid, GridCell};
use crate::lexicon::{self, Column};
use crate::parse::fold::{Folded, Ink};
use crate::span::Span;

/// What a row is to the columns of projects and objectives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Neither.
    Outside,
    /// Of a table with both, the first of them here.
    Apart(usize),
    /// Of a table with both in one column; where the head of it is parted.
    Joined(usize, usize),
}

/// Parts joined columns; gives what was put into one of them by its looks. `joined`: rows without a head of their own in which
/// the first cell holds both.
pub(super) fn part(grid: &mut Grid, folded: &Folded, joined: &[usize]) -> Vec<Span> {
    let text = |span: Span| -> String { cells::inks_of(folded, &[span]).iter().map(Ink::ch).collect() };
    let mut kinds: Vec<Kind> = Vec::with_capacity(grid.rows.len());
    let mut last = (0, Kind::Outside);
    for (at, row) in grid.rows.iter().enumerate() {
        let is_joined = joined.binary_search(&at).is_ok();
        let own = head(row, &text).or_else(|| is_joined.then_some(Kind::Joined(0, 0)));
        let kind = own.unwrap_or(if row.len() == last.0 { last.1 } else { Kind::Outside });
        // Lines between pages are rows of one cell, and end no table.
        if row.len() > 1 {
            last = (row.len(), kind);
        }
        kinds.push(kind);
    }
    if !kinds.iter().any(|kind| matches!(kind, Kind::Joined(..))) {
        return Vec::new();
    }
    let is_apart = kinds.iter().any(|kind| matches!(kind, Kind::Apart(_)));
    let columns = if is_apart { by_widths(grid, &kinds, &text) } else { by_sets(grid, &kinds, &text) };
    let Some(columns) = columns else { return Vec::new() };
    let mut columns = columns.into_iter();
    let mut moved = Vec::new();
    for (row, kind) in grid.rows.iter_mut().zip(&kinds) {
        match *kind {
            Kind::Outside => {}
            Kind::Apart(at) => {
                let count: usize = row.iter().skip(at).take(2).map(|cell| cell.pieces.len()).sum();
                columns.by_ref().take(count).for_each(drop);
            }
            Kind::Joined(at, cut) => {
                let Some(cell) = row.get_mut(at) else { continue };
                let own: Vec<usize> = columns.by_ref().take(cell.pieces.len()).collect();
                let is_head = is_joined_head(cell, &text) == Some(cut);
                let numbers = cell.pieces.iter().all(|piece| text(*piece).chars().all(|ch| ch.is_ascii_digit()));
                let mut parts = (Vec::new(), Vec::new());
                for (index, (piece, column)) in cell.pieces.drain(..).zip(own).enumerate() {
                    let first = if is_head || numbers { index < cut } else { column == 0 };
                    let part = if first { &mut parts.0 } else { &mut parts.1 };
                    part.push(piece);
                    if !is_head && !numbers {
                        moved.push(piece);
                    }
                }
                cell.pieces = parts.0;
                row.insert(at + 1, GridCell { pieces: parts.1, column: at + 1 });
                cells::count_columns(row);
            }
        }
    }
    crate::span::sort_spans(&mut moved);
    moved
}

/// In which of the two columns each line stands, by the widths of their lines.
fn by_widths(grid: &Grid, kinds: &[Kind], text: &dyn Fn(Span) -> String) -> Option<Vec<usize>> {
    // A line of text is a line of a cell.
    let mut lines: Vec<Beside> = Vec::new();
    for (row, kind) in grid.rows.iter().zip(kinds) {
        let mut put = |cell: Option<&GridCell>, from: usize, until: usize| {
            for piece in cell.map(|cell| cell.pieces.as_slice()).unwrap_or_default() {
                let text = text(*piece);
                let width = super::width(&text);
                lines.push(Beside { fragments: vec![Fragment::new(text, width, from, until)], is_row: false });
            }
        };
        match *kind {
            Kind::Outside => {}
            Kind::Apart(at) => {
                put(row.get(at), 0, 1);
                put(row.get(at + 1), 1, 2);
            }
            Kind::Joined(at, _) => put(row.get(at), 0, 2),
        }
    }
    Some(beam::columns(&lines, &beam::widest(&lines, 2), &[], &says)?.into_iter().flatten().collect())
}

/// The same where they stand in one on every page.
fn by_sets(grid: &Grid, kinds: &[Kind], text: &dyn Fn(Span) -> String) -> Option<Vec<usize>> {
    let found = sets::parts(&grid.rows, kinds, text)?;
    let mut columns = Vec::new();
    for (at, (row, kind)) in grid.rows.iter().zip(kinds).enumerate() {
        let Kind::Joined(column, _) = *kind else { continue };
        let count = found.binary_search_by_key(&at, |(row, _)| *row).ok().and_then(|place| found.get(place));
        let lines = row.get(column).map_or(0, |cell| cell.pieces.len());
        // A unit's name stands alone.
        let is_alone = row.iter().filter(|cell| !cell.is_empty()).count() == 1;
        let names = if is_alone { lines } else { count.map_or(0, |(_, count)| *count) };
        columns.extend((0..lines).map(|line| usize::from(line >= names)));
    }
    Some(columns)
}

/// Names are no sentences.
fn says(column: usize, text: &str, _: Option<(&str, bool)>) -> u32 {
    u32::from(column == 0 && text.contains(['。', ';', ',', ':'])) * 8
}

/// Joins heads that a tool has torn into two rows, cell by cell.
pub(super) fn join_heads(grid: &mut Grid, folded: &Folded) {
    const FEWEST: usize = 3;
    let text = |cell: &GridCell| -> String { cells::inks_of(folded, &cell.pieces).iter().map(Ink::ch).collect() };
    let known = |text: &str| lexicon::indicator_column(text).is_some();
    for at in 1..grid.rows.len() {
        let Some([upper, lower]) = grid.rows.get_mut(at - 1..=at) else { continue };
        let own = lower.iter().filter(|cell| known(&text(cell))).count();
        if own < FEWEST || upper.len() != lower.len() {
            continue;
        }
        let completes = |(upper, lower): (&GridCell, &GridCell)| {
            !upper.is_empty() && !known(&text(lower)) && known(&(text(upper) + &text(lower)))
        };
        if upper.iter().zip(lower.iter()).filter(|(upper, lower)| completes((upper, lower))).count() < 2 {
            continue;
        }
        for (upper, lower) in upper.iter_mut().zip(lower) {
            let mut pieces = std::mem::take(&mut upper.pieces);
            // What stands above several heads is none of them: 年度指标值 above 指标性质 and 指标值.
            if known(&text(lower)) && !known(&(text(&GridCell { pieces: pieces.clone(), column: 0 }) + &text(lower))) {
                grid.structure.append(&mut pieces);
                continue;
            }
            pieces.append(&mut lower.pieces);
            lower.pieces = pieces;
        }
    }
}

/// What the rows below a row of heads are; none where it is no such row.
fn head(row: &[GridCell], text: &dyn Fn(Span) -> String) -> Option<Kind> {
    let whole = |cell: &GridCell| -> Option<Column> {
        lexicon::indicator_column(&cell.pieces.iter().map(|piece| text(*piece)).collect::<String>())
    };
    let known = row.iter().filter(|cell| whole(cell).is_some()).count();
    if known < 3 {
        return None;
    }
    let both = row.windows(2).position(|two| {
        let columns: Vec<Option<Column>> = two.iter().map(whole).collect();
        columns == [Some(Column::Project), Some(Column::Objective)]
    });
    let joined = row.iter().enumerate().find_map(|(at, cell)| Some(Kind::Joined(at, is_joined_head(cell, text)?)));
    Some(both.map(Kind::Apart).or(joined).unwrap_or(Kind::Outside))
}

/// Behind how many pieces the head of projects ends and that of objectives begins.
fn is_joined_head(cell: &GridCell, text: &dyn Fn(Span) -> String) -> Option<usize> {
    (1..cell.pieces.len()).find(|cut| {
        let (first, second) = cell.pieces.split_at_checked(*cut).unwrap_or_default();
        let column =
            |pieces: &[Span]| lexicon::indicator_column(&pieces.iter().map(|piece| text(*piece)).collect::<String>());
        column(first) == Some(Column::Project) && column(second) == Some(Column::Objective)
    })
}
