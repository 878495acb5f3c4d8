//! Level labels whose lines stand between those of the cells beside them.
//!
//! Where narrow columns break the cells of a row, the first lines of all of them stand before the second ones: 服务对象满意,
//! 公益性岗位使用人员满, 度指标, 意度.

use super::tokens::Token;
use crate::amount::number_from_text;
use crate::lexicon;
use crate::parse::readers::rows::{Level, is_operator, level_from_text};
use crate::parse::sheet::Run;

/// The labels of a row, and the lines of its name among theirs.
pub(super) struct Tangle {
    pub(super) labels: Vec<(Level, Vec<Run>)>,
    pub(super) name: Vec<Token>,
    /// How many tokens they are.
    pub(super) count: usize,
}

/// A label some lines of which are found.
struct Open {
    text: String,
    runs: Vec<Run>,
}

impl Open {
    /// Whether a line goes on with it.
    fn takes(&self, line: &str) -> bool {
        begins_label(&format!("{}{line}", self.text))
    }

    fn level(&self) -> Option<Level> {
        level_from_text(&self.text).filter(|_| self.text.ends_with('标'))
    }
}

/// Whether a text is the beginning of a level label.
pub(super) fn begins_label(text: &str) -> bool {
    let first = lexicon::LEVEL_1.iter().map(|(label, _)| *label);
    let second = lexicon::LEVEL_2.iter().map(|(label, _)| *label);
    first.chain(second).any(|label| label.starts_with(text))
}

/// The labels that begin with some tokens, if their lines and those of a name take turns.
pub(super) fn tangle(tokens: &[Token]) -> Option<Tangle> {
    /// No row has so many lines before its labels are whole.
    const MOST: usize = 10;
    const SHORTEST: usize = 2;
    let mut open: Vec<Open> = Vec::new();
    let mut name: Vec<Token> = Vec::new();
    for (at, token) in tokens.iter().enumerate().take(MOST) {
        let text = token.text.as_str();
        let own = open.iter_mut().find(|open| open.level().is_none() && open.takes(text));
        let begins = || begins_label(text) && text.chars().count() >= SHORTEST;
        if let Some(own) = own {
            own.text.push_str(text);
            own.runs.push(token.run.clone());
        } else if open.len() < 2 && name.is_empty() && begins() {
            open.push(Open { text: text.to_owned(), runs: vec![token.run.clone()] });
        } else if open.is_empty() || is_operator(text) || number_from_text(text).is_some() || token.indented {
            return None;
        } else {
            name.push(token.clone());
        }
        let labels: Option<Vec<_>> = open.iter().map(|open| Some((open.level()?, open.runs.clone()))).collect();
        if let Some(labels) = labels {
            return Some(Tangle { labels, name, count: at + 1 });
        }
    }
    None
}
