//! The lines of a list in boxes, page by page: heads, amounts, inline indicators, and text of other columns.

use super::list::MOST_LINES;
use super::{atoms, chain, torn};
use crate::amount::number_from_text;
use crate::lexicon;
use crate::parse::fold::{Gap, Ink};
use crate::parse::readers::pieces::{Piece, Pieces};
use crate::parse::sheet::Run;
use crate::source::Source;

/// What a line is; the heads of a page in the order in which they belong above its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The title, which stands in the middle of the page.
    Title,
    /// Department and money unit.
    Above,
    /// 项目名称.
    ProjectHead,
    /// The head of a money column.
    FundHead,
    /// 绩效目标.
    ObjectiveHead,
    /// 绩效指标.
    IndicatorHead,
    /// An amount.
    Amount,
    /// Inline indicators, with a label or an ordinal.
    Indicators,
    /// Anything else.
    Text,
}

/// A line, or an amount or head of which several stand on a line.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) run: Run,
    /// The rest of an amount or head, where a narrow column has put it into a box of its own.
    pub(super) rest: Option<Run>,
    pub(super) text: String,
    pub(super) kind: Kind,
    pub(super) boxed: usize,
    pub(super) width: usize,
    /// Whether blanks stand before it.
    pub(super) indented: bool,
}

impl Line {
    /// Whether nothing can go on behind it: a sentence ends, or another kind of cell.
    pub(super) fn is_closed(&self) -> bool {
        self.kind != Kind::Text || self.text.ends_with(['。', ';'])
    }

    /// Whether it begins as objectives do.
    pub(super) fn begins_objective(&self) -> bool {
        lexicon::OBJECTIVE_BEGINNINGS.iter().any(|word| self.text.starts_with(word))
    }

    /// Whether it is no more than the end of a target.
    pub(super) fn is_short(&self) -> bool {
        const SHORT: usize = 9;
        self.text.chars().count() <= SHORT && !self.text.contains(',')
    }
}

/// The lines of each page.
pub(super) fn pages(source: &Source, pieces: &Pieces<'_>) -> Vec<Vec<Line>> {
    let sheet = &pieces.sheet;
    let mut pages: Vec<Vec<Line>> = Vec::new();
    let mut boxed = 0;
    let mut at = 0;
    let mut heads = true;
    // Where the line ends on which a piece stands: counted once per line, of which a text may have one only.
    let mut until = 0;
    let cents = have_cents(pieces);
    while let Some(piece) = pieces.all.get(at) {
        let start = piece.run.start;
        if pages.is_empty() || sheet.gap(start) == Gap::Page {
            pages.push(Vec::new());
            heads = true;
        }
        boxed += usize::from(atoms::begins_box(source, pieces, start));
        if until <= at {
            let rest = pieces.all.get(at..).unwrap_or_default();
            let row = rest.iter().take_while(|other| other.row == piece.row);
            // Behind another cell a set of indicators may begin, or the only amount on the line of its name.
            let is_pair = rest.get(2).is_none_or(|next| next.row != piece.row);
            let begins = |(place, other): &(usize, &Piece)| {
                let text = sheet.folded(other.run.clone());
                let amount = || cents && is_pair && decimals(&text) == Some(2) && is_amount(&text);
                *place > 0 && (chain::begin(&text).is_some() || amount())
            };
            until = at + row.enumerate().take_while(|other| !begins(other)).count();
        }
        let (kind, count) = if is_torn_amount(source, pieces, at, cents) {
            (Kind::Amount, 2)
        } else {
            kind(pieces, at, until - at, heads, cents)
        };
        let end = pieces.all.get(at + count - 1).map_or(piece.run.end, |last| last.run.end);
        let text = sheet.folded(start..end);
        // A page has its heads before its first indicators.
        heads &= kind != Kind::Indicators;
        let indent = sheet.ink(start).map_or(0, Ink::indent);
        let width = atoms::width(&sheet.text(start..end)) + indent as usize / 2;
        // Where amounts have cents, a number without is that of the page.
        let number = cents && text == pages.len().to_string() && atoms::begins_box(source, pieces, start);
        if let Some(page) = pages.last_mut().filter(|_| !number) {
            page.push(Line { run: start..end, rest: None, text, kind, boxed, width, indented: indent > 1 });
        }
        at += count;
    }
    for page in pages.iter_mut().filter(|page| page.len() <= MOST_LINES) {
        if cents {
            torn::join(page);
        }
        weave(page, cents);
    }
    take_again(&mut pages);
    pages
}

