//! The values of a form's fields, which go on in the next cells.

use super::{Cell, Line, Row, field, rows, text};
use crate::amount::number_from_text;
use crate::lexicon::{Field, ends_project};
use crate::parse::readers::{is_whole_amount, width};
use crate::span::Span;

/// Puts the values of all fields together. What cannot be told is left unread; what only the looks of the lines tell is given.
pub(super) fn join(rows: &mut Vec<Row>, strays: &mut Vec<Span>) -> Vec<Span> {
    let mut doubtful = Vec::new();
    join_rows(rows);
    join_headings(rows);
    part_years(rows);
    // Where the value of the objective above stands, which may go on.
    let mut objective: Option<(usize, usize)> = None;
    for at in 0..rows.len() {
        let Some(row) = rows.get_mut(at).filter(|row| row.cells.len() > 1) else { continue };
        join_amounts(row);
        let place = objective.take().filter(|_| goes_on(row));
        join_values(row, strays, &mut doubtful);
        if let Some((above, cell)) = place {
            let own: Vec<Cell> = row.cells.drain(..).filter(|cell| !cell.is_empty()).collect();
            let joined = lines(&own);
            let value = rows.get_mut(above).and_then(|row| row.cells.get_mut(cell));
            match (joined, value) {
                (Some((mut lines, is_sure)), Some(value)) => {
                    doubtful.extend(lines.first().filter(|_| !is_sure).and_then(|line| line.spans.first()));
                    value.append(&mut lines);
                }
                _ => strays.extend(own.into_iter().flatten().flat_map(|line| line.spans)),
            }
            objective = place;
        } else if field(&row.first()) == Some(Field::Objective) {
            let filled = row.cells.iter().rposition(|cell| !cell.is_empty() && field(&text(cell)).is_none());
            objective = filled.map(|cell| (at, cell));
        }
    }
    doubtful
}

/// Whether a row below an objective holds nothing but the rest of it, which a page break has cut.
fn goes_on(row: &Row) -> bool {
    let is_value = |cell: &Cell| field(&text(cell)).is_none();
    row.cells.first().is_some_and(Vec::is_empty)
        && row.filled().count() > 0
        && row.filled().all(is_value)
        && rows::heads(row).is_none()
}

/// Joins headings that stand beside two rows, with a bracket on the second: 项目资金 / (万元).
fn join_headings(rows: &mut [Row]) {
    let filled: Vec<usize> =
        (0..rows.len()).filter(|at| rows.get(*at).is_some_and(|row| row.cells.len() > 1)).collect();
    for pair in filled.windows(2) {
        let [upper, lower] = pair else { continue };
        let own = |at: usize| rows.get(at).and_then(|row| row.cells.first()).map(|cell| text(cell)).unwrap_or_default();
        let (heading, bracket) = (own(*upper), own(*lower));
        if bracket.starts_with('(') && field(&(heading + &bracket)) == Some(Field::Heading) {
            let mut lines =
                rows.get_mut(*lower).and_then(|row| row.cells.first_mut()).map(std::mem::take).unwrap_or_default();
            let heading = rows.get_mut(*upper).and_then(|row| row.cells.first_mut());
            if let Some(heading) = heading {
                heading.append(&mut lines);
            }
        }
    }
}

/// Joins the halves of "(2023年度)", and gives it a row of its own where it stands beside the first row.
fn part_years(rows: &mut Vec<Row>) {
    let is_year = |text: &str| text.starts_with("(20") && text.ends_with("年度)") && text.chars().count() < 10;
    let mut all = Vec::with_capacity(rows.len());
    for mut row in rows.drain(..) {
        let whole: String = row.filled().map(|cell| text(cell)).collect();
        let year: Cell = if is_year(&whole) {
            row.cells.drain(..).flatten().collect()
        } else if row.cells.len() > 1 {
            let own = row.cells.iter_mut().filter(|cell| is_year(&text(cell)));
            own.flat_map(std::mem::take).collect()
        } else {
            Cell::new()
        };
        if !year.is_empty() {
            all.push(Row { cells: vec![year], begins_page: std::mem::take(&mut row.begins_page) });
        }
        all.push(row);
    }
    *rows = all;
}

