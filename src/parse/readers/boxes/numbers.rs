//! The bare numbers of a page, given to the money labels of its projects and to the weights of their rows.

use super::page::{Page, Reader};
use crate::amount::{difference, number_from_text, total};
use crate::lexicon::Field;
use crate::model::Fund;
use crate::parse::sheet::Run;
use rust_decimal::Decimal;

/// The numbers of a project on a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Share {
    pub(super) amounts: Vec<Run>,
    pub(super) weights: Vec<Run>,
}

/// How many money labels a project has on a page, and how many weighed rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turn {
    pub(super) labels: usize,
    rows: usize,
}

/// All weights of a project make this.
const ALL: u32 = 100;

impl Reader<'_> {
    /// The numbers of each project of a page, from the one that was open where it began. `None` where they do not agree
    /// with its labels and rows.
    pub(super) fn shares(&self, page: &Page, names: &[Vec<Run>]) -> Option<Vec<Share>> {
        let turns = self.turns(page, names);
        let (labels, rows) = counts(&turns);
        if let Some(shares) = self.by_heads(page, names, &turns) {
            return Some(shares);
        }
        if self.is_sorted() {
            return (!self.weights).then(|| turns.iter().map(|_| Share::default()).collect());
        }
        let paid = page.numbers.len().checked_sub(rows)?;
        let texts: Vec<String> = page.numbers.iter().map(|run| self.text(run)).collect();
        if let Some(shares) = self.by_kind(page, &turns, &texts) {
            return Some(shares);
        }
        if paid == labels && may_be_weights(&turns, &texts) {
            let mut numbers = page.numbers.iter().cloned();
            let mut share = |turn: &Turn| Share {
                amounts: numbers.by_ref().take(turn.labels).collect(),
                weights: numbers.by_ref().take(turn.rows).collect(),
            };
            return Some(turns.iter().map(&mut share).collect());
        }
        // Cells without an amount leave nothing: the amounts of one project are told by their sum.
        let mut payers = turns.iter().enumerate().filter(|(_, turn)| turn.labels > 0);
        let (payer, _) = payers.next().filter(|_| payers.next().is_none())?;
        if paid == 0 || paid > labels || !self.begins_with_total(page.from + payer) {
            return None;
        }
        let start = split(&texts, paid, rows)?;
        let (before, rest) = page.numbers.split_at_checked(start)?;
        let (amounts, after) = rest.split_at_checked(paid)?;
        let mut weights = before.iter().chain(after).cloned();
        let mut shares: Vec<Share> = turns
            .iter()
            .map(|turn| Share { weights: weights.by_ref().take(turn.rows).collect(), ..Share::default() })
            .collect();
        shares.get_mut(payer)?.amounts = amounts.to_vec();
        Some(shares)
    }

    /// Amounts with decimals, and weights without: told apart wherever they stand, and the number of the page with them.
    pub(super) fn by_kind(&self, page: &Page, turns: &[Turn], texts: &[String]) -> Option<Vec<Share>> {
        let (labels, rows) = counts(turns);
        let (mut amounts, mut weights) = (Vec::new(), Vec::new());
        for ((run, text), is_amount) in page.numbers.iter().zip(texts).zip(amounts_among(texts, labels > 0)) {
            if is_amount { &mut amounts } else { &mut weights }.push((run.clone(), text));
        }
        let number = page.number.to_string();
        if weights.len() == rows + 1 && weights.iter().filter(|(_, text)| **text == number).count() == 1 {
            weights.retain(|(_, text)| **text != number);
        }
        let light = weights.iter().all(|(_, text)| number_from_text(text).is_some_and(|number| number <= ALL.into()));
        if amounts.len() != labels || weights.len() != rows || !light {
            return None;
        }
        let (mut amounts, mut weights) = (amounts.into_iter(), weights.into_iter().map(|(run, _)| run));
        let mut shares = Vec::with_capacity(turns.len());
        for (at, turn) in turns.iter().enumerate() {
            let own: Vec<(Run, &String)> = amounts.by_ref().take(turn.labels).collect();
            let numbers: Vec<Decimal> = own.iter().filter_map(|(_, text)| number_from_text(text)).collect();
            let fields = self.blocks.get(page.from + at).map(|block| block.fields.as_slice()).unwrap_or_default();
            let money = fields.iter().filter(|(field, ..)| matches!(field, Field::Money(_))).count();
            // The last form of a page may go on on the next one.
            let adds_up = numbers.split_first().is_none_or(|(all, parts)| {
                let sum = total(&mut parts.iter().copied());
                parts.is_empty() || sum == Some(*all) || (at + 1 == turns.len() && sum < Some(*all))
            });
            if money == turn.labels && self.begins_with_total(page.from + at) && !adds_up {
                return None;
            }
            let amounts = own.into_iter().map(|(run, _)| run).collect();
            shares.push(Share { amounts, weights: weights.by_ref().take(turn.rows).collect() });
        }
        Some(shares)
    }

    /// The projects of a page, from the one that was open where it began.
    pub(super) fn turns(&self, page: &Page, names: &[Vec<Run>]) -> Vec<Turn> {
        let mut parts = names.iter().map(Vec::len);
        let goes_on = parts.next().unwrap_or_default();
        let blocks = self.blocks.iter().enumerate().skip(page.from);
        blocks
            .map(|(at, block)| {
                let above = if at == page.from { goes_on } else { 0 };
                let own = if block.headed { 0 } else { parts.next().unwrap_or_default() };
                let rows = if self.weights { above + own } else { 0 };
                let labels = page.money.iter().filter(|(of, _)| *of == at).map(|(_, count)| *count).sum();
                Turn { labels, rows }
            })
            .collect()
    }

    pub(super) fn begins_with_total(&self, block: usize) -> bool {
        let fields = self.blocks.get(block).map(|block| block.fields.as_slice()).unwrap_or_default();
        let first =
            fields.iter().find_map(|(field, ..)| if let Field::Money(fund) = field { Some(*fund) } else { None });
        first == Some(Fund::Total)
    }
}

