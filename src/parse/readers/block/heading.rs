//! What stands above a form or a flat table: its title, its year, its unit of money, whose it is.

use super::Reader;
use super::values;
use crate::amount::MoneyUnit;
use crate::lexicon::{self, Column};
use crate::model::{Cell, Project};
use crate::parse::head;
use crate::parse::readers::fill;
use crate::parse::readers::pieces::Piece;
use crate::parse::sheet::{Run, Sheet};
use crate::span::Origin;
use crate::target::target_from_text;

impl Reader<'_> {
    pub(super) fn read_title(&mut self, run: Run) {
        self.columns.clear();
        // Pages have a headline of their own above the form.
        let sheet = &self.pieces.sheet;
        let exact = |run: &Run| lexicon::FORM_TITLES.iter().any(|title| sheet.before(run.end, title).is_some());
        let known = self.table.title.value().is_some_and(|old| self.pieces.sheet.text(run.clone()).ends_with(old));
        let year = values::year_at_end(&self.pieces.sheet, &run);
        // "(打捆项目)" belongs to the title.
        let bracket = || sheet.before(year, ")").and_then(|_| (run.start..year).rfind(|&at| sheet.ch(at) == Some('(')));
        let plain = if exact(&(run.start..year)) { year } else { bracket().unwrap_or(year) };
        // What is numbered is the heading of one table among several.
        let is_numbered =
            run.start > 0 && matches!(sheet.ch(run.start - 1), Some('.' | '、')) && !sheet.begins_line(run.start);
        let better = !is_numbered && self.projects.is_empty() && exact(&(run.start..plain)) && !known;
        if better || matches!(self.table.title, Cell::Absent) {
            // What prose above the title says of an objective is no project.
            let is_prose = |project: &Project| project.name.origin().is_none() && project.indicators.is_empty();
            if exact(&(run.start..plain)) && matches!(self.table.title, Cell::Absent) {
                self.projects.retain(|(_, project)| !is_prose(project));
            }
            self.replaced.extend(self.table.title.origin().cloned());
            self.table.title = self.pieces.sheet.cell(run.start..year);
            self.pieces.sheet.label(year..run.end);
            if !head::has_year(&self.table) {
                self.year_in(run);
            }
        } else {
            self.pieces.sheet.label(run);
        }
    }

    /// What stands above the table without a label of a field: the year, the unit of money, or the unit
    /// whose rows follow.
    pub(super) fn read_note_above(&mut self, at: usize) {
        let Some(run) = self.piece(at).map(|piece| piece.run.clone()) else {
            return;
        };
        if let Some(unit) = self.unit_alone(&run) {
            self.pieces.sheet.label(run);
            return self.set_unit(Some(unit));
        }
        let run = self.less_unit_behind(run);
        let beside = self.pieces.row(at).get(1).filter(|_| matches!(self.table.department, Cell::Absent));
        let name = values::code_before(&self.pieces.sheet, &run);
        if name > run.start && beside.is_some_and(|unit| self.unit_alone(&unit.run).is_some()) {
            self.pieces.sheet.label(run.start..name);
            self.table.department = self.pieces.sheet.cell(name..run.end);
            return;
        }
        if let Some(value) = self.pieces.sheet.after(run.start, "单位名称:").filter(|value| *value < run.end) {
            self.pieces.sheet.label(run.start..value);
            self.headings.push(self.pieces.sheet.cell(value..run.end));
            return;
        }
        let department = self.pieces.sheet.after(run.start, "部门:").filter(|value| *value < run.end);
        if let Some(value) = department.filter(|_| matches!(self.table.department, Cell::Absent)) {
            self.pieces.sheet.label(run.start..value);
            self.table.department = self.pieces.sheet.cell(value..run.end);
            self.filler = true;
            return;
        }
        if self.is_year(&run) {
            if head::has_year(&self.table) {
                self.pieces.sheet.label(run);
            } else {
                self.pieces.sheet.label(run.clone());
                self.year_in(run);
            }
        }
    }

    /// What stands before the unit of money in a line above the table: "(2022年度)    单位:万元".
    fn less_unit_behind(&mut self, run: Run) -> Run {
        let unit = head::money_unit(&self.pieces.sheet, run.clone());
        let Some(unit) = unit.filter(|(_, value, _)| value.end == run.end) else { return run };
        let above = run.start..unit.0.start;
        // "1.2025年某经费绩效目标表单位:万元"
        let is_title = || lexicon::FORM_TITLES.iter().any(|title| self.pieces.sheet.before(above.end, title).is_some());
        if !self.is_year(&above) && !is_title() {
            return run;
        }
        self.set_unit(Some(unit));
        above
    }

    /// Whether a line above the table is the year.
    fn is_year(&self, run: &Run) -> bool {
        let text = self.pieces.sheet.folded(run.clone());
        text.len() <= 20
            && (text.ends_with("年度)")
                || text.ends_with("年)")
                || (text.starts_with("20") && text.ends_with(['年', '度']) && !text.contains('-')))
    }

    /// The unit of money, where a piece says nothing else.
    pub(super) fn unit_alone(&self, run: &Run) -> Option<(Run, Run, MoneyUnit)> {
        let unit = head::money_unit(&self.pieces.sheet, run.clone());
        unit.filter(|(label, value, _)| *label == (run.start..value.start) && value.end == run.end)
    }

    /// Where what stands before a piece ends, less the characters of the heading 绩效指标 that stands beside its rows.
    pub(super) fn before_heading(&self, from: usize, at: usize) -> usize {
        let before = self.pieces.all.get(..at).unwrap_or_default().iter().rev();
        let heading = before.take_while(|piece| piece.run.start > from && self.is_of_heading(piece));
        heading.last().or(self.piece(at)).map_or(from, |piece| piece.run.start)
    }

    /// Whether a piece is one or two characters of the heading 绩效指标.
    fn is_of_heading(&self, piece: &Piece) -> bool {
        let mark = |at: usize| self.pieces.sheet.ch(at).is_some_and(|ch| "绩效指标".contains(ch));
        piece.run.len() < 3 && piece.run.clone().all(mark)
    }

    /// The pieces of rows in running text, less what a page break has left of the heading beside them, one character a line:
    /// of a wrapped name no two lines have but one. Weights are parted from the next page.
    pub(super) fn less_pages(&mut self, pieces: &[Piece]) -> Vec<Piece> {
        let single = |at: Option<usize>| {
            at.and_then(|at| pieces.get(at)).is_some_and(|piece| piece.run.len() == 1 && self.is_of_heading(piece))
        };
        // The labels of levels stand downwards, too: 产出指标 ends as the heading does.
        let mut of_levels = vec![false; pieces.len()];
        for at in 0..pieces.len() {
            let end = fill::label(&self.pieces.sheet, pieces, at).map_or(at, |(_, end)| end);
            of_levels.get_mut(at..end).unwrap_or_default().fill(true);
        }
        let is_of_level = |at: usize| of_levels.get(at) == Some(&true);
        let is_heading =
            |at: usize| single(Some(at)) && (single(at.checked_sub(1)) || single(Some(at + 1))) && !is_of_level(at);
        let (headings, rows): (Vec<usize>, Vec<usize>) = (0..pieces.len()).partition(|at| is_heading(*at));
        for piece in headings.iter().filter_map(|at| pieces.get(*at)) {
            self.pieces.sheet.label(piece.run.clone());
        }
        let rows: Vec<Piece> = rows.iter().filter_map(|at| pieces.get(*at)).cloned().collect();
        let rows = self.less_numbers_in_remarks(rows);
        parted(&self.pieces.sheet, &rows, &self.columns)
    }

    /// Takes the number of the next page out of a remark that goes on there: on a line of its own, or touching the rest.
    fn less_numbers_in_remarks(&mut self, mut pieces: Vec<Piece>) -> Vec<Piece> {
        const MOST_DIGITS: usize = 3;
        if !self.columns.contains(&Column::Deviation) {
            return pieces;
        }
        let sheet = &self.pieces.sheet;
        let is_digit = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit());
        let number = |run: &Run| run.clone().find(|at| !is_digit(at)).unwrap_or(run.end);
        let is_told = |run: &Run| sheet.find_any(run.clone(), &[",", "。"]).is_some();
        let is_plain = |run: &Run| sheet.find_char(run.clone(), |ch| ch.is_ascii_digit() || ch == '%').is_none();
        let is_tail = |at: usize| sheet.ch(at).is_some_and(|ch| matches!(ch, ',' | '。' | '、' | ';'));
        let mut numbers: Vec<(usize, Run)> = Vec::new();
        for at in 1..pieces.len() {
            let Some([before, own]) = pieces.get(at - 1..=at) else { break };
            let end = number(&own.run);
            let is_number = (1..=MOST_DIGITS).contains(&(end - own.run.start));
            if !is_number || before.row == own.row || !is_plain(&before.run) || self.level(before.run.start).is_some() {
                continue;
            }
            let behind = if end < own.run.end {
                // "6月底" and "3个" are words of the remark.
                let goes_on = |at: usize| sheet.ch(at).is_some_and(|ch| "年月日号时个项次人元万家天.-".contains(ch));
                Some(end..own.run.end).filter(|rest| !goes_on(rest.start))
            } else {
                let is_line = |next: &&Piece| next.row != own.row && self.level(next.run.start).is_none();
                pieces.get(at + 1).filter(is_line).map(|next| next.run.clone())
            };
            let Some(behind) = behind.filter(is_plain) else { continue };
            let earlier = at.checked_sub(2).and_then(|at| pieces.get(at)).map(|earlier| &earlier.run);
            let is_remark =
                |earlier: &Run| is_plain(earlier) && (is_told(&before.run) || (is_told(&behind) && is_told(earlier)));
            let in_remark = earlier.is_some_and(is_remark);
            if is_tail(behind.start) || in_remark {
                numbers.push((at, own.run.start..end));
            }
        }
        for (at, run) in numbers {
            self.pieces.sheet.label(run.clone());
            pieces.get_mut(at).into_iter().for_each(|piece| piece.run.start = run.end);
        }
        pieces.retain(|piece| !piece.run.is_empty() || piece.blanks > 0);
        pieces
    }

    pub(super) fn year_in(&mut self, run: Run) {
        if let Some((run, year)) = head::printed_year(&self.pieces.sheet, run) {
            self.table.budget_year = self.pieces.sheet.cell_of(run, year);
        }
    }

    /// 预算年度：2024年, with the unit of money on the same line.
    pub(super) fn read_year(&mut self, value: Run) {
        let unit = head::money_unit(&self.pieces.sheet, value.clone());
        let until = unit.as_ref().map_or(value.end, |(label, ..)| label.start);
        self.set_unit(unit);
        self.year_in(value.start..until);
        if let Some(end) = self.pieces.sheet.before(until, "年") {
            self.pieces.sheet.label(end..until);
        }
    }

    pub(super) fn set_unit(&mut self, unit: Option<(Run, Run, MoneyUnit)>) {
        let Some((label, value, unit)) = unit else { return };
        self.pieces.sheet.label(label);
        // The list of another annex may stand above the title, with a unit of its own.
        let place = |origin: Option<&Origin>| origin.map(|origin| origin.first.start);
        let is_above = place(self.table.money_unit.origin()) < place(self.table.title.origin());
        let is_unread = || self.projects.iter().all(|(_, project)| project.amounts.total.read().is_none());
        if self.unit.is_none() || is_above && is_unread() {
            self.unit = Some(unit);
            self.table.money_unit = self.pieces.sheet.cell_of(value, unit);
        }
    }
}

