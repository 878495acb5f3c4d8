//! Readings of forms in boxes by rows: where cells of several rows have run into one, nobody can read them so.

use super::atoms::{begins_box, is_value, is_words};
use super::further::cells::{is_named, is_reason, is_result};
use super::single::is_all_words;
use crate::model::{Indicator, Table};
use crate::parse::fold::{Folded, fold_char};
use crate::parse::readers::pieces;
use crate::parse::sheet::Sheet;
use crate::source::Source;

/// A reading of running text, unless most of the text are boxes of their own and too many of its rows are none.
pub(crate) fn unless_apart(source: &Source, folded: &Folded, table: Table) -> Table {
    /// One row in so many may look like none.
    const SHARE: usize = 10;
    /// So many tell.
    const LEAST: usize = 10;
    let indicators = || table.units.iter().flat_map(|unit| &unit.projects).flat_map(|project| &project.indicators);
    let odd = indicators().filter(|indicator| is_odd(indicator)).count();
    let all = indicators().count();
    if all >= LEAST && odd * SHARE > all && is_boxed(source, folded) { Table::default() } else { table }
}

/// Whether most lines of a text are boxes of their own.
fn is_boxed(source: &Source, folded: &Folded) -> bool {
    if crate::grid::grid_of_text(source.text()).is_some() {
        return false;
    }
    let pieces = pieces::of_lines(Sheet::new(source, folded.inks()));
    let boxes = pieces.all.iter().filter(|piece| begins_box(source, &pieces, piece.run.start)).count();
    boxes * 2 > pieces.all.len()
}

/// Whether an indicator lacks its name, or has the one where the other should be.
fn is_odd(indicator: &Indicator) -> bool {
    let folded = |text: &str| text.chars().filter_map(fold_char).collect::<String>();
    let Some(name) = indicator.name.value().map(|name| folded(name)) else { return true };
    let target = indicator.target.value().map(|target| folded(&target.text)).unwrap_or_default();
    let words = |text: &str| is_value(text) || is_words(text) || is_all_words(text) || is_result(text);
    is_value(&name) || is_result(&name) || is_reason(&name) || (is_named(&target) && !words(&target))
}
