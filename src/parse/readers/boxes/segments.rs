//! The names and objectives of the projects of a flat table in boxes, whose lines take turns beside the rows.
//!
//! A narrow column of names and a wider one of objectives stand left of the levels; the lines of both stand among the rows
//! of their project, in whatever turns. Where the categories tell where projects begin, the lines of each are cut into a
//! name and an objective in all ways that leave neither a hole: what all ways say is read.

use super::cuts::{self, Row, Second};
use super::looks::Looks;
use super::tokens::Token;
use crate::parse::readers::merged::Order;

/// The lines beside the rows of one page, and where each of the page's rows begins.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    pub(super) lines: Vec<Token>,
    pub(super) rows: Vec<usize>,
    /// The names of its indicators.
    pub(super) names: Vec<String>,
    /// Whether its rows could not be told.
    pub(super) is_unread: bool,
}

impl Beside {
    /// How many of the first lines a page prints again of the page before: a project goes on.
    fn again(&self, before: Option<&Self>) -> usize {
        const FEWEST: usize = 2;
        let before = before.map_or(&[][..], |before| before.lines.as_slice());
        let same = |from: usize| {
            let pairs = self.lines.iter().zip(before.get(from..).unwrap_or_default());
            pairs.take_while(|(one, two)| one.text == two.text).count()
        };
        (0..before.len()).map(same).max().filter(|count| *count >= FEWEST).unwrap_or(0)
    }
}

/// What is told of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) name: Vec<Token>,
    pub(super) objective: Vec<Token>,
    /// How many parts of the table are its rows.
    pub(super) parts: usize,
}

/// The parts of a table between the rows with which projects may begin, and what is told of them.
pub(super) struct Segments {
    /// For each part the project that begins with it, if that is sure.
    pub(super) told: Vec<Option<Told>>,
    /// The part of each row.
    pub(super) owners: Vec<usize>,
    /// How many lines tell of projects, and how many of them stand beside rows of others.
    pub(super) lines: (usize, usize),
}

impl Segments {
    /// Whether most of what is told of projects stands beside rows of others: a column that was copied before or behind them
    /// tells nothing of them.
    pub(super) fn are_beside_others(&self) -> bool {
        let (lines, misplaced) = self.lines;
        misplaced * 2 > lines
    }

    /// How many rows belong to projects that are told.
    pub(super) fn rows(&self) -> usize {
        let mut told = vec![false; self.told.len()];
        for (part, own) in self.told.iter().enumerate() {
            let parts = own.as_ref().map_or(0, |own| own.parts);
            told.iter_mut().skip(part).take(parts).for_each(|told| *told = true);
        }
        self.owners.iter().filter(|part| told.get(**part) == Some(&true)).count()
    }

    /// How many parts belong to projects that are told.
    pub(super) fn count(&self) -> usize {
        self.told.iter().flatten().map(|told| told.parts).sum()
    }
}

/// The way to cut rows into projects that tells most of them.
pub(super) fn segments(rows: &[Row], pages: &[Beside]) -> Option<Segments> {
    let mut best: Option<Segments> = None;
    let costs = rows.iter().any(|row| row.category == crate::model::Category::Cost);
    for by in [Second::Ordered, Second::Outputs, Second::Loose] {
        for order in Order::all().take(if costs { usize::MAX } else { 1 }) {
            let Some(found) = told(rows, pages, &cuts::lowest(rows, order, by)) else { continue };
            let lacks = |of: &Segments| of.told.len() - of.count();
            if best.as_ref().is_none_or(|best| (lacks(&found), best.count()) < (lacks(best), found.count())) {
                best = Some(found);
            }
            if best.as_ref().is_some_and(|best| lacks(best) == 0) {
                return best;
            }
        }
    }
    best
}

/// A line beside the rows.
pub(super) struct Line {
    pub(super) token: Token,
    pub(super) page: usize,
    /// The first and the last project that may stand there.
    place: (usize, usize),
    /// Whether it begins as the name of an indicator does, of which an explanation speaks.
    explains: bool,
}

