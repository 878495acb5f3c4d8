//! The rows of a table with four grades in running text: level, name, description, four grades, and the basis of the standard.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::grades::{Grades, grades, is_bound};
use super::lines::{Heads, Lines};
use crate::lexicon;
use crate::parse::fold::Gap;
use crate::parse::readers::cells::{Cell, Row};
use crate::parse::readers::pieces::Piece;
use crate::parse::readers::{fill, width};

/// How the basis of a standard ends, where it is whole.
pub(super) const BASES: &[&str] = &[
    "标准", "评价", "计划", "办法", "规定", "文件", "确定", "要求", "方案", "通知", "依据", "政策", "数据", "合同",
    "意见", "约定", "规划", "目标", "经验", "情况", "测算", "水平",
];

/// How descriptions begin.
const DESCRIPTIONS: &[&str] = &[
    "反映",
    "计算",
    "公式",
    "统计",
    "按",
    "根据",
    "依据",
    "以",
    "考核",
    "得分",
    "数据来源",
    "评分标准",
    "指标说明",
    "提高",
    "实际",
    "指",
    "通过",
    "用于",
    "为",
    "确保",
    "保障",
    "完成",
];

/// So many characters tell how a description begins.
pub(super) const BEGIN: usize = 4;

/// The grades of one table: where it stands, where they do, and how many stand alone, without their row.
pub(super) struct Scan {
    pub(super) of: Range<usize>,
    found: Vec<Grades>,
    alone: usize,
}

/// What the first lines of all bases of standards tell: how wide their column is, and which of them are whole.
#[derive(Default)]
pub(super) struct Bases {
    widest: usize,
    whole: BTreeSet<String>,
}

impl Bases {
    pub(super) fn of(lines: &Lines<'_>, scans: &[Scan]) -> Self {
        let mut bases = Self::default();
        let mut behind: BTreeMap<String, String> = BTreeMap::new();
        for at in scans.iter().flat_map(|scan| &scan.found).filter_map(|own| own.last().copied()) {
            let Some(piece) = lines.piece(at) else { continue };
            bases.widest = bases.widest.max(lines.wide(piece));
            let text =
                |at: usize| lines.piece(at).map_or_else(String::new, |own| lines.sheet().folded(own.run.clone()));
            let (own, next) = (text(at), text(at + 1));
            // What other things follow is no first line of a longer one.
            match behind.get(&own) {
                Some(before) if *before != next => {
                    bases.whole.insert(own);
                }
                Some(_) => {}
                None => {
                    behind.insert(own, next);
                }
            }
        }
        bases
    }
}

/// The parts of a row, as pieces.
#[derive(Default)]
struct Parts {
    first: Range<usize>,
    second: Range<usize>,
    /// Name and description.
    own: Range<usize>,
    grades: Grades,
    basis: Range<usize>,
}

