//! The columns of a list's amounts by its sums: what a body has in each column is what its projects have there.
//!
//! A row that prints all columns has no choice. Of the others each part may stand in several; where one choice for all rows
//! alone makes the sums of all columns, it is theirs.

use super::list::holds;
use crate::amount;
use crate::model::{Amounts, Cell, Fund, Table};
use crate::source::Source;
use crate::span::Span;
use rust_decimal::Decimal;

/// Which rows have their parts in columns that are known: each unit with its projects, and the sum of all.
#[derive(Debug, Default)]
pub(super) struct Settled {
    pub(super) units: Vec<(bool, Vec<bool>)>,
    pub(super) total: bool,
}

/// The parts of a row.
#[derive(Clone, Debug)]
struct Parts {
    values: Vec<Decimal>,
    /// Those whose place among the others tells nothing.
    loose: Vec<bool>,
}

/// A column for each part of a row.
type Choice = Vec<usize>;

/// No more rows are settled together, and no more choices tried: keeps the work linear.
const MOST_ROWS: usize = 400;
const MOST_STEPS: usize = 40_000;
/// No list has more columns of parts.
const MOST_COLUMNS: usize = 4;

/// Puts the parts of rows into the columns that the sums tell.
pub(super) fn settle(table: &mut Table, funds: &[Fund], loose: &[Span]) -> Settled {
    settle_by(table, funds, loose, true)
}

/// Puts parts that stand in wrong columns into those that the sums tell: of a table whose places tell the columns, but for
/// narrow ones, which tools push aside. Where places are a guess, the order of amounts on several lines tells nothing.
pub(in crate::parse::readers) fn mend(source: &Source, table: &mut Table, is_guess: bool) {
    let rows = || table.projects().map(|at| &at.project.amounts);
    let all = || rows().chain(table.units.iter().map(|unit| &unit.amounts)).chain([&table.total]);
    let number = |amounts: &Amounts, fund: Fund| amounts.get(fund).value().map(|amount| amount.number);
    let funds = Fund::SOURCES.into_iter().filter(|fund| all().any(|amounts| number(amounts, *fund).is_some()));
    let funds: Vec<Fund> = funds.collect();
    let agrees = |fund: &Fund| {
        let sum = amount::total(&mut rows().filter_map(|amounts| number(amounts, *fund)));
        sum == Some(number(&table.total, *fund).unwrap_or_default())
    };
    if funds.iter().all(agrees) {
        return;
    }
    let line = |cell: &Cell<_>| cell.origin().map(|origin| source.line_of(origin.start()));
    let mut loose: Vec<Span> = Vec::new();
    for amounts in all().filter(|_| is_guess) {
        let first = line(&amounts.total);
        let apart =
            funds.iter().map(|fund| amounts.get(*fund)).filter(|cell| cell.value().is_some() && line(cell) != first);
        loose.extend(apart.filter_map(Cell::origin).flat_map(|origin| origin.spans().collect::<Vec<_>>()));
    }
    crate::span::sort_spans(&mut loose);
    let known = settle_by(table, &funds, &loose, false);
    super::funds::doubt_loose(table, &known, &loose);
}

