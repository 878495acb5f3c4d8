//! What words of a table with projects in a column tell of their columns by what they say, wherever they stand: some tools
//! push words aside so far that no column is clear. Labels of levels and kinds go on on the lines below, operators stand
//! between names and targets.

use super::heads::{Head, Holds};
use super::lines::{Lines, Word};
use crate::lexicon::{self, Column};
use crate::parse::readers::rows::is_operator;

/// A column of labels: what of a label stands on the lines above, on which line that ends, and where in it.
struct Labels {
    at: usize,
    all: Vec<&'static str>,
    begun: String,
    line: usize,
    start: usize,
}

impl Labels {
    fn new(at: usize, all: Vec<&'static str>) -> Self {
        Self { at, all, begun: String::new(), line: 0, start: 0 }
    }

    fn begins(&self, part: &str) -> bool {
        self.all.iter().any(|label| label.starts_with(part))
    }

    /// Whether a word goes on with the label above it, or begins one: where it is short, only beside another label.
    fn takes(&mut self, text: &str, word: &Word, beside: bool) -> bool {
        const BELOW: usize = 5;
        const ASIDE: usize = 8;
        let more = format!("{}{text}", self.begun);
        let near = word.line > self.line && word.line <= self.line + BELOW;
        let below = near && word.start.abs_diff(self.start) <= ASIDE;
        let goes_on = below && more.len() > text.len() && self.begins(&more);
        // No label begins before the one above it has ended.
        let is_open = near && !self.begun.is_empty() && !self.all.contains(&self.begun.as_str());
        let shortest = if beside { 2 } else { 3 };
        if !goes_on && (is_open || text.chars().count() < shortest || !self.begins(text)) {
            return false;
        }
        self.begun = if goes_on { more } else { text.to_owned() };
        (self.line, self.start) = (word.line, word.start);
        true
    }
}

/// The column that each word tells of; none where the table is of another kind, or words were put into places by guess.
pub(super) fn told(head: &Head, lines: &Lines<'_>, words: &[Word]) -> Vec<Option<usize>> {
    in_columns(head, lines, words).unwrap_or_else(|| vec![None; words.len()])
}

fn in_columns(head: &Head, lines: &Lines<'_>, words: &[Word]) -> Option<Vec<Option<usize>>> {
    if lines.is_placed {
        return None;
    }
    let place = |column: Column| head.place(Holds::Row(column));
    let (project, objective) = (place(Column::Project)?, place(Column::Objective)?);
    let (one, two, name) = (place(Column::Level1)?, place(Column::Level2)?, place(Column::Name)?);
    let (operator, target, unit) = (place(Column::Operator)?, place(Column::Target)?, place(Column::Unit)?);
    let kind = place(Column::Other)?;
    let mut labels = [
        Labels::new(one, lexicon::LEVEL_1.iter().map(|(label, _)| *label).collect()),
        Labels::new(two, lexicon::LEVEL_2.iter().map(|(label, _)| *label).collect()),
        Labels::new(kind, lexicon::KINDS.to_vec()),
    ];
    let mut told: Vec<Option<usize>> = vec![None; words.len()];
    let mut from = 0;
    for line in words.chunk_by(|word, next| word.line == next.line) {
        let own = told.get_mut(from..from + line.len()).unwrap_or_default();
        from += line.len();
        let (mut last, mut begun) = (None, false);
        for (word, own) in line.iter().zip(own.iter_mut()) {
            let text = lines.text(word);
            *own = Some(operator).filter(|at| is_operator(&text) && Some(*at) > last);
            for labels in labels.iter_mut().filter(|labels| Some(labels.at) > last) {
                let beside = labels.at == kind || (labels.at == two && last == Some(one) && begun);
                if own.is_none() && labels.takes(&text, word, beside) {
                    *own = Some(labels.at);
                    begun = labels.begun == text;
                }
            }
            last = own.or(last);
        }
        between(own, operator, kind, &[target, unit]);
        // A unit alone: its number stands on another line, and where it stands tells its column.
        let is_unit = |text: String| text == "%" || lexicon::COUNT_UNITS.contains(&text.as_str());
        let told = own.iter_mut().zip(line).filter(|(own, word)| **own == Some(target) && is_unit(lines.text(word)));
        told.for_each(|(own, _)| *own = None);
        between(own, two, operator, &[name]);
        // A project and its objective side by side, and what explains a row behind its kind.
        if let [before @ None, behind @ None, Some(at), ..] = own
            && *at == one
        {
            (*before, *behind) = (Some(project), Some(objective));
        }
        let explained = own.iter().position(|own| *own == Some(kind)).filter(|_| kind + 2 == head.cells.len());
        if let Some(at) = explained {
            own.iter_mut().skip(at + 1).for_each(|own| *own = Some(kind + 1));
        }
    }
    Some(told)
}

/// Of what words tell, only that they are parts of a level's label, which a narrow column tears: these are no names.
pub(super) fn torn(head: &Head, lines: &Lines<'_>, words: &[Word], told: &[Option<usize>]) -> Vec<Option<usize>> {
    let place = |column: Column| head.place(Holds::Row(column));
    let levels = [place(Column::Level1), place(Column::Level2)];
    let is_whole = |text: &str| lexicon::is_level(text);
    let own =
        |(told, word): (&Option<usize>, &Word)| told.filter(|_| levels.contains(told) && !is_whole(&lines.text(word)));
    told.iter().zip(words).map(own).collect()
}

/// Tells what stands between two columns that are told, as far as it is no more than these.
fn between(told: &mut [Option<usize>], left: usize, right: usize, inner: &[usize]) {
    let place = |column: usize| told.iter().position(|own| *own == Some(column));
    let (Some(from), Some(until)) = (place(left), place(right)) else { return };
    if let Some(own) = told.get_mut(from + 1..until).filter(|own| own.len() <= inner.len()) {
        own.iter_mut().zip(inner).for_each(|(own, at)| *own = Some(*at));
    }
}
