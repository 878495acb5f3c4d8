//! The level labels of glued tables.

use crate::lexicon;
use crate::parse::fold::Gap;
use crate::parse::readers::rows;
use crate::parse::sheet::Sheet;

/// The level label at a position; only those that end as labels do.
pub(super) fn level(sheet: &Sheet<'_>, at: usize) -> Option<usize> {
    let (_, end) = rows::level(sheet, at)?;
    let is_parted = || sheet.gap(end) == Gap::Tab && sheet.after_any(at, lexicon::SHORT_LEVEL_2) == Some(end);
    (sheet.before(end, "指标").is_some() || sheet.ch(end - 1) == Some(')') || is_parted()).then_some(end)
}

/// Where labels end that a form shortens, 产出数量 and 社会效益: it has several, no others, and each once, behind the level
/// above it or the end of a row. A name begins with one of them elsewhere, too.
pub(super) fn shortened(sheet: &Sheet<'_>) -> Vec<usize> {
    const FEWEST: usize = 4;
    const WHOLE: &[&str] = &["数量指标", "质量指标", "时效指标", "社会效益指标", "经济效益指标"];
    let ends_row = |at: usize| {
        let last = at.checked_sub(1).and_then(|last| sheet.ch(last));
        last.is_some_and(|ch| ch.is_ascii_digit() || ch == '%')
            || sheet.before(at, "指标").is_some()
            || sheet.before(at, "完成").is_some()
    };
    let mut found: Vec<(&str, usize)> = Vec::new();
    for at in 0..sheet.len() {
        if sheet.after_any(at, WHOLE).is_some() {
            return Vec::new();
        }
        let label = |label: &&&str| sheet.after(at, label).is_some_and(|end| sheet.gap(end) == Gap::None);
        if let Some(label) = lexicon::SHORT_LEVEL_2.iter().find(label).filter(|_| ends_row(at)) {
            if found.iter().any(|(before, _)| before == label) {
                return Vec::new();
            }
            found.push((label, at + label.chars().count()));
        }
    }
    if found.len() < FEWEST { Vec::new() } else { found.into_iter().map(|(_, end)| end).collect() }
}
