//! Merged cells of flat tables, put back to where they begin.
//!
//! A project and its objective are merged over all rows of its indicators. Tools of tables write the text of such a cell
//! into the rows it happens to stand beside, line by line, and those of the next page know nothing of it (D26, D41). The
//! order of the level-1 cells tells where a project begins: 满意度指标 is followed by 产出指标 only in the next one.

use std::ops::Range;

use super::cells::Row;
use crate::lexicon::{self, Column};
use crate::model::Category;
use crate::parse::fold::Ink;

/// Moves the pieces of project names and objectives to the first row of their project, where rows do not begin with them.
/// `known`: the columns of a table without heads.
pub(crate) fn put_back(rows: &mut [Row], known: Option<&[Column]>) {
    let known = known.map(|columns| columns.iter().copied().map(Some).collect::<Vec<_>>());
    let mut columns: Option<Head> = known.and_then(|columns| Head::of_columns(&columns));
    let mut body: Vec<BodyRow> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if let Some(head) = Head::of(row) {
            columns = Some(head);
        } else if let Some(head) = columns.as_ref().filter(|head| head.width == row.len()) {
            body.extend(head.body_row(at, row));
        }
    }
    let Some(Head { project, objective, .. }) = columns else { return };
    // A name on every row was filled down; one beside a merged level-1 cell stands on the first row of its project.
    let mut named = body.iter().filter(|row| row.has_name && !row.is_unit);
    let are_merged = body.iter().any(|row| row.category.is_none() && !row.is_unit);
    if body.iter().all(|row| row.has_name) || (are_merged && named.all(|row| row.category.is_some())) {
        return;
    }
    let begins = begins(&body);
    // Where each project begins with its name, nothing is out of place.
    if begins.iter().all(|at| body.get(*at).is_some_and(|row| row.has_name || row.is_unit)) {
        return;
    }
    let ends = begins.iter().copied().skip(1).chain([body.len()]);
    for segment in begins.iter().copied().zip(ends).map(|(start, end)| body.get(start..end).unwrap_or_default()) {
        let Some(first) = segment.first().filter(|first| !first.is_unit) else { continue };
        for column in [Some(project), objective].into_iter().flatten() {
            gather(rows, first.at, segment.iter().map(|row| row.at), column);
        }
    }
}

/// Which columns a flat table has, by its head.
struct Head {
    width: usize,
    project: usize,
    objective: Option<usize>,
    first_level: usize,
}

/// A row below the head.
struct BodyRow {
    at: usize,
    has_name: bool,
    /// A unit's name alone.
    is_unit: bool,
    category: Option<Category>,
}

impl Head {
    fn of(row: &Row) -> Option<Self> {
        let columns: Vec<Option<Column>> = row.iter().map(|cell| lexicon::flat_column(&cell.text())).collect();
        Self::of_columns(&columns)
    }

    fn of_columns(columns: &[Option<Column>]) -> Option<Self> {
        let place = |wanted: Column| columns.iter().position(|column| *column == Some(wanted));
        Some(Self {
            width: columns.len(),
            project: place(Column::Project)?,
            objective: place(Column::Objective),
            first_level: place(Column::Level1)?,
        })
    }

    /// Rows of column numbers and of sums are none.
    fn body_row(&self, at: usize, row: &Row) -> Option<BodyRow> {
        let filled: Vec<usize> =
            (0..row.len()).filter(|at| row.get(*at).is_some_and(|cell| !cell.inks.is_empty())).collect();
        let numbers =
            |at: &usize| row.get(*at).is_some_and(|cell| cell.inks.iter().all(|ink| ink.ch().is_ascii_digit()));
        let is_sum = row.iter().any(|cell| lexicon::TOTAL_ROWS.contains(&cell.text().as_str()));
        if is_sum || filled.is_empty() || (filled.len() > 2 && filled.iter().all(numbers)) {
            return None;
        }
        let level = row.get(self.first_level)?.text();
        let category = lexicon::LEVEL_1.iter().find(|(label, _)| *label == level).map(|(_, category)| *category);
        Some(BodyRow { at, has_name: filled.contains(&self.project), is_unit: filled == [self.project], category })
    }
}

/// Where projects begin: behind a unit, and where the categories begin anew.
fn begins(body: &[BodyRow]) -> Vec<usize> {
    let mut begins = Vec::new();
    let mut order = Order::of(body.iter().filter_map(|row| row.category));
    let mut after_unit = true;
    for (at, row) in body.iter().enumerate() {
        if row.is_unit || after_unit {
            order.begin();
        }
        let anew = row.category.is_some_and(|category| order.begins_anew(category));
        if row.is_unit || after_unit || anew {
            begins.push(at);
        }
        after_unit = row.is_unit;
    }
    begins
}

/// The order of categories within a project: costs stand where the first project that has them shows them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Order {
    cost: Option<usize>,
    highest: Option<usize>,
}

impl Order {
    /// The order of a text whose level-1 cells are these. What stands before and behind costs tells their place: output follows
    /// them where they come first.
    pub(crate) fn of(categories: impl IntoIterator<Item = Category>) -> Self {
        let (mut before, mut behind, mut last) = (0, 0, None);
        for category in categories {
            before += usize::from(last == Some(Category::Cost) && category == Category::Output);
            behind += usize::from(last == Some(Category::Output) && category == Category::Cost);
            last = Some(category);
        }
        Self { cost: (before > behind).then_some(1), highest: None }
    }

    /// The same with the place of costs that another order tells.
    pub(crate) fn with_costs_of(self, other: Self) -> Self {
        Self { cost: other.cost.or(self.cost), ..self }
    }

    /// Every place that costs may have among the categories.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        [1, 3, 5, 7].into_iter().map(|cost| Self { cost: Some(cost), highest: None })
    }

    /// A new project begins, whatever follows.
    pub(crate) fn begin(&mut self) {
        self.highest = None;
    }

    /// Takes the category of the next row; tells whether a new project must have begun with it.
    pub(crate) fn begins_anew(&mut self, category: Category) -> bool {
        let rank = match category {
            Category::Cost => *self.cost.get_or_insert(self.highest.map_or(0, |highest| highest + 1)),
            Category::Output => 2,
            Category::Benefit => 4,
            Category::Satisfaction => 6,
        };
        let anew = self.highest.is_some_and(|highest| rank < highest);
        self.highest = Some(rank);
        anew
    }
}

/// Moves what a column holds in some rows to the first of them, if it stands in rows one below the other.
fn gather(rows: &mut [Row], first: usize, of: impl Iterator<Item = usize>, column: usize) {
    let filled: Vec<usize> = of
        .filter(|at| rows.get(*at).and_then(|row| row.get(column)).is_some_and(|cell| !cell.inks.is_empty()))
        .collect();
    let touching: Range<usize> = match (filled.first(), filled.last()) {
        (Some(first), Some(last)) => *first..last + 1,
        _ => return,
    };
    // Heads of a new page stand between rows of one cell, nothing else may.
    const MOST_BETWEEN: usize = 8;
    if touching.len() > filled.len() + MOST_BETWEEN {
        return;
    }
    let mut inks: Vec<Ink> = Vec::new();
    for at in filled {
        if let Some(cell) = rows.get_mut(at).and_then(|row| row.get_mut(column)) {
            inks.append(&mut cell.inks);
        }
    }
    if let Some(cell) = rows.get_mut(first).and_then(|row| row.get_mut(column)) {
        cell.inks = inks;
    }
}
