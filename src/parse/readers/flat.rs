//! Flat tables in running text: one row per indicator, the project and its objective once before its first row.
//!
//! A row is found by its level labels, its target by operator and 指标属性. What stands between two rows belongs to the
//! first of them, and, where the categories begin anew, to the next project: lines tell where one cell ends and another
//! begins, since only the last line of a cell is shorter than the ones before it.

mod cut;
mod lines;
mod open;
mod walk;

pub(super) use self::open::Open;
pub(super) use self::walk::Widths;

use super::merged::Order;
use super::pieces::{Piece, is_numbering};
use super::rows::{Level, Levels, Row, is_operator, level, level_from_text, short_second};
use crate::lexicon::{self, Column};
use crate::model::{Project, Table};
use crate::parse::sheet::{Run, Sheet};

/// The level labels a row begins with.
struct Anchor {
    /// The first piece of the labels.
    at: usize,
    /// The first piece behind them.
    body: usize,
    labels: Vec<(Level, Run, Column)>,
}

/// Whether the columns of a head end with one that explains the indicators, behind 指标属性.
pub(super) fn explains(columns: &[Column]) -> bool {
    columns.iter().rev().take_while(|column| **column == Column::Other).count() > 1
}

/// All rows of some pieces. `order` and `open`: the project that is open already.
pub(super) fn rows(
    sheet: &Sheet<'_>,
    pieces: &[Piece],
    columns: &[Column],
    levels: &mut Levels,
    (mut order, open): (Order, &mut Open),
    widths: Widths,
) -> Vec<Row> {
    let anchors = anchors(sheet, pieces);
    let explains = explains(columns);
    let from = numbering(sheet, pieces);
    let until = pieces.len() - walk::form_numbers(sheet, pieces);
    let numbers = pieces.iter().take(from).chain(pieces.iter().skip(until)).map(|piece| piece.run.clone());
    let mut rows = vec![Row { numbers: numbers.collect(), ..Row::default() }];
    if anchors.is_empty() {
        return rows;
    }
    let run = |of: &[Piece]| Some(of.first()?.run.start..of.last()?.run.end);
    let gaps = walk::walk(sheet, pieces, &anchors, (&mut order, open), (widths, explains));
    for gap in gaps {
        let cut = gap.cut.unwrap_or_default();
        let parts = cut.split(&gap.pieces);
        let [name_rest, objective_rest, explanation, unit, name, objective] = parts;
        let mut other: Vec<Run> = explanation.iter().filter(|_| explains).map(|piece| piece.run.clone()).collect();
        if let Some(last) = rows.last_mut().filter(|_| gap.next != Some(0)) {
            last.other.append(&mut other);
        }
        if let Some(unit) = run(unit) {
            rows.push(Row { project: Some(unit), ..Row::default() });
        }
        let Some((index, anchor)) = gap.next.and_then(|next| Some((next, anchors.get(next)?))) else { continue };
        for (level, run, column) in &anchor.labels {
            levels.take(*level, run.clone(), Some(*column), None);
        }
        // Where it is printed on each row, it is that of the project once more.
        if let Some(first) = rows.first_mut().filter(|_| gap.again) {
            first.numbers.extend([run(name), run(objective)].into_iter().flatten());
        }
        let (name_goes_on, goes_on) =
            if gap.goes_on_again { (None, None) } else { (run(name_rest), run(objective_rest)) };
        if let Some(first) = rows.first_mut().filter(|_| gap.goes_on_again) {
            first.numbers.extend([run(name_rest), run(objective_rest)].into_iter().flatten());
        }
        let project = Some(name).filter(|_| !gap.again).and_then(run);
        let objective = Some(objective).filter(|_| !gap.again).and_then(run);
        let mut row =
            Row { levels: levels.clone(), name_goes_on, goes_on, project, objective, other, ..Row::default() };
        let end = anchors.get(index + 1).map_or(pieces.len(), |next| next.at);
        fill(sheet, &mut row, pieces.get(anchor.body..end).unwrap_or_default());
        rows.push(row);
    }
    rows
}

