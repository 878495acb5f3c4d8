//! The projects of all pages as rows of cells, read as a form.

use super::further::Further;
use super::levels::Doubt;
use super::list::{self, unread};
use super::{owners, shorts};
use crate::grid::{Form, Grid};
use crate::lexicon::Field;
use crate::model::{Category, Fund, Layout, Repair, RepairKind, Table};
use crate::parse::fold::{Folded, Gap, Ink};
use crate::parse::readers::block;
use crate::parse::readers::cells::{Cell, Row};
use crate::parse::readers::pieces::{self, Pieces};
use crate::parse::readers::rows::{Level, level};
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;
use crate::span::Span;
use std::collections::BTreeMap;

/// The label of the objective, as narrow cells tear it.
pub(super) const OBJECTIVE: [&str; 3] = ["年度", "总体", "目标"];

/// One project.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// Titles and years.
    pub(super) above: Vec<Run>,
    /// What the page prints again.
    pub(super) again: Vec<Run>,
    /// Headings, which may say the unit of money.
    pub(super) headings: Vec<Run>,
    /// Parts of labels that a page or a column has torn.
    pub(super) labels: Vec<Run>,
    /// An objective whose label is torn.
    pub(super) objective: Vec<Run>,
    /// Where an objective begins whose boxes may stand in another order.
    pub(super) doubtful: Vec<Run>,
    /// What nobody can place.
    pub(super) strays: Vec<Run>,
    /// Labels with their values.
    pub(super) fields: Vec<(Field, Run, Vec<Run>)>,
    /// Amounts that may belong to another money label than they were given to.
    pub(super) inferred: Vec<(Fund, Run)>,
    /// The rows of each page.
    pub(super) rows: Vec<Rows>,
    /// Whether the heads of its columns are read.
    pub(super) headed: bool,
    /// The last label of 二级指标, which may go on on the next page.
    pub(super) last_label: Option<String>,
    /// Whether rows of it could not be read.
    pub(super) torn: bool,
    /// Whether it stands for the projects of a page that could not be read.
    pub(super) lost: bool,
}

/// The rows of a project on one page.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    /// The heads of 一级指标, 二级指标, 三级指标, 指标值 and 分值; none where the page before has them.
    pub(super) heads: Vec<Option<Run>>,
    /// The heads of the second column of values and of the scores.
    pub(super) further: [Option<Run>; 2],
    pub(super) first: Vec<(Run, Category)>,
    /// The label of 二级指标 beside each row, none where it is not known, and what is unknown of it.
    pub(super) second: Vec<(Vec<Run>, Doubt)>,
    pub(super) names: Vec<Run>,
    pub(super) targets: Vec<Run>,
    pub(super) weights: Vec<Run>,
    /// The category of a label that goes on from the page before.
    pub(super) carried: Option<Category>,
    /// Whether there is a column of weights.
    pub(super) weighed: bool,
    /// Whether the numbers of the page agree with its rows.
    pub(super) counted: bool,
    /// The last characters of names and targets, by where the others end.
    pub(super) rests: Vec<(usize, Run)>,
    /// Targets that may be those of their neighbours.
    pub(super) unsure: Vec<Run>,
}

impl Rows {
    /// Takes the rows out that have no label of 二级指标.
    pub(super) fn without_labels(&mut self) -> Vec<Run> {
        let labelled: Vec<bool> = self.second.iter().map(|(label, _)| !label.is_empty()).collect();
        let mut taken = Vec::new();
        for column in [&mut self.names, &mut self.targets, &mut self.weights] {
            let mut labelled = labelled.iter();
            column.retain(|run| {
                let keeps = labelled.next() == Some(&true);
                taken.extend((!keeps).then(|| run.clone()));
                keeps
            });
        }
        self.second.retain(|(label, _)| !label.is_empty());
        taken
    }
}

impl Block {
    pub(super) fn is_begun(&self) -> bool {
        self.lost || !self.fields.is_empty() || !self.rows.is_empty()
    }

