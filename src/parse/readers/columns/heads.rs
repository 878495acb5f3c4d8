//! Heads of tables in text with columns: a line of column heads, some of them broken over the lines beside it.

use super::collapsed::heads as collapsed;
use super::grades;
use super::labels::torn_sides;
use super::lines::{Lines, Word};
use crate::amount::number_from_text;
use crate::lexicon::{self, Column};
use crate::model::Fund;
use crate::parse::readers::list_grid::{self, Role};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// A column of a list.
    List(Role),
    /// A column of a table with a row per indicator.
    Row(Column),
    /// Something else.
    Other,
    /// A column of the set of another period, beside the one of the year.
    Aside,
}

impl Holds {
    pub(super) fn is_money(self) -> bool {
        matches!(self, Self::List(Role::Money(_)))
    }

    /// Whether cells may be merged over many rows.
    pub(super) fn is_merged(self) -> bool {
        matches!(self, Self::Row(Column::Project | Column::Objective | Column::Level1 | Column::Level2))
    }
}

/// A column head: its words, and the character columns they fill.
#[derive(Clone, Debug)]
pub(super) struct HeadCell {
    pub(super) words: Vec<Word>,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) holds: Holds,
    /// Whether nothing stood below it on the page before.
    pub(super) empty: bool,
}

/// All heads of a table.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) cells: Vec<HeadCell>,
}

impl Head {
    pub(super) fn is_list(&self) -> bool {
        self.cells.iter().any(|cell| matches!(cell.holds, Holds::List(_)))
    }

    pub(super) fn place(&self, holds: Holds) -> Option<usize> {
        self.cells.iter().position(|cell| cell.holds == holds)
    }

    /// Whether projects are named in a column.
    pub(super) fn is_flat(&self) -> bool {
        self.place(Holds::Row(Column::Project)).is_some()
    }
}

/// Whether a line looks like heads, though it could not be read as such.
pub(super) fn is_likely(lines: &Lines<'_>, line: usize) -> bool {
    let head = |word: &&Word| {
        let text = lines.text(word);
        lexicon::indicator_columns().any(|(head, _)| *head == text)
    };
    lines.line(line).iter().filter(head).count() >= 3
}

/// All heads of a text, from top to bottom.
pub(super) fn find(lines: &Lines<'_>, list: bool) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    let mut line = 0;
    while line < lines.len() {
        let found = if list { list_head(lines, line) } else { row_or_stacked(lines, line) };
        let found = found.filter(|head| heads.last().is_none_or(|before| before.last < head.first));
        let found = found.or_else(|| again(lines, line, heads.first()?));
        line = found.as_ref().map_or(line, |head| head.last) + 1;
        heads.extend(found);
    }
    heads
}

/// The head of a table with a row per indicator at a line: in the line, or over several lines where these hold more of it.
fn row_or_stacked(lines: &Lines<'_>, line: usize) -> Option<Head> {
    if let Some(graded) = grades::head(lines, line) {
        return Some(graded);
    }
    let row = row_head(lines, line);
    let stacked = collapsed::stacked(lines, line).map(collapsed::Heads::in_place);
    let more = |head: &Head| row.as_ref().is_none_or(|row| head.cells.len() > row.cells.len());
    stacked.filter(more).or(row)
}

/// The words of the first head once more, though what reaches beyond its page stands between them.
fn again(lines: &Lines<'_>, line: usize, first: &Head) -> Option<Head> {
    const LINES: usize = 3;
    let of = |word: &Word| lines.text(word);
    let begins = first.cells.iter().flat_map(|cell| &cell.words).find(|word| word.line == first.first).map(of)?;
    if !lines.line(line).iter().any(|word| of(word) == begins) {
        return None;
    }
    let count = first.last - first.first + LINES;
    let around = lines.lines(line, (line + count).min(lines.len()));
    let mut head = Head { first: line, last: line, cells: Vec::with_capacity(first.cells.len()) };
    let mut used: Vec<usize> = Vec::new();
    for cell in &first.cells {
        let mut words = Vec::with_capacity(cell.words.len());
        for word in &cell.words {
            let text = of(word);
            let free = |other: &&Word| !used.contains(&other.inks.start) && of(other) == text;
            let found = around.iter().find(free).filter(|found| lines.page(found.line) == lines.page(line))?;
            used.push(found.inks.start);
            head.last = head.last.max(found.line);
            words.push(found.clone());
        }
        let start = words.iter().map(|word| word.start).min()?;
        let end = words.iter().map(|word| word.end).max()?;
        head.cells.push(HeadCell { words, start, end, ..cell.clone() });
    }
    head.cells.is_sorted_by_key(|cell| cell.start).then_some(head)
}

