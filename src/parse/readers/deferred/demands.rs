//! What each column and each label demands of a cell, as costs: the grammar of a page whose wrapped cells are drawn last.

use super::labels::{NOTE, WAITS, state_of, unsaid};
use super::looks::Looks;
use super::scraps::Scrap;
use super::slots::{NEVER, Place, Slot, Waits, demand};
use super::sums::Sums;
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
/// A line of a cell that blanks stand before.
const INDENTED: u32 = 6;

/// What tells a cell that explains: it has more lines than others, and objectives have more.
const LONG: usize = 8;
/// How many lines an explanation has at most.
const LONGEST: usize = 20;
/// How many lines the name of a project has at most.
const NAME: usize = 5;
/// What it costs to begin a project in the middle of another, or not to begin one.
pub(super) const MISPLACED: u32 = 6;
/// What the name of a body costs among those of projects, where it has no row of another kind.
const BODY: u32 = 5;
/// An explanation that speaks of another indicator than that of its row.
const STRAYS: u32 = 2;

/// The state of the first column.
pub(super) const FIRST: usize = WAITS.len() + 1;

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
    /// What the sums tell of the prompt scraps.
    pub(super) sums: &'p Sums,
    /// Which category the level-1 cells open that stand at once, up to each prompt scrap.
    pub(super) opened: &'p [Option<Category>],
    /// Whether the labels of the objective and of what was reached stand side by side.
    pub(super) paired: bool,
    /// Whether an objective of several years has a label of its own.
    pub(super) has_term: bool,
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

    pub(super) fn end(&self) -> usize {
        FIRST + self.slots.len()
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.slots.contains(&Slot::Of(column))
    }

    /// Takes one, two, three scraps as one cell.
    pub(super) fn cells(
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
        let mut depth = 0;
        let mut before: Option<&Scrap> = None;
        let limit = if most == LONG { LONGEST } else { most };
        for (index, scrap) in from.iter().take(limit).enumerate() {
            // A label or a set of indicators is a cell of its own.
            let is_own = || scrap.field.is_some() || scrap.column.is_some() || scrap.above || scrap.is_sign();
            if scrap.set || (index > 0 && is_own()) {
                return;
            }
            if let Some(before) = before {
                wraps += 1
                    + u32::from(scrap.explains && most > LONG && most < NOTE) * 4
                    + u32::from(before.full && most <= LONG) * 3;
                wraps += u32::from(scrap.compares && !(LONG..=40).contains(&most)) * TORN;
                let level = scrap.level.is_some_and(|(level, lines)| level.is_first() || lines > 1);
                wraps += u32::from((level || scrap.amount) && most <= LONG) * TORN;
                // Two values are those of two rows.
                let values = before.is_value() && scrap.is_value() && !before.goes_on;
                wraps += u32::from((values && most < LONG) || scrap.is_coded()) * TORN;
                // Paragraphs of long cells may be indented, lines are not.
                wraps += u32::from(scrap.indent > 0 && (most <= LONG || !before.ends)) * INDENTED;
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
            if column.is_some_and(|column| widths::is_too_wide(scrap, column, index > 0 && most == NAME)) {
                wraps += TOO_WIDE;
            }
            before = Some(scrap);
            depth += scrap.depth;
            // From the fourth line on, the words of the first ones tell as much.
            let Some(looks) = first.looks.get(index.min(first.looks.len().saturating_sub(1))) else { return };
            let alone = side == Side::Late && index == 0 && !scrap.mixed && most < NOTE;
            let mixed = side == Side::Prompt && scrap.mixed;
            // Long cells have many lines.
            let usual = if most + 1 >= LONG { u32::try_from(index).unwrap_or(0) } else { 0 };
            let wraps = wraps.saturating_sub(usual);
            let script = u32::from(alone) * PROMPT_LIKE + u32::from(mixed) * LATE_LIKE;
            let item = u32::from(first.item && most <= LONG) * TORN / 2;
            let deviates = first.compares && most + 1 == LONG;
            // No cell of few lines ends within a bracket.
            let within = u32::from(side == Side::Late && most <= LONG && depth != 0) * TORN;
            let torn = within + u32::from(first.mark || deviates) * TORN + u32::from(scrap.open) * TORN / 2 + item;
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
            Slot::Of(Column::Other) | Slot::Rule => LONG,
            Slot::Of(Column::Deviation) => LONG - 1,
            Slot::Money(_) | Slot::Sum(_) => 1,
            Slot::Name | Slot::Of(Column::Project) => NAME,
            _ => 4,
        };
        let (split, coded) = (self.has(Column::Unit), self.has(Column::Code));
        let is_level = |count: usize| first.level.is_some_and(|(_, lines)| lines == count);
        // Neither is the target of another row its beginning, nor who answers for it.
        let strange = slot == Slot::Of(Column::Name) && (first.compares || first.is_coded());
        let strange = strange || (side == Side::Prompt && self.sums.deny(prompt, slot));
        // Hardly ever is something noted behind the points.
        let is_note = slot == Slot::Of(Column::Other) && self.place(state - 1) == Place::Cell(Slot::Rule);
        let strange = strange || is_note;
        let jars = self.lacks_twin(slot, state, first) + self.jars((prompt, late), slot, first);
        Self::cells(side, from, most, width, step, to, |looks, scrap, count| {
            let named = u32::from(slot == Slot::Of(Column::Project) && coded && looks.names_body()) * BODY;
            let demand = demand(slot, looks, scrap, is_level(count), split).saturating_sub(named);
            demand + u32::from(strange) * TORN + jars
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

    /// What stands above and between the rows: labels, heads and titles, or the first row.
    fn above(&self, prompt: usize, sides: [(Side, &[Scrap]); 2], step: &mut dyn FnMut(Step)) {
        // The rows stand below all labels of the head.
        let label = self.prompt.get(prompt).is_some_and(|next| next.field.is_some() || next.column.is_some());
        let above = u32::from(label && !self.has(Column::Project)) * MISPLACED;
        step(Step { side: Side::Prompt, count: 0, to: FIRST, cost: 1 + above });
        for (index, (side, from)) in sides.into_iter().enumerate() {
            let other = sides.get(1 - index).and_then(|(_, from)| from.first());
            // Heads stand above the rows, not between them.
            let between = side == Side::Late && self.is_between_rows(prompt);
            let is_head = |scrap: &Scrap| (scrap.column.is_some() && scrap.note.is_none()) || scrap.year;
            let between = u32::from(between && from.first().is_some_and(is_head)) * 2;
            self.head(side, from, other, &mut |own| step(Step { cost: own.cost + between, ..own }));
        }
    }

    /// Whether rows stand on both sides of a place of the first stream.
    fn is_between_rows(&self, prompt: usize) -> bool {
        let is_of_row = |at: Option<usize>| {
            let scrap = at.and_then(|at| self.prompt.get(at));
            scrap.is_some_and(|scrap| scrap.field.is_none() && scrap.column.is_none() && !scrap.above)
        };
        is_of_row(prompt.checked_sub(1)) && is_of_row(Some(prompt))
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
            Place::Head => self.above(prompt, sides, step),
            Place::Value(waits) => {
                step(pass(if waits == Waits::Expected { state_of(Waits::Reached) } else { 0 }, unsaid(waits)));
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
                        self.value(side, from, waits, step);
                    }
                }
            }
            Place::Cell(slot @ Slot::Of(Column::Code)) => self.coded((prompt, late, state), slot, step),
            Place::Cell(slot) => {
                self.coded((prompt, late, state), slot, step);
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
                        // A name on several lines is drawn late.
                        let lines = if side == Side::Late { usize::MAX } else { 1 };
                        let looks = from.first().map(|scrap| scrap.looks.iter().take(lines).enumerate());
                        for (more, looks) in looks.into_iter().flatten() {
                            let is_body = side == Side::Prompt && self.sums.names_body(prompt);
                            if looks.sum
                                || is_body
                                || (looks.body && !looks.number && (more == 0 || looks.names_body()))
                            {
                                let cost = u32::from(!looks.sum);
                                step(Step { side, count: more + 1, to: FIRST + sums, cost });
                            }
                        }
                    }
                }
                let begins = self.begins.get(prompt).copied().flatten();
                let is_project = slot == Slot::Of(Column::Project) && !self.has(Column::Code);
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
                            let body = scrap.looks.first().is_some_and(Looks::names_body);
                            step(Step { side, count: 1, to: self.end(), cost: if body { 0 } else { 10 } });
                            // A name on several lines is drawn late.
                            let is_late = side == Side::Late && scrap.column.is_none();
                            let lines = scrap.looks.iter().enumerate().skip(1);
                            for (more, _) in lines.filter(|(_, looks)| is_late && looks.names_body()) {
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
