//! Lists in sections whose amounts stand before everything else of their page, put back behind their names.
//!
//! LibreOffice draws the cells of one line and one script first: amounts, and hardly a name. The names of units, kinds and
//! projects come later, each row before its set. On every page there must be as many of them as amounts.

use std::collections::VecDeque;

use super::LONGEST_LABEL;
use super::sections::{first_section, heads};
use crate::amount::number_from_text;
use crate::lexicon;
use crate::parse::fold::{Gap, Ink};
use crate::parse::readers::pieces::{self, Piece};
use crate::parse::sheet::{Run, Sheet};
use crate::source::Source;
use crate::span::Span;

/// What heads the names.
const NAME_HEADS: &[&str] = &["单位名称", "项目名称"];
/// What heads the codes of units.
const CODE_HEADS: &[&str] = &["单位编码", "项目编码"];

/// The text in the order of its rows.
pub(super) struct Woven {
    pub(super) inks: Vec<Ink>,
    /// Titles and heads that pages print again.
    pub(super) again: Vec<Span>,
}

/// A row whose name stands before its amount, or an amount alone.
struct Waiting {
    named: Option<Run>,
    amount: Run,
}

/// A row that has begun with its code or its name.
struct Open {
    /// Code and name.
    runs: Vec<Run>,
    /// Whether there is a name.
    named: bool,
    /// The amount that stands on its line.
    amount: Option<Run>,
}

struct Weaver<'w> {
    sheet: &'w Sheet<'w>,
    inks: Vec<Ink>,
    again: Vec<Run>,
    waiting: VecDeque<Waiting>,
    open: Option<Open>,
    /// The first code of a unit.
    code: String,
    /// How many rows there were.
    rows: usize,
    /// Whether the set of the last row may still begin.
    begins: bool,
    /// Whether the last line was one of amounts.
    ahead: bool,
}

/// Puts such a list in order; `None` where it is no such list, or the amounts of a page are not as many as its names.
pub(super) fn woven(source: &Source, inks: &[Ink]) -> Option<Woven> {
    let sheet = Sheet::new(source, inks);
    let first = first_section(&sheet)?;
    let columns = heads(&sheet, 0..first)?;
    if sheet.find_any(columns.clone(), NAME_HEADS).is_some() {
        return None;
    }
    let is_head = |at: &usize| sheet.begins_line(*at) && sheet.after_any(*at, NAME_HEADS).is_some();
    let head = (columns.end..first).find(is_head)?;
    let end = sheet.after_any(head, NAME_HEADS)?;
    let close = sheet.after(end, "(").and_then(|open| sheet.find_char(open..open + LONGEST_LABEL, |ch| ch == ')'));
    let head = head..close.map_or(end, |close| close + 1);
    let title = sheet.line_start(head.start.checked_sub(1)?, columns.end)..head.start;
    let code = sheet.after_any(columns.start, CODE_HEADS).unwrap_or(columns.start);
    let mut weaver = Weaver {
        sheet: &sheet,
        inks: Vec::with_capacity(inks.len()),
        again: Vec::new(),
        waiting: VecDeque::new(),
        open: None,
        code: String::new(),
        rows: 0,
        begins: false,
        ahead: false,
    };
    weaver.put(title.clone(), Gap::Line);
    weaver.put(0..columns.start, Gap::Line);
    weaver.put(columns.start..code, Gap::Line);
    weaver.put(head.clone(), Gap::Blank);
    weaver.put(code..columns.end, Gap::Blank);
    let texts = (sheet.folded(title.clone()), sheet.folded(head.clone()));
    let pieces = pieces::of_lines(Sheet::new(source, inks)).all;
    let from = pieces.partition_point(|piece| piece.run.start < columns.end);
    weaver.code = first_code(&sheet, pieces.get(from..)?, head.end)?;
    let mut until = 0;
    for line in pieces.get(from..)?.chunk_by(|one, next| one.row == next.row) {
        let run = line.first()?.run.start..line.last()?.run.end;
        if run.start < until {
            continue;
        }
        let again = sheet.after(run.start, &texts.1).filter(|_| !texts.1.is_empty());
        if let Some(end) = again {
            until = end;
            if run.start != head.start {
                weaver.again.push(run.start..end);
            }
        } else if sheet.folded(run.clone()) == texts.0 {
            if run.start != title.start {
                weaver.again.push(run);
            }
        } else {
            weaver.parts(line)?;
        }
    }
    weaver.close()?;
    weaver.named();
    let Weaver { inks, again, waiting, .. } = weaver;
    let origins = again.into_iter().filter_map(|run| sheet.origin(run));
    let again = origins.flat_map(|origin| origin.spans().collect::<Vec<_>>()).collect();
    waiting.is_empty().then_some(Woven { inks, again })
}