/// The head of a list around a line.
fn list_head(lines: &Lines<'_>, line: usize) -> Option<Head> {
    let holds = |text: &str| list_grid::role(text).map(Holds::List);
    let head = head_around(lines, line, &holds, &list_grid::head_goes_on, true)?;
    let has = |role: Role| head.place(Holds::List(role)).is_some();
    (has(Role::Name) && has(Role::Objective) && has(Role::Indicators) && has(Role::Money(Fund::Total))).then_some(head)
}

/// The head of a table with a row per indicator around a line.
fn row_head(lines: &Lines<'_>, line: usize) -> Option<Head> {
    let column = lexicon::indicator_column;
    let holds = |text: &str| {
        let plain = lexicon::without_bracket(text);
        column(text).or_else(|| column(plain)).map(Holds::Row)
    };
    let goes_on = |text: &str, more: &str| {
        let is_head = || holds(&format!("{text}{more}")).is_some();
        !is_whole(text, more, &holds) && (begins_head(text, more) || is_head())
    };
    let mut head = head_around(lines, line, &holds, &goes_on, false)?;
    head.put_first_set_aside();
    let has = |column: Column| head.place(Holds::Row(column)).is_some();
    (head.cells.len() >= 3 && has(Column::Name) && has(Column::Target)).then_some(head)
}

/// The heads on a line, with those that the lines beside it complete. All that stands there must be heads.
fn head_around(
    lines: &Lines<'_>,
    line: usize,
    holds: &dyn Fn(&str) -> Option<Holds>,
    goes_on: &dyn Fn(&str, &str) -> bool,
    lenient: bool,
) -> Option<Head> {
    const AROUND: [(usize, usize); 12] =
        [(0, 0), (0, 1), (1, 0), (1, 1), (0, 2), (2, 0), (1, 2), (2, 1), (0, 3), (3, 0), (2, 2), (3, 1)];
    let heads = |word: &&Word| holds(&lines.text(word)).is_some();
    if lines.line(line).iter().filter(heads).count() < 2 {
        return None;
    }
    let known = |cells: &[HeadCell]| {
        let words: usize = cells.iter().map(|cell| cell.words.len()).sum();
        (cells.iter().filter(|cell| cell.holds != Holds::Other).count(), words)
    };
    let mut best: Option<Head> = None;
    for (above, below) in AROUND {
        let (first, last) = (line.saturating_sub(above), line + below);
        if lines.page(first) != lines.page(line) || lines.page(last) != lines.page(line) {
            continue;
        }
        // Two heads of one line may look like one: 年度 and 实际, above 指标值 and 完成值.
        for apart in [true, false] {
            let how = Stacking { holds, goes_on, lenient: lenient && first == last, apart };
            let Some(cells) = stacked(lines, first, last, &how) else { continue };
            if best.as_ref().is_none_or(|best| known(&cells) > known(&best.cells)) {
                best = Some(Head { first, last, cells });
            }
        }
    }
    best
}

/// How heads are put together of the words of some lines.
struct Stacking<'h> {
    holds: &'h dyn Fn(&str) -> Option<Holds>,
    goes_on: &'h dyn Fn(&str, &str) -> bool,
    /// What is no head is left for nothing.
    lenient: bool,
    /// The words of one line are heads of their own.
    apart: bool,
}

