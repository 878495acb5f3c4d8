//! Merged cells of flat tables, put back to where they begin.
//!
//! A project and its objective are merged over all rows of its indicators. Tools of tables write the text of such a cell
//! into the rows it happens to stand beside, line by line, and those of the next page know nothing of it (D26, D41). The
//! order of the level-1 cells tells where a project begins: 满意度指标 is followed by 产出指标 only in the next one.

use std::ops::Range;

use rust_decimal::Decimal;

use super::cells::Row;
use crate::amount::number_from_text;
use crate::lexicon::{self, Column};
use crate::model::Category;
use crate::parse::fold::Ink;
use crate::span::Span;

/// What was found of the projects of a table.
#[derive(Debug, Default)]
pub(crate) struct Begins {
    /// The first characters of the level-1 cells with which a project begins that has lost its name, told by their level-2 cells alone.
    pub(crate) nameless: Vec<Span>,
    /// The first characters of names and objectives that were moved to such rows, or to the page before.
    pub(crate) moved: Vec<Span>,
    /// What pages print again of names and objectives.
    pub(crate) again: Vec<Span>,
    /// Whether every project begins with its name, whatever the order of its categories.
    pub(crate) are_named: bool,
}

/// Moves the pieces of project names and objectives to the first row of their project, where rows do not begin with them.
/// `known`: the columns of a table without heads. `firsts`: the first rows of pages, where page breaks may lose names.
/// `are_centred`: names stand beside the middle of their rows.
pub(crate) fn put_back(rows: &mut [Row], known: Option<&[Column]>, firsts: &[usize], are_centred: bool) -> Begins {
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
    let mut found = Begins::default();
    let Some(head) = columns else { return found };
    if firsts.is_empty() && head.are_named(rows, &body) {
        found.are_named = true;
        return found;
    }
    let Head { project, objective, first_level, .. } = head;
    // A name on every row was filled down; one beside a merged level-1 cell stands on the first row of its project.
    let mut named = body.iter().filter(|row| row.has_name && !row.is_unit);
    let are_merged = body.iter().any(|row| row.category.is_none() && !row.is_unit);
    let is_merged = !are_centred && are_merged && named.all(|row| row.category.is_some());
    if body.iter().all(|row| row.has_name) || is_merged {
        return found;
    }
    // A name on a later page may be that of the next project, if the first one's is lost.
    let names_are_first = names_are_first(&body, firsts);
    let begins = begins(&body, firsts);
    // Where each project begins with its name, nothing is out of place.
    if !are_centred && begins.iter().all(|(at, _)| body.get(*at).is_some_and(|row| row.has_name || row.is_unit)) {
        return found;
    }
    let ends = begins.iter().map(|(at, _)| *at).skip(1).chain([body.len()]);
    for ((start, by), end) in begins.iter().copied().zip(ends) {
        let segment = body.get(start..end).unwrap_or_default();
        let Some(first) = segment.first().filter(|first| !first.is_unit) else { continue };
        // Names that do not stand one below the other are those of several projects.
        let own = |row: &&BodyRow| row.has_name;
        let named = segment.iter().skip_while(|row| !own(row)).take_while(own).count();
        if are_centred && named < segment.iter().filter(own).count() {
            continue;
        }
        for column in [Some(project), objective].into_iter().flatten() {
            let is_empty = rows.get(first.at).and_then(|row| row.get(column)).is_some_and(|cell| cell.inks.is_empty());
            found.again.extend(gather(rows, first.at, segment.iter().map(|row| row.at), column));
            let own = rows.get(first.at).and_then(|row| row.get(column)).and_then(|cell| cell.inks.first());
            let is_moved = by == By::Second || (is_empty && !firsts.is_empty() && names_are_first);
            found.moved.extend(own.filter(|_| is_moved).map(Ink::span));
        }
        let row = rows.get(first.at).map(Vec::as_slice).unwrap_or_default();
        let is_nameless = by == By::Second && row.get(project).is_some_and(|cell| cell.inks.is_empty());
        let level = row.get(first_level).and_then(|cell| cell.inks.first());
        found.nameless.extend(level.filter(|_| is_nameless).map(Ink::span));
    }
    found
}

/// What tells that a project begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    /// A unit before it, its name, or the categories, which begin anew.
    Names,
    /// The level-2 cells, which begin anew within a category.
    Second,
}

/// Which columns a flat table has, by its head.
struct Head {
    width: usize,
    project: usize,
    objective: Option<usize>,
    money: Option<usize>,
    first_level: usize,
    weight: Option<usize>,
}

/// A row below the head.
struct BodyRow {
    at: usize,
    has_name: bool,
    /// A unit's name alone.
    is_unit: bool,
    category: Option<Category>,
    /// Where its level-2 cell stands among those of its category.
    second: Option<usize>,
}

