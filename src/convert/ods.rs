//! The sheets of an OpenDocument workbook (.ods), every cell as the sheet shows it: that text stands beside the value.

use std::collections::BTreeMap;
use std::io::Read;

use html5gum::{HtmlString, StartTag, Token, Tokenizer};

use super::Rows;

/// Name and rows of all sheets that are shown, from content.xml; `None` where the sheets hold more cells than may be.
pub(super) fn sheets(content: &str, most_cells: usize) -> Option<Vec<(String, Rows)>> {
    let mut document = Document { room: most_cells, ..Document::default() };
    // The XML of office programs is plain enough for a tokenizer of HTML: names are in small letters, nothing is declared.
    for Ok(token) in Tokenizer::new(content) {
        match token {
            Token::StartTag(tag) => {
                document.start(&tag);
                if tag.self_closing {
                    document.end(&tag.name)?;
                }
            }
            Token::EndTag(tag) => document.end(&tag.name)?,
            Token::String(text) if document.in_paragraph => {
                document.cell.push_str(&String::from_utf8_lossy(&text));
            }
            _ => {}
        }
    }
    Some(document.sheets)
}

#[derive(Default)]
struct Document {
    sheets: Vec<(String, Rows)>,
    name: String,
    sheet: Rows,
    row: Vec<String>,
    cell: String,
    /// Cells and rows that are empty count only where something follows.
    empty_cells: usize,
    empty_rows: usize,
    cell_times: usize,
    row_times: usize,
    in_paragraph: bool,
    paragraphs: usize,
    /// Within a remark, which is not shown in its cell.
    in_remark: bool,
    hidden_styles: BTreeMap<String, bool>,
    style: String,
    is_hidden: bool,
    /// How many more cells may be.
    room: usize,
}

impl Document {
    fn start(&mut self, tag: &StartTag<()>) {
        let text = |name: &str| {
            let value = tag.attributes.get(&HtmlString(name.as_bytes().to_vec()));
            value.map(|value| String::from_utf8_lossy(value).into_owned())
        };
        let times = |name: &str| text(name).and_then(|value| value.parse().ok()).unwrap_or(1_usize).max(1);
        match &**tag.name {
            b"style:style" => self.style = text("style:name").unwrap_or_default(),
            b"style:table-properties" if text("table:display").as_deref() == Some("false") => {
                self.hidden_styles.insert(self.style.clone(), true);
            }
            b"table:table" => {
                self.name = text("table:name").unwrap_or_default();
                self.is_hidden = text("table:style-name").is_some_and(|style| self.hidden_styles.contains_key(&style));
            }
            b"table:table-row" => self.row_times = times("table:number-rows-repeated"),
            b"table:table-cell" | b"table:covered-table-cell" => {
                self.cell_times = times("table:number-columns-repeated");
                (self.cell, self.paragraphs) = (String::new(), 0);
            }
            b"office:annotation" => self.in_remark = true,
            b"text:p" | b"text:h" if !self.in_remark => {
                if self.paragraphs > 0 {
                    self.cell.push('\n');
                }
                self.paragraphs += 1;
                self.in_paragraph = true;
            }
            b"text:line-break" if self.in_paragraph => self.cell.push('\n'),
            b"text:tab" if self.in_paragraph => self.cell.push('\t'),
            b"text:s" if self.in_paragraph => {
                let blanks = times("text:c").min(self.room);
                self.cell.extend(std::iter::repeat_n(' ', blanks));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) -> Option<()> {
        match name {
            b"office:annotation" => self.in_remark = false,
            b"text:p" | b"text:h" => self.in_paragraph = false,
            b"table:table-cell" | b"table:covered-table-cell" => {
                if self.cell.trim().is_empty() {
                    self.empty_cells = self.empty_cells.saturating_add(self.cell_times);
                } else {
                    let count = self.empty_cells.saturating_add(self.cell_times);
                    self.room = self.room.checked_sub(count)?;
                    self.row.extend(std::iter::repeat_n(String::new(), self.empty_cells));
                    self.row.extend(std::iter::repeat_n(std::mem::take(&mut self.cell), self.cell_times));
                    self.empty_cells = 0;
                }
            }
            b"table:table-row" => {
                self.empty_cells = 0;
                let row = std::mem::take(&mut self.row);
                if row.is_empty() {
                    self.empty_rows = self.empty_rows.saturating_add(self.row_times);
                } else {
                    let count = self.empty_rows.saturating_add(self.row_times.saturating_mul(row.len()));
                    self.room = self.room.checked_sub(count)?;
                    self.sheet.extend(std::iter::repeat_n(Vec::new(), self.empty_rows));
                    self.sheet.extend(std::iter::repeat_n(row, self.row_times));
                    self.empty_rows = 0;
                }
            }
            b"table:table" => {
                let mut sheet = std::mem::take(&mut self.sheet);
                let width = sheet.iter().map(Vec::len).max().unwrap_or(0);
                // Every row as wide as the widest: readers count columns from both sides.
                self.room = self.room.checked_sub(width.saturating_mul(sheet.len()))?;
                for row in &mut sheet {
                    row.resize(width, String::new());
                }
                self.empty_rows = 0;
                if !self.is_hidden {
                    self.sheets.push((std::mem::take(&mut self.name), sheet));
                }
            }
            _ => {}
        }
        Some(())
    }
}

/// content.xml of a ZIP container, at most `limit` bytes of it; `None` where there is none.
pub(super) fn content(bytes: &[u8], limit: u64) -> Option<String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).ok()?;
    let mut content = Vec::new();
    archive.by_name("content.xml").ok()?.take(limit).read_to_end(&mut content).ok()?;
    Some(String::from_utf8_lossy(&content).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_as_shown_and_repeats_are_cells() {
        let content = r#"<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>
            <table:table table:style-name="ta1"><table:table-row><table:table-cell office:value="0.95"><text:p>95%</text:p>
            </table:table-cell><table:covered-table-cell table:number-columns-repeated="2"/><table:table-cell
            table:number-columns-repeated="2"><office:annotation><text:p>remark</text:p></office:annotation><text:p>a<text:s
            text:c="2"/>b &amp; c</text:p><text:p>d</text:p></table:table-cell><table:table-cell
            table:number-columns-repeated="16000"/></table:table-row><table:table-row table:number-rows-repeated="2">
            <table:table-cell/></table:table-row><table:table-row><table:table-cell><text:p>e</text:p></table:table-cell>
            </table:table-row><table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>
            </table:table><table:table table:style-name="ta2"><table:table-row><table:table-cell><text:p>hidden</text:p>
            </table:table-cell></table:table-row></table:table>"#;
        let sheets = sheets(content, 1000).expect("few cells");
        let (_, rows) = sheets.first().expect("a sheet");
        assert_eq!((sheets.len(), rows.len()), (1, 4));
        assert_eq!(rows.first().expect("a row"), &["95%", "", "", "a  b & c\nd", "a  b & c\nd"]);
        assert_eq!(rows.last().expect("a row"), &["e", "", "", "", ""]);
    }

    #[test]
    fn a_sheet_that_says_it_is_endless_is_refused() {
        let cell = |times: &str| {
            format!(
                "<table:table-row><table:table-cell table:number-columns-repeated={times}><text:p>x</text:p></table:table-cell></table:table-row>"
            )
        };
        assert!(sheets(&cell("\"99999999999\""), 1000).is_none());
        let far = ["<table:table-row table:number-rows-repeated=\"99999999\"/>", &cell("\"1\"")].concat();
        assert!(sheets(&far, 1000).is_none());
    }
}