    /// How many texts it holds beside its rows.
    pub(super) fn texts(&self) -> usize {
        let values: usize = self.fields.iter().map(|(_, _, values)| values.len() + 1).sum();
        let lists = [&self.above, &self.again, &self.headings, &self.labels, &self.objective, &self.strays];
        values + lists.iter().map(|list| list.len()).sum::<usize>()
    }

    /// All that was given to it, but what the page prints again.
    fn runs(&self) -> impl Iterator<Item = &Run> {
        let fields = self.fields.iter().flat_map(|(_, label, values)| std::iter::once(label).chain(values));
        let rows = self.rows.iter().flat_map(|rows| {
            let labels = rows.first.iter().map(|(run, _)| run).chain(rows.second.iter().flat_map(|(runs, _)| runs));
            let cells = rows.names.iter().chain(&rows.targets).chain(&rows.weights);
            rows.heads.iter().chain(&rows.further).flatten().chain(labels).chain(cells)
        });
        self.headings.iter().chain(&self.objective).chain(&self.strays).chain(fields).chain(rows)
    }

    /// Gives the amounts of a page to its money labels, the last ones that have none, in order; blank cells are taken to be
    /// the last.
    pub(super) fn pay(&mut self, values: Vec<Run>, labels: usize) {
        let money = self.fields.iter().filter(|(field, ..)| matches!(field, Field::Money(_))).count();
        let own = self.fields.iter_mut().filter(|(field, ..)| matches!(field, Field::Money(_)));
        let unpaid = own.skip(money.saturating_sub(labels)).filter_map(|(field, _, values)| match field {
            Field::Money(fund) if values.is_empty() => Some((*fund, values)),
            _ => None,
        });
        let mut unpaid: Vec<(Fund, &mut Vec<Run>)> = unpaid.collect();
        let is_inferred = values.len() < unpaid.len();
        // Between a total and its last parts nobody knows which label has no amount.
        let known = if labels < money { 1 } else { 2 };
        let sure = if is_inferred { known.min(values.len()) } else { values.len() };
        for (at, ((fund, own), value)) in unpaid.iter_mut().zip(&values).enumerate().take(sure) {
            if is_inferred && at > 0 {
                self.inferred.push((*fund, value.clone()));
            }
            own.push(value.clone());
        }
        self.strays.extend(values.into_iter().skip(sure));
    }
}

