//! The cells of forms with further columns: which are values and which weights and scores, by how many there are of each.

use super::Columns;
use super::doubles::{self, Value};
use crate::amount::{number_from_text, total};
use crate::lexicon::{self, Column};
use crate::parse::readers::boxes::atoms::{self, Atom, What};
use crate::parse::readers::boxes::single::is_all_words;
use crate::parse::readers::glue::RESULTS;
use rust_decimal::Decimal;

/// A cell of a page.
#[derive(Clone, Debug)]
pub(super) struct Cell<'c> {
    /// Which atom it is.
    pub(super) at: usize,
    pub(super) text: &'c str,
    pub(super) is_number: bool,
    /// The head that stands right before it.
    pub(super) head: Option<Column>,
    /// Whether another cell stands right before it.
    pub(super) adjoins: bool,
}

/// Which column a cell is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Target,
    Second,
    Weight,
    Score,
    Total,
}

/// The cells of each column, by their atoms.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) targets: Vec<(usize, Option<usize>)>,
    pub(super) weights: Vec<(usize, Option<usize>)>,
    pub(super) unsure: Vec<usize>,
    totals: Vec<usize>,
    cost: u32,
}

impl Told {
    /// Whether a cell of the second column may be another row's.
    pub(super) fn is_doubtful(&self, second: usize) -> bool {
        self.targets.iter().any(|(target, own)| *own == Some(second) && self.unsure.contains(target))
    }

    pub(super) fn kinds(&self) -> Vec<(usize, Kind)> {
        let pairs = |pairs: &[(usize, Option<usize>)], one: Kind, two: Kind| {
            let both = pairs.iter().flat_map(|(own, other)| [Some((*own, one)), other.map(|other| (other, two))]);
            both.flatten().collect::<Vec<_>>()
        };
        let mut kinds = pairs(&self.targets, Kind::Target, Kind::Second);
        kinds.extend(pairs(&self.weights, Kind::Weight, Kind::Score));
        kinds.extend(self.totals.iter().map(|at| (*at, Kind::Total)));
        kinds
    }
}

/// How names end: no value does.
const NAMES: &[char] = &['性', '况', '间', '限', '平', '力', '响', '境', '期', '度', '率', '量', '数', '额'];

/// Whether a text among indicators is a value.
pub(super) fn is_cell(texts: &[String], page: &[Atom], at: usize) -> bool {
    const SHORT: usize = 4;
    const LONGEST: usize = 6;
    let text = texts.get(at).map(String::as_str).unwrap_or_default();
    if is_surely(text) {
        return true;
    }
    let count = text.chars().count();
    let named = is_named(text) || text.contains([',', ';', '。', ':', '、']) || text.ends_with("指标");
    let what = |at: Option<usize>| at.and_then(|at| page.get(at)).map(|atom| atom.what);
    let value = |at: Option<usize>| {
        let text = at.and_then(|at| texts.get(at)).filter(|text| text.as_str() != NOTHING);
        what(at) == Some(What::Text) && text.is_some_and(|text| is_surely(text))
    };
    let (last, next) = (at.checked_sub(1), Some(at + 1));
    let (before, behind) = (value(last), value(next));
    let number = |at: Option<usize>| what(at) == Some(What::Number);
    let fits = match () {
        () if (before || number(last)) && (behind || number(next)) && (before || behind) => count <= LONGEST,
        () if before || behind => count <= SHORT && (before || atoms::is_words(text)),
        () => false,
    };
    !named && fits
}

/// What a column prints where there is nothing to say, and a target where nothing may be.
const NOTHING: &str = "无";

/// What targets and results in words are made of, too.
const WORDS: &[&str] = &[
    "开展", "增长", "可控", "未", "已", "落实", "到位", "预期", "达到", "达成", "实现", "要求", "全部", "部分", "指标",
    "效果",
];

/// Whether a text is made of words of targets and results alone.
fn is_said(text: &str) -> bool {
    let rest = WORDS.iter().fold(text.to_owned(), |rest, word| rest.replace(word, ""));
    is_all_words(&rest) || (rest.is_empty() && !WORDS.contains(&text))
}

/// Whether a text ends as names do.
pub(in crate::parse::readers::boxes) fn is_named(text: &str) -> bool {
    let bare = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map_or(text, |(bare, _)| bare);
    bare.ends_with(NAMES) || text.trim_end_matches([')', '%', '(']).ends_with(NAMES)
}

