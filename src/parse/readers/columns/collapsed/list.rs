//! Lists on visual lines: every row has one line with its amounts; name, objective and indicators lie around it.

use std::ops::Range;

use super::super::amounts;
use super::super::heads::{Head, HeadCell, Holds};
use super::super::lines::{Lines, Word};
use super::beam::{self, Beside, Centred, Fragment};
use super::fragments::width;
use super::{Line, WIDTH, at_column};
use crate::amount::number_from_text;
use crate::lexicon;
use crate::model::Fund;
use crate::parse::readers::is_chinese;
use crate::parse::readers::list_grid::{self, Role};

/// The columns of running text, from left to right.
const TEXTS: [Role; 3] = [Role::Name, Role::Objective, Role::Indicators];
const NAME: usize = 0;
const OBJECTIVE: usize = 1;
const INDICATORS: usize = 2;

/// How far behind the names the indicators are at least, and how far the lines of a column may begin apart.
const FAR: usize = 20;
const SLACK: usize = 2;

/// The heads of a list on a line, and of the halves above and below it.
pub(super) fn heads(lines: &Lines<'_>, line: usize) -> Option<Head> {
    let mut cells: Vec<(Role, Vec<Word>)> = Vec::new();
    for word in lines.line(line) {
        cells.push((list_grid::role(&lines.text(word))?, vec![word.clone()]));
    }
    if cells.len() < 2 {
        return None;
    }
    let (mut first, mut last) = (line, line);
    let above = line.checked_sub(1).map(|above| lines.line(above)).unwrap_or_default();
    let below = lines.line(line + 1);
    let half = |(upper, lower): (&Word, &Word)| {
        let role = list_grid::role(&(lines.text(upper) + &lines.text(lower)))?;
        Some((role, vec![upper.clone(), lower.clone()]))
    };
    let halves: Option<Vec<(Role, Vec<Word>)>> = above.iter().zip(below).map(half).collect();
    let is_new = |(role, _): &(Role, Vec<Word>)| cells.iter().all(|(own, _)| own != role);
    if let Some(halves) = halves.filter(|halves| !halves.is_empty() && above.len() == below.len())
        && halves.iter().all(is_new)
    {
        (first, last) = (line - 1, line + 1);
        cells.extend(halves);
    }
    let cells = crate::order::sorted(cells, |(role, _)| rank(*role) as u128);
    let has = |role: Role| cells.iter().filter(|(own, _)| *own == role).count() == 1;
    let whole = TEXTS.into_iter().all(has) && has(Role::Money(Fund::Total));
    let cell = |(at, (role, words)): (usize, &(Role, Vec<Word>))| {
        let start = at * WIDTH;
        HeadCell { words: words.clone(), start, end: start + 6, holds: Holds::List(*role), empty: false }
    };
    whole.then(|| Head { first, last, cells: cells.iter().enumerate().map(cell).collect() })
}

fn rank(role: Role) -> usize {
    match role {
        Role::Name => 0,
        Role::Money(fund) => 1 + Fund::ALL.iter().position(|other| *other == fund).unwrap_or_default(),
        Role::Objective => 10,
        Role::Indicators => 11,
        Role::Unit => 12,
    }
}

/// The rows below a head before their words are in columns.
pub(super) struct Rows<'h> {
    head: &'h Head,
    money: Vec<usize>,
    of: Range<usize>,
    /// Which words of each line are amounts.
    amounts: Vec<Range<usize>>,
    pub(super) beside: Vec<Beside>,
}

impl<'h> Rows<'h> {
    /// Tells the amounts from the running text of each line.
    pub(super) fn new(lines: &Lines<'_>, head: &'h Head, of: Range<usize>, edges: Option<Edges>) -> Self {
        let money: Vec<usize> =
            (0..head.cells.len()).filter(|at| head.cells.get(*at).is_some_and(|cell| cell.holds.is_money())).collect();
        let amounts: Vec<Range<usize>> = of.clone().map(|line| amounts(lines, line, money.len())).collect();
        let mut beside: Vec<Beside> =
            of.clone().zip(&amounts).map(|(line, amounts)| parts(lines, line, amounts, edges)).collect();
        // Amounts of two lines lie around the middle of their row.
        for at in 2..beside.len() {
            let text = |at: usize| {
                let word = lines.line(of.start + at).get(amounts.get(at)?.start)?;
                amounts.get(at).filter(|amounts| !amounts.is_empty()).map(|_| lines.text(word))
            };
            let cut = text(at - 2).zip(text(at)).is_some_and(|(upper, lower)| amounts::is_cut(&upper, &lower));
            if let Some([above, middle, below]) = beside.get_mut(at - 2..=at).filter(|_| cut) {
                (above.is_row, middle.is_row, below.is_row) = (false, true, false);
            }
        }
        Self { head, money, of, amounts, beside }
    }

