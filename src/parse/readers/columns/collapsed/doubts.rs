//! What may have been put together wrongly: it is marked, value by value.

use crate::lexicon;
use crate::model::{Cell, Indicator, Layout, Repair, RepairKind, Table};
use crate::parse::readers::merged;
use crate::source::Source;
use crate::span::{Origin, Span};
use crate::target::{Reading, Target};
use crate::walk;

/// The doubts that a table of visual lines leaves.
pub(super) fn doubts(source: &Source, table: &Table) -> Vec<Repair> {
    let mut doubts = Doubts { source, found: Vec::new() };
    // What was put together of several lines.
    for (_, origin) in walk::fields(table) {
        if doubts.lines(origin).is_none() {
            doubts.doubt(origin, "");
        }
    }
    let rows: Vec<u32> = table.indicators().filter_map(|at| doubts.row(at.indicator)).collect();
    let rows = crate::order::sorted(rows, |row| u128::from(*row));
    let widest = |of: fn(&Indicator) -> Option<&Origin>| {
        let lines =
            table.indicators().flat_map(|at| of(at.indicator).into_iter().flat_map(Origin::spans).collect::<Vec<_>>());
        lines.map(|line| width(source, line)).max().unwrap_or_default()
    };
    let names = widest(|row| row.name.origin());
    let targets = widest(|row| row.target.origin());
    let bare = table.indicators().filter(|at| at.indicator.target.value().is_some_and(is_bare)).count();
    let flat = table.layout == Layout::IndicatorPerRow;
    let has_units = flat && bare * 5 < table.indicators().count();
    for (at, strange) in table.projects().zip(strange_names(table)) {
        if table.layout != Layout::ProjectPerBlock {
            // Merged over many lines.
            let own = [at.project.name.origin(), at.project.objective.origin()];
            own.into_iter().flatten().for_each(|own| doubts.doubt_line(own));
        }
        if table.layout == Layout::ProjectPerRow {
            doubts.set(&at.project.indicators);
            continue;
        }
        if flat && (strange || are_mixed(&at.project.indicators)) {
            doubts.rows(&at.project.indicators);
        }
        if has_units {
            let bare = |row: &&Indicator| row.target.value().is_some_and(is_bare);
            for row in at.project.indicators.iter().filter(bare) {
                row.target.origin().into_iter().for_each(|own| doubts.doubt_line(own));
            }
        }
        doubts.levels(&at.project.indicators);
        for row in &at.project.indicators {
            for (own, widest) in [(row.name.origin(), names), (row.target.origin(), targets)] {
                if let Some(own) = own.filter(|own| doubts.may_go_on(own, widest, &rows, flat)) {
                    doubts.doubt_line(own);
                }
            }
        }
    }
    doubts.found
}

/// Takes back the levels that rows have from the row above, where nearly all rows print their own: theirs are not found.
pub(super) fn take_back_levels(table: &mut Table) {
    let place = |row: &Indicator| row.category.origin().map(Origin::start);
    let mut last = None;
    let mut carried = |row: &Indicator| {
        let own = place(row);
        std::mem::replace(&mut last, own) == own
    };
    let all = table.indicators().count();
    let again = table.indicators().filter(|at| carried(at.indicator)).count();
    if again == 0 || again * 4 > all {
        return;
    }
    let mut last = None;
    for row in table.units.iter_mut().flat_map(|unit| &mut unit.projects).flat_map(|project| &mut project.indicators) {
        let own = place(row);
        if std::mem::replace(&mut last, own) == own {
            (row.category, row.subcategory) = (Cell::Absent, Cell::Absent);
        }
    }
}

/// Whether a number has no unit.
fn is_bare(target: &Target) -> bool {
    matches!(&target.reading, Reading::Quantity(quantity) if quantity.unit.is_empty())
}

/// Of each project whether its name, or that of the next one, does not end as names do, where most of the table do: its rows may
/// be those of its neighbour.
fn strange_names(table: &Table) -> Vec<bool> {
    let ends = |name: &String| lexicon::ends_project(&name.replace('（', "(").replace('）', ")"));
    let strange: Vec<bool> =
        table.projects().map(|at| !at.project.name.value().is_some_and(ends)).chain([false]).collect();
    let most = strange.iter().filter(|strange| **strange).count() * 2 < strange.len();
    strange.windows(2).map(|two| most && two.contains(&true)).collect()
}

/// Whether another project may have begun within some rows: a level or a name is missing, or the level-2 cells begin anew
/// within a category.
fn are_mixed(rows: &[Indicator]) -> bool {
    let is_whole = |row: &Indicator| row.category.read().is_some() && row.name.read().is_some();
    let place = |row: &Indicator| row.subcategory.value().and_then(|label| merged::second_place(label));
    let falls = |two: &[Indicator]| {
        let [above, row] = two else { return false };
        above.category.value() == row.category.value()
            && place(above).zip(place(row)).is_some_and(|(above, row)| row < above)
    };
    !rows.iter().all(is_whole) || rows.windows(2).any(falls)
}

