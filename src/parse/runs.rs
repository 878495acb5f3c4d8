//! "3、产出指标：…，年度指标值：…。" → indicators: the inline form of lists (L1), wherever line breaks fall in it.

use super::money;
use super::sheet::{Run, Sheet};
use crate::lexicon;
use crate::model::{Category, Cell, Indicator};
use crate::target::target_from_text;

/// The indicators of one project, as runs of characters.
#[derive(Debug)]
pub(crate) struct IndicatorRun {
    pub(crate) items: Box<[Item]>,
    /// From the first ordinal to the mark after the last target.
    pub(crate) run: Run,
}

/// One indicator.
#[derive(Debug)]
pub(crate) struct Item {
    ordinal: Option<Ordinal>,
    category: Run,
    known: Option<Category>,
    name: Run,
    label: Option<Run>,
    /// `None` where the text has no target label.
    target: Option<Run>,
}

#[derive(Clone, Debug)]
struct Ordinal {
    digits: Run,
    number: u16,
    /// Past the mark after the digits.
    end: usize,
}

/// `3、产出指标：`
#[derive(Debug)]
struct Anchor {
    start: usize,
    ordinal: Option<Ordinal>,
    category: Run,
    known: Option<Category>,
    /// Past the colon.
    end: usize,
}

/// All indicators in a run of characters, one run per project.
pub(crate) fn indicator_runs(sheet: &Sheet<'_>, within: Run) -> Vec<IndicatorRun> {
    let last = within.end;
    let anchors = anchors(sheet, within);
    let mut runs: Vec<IndicatorRun> = Vec::new();
    let mut items: Vec<Item> = Vec::new();
    let mut start = 0;
    for (index, anchor) in anchors.iter().enumerate() {
        let next = anchors.get(index + 1);
        let until = next.map_or(last, |next| next.start);
        if items.is_empty() {
            start = anchor.start;
        }
        let label = target_label(sheet, anchor.end..until);
        let value = label.as_ref().map_or(anchor.end, |label| label.end);
        let (end, goes_on) = end_of_value(sheet, anchor, next, value..until);
        items.push(item(sheet, anchor, label, value..end));
        if !goes_on {
            let mark = end + usize::from(end < until && sheet.ch(end).is_some_and(is_end_mark));
            runs.push(IndicatorRun { items: std::mem::take(&mut items).into_boxed_slice(), run: start..mark });
        }
    }
    runs
}

/// The printed ordinals of all indicators in a text.
pub(crate) fn ordinals(sheet: &Sheet<'_>) -> Vec<u16> {
    anchors(sheet, 0..sheet.len()).into_iter().filter_map(|anchor| Some(anchor.ordinal?.number)).collect()
}

fn item(sheet: &Sheet<'_>, anchor: &Anchor, label: Option<Run>, value: Run) -> Item {
    let blank = |ch: char| matches!(ch, ',' | ':' | ';' | '。' | '，');
    let (name, target) = match &label {
        Some(label) => {
            // The label's run takes the comma before it along.
            (anchor.end..label.start, Some(sheet.trim(value, |ch| matches!(ch, '。' | ';' | ':'))))
        }
        None => (sheet.trim(value, blank), None),
    };
    Item {
        ordinal: anchor.ordinal.clone(),
        category: anchor.category.clone(),
        known: anchor.known,
        name,
        label,
        target,
    }
}

/// The target label in a run, with the comma before it and the colon after it.
fn target_label(sheet: &Sheet<'_>, run: Run) -> Option<Run> {
    let (from, until) = (run.start, run.end);
    run.into_iter().find_map(|at| {
        let after = sheet.after_any(at, lexicon::TARGET_LABELS)?;
        let end = sheet.after(after, ":").filter(|&end| end <= until)?;
        let comma = at > from && sheet.ch(at - 1).is_some_and(|ch| matches!(ch, ',' | ';' | '、'));
        Some(at - usize::from(comma)..end)
    })
}

fn is_end_mark(ch: char) -> bool {
    matches!(ch, '。' | ';')
}

