//! Indicator rows of running text: levels by vocabulary, then names and targets by their form.

use super::{Levels, Row, Shorts, is_operator, level};
use crate::amount::number_from_text;
use crate::lexicon::{self, Column};
use crate::parse::readers::pieces::{Piece, numbering};
use crate::parse::sheet::{Run, Sheet};
use crate::target::{Reading, target_from_text};

/// Rows of running text: levels by vocabulary, then names and targets by their form.
pub(super) fn by_form(sheet: &Sheet<'_>, pieces: &[Piece], columns: &[Column], levels: &mut Levels) -> Vec<Row> {
    let after: Vec<Column> = columns.iter().copied().skip_while(|column| *column != Column::Target).skip(1).collect();
    let split = columns.contains(&Column::Operator) && columns.contains(&Column::Unit);
    let numbers = after.iter().filter(|column| matches!(column, Column::Weight | Column::Score)).count();
    let mut shorts = Shorts::of(sheet, pieces);
    let mut rows = Vec::new();
    let mut open: Vec<Piece> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let Some(piece) = pieces.get(at) else { break };
        if let Some((found, end)) = level(sheet, piece.run.start) {
            let last = pieces.partition_point(|piece| piece.run.start < end);
            if pieces
                .get(last)
                .map_or(end == pieces.last().map_or(0, |last| last.run.end), |next| next.run.start == end)
                && !is_name(sheet, piece.run.start..end, pieces.get(last))
            {
                flush(sheet, &mut open, numbers, split, levels, &mut rows);
                let next = pieces.get(last).and_then(|next| level(sheet, next.run.start)).map(|(level, _)| level);
                let next = next.or_else(|| shorts.ahead(sheet, pieces.get(last)?));
                levels.take(found, piece.run.start..end, None, next);
                shorts.open(found);
                at = last;
                continue;
            }
        }
        if let Some(short) = shorts.take(sheet, pieces.get(at..).unwrap_or_default()) {
            flush(sheet, &mut open, numbers, split, levels, &mut rows);
            levels.take(short, piece.run.clone(), None, None);
            at += 1;
            continue;
        }
        // "指标4:" begins a row, whatever the one before lacks.
        if numbering(sheet, &piece.run).is_some() {
            flush(sheet, &mut open, numbers, split, levels, &mut rows);
        }
        // A blank where the line was broken.
        let has_target = open.len() > 1 && after.is_empty();
        match open.last_mut().filter(|last| has_target && last.row == piece.row) {
            Some(last) if is_rest(&sheet.folded(last.run.clone()), &sheet.folded(piece.run.clone())) => {
                last.run.end = piece.run.end;
            }
            _ => open.push(piece.clone()),
        }
        at += 1;
        if is_complete(sheet, &open, pieces.get(at), numbers, split) {
            if after.is_empty()
                && let (Some(last), Some(next)) = (open.last_mut(), pieces.get(at))
                && pieces.get(at + 1).is_none_or(|behind| behind.row != next.row)
                && is_rest(&sheet.folded(last.run.clone()), &sheet.folded(next.run.clone()))
            {
                last.run.end = next.run.end;
                at += 1;
            }
            flush(sheet, &mut open, numbers, split, levels, &mut rows);
        }
    }
    flush(sheet, &mut open, numbers, split, levels, &mut rows);
    rows
}

/// Whether a level label is the name of an indicator: 服务对象满意度 is one where its target follows at once.
pub(super) fn is_name(sheet: &Sheet<'_>, label: Run, next: Option<&Piece>) -> bool {
    let is_of_target = |next: &Piece| is_target(sheet, &next.run) || is_operator(&sheet.folded(next.run.clone()));
    sheet.before(label.end, "满意度").is_some() && next.is_some_and(is_of_target)
}

/// Whether the open pieces are a whole row.
fn is_complete(sheet: &Sheet<'_>, open: &[Piece], next: Option<&Piece>, numbers: usize, split: bool) -> bool {
    let Some(last) = open.last() else {
        return false;
    };
    let ends_line = next.is_none_or(|next| next.row != last.row);
    if !ends_line || open.len() < 2 + numbers {
        return false;
    }
    if split {
        return false;
    }
    if numbers > 0 {
        let tail = open.iter().rev().take(numbers);
        return tail.into_iter().all(|piece| number_from_text(&sheet.folded(piece.run.clone())).is_some());
    }
    let brackets =
        |run: Run| sheet.folded(run).chars().fold(0_i32, |open, ch| open + i32::from(ch == '(') - i32::from(ch == ')'));
    if open.first().is_some_and(|first| brackets(first.run.start..last.run.end) != 0) {
        return false;
    }
    if is_target(sheet, &last.run) {
        return true;
    }
    // A target in words: not where what follows on a line of its own is the real target.
    let alone = open.iter().filter(|piece| piece.row == last.row).count() == 1;
    let target_follows = next.is_some_and(|next| is_target(sheet, &next.run));
    !alone
        || (!target_follows
            && (sounds_like_a_target(sheet, &last.run)
                || next.is_some_and(|next| !sounds_like_a_target(sheet, &next.run))))
}

