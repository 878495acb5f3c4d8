//! Rows whose cells may be missing, by what their columns demand: a weight is a number, an operator a sign, a name neither.
//!
//! Where neither lines nor empty cells tell where a row ends, the cheapest way to deal the pieces out to the columns does:
//! every column left empty and every piece that does not look like its column costs something.

mod looks;
mod sets;

use self::looks::{Looks, PASSED, ROW, demands_number, empty, join_twins, widest_name};
use self::sets::Chunk;
use super::pieces::Piece;
use super::rows::{Level, Levels, Row, Shorts, is_operator, level};
use crate::amount::number_from_text;
use crate::grid::Form;
use crate::lexicon::{self, Column};
use crate::parse::sheet::{Run, Sheet};

/// What a second row costs behind a label where every row has its own.
const AGAIN: u32 = 20;

/// The columns of a text that begins inside a table.
pub(super) fn usual(split: bool) -> Vec<Column> {
    use Column::{Actual, Deviation, Level1, Level2, Name, Operator, Score, Target, Unit, Weight};
    if split {
        vec![Level1, Level2, Name, Operator, Target, Unit, Actual, Weight, Score, Deviation]
    } else {
        vec![Level1, Level2, Name, Target, Actual]
    }
}

/// All rows of some pieces. `form`: how far their cells can be trusted. `closed`: a separator behind the text's last cell
/// tells that it is whole.
pub(super) fn rows(
    sheet: &Sheet<'_>,
    pieces: &[Piece],
    columns: &[Column],
    (form, closed): (Option<Form>, bool),
    levels: &mut Levels,
) -> Vec<Row> {
    let values: Vec<Column> =
        columns.iter().copied().filter(|column| !matches!(column, Column::Level1 | Column::Level2)).collect();
    // Where the levels are shifted by one, the second is the name.
    let shifted = (!values.contains(&Column::Name)).then_some(Column::Name);
    let values: Vec<Column> = shifted.into_iter().chain(values).collect();
    // Tables without levels, as Chongqing prints them, may name an indicator like one.
    let is_label = |at: usize| if has_levels(columns) { label(sheet, pieces, at) } else { None };
    // Two sets side by side, mid-term and annual: every row stands twice, the annual one second.
    let half = values.iter().enumerate().filter(|(_, column)| **column == Column::Name).nth(1).map(|(at, _)| at);
    let values = values.get(..half.unwrap_or(values.len())).unwrap_or_default();
    let lines = pieces.chunk_by(|a, b| a.row == b.row).count();
    // What it costs where a row does not begin with its line.
    let by_line = match form {
        _ if lines < 2 || pieces.len() < lines * 2 => 0,
        Some(Form::Ordered) => ROW * 4,
        _ => ROW,
    };
    // Where each line is a cell, only numbers tell what belongs to the cell before.
    let numbers = |column: &Column| matches!(column, Column::Weight | Column::Score | Column::Actual);
    let anchored = by_line > 0 || values.iter().any(numbers);
    let wraps = form.is_none().then(|| Wraps { anchored, widest: widest_name(sheet, pieces) });
    let again = if form.is_none() && half.is_none() && repeats_labels(sheet, pieces, columns) { AGAIN } else { 0 };
    let mut shorts = Shorts::of(sheet, if has_levels(columns) { pieces } else { &[] });
    let mut rows: Vec<Row> = Vec::new();
    let mut from = 0;
    let mut at = 0;
    // The row of the last label, where rows can be trusted.
    let mut beside = None;
    // Where the cells of one set are empty, its level stands right before the same one of the other.
    let halves = columns.iter().filter(|column| **column == Column::Level2).count();
    let text = |at: usize| pieces.get(at).map(|piece| sheet.folded(piece.run.clone()));
    let is_doubled = |at: usize, next: usize| halves > 1 && text(at) == text(next);
    let (mut doubled, mut is_next, mut is_empty) = (0, false, false);
    let (mut chunks, mut last): (Vec<Chunk>, String) = (vec![Chunk { from: 0, second: false }], String::new());
    while at < pieces.len() {
        let whole = is_label(at).filter(|(_, next)| !is_again(sheet, pieces, at, *next));
        let Some((found, next)) = whole.or_else(|| Some((shorts.take(sheet, pieces.get(at..)?)?, at + 1))) else {
            at += 1;
            continue;
        };
        shorts.open(found);
        let before = rows.len();
        deal(
            sheet,
            pieces.get(from..at).unwrap_or_default(),
            values,
            (by_line, beside, wraps, again),
            levels,
            &mut rows,
        );
        let run = pieces.get(at).map_or(0, |piece| piece.run.start)
            ..pieces.get(next.saturating_sub(1)).map_or(0, |piece| piece.run.end);
        doubled += if is_empty { rows.len() - before } else { 0 };
        is_empty = std::mem::take(&mut is_next);
        let own = sheet.folded(run.clone());
        chunks.push(Chunk { from: rows.len(), second: own == last });
        last = own;
        if is_doubled(at, next) {
            (from, at, is_next) = (next, next, true);
            continue;
        }
        let ahead = is_label(next).filter(|(_, end)| !is_again(sheet, pieces, next, *end)).map(|(level, _)| level);
        let ahead = ahead.or_else(|| shorts.ahead(sheet, pieces.get(next)?));
        levels.take(found, run, None, ahead);
        (from, at) = (next, next);
        beside = pieces.get(next - 1).map(|label| label.row).filter(|_| form == Some(Form::Ordered));
    }
    let before = rows.len();
    deal(sheet, pieces.get(from..).unwrap_or_default(), values, (by_line, beside, wraps, again), levels, &mut rows);
    doubled += if is_empty { rows.len() - before } else { 0 };
    let half = half.filter(|_| doubled == 0 || doubled < rows.len());
    // The text is cut inside the last row, perhaps inside its target.
    let ends = |run: &Option<Run>| run.as_ref().is_some_and(|run| run.end == sheet.len());
    let is_cut = |last: &Row| {
        let whole = closed && !values.contains(&Column::Unit);
        let weight = values.contains(&Column::Weight) && last.weight.is_none() && !whole;
        let target = ends(&last.target) && values.contains(&Column::Actual) && !whole;
        let operator = last.target.clone().is_some_and(|run| is_operator(&sheet.folded(run)));
        let is_last = pieces.last().is_some_and(|piece| piece.run.end == sheet.len());
        is_last
            && (weight || target || operator || (last.target.is_none() && ends(&last.name)))
            && last.actual.is_none()
    };
    if rows.last().is_some_and(is_cut) {
        rows.pop();
    }
    scores_for_targets(sheet, &mut rows);
    if half.is_some() {
        return sets::pair(sheet, rows, &chunks, doubled > 0);
    }
    rows
}

