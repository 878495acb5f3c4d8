//! Forms with four grades in text in the order of the content: what stands on its lines becomes the cells of their rows.
//!
//! Four grades in a row are what tells a row: behind them stands the basis of the standard, before them level, name and
//! description.

use std::ops::Range;

use super::table::{Bases, Scan};
use crate::grid::{Form, Grid};
use crate::parse::fold::{Folded, Gap, Ink};
use crate::parse::furniture;
use crate::parse::readers::cells::{Cell, Row};
use crate::parse::readers::pieces::{self, Piece, Pieces};
use crate::parse::readers::{columns, rows, seams};
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;
use crate::span::Span;

/// What a project begins with above its indicators, where it does not begin with its title.
const LABELS: &[&str] = &[
    "项目编码",
    "项目名称",
    "预算规模及资金用途",
    "预算规模",
    "项目资金(万元)",
    "项目资金",
    "资金支出计划(%)",
    "资金支出计划",
    "绩效目标",
];
/// How a title of a project ends.
const TITLE: &str = "绩效目标表";

/// The heads of one table: where they begin and end among the pieces, and which columns they name.
pub(super) struct Heads {
    pub(super) pieces: Range<usize>,
    /// Behind what is left of them.
    end: usize,
    pub(super) second: bool,
    pub(super) described: bool,
}

/// The cells of such forms in running text, none where they are not in order; `None` where nothing sets cells apart.
pub(super) fn pieces<'s>(source: &'s Source, folded: &Folded) -> Option<Option<Pieces<'s>>> {
    if columns::is_spread(source.text()) {
        return None;
    }
    let whole = Sheet::new(source, folded.inks());
    let furniture = furniture::furniture(&whole, None, None);
    let spans = furniture.iter().filter_map(|run| whole.origin(run.clone()));
    let mut spans: Vec<Span> = spans.flat_map(|origin| origin.spans().collect::<Vec<_>>()).collect();
    let (inks, mut rests) = seams::mended(source, furniture::without(folded.inks(), &furniture));
    spans.append(&mut rests.furniture);
    let mut lines = pieces::of_lines(Sheet::new(source, inks));
    lines.all = upright(&lines);
    let heads = heads(&lines);
    let first = heads.first()?;
    let mut form = Lines { text: &lines, rows: Vec::new(), again: Vec::new(), found: 0, odd: 0 };
    let begin = form.project(0..first.pieces.start).unwrap_or(first.pieces.start);
    form.plain(0..begin);
    let mut from = begin;
    let next = |at: usize| heads.get(at + 1).map_or(lines.all.len(), |next| next.pieces.start);
    let ends = |(at, own): (usize, &Heads)| own.end..form.project(own.end..next(at)).unwrap_or(next(at));
    let scans: Vec<Scan> = heads.iter().enumerate().map(ends).map(|of| form.scan(of)).collect();
    let bases = Bases::of(&form, &scans);
    for ((at, own), scan) in heads.iter().enumerate().zip(scans) {
        if at == 0 || from < own.pieces.start {
            form.above(from..own.pieces.start);
            form.heads(own);
        } else {
            form.again.extend(form.run(own.pieces.clone()));
        }
        from = scan.of.end;
        form.table(scan, own, &bases);
    }
    let Lines { rows, again, found, odd, .. } = form;
    // Where cells of several rows share lines, the text is not in order.
    if found == 0 || odd * 5 > found {
        return Some(None);
    }
    let again = again.into_iter().filter_map(|run| lines.sheet.origin(run));
    spans.extend(again.flat_map(|origin| origin.spans().collect::<Vec<_>>()));
    let grid = Grid { form: Form::Columns, furniture: spans, ..Grid::default() };
    Some(Some(pieces::of_rows(source, folded, &grid, &rows, rests.labels)))
}