/// The pieces, those parted that hold the weight a page ends with and the first cell of the next page: PDFium puts nothing
/// between them.
fn parted(sheet: &Sheet<'_>, pieces: &[Piece], columns: &[Column]) -> Vec<Piece> {
    const MOST_DIGITS: usize = 3;
    const SHORTEST: usize = 4;
    let has_weights = columns.last() == Some(&Column::Weight);
    let mut parts: Vec<Piece> = Vec::with_capacity(pieces.len());
    // Which line was parted; what follows on it is a line of its own.
    let mut parted = None;
    for piece in pieces {
        let row = piece.row * 2 + usize::from(parted == Some(piece.row));
        let before = parts.last().filter(|before| has_weights && before.row == row);
        let is_target = |of: &Piece| {
            let text = sheet.folded(of.run.clone());
            let words = || lexicon::TARGET_WORDS.iter().any(|word| text.contains(word));
            target_from_text(&text).reading.is_number() || words()
        };
        let digit = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit());
        let end = piece.run.clone().find(|at| !digit(at)).unwrap_or(piece.run.end);
        let is_weight = (1..=MOST_DIGITS).contains(&(end - piece.run.start)) && piece.run.end >= end + SHORTEST;
        let is_name = || sheet.ch(end).is_some_and(crate::vocabulary::is_letter);
        if is_weight && before.is_some_and(is_target) && is_name() {
            parts.push(Piece { run: piece.run.start..end, row, ..piece.clone() });
            parts.push(Piece { run: end..piece.run.end, row: piece.row * 2 + 1, ..piece.clone() });
            parted = Some(piece.row);
        } else {
            parts.push(Piece { row, ..piece.clone() });
        }
    }
    parts
}
