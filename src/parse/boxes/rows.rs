//! The boxes of a list: sets of indicators that stand behind all other cells of a page are put beside their rows.

use super::atoms;
use crate::amount::number_from_text;
use crate::lexicon;
use crate::parse::fold::Gap;
use crate::parse::pieces::Pieces;
use crate::parse::sheet::Run;
use crate::source::Source;

/// What a box holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Amount,
    /// The name of a row of sums.
    Sum,
    /// Indicators, from the first one.
    Set,
    /// More indicators of a set that began before.
    Rest,
    Text,
}

/// A box.
#[derive(Clone, Debug)]
pub(super) struct Boxed {
    kind: Kind,
    runs: Vec<Run>,
}

impl Boxed {
    fn first(&self) -> usize {
        self.runs.first().map_or(0, |run| run.start)
    }

    fn end(&self) -> usize {
        self.runs.last().map_or(0, |run| run.end)
    }
}

/// The boxes of a page.
pub(super) fn boxes(source: &Source, pieces: &Pieces<'_>, runs: &[Run]) -> Vec<Boxed> {
    let sheet = &pieces.sheet;
    let mut boxes: Vec<Boxed> = Vec::new();
    for run in runs {
        let text = sheet.folded(run.clone());
        let kind = match () {
            () if number_from_text(&text).is_some() => Kind::Amount,
            () if lexicon::TOTAL_ROWS.contains(&text.as_str()) => Kind::Sum,
            () => Kind::Text,
        };
        let last = boxes.last_mut().filter(|last| last.kind == kind && kind == Kind::Text && last.end() == run.start);
        match last.filter(|_| !atoms::begins_box(source, pieces, run.start)) {
            Some(last) => last.runs.push(run.clone()),
            None => boxes.push(Boxed { kind, runs: vec![run.clone()] }),
        }
    }
    for own in boxes.iter_mut().filter(|own| own.kind == Kind::Text) {
        let text = sheet.folded(own.first()..own.end());
        let labelled = text.contains("指标:") || lexicon::TARGET_LABELS.iter().any(|label| text.contains(label));
        if labelled {
            let begins = text.strip_prefix('1').is_some_and(|rest| rest.starts_with(['、', '.', ')', ',']));
            own.kind = if begins { Kind::Set } else { Kind::Rest };
        }
    }
    boxes
}

/// The rows of a page with their sets, and the first lines of these; `None` where the counts do not agree, or where no
/// set stands apart from its row.
pub(super) fn zipped(pieces: &Pieces<'_>, boxes: &[Boxed]) -> Option<(Vec<(Run, Gap)>, Vec<Run>)> {
    let is_set = |own: &&Boxed| matches!(own.kind, Kind::Set | Kind::Rest);
    // The sets, those of a row that began on the page before first.
    let mut sets: Vec<Vec<&Boxed>> = vec![Vec::new()];
    for own in boxes.iter().filter(is_set) {
        if own.kind == Kind::Set {
            sets.push(Vec::new());
        }
        sets.last_mut()?.push(own);
    }
    let rest: Vec<&Boxed> = boxes.iter().filter(|own| !is_set(own)).collect();
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (at, own) in rest.iter().copied().enumerate() {
        let before = at.checked_sub(1).and_then(|before| rest.get(before));
        let paid = rest.get(at + 1).is_some_and(|next| next.kind == Kind::Amount);
        let text = pieces.sheet.folded(own.first()..own.end());
        match own.kind {
            // A name stands right before its amounts, and no sentence does.
            Kind::Sum => rows.push(Row { boxes: vec![own], paid: false, objective: false }),
            Kind::Text if paid && !atoms::is_sentence(&text) => {
                rows.push(Row { boxes: vec![own], paid: false, objective: false });
            }
            Kind::Text => {
                let row = rows.last_mut().filter(|row| row.paid)?;
                let goes_on = before.is_some_and(|before| before.kind == Kind::Text) && row.objective;
                (atoms::is_sentence(&text) || goes_on).then_some(())?;
                row.objective = true;
                row.boxes.push(own);
            }
            _ => {
                let row = rows.last_mut().filter(|row| !row.objective)?;
                row.paid = true;
                row.boxes.push(own);
            }
        }
    }
    let whole = rows.iter().filter(|row| row.objective).count();
    let apart = boxes.windows(2).any(|pair| matches!(pair, [one, two] if one.kind == Kind::Set && two.kind == Kind::Set));
    if whole + 1 != sets.len() || !apart {
        return None;
    }
    let mut runs: Vec<(Run, Gap)> = Vec::new();
    let mut put = Vec::new();
    let mut push = |own: &Boxed| {
        let joined = own.kind == Kind::Amount;
        for (at, run) in own.runs.iter().enumerate() {
            runs.push((run.clone(), if at > 0 || joined { Gap::None } else { Gap::Line }));
        }
    };
    let mut sets = sets.into_iter();
    sets.next()?.into_iter().for_each(&mut push);
    for row in rows {
        row.boxes.iter().copied().for_each(&mut push);
        if row.objective {
            let set = sets.next()?;
            put.extend(set.first().and_then(|own| own.runs.first()).cloned());
            set.into_iter().for_each(&mut push);
        }
    }
    Some((runs, put))
}

/// A row without its set.
struct Row<'b> {
    boxes: Vec<&'b Boxed>,
    paid: bool,
    objective: bool,
}