    /// The rows with their words in columns; `None` where it is unclear what belongs where.
    pub(super) fn placed(
        &self,
        lines: &Lines<'_>,
        widest: &[usize],
        order: Order,
    ) -> Option<(Range<usize>, Vec<Line>)> {
        let place = |role: Role| self.head.place(Holds::List(role));
        let centred = [Centred { column: NAME, slack: 0, filled: true }];
        let centred = if order == Order::Topped { &[] } else { centred.as_slice() };
        let columns = beam::columns(&self.beside, widest, centred, &says)?;
        let mut placed: Vec<Line> = Vec::with_capacity(self.of.len());
        for ((line, columns), amounts) in self.of.clone().zip(columns).zip(&self.amounts) {
            let own = lines.line(line).get(amounts.clone()).unwrap_or_default();
            let mut words: Vec<Word> =
                own.iter().zip(&self.money).map(|(word, column)| at_column(word, *column)).collect();
            let loose = lines.line(line).iter().enumerate().filter(|(at, _)| !amounts.contains(at));
            for ((_, word), column) in loose.zip(columns) {
                let column = TEXTS.get(column).and_then(|role| place(*role));
                words.extend(column.map(|column| at_column(word, column)));
            }
            placed.push((lines.page(line), crate::order::sorted(words, |word| word.start as u128)));
        }
        Some((self.of.clone(), placed))
    }
}

/// The widest lines of each column of running text, of all tables.
pub(super) fn widest(tables: &[Rows<'_>]) -> Vec<usize> {
    let all: Vec<Beside> = tables.iter().flat_map(|rows| rows.beside.clone()).collect();
    beam::widest(&all, TEXTS.len())
}

/// How the cells of visual lines lie around the amounts of their rows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Around their middle.
    Centred,
    /// From their line on.
    Topped,
}

/// How cells lie around amounts on visual lines; `None` for lines in another order. Only on visual lines stand amounts beside
/// the middle of sets of indicators, so that the set goes on behind them, or beside the first line of most of them.
pub(super) fn order(lines: &Lines<'_>, from: usize) -> Option<Order> {
    let (mut goes_on, mut rows, mut topped, mut is_open) = (0, 0, 0, false);
    for line in from..lines.len() {
        let is_row = !amounts(lines, line, Fund::ALL.len()).is_empty();
        rows += usize::from(is_row);
        is_open |= is_row;
        for word in lines.line(line) {
            let text = lines.text(word);
            let begins = text.split('。').any(begins_set);
            topped += usize::from(is_row && begins);
            if is_open && (begins || is_marked(&text)) {
                goes_on += usize::from(!begins);
                is_open = false;
            }
        }
    }
    match () {
        () if topped > 1 && topped > goes_on * 2 => Some(Order::Topped),
        () if goes_on * 6 >= rows && goes_on > 0 => Some(Order::Centred),
        () => None,
    }
}

/// Before which characters of a word another cell begins that touches the one before: an objective behind an amount, or a set
/// of indicators behind an objective.
pub(super) fn touching(lines: &Lines<'_>, word: &Word) -> Vec<usize> {
    const DECIMALS: usize = 2;
    let text = lines.text(word);
    let mut cuts = Vec::new();
    let figures = text.chars().take_while(|ch| ch.is_ascii_digit() || matches!(ch, ',' | '.')).count();
    let (amount, rest) = text.split_at_checked(figures).unwrap_or_default();
    let is_amount = amount.rsplit_once('.').is_some_and(|(_, decimals)| decimals.len() == DECIMALS);
    if is_amount && number_from_text(amount).is_some() && rest.starts_with(|ch| is_chinese(ch) || ch == '(') {
        cuts.push(figures);
    }
    let items = lexicon::CATEGORIES.iter().filter_map(|(label, _)| text.find(&format!("、{label}:")));
    let before = items.min().map(|at| text.get(..at).unwrap_or_default());
    let before = before.map(|before| before.trim_end_matches(|ch: char| ch.is_ascii_digit()));
    // What ends before it may be an indicator, unless it is the first one.
    let goes_on =
        |before: &&str| before.ends_with(['。', ';']) && !begins_set(text.get(before.len()..).unwrap_or_default());
    let before = before.filter(|before| !before.is_empty() && !goes_on(before) && !is_marked(before));
    cuts.extend(before.map(|before| before.chars().count()).filter(|cut| cuts.last() != Some(cut)));
    cuts
}

