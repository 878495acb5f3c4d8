//! What stands above the rows of a form in text with columns: labels and values side by side, some of them over many
//! lines.

use super::body::Body;
use super::lines::Word;
use crate::grid::GridCell;
use crate::lexicon;
use crate::span::Span;

/// A label that runs down over several lines.
struct Stack {
    text: String,
    pieces: Vec<Span>,
    /// Its last line, and the character column where it ends.
    last: usize,
    end: usize,
}

impl Body<'_, '_> {
    /// The lines above the rows of a form.
    pub(super) fn labels(&mut self, from: usize, until: usize) {
        let lines = self.lines;
        let mut filled: Vec<usize> = Vec::new();
        for line in from..until {
            if (self.top_again || lines.page(line) > 0) && self.is_running_head(line) {
                self.furnish(line);
            } else if !lines.line(line).is_empty() {
                filled.push(line);
            }
        }
        let mut at = 0;
        while let Some(line) = filled.get(at).copied() {
            let rest = filled.get(at..).unwrap_or_default();
            let Some(stack) = self.stack(rest) else {
                self.plain(line);
                at += 1;
                continue;
            };
            let label = GridCell { pieces: stack.pieces.clone(), column: 0 };
            let holds = |word: &&Word| !stack.pieces.contains(&lines.span(word));
            let heading =
                lexicon::FIELDS.iter().any(|(field, of)| *of == lexicon::Field::Heading && *field == stack.text);
            if heading {
                // Labels and values of their own stand beside it.
                for (index, line) in rest.iter().take_while(|line| **line <= stack.last).enumerate() {
                    let mut row = if index == 0 { vec![label.clone()] } else { Vec::new() };
                    for word in lines.line(*line).iter().filter(holds) {
                        row.push(GridCell { pieces: vec![lines.span(word)], column: row.len() });
                    }
                    self.grid.rows.push(row);
                    at += 1;
                }
                continue;
            }
            let mut value = GridCell { pieces: Vec::new(), column: 1 };
            for line in rest {
                if *line > stack.last && !self.is_beside(*line, stack.end) {
                    break;
                }
                for word in lines.line(*line).iter().filter(holds) {
                    value.pieces.push(lines.span(word));
                }
                at += 1;
            }
            self.grid.rows.push(vec![label, value]);
        }
    }

    /// The label that runs down beside the first of some lines; lines of its value may stand above it.
    fn stack(&self, rest: &[usize]) -> Option<Stack> {
        const MOST: usize = 12;
        for (lead, line) in rest.iter().take(MOST).enumerate() {
            let found = self.stack_at(rest.get(lead..).unwrap_or_default());
            if let Some(found) = found {
                let above = rest.get(..lead).unwrap_or_default();
                let clear = above.iter().all(|line| self.is_beside(*line, found.end));
                return Some(found).filter(|_| clear);
            }
            // Only lines of nothing but a value may stand above.
            if !matches!(self.lines.line(*line), [only] if !is_field(&self.lines.text(only))) {
                return None;
            }
        }
        None
    }

    /// The label that begins with the first word of the first line and goes on below.
    fn stack_at(&self, rest: &[usize]) -> Option<Stack> {
        const MOST: usize = 12;
        let lines = self.lines;
        let top = *rest.first()?;
        let word = lines.line(top).first()?;
        let mut stack = Stack { text: String::new(), pieces: Vec::new(), last: top, end: word.end };
        let mut found = 0;
        let mut ends: Vec<usize> = Vec::new();
        for line in rest.iter().take(MOST) {
            let Some(next) = lines.line(*line).first() else { continue };
            if next.start > word.end {
                continue;
            }
            let text = format!("{}{}", stack.text, lines.text(next));
            if !lexicon::FIELDS.iter().any(|(field, _)| field.starts_with(&text)) {
                break;
            }
            stack.text = text;
            stack.end = stack.end.max(next.end);
            stack.pieces.push(lines.span(next));
            ends.push(*line);
            if is_field(&stack.text) {
                found = ends.len();
            }
        }
        (found > 1 && found == ends.len()).then(|| {
            stack.last = ends.last().copied().unwrap_or(top);
            stack
        })
    }

    /// Whether a line holds nothing but a value right of a label.
    fn is_beside(&self, line: usize, end: usize) -> bool {
        let words = self.lines.line(line);
        words.iter().all(|word| word.start >= end && !is_field(&self.lines.text(word)))
    }

    /// Whether a line ends the rows of a form: a label, a title or a note begins with it.
    pub(super) fn ends_rows(&self, line: usize) -> bool {
        let text = self.lines.line_text(line);
        self.lines.line(line).iter().any(|word| is_field(&self.lines.text(word)))
            || lexicon::FORM_TITLES.iter().any(|title| text.contains(title))
            || lexicon::NOTES.iter().any(|note| text.starts_with(note))
    }

    /// Whether a line repeats the first line of the text.
    pub(super) fn is_running_head(&self, line: usize) -> bool {
        !self.top.is_empty() && self.top == self.lines.line_text(line)
    }
}

/// Whether a word is a label of a form.
fn is_field(text: &str) -> bool {
    let label = text.strip_suffix(':').unwrap_or(text);
    lexicon::FIELDS.iter().any(|(field, _)| *field == label)
}
