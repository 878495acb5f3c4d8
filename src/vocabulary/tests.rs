//! Names of real tables and what they mean.

use super::*;

fn of(name: &str) -> Name {
    Name::of(name)
}

#[test]
fn a_base_is_the_wording_of_a_name() {
    for (name, wanted) in [
        ("项目按期完成率（%）", "项目按期完成率"),
        ("服务对象满意率(%)", "服务对象满意率"),
        ("项目验收合格率%", "项目验收合格率"),
        ("验收合格率（质量）", "验收合格率"),
        ("信息化（项目）工作完成率", "信息化工作完成率"),
        ("项目完成率=项目实际完成任务量/项目计划完成任务量*100%", "项目完成率"),
        ("结余率(计算方法为:结余数/预算数)", "结余率"),
        ("系统正常运行率1", "系统正常运行率"),
        ("完成时限.", "完成时限"),
        ("年均PM2.5", "年均PM2.5"),
        ("第2期", "第2期"),
        ("（满意度）", "满意度"),
        ("种植作物成活率(≥**%)", "种植作物成活率"),
        ("★受益脱贫户满意度（≥**%", "受益脱贫户满意度"),
        ("救助對象對救助工作滿意度(%)", "救助对象对救助工作满意度"),
    ] {
        assert_eq!(base(name), wanted, "{name}");
    }
}

#[test]
fn ratios_end_in_a_share() {
    for name in ["验收合格率", "满意度", "出版物目录外采购比例", "系统正常运行率1", "完好率（%）", "覆蓋率"]
    {
        assert!(is_ratio(&of(name)), "{name}");
    }
    for name in ["提升工作效率", "响应速率", "巡检频率", "投诉数量", "工作规范性", "资金周转率"]
    {
        assert!(!is_ratio(&of(name)), "{name}");
    }
}

#[test]
fn adverse_is_what_goes_wrong_and_not_what_is_done_about_it() {
    for name in [
        "系统重大故障事件率",
        "有效用户投诉率",
        "信息泄露事故",
        "安全责任事故发生数量",
        "投诉数量",
        "业务处理差错率",
        "监控设备故障率",
        "产品不合格率",
        "古籍丢失、损毁事故",
        "网络安全事件发生次数",
        "水土流失率",
        "项目逾期率",
        "项目未完成率",
        "逾期发放率",
        "未按时完成率",
        "事项超时办结率",
        "补助错误发放率",
        "经费支出违规率",
    ] {
        assert!(is_adverse(&of(name)), "{name}");
    }
    for name in [
        "故障响应率",
        "异常监控覆盖率",
        "投诉处理率",
        "处理投诉率",
        "故障演练次数",
        "漏洞扫描次数",
        "故障修复时间",
        "平均无故障运行时间",
        "系统无故障率",
        "违法案件查处数量",
        "纠纷调解数量",
        "信访接待批次",
        "信访群众满意度",
        "投诉下降率",
        "业务不中断率",
        "减少安全事故数",
        "修复破损古籍",
        "受理投诉数量",
        "水土流失治理面积",
        "失业人员就业率",
    ] {
        assert!(!is_adverse(&of(name)), "{name}");
    }
}

#[test]
fn ratios_have_a_direction() {
    for name in ["验收合格率", "项目按期完成率（%）", "投诉处理率", "费用支付及时率", "空气优良天数比例", "群众满意度"]
    {
        assert!(is_positive_ratio(&of(name)), "{name}");
    }
    for name in [
        "不合格率",
        "结余率",
        "资产负债率",
        "三公经费增长率",
        "人员支出占比",
        "成本控制率",
        "出版物目录外采购比例",
        "空置率",
    ] {
        assert!(!is_positive_ratio(&of(name)), "{name}");
    }
    assert!(is_quota(&of("财政补贴比例")) && is_quota(&of("贷款利率")) && !is_quota(&of("补贴资金发放及时率")));
    assert!(is_closed_ratio(&of("按期完成率")) && is_closed_ratio(&of("市民满意度调查")));
    assert!(
        is_open_ratio(&of("任务完成率")) && is_open_ratio(&of("收入增长率")) && !is_closed_ratio(&of("收入增长率"))
    );
}

#[test]
fn satisfaction_is_measured_and_not_surveyed() {
    for name in ["服务对象满意率(%)", "满意度", "市民满意度调查", "残疾人满意程度", "提升群众满意度"]
    {
        assert!(is_satisfaction(&of(name)), "{name}");
    }
    for name in ["满意度调查覆盖率", "满意度问卷回收率", "群众满意度提升", "不满意率", "满意度调查次数"]
    {
        assert!(!is_satisfaction(&of(name)), "{name}");
    }
}

#[test]
fn concepts_are_kinds_and_measures_are_indicators() {
    for (name, wanted) in [
        ("运维服务有效投诉率（经济和社会保障类）", Some(Concept::Complaint)),
        ("投诉数量", Some(Concept::Complaint)),
        ("系统重大故障事件率", Some(Concept::FaultRate)),
        ("正常运行率", Some(Concept::Uptime)),
        ("工程验收质量合格率", Some(Concept::Acceptance)),
        ("总体任务完成及时率（%）", Some(Concept::OnTimeCompletion)),
        ("项目按期完成率（%）", Some(Concept::OnTimeCompletion)),
        ("故障响应率", Some(Concept::FaultResponse)),
        ("服务对象满意率(%)", Some(Concept::Satisfaction)),
        ("故障修复时间", None),
        ("投诉处理率", None),
        ("项目完成率", None),
        ("设备故障次数", None),
    ] {
        assert_eq!(concept(&of(name)), wanted, "{name}");
    }
    assert_eq!(measure(&of("系统重大故障事件率")), measure(&of("系统重大故障率")));
    assert_eq!(measure(&of("正常运行率")), measure(&of("系统正常运行率1")));
    assert_ne!(measure(&of("设备故障率")), measure(&of("系统重大故障率")));
    assert_eq!(object(&of("有效用户投诉率")), object(&of("运维服务有效投诉率")));
    assert_eq!(object(&of("总体任务完成及时率（%）")), object(&of("项目按期完成率（%）")));
    assert_ne!(object(&of("家长满意度")), object(&of("教师满意度")));
    assert_ne!(object(&of("软件验收合格率")), object(&of("硬件验收合格率")));
}

#[test]
fn units_count_last_cost_or_share() {
    for (unit, wanted) in [
        ("次", UnitKind::Count),
        ("个", UnitKind::Count),
        ("万人次", UnitKind::Count),
        ("千米", UnitKind::Count),
        ("次/年", UnitKind::Count),
        ("台(套)", UnitKind::Count),
        ("单元", UnitKind::Count),
        ("个工作日", UnitKind::Time),
        ("个月", UnitKind::Time),
        ("小时", UnitKind::Time),
        ("万元", UnitKind::Money),
        ("元/平方米", UnitKind::Money),
        ("%", UnitKind::Percent),
        ("个百分点", UnitKind::Percent),
        ("", UnitKind::None),
        ("mg/m³", UnitKind::Other),
        ("分", UnitKind::Other),
    ] {
        assert_eq!(unit_kind(unit), wanted, "{unit}");
    }
}

#[test]
fn deadlines_ask_for_a_time() {
    for name in ["完成时限.", "主体工程完工时间", "任务完成时限(月)", "项目工期"] {
        assert!(is_deadline(&of(name)), "{name}");
    }
    for name in ["时限内办结率", "故障修复时间", "完成及时率", "档案保管期限", "设计使用年限"]
    {
        assert!(!is_deadline(&of(name)), "{name}");
    }
}
