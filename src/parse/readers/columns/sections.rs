//! Lists in sections in text with columns, put into the order of their rows: codes, names and amounts on the left, each before its
//! set on the right.
//!
//! Sets are longer than anything beside them: what stands beside the lines of a set belongs to its project, and what stands
//! between two sets are rows of sums.

mod amounts;
mod cuts;
mod pages;
mod rows;

use self::pages::{Pages, Starts};
use self::rows::{Entry, Part, Row};
use super::lines::{Lines, Word, is_spread};
use crate::parse::fold::{Folded, Gap, Ink};
use crate::source::Source;
use crate::span::Span;

/// The head of the first column.
const CODES: &str = "单位编码";

/// Such a text in the order of its rows.
#[derive(Default)]
pub(in crate::parse::readers) struct Ordered {
    pub(in crate::parse::readers) inks: Vec<Ink>,
    /// What a project does.
    pub(in crate::parse::readers) aside: Vec<Span>,
    /// What belongs to the pages.
    pub(in crate::parse::readers) furniture: Vec<Span>,
    /// Where the rows of sums and projects begin.
    pub(in crate::parse::readers) rows: Vec<usize>,
}

/// Puts such a list in order; `None` where it is none, or a set has no row of its own.
pub(in crate::parse::readers) fn in_order(source: &Source, folded: &Folded) -> Option<Ordered> {
    if !is_spread(source.text()) {
        return None;
    }
    let mut lines = Lines::new(source, folded);
    let code = cuts::first_code(&lines);
    lines.cut(&|lines, word| cuts::touching(&lines.text(word), &code));
    let mut pages = Pages::new(&lines);
    let mut contents: Vec<(usize, Vec<Word>)> = Vec::new();
    for (page, bound) in pages.bounds().windows(2).enumerate() {
        let &[from, until] = bound else { continue };
        contents.push((page, pages.content(from..until)?));
    }
    contents.retain(|(_, content)| !content.is_empty());
    // The first page may end before the first set.
    let mut starts = contents.iter().find_map(|(_, content)| Starts::of(&lines, content, &code, None));
    let mut parts: Vec<Part> = Vec::new();
    for (page, content) in contents {
        let own = Starts::of(&lines, &content, &code, starts)?;
        parts.extend(own.parts(&lines, &content, &code, page)?);
        starts = Some(own);
    }
    let Pages { heads, above, furniture, aside, .. } = pages;
    let mut out = Out { lines: &lines, ordered: Ordered { inks: Vec::new(), aside, furniture, rows: Vec::new() } };
    for line in above {
        out.put(lines.line(line), Gap::Line);
    }
    out.heads(heads);
    out.ordered.aside.extend(parts.iter().flat_map(|part| &part.content).map(|word| lines.span(word)));
    for entry in rows::entries(&lines, &parts)? {
        match entry {
            Entry::Sum(row) => out.sum(row),
            Entry::Project(row, set) => {
                out.row(&row);
                out.straightened(&set).into_iter().for_each(|line| out.put(line, Gap::Line));
            }
        }
    }
    Some(out.ordered)
}

/// The text as it is put together.
struct Out<'l, 's> {
    lines: &'l Lines<'s>,
    ordered: Ordered,
}

impl Out<'_, '_> {
    fn put(&mut self, words: &[Word], gap: Gap) {
        for (at, word) in words.iter().enumerate() {
            let from = self.ordered.inks.len();
            self.ordered.inks.extend(word.inks.clone().filter_map(|ink| self.lines.sheet.ink(ink)));
            if let Some(first) = self.ordered.inks.get_mut(from) {
                first.widen_gap(if at == 0 { gap } else { Gap::Blank });
            }
        }
    }