/// The words of some lines, those below each other taken together; `None` where one of them is no head.
fn stacked(lines: &Lines<'_>, first: usize, last: usize, how: &Stacking<'_>) -> Option<Vec<HeadCell>> {
    const MOST: usize = 40;
    let Stacking { holds, goes_on, lenient, .. } = *how;
    let mut cells: Vec<HeadCell> = Vec::new();
    let words = lines.lines(first, last + 1);
    let words = words.get(..MOST).unwrap_or(words);
    let mut parted: Vec<Word> = Vec::new();
    let mut spare: Vec<Word> = Vec::new();
    // What heads the rows from their side, with the points of all of them, is no head of a column.
    let left = words.iter().find(|word| holds(&lines.text(word)).is_some()).map_or(0, |word| word.start);
    let around = lines.lines(first, last + 1 + SIDE_LINES);
    let sides = torn_sides(lines, around.get(..MOST).unwrap_or(around), left);
    for word in words.iter().filter(|word| sides.binary_search(&word.inks.start).is_err()) {
        parted.extend(halves(lines, word, holds).unwrap_or_else(|| vec![word.clone()]));
    }
    for word in &parted {
        let more = lines.text(word);
        if let Some(cell) = completed(lines, &mut cells, word, &more, how) {
            cell.words.push(word.clone());
            continue;
        }
        match cells.iter_mut().find(|cell| word.shared(cell.start, cell.end) > 0) {
            Some(cell) => {
                (cell.start, cell.end) = (cell.start.min(word.start), cell.end.max(word.end));
                cell.words.push(word.clone());
            }
            // What runs down the side in single characters is no head of a column, nor what heads all of them.
            None if word.inks.len() == 1 || (holds(&more).is_none() && is_heading(&more)) => spare.push(word.clone()),
            None => cells.push(HeadCell {
                words: vec![word.clone()],
                start: word.start,
                end: word.end,
                holds: Holds::Other,
                empty: false,
            }),
        }
    }
    for cell in &mut cells {
        let words = std::mem::take(&mut cell.words);
        cell.words = crate::order::sorted(words, |word| word.inks.start as u128);
        let mut text = String::new();
        for word in &cell.words {
            let more = lines.text(word);
            // What is a head already goes on with nothing but a bracket: else it is the first row that stands below.
            if is_whole(&text, &more, holds) {
                return None;
            }
            text.push_str(&more);
        }
        // The last character of a broken head may stand in the line above, where the other heads are broken, too.
        let last = |word: &Word| goes_on(&text, &lines.text(word)) && away(cell, word) <= ASIDE;
        if holds(&text).is_none()
            && let Some(at) = spare.iter().position(last)
        {
            let word = spare.remove(at);
            text.push_str(&lines.text(&word));
            cell.words.push(word);
        }
        match holds(&text).filter(|_| text.chars().count() <= 20) {
            Some(holds) => cell.holds = holds,
            None if lenient => {}
            None => return None,
        }
    }
    Some(crate::order::sorted(cells, |cell| cell.start as u128))
}

/// Two heads that touch each other, so that they look like one word.
fn halves(lines: &Lines<'_>, word: &Word, holds: &dyn Fn(&str) -> Option<Holds>) -> Option<Vec<Word>> {
    const LONGEST: usize = 24;
    let row = |text: &str| matches!(holds(text), Some(Holds::Row(_)));
    let long = word.inks.len();
    if !(6..=LONGEST).contains(&long) || row(&lines.text(word)) {
        return None;
    }
    for cut in 2..long - 1 {
        let (inks, start) = (word.inks.start + cut, word.start + cut);
        let left = Word { end: start, inks: word.inks.start..inks, ..word.clone() };
        let right = Word { start, inks: inks..word.inks.end, ..word.clone() };
        if row(&lines.text(&left)) && row(&lines.text(&right)) {
            return Some(vec![left, right]);
        }
    }
    None
}

/// The words below a head that number its columns; a cell that reaches beyond its page may stand among them, and part
/// their line.
pub(super) fn numbers(lines: &Lines<'_>, head: &Head, words: &[Word]) -> Vec<usize> {
    const BELOW: usize = 6;
    let count = head.cells.len();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for line in words.chunk_by(|one, next| one.line == next.line).take(BELOW) {
        let own = line.iter().filter_map(|word| Some((number(&lines.text(word))?, word.inks.start)));
        found.extend(own);
        if found.last().is_some_and(|last| last.0 == count) {
            break;
        }
    }
    let rises = |step: usize| {
        found.windows(2).all(|pair| matches!(pair, [one, other] if (1..=step).contains(&other.0.saturating_sub(one.0))))
    };
    let first = found.first().map(|first| first.0);
    let all = found.len() > 2 && first == Some(1) && found.len() + 2 >= count && rises(1);
    // One or two of them may stand in a cell that is drawn over them.
    let most = found.len() > count / 2 && first <= Some(3) && found.len() + 2 >= count && rises(3);
    let ends = found.last().is_some_and(|last| last.0 == count);
    if all || (most && ends) { found.into_iter().map(|(_, ink)| ink).collect() } else { Vec::new() }
}

