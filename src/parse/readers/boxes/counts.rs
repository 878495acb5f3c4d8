//! The columns of one page, counted into rows: the third name, target and weight below their heads are one row.

use super::atoms;
use super::columns::Line;
use super::form::{Block, Rows};
use super::numbers::Share;
use super::owners;
use super::page::{Page, Reader};
use crate::lexicon::{self, Field};
use crate::parse::sheet::Run;

/// Names and targets of each part of a page, and the numbers of its projects.
type Cells = (Vec<Vec<Run>>, Vec<Vec<Run>>, Vec<Share>);

/// The cells of a page.
struct Chosen {
    cells: Cells,
    /// How many rows each part has whose cells are not told.
    torn: Vec<Option<usize>>,
    /// Whether its numbers agree with them.
    counted: bool,
}

impl Reader<'_> {
    /// Puts the columns of a page together. `None` where they do not agree.
    pub(super) fn finish_page(&mut self) -> Option<()> {
        let mut page = std::mem::take(&mut self.page);
        if (1..owners::HEADS).contains(&page.depth) && !page.is_form {
            // No row stands above the first head: the columns above it go on below.
            let moved = page.names.put_above() | page.targets.put_above();
            page.moved |= moved | page.first.put_above() | page.second.put_above();
        }
        let parts = page.names.parts.len();
        if page.targets.parts.len() != parts {
            return None;
        }
        self.take_late(&mut page);
        self.take_number(&mut page);
        self.settle(&mut page);
        if self.is_sorted() {
            self.join_names(&mut page);
        }
        for (under, label) in std::mem::take(&mut page.early_second) {
            page.second.parts.get_mut(under).into_iter().for_each(|part| part.push(label.clone()));
        }
        page.moved |= page.put_below_levels();
        let Chosen { cells: (names, targets, mut shares), torn, counted } = self.chosen(&mut page)?;
        let (mut amounts, mut told) = (Vec::new(), Vec::new());
        if shares.is_empty() {
            let rows = |(at, names): (usize, &Vec<Run>)| torn.get(at).copied().flatten().unwrap_or(names.len());
            let rows: Vec<usize> = names.iter().enumerate().map(rows).collect();
            (amounts, told) = self.some_numbers(&page, &rows, &self.turns(&page, &names));
        }
        let used: Vec<usize> = amounts.iter().chain(&told).flatten().map(|run| run.start).collect();
        self.place_early(page.from);
        let owners = self.owners(&page, parts)?;
        for owner in owners.iter().skip(1) {
            self.blocks.get_mut(*owner)?.headed = true;
        }
        let mut at = 0;
        for block in page.from..self.blocks.len() {
            let share = shares.get_mut(block - page.from).map(std::mem::take).unwrap_or_default();
            let labels = page.money.iter().find(|(of, _)| *of == block).map_or(0, |(_, labels)| *labels);
            let own = amounts.get_mut(block - page.from).map(std::mem::take);
            self.blocks.get_mut(block)?.pay(own.unwrap_or(share.amounts), labels);
            let mut weights = share.weights.into_iter();
            while owners.get(at) == Some(&block) {
                let names = names.get(at)?.clone();
                let count = torn.get(at).copied().flatten().unwrap_or(names.len());
                let mut weights: Vec<Run> = weights.by_ref().take(count).collect();
                if let Some(own) = told.get_mut(at) {
                    weights = std::mem::take(own);
                }
                let weighed = !names.is_empty() && weights.len() == names.len() && !told.is_empty();
                let counted = (counted || weighed) && !page.moved;
                let targets = targets.get(at)?.clone();
                let rows = Rows { names, targets, weights, counted, ..self.heads_of(&page, at) };
                let labels = |own: bool| own.then_some(at);
                let first = labels(page.first.parts.len() == parts).and_then(|at| page.first.parts.get(at).cloned());
                let second = labels(page.second.parts.len() == parts).and_then(|at| page.second.parts.get(at).cloned());
                self.push_rows(block, rows, first.unwrap_or_default(), &second.unwrap_or_default());
                if torn.get(at).is_some_and(Option::is_some) {
                    self.tear(block, &page, at);
                }
                at += 1;
            }
        }
        if !counted {
            let rest = page.numbers.into_iter().filter(|run| !used.contains(&run.start));
            self.blocks.last_mut()?.strays.extend(rest);
        }
        Some(())
    }

    /// The heads of a part of a page, and the rests of its cells.
    fn heads_of(&self, page: &Page, at: usize) -> Rows {
        let streams = [&page.first.heads, &page.second.heads, &page.names.heads, &page.targets.heads];
        let heads = at.checked_sub(1).map(|head| {
            let weight = page.weights.get(head).cloned().filter(|_| self.weights);
            streams.iter().map(|heads| heads.get(head).cloned()).chain([weight]).collect()
        });
        let lines = [&page.names, &page.targets].into_iter().filter_map(|column| column.parts.get(at)).flatten();
        let rests = lines.filter_map(|line| Some((line.run.end, line.rest.clone()?))).collect();
        let further = |heads: &[Run]| at.checked_sub(1).and_then(|head| heads.get(head)).cloned();
        let further = [further(&page.seconds), further(&page.scores)];
        Rows { heads: heads.unwrap_or_default(), further, rests, weighed: self.weights, ..Rows::default() }
    }

    /// The names and targets of each part of a page. `None` where they do not agree.
    fn chosen(&mut self, page: &mut Page) -> Option<Chosen> {
        let (mut chosen, fallback) = self.choose(page, &page.names.parts);
        if chosen.is_none() {
            // The head of the names may stand behind some of them, and those of the levels before.
            chosen = self.choose(page, &by_levels(&page.names.parts)).0;
            page.moved |= chosen.is_some();
        }
        // Where weights count the rows, a column of targets of which some are not told leaves the names.
        if chosen.is_none() && fallback.is_none() && self.weights && !self.is_sorted() {
            for of_names in [Cut::Lines, Cut::Full, Cut::Boxes] {
                let names: Vec<Vec<Run>> = page.names.parts.iter().map(|part| cells(part, of_names)).collect();
                let Some(shares) = self.shares(page, &names) else { continue };
                let mut targets: Vec<Vec<Run>> =
                    page.targets.parts.iter().map(|part| cells(part, Cut::Lines)).collect();
                let pairs = names.iter().zip(&mut targets);
                let others: Vec<&mut Vec<Run>> =
                    pairs.filter(|(names, targets)| names.len() != targets.len()).map(|(_, targets)| targets).collect();
                // A target before its head is one of those below.
                let below = by_levels(&page.targets.parts);
                if others.len() == 1 || below.iter().map(Vec::len).eq(names.iter().map(Vec::len)) {
                    let strays = others.into_iter().flat_map(std::mem::take);
                    self.blocks.last_mut()?.strays.extend(strays);
                    chosen = Some((names, targets, shares));
                    break;
                }
            }
        }
        if let Some(cells) = chosen {
            return Some(Chosen { cells, torn: Vec::new(), counted: true });
        }
        if let Some(cells) = fallback {
            return Some(Chosen { cells, torn: Vec::new(), counted: false });
        }
        let moved = by_levels(&page.names.parts);
        let whole = |(_, torn): &(Cells, Vec<Option<usize>>)| torn.iter().all(Option::is_none);
        let moved = || self.choose_parts(page, &moved).filter(whole);
        let found = self.choose_parts(page, &page.names.parts).or_else(moved);
        let counted = found.is_some();
        let (cells, torn) = found.unwrap_or_else(|| {
            let agreed = self.agreed_parts(page, &page.names.parts);
            let torn = agreed.iter().map(|part| part.is_none().then_some(0)).collect();
            let (names, targets) = agreed.into_iter().map(Option::unwrap_or_default).unzip();
            ((names, targets, Vec::new()), torn)
        });
        page.moved |= torn.iter().all(Option::is_none);
        Some(Chosen { cells, torn, counted })
    }

    /// Names that stand behind the label of the next project belong to the part above that lacks as many.
    fn take_late(&mut self, page: &mut Page) {
        let late = std::mem::take(&mut page.late);
        let mut strays: Vec<Run> = Vec::new();
        for lines in late.chunk_by(|(one, _), (two, _)| one == two) {
            let Some((part, _)) = lines.first() else { continue };
            let lines = lines.iter().map(|(_, line)| line.clone());
            let targets = page.targets.parts.get(*part).map_or(0, Vec::len);
            match page.names.parts.get_mut(*part).filter(|names| names.len() + lines.len() == targets) {
                Some(names) => names.extend(lines),
                None => strays.extend(lines.map(|line| line.run)),
            }
        }
        self.blocks.last_mut().into_iter().for_each(|block| block.strays.append(&mut strays));
    }

    /// Gives the objectives that stand before their labels to the last projects of a page that have none.
    fn place_early(&mut self, from: usize) {
        for at in (0..self.early.len()).rev() {
            if self.early.get(at).is_none_or(|(field, _)| *field != Field::Objective) {
                continue;
            }
            let (_, objective) = self.early.remove(at);
            let lacks = |block: &Block| !block.fields.iter().any(|(field, ..)| *field == Field::Objective);
            let from = self.blocks.get_mut(from..).unwrap_or_default();
            match from.iter_mut().rev().find(|block| lacks(block) && block.objective.is_empty()) {
                Some(block) => block.objective.push(objective),
                None => self.keep(|block| &mut block.strays, &objective),
            }
        }
    }

    /// The first way in which lines make as many names as targets below each head, and in which numbers agree with them;
    /// and the first in which numbers do not.
    fn choose(&self, page: &Page, names: &[Vec<Line>]) -> (Option<Cells>, Option<Cells>) {
        let mut fallback = None;
        for (of_names, of_targets) in WAYS {
            let names: Vec<Vec<Run>> = names.iter().map(|part| cells(part, of_names)).collect();
            let targets: Vec<Vec<Run>> = page.targets.parts.iter().map(|part| cells(part, of_targets)).collect();
            if names.iter().zip(&targets).any(|(names, targets)| names.len() != targets.len()) {
                continue;
            }
            if let Some(shares) = self.shares(page, &names) {
                return (Some((names, targets, shares)), None);
            }
            fallback = fallback.or(Some((names, targets, Vec::new())));
        }
        (None, fallback)
    }

    /// The parts of a page that have as many names as targets, where the numbers of the page tell how many rows the others
    /// have; and how many those are.
    fn choose_parts(&self, page: &Page, names: &[Vec<Line>]) -> Option<(Cells, Vec<Option<usize>>)> {
        let pairs = || names.iter().zip(&page.targets.parts);
        let agreed = self.agreed_parts(page, names);
        for by_names in [true, false] {
            let lines =
                |(names, targets): (&Vec<Line>, &Vec<Line>)| cells(if by_names { names } else { targets }, Cut::Lines);
            let rows = agreed.iter().zip(pairs());
            let rows: Vec<Vec<Run>> =
                rows.map(|(own, pair)| own.as_ref().map_or_else(|| lines(pair), |(names, _)| names.clone())).collect();
            let Some(shares) = self.shares(page, &rows) else { continue };
            let torn = agreed.iter().zip(&rows).map(|(own, rows)| own.is_none().then_some(rows.len())).collect();
            let (names, targets): (Vec<Vec<Run>>, Vec<Vec<Run>>) =
                agreed.into_iter().map(Option::unwrap_or_default).unzip();
            return Some(((names, targets, shares), torn));
        }
        None
    }

    /// The parts of a page that have as many names as targets.
    fn agreed_parts(&self, page: &Page, names: &[Vec<Line>]) -> Vec<Option<(Vec<Run>, Vec<Run>)>> {
        names.iter().zip(&page.targets.parts).map(|(names, targets)| self.agreed(names, targets)).collect()
    }

    /// The cells of a part of a page, if it has as many names as targets.
    pub(super) fn agreed(&self, names: &[Line], targets: &[Line]) -> Option<(Vec<Run>, Vec<Run>)> {
        let ways = WAYS.iter().map(|(of_names, of_targets)| (cells(names, *of_names), cells(targets, *of_targets)));
        let found = ways.into_iter().find(|(names, targets)| names.len() == targets.len());
        found.or_else(|| self.with_words(cells(names, Cut::Lines), cells(targets, Cut::Lines)))
    }

    /// As many names as targets, where the first targets are words and were taken for the last names.
    fn with_words(&self, mut names: Vec<Run>, targets: Vec<Run>) -> Option<(Vec<Run>, Vec<Run>)> {
        const LONGEST: usize = 8;
        /// How other names end.
        const NAMES: &[char] = &['性', '况', '间', '限', '平', '用', '力', '响', '境', '期', '准'];
        let more = names.len().checked_sub(targets.len()).filter(|more| *more > 0 && more % 2 == 0)?;
        let mut words = names.split_off(names.len() - more / 2);
        let names_end = |word: &str| word.ends_with(lexicon::NUMBER_NAMES) || word.ends_with(NAMES);
        let are_words = words.iter().map(|word| self.text(word)).all(|word| {
            let short = word.chars().count() <= LONGEST && !names_end(&word);
            atoms::is_words(&word) || short
        });
        let first = targets.first().map_or(usize::MAX, |first| first.start);
        let in_order = words.last().is_some_and(|last| last.start < first);
        words.extend(targets);
        (are_words && in_order).then_some((names, words))
    }

    /// Leaves the rows of a part of a page to nobody.
    fn tear(&mut self, block: usize, page: &Page, part: usize) {
        let Some(block) = self.blocks.get_mut(block) else { return };
        let lines = [&page.names, &page.targets].into_iter().filter_map(|column| column.parts.get(part)).flatten();
        block.strays.extend(lines.map(|line| line.run.clone()));
        let weights = block.rows.last_mut().map(|rows| std::mem::take(&mut rows.weights));
        block.strays.extend(weights.into_iter().flatten());
        (block.torn, block.last_label) = (true, None);
    }
}

