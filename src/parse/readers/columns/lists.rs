//! The rows of a list in text with columns: each has an amount, and its indicators are numbered from 1.

use super::amounts::is_cut;
use super::body::{Body, Item};
use super::heads::{Head, Holds};
use super::share::share;
use super::strips::{self, Strip};
use crate::grid::GridCell;
use crate::model::Fund;
use crate::parse::readers::list_grid::Role;

impl Body<'_, '_> {
    /// The rows of a list: each has an amount, and its indicators are numbered from 1.
    pub(super) fn list_rows(&mut self, head: &Head, columns: &[Vec<Item>]) -> Option<()> {
        let money = head.place(Holds::List(Role::Money(Fund::Total)))?;
        let (tops, middles) = rows(columns.get(money)?);
        let indicators = head.place(Holds::List(Role::Indicators))?;
        let objective = head.place(Holds::List(Role::Objective))?;
        let objectives = columns.get(objective)?;
        if columns.get(indicators)?.is_empty() && objectives.len() > 2 {
            return None;
        }
        // Rows without amounts cannot be told apart.
        if tops.is_empty() && columns.get(indicators)?.iter().filter(|item| is_one(&item.text)).count() > 1 {
            return None;
        }
        let lines = strips::filled(columns.iter().map(Vec::as_slice));
        let strips: Vec<Strip<'_>> = columns.iter().map(|column| Strip::new(column, &lines)).collect();
        let begins = self::begins(&lines, &strips, columns, (objective, indicators), &tops, &middles)?;
        for row in 0..=middles.len() {
            let from = row.checked_sub(1).and_then(|row| begins.get(row)).copied().unwrap_or_default();
            let until = begins.get(row).copied().unwrap_or(lines.len());
            let cells = strips.iter().enumerate().map(|(at, strip)| strip.cell(at, from, until));
            let mut cells: Vec<GridCell> = cells.collect();
            self.put_torn_aside(head, &mut cells);
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

    /// Puts aside amounts that are none where others have two decimals: parts of torn ones that nobody could put together.
    fn put_torn_aside(&mut self, head: &Head, cells: &mut [GridCell]) {
        let money = cells.iter_mut().zip(&head.cells).filter(|(_, own)| own.holds.is_money());
        for (cell, _) in money {
            let text: String = cell.pieces.iter().map(|span| self.lines.at(*span)).collect();
            let decimals = text.rsplit_once('.').map(|(_, decimals)| decimals.len());
            let figures = text.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, ',' | '.'));
            let torn = cell.pieces.len() > 1 && decimals.is_none_or(|decimals| decimals != 2);
            if figures && torn {
                self.grid.strays.append(&mut cell.pieces);
            }
        }
    }
}

/// On which of the filled lines each row begins.
fn begins(
    lines: &[usize],
    strips: &[Strip<'_>],
    columns: &[Vec<Item>],
    (objectives, indicators): (usize, usize),
    tops: &[usize],
    middles: &[usize],
) -> Option<Vec<usize>> {
    if middles.is_empty() {
        return Some(Vec::new());
    }
    let (strip, column) = strips.get(indicators).zip(columns.get(indicators))?;
    if is_topped(tops, column) {
        return Some(tops.iter().map(|top| lines.partition_point(|line| line < top)).collect());
    }
    let goes_on = column.first().is_some_and(|item| !is_one(&item.text));
    let ones = sums(column);
    let cost = |row: usize, from: usize, until: usize| {
        let bounds = (from, until);
        let fits = strips.iter().map(|strip| strip.misfit(middles, row, from, until)).sum::<usize>();
        let (from, until) = strip.within(from, until);
        let inner = ones.get(until).zip(ones.get((from + 1).min(until))).map_or(0, |(all, first)| all - first);
        // Without indicators, what ends above a row's amounts is the end of another row's objective.
        let above = from == until
            && tops.get(row).zip(strips.get(objectives)).is_some_and(|(top, own)| own.ends_above(bounds, *top));
        let headless = row != usize::MAX && column.get(from).is_some_and(|item| from < until && !is_one(&item.text));
        fits + inner * 16 + usize::from(headless) * 12 + usize::from(above) * 8
    };
    let places: Vec<usize> = lines.iter().map(|line| line * 2).collect();
    Some(share(middles, &places, goes_on, &cost)?.0)
}

/// The rows of a list by their amounts: the line that each begins on, and where its middle is, in half lines.
fn rows(amounts: &[Item]) -> (Vec<usize>, Vec<usize>) {
    let (mut tops, mut middles): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut amount = String::new();
    for item in amounts {
        let last = item.whole.last().map_or(item.line, |last| last.line);
        match middles.last_mut() {
            Some(middle) if is_cut(&amount, &item.text) && item.line * 2 <= *middle + 4 => {
                *middle = usize::midpoint(*middle, item.line * 2);
                amount.push_str(&item.text);
            }
            _ => {
                tops.push(item.line);
                middles.push(item.line + last);
                amount.clone_from(&item.text);
            }
        }
    }
    (tops, middles)
}

/// Whether cells stand at the top of their row: long ones begin on the lines of the amounts.
fn is_topped(tops: &[usize], column: &[Item]) -> bool {
    const LONG: usize = 3;
    let (mut long, mut topped) = (0, 0);
    for (at, item) in column.iter().enumerate().filter(|(_, item)| is_one(&item.text)) {
        let rest = column.get(at + 1..).unwrap_or_default();
        let count = rest.iter().take(LONG).take_while(|item| !is_one(&item.text)).count();
        long += usize::from(count + 1 >= LONG);
        topped += usize::from(count + 1 >= LONG && tops.binary_search(&item.line).is_ok());
    }
    topped * 2 > long
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
