//! The command line: `jixiao parse | check`.
fn main() {}
