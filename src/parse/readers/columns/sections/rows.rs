//! The rows of a list in sections: projects beside their sets, and sums between them.

use super::label;
use crate::lexicon;
use crate::parse::readers::columns::lines::{Lines, Word};

/// A line of a page, cut into its cells.
#[derive(Default)]
pub(super) struct Part {
    pub(super) page: usize,
    pub(super) line: usize,
    pub(super) code: Option<Word>,
    pub(super) name: Vec<Word>,
    /// Two words where it is broken.
    pub(super) amount: Vec<Word>,
    /// What the project does.
    pub(super) content: Vec<Word>,
    pub(super) set: Vec<Word>,
}

impl Part {
    /// Whether its set begins with it.
    fn begins(&self, lines: &Lines<'_>) -> bool {
        self.set.first().is_some_and(|first| label(&lines.text(first)).is_some_and(|label| label.contains("目标")))
    }

    fn is_named(&self) -> bool {
        !self.name.is_empty() || self.code.is_some() || !self.amount.is_empty()
    }
}

/// A row on the left.
#[derive(Default)]
pub(super) struct Row {
    pub(super) code: Option<Word>,
    pub(super) name: Vec<Word>,
    pub(super) amount: Vec<Word>,
}

impl Row {
    /// Takes what a line holds of it; `None` where it has that already.
    fn take(&mut self, part: &Part) -> Option<()> {
        if (self.code.is_some() && part.code.is_some()) || !(self.amount.is_empty() || part.amount.is_empty()) {
            return None;
        }
        self.code = self.code.take().or_else(|| part.code.clone());
        self.amount.extend_from_slice(&part.amount);
        self.name.extend_from_slice(&part.name);
        Some(())
    }

    pub(super) fn text(&self, lines: &Lines<'_>) -> String {
        self.name.iter().map(|word| lines.text(word)).collect()
    }
}

/// A row of the table.
pub(super) enum Entry<'p> {
    Sum(Row),
    Project(Row, Vec<&'p [Word]>),
}

/// A project whose set goes on.
struct Open<'p> {
    row: Row,
    set: Vec<&'p [Word]>,
    /// The page and the line of the last thing that is told on its left.
    last: (usize, usize),
}

struct Walk<'l, 'p, 's> {
    lines: &'l Lines<'s>,
    /// Whether cells stand at the top of their rows.
    is_topped: bool,
    entries: Vec<Entry<'p>>,
    /// Lines between two sets.
    between: Vec<&'p Part>,
    open: Option<Open<'p>>,
}

/// The rows of all pages; `None` where a set has no row of its own, or a row no set.
pub(super) fn entries<'p>(lines: &Lines<'_>, parts: &'p [Part]) -> Option<Vec<Entry<'p>>> {
    // Whether the next set on the page of a line begins there.
    let mut goes_on = vec![false; parts.len()];
    let mut next: Option<(usize, bool)> = None;
    for (part, goes_on) in parts.iter().zip(&mut goes_on).rev() {
        if !part.set.is_empty() {
            next = Some((part.page, !part.begins(lines)));
        }
        *goes_on = next.is_some_and(|(page, goes_on)| page == part.page && goes_on);
    }
    let mut walk =
        Walk { lines, is_topped: is_topped(lines, parts), entries: Vec::new(), between: Vec::new(), open: None };
    let rows = strays(lines, parts)?;
    for (at, (part, goes_on)) in parts.iter().zip(goes_on).enumerate() {
        let is_stray = rows.binary_search(&at).is_ok();
        if part.begins(lines) {
            if is_stray {
                walk.between.push(part);
            }
            walk.begin()?;
        } else if !goes_on || walk.open.is_none() {
            // No line of a set stands before the first one.
            part.set.is_empty().then_some(())?;
            walk.between.push(part);
            continue;
        }
        if is_stray && !part.begins(lines) {
            walk.between.push(part);
        }
        let open = walk.open.as_mut()?;
        if !is_stray {
            open.row.take(part)?;
            if part.is_named() {
                open.last = (part.page, part.line);
            }
        }
        if !part.set.is_empty() {
            open.set.push(&part.set);
        }
    }
    walk.close()?;
    Some(walk.entries)
}

