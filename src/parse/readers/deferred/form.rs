//! The cells of all pages as rows, read as a form.

use std::collections::BTreeSet;

use super::looks::names_body;
use super::scraps::is_cut_label;
use super::slots::{Place, Slot, Waits};
use super::woven::{Woven, WovenCell};
use crate::grid::{Form, Grid};
use crate::lexicon::{self, Column, Field};
use crate::model::{Layout, Table};
use crate::parse::fold::{Folded, Gap, Ink};
use crate::parse::readers::cells::{Cell, Row};
use crate::parse::readers::merged::Order;
use crate::parse::readers::pieces::{self, Pieces};
use crate::parse::readers::{block, rows};
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;

/// Reads the cells of all pages.
pub(super) fn read(
    source: &Source,
    folded: &Folded,
    pieces: &Pieces<'_>,
    pages: &[Option<Woven>],
    (slots, untold): (&[Slot], BTreeSet<usize>),
) -> Table {
    let mut rows = Assembly {
        sheet: &pieces.sheet,
        slots,
        rows: Vec::new(),
        heads: Vec::new(),
        above: BTreeSet::new(),
        last: None,
        dropped: Vec::new(),
        strays: Vec::new(),
        order: pieces.order(),
        page_begins: true,
        coded: None,
        spending: false,
        goes_on: false,
    };
    let flat = slots.contains(&Slot::Of(Column::Project));
    let mut lost = false;
    for page in pages {
        let Some(page) = page else {
            lost = true;
            continue;
        };
        // Whose rows stand on top of a page behind one that is lost shows only where a name does.
        let mut orphans = if std::mem::take(&mut lost) { orphans(page) } else { BTreeSet::new() };
        orphans.extend(&untold);
        (rows.page_begins, rows.coded) = (true, None);
        rows.goes_on = rows.goes_on(page);
        // Heads that are wrapped are drawn behind the first rows: they stand beside the first one.
        let is_head = |cell: &&WovenCell| flat && cell.place == Place::Head && pieces.column(cell.run.start).is_some();
        let first = page.cells.iter().position(|cell| is_head(&cell)).unwrap_or_default();
        let (above, below) = page.cells.split_at_checked(first).unwrap_or_default();
        let heads = below.iter().filter(is_head);
        for cell in above.iter().chain(heads).chain(below.iter().filter(|cell| !is_head(cell))) {
            match cell.place {
                Place::Cell(_) if orphans.contains(&cell.run.start) => rows.strays.push(cell.run.clone()),
                Place::Cell(slot) => rows.cell(cell, slot),
                Place::Head | Place::Value(_) | Place::End => rows.above(cell, pieces),
            }
        }
    }
    rows.print_heads();
    let Assembly { rows, dropped, strays, .. } = rows;
    let strays = strays.into_iter().filter_map(|run| pieces.sheet.origin(run));
    let strays = strays.flat_map(|origin| origin.spans().collect::<Vec<_>>()).collect();
    let grid = Grid { form: Form::Columns, strays, ..Grid::default() };
    let mut table = block::read(pieces::of_rows(source, folded, &grid, &rows, Vec::new()), true, false);
    if table.layout != Layout::Unknown {
        let again = dropped.into_iter().filter_map(|run| pieces.sheet.origin(run));
        table.furniture.extend(again.flat_map(|origin| origin.spans().collect::<Vec<_>>()));
    }
    table
}

/// Where the cells begin that stand before the first row of a page that names a project.
fn orphans(page: &Woven) -> BTreeSet<usize> {
    let is_name = |cell: &WovenCell| cell.place == Place::Cell(Slot::Of(Column::Project));
    let named = page.cells.iter().position(is_name).unwrap_or(page.cells.len());
    let before = page.cells.get(..=named).unwrap_or(&page.cells);
    let count = before.iter().rposition(|cell| cell.begins).filter(|_| named < page.cells.len()).unwrap_or(named);
    before.iter().take(count).map(|cell| cell.run.start).collect()
}

/// Rows as they are put together.
struct Assembly<'r> {
    sheet: &'r Sheet<'r>,
    slots: &'r [Slot],
    rows: Vec<Row>,
    /// Heads of columns that no row has followed yet, with their places.
    heads: Vec<(usize, Run)>,
    /// What stands above the rows of a flat table that begins with codes.
    above: BTreeSet<String>,
    last: Option<Project>,
    /// What a page prints again of a cell that began before it.
    dropped: Vec<Run>,
    /// What stands between the rows and is no label.
    strays: Vec<Run>,
    /// The order of the categories: it tells where a project begins whose name stands on the next page.
    order: Order,
    page_begins: bool,
    /// The last code on a page.
    coded: Option<Code>,
    /// Whether the last row is that of the heads of the columns of money.
    spending: bool,
    /// Whether a page begins with a category that the project before it may go on with.
    goes_on: bool,
}

