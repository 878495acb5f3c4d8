//! Names and labels that boxes have put behind those of lower rows: labels stand in the usual order, and each name beside a
//! label that asks as it does.

use super::atoms::{self, Atom, What};
use super::levels;
use crate::lexicon::Column;
use crate::model::Category;

/// What the labels of 二级指标 hold, in the order of their rows; costs stand first or behind 时效, and those of benefits in any
/// order.
const USUAL: [&[&str]; 5] =
    [&["数量"], &["质量"], &["时效", "进度"], &["经济效益", "社会效益", "生态效益", "环境效益", "可持续"], &["满意"]];

fn rank(label: &str) -> Option<usize> {
    USUAL.iter().position(|kinds| kinds.iter().any(|kind| label.contains(kind)))
}

/// Whether the labels of a text stand in the usual order but for those that boxes have moved.
pub(super) fn are_usual(text: &dyn Fn(&Atom) -> String, atoms: &[Atom]) -> bool {
    const FEW: usize = 3;
    let (mut pairs, mut falls) = (0, 0);
    let mut before = None;
    for atom in atoms {
        match atom.what {
            What::Head(Column::Level2) => before = None,
            What::Level(level) if level.is_second() && !level.is_first() => {
                let own = rank(&text(atom));
                if let (Some(before), Some(own)) = (before, own) {
                    pairs += 1;
                    falls += usize::from(own < before);
                }
                before = own;
            }
            _ => {}
        }
    }
    falls * FEW <= pairs
}

/// The columns of a part of a page: where each cell begins, and what it says.
pub(super) struct Part<'p> {
    pub(super) names: Vec<(usize, String)>,
    pub(super) targets: Vec<String>,
    /// A label of the page before begins nowhere.
    pub(super) labels: Vec<(Option<usize>, String)>,
    pub(super) first: Vec<(usize, Category)>,
    pub(super) at_top: bool,
    pub(super) is_usual: bool,
    pub(super) carried: Option<&'p str>,
}

/// The order of names and of labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) names: Vec<usize>,
    pub(super) labels: Vec<usize>,
}

