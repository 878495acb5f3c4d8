//! Text that marks its own cells: CSV, TSV and Markdown pipe tables → [`Grid`], each cell with its exact places.
//!
//! The text stays as it is; what separates cells (commas, tabs, quotes, pipes, `<br>`) is told apart as structure. The
//! csv crate would give the values, but not where every piece of a quoted cell stands.

mod pipes;

use self::pipes::{loose_pipes, markdown};
use crate::lexicon;
use crate::parse::fold::fold_char;
use crate::source::offset;
use crate::span::Span;

/// The cells of a delimited text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// Rows from top to bottom.
    pub rows: Vec<Vec<GridCell>>,
    /// Separators, quotes and rulers.
    pub structure: Vec<Span>,
    /// What belongs to the page and not to the table.
    pub furniture: Vec<Span>,
    /// What stands in no cell.
    pub strays: Vec<Span>,
    /// How far the places of its cells can be trusted.
    pub form: Form,
}

/// How far the places of cells can be trusted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Every row has its columns; empty cells are there too.
    #[default]
    Columns,
    /// Rows are whole, but empty and merged cells may be missing: only the order of the cells tells.
    Ordered,
    /// One cell after another; rows are lost.
    Sequence,
}

/// One cell. An empty cell has no pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridCell {
    /// The pieces of its text, less quotes and marks.
    pub pieces: Vec<Span>,
    /// Which column it begins in, from 0.
    pub column: usize,
}

/// What separates the cells of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Delimiter {
    Comma,
    Tab,
    Pipe,
    /// Pipes between cells, but no ruled table: what mirrors of published tables leave of them (D30–D32, D53).
    LoosePipe,
}

/// The grid of a text, if most of its rows have several cells; plain text has none.
pub fn grid_of_text(text: &str) -> Option<Grid> {
    [Delimiter::Pipe, Delimiter::Tab, Delimiter::Comma, Delimiter::LoosePipe]
        .into_iter()
        .filter(|delimiter| may_delimit(text, *delimiter))
        .find_map(|delimiter| {
            let mut grid = match delimiter {
                Delimiter::Pipe => markdown(text),
                Delimiter::Tab => joined(text, delimited(text, '\t')),
                Delimiter::Comma => delimited(text, ','),
                Delimiter::LoosePipe => loose_pipes(text),
            };
            let is_table = grid.is_table(delimiter);
            // The page's first program reads no forms, and no titles between them.
            if cfg!(feature = "readers") && is_table && delimiter == Delimiter::LoosePipe {
                pipes::part_titles(text, &mut grid);
            }
            is_table.then_some(grid)
        })
}

/// A cheap look before the text is cut: are there at all as many separators as rows of a table would need?
fn may_delimit(text: &str, delimiter: Delimiter) -> bool {
    const HEAD: usize = 200_000;
    let head = text.char_indices().nth(HEAD).map_or(text, |(at, _)| text.get(..at).unwrap_or(text));
    let count = |ch: char| head.chars().filter(|&other| other == ch).count();
    match delimiter {
        Delimiter::Pipe => {
            // Rows of Markdown begin with a pipe; where others hold pipes, those that do go on with the line before.
            let (rows, others): (Vec<&str>, Vec<&str>) =
                head.lines().map(str::trim).filter(|line| line.contains('|')).partition(|line| line.starts_with('|'));
            rows.len() >= 3
                && others.iter().filter(|line| line.trim_end_matches('|').contains('|')).count() < rows.len()
        }
        Delimiter::Tab => count('\t') >= 6,
        Delimiter::Comma => count(',') >= 8,
        Delimiter::LoosePipe => count('|') + count('｜') >= 8,
    }
}

