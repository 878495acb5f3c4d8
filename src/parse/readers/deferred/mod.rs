//! Text in which the wrapped cells of a page stand behind all others: what a PDF made by LibreOffice gives (D14).
//!
//! Such a PDF draws the cells of one line first, row by row, and then the cells that are wrapped or hold two scripts,
//! again row by row. Each page is put into the order of its rows, and then read as what it is: a list or a form.

mod codes;
mod demands;
mod form;
mod glued;
mod labels;
mod list;
mod looks;
mod numbers;
mod pages;
mod scraps;
mod slots;
mod split;
mod suits;
mod sums;
mod twins;
mod weave;
mod widths;
mod woven;

use self::demands::Page;
pub(super) use self::numbers::bare_numbers;
use self::scraps::{Scrap, scraps};
use self::slots::Slot;
use self::sums::Sums;
use self::widths::Widths;
use self::woven::{Woven, woven};
use super::coded;
use super::columns;
use super::flat;
use super::merged;
use super::pieces::{self, Pieces};
use super::rows;
use crate::lexicon::{self, Column};
use crate::model::{Category, Indicator, Layout, Project, Repair, RepairKind, SpendingUnit, Table};
use crate::parse::fold::Folded;
use crate::parse::sheet::{Run, Sheet};
use crate::parse::{furniture, runs};
use crate::source::Source;
use crate::span::Origin;

/// No page has more scraps; keeps the work linear.
const MOST_SCRAPS: usize = 400;
/// Nor are there more places in both streams of a page.
const MOST_PLACES: usize = 40_000;
/// What a page costs for each of its scraps, at most; pages of this kind cost hardly more than one.
const DEAREST: u32 = 2;
/// A page of fewer scraps, such as the notes at the end, may cost as much as one of so many.
const FEW: usize = 12;
/// One of so many pages of a flat table may be lost.
const LOST: usize = 3;
/// So many pages tell what made the text: what draws wrapped cells last has drawn some by then.
const TELLING_PAGES: usize = 16;
/// So many pages tell how wide the columns are.
const MEASURED_PAGES: usize = 4;

/// Reads a list or form whose late cells are put back into their rows.
pub(crate) fn read(source: &Source, folded: &Folded) -> Table {
    // Where blanks keep the columns, the cells stand where they are printed.
    if columns::is_spread(source.text()) || crate::grid::grid_of_text(source.text()).is_some() {
        return Table::default();
    }
    let whole = Sheet::new(source, folded.inks());
    let numbers = furniture::furniture(&whole, None, None);
    let numbers = if numbers.is_empty() { bare_numbers(&whole) } else { numbers };
    let spans: Vec<_> = numbers.iter().filter_map(|run| whole.origin(run.clone())).collect();
    let first_on_page = numbers.first().is_some_and(|run| run.start == 0);
    let borders = pages::borders(&whole, &numbers, first_on_page);
    let mut pieces = pieces::of_lines(Sheet::new(source, furniture::without(folded.inks(), &numbers)));
    pieces.are_coded = coded::is_kind(folded);
    pieces.all = glued::join_boxes(&pieces.sheet, &glued::cut(&pieces));
    pieces.are_short = rows::are_short(&pieces.sheet, &pieces.all);
    let layout = if pieces.are_coded { codes::slots(&pieces).map(Shape::Form) } else { form_of(&pieces) };
    let layout = layout.or_else(|| {
        if pieces.are_coded {
            return None;
        }
        pieces.all = list::join(&pieces);
        list::slots(&pieces).map(Shape::List)
    });
    let Some(layout) = layout else { return Table::default() };
    let borders = if borders.is_empty() { pages::repeated_heads(&pieces) } else { borders };
    let turned = pages::turned(&pieces, &borders, matches!(layout, Shape::List(_)));
    let pages = turned.and_then(|turned| weave_pages(&pieces, &turned, &layout));
    let Some(mut pages) = pages.or_else(|| weave_pages(&pieces, &borders, &layout)) else { return Table::default() };
    let (untold, inferred) = codes::place_amounts(&mut pages, layout.slots());
    let mut table = match layout {
        Shape::List(_) => {
            let inks = pages.iter().flatten().flat_map(|page| list::in_lines(page, &pieces.sheet)).collect();
            crate::parse::list::read(source, &Folded::of_inks(inks))
        }
        Shape::Form(slots) => form::read(source, folded, &pieces, &pages, (&slots, untold)),
    };
    // A project that has no name, or a piece of something else, took the rows of another.
    let is_broken = table.layout == Layout::IndicatorPerRow && !flat::keep_whole(&mut table);
    if table.layout == Layout::Unknown || is_torn(&table) || is_broken {
        return Table::default();
    }
    table.furniture.extend(spans.iter().flat_map(Origin::spans));
    crate::span::sort_spans(&mut table.furniture);
    let doubtful = pages.iter().flatten().flat_map(|page| page.cells.iter().filter(|cell| cell.doubtful));
    let repairs = doubtful.filter_map(|cell| {
        let origin = pieces.sheet.origin(cell.run.clone())?;
        Some(Repair { kind: RepairKind::RowOrder, origin, read_as: pieces.sheet.text(cell.run.clone()) })
    });
    table.repairs.extend(repairs);
    codes::tell_inferred(&mut table, &pieces, &inferred);
    table
}