fn settle_by(table: &mut Table, funds: &[Fund], loose: &[Span], partly: bool) -> Settled {
    let units = table.units.iter().map(|unit| (false, vec![false; unit.projects.len()])).collect();
    let mut settled = Settled { units, total: false };
    if funds.len() < 2 || funds.len() > MOST_COLUMNS {
        return settled;
    }
    let parts = |amounts: &Amounts| parts(amounts, funds, loose);
    let total = parts(&table.total);
    // Where the sum of all leaves columns out, nobody else stands in them: the first part of it stands in the first column,
    // and of the others only the rows are known that are the same.
    let count = total.as_ref().map_or(funds.len(), |total| total.values.len());
    let count = if partly && (2..funds.len()).contains(&count) { count } else { funds.len() };
    let of_all = total.and_then(|total| whole(&total, count));
    settled.total = of_all.is_some() && count == funds.len();
    let put = |amounts: &mut Amounts, choice: &Choice| {
        put(amounts, funds, choice);
        for fund in funds.iter().skip(1).filter(|_| count < funds.len()) {
            amounts.get_mut(*fund).take_back();
        }
    };
    let of_units: Option<Vec<Parts>> = table.units.iter().map(|unit| parts(&unit.amounts)).collect();
    let choices = of_all.as_ref().zip(of_units).and_then(|(sums, units)| choices(&units, sums));
    let all = choices.is_none();
    let mut of_bodies: Vec<Option<Vec<Decimal>>> = Vec::new();
    for (at, unit) in table.units.iter_mut().enumerate() {
        let own = parts(&unit.amounts);
        let choice = choices.as_ref().and_then(|choices| choices.get(at));
        let sums = match (choice, &own) {
            (Some(choice), Some(own)) => {
                put(&mut unit.amounts, choice);
                Some(columns(own, choice, count))
            }
            (_, own) => own.as_ref().and_then(|own| whole(own, count)),
        };
        if sums.is_some() && choice.is_none() {
            put(&mut unit.amounts, &(0..count).collect());
        }
        let Some(known) = settled.units.get_mut(at) else { continue };
        let projects: Option<Vec<Parts>> = unit.projects.iter().map(|project| parts(&project.amounts)).collect();
        let below = projects.as_ref().filter(|_| sums.is_none()).and_then(|rows| sum_of(&whole_of(rows, count)?));
        let from_below = below.zip(own).and_then(|(below, own)| Some((choice_of(&own, &below)?, below)));
        if let Some((choice, _)) = &from_below {
            put(&mut unit.amounts, choice);
        }
        let sums = sums.or(from_below.map(|(_, below)| below));
        known.0 = sums.is_some();
        of_bodies.push(sums.clone());
        let choices = sums.zip(projects).and_then(|(sums, projects)| self::choices(&projects, &sums));
        for (project, choice) in unit.projects.iter_mut().zip(choices.iter().flatten()) {
            put(&mut project.amounts, choice);
        }
        known.1.fill(choices.is_some());
    }
    if of_all.is_none()
        && let Some(own) = parts(&table.total)
        && let Some(sums) = of_bodies.into_iter().collect::<Option<Vec<_>>>().and_then(|all| sum_of(&all))
        && let Some(choice) = choice_of(&own, &sums)
    {
        put(&mut table.total, &choice);
        settled.total = true;
    }
    // Where nobody knows the columns of the bodies, all projects together may be told.
    let missing = settled.units.iter().all(|(own, _)| !own);
    let projects = || table.projects().map(|at| parts(&at.project.amounts)).collect::<Option<Vec<Parts>>>();
    let choices = of_all.filter(|_| all && missing).and_then(|sums| self::choices(&projects()?, &sums));
    if let Some(choices) = choices {
        let projects = table.units.iter_mut().flat_map(|unit| &mut unit.projects);
        for (project, choice) in projects.zip(&choices) {
            put(&mut project.amounts, choice);
        }
        settled.units.iter_mut().for_each(|(_, projects)| projects.fill(true));
    }
    settled
}

/// The parts of a row that make its total; none where they do not.
fn parts(amounts: &Amounts, funds: &[Fund], loose: &[Span]) -> Option<Parts> {
    let total = amounts.total.value().map(|amount| amount.number)?;
    let cells = funds.iter().map(|fund| amounts.get(*fund));
    let cells: Vec<&Cell<_>> = cells.filter(|cell| !matches!(cell, Cell::Absent | Cell::Blank(_))).collect();
    let values: Option<Vec<Decimal>> = cells.iter().map(|cell| cell.value().map(|amount| amount.number)).collect();
    let values = values.filter(|values| amount::total(&mut values.iter().copied()) == Some(total))?;
    let loose = cells.iter().map(|cell| holds(cell, loose)).collect();
    Some(Parts { values, loose })
}

/// The columns of a row that prints all of them, in order.
fn whole(parts: &Parts, count: usize) -> Option<Vec<Decimal>> {
    (parts.values.len() == count && !parts.loose.contains(&true)).then(|| parts.values.clone())
}

/// The columns of rows all of which print all of them.
fn whole_of(rows: &[Parts], count: usize) -> Option<Vec<Vec<Decimal>>> {
    rows.iter().map(|row| whole(row, count)).collect()
}

/// What some rows have together in each column.
fn sum_of(rows: &[Vec<Decimal>]) -> Option<Vec<Decimal>> {
    let count = rows.first()?.len();
    (0..count).map(|at| amount::total(&mut rows.iter().filter_map(|row| row.get(at).copied()))).collect()
}

/// The only way in which a row has what the rows below it have together.
fn choice_of(own: &Parts, sums: &[Decimal]) -> Option<Choice> {
    let mut ways = ways(own, sums.len()).into_iter().filter(|way| columns(own, way, sums.len()) == sums);
    ways.next().filter(|_| ways.next().is_none())
}

/// What a row has in each column.
fn columns(parts: &Parts, choice: &Choice, count: usize) -> Vec<Decimal> {
    let mut columns = vec![Decimal::ZERO; count];
    for (value, column) in parts.values.iter().zip(choice) {
        columns.get_mut(*column).into_iter().for_each(|own| *own = *value);
    }
    columns
}

/// Puts the parts of a row into columns.
fn put(amounts: &mut Amounts, funds: &[Fund], choice: &Choice) {
    let paid = |fund: &&Fund| amounts.get(**fund).value().is_some();
    let from: Vec<Fund> = funds.iter().filter(paid).copied().collect();
    let cells: Vec<_> = from.into_iter().map(|fund| std::mem::take(amounts.get_mut(fund))).collect();
    for (cell, column) in cells.into_iter().zip(choice) {
        if let Some(fund) = funds.get(*column) {
            *amounts.get_mut(*fund) = cell;
        }
    }
}

