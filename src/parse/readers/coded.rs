//! Flat tables whose rows begin with the code of a unit (L6c), in running text with one cell after another.
//!
//! Code, name, amounts and objective stand once before the first row of a project. A row is found by both of its level labels,
//! its target by the cell that says of which type the value is: an operator, or 定性. What explains the indicator and how it is
//! scored stands behind the target and is left alone. Where a page parts a row, the rests of its cells stand on top of the next
//! page; what nobody can tell to be whole stays unread.

mod amounts;
mod heads;
mod items;
mod rows;
mod tops;

use self::items::{Item, Kind};
use self::rows::Widths;
use self::tops::{Open, Part, Top};
use crate::amount::MoneyUnit;
use crate::grid::grid_of_text;
use crate::lexicon;
use crate::model::{Amounts, Cell, Fund, Inference, Layout, Project, Repair, SpendingUnit, Table};
use crate::parse::fold::{Folded, Ink};
use crate::parse::sheet::{Run, Sheet};
use crate::parse::{furniture, head};
use crate::source::Source;
use crate::span::Origin;

/// What another reader has read, unless it is running text of this kind: in whatever order its cells stand, others find no rows
/// in it that are whole. Where a tool has marked the cells, what it has torn of the merged ones is not read.
pub(super) fn unless_kind(source: &Source, folded: &Folded, mut table: Table) -> Table {
    /// One of so many names may lack its amount.
    const NAMES: usize = 6;
    if table.layout == Layout::Unknown || !is_kind(folded) {
        return table;
    }
    let is_named = |project: &Project| project.name.read().is_some();
    let names = table.projects().filter(|at| is_named(at.project)).count();
    // Name and amount stand on one row: a name without one is the rest of another.
    let is_rest = |project: &Project| is_named(project) && project.amounts.total == Cell::Absent;
    let rests = table.projects().filter(|at| is_rest(at.project)).count();
    if grid_of_text(source.text()).is_none() || rests * NAMES > names {
        return Table::default();
    }
    let projects = table.units.iter_mut().flat_map(|unit| &mut unit.projects);
    projects.filter(|project| !is_named(project)).for_each(|project| project.objective.take_back());
    table
}

/// Whether a text prints heads that only such tables have.
pub(super) fn is_kind(folded: &Folded) -> bool {
    let holds = |text: &str| {
        let begins = |at: usize| folded.inks().iter().skip(at).map(Ink::ch).take(text.chars().count()).eq(text.chars());
        (0..folded.inks().len()).any(begins)
    };
    holds("评(扣)分") && (holds("单位(项目)") || holds("单位(专项)"))
}

/// Reads such a table where its heads and cells stand one after another.
pub(super) fn read(source: &Source, folded: &Folded) -> Table {
    let whole = Sheet::new(source, folded.inks());
    let found = heads::find(&whole).filter(|_| grid_of_text(source.text()).is_none() && !keeps_columns(source.text()));
    let Some(heads) = found else { return Table::default() };
    let furniture = furniture::furniture(&whole, Some(&(0..heads.run.end)), Some(&heads.run));
    let spans = furniture.iter().filter_map(|run| whole.origin(run.clone()));
    let mut table = Table { layout: Layout::IndicatorPerRow, ..Table::default() };
    table.furniture = spans.flat_map(|origin| origin.spans().collect::<Vec<_>>()).collect();
    let mut sheet = Sheet::new(source, furniture::without(folded.inks(), &furniture));
    let Some(heads) = heads::find(&sheet) else { return Table::default() };
    // The number of the page, on a line above the title, is no part of the year.
    let first = sheet.next_line(0, heads.run.start);
    let is_number = (0..first).all(|at| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit()));
    let number = if is_number { first } else { 0 };
    let items = items::items(&sheet, heads.run.end..sheet.len());
    let unit = head::read(&mut sheet, number..heads.run.start, &mut table);
    sheet.label(0..number);
    sheet.label(heads.run.clone());
    if unit.is_none() {
        table.inferred.push(Inference::MoneyUnit { unit: MoneyUnit::default() });
    }
    let widths = Widths::of(&sheet, &items, &heads);
    let mut reader = Reader { sheet, widths, funds: heads.funds, money: unit.unwrap_or_default(), table, rows: (0, 0) };
    reader.read(&items);
    reader.finish()
}

/// Whether wide gaps keep the columns of a text apart: its lines are those of the page, not of one cell after another.
fn keeps_columns(text: &str) -> bool {
    const GAP: &str = "      ";
    let (wide, all) = text.lines().fold((0_usize, 0_usize), |(wide, all), line| {
        (wide + usize::from(line.trim().contains(GAP)), all + usize::from(!line.trim().is_empty()))
    });
    wide * 8 > all
}

struct Reader<'s> {
    sheet: Sheet<'s>,
    widths: Widths,
    funds: Vec<Fund>,
    money: MoneyUnit,
    table: Table,
    /// How many rows were read whole, and how many there are.
    rows: (usize, usize),
}

