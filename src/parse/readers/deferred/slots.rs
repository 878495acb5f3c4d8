//! What stands in which place of a page, and what each column demands of a text.

use super::demands::Page;
use super::looks::Looks;
use super::scraps::Scrap;
use super::suits::Measure;
use crate::lexicon::{Column, Field};
use crate::model::Fund;

/// What cannot be.
pub(super) const NEVER: u32 = 1000;

/// What a state waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// What stands above or between the rows: titles, labels, heads.
    Head,
    /// The value of a label.
    Value(Waits),
    /// A cell of the row.
    Cell(Slot),
    /// The row is over.
    End,
}

/// Which value a label waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Waits {
    /// The name of a project.
    Project,
    /// The name of a body.
    Body,
    Money,
    /// One amount, on whose line another label may wait for the next.
    Amount,
    Objective,
    /// The objective, and then what was reached: their labels stand side by side above both.
    Expected,
    /// What was reached.
    Reached,
    /// Anything short.
    Short,
    /// From when until when.
    Term,
    /// A sentence or more: what a project is for, or rests upon.
    Said,
    /// What a closing label says, or the rest of a note.
    Note,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// A column of a form.
    Of(Column),
    /// 指标属性.
    Kind,
    /// How points are given.
    Rule,
    /// The target of another period than the year: 实施周期目标值.
    Period,
    /// The name of a list.
    Name,
    /// A money column of a list, from 0.
    Money(usize),
    /// The objective of a list.
    Objective,
    /// The indicators of a list.
    Set,
    /// A money column of a row of sums, which has no objective and no indicators.
    Sum(usize),
}

/// Where on a form a label stands, from the top.
pub(super) fn rank(scrap: &Scrap) -> Option<u32> {
    if scrap.note.is_some() || scrap.looks.first().is_some_and(|looks| looks.sum) {
        return Some(6);
    }
    if scrap.spending.is_some() {
        return Some(3);
    }
    if scrap.column.is_some() {
        return Some(5);
    }
    match scrap.field.map(|(field, _)| field) {
        None if scrap.looks.first().is_some_and(|looks| looks.boxes) => Some(2),
        None => scrap.above.then_some(u32::from(scrap.year)),
        Some(Field::Project) => Some(1),
        Some(Field::Department | Field::Unit | Field::Year | Field::Other) => Some(2),
        Some(Field::Money(_)) => Some(3),
        Some(Field::Objective | Field::OtherObjective) => Some(4),
        Some(Field::Heading | Field::OtherSet) => None,
    }
}

/// Shorter texts name no project: 元/个 is a unit.
pub(super) const SHORTEST_NAME: usize = 4;

