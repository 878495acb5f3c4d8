//! Exports are read back by other programs' eyes: nothing is lost, nothing is read as markup or formula, nothing is claimed.

#[path = "support/review.rs"]
mod review;

use review::{HOSTILE, Reviewed, SAMPLE};

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use jixiao::report::export::{Format, Options};
use jixiao::report::triage::{Decision, Remark, Triage};
use jixiao::rules::{Confidence, RULES, Subject};
use jixiao::{Locale, Settings, report};

fn options() -> Options {
    Options { time: "2026-03-05 14:20".to_owned(), ..Options::default() }
}

/// The lines of the review table, without what stands below it.
fn records(csv: &[u8]) -> Vec<Vec<String>> {
    let bytes = csv.strip_prefix(b"\xef\xbb\xbf").expect("a BOM");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    let all = reader.records().map(|record| record.expect("as many cells as heads"));
    let all = all.map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>());
    all.take_while(|record| record.iter().any(|cell| !cell.is_empty())).collect()
}

#[test]
fn the_review_table_as_csv_holds_every_finding_in_its_row() {
    let reviewed = Reviewed::sample();
    let bytes = reviewed.export(Format::Csv, &options());
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    assert!(!text.replace("\r\n", "").contains('\r') && text.ends_with("\r\n"));
    let records = records(&bytes);
    let heads =
        ["单位名称", "项目名称", "类目", "审核点", "审核标准", "审核内容", "是否通过", "不通过指标清单", "原因"];
    assert_eq!(records[0][..9], heads);
    assert_eq!(records[0][9..], ["预警级别", "可信度", "修改建议", "规则编号", "原文位置", "审核时间"]);
    for finding in &reviewed.analysis.findings {
        let sentence = finding.sentence(Locale::Zh);
        let at = reviewed.source.position(finding.origin.start());
        let place = format!("第{}行第{}字", at.line, at.column);
        let is_row = |row: &&Vec<String>| {
            row[12] == finding.rule.code.to_string() && row[8].contains(&sentence) && row[13].contains(&place)
        };
        let row = records.iter().find(is_row).unwrap_or_else(|| panic!("{place}: {sentence}"));
        assert_eq!(row[6], if finding.rule.is_reading_notice() { "不适用" } else { "不通过" });
    }
    let adverse: Vec<_> = records.iter().filter(|row| row[12] == "C18" && row[6] == "不通过").collect();
    assert_eq!(adverse.len(), 2);
    assert_eq!(adverse[0][7], "3、系统重大故障事件率：100%");
    assert_eq!((adverse[0][9].as_str(), adverse[0][10].as_str()), ("高", "确定"));
    let verdicts = |verdict: &str| records.iter().filter(|row| row[6] == verdict).count();
    assert!(verdicts("通过") > 200);
    let failed = Options { only_failed: true, ..options() };
    let short = self::records(&reviewed.export(Format::Csv, &failed));
    assert_eq!(short.len(), 1 + verdicts("不通过") + verdicts("不适用"));
}

#[test]
fn what_was_decided_stands_beside_what_was_found() {
    let reviewed = Reviewed::sample();
    let ids = jixiao::report::fingerprint::finding_ids(&reviewed.source, &reviewed.analysis.findings);
    let adverse = reviewed.analysis.findings.iter().zip(&ids).find(|(of, _)| of.rule.code.to_string() == "C18");
    let (_, id) = adverse.expect("a failure rate of 100 %");
    let mut triage = Triage::default();
    triage.set(id, Remark { decision: Some(Decision::Verified), note: "已电话核实".to_owned() });
    let with = Options { triage, ..options() };
    let records = records(&reviewed.export(Format::Csv, &with));
    assert_eq!(records[0][15], "处理意见");
    let row = records.iter().find(|row| row[12] == "C18" && row[6] == "不通过").expect("its row");
    assert_eq!(row[15], "第10个项目·指标3：已核实 已电话核实");
    assert_eq!(records.iter().filter(|row| !row[15].is_empty()).count(), 2, "no other row, but the heads");
    assert_eq!(self::records(&reviewed.export(Format::Csv, &options()))[0].len(), 15, "else no export speaks of it");
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(reviewed.export(Format::Workbook, &with))).expect("a workbook");
    let sheet = workbook.worksheet_range("问题").expect("the findings");
    let holds = |row: &&[Data]| row.last() == Some(&Data::String("已核实 已电话核实".to_owned()));
    assert_eq!(sheet.rows().filter(holds).count(), 1);
}

