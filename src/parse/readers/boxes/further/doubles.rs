//! Two columns of the same kind of value whose cells take turns: a part of one column, then as many cells of the other.

use crate::lexicon::Column;
use crate::parse::readers::glue::RESULTS;
use crate::target::{Operator, Reading, target_from_text};
use rust_decimal::Decimal;

/// A cell of one of the columns.
#[derive(Clone, Debug)]
pub(super) struct Value {
    text: String,
    reading: Reading,
    /// The head that stands right before it.
    head: Option<Column>,
}

pub(super) fn value(text: &str, head: Option<Column>) -> Value {
    Value { text: text.to_owned(), reading: target_from_text(text).reading, head }
}

/// The cells of both columns, row by row.
pub(super) type Pairs = Vec<(usize, usize)>;

/// A cell of each column, and whether they may be of several rows.
pub(super) type Pair = (usize, usize, bool);

/// What is thought of how columns take turns.
#[derive(Clone, Copy, Debug)]
struct Habit {
    /// What each turn costs.
    turn: u32,
    /// What it costs that the second column stands first.
    back: u32,
    /// Whether of several ways that cost the same the last is taken.
    last: bool,
}

/// No page has more cells; keeps the work linear.
const MOST: usize = 128;

const USUAL: Habit = Habit { turn: 2, back: 2, last: false };
/// Others that may be as true.
const OTHERS: [Habit; 4] =
    [Habit { back: 0, ..USUAL }, Habit { turn: 0, ..USUAL }, Habit { turn: 4, ..USUAL }, Habit { last: true, ..USUAL }];

/// What it costs that the values of a row are of different kinds.
const OTHER_KIND: u32 = 4;

/// What pairs of both columns cost beside each other, on average, and no more.
const MOST_COST: u32 = 2;

/// Pairs the cells of two columns, with what that costs, and with each pair whether it may be another one. `None` where no
/// pairs agree.
pub(super) fn pairs(values: &[Value]) -> Option<(u32, Vec<Pair>)> {
    if values.len() > MOST || values.len() % 2 == 1 {
        return None;
    }
    let costs: Vec<Vec<u32>> = values.iter().map(|one| values.iter().map(|two| cost(one, two)).collect()).collect();
    let sums = summed(costs);
    let heads: Vec<Option<Column>> = values.iter().map(|value| value.head).collect();
    let heads = |one: usize, two: usize| against(&heads, one, two);
    let (whole, best) = turns(&sums, &heads, USUAL)?;
    let rows = u32::try_from(best.len()).ok()?;
    if whole > rows * MOST_COST + USUAL.turn * 2 {
        return None;
    }
    let others: Vec<Pairs> = OTHERS.iter().filter_map(|habit| Some(turns(&sums, &heads, *habit)?.1)).collect();
    let text = |at: usize| values.get(at).map(|value| value.text.as_str());
    let doubt = |row: usize, (one, two): (usize, usize)| {
        let differs =
            |other: &Pairs| other.get(row).is_none_or(|(a, b)| text(*a) != text(one) || text(*b) != text(two));
        let agrees = values.get(one).zip(values.get(two)).is_some_and(|(one, two)| cost(one, two) < OTHER_KIND);
        !agrees || others.iter().any(differs)
    };
    Some((whole, best.iter().enumerate().map(|(row, (one, two))| (*one, *two, doubt(row, (*one, *two)))).collect()))
}

/// Pairs weights with their scores, of which none is more than its weight.
pub(super) fn scores(numbers: &[Decimal], heads: &[Option<Column>]) -> Option<(u32, Pairs)> {
    const BEYOND: u32 = 40;
    if numbers.len() > MOST || numbers.len() % 2 == 1 {
        return None;
    }
    let cost = |weight: &Decimal, score: &Decimal| match () {
        () if score > weight => BEYOND,
        () => u32::from(score < weight),
    };
    let costs: Vec<Vec<u32>> = numbers.iter().map(|one| numbers.iter().map(|two| cost(one, two)).collect()).collect();
    let sums = summed(costs);
    let heads = |one: usize, two: usize| against(heads, one, two);
    let (cost, best) = turns(&sums, &heads, USUAL)?;
    let rows = u32::try_from(best.len()).ok()?;
    (cost < BEYOND && cost <= rows * 2 + USUAL.turn * 2).then_some((cost, best))
}

/// What cells of one column cost beside those of the other, and the same for all up to them one behind the other.
fn summed(costs: Vec<Vec<u32>>) -> Vec<Vec<u32>> {
    let mut sums: Vec<Vec<u32>> = Vec::with_capacity(costs.len());
    for costs in costs {
        let above = sums.last();
        let before = |at: usize| at.checked_sub(1).and_then(|at| above?.get(at)).copied().unwrap_or(0);
        sums.push(costs.into_iter().enumerate().map(|(at, cost)| cost.saturating_add(before(at))).collect());
    }
    sums
}

