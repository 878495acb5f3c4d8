//! Lists whose cells hold whole sets in marked sections (L2): 【总体目标】, 【产出指标-数量指标】 指标1：name（target）.
//!
//! One row per project, its amount behind its name; units and kinds of projects are rows of their own above them, whose
//! amounts are subtotals. Sections tell projects from them.

mod above;
mod checks;
mod late;
mod sections;
mod woven;

pub(super) use self::checks::is_sectioned;

use self::checks::Checks;
use self::late::Late;
use self::sections::{Cells, first_section, heads};
use super::columns;
use super::pieces::{self, Piece};
use super::rows::{self, Levels, Row};
use crate::amount::{Amount, MoneyUnit, number_from_text};
use crate::grid::grid_of_text;
use crate::lexicon::{self, Column};
use crate::model::{Amounts, Cell, Inference, Layout, Project, SpendingUnit, Table};
use crate::parse::fold::Folded;
use crate::parse::head;
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;

/// Reads a list with marked sections.
pub(crate) fn read(source: &Source, folded: &Folded) -> Table {
    let grid = grid_of_text(source.text());
    let laid = if grid.is_none() { Cells::of_columns(source, folded) } else { None };
    let is_text = grid.is_none() && laid.is_none();
    // Where columns are kept apart by blanks, lines hold cells of several rows.
    if is_text && columns::is_spread(source.text()) {
        return Table::default();
    }
    let Cells { mut inks, opened, aside, mut furniture, rows } = laid
        .unwrap_or_else(|| grid.map_or_else(|| Cells::of_text(source, folded), |grid| Cells::of_grid(folded, &grid)));
    if let Some(woven) = is_text.then(|| woven::woven(source, &inks)).flatten() {
        inks = woven.inks;
        furniture.extend(woven.again);
    }
    let sheet = Sheet::new(source, inks);
    let Some(first) = first_section(&sheet) else { return Table::default() };
    let columns = heads(&sheet, 0..first);
    let late = columns.as_ref().and_then(|columns| Late::below(&sheet, columns, first));
    // Where lines hold cells of several columns, nobody knows whose the text is.
    if is_text && checks::holds_cells(&sheet, first) {
        return Table::default();
    }
    let pieces = pieces::of_lines(sheet);
    let reader = Reader {
        sheet: pieces.sheet,
        pieces: pieces.all,
        table: Table { layout: Layout::ProjectPerRow, ..Table::default() },
        unit: None,
        levels: Levels::default(),
        has_others: false,
        has_units: false,
        opened,
        rows,
        late,
        open: 0,
        checks: Checks { is_text, ..Checks::default() },
    };
    let mut table = reader.read(columns, first);
    if table.layout != Layout::Unknown {
        table.furniture = furniture;
        table.labels.extend(aside);
        crate::span::sort_spans(&mut table.labels);
    }
    table
}

const LONGEST_LABEL: usize = 30;
const UNIT_AND_NAME_HEADS: &[&str] = &["单位名称支出项目名称", "单位名称项目名称", "单位名称项目支出名称"];
const MONEY_HEADS: &[&str] = &["预算安排", "预算金额", "预算数", "年度预算", "资金总额", "总计", "合计"];

struct Reader<'s> {
    sheet: Sheet<'s>,
    pieces: Vec<Piece>,
    table: Table,
    unit: Option<MoneyUnit>,
    levels: Levels,
    /// Whether there is a column of what the project does between its money and its objective.
    has_others: bool,
    /// Whether units have a column of their own before the names of projects.
    has_units: bool,
    opened: Vec<usize>,
    /// Where rows begin, where that is known.
    rows: Option<Vec<usize>>,
    /// Rows that were printed before the sets that belong to them.
    late: Option<Late>,
    /// The unit of the project whose sections are read.
    open: usize,
    checks: Checks,
}

/// A row before its sections.
struct Entry {
    coded: bool,
    /// Where its first piece ends.
    first: usize,
    name: Run,
    amount: Run,
}

