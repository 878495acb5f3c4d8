//! Which column of running text each fragment of a line belongs to, by how cells go on from line to line.
//!
//! A line of a cell is full unless it is the last one, so a cell whose last line is full goes on soon, and one whose last
//! line is not does not. Many divisions are followed at once, and the least odd one is kept.

/// How many divisions are followed at once.
const BEAM: usize = 20;
/// A table with more lines below one head is not divided.
const MOST_LINES: usize = 4_000;
/// A line of more fragments than this is none of a table.
const MOST_FRAGMENTS: usize = 8;
/// Lines that are this much narrower than the widest are not full.
pub(super) const SLACK: usize = 3;

/// A fragment and the columns it may belong to.
#[derive(Clone, Debug)]
pub(in crate::parse::readers) struct Fragment {
    text: String,
    width: usize,
    from: usize,
    until: usize,
    /// Columns among those where no cell can go on there.
    closed: Vec<usize>,
}

impl Fragment {
    /// A fragment that may belong to some columns of running text, counted from the left; the end is not among them.
    /// `width` is in halves of a full-width character.
    pub(in crate::parse::readers) fn new(text: String, width: usize, from: usize, until: usize) -> Self {
        Self { text, width, from, until, closed: Vec::new() }
    }

    /// How wide it is if it can only belong to one column.
    pub(super) fn width_in(&self, column: usize) -> Option<usize> {
        (self.from == column && self.until == column + 1).then_some(self.width)
    }

    /// Closes all columns but some, unless none is left.
    pub(super) fn narrow(&mut self, from: usize, until: usize) {
        let (from, until) = (self.from.max(from), self.until.min(until));
        if from < until {
            (self.from, self.until) = (from, until);
        }
    }

    /// Closes columns to it, unless none is left.
    pub(super) fn close(&mut self, closed: Vec<usize>) {
        if (self.from..self.until).any(|column| !closed.contains(&column)) {
            self.closed = closed;
        }
    }

    fn ends_sentence(&self) -> bool {
        self.text.ends_with(['。', ';', '；'])
    }

    fn begins_inside(&self) -> bool {
        self.text.starts_with([',', '。', ';', '、', ')', ':', '”', '%', '》'])
    }
}

/// A line: its fragments, and whether it is the middle of a row.
#[derive(Clone, Debug, Default)]
pub(in crate::parse::readers) struct Beside {
    pub(in crate::parse::readers) fragments: Vec<Fragment>,
    pub(in crate::parse::readers) is_row: bool,
}

/// A column whose cells lie around the middle of their rows: as many lines above it as below.
#[derive(Clone, Copy, Debug)]
pub(in crate::parse::readers) struct Centred {
    pub(super) column: usize,
    /// By how many lines they may lie out of it.
    pub(super) slack: usize,
    /// Whether every row has such a cell.
    pub(super) filled: bool,
}

/// Lines of a centred column since the middle of the last row, and how many of them are that row's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Since {
    lines: usize,
    below: usize,
}

/// What it costs that a text stands in a column, behind the last one there; whether that one is near, and full.
pub(in crate::parse::readers) type Says<'f> = &'f dyn Fn(usize, &str, Option<(&str, bool)>) -> u32;

/// The last fragment of each column, and how it came to it.
#[derive(Clone, Debug)]
struct Way {
    last: Vec<Option<usize>>,
    since: Vec<Since>,
    cost: u32,
    /// The way before, and the columns of the fragments since.
    back: Option<(usize, Vec<usize>)>,
}

