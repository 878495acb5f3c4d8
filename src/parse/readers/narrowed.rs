//! Pages of flat tables without heads that have fewer columns than the head: merged cells that go over the page have no border
//! there, so that a tool loses their columns, or joins them.
//!
//! The level-1 labels, which every row prints, tell how many columns a page lacks before them.

use super::cells;
use super::rows::is_operator;
use crate::grid::{Form, Grid, GridCell};
use crate::lexicon::{self, Column};
use crate::parse::fold::{Folded, Ink};
use crate::span::Span;

/// No narrow row has fewer cells.
const FEWEST_CELLS: usize = 5;

/// What is known of a flat table by its head.
struct Head {
    width: usize,
    project: usize,
    first: usize,
    operator: Option<usize>,
}

/// Gives the rows of such pages their columns back; tells in which of them name and objective stand in one cell, the first, and
/// whether there are such pages.
pub(super) fn mend(grid: &mut Grid, folded: &Folded) -> (Vec<usize>, bool) {
    let (mut joined, mut any) = (Vec::new(), false);
    if grid.form != Form::Columns {
        return (joined, any);
    }
    let text = |pieces: &[Span]| -> String { cells::inks_of(folded, pieces).iter().map(Ink::ch).collect() };
    part_levels(grid, &text);
    let mut head: Option<Head> = None;
    let mut at = 0;
    while let Some(row) = grid.rows.get(at) {
        let width = row.len();
        if let Some(own) = Head::of(row, &text) {
            head = Some(own);
            at += 1;
            continue;
        }
        if Head::is_like(row, &text) {
            at += 1;
            continue;
        }
        let is_page = |row: &&Vec<GridCell>| row.len() == width && !Head::is_like(row, &text);
        let rows = grid.rows.get(at..).unwrap_or_default().iter().take_while(is_page);
        let rows = same_place(rows, &text).max(1);
        if let Some(head) = head.as_ref().filter(|head| (FEWEST_CELLS..head.width).contains(&width)) {
            let page = grid.rows.get_mut(at..at + rows).unwrap_or_default();
            any |= page.len() > 1;
            if head.widen(page, &text) {
                joined.extend(at..at + rows);
            }
        }
        at += rows;
    }
    (joined, any)
}

/// How many rows have their level-1 label where the first of them has it: those of a page, or of pages alike.
fn same_place<'r>(rows: impl Iterator<Item = &'r Vec<GridCell>>, text: &dyn Fn(&[Span]) -> String) -> usize {
    let mut place: Option<usize> = None;
    let same = move |row: &&Vec<GridCell>| {
        let own = level(row, text);
        place = place.or(own);
        own.is_none() || own == place
    };
    rows.take_while(same).count()
}

/// Where the level-1 label of a row stands.
fn level(row: &[GridCell], text: &dyn Fn(&[Span]) -> String) -> Option<usize> {
    row.iter().position(|cell| lexicon::is_level_1(&text(&cell.pieces)))
}

impl Head {
    /// That of a flat table whose objective stands right before the levels, and the name of the project before it.
    fn of(row: &[GridCell], text: &dyn Fn(&[Span]) -> String) -> Option<Self> {
        if row.len() < FEWEST_CELLS {
            return None;
        }
        let columns: Vec<Option<Column>> = row.iter().map(|cell| lexicon::flat_column(&text(&cell.pieces))).collect();
        let place = |wanted: Column| columns.iter().position(|column| *column == Some(wanted));
        let (project, objective, first) = (place(Column::Project)?, place(Column::Objective)?, place(Column::Level1)?);
        place(Column::Target)?;
        let operator = place(Column::Operator);
        (objective == project + 1 && first == objective + 1).then_some(Self {
            width: columns.len(),
            project,
            first,
            operator,
        })
    }

    /// Whether a row is one of heads, even where two of them stand in one cell.
    fn is_like(row: &[GridCell], text: &dyn Fn(&[Span]) -> String) -> bool {
        let has = |wanted: Column| row.iter().any(|cell| lexicon::flat_column(&text(&cell.pieces)) == Some(wanted));
        has(Column::Level1) && has(Column::Name) && has(Column::Target)
    }

    /// Gives the rows of a page their columns; tells whether names and objectives stand in one of them.
    fn widen(&self, page: &mut [Vec<GridCell>], text: &dyn Fn(&[Span]) -> String) -> bool {
        let places: Vec<usize> = page.iter().filter_map(|row| level(row, text)).collect();
        let Some(place) = places.first().copied() else { return false };
        let Some(left) = self.first.checked_sub(place) else { return false };
        if page.first().is_some_and(|row| row.len() + left + 1 == self.width) {
            part_kinds(page, text);
        }
        let width = page.first().map_or(0, Vec::len);
        // The signs stand where the head has them, unless another column is lost.
        let is_sign = |row: &&Vec<GridCell>| {
            let sign = self.operator.and_then(|operator| row.get(operator.checked_sub(left)?));
            sign.is_some_and(|cell| is_operator(&text(&cell.pieces)))
        };
        let signed = page.iter().filter(is_sign).count();
        if width + left != self.width || (self.operator.is_some() && signed * 4 < places.len() * 3) {
            return false;
        }
        // Only name and objective are joined, and only where no other column stands before them.
        let joined = left == 1 && self.project == 0;
        if left == 0 || (place > 0 && !joined) {
            return false;
        }
        if !joined {
            for row in page.iter_mut() {
                row.splice(0..0, std::iter::repeat_with(GridCell::default).take(left));
                cells::count_columns(row);
            }
        }
        joined
    }
}

