//! The pages of a list in sections: what they print again, and where their columns begin.

use std::ops::Range;

use super::rows::Part;
use super::{CODES, amounts, is_amount, is_code, label};
use crate::parse::readers::columns::lines::{Lines, Word};
use crate::span::Span;

/// What the heads of such a list say, whole.
const HEADS: &[&str] = &[CODES, "单位名称(项目类别/支出项目)", "年度预算安排", "项目内容", "绩效目标"];
/// No page prints its heads farther from its top.
const HEAD_LINES: usize = 10;

/// So near the left only a set without anything before it begins.
const LEFT: usize = 4;

/// What pages print besides their rows.
pub(super) struct Pages<'l, 's> {
    lines: &'l Lines<'s>,
    pub(super) heads: Vec<Word>,
    /// The lines above the first heads.
    pub(super) above: Vec<usize>,
    /// What stands above the heads of later pages and is not told before.
    pub(super) aside: Vec<Span>,
    pub(super) furniture: Vec<Span>,
}

impl<'l, 's> Pages<'l, 's> {
    pub(super) fn new(lines: &'l Lines<'s>) -> Self {
        let furniture = lines.page_numbers.clone();
        Self { lines, heads: Vec::new(), above: Vec::new(), aside: Vec::new(), furniture }
    }

    fn is_codes(&self, line: usize) -> bool {
        let text = |word: &Word| self.lines.text(word);
        // A narrow column breaks it.
        let is_below = |rest: &str| self.lines.line(line + 1).first().is_some_and(|first| text(first) == rest);
        let is_broken = |word: &Word| CODES.strip_prefix(&text(word)).is_some_and(is_below);
        self.lines.line(line).iter().any(|word| text(word) == CODES || is_broken(word))
    }

    /// Where pages begin, and where the last one ends: heads begin one where nothing else tells.
    pub(super) fn bounds(&self) -> Vec<usize> {
        let lines = self.lines;
        let mut bounds = vec![0];
        let first = (0..lines.len()).find(|line| self.is_codes(*line)).unwrap_or_default();
        let above: Vec<String> = (first.saturating_sub(HEAD_LINES)..first).map(|line| lines.line_text(line)).collect();
        let mut last = 0;
        // Without anything in the columns before them tools print sets at the left.
        let mut at_left = false;
        for line in 1..lines.len() {
            let words = lines.line(line);
            let is_left = words.first().is_some_and(|first| first.start < LEFT);
            let turns = match words {
                [first, ..] if is_set(&lines.text(first)) && is_left != at_left => Some(is_left),
                _ => None,
            };
            if let Some(is_left) = turns {
                at_left = is_left;
                let alone = |line: &usize| matches!(lines.line(*line), [only] if only.start < LEFT);
                let begin = (last + 1..line).rev().take_while(alone).last().filter(|_| is_left).unwrap_or(line);
                if begin > last && line > first {
                    last = begin;
                    bounds.push(begin);
                }
            }
            if lines.page(line) != lines.page(line - 1) && line > last {
                last = line;
                bounds.push(line);
            } else if line > first && self.is_codes(line) && line > last + HEAD_LINES {
                let is_above = |line: &usize| above.contains(&lines.line_text(*line));
                let begin = (line - HEAD_LINES..line).rev().take_while(is_above).last().unwrap_or(line);
                last = begin;
                bounds.push(begin);
            }
        }
        bounds.push(lines.len());
        bounds
    }

