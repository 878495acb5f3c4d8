//! What stands above the rows of each page of a flat table in boxes: title, heads and the numbers of the columns.

use super::flat::{COLUMNS, Flat};
use super::tokens::{self, Token, is_above};
use crate::lexicon::Column;
use crate::parse::readers::pieces::Pieces;
use crate::parse::sheet::Run;

/// No table has more columns.
const MOST_HEADS: i32 = 12;

impl Flat {
    /// Takes out title, heads and the numbers of the columns.
    pub(super) fn without_heads(&mut self, pieces: &Pieces<'_>, tokens: Vec<Token>) -> Vec<Token> {
        let mut number = 1;
        let mut early = None;
        self.numbers.clear();
        let is_ahead = |token: &Token, number: i32, behind: &[Token]| {
            const FAR: usize = 8;
            let own = number.to_string();
            number > 1
                && token.text == (number + 1).to_string()
                && behind.iter().take(FAR).any(|token| token.text == own)
        };
        let mut rest = Vec::new();
        let first = self.heads.is_empty();
        // How many heads stand before a token, and the numbers below them.
        let (mut heads, mut below): (usize, Vec<i32>) = (0, Vec::new());
        let mut own: Vec<(Column, Vec<Run>)> = Vec::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let column = pieces.column(token.run.start).and_then(|(column, end)| {
                // Narrow columns break heads.
                let count = tokens.iter().skip(at).take(4).position(|token| token.run.end == end)? + 1;
                Some((column, token.run.start..end, count))
            });
            at += column.as_ref().map_or(1, |(.., count)| *count);
            let token = token.clone();
            let behind = std::mem::take(&mut heads);
            let ahead = |own: &i32| behind > 0 && number > 1 && *own > number && *own <= MOST_HEADS;
            let ahead: Option<i32> = token.text.parse().ok().filter(ahead);
            match column {
                Some((column, run, _)) => {
                    heads = behind + 1;
                    own.push((column, vec![run]));
                }
                None if is_above(pieces, &token) && first => self.above.push(token.run),
                None if is_above(pieces, &token) => self.again.push(token.run),
                None if token.text == number.to_string() => {
                    self.numbers.push((number, token.run.start));
                    number = early.take().map_or(number, |early: i32| early) + 1;
                    while below.contains(&number) {
                        number += 1;
                    }
                    self.again.push(token.run);
                }
                // Heads that stand apart have their numbers below them.
                None if ahead.is_some() && early.is_none() => {
                    self.numbers.extend(ahead.map(|own| (own, token.run.start)));
                    below.extend(ahead);
                    heads = behind - 1;
                    self.again.push(token.run);
                }
                // Of two heads of columns the lower one may stand first, and so its number.
                None if early.is_none() && is_ahead(&token, number, tokens.get(at..).unwrap_or_default()) => {
                    self.numbers.push((number + 1, token.run.start));
                    early = Some(number + 1);
                    self.again.push(token.run);
                }
                None => rest.push(token),
            }
        }
        for column in COLUMNS {
            if own.iter().all(|(known, _)| *known != column) {
                own.extend(tokens::torn_head(&mut rest, column).map(|runs| (column, runs)));
            }
        }
        if first {
            self.heads = own;
        } else {
            self.again.extend(own.into_iter().flat_map(|(_, runs)| runs));
        }
        rest
    }
}
