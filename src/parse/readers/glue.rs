//! Text whose cells nothing sets apart (D28, D29, D39): cut at its labels, and in rows at its values.
//!
//! Where wraps became blanks and the borders of cells became nothing, only vocabulary tells where a cell ends: labels of
//! forms, level labels, and a number with operator or unit behind a name. What they do not tell stays unread.

mod heads;
pub(super) mod levels;
mod money;
mod places;
mod results;
mod sides;
pub(super) mod single;
mod values;
mod weighed;
mod words;

use self::levels::level;
pub(super) use self::results::RESULTS;
pub(super) use self::values::{only_value_at, value_at};
use super::block;
use super::pieces::{Piece, Pieces};
use super::rows;
use crate::lexicon::{self, Column, Field};
use crate::model::{Fund, Layout, Table};
use crate::parse::fold::{Folded, Gap, Ink};
use crate::parse::furniture;
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;
use crate::span::Origin;
use crate::span::Span;

/// Reads a form whose cells are glued together.
pub(crate) fn read(source: &Source, folded: &Folded) -> Table {
    if !levels::are_glued(&Sheet::new(source, folded.inks())) {
        return Table::default();
    }
    let whole = Sheet::new(source, folded.inks());
    let pages = page_ordinals(&whole);
    let spans: Vec<_> = pages.iter().filter_map(|run| whole.origin(run.clone())).collect();
    let mut inks: Vec<Ink> = furniture::without(folded.inks(), &pages).into_owned();
    // The first of them begins the first line of the form.
    let first = spans.first().and_then(|first| inks.iter().position(|ink| ink.span().start > first.first.start));
    if let Some(ink) = first.and_then(|first| inks.get_mut(first)) {
        ink.widen_gap(Gap::Line);
    }
    for (end, gap) in levels::shortened(&Sheet::new(source, inks.as_slice())) {
        if let Some(ink) = inks.get_mut(end) {
            ink.widen_gap(gap);
        }
    }
    let mut table = block::read(cut(Sheet::new(source, inks)), true, true);
    if table.layout != Layout::Unknown {
        table.furniture = spans.iter().flat_map(Origin::spans).collect();
    }
    table
}

/// The numbers that preview pages put before each page: "1、" at the start of a line, rising from 1.
pub(super) fn page_ordinals(sheet: &Sheet<'_>) -> Vec<Run> {
    let mut found = Vec::new();
    let mut next = 1_u32;
    for at in 0..sheet.len() {
        if sheet.begins_line(at)
            && let Some(end) = sheet.after(at, &format!("{next}、"))
        {
            found.push(at..end);
            next += 1;
        }
    }
    if found.len() > 1 { found } else { Vec::new() }
}

