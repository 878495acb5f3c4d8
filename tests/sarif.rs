//! SARIF as its official schema wants it, and its regions as an editor would find them.

#[path = "support/review.rs"]
mod review;

use review::{HOSTILE, Reviewed, SAMPLE};

use jixiao::Settings;
use jixiao::report::export::{Format, Options};
use jixiao::report::settings::from_json;
use jixiao::report::triage::Triage;
use serde_json::Value;

/// The SARIF of a review.
fn sarif(of: &Reviewed) -> Value {
    serde_json::from_slice(&of.export(Format::Sarif, &Options::default())).expect("JSON")
}

fn validator() -> jsonschema::Validator {
    let schema = std::fs::read_to_string("tests/fixtures/sarif-schema-2.1.0.json").expect("the schema");
    // The official schema has a stray bracket in the pattern of languages, which validators refuse.
    let schema = schema.replace("-[a-zA-Z]{2}]?$", "(-[a-zA-Z]{2})?$");
    jsonschema::validator_for(&serde_json::from_str(&schema).expect("JSON")).expect("a schema")
}

#[test]
fn of_every_fixture_the_sarif_is_valid() {
    let validator = validator();
    for folder in ["list", "block", "unread"] {
        for file in std::fs::read_dir(format!("tests/fixtures/{folder}")).expect("a folder").flatten() {
            let text = std::fs::read_to_string(file.path()).expect("UTF-8");
            let log = sarif(&Reviewed::of(&file.path().to_string_lossy(), &text, &Settings::default()));
            let errors: Vec<String> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{}: {errors:#?}", file.path().display());
        }
    }
}

#[test]
fn sarif_is_valid_and_its_regions_hold_what_they_quote() {
    let validator = validator();
    let settings = from_json(r#"{"disabled": ["C21"]}"#).expect("settings");
    let text = std::fs::read_to_string(SAMPLE).expect("the sample");
    for reviewed in [
        Reviewed::of(SAMPLE, &text, &Settings::default()),
        Reviewed::of("表 1.txt", &text, &settings),
        Reviewed::of("-", HOSTILE, &Settings::default()),
        Reviewed::of("", "没有表格", &Settings::default()),
    ] {
        let log = sarif(&reviewed);
        let errors: Vec<String> =
            validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        let mut spoilt = log.clone();
        spoilt["runs"][0]["columnKind"] = "bytes".into();
        assert!(!validator.is_valid(&spoilt), "the schema is really applied");
        let run = &log["runs"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let results = run["results"].as_array().expect("results");
        let failed: Vec<&Value> = results.iter().filter(|result| result["kind"] == "fail").collect();
        assert_eq!(failed.len(), reviewed.analysis.findings.len());
        let open = results.iter().filter(|result| result["kind"] == "open");
        let counted: u64 = open.map(|result| result["properties"]["count"].as_u64().expect("a count")).sum();
        assert_eq!(counted, reviewed.analysis.undecided.len() as u64, "every place counts, in few results");
        let mut ids: Vec<&str> = failed.iter().filter_map(|of| of["fingerprints"]["jixiao/v1"].as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), failed.len());
        for (result, finding) in failed.iter().zip(&reviewed.analysis.findings) {
            let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().expect("an index") as usize];
            assert_eq!(rule["id"], result["ruleId"]);
            assert_eq!(result["properties"]["confidence"], finding.confidence.as_str());
            let quoted: String =
                result["locations"].as_array().expect("places").iter().map(|of| quoted(&reviewed, of)).collect();
            assert_eq!(quoted, reviewed.source.quote(&finding.origin));
        }
    }
    let off = Reviewed::of("", &text, &settings);
    let log = sarif(&off);
    let overridden = &log["runs"][0]["invocations"][0]["ruleConfigurationOverrides"][0];
    assert_eq!(
        (&overridden["descriptor"]["id"], &overridden["configuration"]["enabled"]),
        (&"C21".into(), &false.into())
    );
    assert_eq!(log["runs"][0]["properties"]["settings"]["disabled"][0], "C21");
}

#[test]
fn what_was_ignored_is_suppressed() {
    let reviewed = Reviewed::sample();
    let ids = jixiao::report::fingerprint::finding_ids(&reviewed.source, &reviewed.analysis.findings);
    let triage = Triage::from_text(&format!("{}\tignored\t已有说明\n{}\tverified\t\n", ids[0], ids[1]));
    let bytes = reviewed.export(Format::Sarif, &Options { triage, ..Options::default() });
    let log: Value = serde_json::from_slice(&bytes).expect("JSON");
    let errors: Vec<String> = validator().iter_errors(&log).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let results = &log["runs"][0]["results"];
    assert_eq!(results[0]["suppressions"][0]["justification"], "已有说明");
    assert_eq!(
        (&results[1]["suppressions"], &results[1]["properties"]["decision"]),
        (&Value::Array(vec![]), &"verified".into())
    );
}

/// The text of a region, cut out by lines and characters as SARIF counts them; it must be the snippet.
fn quoted(reviewed: &Reviewed, location: &Value) -> String {
    let region = &location["physicalLocation"]["region"];
    let number = |key: &str| region[key].as_u64().expect("a number") as usize;
    let lines: Vec<&str> = reviewed.source.text().split('\n').collect();
    let (first, last) = (number("startLine") - 1, number("endLine") - 1);
    let whole = lines[first..=last].join("\n");
    let rest: String = whole.chars().skip(number("startColumn") - 1).collect();
    let after = lines[last].chars().count() - (number("endColumn") - 1);
    let text: String = rest.chars().take(rest.chars().count() - after).collect();
    assert_eq!(region["snippet"]["text"], text.as_str());
    text
}
