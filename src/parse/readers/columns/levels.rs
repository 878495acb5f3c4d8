//! Level cells in text with columns: merged over many rows, they stand in the middle of them.

use super::body::Item;
use super::share::share;
use crate::lexicon;
use crate::model::Category;
use crate::parse::readers::boxes;

/// The lines of both level columns.
#[derive(Default)]
pub(in crate::parse::readers) struct Levels {
    pub(in crate::parse::readers) first: Vec<Item>,
    pub(in crate::parse::readers) second: Vec<Item>,
}

impl Item {
    /// A line of which nothing but its text matters.
    pub(in crate::parse::readers) fn of(line: usize, text: &str) -> Self {
        Self { line, text: text.to_owned(), ..Self::default() }
    }
}

/// A level label: its row, and its lines in the column.
pub(in crate::parse::readers) type Label = (usize, usize, usize);

/// A line is divided by so much, for weighing.
const LINE: usize = 8;
/// What it costs that a label belongs to no row.
const NO_ROW: usize = 4 * LINE;
/// What it costs that rows belong to a label on the page before.
const LEAD: usize = 3;

/// On which side of an even number of rows a tool puts a label: above their middle, where it is positive.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::parse::readers) struct Leaning {
    /// What pairs of labels tell, each of which is sure.
    pairs: isize,
    /// What all rows tell together, by how much cheaper they are divided so.
    all: isize,
    /// By how much cheaper rows are divided without leaning.
    exact: isize,
    /// How many labels there are.
    labels: isize,
    /// Whether labels stand beside the first of their rows: positive where all do, and some cannot be in the middle of any.
    tops: isize,
}

impl Leaning {
    /// What a first reading of so many blocks has told, if it is more than chance.
    pub(in crate::parse::readers) fn learnt(self, blocks: usize) -> Option<Self> {
        /// Fewer blocks tell nothing.
        const FEWEST: usize = 3;
        // Where lines stand for their true places, to lean costs something at each label.
        let is_exact = self.exact * 4 > self.labels * 3;
        let is_sure = blocks >= FEWEST && self.all.abs() > blocks.cast_signed();
        let pairs = if !is_exact && is_sure { self.all } else { 0 };
        (pairs != 0 || self.tops > 0).then_some(Self { pairs, tops: self.tops, ..Self::default() })
    }
}

/// What is known of a block besides its lines.
#[derive(Default)]
pub(in crate::parse::readers) struct Known {
    /// Name and target of each row.
    pub(in crate::parse::readers) says: Vec<(String, String)>,
    /// How far the middle of its rows may lie from each label of level 1 and of level 2, in half lines.
    pub(in crate::parse::readers) first: Vec<usize>,
    pub(in crate::parse::readers) second: Vec<usize>,
}

/// The labels of both levels, and what this way costs.
struct Divided {
    first: Vec<Label>,
    second: Vec<Label>,
    /// What level 1 costs.
    first_cost: usize,
    /// What both do.
    all: usize,
}

impl Levels {
    /// The labels of both levels, each with the first of its rows (in half lines). `lead`: rows may go on from the page
    /// before. Within one block both sides of a label may fit alike: how labels lean is learnt here.
    pub(in crate::parse::readers) fn share(
        &self,
        rows: &[usize],
        lead: bool,
        leaning: &mut Leaning,
        known: &Known,
    ) -> Option<(Vec<Label>, Vec<Label>)> {
        let (ones, twos) = (labels(&self.first), labels(&self.second));
        self.lean(&ones, &twos, rows, &mut leaning.pairs);
        let divided = |side| self.divided(&ones, &twos, rows, lead, side, known);
        let sides = [divided(-1)?, divided(0)?, divided(1)?];
        let [below, middle, above] = &sides;
        leaning.all += below.all.cast_signed() - above.all.cast_signed();
        leaning.exact += below.all.min(above.all).cast_signed() - middle.all.cast_signed();
        leaning.labels += (ones.len() + twos.len()).cast_signed();
        // Level 1 tells whether level 2 was divided well.
        let side = leaning.pairs.signum();
        let is_learnt = side != 0;
        let order = if is_learnt { [side, 0, -side] } else { [0, 1, -1] };
        let mut best: Option<&Divided> = None;
        for side in order {
            let found = sides.get(usize::try_from(side + 1).ok()?)?;
            // Where nothing is learnt, both levels tell together.
            let is_better = |best: &Divided| {
                let clear = found.first_cost + LINE / 2 <= best.first_cost;
                clear || (!is_learnt && found.first_cost <= best.first_cost && found.all + LINE <= best.all)
            };
            if best.is_none_or(is_better) {
                best = Some(found);
            }
        }
        best.map(|found| (found.first.clone(), found.second.clone()))
    }

    /// The same where each block leans its own way, and more is known of it: what is cheapest in all.
    pub(in crate::parse::readers) fn best(
        &self,
        rows: &[usize],
        lead: bool,
        known: &Known,
    ) -> Option<(Vec<Label>, Vec<Label>)> {
        let (ones, twos) = (labels(&self.first), labels(&self.second));
        let sides = [0, -1, 1].into_iter().filter_map(|side| self.divided(&ones, &twos, rows, lead, side, known));
        sides.min_by_key(|found| found.all).map(|found| (found.first, found.second))
    }

