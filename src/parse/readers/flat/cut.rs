//! What the lines between two rows are: the rests of cells that a page break has parted, what explains the row above, and the
//! unit, the name and the objective of the next project. The likeliest way to cut them.

use super::Widths;
use super::lines::{Line, text, times};
use super::open::Open;
use crate::lexicon;
use crate::parse::readers::pieces::Piece;

/// How many lines are each part, in the order in which they are drawn.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cut([usize; PARTS.len()]);

impl Cut {
    /// The pieces of each part.
    pub(super) fn split<'p>(&self, mut pieces: &'p [Piece]) -> [&'p [Piece]; PARTS.len()] {
        self.0.map(|count| {
            let (own, rest) = pieces.split_at_checked(count).unwrap_or((pieces, &[]));
            pieces = rest;
            own
        })
    }

    /// The lines of each part.
    pub(super) fn lines<'p>(&self, mut lines: &'p [Line]) -> [&'p [Line]; PARTS.len()] {
        self.0.map(|count| {
            let (own, rest) = lines.split_at_checked(count).unwrap_or((lines, &[]));
            lines = rest;
            own
        })
    }
}

/// A part of what stands between two rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    NameRest,
    ObjectiveRest,
    Explanation,
    Unit,
    Name,
    Objective,
}

const PARTS: [Part; 6] =
    [Part::NameRest, Part::ObjectiveRest, Part::Explanation, Part::Unit, Part::Name, Part::Objective];

/// Where lines stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Above the first row of a page.
    Top,
    Between,
    /// Below the last row of a page.
    Foot,
}

/// What is asked of some lines.
#[derive(Clone, Copy)]
pub(super) struct Asked<'o> {
    pub(super) open: &'o Open,
    pub(super) widths: Widths,
    pub(super) place: Place,
    /// Whether the categories begin anew with the next row.
    pub(super) anew: bool,
    /// Whether the last column explains the indicators.
    pub(super) explains: bool,
    /// Whether a body above the table is called as the first lines are.
    pub(super) heading: usize,
}

/// Full stops.
const STOPS: &[char] = &['。', '.'];
/// The marks behind which a paragraph may end.
const PARAGRAPHS: &[char] = &['。', ';', ':'];
/// What cannot be.
const NEVER: u32 = u32::MAX / 4;
/// More lines are left alone.
const MOST_LINES: usize = 160;

/// The likeliest cut and what it costs; `None` where there are too many lines.
pub(super) fn cut(asked: &Asked<'_>, lines: &[Line]) -> Option<(u32, Cut)> {
    if lines.is_empty() {
        return Some((0, Cut::default()));
    }
    if lines.len() > MOST_LINES {
        return None;
    }
    /// What it costs to begin no project where the categories begin anew.
    const NO_PROJECT: u32 = 14;
    let with = best(asked, lines, true);
    let without = best(asked, lines, false);
    let must = asked.place == Place::Top && !asked.open.begun;
    let odd = if must { NEVER } else { u32::from(asked.anew) * NO_PROJECT };
    let (with_cost, with) = with?;
    let (without_cost, without) = without?;
    let is_project = asked.place != Place::Foot && with_cost < without_cost.saturating_add(odd);
    Some(if is_project { (with_cost, with) } else { (without_cost.saturating_add(odd), without) })
}

/// The likeliest cut with or without a project that begins.
fn best(asked: &Asked<'_>, lines: &[Line], begins: bool) -> Option<(u32, Cut)> {
    let count = lines.len();
    let mut costs = vec![NEVER; count + 1];
    *costs.first_mut()? = 0;
    let mut ways: Vec<Vec<usize>> = Vec::with_capacity(PARTS.len());
    for part in PARTS {
        let (least, most) = asked.bounds(part, begins, count);
        let mut next = vec![NEVER; count + 1];
        let mut way = vec![0; count + 1];
        for (start, before) in costs.iter().enumerate().filter(|(_, before)| **before < NEVER) {
            let ends = start + least..=(start + most).min(count);
            // What is last goes to the end.
            for end in ends.filter(|end| part != Part::Objective || *end == count) {
                let is_absent = part == Part::Objective && !begins;
                let own = if is_absent { 0 } else { asked.cost(part, lines.get(start..end)?) };
                let has_unit = ways.last().and_then(|way| way.get(start)).is_some_and(|from| *from < start);
                let torn = part == Part::Name && !has_unit && is_torn(lines, start, end);
                let cost = before.saturating_add(own + odd(torn, 4));
                if let Some(old) = next.get_mut(end).filter(|old| cost < **old) {
                    *old = cost;
                    *way.get_mut(end)? = start;
                }
            }
        }
        costs = next;
        ways.push(way);
    }
    let mut cut = Cut::default();
    let mut end = count;
    for (own, way) in cut.0.iter_mut().zip(&ways).rev() {
        let start = *way.get(end)?;
        *own = end - start;
        end = start;
    }
    Some((*costs.last()?, cut))
}

