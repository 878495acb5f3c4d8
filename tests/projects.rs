//! Projects beside each other, and objectives beside their indicators: what groups F to H find, and what they leave alone.

use std::fmt::Write;

use jixiao::rules::{Confidence, Finding, Subject};
use jixiao::{Settings, Source, analyze};

/// Name, amount, objective, and indicators as category, name and target.
type Project<'p> = (&'p str, &'p str, &'p str, &'p [(&'p str, &'p str, &'p str)]);

/// Place, code and severity of every finding of groups F to H; what is not sure stands in brackets.
fn found(projects: &[Project<'_>]) -> Vec<String> {
    let mut text = String::from(
        "项目支出绩效目标表\n部门名称：某市某局 2025年度 单位：万元\n\
        项目名称（资金使用单位） 总计 财政拨款 财政专户拨款 其他资金 绩效目标 绩效指标\n",
    );
    for (name, amount, objective, indicators) in projects {
        let _ = writeln!(text, "    {name} {amount} {amount}\n{objective}");
        for (index, (category, name, target)) in indicators.iter().enumerate() {
            let _ = writeln!(text, "{}、{category}指标：{name}，年度指标值：{target}。", index + 1);
        }
    }
    let analysis = analyze(&Source::new("", text), &Settings::default());
    assert_eq!(analysis.table.projects().count(), projects.len());
    let place = |finding: &Finding| match finding.subject {
        Subject::Indicator { project, index } => format!("P{}#{}", project + 1, index + 1),
        Subject::Project(project) => format!("P{}", project + 1),
        _ => "DOC".to_owned(),
    };
    let shown = |finding: &Finding| {
        let found = format!("{} {} {}", place(finding), finding.rule.code, finding.severity.as_str());
        if finding.confidence == Confidence::Firm { found } else { format!("({found})") }
    };
    let ours = |finding: &&Finding| matches!(finding.rule.code.group(), 'F'..='H');
    analysis.findings.iter().filter(ours).map(shown).collect()
}

/// What is found of one project with indicators that say nothing of its objective.
fn found_of(name: &str, objective: &str) -> Vec<String> {
    found(&[(
        name,
        "5.00",
        objective,
        &[("产出", "任务完成率", "100%"), ("产出", "验收合格率", "100%"), ("效益", "办理时间缩短率", "≥20%")],
    )])
}

const PURCHASE: &[(&str, &str, &str)] = &[
    ("产出", "设备验收合格率", "100%"),
    ("产出", "设备购置计划完成率", "100%"),
    ("产出", "采购按期完成率", "100%"),
    ("效益", "硬件故障停用时间", "≤8小时"),
    ("满意度", "使用人员满意度", "≥90%"),
];
const TEXT: &str = "更新办公设备，满足日常办公需要。";

#[test]
fn a_copied_set_is_found_once_however_many_took_it_over() {
    let other: &[_] =
        &[("产出", "演出场次", "12场"), ("效益", "观众增长率", "≥5%"), ("产出", "节目验收通过率", "100%")];
    let projects = [
        ("甲处设备购置", "5.00", TEXT, PURCHASE),
        ("文艺演出", "5.00", "组织文艺演出。", other),
        ("乙处设备更新", "6.00", TEXT, PURCHASE),
        ("丙处设备采购", "7.00", TEXT, PURCHASE),
    ];
    assert_eq!(found(&projects), ["P1 F42 warning"]);
}

#[test]
fn terms_of_one_service_may_be_alike() {
    let projects = [("2024年设备采购", "5.00", TEXT, PURCHASE), ("2025年设备采购", "5.00", TEXT, PURCHASE)];
    assert_eq!(found(&projects), ["(P1 F42 info)", "(P1 H49 info)"]);
}

#[test]
fn most_of_a_set_is_a_copy_and_half_of_it_is_none() {
    let (most, half) = (
        &[PURCHASE[0], PURCHASE[1], PURCHASE[2], PURCHASE[3], ("满意度", "使用人员满意度", "≥95%")],
        &[PURCHASE[0], PURCHASE[1], ("效益", "能耗下降率", "≥5%"), ("满意度", "参观人员满意度", "≥90%")],
    );
    let with = |set| [("甲处设备购置", "5.00", TEXT, PURCHASE), ("乙处设备更新", "6.00", TEXT, set)];
    assert_eq!(found(&with(most)), ["(P1 F42 warning)", "(P1#5 F43 info)"]);
    assert_eq!(found(&with(half)), [""; 0]);
}

#[test]
fn quantities_and_generic_names_are_not_compared_across_projects() {
    let one: &[_] = &[
        ("产出", "培训人次", "100人次"),
        ("产出", "规范性", "优良"),
        ("产出", "完成率", "100%"),
        ("产出", "购置数量（电脑）", "10台"),
        ("效益", "持证上岗率", "100%"),
    ];
    let other: &[_] = &[
        ("产出", "培训人次", "300人次"),
        ("效益", "规范性", "优良"),
        ("产出", "完成率", "≥90%"),
        ("效益", "购置数量（桌椅）", "10张"),
        ("效益", "持证上岗率", "≥100%"),
        ("产出", "讲师人数", "5人"),
    ];
    let projects = [("甲类业务培训", "5.00", "开展培训。", one), ("乙类业务培训", "5.00", "开展培训。", other)];
    assert_eq!(found(&projects), [""; 0]);
}

#[test]
fn conflicts_between_projects_are_found_with_the_strongest_alone() {
    let one: &[_] = &[
        ("产出", "热线接通率", "≥90%"),
        ("产出", "有效投诉率", "≤5%"),
        ("产出", "系统故障率", "≤1%"),
        ("效益", "断网时间", "≤8小时"),
    ];
    let other: &[_] = &[
        ("产出", "热线接通率", "及时接通"),
        ("满意度", "有效投诉率", "≤5%"),
        ("产出", "系统故障率", "100%"),
        ("效益", "停电时间", "≤8小时"),
    ];
    let projects = [("热线运行", "5.00", "热线正常运行。", one), ("机房运行", "5.00", "系统正常运行。", other)];
    assert_eq!(found(&projects), ["P1#1 F43 warning", "P1#2 F44 warning", "P1#3 F45 warning"]);
}

#[test]
fn figures_of_the_objective_are_tasks_unless_something_else_is_counted() {
    for (objective, wanted) in [
        ("保障85个信息系统安全稳定运行。", "P1 G46 warning"),
        ("系统覆盖1.2万个用户，按计划完成任务。", "P1 G46 warning"),
        ("对15余年历史数据进行整理。", "(P1 G46 warning)"),
        ("目前共有300台设备需要维护。", "(P1 G46 warning)"),
        ("按照保存期限为至少30年的规定保存资料。", ""),
        ("根据2025年工作方案安排，完成各项任务。", ""),
        ("任务完成率达到90%，投入500万元，12月底前完成。", ""),
        ("围绕3个方面开展任务，24小时值守。", ""),
        ("1.完成任务；2.第3次会议精神落实到位。", ""),
    ] {
        assert_eq!(found_of("业务经费", objective).join(", "), wanted, "{objective}");
    }
}

#[test]
fn tasks_of_the_objective_need_an_indicator() {
    for (objective, wanted) in [
        ("通过购买CAD软件，按计划完成任务。", "P1 G47 warning"),
        ("组织公开招聘，解决人手不足。", "P1 G47 warning"),
        ("提升机房安全水平。", "P1 G47 warning"),
        ("完成任务，加强终端管控。", "(P1 G47 warning)"),
        ("推广政府和社会资本合作（PPP）模式，完成任务。", ""),
        ("PM2.5浓度下降，GDP增长，完成任务。", ""),
        ("加强日常管理，保障任务顺利完成。", ""),
    ] {
        assert_eq!(found_of("业务经费", objective).join(", "), wanted, "{objective}");
    }
}

#[test]
fn indicators_are_about_what_the_project_does() {
    let set: &[_] = &[
        ("产出", "工程验收合格率", "100%"),
        ("产出", "驻场服务时长达标率", "≥90%"),
        ("满意度", "运维服务有效投诉率", "≤5%"),
    ];
    let wanted = |name: &str, objective: &str| found(&[(name, "5.00", objective, set)]).join(", ");
    assert_eq!(wanted("采购业务服务保障", "保障采购业务，完成服务。"), "(P1#1 G48 info)");
    assert_eq!(wanted("系统升级", "升级系统，降低运维成本。"), "(P1#1 G48 info), (P1#3 G48 info)");
    assert_eq!(wanted("办公楼修缮", "修缮办公楼，完成验收。"), "");
}

#[test]
fn years_disagree_only_where_both_are_single() {
    for (name, objective, wanted) in [
        ("2025年业务经费", "2024年完成各项任务。", "P1 H49 warning"),
        ("2025年业务经费", "根据2024年文件，完成各项任务。", "(P1 H49 warning)"),
        ("2024年业务经费", "按计划完成任务。", "(P1 H49 info)"),
        ("2025年业务经费", "2025年完成任务，2026年巩固。", ""),
        ("2026年业务经费", "按计划完成任务。", ""),
        ("2024年-2025年业务经费（2024）", "2025年完成任务。", ""),
        ("2024年-2025年业务经费", "按计划完成任务。", "(P1 H50 info)"),
        ("2024-2025学年业务经费", "按计划完成任务。", ""),
        ("三年行动业务经费", "按计划完成任务。", "(P1 H50 info)"),
        ("业务经费（二期）", "按计划完成任务。", ""),
    ] {
        assert_eq!(found_of(name, objective).join(", "), wanted, "{name} {objective}");
    }
}

#[test]
fn terms_that_overlap_are_named_together() {
    let other: &[_] =
        &[("产出", "巡检次数", "24次"), ("产出", "故障处理及时率", "≥95%"), ("效益", "断网时间", "≤8小时")];
    let wanted = |second: &str| {
        let projects = [
            ("2024年-2025年网络服务", "5.00", "2025年更新设备。", PURCHASE),
            (second, "5.00", "2025年完成巡检。", other),
        ];
        found(&projects).join(", ")
    };
    assert_eq!(wanted("2025年-2026年网络服务"), "(P2 H50 info)");
    assert_eq!(wanted("2026年-2027年网络服务"), "");
    assert_eq!(wanted("2025年-2026年电话服务"), "");
}
