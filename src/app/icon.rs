//! The few pictures of the page, drawn as SVG in the colour of the text around them.

use super::dom::{El, svg};
use crate::rules::Severity;

/// An octagon with an exclamation mark: 严重.
pub const ERROR: &str = "M5 1h6l4 4v6l-4 4H5l-4-4V5zM8 4v5M8 11v1.4";
/// A triangle with one: 一般, and problems.
pub const WARNING: &str = "M8 1.5 15 14H1zM8 6v4M8 11.3v1.4";
/// A circle with an i: 提示.
pub const INFO: &str = "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1M8 4v1.4M8 7v5";
/// A check: 通过.
pub const PASS: &str = "M2 8.5 6 12.5 14 3.5";
/// A circle with a question mark: 无法判定.
pub const UNKNOWN: &str = "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1M6 6a2 2 0 1 1 2.6 1.9q-.6.3-.6 1.4M8 11v1.4";

/// The picture of a severity.
pub fn of_severity(severity: Severity) -> El {
    svg(match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Info => INFO,
    })
}
