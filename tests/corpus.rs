//! Whole tables as tools damage them, with their truth: the score of every file, field by field, and the floor it may not
//! fall below.
//!
//! `cargo test --test corpus -- --nocapture` prints the scores; floors stand in `fixtures/corpus/floors.tsv`, and a change
//! may raise but not lower them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jixiao::report::json::{SourceInfo, table};
use jixiao::{Settings, Source, analyze};
use serde_json::Value;

const FOLDER: &str = "tests/fixtures/corpus";

/// How often each field holds each value. A project is told by its name, an indicator by its own.
fn fields(document: &Value) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for key in ["title", "department", "money_unit", "budget_year"] {
        count(&mut found, key, &document[key]);
    }
    amounts(&mut found, "total", &document["total"]);
    for unit in document["units"].as_array().into_iter().flatten() {
        count(&mut found, "unit", &unit["name"]);
        amounts(&mut found, "unit", &unit["amounts"]);
        for project in unit["projects"].as_array().into_iter().flatten() {
            let name = plain(&project["name"]).unwrap_or_default();
            count(&mut found, "project", &project["name"]);
            count(&mut found, &format!("objective of {name}"), &project["objective"]);
            amounts(&mut found, &name, &project["amounts"]);
            for of in project["indicators"].as_array().into_iter().flatten() {
                let own = format!("{name} {}", plain(&of["name"]).unwrap_or_default());
                for key in ["ordinal", "category", "subcategory", "name", "target", "weight"] {
                    count(&mut found, &format!("{own} {key}"), &of[key]);
                }
            }
        }
    }
    found
}

fn amounts(found: &mut BTreeMap<String, usize>, of: &str, amounts: &Value) {
    for key in ["total", "fiscal_appropriation", "special_account", "other"] {
        count(found, &format!("{of} {key}"), &amounts[key]);
    }
}

fn count(found: &mut BTreeMap<String, usize>, field: &str, value: &Value) {
    if let Some(value) = plain(value) {
        *found.entry(format!("{field} = {value}")).or_default() += 1;
    }
}

/// A value without white space and with one way to write operators; nothing for null.
fn plain(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::Object(map) => return plain(map.get("text")?),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let text: String = text.chars().filter(|ch| !ch.is_whitespace()).collect();
    let text = text.replace(">=", "≥").replace("<=", "≤");
    Some(text.trim_start_matches('=').to_owned())
}

/// Twice the common fields in thousandths of all: F1.
fn score(truth: &BTreeMap<String, usize>, read: &BTreeMap<String, usize>) -> usize {
    let common: usize = truth.iter().map(|(field, count)| *count.min(read.get(field).unwrap_or(&0))).sum();
    let all = truth.values().sum::<usize>() + read.values().sum::<usize>();
    (2000 * common).checked_div(all).unwrap_or(0)
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).expect("a truth beside the text")).expect("JSON")
}

#[test]
#[expect(clippy::print_stdout, reason = "the scores are to be seen (--nocapture)")]
fn no_file_is_read_worse_than_its_floor() {
    let floors = std::fs::read_to_string(format!("{FOLDER}/floors.tsv")).expect("the floors");
    let mut floors: BTreeMap<String, usize> = floors
        .lines()
        .filter_map(|line| Some((line.split_once('\t')?.0.to_owned(), line.split_once('\t')?.1.parse().ok()?)))
        .collect();
    let mut texts: Vec<PathBuf> =
        std::fs::read_dir(FOLDER).expect("the corpus").flatten().map(|entry| entry.path()).collect();
    texts.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    texts.sort();
    let mut low = Vec::new();
    for path in &texts {
        let file = path.file_name().expect("a file").to_string_lossy().into_owned();
        let (stem, _) = file.split_once('.').expect("<table>.<damage>.txt");
        let source = Source::new(file.as_str(), std::fs::read_to_string(path).expect("UTF-8"));
        let read = analyze(&source, &Settings::default()).table;
        let info =
            SourceInfo { name: String::new(), encoding: "utf-8".to_owned(), media_type: "text/plain".to_owned() };
        let read = table(&source, &read, &info);
        let score = score(&fields(&json(&Path::new(FOLDER).join(format!("{stem}.truth.json")))), &fields(&read));
        println!("{score:>5}  {file}");
        let floor = floors.remove(&file);
        if floor.is_none_or(|floor| score < floor) {
            low.push(format!("{file}: {score} of 1000, floor {floor:?}"));
        }
    }
    assert!(low.is_empty(), "{}", low.join("\n"));
    assert!(floors.is_empty(), "floors of files that are not there: {floors:?}");
}

#[test]
fn a_wrong_value_lowers_the_score_and_the_same_table_has_all() {
    let truth = json(&Path::new(FOLDER).join("list.truth.json"));
    let all = fields(&truth);
    assert_eq!(score(&all, &all), 1000);
    let mut wrong = truth;
    wrong["units"][0]["projects"][0]["objective"] = Value::from("另一个目标。");
    assert!((900..1000).contains(&score(&all, &fields(&wrong))));
}
