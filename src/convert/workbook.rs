//! The sheets of a workbook (.xlsx, .xlsm, .xls, .ods) as text. Formulas are not evaluated: what was saved is what is read.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, Reader, SheetVisible, Xls, Xlsx};

use super::{Rows, ods, push_sheet, shown};
use crate::error::{Error, FileKind};
use crate::worksheet::Worksheet;

/// A workbook may hold no more than this once inflated.
const LIMIT_BYTES: u64 = 256 << 20;
/// A sheet may be no larger than this.
const LIMIT_CELLS: u32 = 4 << 20;

type Bytes<'b> = Cursor<&'b [u8]>;

/// The text of all visible sheets that hold something, one after another, and where each begins.
///
/// # Errors
/// Bytes that are no workbook, or one that would be larger than can be read.
pub fn text_of_workbook(bytes: &[u8]) -> Result<(String, Vec<Worksheet>), Error> {
    let kind = if bytes.starts_with(b"PK") { FileKind::Zip } else { FileKind::OldOffice };
    // calamine panics over some damaged files. Where a panic cannot be caught, in the browser, src/app/annex.js does it.
    std::panic::catch_unwind(|| read(bytes, kind)).unwrap_or(Err(Error::NotText { looks_like: kind }))
}

fn read(bytes: &[u8], kind: FileKind) -> Result<(String, Vec<Worksheet>), Error> {
    let no_workbook = || Error::NotText { looks_like: kind };
    let too_large = |bytes: u64, limit: u64| Error::TooLarge { bytes, limit };
    if kind == FileKind::OldOffice {
        let workbook = Xls::new(Cursor::new(bytes)).map_err(|_| no_workbook())?;
        return Ok(text_of(workbook));
    }
    let inflated = inflated_bytes(bytes).ok_or_else(no_workbook)?;
    if inflated > LIMIT_BYTES {
        return Err(too_large(inflated, LIMIT_BYTES));
    }
    let (mut text, mut sheets) = (String::new(), Vec::new());
    if let Some(content) = ods::content(bytes, LIMIT_BYTES) {
        let found = ods::sheets(&content, LIMIT_CELLS as usize).ok_or(Error::TooManyCells { limit: LIMIT_CELLS })?;
        for (name, rows) in found {
            push_sheet(&mut text, &mut sheets, name, rows);
        }
        return Ok((text, sheets));
    }
    let mut workbook: Xlsx<Bytes> = Xlsx::new(Cursor::new(bytes)).map_err(|_| no_workbook())?;
    for sheet in visible(&workbook) {
        let rows = sheet_rows(&mut workbook, &sheet).ok_or_else(no_workbook)??;
        push_sheet(&mut text, &mut sheets, sheet, rows);
    }
    Ok((text, sheets))
}

fn visible<'b, R: Reader<Bytes<'b>>>(workbook: &R) -> Vec<String> {
    let sheets = workbook.sheets_metadata().iter();
    sheets.filter(|sheet| sheet.visible == SheetVisible::Visible).map(|sheet| sheet.name.clone()).collect()
}

/// How large the files of a ZIP container say they are, from its directory.
fn inflated_bytes(bytes: &[u8]) -> Option<u64> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut size = 0_u64;
    for index in 0..archive.len() {
        size = size.saturating_add(archive.by_index_raw(index).ok()?.size());
    }
    Some(size)
}

/// The cells that a sheet of .xlsx holds, each as it is shown. A sheet that says it is large and is nearly empty costs nothing.
fn sheet_rows(workbook: &mut Xlsx<Bytes<'_>>, sheet: &str) -> Option<Result<Rows, Error>> {
    let mut cells: BTreeMap<(u32, u32), Data> = BTreeMap::new();
    let (mut rows, mut columns) = (0, 0);
    let mut reader = workbook.worksheet_cells_reader(sheet).ok()?;
    while let Some(cell) = reader.next_cell().ok()? {
        let (row, column) = cell.get_position();
        if !matches!(cell.get_value(), DataRef::Empty) {
            (rows, columns) = (rows.max(row + 1), columns.max(column + 1));
            cells.insert((row, column), cell.get_value().clone().into());
        }
    }
    drop(reader);
    let size = u64::from(rows) * u64::from(columns);
    if size > LIMIT_CELLS.into() {
        return Some(Err(Error::TooManyCells { limit: LIMIT_CELLS }));
    }
    let formats = workbook.worksheet_style(sheet).ok();
    let format =
        |at| formats.as_ref().and_then(|formats| Some(formats.get(at)?.number_format.as_ref()?.format_code.as_str()));
    let shown = |row, column| {
        cells.get(&(row, column)).map_or_else(String::new, |cell| shown_cell(cell, format((row, column)).unwrap_or("")))
    };
    Some(Ok((0..rows).map(|row| (0..columns).map(|column| shown(row, column)).collect()).collect()))
}

/// The sheets of .xls, whose formats of numbers cannot be had.
fn text_of(mut workbook: Xls<Bytes<'_>>) -> (String, Vec<Worksheet>) {
    let (mut text, mut sheets) = (String::new(), Vec::new());
    for sheet in visible(&workbook) {
        let Ok(range) = workbook.worksheet_range(&sheet) else { continue };
        // A range begins at its first cell that is not empty.
        let (above, before) = range.start().unwrap_or_default();
        let row = |row: &[Data]| {
            let empty = (0..before).map(|_| String::new());
            empty.chain(row.iter().map(|cell| shown_cell(cell, ""))).collect()
        };
        let rows = (0..above).map(|_| Vec::new()).chain(range.rows().map(row));
        push_sheet(&mut text, &mut sheets, sheet, rows);
    }
    (text, sheets)
}

fn shown_cell(cell: &Data, format: &str) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.replace("\r\n", "\n"),
        Data::Int(number) => number.to_string(),
        Data::Float(value) => shown::number(*value, format),
        Data::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(moment) if moment.is_duration() => shown::number(moment.as_f64(), ""),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            shown::date((year, month, day), if format.is_empty() { "yyyy-mm-dd" } else { format })
        }
        Data::Error(error) => error.to_string(),
    }
}