/// Where a value ends, and whether the next indicator belongs to the same project.
///
/// A value ends at the full stop before the next indicator, or, at the end of a project, at the first full stop; what
/// follows there is the next project's name, amounts and objective.
fn end_of_value(sheet: &Sheet<'_>, anchor: &Anchor, next: Option<&Anchor>, run: Run) -> (usize, bool) {
    let last = |end: usize| {
        if end > run.start && sheet.ch(end - 1).is_some_and(is_end_mark) { end - 1 } else { end }
    };
    let groups = money::groups(sheet, run.clone());
    // A bare number that is the whole target is no amount of a row.
    let amounts = groups.first().map(|group| group.run.start).filter(|&start| start > run.start);
    let stop = sheet.find_char(run.start..amounts.unwrap_or(run.end), is_end_mark);
    if let Some(next) = next {
        let rises = match (&anchor.ordinal, &next.ordinal) {
            (Some(this), Some(next)) => next.number > this.number,
            _ => false,
        };
        let nothing_between = stop.is_none_or(|stop| stop + 1 >= run.end) && amounts.is_none();
        if (rises && amounts.is_none()) || (nothing_between && !is_restart(anchor, next)) {
            return (last(run.end), true);
        }
    }
    let end = stop.unwrap_or_else(|| {
        // No full stop: a target does not run over the line on which an amount or a name begins.
        sheet.next_line(run.start, amounts.map_or(run.end, |amounts| sheet.line_start(amounts, run.start + 1)))
    });
    (end.min(run.end), false)
}

/// Ordinals that begin again at 1 with the same or an earlier category belong to another project; forms that number
/// each category by itself begin again with a later one.
fn is_restart(this: &Anchor, next: &Anchor) -> bool {
    let begins_again = next.ordinal.as_ref().is_some_and(|ordinal| ordinal.number == 1) && this.ordinal.is_some();
    begins_again && next.known <= this.known
}

fn anchors(sheet: &Sheet<'_>, within: Run) -> Vec<Anchor> {
    let mut anchors: Vec<Anchor> = Vec::new();
    let mut at = within.start;
    while at < within.end {
        let floor = anchors.last().map_or(within.start, |anchor| anchor.end);
        match sheet.after(at, "指标:").and_then(|end| anchor(sheet, floor, at + 2, end, anchors.last())) {
            Some(anchor) => {
                at = anchor.end;
                anchors.push(anchor);
            }
            None => at += 1,
        }
    }
    anchors
}

/// The anchor whose category ends at `label_end`, just before its colon.
fn anchor(sheet: &Sheet<'_>, floor: usize, label_end: usize, end: usize, previous: Option<&Anchor>) -> Option<Anchor> {
    let known = lexicon::CATEGORIES.iter().find_map(|&(label, category)| {
        let start = sheet.before(label_end, label).filter(|&start| start >= floor)?;
        Some((start, Some(category)))
    });
    if let Some((start, known)) = known {
        let ordinal = ordinal_before(sheet, floor, start, previous);
        let begins = start == floor
            || sheet.begins_line(start)
            || sheet.ch(start - 1).is_some_and(|ch| is_end_mark(ch) || ch == ')');
        let first = ordinal.as_ref().map_or(start, |ordinal| ordinal.digits.start);
        return (ordinal.is_some() || begins).then_some(Anchor {
            start: first,
            ordinal,
            category: start..label_end,
            known,
            end,
        });
    }
    // A category we do not know counts only behind an ordinal and before a target.
    const LONGEST: usize = 10;
    let start = (floor.max(label_end.saturating_sub(LONGEST))..label_end).find(|&start| {
        ordinal_before(sheet, floor, start, previous).is_some_and(|ordinal| ordinal.end == start)
            && (start..label_end)
                .all(|at| sheet.ch(at).is_some_and(|ch| crate::vocabulary::is_letter(ch) || matches!(ch, '(' | ')')))
    })?;
    let ordinal = ordinal_before(sheet, floor, start, previous)?;
    target_label(sheet, end..(end + 120).min(sheet.len()))?;
    Some(Anchor { start: ordinal.digits.start, ordinal: Some(ordinal), category: start..label_end, known: None, end })
}

