//! The cells of a page in the order of its rows, as the cheapest way through both streams tells it.

use super::demands::Page;
use super::labels::is_pair;
use super::slots::{Place, Slot, Waits};
use super::weave::{Side, Taken};
use crate::lexicon::{Column, Field};
use crate::parse::sheet::Run;

/// One cell of a page put in order.
#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked by itself")]
pub(super) struct WovenCell {
    pub(super) run: Run,
    pub(super) place: Place,
    pub(super) column: usize,
    /// Whether a row begins with it.
    pub(super) begins: bool,
    pub(super) line: usize,
    /// Whether it is a label, a head or a title.
    pub(super) known: bool,
    /// Whether it is the head of a column of money.
    pub(super) spending: bool,
    /// Whether it begins a note, or is no head of a column though it may be called as one.
    pub(super) note: bool,
    pub(super) doubtful: bool,
}

/// A page put in order.
pub(super) struct Woven {
    pub(super) cells: Vec<WovenCell>,
    /// How many late cells fill a gap of a row or the place of a value, before a prompt one.
    pub(super) filled: usize,
    /// How many cells do not look as they should.
    pub(super) odd: usize,
    /// How many late cells have nothing that would make them late.
    pub(super) prompt_like: usize,
    /// How many of them are bare numbers.
    pub(super) numbers: usize,
    /// The lines that a column was too narrow for: which column, and how wide they are.
    pub(super) full: Vec<(usize, usize)>,
}

pub(super) fn woven(grammar: &Page<'_>, way: &[Taken]) -> Woven {
    let mut woven = Woven { cells: Vec::new(), filled: 0, odd: 0, prompt_like: 0, numbers: 0, full: Vec::new() };
    let mut begins = true;
    let mut moved = 0;
    let mut over = false;
    for taken in way {
        begins |= grammar.place(taken.state) == Place::End;
        let scraps = match taken.side {
            Side::Prompt => grammar.prompt,
            Side::Late => grammar.late,
        };
        let own = scraps.get(taken.from..taken.from + taken.count).unwrap_or_default();
        let (Some(first), Some(last)) = (own.first(), own.last()) else { continue };
        let place = grammar.place(taken.state);
        let late = taken.side == Side::Late;
        // Only what stands before a prompt cell in the table had to be moved.
        if late {
            moved += usize::from(place != Place::Head);
        } else {
            woven.filled += std::mem::take(&mut moved);
        }
        let known = first.above || first.field.is_some() || first.column.is_some();
        // The numbers of the columns of a flat table stand below its heads.
        let numbers = grammar.has(Column::Project) && first.looks.first().is_some_and(|looks| looks.bare);
        woven.odd += usize::from(place == Place::Head && !known && !numbers);
        let is_late = first.mixed || first.set || taken.count > 1;
        let is_said = known || place == Place::Value(Waits::Note);
        // What found no place at all is odd.
        woven.prompt_like += usize::from(late && !is_late && !is_said && place != Place::Head);
        // A bare number is of one script and fits its line.
        let number = !is_late && first.looks.first().is_some_and(|looks| looks.number);
        woven.numbers += usize::from(late && number);
        if late && matches!(place, Place::Cell(_)) {
            // How wide an indent is nobody knows; in lists other lines tell enough.
            let is_name = place == Place::Cell(Slot::Name);
            let full = own.iter().take(own.len() - 1).filter(|line| !(line.ends || (is_name && line.indent > 0)));
            woven.full.extend(full.map(|line| (Page::column(taken.state), line.width)));
        }
        // Two labels side by side, whose values follow.
        let paired = place == Place::Head && taken.count == 2 && is_pair(own);
        let own = if paired {
            // 年度目标完成情况 above both says no more than they do.
            if let Some(over) = woven.cells.last_mut().filter(|_| over) {
                over.known = false;
            }
            woven.cells.push(WovenCell {
                run: first.run.clone(),
                place,
                column: 0,
                begins: std::mem::take(&mut begins),
                line: first.line,
                known: true,
                spending: false,
                note: false,
                doubtful: false,
            });
            own.get(1..).unwrap_or_default()
        } else {
            own
        };
        let Some(first) = own.first() else { continue };
        // The objectives of several years and of one stand side by side, both below their labels: an objective that fits its
        // line is drawn at once, whichever it is.
        let is_either = grammar.has_term && !late && place == Place::Value(Waits::Objective);
        over = place == Place::Head && first.field == Some((Field::OtherObjective, 1));
        woven.cells.push(WovenCell {
            spending: first.spending.is_some(),
            note: paired || first.note.is_some(),
            run: first.run.start..last.run.end,
            place,
            column: Page::column(taken.state),
            begins: std::mem::take(&mut begins),
            line: first.line,
            known,
            doubtful: (taken.doubtful && is_value(place)) || is_either,
        });
        begins = !matches!(place, Place::Cell(_));
    }
    woven
}

/// Whether a table shows what stands in a place.
fn is_value(place: Place) -> bool {
    match place {
        Place::Head
        | Place::End
        | Place::Cell(Slot::Kind | Slot::Period | Slot::Rule | Slot::Of(Column::Code | Column::Other)) => false,
        Place::Value(_) | Place::Cell(_) => true,
    }
}
