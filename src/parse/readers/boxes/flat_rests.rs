//! The next lines of names in a flat table whose boxes hold a line each: they stand behind the other cells of their row, and
//! before the next row.

use std::collections::BTreeSet;

use super::atoms;
use super::flat_page::{Page, is_end, is_plain};
use super::looks::chunk;
use super::rows::is_name;
use super::tokens::{Boxes, Token};
use super::words::{is_date, is_known, is_share, is_value, is_word};
use crate::amount::number_from_text;
use crate::lexicon;
use crate::parse::readers::is_chinese;
use crate::parse::readers::rows::is_operator;

/// No name has more lines behind its first one.
const MOST_LINES: usize = 3;

/// Gives names their next lines, and says which lack one. `sentences`: lines that are no names.
pub(super) fn complete(page: &mut Page, sentences: &BTreeSet<String>) -> Vec<bool> {
    /// So many of three names stand right before their operator where each row begins with its first lines.
    const MOST: usize = 2;
    let mut torn = vec![false; page.names.len()];
    let mut others: Vec<Token> = page.strays.iter().chain(&page.rest).cloned().collect();
    others.sort_by_key(|token| token.run.start);
    let behind = |at: usize| others.partition_point(|token| token.run.start < at);
    // What stands right before an operator is in the column of names.
    let is_before = |token: &&Token| {
        others.get(behind(token.run.end)).is_some_and(|next| next.run.start == token.run.end && is_operator(&next.text))
    };
    let whole = page.names.iter().filter(|name| name.first().is_some_and(|first| is_before(&first))).count();
    let all = page.names.iter().flatten().map(|token| token.width).max().unwrap_or_default();
    let is_cut =
        |name: &[Token], widest: usize| name.last().is_some_and(|last| last.width + 2 >= widest && !is_end(&last.text));
    if page.boxes != Boxes::Lines {
        return torn;
    }
    if whole * 3 < page.names.len() * MOST {
        // A full line goes on above or below it, nobody knows where.
        let may_be_rest = |token: &Token| {
            let text = token.text.as_str();
            let plain = is_plain(token) && token.width <= all && text.chars().any(is_chinese) && !is_name(text);
            let said = sentences.contains(text) || lexicon::explains(text) || text.contains(['=', ':', '/']);
            plain && !said && !is_value(text) && !lexicon::KINDS.contains(&text)
        };
        let left: Vec<usize> = others.iter().filter(|token| may_be_rest(token)).map(|token| token.run.start).collect();
        let start = |at: Option<usize>| at.and_then(|at| page.names.get(at)?.first()).map(|first| first.run.start);
        let is_left = |at: usize| {
            let above = start(at.checked_sub(1)).unwrap_or(0);
            let below = start(Some(at + 1)).filter(|below| *below > above).unwrap_or(usize::MAX);
            left.get(left.partition_point(|line| *line < above)).is_some_and(|line| *line < below)
        };
        return page.names.iter().enumerate().map(|(at, name)| is_left(at) && is_cut(name, all)).collect();
    }
    let widest = page.names.iter().flatten().filter(is_before).map(|token| token.width).max().unwrap_or_default();
    let mut starts = page.starts();
    starts.sort_unstable();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for (name, torn) in page.names.iter_mut().zip(&mut torn) {
        let Some(start) = name.first().map(|first| first.run.start) else { continue };
        let until = starts.get(starts.partition_point(|row| *row <= start)).copied().unwrap_or(usize::MAX);
        for _ in 0..MOST_LINES {
            let text: String = name.iter().map(|line| line.text.as_str()).collect();
            let Some(last) = name.last() else { break };
            let from = behind(last.run.end);
            let open = atoms::open_brackets(&text) > 0;
            let next = next(others.get(from..).unwrap_or_default(), until, widest, sentences);
            *torn = open || is_cut(name, widest);
            let Some(next) = next else { break };
            let full = last.width + chunk(&next.text) > widest;
            if !(full || open) || taken.contains(&next.run.start) {
                break;
            }
            taken.insert(next.run.start);
            name.push(next.clone());
        }
    }
    let is_left = |token: &Token| !taken.contains(&token.run.start);
    page.strays.retain(is_left);
    page.rest.retain(is_left);
    torn
}

/// The line that a name may go on with: the first one behind the cells of its row that is of no other column.
fn next<'t>(others: &'t [Token], until: usize, widest: usize, sentences: &BTreeSet<String>) -> Option<&'t Token> {
    /// So many tokens may stand between two lines of a name.
    const FAR: usize = 24;
    let mut unit: Option<&Token> = None;
    let mut before: Option<&Token> = None;
    // Whether the first lines of all cells stand before.
    let mut behind = false;
    for (at, token) in others.iter().enumerate().take(FAR).take_while(|(_, token)| token.run.start < until) {
        let text = token.text.as_str();
        let adjoins = |one: &Token, two: &Token| one.run.end == two.run.start;
        // Behind an operator stands a value, behind a number its unit, and before an operator the name of another row.
        let last = before.replace(token).filter(|last| adjoins(last, token));
        let is_number = |token: &Token| number_from_text(&token.text).is_some();
        let operator = others.get(at + 1).is_some_and(|next| adjoins(token, next) && is_operator(&next.text));
        let value = is_operator(text) || is_number(token) || lexicon::KINDS.contains(&text);
        let told = value || last.is_some_and(|last| is_operator(&last.text)) || is_date(text) || is_word(text);
        let rest = unit.is_some_and(|unit| is_known(&format!("{}{text}", unit.text)));
        let next = others.get(at + 1).filter(|next| adjoins(token, next));
        let kind = next.is_some_and(|next| lexicon::KINDS.contains(&next.text.as_str()));
        if (last.is_some_and(is_number) || kind) && !value {
            unit = Some(token);
            continue;
        }
        behind |= lexicon::KINDS.contains(&text) || sentences.contains(text);
        let early = !behind && lexicon::COUNT_UNITS.contains(&text);
        let said = sentences.contains(text) || lexicon::explains(text) || text.contains(['=', ':', '/']);
        let item = text.starts_with('(') && text.chars().nth(1).is_some_and(|ch| ch.is_ascii_digit());
        let fits = token.width <= widest && is_plain(token) && !is_name(text) && !item;
        let chinese = text.starts_with('(') || text.chars().any(is_chinese);
        if fits && chinese && !early && !told && !rest && !said && !operator && !is_share(text) {
            return Some(token);
        }
    }
    None
}