impl Reader<'_> {
    fn read(mut self, columns: Option<Run>, first: usize) -> Table {
        let mut from = first;
        if let Some(columns) = columns {
            self.unit = head::read(&mut self.sheet, 0..columns.start, &mut self.table);
            self.read_above(columns.start);
            from = columns.end;
            let money = self.sheet.find_any(columns.clone(), MONEY_HEADS).map_or(columns.end, |money| money.end);
            self.has_units = self.sheet.find_any(columns.clone(), UNIT_AND_NAME_HEADS).is_some();
            self.has_others = self.sheet.find_any(money..columns.end, lexicon::OTHER_HEADS).is_some();
            self.sheet.label(columns);
        }
        let mut at = self.pieces.partition_point(|piece| piece.run.start < from);
        let (mut rows, mut read) = (at, from);
        while let Some(run) = self.pieces.get(at).map(|piece| piece.run.clone()) {
            if self.sheet.ch(run.start) != Some('【') {
                at += 1;
                continue;
            }
            let opened = self.opened.partition_point(|opened| *opened < run.start).checked_sub(1);
            let opened = opened.and_then(|last| self.opened.get(last).copied()).filter(|opened| *opened >= read);
            let until = opened.unwrap_or(run.start);
            let rows_until = self.pieces.partition_point(|piece| piece.run.start < until);
            if self.late.is_some() {
                self.late_set(rows..rows_until, run.start);
            } else if self.begins_row(read..run.start) {
                self.entries(rows..rows_until);
            }
            if let Some(opened) = opened {
                // A cell that begins with words begins with its objective.
                let objective = self.sheet.cell(opened..run.start);
                if let Some(project) = self.project() {
                    project.objective = objective;
                }
            }
            let end = self.sections(run.start);
            read = end;
            at = self.pieces.partition_point(|piece| piece.run.start < end);
            rows = at;
        }
        let is_unclear = self.late.as_ref().map_or(self.checks.is_text && self.is_mixed_up(), Late::is_unclear);
        if self.table.indicators().next().is_none() || is_unclear {
            return Table::default();
        }
        if self.unit.is_none() {
            self.table.inferred.push(Inference::MoneyUnit { unit: self.money_unit() });
        }
        (self.table.labels, self.table.unclaimed) = self.sheet.finish();
        self.table
    }

    /// Whether a row begins in a run; where nobody knows, one does.
    fn begins_row(&self, run: Run) -> bool {
        let Some(rows) = &self.rows else { return true };
        rows.get(rows.partition_point(|row| *row < run.start)).is_some_and(|row| *row < run.end)
    }

    /// Whole numbers of five digits and more, with nothing said of a unit, are 元.
    fn money_unit(&self) -> MoneyUnit {
        self.unit.unwrap_or(MoneyUnit::Yuan)
    }

    /// Reads the rows before a set of sections: the last is the project's, those above it are units and subtotals.
    fn entries(&mut self, pieces: std::ops::Range<usize>) {
        let mut entries: Vec<Entry> = Vec::new();
        let mut coded = false;
        let mut name: Option<Run> = None;
        let mut first = 0;
        let pieces = self.with_whole_amounts(pieces);
        for piece in &pieces {
            let number = number_from_text(&self.sheet.folded(piece.run.clone())).is_some();
            let code = self.sheet.folded(piece.run.clone()).chars().all(|ch| ch.is_ascii_digit());
            match name.take() {
                Some(name) if number => {
                    entries.push(Entry { coded, first, name, amount: piece.run.clone() });
                    coded = false;
                }
                Some(open) => name = Some(open.start..piece.run.end),
                None if code => {
                    self.sheet.label(piece.run.clone());
                    coded = true;
                }
                None => {
                    name = Some(piece.run.clone());
                    first = piece.run.end;
                }
            }
        }
        if let Some(others) = name.filter(|_| self.has_others && !entries.is_empty()) {
            self.sheet.label(others);
        }
        let project = entries.pop();
        for entry in entries {
            self.count_sum(&entry);
            if lexicon::TOTAL_ROWS.contains(&self.sheet.folded(entry.name.clone()).as_str()) {
                self.sheet.label(entry.name);
                self.table.total = self.amounts(entry.amount);
                continue;
            }
            if self.has_units {
                self.sheet.label(entry.name);
            } else if entry.coded {
                let name = self.sheet.cell(entry.name);
                self.table.units.push(SpendingUnit { name, ..SpendingUnit::default() });
            } else if matches!(self.table.department, Cell::Absent) && self.table.units.is_empty() {
                self.table.department = self.sheet.cell(entry.name);
            } else {
                self.sheet.label(entry.name);
            }
            self.sheet.label(entry.amount);
        }
        let mut read = Project::default();
        if let Some(entry) = project {
            self.checks.is_mixed |= checks::holds_kind(&self.sheet, &entry);
            let unit = entry.name.start..entry.first;
            let is_body = lexicon::BODY_ENDINGS.iter().any(|ending| self.sheet.before(unit.end, ending).is_some());
            let is_of_unit = self.has_units && is_body && unit.end < entry.name.end;
            let name = if is_of_unit { unit.end..entry.name.end } else { entry.name };
            if is_of_unit {
                self.open_unit(unit);
            }
            read.name = self.sheet.cell(name);
            read.amounts = self.amounts(entry.amount);
        }
        if self.table.units.is_empty() {
            self.table.units.push(SpendingUnit::default());
        }
        self.open = self.table.units.len() - 1;
        self.open_project(read);
    }

    /// Begins a project of the unit that is open.
    fn open_project(&mut self, project: Project) {
        if let Some(unit) = self.table.units.get_mut(self.open) {
            unit.projects.push(project);
        }
    }

    fn amounts(&mut self, run: Run) -> Amounts {
        let number = number_from_text(&self.sheet.folded(run.clone()));
        let unit = self.money_unit();
        let total = number
            .zip(self.sheet.claim(run))
            .map_or(Cell::Absent, |(number, origin)| Cell::Read { value: Amount { number, unit }, origin });
        Amounts { total, ..Amounts::default() }
    }

    /// The unit that a row names before its project; it stands on each of its rows.
    fn open_unit(&mut self, run: Run) {
        let name = self.sheet.cell(run.clone());
        if self.table.units.last().is_some_and(|last| last.name.value() == name.value()) {
            self.sheet.label(run);
        } else {
            self.table.units.push(SpendingUnit { name, ..SpendingUnit::default() });
        }
    }

    /// Reads the sections of a project; tells where they end.
    fn sections(&mut self, from: usize) -> usize {
        let mut at = from;
        while self.sheet.ch(at) == Some('【') {
            let Some(close) = (at..at + LONGEST_LABEL).find(|&at| self.sheet.ch(at) == Some('】')) else {
                return at + 1;
            };
            let label = at + 1..close;
            if self.late.is_some() && at > from && self.begins_late_set(&label) {
                return at;
            }
            self.sheet.label(at..close + 1);
            let body = self.sheet.after(close + 1, ":").unwrap_or(close + 1);
            self.sheet.label(close + 1..body);
            at = if self.level(&label) { self.indicators(body) } else { self.text(&label, body) };
        }
        at
    }

    /// 【产出指标-数量指标】, 【产出-数量指标】: takes the levels of what follows.
    fn level(&mut self, label: &Run) -> bool {
        let short = || {
            let end = self.sheet.find_char(label.clone(), |ch| ch == '-')?;
            Some((rows::level_from_text(&(self.sheet.folded(label.start..end) + "指标"))?, end))
        };
        let Some((first, end)) = rows::level(&self.sheet, label.start).or_else(short) else { return false };
        self.levels.take(first, label.start..end, Some(Column::Level1), None);
        if let Some((second, last)) = rows::level(&self.sheet, end + 1).filter(|(_, last)| *last <= label.end) {
            self.levels.take(second, end + 1..last, Some(Column::Level2), None);
        }
        true
    }

    /// 【总体目标】 or another text, up to the next section.
    fn text(&mut self, label: &Run, body: usize) -> usize {
        let end = self.sheet.find_any(body..self.sheet.len(), &["【"]).map_or(self.sheet.len(), |next| next.start);
        let objective = self.sheet.find_any(label.clone(), &["目标"]).is_some();
        if objective && self.rows.is_some() && self.ordinal(body).is_some() {
            // The lines of another set have come among those of the objective.
        } else if objective {
            let cell = self.sheet.cell(body..end);
            self.checks.is_mixed |= self.project().is_some_and(|project| !project.indicators.is_empty());
            if let Some(project) = self.project() {
                project.objective = cell;
            }
        } else {
            self.sheet.label(body..end);
        }
        end
    }

    fn project(&mut self) -> Option<&mut Project> {
        self.table.units.get_mut(self.open)?.projects.last_mut()
    }

    /// 指标1：name（target）, as many as follow; tells where they end.
    fn indicators(&mut self, from: usize) -> usize {
        let mut at = from;
        while let Some(name) = self.ordinal(at) {
            let Some((open, close)) = self.bracket(name) else { return name };
            self.sheet.label(at..name);
            let row = Row {
                name: Some(name..open),
                target: Some(open + 1..close),
                levels: self.levels.clone(),
                ..Row::default()
            };
            let indicator = row.read(&mut self.sheet, &self.levels);
            self.sheet.label(open..open + 1);
            self.sheet.label(close..close + 1);
            if let Some(project) = self.project() {
                project.indicators.push(indicator);
            }
            let mark = self.sheet.after_any(close + 1, &[";", "。", ","]).unwrap_or(close + 1);
            self.sheet.label(close + 1..mark);
            at = mark;
        }
        at
    }

    /// Behind "指标3:".
    fn ordinal(&self, at: usize) -> Option<usize> {
        let digits = self.sheet.after(at, "指标")?;
        let end = (digits..digits + 4).find(|&at| !self.sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit()))?;
        self.sheet.after(end, ":").filter(|_| end > digits)
    }

    /// Whether a line begins with the end of a name, and a target in a bracket behind it.
    fn targets(&self, line: usize) -> bool {
        const LONGEST: usize = 12;
        let end = self.sheet.next_line(line, line + LONGEST);
        let open = self.sheet.find_char(line..end, |ch| ch == '(');
        open.and_then(|open| self.sheet.ch(open + 1)).is_some_and(|ch| matches!(ch, '≥' | '≤' | '<' | '>' | '='))
    }

    /// The last bracket before the next indicator, section or row: where it opens and closes.
    fn bracket(&self, name: usize) -> Option<(usize, usize)> {
        const LONGEST: usize = 200;
        let mut found = None;
        let mut open: Vec<usize> = Vec::new();
        for at in name..(name + LONGEST).min(self.sheet.len()) {
            match self.sheet.ch(at) {
                Some('【') => break,
                Some('(') => open.push(at),
                Some(')') => found = open.pop().filter(|_| open.is_empty()).map(|open| (open, at)).or(found),
                _ => {}
            }
            let ends = found.is_some_and(|(_, close)| close == at);
            let next = self.sheet.ch(at + 1).is_none_or(|ch| matches!(ch, '【' | ';' | '。'));
            // A bracket of the name may end its line: that of the target follows.
            let is_alone =
                self.sheet.begins_line(at + 1) && self.sheet.ch(at + 1) != Some('(') && !self.targets(at + 1);
            if ends && (next || self.ordinal(at + 1).is_some() || is_alone) {
                break;
            }
        }
        found.filter(|(opened, _)| *opened > name)
    }
}
