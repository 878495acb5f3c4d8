//! How far a reading can be relied on: what the text may hold beyond a torn edge, between the lines, or out of order.
//!
//! Rules about what is missing are the ones that a poor copy deceives. Where the copy may be to blame they say that
//! they cannot decide; a gap of the text is no gap of the form.

use super::Reason;
use super::indicator_set::is_numbered;
use crate::model::{Cell, Layout, Project, RepairKind, Table};
use crate::order::sorted;
use crate::span::{Origin, Span};
use crate::vocabulary;
use crate::walk::ProjectAt;

/// Unclaimed text of fewer bytes is a stray mark; from ten Chinese characters on it may be a part of the form.
const GAP_BYTES: u32 = 30;

/// Which projects the text shows whole.
#[derive(Debug)]
pub(super) struct Reliance {
    /// The project inside which the text ends.
    cut: Option<usize>,
    /// Projects within whose bounds text stands that nobody could read.
    gaps: Vec<bool>,
    /// Whether every project must have a name to be one: in forms of blocks a row of its own holds it.
    needs_names: bool,
}

impl Reliance {
    /// What holds for the projects of a table.
    pub(super) fn of(table: &Table) -> Self {
        let projects: Vec<ProjectAt<'_>> = table.projects().collect();
        // A form of blocks that ends without an indicator was cut, too: nobody prints a block's head alone.
        let has_blocks = table.layout != Layout::ProjectPerRow && projects.len() > 1;
        let ends_open = projects.last().is_some_and(|at| has_blocks && at.project.indicators.is_empty());
        let cut = is_cut_short(table) || ends_open;
        Self {
            cut: projects.len().checked_sub(1).filter(|_| cut),
            gaps: gaps(table, &projects),
            needs_names: has_blocks,
        }
    }

    /// Why a part that is missing from a project may stand in the form all the same; `None` where nothing speaks for it.
    pub(super) fn doubt(&self, at: &ProjectAt<'_>) -> Option<Reason> {
        if self.cut == Some(at.index) || is_rest(at.project) {
            return Some(Reason::CutShort);
        }
        if self.needs_names && at.project.name.value().is_none() {
            return Some(Reason::ValueAbsent);
        }
        self.gaps.get(at.index).is_some_and(|gap| *gap).then_some(Reason::ValueUnreadable)
    }

    /// Whether a project is there from its beginning to its end.
    pub(super) fn is_whole(&self, at: &ProjectAt<'_>) -> bool {
        self.doubt(at).is_none()
    }
}

/// Whether only indicators are there: the rest of a project that begins before the text does.
pub(super) fn is_rest(project: &Project) -> bool {
    project.name == Cell::Absent && project.objective == Cell::Absent && project.amounts.anchor().is_none()
}

/// Whether the text ends inside a row.
pub(super) fn is_cut_short(table: &Table) -> bool {
    table.repairs.iter().any(|repair| repair.kind == RepairKind::CutShort)
}

fn gaps(table: &Table, projects: &[ProjectAt<'_>]) -> Vec<bool> {
    let mut unread = vec![0; projects.len()];
    let starts: Vec<(u32, usize)> =
        projects.iter().filter_map(|at| Some((at.project.anchor()?.start(), at.index))).collect();
    let starts = sorted(starts, |(start, _)| u128::from(*start));
    // After the last project of a list stand notes and signatures; a block has no end of its own.
    let end = projects.last().map_or(0, |at| end_of(at.project));
    let end = if table.layout == Layout::ProjectPerRow { end } else { u32::MAX };
    for span in table.unclaimed.iter().filter(|span| span.start < end) {
        let before = starts.partition_point(|(start, _)| *start <= span.start);
        let owner = before.checked_sub(1).and_then(|index| starts.get(index));
        if let Some(bytes) = owner.and_then(|(_, index)| unread.get_mut(*index)) {
            *bytes += Span::len(*span);
        }
    }
    unread.into_iter().map(|bytes| bytes >= GAP_BYTES).collect()
}

fn end_of(project: &Project) -> u32 {
    let own = [project.name.origin(), project.amounts.anchor(), project.objective.origin()];
    let indicators = project.indicators.iter().flat_map(|of| [of.name.origin(), of.target.origin()]);
    own.into_iter().chain(indicators).flatten().map(Origin::end).max().unwrap_or(0)
}

/// Whether what was read says too little about the form to judge what is missing from it.
pub(super) fn is_scattered(table: &Table) -> bool {
    let unread = u64::from(table.unclaimed_ink) * 10 > u64::from(table.ink);
    unread || is_mixed_up(table)
}

/// Whether the columns are mixed up: visual lines of a PDF, columns one after another, texts of another kind.
///
/// One flaw is a finding. The same flaw in more than a quarter of the projects, and in three of them at least, is the copy's.
pub(super) fn is_mixed_up(table: &Table) -> bool {
    let projects = || table.projects().map(|at| at.project);
    let count = projects().count();
    let many = |flawed: usize| flawed >= 3 && flawed * 4 > count;
    let is_list = table.layout == Layout::ProjectPerRow;
    let no_indicators = is_list && count > 1 && projects().all(|project| project.indicators.is_empty());
    let misnumbered = projects().filter(|project| !is_numbered(project)).count();
    let unfunded = projects().filter(|project| project.amounts.total.value().is_none()).count();
    no_indicators
        || many(misnumbered)
        || (unfunded < count && many(unfunded))
        || (is_list && projects().any(has_other_columns))
}

/// Whether the name of a project holds what belongs into the column of indicators.
fn has_other_columns(project: &Project) -> bool {
    const LABELS: &str = "年度指标 指标值 产出指标: 效益指标: 满意度指标:";
    // Nearly no name holds a character of every label.
    let name = project.name.value().filter(|name| name.contains('指'));
    name.is_some_and(|name| vocabulary::contains(&vocabulary::plain(name), LABELS))
}
