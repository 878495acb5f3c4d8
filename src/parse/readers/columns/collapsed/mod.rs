//! Visual lines whose blanks are collapsed: each holds the fragments of several cells, from left to right, and nothing tells
//! where a column begins (D11).
//!
//! What a fragment says tells its column: level labels, operators and kinds are of a closed vocabulary, amounts, weights and
//! targets have a form of their own. The words are put where their columns would be, and then read as text with columns.
//! What had to be put together of several lines may be put together wrongly: it is marked.

pub(in crate::parse::readers) mod beam;
mod doubts;
mod flat;
mod form;
mod fragments;
pub(in crate::parse::readers::columns) mod heads;
mod labels;
mod list;
mod pages;
mod shape;

use std::ops::Range;

use self::heads::Heads;
use super::body::Body;
use super::heads::Head;
use super::lines::{Lines, Word};
use crate::grid::{Form, Grid};
use crate::lexicon;
use crate::model::{Layout, Table};
use crate::parse::fold::Folded;
use crate::parse::readers::{self, block, cells, merged, pieces};
use crate::source::Source;

/// How many character columns a column of the table has here.
const WIDTH: usize = 150;

/// A line to be placed: its page and its words.
type Line = (usize, Vec<Word>);

/// Reads a table of visual lines.
pub(in crate::parse::readers) fn read(source: &Source, folded: &Folded) -> Table {
    if crate::grid::grid_of_text(source.text()).is_some() {
        return Table::default();
    }
    let (lines, furniture) = pages::filled(Lines::new(source, folded));
    let heads: Vec<Head> = (0..lines.len()).filter_map(|line| list::heads(&lines, line)).collect();
    let is_list = !heads.is_empty();
    let keeps_blanks = source.text().contains('\u{c}') && super::is_spread(source.text());
    let grid = if is_list { list_grid(lines, &heads) } else { row_grid(lines, keeps_blanks) };
    let Some(mut grid) = grid else { return Table::default() };
    grid.form = Form::Columns;
    grid.furniture.extend(furniture);
    crate::span::sort_spans(&mut grid.furniture);
    let mut table = if is_list {
        let mut table = readers::list_grid::read(source, folded, &grid);
        readers::boxes::mend(source, &mut table, true);
        table
    } else {
        let (mut rows, structure) = cells::rows(folded, &grid);
        merged::put_back(&mut rows, None, &[], false);
        block::read(pieces::of_rows(source, folded, &grid, &rows, structure), true, false)
    };
    if !readers::flat::has_names(&table) {
        return Table::default();
    }
    if table.layout == Layout::IndicatorPerRow {
        doubts::take_back_levels(&mut table);
    }
    if table.layout != Layout::Unknown {
        table.repairs.extend(doubts::doubts(source, &table));
    }
    table
}

/// The grid of a list.
fn list_grid<'h>(mut lines: Lines<'_>, heads: &'h [Head]) -> Option<Grid> {
    let below = heads.first()?.last + 1;
    let order = list::order(&lines, below)?;
    lines.cut(&list::touching);
    let edges = list::Edges::of(&lines, below);
    let above: Vec<String> = (0..heads.first()?.first).map(|line| lines.line_text(line)).collect();
    let rows = |(index, head): (usize, &'h Head)| {
        let next = heads.get(index + 1).map_or(lines.len(), |next| next.first);
        let until = (head.last + 1..next).find(|line| above.contains(&lines.line_text(*line))).unwrap_or(next);
        list::Rows::new(&lines, head, head.last + 1..until, edges)
    };
    let tables: Vec<list::Rows<'_>> = heads.iter().enumerate().map(rows).collect();
    let widest = list::widest(&tables);
    let mut placed = unplaced(&lines);
    for rows in &tables {
        let (own, rows) = rows.placed(&lines, &widest, order)?;
        placed.splice(own, rows);
    }
    let lines = lines.placed(placed);
    super::below_heads(&lines, heads)
}

/// All lines as they are.
fn unplaced(lines: &Lines<'_>) -> Vec<Line> {
    (0..lines.len()).map(|line| (lines.page(line), lines.line(line).to_vec())).collect()
}

/// The grid of a form, or of a table with projects in a column of their own.
fn row_grid(lines: Lines<'_>, keeps_blanks: bool) -> Option<Grid> {
    let heads = heads::find(&lines);
    let flat = heads.iter().any(Heads::is_flat);
    // Where blanks keep the columns apart, what the columns do not tell is no better told without them. The one tool that
    // keeps them so and ends pages with form feeds puts words of one row on several lines.
    if flat && keeps_blanks {
        return None;
    }
    let above: Vec<String> = (0..heads.first()?.first).map(|line| lines.line_text(line)).collect();
    // Where the rows of each table are.
    let below = |(index, head): (usize, &Heads)| {
        let next = heads.get(index + 1).map_or(lines.len(), |next| next.first);
        let again = |line: usize| above.contains(&lines.line_text(line));
        let ends = |line: &usize| if flat { again(*line) } else { ends_rows(&lines, *line) };
        head.last + 1..(head.last + 1..next).find(ends).unwrap_or(next)
    };
    let owns: Vec<Range<usize>> = heads.iter().enumerate().map(below).collect();
    let shape = if flat { shape::Shape::of(&lines, &heads, &owns) } else { shape::Shape::default() };
    let mut tables: Vec<(Head, Range<usize>)> = Vec::with_capacity(heads.len());
    let mut placed = unplaced(&lines);
    for (head, own) in heads.iter().zip(owns) {
        let rows =
            if flat { flat::rows(&lines, head, own.clone(), &shape)? } else { form::rows(&lines, head, own.clone()) };
        placed.splice(own.clone(), rows);
        tables.push((head.in_columns(), own));
    }
    let lines = lines.placed(placed);
    let mut body = Body::new(&lines, &tables.first()?.0);
    let mut from = 0;
    for (index, (head, rows)) in tables.iter().enumerate() {
        if flat {
            // Rows of a page whose head nobody knew are left to nobody.
            if body.before(from, head, index == 0).is_none() {
                let kept = body.kept();
                body.lose(head, (from, head.first), kept)?;
            }
        } else {
            labels::rows(&mut body, from..head.first);
        }
        body.head(head);
        let end = body.below(head, rows.end, index + 1 < tables.len())?;
        from = if flat { end } else { rows.end };
    }
    if flat {
        body.rest(from);
    } else {
        labels::rows(&mut body, from..lines.len());
    }
    let mut grid = body.grid;
    grid.furniture.extend(&lines.page_numbers);
    Some(grid)
}

/// Whether a line ends the rows of a form.
fn ends_rows(lines: &Lines<'_>, line: usize) -> bool {
    let text = lines.line_text(line);
    lines.line(line).iter().any(|word| fragments::is_field(&lines.text(word)))
        || lexicon::FORM_TITLES.iter().any(|title| text.contains(title))
        || lexicon::NOTES.iter().any(|note| text.starts_with(note))
}

/// A word at the beginning of a column.
fn at_column(word: &Word, column: usize) -> Word {
    let start = column * WIDTH;
    Word { start, end: start + word.inks.len().min(WIDTH - 1), ..word.clone() }
}

/// Some words of a line as one; `None` without any.
fn joined(words: &[Word]) -> Option<Word> {
    let (first, last) = words.first().zip(words.last())?;
    Some(Word { end: last.end, inks: first.inks.start..last.inks.end, ..first.clone() })
}
