//! The sets of inline indicators of a list: their lines put together, whatever stands between them.
//!
//! A tool that makes boxes by its own guess tears the lines of a cell apart and puts some before others. Ordinals and
//! labels tell how they go on; of all ways to use each line, the one that leaves the order of the text least is taken.

use super::chain::{self, Phase, Tail};
use super::lines::{Kind, Line};

/// The lines of one set.
#[derive(Clone, Debug)]
pub(super) struct Set {
    /// Pages and lines.
    pub(super) lines: Vec<(usize, usize)>,
    /// Lines before which another one may be missing.
    pub(super) torn: Vec<(usize, usize)>,
    /// Whether the order of the text was not that of the set.
    pub(super) moved: bool,
    tail: Tail,
}

/// Some lines of a page in their order.
#[derive(Clone, Debug)]
struct Way {
    /// Each line, and what a set ends in with it; whether it begins one.
    steps: Vec<(usize, Tail, bool)>,
    /// Which lines with labels it has.
    used: u128,
    cost: usize,
}

/// No page has more lines with labels.
const MOST_LINES: usize = 128;
/// How many ways are followed, and how far behind a line the next one may stand: keeps the work linear.
const MOST_WAYS: usize = 32;
const MOST_AHEAD: usize = 16;
/// What it costs to leave a box, to go on behind a line that is not full, to begin behind a target that has no full stop.
const LEAVES: usize = 6;
const SHORT: usize = 8;
const OPEN: usize = 6;
/// And to give a name a target that it does not ask for.
const FLAWED: usize = 12;
/// To leave out a line that may be a sentence's, or one that can only be a set's; to begin behind a set that lacks its end.
const UNUSED: usize = 24;
const LOST: usize = 60;
const BROKEN: usize = 40;
/// To leave out the middle of a name that stands right before its label.
const MISSED: usize = 4;
/// To go on with a whole set of the page before behind lines that begin other ones.
const BEHIND: usize = 12;

/// The sets of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// Those that begin on it, in order.
    pub(super) begun: Vec<Set>,
    /// Lines that are a sentence's.
    pub(super) sentences: Vec<usize>,
    /// How many lines are a set's and nobody knows whose, and how many sets lack their ends.
    pub(super) lost: usize,
}

/// The sets that begin on a page; one that began before is continued. `None` where the page has too many lines.
pub(super) fn of_page(page: usize, lines: &[Line], mut open: Option<&mut Set>) -> Option<Found> {
    let search = Search::new(lines, open.as_deref().map(|set| &set.tail));
    let way = search.way()?;
    let unused = search.labelled.iter().enumerate().filter(|(bit, _)| way.used >> bit & 1 == 0).map(|(_, at)| *at);
    let (sentences, left): (Vec<usize>, Vec<usize>) = unused.partition(|at| search.is_weak(*at));
    let mut lost = left.len();
    let mut begun: Vec<Set> = Vec::new();
    let mut before: Option<(usize, Phase)> = None;
    for (at, tail, begins) in way.steps {
        if begins {
            lost += usize::from(begun.last().or(open.as_deref()).is_some_and(|set| !set.tail.is_whole()));
            begun.push(Set { lines: vec![(page, at)], torn: Vec::new(), moved: false, tail: tail.clone() });
        } else {
            let Some(set) = begun.last_mut().or(open.as_deref_mut()) else { continue };
            if let Some((last, phase)) = before {
                set.moved |= at < last;
                if phase == Phase::Name && is_torn(lines, last, at) {
                    set.torn.push((page, at));
                }
            }
            set.lines.push((page, at));
            set.tail = tail.clone();
        }
        before = Some((at, tail.phase));
    }
    Some(Found { begun, sentences, lost })
}

impl Set {
    /// Whether the full stop behind its last target stands there.
    pub(super) fn is_closed(&self) -> bool {
        self.tail.phase == Phase::Done
    }
}

/// How wide lines of indicators get.
fn widest(lines: &[Line]) -> usize {
    let widths = lines.iter().filter(|line| line.kind == Kind::Indicators).map(|line| line.width);
    widths.max().unwrap_or_default()
}

/// What a line may lack of the widest one and be full.
const SLACK: usize = 4;

