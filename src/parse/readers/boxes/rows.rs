//! The rows of a list in boxes: names beside their amounts, and the objectives between them.

use super::atoms;
use super::lines::{Kind, Line};
use super::money;
use crate::amount::{self, number_from_text};
use crate::lexicon;
use rust_decimal::Decimal;

/// A page and a line.
pub(super) type At = (usize, usize);

/// How sure a name is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Trust {
    #[default]
    Sure,
    /// It may lack its end.
    Unsure,
    /// It is none, or lacks lines.
    Lost,
}

/// A row.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) name: Vec<At>,
    pub(super) amounts: Vec<At>,
    pub(super) objective: Vec<At>,
    /// A row of sums, or of a body: it has no objective and no indicators.
    pub(super) is_sum: bool,
    pub(super) trust: Trust,
    pub(super) objective_doubtful: bool,
    pub(super) amounts_doubtful: bool,
}

/// No name has more lines.
pub(super) const MOST_LINES: usize = 5;

/// The pages of a list, and which of their lines hold indicators.
pub(super) struct Pages<'p> {
    pub(super) all: &'p [Vec<Line>],
    pub(super) taken: Vec<Vec<bool>>,
    /// How wide names get.
    width: usize,
    /// Whether any name begins with an indent.
    pub(super) indents: bool,
    /// Whether all names of projects do, and those of bodies do not.
    all_indented: bool,
    /// Pages on which rows may be missing.
    pub(super) lost: Vec<usize>,
    /// Whether most names end as names of projects do.
    pub(super) ends: bool,
}

impl<'p> Pages<'p> {
    pub(super) fn new(pages: &'p [Vec<Line>], taken: Vec<Vec<bool>>, sets: usize) -> Self {
        let indented = pages.iter().flatten().filter(|line| line.indented && line.kind == Kind::Text).count();
        let all_indented = indented * 5 >= sets * 4 && indented <= sets + 1;
        let indents = pages.iter().flatten().any(|line| line.indented);
        let mut own = Self { all: pages, taken, width: 0, indents, all_indented, lost: Vec::new(), ends: false };
        own.width = own.name_width();
        own
    }