    /// The labels of both levels where they stand beside the first of their rows.
    pub(super) fn beside(&self, tops: &[usize]) -> (Vec<Label>, Vec<Label>) {
        let beside = |column: &[Item]| {
            let row = |(from, until): (usize, usize)| {
                let line = column.get(from).map_or(0, |item| item.line);
                (tops.partition_point(|top| *top <= line).saturating_sub(1), from, until)
            };
            labels(column).into_iter().map(row).collect()
        };
        (beside(&self.first), beside(&self.second))
    }

    /// Whether the labels of a single level stand beside the first of their rows, as far as the blocks so far tell.
    pub(super) fn tell_tops(&self, tops: &[usize], rows: &[usize], lead: bool, leaning: &mut Leaning) -> bool {
        const NEVER: isize = -1000;
        let line = |(from, _): &(usize, usize)| self.first.get(*from).map(|item| item.line);
        // What goes on from another page stands in the middle of what is left of it.
        let off = !lead && labels(&self.first).iter().filter_map(line).any(|line| tops.binary_search(&line).is_err());
        leaning.tops += if off { NEVER } else { isize::from(self.are_at_tops(tops, rows, lead)) };
        leaning.tops > 0
    }

    /// Whether labels of level 1 all stand beside the tops of rows, and far from the middle of any rows that they could have.
    fn are_at_tops(&self, tops: &[usize], rows: &[usize], lead: bool) -> bool {
        const FAR: usize = 2 * LINE;
        let ones = labels(&self.first);
        let line = |(from, _): &(usize, usize)| self.first.get(*from).map(|item| item.line);
        let at_tops = ones.iter().filter_map(line).all(|line| tops.binary_search(&line).is_ok());
        let sides =
            [-1, 0, 1].into_iter().filter_map(|side| self.divided(&ones, &[], rows, lead, side, &Known::default()));
        ones.len() > 1 && at_tops && sides.map(|found| found.first_cost).min().is_some_and(|cost| cost > FAR)
    }

    /// Both levels, with labels of an even number of rows on one side of their middle.
    fn divided(
        &self,
        ones: &[(usize, usize)],
        twos: &[(usize, usize)],
        rows: &[usize],
        lead: bool,
        side: isize,
        known: &Known,
    ) -> Option<Divided> {
        let own = |label: usize| {
            let (from, until) = twos.get(label).copied().unwrap_or_default();
            text(self.second.get(from..until).unwrap_or_default())
        };
        let own_side = (side, known.second.as_slice());
        let (second, second_cost) = shared(&self.second, twos, rows, lead, own_side, &|label, from, until| {
            let against = |row: &(String, String)| boxes::against(row, &own(label)) as usize;
            let words: usize = known.says.get(from..until).unwrap_or_default().iter().map(against).sum();
            if label == usize::MAX { usize::from(until > 0) * LEAD } else { words }
        })?;
        // Which rows begin a level-2 cell, and what its name says of level 1.
        let mut begins = vec![second.is_empty(); rows.len()];
        let mut says: Vec<Option<Category>> = vec![None; rows.len()];
        for (row, from, until) in &second {
            let label = text(self.second.get(*from..*until).unwrap_or_default());
            begins.iter_mut().skip(*row).take(1).for_each(|begins| *begins = true);
            says.get_mut(*row..).unwrap_or_default().fill(implied(&label));
        }
        let cost = |label: usize, from: usize, until: usize| {
            if label == usize::MAX {
                return usize::from(until > 0 && begins.first() == Some(&true)) * LEAD;
            }
            let (start, end) = ones.get(label).copied().unwrap_or_default();
            let of = category(&text(self.first.get(start..end).unwrap_or_default()));
            let against = |row: Option<usize>| {
                let says = row.and_then(|row| says.get(row).copied().flatten());
                usize::from(says.is_some() && of.is_some() && says != of) * 3 * LINE
            };
            let inside = usize::from(!begins.get(from).copied().unwrap_or(true)) * LINE;
            inside + against(Some(from)) + against(until.checked_sub(1))
        };
        let (first, first_cost) = shared(&self.first, ones, rows, lead, (side, &known.first), &cost)?;
        Some(Divided { first, second, first_cost, all: first_cost + second_cost })
    }

