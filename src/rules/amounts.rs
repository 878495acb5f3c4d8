//! Group A: sums of money: grand total, unit subtotals, and where the money of a row comes from.

use rust_decimal::Decimal;

use super::case::Case;
use super::reliance::{Reliance, is_cut_short};
use super::{Arg, Check, Code, Findings, Profile, Reason, ReviewPoint, Role, Rule, Severity, Subject};
use crate::amount::{Amount, MoneyUnit, product, sum as add};
use crate::i18n::{Text, text};
use crate::model::{Amounts, Cell, Fund, RepairKind, Table};
use crate::span::Origin;

#[doc = include_str!("pages/A01-amount-total-mismatch.md")]
pub(super) static AMOUNT_TOTAL_MISMATCH: Rule = Rule {
    code: Code::new('A', 1),
    name: "amount-total-mismatch",
    severity: Severity::Error,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("合计不等于各单位之和", "Grand total differs from the sum of the units"),
    messages: &[
        text!(
            "合计行的{fund}为{total}，{parts}之和为{sum}，相差{difference}",
            "The grand total of {fund} is {total}, but {parts} add up to {sum}: a difference of {difference}"
        ),
        text!(
            "合计行的{fund}为{total}，{parts}之和为{sum}，相差{difference}；另有{count}个资金列也不相等",
            "The grand total of {fund} is {total}, but {parts} add up to {sum}: a difference of {difference}; other money columns that differ as well: {count}"
        ),
        text!(
            "合计行的{fund}为{total}，{parts}之和为{sum}，相差{difference}，可能由四舍五入造成",
            "The grand total of {fund} is {total}, and {parts} add up to {sum}: the difference of {difference} may come from rounding"
        ),
    ],
    page: super::page!("A01-amount-total-mismatch.md"),
    check: Check::Table(amount_total_mismatch),
};

#[doc = include_str!("pages/A02-amount-unit-mismatch.md")]
pub(super) static AMOUNT_UNIT_MISMATCH: Rule = Rule {
    code: Code::new('A', 2),
    name: "amount-unit-mismatch",
    severity: Severity::Error,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("单位小计不等于项目之和", "Unit subtotal differs from the sum of its projects"),
    messages: &[
        text!(
            "{row}的{fund}为{total}，{parts}之和为{sum}，相差{difference}",
            "{fund} of {row} is {total}, but {parts} add up to {sum}: a difference of {difference}"
        ),
        text!(
            "{row}的{fund}为{total}，{parts}之和为{sum}，相差{difference}；另有{count}个资金列也不相等",
            "{fund} of {row} is {total}, but {parts} add up to {sum}: a difference of {difference}; other money columns that differ as well: {count}"
        ),
        text!(
            "{row}的{fund}为{total}，{parts}之和为{sum}，相差{difference}，可能由四舍五入造成",
            "{fund} of {row} is {total}, and {parts} add up to {sum}: the difference of {difference} may come from rounding"
        ),
    ],
    page: super::page!("A02-amount-unit-mismatch.md"),
    check: Check::Table(amount_unit_mismatch),
};

#[doc = include_str!("pages/A03-amount-source-mismatch.md")]
pub(super) static AMOUNT_SOURCE_MISMATCH: Rule = Rule {
    code: Code::new('A', 3),
    name: "amount-source-mismatch",
    severity: Severity::Error,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("总计不等于资金来源之和", "Total differs from the sum of its sources"),
    messages: &[
        text!(
            "{row}的总计为{total}，各项资金来源之和为{sum}，相差{difference}",
            "The total of {row} is {total}, but its sources add up to {sum}: a difference of {difference}"
        ),
        text!(
            "{row}的总计为{total}，各项资金来源之和为{sum}，相差{difference}，可能由四舍五入造成",
            "The total of {row} is {total}, and its sources add up to {sum}: the difference of {difference} may come from rounding"
        ),
        text!("{row}的总计为{total}，但没有填写任何资金来源", "The total of {row} is {total}, but no source is given"),
    ],
    page: super::page!("A03-amount-source-mismatch.md"),
    check: Check::Table(amount_source_mismatch),
};

const TOTAL_ROW: Text = text!("合计行", "the grand total row");
const UNNAMED: Text = text!("（名称未读出）", "(name not read)");
const UNITS: Text = text!("各单位", "the units");
const PROJECTS: Text = text!("各项目", "the projects");
const ITS_PROJECTS: Text = text!("所属项目", "its projects");

