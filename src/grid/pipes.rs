//! Cells between pipes: Markdown tables, and what mirrors of published tables leave of them.

use super::{Form, Grid, GridCell};
use crate::lexicon;
use crate::source::offset;
use crate::span::Span;

/// How far to look for what stands beside a line break; keeps the work linear.
const LONGEST: usize = 200;

/// Cuts Markdown: rows begin with a pipe; `<br>` and a line break before the closing pipe stay inside a cell; other lines
/// are rows of one cell, less the marks of headings and bold text.
pub(super) fn markdown(text: &str) -> Grid {
    let mut grid = Grid::default();
    let mut from = 0;
    let pipes = |line: &str| line.bytes().filter(|byte| *byte == b'|').count();
    let lines = || text.lines().map(str::trim).filter(|line| pipes(line) > 0);
    let begun = lines().filter(|line| line.starts_with('|') && line.contains(|ch| !matches!(ch, '|' | ' '))).count();
    // Where few lines are rows, a line break ends a cell.
    let widest = if begun * 3 > lines().count() { lines().map(pipes).max().unwrap_or_default() } else { 0 };
    // How many pipes the row has so far that a line break inside a cell has left open.
    let mut open = 0;
    for line in text.split_inclusive('\n') {
        let span = (from, from + line.len());
        from = span.1;
        let body = line.trim();
        let start = span.0 + (line.len() - line.trim_start().len());
        if body.is_empty() {
            continue;
        }
        let before = std::mem::replace(&mut open, pipes(body));
        let goes_on = cfg!(feature = "readers") && open > 0 && before > 0 && before < widest && !body.starts_with('|');
        if goes_on {
            open += before;
            let row = pipe_row(text, start, start + body.len(), &mut grid);
            let last = grid.rows.last_mut().filter(|_| before > 1);
            match last {
                Some(last) => {
                    let width = last.len();
                    last.extend(row.into_iter().map(|cell| GridCell { column: cell.column + width, ..cell }));
                }
                None => grid.rows.push(row),
            }
        } else if !body.starts_with('|') {
            let marks = body.len() - body.trim_start_matches(['#', '*', '>', ' ']).len();
            // A row whose first pipe stands on the line before ends with pipes only.
            let end = start + body.trim_end_matches(['*', ' ', '|']).len();
            structure(&mut grid, start, start + marks);
            structure(&mut grid, end, start + body.len());
            let mut cell = GridCell::default();
            inline(text, start + marks, end, &mut cell, &mut grid);
            grid.rows.push(vec![cell]);
        } else if body.chars().all(|ch| matches!(ch, '|' | '-' | ':' | ' ')) {
            structure(&mut grid, start, start + body.len());
        } else {
            let row = pipe_row(text, start, start + body.len(), &mut grid);
            grid.rows.push(row);
        }
    }
    if is_packed(&grid.rows) {
        grid.form = Form::Ordered;
        grid.rows.iter_mut().for_each(|row| row.retain(|cell| !cell.is_empty()));
    }
    grid
}

/// Whether the cells that a row lacks under merged ones are made up for at its end: no empty cell stands before another
/// one, and the rows are of many lengths.
fn is_packed(rows: &[Vec<GridCell>]) -> bool {
    const FEWEST: usize = 5;
    let filled = |row: &[GridCell]| row.iter().take_while(|cell| !cell.is_empty()).count();
    let tables = || rows.iter().filter(|row| row.len() > 1);
    let padded = tables().filter(|row| filled(row) < row.len()).count();
    let lengths: std::collections::BTreeSet<usize> = tables().map(|row| filled(row)).collect();
    let packed = tables().all(|row| row.iter().skip(filled(row)).all(GridCell::is_empty));
    packed && lengths.len() > 2 && padded >= FEWEST && padded * 3 > tables().count() * 2
}