/// Pieces that hold the end of one cell and the beginning of the next, parted: a name behind its level labels, 定量指标 behind
/// the unit of a target, and what explains an indicator behind 定量指标.
pub(super) fn parted(sheet: &Sheet<'_>, pieces: &[Piece]) -> Vec<Piece> {
    const KINDS: [&str; 2] = ["定量指标", "定性指标"];
    let is_first =
        |of: &Piece, end: usize| level(sheet, of.run.start).is_some_and(|(of, at)| of.is_first() && at == end);
    let mut parts: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let mut rest = piece.clone();
        let follows_first = parts.iter().rev().take(2).any(|before| is_first(before, rest.run.start));
        let second = level(sheet, rest.run.start).filter(|(level, end)| level.is_second() && *end < rest.run.end);
        let kind = (rest.run.start + 1..rest.run.end).rev().take(4).find(|at| {
            let ends = KINDS.iter().filter_map(|kind| sheet.after(*at, kind)).any(|end| end >= rest.run.end);
            ends && *at + 2 < rest.run.end
        });
        let explained =
            KINDS.iter().find_map(|kind| sheet.after(rest.run.start, kind)).filter(|end| *end < rest.run.end);
        for cut in [second.map(|(_, end)| end).filter(|_| follows_first), explained, kind].into_iter().flatten() {
            parts.push(Piece { run: rest.run.start..cut, ..rest });
            rest.run.start = cut;
        }
        parts.push(rest);
    }
    parts
}

/// How many pieces at the beginning are column numbers.
fn numbering(sheet: &Sheet<'_>, pieces: &[Piece]) -> usize {
    (3..=pieces.len().min(20))
        .rev()
        .find(|end| is_numbering(sheet, pieces.get(..*end).unwrap_or_default()))
        .unwrap_or(0)
}

/// The level label that begins at a piece, which lines may break, and the piece behind it.
/// `behind_first`: right behind one of level 1.
fn label(sheet: &Sheet<'_>, pieces: &[Piece], at: usize, behind_first: bool) -> Option<(Level, Run, usize)> {
    let start = pieces.get(at)?.run.start;
    let (level, end) = level(sheet, start).or_else(|| short_second(sheet, start).filter(|_| behind_first))?;
    let next = at + pieces.get(at..)?.partition_point(|piece| piece.run.start < end);
    let ends_piece = pieces.get(next - 1).is_some_and(|last| last.run.end == end);
    ends_piece.then_some((level, start..end, next))
}

fn anchors(sheet: &Sheet<'_>, pieces: &[Piece]) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let Some((first, run, next)) = label(sheet, pieces, at, false) else {
            at += 1;
            continue;
        };
        let second = label(sheet, pieces, next, first.is_first()).filter(|_| first.is_first());
        let (labels, body) = match second {
            Some((level, second_run, body)) if level.is_second() => {
                (vec![(first, run, Column::Level1), (level, second_run, Column::Level2)], body)
            }
            _ if first.is_second() => (vec![(first, run, Column::Level2)], next),
            _ => (vec![(first, run, Column::Level1)], next),
        };
        // Behind both labels stands a name, even one that is the label of a level elsewhere: 服务对象满意度.
        let next = body + usize::from(labels.len() == 2);
        anchors.push(Anchor { at, body, labels });
        at = next;
    }
    anchors
}

/// Fills name and target from the pieces behind the labels; tells how many pieces are used.
fn fill(sheet: &Sheet<'_>, row: &mut Row, body: &[Piece]) -> usize {
    let text = |piece: &Piece| sheet.folded(piece.run.clone());
    // A narrow column breaks it: 定量指 标.
    let kind_at = |at: usize| {
        let is_kind = |end: &usize| {
            let own: String = body.get(at..*end).unwrap_or_default().iter().map(text).collect();
            lexicon::KINDS.contains(&own.as_str())
        };
        (at + 1..=(at + 2).min(body.len())).rev().find(is_kind).map(|end| at..end)
    };
    let kind = (0..body.len()).find_map(kind_at);
    let until = kind.as_ref().map_or(body.len(), |kind| kind.start);
    let operator = body.iter().take(until).position(|piece| is_operator(&text(piece)));
    let target = match (operator, &kind) {
        (Some(operator), Some(kind)) => operator..kind.start,
        // Without 指标属性 the target is one piece, and its unit another.
        (Some(operator), None) => operator..(operator + 3).min(body.len()),
        (None, Some(kind)) if kind.start > 1 => kind.start - 1..kind.start,
        _ => return 0,
    };
    let run = |of: &[Piece]| Some(of.first()?.run.start..of.last()?.run.end);
    row.name = body.get(..target.start).and_then(run);
    row.target = body.get(target.clone()).and_then(run);
    row.other.extend(kind.clone().and_then(|kind| body.get(kind)).and_then(run));
    kind.map_or(target.end, |kind| kind.end)
}

