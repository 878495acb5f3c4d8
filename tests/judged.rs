//! Tables of other cities and sectors with planted flaws and near misses, judged by the catalogue before any rule saw them.

#[path = "support/places.rs"]
mod places;

use std::collections::BTreeSet;
use std::path::Path;

use jixiao::convert::text_of_file;
use jixiao::decode::decode;
use jixiao::{Settings, Source, analyze};
use places::{expected_place, place};

const FOLDER: &str = "tests/fixtures/judged";

/// A firm finding by rule and places; one that only explains another place counts with it.
type Judged = (String, BTreeSet<String>);

fn found(path: &Path) -> Vec<Judged> {
    let bytes = std::fs::read(path).expect("a table");
    let text = text_of_file(&bytes, |bytes| decode(bytes, None)).expect("a text").text;
    let analysis = analyze(&Source::new("", text), &Settings::default());
    let firm = analysis.findings.iter().filter(|finding| finding.confidence.as_str() == "firm");
    let judged = firm.filter(|finding| !finding.rule.is_reading_notice());
    judged.map(|finding| (finding.rule.name.to_owned(), place(finding))).collect()
}

/// What the list beside a table says: the firm findings, and all of them.
fn expected(path: &Path) -> (Vec<Judged>, Vec<Judged>) {
    let list = std::fs::read_to_string(path.with_extension("findings.tsv")).expect("the findings of a table");
    let fields = list.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    let all: Vec<(Judged, bool)> =
        fields.map(|fields| ((fields[1].to_owned(), expected_place(fields[0])), fields[3] == "firm")).collect();
    let firm = all.iter().filter(|(_, firm)| *firm).map(|(judged, _)| judged.clone()).collect();
    (firm, all.into_iter().map(|(judged, _)| judged).collect())
}

fn is_in(one: &Judged, others: &[Judged]) -> bool {
    others.iter().any(|other| other.0 == one.0 && !other.1.is_disjoint(&one.1))
}

#[test]
fn firm_findings_are_those_of_a_careful_reviewer() {
    let (mut right, mut said, mut wanted, mut heard) = (0, 0, 0, 0);
    let (mut surplus, mut missed) = (Vec::new(), Vec::new());
    for entry in std::fs::read_dir(FOLDER).expect("the tables") {
        let path = entry.expect("a file").path();
        if path.extension().is_some_and(|extension| extension == "tsv") {
            continue;
        }
        let found = found(&path);
        let (firm, all) = expected(&path);
        let name = path.display().to_string();
        // What the reviewer doubted and the program does not is no mistake of fact.
        let (good, bad): (Vec<_>, Vec<_>) = found.iter().partition(|finding| is_in(finding, &all));
        let (seen, unseen): (Vec<_>, Vec<_>) = firm.iter().partition(|judged| is_in(judged, &found));
        (right, said) = (right + good.len(), said + found.len());
        (heard, wanted) = (heard + seen.len(), wanted + firm.len());
        surplus.extend(bad.into_iter().map(|finding| format!("{name}: {finding:?}")));
        missed.extend(unseen.into_iter().map(|judged| format!("{name}: {judged:?}")));
    }
    assert!(wanted > 150, "the lists are not there");
    assert!(right * 1000 >= said * 995, "precision {right}/{said}: {surplus:#?}");
    assert!(heard * 1000 >= wanted * 965, "recall {heard}/{wanted}: {missed:#?}");
}
