//! What must hold of every text and its reading, and the texts of all fixtures.
#![allow(unreachable_pub, missing_docs, reason = "part of test programs")]

use jixiao::model::Table;
use jixiao::parse::fold::{fold_char, is_invisible};
use jixiao::parse::parse;
use jixiao::{Source, Span};

use crate::support::{cells, claimed_spans};

pub fn fixtures() -> Vec<(String, Source)> {
    let mut sources = Vec::new();
    let mut folders = vec![std::path::PathBuf::from("tests/fixtures")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the fixtures' folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "txt") {
                let text = std::fs::read_to_string(&path).expect("fixtures are UTF-8");
                sources.push((path.display().to_string(), Source::new("", text)));
            }
        }
    }
    assert!(!sources.is_empty(), "no fixtures were found");
    sources
}

fn plain(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_whitespace()).filter_map(fold_char).collect()
}

/// Text at a cell's origin, folded and without white space, equals the cell's value. A unit printed before its number stands
/// behind it in the value.
fn assert_spans_are_exact(name: &str, source: &Source, table: &Table) {
    for (value, origin) in cells(table) {
        let quote = plain(&source.quote(&origin));
        let unit = plain(source.slice(origin.first));
        let unit_last = quote.strip_prefix(&unit).map(|rest| rest.to_owned() + &unit);
        if origin.spans().count() == 1 || unit_last.as_ref() != Some(&plain(&value)) {
            assert_eq!(quote, plain(&value), "{name}");
        }
        let mut last = 0;
        for span in origin.spans() {
            assert!(span.start >= last && span.end > span.start, "{name}: spans rise and hold something");
            assert!(!source.slice(span).contains('\n'), "{name}: a piece stays on its line");
            last = span.end;
        }
    }
    for at in table.projects() {
        for fund in jixiao::model::Fund::ALL {
            let Some((amount, origin)) = at.project.amounts.get(fund).read() else {
                continue;
            };
            assert_eq!(plain(&source.quote(origin)).replace(',', ""), amount.number.to_string(), "{name}");
        }
    }
}

/// Every character that is not white space is claimed or unclaimed, and never both.
fn assert_nothing_is_lost(name: &str, source: &Source, table: &Table) {
    let mut owners = vec![0_u8; source.text().len()];
    let mut mark = |span: Span, bit: u8| {
        for owner in &mut owners[span.start as usize..span.end as usize] {
            *owner |= bit;
        }
    };
    for span in claimed_spans(table) {
        mark(span, 1);
    }
    for span in &table.unclaimed {
        mark(*span, 2);
    }
    let (mut ink, mut unclaimed) = (0, 0);
    for (at, ch) in source.text().char_indices().filter(|(_, ch)| !ch.is_whitespace() && !is_invisible(*ch)) {
        assert!(matches!(owners[at], 1 | 2), "{name}: '{ch}' at byte {at} has owners {}", owners[at]);
        ink += 1;
        unclaimed += u32::from(owners[at] == 2);
    }
    assert_eq!((table.ink, table.unclaimed_ink), (ink, unclaimed), "{name}");
}

/// Both laws, of one reading.
pub fn assert_sound(name: &str, source: &Source) -> Table {
    let table = parse(source);
    assert_spans_are_exact(name, source, &table);
    assert_nothing_is_lost(name, source, &table);
    table
}
