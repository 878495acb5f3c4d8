//! Flat tables in running text: one row per indicator, the project and its objective once before its first row.
//!
//! A row is found by its level labels, its target by operator and 指标属性. What stands between two rows belongs to the
//! first of them, and, where the categories begin anew, to the next project: lines tell where one cell ends and another
//! begins, since only the last line of a cell is shorter than the ones before it.

mod cut;

use self::cut::project_cells;
use super::merged::Order;
use super::pieces::{Piece, is_numbering};
use super::rows::{Level, Levels, Row, is_operator, level, level_from_text};
use crate::lexicon::{self, Column};
use crate::model::Table;
use crate::parse::sheet::{Run, Sheet};

/// The level labels a row begins with.
struct Anchor {
    /// The first piece of the labels.
    at: usize,
    /// The first piece behind them.
    body: usize,
    labels: Vec<(Level, Run, Column)>,
}

/// How wide the lines of some columns are, in halves of a full-width character: no line of a cell is wider.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Widths {
    /// Of what explains an indicator; none where the rows do not tell.
    explanation: Option<usize>,
    /// Whether explanations are sentences with a full stop.
    are_sentences: bool,
    /// Of the names of projects; 0 where nobody knows.
    name: usize,
    /// Of their objectives; 0 where nobody knows.
    objective: usize,
}

impl Widths {
    /// Told by all rows of a text: few of them have the cells of a project behind them.
    /// `tables`: the pieces between one head and whatever ends its rows.
    pub(super) fn of(sheet: &Sheet<'_>, tables: &[Vec<Piece>]) -> Self {
        const FEWEST: usize = 4;
        let (mut leads, mut contents): (Vec<&[Piece]>, Vec<&[Piece]>) = (Vec::new(), Vec::new());
        for pieces in tables {
            let anchors = anchors(sheet, pieces);
            let ends = anchors.iter().skip(1).map(|anchor| anchor.at).chain([pieces.len()]);
            leads.extend(anchors.first().and_then(|first| pieces.get(numbering(sheet, pieces)..first.at)));
            contents.extend(anchors.iter().zip(ends).filter_map(|(anchor, end)| {
                let body = pieces.get(anchor.body..end)?;
                body.get(fill(sheet, &mut Row::default(), body)..).filter(|content| !content.is_empty())
            }));
        }
        let widest = |of: &[Piece]| lines(of).into_iter().map(|line| width(sheet, line)).max().unwrap_or_default();
        let widths = crate::order::sorted(contents.iter().map(|of| widest(of)).collect(), |width| *width as u128);
        let explanation = widths.get(widths.len() * 3 / 5).copied().filter(|_| widths.len() >= FEWEST);
        let mut known = Self { explanation, are_sentences: false, name: 0, objective: 0 };
        let alone = contents.iter().filter(|of| explanation.is_some_and(|width| widest(of) <= width + SLACK));
        let (all, stopped) =
            alone.fold((0, 0), |(all, stopped), of| (all + 1, stopped + usize::from(ends_sentence(sheet, of))));
        known.are_sentences = stopped * 10 >= all * 9;
        let first_line = |cells: &[Piece]| {
            let (_, name, _) = project_cells(sheet, cells, None, None);
            let name = name.filter(|_| known.begins_project(sheet, cells))?;
            let start = cells.iter().position(|piece| piece.run.start == name.start)?;
            let goes_on = cells.get(start).is_some_and(|first| first.run.end < name.end);
            goes_on.then(|| width(sheet, cells.get(start..=start).unwrap_or_default()))
        };
        let behind = contents.iter().filter_map(|content| content.get(known.explanation_end(sheet, content)..));
        let of_projects: Vec<&[Piece]> = leads.into_iter().chain(behind).collect();
        let middle = |widths: Vec<usize>| {
            let widths = crate::order::sorted(widths, |width| *width as u128);
            widths.get(widths.len() / 2).copied().unwrap_or_default()
        };
        let begins = of_projects.iter().filter(|cells| known.begins_project(sheet, cells));
        let objective = middle(begins.map(|cells| widest(cells)).collect());
        // The first of several lines is full.
        let name = middle(of_projects.iter().filter_map(|cells| first_line(cells)).collect());
        (known.name, known.objective) = (name, objective);
        // Now that names are told from objectives, their widths are known better.
        let full = |cells: &&[Piece]| {
            let cut = cut::cut(sheet, known, cells, false).filter(|_| known.begins_project(sheet, cells))?;
            Some(widest(cells.get(..cut.name.checked_sub(1)?).filter(|full| !full.is_empty())?))
        };
        let names: Vec<usize> = of_projects.iter().filter_map(full).collect();
        if !names.is_empty() {
            known.name = middle(names);
        }
        known
    }

