//! Names of projects that fill their column to its end, so that the objective follows without a blank: where one ends
//! and the other begins is told by how wide the lines of both columns are.

use super::heads::{Head, Holds};
use super::lines::{Lines, Word};
use crate::lexicon::Column;
use crate::order;
use crate::parse::readers::{width, width_of};

/// Where the objectives of a page begin, and how wide full lines are.
#[derive(Clone, Copy, Debug, Default)]
struct Edge {
    /// The character column in which objectives begin; 0 where it is not clear.
    at: usize,
    /// The widest line of an objective, and of a name, in half-width characters.
    objective: usize,
    name: usize,
}

/// The edges of all pages.
pub(super) struct Edges {
    pages: Vec<Edge>,
    /// The lines above the first head, which pages repeat.
    above: Vec<String>,
}

/// How far the lines of an objective begin from each other.
const ASIDE: usize = 1;
/// How far left of objectives names begin at least.
const APART: usize = 4;

impl Edges {
    /// The edges of a flat table; none where it is of another kind.
    pub(super) fn new(lines: &Lines<'_>, first: &Head) -> Option<Self> {
        const ABOVE: usize = 12;
        const SHORTEST: usize = 4;
        let place = |column: Column| first.place(Holds::Row(column));
        let (names, objectives, levels) = (place(Column::Project)?, place(Column::Objective)?, place(Column::Level1)?);
        let limit = first.cells.get(levels)?.start;
        if names != 0 || objectives != 1 || levels != 2 || lines.is_placed {
            return None;
        }
        let mut pages = vec![Edge::default(); lines.page(lines.len().saturating_sub(1)) + 1];
        let mut from = first.last + 1;
        while from < lines.len() {
            let page = lines.page(from);
            let until = (from + 1..lines.len()).find(|line| lines.page(*line) != page).unwrap_or(lines.len());
            if let Some(edge) = pages.get_mut(page) {
                *edge = edge_of(lines, lines.lines(from, until), limit);
            }
            from = until;
        }
        let widest = pages.iter().map(|edge| edge.name).max().unwrap_or_default();
        for edge in &mut pages {
            edge.name = widest;
        }
        let above = (first.first.saturating_sub(ABOVE)..first.first).map(|line| lines.line_text(line));
        let above = above.filter(|text| text.chars().count() >= SHORTEST).collect();
        Some(Self { pages, above })
    }

    /// Before which characters of a word the objective begins, or what else stands behind a line of the page.
    pub(super) fn cuts(&self, lines: &Lines<'_>, word: &Word) -> Vec<usize> {
        let text = lines.text(word);
        let Some(edge) = self.pages.get(lines.page(word.line)).filter(|edge| edge.at > 0) else {
            return Vec::new();
        };
        let is_named = lines.line(word.line).first().is_some_and(|first| first.start + APART <= edge.at);
        if !is_named || word.start + ASIDE >= edge.at || word.end <= edge.at + ASIDE {
            return Vec::new();
        }
        if let Some(above) = self.above.iter().find(|above| text.starts_with(above.as_str())) {
            let rest = text.chars().count() > above.chars().count();
            return if rest { vec![above.chars().count()] } else { Vec::new() };
        }
        edge.cut(lines, word).into_iter().collect()
    }
}

/// The edge of a page. `limit`: the labels of levels begin there or before.
fn edge_of(lines: &Lines<'_>, words: &[Word], limit: usize) -> Edge {
    const FEWEST: usize = 3;
    const LONG: usize = 5;
    let mut starts = vec![0_usize; limit + 1];
    for word in words.iter().filter(|word| word.inks.len() >= LONG) {
        starts.iter_mut().skip(word.start).take(1).for_each(|count| *count += 1);
    }
    let best = starts.iter().enumerate().skip(APART).max_by_key(|(_, count)| **count);
    let Some((at, _)) = best.filter(|(_, count)| **count >= FEWEST) else { return Edge::default() };
    let widths = |own: &dyn Fn(&Word) -> bool| -> Vec<usize> {
        let own = words
            .iter()
            .filter(|word| own(word) && word.end <= limit)
            .map(|word| width(&lines.sheet.text(word.inks.clone())));
        order::sorted(own.collect(), |width| *width as u128)
    };
    let objectives = widths(&|word| word.start.abs_diff(at) <= ASIDE);
    let names = widths(&|word| word.start + APART <= at && word.end <= at);
    // What is as wide as another line is no line that something else touches.
    let pair = |pair: &&[usize]| matches!(pair, [one, other] if one + 1 >= *other);
    let objective = objectives.windows(2).rev().find(pair).and_then(<[usize]>::last).copied().unwrap_or_default();
    Edge { at, objective, name: names.last().copied().unwrap_or_default() }
}

impl Edge {
    /// Before which character of a word that begins as a name the objective begins.
    fn cut(self, lines: &Lines<'_>, word: &Word) -> Option<usize> {
        const BELOW: usize = 2;
        /// No two cells of a line have more characters; keeps the work linear.
        const LONGEST: usize = 160;
        if word.inks.len() > LONGEST {
            return None;
        }
        let chars: Vec<char> = lines.sheet.text(word.inks.clone()).chars().collect();
        let count = chars.len();
        if count != word.inks.len() {
            return None;
        }
        // The lines of both columns beside it; one that goes on is as full as what follows it allows.
        let near = |line: usize, is_name: bool| {
            lines.line(line).iter().find(|other| {
                let own = other.start.abs_diff(self.at) <= ASIDE;
                if is_name { other.start + APART <= self.at && other.end <= self.at } else { own }
            })
        };
        let below = |is_name: bool| (word.line + 1..=word.line + BELOW).find_map(|line| near(line, is_name));
        let above = (word.line.saturating_sub(BELOW)..word.line).any(|line| near(line, false).is_some());
        let (objective, name) = (below(false), below(true));
        if objective.is_none() && !above {
            return None;
        }
        let lead = |word: &Word| lead(&lines.sheet.text(word.inks.clone()));
        let fits = |text: &[char], widest: usize, next: Option<&Word>| {
            let width: usize = text.iter().map(|ch| width_of(*ch)).sum();
            width <= widest && next.is_none_or(|next| width + lead(next) > widest)
        };
        // Tools put the objective into its place as long as the name leaves room for it.
        let from = self.at.saturating_sub(word.start).max(1);
        let halves = |at: usize| chars.split_at_checked(at).unwrap_or_default();
        if objective.is_some() {
            // Where the objective is full it begins as early as it may, and the name is full too.
            let mut places = (from..count).filter(|at| fits(halves(*at).1, self.objective, objective));
            let first = places.next()?;
            let wide = |at: usize| halves(at).0.iter().map(|ch| width_of(*ch)).sum::<usize>();
            let widest = self.name.max(wide(first));
            let is_full = |at: &usize| name.is_some_and(|_| fits(halves(*at).0, widest, name));
            return Some(first).into_iter().chain(places).find(is_full).or(Some(first));
        }
        // The last line of an objective is as long as it is: then the name tells.
        let places: Vec<usize> = (from..count).filter(|at| fits(halves(*at).0, self.name, name)).collect();
        let closes = |at: &&usize| halves(**at).0.ends_with(&[')']) || halves(**at).0.ends_with(&['）']);
        match places.as_slice() {
            [only] => Some(*only),
            places => places.iter().find(closes).copied(),
        }
    }
}

/// How wide that is which no line parts: the digits and letters that a text begins with, or one character.
fn lead(text: &str) -> usize {
    text.chars().take_while(char::is_ascii_alphanumeric).count().max(text.chars().next().map_or(0, width_of))
}
