//! A table with what many rules ask of it, worked out once.

use std::collections::BTreeMap;
use std::ops::Deref;

use super::duplicates::{Identity, identities};
use super::legible;
use super::named::Named;
use super::reliance::{Reliance, is_scattered};
use super::values::{Valued, is_placeholder};
use super::{Findings, Reason, Rule, Subject};
use crate::model::{Category, Cell, Layout, Table};
use crate::source::offset;
use crate::target::{Reading, Target};
use crate::vocabulary::wording::{self, Wording};
use crate::vocabulary::{self, Count, Name};
use crate::walk::{IndicatorAt, ProjectAt};

/// What many rules ask of a table.
#[derive(Debug)]
pub(crate) struct Facts {
    /// Which project of the table is the first of each unit.
    units: Vec<usize>,
    /// Which indicator of the table is the first of each project.
    firsts: Vec<usize>,
    indicators: Vec<Fact>,
    /// The different names of the table: it repeats them, and a look at one takes a while.
    names: Vec<Name>,
    identities: Vec<Identity>,
    /// The different targets of the table, for the same reason.
    targets: Vec<TargetFact>,
    /// The words of each project.
    projects: Vec<ProjectFact>,
    /// Whether rows of the form name a class (二级指标) beside the category. In forms of blocks a category is printed
    /// once for several rows; a row that lost its class may have come under a wrong one.
    needs_class: bool,
    pub(super) form: Form,
    pub(super) is_garbled: bool,
    /// Whether the columns are mixed up, so that a long name may hold a piece of the objective beside it.
    pub(super) is_scattered: bool,
    pub(super) reliance: Reliance,
}

/// What the form shows anywhere in the table.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Form {
    /// A category 满意度: 财预〔2020〕10号 keeps it under benefit.
    pub(super) has_satisfaction: bool,
    /// Numbers before the indicators.
    pub(super) has_ordinals: bool,
    /// Objectives; else the form has no such column, or the copy lost it.
    pub(super) has_objectives: bool,
}

/// What many rules ask of an indicator.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fact {
    /// Which of the names; beyond their end where none was read.
    name: u32,
    /// Which of the targets; beyond their end where none was read.
    target: u32,
    category: Option<Category>,
    /// Whether a row of the form shows a class.
    has_class: bool,
    is_legible: bool,
}

/// What many rules ask of a target.
#[derive(Debug)]
pub(super) struct TargetFact {
    pub(super) target: Target,
    /// As its words are compared.
    pub(super) plain: String,
    /// What it counts.
    pub(super) counts: Vec<Count>,
    is_legible: bool,
    pub(super) is_placeholder: bool,
    /// How much a target in words says, and whether it holds a number all the same.
    pub(super) words: Option<(Wording, bool)>,
    /// What the words say beyond degree; words of degree alone are taken as they stand: 有效性 → 有效.
    pub(super) rest: String,
}

/// What a project says of itself, as words are compared; empty where nothing was read.
#[derive(Debug)]
pub(super) struct ProjectFact {
    pub(super) name: String,
    pub(super) objective: String,
}

impl TargetFact {
    fn of(target: &Target) -> Self {
        let plain = vocabulary::plain(&target.text);
        let is_words = target.reading == Reading::Words;
        let words = is_words.then(|| (wording::wording(&target.text), wording::has_number(&target.text)));
        let rest = if is_words { wording::without_degree(&target.text) } else { String::new() };
        Self {
            target: target.clone(),
            counts: vocabulary::counts(&plain),
            is_legible: legible::is_target(target, words),
            is_placeholder: is_placeholder(target),
            words,
            rest: if rest.is_empty() { plain.clone() } else { rest },
            plain,
        }
    }
}

/// One kind of map, as elsewhere: each costs the page some kilobytes.
type Numbers = BTreeMap<String, usize>;

/// The number of a text among different ones; what is made of it, where it is new.
fn number_of<T>(text: &str, numbers: &mut Numbers, made: &mut Vec<T>, make: impl FnOnce() -> T) -> usize {
    if let Some(number) = numbers.get(text) {
        return *number;
    }
    numbers.insert(text.to_owned(), made.len());
    made.push(make());
    made.len() - 1
}

