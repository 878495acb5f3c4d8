//! How wide the columns are: a line that is wrapped is as full as the words allow.

use super::scraps::Scrap;
use super::woven::Woven;
use crate::parse::readers::{is_chinese, width_of};

/// The widths of the columns, in halves of a full-width character, where they are known.
#[derive(Debug, Default)]
pub(super) struct Widths(Vec<Option<usize>>);

/// Latin letters and digits are narrower or wider than half a full-width character.
const SLACK: usize = 2;
/// How wide an indent is at most that a tool does not print: the first lines of names are shorter by it.
const INDENT: usize = 4;
/// What one line more or less full may come to where there are none.
const LEAST_SLACK: usize = 1;

impl Widths {
    /// What most of the wrapped lines of each column come to.
    pub(super) fn of(pages: &[Woven], columns: usize) -> Self {
        const WIDEST: usize = 200;
        const FEWEST: usize = 3;
        let mut counts = vec![vec![0_usize; WIDEST + 1]; columns];
        for (column, width) in pages.iter().flat_map(|page| &page.full) {
            if let Some(count) = counts.get_mut(*column).and_then(|counts| counts.get_mut(*width)) {
                *count += 1;
            }
        }
        let width = |counts: Vec<usize>| {
            // A full line may be one half narrower than another.
            let near = |width: usize| counts.get(width.saturating_sub(1)..=width).map_or(0, |near| near.iter().sum());
            let widest = (1..=WIDEST).max_by_key(|width| near(*width))?;
            let enough = near(widest) >= FEWEST && near(widest) * 5 >= counts.iter().sum::<usize>() * 2;
            enough.then_some(widest)
        };
        Self(counts.into_iter().map(width).collect())
    }

    /// The width of a column, if it is known.
    pub(super) fn column(&self, column: usize) -> Option<usize> {
        self.0.get(column).copied().flatten()
    }
}

/// Whether a line does not fit a column. `behind`: it is not the first of a name, which may be indented.
pub(super) fn is_too_wide(line: &Scrap, column: usize, behind: bool) -> bool {
    let slack = if line.mixed { SLACK } else { LEAST_SLACK };
    line.width > column + if behind { INDENT } else { slack }
}

/// Whether the first words of the next line would have fitted on a line.
pub(super) fn has_room(line: &Scrap, next: &Scrap, column: usize) -> bool {
    line.indent.min(INDENT) + line.width + line.stretch + next.chunk + SLACK <= column
}

/// The width of what no line break may part at the beginning of a text: a word, or a character with the marks behind it
/// and a word that follows them.
pub(super) fn chunk(text: &str) -> usize {
    let mut all = 0;
    let mut before = None;
    for ch in text.chars() {
        let parts = match before {
            None => false,
            Some(before) => {
                is_chinese(ch) && (is_chinese(before) || !before.is_ascii_alphanumeric())
                    || (is_chinese(before) && ch.is_ascii_alphanumeric())
            }
        };
        if parts {
            break;
        }
        all += width_of(ch);
        before = Some(ch);
    }
    all
}

/// A quarter of a character for each place where a Chinese character meets a Latin one, in halves of a character.
pub(super) fn stretch(text: &str) -> usize {
    let meets = |(one, two): &(char, char)| {
        (is_chinese(*one) && two.is_ascii_alphanumeric()) || (one.is_ascii_alphanumeric() && is_chinese(*two))
    };
    text.chars().zip(text.chars().skip(1)).filter(meets).count() / 2
}