/// The pieces of a text, those joined of which each line holds one character.
fn upright(lines: &Pieces<'_>) -> Vec<Piece> {
    const FEWEST: usize = 4;
    // More of them are whole rows: which cells they are nobody can tell.
    const MOST: usize = 24;
    let sheet = &lines.sheet;
    let is_one = |piece: &Piece| piece.run.len() == 1 && sheet.begins_line(piece.run.start);
    let mut joined: Vec<Piece> = Vec::with_capacity(lines.all.len());
    let mut rest = lines.all.as_slice();
    while let Some(first) = rest.first() {
        let is_head =
            |pieces: &[Piece]| pieces.first().is_some_and(|best| sheet.after(best.run.start, "优良中差").is_some());
        if is_head(rest) {
            let (heads, behind) = rest.split_at(rest.len().min(FEWEST));
            joined.extend_from_slice(heads);
            rest = behind;
            continue;
        }
        let count = rest.iter().take_while(|piece| is_one(piece)).count();
        let count = (0..count).find(|at| rest.get(*at..).is_some_and(is_head)).unwrap_or(count);
        if !(FEWEST..=MOST).contains(&count) {
            let (own, behind) = rest.split_at(count.max(1));
            joined.extend_from_slice(own);
            rest = behind;
            continue;
        }
        let (own, behind) = rest.split_at(count);
        let mut at = first.run.start;
        let end = own.last().map_or(at, |last| last.run.end);
        while at < end {
            let label = rows::level(sheet, at).map(|(_, label)| label).filter(|label| *label > at && *label <= end);
            let next = label.unwrap_or(end);
            joined.push(Piece { run: at..next, ..first.clone() });
            at = next;
        }
        rest = behind;
    }
    joined
}

/// The heads of all tables: 优, 良, 中, 差, and what stands before them from the head of the levels on.
fn heads(lines: &Pieces<'_>) -> Vec<Heads> {
    const FARTHEST: usize = 24;
    const MOST_RESTS: usize = 4;
    let sheet = &lines.sheet;
    let is = |at: usize, text: &str| lines.all.get(at).is_some_and(|piece| sheet.folded(piece.run.clone()) == text);
    let mut found: Vec<Heads> = Vec::new();
    for at in 0..lines.all.len() {
        // The rest of the head before it may stand on its line: "据优".
        let best =
            lines.all.get(at).filter(|piece| sheet.before(piece.run.end, "优").is_some() && piece.run.len() <= 4);
        let Some(best) = best.filter(|_| is(at + 1, "良") && is(at + 2, "中") && is(at + 3, "差")) else { continue };
        let least = found.last().map_or(0, |before| before.pieces.end).max(at.saturating_sub(FARTHEST));
        let begins = |at: &usize| {
            let start = lines.all.get(*at).map_or(0, |piece| piece.run.start);
            sheet.after_any(start, &["绩效指标分类", "指标分类", "一级指标"]).is_some()
        };
        let Some(start) = (least..at).rev().find(begins) else { continue };
        let run = lines.all.get(start).map_or(0, |piece| piece.run.start)..best.run.end;
        let says = |words: &[&str]| sheet.find_any(run.clone(), words).is_some();
        // The rest of the last head may stand behind them.
        let row = lines.all.get(at + 3).map(|worst| worst.row);
        let behind = lines.all.iter().skip(at + 4).take(MOST_RESTS).take_while(|piece| Some(piece.row) == row).count();
        found.push(Heads {
            pieces: start..at + 4,
            end: at + 4 + if row == Some(best.row) { behind } else { 0 },
            second: says(&["二级指标"]),
            described: says(&["描述", "说明", "解释", "内容"]),
        });
    }
    found
}

/// The lines of a text, as they become rows.
pub(super) struct Lines<'l> {
    pub(super) text: &'l Pieces<'l>,
    pub(super) rows: Vec<Row>,
    /// Heads that a page prints again.
    again: Vec<Run>,
    /// How many rows of indicators there are, and how many of them look as if they held pieces of others.
    pub(super) found: usize,
    pub(super) odd: usize,
}