/// Rows of sums that stand beside the first or the last line of a set, as tools print them that set lines close: the set has
/// another amount. `None` where it has more.
fn strays(lines: &Lines<'_>, parts: &[Part]) -> Option<Vec<usize>> {
    let mut found: Vec<usize> = Vec::new();
    let begins: Vec<usize> =
        (0..parts.len()).filter(|at| parts.get(*at).is_some_and(|part| part.begins(lines))).collect();
    for (index, begin) in begins.iter().enumerate() {
        let until = begins.get(index + 1).copied().unwrap_or(parts.len());
        let own = parts.get(*begin..until)?;
        let last = own.iter().rposition(|part| !part.set.is_empty())?;
        let funded = (0..=last).filter(|at| own.get(*at).is_some_and(|part| !part.amount.is_empty()));
        let mut funded: Vec<usize> = funded.collect();
        if funded.len() > 1 && funded.first() == Some(&0) && own.first()?.code.is_none() {
            found.push(*begin);
            funded.remove(0);
        }
        if funded.len() > 1 && funded.last() == Some(&last) {
            found.push(begin + last);
            funded.pop();
        }
        (funded.len() < 2).then_some(())?;
    }
    Some(found)
}

/// Whether every project has its amount beside the first line of its set, as where cells stand at the top of their rows.
fn is_topped(lines: &Lines<'_>, parts: &[Part]) -> bool {
    let mut begin: Option<&Part> = None;
    for part in parts {
        if part.begins(lines) {
            begin = Some(part);
        }
        let far = |begin: &Part| begin.page != part.page || part.line > begin.line + 1;
        if !part.amount.is_empty() && !part.set.is_empty() && begin.take().is_some_and(far) {
            return false;
        }
    }
    true
}

impl Walk<'_, '_, '_> {
    /// Begins the set of the next project: the lines before it are rows of sums.
    fn begin(&mut self) -> Option<()> {
        let between = std::mem::take(&mut self.between);
        let mut row = Row::default();
        let mut last = (0, 0);
        let mut sums: Vec<Row> = Vec::new();
        let has_amounts = between.iter().any(|part| !part.amount.is_empty());
        for part in between.into_iter().filter(|part| part.is_named()) {
            let before = self.open.as_mut().filter(|_| sums.is_empty() && row.name.is_empty() && row.code.is_none());
            let before = before.filter(|open| {
                let (page, line) = open.last;
                part.amount.is_empty() && (self.is_topped || !has_amounts) && page == part.page && part.line <= line + 2
            });
            if let Some(open) = before {
                open.row.take(part)?;
                open.last = (part.page, part.line);
                continue;
            }
            let is_new = !part.amount.is_empty() || part.code.is_some();
            let rest = sums.last_mut().filter(|sum| !is_new && (self.is_topped || !is_whole(&sum.text(self.lines))));
            if let Some(sum) = rest {
                sum.take(part)?;
                continue;
            }
            row.take(part)?;
            last = (part.page, part.line);
            if !row.amount.is_empty() {
                sums.push(std::mem::take(&mut row));
            }
        }
        self.close()?;
        for sum in sums {
            self.sum(sum)?;
        }
        self.open = Some(Open { row, set: Vec::new(), last });
        Some(())
    }

    /// A row without a set must be one of sums.
    fn sum(&mut self, row: Row) -> Option<()> {
        let text = row.text(self.lines);
        let is_project = lexicon::ends_project(&text) && !is_kind(&text) && !is_body(&text);
        (!text.is_empty() && !is_project).then_some(())?;
        self.entries.push(Entry::Sum(row));
        Some(())
    }

    /// Ends the project whose set went on.
    fn close(&mut self) -> Option<()> {
        let Some(Open { row, set, .. }) = self.open.take() else { return Some(()) };
        (!row.name.is_empty() && !row.amount.is_empty()).then_some(())?;
        self.entries.push(Entry::Project(row, set));
        Some(())
    }
}

/// Whether the name of a row of sums is whole.
pub(super) fn is_whole(text: &str) -> bool {
    let is_closed = text.matches('(').count() == text.matches(')').count();
    let is_total = lexicon::TOTAL_ROWS.contains(&text);
    is_closed && (is_total || is_body(text) || is_kind(text))
}

fn is_body(text: &str) -> bool {
    lexicon::BODY_ENDINGS.iter().any(|end| text.ends_with(end))
}

/// Whether a name is that of a kind of projects: 其他运转类, 本级项目.
fn is_kind(text: &str) -> bool {
    const LONGEST: usize = 6;
    text.chars().count() <= LONGEST && (text.ends_with('类') || text.ends_with("项目"))
}
