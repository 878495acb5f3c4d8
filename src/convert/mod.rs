//! Files of cells → text: tables of web pages and of the clipboard, workbooks. What a reader sees of them, nothing else.
//!
//! The text has a line per row and a tab between cells, as a spreadsheet copies it; the readers take it from there, and
//! every place that is shown is a place in it. Kept apart from the page's program, which loads this when it must.

mod html;
mod ods;
mod shown;
mod workbook;

pub use html::text_of_html;
pub use workbook::text_of_workbook;

use crate::decode::is_html;
use crate::error::{Error, FileKind};

/// The text of a file, whatever it is: `decode` is asked for it where the file is no workbook. With the text comes what the
/// file was.
///
/// # Errors
/// What `decode` says of a file that is no text, and what is wrong with a workbook.
pub fn text_of_file<E>(
    bytes: &[u8],
    decode: impl FnOnce(&[u8]) -> Result<(String, E), Error>,
) -> Result<(String, Option<E>, &'static str), Error> {
    match decode(bytes) {
        Ok((text, encoding)) if is_html(&text) => Ok((text_of_html(&text), Some(encoding), "text/html")),
        Ok((text, encoding)) => Ok((text, Some(encoding), "text/plain")),
        Err(Error::NotText { looks_like: FileKind::Zip }) => {
            Ok((text_of_workbook(bytes)?, None, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
        }
        Err(Error::NotText { looks_like: FileKind::OldOffice }) => {
            Ok((text_of_workbook(bytes)?, None, "application/vnd.ms-excel"))
        }
        Err(error) => Err(error),
    }
}

/// The rows of a sheet.
type Rows = Vec<Vec<String>>;

/// Rows of cells as text. A cell that holds tabs, line breaks or quotes is quoted.
fn push_rows(text: &mut String, rows: impl IntoIterator<Item = Vec<String>>) {
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                text.push('\t');
            }
            if cell.contains(['\t', '\n', '\r', '"']) {
                text.extend(["\"", &cell.replace('"', "\"\""), "\""]);
            } else {
                text.push_str(cell);
            }
        }
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn cells_are_quoted_where_they_must() {
        let mut text = String::new();
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        super::push_rows(&mut text, [row(["a", "", ""]), row(["", "b\nc", "\"d\""]), row(["", "", ""])]);
        assert_eq!(text, "a\t\t\n\t\"b\nc\"\t\"\"\"d\"\"\"\n\t\t\n");
    }
}
