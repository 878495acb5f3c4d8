//! Money columns so narrow that they tear amounts: tools push what stands beside these aside, so that places tell little.
//!
//! What tells is the order. Every row has a total, which is its first amount; what stands beside the rest of a torn total is
//! none; and a line with as many amounts as there are columns has one in each.

use super::amounts::{self, Tail};
use super::heads::{Head, Holds};
use super::lines::{Lines, Word};
use super::settle;
use crate::model::Fund;
use crate::parse::readers::list_grid::Role;
use crate::parse::readers::{is_chinese, is_whole_amount};

/// The lines of a torn amount hold no more words; keeps the work linear.
const MOST_BESIDE: usize = 48;

/// Before which characters of a word amounts begin that fill their columns and touch each other, where narrow columns have
/// torn some of them: the line below has their rests.
pub(super) fn touching(lines: &Lines<'_>, word: &Word) -> Vec<usize> {
    const BELOW: usize = 3;
    const ASIDE: usize = 4;
    const LONGEST: usize = 64;
    let text = lines.text(word);
    let is_part =
        |text: &str| !text.is_empty() && text.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, ',' | '.'));
    // The total of a row whose name fills its column.
    let name = text.trim_end_matches(|ch: char| ch.is_ascii_digit() || matches!(ch, ',' | '.'));
    let total = text.strip_prefix(name).unwrap_or_default();
    let next = lines.line(word.line).iter().find(|next| next.start >= word.end).map(|next| lines.text(next));
    // It may be torn: then the only part of it tells what it lacks.
    let is_total = |next: String| {
        let lacks = next.strip_prefix(total).is_some_and(|rest| !rest.is_empty() && !total.is_empty());
        is_whole_amount(&next) && (is_whole_amount(total) || lacks)
    };
    if name.ends_with(is_chinese) && next.is_some_and(is_total) {
        return vec![name.chars().count()];
    }
    if text.len() > LONGEST || !is_part(&text) || is_whole_amount(&text) {
        return Vec::new();
    }
    for line in word.line + 1..=word.line + BELOW {
        let below =
            lines.line(line).iter().filter(|rest| rest.end + ASIDE > word.start && rest.start < word.end + ASIDE);
        let rests: Vec<String> = below.map(|rest| lines.text(rest)).take_while(|rest| is_part(rest)).collect();
        if rests.is_empty() {
            continue;
        }
        let mut search = Search { rests: &rests, cuts: Vec::new(), found: Vec::new(), steps: 0 };
        search.part(&text, 0, 0);
        return match search.found.as_slice() {
            [only] => only.clone(),
            _ => Vec::new(),
        };
    }
    Vec::new()
}

/// The search for the ways in which a text is amounts, some of them without their rests.
struct Search<'r> {
    rests: &'r [String],
    cuts: Vec<usize>,
    found: Vec<Vec<usize>>,
    steps: usize,
}

impl Search<'_> {
    fn part(&mut self, text: &str, at: usize, next: usize) {
        const MOST_STEPS: usize = 2000;
        const LONGEST: usize = 16;
        self.steps += 1;
        if self.steps > MOST_STEPS || self.found.len() > 1 {
            return;
        }
        if text.is_empty() {
            let all = next == self.rests.len() && !self.cuts.is_empty();
            self.found.extend(Some(self.cuts.clone()).filter(|_| all));
            return;
        }
        for end in 1..=text.len().min(LONGEST) {
            let Some((amount, more)) = text.split_at_checked(end) else { return };
            let torn = self.rests.get(next).is_some_and(|rest| is_whole_amount(&format!("{amount}{rest}")));
            let next = match is_whole_amount(amount) {
                true => next,
                false if torn => next + 1,
                false => continue,
            };
            let inner = !more.is_empty();
            self.cuts.extend(Some(at + end).filter(|_| inner));
            self.part(more, at + end, next);
            self.cuts.truncate(self.cuts.len() - usize::from(inner));
        }
    }
}

/// Puts the amounts of a list into their columns.
pub(super) fn settle(
    head: &Head,
    lines: &Lines<'_>,
    words: &[Word],
    tails: &[Tail],
    (is_first, places): (bool, &mut [Option<usize>]),
) {
    if is_first && head.is_list() {
        amounts::put_in_order(head, words, places);
        settle::settle_money(head, lines, words, places);
    }
    if !tails.is_empty() {
        put_in_order(head, lines, words, tails, places);
    }
}

