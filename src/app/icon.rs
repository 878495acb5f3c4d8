//! The few pictures of the page, drawn as SVG in the colour of the text around them.

use leptos::prelude::*;

/// Which picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// An octagon with an exclamation mark: 严重.
    Error,
    /// A triangle with one: 一般, and problems.
    Warning,
    /// A circle with an i: 提示.
    Info,
    /// A check: 通过.
    Pass,
    /// A circle with a question mark: 无法判定.
    Unknown,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Error => "M5 1h6l4 4v6l-4 4H5l-4-4V5zM8 4v5M8 11v1.4",
            Self::Warning => "M8 1.5 15 14H1zM8 6v4M8 11.3v1.4",
            Self::Info => "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1M8 4v1.4M8 7v5",
            Self::Pass => "M2 8.5 6 12.5 14 3.5",
            Self::Unknown => "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1M6 6a2 2 0 1 1 2.6 1.9q-.6.3-.6 1.4M8 11v1.4",
        }
    }
}

/// A picture that only repeats the word beside it.
pub fn icon(icon: Icon) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <path d=icon.path() fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round" />
        </svg>
    }
    .into_any()
}