/// Whether the middle of a name may be missing between two lines: another column has a line there that could be it.
fn is_torn(lines: &[Line], before: usize, at: usize) -> bool {
    /// No name that is no formula has more characters.
    const LONGEST: usize = 36;
    let widest = widest(lines);
    let text = |at: usize| lines.get(at).map_or("", |line| line.text.as_str());
    let count = |text: Option<&str>| text.map_or(0, |text| text.chars().count());
    let known = count(text(before).rsplit(':').next()) + count(text(at).split(',').next());
    let like = |line: &Line| {
        // Digits are somewhat wider than half a character.
        let slack = if line.text.contains(|ch: char| ch.is_ascii()) { 2 } else { 1 };
        let full = line.kind == Kind::Text && line.width + slack >= widest && line.width <= widest + 1;
        let short = known + line.text.chars().count() <= LONGEST;
        full && short && !line.text.contains([',', '。', ';', ':']) && !line.begins_objective()
    };
    // Two lines of text in one box are an objective's.
    let alone = |at: usize, line: &Line| {
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| lines.get(at));
        !beside.into_iter().any(|other| other.boxed == line.boxed && other.kind == Kind::Text)
    };
    let between = before.min(at) + 1..before.max(at);
    between.into_iter().any(|at| lines.get(at).is_some_and(|line| like(line) && alone(at, line)))
}

/// The search for the order of the lines of a page.
struct Search<'l> {
    lines: &'l [Line],
    labelled: Vec<usize>,
    open: Option<&'l Tail>,
    widest: usize,
}

impl<'l> Search<'l> {
    fn new(lines: &'l [Line], open: Option<&'l Tail>) -> Self {
        let labelled = (0..lines.len()).filter(|at| lines.get(*at).is_some_and(|line| line.kind == Kind::Indicators));
        Self { lines, labelled: labelled.collect(), open, widest: widest(lines) }
    }

    /// Whether a line may be a sentence's, too: it has a bound or an ordinal, and no label.
    fn is_weak(&self, at: usize) -> bool {
        self.lines.get(at).is_none_or(|line| !chain::is_labelled(&line.text))
    }

    /// What it costs to leave out the lines that a way does not use.
    fn unused(&self, way: &Way) -> usize {
        let unused = self.labelled.iter().enumerate().filter(|(bit, _)| way.used >> bit & 1 == 0);
        unused.map(|(_, at)| if self.is_weak(*at) { UNUSED } else { LOST }).sum()
    }

    /// The way that costs least, with the lines that it leaves out.
    fn way(&self) -> Option<Way> {
        let count = self.labelled.len();
        if count > MOST_LINES {
            return None;
        }
        let mut ways = vec![Way { steps: Vec::new(), used: 0, cost: 0 }];
        let mut best: Option<Way> = None;
        // Each step takes one line; lines without labels are few.
        for _ in 0..=2 * count {
            let mut next: Vec<Way> = Vec::new();
            for way in &ways {
                let done = way.steps.last().is_none_or(|(_, tail, _)| tail.phase == Phase::Done);
                let cost = way.cost + self.unused(way) + if done { 0 } else { OPEN / 2 };
                if best.as_ref().is_none_or(|best| best.cost > cost) {
                    best = Some(Way { cost, ..way.clone() });
                }
                self.labelled(way, &mut next);
                self.plain(way, &mut next);
            }
            let limit = best.as_ref().map_or(usize::MAX, |best| best.cost);
            next.retain(|way| way.cost < limit);
            ways = crate::order::sorted(next, |way| way.cost as u128);
            let mut seen: Vec<(u128, Option<usize>)> = Vec::new();
            ways.retain(|way| {
                let key = (way.used, way.steps.last().map(|(at, ..)| *at));
                let fresh = seen.len() < MOST_WAYS && !seen.contains(&key);
                seen.extend(Some(key).filter(|_| fresh));
                fresh
            });
            if ways.is_empty() {
                break;
            }
        }
        best
    }

