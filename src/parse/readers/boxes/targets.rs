//! The targets of a page of a flat table: operators, values and units of boxes that stand apart from their names.
//!
//! Boxes may stand in any order, so a value belongs to a name only where it can be no other one's: its unit is what the
//! name asks for, and no other's on the page; or it stands, counted, between two such rows.

use super::agrees::{Agrees, agrees, is_other_unit, is_unlike};
use super::align::{Costs, Told, orders};
use super::atoms;
use super::flat::COLUMNS;
use super::tokens::{Token, is_kind};
use super::words::{
    end_of_word, is_broken_unit, is_date, is_known, is_share, is_torn_number, is_unit, is_value, is_word,
    lines_of_value, torn_dates,
};
use crate::amount::number_from_text;
use crate::lexicon::Column;
use crate::parse::readers::rows::is_operator;
use crate::parse::sheet::Run;

/// The cells of a target.
#[derive(Clone, Debug, Default)]
pub(super) struct Target {
    pub(super) operator: Vec<Run>,
    pub(super) value: Vec<Run>,
    pub(super) unit: Vec<Run>,
    /// Whether its unit, printed beside it, is what its name asks for; else it was counted.
    pub(super) asked: bool,
}

impl Target {
    fn starts(&self) -> impl Iterator<Item = usize> {
        [&self.operator, &self.value, &self.unit].into_iter().flatten().map(|run| run.start)
    }
}

/// A value with its unit.
#[derive(Clone, Debug)]
struct Value {
    tokens: Vec<Token>,
    unit: Option<Token>,
}

impl Value {
    fn text(&self) -> String {
        self.tokens.iter().chain(&self.unit).map(|token| token.text.as_str()).collect()
    }

    fn is_number(&self) -> bool {
        self.tokens.iter().all(|token| number_from_text(&token.text).is_some())
    }
}

/// The target of each name where it can be told, and the tokens that belong to none.
///
/// `heads`: where the numbers of the columns stand; `strays`: what no column claims.
pub(super) fn of_page(
    names: &[String],
    ends: &[usize],
    tokens: Vec<Token>,
    (strays, heads): (&[Token], &[(i32, usize)]),
) -> (Vec<Option<Target>>, Vec<Token>) {
    let beside: Vec<Option<Target>> = ends.iter().map(|end| beside(*end, &tokens)).collect();
    let counted = counted(names, ends, &beside, &tokens, heads);
    let told = beside.into_iter().zip(counted).map(|(beside, counted)| beside.or(counted));
    let torn = torn_dates(strays.iter().chain(&tokens));
    let is_whole = |target: &Target| {
        let value: String = target
            .value
            .iter()
            .flat_map(|run| tokens.iter().filter(|token| token.run == *run))
            .map(|token| token.text.as_str())
            .collect();
        !torn.may_be_of(&value)
    };
    let targets: Vec<Option<Target>> = told.map(|told| told.filter(is_whole)).collect();
    let used: Vec<usize> = targets.iter().flatten().flat_map(Target::starts).collect();
    let rest = tokens.into_iter().filter(|token| !used.contains(&token.run.start)).collect();
    (targets, rest)
}

/// The target whose cells stand behind a name, whole and alone.
fn beside(end: usize, tokens: &[Token]) -> Option<Target> {
    let at = tokens.iter().position(|token| token.run.start == end)?;
    let mut behind = tokens.get(at..)?.iter().scan(end, |end, token| {
        let adjoins = token.run.start == *end;
        *end = token.run.end;
        adjoins.then_some(token)
    });
    let operator = behind.next().filter(|token| is_operator(&token.text))?;
    let value = behind.next()?;
    let is_number = number_from_text(&value.text).is_some();
    let unit = if is_number { Some(behind.next().filter(|token| is_unit(&token.text))?) } else { None };
    let told =
        operator_fits(&operator.text, &value.text) && (is_number || !is_unit(&value.text) && is_value(&value.text));
    // What stands in a column is of any of its rows.
    let column =
        |token: &Token| is_operator(&token.text) || number_from_text(&token.text).is_some() || is_value(&token.text);
    let alone = behind.next().is_none_or(|next| !column(next));
    (told && alone).then(|| Target {
        operator: vec![operator.run.clone()],
        value: vec![value.run.clone()],
        unit: unit.iter().map(|unit| unit.run.clone()).collect(),
        asked: true,
    })
}