/// Joins rows that are one, where the label of an objective stands on two or three of them.
fn join_rows(rows: &mut [Row]) {
    const MOST: usize = 3;
    let known: Vec<usize> =
        (0..rows.len()).filter(|at| rows.get(*at).is_some_and(|row| !row.cells.is_empty())).collect();
    let mut next = 0;
    while let Some(window) = known.get(next..) {
        next += 1;
        let label = |count: usize| -> Option<String> {
            let own = window.get(..count)?.iter().filter_map(|at| rows.get(*at));
            let whole: String = own.clone().map(Row::first).collect();
            let first = own.clone().next()?;
            let is_begun = first.cells.len() > 1 && field(&first.first()).is_none() && !first.first().is_empty();
            (is_begun && own.clone().all(|row| row.cells.len() > 1)).then_some(whole)
        };
        let count = (2..=MOST).find(|count| label(*count).is_some_and(|label| field(&label) == Some(Field::Objective)));
        let Some(own) = count.and_then(|count| window.get(..count)) else { continue };
        next += own.len() - 1;
        let Some((last, above)) = own.split_last() else { continue };
        // The end of the label may stand beside the heads of the next page.
        let is_head = |row: &Row| {
            let behind = row.cells.get(1..).unwrap_or_default();
            rows::heads(&Row { cells: behind.to_vec(), begins_page: false }).is_some()
        };
        let beside = rows.get_mut(*last).filter(|row| is_head(row));
        if let Some(mut label) = beside.and_then(|row| row.cells.first_mut()).map(std::mem::take) {
            if let Some(cell) =
                above.first().and_then(|at| rows.get_mut(*at)?.cells.iter_mut().find(|cell| !cell.is_empty()))
            {
                cell.append(&mut label);
            }
            continue;
        }
        let mut whole: Vec<Cell> = Vec::new();
        for at in above.iter().chain([last]) {
            let mut cells = rows.get_mut(*at).map(|row| std::mem::take(&mut row.cells)).unwrap_or_default();
            if whole.is_empty() {
                whole = cells;
            } else if whole.len() == cells.len() {
                whole.iter_mut().zip(&mut cells).for_each(|(cell, more)| cell.append(more));
            } else {
                // Cut otherwise on the next page: label and value, as far as there is but one.
                cells.retain(|cell| !cell.is_empty());
                whole.retain(|cell| !cell.is_empty());
                whole.resize_with(whole.len().max(cells.len()), Cell::new);
                whole.iter_mut().zip(&mut cells).for_each(|(cell, more)| cell.append(more));
            }
        }
        rows.get_mut(*last).into_iter().for_each(|row| row.cells = std::mem::take(&mut whole));
    }
}

/// Joins what stands between one label and the next.
fn join_values(row: &mut Row, strays: &mut Vec<Span>, doubtful: &mut Vec<Span>) {
    part_labels(row);
    if !row.filled().any(|cell| field(&text(cell)).is_some()) {
        return;
    }
    let mut label: Option<Field> = None;
    // Where the cells of the value are that is open.
    let mut open: Vec<usize> = Vec::new();
    for at in 0..=row.cells.len() {
        let own = row.cells.get(at).filter(|cell| !cell.is_empty()).map(|cell| field(&text(cell)));
        match own {
            Some(None) => open.push(at),
            None if at < row.cells.len() => {}
            _ => {
                let is_text =
                    label.is_some_and(|label| !matches!(label, Field::Money(_) | Field::Heading | Field::OtherSet));
                if is_text && open.len() > 1 {
                    join_cells(row, &open, strays, doubtful);
                }
                open.clear();
                label = own.flatten();
            }
        }
    }
}

/// Puts the end of an amount back that stands above the next one: `715.2 | 5 / 715.25`.
fn join_amounts(row: &mut Row) {
    for at in 1..row.cells.len() {
        let (left, right) = row.cells.split_at_mut(at);
        let (Some([begun]), Some([end, own])) = (left.last().map(Vec::as_slice), right.first().map(Vec::as_slice))
        else {
            continue;
        };
        let whole = format!("{}{}", begun.text, end.text);
        if is_whole_amount(&whole) && is_whole_amount(&own.text) && !is_whole_amount(&begun.text) {
            let end = right.first_mut().map(|cell| cell.remove(0));
            for (begun, end) in left.last_mut().and_then(|cell| cell.first_mut()).into_iter().zip(end) {
                begun.text.push_str(&end.text);
                begun.spans.extend(end.spans);
            }
        }
    }
}

/// Joins the cells of one value.
fn join_cells(row: &mut Row, cells: &[usize], strays: &mut Vec<Span>, doubtful: &mut Vec<Span>) {
    let own: Vec<Cell> = cells.iter().filter_map(|at| row.cells.get(*at)).cloned().collect();
    if own.iter().all(|cell| number_from_text(&text(cell)).is_some()) {
        return;
    }
    for at in cells {
        row.cells.get_mut(*at).into_iter().for_each(Cell::clear);
    }
    let first = cells.first().and_then(|at| row.cells.get_mut(*at));
    match (lines(&own), first) {
        (Some((lines, is_sure)), Some(first)) => {
            if !is_sure {
                doubtful.extend(lines.first().and_then(|line| line.spans.first()));
            }
            *first = lines;
        }
        _ => strays.extend(own.into_iter().flatten().flat_map(|line| line.spans)),
    }
}

