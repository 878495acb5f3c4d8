//! What stands above the heads of a list in sections.

use super::Reader;
use crate::lexicon;
use crate::model::Cell;
use crate::parse::head;

impl Reader<'_> {
    /// The title right above the heads, where it says 绩效表, and the body beside the unit of money.
    pub(super) fn read_above(&mut self, end: usize) {
        let title = |at: usize| self.sheet.before(at, "绩效表").filter(|_| self.sheet.begins_line(at));
        let title = (0..=end).rev().find(|&at| title(at).is_some());
        if let Some(end) = title.filter(|_| matches!(self.table.title, Cell::Absent)) {
            let start = self.sheet.line_start(end - 1, 0);
            // 表十二、 is its number.
            let number =
                self.sheet.after(start, "表").and_then(|from| self.sheet.find_char(from..start + 5, |ch| ch == '、'));
            self.table.title = self.sheet.cell(number.map_or(start, |mark| mark + 1)..end);
        }
        let unit = head::money_unit(&self.sheet, 0..end).map(|(label, ..)| label.start);
        if let Some(end) = unit.filter(|_| matches!(self.table.department, Cell::Absent)) {
            let start = self.sheet.line_start(end, 0);
            let is_body = lexicon::BODY_ENDINGS.iter().any(|ending| self.sheet.before(end, ending).is_some());
            if start < end && is_body {
                self.table.department = self.sheet.cell(start..end);
            }
        }
    }
}