/// Reads the projects.
pub(super) fn read(
    source: &Source,
    folded: &Folded,
    pieces: &Pieces<'_>,
    blocks: &[Block],
    further: &Further,
) -> Table {
    let sheet = &pieces.sheet;
    let inks = |runs: &[Run]| inks(sheet, runs);
    let mut all: Vec<Row> = Vec::new();
    let row = |cells: &[&[Run]]| -> Row {
        cells.iter().enumerate().map(|(column, runs)| Cell { column, inks: inks(runs) }).collect()
    };
    let mut doubtful: Vec<(Run, Run)> = Vec::new();
    let mut strays: Vec<&Run> = further.strays.iter().collect();
    doubtful.extend(further.goals.iter().map(|run| (run.clone(), run.clone())));
    let mut again: Vec<&Run> = Vec::new();
    let mut used: Vec<usize> = Vec::new();
    // Rows of which nobody knows the label, or not even its category.
    let (mut unlabelled, mut uncategorized): (Vec<&Run>, Vec<&Run>) = Default::default();
    for block in blocks {
        all.extend(block.above.iter().map(|run| row(&[std::slice::from_ref(run)])));
        if block.lost {
            strays.extend(block.runs());
            again.extend(&block.again);
            again.extend(&block.labels);
            continue;
        }
        strays.extend(&block.strays);
        doubtful.extend(block.doubtful.iter().map(|run| (run.clone(), run.clone())));
        again.extend(&block.again);
        again.extend(&block.labels);
        all.extend(block.headings.iter().map(|run| row(&[std::slice::from_ref(run)])));
        // Columns may put the label of an objective before that of its project.
        for (_, label, values) in
            crate::order::sorted(block.fields.iter().collect(), |(field, ..)| owners::depth(*field).into())
        {
            all.push(row(&[std::slice::from_ref(label), values]));
        }
        if !block.objective.is_empty() {
            let parts = block.labels.iter().filter(|run| OBJECTIVE.contains(&sheet.folded((*run).clone()).as_str()));
            let parts: Vec<Run> = parts.take(OBJECTIVE.len()).cloned().collect();
            let text: String = parts.iter().map(|run| sheet.folded(run.clone())).collect();
            if text == OBJECTIVE.concat() {
                again.retain(|run| !parts.contains(run));
                all.push(row(&[&parts, &block.objective]));
            } else {
                strays.extend(&block.objective);
            }
        }
        let mut open = Open { further, columns: [false; 2], used: &mut used };
        for rows in &block.rows {
            push(rows, &mut all, &row, sheet, &mut open);
            let mut second: Option<&Run> = None;
            for (name, (label, doubt)) in rows.names.iter().zip(&rows.second) {
                second = label.first().or(second);
                unlabelled.extend((*doubt != Doubt::None).then_some(name));
                uncategorized.extend((*doubt == Doubt::Category).then_some(name));
                if *doubt != Doubt::None || !rows.counted {
                    doubtful.push((name.clone(), second.unwrap_or(name).clone()));
                }
            }
        }
    }
    again.extend(&further.passed);
    used.sort_unstable();
    let cells = further.second.values().chain(further.scores.values()).flatten();
    strays.extend(cells.filter(|run| used.binary_search(&run.start).is_err()));
    let spans = |runs: &[&Run]| {
        let origins = runs.iter().filter_map(|run| sheet.origin((*run).clone()));
        origins.flat_map(|origin| origin.spans().collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    let grid = Grid { form: Form::Columns, strays: spans(&strays), ..Grid::default() };
    let mut table = block::read(pieces::of_rows(source, folded, &grid, &all, Vec::new()), true, false);
    if table.layout == Layout::Unknown {
        return table;
    }
    let mut unsure = spans(
        &blocks
            .iter()
            .flat_map(|block| &block.rows)
            .flat_map(|rows| &rows.unsure)
            .chain(&further.unsure)
            .collect::<Vec<_>>(),
    );
    crate::span::sort_spans(&mut unsure);
    let [unlabelled, uncategorized] = [unlabelled, uncategorized].map(|names| {
        let mut spans = spans(&names);
        crate::span::sort_spans(&mut spans);
        spans
    });
    let projects = table.units.iter_mut().flat_map(|unit| &mut unit.projects);
    for indicator in projects.flat_map(|project| &mut project.indicators) {
        unread(&mut indicator.target, &unsure);
        let name = indicator.name.clone();
        let is_of = |names: &[Span]| list::holds(&name, names);
        if is_of(&unlabelled) {
            indicator.subcategory.take_back();
        }
        if is_of(&uncategorized) {
            indicator.category.take_back();
        }
    }
    table.furniture.extend(spans(&again));
    table.repairs.extend(repairs(sheet, blocks, doubtful));
    table
}

/// What stands in another order than the table, and amounts that may be another label's.
fn repairs(sheet: &Sheet<'_>, blocks: &[Block], doubtful: Vec<(Run, Run)>) -> Vec<Repair> {
    let moved = doubtful.into_iter().filter_map(|(name, label)| {
        Some(Repair { kind: RepairKind::RowOrder, origin: sheet.origin(name)?, read_as: sheet.text(label) })
    });
    let amounts = blocks.iter().filter_map(|block| {
        let (_, first) = block.inferred.first()?;
        let read_as: Vec<&str> = block.inferred.iter().map(|(fund, _)| fund.printed()).collect();
        let origin = sheet.origin(first.clone())?;
        Some(Repair { kind: RepairKind::MoneyColumnInferred, origin, read_as: read_as.join("、") })
    });
    moved.chain(amounts).collect()
}

/// The further columns of the project that is read.
struct Open<'f> {
    further: &'f Further,
    /// Whether its heads print them: the second of values, and scores.
    columns: [bool; 2],
    /// Where the cells begin that are read.
    used: &'f mut Vec<usize>,
}

impl Open<'_> {
    /// The cells beside a target and a weight.
    fn beside(&mut self, target: Option<&Run>, weight: Option<&Run>) -> [Vec<Run>; 2] {
        let of = |cells: &BTreeMap<usize, Vec<Run>>, run: Option<&Run>| {
            run.and_then(|run| cells.get(&run.start)).cloned().unwrap_or_default()
        };
        let mut cells = [of(&self.further.second, target), of(&self.further.scores, weight)];
        for (cell, has) in cells.iter_mut().zip(self.columns) {
            cell.retain(|_| has);
        }
        self.used.extend(cells.iter().flatten().map(|run| run.start));
        cells
    }
}

