//! What each column and each label demands of a cell, as costs: the grammar of a page whose wrapped cells are drawn last.

use super::scraps::{Looks, Scrap};
use super::slots::{NEVER, Place, Slot, Waits, demand, rank};
use super::weave::{Grammar, Side, Step};
use super::widths::{self, Widths};
use crate::lexicon::{Column, Field};
use crate::model::Category;

/// What a new row costs, so that two halves of one are not two.
const ROW: u32 = 3;
/// A wrapped line that is shorter than the one behind it.
const SHORT_LINE: u32 = 8;
/// A wrapped line of a column of known width that has room for the words behind it.
const NOT_FULL: u32 = 12;
/// A line that does not fit its column.
const TOO_WIDE: u32 = 16;
/// A late cell on one line that has nothing which would make it late.
const PROMPT_LIKE: u32 = 6;
/// A prompt cell that should be late.
const LATE_LIKE: u32 = 4;

/// A cell that begins or ends in the middle of a sentence.
const TORN: u32 = 10;

/// How many lines an explanation has; objectives have more.
const LONG: usize = 8;
/// How many lines a note has.
const NOTE: usize = 60;
/// What it costs to begin a project in the middle of another, or not to begin one.
const MISPLACED: u32 = 6;

/// An explanation that speaks of another indicator than that of its row.
const STRAYS: u32 = 2;

/// The state of the first column.
const FIRST: usize = WAITS.len() + 1;

const WAITS: [Waits; 9] = [
    Waits::Project,
    Waits::Body,
    Waits::Money,
    Waits::Amount,
    Waits::Objective,
    Waits::Short,
    Waits::Expected,
    Waits::Reached,
    Waits::Note,
];

/// The state in which a label waits for a value.
fn state_of(waits: Waits) -> usize {
    1 + WAITS.iter().position(|other| *other == waits).unwrap_or_default()
}

/// Whether an objective and what was reached have their labels side by side here.
pub(super) fn is_pair(from: &[Scrap]) -> bool {
    matches!(from, [one, two, ..] if one.line == two.line
        && one.field == Some((Field::Objective, 1)) && two.field == Some((Field::OtherObjective, 1)))
}

/// The grammar of one page.
pub(super) struct Page<'p> {
    pub(super) prompt: &'p [Scrap],
    pub(super) late: &'p [Scrap],
    pub(super) slots: &'p [Slot],
    pub(super) widths: &'p Widths,
    /// Whether scraps of one line belong to one row.
    pub(super) lines: bool,
    /// Before which of the prompt scraps a project must begin, or none can, by the order of the level-1 cells.
    pub(super) begins: &'p [Option<bool>],
    /// Of which prompt scraps (lists of late ones) explanations speak.
    pub(super) spoken_of: &'p [Vec<usize>],
    /// Which category the level-1 cells open that stand at once, up to each prompt scrap.
    pub(super) opened: &'p [Option<Category>],
    /// Whether the labels of the objective and of what was reached stand side by side.
    pub(super) paired: bool,
}

