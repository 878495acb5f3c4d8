//! A table with what many rules ask of it, worked out once.

use std::collections::BTreeMap;
use std::ops::Deref;

use super::duplicates::{Identity, identities};
use super::legible;
use super::named::Named;
use super::reliance::{Reliance, is_scattered};
use super::values::{Valued, is_placeholder};
use crate::model::{Category, Cell, Layout, Table};
use crate::target::Reading;
use crate::vocabulary::Name;
use crate::vocabulary::wording::{self, Wording};
use crate::walk::{IndicatorAt, ProjectAt};

/// What many rules ask of a table.
#[derive(Debug)]
pub(crate) struct Facts {
    /// Which indicator of the table is the first of each project.
    firsts: Vec<usize>,
    indicators: Vec<Fact>,
    /// The different names of the table: it repeats them, and a look at one takes a while.
    names: Vec<Name>,
    identities: Vec<Identity>,
    /// Whether rows of the form name a class (二级指标) beside the category. In forms of blocks a category is printed
    /// once for several rows; a row that lost its class may have come under a wrong one.
    needs_class: bool,
    pub(super) is_garbled: bool,
    /// Whether the columns are mixed up, so that a long name may hold a piece of the objective beside it.
    pub(super) is_scattered: bool,
    pub(super) reliance: Reliance,
}

/// What many rules ask of an indicator.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fact {
    /// Which of the names; beyond their end where none was read.
    pub(super) name: usize,
    pub(super) is_legible: bool,
    pub(super) is_placeholder: bool,
    /// How much a target in words says, and whether it holds a number all the same.
    pub(super) words: Option<(Wording, bool)>,
}

impl Facts {
    pub(crate) fn of(table: &Table) -> Self {
        let (mut firsts, mut indicators, mut names) = (Vec::new(), Vec::new(), Vec::new());
        // One kind of map, as elsewhere: each costs the page some kilobytes.
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut legible_names = Vec::new();
        let mut needs_class = false;
        for at in table.indicators() {
            let of = at.indicator;
            firsts.resize(at.project + 1, indicators.len());
            needs_class |= of.subcategory.value().is_some();
            let name = of.name.value().map(|text| {
                numbers.get(text).copied().unwrap_or_else(|| {
                    let name = Name::of(text);
                    legible_names.push(legible::is_name(&name));
                    numbers.insert(text.clone(), names.len());
                    names.push(name);
                    names.len() - 1
                })
            });
            let target = of.target.value();
            let words = target.filter(|target| target.reading == Reading::Words);
            let words = words.map(|target| (wording::wording(&target.text), wording::has_number(&target.text)));
            let read_well = name.and_then(|name| legible_names.get(name).copied()).unwrap_or(true);
            indicators.push(Fact {
                name: name.unwrap_or(usize::MAX),
                is_legible: read_well && target.is_none_or(|target| legible::is_target(target, words)),
                is_placeholder: target.is_some_and(is_placeholder),
                words,
            });
        }
        let is_garbled = legible::is_garbled(table, indicators.iter().filter(|of| !of.is_legible).count());
        Self {
            firsts,
            indicators,
            identities: identities(&names),
            names,
            needs_class: table.layout != Layout::ProjectPerRow && needs_class,
            is_garbled,
            is_scattered: is_scattered(table),
            reliance: Reliance::of(table),
        }
    }
}

/// A table to be judged, with what many rules ask of it.
#[derive(Clone, Copy)]
pub(super) struct Case<'t> {
    pub(super) table: &'t Table,
    pub(super) facts: &'t Facts,
}

impl Deref for Case<'_> {
    type Target = Table;

    fn deref(&self) -> &Table {
        self.table
    }
}

impl<'t> Case<'t> {
    /// All projects in document order.
    pub(super) fn projects(self) -> std::vec::IntoIter<ProjectAt<'t>> {
        self.table.projects()
    }

    /// All indicators in document order.
    pub(super) fn indicators(self) -> std::vec::IntoIter<IndicatorAt<'t>> {
        self.table.indicators()
    }

    /// What is known of an indicator.
    pub(super) fn fact(self, at: IndicatorAt<'_>) -> Option<&'t Fact> {
        let first = self.facts.firsts.get(at.project)?;
        self.facts.indicators.get(first + at.index)
    }

    /// The name of an indicator, where one was read.
    pub(super) fn name(self, at: IndicatorAt<'_>) -> Option<&'t Name> {
        self.facts.names.get(self.fact(at)?.name)
    }

    /// What makes an indicator's name the same as others, where one was read.
    pub(super) fn identity(self, at: IndicatorAt<'_>) -> Option<&'t Identity> {
        self.facts.identities.get(self.fact(at)?.name)
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
        let fact = self.fact(at).filter(|fact| fact.is_legible && !fact.is_placeholder)?;
        let name = self.facts.names.get(fact.name)?;
        let (target, origin) = at.indicator.target.read()?;
        let name_origin = at.indicator.name.origin()?;
        Some(Valued { at, name, target, origin, name_origin, words: fact.words })
    }

    /// The indicator, where its name was read and nothing else got into it.
    pub(super) fn named(self, at: IndicatorAt<'t>) -> Option<Named<'t>> {
        /// Longer names of a mixed table have swallowed their neighbours.
        const LONGEST_NAME: usize = 16;
        let fact = self.fact(at).filter(|fact| fact.is_legible)?;
        let name = self.facts.names.get(fact.name)?;
        let origin = at.indicator.name.origin()?;
        let suspicious = || name.text().contains(['，', '。', ',']) || name.base().chars().count() > LONGEST_NAME;
        (!(self.facts.is_scattered && suspicious())).then_some(Named { at, name, origin })
    }

    /// The category, where it is certain that the form files the indicator there.
    pub(super) fn category(self, at: IndicatorAt<'_>) -> Option<Category> {
        let category = at.indicator.category.value().copied()?;
        let certain = !self.facts.needs_class || matches!(at.indicator.subcategory, Cell::Read { .. });
        certain.then_some(category)
    }
}
