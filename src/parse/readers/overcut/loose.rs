//! The lines between the tables of a page: what belongs to the page, and rows that the tool took for text.

use std::collections::BTreeMap;

use super::{Cell, Row, field, text};
use crate::lexicon;
use crate::span::Span;

/// Takes page numbers and the headlines of pages out.
pub(super) fn take_furniture(rows: &mut [Row], furniture: &mut Vec<Span>) {
    let texts: Vec<Option<String>> =
        rows.iter().map(|row| (row.cells.len() == 1).then(|| row.first()).filter(|text| !text.is_empty())).collect();
    let loose = |at: usize| texts.get(at).and_then(Option::as_deref);
    let is_number = |at: usize| loose(at).is_some_and(is_page_number);
    let mut counts: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    for at in 0..rows.len() {
        let Some(text) = loose(at).filter(|text| !is_page_number(text) && !is_of_table(text)) else { continue };
        let count = counts.entry(text).or_default();
        count.0 += 1;
        // The first line of the text is that of the first page.
        count.1 |= at == 0 || is_number(at + 1) || at.checked_sub(1).is_some_and(is_number);
    }
    let is_headline = |text: &str| counts.get(text).is_some_and(|(count, beside)| *count > 1 && *beside);
    let mut begins_page = false;
    for (at, row) in rows.iter_mut().enumerate() {
        let is_own = is_number(at) || loose(at).is_some_and(is_headline);
        if is_own {
            furniture.extend(row.cells.drain(..).flatten().flat_map(|line| line.spans));
        }
        begins_page |= is_own;
        row.begins_page = begins_page && !is_own;
        begins_page &= is_own;
    }
}

/// Whether a line that stands on several pages belongs to the tables on them all the same.
fn is_of_table(text: &str) -> bool {
    lexicon::FORM_TITLES.iter().any(|title| text.contains(title)) || text.starts_with("(20")
}

/// A page number: — 1 —, 第1页,共12页.
fn is_page_number(text: &str) -> bool {
    const LONGEST: usize = 16;
    let is_word = |ch: char| matches!(ch, '第' | '页' | '共' | ',' | '/' | '-' | '—' | '–' | '―');
    text.chars().count() <= LONGEST
        && text.contains(|ch: char| ch.is_ascii_digit())
        && text.chars().all(|ch| ch.is_ascii_digit() || is_word(ch))
}

/// Parts rows of labels and values that the tool took for text.
pub(super) fn part(rows: &mut Vec<Row>) {
    let mut all = Vec::with_capacity(rows.len());
    for mut row in rows.drain(..) {
        let [words] = row.cells.as_mut_slice() else {
            all.push(row);
            continue;
        };
        let label = words.iter().position(|word| field(&word.text).is_some()).filter(|at| at + 1 < words.len());
        if let Some(at) = label {
            let behind = words.split_off(at);
            let begins_page = row.begins_page && words.is_empty();
            all.extend(Some(row).filter(|row| !row.first().is_empty()));
            all.push(Row { cells: labelled(behind), begins_page });
            continue;
        }
        if let Some(cells) = objective(words) {
            row.cells = cells;
        }
        all.push(row);
    }
    *rows = all;
}

/// Labels with their values behind them.
fn labelled(words: Cell) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut is_value = false;
    for word in words {
        let is_label = field(&word.text).is_some();
        match cells.last_mut().filter(|_| is_value && !is_label) {
            Some(value) => value.push(word),
            None => cells.push(vec![word]),
        }
        is_value = !is_label;
    }
    cells
}

/// An objective whose label stands on three lines among its own.
fn objective(words: &Cell) -> Option<Vec<Cell>> {
    const LABEL: [&str; 3] = ["年度", "总体", "目标"];
    let mut left = LABEL.iter();
    let mut next = left.next();
    let mut cells = vec![Cell::new(), Cell::new()];
    for word in words {
        let is_label = next.is_some_and(|label| *label == word.text);
        if is_label {
            next = left.next();
        }
        cells.get_mut(usize::from(!is_label))?.push(word.clone());
    }
    (next.is_none() && !text(cells.last()?).is_empty()).then_some(cells)
}
