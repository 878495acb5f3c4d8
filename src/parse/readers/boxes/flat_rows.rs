//! Rows of a page of a flat table in boxes whose columns cannot be counted against each other: where the labels and the name
//! of most rows stand together, only the rows are lost that lack one of them.

use super::flat_page::Page;
use super::tokens::Token;
use crate::model::Category;
use crate::parse::sheet::Run;

/// A cell of a row.
enum Cell {
    First(Category, Vec<Run>),
    Second(Option<Category>, Vec<Run>),
    Name(Vec<Token>),
}

/// The cells between the labels of a row and those of the next one.
#[derive(Default)]
struct Row {
    first: Option<(Category, Vec<Run>)>,
    second: Option<(Option<Category>, Vec<Run>)>,
    names: Vec<Vec<Token>>,
}

impl Row {
    /// Whether it has one of each, and its labels agree.
    fn is_whole(&self) -> bool {
        let (Some((category, _)), Some((implied, _))) = (&self.first, &self.second) else { return false };
        self.names.len() == 1 && implied.is_none_or(|implied| implied == *category)
    }

    fn category(&self) -> Option<Category> {
        let implied = self.second.as_ref().and_then(|(implied, _)| *implied);
        self.first.as_ref().map(|(category, _)| *category).or(implied)
    }

    /// Whether the next cell is of the next row.
    const fn ends_before(&self, cell: &Cell) -> bool {
        match cell {
            Cell::First(..) => self.first.is_some() || self.second.is_some(),
            Cell::Second(..) => self.second.is_some(),
            Cell::Name(_) => false,
        }
    }
}

/// Puts the cells of a page into rows, and says which of them are not whole. `None` where too many are not, or where a
/// category is unknown.
pub(super) fn by_rows(page: &mut Page) -> Option<Vec<bool>> {
    /// So many of three rows are whole.
    const MOST: usize = 2;
    let start = |runs: &[Run]| runs.first().map(|run| run.start);
    let first = page.first.iter().filter_map(|(own, runs)| Some((start(runs)?, Cell::First(*own, runs.clone()))));
    let second = page.second.iter().filter_map(|(own, runs)| Some((start(runs)?, Cell::Second(*own, runs.clone()))));
    let names = page.names.iter().filter_map(|name| Some((name.first()?.run.start, Cell::Name(name.clone()))));
    let mut cells: Vec<(usize, Cell)> = first.chain(second).chain(names).collect();
    cells.sort_by_key(|(start, _)| *start);
    let mut rows: Vec<Row> = Vec::new();
    for (_, cell) in cells {
        if rows.last().is_none_or(|row| row.ends_before(&cell)) {
            rows.push(Row::default());
        }
        let row = rows.last_mut()?;
        match cell {
            Cell::First(category, runs) => row.first = Some((category, runs)),
            Cell::Second(implied, runs) => row.second = Some((implied, runs)),
            Cell::Name(name) => row.names.push(name),
        }
    }
    let torn: Vec<bool> = rows.iter().map(|row| !row.is_whole()).collect();
    let categories: Option<Vec<Category>> = rows.iter().map(Row::category).collect();
    let whole = torn.iter().filter(|torn| !**torn).count();
    let categories = categories.filter(|_| whole * 3 >= rows.len() * MOST)?;
    page.first.clear();
    page.second.clear();
    page.names.clear();
    for (row, category) in rows.into_iter().zip(categories) {
        page.first.push((category, row.first.map(|(_, runs)| runs).unwrap_or_default()));
        page.second.push(row.second.unwrap_or_default());
        page.names.push(row.names.into_iter().flatten().collect());
    }
    Some(torn)
}
