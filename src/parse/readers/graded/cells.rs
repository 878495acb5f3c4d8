//! Forms with four targets per indicator whose cells are marked: the columns tell name, levels and target.

use crate::amount::{Amount, MoneyUnit, number_from_text};
use crate::lexicon::{self, Column, Field};
use crate::model::{Cell, Fund, Layout, Project, SpendingUnit, Table};
use crate::parse::head;
use crate::parse::money;
use crate::parse::readers::block::body_name;
use crate::parse::readers::pieces::{Piece, Pieces};
use crate::parse::readers::rows::{self, Levels, Row};
use crate::parse::sheet::{Run, Sheet};

/// The heads of the names of indicators.
const NAMES: &[&str] = &["三级指标", "绩效指标", "绩效指标名称", "指标名称"];
/// The ends of heads above the four grades, and how many columns more than one they stand above.
const GRADED: &[&str] = &["评价标准", "绩效标准"];
const MERGED: usize = 3;
/// Labels of the amount of the year beside 预算规模及资金用途.
const BUDGETS: &[&str] = &["年度预算数", "预算数", "预算总额", "年度预算"];

/// Where columns stand, counted from the right.
#[derive(Clone, Copy, Debug)]
struct Heads {
    name: usize,
    target: usize,
    second: Option<usize>,
}

impl Heads {
    /// 绩效指标 and its neighbours `above` a row that says 优 良 中 差.
    fn of(sheet: &Sheet<'_>, above: &[Piece], row: &[Piece]) -> Option<Self> {
        let text = |piece: &Piece| sheet.folded(piece.run.clone());
        let texts: Vec<String> = row.iter().map(text).collect();
        let best = texts.windows(4).position(|grades| grades == ["优", "良", "中", "差"]).and_then(|at| row.get(at))?;
        let name = NAMES.iter().find_map(|name| above.iter().find(|head| text(head) == *name))?;
        let second = above.iter().find(|head| text(head) == "二级指标").map(|head| head.from_right);
        // A copied table prints merged cells once: the head of the grades takes the place of four columns.
        let over = above.iter().find(|head| GRADED.iter().any(|over| text(head).ends_with(over)));
        let over = over.map(|head| head.from_right).filter(|over| *over < best.from_right && *over < name.from_right);
        let more = |from_right: usize| from_right + over.filter(|over| *over < from_right).map_or(0, |_| MERGED);
        let target = over.map_or(best.from_right, |behind| behind + MERGED);
        Some(Self { name: more(name.from_right), target, second: second.map(more) })
    }
}

/// What was read so far.
#[derive(Default)]
struct Reader {
    table: Table,
    unit: SpendingUnit,
    levels: Levels,
    heads: Option<Heads>,
    money: MoneyUnit,
    /// 资金支出计划: its percentages stand in the row below.
    is_plan: bool,
}

/// Reads such forms.
pub(super) fn read(mut pieces: Pieces<'_>) -> Table {
    let mut reader =
        Reader { table: Table { layout: Layout::ProjectPerBlock, ..Table::default() }, ..Reader::default() };
    let rows: Vec<Vec<Piece>> = pieces.all.chunk_by(|a, b| a.row == b.row).map(<[Piece]>::to_vec).collect();
    for (at, row) in rows.iter().enumerate() {
        let sheet = &mut pieces.sheet;
        let above = at.checked_sub(1).and_then(|above| rows.get(above)).map(Vec::as_slice).unwrap_or_default();
        if let Some(heads) = Heads::of(sheet, above, row) {
            reader.heads = Some(heads);
            reader.levels = Levels::default();
            above.iter().chain(row).for_each(|head| sheet.label(head.run.clone()));
        } else if !reader.title(sheet, row) && !reader.field(sheet, row) {
            reader.row(sheet, row);
        }
    }
    let Reader { mut table, unit, .. } = reader;
    if unit.projects.iter().all(|project| project.indicators.is_empty()) {
        return Table::default();
    }
    table.units.push(unit);
    (table.labels, table.unclaimed) = pieces.sheet.finish();
    table.labels.extend(pieces.structure);
    crate::span::sort_spans(&mut table.labels);
    table.furniture = pieces.furniture;
    table
}

