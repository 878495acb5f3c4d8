//! Bare numbers of pages, which such a PDF prints before all else on each: nothing but their order and their places tells them.

use super::scraps::is_mixed;
use crate::lexicon;
use crate::parse::readers::rows;
use crate::parse::sheet::{Run, Sheet};

/// No page has fewer characters.
const SHORTEST_PAGE: usize = 150;
/// What stands alone on the last line of a wrapped cell.
const LONGEST_REST: usize = 3;

/// The numbers of pages of a text that begins with a line "1": each stands between the last late cell of a page, which is of
/// two scripts or wrapped, and what stands on top of the next: no number, and a title or a level label where the cell may as well
/// be a name.
pub(super) fn bare_numbers(sheet: &Sheet<'_>) -> Vec<Run> {
    let first = sheet.after(0, "1").filter(|end| sheet.begins_line(*end));
    let Some(first) = first else { return Vec::new() };
    let mut found = vec![0..first];
    let mut before = 0..first;
    let mut at = first;
    while at < sheet.len() {
        let end = line_end(sheet, at);
        let wanted = found.len() + 1;
        let is_next = end - at <= 2 && sheet.folded(at..end) == wanted.to_string();
        let is_far = found.last().is_some_and(|last| last.end + SHORTEST_PAGE < at);
        let is_late = || is_late(sheet, &before) && begins_page(sheet, end);
        let is_between = || is_mixed(&sheet.text(before.clone())) && !is_number(sheet, &(end..line_end(sheet, end)));
        if is_next && is_far && (is_late() || is_between()) {
            found.push(at..end);
        }
        before = at..end;
        at = end;
    }
    if found.len() > 1 { found } else { Vec::new() }
}

fn line_end(sheet: &Sheet<'_>, at: usize) -> usize {
    (at + 1..sheet.len()).find(|next| sheet.begins_line(*next)).unwrap_or(sheet.len())
}

/// Whether a line may be the last of a late cell.
fn is_late(sheet: &Sheet<'_>, line: &Run) -> bool {
    let text = sheet.text(line.clone());
    !is_number(sheet, line)
        && (is_mixed(&text) || line.len() <= LONGEST_REST || text.ends_with(['。', '；', '，', '）', '日']))
}

fn is_number(sheet: &Sheet<'_>, line: &Run) -> bool {
    let text = sheet.folded(line.clone());
    text.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, '.' | ',' | '%' | '/' | '-' | '—'))
}

/// Whether a page may begin at a position: with a title, or with the level of the first row.
fn begins_page(sheet: &Sheet<'_>, at: usize) -> bool {
    let end = line_end(sheet, at);
    let is_title = || lexicon::FORM_TITLES.iter().any(|title| sheet.before(end, title).is_some());
    at < sheet.len() && (rows::level(sheet, at).is_some() || is_title())
}
