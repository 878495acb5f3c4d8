//! Forms with four targets per indicator whose cells are marked: the columns tell name, levels and target.

use super::grades;
use crate::amount::{Amount, MoneyUnit, number_from_text};
use crate::lexicon::{self, Column, Field};
use crate::model::{Category, Cell, Fund, Indicator, Layout, Project, SpendingUnit, Table};
use crate::parse::head;
use crate::parse::money;
use crate::parse::readers::block::body_name;
use crate::parse::readers::block::finish::doubt_parted;
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
        // What heads all four may stand in the cell of the first.
        let is_best = |best: &str| {
            best.strip_suffix('优')
                .is_some_and(|over| over.is_empty() || GRADED.iter().any(|head| over.ends_with(head)))
        };
        let is_row =
            |grades: &[String]| matches!(grades, [best, rest @ ..] if is_best(best) && rest == ["良", "中", "差"]);
        let best = texts.windows(4).position(is_row).and_then(|at| row.get(at))?;
        // Columns that blanks have kept have all their heads in one row.
        let has_name = |heads: &&[Piece]| heads.iter().any(|head| NAMES.contains(&text(head).as_str()));
        let above = [above, row].into_iter().find(has_name)?;
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
    /// Whether columns are told by blanks.
    is_guess: bool,
    below: Below,
}

/// What is known of the rows below the last heads.
#[derive(Default)]
struct Below {
    /// How many indicators the project had above them.
    kept: usize,
    /// Whether some row holds cells of others.
    is_odd: bool,
    /// Whether no row has followed them yet.
    is_fresh: bool,
}

/// Reads such forms.
pub(super) fn read(mut pieces: Pieces<'_>, columns: bool) -> Table {
    let mut reader =
        Reader { table: Table { layout: Layout::ProjectPerBlock, ..Table::default() }, ..Reader::default() };
    reader.is_guess = columns;
    let rows: Vec<Vec<Piece>> = pieces.all.chunk_by(|a, b| a.row == b.row).map(<[Piece]>::to_vec).collect();
    let mut taken = 0;
    for (at, row) in rows.iter().enumerate() {
        if at < taken {
            continue;
        }
        let sheet = &mut pieces.sheet;
        let above = at.checked_sub(1).and_then(|above| rows.get(above)).map(Vec::as_slice).unwrap_or_default();
        if let Some(heads) = Heads::of(sheet, above, row) {
            reader.end_rows();
            reader.heads = Some(heads);
            reader.levels = Levels::default();
            reader.below.is_fresh = true;
            reader.below.kept = reader.unit.projects.last().map_or(0, |project| project.indicators.len());
            above.iter().chain(row).for_each(|head| sheet.label(head.run.clone()));
        } else if let Some(objective) = objective(sheet, row, rows.get(at + 1..).unwrap_or_default()) {
            taken = at + 1 + objective.lines;
            reader.objective(sheet, row, objective.run);
        } else if !reader.title(sheet, row) && !reader.field(sheet, row) {
            reader.row(sheet, row);
        }
    }
    reader.end_rows();
    let Reader { mut table, unit, .. } = reader;
    if unit.projects.iter().all(|project| project.indicators.is_empty()) {
        return Table::default();
    }
    table.units.push(unit);
    (table.labels, table.unclaimed) = pieces.sheet.finish();
    table.labels.extend(pieces.structure);
    crate::span::sort_spans(&mut table.labels);
    table.furniture = pieces.furniture;
    doubt_parted(&mut table, &pieces.parted);
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
            self.end_rows();
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

    fn objective(&mut self, sheet: &mut Sheet<'_>, row: &[Piece], run: Run) {
        self.end_rows();
        self.heads = None;
        row.iter().take(1).for_each(|label| sheet.label(label.run.clone()));
        let objective = sheet.cell(run);
        // Tools of tables leave out the titles between them.
        self.open(|project| project.objective == Cell::Absent).objective = objective;
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

    /// Ends the rows below some heads: where blanks tell the columns, one row with cells of others makes all of them doubtful.
    fn end_rows(&mut self) {
        if std::mem::take(&mut self.below.is_odd)
            && let Some(open) = self.unit.projects.last_mut()
        {
            open.indicators.truncate(self.below.kept);
        }
    }

    /// A row of an indicator.
    fn row(&mut self, sheet: &mut Sheet<'_>, row: &[Piece]) {
        let Some(heads) = self.heads else { return };
        let cell = |column: usize| row.iter().find(|piece| piece.from_right == column);
        let Some((name, target)) = cell(heads.name).zip(cell(heads.target)) else { return };
        if self.is_guess {
            let folded =
                |piece: Option<&Piece>| piece.map_or_else(String::new, |piece| sheet.folded(piece.run.clone()));
            let grade = |place: usize| folded(heads.target.checked_sub(place).and_then(&cell));
            self.below.is_odd |= grades::are_odd(&folded(Some(name)), [&grade(0), &grade(1), &grade(3)]);
        }
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
        // A page has lost what stands above a project: its rows begin with the first category again.
        let category = |of: &Indicator| of.category.value().copied();
        let last = self.unit.projects.last().and_then(|project| project.indicators.last()).and_then(category);
        let begins =
            category(&indicator) == Some(Category::Output) && last.is_some_and(|last| last != Category::Output);
        if std::mem::take(&mut self.below.is_fresh) && begins {
            self.unit.projects.push(Project::default());
            self.below.kept = 0;
        }
        if let Some(open) = self.unit.projects.last_mut() {
            open.indicators.push(indicator);
        }
    }
}

/// An objective: where it stands, and how many lines below its row hold the rest of it.
struct Objective {
    run: Run,
    lines: usize,
}

/// The objective that a row says, and the lines below it that go on with it: browsers copy the line breaks of a cell as they are.
fn objective(sheet: &Sheet<'_>, row: &[Piece], below: &[Vec<Piece>]) -> Option<Objective> {
    const MOST_LINES: usize = 40;
    let [label, value] = row else { return None };
    if sheet.folded(label.run.clone()) != "绩效目标" {
        return None;
    }
    let goes_on = |row: &&Vec<Piece>| match row.as_slice() {
        [only] => {
            let run = &only.run;
            let is_level = rows::level(sheet, run.start).is_some_and(|(_, end)| end == run.end);
            !is_level && sheet.before(run.end, "绩效目标表").is_none()
        }
        _ => false,
    };
    let lines = below.iter().take(MOST_LINES).take_while(goes_on).count();
    let last = lines.checked_sub(1).and_then(|last| below.get(last)).and_then(|row| row.last());
    Some(Objective { run: value.run.start..last.map_or(value.run.end, |last| last.run.end), lines })
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
