//! One column of a page of forms, cut by its heads.

use super::atoms::{self, Atom};
use crate::lexicon;
use crate::parse::readers::pieces::Pieces;
use crate::parse::sheet::Run;

/// A line of a column.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) run: Run,
    pub(super) boxed: usize,
    pub(super) width: usize,
    /// How many heads of levels stand before it on its page.
    pub(super) under: usize,
    /// Whether it is the rest of a cell by its text alone: 日, 数*100%.
    pub(super) torn: bool,
    /// Whether its cell goes on by its text alone.
    pub(super) open: bool,
    /// Its last characters, where they stand behind other cells.
    pub(super) rest: Option<Run>,
}

/// One column of a page: what stands above its first head there, and below each head.
#[derive(Debug)]
pub(super) struct Stream<T> {
    pub(super) heads: Vec<Run>,
    pub(super) parts: Vec<Vec<T>>,
}

impl<T> Default for Stream<T> {
    fn default() -> Self {
        Self { heads: Vec::new(), parts: vec![Vec::new()] }
    }
}

impl<T> Stream<T> {
    pub(super) fn head(&mut self, run: Run) {
        self.heads.push(run);
        self.parts.push(Vec::new());
    }

    pub(super) fn push(&mut self, line: T) {
        if let Some(last) = self.parts.last_mut() {
            last.push(line);
        }
    }

    pub(super) fn last(&self) -> usize {
        self.parts.last().map_or(0, Vec::len)
    }

    /// Puts what stands before the first head below it, where a column has one. Whether anything does.
    pub(super) fn put_above(&mut self) -> bool {
        let [above, below, ..] = self.parts.as_mut_slice() else { return false };
        let moved = !above.is_empty();
        let lower = std::mem::take(below);
        *below = std::mem::take(above);
        below.extend(lower);
        moved
    }

    /// Where a page has one head only, what stands before it in the text stands lower in its column. Whether anything does.
    pub(super) fn put_below_head(&mut self) -> bool {
        let [above, below] = self.parts.as_mut_slice() else { return false };
        let moved = !above.is_empty();
        below.append(above);
        moved
    }
}

/// The line of an atom.
pub(super) fn line(pieces: &Pieces<'_>, atom: &Atom) -> Line {
    let width = atoms::width(&pieces.sheet.text(atom.run.clone()));
    let text = pieces.sheet.folded(atom.run.clone());
    let torn = lexicon::DATE_UNITS.contains(&text.as_str()) || (text.ends_with("*100%") && !text.contains('='));
    let open = is_open(&text);
    Line { run: atom.run.clone(), boxed: atom.boxed, width, under: 0, torn, open, rest: atom.rest.clone() }
}

/// Whether a period ends before its last day or month: 2025年1月1日至2025年, 2025年1月1日至2025年12月31.
pub(super) fn is_open(text: &str) -> bool {
    let Some((from, until)) = text.split_once(['至', '-', '~']) else { return false };
    let finest = lexicon::DATE_UNITS.iter().rfind(|unit| from.contains(**unit));
    let begins = text.starts_with(|ch: char| ch.is_ascii_digit());
    let ends = until.ends_with(['年', '月'])
        || (until.len() == "2025".len() && until.chars().all(|ch| ch.is_ascii_digit()))
        || (until.contains(['年', '月']) && until.ends_with(|ch: char| ch.is_ascii_digit()));
    begins && finest.is_some_and(|unit| !until.contains(unit) && ends)
}
