//! How a budget was spent, as the money row of a self-evaluation tells it, and the total of the scores.

use rust_decimal::Decimal;

use super::Reader;
use crate::amount::{Amount, number_from_text};
use crate::lexicon::{self, MoneyColumn};
use crate::model::{Cell, Execution};
use crate::parse::sheet::{Run, Sheet};

/// A number claimed, with or without a percent sign.
fn number(sheet: &mut Sheet<'_>, run: &Run) -> Cell<Decimal> {
    let end = sheet.before(run.end, "%").unwrap_or(run.end);
    match number_from_text(&sheet.folded(run.start..end)) {
        Some(value) => sheet.cell_of(run.clone(), value),
        None => Cell::Absent,
    }
}

impl Reader<'_> {
    /// Which value of a money row is the amount that counts: the budget of the whole year, else the one before it.
    pub(super) fn budget_place(&self) -> usize {
        let best = self.money_columns.iter().max();
        self.money_columns.iter().position(|column| Some(column) == best).unwrap_or_default()
    }

    /// What stands beside the budget in the row of all money. Cells that are empty vanish in many copies: only a row that
    /// is whole, or that has its percentage in its place, tells which number is which.
    pub(super) fn read_execution(&mut self, parts: &[Run]) {
        let columns = self.money_columns.clone();
        let sheet = &self.pieces.sheet;
        let is_percentage = |run: &Run| sheet.before(run.end, "%").is_some();
        let rate = columns.iter().position(|column| *column == MoneyColumn::Rate);
        let fits = rate.and_then(|rate| parts.get(rate)).is_some_and(is_percentage);
        let percentages = parts.iter().filter(|run| is_percentage(run)).count();
        let whole = parts.len() == columns.len() && percentages == 0 || fits && percentages == 1;
        if columns.is_empty() || self.glued || !whole {
            return;
        }
        if self.current().1.execution.is_some() {
            return;
        }
        let unit = self.unit.unwrap_or_default();
        let has_budget = columns.contains(&MoneyColumn::Budget);
        let mut found = Execution::default();
        for (column, run) in columns.iter().zip(parts) {
            let sheet = &mut self.pieces.sheet;
            match column {
                MoneyColumn::Spent => found.actual = amount(sheet, run, unit),
                MoneyColumn::Initial if has_budget => found.original_budget = amount(sheet, run, unit),
                MoneyColumn::Rate => found.execution_rate = number(sheet, run),
                MoneyColumn::Score => found.score = number(sheet, run),
                MoneyColumn::Initial | MoneyColumn::Budget | MoneyColumn::Other => {}
            }
        }
        self.current().1.execution = (found != Execution::default()).then(|| Box::new(found));
    }

    /// The total of the scores in a row 合计 or 总分 that holds the total of the weights, 100, before it.
    pub(super) fn read_total_score(&mut self, at: usize) {
        let Some(first) = self.piece(at).cloned() else { return };
        let sheet = &self.pieces.sheet;
        let is_sum = lexicon::SUM_ROWS.contains(&sheet.folded(first.run.clone()).as_str());
        let number_at = |at: usize| {
            let run = self.piece(at).filter(|piece| piece.row == first.row)?.run.clone();
            Some((run.clone(), number_from_text(&sheet.folded(run))?))
        };
        let (Some((weights, all)), Some((scores, total))) = (number_at(at + 1), number_at(at + 2)) else { return };
        let is_last = self.piece(at + 3).is_none_or(|piece| piece.row != first.row);
        let scored = self.projects.last().is_some_and(|(_, project)| {
            project.indicators.iter().any(|indicator| indicator.attainment().score.read().is_some())
        });
        if !is_sum || !is_last || !scored || all != Decimal::ONE_HUNDRED || total > all || self.glued {
            return;
        }
        self.pieces.sheet.label(first.run);
        self.pieces.sheet.label(weights);
        let total = self.pieces.sheet.cell_of(scores, total);
        self.current().1.execution.get_or_insert_default().total_score = total;
    }
}

fn amount(sheet: &mut Sheet<'_>, run: &Run, unit: crate::amount::MoneyUnit) -> Cell<Amount> {
    match number_from_text(&sheet.folded(run.clone())) {
        Some(number) => sheet.cell_of(run.clone(), Amount { number, unit }),
        None => Cell::Absent,
    }
}