impl Page {
    /// Puts names and targets below the heads of levels that stand before them, where they are as many then and were not
    /// before. Whether they are.
    fn put_below_levels(&mut self) -> bool {
        let counts = |parts: &[Vec<Line>]| -> Vec<usize> { parts.iter().map(Vec::len).collect() };
        let found = [counts(&self.names.parts), counts(&self.targets.parts)];
        let (names, targets) = (by_levels(&self.names.parts), by_levels(&self.targets.parts));
        let moved = [counts(&names), counts(&targets)];
        let [own, other] = &found;
        let [own_moved, other_moved] = &moved;
        if own == other {
            return false;
        }
        let (with_names, with_targets) = (own_moved == other, own == other_moved);
        let both = own_moved == other_moved;
        if with_names || (both && !with_targets) {
            self.names.parts = names;
        }
        if (with_targets || both) && !with_names {
            self.targets.parts = targets;
        }
        with_names || with_targets || both
    }
}

/// The lines of a column by the heads of levels before them.
pub(super) fn by_levels(parts: &[Vec<Line>]) -> Vec<Vec<Line>> {
    let mut below = vec![Vec::new(); parts.len()];
    for line in parts.iter().flatten() {
        below.get_mut(line.under).into_iter().for_each(|part| part.push(line.clone()));
    }
    below
}

