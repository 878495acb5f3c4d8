//! Visual lines without blank ones and without page numbers, and with words parted that tools print without a blank between.

use super::super::lines::{Lines, Word};
use super::Line;
use super::fragments::{is_first, is_level, is_second, is_side};
use crate::lexicon;
use crate::span::Span;

/// The lines that hold something; what belongs to the page is told apart.
pub(super) fn filled(lines: Lines<'_>) -> (Lines<'_>, Vec<Span>) {
    let mut furniture: Vec<Span> = Vec::new();
    let mut filled: Vec<Line> = Vec::with_capacity(lines.len());
    let top = (0..lines.len()).map(|line| lines.line_text(line)).find(|text| !text.is_empty()).unwrap_or_default();
    // A title on top begins another form, where it stands again.
    let is_running = !top.contains(':') && !lexicon::FORM_TITLES.iter().any(|title| top.contains(title));
    let mut page = 0;
    let mut label = String::new();
    for line in 0..lines.len() {
        let mut words = lines.line(line);
        let own_page = page;
        // A page number, or the last words of a page, and the first line of the next page, without a line break between.
        let text = lines.line_text(line);
        if text.strip_suffix(&top).is_some_and(|number| !number.is_empty() && number.chars().all(is_of_number)) {
            furniture.extend(words.iter().map(|word| lines.span(word)));
            page += 1;
            continue;
        }
        // The number of a page, without anything to tell it from an amount but its place.
        let next = || (line + 1..lines.len()).map(|line| lines.line_text(line)).find(|text| !text.is_empty());
        if words.len() == 1
            && text == (lines.page(line) + page + 1).to_string()
            && next().is_none_or(|next| next == top)
        {
            furniture.extend(words.iter().map(|word| lines.span(word)));
            page += 1;
            continue;
        }
        if let Some((last, _)) = filled.last().filter(|_| is_running && text == top) {
            furniture.extend(words.iter().map(|word| lines.span(word)));
            page += usize::from(*last == lines.page(line) + page);
            if let Some((_, first)) = filled.first_mut() {
                furniture.extend(std::mem::take(first).iter().map(|word| lines.span(word)));
            }
            continue;
        }
        if let Some((last, before)) = words.split_last()
            && !before.is_empty()
            && lines.text(last) == top
        {
            furniture.push(lines.span(last));
            words = before;
            page += 1;
        }
        let Some(first) = words.first() else { continue };
        let mut own: Vec<Word> = Vec::with_capacity(words.len());
        let words = joined_numbers(&lines, words);
        for (at, word) in words.iter().enumerate() {
            let next = words.get(at + 1).map(|next| lines.text(next)).unwrap_or_default();
            let begun = own.last().map(|last| lines.text(last)).unwrap_or_default();
            let label = if own.is_empty() { &label } else { "" };
            let text = lines.text(word);
            let cut = side_cut(&text, label).or_else(|| level_cut(&text, &begun, &next)).or_else(|| kind_cut(&text));
            own.extend(cut.map_or_else(|| vec![word.clone()], |cut| parted(word, cut)));
        }
        // The label that runs down the side so far.
        let more = format!("{label}{}", lines.text(own.first().unwrap_or(first)));
        let begins = |text: &str| lexicon::FIELDS.iter().any(|(field, _)| field.starts_with(text));
        if begins(&more) {
            label = more;
        } else if words.len() > 1 || begins(&lines.text(first)) {
            label = lines.text(first);
        }
        filled.push((lines.page(line) + own_page, own));
    }
    (lines.placed(filled), furniture)
}

/// The words of a line, those that are nothing but the number of a paragraph together with its beginning.
fn joined_numbers(lines: &Lines<'_>, words: &[Word]) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let is_number = |word: &Word| {
        let text = lines.text(word);
        text.strip_suffix(['.', '、'])
            .is_some_and(|number| !number.is_empty() && number.chars().all(|ch| ch.is_ascii_digit()))
    };
    for word in words {
        match joined.last_mut() {
            Some(last) if is_number(last) => (last.end, last.inks.end) = (word.end, word.inks.end),
            _ => joined.push(word.clone()),
        }
    }
    joined
}

fn is_of_number(ch: char) -> bool {
    ch.is_ascii_digit() || matches!(ch, '—' | '-' | '–' | '第' | '页' | '共' | '/' | ',')
}

/// How much of a word is the rest of a label that runs down the side, before its value, or a number before a character of such
/// a label.
fn side_cut(text: &str, label: &str) -> Option<usize> {
    const FEWEST: usize = 3;
    let rest = |(field, _): &(&str, lexicon::Field)| {
        let rest = field.strip_prefix(label).filter(|_| !label.is_empty())?;
        let long = rest.chars().count();
        (long >= FEWEST && text.len() > rest.len() && text.starts_with(rest)).then_some(long)
    };
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let numbered = digits > 0 && text.get(digits..).is_some_and(|side| side.chars().count() == 1 && is_side(side));
    lexicon::FIELDS.iter().find_map(rest).or_else(|| numbered.then_some(digits))
}

/// How much of a word stands before a level label of level 1 that one of level 2 follows, or is one of level 2 behind one of
/// level 1.
fn level_cut(text: &str, before: &str, next: &str) -> Option<usize> {
    let one =
        || lexicon::LEVEL_1.iter().find_map(|(label, _)| text.strip_suffix(label)).map(|text| text.chars().count());
    let two =
        || lexicon::LEVEL_2.iter().find(|(label, _)| text.starts_with(label)).map(|(label, _)| label.chars().count());
    let cut = if is_second(next) {
        one()
    } else if is_first(before) {
        two()
    } else {
        None
    };
    cut.filter(|cut| !is_level(text) && *cut > 0 && *cut < text.chars().count())
}

/// How much of a word stands before what narrow columns print without a blank between: two heads, or 定量指标 and the cell beside it.
fn kind_cut(text: &str) -> Option<usize> {
    let is_head = |text: &str| lexicon::INDICATOR_COLUMNS.iter().any(|(head, _)| *head == text);
    let heads = lexicon::INDICATOR_COLUMNS.iter().map(|(head, _)| *head);
    let head =
        heads.filter(|head| text.strip_prefix(head).is_some_and(is_head)).map(|head| head.chars().count()).next();
    let kinds = lexicon::KINDS.iter().filter(|kind| kind.ends_with("指标"));
    let kind = kinds.filter(|kind| text.len() > kind.len()).find_map(|kind| {
        let before = text.strip_suffix(kind).map(|before| before.chars().count());
        before.or_else(|| text.starts_with(kind).then(|| kind.chars().count()))
    });
    head.filter(|_| !is_head(text)).or(kind)
}

/// A word in two.
fn parted(word: &Word, cut: usize) -> Vec<Word> {
    let (inks, start) = (word.inks.start + cut, word.start + cut);
    let left = Word { end: start, inks: word.inks.start..inks, ..word.clone() };
    vec![left, Word { start, inks: inks..word.inks.end, ..word.clone() }]
}
