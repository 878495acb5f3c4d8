//! A text cut into pieces: the cells that it marks itself, or what blanks and line breaks set apart.
//!
//! Readers of forms work on pieces, because a form is labels and values side by side, whatever separates them.

mod codes;
mod fields;
mod heads;
mod joins;
mod places;
mod titles;
mod two_rows;

use super::cells;
use super::columns;
use super::joined;
use super::merged;
use super::narrowed;
use super::overcut::{self, Mended};
use super::packed;
use super::pages::{self, Pages};
use super::parted;
use super::rows;
use crate::grid::{Form, Grid, grid_of_text};
use crate::parse::fold::{Folded, Gap, Ink};
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;
use crate::span::Span;

/// One piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) run: Run,
    /// Which row or line it stands on.
    pub(crate) row: usize,
    /// Which column, counted from the right: tools drop merged cells at the left.
    pub(crate) from_right: usize,
    /// How many empty cells the text shows right before it.
    pub(crate) blanks: usize,
}

/// A text in pieces.
#[expect(clippy::struct_excessive_bools, reason = "each is asked by itself")]
pub(crate) struct Pieces<'s> {
    pub(crate) sheet: Sheet<'s>,
    pub(crate) all: Vec<Piece>,
    /// How the text marks its cells; `None` where pieces are only a guess at cells.
    pub(crate) form: Option<Form>,
    /// Separators between cells.
    pub(crate) structure: Vec<Span>,
    /// What belongs to the page.
    pub(crate) furniture: Vec<Span>,
    /// What was put into its column by its looks.
    pub(super) parted: Vec<Span>,
    /// What page breaks did to it.
    pub(super) pages: Pages,
    /// Whether the text itself marks its cells, so that their columns are sure.
    pub(super) is_marked: bool,
    /// Whether rows begin with the code of a unit, where a reader has asked: their heads are labels elsewhere.
    pub(super) are_coded: bool,
    /// Whether every project of a flat table begins with its name.
    pub(super) are_named: bool,
    /// Whether the labels of level 2 are shortened, where a reader has asked.
    pub(super) are_short: bool,
    /// Where the heads of towns stand, whose columns hold the targets.
    pub(super) places: Run,
}

impl<'s> Pieces<'s> {
    /// Those of running text, whose cells are only a guess.
    pub(super) fn running(sheet: Sheet<'s>, all: Vec<Piece>) -> Self {
        let (structure, furniture, parted) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            sheet,
            all,
            form: None,
            structure,
            furniture,
            parted,
            pages: Pages::default(),
            is_marked: false,
            are_coded: false,
            are_named: false,
            are_short: false,
            places: 0..0,
        }
    }
}

impl Pieces<'_> {
    /// The order of the categories, by the level-1 cells.
    pub(super) fn order(&self) -> merged::Order {
        if self.are_named {
            return merged::Order::free();
        }
        let level = |piece: &Piece| rows::level(&self.sheet, piece.run.start);
        let levels = self.all.iter().map(|piece| level(piece).map(|(level, _)| level));
        // 成本指标 right behind 产出指标 is of level 2.
        let mut before: Option<rows::Level> = None;
        let firsts = levels.filter_map(|own| {
            let is_second = before.is_some_and(rows::Level::is_first) && own.is_some_and(rows::Level::is_second);
            before = own.filter(|_| !is_second);
            before.and_then(rows::Level::category)
        });
        merged::Order::of(firsts)
    }

    /// Whether a separator stands behind the last cell: the end of the text has not cut it.
    pub(super) fn is_closed(&self) -> bool {
        let last = self.all.last().and_then(|piece| self.sheet.ink(piece.run.end - 1));
        last.zip(self.structure.last()).is_some_and(|(last, end)| end.start >= last.span().end)
    }

    /// The first piece that begins at or after a position.
    pub(super) fn piece_from(&self, position: usize) -> usize {
        self.all.partition_point(|piece| piece.run.start < position)
    }

    /// Whether a piece ends at a position, so that a label there is a whole cell.
    pub(super) fn ends_piece(&self, position: usize) -> bool {
        let next = self.all.get(self.piece_from(position));
        next.or(self.all.last()).is_none_or(|piece| piece.run.start == position || piece.run.end == position)
    }

    /// The pieces of a row from one of them on.
    pub(super) fn row(&self, at: usize) -> &[Piece] {
        let rest = self.all.get(at..).unwrap_or_default();
        let row = rest.first().map(|first| first.row);
        rest.get(..rest.partition_point(|piece| Some(piece.row) == row)).unwrap_or_default()
    }
}

