//! The lines between the rows of a flat table, one gap after another, each cut by what is open where it begins; and how wide
//! the columns are, which all gaps tell together.

use super::cut::{Asked, Cut, Place, cut};
use super::lines::{Column, Line};
use super::open::Open;
use super::{Anchor, anchors, fill, numbering};
use crate::model::Category;
use crate::parse::readers::merged::Order;
use crate::parse::readers::pieces::Piece;
use crate::parse::readers::rows::Row;
use crate::parse::sheet::Sheet;

/// How wide the lines of some columns are, and how explanations end.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::parse::readers) struct Widths {
    /// Of what explains an indicator.
    pub(super) explanation: Column,
    /// Of the names of projects.
    pub(super) name: Column,
    /// Of their objectives.
    pub(super) objective: Column,
    /// Whether explanations end with a full stop.
    pub(super) stop: bool,
    /// Whether each is one sentence.
    pub(super) are_sentences: bool,
}

/// The lines between two rows, as pieces, and what they are; nothing is known of too many.
pub(super) struct Gap {
    pub(super) pieces: Vec<Piece>,
    /// Which row follows; none at the foot of a page.
    pub(super) next: Option<usize>,
    pub(super) cut: Option<Cut>,
    /// Whether the name in it is that of the project that is open, printed again.
    pub(super) again: bool,
    /// Whether what goes on in it is what was printed again.
    pub(super) goes_on_again: bool,
}

/// Which category a row names.
fn category(anchor: &Anchor) -> Option<Category> {
    let (level, ..) = anchor.labels.first()?;
    level.category().or(level.implied())
}

/// The lines before the first row, behind each row but the last, and behind the last one.
fn gaps(sheet: &Sheet<'_>, pieces: &[Piece], anchors: &[Anchor]) -> Vec<Vec<Piece>> {
    let mut from = numbering(sheet, pieces);
    let ends = anchors.iter().map(|anchor| anchor.at).chain([pieces.len()]);
    let mut gaps = Vec::with_capacity(anchors.len() + 1);
    for (index, end) in ends.enumerate() {
        let mut own = pieces.get(from..end).unwrap_or_default();
        if index == anchors.len() {
            own = own.split_at(own.len() - form_numbers(sheet, own)).0;
        }
        gaps.push(in_lines(sheet, own));
        let Some(anchor) = anchors.get(index) else { break };
        let next = anchors.get(index + 1).map_or(pieces.len(), |next| next.at);
        let body = pieces.get(anchor.body..next).unwrap_or_default();
        from = anchor.body + fill(sheet, &mut Row::default(), body);
    }
    gaps
}

/// How many of the last pieces are the number of the form, 预算05-2表, which stands above the next page.
pub(super) fn form_numbers(sheet: &Sheet<'_>, pieces: &[Piece]) -> usize {
    const LONGEST: usize = 12;
    let is_number = |piece: &&Piece| {
        let text = sheet.folded(piece.run.clone());
        let stem = text.strip_suffix('表').unwrap_or_default();
        stem.ends_with(|ch: char| ch.is_ascii_digit()) && text.chars().count() <= LONGEST
    };
    pieces.iter().rev().take_while(is_number).count()
}

/// Pieces that a blank beside a Latin letter parts, joined: GB/T 2021. Elsewhere a tool may have put a blank for a line break.
fn in_lines(sheet: &Sheet<'_>, pieces: &[Piece]) -> Vec<Piece> {
    let is_letter = |at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_alphabetic());
    let mut lines: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match lines.last_mut() {
            Some(last) if last.row == piece.row && (is_letter(last.run.end - 1) || is_letter(piece.run.start)) => {
                last.run.end = piece.run.end;
            }
            _ => lines.push(piece.clone()),
        }
    }
    lines
}

fn lines(sheet: &Sheet<'_>, pieces: &[Piece]) -> Vec<Line> {
    pieces.iter().map(|piece| Line::of(sheet, piece)).collect()
}

/// How many lines at the beginning are the body that stands above the table: 单位名称:….
fn heading(sheet: &Sheet<'_>, pieces: &[Piece]) -> usize {
    /// How many characters the head of a page has at most.
    const LONGEST_HEAD: usize = 400;
    const MOST_LINES: usize = 4;
    let Some(start) = pieces.first().map(|first| first.run.start) else { return 0 };
    let is_named = |count: &usize| {
        let text: String =
            pieces.get(..*count).unwrap_or_default().iter().map(|piece| sheet.folded(piece.run.clone())).collect();
        sheet.find_any(start.saturating_sub(LONGEST_HEAD)..start, &[&format!(":{text}")]).is_some_and(|found| {
            // The whole of it.
            sheet.begins_line(found.end)
        })
    };
    (1..=MOST_LINES.min(pieces.len())).rev().find(is_named).unwrap_or_default()
}

