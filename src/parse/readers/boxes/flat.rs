//! Flat tables in boxes: the level labels of each page, the names beside them and the projects they belong to, counted
//! against each other.

use super::atoms;
use super::rows::is_name;
use super::targets::{self, Target};
use crate::grid::{Form, Grid};
use crate::lexicon::{self, Column};
use crate::model::{Category, Layout, Repair, RepairKind, Table};
use crate::parse::fold::{Folded, Gap, Ink};
use crate::parse::readers::block;
use crate::parse::readers::cells::{Cell, Row};
use crate::parse::readers::merged::Order;
use crate::parse::readers::pieces::{self, Pieces};
use crate::parse::readers::rows::{is_operator, level};
use crate::parse::sheet::Run;
use crate::source::Source;

/// A text between blanks.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) run: Run,
    pub(super) text: String,
    pub(super) boxed: usize,
    indented: bool,
}

/// An indicator.
#[derive(Clone, Debug)]
struct Indicator {
    category: Category,
    first: Run,
    second: Run,
    name: Run,
    target: Option<Target>,
}

/// What is read of all pages.
#[derive(Default)]
struct Flat {
    above: Vec<Run>,
    heads: Vec<(Column, Run)>,
    again: Vec<Run>,
    strays: Vec<Run>,
    unit: Option<Run>,
    indicators: Vec<Indicator>,
    projects: Vec<(String, Run, Vec<Run>)>,
}

/// No page has more.
const MOST_TOKENS: usize = 2_000;

/// Reads a flat table whose columns stand one behind the other.
pub(super) fn read(source: &Source, folded: &Folded, pieces: &Pieces<'_>) -> Table {
    let mut flat = Flat::default();
    let starts: Vec<usize> = pages(pieces);
    for (at, start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).copied().unwrap_or(pieces.all.len());
        let tokens = tokens(source, pieces, *start..end);
        if tokens.len() > MOST_TOKENS || flat.page(pieces, tokens).is_none() {
            return Table::default();
        }
    }
    flat.table(source, folded, pieces).unwrap_or_default()
}

fn pages(pieces: &Pieces<'_>) -> Vec<usize> {
    let begins = |at: &usize| {
        let start = pieces.all.get(*at).map(|piece| piece.run.start);
        start.is_some_and(|start| *at == 0 || pieces.sheet.gap(start) == Gap::Page)
    };
    (0..pieces.all.len()).filter(begins).collect()
}

fn tokens(source: &Source, pieces: &Pieces<'_>, of: std::ops::Range<usize>) -> Vec<Token> {
    let mut boxed = 0;
    let pieces_of = pieces.all.get(of).unwrap_or_default();
    let token = |piece: &pieces::Piece| {
        let start = piece.run.start;
        boxed += usize::from(atoms::begins_box(source, pieces, start));
        let indented = pieces.sheet.ink(start).is_some_and(|ink| ink.indent > 1);
        Token { run: piece.run.clone(), text: pieces.sheet.folded(piece.run.clone()), boxed, indented }
    };
    pieces_of.iter().map(token).collect()
}

/// What a page has beside its names.
#[derive(Default)]
struct Page {
    first: Vec<(Category, Run)>,
    second: Vec<(Option<Category>, Run)>,
    names: Vec<Vec<Token>>,
    rest: Vec<Token>,
    strays: Vec<Token>,
}

impl Flat {
    /// Reads a page. `None` where its columns do not agree.
    fn page(&mut self, pieces: &Pieces<'_>, tokens: Vec<Token>) -> Option<()> {
        let tokens = self.without_heads(pieces, tokens);
        let mut page = Page::default();
        let mut at = 0;
        let mut after_level = false;
        while let Some(token) = tokens.get(at) {
            let rest = tokens.get(at..).unwrap_or_default();
            if let Some((count, level, run)) = label(pieces, rest) {
                let is_first = level.category().filter(|_| page.first.len() <= page.second.len() || !level.is_second());
                match is_first.filter(|_| !level.is_second() || page.first.len() == page.second.len()) {
                    Some(category) => page.first.push((category, run)),
                    None => page.second.push((level.implied(), run)),
                }
                after_level = true;
                at += count;
                continue;
            }
            at += 1;
            after_level &= !is_operator(&token.text) && !lexicon::KINDS.contains(&token.text.as_str());
            if after_level {
                page.text(token);
            } else {
                page.rest.push(token.clone());
            }
        }
        let rows = page.first.len();
        let counted = page.second.len() == rows && page.names.len() == rows;
        let implied = page.first.iter().zip(&page.second);
        let agree = implied.into_iter().all(|((category, _), (implied, _))| implied.is_none_or(|implied| implied == *category));
        if !(counted && agree) {
            return None;
        }
        let names: Vec<String> = page.names.iter().map(|name| name.iter().map(|token| token.text.as_str()).collect()).collect();
        let whole = |name: &String| name.matches('(').count() == name.matches(')').count() && !name.contains(['。', ';']);
        if !names.iter().all(whole) {
            return None;
        }
        let (targets, rest) = targets::of_page(&names, page.rest);
        for (at, name) in page.names.iter().enumerate() {
            let (category, first) = page.first.get(at)?.clone();
            let (_, second) = page.second.get(at)?.clone();
            let name = name.first()?.run.start..name.last()?.run.end;
            let target = targets.get(at).cloned().flatten();
            self.indicators.push(Indicator { category, first, second, name, target });
        }
        page.strays.extend(rest);
        let mut strays = page.strays;
        strays.sort_by_key(|token| token.run.start);
        self.projects(&strays);
        Some(())
    }

