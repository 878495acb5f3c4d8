//! Projects of flat tables whose names and objectives a page has lost: whose their rows are nobody can tell.

use std::collections::BTreeSet;

use super::Reader;
use crate::grid::Form;
use crate::model::{Cell, Project, Repair, SpendingUnit, Table};
use crate::parse::readers::merged::Order;
use crate::span::Span;
use crate::walk;

impl Reader<'_> {
    /// Takes such projects out of a flat table, with the units that have them.
    pub(super) fn take_nameless(&mut self) -> Vec<SpendingUnit> {
        let read = self.projects.iter().filter(|(_, own)| own.anchor().is_some()).count();
        if !self.flat || self.pieces.form != Some(Form::Columns) || read < 2 {
            return Vec::new();
        }
        let torn = &self.pieces.pages.torn;
        let mut taken = Vec::new();
        let mut kept: Vec<(Cell<String>, Project)> = Vec::with_capacity(self.projects.len());
        for (name, project) in std::mem::take(&mut self.projects) {
            if project.anchor().is_none() || !is_nameless(&project, torn) {
                kept.push((name, project));
                continue;
            }
            // Where columns are only told by blanks, its name may have come to the one above.
            let above = kept.last().filter(|_| !self.pieces.is_marked).map(|(_, own)| [&own.name, &own.objective]);
            let doubtful = above.into_iter().flatten().filter_map(Cell::origin).cloned();
            self.table.repairs.extend(doubtful.map(Repair::row_order));
            taken.push(SpendingUnit { name, projects: vec![project], ..SpendingUnit::default() });
        }
        self.projects = kept;
        taken
    }
}

/// Whether nothing is left of a project but its rows. `torn`: where cells stand whose beginnings are lost.
fn is_nameless(project: &Project, torn: &[Span]) -> bool {
    let is_left =
        |cell: &Cell<String>| cell.read().is_some_and(|(_, origin)| !origin.spans().any(|own| holds(torn, own)));
    !is_left(&project.name) && !is_left(&project.objective) && project.amounts.anchor().is_none()
}

/// Whether one of some places, in order, lies in a span.
pub(super) fn holds(places: &[Span], own: Span) -> bool {
    let next = places.get(places.partition_point(|span| span.start < own.start));
    next.is_some_and(|span| own.contains(span.start))
}

/// Whether the rows of several projects came to be those of one without a name: their categories begin anew time and again.
pub(super) fn holds_several(table: &Table) -> bool {
    const FEWEST: usize = 2;
    let mut projects = table.projects();
    let (Some(only), None) = (projects.next(), projects.next()) else { return false };
    let categories = || only.project.indicators.iter().filter_map(|row| row.category.value().copied());
    let mut order = Order::of(categories());
    only.project.name.read().is_none() && categories().filter(|own| order.begins_anew(*own)).count() >= FEWEST
}

/// What was read of such projects and of nothing that is kept.
pub(super) fn unread(lost: Vec<SpendingUnit>, kept: &Table) -> Vec<Span> {
    let spans = |table: &Table| -> BTreeSet<Span> {
        walk::fields(table).flat_map(|(_, origin)| origin.spans().collect::<Vec<_>>()).collect()
    };
    let kept = spans(kept);
    spans(&Table { units: lost, ..Table::default() }).into_iter().filter(|span| !kept.contains(span)).collect()
}
