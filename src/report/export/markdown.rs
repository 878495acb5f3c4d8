//! Blocks → Markdown in which nothing of the table's text is read as markup.

use super::document::{Block, escaped};
use super::words;
use crate::i18n::Locale;

/// The document as GitHub-flavoured Markdown.
pub(super) fn render(blocks: &[Block], locale: Locale) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Title(text) => {
                if !out.is_empty() {
                    out.push_str("---\n\n");
                }
                out.extend(["# ", &escape(text), "\n"]);
            }
            Block::Heading(text) => out.extend(["## ", &escape(text), "\n"]),
            Block::Paragraph(text) => out.extend([at_line_start(&escape(text)).as_str(), "\n"]),
            Block::Fields(fields) => {
                for (label, value) in fields {
                    let colon = words::COLON.get(locale);
                    out.extend(["- **", &escape(label), "**", colon, &escape(value), "\n"]);
                }
            }
            Block::List(items) => {
                for item in items {
                    out.extend(["- ", &at_line_start(&escape(item)), "\n"]);
                }
            }
            Block::Table(heads, rows) => {
                line(&mut out, heads);
                line(&mut out, &vec!["---".to_owned(); heads.len()]);
                for row in rows {
                    line(&mut out, &row.iter().map(|cell| escape(cell)).collect::<Vec<_>>());
                }
            }
        }
        out.push('\n');
    }
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

fn line(out: &mut String, cells: &[String]) {
    for cell in cells {
        out.extend(["| ", cell, " "]);
    }
    out.push_str("|\n");
}

/// Text without a character that Markdown or HTML reads as markup.
fn escape(text: &str) -> String {
    escaped(text, |ch| {
        matches!(ch, '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~').then(|| ['\\', ch].iter().collect())
    })
}

/// What would begin a heading, a list or a rule at the start of a line begins none.
fn at_line_start(escaped: &str) -> String {
    let digits = escaped.chars().take_while(char::is_ascii_digit).count();
    let rest = escaped.get(digits..).unwrap_or_default();
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{}\\{rest}", escaped.get(..digits).unwrap_or_default());
    }
    if escaped.starts_with(['#', '-', '+', '=']) { format!("\\{escaped}") } else { escaped.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_the_text_stays_text() {
        let hostile = "a|b\n<script>alert(1)</script> [x](javascript:1) **b** `c` &lt;";
        let row = vec![hostile.to_owned()];
        let out = render(&[Block::Table(vec!["h".to_owned()], vec![row])], Locale::Zh);
        assert_eq!(out.lines().count(), 3);
        assert!(out.contains(r"a\|b<br>&lt;script&gt;alert(1)&lt;/script&gt; \[x\](javascript:1)"), "{out}");
        assert!(out.contains(r"\*\*b\*\* \`c\` &amp;lt;"), "{out}");
    }

    #[test]
    fn a_paragraph_begins_nothing_else() {
        for (text, shown) in
            [("# a", "\\# a"), ("- a", "\\- a"), ("1. a", "1\\. a"), ("1、a", "1、a"), ("---", "\\---")]
        {
            assert_eq!(render(&[Block::Paragraph(text.to_owned())], Locale::Zh).trim_end(), shown);
        }
    }
}