/// Cuts at pipes. A line break behind a pipe ends a row or, where most lines hold one cell, a cell; any other line break
/// is a wrap inside a cell.
pub(super) fn loose_pipes(text: &str) -> Grid {
    let is_pipe = |ch: char| matches!(ch, '|' | '｜');
    let cells_of = |line: &str| line.split(is_pipe).filter(|cell| !cell.trim().is_empty()).count();
    let lines = || text.lines().filter(|line| line.contains(is_pipe)).map(str::trim);
    let single = lines().filter(|line| cells_of(line) == 1);
    // Where a pipe begins each cell's line, one at the end of a line ends the row.
    let leading = single.clone().filter(|line| line.starts_with(is_pipe)).count();
    let trailing = single.filter(|line| !line.starts_with(is_pipe)).count();
    let several = lines().filter(|line| cells_of(line) > 1).count();
    // Where each line holds a row and pipes only part its cells, it ends with its line.
    let is_bare = |line: &&str| cells_of(line) > 1 && !line.starts_with(is_pipe) && !line.ends_with(is_pipe);
    let bare = |least: usize| lines().filter(is_bare).filter(|line| cells_of(line) >= least).count();
    let are_bare = cfg!(feature = "readers") && bare(3) > 3 && bare(2) * 4 > lines().count() * 3;
    let is_sequence = leading + trailing > several && trailing >= leading;
    let mut grid = Grid { form: if is_sequence { Form::Sequence } else { Form::Ordered }, ..Grid::default() };
    let mut row: Vec<GridCell> = Vec::new();
    let (mut start, mut column) = (0, 0);
    let mut pipes_in_line = 0;
    let mut after_pipe = true;
    // An empty cell leaves its column out.
    let push = |row: &mut Vec<GridCell>, from: usize, to: usize, column: usize| {
        if text.get(from..to).is_some_and(|cell| !cell.trim().is_empty()) {
            row.push(GridCell { pieces: vec![Span::new(offset(from), offset(to))], column });
        }
    };
    for (at, ch) in text.char_indices() {
        if is_pipe(ch) {
            push(&mut row, start, at, column);
            structure(&mut grid, at, at + ch.len_utf8());
            (start, column, after_pipe) = (at + ch.len_utf8(), column + 1, true);
            pipes_in_line += 1;
        } else if ch == '\n' {
            // A line of nothing but pipes ends a row that was laid out one cell per line.
            let next = || text.get(at..).unwrap_or_default().chars().take(LONGEST).find(|ch| !ch.is_whitespace());
            let ends_row = match grid.form {
                Form::Ordered if are_bare => true,
                Form::Ordered => after_pipe && !next().is_some_and(is_pipe),
                _ => after_pipe && pipes_in_line > 1 && start_of_line_is_bare(text, at),
            };
            if are_bare {
                push(&mut row, start, at, column);
                start = at + 1;
            }
            if ends_row && !row.is_empty() {
                grid.rows.push(std::mem::take(&mut row));
                column = 0;
            }
            if after_pipe {
                start = at + 1;
            }
            pipes_in_line = 0;
        } else if !ch.is_whitespace() {
            after_pipe = false;
        }
    }
    push(&mut row, start, text.len(), column);
    if !row.is_empty() {
        grid.rows.push(row);
    }
    grid
}

/// Parts the lines above a table from its first label, before which no pipe stands: each becomes a row of its own. That
/// holds for the beginning of the text, and for a title between two tables.
pub(super) fn part_titles(text: &str, grid: &mut Grid) {
    for row in std::mem::take(&mut grid.rows) {
        let mut open = Vec::with_capacity(row.len());
        let mut first = 0;
        for mut cell in row {
            if let Some((above, own)) = below_title(text, &cell) {
                grid.rows.extend(Some(std::mem::take(&mut open)).filter(|row| !row.is_empty()));
                grid.rows.extend(above.into_iter().map(|line| vec![GridCell { pieces: vec![line], column: 0 }]));
                cell.pieces = vec![own];
                first = cell.column;
            }
            cell.column = cell.column.saturating_sub(first);
            open.push(cell);
        }
        grid.rows.push(open);
    }
}

