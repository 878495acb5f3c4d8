//! Amounts of a list in text with columns: narrow columns break them over two lines.

use super::heads::Head;
use super::lines::{Lines, Word};
use crate::amount::number_from_text;
use crate::parse::readers::is_whole_amount;

/// The rest of an amount: where its first word stands among the words, and the word below that ends it.
pub(super) type Tail = (usize, Word);

/// Takes the rests of amounts out of the words. Tools push narrow columns aside, so these stand below nothing: a line has
/// as many of them as the line above has broken amounts.
pub(super) fn take_tails(lines: &Lines<'_>, words: &mut Vec<Word>) -> Vec<Tail> {
    const APART: usize = 4;
    let mut kept: Vec<Word> = Vec::with_capacity(words.len());
    let mut tails: Vec<Tail> = Vec::new();
    // Where the broken amounts of the last line that has any stand.
    let mut cut: Vec<usize> = Vec::new();
    for line in words.chunk_by(|one, next| one.line == next.line) {
        let number = line.first().map_or(0, |word| word.line);
        cut.retain(|at| kept.get(*at).is_some_and(|word| word.line + APART >= number));
        let amount = |at: &usize| kept.get(*at).map(|word| lines.text(word)).unwrap_or_default();
        let ends = |word: &Word, at: &usize| {
            let (amount, more) = (amount(at), lines.text(word));
            let decimals = amount.rsplit_once('.').map_or(0, |(_, decimals)| decimals.len());
            let ends = is_digits(&more) && decimals + more.trim_start_matches('.').len() == 2;
            is_cut(&amount, &more) && (ends || is_whole_amount(&format!("{amount}{more}")))
        };
        let mut rests: Vec<&Word> = Vec::with_capacity(cut.len());
        for word in line {
            if cut.get(rests.len()).is_some_and(|at| ends(word, at)) {
                rests.push(word);
            }
        }
        let pairs = !cut.is_empty() && rests.len() == cut.len();
        if pairs {
            tails.extend(cut.drain(..).zip(rests.iter().map(|word| (*word).clone())));
        }
        let mut broken: Vec<usize> = Vec::new();
        for word in line {
            if pairs && rests.iter().any(|rest| rest.inks == word.inks) {
                continue;
            }
            let text = lines.text(word);
            let is_open = text.rsplit_once('.').map_or(is_torn(&text), |(_, decimals)| decimals.len() < 2);
            if is_amount(&text) && is_open {
                broken.push(kept.len());
            }
            kept.push(word.clone());
        }
        if !broken.is_empty() {
            cut = broken;
        }
    }
    *words = kept;
    tails
}

/// Amounts of one line without a gap between them stand in columns side by side.
pub(super) const CLOSE: usize = 2;

/// Puts the amounts of lines that have as many as any into order: from the first money column on, in as many columns as
/// most of these lines, and side by side where no gap is between them.
pub(super) fn put_in_order(head: &Head, words: &[Word], places: &mut [Option<usize>]) {
    let money: Vec<usize> =
        head.cells.iter().enumerate().filter(|(_, cell)| cell.holds.is_money()).map(|(at, _)| at).collect();
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut line = usize::MAX;
    for (at, (word, place)) in words.iter().zip(places.iter()).enumerate() {
        if !place.is_some_and(|place| money.contains(&place)) {
            continue;
        }
        match rows.last_mut() {
            Some(row) if line == word.line => row.push(at),
            _ => rows.push(vec![at]),
        }
        line = word.line;
    }
    let most = rows.iter().map(Vec::len).max().unwrap_or_default();
    if most < 2 || most > money.len() {
        return;
    }
    rows.retain(|row| row.len() == most);
    let of =
        |row: &Vec<usize>| -> Vec<usize> { row.iter().filter_map(|at| places.get(*at).copied().flatten()).collect() };
    // The columns that some rows have, and those rows.
    let mut known: Vec<(Vec<usize>, Vec<&Vec<usize>>)> = vec![(Vec::new(), Vec::new())];
    for row in &rows {
        let of = of(row);
        let rises = of.windows(2).all(|pair| matches!(pair, [one, other] if one < other));
        let of = if rises && of.first() == money.first() { of } else { Vec::new() };
        match known.iter_mut().find(|(other, _)| *other == of) {
            Some((_, rows)) => rows.push(row),
            None => known.push((of, vec![row])),
        }
    }
    let best = known.iter().filter(|(of, _)| !of.is_empty()).max_by_key(|(_, rows)| rows.len());
    let best = best.map_or_else(|| money.iter().copied().take(most).collect(), |(of, _)| of.clone());
    for (of, rows) in known {
        let mut to: Vec<usize> = if of.is_empty() { best.clone() } else { of };
        for index in 1..most {
            let word = |row: &&Vec<usize>, at: usize| row.get(at).and_then(|at| words.get(*at));
            let gap = |row: &&Vec<usize>| Some(word(row, index)?.start.saturating_sub(word(row, index - 1)?.end));
            let close = rows.iter().filter_map(gap).min().is_some_and(|gap| gap <= CLOSE);
            let next = to.get(index - 1).and_then(|before| money.iter().find(|at| *at > before)).copied();
            if let Some((to, next)) = to.get_mut(index).zip(next).filter(|_| close) {
                *to = next;
            }
        }
        for (at, to) in rows.into_iter().flat_map(|row| row.iter().zip(&to)) {
            if let Some(place) = places.get_mut(*at) {
                *place = Some(*to);
            }
        }
    }
}