/// Which numbers of a page are amounts: where some have cents, weights have at most one decimal. None are where no label
/// wants one.
pub(super) fn amounts_among(texts: &[String], paid: bool) -> Vec<bool> {
    let decimals = |text: &String| text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let least = if texts.iter().any(|text| decimals(text) > 1) { 2 } else { 1 };
    texts.iter().map(|text| paid && decimals(text) >= least).collect()
}

/// How many money labels and weighed rows there are.
fn counts(turns: &[Turn]) -> (usize, usize) {
    turns.iter().fold((0, 0), |(labels, rows), turn| (labels + turn.labels, rows + turn.rows))
}

/// Whether the numbers of a page take turns as its amounts and weights would: boxes may stand in any order.
fn may_be_weights(turns: &[Turn], texts: &[String]) -> bool {
    if turns.iter().all(|turn| turn.rows == 0) {
        return true;
    }
    let mut at = 0;
    let (mut whole_amount, mut odd_weight, mut large) = (false, false, false);
    for turn in turns {
        let amounts = texts.get(at..at + turn.labels).unwrap_or_default();
        let weights = texts.get(at + turn.labels..at + turn.labels + turn.rows).unwrap_or_default();
        at += turn.labels + turn.rows;
        whole_amount |= amounts.iter().any(|text| !text.contains('.'));
        odd_weight |= weights.iter().any(|text| text.contains('.'));
        large |= weights.iter().any(|text| number_from_text(text).is_some_and(|number| number > ALL.into()));
    }
    // Where amounts have cents, no amount is whole.
    let decimals = || texts.iter().filter_map(|text| text.split_once('.').map(|(_, decimals)| decimals.len()));
    let cents = decimals().count() > 1 && decimals().all(|count| count == 2);
    !(large || (whole_amount && (odd_weight || cents)))
}

/// Where the amounts of one project stand among weights: the parts make the total, and the others may be weights. `None`
/// where several places give other amounts.
fn split(texts: &[String], paid: usize, rows: usize) -> Option<usize> {
    let numbers: Vec<Decimal> = texts.iter().map(|text| number_from_text(text)).collect::<Option<_>>()?;
    let sum = total(&mut numbers.iter().copied())?;
    let fits = |start: &usize| {
        let (Some(amounts), Some(said)) = (numbers.get(*start..start + paid), texts.get(*start..start + paid)) else {
            return false;
        };
        let Some((said_total, parts)) = amounts.split_first() else { return false };
        let weights = || texts.iter().take(*start).chain(texts.iter().skip(start + paid));
        let whole_amount = said.iter().any(|text| !text.contains('.'));
        let whole_weights = weights().all(|text| !text.contains(['.', ',']));
        let Some(made) = total(&mut amounts.iter().copied()) else { return false };
        let adds_up = parts.is_empty() || difference(made, *said_total) == Some(*said_total);
        let weighed = difference(sum, made).is_some_and(|rest| rest <= ALL.into());
        adds_up && (rows == 0 || (weighed && (whole_weights || !whole_amount)))
    };
    let mut places = (0..=rows).filter(fits);
    let first = places.next()?;
    let same = |place: usize| texts.get(place..place + paid) == texts.get(first..first + paid);
    places.all(same).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(texts: &[&str], paid: usize) -> Option<usize> {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        split(&texts, paid, texts.len() - paid)
    }

    #[test]
    fn amounts_are_told_from_weights_by_their_sum() {
        assert_eq!(of(&["159.00", "159.00", "50", "40"], 2), Some(0));
        assert_eq!(of(&["50", "40", "159.00", "100.00", "59.00"], 3), Some(2));
        assert_eq!(of(&["159.00", "100.00", "50", "40"], 2), None);
        assert_eq!(of(&["10", "10", "20", "20"], 2), None);
        let huge = "79228162514264337593543950335";
        assert_eq!(of(&[huge, huge, huge, "40"], 3), None);
    }
}
