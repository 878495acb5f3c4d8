//! What page breaks do to flat tables of cells: heads are lost but for the numbers of their columns, which are printed over
//! cells, and of rows and merged cells only the ends are left.

use super::cells::{Cell, Row};
use super::rows::{Level, is_operator, level_from_text};
use crate::lexicon::{self, Column};
use crate::parse::fold::{Gap, Ink};
use crate::span::Span;

/// What was found of the pages of a table.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// The columns of a table without any heads, by what stands in them.
    pub(super) columns: Option<Vec<Column>>,
    /// Where values stand whose beginnings are lost.
    pub(super) torn: Vec<Span>,
    /// What is left of rows whose beginnings are lost.
    pub(super) strays: Vec<Span>,
    /// Which rows are the first of a page, but for the first page.
    pub(super) firsts: Vec<usize>,
    /// The first characters of the level-1 cells with which a project begins that has lost its name.
    pub(super) nameless: Vec<Span>,
    /// Whether pages have lost whole columns of merged cells, and names with them.
    pub(super) is_cut: bool,
}

impl Pages {
    /// Whether a project without name is known to begin at a place.
    pub(super) fn begins_at(&self, place: Span) -> bool {
        self.nameless.binary_search_by_key(&place.start, |span| span.start).is_ok()
    }
}

/// Parts the numbers of columns from cells they are printed over, and takes out rows of which only the end is left.
pub(super) fn mend(rows: &mut [Row]) -> Pages {
    let mut pages = Pages::default();
    part_numbers(rows, &mut pages.torn);
    take_overprinted(rows, &mut pages.strays);
    let headed = rows.iter().any(is_head);
    if !headed && rows.iter().any(is_numbering) {
        pages.columns = columns_of(rows);
    }
    let mut columns = pages.columns.clone();
    let mut heads: Vec<String> = Vec::new();
    let mut page = 0;
    let mut begins_page = false;
    for (at, row) in rows.iter_mut().enumerate() {
        let head = is_head(row);
        if head {
            let own: Vec<String> = row.iter().map(Cell::text).collect();
            if is_overprinted(&heads, &own) {
                take_out(row, &mut pages.strays);
            } else {
                columns = Some(row.iter().map(|cell| head_of(cell).unwrap_or(Column::Other)).collect());
                heads = own;
            }
        }
        if head || is_numbering(row) {
            page += usize::from(!begins_page);
            begins_page = true;
            continue;
        }
        if let Some(columns) = columns.as_ref().filter(|columns| begins_page && page > 1 && columns.len() == row.len())
        {
            pages.firsts.push(at);
            first_of_page(row, columns, &mut pages);
        }
        begins_page = false;
    }
    crate::span::sort_spans(&mut pages.torn);
    pages
}

/// The first row of a later page. An objective without its project, which is merged over the same rows, began on the page
/// before; and so did a row that neither a level nor both a name and a target says to be one.
fn first_of_page(row: &mut Row, columns: &[Column], pages: &mut Pages) {
    let filled = |wanted: Column, row: &Row| {
        columns.iter().zip(row).any(|(column, cell)| *column == wanted && !cell.inks.is_empty())
    };
    if !filled(Column::Project, row) {
        let objective = columns.iter().position(|column| *column == Column::Objective).and_then(|at| row.get(at));
        pages.torn.extend(objective.and_then(|cell| cell.inks.first()).map(Ink::span));
    }
    let merged = [Column::Department, Column::SpendingUnit, Column::Project, Column::Objective];
    let levels = [Column::Level1, Column::Level2];
    let has_level = levels.iter().any(|level| filled(*level, row));
    let has_levels = levels.iter().any(|level| columns.contains(level));
    let is_whole = filled(Column::Name, row) && filled(Column::Target, row);
    if has_levels && !has_level && !is_whole && !merged.iter().any(|column| filled(*column, row)) {
        pages.strays.extend(row.iter_mut().flat_map(|cell| cell.inks.drain(..)).map(|ink| ink.span()));
    }
}

fn head_of(cell: &Cell) -> Option<Column> {
    lexicon::flat_column(&cell.text())
}

fn is_head(row: &Row) -> bool {
    let has = |wanted: Column| row.iter().any(|cell| head_of(cell) == Some(wanted));
    has(Column::Project) && has(Column::Target) && has(Column::Name)
}

/// No unit of measurement has more characters.
const LONGEST_UNIT: usize = 8;
/// No target in a cell of its own, less operator and unit, has more characters.
const LONGEST_VALUE: usize = 30;
/// The fewest columns whose numbers tell a row of them.
const FEWEST_NUMBERS: usize = 7;

/// Whether heads are those of the first page, but for one or two that a cell of the page before is printed over: no name and
/// no objective is to be made of both.
fn is_overprinted(first: &[String], own: &[String]) -> bool {
    const MOST: usize = 2;
    let odd = first.iter().zip(own).filter(|(first, own)| first != own);
    let is_longer = |(first, own): (&String, &String)| own.chars().count() > first.chars().count();
    first.len() == own.len() && (1..=MOST).contains(&odd.clone().count()) && odd.into_iter().all(is_longer)
}

