//! The readers of every layout but plain lists, and what only they share.

mod block;
mod boxes;
mod cells;
mod coded;
mod columns;
mod deferred;
mod displaced;
mod fill;
mod flat;
mod funds;
mod glue;
mod graded;
mod inline;
mod joined;
mod list_grid;
mod marked;
mod matrix;
mod merged;
mod mixed;
mod narrowed;
mod numbered;
mod overcut;
mod packed;
mod pages;
mod paging;
mod parted;
mod pieces;
mod prose;
mod rows;
mod scored;
mod seams;
mod torn;

pub(super) use self::mixed::{doubt, doubt_forms, is_merged};

use super::Reader;
use super::fold::Folded;
use crate::grid::grid_of_text;
use crate::model::Table;
use crate::source::Source;

/// Fragments of visual lines are put together by guess: where another reading fits nearly as well, the cells stand in order.
const GUESS: u32 = 40;

/// All of them, each with by how much it must fit better than the others. Each is tried, and the best fit is kept; of two that
/// fit alike, the later one.
pub(super) static OTHERS: &[(Reader, u32)] = &[
    (collapsed, GUESS),
    (torn::read, 0),
    (prose::read, 0),
    (graded::read, 0),
    (scored::read, 0),
    (coded::read, 0),
    (matrix::read, 0),
    (inline::read, 0),
    (glued, 0),
    (boxed, 0),
    (filled, 0),
    (grid, 0),
    (form, 0),
    // Last: where two fit alike, cells that had to be put back are no accident.
    (late, 0),
];

/// Puts right what a reader of lists could not know: the columns of amounts, and where objectives end.
pub(super) fn settle(table: &mut Table, source: &Source, folded: &Folded) {
    funds::settle(table);
    marked::settle(table, source, folded);
}

/// How wide a text is printed, in halves of a full-width character.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

/// How wide a character is printed: full-width ones are two.
pub(crate) const fn width_of(ch: char) -> usize {
    if ch.is_ascii() { 1 } else { 2 }
}

/// Whether a text has the shape that only a whole amount has, and none that a narrow column has torn: two decimals, and
/// groups of three digits.
pub(crate) fn is_whole_amount(text: &str) -> bool {
    let Some((whole, decimals)) = text.split_once('.') else { return false };
    let digits = |text: &str| text.chars().all(|ch| ch.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let begins = !first.is_empty() && digits(first) && (!whole.contains(',') || first.len() <= 3);
    let begins = begins && (whole == "0" || !whole.starts_with('0'));
    begins && groups.all(|group| group.len() == 3 && digits(group)) && decimals.len() == 2 && digits(decimals)
}

/// Whether a character is a Chinese one, and no mark.
pub(crate) const fn is_chinese(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{9fff}')
}

/// What a reader reads of a text that is of no kind with readers of its own: lists in sections, and tables that begin with codes.
fn unless_own(source: &Source, folded: &Folded, reader: Reader) -> Table {
    if inline::is_sectioned(folded) {
        return Table::default();
    }
    coded::unless_kind(source, folded, reader(source, folded))
}

/// Text whose columns have collapsed.
fn collapsed(source: &Source, folded: &Folded) -> Table {
    coded::unless_kind(source, folded, columns::read_collapsed(source, folded))
}

/// Text whose cells nothing sets apart.
fn glued(source: &Source, folded: &Folded) -> Table {
    unless_own(source, folded, glue::read)
}

/// Text in boxes of words.
fn boxed(source: &Source, folded: &Folded) -> Table {
    unless_own(source, folded, boxes::read)
}

/// Text whose wrapped cells stand behind all others.
fn late(source: &Source, folded: &Folded) -> Table {
    if inline::is_sectioned(folded) { Table::default() } else { deferred::read(source, folded) }
}

/// Forms in running text whose cells may be missing, unless their columns stand for themselves.
fn filled(source: &Source, folded: &Folded) -> Table {
    boxes::unless_apart(source, folded, unless_own(source, folded, block::read_filled))
}

/// Forms in running text, unless their columns stand for themselves.
fn form(source: &Source, folded: &Folded) -> Table {
    boxes::unless_apart(source, folded, unless_own(source, folded, block::read_form))
}

/// The reader of lists whose cells are marked, or stand in clear columns.
fn grid(source: &Source, folded: &Folded) -> Table {
    if let Some(mut grid) = grid_of_text(source.text()) {
        overcut::mend_list(&mut grid, folded);
        return displaced::doubted(source, list_grid::read(source, folded, &grid));
    }
    let Some(grid) = columns::grid(source, folded, true) else { return Table::default() };
    let mut table = displaced::doubted(source, list_grid::read(source, folded, &grid));
    boxes::mend(source, &mut table, false);
    table
}