pub(in crate::parse::readers::boxes) fn is_surely(text: &str) -> bool {
    // 12366咨询数量 counts nothing.
    let counted = text.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let named = counted.len() < text.len() && is_named(text) && counted.chars().nth(2).is_some();
    (atoms::is_value(text) && !named) || is_said(text) || RESULTS.contains(&text)
}

/// Whether two lines make one value, and neither does alone what both do; `boxed`: they stand in one box.
pub(super) fn is_one(whole: &str, one: &str, two: &str, boxed: bool) -> bool {
    const LONGEST: usize = 24;
    let begun = RESULTS.iter().any(|result| result.starts_with(one)) && RESULTS.contains(&whole);
    let short = whole.chars().count() <= LONGEST && number_from_text(one).is_none();
    let short = short && (boxed || two.chars().nth(1).is_none());
    begun || (short && atoms::is_value(whole) && !is_surely(two) && number_from_text(two).is_none())
}

/// Whether a text among indicators is the reason why one was not reached.
pub(in crate::parse::readers::boxes) fn is_reason(text: &str) -> bool {
    text.contains([';', '。', ':', ',']) || atoms::is_clause(text) || atoms::is_sentence(text)
}

/// Whether a text is a label of what closes a self-evaluation, or its first line.
pub(in crate::parse::readers::boxes) fn is_closing(text: &str) -> bool {
    const SHORTEST: usize = 4;
    let begins = |label: &str| label.starts_with(text) && text.chars().count() >= SHORTEST;
    lexicon::CLOSING_LABELS.iter().any(|label| begins(label))
}