/// Whether a line is the rest of the target in the last column above it: the end of its number with the unit, or the unit or
/// its end. Bare digits may be the number of the page.
pub(in crate::parse::readers) fn is_rest(text: &str, rest: &str) -> bool {
    let quantity = |text: &str| match target_from_text(text).reading {
        Reading::Quantity(quantity) => Some(quantity.unit),
        _ => None,
    };
    let is_unit = |unit: &str| lexicon::COUNT_UNITS.contains(&unit);
    // 有效提, 升.
    let joined = format!("{text}{rest}");
    let is_broken = |word: &&str| joined.ends_with(*word) && word.len() > rest.len();
    if rest.chars().count() == 1 && lexicon::TARGET_WORDS.iter().any(is_broken) {
        return true;
    }
    if is_rest_of_date(text, rest, &joined) {
        return true;
    }
    let (Some(unit), Some(whole)) = (quantity(text), quantity(&joined)) else { return false };
    let number = rest.trim_start_matches(|ch: char| ch.is_ascii_digit() || matches!(ch, '.' | ','));
    if number.len() < rest.len() {
        return unit.is_empty() && !number.is_empty() && (is_unit(&whole) || whole.ends_with('元') || whole == "%");
    }
    is_unit(&whole)
}

/// Whether a point in time or a span goes on: "2025年1月1日至2025" and "年12月31日", "12月底" and "前".
fn is_rest_of_date(text: &str, rest: &str, joined: &str) -> bool {
    const ENDS: &[&str] = &["底", "前", "底前", "末", "之前", "以前", "内", "日前", "日内"];
    let is_date = matches!(target_from_text(joined).reading, Reading::Date);
    let has_number = text.contains(|ch: char| ch.is_ascii_digit());
    // "2020年1月1日至202" and "0年12月31日".
    let digits = |ch: char| ch.is_ascii_digit();
    let begun = text.len() - text.trim_end_matches(digits).len();
    let behind = rest.trim_start_matches(digits);
    let is_cut = begun > 0 && begun + rest.len() - behind.len() <= 4 && behind.starts_with(['年', '月', '日']);
    is_date && has_number && (is_cut || ENDS.contains(&rest) || text.ends_with(['至', '-', '—', '~']))
}

fn is_target(sheet: &Sheet<'_>, run: &Run) -> bool {
    match target_from_text(&sheet.folded(run.clone())).reading {
        Reading::Quantity(quantity) => quantity.unit.chars().count() <= 6,
        Reading::Range { .. } | Reading::Date | Reading::Placeholder => true,
        Reading::Words => false,
    }
}

fn sounds_like_a_target(sheet: &Sheet<'_>, run: &Run) -> bool {
    lexicon::TARGET_WORDS.iter().any(|word| sheet.find_any(run.clone(), &[word]).is_some()) && run.len() <= 16
}

/// Makes a row of the open pieces: the last numbers are weights and scores, the piece before them the target, the rest
/// the name.
fn flush(sheet: &Sheet<'_>, open: &mut Vec<Piece>, numbers: usize, _: bool, levels: &Levels, rows: &mut Vec<Row>) {
    let pieces = std::mem::take(open);
    let tail = pieces
        .iter()
        .rev()
        .take(numbers)
        .take_while(|piece| number_from_text(&sheet.folded(piece.run.clone())).is_some())
        .count();
    // A target may itself be a bare number: then fewer numbers are weights.
    let tail = tail.min(pieces.len().saturating_sub(2));
    let (body, numbers) = pieces.split_at(pieces.len() - tail);
    let Some((target, name)) = body.split_last().filter(|(_, name)| !name.is_empty()) else {
        return;
    };
    let name = name.first().zip(name.last()).map(|(first, last)| first.run.start..last.run.end);
    let mut row = Row { name, target: Some(target.run.clone()), levels: levels.clone(), ..Row::default() };
    row.weight = numbers.first().map(|piece| piece.run.clone());
    row.score = numbers.get(1).map(|piece| piece.run.clone());
    rows.push(row);
}

/// A level label less the points in a bracket behind it: "质量指标(5分)".
pub(super) fn less_points(sheet: &Sheet<'_>, run: Run) -> Run {
    let points = |at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit() || matches!(ch, '.' | '%' | '分' | ')'));
    let open = sheet.find_char(run.clone(), |ch| ch == '(').filter(|open| (*open + 1..run.end).all(points));
    run.start..open.unwrap_or(run.end)
}
