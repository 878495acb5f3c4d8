//! Lists in running text whose money columns are so narrow that amounts go on in the next line: 12318 above 8.62.
//!
//! Every amount of such a list has two decimals. A number that has not is the beginning of one, and what follows it on the
//! next line its rest.

use super::is_whole_amount as is_whole;
use crate::amount::{number_from_text, total};
use crate::model::Table;
use crate::parse::fold::{Folded, Gap, Ink};
use crate::parse::list;
use crate::parse::sheet::Run;
use crate::source::Source;
use rust_decimal::Decimal;

/// No amount is longer, and no narrow column tears one into more lines.
const LONGEST: usize = 20;
const MOST_LINES: usize = 4;
/// So many amounts must be torn: one may be a slip.
const FEWEST: usize = 2;

/// Reads a list with its torn amounts joined; nothing where none is torn, or where amounts need not have decimals.
pub(crate) fn read(source: &Source, folded: &Folded) -> Table {
    let numbers = numbers(folded.inks());
    let (rests, alone) = rests(folded.inks(), &numbers);
    // Years and ordinals stand alone on lines, too, but seldom.
    if rests.len() < FEWEST || alone * 2 > rests.len() {
        return Table::default();
    }
    let mut inks = folded.inks().to_vec();
    for rest in rests {
        if let Some(ink) = inks.get_mut(rest) {
            ink.set_gap(Gap::None);
        }
    }
    list::read(source, &Folded::of_inks(inks))
}

/// The numbers that stand by themselves, with blanks or line breaks around them.
fn numbers(inks: &[Ink]) -> Vec<Run> {
    let mut numbers = Vec::new();
    let mut from = 0;
    for word in inks.chunk_by(|_, next| next.gap() == Gap::None) {
        let is_part = |ink: &Ink| ink.ch().is_ascii_digit() || matches!(ink.ch(), ',' | '.');
        let until = from + word.len();
        if word.len() <= LONGEST && word.iter().all(is_part) && word.iter().any(|ink| ink.ch().is_ascii_digit()) {
            numbers.push(from..until);
        }
        from = until;
    }
    numbers
}

/// Where the rests of torn amounts begin; and how many numbers among others are neither whole nor torn.
fn rests(inks: &[Ink], numbers: &[Run]) -> (Vec<usize>, usize) {
    let (mut rests, mut alone) = (Vec::new(), 0);
    for row in numbers.chunk_by(|one, next| one.end == next.start) {
        let careful = Joined::of(inks, row, false);
        let joined = if careful.alone > 0 { Joined::of(inks, row, true) } else { careful };
        // Only a sum tells that a whole number on the same line is the beginning of the next.
        let joined = if joined.adds_up() { joined } else { Joined::of(inks, row, false) };
        alone += if row.len() > 1 { joined.alone } else { 0 };
        rests.extend(joined.rests);
    }
    (rests, alone)
}

/// Numbers that follow each other, put together.
struct Joined {
    /// Where the rests begin.
    rests: Vec<usize>,
    amounts: Vec<Option<Decimal>>,
    /// How many are not whole.
    alone: usize,
}

impl Joined {
    /// `eager`: a blank may part a number without a point, too.
    fn of(inks: &[Ink], row: &[Run], eager: bool) -> Self {
        let mut joined = Self { rests: Vec::new(), amounts: Vec::new(), alone: 0 };
        let mut at = 0;
        while let Some(first) = row.get(at) {
            let mut text = text(inks, first);
            let mut own = Vec::new();
            for next in row.iter().skip(at + 1).take(MOST_LINES - 1) {
                // Some tools put a blank where a cell is wrapped.
                let gap = inks.get(next.start).map(Ink::gap);
                let follows = gap == Some(Gap::Line) || (gap == Some(Gap::Blank) && (eager || text.contains('.')));
                if is_whole(&text) || !follows || text.len() + next.len() > LONGEST {
                    break;
                }
                text.push_str(&self::text(inks, next));
                own.push(next.start);
            }
            at += 1;
            if is_whole(&text) {
                at += own.len();
                joined.amounts.push(number_from_text(&text));
                joined.rests.append(&mut own);
            } else {
                joined.amounts.push(None);
                joined.alone += 1;
            }
        }
        joined
    }

    /// Whether the first is the sum of the others, all of them whole.
    fn adds_up(&self) -> bool {
        let Some((Some(first), parts)) = self.amounts.split_first() else { return false };
        self.alone == 0 && total(&mut parts.iter().copied().flatten()) == Some(*first)
    }
}

fn text(inks: &[Ink], run: &Run) -> String {
    inks.get(run.clone()).unwrap_or_default().iter().map(Ink::ch).collect()
}
