//! Where names and objectives stand in one column on every page: what the lines of one project leave when its name is taken out
//! tells the name.
//!
//! Of each cell, the lines of the name stand before those of the objective. Both fill their columns but for their last lines.

use super::Kind;
use crate::grid::GridCell;
use crate::lexicon;
use crate::parse::readers::merged::Order;
use crate::span::Span;

/// A line of a cell.
struct Line {
    text: String,
    width: usize,
}

impl Line {
    /// Whether it is nothing but marks, which a tool may tear from its line.
    fn is_marks(&self) -> bool {
        !self.text.chars().any(crate::vocabulary::is_letter) && !self.text.contains(|ch: char| ch.is_ascii_digit())
    }

    /// What it costs that another line of the same cell follows, where lines may be so wide.
    fn breaks(&self, widest: usize) -> u32 {
        /// Marks that may begin no line, and words of digits, leave this much.
        const SLACK: usize = 4;
        let ends = self.text.ends_with(['。', ';', ':']) || self.is_marks();
        if ends || self.width + SLACK >= widest { 0 } else { SHORT }
    }
}

/// What a line costs that is too short for its place, and an objective without end.
const SHORT: u32 = 3;
/// What a line costs that cannot stand where it does.
const NEVER: u32 = 30;
/// How much less wide names are.
const APART: usize = 3;

/// How many lines at the beginning of each row's cell are the name's.
type Name = Vec<(usize, usize)>;

/// The cells of one project, by the rows they stand in.
#[derive(Default)]
struct Set {
    cells: Vec<(usize, Vec<Line>)>,
}

impl Set {
    /// The ways to take a name out: prefixes of one cell or of some that follow each other.
    fn names(&self) -> Vec<Name> {
        const MOST_LINES: usize = 5;
        const MOST_CELLS: usize = 3;
        let mut all = Vec::new();
        for first in 0..self.cells.len() {
            let mut open: Vec<Name> = vec![Vec::new()];
            for at in (first..self.cells.len()).take(MOST_CELLS) {
                let lines = self.cells.get(at).map_or(0, |(_, lines)| lines.len());
                let longer = |name: &Name| {
                    let taken: usize = name.iter().map(|(_, count)| count).sum();
                    (1..=lines.min(MOST_LINES.saturating_sub(taken)))
                        .map(|count| name.iter().copied().chain([(at, count)]).collect())
                        .collect::<Vec<Name>>()
                };
                open = open.iter().flat_map(longer).collect();
                all.extend(open.iter().cloned());
            }
        }
        all
    }

    /// What it costs to take a name for that of the project.
    fn cost(&self, name: &Name, widest: usize, objective: usize) -> u32 {
        let count = |at: usize| name.iter().find(|(cell, _)| *cell == at).map_or(0, |(_, count)| *count);
        let part = |is_name: bool| -> Vec<&Line> {
            let lines = self.cells.iter().enumerate().flat_map(|(at, (_, lines))| {
                let (own, rest) = lines.split_at_checked(count(at)).unwrap_or_default();
                if is_name { own } else { rest }
            });
            lines.collect()
        };
        let (names, rest) = (part(true), part(false));
        let behind = |lines: &[&Line], widest: usize| -> u32 {
            lines.split_last().map_or(0, |(_, before)| before.iter().map(|line| line.breaks(widest)).sum())
        };
        let odd = |line: &&Line| line.width > widest || line.text.contains(['。', ';', ',', ':']);
        let begins = names.first().is_some_and(|line| line.is_marks());
        let torn = rest.first().is_none_or(|line| line.is_marks());
        let open = !rest.iter().rev().find(|line| !line.text.is_empty()).is_some_and(|line| line.text.ends_with('。'));
        let brackets = |bracket| names.iter().map(|line| line.text.matches::<char>(bracket).count()).sum::<usize>();
        let odd = names.iter().filter(|line| odd(line)).count() + usize::from(begins);
        u32::try_from(odd).map_or(u32::MAX, |odd| odd.saturating_mul(NEVER))
            + if brackets('(') == brackets(')') { 0 } else { NEVER }
            + behind(&names, widest)
            + behind(&rest, objective)
            + u32::from(torn) * SHORT
            + u32::from(open) * SHORT
    }

