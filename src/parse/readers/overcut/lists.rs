//! Lists by the same tool: two rows or two columns may come as one, heads hold what stands above them, and the last digit of an
//! amount stands in the next cell.

use super::{Cell, Line, Row, text};
use crate::amount::number_from_text;
use crate::lexicon;
use crate::model::Fund;
use crate::parse::readers::is_whole_amount;
use crate::parse::readers::list_grid::{Role, is_other_head, role};
use crate::span::Span;

/// Gives the rows of a list their cells back. What cannot be told is left unread.
pub(super) fn mend(rows: &mut Vec<Row>, [strays, furniture]: [&mut Vec<Span>; 2]) {
    let mut roles: Vec<Option<Role>> = Vec::new();
    let mut joints: Vec<Joint> = Vec::new();
    let mut all: Vec<Row> = Vec::with_capacity(rows.len());
    for mut row in rows.drain(..) {
        let own_joints = part_heads(&mut row);
        if let Some((own, above)) = part_head(&mut row) {
            (roles, joints) = (own, own_joints);
            all.extend(above.into_iter().map(|cell| Row { cells: vec![cell], begins_page: false }));
            all.push(row);
            continue;
        }
        // A row that is no head has lost nothing by that: what it holds stands in the same order.
        let columns = roles.len() - joints.len().min(roles.len());
        if roles.is_empty() && row.cells.len() > 1 {
            // Above the first head each cell is a line.
            let lines = row.cells.into_iter().filter(|cell| !cell.is_empty());
            all.extend(lines.map(|cell| Row { cells: vec![cell], begins_page: false }));
        } else if !roles.is_empty() && is_number(&row) {
            furniture.extend(row.cells.into_iter().flatten().flat_map(|line| line.spans));
        } else if row.cells.len() > 1 && columns > 0 {
            drop_leading(&mut row, columns);
            // A page without heads may have other joints than the one before.
            if row.cells.len() + 1 == roles.len()
                && joints.is_empty()
                && let Some(joint) = headless_joint(&row, &roles)
            {
                joint.part(&mut row);
                all.extend(part(row, &roles, strays));
                continue;
            }
            if (joints.is_empty() || row.cells.len() < columns) && widen(&mut row, &roles, strays) {
                all.extend(part(row, &roles, strays));
                continue;
            }
            if row.cells.len() != columns {
                all.push(row);
                continue;
            }
            take_digits_back(&mut row, &roles);
            for joint in &joints {
                joint.part(&mut row);
            }
            take_halves(&mut row, &roles, strays);
            all.extend(part(row, &roles, strays));
        } else {
            all.push(row);
        }
    }
    *rows = all;
}

/// Whether a row of texts is the head of a list, whatever stands above its heads.
pub(super) fn is_head(row: &Row) -> bool {
    let mut row = row.clone();
    part_heads(&mut row);
    part_head(&mut row).is_some()
}

/// Two columns that come as one.
#[derive(Clone, Copy, Debug)]
enum Joint {
    /// The column of money and the one of objectives behind it.
    Money(usize),
    /// The column of objectives and the one of indicators behind it.
    Objective(usize),
}

impl Joint {
    /// Parts a cell that holds what stands in both.
    fn part(self, row: &mut Row) {
        let (Self::Money(at) | Self::Objective(at)) = self;
        let Some(cell) = row.cells.get_mut(at) else { return };
        let behind = match self {
            Self::Money(_) => part_amount(cell),
            Self::Objective(_) => {
                let cut = cell.iter().position(begins_indicators).unwrap_or(cell.len());
                cell.split_off(cut)
            }
        };
        row.cells.insert(at + 1, behind);
    }
}

/// The column of money in which objectives stand, too: they begin below its amount.
fn headless_joint(row: &Row, roles: &[Option<Role>]) -> Option<Joint> {
    let objective = roles.iter().position(|role| *role == Some(Role::Objective))?;
    let at = objective.checked_sub(1).filter(|at| matches!(roles.get(*at), Some(Some(Role::Money(_)))))?;
    let cell = row.cells.get(at)?;
    let begins = cell.first().is_some_and(|first| is_whole_amount(&first.text));
    (begins && cell.len() > 1).then_some(Joint::Money(at))
}

