//! Flaws planted into the Guangzhou sample, and changes that are none: what each adds to the firm findings of groups A and B.

#[path = "support/places.rs"]
mod places;

use std::collections::BTreeSet;

use jixiao::rules::{Confidence, Finding};
use jixiao::{Settings, Source, analyze};
use places::name;

const SAMPLE: &str = include_str!("fixtures/list/guangzhou_2023.txt");

/// Place, rule and severity of every firm finding of groups A and B, and of R56.
fn found(text: &str) -> BTreeSet<String> {
    let firm = |finding: &&Finding| finding.confidence == Confidence::Firm;
    let ours = |finding: &&Finding| {
        matches!(finding.rule.code.group(), 'A' | 'B') || finding.rule.name == "document-incomplete"
    };
    let analysis = analyze(&Source::new("", text), &Settings::default());
    let found = analysis.findings.iter().filter(firm).filter(ours);
    found
        .map(|finding| format!("{} {} {}", name(finding.subject), finding.rule.name, finding.severity.as_str()))
        .collect()
}

/// What a change of the sample adds; nothing may go but what is named with a minus.
fn check(name: &str, changes: &[(&str, &str)], expected: &[&str]) {
    let mut text = SAMPLE.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "{name}: the sample does not contain {from:?}");
        text = text.replacen(from, to, 1);
    }
    let (before, after) = (found(SAMPLE), found(&text));
    let added = after.difference(&before).cloned();
    let gone = before.difference(&after).map(|finding| format!("-{finding}"));
    let expected: BTreeSet<String> = expected.iter().map(|&finding| finding.to_owned()).collect();
    assert_eq!(added.chain(gone).collect::<BTreeSet<_>>(), expected, "{name}");
}

const UNIT: &str = "广州市预算评审保障中心 2,754.66 2,754.66";
const P02: &str = "    购置经费 24.45 24.45";

#[test]
fn sums_that_do_not_hold_are_found_once_per_row() {
    let changed = "广州市预算评审保障中心 2,755.66 2,755.66";
    check("subtotal", &[(UNIT, changed)], &["DOC amount-total-mismatch error", "U1 amount-unit-mismatch error"]);
    let slightly = "广州市预算评审保障中心 2,754.67 2,754.67";
    check("rounding", &[(UNIT, slightly)], &["DOC amount-total-mismatch info", "U1 amount-unit-mismatch info"]);
    check("total", &[("合计 2,754.66 2,754.66", "合计 2,854.66 2,854.66")], &["DOC amount-total-mismatch error"]);
    check("project", &[("69.36 69.36", "70.36 70.36")], &["U1 amount-unit-mismatch error"]);
    let both = ["U1 amount-unit-mismatch error", "P01 amount-source-mismatch error"];
    check("one column", &[("69.36 69.36", "79.36 69.36")], &both);
}

#[test]
fn sources_hold_in_whatever_columns_they_stand() {
    check("two sources", &[("69.36 69.36", "69.36 60.00 9.36")], &[]);
    check("all columns", &[("69.36 69.36", "69.36 60.00 0.00 9.36")], &[]);
    check("sources", &[("69.36 69.36", "69.36 60.00 8.36")], &["P01 amount-source-mismatch error"]);
    check("no source", &[(P02, "    购置经费 24.45")], &["P02 amount-source-mismatch error"]);
}

#[test]
fn a_missing_amount_is_told_once_and_leaves_the_sum_undecided() {
    check("absent", &[(P02, "    购置经费")], &["P02 amount-invalid error"]);
    let zero = ["U1 amount-unit-mismatch error", "P02 amount-invalid warning"];
    check("zero", &[(P02, "    购置经费 0.00 0.00")], &zero);
    check("negative", &[(P02, "    购置经费 -24.45 -24.45")], &zero);
}

#[test]
fn numbers_out_of_line_are_found_once_per_project() {
    let third = "3、产\n出指标：政府采购覆盖率";
    check("gap", &[(third, "7、产\n出指标：政府采购覆盖率")], &["P02 numbering-gap warning"]);
    check("repeat", &[(third, "2、产\n出指标：政府采购覆盖率")], &["P02 numbering-gap warning"]);
    check("lost", &[("2、产出指标：设备故障率，年度指标值：≤1%。", "")], &["P02 numbering-gap warning"]);
}

#[test]
fn missing_parts_are_found() {
    let objective = "通过该项目，加强办公大楼日常管理，提高后勤保障\n\n服务水平，保障后勤工作各项任务顺利完成。\n";
    check("short", &[(objective, "保障工作。\n")], &["P04 record-incomplete error"]);
    let (start, end) = (SAMPLE.find("1、产出指标：服务人员到位率"), SAMPLE.find("    其他运行经费 290.75"));
    let indicators = &SAMPLE[start.expect("in the sample")..end.expect("in the sample")];
    let gone = ["P04 record-incomplete error", "-P04 missing-mandatory-category error"];
    check("no indicators", &[(indicators, "")], &gone);
    let benefit = "5、效益指标：信息泄露事故，\n年度指标值：0。6、效益指标：硬件兼容性";
    let output = "5、产出指标：信息泄露事故，\n年度指标值：0。6、产出指标：硬件兼容性";
    check("no benefit", &[(benefit, output)], &["P01 missing-mandatory-category error"]);
    let unknown = [("1、产出指标：验收合格率（质量）", "1、过程指标：验收合格率（质量）")];
    check("category", &unknown, &["P02#1 record-incomplete error"]);
}

#[test]
fn only_the_same_indicator_is_a_duplicate() {
    let second = "2、产出指标：设备故障率，年度指标值：≤1%";
    let same = [(second, "2、产出指标：验收合格率，年度指标值：100%")];
    check("same", &same, &["P02#1 duplicate-in-project error"]);
    check("software", &[(second, "2、产出指标：软件验收合格率，年度指标值：100%")], &[]);
}

#[test]
fn a_text_that_breaks_off_is_not_blamed_for_what_is_missing() {
    let last = SAMPLE.find("4、效益指标：系统正常\n\n运行率1").expect("in the sample");
    check("cut", &[(&SAMPLE[last..], "4、效益指标：系统正")], &["DOC document-incomplete warning"]);
    let objective = SAMPLE.find("根据财政部《会计档案管理办法》").expect("in the sample");
    check("objective cut", &[(&SAMPLE[objective..], "")], &["DOC document-incomplete warning"]);
}

#[test]
fn a_year_in_the_header_is_enough() {
    let head = "部门名称：广州市财政局 单位：万元";
    let gone = ["-DOC header-incomplete info"];
    check("year", &[(head, "部门名称：广州市财政局 2023年度 单位：万元")], &gone);
}

#[test]
fn amounts_beyond_any_sum_are_read_and_not_added_up() {
    let huge = "70000000000000000000000000000";
    let row = format!("专项,{huge},{huge},,,完成本年度各项任务工作。,1、产出指标：走访人次，年度指标值：≥200人次。\n");
    let head = "项目支出绩效目标表\n项目名称,总计,财政拨款,财政专户拨款,其他资金,绩效目标,绩效指标\n";
    let analysis = analyze(&Source::new("", format!("{head}{}", row.repeat(3))), &Settings::default());
    assert_eq!(analysis.table.projects().count(), 3);
    let columns = jixiao::report::reconcile::reconcile(&analysis.table);
    assert!(columns.iter().all(|column| column.projects.is_none()), "{columns:?}");
}