impl Grid {
    /// Whether this is a table and not prose that happens to hold separators: the commonest number of cells is at least
    /// three and most rows have it, or (Markdown) there is a ruler.
    fn is_table(&self, delimiter: Delimiter) -> bool {
        if delimiter == Delimiter::LoosePipe {
            return self.rows.iter().map(Vec::len).sum::<usize>() >= 12;
        }
        if delimiter == Delimiter::Pipe {
            return self.rows.iter().filter(|row| row.len() >= 3).count() >= 2
                && !(cfg!(feature = "readers") && self.is_stream());
        }
        // More columns than this are counted as one kind; no form has so many.
        const MOST: usize = 64;
        let mut counts = [0_usize; MOST];
        let rows = self.rows.iter().filter(|row| row.len() > 1 || !row.iter().all(GridCell::is_empty));
        for row in rows {
            if let Some(count) = counts.get_mut(row.len().min(MOST - 1)) {
                *count += 1;
            }
        }
        let all: usize = counts.iter().sum();
        let common = counts.iter().enumerate().max_by_key(|(_, count)| **count);
        common.is_some_and(|(cells, count)| cells >= 3 && *count >= 3 && *count * 3 >= all)
    }
}

impl Grid {
    /// Whether lines that begin with pipes are no rows: a line breaks wherever a cell was empty, so that they have any number
    /// of cells, and some hold several rows.
    fn is_stream(&self) -> bool {
        const MOST_COLUMNS: usize = 20;
        let widths: Vec<usize> = self.rows.iter().map(Vec::len).filter(|width| *width > 1).collect();
        let widths = crate::order::sorted(widths, |width| *width as u128);
        let commonest = widths.chunk_by(|a, b| a == b).map(<[usize]>::len).max().unwrap_or_default();
        let longest = widths.last().copied().unwrap_or_default();
        let usual = widths.get(widths.len() / 2).copied().unwrap_or_default();
        commonest * 2 < widths.len() && (longest > MOST_COLUMNS || longest > usual * 2)
    }
}

impl GridCell {
    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }
}

/// Cuts CSV or TSV as RFC 4180 says, leniently: a quote opens only at the start of a cell, and a quote that never
/// closes is an ordinary character.
fn delimited(text: &str, separator: char) -> Grid {
    let mut grid = Grid::default();
    let mut row: Vec<GridCell> = Vec::new();
    let mut cell = GridCell::default();
    let mut start = 0;
    let mut quoted = false;
    let last_quote = text.rfind('"');
    let mut chars = text.char_indices().peekable();
    let mut at_start = true;
    let push = |cell: &mut GridCell, from: usize, to: usize| {
        if let Some(piece) = text.get(from..to).filter(|piece| !piece.trim().is_empty()) {
            let to = from + piece.trim_end_matches(['\r', '\n']).len();
            cell.pieces.push(Span::new(offset(from), offset(to)));
        }
    };
    while let Some((at, ch)) = chars.next() {
        let after = at + ch.len_utf8();
        if quoted {
            if ch != '"' {
                continue;
            }
            push(&mut cell, start, at);
            grid.structure.push(Span::new(offset(at), offset(after)));
            start = after;
            // A doubled quote is one quote of the text: the first is structure, the second stays.
            if chars.peek().is_some_and(|&(_, next)| next == '"') {
                chars.next();
            } else {
                quoted = false;
            }
            continue;
        }
        let ends_row = ch == '\n' || (ch == '\r' && chars.peek().is_none_or(|&(_, next)| next != '\n'));
        if ch == '"' && at_start && last_quote.is_some_and(|last| last > at) {
            quoted = true;
            grid.structure.push(Span::new(offset(at), offset(after)));
            start = after;
        } else if ch == separator || ends_row {
            push(&mut cell, start, at);
            cell.column = row.len();
            row.push(std::mem::take(&mut cell));
            start = after;
            if ends_row {
                grid.rows.push(std::mem::take(&mut row));
            } else {
                grid.structure.push(Span::new(offset(at), offset(after)));
            }
            at_start = true;
            continue;
        }
        at_start = at_start && ch.is_whitespace() && ch != '\n';
    }
    push(&mut cell, start, text.len());
    if !row.is_empty() || !cell.is_empty() {
        cell.column = row.len();
        row.push(cell);
        grid.rows.push(row);
    }
    grid
}

/// Whether a row begins with a label of a form: it is a row of its own, however few cells it has.
fn begins_with_label(text: &str, row: &[GridCell]) -> bool {
    let first = row.first().map(|cell| cell.pieces.as_slice()).unwrap_or_default();
    is_label(&folded(text, first))
}