/// Tools draw a page together where columns are blank: its heads stand closer than on the page before, and without
/// amounts there are no money columns.
pub(super) fn narrow(lines: &Lines<'_>, head: &mut Head, words: &[Word]) {
    let width = words.iter().map(|word| word.end).max().unwrap_or_default();
    // Where most lines end with numbers, the columns of words on the right are blank.
    let ends = words.chunk_by(|one, next| one.line == next.line);
    let (all, numbers) = ends.filter_map(<[Word]>::last).fold((0, 0), |(all, numbers), word| {
        (all + 1, numbers + usize::from(number_from_text(&lines.text(word)).is_some()))
    });
    let worded = |cell: &&HeadCell| matches!(cell.holds, Holds::Row(Column::Deviation | Column::Other));
    let blank = head.cells.iter().rev().take_while(worded).filter(|_| numbers * 2 > all).count();
    let before = head.cells.iter().rev().skip(blank).map(|cell| cell.end).max().unwrap_or_default();
    let amount = |word: &Word| {
        let text = lines.text(word);
        text.contains('.') && number_from_text(&text).is_some()
    };
    let funded = words.iter().any(amount);
    for cell in &mut head.cells {
        if width * 10 < before * 9 {
            (cell.start, cell.end) = (cell.start * width / before, cell.end * width / before);
        }
        cell.empty |= cell.holds.is_money() && !funded;
    }
}

/// The number of a column.
pub(super) fn number(text: &str) -> Option<usize> {
    text.chars().all(|ch| ch.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// Whether a text heads a part of a form.
pub(super) fn is_heading(text: &str) -> bool {
    lexicon::FIELDS.iter().any(|(field, of)| *of == lexicon::Field::Heading && *field == text)
}

/// How many lines below the heads what heads the rows from their side may go on.
pub(super) const SIDE_LINES: usize = 4;

/// How far from a head a word of another line may stand that completes it.
const ASIDE: usize = 16;

/// How far from a head a word stands.
fn away(cell: &HeadCell, word: &Word) -> usize {
    word.start.saturating_sub(cell.end).max(cell.start.saturating_sub(word.end))
}

/// The head that a word of another line completes: near it, for lines full of heads are set closer than others.
fn completed<'c>(
    lines: &Lines<'_>,
    cells: &'c mut [HeadCell],
    word: &Word,
    more: &str,
    how: &Stacking<'_>,
) -> Option<&'c mut HeadCell> {
    let completes = |cell: &HeadCell| {
        let text: String = cell.words.iter().map(|word| lines.text(word)).collect();
        let beside = how.apart && cell.words.iter().any(|own| own.line == word.line);
        !beside && (how.goes_on)(&text, more)
    };
    // A head of its own completes none that it only stands near: 得分, near 实际.
    let most = if how.apart && (how.holds)(more).is_some() { 0 } else { ASIDE };
    let near = cells.iter_mut().filter(|cell| away(cell, word) <= most && completes(cell));
    near.min_by_key(|cell| away(cell, word))
}

/// Whether a text is a head, and what follows neither a bracket of it nor the rest of a longer one.
fn is_whole(text: &str, more: &str, holds: &dyn Fn(&str) -> Option<Holds>) -> bool {
    let bracket = more.starts_with('(') || (text.contains('(') && !text.contains(')'));
    match holds(text) {
        Some(Holds::Row(_)) => !bracket && !text.is_empty() && !begins_head(text, more),
        holds => !bracket && !text.is_empty() && holds.is_some(),
    }
}

/// Whether two texts begin the head of a column of indicators.
fn begins_head(text: &str, more: &str) -> bool {
    let goes_on = |head: &str| head.strip_prefix(text).is_some_and(|rest| rest.starts_with(more));
    lexicon::indicator_columns().any(|(head, _)| goes_on(head))
}
