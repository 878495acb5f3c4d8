//! The indicator rows of a form: which pieces are level, name, target and weight.

pub(super) mod running;

use super::pieces::{Piece, is_numbering, numbering};
use crate::amount::number_from_text;
use crate::grid::Form;
use crate::lexicon::{self, Column};
use crate::model::{Attainment, Category, Cell, Fund, Indicator};
use crate::parse::fold::Gap;
use crate::parse::money::is_dash;
use crate::parse::sheet::{Run, Sheet};
use crate::span::Origin;
use crate::target::{Target, target_from_text};

/// The level-1 and level-2 cells that are in force; merged cells print once for many rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Levels {
    first: Option<(Category, Run)>,
    second: Option<(Option<Category>, Run)>,
}

/// A level label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Level {
    /// As a level-1 cell.
    first: Option<Category>,
    /// As a level-2 cell: which category it implies, if it tells.
    second: Option<Option<Category>>,
}

impl Level {
    /// Whether it can be a level-1 cell.
    pub(super) const fn is_first(self) -> bool {
        self.first.is_some()
    }

    /// The category it names as a level-1 cell.
    pub(super) const fn category(self) -> Option<Category> {
        self.first
    }

    /// The category it implies as a level-2 cell.
    pub(super) fn implied(self) -> Option<Category> {
        self.second.flatten()
    }

    /// Whether it can be a level-2 cell.
    pub(super) const fn is_second(self) -> bool {
        self.second.is_some()
    }
}

/// One row as runs of characters.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    pub(super) department: Option<Run>,
    pub(super) unit: Option<Run>,
    pub(crate) project: Option<Run>,
    pub(super) money: Vec<(Fund, Run)>,
    pub(crate) objective: Option<Run>,
    /// What a page prints of an objective that began before it.
    pub(super) goes_on: Option<Run>,
    pub(crate) name: Option<Run>,
    pub(crate) target: Option<Run>,
    /// The unit of the target, where other cells stand between them or it stands first.
    pub(super) unit_apart: Option<Run>,
    pub(super) weight: Option<Run>,
    pub(super) actual: Option<Run>,
    pub(super) score: Option<Run>,
    pub(super) deviation: Option<Run>,
    /// Column numbers below the head: labels, whatever else the row holds.
    pub(super) numbers: Vec<Run>,
    pub(super) other: Vec<Run>,
    pub(crate) levels: Levels,
    /// The row of the mid-term set beside it.
    pub(super) mid_term: Option<Box<Row>>,
}

/// The level label that begins at a position, and where it ends, with a bracket behind it: (50分), (40-50)分.
pub(crate) fn level(sheet: &Sheet<'_>, start: usize) -> Option<(Level, usize)> {
    let first = lexicon::LEVEL_1.iter().find_map(|&(label, category)| Some((category, sheet.after(start, label)?)));
    let second = lexicon::LEVEL_2.iter().find_map(|&(label, implied)| Some((implied, sheet.after(start, label)?)));
    let ends = |end: &usize| *end == sheet.len() || sheet.gap(*end) != Gap::None;
    let implied = lexicon::short_level_implies(|word| sheet.after(start, word).is_some());
    let parted = |end: &usize| *end < sheet.len() && sheet.gap(*end) == Gap::Page;
    let bare = || sheet.after_any(start, lexicon::BARE_LEVEL_2).filter(parted);
    let short = || sheet.after_any(start, lexicon::SHORT_LEVEL_2).filter(ends).or_else(bare);
    let second = second.or_else(|| short().map(|end| (Some(implied), end)));
    let end = first.map(|(_, end)| end).max(second.map(|(_, end)| end))?;
    let others = sheet.after(end, "等").filter(|others| sheet.gap(*others) >= Gap::Tab);
    let level = Level {
        first: first.filter(|(_, of)| *of == end).map(|(category, _)| category),
        second: second.filter(|(_, of)| *of == end).map(|(implied, _)| implied),
    };
    const LONGEST_BRACKET: usize = 16;
    let bracket =
        sheet.after(end, "(").and_then(|open| (open..open + LONGEST_BRACKET).find(|&at| sheet.ch(at) == Some(')')));
    let points = |close: usize| {
        let points = sheet.after(close + 1, "分").filter(|end| sheet.ch(*end) != Some('值'));
        points.unwrap_or(close + 1)
    };
    Some((level, others.or(bracket.map(points)).unwrap_or(end)))
}