/// The project that is open while gaps are walked, and what was found.
struct Walk<'w> {
    order: &'w mut Order,
    open: &'w mut Open,
    found: Vec<Gap>,
}

impl Walk<'_> {
    /// Takes a gap and the row behind it. `anew`: whether the categories begin anew there.
    fn take(
        &mut self,
        (pieces, next): (Vec<Piece>, Option<usize>),
        lines: &[Line],
        cut: Option<Cut>,
        (place, anew): (Place, bool),
    ) {
        let (mut again, mut goes_on_again) = (false, false);
        if let Some(cut) = &cut {
            let [.., name, objective] = cut.lines(lines);
            again = !anew && self.open.is_again(name, objective);
            goes_on_again = self.open.goes_on_again(cut, lines);
            if !name.is_empty() && !again {
                self.order.begin();
            }
            self.open.take(cut, lines, place);
        }
        self.found.push(Gap { pieces, next, cut, again, goes_on_again });
    }
}

/// Cuts what stands between the rows of some pieces. `order` and `open`: the project that is open before and behind them.
pub(super) fn walk(
    sheet: &Sheet<'_>,
    pieces: &[Piece],
    anchors: &[Anchor],
    (order, open): (&mut Order, &mut Open),
    (widths, explains): (Widths, bool),
) -> Vec<Gap> {
    let mut walk = Walk { order, open, found: Vec::with_capacity(anchors.len() + 1) };
    for (index, mut own) in gaps(sheet, pieces, anchors).into_iter().enumerate() {
        let lines = lines(sheet, &own);
        let next = anchors.get(index).and_then(category);
        let mut ahead = *walk.order;
        let anew = next.is_some_and(|category| ahead.begins_anew(category));
        let place = match index {
            0 => Place::Top,
            _ if index == anchors.len() => Place::Foot,
            _ => Place::Between,
        };
        let heading = if place == Place::Top && !walk.open.begun { heading(sheet, &own) } else { 0 };
        let asked = Asked { open: walk.open, widths, place, anew, explains, heading };
        let whole = cut(&asked, &lines);
        let seam = seam(sheet, &own).filter(|_| place == Place::Between);
        let parted = seam.and_then(|at| Some((at, cut_apart(&asked, lines.split_at_checked(at)?)?)));
        let row = (index < anchors.len()).then_some(index);
        match parted.filter(|(_, (cost, _))| whole.as_ref().is_none_or(|(whole, _)| cost < whole)) {
            Some((at, (_, [foot, top]))) => {
                let (above, below) = lines.split_at_checked(at).unwrap_or((&lines, &[]));
                let rest = own.split_off(at.min(own.len()));
                walk.take((own, None), above, Some(foot), (Place::Foot, false));
                walk.take((rest, row), below, Some(top), (Place::Top, anew));
            }
            None => walk.take((own, row), &lines, whole.map(|(_, cut)| cut), (place, anew)),
        }
        next.map(|category| walk.order.begins_anew(category));
    }
    walk.found
}

/// Which line of a gap is the first of a page that prints no heads.
fn seam(sheet: &Sheet<'_>, own: &[Piece]) -> Option<usize> {
    own.iter().position(|piece| sheet.begins_page(piece.run.start))
}

/// Cuts lines that a page break parts: what explains the row above it, and what stands on top of the next page.
fn cut_apart(asked: &Asked<'_>, (above, below): (&[Line], &[Line])) -> Option<(u32, [Cut; 2])> {
    let (foot_cost, foot) = cut(&Asked { place: Place::Foot, anew: false, ..*asked }, above)?;
    let [.., unit, name, _] = foot.lines(above);
    let mut open = asked.open.clone();
    open.take(&foot, above, Place::Foot);
    let (top_cost, top) = cut(&Asked { open: &open, place: Place::Top, ..*asked }, below)?;
    (unit.is_empty() && name.is_empty()).then_some((foot_cost.saturating_add(top_cost), [foot, top]))
}

