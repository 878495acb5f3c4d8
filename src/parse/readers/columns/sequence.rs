//! Which column each word stands in, and where the columns of a page are that no longer stand under the heads of the page before: a line that holds every cell of
//! its row tells, for its words follow each other as the heads do, and each says what its column holds.

use super::body::Item;
use super::gutters;
use super::heads::{Head, HeadCell, Holds};
use super::lines::{Lines, Word, lead};
use super::settle::{elsewhere, is_against, reaches, settle};
use super::told;
use crate::amount::number_from_text;
use crate::lexicon::{self, Column};
use crate::parse::readers::rows::is_operator;

impl Head {
    /// Of two sets side by side the second is that of the year: what the first one has of its own is put aside.
    pub(super) fn put_first_set_aside(&mut self) {
        const TWICE: [Column; 3] = [Column::Level2, Column::Name, Column::Target];
        let places = |column: Column| -> Vec<usize> {
            let own = self.cells.iter().enumerate().filter(|(_, cell)| cell.holds == Holds::Row(column));
            own.map(|(at, _)| at).collect()
        };
        let [levels, names, targets] = TWICE.map(places);
        let ([level, _], [name, _], [target, _]) = (levels.as_slice(), names.as_slice(), targets.as_slice()) else {
            return;
        };
        if level < name && name < target {
            self.cells.iter_mut().take(target + 1).skip(*level).for_each(|cell| cell.holds = Holds::Aside);
        }
    }
}

/// The column of each word: where it stands or, where no column is clear, what it says.
pub(super) fn places(head: &Head, lines: &Lines<'_>, words: &[Word]) -> Vec<Option<usize>> {
    const ODD: usize = 40;
    let told = told::told(head, lines, words);
    let against = |cell: &HeadCell, word: &Word| is_against(cell.holds, &lines.text(word));
    let mut places = gutters::columns(&head.cells, words, &against);
    let torn = told::torn(head, lines, words, &told);
    settle(head, lines, words, &mut places, &torn);
    settle(head, lines, words, &mut places, &torn);
    let against = |(told, place): (&Option<usize>, &Option<usize>)| told.is_some() && told != place;
    let wrong = told.iter().zip(&places).filter(|both| against(*both)).count();
    if wrong * ODD > told.iter().flatten().count() {
        places = told.iter().map(|told| told.or(Some(usize::MAX))).collect();
        settle(head, lines, words, &mut places, &told);
        settle(head, lines, words, &mut places, &told);
    }
    places
}

/// A page without heads has its columns near those of the page before: puts the heads above the columns.
pub(super) fn follow(head: &mut Head, lines: &Lines<'_>, words: &[Word], places: &[Option<usize>], is_first: bool) {
    for (column, (start, end)) in reaches(head, lines, words, places).into_iter().enumerate() {
        let filled = places.contains(&Some(column));
        if let Some(cell) = head.cells.get_mut(column) {
            (cell.start, cell.end) = if filled { (start, end) } else { (cell.start, cell.end) };
            cell.empty = !filled && (cell.empty || (is_first && cell.holds.is_money()));
        }
    }
}

/// Tells of every line of each column whether it is full, and whether its cell goes on or ends there.
pub(super) fn measure(columns: &mut [Vec<Item>], widths: &[Vec<usize>]) {
    for (column, widths) in columns.iter_mut().zip(widths) {
        let widest = widths.iter().copied().max().unwrap_or_default();
        // What is not parted goes to the next line as a whole.
        let leads: Vec<usize> = column.iter().skip(1).map(|item| lead(&item.text)).collect();
        for (at, (item, width)) in column.iter_mut().zip(widths).enumerate() {
            let sentence = item.text.ends_with(['。', '；', ';', '.']);
            let fits = width + leads.get(at).copied().unwrap_or_default().max(3) < widest;
            item.full = *width >= 10 && width + 1 >= widest && !sentence;
            item.open = *width > 12 && width + 3 >= widest && !sentence;
            item.ends = widest > 12 && fits && !sentence;
        }
    }
}

