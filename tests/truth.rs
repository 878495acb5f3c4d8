//! The Guangzhou sample: every value, and exactly the findings that a careful reviewer made.

use std::collections::BTreeSet;

use jixiao::report::json::{SourceInfo, table};
use jixiao::rules::{Finding, RULES, Subject};
use jixiao::{Settings, Source, analyze};
use serde_json::Value;

fn sample() -> Source {
    Source::new("guangzhou_2023.txt", include_str!("fixtures/list/guangzhou_2023.txt"))
}

/// Every value of a document with its path, without what the truth does not hold: spans, readings, repairs.
fn values(path: &str, value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) if map.contains_key("text") => values(path, &map["text"], into),
        Value::Object(map) => {
            for (key, value) in map.iter().filter(|(key, _)| KEYS.contains(&key.as_str())) {
                values(&format!("{path}.{key}"), value, into);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                values(&format!("{path}[{index}]"), value, into);
            }
        }
        // White space is where the form was wrapped by hand; the truth keeps it, a reader need not.
        other => {
            let plain: String = other.to_string().chars().filter(|ch| !ch.is_whitespace()).collect();
            into.insert(format!("{path} {plain}"));
        }
    }
}

const KEYS: &[&str] = &[
    "title",
    "department",
    "budget_year",
    "money_unit",
    "total",
    "units",
    "name",
    "amounts",
    "projects",
    "objective",
    "indicators",
    "ordinal",
    "category",
    "subcategory",
    "target",
    "weight",
    "fiscal_appropriation",
    "special_account",
    "other",
];

#[test]
fn every_value_of_the_sample_is_read() {
    let source = sample();
    let analysis = analyze(&source, &Settings::default());
    let info = SourceInfo { name: String::new(), encoding: "utf-8".to_owned(), media_type: "text/plain".to_owned() };
    let truth: Value =
        serde_json::from_str(include_str!("fixtures/list/guangzhou_2023.truth.json")).expect("the truth is JSON");
    let (mut read, mut expected) = (BTreeSet::new(), BTreeSet::new());
    values("", &table(&source, &analysis.table, &info), &mut read);
    values("", &truth, &mut expected);
    assert!(expected.len() > 600, "the truth is not there");
    let differences: Vec<_> = read.symmetric_difference(&expected).take(10).collect();
    assert!(differences.is_empty(), "{differences:#?}");
    assert_eq!(analysis.table.projects().count(), 15);
    assert_eq!(analysis.table.indicators().count(), 96);
    assert_eq!((analysis.table.ink, analysis.table.unclaimed_ink), (4735, 0));
    assert_eq!(analysis.table.year(), Some(2023));
}

/// `P10#3+#4`, `P08#1,P14#6|P10#3,P15#3`, `P01=P09`, `DOC`: how the list of findings names places.
fn place(finding: &Finding) -> BTreeSet<String> {
    let name = |subject: Subject| match subject {
        Subject::Document => "DOC".to_owned(),
        Subject::Unit(unit) => format!("U{}", unit + 1),
        Subject::Project(project) => format!("P{:02}", project + 1),
        Subject::Indicator { project, index } => format!("P{:02}#{}", project + 1, index + 1),
    };
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

fn expected_place(text: &str) -> BTreeSet<String> {
    let mut places = BTreeSet::new();
    let mut project = "";
    for part in text.split(['|', ',', '=', '~', '+']) {
        let (head, indicator) = part.split_once('#').map_or((part, None), |(head, indicator)| (head, Some(indicator)));
        project = if head.is_empty() { project } else { head };
        places.insert(indicator.map_or_else(|| project.to_owned(), |indicator| format!("{project}#{indicator}")));
    }
    places
}

#[test]
fn exactly_the_known_findings_of_the_sample_are_found() {
    let analysis = analyze(&sample(), &Settings::default());
    let found: Vec<_> = analysis
        .findings
        .iter()
        .filter(|finding| !finding.rule.is_reading_notice())
        .map(|finding| (place(finding), finding.rule.name, finding.severity.as_str(), finding.confidence.as_str()))
        .collect();
    let expected: Vec<_> = include_str!("fixtures/list/guangzhou_2023.findings.tsv")
        .lines()
        .skip(1)
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .filter(|fields| RULES.iter().any(|rule| rule.name == fields[1]))
        .map(|fields| (expected_place(fields[0]), fields[1], fields[2], fields[3]))
        .collect();
    let surplus: Vec<_> = found.iter().filter(|finding| !expected.contains(finding)).collect();
    let missing: Vec<_> = expected.iter().filter(|finding| !found.contains(finding)).collect();
    assert!(surplus.is_empty() && missing.is_empty(), "not expected: {surplus:#?}\nmissing: {missing:#?}");
    assert_eq!(found.len(), expected.len(), "a finding is reported twice");
}

#[test]
fn every_finding_of_the_sample_has_both_sentences_whole() {
    let source = sample();
    for finding in analyze(&source, &Settings::default()).findings {
        for locale in [jixiao::Locale::Zh, jixiao::Locale::En] {
            let sentence = finding.sentence(locale);
            assert!(!sentence.is_empty() && !sentence.contains('{'), "{}: {sentence}", finding.rule.code);
        }
        assert!(!source.quote(&finding.origin).trim().is_empty(), "{} stands nowhere", finding.rule.code);
    }
}