    /// The words of a page below its heads.
    pub(super) fn content(&mut self, of: Range<usize>) -> Option<Vec<Word>> {
        let lines = self.lines;
        let is_head = |word: &Word| HEADS.iter().any(|head| head.contains(&lines.text(word)));
        let mut top = of.clone().find(|line| !lines.line(*line).is_empty()).unwrap_or(of.end);
        let first = (top..of.end.min(top + HEAD_LINES)).find(|line| self.is_codes(*line));
        if first.is_none() && self.heads.is_empty() {
            return None;
        }
        let Some(first) = first else {
            // A page without heads may begin with what stands on top of the others.
            let again: Vec<String> = self.above.iter().map(|line| lines.line_text(*line)).collect();
            while top < of.end && again.contains(&lines.line_text(top)) {
                self.furniture.extend(lines.line(top).iter().map(|word| lines.span(word)));
                top = (top + 1..of.end).find(|line| !lines.line(*line).is_empty()).unwrap_or(of.end);
            }
            return Some(self.without_page(lines.lines(top, of.end), of.start));
        };
        // The heads beside it may begin above it.
        let is_part = |line: &usize| lines.line(*line).iter().any(is_head) || lines.line(*line).is_empty();
        let begin = (top..first).rev().take_while(is_part).last().unwrap_or(first);
        // Sets begin beside the last lines of wrapped heads.
        let goes_on = |line: &usize| lines.line(*line).first().is_none_or(is_head);
        let below = first + 1..of.end.min(first + HEAD_LINES / 2);
        let end = below.take_while(goes_on).last().map_or(first + 1, |last| last + 1);
        let again = !self.heads.is_empty();
        let known: Vec<String> = self.above.iter().map(|line| lines.line_text(*line)).collect();
        for line in top..begin {
            let text = lines.line_text(line);
            let spans = lines.line(line).iter().map(|word| lines.span(word));
            match again {
                false => self.above.push(line),
                true if text.is_empty() || known.contains(&text) => self.furniture.extend(spans),
                // What else stands above the heads of a page belongs to no row.
                true => self.aside.extend(spans),
            }
        }
        let (own, rest) = self.parted(lines.lines(begin, end));
        if again {
            self.furniture.extend(own.iter().map(|word| lines.span(word)));
        } else {
            self.heads.extend(own);
        }
        let mut content = rest;
        content.extend(self.without_page(lines.lines(end, of.end), of.start));
        Some(content)
    }

    /// Parts the words of heads from others. Later pages have each of them once, and it may touch the line of a set.
    fn parted(&self, words: &[Word]) -> (Vec<Word>, Vec<Word>) {
        let lines = self.lines;
        let mut known: Vec<String> = self.heads.iter().map(|word| lines.text(word)).collect();
        let is_first = known.is_empty();
        let (mut own, mut rest) = (Vec::new(), Vec::new());
        for word in words {
            let text = lines.text(word);
            let is_head = !text.starts_with('【') && HEADS.iter().any(|head| head.contains(&text));
            let place = known.iter().position(|head| *head == text);
            let touching = known.iter().position(|head| head.chars().count() > 1 && text.ends_with(head));
            if is_head && (is_first || place.is_some()) {
                place.map(|at| known.swap_remove(at));
                own.push(word.clone());
            } else if let Some(at) = touching.filter(|_| !is_head) {
                let long = known.swap_remove(at).chars().count();
                let (inks, start) = (word.inks.end - long, word.end - long);
                rest.push(Word { end: start, inks: word.inks.start..inks, ..word.clone() });
                own.push(Word { start, inks: inks..word.inks.end, ..word.clone() });
            } else {
                rest.push(word.clone());
            }
        }
        (own, rest)
    }

    /// Takes the number of a page off its last line, on which nothing else stands, and what stands above the first heads off any.
    fn without_page(&mut self, words: &[Word], from: usize) -> Vec<Word> {
        const SHORTEST: usize = 6;
        let lines = self.lines;
        let known: Vec<String> = self.above.iter().map(|line| lines.line_text(*line)).collect();
        let mut kept: Vec<Word> = Vec::with_capacity(words.len());
        for line in words.chunk_by(|one, next| one.line == next.line) {
            let is_row = line.iter().any(|word| is_amount(&lines.text(word)));
            for word in line {
                let text = lines.text(word);
                if !is_row && text.chars().count() >= SHORTEST && known.contains(&text) {
                    self.furniture.push(lines.span(word));
                } else {
                    kept.push(word.clone());
                }
            }
        }
        let is_number = |word: &Word| lines.text(word) == (lines.page(from) + 1).to_string();
        let alone = kept.last().is_some_and(|last| lines.line(last.line).len() == 1 && is_number(last));
        if alone && let Some(number) = kept.pop() {
            self.furniture.push(lines.span(&number));
        }
        kept
    }
}

/// Where the columns of a page begin that hold words.
#[derive(Clone, Copy)]
pub(super) struct Starts {
    name: usize,
    /// What a project does.
    outline: usize,
    set: usize,
}

/// So far beside the place of their column tools print words.
const BESIDE: usize = 6;