    fn is_wider(self, sheet: &Sheet<'_>, line: &[Piece]) -> bool {
        self.explanation.is_some_and(|explanation| width(sheet, line) > explanation + SLACK)
    }

    /// How many pieces behind a row explain it: up to the end of a sentence or of a cell's last line.
    fn explanation_end(self, sheet: &Sheet<'_>, content: &[Piece]) -> usize {
        let Some(full) = self.explanation else { return first_cell(sheet, content) };
        let mut count = 0;
        for line in lines(content).into_iter().take_while(|line| !self.is_wider(sheet, line)) {
            count += line.len();
            let is_last = !self.are_sentences && width(sheet, line) + 2 * SLACK < full;
            if is_last || ends_sentence(sheet, line) {
                break;
            }
        }
        count
    }

    /// Whether the cells of a project are there: lines that are too wide to explain an indicator, a name before them.
    fn begins_project(self, sheet: &Sheet<'_>, pieces: &[Piece]) -> bool {
        let (_, name, objective) = project_cells(sheet, pieces, Some(self), None);
        let is_name = |run: Run| !sheet.folded(run).contains(['。', ';', ',', '=', '*', '×']);
        let is_wide = lines(pieces).into_iter().any(|line| self.is_wider(sheet, line));
        is_wide && objective.is_some() && name.is_some_and(is_name)
    }
}

/// The project that is open where a page begins.
pub(super) struct Open {
    /// The name of its unit.
    pub(super) unit: String,
    /// Whether its objective has no end yet.
    pub(super) is_unfinished: bool,
}

/// All rows of some pieces. `open`: the project that is open already.
pub(super) fn rows(
    sheet: &Sheet<'_>,
    pieces: &[Piece],
    columns: &[Column],
    levels: &mut Levels,
    (mut order, open): (Order, Option<Open>),
    widths: Widths,
) -> Vec<Row> {
    let anchors = anchors(sheet, pieces);
    let mut rows: Vec<Row> = Vec::new();
    let mut last_unit = open.as_ref().map(|open| open.unit.clone());
    let mut from = numbering(sheet, pieces);
    let numbers = pieces.get(..from).unwrap_or_default().iter().map(|piece| piece.run.clone());
    rows.push(Row { numbers: numbers.collect(), ..Row::default() });
    for (index, anchor) in anchors.iter().enumerate() {
        let lead = pieces.get(from..anchor.at).unwrap_or_default();
        for (level, run, column) in &anchor.labels {
            levels.take(*level, run.clone(), Some(*column), None);
        }
        let anew = levels.first().is_some_and(|category| order.begins_anew(category));
        let mut row = Row { levels: levels.clone(), ..Row::default() };
        let lead = match &open {
            Some(open) if index == 0 => go_on(sheet, &mut row, lead, open.is_unfinished && !anew),
            _ => lead,
        };
        let begins = !lead.is_empty() && (anew || (index == 0 && open.is_none()) || widths.begins_project(sheet, lead));
        if begins {
            order.begin();
            levels.first().map(|category| order.begins_anew(category));
            let (unit, project, objective) = project_cells(sheet, lead, Some(widths), last_unit.as_deref());
            if let Some(unit) = unit {
                last_unit = Some(sheet.folded(unit.clone()));
                rows.push(Row { project: Some(unit), ..Row::default() });
            }
            (row.project, row.objective) = (project, objective);
        }
        let end = anchors.get(index + 1).map_or(pieces.len(), |next| next.at);
        let body = pieces.get(anchor.body..end).unwrap_or_default();
        let tail = fill(sheet, &mut row, body);
        let content = body.get(tail..).unwrap_or_default();
        // Behind the last row of a project stand its explanation and the cells of the next project.
        let next_begins = anchors.get(index + 1).is_some_and(|next| {
            let mut ahead = levels.clone();
            next.labels.iter().for_each(|(level, run, column)| ahead.take(*level, run.clone(), Some(*column), None));
            let mut order = order;
            ahead.first().is_some_and(|category| order.begins_anew(category))
        });
        let explanation = widths.explanation_end(sheet, content);
        let likeliest = cut::cut(sheet, widths, content, true).map_or(explanation, |cut| cut.explanation);
        let begins_project = widths.begins_project(sheet, content.get(explanation..).unwrap_or_default());
        let explained = columns.iter().rev().take_while(|column| **column == Column::Other).count() > 1;
        let next_begins = next_begins || (explained && begins_project && index + 1 < anchors.len());
        let own = match (explained, next_begins) {
            (true, true) => likeliest,
            (true, false) => content.len(),
            (false, _) => 0,
        };
        row.other.extend(content.get(..own).unwrap_or_default().iter().map(|piece| piece.run.clone()));
        from = if next_begins { anchor.body + tail + own } else { end };
        rows.push(row);
    }
    rows
}