struct Doubts<'s> {
    source: &'s Source,
    found: Vec<Repair>,
}

/// How wide a line is printed, in halves of a full-width character.
fn width(source: &Source, span: Span) -> usize {
    crate::parse::readers::width(source.slice(span))
}

impl Doubts<'_> {
    fn doubt(&mut self, origin: &Origin, read_as: &str) {
        let repair = Repair { kind: RepairKind::RowOrder, origin: origin.clone(), read_as: read_as.to_owned() };
        self.found.push(repair);
    }

    /// Doubts what stands on one line; what stands on several is doubted already.
    fn doubt_line(&mut self, origin: &Origin) {
        if self.lines(origin).is_some() {
            self.doubt(origin, "");
        }
    }

    /// Doubts all of some rows.
    fn rows(&mut self, rows: &[Indicator]) {
        for row in rows {
            let levels = [row.category.origin(), row.subcategory.origin()];
            levels.into_iter().flatten().for_each(|own| self.doubt(own, ""));
            [row.name.origin(), row.target.origin()].into_iter().flatten().for_each(|own| self.doubt_line(own));
        }
    }

    /// The line that a value stands on, if it is one.
    fn lines(&self, origin: &Origin) -> Option<u32> {
        let line = self.source.line_of(origin.start());
        (self.source.line_of(origin.end()) == line).then_some(line)
    }

    /// The line of a row is that of its target.
    fn row(&self, indicator: &Indicator) -> Option<u32> {
        indicator.target.origin().map(|own| self.source.line_of(own.start()))
    }

    /// The indicators of a list: one that begins or ends with its line may go on elsewhere, and where the numbers do not
    /// follow each other, all may belong elsewhere.
    fn set(&mut self, indicators: &[Indicator]) {
        let numbered = indicators.iter().zip(1_u16..).all(|(row, at)| row.ordinal.value() == Some(&at));
        for row in indicators {
            for own in [row.name.origin(), row.target.origin()].into_iter().flatten() {
                let line = self.source.line(self.source.line_of(own.start()));
                let line = line.unwrap_or(Span::new(own.start(), own.end()));
                let before = self.source.slice(Span::new(line.start, own.start()));
                let behind = self.source.slice(Span::new(own.end(), line.end.max(own.end())));
                if !numbered || before.trim().is_empty() || behind.trim().is_empty() {
                    self.doubt_line(own);
                }
            }
        }
    }

    /// The rows of a form: their level label stands on another line, or not in the middle of the rows that it was given.
    fn levels(&mut self, indicators: &[Indicator]) {
        let line = |at: u32| self.source.line_of(at);
        let mut doubted: Vec<(Origin, String)> = Vec::new();
        let of_label = |indicator: &Indicator| indicator.subcategory.origin().map(Origin::start);
        for rows in indicators.chunk_by(|one, next| of_label(one) == of_label(next)) {
            let places: Vec<Option<u32>> = rows.iter().map(|row| self.row(row)).collect();
            let label = rows.first().and_then(|row| row.subcategory.read());
            let middle = label.map(|(_, origin)| line(origin.start()) + line(origin.end()));
            let ends = places.first().copied().flatten().zip(places.last().copied().flatten());
            let centred = middle.zip(ends).is_some_and(|(middle, (first, last))| middle.abs_diff(first + last) <= 1);
            for (row, place) in rows.iter().zip(places) {
                let Some(name) = row.name.origin() else { continue };
                if !centred || place.map(|place| place * 2) != middle {
                    doubted.push((name.clone(), label.map(|(label, _)| label.clone()).unwrap_or_default()));
                } else if self.lines(name).is_some() && self.lines(name) != place {
                    doubted.push((name.clone(), String::new()));
                }
            }
        }
        for (name, label) in &doubted {
            self.doubt(name, label);
        }
    }

    /// Whether a value that fills its line may go on on a line that is no row: below, and above unless it may begin on its own.
    fn may_go_on(&self, origin: &Origin, widest: usize, rows: &[u32], at_top: bool) -> bool {
        const SLACK: usize = 3;
        let Some(line) = self.lines(origin) else { return false };
        let beside = |line: Option<u32>| {
            let text = line.and_then(|line| self.source.line(line)).map(|line| self.source.slice(line));
            text.is_some_and(|text| !text.trim().is_empty())
                && line.is_some_and(|line| rows.binary_search(&line).is_err())
        };
        let full = origin.spans().any(|own| width(self.source, own) + SLACK >= widest);
        full && beside(Some(line + 1)) && (at_top || beside(line.checked_sub(1)))
    }
}