impl Starts {
    pub(super) fn of(lines: &Lines<'_>, content: &[Word], code: &str, before: Option<Self>) -> Option<Self> {
        let sets = content.iter().filter(|word| is_set(&lines.text(word))).map(|word| word.start);
        let set = most(sets.collect()).or(before.map(|before| before.set))?;
        let is_left = |word: &&Word| word.start + BESIDE < set && !is_set(&lines.text(word));
        let mut outline: Option<usize> = None;
        let mut name: Option<usize> = None;
        let mut amounts = 0;
        for line in content.chunk_by(|one, next| one.line == next.line) {
            let left: Vec<&Word> = line.iter().filter(is_left).collect();
            let is_money = |text: &str| amounts::is_figure(text) && !is_code(text, code);
            let is_broken = |at: usize, text: &str| at == 0 && is_part_of_code(text, code);
            let texts: Vec<String> = left.iter().map(|word| lines.text(word)).collect();
            let amount =
                (0..left.len()).rfind(|at| texts.get(*at).is_some_and(|text| is_money(text) && !is_broken(*at, text)));
            let labelled = left.iter().position(|word| label(&lines.text(word)).is_some());
            let amount = amount.filter(|at| labelled.is_none_or(|labelled| *at < labelled));
            let words = left.iter().take(amount.or(labelled).unwrap_or(0));
            let is_part = |text: &str| is_code(text, code) || is_part_of_code(text, code);
            let first = words.filter(|word| !is_part(&lines.text(word))).map(|word| word.start).next();
            name = name.into_iter().chain(first).min();
            let behind = amount.and_then(|at| left.get(at + 1)).or_else(|| labelled.and_then(|at| left.get(at)));
            outline = outline.into_iter().chain(behind.map(|word| word.start)).min();
            amounts = amounts.max(amount.and_then(|at| left.get(at)).map_or(0, |word| word.end));
        }
        let name = name.or(before.map(|before| before.name)).unwrap_or(0);
        let outline = outline.or(before.map(|before| before.outline)).unwrap_or(set);
        Some(Self { name, outline: outline.max(name + 1).min(set), set })
    }

    /// The lines of a page, each cut into its cells. `None` where a line holds two of a kind.
    pub(super) fn parts(self, lines: &Lines<'_>, content: &[Word], code: &str, page: usize) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        for words in content.chunk_by(|one, next| one.line == next.line) {
            let mut part = Part { page, line: words.first()?.line, ..Part::default() };
            let amount = words.iter().rposition(|word| {
                let text = lines.text(word);
                let is_left = word.start < self.outline.max(self.name + BESIDE) && word.end >= self.name;
                is_left && amounts::is_figure(&text) && !is_code(&text, code)
            });
            for (at, word) in words.iter().enumerate() {
                let text = lines.text(word);
                let is_outline = !part.amount.is_empty() || word.start * 2 > self.name + self.outline;
                if !part.set.is_empty() || is_set(&text) || word.start + BESIDE >= self.set {
                    part.set.push(word.clone());
                } else if at == 0 && is_code(&text, code) {
                    part.code = Some(word.clone());
                } else if at == 0 && Some(at) != amount && is_part_of_code(&text, code) {
                    // A narrow column breaks it.
                    part.content.push(word.clone());
                } else if Some(at) == amount {
                    part.amount.push(word.clone());
                } else if label(&text).is_some() || (is_outline && amount.is_none_or(|amount| at > amount)) {
                    part.content.push(word.clone());
                } else {
                    part.name.push(word.clone());
                }
            }
            parts.push(part);
        }
        amounts::mend(lines, &mut parts)?;
        Some(parts)
    }
}

/// Whether a text is a part of a code, as a narrow column breaks it.
fn is_part_of_code(text: &str, code: &str) -> bool {
    const SHARED: usize = 3;
    let begins = || text.len() < SHARED || text.get(..SHARED) == code.get(..SHARED);
    text.len() < code.len() && text.chars().all(|ch| ch.is_ascii_digit()) && begins()
}

/// Whether a text begins a line of a set, as nothing else does.
fn is_set(text: &str) -> bool {
    let section = label(text).is_some_and(|label| label.contains("指标") || label.contains("目标"));
    let numbered = text.strip_prefix("指标").is_some_and(|rest| rest.starts_with(|ch: char| ch.is_ascii_digit()));
    section || (numbered && text.contains(':'))
}

/// The number that is there most often; of two, the smaller.
fn most(numbers: Vec<usize>) -> Option<usize> {
    let numbers = crate::order::sorted(numbers, |number| *number as u128);
    let runs = numbers.chunk_by(|one, next| one == next);
    runs.rev().max_by_key(|run| run.len()).and_then(|run| run.first()).copied()
}
