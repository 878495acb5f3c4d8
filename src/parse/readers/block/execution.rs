//! How a budget was spent, as the money row of a self-evaluation tells it, and the total of the scores.

use rust_decimal::Decimal;

use super::Reader;
use crate::amount::{Amount, MoneyUnit, number_from_text, percent_of};
use crate::grid::Form;
use crate::lexicon::{self, Column, MoneyColumn};
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
    /// The heads of the columns of money, and where they stand; tells where they end.
    pub(super) fn read_money_head(&mut self, at: usize, columns: Vec<MoneyColumn>, end: usize) -> usize {
        let start = self.piece(at).map_or(end, |first| first.run.start);
        self.pieces.sheet.label(start..end);
        let next = self.pieces.piece_from(end);
        let places = self.pieces.all.get(at..next).unwrap_or_default().iter().map(|head| head.from_right);
        self.money_places =
            Some(places.collect()).filter(|places: &Vec<usize>| places.len() == columns.len()).unwrap_or_default();
        self.money_columns = columns;
        next
    }

    /// Which value of a money row is the amount that counts: the budget of the whole year, else the one before it.
    pub(super) fn budget_place(&self) -> usize {
        let best = self.money_columns.iter().max();
        self.money_columns.iter().position(|column| Some(column) == best).unwrap_or_default()
    }

    /// The same for a row whose values may be fewer than its columns: where the rate stands too far left, a cell before it
    /// is missing, and only the rate itself tells which numbers are budget and expenditure. `None` where it does not.
    pub(super) fn place_of_budget(&self, parts: &[Run]) -> Option<usize> {
        if let Some(printed) = self.displaced_rate(parts) {
            return self.proven(parts, printed).map(|(budget, _)| budget);
        }
        let sheet = &self.pieces.sheet;
        // Where it stands too far right, a head may be missing.
        let column = self.money_columns.iter().position(|column| *column == MoneyColumn::Rate);
        let printed = parts.iter().position(|run| is_percentage(sheet, run)).filter(|printed| Some(*printed) > column);
        let proven = || self.proven(parts, printed.filter(|_| column.is_some())?);
        if let Some((budget, _)) = proven() {
            return Some(budget);
        }
        let is_money = |column: &&MoneyColumn| **column >= MoneyColumn::Spent;
        let columns = self.money_columns.iter().take_while(is_money).count();
        let numbers: Vec<Decimal> = parts.iter().map_while(|run| number_of(sheet, run)).map(|found| found.0).collect();
        let lacks = numbers.len() > 1 && numbers.len() < columns && !parts.iter().any(|run| is_percentage(sheet, run));
        let are_alike = numbers.iter().all(|number| numbers.first() == Some(number));
        (!lacks || are_alike).then(|| self.budget_place())
    }

    /// Where the rate of a row stands, if too far left, or where no head is its own: then others may be lost too.
    fn displaced_rate(&self, parts: &[Run]) -> Option<usize> {
        let column = self.money_columns.iter().position(|column| *column == MoneyColumn::Rate);
        let printed = parts.iter().position(|run| is_percentage(&self.pieces.sheet, run));
        let is_headed = !self.money_columns.is_empty();
        printed.filter(|printed| is_headed && column.is_none_or(|column| *printed < column))
    }

    /// Which of the numbers before the rate are budget and expenditure, where only one pair of them has that rate.
    fn proven(&self, parts: &[Run], printed: usize) -> Option<(usize, usize)> {
        let sheet = &self.pieces.sheet;
        let rate = parts.get(printed).and_then(|run| number_from_text(&sheet.folded(run.start..run.end - 1)))?;
        let numbers: Vec<Option<Decimal>> =
            parts.get(..printed)?.iter().map(|run| Some(number_of(sheet, run)?.0)).collect();
        let value = |at: usize| numbers.get(at).copied().flatten();
        let shows = |&(whole, part): &(usize, usize)| {
            let share = value(whole).zip(value(part)).and_then(|(whole, part)| percent_of(part, whole, rate.scale()));
            share.is_some_and(|share| (share - rate).abs() <= Decimal::new(1, rate.scale()))
        };
        const MOST: usize = 6;
        let pairs =
            (0..printed.min(MOST)).flat_map(|whole| (whole + 1..printed.min(MOST)).map(move |part| (whole, part)));
        let mut found = pairs.filter(shows);
        let (whole, part) = found.next()?;
        found.all(|other| (value(other.0), value(other.1)) == (value(whole), value(part))).then_some((whole, part))
    }

    /// What stands beside the budget in the row of all money. Cells that are empty vanish in many copies: only a row that
    /// is whole, or that has its percentage in its place, tells which number is which.
    pub(super) fn read_execution(&mut self, parts: &[Run]) {
        let columns = self.money_columns.clone();
        let sheet = &self.pieces.sheet;
        let rate = columns.iter().position(|column| *column == MoneyColumn::Rate);
        let fits = rate.and_then(|rate| parts.get(rate)).is_some_and(|run| is_percentage(sheet, run));
        let percentages = parts.iter().filter(|run| is_percentage(sheet, run)).count();
        let whole = parts.len() == columns.len() && percentages == 0 || fits && percentages == 1;
        if columns.is_empty() || self.glued || self.current().1.execution.is_some() {
            return;
        }
        let printed = self.displaced_rate(parts).filter(|_| percentages == 1 && rate.is_some());
        if let Some(printed) = printed {
            return self.read_proven(parts, printed);
        }
        if !whole {
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

    /// What was spent, where its label stands beside it.
    pub(super) fn read_spent(&mut self, run: &Run) {
        let unit = self.unit.unwrap_or_default();
        let actual = amount(&mut self.pieces.sheet, run, unit);
        self.current().1.execution = Some(Box::new(Execution { actual, ..Execution::default() }));
    }

    /// What the rate of a row proves, and the score where it is the only number behind it.
    fn read_proven(&mut self, parts: &[Run], printed: usize) {
        let spent = self.proven(parts, printed).and_then(|(_, spent)| parts.get(spent));
        let (Some(spent), Some(rate)) = (spent, parts.get(printed)) else { return };
        let unit = self.unit.unwrap_or_default();
        let behind = self.money_columns.iter().skip_while(|column| **column != MoneyColumn::Rate).skip(1);
        let score = parts.get(printed + 1).filter(|_| parts.len() == printed + 2 && behind.eq([&MoneyColumn::Score]));
        let sheet = &mut self.pieces.sheet;
        let found = Execution {
            actual: amount(sheet, spent, unit),
            execution_rate: number(sheet, rate),
            score: score.map_or(Cell::Absent, |score| number(sheet, score)),
            ..Execution::default()
        };
        self.current().1.execution = Some(Box::new(found));
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
        // 总分 alone, with what was reached below the scores.
        let score = self.columns.iter().rev().position(|column| *column == Column::Score);
        let alone = self.pieces.row(at).get(1..).and_then(|rest| if let [only] = rest { Some(only) } else { None });
        let below = alone.filter(|only| self.pieces.form == Some(Form::Columns) && Some(only.from_right) == score);
        if let Some((run, total)) = below.and_then(|_| number_at(at + 1))
            && sheet.folded(first.run.clone()) == "总分"
            && total <= Decimal::ONE_HUNDRED
        {
            self.pieces.sheet.label(first.run);
            let total = self.pieces.sheet.cell_of(run, total);
            self.current().1.execution.get_or_insert_default().total_score = total;
            return;
        }
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

fn is_percentage(sheet: &Sheet<'_>, run: &Run) -> bool {
    sheet.before(run.end, "%").is_some()
}

fn amount(sheet: &mut Sheet<'_>, run: &Run, unit: MoneyUnit) -> Cell<Amount> {
    match number_of(sheet, run) {
        Some((number, end, own)) => {
            sheet.label(end..run.end);
            sheet.cell_of(run.start..end, Amount { number, unit: own.unwrap_or(unit) })
        }
        None => Cell::Absent,
    }
}

/// A number, where it ends, and the unit behind it in the same cell: "4753.66万元", "150万".
fn number_of(sheet: &Sheet<'_>, run: &Run) -> Option<(Decimal, usize, Option<MoneyUnit>)> {
    let digit = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit() || matches!(ch, ',' | '.' | '-'));
    let end = run.clone().find(|at| !digit(at)).unwrap_or(run.end);
    let number = number_from_text(&sheet.folded(run.start..end))?;
    let rest = sheet.folded(end..run.end);
    let unit = lexicon::MONEY_UNITS.iter().find(|(name, _)| *name == rest).map(|(_, unit)| *unit);
    let unit = unit.or_else(|| (rest == "万").then_some(MoneyUnit::TenThousandYuan));
    (rest.is_empty() || unit.is_some()).then_some((number, end, unit))
}
