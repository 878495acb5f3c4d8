//! The boxes of a list: sets of indicators that stand behind all other cells of a page are put beside their rows.

use super::atoms;
use crate::amount::number_from_text;
use crate::lexicon;
use crate::parse::fold::Gap;
use crate::parse::readers::pieces::Pieces;
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

/// A page in the order of its rows.
pub(super) struct Zipped {
    /// The lines, and the least gap before each.
    pub(super) runs: Vec<(Run, Gap)>,
    /// The first lines of what had to be moved.
    pub(super) put: Vec<Run>,
}

/// The rows of a page with their objectives and sets; `None` where the counts do not agree, or where all stands in order.
pub(super) fn zipped(pieces: &Pieces<'_>, boxes: &[Boxed]) -> Option<Zipped> {
    let text = |own: &Boxed| pieces.sheet.folded(own.first()..own.end());
    let mut rows: Vec<Vec<&Boxed>> = Vec::new();
    let mut objectives: Vec<Vec<&Boxed>> = Vec::new();
    // Those of a row that began on the page before first.
    let mut sets: Vec<Vec<&Boxed>> = vec![Vec::new()];
    for (at, own) in boxes.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| boxes.get(before));
        let paid = boxes.get(at + 1).is_some_and(|next| next.kind == Kind::Amount);
        match own.kind {
            Kind::Set => sets.push(vec![own]),
            Kind::Rest => sets.last_mut()?.push(own),
            // A name stands right before its amounts, and no sentence does.
            Kind::Sum => rows.push(vec![own]),
            Kind::Text if paid && !atoms::is_sentence(&text(own)) => rows.push(vec![own]),
            Kind::Text if atoms::is_sentence(&text(own)) => objectives.push(vec![own]),
            Kind::Text => {
                let goes_on = before.is_some_and(|before| before.kind == Kind::Text);
                objectives.last_mut().filter(|_| goes_on)?.push(own);
            }
            Kind::Amount => {
                let row = rows.last_mut()?;
                // The name of the sum stands among the heads of the columns.
                let follows = row.last().is_some_and(|last| last.kind == Kind::Sum || last.end() == own.first());
                follows.then_some(())?;
                row.push(own);
            }
        }
    }
    // Rows of sums and of bodies have no objective.
    let sum = |row: &Vec<&Boxed>| {
        row.first().is_some_and(|name| {
            name.kind == Kind::Sum || (atoms::is_body(&text(name)) && !atoms::is_project(&text(name)))
        })
    };
    let whole = rows.iter().filter(|row| !sum(row)).count();
    if whole == 0 || whole != objectives.len() || whole + 1 != sets.len() {
        return None;
    }
    let mut order: Vec<(&Boxed, bool)> = Vec::new();
    let mut sets = sets.into_iter();
    let mut objectives = objectives.into_iter();
    order.extend(sets.next()?.into_iter().map(|own| (own, false)));
    for row in rows {
        let more = !sum(&row);
        order.extend(row.into_iter().map(|own| (own, false)));
        if more {
            for part in [objectives.next()?, sets.next()?] {
                order.extend(part.into_iter().enumerate().map(|(at, own)| (own, at == 0)));
            }
        }
    }
    if order.is_sorted_by_key(|(own, _)| own.first()) {
        return None;
    }
    let mut runs: Vec<(Run, Gap)> = Vec::new();
    let mut put = Vec::new();
    let mut end = None;
    for (own, may_move) in order {
        if may_move && end != Some(own.first()) {
            put.extend(own.runs.first().cloned());
        }
        end = Some(own.end());
        for (at, run) in own.runs.iter().enumerate() {
            runs.push((run.clone(), if at > 0 || own.kind == Kind::Amount { Gap::None } else { Gap::Line }));
        }
    }
    Some(Zipped { runs, put })
}
