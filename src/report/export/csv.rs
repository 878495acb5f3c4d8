//! The review table as CSV for spreadsheets: with a BOM, lines end with CRLF, no cell is read as a formula.

use std::io;

use super::document::Block;
use super::{Options, Review, head, rows, table};
use crate::amount::number_from_text;

/// One table for all reviews. The first line holds the heads, so that filters work at once; who, how judged and the notes
/// stand below, after a blank line.
pub(super) fn write(reviews: &[Review<'_>], options: &Options) -> io::Result<Vec<u8>> {
    let heads = table::heads(options);
    let columns = heads.len();
    let mut writer =
        ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(b"\xef\xbb\xbf".to_vec());
    writer.write_record(heads)?;
    for review in reviews {
        for row in rows(review, options) {
            writer.write_record(table::cells(review, &row, options).into_iter().map(guarded))?;
        }
    }
    let mut short = |label: String, value: String| {
        let cells = [guarded(label), guarded(value)].into_iter().chain(std::iter::repeat(String::new()));
        writer.write_record(cells.take(columns))
    };
    for review in reviews {
        short(String::new(), String::new())?;
        for (label, value) in head::fields(review, options) {
            short(label, value)?;
        }
        for block in table::after(review, options) {
            match block {
                Block::List(items) => items.into_iter().try_for_each(|item| short(item, String::new()))?,
                Block::Paragraph(text) | Block::Heading(text) | Block::Title(text) => short(text, String::new())?,
                Block::Fields(_) | Block::Table(..) => {}
            }
        }
    }
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe. A number, signed or not, stays one.
fn guarded(cell: String) -> String {
    let begins_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if begins_formula && number_from_text(&cell).is_none() { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_guarded_and_a_number_is_not() {
        for (cell, shown) in [
            ("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"),
            ("@SUM(1)", "'@SUM(1)"),
            ("+1+1", "'+1+1"),
            ("-2+3", "'-2+3"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("＝1+1", "'＝1+1"),
            ("-7.50", "-7.50"),
            ("-1,234.5", "-1,234.5"),
            ("2,754.66", "2,754.66"),
            ("≥90%", "≥90%"),
            ("", ""),
        ] {
            assert_eq!(guarded(cell.to_owned()), shown);
        }
    }
}