    /// Takes out title, heads and the numbers of the columns.
    fn without_heads(&mut self, pieces: &Pieces<'_>, tokens: Vec<Token>) -> Vec<Token> {
        let mut number = 1;
        let mut rest = Vec::new();
        let first = self.heads.is_empty();
        let mut own: Vec<(Column, Run)> = Vec::new();
        for token in tokens {
            let column = pieces.column(token.run.start).filter(|(_, end)| *end == token.run.end);
            let is_above = {
                let at = pieces.piece_from(token.run.start);
                let labels = lexicon::DEPARTMENT_LABELS.iter().chain(lexicon::MONEY_UNIT_LABELS).chain(&["单位名称"]);
                let labelled = labels.into_iter().any(|label| token.text.strip_prefix(label).is_some_and(|rest| rest.starts_with(':')));
                pieces.title(at).is_some() || labelled
            };
            match column {
                Some((column, _)) => own.push((column, token.run)),
                None if is_above && first => self.above.push(token.run),
                None if is_above => self.again.push(token.run),
                None if token.text == number.to_string() => {
                    number += 1;
                    self.again.push(token.run);
                }
                None => rest.push(token),
            }
        }
        if first {
            self.heads = own;
        } else {
            self.again.extend(own.into_iter().map(|(_, run)| run));
        }
        rest
    }

    /// Finds the names of projects among what no column claims.
    fn projects(&mut self, strays: &[Token]) {
        let widest = strays.iter().map(|token| atoms::width(&token.text)).max().unwrap_or_default();
        let mut name: Vec<&Token> = Vec::new();
        for token in strays {
            let objective = lexicon::OBJECTIVE_BEGINNINGS.iter().any(|word| token.text.starts_with(word));
            let narrow = atoms::width(&token.text) * 5 <= widest * 4;
            let plain = !token.text.contains([',', '。', ';', ':', '=']) && atoms::width(&token.text) > 3;
            let body = atoms::is_body(&token.text) && !atoms::is_project(&token.text);
            if body && self.unit.is_none() && self.projects.is_empty() && name.is_empty() {
                self.unit = Some(token.run.clone());
                continue;
            }
            if !(narrow && plain && (!objective || token.indented)) {
                self.strays.push(token.run.clone());
                continue;
            }
            name.push(token);
            let text: String = name.iter().map(|token| token.text.as_str()).collect();
            if is_name(&text) {
                let runs: Vec<Run> = name.iter().map(|token| token.run.clone()).collect();
                // A page prints the name of a project that goes on again.
                if self.projects.last().is_some_and(|(last, ..)| *last == text) {
                    self.again.extend(runs);
                } else if let Some(first) = runs.first().cloned() {
                    self.projects.push((text, first, runs));
                }
                name.clear();
            }
        }
        self.strays.extend(name.into_iter().map(|token| token.run.clone()));
    }

