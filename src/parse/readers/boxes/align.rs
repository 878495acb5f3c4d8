//! Two columns of a page put beside each other in order, cell by cell, where one may lack cells of the other.

/// What all ways that are hardly dearer than the best say of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// The place of its cell.
    At(usize),
    /// It has none.
    Nothing,
    Unsure,
}

/// What it costs to leave a row or a cell alone, and to put a cell beside a row.
pub(super) struct Costs<R, C, P> {
    pub(super) row: R,
    pub(super) cell: C,
    pub(super) pair: P,
}

/// How much dearer all others must be than the best way.
const MARGIN: u32 = 3;
/// No page has more rows, or so many cells that are no values.
const MOST_ROWS: usize = 80;
const MOST_CELLS: usize = 240;
const UNKNOWN: u32 = u32::MAX / 4;

impl<R: Fn(usize) -> u32, C: Fn(usize) -> u32, P: Fn(usize, usize) -> u32> Costs<R, C, P> {
    /// The cell of each row. All are unsure where there are too many.
    pub(super) fn aligned(&self, rows: usize, cells: usize) -> Vec<Told> {
        if rows > MOST_ROWS || cells > MOST_CELLS {
            return vec![Told::Unsure; rows];
        }
        let empty = || vec![vec![UNKNOWN; cells + 1]; rows + 1];
        let (mut before, mut behind) = (empty(), empty());
        let at = |of: &[Vec<u32>], row: usize, cell: usize| {
            of.get(row).and_then(|of| of.get(cell)).copied().unwrap_or(UNKNOWN)
        };
        for row in 0..=rows {
            for cell in 0..=cells {
                let mut least = if row + cell == 0 { 0 } else { UNKNOWN };
                if let Some(row) = row.checked_sub(1) {
                    least = least.min(at(&before, row, cell).saturating_add((self.row)(row)));
                }
                if let Some(cell) = cell.checked_sub(1) {
                    least = least.min(at(&before, row, cell).saturating_add((self.cell)(cell)));
                }
                if let (Some(row), Some(cell)) = (row.checked_sub(1), cell.checked_sub(1)) {
                    least = least.min(at(&before, row, cell).saturating_add((self.pair)(row, cell)));
                }
                before.get_mut(row).and_then(|of| of.get_mut(cell)).into_iter().for_each(|own| *own = least);
            }
        }
        for row in (0..=rows).rev() {
            for cell in (0..=cells).rev() {
                let mut least = if row == rows && cell == cells { 0 } else { UNKNOWN };
                if row < rows {
                    least = least.min(at(&behind, row + 1, cell).saturating_add((self.row)(row)));
                }
                if cell < cells {
                    least = least.min(at(&behind, row, cell + 1).saturating_add((self.cell)(cell)));
                }
                if row < rows && cell < cells {
                    least = least.min(at(&behind, row + 1, cell + 1).saturating_add((self.pair)(row, cell)));
                }
                behind.get_mut(row).and_then(|of| of.get_mut(cell)).into_iter().for_each(|own| *own = least);
            }
        }
        let told = |row: usize| {
            let nothing = (0..=cells)
                .map(|cell| at(&before, row, cell) + (self.row)(row) + at(&behind, row + 1, cell))
                .min()
                .unwrap_or(UNKNOWN);
            let pair = |cell: usize| at(&before, row, cell) + (self.pair)(row, cell) + at(&behind, row + 1, cell + 1);
            let mut ways: Vec<(u32, Told)> = (0..cells).map(|cell| (pair(cell), Told::At(cell))).collect();
            ways.push((nothing, Told::Nothing));
            let best = ways.iter().min_by_key(|(cost, _)| *cost).copied();
            let sure = |(least, own): &(u32, Told)| {
                ways.iter().all(|(cost, other)| other == own || *cost >= least.saturating_add(MARGIN))
            };
            best.filter(sure).map_or(Told::Unsure, |(_, own)| own)
        };
        (0..rows).map(told).collect()
    }
}