impl Page<'_> {
    /// What a state waits for.
    pub(super) fn place(&self, state: usize) -> Place {
        match state.checked_sub(1) {
            None => Place::Head,
            Some(at) if at < WAITS.len() => WAITS.get(at).map_or(Place::Head, |waits| Place::Value(*waits)),
            Some(at) => self.slots.get(at - WAITS.len()).map_or(Place::End, |slot| Place::Cell(*slot)),
        }
    }

    /// Which column a state stands for; 0 outside of rows.
    pub(super) fn column(state: usize) -> usize {
        state.saturating_sub(FIRST)
    }

    fn end(&self) -> usize {
        FIRST + self.slots.len()
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

    fn has(&self, column: Column) -> bool {
        self.slots.contains(&Slot::Of(column))
    }

    /// `other` is the next scrap of the other stream: what forms print above is taken first.
    fn head(&self, side: Side, from: &[Scrap], other: Option<&Scrap>, step: &mut dyn FnMut(Step)) {
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
        if scrap.above && scrap.looks.first().is_some_and(|looks| looks.sum) {
            take(1, state_of(Waits::Money), early);
        }
        if let Some((field, count)) = scrap.field {
            // Where both labels stand side by side, others of this kind are headings beside or above them.
            let over = self.paired && matches!(field, Field::Objective | Field::OtherObjective);
            // Which of the amounts of a line is that of 其它资金: drawn late, nobody can tell.
            let unknown = side == Side::Late && matches!(field, Field::Money(_)) && scrap.ends;
            let amount = from.get(count).is_some_and(|next| next.line == scrap.line && next.is_of_money());
            let waiting = if field == Field::Other && amount { state_of(Waits::Money) } else { Self::waiting(field) };
            take(count, if over || unknown { 0 } else { waiting }, early);
        }
        // 得分(20分*执行率).
        let within = scrap.spending.zip(scrap.column).is_some_and(|((_, all), (_, count))| all > count);
        if let Some((_, count)) = scrap.column.filter(|_| !within && scrap.note.is_none()) {
            take(count, 0, early);
        }
        let cost = match () {
            // A label that no value follows.
            () if scrap.field.is_some() => 4,
            () if scrap.above => early,
            () if scrap.set => NEVER,
            () if scrap.looks.first().is_some_and(|looks| looks.number) => {
                if self.has(Column::Target) {
                    1
                } else {
                    12
                }
            }
            // No head of a page says a sentence.
            () => {
                let value = scrap.looks.first().is_some_and(|looks| looks.value) && side == Side::Late;
                4 + u32::from(scrap.width > 40) * 2 + u32::from(value) * 4
            }
        };
        take(1, 0, cost);
    }

    fn value(side: Side, from: &[Scrap], waits: Waits, step: &mut dyn FnMut(Step)) {
        let Some(first) = from.first() else { return };
        // Labels and heads are no values.
        let above = first.above && !(waits == Waits::Short && first.may_be_said());
        if first.field.is_some() || first.column.is_some() || above {
            return;
        }
        let to = match (waits, from.get(1)) {
            (Waits::Expected, _) => state_of(Waits::Reached),
            // Amounts, rate and points stand on one line.
            (Waits::Money, Some(next)) if side == Side::Prompt && next.line == first.line && next.is_of_money() => {
                state_of(Waits::Money)
            }
            _ => 0,
        };
        let most = match waits {
            _ if side == Side::Prompt => 1,
            Waits::Objective | Waits::Expected | Waits::Reached => 40,
            Waits::Note => NOTE,
            Waits::Money | Waits::Amount => 1,
            Waits::Project | Waits::Body | Waits::Short => 3,
        };
        Self::cells(side, from, most, None, step, to, |looks, scrap, _| match waits {
            Waits::Amount if looks.number || looks.dash => 0,
            Waits::Money if looks.number || looks.dash || scrap.is_of_money() => 0,
            Waits::Money | Waits::Amount => NEVER,
            Waits::Note => u32::from(looks.number || looks.value) * 8,
            Waits::Reached => u32::from(looks.number) * 8,
            // 已完成 says what was reached.
            Waits::Expected if scrap.words.starts_with('已') || (side == Side::Late && !scrap.ends) => 4,
            Waits::Objective if side == Side::Late && !scrap.ends => 3,
            Waits::Objective | Waits::Expected => {
                u32::from(looks.number) * 8 + u32::from(!looks.sentence && scrap.width < 16) * 4
            }
            _ if looks.number => 8,
            Waits::Project => {
                u32::from(looks.body) * 2
                    + u32::from(looks.sentence || looks.no_project || (looks.value && !looks.project)) * 6
            }
            Waits::Body => u32::from(!looks.body) * 2 + u32::from(looks.sentence) * 4,
            Waits::Short if scrap.compares || scrap.of_money => 8,
            Waits::Short => (u32::from(looks.body) + u32::from(looks.sentence)) * 2,
        });
    }

    /// Takes one, two, three scraps as one cell.
    fn cells(
        side: Side,
        from: &[Scrap],
        most: usize,
        column: Option<usize>,
        step: &mut dyn FnMut(Step),
        to: usize,
        cost: impl Fn(&Looks, &Scrap, usize) -> u32,
    ) {
        let Some(first) = from.first() else { return };
        let mut wraps = 0;
        let mut before: Option<&Scrap> = None;
        for (index, scrap) in from.iter().take(most).enumerate() {
            // A label or a set of indicators is a cell of its own.
            if scrap.set || (index > 0 && (scrap.field.is_some() || scrap.column.is_some() || scrap.above)) {
                return;
            }
            if let Some(before) = before {
                wraps += 1
                    + u32::from(scrap.explains && most > LONG && most < NOTE) * 4
                    + u32::from(before.full && most <= LONG) * 3;
                wraps += u32::from(scrap.compares && most != LONG) * TORN;
                let level = scrap.level.is_some_and(|(level, _)| level.is_first());
                wraps += u32::from(level && most <= LONG) * TORN;
                if scrap.line == before.line {
                    wraps += 2;
                } else if let Some(column) = column {
                    if widths::has_room(before, scrap, column) {
                        wraps += if before.ends && most > LONG { 1 } else { NOT_FULL };
                    }
                } else if scrap.width > before.width + scrap.chunk && !before.ends && most < NOTE {
                    wraps += SHORT_LINE;
                }
            }
            if column.is_some_and(|column| widths::is_too_wide(scrap, column)) {
                wraps += TOO_WIDE;
            }
            before = Some(scrap);
            // From the fourth line on, the words of the first ones tell as much.
            let Some(looks) = first.looks.get(index.min(first.looks.len().saturating_sub(1))) else { return };
            let alone = side == Side::Late && index == 0 && !scrap.mixed;
            let mixed = side == Side::Prompt && scrap.mixed;
            // Long cells have many lines.
            let usual = if most + 1 >= LONG { u32::try_from(index).unwrap_or(0) } else { 0 };
            let wraps = wraps.saturating_sub(usual);
            let script = u32::from(alone) * PROMPT_LIKE + u32::from(mixed) * LATE_LIKE;
            let item = u32::from(first.item && most <= LONG) * TORN / 2;
            let deviates = first.compares && most + 1 == LONG;
            let torn = u32::from(first.mark || deviates) * TORN + u32::from(scrap.open) * TORN / 2 + item;
            let own = cost(looks, scrap, index + 1) + script + torn;
            if own < NEVER {
                step(Step { side, count: index + 1, to, cost: own + wraps });
            }
        }
    }

    fn cell(&self, side: Side, from: &[Scrap], at: (usize, usize, usize), step: &mut dyn FnMut(Step)) {
        let (prompt, late, state) = at;
        let Place::Cell(slot) = self.place(state) else { return };
        let to = if slot == Slot::Set { self.end() } else { state + 1 };
        let width = self.widths.column(Self::column(state));
        let Some(first) = from.first() else { return };
        if let Slot::Of(column @ (Column::Level1 | Column::Level2)) = slot {
            if let Some((level, count)) = first.level {
                let fits = if column == Column::Level1 { level.is_first() } else { level.is_second() };
                // What can be both is a level-1 cell where a level-2 cell follows it.
                let both = level.is_first() && level.is_second();
                let followed = from.get(count).is_some_and(|next| next.level.is_some_and(|(next, _)| next.is_second()));
                let other = match side {
                    Side::Prompt => self.late.get(late),
                    Side::Late => self.prompt.get(prompt),
                };
                let other = other.and_then(|other| other.level).filter(|(other, _)| other.is_second());
                let beside = other.and_then(|(other, _)| other.implied());
                let followed = followed || (both && beside.is_some() && beside == level.category());
                let odd = both && followed == (column == Column::Level2);
                let alone = side == Side::Late && count == 1 && !first.mixed;
                if fits {
                    // 服务对象满意度指标 does not stand among the rows of 产出指标.
                    let category = level
                        .implied()
                        .filter(|_| column == Column::Level2)
                        .or(level.category())
                        .filter(|_| side == Side::Late);
                    let open = self.opened.get(prompt.wrapping_sub(1)).copied().flatten();
                    // Nor does 效益指标 begin before 质量指标.
                    let open = if column == Column::Level1 && side == Side::Late { beside } else { open };
                    let strange = category.zip(open).is_some_and(|(own, open)| own != open);
                    let cost = u32::from(odd) * 2
                        + u32::from(strange) * 3
                        + u32::from(!first.label) * 3
                        + u32::from(alone) * PROMPT_LIKE;
                    step(Step { side, count, to, cost });
                }
            }
            return;
        }
        if slot == Slot::Set {
            if first.set {
                step(Step { side, count: 1, to, cost: 0 });
            }
            return;
        }
        // Labels, heads and titles are no values.
        let label = first.column.is_some() || first.field.is_some_and(|(field, _)| field != Field::Other);
        if label || first.above {
            return;
        }
        let most = match slot {
            _ if side == Side::Prompt => 1,
            Slot::Objective | Slot::Of(Column::Objective) => 40,
            Slot::Of(Column::Other) => LONG,
            Slot::Of(Column::Deviation) => LONG - 1,
            Slot::Money(_) | Slot::Sum(_) => 1,
            _ => 4,
        };
        let split = self.has(Column::Unit);
        let is_level = |count: usize| first.level.is_some_and(|(_, lines)| lines == count);
        Self::cells(side, from, most, width, step, to, |looks, scrap, count| {
            demand(slot, looks, scrap, is_level(count), split)
        });
    }

    /// Whether what explains an indicator speaks of another one than that of the row: prompt scraps up to `prompt`.
    fn strays(&self, prompt: usize, late: usize) -> bool {
        const ROW_CELLS: usize = 6;
        let before = prompt.saturating_sub(ROW_CELLS)..prompt;
        let name = before.rev().find(|at| self.prompt.get(*at).is_some_and(Scrap::may_be_name));
        let spoken = name.and_then(|name| self.spoken_of.get(name));
        spoken.is_some_and(|spoken| spoken.binary_search(&late).is_err())
    }

    /// What an empty cell costs.
    fn empty(&self, slot: Slot) -> u32 {
        let flat = self.has(Column::Project);
        // Of two sets side by side, one is longer.
        let names = self.slots.iter().filter(|slot| **slot == Slot::Of(Column::Name)).count();
        match slot {
            Slot::Of(Column::Name | Column::Target) if names > 1 => 4,
            Slot::Of(Column::Level1 | Column::Level2) => u32::from(flat) * 6,
            Slot::Of(Column::Name) => 20,
            Slot::Of(Column::Target) => 8,
            Slot::Of(Column::Weight | Column::Actual) | Slot::Kind => 2,
            Slot::Of(Column::Operator) => 3,
            Slot::Of(Column::Project | Column::Objective | Column::Deviation) => 0,
            Slot::Name => 14,
            Slot::Money(0) | Slot::Sum(0) => 10,
            Slot::Money(_) | Slot::Sum(_) | Slot::Of(_) => 1,
            Slot::Objective | Slot::Set => 4,
        }
    }
}

