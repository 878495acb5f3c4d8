//! The tables and paragraphs of HTML as text: saved pages, and what browsers, Excel, WPS and LibreOffice put into the
//! clipboard. Nothing is run or loaded; what no reader sees (scripts, styles, comments) is left out.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use super::push_rows;

/// A span in columns or rows above this is no table any more.
const MOST_SPANNED: usize = 1000;
/// Tables in tables deeper than this are read as text of the one around them.
const DEEPEST: usize = 32;

/// The text of HTML: paragraphs as lines, tables as rows of cells. A merged cell stands in its first place.
pub fn text_of_html(html: &str) -> String {
    let mut page = Page { room: html.len(), ..Page::default() };
    let mut emitter: DefaultEmitter = DefaultEmitter::default();
    emitter.naively_switch_states(true); // scripts and styles hold no tags
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => page.start(&tag),
            Token::EndTag(tag) => page.end(&tag.name),
            Token::String(text) => page.write(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    page.finish()
}

#[derive(Default)]
struct Page {
    text: String,
    /// The tables that are open, the outermost first.
    tables: Vec<Table>,
    /// What is written outside of tables.
    outside: Words,
    /// The element whose text nobody sees, while it is open.
    hidden: Option<Vec<u8>>,
    preformatted: usize,
    too_deep: usize,
    /// How many empty cells may still stand in the places of merged ones: of a real table fewer than it has characters.
    room: usize,
}

#[derive(Default)]
struct Table {
    rows: Vec<Vec<String>>,
    row: Option<Vec<String>>,
    cell: Option<OpenCell>,
    /// Of each column, how many rows below are taken by a cell from above.
    taken: Vec<usize>,
    /// What stands between cells, where browsers show it above the table.
    between: Words,
}

struct OpenCell {
    words: Words,
    columns: usize,
    rows: usize,
}

/// Text with its white space as a browser shows it.
#[derive(Default)]
struct Words {
    text: String,
    space: bool,
}

impl Words {
    fn write(&mut self, text: &str, as_it_is: bool) {
        for ch in text.chars() {
            if as_it_is && ch != '\r' {
                self.text.push(ch);
            } else if ch.is_ascii_whitespace() {
                self.space = true;
            } else {
                if self.space && !self.text.is_empty() && !self.text.ends_with('\n') {
                    self.text.push(' ');
                }
                self.space = false;
                self.text.push(ch);
            }
        }
    }

    fn break_line(&mut self) {
        self.space = false;
        self.text.push('\n');
    }

    /// A new line, unless one has just begun.
    fn begin_line(&mut self) {
        self.space = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn take(&mut self) -> String {
        self.space = false;
        std::mem::take(&mut self.text).trim_matches('\n').to_owned()
    }
}

impl Table {
    fn end_cell(&mut self, room: &mut usize) {
        let Some(mut cell) = self.cell.take() else { return };
        let start = self.row.as_ref().map_or(0, Vec::len);
        let merged = self.taken.iter().skip(start).take(*room).take_while(|rows| **rows > 0).count();
        let row = self.row.get_or_insert_default();
        fill(row, merged, room);
        let column = row.len();
        row.push(cell.words.take());
        fill(row, cell.columns - 1, room);
        if cell.rows > 1 {
            let end = column + cell.columns;
            if self.taken.len() < end {
                self.taken.resize(end, 0);
            }
            // This row counts as the first one when it ends.
            self.taken.iter_mut().take(end).skip(column).for_each(|rows| *rows = cell.rows);
        }
    }

    fn end_row(&mut self, room: &mut usize) {
        self.end_cell(room);
        if let Some(mut row) = self.row.take() {
            let width = self.taken.iter().rposition(|rows| *rows > 0).map_or(0, |last| last + 1);
            let missing = width.saturating_sub(row.len());
            fill(&mut row, missing, room);
            self.taken.truncate(width);
            self.rows.push(row);
            self.taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        }
    }
}

/// Puts empty cells where merged ones reach.
fn fill(row: &mut Vec<String>, cells: usize, room: &mut usize) {
    let cells = cells.min(*room);
    *room -= cells;
    row.resize(row.len() + cells, String::new());
}

impl Page {
    fn words(&mut self) -> &mut Words {
        match self.tables.last_mut() {
            Some(Table { cell: Some(cell), .. }) => &mut cell.words,
            Some(table) => &mut table.between,
            None => &mut self.outside,
        }
    }

    fn write(&mut self, text: &str) {
        if self.hidden.is_none() {
            let as_it_is = self.preformatted > 0;
            self.words().write(text, as_it_is);
        }
    }

    fn start(&mut self, tag: &StartTag<()>) {
        // The end of the head may be left out: what can only stand in the body ends it.
        let in_head = matches!(&**tag.name, b"title" | b"meta" | b"link" | b"base") || is_unseen(&tag.name);
        if self.hidden.as_deref() == Some(b"head") && !in_head {
            self.hidden = None;
        }
        if self.hidden.is_some() {
            return;
        }
        match &**tag.name {
            b"head" => self.hidden = Some(tag.name.to_vec()),
            name if is_unseen(name) && !tag.self_closing => self.hidden = Some(tag.name.to_vec()),
            b"br" => self.words().break_line(),
            b"pre" | b"textarea" => self.preformatted += 1,
            b"table" if self.tables.len() >= DEEPEST => self.too_deep += 1,
            b"table" => {
                // What stands before it comes before it; the cell around it goes on behind it.
                if self.tables.is_empty() {
                    self.flush_outside();
                }
                self.tables.push(Table::default());
            }
            b"tr" => self.in_table(Table::end_row, |table| table.row = Some(Vec::new())),
            b"td" | b"th" => {
                let number = |name: &[u8]| {
                    let value = tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned());
                    value.and_then(|value| value.trim().parse().ok()).unwrap_or(1).clamp(1, MOST_SPANNED)
                };
                let (columns, rows) = (number(b"colspan"), number(b"rowspan"));
                self.in_table(Table::end_cell, |table| {
                    table.cell = Some(OpenCell { words: Words::default(), columns, rows });
                });
            }
            name if is_block(name) => self.words().begin_line(),
            _ => {}
        }
    }

    fn in_table(&mut self, end: impl FnOnce(&mut Table, &mut usize), begin: impl FnOnce(&mut Table)) {
        // A piece of a table, as some programs put it into the clipboard, is a table.
        if self.tables.is_empty() {
            self.flush_outside();
            self.tables.push(Table::default());
        }
        if let Some(table) = self.tables.last_mut().filter(|_| self.too_deep == 0) {
            end(table, &mut self.room);
            begin(table);
        }
    }

    fn end(&mut self, name: &[u8]) {
        if let Some(hidden) = &self.hidden {
            if hidden == name {
                self.hidden = None;
            }
            return;
        }
        match name {
            b"pre" | b"textarea" => self.preformatted = self.preformatted.saturating_sub(1),
            b"table" if self.too_deep > 0 => self.too_deep -= 1,
            b"table" => self.end_table(),
            b"tr" => self.in_open_table(Table::end_row),
            b"td" | b"th" => self.in_open_table(Table::end_cell),
            name if is_block(name) => self.words().begin_line(),
            _ => {}
        }
    }

    fn in_open_table(&mut self, end: impl FnOnce(&mut Table, &mut usize)) {
        if let Some(table) = self.tables.last_mut().filter(|_| self.too_deep == 0) {
            end(table, &mut self.room);
        }
    }

    /// Writes a table that has ended: a table in a cell comes before the table around it.
    fn end_table(&mut self) {
        let Some(mut table) = self.tables.pop() else { return };
        table.end_row(&mut self.room);
        let between = table.between.take();
        if !between.trim().is_empty() {
            self.text.extend([&between, "\n"]);
        }
        push_rows(&mut self.text, table.rows);
    }

    fn flush_outside(&mut self) {
        let outside = self.outside.take();
        if !outside.trim().is_empty() {
            self.text.extend([&outside, "\n"]);
        }
    }

    fn finish(mut self) -> String {
        while !self.tables.is_empty() {
            self.end_table();
        }
        self.flush_outside();
        self.text
    }
}

/// Elements whose text nobody sees.
fn is_unseen(name: &[u8]) -> bool {
    matches!(name, b"script" | b"style" | b"template" | b"noscript")
}

fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"p" | b"div"
            | b"li"
            | b"ul"
            | b"ol"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"section"
            | b"article"
            | b"header"
            | b"footer"
            | b"caption"
            | b"blockquote"
            | b"title"
            | b"hr"
            | b"dl"
            | b"dt"
            | b"dd"
            | b"body"
            | b"html"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_cells_stand_in_their_first_place() {
        let html = "<p>表\n 一</p><table><tr><td rowspan=2 colspan=2>a<td>b</tr><tr><td>c<tr><td>d<td>e<td>f</table>后";
        assert_eq!(text_of_html(html), "表 一\na\t\tb\n\t\tc\nd\te\tf\n后\n");
        let right = "<table><tr><td>a<td>b<td rowspan=2>c<tr><td>d<tr><td>e</table>";
        assert_eq!(text_of_html(right), "a\tb\tc\nd\t\t\ne\n");
    }

    #[test]
    fn breaks_entities_and_what_nobody_sees() {
        let html = "<html><head><title>x</title><style>td{}</style></head><body><script>var a='<td>'</script>\
            <table><!-- c --><tr><td>一<br>二&nbsp;三 &lt;b&gt; <p>四</p><td><b>五</b>  六</table>";
        assert_eq!(text_of_html(html), "\"一\n二\u{a0}三 <b>\n四\"\t五 六\n");
    }

    #[test]
    fn a_head_that_is_never_closed_ends_with_the_first_thing_of_the_body() {
        for body in ["<body><table>", "<table>"] {
            let html = ["<html><head><meta charset=utf-8><title>x</title>", body, "<tr><td>a<td>b</table>"].concat();
            assert_eq!(text_of_html(&html), "a\tb\n");
        }
    }

    #[test]
    fn a_table_in_a_cell_comes_first() {
        let html = "<table><tr><td>out<table><tr><td>in</table>side</table>";
        assert_eq!(text_of_html(html), "in\noutside\n");
        assert_eq!(text_of_html("<tr><td>1<td>2"), "1\t2\n");
    }

    #[test]
    fn hostile_html_ends() {
        let deep = "<table><tr><td>".repeat(5000);
        assert_eq!(text_of_html(&deep).lines().count(), DEEPEST);
        let wide = "<td colspan=99999999 rowspan=99999999>x".repeat(50);
        assert!(text_of_html(&wide).len() < 60_000);
        assert_eq!(text_of_html("</table></td></tr><"), "<\n");
        let wide_and_long = "<tr><td colspan=1000 rowspan=1000>x".repeat(1000);
        assert!(text_of_html(&wide_and_long).len() < 2 * wide_and_long.len());
    }
}