/// Whether a row begins with 优, the first of four heads that stand below the heads of columns.
fn begins_with_grade(text: &str, row: &[GridCell]) -> bool {
    let first = row.first().map(|cell| cell.pieces.as_slice()).unwrap_or_default();
    cfg!(feature = "readers") && folded(text, first) == "优"
}

/// What some places hold, as it is matched.
fn folded(text: &str, pieces: &[Span]) -> String {
    let spans = pieces.iter().filter_map(|span| text.get(span.start as usize..span.end as usize));
    spans.flat_map(str::chars).filter(|ch| !ch.is_whitespace()).filter_map(fold_char).collect()
}

/// Whether a whole cell is a label of a form. The page's first program reads no forms, and is small without their labels.
fn is_label(folded: &str) -> bool {
    let is = |label: &str| folded.trim_end_matches(':') == label.trim_end_matches(':');
    let is_field = || {
        cfg!(feature = "readers")
            && (lexicon::FIELDS.iter().any(|(label, _)| is(label))
                || lexicon::LEVEL_2.iter().any(|(label, _)| is(label)))
    };
    is_field() || lexicon::LEVEL_1.iter().any(|(label, _)| is(label))
}

/// In which column rows have their first level, where they have one, and how many cells such rows have.
fn level_column(text: &str, rows: &[Vec<GridCell>]) -> Option<(usize, usize)> {
    let holds = |row: &[GridCell], at: usize, of: &dyn Fn(&str) -> bool| {
        row.get(at).is_some_and(|cell| of(&folded(text, &cell.pieces)))
    };
    let second = |text: &str| lexicon::LEVEL_2.iter().any(|(label, _)| *label == text);
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let level = |row: &Vec<GridCell>| {
        let at = (0..row.len().min(2)).find(|&at| holds(row, at, &|text| lexicon::is_level_1(text)))?;
        holds(row, at + 1, &second).then_some((at, row.len()))
    };
    rows.iter().filter(|row| row.len() + 1 >= width).find_map(level)
}

/// Browsers copy the line breaks of a cell without quotes: lines that make a whole row together are one row again.
fn joined(text: &str, mut grid: Grid) -> Grid {
    // Where nearly all lines of several cells make whole rows, none are rows less merged cells.
    const MOST_LABELS: usize = 1;
    let all = cfg!(feature = "readers").then(|| rejoined(text, grid.rows.clone(), true));
    let is_whole = |rows: &Vec<Vec<GridCell>>| {
        let width = rows.iter().map(Vec::len).max().unwrap_or_default();
        let parts = rows.iter().filter(|row| row.len() > 1 && !row.iter().all(GridCell::is_empty));
        let (whole, parts): (Vec<_>, Vec<_>) = parts.partition(|row| row.len() == width);
        whole.len() > parts.len() * 8
    };
    let all = all.filter(is_whole).filter(|rows| swallowed(text, rows) <= MOST_LABELS);
    grid.rows = all.unwrap_or_else(|| rejoined(text, std::mem::take(&mut grid.rows), false));
    grid
}

/// How many labels of a form went on with the cell of a line before: such lines are rows, however few cells they have.
fn swallowed(text: &str, rows: &[Vec<GridCell>]) -> usize {
    let is_label = |span: &Span| is_label(&folded(text, std::slice::from_ref(span)));
    rows.iter().flatten().filter(|cell| cell.pieces.iter().skip(1).any(is_label)).count()
}

