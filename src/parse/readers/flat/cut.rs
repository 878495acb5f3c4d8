//! Which of the lines between two rows explain the first one, and which are the name and the objective of a project.

use super::{SLACK, Widths, begins_cell, lines, width};
use crate::lexicon;
use crate::parse::readers::pieces::Piece;
use crate::parse::sheet::{Run, Sheet};

/// How many of some lines explain an indicator, and how many behind them name a project; the others are its objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) explanation: usize,
    pub(super) name: usize,
}

/// A line of a cell.
struct Line {
    text: String,
    width: usize,
    /// How wide what no break may part at its beginning is.
    chunk: usize,
}

impl Line {
    fn of(sheet: &Sheet<'_>, piece: &Piece) -> Self {
        let text = sheet.folded(piece.run.clone());
        let word = text.chars().take_while(char::is_ascii_alphanumeric).count();
        Self { width: width(sheet, std::slice::from_ref(piece)), chunk: word.max(2), text }
    }

    fn is_latin(&self) -> bool {
        self.text.contains(|ch: char| ch.is_ascii())
    }

    fn ends(&self, marks: &[char]) -> bool {
        self.text.ends_with(marks)
    }
}

/// The likeliest cut. A line that is wrapped is as full as its words allow, and none is wider than its column; then the
/// words tell. `explains`: whether lines before the name may explain an indicator. `None` where there are too many lines.
pub(super) fn cut(sheet: &Sheet<'_>, widths: Widths, pieces: &[Piece], explains: bool) -> Option<Cut> {
    const MOST_LINES: usize = 60;
    const LONGEST_EXPLANATION: usize = 12;
    const LONGEST_NAME: usize = 8;
    if pieces.len() > MOST_LINES {
        return None;
    }
    let lines: Vec<Line> = pieces.iter().map(|piece| Line::of(sheet, piece)).collect();
    let most = if explains { LONGEST_EXPLANATION } else { 0 };
    let cuts = (0..=most).flat_map(|explanation| (1..=LONGEST_NAME).map(move |name| Cut { explanation, name }));
    cuts.filter_map(|cut| Some((cost(widths, &lines, cut, explains)?, cut)))
        .min_by_key(|(cost, _)| *cost)
        .map(|(_, cut)| cut)
}

/// How many pieces on top of a page end what a page break has cut of an explanation: up to its stop, where a name and an
/// objective follow. No name of a project holds the signs of a formula or ends as a sentence does.
pub(super) fn rest_of_explanation(sheet: &Sheet<'_>, pieces: &[Piece]) -> usize {
    const MOST_LINES: usize = 4;
    let text = |piece: &Piece| sheet.folded(piece.run.clone());
    let most = MOST_LINES.min(pieces.len().saturating_sub(2));
    let stop = pieces.iter().take(most).position(|piece| text(piece).ends_with('。'));
    let is_formula = |end: usize| pieces.iter().take(end).any(|piece| text(piece).contains(['=', '×', '*', '/', '%']));
    stop.filter(|stop| *stop == 0 || is_formula(*stop)).map_or(0, |stop| stop + 1)
}

/// How unlikely a cut is; `None` where no name or no objective is left.
fn cost(widths: Widths, lines: &[Line], cut: Cut, explains: bool) -> Option<u32> {
    const STOPS: &[char] = &['。', '.'];
    let (explanation, rest) = lines.split_at_checked(cut.explanation)?;
    let (name, objective) = rest.split_at_checked(cut.name).filter(|(_, objective)| !objective.is_empty())?;
    let text = |of: &[Line]| of.iter().map(|line| line.text.as_str()).collect::<String>();
    let (name_text, objective_text) = (text(name), text(objective));
    let odd = |odd: bool, cost: u32| u32::from(odd) * cost;
    let of_name = odd(!lexicon::ends_project(&name_text), 3)
        + odd(name_text.contains(['。', ';', ',']), 8)
        + odd(name_text.contains(['=', '×', '*']), 8)
        + odd(lexicon::explains(&name_text), 3)
        + odd(name_text.chars().count() < 4, 8);
    let of_objective = odd(!lexicon::OBJECTIVE_BEGINNINGS.iter().any(|word| objective_text.starts_with(word)), 1)
        + odd(objective_text.chars().count() < 8, 3)
        + odd(!objective_text.ends_with(STOPS), 1);
    let sentence = explanation.last().is_some_and(|last| last.ends(STOPS));
    // What the objective says again is the first line of the name.
    let is_of_name = explanation.last().is_some_and(|last| !last.ends(STOPS) && shares(&last.text, &objective_text));
    let of_explanation = odd(explains && explanation.is_empty(), 3)
        + odd(is_of_name, 4)
        + odd(!explanation.is_empty() && widths.are_sentences && !sentence, 4);
    let shape = column(explanation, widths.explanation.unwrap_or_default(), STOPS)
        + column(name, widths.name, STOPS)
        + paragraphs(objective, widths.objective);
    Some(of_name + of_objective + of_explanation + shape)
}