/// The level that a label names, without a bracket.
pub(crate) fn level_from_text(text: &str) -> Option<Level> {
    let first = lexicon::LEVEL_1.iter().find(|(label, _)| *label == text).map(|(_, category)| *category);
    let second = lexicon::LEVEL_2.iter().find(|(label, _)| *label == text).map(|(_, implied)| *implied);
    let implied = lexicon::short_level_implies(|word| text.starts_with(word));
    let second = second.or_else(|| lexicon::SHORT_LEVEL_2.contains(&text).then_some(Some(implied)));
    (first.is_some() || second.is_some()).then_some(Level { first, second })
}

/// All rows of some pieces. `form`: pieces are cells, so their columns or their order tells what they are; else only
/// vocabulary and the looks of the values do.
pub(crate) fn rows(
    sheet: &Sheet<'_>,
    pieces: &[Piece],
    columns: &[Column],
    form: Option<Form>,
    levels: &mut Levels,
) -> Vec<Row> {
    let by_row = pieces.chunk_by(|a, b| a.row == b.row);
    match form {
        Some(Form::Columns) => by_row.map(|row| by_column(sheet, row, columns, levels)).collect(),
        Some(Form::Ordered | Form::Sequence) => by_row.flat_map(|row| by_order(sheet, row, columns, levels)).collect(),
        None => running::by_form(sheet, pieces, columns, levels),
    }
}

/// Cells in order, merged and empty ones missing: levels by vocabulary, the others one column after another.
fn by_order(sheet: &Sheet<'_>, row: &[Piece], columns: &[Column], levels: &mut Levels) -> Vec<Row> {
    let values: Vec<Column> =
        columns.iter().copied().filter(|column| !matches!(column, Column::Level1 | Column::Level2)).collect();
    let mut rows: Vec<Row> = Vec::new();
    let mut filled = values.len();
    for (index, piece) in row.iter().enumerate() {
        let is_name = running::is_name(sheet, piece.run.clone(), row.get(index + 1));
        if let Some(level) = level_of(sheet, &piece.run).filter(|_| !is_name) {
            let next = row.get(index + 1).and_then(|next| level_of(sheet, &next.run));
            levels.take(level, piece.run.clone(), None, next);
            filled = values.len();
            continue;
        }
        if filled >= values.len() {
            rows.push(Row { levels: levels.clone(), ..Row::default() });
            filled = 0;
        }
        if let Some(open) = rows.last_mut() {
            open.put(sheet, values.get(filled).copied(), piece.run.clone());
        }
        filled += 1;
    }
    rows
}

impl Levels {
    pub(super) fn take(&mut self, level: Level, run: Run, column: Option<Column>, next: Option<Level>) {
        let implied = level.second.flatten();
        let as_first = match column {
            Some(Column::Level1) => level.first.is_some(),
            Some(Column::Level2) => false,
            // Without columns: a label that can be both is level 1 where another level label follows it, or where it
            // opens a category that is not open yet.
            _ => level.first.is_some() && (level.second.is_none() || next.is_some_and(|next| next.second.is_some())),
        };
        if let (true, Some(category)) = (as_first, level.first) {
            self.first = Some((category, run));
            // A level-1 cell that stands beside the middle of its rows opens nothing.
            let goes_on = column.is_none() && next.is_none_or(|next| next.second.is_none());
            self.second = self.second.take().filter(|(implied, _)| goes_on && *implied == Some(category));
        } else {
            if let (Some(category), Some((open, _))) = (implied, &self.first)
                && *open != category
            {
                // The level-1 cell vanished or stands elsewhere: level 2 tells.
                self.first = None;
            }
            self.second = Some((implied, run));
        }
    }

    /// The level-1 category in force.
    pub(crate) fn first(&self) -> Option<Category> {
        self.first.as_ref().map(|(category, _)| *category)
    }

    /// Where the level-1 cell in force stands.
    pub(super) fn first_at(&self) -> Option<usize> {
        self.first.as_ref().map(|(_, run)| run.start)
    }

    /// The category in force: level 2 decides where its name does.
    fn category(&self) -> Option<(Category, Run)> {
        let second = self.second.as_ref().and_then(|(implied, run)| Some(((*implied)?, run.clone())));
        let plain_cost = self.second.as_ref().filter(|(implied, _)| implied.is_none());
        second.or_else(|| self.first.clone()).or_else(|| plain_cost.map(|(_, run)| (Category::Output, run.clone())))
    }
}

fn level_of(sheet: &Sheet<'_>, run: &Run) -> Option<Level> {
    level(sheet, run.start).filter(|(_, end)| *end == run.end).map(|(level, _)| level)
}

