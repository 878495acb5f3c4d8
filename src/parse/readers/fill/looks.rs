//! How the pieces of rows look, and what it costs to take them for cells of columns.

use crate::amount::number_from_text;
use crate::lexicon::{self, Column};
use crate::parse::readers::glue::RESULTS;
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
const REMARK_WRAP: u32 = 1;
/// What it costs to take a word that targets are made of for the rest of a name.
const WORD: u32 = 4;
/// What it costs to take for a name, or a part of one, what reads like a remark.
const TOLD: u32 = 2;
/// What is longer is no rest of a unit.
const LONGEST_REST: usize = 3;
/// What is shorter is no name.
const SHORTEST_NAME: usize = 4;

/// A unit in brackets has fewer characters.
const SHORTEST_BRACKET: usize = 6;

/// What no cell begins with.
const TAIL_MARKS: &[char] = &[',', '。', '、', ';', ')', '!'];

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
    /// Nothing but such words: 逐步提高.
    phrase: bool,
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
    /// Begins with a mark that no cell begins with: it goes on with the cell before it.
    pub(super) tail: bool,
    /// Holds a mark that sentences have and names have not, where a column of remarks is.
    pub(super) told: bool,
    /// Stands below a line that is far from full for a name: what goes on does not begin behind it.
    pub(super) slack: bool,
    /// Stands below a line that is as full as any name on one line.
    pub(super) below_full: bool,
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
            // 0-6岁儿童健康管理人数 is a name.
            Reading::Range { unit, .. } => unit.chars().count() <= 4,
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
        let unit = before.is_some_and(|before| is_rest_of_unit(&sheet.folded(before.run.clone()), &text));
        // So does a line that is a whole bracket: (按年度工作计划口径统计).
        let is_bracket = text.starts_with('(') && text.ends_with(')') && piece.run.len() >= SHORTEST_BRACKET;
        let word = before.is_some_and(|before| is_rest_of_word(&sheet.folded(before.run.clone()), &text));
        let tail =
            word || text.starts_with(TAIL_MARKS) || (is_bracket && before.is_some_and(|before| before.row < piece.row));
        let is_lower = before.is_some_and(|before| before.row < piece.row);
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
            grade: matches!(text.as_str(), "优" | "良" | "差" | "好" | "高" | "完成" | "无"),
            word: lexicon::TARGET_WORDS.contains(&text.as_str()),
            phrase: is_phrase(&text),
            star: text.starts_with(['★', '*', '☆']),
            numbered,
            unit: unit || word,
            text: plain,
            wrapped: (is_rest && (plain || unit || word)) || (tail && is_lower),
            tail,
            told: false,
            slack: false,
            below_full: false,
            same_line: before.is_some_and(|before| before.row == piece.row),
            blank: piece.run.is_empty(),
        }
    }

    /// What it costs to take the piece for a cell of a column.
    pub(super) fn cost(&self, column: Column, split: bool) -> u32 {
        match column {
            Column::Name if self.blank => NEVER,
            _ if self.blank => 0,
            _ if self.tail => NEVER,
            _ if self.numbered => {
                if column == Column::Name {
                    0
                } else {
                    NEVER
                }
            }
            Column::Name if self.operator || self.kind || self.dash || self.number => 12,
            Column::Name if self.text && self.run.len() == 1 => ROW,
            Column::Name => u32::from(self.value || self.word) * 6 + u32::from(self.told) * TOLD,
            Column::Operator if self.operator || self.kind => 0,
            Column::Target | Column::Actual if self.operator || self.kind => 12,
            // Where the unit has a column, values are bare numbers.
            Column::Target | Column::Actual if self.text && self.run.len() == 1 && !self.grade && !self.word => ROW,
            Column::Target | Column::Actual if self.told => TOLD,
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
        let is_rest = if self.same_line { anchored && (self.text || self.tail) } else { self.wrapped };
        let is_alone = next.is_none_or(|next| !next.same_line);
        let cost = match column {
            Column::Name if self.same_line && is_name && !self.date => ROW * 2,
            Column::Name | Column::Other if self.same_line => return None,
            Column::Name if !is_name => return None,
            Column::Name if anchored || self.tail || self.below_full || self.run.len() < SHORTEST_NAME => {
                NAME_WRAP + u32::from(self.told || self.slack) * TOLD + u32::from(self.phrase) * WORD
            }
            Column::Target | Column::Actual if self.unit => WRAP,
            Column::Unit if self.text && !self.same_line && self.run.len() <= LONGEST_REST => WRAP,
            _ if !anchored => return None,
            Column::Deviation if is_alone || self.tail => REMARK_WRAP,
            Column::Target | Column::Actual | Column::Other if !of_value && !self.same_line => ROW + 2,
            _ => return None,
        };
        is_rest.then_some(cost)
    }
}

