//! Values of a form's head that need more than the label before them: where they end, and money rows.

use super::Reader;
use crate::amount::{Amount, MoneyUnit, number_from_text};
use crate::grid::Form;
use crate::lexicon::{self, Field};
use crate::model::{Cell, Fund, Indicator, Project, Table};
use crate::parse::fit;
use crate::parse::fold::Gap;
use crate::parse::money;
use crate::parse::readers::pieces::{Piece, Pieces};
use crate::parse::sheet::{Run, Sheet};
use crate::span::Origin;

/// Labels of the money of several years.
const MID_TERM: &[&str] = &[
    "中期资金总额",
    "中期预算资金总额",
    "实施期资金总额",
    "周期资金总额",
    "实施周期总金额",
    "长期资金总额",
    "项目资金总额",
];

/// Where the year in a bracket at the end of a title begins.
pub(super) fn year_at_end(sheet: &Sheet<'_>, run: &Run) -> usize {
    const LONGEST: usize = 10;
    if sheet.ch(run.end - 1) != Some(')') {
        return run.end;
    }
    let open = (run.start..run.end).rev().take(LONGEST).find(|&at| sheet.ch(at) == Some('('));
    let year = open.filter(|&open| {
        sheet.after(open, "(20").is_some() && sheet.find_char(open..run.end, |ch| ch == '年').is_some()
    });
    year.unwrap_or(run.end)
}

/// Where a name begins behind its code: "51092324T000010263357-名", "219001-名", "\[610001\]名".
pub(super) fn code(sheet: &Sheet<'_>, run: &Run) -> usize {
    const SHORTEST: usize = 3;
    const LONGEST: usize = 24;
    const YEAR: usize = 4;
    if let Some(open) = sheet.after(run.start, "[") {
        let is_code = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_alphanumeric());
        let close = (open..run.end).take(LONGEST).find(|at| !is_code(at));
        let close = close.filter(|&close| sheet.ch(close) == Some(']') && close > open && close + 1 < run.end);
        return close.map_or(run.start, |close| close + 1);
    }
    let end = (run.start..run.end).find(|&at| !sheet.ch(at).is_some_and(|ch| ch.is_ascii_alphanumeric()));
    let end = end.filter(|&end| end >= run.start + SHORTEST && sheet.ch(end) == Some('-') && end + 1 < run.end);
    let digit = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit());
    // "2024-2025年河湖长制工作经费" begins with no code.
    let is_years = |end: usize| {
        let until = end + 1 + (end + 1..run.end).take(YEAR).take_while(digit).count();
        end == run.start + YEAR && sheet.after(run.start, "20").is_some() && sheet.ch(until) == Some('年')
    };
    end.filter(|end| digit(&run.start) && !is_years(*end)).map_or(run.start, |end| end + 1)
}

/// Where the name of a body begins behind the digits of its code: "207101某市人民法院".
pub(super) fn code_before(sheet: &Sheet<'_>, run: &Run) -> usize {
    const SHORTEST: usize = 3;
    let digit = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit());
    let end = run.start + run.clone().take_while(digit).count();
    let is_body = lexicon::BODY_ENDINGS.iter().any(|ending| sheet.before(run.end, ending).is_some());
    let is_year = sheet.ch(end) == Some('年');
    if end >= run.start + SHORTEST && end < run.end && is_body && !is_year { end } else { run.start }
}

/// Where the name of a body begins behind its code, whether a mark stands between them or not.
pub(in crate::parse::readers) fn body_name(sheet: &Sheet<'_>, run: &Run) -> usize {
    let start = code(sheet, run);
    code_before(sheet, &(start..run.end.max(start)))
}