impl Lines<'_> {
    pub(super) fn sheet(&self) -> &Sheet<'_> {
        &self.text.sheet
    }

    pub(super) fn piece(&self, at: usize) -> Option<&Piece> {
        self.text.all.get(at)
    }

    pub(super) fn run_of(&self, pieces: &Range<usize>) -> Option<Run> {
        self.run(pieces.clone())
    }

    fn run(&self, pieces: Range<usize>) -> Option<Run> {
        let own = self.text.all.get(pieces)?;
        Some(own.first()?.run.start..own.last()?.run.end)
    }

    pub(super) fn begins_line(&self, at: usize) -> bool {
        self.piece(at).is_some_and(|piece| self.sheet().begins_line(piece.run.start))
    }

    /// A cell of some pieces.
    pub(super) fn cell(&self, column: usize, pieces: Range<usize>) -> Cell {
        self.cell_of(column, self.run(pieces).unwrap_or_default())
    }

    pub(super) fn cell_of(&self, column: usize, run: Run) -> Cell {
        let mut inks: Vec<Ink> = run.filter_map(|at| self.sheet().ink(at)).copied().collect();
        if let Some(first) = inks.first_mut() {
            first.widen_gap(Gap::Tab);
        }
        Cell { column, inks }
    }

    fn put(&mut self, cells: impl IntoIterator<Item = Range<usize>>) {
        let row = cells.into_iter().enumerate().map(|(column, of)| self.cell(column, of)).collect();
        self.rows.push(row);
    }

    /// The label that begins at a piece, and the piece behind it.
    fn label(&self, at: usize) -> Option<(&'static str, usize)> {
        let piece = self.piece(at)?;
        LABELS.iter().find_map(|label| {
            let end = self.sheet().after(piece.run.start, label)?;
            Some((*label, self.text.piece_from(end))).filter(|_| self.text.ends_piece(end))
        })
    }

    /// Where the first project of a range begins: with its title, or with the first label above its indicators.
    fn project(&self, of: Range<usize>) -> Option<usize> {
        of.clone().find_map(|at| {
            let piece = self.piece(at).filter(|piece| self.sheet().begins_line(piece.run.start))?;
            if self.label(at).is_some() {
                return Some(at);
            }
            self.title(at).filter(|end| *end <= of.end).map(|_| at).filter(|_| piece.run.len() > 1)
        })
    }

    /// Where the title of a project ends that begins with a line; it may be wrapped where it is numbered.
    fn title(&self, at: usize) -> Option<usize> {
        const MOST_LINES: usize = 3;
        let start = self.piece(at)?.run.start;
        let digit = |at: &usize| self.sheet().ch(*at).is_some_and(|ch| ch.is_ascii_digit());
        let mark = (start..start + 3).find(|at| !digit(at)).filter(|mark| *mark > start);
        let numbered = mark.and_then(|mark| self.sheet().ch(mark)).is_some_and(|ch| matches!(ch, '、' | '.'));
        let mut lines = 0;
        for end in at..self.text.all.len() {
            lines += usize::from(self.begins_line(end));
            if lines > if numbered { MOST_LINES } else { 1 } || (end > at && self.label(end).is_some()) {
                return None;
            }
            let ends = self.end_of(end).is_some_and(|run| self.sheet().before(run, TITLE).is_some());
            if ends && (end + 1 >= self.text.all.len() || self.begins_line(end + 1)) {
                return Some(end + 1);
            }
        }
        None
    }

    pub(super) fn end_of(&self, at: usize) -> Option<usize> {
        self.piece(at).map(|piece| piece.run.end)
    }

    /// Lines above the first project: each piece is a cell.
    fn plain(&mut self, of: Range<usize>) {
        let mut from = of.start;
        for at in of.start + 1..=of.end {
            if at == of.end || self.begins_line(at) {
                self.put((from..at).map(|at| at..at + 1));
                from = at;
            }
        }
    }

    /// What stands above the indicators of a project: its title, and labels with what belongs to them.
    fn above(&mut self, of: Range<usize>) {
        let mut at = of.start;
        while at < of.end {
            let title = if self.begins_line(at) { self.title(at) } else { None };
            if let Some(end) = title.filter(|end| *end <= of.end) {
                self.put(std::iter::once(at..end));
                at = end;
                continue;
            }
            let Some((label, value)) = self.label(at) else {
                let end = (at + 1..of.end).find(|next| self.label(*next).is_some()).unwrap_or(of.end);
                self.plain(at..end);
                at = end;
                continue;
            };
            // Within an objective, a line may begin as a label does.
            let is_objective = label == "绩效目标";
            let is_code = label == "项目编码";
            let next = |at: &usize| self.label(*at).is_some() && (is_code || self.begins_line(*at));
            let end = if is_objective { of.end } else { (value..of.end).find(next).unwrap_or(of.end) };
            if is_objective || label == "项目名称" {
                self.put([at..value, value..end]);
            } else if is_code && end < of.end {
                self.code(at..value, value..end, of.end);
                at = self.after_code(end, of.end);
                continue;
            } else {
                self.put(std::iter::once(at..value).chain(self.amounts(value..end)));
            }
            at = end;
        }
    }

    /// Labels and amounts; an amount may be torn where its column ends: "11.01880", "2".
    fn amounts(&self, of: Range<usize>) -> Vec<Range<usize>> {
        let is_part = |at: usize| {
            let mut run = self.piece(at).map_or(0..0, |piece| piece.run.clone());
            run.all(|at| self.sheet().ch(at).is_some_and(|ch| ch.is_ascii_digit() || matches!(ch, '.' | ',')))
        };
        let mut parts: Vec<Range<usize>> = Vec::new();
        for at in of {
            match parts.last_mut().filter(|last| is_part(at) && is_part(last.start)) {
                Some(last) => last.end = at + 1,
                None => parts.push(at..at + 1),
            }
        }
        parts
    }

    /// 项目编码 … 项目名称 …: one row.
    fn code(&mut self, label: Range<usize>, code: Range<usize>, until: usize) {
        match self.label(code.end) {
            Some(("项目名称", value)) => {
                let end = self.after_code(code.end, until);
                self.put([label, code.clone(), code.end..value, value..end]);
            }
            _ => self.put([label, code]),
        }
    }

    /// Where the name beside a code ends.
    fn after_code(&self, at: usize, until: usize) -> usize {
        let Some(("项目名称", value)) = self.label(at) else { return at };
        (value..until).find(|at| self.label(*at).is_some() && self.begins_line(*at)).unwrap_or(until)
    }

    /// The heads of the columns in two rows.
    fn heads(&mut self, heads: &Heads) {
        let best = heads.pieces.end - 4;
        let upper = heads.pieces.start..best;
        let names = if heads.second {
            ["一级指标", "二级指标", "三级指标", "绩效指标"]
        } else {
            ["绩效指标分类", "指标分类", "绩效指标", "指标名称"]
        };
        let width = Self::width(heads);
        let mut row: Row = (0..width).map(|column| Cell { column, inks: Vec::new() }).collect();
        let name = Self::columns(heads).0;
        let mut column = 0;
        let mut at = upper.start;
        while at < upper.end {
            let start = self.piece(at).map_or(0, |piece| piece.run.start);
            let known =
                names.iter().filter_map(|head| self.sheet().after(start, head)).max().filter(|_| column <= name);
            let end = known.map_or(at + 1, |end| self.text.piece_from(end).clamp(at + 1, upper.end));
            let own = self.cell(column, at..end);
            // What stands behind the name is no column that is read.
            row.get_mut(column.min(width - 1)).into_iter().for_each(|cell| cell.inks.extend(&own.inks));
            (at, column) = (end, column + 1);
        }
        self.rows.push(row);
        let first = Self::columns(heads).1;
        let mut row: Row = (0..width).map(|column| Cell { column, inks: Vec::new() }).collect();
        for (place, at) in (best..heads.pieces.end).enumerate() {
            let mut cell = self.cell(first + place, at..at + 1);
            let rest = cell.inks.len().saturating_sub(1);
            let rest: Vec<Ink> = cell.inks.drain(..rest).collect();
            row.last_mut().into_iter().for_each(|last| last.inks.extend(&rest));
            row.get_mut(first + place).into_iter().for_each(|own| own.inks = std::mem::take(&mut cell.inks));
        }
        let rest = self.cell(0, heads.pieces.end..heads.end);
        row.last_mut().into_iter().for_each(|last| last.inks.extend(&rest.inks));
        self.rows.push(row);
    }

    /// In which columns names and first grades stand.
    pub(super) const fn columns(heads: &Heads) -> (usize, usize) {
        let name = 1 + heads.second as usize;
        (name, name + 1 + heads.described as usize)
    }

    pub(super) const fn width(heads: &Heads) -> usize {
        Self::columns(heads).1 + 5
    }
}