/// Whether rows have levels. Those whose units stand before their targets, below no heads of levels, have none.
pub(super) fn has_levels(columns: &[Column]) -> bool {
    let place = |wanted: Column| columns.iter().position(|column| *column == wanted);
    let levels = columns.iter().any(|column| matches!(column, Column::Level1 | Column::Level2));
    levels || place(Column::Unit).is_none_or(|unit| place(Column::Target).is_none_or(|target| target < unit))
}

/// Rows without a target, whose weight and score stand where target and weight would: "10 10", where other rows have four
/// numbers. What is no more than the score is no weight of it.
fn scores_for_targets(sheet: &Sheet<'_>, rows: &mut [Row]) {
    let number = |run: &Option<Run>| run.clone().and_then(|run| number_from_text(&sheet.folded(run)));
    let weights: Vec<_> = rows.iter().filter(|row| row.score.is_some()).filter_map(|row| number(&row.weight)).collect();
    for row in rows.iter_mut().filter(|row| row.actual.is_none() && row.score.is_none()) {
        let Some((first, second)) = number(&row.target).zip(number(&row.weight)) else { continue };
        if weights.contains(&first) && first >= second {
            row.score = row.weight.take();
            row.weight = row.target.take();
        }
    }
}

/// Where the rows begin in a text that begins inside a table: at a level label, or at the name before an operator.
pub(super) fn first_row(sheet: &Sheet<'_>, pieces: &[Piece]) -> usize {
    let label = (0..pieces.len()).find(|&at| label(sheet, pieces, at).is_some()).unwrap_or(pieces.len());
    let operator = pieces.iter().take(label).position(|piece| is_operator(&sheet.folded(piece.run.clone())));
    operator.map_or(label, |operator| operator.saturating_sub(1))
}