/// Takes what a page break has parted from the top of a page: the rest of an objective, where it has no end yet, and that of
/// an explanation.
fn go_on<'p>(sheet: &Sheet<'_>, row: &mut Row, lead: &'p [Piece], is_unfinished: bool) -> &'p [Piece] {
    let stop = lead.iter().position(|piece| ends_sentence(sheet, std::slice::from_ref(piece)));
    let (rest, lead) = lead.split_at(stop.filter(|_| is_unfinished).map_or(0, |stop| stop + 1));
    row.goes_on = rest.first().zip(rest.last()).map(|(first, last)| first.run.start..last.run.end);
    let (rest, lead) = lead.split_at(cut::rest_of_explanation(sheet, lead));
    row.other.extend(rest.iter().map(|piece| piece.run.clone()));
    lead
}

/// Pieces that hold the end of one cell and the beginning of the next, parted: a name behind its level labels, and
/// 定量指标 behind the unit of a target.
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
        for cut in [second.map(|(_, end)| end).filter(|_| follows_first), kind].into_iter().flatten() {
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
fn label(sheet: &Sheet<'_>, pieces: &[Piece], at: usize) -> Option<(Level, Run, usize)> {
    let start = pieces.get(at)?.run.start;
    let (level, end) = level(sheet, start)?;
    let next = at + pieces.get(at..)?.partition_point(|piece| piece.run.start < end);
    let ends_piece = pieces.get(next - 1).is_some_and(|last| last.run.end == end);
    ends_piece.then_some((level, start..end, next))
}

fn anchors(sheet: &Sheet<'_>, pieces: &[Piece]) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let Some((first, run, next)) = label(sheet, pieces, at) else {
            at += 1;
            continue;
        };
        let second = label(sheet, pieces, next).filter(|_| first.is_first());
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

/// A full-width character less, where a mark may not begin a line.
const SLACK: usize = 2;

/// How wide a line is, in halves of a full-width character.
fn width(sheet: &Sheet<'_>, pieces: &[Piece]) -> usize {
    let wide = |ch: char| if ch.is_ascii() { 1 } else { 2 };
    pieces.iter().map(|piece| sheet.folded(piece.run.clone()).chars().map(wide).sum::<usize>()).sum()
}

/// The lines of cells: some tools put several on one line of the text.
fn lines(pieces: &[Piece]) -> Vec<&[Piece]> {
    pieces.chunks(1).collect()
}

/// Whether a line begins a cell of its own, since the one before it was not full.
fn begins_cell(sheet: &Sheet<'_>, before: &[Piece], line: &[Piece]) -> bool {
    width(sheet, line) > width(sheet, before) + SLACK
}

fn ends_sentence(sheet: &Sheet<'_>, pieces: &[Piece]) -> bool {
    pieces.last().is_some_and(|last| sheet.folded(last.run.clone()).ends_with(['。', '.']))
}

/// How many pieces the first cell has: up to the end of its sentence, or of its last line.
fn first_cell(sheet: &Sheet<'_>, pieces: &[Piece]) -> usize {
    let mut count = 0;
    let mut before: Option<&[Piece]> = None;
    for line in lines(pieces) {
        if before.is_some_and(|before| begins_cell(sheet, before, line)) {
            break;
        }
        count += line.len();
        before = Some(line);
        if ends_sentence(sheet, line) {
            break;
        }
    }
    count
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

/// Whether each bracket is closed.
fn is_balanced(name: &str) -> bool {
    name.matches(['(', '（']).count() == name.matches([')', '）']).count()
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

/// Whether projects and rows came out whole: where columns are interleaved they do not.
pub(super) fn is_whole(table: &Table) -> bool {
    let is_name = |name: &String| !name.contains(['，', '。', '；', ',', ';']) && name.chars().count() > 3;
    // Nor does an objective swallow rows.
    let is_objective =
        |text: &String| text.chars().count() > 7 && !lexicon::KINDS.iter().take(2).any(|kind| text.contains(kind));
    let projects = table.projects().all(|at| {
        at.project.name.value().is_some_and(is_name) && at.project.objective.value().is_some_and(is_objective)
    });
    projects && table.indicators().all(|at| at.indicator.name.value().is_some_and(|name| is_balanced(name)))
}
