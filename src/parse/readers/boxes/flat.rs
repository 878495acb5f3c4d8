//! Flat tables in boxes: the level labels of each page, the names beside them and the projects they belong to, counted
//! against each other.

use super::clauses;
use super::flat_page::{Page, is_whole, ways};
use super::flat_rests;
use super::flat_rows::by_rows;
use super::labels::{Breaks, Label, Labels};
use super::said;
use super::segments::Beside;
use super::tangle::{Tangle, tangle};
use super::targets::{self, Target};
use super::tokens::{self, Boxes, Token, begins_name, is_above, is_ahead, is_before_operator, is_project, label, runs};
use super::words;
use crate::amount::number_from_text;
use crate::grid::{Form, Grid};
use crate::lexicon::{self, Column};
use crate::model::{Category, Layout, Repair, Table};
use crate::parse::fold::{Folded, Gap, Ink};
use crate::parse::readers::block;
use crate::parse::readers::cells::{Cell, Row};
use crate::parse::readers::pieces::{self, Pieces};
use crate::parse::readers::rows::{is_operator, level};
use crate::parse::sheet::Run;
use crate::source::Source;

/// An indicator.
#[derive(Clone, Debug)]
pub(super) struct Indicator {
    pub(super) category: Category,
    pub(super) page: usize,
    pub(super) first: Vec<Run>,
    pub(super) second: Vec<Run>,
    pub(super) name: Vec<Run>,
    pub(super) target: Option<Target>,
    /// Whether its name may lack a line, or it lacks a label.
    pub(super) torn: bool,
}

impl Indicator {
    fn runs(&self) -> impl Iterator<Item = Run> {
        let target = self.target.iter().flat_map(|target| [&target.operator, &target.value, &target.unit]);
        [&self.first, &self.second, &self.name].into_iter().flatten().chain(target.flatten()).cloned()
    }
}

/// The name of a project, and the pages on which it stands first and last.
#[derive(Clone, Debug)]
pub(super) struct Project {
    pub(super) text: String,
    pub(super) runs: Vec<Run>,
    pub(super) objective: Vec<Run>,
    pub(super) pages: (usize, usize),
}

/// What is read of all pages.
#[derive(Default)]
pub(super) struct Flat {
    pub(super) above: Vec<Run>,
    pub(super) heads: Vec<(Column, Vec<Run>)>,
    pub(super) again: Vec<Run>,
    pub(super) strays: Vec<Run>,
    pub(super) unit: Option<Run>,
    /// The numbers below the heads of a page, and where they stand.
    pub(super) numbers: Vec<(i32, usize)>,
    pub(super) indicators: Vec<Indicator>,
    pub(super) projects: Vec<Project>,
    /// What stands beside the rows of each page.
    pub(super) pages: Vec<Beside>,
    /// Categories whose labels of level 2 cannot be taken for those of level 1.
    told: Vec<Category>,
    /// Lines that are of explanations or of objectives wherever they stand.
    sentences: std::collections::BTreeSet<String>,
    /// Whether other cells tell of names and labels.
    more: bool,
    /// Whether names of projects are told by their indents.
    pub(super) marked: bool,
    /// Whether they are as many as the parts of the table, each on the pages of its own.
    pub(super) fits: bool,
}

/// One name of so many may be none.
const MOST_LOST: usize = 3;

/// The columns that are read.
pub(super) const COLUMNS: [Column; 8] = [
    Column::Project,
    Column::Objective,
    Column::Level1,
    Column::Level2,
    Column::Name,
    Column::Operator,
    Column::Target,
    Column::Unit,
];

/// No page has more.
const MOST_TOKENS: usize = 2_000;

/// Reads a flat table whose columns stand one behind the other: as it stands, or with what its other cells tell of names and
/// labels where that reads more of its rows.
pub(super) fn read(source: &Source, folded: &Folded, pieces: &Pieces<'_>) -> Table {
    let plain = read_as(source, folded, pieces, false);
    let told = read_as(source, folded, pieces, true);
    let rows = |table: &Table| table.projects().map(|at| at.project.indicators.len()).sum::<usize>();
    if rows(&told) > rows(&plain) { told } else { plain }
}

