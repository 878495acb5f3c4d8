//! The rows of indicators: which columns they have, and which rows one head is above.

use super::labels::{self, Fragment, Label};
use super::levels;
use super::{Cell, Line, Row, field, is_side, text};
use crate::amount::number_from_text;
use crate::lexicon::{self, Column, Field};
use crate::span::Span;
use crate::target::{Reading, target_from_text};

/// A head.
struct Head {
    at: usize,
    /// How many columns it has but for the levels.
    columns: usize,
    /// Whether names stand in one column with levels.
    is_joined: bool,
}

/// A head and the rows below it, page by page.
struct Block {
    head: Head,
    /// Which rows stand on one page, in one table.
    parts: Vec<std::ops::Range<usize>>,
}

/// What is left of the cells that were settled.
#[derive(Default)]
pub(super) struct Found {
    /// What could not be told.
    pub(super) strays: Vec<Span>,
    /// What was told by its looks alone.
    pub(super) doubtful: Vec<Span>,
}

/// Gives heads and rows the columns of levels, names, targets and whatever stands behind them. What cannot be told is left unread.
pub(super) fn settle(rows: &mut Vec<Row>) -> Found {
    let mut found = Found::default();
    part_rows(rows);
    for block in blocks(rows) {
        let Some(row) = rows.get_mut(block.head.at) else { continue };
        let Some(mut side) = settle_head(row) else { continue };
        for (index, range) in block.parts.into_iter().enumerate() {
            let own = rows.get_mut(range).unwrap_or_default();
            let fragments = settle_rows(own, &block.head, &mut side, &mut found);
            let labels = labels::assemble(&fragments);
            let places = labels.as_deref().and_then(|labels| levels::share(labels, own, index > 0));
            match labels.zip(places) {
                Some((labels, places)) => put(own, labels, &places, &mut found.strays),
                // What the labels are, or whose, cannot be told.
                None => found.strays.extend(fragments.into_iter().flat_map(|fragment| fragment.line.spans)),
            }
        }
        if let Some(cell) = rows.get_mut(block.head.at).and_then(|row| row.cells.first_mut()) {
            *cell = side;
        }
    }
    found
}

/// Puts labels where their rows begin.
fn put(rows: &mut [Row], labels: Vec<Label>, places: &[usize], strays: &mut Vec<Span>) {
    for (label, place) in labels.into_iter().zip(places) {
        let column = if label.is_first { FIRST } else { SECOND };
        if let Some(cell) = rows.get_mut(*place).and_then(|row| row.cells.get_mut(column)) {
            // Two labels on one row: the first has none.
            strays.extend(std::mem::replace(cell, vec![label.line]).into_iter().flat_map(|line| line.spans));
        }
    }
}

/// Where the columns of levels stand in rows that were settled, behind the label beside them all.
const FIRST: usize = 1;
pub(super) const SECOND: usize = 2;

/// The heads with their rows.
fn blocks(rows: &[Row]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for (at, row) in rows.iter().enumerate() {
        if row.cells.is_empty() {
            continue;
        }
        if let Some(columns) = heads(row) {
            let columns = columns.iter().filter(|(column, _)| !is_level(*column)).count();
            let holds = |heads: &[(Column, Cell)], wanted| heads.iter().any(|(column, _)| *column == wanted);
            let both = |heads: Vec<_>| holds(&heads, Column::Level2) && holds(&heads, Column::Name);
            let is_joined = row.filled().filter_map(heads_of).any(both);
            blocks.push(Block { head: Head { at, columns, is_joined }, parts: Vec::new() });
            is_open = true;
            continue;
        }
        let begins = field(&row.first()).is_some_and(|field| matches!(field, Field::Project | Field::Department));
        let is_title = row.filled().any(|cell| lexicon::FORM_TITLES.iter().any(|title| text(cell).contains(title)));
        let is_rest = row.filled().flatten().all(|line| is_side(line) || labels::may_be_of(&line.text));
        is_open &= (row.cells.len() > 1 || is_rest) && !begins && !is_title;
        if row.cells.len() == 1 {
            continue;
        }
        let Some(block) = blocks.last_mut().filter(|_| is_open) else { continue };
        let width = |at: usize| rows.get(at).map(|row| row.cells.len());
        match block.parts.last_mut() {
            Some(part) if !row.begins_page && width(part.end - 1) == width(at) && part.end == at => part.end = at + 1,
            _ => block.parts.push(at..at + 1),
        }
    }
    blocks
}

const fn is_level(column: Column) -> bool {
    matches!(column, Column::Level1 | Column::Level2)
}