/// Whether the line before a name is the first one of it: what the objective says again.
fn is_torn(lines: &[Line], start: usize, end: usize) -> bool {
    const FEWEST: usize = 4;
    let before = start.checked_sub(1).and_then(|before| lines.get(before)).filter(|before| !before.stops());
    before.is_some_and(|before| {
        let objective = text(lines.get(end..).unwrap_or_default());
        let chars: Vec<char> = before.text.chars().collect();
        chars.windows(FEWEST).any(|part| objective.contains(part.iter().collect::<String>().as_str()))
    })
}

impl Asked<'_> {
    /// How many lines a part may have.
    fn bounds(&self, part: Part, begins: bool, count: usize) -> (usize, usize) {
        const LONGEST_EXPLANATION: usize = 24;
        const LONGEST_NAME: usize = 8;
        const LONGEST_UNIT: usize = 4;
        let goes_on = self.place == Place::Top && self.open.begun;
        match part {
            Part::NameRest if goes_on => (0, LONGEST_NAME),
            Part::ObjectiveRest if goes_on => (0, count),
            Part::Explanation if self.explains && (self.place != Place::Top || goes_on) => (0, LONGEST_EXPLANATION),
            Part::Explanation if !self.explains && !begins && (self.place != Place::Top || goes_on) => (0, count),
            Part::Unit if begins || self.place == Place::Foot => (0, LONGEST_UNIT),
            Part::Name if begins => (1, LONGEST_NAME),
            Part::Objective if begins => (0, count),
            _ => (0, 0),
        }
    }

    fn cost(&self, part: Part, lines: &[Line]) -> u32 {
        match part {
            Part::NameRest => self.of_name_rest(lines),
            Part::ObjectiveRest => self.of_objective_rest(lines),
            Part::Explanation => self.of_explanation(lines),
            Part::Unit => self.of_unit(lines),
            Part::Name => self.of_name(lines),
            Part::Objective => self.of_objective(lines),
        }
    }

    fn of_name_rest(&self, rest: &[Line]) -> u32 {
        if self.place != Place::Top || !self.open.begun {
            return 0;
        }
        let name = &self.open.name;
        let is_full = name.last.as_ref().is_some_and(|last| !self.widths.name.has_room(last));
        let ends = lexicon::ends_project(&name.text);
        if rest.is_empty() {
            return if is_balanced(&name.text) { u32::from(is_full && !ends) } else { 8 };
        }
        let rest_text = text(rest);
        if self.open.is_name_end_again(&rest_text) {
            return 0;
        }
        let whole = [name.text.as_str(), &rest_text].concat();
        let broken = !is_balanced(&name.text);
        let begins = match (broken || self.open.tells_name_on(&rest_text), is_full, ends) {
            (true, ..) => 0,
            (_, false, _) => 12,
            (_, _, true) => 6,
            (_, _, false) => 3,
        };
        begins
            + odd(!is_balanced(&whole), 8)
            + odd(rest_text.contains(NO_NAME), 8)
            + odd(!lexicon::ends_project(&whole), 1)
            + self.widths.name.misfit(rest, &[])
    }

    fn of_objective_rest(&self, rest: &[Line]) -> u32 {
        if self.place != Place::Top || !self.open.begun {
            return 0;
        }
        let objective = &self.open.objective;
        let Some(last) = &objective.last else { return odd(!rest.is_empty(), 4) };
        let is_full = !self.widths.objective.has_room(last);
        let Some(first) = rest.first() else {
            return if last.stops() { 0 } else { 1 + odd(is_full || last.ends(&[';', ':', ',']), 5) };
        };
        let rest_text = text(rest);
        if self.open.is_objective_part_again(&rest_text) {
            return odd(!objective.text.ends_with(&rest_text), 3);
        }
        let begins = match (last.stops(), is_full || last.ends(PARAGRAPHS) || last.ends(&[','])) {
            (true, _) if is_next_item(&objective.text, &first.text) => 0,
            (true, _) => 5,
            (false, true) => 0,
            (false, false) => 6,
        };
        begins + odd(!rest_text.ends_with(STOPS), 1) + self.widths.objective.misfit(rest, PARAGRAPHS)
    }

    fn of_explanation(&self, lines: &[Line]) -> u32 {
        let widths = &self.widths;
        let stops = lines.iter().rev().skip(1).filter(|line| line.stops()).count();
        let shape = widths.explanation.misfit(lines, &[]) + times(stops, if widths.are_sentences { 4 } else { 1 });
        let unfinished = odd(
            widths.stop && self.place != Place::Foot && lines.last().is_some_and(|last| !last.stops()),
            if widths.are_sentences { 4 } else { 3 },
        );
        if self.place == Place::Top {
            let Some(last) = &self.open.explanation.last else { return odd(!lines.is_empty(), 8) };
            let is_full = !widths.explanation.has_room(last);
            let is_open = if widths.stop { !last.stops() } else { is_full && !last.stops() };
            return match (lines.is_empty(), is_open) {
                (true, true) => 1 + odd(widths.stop, 3),
                (true, false) => 0,
                (false, true) if is_full => shape + unfinished * 2,
                (false, _) => 6 + shape + unfinished,
            };
        }
        if !self.explains {
            return times(lines.len(), 3);
        }
        match lines.first() {
            None => 3,
            Some(first) => odd(first.begins_with_mark(), 6) + shape + unfinished,
        }
    }

    fn of_unit(&self, lines: &[Line]) -> u32 {
        let text = text(lines);
        if lines.is_empty() {
            return odd(self.heading > 0 && self.place == Place::Top && !self.open.begun, 4);
        }
        let is_body = lexicon::BODY_ENDINGS.iter().any(|ending| text.ends_with(ending));
        if !is_body || text == self.open.unit {
            return 14;
        }
        let is_named = lines.len() == self.heading && self.place == Place::Top;
        // A full line goes on: 基层派出所 is no body where 业务用房建设 follows.
        let is_full = lines.last().is_some_and(|last| !self.widths.name.has_room(last));
        odd(!is_named, 2)
            + odd(!is_named && is_full, 4)
            + odd(text.contains(NO_NAME), 8)
            + self.widths.name.misfit(lines, &[])
    }

    fn of_name(&self, lines: &[Line]) -> u32 {
        const LONGEST: usize = 60;
        const NEW_PROJECT: u32 = 6;
        let text = text(lines);
        if lines.is_empty() || self.open.is_name(&text) {
            return 0;
        }
        if self.open.is_name_begun_again(&text) {
            return 2;
        }
        let goes_on = lines.iter().rev().skip(1).filter(|line| line.stops()).count();
        // A first line that is called as the unit above is the next unit, where a year follows.
        let is_unit = |first: &Line| {
            let is_body = lexicon::BODY_ENDINGS.iter().any(|ending| first.text.ends_with(ending));
            let year = lines.get(1).is_some_and(|next| next.text.starts_with("20"));
            is_body && year && self.open.is_like_unit(&first.text)
        };
        odd(!self.anew && self.open.begun, NEW_PROJECT)
            + odd(lines.first().is_some_and(is_unit), 7)
            + odd(!lexicon::ends_project(&text), 3)
            + odd(text.contains(['。', ';', ',']), 8)
            + odd(text.contains(['=', '×', '*']), 8)
            + odd(text.contains(':'), 4)
            + odd(lexicon::explains(&text), 3)
            + odd(is_item(&text), 6)
            + odd(!is_balanced(&text), 8)
            + odd(lines.first().is_some_and(Line::begins_with_mark), 8)
            + odd(text.chars().count() < 4, 8)
            + odd(text.chars().count() > LONGEST, 8)
            + times(goes_on, 4)
            + self.widths.name.misfit(lines, &[])
    }

    fn of_objective(&self, lines: &[Line]) -> u32 {
        const NONE: u32 = 10;
        /// Where the categories do not begin anew, only lines too wide to explain an indicator tell of a project.
        const NARROW: u32 = 8;
        let is_odd = !self.anew && self.open.begun;
        if lines.is_empty() {
            return NONE + odd(is_odd, NARROW);
        }
        let text = text(lines);
        let is_wide = || lines.iter().any(|line| self.widths.explanation.is_exceeded(line));
        let own = odd(is_odd && !self.open.objective.begins_as(&text) && !is_wide(), NARROW);
        own + odd(!lexicon::OBJECTIVE_BEGINNINGS.iter().any(|word| text.starts_with(word)), 1)
            + odd(lines.first().is_some_and(Line::begins_with_mark), 8)
            + odd(text.chars().count() < 8, 3)
            + odd(!text.ends_with(STOPS), 1)
            + self.widths.objective.misfit(lines, PARAGRAPHS)
    }
}

