//! Where the pages of such a text begin.

use std::collections::BTreeSet;

use super::scraps::is_mixed;
use super::{codes, list};
use crate::amount::number_from_text;
use crate::lexicon::{self, Column};
use crate::parse::fold::Gap;
use crate::parse::readers::pieces::{Piece, Pieces};
use crate::parse::readers::rows;
use crate::parse::sheet::{Run, Sheet};

/// Where pages begin, in a sheet without page numbers: at a form feed, else at the page numbers.
pub(super) fn borders(whole: &Sheet<'_>, numbers: &[Run], first_on_page: bool) -> Vec<usize> {
    let feeds: Vec<usize> = (1..whole.len()).filter(|at| whole.gap(*at) == Gap::Page).collect();
    let marks = if !feeds.is_empty() {
        feeds
    } else if first_on_page {
        numbers.iter().map(|run| run.start).collect()
    } else if let Some(heads) = lines_above(whole, numbers) {
        heads
    } else {
        numbers.iter().map(|run| run.end).collect()
    };
    let mut numbers = numbers.iter().peekable();
    let mut taken = 0;
    let mut borders = Vec::new();
    for mark in marks {
        while let Some(run) = numbers.next_if(|run| run.end <= mark) {
            taken += run.len();
        }
        borders.push(mark - taken.min(mark));
    }
    borders
}

/// Where the same line begins above each number, if it is the first of the text: both stand on top of their pages.
fn lines_above(whole: &Sheet<'_>, numbers: &[Run]) -> Option<Vec<usize>> {
    let above = |run: &Run| {
        let own = whole.line_start(run.start, 0);
        Some(whole.line_start(own.checked_sub(1)?, 0)..own)
    };
    let lines: Vec<Run> = numbers.iter().map(above).collect::<Option<_>>()?;
    let first = lines.first().filter(|first| first.start == 0 && lines.len() > 1)?;
    let text = whole.folded(first.clone());
    lines.iter().all(|line| whole.folded(line.clone()) == text).then(|| lines.iter().map(|line| line.start).collect())
}

/// Where pages begin that neither a form feed nor a number tells: where what stands above the rows is printed again, from its
/// title on if that is repeated too.
pub(super) fn repeated_heads(pieces: &Pieces<'_>) -> Vec<usize> {
    let text = |at: usize| pieces.all.get(at).map(|piece| pieces.sheet.folded(piece.run.clone()));
    // A row of sums is called as a head is.
    let is_head = |text: &String| {
        let is_column = list::Head::of(text).is_some() || lexicon::flat_column(text).is_some();
        is_column && !lexicon::TOTAL_ROWS.contains(&text.as_str())
    };
    let Some((first, head)) = (0..pieces.all.len()).find_map(|at| text(at).filter(is_head).map(|text| (at, text)))
    else {
        return Vec::new();
    };
    let again = (first + 1..pieces.all.len()).filter(|at| text(*at).as_ref() == Some(&head));
    let begins = again.map(|at| {
        (0..first.min(at))
            .find(|above| text(at - above - 1) != text(first - above - 1))
            .map_or(at - first.min(at), |above| at - above)
    });
    begins.filter_map(|at| pieces.all.get(at)).map(|piece| piece.run.start).collect()
}

/// A page turns where cells that are drawn at once follow late ones: the end of the last late line, and the beginning of
/// the first line that cannot be late.
struct Turn {
    late: usize,
    prompt: usize,
    /// Where the page begins: titles and labels stand above the first line that tells it.
    border: usize,
}

/// Where the pages turn, if no form feed tells and some of the pages between the borders turns to another.
pub(super) fn turned(pieces: &Pieces<'_>, borders: &[usize], is_list: bool) -> Option<Vec<usize>> {
    /// No page has fewer pieces, on average: rows in their order turn at every line.
    const FEWEST: usize = 24;
    if (1..pieces.sheet.len()).any(|at| pieces.sheet.gap(at) == Gap::Page) {
        return None;
    }
    let turns = turns(pieces, is_list);
    let is_known = |turn: &Turn| {
        let next = borders.partition_point(|border| *border < turn.late);
        borders.get(next).is_some_and(|border| *border <= turn.prompt)
    };
    if turns.iter().all(is_known) || pieces.all.len() < FEWEST * (turns.len() + 1) {
        return None;
    }
    Some(turns.into_iter().map(|turn| turn.border).collect())
}

fn turns(pieces: &Pieces<'_>, is_list: bool) -> Vec<Turn> {
    /// No title or head stands on so many lines above the rows of a page.
    const MOST_ABOVE: usize = 8;
    let rows: Vec<&[Piece]> = pieces.all.chunk_by(|one, other| one.row == other.row).collect();
    // What stands above the rows of the first page may stand above those of others.
    let first = (0..rows.len()).find(|at| begins_body(pieces, rows.get(*at..).unwrap_or_default(), is_list));
    let first_above = rows.iter().take(first.unwrap_or_default().min(MOST_ABOVE)).flat_map(|row| row.iter());
    let first_above: BTreeSet<String> = first_above.map(|piece| pieces.sheet.folded(piece.run.clone())).collect();
    let mut turns = Vec::new();
    let mut late: Option<usize> = None;
    // Above the rows, heads that are repeated are drawn with their late cells.
    let mut has_body = false;
    for (at, row) in rows.iter().enumerate() {
        let rest = rows.get(at..).unwrap_or_default();
        if is_late(pieces, row) {
            late = Some(at).filter(|_| has_body);
            continue;
        }
        let is_body = begins_body(pieces, rest, is_list);
        let is_heads = begins_heads(pieces, rest);
        let Some(last) = late.filter(|_| is_body || is_heads) else {
            has_body |= is_body;
            continue;
        };
        let above = |row: &&&[Piece]| is_above(pieces, row, is_list, &first_above);
        let back = rows.get(last + 1..at).unwrap_or_default().iter().rev().take(MOST_ABOVE).take_while(above).count();
        let start = |at: usize| rows.get(at).and_then(|row| row.first()).map(|piece| piece.run.start);
        let end = rows.get(last).and_then(|row| row.last()).map(|piece| piece.run.end);
        if let (Some(late), Some(prompt), Some(border)) = (end, start(at), start(at - back)) {
            turns.push(Turn { late, prompt, border });
        }
        (late, has_body) = (None, is_body);
    }
    turns
}