/// The heads of a cell, each with its lines; `None` where it holds anything else.
fn heads_of(cell: &Cell) -> Option<Vec<(Column, Cell)>> {
    /// No cell of heads has more lines.
    const MOST_LINES: usize = 12;
    let own: Vec<&Line> = cell.iter().filter(|line| !is_side(line)).take(MOST_LINES + 1).collect();
    let mut rest = own.as_slice();
    let mut heads = Vec::new();
    while !rest.is_empty() {
        let whole = |end: &usize| -> Option<Column> {
            let text: String = rest.iter().take(*end).map(|line| line.text.as_str()).collect();
            let plain = text.split_once('(').map_or(text.as_str(), |(plain, _)| plain);
            lexicon::indicator_column(&text).or_else(|| lexicon::indicator_column(plain))
        };
        let (end, column) = (1..=rest.len()).rev().find_map(|end| Some((end, whole(&end)?)))?;
        let (head, behind) = rest.split_at_checked(end)?;
        heads.push((column, head.iter().map(|line| (*line).clone()).collect()));
        rest = behind;
    }
    (own.len() <= MOST_LINES).then_some(heads)
}

/// The heads of a row, each with its lines; a cell may hold several.
pub(super) fn heads(row: &Row) -> Option<Vec<(Column, Cell)>> {
    let mut heads: Vec<(Column, Cell)> = Vec::new();
    for cell in row.filled() {
        heads.extend(heads_of(cell)?);
    }
    let has = |wanted: Column| heads.iter().any(|(column, _)| *column == wanted);
    let is_form = has(Column::Name) && has(Column::Target) && has(Column::Level2) && !has(Column::Project);
    is_form.then_some(heads)
}

/// Settles a head; gives the lines of the label beside it.
fn settle_head(row: &mut Row) -> Option<Cell> {
    let heads = heads(row)?;
    let side = row.cells.iter().flatten().filter(|line| is_side(line)).cloned().collect();
    let (levels, others): (Vec<_>, Vec<_>) = heads.into_iter().partition(|(column, _)| is_level(*column));
    let mut cells = vec![Cell::new(); SECOND + 1];
    for (column, cell) in levels {
        let at = if column == Column::Level1 { FIRST } else { SECOND };
        *cells.get_mut(at)? = cell;
    }
    cells.extend(others.into_iter().map(|(_, cell)| cell));
    row.cells = cells;
    Some(side)
}

/// Settles the rows of one page but for their levels, of which the lines are given. A row whose columns cannot be told is lost alone.
fn settle_rows(rows: &mut [Row], head: &Head, side: &mut Cell, found: &mut Found) -> Vec<Fragment> {
    part_labels(rows, head.is_joined);
    // Where each row has its name, and in which columns what follows it stands.
    let mut names: Vec<usize> =
        rows.iter().map(|row| row.cells.iter().take_while(|cell| is_left(cell)).count()).collect();
    // What stands where the others have their names is one, though it reads as a label: 服务对象满意度.
    let usual = commonest(&names);
    for (row, name) in rows.iter().zip(&mut names).filter(|(_, name)| **name > usual) {
        if row.cells.get(usual).is_some_and(|cell| !cell.is_empty()) {
            *name = usual;
        }
    }
    // So is what stands before a row's only two cells, where the head has three: 社会公众满意度 | ≥100% | 15.
    if let ([row], [name]) = (&*rows, names.as_mut_slice()) {
        let right: Vec<&Cell> = row.cells.iter().skip(*name).filter(|cell| !cell.is_empty()).collect();
        let is_short = right.len() + 1 == head.columns && right.first().is_some_and(|cell| cell.len() == 1);
        let last = row.cells.get(..*name).unwrap_or_default().iter().rposition(|cell| !cell.is_empty());
        let is_label = |at: &usize| row.cells.get(*at).is_some_and(|cell| labels::is_label(&text(cell)));
        *name = last.filter(|at| is_short && !is_label(at)).unwrap_or(*name);
    }
    let places = |row: &Row, name: usize| -> Vec<usize> {
        let filled = row.cells.iter().enumerate().skip(name).filter(|(_, cell)| !cell.is_empty());
        filled.map(|(at, _)| at).collect()
    };
    let all: Vec<Vec<usize>> = rows.iter().zip(&names).map(|(row, name)| places(row, *name)).collect();
    let most = all.iter().map(Vec::len).filter(|count| *count <= head.columns).max().unwrap_or_default();
    let whole = all.iter().find(|places| places.len() == most).cloned().unwrap_or_default();
    let is_joined = most + 1 == head.columns;
    let mut fragments = Vec::new();
    for ((at, row), (name, own)) in rows.iter_mut().enumerate().zip(names.into_iter().zip(all)) {
        let mut right = row.cells.split_off(name.min(row.cells.len()));
        for (column, cell) in row.cells.drain(..).enumerate() {
            for line in cell {
                if is_side(&line) {
                    side.push(line);
                } else {
                    fragments.push(Fragment { row: at, column, line });
                }
            }
        }
        row.cells = vec![Cell::new(); SECOND + 1];
        let is_known =
            (most == head.columns || is_joined) && (own.len() == most || own.iter().all(|place| whole.contains(place)));
        if !is_known {
            found.strays.extend(right.into_iter().flatten().flat_map(|line| line.spans));
            continue;
        }
        let places = if own.len() == most { &own } else { &whole };
        let mut take = |place: &usize| place.checked_sub(name).and_then(|at| Some(std::mem::take(right.get_mut(at)?)));
        let mut cells = places.iter().map(|place| take(place).unwrap_or_default()).collect::<Vec<Cell>>().into_iter();
        if is_joined {
            let (name, target, is_sure) = part(cells.next().unwrap_or_default());
            if !is_sure {
                found.doubtful.extend([&name, &target].into_iter().filter_map(|cell| cell.first()?.spans.first()));
            }
            row.cells.extend([name, target]);
        }
        row.cells.extend(cells);
    }
    fragments
}

