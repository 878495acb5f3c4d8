//! Level labels of a page of a flat table in boxes whose lines a narrow column breaks, however far apart they stand: the lines
//! of a column stand in the order of its rows, so the first label that lacks a line takes it.

use std::collections::BTreeMap;

use super::tokens::Token;
use crate::lexicon;
use crate::parse::readers::rows::{Level, level_from_text};
use crate::parse::sheet::Run;

/// Where labels of levels break, in all pages of a table: after how many characters.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Breaks {
    /// Those of level 1.
    first: Option<usize>,
    /// Those of level 2.
    pub(super) second: Option<usize>,
    /// 定量指标.
    kind: Option<usize>,
}

/// A label that is put together.
pub(super) struct Label {
    pub(super) level: Level,
    pub(super) runs: Vec<Run>,
    /// Whether its column is that of level 2.
    pub(super) is_second: bool,
}

/// Labels by the place of their first line.
pub(super) type Labels = BTreeMap<usize, Label>;

/// What a column says.
fn labels_of(column: usize) -> Vec<&'static str> {
    match column {
        0 => lexicon::LEVEL_1.iter().map(|(label, _)| *label).collect(),
        1 => lexicon::LEVEL_2.iter().map(|(label, _)| *label).filter(|label| label.ends_with("指标")).collect(),
        _ => lexicon::KINDS.iter().copied().filter(|label| label.ends_with("指标")).collect(),
    }
}

impl Breaks {
    /// The break of each column is where most lines end that begin a label and are none.
    pub(super) fn of(pages: &[Vec<Token>]) -> Self {
        const LONGEST: usize = 6;
        const FEWEST: usize = 2;
        let of = |column: usize| {
            let labels = labels_of(column);
            let mut counts = [0_usize; LONGEST + 1];
            for token in pages.iter().flatten() {
                let count = token.text.chars().count();
                let begins = labels.iter().any(|label| *label != token.text && label.starts_with(token.text.as_str()));
                let whole = lexicon::is_level(&token.text) || lexicon::KINDS.contains(&token.text.as_str());
                if let Some(of) = counts.get_mut(count).filter(|_| count > 1 && begins && !whole) {
                    *of += 1;
                }
            }
            let (at, most) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
            (*most >= FEWEST).then_some(at)
        };
        Self { first: of(0), second: of(1), kind: of(2) }
    }

    const fn width(&self, column: usize) -> Option<usize> {
        match column {
            0 => self.first,
            1 => self.second,
            _ => self.kind,
        }
    }

    /// Takes the lines of broken labels out of the tokens of a page, but for the first of each.
    pub(super) fn take(&self, tokens: &mut Vec<Token>) -> Labels {
        const MOST_OPEN: usize = 16;
        let columns = [0, 1, 2].map(|column| (self.width(column), labels_of(column)));
        let mut open: Vec<Open> = Vec::new();
        let mut whole: Vec<Open> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let text = token.text.as_str();
            let lines = |(width, labels): &(Option<usize>, Vec<&'static str>), text: &str, from: usize| {
                let Some(width) = *width else { return false };
                let fits = |label: &&'static str| {
                    let rest = label.chars().skip(from);
                    label.chars().count() > width && rest.take(width).eq(text.chars())
                };
                labels.iter().any(fits)
            };
            let goes_on = |open: &Open| {
                let Some(column @ (Some(width), labels)) = columns.get(open.column) else { return false };
                let from = open.text.chars().count();
                let next = format!("{}{text}", open.text);
                from.is_multiple_of(*width)
                    && lines(column, text, from)
                    && labels.iter().any(|label| label.starts_with(&next))
            };
            if let Some(place) = open.iter().position(goes_on) {
                let Some(own) = open.get_mut(place) else { continue };
                own.text.push_str(text);
                own.tokens.push(at);
                if labels_of(own.column).contains(&own.text.as_str()) {
                    whole.push(open.remove(place));
                }
            } else if let Some(column) = columns.iter().position(|column| lines(column, text, 0)) {
                if open.len() >= MOST_OPEN {
                    open.remove(0);
                }
                open.push(Open { text: text.to_owned(), tokens: vec![at], column });
            }
        }
        let mut labels = Labels::new();
        let mut gone: Vec<usize> = Vec::new();
        for Open { text, tokens: lines, column } in whole.into_iter().filter(|own| own.column < 2) {
            let runs: Vec<Run> = lines.iter().filter_map(|at| tokens.get(*at)).map(|token| token.run.clone()).collect();
            let Some((level, first)) = level_from_text(&text).zip(runs.first()) else { continue };
            labels.insert(first.start, Label { level, runs, is_second: column == 1 });
            gone.extend(lines.into_iter().skip(1));
        }
        let mut at = 0..;
        tokens.retain(|_| at.next().is_none_or(|at| !gone.contains(&at)));
        labels
    }
}

/// A label some lines of which are found.
struct Open {
    text: String,
    tokens: Vec<usize>,
    column: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_labels_are_of_the_first_that_lacks_them() {
        let texts =
            ["满意度指标", "服务对象", "满意度指标", "服务对象", "满意度指", "群众满意度", "标", "满意度指", "标"];
        let token = |(at, text): (usize, &&str)| Token {
            run: at..at + 1,
            text: (*text).to_owned(),
            boxed: at,
            first: true,
            indented: false,
            width: 2 * text.chars().count(),
        };
        let mut tokens: Vec<Token> = texts.iter().enumerate().map(token).collect();
        let breaks = Breaks::of(std::slice::from_ref(&tokens));
        let labels = breaks.take(&mut tokens);
        let runs: Vec<Vec<Run>> = labels.into_values().map(|label| label.runs).collect();
        assert_eq!(runs, [vec![1..2, 4..5, 6..7], vec![3..4, 7..8, 8..9]]);
        assert_eq!(tokens.iter().map(|token| token.run.start).collect::<Vec<_>>(), [0, 1, 2, 3, 5]);
    }
}