impl Grammar for Page<'_> {
    fn states(&self) -> usize {
        self.end() + 1
    }

    fn lengths(&self) -> (usize, usize) {
        (self.prompt.len(), self.late.len())
    }

    fn is_cell(&self, state: usize) -> bool {
        matches!(self.place(state), Place::Cell(slot) if !matches!(slot, Slot::Money(_) | Slot::Sum(_)))
    }

    fn steps(&self, prompt: usize, late: usize, state: usize, step: &mut dyn FnMut(Step)) {
        let sides = [
            (Side::Prompt, self.prompt.get(prompt..).unwrap_or_default()),
            (Side::Late, self.late.get(late..).unwrap_or_default()),
        ];
        let pass = |to: usize, cost: u32| Step { side: Side::Prompt, count: 0, to, cost };
        // Whether the next scrap of the first stream stands on the line of the one before it.
        let same_line = self.lines
            && prompt.checked_sub(1).and_then(|before| self.prompt.get(before)).map(|before| before.line)
                == self.prompt.get(prompt).map(|next| next.line);
        let place = self.place(state);
        match place {
            Place::Head => {
                step(pass(FIRST, 1));
                for (index, (side, from)) in sides.into_iter().enumerate() {
                    let other = sides.get(1 - index).and_then(|(_, from)| from.first());
                    self.head(side, from, other, step);
                }
            }
            Place::Value(waits) => {
                let empty = match waits {
                    Waits::Note => 0,
                    Waits::Short | Waits::Money | Waits::Amount | Waits::Reached => 2,
                    _ => 5,
                };
                step(pass(if waits == Waits::Expected { state_of(Waits::Reached) } else { 0 }, empty));
                let closes = |label: &Scrap| {
                    label.note.is_some()
                        && sides.iter().any(|(side, from)| {
                            *side == Side::Prompt && from.first().is_some_and(|next| next.line == label.line)
                        })
                };
                let label = prompt.checked_sub(1).and_then(|label| self.prompt.get(label));
                for (side, from) in sides {
                    // A late note goes on among the late cells only.
                    if waits != Waits::Note || side == Side::Late || label.is_some_and(closes) {
                        Self::value(side, from, waits, step);
                    }
                }
            }
            Place::Cell(slot) => {
                let objective = Slot::Of(Column::Objective);
                // An objective stands only beside its project.
                let to = match slot {
                    Slot::Of(Column::Project) if self.slots.get(1) == Some(&objective) => state + 2,
                    Slot::Set => self.end(),
                    _ => state + 1,
                };
                if slot == Slot::Name
                    && let Some(sums) = self.slots.iter().position(|slot| *slot == Slot::Sum(0))
                {
                    for (side, from) in sides {
                        let looks = from.first().and_then(|scrap| scrap.looks.first());
                        let sum = looks.filter(|looks| looks.sum || (looks.body && !looks.number));
                        if let Some(looks) = sum {
                            let cost = u32::from(!looks.sum);
                            step(Step { side, count: 1, to: FIRST + sums, cost });
                        }
                    }
                }
                let begins = self.begins.get(prompt).copied().flatten();
                let is_project = slot == Slot::Of(Column::Project);
                let missing = is_project && begins == Some(true);
                let cost = self.empty(slot) + u32::from(missing || slot == objective) * MISPLACED;
                step(pass(to, cost));
                // Of a project that goes over two pages, one may print the objective alone.
                if to > state + 1 {
                    let odd = if missing { 0 } else { MISPLACED * 2 };
                    step(pass(state + 1, cost + odd));
                }
                if is_project {
                    // A body has a row of its own, and so has its name.
                    for (side, from) in sides {
                        if let Some(scrap) = from.first().filter(|scrap| !scrap.above && scrap.field.is_none()) {
                            let body = scrap.looks.first().is_some_and(|looks| looks.body && !looks.number);
                            step(Step { side, count: 1, to: self.end(), cost: if body { 0 } else { 10 } });
                            // A name on several lines is drawn late.
                            let is_late = side == Side::Late && scrap.column.is_none();
                            let lines = scrap.looks.iter().enumerate().skip(1);
                            for (more, _) in lines.filter(|(_, looks)| is_late && looks.body && !looks.number) {
                                step(Step { side, count: more + 1, to: self.end(), cost: 1 });
                            }
                        }
                    }
                }
                let misplaced = u32::from(is_project && begins == Some(false)) * MISPLACED;
                let strays = slot == Slot::Of(Column::Other) && self.strays(prompt, late);
                let mut dearer = |own: Step| {
                    let strays = if strays && own.side == Side::Late { STRAYS } else { 0 };
                    step(Step { cost: own.cost + misplaced + strays, ..own });
                };
                for (side, from) in sides {
                    self.cell(side, from, (prompt, late, state), &mut dearer);
                }
            }
            Place::End => {
                let torn = u32::from(same_line) * 12;
                step(pass(0, ROW - 1 + torn));
                step(pass(FIRST, ROW + torn));
            }
        }
    }
}
