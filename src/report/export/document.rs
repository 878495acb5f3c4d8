//! A document made of blocks, before it becomes Markdown or HTML. Text is plain: each writer escapes it.

/// One part of a document. Line breaks in text are kept.
pub(super) enum Block {
    /// The title of a part that begins on a page of its own.
    Title(String),
    /// A heading below it.
    Heading(String),
    /// Labels and values; an empty value is a line to be filled in by hand.
    Fields(Vec<(String, String)>),
    /// A paragraph.
    Paragraph(String),
    /// A list.
    List(Vec<String>),
    /// A table with its heads.
    Table(Vec<String>, Vec<Vec<String>>),
}

/// Text as it stands in HTML, and in Markdown that may hold HTML: line breaks become `<br>`. `more` says what becomes of
/// the characters that only one of them reads as markup.
pub(super) fn escaped(text: &str, more: fn(char) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for ch in text.replace("\r\n", "\n").trim().chars() {
        match ch {
            '\n' | '\r' => out.push_str("<br>"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            ch if ch.is_control() => out.push(' '),
            ch => match more(ch) {
                Some(instead) => out.push_str(&instead),
                None => out.push(ch),
            },
        }
    }
    out
}