/// Where the only value begins that stands behind the operator of a name, its unit with those of other rows.
fn value_beside(end: usize, tokens: &[Token]) -> Option<usize> {
    let at = tokens.iter().position(|token| token.run.start == end)?;
    let [operator, value, behind @ ..] = tokens.get(at..)? else { return None };
    let column = |next: &Token| is_operator(&next.text) || number_from_text(&next.text).is_some();
    let alone = behind.first().is_none_or(|next| next.run.start != value.run.end || !column(next));
    let is_value = number_from_text(&value.text).is_some() || is_date(&value.text) || is_word(&value.text);
    let adjoins = operator.run.end == value.run.start;
    (is_operator(&operator.text) && adjoins && is_value && alone).then_some(value.run.start)
}

/// The targets that counting tells, of the rows that have none `beside` their names.
fn counted(
    names: &[String],
    ends: &[usize],
    beside: &[Option<Target>],
    tokens: &[Token],
    heads: &[(i32, usize)],
) -> Vec<Option<Target>> {
    let used: Vec<usize> = beside.iter().flatten().flat_map(Target::starts).collect();
    let kinds = kinds(names.len(), tokens);
    let rows: Vec<usize> = (0..names.len()).filter(|row| beside.get(*row).is_some_and(Option::is_none)).collect();
    let is_left = |token: &Token| !used.contains(&token.run.start);
    let left: Vec<Token> = tokens.iter().filter(|token| is_left(token)).cloned().collect();
    let columns = columns_of(&left, rows.len(), heads);
    let rows: Vec<Row<'_>> = rows
        .into_iter()
        .filter_map(|at| {
            let fixed = value_beside(*ends.get(at)?, tokens);
            Some(Row { at, name: names.get(at)?, kind: kinds.get(at).copied(), fixed })
        })
        .collect();
    let mut targets = vec![None; names.len()];
    for (row, target) in rows.iter().zip(columns.targets(&rows)) {
        targets.get_mut(row.at).into_iter().for_each(|own| own.clone_from(&target));
    }
    targets
}

/// Whether each row counts, where the page says so of all.
fn kinds(rows: usize, tokens: &[Token]) -> Vec<bool> {
    let mut kinds = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if is_kind(tokens.get(at..).unwrap_or_default()) {
            kinds.push(token.text.starts_with("定量"));
        }
    }
    if kinds.len() == rows { kinds } else { Vec::new() }
}

/// A row whose target is looked for.
struct Row<'r> {
    at: usize,
    name: &'r String,
    /// Whether it counts.
    kind: Option<bool>,
    /// Where its value begins, if that stands beside its name.
    fixed: Option<usize>,
}

/// The columns of a page.
struct Columns {
    operators: Vec<Token>,
    values: Vec<Value>,
    /// Units that stand beside no value.
    units: Vec<Token>,
    /// Where the numbers of the columns stand.
    heads: Vec<(i32, usize)>,
}

/// Operators, values and units; numbers that narrow columns break are one where that makes them as many as the `rows`.
fn columns_of(tokens: &[Token], rows: usize, heads: &[(i32, usize)]) -> Columns {
    let as_printed = columns(tokens, false, heads);
    let fits = |of: &Columns| of.values.len() == rows;
    if fits(&as_printed) { as_printed } else { Some(columns(tokens, true, heads)).filter(fits).unwrap_or(as_printed) }
}

fn columns(tokens: &[Token], joins: bool, heads: &[(i32, usize)]) -> Columns {
    let mut own = Columns { operators: Vec::new(), values: Vec::new(), units: Vec::new(), heads: heads.to_vec() };
    let digit = |token: &&Token| token.text.starts_with(|ch: char| ch.is_ascii_digit()) && token.text.len() > 1;
    let widest = tokens.iter().filter(digit).map(|token| atoms::width(&token.text)).max().unwrap_or_default();
    let (mut ends, mut at): (Vec<usize>, usize) = (Vec::new(), 0);
    // Whether a number stands before, and whether another one before that.
    let (mut value_before, mut number_before) = (false, false);
    while let Some(token) = tokens.get(at) {
        let from_here = tokens.get(at..).unwrap_or_default();
        let was_value = std::mem::take(&mut value_before);
        let was_number = std::mem::take(&mut number_before);
        let lines = lines_of_value(from_here);
        let text: String = from_here.iter().take(lines).map(|token| token.text.as_str()).collect();
        let (first, behind) = (at, from_here.get(1..).unwrap_or_default());
        at += lines;
        let mut value = |count: usize| {
            let tokens = from_here.iter().take(count).cloned().collect();
            own.values.push(Value { tokens, unit: None });
        };
        if ends.contains(&first) {
            continue;
        }
        if lines > 1 {
            value(lines);
        } else if is_operator(&text) {
            own.operators.push(token.clone());
        } else if is_kind(from_here) {
        } else if number_from_text(&text).is_some() {
            let torn = joins
                && atoms::width(&text) >= widest
                && behind.first().is_some_and(|next| is_torn_number(token, next));
            value(1 + usize::from(torn));
            at += usize::from(torn);
            (value_before, number_before) = (!was_number, true);
        } else if let Some((end, last)) = end_of_word(&text, behind) {
            ends.push(first + 1 + end);
            own.values.push(Value { tokens: vec![token.clone(), last.clone()], unit: None });
        } else if is_date(&text) || is_word(&text) || is_share(&text) {
            value(1);
        } else if is_unit(&text) && behind.first().is_some_and(|next| is_broken_unit(&text, &next.text)) {
            // 个工作, 日 are one that stands beside no number.
            own.values.pop_if(|_| was_value);
            at += 1;
        } else if is_unit(&text) {
            // Beside a number alone it is its unit; in a column of units it may be another one's.
            let column = behind.first().is_some_and(|next| is_unit(&next.text));
            match own.values.last_mut().filter(|value| was_value && !column && value.is_number()) {
                Some(value) => value.unit = Some(token.clone()),
                None => own.units.push(token.clone()),
            }
        }
    }
    own
}

