//! Numbers of pages that stand at the end of a line of the table, because a cell reaches down beside them.

use crate::source::offset;
use crate::span::Span;

/// The number of a page as a line prints it.
#[derive(Clone, Copy, Debug)]
struct Number {
    line: usize,
    /// Twice the character column in its middle.
    middle: usize,
    value: u32,
    /// Whether it stands between dashes: —2—.
    is_dashed: bool,
    span: Span,
    /// Whether nothing else stands on its line, nor on the one above.
    is_alone: bool,
    /// How many blanks stand before it.
    blanks: usize,
}

/// Those numbers. The ones on lines of their own tell how they are printed and where; one that is missed among them stands at the
/// end of a line between its neighbours, below the same place.
pub(super) fn beside_cells(text: &str) -> Vec<Span> {
    const FEWEST: usize = 2;
    let all = numbers(text);
    let mut alone: Vec<Number> = Vec::new();
    for number in all.iter().filter(|number| number.is_alone) {
        if alone.last().is_none_or(|last| last.value < number.value && last.is_dashed == number.is_dashed) {
            alone.push(*number);
        }
    }
    if alone.len() < FEWEST {
        return Vec::new();
    }
    let between = alone.windows(2).filter_map(|pair| match pair {
        [one, next] if one.value + 2 == next.value => Some((one.line, one.value + 1, *next)),
        _ => None,
    });
    // Where none is above it to tell, dashes do.
    let first = alone.first().filter(|first| first.value == 2 && first.is_dashed).map(|first| (0, 1, *first));
    first.into_iter().chain(between).filter_map(|(from, value, next)| missed(&all, from, value, next)).collect()
}

/// The number of a value that ends a line between two; none where several do.
fn missed(all: &[Number], from: usize, value: u32, next: Number) -> Option<Span> {
    const ASIDE: usize = 10;
    const APART: usize = 4;
    let start = all.partition_point(|number| number.line < from);
    let end = all.partition_point(|number| number.line < next.line);
    let is_it = |number: &&Number| {
        let alike = number.value == value && number.is_dashed == next.is_dashed && !number.is_alone;
        alike && number.middle.abs_diff(next.middle) <= ASIDE && number.blanks >= APART
    };
    let mut found = all.get(start..end.max(start)).unwrap_or_default().iter().filter(is_it);
    found.next().filter(|_| found.next().is_none()).map(|number| number.span)
}

/// What ends each line, where it is a number.
fn numbers(text: &str) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut at = 0;
    let mut below_blank = true;
    for (line, own) in text.split('\n').enumerate() {
        numbers.extend(number(own, line, at, below_blank));
        below_blank = own.trim().is_empty();
        at += own.len() + 1;
    }
    numbers
}

fn number(own: &str, line: usize, at: usize, below_blank: bool) -> Option<Number> {
    const LONGEST: usize = 3;
    let filled = own.trim_end();
    let word = filled.rsplit(char::is_whitespace).next()?;
    let before = filled.strip_suffix(word)?;
    let digits = word.trim_matches(['—', '-', '–']);
    let is_dashed = digits.len() < word.len();
    let is_number = !digits.is_empty() && digits.len() <= LONGEST && digits.bytes().all(|byte| byte.is_ascii_digit());
    let start = before.chars().count();
    let left = before.trim_end();
    Some(Number {
        line,
        middle: 2 * start + word.chars().count(),
        value: digits.parse().ok().filter(|_| is_number)?,
        is_dashed,
        span: Span::new(offset(at + before.len()), offset(at + filled.len())),
        is_alone: left.is_empty() && below_blank,
        blanks: start - left.chars().count(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_that_is_missed_ends_a_line_between_its_neighbours() {
        let page = |number: &str| format!("甲乙丙\n\n{number:>30}\n");
        let text = format!("{}度达到90%以上。{:>20}\n{}", page("1"), 2, page("3"));
        let found: Vec<&str> =
            beside_cells(&text).iter().filter_map(|span| text.get(span.start as usize..span.end as usize)).collect();
        assert_eq!(found, ["2"]);
        // A number elsewhere is none of a page, nor is one where none is missed.
        assert!(beside_cells(&format!("{}度达到90%以上。  2\n{}", page("1"), page("3"))).is_empty());
        assert!(beside_cells(&format!("{}度达到90%以上。{:>20}\n{}", page("1"), 2, page("2"))).is_empty());
    }
}
