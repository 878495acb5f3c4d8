//! The heads of flat tables whose rows begin with the code of a unit (L6c), which are labels elsewhere.

use super::Pieces;
use crate::lexicon::{self, Column};
use crate::parse::sheet::Run;

/// The head of the codes.
const CODES: &str = "单位编码";

impl Pieces<'_> {
    /// The head of what such a table says of a project, and where it ends.
    pub(in crate::parse::readers) fn coded_head(&self, start: usize) -> Option<(Column, usize)> {
        self.begins_coded_head(start).filter(|(_, end)| self.ends_piece(*end))
    }

    /// Where such a head ends and the next one begins at once.
    pub(in crate::parse::readers) fn coded_head_end(&self, run: &Run) -> Option<usize> {
        let (_, end) = self.begins_coded_head(run.start)?;
        self.begins_coded_head(end).filter(|(_, last)| *last == run.end).map(|_| end)
    }

    fn begins_coded_head(&self, start: usize) -> Option<(Column, usize)> {
        let sheet = &self.sheet;
        let code = || Some((Column::Code, sheet.after(start, CODES)?));
        let name = || Some((Column::Project, sheet.after_any(start, lexicon::CODED_PROJECT_HEADS)?));
        let fund = || {
            let mut heads = lexicon::FUND_HEADS.iter();
            heads.find_map(|(head, fund)| Some((Column::Money(*fund), sheet.after(start, head)?)))
        };
        let goal = || Some((Column::Objective, sheet.after_any(start, lexicon::OBJECTIVE_HEADS)?));
        code().or_else(name).or_else(fund).or_else(goal).filter(|_| self.are_coded)
    }
}