impl Facts {
    pub(crate) fn of(table: &Table) -> Self {
        let (mut firsts, mut indicators) = (Vec::new(), Vec::new());
        let (mut names, mut targets, mut legible_names) = (Vec::new(), Vec::new(), Vec::new());
        let (mut name_numbers, mut target_numbers) = (Numbers::new(), Numbers::new());
        let mut needs_class = false;
        let mut form = Form::default();
        for at in table.indicators() {
            let of = at.indicator;
            firsts.resize(at.project + 1, indicators.len());
            needs_class |= of.subcategory.value().is_some();
            form.has_satisfaction |= of.category.value() == Some(&Category::Satisfaction);
            form.has_ordinals |= of.ordinal != Cell::Absent;
            let name = of.name.value().map(|text| {
                number_of(text, &mut name_numbers, &mut names, || {
                    let name = Name::of(text);
                    legible_names.push(legible::is_name(&name));
                    name
                })
            });
            let target = of
                .target
                .value()
                .map(|target| number_of(&target.text, &mut target_numbers, &mut targets, || TargetFact::of(target)));
            let reads_well = |target: usize| targets.get(target).is_some_and(|target: &TargetFact| target.is_legible);
            let is_legible = name.and_then(|name| legible_names.get(name).copied()).unwrap_or(true);
            indicators.push(Fact {
                name: name.map_or(u32::MAX, offset),
                target: target.map_or(u32::MAX, offset),
                category: of.category.value().copied(),
                has_class: matches!(of.subcategory, Cell::Read { .. }),
                is_legible: is_legible && target.is_none_or(reads_well),
            });
        }
        let is_garbled = legible::is_garbled(table, indicators.iter().filter(|of| !of.is_legible).count());
        let said = |cell: &Cell<String>| cell.value().map_or_else(String::new, |text| vocabulary::plain(text));
        let said =
            |at: ProjectAt<'_>| ProjectFact { name: said(&at.project.name), objective: said(&at.project.objective) };
        form.has_objectives = table.projects().any(|at| at.project.objective != Cell::Absent);
        let firsts_of_units = table.units.iter().scan(0, |next, unit| {
            let first = *next;
            *next += unit.projects.len();
            Some(first)
        });
        Self {
            units: firsts_of_units.collect(),
            firsts,
            indicators,
            identities: identities(&names),
            names,
            targets,
            projects: table.projects().map(said).collect(),
            needs_class: table.layout != Layout::ProjectPerRow && needs_class,
            form,
            is_garbled,
            is_scattered: is_scattered(table),
            reliance: Reliance::of(table),
        }
    }

    /// How many projects the table has.
    pub(super) fn project_count(&self) -> usize {
        self.projects.len()
    }
}

/// A table to be judged, or some projects of it, with what many rules ask of it.
#[derive(Clone, Copy)]
pub(super) struct Case<'t> {
    pub(super) table: &'t Table,
    pub(super) facts: &'t Facts,
    /// The projects that are looked at: the first, and the one after the last.
    part: (usize, usize),
}

impl Deref for Case<'_> {
    type Target = Table;

    fn deref(&self) -> &Table {
        self.table
    }
}

impl<'t> Case<'t> {
    /// The whole table.
    pub(super) fn new(table: &'t Table, facts: &'t Facts) -> Self {
        Self { table, facts, part: (0, facts.project_count()) }
    }

    /// Some projects of it.
    pub(super) fn part(self, from: usize, until: usize) -> Self {
        Self { part: (from, until), ..self }
    }

