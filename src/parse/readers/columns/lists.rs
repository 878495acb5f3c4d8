//! The rows of a list in text with columns: each has an amount, and its indicators are numbered from 1.

use super::body::{Body, Item, cell, fit, places};
use super::heads::{Head, Holds};
use super::share::share;
use crate::grid::GridCell;
use crate::model::Fund;
use crate::parse::readers::list_grid::Role;

impl Body<'_, '_> {
    /// The rows of a list: each has an amount, and its indicators are numbered from 1.
    pub(super) fn list_rows(&mut self, head: &Head, columns: &[Vec<Item>]) -> Option<()> {
        let money = head.place(Holds::List(Role::Money(Fund::Total)))?;
        let mut middles: Vec<usize> = Vec::new();
        let mut amount = String::new();
        for item in columns.get(money)? {
            match middles.last_mut() {
                Some(last) if is_cut(&amount, &item.text) && item.line * 2 <= *last + 4 => {
                    *last = usize::midpoint(*last, item.line * 2);
                    amount.push_str(&item.text);
                }
                _ => {
                    middles.push(item.line * 2);
                    amount.clone_from(&item.text);
                }
            }
        }
        let indicators = head.place(Holds::List(Role::Indicators))?;
        let objectives = head.place(Holds::List(Role::Objective)).and_then(|at| columns.get(at))?;
        if columns.get(indicators)?.is_empty() && objectives.len() > 2 {
            return None;
        }
        let goes_on = columns.get(indicators)?.first().is_some_and(|item| !is_one(&item.text));
        let begins = |at: usize, column: &[Item]| -> Option<Vec<usize>> {
            if middles.is_empty() {
                return Some(Vec::new());
            }
            if at == indicators {
                let ones = sums(column);
                let cost = |row: usize, from: usize, until: usize| {
                    let inner = ones.get(until).zip(ones.get((from + 1).min(until)));
                    let inner = inner.map_or(0, |(all, first)| all - first);
                    let headless =
                        row != usize::MAX && column.get(from).is_some_and(|item| from < until && !is_one(&item.text));
                    fit(column, &middles, row, from, until) + inner * 16 + usize::from(headless) * 12
                };
                return Some(share(&middles, &places(column), goes_on, &cost)?.0);
            }
            let cost = |row: usize, from: usize, until: usize| fit(column, &middles, row, from, until);
            Some(share(&middles, &places(column), goes_on, &cost)?.0)
        };
        let mut parts: Vec<Vec<usize>> = Vec::with_capacity(columns.len());
        for (at, column) in columns.iter().enumerate() {
            parts.push(begins(at, column)?);
        }
        for row in 0..=middles.len() {
            let cells = columns.iter().zip(&parts).enumerate().map(|(at, (column, begins))| {
                let from = row.checked_sub(1).map_or(Some(0), |row| begins.get(row).copied());
                let until = begins.get(row).copied().unwrap_or(column.len());
                cell(at, column.get(from.unwrap_or_default()..until).unwrap_or_default())
            });
            let cells: Vec<GridCell> = cells.collect();
            match self.grid.rows.last_mut() {
                // What goes on from the page before.
                Some(last) if row == 0 && last.len() == cells.len() && self.has_rows => {
                    for (into, more) in last.iter_mut().zip(cells) {
                        into.pieces.extend(more.pieces);
                    }
                }
                _ if cells.iter().all(|cell| cell.pieces.is_empty()) => {}
                _ => {
                    self.grid.rows.push(cells);
                    self.has_rows = true;
                }
            }
        }
        Some(())
    }
}

/// Whether an amount goes on on the next line: without its last decimal, or before its decimals.
pub(super) fn is_cut(amount: &str, more: &str) -> bool {
    match amount.rsplit_once('.') {
        Some((_, decimals)) => decimals.len() < 2,
        None => amount.ends_with(',') || (amount.contains(',') && more.starts_with('.')),
    }
}

/// Whether a line begins a numbering.
fn is_one(text: &str) -> bool {
    let rest = text.strip_prefix('1').unwrap_or_default();
    let dot = rest.strip_prefix('.').is_some_and(|rest| !rest.starts_with(|ch: char| ch.is_ascii_digit()));
    rest.starts_with('、') || dot
}

/// How many numberings begin before each line.
fn sums(column: &[Item]) -> Vec<usize> {
    let mut sum = 0;
    let mut sums = vec![0];
    for item in column {
        sum += usize::from(is_one(&item.text));
        sums.push(sum);
    }
    sums
}
