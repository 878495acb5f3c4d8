//! Level labels of running text that stand beside the middle of their rows, as cells do whose text is centred: rows before the first
//! of them, and one on two lines with its row between them.

use std::collections::BTreeMap;

use super::Reader;
use crate::model::{Category, Cell, Indicator, Project};
use crate::parse::readers::merged::second_place;
use crate::parse::readers::pieces::Piece;
use crate::parse::sheet::Sheet;
use crate::span::{Origin, Span};

/// The level label that breaks between these, and so stands on both sides of its row.
const SPLIT: [&str; 2] = ["服务对象", "满意度指标"];

impl Reader<'_> {
    /// Gives the rows before the first labels of a table their levels: those of 数量 come first, and no label above them is lost
    /// where 产出 stands behind the rows, too.
    pub(super) fn level_first_rows(&mut self) {
        if self.pieces.form.is_some() || self.glued || self.unleveled {
            return;
        }
        let heading = |project: &Project| {
            let place = project.indicators.iter().position(|row| row.category.origin().is_some())?;
            let (own, behind) = project.indicators.split_at_checked(place)?;
            let (last, first) = (own.last()?, behind.first()?);
            let (name, level) = (first.name.origin()?.first, first.subcategory.origin()?.first);
            let is_bare = own.iter().all(|row| row.subcategory.origin().is_none() && row.target.read().is_some());
            let is_first = second_place(first.subcategory.value()?) == Some(0);
            let is_behind = last.target.origin()?.first.start < level.start && level.start < name.start;
            (is_bare && is_first && is_behind).then(|| (place, last.target.origin().map(|own| own.first), level))
        };
        let Some((_, project)) = self.projects.first() else { return };
        let Some((place, Some(target), level)) = heading(project) else { return };
        if !self.has_first_level(target, level) {
            return;
        }
        let Some((_, project)) = self.projects.first_mut() else { return };
        let first = project.indicators.get(place).cloned().unwrap_or_default();
        for row in project.indicators.iter_mut().take(place) {
            row.category.clone_from(&first.category);
            row.subcategory.clone_from(&first.subcategory);
        }
    }

    /// Whether a level-1 label stands between a value and a label of level 2.
    fn has_first_level(&self, value: Span, level: Span) -> bool {
        let sheet = &self.pieces.sheet;
        let is_between =
            |piece: &&Piece| place(sheet, piece).is_some_and(|at| at.start > value.start && at.start < level.start);
        let is_first = |piece: &Piece| {
            let found = crate::parse::readers::rows::level(sheet, piece.run.start);
            found.is_some_and(|(level, _)| level.is_first() && level.category() == Some(Category::Output))
        };
        self.pieces.all.iter().filter(is_between).any(is_first)
    }

    /// Puts the two halves of a label together that stand before and behind its row: "服务对象 | 群众满意度 | ≥85% | 满意度指标".
    pub(super) fn join_split_levels(&mut self) {
        /// Pieces of the row between them.
        const MOST: usize = 8;
        if self.pieces.form.is_some() || self.glued {
            return;
        }
        let [upper, lower] = SPLIT;
        let sheet = &self.pieces.sheet;
        let is = |piece: &Piece, text: &str| sheet.after(piece.run.start, text) == Some(piece.run.end);
        let mut found = Vec::new();
        for (at, piece) in self.pieces.all.iter().enumerate().filter(|(_, piece)| is(piece, upper)) {
            let behind = self.pieces.all.get(at + 1..).unwrap_or_default();
            let Some(rest) = behind.iter().take(MOST).find(|next| is(next, lower)) else { continue };
            let next = behind.first().and_then(|next| place(sheet, next));
            if let (Some(first), Some(next), Some(second)) = (place(sheet, piece), next, place(sheet, rest)) {
                found.push((piece.run.end..rest.run.start, first, next, second));
            }
        }
        let rows = self.projects.iter_mut().flat_map(|(_, project)| &mut project.indicators);
        let mut rows: BTreeMap<u32, &mut Indicator> =
            rows.filter_map(|row| Some((row.name.origin()?.first.start, row))).collect();
        for (run, first, next, second) in found {
            let sheet = &mut self.pieces.sheet;
            let Some(origin) = Origin::from_spans([first, second]) else { continue };
            let (own, behind) =
                (rows.contains_key(&first.start), rows.get(&next.start).map(|row| row.category.value()));
            let is_of_level = matches!(behind, Some(None | Some(Category::Satisfaction)));
            let start = if own { first.start } else { next.start };
            let Some(row) = rows.get_mut(&start).filter(|_| own || is_of_level) else { continue };
            if own {
                let Some(target) = row.target.origin().map(|target| target.first.start) else { continue };
                let is_name = |at: &usize| sheet.ink(*at).is_some_and(|ink| ink.span().start < target);
                let end = run.clone().take_while(is_name).last().map_or(run.start, |last| last + 1);
                row.name = sheet.cell(run.start..end);
            }
            row.category = Cell::Read { value: Category::Satisfaction, origin: origin.clone() };
            row.subcategory = Cell::Read { value: SPLIT.concat(), origin };
        }
    }
}

/// Where a piece stands.
fn place(sheet: &Sheet<'_>, piece: &Piece) -> Option<Span> {
    sheet.origin(piece.run.clone()).map(|own| own.first)
}