/// The lines of a cell that stand above the table, and the rest of it.
fn below_title(text: &str, cell: &GridCell) -> Option<(Vec<Span>, Span)> {
    /// A label may be wrapped.
    const MOST_LINES: usize = 3;
    let own = *cell.pieces.first()?;
    let body = text.get(own.start as usize..own.end as usize)?;
    let is_first = text.get(..own.start as usize)?.trim().is_empty();
    if !body.trim().contains('\n') {
        return None;
    }
    let is_title = is_first || lexicon::FORM_TITLES.iter().any(|title| body.contains(title));
    let mut end = own.start;
    let lines = body.split_inclusive('\n').map(|line| {
        let start = end;
        end += offset(line.len());
        Span::new(start, end)
    });
    let is_filled =
        |line: &Span| text.get(line.start as usize..line.end as usize).is_some_and(|line| !line.trim().is_empty());
    let mut above: Vec<Span> = lines.filter(is_filled).collect();
    let rest = |from: usize| above.get(from).map(|first| Span::new(first.start, own.end));
    // Below prose, what looks like a label of a form may begin a list of anything.
    let is_label = |from: &usize| {
        let label = super::folded(text, rest(*from).as_slice());
        lexicon::indicator_column(&label).is_some() || (is_title && super::is_label(&label))
    };
    let label = (above.len().saturating_sub(MOST_LINES)..above.len()).find(is_label);
    let from = label.or(above.len().checked_sub(1).filter(|_| is_first))?;
    let own = rest(from)?;
    if is_title {
        above.truncate(from);
    } else {
        // What ends the rows of a table is known by its length.
        above = vec![Span::new(above.first()?.start, own.start)];
    }
    Some((above, own))
}

/// Whether the line that ends at `end` holds nothing but pipes and blanks.
fn start_of_line_is_bare(text: &str, end: usize) -> bool {
    let line = text.get(..end).unwrap_or_default().chars().rev().take_while(|&ch| ch != '\n');
    line.take(LONGEST).all(|ch| matches!(ch, '|' | '｜') || ch.is_whitespace())
}

fn structure(grid: &mut Grid, from: usize, to: usize) {
    if from < to {
        grid.structure.push(Span::new(offset(from), offset(to)));
    }
}

fn pipe_row(text: &str, start: usize, end: usize, grid: &mut Grid) -> Vec<GridCell> {
    let mut row: Vec<GridCell> = Vec::new();
    let mut from = start;
    let mut escaped = false;
    for (at, ch) in text.get(start..end).unwrap_or_default().char_indices() {
        let at = start + at;
        if ch == '|' && !escaped {
            if at > start {
                let mut cell = GridCell { column: row.len(), ..GridCell::default() };
                inline(text, from, at, &mut cell, grid);
                row.push(cell);
            }
            structure(grid, at, at + 1);
            from = at + 1;
        }
        escaped = ch == '\\' && !escaped;
    }
    if from < end {
        let mut cell = GridCell { column: row.len(), ..GridCell::default() };
        inline(text, from, end, &mut cell, grid);
        row.push(cell);
    }
    row
}

/// The pieces between the `<br>` and bold marks of a cell.
fn inline(text: &str, from: usize, to: usize, cell: &mut GridCell, grid: &mut Grid) {
    const MARKS: &[&str] = &["<br>", "<br/>", "<br />", "**", "<u>", "</u>", "<sup>", "</sup>"];
    let mut start = from;
    let mut at = from;
    let mut push = |from: usize, to: usize| {
        if text.get(from..to).is_some_and(|piece| !piece.trim().is_empty()) {
            cell.pieces.push(Span::new(offset(from), offset(to)));
        }
    };
    while at < to {
        let rest = text.get(at..to).unwrap_or_default();
        if let Some(mark) = MARKS.iter().find(|mark| rest.starts_with(**mark)) {
            push(start, at);
            grid.structure.push(Span::new(offset(at), offset(at + mark.len())));
            at += mark.len();
            start = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    push(start, to);
}
