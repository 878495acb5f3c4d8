//! The objectives of a form: one, or several whose heads stand side by side or above each other.

use super::{Reader, sides};
use crate::grid::Form;
use crate::lexicon::{self, Field};
use crate::model::Cell;
use crate::parse::sheet::Run;

/// The number that a paragraph begins with: 目标2:, 3., (1).
fn paragraph(text: &str) -> Option<u32> {
    const MOST_DIGITS: usize = 2;
    let text = text.strip_prefix("目标").unwrap_or(text).trim_start_matches('(');
    let end = text.find(|ch: char| !ch.is_ascii_digit())?;
    let (number, rest) = text.split_at(end);
    let is_mark = rest.starts_with([':', '.', '、', ')', ',']);
    number.parse().ok().filter(|_| is_mark && end <= MOST_DIGITS)
}

impl Reader<'_> {
    /// Whether what would be an objective is a label: that of what stands below the rows, or the beginning of one that a line
    /// break has cut.
    fn is_label(&self, value: &Run) -> bool {
        const LENGTHS: std::ops::RangeInclusive<usize> = 2..=8;
        if !LENGTHS.contains(&value.len()) {
            return false;
        }
        let text = self.pieces.sheet.folded(value.clone());
        let begins = |(label, _): &(&str, Field)| value.len() > 3 && label.starts_with(&text);
        text == "说明" || lexicon::CLOSING_LABELS.contains(&text.as_str()) || lexicon::FIELDS.iter().any(begins)
    }

    /// An objective, or several whose heads stand side by side before their texts.
    pub(super) fn read_objective(&mut self, field: Field, label: Run, value: Run) {
        self.objectives.retain(|(_, before)| before.end == label.start || before.end + 24 > label.start);
        let (is_overall, is_annual) = self.kind_of_objective(&label);
        if is_annual && let Some(overall) = self.overall.take() {
            self.settle_overall(&overall, &label, &value);
        }
        if is_overall {
            self.overall = Some(label.clone());
        }
        self.objectives.push((field, label.start..value.end.max(label.end)));
        if value.is_empty() || self.are_points(&value) || self.is_label(&value) {
            return self.pieces.sheet.label(value);
        }
        let mut heads = std::mem::take(&mut self.objectives);
        let parts = self.parts(&value);
        let is_objective = |(field, _): &(Field, Run)| *field == Field::Objective;
        // Where nothing parts the texts of two heads, nobody knows where the second begins.
        if self.glued
            && parts.len() < 2
            && heads.first().is_some_and(|(field, _)| *field == Field::OtherObjective)
            && heads.len() > 1
        {
            return;
        }
        // Where only one of the texts is there, the head above it tells which.
        let above = |(_, head): &&(Field, Run)| {
            let at = |run: &Run| self.piece(self.pieces.piece_from(run.start)).map(|piece| piece.from_right);
            at(head) == at(&value)
        };
        if let (Some(Form::Columns), [_]) = (self.pieces.form, parts.as_slice())
            && let Some(head) = heads.iter().find(above).cloned()
        {
            heads = vec![head];
        }
        // The head of the row stands before those of its two columns, or behind them.
        if heads.len() > 2 && !heads.iter().all(is_objective) {
            if value.end == self.pieces.sheet.len() {
                return;
            }
            // What was reached is not known yet where objectives are filed.
            let is_filed = self.table.title.value().is_some_and(|title| title.ends_with("申报表"));
            if parts.len() < 2 {
                if heads.iter().take(2).all(is_objective) && is_filed {
                    self.current().1.objective = self.pieces.sheet.cell(value);
                }
                return;
            }
            if heads.iter().rev().take(2).all(is_objective) {
                heads.pop();
            }
        }
        while heads.len() > 1 && (heads.len() > parts.len() || heads.len() > 2 || heads.iter().all(is_objective)) {
            heads.remove(0);
        }
        let own = match heads.as_slice() {
            [head] => Some(value.clone()).filter(|_| is_objective(head)),
            [first, second] => {
                let cut = self.second_begins(&parts);
                match (cut, is_objective(first), is_objective(second)) {
                    (Some(cut), true, false) => Some(value.start..cut),
                    (Some(cut), false, true) => Some(cut..value.end),
                    _ => None,
                }
            }
            _ => None,
        };
        if let Some(own) = own {
            let absent = matches!(self.current().1.objective, Cell::Absent);
            if absent {
                self.current().1.objective = self.pieces.sheet.cell(own.clone());
            }
            self.pieces.sheet.label(value.start..own.start);
            self.pieces.sheet.label(own.end..value.end);
        } else if heads.len() == 1 {
            self.pieces.sheet.label(value);
        }
    }

    /// Whether behind a label stand only the points of its rows: "年度绩效目标 | 80分)".
    fn are_points(&self, value: &Run) -> bool {
        let is_part = |at: usize| self.pieces.sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit() || "()分".contains(ch));
        value.clone().all(is_part) && self.pieces.sheet.find_char(value.clone(), |ch| ch == '分').is_some()
    }

    /// Whether a label is that of an objective of several years, if one of the year stands beside it; whether it is that of the year.
    fn kind_of_objective(&self, label: &Run) -> (bool, bool) {
        let text = self.pieces.sheet.folded(label.clone());
        let text = text.trim_end_matches(':').trim_start_matches(|ch: char| ch.is_ascii_digit());
        (
            matches!(text, "总体目标" | "项目总体目标" | "总目标"),
            matches!(text, "年度目标" | "项目年度目标" | "本年度目标" | "年度绩效目标" | "本年度绩效目标"),
        )
    }

    /// 总体目标 beside or above 年度目标 is that of several years.
    fn settle_overall(&mut self, overall: &Run, annual: &Run, value: &Run) {
        let row = |run: &Run| self.piece(self.pieces.piece_from(run.start)).map(|piece| piece.row);
        let beside = match self.parts(value).as_slice() {
            [first, second] => self.pieces.form.is_some() && row(first) == row(second),
            _ => false,
        };
        for (field, head) in self.objectives.iter_mut().filter(|_| beside) {
            *field = if head.start == overall.start { Field::OtherObjective } else { *field };
        }
        if overall.end < annual.start && self.objectives.is_empty() && !value.is_empty() {
            let old = std::mem::take(&mut self.current().1.objective);
            self.replaced.extend(old.origin().cloned());
        }
    }

    /// Where the second of two texts side by side begins: behind the only border between them.
    fn second_begins(&self, parts: &[Run]) -> Option<usize> {
        if let [_, second] = parts {
            return Some(second.start);
        }
        if let Some(second) = sides::second_text(&self.pieces.sheet, parts).filter(|_| self.pieces.form.is_none()) {
            return Some(second);
        }
        // The second text often says the first one again, or numbers its paragraphs as that does.
        let text = |run: &Run| self.pieces.sheet.folded(run.clone());
        let half = parts.len() / 2;
        let (above, below) = parts.split_at(half);
        if half > 0 && parts.len() == 2 * half && above.iter().map(text).eq(below.iter().map(text)) {
            return below.first().map(|run| run.start);
        }
        let numbers: Option<Vec<u32>> = parts.iter().map(|run| paragraph(&text(run))).collect();
        if let Some(numbers) = numbers {
            let mut again = (1..numbers.len()).filter(|at| numbers.get(*at) == Some(&1));
            let first = again.next().filter(|_| numbers.first() == Some(&1) && again.next().is_none());
            return first.and_then(|first| parts.get(first)).map(|run| run.start);
        }
        let closes = |run: &Run| self.pieces.sheet.ch(run.end - 1).is_some_and(|ch| matches!(ch, '。' | ';'));
        let mut borders = parts.windows(2).filter_map(|pair| match pair {
            [first, second] if closes(first) => Some(second.start),
            _ => None,
        });
        borders.next().filter(|_| borders.next().is_none())
    }
}
