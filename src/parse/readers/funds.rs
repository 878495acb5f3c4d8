//! Which columns the amounts of a list stand in, where blank cells leave nothing between them.
//!
//! A reader fills the columns from the left. Here the sums have their say: the columns of the row 合计 must be those of the
//! projects. What moves is what one choice of rows alone explains; where several do, or none, everything stays.

use rust_decimal::Decimal;

use crate::amount::{difference, total};
use crate::model::{Amounts, Cell, Fund, RepairKind, Table};

/// More rows than that are not searched for three that make a sum together.
const MOST_FOR_THREE: usize = 100;
/// Nor more for two.
const MOST_FOR_TWO: usize = 1000;
/// Nor more for any number of them.
const MOST_FOR_ANY: usize = 12;
/// Where so many choices make the sum, none is told.
const SEVERAL: usize = 2;

/// Moves amounts into the columns that the sums ask for.
pub(super) fn settle(table: &mut Table) {
    let open = open_rows(table);
    if open.is_empty() {
        return;
    }
    let sums = table.total.clone();
    let projects = table.units.iter_mut().flat_map(|unit| &mut unit.projects);
    let mut rows: Vec<&mut Amounts> = projects.map(|project| &mut project.amounts).collect();
    // Sums that do not hold tell nothing: that is the author's own, and a finding.
    let mut own = rows.iter().filter_map(|row| number(row, Fund::Total));
    if total(&mut own) != number(&sums, Fund::Total) {
        return;
    }
    let is_open = |amounts: &Amounts| is_open(amounts, &open);
    let strays = strays(&rows, &sums, is_open);
    for (at, row) in rows.iter_mut().enumerate() {
        if strays.contains(&at) {
            shift(row, Fund::FiscalAppropriation, Fund::SpecialAccount);
        }
    }
    // Where 合计 prints both, the third amounts of the rows may be told apart.
    let is_whole = !is_open(&sums) && number(&sums, Fund::Other).is_some();
    let pool: Vec<usize> = places(&rows, |row| is_open(row) && number(row, Fund::SpecialAccount).is_some());
    let others = if is_whole { others(&rows, &pool, &sums) } else { Vec::new() };
    for (at, row) in rows.iter_mut().enumerate() {
        if others.contains(&at) {
            shift(row, Fund::SpecialAccount, Fund::Other);
        }
    }
    for unit in &mut table.units {
        let projects: Vec<&Amounts> = unit.projects.iter().map(|project| &project.amounts).collect();
        follow(&mut unit.amounts, &projects, &open);
    }
    retell(table);
}

/// The rows of one amount that stand in another column than 财政拨款: those that are too many there.
fn strays(rows: &[&mut Amounts], sums: &Amounts, is_open: impl Fn(&Amounts) -> bool) -> Vec<usize> {
    let mut own = rows.iter().filter_map(|row| number(row, Fund::FiscalAppropriation));
    let excess =
        number(sums, Fund::FiscalAppropriation).zip(total(&mut own)).and_then(|(of_all, sum)| difference(sum, of_all));
    let Some(excess) = excess.filter(|excess| *excess > Decimal::ZERO) else { return Vec::new() };
    let single = places(rows, |row| {
        is_open(row)
            && number(row, Fund::Total) == number(row, Fund::FiscalAppropriation)
            && matches!(row.special_account, Cell::Absent)
    });
    let values: Vec<Decimal> =
        single.iter().filter_map(|at| number(rows.get(*at)?, Fund::FiscalAppropriation)).collect();
    let few = few(&values, excess).unwrap_or_default();
    few.into_iter().filter_map(|at| single.get(at).copied()).collect()
}

/// Those of the rows whose third amount stands under 其他资金, if one choice alone makes the sum.
fn others(rows: &[&mut Amounts], pool: &[usize], sums: &Amounts) -> Vec<usize> {
    let mut settled = rows.iter().filter_map(|row| number(row, Fund::Other));
    let missing = number(sums, Fund::Other).zip(total(&mut settled)).and_then(|(of_all, sum)| difference(of_all, sum));
    let values: Vec<Decimal> = pool.iter().filter_map(|at| number(rows.get(*at)?, Fund::SpecialAccount)).collect();
    let any = missing.and_then(|missing| any(&values, missing)).unwrap_or_default();
    any.into_iter().filter_map(|at| pool.get(at).copied()).collect()
}

