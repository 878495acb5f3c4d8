//! Indicators by name and category, as far as the reading of both can be relied on: what groups D to F walk over.

use super::legible::is_legible;
use super::values::subject;
use super::{Finding, Findings, Reason, Rule};
use crate::model::{Category, Cell, Layout, Table};
use crate::span::Origin;
use crate::walk::IndicatorAt;

/// An indicator whose name was read as the form prints it.
#[derive(Clone, Copy)]
pub(super) struct Named<'t> {
    pub(super) at: IndicatorAt<'t>,
    pub(super) name: &'t str,
    pub(super) origin: &'t Origin,
}

impl<'t> Named<'t> {
    /// The indicator, where its name was read and nothing else got into it.
    pub(super) fn of(at: IndicatorAt<'t>) -> Option<Self> {
        let (name, origin) = at.indicator.name.read()?;
        is_legible(at.indicator).then_some(Self { at, name, origin })
    }

    /// Reports on the name, with the name for the sentence.
    pub(super) fn report<'f>(&self, rule: &'static Rule, findings: &'f mut Findings) -> &'f mut Finding {
        findings.report(rule, subject(self.at), self.origin).arg("name", self.name)
    }
}

/// Judges every name that was read; of those that cannot be, says so.
pub(super) fn each_name(
    rule: &'static Rule,
    table: &Table,
    findings: &mut Findings,
    judge: fn(&Named<'_>, &mut Findings),
) {
    for at in table.indicators() {
        if let Some(named) = Named::of(at) {
            judge(&named, findings);
        } else if let origin @ Some(_) = at.indicator.name.origin() {
            findings.cannot_decide(rule, subject(at), origin, Reason::ValueUnreadable);
        }
    }
}

/// Under which categories the indicators of a table are filed.
pub(super) struct Filing {
    /// Whether rows of the form name a class (二级指标) beside the category. In forms of blocks a category is printed
    /// once for several rows; a row that lost its class may have come under a wrong one.
    needs_class: bool,
}

impl Filing {
    pub(super) fn of(table: &Table) -> Self {
        let has_class = |at: IndicatorAt<'_>| at.indicator.subcategory.value().is_some();
        Self { needs_class: table.layout != Layout::ProjectPerRow && table.indicators().any(has_class) }
    }

    /// The category, where it is certain that the form files the indicator there.
    pub(super) fn category(&self, at: IndicatorAt<'_>) -> Option<Category> {
        let category = at.indicator.category.value().copied()?;
        let certain = !self.needs_class || matches!(at.indicator.subcategory, Cell::Read { .. });
        certain.then_some(category)
    }
}

/// Judges every name the rule applies to beside its category; where the category is not certain, says so.
pub(super) fn each_filed(
    rule: &'static Rule,
    table: &Table,
    findings: &mut Findings,
    applies: fn(&str) -> bool,
    judge: &dyn Fn(&Named<'_>, Category, &mut Findings),
) {
    let filing = Filing::of(table);
    for at in table.indicators() {
        let Some((_, origin)) = at.indicator.name.read().filter(|(name, _)| applies(name)) else { continue };
        match (filing.category(at), Named::of(at)) {
            (Some(category), Some(named)) => judge(&named, category, findings),
            _ => findings.cannot_decide(rule, subject(at), Some(origin), Reason::ValueUnreadable),
        }
    }
}