impl Widths {
    /// Told by all gaps of a text. `tables`: the pieces between one head and whatever ends its rows.
    pub(in crate::parse::readers) fn of(sheet: &Sheet<'_>, tables: &[Vec<Piece>], explains: bool) -> Self {
        const ROUNDS: usize = 3;
        let tables: Vec<(&[Piece], Vec<Anchor>)> =
            tables.iter().map(|pieces| (pieces.as_slice(), anchors(sheet, pieces))).collect();
        let order = order(&tables);
        let mut widths = Self::at_first(sheet, &tables);
        for _ in 0..ROUNDS {
            let mut seen = Seen::default();
            let (mut order, mut open) = (order, Open::default());
            for (pieces, anchors) in tables.iter().filter(|(_, anchors)| !anchors.is_empty()) {
                for gap in walk(sheet, pieces, anchors, (&mut order, &mut open), (widths, explains)) {
                    if let Some(cut) = gap.cut {
                        seen.take(&cut, &lines(sheet, &gap.pieces));
                    }
                }
            }
            widths = seen.widths(widths);
        }
        widths
    }

    /// What most gaps tell before any is cut: few of them have the cells of a project.
    fn at_first(sheet: &Sheet<'_>, tables: &[(&[Piece], Vec<Anchor>)]) -> Self {
        const FEWEST: usize = 3;
        let mut gaps_between: Vec<Vec<Line>> = Vec::new();
        let mut first = Vec::new();
        for (pieces, anchors) in tables.iter().filter(|(_, anchors)| !anchors.is_empty()) {
            for (index, own) in gaps(sheet, pieces, anchors).into_iter().enumerate() {
                let own = lines(sheet, &own);
                match index {
                    0 if first.is_empty() => first = own,
                    0 => {}
                    _ if index == anchors.len() || own.is_empty() => {}
                    _ => gaps_between.push(own),
                }
            }
        }
        let full = gaps_between.iter().filter_map(|own| match own.as_slice() {
            [first, _, ..] if !first.stops() => Some(first.width),
            _ => None,
        });
        let full = crate::order::sorted(full.collect(), |width| *width as u128);
        // A gap with the cells of a project begins with the same column.
        let alone = gaps_between.iter().filter_map(|own| own.first()).map(|line| line.width).collect();
        let explanation = Column::of(full, alone, FEWEST);
        let fits: Vec<_> =
            gaps_between.iter().filter(|own| own.iter().all(|line| !explanation.is_exceeded(line))).collect();
        let (mut stopped, mut several) = (0, 0);
        for own in &fits {
            stopped += usize::from(own.last().is_some_and(Line::stops));
            let text: String = own.iter().map(|line| line.text.as_str()).collect();
            several += usize::from(text.trim_end_matches('。').contains('。'));
        }
        // The last lines of the first project are full, but for the last of all.
        let objective = first.iter().map(|line| line.width).max().unwrap_or_default();
        Self {
            explanation,
            name: Column::default(),
            objective: Column::of(Vec::new(), vec![objective], 1),
            stop: stopped * 5 >= fits.len() * 4,
            are_sentences: several * 4 <= fits.len(),
        }
    }
}

/// The place of costs among the categories, as the rows tell it.
fn order(tables: &[(&[Piece], Vec<Anchor>)]) -> Order {
    Order::of(tables.iter().flat_map(|(_, anchors)| anchors).filter_map(category))
}

/// The widths of the lines of each column: the full ones, and the last ones of their cells.
#[derive(Default)]
struct Seen {
    explanation: (Vec<usize>, Vec<usize>),
    name: (Vec<usize>, Vec<usize>),
    objective: (Vec<usize>, Vec<usize>),
}

impl Seen {
    fn take(&mut self, cut: &Cut, lines: &[Line]) {
        let [_, _, explanation, _, name, objective] = cut.lines(lines);
        let parts = [(&mut self.explanation, explanation), (&mut self.name, name), (&mut self.objective, objective)];
        for ((full, last), own) in parts {
            let Some((end, before)) = own.split_last() else { continue };
            last.push(end.width);
            full.extend(before.iter().filter(|line| !line.ends(&['。', ';', ':', '》'])).map(|line| line.width));
        }
    }

    /// The widths they tell; those known before where they tell none.
    fn widths(self, before: Widths) -> Widths {
        const FEWEST: usize = 3;
        let of = |(full, last): (Vec<usize>, Vec<usize>), fewest: usize, before: Column| {
            if full.is_empty() && last.is_empty() { before } else { Column::of(full, last, fewest) }
        };
        Widths {
            explanation: of(self.explanation, FEWEST, before.explanation),
            name: of(self.name, 1, before.name),
            objective: of(self.objective, 2, before.objective),
            ..before
        }
    }
}
