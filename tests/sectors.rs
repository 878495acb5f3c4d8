//! Indicators and projects of many sectors: what is firmly found, and what is left alone.
//!
//! Written after the guides and published tables of education, health, water, roads, police, agriculture and culture; each
//! line was judged by hand before the rules were. The word lists know kinds of words and none of these lines.

use std::collections::BTreeMap;
use std::fmt::Write;

use jixiao::rules::{Confidence, Finding};
use jixiao::{Analysis, Settings, Source, analyze};

const HEAD: &str = "项目支出绩效目标表\n部门名称：某市某局 2025年度 单位：万元\n\
    项目名称（资金使用单位） 总计 财政拨款 财政专户拨款 其他资金 绩效目标 绩效指标\n";

/// The codes of what is firmly found, per project.
fn codes(analysis: &Analysis, counts: impl Fn(&Finding) -> bool) -> Vec<String> {
    let mut codes: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let firm = analysis.findings.iter().filter(|finding| finding.confidence == Confidence::Firm && counts(finding));
    for finding in firm {
        if let Some(project) = finding.subject.project() {
            codes.entry(project).or_default().push(finding.rule.code.to_string());
        }
    }
    let projects = 0..analysis.table.projects().count();
    projects.map(|project| codes.remove(&project).unwrap_or_default().join(" ")).collect()
}

/// The lines of a fixture that are no comment.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with('#'))
}

#[test]
fn indicators_of_every_sector_are_judged_as_a_reviewer_would() {
    let cases: Vec<Vec<&str>> =
        lines(include_str!("fixtures/sectors/indicators.psv")).map(|line| line.split('|').collect()).collect();
    let mut text = HEAD.to_owned();
    for (index, case) in cases.iter().enumerate() {
        let (category, name, target) = (case[0], case[1], case[2]);
        // Beside a quantity, a benefit and a satisfaction measure that nothing can be said of.
        let _ = write!(
            text,
            "    某某事项{index} 5.00 5.00\n完成年度各项任务。\n1、{category}指标：{name}，年度指标值：{target}。\n\
            2、产出指标：完成任务批次，年度指标值：≥{index}批次。\n3、效益指标：办理时间缩短率，年度指标值：≥20%。\n\
            4、满意度指标：来访人员满意度，年度指标值：≥90%。\n",
        );
    }
    let analysis = analyze(&Source::new("", text), &Settings::default());
    let found = codes(&analysis, |finding| {
        matches!(finding.rule.code.group(), 'C' | 'D' | 'E') && finding.subject.indicator() == Some(0)
    });
    assert_eq!(found.len(), cases.len());
    let judged = |codes: &dyn Fn(usize) -> String| -> Vec<String> {
        cases.iter().enumerate().map(|(at, case)| format!("{} {}", case[..3].join("|"), codes(at))).collect()
    };
    assert_eq!(judged(&|at| found[at].clone()), judged(&|at| cases[at][3].to_owned()));
}

#[test]
fn objectives_of_every_sector_are_compared_with_their_indicators() {
    let (mut text, mut expected, mut number) = (HEAD.to_owned(), Vec::new(), 0);
    for line in lines(include_str!("fixtures/sectors/projects.psv")) {
        let parts: Vec<&str> = line.trim().split('|').collect();
        if line.starts_with(' ') {
            number += 1;
            let _ = writeln!(text, "{number}、{}指标：{}，年度指标值：{}。", parts[0], parts[1], parts[2]);
        } else {
            let _ = writeln!(text, "    {} 5.00 5.00\n{}", parts[0], parts[1]);
            expected.push(format!("{} {}", parts[0], parts[2]));
            number = 0;
        }
    }
    let analysis = analyze(&Source::new("", text), &Settings::default());
    let found = codes(&analysis, |finding| !finding.rule.is_reading_notice());
    let names = analysis.table.projects().map(|at| at.project.name.value().cloned().unwrap_or_default());
    let found: Vec<String> = names.zip(found).map(|(name, codes)| format!("{name} {codes}")).collect();
    assert_eq!(found, expected);
}
