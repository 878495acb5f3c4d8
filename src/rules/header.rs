//! Group A: the amounts of single rows, and what the header of the table has to say.

use rust_decimal::Decimal;

use super::amounts::Row;
use super::case::Case;
use super::reliance::Reliance;
use super::{Arg, Check, Code, Findings, Profile, Reason, ReviewPoint, Rule, Severity, Subject};
use crate::amount::Amount;
use crate::i18n::{Text, text};
use crate::model::{Cell, Fund, Inference, Layout, Table};
use crate::span::Origin;

#[doc = include_str!("pages/A04-amount-invalid.md")]
pub(super) static AMOUNT_INVALID: Rule = Rule {
    code: Code::new('A', 4),
    name: "amount-invalid",
    severity: Severity::Error,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("金额缺失、为零或为负", "Amount absent, zero or negative"),
    messages: &[
        text!("{row}没有填写金额", "{row} has no amount"),
        text!("{row}没有填写总计，只填写了资金来源", "{row} has no total, only sources of funds"),
        text!("{row}的{fund}无法读取", "{fund} of {row} cannot be read"),
        text!("{row}的总计为零", "The total of {row} is zero"),
        text!("{row}的{fund}为负数：{amount}", "{fund} of {row} is negative: {amount}"),
    ],
    page: super::page!("A04-amount-invalid.md"),
    check: Check::Table(amount_invalid),
};

#[doc = include_str!("pages/A05-header-incomplete.md")]
pub(super) static HEADER_INCOMPLETE: Rule = Rule {
    code: Code::new('A', 5),
    name: "header-incomplete",
    severity: Severity::Info,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("表头要素不全", "Header lacks department, money unit or budget year"),
    messages: &[
        text!("表头没有写明{missing}", "The header does not state {missing}"),
        text!(
            "表头没有写明{missing}；按正文推定为{year}年",
            "The header does not state {missing}; from the text it seems to be {year}"
        ),
        text!(
            "表头没有写明{missing}；年度按正文推定为{year}年",
            "The header does not state {missing}; from the text the year seems to be {year}"
        ),
    ],
    page: super::page!("A05-header-incomplete.md"),
    check: Check::Table(header_incomplete),
};

/// What is wrong with the money of a row, the gravest first.
#[derive(Clone, Copy)]
enum Flaw<'t> {
    Absent,
    OnlySources,
    Unreadable(Fund, &'t Cell<Amount>),
    Zero,
    Negative(Fund, Amount, &'t Cell<Amount>),
}

/// Whether an amount that was not read is what two funders give, each behind a label of its own: nothing adds it up.
pub(super) fn is_in_parts(table: &Table, amount: &Origin) -> bool {
    const LONGEST: u32 = 24;
    let mut spans = amount.spans();
    let (Some(one), Some(other), None) = (spans.next(), spans.next(), spans.next()) else { return false };
    let label = table.labels.partition_point(|label| label.start < one.end);
    let is_between = table.labels.get(label).is_some_and(|label| label.end <= other.start);
    table.layout == Layout::ProjectPerBlock && one.len().max(other.len()) <= LONGEST && is_between
}

fn flaw<'t>(row: &Row<'t>, table: &Table) -> Option<Flaw<'t>> {
    let cells = || Fund::ALL.into_iter().map(|fund| (fund, row.amounts.get(fund)));
    // What the author has filled in, R53 tells.
    let unreadable = cells().find(|(_, cell)| matches!(cell, Cell::Unreadable(origin) if !is_in_parts(table, origin)));
    if let Some((fund, cell)) = unreadable {
        return Some(Flaw::Unreadable(fund, cell));
    }
    let negative = cells().find_map(|(fund, cell)| {
        let amount = cell.value().filter(|amount| amount.number < Decimal::ZERO)?;
        Some((fund, *amount, cell))
    });
    if let Some((fund, amount, cell)) = negative {
        return Some(Flaw::Negative(fund, amount, cell));
    }
    match row.amounts.total.value() {
        Some(total) => total.number.is_zero().then_some(Flaw::Zero),
        None if cells().any(|(_, cell)| cell.value().is_some()) => Some(Flaw::OnlySources),
        None => Some(Flaw::Absent),
    }
}

