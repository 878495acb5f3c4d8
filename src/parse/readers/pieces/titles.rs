//! Which pieces are the title of a form.

use super::Pieces;
use crate::lexicon;
use crate::parse::fold::Gap;
use crate::parse::sheet::{Run, Sheet};

impl Pieces<'_> {
    /// The title that a piece is or ends with, less the year in a bracket behind it.
    pub(in crate::parse::readers) fn title(&self, at: usize) -> Option<Run> {
        const LONGEST: usize = 60;
        let sheet = &self.sheet;
        let run = self.all.get(at)?.run.clone();
        let mut run = run;
        run.start = self.behind_ordinal(run.start);
        // "附件2：" numbers what a notice comes with.
        let mark = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit() || matches!(ch, ':' | '-' | '.'));
        let annex = sheet.after(run.start, "附件").and_then(|end| (end..run.end).find(|at| !mark(at)));
        let is_year = |end: usize| sheet.ch(end) == Some('年') && sheet.after(end.saturating_sub(4), "20").is_some();
        let annex = annex.map(|end| if is_year(end) { end - 4 } else { end });
        run.start = behind_page(sheet, annex.unwrap_or(run.start));
        // Pages of documents have the name of the file above them.
        const FILES: &[&str] = &[".docx", ".doc", ".pdf", ".xlsx", ".xls"];
        run.end = FILES.iter().find_map(|file| sheet.before(run.end, file)).unwrap_or(run.end);
        let at_end = lexicon::FORM_TITLES.iter().find_map(|title| Some(sheet.before(run.end, title)?..run.end));
        let later = |found: &Run| sheet.find_any(found.end..run.end, lexicon::FORM_TITLES);
        // Where one line says it and the next one prints it, the last is the title.
        let inside = || std::iter::successors(sheet.find_any(run.clone(), lexicon::FORM_TITLES), later).last();
        let found = at_end.or_else(inside)?;
        // Behind the year in a bracket stands what belongs to no title.
        let year =
            sheet.after(found.end, "(20").and_then(|year| (year..year + 8).find(|&at| sheet.ch(at) == Some(')')));
        run.end = year.map_or(run.end, |close| run.end.min(close + 1));
        let short = run.len() <= LONGEST;
        let start = (run.start..=found.start).rev().find(|&at| {
            // Cells hold what stood above the table, too.
            let gap = if short { Gap::Line } else { Gap::Blank };
            at == run.start || sheet.gap(at) >= gap
        })?;
        // "绩效目标表保障服务" is an entry of a list of tables.
        let goes_on = found.end < run.end && sheet.gap(found.end) == Gap::None;
        if goes_on && sheet.ch(found.end).is_some_and(crate::vocabulary::is_letter) {
            return None;
        }
        let alone = sheet.begins_line(start) || annex.is_some() || self.form.is_some() || found.end == run.end;
        let ends = found.end == run.end || (short && found.end <= run.end);
        (alone && ends && found.end - start <= LONGEST).then_some(start..run.end)
    }
}

/// Behind the number of a page that touches a year: "1/12021年".
fn behind_page(sheet: &Sheet<'_>, start: usize) -> usize {
    let is_digit = |at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
    let slash = if is_digit(start) { sheet.after(start + 1, "/") } else { None };
    let year = slash.filter(|at| is_digit(*at)).map(|at| at + 1);
    year.filter(|at| sheet.after(*at, "20").is_some() && sheet.after(at + 4, "年").is_some()).unwrap_or(start)
}