/// Parts labels from values, where both stand in one cell: the label's own, or those of the label before it, above or below.
fn part_labels(row: &mut Row) {
    let is_label = |cell: Option<&Cell>| cell.is_some_and(|cell| field(&text(cell)).is_some());
    let mut cells: Vec<Cell> = Vec::with_capacity(row.cells.len());
    let mut rest = std::mem::take(&mut row.cells).into_iter().peekable();
    while let Some(cell) = rest.next() {
        let own = segments(cell);
        // "主管部门 | 实施单位 / 某局 | 某中心": what stands below the label belongs to the one before.
        // "项目名称 | 某县设备购 | 实施单位 / 置项目 | 某中心": so does what a name lacks.
        let mut filled = cells.iter().rev().filter(|cell| !cell.is_empty());
        let (last, before) = (filled.next(), filled.next());
        let is_name = before.and_then(|cell| field(&text(cell))) == Some(Field::Project);
        let is_cut = is_name && last.is_some_and(|value| !ends_project(&text(value)));
        let is_open = is_cut || is_label(last);
        let is_behind = rest.peek().is_some_and(|next| !next.is_empty() && !is_label(Some(next)));
        match own.as_slice() {
            [label, value] if is_open && is_label(Some(label)) && is_coded(value) => {
                let (code, own) = value.iter().cloned().partition(|line| line.text.starts_with('['));
                cells.extend([code, label.clone(), own]);
            }
            [label, value] if is_open && is_label(Some(label)) && is_behind => {
                cells.extend([value.clone(), label.clone()]);
            }
            _ => cells.extend(own),
        }
    }
    row.cells = cells;
}

/// The labels and values of a cell.
fn segments(cell: Cell) -> Vec<Cell> {
    /// A label may be wrapped.
    const MOST_LINES: usize = 3;
    let mut segments: Vec<(bool, Cell)> = Vec::new();
    let mut at = 0;
    while let Some(line) = cell.get(at) {
        let is_label = |lines: &usize| cell.get(at..at + lines).is_some_and(|lines| field(&text(lines)).is_some());
        if let Some(label) = (1..=MOST_LINES).rev().find(is_label).and_then(|lines| cell.get(at..at + lines)) {
            segments.push((true, label.to_vec()));
            at += label.len();
            continue;
        }
        match segments.last_mut().filter(|(is_label, _)| !is_label) {
            Some((_, value)) => value.push(line.clone()),
            None => segments.push((false, vec![line.clone()])),
        }
        at += 1;
    }
    if segments.is_empty() { vec![cell] } else { segments.into_iter().map(|(_, cell)| cell).collect() }
}

/// Whether below a label stand its value and, by its code, that of the label before it: 实施单位 / 某中心 / `[410]某局`.
fn is_coded(value: &Cell) -> bool {
    value.len() == 2 && value.iter().filter(|line| line.text.starts_with('[')).count() == 1
}

/// The lines of a value whose cells stand side by side, and whether nothing but their number had to tell which of them go on.
fn lines(cells: &[Cell]) -> Option<(Vec<Line>, bool)> {
    let (first, others) = cells.split_first()?;
    let mut lines: Vec<Line> = first.clone();
    // Which lines have reached the cell before, and what they ended with there.
    let mut reached: Vec<(usize, Line)> = first.iter().cloned().enumerate().collect();
    let mut is_sure = true;
    for cell in others {
        let (going, sure) = going_on(&reached, cell.len(), lines.len())?;
        is_sure &= sure;
        reached = going.into_iter().zip(cell.iter().cloned()).collect();
        for (at, part) in &reached {
            let line = lines.get_mut(*at)?;
            line.text.push_str(&part.text);
            line.spans.extend(&part.spans);
        }
    }
    Some((lines, is_sure))
}

/// Which lines go on in the next cell, where as many as `count` do, of `all`; and whether that is sure.
fn going_on(reached: &[(usize, Line)], count: usize, all: usize) -> Option<(Vec<usize>, bool)> {
    /// By how much a full line may be narrower than the widest.
    const SLACK: usize = 3;
    type Rule<'r> = &'r dyn Fn(&(usize, Line)) -> bool;
    let of = |is: Rule<'_>| -> Option<Vec<usize>> {
        let going: Vec<usize> = reached.iter().filter(|line| is(line)).map(|(at, _)| *at).collect();
        (going.len() == count).then_some(going)
    };
    if let Some(going) = of(&|_| true) {
        return Some((going, true));
    }
    let widest = reached.iter().map(|(_, line)| width(&line.text)).max().unwrap_or_default();
    let is_open = |line: &Line| !line.text.ends_with(['。', ';', '!', '?']);
    let is_full = |line: &Line| width(&line.text) + SLACK >= widest;
    let rules: [Rule<'_>; 4] = [
        &|(_, line)| is_open(line) && is_full(line),
        &|(_, line)| is_open(line),
        &|(at, _)| at + 1 < all,
        &|(_, line)| is_full(line),
    ];
    let found = rules.iter().find_map(|rule| of(rule))?;
    Some((found, false))
}
