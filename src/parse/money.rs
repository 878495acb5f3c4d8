//! Money columns in running text: which numbers are amounts of a row, and which stand inside words.

use rust_decimal::Decimal;

use super::fold::Gap;
use super::sheet::{Run, Sheet};
use crate::amount::{Amount, MoneyUnit, number_from_text};
use crate::model::{Amounts, Cell, Fund, Repair, RepairKind};

/// The amounts of one row, one after another with nothing between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) run: Run,
    tokens: Vec<Token>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Token {
    run: Run,
    /// `None` for a dash, which stands for an empty column.
    number: Option<Decimal>,
    /// Blanks or line breaks on both sides. Without them only a sum that holds makes it an amount.
    bounded: bool,
}

/// All groups of amounts in a run.
pub(crate) fn groups(sheet: &Sheet<'_>, run: Run) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut at = run.start;
    while at < run.end {
        let mut tokens: Vec<Token> = Vec::new();
        while let Some(token) = token(sheet, tokens.last().map_or(at, |last| last.run.end), &run) {
            tokens.push(token);
        }
        let end = tokens.last().map_or(at, |last| last.run.end);
        let group = Group {
            run: at..end,
            tokens,
        };
        if group.is_of_money(sheet, &run) {
            groups.push(group);
            at = end;
        } else {
            // Digits that are no amount are passed over whole, so that their tail is not taken for one.
            at = skip_number(sheet, at, run.end);
        }
    }
    groups
}

fn skip_number(sheet: &Sheet<'_>, at: usize, end: usize) -> usize {
    let digit = |at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
    if !digit(at) {
        return at + 1;
    }
    (at + 1..end)
        .find(|&at| !digit(at) || sheet.gap(at) != Gap::None)
        .unwrap_or(end)
}

fn token(sheet: &Sheet<'_>, at: usize, run: &Run) -> Option<Token> {
    if at >= run.end {
        return None;
    }
    let bounded_left = at == run.start || sheet.gap(at) != Gap::None;
    let end_of = |from: usize, ok: &dyn Fn(char) -> bool| {
        (from..run.end)
            .find(|&at| !sheet.ch(at).is_some_and(ok) || (at > from && sheet.gap(at) != Gap::None))
            .unwrap_or(run.end)
    };
    let first = sheet.ch(at)?;
    let bounded_right = |end: usize| end == run.end || sheet.gap(end) != Gap::None;
    if matches!(first, '-' | '—' | '/') {
        let end = end_of(at, &|ch| matches!(ch, '-' | '—' | '/'));
        if bounded_left && bounded_right(end) {
            return Some(Token {
                run: at..end,
                number: None,
                bounded: true,
            });
        }
    }
    let digits = if first == '-' { at + 1 } else { at };
    let end = end_of(digits, &|ch| ch.is_ascii_digit() || ch == ',' || ch == '.');
    if bounded_left && bounded_right(end) {
        if let Some(number) = number_from_text(&sheet.folded(at..end)) {
            return Some(Token {
                run: at..end,
                number: Some(number),
                bounded: true,
            });
        }
    }
    let end = two_decimals(sheet, at, end)?;
    let number = number_from_text(&sheet.folded(at..end))?;
    Some(Token {
        run: at..end,
        number: Some(number),
        bounded: bounded_left && bounded_right(end),
    })
}

/// The end of a number with exactly two decimals, where what follows is no digit of it.
fn two_decimals(sheet: &Sheet<'_>, at: usize, end: usize) -> Option<usize> {
    let point = (at..end).find(|&at| sheet.ch(at) == Some('.'))?;
    let after = point + 3;
    let decimals =
        (point + 1..after).all(|at| at < end && sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit()));
    // "24.451.确保" is 24.45 and the ordinal "1.": one more digit must lead to a mark.
    let rest = (after..end)
        .take_while(|&at| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit()))
        .count();
    let ordinal = rest == 0 || (rest <= 2 && matches!(sheet.ch(after + rest), Some('.' | '、')));
    (decimals && ordinal).then_some(after)
}

impl Group {
    fn is_of_money(&self, sheet: &Sheet<'_>, run: &Run) -> bool {
        let numbers: Vec<Decimal> = self
            .tokens
            .iter()
            .filter_map(|token| token.number)
            .collect();
        let decimal = |number: &Decimal| number.scale() > 0;
        let alone = self.run.end == run.end || sheet.gap(self.run.end) >= Gap::Tab;
        let adds_up = || {
            let rest: Decimal = numbers.iter().skip(1).sum();
            numbers.len() > 1 && numbers.first() == Some(&rest)
        };
        if self.tokens.iter().any(|token| !token.bounded) {
            return numbers.iter().all(decimal) && adds_up();
        }
        match numbers.len() {
            0 => false,
            1 => alone && (numbers.iter().all(decimal) || self.tokens.len() > 1),
            _ => alone || adds_up(),
        }
    }

    /// Puts the numbers into their columns and claims them. Fewer numbers than columns are filled from the left,
    /// because blank cells vanish from plain text; that is a repair.
    pub(crate) fn read(
        &self,
        sheet: &mut Sheet<'_>,
        funds: &[Fund],
        unit: MoneyUnit,
    ) -> (Amounts, Option<Repair>) {
        let mut amounts = Amounts::default();
        for (fund, token) in funds.iter().zip(&self.tokens) {
            let Some(origin) = sheet.claim(token.run.clone()) else {
                continue;
            };
            *amounts.get_mut(*fund) = match token.number {
                Some(number) => Cell::Read {
                    value: Amount { number, unit },
                    origin,
                },
                None => Cell::Blank(origin),
            };
        }
        let repair = (self.tokens.len() < funds.len() && self.tokens.len() > 1).then(|| {
            let last = self
                .tokens
                .last()
                .map(|token| token.run.clone())
                .unwrap_or_default();
            let origin = sheet.origin(
                self.tokens
                    .get(1)
                    .map_or(last.start, |token| token.run.start)..last.end,
            );
            let read_as = funds
                .iter()
                .zip(&self.tokens)
                .skip(1)
                .map(|(fund, _)| fund.printed())
                .collect::<Vec<_>>();
            origin.map(|origin| Repair {
                kind: RepairKind::MoneyColumnInferred,
                origin,
                read_as: read_as.join("、"),
            })
        });
        (amounts, repair.flatten())
    }
}