fn told(rows: &[Row], pages: &[Beside], lowest: &[usize]) -> Option<Segments> {
    /// So many projects times lines a page may have; keeps the work linear.
    const MOST: usize = 6_000;
    let mut owners = Vec::with_capacity(lowest.len());
    let mut goes_on: Vec<bool> = Vec::new();
    let mut before = None;
    // Whose rows stand behind an unread page is unknown.
    let unread: Vec<usize> =
        (0..pages.len()).filter(|page| pages.get(*page).is_some_and(|page| page.is_unread)).collect();
    for (low, row) in lowest.iter().zip(rows) {
        let behind = unread.partition_point(|page| *page < row.page);
        if before.replace((low, behind)) != Some((low, behind)) {
            // Rows stand a line too high or too low: a part that does not begin as the table does may be no project.
            goes_on.push(rows.first().is_some_and(|first| first.second != row.second));
        }
        owners.push(goes_on.len() - 1);
    }
    let count = goes_on.len();
    let mut lines: Vec<Line> = Vec::new();
    // The pages of each project.
    let mut stands: Vec<(usize, usize)> = vec![(usize::MAX, 0); count];
    let mut from = 0;
    for (page, beside) in pages.iter().enumerate() {
        let own = owners.get(from..from + beside.rows.len())?;
        from += beside.rows.len();
        let (Some(first), Some(last)) = (own.first(), own.last()) else { continue };
        if (last - first + 1) * beside.lines.len() > MOST {
            return None;
        }
        for project in stands.get_mut(*first..=*last)? {
            *project = (project.0.min(page), page);
        }
        let again = beside.again(page.checked_sub(1).and_then(|before| pages.get(before)));
        for token in beside.lines.iter().skip(again) {
            let row = beside.rows.partition_point(|start| *start < token.run.start);
            let before = row.checked_sub(1).and_then(|row| own.get(row)).unwrap_or(first);
            let place = (*before, *own.get(row).unwrap_or(last));
            let explains = !token.indented && token.text.chars().count() > 4;
            let explains = explains && beside.names.iter().any(|name| name.starts_with(&token.text));
            lines.push(Line { token: token.clone(), page, place, explains });
        }
    }
    let all = || lines.iter().map(|line| &line.token);
    let mut looks = Looks {
        indents: all().any(|line| line.indented),
        objective: all().filter(|line| is_clause(&line.text)).map(|line| line.width).max().unwrap_or(0),
        name: None,
    };
    let mut found = Ways::new(&lines, &stands, &goes_on, &looks).told();
    // How wide names get tells more of them.
    let widths = found.iter().flatten().filter(|told| told.name.len() > 1);
    looks.name = widths.flat_map(|told| &told.name).map(|line| line.width).max();
    if looks.name.is_some() {
        found = Ways::new(&lines, &stands, &goes_on, &looks).told();
    }
    // Lines stand in the order of the text.
    let place = |token: &Token| {
        let line = lines.get(lines.partition_point(|line| line.token.run.start < token.run.start));
        line.map(|line| line.place)
    };
    let mut told = (0, 0);
    for (at, own) in found.iter().enumerate().filter_map(|(at, told)| Some((at, told.as_ref()?))) {
        for (first, last) in own.name.iter().chain(&own.objective).filter_map(place) {
            told = (told.0 + 1, told.1 + usize::from(last < at || at + own.parts <= first));
        }
    }
    Some(Segments { told: found, owners, lines: told })
}

/// Lines that may be a name and an objective: how many, which of them are the name, and how odd that is.
pub(super) type Way = (usize, u32, u32);

/// All ways to give the lines to the projects, each its own in order.
struct Ways<'w> {
    lines: &'w [Line],
    /// The pages of each part.
    stands: &'w [(usize, usize)],
    /// Which parts may go on with the project before them.
    goes_on: &'w [bool],
    /// What may begin with each line.
    found: Vec<Vec<Way>>,
    /// For each project, and for the end, the first line that may be its first one, and how many may be.
    bands: Vec<std::ops::Range<usize>>,
}

