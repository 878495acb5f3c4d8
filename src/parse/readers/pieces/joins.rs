//! Pieces that are one: torn amounts, and labels that stand downwards.

use std::collections::BTreeSet;

use super::Piece;
use crate::amount::number_from_text;
use crate::lexicon;
use crate::parse::readers::rows;
use crate::parse::sheet::{Run, Sheet};

/// Joins an amount to its last digit, for which its column was too narrow, where the text says the whole amount elsewhere; or to its
/// decimals, which begin with the point.
pub(super) fn join_amounts(sheet: &Sheet<'_>, pieces: &mut Vec<Piece>) {
    let has_decimals = |run: &Run| {
        let text = sheet.folded(run.clone());
        text.strip_prefix('.').is_some_and(|rest| matches!(rest.len(), 1 | 2) && rest.parse::<u8>().is_ok())
    };
    let is_torn = |pair: &[Piece]| match pair {
        [one, next] if has_decimals(&next.run) => {
            one.row < next.row && sheet.folded(one.run.clone()).chars().all(|ch| ch.is_ascii_digit() || ch == ',')
        }
        // "1764" and "3.80", where the text says 17643.80.
        [one, next] if sheet.folded(one.run.clone()).parse::<u32>().is_ok() => {
            let rest = sheet.folded(next.run.clone());
            let decimals = rest.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            one.row < next.row && decimals == 2 && rest.parse::<f64>().is_ok()
        }
        [one, next] => {
            let digit = |at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
            let point = one.run.end.checked_sub(2).filter(|point| *point > one.run.start);
            next.run.len() == 1
                && one.row < next.row
                && digit(next.run.start)
                && point.and_then(|point| sheet.ch(point)) == Some('.')
        }
        _ => false,
    };
    // The digit is alone on its line.
    let is_alone =
        |at: usize| pieces.get(at + 2).is_none_or(|behind| pieces.get(at + 1).is_some_and(|own| own.row < behind.row));
    let torn = pieces.windows(2).enumerate().filter(|(at, pair)| is_torn(pair) && is_alone(*at)).map(|(at, _)| at);
    let torn: Vec<usize> = torn.collect();
    if torn.is_empty() {
        return;
    }
    let mut whole: BTreeSet<String> = pieces.iter().map(|piece| sheet.folded(piece.run.clone())).collect();
    // What is torn twice in the same way is the same amount: the total and the only part of it.
    let mut seen = BTreeSet::new();
    for pair in torn.iter().filter_map(|at| pieces.get(*at..at + 2)) {
        let joined: String = pair.iter().map(|piece| sheet.folded(piece.run.clone())).collect();
        if !seen.insert(joined.clone()) || pair.last().is_some_and(|rest| has_decimals(&rest.run)) {
            whole.insert(joined);
        }
    }
    // As wide is the column of all that are torn behind as many characters.
    let mut widths = BTreeSet::new();
    for pair in torn.iter().filter_map(|at| pieces.get(*at..at + 2)) {
        let joined: String = pair.iter().map(|piece| sheet.folded(piece.run.clone())).collect();
        widths.extend(pair.first().filter(|_| whole.contains(&joined)).map(|one| one.run.len()));
    }
    let mut gone = BTreeSet::new();
    for at in torn {
        let end = pieces.get(at + 1).map_or(0, |next| next.run.end);
        let Some(one) = pieces.get_mut(at) else { continue };
        let joined = sheet.folded(one.run.start..end);
        if number_from_text(&joined).is_some() && (whole.contains(&joined) || widths.contains(&one.run.len())) {
            one.run.end = end;
            gone.insert(at + 1);
        }
    }
    let mut at = 0;
    pieces.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
}

/// Joins labels that stand downwards in narrow cells, of which a tool makes "绩 效 指 标": each character a piece of one line.
pub(super) fn join_vertical(sheet: &Sheet<'_>, pieces: &mut Vec<Piece>) {
    const FEWEST: usize = 3;
    /// Where more stand together, a tool has put blanks between all characters.
    const MOST: usize = 16;
    let label_end = |start: usize| {
        let fields = lexicon::FIELDS.iter().filter_map(|(label, _)| sheet.after(start, label)).max();
        fields.or_else(|| rows::level(sheet, start).map(|(_, end)| end))
    };
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut rest = pieces.as_slice();
    while let Some((piece, behind)) = rest.split_first() {
        let is_one = |next: &&Piece| next.run.len() == 1 && next.row == piece.row;
        let single = rest.iter().take(MOST).take_while(is_one).count();
        let end = (FEWEST..MOST).contains(&single).then(|| label_end(piece.run.start)).flatten();
        let end = end.filter(|end| (FEWEST..=single).contains(&(end - piece.run.start)));
        // "总 分", spread over its cell.
        let sum = || sheet.after_any(piece.run.start, lexicon::SUM_ROWS).filter(|end| *end == piece.run.start + 2);
        let is_spread = single == 2 && piece.run.len() == 1 && sheet.begins_line(piece.run.start);
        let end = end.or_else(|| sum().filter(|_| is_spread));
        joined.push(Piece { run: piece.run.start..end.unwrap_or(piece.run.end), ..piece.clone() });
        rest = end.map_or(behind, |end| rest.get(end - piece.run.start..).unwrap_or_default());
    }
    *pieces = joined;
}
