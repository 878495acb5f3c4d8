//! SARIF 2.1.0: findings for editors and review systems, one run per text.
//!
//! Columns count Unicode characters (`columnKind`), lines end at LF, CRLF or a lone CR (`newlineSequences`), both as
//! [`Source::position`](crate::Source::position) counts them; an end column lies one past the last character.
//!
//! Results are made one by one while they are written: all at once they would take ten times the room of the file.

use std::fmt::Write;
use std::io;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::page::{Section, sentence};
use super::{Options, Review, head, words};
use crate::i18n::Locale;
use crate::report::triage::{Decision, Remark};
use crate::report::{self, settings};
use crate::rules::{Finding, RULES, Rule, Severity, Subject, Undecided};
use crate::source::Source;
use crate::span::{Origin, Span};
use crate::strings;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The log of all reviews.
pub(super) fn write(reviews: &[Review<'_>], options: &Options) -> io::Result<Vec<u8>> {
    let runs = reviews.iter().map(|review| Run::new(review, options)).collect();
    let mut bytes = Vec::new();
    serde_json::to_writer_pretty(&mut bytes, &Log { schema: SCHEMA, runs, version: "2.1.0" })?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The whole file; here and below keys stand in the order of the alphabet.
#[derive(Serialize)]
struct Log<'r> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: Vec<Run<'r>>,
    version: &'static str,
}

/// What is said of one text.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'r> {
    artifacts: Value,
    automation_details: Value,
    column_kind: &'static str,
    invocations: Value,
    language: &'static str,
    newline_sequences: [&'static str; 3],
    properties: Value,
    results: Results<'r>,
    tool: Value,
}

/// The results of one text, still to be made.
struct Results<'r> {
    review: &'r Review<'r>,
    options: &'r Options,
    uri: String,
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { review, options, uri } = self;
        let findings = review.findings().map(|(finding, id)| {
            let mut result = result(review.source, uri, finding, id, options.locale);
            if !options.triage.is_empty() {
                remarked(&mut result, options.triage.get(id));
            }
            result
        });
        let open = report::open(review.analysis);
        let open = open.iter().filter_map(|of| open_result(review.source, uri, of, options.locale));
        serializer.collect_seq(findings.chain(open))
    }
}

impl<'r> Run<'r> {
    fn new(review: &'r Review<'r>, options: &'r Options) -> Self {
        let (locale, profile) = (options.locale, &review.analysis.profile);
        let uri = uri(review.source.name());
        // Rules of the reserve are off unless they were switched on.
        let switched = RULES.iter().enumerate().filter(|(_, rule)| profile.judges(rule) == rule.is_reserve());
        let switched = switched.map(|(index, rule)| {
            json!({
                "descriptor": { "id": rule.code.to_string(), "index": index },
                "configuration": { "enabled": rule.is_reserve() },
            })
        });
        let head = head::fields(review, options).into_iter().map(|(key, value)| (key, value.into()));
        Self {
            artifacts: json!([{ "location": { "uri": uri }, "encoding": review.encoding, "roles": ["analysisTarget"] }]),
            automation_details: json!({ "id": format!("jixiao/{uri}") }),
            column_kind: "unicodeCodePoints",
            invocations: json!([{
                "executionSuccessful": review.is_read(),
                "ruleConfigurationOverrides": switched.collect::<Vec<_>>(),
            }]),
            language: words::LANGUAGE.get(locale),
            newline_sequences: ["\r\n", "\n", "\r"],
            properties: json!({
                "settings": settings::to_json(profile),
                "guidance": profile.guidance.as_str(),
                "head": head.collect::<Map<_, _>>(),
                "notes": head::notes(review, &Options { only_firm: false, ..options.clone() }),
            }),
            results: Results { review, options, uri },
            tool: json!({ "driver": {
            "name": "Jixiao",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "language": words::LANGUAGE.get(locale),
            "shortDescription": { "text": strings::PRODUCT.get(locale) },
            "fullDescription": { "text": format!("{} {}", strings::PRODUCT.get(locale), strings::DISCLAIMER.get(locale)) },
            "rules": RULES.iter().map(|rule| descriptor(rule, locale)).collect::<Vec<_>>(),
        } }),
        }
    }
}

fn descriptor(rule: &Rule, locale: Locale) -> Value {
    let page = rule.page(locale);
    let point = if rule.is_reading_notice() { words::NOTICE } else { strings::review_point(rule.point) };
    json!({
        "id": rule.code.to_string(),
        "name": pascal_case(rule.name),
        "shortDescription": { "text": rule.title.get(locale) },
        "fullDescription": { "text": sentence(rule, Section::Check, locale) },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "enabled": !rule.is_reserve(), "level": level(rule.severity) },
        "properties": { "name": rule.name, "point": point.get(locale) },
    })
}

