//! Where something was read: [`Span`], [`Origin`] and the page's [`Utf16Range`].

use serde::{Deserialize, Serialize};

/// A half-open range of bytes in [`Source::text`](crate::Source::text).
///
/// Offsets count from 0 and lie on character borders; lines and columns, where they are shown, count from 1.
/// 32 bits are enough: no text above 64 MiB is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of bytes `start..end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Number of bytes.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether no byte is in it.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the byte at `offset` is in it.
    pub const fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }
}

/// Spans in the order of the text.
pub(crate) fn sort_spans(spans: &mut Vec<Span>) {
    *spans = crate::order::sorted(std::mem::take(spans), |span| u128::from(span.start) << 32 | u128::from(span.end));
}

/// Where a value was read: one span, or several where a value was broken and other text stands between the pieces.
///
/// Never empty; the spans rise and do not overlap.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// The first piece.
    pub first: Span,
    /// The other pieces, none of them empty. Most values are one piece, and every cell has an origin: so it is small.
    #[expect(clippy::box_collection, reason = "a box of a slice takes twice the room")]
    pub(crate) more: Option<Box<Vec<Span>>>,
}

impl Origin {
    /// What stands for the place of something that is in no text.
    pub(crate) const NOWHERE: Self = Self { first: Span::new(0, 0), more: None };

    /// The origin made of these pieces; `None` where there is no piece.
    pub fn from_spans(spans: impl IntoIterator<Item = Span>) -> Option<Self> {
        let mut spans = spans.into_iter();
        let first = spans.next()?;
        let more: Vec<Span> = spans.collect();
        Some(Self { first, more: (!more.is_empty()).then(|| Box::new(more)) })
    }

    /// All pieces, in order.
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        std::iter::once(self.first).chain(self.more().iter().copied())
    }

    fn more(&self) -> &[Span] {
        self.more.as_ref().map_or(&[], |more| more.as_slice())
    }

    /// Where the first piece begins.
    pub fn start(&self) -> u32 {
        self.first.start
    }

    /// Where the last piece ends.
    pub fn end(&self) -> u32 {
        self.more().last().map_or(self.first.end, |span| span.end)
    }

    /// Whether the byte at `offset` is in one of the pieces.
    pub fn contains(&self, offset: u32) -> bool {
        self.spans().any(|span| span.contains(offset))
    }

    /// Number of bytes in all pieces: the measure by which the smallest owner of a character is found.
    pub fn len(&self) -> u32 {
        self.spans().map(Span::len).sum()
    }

    /// Never true; here because clippy wants it beside [`Origin::len`].
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl From<Span> for Origin {
    fn from(first: Span) -> Self {
        Self { first, more: None }
    }
}

/// A half-open range of UTF-16 code units: what the DOM counts in. Only [`Source`](crate::Source) makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Utf16Range {
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_knows_its_borders_and_its_gaps() {
        let origin = Origin::from_spans([Span::new(3, 6), Span::new(9, 12)]).expect("two spans");
        assert_eq!((origin.start(), origin.end(), origin.len()), (3, 12, 6));
        assert!(origin.contains(4) && origin.contains(11));
        assert!(!origin.contains(7) && !origin.contains(12));
        assert_eq!(Origin::from_spans([]), None);
    }
}
