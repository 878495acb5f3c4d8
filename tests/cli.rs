//! The command line as a user types it: arguments, exit codes, text and JSON.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use jixiao::report::export::Format;
use serde_json::Value;

const SAMPLE: &str = "tests/fixtures/list/guangzhou_2023.txt";

fn jixiao(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jixiao"));
    command.args(args).env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("LANG");
    command.env("SOURCE_DATE_EPOCH", "1772691600");
    command
}

fn run(args: &[&str]) -> Output {
    jixiao(args).stdin(Stdio::null()).output().expect("the program starts")
}

fn fed(args: &[&str], bytes: &[u8]) -> Output {
    let mut child = jixiao(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(bytes).expect("it reads");
    child.wait_with_output().expect("it ends")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn json(output: &Output) -> Value {
    let text = out(output);
    assert!(text.ends_with("}\n") || text.ends_with("]\n"), "one trailing newline");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn parse_prints_the_table_as_json() {
    let output = run(&["parse", SAMPLE, "--format", "json"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let document = json(&output);
    assert_eq!(document["schema"], "jixiao.table/1");
    assert_eq!(document["layout"], "project-per-row");
    assert_eq!(document["source"]["encoding"], "utf-8");
    assert_eq!(document["total"]["total"], "2754.66");
    assert_eq!(document["units"][0]["projects"][9]["indicators"][2]["target"]["number"], "100");
    assert_eq!(document["coverage"]["claimed"], 4735);
    assert_eq!(document["budget_year"], Value::Null);
    assert_eq!(document["inferred"][0]["value"], "2023");
    let text = std::fs::read_to_string(SAMPLE).expect("the sample");
    let spans = document["units"][0]["projects"][7]["spans"]["name"].as_array().expect("spans");
    let piece = |span: &Value| {
        &text[span[0].as_u64().expect("a number") as usize..span[1].as_u64().expect("a number") as usize]
    };
    let pieces: Vec<&str> = spans.iter().map(piece).collect();
    assert_eq!(pieces, ["广州市财政局2022年财政投", "资评审全过程动态跟踪信息系统", "升级改造项目"]);
}

#[test]
fn check_prints_the_report_as_json_and_exits_with_1() {
    let output = run(&["check", SAMPLE, "--format", "json"]);
    assert_eq!(code(&output), 1);
    let document = json(&output);
    assert_eq!(document["schema"], "jixiao.report/1");
    assert_eq!(document["profile"], "88");
    let findings = document["findings"].as_array().expect("findings");
    let adverse: Vec<_> = findings.iter().filter(|finding| finding["code"] == "C18").collect();
    assert_eq!(adverse.len(), 2);
    assert_eq!((&adverse[0]["project"], &adverse[0]["indicator"]), (&Value::from(10), &Value::from(3)));
    assert_eq!(adverse[0]["line"], 267);
    assert!(adverse[0]["message"]["en"].as_str().is_some_and(|text| text.contains("系统重大故障事件率")));
    let mut ids: Vec<_> = findings.iter().map(|finding| finding["id"].as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), findings.len(), "ids are unique");
}

#[test]
fn ids_of_findings_survive_blank_lines() {
    let text = std::fs::read_to_string(SAMPLE).expect("the sample");
    let ids = |text: &str| -> Vec<String> {
        let document = json(&fed(&["check", "-", "--format", "json"], text.as_bytes()));
        document["findings"].as_array().expect("findings").iter().map(|finding| finding["id"].to_string()).collect()
    };
    assert_eq!(ids(&text), ids(&format!("{}{text}", "\n".repeat(10))));
}

#[test]
fn check_speaks_both_languages() {
    let zh = out(&run(&["check", SAMPLE, "--lang", "zh"]));
    let en = out(&run(&["check", SAMPLE, "--lang", "en"]));
    assert!(zh.contains("严重 C18 第10个项目·指标3：") && zh.contains("辅助审核，不替代财政部门审核意见"), "{zh}");
    assert!(en.contains("severe C18 project 10, indicator 3: "), "{en}");
    let all = out(&run(&["check", SAMPLE, "--all"]));
    assert!(all.contains("(存疑)") && !zh.contains("(存疑)"));
}

#[test]
fn a_change_of_profile_changes_the_findings() {
    let count = |args: &[&str]| {
        out(&run(&[&["check", SAMPLE, "--all"], args].concat())).lines().filter(|line| line.contains(" C18 ")).count()
    };
    assert_eq!(count(&[]), 2);
    assert_eq!(count(&["--disable", "C18"]), 0);
    assert_eq!(count(&["--disable", "adverse-high-target"]), 0);
    assert!(count(&["--threshold", "adverse_ceiling=5"]) > 2, "an upper bound of 5% is then no bound");
    assert_eq!(code(&run(&["check", SAMPLE, "--fail-on", "never"])), 0);
}

#[test]
fn every_encoding_is_read_alike() {
    let text = std::fs::read_to_string(SAMPLE).expect("the sample");
    let plain = json(&fed(&["parse", "-", "--format", "json"], text.as_bytes()))["units"].clone();
    let (gb18030, _, _) = encoding_rs::GB18030.encode(&text);
    let utf16: Vec<u8> = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (name, bytes) in
        [("gb18030", gb18030.to_vec()), ("utf-16le", utf16), ("utf-8", format!("\u{feff}{text}").into_bytes())]
    {
        let document = json(&fed(&["parse", "-", "--format", "json"], &bytes));
        assert_eq!(document["source"]["encoding"], name);
        assert_eq!(document["units"], plain, "{name}");
    }
    let forced = json(&fed(&["parse", "-", "--format", "json", "--encoding", "gb18030"], &gb18030));
    assert_eq!(forced["units"], plain);
}

#[test]
fn several_files_are_one_array() {
    let output = run(&["parse", SAMPLE, "tests/fixtures/list/clean.txt", "--format", "json"]);
    assert_eq!(code(&output), 0);
    assert_eq!(json(&output).as_array().map(Vec::len), Some(2));
}

#[test]
fn what_cannot_be_read_is_said_in_one_line() {
    let bad: [(&[&str], &[u8], &str); 7] = [
        (&["parse", "-"], b"", "未能识别"),
        (&["parse", "-", "--lang", "en"], "没有表格".as_bytes(), "not recognised"),
        (&["check", "-"], b"\x89PNG\r\n\x1a\n\0\0", "图片"),
        (&["check", "-", "--lang", "en"], b"%PDF-1.7\n", "PDF reader"),
        (&["check", "no/such/file"], b"", "no/such/file"),
        (&["check", "-", "--threshold", "nonsense=1"], b"", "nonsense"),
        (&["publish"], b"", "publish"),
    ];
    for (args, bytes, says) in bad {
        let output = fed(args, bytes);
        assert_eq!(code(&output), 2, "{args:?}");
        let message = err(&output);
        assert!(message.contains(says) && message.lines().count() == 1, "{args:?}: {message}");
    }
}

#[test]
fn help_and_version_are_there() {
    assert!(out(&run(&["--help"])).contains("jixiao check"));
    assert!(out(&run(&["--lang", "en", "--help"])).contains("Exit status"));
    assert!(out(&run(&["--version"])).starts_with("jixiao "));
}

#[test]
fn the_command_line_writes_every_format_to_output_or_file() {
    let folder = std::env::temp_dir().join(format!("jixiao-export-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    for (key, _) in Format::KEYS {
        let file = folder.join(key);
        let file = file.to_str().expect("UTF-8");
        let to_file = run(&["check", SAMPLE, "--format", key, "--output", file]);
        assert_eq!((code(&to_file), to_file.stdout.len()), (1, 0), "{key}");
        let to_output = run(&["check", SAMPLE, "--format", key]);
        assert_eq!(code(&to_output), 1);
        assert_eq!(std::fs::read(file).expect("the file"), to_output.stdout, "{key}");
    }
    let settings = folder.join("settings.json");
    std::fs::write(&settings, r#"{"disabled": ["C18"], "thresholds": {"indicators_min": 4}}"#).expect("a file");
    let settings = settings.to_str().expect("UTF-8");
    let with = run(&["check", SAMPLE, "--format", "json", "--threshold", "indicators_min=2", "--settings", settings]);
    let report: Value = serde_json::from_slice(&with.stdout).expect("JSON");
    assert_eq!(report["settings"]["disabled"][0], "C18");
    assert_eq!(report["settings"]["thresholds"]["indicators_min"], "2", "an option goes before the file");
    let never = run(&["check", SAMPLE, "--format", "csv", "--fail-on", "never"]);
    assert_eq!(code(&never), 0);
    std::fs::write(folder.join("bad.json"), r#"{"disabled": ["Z99"]}"#).expect("a file");
    let bad = folder.join("bad.json");
    let copy = folder.join("copy.txt");
    std::fs::copy(SAMPLE, &copy).expect("a copy");
    let copy = copy.to_str().expect("UTF-8");
    for args in [
        vec!["check", SAMPLE, "--settings", bad.to_str().expect("UTF-8")],
        vec!["check", SAMPLE, "--settings", "no/such/file"],
        vec!["check", SAMPLE, "--format", "docx"],
        vec!["parse", SAMPLE, "--format", "csv"],
        vec!["check", copy, "--format", "csv", "--output", copy],
        vec!["check", SAMPLE, "--format", "csv", "--output", "no/such/folder/file.csv"],
        vec!["check", "no/such/file", "--format", "csv"],
    ] {
        let output = run(&args);
        assert_eq!((code(&output), output.stdout.len()), (2, 0), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr).lines().count(), 1, "{args:?}");
    }
    assert_eq!(
        std::fs::read(copy).expect("the copy"),
        std::fs::read(SAMPLE).expect("the sample"),
        "what is read stays"
    );
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}

#[test]
fn several_files_stand_in_one_export() {
    let second = "tests/fixtures/list/clean.txt";
    let output = run(&["check", SAMPLE, second, "no/such/file", "--format", "csv"]);
    assert_eq!(code(&output), 2, "one of them could not be read");
    let table = out(&output);
    assert!(table.contains("\r\n广州市预算评审保障中心,") && table.contains("\r\n某市评审中心,"), "{table}");
    let output = run(&["check", SAMPLE, second, "--format", "sarif"]);
    let log: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(log["runs"].as_array().map(Vec::len), Some(2));
}

#[test]
fn what_was_decided_in_an_earlier_report_is_kept() {
    let mut report = json(&run(&["check", SAMPLE, "--format", "json"]));
    let findings = report["findings"].as_array_mut().expect("findings");
    for finding in findings.iter_mut().filter(|finding| finding["severity"] == "error") {
        finding["triage"] = serde_json::json!({ "decision": "ignored", "note": "另行说明" });
    }
    let file = std::env::temp_dir().join(format!("jixiao-triage-{}.json", std::process::id()));
    std::fs::write(&file, report.to_string()).expect("a file");
    let name = file.to_str().expect("a name");
    let errors = ["check", SAMPLE, "--format", "json", "--fail-on", "error"];
    assert_eq!(code(&run(&errors)), 1);
    let again = run(&[&errors[..], &["--triage", name]].concat());
    assert_eq!(code(&again), 0, "what was ignored fails no check");
    let again = json(&again);
    assert_eq!(again["counts"], report["counts"], "but is told");
    let kept = again["findings"].as_array().expect("findings").iter().filter(|of| of["triage"]["note"] == "另行说明");
    assert_eq!(kept.count(), 6);
    std::fs::write(&file, "[]1").expect("a file");
    assert_eq!(code(&run(&["check", SAMPLE, "--triage", name])), 2);
    std::fs::remove_file(&file).expect("it was there");
}