fn result(source: &Source, uri: &str, finding: &Finding, id: &str, locale: Locale) -> Value {
    let mut message = finding.sentence(locale);
    if let Some(wording) = &finding.suggestion {
        message = words::REWRITE.fill(locale, &[("sentence", &message), ("wording", wording)]);
    }
    let related = finding.related.iter().enumerate().flat_map(|(index, related)| {
        let role = strings::role(related.role).get(locale);
        let text = format!("{role}{}{}", words::COLON.get(locale), strings::place(related.subject, locale));
        let mut places = places(source, uri, &related.origin, related.subject, locale);
        for place in &mut places {
            if let Some(place) = place.as_object_mut() {
                place.insert("id".to_owned(), (index + 1).into());
                place.insert("message".to_owned(), json!({ "text": text }));
            }
        }
        // A related place has one id; the first piece stands for a value that was broken.
        places.into_iter().take(1)
    });
    json!({
        "ruleId": finding.rule.code.to_string(),
        "ruleIndex": index_of(finding.rule),
        "kind": "fail",
        "level": level(finding.severity),
        "message": { "text": message },
        // All pieces of a value that was broken over lines: each of them would have to change.
        "locations": places(source, uri, &finding.origin, finding.subject, locale),
        "relatedLocations": related.collect::<Vec<_>>(),
        // The id says all that makes a finding the same one; hosts that compare runs read partialFingerprints alone.
        "fingerprints": { "jixiao/v1": id },
        "partialFingerprints": { "jixiao/v1": id },
        "properties": {
            "confidence": finding.confidence.as_str(),
            "project": finding.subject.project().map(|project| project + 1),
            "indicator": finding.subject.indicator().map(|index| index + 1),
            "suggestion": finding.suggestion,
        },
    })
}

/// What was made of a finding: an ignored one is suppressed. In one run either all results tell of it or none.
fn remarked(result: &mut Value, remark: Option<&Remark>) {
    let decision = remark.and_then(|remark| remark.decision);
    let note = remark.map_or("", |remark| remark.note.as_str());
    let ignored = json!({ "kind": "external", "status": "accepted", "justification": note });
    let is_ignored = decision == Some(Decision::Ignored);
    if let Some(result) = result.as_object_mut() {
        result.insert("suppressions".to_owned(), is_ignored.then_some(ignored).into_iter().collect());
        if let Some(properties) = result.get_mut("properties").and_then(Value::as_object_mut) {
            properties.insert("decision".to_owned(), decision.map(Decision::as_str).into());
            properties.insert("note".to_owned(), note.into());
        }
    }
}

/// A rule that could not be judged for one reason: SARIF calls that open. The places beyond the first are related ones.
fn open_result(source: &Source, uri: &str, all: &[&Undecided], locale: Locale) -> Option<Value> {
    let (first, others) = all.split_first()?;
    let values = [("title", first.rule.title.get(locale)), ("reason", strings::reason(first.reason).get(locale))];
    let mut text = words::COULD_NOT_JUDGE.fill(locale, &values);
    if !others.is_empty() {
        text.push_str(words::SEMICOLON.get(locale));
        text.push_str(&words::MORE_PLACES.fill(locale, &[("n", &all.len().to_string())]));
    }
    let at = |of: &Undecided| {
        let origin = of.origin.as_ref();
        origin.map(|origin| places(source, uri, origin, of.subject, locale)).unwrap_or_default()
    };
    let related: Vec<Value> = others.iter().take(report::MOST_OPEN_PLACES).flat_map(|of| at(of)).collect();
    Some(json!({
        "ruleId": first.rule.code.to_string(),
        "ruleIndex": index_of(first.rule),
        "kind": "open",
        "level": "none",
        "message": { "text": text },
        "locations": at(first),
        "relatedLocations": related,
        "properties": { "count": all.len() },
    }))
}

/// The pieces of an origin as locations.
fn places(source: &Source, uri: &str, origin: &Origin, subject: Subject, locale: Locale) -> Vec<Value> {
    let place = |span: Span| {
        let (start, end) = (source.position(span.start), source.position(span.end));
        json!({
            "physicalLocation": {
                "artifactLocation": { "uri": uri, "index": 0 },
                "region": {
                    "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
                    "snippet": { "text": source.slice(span) },
                },
            },
            "logicalLocations": [{ "fullyQualifiedName": strings::place(subject, locale) }],
        })
    };
    origin.spans().map(place).collect()
}

fn index_of(rule: &Rule) -> Option<usize> {
    RULES.iter().position(|other| *other == rule)
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// `adverse-high-target` → `AdverseHighTarget`, as SARIF writes names of rules.
fn pascal_case(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    });
    words.collect()
}

/// A file name as a URI: relative names stay relative, and every other character is written in per cent.
fn uri(name: &str) -> String {
    let name = match name {
        "" | "-" => "stdin",
        name => name.strip_prefix("./").unwrap_or(name),
    };
    let mut uri = String::from(if name.starts_with('/') { "file://" } else { "" });
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            b'\\' if cfg!(windows) => uri.push('/'),
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_become_uris() {
        for (name, shown) in [
            ("-", "stdin"),
            ("./a b.txt", "a%20b.txt"),
            ("表.txt", "%E8%A1%A8.txt"),
            ("/tmp/a.txt", "file:///tmp/a.txt"),
            ("javascript:x", "javascript%3Ax"),
        ] {
            assert_eq!(uri(name), shown);
        }
    }

    #[test]
    fn names_of_rules_are_written_in_pascal_case() {
        assert_eq!(pascal_case("adverse-high-target"), "AdverseHighTarget");
    }
}
