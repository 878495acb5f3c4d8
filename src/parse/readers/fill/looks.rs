//! How the pieces of rows look, and what it costs to take them for cells of columns.

use crate::amount::number_from_text;
use crate::lexicon::{self, Column};
use crate::parse::readers::pieces::{Piece, numbering};
use crate::parse::readers::rows::{is_operator, running};
use crate::parse::sheet::{Run, Sheet};
use crate::target::{Reading, target_from_text};

/// What cannot be.
const NEVER: u32 = 1000;
/// What it costs to pass over an empty cell within a row.
pub(super) const PASSED: u32 = 4;
/// What a new row costs, so that two halves of one are not two.
pub(super) const ROW: u32 = 3;
/// What it costs to go on with a cell in the next line, and with that of a name: the more likely where both may wrap.
const WRAP: u32 = 2;
const NAME_WRAP: u32 = 1;
/// What is longer is no rest of a unit.
const LONGEST_REST: usize = 3;
/// What is shorter is no name.
const SHORTEST_NAME: usize = 4;

/// How a piece looks.
#[expect(clippy::struct_excessive_bools, reason = "each is asked by itself")]
pub(super) struct Looks {
    pub(super) run: Run,
    pub(super) operator: bool,
    pub(super) kind: bool,
    /// A bare number.
    pub(super) number: bool,
    /// A number with operator or unit.
    pub(super) value: bool,
    digits: bool,
    dash: bool,
    /// A point in time.
    date: bool,
    grade: bool,
    /// A word that targets are made of.
    word: bool,
    pub(super) star: bool,
    /// Begins with the number of an indicator.
    numbered: bool,
    /// Stands on the line of the piece before it.
    pub(super) same_line: bool,
    /// Is the rest of a unit that stands behind the number before it: "≥56人" and "次".
    unit: bool,
    /// Is none of these.
    text: bool,
    /// May be the rest of the cell that the line before ends with: no value, and no longer than that.
    wrapped: bool,
    /// Is an empty cell.
    pub(super) blank: bool,
}

impl Looks {
    pub(super) fn of(sheet: &Sheet<'_>, piece: &Piece, before: Option<&Piece>) -> Self {
        let text = sheet.folded(piece.run.clone());
        let number = number_from_text(&text).is_some();
        let (operator, kind) = (is_operator(&text), lexicon::KINDS.contains(&text.as_str()));
        let value = match target_from_text(&text).reading {
            Reading::Quantity(quantity) => quantity.unit.chars().count() <= 4,
            Reading::Range { .. } => true,
            Reading::Date | Reading::Words | Reading::Placeholder => false,
        };
        let dash = crate::parse::money::is_dash(&text);
        // Two that both end as names do are two names.
        let is_name =
            |run: &Run| !run.is_empty() && sheet.ch(run.end - 1).is_some_and(|ch| lexicon::NUMBER_NAMES.contains(&ch));
        let are_names =
            |before: &Piece| piece.run.len() >= SHORTEST_NAME && is_name(&piece.run) && is_name(&before.run);
        let is_below = |before: &Piece| before.row < piece.row && piece.run.len() <= before.run.len() + 1;
        let is_rest = before.is_some_and(|before| is_below(before) && !are_names(before));
        let numbered = numbering(sheet, &piece.run).is_some();
        let unit = before.is_some_and(|before| running::is_rest(&sheet.folded(before.run.clone()), &text));
        let plain = !(operator || kind || number || value || dash || numbered);
        Self {
            run: piece.run.clone(),
            operator,
            kind,
            number,
            value: value && !number,
            // μg/m³ is a unit.
            digits: number || text.trim_end_matches(['2', '3']).contains(|ch: char| ch.is_ascii_digit()),
            dash,
            date: matches!(target_from_text(&text).reading, Reading::Date),
            grade: matches!(text.as_str(), "优" | "良" | "好" | "高" | "完成" | "无"),
            word: lexicon::TARGET_WORDS.contains(&text.as_str()),
            star: text.starts_with(['★', '*', '☆']),
            numbered,
            unit,
            text: plain,
            wrapped: is_rest && (plain || unit),
            same_line: before.is_some_and(|before| before.row == piece.row),
            blank: piece.run.is_empty(),
        }
    }

    /// What it costs to take the piece for a cell of a column.
    pub(super) fn cost(&self, column: Column, split: bool) -> u32 {
        match column {
            Column::Name if self.blank => NEVER,
            _ if self.blank => 0,
            _ if self.numbered => {
                if column == Column::Name {
                    0
                } else {
                    NEVER
                }
            }
            Column::Name if self.operator || self.kind || self.dash || self.number => 12,
            Column::Name => u32::from(self.value || self.word) * 6,
            Column::Operator if self.operator || self.kind => 0,
            Column::Target | Column::Actual if self.operator || self.kind => 12,
            // Where the unit has a column, values are bare numbers.
            Column::Target | Column::Actual => u32::from(self.number != split && (self.number || self.value)),
            Column::Unit if self.digits || self.run.len() > 6 || self.operator || self.kind => NEVER,
            Column::Unit => u32::from(self.grade || self.word) * 3,
            Column::Weight | Column::Score if self.number => 0,
            Column::Weight | Column::Score if self.dash => 1,
            Column::Operator | Column::Weight | Column::Score => NEVER,
            Column::Deviation if self.number || self.value => 4,
            _ => 1,
        }
    }
}

impl Looks {
    /// What it costs to go on with a cell of a column, which the piece before has begun. `anchored`: numbers tell what
    /// belongs to it; else only a rest that is too short for a name does.
    pub(super) fn wrap(
        &self,
        before: Option<&Self>,
        next: Option<&Self>,
        column: Column,
        anchored: bool,
    ) -> Option<u32> {
        let of_value = before.is_some_and(|before| before.value);
        let is_name = before.is_some_and(|before| before.text || before.numbered);
        // Some tools put a blank where a cell wraps.
        let is_rest = if self.same_line { anchored && self.text } else { self.wrapped };
        let is_alone = next.is_none_or(|next| !next.same_line);
        let cost = match column {
            Column::Name if self.same_line && is_name && !self.date => ROW * 2,
            Column::Name | Column::Other if self.same_line => return None,
            Column::Name if !is_name => return None,
            Column::Name if anchored || self.run.len() < SHORTEST_NAME => NAME_WRAP,
            Column::Target | Column::Actual if self.unit => WRAP,
            Column::Unit if self.text && !self.same_line && self.run.len() <= LONGEST_REST => WRAP,
            _ if !anchored => return None,
            Column::Deviation if is_alone => WRAP,
            Column::Target | Column::Actual | Column::Other if !of_value && !self.same_line => ROW + 2,
            _ => return None,
        };
        is_rest.then_some(cost)
    }
}

pub(super) const fn demands_number(column: Column) -> bool {
    matches!(column, Column::Target | Column::Actual | Column::Weight | Column::Score)
}

/// What an empty cell costs.
pub(super) const fn empty(column: Column) -> u32 {
    match column {
        Column::Name => NEVER,
        Column::Target => 4,
        Column::Actual | Column::Weight | Column::Unit => 2,
        Column::Deviation => 0,
        _ => 1,
    }
}
