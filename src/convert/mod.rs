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
use crate::worksheet::Worksheet;

/// What a file says, and what it was.
pub struct FileText<E> {
    /// The text.
    pub text: String,
    /// The sheets within it, where the file is a workbook.
    pub sheets: Vec<Worksheet>,
    /// How it was encoded, where it is a text.
    pub encoding: Option<E>,
    /// Its media type.
    pub media_type: &'static str,
}

/// The text of a file, whatever it is: `decode` is asked for it where the file is no workbook.
///
/// # Errors
/// What `decode` says of a file that is no text, and what is wrong with a workbook.
pub fn text_of_file<E>(
    bytes: &[u8],
    decode: impl FnOnce(&[u8]) -> Result<(String, E), Error>,
) -> Result<FileText<E>, Error> {
    let media_type = match decode(bytes) {
        Ok((text, encoding)) => {
            let (text, media_type) =
                if is_html(&text) { (text_of_html(&text), "text/html") } else { (text, "text/plain") };
            return Ok(FileText { text, sheets: Vec::new(), encoding: Some(encoding), media_type });
        }
        Err(Error::NotText { looks_like: FileKind::Zip }) => {
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
        Err(Error::NotText { looks_like: FileKind::OldOffice }) => "application/vnd.ms-excel",
        Err(error) => return Err(error),
    };
    let (text, sheets) = text_of_workbook(bytes)?;
    Ok(FileText { text, sheets, encoding: None, media_type })
}

/// Adds a sheet to the text of a workbook.
fn push_sheet(
    text: &mut String,
    sheets: &mut Vec<Worksheet>,
    name: String,
    rows: impl IntoIterator<Item = Vec<String>>,
) {
    sheets.push(Worksheet { name, start: crate::source::offset(text.len()) });
    push_rows(text, rows);
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
