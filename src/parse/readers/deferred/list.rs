//! Lists whose wrapped cells are drawn last: broken heads and amounts, and pages in the order of their rows.

use super::slots::{Place, Slot};
use super::woven::{Woven, WovenCell};
use crate::lexicon;
use crate::model::Fund;
use crate::parse::fold::{Gap, Ink};
use crate::parse::readers::pieces::{Piece, Pieces};
use crate::parse::sheet::{Run, Sheet};
use crate::parse::{head, money};

/// The head of a column, in the order in which lists have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Head {
    Project,
    Fund(Fund),
    Objective,
    Indicators,
}

impl Head {
    pub(super) fn of(text: &str) -> Option<Self> {
        let fund = || lexicon::FUND_HEADS.iter().find(|(head, _)| *head == text).map(|(_, fund)| Self::Fund(*fund));
        match text {
            text if lexicon::PROJECT_HEADS.contains(&text) => Some(Self::Project),
            text if lexicon::OBJECTIVE_HEADS.contains(&text) => Some(Self::Objective),
            text if lexicon::INDICATOR_HEADS.contains(&text) => Some(Self::Indicators),
            _ => fund(),
        }
    }

    fn rank(self) -> u128 {
        match self {
            Self::Project => 0,
            Self::Fund(fund) => 1 + fund as u128,
            Self::Objective => 10,
            Self::Indicators => 11,
        }
    }
}

/// The pieces, those joined that are one head or amount which its column was too narrow for.
pub(super) fn join(of: &Pieces<'_>) -> Vec<Piece> {
    const MOST_LINES: usize = 3;
    const LONGEST: usize = 24;
    let sheet = &of.sheet;
    let mut joined = Vec::with_capacity(of.all.len());
    let mut at = 0;
    while let Some(first) = of.all.get(at) {
        let own = sheet.folded(first.run.start..first.run.end.min(first.run.start + LONGEST));
        let lines = (2..=MOST_LINES).find(|lines| {
            let Some(last) = of.all.get(at + lines - 1).filter(|last| last.run.end - first.run.start <= LONGEST) else {
                return false;
            };
            let text = sheet.folded(first.run.start..last.run.end);
            let head = Head::of(&own).is_none() && Head::of(&text).is_some();
            last.row == first.row + lines - 1 && (head || money::is_broken(&own, &text))
        });
        let last = lines.and_then(|lines| of.all.get(at + lines - 1)).unwrap_or(first);
        joined.push(Piece { run: first.run.start..last.run.end, ..first.clone() });
        at += lines.unwrap_or(1);
    }
    joined
}

/// The columns, by heads that follow one another, or by those with the wrapped ones, which stand elsewhere.
pub(super) fn slots(pieces: &Pieces<'_>) -> Option<Vec<Slot>> {
    let funds = match wrapped_heads(pieces) {
        Some(heads) => heads.iter().filter(|head| matches!(head, Head::Fund(_))).count(),
        None => head::columns(&pieces.sheet)?.funds.len(),
    };
    let money = (0..funds).map(Slot::Money);
    let slots = [Slot::Name].into_iter().chain(money).chain([Slot::Objective, Slot::Set]);
    Some(slots.chain((0..funds).map(Slot::Sum)).collect())
}

/// The heads of the first page where some of them are wrapped. `None` where there are none such, or the order of the
/// others is an unusual one, so that nothing tells where the wrapped ones belong.
fn wrapped_heads(pieces: &Pieces<'_>) -> Option<Vec<Head>> {
    const FURTHEST: usize = 800;
    const FEWEST: usize = 2;
    let text = |piece: &Piece| Head::of(&pieces.sheet.folded(piece.run.clone()));
    let all = pieces.all.get(..pieces.all.len().min(FURTHEST))?;
    let heads: Vec<Option<Head>> = all.iter().map(text).collect();
    // The heads of one line follow one another; a row of sums is called as a head is.
    let start = heads.windows(FEWEST).position(|heads| heads.iter().all(Option::is_some))?;
    let mut found: Vec<Head> = Vec::new();
    for head in heads.iter().skip(start).map_while(|head| *head) {
        if found.last().is_some_and(|last| *last >= head) {
            break;
        }
        found.push(head);
    }
    let broken =
        all.iter().zip(&heads).filter(|(piece, _)| is_broken(&pieces.sheet, &piece.run)).filter_map(|(_, head)| *head);
    let mut any = false;
    for head in broken {
        any = true;
        if !found.contains(&head) {
            found.push(head);
        }
    }
    let has = |wanted: Head| found.contains(&wanted);
    (any && has(Head::Project) && has(Head::Objective) && has(Head::Indicators)).then_some(found)
}

/// Whether a cell is of more than one line.
pub(super) fn is_broken(sheet: &Sheet<'_>, run: &Run) -> bool {
    (run.start + 1..run.end).any(|at| sheet.begins_line(at))
}

/// The characters of a page in the order of the table, each cell on a line of its own.
pub(super) fn in_lines(page: &Woven, sheet: &Sheet<'_>) -> Vec<Ink> {
    let mut inks: Vec<Ink> = Vec::new();
    let mut before: Option<&WovenCell> = None;
    for cell in in_order(page, sheet) {
        // What stands above the rows keeps its lines, and amounts stand behind their name.
        let joined = before.is_some_and(|before| {
            let money = matches!(cell.place, Place::Cell(Slot::Money(_) | Slot::Sum(_)));
            money || (cell.place == Place::Head && before.place == Place::Head && before.line == cell.line)
        });
        let start = inks.len();
        inks.extend(cell.run.clone().filter_map(|at| sheet.ink(at)).copied());
        if let Some(first) = inks.get_mut(start) {
            first.widen_gap(if joined { Gap::Blank } else { Gap::Line });
        }
        before = Some(cell);
    }
    inks
}

/// The cells, wrapped heads where lists have them.
fn in_order<'c>(page: &'c Woven, sheet: &Sheet<'_>) -> Vec<&'c WovenCell> {
    let head = |cell: &WovenCell| {
        let is_above = cell.place == Place::Head;
        is_above.then(|| Head::of(&sheet.folded(cell.run.clone()))).flatten()
    };
    // A title of two scripts is drawn late.
    let is_title = |cell: &&WovenCell| {
        let text = || sheet.folded(cell.run.clone());
        cell.place == Place::Head && cell.known && lexicon::TITLES.iter().any(|title| text().contains(title))
    };
    let (mut cells, others): (Vec<&WovenCell>, Vec<&WovenCell>) =
        page.cells.iter().partition(|cell| is_title(cell) && head(cell).is_none());
    cells.extend(others);
    // Some tools put a blank where a cell is wrapped.
    let is_wrapped = |run: &Run| (run.start + 1..run.end).any(|at| sheet.gap(at) != Gap::None);
    if !cells.iter().any(|cell| head(cell).is_some() && is_wrapped(&cell.run)) {
        return cells;
    }
    // Where those stand that are not wrapped.
    let is_whole = |cell: &&WovenCell| head(cell).is_some() && !is_wrapped(&cell.run);
    let first = cells.iter().position(is_whole).unwrap_or_default();
    let before = cells.iter().take(first).filter(|cell| head(cell).is_some()).count();
    let first = first - before;
    let (heads, mut others): (Vec<&WovenCell>, Vec<&WovenCell>) =
        cells.into_iter().partition(|cell| head(cell).is_some());
    others.splice(first..first, crate::order::sorted(heads, |cell| head(cell).map_or(0, Head::rank)));
    others
}