/// Where a name ends before its code: "湘潭市城市管理局 308001".
pub(super) fn code_behind(sheet: &Sheet<'_>, run: &Run) -> usize {
    const SHORTEST: usize = 5;
    let digit = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit());
    // "某市林业局[213]"
    if let Some(close) = sheet.before(run.end, "]") {
        let open = close - (run.start..close).rev().take_while(digit).count();
        return sheet.before(open, "[").filter(|start| open < close && *start > run.start).unwrap_or(run.end);
    }
    let start = run.end - (run.start..run.end).rev().take_while(digit).count();
    if run.end - start >= SHORTEST && start > run.start && sheet.gap(start) != Gap::None { start } else { run.end }
}

/// Whether what was read of running text are values, and not the labels that stand between them.
pub(super) fn is_plausible(table: &Table, sheet: &Sheet<'_>, glued: bool) -> bool {
    const LEVELS: &[&str] = &["数量指标", "质量指标", "时效指标"];
    // Rows are there and nothing was made of them.
    if !glued && table.indicators().next().is_none() && sheet.find_any(0..sheet.len(), LEVELS).is_some() {
        return false;
    }
    // Names that begin with a mark, and targets that end with an operator, are pieces of other cells.
    const OPERATORS: &[char] = &['≥', '≤', '=', '<', '>'];
    let text = |cell: &Cell<String>, of: fn(&str) -> bool| cell.value().is_some_and(|text| of(text));
    let is_piece = |of: &Indicator| {
        text(&of.name, |name| name.starts_with('/'))
            || of.target.read().is_some_and(|(target, _)| target.text.ends_with(OPERATORS))
    };
    let pieces = table.indicators().filter(|at| is_piece(at.indicator)).count();
    if pieces * 2 > table.indicators().count() {
        return false;
    }
    let clean = |text: &String| lexicon::INDICATOR_COLUMNS.iter().all(|(head, _)| !text.contains(head));
    let is_name = |name: &String| !name.contains([':', '：', '。', '|']) && name.chars().count() <= 60;
    let last = table.projects().count();
    // The head of a form alone says of a project at least who answers for it; glued, the rest may be there unread.
    let is_head = |project: &Project| {
        !glued && [&table.title, &table.department, &project.name].iter().all(|cell| cell.value().is_some())
    };
    table.projects().zip(1..).all(|(at, place)| {
        // The text may be cut inside the last one.
        let is_cut = last > 1 && place == last;
        at.project.objective.value().is_none_or(clean)
            && at.project.name.value().is_none_or(is_name)
            && (is_cut
                || !at.project.indicators.is_empty()
                || at.project.amounts.total.value().is_some()
                || is_head(at.project))
    })
}

/// Whether far more targets of running text were left unread than were read: its columns stand one behind the other.
pub(super) fn leaves_targets(pieces: &Pieces<'_>, table: &Table) -> bool {
    const MOST: usize = 2;
    const FEWEST: usize = 6;
    let is_left = |piece: &&Piece| {
        let mut inks = piece.run.clone();
        let text = pieces.sheet.folded(piece.run.clone());
        let is_bound = || text.starts_with(['≥', '≤', '=', '<', '>']) || text.ends_with('%');
        inks.all(|at| !pieces.sheet.is_claimed(at)) && is_bound()
    };
    let left = pieces.all.iter().filter(is_left).count();
    let is_read = |of: &Indicator| of.target.read().is_some() && !fit::is_tangled(of);
    let read = table.indicators().filter(|at| is_read(at.indicator)).count();
    left > FEWEST && left > read * MOST
}