/// Puts every page in order; a page of a flat table that cannot be is lost alone. `None` where others cannot be, or nothing was
/// out of order.
fn weave_pages(pieces: &Pieces<'_>, borders: &[usize], layout: &Shape) -> Option<Vec<Option<Woven>>> {
    let mut from = 0;
    let pages = borders.iter().chain([&usize::MAX]).filter_map(|border| {
        let until = pieces.piece_from(*border);
        (until > from).then(|| std::mem::replace(&mut from, until)..until)
    });
    let pages: Vec<_> = pages.collect();
    let may_lose = layout.slots().contains(&Slot::Of(Column::Project));
    // How wide the columns are shows only when the cells of some pages have been told apart.
    let mut order = pieces.order();
    let unknown = Widths::default();
    let first = pages.iter().take(MEASURED_PAGES).map(|of| page(pieces, of.clone(), layout, &unknown, &mut order));
    let measured: Vec<Woven> = first.filter(|page| page.is_some() || !may_lose).collect::<Option<_>>()?;
    let widths = Widths::of(&measured, layout.slots().len());
    let mut order = pieces.order();
    let mut woven: Vec<Option<Woven>> = Vec::with_capacity(pages.len());
    let mut lost = 0;
    for of in &pages {
        let own = page(pieces, of.clone(), layout, &widths, &mut order);
        lost += usize::from(own.is_none());
        if lost > 0 && (!may_lose || lost * LOST > pages.len()) {
            return None;
        }
        woven.push(own);
        if woven.len() == TELLING_PAGES && is_in_order(&woven, of.end, 2) {
            return None;
        }
    }
    (!is_in_order(&woven, pieces.all.len(), 1)).then_some(woven)
}

/// Whether hardly a cell of so many had to be put back, or too many look wrong, so many `times` over: then the text is in
/// order, or in another disorder.
fn is_in_order(pages: &[Option<Woven>], cells: usize, times: usize) -> bool {
    let sum = |of: &dyn Fn(&Woven) -> usize| pages.iter().flatten().map(of).sum::<usize>();
    /// Among so many late cells one may look like any other.
    const FORGIVEN: usize = 4;
    let late = sum(&|page| page.filled);
    late < 2
        || sum(&|page| page.odd) > cells / 8 * times
        || sum(&|page| page.prompt_like).saturating_sub(usize::from(late >= FORGIVEN)) * 5 > late * times
        || sum(&|page| page.numbers) * 20 > late * times
}

/// Whether the reader took cells of both streams for one: then the order of the rows was not what it seemed.
fn is_torn(table: &Table) -> bool {
    let torn = |origin: Option<&Origin>| origin.is_some_and(|origin| !origin.spans().is_sorted());
    let in_indicator =
        |of: &Indicator| torn(of.name.origin()) || torn(of.target.origin()) || torn(of.subcategory.origin());
    let in_project =
        |of: &Project| torn(of.name.origin()) || torn(of.objective.origin()) || of.indicators.iter().any(in_indicator);
    let in_unit = |of: &SpendingUnit| torn(of.name.origin()) || of.projects.iter().any(in_project);
    torn(table.title.origin()) || torn(table.department.origin()) || table.units.iter().any(in_unit)
}

/// What kind of table it is, with what its columns demand.
enum Shape {
    List(Vec<Slot>),
    Form(Vec<Slot>),
}

impl Shape {
    fn slots(&self) -> &[Slot] {
        match self {
            Self::List(slots) | Self::Form(slots) => slots,
        }
    }
}

