//! Level labels whose lines stand between those of the cells beside them.
//!
//! Where narrow columns break the cells of a row, the first lines of all of them stand before the second ones: 服务对象满意,
//! 公益性岗位使用人员满, 度指标, 意度.

use super::tokens::{Token, is_kind};
use super::words::is_value;
use crate::amount::number_from_text;
use crate::lexicon;
use crate::parse::readers::rows::{Level, is_operator, level_from_text};
use crate::parse::sheet::Run;

/// The labels of a row, and the lines of its name among theirs.
pub(super) struct Tangle {
    pub(super) labels: Vec<(Level, Vec<Run>)>,
    pub(super) name: Vec<Token>,
    /// The lines of other cells among them.
    pub(super) strays: Vec<Token>,
    /// The target of the row, where it stands among them, too.
    pub(super) rest: Vec<Token>,
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
    lexicon::levels().any(|label| label.starts_with(text))
}

/// The labels that begin with some tokens, if their lines and those of a name take turns; those of two rows may.
///
/// `beside`: a line of the columns before them stands before the first label.
pub(super) fn tangle(tokens: &[Token], beside: bool) -> Option<Tangle> {
    let pairs = |found: &Tangle| {
        let first = found.labels.iter().filter(|(level, _)| level.category().is_some()).count();
        found.labels.len() <= 2 || (found.name.is_empty() && first * 2 >= found.labels.len())
    };
    tangle_of(tokens, beside, 4).filter(pairs).or_else(|| tangle_of(tokens, beside, 2))
}

/// `most`: how many labels may be open.
fn tangle_of(tokens: &[Token], beside: bool, most: usize) -> Option<Tangle> {
    /// No row has so many lines before its labels are whole.
    const MOST: usize = 12;
    const SHORTEST: usize = 2;
    let mut open: Vec<Open> = Vec::new();
    let (mut name, mut strays, mut rest): (Vec<Token>, Vec<Token>, Vec<Token>) = Default::default();
    // Lines stand from left to right: before the next line of a label stand those of the columns before it, behind it its name.
    let mut is_behind = true;
    for (at, token) in tokens.iter().enumerate().take(MOST) {
        let (text, from_here) = (token.text.as_str(), tokens.get(at..).unwrap_or_default());
        let was_behind = std::mem::replace(&mut is_behind, false);
        // A line of its own is 效益指标, not the rest of 项目效益指标: lines are filled.
        let alone = text.ends_with("指标") && level_from_text(text).is_some();
        let own = open.iter_mut().find(|open| !alone && open.level().is_none() && open.takes(text));
        let begins = || begins_label(text) && text.chars().count() >= SHORTEST;
        if let Some(own) = own {
            own.text.push_str(text);
            own.runs.push(token.run.clone());
            is_behind = true;
        } else if open.len() < most && name.is_empty() && begins() {
            open.push(Open { text: text.to_owned(), runs: vec![token.run.clone()] });
            is_behind = true;
        } else if open.is_empty() || token.indented {
            return None;
        } else if is_operator(text)
            || number_from_text(text).is_some()
            || (!rest.is_empty() && is_value(text))
            || is_kind(from_here)
        {
            rest.push(token.clone());
        } else if text.contains(['。', ';', ',', ':', '=']) || lexicon::explains(text) || (beside && !was_behind) {
            strays.push(token.clone());
        } else {
            name.push(token.clone());
        }
        let labels: Option<Vec<_>> = open.iter().map(|open| Some((open.level()?, open.runs.clone()))).collect();
        if let Some(labels) = labels {
            return Some(Tangle { labels, name, strays, rest, count: at + 1 });
        }
    }
    None
}
