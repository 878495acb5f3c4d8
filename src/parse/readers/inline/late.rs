//! Lists in sections whose rows stand before the sets: some tools print cells that are wrapped after the rows of their page,
//! names among them. Rows and sets follow each other in the same order; where their numbers differ nobody knows whose a set is.

use std::collections::VecDeque;
use std::ops::Range;

use super::{LONGEST_LABEL, Reader};
use crate::amount::number_from_text;
use crate::lexicon;
use crate::model::{Cell, Project, SpendingUnit};
use crate::parse::readers::pieces::Piece;
use crate::parse::sheet::{Run, Sheet};

/// What heads the names.
const NAME_HEADS: &[&str] = &["单位名称", "项目名称"];

/// The rows of projects whose sets have not come yet.
pub(super) struct Late {
    /// The head of the names, which stands below the rows.
    head: String,
    waiting: VecDeque<Waiting>,
    /// The first code of a unit.
    code: String,
    /// There was a set without a row.
    lacks_row: bool,
}

struct Waiting {
    unit: usize,
    name: Option<Run>,
    amount: Run,
}

/// A row: its name if it was not late, and its amount.
struct Line {
    coded: bool,
    name: Option<Run>,
    amount: Run,
}

impl Late {
    /// Whether the head of the names stands below other heads and some rows.
    pub(super) fn below(sheet: &Sheet<'_>, columns: &Run, first: usize) -> Option<Self> {
        if sheet.find_any(columns.clone(), NAME_HEADS).is_some() {
            return None;
        }
        let is_head = |at: &usize| sheet.begins_line(*at) && sheet.after_any(*at, NAME_HEADS).is_some();
        let start = (columns.end..first).find(is_head)?;
        let end = sheet.after_any(start, NAME_HEADS)?;
        let bracket =
            sheet.after(end, "(").and_then(|open| sheet.find_char(open..open + LONGEST_LABEL, |ch| ch == ')'));
        let head = sheet.folded(start..bracket.map_or(end, |close| close + 1));
        Some(Self { head, waiting: VecDeque::new(), code: String::new(), lacks_row: false })
    }

    /// Whether rows and sets were not as many.
    pub(super) fn is_unclear(&self) -> bool {
        self.lacks_row || !self.waiting.is_empty()
    }
}