    /// Two level-2 labels on the two rows of one level-1 label tell on which of them such labels stand.
    fn lean(&self, ones: &[(usize, usize)], twos: &[(usize, usize)], rows: &[usize], leaning: &mut isize) {
        let line = |column: &[Item], label: Option<&(usize, usize)>| {
            let (from, until) = *label?;
            column.get(from).filter(|_| until == from + 1).map(|item| (item.line * 2, item.text.clone()))
        };
        for at in 1..twos.len() {
            let Some((above, upper)) = line(&self.second, twos.get(at - 1)) else { continue };
            let Some((below, lower)) = line(&self.second, twos.get(at)) else { continue };
            let row = |place: usize| rows.binary_search(&place).ok();
            let after = line(&self.second, twos.get(at + 1)).and_then(|(place, _)| row(place));
            let (Some(first), Some(second)) = (row(above), row(below)) else { continue };
            let pair = second == first + 1 && (after == Some(second + 1) || second + 1 == rows.len());
            let of = implied(&upper).filter(|of| pair && implied(&lower) == Some(*of));
            for one in ones {
                let Some((place, label)) = line(&self.first, Some(one)) else { continue };
                if of.is_some() && category(&label) == of {
                    *leaning += isize::from(place == above) - isize::from(place == below);
                }
            }
        }
    }
}

/// Divides the rows among the labels of one column. `slack`: how far the middle of its rows may lie from each, in half lines.
fn shared(
    column: &[Item],
    labels: &[(usize, usize)],
    rows: &[usize],
    lead: bool,
    (side, slack): (isize, &[usize]),
    cost: &dyn Fn(usize, usize, usize) -> usize,
) -> Option<(Vec<Label>, usize)> {
    if labels.is_empty() {
        return Some((Vec::new(), 0));
    }
    let mut middles = Vec::with_capacity(labels.len());
    for (from, until) in labels {
        let line = |at: usize| column.get(at).map_or(0, |item| item.line * LINE);
        let middle = usize::midpoint(line(*from), line(until - 1));
        middles.push(middle.saturating_add_signed(side));
    }
    let places: Vec<usize> = rows.iter().map(|row| row * LINE / 2).collect();
    let last = labels.len() - 1;
    let all = |label: usize, from: usize, until: usize| {
        if label == usize::MAX {
            return cost(label, from, until);
        }
        if from == until {
            return NO_ROW;
        }
        let slack = slack.get(label).map_or(0, |slack| slack * LINE / 2);
        let aside = super::share::aside(middles.get(label), &places, from, until).saturating_sub(slack);
        // The last label of a page may have more rows on the next.
        (if label == last { aside.min(LINE) } else { aside }) + cost(label, from, until)
    };
    let (begins, sum) = share(&middles, &places, lead, &all)?;
    let label = |((from, until), begin): (&(usize, usize), usize)| (begin.min(rows.len() - 1), *from, *until);
    Some((labels.iter().zip(begins).map(label).collect(), sum))
}

/// The text of a label.
pub(super) fn text(items: &[Item]) -> String {
    items.iter().map(|item| item.text.as_str()).collect()
}

fn plain(label: &str) -> &str {
    label.split_once('(').map_or(label, |(plain, _)| plain)
}

fn category(label: &str) -> Option<Category> {
    lexicon::LEVEL_1.iter().find(|(level, _)| *level == plain(label)).map(|(_, category)| *category)
}

fn implied(label: &str) -> Option<Category> {
    let whole = lexicon::LEVEL_2.iter().find(|(level, _)| *level == plain(label));
    whole
        .or_else(|| lexicon::LEVEL_2.iter().find(|level| is_short_of(level, label)))
        .and_then(|(_, category)| *category)
}

/// Whether a label is one of level 2 without 指标.
fn is_short_of((level, _): &(&str, Option<Category>), label: &str) -> bool {
    level.strip_suffix("指标") == Some(plain(label))
}

/// Whether the labels of level 2 are printed without 指标: some are whole so, and no line holds any of the word.
fn are_short(column: &[Item]) -> bool {
    let is_short = |item: &Item| lexicon::LEVEL_2.iter().any(|level| is_short_of(level, &item.text));
    column.iter().any(is_short) && !column.iter().any(|item| item.text.contains(['指', '标']))
}

fn is_level(label: &str) -> bool {
    category(label).is_some() || lexicon::is_level_2(plain(label))
}

/// The labels of a column, each by its lines; a label may be broken over lines.
fn labels(column: &[Item]) -> Vec<(usize, usize)> {
    let mut labels: Vec<(usize, usize)> = Vec::new();
    let mut text = String::new();
    let mut line = 0;
    let are_short = are_short(column);
    let is_level =
        |text: &str| is_level(text) || (are_short && lexicon::LEVEL_2.iter().any(|level| is_short_of(level, text)));
    for (at, item) in column.iter().enumerate() {
        // What ends a label that is none yet may stand farther below.
        let ends = !is_level(&text) && is_level(&format!("{text}{}", item.text));
        let near = item.line <= line + if ends { 4 } else { 2 };
        // 成本 ends 生态环境成本, and is one itself.
        let is_own = is_level(&item.text) && !(are_short && ends);
        let goes_on = || !is_level(&text) || is_level(&format!("{text}{}", item.text));
        match labels.last_mut() {
            Some(last) if near && !is_own && goes_on() => {
                last.1 = at + 1;
                text.push_str(&item.text);
            }
            _ => {
                labels.push((at, at + 1));
                text.clone_from(&item.text);
            }
        }
        line = item.line;
    }
    labels
}
