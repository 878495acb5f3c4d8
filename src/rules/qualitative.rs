//! C  target values that are words: vague, tautological, no date.
