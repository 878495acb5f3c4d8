//! What a compiler cannot see: the README's tree is true, the core knows no browser, files stay short.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders whose files are listed as one line in the README, because their names tell it all.
const FOLDERS: &[&str] = &["src/rules/pages", "tests/fixtures", "tests/e2e", "scripts/fresh", "docs"];

/// Data and sentences may be long.
const LONG: &[&str] = &["src/lexicon.rs", "src/vocabulary/words.rs", "src/strings.rs"];

fn files() -> Vec<String> {
    let output =
        std::process::Command::new("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]).output();
    let listed = output
        .ok()
        .filter(|output| output.status.success())
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let files: Vec<String> = listed
        .expect("git lists the files")
        .lines()
        .filter(|file| Path::new(file).exists())
        .map(str::to_owned)
        .collect();
    assert!(files.len() > 40, "git lists hardly any file");
    files
}

fn text(file: &str) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn rust_files() -> Vec<String> {
    files().into_iter().filter(|file| Path::new(file).extension().is_some_and(|extension| extension == "rs")).collect()
}

/// A file without comments and without the tests at its end.
fn code(file: &str) -> String {
    let text = text(file);
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| line.split(" // ").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The paths that the README's tree lists, by indentation.
fn tree() -> BTreeSet<String> {
    let readme = text("README.md");
    let block = readme
        .split("```text\n")
        .find_map(|part| part.starts_with("Cargo.toml").then(|| part.split("```").next()))
        .flatten();
    let mut folders: Vec<(usize, String)> = Vec::new();
    let mut paths = BTreeSet::new();
    for line in block.expect("the README has a tree").lines() {
        let Some(name) = line.split_whitespace().next() else {
            continue;
        };
        let indent = line.len() - line.trim_start().len();
        while folders.last().is_some_and(|(of, _)| *of >= indent) {
            folders.pop();
        }
        let path = format!("{}{name}", folders.last().map_or("", |(_, folder)| folder));
        if name.ends_with('/') {
            folders.push((indent, path.clone()));
        }
        paths.insert(path);
    }
    paths
}

#[test]
fn the_tree_in_the_readme_is_true() {
    let tree = tree();
    let mut expected = BTreeSet::new();
    for file in files() {
        let folder = FOLDERS.iter().find(|folder| file.starts_with(&format!("{folder}/")));
        let mut path = PathBuf::from(&file);
        expected.insert(folder.map_or(file, |folder| format!("{folder}/")));
        while path.pop() && path.parent().is_some() {
            let folder = format!("{}/", path.display());
            if !FOLDERS
                .iter()
                .any(|listed| folder.starts_with(&format!("{listed}/")) && folder.len() > listed.len() + 1)
            {
                expected.insert(folder);
            }
        }
    }
    let missing: Vec<_> =
        expected.difference(&tree).filter(|path| !path.starts_with('.') || path.starts_with(".ci")).collect();
    let gone: Vec<_> = tree.difference(&expected).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "not in the tree: {missing:?}\nin the tree, but not there: {gone:?}"
    );
}

#[test]
fn every_module_says_what_it_is_for() {
    for file in rust_files() {
        assert!(text(&file).starts_with("//! "), "{file} does not begin with a sentence");
    }
}

#[test]
fn no_file_is_long_without_a_reason() {
    for file in files() {
        let code = ["rs", "css", "mjs", "js", "sh"].iter().any(|extension| file.ends_with(&format!(".{extension}")));
        let lines = if code { text(&file).lines().count() } else { 0 };
        assert!(lines <= 400 || LONG.contains(&file.as_str()), "{file} has {lines} lines");
    }
}

#[test]
fn the_core_knows_no_browser() {
    for file in rust_files().iter().filter(|file| {
        file.starts_with("src/")
            && !file.starts_with("src/app/")
            && *file != "src/bin/app.rs"
            && *file != "src/bin/annex.rs"
    }) {
        for word in ["web_sys", "js_sys", "wasm_bindgen"] {
            assert!(!code(file).contains(word), "{file} names {word}");
        }
    }
}

#[test]
fn imports_point_one_way() {
    let rules: [(&str, &[&str]); 3] = [
        ("src/parse/", &["crate::rules", "crate::report", "crate::app"]),
        ("src/rules/", &["crate::report", "crate::app", "crate::parse"]),
        ("src/report/", &["crate::app"]),
    ];
    for file in rust_files() {
        for (folder, refused) in rules {
            let refused = refused.iter().find(|path| file.starts_with(folder) && code(&file).contains(**path));
            assert!(refused.is_none(), "{file} uses {refused:?}");
        }
    }
}

/// Chinese belongs into labels, word lists, sentences and pages; the readers and rules name none in their code.
#[test]
fn chinese_stands_only_where_it_belongs() {
    let may: &[&str] = &[
        "src/lexicon.rs",
        "src/strings.rs",
        "src/target.rs",
        "src/amount.rs",
        "src/decode.rs",
        "src/grid/mod.rs",
        "src/grid/pipes.rs",
        "src/usage.rs",
    ];
    let folders = ["src/rules/", "src/parse/", "src/bin/", "src/report/", "src/vocabulary/"];
    for file in rust_files() {
        let allowed = may.contains(&file.as_str()) || folders.iter().any(|folder| file.starts_with(folder));
        if !file.starts_with("src/") || allowed {
            continue;
        }
        let line = code(&file)
            .lines()
            .find(|line| line.chars().any(|ch| ('\u{4e00}'..='\u{9fff}').contains(&ch)))
            .map(str::to_owned);
        assert!(line.is_none(), "{file} holds Chinese: {line:?}");
    }
}

#[test]
fn the_page_is_built_of_text_nodes_and_classes() {
    for file in rust_files().iter().filter(|file| file.starts_with("src/app/")) {
        for word in ["inner_html", "set_inner_html", "insert_adjacent_html", " style=\""] {
            assert!(!code(file).contains(word), "{file} uses {word}: the content policy and hostile text forbid it");
        }
    }
}

#[test]
fn literal_colours_stand_in_the_tokens_alone() {
    for file in files().iter().filter(|file| file.starts_with("style/") && *file != "style/tokens.css") {
        let text = text(file);
        let colour = text.split([' ', ':', ';', '(', ',', '\n']).find(|word| {
            word.strip_prefix('#')
                .is_some_and(|hex| matches!(hex.len(), 3 | 4 | 6 | 8) && hex.chars().all(|ch| ch.is_ascii_hexdigit()))
                || word.starts_with("rgb")
        });
        assert!(colour.is_none(), "{file} has the colour {colour:?}");
    }
}
