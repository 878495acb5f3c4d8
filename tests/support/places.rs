//! Places of findings as the lists beside the fixtures name them.

#![allow(dead_code, reason = "each test program uses a part")]

use std::collections::BTreeSet;

use jixiao::rules::{Finding, Subject};

/// A subject: `DOC`, `U1`, `P10`, `P10#3`.
pub(crate) fn name(subject: Subject) -> String {
    match subject {
        Subject::Document => "DOC".to_owned(),
        Subject::Unit(unit) => format!("U{}", unit + 1),
        Subject::Project(project) => format!("P{:02}", project + 1),
        Subject::Indicator { project, index } => format!("P{:02}#{}", project + 1, index + 1),
    }
}

/// `P10#3+#4`, `P08#1,P14#6|P10#3,P15#3`, `P01=P09`, `DOC`: how the list of findings names places.
pub(crate) fn place(finding: &Finding) -> BTreeSet<String> {
    let mut places = BTreeSet::from([name(finding.subject)]);
    // What merely explains the finding (the name of its own indicator, the document's head) is no place of its own.
    let others = finding
        .related
        .iter()
        .filter(|related| related.subject.indicator().is_some() && finding.subject != Subject::Document);
    let pairs = others.filter(|_| finding.subject.indicator().is_some());
    places.extend(pairs.map(|related| name(related.subject)));
    // Copied sets are found between projects, each of which is a place.
    let copies = finding.related.iter().filter(|_| finding.rule.name == "cross-copied-set");
    places.extend(copies.map(|related| name(related.subject)));
    places
}

pub(crate) fn expected_place(text: &str) -> BTreeSet<String> {
    let mut places = BTreeSet::new();
    let mut project = "";
    for part in text.split(['|', ',', '=', '~', '+']) {
        let (head, indicator) = part.split_once('#').map_or((part, None), |(head, indicator)| (head, Some(indicator)));
        project = if head.is_empty() { project } else { head };
        places.insert(indicator.map_or_else(|| project.to_owned(), |indicator| format!("{project}#{indicator}")));
    }
    places
}