    /// The rows in order, read as a flat table. `None` where projects and categories do not agree.
    fn table(self, source: &Source, folded: &Folded, pieces: &Pieces<'_>) -> Option<Table> {
        let sheet = &pieces.sheet;
        let mut order = Order::default();
        let begins: Vec<bool> = self.indicators.iter().enumerate().map(|(at, own)| order.begins_anew(own.category) || at == 0).collect();
        if begins.iter().filter(|begins| **begins).count() != self.projects.len() || self.projects.is_empty() {
            return None;
        }
        let inks = |runs: &[Run]| {
            let mut inks: Vec<Ink> =
                runs.iter().flat_map(|run| run.clone().filter_map(|at| sheet.ink(at)).copied()).collect();
            if let Some(first) = inks.first_mut() {
                first.gap = Gap::Tab.max(first.gap);
            }
            inks
        };
        let row = |cells: &[&[Run]]| -> Row {
            cells.iter().enumerate().map(|(column, runs)| Cell { column, inks: inks(runs) }).collect()
        };
        const COLUMNS: [Column; 8] = [
            Column::Project,
            Column::Objective,
            Column::Level1,
            Column::Level2,
            Column::Name,
            Column::Operator,
            Column::Target,
            Column::Unit,
        ];
        let mut all: Vec<Row> = self.above.iter().map(|run| row(&[std::slice::from_ref(run)])).collect();
        let head = |column: &Column| self.heads.iter().find(|(of, _)| of == column).map(|(_, run)| run);
        let heads: Option<Vec<&[Run]>> = COLUMNS.iter().map(|column| head(column).map(std::slice::from_ref)).collect();
        all.push(row(&heads?));
        if let Some(unit) = &self.unit {
            all.push(row(&[std::slice::from_ref(unit), &[], &[], &[], &[], &[], &[], &[]]));
        }
        let mut projects = self.projects.iter();
        let mut moved: Vec<&Run> = Vec::new();
        for (own, begins) in self.indicators.iter().zip(begins) {
            let project: &[Run] = if begins { &projects.next()?.2 } else { &[] };
            let part = |of: fn(&Target) -> &Vec<Run>| own.target.as_ref().map_or(&[][..], |target| of(target).as_slice());
            let slice = std::slice::from_ref::<Run>;
            let (operator, value, unit) = (part(|target| &target.operator), part(|target| &target.value), part(|target| &target.unit));
            all.push(row(&[project, &[], slice(&own.first), slice(&own.second), slice(&own.name), operator, value, unit]));
            moved.push(&own.name);
        }
        let spans = |runs: &[Run]| -> Vec<crate::span::Span> {
            let origins = runs.iter().filter_map(|run| sheet.origin(run.clone()));
            origins.flat_map(|origin| origin.spans().collect::<Vec<_>>()).collect()
        };
        let grid = Grid { form: Form::Columns, strays: spans(&self.strays), ..Grid::default() };
        let mut table = block::read(pieces::of_rows(source, folded, &grid, &all, Vec::new()), true, false);
        if table.layout == Layout::Unknown {
            return Some(table);
        }
        table.furniture.extend(spans(&self.again));
        let used = |column: &Column| COLUMNS.contains(column);
        let others: Vec<Run> = self.heads.iter().filter(|(column, _)| !used(column)).map(|(_, run)| run.clone()).collect();
        table.labels.extend(spans(&others));
        crate::span::sort_spans(&mut table.labels);
        crate::span::sort_spans(&mut table.furniture);
        let repair = |run: &Run| Some(Repair { kind: RepairKind::RowOrder, origin: sheet.origin(run.clone())?, read_as: String::new() });
        table.repairs.extend(moved.into_iter().filter_map(repair));
        Some(table)
    }
}

impl Page {
    /// A text that stands behind level labels: the name of a row that has none yet, or the rest of the last one.
    fn text(&mut self, token: &Token) {
        const WIDEST: usize = 30;
        let lacking = self.second.len() > self.names.len();
        let plain = !token.text.contains(['。', ';', ',']) && !token.indented && atoms::width(&token.text) <= WIDEST;
        if lacking && plain {
            self.names.push(vec![token.clone()]);
            return;
        }
        let widest = self.names.iter().flatten().map(|token| atoms::width(&token.text)).max().unwrap_or_default();
        let goes_on = self.names.last_mut().filter(|name| {
            let text: String = name.iter().map(|token| token.text.as_str()).collect();
            let open = text.matches('(').count() > text.matches(')').count();
            name.last().is_some_and(|last| {
                last.run.end == token.run.start
                    && (open || (last.boxed == token.boxed && atoms::width(&last.text) + 2 >= widest))
            })
        });
        match goes_on.filter(|_| plain) {
            Some(name) => name.push(token.clone()),
            None => self.strays.push(token.clone()),
        }
    }
}

/// The level label that begins with some tokens, which narrow columns may break.
fn label(pieces: &Pieces<'_>, tokens: &[Token]) -> Option<(usize, crate::parse::readers::rows::Level, Run)> {
    const MOST: usize = 4;
    let start = tokens.first()?.run.start;
    let (level, end) = level(&pieces.sheet, start)?;
    let count = tokens.iter().take(MOST).position(|token| token.run.end == end)? + 1;
    Some((count, level, start..end))
}
