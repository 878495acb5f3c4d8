//! Walking over a table: projects and indicators with their places, and the place that stands for each part.

use crate::model::{Amounts, Fund, Indicator, Inference, Project, SpendingUnit, Table};
use crate::span::Origin;

/// A project with its place: numbers count from 0 over the whole table.
#[derive(Clone, Copy, Debug)]
pub struct ProjectAt<'t> {
    /// Which project.
    pub index: usize,
    /// Which unit it stands under.
    pub unit: usize,
    /// The project.
    pub project: &'t Project,
}

/// An indicator with its place: project over the whole table, position within the project, both from 0.
#[derive(Clone, Copy, Debug)]
pub struct IndicatorAt<'t> {
    /// Which project.
    pub project: usize,
    /// Position within the project; not the printed ordinal.
    pub index: usize,
    /// The indicator.
    pub indicator: &'t Indicator,
}

impl Table {
    /// All projects in document order.
    pub fn projects(&self) -> impl Iterator<Item = ProjectAt<'_>> {
        let projects = self.units.iter().enumerate();
        let projects = projects.flat_map(|(unit, of)| of.projects.iter().map(move |project| (unit, project)));
        projects.enumerate().map(|(index, (unit, project))| ProjectAt { index, unit, project })
    }

    /// All indicators in document order.
    pub fn indicators(&self) -> impl Iterator<Item = IndicatorAt<'_>> {
        self.projects().flat_map(|at| at.indicators())
    }

    /// The place that stands for the table as a whole: the first thing that was read of it.
    pub fn anchor(&self) -> Option<&Origin> {
        let head = self.title.origin().or(self.department.origin()).or(self.total.anchor());
        head.or_else(|| self.units.first().and_then(SpendingUnit::anchor))
    }

    /// The budget year: printed, else inferred.
    pub fn year(&self) -> Option<u16> {
        self.budget_year.value().copied().or_else(|| {
            self.inferred.iter().find_map(|inference| match inference {
                Inference::BudgetYear { year, .. } => Some(*year),
                Inference::MoneyUnit { .. } => None,
            })
        })
    }
}

impl Amounts {
    /// The first column that stands in the text.
    pub fn anchor(&self) -> Option<&Origin> {
        Fund::ALL.into_iter().find_map(|fund| self.get(fund).origin())
    }
}

impl SpendingUnit {
    /// The place that stands for the unit: its name, else its money, else its first project.
    pub fn anchor(&self) -> Option<&Origin> {
        let own = self.name.origin().or(self.amounts.anchor());
        own.or_else(|| self.projects.first().and_then(Project::anchor))
    }
}

impl Project {
    /// The place that stands for the project: its name, else its money, objective or first indicator.
    pub fn anchor(&self) -> Option<&Origin> {
        let own = self.name.origin().or(self.amounts.anchor()).or(self.objective.origin());
        own.or_else(|| self.indicators.first().and_then(Indicator::anchor))
    }
}

impl Indicator {
    /// The place that stands for the indicator: its name, else its target, ordinal or category.
    pub fn anchor(&self) -> Option<&Origin> {
        let named = self.name.origin().or(self.target.origin());
        named.or(self.ordinal.origin()).or(self.category.origin())
    }
}

impl<'t> ProjectAt<'t> {
    /// The project's indicators with their places.
    pub fn indicators(self) -> impl Iterator<Item = IndicatorAt<'t>> {
        let project = self.index;
        self.project.indicators.iter().enumerate().map(move |(index, indicator)| IndicatorAt {
            project,
            index,
            indicator,
        })
    }
}
