//! Page headers, footers, page numbers and repeated table heads: marked before anything is joined, never deleted.
//!
//! A page break falls anywhere, also inside a name or a target (D15–D18), so what belongs to the page is taken out
//! of the characters a reader sees; its spans stay in the table as furniture.

use std::borrow::Cow;

use super::fold::{Gap, Ink};
use super::sheet::{Run, Sheet};
use crate::lexicon;

/// Where the furniture stands, as rising runs. `head` is the first table head with everything above it (title,
/// department, money unit): where its last line, the column heads, stands again, all of it that stands again is furniture.
pub(crate) fn furniture(sheet: &Sheet<'_>, head: Option<&Run>, columns: Option<&Run>) -> Vec<Run> {
    let running = if cfg!(feature = "readers") { running_head(sheet) } else { None };
    found(sheet, head, columns, running.as_deref())
}

/// Whether pages have a running head.
pub(crate) fn has_running_head(sheet: &Sheet<'_>) -> bool {
    running_head(sheet).is_some()
}

fn found(sheet: &Sheet<'_>, head: Option<&Run>, columns: Option<&Run>, running: Option<&str>) -> Vec<Run> {
    let mut runs = Vec::new();
    let columns = columns.map(|run| (sheet.folded(run.clone()), run.clone()));
    let title = head.and_then(|head| title_line(sheet, head));
    // How many pages have begun, by what stands on top of them again.
    let mut numbered = u32::from(running.is_none());
    let mut page = None;
    let mut at = 0;
    while at < sheet.len() {
        let repeated = columns.as_ref().filter(|(_, first)| at >= first.end);
        let repeated = repeated.and_then(|(text, first)| sheet.after(at, text).map(|end| (end, first)));
        if let Some((end, first)) = repeated {
            let start = head.map_or(at, |head| extend_back(sheet, head, first, at));
            numbered += u32::from(running.is_none());
            absorb(&mut runs, number_above(sheet, start, numbered)..end);
            at = end;
        } else if let Some(end) = running.and_then(|running| running_again(sheet, running, at)) {
            numbered += 1;
            let end = number_below(sheet, end, numbered);
            absorb(&mut runs, at..end);
            at = end;
        } else if let Some(end) = page_number(sheet, at).or_else(|| next_page(sheet, at, page)) {
            page = between_dashes(sheet, at).map(|(number, _)| number).or(page);
            absorb(&mut runs, at..end);
            at = end;
        } else if let Some(end) = title.as_ref().and_then(|title| title_again(sheet, title, at)) {
            absorb(&mut runs, at..end);
            at = end;
        } else {
            at += 1;
        }
    }
    runs
}

/// The page numbers alone.
pub(crate) fn page_numbers(sheet: &Sheet<'_>) -> Vec<Run> {
    found(sheet, None, None, None)
}

/// Adds a run; runs that it swallows or touches become one with it.
fn absorb(runs: &mut Vec<Run>, mut run: Run) {
    while let Some(last) = runs.last().filter(|last| last.end >= run.start) {
        run.start = run.start.min(last.start);
        run.end = run.end.max(last.end);
        runs.pop();
    }
    runs.push(run);
}

/// No form repeats more above its column heads; keeps the work linear on periodic text.
const LONGEST_HEAD: usize = 400;

/// How far above a repeated column head the page repeats what stands above the first one.
fn extend_back(sheet: &Sheet<'_>, head: &Run, first: &Run, again: usize) -> usize {
    let mut start = again;
    let mut above = first.start;
    while above > head.start
        && start > first.end.max(again.saturating_sub(LONGEST_HEAD))
        && sheet.ch(above - 1) == sheet.ch(start - 1)
    {
        above -= 1;
        start -= 1;
    }
    // What was matched must begin where a line or the head begins; else chance letters would be swallowed.
    while start < again && !(sheet.begins_line(start) || above == head.start) {
        above += 1;
        start += 1;
    }
    start
}

