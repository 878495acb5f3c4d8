//! Indicators of real tables with their category: which the rules of groups D and E find, and which they leave alone.

use std::collections::BTreeMap;
use std::fmt::Write;

use jixiao::rules::{Confidence, Subject};
use jixiao::{Settings, Source, analyze};

/// Category, name, target, and the codes of what is found; a code in brackets is doubtful.
const INDICATORS: &[(&str, &str, &str, &str)] = &[
    // The catalogue's list of what must not be flagged.
    ("效益", "信息泄露事故", "0起", ""),
    ("产出", "安全责任事故发生数量", "0起", ""),
    ("产出", "设备故障率", "≤1%", ""),
    ("产出", "故障响应率", "100%", ""),
    ("产出", "异常监控覆盖率", "100%", ""),
    ("产出", "有效用户投诉率", "≤5%", ""),
    ("产出", "购买/租赁硬件数量计划完成率", "100%", ""),
    ("产出", "购买/租赁软件数量计划完成率", "100%", ""),
    ("产出", "服务人员到位率", "100%", ""),
    ("产出", "工作规范性", "优良", ""),
    ("产出", "驻场服务时长达标率（运行保障类）", "≥90%", ""),
    ("产出", "信息化（项目）工作完成率", "≥90%", ""),
    // Category.
    ("效益", "系统故障发生率", "≤1%", "D29"),
    ("成本", "设备故障率", "≤1%", ""),
    ("效益", "故障率下降", "≥5%", ""),
    ("效益", "故障处理及时率", "≥95%", ""),
    ("满意度", "投诉次数", "≤3次", "(D30)"),
    ("满意度", "投诉办结率", "100%", ""),
    ("满意度", "信访群众满意度", "≥90%", ""),
    ("效益", "项目验收通过率", "100%", "D31"),
    ("效益", "软件测试通过率", "100%", "D31"),
    ("效益", "道路完好率", "≥95%", "(D31)"),
    ("产出", "验收合格率", "100%", ""),
    ("效益", "学员考试通过率", "≥90%", ""),
    ("效益", "农产品抽检合格率", "≥97%", ""),
    ("效益", "供水水质综合合格率", "≥98%", ""),
    ("效益", "验收时间", "12月底前", ""),
    ("效益", "家长满意度", "≥90%", "D32"),
    ("效益", "群众满意度提升", "≥5%", ""),
    ("产出", "满意度调查次数", "2次", ""),
    ("效益", "物资到货率", "100%", "D33"),
    ("效益", "保安到岗率", "100%", "D33"),
    ("效益", "学生出勤率", "≥98%", ""),
    ("效益", "教师业务能力", "优良", ""),
    ("产出", "物资到货率", "100%", ""),
    ("产出", "预算执行率", "100%", "(D34)"),
    ("产出", "档案管理规范程度", "优良", "(D34)"),
    ("产出", "低保资金支付率", "100%", ""),
    // Wording.
    ("产出", "网络可用率2", "≥99%", "E35"),
    ("产出", "租赁场地面积2", "1800平方米", "E35"),
    ("产出", "修缮面积1", "500平方米", "(E35)"),
    // Numbered through the table.
    ("产出", "门禁完好率1", "≥99%", "(E35)"),
    ("产出", "门禁完好率2", "≥98%", "(E35)"),
    ("效益", "年均PM2.5", "≤35微克/立方米", ""),
    ("产出", "推广5G", "3处", ""),
    ("产出", "变压器3台", "100%", ""),
    ("产出", "任务完成时限.", "12月底前", "E36"),
    ("产出", "设备达标率=达标数/总数×100%", "≥90%", "E37"),
    ("产出", "结余率(计算方法为:结余数/预算数)", "≤5%", ""),
    ("产出", "能否按时交付", "100%", "E38"),
    ("产出", "兑付率（％）", "100%", "E39"),
    ("满意度", "居民满意度(%)", "≥90", "(E39)"),
    ("产出", "完成时限（月）", "≤6个月", "(E40)"),
    ("产出", "规范性", "优良", "E40"),
    ("效益", "社会效益", "优良", "E40"),
    ("产出", "合格率", "100%", "(E40)"),
    ("满意度", "服务对象满意度", "≥90%", ""),
    ("效益", "促进经济发展", "优良", "E41"),
    ("效益", "提升改造面积", "≥300平方米", ""),
    ("效益", "保障性住房入住率", "≥95%", ""),
    ("效益", "提高率", "≥5%", ""),
    ("产出", "供水、供电保障率", "100%", ""),
    ("效益", "古籍丢失、损毁事故", "0起", ""),
];

/// What is found by groups D and E, per indicator. Each stands in a project with a plain benefit and a satisfaction
/// measure, so that no other indicator of the list has a say.
fn found(indicators: &[(&str, &str, &str, &str)]) -> Vec<String> {
    let mut text = String::from(
        "项目支出绩效目标表\n部门名称：某市某局 2025年度 单位：万元\n\
        项目名称（资金使用单位） 总计 财政拨款 财政专户拨款 其他资金 绩效目标 绩效指标\n",
    );
    for (index, (category, name, target, _)) in indicators.iter().enumerate() {
        let _ = write!(
            text,
            "    某某事项{index} 5.00 5.00\n完成年度各项任务。\n\
            1、{category}指标：{name}，年度指标值：{target}。\n2、效益指标：办理时间缩短率，年度指标值：≥20%。\n\
            3、满意度指标：来访人员满意度，年度指标值：≥90%。\n",
        );
    }
    let analysis = analyze(&Source::new("", text), &Settings::default());
    assert_eq!(analysis.table.projects().count(), indicators.len());
    let mut codes: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for finding in analysis.findings.iter().filter(|finding| matches!(finding.rule.code.group(), 'D' | 'E')) {
        if let Subject::Indicator { project, index: 0 } = finding.subject {
            let code = finding.rule.code.to_string();
            let firm = finding.confidence == Confidence::Firm;
            codes.entry(project).or_default().push(if firm { code } else { format!("({code})") });
        }
    }
    (0..indicators.len()).map(|index| codes.remove(&index).unwrap_or_default().join(" ")).collect()
}

#[test]
fn names_and_categories_are_judged_as_a_reviewer_would() {
    let judged = |codes: &dyn Fn(usize) -> String| -> Vec<String> {
        let lines = INDICATORS.iter().enumerate();
        lines.map(|(at, (category, name, target, _))| format!("{category} {name} {target} {}", codes(at))).collect()
    };
    let found = found(INDICATORS);
    assert_eq!(judged(&|at| found[at].clone()), judged(&|at| INDICATORS[at].3.to_owned()));
}
