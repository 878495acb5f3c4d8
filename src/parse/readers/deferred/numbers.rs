//! Bare numbers of pages, which such a PDF prints before all else on each: nothing but their order and their places tells them.

use super::scraps::is_mixed;
use crate::lexicon;
use crate::parse::readers::rows;
use crate::parse::sheet::{Run, Sheet};

/// No page has fewer characters.
const SHORTEST_PAGE: usize = 150;
/// What each page prints on top has more characters.
const SHORTEST_TOP: usize = 5;
/// What is as short or shorter may be the last line of a wrapped cell; no name is shorter.
const SHORTEST_NAME: usize = 3;

/// The numbers of pages of a text that begins with a line "1": each stands between the last late cell of a page and what
/// stands on top of the next.
pub(in crate::parse::readers) fn bare_numbers(sheet: &Sheet<'_>) -> Vec<Run> {
    let first = sheet.after(0, "1").filter(|end| sheet.begins_line(*end));
    let Some(first) = first else { return Vec::new() };
    let shared = bare_lines(sheet);
    // What each page prints on top.
    let top = sheet.folded(first..line_end(sheet, first));
    let is_top = |line: usize| top.chars().count() > SHORTEST_TOP && sheet.folded(line..line_end(sheet, line)) == top;
    let mut found: Vec<Run> = std::iter::once(0..first).collect();
    let mut before = 0..first;
    let mut at = first;
    while at < sheet.len() {
        let end = line_end(sheet, at);
        let wanted = found.len() + 1;
        let is_next = end - at <= 2 && sheet.folded(at..end) == wanted.to_string();
        // A form that goes on over the page may fill a few lines of it.
        let is_far = || found.last().is_some_and(|last| last.end + SHORTEST_PAGE < at) || begins_with_title(sheet, end);
        let is_shared = is_next && shared.get(wanted).is_some_and(|lines| *lines > 1);
        if is_next && is_far() && (is_top(end) || is_border(sheet, &before, end, is_shared)) {
            found.push(at..end);
        }
        before = at..end;
        at = end;
    }
    if found.len() > 1 { found } else { Vec::new() }
}

/// How many lines hold nothing but a number, for each number: weights repeat, numbers of pages do not.
fn bare_lines(sheet: &Sheet<'_>) -> Vec<usize> {
    let mut lines = vec![0; 100];
    let mut at = 0;
    while at < sheet.len() {
        let end = line_end(sheet, at);
        let number = (end - at <= 2).then(|| sheet.folded(at..end).parse::<usize>().ok()).flatten();
        if let Some(lines) = number.and_then(|number| lines.get_mut(number)) {
            *lines += 1;
        }
        at = end;
    }
    lines
}

fn line_end(sheet: &Sheet<'_>, at: usize) -> usize {
    (at + 1..sheet.len()).find(|next| sheet.begins_line(*next)).unwrap_or(sheet.len())
}

/// Whether a page ends with a line and the next one begins at a position. `is_shared`: other lines hold the same number, which
/// may be a weight behind a short target.
fn is_border(sheet: &Sheet<'_>, line: &Run, next: usize, is_shared: bool) -> bool {
    let text = sheet.text(line.clone());
    if next >= sheet.len() || is_number(sheet, line) {
        return false;
    }
    // Whatever stands before a title or the heading of the rows, it is no name with its target behind it.
    let end = line_end(sheet, next);
    let is_title = begins_with_title(sheet, next);
    let is_heading = sheet.after(next, "绩效指标").is_some_and(|label| label == end);
    let is_rest = (line.len() <= SHORTEST_NAME && !is_shared) || text.ends_with(['。', '；', '，', '）', '日']);
    let is_late = is_mixed(&text) || is_rest;
    // The unit below 项目资金 ends the head of a form: a late cell, whatever follows.
    let is_unit = text.starts_with('（') && text.ends_with('）');
    is_title
        || is_heading
        || (is_late && rows::level(sheet, next).is_some())
        || ((is_mixed(&text) || is_unit || (line.len() < SHORTEST_NAME && !is_shared))
            && !is_number(sheet, &(next..end)))
}

/// Whether a line is the title of a form.
fn begins_with_title(sheet: &Sheet<'_>, line: usize) -> bool {
    let end = line_end(sheet, line);
    line < sheet.len() && lexicon::FORM_TITLES.iter().any(|title| sheet.before(end, title).is_some())
}

fn is_number(sheet: &Sheet<'_>, line: &Run) -> bool {
    let text = sheet.folded(line.clone());
    text.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, '.' | ',' | '%' | '/' | '-' | '—'))
}
