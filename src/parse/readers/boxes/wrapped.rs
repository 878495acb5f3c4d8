//! Names of indicators whose last lines stand in boxes of their own, where the targets tell how many names there are.

use super::columns::Line;
use super::page::{Page, Reader};

/// No page has more lines; keeps the work linear.
const MOST: usize = 400;

impl Reader<'_> {
    /// Joins the lines of names below each head of a page where so many full lines go on that as many names as targets are
    /// left.
    pub(super) fn join_names(&self, page: &mut Page) {
        for (names, targets) in page.names.parts.iter_mut().zip(&page.targets.parts) {
            let lacking = names.len().saturating_sub(targets.len());
            if lacking == 0 || targets.is_empty() || names.len() > MOST {
                continue;
            }
            let ends = self.ends_of_names(names, lacking);
            for at in ends.into_iter().rev() {
                let rest = names.remove(at);
                let Some(before) = at.checked_sub(1).and_then(|before| names.get_mut(before)) else { continue };
                if before.run.end == rest.run.start {
                    before.run.end = rest.run.end;
                    before.rest = rest.rest;
                } else {
                    before.rest = Some(rest.run);
                }
            }
        }
    }

    /// The lines that can be nothing but the ends of the names before them. Empty where they are not just so many.
    fn ends_of_names(&self, names: &[Line], lacking: usize) -> Vec<usize> {
        /// No name is as short.
        const SHORT: usize = 3;
        let widest = names.iter().map(|line| line.width).max().unwrap_or_default();
        let goes_on = |at: &usize| {
            let before = at.checked_sub(1).and_then(|before| names.get(before));
            let own = names.get(*at).zip(before);
            own.is_some_and(|(own, before)| {
                let together = before.run.end == own.run.start || own.rest.is_none();
                before.width + 2 >= widest && before.rest.is_none() && together
            })
        };
        let ends: Vec<usize> = (0..names.len()).filter(goes_on).collect();
        let short = |at: &usize| names.get(*at).is_some_and(|line| self.text(&line.run).chars().count() <= SHORT);
        let sure: Vec<usize> = ends.iter().copied().filter(short).collect();
        // A line in the middle of a name has another one behind it, which stands apart.
        let twice = |ends: &[usize]| ends.windows(2).any(|pair| matches!(pair, [a, b] if a + 1 == *b));
        [ends, sure].into_iter().find(|ends| ends.len() == lacking && !twice(ends)).unwrap_or_default()
    }
}
