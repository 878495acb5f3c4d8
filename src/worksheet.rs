//! Where in a workbook a place of its text was: the sheet and the cell.

use crate::source::offset;

/// A sheet of a workbook within the text that was made of it: a line per row, a tab between cells, quotes around cells
/// that hold either. The text has every row and column of the sheet from A1 on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Worksheet {
    /// What the sheet is called.
    pub name: String,
    /// Its first byte.
    pub start: u32,
}

/// All rows of a workbook's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rows {
    sheets: Vec<Worksheet>,
    /// The first byte of every row, however many lines it takes.
    starts: Vec<u32>,
}

impl Rows {
    pub(crate) fn new(sheets: Vec<Worksheet>, text: &str) -> Self {
        if sheets.is_empty() {
            return Self::default();
        }
        let mut quoted = false;
        let ends = text.bytes().zip(1..).filter(|(byte, _)| {
            quoted ^= *byte == b'"';
            *byte == b'\n' && !quoted
        });
        Self { sheets, starts: std::iter::once(0).chain(ends.map(|(_, end)| end)).collect() }
    }

    /// The cell of a byte as a formula names it: `绩效目标表!C5`.
    pub(crate) fn cell(&self, at: u32, text: &str) -> Option<String> {
        let sheet = self.sheets.iter().rev().find(|sheet| sheet.start <= at)?;
        let row = self.starts.partition_point(|start| *start <= at).checked_sub(1)?;
        let first = self.starts.partition_point(|start| *start < sheet.start);
        let mut quoted = false;
        let before = text.get(*self.starts.get(row)? as usize..at as usize)?.bytes();
        let column = before.filter(|byte| {
            quoted ^= *byte == b'"';
            *byte == b'\t' && !quoted
        });
        Some(format!("{}!{}{}", sheet.name, letters(column.count()), offset(row - first.min(row)) + 1))
    }
}

/// A, B … Z, AA, AB …
fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A'.saturating_add(u8::try_from(column % 26).unwrap_or(0)));
        column /= 26;
        if column == 0 {
            break;
        }
        column -= 1;
    }
    letters.into_iter().rev().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_by_sheet_and_cell() {
        let text = "项目\t金额\n\t\"一\n\"\"二\"\"\"\t3\n甲\t乙\n丙\n";
        let sheet = |name: &str, at: &str| Worksheet { name: name.to_owned(), start: offset(text.find(at).expect(at)) };
        let rows = Rows::new(vec![sheet("表一", "项目"), sheet("表二", "甲")], text);
        let cell = |at: &str| rows.cell(offset(text.find(at).expect(at)), text).expect("a cell");
        let places = ["项目", "金额", "二", "3", "甲", "乙", "丙"].map(cell);
        assert_eq!(places, ["表一!A1", "表一!B1", "表一!B2", "表一!C2", "表二!A1", "表二!B1", "表二!A2"]);
        assert_eq!(Rows::new(Vec::new(), text).cell(0, text), None);
    }

    #[test]
    fn columns_have_letters_as_in_a_spreadsheet() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
