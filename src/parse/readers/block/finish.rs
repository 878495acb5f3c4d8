//! What was read of a form becomes a table, or nothing where it is not plausible.

use super::{Reader, lost, template, values};
use crate::grid::Form;
use crate::lexicon::{self, Field};
use crate::model::{Cell, Fund, Indicator, Layout, Project, Repair, SpendingUnit, Table};
use crate::parse::readers::flat;
use crate::parse::readers::pieces::Piece;
use crate::parse::sheet::Run;
use crate::parse::{fit, head};
use crate::span::{Origin, Span};

/// Whether what explains an indicator was taken for the name of a project: the columns of a flat table are scattered.
fn explains(table: &Table) -> bool {
    let is_formula = |name: &str| name.contains('=') && name.contains(['/', '÷', '×']);
    let explains = |name: &String| lexicon::explains(name) || is_formula(name);
    table.projects().any(|at| at.project.name.value().is_some_and(explains))
}

/// Takes back names and targets of rows that hold cells of others.
fn take_back_tangled(table: &mut Table) {
    let rows = table.units.iter_mut().flat_map(|unit| &mut unit.projects).flat_map(|own| &mut own.indicators);
    // "工程验收合格率100%设施完好率": the target of another row.
    let holds_share = |name: &String| {
        const SHORTEST: usize = 4;
        let parts = name.split_once(['%', '％']);
        let is_long = |part: &str| part.chars().count() > SHORTEST;
        parts.is_some_and(|(own, behind)| {
            own.ends_with(|ch: char| ch.is_ascii_digit())
                && is_long(own)
                && is_long(behind)
                && own.trim_end_matches(|ch: char| ch.is_ascii_digit() || ch == '.').ends_with('率')
        })
    };
    for row in rows.filter(|row| fit::is_tangled(row) || row.name.value().is_some_and(holds_share)) {
        row.name.take_back();
        row.target.take_back();
    }
}

/// Doubts what was put together by its looks alone.
pub(in crate::parse::readers) fn doubt_parted(table: &mut Table, parted: &[Span]) {
    let is_put = |own: Span| parted.binary_search_by_key(&own.start, |span| span.start).is_ok();
    let values = table.projects().flat_map(|at| {
        let rows = at.project.indicators.iter().flat_map(|row| [row.name.origin(), row.target.origin()]);
        [at.project.name.origin(), at.project.objective.origin()].into_iter().chain(rows)
    });
    let doubt = |own: &Origin| Repair::row_order(own.clone());
    let doubts: Vec<Repair> = values.flatten().filter(|own| own.spans().any(is_put)).map(doubt).collect();
    table.repairs.extend(doubts);
}