#[test]
fn rows_stand_in_the_order_of_the_table_and_of_the_report() {
    let reviewed = Reviewed::sample();
    let records = records(&reviewed.export(Format::Csv, &options()));
    let position = |code: &str| RULES.iter().position(|rule| rule.code.to_string() == code).expect("a rule");
    let names: Vec<_> = reviewed.analysis.table.projects().map(|at| at.project.name.value().expect("a name")).collect();
    let place = |row: &[String]| {
        let project = names.iter().position(|name| **name == row[1]).map_or(0, |index| index + 2);
        (if row[1] == "（本单位）" { 1 } else { project }, position(&row[12]))
    };
    let places: Vec<_> = records[1..].iter().map(|row| place(row)).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn without_doubtful_findings_their_number_is_said() {
    let reviewed = Reviewed::sample();
    let firm = Options { only_firm: true, ..options() };
    let csv = reviewed.text(Format::Csv, &firm);
    let records = records(csv.as_bytes());
    assert!(records.iter().all(|row| row[10] != "存疑"));
    let doubtful = reviewed.analysis.findings.iter().filter(|of| of.confidence == Confidence::Doubtful).count();
    assert!(csv.contains(&format!("另有{doubtful}条存疑的问题按要求未列出")), "{csv}");
    let passed: Vec<_> = records.iter().filter(|row| row[6] == "通过" && row[8].contains("存疑未列出")).collect();
    assert!(!passed.is_empty(), "a row with nothing but doubtful findings says so");
}

#[test]
fn formulas_in_a_csv_are_text_and_numbers_are_numbers() {
    let hostile = Reviewed::of("", HOSTILE, &Settings::default());
    let bytes = hostile.export(Format::Csv, &options());
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.strip_prefix(b"\xef\xbb\xbf").expect("a BOM"));
    let cells: Vec<String> =
        reader.records().flat_map(|row| row.expect("a row").iter().map(str::to_owned).collect::<Vec<_>>()).collect();
    assert!(
        cells.iter().any(|cell| cell.starts_with("'=HYPERLINK")) && cells.iter().any(|cell| cell.starts_with("'@单位"))
    );
    let acts: Vec<_> = cells.iter().filter(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])).collect();
    assert_eq!(acts, ["-7.00"], "the total is a number and stays one");
}