/// How lines may make cells: each by itself, full ones with the next, or all of a box.
const WAYS: [(Cut, Cut); 7] = [
    (Cut::Lines, Cut::Lines),
    (Cut::Full, Cut::Lines),
    (Cut::Lines, Cut::Full),
    (Cut::Full, Cut::Full),
    (Cut::Boxes, Cut::Lines),
    (Cut::Lines, Cut::Boxes),
    (Cut::Boxes, Cut::Boxes),
];

/// How lines make cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    /// Each is one.
    Lines,
    /// A full line goes on in the next one of its box.
    Full,
    /// All lines of a box are one.
    Boxes,
}

fn cells(lines: &[Line], cut: Cut) -> Vec<Run> {
    let widest = lines.iter().map(|line| line.width).max().unwrap_or_default();
    let mut cells: Vec<Run> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in lines {
        let joined = before.is_some_and(|before| {
            let torn = line.torn || before.open;
            (before.boxed == line.boxed || torn)
                && before.run.end == line.run.start
                && match cut {
                    _ if torn => true,
                    Cut::Lines => false,
                    Cut::Full => before.width + 2 >= widest,
                    Cut::Boxes => true,
                }
        });
        match cells.last_mut().filter(|_| joined) {
            Some(last) => last.end = line.run.end,
            None => cells.push(line.run.clone()),
        }
        before = Some(line);
    }
    cells
}