/// Which words of a line are the amounts of a row: numbers one behind the other, at most the name before them.
fn amounts(lines: &Lines<'_>, line: usize, most: usize) -> Range<usize> {
    const NAME_WORDS: usize = 2;
    let words = lines.line(line);
    let is_amount = |word: &Word| {
        let text = lines.text(word);
        let whole = number_from_text(&text).is_some() && text.ends_with(|ch: char| ch.is_ascii_digit());
        whole || amounts::is_torn_amount(&text)
    };
    let Some(first) = words.iter().take(NAME_WORDS + 1).position(is_amount) else { return 0..0 };
    let count = words.iter().skip(first).take_while(|word| is_amount(word)).count();
    if count > most { 0..0 } else { first..first + count }
}

/// What the blanks tell that a text keeps, be they as wide as on the page only before all other words of a line.
#[derive(Clone, Copy)]
pub(super) struct Edges {
    /// Where the names end.
    name: usize,
    /// The places at which lines begin with what only indicators hold, from the least to the greatest.
    indicators: (usize, usize),
}

impl Edges {
    /// Of the lines behind the first heads; `None` without blanks.
    pub(super) fn of(lines: &Lines<'_>, from: usize) -> Option<Self> {
        const FEWEST: usize = 3;
        let firsts = || (from..lines.len()).filter_map(|line| Some((line, lines.line(line).first()?)));
        let names = firsts().filter(|(line, _)| amounts(lines, *line, Fund::ALL.len()).start > 0);
        let names = names.map(|(_, word)| word.end);
        let certain = firsts().filter(|(_, word)| is_marked(&lines.text(word)));
        let certain: Vec<usize> = certain.map(|(_, word)| word.start).collect();
        let indicators = (certain.iter().min().copied()?, certain.iter().max().copied()?);
        let edges = Self { name: names.max()?, indicators };
        (indicators.0 >= edges.name + FAR && certain.len() >= FEWEST).then_some(edges)
    }

    /// In which columns a line may begin with a text; one that begins with a number may stand farther to the right than on the
    /// page.
    fn columns(self, word: &Word, text: &str) -> (usize, usize) {
        let from = if word.start > self.name + SLACK { OBJECTIVE } else { NAME };
        let (first, last) = self.indicators;
        let numbered = text.starts_with(|ch: char| ch.is_ascii_digit()) && !begins_set(text);
        match word.start {
            start if !numbered && (first.saturating_sub(SLACK)..=last + SLACK).contains(&start) => {
                (INDICATORS, TEXTS.len())
            }
            start if start + FAR / 2 < first => (from, INDICATORS),
            _ => (from, TEXTS.len()),
        }
    }
}

/// The running text of a line.
fn parts(lines: &Lines<'_>, line: usize, amounts: &Range<usize>, edges: Option<Edges>) -> Beside {
    let words = lines.line(line);
    let marked: Vec<bool> = words.iter().map(|word| is_marked(&lines.text(word))).collect();
    let first_marked = marked.iter().position(|marked| *marked);
    let mut beside = Beside { fragments: Vec::new(), is_row: !amounts.is_empty() };
    for (at, word) in words.iter().enumerate().filter(|(at, _)| !amounts.contains(at)) {
        let (from, until) = match () {
            () if beside.is_row && at < amounts.start => (NAME, OBJECTIVE),
            () if first_marked.is_some_and(|marked| at >= marked) => (INDICATORS, TEXTS.len()),
            () if beside.is_row && first_marked == Some(amounts.end + 1) => (OBJECTIVE, INDICATORS),
            () if beside.is_row => (OBJECTIVE, TEXTS.len()),
            () => edges.filter(|_| at == 0).map_or((NAME, TEXTS.len()), |edges| edges.columns(word, &lines.text(word))),
        };
        beside.fragments.push(Fragment::new(lines.text(word), width(lines, word), from, until));
    }
    beside
}

/// Whether a fragment can only be of indicators: a label of them stands in it, or a part of one at its border.
fn is_marked(text: &str) -> bool {
    lexicon::TARGET_LABELS
        .iter()
        .any(|label| label.chars().count() > 3 && (text.contains(label) || ends_with_begin(text, label, 3)))
        || lexicon::CATEGORIES.iter().any(|(label, _)| text.contains(&format!("、{label}:")))
}

