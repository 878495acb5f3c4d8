//! Walking over a table: projects and indicators with their places, and the place that stands for each part.

use crate::model::{Amounts, Fund, Indicator, Inference, Project, SpendingUnit, Table};
use crate::rules::Subject;
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
        self.projects().flat_map(ProjectAt::indicators)
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

/// Every field of a table with what it belongs to.
pub fn fields(table: &Table) -> impl Iterator<Item = (Subject, &Origin)> {
    let head = [table.title.origin(), table.department.origin(), table.budget_year.origin(), table.money_unit.origin()];
    let head = head.into_iter().flatten().chain(amount_origins(&table.total)).map(|origin| (Subject::Document, origin));
    let units = table.units.iter().enumerate().flat_map(|(index, unit)| {
        let own = unit.name.origin().into_iter().chain(amount_origins(&unit.amounts));
        own.map(move |origin| (Subject::Unit(index), origin))
    });
    let projects = table.projects().flat_map(|at| {
        let own = [at.project.name.origin(), at.project.objective.origin()].into_iter().flatten();
        own.chain(amount_origins(&at.project.amounts)).map(move |origin| (Subject::Project(at.index), origin))
    });
    let indicators = table.indicators().flat_map(|at| {
        let of = at.indicator;
        let own = [
            of.ordinal.origin(),
            of.category.origin(),
            of.subcategory.origin(),
            of.name.origin(),
            of.target.origin(),
            of.weight.origin(),
            of.actual.origin(),
            of.score.origin(),
            of.deviation.origin(),
        ];
        let subject = Subject::Indicator { project: at.project, index: at.index };
        own.into_iter().flatten().map(move |origin| (subject, origin))
    });
    head.chain(units).chain(projects).chain(indicators)
}

fn amount_origins(amounts: &Amounts) -> impl Iterator<Item = &Origin> {
    Fund::ALL.into_iter().filter_map(|fund| amounts.get(fund).origin())
}

/// The smallest field that holds a byte of the text.
pub fn owner_of(table: &Table, at: u32) -> Option<(Subject, Origin)> {
    let owners = fields(table).filter(|(_, origin)| origin.start() <= at && at < origin.end() && origin.contains(at));
    owners.min_by_key(|(_, origin)| origin.len()).map(|(subject, origin)| (subject, origin.clone()))
}
