//! Flat tables whose rows begin with the code of a unit (L6c): a project and its body have a code, a name and amounts; the rows
//! of a project's indicators have none.

use std::collections::BTreeSet;

use super::MOST_SCRAPS;
use super::demands::{FIRST, MISPLACED, Page};
use super::scraps::Scrap;
use super::slots::{Place, Slot};
use super::weave::{Side, Step};
use super::woven::{Woven, WovenCell};
use crate::lexicon::{self, Column};
use crate::model::{Fund, Repair, RepairKind, Table};
use crate::parse::readers::pieces::{Piece, Pieces};
use crate::parse::sheet::Run;
use crate::span::Origin;

/// How many digits a code may have.
const CODE: std::ops::RangeInclusive<usize> = 5..=12;
/// What must stand in the heads.
const NEEDED: [Column; 6] =
    [Column::Code, Column::Project, Column::Objective, Column::Level1, Column::Name, Column::Target];

/// The columns of such a table, by the heads of its first page: they always stand in one order.
pub(super) fn slots(pieces: &Pieces<'_>) -> Option<Vec<Slot>> {
    let mut heads = BTreeSet::new();
    let (mut explained, mut ruled, mut noted) = (false, false, false);
    for piece in pieces.all.iter().take(MOST_SCRAPS * 2) {
        let start = piece.run.start;
        let Some((column, end)) = pieces.column(start).filter(|(_, end)| pieces.ends_piece(*end)) else { continue };
        if column != Column::Other {
            heads.insert(column);
        } else if is_rule(pieces, start) {
            ruled = true;
        } else if pieces.sheet.before(end, "备注").is_some() {
            noted = true;
        } else {
            explained = true;
        }
    }
    let is_whole = ruled && NEEDED.iter().all(|column| heads.contains(column));
    let other = |is: bool| is.then_some(Slot::Of(Column::Other));
    let behind = [other(explained), Some(Slot::Rule), other(noted)];
    is_whole.then(|| heads.into_iter().map(Slot::Of).chain(behind.into_iter().flatten()).collect())
}

/// Whether the head of the column that says how points are given begins at a position.
fn is_rule(pieces: &Pieces<'_>, start: usize) -> bool {
    pieces.sheet.after_any(start, lexicon::RULE_HEADS).is_some()
}

/// Whether a piece is a code whose digits no narrow column has put on two lines.
pub(super) fn is_whole(pieces: &Pieces<'_>, piece: &Piece) -> bool {
    const REST: usize = 3;
    let is_bare = |run: &Run| run.clone().all(|at| pieces.sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit()));
    let next = pieces.row(pieces.piece_from(piece.run.end));
    let goes_on = matches!(next, [rest] if rest.run.len() <= REST && is_bare(&rest.run));
    CODE.contains(&piece.run.len()) && is_bare(&piece.run) && !goes_on
}

/// Where the last line of a head ends and a code begins at once: 型156001.
pub(super) fn head_end(pieces: &Pieces<'_>, run: &Run) -> Option<usize> {
    const HEAD: usize = 2;
    let is_digit = |at: usize| pieces.sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
    let code = (run.start + 1..=run.start + HEAD).find(|at| is_digit(*at)).filter(|_| pieces.are_coded)?;
    let is_code = CODE.contains(&run.end.saturating_sub(code)) && (code..run.end).all(is_digit);
    let is_head = (run.start..code).all(|at| pieces.sheet.ch(at).is_some_and(crate::vocabulary::is_letter));
    (is_code && is_head).then_some(code)
}