/// Puts the amounts of a page on which amounts are torn into their columns.
fn put_in_order(head: &Head, lines: &Lines<'_>, words: &[Word], tails: &[Tail], places: &mut [Option<usize>]) {
    let of_money = |(_, cell): &(usize, &super::heads::HeadCell)| cell.holds.is_money();
    let money: Vec<usize> = head.cells.iter().enumerate().filter(of_money).map(|(at, _)| at).collect();
    let Some(total) = head.place(Holds::List(Role::Money(Fund::Total))).filter(|at| money.first() == Some(at)) else {
        return;
    };
    for (at, rest) in tails.iter().filter(|_| !lines.is_placed) {
        let Some(torn) = words.get(*at) else { continue };
        // Left of it stands none of the amounts beside it.
        let is_beside = |(other, place): (&Word, &Option<usize>)| {
            let own = place.is_some_and(|place| money.contains(&place));
            own && (torn.line..=rest.line).contains(&other.line) && other.start < torn.start
        };
        let is_first =
            !words.iter().zip(places.iter()).skip(at.saturating_sub(money.len())).take(MOST_BESIDE).any(is_beside);
        if let Some(place) = places.get_mut(*at).filter(|place| is_first && place.is_some()) {
            *place = Some(total);
        }
    }
    // The lines below a torn total, up to the one with its rest.
    let below = |(at, rest): &Tail| {
        let torn = words.get(*at).filter(|_| places.get(*at) == Some(&Some(total)))?;
        Some((torn.line + 1, rest.line))
    };
    let torn: Vec<(usize, usize)> = tails.iter().filter_map(below).collect();
    let totals: Vec<usize> = words
        .iter()
        .zip(places.iter())
        .filter(|(_, place)| **place == Some(total))
        .map(|(word, _)| word.line)
        .collect();
    if lines.is_placed {
        for (below, until) in torn {
            together(words, &money, (below - 1, until), places);
        }
        return;
    }
    let is_amount = |word: &Word| {
        let text = lines.text(word);
        !text.is_empty() && text.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, ',' | '.'))
    };
    let mut from = 0;
    for line in words.chunk_by(|one, next| one.line == next.line) {
        let own = from..from + line.len();
        from = own.end;
        let in_money = |at: &usize| places.get(*at).copied().flatten().is_some_and(|place| money.contains(&place));
        let Some(first) = own.clone().find(in_money) else { continue };
        let run = (first..own.end).take_while(|at| words.get(*at).is_some_and(is_amount)).count();
        let Some(number) = line.first().map(|word| word.line) else { continue };
        let covered = torn.iter().any(|(from, until)| (*from..=*until).contains(&number));
        let near = |line: &usize| line.abs_diff(number) <= 1;
        let columns = match () {
            () if covered => money.get(1..).unwrap_or_default(),
            () if run == money.len() || totals.contains(&number) || !totals.iter().any(near) => money.as_slice(),
            () => continue,
        };
        let mut of_run: Vec<Option<usize>> = places.get(first..first + run).unwrap_or_default().to_vec();
        order(&mut of_run, columns, !covered);
        places.iter_mut().skip(first).zip(of_run).for_each(|(place, own)| *place = own);
    }
}

/// Where places are a guess: puts the amounts on the lines of a torn total into the columns behind it, as the lines have them.
fn together(words: &[Word], money: &[usize], (first, last): (usize, usize), places: &mut [Option<usize>]) {
    let from = words.partition_point(|word| word.line < first);
    let until = words.partition_point(|word| word.line <= last);
    let own = places.get_mut(from..until.max(from)).unwrap_or_default();
    let own = own.iter_mut().filter(|place| place.is_some_and(|place| money.contains(&place)));
    for (place, column) in own.zip(money.iter().copied().map(Some).chain(std::iter::repeat(None))) {
        *place = column;
    }
}

/// Puts the amounts of a line into some columns from left to right, as near to where they stand as may be: the first one
/// into the first column, where that holds the totals.
fn order(places: &mut [Option<usize>], columns: &[usize], first: bool) {
    let count = places.len();
    if count > columns.len() {
        return;
    }
    let mut free = 0;
    for (at, place) in places.iter_mut().enumerate() {
        let last = columns.len() - (count - at);
        let own = place.and_then(|place| columns.iter().position(|column| *column >= place)).unwrap_or(last);
        let own = if at == 0 && first { 0 } else { own.clamp(free, last) };
        *place = columns.get(own).copied();
        free = own + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(places: &[usize], columns: &[usize], first: bool) -> Vec<usize> {
        let mut places: Vec<Option<usize>> = places.iter().copied().map(Some).collect();
        order(&mut places, columns, first);
        places.into_iter().flatten().collect()
    }

    #[test]
    fn torn_amounts_that_touch_come_apart() {
        let parts = |text: &str, rests: &[&str]| {
            let rests: Vec<String> = rests.iter().map(|rest| (*rest).to_owned()).collect();
            let mut search = Search { rests: &rests, cuts: Vec::new(), found: Vec::new(), steps: 0 };
            search.part(text, 0, 0);
            search.found
        };
        assert_eq!(parts("276,7254,101.322,338.271.39", &["11.50", "6", "75"]), [[5, 14, 21]]);
        // Without one of the rests there are several ways.
        assert_ne!(parts("276,7254,101.322,338.271.39", &["11.50", "6"]).len(), 1);
    }

    #[test]
    fn the_first_amount_is_the_total_and_the_others_follow_it() {
        assert_eq!(ordered(&[2, 3, 4, 4], &[1, 2, 3, 4], true), [1, 2, 3, 4]);
        assert_eq!(ordered(&[2, 3], &[1, 2, 3, 4], true), [1, 3]);
        assert_eq!(ordered(&[1, 1], &[1, 2, 3, 4], true), [1, 2]);
        // Beside the rest of a total.
        assert_eq!(ordered(&[1, 4], &[2, 3, 4], false), [2, 4]);
    }
}