/// Whether a table prints the levels of every row: the same label of level 2 stands before one row after another.
fn repeats_labels(sheet: &Sheet<'_>, pieces: &[Piece], columns: &[Column]) -> bool {
    const FEWEST: usize = 2;
    if !has_levels(columns) {
        return false;
    }
    let (mut last, mut end, mut at, mut repeats) = (String::new(), 0, 0, 0);
    while let Some(piece) = pieces.get(at) {
        let Some((_, next)) = label(sheet, pieces, at).filter(|(level, _)| level.is_second()) else {
            at += 1;
            continue;
        };
        let own = sheet.folded(piece.run.start..pieces.get(next - 1).map_or(piece.run.end, |last| last.run.end));
        repeats += usize::from(own == last && at > end);
        (last, end, at) = (own, next, next);
    }
    repeats >= FEWEST
}

/// The level label at a piece, which lines may break, and the piece behind it. What a kind stands behind is a name, whatever
/// it says: "社会成本指标 | 定量 | 100".
pub(super) fn label(sheet: &Sheet<'_>, pieces: &[Piece], at: usize) -> Option<(Level, usize)> {
    let (level, end) = level(sheet, pieces.get(at)?.run.start)?;
    let next = at + pieces.get(at..)?.partition_point(|piece| piece.run.start < end);
    let is_kind = |piece: &Piece| lexicon::KINDS.contains(&sheet.folded(piece.run.clone()).as_str());
    let is_name = pieces.get(next).is_some_and(is_kind);
    (!is_name && pieces.get(next - 1)?.run.end == end).then_some((level, next))
}

/// Whether a level label is the name of an indicator: 服务对象满意度, where the last line before it ends 满意度指标, or where an
/// operator or a value follows.
fn is_again(sheet: &Sheet<'_>, pieces: &[Piece], at: usize, next: usize) -> bool {
    let Some(run) = pieces.get(at).zip(pieces.get(next - 1)).map(|(first, last)| first.run.start..last.run.end) else {
        return false;
    };
    let is_value = |next: &Piece| {
        let looks = Looks::of(sheet, next, None);
        looks.operator || looks.value
    };
    let text = sheet.folded(run.clone());
    text.ends_with("满意度")
        && (sheet.before(run.start, &(text + "指标")).is_some() || pieces.get(next).is_some_and(is_value))
}

/// The cheapest way to a state, and its last step.
#[derive(Clone, Copy)]
struct Way {
    cost: u32,
    step: Step,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// A column was left empty, or a row begun.
    Skip,
    /// A piece was put into its column.
    Put,
    /// A piece went on with the cell before it.
    Wrap,
    /// An empty cell was passed over, as merged cells leave them.
    Pass,
}

/// How cells may go on in the next line.
#[derive(Clone, Copy)]
struct Wraps {
    /// Numbers tell where they do.
    anchored: bool,
    /// How long a name may be on one line, at the least.
    widest: usize,
}

