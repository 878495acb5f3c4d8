//! Every fixture: read it and compare with its neighbour. `UPDATE_EXPECT=1 cargo test --test parse` writes the neighbours
//! anew; the difference is to be reviewed like code.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use jixiao::amount::Amount;
use jixiao::model::{Amounts, Cell, Fund, Inference};
use jixiao::target::Target;
use jixiao::{Analysis, Locale, Origin, Settings, Source, analyze};

fn fixtures() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from("tests/fixtures")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the fixtures' folder").flatten() {
            let path = entry.path();
            if path.ends_with("corpus") || path.ends_with("judged") {
                // Whole tables are scored (tests/corpus.rs, tests/judged.rs).
            } else if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "txt") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_fixture_is_read_as_its_neighbour_says() {
    let fixtures = fixtures();
    assert!(fixtures.len() > 20, "only {} fixtures were found", fixtures.len());
    for path in fixtures {
        // The sample has a truth of its own (tests/truth.rs).
        if path.with_extension("truth.json").exists() {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("fixtures are UTF-8");
        let source = Source::new("", text);
        let analysis = analyze(&source, &Settings::default());
        expect_file![absolute(&path.with_extension("expected"))].assert_eq(&dump(&source, &analysis));
    }
}

fn absolute(path: &Path) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Everything that was read, with line:column of every piece.
fn dump(source: &Source, analysis: &Analysis) -> String {
    let table = &analysis.table;
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    line(format!("layout {:?}, {} of {} characters claimed", table.layout, table.ink - table.unclaimed_ink, table.ink));
    line(format!("title {}", cell(source, &table.title)));
    line(format!("department {}", cell(source, &table.department)));
    line(format!("year {}, unit {}", cell(source, &table.budget_year), cell(source, &table.money_unit)));
    line(format!("total {}", amounts(source, &table.total)));
    for unit in &table.units {
        line(format!("unit {} {}", cell(source, &unit.name), amounts(source, &unit.amounts)));
        for project in &unit.projects {
            line(format!("  project {} {}", cell(source, &project.name), amounts(source, &project.amounts)));
            line(format!("    objective {}", cell(source, &project.objective)));
            if project.execution.is_some() {
                let of = project.execution();
                let (original, actual) = (money(source, &of.original_budget), money(source, &of.actual));
                let (rate, score) = (cell(source, &of.execution_rate), cell(source, &of.score));
                let total = cell(source, &of.total_score);
                line(format!(
                    "    execution {original} | {actual} | rate {rate} | score {score} | total score {total}"
                ));
            }
            for (mark, set) in [("", &project.indicators), ("mid-term ", &project.mid_term)] {
                for indicator in set {
                    let (ordinal, category) = (cell(source, &indicator.ordinal), cell(source, &indicator.category));
                    let target = target(source, &indicator.target);
                    line(format!("    {mark}{ordinal} {category} {} = {target}", cell(source, &indicator.name)));
                    let beside = [cell(source, &indicator.weight), cell(source, &indicator.attainment().score)];
                    if indicator.attainment().actual.origin().is_some() || beside.iter().any(|value| value != "–") {
                        let [weight, score] = beside;
                        let actual = indicator.attainment().actual.value().map_or("–", |actual| actual.text.as_str());
                        line(format!("      weight {weight}, actual {actual}, score {score}"));
                    }
                }
            }
        }
    }
    for inference in &table.inferred {
        line(match inference {
            Inference::BudgetYear { year, places } => {
                format!("inferred year {year} from {} places", places.len())
            }
            Inference::MoneyUnit { unit } => format!("inferred unit {unit:?}"),
        });
    }
    for repair in &table.repairs {
        line(format!("repair {} {} {}", repair.kind.as_str(), repair.read_as, places(source, &repair.origin)));
    }
    for span in &table.unclaimed {
        line(format!("unclaimed {} {}", source.slice(*span), places(source, &Origin::from(*span))));
    }
    for finding in &analysis.findings {
        let (severity, confidence) = (finding.severity.as_str(), finding.confidence.as_str());
        let text = finding.sentence(Locale::Zh);
        line(format!("{} {severity} {confidence} {} {text}", finding.rule.code, places(source, &finding.origin)));
    }
    out
}

fn places(source: &Source, origin: &Origin) -> String {
    let mut text = String::from("@");
    for (index, span) in origin.spans().enumerate() {
        let at = source.position(span.start);
        let _ = write!(
            text,
            "{}{}:{}+{}",
            if index > 0 { "," } else { "" },
            at.line,
            at.column,
            source.slice(span).chars().count()
        );
    }
    text
}

fn cell<T: std::fmt::Debug>(source: &Source, cell: &Cell<T>) -> String {
    match cell {
        Cell::Absent => "–".to_owned(),
        Cell::Blank(origin) => format!("blank{}", places(source, origin)),
        Cell::Unreadable(origin) => format!("unreadable{}", places(source, origin)),
        Cell::Read { value, origin } => format!("{value:?}{}", places(source, origin)),
    }
}

fn amounts(source: &Source, amounts: &Amounts) -> String {
    let shown = Fund::ALL
        .into_iter()
        .filter(|fund| Fund::USUAL.contains(fund) || amounts.get(*fund).origin().is_some())
        .map(|fund| money(source, amounts.get(fund)));
    shown.collect::<Vec<_>>().join(" | ")
}

fn money(source: &Source, amount: &Cell<Amount>) -> String {
    match amount {
        Cell::Read { value, origin } => format!("{}{}", value.number, places(source, origin)),
        other => cell(source, other),
    }
}

fn target(source: &Source, target: &Cell<Target>) -> String {
    match target {
        Cell::Read { value, origin } => format!("{} {:?} {}", value.text, value.reading, places(source, origin)),
        other => format!("{other:?}"),
    }
}