/// Whether a text is made of words that targets are made of.
fn is_phrase(text: &str) -> bool {
    const MOST_WORDS: usize = 4;
    let mut rest = text;
    for _ in 0..MOST_WORDS {
        let next = lexicon::TARGET_WORDS.iter().find_map(|word| rest.strip_prefix(word));
        let Some(next) = next.filter(|_| !rest.is_empty()) else { break };
        rest = next;
    }
    rest.is_empty() && !text.is_empty()
}

/// Whether a line is the rest of a word that the line before begins, so that it begins no cell: of the grades that a target in words
/// counts up (优良中低 and 差), of a result (达成预期指 and 标), of a date (2025年5月3 and 1日前).
fn is_rest_of_word(text: &str, rest: &str) -> bool {
    const GRADES: &[&str] = &["优良中低差", "优良中差", "优良中低", "高中低", "好中差"];
    /// No rest of a date has more characters.
    const LONGEST: usize = 6;
    let joined = format!("{text}{rest}");
    let begins = |ch: char| ch.is_ascii_digit() || matches!(ch, '月' | '日');
    let is_date = |text: &str| matches!(target_from_text(text).reading, Reading::Date);
    let day = rest.find('日').or_else(|| rest.find('月'));
    let is_day = rest.starts_with(begins) && day.is_some() && rest.chars().count() <= LONGEST;
    let is_open = text.ends_with(|ch: char| ch.is_ascii_digit() || matches!(ch, '年' | '月')) && text.contains('年');
    RESULTS.contains(&joined.as_str())
        || (GRADES.contains(&joined.as_str()) && rest == "差")
        || (is_open && is_day && is_date(&joined))
}

/// Whether a line is the rest of a unit: "5元/" and "人", "18件(套" and ")".
fn is_rest_of_unit(text: &str, rest: &str) -> bool {
    const MORE_UNITS: &[&str] = &["批次", "场次", "台件", "车次", "户次", "学时", "课时", "季度", "千瓦时", "公顷"];
    const LONGEST: usize = 4;
    if running::is_rest(text, rest) {
        return true;
    }
    let joined = format!("{text}{rest}");
    let is_short = rest.chars().count() <= LONGEST && !rest.contains(|ch: char| ch.is_ascii_digit());
    let count = |of: char| joined.matches(of).count();
    let is_value = matches!(target_from_text(text).reading, Reading::Quantity(_));
    let closes = rest == ")" && count('(') == count(')');
    let behind = joined.rsplit_once('/').filter(|_| text.contains('/')).map_or("", |(_, behind)| behind);
    let is_unit = lexicon::COUNT_UNITS.contains(&behind) || MORE_UNITS.contains(&behind);
    is_value && is_short && (closes || is_unit)
}

