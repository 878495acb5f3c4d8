//! Glued forms with two sets side by side, mid-term and annual: each line of the table holds a row of either.
//!
//! The level label that stands twice tells where the first row of each set begins; merged over more rows it stands no more, and
//! those come by turns. Where one set has fewer rows nobody can tell whose they are: they stay unread.

use super::Cutter;
use super::values::{self, only_value_at};
use crate::lexicon::Column;
use crate::parse::sheet::{Run, Sheet};

/// A level label and what stands behind it.
pub(super) type Side = (Run, Run);

/// Where the name and the target of a row begin, and where it ends.
type Cells = [usize; 3];

/// Whether heads are those of two sets side by side.
pub(super) fn are_two(columns: &[Column]) -> bool {
    let count = |wanted: Column| columns.iter().filter(|column| **column == wanted).count();
    count(Column::Name) == 2 && count(Column::Target) == 2 && !columns.contains(&Column::Actual)
}

/// Behind the years in a bracket that a head of objectives ends with: "中期目标(2024年-2026年)".
pub(super) fn behind_years(sheet: &Sheet<'_>, at: usize) -> usize {
    const LONGEST: usize = 20;
    let open = sheet.after(at, "(").filter(|open| sheet.ch(*open).is_some_and(|ch| ch.is_ascii_digit()));
    let close = open.and_then(|open| sheet.find_char(open..open + LONGEST, |ch| ch == ')'));
    close.map_or(at, |close| close + 1)
}

impl Cutter<'_, '_> {
    /// Cuts the rows of both sets, pair by pair.
    pub(super) fn cut_sides(&mut self) {
        let sheet = self.sheet;
        let sides = std::mem::take(&mut self.sides);
        let mut sides = sides.iter().filter(|(_, body)| !body.is_empty()).peekable();
        while let Some((label, body)) = sides.next() {
            let text = sheet.folded(label.clone());
            let twin = sides.next_if(|(other, _)| sheet.folded(other.clone()) == text).map(|(_, body)| body);
            let rows = match twin {
                Some(twin) => self.pairs(body, twin),
                // Below a level that has none of its own, both rows stand behind one label.
                None => self.side_rows(body, None).filter(|rows| rows.len() == 2 && self.are_pairs(rows, true)),
            };
            let bodies = [Some(body), twin].into_iter().flatten();
            let Some(rows) = rows else {
                for body in bodies {
                    self.cut(body.end);
                    self.skips.push(body.clone());
                }
                continue;
            };
            for [name, target, end] in rows {
                self.cut(name);
                self.cut(target);
                self.cut(end);
                self.rows.extend([name, end]);
            }
        }
    }

    /// The rows behind two labels alike: one of the first set behind the first, and behind the second its twin, then more pairs.
    fn pairs(&self, body: &Run, twin: &Run) -> Option<Vec<Cells>> {
        let unit = self.unknown_unit(body);
        let mut rows = self.side_rows(body, unit.as_deref()).filter(|rows| rows.len() == 1)?;
        let more = self.side_rows(twin, unit.as_deref())?;
        let (_, others) = more.split_first()?;
        if !self.are_pairs(others, false) {
            return None;
        }
        rows.extend(more);
        Some(rows)
    }

    /// Whether rows come by twos, each with the same name, or, unless they must, with operators before both targets.
    fn are_pairs(&self, rows: &[Cells], must: bool) -> bool {
        let sheet = self.sheet;
        let (pairs, rest) = rows.as_chunks::<2>();
        let has_operator = |target: usize| sheet.after_any(target, values::OPERATORS).is_some();
        let is_pair = |[[name, target, _], [other, twin, _]]: &[Cells; 2]| {
            let is_same = sheet.folded(*name..*target) == sheet.folded(*other..*twin);
            is_same || !must && has_operator(*target) && has_operator(*twin)
        };
        rest.is_empty() && pairs.iter().all(is_pair)
    }

    /// The unit that nobody knows behind the only number of a run, at its end: "数字化档案数量90万页".
    fn unknown_unit(&self, run: &Run) -> Option<String> {
        const LONGEST: usize = 3;
        let sheet = self.sheet;
        let is_digit = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit());
        let unit = (run.clone().rev().find(is_digit)? + 1)..run.end;
        let is_letter = |at: usize| sheet.ch(at).is_some_and(crate::vocabulary::is_letter);
        ((1..=LONGEST).contains(&unit.len()) && unit.clone().all(is_letter)).then(|| sheet.folded(unit))
    }

    /// All rows of a run; `None` where something else stands there, too. `unit`: what is known to be one here.
    fn side_rows(&self, run: &Run, unit: Option<&str>) -> Option<Vec<Cells>> {
        const SHORTEST_NAME: usize = 2;
        let sheet = self.sheet;
        let mut rows = Vec::new();
        let mut name = run.start;
        let mut at = run.start + SHORTEST_NAME;
        while at < run.end {
            let value = if self.in_bracket(name, at) { None } else { only_value_at(sheet, at, run.end) };
            let unit = value.as_ref().and_then(|value| sheet.after(value.number_end, unit?));
            let Some(value) = value.filter(|value| unit.is_some() || value.is_target(sheet, at, run.end, 1)) else {
                at += 1;
                continue;
            };
            let end = unit.unwrap_or_else(|| behind_date(sheet, value.end)).min(run.end);
            rows.push([name, values::sign(sheet, at), end]);
            (name, at) = (end, end + SHORTEST_NAME);
        }
        if name < run.end {
            let words = values::words(sheet, &(name..run.end))?;
            rows.push([name, words, run.end]);
        }
        Some(rows)
    }

    /// Cuts an objective at the numbers of its paragraphs: where two stand side by side, the second begins with the first.
    pub(super) fn cut_objectives(&mut self, value: Run) {
        let sheet = self.sheet;
        for at in value {
            let digit = sheet.after(at, "目标").filter(|digit| sheet.ch(*digit).is_some_and(|ch| ch.is_ascii_digit()));
            if digit.is_some_and(|digit| sheet.ch(digit + 1) == Some(':')) {
                self.cut(at);
            }
        }
    }
}

/// Where a date ends whose year or month ends at a position: "2024年|12月底前".
fn behind_date(sheet: &Sheet<'_>, at: usize) -> usize {
    const LONGEST: usize = 8;
    let is_part = |ch: char| ch.is_ascii_digit() || matches!(ch, '年' | '月' | '日');
    if !sheet.ch(at.saturating_sub(1)).is_some_and(|ch| matches!(ch, '年' | '月' | '日')) {
        return at;
    }
    let begins = sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
    let end = if begins { sheet.find_char(at..at + LONGEST, |ch| !is_part(ch)).unwrap_or(at) } else { at };
    sheet.after_any(end, &["底之前", "底以前", "底前", "底", "之前", "以前", "前", "末"]).unwrap_or(end)
}
