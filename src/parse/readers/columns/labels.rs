//! What stands above the rows of a form in text with columns: labels and values side by side, some of them over many
//! lines.

use super::body::Body;
use super::heads::{Head, Holds, SIDE_LINES, is_heading};
use super::lines::{Lines, Word};
use crate::amount::number_from_text;
use crate::grid::GridCell;
use crate::lexicon::{self, Column};
use crate::span::Span;

/// The lines of labels and values have no more words; keeps the work linear.
const MOST_CELLS: usize = 16;

/// A label that runs down over several lines.
struct Stack {
    text: String,
    pieces: Vec<Span>,
    /// Its last line, and the character column where it ends.
    last: usize,
    end: usize,
    /// How many lines of its value stand below that at most.
    below: usize,
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
            if let Some(taken) = self.side_by_side(rest).or_else(|| self.money_head(rest)) {
                at += taken;
                continue;
            }
            let Some(stack) = self.stack(rest) else {
                self.plain(line);
                at += 1;
                continue;
            };
            let label = GridCell { pieces: stack.pieces.clone(), column: 0 };
            let holds = |word: &&Word| !stack.pieces.contains(&lines.span(word));
            let own = || rest.iter().take_while(|line| **line <= stack.last).flat_map(|line| lines.line(*line));
            let has_labels = own().filter(holds).any(|word| is_field(&lines.text(word)));
            if is_heading(&stack.text) || has_labels {
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
            let mut below = 0;
            for line in rest {
                below += usize::from(*line > stack.last);
                if below > stack.below || (below > 0 && !self.is_beside(*line, stack.end)) {
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

    /// The row of heads.
    pub(super) fn head(&mut self, head: &Head) {
        let lines = self.lines;
        if head.is_list() && self.has_rows {
            (head.first..=head.last).for_each(|line| self.furnish(line));
            return;
        }
        let mut row: Vec<GridCell> = Vec::with_capacity(head.cells.len());
        for (column, cell) in head.cells.iter().enumerate() {
            let mut pieces: Vec<Span> = cell.words.iter().map(|word| lines.span(word)).collect();
            if cell.holds == Holds::Aside {
                self.grid.strays.append(&mut pieces);
            }
            row.push(GridCell { pieces, column });
        }
        self.grid.rows.push(row);
        let left = head.cells.first().map_or(0, |cell| cell.start);
        let sides = torn_sides(lines, lines.lines(head.first, head.last + 1 + SIDE_LINES), left);
        for word in lines.lines(head.first, head.last + 1) {
            let known = head.cells.iter().any(|cell| cell.words.iter().any(|own| own.inks == word.inks));
            if known {
            } else if word.inks.len() == 1
                || is_heading(&lines.text(word))
                || sides.binary_search(&word.inks.start).is_ok()
            {
                self.grid.structure.push(lines.span(word));
            } else {
                self.grid.strays.push(lines.span(word));
            }
        }
    }

    /// The label that runs down beside the first of some lines; lines of its value may stand above it.
    fn stack(&self, rest: &[usize]) -> Option<Stack> {
        const MOST: usize = 12;
        for (lead, line) in rest.iter().take(MOST).enumerate() {
            let label = rest.get(lead..).unwrap_or_default();
            let found = self.stack_at(label).or_else(|| self.centred(rest.get(..lead).unwrap_or_default(), label));
            if let Some(found) = found {
                let above = rest.get(..lead).unwrap_or_default();
                let clear = above.iter().all(|line| self.is_beside(*line, found.end));
                return Some(found).filter(|_| clear);
            }
            // Only lines of nothing but a value may stand above.
            let is_alone = matches!(self.lines.line(*line), [only] if !is_field(&self.lines.text(only)));
            if !is_alone || self.is_title(*line) || is_year(&self.lines.line_text(*line)) {
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
        let mut stack = Stack { text: String::new(), pieces: Vec::new(), last: top, end: word.end, below: usize::MAX };
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

    /// The label on the first line, if it stands in the middle of the lines of its value: as many above as below.
    fn centred(&self, above: &[usize], rest: &[usize]) -> Option<Stack> {
        const ASIDE: usize = 2;
        let lines = self.lines;
        let (line, below) = rest.split_first()?;
        let (label, values) = lines.line(*line).split_first()?;
        let text = lines.text(label);
        let start = |line: &usize| lines.line(*line).first().map(|word| word.start);
        let value = values.first().map(|word| word.start).or_else(|| start(above.last()?))?;
        let near = |line: &usize| start(line).is_some_and(|start| start.abs_diff(value) <= ASIDE);
        // Lines right below another value, and apart from this label, go on with that value.
        let is_other = |(first, last): (&usize, &usize)| {
            let touches = first.checked_sub(1).is_some_and(|before| !lines.line(before).is_empty());
            touches && last + 1 < *line
        };
        if above.first().zip(above.last()).is_some_and(is_other) {
            return None;
        }
        if above.is_empty()
            || !is_field(&text)
            || values.iter().any(|word| is_field(&lines.text(word)))
            || !above.iter().all(near)
        {
            return None;
        }
        let count = below.iter().take_while(|line| near(line) && self.is_beside(**line, label.end)).count();
        // More lines below are those of the next label.
        let is_last = count == below.len();
        let fits = if is_last { count.abs_diff(above.len()) <= 1 } else { count + 1 >= above.len() };
        // One line above and none below: the first one is full, for it goes on.
        let end = |line: &usize| lines.line(*line).last().map(|word| word.end);
        let full = count > 0 || end(line) <= end(above.last()?);
        (fits && full).then(|| Stack {
            text,
            pieces: vec![lines.span(label)],
            last: *line,
            end: label.end,
            below: if is_last { count } else { count.min(above.len()) },
        })
    }

    /// Whether a line holds nothing but a value right of a label.
    fn is_beside(&self, line: usize, end: usize) -> bool {
        let words = self.lines.line(line);
        words.iter().all(|word| word.start >= end && !is_field(&self.lines.text(word)))
    }

    /// Whether a line ends the rows of a form: a label, a title or a note begins with it. `left`: where the columns begin.
    /// `torn`: what heads them from their side.
    pub(super) fn ends_rows(&self, line: usize, left: usize, torn: &[usize]) -> bool {
        let text = self.lines.line_text(line);
        let side = |word: &Word| self.is_side(word, left) || torn.binary_search(&word.inks.start).is_ok();
        let label = |word: &Word| is_field(&self.lines.text(word)) && !side(word);
        self.lines.line(line).iter().any(label)
            || self.is_title(line)
            || lexicon::NOTES.iter().any(|note| text.starts_with(note))
            || self.is_closing(line)
    }

    /// Whether a line begins with the label of what closes a form, or of who signs it: "说明 无", "财务负责人（签字）：李某".
    pub(super) fn is_closing(&self, line: usize) -> bool {
        let Some(first) = self.lines.line(line).first().map(|word| self.lines.text(word)) else { return false };
        let signs = || {
            let (label, _) = first.split_once(':')?;
            let label = label.split_once('(').map_or(label, |(plain, _)| plain);
            lexicon::SIGNATURES.iter().any(|end| label.ends_with(end)).then_some(())
        };
        lexicon::CLOSING_LABELS.contains(&first.as_str()) || first == "说明" || signs().is_some()
    }

    /// Whether a line sums up the scores of all rows, and so ends them.
    pub(super) fn is_sum(&self, line: usize) -> bool {
        let words = self.lines.line(line);
        let number = |word: &Word| number_from_text(&self.lines.text(word)).is_some();
        let label = self.sum_label(line);
        label > 0 && words.get(label..).unwrap_or_default().iter().all(number)
    }

    /// How many words the label of a sum is, with which a line begins: "总 分" is two.
    fn sum_label(&self, line: usize) -> usize {
        const MOST: usize = 4;
        let mut text = String::new();
        let words = self.lines.line(line).iter().take(MOST);
        let sums = |word: &Word| {
            text.push_str(&self.lines.text(word));
            lexicon::SUM_ROWS.contains(&text.as_str())
        };
        words.map(sums).position(|sums| sums).map_or(0, |at| at + 1)
    }

    /// The row of a line that sums up the scores of all rows.
    pub(super) fn sum(&mut self, head: &Head, line: usize) -> Option<()> {
        if !self.is_sum(line) {
            return None;
        }
        let (lines, place) = (self.lines, |column: Column| head.place(Holds::Row(column)));
        let (name, weight, score) = (place(Column::Name)?, place(Column::Weight), place(Column::Score));
        let (label, numbers) = lines.line(line).split_at_checked(self.sum_label(line))?;
        let mut columns = vec![name; label.len()];
        match numbers.len() {
            1 => columns.push(score.or(weight)?),
            2 => columns.extend([weight?, score?]),
            _ => return None,
        }
        let mut row: Vec<GridCell> =
            (0..head.cells.len()).map(|column| GridCell { pieces: Vec::new(), column }).collect();
        for (word, column) in lines.line(line).iter().zip(columns) {
            row.get_mut(column)?.pieces.push(lines.span(word));
        }
        self.grid.rows.push(row);
        Some(())
    }

    /// The word below a label that ends the unit in its bracket: "元)" below "预算申报数(万".
    fn unit_below(&self, label: &Word) -> Option<&Word> {
        const BELOW: usize = 2;
        let text = self.lines.text(label);
        let (_, begun) = text.split_once('(').filter(|(name, _)| is_field(name))?;
        let ends = |word: &&Word| {
            let text = self.lines.text(word);
            let unit = text.strip_suffix(')').map(|end| format!("{begun}{end}"));
            let is_unit = |unit: String| lexicon::MONEY_UNITS.iter().any(|(name, _)| *name == unit);
            word.shared(label.start, label.end) > 0 && unit.is_some_and(is_unit)
        };
        (1..=BELOW).flat_map(|below| self.lines.line(label.line + below).iter().take(MOST_CELLS)).find(ends)
    }

    /// The word below a value that ends it, before a label beside the lower of its two lines.
    fn value_below(&self, value: &Word) -> Option<&Word> {
        const ASIDE: usize = 2;
        let holds_field = |word: &Word| is_field(&self.lines.text(word));
        let [.., label, last] = self.lines.line(value.line) else { return None };
        let is_last = last.inks == value.inks && holds_field(label) && !holds_field(last);
        let [rest, next, _, ..] = self.lines.line(value.line + 1) else { return None };
        let is_below = rest.start.abs_diff(value.start) <= ASIDE && !holds_field(rest) && holds_field(next);
        (is_last && is_below).then_some(rest)
    }

    /// What stands on a line below a word and belongs to its cell.
    pub(super) fn rest_below(&self, word: &Word) -> Option<&Word> {
        self.unit_below(word).or_else(|| self.value_below(word))
    }

    /// Whether a word is the rest of a cell that begins on a line above.
    pub(super) fn is_rest(&self, word: &Word) -> bool {
        const ABOVE: usize = 2;
        let is_first = self.lines.line(word.line).first().is_some_and(|first| first.inks == word.inks);
        if !is_first && word.inks.end.checked_sub(1).and_then(|last| self.lines.sheet.ch(last)) != Some(')') {
            return false;
        }
        let above = (1..=ABOVE).filter_map(|above| word.line.checked_sub(above));
        let mut words = above.flat_map(|line| self.lines.line(line).iter().take(MOST_CELLS));
        words.any(|above| self.rest_below(above).is_some_and(|rest| rest.inks == word.inks))
    }

    fn is_title(&self, line: usize) -> bool {
        let text = self.lines.line_text(line);
        lexicon::FORM_TITLES.iter().any(|title| text.contains(title))
    }

    /// Whether a word heads the rows from their side.
    pub(super) fn is_side(&self, word: &Word, left: usize) -> bool {
        word.end <= left && (word.inks.len() == 1 || is_heading(&self.lines.text(word)))
    }

    /// Whether a line repeats the first line of the text.
    pub(super) fn is_running_head(&self, line: usize) -> bool {
        !self.top.is_empty() && self.top == self.lines.line_text(line)
    }
}

/// The words beside the rows that are together what heads these from their side: torn by a narrow column, or with
/// the points that all rows have, as 年度绩效目标(80分) of Hubei's forms.
pub(super) fn torn_sides(lines: &Lines<'_>, words: &[Word], left: usize) -> Vec<usize> {
    const MOST: usize = 24;
    let beside: Vec<&Word> = words.iter().filter(|word| word.end <= left).collect();
    let mut torn = Vec::new();
    for (at, first) in beside.iter().enumerate() {
        let (mut text, mut parts) = (String::new(), Vec::new());
        // They stand below each other.
        let below = beside.get(at..).unwrap_or_default().iter().take(MOST);
        for word in below.filter(|word| word.shared(first.start, first.end) > 0) {
            text.push_str(&lines.text(word));
            parts.push(word.inks.start);
            let pointed = without_points(&text).is_some_and(|plain| is_heading(plain) || is_objective(plain));
            if pointed || (is_heading(&text) && parts.len() > 1) {
                torn.extend(&parts);
            }
            // The points may be torn too.
            let begun = text.split_once('(').filter(|(_, points)| !points.contains(')'));
            if !lexicon::FIELDS.iter().any(|(field, _)| field.starts_with(begun.map_or(text.as_str(), |begun| begun.0)))
            {
                break;
            }
        }
    }
    torn.sort_unstable();
    torn
}

/// Whether a word is a label of a form.
fn is_field(text: &str) -> bool {
    let label = text.strip_suffix(':').unwrap_or(text);
    lexicon::FIELDS.iter().any(|(field, _)| *field == label)
}

/// Whether a line is nothing but the year of a form: "（2024年度）".
fn is_year(text: &str) -> bool {
    let plain = text.trim_start_matches('(').trim_end_matches(')');
    let year = plain.trim_end_matches('度').strip_suffix('年');
    year.is_some_and(|year| year.len() == 4 && year.starts_with("20") && year.parse::<u16>().is_ok())
}

/// What stands before points in brackets, as before (80分).
pub(super) fn without_points(text: &str) -> Option<&str> {
    let (plain, points) = text.split_once('(')?;
    points.strip_suffix("分)").filter(|points| number_from_text(points).is_some()).map(|_| plain)
}

fn is_objective(text: &str) -> bool {
    lexicon::FIELDS.iter().any(|(field, of)| *of == lexicon::Field::Objective && *field == text)
}
