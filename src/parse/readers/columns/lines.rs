//! The words of a text with the character columns they stand in: one character is one column.

use super::numbers;
use crate::parse::fold::Folded;
use crate::parse::furniture;
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;
use crate::span::Span;

/// A run of characters without blanks.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) line: usize,
    /// The character columns it fills.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) inks: Run,
}

impl Word {
    /// How many columns two words share.
    pub(super) fn shared(&self, start: usize, end: usize) -> usize {
        self.end.min(end).saturating_sub(self.start.max(start))
    }
}

/// The words of a text, line by line, without page numbers.
pub(super) struct Lines<'s> {
    pub(super) sheet: Sheet<'s>,
    words: Vec<Word>,
    /// Where the words of each line begin; one more than there are lines.
    firsts: Vec<usize>,
    /// Which page each line stands on.
    pages: Vec<usize>,
    pub(super) page_numbers: Vec<Span>,
    /// Whether its words were put into their places by guess.
    pub(super) is_placed: bool,
}

impl<'s> Lines<'s> {
    /// Cuts a text into words.
    pub(super) fn new(source: &'s Source, folded: &'s Folded) -> Self {
        let sheet = Sheet::new(source, folded.inks());
        let numbers = furniture::page_numbers(&sheet);
        let page_numbers = numbers.iter().filter_map(|run| sheet.origin(run.clone()));
        let mut page_numbers: Vec<Span> = page_numbers.flat_map(|origin| origin.spans().collect::<Vec<_>>()).collect();
        let beside = numbers::beside_cells(source.text());
        page_numbers.extend(&beside);
        let mut lines =
            Lines { sheet, words: Vec::new(), firsts: vec![0], pages: Vec::new(), page_numbers, is_placed: false };
        let (mut column, mut ink, mut page, mut number) = (0, 0, 0, 0);
        let (mut turned, mut number_beside) = (0, 0);
        let mut ends_page = false;
        // The cell beside the number of a page is drawn with the next page, where no form feed tells.
        let has_feeds = source.text().contains('\u{c}');
        let mut beside_turns = false;
        let mut block = 0;
        let mut open = false;
        let mut blank = 0;
        for (at, ch) in source.text().char_indices() {
            if ch == '\n' {
                page += usize::from(lines.take_number_before_page(page + 1, blank));
                ends_page |= lines.take_number_of_page([page + 1, turned + 1], &mut blank);
                if lines.firsts.last() == Some(&lines.words.len()) {
                    block = lines.pages.len();
                }
                if std::mem::take(&mut beside_turns) {
                    page += 1;
                    lines.pages.iter_mut().skip(block).for_each(|own| *own = page);
                }
                lines.firsts.push(lines.words.len());
                lines.pages.push(page);
                page += usize::from(ends_page);
                (column, open, ends_page) = (0, false, false);
            } else if ch == '\u{c}' {
                (page, turned) = (page + 1, turned + 1);
                (column, open) = (0, false);
            } else if ch.is_whitespace() {
                open = false;
                column += 1;
            } else if lines.sheet.ink(ink).is_some_and(|ink| ink.span().start as usize == at) {
                while numbers.get(number).is_some_and(|run| run.end <= ink) {
                    number += 1;
                }
                while beside.get(number_beside).is_some_and(|span| span.end as usize <= at) {
                    number_beside += 1;
                }
                if numbers.get(number).is_some_and(|run| run.contains(&ink)) {
                    (open, ends_page) = (false, true);
                } else if beside.get(number_beside).is_some_and(|span| span.start as usize <= at) {
                    (open, beside_turns) = (false, !has_feeds);
                } else if let Some(last) = lines.words.last_mut().filter(|_| open) {
                    last.end = column + 1;
                    last.inks.end = ink + 1;
                } else {
                    let line = lines.pages.len();
                    lines.words.push(Word { line, start: column, end: column + 1, inks: ink..ink + 1 });
                    open = true;
                }
                ink += 1;
                column += 1;
            }
        }
        lines.take_number_of_page([page + 1, turned + 1], &mut blank);
        lines.firsts.push(lines.words.len());
        lines.pages.push(page);
        lines
    }

    /// Takes the number of a page off the last line, on which nothing else stands: below blank lines it is no part of a table.
    /// `pages`: which it may be, as numbers of pages and form feeds tell.
    fn take_number_of_page(&mut self, pages: [usize; 2], blank: &mut usize) -> bool {
        let from = self.firsts.last().copied().unwrap_or_default();
        let is_number = |word: &Word| pages.iter().any(|page| self.text(word) == page.to_string());
        let alone = matches!(self.words.get(from..), Some([only]) if is_number(only));
        let number = self.words.pop_if(|_| alone && *blank > 1).map(|word| self.span(&word));
        self.page_numbers.extend(number);
        *blank = if from == self.words.len() { *blank + 1 } else { 0 };
        number.is_some()
    }

    /// Takes the number of a page off the last line that the first line of the next page stands behind: nothing parts the two.
    fn take_number_before_page(&mut self, page: usize, blank: usize) -> bool {
        const APART: usize = 8;
        let from = self.firsts.last().copied().unwrap_or_default();
        let Some([number, next, ..]) = self.words.get(from..) else { return false };
        let is_apart = number.start >= APART && next.start >= number.end + APART;
        if blank < 2 || !is_apart || self.text(number) != page.to_string() {
            return false;
        }
        let number = self.words.remove(from);
        self.page_numbers.push(self.span(&number));
        true
    }