/// The digits and mark that end just before `start`: `3、`, `3.`, `3)`, `(3)`.
fn ordinal_before(sheet: &Sheet<'_>, floor: usize, start: usize, previous: Option<&Anchor>) -> Option<Ordinal> {
    const MOST_DIGITS: usize = 3;
    let mark =
        start.checked_sub(1).filter(|&mark| mark >= floor && matches!(sheet.ch(mark), Some('、' | '.' | ')' | ',')))?;
    let first = (floor.max(mark.saturating_sub(MOST_DIGITS))..mark)
        .rev()
        .take_while(|&at| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit()))
        .last()?;
    // A target without its full stop fuses with the ordinal ("52、" may be 5 and 2), and so does an amount where the
    // objective is missing ("7.00" and "1、"): the digits that carry on the numbering, or begin it on a new line, count.
    let expected = previous.and_then(|anchor| anchor.ordinal.as_ref()).map(|ordinal| ordinal.number + 1);
    let tails = || (first..mark).filter_map(|first| ordinal(sheet, first..mark, start));
    let carries_on = tails().find(|tail| Some(tail.number) == expected);
    let begins = || tails().find(|tail| tail.number == 1 && sheet.begins_line(tail.digits.start));
    carries_on.or_else(begins).or_else(|| tails().next())
}

fn ordinal(sheet: &Sheet<'_>, digits: Run, end: usize) -> Option<Ordinal> {
    let text = sheet.folded(digits.clone());
    // "7.00" and "1、" fused are no ordinal 001: no form prints a leading zero.
    let number = text.parse().ok().filter(|_| !text.starts_with('0'))?;
    Some(Ordinal { digits, number, end })
}

impl IndicatorRun {
    /// The printed ordinal of the first indicator.
    pub(crate) fn first_ordinal(&self) -> Option<u16> {
        self.items.first()?.ordinal.as_ref().map(|ordinal| ordinal.number)
    }

    /// The name or target that holds a position.
    pub(crate) fn value_at(&self, at: usize) -> Option<Run> {
        let mut values = self.items.iter().flat_map(|item| item.target.iter().chain([&item.name]));
        values.find(|run| (run.start..=run.end).contains(&at)).cloned()
    }

    /// Whether the text stops before the last indicator has a target.
    pub(crate) fn is_cut(&self) -> bool {
        self.items.last().is_some_and(|item| item.target.as_ref().is_none_or(std::ops::Range::is_empty))
    }

    /// Reads the indicators and claims everything of the run.
    pub(crate) fn read(&self, sheet: &mut Sheet<'_>) -> Vec<Indicator> {
        sheet.label(self.run.clone());
        self.items.iter().map(|item| item.read(sheet)).collect()
    }
}

impl Item {
    fn read(&self, sheet: &mut Sheet<'_>) -> Indicator {
        let ordinal =
            self.ordinal.as_ref().map_or(Cell::Absent, |ordinal| sheet.cell_of(ordinal.digits.clone(), ordinal.number));
        let category = match (self.known, sheet.claim(self.category.clone())) {
            (Some(value), Some(origin)) => Cell::Read { value, origin },
            (None, Some(origin)) => Cell::Unreadable(origin),
            (_, None) => Cell::Absent,
        };
        let target = self.target.as_ref().map_or(Cell::Absent, |run| {
            let text = sheet.text(run.clone());
            match (text.is_empty(), self.label.clone().and_then(|label| sheet.origin(label))) {
                (true, Some(label)) => Cell::Blank(label),
                _ => sheet.cell_of(run.clone(), target_from_text(&text)),
            }
        });
        let name = match (sheet.cell(self.name.clone()), sheet.origin(self.category.clone())) {
            (Cell::Absent, Some(category)) => Cell::Blank(category),
            (name, _) => name,
        };
        Indicator { ordinal, category, name, target, ..Indicator::default() }
    }
}