/// `more`: with what other cells tell.
fn read_as(source: &Source, folded: &Folded, pieces: &Pieces<'_>, more: bool) -> Table {
    let mut flat = Flat::default();
    let levels = pieces.all.iter().filter_map(|piece| level(&pieces.sheet, piece.run.start));
    flat.told = levels.filter(|(level, _)| !level.is_first()).filter_map(|(level, _)| level.implied()).collect();
    flat.told.sort_unstable();
    flat.told.dedup();
    let pages = tokens::pages(source, pieces);
    let boxes = Boxes::of(&pages);
    let breaks = Breaks::of(&pages);
    flat.more = more;
    if more {
        flat.sentences = clauses::of(&pieces.sheet, &pages, boxes);
    }
    let first = |page: &Vec<Token>| page.first().map(|token| token.text.clone());
    let (count, next) = (pages.len(), pages.get(1).and_then(first));
    let mut header: Option<String> = None;
    let mut pages = pages.into_iter().enumerate().peekable();
    while let Some((at, mut tokens)) = pages.next() {
        // What stands first on the first page, and again on each, is its header.
        let own = first(&tokens);
        let head = tokens.first().is_some_and(|token| pieces.column(token.run.start).is_some());
        let above = tokens.first().is_some_and(|first| is_above(pieces, first));
        if count > 1 && !head && (at == 0 || own == header) && !above && own == next {
            header = own;
            flat.again.push(tokens.remove(0).run);
        }
        if tokens.len() > MOST_TOKENS {
            return Table::default();
        }
        let mut tokens = flat.without_heads(pieces, tokens);
        let runs: Vec<Run> = tokens.iter().map(|token| token.run.clone()).collect();
        let behind = pages.peek().map_or(&[][..], |(_, tokens)| tokens.as_slice());
        let named = if more { said::take_named(&mut tokens, behind) } else { Vec::new() };
        let labels = if more { breaks.take(&mut tokens) } else { Labels::new() };
        let mut ways = ways(&flat.told, boxes, breaks.second.filter(|_| more)).into_iter();
        if !ways.any(|page| flat.page(pieces, (&tokens, &labels), page).is_some()) {
            // Nobody knows whose rows the next page begins with.
            flat.pages.push(Beside { is_unread: true, ..Beside::default() });
            flat.strays.extend(runs);
        } else if let Some(beside) = flat.pages.last_mut() {
            beside.lines.extend(named);
            beside.lines.sort_by_key(|line| line.run.start);
        }
    }
    flat.table(source, folded, pieces).unwrap_or_default()
}