/// The only way in which rows make the sums of all columns.
fn choices(rows: &[Parts], sums: &[Decimal]) -> Option<Vec<Choice>> {
    if rows.is_empty() || rows.len() > MOST_ROWS {
        return None;
    }
    // The largest amounts have the fewest places.
    let largest = |at: &usize| {
        let cents = rows.get(*at)?.values.iter().max()?.checked_mul(100.into())?;
        u128::try_from(cents.trunc().mantissa()).ok()
    };
    let order = crate::order::sorted((0..rows.len()).collect(), |at| u128::MAX - largest(at).unwrap_or_default());
    let options: Vec<Vec<Choice>> =
        order.iter().filter_map(|at| rows.get(*at)).map(|row| ways(row, sums.len())).collect();
    let mut search = Search {
        rows,
        order: &order,
        options: &options,
        left: sums.to_vec(),
        chosen: Vec::new(),
        found: Vec::new(),
        steps: 0,
    };
    search.choose();
    let Search { found, steps, .. } = search;
    let [only] = found.as_slice() else { return None };
    let mut choices = vec![Choice::new(); rows.len()];
    for (at, choice) in order.iter().zip(only) {
        choices.get_mut(*at).into_iter().for_each(|own| own.clone_from(choice));
    }
    (steps < MOST_STEPS).then_some(choices)
}

/// The columns that the parts of a row may stand in: from left to right, but for loose ones.
fn ways(row: &Parts, count: usize) -> Vec<Choice> {
    let mut ways: Vec<Choice> = vec![Choice::new()];
    for _ in &row.values {
        let longer = |way: &Choice| {
            let is_loose = |at: usize| row.loose.get(at) == Some(&true);
            let last = (0..way.len()).rev().find(|at| !is_loose(*at)).and_then(|at| way.get(at)).copied();
            let free = |column: &usize| {
                let behind = is_loose(way.len()) || last.is_none_or(|last| last < *column);
                behind && !way.contains(column)
            };
            (0..count).filter(free).map(|column| [way.as_slice(), &[column]].concat()).collect::<Vec<Choice>>()
        };
        ways = ways.iter().flat_map(longer).collect();
    }
    // Where nothing is paid it is the same in whatever column.
    let mut seen: Vec<Vec<Decimal>> = Vec::new();
    ways.retain(|way| {
        let own = columns(row, way, count);
        let fresh = !seen.contains(&own);
        seen.push(own);
        fresh
    });
    ways
}

struct Search<'r> {
    rows: &'r [Parts],
    order: &'r [usize],
    options: &'r [Vec<Choice>],
    left: Vec<Decimal>,
    chosen: Vec<Choice>,
    found: Vec<Vec<Choice>>,
    steps: usize,
}

impl Search<'_> {
    fn choose(&mut self) {
        self.steps += 1;
        if self.steps > MOST_STEPS || self.found.len() > 1 {
            return;
        }
        let Some(row) = self.order.get(self.chosen.len()).and_then(|at| self.rows.get(*at)) else {
            if self.left.iter().all(Decimal::is_zero) {
                self.found.push(self.chosen.clone());
            }
            return;
        };
        let Some(options) = self.options.get(self.chosen.len()) else { return };
        for option in options {
            let own = columns(row, option, self.left.len());
            let left = self.left.iter().zip(&own).map(|(left, own)| amount::difference(*left, *own));
            let left: Option<Vec<Decimal>> = left.collect();
            let Some(left) = left.filter(|left| left.iter().all(|left| !left.is_sign_negative() || left.is_zero()))
            else {
                continue;
            };
            let before = std::mem::replace(&mut self.left, left);
            self.chosen.push(option.clone());
            self.choose();
            self.chosen.pop();
            self.left = before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(values: &[i64], loose: bool) -> Parts {
        Parts { values: values.iter().copied().map(Decimal::from).collect(), loose: vec![loose; values.len()] }
    }

    fn chosen(rows: &[Parts], sums: &[i64]) -> Option<Vec<Choice>> {
        choices(rows, &sums.iter().copied().map(Decimal::from).collect::<Vec<_>>())
    }

    #[test]
    fn the_only_choice_that_makes_all_sums_is_taken() {
        let rows = [row(&[7], false), row(&[5, 2], false), row(&[40], false)];
        assert_eq!(chosen(&rows, &[45, 0, 9]), Some(vec![vec![2], vec![0, 2], vec![0]]));
        // Either of two rows that have the same.
        assert_eq!(chosen(&[row(&[7], false), row(&[7], false)], &[7, 7]), None);
        assert_eq!(chosen(&[row(&[7], false)], &[6, 1]), None);
        assert_eq!(chosen(&[row(&[2, 5], true)], &[5, 0, 2]), Some(vec![vec![2, 0]]));
        assert_eq!(chosen(&[row(&[2, 5], false)], &[5, 0, 2]), None);
    }
}