/// Where a level-2 label stands among those of its category, in the order of forms.
pub(crate) fn second_place(label: &str) -> Option<usize> {
    const PLACES: &[&[&str]] = &[&["数量", "经济"], &["质量", "社会"], &["时效", "生态", "环境"], &["成本", "可持续"]];
    PLACES.iter().position(|begins| begins.iter().any(|begin| label.starts_with(begin)))
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
            money: columns.iter().position(|column| matches!(column, Some(Column::Money(_)))),
            first_level: place(Column::Level1)?,
            weight: place(Column::Weight),
        })
    }

    /// Whether every project of a table on one page begins with its name, whatever the order of its categories: the first row has
    /// one, money and objective stand beside names and nowhere else, and the weights from one name to the next make a whole; where
    /// there are none, no category comes back.
    fn are_named(&self, rows: &[Row], body: &[BodyRow]) -> bool {
        const FEWEST: usize = 2;
        let cell = |row: &BodyRow, column: usize| rows.get(row.at).and_then(|row| row.get(column));
        let is_filled = |row: &BodyRow, column| cell(row, column).is_some_and(|cell| !cell.inks.is_empty());
        let is_beside = |row: &BodyRow| [self.objective, self.money].into_iter().flatten().any(|at| is_filled(row, at));
        let own: Vec<&BodyRow> = body.iter().filter(|row| row.category.is_some()).collect();
        let named = own.iter().filter(|row| row.has_name).count();
        let (first, beside) = (own.first(), own.iter().filter(|row| row.has_name && is_beside(row)).count());
        if !first.is_some_and(|row| row.has_name) || own.iter().any(|row| !row.has_name && is_beside(row)) {
            return false;
        }
        let weight = |row: &&BodyRow| number_from_text(&cell(row, self.weight?)?.text());
        let projects: Vec<&[&BodyRow]> = own.chunk_by(|_, next| !next.has_name).collect();
        let sums: Option<Vec<Decimal>> = projects.iter().map(|rows| rows.iter().map(weight).sum()).collect();
        let Some(sums) = sums else {
            return named >= FEWEST && beside == named && projects.iter().all(|rows| are_together(rows));
        };
        let whole = [Decimal::ONE_HUNDRED, Decimal::from(90)];
        // The text may be cut inside the last of them.
        let (last, others) = sums.split_last().unwrap_or((&Decimal::ZERO, &[]));
        let is_whole = |sum: &Decimal| whole.contains(sum) || others.len() > 1 && others.first() == Some(sum);
        beside * FEWEST >= named
            && others.iter().all(is_whole)
            && (is_whole(last) || !others.is_empty() && *last < Decimal::ONE_HUNDRED)
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
        let second = second_place(&row.get(self.first_level + 1)?.text());
        let (has_name, is_unit) = (filled.contains(&self.project), filled == [self.project]);
        Some(BodyRow { at, has_name, is_unit, category, second })
    }
}

/// Whether the rows of each category stand together.
fn are_together(rows: &[&BodyRow]) -> bool {
    let mut seen: Vec<Category> = Vec::new();
    let categories = rows.iter().filter_map(|row| row.category);
    categories.into_iter().all(|category| {
        let is_new = !seen.contains(&category);
        let goes_on = seen.last() == Some(&category);
        seen.extend(Some(category).filter(|_| is_new));
        is_new || goes_on
    })
}

/// Where projects begin, and what tells it: behind a unit, and where the categories begin anew. Where page breaks lose names,
/// also at a name that is not that of a project open on the page before, and where the level-2 cells begin anew.
fn begins(body: &[BodyRow], firsts: &[usize]) -> Vec<(usize, By)> {
    let mut begins = Vec::new();
    let mut order = Order::of(body.iter().filter_map(|row| row.category));
    let mut after_unit = true;
    let has_pages = !firsts.is_empty() && names_are_first(body, firsts);
    let is_sorted = has_pages && are_sorted(body);
    // Whether the open project has its name.
    let mut has_name = false;
    let mut before: Option<&BodyRow> = None;
    for (at, row) in body.iter().enumerate() {
        let is_first = firsts.binary_search(&row.at).is_ok();
        let named = has_pages && row.has_name && (has_name || !is_first);
        let by_second = is_sorted && !row.has_name && before.is_some_and(|before| falls(before, row) == Some(true));
        if row.is_unit || after_unit || named || by_second {
            order.begin();
        }
        let anew = row.category.is_some_and(|category| order.begins_anew(category));
        if row.is_unit || after_unit || named || anew {
            begins.push((at, By::Names));
            has_name = row.has_name && !row.is_unit;
        } else if by_second {
            begins.push((at, By::Second));
            has_name = false;
        }
        has_name |= row.has_name && !row.is_unit;
        after_unit = row.is_unit;
        before = Some(row);
    }
    begins
}

/// Whether the level-2 cell of a row stands before that of the row above in the order of forms; nothing where they are of
/// different categories or unknown.
fn falls(above: &BodyRow, row: &BodyRow) -> Option<bool> {
    let both = above.second.zip(row.second).filter(|_| above.category.is_some() && above.category == row.category);
    both.map(|(above, second)| second < above)
}

