//! Every label the forms print, with its variants. Data, no logic.
//!
//! All entries are folded (half-width brackets and colons, no blanks), because labels are looked for in the folded copy.

use crate::amount::MoneyUnit;
use crate::model::{Category, Fund};

/// 一级指标 as they stand before a colon, longest first.
pub const CATEGORIES: &[(&str, Category)] = &[
    ("服务对象满意度指标", Category::Satisfaction),
    ("满意度指标", Category::Satisfaction),
    ("社会效益指标", Category::Benefit),
    ("经济效益指标", Category::Benefit),
    ("生态效益指标", Category::Benefit),
    ("项目效益指标", Category::Benefit),
    ("效益指标", Category::Benefit),
    ("效果指标", Category::Benefit),
    ("项目产出指标", Category::Output),
    ("产出指标", Category::Output),
    ("成本指标", Category::Cost),
];

/// What stands between an indicator's name and its target, longest first.
pub const TARGET_LABELS: &[&str] = &[
    "年度指标目标值",
    "年度绩效指标值",
    "年度指标值",
    "年度目标值",
    "指标目标值",
    "目标指标值",
    "指标值",
    "目标值",
];

/// 部门名称 and the like, before a colon.
pub const DEPARTMENT_LABELS: &[&str] = &[
    "部门(单位)名称",
    "部门名称(盖章)",
    "预算部门名称",
    "主管部门名称",
    "部门名称",
    "预算部门",
    "主管部门",
    "填报部门",
    "编报部门",
    "填报单位",
    "单位名称",
    "部门",
];

/// 单位： of money, before a colon.
pub const MONEY_UNIT_LABELS: &[&str] = &["金额单位", "货币单位", "资金单位", "计量单位", "单位"];

/// Names of money units, longest first.
pub const MONEY_UNITS: &[(&str, MoneyUnit)] = &[
    ("人民币万元", MoneyUnit::TenThousandYuan),
    ("人民币元", MoneyUnit::Yuan),
    ("亿元", MoneyUnit::HundredMillionYuan),
    ("万元", MoneyUnit::TenThousandYuan),
    ("元", MoneyUnit::Yuan),
];

/// 预算年度 and the like, before a colon.
pub const YEAR_LABELS: &[&str] = &["预算年度", "年度"];

/// Head of the name column, longest first.
pub const PROJECT_HEADS: &[&str] = &[
    "项目名称(资金使用单位)",
    "项目名称(用款单位)",
    "项目名称(预算单位)",
    "项目(资金使用单位)",
    "资金使用单位/项目名称",
    "项目名称",
    "项目",
];

/// Heads of the money columns, longest first.
pub const FUND_HEADS: &[(&str, Fund)] = &[
    ("财政专户管理资金", Fund::SpecialAccount),
    ("财政专户拨款", Fund::SpecialAccount),
    ("财政专户资金", Fund::SpecialAccount),
    ("一般公共预算拨款", Fund::FiscalAppropriation),
    ("一般公共预算", Fund::FiscalAppropriation),
    ("其中:财政拨款", Fund::FiscalAppropriation),
    ("财政拨款", Fund::FiscalAppropriation),
    ("年度资金总额", Fund::Total),
    ("资金总额", Fund::Total),
    ("预算金额", Fund::Total),
    ("项目金额", Fund::Total),
    ("总计", Fund::Total),
    ("合计", Fund::Total),
    ("小计", Fund::Total),
    ("其他资金", Fund::Other),
    ("单位资金", Fund::Other),
    ("自有资金", Fund::Other),
];

/// Heads of the objective column, longest first.
pub const OBJECTIVE_HEADS: &[&str] = &[
    "年度总体绩效目标",
    "项目绩效目标",
    "年度绩效目标",
    "年度总体目标",
    "总体绩效目标",
    "绩效总目标",
    "总体目标",
    "绩效目标",
    "年度目标",
];

/// Heads of the indicator column, longest first.
pub const INDICATOR_HEADS: &[&str] = &["项目绩效指标", "年度绩效指标", "绩效指标"];

/// Names of total rows.
pub const TOTAL_ROWS: &[&str] = &["合计", "总计", "总合计", "部门合计"];

/// What a title of such a table contains.
pub const TITLES: &[&str] = &[
    "绩效目标表",
    "绩效目标申报表",
    "绩效目标批复表",
    "绩效目标情况表",
    "绩效目标公开表",
    "绩效目标和指标",
    "绩效目标",
    "绩效自评表",
];

/// How names of projects end; told apart from an objective that follows without any mark.
pub const PROJECT_ENDINGS: &[&str] = &[
    "项目", "经费", "工程", "资金", "补助", "补贴", "费用", "专项", "服务", "采购", "购置", "费",
    "款", "建设", "工作", "运维",
];

/// How names of bodies end.
pub const BODY_ENDINGS: &[&str] = &[
    "局",
    "中心",
    "委员会",
    "委",
    "办公室",
    "厅",
    "院",
    "所",
    "站",
    "馆",
    "校",
    "学院",
    "大学",
    "中学",
    "小学",
    "幼儿园",
    "队",
    "支队",
    "大队",
    "处",
    "部",
    "会",
    "社",
    "台",
    "园",
    "政府",
    "街道",
    "法院",
    "检察院",
    "本级",
    "分局",
    "医院",
    "机关",
    "学会",
    "协会",
    "联合会",
    "(本级)",
    "图书馆",
    "公司",
];
