//! Stable ids of findings: the rule and the folded text of its place, without line numbers, so that they survive blank
//! lines and another copy of the same table.

use crate::order::grouped;
use crate::parse::fold::fold_char;
use crate::rules::Finding;
use crate::source::Source;

/// One id per finding, like `C18-1f3a9c02`. Findings that read the same are told apart by their order.
pub fn finding_ids(source: &Source, findings: &[Finding]) -> Vec<String> {
    let hashes: Vec<u128> = findings.iter().map(|finding| key(source, finding)).collect();
    let mut ids = vec![String::new(); findings.len()];
    for (_, same) in grouped(hashes.iter().copied().zip(0..).collect()) {
        for (count, index) in same.into_iter().enumerate() {
            let (Some(id), Some(finding), Some(hash)) = (ids.get_mut(index), findings.get(index), hashes.get(index))
            else {
                continue;
            };
            *id = format!("{}-{:08x}", finding.rule.code, *hash & u128::from(u32::MAX));
            if count > 0 {
                id.extend(["-", &(count + 1).to_string()]);
            }
        }
    }
    ids
}

/// Rule and text of a finding in one number.
fn key(source: &Source, finding: &Finding) -> u128 {
    let mut hash = fnv1a(&source.quote(&finding.origin));
    for related in finding.related.iter().take(4) {
        hash = hash.rotate_left(5) ^ fnv1a(&source.quote(&related.origin));
    }
    finding.rule.code.key() << 32 | u128::from(hash)
}

/// FNV-1a over the folded characters. An id is no secret; it only has to be short and the same everywhere.
pub(crate) fn fnv1a(text: &str) -> u32 {
    let folded = text.chars().filter(|ch| !ch.is_whitespace()).filter_map(fold_char);
    folded.fold(0x811c_9dc5, |hash, ch| {
        let mut bytes = [0; 4];
        ch.encode_utf8(&mut bytes).bytes().fold(hash, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    })
}