/// What it costs to take a text for a cell of a column.
pub(super) fn demand(slot: Slot, looks: &Looks, scrap: &Scrap, level: bool, split: bool) -> u32 {
    // 服务对象满意度 is a level-2 cell of some forms, and a name in others.
    let odd = u32::from(level) * if scrap.label { 12 } else { 4 };
    let slot = if slot == Slot::Period { Slot::Of(Column::Target) } else { slot };
    match slot {
        Slot::Kind | Slot::Period => {
            if looks.kind {
                0
            } else {
                NEVER
            }
        }
        Slot::Of(Column::Operator) if looks.kind => 1,
        _ if looks.kind || (level && looks.length > 8) => NEVER,
        Slot::Of(Column::Operator) => {
            if looks.operator {
                0
            } else {
                NEVER
            }
        }
        _ if looks.operator => NEVER,
        Slot::Of(Column::Name) if looks.number || looks.dash => 14,
        Slot::Of(Column::Name) => {
            let rule = u32::from(looks.rule && split) * 8;
            let value = u32::from(looks.value) * 7 + u32::from(looks.words && !looks.asks) * 2;
            // 元/场 is a unit.
            let is_unit = looks.no_project && looks.length < SHORTEST_NAME + 2;
            odd + value
                + rule
                + u32::from(looks.explains || is_unit) * 8
                + u32::from(looks.clause) * 4
                + u32::from(looks.sentence) * 4
                + u32::from((looks.formula && !looks.asks) || looks.fragment) * 3
                + u32::from(looks.length > 30 && !looks.asks) * 4
        }
        Slot::Of(Column::Target | Column::Actual) if level => NEVER,
        Slot::Of(column @ (Column::Target | Column::Actual)) if looks.number || looks.value => {
            // What was reached is compared with nothing.
            let compared = u32::from(column == Column::Actual && scrap.compares) * 4;
            compared + u32::from(looks.value && split && !looks.digits)
        }
        Slot::Of(Column::Target | Column::Actual) => {
            let words = if looks.words { 1 } else { 3 };
            words
                + u32::from(looks.stop || looks.formula || looks.fragment || (looks.rule && split)) * 6
                + u32::from(looks.asks || looks.measure == Measure::Time) * 4
                + u32::from(looks.sentence) * 4
                + u32::from(looks.length > 20) * 6
        }
        Slot::Of(Column::Unit) if level || looks.number || looks.length > 7 || looks.sentence => NEVER,
        Slot::Of(Column::Unit) => {
            u32::from(looks.length > 4 && !scrap.mixed) + u32::from(looks.words || looks.value) * 6
        }
        Slot::Of(Column::Weight | Column::Score) => {
            if looks.number {
                0
            } else {
                NEVER
            }
        }
        Slot::Of(Column::Project)
            if level || looks.number || looks.length < SHORTEST_NAME || (looks.value && !looks.project) =>
        {
            NEVER
        }
        Slot::Of(Column::Project) => {
            // A body has a row of its own, and an item is one of an objective.
            let odd = u32::from(looks.body && !looks.project) * 4 + u32::from(scrap.item) * 8;
            let name = odd + u32::from(!looks.project) * 2 + u32::from(looks.clause) * 4;
            name + u32::from(looks.sentence) * 6
                + u32::from(looks.formula || looks.no_project || looks.explains) * 6
                + u32::from(looks.length > 40) * 6
        }
        Slot::Of(Column::Objective) | Slot::Objective => {
            let short =
                u32::from(looks.length < 8 || (looks.project && !looks.clause)) * 4 + u32::from(!scrap.full) * 3;
            odd + u32::from(looks.number || looks.fragment) * 14 + u32::from(looks.formula || scrap.mark) * 4 + short
        }
        Slot::Rule => {
            u32::from(!looks.rule) * 4
                + u32::from(!looks.rules) * 4
                + u32::from(looks.explains || looks.number || looks.value) * 6
        }
        Slot::Of(Column::Deviation | Column::Other) => {
            odd + u32::from(looks.rule && split) * 3
                + u32::from(looks.number || looks.value) * 6
                + u32::from(!looks.sentence && !looks.formula && !scrap.ends) * 2
        }
        Slot::Name if looks.bare => NEVER,
        Slot::Name => {
            let clause = u32::from(looks.clause) * 6 + u32::from(looks.sentence) * 2;
            clause + u32::from(!looks.project) * 2 + u32::from(looks.length > 45) * 6
        }
        Slot::Of(Column::Money(_)) if looks.number || looks.dash => u32::from(looks.torn) * 8,
        Slot::Money(column) | Slot::Sum(column) if looks.number || looks.dash => {
            3 * u32::try_from(column).unwrap_or(NEVER)
        }
        Slot::Of(_) | Slot::Set | Slot::Money(_) | Slot::Sum(_) => NEVER,
    }
}

impl Page<'_> {
    /// What an empty cell costs.
    pub(super) fn empty(&self, slot: Slot) -> u32 {
        let flat = self.has(Column::Project);
        // Of two sets side by side, one is longer.
        let names = self.slots.iter().filter(|slot| **slot == Slot::Of(Column::Name)).count();
        match slot {
            Slot::Of(Column::Name | Column::Target) if names > 1 => 4,
            Slot::Of(Column::Level1 | Column::Level2) => u32::from(flat) * 6,
            Slot::Of(Column::Name) => 20,
            Slot::Of(Column::Target) | Slot::Period => 8,
            Slot::Of(Column::Weight) if !self.has(Column::Score) => 6,
            Slot::Of(Column::Weight | Column::Actual) | Slot::Kind => 2,
            Slot::Of(Column::Operator) => {
                if self.has(Column::Code) {
                    1
                } else {
                    3
                }
            }
            Slot::Of(Column::Project | Column::Objective | Column::Deviation) => 0,
            Slot::Name => 14,
            Slot::Of(Column::Money(Fund::Total)) | Slot::Money(0) | Slot::Sum(0) => 10,
            Slot::Rule | Slot::Money(_) | Slot::Sum(_) | Slot::Of(_) => 1,
            Slot::Objective | Slot::Set => 4,
        }
    }
}