/// `all`: rows of any width may be parts of others.
fn rejoined(text: &str, lines: Vec<Vec<GridCell>>, all: bool) -> Vec<Vec<GridCell>> {
    const MOST_LINES: usize = 40;
    let width = lines.iter().map(Vec::len).max().unwrap_or_default();
    let mut usual = vec![0_usize; width + 1];
    for row in &lines {
        if let Some(count) = usual.get_mut(row.len()) {
            *count += 1;
        }
    }
    // One cell is a line of its own or the middle of a cell; other widths that are common are rows less merged cells.
    let count_of = lines.len();
    let is_usual = |cells: usize| !all && cells > 1 && usual.get(cells).is_some_and(|count| *count * 4 >= count_of);
    if usual.last().is_none_or(|count| *count < 3) {
        return lines;
    }
    let mut rows: Vec<Vec<GridCell>> = Vec::with_capacity(lines.len());
    let levels = if cfg!(feature = "readers") && !all { level_column(text, &lines) } else { None };
    let is_second = |row: &Vec<GridCell>| {
        let first = row.first().map(|cell| folded(text, &cell.pieces)).unwrap_or_default();
        lexicon::LEVEL_2.iter().any(|(label, _)| *label == first)
    };
    // Whether a line is a row less merged cells: it begins with its second level, or with its name below such a row.
    let mut below = false;
    let mut rest = lines.into_iter().peekable();
    let mut lines: Vec<Vec<GridCell>> = Vec::new();
    while rest.peek().is_some() || !lines.is_empty() {
        while lines.len() < MOST_LINES
            && let Some(line) = rest.next()
        {
            lines.push(line);
        }
        // Cells of the first lines taken together, up to a whole row.
        let mut cells = 0;
        let reach = |line: &Vec<GridCell>| {
            if cells > 0 && ((!all && begins_with_label(text, line)) || begins_with_grade(text, line)) {
                return None;
            }
            cells += line.len() - usize::from(cells > 0);
            Some(cells).filter(|cells| *cells <= width)
        };
        let sums: Vec<usize> = lines.iter().map_while(reach).collect();
        let first = sums.first().copied().unwrap_or_default();
        if let (Some((column, cells)), Some(line)) = (levels, lines.first()) {
            let lacks = |merged: usize| first + column + merged == cells && first > 1;
            let is_first = first == cells && !is_second(line);
            let is_row = lacks(1) && is_second(line) || below && lacks(2) && !begins_with_label(text, line);
            below = is_row || is_first;
            if is_row {
                rows.push(lines.remove(0));
                continue;
            }
        }
        let whole = sums.iter().position(|sum| *sum == width).filter(|_| first > 1 && !is_usual(first));
        let mut taken = lines.drain(..whole.map_or(1, |last| last + 1));
        let mut row = taken.next().unwrap_or_default();
        for line in taken {
            let mut line = line.into_iter();
            if let (Some(last), Some(next)) = (row.last_mut(), line.next()) {
                last.pieces.extend(next.pieces);
            }
            row.extend(line);
        }
        row.iter_mut().enumerate().for_each(|(column, cell)| cell.column = column);
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let grid = grid_of_text(text).expect("a grid");
        let piece = |span: &Span| text[span.start as usize..span.end as usize].to_owned();
        let cell = |cell: &GridCell| cell.pieces.iter().map(piece).collect::<Vec<_>>().join("¶");
        grid.rows.iter().map(|row| row.iter().map(cell).collect()).collect()
    }

    #[test]
    fn quoted_cells_keep_their_line_breaks_commas_and_quotes() {
        let text = "甲,乙,丙\r\n\"1,234.50\",\"第一行\n第二行\",x\r\n\"说\"\"好\"\"\",,z\r\n\"\",b,c\n";
        assert_eq!(
            cells(text),
            [
                vec!["甲", "乙", "丙"],
                vec!["1,234.50", "第一行\n第二行", "x"],
                vec!["说¶\"好¶\"", "", "z"],
                vec!["", "b", "c"]
            ]
        );
    }

    #[test]
    fn tabs_and_pipes_make_cells_too() {
        assert_eq!(cells("a\tb\tc\nd\te\tf\n\t\tg\n"), [["a", "b", "c"], ["d", "e", "f"], ["", "", "g"]]);
        let text = "# 标题\n|甲|乙|丙|\n|---|---|---|\n|一<br>二|**三**||\n";
        assert_eq!(cells(text), [vec!["标题"], vec!["甲", "乙", "丙"], vec!["一¶二", "三", ""]]);
    }

    #[test]
    fn prose_and_lists_in_running_text_are_no_grid() {
        assert_eq!(grid_of_text("你好, 世界, 再见。\n这是一段话, 有逗号。\n"), None);
        assert_eq!(grid_of_text(include_str!("../../tests/fixtures/list/guangzhou_2023.txt")), None);
        assert_eq!(grid_of_text(""), None);
    }
}