/// Whether a text ends with at least so many characters that a label begins with.
fn ends_with_begin(text: &str, label: &str, least: usize) -> bool {
    let begins = label.char_indices().skip(least).map(|(at, _)| label.get(..at).unwrap_or_default());
    begins.into_iter().any(|begin| text.ends_with(begin))
}

/// Names are no sentences, and only indicators have labels, which go on where lines break them.
fn says(column: usize, text: &str, before: Option<(&str, bool)>) -> u32 {
    const ODD: u32 = 6;
    let sentence = text.contains(['。', ';', ',', ':']);
    let begins_digit = |text: &str| text.starts_with(|ch: char| ch.is_ascii_digit());
    let numbered = text.split_once(['、', '.']).is_some_and(|(number, rest)| is_digits(number) && !begins_digit(rest));
    let is_item = begins_item(text);
    match column {
        NAME => u32::from(sentence) * 8 + u32::from(numbered) * ODD,
        OBJECTIVE => u32::from(is_item || begins_with_end(text)) * 8 + u32::from(is_target(text)) * 4,
        _ if begins_set(text) => before.map_or(0, |(before, _)| u32::from(!before.ends_with('。')) * ODD),
        _ => match before {
            None => 4,
            Some((before, _)) if before.ends_with('。') && is_item => 0,
            Some((_, false)) => ODD,
            // Behind a full stop stands the number of the next one.
            Some((before, _)) if before.ends_with('。') => u32::from(!numbered) * ODD,
            Some((before, _)) => junction(before, text) + u32::from(numbered && !is_item) * 3,
        },
    }
}

/// Whether a text begins a set of indicators.
fn begins_set(text: &str) -> bool {
    text.starts_with('1') && begins_item(text)
}

/// Whether a text begins with the number and the category of an indicator, as far as they stand on its line.
fn begins_item(text: &str) -> bool {
    let rest = text.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let rest = rest.strip_prefix(['、', '.', ')', ',']).filter(|_| rest.len() < text.len());
    rest.is_some_and(|rest| {
        lexicon::CATEGORIES.iter().any(|(label, _)| rest.starts_with(label) || label.starts_with(rest))
    })
}

/// Whether a text begins with a target: an operator, or a number with its percent.
fn is_target(text: &str) -> bool {
    let rest = text.trim_start_matches(|ch: char| ch.is_ascii_digit() || ch == '.');
    text.starts_with(['≥', '≤', '<', '>', '=']) || (rest.len() < text.len() && rest.starts_with('%'))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|ch| ch.is_ascii_digit())
}

/// The labels of indicators with the marks before and behind them.
fn marks() -> impl Iterator<Item = String> {
    let targets = lexicon::TARGET_LABELS.iter().map(|label| format!(",{label}:"));
    targets.chain(lexicon::CATEGORIES.iter().map(|(label, _)| format!("、{label}:")))
}

/// Whether a text begins with the end of a label, so that its beginning stands on the line before.
fn begins_with_end(text: &str) -> bool {
    marks().any(|mark| {
        let ends = mark.char_indices().skip(2).map(|(at, _)| mark.get(at..).unwrap_or_default().to_owned());
        ends.into_iter().any(|end| end.chars().count() > 1 && text.starts_with(&end))
    })
}

/// What it costs that two lines of indicators follow each other: a label that the first one begins must go on.
fn junction(before: &str, text: &str) -> u32 {
    const ODD: u32 = 8;
    if before.ends_with(['≥', '≤', '<', '>', '=']) {
        return if text.starts_with(|ch: char| ch.is_ascii_digit()) { 0 } else { ODD };
    }
    if before.ends_with(|ch: char| ch.is_ascii_digit()) && is_target(&format!("0{text}")) {
        return 0;
    }
    let (mut begun, mut whole) = (before.ends_with(':'), before.ends_with(':') && !begins_with_end(text));
    for mark in marks() {
        for (at, _) in mark.char_indices().skip(1) {
            let (Some(begin), Some(rest)) = (mark.get(..at), mark.get(at..)) else { continue };
            if before.ends_with(begin) {
                begun |= begin.chars().count() > 1;
                whole |= text.starts_with(rest) || rest.starts_with(text);
            }
        }
    }
    match (begun, whole) {
        (_, true) => 0,
        (true, false) => ODD,
        (false, false) if begins_with_end(text) => ODD,
        (false, false) => 1,
    }
}
