//! Text in which each column of a page stands for itself: what a tool gives that groups a page into boxes by its own guess.
//!
//! Such a text has the cells of a page column by column, or part of a column by part of a column (D12); between two boxes
//! stands a blank line. Within a column the cells stand in the order of the rows, so a row is told by counting: the third
//! name, the third target and the third weight below their heads are one row. Where the counts do not agree, nothing is
//! read.

mod agrees;
mod align;
mod amounts;
mod apart;
mod atoms;
mod beside;
mod bodies;
mod chain;
mod clauses;
mod columns;
mod counts;
mod cuts;
mod flat;
mod flat_heads;
mod flat_page;
mod flat_rests;
mod flat_rows;
mod form;
mod funds;
mod further;
mod heads;
mod inside;
mod kin;
mod labels;
mod levels;
mod lines;
mod list;
mod looks;
mod lost;
mod marks;
mod money;
mod named;
mod names;
mod numbers;
mod objectives;
mod once;
mod open;
mod owners;
mod page;
mod pages;
mod parts;
mod places;
mod projects;
mod ranks;
mod rests;
mod rows;
mod said;
mod segments;
mod sentences;
mod sets;
mod settled;
mod shares;
mod shorts;
mod single;
mod tangle;
mod targets;
mod tokens;
mod torn;
mod weights;
mod words;
mod wrapped;

pub(super) use self::apart::unless_apart;
pub(super) use self::levels::cost as against;

use self::atoms::What;
pub(super) use self::settled::mend;
use super::pieces;
use crate::lexicon::Column;
use crate::model::{Cell, Layout, Table};
use crate::parse::fold::{Folded, Gap};
use crate::parse::furniture;
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;
use crate::span::Origin;

/// Reads a table whose columns stand one behind the other.
pub(crate) fn read(source: &Source, folded: &Folded) -> Table {
    let mut table = of_kind(source, folded);
    for project in table.units.iter_mut().flat_map(|unit| &mut unit.projects) {
        project.objective = unplaced(std::mem::take(&mut project.objective), &project.name);
        for indicator in &mut project.indicators {
            indicator.target = unplaced(std::mem::take(&mut indicator.target), &indicator.name);
        }
    }
    table
}

/// A cell of which nothing was put beside its name is not blank: it may stand among what nobody could place.
fn unplaced<T>(cell: Cell<T>, name: &Cell<String>) -> Cell<T> {
    match (cell, name.origin()) {
        (Cell::Absent, Some(origin)) => Cell::Unreadable(origin.clone()),
        (Cell::Blank(own), Some(origin)) if own == *origin => Cell::Unreadable(own),
        (cell, _) => cell,
    }
}

/// Reads a form, a flat table or a list.
fn of_kind(source: &Source, folded: &Folded) -> Table {
    if crate::grid::grid_of_text(source.text()).is_some() {
        return Table::default();
    }
    let whole = Sheet::new(source, folded.inks());
    let numbers = page_numbers(&whole);
    let spans: Vec<_> = numbers.iter().filter_map(|run| whole.origin(run.clone())).collect();
    let pieces = pieces::of_lines(Sheet::new(source, furniture::without(folded.inks(), &numbers)));
    let atoms = atoms::atoms(source, &pieces);
    let has = |column: Column| atoms.iter().any(|atom| atom.what == What::Head(column));
    let columns = further::columns(&pieces, &atoms);
    let more = columns.second || columns.scores;
    let further = more.then(|| further::take(&pieces, &atoms, columns));
    let plain =
        !has(Column::Project) && !has(Column::Operator) && (more || (!has(Column::Actual) && !has(Column::Score)));
    if has(Column::Project) && has(Column::Operator) && has(Column::Name) {
        return flat::read(source, folded, &pieces);
    }
    if !(plain && has(Column::Name) && has(Column::Target)) {
        return if has(Column::Name) { Table::default() } else { list::read(source, &pieces) };
    }
    let (atoms, further) = further.map_or((atoms, None), |(atoms, further)| (atoms, Some(further)));
    let Some(mut blocks) = pages::blocks(&pieces, &atoms, further.as_ref()) else { return Table::default() };
    weights::take_exchanged(&pieces.sheet, &mut blocks);
    if columns.scores {
        weights::take_scores(&pieces.sheet, &mut blocks);
    }
    let mut table = form::read(source, folded, &pieces, &blocks, &further.unwrap_or_default());
    if table.layout != Layout::Unknown {
        table.furniture.extend(spans.iter().flat_map(Origin::spans));
        crate::span::sort_spans(&mut table.furniture);
    }
    table
}

/// The page numbers. A bare number at the end of a page may be the last weight on it: only the number of the page counts.
fn page_numbers(whole: &Sheet<'_>) -> Vec<Run> {
    let mut numbers = furniture::page_numbers(whole);
    let (mut page, mut counted) = (1, 0);
    numbers.retain(|run| {
        page += (counted.max(1)..=run.start).filter(|at| whole.gap(*at) == Gap::Page).count();
        counted = run.start + 1;
        whole.folded(run.clone()).parse().map_or(true, |number: usize| number == page)
    });
    numbers
}
