//! Names and periods whose last characters stand behind other cells: 计划合格 and 数*100%, 2025年12月31 and 日.

use super::atoms::{Atom, What, is_value, open_brackets};
use super::columns::is_open;
use crate::parse::readers::pieces::Pieces;

/// How a formula ends.
const END: &str = "*100%";

/// Puts the rests of names and periods back, wherever among the next lines of their page they stand.
pub(super) fn mend(pieces: &Pieces<'_>, atoms: &mut Vec<Atom>) {
    const FAR: usize = 24;
    let texts: Vec<String> = atoms.iter().map(|atom| pieces.sheet.folded(atom.run.clone())).collect();
    let mut taken = vec![false; atoms.len()];
    for (at, text) in texts.iter().enumerate() {
        let Some(page) = atoms.get(at).filter(|atom| atom.what == What::Text).map(|atom| atom.page) else { continue };
        let formula = text.contains('=') && text.contains('/') && !text.ends_with('%');
        let bracket = !formula && opens_bracket(text);
        if !formula && !bracket && !is_open(text) {
            continue;
        }
        let is_rest = |other: &usize| {
            let free = taken.get(*other) == Some(&false);
            let own = atoms.get(*other).filter(|own| own.page == page && free);
            let text = own.and_then(|_| Some((text, texts.get(*other)?)));
            text.is_some_and(|(text, rest)| match () {
                () if formula => ends_formula(text, rest),
                () if bracket => ends_bracket(text, rest),
                () => ends_period(text, rest),
            })
        };
        // The next line of its box is its own, and the first one that closes a bracket closes this.
        let closes = |other: &usize| texts.get(*other).is_some_and(|rest| open_brackets(rest) < 0);
        let goes_on = |other: &usize| atoms.get(*other).is_some_and(|own| own.boxed == atom_boxed(atoms, at));
        let mut next = (at + 1..=at + FAR).take(if bracket && goes_on(&(at + 1)) { 1 } else { FAR });
        let found = if bracket { next.find(closes).filter(is_rest) } else { next.find(is_rest) };
        let Some(rest) = found else { continue };
        let run = atoms.get(rest).map(|rest| rest.run.clone());
        if let (Some(atom), Some(run), Some(taken)) = (atoms.get_mut(at), run, taken.get_mut(rest)) {
            *taken = true;
            if atom.run.end == run.start {
                atom.run.end = run.end;
            } else {
                atom.rest = Some(run);
            }
        }
    }
    let mut taken = taken.into_iter();
    atoms.retain(|_| taken.next() != Some(true));
}

/// The box of a line.
fn atom_boxed(atoms: &[Atom], at: usize) -> usize {
    atoms.get(at).map_or(usize::MAX, |atom| atom.boxed)
}

/// Whether a name ends inside a bracket. Lines of objectives are longer.
fn opens_bracket(text: &str) -> bool {
    const LONGEST: usize = 30;
    open_brackets(text) == 1 && text.chars().count() <= LONGEST && !text.contains([',', '。', ';'])
}

/// Whether a text is what an open bracket lacks: 计), 建部分).
fn ends_bracket(text: &str, rest: &str) -> bool {
    const LONGEST: usize = 14;
    let closes = rest.find(')').is_some_and(|close| rest.find('(').is_none_or(|open| close < open));
    closes && open_brackets(rest) == -open_brackets(text) && rest.chars().count() <= LONGEST && !is_value(rest)
}

/// Whether a text is what a formula lacks.
fn ends_formula(text: &str, rest: &str) -> bool {
    const LONGEST: usize = 16;
    let mut begun = (1..END.len()).rev().filter_map(|count| Some((END.get(..count)?, END.get(count..)?)));
    match begun.find(|(begun, _)| text.ends_with(begun)) {
        Some((_, lacking)) => rest == lacking,
        None => rest.ends_with(END) && !rest.contains('=') && rest.chars().count() <= LONGEST,
    }
}

/// Whether a text is what a period lacks: 日, 月31日.
fn ends_period(text: &str, rest: &str) -> bool {
    const LONGEST: usize = 7;
    let unit = rest.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let date = ["年", "月", "日"].iter().any(|end| unit.ends_with(end)) && !unit.is_empty();
    date && rest.chars().count() <= LONGEST
        && !is_open(&format!("{text}{rest}"))
        && (unit.len() < rest.len() || text.ends_with(|ch: char| ch.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rests_are_what_is_lacking() {
        assert!(ends_formula("完好率=实际完好数/计划完好", "数*100%"));
        assert!(ends_formula("完好率=实际完好数/计划完好数*10", "0%"));
        assert!(!ends_formula("完好率=实际完好数/计划完好", "100%"));
        assert!(ends_period("2025年1月1日至2025年12月31", "日"));
        assert!(ends_period("2025年1月1日至2025年12月", "31日"));
        assert!(!ends_period("2025年1月1日至2025年12月", "日"));
        assert!(ends_bracket("监测站点到报率(本级及下属单位合", "计数)"));
        assert!(!ends_bracket("监测站点到报率(本级及下属单位合", "(套)数)"));
    }
}
