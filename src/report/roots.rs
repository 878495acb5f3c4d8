//! Root causes: which finding another one follows from, so that one defect is shown once and what it entails below it.

use crate::order::{find, grouped};
use crate::rules::{Confidence, Finding, Severity};

/// For each finding, the position of the one it follows from.
///
/// Findings on one indicator follow from the strongest of them. A finding that compares several indicators follows from a
/// firm error on any of them: a fault rate that must reach 100 % is what contradicts the others, and not the other way
/// round. What others follow from follows from nothing itself.
pub fn roots(findings: &[Finding]) -> Vec<Option<usize>> {
    let on_indicator = |finding: &Finding| finding.subject.indicator().is_some() && !finding.rule.is_reading_notice();
    let keyed = findings.iter().enumerate().filter(|(_, finding)| on_indicator(finding));
    let keyed = grouped(keyed.map(|(at, finding)| (finding.subject.key(), at)).collect());
    let strength = |at: usize| findings.get(at).map(|of| (of.confidence == Confidence::Firm, of.severity));
    let strongest = |key: u128| {
        // The first of equals.
        find(&keyed, key)?.iter().copied().rev().max_by_key(|at| strength(*at))
    };
    let is_error = |at: &usize| strength(*at) == Some((true, Severity::Error));
    let mut roots: Vec<Option<usize>> = Vec::new();
    for (at, finding) in findings.iter().enumerate() {
        if !on_indicator(finding) {
            roots.push(None);
            continue;
        }
        let own = strongest(finding.subject.key()).filter(|root| *root != at);
        let entailed = || {
            let compared = finding.related.iter().filter(|related| related.subject.indicator().is_some());
            compared.filter_map(|related| strongest(related.subject.key())).find(is_error)
        };
        let has_error = is_error(&at) || own.as_ref().is_some_and(is_error);
        roots.push(if has_error { own } else { entailed().or(own) });
    }
    // What the strongest on an indicator follows from, the others on it do too.
    let above = |root: usize| roots.get(root).copied().flatten().unwrap_or(root);
    roots.iter().map(|root| root.map(above)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Settings, Source, analyze};

    #[test]
    fn what_follows_from_an_error_hangs_under_it() {
        let text = include_str!("../../tests/fixtures/list/guangzhou_2023.txt");
        let findings = analyze(&Source::new("", text), &Settings::default()).findings;
        let roots = roots(&findings);
        let code = |at: usize| findings[at].rule.code.to_string();
        let place = |at: usize| (findings[at].subject.project(), findings[at].subject.indicator());
        let error = (0..findings.len()).find(|at| place(*at) == (Some(9), Some(2)) && code(*at) == "C18");
        let error = error.expect("the failure rate of 100 %");
        let followers: Vec<String> = (0..findings.len()).filter(|at| roots[*at] == Some(error)).map(code).collect();
        assert_eq!(followers, ["F44", "F45", "D29", "C28"]);
        assert_eq!(roots[error], None);
        for root in roots.iter().flatten() {
            assert_eq!(roots[*root], None, "one level is enough");
        }
    }

    #[test]
    fn what_stands_alone_follows_from_nothing() {
        let text = "1、产出指标：验收合格率，年度指标值：100%。2、产出指标：设备故障率，年度指标值：95%。";
        let findings = analyze(&Source::new("", text), &Settings::default()).findings;
        assert!(
            roots(&findings)
                .iter()
                .zip(&findings)
                .all(|(root, finding)| root.is_none() || finding.subject.indicator().is_some())
        );
        assert_eq!(roots(&[]), []);
    }
}
