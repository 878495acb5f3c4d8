//! The numbers of a page by the heads they stand below: weights are as many as the rows of their part, and amounts make the
//! totals of their projects.

use super::numbers::{Share, Turn, amounts_among};
use super::page::{Page, Reader};
use crate::amount::{number_from_text, total};
use crate::lexicon::Field;
use crate::parse::sheet::Run;
use rust_decimal::Decimal;

impl Reader<'_> {
    /// The numbers of each project of a page, where each part has as many weights as rows.
    pub(super) fn by_heads(&self, page: &Page, names: &[Vec<Run>], turns: &[Turn]) -> Option<Vec<Share>> {
        if !self.weights {
            return None;
        }
        let (amounts, weights) = self.kinds(page)?;
        let rows: Vec<usize> = names.iter().map(Vec::len).collect();
        let weights: Vec<Vec<Run>> = self.below_heads(page, &weights, &rows).into_iter().collect::<Option<_>>()?;
        let mut amounts = self.of_projects(page, turns, &amounts)?.into_iter();
        let mut shares: Vec<Share> =
            turns.iter().map(|_| Share { amounts: amounts.next().unwrap_or_default(), ..Share::default() }).collect();
        for (owner, own) in self.owners(page, names.len())?.into_iter().zip(weights) {
            shares.get_mut(owner.checked_sub(page.from)?)?.weights.extend(own);
        }
        Some(shares)
    }

    /// The same where numbers agree with some parts and projects only: the amounts of each project, and the weights of each
    /// part.
    pub(super) fn some_numbers(&self, page: &Page, rows: &[usize], turns: &[Turn]) -> (Vec<Vec<Run>>, Vec<Vec<Run>>) {
        let Some((amounts, weights)) = self.kinds(page) else { return Default::default() };
        let weights = self.below_heads(page, &weights, rows).into_iter().map(Option::unwrap_or_default);
        (self.of_projects(page, turns, &amounts).unwrap_or_default(), weights.collect())
    }

    /// Amounts, which have decimals, and weights, which have none. `None` where they may be one another.
    fn kinds(&self, page: &Page) -> Option<(Vec<Run>, Vec<Run>)> {
        /// All weights of a project make this.
        const ALL: u32 = 100;
        if self.is_sorted() {
            return Some((Vec::new(), page.numbers.clone()));
        }
        let texts: Vec<String> = page.numbers.iter().map(|run| self.text(run)).collect();
        let mut kinds = amounts_among(&texts, !page.money.is_empty()).into_iter();
        let (amounts, weights): (Vec<Run>, Vec<Run>) =
            page.numbers.iter().cloned().partition(|_| kinds.next() == Some(true));
        let light =
            weights.iter().all(|run| number_from_text(&self.text(run)).is_some_and(|number| number <= ALL.into()));
        let told = page.money.is_empty() || !amounts.is_empty();
        (light && told).then_some((amounts, weights))
    }

    /// The weights of each part, none where they are not as many as its rows.
    fn below_heads(&self, page: &Page, weights: &[Run], rows: &[usize]) -> Vec<Option<Vec<Run>>> {
        /// So many weights are tried; keeps the work linear.
        const MOST_NUMBERS: usize = 16;
        let number = page.number.to_string();
        let all = grouped(page, weights);
        let count: usize = rows.iter().sum();
        let found = matched(&all, rows);
        if weights.len() == count || found.iter().all(Option::is_some) {
            return found;
        }
        // The number of the page may stand among them.
        let numbers = weights.iter().enumerate().filter(|(_, run)| self.text(run) == number);
        let numbers = numbers.take(if weights.len() == count + 1 { MOST_NUMBERS } else { 0 });
        let mut ways = numbers.map(|(at, _)| {
            let others: Vec<Run> =
                weights.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, run)| run.clone()).collect();
            matched(&grouped(page, &others), rows)
        });
        let text = |way: &[Option<Vec<Run>>]| -> Vec<Option<Vec<String>>> {
            way.iter().map(|part| Some(part.as_ref()?.iter().map(|run| self.text(run)).collect())).collect()
        };
        let whole = |way: &[Option<Vec<Run>>]| way.iter().all(Option::is_some);
        let Some(first) = ways.by_ref().find(|way| whole(way)) else { return found };
        if ways.filter(|way| whole(way)).all(|other| text(&other) == text(&first)) { first } else { found }
    }

    /// The amounts of each project, from the one that was open where the page began. `None` where they may be shared out in
    /// several ways.
    fn of_projects(&self, page: &Page, turns: &[Turn], amounts: &[Run]) -> Option<Vec<Vec<Run>>> {
        let numbers: Vec<Decimal> =
            amounts.iter().map(|run| number_from_text(&self.text(run))).collect::<Option<_>>()?;
        let payers: Vec<(usize, bool)> = turns
            .iter()
            .enumerate()
            .map(|(at, turn)| {
                let fields = self.blocks.get(page.from + at).map(|block| block.fields.as_slice()).unwrap_or_default();
                let money = fields.iter().filter(|(field, ..)| matches!(field, Field::Money(_))).count();
                (turn.labels, money == turn.labels && self.begins_with_total(page.from + at))
            })
            .collect();
        let mut counts = shared(&numbers, &payers)?.into_iter();
        let mut amounts = amounts.iter().cloned();
        Some(payers.iter().map(|_| amounts.by_ref().take(counts.next().unwrap_or(0)).collect()).collect())
    }

    /// The project of each part of a page: above the first head stands the one that goes on.
    pub(super) fn owners(&self, page: &Page, parts: usize) -> Option<Vec<usize>> {
        let open = self.blocks.iter().enumerate().skip(page.from).filter(|(_, block)| !block.headed).map(|(at, _)| at);
        let owners: Vec<usize> = std::iter::once(page.from).chain(open).take(parts).collect();
        (owners.len() == parts).then_some(owners)
    }
}