/// The commonest of some places.
fn commonest(places: &[usize]) -> usize {
    let mut sorted = places.to_vec();
    sorted.sort_unstable();
    let longest = sorted.chunk_by(|a, b| a == b).max_by_key(|same| same.len());
    longest.and_then(|same| same.first()).copied().unwrap_or_default()
}

/// Parts rows that a tool has put into one: the last cells have a line for each of them, and the last of all a number.
fn part_rows(rows: &mut Vec<Row>) {
    /// Name, target and weight.
    const CELLS: usize = 3;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows.drain(..) {
        let first = row.cells.len().saturating_sub(CELLS);
        let (left, own) = row.cells.split_at_checked(first).unwrap_or_default();
        let count = own.last().map_or(0, Vec::len);
        let is_number = |line: &Line| number_from_text(&line.text).is_some();
        let is_several = count > 1
            && own.len() == CELLS
            && own.iter().all(|cell| cell.len() == count)
            && own.last().is_some_and(|cell| cell.iter().all(is_number));
        if !is_several {
            all.push(row);
            continue;
        }
        for line in 0..count {
            let left = left.iter().map(|cell| if line == 0 { cell.clone() } else { Cell::new() });
            let own = own.iter().map(|cell| cell.get(line).cloned().into_iter().collect());
            all.push(Row { cells: left.chain(own).collect(), begins_page: row.begins_page && line == 0 });
        }
    }
    *rows = all;
}

/// Parts labels from names that stand in one cell with them, in the column of names: on most rows or, where the heads are joined too,
/// on any.
fn part_labels(rows: &mut [Row], is_joined: bool) {
    /// Labels of both levels have no more lines.
    const MOST_LINES: usize = 8;
    let left = |row: &Row| row.cells.iter().take_while(|cell| is_left(cell)).count();
    let usual = commonest(&rows.iter().map(left).collect::<Vec<_>>());
    let label = |row: &Row, is_joined: bool| -> Option<(usize, usize)> {
        let at = left(row);
        let cell = row.cells.get(at)?;
        let parts = cell.iter().take(MOST_LINES).take_while(|line| labels::may_be_of(&line.text)).count();
        let is_label = |end: &usize| cell.get(..*end).is_some_and(|lines| labels::is_label(&text(lines)));
        let end = (1..=parts).rev().find(|end| is_joined || is_label(end)).filter(|end| *end < cell.len())?;
        Some((at, end))
    };
    let usually = rows.iter().filter(|row| label(row, false).is_some_and(|(at, _)| at == usual)).count();
    let is_joined = is_joined || usually > 1;
    for row in rows {
        let Some((at, end)) = label(row, is_joined).filter(|(at, _)| is_joined || *at < usual) else { continue };
        let Some(name) = row.cells.get_mut(at).map(|cell| cell.split_off(end)) else { continue };
        row.cells.insert(at + 1, name);
    }
}

/// Whether a cell holds nothing but what may be of level labels, or of the label beside them.
fn is_left(cell: &Cell) -> bool {
    cell.iter().all(|line| is_side(line) || labels::may_be_of(&line.text))
}

/// Whether a line ends as names of indicators do, whatever stands in a bracket behind it.
fn is_name(line: Option<&Line>) -> bool {
    let text = line.map(|line| line.text.as_str()).unwrap_or_default();
    let plain = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map_or(text, |(plain, _)| plain);
    plain.ends_with(['率', '度', '数', '量', '额'])
}

/// Parts a name from its target, in whatever order they stand; and whether that is sure.
fn part(mut lines: Cell) -> (Cell, Cell, bool) {
    let is_bound = |line: &Line| {
        let reading = target_from_text(&line.text).reading;
        matches!(reading, Reading::Quantity(_) | Reading::Range { .. })
    };
    let count = lines.len();
    let (first, last) = (lines.first().is_some_and(is_bound), lines.last().is_some_and(is_bound));
    match count {
        0 | 1 => (lines, Cell::new(), count == 0),
        2 if !last && !first && !is_name(lines.first()) && is_name(lines.last()) => {
            let name = lines.split_off(1);
            (name, lines, false)
        }
        _ if first && !last => {
            let name = lines.split_off(1);
            (name, lines, count == 2)
        }
        _ => {
            let target = lines.split_off(count - 1);
            (lines, target, count == 2)
        }
    }
}
