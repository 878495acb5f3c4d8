//! Stable ids of findings: the rule and the folded text of its place, without line numbers, so that they survive blank
//! lines and another copy of the same table.

use std::collections::BTreeMap;

use crate::parse::fold::fold_char;
use crate::rules::Finding;
use crate::source::Source;

/// One id per finding, like `C18-1f3a9c02`. Findings that read the same are told apart by their order.
pub fn finding_ids(source: &Source, findings: &[Finding]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    findings
        .iter()
        .map(|finding| {
            let mut hash = fnv1a(&source.quote(&finding.origin));
            for related in finding.related.iter().take(4) {
                hash = hash.rotate_left(5) ^ fnv1a(&source.quote(&related.origin));
            }
            let id = format!("{}-{hash:08x}", finding.rule.code);
            let count = seen.entry(id.clone()).or_default();
            *count += 1;
            if *count == 1 { id } else { format!("{id}-{count}") }
        })
        .collect()
}

/// FNV-1a over the folded characters. An id is no secret; it only has to be short and the same everywhere.
fn fnv1a(text: &str) -> u32 {
    let folded = text.chars().filter(|ch| !ch.is_whitespace()).filter_map(fold_char);
    folded.fold(0x811c_9dc5, |hash, ch| {
        let mut bytes = [0; 4];
        ch.encode_utf8(&mut bytes).bytes().fold(hash, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    })
}
