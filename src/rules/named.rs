//! Indicators by name and category, as far as the reading of both can be relied on: what groups D to F walk over.

use super::legible::is_legible;
use super::reliance::is_scattered;
use super::values::subject;
use super::{Finding, Findings, Reason, Rule};
use crate::model::{Category, Cell, Layout, Table};
use crate::span::Origin;
use crate::vocabulary;
use crate::walk::IndicatorAt;

/// An indicator whose name was read as the form prints it.
#[derive(Clone, Copy)]
pub(super) struct Named<'t> {
    pub(super) at: IndicatorAt<'t>,
    pub(super) name: &'t str,
    pub(super) origin: &'t Origin,
}

impl Named<'_> {
    /// Reports on the name, with the name for the sentence.
    pub(super) fn report<'f>(&self, rule: &'static Rule, findings: &'f mut Findings) -> &'f mut Finding {
        findings.report(rule, subject(self.at), self.origin).arg("name", self.name)
    }
}

/// What can be relied on in a table: which names were read whole, and under which categories they are filed.
pub(super) struct Names {
    /// Whether rows of the form name a class (二级指标) beside the category. In forms of blocks a category is printed
    /// once for several rows; a row that lost its class may have come under a wrong one.
    needs_class: bool,
    /// Whether the columns are mixed up, so that a long name may hold a piece of the objective beside it.
    mixed: bool,
}

impl Names {
    pub(super) fn of(table: &Table) -> Self {
        let has_class = |at: IndicatorAt<'_>| at.indicator.subcategory.value().is_some();
        let needs_class = table.layout != Layout::ProjectPerRow && table.indicators().any(has_class);
        Self { needs_class, mixed: is_scattered(table) }
    }

    /// The indicator, where its name was read and nothing else got into it.
    pub(super) fn named<'t>(&self, at: IndicatorAt<'t>) -> Option<Named<'t>> {
        /// Longer names of a mixed table have swallowed their neighbours.
        const LONGEST_NAME: usize = 16;
        let (name, origin) = at.indicator.name.read()?;
        let suspicious = || name.contains(['，', '。', ',']) || vocabulary::base(name).chars().count() > LONGEST_NAME;
        (is_legible(at.indicator) && !(self.mixed && suspicious())).then_some(Named { at, name, origin })
    }

    /// The category, where it is certain that the form files the indicator there.
    pub(super) fn category(&self, at: IndicatorAt<'_>) -> Option<Category> {
        let category = at.indicator.category.value().copied()?;
        let certain = !self.needs_class || matches!(at.indicator.subcategory, Cell::Read { .. });
        certain.then_some(category)
    }
}

/// Judges every name that was read; of those that cannot be, says so.
pub(super) fn each_name(
    rule: &'static Rule,
    table: &Table,
    findings: &mut Findings,
    judge: fn(&Named<'_>, &mut Findings),
) {
    let names = Names::of(table);
    for at in table.indicators() {
        if let Some(named) = names.named(at) {
            judge(&named, findings);
        } else if let origin @ Some(_) = at.indicator.name.origin() {
            findings.cannot_decide(rule, subject(at), origin, Reason::ValueUnreadable);
        }
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
    let names = Names::of(table);
    for at in table.indicators() {
        let Some((_, origin)) = at.indicator.name.read().filter(|(name, _)| applies(name)) else { continue };
        match (names.category(at), names.named(at)) {
            (Some(category), Some(named)) => judge(&named, category, findings),
            _ => findings.cannot_decide(rule, subject(at), Some(origin), Reason::ValueUnreadable),
        }
    }
}
