//! [`Error`]: an operation that could not be done. A table that cannot be read is no error (see [`crate::parse`]).

use std::fmt;

/// Why something that was asked for could not be done at all.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are no text: a picture, a PDF, a workbook, an archive.
    NotText {
        /// What they are, where the first bytes tell.
        looks_like: FileKind,
    },
    /// More than can be read.
    TooLarge {
        /// How many bytes there are.
        bytes: u64,
        /// How many there may be.
        limit: u64,
    },
    /// A sheet of a workbook with more cells than can be read.
    TooManyCells {
        /// How many there may be.
        limit: u32,
    },
}

/// What a file that is no text seems to be, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A PDF document.
    Pdf,
    /// A picture: PNG, JPEG, GIF, BMP, TIFF or WebP.
    Picture,
    /// A ZIP container: .xlsx, .docx, .ods and archives.
    Zip,
    /// An old Office document: .xls, .doc.
    OldOffice,
    /// Nothing that was recognised.
    Unknown,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::strings::error_sentence(self, crate::Locale::En))
    }
}

impl std::error::Error for Error {}