/// Whether half of the projects have a name at least, and no name is longer than any name is or holds the number of the form:
/// where columns are interleaved, the first swallows what the others miss.
pub(super) fn has_names(table: &Table) -> bool {
    const LONGEST: usize = 80;
    let names = || table.projects().filter_map(|at| at.project.name.value());
    let number = |name: &str| name.split('表').rev().skip(1).any(|part| part.ends_with(|ch: char| ch.is_ascii_digit()));
    let is_torn = |name: &String| number(name) || name.chars().count() > LONGEST;
    names().count() * 2 >= table.projects().count() && !names().any(is_torn)
}

/// How many lines hold pieces of several cells but no label or operator of a row, and how many there are.
pub(super) fn mixed_lines(sheet: &Sheet<'_>, pieces: &[Piece]) -> (usize, usize) {
    let is_of_row = |piece: &Piece| {
        let text = sheet.folded(piece.run.clone());
        let number = text.chars().all(|ch| ch.is_ascii_digit());
        number || is_operator(&text) || lexicon::KINDS.contains(&text.as_str()) || level_from_text(&text).is_some()
    };
    let lines = pieces.chunk_by(|a, b| a.row == b.row);
    lines.fold((0, 0), |(mixed, all), line| {
        let is_mixed = line.len() > 1 && !line.iter().any(is_of_row);
        (mixed + usize::from(is_mixed), all + 1)
    })
}

/// Whether so many lines are mixed that they are those of the page, each with the lines of several cells, and not those of
/// one cell after another.
pub(super) const fn is_visual((mixed, all): (usize, usize)) -> bool {
    mixed * 25 > all
}

/// Takes back what did not come out whole: names and objectives of projects that hold the cells of others, and names of
/// indicators that end within a bracket. `false` where so much did not that the columns are interleaved.
pub(super) fn keep_whole(table: &mut Table) -> bool {
    /// One of so many projects may be torn, or one of fewer, and one of so many rows.
    const PROJECTS: usize = 4;
    const ROWS: usize = 8;
    /// No name has more characters.
    const LONGEST: usize = 60;
    let holds_kind = |text: &str| lexicon::KINDS.iter().take(2).any(|kind| text.contains(kind));
    let is_formula = |name: &str| name.contains('=') && name.contains(['/', '÷', '×']);
    let is_name = |name: &String| {
        let is_bare = !name.contains(['，', '。', '；', '：', ',', ';', ':']) && name.chars().count() > 3;
        is_bare
            && name.chars().count() <= LONGEST
            && !lexicon::explains(name)
            && !is_formula(name)
            && !holds_kind(name)
            && name.matches('《').count() == name.matches('》').count()
    };
    // Nor does an objective swallow rows.
    let is_objective = |text: &String| text.chars().count() > 7 && !holds_kind(text);
    let is_row = |name: &String| name.matches(['(', '（']).count() == name.matches([')', '）']).count();
    let is_whole = |project: &Project| {
        project.name.value().is_some_and(is_name) && project.objective.value().is_some_and(is_objective)
    };
    let torn = table.projects().filter(|at| !is_whole(at.project)).count();
    let torn_rows = table.indicators().filter(|at| !at.indicator.name.value().is_some_and(is_row)).count();
    if torn * PROJECTS > table.projects().count() + 1 || torn_rows * ROWS > table.indicators().count() {
        return false;
    }
    for project in table.units.iter_mut().flat_map(|unit| &mut unit.projects) {
        if project.name.value().is_some_and(|name| !is_name(name)) {
            project.name.take_back();
        }
        if project.objective.value().is_some_and(|text| !is_objective(text)) {
            project.objective.take_back();
        }
        for indicator in &mut project.indicators {
            if indicator.name.value().is_some_and(|name| !is_row(name)) {
                indicator.name.take_back();
            }
        }
    }
    true
}