/// Blank cells leave nothing: where fewer amounts stand in a row than there are columns, the first is the whole, and one more is
/// the first part, as most are. Of others nobody can tell the columns. Gives where those begin, and which parts were inferred.
pub(super) fn place_amounts(pages: &mut [Option<Woven>], slots: &[Slot]) -> (BTreeSet<usize>, Vec<(Run, Fund)>) {
    let fund = |slot: &Slot| match slot {
        Slot::Of(Column::Money(fund)) => Some(*fund),
        _ => None,
    };
    let columns: Vec<(usize, Fund)> =
        slots.iter().enumerate().filter_map(|(column, slot)| Some((column, fund(slot)?))).collect();
    let (mut untold, mut inferred) = (BTreeSet::new(), Vec::new());
    for page in pages.iter_mut().flatten() {
        for row in page.cells.chunk_by_mut(|_, next| !next.begins) {
            let is_amount = |cell: &WovenCell| matches!(cell.place, Place::Cell(Slot::Of(Column::Money(_))));
            let mut amounts: Vec<&mut WovenCell> = row.iter_mut().filter(|cell| is_amount(cell)).collect();
            if amounts.len() == columns.len() {
                continue;
            }
            let places = columns.iter().map(Some).chain(std::iter::repeat(None));
            for (index, (cell, column)) in amounts.iter_mut().zip(places).enumerate() {
                match column.filter(|_| index < 2) {
                    Some((column, fund)) => {
                        cell.column = *column;
                        inferred.extend((index > 0).then(|| (cell.run.clone(), *fund)));
                    }
                    None => untold.extend([cell.run.start]),
                }
            }
        }
    }
    (untold, inferred)
}

/// Says which parts were inferred, where they are told.
pub(super) fn tell_inferred(table: &mut Table, pieces: &Pieces<'_>, inferred: &[(Run, Fund)]) {
    let projects = table.projects().map(|at| &at.project.amounts);
    let amounts = projects.chain(table.units.iter().map(|unit| &unit.amounts));
    let begin = |origin: &Origin| origin.spans().next().map(|span| span.start);
    let told = amounts.flat_map(|amounts| Fund::ALL.into_iter().filter_map(|fund| amounts.get(fund).origin()));
    let told: BTreeSet<u32> = told.filter_map(begin).collect();
    let repairs = inferred.iter().filter_map(|(run, fund)| {
        let origin = pieces.sheet.origin(run.clone())?;
        let is_told = begin(&origin).is_some_and(|at| told.contains(&at));
        is_told.then(|| Repair { kind: RepairKind::MoneyColumnInferred, origin, read_as: fund.printed().to_owned() })
    });
    let repairs: Vec<Repair> = repairs.collect();
    table.repairs.extend(repairs);
}

impl Scrap {
    /// Whether it may be the code of a unit.
    fn may_be_code(&self, lines: usize) -> bool {
        let looks = lines.checked_sub(1).and_then(|last| self.looks.get(last));
        let is_one = looks.is_some_and(|looks| looks.bare && CODE.contains(&looks.length));
        is_one && self.words.chars().all(|ch| ch.is_ascii_digit())
    }
}

impl Page<'_> {
    /// The steps that only such tables have from a cell.
    pub(super) fn coded(&self, at: (usize, usize, usize), slot: Slot, step: &mut dyn FnMut(Step)) {
        let (prompt, late, state) = at;
        let pass = |to: usize, cost: u32| Step { side: Side::Prompt, count: 0, to, cost };
        match slot {
            Slot::Of(Column::Code) => {
                if self.prompt.get(prompt).is_some_and(|scrap| scrap.may_be_code(1)) {
                    step(Step { side: Side::Prompt, count: 1, to: state + 1, cost: 0 });
                }
                // A narrow column breaks it.
                if self.late.get(late).is_some_and(|scrap| scrap.may_be_code(2)) {
                    step(Step { side: Side::Late, count: 2, to: state + 1, cost: 0 });
                }
                // A page prints the code of a project that goes on once more.
                let missing = self.begins.get(prompt).copied().flatten() == Some(true);
                let level = self.slots.iter().position(|slot| *slot == Slot::Of(Column::Level1)).unwrap_or_default();
                step(pass(FIRST + level, u32::from(missing) * MISPLACED));
            }
            // A body has no objective and no indicators.
            Slot::Of(Column::Objective) if self.has(Column::Code) => step(pass(self.end(), 0)),
            _ => {}
        }
    }
}