impl Columns {
    /// The target of each row where all ways to put the columns beside the rows say the same.
    fn targets(&self, rows: &[Row<'_>]) -> Vec<Option<Target>> {
        /// So many rows of a page may contradict their targets.
        const CONTRADICTED: usize = 4;
        let values = self.values(rows);
        let units = self.units(rows, &values);
        let operators = self.operators(rows, &values);
        let told = rows.iter().zip(&values).zip(&units).zip(&operators).map(|(((row, value), unit), operator)| {
            let Told::At(value) = value else { return None };
            let value = self.values.get(*value)?;
            let unit = match unit {
                Told::At(at) => Some(self.units.get(*at)?),
                Told::Nothing => value.unit.as_ref(),
                Told::Unsure => return None,
            };
            let Told::At(operator) = operator else { return None };
            let operator = self.operators.get(*operator)?;
            let text: String = value.tokens.iter().chain(unit).map(|token| token.text.as_str()).collect();
            let agrees = if operator_fits(&operator.text, &text) { agrees(row.name, &text) } else { Agrees::Against };
            let runs = |tokens: &[Token]| tokens.iter().map(|token| token.run.clone()).collect::<Vec<Run>>();
            let target = Target {
                operator: vec![operator.run.clone()],
                value: runs(&value.tokens),
                unit: unit.iter().map(|unit| unit.run.clone()).collect(),
                asked: false,
            };
            Some((agrees, target))
        });
        let told: Vec<Option<(Agrees, Target)>> = told.collect();
        let against = told.iter().flatten().filter(|(agrees, _)| *agrees == Agrees::Against).count();
        let slipped = against * CONTRADICTED > rows.len();
        told.into_iter()
            .map(|told| told.filter(|(agrees, _)| !slipped && *agrees != Agrees::Against).map(|(_, target)| target))
            .collect()
    }

    /// All orders in which the cells of a column may stand.
    fn orders<'c>(&self, column: Column, cells: impl Iterator<Item = &'c Token>) -> Vec<Vec<usize>> {
        let number = COLUMNS.iter().position(|of| *of == column).and_then(|at| i32::try_from(at + 1).ok());
        let head = self.heads.iter().find(|(of, _)| Some(*of) == number).map_or(0, |(_, start)| *start);
        let starts: Vec<usize> = cells.map(|token| token.run.start).collect();
        orders(starts.len(), starts.iter().filter(|start| **start < head).count())
    }

    /// The values whose row is known: that stand beside its name, or whose unit, printed beside them, one name alone asks for.
    fn fixed(&self, rows: &[Row<'_>]) -> Vec<Option<usize>> {
        let start = |value: &Value| value.tokens.first().map(|token| token.run.start);
        let asks = |row: &Row<'_>, value: &Value| agrees(row.name, &value.text()) == Agrees::Asks;
        let of = |row: &Row<'_>| {
            if row.fixed.is_some() {
                return self.values.iter().position(|value| start(value) == row.fixed);
            }
            let mut asked = self.values.iter().enumerate().filter(|(_, value)| asks(row, value));
            let (at, value) = asked.next().filter(|_| asked.next().is_none())?;
            let alone = value.unit.is_some() && rows.iter().filter(|other| asks(other, value)).count() == 1;
            alone.then_some(at)
        };
        rows.iter().map(of).collect()
    }

