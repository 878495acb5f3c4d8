//! The lines of a flat table's cells, and how well they fit their columns.

use crate::parse::readers::pieces::Piece;
use crate::parse::sheet::Sheet;

/// A line of a cell.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    /// How wide it is, in halves of a full-width character.
    pub(super) width: usize,
    /// How wide what no break may part at its beginning is.
    chunk: usize,
    /// How many of its characters are of half width: they may be narrower or wider than that.
    narrow: usize,
}

/// A full-width character less, where a mark may not begin a line.
const SLACK: usize = 2;
/// So many characters of half width may make a line wider or narrower by one.
const UNSURE: usize = 8;

impl Line {
    pub(super) fn of(sheet: &Sheet<'_>, piece: &Piece) -> Self {
        let text = sheet.folded(piece.run.clone());
        let word = text.chars().take_while(char::is_ascii_alphanumeric).count();
        let narrow = text.chars().filter(char::is_ascii).count();
        Self { width: text.chars().count() * 2 - narrow, chunk: word.max(2), narrow, text }
    }

    pub(super) fn ends(&self, marks: &[char]) -> bool {
        self.text.ends_with(marks)
    }

    /// Whether a sentence ends with it.
    pub(super) fn stops(&self) -> bool {
        self.text.ends_with(['。', '.'])
    }

    /// Whether it begins with a mark that stands behind something.
    pub(super) fn begins_with_mark(&self) -> bool {
        self.text.starts_with(['。', ',', ';', ':', '、', ')', '》', '”', '〕', '%'])
    }

    /// Tools cut lines at such marks, however full they are.
    fn may_break_before(&self) -> bool {
        self.begins_with_mark() || self.text.starts_with(['(', '《', '“', '〔'])
    }
}

/// How wide a column is, in halves of a full-width character.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Column {
    /// No line of it is told to be wider; 0 where nobody knows.
    at_least: usize,
    /// Whether full lines tell it, so that none is wider.
    is_known: bool,
}

impl Column {
    /// Told by its full lines, else by the widest of the others.
    pub(super) fn of(full: Vec<usize>, others: Vec<usize>, fewest: usize) -> Self {
        let is_known = full.len() >= fewest;
        let widths = crate::order::sorted(if is_known { full } else { others }, |width| *width as u128);
        let place = if is_known { widths.len() * 3 / 4 } else { widths.len() * 9 / 10 };
        Self { at_least: widths.get(place).copied().unwrap_or_default(), is_known }
    }

    /// Whether a line does not fit it.
    pub(super) fn is_exceeded(self, line: &Line) -> bool {
        let slack = if line.narrow > 0 { SLACK } else { SLACK / 2 };
        self.is_known && line.width > self.at_least + slack + line.narrow / UNSURE
    }

    /// Whether one more character would have fitted on a line.
    pub(super) fn has_room(self, line: &Line) -> bool {
        line.width + line.narrow / UNSURE + 2 * SLACK <= self.at_least
    }

    /// How badly lines fit: none is too wide, and each but the last is as full as the words allow. `ends`: the marks behind
    /// which a paragraph may end.
    pub(super) fn misfit(self, lines: &[Line], ends: &[char]) -> u32 {
        const TOO_WIDE: u32 = 6;
        const HAS_ROOM: u32 = 4;
        let wide = lines.iter().filter(|line| self.is_exceeded(line)).count();
        let has_room = |pair: &&[Line]| match pair {
            [line, next] => {
                line.width + line.narrow / UNSURE + next.chunk + SLACK <= self.at_least
                    && !line.ends(ends)
                    && !next.may_break_before()
            }
            _ => false,
        };
        let room = lines.windows(2).filter(has_room).count();
        times(wide, TOO_WIDE).saturating_add(times(room, HAS_ROOM))
    }
}

/// What so many of one kind cost.
pub(super) fn times(count: usize, cost: u32) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX).saturating_mul(cost)
}

pub(super) fn text(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect()
}
