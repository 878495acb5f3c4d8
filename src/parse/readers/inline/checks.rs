//! Whether what was read of a list in sections may be so: whose a set is, its order alone tells.

use std::ops::Range;

use rust_decimal::Decimal;

use super::{Entry, LONGEST_LABEL, Reader};
use crate::amount::number_from_text;
use crate::lexicon;
use crate::model::Project;
use crate::parse::fold::{Folded, Ink};
use crate::parse::readers::is_chinese;
use crate::parse::readers::pieces::Piece;
use crate::parse::sheet::Sheet;

/// What tells whether it may be so.
#[derive(Default)]
pub(super) struct Checks {
    /// The amounts of rows of sums that are those of kinds of projects, each with how many projects stand before it.
    pub(super) sums: Vec<(usize, Option<Decimal>)>,
    /// Whether nothing but the order of a running text tells whose a set is.
    pub(super) is_text: bool,
    /// Whether a set began within that of another project.
    pub(super) is_mixed: bool,
}

impl Reader<'_> {
    /// Takes down the amount of a row of sums; a kind of projects tells what those below it have together.
    pub(super) fn count_sum(&mut self, entry: &Entry) {
        let projects = self.table.projects().count();
        let name = self.sheet.folded(entry.name.clone());
        let amount = number_from_text(&self.sheet.folded(entry.amount.clone())).filter(|_| is_kind(&name));
        self.checks.sums.push((projects, amount));
    }

    /// Pieces between sets, those put together that hold an amount which a narrow column has broken.
    pub(super) fn with_whole_amounts(&self, pieces: Range<usize>) -> Vec<Piece> {
        let mut all: Vec<Piece> = Vec::new();
        for piece in self.pieces.get(pieces).unwrap_or_default() {
            let is_torn = |text: &str| text.contains(',') && number_from_text(text).is_none();
            let is_rest = |before: &&mut Piece| {
                let whole = self.sheet.folded(before.run.start..piece.run.end);
                let (head, rest) = (self.sheet.folded(before.run.clone()), self.sheet.folded(piece.run.clone()));
                let are_digits = rest.chars().all(|ch| ch.is_ascii_digit());
                head.starts_with(|ch: char| ch.is_ascii_digit())
                    && is_torn(&head)
                    && are_digits
                    && number_from_text(&whole).is_some()
            };
            match all.last_mut().filter(is_rest) {
                Some(before) => before.run.end = piece.run.end,
                None => all.push(piece.clone()),
            }
        }
        all
    }

    /// Whether a set was given to a row that is none of a project, or amounts to others than those that have them together.
    pub(super) fn is_mixed_up(&self) -> bool {
        let projects: Vec<&Project> = self.table.projects().map(|at| at.project).collect();
        let is_bare = |project: &Project| project.indicators.is_empty();
        // The text may end before the set of the last project.
        let before = projects.split_last().map_or(&[][..], |(_, before)| before);
        if self.checks.is_mixed || before.iter().any(|of| is_bare(of)) || projects.iter().any(|of| !is_named(of)) {
            return true;
        }
        let ends = self.checks.sums.iter().map(|(from, _)| *from).skip(1).chain([projects.len()]);
        let last = self.checks.sums.len();
        self.checks.sums.iter().zip(ends).enumerate().any(|(at, ((from, sum), until))| {
            let own = projects.get(*from..until).unwrap_or_default();
            let amounts = own.iter().filter_map(|project| project.amounts.total.read());
            let all: Decimal = amounts.fold(Decimal::ZERO, |all, (amount, _)| all.saturating_add(amount.number));
            // The text may end before the last project.
            let may_lack = at + 1 == last;
            sum.is_some_and(|sum| !own.is_empty() && sum != all && !(may_lack && all < sum))
        })
    }
}

/// Whether the name of a kind of projects begins that of a row, or ends it behind that of a body.
pub(super) fn holds_kind(sheet: &Sheet<'_>, entry: &Entry) -> bool {
    let (first, rest) = (sheet.folded(entry.name.start..entry.first), sheet.folded(entry.first..entry.name.end));
    let is_body = lexicon::BODY_ENDINGS.iter().any(|end| first.ends_with(end));
    !rest.is_empty() && (is_kind(&first) || (is_body && is_kind(&rest)))
}

/// Whether a project has a name that may be one: neither a kind of projects, nor a number, nor the rest of a bracket.
fn is_named(project: &Project) -> bool {
    let Some(name) = project.name.value() else { return false };
    let is_bare = !name.chars().any(is_chinese);
    let closes =
        name.find(['）', ')']).is_some_and(|close| !name.get(..close).is_some_and(|text| text.contains(['（', '('])));
    !is_bare && !closes && !is_kind(name)
}

/// Whether a name is that of a kind of projects: 其他运转类, 本级项目.
fn is_kind(name: &str) -> bool {
    const LONGEST: usize = 6;
    name.chars().count() <= LONGEST && (name.ends_with('类') || name.ends_with("项目"))
}

/// Whether lines hold cells of several columns side by side: in the middle of a sentence a set begins or goes on.
pub(super) fn holds_cells(sheet: &Sheet<'_>, first: usize) -> bool {
    const DIGITS: usize = 3;
    let is_open = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| sheet.ch(at));
        !sheet.begins_line(at) && before.is_some_and(|ch| is_chinese(ch) || matches!(ch, ',' | '、'))
    };
    let is_indicator = |at: usize| {
        let digits = sheet.after(at, "指标")?;
        let end = sheet.find_char(digits..digits + DIGITS, |ch| !ch.is_ascii_digit()).filter(|end| *end > digits)?;
        sheet.after(end, ":")
    };
    let is_section = |at: usize| {
        let close = sheet.find_char(at..at + LONGEST_LABEL, |ch| ch == '】').filter(|_| sheet.ch(at) == Some('【'))?;
        let label = at..close;
        let is_level = sheet.find_any(label.clone(), &["指标"]).is_some();
        let line = sheet.line_start(at, at.saturating_sub(LINE))..at;
        let is_goal = || sheet.find_any(label, &["目标"]).is_some() && sheet.find_char(line, |ch| ch == '【').is_some();
        (is_level || is_goal()).then_some(close)
    };
    (first..sheet.len()).any(|at| {
        matches!(sheet.ch(at), Some('指' | '【'))
            && is_open(at)
            && (is_indicator(at).is_some() || is_section(at).is_some())
    })
}

/// No line of a list is longer.
const LINE: usize = 200;

/// Whether a text is a list in sections: each project has its objective and its indicators in some.
pub(in crate::parse::readers) fn is_sectioned(folded: &Folded) -> bool {
    const FEWEST: usize = 3;
    let ends = |of: [char; 3]| folded.inks().windows(3).filter(|inks| inks.iter().map(Ink::ch).eq(of)).count();
    ends(['目', '标', '】']) >= FEWEST
        && ends(['指', '标', '】']) >= FEWEST * FEWEST
        && ends(['标', '1', ':']) >= FEWEST * FEWEST
}