/// The cheapest way in which the columns take turns.
fn turns(sums: &[Vec<u32>], heads: &dyn Fn(usize, usize) -> u32, habit: Habit) -> Option<(u32, Pairs)> {
    let sum = |one: Option<usize>, two: Option<usize>| {
        one.zip(two).and_then(|(one, two)| sums.get(one)?.get(two)).copied().unwrap_or(0)
    };
    // What so many pairs cost from two cells on.
    let cost = |one: usize, two: usize, count: usize| {
        let (ends, begins) = ((one + count).checked_sub(1), one.checked_sub(1));
        sum(ends, (two + count).checked_sub(1)) - sum(begins, two.checked_sub(1))
    };
    // What the cells up to each cost, how many stand in the last turn of each column, and whether the second stands first.
    let mut best: Vec<Option<(u32, usize, bool)>> = vec![None; sums.len() + 1];
    *best.first_mut()? = Some((0, 0, false));
    for end in (2..=sums.len()).step_by(2) {
        for count in 1..=end / 2 {
            let start = end - 2 * count;
            let Some((before, ..)) = best.get(start).copied().flatten() else { continue };
            for back in [false, true] {
                let (one, two) = if back { (start + count, start) } else { (start, start + count) };
                let own = cost(one, two, count) + habit.turn + if back { habit.back } else { 0 } + heads(one, two);
                let whole = before.saturating_add(own);
                if let Some(place) = best.get_mut(end)
                    && place.is_none_or(|(other, ..)| whole < other || (habit.last && whole == other))
                {
                    *place = Some((whole, count, back));
                }
            }
        }
    }
    let (whole, ..) = best.last().copied().flatten()?;
    let mut pairs = Pairs::new();
    let mut end = sums.len();
    while end > 0 {
        let (_, count, back) = best.get(end).copied().flatten()?;
        let start = end.checked_sub(2 * count).filter(|start| *start < end)?;
        let (one, two) = if back { (start + count, start) } else { (start, start + count) };
        pairs.extend((0..count).rev().map(|at| (one + at, two + at)));
        end = start;
    }
    pairs.reverse();
    Some((whole, pairs))
}

/// What heads right before the parts say against it that one is of targets and the other of the second column.
fn against(heads: &[Option<Column>], one: usize, two: usize) -> u32 {
    const OTHER: u32 = 4;
    let head = |at: usize| heads.get(at).copied().flatten();
    let target = matches!(head(two), Some(Column::Target | Column::Weight));
    let second = matches!(head(one), Some(Column::Actual | Column::Score));
    (u32::from(target) + u32::from(second)) * OTHER
}

/// What it costs that one value is the target of a row and another what was reached of it.
fn cost(one: &Value, two: &Value) -> u32 {
    const OTHER_UNIT: u32 = 6;
    const TURNED: u32 = 4;
    let said = |value: &Value| value.text == "完成" || RESULTS.iter().any(|word| value.text.starts_with(word));
    match (&one.reading, &two.reading) {
        (Reading::Quantity(own), Reading::Quantity(other)) => {
            let unit = |unit: &str| if unit == "百分比" { "%".to_owned() } else { unit.to_owned() };
            let (unit_one, unit_two) = (unit(&own.unit), unit(&other.unit));
            let units = match () {
                () if unit_one == unit_two => 0,
                () if unit_two.is_empty() => 0,
                () if unit_one.is_empty() => 3,
                () => OTHER_UNIT,
            };
            let far = u32::from(!is_near(own.number, other.number));
            let bound = |operator: Operator| operator != Operator::Unstated;
            let turned = match (bound(own.operator), bound(other.operator)) {
                (false, true) => TURNED,
                (true, true) => 2,
                _ => 0,
            };
            let chosen = u32::from(other.unit == "百分比" && own.unit == "%");
            units + far + turned + chosen
        }
        (Reading::Words, Reading::Words) | (Reading::Date, Reading::Date) => match (said(one), said(two)) {
            (true, false) => TURNED,
            (true, true) => 2,
            (false, said) => u32::from(one.text != two.text && !said),
        },
        (Reading::Range { .. }, Reading::Range { .. }) => u32::from(one.text != two.text),
        // Of what is counted may be said in words that it was reached, not the other way round.
        (_, Reading::Words) if said(two) => 2,
        (Reading::Range { .. }, Reading::Quantity(_)) => 1,
        (Reading::Date, Reading::Words) => 2,
        _ => OTHER_KIND,
    }
}

/// Whether two numbers may be those of one row.
fn is_near(one: Decimal, two: Decimal) -> bool {
    const FACTOR: u32 = 4;
    let factor = Decimal::from(FACTOR);
    let below = |one: Decimal, two: Decimal| two.checked_mul(factor).is_some_and(|most| one <= most);
    one == two || one.is_zero() || two.is_zero() || (below(one, two) && below(two, one))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(texts: &[&str]) -> Option<Vec<(usize, usize, bool)>> {
        let values: Vec<Value> = texts.iter().map(|text| value(text, None)).collect();
        pairs(&values).map(|(_, pairs)| pairs)
    }

    #[test]
    fn columns_take_turns() {
        let found = of(&["≥5个", "≥98%", "5个", "99%", "≤3件", "0件"]).expect("pairs");
        assert_eq!(found, [(0, 2, false), (1, 3, false), (4, 5, false)]);
        let found = of(&["12380人", "0%", "≥12380人", "0百分比"]).expect("pairs");
        assert_eq!(found, [(2, 0, false), (3, 1, false)]);
    }

    #[test]
    fn the_left_column_stands_first_where_nothing_else_tells_and_what_agrees_with_nothing_is_refused() {
        assert_eq!(of(&["494场", "543场"]).expect("pairs"), [(0, 1, false)]);
        assert_eq!(of(&["≥5个", "≥98%", "≥7吨", "3天"]), None);
    }
}