/// Tells what pages print again above their tables, wherever it stands among their lines; the first line of all may be such a one.
fn take_again(pages: &mut [Vec<Line>]) {
    const SHORTEST: usize = 4;
    /// No page has more lines above its heads.
    const MOST: usize = 16;
    let Some((first, others)) = pages.split_first_mut() else { return };
    let heads = |line: &&Line| line.kind < Kind::Amount && line.text.chars().count() >= SHORTEST;
    let mut known: Vec<(String, Kind)> =
        first.iter().take(MOST).filter(heads).map(|line| (line.text.clone(), line.kind)).collect();
    if let Some(top) = first.first_mut().filter(|top| top.kind == Kind::Text && top.text.chars().count() >= SHORTEST) {
        let is_again = |page: &Vec<Line>| page.iter().take(MOST).any(|line| line.text == top.text);
        if !others.is_empty() && others.iter().all(is_again) {
            top.kind = Kind::Above;
            known.push((top.text.clone(), Kind::Above));
        }
    }
    for line in others.iter_mut().flatten().filter(|line| line.kind == Kind::Text) {
        if let Some((_, kind)) = known.iter().find(|(text, _)| *text == line.text) {
            line.kind = *kind;
        }
    }
}

/// Joins amounts and heads whose last characters stand in boxes behind those of their neighbours: 财政拨, 其他资, 款, 金.
fn weave(page: &mut Vec<Line>, cents: bool) {
    const MOST: usize = 4;
    // A name may go on between, and beside it the other columns.
    const BETWEEN: usize = 4;
    let amount = |line: &Line, rest: &Line| {
        let lacking = decimals(&line.text).and_then(|has| 2_usize.checked_sub(has)).filter(|lacking| *lacking > 0);
        let digits = Some(rest.text.len()) == lacking && rest.text.chars().all(|ch| ch.is_ascii_digit());
        cents && digits && line.kind == Kind::Amount
    };
    let head = |line: &Line, rest: &Line| {
        let text = format!("{}{}", line.text, rest.text);
        line.kind == Kind::Text && lexicon::FUND_HEADS.iter().any(|(head, _)| *head == text)
    };
    for at in 0..page.len() {
        let fits = |(count, between): &(usize, usize)| {
            let rest = at + count + between;
            let whole = |of: usize| {
                let (Some(line), Some(rest)) = (page.get(at + of), page.get(rest + of)) else { return false };
                amount(line, rest) || (*between == 0 && head(line, rest))
            };
            let lines = page.get(at + count..rest).unwrap_or_default();
            (0..*count).all(whole) && lines.iter().all(|line| line.kind >= Kind::Indicators)
        };
        let ways = (1..=MOST).rev().flat_map(|count| (0..=BETWEEN).map(move |between| (count, between)));
        let Some((count, between)) = ways.into_iter().find(fits) else { continue };
        let from = at + count + between;
        let rests: Vec<Line> = page.drain(from..from + count).collect();
        for (line, rest) in page.iter_mut().skip(at).zip(rests) {
            line.text.push_str(&rest.text);
            line.rest = Some(rest.run);
            line.kind = if line.kind == Kind::Amount { Kind::Amount } else { Kind::FundHead };
        }
    }
}

/// How many digits stand behind the decimal point of a number.
fn decimals(text: &str) -> Option<usize> {
    text.split_once('.').map(|(_, decimals)| decimals.len())
}

