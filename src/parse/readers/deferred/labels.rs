//! What the labels of a page demand: what may stand above and between its rows, and what each label waits for.

use super::demands::Page;
use super::looks::Looks;
use super::scraps::Scrap;
use super::slots::{NEVER, SHORTEST_NAME, Waits, rank};
use super::weave::{Side, Step};
use crate::lexicon::{Column, Field};
use crate::parse::readers::numbered;

/// How many lines a note has.
pub(super) const NOTE: usize = 60;

pub(super) const WAITS: [Waits; 11] = [
    Waits::Project,
    Waits::Body,
    Waits::Money,
    Waits::Amount,
    Waits::Objective,
    Waits::Short,
    Waits::Term,
    Waits::Said,
    Waits::Expected,
    Waits::Reached,
    Waits::Note,
];

/// The state in which a label waits for a value.
pub(super) fn state_of(waits: Waits) -> usize {
    1 + WAITS.iter().position(|other| *other == waits).unwrap_or_default()
}

/// Whether an objective and what was reached have their labels side by side here.
pub(super) fn is_pair(from: &[Scrap]) -> bool {
    matches!(from, [one, two, ..] if one.line == two.line
        && one.field == Some((Field::Objective, 1)) && two.field == Some((Field::OtherObjective, 1)))
}

/// Whether a scrap is the label of an objective of several years.
pub(super) fn is_of_term(scrap: &Scrap) -> bool {
    const TERMS: [&str; 4] = ["中期", "长期", "实施期", "实施周期"];
    scrap.field.is_some_and(|(field, _)| field == Field::OtherObjective)
        && TERMS.iter().any(|term| scrap.words.starts_with(term))
}

/// How labels end that ask from when until when.
const TERMS: [&str; 5] = ["周期", "期限", "项目期", "时间", "年限"];

/// How labels end that ask for sentences.
const SAYINGS: [&str; 8] = ["范围", "概况", "依据", "内容", "情况", "必要性", "措施", "用途"];

/// What it costs to end an objective before its next item.
const PARTED: u32 = 12;

impl Page<'_> {
    /// Whether it is a page of a self-evaluation on which each cell has a line of its own.
    fn is_scored(&self) -> bool {
        !self.lines && self.has(Column::Actual)
    }

    fn waiting(field: Field) -> usize {
        let waits = match field {
            Field::Project => Waits::Project,
            Field::Department | Field::Unit => Waits::Body,
            Field::Money(_) => Waits::Money,
            Field::Objective | Field::OtherObjective => Waits::Objective,
            Field::Year | Field::Other => Waits::Short,
            Field::Heading | Field::OtherSet => return 0,
        };
        state_of(waits)
    }

    /// `other` is the next scrap of the other stream: what forms print above is taken first.
    pub(super) fn head(&self, side: Side, from: &[Scrap], other: Option<&Scrap>, step: &mut dyn FnMut(Step)) {
        let Some(scrap) = from.first() else { return };
        let mut take = |count: usize, to: usize, cost: u32| step(Step { side, count, to, cost });
        let early = rank(scrap).zip(other.and_then(rank)).is_some_and(|(own, other)| own > other);
        // A title stands behind the last row before it.
        let between = scrap.above && other.is_some_and(|other| other.level.is_some());
        let early = u32::from(early || between);
        if side == Side::Prompt && is_pair(from) {
            return take(2, state_of(Waits::Expected), early);
        }
        if let Some((_, count)) = scrap.spending {
            // 预算数: of a line on its own has its amount beside it.
            let beside = scrap.ends && count == 1;
            take(count, if beside { state_of(Waits::Amount) } else { 0 }, early);
        }
        if let Some(count) = scrap.note {
            take(count, state_of(Waits::Note), early);
        }
        if self.has(Column::Target) && scrap.above && scrap.looks.first().is_some_and(|looks| looks.sum) {
            take(1, state_of(Waits::Money), early);
        }
        if let Some((field, count)) = scrap.field {
            // Where both labels stand side by side, others of this kind are headings beside or above them.
            let over = (self.paired && matches!(field, Field::Objective | Field::OtherObjective))
                || (self.has_term && scrap.words.starts_with("总体"));
            // Which of the amounts of a line is that of 其它资金: drawn late, nobody can tell.
            let unknown = side == Side::Late && matches!(field, Field::Money(_)) && scrap.ends;
            let amount = from.get(count).is_some_and(|next| next.line == scrap.line && next.is_of_money());
            let is_sum = scrap.words.contains("资金总额");
            let waiting = match field {
                Field::Other if amount || is_sum => state_of(Waits::Money),
                Field::Other if TERMS.iter().any(|term| scrap.words.ends_with(term)) => state_of(Waits::Term),
                Field::Other if SAYINGS.iter().any(|says| scrap.words.ends_with(says)) => state_of(Waits::Said),
                field => Self::waiting(field),
            };
            take(count, if over || unknown { 0 } else { waiting }, early);
        }
        // 得分(20分*执行率).
        let within = scrap.spending.zip(scrap.column).is_some_and(|((_, all), (_, count))| all > count);
        if let Some((_, count)) = scrap.column.filter(|_| !within && scrap.note.is_none()) {
            // The labels of a form stand above its rows.
            let over = early > 0 && other.is_some_and(|other| other.field.is_some());
            take(count, 0, early + u32::from(over) * 2);
        }
        let cost = match () {
            // A label that no value follows.
            () if scrap.field.is_some() || scrap.note.is_some() => 4,
            () if scrap.above => early,
            () if scrap.set => NEVER,
            () if scrap.looks.first().is_some_and(|looks| looks.number) => {
                match (self.has(Column::Project), self.has(Column::Target)) {
                    // Codes and amounts stand in rows.
                    (true, _) if self.has(Column::Code) && scrap.width > 2 => 12,
                    (true, _) => 1,
                    // Only flat tables number their columns; amounts stand where their labels are drawn late.
                    (false, true) if scrap.amount => 1,
                    (false, true) => 5,
                    (false, false) => 12,
                }
            }
            // No head of a page says a sentence.
            () => {
                let value = self.has(Column::Target)
                    && side == Side::Late
                    && scrap.looks.first().is_some_and(|looks| looks.value);
                4 + u32::from(scrap.width > 40) * 2 + u32::from(value) * 4
            }
        };
        take(1, 0, cost);
    }

    pub(super) fn value(&self, side: Side, from: &[Scrap], waits: Waits, step: &mut dyn FnMut(Step)) {
        let Some(first) = from.first() else { return };
        // Labels and heads are no values.
        let above = first.above && !(matches!(waits, Waits::Short | Waits::Term) && first.may_be_said());
        if first.field.is_some() || first.column.is_some() || first.level.is_some() || above {
            return;
        }
        let to = match (waits, from.get(1)) {
            (Waits::Expected, _) => state_of(Waits::Reached),
            // Amounts, rate and points stand on one line, or each on its own.
            (Waits::Money, Some(next))
                if side == Side::Prompt && (next.line == first.line || self.is_scored()) && next.is_of_money() =>
            {
                state_of(Waits::Money)
            }
            _ => 0,
        };
        let most = match waits {
            _ if side == Side::Prompt => 1,
            Waits::Objective | Waits::Expected | Waits::Reached | Waits::Said => 41,
            Waits::Note => NOTE,
            Waits::Money | Waits::Amount => 1,
            Waits::Project | Waits::Body | Waits::Short | Waits::Term => 3,
        };
        // What was reached does not begin with the second item.
        let is_parted = |count: usize| {
            let next = from.get(count).filter(|_| matches!(waits, Waits::Objective | Waits::Expected));
            next.and_then(|next| numbered::item(&next.words)).is_some_and(|(_, number)| number > 1)
        };
        let is_target = first.compares && matches!(waits, Waits::Objective | Waits::Expected | Waits::Reached);
        Self::cells(side, from, most, None, step, to, |looks, scrap, count| {
            demanded(waits, side, looks, scrap) + u32::from(is_parted(count) || is_target) * PARTED
        });
    }
}