/// The weights above the first head of a page, and below each.
fn grouped(page: &Page, weights: &[Run]) -> Vec<Vec<Run>> {
    let mut groups = vec![Vec::new(); page.weights.len() + 1];
    for run in weights {
        let head = page.weights.partition_point(|head| head.start < run.start);
        groups.get_mut(head).into_iter().for_each(|group| group.push(run.clone()));
    }
    groups
}

/// The weights of each part, by the order of the heads or, where boxes have changed places, by their number.
fn matched(groups: &[Vec<Run>], rows: &[usize]) -> Vec<Option<Vec<Run>>> {
    if groups.len() != rows.len() {
        return vec![None; rows.len()];
    }
    let own = |at: usize| groups.get(at).filter(|group| Some(&group.len()) == rows.get(at)).cloned();
    let mut found: Vec<Option<Vec<Run>>> = (0..rows.len()).map(own).collect();
    let open: Vec<usize> = (0..rows.len()).filter(|at| found.get(*at).is_some_and(Option::is_none)).collect();
    let lacks = |at: usize, count: usize| groups.get(at).map(|group| group.len() + count) == rows.get(at).copied();
    let above = groups.first().map_or(0, Vec::len);
    // Above the first head of a page on which no project goes on stand lower rows of one below.
    if let ([0, at], Some(0)) = (open.as_slice(), rows.first()) {
        if lacks(*at, above) {
            let whole = groups.get(*at).into_iter().chain(groups.first()).flatten().cloned().collect();
            if let Some(own) = found.get_mut(*at) {
                *own = Some(whole);
            }
            found.first_mut().into_iter().for_each(|own| *own = Some(Vec::new()));
        }
        return found;
    }
    for at in &open {
        let count = rows.get(*at).copied().unwrap_or_default();
        let twins = open.iter().filter(|other| rows.get(**other) == Some(&count)).count();
        let mut fits = open.iter().filter_map(|other| groups.get(*other)).filter(|group| group.len() == count);
        if let (Some(group), None, 1) = (fits.next(), fits.next(), twins) {
            found.get_mut(*at).into_iter().for_each(|own| *own = Some(group.clone()));
        }
    }
    found
}