/// The heads of a form above its columns on this page; `None` where no line tells, or the lines tell different things.
pub(super) fn realigned(head: &Head, lines: &Lines<'_>, words: &[Word]) -> Option<Head> {
    let name = head.place(Holds::Row(Column::Name))?;
    let mut reaches: Vec<Option<(usize, usize)>> = vec![None; head.cells.len()];
    let mut grow = |at: usize, word: &Word| {
        if let Some(reach) = reaches.get_mut(at) {
            let (start, end) = reach.unwrap_or((word.start, word.end));
            *reach = Some((start.min(word.start), end.max(word.end)));
        }
    };
    let mut found = 0;
    for line in words.chunk_by(|one, next| one.line == next.line) {
        let Some((before, own)) = in_sequence(head, lines, line) else { continue };
        found += 1;
        for (at, word) in own.iter().enumerate() {
            grow(name + at, word);
        }
        for (back, word) in before.iter().rev().enumerate().take(name) {
            let text = lines.text(word);
            let second = lexicon::is_level_2(&text);
            if before.len() > 1 || (back == 0 && second) {
                grow(name - 1 - back, word);
            }
        }
    }
    let mut head = head.clone();
    let mut before = 0;
    for (cell, reach) in head.cells.iter_mut().zip(reaches) {
        if let Some((start, end)) = reach {
            if start < before {
                return None;
            }
            (cell.start, cell.end, cell.empty) = (start, end, false);
            before = end;
        }
    }
    (found > 0).then_some(head)
}

/// The labels of levels on a line, and the words behind them if these are all cells of a row: each says what its column holds.
/// The last column may be blank where it gives reasons.
fn in_sequence<'w>(head: &Head, lines: &Lines<'_>, line: &'w [Word]) -> Option<(&'w [Word], &'w [Word])> {
    let name = head.place(Holds::Row(Column::Name))?;
    let labels = line.iter().take_while(|word| is_of_level(&lines.text(word))).count();
    let (before, own) = line.split_at_checked(labels)?;
    let cells = head.cells.get(name..).unwrap_or_default();
    let ends = own.last().is_some_and(|last| number_from_text(&lines.text(last)).is_some());
    let lacks_reason = ends && matches!(cells.last().map(|cell| cell.holds), Some(Holds::Row(Column::Deviation)));
    let fits = |(word, cell): (&Word, &HeadCell)| {
        let text = lines.text(word);
        let numbers = matches!(cell.holds, Holds::Row(Column::Weight | Column::Score));
        elsewhere(cell.holds, &text, false) == 0 && (!numbers || number_from_text(&text).is_some())
    };
    let is_whole = own.len() == cells.len() || (lacks_reason && own.len() + 1 == cells.len());
    (is_whole && own.iter().zip(cells).all(fits)).then_some((before, own))
}

/// How many words of a line are the number of the page before, which a tool prints on the line of the first row below it.
fn page_number(lines: &Lines<'_>, line: &[Word]) -> usize {
    let text = |at: usize| line.get(at).map(|word| lines.text(word)).unwrap_or_default();
    let is_number = |text: &str| (1..4).contains(&text.len()) && text.chars().all(|ch| ch.is_ascii_digit());
    let is_dash = |text: &str| matches!(text, "—" | "-" | "–");
    let first = text(0);
    let inside = first.trim_matches(['—', '-', '–']);
    let is_page = first.starts_with('第') && first.contains('页') && first.chars().any(|ch| ch.is_ascii_digit());
    match () {
        () if is_dash(&first) && is_number(&text(1)) && is_dash(&text(2)) => 3,
        () if is_page || (inside.len() < first.len() && is_number(inside)) => 1,
        () if is_number(&first) && lexicon::is_level(&text(1)) => 1,
        () => 0,
    }
}

/// The words that are numbers of pages on lines of rows, and these lines, whose words they have pushed aside.
pub(super) fn page_numbers(lines: &Lines<'_>, words: &[Word]) -> (Vec<usize>, Vec<usize>) {
    let (mut numbers, mut pushed) = (Vec::new(), Vec::new());
    for line in words.chunk_by(|one, next| one.line == next.line) {
        let own = line.iter().take(page_number(lines, line));
        pushed.extend(own.clone().take(1).map(|word| word.line));
        numbers.extend(own.map(|word| word.inks.start));
    }
    (numbers, pushed)
}