fn by_column(sheet: &Sheet<'_>, row: &[Piece], columns: &[Column], levels: &mut Levels) -> Row {
    let mut found = Row::default();
    if is_numbering(sheet, row) {
        found.numbers.extend(row.iter().map(|piece| piece.run.clone()));
        return found;
    }
    let annual = annual_set(columns);
    let mut other: Option<Row> = None;
    for (index, piece) in row.iter().enumerate() {
        let place = columns.len().checked_sub(1 + piece.from_right);
        let column = place.and_then(|at| columns.get(at)).copied();
        let next = row.get(index + 1).and_then(|next| level_of(sheet, &next.run));
        if place < annual && !matches!(column, Some(Column::Level1) | None) {
            let other = other.get_or_insert_with(|| Row { levels: levels.clone(), ..Row::default() });
            match level_of(sheet, &piece.run).filter(|_| column == Some(Column::Level2)) {
                Some(level) => other.levels.take(level, piece.run.clone(), column, None),
                None => other.put(sheet, column, piece.run.clone()),
            }
            continue;
        }
        if let Some(level) =
            level_of(sheet, &piece.run).filter(|_| !matches!(column, Some(Column::Name | Column::Target)))
        {
            // Where the levels are shifted by one, costs are both.
            if column == Some(Column::Level2) && !columns.contains(&Column::Level1) {
                levels.take(level, piece.run.clone(), Some(Column::Level1), None);
            }
            levels.take(level, piece.run.clone(), column, next);
        } else {
            found.put(sheet, column, piece.run.clone());
        }
    }
    found.levels = levels.clone();
    found.mid_term = other.filter(|other| other.name.is_some()).map(Box::new);
    found
}

/// Where the second of two sets side by side begins, mid-term and annual: at the heads before its names.
fn annual_set(columns: &[Column]) -> Option<usize> {
    let mut names = columns.iter().enumerate().filter(|(_, column)| **column == Column::Name).map(|(at, _)| at);
    let (_, second) = (names.next()?, names.next()?);
    let levels = columns.get(..second)?.iter().rev();
    Some(second - levels.take_while(|column| matches!(column, Column::Level1 | Column::Level2)).count())
}

impl Row {
    pub(super) fn put(&mut self, sheet: &Sheet<'_>, column: Option<Column>, run: Run) {
        // A unit behind words, or behind a value that has its own, is what a form prints whatever was filled in.
        let is_whole = |target: &Run| target_from_text(&sheet.folded(target.clone())).is_whole();
        if column == Some(Column::Unit) && self.target.as_ref().is_some_and(is_whole) {
            return self.other.push(run);
        }
        let place = match column {
            Some(Column::Department) => &mut self.department,
            Some(Column::SpendingUnit) => &mut self.unit,
            Some(Column::Project) => &mut self.project,
            Some(Column::Money(fund)) => {
                return self.money.push((fund, run));
            }
            Some(Column::Objective) => &mut self.objective,
            Some(Column::Name) => &mut self.name,
            Some(Column::Operator) if !is_operator(&sheet.folded(run.clone())) => {
                return self.other.push(run);
            }
            Some(Column::Unit) if self.target.as_ref().is_none_or(|target| target.end != run.start) => {
                &mut self.unit_apart
            }
            // Operator, number and unit in cells of their own are one target.
            Some(Column::Operator | Column::Target | Column::Unit) => &mut self.target,
            Some(Column::Weight) => &mut self.weight,
            Some(Column::Actual) => &mut self.actual,
            Some(Column::Score) => &mut self.score,
            Some(Column::Deviation) => &mut self.deviation,
            Some(Column::Level1 | Column::Level2 | Column::Other) | None => {
                return self.other.push(run);
            }
        };
        let parts = place.take();
        // "=" says nothing; where it stands in the middle of a wrapped value, the value is whole without it.
        let equal = |old: &Run| old.len() == 1 && sheet.ch(old.start) == Some('=') && !rises(sheet, old, &run);
        if let Some(old) = parts.clone().filter(equal) {
            *place = Some(run);
            return self.other.push(old);
        }
        *place = Some(parts.map_or(run.clone(), |old| old.start..run.end));
    }