impl Reader<'_> {
    pub(super) fn finish(mut self) -> Table {
        self.name_in_prose();
        self.read_headline();
        self.read_announced();
        if self.column_wise {
            self.values_apart();
            self.money_and_year_apart();
        }
        self.level_first_rows();
        self.join_split_levels();
        let nameless = self.take_nameless();
        let mut table = self.table;
        table.layout =
            if self.flat || !self.lead.is_empty() { Layout::IndicatorPerRow } else { Layout::ProjectPerBlock };
        let mut again: Vec<_> = self.replaced.iter().flat_map(Origin::spans).collect();
        let mut bare_names = Vec::new();
        let unit_amounts = std::mem::take(&mut self.unit_amounts);
        let unit_amounts = crate::order::sorted(unit_amounts, |(origin, _)| u128::from(origin.start()));
        for (at, (unit, project)) in self.projects.into_iter().enumerate() {
            if project.anchor().is_none() && unit.origin().is_none() {
                continue;
            }
            // A name alone behind a table is the head of a list of something else.
            let bare = Project { name: Cell::Absent, ..project.clone() };
            if at > 0 && bare.anchor().is_none() && unit.origin().is_none() {
                bare_names.extend(project.name.origin().into_iter().flat_map(Origin::spans));
                continue;
            }
            let same = table.units.last().is_some_and(|last| last.name.value() == unit.value());
            if same {
                // The unit stands on every form; where it stands again it is a label.
                again.extend(unit.origin().into_iter().flat_map(Origin::spans));
            } else {
                let start = unit.origin().map(Origin::start);
                let at = unit_amounts.partition_point(|(origin, _)| Some(origin.start()) < start);
                let own = unit_amounts.get(at).filter(|(origin, _)| Some(origin) == unit.origin());
                let amounts = own.map(|(_, amounts)| amounts.clone()).unwrap_or_default();
                table.units.push(SpendingUnit { name: unit, amounts, ..SpendingUnit::default() });
            }
            if let Some(last) = table.units.last_mut() {
                last.projects.push(project);
            }
        }
        // A heading that names no unit of the rows may be the department or a part of it: nobody can tell.
        let named = |heading: &&Cell<String>| table.units.iter().any(|unit| unit.name.value() == heading.value());
        again.extend(self.headings.iter().filter(named).filter_map(Cell::origin).flat_map(Origin::spans));
        // Where columns are interleaved, names and targets come out in pieces: better unread than wrong.
        let is_marked = matches!(self.pieces.form, Some(Form::Ordered | Form::Sequence));
        let is_whole = |table: &Table| {
            !fit::is_mixed(table)
                && (self.column_wise || self.nameless || fit::are_plausible(table, self.unleveled, is_marked))
                && (self.pieces.form.is_some() || values::is_plausible(table, &self.pieces.sheet, self.glued))
        };
        if !self.flat && self.lead.is_empty() && !is_whole(&table) {
            keep_whole(&mut table, is_whole);
        }
        template::leave_out(&mut table);
        let is_running = self.flat && self.pieces.form.is_none();
        let is_torn = is_running && (!flat::keep_whole(&mut table) || flat::is_visual(self.flat_lines));
        // The head of a flat table, whose columns are scattered: no label names a project.
        let sheet = &self.pieces.sheet;
        let names = |piece: &Piece| {
            let field = self.pieces.field(piece.run.start).filter(|(field, _)| *field == Field::Project);
            field.is_some() && sheet.before(piece.run.start, "、").is_none()
        };
        let is_scattered = || {
            let head = sheet.find_any(0..sheet.len(), &["单位名称、项目名称"]);
            head.is_some() && !self.pieces.all.iter().any(names)
        };
        if self.refused
            || (!self.flat && self.lead.is_empty() && is_scattered())
            || table.projects().next().is_none()
            || template::is_template(&table)
            || (self.pieces.is_marked && lost::holds_several(&table))
            || explains(&table)
            || (self.pieces.form.is_none() && !self.glued && values::leaves_targets(&self.pieces, &table))
            || !is_whole(&table)
            || is_torn
        {
            return Table::default();
        }
        let (labels, unclaimed) = self.pieces.sheet.finish();
        table.labels = labels;
        table.unclaimed = unclaimed;
        table.unclaimed.extend(bare_names);
        table.unclaimed.extend(lost::unread(nameless, &table));
        crate::span::sort_spans(&mut table.unclaimed);
        table.labels.extend(again);
        table.labels.extend(self.pieces.structure);
        table.furniture.extend(self.pieces.furniture);
        let holds_torn = |own: Span| lost::holds(&self.pieces.pages.torn, own);
        let is_torn = |cell: &Cell<String>| cell.origin().is_some_and(|own| own.spans().any(holds_torn));
        for project in table.units.iter_mut().flat_map(|unit| &mut unit.projects) {
            for cell in [&mut project.name, &mut project.objective].into_iter().filter(|cell| is_torn(cell)) {
                cell.take_back();
            }
        }
        if self.pieces.form.is_none() {
            take_back_tangled(&mut table);
        }
        doubt_parted(&mut table, &self.pieces.parted);
        crate::span::sort_spans(&mut table.labels);
        table
    }

    /// The name of the only project, where the table begins in the middle and the prose around it names one:
    /// "该…项目于2020年初…", "…下达预算资金10万元".
    fn name_in_prose(&mut self) {
        const LONGEST: usize = 40;
        const SHORTEST: usize = 6;
        let nameless = matches!(self.projects.as_slice(), [(_, project)] if project.name.origin().is_none());
        if let Some(name) = self.quoted_name().filter(|_| self.glued && nameless) {
            self.current().1.name = self.pieces.sheet.cell(name);
            return;
        }
        if self.pieces.form.is_none() || !nameless {
            return;
        }
        let sheet = &self.pieces.sheet;
        let mark = |ch: char| ch.is_ascii_punctuation() || matches!(ch, '。' | '、' | '《' | '》' | '“' | '”');
        let mut found: Option<Run> = None;
        let mut at = 0;
        while let Some(start) = sheet.find_any(at..sheet.len(), &["该"]).map(|found| found.end) {
            at = start;
            let until = sheet.find_char(start..sheet.len().min(start + LONGEST), mark).unwrap_or(start + LONGEST);
            let Some(name) = sheet.find_any(start..until.min(sheet.len()), &["项目于", "项目由", "项目经"])
            else {
                continue;
            };
            let name = start..name.end - 1;
            let again = found.as_ref().is_some_and(|found| sheet.folded(found.clone()) != sheet.folded(name.clone()));
            if again {
                return;
            }
            if name.len() > SHORTEST {
                found = Some(name);
            }
        }
        let Some(name) = found else { return };
        let end = sheet.len();
        let money = sheet.find_any(name.end..end, &["下达预算资金", "安排预算资金", "下达资金"]).map(|label| label.end);
        self.current().1.name = self.pieces.sheet.cell(name);
        if let Some(money) = money.filter(|_| self.current().1.amounts.total.origin().is_none()) {
            let digit = |at: &usize| self.pieces.sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit() || ch == '.');
            let number = money..(money..end).find(|at| !digit(at)).unwrap_or(end);
            if lexicon::MONEY_UNITS.iter().any(|(unit, _)| self.pieces.sheet.after(number.end, unit).is_some()) {
                self.read_money(Fund::Total, number.start..number.end + 2);
            }
        }
    }

    /// What a report evaluates, in quotation marks: "对“…项目”进行绩效评价".
    fn quoted_name(&self) -> Option<Run> {
        const LONGEST: usize = 40;
        let sheet = &self.pieces.sheet;
        let start = sheet.find_any(0..sheet.len(), &["对“"])?.end;
        let end = sheet.find_char(start..start + LONGEST, |ch| ch == '”')?;
        let judged = sheet.after_any(end, &["”进行绩效", "”进行了绩效", "”开展绩效", "”开展了绩效"]);
        judged.filter(|_| lexicon::ends_project(&sheet.folded(start..end))).map(|_| start..end)
    }

    /// The headline of a notice names the only project in quotes: 关于“某中心建设项目”绩效评价结果的公示.
    fn read_announced(&mut self) {
        const LONGEST: usize = 60;
        let sheet = &self.pieces.sheet;
        let about = sheet
            .find_any(0..sheet.len(), &["关于“", "关于\"", "关于《"])
            .filter(|about| sheet.begins_line(about.start));
        let Some(about) = about.filter(|_| matches!(self.table.title, Cell::Absent)) else { return };
        let limit = sheet.len().min(about.end + LONGEST);
        let quote = |ch: char| matches!(ch, '”' | '"' | '》');
        let Some(close) = sheet.find_char(about.end..limit, quote) else { return };
        let Some(notice) = sheet.find_any(close..limit, &["公示", "公告"]).filter(|end| sheet.begins_line(end.end))
        else {
            return;
        };
        if let [(_, project)] = self.projects.as_mut_slice()
            && matches!(project.name, Cell::Absent)
            && lexicon::ends_project(&sheet.folded(about.end..close))
        {
            project.name = self.pieces.sheet.cell(about.end..close);
            self.table.title = self.pieces.sheet.cell(about.start..notice.end);
            let year = head::printed_year(&self.pieces.sheet, notice.end..limit + LONGEST);
            if let Some((run, year)) = year.filter(|_| !head::has_year(&self.table)) {
                self.table.budget_year = self.pieces.sheet.cell_of(run, year);
            }
        }
    }

    /// The headline of a report that holds the table says what no label does: who reports on which year and which project.
    fn read_headline(&mut self) {
        const REPORTS: &[&str] = &["绩效自评工作报告", "绩效自评报告"];
        const GENERAL: &[&str] = &["项目", "部门", "财政", "整体", "专项资金"];
        let sheet = &self.pieces.sheet;
        let found = sheet.find_any(0..sheet.len(), REPORTS).filter(|report| sheet.begins_line(report.end));
        let untitled = self.unleveled && matches!(self.table.title, Cell::Absent);
        let Some(report) = found.filter(|_| untitled && self.pieces.form.is_some()) else { return };
        let start = sheet.line_start(report.start, 0);
        let Some((year, value)) = head::printed_year(sheet, start..report.start) else { return };
        let Some(name) = sheet.after_any(year.end, &["年度", "年"]) else { return };
        let is_body = lexicon::BODY_ENDINGS.iter().any(|ending| sheet.before(year.start, ending).is_some());
        let text = sheet.folded(name..report.start);
        let is_project = lexicon::ends_project(&text) && !GENERAL.iter().any(|word| text.starts_with(word));
        let sheet = &mut self.pieces.sheet;
        self.table.title = sheet.cell(start..report.end);
        self.table.budget_year = sheet.cell_of(year.clone(), value);
        if is_body && matches!(self.table.department, Cell::Absent) {
            self.table.department = sheet.cell(start..year.start);
        }
        if let [(_, project)] = self.projects.as_mut_slice()
            && is_project
            && matches!(project.name, Cell::Absent)
        {
            project.name = self.pieces.sheet.cell(name..report.start);
        }
    }
}

/// Keeps only the blocks that can be read, where others cannot: named, and each of their rows plausible, since the rows of
/// a block without a label that could be read are those of the block before it. The rest is unread.
fn keep_whole(table: &mut Table, is_whole: impl Fn(&Table) -> bool) {
    const FEWEST: usize = 3;
    let is_alone = |project: Project| {
        let unit = SpendingUnit { projects: vec![project], ..SpendingUnit::default() };
        is_whole(&Table { units: vec![unit], ..Table::default() })
    };
    let is_row = |row: &Indicator| is_alone(Project { indicators: vec![row.clone()], ..Project::default() });
    for unit in &mut table.units {
        unit.projects.retain(|project| {
            project.name.read().is_some()
                && project.indicators.len() >= FEWEST
                && project.indicators.iter().all(is_row)
                && is_alone(project.clone())
        });
    }
    table.units.retain(|unit| !unit.projects.is_empty());
}
