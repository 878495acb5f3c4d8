//! What looks like a flaw and is none: the catalogue's list, in the Guangzhou sample and in a table of another city.

#[path = "support/places.rs"]
mod places;

use jixiao::report::{Outcome, outcomes};
use jixiao::rules::{Finding, RULES, Subject};
use jixiao::{Analysis, Settings, Source, analyze};
use places::name;

const SAMPLE: &str = include_str!("fixtures/list/guangzhou_2023.txt");

/// What is right; where; which rules must not speak there.
type Case = (&'static str, &'static str, &'static [&'static str]);

/// Rules about the direction of a target.
const DIRECTION: &[&str] = &["adverse-high-target", "positive-rate-upper-bound"];
/// Rules that take two names or targets for one.
const SAMENESS: &[&str] = &["duplicate-in-project", "complementary-duplicate"];

const CASES: &[Case] = &[
    ("adverse with zero", "P01#5 P09#4 P05#8", DIRECTION),
    ("adverse with zero", "P01#5 P09#4 P05#8", &["name-value-mismatch", "value-missing-or-placeholder"]),
    ("a failure rate of at most 1%", "P02#2", DIRECTION),
    ("a failure rate of at most 1%", "P02#2", &["fault-rate-category", "missing-unit", "name-value-mismatch"]),
    ("positive, though named after faults", "P08#4 P13#4 P14#3 P10#1 P15#1", DIRECTION),
    ("positive, though named after faults", "P08#4 P13#4 P14#3 P10#1 P15#1", &["fault-rate-category"]),
    ("a complaint rate of at most 5%", "P06#1 P06#6 P07#6 P08#2 P10#8 P11#1 P11#6 P12#6 P14#5 P15#8", DIRECTION),
    ("ends in 率 and is no ratio", "P02#5", &["rate-with-qualitative-value"]),
    ("ends in 率 and is no ratio", "P13#3", &["rate-equality-below-100", "percent-out-of-range"]),
    ("alike in spelling", "P01#3 P01#4 P09#2 P09#3 P03#1 P03#4 P12#1 P12#2", SAMENESS),
    ("a strict inequality", "P04#5", DIRECTION),
    ("a strict inequality", "P04#5", &["comparator-in-words", "value-unreadable", "value-missing-or-placeholder"]),
    ("a slash between two verbs", "P01#3 P01#4 P09#2 P09#3 P13#6", &["name-formula"]),
    ("the year of the budget", "P03", &["year-mismatch", "multi-year-unsplit"]),
    ("a legal retention period", "P14", &["year-mismatch", "multi-year-unsplit"]),
    ("sums and numbers", "DOC U1", &["amount-total-mismatch", "amount-unit-mismatch", "amount-source-mismatch"]),
    ("sums and numbers", "DOC U1", &["amount-invalid", "numbering-gap"]),
];

/// Checks that should be listed as passed.
const PASSED: &[&str] =
    &["amount-total-mismatch", "amount-unit-mismatch", "amount-source-mismatch", "amount-invalid", "numbering-gap"];

fn of(text: &str) -> Analysis {
    analyze(&Source::new("", text), &Settings::default())
}

/// Everything a finding speaks about: what it is about, and what it compares that with within the same project.
fn places(finding: &Finding) -> Vec<String> {
    let own = name(finding.subject);
    let related = finding.related.iter().map(|related| name(related.subject));
    let project = own.split('#').next().unwrap_or_default().to_owned();
    let related: Vec<_> = related.filter(|place| place.starts_with(&project)).collect();
    std::iter::once(own).chain(related).collect()
}

#[test]
fn the_list_of_the_catalogue_is_clean() {
    let analysis = of(SAMPLE);
    for (what, places_of_it, rules) in CASES {
        for rule in *rules {
            assert!(RULES.iter().any(|other| other.name == *rule), "{rule}: no such rule");
            for place in places_of_it.split(' ') {
                let here =
                    |finding: &&Finding| finding.rule.name == *rule && places(finding).contains(&place.to_owned());
                assert!(!analysis.findings.iter().any(|finding| here(&finding)), "{what}: {rule} speaks of {place}");
            }
        }
    }
}

#[test]
fn a_hundred_per_cent_without_a_sign_asks_for_none() {
    let analysis = of(SAMPLE);
    let mut seen = 0;
    for at in analysis.table.indicators() {
        if at.indicator.target.value().is_some_and(|target| target.text == "100%") {
            seen += 1;
            let subject = Subject::Indicator { project: at.project, index: at.index };
            let flagged =
                |finding: &Finding| finding.rule.name == "rate-equality-below-100" && finding.subject == subject;
            assert!(!analysis.findings.iter().any(flagged), "{}", name(subject));
        }
    }
    assert_eq!(seen, 31);
}

#[test]
fn checks_that_hold_are_listed_as_passed() {
    let analysis = of(SAMPLE);
    let outcomes = outcomes(&analysis);
    for name in PASSED {
        let passed =
            |(rule, outcome): &(&jixiao::rules::Rule, Outcome)| rule.name == *name && *outcome == Outcome::Passed;
        assert!(outcomes.iter().any(passed), "{name} is not listed as passed");
    }
}

/// Category, name and target of indicators without any flaw, in projects that have what a project needs.
const CLEAN: &[(&str, &str, &str)] = &[
    ("产出", "数据泄露事件数", "0起"),
    ("产出", "安全生产死亡事故数", "0起"),
    ("产出", "路灯故障率", "≤2%"),
    ("产出", "差错率", "＜0.5%"),
    ("产出", "故障修复率", "100%"),
    ("产出", "异常数据处置率", "≥98%"),
    ("产出", "隐患整改率", "100%"),
    ("产出", "病害处理及时率", "≥95%"),
    ("效益", "群众有效投诉率", "≤3%"),
    ("效益", "失业率", "≤5.5%"),
    ("效益", "重复信访率", "≤5%"),
    ("产出", "购置/更新车辆数量", "3辆"),
    ("产出", "新建/改造厕所数量", "≥12座"),
    ("产出", "接待群众人次", "≥300人次"),
    ("产出", "检测样品数", "＞500批次"),
    ("产出", "资料归档率", "100%"),
    ("产出", "任务按时完成率", "100%"),
    ("产出", "管网改造完成时间", "于2025年12月底前完成"),
    ("产出", "补助资金发放时间", "每年发放"),
];

#[test]
fn nor_does_it_in_a_table_of_another_city() {
    let mut flagged = Vec::new();
    for (category, name, target) in CLEAN {
        let text = format!(
            "项目支出绩效目标表\n部门名称：某市某局 2025年度 单位：万元\n\
            项目名称（资金使用单位） 总计 财政拨款 财政专户拨款 其他资金 绩效目标 绩效指标\n合计 5.00 5.00\n\
            某市某中心 5.00 5.00\n    某某专项经费 5.00 5.00\n完成本年度各项任务，档案按规定保存30年。\n\
            1、产出指标：走访人次，年度指标值：≥200人次。\n2、{category}指标：{name}，年度指标值：{target}。\n\
            3、效益指标：办理时间缩短率，年度指标值：≥20%。\n4、满意度指标：来访人员满意度，年度指标值：≥90%。\n",
        );
        let analysis = of(&text);
        let subject = Subject::Indicator { project: 0, index: 1 };
        let said: Vec<_> = analysis.findings.iter().filter(|finding| finding.subject == subject).collect();
        let said: Vec<_> = said.iter().map(|finding| finding.rule.name).collect();
        if !said.is_empty() {
            flagged.push(format!("{name} {target}: {said:?}"));
        }
    }
    assert_eq!(flagged, [""; 0]);
}