/// Whether names stand on the first rows of their projects, and not beside their middle or line by line in several rows: the
/// categories begin anew with most of them, but for those with which a page begins.
fn names_are_first(body: &[BodyRow], firsts: &[usize]) -> bool {
    let mut order = Order::of(body.iter().filter_map(|row| row.category));
    let (mut named, mut first) = (0, 0);
    let mut after_unit = true;
    for row in body {
        if after_unit {
            order.begin();
        }
        let anew = row.category.is_some_and(|category| order.begins_anew(category)) || after_unit;
        after_unit = row.is_unit;
        if row.has_name && !row.is_unit && firsts.binary_search(&row.at).is_err() {
            named += 1;
            first += usize::from(anew);
        }
    }
    first * 4 >= named * 3
}

/// Whether the level-2 cells of a table keep their order within a category, but for the few rows with which a project may begin.
fn are_sorted(body: &[BodyRow]) -> bool {
    const FEWEST: usize = 6;
    let pairs = body.iter().zip(body.iter().skip(1)).filter(|(_, row)| !row.has_name);
    let (mut all, mut falling) = (0, 0);
    for falls in pairs.filter_map(|(above, row)| falls(above, row)) {
        all += 1;
        falling += usize::from(falls);
    }
    all >= FEWEST && falling * 6 <= all
}

/// The order of categories within a project: costs stand where the first project that has them shows them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Order {
    cost: Option<usize>,
    highest: Option<usize>,
    /// Whether projects name their categories in any order.
    is_free: bool,
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
        Self { cost: (before > behind).then_some(1), ..Self::default() }
    }

    /// The same with the place of costs that another order tells.
    pub(crate) fn with_costs_of(self, other: Self) -> Self {
        Self { cost: other.cost.or(self.cost), ..self }
    }

    /// Every place that costs may have among the categories.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        [1, 3, 5, 7].into_iter().map(|cost| Self { cost: Some(cost), ..Self::default() })
    }

    /// That of a table whose projects name their categories in any order.
    pub(crate) fn free() -> Self {
        Self { is_free: true, ..Self::default() }
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
        let anew = !self.is_free && self.highest.is_some_and(|highest| rank < highest);
        self.highest = Some(rank);
        anew
    }
}

/// Moves what a column holds in some rows to the first of them, if it stands in rows one below the other; gives what a page
/// prints again of it.
fn gather(rows: &mut [Row], first: usize, of: impl Iterator<Item = usize>, column: usize) -> Vec<Span> {
    let mut filled: Vec<usize> = of
        .filter(|at| rows.get(*at).and_then(|row| row.get(column)).is_some_and(|cell| !cell.inks.is_empty()))
        .collect();
    let again = printed_again(rows, &filled, column);
    filled.retain(|at| again.binary_search(at).is_err());
    let mut take = |at: usize| {
        let cell = rows.get_mut(at).and_then(|row| row.get_mut(column));
        cell.map(|cell| std::mem::take(&mut cell.inks)).unwrap_or_default()
    };
    let again: Vec<Span> = again.into_iter().flat_map(&mut take).map(|ink| ink.span()).collect();
    let touching: Range<usize> = match (filled.first(), filled.last()) {
        (Some(first), Some(last)) => *first..last + 1,
        _ => return again,
    };
    // Heads of a new page stand between rows of one cell, nothing else may.
    const MOST_BETWEEN: usize = 8;
    if touching.len() > filled.len() + MOST_BETWEEN {
        return again;
    }
    let inks: Vec<Ink> = filled.into_iter().flat_map(&mut take).collect();
    if let Some(cell) = rows.get_mut(first).and_then(|row| row.get_mut(column)) {
        cell.inks = inks;
    }
    again
}

/// The rows, in order, in which a column prints once more what it holds: the whole of it, or as much as a page has room for.
fn printed_again(rows: &[Row], filled: &[usize], column: usize) -> Vec<usize> {
    /// Fewer characters may stand in several lines of one text.
    const FEWEST: usize = 4;
    let text = |rows_of: &&[usize]| -> String {
        let cells = rows_of.iter().filter_map(|at| rows.get(*at).and_then(|row| row.get(column)));
        cells.flat_map(|cell| &cell.inks).map(Ink::ch).collect()
    };
    let mut again = Vec::new();
    let mut kept: Option<(String, &[usize])> = None;
    for block in filled.chunk_by(|a, b| *b == a + 1) {
        let own = text(&block);
        kept = match kept.take() {
            Some((whole, at)) if own.chars().count() >= FEWEST && whole.starts_with(&own) => {
                again.extend(block);
                Some((whole, at))
            }
            Some((part, at)) if part.chars().count() >= FEWEST && own.starts_with(&part) => {
                again.extend(at);
                Some((own, block))
            }
            _ => Some((own, block)),
        };
    }
    again.sort_unstable();
    again
}