    /// The projects, in document order.
    pub(super) fn projects(self) -> std::vec::IntoIter<ProjectAt<'t>> {
        let (from, until) = self.part;
        let mut projects = Vec::with_capacity(until.saturating_sub(from));
        let first_unit = self.facts.units.partition_point(|first| *first <= from).saturating_sub(1);
        for (unit, first) in self.facts.units.iter().enumerate().skip(first_unit) {
            let of = self.table.units.get(unit).map_or(&[][..], |unit| unit.projects.as_slice());
            for (index, project) in of.iter().enumerate().skip(from.saturating_sub(*first)) {
                let index = first + index;
                if index >= until {
                    return projects.into_iter();
                }
                projects.push(ProjectAt { index, unit, project });
            }
        }
        projects.into_iter()
    }

    /// The projects before and after one.
    pub(super) fn neighbours(self, of: usize) -> impl Iterator<Item = ProjectAt<'t>> {
        let around = self.part(of.saturating_sub(1), of.saturating_add(2).min(self.facts.project_count()));
        around.projects().filter(move |at| at.index != of)
    }

    /// The indicators, in document order.
    pub(super) fn indicators(self) -> std::vec::IntoIter<IndicatorAt<'t>> {
        let mut indicators = Vec::new();
        for at in self.projects() {
            indicators.extend(at.indicators());
        }
        indicators.into_iter()
    }

    /// Says of the whole table, once, that it lacks the column a rule is about, or that the copy lost it.
    pub(super) fn lacks_column(self, rule: &'static Rule, findings: &mut Findings) {
        if self.part.0 == 0 {
            findings.cannot_decide(rule, Subject::Document, self.table.anchor(), Reason::ValueAbsent);
        }
    }

    /// What is known of an indicator.
    fn fact(self, at: IndicatorAt<'_>) -> Option<&'t Fact> {
        let first = self.facts.firsts.get(at.project)?;
        self.facts.indicators.get(first + at.index)
    }

    /// The name of an indicator, where one was read.
    pub(super) fn name(self, at: IndicatorAt<'_>) -> Option<&'t Name> {
        self.facts.names.get(self.name_number(at)?)
    }

    /// Which of the different names of the table an indicator has.
    pub(super) fn name_number(self, at: IndicatorAt<'_>) -> Option<usize> {
        self.fact(at).map(|fact| fact.name as usize)
    }

    /// What makes an indicator's name the same as others, where one was read.
    pub(super) fn identity(self, at: IndicatorAt<'_>) -> Option<&'t Identity> {
        self.facts.identities.get(self.name_number(at)?)
    }

    /// What is known of an indicator's target, where one was read.
    pub(super) fn target(self, at: IndicatorAt<'_>) -> Option<&'t TargetFact> {
        self.facts.targets.get(self.fact(at)?.target as usize)
    }

    /// What a project says of itself.
    pub(super) fn said(self, at: &ProjectAt<'_>) -> Option<&'t ProjectFact> {
        self.facts.projects.get(at.index)
    }

    /// Whether name and target are what a form may print as such.
    pub(super) fn is_legible(self, at: IndicatorAt<'_>) -> bool {
        self.fact(at).is_some_and(|fact| fact.is_legible)
    }

    /// The different names of the table.
    pub(super) fn names(self) -> &'t [Name] {
        &self.facts.names
    }

    /// The indicator, where name and target were read as the form prints them. A placeholder is C14's alone.
    pub(super) fn valued(self, at: IndicatorAt<'t>) -> Option<Valued<'t>> {
        let fact = self.fact(at).filter(|fact| fact.is_legible)?;
        let name = self.facts.names.get(fact.name as usize)?;
        let of_target = self.facts.targets.get(fact.target as usize).filter(|of| !of.is_placeholder)?;
        Some(Valued { at, name, target: &of_target.target, of_target })
    }

    /// The indicator, where its name was read and nothing else got into it.
    pub(super) fn named(self, at: IndicatorAt<'t>) -> Option<Named<'t>> {
        /// Longer names of a mixed table have swallowed their neighbours.
        const LONGEST_NAME: usize = 16;
        let fact = self.fact(at).filter(|fact| fact.is_legible)?;
        let name = self.facts.names.get(fact.name as usize)?;
        let suspicious = || name.text().contains(['，', '。', ',']) || name.base().chars().count() > LONGEST_NAME;
        (!(self.facts.is_scattered && suspicious())).then_some(Named { at, name })
    }

    /// The category, where it is certain that the form files the indicator there.
    pub(super) fn category(self, at: IndicatorAt<'_>) -> Option<Category> {
        let fact = self.fact(at)?;
        fact.category.filter(|_| !self.facts.needs_class || fact.has_class)
    }
}
