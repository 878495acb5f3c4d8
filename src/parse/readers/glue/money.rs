//! Amounts in text whose cells nothing sets apart, and the labels of what stands beside them.

use super::Cutter;
use crate::lexicon;
use crate::parse::fold::Gap;
use crate::parse::sheet::Run;

impl Cutter<'_, '_> {
    /// Cuts amounts: at blanks, and where one stands twice ("194.9194.9100%", "309309100%").
    pub(super) fn cut_money(&mut self, run: Run) {
        const LONGEST: usize = 14;
        let sheet = self.sheet;
        for at in run.start + 1..run.end {
            if sheet.gap(at) != Gap::None {
                self.cut(at);
            }
        }
        let digits = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit() || ch == '.' || ch == ',');
        let end = run.clone().find(|at| !digits(at)).unwrap_or(run.end);
        for length in (2..=LONGEST).filter(|length| run.start + length * 2 <= end) {
            let first = sheet.folded(run.start..run.start + length);
            let twice = sheet.after(run.start + length, &first).filter(|_| !first.ends_with('.'));
            // "309309100%": what was spent wholly stands twice, or thrice, or before its 10 points.
            let spent = |end: usize| sheet.after_any(end, &["100%", "10100%"]);
            let thrice = twice.and_then(|end| sheet.after(end, &first)).filter(|end| spent(*end).is_some());
            let rate = thrice.and_then(spent).or_else(|| twice.and_then(spent));
            if let Some(end) = twice.filter(|_| first.contains('.') || rate.is_some()) {
                let points = sheet.after(thrice.unwrap_or(end), "10").filter(|at| sheet.after(*at, "100%").is_some());
                self.skips.extend(points.map(|at| at - 2..at));
                let cuts = [Some(run.start + length), Some(end), thrice, points, rate];
                return cuts.into_iter().flatten().for_each(|at| self.cut(at));
            }
        }
    }

    /// Whether the 项目 that a label begins with ends the name before it: "…资助项目" stands above, in the title.
    pub(super) fn ends_name(&self, at: usize, label: &str) -> bool {
        const NAME: usize = 4;
        const SHORTEST: usize = 2;
        const ABOVE: usize = 2000;
        let sheet = self.sheet;
        if !label.starts_with("项目") {
            return false;
        }
        let is_letter = |at: &usize| sheet.ch(*at).is_some_and(crate::vocabulary::is_letter);
        let start = at - (0..at).rev().take(NAME).take_while(is_letter).count();
        let name = sheet.folded(start..at);
        let is_body = lexicon::BODY_ENDINGS.iter().any(|ending| name.ends_with(ending));
        let is_name = at - start >= SHORTEST && !is_body && !name.ends_with("名称");
        let above = at.saturating_sub(ABOVE)..start;
        is_name
            && sheet.find_any(above, &[&(name + "项目")]).is_some_and(|found| sheet.after(found.end, "名称").is_none())
    }
}