/// The column of every fragment, line by line; `None` where there are too many. `widest`: how wide the lines of each column
/// are.
pub(in crate::parse::readers) fn columns(
    lines: &[Beside],
    widest: &[usize],
    centred: &[Centred],
    says: Says<'_>,
) -> Option<Vec<Vec<usize>>> {
    if lines.len() > MOST_LINES || lines.iter().any(|line| line.fragments.len() > MOST_FRAGMENTS) {
        return None;
    }
    let all: Vec<(usize, &Fragment)> =
        lines.iter().enumerate().flat_map(|(at, line)| line.fragments.iter().map(move |own| (at, own))).collect();
    let count = widest.len();
    let mut ways = vec![Way { last: vec![None; count], since: vec![Since::default(); count], cost: 0, back: None }];
    let mut open: Vec<usize> = vec![0];
    let mut first = 0;
    for (at, line) in lines.iter().enumerate() {
        let mut next: Vec<Way> = Vec::new();
        for way in &open {
            let Some(before) = ways.get(*way) else { continue };
            let mut partial = vec![Way { back: Some((*way, Vec::new())), ..before.clone() }];
            for index in first..first + line.fragments.len() {
                partial = partial.iter().flat_map(|way| grown(way, index, at, &all, widest, says)).collect();
                partial = crate::order::sorted(partial, |way| u128::from(way.cost));
                partial.truncate(BEAM * 4);
            }
            for way in &mut partial {
                way.count(line.is_row, centred);
            }
            next.append(&mut partial);
        }
        first += line.fragments.len();
        let mut next = crate::order::sorted(next, |way| u128::from(way.cost));
        let mut seen: Vec<(Vec<Option<usize>>, Vec<Since>)> = Vec::new();
        next.retain(|way| {
            let state = (way.last.clone(), way.since.clone());
            let is_new = seen.len() < BEAM && !seen.contains(&state);
            if is_new {
                seen.push(state);
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

impl Way {
    /// Counts the lines of the cells around the middles of their rows, behind a line.
    fn count(&mut self, is_row: bool, centred: &[Centred]) {
        const OUT: u32 = 8;
        let columns = self.back.as_ref().map(|(_, columns)| columns.clone()).unwrap_or_default();
        for Centred { column, slack, filled } in centred {
            let here = columns.contains(column);
            let Some(since) = self.since.get_mut(*column) else { continue };
            if !is_row {
                since.lines += usize::from(here);
                continue;
            }
            let missing = since.below.saturating_sub(since.lines);
            let above = since.lines.saturating_sub(since.below);
            let out = missing.saturating_sub(*slack) + usize::from(*filled && !here && above == 0);
            self.cost += u32::try_from(out).unwrap_or(u32::MAX / 2).saturating_mul(OUT);
            *since = Since { lines: 0, below: above };
        }
    }
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
    for column in (own.from.max(least)..own.until).filter(|column| !own.closed.contains(column)) {
        let mut next = way.clone();
        let last = way.last.get(column).copied().flatten().and_then(|last| all.get(last));
        next.cost += cost(own, line, last, column, widest);
        let before = last.map(|(before, other)| {
            let goes_on = *before + 3 >= line && is_full(other, own, column, widest);
            (other.text.as_str(), goes_on)
        });
        next.cost += says(column, &own.text, before);
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

/// Whether a line is full, as far as what goes on behind it can tell: no line ends inside a number or a word of Latin letters,
/// or before a stop.
fn is_full(own: &Fragment, next: &Fragment, column: usize, widest: &[usize]) -> bool {
    let widest = widest.get(column).copied().unwrap_or_default();
    let whole = |ch: &char| ch.is_ascii_graphic() || matches!(ch, '≥' | '≤');
    let lead = next.text.chars().take_while(whole).count();
    let stop = next.text.chars().nth(lead).is_some_and(|ch| matches!(ch, '。' | '，' | '；'));
    let lead = lead + if stop { 2 } else { 0 };
    own.width + SLACK.max(lead + usize::from(lead > 0)) >= widest
}

/// What it costs that a fragment follows another one in its column.
fn cost(own: &Fragment, line: usize, last: Option<&(usize, &Fragment)>, column: usize, widest: &[usize]) -> u32 {
    let widest_here = widest.get(column).copied().unwrap_or_default();
    let over = own.width.saturating_sub(widest_here + 2).min(6);
    let mut cost = u32::try_from(over * 2).unwrap_or_default();
    let Some((before, last)) = last else {
        return cost + if own.begins_inside() { 6 } else { 0 };
    };
    let away = line - before;
    let full = is_full(last, own, column, widest);
    cost += match (full, last.ends_sentence()) {
        // Two words of one line, parted by a blank.
        _ if away == 0 => 8,
        (true, false) if away > 3 => 3,
        (true, _) => u32::from(away > 2),
        (false, true) => u32::from(own.begins_inside()) * 6,
        // Names end without a mark.
        (false, false) => u32::from(column > 0) * 2 + u32::from(away < 2) * 3 + u32::from(own.begins_inside()) * 6,
    };
    cost
}

/// How wide the lines of each column are: of fragments that can only belong there, also because they are too wide for the
/// columns before it; else of all that fit into no other one.
pub(in crate::parse::readers) fn widest(lines: &[Beside], count: usize) -> Vec<usize> {
    let all: Vec<&Fragment> = lines.iter().flat_map(|line| &line.fragments).collect();
    let mut sure: Vec<Option<usize>> = Vec::with_capacity(count);
    for column in 0..count {
        let only = |own: &Fragment| {
            let before = sure.get(own.from..column).unwrap_or_default();
            own.until == column + 1
                && own.from <= column
                && before.iter().all(|width| width.is_some_and(|width| own.width > width + 2))
        };
        sure.push(full(all.iter().filter(|own| only(own)).map(|own| own.width).collect()));
    }
    let known = sure.iter().flatten().copied().max().unwrap_or_default();
    let of = |column: usize| {
        let may = all.iter().filter(|own| (own.from..own.until).contains(&column));
        let wider = may.map(|own| own.width).filter(|width| *width > known).max();
        sure.get(column).copied().flatten().or(wider).unwrap_or(known)
    };
    (0..count).map(of).collect()
}

/// How wide full lines are among some: few lines of many may be wider, for they hold two cells that touch.
fn full(widths: Vec<usize>) -> Option<usize> {
    const FEW: usize = 10;
    let widths = crate::order::sorted(widths, |width| *width as u128);
    let few = widths.len() / FEW;
    let as_wide = |width: &&usize| widths.len() - widths.partition_point(|other| other + SLACK < **width) > few;
    widths.iter().rev().find(as_wide).copied()
}