fn workbook(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

fn sheet(bytes: &[u8], name: &str) -> Vec<Vec<Data>> {
    let range = workbook(bytes.to_vec()).worksheet_range(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    range.rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn the_workbook_holds_every_finding_and_numbers_are_numbers() {
    let reviewed = Reviewed::sample();
    let bytes = reviewed.export(Format::Workbook, &options());
    assert_eq!(workbook(bytes.clone()).sheet_names(), ["概览", "审核表", "项目", "指标", "问题"]);
    let findings = sheet(&bytes, "问题");
    let column = |rows: &[Vec<Data>], head: &str| {
        rows[0].iter().position(|cell| *cell == Data::String(head.to_owned())).unwrap_or_else(|| panic!("{head}"))
    };
    let reason = column(&findings, "原因");
    let listed: Vec<String> = findings[1..].iter().map(|row| row[reason].to_string()).collect();
    assert_eq!(listed, reviewed.sentences());
    let line = column(&findings, "行");
    assert!(findings[1..].iter().all(|row| matches!(row[line], Data::Float(_))));
    let projects = sheet(&bytes, "项目");
    let total = column(&projects, "总计");
    let cents = |cell: &Data| match cell {
        Data::Float(number) => (number * 100.0).round() as i64,
        other => panic!("{other:?} is no number"),
    };
    assert_eq!(projects[1..].iter().map(|row| cents(&row[total])).sum::<i64>(), 275_466);
    assert_eq!(sheet(&bytes, "指标").len(), 1 + 96);
    let table = sheet(&bytes, "审核表");
    let records = records(&reviewed.export(Format::Csv, &options()));
    assert_eq!(table.len(), records.len(), "the same rows as the CSV");
    for (row, record) in table.iter().zip(&records) {
        let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
        assert_eq!(cells, *record);
    }
}

#[test]
fn formulas_in_a_workbook_are_text() {
    let hostile = Reviewed::of("", HOSTILE, &Settings::default());
    let bytes = hostile.export(Format::Workbook, &options());
    let mut workbook = workbook(bytes.clone());
    for name in workbook.sheet_names() {
        let formulas = workbook.worksheet_formula(&name).expect("a sheet");
        assert!(formulas.used_cells().all(|(_, _, formula)| formula.is_empty()), "{name}");
    }
    let cells: Vec<String> = sheet(&bytes, "问题").concat().iter().map(ToString::to_string).collect();
    assert!(cells.iter().any(|cell| cell == "@单位<img src=x onerror=alert(1)>"), "text as it stands: {cells:?}");
}

/// What Markdown shows of text: the reverse of escaping.
fn shown(markdown: &str) -> String {
    let plain = markdown.replace("<br>", "\n").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    ["\\", "`", "*", "_", "[", "]", "|", "~"].iter().fold(plain, |text, mark| text.replace(&format!("\\{mark}"), mark))
}

#[test]
fn markdown_and_html_hold_every_finding() {
    let reviewed = Reviewed::sample();
    for (key, format) in Format::KEYS {
        if matches!(format, Format::Csv | Format::Workbook | Format::Sarif) {
            continue;
        }
        let text = reviewed.text(format, &options());
        let text = shown(&text).replace("&quot;", "\"").replace("&#39;", "'");
        for sentence in reviewed.sentences() {
            assert!(text.contains(&sentence), "{key}: {sentence}");
        }
        assert!(text.contains("辅助审核，不替代财政部门审核意见"), "{key}");
    }
}

#[test]
fn hostile_text_makes_no_markup() {
    let hostile = Reviewed::of("<b>.txt", HOSTILE, &Settings::default());
    for (key, format) in Format::KEYS {
        if matches!(format, Format::Csv | Format::Workbook | Format::Sarif) {
            continue;
        }
        let text = hostile.text(format, &options());
        let elements = ["<script", "<img", "<b>", "](javascript"];
        // In HTML the last is but words, and the report quotes the lines of the table.
        for element in elements.into_iter().filter(|of| key.ends_with("md") || of.starts_with('<')) {
            assert!(!text.replace(r"\](", "").contains(element), "{key}: {element}");
        }
        if key == "md" {
            let bars = |line: &str| line.replace(r"\|", "").matches('|').count();
            assert!(text.lines().filter(|line| line.starts_with('|')).all(|line| bars(line) == 16), "{text}");
        }
        if key.ends_with("html") {
            // Links within the report and the hatching of its bars are ours, and stay in the file.
            let text = text.replace("<a href=\"#project-", "").replace("url(#hatch-", "");
            let loads = ["<link", "<a ", "url(", "@import", "<object", "<form"];
            assert!(text.contains("default-src 'none'") && !loads.iter().any(|load| text.contains(load)), "{key}");
        }
    }
}

#[test]
fn no_grade_is_filled_in_and_what_cannot_be_judged_is_left_to_the_reviewer() {
    let reviewed = Reviewed::sample();
    let form = reviewed.text(Format::FormMarkdown, &options());
    let rows: Vec<&str> = form.lines().filter(|line| line.starts_with("| ") && !line.contains("---")).collect();
    let points: Vec<&&str> = rows.iter().filter(|row| !row.starts_with("| 审核内容 ")).collect();
    assert_eq!(points.len(), 15 * 8);
    assert!(points.iter().all(|row| row.ends_with("|  |")), "the mark is empty");
    for by_hand in ["目标相关性", "实现可能性", "条件充分性"] {
        let of: Vec<_> = points.iter().filter(|row| row.contains(by_hand)).collect();
        assert_eq!(of.len(), 15);
        assert!(of.iter().all(|row| row.ends_with("| 需人工审核 |  |")), "{by_hand}");
    }
    assert_eq!(
        form.matches("审核口径：财预〔2015〕88号（自动） · 停用的规则：无 · 启用的备选规则：无 · 调整的阈值：无")
            .count(),
        15
    );
    assert_eq!(form.matches("**综合评定等级（由审核人填写）**：\n").count(), 15);
    let key = Options { key_project: true, ..options() };
    assert!(reviewed.text(Format::FormHtml, &key).contains("（重点项目）"));
}

#[test]
fn every_opinion_has_its_five_parts_and_every_finding_stands_in_one() {
    let reviewed = Reviewed::sample();
    let opinion = reviewed.text(Format::OpinionMarkdown, &options());
    let sheets: Vec<&str> = opinion.split("\n---\n").collect();
    assert_eq!(sheets.len(), 1 + 15);
    for (project, sheet) in sheets[1..].iter().enumerate() {
        let headings: Vec<_> = sheet.lines().filter(|line| line.starts_with("## ")).collect();
        let first: String = headings.iter().filter_map(|heading| heading.chars().nth(3)).collect();
        assert_eq!(first, "一二三四五可", "the five parts, then what may be asked");
        let own = reviewed.analysis.findings.iter().filter(|of| of.subject.project() == Some(project));
        for finding in own.filter(|of| !of.rule.is_reading_notice()) {
            let sentence = finding.sentence(Locale::Zh);
            assert_eq!(shown(sheet).matches(&sentence).count(), 1, "project {project}: {sentence}");
        }
    }
    assert!(sheets[10].contains("第3项满意度指标：") || sheets[10].contains("第3项效益指标："), "{}", sheets[10]);
}

#[test]
fn what_was_changed_in_the_settings_stands_in_every_export() {
    let text = std::fs::read_to_string(SAMPLE).expect("the sample");
    let json = r#"{"guidance": "101", "disabled": ["C18"], "thresholds": {"indicators_min": 4}}"#;
    let reviewed = Reviewed::of(SAMPLE, &text, &report::settings::from_json(json).expect("settings"));
    for (key, format) in Format::KEYS {
        let text = match format {
            Format::Workbook => {
                let sheet = sheet(&reviewed.export(format, &options()), "概览");
                sheet.concat().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
            }
            _ => reviewed.text(format, &options()),
        };
        for said in ["财预〔2021〕101号（手动）", "C18 负向指标目标值过高或方向错误", "指标最少项数：4（默认3）"]
        {
            assert!(text.contains(said), "{key}: {said}");
        }
        for said in ["Jixiao 0.", "2026-03-05 14:20"] {
            assert!(text.contains(said), "{key}: {said}");
        }
    }
    let report = report::json::report(&reviewed.source, &reviewed.analysis, &Triage::default());
    assert_eq!(report["settings"]["thresholds"]["indicators_min"], "4");
    let plain = report::text::findings(&reviewed.source, &reviewed.analysis, Locale::Zh, false);
    assert!(plain.contains("停用的规则：C18 负向指标目标值过高或方向错误"), "{plain}");
}

#[test]
fn what_could_not_be_read_is_not_said_to_have_passed() {
    let unread = Reviewed::of("", "没有表格", &Settings::default());
    let records = records(&unread.export(Format::Csv, &options()));
    assert!(records.len() > 20 && records[1..].iter().all(|row| row[6] != "通过"));
    for format in [Format::FormMarkdown, Format::OpinionMarkdown] {
        let text = unread.text(format, &options());
        assert!(text.contains("任何规则都没有判断") && !text.contains("未发现问题"), "{text}");
    }
    // A project without indicators passes no rule about indicators.
    let hostile = Reviewed::of("", HOSTILE, &Settings::default());
    let records = self::records(&hostile.export(Format::Csv, &options()));
    let of: Vec<_> = records.iter().filter(|row| row[1].starts_with("'@单位") && row[12].starts_with('C')).collect();
    assert!(!of.is_empty() && of.iter().all(|row| row[6] == "无法判定" && row[8] == "没有读到指标"), "{of:?}");
}

/// A finding about the whole table stands for its projects: none of them may be said to have passed that rule.
#[test]
fn one_finding_for_all_projects_lets_none_of_them_pass() {
    let reviewed = Reviewed::sample();
    let records = records(&reviewed.export(Format::Csv, &options()));
    let about_all = reviewed.analysis.findings.iter().filter(|finding| finding.subject == Subject::Document);
    for finding in about_all {
        let code = finding.rule.code.to_string();
        assert!(records.iter().all(|row| row[12] != code || row[6] != "通过"), "{code}");
    }
}

fn fixtures() -> Vec<std::path::PathBuf> {
    let folders = ["list", "block", "unread"].map(|folder| format!("tests/fixtures/{folder}"));
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).expect("a folder").flatten());
    files.map(|file| file.path()).filter(|path| path.extension().is_some_and(|extension| extension == "txt")).collect()
}

#[test]
fn every_fixture_can_be_exported_and_no_finding_is_lost() {
    let fixtures = fixtures();
    assert!(fixtures.len() > 30);
    for path in fixtures {
        let text = std::fs::read_to_string(&path).expect("a fixture");
        let reviewed = Reviewed::of("", &text, &Settings::default());
        let records = records(&reviewed.export(Format::Csv, &options()));
        for finding in &reviewed.analysis.findings {
            let (code, sentence) = (finding.rule.code.to_string(), finding.sentence(Locale::Zh));
            let is_row = |row: &Vec<String>| row[12] == code && row[8].contains(&sentence);
            assert!(records.iter().any(is_row), "{}: {sentence}", path.display());
        }
        for locale in [Locale::Zh, Locale::En] {
            for (key, format) in Format::KEYS {
                assert!(!reviewed.export(format, &Options { locale, ..options() }).is_empty(), "{key}");
            }
        }
    }
}

#[test]
fn the_same_review_gives_the_same_bytes() {
    for (key, format) in Format::KEYS {
        let once = Reviewed::sample().export(format, &options());
        assert_eq!(once, Reviewed::sample().export(format, &options()), "{key}");
    }
}

#[test]
fn exports_speak_english() {
    let reviewed = Reviewed::sample();
    let english = Options { locale: Locale::En, ..options() };
    let records = records(&reviewed.export(Format::Csv, &english));
    assert_eq!(records[0][6], "Verdict");
    assert!(records.iter().any(|row| row[6] == "passed") && records.iter().any(|row| row[9] == "high"));
    let form = reviewed.text(Format::FormHtml, &english);
    assert!(form.contains("lang=\"en\"") && form.contains("To be judged by the reviewer"));
    assert!(reviewed.text(Format::OpinionMarkdown, &english).contains("## 3. Opinion on benefit indicators"));
}

#[test]
fn a_report_that_no_browser_would_open_says_what_it_leaves_out() {
    let sample = std::fs::read_to_string(SAMPLE).expect("the sample");
    let rows = sample.find("    广州市财政局2021年").expect("the first row");
    let many = Reviewed::of("many.txt", &format!("{sample}{}", sample[rows..].repeat(49)), &Settings::default());
    let all = many.analysis.findings.len();
    assert!(all > 5_000);
    let text = many.text(Format::ReportHtml, &options());
    assert_eq!(text.matches(r#"<div class="finding">"#).count(), 5_000);
    assert!(text.contains(&format!("共{all}个问题。这里依次逐条写出5000个")));
    let counts =
        text.split("还有").skip(1).filter_map(|rest| rest.split_once("个问题，没有在此写出")?.0.parse::<usize>().ok());
    assert_eq!(counts.sum::<usize>(), all - 5_000);
    assert!(text.contains(r#"id="project-750""#), "every project is there to be linked to");
    assert!(!Reviewed::sample().text(Format::ReportHtml, &options()).contains("没有在此写出"));
}
