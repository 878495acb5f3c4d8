//! Names of indicators whose last lines stand in boxes of their own, where the targets tell how many names there are.

use super::atoms::open_brackets;
use super::columns::Line;
use super::further::cells::is_named;
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
        let widest = names.iter().map(|line| line.width).max().unwrap_or_default();
        let goes_on = |at: &usize| {
            let before = at.checked_sub(1).and_then(|before| names.get(before));
            let own = names.get(*at).zip(before);
            own.is_some_and(|(own, before)| {
                let together = before.run.end == own.run.start || own.rest.is_none();
                let full = before.width + 2 >= widest && before.rest.is_none() && together;
                full && is_end(&self.text(&before.run), &self.text(&own.run))
            })
        };
        let ends: Vec<usize> = (0..names.len()).filter(goes_on).collect();
        // A line in the middle of a name has another one behind it, which stands apart.
        let twice = ends.windows(2).any(|pair| matches!(pair, [a, b] if a + 1 == *b));
        Some(ends).filter(|ends| ends.len() == lacking && !twice).unwrap_or_default()
    }
}

/// Whether a line is no name but the end of the one before it, which does not end as names do.
fn is_end(before: &str, own: &str) -> bool {
    /// No name is as short.
    const SHORT: usize = 3;
    let open = open_brackets(before) > 0 && open_brackets(own) < 0;
    open || (own.chars().count() <= SHORT && !is_named(before) && !before.ends_with([')', '%']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_is_short_or_closes_a_bracket() {
        assert!(is_end("信息泄露事故(事件)发生", "数"));
        assert!(is_end("服务对象满意度(办事企业", "和群众)"));
        assert!(!is_end("全民阅读氛围长效机制健全性", "度"));
        assert!(!is_end("是否控制在批复概算内", "签订合同份数"));
    }
}
