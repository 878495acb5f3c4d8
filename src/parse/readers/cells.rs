//! The cells of a delimited text as rows of characters, put into the order of the table.

use crate::grid::{Grid, GridCell};
use crate::lexicon::{self, Column};
use crate::parse::fold::{Folded, Gap, Ink};
use crate::span::Span;

/// Tells the cells of a row in which columns they stand, after some were put in or taken out.
pub(super) fn count_columns(row: &mut [GridCell]) {
    row.iter_mut().enumerate().for_each(|(column, cell)| cell.column = column);
}

/// A row of a grid. Empty cells are there too, with no characters.
pub(crate) type Row = Vec<Cell>;

/// A cell and the column it begins in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    pub(crate) column: usize,
    pub(crate) inks: Vec<Ink>,
}

impl Cell {
    /// The folded text.
    pub(crate) fn text(&self) -> String {
        self.inks.iter().map(Ink::ch).collect()
    }
}

/// The rows of a grid with their characters, and the separators between them.
pub(crate) fn rows(folded: &Folded, grid: &Grid) -> (Vec<Row>, Vec<Span>) {
    let within = |span: &Span| within(folded.inks(), *span);
    let cell = |cell: &GridCell| {
        let mut all: Vec<Ink> = cell.pieces.iter().flat_map(within).copied().collect();
        // A cell begins where its separator ends, whatever blanks stand there.
        if let Some(first) = all.first_mut() {
            first.widen_gap(Gap::Tab);
        }
        Cell { column: cell.column, inks: all }
    };
    let mut rows: Vec<Row> = grid.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    let structure = grid.structure.iter().filter(|span| !within(span).is_empty()).copied();
    let stars = rows.iter_mut().flatten().filter_map(take_star);
    let mut structure: Vec<Span> = structure.chain(stars).collect();
    crate::span::sort_spans(&mut structure);
    (rows, structure)
}

/// Takes the star off a label: it says that something has to be filled in.
fn take_star(cell: &mut Cell) -> Option<Span> {
    let star = cell.inks.first().filter(|ink| ink.ch() == '*')?.span();
    let label: String = cell.inks.iter().skip(1).map(Ink::ch).collect();
    let is_label =
        lexicon::FIELDS.iter().any(|(field, _)| *field == label) || lexicon::indicator_column(&label).is_some();
    is_label.then(|| {
        cell.inks.remove(0);
        if let Some(first) = cell.inks.first_mut() {
            first.widen_gap(Gap::Tab);
        }
        star
    })
}

/// A column of levels below a head.
struct Level {
    at: usize,
    is_first: bool,
}

/// Gives rows of indicators the empty cells at their right back that a tool has trimmed; where cells are missing at the left,
/// as under merged ones, the rows stay. The level labels tell which it is.
pub(crate) fn fill_up(rows: &mut [Row]) {
    let text = |cell: Option<&Cell>| cell.map(Cell::text).unwrap_or_default();
    let is_level = |cell: Option<&Cell>| lexicon::is_level(&text(cell));
    // The width of the head, and where its level columns and its names are.
    let mut head: Option<(usize, Vec<Level>, usize)> = None;
    for row in rows {
        let columns: Vec<Option<Column>> = row.iter().map(|cell| lexicon::flat_column(&cell.text())).collect();
        // The heading 绩效指标 beside the heads may be one of names elsewhere.
        let name = columns.iter().rposition(|column| *column == Some(Column::Name));
        if let Some(name) = name.filter(|_| columns.contains(&Some(Column::Target))) {
            let levels = (0..name).filter_map(|at| match columns.get(at) {
                Some(Some(Column::Level1)) => Some(Level { at, is_first: true }),
                Some(Some(Column::Level2)) => Some(Level { at, is_first: false }),
                _ => None,
            });
            head = Some((row.len(), levels.collect(), name));
            continue;
        }
        let Some((width, levels, name)) = &head else { continue };
        let Some(missing) = width.checked_sub(row.len()).filter(|missing| *missing > 0) else { continue };
        // How well the labels stand with so many cells missing at the left.
        let fit = |left: usize| {
            let at = |column: usize| column.checked_sub(left).and_then(|at| row.get(at));
            // 服务对象满意度指标 before a name like it is no first level.
            let is_own = |cell: Option<&Cell>, is_first: bool| {
                if is_first { lexicon::is_level_1(&text(cell)) } else { is_level(cell) }
            };
            let labelled = levels.iter().filter(|level| is_own(at(level.at), level.is_first)).count();
            // 服务对象满意度 is a name as often as a label.
            labelled.saturating_sub(usize::from(is_level(at(*name))))
        };
        if fit(0) > fit(missing) {
            row.resize_with(*width, Cell::default);
        }
    }
}

/// The characters of some spans.
pub(crate) fn inks_of(folded: &Folded, spans: &[Span]) -> Vec<Ink> {
    let mut all = Vec::new();
    for span in spans {
        all.extend(within(folded.inks(), *span));
    }
    all
}

fn within(inks: &[Ink], span: Span) -> &[Ink] {
    let start = inks.partition_point(|ink| ink.span().start < span.start);
    let end = inks.partition_point(|ink| ink.span().start < span.end);
    inks.get(start..end).unwrap_or_default()
}

/// The folded text of a row, cells separated by tabs: what repeated heads are recognised by.
pub(crate) fn row_text(row: &Row) -> String {
    let cells: Vec<String> = row.iter().map(Cell::text).filter(|text| !text.is_empty()).collect();
    cells.join("\t")
}
