//! What the template of a form prints where nothing was filled in (D41): 指标2：, ……, (30分); and what the end of a text cuts.

use super::Reader;
use crate::lexicon;
use crate::parse::readers::fill;
use crate::parse::readers::pieces::{Piece, numbering};
use crate::parse::readers::rows::{self, Row};
use crate::parse::sheet::{Run, Sheet};
use crate::parse::{fit, furniture};
use crate::target::{Reading, target_from_text};

impl Reader<'_> {
    /// The pieces of rows less those that nobody filled in; they are labels.
    pub(super) fn less_residue(&mut self, pieces: Vec<Piece>) -> Vec<Piece> {
        /// How the rule begins by which points are given; forms print it beside the first row.
        const RULES: &[&str] = &["定量指标计", "定性指标计"];
        const FEWEST: usize = 3;
        const LINES: usize = 4;
        let pieces = self.less_foreign(pieces);
        let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
        let rows = || pieces.chunk_by(|a, b| a.row == b.row);
        let all: Vec<&[Piece]> = rows().collect();
        // Where lines are rows, one of dashes is a row that nobody filled in.
        let are_rows = rows().filter(|row| row.len() > FEWEST).count() >= FEWEST;
        for (at, row) in all.iter().enumerate() {
            // The number of a page and the line above it, among rows of cells.
            let pages = [Some(*row), all.get(at + 1).copied()];
            let is_foot = row.len() == 1 && pages.into_iter().flatten().any(|row| self.is_page_number(row));
            if is_foot && are_rows && self.pieces.form.is_some() {
                if let [only] = row {
                    self.pieces.sheet.label(only.run.clone());
                }
                continue;
            }
            let levels = row.iter().take_while(|piece| self.level(piece.run.start).is_some()).count();
            let (labels, rest) = row.split_at(levels);
            let is_numbered = rest.first().is_some_and(|first| {
                numbering(&self.pieces.sheet, &first.run).is_some_and(|name| self.is_empty(name..first.run.end))
            });
            let rest_is_empty = |from: usize| rest.iter().skip(from).all(|piece| self.is_empty(piece.run.clone()));
            let is_mark = |piece: &Piece| self.pieces.sheet.ch(piece.run.start) == Some('…');
            let marked = rest.first().is_some_and(is_mark) && rest_is_empty(0);
            kept.extend(labels.iter().cloned());
            let row_start = row.first().map_or(0, |first| first.run.start);
            // Lines may break the label, too.
            let of_level = |label: &Piece| {
                rows::level(&self.pieces.sheet, label.run.start).is_some_and(|(_, end)| end > row_start)
            };
            let is_of_level = kept.iter().rev().take(LINES).any(of_level);
            let is_rest = !is_of_level && self.is_rest_of_level(row);
            let is_dashes = are_rows && labels.is_empty() && rest_is_empty(0);
            // Not the kind of an indicator, below which an explanation begins: 定性指标 | 计算公式.
            let begins_rule = |first: &Piece| {
                self.pieces.sheet.after_any(first.run.start, RULES).is_some_and(|end| end <= first.run.end)
            };
            let is_rule = rest.first().is_some_and(begins_rule);
            if (is_numbered && rest_is_empty(1)) || marked || is_rest || is_dashes || is_rule {
                for piece in rest {
                    self.pieces.sheet.label(piece.run.clone());
                }
            } else {
                kept.extend(rest.iter().cloned());
            }
        }
        kept
    }

    /// The pieces of rows less those below levels that are none of the categories; nobody says what they measure, and they stay
    /// unread.
    fn less_foreign(&self, pieces: Vec<Piece>) -> Vec<Piece> {
        let is_foreign = |piece: &Piece| {
            let text = self.pieces.sheet.folded(piece.run.clone());
            lexicon::FOREIGN_LEVELS.contains(&lexicon::without_bracket(&text))
        };
        let mut is_below = false;
        let mut own = pieces;
        own.retain(|piece| {
            is_below = is_foreign(piece) || is_below && self.level(piece.run.start).is_none();
            !is_below
        });
        own
    }

    fn is_page_number(&self, row: &[Piece]) -> bool {
        let [only] = row else { return false };
        furniture::page_number(&self.pieces.sheet, only.run.start) == Some(only.run.end)
    }

    /// Levels under which the form has no row are labels, too.
    pub(super) fn label_levels(&mut self, pieces: &[Piece]) {
        let mut at = 0;
        while at < pieces.len() {
            let found = fill::label(&self.pieces.sheet, pieces, at);
            let next = found.map_or(at + 1, |(_, next)| next);
            if found.is_some() {
                for piece in pieces.get(at..next).unwrap_or_default() {
                    if !self.pieces.sheet.is_claimed(piece.run.start) {
                        self.pieces.sheet.label(piece.run.clone());
                    }
                }
            }
            at = next;
        }
    }

    /// The rows, but for a last one that the end of the text cuts: "合格率 1", "满意度 ≥9" where all others ask for 100% and
    /// the like.
    pub(super) fn less_cut(&self, mut rows: Vec<Row>) -> Vec<Row> {
        const FEWEST: usize = 2;
        let sheet = &self.pieces.sheet;
        let is_bare = |target: Run| match target_from_text(&sheet.folded(target)).reading {
            Reading::Quantity(quantity) => quantity.unit.is_empty(),
            _ => false,
        };
        let bare = |row: &Row| row.target.clone().is_some_and(is_bare);
        // "现象 | 减": what narrow columns leave of a word.
        let is_rest = |target: &Run| {
            let ch = sheet.ch(target.start).filter(|_| target.len() == 1);
            ch.is_some_and(|ch| crate::vocabulary::is_letter(ch) && !fit::SHORT_TARGETS.contains(ch))
        };
        let lacks = |row: &Row| row.target.is_none() && row.actual.is_none() && row.name.is_some();
        if let Some((last, others)) = rows.split_last()
            && lacks(last)
            && last.name.as_ref().is_some_and(|name| sheet.ends_text(name))
            && sheet.ends_inside_cell()
            && others.len() >= FEWEST
            && !others.iter().any(lacks)
        {
            rows.pop();
        } else if let Some((last, others)) = rows.split_last()
            && last.target.as_ref().is_some_and(|target| sheet.ends_text(target))
            && (self.pieces.form.is_none() || sheet.ends_inside_cell())
            && (last.target.as_ref().is_some_and(is_rest)
                || others.len() >= FEWEST && bare(last) && !others.iter().any(bare))
        {
            rows.pop();
        }
        rows
    }

    /// Whether a run holds nothing, or a mark for nothing.
    fn is_empty(&self, run: Run) -> bool {
        run.clone().all(|at| self.pieces.sheet.ch(at).is_some_and(|ch| matches!(ch, '…' | '/' | '-' | '.' | '—')))
    }

    /// Whether a row is only the bracket that stood behind a level: (50分).
    fn is_rest_of_level(&self, row: &[Piece]) -> bool {
        const LONGEST: usize = 6;
        let [only] = row else { return false };
        let text = self.pieces.sheet.folded(only.run.clone());
        let number = text.strip_prefix('(').and_then(|rest| rest.strip_suffix("分)"));
        number.is_some_and(|number| number.len() <= LONGEST && number.chars().all(|ch| ch.is_ascii_digit()))
    }
}

impl Row {
    /// Whether a row of the form was left empty: "经济成本指标 | 0 | 0.00% | 0", "/ | /".
    pub(super) fn is_unused(&self, sheet: &Sheet<'_>) -> bool {
        let is_nothing = |run: &Option<Run>| {
            let text = run.clone().map_or_else(String::new, |run| sheet.folded(run));
            text.chars().all(|ch| matches!(ch, '0' | '.' | '%' | '/' | '-' | '—'))
        };
        is_nothing(&self.name) && is_nothing(&self.target)
    }

    /// Claims a row that says nothing.
    pub(super) fn pass(&self, sheet: &mut Sheet<'_>) {
        let cells = [&self.name, &self.target, &self.weight, &self.actual, &self.score, &self.unit_apart];
        if self.name.is_some() {
            cells.into_iter().flatten().chain(&self.other).for_each(|run| sheet.label(run.clone()));
        }
    }
}
