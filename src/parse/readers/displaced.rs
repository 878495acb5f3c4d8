//! Marks that a tool of tables has put on lines of their own behind the line they belong into: "186.5" comes as "1865" and ".".
//!
//! Nobody can tell where in its line such a mark stood. A number is not read without it, and a text is doubtful.

use crate::model::{Cell, Repair, Table};
use crate::source::Source;
use crate::span::Origin;
use crate::target::Target;

/// Marks that are no end of a line, so that they do not stand alone where a line is full.
const MARKS: &str = "，、,.．-—一“《";
/// Marks that may stand there where a line is full, and blanks.
const ENDS: &str = "。；：;: ”》";

/// Takes back the numbers and doubts the texts of a table that hold displaced marks.
pub(super) fn doubted(source: &Source, mut table: Table) -> Table {
    let is_displaced = |origin: &Origin| {
        let mut lines = origin.spans().map(|span| source.slice(span));
        let is_marks = |line: &str| line.chars().all(|ch| MARKS.contains(ch) || ENDS.contains(ch));
        origin.spans().count() > 1 && lines.any(|line| is_marks(line) && line.contains(|ch| MARKS.contains(ch)))
    };
    let mut origins: Vec<Origin> = Vec::new();
    for at in table.projects() {
        origins.extend([at.project.name.origin(), at.project.objective.origin()].into_iter().flatten().cloned());
        origins.extend(at.project.indicators.iter().filter_map(|row| row.name.origin()).cloned());
    }
    origins.retain(is_displaced);
    table.repairs.extend(origins.into_iter().map(Repair::row_order));
    let take_back = |target: &mut Cell<Target>| {
        if let Cell::Read { origin, .. } = target
            && is_displaced(origin)
        {
            *target = Cell::Unreadable(origin.clone());
        }
    };
    for project in table.units.iter_mut().flat_map(|unit| &mut unit.projects) {
        for row in project.indicators.iter_mut().chain(&mut project.mid_term) {
            take_back(&mut row.target);
            if let Some(attainment) = &mut row.attainment {
                take_back(&mut attainment.actual);
            }
        }
    }
    table
}