fn title_line(sheet: &Sheet<'_>, head: &Run) -> Option<(String, usize)> {
    let found = sheet.find_any(head.clone(), lexicon::TITLES)?;
    let start = sheet.line_start(found.start, head.start);
    let end = sheet.next_line(found.start, head.end);
    let text = sheet.folded(start..end);
    (8..=120).contains(&text.chars().count()).then_some((text, end))
}

/// The line that the text begins with, where it stands again: the running head of its pages. It names a year or what is made
/// public, or has the number of the page below it; titles of forms begin each form, and the names of projects may stand on each of their rows.
fn running_head(sheet: &Sheet<'_>) -> Option<String> {
    const LENGTHS: std::ops::Range<usize> = 8..60;
    let end = sheet.next_line(0, sheet.len());
    let text = sheet.folded(0..end.min(LENGTHS.end));
    let is_title = lexicon::TITLES.iter().chain(lexicon::FORM_TITLES).any(|title| text.contains(title));
    let is_value = text.contains([':', ',', '。', ';']) || lexicon::ends_project(&text);
    let is_numbered = || number_below(sheet, end, 1) > end || page_number(sheet, end).is_some();
    let is_named = || text.contains("年") || lexicon::PUBLICATIONS.iter().any(|ending| text.ends_with(ending));
    let is_running = LENGTHS.contains(&end) && !is_title && !is_value && (is_named() || is_numbered());
    let again = || (end..sheet.len()).any(|at| running_again(sheet, &text, at).is_some());
    (is_running && again()).then_some(text)
}

/// Where the running head that stands at a position ends: a line of its own, or the end of one that PDFium glued it to.
fn running_again(sheet: &Sheet<'_>, running: &str, at: usize) -> Option<usize> {
    sheet.after(at, running).filter(|end| sheet.begins_line(*end) || *end == sheet.len())
}

/// Where the bare number of a page ends that stands below its running head.
fn number_below(sheet: &Sheet<'_>, at: usize, page: u32) -> usize {
    sheet.after(at, &page.to_string()).filter(|end| sheet.begins_line(*end)).unwrap_or(at)
}

/// Where the bare number of a page begins that stands above its head, as on the first page; PDFium glues it to the page before.
fn number_above(sheet: &Sheet<'_>, at: usize, page: u32) -> usize {
    let is_first = sheet.after(0, "1").is_some_and(|end| sheet.begins_line(end));
    let begin = sheet.before(at, &page.to_string()).filter(|_| is_first && sheet.begins_line(at));
    begin.unwrap_or(at)
}

/// A whole line that is the title again.
fn title_again(sheet: &Sheet<'_>, (title, first_end): &(String, usize), at: usize) -> Option<usize> {
    let again = at >= *first_end && sheet.begins_line(at);
    let end = again.then(|| sheet.after(at, title)).flatten()?;
    sheet.begins_line(end).then_some(end)
}

/// `第2页，共5页`, `第2页/共5页`, `共5页`, and on a line of their own `— 2 —`, `-2-`; after a form feed or before one also
/// a bare number and `2/5`.
pub(crate) fn page_number(sheet: &Sheet<'_>, at: usize) -> Option<usize> {
    let numbered = |at: usize, open: &str| {
        let digits = sheet.after(at, open)?;
        let end = skip_digits(sheet, digits)?;
        sheet.after(end, "页")
    };
    match sheet.ch(at)? {
        '第' => {
            let end = numbered(at, "第")?;
            let mark = if matches!(sheet.ch(end), Some(',' | '/' | '、' | ';')) { end + 1 } else { end };
            // Alone, "第2页" must be a line: an objective may speak of a page.
            numbered(mark, "共").or_else(|| (sheet.begins_line(at) && sheet.begins_line(end)).then_some(end))
        }
        '共' => numbered(at, "共").filter(|&end| sheet.begins_line(at) && sheet.begins_line(end)),
        '-' | '—' | '·' | '–' => {
            let digits = skip(sheet, at, |ch| matches!(ch, '-' | '—' | '·' | '–'));
            let marks = skip_digits(sheet, digits)?;
            let end = skip(sheet, marks, |ch| matches!(ch, '-' | '—' | '·' | '–'));
            (end > marks && sheet.begins_line(at) && sheet.begins_line(end)).then_some(end)
        }
        ch if ch.is_ascii_digit() && sheet.begins_line(at) => {
            let number = skip_digits(sheet, at)?;
            let end = sheet.after(number, "/").map_or(Some(number), |count| skip_digits(sheet, count))?;
            let at_page_border = sheet.gap(at) == Gap::Page || (end < sheet.len() && sheet.gap(end) == Gap::Page);
            let alone = sheet.begins_line(end) && at_page_border && at > 0 && number - at <= 3;
            alone.then_some(end)
        }
        _ => None,
    }
}

