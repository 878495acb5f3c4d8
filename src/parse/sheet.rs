//! [`Sheet`]: the characters a reader works on, found, quoted and claimed by position.
//!
//! Readers match labels over characters without white space, because line breaks of a PDF fall anywhere: inside words,
//! numbers, ordinals and labels (D1–D5). What stood between two characters is kept beside them as a gap.

use std::borrow::Cow;
use std::ops::Range;

use super::fold::{Gap, Ink, is_invisible};
use crate::model::Cell;
use crate::source::Source;
use crate::span::{Origin, Span, sort_spans};

/// Positions of characters in a sheet.
pub(crate) type Run = Range<usize>;

/// The characters of a text without white space and page furniture, and which of them have been claimed.
#[derive(Debug)]
pub(crate) struct Sheet<'s> {
    source: &'s Source,
    inks: Cow<'s, [Ink]>,
    claimed: Vec<bool>,
    labels: Vec<Run>,
}

impl<'s> Sheet<'s> {
    pub(crate) fn new(source: &'s Source, inks: impl Into<Cow<'s, [Ink]>>) -> Self {
        let inks = inks.into();
        let claimed = vec![false; inks.len()];
        Self { source, inks, claimed, labels: Vec::new() }
    }

    /// How many characters there are.
    pub(crate) fn len(&self) -> usize {
        self.inks.len()
    }

    pub(crate) fn ink(&self, at: usize) -> Option<&Ink> {
        self.inks.get(at)
    }

    /// Whether the text ends with a run.
    pub(crate) fn ends_text(&self, run: &Run) -> bool {
        let last = run.end.checked_sub(1).and_then(|last| self.ink(last));
        last.is_some_and(|last| last.span().end as usize >= self.source.text().trim_end().len())
    }

    /// Whether the last line may end inside a cell: it lacks the border that the one before it ends with, or has none at all.
    pub(crate) fn ends_inside_cell(&self) -> bool {
        let mut lines = self.source.text().trim_end().rsplit('\n').map(str::trim_end);
        let (last, before) = (lines.next().unwrap_or_default(), lines.find(|line| !line.is_empty()));
        if last.contains('|') {
            return !last.ends_with('|') && before.is_some_and(|before| before.ends_with('|'));
        }
        !last.contains(['\t', ','])
    }

    /// The folded character at a position.
    pub(crate) fn ch(&self, at: usize) -> Option<char> {
        self.inks.get(at).map(Ink::ch)
    }

    /// The gap before a position; the end of the text counts as a page end.
    pub(crate) fn gap(&self, at: usize) -> Gap {
        self.inks.get(at).map_or(Gap::Page, Ink::gap)
    }

    /// Whether a line begins at a position.
    pub(crate) fn begins_line(&self, at: usize) -> bool {
        self.gap(at) >= Gap::Line
    }

    /// Whether a page begins at a position, or something of the source that is not on the sheet stands before it.
    #[cfg(feature = "readers")]
    pub(crate) fn begins_page(&self, at: usize) -> bool {
        let end_of = |at: usize| self.ink(at).map(|ink| ink.span().end as usize);
        let between = at.checked_sub(1).and_then(end_of).zip(self.ink(at).map(|ink| ink.span().start as usize));
        let skipped = between.and_then(|(from, until)| self.source.text().get(from..until));
        let is_left_out = |skipped: &str| skipped.chars().any(|ch| !ch.is_whitespace() && !is_invisible(ch));
        self.gap(at) == Gap::Page || skipped.is_some_and(is_left_out)
    }

    /// Where the line that holds a position begins, not before `from`.
    pub(crate) fn line_start(&self, at: usize, from: usize) -> usize {
        (from..=at).rev().find(|&at| self.begins_line(at)).unwrap_or(from)
    }

    /// Where the next line begins after a position, at most `until`.
    pub(crate) fn next_line(&self, at: usize, until: usize) -> usize {
        (at + 1..until).find(|&at| self.begins_line(at)).unwrap_or(until)
    }