/// No project has more lines.
pub(super) const MOST_LINES: usize = 24;
/// What it costs to tell nothing of a project.
const UNTOLD: u32 = 8;
/// What it costs that a project has one part more, and how many it may have.
const PART: u32 = 3;
const MOST_PARTS: usize = 3;
/// What it costs to leave a line to nobody.
const LEFT: u32 = 6;
const UNKNOWN: u32 = u32::MAX / 4;

impl<'w> Ways<'w> {
    fn new(lines: &'w [Line], stands: &'w [(usize, usize)], goes_on: &'w [bool], looks: &Looks) -> Self {
        let found = (0..lines.len()).map(|at| looks.ways(lines.get(at..).unwrap_or_default())).collect();
        let first_of = |page: usize| lines.partition_point(|line| line.page < page);
        let bands = (0..=stands.len()).map(|at| {
            let before =
                at.checked_sub(1).and_then(|before| stands.get(before)).map_or(0, |(first, _)| first_of(*first));
            before..stands.get(at).map_or(lines.len(), |(_, last)| first_of(last + 1)) + 1
        });
        let bands = bands.collect();
        Self { lines, stands, goes_on, found, bands }
    }

    /// All steps from a project and a line: how many projects and lines they take, what they cost, and the name.
    fn steps(&self, project: usize, from: usize, step: &mut dyn FnMut((usize, usize), u32, Option<Way>)) {
        // Where names begin with an indent, such a line is of a project, told or not.
        if let Some(line) = self.lines.get(from).filter(|line| !line.token.indented) {
            step((project, from + 1), if line.explains { 1 } else { LEFT }, None);
        }
        let Some((first, last)) = self.stands.get(project) else { return };
        step((project + 1, from), UNTOLD, None);
        if self.lines.get(from).is_some_and(|line| line.token.indented) {
            let behind = self.lines.iter().skip(from + 1);
            let more = behind.take(MOST_LINES).take_while(|line| !line.token.indented).count();
            step((project + 1, from + 1 + more), UNTOLD, None);
        }
        for way @ (count, _, odd) in self.found.get(from).into_iter().flatten() {
            let lines = self.lines.get(from..from + count).unwrap_or_default();
            let page = lines.first().map_or(usize::MAX, |line| line.page);
            let more =
                self.goes_on.iter().skip(project + 1).take(MOST_PARTS - 1).take_while(|goes_on| **goes_on).count();
            for parts in 1..=more + 1 {
                let last = self.stands.get(project + parts - 1).map_or(*last, |(_, last)| *last);
                if !(*first..=last).contains(&page) {
                    continue;
                }
                let own = project..project + parts;
                let strays = lines.iter().filter(|line| own.end <= line.place.0 || line.place.1 < own.start).count();
                let cost =
                    odd + u32::try_from(strays).unwrap_or(UNKNOWN) + PART * u32::try_from(parts - 1).unwrap_or(UNKNOWN);
                step((own.end, from + count), cost, Some(*way));
            }
        }
    }