/// Puts the words of whole rows into their columns, where two of them stand in one. `pushed`: lines on which the number of a
/// page has pushed all words aside; what is no whole row there is left to nobody.
pub(super) fn put_whole_rows(
    head: &Head,
    lines: &Lines<'_>,
    words: &[Word],
    places: &mut [Option<usize>],
    pushed: &[usize],
) {
    let Some(name) = head.place(Holds::Row(Column::Name)) else { return };
    let mut from = 0;
    for line in words.chunk_by(|one, next| one.line == next.line) {
        let own = places.get_mut(from..from + line.len()).unwrap_or_default();
        from += line.len();
        let is_pushed = line.first().is_some_and(|first| pushed.binary_search(&first.line).is_ok());
        let Some((before, _)) = in_sequence(head, lines, line) else {
            own.iter_mut().filter(|_| is_pushed).for_each(|place| *place = None);
            continue;
        };
        let (labels, own) = own.split_at_mut_checked(before.len()).unwrap_or_default();
        if is_pushed {
            for (label, word) in labels.iter_mut().zip(before) {
                let first = lexicon::is_level_1(&lines.text(word));
                let alone = before.len() == 1;
                let is_first = first && (!alone || !lexicon::is_level_2(&lines.text(word)));
                *label = head.place(Holds::Row(if is_first { Column::Level1 } else { Column::Level2 }));
            }
            own.iter_mut().zip(name..).for_each(|(place, column)| *place = Some(column));
        } else if own.windows(2).any(|pair| matches!(pair, [one, other] if one == other)) {
            own.iter_mut().zip(name..).for_each(|(place, column)| *place = Some(column));
        }
    }
}

/// Whether a form has more columns than names, targets and weights, so that no other reader knows them.
pub(super) fn is_rich(head: &Head) -> bool {
    const MORE: [Column; 5] = [Column::Operator, Column::Unit, Column::Other, Column::Actual, Column::Score];
    head.place(Holds::Aside).is_some() || MORE.iter().any(|column| head.place(Holds::Row(*column)).is_some())
}

/// Puts signs into their column that are pushed aside.
pub(super) fn put_signs(head: &Head, lines: &Lines<'_>, words: &[Word], places: &mut [Option<usize>]) {
    let Some(signs) = head.place(Holds::Row(Column::Operator)) else { return };
    let mut from = 0;
    for line in words.chunk_by(|one, next| one.line == next.line) {
        let own = places.get_mut(from..from + line.len()).unwrap_or_default();
        from += line.len();
        if own.contains(&Some(signs)) {
            continue;
        }
        let mut pushed = own.iter_mut().zip(line).filter(|(_, word)| is_operator(&lines.text(word)));
        if let (Some((place, _)), None) = (pushed.next(), pushed.next())
            && place.is_some_and(|place| place.abs_diff(signs) == 1)
        {
            *place = Some(signs);
        }
    }
}

/// Whether labels of level 2 stand among the names: the columns are others than the heads tell.
pub(super) fn are_shifted(head: &Head, lines: &Lines<'_>, words: &[Word], places: &[Option<usize>]) -> bool {
    const FEWEST: usize = 2;
    let name = head.place(Holds::Row(Column::Name));
    let is_second = |word: &Word| lexicon::is_level_2(&lines.text(word));
    let among = |(word, place): (&Word, &Option<usize>)| name.is_some() && *place == name && is_second(word);
    words.iter().zip(places).filter(|both| among(*both)).count() >= FEWEST
}

/// Takes two words out of the column of names that stand beside each other where nothing else of a row does: a tool has put
/// the names of two rows onto one line.
pub(super) fn put_doubled_aside(head: &Head, words: &[Word], places: &mut [Option<usize>]) {
    let Some(name) = head.place(Holds::Row(Column::Name)) else { return };
    let mut from = 0;
    for line in words.chunk_by(|one, next| one.line == next.line) {
        let own = places.get_mut(from..from + line.len()).unwrap_or_default();
        from += line.len();
        let names = own.iter().filter(|place| **place == Some(name)).count();
        let bare = !own.iter().any(|place| place.is_some_and(|place| place > name));
        if names > 1 && bare {
            own.iter_mut().filter(|place| **place == Some(name)).for_each(|place| *place = None);
        }
    }
}

/// Whether a text is a label of a level, or a part of one that a narrow column tears.
fn is_of_level(text: &str) -> bool {
    lexicon::levels().any(|label| label.starts_with(text) || label.ends_with(text))
}

/// Whether two words of a line are one label that a tool has put a blank into: "经济成本指 标".
pub(super) fn is_one_label(lines: &Lines<'_>, before: &Word, word: &Word) -> bool {
    const WIDEST: usize = 6;
    let (left, right) = (lines.text(before), lines.text(word));
    before.line == word.line
        && word.start <= before.end + WIDEST
        && before.inks.end == word.inks.start
        && !lexicon::is_level_2(&left)
        && right.chars().count() <= 2
        && lexicon::is_level_2(&format!("{left}{right}"))
}