impl Reader {
    /// The title of all, or that of a project: "2.2021年…经费绩效目标表".
    fn title(&mut self, sheet: &mut Sheet<'_>, row: &[Piece]) -> bool {
        let [only] = row else { return false };
        let run = only.run.clone();
        if let Some(end) = sheet.before(run.end, "绩效目标表") {
            let start = ordinal(sheet, &run);
            // A title of a document is no name.
            if start == run.start && self.unit.projects.is_empty() && matches!(self.table.title, Cell::Absent) {
                self.head(sheet, run);
                return true;
            }
            self.heads = None;
            sheet.label(run.start..start);
            sheet.label(end..run.end);
            self.unit.projects.push(Project { name: sheet.cell(start..end), ..Project::default() });
            return true;
        }
        let is_title = sheet.before(run.end, "绩效目标").is_some() || sheet.before(run.end, "绩效目标文本").is_some();
        let is_first = self.unit.projects.is_empty() && matches!(self.table.title, Cell::Absent);
        if is_title && is_first {
            self.head(sheet, run);
        }
        is_title && is_first
    }

    fn head(&mut self, sheet: &mut Sheet<'_>, run: Run) {
        self.table.title = sheet.cell(run.clone());
        if let Some((run, year)) = head::printed_year(sheet, run) {
            self.table.budget_year = sheet.cell_of(run, year);
        }
    }

    /// What stands above the indicators of a project.
    fn field(&mut self, sheet: &mut Sheet<'_>, row: &[Piece]) -> bool {
        let Some(first) = row.first() else { return true };
        let text = |sheet: &Sheet<'_>, piece: &Piece| sheet.folded(piece.run.clone());
        let label = text(sheet, first);
        let is_percentage = |piece: &Piece| text(sheet, piece).ends_with('%');
        if std::mem::take(&mut self.is_plan) && row.iter().all(is_percentage) {
            label_all(sheet, row);
            return true;
        }
        if label.starts_with("资金支出计划") {
            label_all(sheet, row);
            (self.is_plan, self.heads) = (true, None);
            return true;
        }
        if self.whose(sheet, row) {
            return true;
        }
        match row {
            [label, value] if text(sheet, label) == "绩效目标" => {
                self.heads = None;
                sheet.label(label.run.clone());
                let objective = sheet.cell(value.run.clone());
                // Tools of tables leave out the titles between them.
                self.open(|project| project.objective == Cell::Absent).objective = objective;
                true
            }
            _ if label.starts_with("预算规模") || label.starts_with("项目资金") => {
                let unit = head::money_unit(sheet, first.run.clone());
                self.set_unit(sheet, unit);
                self.heads = None;
                sheet.label(first.run.clone());
                self.amounts(sheet, row.get(1..).unwrap_or_default());
                true
            }
            _ if row.iter().any(|piece| text(sheet, piece) == "项目名称") => {
                self.heads = None;
                self.named(sheet, row);
                true
            }
            _ => false,
        }
    }

    /// 部门名称：…, 单位：万元.
    fn whose(&mut self, sheet: &mut Sheet<'_>, row: &[Piece]) -> bool {
        let mut found = false;
        for piece in row {
            let run = piece.run.clone();
            let labelled = sheet.after_any(run.start, lexicon::DEPARTMENT_LABELS).and_then(|end| sheet.after(end, ":"));
            let unit = head::money_unit(sheet, run.clone()).filter(|(label, ..)| label.start == run.start);
            if unit.is_some() {
                self.set_unit(sheet, unit);
                found = true;
            } else if let Some(value) = labelled.filter(|value| *value < run.end) {
                sheet.label(run.start..value);
                let name = body_name(sheet, &(value..run.end));
                sheet.label(value..name);
                if matches!(self.table.department, Cell::Absent) {
                    self.table.department = sheet.cell(name..run.end);
                }
                found = true;
            }
        }
        found
    }

    fn set_unit(&mut self, sheet: &mut Sheet<'_>, unit: Option<(Run, Run, MoneyUnit)>) {
        let Some((label, value, unit)) = unit else { return };
        sheet.label(label);
        self.money = unit;
        if matches!(self.table.money_unit, Cell::Absent) {
            self.table.money_unit = sheet.cell_of(value, unit);
        } else {
            sheet.label(value);
        }
    }