/// Takes out the first of two rows of heads where a cell of the page before is printed over it: the second, which nothing is merged
/// over, tells it.
fn take_overprinted(rows: &mut [Row], strays: &mut Vec<Span>) {
    let texts = |row: &Row| row.iter().map(Cell::text).collect::<Vec<String>>();
    let is_second = |row: &Row| {
        let has = |wanted: Column| row.iter().any(|cell| head_of(cell) == Some(wanted));
        has(Column::Level1) && has(Column::Name) && has(Column::Target) && !has(Column::Project)
    };
    let mut known: Option<(Vec<String>, Vec<String>)> = None;
    for at in 1..rows.len() {
        let Some([upper, lower]) = rows.get_mut(at - 1..=at) else { continue };
        if !is_second(lower) || upper.len() != lower.len() {
            continue;
        }
        match &known {
            None if upper.iter().any(|cell| head_of(cell) == Some(Column::Project)) => {
                known = Some((texts(upper), texts(lower)));
            }
            Some((first, second)) if *second == texts(lower) => {
                let own = texts(upper);
                // What is printed over it leaves the heads beside it as they are.
                let same = first.iter().zip(&own).any(|(first, own)| !first.is_empty() && first == own);
                if *first != own && same {
                    take_out(upper, strays);
                }
            }
            _ => {}
        }
    }
}

/// Takes a whole row out.
fn take_out(row: &mut Row, strays: &mut Vec<Span>) {
    for cell in row {
        strays.extend(cell.inks.drain(..).map(|ink| ink.span()));
    }
}

/// A row of the numbers of all columns.
fn is_numbering(row: &Row) -> bool {
    row.len() >= FEWEST_NUMBERS && row.iter().enumerate().all(|(at, cell)| cell.text() == (at + 1).to_string())
}

/// Parts what a page prints over the numbers of its columns from them. It goes on in the next row; its first lines may stand
/// higher up, over heads that are lost.
fn part_numbers(rows: &mut [Row], torn: &mut Vec<Span>) {
    for at in 1..rows.len() {
        let Some([numbers, next]) = rows.get_mut(at - 1..=at) else { continue };
        let plain = numbers.iter().zip(1..).filter(|(cell, number)| cell.text() == number.to_string()).count();
        let mixed = numbers.iter().zip(1_usize..).all(|(cell, number)| cell.text().contains(&number.to_string()));
        let has_numbers = mixed && plain * 2 > numbers.len() && numbers.len() >= FEWEST_NUMBERS;
        if !has_numbers || plain == numbers.len() || numbers.len() != next.len() {
            continue;
        }
        for (number, (cell, below)) in (1_usize..).zip(numbers.iter_mut().zip(next)) {
            let mut over = part_number(cell, &number.to_string());
            let Some(first) = over.first() else { continue };
            torn.push(first.span());
            if let Some(first) = below.inks.first_mut() {
                first.widen_gap(Gap::Line);
            }
            over.append(&mut below.inks);
            below.inks = over;
        }
    }
}

/// Leaves the number in a cell, where it is found first, and gives the rest; where else it stands makes no difference, since
/// the rest is torn.
fn part_number(cell: &mut Cell, number: &str) -> Vec<Ink> {
    let chars: Vec<char> = number.chars().collect();
    let text: Vec<char> = cell.inks.iter().map(Ink::ch).collect();
    let place = text.windows(chars.len()).position(|window| window == chars).unwrap_or_default();
    let end = (place + chars.len()).min(cell.inks.len());
    let mut rest = cell.inks.split_off(end);
    let own = cell.inks.split_off(place);
    let mut over = std::mem::replace(&mut cell.inks, own);
    over.append(&mut rest);
    over
}

/// Whether a cell looks as if it stood in a column.
type Looks<'l> = &'l dyn Fn(&str) -> bool;

/// What the columns hold, by most of their cells: the levels tell where indicators begin, with the project and its objective
/// before them, and operator, value and unit behind their names. Anything else is no table that is known.
fn columns_of(rows: &[Row]) -> Option<Vec<Column>> {
    let width = rows.iter().find(|row| is_numbering(row))?.len();
    let body: Vec<&Row> = rows.iter().filter(|row| row.len() == width && !is_numbering(row)).collect();
    let texts = |column: usize| {
        body.iter().filter_map(move |row| row.get(column)).map(Cell::text).filter(|text| !text.is_empty())
    };
    let mostly = |column: usize, is: &dyn Fn(&str) -> bool| {
        const FEWEST: usize = 3;
        let all = texts(column).count();
        all >= FEWEST && texts(column).filter(|text| is(text)).count() * 10 >= all * 9
    };
    let is_first = |text: &str| level_from_text(text).is_some_and(Level::is_first);
    let is_second = |text: &str| level_from_text(text).is_some_and(Level::is_second);
    let is_kind = |text: &str| lexicon::KINDS.contains(&text);
    let is_plain = |text: &str| !text.contains(|ch: char| ch.is_ascii_digit()) && !is_kind(text);
    // 服务对象满意度 is a name as often as a level.
    let is_name = |text: &str| !text.ends_with("指标") && !is_operator(text);
    let is_unit = |text: &str| text.chars().count() <= LONGEST_UNIT && is_plain(text) && !is_operator(text);
    let is_value = |text: &str| text.chars().count() <= LONGEST_VALUE && !is_kind(text) && !is_operator(text);
    let first = (0..width).find(|column| mostly(*column, &is_first))?;
    let expected: [(Column, Looks<'_>); 6] = [
        (Column::Level1, &is_first),
        (Column::Level2, &is_second),
        (Column::Name, &is_name),
        (Column::Operator, &is_operator),
        (Column::Target, &is_value),
        (Column::Unit, &is_unit),
    ];
    if first != 2 || (first..).zip(expected).any(|(at, (_, is))| !mostly(at, is)) {
        return None;
    }
    let known = [Column::Project, Column::Objective].into_iter().chain(expected.map(|(column, _)| column));
    let columns: Vec<Column> = known.chain(std::iter::repeat(Column::Other)).take(width).collect();
    (columns.len() == width).then_some(columns)
}
