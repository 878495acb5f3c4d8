//! Lines of a flat table in boxes that are no names, whatever they stand behind: those of explanations and of objectives.

use std::collections::BTreeSet;

use super::tokens::{Boxes, Token};
use crate::lexicon;
use crate::parse::fold::Gap;
use crate::parse::sheet::Sheet;

/// The texts of lines that are no names. Where boxes hold whole cells, a cell that ends in a full stop is a sentence; what
/// stands behind 定量指标 in one line is what explains it.
pub(super) fn of(sheet: &Sheet<'_>, pages: &[Vec<Token>], boxes: Boxes) -> BTreeSet<String> {
    const SHORTEST: usize = 4;
    let long = |token: &&Token| token.text.chars().count() >= SHORTEST;
    let mut found = BTreeSet::new();
    for tokens in pages {
        for pair in tokens.windows(2) {
            let [kind, token] = pair else { continue };
            let beside = matches!(sheet.gap(token.run.start), Gap::Blank | Gap::Tab) && kind.run.end == token.run.start;
            if beside && lexicon::KINDS.contains(&kind.text.as_str()) {
                found.extend(Some(token).filter(long).map(|token| token.text.clone()));
            }
        }
        if boxes != Boxes::Cells {
            continue;
        }
        for cell in tokens.chunk_by(|one, two| one.boxed == two.boxed) {
            let ends = cell.last().is_some_and(|last| last.text.ends_with('。'));
            let lines = cell.iter().filter(|_| ends && cell.len() > 1).filter(long);
            found.extend(lines.map(|token| token.text.clone()));
        }
    }
    found
}