/// What it costs that a label has no value.
pub(super) const fn unsaid(waits: Waits) -> u32 {
    match waits {
        Waits::Project | Waits::Body | Waits::Objective | Waits::Expected => 5,
        Waits::Note | Waits::Short | Waits::Term | Waits::Said | Waits::Money | Waits::Amount | Waits::Reached => 2,
    }
}

/// What it costs to take a text for the value that a label waits for.
fn demanded(waits: Waits, side: Side, looks: &Looks, scrap: &Scrap) -> u32 {
    match waits {
        Waits::Amount if looks.number || looks.dash => 0,
        Waits::Money if looks.number || looks.dash || scrap.is_of_money() => 0,
        Waits::Money | Waits::Amount => NEVER,
        Waits::Note => u32::from(looks.number || looks.value) * 8 + u32::from(!scrap.ends && side == Side::Late),
        Waits::Reached => u32::from(looks.number) * 8,
        // 已完成 says what was reached.
        Waits::Expected if scrap.words.starts_with('已') || (side == Side::Late && !scrap.ends) => 4,
        // 无 is what the label below the rows says, and a body answers for the project.
        Waits::Objective | Waits::Expected if looks.length < SHORTEST_NAME || looks.names_body() => PARTED,
        // What ends as names do is the name.
        Waits::Objective if side == Side::Late && looks.project && !looks.clause => 6,
        Waits::Objective if side == Side::Late && !scrap.ends && scrap.width >= 16 => 3,
        Waits::Objective | Waits::Expected => {
            u32::from(looks.number || looks.coded) * 8 + u32::from(!looks.sentence && scrap.width < 16) * 4
        }
        _ if looks.number => 8,
        Waits::Project => {
            let is_none = looks.sentence || looks.clause || looks.no_project || looks.length < SHORTEST_NAME;
            u32::from(looks.body) * 2
                + u32::from(is_none || looks.timed || (looks.value && !looks.project)) * 6
                + u32::from(!looks.project && (looks.asks || looks.words)) * 4
        }
        Waits::Body => {
            u32::from(!looks.body) * 2 + u32::from(looks.sentence) * 4 + u32::from(looks.value && !looks.body) * 6
        }
        Waits::Term if looks.period => 0,
        Waits::Term => 3 + u32::from(looks.sentence || scrap.compares || scrap.of_money) * 8,
        Waits::Short if scrap.compares || scrap.of_money || (looks.value && !looks.dated) => 8,
        Waits::Said => u32::from(looks.number || scrap.compares) * 8 + u32::from(looks.body || looks.period) * 2,
        Waits::Short => {
            (u32::from(looks.body) + u32::from(looks.sentence) + u32::from(looks.timed || looks.period)) * 2
        }
    }
}