    /// The position after `pattern`, where the text at `at` begins with it.
    pub(crate) fn after(&self, at: usize, pattern: &str) -> Option<usize> {
        let mut end = at;
        for ch in pattern.chars() {
            if self.ch(end) != Some(ch) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// The position after the first of the patterns that the text at `at` begins with.
    pub(crate) fn after_any(&self, at: usize, patterns: &[&str]) -> Option<usize> {
        patterns.iter().find_map(|pattern| self.after(at, pattern))
    }

    /// Where `pattern` begins, if it ends just before `end`.
    pub(crate) fn before(&self, end: usize, pattern: &str) -> Option<usize> {
        let start = end.checked_sub(pattern.chars().count())?;
        self.after(start, pattern).is_some().then_some(start)
    }

    /// The first place in `run` at which one of the patterns stands: where it begins and ends.
    pub(crate) fn find_any(&self, run: Run, patterns: &[&str]) -> Option<Run> {
        let end = run.end;
        run.into_iter().find_map(|at| self.after_any(at, patterns).filter(|&after| after <= end).map(|after| at..after))
    }

    /// The first place in `run` that holds `ch`.
    pub(crate) fn find_char(&self, run: Run, ch: impl Fn(char) -> bool) -> Option<usize> {
        run.into_iter().find(|&at| self.ch(at).is_some_and(&ch))
    }

    /// `run` less what `drop` tells at both ends.
    pub(crate) fn trim(&self, run: Run, drop: impl Fn(char) -> bool) -> Run {
        let Range { mut start, mut end } = run;
        while start < end && self.ch(start).is_some_and(&drop) {
            start += 1;
        }
        while start < end && self.ch(end - 1).is_some_and(&drop) {
            end -= 1;
        }
        start..end
    }

    /// The folded text of a run, without blanks.
    pub(crate) fn folded(&self, run: Run) -> String {
        self.inks.get(run).unwrap_or_default().iter().map(Ink::ch).collect()
    }

    /// The text of a run as a person would read it: line breaks gone, radicals as ordinary characters, blanks kept
    /// only between two words of Latin letters or digits.
    pub(crate) fn text(&self, run: Run) -> String {
        let mut text = String::new();
        for ink in self.inks.get(run).unwrap_or_default() {
            let own = self.source.slice(ink.span());
            let words = ink.ch().is_ascii_alphanumeric() && text.ends_with(|ch: char| ch.is_ascii_alphanumeric());
            // A line break falls inside Latin words and numbers as often as between them: nothing is put there.
            if words && matches!(ink.gap(), Gap::Blank | Gap::Tab) {
                text.push(' ');
            }
            if ink.is_mended() {
                text.push(ink.ch());
            } else {
                text.push_str(own);
            }
        }
        text
    }

    /// Where a run stands in the source: one piece per line. `None` for an empty run.
    pub(crate) fn origin(&self, run: Run) -> Option<Origin> {
        let mut pieces: Vec<Span> = Vec::new();
        for ink in self.inks.get(run).unwrap_or_default() {
            match pieces.last_mut() {
                Some(piece) if self.joins(*piece, *ink) => piece.end = ink.span().end,
                _ => pieces.push(ink.span()),
            }
        }
        // A value is where its characters are, in the order of the text.
        if !pieces.is_sorted_by_key(|piece| piece.start) {
            sort_spans(&mut pieces);
        }
        Origin::from_spans(pieces)
    }

    /// Whether a character goes on with a piece: only blanks of the same line between them.
    fn joins(&self, piece: Span, ink: Ink) -> bool {
        // Readers of grids put characters into the order of the table, which may differ from the order of the text.
        ink.gap() < Gap::Line && ink.span().start >= piece.end && {
            let between = self.source.slice(Span::new(piece.end, ink.span().start));
            // What a reader has put together may stand on two lines. The page's first program puts nothing together.
            let is_break = |ch: char| cfg!(feature = "readers") && matches!(ch, '\n' | '\r' | '\u{c}');
            between.chars().all(|ch| is_invisible(ch) || (ch.is_whitespace() && !is_break(ch)))
        }
    }

    /// A cell with the text of a run, claimed; absent where the run is empty.
    pub(crate) fn cell(&mut self, run: Run) -> Cell<String> {
        let text = self.text(run.clone());
        self.cell_of(run, text)
    }

    /// A cell with a value read from a run, claimed; absent where the run is empty.
    pub(crate) fn cell_of<T>(&mut self, run: Run, value: T) -> Cell<T> {
        let inks = self.inks.get(run.clone()).unwrap_or_default();
        let is_torn = !inks.is_sorted_by_key(|ink| ink.span().start);
        let Some(origin) = self.claim(run) else {
            return Cell::Absent;
        };
        // What has to be read against the order of the text is a guess.
        if is_torn { Cell::Unreadable(origin) } else { Cell::Read { value, origin } }
    }

    /// Claims a run for a cell and tells where it stands.
    pub(crate) fn claim(&mut self, run: Run) -> Option<Origin> {
        self.claimed.get_mut(run.clone()).unwrap_or_default().fill(true);
        self.origin(run)
    }

    /// Whether a character has been claimed.
    pub(crate) fn is_claimed(&self, at: usize) -> bool {
        self.claimed.get(at).copied().unwrap_or_default()
    }

    /// Claims a run as a printed label or mark.
    pub(crate) fn label(&mut self, run: Run) {
        if !run.is_empty() {
            self.claimed.get_mut(run.clone()).unwrap_or_default().fill(true);
            self.labels.push(run);
        }
    }

    /// The labels, and the text that nobody claimed, in order.
    pub(crate) fn finish(self) -> (Vec<Span>, Vec<Span>) {
        let mut labels: Vec<Span> = Vec::new();
        for run in &self.labels {
            labels.extend(self.origin(run.clone()).iter().flat_map(Origin::spans));
        }
        sort_spans(&mut labels);
        let mut unclaimed: Vec<Span> = Vec::new();
        let mut previous_was_claimed = true;
        for (ink, &claimed) in self.inks.iter().zip(&self.claimed) {
            match unclaimed.last_mut() {
                _ if claimed => {}
                Some(piece) if !previous_was_claimed && self.joins(*piece, *ink) => piece.end = ink.span().end,
                _ => unclaimed.push(ink.span()),
            }
            previous_was_claimed = claimed;
        }
        sort_spans(&mut unclaimed);
        (labels, unclaimed)
    }
}
