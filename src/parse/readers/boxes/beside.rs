//! The rows of a part of a page and the labels of merged cells beside them.

use super::agrees::are_exchanged;
use super::atoms;
use super::form::Rows;
use super::levels::{self, Doubt};
use super::page::Reader;
use super::{ranks, shorts};
use crate::model::Category;
use crate::parse::readers::rows::Level;
use crate::parse::sheet::Run;

impl Reader<'_> {
    /// Leaves the rows of a part of a page to nobody.
    fn tear_rows(&mut self, block: usize, mut rows: Rows, second: Vec<Vec<Run>>) {
        let Some(block) = self.blocks.get_mut(block) else { return };
        for column in [&mut rows.names, &mut rows.targets, &mut rows.weights] {
            block.strays.append(column);
        }
        block.strays.extend(rows.first.drain(..).map(|(run, _)| run).chain(second.into_iter().flatten()));
        (block.torn, block.last_label) = (true, None);
        block.rows.push(rows);
    }

    /// Targets that their names do not ask for.
    fn slipped(&self, names: &[Run], targets: &[Run]) -> Vec<Run> {
        let pairs = names.iter().zip(targets);
        let slips = pairs.filter(|(name, target)| atoms::contradicts(&self.text(name), &self.text(target)));
        slips.map(|(_, target)| target.clone()).collect()
    }

    /// The targets of rows that have each other's.
    fn exchanged(&self, names: &[Run], targets: &[Run]) -> Vec<Run> {
        let rows: Vec<(String, String)> =
            names.iter().zip(targets).map(|(name, target)| (self.text(name), self.text(target))).collect();
        let pairs = rows.windows(2).zip(targets.windows(2));
        let exchanged = pairs.filter(|(rows, _)| match rows {
            [one, two] => are_exchanged((&one.0, &one.1), (&two.0, &two.1)),
            _ => false,
        });
        exchanged.flat_map(|(_, targets)| targets).cloned().collect()
    }

    /// The labels of 二级指标, less one that can be of 一级指标, too, beside another one of its category.
    fn without_firsts(&self, first: &mut Vec<(Run, Category)>, second: &[Vec<Run>]) -> Vec<Vec<Run>> {
        /// No project has more; keeps the work linear.
        const MOST: usize = 32;
        if second.len() > MOST {
            return second.to_vec();
        }
        let level = |label: &[Run]| shorts::level_of(&label.iter().map(|run| self.text(run)).collect::<String>());
        let (mut others, mut firsts) = (Vec::new(), Vec::new());
        for label in second {
            let own = level(label).and_then(Level::category);
            let beside = own.is_some_and(|own| {
                let of = |other: &&Vec<Run>| {
                    *other != label && level(other).is_some_and(|level| level.implied() == Some(own))
                };
                second.iter().any(|other| of(&other)) && !first.iter().any(|(_, category)| *category == own)
            });
            match (own.filter(|_| beside), label.as_slice()) {
                (Some(category), [run]) => firsts.push((run.clone(), category)),
                _ => others.push(label.clone()),
            }
        }
        first.append(&mut firsts);
        others
    }

    /// The columns of a part of a page.
    fn part_of<'p>(&self, rows: &Rows, second: &[Vec<Run>], carried: Option<&'p str>) -> ranks::Part<'p> {
        let text = |runs: &Vec<Run>| runs.iter().map(|run| self.text(run)).collect();
        let own = second.iter().map(|label| (label.first().map(|run| run.start), text(label)));
        let targets = (0..rows.names.len()).map(|at| rows.targets.get(at));
        ranks::Part {
            names: rows.names.iter().map(|name| (name.start, self.text(name))).collect(),
            targets: targets.map(|target| target.map(|target| self.text(target)).unwrap_or_default()).collect(),
            labels: carried.map(|label| (None, label.to_owned())).into_iter().chain(own).collect(),
            first: rows.first.iter().map(|(run, category)| (run.start, *category)).collect(),
            at_top: self.at_top,
            is_usual: self.is_usual,
            carried,
        }
    }

    /// Puts the labels of merged cells beside their rows.
    pub(super) fn push_rows(&mut self, block: usize, mut rows: Rows, first: Vec<(Run, Category)>, second: &[Vec<Run>]) {
        const FEW: usize = 4;
        const MOST: usize = 2;
        if rows.names.is_empty() {
            let labels = first.into_iter().map(|(run, _)| run).chain(second.iter().flatten().cloned());
            if let Some(block) = self.blocks.get_mut(block) {
                block.strays.extend(labels);
                block.rows.push(rows);
            }
            return;
        }
        rows.first = first;
        let carried = self.blocks.get(block).filter(|_| rows.heads.is_empty());
        // Which label goes on from a page that could not be read is unknown.
        let torn = carried.is_some_and(|block| block.torn);
        let carried = carried.and_then(|block| block.last_label.clone()).or_else(|| torn.then(String::new));
        let is_carried = carried.is_some();
        rows.carried = carried.as_deref().and_then(shorts::level_of).and_then(Level::implied);
        let second = &self.without_firsts(&mut rows.first, second);
        let mut part = self.part_of(&rows, second, carried.as_deref());
        let order = part.order();
        let second: Vec<Vec<Run>> = order
            .labels
            .iter()
            .filter_map(|at| at.checked_sub(usize::from(is_carried)))
            .filter_map(|at| second.get(at).cloned())
            .collect();
        let names: Vec<Run> = order.names.iter().filter_map(|at| rows.names.get(*at).cloned()).collect();
        if self.is_sorted() && names != rows.names {
            return self.tear_rows(block, rows, second);
        }
        if names != rows.names {
            rows.names = names;
            rows.counted = false;
        }
        part = self.part_of(&rows, &second, carried.as_deref());
        let slipped = self.slipped(&rows.names, &rows.targets);
        let slips = slipped.len();
        rows.unsure = self.exchanged(&rows.names, &rows.targets);
        // Where three columns agree, such a pair is the author's, and many are targets out of their order: those of this
        // part alone.
        let weighed = rows.weights.len() == rows.names.len();
        let few = slips * FEW <= rows.names.len();
        if self.is_sorted() {
            if !few {
                return self.tear_rows(block, rows, second);
            }
            rows.unsure.extend(slipped);
        }
        if weighed && !few {
            rows.unsure.clone_from(&rows.targets);
        }
        self.slips += match (weighed, few) {
            _ if self.is_sorted() => 0,
            (true, true) => 0,
            (true, false) => slips.min(MOST),
            (false, _) => slips,
        };
        self.rows += rows.names.len();
        rows.counted &= slips == 0;
        let labels: Vec<String> = part.labels.iter().map(|(_, label)| label.clone()).collect();
        let texts = part.rows();
        let placed = part.placed();
        if let Some(spread) = levels::spread(&texts, &labels, &placed, (is_carried, self.is_sorted())) {
            rows.second = spread
                .iter()
                .map(|(label, doubt)| {
                    let own = if is_carried { label.checked_sub(1) } else { Some(*label) };
                    (own.and_then(|own| second.get(own)).cloned().unwrap_or_default(), *doubt)
                })
                .collect();
        } else {
            let doubt = if second.is_empty() { Doubt::None } else { Doubt::Category };
            rows.second = vec![(Vec::new(), doubt); rows.names.len()];
        }
        if let Some(block) = self.blocks.get_mut(block) {
            if torn {
                block.strays.extend(rows.without_labels());
            }
            block.last_label = labels.last().cloned();
            block.rows.push(rows);
        }
    }
}