impl Reader<'_> {
    fn read(&mut self, items: &[Item]) {
        let mut open = Open::default();
        let mut at = 0;
        while let Some(item) = items.get(at) {
            let end = at + 1 + items.iter().skip(at + 1).take_while(|item| matches!(item.kind, Kind::Line)).count();
            let lines = items.get(at + 1..end).unwrap_or_default();
            // The next page begins with the rests of what this one has parted.
            let page = lines.iter().position(|line| line.begins_page).unwrap_or(lines.len());
            let (own, rest) = lines.split_at_checked(page).unwrap_or((lines, &[]));
            // A number alone is what is left of that of the page.
            let is_number =
                |line: &&Item| line.run.clone().all(|at| self.sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit()));
            let rest = rest.get(rest.iter().take_while(is_number).count()..).unwrap_or_default();
            match &item.kind {
                Kind::Code => {
                    self.sheet.label(item.run.clone());
                    let is_project = items.get(end).is_some_and(|next| matches!(next.kind, Kind::Labels(_)));
                    open = self.read_head(lines, is_project);
                }
                Kind::Labels(labels) => {
                    let ends_page = !rest.is_empty() || items.get(end).is_some_and(|next| next.begins_page);
                    self.read_row(labels, own, (rest, ends_page), &mut open);
                }
                Kind::Line => {}
            }
            at = end;
        }
    }

    /// Name, amounts and objective of a project, or name and amounts of a unit.
    fn read_head(&mut self, lines: &[Item], is_project: bool) -> Open {
        let Some(found) = amounts::find(&self.sheet, lines) else {
            if is_project {
                self.begin(Project::default());
            }
            return Open::default();
        };
        let run = |of: &[Item]| Some(of.first()?.run.start..of.last()?.run.end);
        let (names, goals) =
            (lines.get(..found.from).unwrap_or_default(), lines.get(found.until..).unwrap_or_default());
        let name = run(names).map_or(Cell::Absent, |run| self.sheet.cell(run));
        let (amounts, repair) = found.read(&mut self.sheet, &self.funds, self.money);
        self.table.repairs.extend(repair);
        if !is_project {
            self.table.units.push(SpendingUnit { name, amounts, ..SpendingUnit::default() });
            return Open::default();
        }
        let objective = run(goals).map_or(Cell::Absent, |run| self.sheet.cell(run));
        self.begin(Project { name, amounts, objective, ..Project::default() });
        Open::of(&self.sheet, names, goals)
    }

    fn begin(&mut self, project: Project) {
        if self.table.units.is_empty() {
            self.table.units.push(SpendingUnit { amounts: Amounts::default(), ..SpendingUnit::default() });
        }
        self.table.units.last_mut().into_iter().for_each(|unit| unit.projects.push(project.clone()));
    }

    fn project(&mut self) -> Option<&mut Project> {
        self.table.units.last_mut()?.projects.last_mut()
    }

    /// One row, with what the next page prints of its cells and of those of its project.
    fn read_row(&mut self, labels: &items::Labels, own: &[Item], (rest, ends_page): (&[Item], bool), open: &mut Open) {
        self.rows.1 += 1;
        let row = rows::row(&self.sheet, labels, own, &self.widths);
        let Some(row) = row.filter(|_| self.project().is_some()) else { return };
        let mut indicator = row.of.read(&mut self.sheet, &row.of.levels);
        if !row.is_told {
            indicator.target.take_back();
        }
        let top = if ends_page { open.top(&self.sheet, &self.widths, (labels, &row), rest) } else { Top::default() };
        let mut more = |run: &Option<Run>| run.clone().map_or(Cell::Absent, |run| self.sheet.cell(run));
        let (name, level, objective) = (more(&top.name), more(&top.level), more(&top.objective));
        append(&mut indicator.name, &name);
        if let Some(origin) = indicator.name.origin().filter(|_| top.by_looks) {
            let doubt = Repair::row_order(origin.clone());
            self.table.repairs.push(doubt);
        }
        append(&mut indicator.subcategory, &level);
        if top.unsure.contains(&Part::Name) {
            indicator.name.take_back();
        }
        if top.unsure.contains(&Part::Level) {
            indicator.subcategory.take_back();
        }
        top.others.iter().for_each(|run| self.sheet.label(run.clone()));
        self.rows.0 += usize::from(row.is_told || row.is_dispersed);
        let Some(project) = self.project() else { return };
        append(&mut project.objective, &objective);
        if top.unsure.contains(&Part::Project) {
            project.name.take_back();
        }
        if top.unsure.contains(&Part::Objective) {
            project.objective.take_back();
        }
        project.indicators.push(indicator);
    }

    /// The table, or nothing where too little of it was read.
    fn finish(self) -> Table {
        let (told, all) = self.rows;
        let stops = |text: &&String| text.ends_with(['。', '；', ';', '！', '.']);
        let goals: Vec<&String> = self.table.projects().filter_map(|at| at.project.objective.value()).collect();
        let stopped = goals.iter().filter(|text| stops(text)).count();
        let named =
            self.table.projects().filter(|at| at.project.name.value().is_some_and(|name| is_name(name))).count();
        let projects = self.table.projects().count();
        if told * 5 < all * 4 || projects == 0 || stopped * 4 < goals.len() * 3 || named * 4 < projects * 3 {
            return Table::default();
        }
        let mut table = self.table;
        (table.labels, table.unclaimed) = self.sheet.finish();
        table
    }
}

/// Whether a text may be the name of a project: no cell of a row or of the heads stands in it.
fn is_name(text: &str) -> bool {
    const LONGEST: usize = 80;
    let holds = |label: &str| text.contains(label);
    text.chars().count() <= LONGEST
        && !text.contains(['。', '；', '≥', '≤'])
        && !lexicon::LEVEL_1.iter().any(|(label, _)| label.ends_with("指标") && holds(label))
}

/// What a page break has cut of a cell goes on.
fn append(own: &mut Cell<String>, rest: &Cell<String>) {
    if let (Cell::Read { value, origin }, Cell::Read { value: more, origin: behind }) = (&*own, rest)
        && let Some(origin) = Origin::from_spans(origin.spans().chain(behind.spans()))
    {
        *own = Cell::Read { value: [value.as_str(), more].concat(), origin };
    }
}