impl Part<'_> {
    fn as_found(&self) -> Order {
        Order { names: (0..self.names.len()).collect(), labels: (0..self.labels.len()).collect() }
    }

    /// The order in which names, targets and labels agree best; another than that of the text only where it is much better.
    pub(super) fn order(&self) -> Order {
        /// What it costs that labels stand in no usual order, and to move a name that no label goes with.
        const UNUSUAL: u32 = 4;
        const MOVED: u32 = 5;
        /// And that a target is none that its name asks for.
        const AGAINST: u32 = 6;
        /// No page has more; keeps the work linear.
        const MOST_NAMES: usize = 16;
        const MOST_LABELS: usize = 16;
        const MOST_MOVED: usize = 4;
        let as_found = self.as_found();
        let (names, labels) = (self.names.len(), self.labels.len());
        if names > MOST_NAMES || labels > MOST_LABELS || labels == 0 || names != self.targets.len() {
            return as_found;
        }
        let pairs = self.pairs();
        let cost = |order: &Order| self.cost(&pairs, order);
        let slips = |order: &Order| AGAINST * self.slips(order);
        let usual = Order { labels: self.usual(), ..as_found.clone() };
        let is_usual = usual == as_found;
        let own = cost(&as_found).saturating_add(slips(&as_found) + if is_usual { 0 } else { UNUSUAL });
        let mut best = (own, as_found);
        let mut better = |of: u32, order: Order| {
            if of < best.0 {
                best = (of, order);
            }
        };
        if !is_usual {
            let with_names = Order { names: self.behind(&usual.labels), ..usual.clone() };
            better(cost(&with_names).saturating_add(slips(&with_names)), with_names);
            better(cost(&usual).saturating_add(slips(&usual)), usual.clone());
        }
        // Only the last name of the text may be that of a row above, whatever its target; the nearest places first.
        for to in (0..names.saturating_sub(1)).rev() {
            let mut moved = usual.clone();
            let last = moved.names.remove(names - 1);
            moved.names.insert(to, last);
            better(cost(&moved).saturating_add(slips(&usual) + MOVED), moved);
        }
        // Several may be those of the rows at the top, if their targets and labels say so.
        for count in 2..=MOST_MOVED.min(names / 2) {
            let mut moved = usual.clone();
            moved.names.rotate_right(count);
            better(cost(&moved).saturating_add(slips(&moved) + MOVED), moved);
        }
        best.1
    }

    /// How many targets are none that their names ask for.
    fn slips(&self, order: &Order) -> u32 {
        let names = order.names.iter().filter_map(|at| self.names.get(*at));
        let slips = names.zip(&self.targets).filter(|((_, name), target)| atoms::contradicts(name, target)).count();
        u32::try_from(slips).unwrap_or(0)
    }

    /// The labels in the usual order; those of costs stay behind the one before them.
    fn usual(&self) -> Vec<usize> {
        let mut last = self.carried.and_then(rank).unwrap_or(0);
        let ranks: Vec<usize> = self
            .labels
            .iter()
            .map(|(_, label)| {
                last = rank(label).unwrap_or(last);
                last
            })
            .collect();
        let places = (0..self.labels.len()).collect();
        if !self.is_usual {
            return places;
        }
        let carried = |at: usize| at == 0 && self.carried.is_some();
        let key = |at: &usize| if carried(*at) { 0 } else { 1 + ranks.get(*at).copied().unwrap_or(0) as u128 };
        crate::order::sorted(places, key)
    }

    /// The names in the order of the labels that they stand behind.
    fn behind(&self, labels: &[usize]) -> Vec<usize> {
        let owner = |name: usize| {
            let before = |(at, (label, _)): (usize, &(Option<usize>, String))| {
                label.filter(|label| *label < name).map(|label| (label, at))
            };
            let own = self.labels.iter().enumerate().filter_map(before).max().map(|(_, at)| at);
            own.map_or(0, |own| 1 + labels.iter().position(|other| *other == own).unwrap_or(0))
        };
        let places = (0..self.names.len()).collect();
        crate::order::sorted(places, |at| self.names.get(*at).map_or(0, |(start, _)| owner(*start)) as u128)
    }

    /// Each name with its target.
    pub(super) fn rows(&self) -> Vec<(String, String)> {
        self.names.iter().map(|(_, name)| name.clone()).zip(self.targets.iter().cloned()).collect()
    }

    /// What the place of each name says against each label.
    pub(super) fn placed(&self) -> Vec<Vec<u32>> {
        let starts: Vec<Option<usize>> = self.labels.iter().map(|(start, _)| *start).collect();
        let labels: Vec<String> = self.labels.iter().map(|(_, label)| label.clone()).collect();
        let begins = || self.names.iter().map(|(start, _)| *start);
        let of_name = |start: usize| {
            let before = begins().filter(|other| *other < start).max();
            let mut placed = levels::placed(before, start, &starts, self.at_top);
            levels::place_below(&mut placed, before, start, &labels, self.first.iter().copied());
            placed
        };
        begins().map(of_name).collect()
    }

    /// What it costs to put each name beside each target and label.
    fn pairs(&self) -> Vec<Vec<Vec<u32>>> {
        let placed = self.placed();
        let of_name = |(at, (_, name)): (usize, &(usize, String))| {
            let placed = placed.get(at).map(Vec::as_slice).unwrap_or_default();
            let beside = |target: &String| {
                let row = (name.clone(), target.clone());
                let of_label =
                    |((_, label), placed): (&(Option<usize>, String), &u32)| levels::cost(&row, label) + placed;
                self.labels.iter().zip(placed).map(of_label).collect()
            };
            self.targets.iter().map(beside).collect()
        };
        self.names.iter().enumerate().map(of_name).collect()
    }

    /// The least that rows and labels cost in an order.
    fn cost(&self, pairs: &[Vec<Vec<u32>>], order: &Order) -> u32 {
        let row = |(at, name): (usize, &usize)| {
            let own = pairs.get(*name).and_then(|of| of.get(at));
            let label = |label: &usize| own.and_then(|own| own.get(*label)).copied().unwrap_or(0);
            order.labels.iter().map(label).collect()
        };
        let rows: Vec<Vec<u32>> = order.names.iter().enumerate().map(row).collect();
        levels::least(&rows, order.labels.len(), self.carried.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(names: &[(usize, &str)], targets: &[&str], labels: &[(usize, &str)]) -> Part<'static> {
        Part {
            names: names.iter().map(|(start, name)| (*start, (*name).to_owned())).collect(),
            targets: targets.iter().map(|target| (*target).to_owned()).collect(),
            labels: labels.iter().map(|(start, label)| (Some(*start), (*label).to_owned())).collect(),
            first: Vec::new(),
            at_top: false,
            is_usual: true,
            carried: None,
        }
    }

    #[test]
    fn a_label_with_its_name_goes_before_those_below() {
        let names = [(1, "接待人次"), (3, "读者满意度"), (5, "阅读氛围")];
        let part = part(
            &names,
            &["≥9万人次", "明显改善", "≥90%"],
            &[(0, "数量指标"), (2, "服务对象满意度指标"), (4, "社会效益指标")],
        );
        assert_eq!(part.order(), Order { names: vec![0, 2, 1], labels: vec![0, 2, 1] });
    }

    #[test]
    fn a_name_goes_to_the_label_that_asks_as_it_does() {
        let names = [(1, "接待人次"), (4, "读者满意度"), (5, "长效管理机制健全性")];
        let part = part(
            &names,
            &["≥9万人次", "健全", "≥90%"],
            &[(0, "数量指标"), (2, "可持续影响指标"), (3, "服务对象满意度指标")],
        );
        assert_eq!(part.order().names, [0, 2, 1]);
    }
}
