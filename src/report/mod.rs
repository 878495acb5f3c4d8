//! Findings → what to show. Still no browser.