    /// The cheapest name and its cost.
    fn best(&self, names: &[Name], widest: usize, objective: usize) -> Option<(u32, usize)> {
        let costs = names.iter().enumerate().map(|(at, name)| (self.cost(name, widest, objective), at));
        costs.min()
    }
}

/// Behind how many lines of each row's cell the name ends, by row; nothing where it cannot be told.
pub(super) fn parts(
    rows: &[Vec<GridCell>],
    kinds: &[Kind],
    text: &dyn Fn(Span) -> String,
) -> Option<Vec<(usize, usize)>> {
    /// One of so many projects may be odd.
    const ODD: usize = 3;
    /// Longer texts are those of no project; keeps the work linear.
    const MOST_LINES: usize = 80;
    let sets = sets(rows, kinds, text);
    if sets.iter().any(|set| set.cells.iter().map(|(_, lines)| lines.len()).sum::<usize>() > MOST_LINES) {
        return None;
    }
    let lines = || sets.iter().flat_map(|set| &set.cells).flat_map(|(_, lines)| lines);
    let objective = lines().map(|line| line.width).max()?;
    let mut widths: Vec<usize> = lines().map(|line| line.width).filter(|width| width + APART <= objective).collect();
    widths.sort_unstable();
    widths.dedup();
    let names: Vec<Vec<Name>> = sets.iter().map(Set::names).collect();
    let costs = |widest: usize| -> Option<Vec<(u32, usize)>> {
        sets.iter().zip(&names).map(|(set, names)| set.best(names, widest, objective)).collect()
    };
    let sum = |widest: &usize| {
        costs(*widest).map(|costs| costs.iter().map(|(cost, _)| u64::from((*cost).min(NEVER))).sum::<u64>())
    };
    let widest = widths.into_iter().filter_map(|widest| Some((sum(&widest)?, widest))).min()?.1;
    let costs = costs(widest)?;
    let odd = costs.iter().filter(|(cost, _)| *cost > SHORT).count();
    if odd * ODD > costs.len() {
        return None;
    }
    let mut found = Vec::new();
    for ((set, names), (_, best)) in sets.iter().zip(&names).zip(costs) {
        let name = names.get(best)?;
        let row = |(cell, count): &(usize, usize)| Some((set.cells.get(*cell)?.0, *count));
        found.extend(name.iter().filter_map(row));
    }
    found.sort_unstable();
    Some(found)
}

/// The cells of each project: behind a unit, and where the categories begin anew.
fn sets(rows: &[Vec<GridCell>], kinds: &[Kind], text: &dyn Fn(Span) -> String) -> Vec<Set> {
    let whole = |cell: &GridCell| -> String { cell.pieces.iter().map(|piece| text(*piece)).collect() };
    let category = |row: &[GridCell], at: usize| {
        let level = row.get(at + 1).map(whole).unwrap_or_default();
        lexicon::LEVEL_1.iter().find(|(label, _)| *label == level).map(|(_, category)| *category)
    };
    let joined = || {
        rows.iter().zip(kinds).enumerate().filter_map(|(at, (row, kind))| match kind {
            Kind::Joined(column, _) => Some((at, row, *column)),
            _ => None,
        })
    };
    let mut order = Order::of(joined().filter_map(|(_, row, column)| category(row, column)));
    let mut sets: Vec<Set> = Vec::new();
    let mut begins = true;
    for (at, row, column) in joined() {
        let Some(category) = category(row, column) else {
            // A unit's name stands alone; heads and their numbers have no category either.
            begins |= row.iter().filter(|cell| !cell.is_empty()).count() == 1;
            continue;
        };
        if begins {
            order.begin();
        }
        if order.begins_anew(category) || begins {
            sets.push(Set::default());
        }
        begins = false;
        let cell = row.get(column).map(|cell| cell.pieces.as_slice()).unwrap_or_default();
        let line = |piece: &Span| {
            let text = text(*piece);
            Line { width: crate::parse::readers::width(&text), text }
        };
        let lines: Vec<Line> = cell.iter().map(line).collect();
        if let Some(set) = sets.last_mut().filter(|_| !lines.is_empty()) {
            set.cells.push((at, lines));
        }
    }
    sets
}