    pub(super) fn line(&self, (page, at): At) -> Option<&'p Line> {
        self.all.get(page).and_then(|page| page.get(at))
    }

    /// How wide names get: what stands between other cells and amounts is a name.
    fn name_width(&self) -> usize {
        let (mut sure, mut likely) = (0, 0);
        for page in 0..self.all.len() {
            for run in self.runs(page) {
                let Some(&(_, first)) = run.first() else { continue };
                let before = (0..first).rev().map(|at| (page, at));
                let lines: Vec<At> = before.take_while(|at| self.is_free(*at) && !self.is_closed(*at)).collect();
                let widths = || lines.iter().filter_map(|at| self.line(*at)).map(|line| line.width);
                let behind = first.checked_sub(lines.len() + 1).and_then(|at| self.line((page, at)));
                let alone = behind.is_none_or(|line| line.kind != Kind::Amount) && lines.len() < MOST_LINES;
                let last = widths().next().unwrap_or_default();
                sure = sure.max(if alone { widths().max().unwrap_or_default() } else { last });
                // Lines of one box that make a name are one, whatever stands before it.
                let boxed = lines.first().and_then(|at| self.line(*at)).map(|line| line.boxed);
                let own = lines.iter().take_while(|at| self.line(**at).map(|line| line.boxed) == boxed);
                let own: Vec<At> = own.copied().collect::<Vec<_>>().into_iter().rev().collect();
                if own.len() <= MOST_LINES && is_name(&self.text(&own)) {
                    let widths = own.iter().filter_map(|at| self.line(*at)).map(|line| line.width);
                    sure = widths.fold(sure, usize::max);
                }
                likely = likely.max(last);
            }
            let indented =
                self.all.get(page).into_iter().flatten().filter(|line| line.indented && line.kind == Kind::Text);
            sure = indented.map(|line| line.width).fold(sure, usize::max);
        }
        sure.max(likely)
    }

    fn is_closed(&self, at: At) -> bool {
        self.line(at).is_none_or(Line::is_closed)
    }

    pub(super) fn is_free(&self, at: At) -> bool {
        let taken = self.taken.get(at.0).and_then(|page| page.get(at.1)).copied().unwrap_or(true);
        !taken && self.line(at).is_some_and(|line| line.kind == Kind::Text)
    }

    pub(super) fn take(&mut self, at: At) {
        if let Some(taken) = self.taken.get_mut(at.0).and_then(|page| page.get_mut(at.1)) {
            *taken = true;
        }
    }

    pub(super) fn text(&self, lines: &[At]) -> String {
        lines.iter().filter_map(|at| self.line(*at)).map(|line| line.text.as_str()).collect()
    }

    pub(super) fn is_full(&self, at: At) -> bool {
        self.line(at).is_some_and(|line| line.width + 2 >= self.width && line.width <= self.width + 1)
    }

    pub(super) fn may_be_name(&self, at: At) -> bool {
        self.is_free(at) && self.line(at).is_some_and(|line| line.width <= self.width + 1 && !line.is_closed())
    }

    /// Whether each box of the text may hold a whole cell.
    fn has_boxes(&self) -> bool {
        let lines = || self.all.iter().flatten().filter(|line| line.kind == Kind::Text);
        let mut boxes: Vec<usize> = lines().map(|line| line.boxed).collect();
        let all = boxes.len();
        boxes.dedup();
        boxes.len() * 3 < all * 2
    }

    /// The rows of all pages.
    pub(super) fn rows(&mut self) -> Option<Vec<Row>> {
        let mut rows: Vec<Row> = Vec::new();
        let boxed = self.has_boxes();
        let mut named = true;
        for page in 0..self.all.len() {
            if let Some(last) = rows.last_mut() {
                self.go_on(page, last);
            }
            // A row whose parts do not make its total: some of them may stand behind the next one.
            let mut held: Option<Vec<At>> = None;
            for run in self.runs(page) {
                let found = self.counted(&run, named, boxed);
                let both = held.as_ref().filter(|_| found.is_none()).and_then(|held| self.both(held, &run, boxed));
                let solved = found.is_some() || both.is_some();
                if both.is_none() {
                    rows.extend(held.take().and_then(|held| self.short(&held, boxed)));
                }
                held = Some(run).filter(|_| !solved);
                for row in both.or(found).into_iter().flatten() {
                    named &= !row.name.is_empty();
                    for at in &row.name {
                        self.take(*at);
                    }
                    rows.push(row);
                }
            }
            rows.extend(held.and_then(|held| self.short(&held, boxed)));
        }
        let begins = |row: &Row| row.name.first().or(row.amounts.first()).copied();
        let begins: Vec<At> = rows.iter().filter_map(begins).collect();
        let projects = || rows.iter().filter(|row| !row.is_sum);
        self.ends = projects().filter(|row| is_name(&self.text(&row.name))).count() * 2 > projects().count();
        for at in 0..rows.len() {
            let until = begins.get(at + 1).copied();
            let mut row = rows.get_mut(at).map(std::mem::take)?;
            self.finish_name(&mut row, until);
            *rows.get_mut(at)? = row;
        }
        self.anchor(&mut rows);
        self.objectives(&mut rows, &begins);
        Some(rows)
    }

    /// Amounts that stand one behind the other.
    fn runs(&self, page: usize) -> Vec<Vec<At>> {
        let mut runs: Vec<Vec<At>> = Vec::new();
        let mut goes_on = false;
        for (at, line) in self.all.get(page).into_iter().flatten().enumerate() {
            match (line.kind, runs.last_mut().filter(|_| goes_on)) {
                (Kind::Amount, Some(run)) => run.push((page, at)),
                (Kind::Amount, None) => runs.push(vec![(page, at)]),
                // Heads may stand among them.
                (kind, _) if kind < Kind::Amount => continue,
                _ => {}
            }
            goes_on = line.kind == Kind::Amount;
        }
        runs
    }

    /// The rows of a run of amounts: one row whose parts make its total, columns that say the same behind each other, or
    /// whatever way the parts make the totals; as many as there are names.
    fn counted(&self, run: &[At], named: bool, boxed: bool) -> Option<Vec<Row>> {
        const MOST: usize = 200;
        const MOST_ROWS: usize = 6;
        let first = *run.first()?;
        if run.len() > MOST {
            return None;
        }
        let numbers = self.numbers(run);
        let sums = |count: usize| {
            let rows = money::rows(&numbers, count)?;
            let places = |row: &Vec<usize>| row.iter().filter_map(|at| run.get(*at)).copied().collect();
            Some(rows.iter().map(places).collect::<Vec<Vec<At>>>())
        };
        let ways = [self.whole(run), self.squares(run)].into_iter().chain((2..=MOST_ROWS).map(sums));
        let mut unnamed = None;
        for amounts in ways.flatten() {
            let names = self.waiting(first, amounts.len()).filter(|_| named);
            let names = names.unwrap_or_else(|| self.names_before(first, amounts.len(), boxed));
            let bare = names.is_empty();
            if bare && unnamed.is_some() || !(bare || names.len() == amounts.len()) {
                continue;
            }
            let rows = amounts.into_iter().enumerate().map(|(at, amounts)| {
                let name = names.get(at).cloned().unwrap_or_default();
                Row { is_sum: self.is_sum(&name), name, amounts, ..Row::default() }
            });
            if !bare {
                return Some(rows.collect());
            }
            unnamed = Some(rows.collect());
        }
        unnamed
    }

    /// Two rows whose amounts make no sense alone, and do together: the last columns of both stand behind the second one.
    fn both(&self, held: &[At], run: &[At], boxed: bool) -> Option<Vec<Row>> {
        let all: Vec<At> = held.iter().chain(run).copied().collect();
        let amounts = money::shared(&self.numbers(&all), &[0, held.len()])?;
        let rows = amounts.iter().map(|places| {
            let amounts: Vec<At> = places.iter().filter_map(|at| all.get(*at)).copied().collect();
            let name = self.names_before(*amounts.first()?, 1, boxed).pop()?;
            Some(Row { is_sum: self.is_sum(&name), name, amounts, ..Row::default() })
        });
        rows.collect()
    }

    /// A row whose amounts make no sense: a sum is left unread, and of a project's amounts the total is doubtful. Where more
    /// than one project may stand there, the page is lost.
    fn short(&mut self, run: &[At], boxed: bool) -> Option<Row> {
        let first = *run.first()?;
        let name = self.names_before(first, 1, boxed).pop().unwrap_or_default();
        let alone = !name.is_empty() && self.waiting(first, 2).is_none();
        let is_sum = self.is_sum(&name);
        if !alone || !(is_sum || self.all_indented) {
            self.lost.push(first.0);
            return None;
        }
        for at in &name {
            self.take(*at);
        }
        (!is_sum).then(|| Row { name, amounts: vec![first], amounts_doubtful: true, ..Row::default() })
    }

    /// Whether a name is that of a row of sums, or of a body: where all projects have indents, it has none.
    fn is_sum(&self, name: &[At]) -> bool {
        let first = name.first().and_then(|at| self.line(*at));
        is_sum(&self.text(name)) || first.is_some_and(|line| self.all_indented && !line.indented)
    }

    fn numbers(&self, run: &[At]) -> Vec<Decimal> {
        run.iter().filter_map(|at| self.line(*at)).filter_map(|line| number_from_text(&line.text)).collect()
    }

    /// A run as one row, where its parts make its total.
    fn whole(&self, run: &[At]) -> Option<Vec<Vec<At>>> {
        const FUNDS: usize = 7;
        let numbers = self.numbers(run);
        let (total, parts) = numbers.split_first()?;
        let whole = parts.is_empty() || amount::total(&mut parts.iter().copied()) == Some(*total);
        (run.len() <= FUNDS && whole).then(|| vec![run.to_vec()])
    }

    /// The amounts of each row, where columns that say the same stand one behind the other.
    fn squares(&self, run: &[At]) -> Option<Vec<Vec<At>>> {
        let texts: Vec<&str> = run.iter().filter_map(|at| self.line(*at)).map(|line| line.text.as_str()).collect();
        // How many rows begin at each amount, where all behind it are whole rows.
        let mut counts: Vec<Option<usize>> = vec![None; run.len() + 1];
        *counts.last_mut()? = Some(0);
        for at in (0..run.len()).rev() {
            let square = (1..=(run.len() - at) / 2).find(|count| {
                let (one, two) = (texts.get(at..at + count), texts.get(at + count..at + 2 * count));
                one == two && counts.get(at + 2 * count).copied().flatten().is_some()
            });
            *counts.get_mut(at)? = square;
        }
        counts.first().copied().flatten()?;
        let mut rows: Vec<Vec<At>> = Vec::new();
        let mut at = 0;
        while let Some(count) = counts.get(at).copied().flatten().filter(|count| *count > 0) {
            let pair = |at: usize| [at, at + count].iter().filter_map(|at| run.get(*at)).copied().collect();
            rows.extend((at..at + count).map(pair));
            at += 2 * count;
        }
        Some(rows)
    }

    /// The names that stand before some amounts, in order; none where another cell stands there.
    fn names_before(&self, first: At, count: usize, boxed: bool) -> Vec<Vec<At>> {
        let (page, mut at) = first;
        let mut names: Vec<Vec<At>> = Vec::new();
        while names.len() < count {
            // Heads may stand between.
            while at > 0 && self.line((page, at - 1)).is_some_and(|line| line.kind < Kind::Amount) {
                at -= 1;
            }
            let mut name: Vec<At> = Vec::new();
            while at > 0 && name.len() < MOST_LINES {
                let own = (page, at - 1);
                let goes_on = name.first().is_none_or(|next| {
                    let Some((line, next)) = self.line(own).zip(self.line(*next)) else { return false };
                    let same = line.boxed == next.boxed || next.text.starts_with(')');
                    // Where names begin with an indent, a full line without one is no first line.
                    let inner = self.indents && self.is_full(own) && !is_sum(&self.text(&name));
                    let joins = if boxed {
                        inner || (same && (count == 1 || self.is_full(own)))
                    } else {
                        same || self.is_full(own)
                    };
                    let other = line.begins_objective() && is_name(&self.text(&name));
                    joins && !next.indented && !other
                });
                if !(goes_on && self.may_be_name(own)) {
                    break;
                }
                name.insert(0, own);
                at -= 1;
            }
            if name.is_empty() {
                break;
            }
            names.insert(0, name);
        }
        names
    }

    /// Names that begin with indents and wait for their amounts, where as many rows follow. Sums have no indents.
    fn waiting(&self, first: At, count: usize) -> Option<Vec<Vec<At>>> {
        let lines: Vec<At> = (0..first.1).map(|at| (first.0, at)).filter(|at| self.is_free(*at)).collect();
        let indented = |at: &At| self.line(*at).is_some_and(|line| line.indented);
        let starts: Vec<usize> =
            lines.iter().enumerate().filter(|(_, at)| indented(at)).map(|(start, _)| start).collect();
        let names = starts.iter().take(count).map(|start| self.whole_name(lines.get(*start..).unwrap_or_default()));
        let before = lines.last().filter(|at| at.1 + 1 == first.1).map(|at| self.text(&[*at])).unwrap_or_default();
        (starts.len() >= count && !is_sum(&before)).then(|| names.collect()).flatten()
    }

    /// The free lines behind a row's amounts, up to the next row.
    pub(super) fn behind(&self, row: &Row, until: Option<At>) -> Vec<At> {
        let Some(&from) = row.amounts.last() else { return Vec::new() };
        let last = until.map_or(self.all.len(), |(page, _)| page + 1);
        let mut behind = Vec::new();
        for page in from.0..last {
            let lines = (0..self.all.get(page).map_or(0, Vec::len)).map(|at| (page, at));
            let inside = |at: &At| *at > from && until.is_none_or(|until| *at < until);
            behind.extend(lines.filter(inside).filter(|at| self.is_free(*at)));
        }
        behind
    }
}

/// Whether a text is the name of a row of sums, or of a body.
pub(super) fn is_sum(text: &str) -> bool {
    // 城区部 may be torn from 分).
    let open = text.matches('(').count() > text.matches(')').count();
    lexicon::TOTAL_ROWS.contains(&text) || (!open && atoms::is_body(text) && !lexicon::ends_project(text))
}

/// Whether a text is a whole name of a project.
pub(super) fn is_name(text: &str) -> bool {
    is_plain(text) && lexicon::ends_project(text)
}

/// Whether a text has nothing in it that names do not have.
pub(super) fn is_plain(text: &str) -> bool {
    text.matches('(').count() == text.matches(')').count()
        && !text.contains(['。', ';', ':', ','])
        && text.chars().count() > 2
}
