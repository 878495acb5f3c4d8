//! The rows of a list in boxes: names beside their amounts, and the objectives between them.

use super::atoms;
use super::lines::{Kind, Line};
use crate::lexicon;

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
    /// How wide most lines of objectives are.
    pub(super) sentence: usize,
    /// Whether any name begins with an indent.
    pub(super) indents: bool,
    /// Whether all names of projects do, and those of bodies do not.
    pub(super) all_indented: bool,
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
        let mut own =
            Self { all: pages, taken, width: 0, sentence: 0, indents, all_indented, lost: Vec::new(), ends: false };
        let indented = pages.iter().flatten().filter(|line| line.indented && line.kind == Kind::Text);
        let widest = indented.map(|line| line.width).max().unwrap_or_default();
        own.sentence = common_width(pages);
        own.width = if all_indented { widest } else { own.name_width() };
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

    /// Whether a line is a set's or a name's.
    pub(super) fn is_taken(&self, at: At) -> bool {
        self.taken.get(at.0).and_then(|page| page.get(at.1)).copied().unwrap_or(false)
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
        let parted = self.have_parts();
        for page in 0..self.all.len() {
            if let Some(last) = rows.last_mut() {
                self.go_on(page, last);
            }
            rows.extend(self.rows_of(page, &mut named, boxed, parted));
        }
        Self::join_nameless(&mut rows);
        self.share_zeros(&mut rows);
        self.doubt_amounts(&mut rows);
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
        self.to_their_bodies(&mut rows);
        Some(rows)
    }

    /// The names that stand before some amounts, in order; none where another cell stands there.
    pub(super) fn names_before(&self, first: At, count: usize, boxed: bool) -> Vec<Vec<At>> {
        let (page, mut at) = first;
        let mut names: Vec<Vec<At>> = Vec::new();
        let indented = self.indented_before(first, count);
        if indented.len() == count {
            return indented;
        }
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

    /// Names right before some amounts, each from its indent on.
    pub(super) fn indented_before(&self, first: At, count: usize) -> Vec<Vec<At>> {
        let (page, mut at) = first;
        let mut names: Vec<Vec<At>> = Vec::new();
        while self.all_indented && names.len() < count {
            let lines = (1..=MOST_LINES + 2).map_while(|back| at.checked_sub(back)).map(|at| (page, at));
            let lines: Vec<At> = lines.take_while(|at| self.may_be_name(*at)).collect();
            let begins = lines.iter().position(|at| self.line(*at).is_some_and(|line| line.indented));
            let Some(name) = begins.and_then(|begins| lines.get(..=begins)) else { break };
            let name: Vec<At> = name.iter().rev().copied().collect();
            if self.ends_in_body(&name) {
                break;
            }
            at -= name.len();
            names.insert(0, name);
        }
        names
    }

    /// Whether the last line of a name is the name of a body, before which the name is whole.
    pub(super) fn ends_in_body(&self, name: &[At]) -> bool {
        let Some((last, own)) = name.split_last() else { return false };
        let ends = own.last().is_some_and(|before| !self.is_full(*before)) || is_name(&self.text(own));
        ends && is_sum(&self.text(&[*last]))
    }

    /// Names that begin with indents and wait for their amounts, where as many rows follow. Sums have no indents.
    pub(super) fn waiting(&self, first: At, count: usize) -> Option<Vec<Vec<At>>> {
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
        let Some(from) = self.last_beside(row) else { return Vec::new() };
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

/// How wide most lines of text are that begin with no indent.
fn common_width(pages: &[Vec<Line>]) -> usize {
    const MOST: usize = 256;
    let mut counts = [0_usize; MOST + 2];
    let lines = pages.iter().flatten().filter(|line| line.kind == Kind::Text && !line.indented);
    for line in lines {
        let near = counts.get_mut(line.width.saturating_sub(1)..line.width + 2);
        near.unwrap_or_default().iter_mut().for_each(|count| *count += 1);
    }
    (0..MOST).max_by_key(|width| counts.get(*width).copied()).unwrap_or_default()
}

/// Whether a text is the name of a row of sums, or of a body.
pub(super) fn is_sum(text: &str) -> bool {
    // 城区部 may be torn from 分).
    let open = atoms::open_brackets(text) > 0;
    lexicon::TOTAL_ROWS.contains(&text) || (!open && atoms::is_body(text) && !lexicon::ends_project(text))
}

/// Whether a text is a whole name of a project.
pub(super) fn is_name(text: &str) -> bool {
    is_plain(text) && lexicon::ends_project(text)
}

/// Whether a text has nothing in it that names do not have.
pub(super) fn is_plain(text: &str) -> bool {
    atoms::open_brackets(text) == 0 && !text.contains(['。', ';', ':', ',']) && text.chars().count() > 2
}
