//! The heads of the amounts of a form, 年初预算数 and its like, which narrow columns break over several lines; and the rows below
//! them. Where not all heads are known, nobody can tell which amount is which.

use super::body::Body;
use super::lines::Word;
use crate::amount::number_from_text;
use crate::grid::GridCell;
use crate::lexicon::{self, Field, MoneyColumn};
use crate::parse::readers::is_whole_amount;

/// How many lines such heads fill at most, and how many rows stand below them.
const MOST_LINES: usize = 4;
const MOST_ROWS: usize = 16;
/// So many heads make a row of them.
const FEWEST: usize = 3;

impl Body<'_, '_> {
    /// Reads heads of amounts that begin on the first of some lines, if they are broken over several; tells how many lines
    /// are read.
    pub(super) fn money_head(&mut self, rest: &[usize]) -> Option<usize> {
        let lines = self.lines;
        let begun = |line: &usize| {
            let words = lines.line(*line).iter().filter(|word| begins_head(&lines.text(word)));
            words.count() >= FEWEST && !self.has_amount(*line)
        };
        if !rest.first().is_some_and(begun) {
            return None;
        }
        let whole = |line: &usize| {
            lines.line(*line).iter().all(|word| !begins_head(&lines.text(word)) || is_head(&lines.text(word)))
        };
        let mut unknown = usize::MAX;
        let mut best: Option<(usize, Vec<Vec<Word>>)> = None;
        for count in 1..=MOST_LINES.min(rest.len()) {
            let own = rest.get(..count)?;
            if own.iter().skip(1).any(|line| self.has_amount(*line)) {
                break;
            }
            let cells = self.stacked(own);
            let text = |cell: &Vec<Word>| cell.iter().map(|word| lines.text(word)).collect::<String>();
            let first = cells.iter().position(|cell| is_head(&text(cell)));
            let heads = first.and_then(|first| cells.get(first..)).unwrap_or_default();
            let others = heads.iter().filter(|cell| !is_head(&text(cell))).count();
            if heads.len() >= FEWEST && others < unknown {
                unknown = others;
                best = Some((count, cells));
            }
        }
        let (count, cells) = best?;
        if count == 1 && unknown == 0 && rest.first().is_some_and(whole) {
            return None;
        }
        if unknown == 0 {
            let cell = |(column, words): (usize, &Vec<Word>)| GridCell {
                pieces: words.iter().map(|word| lines.span(word)).collect(),
                column,
            };
            self.grid.rows.push(cells.iter().enumerate().map(cell).collect());
            return Some(count);
        }
        // Up to the budget all must be known, and no more need be.
        let text = |cell: &Vec<Word>| cell.iter().map(|word| lines.text(word)).collect::<String>();
        let first = cells.iter().position(|cell| is_head(&text(cell))).unwrap_or(cells.len());
        let known = cells.iter().skip(first).take_while(|cell| is_head(&text(cell))).count();
        let (front, rest_of_heads) = cells.split_at_checked(first + known)?;
        if front.iter().any(|cell| is_budget(&text(cell))) {
            let pieces = |cell: &Vec<Word>| cell.iter().map(|word| lines.span(word)).collect();
            let cell = |(column, words): (usize, &Vec<Word>)| GridCell { pieces: pieces(words), column };
            self.grid.rows.push(front.iter().enumerate().map(cell).collect());
            self.grid.strays.extend(rest_of_heads.iter().flatten().map(|word| lines.span(word)));
            return Some(count);
        }
        // Which amount is which is told by nothing.
        let below = rest.get(count..).unwrap_or_default().iter().take(MOST_ROWS);
        let own: Vec<usize> = below.take_while(|line| !self.has_other_label(**line)).copied().collect();
        let rows = own.iter().rposition(|line| self.has_amount(*line)).map_or(0, |last| last + 1);
        for line in rest.iter().take(count + rows) {
            self.grid.strays.extend(lines.line(*line).iter().map(|word| lines.span(word)));
        }
        Some(count + rows)
    }

    /// Whether a label that is none of money stands on a line.
    fn has_other_label(&self, line: usize) -> bool {
        let is_other = |of: Field| !matches!(of, Field::Money(_) | Field::Heading | Field::Other);
        self.lines.line(line).iter().any(|word| {
            let text = self.lines.text(word);
            let label = text.strip_suffix(':').unwrap_or(&text);
            lexicon::FIELDS.iter().any(|(field, of)| *field == label && is_other(*of))
        })
    }

    fn has_amount(&self, line: usize) -> bool {
        self.lines.line(line).iter().any(|word| {
            let text = self.lines.text(word);
            let is_number = text.starts_with(|ch: char| ch.is_ascii_digit()) && number_from_text(&text).is_some();
            is_whole_amount(&text) || is_number
        })
    }

    /// The words of some lines, those that stand below each other together, from left to right.
    fn stacked(&self, own: &[usize]) -> Vec<Vec<Word>> {
        let mut cells: Vec<(usize, usize, Vec<Word>)> = Vec::new();
        for word in own.iter().flat_map(|line| self.lines.line(*line)) {
            let text = |words: &[Word]| words.iter().map(|word| self.lines.text(word)).collect::<String>();
            let shared = |cell: &&mut (usize, usize, Vec<Word>)| word.shared(cell.0, cell.1) > 0;
            let open = |cell: &&mut (usize, usize, Vec<Word>)| {
                let text = text(&cell.2);
                let last = cell.2.last().is_some_and(|last| last.line == word.line);
                last && text.matches('(').count() > text.matches(')').count()
            };
            // A bracket that is open goes on right of a blank.
            let at = cells
                .iter_mut()
                .position(|cell| shared(&cell))
                .or_else(|| cells.iter_mut().position(|cell| open(&cell)));
            match at.and_then(|at| cells.get_mut(at)) {
                Some(cell) => {
                    (cell.0, cell.1) = (cell.0.min(word.start), cell.1.max(word.end));
                    cell.2.push(word.clone());
                }
                None => cells.push((word.start, word.end, vec![word.clone()])),
            }
        }
        let cells = crate::order::sorted(cells, |cell| cell.0 as u128);
        cells.into_iter().map(|(.., words)| words).collect()
    }
}

/// The columns of amounts that a text may head, with or without a bracket behind it.
fn columns_of(text: &str) -> impl Iterator<Item = MoneyColumn> {
    let plain = lexicon::without_bracket(text);
    let heads = move |head: &str| head == text || head == plain;
    lexicon::MONEY_COLUMNS.iter().filter(move |(head, _)| heads(head)).map(|(_, column)| *column)
}

/// Whether a text is the head of a column of amounts.
fn is_head(text: &str) -> bool {
    columns_of(text).next().is_some()
}

/// Whether a text is such a head or begins one.
fn begins_head(text: &str) -> bool {
    text.chars().nth(1).is_some()
        && (is_head(text) || lexicon::MONEY_COLUMNS.iter().any(|(head, _)| head.starts_with(text)))
}

/// Whether a text heads the budget of the whole year.
fn is_budget(text: &str) -> bool {
    columns_of(text).any(|column| column == MoneyColumn::Budget)
}
