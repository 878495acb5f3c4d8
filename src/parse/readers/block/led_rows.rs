//! Flat tables that a page in the web shows as text: every row on its lines, the cells of the project before its first one.

use super::Reader;
use crate::amount::number_from_text;
use crate::lexicon::{self, Column};
use crate::model::{Cell, Project};
use crate::parse::readers::pieces::Piece;
use crate::parse::readers::{fill, list_grid, rows};
use crate::parse::sheet::Run;

impl Reader<'_> {
    /// The columns of projects, if their heads stand on the line before those of indicators.
    pub(super) fn lead_columns(&self, at: usize) -> Vec<Column> {
        const MOST: usize = 12;
        const FEWEST: usize = 2;
        let Some(row) = self.piece(at).map(|piece| piece.row) else { return Vec::new() };
        let before = self.pieces.all.get(..at).unwrap_or_default();
        let own = before.get(before.partition_point(|piece| piece.row < row)..).unwrap_or_default();
        if self.glued || !(FEWEST..=MOST).contains(&own.len()) {
            return Vec::new();
        }
        let column = |piece: &Piece| lexicon::flat_column(&self.pieces.sheet.folded(piece.run.clone()));
        let columns: Vec<Option<Column>> = own.iter().map(column).collect();
        let is_head = columns.contains(&Some(Column::Project))
            && columns.iter().flatten().count() * 4 >= columns.len() * 3
            && columns.iter().flatten().all(|column| *column <= Column::Objective || *column == Column::Other);
        if is_head { columns.into_iter().map(|column| column.unwrap_or(Column::Other)).collect() } else { Vec::new() }
    }

    /// The indicators of rows, and before them each project that begins there.
    pub(super) fn read_led(&mut self, pieces: &[Piece]) -> Vec<rows::Row> {
        let starts: Vec<usize> = (0..pieces.len()).filter(|at| self.is_lead(pieces, *at)).collect();
        let ends = starts.iter().skip(1).copied().chain([pieces.len()]);
        // The rest of a project whose name stands on another page.
        self.refused |=
            starts.first() != Some(&0) && self.projects.iter().all(|(_, project)| project.anchor().is_none());
        let rest = pieces.get(..starts.first().copied().unwrap_or(pieces.len())).unwrap_or_default();
        let mut found = fill::rows(&self.pieces.sheet, rest, &self.columns, (None, false), &mut self.levels);
        for (start, end) in starts.iter().zip(ends) {
            self.put_rows(std::mem::take(&mut found));
            let own = pieces.get(*start..end).unwrap_or_default();
            let first = own.iter().position(|piece| self.level(piece.run.start).is_some()).unwrap_or(own.len());
            let (lead, rest) = own.split_at(first);
            self.start_led(lead);
            self.levels = rows::Levels::default();
            found = fill::rows(&self.pieces.sheet, rest, &self.columns, (None, false), &mut self.levels);
        }
        found
    }

    /// Whether the cells of a project begin with a piece: it is the first of its line, a number stands where its money does,
    /// and nothing is there that only indicators have.
    fn is_lead(&self, pieces: &[Piece], at: usize) -> bool {
        let row = pieces.get(at).map(|piece| piece.row);
        if at.checked_sub(1).and_then(|before| pieces.get(before)).is_some_and(|before| Some(before.row) == row) {
            return false;
        }
        let line = pieces.get(at..).unwrap_or_default().iter().take_while(|piece| Some(piece.row) == row);
        let text = |piece: &Piece| self.pieces.sheet.folded(piece.run.clone());
        let lead: Vec<&Piece> = line.take_while(|piece| self.level(piece.run.start).is_none()).collect();
        let is_own = |piece: &&Piece| {
            let text = text(piece);
            rows::is_operator(&text) || lexicon::KINDS.contains(&text.as_str())
        };
        let is_amount = |(column, piece): (&Column, &&Piece)| {
            !matches!(column, Column::Money(_)) || number_from_text(&text(piece)).is_some()
        };
        let has_objective = self.lead.last() == Some(&Column::Objective);
        lead.len() >= self.lead.len()
            && (has_objective || lead.len() == self.lead.len())
            && !lead.iter().any(is_own)
            && self.lead.iter().zip(&lead).all(is_amount)
    }

    /// Begins a project with its cells.
    fn start_led(&mut self, lead: &[Piece]) {
        let columns = self.lead.clone();
        let mut row = rows::Row::default();
        let last = columns.last().copied();
        for (piece, column) in lead.iter().zip(columns.into_iter().map(Some).chain(std::iter::repeat(last))) {
            row.put(&self.pieces.sheet, column, piece.run.clone());
        }
        for run in &row.other {
            self.pieces.sheet.label(run.clone());
        }
        let named = |reader: &mut Self, run: Option<Run>| {
            let Some(run) = run else { return Cell::Absent };
            let start = super::values::code(&reader.pieces.sheet, &run);
            reader.pieces.sheet.label(run.start..start);
            reader.pieces.sheet.cell(start..run.end)
        };
        let unit = named(self, row.unit);
        let name = named(self, row.project);
        let objective = row.objective.map_or(Cell::Absent, |run| self.pieces.sheet.cell(run));
        let money = self.money_unit();
        let amounts = list_grid::amounts(&mut self.pieces.sheet, &row.money, money);
        self.projects.push((unit, Project { name, amounts, objective, ..Project::default() }));
    }
}