    fn place<'c>(&self, costs: &'c mut [Vec<u32>], (project, line): (usize, usize)) -> Option<&'c mut u32> {
        let at = line.checked_sub(self.bands.get(project)?.start)?;
        costs.get_mut(project)?.get_mut(at)
    }

    /// What is told of each project: what all ways say that cost hardly more than the best.
    fn told(&self) -> Vec<Option<Told>> {
        const MARGIN: u32 = 1;
        let empty = || self.bands.iter().map(|band| vec![UNKNOWN; band.len()]).collect::<Vec<_>>();
        let (mut before, mut behind) = (empty(), empty());
        let places =
            || self.bands.iter().enumerate().flat_map(|(project, band)| band.clone().map(move |at| (project, at)));
        let end = (self.stands.len(), self.lines.len());
        self.place(&mut before, (0, 0)).into_iter().for_each(|cost| *cost = 0);
        for from @ (project, line) in places() {
            let own = self.place(&mut before, from).map_or(UNKNOWN, |cost| *cost);
            self.steps(project, line, &mut |to, cost, _| {
                if let Some(known) = self.place(&mut before, to) {
                    *known = (*known).min(own.saturating_add(cost));
                }
            });
        }
        let least = self.place(&mut before, end).map_or(UNKNOWN, |cost| *cost);
        self.place(&mut behind, end).into_iter().for_each(|cost| *cost = 0);
        let mut found: Vec<Vec<Option<(usize, usize, Way)>>> = vec![Vec::new(); self.stands.len()];
        for from @ (project, line) in places().collect::<Vec<_>>().into_iter().rev() {
            let own = self.place(&mut before, from).map_or(UNKNOWN, |cost| *cost);
            let mut best = self.place(&mut behind, from).map_or(UNKNOWN, |cost| *cost);
            self.steps(project, line, &mut |to, cost, way| {
                let rest = self.place(&mut behind, to).map_or(UNKNOWN, |cost| *cost).saturating_add(cost);
                best = best.min(rest);
                if to.0 > project && own.saturating_add(rest) <= least.saturating_add(MARGIN) {
                    let way = way.map(|way| (to.0 - project, line, way));
                    found.get_mut(project).into_iter().for_each(|found| found.push(way));
                }
            });
            self.place(&mut behind, from).into_iter().for_each(|cost| *cost = best);
        }
        let mut told: Vec<Option<Told>> = found.into_iter().map(|ways| self.agreed(&ways)).collect();
        // No part belongs to two projects.
        for part in 0..told.len() {
            let parts = told.get(part).and_then(Option::as_ref).map_or(1, |told| told.parts);
            if told.iter().skip(part + 1).take(parts - 1).any(Option::is_some) {
                told.iter_mut().skip(part).take(parts).for_each(|told| *told = None);
            }
        }
        told
    }

    /// What some ways say of a project in common.
    fn agreed(&self, ways: &[Option<(usize, usize, Way)>]) -> Option<Told> {
        let mut told: Option<Told> = None;
        for way in ways {
            let (parts, from, (count, names, _)) = (*way)?;
            let lines = self.lines.get(from..from + count)?.iter().map(|line| &line.token).enumerate();
            let of = |is_name: bool| {
                lines
                    .clone()
                    .filter(|(at, _)| (names >> at & 1 == 1) == is_name)
                    .map(|(_, line)| line.clone())
                    .collect()
            };
            let own = Told { name: of(true), objective: of(false), parts };
            match &mut told {
                None => told = Some(own),
                Some(told) if told.name != own.name || told.parts != own.parts => return None,
                Some(told) if told.objective != own.objective => told.objective.clear(),
                Some(_) => {}
            }
        }
        // One that begins in the middle has lost its first line.
        let torn = |told: &Told| told.objective.first().is_some_and(|line| is_torn(&line.text));
        if let Some(told) = told.as_mut().filter(|told| torn(told)) {
            told.objective.clear();
        }
        told
    }
}

/// Whether a line cannot be the first one of an objective: the rest of a clause, or its second item.
fn is_torn(text: &str) -> bool {
    const SHORTEST: usize = 4;
    let item = text.trim_start_matches("目标");
    let number = item.chars().take_while(char::is_ascii_digit).count();
    let marked = item.chars().nth(number).is_some_and(|ch| ".、:".contains(ch));
    let clause = text.chars().take_while(|ch| !",。;".contains(*ch)).count();
    clause < SHORTEST || (number > 0 && marked && !item.starts_with('1'))
}

pub(super) fn text(lines: &[Token]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect()
}

/// Whether a line is of a sentence.
pub(super) fn is_clause(text: &str) -> bool {
    text.contains([',', '。', ';'])
}
