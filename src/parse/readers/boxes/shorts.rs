//! Labels of 二级指标 that forms shorten: 数量 and 质量 without 指标, as no name of an indicator is called.

use super::atoms::{Atom, What};
use crate::lexicon::{Column, Field};
use crate::parse::readers::pieces::Pieces;
use crate::parse::readers::rows::{Level, level_from_text, short_second};
use crate::parse::sheet::Run;

/// The level that a label names, shortened or not.
pub(super) fn level_of(text: &str) -> Option<Level> {
    const REST: &str = "指标";
    level_from_text(text).or_else(|| level_from_text(&format!("{text}{REST}")).filter(|level| level.is_second()))
}

/// Tells the shortened labels of forms that print none of them whole, and the names that are called as they are: in a form,
/// what stands twice is a label first.
pub(super) fn tell(pieces: &Pieces<'_>, atoms: &mut [Atom]) {
    const REST: char = '标';
    let text = |run: &Run| pieces.sheet.folded(run.clone());
    let is_whole = |atom: &Atom| match atom.what {
        What::Level(level) => {
            level.is_second() && !level.is_first() && (atom.rest.is_some() || text(&atom.run).contains(REST))
        }
        _ => false,
    };
    let short = |atom: &Atom| {
        let (level, end) = short_second(&pieces.sheet, atom.run.start)?;
        (atom.what == What::Text && end == atom.run.end).then_some(level)
    };
    if atoms.iter().any(is_whole) || atoms.iter().filter_map(short).take(2).count() < 2 {
        return;
    }
    let mut labels: Vec<String> = Vec::new();
    let mut page = 0;
    for atom in atoms {
        if std::mem::replace(&mut page, atom.page) != atom.page {
            labels.clear();
        }
        let own = match atom.what {
            What::Head(Column::Level2) | What::Label(Field::Project) => {
                labels.clear();
                continue;
            }
            What::Level(level) if level.is_first() => {
                atom.what = What::Level(level.as_first());
                continue;
            }
            What::Level(level) => Some(level),
            _ => short(atom),
        };
        let Some(level) = own else { continue };
        let label = text(&atom.run);
        if labels.contains(&label) {
            atom.what = What::Text;
        } else {
            atom.what = What::Level(level);
            labels.push(label);
        }
    }
}
