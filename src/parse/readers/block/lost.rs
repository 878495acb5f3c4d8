//! Projects of flat tables whose names and objectives a page has lost: whose their rows are nobody can tell.

use std::collections::BTreeSet;

use crate::model::{Cell, Project, SpendingUnit, Table};
use crate::span::{Origin, Span};
use crate::walk;

/// Whether nothing is left of a project but its rows. `torn`: where cells stand whose beginnings are lost.
pub(super) fn is_nameless(project: &Project, torn: &[Span]) -> bool {
    let is_left = |cell: &Cell<String>| {
        cell.read().is_some_and(|(_, origin)| !origin.spans().any(|own| holds(torn, own)))
    };
    !is_left(&project.name) && !is_left(&project.objective) && project.amounts.anchor().is_none()
}

/// Whether one of some places, in order, lies in a span.
pub(super) fn holds(places: &[Span], own: Span) -> bool {
    let next = places.get(places.partition_point(|span| span.start < own.start));
    next.is_some_and(|span| own.contains(span.start))
}

/// What was read of such projects and of nothing that is kept.
pub(super) fn unread(lost: Vec<Project>, kept: &Table) -> Vec<Span> {
    let unit = SpendingUnit { projects: lost, ..SpendingUnit::default() };
    let spans = |table: &Table| -> BTreeSet<Span> {
        walk::fields(table).flat_map(|(_, origin): (_, &Origin)| origin.spans().collect::<Vec<_>>()).collect()
    };
    let kept = spans(kept);
    spans(&Table { units: vec![unit], ..Table::default() }).into_iter().filter(|span| !kept.contains(span)).collect()
}
