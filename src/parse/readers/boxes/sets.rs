//! The sets of inline indicators of a list: their lines put together, whatever stands between them.
//!
//! A tool that makes boxes by its own guess tears the lines of a cell apart and puts some before others. Ordinals and
//! labels tell how they go on; each line must have its place, or nothing is read.

use super::atoms;
use super::chain::{self, Loose, Phase, Tail};
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

/// Lines of a page that follow one another.
#[derive(Debug)]
struct Fragment {
    lines: Vec<usize>,
    end: Loose,
    begins: bool,
}

/// No page has more.
const MOST_FRAGMENTS: usize = 48;
/// No name has more lines without a label.
const MOST_PLAIN: usize = 3;

/// The sets that begin on a page, in order; those that began before are continued. `None` where a line has no place.
pub(super) fn of_page(page: usize, lines: &[Line], open: Option<&mut Set>) -> Option<Vec<Set>> {
    let fragments = fragments(lines);
    if fragments.len() > MOST_FRAGMENTS {
        return None;
    }
    let mut sets: Vec<Set> = open.iter().map(|set| (**set).clone()).collect();
    let carried = sets.len();
    let mut loose: Vec<Fragment> = Vec::new();
    for fragment in fragments {
        match fragment.end {
            Loose::Known(tail) if fragment.begins => {
                let lines = fragment.lines.iter().map(|at| (page, *at)).collect();
                sets.push(Set { lines, torn: Vec::new(), moved: false, tail });
            }
            _ => loose.push(fragment),
        }
    }
    while !loose.is_empty() {
        let (set, fragment, tail) = pair(page, lines, &sets, &loose)?;
        let fragment = loose.remove(fragment);
        let set = sets.get_mut(set)?;
        let last = set.lines.last().copied();
        let first = fragment.lines.first().copied()?;
        set.moved |= last.is_some_and(|(of, at)| of == page && first < at);
        set.lines.extend(fragment.lines.iter().map(|at| (page, *at)));
        set.tail = tail;
    }
    for set in &mut sets {
        gaps(page, lines, set);
    }
    let begun = sets.split_off(carried);
    if let (Some(open), Some(set)) = (open, sets.pop()) {
        *open = set;
    }
    Some(begun)
}

impl Set {
    /// Whether the full stop behind its last target stands there.
    pub(super) fn is_closed(&self) -> bool {
        self.tail.phase == Phase::Done
    }

    /// Whether its last indicator has a target.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self.tail.phase, Phase::Value | Phase::Done) && !self.tail.value().is_empty()
    }
}

/// Lines that stand apart though they follow each other: between them the middle of a name may be missing, where another
/// column has a line there that could be it.
fn gaps(page: usize, lines: &[Line], set: &mut Set) {
    const SLACK: usize = 4;
    let widths = lines.iter().filter(|line| line.kind == Kind::Indicators).map(|line| line.width);
    let widest = widths.max().unwrap_or_default();
    let like = |line: &Line| {
        let full = line.kind == Kind::Text && line.width + SLACK >= widest && line.width <= widest + 1;
        full && !line.text.contains([',', '。', ';', ':']) && !line.begins_objective()
    };
    let mut end: Option<Loose> = None;
    let mut before: Option<usize> = None;
    for (_, at) in set.lines.iter().filter(|(of, _)| *of == page) {
        let between = before.map_or(0..0, |before| before.min(*at) + 1..before.max(*at));
        let lacks = lines.get(between).unwrap_or_default().iter().any(like);
        let known = end.as_ref().and_then(Loose::phase).is_some_and(|phase| phase != Phase::Name);
        if lacks && !known {
            set.torn.push((page, *at));
        }
        end = lines.get(*at).and_then(|line| chain::loosely(end.as_ref(), &line.text));
        before = Some(*at);
    }
}

/// A fragment and the one set that it goes on.
fn pair(page: usize, lines: &[Line], sets: &[Set], loose: &[Fragment]) -> Option<(usize, usize, Tail)> {
    let mut fits: Vec<(usize, usize, Tail)> = Vec::new();
    for (of, set) in sets.iter().enumerate() {
        for (at, fragment) in loose.iter().enumerate() {
            let mut tail = Some(set.tail.clone());
            for line in &fragment.lines {
                tail = tail.and_then(|tail| chain::follow(&tail, &lines.get(*line)?.text));
            }
            fits.extend(tail.map(|tail| (of, at, tail)));
        }
    }
    let waits = |of: usize| sets.get(of).is_some_and(|set| !set.is_whole());
    let sets_of = |at: usize| fits.iter().filter(|fit| fit.1 == at).count();
    let loose_of = |of: usize| fits.iter().filter(|fit| fit.0 == of).count();
    // First what can be no other way: sets that wait for more, and lines that fit only one of them.
    let only = |fit: &&(usize, usize, Tail)| loose_of(fit.0) == 1 && sets_of(fit.1) == 1;
    let next = |fit: &&(usize, usize, Tail)| {
        let last = sets.get(fit.0).and_then(|set| set.lines.last()).filter(|(of, _)| *of == page);
        let first = loose.get(fit.1).and_then(|fragment| fragment.lines.first());
        last.zip(first).is_some_and(|((_, last), first)| last + 1 == *first)
    };
    let found = fits
        .iter()
        .find(|fit| waits(fit.0) && only(fit))
        .or_else(|| fits.iter().find(|fit| next(fit)))
        .or_else(|| fits.iter().find(|fit| waits(fit.0) && loose_of(fit.0) == 1))
        .or_else(|| fits.iter().find(|fit| sets_of(fit.1) == 1 && loose_of(fit.0) == 1));
    found.cloned()
}