/// The columns of a form, by their heads.
fn form_of(pieces: &Pieces<'_>) -> Option<Shape> {
    // The heads of one page, those of one line first; the wrapped ones go where forms have them.
    let slot_of = |column: Column, start: usize| match column {
        Column::Other if pieces.sheet.after(start, "指标属性").is_some() => Slot::Kind,
        Column::Other if is_period(pieces, start) => Slot::Period,
        column => Slot::Of(column),
    };
    let mut slots: Vec<Slot> = Vec::new();
    let mut last = None;
    let mut last_late: Option<usize> = None;
    let mut repeated: Option<usize> = None;
    let mut closing = 0;
    for (at, piece) in pieces.all.iter().enumerate() {
        // No page goes on so far behind it.
        if repeated.is_some_and(|first| at > first + MOST_SCRAPS * 2) {
            break;
        }
        // 未完成原因分析 may be the second line of such a label below the rows.
        if piece.run.start < closing {
            continue;
        }
        closing = pieces.sheet.after_any(piece.run.start, lexicon::CLOSING_LABELS).unwrap_or(closing);
        // Within a formula, 实际数 is no head.
        // Below the rows, 偏差大或目标未完成原因分析 is a label.
        let end = pieces.column(piece.run.start).map_or(piece.run.end, |(_, end)| end);
        let text = pieces.sheet.folded(piece.run.start..end.max(piece.run.end));
        let behind = last.is_some_and(|last| last + 1 == at);
        let is_note = text.ends_with(':') || (!behind && lexicon::CLOSING_LABELS.contains(&text.as_str()));
        let head = pieces.column(piece.run.start).filter(|(_, end)| pieces.ends_piece(*end) && !is_note);
        let Some((column, end)) = head else { continue };
        let slot = slot_of(column, piece.run.start);
        // Two sets of indicators side by side, the mid-term one first.
        let on_line = at.checked_sub(1).and_then(|at| pieces.all.get(at)).is_some_and(|before| before.row == piece.row);
        let in_turn = slots.last().is_some_and(|last| {
            let turns =
                [(Column::Target, Column::Level2), (Column::Level2, Column::Name), (Column::Name, Column::Target)];
            turns.iter().any(|(before, next)| *last == Slot::Of(*before) && column == *next)
        });
        let second = behind && (in_turn || on_line && matches!(column, Column::Level2 | Column::Name | Column::Target));
        let twice = slots.iter().filter(|other| **other == slot).count() > 1;
        if second && repeated.is_none() && slots.contains(&slot) && !twice {
            slots.push(slot);
            last = Some(at);
            continue;
        }
        if slots.contains(&slot) && slot != Slot::Of(Column::Other) {
            // The next head begins; a page with several forms prints the wrapped heads of the first one behind it.
            let is_first = slots.first() == Some(&slot);
            repeated = repeated.or(Some(at).filter(|_| slots.len() > 3 && is_first));
            continue;
        }
        let is_late = || scraps::is_mixed(&pieces.sheet.text(piece.run.clone()));
        if repeated.is_some() && end == piece.run.end && !is_late() {
            continue;
        }
        // The execution of the budget and the objective have heads of these names, too.
        let is_above = |slot: &Slot| matches!(slot, Slot::Of(Column::Weight | Column::Score | Column::Actual));
        let is_of_rows = matches!(column, Column::Level1 | Column::Level2 | Column::Name);
        if is_of_rows && slots.iter().all(is_above) {
            slots.clear();
            last_late = None;
        }
        if behind || slots.is_empty() {
            slots.push(slot);
            last = Some(at);
            continue;
        }
        // 指标属性 stands behind the unit, or the target.
        let of_target = |other: &Slot| matches!(other, Slot::Of(Column::Target | Column::Unit));
        if let Some(place) = slots.iter().rposition(of_target).filter(|_| slot == Slot::Kind) {
            slots.insert(place + 1, slot);
        }
        if column == Column::Other && slot != Slot::Period {
            continue;
        }
        let before = |other: &Slot| matches!(other, Slot::Of(other) if *other != Column::Other && *other < column);
        // What was reached stands behind the target; late heads keep the order of their columns.
        let target = slots.iter().position(|other| *other == Slot::Of(Column::Target));
        let follows = slot == Slot::Period || (column == Column::Actual && !slots.contains(&Slot::Of(Column::Unit)));
        let target = target.filter(|_| follows);
        let place = target.or_else(|| slots.iter().rposition(before)).map_or(0, |place| place + 1);
        let place = last_late.filter(|late| *late < slots.len()).map_or(place, |late| place.max(late + 1));
        last_late = Some(place);
        slots.insert(place, slot);
    }
    let has = |column: Column| slots.contains(&Slot::Of(column));
    (has(Column::Target) && has(Column::Name) && (has(Column::Level1) || has(Column::Level2)) && slots.len() <= 14)
        .then_some(Shape::Form(slots))
}