impl Flat {
    /// Reads a page.
    fn page(&mut self, pieces: &Pieces<'_>, (tokens, labels): (&[Token], &Labels), mut page: Page) -> Option<()> {
        let mut at = 0;
        let (mut after_level, mut explained) = (false, false);
        while let Some(token) = tokens.get(at) {
            if let Some(Label { level, runs, is_second }) = labels.get(&token.run.start) {
                if *is_second {
                    page.second.push((level.implied(), runs.clone()));
                } else {
                    page.label(*level, runs.clone());
                }
                (after_level, explained) = (true, false);
                at += 1;
                continue;
            }
            let lacks = page.first.len() > page.second.len();
            let from_here = tokens.get(at..).unwrap_or_default();
            let whole = label(pieces, from_here, false);
            let before = at.checked_sub(1).and_then(|before| tokens.get(before));
            let beside = before.is_some_and(|before| page.strays.last() == Some(before));
            if whole.is_none()
                && let Some(Tangle { labels, name, strays, rest, count }) = tangle(from_here, beside)
            {
                let name = page.without_mark(name, token.run.start, from_here.get(count..).unwrap_or_default());
                for (level, runs) in labels {
                    page.label(level, runs);
                }
                let named = !name.is_empty();
                page.names.extend(named.then_some(name));
                page.strays.extend(strays);
                page.rest.extend(rest);
                (after_level, explained) = (true, false);
                at += count;
                if named && tokens.get(at).is_some_and(|next| page.goes_on(next, tokens.get(at + 1))) {
                    page.names.last_mut().into_iter().for_each(|name| name.extend(tokens.get(at).cloned()));
                    at += 1;
                }
                continue;
            }
            if let Some((count, level, run)) = whole.or_else(|| label(pieces, from_here, lacks)) {
                page.label(level, vec![run]);
                (after_level, explained) = (true, false);
                at += count;
                continue;
            }
            at += 1;
            let lines = words::lines_of_value(from_here);
            if lines > 1 {
                page.rest.extend(from_here.iter().take(lines).cloned());
                at += lines - 1;
                continue;
            }
            let text = token.text.as_str();
            if self.sentences.contains(text) {
                explained |= page.boxes != Boxes::Cells || lexicon::explains(text);
                let lines = if explained { &mut page.rest } else { &mut page.strays };
                lines.push(token.clone());
                explained &= !text.ends_with('。');
                continue;
            }
            let kind = tokens::is_kind(tokens.get(at - 1..).unwrap_or_default());
            let value = is_operator(text) || kind || number_from_text(text).is_some();
            explained = kind || (explained && !value && !token.indented);
            explained &= kind || !begins_name(tokens.get(at - 1..).unwrap_or_default());
            // What stands before an operator is a name.
            let lacking = page.second.len() > page.names.len();
            explained &= kind || !(lacking && is_before_operator(tokens.get(at - 1..).unwrap_or_default()));
            explained |= !after_level && !value && (text.contains('=') || lexicon::explains(text));
            after_level &= !value || text == "指标";
            let of_project = !value && (page.is_behind_labels(from_here) || page.is_of_project(token));
            let ahead = || {
                let lines = is_ahead(tokens.get(at - 1..).unwrap_or_default());
                lines > 0 && (lines == 1 || tokens.get(at).is_some_and(|next| page.is_full(token, next)))
            };
            // The next line of a cell that no column claims.
            let stray =
                page.strays.last().is_some_and(|last| last.boxed == token.boxed && last.run.end == token.run.start);
            match () {
                () if stray && !value => page.strays.push(token.clone()),
                () if text == "指标" || (text == "标" && !after_level && !lacking) => {
                    page.again.push(token.run.clone());
                }
                () if !value && !explained && token.first && is_project(tokens.get(at - 1..).unwrap_or_default()) => {
                    page.strays.push(token.clone());
                }
                () if of_project => page.strays.push(token.clone()),
                () if after_level && !value => page.text(token),
                () if !after_level && !value && !lacking && ahead() => page.ahead(token),
                () if value || explained || words::is_value(text) => page.rest.push(token.clone()),
                () if page.second.len() > page.names.len() => page.text(token),
                () => page.strays.push(token.clone()),
            }
            explained &= !text.ends_with('。');
        }
        self.keep(page)
    }

    /// Keeps a page that has been read. `None` where its columns do not agree.
    fn keep(&mut self, mut page: Page) -> Option<()> {
        let apart = if page.is_counted() {
            vec![false; page.first.len()]
        } else if page.lenient {
            by_rows(&mut page)?
        } else {
            return None;
        };
        let rows = page.first.len();
        let lacking = if self.more { flat_rests::complete(&mut page, &self.sentences) } else { vec![false; rows] };
        page.exchange();
        let names: Vec<String> =
            page.names.iter().map(|name| name.iter().map(|token| token.text.as_str()).collect()).collect();
        // A cell of another column may have taken the place of a name: its row alone is lost.
        let odd: Vec<bool> = names.iter().zip(&apart).map(|(name, apart)| *apart || !is_whole(name)).collect();
        let lost = odd.iter().filter(|odd| **odd).count();
        if lost > 0 && (!page.lenient || lost * MOST_LOST > rows) {
            return None;
        }
        let torn: Vec<bool> =
            page.torn().into_iter().zip(odd).zip(lacking).map(|((torn, odd), lacks)| torn || odd || lacks).collect();
        let ends: Vec<usize> =
            page.names.iter().map(|name| name.last().map_or(usize::MAX, |last| last.run.end)).collect();
        let (targets, rest) =
            targets::of_page(&names, &ends, std::mem::take(&mut page.rest), (&page.strays, &self.numbers));
        for (at, name) in page.names.iter().enumerate() {
            let (category, first) = page.first.get(at)?.clone();
            let (_, second) = page.second.get(at)?.clone();
            let name = runs(name);
            let target = targets.get(at).cloned().flatten();
            let (page, torn) = (self.pages.len(), torn.get(at) == Some(&true));
            self.indicators.push(Indicator { category, page, first, second, name, target, torn });
        }
        let rows = page.starts();
        self.again.append(&mut page.again);
        self.pages.push(Beside { lines: page.strays, rows, names, is_unread: false });
        self.strays.extend(rest.into_iter().map(|token| token.run));
        Some(())
    }

