//! Where the late cells of a page begin, and where its projects do.

use super::list;
use super::looks::is_torn_amount;
use super::scraps::{Scrap, is_mixed};
use crate::amount::number_from_text;
use crate::lexicon;
use crate::parse::readers::merged::Order;
use crate::parse::readers::pieces::{Piece, Pieces};
use crate::parse::readers::rows::{self, Level};
use crate::parse::sheet::Run;

/// Before which scraps a project must begin, and before which none can: where each row names its category, the order of
/// the categories tells.
pub(super) fn begins(prompt: &[Scrap], order: &mut Order) -> Vec<Option<bool>> {
    let mut begins = vec![None; prompt.len()];
    // A page prints the name of a project that goes on once more.
    let mut first = true;
    let mut before = None;
    for (at, scrap) in prompt.iter().enumerate() {
        let level = scrap.level.map(|(level, _)| level);
        // 成本指标 right behind 产出指标 is of level 2.
        let is_second = before.is_some_and(Level::is_first) && level.is_some_and(Level::is_second);
        before = level.filter(|_| !is_second);
        let category = before.and_then(Level::category);
        let Some(category) = category else { continue };
        let anew = order.begins_anew(category);
        if let Some(own) = begins.get_mut(at) {
            *own = Some(anew || first);
        }
        first = false;
    }
    begins
}

/// Where the late cells of a page may begin, as numbers of pieces: at the first one that must be late, or at one of the
/// lines before it, which may be the first lines of a wrapped cell.
pub(super) fn splits(pieces: &Pieces<'_>, all: &[Piece], sets: &[Run], is_list: bool) -> Vec<usize> {
    const MOST_LINES: usize = 24;
    const MOST_ABOVE: usize = 3;
    let sheet = &pieces.sheet;
    let set = sets.first().map_or(usize::MAX, |set| set.start);
    // The cells behind a level label are drawn at once, whatever a tool glues together.
    let mut row = None;
    let mut must = |piece: &Piece| {
        if rows::level(sheet, piece.run.start).is_some_and(|(level, _)| level.is_first()) {
            row = Some(piece.row);
        }
        let is_late = list::is_broken(sheet, &piece.run)
            || (pieces.are_coded && is_torn_amount(&sheet.folded(piece.run.clone())))
            || (is_mixed(&sheet.text(piece.run.clone())) && !is_above(pieces, piece.run.start));
        piece.run.start >= set || (is_late && row != Some(piece.row))
    };
    let whole = |piece: &Piece, end: usize| end == piece.run.end;
    // What is repeated on top of a page is drawn for itself, its late cells too.
    let body = all.iter().position(|piece| {
        if is_list {
            number_from_text(&sheet.folded(piece.run.clone())).is_some()
        } else {
            rows::level(sheet, piece.run.start).is_some_and(|(_, end)| whole(piece, end))
        }
    });
    let heads = all.iter().take(body.unwrap_or_default()).any(|piece| {
        pieces.column(piece.run.start).is_some() || sheet.after_any(piece.run.start, lexicon::PROJECT_HEADS).is_some()
    });
    // So is a line that stands on top of every page.
    let body = body.filter(|body| heads || *body <= MOST_ABOVE).unwrap_or_default();
    let first = all.iter().skip(body).position(&mut must).map_or(all.len(), |first| first + body);
    let mut found = vec![first];
    for at in (body..first).rev() {
        let Some(piece) = all.get(at) else { break };
        let text = sheet.folded(piece.run.clone());
        let prompt = (number_from_text(&text).is_some() && !(pieces.are_coded && is_alone(all, at)))
            || rows::level(sheet, piece.run.start).is_some_and(|(_, end)| end == piece.run.end)
            || pieces.field(piece.run.start).is_some_and(|(_, end)| end == piece.run.end)
            || pieces.column(piece.run.start).is_some_and(|(_, end)| whole(piece, end))
            || lexicon::KINDS.contains(&text.as_str());
        if prompt || found.len() > MOST_LINES {
            break;
        }
        let begins = at == 0 || all.get(at - 1).is_some_and(|before| before.row != piece.row);
        if begins {
            found.push(at);
        }
    }
    found
}

/// Whether a piece has a line of its own.
fn is_alone(all: &[Piece], at: usize) -> bool {
    let row = |at: usize| all.get(at).map(|piece| piece.row);
    at.checked_sub(1).is_none_or(|before| row(before) != row(at)) && row(at + 1) != row(at)
}

/// Whether a label with a colon begins at a position: "单位：万元" stands above the table, whatever its script.
fn is_above(pieces: &Pieces<'_>, start: usize) -> bool {
    let labels = lexicon::DEPARTMENT_LABELS.iter().chain(lexicon::MONEY_UNIT_LABELS).chain(lexicon::YEAR_LABELS);
    labels
        .into_iter()
        .any(|label| pieces.sheet.after(start, label).and_then(|end| pieces.sheet.after(end, ":")).is_some())
}