/// Parts the kinds of indicators from the units before them, where a page has put both into one column.
fn part_kinds(page: &mut [Vec<GridCell>], text: &dyn Fn(&[Span]) -> String) {
    let is_kind =
        |cell: &GridCell| cell.pieces.last().is_some_and(|last| lexicon::KINDS.contains(&text(&[*last]).as_str()));
    let place = |row: &Vec<GridCell>| row.iter().position(is_kind);
    let places: Vec<usize> = page.iter().filter_map(place).collect();
    let Some(place) = places.first().copied().filter(|place| places.iter().all(|own| own == place)) else { return };
    let is_joined = |row: &&Vec<GridCell>| row.get(place).is_some_and(|cell| cell.pieces.len() > 1 && is_kind(cell));
    if !page.iter().any(|row| is_joined(&row)) {
        return;
    }
    for row in page {
        let kind = row.get_mut(place).filter(|cell| is_kind(cell)).and_then(|cell| cell.pieces.pop());
        let at = row.len().min(place + 1);
        row.insert(at, GridCell { pieces: kind.into_iter().collect(), column: at });
        cells::count_columns(row);
    }
}

/// Parts the level-1 labels from the objectives, or from those of level 2, where the head of a page has both in one column.
fn part_levels(grid: &mut Grid, text: &dyn Fn(&[Span]) -> String) {
    // The width of the page, the column, and where its head is cut.
    let mut open: Option<(usize, usize, Cut)> = None;
    for row in &mut grid.rows {
        let is_head = row.iter().filter(|cell| lexicon::indicator_column(&text(&cell.pieces)).is_some()).count() > 3;
        let cut = row.iter().enumerate().find_map(|(at, cell)| Some((row.len(), at, joined_head(cell, text)?)));
        if is_head {
            open = cut;
        }
        let Some((_, column, cut)) = open.filter(|(width, ..)| *width == row.len()) else { continue };
        let Some(cell) = row.get_mut(column) else { continue };
        let pieces = std::mem::take(&mut cell.pieces);
        let is_number = pieces.iter().all(|piece| text(&[*piece]).chars().all(|ch| ch.is_ascii_digit()));
        // What stands in the second of the two columns.
        let label = if is_head || (is_number && pieces.len() > cut.pieces) {
            Some(cut.pieces..pieces.len())
        } else if cut.levels {
            const MOST_LINES: usize = 3;
            let is_first = |end: &usize| lexicon::is_level_1(&text(pieces.get(..*end).unwrap_or_default()));
            Some((1..=MOST_LINES.min(pieces.len())).find(is_first).unwrap_or_default()..pieces.len())
        } else {
            label_in(&pieces, text)
        };
        let label = label.unwrap_or(pieces.len()..pieces.len());
        let (own, rest): (Vec<_>, Vec<_>) = pieces.into_iter().enumerate().partition(|(at, _)| label.contains(at));
        cell.pieces = rest.into_iter().map(|(_, piece)| piece).collect();
        let level = GridCell { pieces: own.into_iter().map(|(_, piece)| piece).collect(), column: column + 1 };
        row.insert(column + 1, level);
        cells::count_columns(row);
    }
}

/// Where a head of two columns is cut.
#[derive(Clone, Copy)]
struct Cut {
    /// Behind how many pieces.
    pieces: usize,
    /// Whether both are those of levels.
    levels: bool,
}

/// Where the head of objectives ends and that of level 1 begins, or that of level 1 ends and that of level 2 begins.
fn joined_head(cell: &GridCell, text: &dyn Fn(&[Span]) -> String) -> Option<Cut> {
    let column = |pieces: &[Span]| lexicon::indicator_column(&text(pieces));
    (1..cell.pieces.len()).find_map(|pieces| {
        let (first, second) = cell.pieces.split_at_checked(pieces).unwrap_or_default();
        match (column(first)?, column(second)?) {
            (Column::Objective, Column::Level1) => Some(Cut { pieces, levels: false }),
            (Column::Level1, Column::Level2) => Some(Cut { pieces, levels: true }),
            _ => None,
        }
    })
}

/// Which pieces are the only level-1 label among them.
fn label_in(pieces: &[Span], text: &dyn Fn(&[Span]) -> String) -> Option<std::ops::Range<usize>> {
    const MOST_LINES: usize = 3;
    let is_label =
        |run: &std::ops::Range<usize>| lexicon::is_level_1(&text(pieces.get(run.clone()).unwrap_or_default()));
    let runs = (0..pieces.len()).flat_map(|start| (start + 1..=start + MOST_LINES).map(move |end| start..end));
    let mut found = runs.filter(|run| run.end <= pieces.len()).filter(is_label);
    found.next().filter(|_| found.next().is_none())
}