/// The money of one row of the table.
#[derive(Clone, Copy)]
pub(super) struct Row<'t> {
    pub(super) subject: Subject,
    name: Option<&'t Cell<String>>,
    pub(super) amounts: &'t Amounts,
}

impl<'t> Row<'t> {
    fn total(table: &'t Table) -> Self {
        Self { subject: Subject::Document, name: None, amounts: &table.total }
    }

    /// Every unit with its projects.
    pub(super) fn units(table: &'t Table) -> Vec<(Self, Vec<Self>)> {
        let mut number = 0;
        let mut units = Vec::with_capacity(table.units.len());
        for (index, unit) in table.units.iter().enumerate() {
            let own = Self { subject: Subject::Unit(index), name: Some(&unit.name), amounts: &unit.amounts };
            let projects = (number..).zip(&unit.projects).map(|(index, project)| Self {
                subject: Subject::Project(index),
                name: Some(&project.name),
                amounts: &project.amounts,
            });
            units.push((own, projects.collect()));
            number += unit.projects.len();
        }
        units
    }

    /// All rows in document order.
    pub(super) fn all(table: &'t Table) -> impl Iterator<Item = Self> {
        let units = Self::units(table).into_iter();
        std::iter::once(Self::total(table))
            .chain(units.flat_map(|(unit, projects)| std::iter::once(unit).chain(projects)))
    }

    /// The row as a message names it.
    pub(super) fn shown(&self) -> Arg {
        match self.name.map(Cell::value) {
            Some(Some(name)) => Arg::Quote(format!("“{name}”")),
            Some(None) => Arg::Words(UNNAMED),
            None => Arg::Words(TOTAL_ROW),
        }
    }

    /// Its name, else its first amount.
    pub(super) fn anchor(&self) -> Option<&'t Origin> {
        self.name.and_then(Cell::origin).or(self.amounts.anchor())
    }

    fn has_money(&self) -> bool {
        self.amounts.anchor().is_some()
    }

    /// How many sources stand in the row.
    fn sources(&self) -> usize {
        Fund::SOURCES.into_iter().filter(|fund| *self.amounts.get(*fund) != Cell::Absent).count()
    }
}

/// A comparison of a printed sum with the sum of its parts.
enum Sum<'t> {
    Holds,
    Differs(Difference<'t>),
    Unknown(Reason),
}

struct Difference<'t> {
    fund: Fund,
    total: Amount,
    sum: Amount,
    apart: Amount,
    is_rounding: bool,
    origin: &'t Origin,
    parts: Vec<(Subject, &'t Origin)>,
}

/// Compares one cell with the sum of others; an empty part counts as nothing.
fn compare<'t>(
    fund: Fund,
    total: &'t Cell<Amount>,
    parts: impl Iterator<Item = (Subject, &'t Cell<Amount>)>,
    floor: Decimal,
) -> Sum<'t> {
    let (value, origin) = match total {
        Cell::Read { value, origin } => (Some(*value), origin),
        Cell::Blank(origin) => (None, origin),
        Cell::Unreadable(_) => return Sum::Unknown(Reason::ValueUnreadable),
        Cell::Absent => return Sum::Unknown(Reason::ValueAbsent),
    };
    let mut read = Vec::new();
    for (subject, part) in parts {
        match part {
            Cell::Read { value, origin } => read.push((subject, *value, origin)),
            Cell::Unreadable(_) => return Sum::Unknown(Reason::ValueUnreadable),
            Cell::Absent | Cell::Blank(_) => {}
        }
    }
    let unit = value.or(read.first().map(|(_, value, _)| *value)).map_or(MoneyUnit::default(), |value| value.unit);
    let value = value.unwrap_or(Amount { number: Decimal::ZERO, unit });
    let parts = read.iter().map(|(subject, _, origin)| (*subject, *origin)).collect();
    let amounts: Vec<Amount> = read.iter().map(|(_, value, _)| *value).collect();
    let Some((sum, tolerance)) = added_up(value, &amounts, floor) else {
        return Sum::Unknown(Reason::ValueUnreadable);
    };
    let Some(difference) = add(value.number, -sum).map(|difference| difference.abs()) else {
        return Sum::Unknown(Reason::ValueUnreadable);
    };
    if difference.is_zero() {
        return Sum::Holds;
    }
    let amount = |number| Amount { number, unit };
    Sum::Differs(Difference {
        fund,
        total: value,
        sum: amount(sum),
        apart: amount(difference),
        is_rounding: difference <= tolerance,
        origin,
        parts,
    })
}