impl Assembly<'_> {
    fn inks(&self, run: &Run) -> Vec<Ink> {
        let mut inks: Vec<Ink> = run.clone().filter_map(|at| self.sheet.ink(at)).copied().collect();
        if let Some(first) = inks.first_mut() {
            first.widen_gap(Gap::Tab);
        }
        inks
    }

    fn goes_on(&self, page: &Woven) -> bool {
        let first = page.cells.iter().find(|cell| cell.place == Place::Cell(Slot::Of(Column::Level1)));
        let category = first.and_then(|cell| rows::level(self.sheet, cell.run.start)?.0.category());
        let mut order = self.order;
        self.last.is_some() && category.is_some_and(|category| !order.begins_anew(category))
    }

    /// A label, a value or what else stands above the rows: a row of its own, the value beside its label.
    fn above(&mut self, cell: &WovenCell, pieces: &Pieces<'_>) {
        let ends = self.sheet.ch(cell.run.end - 1) == Some(':');
        // Each page prints what stands above the rows once more, perhaps not all of it whole.
        if self.slots.contains(&Slot::Of(Column::Code)) && !self.above.insert(self.sheet.folded(cell.run.clone())) {
            self.dropped.push(cell.run.clone());
            return;
        }
        // 得分 is a head of a column of money behind another one only.
        let opens = pieces.column(cell.run.start).is_none() && !ends;
        if cell.spending && (opens || self.spending) {
            let inks = self.inks(&cell.run);
            match self.rows.last_mut().filter(|_| self.spending) {
                Some(row) => row.push(Cell { column: row.len(), inks }),
                None => self.rows.push(vec![Cell { column: 0, inks }]),
            }
            self.spending = true;
            return;
        }
        self.spending = false;
        if let Some((column, _)) = pieces.column(cell.run.start).filter(|_| !cell.note) {
            // Heads of columns of one kind stand in the order of the text.
            let taken = self
                .heads
                .iter()
                .filter(|(_, run)| pieces.column(run.start).is_some_and(|(other, _)| other == column))
                .count();
            let other = |slot: &Slot| matches!(slot, Slot::Kind | Slot::Period | Slot::Rule) && column == Column::Other;
            let of_kind = |slot: &Slot| *slot == Slot::Of(column) || other(slot);
            let place = self.slots.iter().enumerate().filter(|(_, slot)| of_kind(slot)).nth(taken);
            // The head of the block before, of which a page draws the late part here, is no second column.
            if place.is_none() && taken > 0 {
                self.dropped.push(cell.run.clone());
                return;
            }
            self.heads.push((place.map_or(self.slots.len(), |(place, _)| place), cell.run.clone()));
            return;
        }
        // The side label 绩效指标 is drawn between the late heads and those of one line.
        let beside = pieces.field(cell.run.start).is_some_and(|(field, _)| field == Field::Heading);
        let digits = self.sheet.folded(cell.run.clone()).contains(|ch: char| ch.is_ascii_digit());
        // Heads that are drawn late wait for those of names, those of what explains the rows while amounts stand above.
        let kinds: Vec<Column> = self.heads.iter().filter_map(|(_, run)| Some(pieces.column(run.start)?.0)).collect();
        let is_of_money = cell.place == Place::Value(Waits::Money)
            || pieces.field(cell.run.start).is_some_and(|(field, _)| matches!(field, Field::Money(_)));
        let own = |kind: &Column| matches!(kind, Column::Name | Column::Level1 | Column::Weight | Column::Score);
        let above = is_of_money && !kinds.iter().any(own);
        let waits = !kinds.contains(&Column::Name) && (kinds.contains(&Column::Target) || above);
        if !beside && !digits && !waits {
            self.print_heads();
        }
        if is_cut_label(&self.sheet.folded(cell.run.clone())) {
            self.dropped.push(cell.run.clone());
            return;
        }
        let inks = self.inks(&cell.run);
        let number = inks.iter().all(|ink| ink.ch().is_ascii_digit());
        if cell.place == Place::Head && !cell.known && !number {
            self.strays.push(cell.run.clone());
            return;
        }
        let back = usize::from(cell.place == Place::Value(Waits::Expected));
        // 预算数: and 执行数: are one line.
        let is_label = |cell: &Cell| cell.inks.last().is_some_and(|ink| ink.ch() == ':');
        let first = self.rows.last().filter(|row| row.len() == 2).and_then(|row| row.first());
        let beside = cell.spending && ends && first.is_some_and(is_label);
        match self.rows.iter_mut().rev().nth(back) {
            Some(row) if beside || matches!(cell.place, Place::Value(_)) => row.push(Cell { column: row.len(), inks }),
            _ => self.rows.push(vec![Cell { column: 0, inks }]),
        }
    }

    /// The heads of the columns as one row, in the order of the columns.
    fn print_heads(&mut self) {
        let heads = crate::order::sorted(std::mem::take(&mut self.heads), |(place, _)| *place as u128);
        let row: Row =
            heads.iter().enumerate().map(|(column, (_, run))| Cell { column, inks: self.inks(run) }).collect();
        if !row.is_empty() {
            self.rows.push(row);
        }
    }

    fn cell(&mut self, cell: &WovenCell, slot: Slot) {
        self.print_heads();
        if cell.begins || self.rows.is_empty() {
            self.rows.push((0..self.slots.len()).map(|column| Cell { column, inks: Vec::new() }).collect());
        }
        let at = self.rows.len() - 1;
        let into = match slot {
            Slot::Of(Column::Code) => {
                // Another code: what the page before has begun is over.
                let code = Code { row: at, run: cell.run.clone(), money: Some(at) };
                self.page_begins &= self.coded.replace(code).is_none();
                Some(at)
            }
            Slot::Of(Column::Project) => {
                let into = self.project(cell, at);
                self.follow_name(self.rows.len() - 1, into);
                into
            }
            Slot::Of(Column::Money(_)) => match &self.coded {
                Some(code) if code.row == at => code.money,
                _ => Some(at),
            },
            Slot::Of(Column::Objective) => self.objective(cell, at),
            Slot::Of(Column::Level1) => {
                self.level(cell, at);
                Some(at)
            }
            _ => Some(at),
        };
        let mut inks = self.inks(&cell.run);
        match into.and_then(|row| self.rows.get_mut(row)).and_then(|row| row.get_mut(cell.column)) {
            // What a page break has cut goes on.
            Some(own) => own.inks.append(&mut inks),
            None => self.dropped.push(cell.run.clone()),
        }
    }

    /// Whether a row names a body: none of its cells is of an indicator.
    fn is_body(&self, row: usize) -> bool {
        let level = self.slots.iter().position(|slot| *slot == Slot::Of(Column::Level1));
        let cells = level.and_then(|level| self.rows.get(row)?.get(level..));
        self.slots.contains(&Slot::Of(Column::Code))
            && cells.is_some_and(|cells| cells.iter().all(|cell| cell.inks.is_empty()))
    }

    /// Parts what a row says of a body from the first row of a project, whose name only the next page says.
    fn part_body(&mut self, row: usize) {
        let of_body = |slot: &Slot| matches!(slot, Slot::Of(Column::Code | Column::Project | Column::Money(_)));
        let Some(cells) = self.rows.get_mut(row) else { return };
        let own = self.slots.iter().zip(cells).map(|(slot, cell)| {
            let inks = if of_body(slot) { std::mem::take(&mut cell.inks) } else { Vec::new() };
            Cell { column: cell.column, inks }
        });
        let own: Row = own.collect();
        self.rows.insert(row, own);
        self.coded.iter_mut().for_each(|code| (code.row, code.money) = (code.row + 1, code.money.map(|row| row + 1)));
    }

    /// Where the name of a project goes, its code and its amounts go too; what a page prints once more goes nowhere.
    fn follow_name(&mut self, at: usize, into: Option<usize>) {
        let Some(code) = self.coded.as_mut().filter(|code| code.row == at && into != Some(at)) else { return };
        let begun = into.and_then(|row| self.rows.get(row)?.first());
        let anew = begun.is_some_and(|cell| cell.inks.is_empty());
        code.money = into.filter(|_| anew);
        let inks = self.rows.get_mut(at).and_then(|row| row.first_mut()).map(|cell| std::mem::take(&mut cell.inks));
        let place = code.money.and_then(|row| self.rows.get_mut(row)?.first_mut());
        match place.zip(inks) {
            Some((cell, inks)) => cell.inks = inks,
            None => self.dropped.push(code.run.clone()),
        }
    }

    /// A project begins where the categories begin anew, though its name may stand on the next page only.
    fn level(&mut self, cell: &WovenCell, at: usize) {
        self.page_begins = false;
        let category = rows::level(self.sheet, cell.run.start).and_then(|(level, _)| level.category());
        // A body has no rows: those below it are of a project whose name the page has lost.
        let of_body = self.last.as_ref().is_some_and(|last| self.is_body(last.row));
        if (category.is_some_and(|category| self.order.begins_anew(category)) || of_body)
            && self.last.as_ref().is_none_or(|last| last.row != at)
        {
            self.last = Some(Project { row: at, name: String::new(), printed: None, objective: None });
        }
    }

    /// The row into which the name of a project goes. A page prints it once more where the project goes on, or its last lines.
    fn project(&mut self, cell: &WovenCell, at: usize) -> Option<usize> {
        let name = self.sheet.folded(cell.run.clone());
        let again = |last: &Project| last.name == name || (self.page_begins && last.name.ends_with(&name));
        if self.last.as_ref().is_some_and(again) {
            return None;
        }
        // Each page prints those lines of a name that fit it, or begins it anew.
        let anew = |last: &&mut Project| self.page_begins && !last.name.is_empty() && name.starts_with(&last.name);
        if let Some(last) = self.last.as_mut().filter(anew) {
            if let Some(old) = self.rows.get_mut(last.row).and_then(|row| row.get_mut(cell.column)) {
                old.inks.clear();
            }
            self.dropped.extend(last.printed.replace(cell.run.clone()));
            last.name = name;
            return Some(last.row);
        }
        let is_coded = self.slots.contains(&Slot::Of(Column::Code));
        let of_body = |last: &&Project| is_coded && self.page_begins && names_body(&last.name);
        if let Some(row) = self.last.as_ref().filter(of_body).map(|last| last.row) {
            self.part_body(row);
            self.last = Some(Project { row: row + 1, name, printed: Some(cell.run.clone()), objective: None });
            return Some(row + 1);
        }
        let is_cut = |last: &&Project| !last.name.is_empty() && !lexicon::ends_project(&last.name);
        if let Some(last) = self.last.as_ref().filter(|last| self.page_begins && self.goes_on && is_cut(last)) {
            return Some(last.row);
        }
        let begun = self.last.as_ref().filter(|last| self.page_begins && last.name.is_empty()).map(|last| last.row);
        if begun.is_none() {
            self.order.begin();
        }
        let row = begun.unwrap_or(at);
        let objective = self.last.take().filter(|_| begun.is_some()).and_then(|last| last.objective);
        self.last = Some(Project { row, name, printed: Some(cell.run.clone()), objective });
        Some(row)
    }

    /// The row into which an objective goes. A page prints it once more where the project goes on, or only what it has not
    /// printed before. Where no name stands before it in the middle of a page, that stands on the next one.
    fn objective(&mut self, cell: &WovenCell, at: usize) -> Option<usize> {
        const FEWEST: usize = 4;
        if cell.begins && !self.page_begins {
            self.last = Some(Project { row: at, name: String::new(), printed: None, objective: None });
            self.order.begin();
        }
        let Some(last) = &mut self.last else { return Some(at) };
        if let Some(before) = last.objective.take() {
            let (before_text, text) = (self.sheet.folded(before.clone()), self.sheet.folded(cell.run.clone()));
            if before_text.contains(&text) {
                last.objective = Some(before);
                return None;
            }
            // Or the page before has lost its beginning.
            if text.ends_with(&before_text) {
                if let Some(old) = self.rows.get_mut(last.row).and_then(|row| row.get_mut(cell.column)) {
                    old.inks.clear();
                }
                self.dropped.push(before);
                last.objective = Some(cell.run.clone());
                return Some(last.row);
            }
            // Its beginning may be the last that the page before prints, perhaps cut.
            let begin: String = text.chars().take(FEWEST).collect();
            if let Some((kept, _)) = before_text.rsplit_once(begin.as_str()) {
                let kept = kept.chars().count();
                let old = self.rows.get_mut(last.row).and_then(|row| row.get_mut(cell.column));
                if let Some(old) = old {
                    old.inks.truncate(kept);
                }
                self.dropped.push(before.start + kept..before.end);
            }
        }
        last.objective = Some(cell.run.clone());
        Some(last.row)
    }
}

/// The code of a unit.
struct Code {
    row: usize,
    run: Run,
    /// The row into which the amounts behind it go.
    money: Option<usize>,
}

/// The project whose rows are being read.
struct Project {
    row: usize,
    name: String,
    /// Where its name is printed.
    printed: Option<Run>,
    objective: Option<Run>,
}