/// The code of the first unit, which stands below the head of the names, before words.
fn first_code(sheet: &Sheet<'_>, pieces: &[Piece], below: usize) -> Option<String> {
    const LENGTHS: std::ops::Range<usize> = 4..13;
    let is_digits = |run: &Run| run.clone().all(|at| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit()));
    let is_code = |piece: &&Piece| {
        piece.run.start >= below
            && LENGTHS.contains(&piece.run.len())
            && is_digits(&piece.run)
            && sheet.begins_line(piece.run.start)
    };
    pieces.iter().find(is_code).map(|piece| sheet.folded(piece.run.clone()))
}

impl Weaver<'_> {
    fn put(&mut self, run: Run, gap: Gap) {
        let from = self.inks.len();
        self.inks.extend(run.filter_map(|at| self.sheet.ink(at)));
        if let Some(first) = self.inks.get_mut(from) {
            first.widen_gap(gap);
        }
    }

    /// One line of the text; tools print a name on the line of its set, or a code on that of the set before.
    fn parts(&mut self, line: &[Piece]) -> Option<()> {
        let mut rest = line;
        while !rest.is_empty() {
            let begins = |piece: &Piece| self.is_code(&piece.run) || self.sheet.ch(piece.run.start) == Some('【');
            let next = rest.iter().skip(1).position(begins).map_or(rest.len(), |at| at + 1);
            let (part, behind) = rest.split_at_checked(next)?;
            let run = part.first()?.run.start..part.last()?.run.end;
            self.line(part, &run)?;
            rest = behind;
        }
        Some(())
    }

    /// A line of the text, or a part of one. `None` where it does not fit.
    fn line(&mut self, line: &[Piece], run: &Run) -> Option<()> {
        let text = |run: &Run| self.sheet.folded(run.clone());
        let first = line.first()?;
        let is_code = self.is_code(&first.run);
        let last = line.last().filter(|last| !self.is_code(&last.run) && is_amount(&text(&last.run)));
        let is_set = self.open.is_none() && self.begins;
        let named = line.get(usize::from(is_code)..line.len() - 1).unwrap_or_default();
        // Some tools print cells of one height on one line, whenever they were drawn: then a row has its amount already.
        let own = line.iter().skip(1).find(|piece| is_amount(&text(&piece.run))).map(|piece| piece.run.clone());
        if let Some(amount) = own.filter(|_| is_code && !self.ahead) {
            self.close()?;
            let runs = [first.run.clone(), first.run.end..amount.start, amount.end..run.end];
            let named = runs.iter().skip(1).any(|run| !run.is_empty());
            let runs = runs.into_iter().filter(|run| !run.is_empty()).collect();
            self.open = Some(Open { runs, named, amount: Some(amount) });
            return Some(());
        }
        // The name of a body on one line, its amount on the next.
        let is_first = line.len() == 1 && self.rows == 0 && self.waiting.is_empty();
        let above = self.open.take_if(|_| last.is_some() && is_first).and_then(|open| open.runs.into_iter().next());
        if let Some(amount) = last.filter(|_| line.len() == 1 || (!named.is_empty() && self.open.is_none() && !is_set))
        {
            // Another page begins: the rows of the one before must have their amounts.
            if !self.ahead {
                self.close()?;
                self.named();
                self.waiting.is_empty().then_some(())?;
            }
            self.ahead = true;
            let named = above.or_else(|| named.last().map(|last| run.start..last.run.end));
            self.waiting.push_back(Waiting { named, amount: amount.run.clone() });
            return Some(());
        }
        self.ahead = false;
        if is_code {
            self.close()?;
            self.open = Some(Open { runs: vec![run.clone()], named: line.len() > 1, amount: None });
        } else if self.sheet.ch(run.start) == Some('【') {
            self.close()?;
            self.section(run)?;
            self.put(run.clone(), Gap::Line);
        } else if self.is_kind(run) && self.may_be_kind() {
            self.close()?;
            self.open = Some(Open { runs: vec![run.clone()], named: true, amount: None });
        } else if let Some(open) = &mut self.open {
            open.named = true;
            match open.runs.last_mut().filter(|last| last.end == run.start) {
                Some(last) => last.end = run.end,
                None => open.runs.push(run.clone()),
            }
        } else if self.rows == 0 {
            self.open = Some(Open { runs: vec![run.clone()], named: true, amount: None });
        } else {
            self.put(run.clone(), Gap::Line);
        }
        Some(())
    }

    /// A set may belong to a row whose name was not late.
    fn section(&mut self, run: &Run) -> Option<()> {
        let close = self.sheet.find_char(run.start..run.start + LONGEST_LABEL, |ch| ch == '】')?;
        let label = run.start + 1..close;
        let is_level = self.sheet.find_any(label.clone(), &["指标"]).is_some();
        if is_level {
            self.begins = false;
        } else if !self.begins {
            let row = self.waiting.pop_front()?;
            let named = row.named?;
            self.put(named, Gap::Line);
            self.put(row.amount, Gap::Blank);
            self.begins = true;
        }
        Some(())
    }

    /// Ends the row that is open: its amount is the next one.
    fn close(&mut self) -> Option<()> {
        let Some(open) = self.open.take() else { return Some(()) };
        open.named.then_some(())?;
        self.named();
        let amount = match open.amount {
            Some(amount) => amount,
            None => self.waiting.pop_front().filter(|row| row.named.is_none())?.amount,
        };
        for (at, run) in open.runs.into_iter().enumerate() {
            self.put(run, if at == 0 { Gap::Line } else { Gap::None });
        }
        self.put(amount, Gap::Blank);
        self.rows += 1;
        self.begins = true;
        Some(())
    }

    /// Rows whose names stand before their amounts.
    fn named(&mut self) {
        while self.waiting.front().is_some_and(|row| row.named.is_some())
            && let Some(Waiting { named: Some(named), amount }) = self.waiting.pop_front()
        {
            self.put(named, Gap::Line);
            self.put(amount, Gap::Blank);
            self.rows += 1;
        }
    }

    /// Whether a piece is the code of a unit: all of them have one length, and begin alike.
    fn is_code(&self, run: &Run) -> bool {
        const SHARED: usize = 3;
        let text = self.sheet.folded(run.clone());
        // Tools print it on the line of an amount, or of the end of a set.
        let ends_cell = |at: usize| self.sheet.ch(at).is_some_and(|ch| ch == ')' || ch.is_ascii_digit());
        text.len() == self.code.len()
            && text.chars().all(|ch| ch.is_ascii_digit())
            && text.get(..SHARED) == self.code.get(..SHARED)
            && (self.sheet.begins_line(run.start) || run.start.checked_sub(1).is_some_and(ends_cell))
    }

    /// Whether a line is the name of a kind of projects: 其他运转类, 本级项目.
    fn is_kind(&self, run: &Run) -> bool {
        const LONGEST: usize = 6;
        run.len() <= LONGEST && ["类", "项目"].iter().any(|end| self.sheet.before(run.end, end).is_some())
    }

    /// A kind follows the name of a unit, or a set that is whole.
    fn may_be_kind(&self) -> bool {
        match &self.open {
            Some(open) => open.runs.last().is_some_and(|run| self.is_body(run)),
            None => self.inks.last().is_some_and(|last| last.ch() == ')'),
        }
    }

    fn is_body(&self, run: &Run) -> bool {
        lexicon::BODY_ENDINGS.iter().any(|end| self.sheet.before(run.end, end).is_some())
    }
}

/// Whether a text is an amount: nothing else is a number alone in such a list.
fn is_amount(text: &str) -> bool {
    number_from_text(text).is_some() && text.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, '.' | ','))
}
