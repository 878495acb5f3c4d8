//! The level labels of glued tables.

use crate::lexicon;
use crate::parse::fold::Gap;
use crate::parse::readers::rows;
use crate::parse::sheet::Sheet;

/// Whether labels are followed by other text at once, far more often than by a border.
pub(super) fn are_glued(sheet: &Sheet<'_>) -> bool {
    const FEWEST: usize = 3;
    let (mut glued, mut bounded) = (shortened(sheet).len(), 0);
    let (mut at, mut before) = (0, 0);
    while at < sheet.len() {
        let Some(end) = level(sheet, at) else {
            at += 1;
            continue;
        };
        // "产出指标：" is the mark of inline indicators; "92%效益指标 " is glued to the row before it.
        let joined = || sheet.gap(at) == Gap::None && before != at;
        if sheet.ch(end) != Some(':') && (sheet.gap(end) == Gap::None || joined()) {
            glued += 1;
        } else {
            bounded += 1;
        }
        (at, before) = (end, end);
    }
    glued >= FEWEST && (glued > bounded * 2 || super::heads::are_glued(sheet))
}

/// The level label at a position; only those that end as labels do.
pub(super) fn level(sheet: &Sheet<'_>, at: usize) -> Option<usize> {
    let (_, end) = rows::level(sheet, at)?;
    let is_parted = || sheet.gap(end) >= Gap::Tab && label(sheet, at).is_some_and(|(_, _, of)| of == end);
    (sheet.before(end, "指标").is_some() || sheet.ch(end - 1) == Some(')') || is_parted()).then_some(end)
}

/// Whether a text begins with level labels and rows: inside a table.
pub(in crate::parse::readers) fn begin(sheet: &Sheet<'_>) -> bool {
    const ABOVE: usize = 40;
    let first = (0..sheet.len().min(ABOVE)).find(|&at| level(sheet, at).is_some());
    first.is_some_and(|first| sheet.find_any(0..first, &["项目", "部门", "单位", "年度", "绩效"]).is_none())
}

/// The shortened label at a position, whether it is one word that says nothing else, and where it ends.
fn label(sheet: &Sheet<'_>, at: usize) -> Option<(&'static str, bool, usize)> {
    let find =
        |labels: &'static [&'static str]| labels.iter().find_map(|label| Some((*label, sheet.after(at, label)?)));
    let bare = || find(lexicon::BARE_LEVEL_2).map(|(label, end)| (label, true, end));
    find(lexicon::SHORT_LEVEL_2).map(|(label, end)| (label, false, end)).or_else(bare)
}

/// Where labels end that a form shortens, 产出数量 and 社会效益, and with which gap; none of them stands there whole. It has
/// several, and each once, behind the level above it or the end of a row: elsewhere names begin with one of them, too.
pub(super) fn shortened(sheet: &Sheet<'_>) -> Vec<(usize, Gap)> {
    const FEWEST: usize = 3;
    let mut found: Vec<(&str, usize, Gap)> = Vec::new();
    for at in 1..sheet.len() {
        let Some((label, is_bare, end)) = label(sheet, at) else { continue };
        let ends_row = sheet.ch(at - 1).is_some_and(|ch| ch.is_ascii_digit() || ch == '%')
            || !is_bare && (sheet.before(at, "指标").is_some() || sheet.before(at, "完成").is_some());
        let is_again = found.iter().any(|(before, ..)| *before == label);
        if sheet.after(end, "指标").is_some() || ends_row && is_again {
            return Vec::new();
        }
        if ends_row && sheet.gap(end) == Gap::None {
            found.push((label, end, if is_bare { Gap::Page } else { Gap::Tab }));
        }
    }
    let ends = found.iter().map(|(_, end, gap)| (*end, *gap));
    if found.len() < FEWEST { Vec::new() } else { ends.collect() }
}
