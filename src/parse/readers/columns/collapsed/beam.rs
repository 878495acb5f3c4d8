//! Which column of running text each fragment of a line belongs to, by how cells go on from line to line.
//!
//! A line of a cell is full unless it is the last one, so a cell whose last line is full goes on soon, and one whose last
//! line is not does not. Many divisions are followed at once, and the least odd one is kept.

use super::fragments::width;
use crate::parse::readers::columns::lines::{Lines, Word};

/// How many divisions are followed at once.
const BEAM: usize = 48;
/// A line of more fragments than this is none of a table.
const MOST_FRAGMENTS: usize = 8;
/// Lines that are this much narrower than the widest are not full.
const SLACK: usize = 3;

/// A fragment and the columns it may belong to.
#[derive(Clone, Debug)]
pub(super) struct Fragment {
    pub(super) word: Word,
    pub(super) text: String,
    pub(super) width: usize,
    /// Columns of running text, counted from the left; the end is not among them.
    pub(super) from: usize,
    pub(super) until: usize,
}

impl Fragment {
    pub(super) fn new(lines: &Lines<'_>, word: &Word, from: usize, until: usize) -> Self {
        Self { word: word.clone(), text: lines.text(word), width: width(lines, word), from, until }
    }

    fn ends_sentence(&self) -> bool {
        self.text.ends_with(['。', ';', '；'])
    }

    fn begins_inside(&self) -> bool {
        self.text.starts_with([',', '。', ';', '、', ')', ':', '”', '%', '》'])
    }
}

/// A line: its fragments, and the columns that its row must have text in on this line or around it.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    pub(super) fragments: Vec<Fragment>,
    pub(super) wanted: Vec<usize>,
}

/// What it costs that a text stands in a column, behind another one of the same cell.
pub(super) type Says<'f> = &'f dyn Fn(usize, &str, Option<&str>) -> u32;

/// The last fragment of each column, and how it came to it.
#[derive(Clone, Debug)]
struct Way {
    last: Vec<Option<usize>>,
    cost: u32,
    /// The way before, and the columns of the fragments since.
    back: Option<(usize, Vec<usize>)>,
}

/// The column of every fragment, line by line; `None` where a line has too many of them.
pub(super) fn columns(lines: &[Beside], count: usize, says: Says<'_>) -> Option<Vec<Vec<usize>>> {
    if lines.iter().any(|line| line.fragments.len() > MOST_FRAGMENTS) {
        return None;
    }
    let all: Vec<(usize, &Fragment)> =
        lines.iter().enumerate().flat_map(|(at, line)| line.fragments.iter().map(move |own| (at, own))).collect();
    let widest = widest(&all, count);
    let mut ways = vec![Way { last: vec![None; count], cost: 0, back: None }];
    let mut open: Vec<usize> = vec![0];
    let mut first = 0;
    for (at, line) in lines.iter().enumerate() {
        let mut next: Vec<Way> = Vec::new();
        for way in &open {
            let Some(before) = ways.get(*way) else { continue };
            let mut partial = vec![Way { back: Some((*way, Vec::new())), ..before.clone() }];
            for index in first..first + line.fragments.len() {
                partial = partial.iter().flat_map(|way| grown(way, index, at, &all, &widest, says)).collect();
            }
            for way in &mut partial {
                for column in &line.wanted {
                    let last = way.last.get(*column).copied().flatten().and_then(|last| all.get(last));
                    let near = last.is_some_and(|(line, own)| line + 2 >= at && is_full(own, *column, &widest));
                    let here = last.is_some_and(|(line, _)| *line == at);
                    way.cost += if near || here { 0 } else { 10 };
                }
            }
            next.append(&mut partial);
        }
        first += line.fragments.len();
        let mut next = crate::order::sorted(next, |way| u128::from(way.cost));
        let mut seen: Vec<Vec<Option<usize>>> = Vec::new();
        next.retain(|way| {
            let is_new = seen.len() < BEAM && !seen.contains(&way.last);
            if is_new {
                seen.push(way.last.clone());
            }
            is_new
        });
        open = (ways.len()..ways.len() + next.len()).collect();
        ways.append(&mut next);
    }
    let mut at = *open.first()?;
    let mut found = Vec::with_capacity(lines.len());
    while let Some((before, columns)) = ways.get(at).and_then(|way| way.back.clone()) {
        found.push(columns);
        at = before;
    }
    found.reverse();
    Some(found)
}

/// A way with one fragment more, in each column that it may belong to.
fn grown(
    way: &Way,
    index: usize,
    line: usize,
    all: &[(usize, &Fragment)],
    widest: &[usize],
    says: Says<'_>,
) -> Vec<Way> {
    let Some((_, own)) = all.get(index) else { return Vec::new() };
    let columns = way.back.as_ref().map(|(_, columns)| columns.as_slice()).unwrap_or_default();
    let least = columns.last().copied().unwrap_or_default();
    let mut grown = Vec::with_capacity(own.until);
    for column in own.from.max(least)..own.until {
        let mut next = way.clone();
        let last = way.last.get(column).copied().flatten().and_then(|last| all.get(last));
        next.cost += cost(own, line, last, column, widest);
        let goes_on = last.filter(|(before, other)| *before + 3 >= line && is_full(other, column, widest));
        next.cost += says(column, &own.text, goes_on.map(|(_, other)| other.text.as_str()));
        if let Some(last) = next.last.get_mut(column) {
            *last = Some(index);
        }
        if let Some((_, columns)) = &mut next.back {
            columns.push(column);
        }
        grown.push(next);
    }
    grown
}

fn is_full(own: &Fragment, column: usize, widest: &[usize]) -> bool {
    own.width + SLACK >= widest.get(column).copied().unwrap_or_default()
}

/// What it costs that a fragment follows another one in its column.
fn cost(own: &Fragment, line: usize, last: Option<&(usize, &Fragment)>, column: usize, widest: &[usize]) -> u32 {
    let widest_here = widest.get(column).copied().unwrap_or_default();
    let mut cost = if own.width > widest_here + 2 { 12 } else { 0 };
    let Some((before, last)) = last else {
        return cost + if own.begins_inside() { 6 } else { 0 };
    };
    let away = line - before;
    let full = is_full(last, column, widest);
    cost += match (full, last.ends_sentence()) {
        // Two words of one line, parted by a blank.
        _ if away == 0 => 3,
        (true, false) if away > 3 => 6,
        (true, _) => u32::from(away > 2),
        (false, true) => u32::from(own.begins_inside()) * 6,
        (false, false) => 2 + u32::from(away < 2) * 3 + u32::from(own.begins_inside()) * 6,
    };
    cost
}

/// How wide the lines of each column are: of fragments that can only belong there, else of all that fit into no other one.
fn widest(all: &[(usize, &Fragment)], count: usize) -> Vec<usize> {
    let sure = |column: usize| {
        let own = all.iter().filter(|(_, own)| (own.from, own.until) == (column, column + 1));
        own.map(|(_, own)| own.width).max()
    };
    let sure: Vec<Option<usize>> = (0..count).map(sure).collect();
    let known = sure.iter().flatten().copied().max().unwrap_or_default();
    let of = |column: usize| {
        let may = all.iter().filter(|(_, own)| (own.from..own.until).contains(&column));
        let wider = may.map(|(_, own)| own.width).filter(|width| *width > known).max();
        sure.get(column).copied().flatten().or(wider).unwrap_or(known)
    };
    (0..count).map(of).collect()
}