/// Tells the cells of a page apart. `totals`: how many forms end on it with their totals; `number`: that of the page, which
/// may stand among them. `None` where no way agrees, or several do.
pub(super) fn tell(
    cells: &[Cell<'_>],
    columns: Columns,
    (totals, forms): (usize, usize),
    number: usize,
) -> Option<Told> {
    /// So many cells may be the number of the page, and no page has more; keeps the work linear.
    const MOST: usize = 12;
    const MOST_CELLS: usize = 256;
    const FEWEST: u32 = 50;
    if cells.len() > MOST_CELLS {
        return None;
    }
    let number = number.to_string();
    let numbered = |text: &str| number_from_text(text).is_some_and(|number| number >= FEWEST.into());
    let places = |is: &dyn Fn(&Cell<'_>) -> bool| -> Vec<usize> {
        cells.iter().enumerate().filter(|(_, cell)| is(cell)).map(|(at, _)| at).collect()
    };
    let without = |columns: Columns, totals: usize, less: &[usize]| {
        let own = cells.iter().enumerate().filter(|(at, _)| !less.contains(at)).map(|(_, cell)| cell.clone());
        let mut found = found(&own.collect::<Vec<_>>(), columns, (totals, forms));
        let less = || less.iter().filter_map(|at| cells.get(*at)).map(|cell| cell.at);
        for told in &mut found {
            told.totals.extend(less());
        }
        found
    };
    // 无 may say that there is no reason to give.
    let nothing = places(&|cell| cell.text == NOTHING);
    let all: &[usize] = &[];
    let mut found: Vec<Told> = Vec::new();
    for less in [all, nothing.as_slice()] {
        if found.is_empty() {
            found = without(columns, totals, less);
        }
        if found.is_empty() {
            let mut pages = places(&|cell| cell.is_number && cell.text == number);
            // Of several that stand side by side it is all the same which one.
            let adjoins = |at: &usize| cells.get(*at).is_some_and(|cell| cell.adjoins);
            pages.dedup_by(|at, before| {
                *before + 1 == *at && adjoins(at) && {
                    *before = *at;
                    true
                }
            });
            found = pages.iter().take(MOST).flat_map(|at| without(columns, totals, &[less, &[*at]].concat())).collect();
        }
        // A total may be printed of the scores alone.
        if found.is_empty() && totals > 0 {
            let alone = places(&|cell| cell.is_number && numbered(cell.text));
            let alone = alone.iter().take(MOST).flat_map(|at| without(columns, 0, &[less, &[*at]].concat()));
            found = without(columns, 0, less).into_iter().chain(alone).collect();
        }
        if found.is_empty() && !cells.iter().any(|cell| cell.is_number) {
            found = without(Columns { weights: false, scores: false, ..columns }, 0, less);
        }
        if nothing.is_empty() {
            break;
        }
    }
    let least = found.iter().map(|told| told.cost).min()?;
    let at = found.iter().position(|told| told.cost == least)?;
    let best = found.swap_remove(at);
    let text = |at: usize| cells.iter().find(|cell| cell.at == at).map(|cell| cell.text);
    let texts = |told: &Told| -> Vec<_> {
        let pairs = told.targets.iter().chain(&told.weights);
        pairs.map(|(one, two)| (text(*one), two.and_then(text))).collect()
    };
    let own = texts(&best);
    let is_other = |told: &Told| told.cost <= least + 1 && texts(told) != own;
    (!found.iter().any(is_other)).then_some(best)
}

/// The ways to tell cells apart that agree.
fn found(cells: &[Cell<'_>], columns: Columns, (totals, forms): (usize, usize)) -> Vec<Told> {
    /// What it costs that the weights do not make all of the forms of the page.
    const ODD: u32 = 2;
    let values = 1 + usize::from(columns.second);
    let numbers = usize::from(columns.weights) + usize::from(columns.scores);
    let sure = cells.iter().filter(|cell| !cell.is_number).count();
    let own = cells.len().checked_sub(numbers * totals).filter(|own| own % (values + numbers) == 0);
    let lacking = own.and_then(|own| (values * (own / (values + numbers))).checked_sub(sure));
    let ways = lacking.map(|lacking| ways(cells, lacking, numbers > 0)).unwrap_or_default();
    let told = |(cost, chosen): (u32, Vec<usize>)| {
        let told = told(cells, columns, &chosen, totals)?;
        let text = |at: usize| cells.iter().find(|cell| cell.at == at).map_or("", |cell| cell.text);
        let weights = told.weights.iter().filter_map(|(at, _)| number_from_text(text(*at)));
        let sum = total(&mut weights.chain(Some(Decimal::ZERO)))?;
        let most = Decimal::from(ALL).checked_mul(u32::try_from(forms).ok()?.into())?;
        let odd = u32::from(!told.weights.is_empty() && sum != most) * ODD;
        (sum <= most).then_some(Told { cost: told.cost + cost + odd, ..told })
    };
    ways.into_iter().filter_map(told).collect()
}

/// Which numbers are values where so many are lacking, the cheapest ways first.
fn ways(cells: &[Cell<'_>], lacking: usize, has_numbers: bool) -> Vec<(u32, Vec<usize>)> {
    /// So many ways are kept, and no page has more groups; keeps the work linear.
    const MOST: usize = 6;
    const MOST_GROUPS: usize = 24;
    const MOST_VALUES: usize = 48;
    let numbers = || (0..cells.len()).filter(|at| cells.get(*at).is_some_and(|cell| cell.is_number));
    if !has_numbers {
        return if numbers().count() == lacking { vec![(0, numbers().collect())] } else { Vec::new() };
    }
    let places: Vec<usize> = numbers().collect();
    let joined = |one: &usize, two: &usize| one + 1 == *two && cells.get(*two).is_some_and(|cell| cell.adjoins);
    let groups: Vec<&[usize]> = places.chunk_by(joined).collect();
    if groups.len() > MOST_GROUPS || lacking > MOST_VALUES {
        return Vec::new();
    }
    let mut best: Vec<Vec<(u32, Vec<usize>)>> = vec![Vec::new(); lacking + 1];
    best.first_mut().into_iter().for_each(|first| first.push((0, Vec::new())));
    for group in groups {
        let mut next: Vec<Vec<(u32, Vec<usize>)>> = vec![Vec::new(); lacking + 1];
        for (count, ways) in best.iter().enumerate().filter(|(_, ways)| !ways.is_empty()) {
            for (cost, chosen) in options(cells, group, lacking - count) {
                let Some(place) = next.get_mut(count + chosen.len()) else { continue };
                place.extend(ways.iter().map(|(own, way)| (own + cost, [way.as_slice(), &chosen].concat())));
            }
        }
        for place in &mut next {
            *place = crate::order::sorted(std::mem::take(place), |(cost, _)| u128::from(*cost));
            place.truncate(MOST);
        }
        best = next;
    }
    best.pop().unwrap_or_default()
}

/// Which numbers of a group may be values: the first ones, behind other values, and the last ones, before others.
fn options(cells: &[Cell<'_>], group: &[usize], most: usize) -> Vec<(u32, Vec<usize>)> {
    const APART: u32 = 4;
    const WEIGHT: u32 = 8;
    let (Some(first), Some(last)) = (group.first(), group.last()) else { return Vec::new() };
    let head = cells.get(*first).and_then(|cell| cell.head);
    let is_value = |at: Option<usize>| at.and_then(|at| cells.get(at)).is_some_and(|cell| !cell.is_number);
    let before = is_value(first.checked_sub(1)) && cells.get(*first).is_some_and(|cell| cell.adjoins);
    let behind = is_value(Some(last + 1)) && cells.get(last + 1).is_some_and(|cell| cell.adjoins);
    let headed = matches!(head, Some(Column::Target | Column::Actual | Column::Other));
    let weighed = matches!(head, Some(Column::Weight | Column::Score));
    let start = match () {
        () if headed => 0,
        () if weighed => WEIGHT,
        () if before => 1,
        () => APART,
    };
    let end = if behind { 1 } else { APART };
    let mut options = Vec::new();
    for from_start in 0..=group.len().min(most) {
        for from_end in 0..=(group.len() - from_start).min(most - from_start) {
            let mut chosen: Vec<usize> = group.iter().take(from_start).copied().collect();
            chosen.extend(group.iter().skip(group.len() - from_end).copied());
            let whole = from_start == group.len();
            let between = u32::from(before && behind && chosen.len() < group.len()) * 2;
            let headless = u32::from(headed && from_start == 0) * APART;
            let own = if from_start > 0 { if whole { start.min(end) } else { start } } else { 0 };
            let own = own + if from_end > 0 { end } else { 0 } + between + headless;
            // Whoever weighs more than all is none.
            let is_weight = |at: &usize| {
                let number = cells.get(*at).and_then(|cell| number_from_text(cell.text));
                chosen.contains(at) || number.is_some_and(|number| number <= ALL.into())
            };
            if group.iter().all(is_weight) {
                options.push((own, chosen));
            }
        }
    }
    options
}

/// All weights of a form.
const ALL: u32 = 100;

/// The cells of each column, where some numbers are values.
fn told(cells: &[Cell<'_>], columns: Columns, chosen: &[usize], totals: usize) -> Option<Told> {
    let is_value = |(at, cell): &(usize, &Cell<'_>)| !cell.is_number || chosen.contains(at);
    let (values, numbers): (Vec<_>, Vec<_>) = cells.iter().enumerate().partition(is_value);
    let values: Vec<&Cell<'_>> = values.into_iter().map(|(_, cell)| cell).collect();
    let numbers: Vec<&Cell<'_>> = numbers.into_iter().map(|(_, cell)| cell).collect();
    let place = |cells: &[&Cell<'_>], at: usize| cells.get(at).map(|cell| cell.at);
    let mut own = Told::default();
    if columns.second {
        let list: Vec<Value> = values.iter().map(|cell| doubles::value(cell.text, cell.head)).collect();
        let (cost, pairs) = doubles::pairs(&list)?;
        own.cost += cost;
        for (one, two, doubtful) in pairs {
            let target = place(&values, one)?;
            own.targets.push((target, place(&values, two)));
            own.unsure.extend(Some(target).filter(|_| doubtful));
        }
    } else {
        own.targets = values.iter().map(|cell| (cell.at, None)).collect();
    }
    if columns.weights || columns.scores {
        let list: Vec<Decimal> = numbers.iter().map(|cell| number_from_text(cell.text)).collect::<Option<_>>()?;
        let heads: Vec<Option<Column>> = numbers.iter().map(|cell| cell.head).collect();
        let both = columns.weights && columns.scores;
        let (cost, pairs) =
            if both { doubles::scores(&list, &heads)? } else { (0, (0..list.len()).map(|at| (at, at)).collect()) };
        own.cost += cost;
        let is_total = |at: usize| list.get(at) == Some(&ALL.into());
        let mut closed = 0;
        for (one, two) in pairs {
            let (weight, score) = (place(&numbers, one)?, place(&numbers, two).filter(|_| both));
            if closed < totals && is_total(one) {
                closed += 1;
                own.totals.extend([Some(weight), score].into_iter().flatten());
            } else if columns.weights {
                own.weights.push((weight, score));
            }
        }
        if closed < totals || (columns.weights && own.weights.len() != own.targets.len()) {
            return None;
        }
    }
    Some(own)
}

/// Whether a text is one of those that say how far something was reached.
pub(in crate::parse::readers::boxes) fn is_result(text: &str) -> bool {
    text == "完成" || RESULTS.iter().any(|result| text.starts_with(result)) || lexicon::CLOSING_LABELS.contains(&text)
}