    /// Reads the row into an indicator and claims it.
    pub(crate) fn read(&self, sheet: &mut Sheet<'_>, _: &Levels) -> Indicator {
        for run in &self.other {
            sheet.label(run.clone());
        }
        let name = self.name.clone().map(|name| {
            let start = numbering(sheet, &name).filter(|start| *start < name.end).unwrap_or(name.start);
            sheet.label(name.start..start);
            start..name.end
        });
        let category = self.levels.category();
        for run in [self.levels.first.as_ref().map(|(_, run)| run), self.levels.second.as_ref().map(|(_, run)| run)]
            .into_iter()
            .flatten()
        {
            sheet.label(run.clone());
        }
        let category = category.map_or(Cell::Absent, |(value, run)| cell_of(sheet, run, value));
        let subcategory =
            self.levels.second.clone().map_or(Cell::Absent, |(_, run)| sheet.cell(running::less_points(sheet, run)));
        let number = |sheet: &mut Sheet<'_>, run: Option<&Run>| {
            let Some(run) = run.cloned() else {
                return Cell::Absent;
            };
            let number = number_from_text(&sheet.folded(run.clone()));
            match (number, sheet.claim(run)) {
                (Some(value), Some(origin)) => Cell::Read { value, origin },
                (None, Some(origin)) => Cell::Unreadable(origin),
                (_, None) => Cell::Absent,
            }
        };
        let text = |sheet: &mut Sheet<'_>, run: Option<&Run>| run.cloned().map_or(Cell::Absent, |run| sheet.cell(run));
        let target = |sheet: &mut Sheet<'_>, run: Option<&Run>| {
            let Some(run) = run.cloned() else {
                return Cell::Absent;
            };
            let value = target_from_text(&sheet.text(run.clone()));
            match sheet.cell_of(run, value) {
                // Operator and number on lines between each other: nobody can tell what belongs together.
                Cell::Read { origin, .. } if !origin.spans().is_sorted() => {
                    let mut spans: Vec<_> = origin.spans().collect();
                    crate::span::sort_spans(&mut spans);
                    Origin::from_spans(spans).map_or(Cell::Absent, Cell::Unreadable)
                }
                target => target,
            }
        };
        let with_unit = |sheet: &mut Sheet<'_>, target: Cell<Target>| {
            let Some(unit) = self.unit_apart.clone() else { return target };
            let text = sheet.text(unit.clone());
            match target {
                // 单位 "%" beside 指标值 "≥97%" says it twice, and words have none.
                Cell::Read { value, origin } if !value.is_whole() && !is_dash(&text) => {
                    let own = sheet.claim(unit);
                    // A unit printed before its number stands behind it in the text of the target, not in its place.
                    let mut spans: Vec<_> = origin.spans().chain(own.iter().flat_map(Origin::spans)).collect();
                    crate::span::sort_spans(&mut spans);
                    let value = target_from_text(&(value.text + &text));
                    Origin::from_spans(spans).map_or(Cell::Absent, |origin| Cell::Read { value, origin })
                }
                target => {
                    sheet.label(unit);
                    target
                }
            }
        };
        let prints_attainment = [&self.actual, &self.score, &self.deviation].into_iter().any(Option::is_some);
        let name_origin = name.as_ref().or(self.target.as_ref()).and_then(|run| sheet.origin(run.clone()));
        Indicator {
            ordinal: Cell::Absent,
            category,
            subcategory,
            name: text(sheet, name.as_ref()),
            target: match (target(sheet, self.target.as_ref()), name_origin) {
                (Cell::Absent, Some(origin)) => Cell::Blank(origin),
                (target, _) => with_unit(sheet, target),
            },
            weight: number(sheet, self.weight.as_ref()),
            attainment: prints_attainment.then(|| {
                Box::new(Attainment {
                    actual: target(sheet, self.actual.as_ref()),
                    score: number(sheet, self.score.as_ref()),
                    deviation: text(sheet, self.deviation.as_ref()),
                })
            }),
        }
    }
}

/// Whether a run stands behind another in the text, too, and not only in the table.
fn rises(sheet: &Sheet<'_>, before: &Run, run: &Run) -> bool {
    let at = |at: usize| sheet.ink(at).map(|ink| ink.span().start);
    at(before.start) < at(run.start)
}

fn cell_of<T>(sheet: &mut Sheet<'_>, run: Run, value: T) -> Cell<T> {
    sheet.claim(run).map_or(Cell::Absent, |origin: Origin| Cell::Read { value, origin })
}

pub(super) fn is_operator(text: &str) -> bool {
    matches!(
        text,
        "≥" | "≤" | ">" | "<" | "=" | ">=" | "<=" | "＝" | "大于等于" | "小于等于" | "等于" | "大于" | "小于"
    )
}
