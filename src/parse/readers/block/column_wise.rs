//! Forms copied column by column: all names between the head of the names and that of the targets, then all targets.
//!
//! Labels of levels stand in the middle of their rows. Whose a name between two labels is, only its words tell; where they
//! do not, its level stays unread. Names and targets are paired only where there are as many of both.

use super::Reader;
use crate::amount::MoneyUnit;
use crate::lexicon::{self, Column, Field};
use crate::model::{Cell, Fund, Repair, RepairKind};
use crate::parse::readers::rows::{self, Level, Levels, Row};
use crate::parse::sheet::Run;
use crate::target::{Reading, target_from_text};

/// A level label among the names: how many names stand before it.
struct Label {
    level: Level,
    run: Run,
    before: usize,
}

/// Where the two columns stand, as places of pieces.
pub(super) struct ColumnWise {
    /// The end of the head of the names, as a position.
    pub(super) end: usize,
    /// The first name.
    names: usize,
    /// The head of the targets.
    head: usize,
    /// The end of the head of the targets, as a position.
    head_end: usize,
}

/// How the end of a name sounds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sound {
    Count,
    Satisfaction,
    Other,
}

fn sound(name: &str) -> Sound {
    const COUNTS: &[char] = &['数', '量', '积', '额'];
    if name.contains("满意") {
        Sound::Satisfaction
    } else if name.ends_with(COUNTS) {
        Sound::Count
    } else {
        Sound::Other
    }
}