/// Whether a head of a column that is not read is that of targets of another period.
fn is_period(pieces: &Pieces<'_>, start: usize) -> bool {
    let end = pieces.column(start).map_or(start, |(_, end)| end);
    ["目标值", "指标值"].iter().any(|head| pieces.sheet.before(end, head).is_some())
}

/// Puts a page in order. `None` where it is too large, or no way leads through it.
fn page(
    pieces: &Pieces<'_>,
    of: std::ops::Range<usize>,
    shape: &Shape,
    widths: &Widths,
    order: &mut merged::Order,
) -> Option<Woven> {
    let all = pieces.all.get(of)?;
    if all.len() > MOST_SCRAPS * 2 {
        return None;
    }
    let is_list = matches!(shape, Shape::List(_));
    let run = all.first()?.run.start..all.last()?.run.end;
    let sets: Vec<Run> = if is_list {
        runs::indicator_runs(&pieces.sheet, run).into_iter().map(|set| set.run).collect()
    } else {
        Vec::new()
    };
    let mut best: Option<(u32, Parted)> = None;
    for split in split::splits(pieces, all, &sets, is_list) {
        let (prompt, late) = all.split_at_checked(split)?;
        // Each late cell has a line of its own, whatever the tool.
        let lines = prompt.chunk_by(|a, b| a.row == b.row).count();
        let by_line = prompt.len() * 4 > lines * 5;
        let (prompt, late) = (scraps(pieces, prompt, &[], false, is_list), scraps(pieces, late, &sets, true, is_list));
        // Amounts are of one script and fit their lines: where they stand among the late cells, nothing is late.
        if is_list && late.iter().any(|scrap| scrap.amount) {
            return None;
        }
        if prompt.len() * late.len() > MOST_PLACES || prompt.len().max(late.len()) > MOST_SCRAPS {
            return None;
        }
        let parted = Parted { by_line, ..Parted::of(prompt, late, *order) };
        let dearest = u32::try_from(all.len().max(FEW)).unwrap_or(weave::UNKNOWN).saturating_mul(DEAREST);
        let least = best.as_ref().map_or(dearest, |(least, _)| *least);
        if let Some(cost) = weave::cost(&parted.page(shape, widths), least) {
            best = Some((cost, parted));
        }
    }
    let (least, parted) = best?;
    let page = parted.page(shape, widths);
    let way = weave::weave(&page, least)?;
    let woven = woven(&page, &way);
    *order = parted.order;
    Some(woven)
}

/// The scraps of a page, parted into those in their places and the late ones.
struct Parted {
    prompt: Vec<Scrap>,
    late: Vec<Scrap>,
    begins: Vec<Option<bool>>,
    spoken_of: Vec<Vec<usize>>,
    sums: Sums,
    opened: Vec<Option<Category>>,
    /// Whether the prompt scraps of one line belong to one row.
    by_line: bool,
    /// The order of the categories behind the page.
    order: merged::Order,
}

impl Parted {
    fn of(prompt: Vec<Scrap>, late: Vec<Scrap>, mut order: merged::Order) -> Self {
        let begins = split::begins(&prompt, &mut order);
        let spoken_of = scraps::spoken_of(&prompt, &late);
        let sums = Sums::of(&prompt);
        let opened = prompt.iter().scan(None, |open, scrap| {
            let level = scrap.level.filter(|(level, _)| level.is_first());
            *open = level.map_or(*open, |(level, _)| level.category());
            Some(*open)
        });
        Self { opened: opened.collect(), prompt, late, begins, spoken_of, sums, by_line: false, order }
    }

    fn page<'p>(&'p self, shape: &'p Shape, widths: &'p Widths) -> Page<'p> {
        let Self { prompt, late, begins, spoken_of, sums, opened, .. } = self;
        let is_pair = |at: usize| labels::is_pair(prompt.get(at..).unwrap_or_default());
        let paired = (0..prompt.len()).any(is_pair);
        let has_term = prompt.iter().chain(late).any(labels::is_of_term);
        Page {
            prompt,
            late,
            slots: shape.slots(),
            widths,
            lines: self.by_line,
            begins,
            spoken_of,
            sums,
            opened,
            paired,
            has_term,
        }
    }
}
