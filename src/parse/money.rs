//! Money columns in running text: which numbers are amounts of a row, and which stand inside words.

use rust_decimal::Decimal;

use super::fold::Gap;
use super::sheet::{Run, Sheet};
use crate::amount::{Amount, MoneyUnit, number_from_text, total};
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
    /// A line break stands within it.
    broken: bool,
}

/// All groups of amounts in a run.
pub(crate) fn groups(sheet: &Sheet<'_>, run: Run) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut at = run.start;
    while at < run.end {
        let group = Group::at(sheet, at, &run);
        let start = group.run.start;
        at = group.run.end;
        if group.is_of_money(sheet, &run) {
            groups.push(group);
        } else {
            // Digits that are no amount are passed over whole, so that their tail is not taken for one.
            at = skip_number(sheet, start, run.end);
        }
    }
    groups
}

/// More numbers in a row than any form has money columns are no row. Also keeps the work linear on rows of digits.
const MOST_TOKENS: usize = 8;
/// No amount is longer. Also keeps the work linear on endless digits.
const LONGEST_TOKEN: usize = 24;

fn skip_number(sheet: &Sheet<'_>, at: usize, end: usize) -> usize {
    let part = |at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit() || ch == ',' || ch == '.');
    if !part(at) {
        return at + 1;
    }
    (at + 1..end).find(|&at| !part(at) || sheet.gap(at) != Gap::None).unwrap_or(end)
}

/// The amount that begins at `at`, right behind the amounts of the same row before it; what such a gap parts is one amount.
fn token(sheet: &Sheet<'_>, previous: Option<&Token>, at: usize, run: &Run, joins: Option<Gap>) -> Option<Token> {
    let first = sheet.ch(at).filter(|_| at < run.end)?;
    let bounded_left = at == run.start || sheet.gap(at) != Gap::None;
    let bounded_right = |end: usize| end == run.end || sheet.gap(end) != Gap::None;
    let until = run.end.min(at + LONGEST_TOKEN);
    let end_of = |from: usize, ok: &dyn Fn(char) -> bool| {
        let goes_on = |at: usize| sheet.ch(at).is_some_and(ok) && (at == from || sheet.gap(at) == Gap::None);
        (from..until).find(|&at| !goes_on(at)).unwrap_or(until)
    };
    if matches!(first, '-' | '—' | '/') {
        let end = end_of(at, &|ch| matches!(ch, '-' | '—' | '/'));
        if bounded_left && bounded_right(end) {
            return Some(Token { run: at..end, number: None, bounded: true, broken: false });
        }
    }
    let digits = if first == '-' { at + 1 } else { at };
    let end = end_of(digits, &|ch| ch.is_ascii_digit() || ch == ',' || ch == '.');
    let read = |end: usize| {
        let number = number_from_text(&sheet.folded(at..end))?;
        let bounded = bounded_left && bounded_right(end);
        Some(Token { run: at..end, number: Some(number), bounded, broken: false })
    };
    if bounded_right(end) {
        let broken = joins.and_then(|gap| broken_end(sheet, digits..end, run.end, gap));
        return broken.and_then(read).map(|token| Token { broken: true, ..token }).or_else(|| read(end));
    }
    // All line breaks are gone and the objective follows at once ("24.45 24.451.确保"): an amount that stands twice, or
    // one with two decimals, is taken off the front. Only a sum that holds makes it count.
    let twice = previous.and_then(|previous| sheet.after(at, &sheet.folded(previous.run.clone())));
    twice.or_else(|| two_decimals(sheet, at, end)).and_then(read)
}

/// Where an amount with two decimals ends that a narrow column has broken: "39,401.3" above "4" (D4).
fn broken_end(sheet: &Sheet<'_>, first: Run, until: usize, gap: Gap) -> Option<usize> {
    if first.end >= until || sheet.gap(first.end) < gap {
        return None;
    }
    // Most amounts have their decimals.
    let head = sheet.folded(first.clone());
    if !is_cut_off(&head) {
        return None;
    }
    let number = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit() || ch == ',' || ch == '.');
    let rest = first.end..until.min(first.end + LONGEST_TOKEN);
    let end =
        rest.clone().find(|at| !number(at) || (*at > first.end && sheet.gap(*at) != Gap::None)).unwrap_or(rest.end);
    let is_bounded = end == until || sheet.gap(end) != Gap::None;
    (end > first.end && is_bounded && has_two_decimals(&sheet.folded(first.start..end))).then_some(end)
}

/// Whether what a line break cuts off is the first part of one amount. A whole number above another is an amount of its own.
pub(crate) fn is_broken(first: &str, whole: &str) -> bool {
    is_cut_off(first) && has_two_decimals(whole)
}

fn is_cut_off(text: &str) -> bool {
    text.contains([',', '.']) && !has_two_decimals(text)
}

fn has_two_decimals(text: &str) -> bool {
    number_from_text(text).is_some_and(|number| number.scale() == 2)
}