/// Whether amounts have two decimals: more of them than have one, less as many as a digit alone may complete.
fn have_cents(pieces: &Pieces<'_>) -> bool {
    let (mut two, mut one, mut alone) = (0_usize, 0_usize, 0_usize);
    for text in pieces.all.iter().map(|piece| pieces.sheet.folded(piece.run.clone())) {
        match decimals(&text).filter(|_| is_amount(&text)) {
            Some(2) => two += 1,
            Some(1) => one += 1,
            _ => alone += usize::from(text.len() == 1 && text.chars().all(|ch| ch.is_ascii_digit())),
        }
    }
    let left = one.saturating_sub(alone);
    two > left || (left == 0 && one > 0)
}

/// Whether a narrow column has torn an amount behind its decimal point: `39,401.` and `34`; with one decimal before the
/// break only where amounts have two.
fn is_torn_amount(source: &Source, pieces: &Pieces<'_>, at: usize, cents: bool) -> bool {
    let (Some(piece), Some(next)) = (pieces.all.get(at), pieces.all.get(at + 1)) else { return false };
    let (own, rest) = (pieces.sheet.folded(piece.run.clone()), pieces.sheet.folded(next.run.clone()));
    let digits = !rest.is_empty() && rest.len() <= 2 && rest.chars().all(|ch| ch.is_ascii_digit());
    let torn = match decimals(&own) {
        Some(0) => digits,
        Some(1) => cents && digits && rest.len() == 1,
        _ => false,
    };
    let together = piece.row + 1 == next.row && !atoms::begins_box(source, pieces, next.run.start);
    // Of two columns in one box each has its first half before the other's second one.
    let before =
        at.checked_sub(1).and_then(|before| pieces.all.get(before)).map(|of| pieces.sheet.folded(of.run.clone()));
    let woven = before.is_some_and(|before| is_amount(&before) && decimals(&before) == decimals(&own));
    torn && together && !woven && is_amount(&format!("{own}{rest}"))
}

/// What begins at a piece, and how many pieces it has; `row` stand on its line.
fn kind(pieces: &Pieces<'_>, at: usize, row: usize, heads: bool, cents: bool) -> (Kind, usize) {
    const MOST: usize = 3;
    let text = |count: usize| {
        let last = pieces.all.get(at + count - 1)?;
        Some(pieces.sheet.folded(pieces.all.get(at)?.run.start..last.run.end))
    };
    // Narrow columns break heads.
    let head = (1..=MOST).rev().find_map(|count| Some((head(&text(count)?, count > 1)?, count))).filter(|_| heads);
    if let Some(head) = head {
        return head;
    }
    let own = text(1).unwrap_or_default();
    // "2." numbers a sentence.
    let is_half = || own.len() > MOST && own.strip_suffix('.').is_some_and(is_amount);
    if is_amount(&own) || (cents && is_half()) {
        return (Kind::Amount, 1);
    }
    let line = text(row).unwrap_or_default();
    let kind = if chain::is_strong(&line) { Kind::Indicators } else { Kind::Text };
    (kind, row)
}

fn head(text: &str, torn: bool) -> Option<Kind> {
    let labels = || lexicon::DEPARTMENT_LABELS.iter().chain(lexicon::MONEY_UNIT_LABELS).chain(lexicon::YEAR_LABELS);
    let labelled = || labels().any(|label| text.strip_prefix(label).is_some_and(|rest| rest.starts_with(':')));
    let bare = text.split_once('(').map_or(text, |(bare, _)| bare);
    let title = || lexicon::TITLES.iter().any(|title| bare.ends_with(title)) && number_from_text(text).is_none();
    match () {
        // Names end in 项目, and break before it.
        () if lexicon::PROJECT_HEADS.contains(&text) && text != "项目" => Some(Kind::ProjectHead),
        () if lexicon::FUND_HEADS.iter().any(|(head, _)| *head == text) && text != "合计" => Some(Kind::FundHead),
        () if lexicon::OBJECTIVE_HEADS.contains(&text) => Some(Kind::ObjectiveHead),
        () if lexicon::INDICATOR_HEADS.contains(&text) => Some(Kind::IndicatorHead),
        () if !torn && labelled() => Some(Kind::Above),
        () if !torn && title() => Some(Kind::Title),
        () => None,
    }
}

fn is_amount(text: &str) -> bool {
    number_from_text(text).is_some() && !text.contains('%')
}
