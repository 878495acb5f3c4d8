//! Which column an amount stands in, where blank cells leave nothing between two: told by the sums, or by nobody.

use super::list::holds;
use super::settled::{self, Settled};
use crate::amount;
use crate::model::{Amounts, Fund, Table};
use crate::span::Span;
use rust_decimal::Decimal;

/// Puts the parts of each total into the columns that the sums tell, and takes back those that may stand in another one: of
/// rows that print fewer amounts than there are columns, the second part, and the first one where the sums do not say that
/// it is where it was put. `funds` are the columns beside the total; the order of `loose` amounts tells nothing.
pub(super) fn settle(table: &mut Table, funds: &[Fund], loose: &[Span]) {
    let columns = funds.len() + 1;
    let known = settled::settle(table, funds, loose);
    doubt(table, columns, &known);
    doubt_loose(table, &known, loose);
}

/// Takes back the parts of rows among which are some whose place tells nothing.
pub(super) fn doubt_loose(table: &mut Table, known: &Settled, loose: &[Span]) {
    let units = table.units.iter_mut().zip(&known.units);
    let rows = units.flat_map(|(unit, (own, projects))| {
        let projects = unit.projects.iter_mut().map(|project| &mut project.amounts).zip(projects);
        projects.chain([(&mut unit.amounts, own)])
    });
    for (amounts, _) in rows.chain([(&mut table.total, &known.total)]).filter(|(_, known)| !**known) {
        let parts = || Fund::SOURCES.into_iter().filter(|fund| amounts.get(*fund).value().is_some());
        if parts().count() > 1 && parts().any(|fund| holds(amounts.get(fund), loose)) {
            for fund in Fund::SOURCES {
                amounts.get_mut(fund).take_back();
            }
        }
    }
}

fn doubt(table: &mut Table, columns: usize, known: &Settled) {
    let of_rows = || table.projects().map(|at| &at.project.amounts);
    let sums = || table.units.iter().map(|unit| &unit.amounts).chain([&table.total]);
    let mixed = of_rows().chain(sums()).any(|amounts| (3..columns).contains(&count(amounts)));
    let plain = of_rows().chain(sums()).all(|amounts| count(amounts) <= 2);
    let agree = if plain || columns <= 2 { true } else { adds_up(table) };
    if !mixed && agree {
        return;
    }
    let rows = table.units.iter_mut().zip(&known.units).flat_map(|(unit, (own, projects))| {
        let projects = unit.projects.iter_mut().map(|project| &mut project.amounts).zip(projects);
        projects.chain([(&mut unit.amounts, own)])
    });
    for (amounts, known) in rows.chain([(&mut table.total, &known.total)]) {
        let count = count(amounts);
        if count >= columns || *known {
            continue;
        }
        if count > 2 {
            amounts.special_account.take_back();
            amounts.other.take_back();
        }
        if !agree {
            amounts.fiscal_appropriation.take_back();
        }
    }
}

/// How many amounts a row prints.
fn count(amounts: &Amounts) -> usize {
    Fund::ALL.into_iter().filter(|fund| amounts.get(*fund).value().is_some()).count()
}

/// Whether the fiscal appropriations of the projects are that of all of them.
fn adds_up(table: &Table) -> bool {
    let fiscal = |amounts: &Amounts| amounts.fiscal_appropriation.value().map(|amount| amount.number);
    let projects = table.projects().filter_map(|at| fiscal(&at.project.amounts));
    let all: Option<Decimal> = amount::total(&mut projects.into_iter());
    all.is_some() && all == fiscal(&table.total)
}