    /// The rows in order, read as a flat table. `None` where projects and categories do not agree.
    fn table(mut self, source: &Source, folded: &Folded, pieces: &Pieces<'_>) -> Option<Table> {
        let sheet = &pieces.sheet;
        let owners = self.owners(pieces)?;
        if !self.marked && self.has_explanation(sheet) {
            return None;
        }
        let inks = |runs: &[Run]| {
            let mut inks: Vec<Ink> =
                runs.iter().flat_map(|run| run.clone().filter_map(|at| sheet.ink(at)).copied()).collect();
            if let Some(first) = inks.first_mut() {
                first.widen_gap(Gap::Tab);
            }
            inks
        };
        let row = |cells: &[&[Run]]| -> Row {
            cells.iter().enumerate().map(|(column, runs)| Cell { column, inks: inks(runs) }).collect()
        };
        let mut all: Vec<Row> = self.above.iter().map(|run| row(&[std::slice::from_ref(run)])).collect();
        let head = |column: &Column| self.heads.iter().find(|(of, _)| of == column).map(|(_, runs)| runs.as_slice());
        let heads: Option<Vec<&[Run]>> = COLUMNS.iter().map(head).collect();
        all.push(row(&heads?));
        if let Some(unit) = &self.unit {
            all.push(row(&[std::slice::from_ref(unit), &[], &[], &[], &[], &[], &[], &[]]));
        }
        let mut moved: Vec<&Run> = Vec::new();
        let mut strays = self.strays.clone();
        let mut named = vec![false; self.projects.len()];
        for (own, owner) in self.indicators.iter().zip(owners) {
            let Some(owner) = owner.filter(|_| !own.torn) else {
                strays.extend(own.runs());
                continue;
            };
            let begins = !std::mem::replace(named.get_mut(owner)?, true);
            let project = self.projects.get(owner).filter(|_| begins);
            let (project, objective) =
                project.map_or((&[][..], &[][..]), |project| (&project.runs, project.objective.as_slice()));
            let part =
                |of: fn(&Target) -> &Vec<Run>| own.target.as_ref().map_or(&[][..], |target| of(target).as_slice());
            let (operator, value, unit) =
                (part(|target| &target.operator), part(|target| &target.value), part(|target| &target.unit));
            all.push(row(&[project, objective, &own.first, &own.second, &own.name, operator, value, unit]));
            let counted = own.target.iter().filter(|target| !target.asked).flat_map(|target| &target.value);
            moved.extend(own.name.iter().chain(project).chain(objective).chain(counted));
        }
        let spans = |runs: &[Run]| -> Vec<crate::span::Span> {
            let origins = runs.iter().filter_map(|run| sheet.origin(run.clone()));
            origins.flat_map(|origin| origin.spans().collect::<Vec<_>>()).collect()
        };
        let unnamed = self.projects.iter().zip(&named).filter(|(_, named)| !**named);
        strays.extend(unnamed.flat_map(|(project, _)| &project.runs).cloned());
        let grid = Grid { form: Form::Columns, strays: spans(&strays), ..Grid::default() };
        let mut table = block::read(pieces::of_rows(source, folded, &grid, &all, Vec::new()), true, false);
        if table.layout == Layout::Unknown {
            return Some(table);
        }
        // A project without a name has taken the rows of another.
        if table.projects().any(|at| at.project.name.value().is_none()) {
            return None;
        }
        table.furniture.extend(spans(&self.again));
        let used = |column: &Column| COLUMNS.contains(column);
        let others: Vec<Run> =
            self.heads.iter().filter(|(column, _)| !used(column)).flat_map(|(_, runs)| runs).cloned().collect();
        table.labels.extend(spans(&others));
        crate::span::sort_spans(&mut table.labels);
        crate::span::sort_spans(&mut table.furniture);
        let repair = |run: &Run| Some(Repair::row_order(sheet.origin(run.clone())?));
        table.repairs.extend(moved.into_iter().filter_map(repair));
        Some(table)
    }
}
