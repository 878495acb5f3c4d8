//! The amounts between a name and an objective, which narrow columns break: each has two decimals.

use super::super::is_whole_amount;
use super::items::Item;
use crate::amount::{Amount, MoneyUnit, number_from_text};
use crate::model::{Amounts, Cell, Fund, Repair, RepairKind};
use crate::parse::sheet::{Run, Sheet};

/// The amounts of a row, and between which lines they stand.
pub(super) struct Found {
    pub(super) from: usize,
    pub(super) until: usize,
    runs: Vec<Run>,
}

/// The first lines behind a name that hold nothing but whole amounts.
pub(super) fn find(sheet: &Sheet<'_>, lines: &[Item]) -> Option<Found> {
    let is_number = |line: &Item| {
        line.run.clone().all(|at| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit() || matches!(ch, ',' | '.')))
    };
    let mut from = 1;
    while from < lines.len() {
        let count = lines.iter().skip(from).take_while(|line| is_number(line)).count();
        let until = from + count;
        let run =
            lines.get(from).zip(lines.get(until.saturating_sub(1))).map(|(first, last)| first.run.start..last.run.end);
        if let Some(runs) = run.filter(|_| count > 0).and_then(|run| whole(sheet, run)) {
            return Some(Found { from, until, runs });
        }
        from = until.max(from + 1);
    }
    None
}

/// A run of digits as whole amounts, each with two decimals.
fn whole(sheet: &Sheet<'_>, run: Run) -> Option<Vec<Run>> {
    const DECIMALS: usize = 2;
    let mut found = Vec::new();
    let mut start = run.start;
    while start < run.end {
        let point = sheet.find_char(start..run.end, |ch| ch == '.')?;
        let end = point + 1 + DECIMALS;
        if end > run.end || !is_whole_amount(&sheet.folded(start..end)) {
            return None;
        }
        found.push(start..end);
        start = end;
    }
    Some(found)
}

impl Found {
    /// Reads the amounts. Blank cells leave nothing: the first amount is the whole, one more stands where it is all of it, and
    /// of others nobody can tell the columns unless all of them are there.
    pub(super) fn read(&self, sheet: &mut Sheet<'_>, funds: &[Fund], unit: MoneyUnit) -> (Amounts, Option<Repair>) {
        let mut amounts = Amounts::default();
        let is_whole = self.runs.len() == funds.len();
        if self.runs.len() > funds.len() {
            return (amounts, None);
        }
        let mut repair = None;
        for (place, (fund, run)) in funds.iter().zip(&self.runs).enumerate() {
            let number = number_from_text(&sheet.folded(run.clone()));
            let Some(origin) = sheet.claim(run.clone()) else { continue };
            let is_told = is_whole || place < 2;
            if place == 1 && !is_whole {
                let (kind, read_as) = (RepairKind::MoneyColumnInferred, fund.printed().to_owned());
                repair = Some(Repair { kind, origin: origin.clone(), read_as });
            }
            *amounts.get_mut(*fund) = match number.filter(|_| is_told) {
                Some(number) => Cell::Read { value: Amount { number, unit }, origin },
                None => Cell::Unreadable(origin),
            };
        }
        (amounts, repair)
    }
}
