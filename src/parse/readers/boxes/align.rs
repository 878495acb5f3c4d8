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
    /// The cell of each row. All are unsure where there are too many. `orders`: all orders in which the cells may stand; what
    /// those say alike that are hardly dearer than the best is told.
    pub(super) fn aligned(&self, rows: usize, orders: &[Vec<usize>]) -> Vec<Told> {
        let cells = orders.first().map_or(0, Vec::len);
        if rows > MOST_ROWS || cells > MOST_CELLS || orders.len() > MOST_ROWS {
            return vec![Told::Unsure; rows];
        }
        let all: Vec<(u32, Vec<Told>)> = orders.iter().map(|order| self.in_order(rows, order)).collect();
        let least = all.iter().map(|(cost, _)| *cost).min().unwrap_or(0);
        let mut good = all.into_iter().filter(|(cost, _)| *cost < least.saturating_add(MARGIN)).map(|(_, told)| told);
        let first = good.next().unwrap_or_default();
        good.fold(first, |told, other| {
            told.into_iter().zip(other).map(|(one, two)| if one == two { one } else { Told::Unsure }).collect()
        })
    }

    /// What it costs to put cells beside rows in an order, and the cell of each row.
    fn in_order(&self, rows: usize, order: &[usize]) -> (u32, Vec<Told>) {
        let cells = order.len();
        let place = |cell: usize| order.get(cell).copied().unwrap_or(cell);
        let cell_cost = |cell: usize| (self.cell)(place(cell));
        let pair_cost = |row: usize, cell: usize| (self.pair)(row, place(cell));
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
                    least = least.min(at(&before, row, cell).saturating_add(cell_cost(cell)));
                }
                if let (Some(row), Some(cell)) = (row.checked_sub(1), cell.checked_sub(1)) {
                    least = least.min(at(&before, row, cell).saturating_add(pair_cost(row, cell)));
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
                    least = least.min(at(&behind, row, cell + 1).saturating_add(cell_cost(cell)));
                }
                if row < rows && cell < cells {
                    least = least.min(at(&behind, row + 1, cell + 1).saturating_add(pair_cost(row, cell)));
                }
                behind.get_mut(row).and_then(|of| of.get_mut(cell)).into_iter().for_each(|own| *own = least);
            }
        }
        let told = |row: usize| {
            let nothing = (0..=cells)
                .map(|cell| at(&before, row, cell) + (self.row)(row) + at(&behind, row + 1, cell))
                .min()
                .unwrap_or(UNKNOWN);
            let pair = |cell: usize| at(&before, row, cell) + pair_cost(row, cell) + at(&behind, row + 1, cell + 1);
            let mut ways: Vec<(u32, Told)> = (0..cells).map(|cell| (pair(cell), Told::At(place(cell)))).collect();
            ways.push((nothing, Told::Nothing));
            let best = ways.iter().min_by_key(|(cost, _)| *cost).copied();
            let sure = |(least, own): &(u32, Told)| {
                ways.iter().all(|(cost, other)| other == own || *cost >= least.saturating_add(MARGIN))
            };
            best.filter(sure).map_or(Told::Unsure, |(_, own)| own)
        };
        (at(&before, rows, cells), (0..rows).map(told).collect())
    }
}

/// All orders in which cells may stand, `before` of which stand before the head of their column: they are those of lower
/// rows, and some that stand behind the head are above them.
pub(super) fn orders(cells: usize, before: usize) -> Vec<Vec<usize>> {
    let behind = if before == 0 { 0 } else { cells.saturating_sub(before) };
    let order = |above: usize| (before..before + above).chain(0..before).chain(before + above..cells).collect();
    (0..=behind).map(order).collect()
}