/// The sum of amounts in the unit of the total, and how far rounding may have moved it: half a unit of the last
/// place that is written anywhere in the sum, per addend. Exports drop closing zeros, so a lone `7` among decimals is 7.00.
fn added_up(total: Amount, parts: &[Amount], floor: Decimal) -> Option<(Decimal, Decimal)> {
    let mut sum = Decimal::ZERO;
    let mut half = half_place(total, total.unit)?;
    for part in parts {
        sum = add(sum, in_unit(*part, total.unit)?)?;
        half = half.min(half_place(*part, total.unit)?);
    }
    let tolerance = product(half, Decimal::from(parts.len()))?;
    Some((sum, tolerance.max(floor)))
}

fn half_place(amount: Amount, unit: MoneyUnit) -> Option<Decimal> {
    // A number of 28 decimals is as fine as a decimal gets; its half is no decimal any more.
    let scale = amount.number.scale().min(20);
    in_unit(Amount { number: Amount { number: Decimal::new(0, scale), unit }.rounding(), unit: amount.unit }, unit)
}

fn in_unit(amount: Amount, unit: MoneyUnit) -> Option<Decimal> {
    if amount.unit == unit {
        return Some(amount.number);
    }
    let part = Decimal::new(1, unit.in_yuan().ilog10()); // multiplying is exact
    Some(product(amount.in_yuan()?, part)?.normalize())
}

/// What is the same for all sums of a table.
struct Sums<'p> {
    rule: &'static Rule,
    profile: &'p Profile,
    has_inferred_columns: bool,
    is_cut: bool,
}

impl<'p> Sums<'p> {
    fn of(rule: &'static Rule, table: &Table, profile: &'p Profile) -> Self {
        // Where the text left money columns open, only the total is surely in its column.
        let has_inferred_columns = table.repairs.iter().any(|repair| repair.kind == RepairKind::MoneyColumnInferred);
        Self { rule, profile, has_inferred_columns, is_cut: is_cut_short(table) }
    }

    /// Compares a row with its parts in every column that can be compared, and reports once: the row is the fact.
    fn check(&self, row: &Row<'_>, parts: &[Row<'_>], parts_shown: Text, is_last: bool, findings: &mut Findings) {
        let mut wait = |reason| findings.cannot_decide(self.rule, row.subject, row.amounts.anchor(), reason);
        // Projects may have been lost in reading: first there must be as many amounts as rows.
        let incomplete = parts.iter().map(|part| &part.amounts.total).find(|total| total.value().is_none());
        match incomplete {
            Some(Cell::Unreadable(_)) => return wait(Reason::ValueUnreadable),
            Some(_) => return wait(Reason::ValueAbsent),
            None if parts.is_empty() => return wait(Reason::ValueAbsent),
            None => {}
        }
        let aligned = !self.has_inferred_columns || parts.iter().all(|part| part.sources() == row.sources());
        let mut differences = Vec::new();
        for fund in Fund::ALL.into_iter().filter(|fund| *fund == Fund::Total || aligned) {
            let column = parts.iter().map(|part| (part.subject, part.amounts.get(fund)));
            match compare(fund, row.amounts.get(fund), column, self.profile.thresholds.rounding_floor) {
                Sum::Differs(difference) => differences.push(difference),
                Sum::Unknown(Reason::ValueAbsent) if fund != Fund::Total => {}
                Sum::Unknown(reason) => wait(reason),
                Sum::Holds => {}
            }
        }
        let grave = differences.iter().filter(|difference| !difference.is_rounding).count();
        if grave > 0 && self.is_cut && is_last {
            return wait(Reason::CutShort);
        }
        let Some(first) = differences.iter().find(|difference| grave == 0 || !difference.is_rounding) else {
            return;
        };
        let finding = findings.report(self.rule, row.subject, first.origin);
        if grave == 0 {
            finding.severity(Severity::Info).message(2);
        } else if grave > 1 {
            finding.message(1).arg("count", grave - 1);
        }
        if row.subject != Subject::Document {
            finding.arg("row", row.shown());
        }
        finding.arg("fund", first.fund).arg("total", first.total).arg("sum", first.sum);
        finding.arg("parts", parts_shown).arg("difference", first.apart);
        for (subject, origin) in &first.parts {
            finding.related(Role::Part, *subject, origin);
        }
    }
}