/// `— 3 —` at the end of a line that it does not begin, where it follows `— 2 —`: PDFium puts no line break between pages.
fn next_page(sheet: &Sheet<'_>, at: usize, last: Option<u32>) -> Option<usize> {
    let (number, end) = between_dashes(sheet, at)?;
    (last? + 1 == number && sheet.begins_line(end)).then_some(end)
}

/// The number between two dashes, and where the second one ends.
fn between_dashes(sheet: &Sheet<'_>, at: usize) -> Option<(u32, usize)> {
    let is_dash = |ch: char| matches!(ch, '-' | '—' | '–');
    sheet.ch(at).filter(|ch| is_dash(*ch))?;
    let end = skip_digits(sheet, at + 1)?;
    let number = sheet.folded(at + 1..end).parse().ok()?;
    sheet.ch(end).filter(|ch| is_dash(*ch)).map(|_| (number, end + 1))
}

/// Whether a row is nothing but a page number.
pub(crate) fn is_page_number(row: &Sheet<'_>) -> bool {
    page_number(row, 0) == Some(row.len())
}

fn skip_digits(sheet: &Sheet<'_>, at: usize) -> Option<usize> {
    let end = skip(sheet, at, |ch| ch.is_ascii_digit());
    (end > at && end - at <= 4).then_some(end)
}

/// Where the characters of a kind end. No page number has as many: that keeps the work linear on text of nothing else.
fn skip(sheet: &Sheet<'_>, at: usize, ch: impl Fn(char) -> bool) -> usize {
    const MOST: usize = 8;
    let most = sheet.len().min(at + MOST);
    (at..most).find(|&at| !sheet.ch(at).is_some_and(&ch)).unwrap_or(most)
}

/// The characters that are not furniture. The first one after a piece of furniture begins a line.
pub(crate) fn without<'i>(inks: &'i [Ink], furniture: &[Run]) -> Cow<'i, [Ink]> {
    if furniture.is_empty() {
        return Cow::Borrowed(inks);
    }
    let mut kept = Vec::with_capacity(inks.len());
    let mut from = 0;
    for run in furniture {
        kept.extend_from_slice(inks.get(from..run.start).unwrap_or_default());
        from = run.end;
    }
    kept.extend_from_slice(inks.get(from..).unwrap_or_default());
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Folded;
    use crate::source::Source;

    fn head_of(text: &str) -> Option<String> {
        let source = Source::new("", text);
        let folded = Folded::new(&source);
        running_head(&Sheet::new(&source, folded.inks()))
    }

    #[test]
    fn a_cell_that_stands_again_is_no_running_head() {
        let head = "云川市图书馆2025年部门预算公开";
        assert_eq!(head_of(&format!("{head}\n完成率\n{head}\n90%\n")).as_deref(), Some(head));
        assert_eq!(
            head_of("云川市图书馆预算公开\n1\n完成率\n云川市图书馆预算公开\n2\n").as_deref(),
            Some("云川市图书馆预算公开")
        );
        for cell in ["服务对象满意度指标", "2024年信息化平台宣传经费", "目标:按期完成全年任务"]
        {
            assert_eq!(head_of(&format!("{cell}\n完成率\n{cell}\n90%\n")), None, "{cell}");
        }
    }
}
