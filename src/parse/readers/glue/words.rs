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

    /// Cuts a name from what says what it means: that begins with 反映, or ends as the name does, "考核合格率季度考核合格率"; else
    /// behind what a number is called by, which is a guess.
    pub(super) fn cut_content(&mut self, run: Run) {
        const SHORTEST: usize = 4;
        const LONGEST: usize = 16;
        let sheet = self.sheet;
        if let Some(begin) = sheet.find_any(run.start + 2..run.end, &["反映"]) {
            return self.cut(begin.start);
        }
        let mut ends = run.start + SHORTEST..run.end.min(run.start + LONGEST);
        let says_again = |end: &usize| {
            run.end - end > end - run.start && sheet.before(run.end, &sheet.folded(run.start..*end)).is_some()
        };
        let asks = |at: usize| sheet.ch(at).is_some_and(|ch| lexicon::NUMBER_NAMES.contains(&ch));
        let is_number = |end: &usize| asks(end - 1) && !asks(*end) && run.end - end >= SHORTEST;
        if let Some(end) = ends.clone().rev().find(says_again) {
            self.cut(end);
        } else if let Some(end) = ends.find(is_number) {
            self.cut(end);
            self.guessed.push(run.start..end);
        }
    }

    /// Passes over what a target rests on, in words: where they end and the next name begins nobody can tell.
    pub(super) fn pass_basis(&mut self, from: usize, until: usize) {
        self.cut(from);
        self.skips.push(from..until);
    }

    /// Whether a bracket is open between two positions.
    pub(super) fn in_bracket(&self, from: usize, at: usize) -> bool {
        const LONGEST: usize = 40;
        let from = from.max(at.saturating_sub(LONGEST));
        let last = (from..at).rev().find(|&at| matches!(self.sheet.ch(at), Some('(' | ')')));
        last.is_some_and(|last| self.sheet.ch(last) == Some('('))
    }
}