fn amount_total_mismatch(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    let table = case.table;
    let total = Row::total(table);
    if !total.has_money() {
        // A table of blocks, or of one unit, prints no grand total.
        return;
    }
    let units = Row::units(table);
    // A unit that prints no subtotal counts by its projects; a table without unit rows is all projects.
    let by_unit = units.iter().any(|(unit, _)| unit.has_money());
    let parts: Vec<Row<'_>> =
        units.into_iter().flat_map(|(unit, projects)| if unit.has_money() { vec![unit] } else { projects }).collect();
    let shown = if by_unit { UNITS } else { PROJECTS };
    Sums::of(&AMOUNT_TOTAL_MISMATCH, table, profile).check(&total, &parts, shown, true, findings);
}

fn amount_unit_mismatch(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    let table = case.table;
    let sums = Sums::of(&AMOUNT_UNIT_MISMATCH, table, profile);
    let units = Row::units(table);
    let last = units.len();
    for (number, (unit, projects)) in (1..).zip(&units).filter(|(_, (unit, _))| unit.has_money()) {
        sums.check(unit, projects, ITS_PROJECTS, number == last, findings);
    }
}

fn amount_source_mismatch(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    let table = case.table;
    let rows: Vec<Row<'_>> = Row::all(table).filter(|row| row.amounts.total.value().is_some()).collect();
    let with_sources = rows.iter().filter(|row| row.sources() > 0).count();
    // Where hardly any row has a source, the form prints none.
    let prints_sources = with_sources * 2 > rows.len();
    let reliance = Reliance::of(table);
    let doubts: Vec<Option<Reason>> = table.projects().map(|at| reliance.doubt(&at)).collect();
    for row in rows {
        if row.sources() == 0 && !prints_sources {
            continue;
        }
        let sources = Fund::SOURCES.into_iter().map(|fund| (row.subject, row.amounts.get(fund)));
        let difference = match compare(Fund::Total, &row.amounts.total, sources, profile.thresholds.rounding_floor) {
            Sum::Holds => continue,
            Sum::Differs(difference) => difference,
            Sum::Unknown(reason) => {
                let origin = row.amounts.anchor();
                findings.cannot_decide(&AMOUNT_SOURCE_MISMATCH, row.subject, origin, reason);
                continue;
            }
        };
        let doubt = row.subject.project().and_then(|index| doubts.get(index).copied().flatten());
        let lacks = difference.sum.number < difference.total.number;
        if let Some(reason) = doubt.filter(|_| lacks) {
            findings.cannot_decide(&AMOUNT_SOURCE_MISMATCH, row.subject, Some(difference.origin), reason);
            continue;
        }
        let finding = findings.report(&AMOUNT_SOURCE_MISMATCH, row.subject, difference.origin);
        finding.arg("row", row.shown()).arg("total", difference.total);
        if difference.parts.is_empty() {
            finding.message(2);
            continue;
        }
        if difference.is_rounding {
            finding.severity(Severity::Info).message(1);
        }
        finding.arg("sum", difference.sum).arg("difference", difference.apart);
        for (subject, origin) in difference.parts {
            finding.related(Role::Part, subject, origin);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(number: &str, unit: MoneyUnit) -> Amount {
        Amount { number: number.parse().expect("a number"), unit }
    }

    #[test]
    fn sums_are_exact_over_units_and_their_tolerance_follows_the_finest_place() {
        let wan = |number| amount(number, MoneyUnit::TenThousandYuan);
        let sum = |total, parts: &[Amount]| added_up(total, parts, Decimal::new(1, 2));
        let expected = |sum: &str, tolerance: &str| Some((sum.parse().expect("sum"), tolerance.parse().expect("rest")));
        let mixed = [wan("7.29"), amount("72900", MoneyUnit::Yuan)];
        assert_eq!(sum(wan("14.58"), &mixed), expected("14.58", "0.01"));
        // A lone 7 among decimals is 7.00; whole numbers alone may each be rounded by a half.
        assert_eq!(sum(wan("31.45"), &[wan("7"), wan("24.45")]), expected("31.45", "0.01"));
        assert_eq!(sum(wan("60"), &[wan("20"), wan("30"), wan("11")]), expected("61", "1.5"));
        assert_eq!(sum(wan("1"), &[wan(&"9".repeat(28)); 9]), None);
    }
}