/// Tells of short pieces that they are the rest of a unit, where the joined unit is that of another value nearby: "≥8748批"
/// and "次" beside "8748批次", what was to be reached and what was.
pub(super) fn join_twins(sheet: &Sheet<'_>, looks: &mut [Looks]) {
    const NEAR: usize = 4;
    let unit = |run: Run| match target_from_text(&sheet.folded(run)).reading {
        Reading::Quantity(quantity) if !quantity.unit.is_empty() => Some(quantity.unit),
        _ => None,
    };
    for at in 1..looks.len() {
        let Some([before, own]) = looks.get(at - 1..=at) else { break };
        let is_candidate =
            own.text && !own.unit && own.run.len() <= LONGEST_REST && before.value && before.run.end == own.run.start;
        let Some(joined) = Some(before.run.start..own.run.end).filter(|_| is_candidate).and_then(&unit) else {
            continue;
        };
        let near = (at.saturating_sub(NEAR)..at - 1).chain(at + 1..at + 1 + NEAR);
        let is_twin = |place: usize| {
            let Some(other) = looks.get(place).filter(|other| other.value || other.number) else { return false };
            let next = looks.get(place + 1).filter(|next| next.text && next.run.start == other.run.end);
            let whole = next.filter(|next| next.run.len() <= LONGEST_REST).map(|next| other.run.start..next.run.end);
            unit(other.run.clone()).as_ref() == Some(&joined) || whole.and_then(unit).as_ref() == Some(&joined)
        };
        if near.into_iter().any(is_twin)
            && let Some(own) = looks.get_mut(at)
        {
            (own.unit, own.wrapped) = (true, true);
        }
    }
}

/// Tells what a bracket holds that the lines before have opened: it goes on with their cell.
pub(super) fn close_brackets(sheet: &Sheet<'_>, looks: &mut [Looks]) {
    const MOST: usize = 3;
    let excess = |own: &Looks| {
        let text = sheet.folded(own.run.clone());
        text.chars().fold(0_i32, |sum, ch| sum + i32::from(ch == '(') - i32::from(ch == ')'))
    };
    let opens =
        |own: Option<&Looks>| own.is_some_and(|own| own.text && !own.same_line && sheet.ch(own.run.start) == Some('('));
    for at in 1..looks.len() {
        let Some(own) = looks.get(at).filter(|own| own.text && !own.same_line && excess(own) < 0) else { continue };
        let mut missing = excess(own);
        let mut from = at;
        while missing < 0 && from > at.saturating_sub(MOST) {
            from -= 1;
            let Some(before) = looks.get(from).filter(|before| before.text || before.value) else { break };
            missing += excess(before);
        }
        // A line that begins with the bracket goes on with the one above.
        let from = from - usize::from(from > 0 && opens(looks.get(from)));
        let inside = looks.get_mut(from + 1..=at).unwrap_or_default();
        if missing == 0 && inside.iter().all(|own| own.text && !own.same_line) {
            for own in inside {
                (own.tail, own.wrapped) = (true, true);
            }
        }
    }
}

/// Tells what reads like a remark, where a column holds some, and what stands below a line too short to be full: one that is
/// much shorter than the longest name, `widest`.
pub(super) fn find_remarks(sheet: &Sheet<'_>, looks: &mut [Looks], remarks: bool, widest: usize) {
    const SLACK: usize = 3;
    /// Names of narrow columns tell nothing.
    const SHORTEST_FULL: usize = 6;
    let mut before = usize::MAX - SLACK;
    for own in looks {
        own.below_full = widest >= SHORTEST_FULL && before >= widest && before < usize::MAX - SLACK && !own.same_line;
        own.slack = remarks && before + SLACK < widest;
        own.told = remarks && own.text && sheet.folded(own.run.clone()).contains([',', '。']);
        before = own.run.len();
    }
}

/// How long the names of a table are that stand on one line right before their targets: the least that its column holds.
pub(super) fn widest_name(sheet: &Sheet<'_>, pieces: &[Piece]) -> usize {
    let is_number = |text: &str| target_from_text(text).reading.is_number();
    let names = pieces.windows(2).filter_map(|pair| {
        let [own, next] = pair else { return None };
        let text = sheet.folded(own.run.clone());
        let is_name = || !text.starts_with(TAIL_MARKS) && !text.contains([',', '。']) && !is_number(&text);
        let behind = sheet.folded(next.run.clone());
        ((is_number(&behind) || is_operator(&behind)) && is_name()).then_some(own.run.len())
    });
    names.max().unwrap_or_default()
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