/// The lines of a page that follow one another as they stand.
fn fragments(lines: &[Line]) -> Vec<Fragment> {
    let mut fragments: Vec<Fragment> = Vec::new();
    // Plain lines that belong to one.
    let mut taken = vec![false; lines.len()];
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if line.kind == Kind::Indicators {
            let open = fragments.last_mut();
            let begun = chain::begin(&line.text);
            let goes_on = open.filter(|_| begun.is_none()).and_then(|open| {
                open.end = chain::loosely(Some(&open.end), &line.text)?;
                open.lines.push(at);
                Some(())
            });
            if goes_on.is_none() {
                let begins = begun.is_some();
                let end = begun.map(Loose::Known).or_else(|| chain::loosely(None, &line.text));
                let end = end.unwrap_or_else(|| Loose::Unknown(line.text.clone()));
                fragments.push(Fragment { lines: vec![at], end, begins });
            }
            at += 1;
            continue;
        }
        let alone = is_alone(lines, at, &taken);
        let plain = fragments.last_mut().filter(|open| open.lines.last().is_some_and(|last| last + 1 == at));
        let found = plain.and_then(|open| plain_lines(lines, at, &open.end, alone).map(|found| (open, found)));
        match found {
            Some((open, (count, end))) => {
                open.lines.extend(at..at + count);
                taken.get_mut(at..at + count).unwrap_or_default().fill(true);
                open.end = end;
                at += count;
            }
            None => at += 1,
        }
    }
    fragments
}

/// Whether a line cannot be the end of another column: the last text before it has its own end.
fn is_alone(lines: &[Line], at: usize, taken: &[bool]) -> bool {
    let before = lines.iter().zip(taken).take(at).rev();
    let mut others = before.filter(|(line, taken)| line.kind != Kind::Indicators && !**taken);
    others.next().is_none_or(|(line, _)| line.is_closed())
}

/// Whether a text is a target, and no other text behind one.
fn is_target(text: &str) -> bool {
    atoms::is_value(text) || atoms::is_words(text) || text.chars().all(|ch| ch.is_ascii_digit() || ch == '.')
}

/// Whether a full stop alone is the end of another column: a line below goes on with the indicators `before` it, and can
/// not stand behind it.
fn is_others_end(lines: &[Line], at: usize, before: &Loose, end: &Loose) -> bool {
    const NEAR: usize = 12;
    let stop = lines.get(at).is_some_and(|line| line.text == "。");
    let below = lines.iter().skip(at + 1).take(NEAR).filter(|line| line.kind == Kind::Indicators);
    let mut below = below.filter(|line| chain::begin(&line.text).is_none());
    let goes_on = |line: &Line| {
        chain::loosely(Some(before), &line.text).is_some() && chain::loosely(Some(end), &line.text).is_none()
    };
    stop && below.any(goes_on)
}

/// How many lines without ordinal or label go on with a fragment: the rest of its last target, or the middle of a name in
/// the same box.
fn plain_lines(lines: &[Line], at: usize, end: &Loose, alone: bool) -> Option<(usize, Loose)> {
    let mut end = end.clone();
    let boxed = at.checked_sub(1).and_then(|before| lines.get(before))?.boxed;
    for count in 0..=MOST_PLAIN {
        let line = lines.get(at + count)?;
        if line.kind == Kind::Indicators {
            let goes_on = count > 0 && line.boxed == boxed && chain::begin(&line.text).is_none();
            return chain::loosely(Some(&end), &line.text).filter(|_| goes_on).map(|_| (count, end));
        }
        if line.kind != Kind::Text {
            return None;
        }
        let valued = matches!(end.phase(), Some(Phase::Value | Phase::Label));
        let before = end.clone();
        end = chain::loosely(Some(&end), &line.text)?;
        if count == 0
            && valued
            && end.phase() == Some(Phase::Done)
            && line.is_short()
            && (alone || (is_target(end.value()) && !is_others_end(lines, at, &before, &end)))
        {
            return Some((1, end));
        }
    }
    None
}
