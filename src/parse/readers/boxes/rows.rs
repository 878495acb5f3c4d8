//! The rows of a list in boxes: names beside their amounts, and the objectives between them.

use super::atoms;
use super::lines::{Kind, Line};
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
    /// Whether most names end as names of projects do.
    pub(super) ends: bool,
}

impl<'p> Pages<'p> {
    pub(super) fn new(pages: &'p [Vec<Line>], taken: Vec<Vec<bool>>) -> Self {
        let indents = pages.iter().flatten().any(|line| line.indented);
        let mut own = Self { all: pages, taken, width: 0, indents, ends: false };
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
        let mut begins: Vec<At> = Vec::new();
        let mut named = true;
        for page in 0..self.all.len() {
            if let Some(last) = rows.last_mut() {
                self.go_on(page, last);
            }
            for run in self.runs(page) {
                let counted = self.squares(&run)?;
                let first = *run.first()?;
                let names = match self.waiting(first, counted.len()).filter(|_| named) {
                    Some(names) => {
                        for at in names.iter().flatten() {
                            self.take(*at);
                        }
                        names
                    }
                    None => self.names_before(first, counted.len(), boxed),
                };
                for (at, amounts) in counted.into_iter().enumerate() {
                    let missing = || names.len().checked_sub(1).is_some();
                    let name = names.get(at).cloned().unwrap_or_default();
                    if name.is_empty() && missing() {
                        return None;
                    }
                    named &= !name.is_empty();
                    begins.push(name.first().copied().unwrap_or(first));
                    let text = self.text(&name);
                    rows.push(Row { name, amounts, is_sum: is_sum(&text), ..Row::default() });
                }
            }
        }
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

    /// The amounts of each row: all of a run are one row, or columns that say the same stand one behind the other.
    fn squares(&self, run: &[At]) -> Option<Vec<Vec<At>>> {
        const MOST: usize = 200;
        const FUNDS: usize = 7;
        if run.len() > MOST {
            return None;
        }
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
        if counts.first().copied().flatten().is_none() {
            let numbers: Vec<Decimal> = texts.iter().filter_map(|text| number_from_text(text)).collect();
            let (total, parts) = numbers.split_first()?;
            let whole = parts.is_empty() || amount::total(&mut parts.iter().copied()) == Some(*total);
            return (run.len() <= FUNDS && whole).then(|| vec![run.to_vec()]);
        }
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
    fn names_before(&mut self, first: At, count: usize, boxed: bool) -> Vec<Vec<At>> {
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
        if names.len() == count {
            for at in names.iter().flatten() {
                self.take(*at);
            }
        } else if count == 1 || names.is_empty() {
            names.clear();
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