    /// 项目编码 | … | 项目名称 | …: a name that the title above says, too.
    fn named(&mut self, sheet: &mut Sheet<'_>, row: &[Piece]) {
        let is_name = |piece: &Piece| sheet.folded(piece.run.clone()) == "项目名称";
        let value = row.iter().position(is_name).and_then(|at| row.get(at + 1)).map(|value| value.run.clone());
        for piece in row.iter().filter(|piece| Some(&piece.run) != value.as_ref()) {
            sheet.label(piece.run.clone());
        }
        let Some(value) = value else { return };
        let is_open = |project: &Project| project.indicators.is_empty() && project.objective == Cell::Absent;
        if self.unit.projects.last().is_some_and(|open| is_open(open) && open.name != Cell::Absent) {
            return sheet.label(value);
        }
        let name = sheet.cell(value);
        self.open(is_open).name = name;
    }

    /// 年度预算数 | 15.17 | 其中：财政资金 | 15.17 | 其他资金 | 0.
    fn amounts(&mut self, sheet: &mut Sheet<'_>, row: &[Piece]) {
        let mut rest = row;
        while let [label, value, behind @ ..] = rest {
            let text = sheet.folded(label.run.clone());
            let field = lexicon::FIELDS.iter().find(|(own, _)| *own == text).map(|(_, field)| *field);
            let fund = match field {
                Some(Field::Money(fund)) => Some(fund),
                _ => BUDGETS.contains(&text.as_str()).then_some(Fund::Total),
            };
            let amount = sheet.folded(value.run.clone());
            let number = number_from_text(&amount);
            // An empty cell vanishes: then the next label stands in the place of the value.
            if number.is_none() && !money::is_dash(&amount) {
                sheet.label(label.run.clone());
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            sheet.label(label.run.clone());
            let unit = self.money;
            if let Some(fund) = fund
                && let Some(origin) = sheet.claim(value.run.clone())
            {
                let cell = match number {
                    Some(number) => Cell::Read { value: Amount { number, unit }, origin },
                    None => Cell::Blank(origin),
                };
                let is_open = |project: &Project| project.indicators.is_empty();
                *self.open(is_open).amounts.get_mut(fund) = cell;
            } else {
                sheet.label(value.run.clone());
            }
            rest = behind;
        }
        label_all(sheet, rest);
    }

    /// The project that is open, if it still lacks something; else a new one.
    fn open(&mut self, lacks: impl Fn(&Project) -> bool) -> &mut Project {
        if !self.unit.projects.last().is_some_and(lacks) {
            self.unit.projects.push(Project::default());
        }
        let last = self.unit.projects.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "pushed above where it was empty")]
        &mut self.unit.projects[last]
    }

    /// A row of an indicator.
    fn row(&mut self, sheet: &mut Sheet<'_>, row: &[Piece]) {
        let Some(heads) = self.heads else { return };
        let cell = |column: usize| row.iter().find(|piece| piece.from_right == column);
        let Some((name, target)) = cell(heads.name).zip(cell(heads.target)) else { return };
        let mut found = Row { name: Some(name.run.clone()), target: Some(target.run.clone()), ..Row::default() };
        for piece in row.iter().filter(|piece| *piece != name && *piece != target) {
            match rows::level(sheet, piece.run.start).filter(|(_, end)| *end == piece.run.end) {
                Some((level, _)) if piece.from_right > heads.name => {
                    let second = heads.second == Some(piece.from_right);
                    let column = if second { Column::Level2 } else { Column::Level1 };
                    self.levels.take(level, piece.run.clone(), Some(column), None);
                }
                _ => found.other.push(piece.run.clone()),
            }
        }
        found.levels = self.levels.clone();
        let indicator = found.read(sheet, &self.levels);
        if let Some(open) = self.unit.projects.last_mut() {
            open.indicators.push(indicator);
        }
    }
}

fn label_all(sheet: &mut Sheet<'_>, pieces: &[Piece]) {
    for piece in pieces {
        sheet.label(piece.run.clone());
    }
}

/// Where a name begins behind its ordinal: "1、", "2." before "2021年", but not "2.5".
fn ordinal(sheet: &Sheet<'_>, run: &Run) -> usize {
    const MOST_DIGITS: usize = 2;
    let digit = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit());
    let mark = run.start + run.clone().take(MOST_DIGITS + 1).take_while(digit).count();
    let is_year = || sheet.after(mark + 1, "20").is_some_and(|at| digit(&at) && digit(&(at + 1)) && !digit(&(at + 2)));
    let is_mark = match sheet.ch(mark) {
        Some('、') => true,
        Some('.') => !digit(&(mark + 1)) || is_year(),
        _ => false,
    };
    if (1..=MOST_DIGITS).contains(&(mark - run.start)) && is_mark { mark + 1 } else { run.start }
}
