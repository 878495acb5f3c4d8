//! A grid as plain numbers: how the page's second program hands one over.

use super::{Form, Grid, GridCell};
use crate::span::Span;

impl Grid {
    /// The grid as numbers, which [`Grid::from_numbers`] reads.
    pub fn to_numbers(&self) -> Vec<u32> {
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let mut numbers = vec![self.form as u32];
        for spans in [&self.structure, &self.furniture, &self.strays] {
            push_spans(&mut numbers, spans);
        }
        numbers.push(count(self.rows.len()));
        for row in &self.rows {
            numbers.push(count(row.len()));
            for cell in row {
                numbers.push(count(cell.column));
                push_spans(&mut numbers, &cell.pieces);
            }
        }
        numbers
    }

    /// The grid that numbers tell of; `None` where they tell of none.
    pub fn from_numbers(numbers: &[u32]) -> Option<Self> {
        let mut numbers = Numbers(numbers);
        let form = [Form::Columns, Form::Ordered, Form::Sequence].get(numbers.next()?).copied()?;
        let [structure, furniture, strays] = [numbers.spans()?, numbers.spans()?, numbers.spans()?];
        let mut rows = Vec::new();
        for _ in 0..numbers.next()? {
            let mut row = Vec::new();
            for _ in 0..numbers.next()? {
                row.push(GridCell { column: numbers.next()?, pieces: numbers.spans()? });
            }
            rows.push(row);
        }
        Some(Self { rows, structure, furniture, strays, form })
    }
}

fn push_spans(numbers: &mut Vec<u32>, spans: &[Span]) {
    numbers.push(u32::try_from(spans.len()).unwrap_or(u32::MAX));
    for span in spans {
        numbers.extend([span.start, span.end]);
    }
}

struct Numbers<'n>(&'n [u32]);

impl Numbers<'_> {
    fn next(&mut self) -> Option<usize> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first as usize)
    }

    fn spans(&mut self) -> Option<Vec<Span>> {
        let mut spans = Vec::new();
        for _ in 0..self.next()? {
            let [start, end, rest @ ..] = self.0 else { return None };
            spans.push(Span::new(*start, *end));
            self.0 = rest;
        }
        Some(spans)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::grid_of_text;

    #[test]
    fn a_grid_comes_back_as_it_went() {
        let mut grid = grid_of_text("甲\t乙\t丙\n\"一\n二\"\t\tc\nd\te\tf\n").expect("a grid");
        grid.strays.push(Span::new(1, 4));
        let numbers = grid.to_numbers();
        assert_eq!(Grid::from_numbers(&numbers), Some(grid));
        for end in 0..numbers.len() {
            assert_eq!(Grid::from_numbers(&numbers[..end]), None, "cut at {end}");
        }
        assert_eq!(Grid::from_numbers(&[9, 0, 0, 0, 0]), None);
        assert_eq!(Grid::from_numbers(&[0, u32::MAX, 1, 2]), None);
    }
}
