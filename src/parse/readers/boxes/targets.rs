//! The targets of a page of a flat table: operators, values and units of boxes that stand apart from their names.
//!
//! Boxes may stand in any order, so a value belongs to a name only where it can be no other one's: its unit is what the
//! name asks for, and no other's on the page; or it stands, counted, between two such rows.

use super::agrees::{Agrees, agrees};
use super::atoms;
use super::tokens::Token;
use crate::amount::number_from_text;
use crate::lexicon;
use crate::parse::readers::rows::is_operator;
use crate::parse::sheet::Run;
use crate::target::{Reading, target_from_text};

/// The cells of a target.
#[derive(Clone, Debug, Default)]
pub(super) struct Target {
    pub(super) operator: Vec<Run>,
    pub(super) value: Vec<Run>,
    pub(super) unit: Vec<Run>,
    /// Whether its unit, printed beside it, is what its name asks for; else it was counted.
    pub(super) asked: bool,
}

/// A value with its unit.
#[derive(Clone, Debug)]
struct Value {
    tokens: Vec<Token>,
    unit: Option<Token>,
    /// Whether its unit was counted from a column of units.
    counted: bool,
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
pub(super) fn of_page(names: &[String], ends: &[usize], tokens: Vec<Token>) -> (Vec<Option<Target>>, Vec<Token>) {
    let beside: Vec<Option<Target>> = ends.iter().map(|end| beside(*end, &tokens)).collect();
    let counted = counted(names, ends, &beside, &tokens);
    let none = vec![None; names.len()];
    let told = beside.into_iter().zip(counted.unwrap_or(none)).map(|(beside, counted)| beside.or(counted));
    let targets: Vec<Option<Target>> = told.collect();
    let used: Vec<usize> = targets
        .iter()
        .flatten()
        .flat_map(|target| [&target.operator, &target.value, &target.unit])
        .flatten()
        .map(|run| run.start)
        .collect();
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

/// The targets that counting tells.
fn counted(
    names: &[String],
    ends: &[usize],
    beside: &[Option<Target>],
    tokens: &[Token],
) -> Option<Vec<Option<Target>>> {
    let Columns { operators, values, units } = columns(names.len(), tokens)?;
    let told = |row: usize| {
        let target = beside.get(row).and_then(Option::as_ref);
        let told = target.and_then(|target| target.value.first()).map(|run| run.start);
        told.or_else(|| value_beside(*ends.get(row)?, tokens))
    };
    let values = with_units(in_rows(names, told, values)?, units)?;
    // Where two operators, each alone beside a name, are not those of their rows, their column stands in another order.
    let alone = |operator: &Token| !operators.iter().any(|next| next.run.start == operator.run.end);
    let of_row = |operator: &Token| ends.iter().position(|end| *end == operator.run.start);
    let moved = operators.iter().enumerate().filter(|(_, operator)| alone(operator));
    let moved = moved.filter_map(|(at, operator)| Some(of_row(operator)? != at)).filter(|moved| *moved).count() > 1;
    let equal = operators.windows(2).all(|pair| matches!(pair, [one, two] if one.text == two.text));
    if moved && !equal {
        return None;
    }
    let places = places(names, &operators, &values);
    let runs = |tokens: &[Token]| tokens.iter().map(|token| token.run.clone()).collect::<Vec<Run>>();
    let mut targets = Vec::new();
    for (at, place) in places.iter().enumerate() {
        let operator = operators
            .get(at)
            .filter(|own| place.is_none_or(|place| operators.get(place).is_some_and(|of| of.text == own.text)));
        let found = place.and_then(|place| values.get(place)).zip(operator);
        let asks = |value: &Value| {
            let agrees = names.get(at).is_some_and(|name| agrees(name, &value.text()) == Agrees::Asks);
            agrees && !value.counted
        };
        targets.push(found.map(|(value, operator)| Target {
            asked: asks(value),
            operator: vec![operator.run.clone()],
            value: runs(&value.tokens),
            unit: value.unit.iter().map(|unit| unit.run.clone()).collect(),
        }));
    }
    Some(targets)
}

/// The columns of a page.
struct Columns {
    operators: Vec<Token>,
    values: Vec<Value>,
    /// Units that stand beside no value.
    units: Vec<Token>,
}

/// Operators, values and the rest of a page; `None` where they are not one for each row.
fn columns(rows: usize, tokens: &[Token]) -> Option<Columns> {
    let fits = |of: &Columns| of.operators.len() == rows && of.values.len() == rows;
    [false, true].into_iter().map(|joins| columns_of(tokens, joins)).find(fits)
}

/// `joins`: numbers that narrow columns break are one.
fn columns_of(tokens: &[Token], joins: bool) -> Columns {
    let mut operators = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    let mut units: Vec<Token> = Vec::new();
    let mut ends: Vec<usize> = Vec::new();
    let mut at = 0;
    let mut value_before = false;
    let mut number_before = false;
    while let Some(token) = tokens.get(at) {
        at += 1;
        if ends.contains(&(at - 1)) {
            continue;
        }
        let next = tokens.get(at);
        let was_value = std::mem::take(&mut value_before);
        if is_operator(&token.text) {
            operators.push(token.clone());
        } else if lexicon::KINDS.contains(&token.text.as_str()) {
        } else if let Some(next) = next.filter(|next| joins && is_torn_number(token, next)) {
            at += 1;
            values.push(Value { tokens: vec![token.clone(), next.clone()], unit: None, counted: false });
            value_before = !number_before;
            number_before = true;
            continue;
        } else if number_from_text(&token.text).is_some() {
            values.push(Value { tokens: vec![token.clone()], unit: None, counted: false });
            value_before = !number_before;
            number_before = true;
            continue;
        } else if let Some(next) = next.filter(|next| is_torn_date(token, next)) {
            values.push(Value { tokens: vec![token.clone(), next.clone()], unit: None, counted: false });
            at += 1;
        } else if let Some((end, last)) = end_of_word(&token.text, tokens.get(at..).unwrap_or_default()) {
            ends.push(at + end);
            values.push(Value { tokens: vec![token.clone(), last.clone()], unit: None, counted: false });
        } else if is_date(&token.text) || is_word(&token.text) || is_share(&token.text) {
            values.push(Value { tokens: vec![token.clone()], unit: None, counted: false });
        } else if is_unit(&token.text) {
            // Beside a number alone it is its unit; in a column of units it may be another one's.
            let column = tokens.get(at).is_some_and(|next| is_unit(&next.text));
            match values.last_mut().filter(|value| was_value && !column && value.is_number()) {
                Some(value) => value.unit = Some(token.clone()),
                None => units.push(token.clone()),
            }
        }
        number_before = false;
    }
    Columns { operators, values, units }
}

/// Puts the values into the order of the rows: those that stand beside an operator behind their name, and those whose
/// unit one name alone asks for; all others in order.
fn in_rows(names: &[String], beside: impl Fn(usize) -> Option<usize>, values: Vec<Value>) -> Option<Vec<Value>> {
    const MOST: usize = 80;
    if values.len() > MOST {
        return None;
    }
    let beside = |value: &Value| {
        let start = value.tokens.first()?.run.start;
        (0..names.len()).find(|row| beside(*row) == Some(start))
    };
    let asks = |name: &String, value: &Value| agrees(name, &value.text()) == Agrees::Asks;
    let asked = |value: &Value| {
        value.unit.as_ref()?;
        let mut rows = names.iter().enumerate().filter(|(_, name)| asks(name, value));
        let (row, name) = rows.next().filter(|_| rows.next().is_none())?;
        (values.iter().filter(|other| asks(name, other)).count() == 1).then_some(row)
    };
    let fixed: Vec<Option<usize>> = values.iter().map(|value| beside(value).or_else(|| asked(value))).collect();
    let mut rows: Vec<Option<Value>> = vec![None; names.len()];
    let mut others = Vec::new();
    for (value, row) in values.iter().cloned().zip(fixed) {
        match row.and_then(|row| rows.get_mut(row)).filter(|row| row.is_none()) {
            Some(row) => *row = Some(value),
            None => others.push(value),
        }
    }
    let mut others = others.into_iter();
    rows.into_iter().map(|row| row.or_else(|| others.next())).collect()
}

/// Gives the units of a column to the numbers without one, in order. `None` where they are not as many.
fn with_units(mut values: Vec<Value>, units: Vec<Token>) -> Option<Vec<Value>> {
    let lacking: Vec<&mut Value> =
        values.iter_mut().filter(|value| value.is_number() && value.unit.is_none()).collect();
    if lacking.len() != units.len() {
        return None;
    }
    for (value, unit) in lacking.into_iter().zip(units) {
        (value.unit, value.counted) = (Some(unit), true);
    }
    Some(values)
}

/// Whether a text is a value or a unit.
pub(super) fn is_value(text: &str) -> bool {
    is_date(text) || is_word(text) || is_unit(text) || is_share(text)
}

/// Whether two lines are one date, or one percentage: "90%(含)以", "上".
pub(super) fn is_torn_date(token: &Token, next: &Token) -> bool {
    let both = || format!("{}{}", token.text, next.text);
    let begins = token.text.starts_with("20") && !is_date(&next.text);
    let share = || number_from_text(&next.text).is_none() && !is_operator(&next.text) && !is_share(&next.text);
    let is_one = (begins && is_date(&both())) || (share() && token.text.contains('%') && is_share(&both()));
    token.boxed == next.boxed && token.run.end == next.run.start && is_one
}

/// Whether two lines are one amount: "481.1", "5".
fn is_torn_number(token: &Token, next: &Token) -> bool {
    let decimals = token.text.split_once('.').map(|(_, decimals)| decimals.chars().count());
    let digit = next.text.chars().count() == 1 && number_from_text(&next.text).is_some();
    decimals.is_some_and(|count| count <= 1)
        && digit
        && token.run.end == next.run.start
        && number_from_text(token.text.trim_end_matches('.')).is_some()
}

fn is_date(text: &str) -> bool {
    let end = text.ends_with(['前', '日', '底', '月']);
    end && matches!(target_from_text(text).reading, Reading::Date)
}

/// The last character of a word that a narrow column breaks, a few boxes behind it: "有效提", "升".
fn end_of_word<'t>(text: &str, behind: &'t [Token]) -> Option<(usize, &'t Token)> {
    const FAR: usize = 6;
    let last = text.chars().last()?;
    let is_end = |token: &&Token| {
        let mut chars = token.text.chars();
        let (Some(end), None) = (chars.next(), chars.next()) else { return false };
        lexicon::TARGET_WORDS.contains(&String::from_iter([last, end]).as_str())
    };
    let whole = lexicon::TARGET_WORDS.iter().any(|word| text.ends_with(word));
    let found = behind.iter().take(FAR).enumerate().find(|(_, token)| is_end(token))?;
    (!whole && text.chars().count() > 2 && is_word(&format!("{text}{}", found.1.text))).then_some(found)
}

/// Whether a text is a percentage with its bound in words, or a range: "达到98%", "90%(含)以上", "83%-100%".
fn is_share(text: &str) -> bool {
    const LONGEST: usize = 12;
    const WORDS: &str = "达到不低少高于超过约以上下及左右内含(),.-~—至";
    let digit = |ch: char| ch.is_ascii_digit();
    text.contains(digit)
        && text.contains('%')
        && text.chars().count() <= LONGEST
        && text.chars().all(|ch| digit(ch) || ch == '%' || WORDS.contains(ch))
        && !text.ends_with(['(', ',', '.', '-', '~', '—', '至'])
}

/// Whether a text is a target in words: short, and no part of a sentence.
fn is_word(text: &str) -> bool {
    const LONGEST: usize = 6;
    const WORDS: &[&str] = &["健全", "建立", "合理", "熟悉"];
    const WHOLE: &[&str] = &["优", "良", "是", "否", "无", "合规", "零增长", "零投诉", "零事故"];
    let words = atoms::is_words(text) || WORDS.iter().any(|word| text.contains(word));
    WHOLE.contains(&text) || words && (2..=LONGEST).contains(&text.chars().count()) && !text.ends_with(['。', ',', ';'])
}

/// A few characters that are no number: a unit, where none of them ends a sentence.
fn is_unit(text: &str) -> bool {
    const LONGEST: usize = 3;
    let (stem, per) = text.split_once('/').unwrap_or((text, "个"));
    let stem = stem.trim_start_matches(['万', '千', '百', '个']);
    let known = |text: &str| {
        lexicon::COUNT_UNITS.contains(&text) || text == "‰" || text.chars().all(|ch| ch.is_ascii_alphabetic())
    };
    let short = text.chars().count() <= LONGEST && text.chars().all(char::is_alphabetic) && !is_word(text);
    // The last line of a name is none: 费, 金, 资金.
    let rest = |ending: &&str| {
        let whole = *ending == text && text.chars().count() == 1;
        !whole && (ending.ends_with(text) || text.ends_with(*ending))
    };
    let ends = lexicon::PROJECT_ENDINGS.iter().any(rest) && !lexicon::COUNT_UNITS.contains(&text);
    // GB/T begins the number of a standard.
    let torn = lexicon::KINDS.iter().any(|kind| kind.starts_with(text)) || ["标", "GB/T"].contains(&text) || ends;
    !torn && (short || (known(stem) && per.chars().count() <= LONGEST && per.chars().all(char::is_alphanumeric)))
}

/// For each name the place of its value, where that can be told.
fn places(names: &[String], operators: &[Token], values: &[Value]) -> Vec<Option<usize>> {
    const MOST: usize = 80;
    let texts: Vec<String> = values.iter().map(Value::text).collect();
    if names.len() > MOST {
        return vec![None; names.len()];
    }
    let agree: Vec<Vec<Agrees>> =
        names.iter().map(|name| texts.iter().map(|text| agrees(name, text)).collect()).collect();
    let of =
        |name: usize, value: usize| agree.get(name).and_then(|row| row.get(value)).copied().unwrap_or(Agrees::Against);
    let all = 0..names.len();
    let only = |name: usize| {
        let mut found = all.clone().filter(|value| of(name, *value) == Agrees::Asks);
        let value = found.next().filter(|_| found.next().is_none())?;
        let alone = all.clone().filter(|other| of(*other, value) == Agrees::Asks).count() == 1;
        alone.then_some(value)
    };
    let mut places: Vec<Option<usize>> = all.clone().map(only).collect();
    // Units of a column belong to the values of another only where all of the page agree.
    let whole = all.clone().all(|at| of(at, at) != Agrees::Against);
    let counted = |at: &usize| values.get(*at).is_some_and(|value| value.counted);
    if !whole {
        for place in &mut places {
            *place = place.filter(|at| !counted(at));
        }
    }
    // Rows between two that are told, or between one and the border of the page, all in order.
    let mut from = 0;
    while from < names.len() {
        let gap = (from..names.len()).find(|at| places.get(*at).copied().flatten().is_some()).unwrap_or(names.len());
        let anchored = gap == names.len() || places.get(gap).copied().flatten() == Some(gap);
        let before = from == 0 || places.get(from - 1).copied().flatten() == Some(from - 1);
        let fits = (from..gap).all(|at| {
            let operator = operators.get(at).map_or("", |token| token.text.as_str());
            of(at, at) != Agrees::Against && texts.get(at).is_some_and(|text| operator_fits(operator, text))
        });
        if anchored && before && fits {
            let sure = (from..gap).filter(|at| whole || !counted(at));
            sure.for_each(|at| places.get_mut(at).into_iter().for_each(|place| *place = Some(at)));
        }
        from = gap + 1;
    }
    places
}

/// A text that is no number has no bound.
fn operator_fits(operator: &str, text: &str) -> bool {
    operator == "=" || text.starts_with(|ch: char| ch.is_ascii_digit())
}