impl Lines<'_> {
    /// The grades of a table.
    pub(super) fn scan(&self, of: Range<usize>) -> Scan {
        let all = self.text.all.get(..of.end).unwrap_or_default();
        let mut found: Vec<Grades> = Vec::new();
        let mut alone = 0;
        let mut at = of.start;
        while at < of.end {
            if let Some(own) = grades(self.sheet(), all, at) {
                at = own.last().copied().unwrap_or(at + 1);
                found.push(own);
            } else {
                alone += usize::from(self.piece(at).is_some_and(|piece| is_bound(self.sheet(), piece)));
                at += 1;
            }
        }
        Scan { of, found, alone }
    }

    /// The rows of a table.
    pub(super) fn table(&mut self, scan: Scan, heads: &Heads, bases: &Bases) {
        let Scan { of, found, alone } = scan;
        let ends = |own: &Grades| own.last().copied().unwrap_or_default();
        let mut from = of.start;
        let mut rows: Vec<Parts> = Vec::new();
        for (place, own) in found.iter().enumerate() {
            let next = found.get(place + 1).and_then(|next| next.first()).copied().unwrap_or(of.end);
            let start = own.first().copied().unwrap_or(from);
            let basis = ends(own)..self.basis(ends(own)..next, bases);
            let mut row = Parts { grades: own.clone(), basis: basis.clone(), ..self.levels(from..start, heads.second) };
            row.own = row.own.start..start;
            from = basis.end;
            rows.push(row);
        }
        let (name, first) = Self::columns(heads);
        // Levels that stand within a row that is none are in force all the same.
        let mut open: (Range<usize>, Range<usize>) = (0..0, 0..0);
        let odd = rows.iter().filter(|row| self.is_odd(&row.own, heads.second)).count();
        // A page that a tool has taken apart is lost alone.
        if (odd + alone) * 2 > rows.len() {
            self.found += 1;
            self.odd += 1;
            return;
        }
        self.odd += alone;
        let begins = if heads.described { self.begins(&rows, heads.second) } else { BTreeSet::new() };
        for mut row in rows {
            self.found += 1;
            let is_odd = self.is_odd(&row.own, heads.second);
            self.odd += usize::from(is_odd);
            if row.first.is_empty() && !open.0.is_empty() {
                row.first = std::mem::take(&mut open.0);
                row.second = if row.second.is_empty() { std::mem::take(&mut open.1) } else { row.second };
            }
            open = if is_odd { self.open(&row, heads.second) } else { (0..0, 0..0) };
            let cut = if heads.described { self.cut(&row.own) } else { row.own.end };
            let mut cells: Row = (0..Self::width(heads)).map(|column| Cell { column, inks: Vec::new() }).collect();
            let mut put = |column: usize, of: Range<usize>| {
                if let Some(cell) = cells.get_mut(column).filter(|_| !of.is_empty()) {
                    *cell = self.cell(column, of);
                }
            };
            put(0, row.first.clone());
            put(1, row.second.clone());
            // What may be two names is none.
            if !is_odd {
                put(name, row.own.start..cut);
                put(name + 1, cut..row.own.end);
                for (place, pair) in row.grades.windows(2).enumerate() {
                    if let [from, to] = pair {
                        put(first + place, *from..*to);
                    }
                }
                put(first + 4, row.basis.clone());
                // Tools put nothing between two cells that fill their columns.
                let glued = self.glued(&(row.own.start..cut), &begins).filter(|_| heads.described);
                if let Some((at, whole)) = glued.zip(self.run_of(&row.own)) {
                    let own = [self.cell_of(name, whole.start..at), self.cell_of(name + 1, at..whole.end)];
                    for (cell, own) in cells.iter_mut().skip(name).zip(own) {
                        *cell = own;
                    }
                }
            }
            self.rows.push(cells);
        }
    }

    /// The last levels that stand before or within a row that is none.
    fn open(&self, row: &Parts, second: bool) -> (Range<usize>, Range<usize>) {
        let all = self.text.all.get(..row.own.end).unwrap_or_default();
        let mut open = (row.first.clone(), row.second.clone());
        let mut at = row.own.start;
        while at < row.own.end {
            let Some((level, end)) = fill::label(self.sheet(), all, at) else {
                at += 1;
                continue;
            };
            let is_label = self.end_of(end - 1).is_some_and(|end| self.sheet().before(end, "指标").is_some());
            if level.is_first() && is_label {
                open = (at..end, 0..0);
            } else if level.is_second() && second {
                open.1 = at..end;
            }
            at = end;
        }
        open
    }

    /// Whether name and description of a row hold pieces of other rows: more than one line holds several cells.
    fn is_odd(&self, of: &Range<usize>, second: bool) -> bool {
        const MOST: usize = 10;
        let all = self.text.all.get(..of.end).unwrap_or_default();
        let gaps: Vec<usize> = of.clone().skip(1).filter(|at| !self.begins_line(*at)).collect();
        let lines = gaps.iter().filter_map(|at| self.piece(*at)).map(|piece| piece.row);
        let parted = gaps
            .first()
            .and_then(|at| self.piece(*at))
            .is_some_and(|first| lines.into_iter().any(|row| row != first.row));
        let strange = |at: usize| {
            let of_other = self.piece(at).is_some_and(|piece| is_bound(self.sheet(), piece));
            // 服务对象满意度 is a name where there are no labels of level 2.
            let is_label = |end: usize| {
                second || self.end_of(end - 1).is_some_and(|end| self.sheet().before(end, "指标").is_some())
            };
            of_other || fill::label(self.sheet(), all, at).is_some_and(|(_, end)| is_label(end))
        };
        of.is_empty() || of.len() > MOST || parted || of.clone().any(strange)
    }

    fn wide(&self, piece: &Piece) -> usize {
        width(&self.sheet().text(piece.run.clone()))
    }

    /// Where the basis of a standard ends, which begins with a range: its last line is not as wide as its column.
    fn basis(&self, of: Range<usize>, bases: &Bases) -> usize {
        const MOST_LINES: usize = 4;
        let mut end = of.start;
        while end < of.end.min(of.start + MOST_LINES) {
            let Some(piece) = self.piece(end) else { break };
            let is_level = fill::label(self.sheet(), self.text.all.get(..of.end).unwrap_or_default(), end).is_some();
            if is_level {
                break;
            }
            end += 1;
            let is_whole = BASES.iter().any(|base| self.sheet().before(piece.run.end, base).is_some())
                || (end == of.start + 1 && bases.whole.contains(&self.sheet().folded(piece.run.clone())));
            if is_whole || self.wide(piece) + 2 < bases.widest {
                break;
            }
        }
        end
    }

    /// The first characters of the descriptions that begin a piece as descriptions do.
    fn begins(&self, rows: &[Parts], second: bool) -> BTreeSet<String> {
        let known = rows.iter().filter(|row| !self.is_odd(&row.own, second)).filter_map(|row| {
            let start = self.piece(self.cut(&row.own)).filter(|_| row.own.len() > 1)?.run.start;
            self.sheet().after_any(start, DESCRIPTIONS)?;
            Some(self.sheet().folded(start..(start + BEGIN).min(self.sheet().len())))
        });
        known.collect()
    }

    /// Where a description begins within the pieces of a name.
    fn glued(&self, of: &Range<usize>, begins: &BTreeSet<String>) -> Option<usize> {
        const SHORTEST_NAME: usize = 3;
        let run = self.run_of(of)?;
        let name = self.sheet().folded(run.start..(run.start + SHORTEST_NAME).min(run.end));
        (run.start + SHORTEST_NAME..run.end).find(|&at| {
            let is_known = || begins.contains(&self.sheet().folded(at..(at + BEGIN).min(self.sheet().len())));
            let says_name =
                || self.sheet().after(at, "反映").is_some_and(|end| self.sheet().after(end, &name).is_some());
            // A piece that begins with it is a cell of its own already.
            self.sheet().gap(at) == Gap::None && (says_name() || is_known())
        })
    }

    /// The level labels that a row begins with.
    fn levels(&self, of: Range<usize>, second: bool) -> Parts {
        let all = self.text.all.get(..of.end).unwrap_or_default();
        let mut parts = Parts { own: of.clone(), ..Parts::default() };
        while parts.own.start < of.end {
            let at = parts.own.start;
            let Some((level, end)) = fill::label(self.sheet(), all, at) else { break };
            let is_label = self.end_of(end - 1).is_some_and(|end| self.sheet().before(end, "指标").is_some());
            let is_second = second && level.is_second() && parts.second.is_empty();
            let is_first = level.is_first() && parts.first.is_empty() && parts.second.is_empty();
            if end >= of.end || !(is_label || is_second) || !(is_first || is_second) {
                break;
            }
            if is_first {
                parts.first = at..end;
            } else {
                parts.second = at..end;
            }
            parts.own.start = end;
        }
        parts
    }

    /// Where the description behind a name begins.
    fn cut(&self, of: &Range<usize>) -> usize {
        let wide = |at: usize| self.piece(at).map_or(0, |piece| self.wide(piece));
        let name_ends = |at: usize| {
            let last = self.end_of(at).and_then(|end| self.sheet().ch(end - 1));
            last.is_some_and(|ch| lexicon::NUMBER_NAMES.contains(&ch) || matches!(ch, '性' | '况' | ')'))
        };
        let cost = |at: usize| {
            let start = self.piece(at).map_or(0, |piece| piece.run.start);
            let described = at..of.end;
            let most = described.clone().map(wide).max().unwrap_or_default();
            let name = of.start..at;
            let rises = name.clone().zip(name.clone().skip(1)).any(|(line, next)| wide(line) + 1 < wide(next));
            let known = self.sheet().after_any(start, DESCRIPTIONS).is_some();
            2 * u32::from(self.begins_line(at))
                + 4 * u32::from(!known && described.len() > 1 && wide(at) * 5 < most * 3)
                + 4 * u32::from(rises)
                + 3 * u32::from(!known)
                + u32::from(!name_ends(at - 1))
        };
        (of.start + 1..of.end).min_by_key(|at| cost(*at)).unwrap_or(of.end)
    }
}
