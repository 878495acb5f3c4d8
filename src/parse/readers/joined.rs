//! Names and objectives of projects that a page has put into one column, without a head that tells it: of each cell, the lines of
//! the name stand before those of the objective.
//!
//! Pages on which they stand apart tell how wide the lines of names are: they fill their column, but for the last one.

use super::cells;
use super::merged::Order;
use crate::grid::{Grid, GridCell};
use crate::lexicon::{self, Column};
use crate::parse::fold::{Folded, Ink};
use crate::span::Span;

/// Where the name of the open project is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    /// Not begun.
    Before,
    /// Begun: whether its last line fills its column, and how many brackets are open.
    Within(bool, usize),
    /// Whole.
    Behind,
}

/// How wide the lines of names are, and those of objectives.
#[derive(Clone, Copy, Debug)]
struct Widths {
    name: usize,
    objective: usize,
}

/// Parts the first cells of some rows; gives what it has parted, or nothing where no other page tells how.
pub(super) fn part(grid: &mut Grid, folded: &Folded, joined: &[usize]) -> Option<Vec<Span>> {
    let text = |pieces: &[Span]| -> String { cells::inks_of(folded, pieces).iter().map(Ink::ch).collect() };
    let widths = widths(grid, joined, &text)?;
    let category = |row: &[GridCell]| {
        let level = row.get(1).map(|cell| text(&cell.pieces)).unwrap_or_default();
        lexicon::LEVEL_1.iter().find(|(label, _)| *label == level).map(|(_, category)| *category)
    };
    let mut order = Order::of(joined.iter().filter_map(|at| grid.rows.get(*at).and_then(|row| category(row))));
    let mut parted = Vec::new();
    let mut open = Name::Before;
    for at in joined {
        let Some(row) = grid.rows.get_mut(*at) else { continue };
        if category(row).is_some_and(|category| order.begins_anew(category)) {
            open = Name::Before;
        }
        let Some(cell) = row.first_mut() else { continue };
        let count = widths.count(&cell.pieces, &mut open, &text);
        let behind = cell.pieces.split_off(count.min(cell.pieces.len()));
        parted.extend(cell.pieces.iter().chain(&behind));
        row.insert(1, GridCell { pieces: behind, column: 1 });
        cells::count_columns(row);
    }
    crate::span::sort_spans(&mut parted);
    Some(parted)
}

/// How wide lines are where names and objectives stand apart; nothing where they are too few or alike.
fn widths(grid: &Grid, joined: &[usize], text: &dyn Fn(&[Span]) -> String) -> Option<Widths> {
    const FEWEST: usize = 2;
    const LEAST_APART: usize = 4;
    let width = grid.rows.iter().find(|row| is_head(row, text))?.len();
    let apart = grid.rows.iter().enumerate().filter(|(at, row)| {
        let is_level = row.get(2).is_some_and(|cell| lexicon::is_level_1(&text(&cell.pieces)));
        row.len() == width && is_level && joined.binary_search(at).is_err()
    });
    let (mut names, mut objectives) = (Vec::new(), Vec::new());
    for (_, row) in apart {
        let lines = |column: usize| row.get(column).map(|cell| cell.pieces.as_slice()).unwrap_or_default();
        names.extend(lines(0).iter().map(|line| super::width(&text(&[*line]))));
        objectives.extend(lines(1).iter().map(|line| super::width(&text(&[*line]))));
    }
    if names.len() < FEWEST || objectives.len() < FEWEST {
        return None;
    }
    let widths = Widths { name: names.into_iter().max()?, objective: objectives.into_iter().max()? };
    (widths.name + LEAST_APART <= widths.objective).then_some(widths)
}

fn is_head(row: &[GridCell], text: &dyn Fn(&[Span]) -> String) -> bool {
    let columns: Vec<Option<Column>> =
        row.iter().take(3).map(|cell| lexicon::flat_column(&text(&cell.pieces))).collect();
    columns == [Some(Column::Project), Some(Column::Objective), Some(Column::Level1)]
}

impl Widths {
    /// How many lines of a cell are those of the open name.
    fn count(self, lines: &[Span], open: &mut Name, text: &dyn Fn(&[Span]) -> String) -> usize {
        let mut count = 0;
        for line in lines {
            let line = text(&[*line]);
            if line.is_empty() || line.chars().all(char::is_whitespace) {
                count += 1;
                continue;
            }
            let Some(next) = self.goes_on(&line, *open) else { break };
            *open = next;
            count += 1;
        }
        // What stands behind a line of the objective is none of the name.
        if count < lines.len() && matches!(*open, Name::Within(false, 0)) {
            *open = Name::Behind;
        }
        count
    }

    /// Where a name is behind a line, if the line is its next one.
    fn goes_on(self, line: &str, open: Name) -> Option<Name> {
        /// Full-width marks that may begin no line leave this much.
        const SLACK: usize = 3;
        // Brackets are narrower than any other character.
        let width = super::width(line) - line.matches(['(', ')']).count();
        let says = line.contains(['。', ';', ',', ':']) || line.chars().all(|ch| ch.is_ascii_punctuation());
        if width > self.name || says {
            // A bracket alone closes a name.
            let closes = matches!(open, Name::Within(_, 1..)) && line == ")";
            return closes.then_some(Name::Behind);
        }
        let is_full = width + SLACK > self.name;
        let brackets = |open: usize| {
            let (begun, ended) = (line.matches('(').count(), line.matches(')').count());
            (open + begun).saturating_sub(ended)
        };
        match open {
            // A name of one line may be short; a line that marks begin is the end of something else.
            Name::Before if line.starts_with(['、', ')', '%', '”']) => None,
            Name::Before => Some(Name::Within(is_full, brackets(0))),
            Name::Within(true, open) => Some(Name::Within(is_full, brackets(open))),
            Name::Within(false, 1..) if line.starts_with(')') => Some(Name::Behind),
            // A bracket that does not fit moves to the next line as a whole.
            Name::Within(false, 0) if line.starts_with('(') && line.ends_with(')') => Some(Name::Behind),
            Name::Behind | Name::Within(false, _) => None,
        }
    }
}
