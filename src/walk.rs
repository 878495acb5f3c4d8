//! Walking over a table: projects and indicators with their places, and the place that stands for each part.
//!
//! The walks are lists: built of nested iterators, each use of one would be code of its own, 10 kB of the page's program.

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
    pub fn projects(&self) -> std::vec::IntoIter<ProjectAt<'_>> {
        let mut projects = Vec::with_capacity(self.units.iter().map(|unit| unit.projects.len()).sum());
        for (unit, of) in self.units.iter().enumerate() {
            for project in &of.projects {
                projects.push(ProjectAt { index: projects.len(), unit, project });
            }
        }
        projects.into_iter()
    }

    /// All indicators in document order.
    pub fn indicators(&self) -> std::vec::IntoIter<IndicatorAt<'_>> {
        let projects = self.projects();
        let count = projects.as_slice().iter().map(|at| at.project.indicators.len()).sum();
        // Every rule walks here: no list of its own for each project.
        let mut indicators = Vec::with_capacity(count);
        for at in projects {
            for (index, indicator) in at.project.indicators.iter().enumerate() {
                indicators.push(IndicatorAt { project: at.index, index, indicator });
            }
        }
        indicators.into_iter()
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
    pub fn indicators(self) -> std::vec::IntoIter<IndicatorAt<'t>> {
        let all = self.project.indicators.iter().enumerate();
        let all: Vec<_> = all.map(|(index, indicator)| IndicatorAt { project: self.index, index, indicator }).collect();
        all.into_iter()
    }
}

/// The cells of an indicator.
fn cells(of: &Indicator) -> [Option<&Origin>; 9] {
    [
        of.ordinal.origin(),
        of.category.origin(),
        of.subcategory.origin(),
        of.name.origin(),
        of.target.origin(),
        of.weight.origin(),
        of.attainment().actual.origin(),
        of.attainment().score.origin(),
        of.attainment().deviation.origin(),
    ]
}

/// Calls `visit` with every field of a table and what it belongs to.
pub fn each_field<'t>(table: &'t Table, visit: &mut dyn FnMut(Subject, &'t Origin)) {
    let mut add = |subject: Subject, own: &[Option<&'t Origin>], money: Option<&'t Amounts>| {
        own.iter().flatten().for_each(|origin| visit(subject, origin));
        for fund in money.map(|_| Fund::ALL).into_iter().flatten() {
            money.and_then(|money| money.get(fund).origin()).into_iter().for_each(|origin| visit(subject, origin));
        }
    };
    let head = [table.title.origin(), table.department.origin(), table.budget_year.origin(), table.money_unit.origin()];
    add(Subject::Document, &head, Some(&table.total));
    for (index, unit) in table.units.iter().enumerate() {
        add(Subject::Unit(index), &[unit.name.origin()], Some(&unit.amounts));
    }
    for at in table.projects() {
        let execution = at.project.execution();
        let own = [
            at.project.name.origin(),
            at.project.objective.origin(),
            execution.original_budget.origin(),
            execution.actual.origin(),
            execution.execution_rate.origin(),
            execution.score.origin(),
            execution.total_score.origin(),
        ];
        add(Subject::Project(at.index), &own, Some(&at.project.amounts));
        for other in &at.project.mid_term {
            add(Subject::Project(at.index), &cells(other), None);
        }
        for (index, indicator) in at.project.indicators.iter().enumerate() {
            add(Subject::Indicator { project: at.index, index }, &cells(indicator), None);
        }
    }
}

/// Every field of a table with what it belongs to.
pub fn fields(table: &Table) -> std::vec::IntoIter<(Subject, &Origin)> {
    let mut fields = Vec::new();
    each_field(table, &mut |subject, origin| fields.push((subject, origin)));
    fields.into_iter()
}

/// The smallest field that holds a byte of the text.
pub fn owner_of(table: &Table, at: u32) -> Option<(Subject, Origin)> {
    let owners = fields(table).filter(|(_, origin)| origin.start() <= at && at < origin.end() && origin.contains(at));
    owners.min_by_key(|(_, origin)| origin.len()).map(|(subject, origin)| (subject, origin.clone()))
}
