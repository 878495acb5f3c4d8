//! The same table out of every kind of file: workbooks of three kinds and HTML give the same projects and indicators.

use jixiao::convert::{text_of_file, text_of_workbook};
use jixiao::decode::decode;
use jixiao::model::Table;
use jixiao::parse::parse;
use jixiao::span::Origin;
use jixiao::{Error, Source};

fn read(name: &str) -> Vec<u8> {
    std::fs::read(format!("tests/fixtures/files/{name}")).expect("a fixture")
}

fn table(name: &str) -> Table {
    let read = text_of_file(&read(name), |bytes| decode(bytes, None)).expect("a file that can be read");
    parse(&Source::new(name, read.text))
}

/// Names of projects, and names and targets of indicators.
fn said(table: &Table) -> Vec<String> {
    let projects = table.projects().map(|at| at.project.name.value().cloned().unwrap_or_default());
    let indicators = table.indicators().map(|at| {
        let target = at.indicator.target.value().map(|target| target.text.clone()).unwrap_or_default();
        format!("{} {target}", at.indicator.name.value().cloned().unwrap_or_default())
    });
    projects.chain(indicators).collect()
}

#[test]
fn one_table_in_three_kinds_of_workbook() {
    let first = table("library_2025.xlsx");
    assert_eq!((first.projects().count(), first.indicators().count()), (5, 42));
    for other in ["library_2025.ods", "library_2025.xls"] {
        assert_eq!(said(&table(other)), said(&first), "{other}");
    }
    assert_eq!(table("library_flat.html").indicators().count(), 42);
}

#[test]
fn a_place_in_a_workbook_is_told_by_sheet_and_cell() {
    for name in ["library_2025.xlsx", "library_2025.ods", "library_2025.xls"] {
        let (text, sheets) = text_of_workbook(&read(name)).expect("a workbook");
        let source = Source::new(name, text).with_worksheets(sheets);
        let table = parse(&source);
        let indicator = table.indicators().nth(8).expect("the ninth indicator");
        let cell = |origin: Option<&Origin>| source.cell(origin.expect("a place").start()).expect("a cell");
        let cells = [cell(indicator.indicator.name.origin()), cell(indicator.indicator.target.origin())];
        assert_eq!(cells, ["项目支出绩效目标表!D20", "项目支出绩效目标表!E20"], "{name}");
    }
}

#[test]
fn numbers_are_read_as_the_sheet_shows_them() {
    for name in ["shown_numbers.xlsx", "shown_numbers.ods"] {
        let (text, _) = text_of_workbook(&read(name)).expect("a workbook");
        let shown: Vec<&str> = text.lines().filter_map(|line| line.split('\t').next()).collect();
        assert_eq!(shown, ["95%", "100%", "7.00", "2,754.66", "98.5%", "12个"], "{name}");
    }
}

#[test]
fn cut_and_changed_workbooks_are_refused_without_a_panic() {
    for name in ["library_2025.xlsx", "library_2025.ods", "library_2025.xls"] {
        let whole = read(name);
        for parts in 1..40 {
            let _ = text_of_workbook(&whole[..whole.len() * parts / 40]);
            let mut changed = whole.clone();
            changed[whole.len() * parts / 40] ^= 0x55;
            let _ = text_of_workbook(&changed);
        }
    }
    assert!(matches!(text_of_workbook(b"PK\x03\x04"), Err(Error::NotText { .. })));
    assert!(matches!(text_of_workbook(b""), Err(Error::NotText { .. })));
}