    fn values(&self, rows: &[Row<'_>]) -> Vec<Told> {
        let fixed = self.fixed(rows);
        let pair = |row: usize, value: usize| {
            if let Some(own) = fixed.get(row).copied().flatten() {
                return if own == value { 0 } else { FOREIGN };
            }
            let Some((row, value)) = rows.get(row).zip(self.values.get(value)) else { return LEFT };
            let number = value.is_number();
            let text = value.text();
            let agrees = match agrees(row.name, &text) {
                // Its unit stands elsewhere.
                Agrees::Against if number && value.unit.is_none() => 1,
                Agrees::Against => FOREIGN,
                Agrees::Perhaps => 1,
                Agrees::Asks => 0,
            };
            let kind = match row.kind {
                Some(true) if !number && !is_date(&text) && !is_share(&text) => FOREIGN,
                Some(false) if number => FOREIGN,
                _ => 0,
            };
            agrees + kind
        };
        let mut orders = self.orders(Column::Target, self.values.iter().filter_map(|value| value.tokens.first()));
        // Those of known rows may stand anywhere, all others in order.
        let known = |value: &usize| fixed.contains(&Some(*value));
        let mut others = (0..self.values.len()).filter(|value| !known(value));
        let mut order: Vec<usize> = fixed.iter().filter_map(|own| own.or_else(|| others.next())).collect();
        order.extend(others);
        if order.len() == self.values.len() && !orders.contains(&order) {
            orders.push(order);
        }
        Costs { row: |_| LEFT, cell: |_| LEFT, pair }.aligned(rows.len(), &orders)
    }

    /// The units of the rows that have a number; none of the others.
    fn units(&self, rows: &[Row<'_>], values: &[Told]) -> Vec<Told> {
        let value = |told: &Told| match told {
            Told::At(at) => self.values.get(*at),
            _ => None,
        };
        let lacks = |told: &Told| match value(told) {
            Some(value) => value.is_number() && value.unit.is_none(),
            None => *told == Told::Unsure,
        };
        let lacking: Vec<(usize, &Row<'_>, Option<&Value>)> = rows
            .iter()
            .zip(values)
            .enumerate()
            .filter(|(_, (_, told))| lacks(told))
            .map(|(at, (row, told))| (at, row, value(told)))
            .collect();
        let pair = |row: usize, unit: usize| {
            let Some(((_, row, value), unit)) = lacking.get(row).zip(self.units.get(unit)) else { return LEFT };
            let text = format!("{}{}", value.map_or("1".to_owned(), Value::text), unit.text);
            match agrees(row.name, &text) {
                Agrees::Against => FOREIGN,
                Agrees::Perhaps if is_other_unit(row.name, &unit.text) => FOREIGN,
                Agrees::Perhaps => 1,
                Agrees::Asks => 0,
            }
        };
        let row = |row: usize| match lacking.get(row) {
            Some((_, _, Some(value))) if value.text() == "0" => 1,
            Some((_, row, Some(value))) if agrees(row.name, &value.text()) == Agrees::Against => LEFT,
            Some((_, _, Some(_))) => LEFT - 1,
            _ => 1,
        };
        let cell = |unit: usize| self.units.get(unit).map_or(LEFT, |unit| if is_known(&unit.text) { LEFT } else { 2 });
        let told = Costs { row, cell, pair }.aligned(lacking.len(), &self.orders(Column::Unit, self.units.iter()));
        let mut units = vec![Told::Nothing; rows.len()];
        for ((at, ..), told) in lacking.iter().zip(told) {
            units.get_mut(*at).into_iter().for_each(|unit| *unit = told);
        }
        units
    }

    fn operators(&self, rows: &[Row<'_>], values: &[Told]) -> Vec<Told> {
        let pair = |row: usize, operator: usize| {
            let value = match values.get(row) {
                Some(Told::At(at)) => self.values.get(*at),
                _ => None,
            };
            let Some((operator, row)) = self.operators.get(operator).zip(rows.get(row)) else { return LEFT };
            let fits = value.is_none_or(|value| operator_fits(&operator.text, &value.text()));
            u32::from(is_unlike(row.name, &operator.text)) * 2 + if fits { 0 } else { FOREIGN }
        };
        Costs { row: |_| LEFT, cell: |_| LEFT, pair }
            .aligned(rows.len(), &self.orders(Column::Operator, self.operators.iter()))
    }
}

/// What it costs to leave a row or a cell alone.
const LEFT: u32 = 5;
/// What it costs to put a cell beside a row that it contradicts.
const FOREIGN: u32 = 4;

/// A text that is no number has no bound.
fn operator_fits(operator: &str, text: &str) -> bool {
    operator == "=" || text.starts_with(|ch: char| ch.is_ascii_digit())
}