/// A row of column numbers: 1 2 3 …, whatever cells a tool has joined.
pub(super) fn is_numbering(sheet: &Sheet<'_>, row: &[Piece]) -> bool {
    const NUMBERS: &str = "1234567891011121314151617181920";
    let text: String = row.iter().map(|piece| sheet.folded(piece.run.clone())).collect();
    row.len() > 2 && NUMBERS.starts_with(&text)
}

/// Where the name of an indicator begins behind 指标3：, the number that a form gives it.
pub(super) fn numbering(sheet: &Sheet<'_>, run: &Run) -> Option<usize> {
    const MOST_DIGITS: usize = 2;
    let digits = sheet.after(run.start, "指标").filter(|digits| *digits < run.end)?;
    let is_digit = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit());
    let end = (digits..run.end).find(|at| !is_digit(at)).unwrap_or(run.end);
    let mark = sheet.after_any(end, &[":", ".", "、"]).filter(|mark| *mark <= run.end);
    let is_word = sheet.ch(end).is_some_and(crate::vocabulary::is_letter) && end - digits == 1;
    let known = (1..=MOST_DIGITS).contains(&(end - digits)) && (mark.is_some() || end == run.end || is_word);
    known.then_some(mark.unwrap_or(end))
}

/// The pieces of a text whose cells are marked; `None` for running text.
pub(crate) fn of_cells<'s>(source: &'s Source, folded: &Folded) -> Option<Pieces<'s>> {
    put_together(source, folded, false).map(|(pieces, _)| pieces)
}

/// The readings of a table's cells: where a tool that knows no merged cells has left rows of indicators that seem whole, also
/// one in which they are put right all the same.
pub(super) fn readings_of_cells<'s>(source: &'s Source, folded: &Folded) -> Vec<Pieces<'s>> {
    let Some((pieces, is_unsettled)) = put_together(source, folded, false) else { return Vec::new() };
    let settled = if is_unsettled { put_together(source, folded, true) } else { None };
    [pieces].into_iter().chain(settled.map(|(pieces, _)| pieces)).collect()
}

/// The cells of a table in pieces, and whether its rows of indicators could be settled otherwise.
fn put_together<'s>(source: &'s Source, folded: &Folded, settles: bool) -> Option<(Pieces<'s>, bool)> {
    let marked = grid_of_text(source.text());
    let is_marked = marked.is_some();
    let mut grid = marked.or_else(|| columns::grid(source, folded, false))?;
    let (joined, is_cut) = if is_marked { narrowed::mend(&mut grid, folded) } else { Default::default() };
    packed::align(&mut grid, folded);
    parted::join_heads(&mut grid, folded);
    let told = joined::part(&mut grid, folded, &joined);
    let mut parted = parted::part(&mut grid, folded, if told.is_some() { &[] } else { &joined });
    parted.extend(told.unwrap_or_default());
    let mut mended = if is_marked { overcut::mend(&mut grid, folded, settles) } else { Mended::default() };
    parted.append(&mut mended.doubtful);
    let (mut rows, mut structure) = cells::rows(folded, &grid);
    cells::fill_up(&mut rows);
    let mut pages = if is_marked { pages::mend(&mut rows) } else { Pages::default() };
    if mended.is_flat {
        pages.firsts.clear();
        pages.torn.clear();
    }
    grid.strays.append(&mut pages.strays);
    let begins = merged::put_back(&mut rows, pages.columns.as_deref(), &pages.firsts, mended.is_flat);
    parted.extend(begins.moved);
    structure.extend(begins.again);
    crate::span::sort_spans(&mut structure);
    crate::span::sort_spans(&mut parted);
    (pages.nameless, pages.is_cut) = (begins.nameless, is_cut);
    let own = of_rows(source, folded, &grid, &rows, structure);
    let mut pieces = Pieces { parted, pages, is_marked, are_named: begins.are_named, ..own };
    pieces.join_places();
    Some((pieces, mended.is_unsettled))
}