fn amount_invalid(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    let table = case.table;
    let rows: Vec<Row<'_>> = Row::all(table).collect();
    let is_project = |row: &&Row<'_>| matches!(row.subject, Subject::Project(_));
    let has_total = |row: &Row<'_>| row.amounts.total.value().is_some();
    let units_print = rows.iter().any(|row| matches!(row.subject, Subject::Unit(_)) && has_total(row));
    let projects_print = rows.iter().any(|row| is_project(&row) && has_total(row));
    if !projects_print {
        // Forms that print the money elsewhere, and texts that begin below it.
        findings.cannot_decide(&AMOUNT_INVALID, Subject::Document, table.anchor(), Reason::ValueAbsent);
        return;
    }
    let reliance = Reliance::of(table);
    let doubts: Vec<Option<Reason>> = table.projects().map(|at| reliance.doubt(&at)).collect();
    for row in &rows {
        let Some(flaw) = flaw(row, table) else { continue };
        let expected = match row.subject {
            Subject::Unit(_) => units_print,
            Subject::Document => false,
            _ => true,
        };
        let Some(anchor) = row.anchor() else {
            // A project without name and money is the rest of one whose beginning the text does not show.
            if expected && is_project(&row) {
                findings.cannot_decide(&AMOUNT_INVALID, row.subject, None, Reason::ValueAbsent);
            }
            continue;
        };
        let absent = matches!(flaw, Flaw::Absent | Flaw::OnlySources);
        let doubt = row.subject.project().and_then(|index| doubts.get(index).copied().flatten());
        if let Some(reason) = doubt.filter(|_| absent) {
            findings.cannot_decide(&AMOUNT_INVALID, row.subject, Some(anchor), reason);
            continue;
        }
        if (absent && !expected) || (matches!(flaw, Flaw::Zero) && !is_project(&row)) {
            continue;
        }
        report_flaw(row, flaw, anchor, findings);
    }
}

fn report_flaw(row: &Row<'_>, flaw: Flaw<'_>, anchor: &Origin, findings: &mut Findings) {
    let at = |cell: &Cell<Amount>| cell.origin().unwrap_or(anchor).clone();
    let (origin, message) = match &flaw {
        Flaw::Absent => (anchor.clone(), 0),
        Flaw::OnlySources => (anchor.clone(), 1),
        Flaw::Unreadable(_, cell) => (at(cell), 2),
        Flaw::Zero => (at(&row.amounts.total), 3),
        Flaw::Negative(_, _, cell) => (at(cell), 4),
    };
    let finding = findings.report(&AMOUNT_INVALID, row.subject, &origin);
    finding.message(message).arg("row", row.shown());
    match flaw {
        Flaw::Absent | Flaw::OnlySources => {}
        Flaw::Unreadable(fund, _) => {
            finding.arg("fund", fund);
        }
        Flaw::Zero => {
            finding.severity(Severity::Warning);
        }
        Flaw::Negative(fund, amount, _) => {
            finding.severity(Severity::Warning).arg("fund", fund).arg("amount", amount);
        }
    }
}

/// What may be missing, by three bits: department, money unit, year.
const MISSING: [Text; 7] = [
    text!("部门名称", "the department"),
    text!("金额单位", "the unit of money"),
    text!("部门名称和金额单位", "the department and the unit of money"),
    text!("预算年度", "the budget year"),
    text!("部门名称和预算年度", "the department and the budget year"),
    text!("金额单位和预算年度", "the unit of money and the budget year"),
    text!("部门名称、金额单位和预算年度", "the department, the unit of money and the budget year"),
];

fn header_incomplete(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    let table = case.table;
    // A unit that stands in every amount needs no line of its own; the reader says when it had to assume one.
    let assumed = table.inferred.iter().any(|inference| matches!(inference, Inference::MoneyUnit { .. }));
    let missing = [
        table.department.value().is_none(),
        table.money_unit.value().is_none() && assumed,
        table.budget_year.value().is_none(),
    ];
    let bits = missing.iter().rev().fold(0, |bits: usize, missing| bits * 2 + usize::from(*missing));
    let Some(text) = bits.checked_sub(1).and_then(|index| MISSING.get(index)) else {
        return;
    };
    let headless = table.title.value().is_none() && table.department.value().is_none();
    let Some(origin) = table.anchor().filter(|_| !headless) else {
        // The text seems to begin below the header.
        findings.cannot_decide(&HEADER_INCOMPLETE, Subject::Document, table.anchor(), Reason::ValueAbsent);
        return;
    };
    let year = table.year().filter(|_| table.budget_year.value().is_none());
    let finding = findings.report(&HEADER_INCOMPLETE, Subject::Document, origin);
    finding.arg("missing", *text);
    if let Some(year) = year {
        let alone = bits == 4;
        finding.message(if alone { 1 } else { 2 }).arg("year", Arg::Year(year));
    }
}
