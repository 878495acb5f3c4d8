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