/// Deals the pieces between two level labels out to rows. `by_line`: what it costs where a row does not begin with its line.
/// `beside`: the row of the label before them. `wraps`: cells may go on in the next line. `again`: what a second row costs
/// behind one label.
fn deal(
    sheet: &Sheet<'_>,
    pieces: &[Piece],
    columns: &[Column],
    (by_line, beside, wraps, again): (u32, Option<usize>, Option<Wraps>, u32),
    levels: &Levels,
    rows: &mut Vec<Row>,
) {
    if columns.is_empty() || pieces.is_empty() {
        return;
    }
    let mut looks: Vec<Looks> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        // More than a row of empty cells say nothing more.
        let blank = Piece { run: piece.run.start..piece.run.start, ..piece.clone() };
        looks.extend((0..piece.blanks.min(columns.len())).map(|_| Looks::of(sheet, &blank, None)));
        looks.push(Looks::of(sheet, piece, at.checked_sub(1).and_then(|at| pieces.get(at))));
    }
    if let Some(wraps) = wraps {
        join_twins(sheet, &mut looks);
        looks::close_brackets(sheet, &mut looks);
        let remarks = columns.contains(&Column::Deviation);
        looks::find_remarks(sheet, &mut looks, remarks, wraps.widest);
    }
    let width = columns.len() + 1;
    let unknown = Way { cost: u32::MAX / 2, step: Step::Skip };
    let mut ways = vec![unknown; width * (looks.len() + 1)];
    if let Some(first) = ways.first_mut() {
        first.cost = 0;
    }
    let split = columns.contains(&Column::Unit);
    let relax = |ways: &mut Vec<Way>, to: usize, cost: u32, step: Step| {
        if let Some(way) = ways.get_mut(to).filter(|way| cost < way.cost) {
            *way = Way { cost, step };
        }
    };
    for at in 0..=looks.len() {
        let piece = looks.get(at);
        // Twice, because a row may end and the next begin at the same piece.
        for _ in 0..2 {
            for (index, column) in columns.iter().enumerate() {
                let state = at * width + index;
                let Some(cost) = ways.get(state).map(|way| way.cost) else { continue };
                // The only number is the target, not what was reached the year before.
                let before = *column == Column::Other && columns.iter().skip(index).any(|next| *next == Column::Target);
                relax(&mut ways, state + 1, cost + empty(*column) + u32::from(before), Step::Skip);
                if let Some(piece) = piece {
                    if piece.blank {
                        relax(&mut ways, state + width, cost + if index == 0 { 0 } else { PASSED }, Step::Pass);
                    }
                    let crosses = (index == 0) == piece.same_line && at > 0 && !piece.blank;
                    // What stands for several indented ones (★) has a weight, they have the targets.
                    let parent = piece.number
                        && *column == Column::Target
                        && looks.get(at.saturating_sub(2)..at).unwrap_or_default().iter().any(|before| before.star);
                    // Numbers stand before the numbers of other columns, remarks behind them, and signs in their own column.
                    let rest = columns.get(index + 1..).unwrap_or_default();
                    let other = *column == Column::Other;
                    let is_remark = other && piece.number && !rest.iter().any(|next| demands_number(*next));
                    let sign = other && (piece.operator || piece.kind) && columns.contains(&Column::Operator);
                    let odd = u32::from(is_remark) + u32::from(sign) * ROW;
                    let extra = u32::from(crosses) * by_line + u32::from(parent) * ROW + odd;
                    let cost = cost + piece.cost(*column, split) + extra;
                    relax(&mut ways, state + width + 1, cost, Step::Put);
                }
            }
            let before = at.checked_sub(1).and_then(|before| looks.get(before));
            for (index, column) in columns.iter().enumerate() {
                let Some((own, wraps)) = piece.zip(wraps) else { break };
                let Some(wrap) = own.wrap(before, looks.get(at + 1), *column, wraps.anchored) else { continue };
                let state = at * width + index + 1;
                let open = ways.get(state).filter(|way| matches!(way.step, Step::Put | Step::Wrap));
                if let Some(cost) = open.map(|way| way.cost) {
                    relax(&mut ways, state + width, cost + wrap, Step::Wrap);
                }
            }
            let end = ways.get(at * width + width - 1).map_or(u32::MAX / 2, |way| way.cost);
            if let Some(piece) = piece {
                relax(&mut ways, at * width, end + ROW + u32::from(at > 0) * again, Step::Skip);
                if piece.blank {
                    relax(&mut ways, at * width + width * 2 - 1, end, Step::Pass);
                }
            }
        }
    }
    let mut found = backwards(&looks, columns, &ways, levels, sheet);
    found.reverse();
    // One phrase for name and value is a name; it is no remark where its level stands beside it.
    const SHORTEST: usize = 6;
    let remarked = columns.iter().any(|column| matches!(column, Column::Other | Column::Deviation));
    let is_alone = !remarked && matches!(pieces, [only] if beside == Some(only.row) && only.run.len() >= SHORTEST);
    let is_row = |row: &Row| is_alone || row.target.is_some() || row.weight.is_some() || row.actual.is_some();
    rows.extend(found.into_iter().filter(is_row));
}

/// The rows of the cheapest way, last first.
fn backwards(looks: &[Looks], columns: &[Column], ways: &[Way], levels: &Levels, sheet: &Sheet<'_>) -> Vec<Row> {
    let width = columns.len() + 1;
    let mut rows = Vec::new();
    let mut cells: Vec<(Column, Run)> = Vec::new();
    let (mut at, mut index) = (looks.len(), columns.len());
    loop {
        let step = ways.get(at * width + index).map_or(Step::Skip, |way| way.step);
        if step == Step::Pass {
            at -= 1;
            continue;
        }
        if index == 0 {
            let mut row = Row { levels: levels.clone(), ..Row::default() };
            for (column, run) in cells.drain(..).rev() {
                row.put(sheet, Some(column), run);
            }
            if row.name.is_some() {
                rows.push(row);
            }
            if at == 0 {
                return rows;
            }
            index = columns.len();
            continue;
        }
        // A wrapped cell goes on in the same column.
        let column = index - 1;
        index = if step == Step::Wrap { index } else { column };
        if step != Step::Skip {
            at -= 1;
            let look = looks.get(at).filter(|look| !look.blank);
            cells.extend(columns.get(column).copied().zip(look.map(|look| look.run.clone())));
        }
    }
}
