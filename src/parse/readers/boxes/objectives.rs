//! The objectives of a list in boxes: the lines between its rows, where they are whole.

use super::lines::{Kind, Line};
use super::rows::{At, Pages, Row, Trust};

impl Pages<'_> {
    /// Gives the lines between rows to their objectives.
    pub(super) fn objectives(&mut self, rows: &mut [Row], begins: &[At]) {
        let widest = |lines: &[At]| lines.iter().filter_map(|at| self.line(*at)).map(|line| line.width).max();
        let mut all: Vec<Vec<At>> = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            all.push(self.behind(row, begins.get(at + 1).copied()));
        }
        let width = all.iter().filter_map(|lines| widest(lines)).max().unwrap_or_default();
        // Rows whose objectives stand behind those of the rows below.
        let mut waiting: Vec<usize> = Vec::new();
        for (at, lines) in all.iter().enumerate() {
            // A body has no objective: what stands behind its row is that of the project above it.
            if rows.get(at).is_some_and(|row| !row.is_sum) {
                waiting.push(at);
            }
            if lines.is_empty() || waiting.is_empty() {
                continue;
            }
            let cells = if waiting.len() == 1 { vec![lines.clone()] } else { self.cells(lines) };
            let agree = cells.len() == waiting.len();
            for (of, cell) in waiting.drain(..).zip(cells) {
                if let Some(row) = rows.get_mut(of).filter(|_| agree) {
                    row.objective_doubtful = row.trust == Trust::Lost || !self.is_whole(&cell, width);
                    row.objective = cell;
                }
            }
        }
        // Where a row has none, or one that does not begin or end, its lines may be its neighbour's.
        let ends: Vec<(bool, bool)> = rows.iter().map(|row| self.ends(row, width)).collect();
        for (at, row) in rows.iter_mut().enumerate() {
            let before = at.checked_sub(1).and_then(|before| ends.get(before));
            let open = before.is_some_and(|(_, ends)| !ends) || ends.get(at + 1).is_some_and(|(begins, _)| !begins);
            row.objective_doubtful |= open;
        }
        for at in rows.iter().flat_map(|row| row.objective.clone()) {
            self.take(at);
        }
    }

    /// Whether a row's objective begins and ends as objectives do.
    fn ends(&self, row: &Row, width: usize) -> (bool, bool) {
        let lines: Vec<&Line> = row.objective.iter().filter_map(|at| self.line(*at)).collect();
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return (row.is_sum, row.is_sum) };
        let boxed = lines.len() > 1 && first.boxed == last.boxed;
        (boxed || first.begins_objective(), last.is_closed() || last.width + 4 <= width)
    }

    /// Lines as cells: a cell ends where its sentence does and another box begins.
    fn cells(&self, lines: &[At]) -> Vec<Vec<At>> {
        let mut cells: Vec<Vec<At>> = Vec::new();
        let mut before: Option<(At, &Line)> = None;
        for at in lines {
            let Some(line) = self.line(*at) else { continue };
            let ends = before.is_none_or(|(of, before)| {
                let apart = of.0 != at.0 || of.1 + 1 != at.1;
                let short = before.width + 4 < line.width;
                before.boxed != line.boxed && (short || before.is_closed()) && (apart || line.begins_objective())
            });
            match cells.last_mut().filter(|_| !ends) {
                Some(cell) => cell.push(*at),
                None => cells.push(vec![*at]),
            }
            before = Some((*at, line));
        }
        cells
    }

    /// Whether lines are a whole objective in order: one box, or lines without others between that begin and end as
    /// objectives do.
    fn is_whole(&self, cell: &[At], width: usize) -> bool {
        let lines: Vec<&Line> = cell.iter().filter_map(|at| self.line(*at)).collect();
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return false };
        if !first.text.contains(char::is_alphabetic) {
            return false;
        }
        let closed = last.is_closed() || last.width + 4 <= width;
        let boxed = lines.iter().all(|line| line.boxed == first.boxed);
        // Lines of indicators may stand between, where they stand beside it.
        let beside = |at: At| self.line(at).is_some_and(|line| line.kind == Kind::Indicators);
        let next = |a: At, b: At| a.0 == b.0 && (a.1 + 1..b.1).all(|at| beside((a.0, at)) || self.is_taken((a.0, at)));
        let together = cell.windows(2).all(|pair| matches!(pair, [a, b] if next(*a, *b)));
        let paragraphs = lines.iter().rev().skip(1).all(|line| line.is_closed() || line.width + 4 > width);
        closed && paragraphs && (boxed || (together && first.begins_objective()))
    }
}
