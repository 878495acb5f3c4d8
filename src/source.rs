//! The text as it was given, with its lines: bytes ↔ line and column ↔ UTF-16.

use crate::span::{Origin, Span, Utf16Range};
use crate::worksheet::{Rows, Worksheet};

/// A text and the borders of its lines. The text is never changed: evidence quotes it exactly.
///
/// A line ends at LF, CRLF or a lone CR. A form feed ends no line, because editors do not count it as one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    name: String,
    text: String,
    /// The first character of every line.
    lines: Vec<Mark>,
    /// A character every few kilobytes: in a text of one long line, counting from the start of the line would take the
    /// square of its length.
    marks: Vec<Mark>,
    /// The rows of the workbook that the text was made of.
    rows: Rows,
}

/// A character with its places: how many bytes, UTF-16 code units and characters stand before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Mark {
    byte: u32,
    utf16: u32,
    chars: u32,
}

/// Line and column of a character, both from 1. Columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Character within the line, from 1.
    pub column: u32,
}

impl Source {
    /// The most bytes a text may have: 64 MiB.
    pub const LIMIT_BYTES: usize = 64 << 20;

    /// Takes a text. What lies beyond [`Source::LIMIT_BYTES`] must have been refused before (see [`crate::Error::TooLarge`]).
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        const APART: u32 = 4096;
        let text = text.into();
        let (mut lines, mut marks) = (vec![Mark::default()], vec![Mark::default()]);
        let mut at = Mark::default();
        let mut chars = text.chars().peekable();
        while let Some(ch) = chars.next() {
            at.byte += offset(ch.len_utf8());
            at.utf16 += offset(ch.len_utf16());
            at.chars += 1;
            let crlf = ch == '\r' && chars.peek() == Some(&'\n');
            if ch == '\n' || (ch == '\r' && !crlf) {
                lines.push(at);
            }
            if marks.last().is_none_or(|last| last.byte + APART <= at.byte) {
                marks.push(at);
            }
        }
        Self { name: name.into(), text, lines, marks, rows: Rows::default() }
    }

    /// The same text as that of a workbook with these sheets.
    pub fn with_worksheets(mut self, sheets: Vec<Worksheet>) -> Self {
        self.rows = Rows::new(sheets, &self.text);
        self
    }

    /// What the text is called: a file name, or empty for pasted text.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many lines there are; an empty text has one.
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The bytes of a line (from 1) without its line end; `None` past the last line.
    pub fn line(&self, line: u32) -> Option<Span> {
        let index = (line as usize).checked_sub(1)?;
        let start = self.lines.get(index)?.byte;
        let end = self.lines.get(index + 1).map_or(offset(self.text.len()), |next| next.byte);
        let text = self.slice(Span::new(start, end)).trim_end_matches(['\n', '\r']);
        Some(Span::new(start, start + offset(text.len())))
    }

    /// The text of a span; empty where the span is out of range or cuts a character.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// The exact text of an origin: its pieces one after another, line breaks and all.
    pub fn quote(&self, origin: &Origin) -> String {
        origin.spans().map(|span| self.slice(span)).collect()
    }

    /// Line and column of the character at a byte offset.
    pub fn position(&self, at: u32) -> Position {
        let line = self.line_index(at);
        let start = self.lines.get(line).map_or(0, |line| line.chars);
        Position { line: offset(line) + 1, column: self.mark(at).chars.saturating_sub(start) + 1 }
    }

    /// The cell of a byte as a formula names it, like `绩效目标表!C5`; `None` where the text is not that of a workbook.
    pub fn cell(&self, at: u32) -> Option<String> {
        self.rows.cell(at, &self.text)
    }

    /// The line of a byte, from 1.
    pub fn line_of(&self, at: u32) -> u32 {
        offset(self.line_index(at)) + 1
    }

    /// The span in UTF-16 code units from the start of the text.
    pub fn utf16_range(&self, span: Span) -> Utf16Range {
        Utf16Range { start: self.mark(span.start).utf16, end: self.mark(span.end).utf16 }
    }

    /// The byte offset of a UTF-16 offset, at the start of the character it falls in.
    pub fn byte_of_utf16(&self, utf16: u32) -> u32 {
        let mark = self.marks.partition_point(|mark| mark.utf16 <= utf16).saturating_sub(1);
        let mark = self.marks.get(mark).copied().unwrap_or_default();
        let mut units = mark.utf16;
        for (at, ch) in self.text.get(mark.byte as usize..).unwrap_or_default().char_indices() {
            units += offset(ch.len_utf16());
            if units > utf16 {
                return mark.byte + offset(at);
            }
        }
        offset(self.text.len())
    }

    /// The character at a byte offset.
    fn mark(&self, at: u32) -> Mark {
        let before = self.marks.partition_point(|mark| mark.byte <= at).saturating_sub(1);
        let mut mark = self.marks.get(before).copied().unwrap_or_default();
        for ch in self.slice(Span::new(mark.byte, at)).chars() {
            mark.byte += offset(ch.len_utf8());
            mark.utf16 += offset(ch.len_utf16());
            mark.chars += 1;
        }
        mark
    }

    fn line_index(&self, at: u32) -> usize {
        self.lines.partition_point(|line| line.byte <= at).saturating_sub(1)
    }
}

/// A byte offset as the 32 bits of a [`Span`]. Texts are limited to 64 MiB, so nothing is cut off.
pub(crate) fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source() -> Source {
        Source::new("", "一行\r\n𠘨二行\r第3行\n")
    }

    #[test]
    fn lines_end_at_any_line_break_and_lose_it() {
        let source = source();
        let lines: Vec<_> =
            (1..=source.line_count() as u32).filter_map(|n| source.line(n)).map(|s| source.slice(s)).collect();
        assert_eq!(lines, ["一行", "𠘨二行", "第3行", ""]);
        assert_eq!(source.line(0), None);
        assert_eq!(source.line(5), None);
    }

    #[test]
    fn positions_count_characters_and_utf16_counts_units() {
        let source = source();
        let at = source.text().find('二').expect("in the text") as u32;
        assert_eq!(source.position(at), Position { line: 2, column: 2 });
        let range = source.utf16_range(Span::new(at, at + 3));
        assert_eq!((range.start, range.end), (6, 7));
        assert_eq!(source.byte_of_utf16(6), at);
        assert_eq!(source.byte_of_utf16(5), at - 4, "the middle of a surrogate pair is the start of its character");
        assert_eq!(source.byte_of_utf16(99), source.text().len() as u32);
    }

    #[test]
    fn a_long_line_is_counted_from_marks_as_from_its_start() {
        let source = Source::new("", ["一\n", &"𠘨二a\t".repeat(3000), "\r\n三"].concat());
        for (chars, (at, _)) in source.text().char_indices().enumerate().skip(2).step_by(997) {
            let at = at as u32;
            let units = source.text()[..at as usize].encode_utf16().count() as u32;
            assert_eq!(source.position(at), Position { line: 2, column: chars as u32 - 1 });
            assert_eq!(source.utf16_range(Span::new(at, at)).start, units);
            assert_eq!(source.byte_of_utf16(units), at);
        }
        assert_eq!(source.position(source.text().len() as u32 - 3), Position { line: 3, column: 1 });
    }

    #[test]
    fn a_span_that_cuts_a_character_quotes_nothing() {
        assert_eq!(source().slice(Span::new(1, 3)), "");
        assert_eq!(source().slice(Span::new(0, 999)), "");
    }
}
