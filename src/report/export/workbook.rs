//! The review as a workbook: overview, review table, projects, indicators, findings. Numbers are numbers, text is never a
//! formula.

use std::collections::BTreeMap;
use std::io;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::document::Block;
use super::{Options, Review, head, rows, said, table, words};
use crate::i18n::{Locale, Text};
use crate::model::{Cell as Field, Fund, Table};
use crate::rules::{Confidence, Subject};
use crate::strings;
use crate::target::{Reading, Target};

/// The most rows of a sheet, less its head.
const ROWS: usize = 1_048_575;
/// The most UTF-16 units of a cell.
const UNITS: usize = 32_767;

/// What stands in a cell.
enum Cell {
    Text(String),
    Number(Decimal),
    Money(Decimal),
    Empty,
}

/// A sheet before it is written: name, heads with the widths of their columns, rows.
struct Sheet {
    name: Text,
    heads: Vec<(String, u16)>,
    rows: Vec<Vec<Cell>>,
}

/// One workbook for all reviews.
pub(super) fn write(reviews: &[Review<'_>], options: &Options) -> io::Result<Vec<u8>> {
    let sheets = [
        overview(reviews, options),
        review_table(reviews, options),
        projects(reviews, options.locale),
        indicators(reviews, options.locale),
        findings(reviews, options),
    ];
    workbook(&sheets, options).map_err(|error| io::Error::other(error.to_string()))
}

fn workbook(sheets: &[Sheet], options: &Options) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The library would read the clock: the same review gives the same file.
    let time = ExcelDateTime::parse_from_str(&options.time).or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1))?;
    let title = words::TABLE.get(options.locale);
    workbook.set_properties(
        &DocProperties::new().set_title(title).set_author(head::version()).set_creation_datetime(&time),
    );
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let heading = text.clone().set_bold().set_border_bottom(FormatBorder::Thin);
    let number = Format::new().set_align(FormatAlign::Top);
    let money = number.clone().set_num_format("#,##0.00");
    for sheet in sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(sheet.name.get(options.locale))?;
        worksheet.set_freeze_panes(1, 0)?;
        for (column, (head, width)) in (0..).zip(&sheet.heads) {
            worksheet.set_column_width(column, *width)?;
            worksheet.write_string_with_format(0, column, head, &heading)?;
        }
        for (row, cells) in (1..).zip(&sheet.rows) {
            for (column, cell) in (0..).zip(cells) {
                write_cell(worksheet, (row, column), cell, (&text, &number, &money))?;
            }
        }
        let (rows, columns) = (u32::try_from(sheet.rows.len()), u16::try_from(sheet.heads.len()));
        if let (Ok(rows @ 1..), Ok(columns)) = (rows, columns)
            && sheet.name != words::SHEET_OVERVIEW
        {
            worksheet.autofilter(0, 0, rows, columns.saturating_sub(1))?;
        }
    }
    workbook.save_to_buffer()
}

fn write_cell(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    (text, number, money): (&Format, &Format, &Format),
) -> Result<(), XlsxError> {
    let mut write = |value: &Decimal, format| match value.to_f64() {
        Some(value) => worksheet.write_number_with_format(row, column, value, format).map(|_| ()),
        None => worksheet.write_string_with_format(row, column, value.to_string(), text).map(|_| ()),
    };
    match cell {
        Cell::Number(value) => write(value, number),
        Cell::Money(value) => write(value, money),
        Cell::Text(words) if !words.is_empty() => {
            worksheet.write_string_with_format(row, column, clipped(words), text).map(|_| ())
        }
        Cell::Text(_) | Cell::Empty => Ok(()),
    }
}

/// As much of a text as a cell holds.
fn clipped(text: &str) -> String {
    let mut units = 0;
    let fits = |ch: &char| {
        units += ch.len_utf16();
        units < UNITS
    };
    let clipped: String = text.chars().take_while(fits).collect();
    if clipped.len() < text.len() { format!("{clipped}…") } else { clipped }
}

fn heads(heads: &[(Text, u16)], locale: Locale) -> Vec<(String, u16)> {
    heads.iter().map(|(text, width)| (text.get(locale).to_owned(), *width)).collect()
}