/// Gives a row of a page without heads, where nothing stands in some columns of money, its columns back. The first amount is the
/// total; of which fund the others are nobody knows.
fn widen(row: &mut Row, roles: &[Option<Role>], strays: &mut Vec<Span>) -> bool {
    /// How many columns stand beside those of money.
    const OTHERS: usize = 3;
    let money = |role: &Option<Role>| matches!(role, Some(Role::Money(_)));
    let width = roles.len();
    let ends = [(0, Role::Name), (width.wrapping_sub(2), Role::Objective), (width.wrapping_sub(1), Role::Indicators)];
    let is_usual = ends.iter().all(|(at, role)| roles.get(*at) == Some(&Some(*role)))
        && roles.get(1).is_some_and(|role| *role == Some(Role::Money(Fund::Total)))
        && roles.iter().filter(|role| money(role)).count() + OTHERS == width;
    let count = row.cells.len();
    if !is_usual || count >= width || count <= OTHERS {
        return false;
    }
    let is_amount = |cell: &Cell| cell.is_empty() || is_whole_amount(&text(cell));
    let has_money = row.cells.get(1..count - 2).is_some_and(|cells| cells.iter().all(is_amount));
    let objective = row.cells.get(count - 2).is_some_and(|cell| cell.is_empty() || !is_amount(cell));
    let indicators =
        row.cells.last().is_some_and(|cell| cell.is_empty() || cell.first().is_some_and(begins_indicators));
    // What goes on from the page before has neither name nor money.
    let goes_on = row.cells.iter().take(count - 2).all(Vec::is_empty);
    let is_row = has_money && objective && indicators;
    if !goes_on && !is_row {
        return false;
    }
    let unknown = row.cells.get_mut(2..count - 2).unwrap_or_default();
    strays.extend(unknown.iter_mut().flat_map(|cell| cell.drain(..)).flat_map(|line| line.spans));
    row.cells.splice(2..2, std::iter::repeat_with(Cell::new).take(width - count));
    true
}

/// Parts heads of two columns, and tells which those are.
fn part_heads(row: &mut Row) -> Vec<Joint> {
    const MOST_LINES: usize = 4;
    let mut joints = Vec::new();
    let mut at = 0;
    while let Some(cell) = row.cells.get_mut(at) {
        let joint = |cut: &usize| {
            let (first, second) = cell.split_at_checked(*cut)?;
            match (role(&text(first))?, role(&text(second))?) {
                (Role::Money(_), Role::Objective) => Some((*cut, Joint::Money(at))),
                (Role::Objective, Role::Indicators) => Some((*cut, Joint::Objective(at))),
                _ => None,
            }
        };
        let found = (1..cell.len().min(MOST_LINES)).find_map(|cut| joint(&cut));
        if let Some((cut, joint)) = found {
            let behind = cell.split_off(cut);
            row.cells.insert(at + 1, behind);
            joints.push(joint);
        }
        at += 1;
    }
    joints
}

/// Parts what stands behind an amount of two decimals: 0.00 | 一是推进….
fn part_amount(cell: &mut Cell) -> Cell {
    const DECIMALS: usize = 2;
    let Some(first) = cell.first() else { return Cell::new() };
    let end = first.text.find('.').map_or(0, |point| point + 1 + DECIMALS);
    if !first.text.get(..end).is_some_and(is_whole_amount) {
        return std::mem::take(cell);
    }
    // An amount has one byte a character.
    let (amount, rest) = first.split(end);
    let behind = cell.drain(1..).collect::<Vec<Line>>();
    *cell = vec![amount];
    Some(rest).filter(|rest| !rest.text.is_empty()).into_iter().chain(behind).collect()
}

/// Whether indicators begin with a line: 1、产出指标:….
fn begins_indicators(line: &Line) -> bool {
    let label = line.text.strip_prefix('1').and_then(|rest| rest.strip_prefix(['、', '.', ',', ')']));
    label.is_some_and(|label| lexicon::LEVEL_1.iter().any(|(level, _)| label.starts_with(level)))
}

/// Leaves indicators unread whose lines a tool has cut at a column that is none: the one before theirs has no head. What stands in
/// one half and goes on in the other has no place in the text.
fn take_halves(row: &mut Row, roles: &[Option<Role>], strays: &mut Vec<Span>) {
    let headless = |at: &usize| roles.get(at - 1..=*at) == Some(&[None, Some(Role::Indicators)]);
    let Some(at) = (1..roles.len()).find(headless) else { return };
    let Some([left, right]) = row.cells.get_mut(at - 1..=at) else { return };
    if left.first().is_some_and(begins_indicators) {
        strays.extend(left.drain(..).chain(right.drain(..)).flat_map(|line| line.spans));
    }
}

/// Whether a row is nothing but a number outside of the table: that of the page.
fn is_number(row: &Row) -> bool {
    matches!(row.cells.as_slice(), [only] if !only.is_empty() && text(only).chars().all(|ch| ch.is_ascii_digit()))
}