/// Cuts a text at its labels and values.
fn cut(sheet: Sheet<'_>) -> Pieces<'_> {
    let mut cutter = Cutter {
        cuts: vec![false; sheet.len() + 1],
        rows: Vec::new(),
        skips: Vec::new(),
        sheet: &sheet,
        columns: Vec::new(),
        places: 0,
        heads: 0..0,
        sides: Vec::new(),
        noted: false,
        based: false,
        guessed: Vec::new(),
    };
    cutter.run();
    let Cutter { cuts, mut rows, mut skips, heads, guessed, .. } = cutter;
    rows.sort_unstable();
    skips.sort_unstable_by_key(|skip| skip.start);
    let mut skips = skips.into_iter().peekable();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut behind = 0;
    for at in 0..sheet.len() {
        let is_cut = cuts.get(at).copied().unwrap_or_default() || at == behind;
        // "指标1" before a name is no part of it.
        behind = values::ordinal(&sheet, at).filter(|_| is_cut).unwrap_or(behind);
        if at < behind {
            continue;
        }
        while skips.peek().is_some_and(|skip| skip.end <= at) {
            skips.next();
        }
        if skips.peek().is_some_and(|skip| skip.contains(&at)) {
            continue;
        }
        match pieces.last_mut() {
            Some(last) if !is_cut => last.run.end = at + 1,
            _ => {
                let row = rows.partition_point(|begin| *begin <= at);
                pieces.push(Piece { run: at..at + 1, row, from_right: 0, blanks: 0 });
            }
        }
    }
    let mut parted: Vec<Span> = guessed
        .into_iter()
        .filter_map(|name| sheet.origin(name))
        .flat_map(|of| of.spans().collect::<Vec<_>>())
        .collect();
    crate::span::sort_spans(&mut parted);
    Pieces { places: heads, parted, ..Pieces::running(sheet, pieces) }
}

struct Cutter<'c, 's> {
    sheet: &'c Sheet<'s>,
    /// Before which characters a piece begins.
    cuts: Vec<bool>,
    /// Where rows begin, and what is behind them.
    rows: Vec<usize>,
    /// What belongs to no piece.
    skips: Vec<Run>,
    /// The columns of the rows that are being cut; empty above them.
    columns: Vec<Column>,
    /// How many towns or counties have a column of their own, and where their heads stand.
    places: usize,
    heads: Run,
    /// What stands behind the level labels of two sets side by side.
    sides: Vec<sides::Side>,
    /// The text is in the notes below the rows.
    noted: bool,
    /// The last of the columns says what targets rest on.
    based: bool,
    /// Names of which nothing says where they end.
    guessed: Vec<Run>,
}

impl Cutter<'_, '_> {
    fn cut(&mut self, at: usize) {
        if let Some(cut) = self.cuts.get_mut(at) {
            *cut = true;
        }
    }

    fn run(&mut self) {
        let sheet = self.sheet;
        // A text may begin inside a table, whose heads may stand again above the next one.
        match (0..sheet.len()).find_map(|at| self.head(at)) {
            None => self.columns = vec![Column::Name, Column::Target, Column::Weight],
            Some((columns, _)) if levels::begin(sheet) => self.columns = columns,
            Some(_) => {}
        }
        let mut at = 0;
        let mut labelled = false;
        let mut from: Option<(Run, Vec<Column>)> = None;
        let mut value = 0;
        let mut money: Option<usize> = None;
        // Behind the letter that it came with begins the annex; what the letter says is no label.
        let annex = (0..sheet.len()).find(|&at| places::is_annex(sheet, at));
        while at < sheet.len() {
            let is_told = self.columns.is_empty() && sheet.after(at, "单位名称:").is_some();
            if !labelled && (sheet.begins_line(at) || annex == Some(at)) || is_told {
                self.cut(at);
            }
            let Some((end, is_money)) = self.label(at).filter(|_| annex.is_none_or(|annex| at > annex)) else {
                at += 1;
                continue;
            };
            self.finish(from.take(), money.take(), value..at);
            self.cut(at);
            self.cut(end);
            labelled = true;
            from = (!self.columns.is_empty()).then(|| (at..end, self.columns.clone()));
            money = is_money.then_some(end);
            (at, value) = (end, end);
        }
        self.finish(from, money, value..sheet.len());
        self.cut_sides();
    }

    /// Cuts what stands between two labels.
    fn finish(&mut self, rows: Option<(Run, Vec<Column>)>, money: Option<usize>, value: Run) {
        if let Some((label, columns)) = rows {
            let last = self.without_rest(label.end..value.end);
            if sides::are_two(&columns) {
                self.sides.push((label.clone(), label.end..last));
            } else {
                self.cut_rows(label.end..last, &columns);
            }
        } else if let Some(start) = money {
            self.cut_money(start..value.end);
        } else if let Some(result) = results::result(self.sheet, value.end) {
            self.cut(result);
        } else {
            self.cut_objectives(value);
        }
    }

    /// The label at a position: where it ends, and whether amounts follow.
    fn label(&mut self, at: usize) -> Option<(usize, bool)> {
        let sheet = self.sheet;
        const SPOKEN_OF: &[&str] =
            &["自评", "申报", "管理", "评价", "批复", "的", "和", "及", "、", "设定", "实现情况"];
        // "项目绩效目标" is no label where it is the beginning of a title.
        let titled =
            |end: usize| (at..end).any(|at| sheet.after_any(at, lexicon::FORM_TITLES).is_some_and(|after| after > end));
        if let Some((columns, end)) = self.head(at).or_else(|| self.numbered_head(at)) {
            self.columns = columns;
            return Some((end, false));
        }
        if !self.columns.is_empty() {
            if let Some(end) = level(sheet, at).or_else(|| self.satisfaction(at)) {
                return Some((end, false));
            }
            let sums = sheet.after_any(at, lexicon::SUM_ROWS);
            let sums = sums.filter(|&end| sheet.ch(end).is_some_and(|ch| ch.is_ascii_digit()));
            if let Some(end) = sums.or_else(|| sheet.after_any(at, lexicon::NOTES)) {
                self.noted = sums.is_none();
                self.columns.clear();
                return Some((end, false));
            }
        }
        if let Some(end) = places::region(sheet, at).filter(|_| self.columns.is_empty()) {
            return Some((end, false));
        }
        let goes_on = |before: char| before.is_alphanumeric() && !before.is_ascii_digit();
        let is_open = |at: usize| {
            let is_cut = self.cuts.get(at).copied().unwrap_or_default();
            at > 0 && !is_cut && sheet.ch(at - 1).is_some_and(goes_on)
        };
        let mut found: Option<(usize, Field)> = None;
        for &(label, field) in lexicon::FIELDS {
            // First what most positions fail at.
            let Some(end) = sheet.after(at, label) else { continue };
            // "绩效目标" also stands in prose; as a label it follows a number or a sentence.
            let vague = label == "绩效目标" && is_open(at);
            // "项目绩效目标自评": what is done about objectives is none.
            let spoken = matches!(field, Field::Objective) && sheet.after_any(end, SPOKEN_OF).is_some();
            let short = vague
                || spoken
                || self.ends_name(at, label)
                || label.chars().count() < 4 && !label.ends_with(':') && label != "总额";
            if !short && found.is_none_or(|(longest, _)| end > longest) && !titled(end) {
                found = Some((end, field));
            }
        }
        if let Some((end, field)) = found {
            // "…补助地方资金(污水管网)" is a name; the unit in a note is that of all forms.
            let is_bare = sheet.before(end, "资金").is_some() && field != Field::Money(Fund::Total);
            let is_name = is_bare && sheet.gap(at) == Gap::None && is_open(at);
            let inside = is_name
                || self.noted && field != Field::Project
                || !self.columns.is_empty()
                    && (!matches!(field, Field::Project | Field::Heading | Field::OtherSet)
                        || sheet.before(end, "项目资金").is_some());
            if inside {
                return None;
            }
            let end = sheet.after(end, ":").unwrap_or(end);
            let end = if field == Field::OtherObjective { sides::behind_years(sheet, end) } else { end };
            if field == Field::Project {
                self.noted = false;
                self.columns.clear();
            }
            return Some((end, matches!(field, Field::Money(_))));
        }
        // Heads of money columns stand side by side.
        let after_label = self.cuts.get(at).copied().unwrap_or_default() && self.columns.is_empty();
        let money = lexicon::MONEY_COLUMNS.iter().find_map(|(head, _)| sheet.after(at, head));
        Some((money.filter(|_| after_label)?, false))
    }

    /// 服务对象满意度 as a label: behind the first level, before a name that says it again.
    fn satisfaction(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 20;
        let sheet = self.sheet;
        sheet.before(at, "满意度指标")?;
        let (_, end) = rows::level(sheet, at)?;
        sheet.find_any(end..end + LONGEST, &["满意度"]).map(|_| end)
    }

    /// Cuts the rows between two level labels at their values.
    fn cut_rows(&mut self, run: Run, columns: &[Column]) {
        const SHORTEST_NAME: usize = 2;
        let sheet = self.sheet;
        if self.places > 0 {
            return self.cut_place_rows(run);
        }
        let after: Vec<Column> = columns.iter().copied().skip_while(|column| *column != Column::Target).collect();
        let scored = after.contains(&Column::Actual) && after.contains(&Column::Score);
        let before = || columns.iter().take_while(|column| **column != Column::Target);
        let weighed = before().any(|column| *column == Column::Weight);
        let described = before().any(|column| *column == Column::Other);
        // What a target rests on, and no other value, stands behind it.
        let is_based = self.based && after == [Column::Target, Column::Other];
        // A head before the target that nobody can read is that of the weight, where there is no other.
        if scored && (weighed || described && !columns.contains(&Column::Weight)) {
            return self.cut_weighed_rows(run);
        }
        if after.contains(&Column::Actual) && !scored && self.cut_results(run.clone(), columns) {
            return;
        }
        let is_value =
            |column: &&Column| matches!(column, Column::Target | Column::Actual | Column::Weight | Column::Score);
        let value_columns: Vec<Column> = after.iter().copied().filter(|column| is_value(&column)).collect();
        let values = value_columns.len();
        let mut name = run.start;
        let mut at = run.start + SHORTEST_NAME;
        let mut rows = 0;
        while at < run.end {
            if scored && let Some(end) = values::of_name(sheet, at, run.end) {
                at = end;
                continue;
            }
            if scored && let Some(ends) = values::twins(sheet, at, run.end, &value_columns) {
                self.cut(at);
                for end in &ends {
                    self.cut(*end);
                }
                let end = ends.into_iter().max().unwrap_or(at);
                self.rows.extend([name, end]);
                (name, at) = (end, end + SHORTEST_NAME);
                rows += 1;
                continue;
            }
            let value_at = if values == 1 { only_value_at } else { value_at };
            let value = if self.in_bracket(name, at) { None } else { value_at(sheet, at, run.end) };
            if let Some(end) = value.as_ref().and_then(|value| value.ends_line(sheet, at, values)) {
                // Target and weight are one number: nobody can part them, and they end the row.
                self.skips.push(name..end);
                self.cut(end);
                (name, at) = (end, end + SHORTEST_NAME);
                continue;
            }
            let Some(first) = value.filter(|value| value.is_target(sheet, at, run.end, values)) else {
                at += 1;
                continue;
            };
            // "…主管网18.6公里2020": below two columns stands the same twice, and so the first of three belongs to the name.
            if values == 2 && !scored && values::is_thrice(sheet, first.end, run.end) {
                at = first.end;
                continue;
            }
            let mut ends = vec![first.end];
            let mut end = first.end;
            ends.extend(values::numbers(sheet, end, run.end, value_columns.get(1..).unwrap_or_default()));
            self.pass_reason(&mut ends, run.end, &value_columns);
            end = ends.last().copied().unwrap_or(end);
            // Of many numbers fused nobody can tell which is which: only a target with operator or unit is sure.
            let fused = values > 2 && ends.len() < values;
            if fused && !first.operator && !first.unit {
                at += 1;
                continue;
            }
            if fused {
                let part = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit() || matches!(ch, '.' | '%'));
                ends.truncate(1);
                end = (end..run.end).find(|at| !part(at)).unwrap_or(run.end);
                self.skips.push(first.end..end);
                self.cut(end);
            }
            if described {
                self.cut_content(name..at);
            }
            self.cut(values::sign(sheet, at));
            for end in ends {
                self.cut(end);
            }
            let based = || sheet.after_any(end, lexicon::TARGET_BASES).filter(|_| is_based);
            let behind = sheet.after_any(end, lexicon::STANDARDS).or_else(based);
            if is_based && behind.is_none() {
                self.rows.extend([name, end]);
                return self.pass_basis(end, run.end);
            }
            end = behind.unwrap_or(end);
            self.cut(end);
            self.rows.extend([name, end]);
            (name, at) = (end, end + SHORTEST_NAME);
            rows += 1;
        }
        if rows == 0 && self.cut_pairs(&run) {
            return;
        }
        if rows == 0 || name + SHORTEST_NAME * 2 < run.end {
            self.cut_words(name..run.end, values == 1);
        }
    }
}