/// One, two or three values that alone make a sum.
fn few(values: &[Decimal], sum: Decimal) -> Option<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = Vec::new();
    let all = || values.iter().enumerate();
    found.extend(all().filter(|(_, value)| **value == sum).map(|(at, _)| vec![at]));
    if found.is_empty() && values.len() <= MOST_FOR_TWO {
        found.extend(pairs(values, 0, sum).take(SEVERAL));
    }
    if found.is_empty() && values.len() <= MOST_FOR_THREE {
        for (first, value) in all() {
            let rest = difference(sum, *value)?;
            found.extend(pairs(values, first + 1, rest).take(SEVERAL).map(|pair| [vec![first], pair].concat()));
        }
    }
    let only = found.pop()?;
    found.is_empty().then_some(only)
}

/// The pairs of values that make a sum, from a place on.
fn pairs(values: &[Decimal], from: usize, sum: Decimal) -> impl Iterator<Item = Vec<usize>> {
    values.iter().enumerate().skip(from).flat_map(move |(one, value)| {
        let rest = difference(sum, *value);
        let others = values.iter().enumerate().skip(one + 1).filter(move |(_, other)| Some(**other) == rest);
        others.map(move |(other, _)| vec![one, other])
    })
}

/// The only choice of values that makes a sum.
fn any(values: &[Decimal], sum: Decimal) -> Option<Vec<usize>> {
    if values.len() > MOST_FOR_ANY {
        return None;
    }
    let of = |choice: u32| (0..values.len()).filter(move |at| choice >> at & 1 == 1);
    let makes = |choice: &u32| total(&mut of(*choice).filter_map(|at| values.get(at).copied())) == Some(sum);
    let mut choices = (0..1_u32 << values.len()).filter(makes);
    let only = choices.next()?;
    choices.next().is_none().then(|| of(only).collect())
}

/// Moves the parts of a unit's total where its projects have theirs.
fn follow(unit: &mut Amounts, projects: &[&Amounts], open: &[u32]) {
    let sum = |fund| total(&mut projects.iter().filter_map(|row| number(row, fund)));
    let only = number(unit, Fund::FiscalAppropriation);
    let moves = only.is_some() && sum(Fund::FiscalAppropriation) == Some(Decimal::ZERO);
    if moves && sum(Fund::SpecialAccount) == only && is_open(unit, open) {
        shift(unit, Fund::FiscalAppropriation, Fund::SpecialAccount);
    }
    let part = number(unit, Fund::SpecialAccount);
    let is_other = part.is_some() && sum(Fund::Other) == part && sum(Fund::SpecialAccount) == Some(Decimal::ZERO);
    if is_other && is_open(unit, open) {
        shift(unit, Fund::SpecialAccount, Fund::Other);
    }
}

/// Says of each row anew which columns were inferred.
fn retell(table: &mut Table) {
    let mut told: Vec<(u32, String)> = Vec::new();
    let units = table.units.iter().map(|unit| &unit.amounts);
    for row in table.projects().map(|at| &at.project.amounts).chain(units) {
        let parts: Vec<_> =
            Fund::SOURCES.into_iter().filter_map(|fund| Some((fund, row.get(fund).origin()?))).collect();
        let names: Vec<_> = parts.iter().map(|(fund, _)| fund.printed()).collect();
        told.extend(parts.first().map(|(_, origin)| (origin.start(), names.join("、"))));
    }
    let told = crate::order::sorted(told, |(start, _)| u128::from(*start));
    for repair in table.repairs.iter_mut().filter(|repair| repair.kind == RepairKind::MoneyColumnInferred) {
        let at = told.partition_point(|(start, _)| *start < repair.origin.start());
        if let Some((_, names)) = told.get(at).filter(|(start, _)| *start == repair.origin.start()) {
            repair.read_as.clone_from(names);
        }
    }
}

fn places(rows: &[&mut Amounts], which: impl Fn(&Amounts) -> bool) -> Vec<usize> {
    rows.iter().enumerate().filter(|(_, row)| which(row)).map(|(at, _)| at).collect()
}

/// Where the parts of the totals begin whose columns are inferred, in order.
fn open_rows(table: &Table) -> Vec<u32> {
    let inferred = table.repairs.iter().filter(|repair| repair.kind == RepairKind::MoneyColumnInferred);
    crate::order::sorted(inferred.map(|repair| repair.origin.start()).collect(), |start| u128::from(*start))
}

fn is_open(amounts: &Amounts, open: &[u32]) -> bool {
    let mut parts = Fund::SOURCES.into_iter().filter_map(|fund| amounts.get(fund).origin());
    parts.any(|origin| open.binary_search(&origin.start()).is_ok())
}

fn number(amounts: &Amounts, fund: Fund) -> Option<Decimal> {
    amounts.get(fund).value().map(|amount| amount.number)
}

/// Moves an amount into another column, where nothing stands.
fn shift(amounts: &mut Amounts, from: Fund, to: Fund) {
    if matches!(amounts.get(to), Cell::Absent) {
        *amounts.get_mut(to) = std::mem::take(amounts.get_mut(from));
    }
}