/// Before which characters of a word amounts begin that fill their columns, and so touch each other and the name before
/// them: all of them have as many decimals.
pub(super) fn touching(text: &str) -> Vec<usize> {
    let name = text.trim_end_matches(|ch: char| ch.is_ascii_digit() || matches!(ch, ',' | '.'));
    let mut rest = text.strip_prefix(name).unwrap_or_default();
    let decimals = rest.rsplit_once('.').map_or(0, |(_, decimals)| decimals.len());
    let mut at = name.chars().count();
    let mut cuts = Vec::new();
    while let Some(point) = rest.find('.').filter(|_| decimals > 0 || text.ends_with('.')) {
        let (amount, more) = rest.split_at_checked(point + 1 + decimals).unwrap_or_default();
        if number_from_text(amount.trim_end_matches('.')).is_none() {
            break;
        }
        cuts.push(at);
        at += amount.len();
        rest = more;
    }
    cuts.retain(|at| *at > 0);
    let whole = rest.is_empty() && cuts.len() > usize::from(!name.is_empty());
    if whole { cuts } else { Vec::new() }
}

/// Whether an amount goes on on the next line: without its last decimal, or before its decimals.
pub(super) fn is_cut(amount: &str, more: &str) -> bool {
    match amount.rsplit_once('.') {
        Some((_, decimals)) => decimals.len() < 2,
        None if is_torn(amount) => amount.ends_with(',') || is_whole_amount(&format!("{amount}{more}")),
        None => amount.contains(',') && more.starts_with('.'),
    }
}

/// Whether a text is an amount without its last digits: 276,7 or 22,340. and no ordinal.
pub(super) fn is_torn_amount(text: &str) -> bool {
    const SHORTEST: usize = 4;
    let ends = text.strip_suffix('.').is_some_and(|whole| number_from_text(whole).is_some());
    text.len() >= SHORTEST && is_amount(text) && (ends || (is_torn(text) && !text.contains('.')))
}

/// Whether a number without decimals ends inside a group of three digits.
fn is_torn(amount: &str) -> bool {
    amount.rsplit_once(',').is_some_and(|(_, group)| group.len() < 3)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.trim_start_matches('.').chars().all(|ch| ch.is_ascii_digit())
}

fn is_amount(text: &str) -> bool {
    text.starts_with(|ch: char| ch.is_ascii_digit())
        && text.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, ',' | '.'))
        && text.contains([',', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_that_touch_come_apart() {
        assert_eq!(touching("559.60559.60"), [6]);
        assert_eq!(touching("2,288.42,288.4"), [7]);
        assert_eq!(touching("1,330.1,330."), [6]);
        assert_eq!(touching("残疾721.12721.12"), [2, 8]);
        for whole in ["559.60", "1,330.", "2025.3.1", "1.2.10", "残疾721.12", "10", "。", "12.50万元"] {
            assert_eq!(touching(whole), [0; 0], "{whole}");
        }
    }
}