/// How badly lines fit a column in which no cell goes on behind a full stop.
fn column(lines: &[Line], column: usize, stops: &[char]) -> u32 {
    let goes_on = lines.iter().rev().skip(1).filter(|line| line.ends(stops)).count();
    shape(lines, column, &[]) + u32::try_from(goes_on * 4).unwrap_or(u32::MAX)
}

/// How badly lines fit a column of several paragraphs.
fn paragraphs(lines: &[Line], column: usize) -> u32 {
    shape(lines, column, &['。', ';', ':'])
}

fn shape(lines: &[Line], column: usize, ends: &[char]) -> u32 {
    const TOO_WIDE: u32 = 6;
    const HAS_ROOM: u32 = 4;
    if column == 0 {
        return 0;
    }
    let wide =
        lines.iter().filter(|line| line.width > column + if line.is_latin() { SLACK } else { SLACK / 2 }).count();
    let has_room = |pair: &&[Line]| match pair {
        [line, next] => line.width + next.chunk + SLACK <= column && !line.ends(ends),
        _ => false,
    };
    let room = lines.windows(2).filter(has_room).count();
    let times = |count: usize| u32::try_from(count).unwrap_or(u32::MAX / 16);
    times(wide).saturating_mul(TOO_WIDE).saturating_add(times(room).saturating_mul(HAS_ROOM))
}

/// Whether some characters in a row stand in both texts.
fn shares(line: &str, text: &str) -> bool {
    const FEWEST: usize = 4;
    let chars: Vec<char> = line.chars().collect();
    chars.windows(FEWEST).any(|part| text.contains(part.iter().collect::<String>().as_str()))
}

/// Unit, project and objective, one cell after another, by the widths of the columns where they are known.
/// `last_unit`: the unit of the project before, which names of projects begin with.
pub(super) fn project_cells(
    sheet: &Sheet<'_>,
    pieces: &[Piece],
    widths: Option<Widths>,
    last_unit: Option<&str>,
) -> (Option<Run>, Option<Run>, Option<Run>) {
    let name_width = widths.map_or(0, |widths| widths.name);
    let mut cells: Vec<&[Piece]> = Vec::new();
    let mut start = 0;
    let mut end = 0;
    let mut before: Option<&[Piece]> = None;
    for line in lines(pieces) {
        // A line of a name that is not full is its last.
        let ends_name = |before: &[Piece]| cells.is_empty() && width(sheet, before) + SLACK < name_width;
        if before.is_some_and(|before| begins_cell(sheet, before, line) || ends_name(before)) {
            cells.extend(pieces.get(start..end));
            start = end;
        }
        end += line.len();
        before = Some(line);
    }
    cells.extend(pieces.get(start..end));
    let run = |of: &[Piece]| Some(of.first()?.run.start..of.last()?.run.end);
    let text = |of: &[Piece]| of.iter().map(|piece| sheet.folded(piece.run.clone())).collect::<String>();
    let is_unit = |of: &[Piece]| {
        let text = text(of);
        last_unit != Some(text.as_str()) && lexicon::BODY_ENDINGS.iter().any(|ending| text.ends_with(ending))
    };
    if let [first, second, ..] = cells.as_slice()
        && cells.len() > 2
        && last_unit == Some(text(first).as_str())
    {
        let whole = first.len() + second.len();
        cells.splice(..2, pieces.get(..whole));
    }
    // A full line goes on: 基层派出所 is no body where 业务用房建设 follows.
    let is_full = |cell: &[Piece]| last_unit.is_some() && width(sheet, cell) + SLACK >= name_width;
    let units = usize::from(cells.len() > 2 && cells.first().is_some_and(|cell| is_unit(cell) && !is_full(cell)));
    /// How many characters the head of a page has at most.
    const LONGEST_HEAD: usize = 400;
    // The head of the page names the unit, too: then its first line is known whatever the next one's width.
    let is_named = |unit: &[Piece]| {
        let text = text(unit);
        let start = unit.first().map_or(0, |first| first.run.start);
        let head = start.saturating_sub(LONGEST_HEAD)..start;
        is_unit(unit) && sheet.find_any(head, &[&format!(":{text}")]).is_some()
    };
    const MOST_LINES: usize = 4;
    let most = MOST_LINES.min(pieces.len().saturating_sub(1));
    let named = (1..=most).rev().filter_map(|cut| pieces.split_at_checked(cut)).find(|(unit, _)| is_named(unit));
    if let Some((unit, rest)) = named.filter(|_| units == 0) {
        let (_, name, objective) = project_cells(sheet, rest, widths, None);
        return (run(unit), name, objective);
    }
    let unit = cells.first().filter(|_| units > 0).and_then(|cell| run(cell));
    let rest = pieces.get(if units > 0 { cells.first().map_or(0, |unit| unit.len()) } else { 0 }..).unwrap_or_default();
    if let Some(cut) = widths.and_then(|widths| cut(sheet, widths, rest, false)) {
        let (name, objective) = rest.split_at_checked(cut.name).unwrap_or_default();
        return (unit, run(name), run(objective));
    }
    let name = cells.get(units).and_then(|cell| run(cell));
    // An objective of several paragraphs has short lines of its own.
    let objective = cells.get(units + 1).and_then(|first| Some(first.first()?.run.start..pieces.last()?.run.end));
    (unit, name, objective)
}