fn overview(reviews: &[Review<'_>], options: &Options) -> Sheet {
    let mut rows = Vec::new();
    for review in reviews {
        if !rows.is_empty() {
            rows.push(Vec::new());
        }
        let fields = head::fields(review, options).into_iter();
        rows.extend(fields.map(|(label, value)| vec![Cell::Text(label), Cell::Text(value)]));
        for block in table::after(review, options) {
            match block {
                Block::List(items) => rows.extend(items.into_iter().map(|item| vec![Cell::Empty, Cell::Text(item)])),
                Block::Paragraph(text) | Block::Heading(text) | Block::Title(text) => {
                    rows.push(vec![Cell::Empty, Cell::Text(text)]);
                }
                Block::Fields(_) | Block::Table(..) => {}
            }
        }
    }
    let head = (words::TABLE.get(options.locale).to_owned(), 22);
    Sheet { name: words::SHEET_OVERVIEW, heads: vec![head, (String::new(), 90)], rows }
}

fn review_table(reviews: &[Review<'_>], options: &Options) -> Sheet {
    const WIDTHS: [u16; 16] = [22, 28, 10, 26, 34, 34, 10, 34, 44, 9, 8, 34, 9, 22, 17, 30];
    let mut lines = Vec::new();
    for review in reviews {
        for row in rows(review, options) {
            if lines.len() < ROWS {
                lines.push(table::cells(review, &row, options).into_iter().map(Cell::Text).collect());
            }
        }
    }
    let heads = table::heads(options).into_iter().zip(WIDTHS).collect();
    Sheet { name: words::SHEET_TABLE, heads, rows: lines }
}

/// Number, unit and name of a project, with which a row of every other sheet begins.
fn begins(review: &Review<'_>, project: Option<usize>, subject: Subject, locale: Locale) -> Vec<Cell> {
    let (unit, name) = table::names(review, subject, locale);
    let number = project.map_or(Cell::Empty, |project| Cell::Number((project + 1).into()));
    vec![Cell::Text(unit), number, Cell::Text(name)]
}

const BEGINS: [(Text, u16); 3] = [(words::UNIT_NAME, 22), (words::PROJECT_NUMBER, 9), (words::PROJECT_NAME, 34)];

/// The money columns in which something stands in one of the tables.
fn funds(reviews: &[Review<'_>]) -> Vec<Fund> {
    let is_printed = |table: &Table, fund| table.projects().any(|at| at.project.amounts.get(fund).read().is_some());
    let printed = |fund: &Fund| *fund == Fund::Total || reviews.iter().any(|of| is_printed(&of.analysis.table, *fund));
    Fund::ALL.into_iter().filter(printed).collect()
}

fn projects(reviews: &[Review<'_>], locale: Locale) -> Sheet {
    let funds = funds(reviews);
    let mut rows = Vec::new();
    for review in reviews {
        let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        let findings = review.analysis.findings.iter().filter(|finding| !finding.rule.is_reading_notice());
        for (finding, project) in findings.filter_map(|finding| Some((finding, finding.subject.project()?))) {
            let (firm, doubtful) = counts.entry(project).or_default();
            *(if finding.confidence == Confidence::Firm { firm } else { doubtful }) += 1;
        }
        for at in &review.projects {
            let amounts = &at.project.amounts;
            let mut row = begins(review, Some(at.index), Subject::Project(at.index), locale);
            row.extend(
                funds
                    .iter()
                    .map(|fund| amounts.get(*fund).value().map_or(Cell::Empty, |amount| Cell::Money(amount.number))),
            );
            let unit = Fund::ALL.into_iter().find_map(|fund| amounts.get(fund).value()).map(|amount| amount.unit);
            row.push(unit.map_or(Cell::Empty, |unit| text(strings::money_unit(unit).get(locale))));
            row.push(at.project.objective.value().map_or(Cell::Empty, |objective| text(objective)));
            let (firm, doubtful) = counts.get(&at.index).copied().unwrap_or_default();
            row.extend([at.project.indicators.len(), firm, doubtful].map(|count| Cell::Number(count.into())));
            rows.push(row);
        }
    }
    let mut columns = BEGINS.to_vec();
    columns.extend(funds.iter().map(|fund| (strings::fund(*fund), 14)));
    columns.extend([(words::MONEY_UNIT, 9), (words::OBJECTIVE, 60), (words::INDICATOR_COUNT, 9)]);
    columns.extend([(words::FIRM_COUNT, 12), (words::DOUBTFUL_COUNT, 12)]);
    rows.truncate(ROWS);
    Sheet { name: words::SHEET_PROJECTS, heads: heads(&columns, locale), rows }
}

fn indicators(reviews: &[Review<'_>], locale: Locale) -> Sheet {
    let mut rows = Vec::new();
    for review in reviews {
        for at in review.analysis.table.indicators() {
            let of = at.indicator;
            let mut row = begins(review, Some(at.project), Subject::Project(at.project), locale);
            let category = of.category.value().map(|category| strings::category(*category).get(locale));
            row.push(of.ordinal.value().map_or(Cell::Number((at.index + 1).into()), |n| Cell::Number((*n).into())));
            row.push(category.map_or(Cell::Empty, text));
            row.push(of.subcategory.value().map_or(Cell::Empty, |words| text(words)));
            row.push(of.name.value().map_or(Cell::Empty, |words| text(words)));
            row.push(text(said::target(of, locale)));
            row.extend(quantity(&of.target));
            row.push(of.weight.value().map_or(Cell::Empty, |weight| Cell::Number(*weight)));
            rows.push(row);
        }
    }
    let mut columns = BEGINS.to_vec();
    columns.extend([(words::INDICATOR_NUMBER, 9), (words::CATEGORY, 12), (words::SUBCATEGORY, 14)]);
    columns.extend([(words::INDICATOR_NAME, 34), (words::TARGET, 24), (words::OPERATOR, 8)]);
    columns.extend([(words::NUMBER, 10), (words::MEASURE, 10), (words::WEIGHT, 8)]);
    rows.truncate(ROWS);
    Sheet { name: words::SHEET_INDICATORS, heads: heads(&columns, locale), rows }
}

/// Operator, number and unit of a target that is a quantity.
fn quantity(target: &Field<Target>) -> [Cell; 3] {
    match target.value().map(|target| &target.reading) {
        Some(Reading::Quantity(of)) => {
            [of.operator.symbol().map_or(Cell::Empty, text), Cell::Number(of.number), Cell::Text(of.unit.clone())]
        }
        _ => [Cell::Empty, Cell::Empty, Cell::Empty],
    }
}

fn findings(reviews: &[Review<'_>], options: &Options) -> Sheet {
    let locale = options.locale;
    let mut rows = Vec::new();
    for review in reviews {
        let listed = |confidence| !options.only_firm || confidence == Confidence::Firm;
        for (finding, id) in review.findings().filter(|(finding, _)| listed(finding.confidence)) {
            let at = review.source.position(finding.origin.start());
            let mut row = begins(review, finding.subject.project(), finding.subject, locale);
            row.extend([
                text(&strings::place(finding.subject, locale)),
                text(&finding.rule.code.to_string()),
                text(finding.rule.title.get(locale)),
                text(strings::severity(finding.severity).get(locale)),
                text(strings::confidence(finding.confidence).get(locale)),
                Cell::Text(finding.sentence(locale)),
                text(finding.suggestion.as_deref().unwrap_or_default()),
                Cell::Text(review.source.quote(&finding.origin)),
                Cell::Number(at.line.into()),
                Cell::Number(at.column.into()),
                text(id),
                text(review.source.name()),
            ]);
            if !options.triage.is_empty() {
                let remark = options.triage.get(id).map(|remark| said::remark(remark, locale));
                row.push(Cell::Text(remark.unwrap_or_default()));
            }
            rows.push(row);
        }
    }
    let mut columns = BEGINS.to_vec();
    columns.extend([(words::PLACE, 18), (words::RULE, 8), (words::CHECK, 28), (words::SEVERITY, 8)]);
    columns.extend([(words::CONFIDENCE, 8), (words::REASON, 60), (strings::SUGGESTION, 30), (words::QUOTE, 30)]);
    columns.extend([(words::LINE, 7), (words::COLUMN, 7), (words::ID, 16), (words::FILE, 20)]);
    columns.extend((!options.triage.is_empty()).then_some((words::TRIAGE, 30)));
    rows.truncate(ROWS);
    Sheet { name: words::SHEET_FINDINGS, heads: heads(&columns, locale), rows }
}

fn text(words: &str) -> Cell {
    Cell::Text(words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_no_more_than_cells_hold() {
        let long = clipped(&"𠘨".repeat(20_000));
        assert!(long.encode_utf16().count() <= UNITS && long.ends_with('…'));
        assert_eq!(clipped("短"), "短");
    }
}