/// Whether a line can only be late cells, which hold two scripts each.
fn is_late(pieces: &Pieces<'_>, row: &[Piece]) -> bool {
    row.iter().all(|piece| is_mixed(&pieces.sheet.text(piece.run.clone())) && !is_labelled(pieces, piece))
}

/// Whether a piece says what stands above a table behind its label: 单位：万元.
fn is_labelled(pieces: &Pieces<'_>, piece: &Piece) -> bool {
    let mut labels = lexicon::DEPARTMENT_LABELS.iter().chain(lexicon::MONEY_UNIT_LABELS).chain(lexicon::YEAR_LABELS);
    labels
        .any(|label| pieces.sheet.after(piece.run.start, label).and_then(|end| pieces.sheet.after(end, ":")).is_some())
}

/// Whether rows begin that can only be drawn at once: several cells on a line, one of which tells it, or such cells on lines
/// of their own.
fn begins_body(pieces: &Pieces<'_>, rows: &[&[Piece]], is_list: bool) -> bool {
    const AHEAD: usize = 8;
    const FEWEST: usize = 3;
    let Some(first) = rows.first() else { return false };
    let tells = |row: &[Piece]| row.iter().any(|piece| tells(pieces, piece, is_list));
    // Behind what tells it, shorter numbers and signs stand in such rows, too.
    let is_like = |row: &&&[Piece]| {
        let text = |piece: &Piece| pieces.sheet.folded(piece.run.clone());
        let is_bound = |text: &str| text.starts_with(['≥', '≤', '=']) && !is_mixed(text);
        let is_sign = |text: &str| lexicon::KINDS.contains(&text) || is_bound(text) || number_from_text(text).is_some();
        tells(row) || row.iter().any(|piece| is_sign(&text(piece)))
    };
    tells(first) && (first.len() > 1 || rows.iter().take(AHEAD).filter(is_like).count() >= FEWEST)
}

/// Whether the heads of columns begin: several on a line, or on lines of their own from that of the projects on.
fn begins_heads(pieces: &Pieces<'_>, rows: &[&[Piece]]) -> bool {
    const AHEAD: usize = 4;
    const FEWEST: usize = 3;
    let count = |row: &&[Piece]| row.iter().filter(|piece| is_head(pieces, piece)).count();
    let is_first = |piece: &Piece| {
        let is_project = |(column, _)| column == Column::Project;
        let head = || list::Head::of(&pieces.sheet.folded(piece.run.clone()));
        pieces.column(piece.run.start).is_some_and(is_project) || head() == Some(list::Head::Project)
    };
    rows.first().is_some_and(|first| {
        let alone =
            || first.first().is_some_and(is_first) && rows.iter().take(AHEAD).map(count).sum::<usize>() >= FEWEST;
        count(first) > 1 || alone()
    })
}

/// Whether a piece is a whole head of a column, and none that is drawn late.
fn is_head(pieces: &Pieces<'_>, piece: &Piece) -> bool {
    if is_mixed(&pieces.sheet.text(piece.run.clone())) {
        return false;
    }
    pieces.column(piece.run.start).is_some_and(|(_, end)| end == piece.run.end)
        || list::Head::of(&pieces.sheet.folded(piece.run.clone())).is_some()
}

/// Whether a piece is a whole label of a level or a number, which no column is too narrow for; the numbers of columns are shorter.
fn tells(pieces: &Pieces<'_>, piece: &Piece, is_list: bool) -> bool {
    const SHORTEST: usize = 3;
    // The sets of lists are full of such labels.
    let is_whole = || rows::level(&pieces.sheet, piece.run.start).is_some_and(|(_, label)| label == piece.run.end);
    let is_label = !is_list && is_whole();
    // Narrow columns of tables that begin with codes break these and amounts, which are drawn late then.
    let is_at_once = !pieces.are_coded || codes::is_whole(pieces, piece);
    is_label || (piece.run.len() >= SHORTEST && is_at_once && is_number(pieces, piece))
}

fn is_number(pieces: &Pieces<'_>, piece: &Piece) -> bool {
    number_from_text(&pieces.sheet.folded(piece.run.clone())).is_some()
}

/// Whether a line may stand above the rows of a page: a title, a label, a head, or what the first page prints there, too.
fn is_above(pieces: &Pieces<'_>, row: &[Piece], is_list: bool, first_above: &BTreeSet<String>) -> bool {
    let is_field = |piece: &Piece| pieces.field(piece.run.start).is_some_and(|(_, label)| label == piece.run.end);
    let is_own = |piece: &Piece| {
        let text = pieces.sheet.folded(piece.run.clone());
        tells(pieces, piece, is_list)
            || (pieces.are_coded && is_number(pieces, piece))
            || is_field(piece)
            || is_head(pieces, piece)
            || is_labelled(pieces, piece)
            || lexicon::TITLES.iter().any(|title| text.ends_with(title))
            || first_above.contains(&text)
    };
    // A label with its value beside it is drawn at once.
    let is_pair = row.len() > 1 && row.first().is_some_and(is_field);
    is_pair || row.iter().all(is_own)
}
