//! How the cells of a flat table lie on visual lines, told by all its pages: at the tops of their rows or around them, how
//! wide they are, and where they begin if blanks are kept.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::lines::{Lines, Word};
use super::flat::{COLUMNS, NAME, TEXTS, TOLD, is_kind, kind_place, own_width, parts};
use super::fragments::{is_first, is_level};
use super::heads::Heads;
use crate::lexicon;
use crate::parse::readers::rows::is_operator;

/// How many lines must begin with a level, and how far from the left, to tell columns apart by the blanks before them.
const FEWEST: usize = 4;
const FAR: usize = 12;
const NEAR: usize = 4;
/// How the cells of a table lie, told by all its pages.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    /// Cells begin on the lines of their rows, and do not lie around them.
    pub(super) at_top: bool,
    /// How wide the cells of each of [`COLUMNS`] are on the lines of their rows, at most.
    pub(super) widest: [usize; 3],
    /// Where most lines begin that begin before the levels: those of objectives.
    objective: Option<usize>,
    /// Where most lines begin that explain a row.
    told: Option<usize>,
    /// At which places lines begin with a level, from the least to the greatest, if blanks are kept.
    levels: Option<(usize, usize)>,
}

impl Shape {
    /// The shape of tables below their heads.
    pub(super) fn of(lines: &Lines<'_>, heads: &[Heads], tables: &[Range<usize>]) -> Self {
        let mut widest = [0; 3];
        let mut loose: Vec<usize> = Vec::new();
        let mut told: Vec<usize> = Vec::new();
        let mut levels: Vec<usize> = Vec::new();
        for (head, of) in heads.iter().zip(tables) {
            let kind = kind_place(head).unwrap_or(head.cells.len());
            for line in of.clone() {
                let beside = parts(lines, line, of, head, kind).beside;
                let first = lines.line(line).first();
                let is_led = beside.is_row && first.is_some_and(|first| is_first(&lines.text(first)));
                if is_led { &mut levels } else { &mut loose }.extend(first.map(|first| first.start));
                told.extend(first.filter(|first| lexicon::explains(&lines.text(first))).map(|first| first.start));
                for (column, widest) in COLUMNS.into_iter().zip(&mut widest).filter(|_| beside.is_row) {
                    *widest = own_width(&beside, column).unwrap_or_default().max(*widest);
                }
            }
        }
        let least = levels.iter().min().copied().filter(|least| *least >= FAR && levels.len() >= FEWEST);
        let levels = least.zip(levels.iter().max().copied());
        let before = |start: &&usize| levels.is_some_and(|(least, _)| **start > NEAR && **start < least);
        let behind = |start: &&usize| levels.is_some_and(|(_, last)| **start > last + NEAR);
        let objective = most(loose.iter().filter(before));
        Self { at_top: is_at_top(lines, tables), widest, objective, told: most(told.iter().filter(behind)), levels }
    }

    /// Whether a word stands before the levels: beside a name, that is an objective.
    pub(super) fn is_before_levels(&self, word: &Word) -> bool {
        self.levels.is_some_and(|(first, _)| word.start + 1 < first)
    }

    /// In which columns a line may begin that holds running text only: blanks before all other words are as wide as on the page,
    /// but for numbers of paragraphs.
    pub(super) fn columns(&self, lines: &Lines<'_>, word: &Word) -> (usize, usize) {
        let Some((first, last)) = self.levels else { return (0, TEXTS.len()) };
        if word.start + 1 < first {
            let objective = self.objective.filter(|objective| *objective < first);
            return match objective {
                Some(objective) if word.start + 1 >= objective => (1, NAME),
                Some(objective) if word.start + NEAR < objective => (0, 1),
                _ => (0, NAME),
            };
        }
        let numbered = lines.text(word).starts_with(|ch: char| ch.is_ascii_digit());
        let from = if word.start > last + 1 && !numbered { NAME } else { 0 };
        match self.told {
            Some(told) if word.start.abs_diff(told) <= 1 => (TOLD, TEXTS.len()),
            Some(told) if word.start + NEAR < told => (from, TOLD),
            _ => (from, TEXTS.len()),
        }
    }
}

/// The place that most of some places are.
fn most<'p>(places: impl Iterator<Item = &'p usize>) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    places.for_each(|place| *counts.entry(*place).or_default() += 1);
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(place, _)| place)
}

/// Whether the cells of a table begin on the lines of their rows: the first line of each page is one, that of the first project
/// with its name, and hardly a row has nothing behind its kind.
fn is_at_top(lines: &Lines<'_>, tables: &[Range<usize>]) -> bool {
    let texts = |line: usize| lines.line(line).iter().map(|word| lines.text(word)).collect::<Vec<String>>();
    let is_row = |texts: &[String]| texts.iter().any(|text| is_operator(text));
    let (mut rows, mut explained) = (0, 0);
    for (at, of) in tables.iter().enumerate() {
        let is_number = |text: &String| text.chars().all(|ch| ch.is_ascii_digit());
        let mut own = of.clone().map(texts).filter(|texts| !texts.iter().all(is_number));
        // The name of a unit stands above the first rows.
        let first = own.find(|texts| at > 0 || texts.len() > 1);
        let is_led = |texts: &[String]| texts.first().is_some_and(|text| !is_level(text));
        if first.is_some_and(|texts| !is_row(&texts) || (at == 0 && !is_led(&texts))) {
            return false;
        }
        for texts in of.clone().map(texts).filter(|texts| is_row(texts)) {
            rows += 1;
            let kind = texts.iter().rposition(|text| is_kind(text));
            explained += usize::from(kind.is_some_and(|kind| kind + 1 < texts.len()));
        }
    }
    explained * 10 >= rows * 8
}