    /// Takes the line off the tops of pages that stands on top of the first one, too, where it is a word by itself. A cell of the
    /// page before may stand above it: then blank lines are below it.
    pub(super) fn take_running_heads(&mut self) {
        const SHORTEST: usize = 6;
        let filled = |line: &usize| !self.line(*line).is_empty();
        let alone = |line: usize| match self.line(line) {
            [only] => Some(self.text(only)).filter(|text| text.chars().count() >= SHORTEST),
            _ => None,
        };
        let Some(first) = (0..self.len()).find(filled) else { return };
        let Some(head) = alone(first) else { return };
        let mut page = self.page(first);
        let mut tops: Vec<usize> = Vec::new();
        let is_apart = |line: usize| line + 2 < self.len() && !(line + 1..=line + 2).any(|below| filled(&below));
        for line in (first + 1..self.len()).filter(filled) {
            let may_top = self.page(line) != page || is_apart(line);
            if may_top && alone(line).is_some_and(|text| text == head) {
                tops.push(line);
            }
            page = self.page(line);
        }
        let is_top = |word: &Word| tops.binary_search(&word.line).is_ok();
        let (taken, kept): (Vec<Word>, Vec<Word>) = self.words.iter().cloned().partition(is_top);
        self.page_numbers.extend(taken.iter().map(|word| self.span(word)).collect::<Vec<_>>());
        self.words = kept;
        self.firsts = (0..=self.len()).map(|line| self.words.partition_point(|word| word.line < line)).collect();
    }

    /// The same text with its words in other lines and places: for each line its page, and its words from left to right.
    pub(super) fn placed(mut self, placed: Vec<(usize, Vec<Word>)>) -> Self {
        self.words.clear();
        self.is_placed = true;
        (self.firsts, self.pages) = (vec![0], Vec::with_capacity(placed.len()));
        for (line, (page, words)) in placed.into_iter().enumerate() {
            self.words.extend(words.into_iter().map(|word| Word { line, ..word }));
            self.firsts.push(self.words.len());
            self.pages.push(page);
        }
        self
    }

    /// Cuts words that touch each other: `cuts` tells before which of its characters each word is cut.
    pub(super) fn cut(&mut self, cuts: &dyn Fn(&Self, &Word) -> Vec<usize>) {
        let mut words = Vec::with_capacity(self.words.len());
        for word in &self.words {
            let (start, ink) = (word.start, word.inks.start);
            let mut rest = word.clone();
            for at in cuts(self, word) {
                words.push(Word { end: start + at, inks: rest.inks.start..ink + at, ..rest.clone() });
                (rest.start, rest.inks.start) = (start + at, ink + at);
            }
            words.push(rest);
        }
        self.firsts = (0..=self.len()).map(|line| words.partition_point(|word| word.line < line)).collect();
        self.words = words;
    }

    /// Puts words into other places of their lines: `moved` tells where they begin, of those that are elsewhere.
    pub(super) fn shift(&mut self, moved: &dyn Fn(&Self, &Word) -> Option<usize>) {
        let moved: Vec<Option<usize>> = self.words.iter().map(|word| moved(self, word)).collect();
        for (word, start) in self.words.iter_mut().zip(moved) {
            let Some(start) = start else { continue };
            (word.start, word.end) = (start, start + word.end - word.start);
        }
    }

    /// How many lines there are.
    pub(super) fn len(&self) -> usize {
        self.pages.len()
    }

    /// The words of a line.
    pub(super) fn line(&self, line: usize) -> &[Word] {
        self.lines(line, line + 1)
    }

    /// The words of some lines.
    pub(super) fn lines(&self, from: usize, until: usize) -> &[Word] {
        let first = self.firsts.get(from).copied().unwrap_or(self.words.len());
        let end = self.firsts.get(until).copied().unwrap_or(self.words.len());
        self.words.get(first..end.max(first)).unwrap_or_default()
    }

    pub(super) fn page(&self, line: usize) -> usize {
        self.pages.get(line).copied().unwrap_or_default()
    }

    pub(super) fn text(&self, word: &Word) -> String {
        self.sheet.folded(word.inks.clone())
    }

    /// The texts of a line, one after another.
    pub(super) fn line_text(&self, line: usize) -> String {
        let words = self.line(line);
        words
            .first()
            .zip(words.last())
            .map_or_else(String::new, |(first, last)| self.sheet.folded(first.inks.start..last.inks.end))
    }

    /// The text of a span.
    pub(super) fn at(&self, span: Span) -> String {
        let from = self.words.partition_point(|word| self.span(word).start < span.start);
        self.words.get(from).map_or_else(String::new, |word| self.text(word))
    }

    pub(super) fn span(&self, word: &Word) -> Span {
        let start = self.sheet.ink(word.inks.start).map_or(0, |ink| ink.span().start);
        let end = self.sheet.ink(word.inks.end - 1).map_or(start, |ink| ink.span().end);
        Span::new(start, end)
    }
}

/// How wide the letters and digits are that a text begins with.
pub(super) fn lead(text: &str) -> usize {
    text.chars().take_while(char::is_ascii).count()
}

/// Whether many lines hold wide gaps, as only text does that keeps its columns.
pub(in crate::parse) fn is_spread(text: &str) -> bool {
    const WIDE: usize = 4;
    const INDENT: usize = 12;
    let (mut lines, mut spread) = (0, 0);
    for line in text.split(['\n', '\u{c}']) {
        let (mut blanks, mut begun, mut wide) = (0, false, false);
        for ch in line.trim_end().chars() {
            if ch.is_whitespace() {
                blanks += 1;
            } else {
                wide |= blanks >= if begun { WIDE } else { INDENT };
                (blanks, begun) = (0, true);
            }
        }
        lines += usize::from(begun);
        spread += usize::from(wide);
    }
    spread >= 5 && spread * 2 >= lines
}
