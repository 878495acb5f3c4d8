//! Pages that PDFium writes with one character a line, where a cell written downwards is cut by the page.

use std::borrow::Cow;

use super::cut;
use crate::parse::fold::{Gap, Ink};
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;

/// So many lines of one character follow each other nowhere else.
const FEWEST: usize = 24;

/// Puts such lines together, and sets apart what labels and values tell to be cells.
pub(in crate::parse::readers) fn mended<'i>(source: &Source, mut inks: Cow<'i, [Ink]>) -> Cow<'i, [Ink]> {
    for run in single(&inks) {
        let Some(own) = inks.to_mut().get_mut(run) else { continue };
        own.iter_mut().skip(1).for_each(|ink| ink.set_gap(Gap::None));
        let mut row = None;
        for piece in cut(Sheet::new(source, own.to_vec())).all {
            let gap = if row == Some(piece.row) { Gap::Blank } else { Gap::Line };
            row = Some(piece.row);
            own.get_mut(piece.run.start).into_iter().for_each(|first| first.widen_gap(gap));
        }
    }
    inks
}

/// Where lines of one character follow each other; a few longer ones may be among them.
fn single(inks: &[Ink]) -> Vec<Run> {
    const LONGEST: usize = 5;
    const MOST: usize = 3;
    let starts = (0..inks.len()).filter(|at| inks.get(*at).is_some_and(|ink| ink.gap() >= Gap::Line));
    let mut found: Vec<Run> = Vec::new();
    // Columns of single digits are none.
    let are_words = |run: &Run| {
        let own = inks.get(run.clone()).unwrap_or_default();
        own.iter().filter(|ink| crate::vocabulary::is_letter(ink.ch())).count() * 2 > own.len()
    };
    let mut keep = |(run, lines, _): (Run, usize, usize)| {
        found.extend(Some(run).filter(|run| lines >= FEWEST && are_words(run)));
    };
    // From the first such line to the last one, how many there are, and how many longer ones stand behind the last.
    let mut current = (0..0, 0, 0);
    let mut starts = starts.peekable();
    while let Some(start) = starts.next() {
        let end = starts.peek().copied().unwrap_or(inks.len());
        let (run, lines, longer) = &mut current;
        if end - start == 1 {
            let from = if *lines == 0 { start } else { run.start };
            current = (from..end, *lines + 1, 0);
        } else if end - start <= LONGEST && *longer < MOST {
            *longer += 1;
        } else {
            keep(std::mem::replace(&mut current, (0..0, 0, 0)));
        }
    }
    keep(current);
    found
}
