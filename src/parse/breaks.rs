//! Rows that a page break parts: on the next page the rest of the objective stands before the rest of the indicators (D18).

use super::fold::Ink;
use super::runs::IndicatorRun;
use super::sheet::{Run, Sheet};
use crate::lexicon;

/// The rest of an objective inside a set of indicators, and where the set begins.
pub(crate) struct Rest {
    pub(crate) run: Run,
    set: usize,
}

/// Every rest of an objective that stands behind one of the page breaks, inside a set of indicators.
pub(crate) fn rests(sheet: &Sheet<'_>, runs: &[IndicatorRun], breaks: &[usize]) -> Vec<Rest> {
    let mut runs = runs.iter().peekable();
    let mut rests = Vec::new();
    for &at in breaks {
        while runs.next_if(|run| run.run.end <= at).is_some() {}
        let Some(run) = runs.peek().filter(|run| run.run.start < at) else { continue };
        rests.extend(rest(sheet, run, at).map(|rest| Rest { run: rest, set: run.run.start }));
    }
    rests
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

/// The characters with each rest before its set, where the objective is.
pub(crate) fn in_order(sheet: &Sheet<'_>, rests: &[Rest]) -> Vec<Ink> {
    let mut from = 0;
    let mut order: Vec<Run> = Vec::new();
    for rests in rests.chunk_by(|a, b| a.set == b.set) {
        let set = rests.first().map_or(from, |rest| rest.set);
        order.push(std::mem::replace(&mut from, set)..set);
        order.extend(rests.iter().map(|rest| rest.run.clone()));
        for Rest { run, .. } in rests {
            order.push(std::mem::replace(&mut from, run.end)..run.start);
        }
    }
    order.push(from..sheet.len());
    order.into_iter().flatten().filter_map(|at| sheet.ink(at)).copied().collect()
}
