//! Cells of one line that a tool glues together, cut apart where only one border can be meant.

use super::looks::BOXES;
use super::{codes, list};
use crate::lexicon::{self, Column, Field};
use crate::parse::readers::pieces::{Piece, Pieces};
use crate::parse::readers::rows::{self, is_operator};
use crate::parse::readers::{is_chinese, is_whole_amount};
use crate::parse::sheet::{Run, Sheet};

/// The pieces, those cut that hold more than one cell.
pub(super) fn cut(of: &Pieces<'_>) -> Vec<Piece> {
    let sheet = &of.sheet;
    let mut pieces = of.all.iter().cloned().peekable();
    // Elsewhere ">=60%" is one cell.
    let has_operators =
        of.all.iter().any(|piece| of.column(piece.run.start).is_some_and(|(column, _)| column == Column::Operator));
    let mut cut = Vec::with_capacity(of.all.len());
    let is_level = |piece: &Piece| rows::level(sheet, piece.run.start).is_some_and(|(level, _)| level.is_first());
    let mut row = None;
    let mut before = 0;
    while let Some(mut piece) = pieces.next() {
        if is_level(&piece) {
            row = Some(piece.row);
        }
        // Only what is drawn at once: explanations, too, have lines that end with an operator.
        let in_row = has_operators && row == Some(piece.row);
        let begins_row = pieces.peek().is_some_and(is_level);
        let name = (begins_row || (has_operators && !in_row)).then(|| name_end(sheet, &piece.run)).flatten();
        let end = |run: &Run| {
            let value = || value_start(sheet, run).filter(|_| in_row);
            label_end(sheet, run)
                .or(name)
                .or_else(value)
                .or_else(|| field_end(sheet, run.start, run))
                .or_else(|| field_end(sheet, before, run))
                .or_else(|| head_end(sheet, run))
                .or_else(|| title_end(sheet, run))
                .or_else(|| amount_end(sheet, run))
                .or_else(|| of.coded_head_end(run))
                .or_else(|| codes::head_end(of, run))
        };
        while let Some(end) = end(&piece.run).filter(|end| *end > piece.run.start && *end < piece.run.end) {
            cut.push(Piece { run: piece.run.start..end, ..piece.clone() });
            piece.run.start = end;
        }
        before = piece.run.start;
        cut.push(piece);
    }
    cut
}

/// The pieces, those joined that are boxes to tick and what stands beside them: one cell, whatever blanks stand in it.
pub(super) fn join_boxes(sheet: &Sheet<'_>, all: &[Piece]) -> Vec<Piece> {
    let holds = |piece: &Piece| sheet.folded(piece.run.clone()).contains(BOXES);
    let is_item = |piece: &Piece| sheet.folded(piece.run.clone()).starts_with(|ch: char| ch.is_ascii_digit());
    let mut joined: Vec<Piece> = Vec::with_capacity(all.len());
    for row in all.chunk_by(|one, next| one.row == next.row) {
        let last = row.iter().rposition(holds);
        let first = row.iter().position(|piece| is_item(piece) || holds(piece));
        let Some((first, last)) = first.zip(last).filter(|(first, last)| first < last) else {
            joined.extend(row.iter().cloned());
            continue;
        };
        let (before, rest) = row.split_at_checked(first).unwrap_or_default();
        let (cell, behind) = rest.split_at_checked(last + 1 - first).unwrap_or_default();
        joined.extend(before.iter().cloned());
        let run = cell.first().zip(cell.last()).map(|(first, last)| first.run.start..last.run.end);
        joined.extend(cell.first().zip(run).map(|(piece, run)| Piece { run, ..piece.clone() }));
        joined.extend(behind.iter().cloned());
    }
    joined
}

/// Where a level label ends and a name begins at once. 项目完成时间 is a name, though 项目完成 is a level of other tables.
fn label_end(sheet: &Sheet<'_>, run: &Run) -> Option<usize> {
    let (_, end) = rows::level(sheet, run.start)?;
    let is_label = end + 1 < run.end && sheet.ch(end - 1) == Some('标');
    (is_label && sheet.folded(end..run.end).contains(is_chinese)).then_some(end)
}

/// Where the label of a name ends that begins at a position, and the name begins at once: 主管部门某局.
fn field_end(sheet: &Sheet<'_>, start: usize, run: &Run) -> Option<usize> {
    const SHORTEST: usize = 4;
    let known = lexicon::FIELDS.iter().filter_map(|(label, field)| Some((sheet.after(start, label)?, label, field)));
    let (end, label, field) = known.max_by_key(|(end, ..)| *end)?;
    let is_of_name = matches!(field, Field::Project | Field::Department | Field::Unit) && !label.ends_with(':');
    let is_value = end + SHORTEST <= run.end
        && sheet.ch(end).is_some_and(|ch| is_chinese(ch) || (start < run.start && ch.is_ascii_digit()));
    (is_of_name && is_value && end > run.start).then_some(end)
}

