//! Text that keeps its columns by blanks → [`Grid`]: `pdftotext -layout` and its like.
//!
//! One line of such text holds pieces of many cells, and one cell stands on many lines, evenly around the middle of its
//! row. Columns are found between the words, page by page; rows around what fills exactly one line of each.

mod body;
mod forms;
mod gutters;
mod heads;
mod labels;
mod levels;
mod lines;
mod settle;
mod share;

use self::body::Body;
use self::lines::Lines;
use super::fold::Folded;
use crate::grid::{Form, Grid};
use crate::source::Source;

/// The grid of a text whose columns are clear: of a list, or of a table with a row per indicator.
pub(crate) fn grid(source: &Source, folded: &Folded, list: bool) -> Option<Grid> {
    let lines = Lines::new(source, folded)?;
    let heads = heads::find(&lines, list);

    let mut body = Body::new(&lines, heads.first()?);
    let mut from = 0;
    for (index, head) in heads.iter().enumerate() {
        body.before(from, head, index == 0);
        let until = heads.get(index + 1).map_or(lines.len(), |next| next.first);
        body.head(head);
        from = body.below(head, until, index + 1 < heads.len())?;
    }
    body.rest(from);
    let mut grid = body.grid;
    grid.form = Form::Columns;
    grid.furniture.extend(&lines.page_numbers);
    crate::span::sort_spans(&mut grid.furniture);
    Some(grid)
}