/// The pieces of a table whose cells are put in order already.
pub(super) fn of_rows<'s>(
    source: &'s Source,
    folded: &Folded,
    grid: &Grid,
    rows: &[cells::Row],
    structure: Vec<Span>,
) -> Pieces<'s> {
    let mut inks: Vec<Ink> = Vec::new();
    let mut pieces = Vec::new();
    for (row, cells) in rows.iter().enumerate() {
        let mut begins_row = true;
        let mut next = 0;
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.inks.is_empty()) {
            let start = inks.len();
            inks.extend(&cell.inks);
            if let Some(first) = inks.get_mut(start)
                && begins_row
            {
                first.widen_gap(Gap::Line);
            }
            begins_row = false;
            let from_right = cells.len() - 1 - column;
            pieces.push(Piece { run: start..inks.len(), row, from_right, blanks: cell.column.saturating_sub(next) });
            next = cell.column + 1;
        }
    }
    // What stands in no cell comes last, in no piece: nobody claims it, and it is shown as unread.
    inks.extend(cells::inks_of(folded, &grid.strays));
    Pieces {
        sheet: Sheet::new(source, inks),
        all: pieces,
        form: Some(grid.form),
        structure,
        furniture: grid.furniture.clone(),
        parted: Vec::new(),
        pages: Pages::default(),
        is_marked: false,
        are_coded: false,
        are_named: false,
        are_short: false,
        places: 0..0,
    }
}

/// Whether a blank stands inside a short bracket of its line: "开发数量( ≥**个 )".
fn is_in_bracket(sheet: &Sheet<'_>, from: usize, at: usize) -> bool {
    const LONGEST: usize = 12;
    if sheet.gap(at) != Gap::Blank {
        return false;
    }
    let bracket = |at: &usize| matches!(sheet.ch(*at), Some('(' | ')'));
    let open = (from..at).rev().take(LONGEST).find(bracket).is_some_and(|at| sheet.ch(at) == Some('('));
    let line = (at..at + LONGEST).take_while(|next| sheet.gap(*next) <= Gap::Blank);
    open && line.into_iter().find(bracket).is_some_and(|at| sheet.ch(at) == Some(')'))
}

/// Whether a blank stands inside of a date, right before the mark of its day or month: "12月31 日".
fn is_in_date(sheet: &Sheet<'_>, at: usize) -> bool {
    const LONGEST_NUMBER: usize = 2;
    let before = match sheet.ch(at) {
        Some('日') => '月',
        Some('月') => '年',
        _ => return false,
    };
    let is_digit = |at: &usize| sheet.gap(*at + 1) <= Gap::Blank && sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit());
    let first = (0..at).rev().take(LONGEST_NUMBER).take_while(is_digit).last();
    let mark = first.and_then(|first| first.checked_sub(1)).and_then(|mark| sheet.ch(mark));
    sheet.gap(at) == Gap::Blank && mark == Some(before)
}

/// Whether a run is the sign that begins a line with nothing but a value on it: "≧ 100%".
fn is_behind_sign(sheet: &Sheet<'_>, run: &Run) -> bool {
    const LONGEST: usize = 12;
    let is_sign = sheet.begins_line(run.start) && run.len() == 1 && rows::is_operator(&sheet.folded(run.clone()));
    let is_part = |at: &usize| sheet.gap(*at) == Gap::None && *at < sheet.len();
    let end = (run.end + 1..=run.end + LONGEST).find(|at| !is_part(at));
    is_sign
        && sheet.ch(run.end).is_some_and(|ch| ch.is_ascii_digit())
        && end.is_some_and(|end| end == sheet.len() || sheet.begins_line(end))
}

/// The pieces of running text: blanks, tabs and line breaks set them apart. `inks` are without page furniture.
pub(crate) fn of_lines(sheet: Sheet<'_>) -> Pieces<'_> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut row = 0;
    // Where signs have a column, they are cells of their own.
    let has_signs = sheet.find_any(0..sheet.len(), &["指标性质", "指标值类型", "符号"]).is_some();
    for at in 0..sheet.len() {
        if sheet.begins_line(at) {
            row += 1;
        }
        match pieces.last_mut() {
            Some(last)
                if sheet.gap(at) == Gap::None
                    || is_in_bracket(&sheet, last.run.start, at)
                    || is_in_date(&sheet, at)
                    || (!has_signs && is_behind_sign(&sheet, &last.run)) =>
            {
                last.run.end = at + 1;
            }
            _ => pieces.push(Piece { run: at..at + 1, row, from_right: 0, blanks: 0 }),
        }
    }
    joins::join_vertical(&sheet, &mut pieces);
    joins::join_amounts(&sheet, &mut pieces);
    let mut after: Option<(usize, usize)> = None;
    for piece in pieces.iter_mut().rev() {
        piece.from_right = after.filter(|(row, _)| *row == piece.row).map_or(0, |(_, from_right)| from_right + 1);
        after = Some((piece.row, piece.from_right));
    }
    Pieces::running(sheet, pieces)
}
