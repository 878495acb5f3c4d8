//! The cells of a form with further columns that stand on several lines.

use super::cells;
use super::roles::is_dash;
use crate::parse::readers::boxes::atoms::{Atom, What};
use crate::parse::readers::pieces::Pieces;

/// A page whose cells are whole that stand on several lines of a box.
pub(super) fn joined(pieces: &Pieces<'_>, page: &[Atom], below: &[bool]) -> (Vec<Atom>, Vec<bool>) {
    let text = |atom: &Atom| pieces.sheet.folded(atom.run.clone());
    let mut joined: Vec<Atom> = Vec::with_capacity(page.len());
    let mut zones: Vec<bool> = Vec::with_capacity(page.len());
    for (atom, below) in page.iter().zip(below) {
        let last = joined.last_mut().filter(|last| {
            let same = last.run.end == atom.run.start && last.rest.is_none();
            let what = |atom: &Atom| matches!(atom.what, What::Text | What::Number);
            *below && same && what(last) && what(atom)
        });
        let boxed = last.as_ref().is_some_and(|last| last.boxed == atom.boxed);
        let whole = last.as_ref().map(|last| pieces.sheet.folded(last.run.start..atom.run.end));
        let parts = last.as_ref().map(|last| [text(last), text(atom)]);
        match (last, whole.zip(parts)) {
            (Some(last), Some((whole, [one, two]))) if !is_dash(&two) && cells::is_one(&whole, &one, &two, boxed) => {
                last.run.end = atom.run.end;
                last.what = What::Text;
            }
            _ => {
                joined.push(atom.clone());
                zones.push(*below);
            }
        }
    }
    put_rests(pieces, &mut joined, &mut zones);
    (joined, zones)
}

/// Puts the last characters of dates behind them that narrow columns have torn: 2023年12月31日 and 前.
fn put_rests(pieces: &Pieces<'_>, page: &mut Vec<Atom>, zones: &mut Vec<bool>) {
    const RESTS: &[&str] = &["前", "底前", "月底前", "以前", "之前"];
    const NEAR: usize = 4;
    let texts: Vec<String> = page.iter().map(|atom| pieces.sheet.folded(atom.run.clone())).collect();
    let mut taken = vec![false; page.len()];
    for at in 0..page.len() {
        let rest = page.get(at).filter(|atom| atom.what == What::Text).map(|atom| atom.run.clone());
        let Some(rest) = rest.filter(|_| texts.get(at).is_some_and(|text| RESTS.contains(&text.as_str()))) else {
            continue;
        };
        let lacks = |at: &usize| {
            let open = page.get(*at).is_some_and(|atom| atom.what == What::Text && atom.rest.is_none());
            open && texts.get(*at).is_some_and(|text| text.starts_with("20") && text.ends_with(['年', '月', '日']))
        };
        let mut before = (at.saturating_sub(NEAR)..at).filter(lacks);
        if let (Some(own), None) = (before.next(), before.next())
            && let (Some(atom), Some(taken)) = (page.get_mut(own), taken.get_mut(at))
        {
            atom.rest = Some(rest);
            *taken = true;
        }
    }
    let mut of_atoms = taken.iter();
    page.retain(|_| of_atoms.next() != Some(&true));
    let mut of_zones = taken.iter();
    zones.retain(|_| of_zones.next() != Some(&true));
}