impl Reader<'_> {
    /// Where the cell ends that holds the value of a label, where cells are marked; no later than `until`. Amounts, and
    /// objectives below their labels, take more than one; what rows below hold alone, or in the same column, goes on with it.
    pub(super) fn cell_end(&self, field: Field, from: usize, until: usize) -> usize {
        let rest = self.pieces.all.get(self.pieces.piece_from(from)..).unwrap_or_default();
        let is_objective = matches!(field, Field::Objective | Field::OtherObjective);
        let row = self.piece(self.pieces.piece_from(from).saturating_sub(1)).map(|label| label.row);
        if self.pieces.form.is_none()
            && !self.glued
            && matches!(field, Field::Project | Field::Department | Field::Unit)
        {
            let until = if field == Field::Project { until } else { self.body_end(rest, row, until) };
            return self.line_end(rest, row, until);
        }
        let (Some(form), Some(first)) = (self.pieces.form, rest.first()) else { return until };
        let is_below = row != Some(first.row);
        if matches!(field, Field::Money(_)) || (is_objective && (is_below || form == Form::Sequence)) {
            return until;
        }
        let mut end = first.run.end;
        for pieces in rest.chunk_by(|a, b| a.row == b.row) {
            let Some(piece) = pieces.first().filter(|_| end < until) else { break };
            let aligned = form == Form::Columns && piece.from_right == first.from_right;
            end = match pieces {
                [.., last] if piece.row == first.row && is_objective => last.run.end,
                // A tool may cut a value at the borders of other rows; what looks like a label is one nobody knows.
                [_, last] if piece.row == first.row && !self.is_likely_label(last) => last.run.end,
                _ if piece.row == first.row => end,
                [only] => only.run.end,
                _ if aligned => piece.run.end,
                _ => break,
            };
        }
        end.min(until)
    }

    pub(super) fn says_sentence(&self, value: &Run) -> bool {
        self.pieces.sheet.find_any(value.clone(), &["。"]).is_some()
    }

    /// Where the name of a body ends at the latest: before a line that is a number or begins with a label nobody knows.
    fn body_end(&self, rest: &[Piece], label: Option<usize>, until: usize) -> usize {
        let before = |line: &&[Piece]| line.first().is_some_and(|first| first.run.start < until);
        let mut lines = rest.chunk_by(|a, b| a.row == b.row).skip(1).take_while(before);
        let ends = |line: &&[Piece]| {
            let is_number = |of: &Piece| number_from_text(&self.pieces.sheet.folded(of.run.clone())).is_some();
            line.first()
                .is_some_and(|first| self.is_unknown_label(first, label) || (line.len() == 1 && is_number(first)))
        };
        lines.find(ends).and_then(|line| line.first()).map_or(until, |end| end.run.start.min(until))
    }

    /// Whether a piece below a label begins with another that nobody knows: "主管部门:" with nothing behind it, above
    /// "评价时间:2018年".
    fn is_unknown_label(&self, of: &Piece, label: Option<usize>) -> bool {
        const LONGEST: usize = 6;
        let until = of.run.end.min(of.run.start + LONGEST);
        Some(of.row) != label && self.pieces.sheet.find_char(of.run.start..until, |ch| ch == ':').is_some()
    }

    /// Where a name ends in running text: before what looks like a label that nobody knows with its value behind it, on its
    /// own line or at the beginning of another.
    fn line_end(&self, rest: &[Piece], label: Option<usize>, until: usize) -> usize {
        let mut lines = rest.chunk_by(|a, b| a.row == b.row);
        let first = lines.next().unwrap_or_default();
        if let Some(next) = first.first().filter(|next| self.is_unknown_label(next, label)) {
            return next.run.start.min(until);
        }
        let unknown = first.windows(2).skip(1).find_map(|pair| match pair {
            [label, _] if self.is_likely_label(label) => Some(label),
            _ => None,
        });
        let begins = || lines.find(|line| line.len() > 1).and_then(|line| line.first());
        let below = |first: &Piece| Some(first.row) != label;
        let end = unknown.or_else(begins).filter(|_| first.first().is_some_and(|own| !below(own) || first.len() == 1));
        end.map_or(until, |end| end.run.start.min(until))
    }

    fn is_likely_label(&self, piece: &Piece) -> bool {
        lexicon::is_likely_label(&self.pieces.sheet.folded(piece.run.clone()))
    }

    /// The pieces of a value, in order.
    pub(super) fn parts(&self, value: &Run) -> Vec<Run> {
        let mut parts = Vec::new();
        let first = self.pieces.piece_from(value.start);
        let start = self.piece(first).map_or(value.end, |piece| piece.run.start).min(value.end);
        if start > value.start {
            // The rest of the label's own piece.
            parts.push(value.start..start);
        }
        for piece in self.pieces.all.get(first..).unwrap_or_default() {
            if piece.run.start >= value.end {
                break;
            }
            parts.push(piece.run.start..piece.run.end.min(value.end));
        }
        parts
    }

    /// Reads an amount behind its label. 当年资金总额 takes the place of a 资金总额 before it, which is that of all years.
    /// Where two funders of one column both give something, the form prints no amount of the column: it is not read.
    pub(super) fn read_money_behind(&mut self, fund: Fund, label: Run, value: Run) {
        if self.pieces.sheet.find_any(label.clone(), &["当年"]).is_some() {
            let cell = std::mem::take(self.current().1.amounts.get_mut(fund));
            self.replaced.extend(cell.origin().cloned());
        }
        if self.pieces.sheet.find_any(label, lexicon::FUNDERS).is_none() {
            return self.read_money(fund, value);
        }
        let other = std::mem::take(self.current().1.amounts.get_mut(fund));
        self.read_money(fund, value);
        let own = std::mem::take(self.current().1.amounts.get_mut(fund));
        let gives = |cell: &Cell<Amount>| cell.value().is_some_and(|amount| !amount.number.is_zero());
        let (cell, left) = match (gives(&other), gives(&own)) {
            (true, true) => {
                let both = [&other, &own].into_iter().filter_map(Cell::origin).flat_map(Origin::spans);
                (Origin::from_spans(both).map_or(Cell::Absent, Cell::Unreadable), Cell::Absent)
            }
            (false, true) => (own, other),
            _ if other.origin().is_some() => (other, own),
            _ => (own, other),
        };
        self.replaced.extend(left.origin().cloned());
        *self.current().1.amounts.get_mut(fund) = cell;
    }

    /// The amount of a money row: its first value, or, where the columns have heads, the budget of the whole year.
    pub(super) fn read_money(&mut self, fund: Fund, value: Run) {
        let mut parts = self.parts(&value);
        // "4623 万": number and unit are one value.
        if let [number, unit] = parts.as_mut_slice()
            && matches!(self.pieces.sheet.folded(unit.clone()).as_str(), "万" | "万元" | "元")
        {
            number.end = unit.end;
            parts.truncate(1);
        }
        // "预算规模及资金用途 | 预算数 | 20.00", "财政拨款 | 小计 | 60": a label within the label.
        let is_label = |part: &&Run| matches!(self.pieces.sheet.folded((*part).clone()).as_str(), "预算数" | "小计");
        let inner = parts.first().filter(is_label).cloned();
        if let Some(inner) = inner {
            self.pieces.sheet.label(inner);
            parts.remove(0);
        }
        let headed = !self.money_columns.is_empty();
        let below = self.below_budget(&parts);
        let Some(place) = below.unwrap_or_else(|| self.place_of_budget(&parts)) else { return };
        if fund == Fund::Total {
            self.read_execution(&parts);
        }
        let leading = |run: &Run| {
            let text = self.pieces.sheet.folded(run.clone());
            let other = |ch: char| !(ch.is_ascii_digit() || ch == ',' || ch == '.' || ch == '-');
            let digits = text.find(other).unwrap_or(text.len());
            (text, digits)
        };
        let is_number = |run: &Run| {
            let (text, digits) = leading(run);
            text.get(..digits).is_some_and(|digits| number_from_text(digits).is_some()) && !text.ends_with('%')
        };
        // Columns of empty cells vanish: then nobody can tell which number is which.
        let numbers = parts.iter().take_while(|run| is_number(run)).count();
        let all_alike = || {
            let first = parts.first().map(|run| self.pieces.sheet.folded(run.clone()));
            parts.iter().take(numbers).all(|run| Some(self.pieces.sheet.folded(run.clone())) == first)
        };
        let twice = numbers > 1 && all_alike();
        let place = if below.is_some() || place < numbers || numbers == 0 {
            place.min(parts.len().saturating_sub(1))
        } else if all_alike() {
            0
        } else {
            return;
        };
        let Some(run) = parts.get(place).cloned() else { return };
        let (text, digits) = leading(&run);
        let (digits, rest) = text.split_at(digits);
        let own = lexicon::MONEY_UNITS.iter().find(|(name, _)| rest.starts_with(name)).map(|(_, unit)| *unit);
        let own = own.or_else(|| rest.starts_with('万').then_some(MoneyUnit::TenThousandYuan));
        if let Some(own) = own.filter(|_| self.unit.is_none()) {
            let at = run.start + digits.chars().count();
            let named = lexicon::MONEY_UNITS.iter().find_map(|(name, _)| self.pieces.sheet.after(at, name));
            self.set_unit(Some((at..at, at..named.unwrap_or(at + 1), own)));
        }
        let unit = own.or(self.unit).unwrap_or_default();
        // Glued numbers are one only by accident.
        const LONGEST: usize = 9;
        let alone = own.is_some() || (rest.is_empty() && (twice || (parts.len() > 1) == headed));
        if self.glued && !(alone && digits.len() <= LONGEST + 3) {
            return;
        }
        let number = number_from_text(digits);
        let end = run.start + digits.chars().count();
        let blank = money::is_dash(&text);
        // A remark below an amount that is blank.
        if number.is_none()
            && !blank
            && text.chars().count() > LONGEST
            && !text.contains(|ch: char| ch.is_ascii_digit())
        {
            return;
        }
        if self.current().1.amounts.get(fund).origin().is_some() {
            return self.pieces.sheet.label(run);
        }
        let sheet = &mut self.pieces.sheet;
        let Some(origin) = sheet.claim(run.start..if number.is_some() { end } else { run.end }) else {
            return;
        };
        sheet.label(end.min(run.end)..run.end);
        let others = parts.iter().take(if headed { parts.len() } else { place });
        for other in others.enumerate().filter(|(at, _)| *at != place).map(|(_, other)| other) {
            if !sheet.is_claimed(other.start) {
                sheet.label(other.clone());
            }
        }
        let cell = match number {
            Some(number) => Cell::Read { value: Amount { number, unit }, origin },
            None if blank => Cell::Blank(origin),
            None => Cell::Unreadable(origin),
        };
        *self.current().1.amounts.get_mut(fund) = cell;
    }

    /// Which value of a money row stands below the head of the budget, where the text marks its cells and all values stand
    /// below heads; `Some(None)` where that cell is empty.
    fn below_budget(&self, parts: &[Run]) -> Option<Option<usize>> {
        let is_marked = self.pieces.form == Some(Form::Columns) && self.pieces.is_marked;
        let of = |run: &Run| {
            let own = self.piece(self.pieces.piece_from(run.start))?.from_right;
            self.money_places.iter().position(|place| *place == own)
        };
        let columns: Option<Vec<usize>> = parts.iter().map(of).collect();
        let columns = columns.filter(|columns| is_marked && !columns.is_empty())?;
        Some(columns.iter().position(|column| *column == self.budget_place()))
    }

    /// Whether a label of money is the first of two alike, of a form whose mid-term amounts stand beside the annual ones.
    pub(super) fn is_mid_term(&self, label: Run) -> bool {
        const APART: usize = 30;
        const BEFORE: usize = 400;
        let sheet = &self.pieces.sheet;
        let text = sheet.folded(label.clone());
        let text = text.trim_end_matches(':');
        let again: &[&str] =
            if text.starts_with("其中") { &[text, "其中:当年", "其中:本年"] } else { &[text] };
        sheet.find_any(label.end..label.end + APART, again).is_some()
            && sheet.find_any(label.start.saturating_sub(BEFORE)..label.start, MID_TERM).is_some()
    }
}
