//! What is open of a flat table's project between two rows, or where a page begins.

use super::cut::{Cut, Place};
use super::lines::{Line, text};

/// What is open where lines begin.
#[derive(Clone, Debug, Default)]
pub(in crate::parse::readers) struct Open {
    /// Whether a project is.
    pub(super) begun: bool,
    pub(super) unit: String,
    pub(super) name: Cell,
    pub(super) objective: Cell,
    pub(super) explanation: Cell,
}

/// A cell as far as it has been printed.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) last: Option<Line>,
}

impl Cell {
    fn extend(&mut self, lines: &[Line]) {
        self.text.extend(lines.iter().map(|line| line.text.as_str()));
        self.last = lines.last().cloned().or(self.last.take());
    }

    /// Whether a text begins with the same characters.
    pub(super) fn begins_as(&self, text: &str) -> bool {
        const FEWEST: usize = 6;
        let own = self.text.chars().take(FEWEST);
        own.clone().count() == FEWEST && own.eq(text.chars().take(FEWEST))
    }

    fn of(lines: &[Line]) -> Self {
        let mut cell = Self::default();
        cell.extend(lines);
        cell
    }
}

impl Open {
    /// Takes what stands between two rows.
    pub(super) fn take(&mut self, cut: &Cut, lines: &[Line], place: Place) {
        let [name_rest, objective_rest, explanation, unit, name, objective] = cut.lines(lines);
        self.name.extend(name_rest);
        self.objective.extend(objective_rest);
        if place == Place::Top {
            self.explanation.extend(explanation);
        } else {
            self.explanation = Cell::of(explanation);
        }
        if !unit.is_empty() {
            self.unit = text(unit);
        }
        if !name.is_empty() {
            (self.name, self.objective) = (Cell::of(name), Cell::of(objective));
            self.begun = true;
        }
    }

    /// Whether lines are the name of the project that is open, printed again.
    pub(super) fn is_again(&self, name: &[Line]) -> bool {
        self.begun && !self.name.text.is_empty() && text(name) == self.name.text
    }
}
