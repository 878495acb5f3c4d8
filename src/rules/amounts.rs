//! A  sums, sources, header.
