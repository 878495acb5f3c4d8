//! Indicators by name and category, as far as the reading of both can be relied on: what groups D to F walk over.

use super::case::Case;
use super::values::subject;
use super::{Finding, Findings, Reason, Rule};
use crate::model::Category;
use crate::span::Origin;
use crate::vocabulary::Name;
use crate::walk::IndicatorAt;

/// An indicator whose name was read as the form prints it.
#[derive(Clone, Copy)]
pub(super) struct Named<'t> {
    pub(super) at: IndicatorAt<'t>,
    pub(super) name: &'t Name,
}

impl<'t> Named<'t> {
    /// Where the name stands. Asked for only where something is said: nearly all that a rule passes over it need not fetch.
    pub(super) fn origin(&self) -> &'t Origin {
        self.at.indicator.name.origin().unwrap_or(&Origin::NOWHERE)
    }

    /// Reports on the name, with the name for the sentence.
    pub(super) fn report<'f>(&self, rule: &'static Rule, findings: &'f mut Findings) -> &'f mut Finding {
        findings.report(rule, subject(self.at), self.origin()).arg("name", self.name.text())
    }
}

/// Judges every name that was read; of those that cannot be, says so.
pub(super) fn each_name(
    rule: &'static Rule,
    case: Case<'_>,
    findings: &mut Findings,
    judge: fn(&Named<'_>, &mut Findings),
) {
    for at in case.indicators() {
        if let Some(named) = case.named(at) {
            judge(&named, findings);
        } else if let origin @ Some(_) = at.indicator.name.origin() {
            findings.cannot_decide(rule, subject(at), origin, Reason::ValueUnreadable);
        }
    }
}

/// Judges every name the rule applies to beside its category; where the category is not certain, says so.
pub(super) fn each_filed(
    rule: &'static Rule,
    case: Case<'_>,
    findings: &mut Findings,
    applies: fn(&Name) -> bool,
    judge: &dyn Fn(&Named<'_>, Category, &mut Findings),
) {
    for at in case.indicators() {
        let Some(origin) = at.indicator.name.origin().filter(|_| case.name(at).is_some_and(applies)) else { continue };
        match (case.category(at), case.named(at)) {
            (Some(category), Some(named)) => judge(&named, category, findings),
            _ => findings.cannot_decide(rule, subject(at), Some(origin), Reason::ValueUnreadable),
        }
    }
}
