//! Sum of projects against unit against total, per money column.

use rust_decimal::Decimal;

use crate::amount::{Amount, total};
use crate::model::{Cell, Fund, RepairKind, Table};
use crate::span::{Origin, Span, sort_spans};

/// One money column: what stands at the three levels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciliation {
    /// Which column.
    pub fund: Fund,
    /// Sum over all projects; `None` also where it is no decimal any more.
    pub projects: Option<Decimal>,
    /// Sum over all units.
    pub units: Option<Decimal>,
    /// The row 合计 and where it stands.
    pub total: Option<(Decimal, Origin)>,
    /// Whether an amount of a project or a unit could not be read: a sum without it is none.
    pub unread: bool,
}

impl Reconciliation {
    /// Whether all levels that are there agree; `None` where there is only one.
    pub fn agrees(&self) -> Option<bool> {
        let levels: Vec<Decimal> =
            [self.projects, self.units, self.total.as_ref().map(|(number, _)| *number)].into_iter().flatten().collect();
        (levels.len() > 1).then(|| levels.windows(2).all(|pair| pair.first() == pair.last()))
    }
}

/// All columns in which something stands.
pub fn reconcile(table: &Table) -> Vec<Reconciliation> {
    let column = |fund| {
        let projects: Vec<&Cell<Amount>> = table.projects().map(|at| at.project.amounts.get(fund)).collect();
        let units: Vec<&Cell<Amount>> = table.units.iter().map(|unit| unit.amounts.get(fund)).collect();
        Reconciliation {
            fund,
            projects: sum(&projects),
            units: sum(&units),
            total: table.total.get(fund).read().map(|(amount, origin)| (amount.number, origin.clone())),
            unread: is_unread(&projects) || is_unread(&units),
        }
    };
    let holds = |of: &Reconciliation| of.projects.is_some() || of.units.is_some() || of.total.is_some() || of.unread;
    Fund::ALL.into_iter().map(column).filter(holds).collect()
}

/// The sum of the amounts of one level, if each that stands there was read.
fn sum(cells: &[&Cell<Amount>]) -> Option<Decimal> {
    let numbers: Vec<Decimal> = cells.iter().filter_map(|cell| cell.value()).map(|amount| amount.number).collect();
    if numbers.is_empty() || is_unread(cells) { None } else { total(&mut numbers.into_iter()) }
}

fn is_unread(cells: &[&Cell<Amount>]) -> bool {
    cells.iter().any(|cell| matches!(cell, Cell::Unreadable(_)))
}

/// The rows in which fewer amounts stand than there are money columns: which columns they fill is inferred.
#[derive(Clone, Debug, Default)]
pub struct InferredRows(Vec<Span>);

impl InferredRows {
    /// All such rows of a table.
    pub fn of(table: &Table) -> Self {
        let repairs = table.repairs.iter().filter(|repair| repair.kind == RepairKind::MoneyColumnInferred);
        let mut rows: Vec<Span> = repairs.flat_map(|repair| repair.origin.spans()).collect();
        sort_spans(&mut rows);
        Self(rows)
    }

    /// Whether an amount stands in such a row.
    pub fn hold(&self, amount: &Origin) -> bool {
        let at = self.0.partition_point(|row| row.end <= amount.start());
        self.0.get(at).is_some_and(|row| row.start < amount.end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Source;
    use crate::parse::parse;

    #[test]
    fn the_three_levels_of_the_sample_agree() {
        let text = include_str!("../../tests/fixtures/list/guangzhou_2023.txt");
        let columns = reconcile(&parse(&Source::new("", text)));
        let shown: Vec<_> = columns.iter().map(|column| (column.fund, column.projects, column.agrees())).collect();
        let total = "2754.66".parse().ok();
        assert_eq!(shown, [(Fund::Total, total, Some(true)), (Fund::FiscalAppropriation, total, Some(true))]);
        let changed = reconcile(&parse(&Source::new("", text.replacen("69.36 69.36", "69.37 69.36", 1))));
        assert_eq!(changed.first().and_then(Reconciliation::agrees), Some(false));
    }

    #[test]
    fn an_amount_that_was_not_read_leaves_its_column_without_a_sum() {
        let text = include_str!("../../tests/fixtures/block/two_funders.txt");
        let columns = reconcile(&parse(&Source::new("", text)));
        let of =
            |fund| columns.iter().find(|column| column.fund == fund).map(|column| (column.projects, column.unread));
        assert_eq!(of(Fund::Total), Some(("380.00".parse().ok(), false)));
        assert_eq!(of(Fund::FiscalAppropriation), Some((None, true)));
    }

    #[test]
    fn the_column_of_the_second_amount_of_two_is_inferred() {
        let text = include_str!("../../tests/fixtures/list/guangzhou_2023.txt");
        let table = parse(&Source::new("", text));
        let inferred = InferredRows::of(&table);
        let mut funds = table.projects().filter_map(|at| at.project.amounts.get(Fund::FiscalAppropriation).read());
        assert!(funds.all(|(_, origin)| inferred.hold(origin)));
        assert!(!InferredRows::default().hold(&Origin::from(Span::new(0, 1))));
    }
}
