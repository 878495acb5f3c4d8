//! The Guangzhou sample: every value, and exactly the findings that a careful reviewer made.

#[path = "support/places.rs"]
mod places;

use std::collections::BTreeSet;

use jixiao::report::json::{SourceInfo, table};
use jixiao::rules::RULES;
use jixiao::{Settings, Source, analyze};
use places::{expected_place, place};
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