/// The rows of a page, below their heads.
fn push(rows: &Rows, all: &mut Vec<Row>, row: &dyn Fn(&[&[Run]]) -> Row, sheet: &Sheet<'_>, open: &mut Open<'_>) {
    let [of_seconds, of_scores] = &rows.further;
    if !rows.heads.is_empty() {
        let weight = rows.heads.len() - 1;
        let (own, weight) = rows.heads.split_at_checked(weight).unwrap_or_default();
        let heads = own.iter().chain([of_seconds]).chain(weight).chain([of_scores]);
        let heads: Vec<&[Run]> = heads.flatten().map(std::slice::from_ref).collect();
        all.push(row(&heads));
        open.columns = [of_seconds.is_some(), of_scores.is_some()];
    }
    let mut first = rows.first.iter().peekable();
    let mut printed: &[Run] = &[];
    let mut category = rows.carried;
    // Where no label of level 2 is told, those of level 1 are not, either.
    let labelled = rows.second.iter().any(|(label, _)| !label.is_empty());
    for (at, name) in rows.names.iter().enumerate() {
        let second = rows.second.get(at).map(|(label, _)| label.as_slice()).unwrap_or_default();
        let anew = if printed == second { &[] } else { second };
        printed = if second.is_empty() { printed } else { second };
        // The label of level 2 tells which one of level 1 it stands beside.
        let label = |runs: &[Run]| runs.iter().map(|run| sheet.folded(run.clone())).collect::<String>();
        let own = shorts::level_of(&label(anew)).or_else(|| Some(level(sheet, anew.first()?.start)?.0));
        let own = own.and_then(Level::implied);
        category = own.or(category);
        let beside = first.next_if(|(_, of)| category == Some(*of) || (category.is_none() && labelled));
        let rest = |run: &Run| rows.rests.iter().find(|(end, _)| *end == run.end).map(|(_, rest)| rest.clone());
        let cell =
            |run: Option<&Run>| run.into_iter().flat_map(|run| [Some(run.clone()), rest(run)]).flatten().collect();
        let name: Vec<Run> = cell(Some(name));
        let one: Vec<Run> = cell(beside.map(|(run, _)| run));
        let weight: Vec<Run> = cell(rows.weights.get(at));
        let target: Vec<Run> = cell(rows.targets.get(at));
        let [second, score] = open.beside(target.first(), weight.first());
        // Cells are counted from the right.
        let mut cells: Vec<&[Run]> = vec![&one, anew, &name, &target];
        cells.extend(open.columns.first().filter(|has| **has).map(|_| second.as_slice()));
        cells.extend(Some(weight.as_slice()).filter(|_| rows.weighed));
        cells.extend(open.columns.last().filter(|has| **has).map(|_| score.as_slice()));
        all.push(row(&cells));
    }
}

fn inks(sheet: &Sheet<'_>, runs: &[Run]) -> Vec<Ink> {
    let mut inks: Vec<Ink> = runs.iter().flat_map(|run| run.clone().filter_map(|at| sheet.ink(at)).copied()).collect();
    if let Some(first) = inks.first_mut() {
        first.widen_gap(Gap::Tab);
    }
    inks
}