/// How many amounts each project has of those that stand one behind the other: at most as many as labels, and a whole
/// project's parts make its total. `None` where several ways are as good.
fn shared(numbers: &[Decimal], payers: &[(usize, bool)]) -> Option<Vec<usize>> {
    /// No page and no project has more; keeps the work linear.
    const MOST: usize = 100;
    const MOST_LABELS: usize = 12;
    const UNKNOWN: u32 = u32::MAX / 4;
    /// What it costs that the total stands alone.
    const ALONE: u32 = 3;
    if numbers.len() > MOST || payers.len() > MOST || payers.iter().any(|(labels, _)| *labels > MOST_LABELS) {
        return None;
    }
    let cost = |(labels, whole): (usize, bool), from: usize, count: usize| -> Option<u32> {
        let own = numbers.get(from..from + count)?;
        let lacking = u32::try_from(labels.checked_sub(count)?).ok()?;
        let Some((all, parts)) = own.split_first().filter(|_| whole) else { return Some(lacking) };
        match parts {
            [] => Some(lacking + if labels > 1 { ALONE } else { 0 }),
            parts => (total(&mut parts.iter().copied()) == Some(*all)).then_some(lacking),
        }
    };
    // From each project and amount on: the least cost, in how many ways, and how many amounts the project has.
    let mut ways = vec![vec![(UNKNOWN, 0_usize, 0_usize); numbers.len() + 1]; payers.len() + 1];
    *ways.last_mut()?.last_mut()? = (0, 1, 0);
    for (at, payer) in payers.iter().enumerate().rev() {
        for from in 0..=numbers.len() {
            let mut best = (UNKNOWN, 0, 0);
            for count in 0..=payer.0.min(numbers.len() - from) {
                let Some(own) = cost(*payer, from, count) else { continue };
                let (rest, ways, _) = ways.get(at + 1).and_then(|row| row.get(from + count)).copied()?;
                let whole = own.saturating_add(rest);
                if rest >= UNKNOWN || whole > best.0 {
                    continue;
                }
                best = if whole < best.0 { (whole, ways, count) } else { (whole, best.1.saturating_add(ways), count) };
            }
            ways.get_mut(at).and_then(|row| row.get_mut(from)).into_iter().for_each(|own| *own = best);
        }
    }
    let mut from = 0;
    let mut counts = Vec::with_capacity(payers.len());
    for row in ways.iter().take(payers.len()) {
        let (_, ways, count) = row.get(from).copied()?;
        if ways != 1 {
            return None;
        }
        counts.push(count);
        from += count;
    }
    Some(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared_of(numbers: &[i64], payers: &[(usize, bool)]) -> Option<Vec<usize>> {
        shared(&numbers.iter().copied().map(Decimal::from).collect::<Vec<_>>(), payers)
    }

    #[test]
    fn amounts_are_shared_out_by_the_totals_they_make() {
        assert_eq!(shared_of(&[9, 9, 0, 0, 7, 5, 2], &[(4, true), (4, true)]), Some(vec![4, 3]));
        assert_eq!(shared_of(&[9, 9, 7, 7], &[(4, true), (4, true)]), Some(vec![2, 2]));
        assert_eq!(shared_of(&[9, 5, 4], &[(2, true), (2, true)]), None);
    }

    #[test]
    fn weights_are_those_of_the_part_that_has_as_many_rows() {
        let group = |from: usize, count: usize| (from..from + count).map(|at| at..at + 1).collect::<Vec<_>>();
        let found = matched(&[group(0, 0), group(0, 2), group(2, 7)], &[0, 7, 2]);
        assert_eq!(found, [Some(group(0, 0)), Some(group(2, 7)), Some(group(0, 2))]);
        let found = matched(&[group(0, 1), group(1, 6)], &[0, 7]);
        assert_eq!(found.last().cloned().flatten().map(|runs| runs.last().cloned()), Some(Some(0..1)));
    }
}