fn two_decimals(sheet: &Sheet<'_>, at: usize, end: usize) -> Option<usize> {
    let point = (at..end).find(|&at| sheet.ch(at) == Some('.'))?;
    let decimal = |at: usize| at < end && sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
    (decimal(point + 1) && decimal(point + 2)).then_some(point + 3)
}

/// Whether a cell holds only a dash, which stands for an empty column.
pub(crate) fn is_dash(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|ch| matches!(ch, '-' | '—' | '/'))
}

impl Group {
    /// The amounts from a position on. What a line break parts is one amount where the sum says so, or nothing else is left.
    fn at(sheet: &Sheet<'_>, at: usize, run: &Run) -> Self {
        let joined = Self::of(sheet, at, run, Some(Gap::Line));
        let alike = |group: &Self| group.numbers().all(|number| number.scale() == 2);
        let is_whole = joined.tokens.iter().all(|token| !token.broken);
        // An amount that begins right behind is cut where none may be: "79,571. 22".
        let is_cut = cfg!(feature = "readers") && sheet.ch(joined.run.end).is_some_and(|ch| ch.is_ascii_digit());
        if (is_whole && !is_cut && (joined.tokens.len() < 2 || alike(&joined))) || joined.adds_up() {
            return joined;
        }
        let parted = Self::of(sheet, at, run, None);
        if parted.adds_up() {
            return parted;
        }
        // Some tools put a blank where a cell is wrapped: "2,288.4 6 2,288.4 6".
        let wrapped = if alike(&joined) && !is_cut { None } else { Some(Self::of(sheet, at, run, Some(Gap::Blank))) };
        match wrapped.filter(|wrapped| alike(wrapped) && wrapped.adds_up()) {
            Some(wrapped) => wrapped,
            None if alike(&joined) => joined,
            None => parted,
        }
    }

    fn of(sheet: &Sheet<'_>, mut at: usize, run: &Run, joins: Option<Gap>) -> Self {
        let mut tokens: Vec<Token> = Vec::new();
        while tokens.len() < MOST_TOKENS
            && let Some(token) = token(sheet, tokens.last(), at, run, joins)
        {
            at = token.run.end;
            tokens.push(token);
        }
        let mut group = Self { run: tokens.first().map_or(at, |first| first.run.start)..at, tokens };
        // The number of a first sentence may look like one more amount: "24.45 24.45 1.11月底前".
        while cfg!(feature = "readers") && group.tokens.last().is_some_and(|last| !last.bounded) && !group.adds_up() {
            group.run.end = group.tokens.pop().map_or(at, |last| last.run.start);
        }
        group
    }

    fn numbers(&self) -> impl Iterator<Item = Decimal> {
        self.tokens.iter().filter_map(|token| token.number)
    }

    /// Whether the first is the sum of the others.
    fn adds_up(&self) -> bool {
        let rest = total(&mut self.numbers().skip(1));
        self.numbers().count() > 1 && self.numbers().next() == rest
    }

    fn is_of_money(&self, sheet: &Sheet<'_>, run: &Run) -> bool {
        let decimals = || self.numbers().all(|number| number.scale() > 0);
        let alone = self.run.end == run.end || sheet.gap(self.run.end) >= Gap::Tab;
        if self.tokens.iter().any(|token| !token.bounded) {
            return decimals() && self.adds_up();
        }
        match self.numbers().count() {
            0 => false,
            1 => alone && (decimals() || self.tokens.len() > 1),
            _ => alone || self.adds_up(),
        }
    }

    /// Puts the numbers into their columns and claims them. Fewer numbers than columns are filled from the left,
    /// because blank cells vanish from plain text; that is a repair.
    pub(crate) fn read(&self, sheet: &mut Sheet<'_>, funds: &[Fund], unit: MoneyUnit) -> (Amounts, Option<Repair>) {
        let mut amounts = Amounts::default();
        for (fund, token) in funds.iter().zip(&self.tokens) {
            let Some(origin) = sheet.claim(token.run.clone()) else {
                continue;
            };
            *amounts.get_mut(*fund) = match token.number {
                Some(number) => Cell::Read { value: Amount { number, unit }, origin },
                None => Cell::Blank(origin),
            };
        }
        let repair = (self.tokens.len() < funds.len() && self.tokens.len() > 1).then(|| {
            let last = self.tokens.last().map(|token| token.run.clone()).unwrap_or_default();
            let origin = sheet.origin(self.tokens.get(1).map_or(last.start, |token| token.run.start)..last.end);
            let read_as = funds.iter().zip(&self.tokens).skip(1).map(|(fund, _)| fund.printed()).collect::<Vec<_>>();
            origin.map(|origin| Repair { kind: RepairKind::MoneyColumnInferred, origin, read_as: read_as.join("、") })
        });
        (amounts, repair.flatten())
    }
}