    /// Goes on with each line with a label that can stand next.
    fn labelled(&self, way: &Way, next: &mut Vec<Way>) {
        let last = way.steps.last();
        let tail = last.map(|(_, tail, _)| tail).or(self.open);
        let free = || self.labelled.iter().enumerate().filter(|(bit, _)| way.used >> bit & 1 == 0);
        // Lines that nothing goes on with are left behind.
        let from = last.map_or(0, |(last, ..)| *last);
        let behind = free().filter(|(_, at)| **at >= from).take(MOST_AHEAD);
        let before = free().filter(|(_, at)| **at < from).take(MOST_AHEAD);
        let mut skipped = 0;
        for (bit, at) in before.chain(behind) {
            let Some(line) = self.lines.get(*at) else { continue };
            let before = skipped;
            skipped += usize::from(!self.is_weak(*at));
            let skipped = before;
            // 11、 may be torn between its digits.
            let marked = tail.filter(|tail| tail.phase == Phase::Mark).and_then(|tail| chain::follow(tail, &line.text));
            let begun = chain::begin(&line.text).filter(|_| marked.is_none());
            let begins = begun.is_some();
            let followed = tail.filter(|_| !begins).and_then(|tail| chain::follow(tail, &line.text));
            let Some(own) = begun.or(marked).or(followed) else { continue };
            let boxed =
                |at: usize| self.lines.get(at).filter(|line| line.kind == Kind::Indicators).map(|line| line.boxed);
            let inside = at.checked_sub(1).filter(|before| boxed(*before) == Some(line.boxed));
            let leaves = inside.is_some_and(|before| last.is_none_or(|(last, ..)| *last != before));
            let short = !begins
                && last.is_some_and(|(last, ..)| {
                    self.lines.get(*last).is_some_and(|line| line.width + SLACK < self.widest)
                });
            let unclosed = begins && tail.is_some_and(|tail| tail.phase != Phase::Done);
            let mut cost = way.cost + skipped + own.more_flaws(tail) * FLAWED;
            cost += if leaves { LEAVES } else { 0 } + if short { SHORT } else { 0 } + if unclosed { OPEN } else { 0 };
            cost += if begins && tail.is_some_and(|tail| !tail.is_whole()) { BROKEN } else { 0 };
            let is_whole = || self.open.is_some_and(|open| open.phase == Phase::Done);
            cost += if last.is_none() && !begins && skipped > 0 && is_whole() { BEHIND } else { 0 };
            // The middle of a name may stand right before its label.
            let middle = tail.filter(|tail| !begins && tail.phase == Phase::Name).and_then(|tail| {
                let before = at.checked_sub(1).filter(|before| !way.steps.iter().any(|(own, ..)| own == before))?;
                let own = chain::follow(tail, &self.full_text(before)?.text).filter(|own| own.phase == Phase::Label)?;
                Some((before, own.clone(), chain::follow(&own, &line.text)?))
            });
            if let Some((before, middle, own)) = middle {
                let mut steps = way.steps.clone();
                steps.extend([(before, middle, false), (*at, own, false)]);
                next.push(Way { steps, used: way.used | 1 << bit, cost });
                cost += MISSED;
            }
            let mut steps = way.steps.clone();
            steps.push((*at, own, begins));
            next.push(Way { steps, used: way.used | 1 << bit, cost });
        }
    }

    /// A line of text that is as wide as those of indicators.
    fn full_text(&self, at: usize) -> Option<&'l Line> {
        let line = self.lines.get(at).filter(|line| line.kind == Kind::Text)?;
        (line.width + SLACK >= self.widest && line.width <= self.widest + 1).then_some(line)
    }

    /// Goes on with a line without a label: the end of a target, or the middle of a name.
    fn plain(&self, way: &Way, next: &mut Vec<Way>) {
        const NEAR: usize = 12;
        const BEFORE: usize = 5;
        const MOST_PLAIN: usize = 3;
        let Some((last, tail, _)) = way.steps.last() else { return };
        let labelled = |(at, ..): &(usize, Tail, bool)| self.labelled.contains(at);
        if way.steps.iter().rev().take(MOST_PLAIN).all(|step| !labelled(step)) {
            return;
        }
        let before = (last.saturating_sub(BEFORE)..*last).rev().enumerate().map(|(far, at)| (far + BEFORE, at));
        for (distance, at) in (last + 1..last + NEAR).enumerate().chain(before) {
            let Some(line) = self.lines.get(at) else { continue };
            if line.kind != Kind::Text || line.width > self.widest + 1 || way.steps.iter().any(|(own, ..)| *own == at) {
                continue;
            }
            let Some(own) = chain::follow(tail, &line.text) else { continue };
            let ends = own.phase == Phase::Done && (line.is_short() || own.is_date());
            let full = line.width + SLACK >= self.widest && !line.text.contains(['。', ';']);
            if !(ends || full) {
                continue;
            }
            let boxed = self.lines.get(*last).is_some_and(|last| last.boxed == line.boxed);
            let is_next = distance == 0 && (boxed || own.is_date());
            let cost = way.cost + own.more_flaws(Some(tail)) * FLAWED + if is_next { 1 } else { 3 + distance };
            let mut steps = way.steps.clone();
            steps.push((at, own, false));
            next.push(Way { steps, used: way.used, cost });
        }
    }
}