/// Where the name of a project ends and its objective begins at once, if that is so in one place only.
fn name_end(sheet: &Sheet<'_>, run: &Run) -> Option<usize> {
    const SHORTEST: usize = 4;
    const LONGEST: usize = 120;
    // 用于衡量项目实施效果 explains an indicator.
    let is_sentence = [lexicon::OBJECTIVE_BEGINNINGS, lexicon::EXPLANATIONS]
        .iter()
        .any(|words| sheet.after_any(run.start, words).is_some());
    // 网站运维完成及时率 is an indicator.
    let asks = sheet.ch(run.end.saturating_sub(1)) == Some('率');
    if run.len() > LONGEST || is_sentence || asks {
        return None;
    }
    // Objectives say the name again: 群众文艺汇演 | 进一步规范群众文艺汇演的管理.
    let is_said = |at: usize| {
        let rest = sheet.folded(at..run.end);
        rest.contains(&sheet.folded(at.saturating_sub(SHORTEST)..at))
    };
    let is_end = |at: &usize| {
        sheet.after_any(*at, lexicon::OBJECTIVE_BEGINNINGS).is_some()
            && (lexicon::ends_project(&sheet.folded(run.start..*at)) || is_said(*at))
    };
    let mut ends = (run.start + SHORTEST..run.end.saturating_sub(SHORTEST)).filter(is_end);
    ends.next().filter(|_| ends.next().is_none())
}

/// Where the operator behind a name begins, or what follows an operator or a number: "数量=", ">=60", "60.2公里".
fn value_start(sheet: &Sheet<'_>, run: &Run) -> Option<usize> {
    let operator = |at: usize| {
        let ends = [at + 2, at + 1].into_iter().filter(|end| *end <= run.end);
        ends.into_iter().find(|end| is_operator(&sheet.folded(at..*end)))
    };
    if let Some(end) = operator(run.start) {
        return Some(end);
    }
    let is_numeral = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit() || matches!(ch, '.' | ','));
    let end = run.start + run.clone().take_while(is_numeral).count();
    if end > run.start {
        let unit = sheet.folded(end..run.end);
        return unit.chars().all(|ch| !ch.is_ascii_digit() && ch != '年').then_some(end);
    }
    let last = run.end.saturating_sub(2).max(run.start)..run.end;
    last.into_iter().find(|at| operator(*at) == Some(run.end))
}

/// Where one head of a column ends and the next begins at once.
fn head_end(sheet: &Sheet<'_>, run: &Run) -> Option<usize> {
    const LONGEST: usize = 16;
    let is_column = |run: Run| lexicon::indicator_column(&sheet.folded(run)).is_some();
    let is_of_list = |run: Run| list::Head::of(&sheet.folded(run)).is_some();
    // 分值权重 is one.
    let is_whole = || is_column(run.clone()) || is_of_list(run.clone());
    let mut ends = (run.start + 1..run.end).filter(|_| run.len() <= LONGEST && !is_whole());
    let both = |end: usize, is_head: &dyn Fn(Run) -> bool| is_head(run.start..end) && is_head(end..run.end);
    // 项目年度目标 is one, too.
    let begins = |end: usize| list::Head::of(&sheet.folded(run.start..end)) != Some(list::Head::Project);
    ends.find(|end| both(*end, &is_column) || (begins(*end) && both(*end, &is_of_list)))
}

/// Where an amount with two decimals ends and the next one begins at once: 21.891990.66.
fn amount_end(sheet: &Sheet<'_>, run: &Run) -> Option<usize> {
    const LONGEST: usize = 40;
    if run.len() > LONGEST || !sheet.ch(run.start)?.is_ascii_digit() {
        return None;
    }
    let end = run.clone().find(|at| sheet.ch(*at) == Some('.'))? + 3;
    let mut rest = sheet.folded(end.min(run.end)..run.end);
    // Several may follow.
    while let Some(point) = rest.find('.').filter(|point| rest.len() > point + 3) {
        let (first, more) = rest.split_at_checked(point + 3)?;
        if !is_whole_amount(first) {
            return None;
        }
        rest = more.to_owned();
    }
    (is_whole_amount(&sheet.folded(run.start..end)) && is_whole_amount(&rest)).then_some(end)
}

/// Where a title ends and the label of what stands below it begins at once.
fn title_end(sheet: &Sheet<'_>, run: &Run) -> Option<usize> {
    const LONGEST: usize = 40;
    let until = run.end.min(run.start + LONGEST);
    let labels = || lexicon::DEPARTMENT_LABELS.iter().chain(lexicon::YEAR_LABELS).chain(&["单位名称"]);
    let is_label = |at: usize| {
        labels()
            .any(|label| sheet.after(at, label).and_then(|end| sheet.after(end, ":")).is_some_and(|end| end < run.end))
    };
    let is_end = |at: &usize| is_label(*at) && lexicon::TITLES.iter().any(|title| sheet.before(*at, title).is_some());
    (run.start + 1..until).find(is_end)
}