impl Reader<'_> {
    /// Whether the text holds one such pair of columns; where it holds several, they are boxes of a page whose order is lost.
    pub(super) fn has_column_wise(&self) -> bool {
        let mut heads = (0..self.pieces.all.len()).filter_map(|at| self.column_wise(at).map(|found| found.names));
        let first = heads.next();
        first.is_some() && heads.all(|names| Some(names) == first)
    }

    /// The names that begin behind a head of names at a piece, where no head of targets follows at once.
    pub(super) fn column_wise(&self, at: usize) -> Option<ColumnWise> {
        const FEWEST: usize = 3;
        const MOST: usize = 200;
        if self.pieces.form.is_some() || !self.fill || self.glued {
            return None;
        }
        let mut end = self.piece(at)?.run.start;
        let mut column = Column::Level1;
        while matches!(column, Column::Level1 | Column::Level2) {
            (column, end) = self.pieces.column(end)?;
        }
        if column != Column::Name {
            return None;
        }
        let names = self.pieces.piece_from(end);
        let head = (names..names + MOST).find_map(|at| {
            let (column, end) = self.pieces.column(self.piece(at)?.run.start)?;
            Some((at, column, end))
        });
        let (head, _, head_end) = head.filter(|(at, column, _)| *column == Column::Target && *at >= names + FEWEST)?;
        let is_name = |at: usize| {
            self.piece(at).is_some_and(|piece| {
                let text = self.pieces.sheet.folded(piece.run.clone());
                piece.run.len() <= 40
                    && !lexicon::FORM_TITLES.iter().any(|title| text.contains(title))
                    && !text.contains(['。', '≥', '≤', ':', ';'])
                    && !target_from_text(&text).reading.is_number()
            })
        };
        (names..head).all(is_name).then_some(ColumnWise { end, names, head, head_end })
    }

    /// Reads names and targets; tells where something else begins.
    pub(super) fn read_column_wise(&mut self, found: &ColumnWise) -> usize {
        let (parts, labels) = self.names_and_labels(found.names..found.head);
        if let Some(head) = self.piece(found.head).map(|piece| piece.run.start) {
            self.pieces.sheet.label(head..found.head_end);
        }
        let first = self.pieces.piece_from(found.head_end);
        let ends = |at: &usize| {
            self.piece(*at).is_none_or(|piece| {
                self.pieces.column(piece.run.start).is_some() || self.pieces.field(piece.run.start).is_some()
            })
        };
        let last = (first..=self.pieces.all.len()).find(ends).unwrap_or(first);
        let values: Vec<Run> =
            self.pieces.all.get(first..last).unwrap_or_default().iter().map(|piece| piece.run.clone()).collect();
        // A wrapped name is one; whether lines or names count, the number of targets tells.
        let joined = self.joined(&parts, &labels);
        let is_target = |run: &Run| {
            let text = self.pieces.sheet.folded(run.clone());
            run.len() <= 12 && (target_from_text(&text).reading != Reading::Words || run.len() <= 8)
        };
        let good = values.iter().all(is_target);
        let (names, paired) = match values.len() {
            0 => (joined, false),
            count if good && count == joined.len() => (joined, true),
            count if good && count == parts.len() => (parts, true),
            _ => (joined, false),
        };
        if values.is_empty() {
            let origin = self.pieces.sheet.origin(found.head_end - 1..found.head_end);
            self.table.repairs.extend(origin.map(|origin| Repair {
                kind: RepairKind::CutShort,
                origin,
                read_as: String::new(),
            }));
        }
        let levels = self.levels_of(&names, &labels);
        for label in &labels {
            self.pieces.sheet.label(label.run.clone());
        }
        for (index, (name, levels)) in names.into_iter().zip(levels).enumerate() {
            let target = values.get(index).filter(|_| paired).cloned();
            let row = Row { name: Some(name), target, levels: levels.clone(), ..Row::default() };
            let mut indicator = row.read(&mut self.pieces.sheet, &levels);
            if row.target.is_none() {
                // Not left empty, but lost.
                indicator.target = Cell::Absent;
            }
            self.current().1.indicators.push(indicator);
        }
        self.columns.clear();
        last
    }

    /// The names of a column, line by line, and the labels between them.
    fn names_and_labels(&mut self, pieces: std::ops::Range<usize>) -> (Vec<Run>, Vec<Label>) {
        let (mut names, mut labels): (Vec<Run>, Vec<Label>) = (Vec::new(), Vec::new());
        let mut halves: Vec<Run> = Vec::new();
        let mut at = pieces.start;
        while at < pieces.end {
            let Some(run) = self.piece(at).map(|piece| piece.run.clone()) else { break };
            let sheet = &self.pieces.sheet;
            let label = rows::level(sheet, run.start).filter(|(_, end)| self.pieces.ends_piece(*end));
            if let Some((level, end)) = label {
                labels.push(Label { level, run: run.start..end, before: names.len() });
                at = self.pieces.piece_from(end);
            } else if let Some((Field::Heading, end)) = self.pieces.field(run.start) {
                self.pieces.sheet.label(run.start..end);
                at = self.pieces.piece_from(end);
            } else {
                // "服务对象" above a name and "满意度指标" below it are one label.
                let text = sheet.folded(run.clone());
                let half = lexicon::LEVEL_2
                    .iter()
                    .filter_map(|(label, _)| label.strip_prefix(text.as_str()))
                    .filter(|rest| rest.chars().count() > 2 && run.len() > 2)
                    .any(|rest| {
                        let ahead = self.pieces.all.get(at + 1..(at + 4).min(pieces.end)).unwrap_or_default();
                        ahead.iter().any(|piece| sheet.folded(piece.run.clone()) == rest)
                    });
                if half {
                    halves.push(run);
                } else {
                    names.push(run);
                }
                at += 1;
            }
        }
        for half in halves {
            self.pieces.sheet.label(half);
        }
        (names, labels)
    }

    /// The names with wrapped ones joined: a name that does not end as names do goes on in the next piece.
    fn joined(&self, parts: &[Run], labels: &[Label]) -> Vec<Run> {
        let sheet = &self.pieces.sheet;
        let ends = |run: &Run| {
            let last = sheet.ch(run.end - 1);
            last.is_some_and(|ch| {
                lexicon::NUMBER_NAMES.contains(&ch) || matches!(ch, '性' | '程' | '间' | '平' | '况' | ')')
            })
        };
        let mut joined: Vec<Run> = Vec::new();
        let mut open = false;
        for (at, part) in parts.iter().enumerate() {
            let bordered = labels.iter().any(|label| label.before == at);
            match joined.last_mut() {
                Some(last) if open && !bordered => last.end = part.end,
                _ => joined.push(part.clone()),
            }
            open = joined.last().is_some_and(|last| !ends(last));
        }
        joined
    }

    /// The levels of each name: those of the label whose rows it surely belongs to, else none.
    fn levels_of(&self, names: &[Run], labels: &[Label]) -> Vec<Levels> {
        let sheet = &self.pieces.sheet;
        let sounds: Vec<Sound> = names.iter().map(|name| sound(&sheet.folded(name.clone()))).collect();
        let place = |label: &Label| names.partition_point(|name| name.start < label.run.start);
        // Level-1 labels before a level-2 label of their own say nothing more.
        let is_own = |(at, label): &(usize, &Label)| {
            let next = labels.get(at + 1).filter(|next| next.before == label.before);
            label.level.is_second() && !(label.level.is_first() && next.is_some_and(|next| next.level.is_second()))
        };
        let seconds: Vec<&Label> = labels.iter().enumerate().filter(is_own).map(|(_, label)| label).collect();
        let mut owner: Vec<Option<usize>> = vec![None; names.len()];
        let wants = |label: &Label| {
            let text = sheet.folded(label.run.clone());
            if text.starts_with("数量") {
                Sound::Count
            } else if text.contains("满意") {
                Sound::Satisfaction
            } else {
                Sound::Other
            }
        };
        for (index, label) in seconds.iter().enumerate() {
            let from = place(label);
            let until = seconds.get(index + 1).map_or(names.len(), |next| place(next));
            let between = sounds.get(from..until).unwrap_or_default();
            let next = seconds.get(index + 1).map(|next| wants(next));
            let own = wants(label);
            // Between two labels of different sound there is one border where the sound changes once.
            let fits = |sound: &Sound| *sound == own;
            let border = between.iter().position(|sound| !fits(sound)).unwrap_or(between.len());
            let clear = next.is_none_or(|next| next != own)
                && !between.iter().skip(border).any(fits)
                && (next.is_none() || between.iter().skip(border).all(|sound| Some(*sound) == next));
            // 满意度指标 as level 1 stands before 满意度指标 as level 2.
            let again = own == Sound::Satisfaction && next == Some(own);
            let (border, clear) = if again { (0, true) } else { (border, clear) };
            for at in from..until {
                let is_own = at < from + border;
                let to = if is_own { Some(index) } else { next.map(|_| index + 1) };
                if let Some(owner) = owner.get_mut(at).filter(|_| clear) {
                    *owner = to;
                }
            }
            // What stands before the first label is its own; so is what stands before one that no name follows.
            let before = if index == 0 { 0..from } else { from.saturating_sub(usize::from(from == until))..from };
            for at in before {
                if let Some(owner) = owner.get_mut(at) {
                    *owner = Some(index);
                }
            }
        }
        let levels = |owner: &Option<usize>| {
            let mut levels = Levels::default();
            if let Some(label) = owner.and_then(|owner| seconds.get(owner)) {
                levels.take(label.level, label.run.clone(), None, None);
            }
            levels
        };
        owner.iter().map(levels).collect()
    }

    /// Whether a label is the last of several side by side, whose values stand elsewhere.
    pub(super) fn stands_apart(&self, start: usize, end: usize) -> bool {
        let at = self.pieces.piece_from(start);
        let is_label = |at: usize| self.piece(at).and_then(|piece| self.pieces.field(piece.run.start));
        let before = at.checked_sub(1).and_then(is_label).filter(|(_, end)| *end == start);
        let two = at.checked_sub(2).and_then(is_label);
        self.column_wise && before.is_some() && two.is_some() && is_label(self.pieces.piece_from(end)).is_none()
    }

    /// Name and department of a form whose labels stand in a row and their values in another: where a body and a period
    /// stand as far from each other as their labels, the name is what stands as far from them as its label.
    pub(super) fn values_apart(&mut self) {
        const MOST: usize = 12;
        let field = |at: usize| self.piece(at).and_then(|piece| self.pieces.field(piece.run.start));
        let first = (0..self.pieces.all.len()).find(|at| {
            let next = field(*at).filter(|(field, _)| *field == Field::Project);
            next.and_then(|(_, end)| self.pieces.field(end)).is_some_and(|(next, _)| next == Field::Department)
        });
        let Some(mut position) = first.and_then(|at| self.piece(at)).map(|piece| piece.run.start) else { return };
        let sheet = &self.pieces.sheet;
        let mut labels = 0;
        let mut period = None;
        while let Some((_, end)) = self.pieces.field(position).filter(|_| labels < MOST) {
            period = period.or_else(|| sheet.after(position, "实施周期").map(|_| labels));
            labels += 1;
            position = end;
        }
        let Some(period) = period.filter(|period| *period > 1) else { return };
        let values = self.pieces.piece_from(position);
        let is_body = |run: &Run| lexicon::BODY_ENDINGS.iter().any(|ending| sheet.before(run.end, ending).is_some());
        let is_period = |run: &Run| {
            let text = sheet.folded(run.clone());
            text.starts_with("20") && text.ends_with('年') && text.contains('-')
        };
        let found = (values + 1..values + MOST).find_map(|at| {
            let (name, body, period) = (self.piece(at - 1)?, self.piece(at)?, self.piece(at + period - 1)?);
            let fits = name.row == period.row && is_body(&body.run) && is_period(&period.run);
            fits.then(|| (name.run.clone(), body.run.clone()))
        });
        let Some((name, department)) = found else { return };
        if self.current().1.name.origin().is_none() && self.table.department.origin().is_none() {
            self.current().1.name = self.pieces.sheet.cell(name);
            self.table.department = self.pieces.sheet.cell(department);
        }
    }

    /// The amount and the year of a form whose labels stand apart from their values: "预算安排77300万元", "2021年金额".
    pub(super) fn money_and_year_apart(&mut self) {
        let sheet = &self.pieces.sheet;
        let end = sheet.len();
        let digit = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit() || ch == '.' || ch == ',');
        let label = sheet.find_any(0..end, &["预算安排"]);
        let number = label.map(|label| label.end..(label.end..end).find(|at| !digit(at)).unwrap_or(end));
        let number = number.filter(|number| !number.is_empty());
        let named = number.as_ref().and_then(|number| {
            let ten_thousand = |(_, unit): &&(&str, MoneyUnit)| *unit == MoneyUnit::TenThousandYuan;
            lexicon::MONEY_UNITS.iter().filter(ten_thousand).find_map(|(unit, _)| sheet.after(number.end, unit))
        });
        let year = sheet.find_any(0..end, &["年金额", "年度)"]).filter(|year| year.start >= 4);
        if let Some(year) = year.filter(|_| self.table.budget_year.read().is_none()) {
            self.year_in(year.start - 4..year.end);
        }
        if let (Some(number), Some(named)) = (number, named)
            && self.current().1.amounts.total.origin().is_none()
        {
            self.read_money(Fund::Total, number.start..named);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sound_like_the_level_they_belong_to() {
        assert!(sound("资助学生数") == Sound::Count);
        assert!(sound("学生满意程度") == Sound::Satisfaction);
        assert!(sound("资金发放及时率") == Sound::Other);
    }
}
