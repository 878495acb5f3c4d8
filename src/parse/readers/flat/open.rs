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
    /// Whether name and objective were last printed again.
    copied: bool,
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
        if !self.goes_on_again(cut, lines) {
            self.name.extend(name_rest);
            self.objective.extend(objective_rest);
        }
        if place == Place::Top {
            self.explanation.extend(explanation);
        } else {
            self.explanation = Cell::of(explanation);
        }
        if !unit.is_empty() {
            self.unit = text(unit);
        }
        // What stands behind the last row of a page explains it.
        if place != Place::Foot || !name.is_empty() {
            self.copied = self.is_again(name, objective);
        }
        if !name.is_empty() && !self.copied {
            (self.name, self.objective) = (Cell::of(name), Cell::of(objective));
            self.begun = true;
        }
    }

    /// Whether a text begins as the unit does that was printed last: with the same place.
    pub(super) fn is_like_unit(&self, text: &str) -> bool {
        const PLACE: usize = 3;
        let place = self.unit.chars().take(PLACE);
        place.clone().count() == PLACE && place.eq(text.chars().take(PLACE))
    }

    /// Whether a text is the name of the project that is open.
    pub(super) fn is_name(&self, name: &str) -> bool {
        self.begun && !name.is_empty() && name == self.name.text
    }

    /// Whether the objective of the project that is open says its name on to what begins with a text: …工作经费 and 及….
    pub(super) fn tells_name_on(&self, rest: &str) -> bool {
        const TAIL: usize = 6;
        const HEAD: usize = 4;
        let tail: Vec<char> = self.name.text.chars().rev().take(TAIL).collect();
        let head = rest.chars().take(HEAD);
        let both: String = tail.iter().rev().copied().chain(head.clone()).collect();
        tail.len() == TAIL && head.count() == HEAD && self.objective.text.contains(&both)
    }

    /// Whether a text is as much of the name of the project that is open as fits a page.
    pub(super) fn is_name_begun_again(&self, name: &str) -> bool {
        self.begun && self.name.begins_as(name) && self.name.text.starts_with(name)
    }

    /// Whether name and objective are those of the project that is open, printed again, or as much of them as fits a page.
    pub(super) fn is_again(&self, name: &[Line], objective: &[Line]) -> bool {
        let (name, objective) = (text(name), text(objective));
        let is_begun = || !objective.is_empty() && self.objective.text.starts_with(&objective);
        self.is_name(&name) || (self.is_name_begun_again(&name) && is_begun())
    }

    /// Whether a text is the end of a name that the page before has begun to print again.
    pub(super) fn is_name_end_again(&self, text: &str) -> bool {
        self.copied && self.name.text.ends_with(text)
    }

    /// Whether a text is a part of an objective that the page before has begun to print again.
    pub(super) fn is_objective_part_again(&self, text: &str) -> bool {
        self.copied && self.objective.text.contains(text)
    }

    /// Whether the rest of a name and an objective on top of a page is that of those that the page before has printed again.
    pub(super) fn goes_on_again(&self, cut: &Cut, lines: &[Line]) -> bool {
        const FEWEST: usize = 4;
        let [name, objective, ..] = cut.lines(lines);
        let (name, objective) = (text(name), text(objective));
        let is_long = name.chars().count() + objective.chars().count() >= FEWEST;
        is_long && self.is_name_end_again(&name) && self.is_objective_part_again(&objective)
    }
}