    /// The heads, each whole: the words of a head stand below each other.
    fn heads(&mut self, heads: Vec<Word>) {
        let mut columns: Vec<Vec<Word>> = Vec::new();
        for word in heads {
            let shares = |column: &&mut Vec<Word>| column.iter().any(|own| own.shared(word.start, word.end) > 0);
            match columns.iter_mut().find(shares) {
                Some(column) => column.push(word),
                None => columns.push(vec![word]),
            }
        }
        let start = |column: &Vec<Word>| column.iter().map(|word| word.start).min().unwrap_or_default() as u128;
        for (at, column) in crate::order::sorted(columns, start).into_iter().enumerate() {
            self.put(&column, if at == 0 { Gap::Line } else { Gap::Blank });
        }
    }

    fn row(&mut self, row: &Row) {
        self.ordered.rows.push(self.ordered.inks.len());
        self.put(row.code.as_slice(), Gap::Line);
        self.put(&row.name, Gap::Line);
        let from = self.ordered.inks.len();
        self.put(&row.amount, Gap::Blank);
        // A broken amount is one piece.
        let rest = row.amount.first().map_or(0, |first| first.inks.len());
        for ink in self.ordered.inks.iter_mut().skip(from + rest) {
            ink.set_gap(Gap::None);
        }
    }

    /// A row of sums. Tools print the end of a wrapped name before its beginning where both come on one line: what is put right
    /// is a guess.
    fn sum(&mut self, mut row: Row) {
        const LONGEST: usize = 3;
        let text: Vec<char> = row.text(self.lines).chars().collect();
        let whole = |from: usize| {
            let (end, name) = text.split_at_checked(from)?;
            Some(name.iter().chain(end).collect::<String>()).filter(|text| rows::is_whole(text))
        };
        let turned = (1..LONGEST.min(text.len())).find(|from| whole(*from).is_some());
        if whole(0).is_none()
            && let Some(from) = turned
            && let [only] = row.name.as_slice()
        {
            let (first, start) = (only.inks.start + from, only.start + from);
            let end = Word { end: start, inks: only.inks.start..first, ..only.clone() };
            let name = Word { start, inks: first..only.inks.end, ..only.clone() };
            row.name = vec![name, end];
        }
        self.row(&row);
    }

    /// A bracket that begins at the end of its line may be printed below the line on which it ends; what is the target behind
    /// it, below the section that follows.
    fn straightened<'p>(&self, set: &[&'p [Word]]) -> Vec<&'p [Word]> {
        let text = |line: &[Word]| line.iter().map(|word| self.lines.text(word)).collect::<String>();
        let mut out: Vec<&'p [Word]> = Vec::with_capacity(set.len());
        for line in set {
            let own = text(line);
            let section = out.pop_if(|before| match before {
                [first, rest @ ..] => {
                    let first = self.lines.text(first);
                    let closes = first == ")" && own.starts_with('(');
                    let is_section = rest.first().is_some_and(|word| label(&self.lines.text(word)).is_some());
                    closes && if rest.is_empty() { !own.contains(')') } else { is_section && own.ends_with(')') }
                }
                [] => false,
            });
            match section {
                Some(before) if before.len() > 1 => {
                    let (end, section) = before.split_at_checked(1).unwrap_or_default();
                    out.extend([end, line, section]);
                }
                before => {
                    out.push(line);
                    out.extend(before);
                }
            }
        }
        out
    }
}

/// What the label of a section says that a text begins with.
fn label(text: &str) -> Option<&str> {
    Some(text.strip_prefix('【')?.split_once('】')?.0)
}

/// Whether a text is the code of a unit, as the first of them is.
fn is_code(text: &str, code: &str) -> bool {
    const SHARED: usize = 3;
    !code.is_empty()
        && text.len() == code.len()
        && text.chars().all(|ch| ch.is_ascii_digit())
        && text.get(..SHARED) == code.get(..SHARED)
}

/// Whether a text is an amount.
fn is_amount(text: &str) -> bool {
    crate::amount::number_from_text(text).is_some()
        && text.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, '.' | ','))
}
