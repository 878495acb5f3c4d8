//! The indicator rows of a form: which pieces are level, name, target and weight.

mod levels;
pub(super) mod running;
mod shorts;

use self::levels::level_of;
pub(crate) use self::levels::{Level, Levels, level, level_from_text, short_second};
pub(crate) use self::shorts::{Shorts, are_short, short_piece};

use super::pieces::{Piece, is_numbering, numbering};
use crate::amount::number_from_text;
use crate::grid::Form;
use crate::lexicon::{self, Column};
use crate::model::{Attainment, Cell, Fund, Indicator};
use crate::parse::money::is_dash;
use crate::parse::sheet::{Run, Sheet};
use crate::span::Origin;
use crate::target::{Reading, Target, target_from_text};

/// One row as runs of characters.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    pub(super) department: Option<Run>,
    pub(super) unit: Option<Run>,
    pub(crate) project: Option<Run>,
    pub(super) money: Vec<(Fund, Run)>,
    pub(crate) objective: Option<Run>,
    /// What a page prints of a name that began before it.
    pub(super) name_goes_on: Option<Run>,
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
        let level = level_of(sheet, &piece.run).filter(|_| !matches!(column, Some(Column::Name | Column::Target)));
        let short = || {
            let (level, end) = short_second(sheet, piece.run.start).filter(|_| column == Some(Column::Level2))?;
            (end == piece.run.end).then_some(level)
        };
        if let Some(level) = level.or_else(short) {
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
        let is_whole = |target: &Run| is_whole(&target_from_text(&sheet.folded(target.clone())));
        let closes = |target: &Run| target.end == run.start && sheet.ch(run.start) == Some(')');
        if column == Some(Column::Unit) && self.target.as_ref().is_some_and(|own| is_whole(own) && !closes(own)) {
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
            Some(Column::Code | Column::Level1 | Column::Level2 | Column::Other) | None => {
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
        let category = self.levels.category(sheet);
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
                Cell::Read { value, origin } if !is_whole(&value) && !is_dash(&text) => {
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
        // The unit alone is what the form prints where nobody filled in the number.
        let is_bare = |run: &Run| lexicon::COUNT_UNITS.contains(&sheet.folded(run.clone()).as_str());
        let bare = self.target.clone().filter(is_bare);
        let filled = self.target.clone().filter(|_| bare.is_none());
        if let Some(run) = bare {
            sheet.label(run);
        }
        let name_origin = name.as_ref().or(self.target.as_ref()).and_then(|run| sheet.origin(run.clone()));
        Indicator {
            ordinal: Cell::Absent,
            category,
            subcategory,
            name: text(sheet, name.as_ref()),
            target: match (target(sheet, filled.as_ref()), name_origin) {
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

/// Whether a target needs no unit behind it; of "=26-34" what is behind the first number is none.
fn is_whole(target: &Target) -> bool {
    let is_bare = match &target.reading {
        Reading::Quantity(quantity) => quantity.unit.starts_with(['-', '~', '—', '～']),
        _ => false,
    };
    target.is_whole() && !(is_bare && target.text.ends_with(|ch: char| ch.is_ascii_digit()))
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
