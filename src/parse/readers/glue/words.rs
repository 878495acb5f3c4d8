//! Values in words in text whose cells nothing sets apart.

use super::{Cutter, values};
use crate::lexicon;
use crate::parse::fold::Gap;
use crate::parse::sheet::Run;

impl Cutter<'_, '_> {
    /// Where rows end before what the form prints below them, "……" and 说明; those belong to no piece.
    pub(super) fn without_rest(&mut self, run: Run) -> usize {
        let sheet = self.sheet;
        let rest = |end: &usize| {
            let start =
                ["说明", "说明无", "…", "其他需要说明的问题"].into_iter().find_map(|rest| sheet.before(*end, rest))?;
            (start >= run.start && (sheet.ch(start) == Some('…') || sheet.begins_line(start))).then_some(start)
        };
        let end = std::iter::successors(Some(run.end), rest).last().unwrap_or(run.end);
        if end < run.end {
            self.cut(end);
            self.skips.push(end..run.end);
        }
        end
    }

    /// Target and actual in words, the same twice: "…安全性高高".
    pub(super) fn cut_words(&mut self, run: Run, is_single: bool) {
        const LONGEST: usize = 12;
        const SHORTEST_DATE: usize = 4;
        let sheet = self.sheet;
        if is_single && let Some(words) = values::words(sheet, &run) {
            return self.cut(words);
        }
        for length in (1..=LONGEST).rev().filter(|length| run.len() >= length * 2 + 3) {
            let last = sheet.folded(run.end - length..run.end);
            // "12月底前12月底前".
            let is_digit = |at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
            let (first, end) = (run.end - length * 2, run.end - length);
            let is_date = length >= SHORTEST_DATE && is_digit(first) && !is_digit(first - 1) && !is_digit(end - 1);
            let words = is_date || !last.contains(|ch: char| ch.is_ascii_digit());
            if words && sheet.before(run.end - length, &last).is_some() {
                self.cut(run.end - length * 2);
                self.cut(run.end - length);
                return;
            }
        }
    }

    /// Names and targets by turns, each behind a blank: "避险能力 有所增强 调度的作用 提前知道来水".
    pub(super) fn cut_pairs(&mut self, run: &Run) -> bool {
        const SHORTEST_NAME: usize = 4;
        let sheet = self.sheet;
        let mut starts = vec![run.start];
        starts.extend((run.start + 1..run.end).filter(|at| sheet.gap(*at) == Gap::Blank));
        starts.push(run.end);
        let cells: Vec<Run> = starts.windows(2).filter_map(|pair| Some(*pair.first()?..*pair.last()?)).collect();
        let (rows, rest) = cells.as_chunks::<2>();
        let is_word = |cell: &Run| sheet.find_any(cell.clone(), lexicon::TARGET_WORDS).is_some();
        let told = rows.iter().filter(|[_, target]| is_word(target)).count();
        let whole = rows.iter().all(|[name, target]| name.len() >= SHORTEST_NAME && target.len() > 1);
        let are_pairs = rest.is_empty() && rows.len() > 1 && whole && told * 2 >= rows.len();
        if are_pairs {
            for [name, target] in rows {
                self.cut(name.start);
                self.cut(target.start);
                self.rows.extend([name.start, target.end]);
            }
        }
        are_pairs
    }
}
