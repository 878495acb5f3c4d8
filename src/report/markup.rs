//! HTML and SVG written so that no text of a table can become markup: [`Markup`].

/// HTML that was written by this module alone: names of elements and attributes are ours, everything else is escaped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(String);

impl Markup {
    /// Begins an element. Values of attributes are escaped; an empty value leaves the attribute out.
    pub fn open(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]) -> &mut Self {
        self.0.extend(["<", tag]);
        for (name, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            self.0.extend([" ", name, "=\""]);
            self.escape(value);
            self.0.push('"');
        }
        self.0.push('>');
        self
    }

    /// Ends an element.
    pub fn close(&mut self, tag: &'static str) -> &mut Self {
        self.0.extend(["</", tag, ">"]);
        self
    }

    /// Adds text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.escape(text);
        self
    }

    /// Adds an element that holds nothing but text.
    pub fn element(&mut self, tag: &'static str, attributes: &[(&'static str, &str)], text: &str) -> &mut Self {
        self.open(tag, attributes).text(text).close(tag)
    }

    /// Adds what was written before.
    pub fn add(&mut self, other: &Self) -> &mut Self {
        self.0.push_str(&other.0);
        self
    }

    /// Adds a table of plain text: heads, then rows, the first cell of each naming the row.
    pub fn table(&mut self, heads: &[String], rows: &[Vec<String>]) -> &mut Self {
        self.open("table", &[]).open("thead", &[]).open("tr", &[]);
        for head in heads {
            self.element("th", &[("scope", "col")], head);
        }
        self.close("tr").close("thead").open("tbody", &[]);
        for row in rows {
            self.open("tr", &[]);
            for (at, cell) in row.iter().enumerate() {
                if at == 0 {
                    self.element("th", &[("scope", "row")], cell);
                } else {
                    self.element("td", &[("class", if is_number(cell) { "number" } else { "" })], cell);
                }
            }
            self.close("tr");
        }
        self.close("tbody").close("table")
    }

    /// Ends the line, for those who look into the file.
    pub fn line(&mut self) -> &mut Self {
        self.0.push('\n');
        self
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn escape(&mut self, text: &str) {
        for ch in text.chars() {
            match ch {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '\n' | '\t' => self.0.push(ch),
                ch if ch.is_control() => self.0.push(' '),
                ch => self.0.push(ch),
            }
        }
    }
}

/// Whether a cell stands on the right, as numbers do.
fn is_number(cell: &str) -> bool {
    cell.chars().any(|ch| ch.is_ascii_digit()) && cell.chars().all(|ch| ch.is_ascii_digit() || ",.-%".contains(ch))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gets_out_of_a_text_or_an_attribute() {
        let hostile = "</svg><script>alert(1)</script>\" onload='x'\u{0}";
        let mut out = Markup::default();
        out.element("b", &[("title", hostile), ("class", "")], hostile);
        let escaped = "&lt;/svg&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39; ";
        assert_eq!(out.as_str(), format!("<b title=\"{escaped}\">{escaped}</b>"));
    }

    #[test]
    fn numbers_stand_on_the_right_and_words_do_not() {
        for (cell, right) in
            [("2,754.66", true), ("35.8%", true), ("-7", true), ("≥95%", false), ("", false), ("–", false)]
        {
            assert_eq!(is_number(cell), right, "{cell}");
        }
    }
}