impl Reader<'_> {
    /// Reads what stands before a set, and begins its project if it is none that a page break has cut.
    pub(super) fn late_set(&mut self, pieces: Range<usize>, section: usize) {
        let text = self.late_rows(pieces);
        let goes_on = self.project().is_some_and(|project| project.indicators.is_empty());
        let close = self.sheet.find_char(section..section + LONGEST_LABEL, |ch| ch == '】').unwrap_or(section + 1);
        let is_set = self.level(&(section + 1..close));
        if text.is_none() && self.project().is_some() && (is_set || goes_on) {
            return;
        }
        let Some(row) = self.late.as_mut().and_then(|late| late.waiting.pop_front()) else {
            self.late.iter_mut().for_each(|late| late.lacks_row = true);
            return;
        };
        // What the project does is said before its objective, with or without a label.
        let is_labelled = self.sheet.find_any(section..close, lexicon::OTHER_HEADS).is_some();
        let (name, rest) = match (row.name, text) {
            (Some(name), rest) => (Some(name), rest),
            (None, Some(text)) if is_labelled => (Some(text), None),
            (None, Some(text)) => {
                let end = self.name_end(&text);
                (Some(text.start..end), Some(end..text.end))
            }
            (None, None) => (None, None),
        };
        if let Some(rest) = rest {
            self.sheet.label(rest);
        }
        let name = name.map_or(Cell::Absent, |name| self.sheet.cell(name));
        let amounts = self.amounts(row.amount);
        self.open = row.unit;
        self.open_project(Project { name, amounts, ..Project::default() });
    }

    /// Whether a section begins another set: behind indicators there is none but of other indicators.
    pub(super) fn begins_late_set(&mut self, label: &Run) -> bool {
        let has_indicators = self.project().is_some_and(|project| !project.indicators.is_empty());
        has_indicators && self.sheet.find_any(label.clone(), &["指标"]).is_none()
    }

    /// Where a name ends that what the project does follows: with a piece that ends as names of projects do, and the bracket
    /// behind it.
    fn name_end(&self, text: &Run) -> usize {
        const MOST: usize = 8;
        let from = self.pieces.partition_point(|piece| piece.run.start < text.start);
        let own = self.pieces.get(from..).unwrap_or_default().iter().take(MOST);
        let ends: Vec<usize> = own.map(|piece| piece.run.end).take_while(|end| *end <= text.end).collect();
        let ends_name = |end: &&usize| {
            let is_closed = self.sheet.ch(**end) != Some('(');
            is_closed && lexicon::ends_project(&self.sheet.folded(text.start..**end))
        };
        ends.iter().find(ends_name).or(ends.first()).copied().unwrap_or(text.end)
    }

    /// Reads rows; gives the text behind them, which is that of the next set.
    fn late_rows(&mut self, pieces: Range<usize>) -> Option<Run> {
        let own: Vec<Piece> = self.pieces.get(pieces).unwrap_or_default().to_vec();
        let mut rows: Vec<Line> = Vec::new();
        let (mut coded, mut name): (bool, Option<Run>) = (false, None);
        let mut text: Option<Run> = None;
        let mut until = 0;
        for (at, piece) in own.iter().enumerate() {
            let run = piece.run.clone();
            let is_line = self.sheet.begins_line(run.start);
            let line_end = if is_line { self.sheet.next_line(run.start, self.sheet.len()) } else { run.end };
            if run.start < until || (is_line && self.is_again(run.start..line_end, text.is_none(), &mut until)) {
                continue;
            }
            if let Some(open) = &mut text {
                open.end = run.end;
                continue;
            }
            let next = own.get(at + 1).map(|next| next.run.clone());
            if self.is_code(&run, next.as_ref()) {
                self.sheet.label(run);
                (coded, name) = (true, None);
            } else if number_from_text(&self.sheet.folded(run.clone())).is_some() {
                rows.push(Line { coded, name: name.take(), amount: run });
                coded = false;
            } else if let Some(open) = &mut name {
                open.end = run.end;
            } else if coded || self.is_unit(&run) || self.is_kind(&run) {
                name = Some(run);
            } else {
                text = Some(run);
            }
        }
        self.place(rows);
        text.or(name)
    }

    /// Whether a piece is the code of a unit: the first one stands before words, and all have one length.
    fn is_code(&mut self, run: &Run, next: Option<&Run>) -> bool {
        const LENGTHS: Range<usize> = 5..13;
        /// So many digits all codes of a table share.
        const SHARED: usize = 3;
        let is_digit = |at: usize| self.sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
        if !LENGTHS.contains(&run.len()) || !run.clone().all(is_digit) || !self.sheet.begins_line(run.start) {
            return false;
        }
        let text = self.sheet.folded(run.clone());
        let before_words = next.is_some_and(|next| !is_digit(next.start));
        let Some(late) = self.late.as_mut() else { return false };
        if late.code.is_empty() && before_words {
            late.code.clone_from(&text);
        }
        text.len() == late.code.len() && text.get(..SHARED) == late.code.get(..SHARED)
    }

    /// Whether a line is the head of the names, or the title, of which the first stands among the rows (`above`); both are
    /// taken. `until`: where the head ends.
    fn is_again(&mut self, line: Run, above: bool, until: &mut usize) -> bool {
        let head = self.late.as_ref().and_then(|late| self.sheet.after(line.start, &late.head));
        if let Some(end) = head {
            self.sheet.label(line.start..end);
            *until = end;
            return true;
        }
        if let Some(title) = self.table.title.value() {
            let is_title = self.sheet.text(line.clone()) == *title;
            if is_title {
                self.sheet.label(line);
            }
            return is_title;
        }
        let is_title = above && lexicon::TITLES.iter().any(|title| self.sheet.before(line.end, title).is_some());
        if is_title {
            self.table.title = self.sheet.cell(line);
        }
        is_title
    }

    fn is_unit(&self, name: &Run) -> bool {
        lexicon::BODY_ENDINGS.iter().any(|end| self.sheet.before(name.end, end).is_some())
            || lexicon::TOTAL_ROWS.contains(&self.sheet.folded(name.clone()).as_str())
    }

    /// Whether a name is that of a kind of projects: 其他运转类, 本级项目.
    fn is_kind(&self, name: &Run) -> bool {
        const LONGEST: usize = 6;
        name.len() <= LONGEST
            && (self.sheet.before(name.end, "类").is_some() || self.sheet.before(name.end, "项目").is_some())
    }

    /// Tells units and kinds of projects, whose amounts are subtotals, from projects.
    fn place(&mut self, rows: Vec<Line>) {
        let kinds: Vec<(bool, bool)> = rows
            .iter()
            .map(|row| row.name.as_ref().map_or((false, false), |name| (self.is_unit(name), self.is_kind(name))))
            .collect();
        for (at, row) in rows.into_iter().enumerate() {
            let (body, kind) = kinds.get(at).copied().unwrap_or_default();
            let next = kinds.get(at + 1).copied().unwrap_or_default();
            match row.name {
                Some(name) if kind || lexicon::TOTAL_ROWS.contains(&self.sheet.folded(name.clone()).as_str()) => {
                    self.sheet.label(name);
                    self.sheet.label(row.amount);
                }
                Some(name) if body && (next.1 || next.0) => {
                    let is_first = matches!(self.table.department, Cell::Absent) && self.table.units.is_empty();
                    let name = self.sheet.cell(name);
                    if is_first && !row.coded {
                        self.table.department = name;
                    } else {
                        self.table.units.push(SpendingUnit { name, ..SpendingUnit::default() });
                    }
                    self.sheet.label(row.amount);
                }
                name => {
                    if self.table.units.is_empty() {
                        self.table.units.push(SpendingUnit::default());
                    }
                    let unit = self.table.units.len() - 1;
                    if let Some(late) = &mut self.late {
                        late.waiting.push_back(Waiting { unit, name, amount: row.amount });
                    }
                }
            }
        }
    }
}