/// What no name of a project holds.
const NO_NAME: [char; 6] = ['。', ';', ',', '=', '×', '*'];

fn odd(is_odd: bool, cost: u32) -> u32 {
    u32::from(is_odd) * cost
}

/// Whether each bracket is closed.
pub(super) fn is_balanced(text: &str) -> bool {
    let count = |open: char, close: char| text.matches(open).count() == text.matches(close).count();
    count('(', ')') && count('〔', '〕') && count('“', '”')
}

/// Whether a text begins as an item of a list does: 3、, (3), 目标3, 三是.
fn is_item(text: &str) -> bool {
    (1..=9).any(|number| marks(number).iter().any(|mark| text.starts_with(mark.as_str())))
}

/// Whether a text begins with the item behind one that another text holds.
fn is_next_item(before: &str, text: &str) -> bool {
    (2..=9).any(|number| {
        let mut both = marks(number).into_iter().zip(marks(number - 1));
        both.any(|(own, last)| text.starts_with(own.as_str()) && before.contains(last.as_str()))
    })
}

/// How items of a number begin.
fn marks(number: usize) -> [String; 7] {
    const CHINESE: &str = "一二三四五六七八九";
    let chinese: String = CHINESE.chars().skip(number - 1).take(1).collect();
    [
        format!("{number}、"),
        format!("{number}."),
        format!("({number})"),
        format!("目标{number}"),
        format!("{chinese}是"),
        format!("{chinese}、"),
        format!("({chinese})"),
    ]
}
