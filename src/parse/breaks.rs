//! Rows that a page break parts: on the next page the rest of the objective stands before the rest of the indicators (D18).

use super::fold::{Gap, Ink};
use super::money;
use super::runs::IndicatorRun;
use super::sheet::{Run, Sheet};
use crate::lexicon;

/// Characters that belong before a place further up.
pub(crate) struct Move {
    run: Run,
    to: usize,
}

/// Every rest of an objective that stands behind one of the page breaks, inside a set of indicators, with the rest of the name
/// before it.
pub(crate) fn moves(sheet: &Sheet<'_>, sets: &[IndicatorRun], breaks: &[usize]) -> Vec<Move> {
    let mut at = 0;
    let mut above = 0;
    let mut moves = Vec::new();
    for &page in breaks {
        while let Some(set) = sets.get(at).filter(|set| set.run.end <= page) {
            (at, above) = (at + 1, set.run.end);
        }
        let Some(set) = sets.get(at).filter(|set| set.run.start < page) else { continue };
        let Some(rest) = rest(sheet, set, page) else { continue };
        let name = || rest_of_name(sheet, above..set.run.start, &rest);
        let name = if cfg!(feature = "readers") { name() } else { None };
        let begin = name.as_ref().map_or(rest.start, |name| name.run.end);
        moves.extend(name);
        moves.push(Move { run: begin..rest.end, to: set.run.start });
    }
    moves
}

/// What a blank sets apart at the beginning of the rest, or what lines narrower than those of objectives do, where the name above
/// ends as projects do only with it.
fn rest_of_name(sheet: &Sheet<'_>, row: Run, rest: &Run) -> Option<Move> {
    const LONGEST: usize = 16;
    const TAIL: usize = 24;
    let end = (rest.start + 1..rest.end.min(rest.start + LONGEST)).find(|at| sheet.gap(*at) != Gap::None)?;
    let to = money::groups(sheet, row.clone()).last()?.run.start;
    let name = sheet.folded(to.saturating_sub(TAIL).max(row.start)..to);
    let whole = [name.as_str(), &sheet.folded(rest.start..end)].concat();
    let is_cut = !lexicon::ends_project(&name) && lexicon::ends_project(&whole);
    if is_cut && sheet.gap(end) < Gap::Line {
        return Some(Move { run: rest.start..end, to });
    }
    // The last two lines of the name tell how wide its column is.
    let last = sheet.line_start(to.saturating_sub(1), row.start);
    let above = sheet.line_start(last.saturating_sub(1), row.start.max(last.saturating_sub(TAIL)));
    narrow_lines(sheet, name, rest, (to - last).max(last - above)).map(|end| Move { run: rest.start..end, to })
}

/// Where the lines of a rest end that go on with a name, up to one with which it ends as projects do, and before a wider line.
fn narrow_lines(sheet: &Sheet<'_>, mut name: String, rest: &Run, widest: usize) -> Option<usize> {
    const MOST_LINES: usize = 4;
    let mut at = rest.start;
    for _ in 0..MOST_LINES {
        let end = sheet.next_line(at, rest.end);
        if end - at > widest || !sheet.begins_line(end) {
            return None;
        }
        let was_cut = !lexicon::ends_project(&name);
        name.push_str(&sheet.folded(at..end));
        if was_cut && lexicon::ends_project(&name) && sheet.next_line(end, rest.end) - end > widest {
            return Some(end);
        }
        at = end;
    }
    None
}

/// Up to the last full stop on the end of a line that a name or target holds: neither goes on behind one. The last target
/// of a set ends with one; what stands there is the rest of an objective only where that has no end.
fn rest(sheet: &Sheet<'_>, run: &IndicatorRun, at: usize) -> Option<Run> {
    const SHORTEST: usize = 3;
    const LONGEST: usize = 600;
    let value = run.value_at(at).filter(|value| value.len() <= LONGEST)?;
    let is_stop = |stop: &usize| sheet.ch(*stop) == Some('。') && sheet.begins_line(stop + 1);
    let is_open = run.run.start.checked_sub(1).is_some_and(|end| !matches!(sheet.ch(end), Some('。' | ';')));
    let last = value.end + usize::from(is_open && value.end + 1 == run.run.end);
    let stop = (at + SHORTEST..last).rev().find(is_stop)?;
    let holds = |words: &[&str]| sheet.find_any(at..stop, words).is_some();
    (!holds(lexicon::TARGET_LABELS) && !holds(&["指标:"])).then_some(at..stop + 1)
}

/// The characters with each move done. Moves are in order, of their runs as of their places.
pub(crate) fn in_order(sheet: &Sheet<'_>, moves: &[Move]) -> Vec<Ink> {
    let mut inks = Vec::with_capacity(sheet.len());
    let mut put = |run: Run| inks.extend(run.filter_map(|at| sheet.ink(at)).copied());
    let mut from = 0;
    let mut gone = 0;
    let mut waiting = moves.iter().peekable();
    while let Some(next) = waiting.peek().map(|next| next.to) {
        kept(moves, &mut gone, from..next, &mut put);
        from = next;
        while let Some(own) = waiting.next_if(|own| own.to == next) {
            put(own.run.clone());
        }
    }
    kept(moves, &mut gone, from..sheet.len(), &mut put);
    inks
}

/// What of a run is not moved; `gone`: how many moves begin before it.
fn kept(moves: &[Move], gone: &mut usize, run: Run, put: &mut impl FnMut(Run)) {
    let mut from = run.start;
    while let Some(own) = moves.get(*gone).filter(|own| own.run.start < run.end) {
        put(from..own.run.start);
        from = own.run.end;
        *gone += 1;
    }
    put(from..run.end);
}