/// Drops the empty cells at the beginning that are more than the head has columns.
fn drop_leading(row: &mut Row, columns: usize) {
    let more = row.cells.len().saturating_sub(columns);
    if row.cells.iter().take(more + 1).all(Vec::is_empty) {
        row.cells.drain(..more);
    }
}

/// The roles of the columns, if a row is the head of a list, and what was parted from it.
fn part_head(row: &mut Row) -> Option<(Vec<Option<Role>>, Vec<Cell>)> {
    const FEWEST: usize = 4;
    /// No head has more lines, with those above it.
    const MOST_LINES: usize = 8;
    if row.cells.iter().any(|cell| cell.len() > MOST_LINES) {
        return None;
    }
    let start = |cell: &Cell| {
        let known = |start: &usize| {
            let head = cell.get(*start..).map(text).unwrap_or_default();
            role(&head).is_some() || is_other_head(&head)
        };
        (0..cell.len()).find(known)
    };
    let starts: Vec<Option<usize>> = row.cells.iter().map(start).collect();
    let is_known = |(cell, start): (&Cell, &Option<usize>)| cell.is_empty() || start.is_some();
    if row.cells.len() < FEWEST || !row.cells.iter().zip(&starts).all(is_known) {
        return None;
    }
    let own = |(cell, start): (&Cell, &Option<usize>)| role(&cell.get((*start)?..).map(text)?);
    let roles: Vec<Option<Role>> = row.cells.iter().zip(&starts).map(own).collect();
    let has = |wanted: Role| roles.contains(&Some(wanted));
    if !(has(Role::Name) && has(Role::Objective) && has(Role::Indicators)) {
        return None;
    }
    let parted =
        row.cells.iter_mut().zip(starts).map(|(cell, start)| cell.drain(..start.unwrap_or_default()).collect());
    Some((roles, parted.filter(|cell: &Cell| !cell.is_empty()).collect()))
}

/// Takes the last digit of an amount back from the next cell: 0.0 | 0 / 购置….
fn take_digits_back(row: &mut Row, roles: &[Option<Role>]) {
    for at in 1..row.cells.len() {
        let is_money = matches!(roles.get(at - 1), Some(Some(Role::Money(_))));
        let Some([money, next]) = row.cells.get_mut(at - 1..=at) else { continue };
        let is_short = text(money).rsplit_once('.').is_some_and(|(_, behind)| behind.len() == 1);
        let is_digit = |line: &Line| line.text.len() == 1 && line.text.starts_with(|ch: char| ch.is_ascii_digit());
        if is_money && is_short && next.first().is_some_and(is_digit) {
            money.push(next.remove(0));
        }
    }
}

/// Parts a row whose amounts are those of several.
fn part(row: Row, roles: &[Option<Role>], strays: &mut Vec<Span>) -> Vec<Row> {
    let is_amount = |line: &Line| {
        let is_whole = line.text.rsplit_once('.').is_some_and(|(_, behind)| behind.len() == 2);
        is_whole && number_from_text(&line.text).is_some()
    };
    let money = |role: &Option<Role>| matches!(role, Some(Role::Money(_)));
    let first = roles.iter().position(money).and_then(|at| row.cells.get(at));
    let count = first.filter(|cell| cell.iter().all(is_amount)).map_or(1, Vec::len);
    if count < 2 {
        return vec![row];
    }
    let name = roles.iter().position(|role| *role == Some(Role::Name)).and_then(|at| row.cells.get(at));
    if name.is_none_or(|name| name.len() != count) {
        strays.extend(row.cells.into_iter().flatten().flat_map(|line| line.spans));
        return Vec::new();
    }
    let mut parts = vec![Row { cells: vec![Cell::new(); row.cells.len()], begins_page: false }; count];
    for (column, cell) in row.cells.into_iter().enumerate() {
        // Sets of indicators begin with the first ordinal.
        let begins = |line: &Line| line.text.starts_with("1、") || line.text.starts_with("1.");
        let starts: Vec<usize> = match roles.get(column) {
            Some(Some(Role::Indicators)) => (0..cell.len()).filter(|at| cell.get(*at).is_some_and(begins)).collect(),
            _ => (0..cell.len()).collect(),
        };
        if starts.len() != count || starts.first() != Some(&0) {
            strays.extend(cell.into_iter().flat_map(|line| line.spans));
            continue;
        }
        for (at, line) in cell.into_iter().enumerate() {
            let part = starts.partition_point(|start| *start <= at).saturating_sub(1);
            let place = parts.get_mut(part).and_then(|row| row.cells.get_mut(column));
            if let Some(cell) = place {
                cell.push(line);
            }
        }
    }
    parts
}
