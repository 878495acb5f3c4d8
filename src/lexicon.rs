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
pub const TARGET_LABELS: &[&str] =
    &["年度指标目标值", "年度绩效指标值", "年度指标值", "年度目标值", "指标目标值", "目标指标值", "指标值", "目标值"];

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
    "编制单位",
    "编报单位",
    "申报单位",
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

/// Heads of the names in tables whose rows begin with the code of a unit.
#[cfg(feature = "readers")]
pub const CODED_PROJECT_HEADS: &[&str] = &["单位(项目)名称", "单位(专项)名称", "单位名称(项目名称)", "项目名称"];

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

/// Heads of columns of lists that say neither name, money, objective nor indicators; what stands below is left as it is.
pub const OTHER_HEADS: &[&str] = &[
    "项目内容",
    "主要内容",
    "建设内容",
    "实施内容",
    "工作内容",
    "项目概况",
    "项目概述",
    "项目类别",
    "项目类型",
    "项目属性",
    "立项依据",
    "备注",
    "序号",
    "项目编码",
    "项目代码",
];

/// Heads of the indicator column, longest first.
pub const INDICATOR_HEADS: &[&str] = &["项目绩效指标", "年度绩效指标", "绩效指标"];

/// Names of total rows.
pub const TOTAL_ROWS: &[&str] = &["合计", "总计", "总合计", "部门合计"];

/// What the row of sums behind the indicators begins with.
pub const SUM_ROWS: &[&str] = &["合计", "总计", "总分", "合计得分"];

/// What objectives begin with.
pub const OBJECTIVE_BEGINNINGS: &[&str] = &[
    "1",
    "(1)",
    "一",
    "(一)",
    "目标",
    "通过",
    "为",
    "按照",
    "根据",
    "依据",
    "保障",
    "保证",
    "确保",
    "完成",
    "推进",
    "推动",
    "开展",
    "加强",
    "提高",
    "提升",
    "实施",
    "落实",
    "贯彻",
    "围绕",
    "做好",
    "促进",
    "维护",
    "支持",
    "用于",
    "本项目",
    "该项目",
    "进一步",
    "全面",
    "改善",
    "满足",
    "实现",
];

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
    "项目", "经费", "工程", "资金", "补助", "补贴", "费用", "专项", "服务", "采购", "购置", "费", "款", "建设", "工作",
    "运维",
];

/// What 项目属性 says.
pub const PROJECT_KINDS: &[&str] = &["新增项目", "延续项目", "一次性项目", "经常性项目", "阶段性项目", "常年性项目"];

/// Whether a text ends as the names of projects do, whatever stands in a bracket behind it.
pub fn ends_project(text: &str) -> bool {
    let stem = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map_or(text, |(stem, _)| stem);
    PROJECT_ENDINGS.iter().any(|ending| stem.ends_with(ending))
}

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

/// What a label of a block form (one block per project) announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// 项目名称.
    Project,
    /// 主管部门.
    Department,
    /// 实施单位.
    Unit,
    /// A money row.
    Money(Fund),
    /// 年度目标.
    Objective,
    /// 中期目标, 实际完成情况: a neighbour of the objective that is not it.
    OtherObjective,
    /// 预算年度.
    Year,
    /// A label whose value is of no use here: 项目属性, 项目期, 项目负责人.
    Other,
    /// A heading without a value: 项目资金（万元）, 绩效指标.
    Heading,
    /// The heading of indicators of another period: 长期绩效指标.
    OtherSet,
}

/// Labels of block forms, longest first among those that share a beginning.
pub const FIELDS: &[(&str, Field)] = &[
    ("转移支付(项目)名称", Field::Project),
    ("项目支出名称", Field::Project),
    ("专项资金名称", Field::Project),
    ("资金名称", Field::Project),
    ("资金类型", Field::Other),
    ("实施周期总额", Field::Other),
    ("实施周期金额", Field::Other),
    ("实施周期", Field::Other),
    ("战略领域", Field::Other),
    ("财政事权", Field::Other),
    ("政策任务", Field::Other),
    ("用途范围", Field::Other),
    ("专项名称", Field::Project),
    ("一级项目名称", Field::Other),
    ("二级项目名称", Field::Project),
    ("项目名称", Field::Project),
    ("项目主管部门", Field::Department),
    ("省级业务主管部门", Field::Department),
    ("市级业务主管部门", Field::Department),
    ("县级业务主管部门", Field::Department),
    ("业务主管部门", Field::Department),
    ("县级主管部门", Field::Department),
    ("主管部门及代码", Field::Department),
    ("主管部门及其编码", Field::Department),
    ("主管部门及编码", Field::Department),
    ("主管部门编码", Field::Other),
    ("主管部门", Field::Department),
    #[cfg(feature = "readers")]
    ("实施部门", Field::Department),
    ("预算部门", Field::Department),
    ("部门名称", Field::Department),
    ("预算单位", Field::Department),
    ("填报单位(盖章)", Field::Department),
    ("填报单位(公章)", Field::Department),
    ("项目填报人", Field::Other),
    ("填报人联系电话", Field::Other),
    ("业务股室", Field::Other),
    ("专项长期绩效目标", Field::OtherObjective),
    ("专项年度绩效目标", Field::Objective),
    ("填报单位", Field::Department),
    ("编制单位", Field::Department),
    ("编报单位", Field::Department),
    ("申报单位", Field::Department),
    ("项目实施单位", Field::Unit),
    ("项目执行单位", Field::Unit),
    ("项目单位", Field::Unit),
    ("实施单位(盖章)", Field::Unit),
    ("实施单位", Field::Unit),
    ("资金使用单位", Field::Unit),
    ("本年度申请市财政预算资金(万元)", Field::Money(Fund::Total)),
    ("中期市财政预算(万元)", Field::Other),
    ("中期预算资金总额", Field::Other),
    ("中期资金总额", Field::Other),
    ("年度预算资金总额", Field::Money(Fund::Total)),
    ("年度财政资金总额", Field::Money(Fund::Total)),
    ("年度本级预算金额", Field::Money(Fund::Total)),
    ("年度资金总额及构成", Field::Heading),
    ("年度资金总额", Field::Money(Fund::Total)),
    ("当年资金总额", Field::Money(Fund::Total)),
    ("资金总额", Field::Money(Fund::Total)),
    ("资金额度", Field::Money(Fund::Total)),
    ("总额", Field::Money(Fund::Total)),
    ("其中:本年财政拨款", Field::Money(Fund::FiscalAppropriation)),
    ("其中:本年一般公共预算拨款", Field::Money(Fund::FiscalAppropriation)),
    ("本年一般公共预算拨款", Field::Money(Fund::FiscalAppropriation)),
    ("一般公共预算拨款:", Field::Money(Fund::FiscalAppropriation)),
    ("纳入财政专户管理的收入:", Field::Money(Fund::SpecialAccount)),
    ("未纳入财政专户管理的收入:", Field::Other),
    ("其中:当年财政拨款", Field::Money(Fund::FiscalAppropriation)),
    ("其中:财政拨款", Field::Money(Fund::FiscalAppropriation)),
    ("其中:财政资金", Field::Money(Fund::FiscalAppropriation)),
    ("其中:中央补助", Field::Money(Fund::FiscalAppropriation)),
    ("其中:中央、省、市补助县级资金", Field::Money(Fund::FiscalAppropriation)),
    ("预算资金:", Field::Money(Fund::FiscalAppropriation)),
    ("本年财政拨款", Field::Money(Fund::FiscalAppropriation)),
    ("当年财政拨款", Field::Money(Fund::FiscalAppropriation)),
    ("财政拨款小计", Field::Money(Fund::FiscalAppropriation)),
    ("财政拨款", Field::Money(Fund::FiscalAppropriation)),
    ("财政专户管理资金", Field::Money(Fund::SpecialAccount)),
    ("财政专户拨款", Field::Money(Fund::SpecialAccount)),
    ("上年结转资金", Field::Money(Fund::CarryOver)),
    ("上年结转", Field::Money(Fund::CarryOver)),
    ("其他资金", Field::Money(Fund::Other)),
    ("其他:", Field::Money(Fund::Other)),
    ("单位资金", Field::Other),
    ("自有资金", Field::Other),
    ("该项目支出上级资金", Field::Other),
    ("实施期绩效目标", Field::OtherObjective),
    ("实施期目标", Field::OtherObjective),
    #[cfg(feature = "readers")]
    ("实施周期目标", Field::OtherObjective),
    #[cfg(feature = "readers")]
    ("实施周期总目标", Field::OtherObjective),
    ("中期滚动目标", Field::OtherObjective),
    ("中期目标", Field::OtherObjective),
    ("长期目标", Field::OtherObjective),
    ("年度总体目标完成情况综述", Field::OtherObjective),
    ("年度目标完成情况", Field::OtherObjective),
    ("全年实际完成情况", Field::OtherObjective),
    ("实际完成情况", Field::OtherObjective),
    ("年度总体目标完成情况", Field::OtherObjective),
    ("年度总体目标", Field::Objective),
    ("年度绩效目标完成情况", Field::OtherObjective),
    ("年度绩效目标", Field::Objective),
    ("本年度绩效目标", Field::Objective),
    ("项目年度目标", Field::Objective),
    ("年初设定目标", Field::Objective),
    ("项目绩效目标", Field::Objective),
    ("绩效目标", Field::Objective),
    ("年度目标", Field::Objective),
    ("预期目标", Field::Objective),
    ("总体目标完成情况", Field::OtherObjective),
    ("总体目标", Field::Objective),
    ("预算年度", Field::Year),
    ("项目属性", Field::Other),
    ("项目来源", Field::Other),
    ("项目支出实施期", Field::Other),
    ("项目期限", Field::Other),
    ("项目期", Field::Other),
    ("项目起止时间", Field::Other),
    ("起止时间", Field::Other),
    ("项目概况", Field::Other),
    ("项目类别", Field::Other),
    ("项目性质", Field::Other),
    ("项目立项依据", Field::Other),
    ("立项依据", Field::Other),
    ("项目立项情况", Field::Other),
    ("项目设立必要性", Field::Other),
    ("项目实施进度计划", Field::Other),
    ("项目实施计划", Field::Other),
    ("项目实施内容及过程概述", Field::Other),
    ("项目实施内容", Field::Other),
    ("保证项目实施的制度、措施", Field::Other),
    ("负责人及电话", Field::Other),
    ("联系电话", Field::Other),
    ("项目编码", Field::Other),
    ("项目责任人", Field::Other),
    ("项目负责人及电话", Field::Other),
    ("项目负责人及联系电话", Field::Other),
    ("项目负责人", Field::Other),
    ("单位负责人", Field::Other),
    ("单位(盖章)", Field::Other),
    ("项目预算资金(万元)", Field::Heading),
    ("年度预算数(万元)", Field::Heading),
    ("项目资金申请(万元)", Field::Heading),
    ("项目资金(万元)", Field::Heading),
    ("资金情况(万元)", Field::Heading),
    ("项目资金", Field::Heading),
    ("预算执行情况(10分)", Field::Heading),
    ("预算执行情况(万元)", Field::Heading),
    ("项目基本情况", Field::Heading),
    ("本年度绩效指标", Field::Heading),
    ("年度绩效指标完成情况", Field::Heading),
    ("绩效指标完成情况", Field::Heading),
    ("年度绩效指标", Field::Heading),
    ("专项长期绩效指标", Field::OtherSet),
    ("长期绩效指标", Field::OtherSet),
    ("中期绩效指标", Field::OtherSet),
    ("实施期绩效指标", Field::OtherSet),
    #[cfg(feature = "readers")]
    ("总目标绩效指标", Field::OtherSet),
    ("绩效指标", Field::Heading),
    ("绩效项目指标表", Field::Heading),
    ("主管部门(单位)名称", Field::Department),
    ("部门(单位)名称", Field::Department),
    ("部门预算编码", Field::Other),
    ("级项目名称", Field::Other),
    ("项目实施单位/项目负责人", Field::Other),
    ("自治区主管部门", Field::Other),
    ("市县财政部门", Field::Other),
    ("市县主管部门", Field::Department),
    ("专项实施期", Field::Other),
    ("资金用途", Field::Other),
    ("项目开始日期", Field::Other),
    ("项目完成日期", Field::Other),
    ("中央补助安排", Field::Money(Fund::FiscalAppropriation)),
    ("省级财政安排", Field::Money(Fund::FiscalAppropriation)),
    ("预算申报数", Field::Money(Fund::Total)),
    ("资金性质", Field::Other),
    ("基本情况", Field::Other),
    ("项目立项必要性", Field::Other),
    ("保证项目实施的制度措施", Field::Other),
    ("组织实施单位", Field::Other),
    ("监督管理单位", Field::Other),
    ("政策依据", Field::Other),
    ("需要说明的其他问题", Field::Other),
    ("区域", Field::Other),
    ("专项起止时间", Field::Other),
    ("专项属性", Field::Other),
    ("专项概况", Field::Other),
    ("专项立项依据", Field::Other),
    ("专项负责人", Field::Other),
    ("联系人及电话", Field::Other),
    ("联系人及联系电话", Field::Other),
    ("项目类型", Field::Other),
    ("项目分类", Field::Other),
    ("项目起止年限", Field::Other),
    ("填报日期", Field::Other),
    ("专项年度绩效指标", Field::Heading),
    ("专项基本情况", Field::Heading),
    ("专项资金情况", Field::Heading),
    ("资金情况", Field::Heading),
    ("项目承担单位", Field::Unit),
    ("承担单位", Field::Unit),
    ("项目使用单位", Field::Unit),
    ("年度总体绩效目标", Field::Objective),
    ("年度总目标", Field::Objective),
    ("绩效总目标", Field::Objective),
    ("项目总体目标", Field::Objective),
    ("项目年度总体目标", Field::Objective),
    ("转移(项目)名称", Field::Project),
    ("转移支付名称", Field::Project),
    ("中央主管部门", Field::Department),
    ("省级主管部门", Field::Department),
    ("地方主管部门", Field::Department),
    ("市级主管部门", Field::Department),
    ("省级财政部门", Field::Other),
    ("地方财政部门", Field::Other),
    ("区县主管部门", Field::Department),
    ("区县财政部门", Field::Other),
    ("市级财政部门", Field::Other),
    ("预算资金(万元)", Field::Heading),
    ("其他收入小计", Field::Money(Fund::Other)),
    ("地方资金", Field::Other),
    ("年度金额", Field::Money(Fund::Total)),
    ("项目总预算", Field::Other),
    ("项目当年预算", Field::Money(Fund::Total)),
    ("其他收入", Field::Money(Fund::Other)),
    ("项目总目标", Field::OtherObjective),
    ("部门职能概述", Field::Other),
    ("年度预算申请(万元)", Field::Heading),
    ("年度预算申请", Field::Heading),
    ("年度预算安排(万元)", Field::Heading),
    ("年度预算安排", Field::Heading),
    ("年度履职目标", Field::Other),
    ("部门职能职责描述", Field::Other),
    ("部门整体支出年度绩效目标", Field::Heading),
    ("整体绩效目标", Field::Objective),
    ("其中:上级资金", Field::Money(Fund::FiscalAppropriation)),
    ("其中:一般公共预算", Field::Money(Fund::FiscalAppropriation)),
    ("资金投入情况", Field::Heading),
    ("年初绩效目标", Field::Objective),
    ("调整绩效目标", Field::OtherObjective),
    ("全年目标实际完成情况", Field::OtherObjective),
    ("其中:其他资金", Field::Money(Fund::Other)),
    ("其中:其它资金", Field::Money(Fund::Other)),
    ("其它资金", Field::Money(Fund::Other)),
    ("当年年度预算", Field::Money(Fund::Total)),
    ("预算规模及资金用途", Field::Money(Fund::Total)),
    ("项目金额", Field::Money(Fund::Total)),
    ("其中:当年市级财政资金", Field::Money(Fund::FiscalAppropriation)),
    ("其中:财政投款", Field::Money(Fund::FiscalAppropriation)),
    ("年度主要目标和成果", Field::Objective),
    ("年度绩效总目标", Field::Objective),
    ("部门(单位)职责", Field::Other),
    ("项目总体概况", Field::Other),
    ("项目审批", Field::Other),
    ("财政资金预算分类", Field::Other),
    ("财政资金科目代码", Field::Other),
    ("项目资金预算执行10分", Field::Heading),
    ("项目(专项)名称", Field::Project),
    ("专项(项目)名称", Field::Project),
    ("具体实施单位", Field::Unit),
    ("单位信息:", Field::Unit),
    ("主管预算部门", Field::Department),
    ("区级主管部门", Field::Department),
    ("区级财政部门", Field::Other),
    ("项目经办人", Field::Other),
    ("项目经办人电话", Field::Other),
    ("预算执行率权重(%)", Field::Other),
    ("项目预算金额(万元)", Field::Money(Fund::Total)),
    ("项目预算金额", Field::Money(Fund::Total)),
    ("部门整体支出总额", Field::Money(Fund::Total)),
    ("其中:中央财政资金", Field::Money(Fund::FiscalAppropriation)),
    #[cfg(feature = "readers")]
    ("其中:市财政资金", Field::Money(Fund::FiscalAppropriation)),
    #[cfg(feature = "readers")]
    ("项目绩效目标描述", Field::Heading),
    #[cfg(feature = "readers")]
    ("项目预算(万元)", Field::Heading),
    #[cfg(feature = "readers")]
    ("本年度目标", Field::Objective),
    ("市级资金", Field::Money(Fund::FiscalAppropriation)),
    ("整体目标", Field::Objective),
    ("单位名称", Field::Unit),
    ("是否为专项资金", Field::Other),
    ("实施(主管)单位", Field::Unit),
    ("年度预期目标", Field::Objective),
    ("具体完成情况", Field::OtherObjective),
    ("项目预算执行情况(10分)", Field::Heading),
    ("项目预算执行情况(万元)", Field::Heading),
    ("项目预算执行情况", Field::Heading),
    ("一般预算内拨款", Field::Money(Fund::FiscalAppropriation)),
    ("资金来源", Field::Other),
    ("公共财政拨款", Field::Money(Fund::FiscalAppropriation)),
    ("纳入专户管理的非税收入拨款", Field::Money(Fund::SpecialAccount)),
    ("政府性基金拨款", Field::Other),
    ("部门整体支出年度绩效指标", Field::Heading),
    ("部门职能职责概述", Field::Other),
    ("基本支出:", Field::Other),
    ("项目支出:", Field::Other),
    ("项目编号", Field::Other),
    ("绩效目标总体描述", Field::Objective),
    ("保障绩效目标实现措施", Field::Other),
    ("其中-财政拨款:", Field::Money(Fund::FiscalAppropriation)),
    ("实际完成目标", Field::OtherObjective),
    #[cfg(feature = "readers")]
    ("实施期资金总额", Field::Other),
    #[cfg(feature = "readers")]
    ("项目年度目标完成情况", Field::Heading),
    #[cfg(feature = "readers")]
    ("已实施情况:", Field::OtherObjective),
    #[cfg(feature = "readers")]
    ("未实施情况及原因:", Field::OtherObjective),
    #[cfg(feature = "readers")]
    ("资金支出计划(%)", Field::Other),
    #[cfg(feature = "readers")]
    ("资金需求(万元)", Field::Heading),
    #[cfg(feature = "readers")]
    ("资金需求(元)", Field::Heading),
    #[cfg(feature = "readers")]
    ("资金需求", Field::Heading),
    #[cfg(feature = "readers")]
    ("实施周期资金总额", Field::Other),
    #[cfg(feature = "readers")]
    ("长期资金总额", Field::Other),
    #[cfg(feature = "readers")]
    ("实施周期总金额", Field::Other),
    #[cfg(feature = "readers")]
    ("实施周期金额", Field::Other),
    #[cfg(feature = "readers")]
    ("长期绩效目标表", Field::OtherSet),
    #[cfg(feature = "readers")]
    ("中期绩效目标表", Field::OtherSet),
    #[cfg(feature = "readers")]
    ("年度绩效目标表", Field::Heading),
    #[cfg(feature = "readers")]
    ("实施周期总体目标", Field::OtherObjective),
    #[cfg(feature = "readers")]
    ("实施周期绩效目标", Field::OtherObjective),
    #[cfg(feature = "readers")]
    ("中期绩效目标", Field::OtherObjective),
    #[cfg(feature = "readers")]
    ("长期绩效目标", Field::OtherObjective),
    #[cfg(feature = "readers")]
    ("年度资金申请总额", Field::Money(Fund::Total)),
    #[cfg(feature = "readers")]
    ("下达地方或单位", Field::Unit),
    #[cfg(feature = "readers")]
    ("下达中央预算内投资(万元)", Field::Money(Fund::Total)),
    #[cfg(feature = "readers")]
    ("下达中央预算内投资", Field::Money(Fund::Total)),
    #[cfg(feature = "readers")]
    ("转移支付预算数(A)", Field::Money(Fund::Total)),
    #[cfg(feature = "readers")]
    ("转移支付预算数", Field::Money(Fund::Total)),
    #[cfg(feature = "readers")]
    ("转移支付执行数(B)", Field::Other),
    #[cfg(feature = "readers")]
    ("转移支付执行数", Field::Other),
    #[cfg(feature = "readers")]
    ("预算执行率(B/A)", Field::Other),
    #[cfg(feature = "readers")]
    ("目标实际完成情况", Field::OtherObjective),
    #[cfg(feature = "readers")]
    ("地方资金/其他", Field::Other),
];

/// How labels end of which no more is known.
const LABEL_ENDINGS: &[&str] = &[
    "时间",
    "日期",
    "期限",
    "电话",
    "编码",
    "编号",
    "代码",
    "性质",
    "类型",
    "类别",
    "属性",
    "来源",
    "方式",
    "负责人",
    "联系人",
    "名称",
    "单位",
    "部门",
    "(万元)",
    "(元)",
];

/// Labels of those who give what is the fiscal appropriation together, each in a cell of its own.
pub const FUNDERS: &[&str] = &["中央补助安排", "省级财政安排"];

/// Whether a text looks like a label that nobody knows.
pub fn is_likely_label(text: &str) -> bool {
    LABEL_ENDINGS.iter().any(|ending| text.ends_with(ending))
}

/// What a column of the money part of a self-evaluation holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MoneyColumn {
    /// 分值 and the like.
    Other,
    /// 得分.
    Score,
    /// 执行率.
    Rate,
    /// 执行数.
    Spent,
    /// 年初预算数.
    Initial,
    /// 全年预算数, 调整后预算数: the amount that counts.
    Budget,
}

/// Heads of the money columns of self-evaluations, longest first among those that share a beginning.
pub const MONEY_COLUMNS: &[(&str, MoneyColumn)] = &[
    ("得分计算方法", MoneyColumn::Other),
    #[cfg(feature = "readers")]
    ("全年预计执行数", MoneyColumn::Other),
    ("年初预算数", MoneyColumn::Initial),
    ("年初预算", MoneyColumn::Initial),
    ("全年预算数(A)", MoneyColumn::Budget),
    ("全年预算数", MoneyColumn::Budget),
    ("调整后预算数", MoneyColumn::Budget),
    #[cfg(feature = "readers")]
    ("调整后预算", MoneyColumn::Budget),
    #[cfg(feature = "readers")]
    ("调整预算数", MoneyColumn::Budget),
    #[cfg(feature = "readers")]
    ("调整预算", MoneyColumn::Budget),
    #[cfg(feature = "readers")]
    ("全年预算", MoneyColumn::Budget),
    ("预算数(A)", MoneyColumn::Budget),
    ("预算执行率", MoneyColumn::Rate),
    ("预算执行数", MoneyColumn::Spent),
    ("预算数", MoneyColumn::Budget),
    ("全年执行数(B)", MoneyColumn::Spent),
    ("全年执行数", MoneyColumn::Spent),
    ("执行数(B)", MoneyColumn::Spent),
    ("执行数", MoneyColumn::Spent),
    ("执行率(B/A)", MoneyColumn::Rate),
    ("执行率", MoneyColumn::Rate),
    ("分值", MoneyColumn::Other),
    ("权重", MoneyColumn::Other),
    ("得分", MoneyColumn::Score),
    ("原因", MoneyColumn::Other),
];

/// What a column of the indicator part of a form holds, in the order in which forms have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// 单位编码 (forms with one row per indicator, as the next five).
    #[cfg(feature = "readers")]
    Code,
    /// 部门名称.
    Department,
    /// The unit that spends the money.
    SpendingUnit,
    /// The project's name.
    Project,
    /// The project's money.
    Money(Fund),
    /// The project's objective.
    Objective,
    /// 一级指标.
    Level1,
    /// 二级指标.
    Level2,
    /// 三级指标.
    Name,
    /// 指标性质: the operator in a cell of its own.
    Operator,
    /// 指标值.
    Target,
    /// 度量单位.
    Unit,
    /// 分值, 权重.
    Weight,
    /// A column of no use here: 指标解释, 绩效标准, 备注.
    Other,
    /// 实际完成值.
    Actual,
    /// 得分.
    Score,
    /// 偏差原因分析及改进措施.
    Deviation,
}

/// The column of indicators that a whole cell is the head of. Tools of tables put 、 and 一 on other lines.
pub fn indicator_column(text: &str) -> Option<Column> {
    // Most texts are no heads, and most heads hold neither mark: it is looked for in the text before every head is.
    let once = |text: &str, mark: char| text.matches(mark).count() == 1;
    let marks = ['、', '一'].map(|mark| Some(mark).filter(|mark| once(text, *mark)));
    let is_displaced = |head: &str, mark: char| {
        head.len() == text.len() && once(head, mark) && head.replace(mark, "") == text.replace(mark, "")
    };
    let whole =
        |(head, _): &&(&str, Column)| *head == text || marks.iter().flatten().any(|mark| is_displaced(head, *mark));
    let found = indicator_columns().find(whole).map(|(_, column)| *column);
    if cfg!(feature = "readers") { found.or_else(|| column_of_year(text)) } else { found }
}

/// The same behind a year: 2025年度目标值, 2025年指标值.
fn column_of_year(text: &str) -> Option<Column> {
    const DIGITS: usize = 4;
    let rest = text.get(DIGITS..).filter(|_| text.starts_with("20"))?;
    let plain = rest.strip_prefix('年')?;
    let is_own = |(head, _): &&(&str, Column)| *head == rest || *head == plain;
    indicator_columns().find(is_own).map(|(_, column)| *column)
}

/// The heads of the columns of indicators that a whole cell may be.
pub fn indicator_columns() -> impl Iterator<Item = &'static (&'static str, Column)> {
    INDICATOR_COLUMNS.iter().chain(OTHER_INDICATOR_COLUMNS)
}

/// A head or label without the bracket that it ends with: 产出指标(50分).
pub fn without_bracket(text: &str) -> &str {
    text.split_once('(').filter(|_| text.ends_with(')')).map_or(text, |(plain, _)| plain)
}

/// The column that a whole cell is the head of, in a flat table: one of indicators, or one of their project.
pub fn flat_column(text: &str) -> Option<Column> {
    let plain = without_bracket(text);
    let ending =
        || FLAT_COLUMNS.iter().find(|(end, _)| text.ends_with(end) || plain.ends_with(end)).map(|(_, column)| *column);
    indicator_column(text).or_else(|| indicator_column(plain)).or_else(ending)
}

/// How the heads of flat tables end, the longer first where one ends another; in forms of blocks most of them are labels.
pub const FLAT_COLUMNS: &[(&str, Column)] = &[
    ("一级项目名称", Column::Other),
    ("单位名称(项目名称)", Column::Project),
    ("项目支出名称", Column::Project),
    ("(项目)名称", Column::Project),
    #[cfg(feature = "readers")]
    ("(专项名称)", Column::Project),
    #[cfg(feature = "readers")]
    ("(专项)名称", Column::Project),
    #[cfg(feature = "readers")]
    ("(项目名称)", Column::Project),
    ("项目名称", Column::Project),
    ("专项名称", Column::Project),
    ("资金名称", Column::Project),
    ("项目", Column::Project),
    ("部门名称", Column::Department),
    ("部门", Column::Department),
    ("单位名称", Column::SpendingUnit),
    ("单位", Column::SpendingUnit),
    ("财政拨款", Column::Money(Fund::FiscalAppropriation)),
    ("财政资金", Column::Money(Fund::FiscalAppropriation)),
    ("一般公共预算", Column::Money(Fund::FiscalAppropriation)),
    ("一般公共预算拨款", Column::Money(Fund::FiscalAppropriation)),
    ("财政专户拨款", Column::Money(Fund::SpecialAccount)),
    ("财政专户管理资金", Column::Money(Fund::SpecialAccount)),
    ("上年结转", Column::Money(Fund::CarryOver)),
    ("上年结转资金", Column::Money(Fund::CarryOver)),
    ("其他资金", Column::Money(Fund::Other)),
    ("单位资金", Column::Money(Fund::Other)),
    ("自有资金", Column::Money(Fund::Other)),
    ("金额", Column::Money(Fund::Total)),
    ("资金", Column::Money(Fund::Total)),
    ("总额", Column::Money(Fund::Total)),
    ("额度", Column::Money(Fund::Total)),
    ("总计", Column::Money(Fund::Total)),
    ("合计", Column::Money(Fund::Total)),
    ("预算", Column::Money(Fund::Total)),
    ("预算数", Column::Money(Fund::Total)),
    ("预算额", Column::Money(Fund::Total)),
    ("预算安排", Column::Money(Fund::Total)),
    #[cfg(feature = "readers")]
    ("实施期绩效目标", Column::Other),
    #[cfg(feature = "readers")]
    ("实施周期绩效目标", Column::Other),
    #[cfg(feature = "readers")]
    ("实施周期目标", Column::Other),
    #[cfg(feature = "readers")]
    ("中期绩效目标", Column::Other),
    #[cfg(feature = "readers")]
    ("长期绩效目标", Column::Other),
    ("中期目标", Column::Other),
    ("长期目标", Column::Other),
    ("实施期目标", Column::Other),
    ("目标", Column::Objective),
    ("目标描述", Column::Objective),
    ("目标内容", Column::Objective),
    ("一级指标名称", Column::Level1),
    ("年度数值", Column::Target),
    ("全年(程)指标值", Column::Target),
    ("半年(程)指标值", Column::Other),
    ("二级指标名称", Column::Level2),
    ("指标名称", Column::Name),
    ("绩效指标", Column::Name),
    ("指标值", Column::Target),
    ("目标值", Column::Target),
];

/// Heads of the columns of indicators, longest first among those that share a beginning.
pub const INDICATOR_COLUMNS: &[(&str, Column)] = &[
    ("单位名称、项目名称", Column::Project),
    ("项目年度绩效目标", Column::Objective),
    ("一级指标", Column::Level1),
    ("二级指标", Column::Level2),
    ("三级指标", Column::Name),
    ("指标名称", Column::Name),
    ("指标性质", Column::Operator),
    ("计算符号", Column::Operator),
    ("指标值类型", Column::Operator),
    ("指标值(包含数字及文字描述)", Column::Target),
    ("指标值(或计划水平)", Column::Target),
    ("计划指标值(或计划水平)", Column::Target),
    ("指标值及单位", Column::Target),
    ("年度指标值", Column::Target),
    ("年度目标值", Column::Target),
    ("年初目标值", Column::Target),
    ("计划指标值", Column::Target),
    ("指标目标值", Column::Target),
    ("指标值", Column::Target),
    ("目标值", Column::Target),
    ("度量单位", Column::Unit),
    ("计量单位", Column::Unit),
    ("指标属性", Column::Other),
    ("指标内容", Column::Other),
    ("指标解释", Column::Other),
    ("绩效标准", Column::Other),
    ("评(扣)分标准", Column::Other),
    ("备注", Column::Other),
    ("实施周期目标值", Column::Other),
    ("当年预期实现值", Column::Target),
    ("实施进度", Column::Actual),
    ("全年实际完成值", Column::Actual),
    ("实际完成值", Column::Actual),
    ("全年实际值", Column::Actual),
    ("全年完成值", Column::Actual),
    ("年终完成值", Column::Actual),
    ("完成值", Column::Actual),
    ("分值权重(90)", Column::Weight),
    ("分值权重", Column::Weight),
    ("分值", Column::Weight),
    ("权重", Column::Weight),
    ("自评得分", Column::Score),
    ("得分", Column::Score),
    ("偏差原因分析及改进措施", Column::Deviation),
    ("未完成原因及拟采取的改进措施", Column::Deviation),
    ("未完成原因和改进措施", Column::Deviation),
    ("未完成原因分析", Column::Deviation),
];

/// Heads of columns without 指标: only a whole line is one, since narrow columns break the longer ones there.
pub const SHORT_INDICATOR_COLUMNS: &[(&str, Column)] =
    &[("一级", Column::Level1), ("二级", Column::Level2), ("三级", Column::Name)];

/// Heads of the columns of indicators that other forms print, and that words in a cell may also say: only a whole cell
/// is one. Longest first among those that share a beginning.
pub const OTHER_INDICATOR_COLUMNS: &[(&str, Column)] = &[
    ("一级指标名称", Column::Level1),
    ("年度数值", Column::Target),
    ("全年(程)指标值", Column::Target),
    ("半年(程)指标值", Column::Other),
    ("指标类型", Column::Level1),
    ("指标类别", Column::Level1),
    ("二级指标名称", Column::Level2),
    ("三级指标名称", Column::Name),
    ("三级指标内容", Column::Name),
    ("绩效指标名称", Column::Name),
    ("具体指标", Column::Name),
    ("绩效指标性质", Column::Operator),
    ("指标方向", Column::Operator),
    ("指标符号", Column::Operator),
    ("运算符号", Column::Operator),
    ("运算符", Column::Operator),
    ("比较符", Column::Operator),
    ("符号", Column::Operator),
    ("预期当年实现值", Column::Target),
    ("绩效指标值", Column::Target),
    ("绩效目标值", Column::Target),
    ("预期指标值", Column::Target),
    ("预期目标值", Column::Target),
    ("预期值", Column::Target),
    ("年初设定指标值", Column::Target),
    ("年初设定目标值", Column::Target),
    ("年初指标值", Column::Target),
    ("年初目标", Column::Target),
    ("计划完成值", Column::Target),
    ("计划目标值", Column::Target),
    ("计划值", Column::Target),
    ("全年目标值", Column::Target),
    ("全年指标值", Column::Target),
    ("年度计划值", Column::Target),
    ("年度预期值", Column::Target),
    ("年度绩效值", Column::Target),
    ("本年指标值", Column::Target),
    ("本年目标值", Column::Target),
    ("本年度指标值", Column::Target),
    ("本年度目标值", Column::Target),
    ("当年指标值", Column::Target),
    ("当年目标值", Column::Target),
    ("设定目标值", Column::Target),
    ("预算批复目标值", Column::Target),
    ("指标值(年度)", Column::Target),
    ("绩效度量单位", Column::Unit),
    ("指标值单位", Column::Unit),
    ("指标单位", Column::Unit),
    ("数值单位", Column::Unit),
    ("量纲", Column::Unit),
    ("年度实际完成值", Column::Actual),
    ("年度完成值", Column::Actual),
    ("年度实际值", Column::Actual),
    ("实际完成指标值", Column::Actual),
    ("实际完成情况", Column::Actual),
    ("实际完成数", Column::Actual),
    ("实际完成", Column::Actual),
    ("实际指标值", Column::Actual),
    ("实际达成值", Column::Actual),
    ("实际值", Column::Actual),
    ("指标完成情况", Column::Actual),
    ("指标完成值", Column::Actual),
    ("完成指标值", Column::Actual),
    ("目标完成情况", Column::Actual),
    ("完成情况", Column::Actual),
    ("本年完成值", Column::Actual),
    ("自评完成值", Column::Actual),
    ("年末完成值", Column::Actual),
    ("全年完成情况", Column::Actual),
    ("完成结果", Column::Actual),
    ("指标权重", Column::Weight),
    ("指标分值", Column::Weight),
    ("权重分值", Column::Weight),
    ("标准分值", Column::Weight),
    ("标准分", Column::Weight),
    ("权重(%)", Column::Weight),
    ("满分", Column::Weight),
    ("自评分数", Column::Score),
    ("自评分值", Column::Score),
    ("自评分", Column::Score),
    ("实际得分", Column::Score),
    ("评价得分", Column::Score),
    ("最终得分", Column::Score),
    ("指标得分", Column::Score),
    ("评分标准", Column::Other),
    ("评分细则", Column::Other),
    ("评分办法", Column::Other),
    ("扣分标准", Column::Other),
    ("评分规则", Column::Other),
    ("评分", Column::Score),
    ("偏差原因及改进措施", Column::Deviation),
    ("偏差原因分析", Column::Deviation),
    ("偏差原因", Column::Deviation),
    ("偏差大或目标未完成原因分析", Column::Deviation),
    ("偏离原因分析", Column::Deviation),
    ("未完成原因及改进措施", Column::Deviation),
    ("未完成原因分析及改进措施", Column::Deviation),
    ("未完成原因", Column::Deviation),
    ("未完成情况说明", Column::Deviation),
    ("未达标原因", Column::Deviation),
    ("原因分析及改进措施", Column::Deviation),
    ("原因分析", Column::Deviation),
    ("改进措施", Column::Deviation),
    ("指标说明", Column::Other),
    ("指标定义", Column::Other),
    ("调整指标值", Column::Other),
    ("得分系数", Column::Other),
    ("指标来源", Column::Other),
    ("指标值来源", Column::Other),
    ("指标依据", Column::Other),
    ("指标标准或依据", Column::Other),
    ("评价标准", Column::Other),
    ("考核标准", Column::Other),
    ("历史参考值", Column::Other),
    ("历史值", Column::Other),
    ("上年完成值", Column::Other),
    ("上年实际值", Column::Other),
    ("上年指标值", Column::Other),
    ("数据来源", Column::Other),
    ("取值依据", Column::Other),
    ("设定依据", Column::Other),
    ("测算依据", Column::Other),
    ("是否核心指标", Column::Other),
    ("责任部门", Column::Other),
    ("说明", Column::Other),
    ("得分计算方法", Column::Other),
    ("单项指标实际完成值", Column::Actual),
    ("单项指标完成情况", Column::Other),
    ("单项指标得分", Column::Score),
    ("单项指标折算得分", Column::Other),
    ("权重占比(%)", Column::Weight),
    ("单位(文字描述)", Column::Unit),
    ("指标描述", Column::Other),
    ("预算设定指标值", Column::Target),
    #[cfg(feature = "readers")]
    ("绩效指标描述", Column::Other),
    #[cfg(feature = "readers")]
    ("指标值内容", Column::Other),
    #[cfg(feature = "readers")]
    ("指标值确定依据", Column::Other),
    #[cfg(feature = "readers")]
    ("评价标准确定依据", Column::Other),
    #[cfg(feature = "readers")]
    ("评价标准及依据", Column::Other),
    #[cfg(feature = "readers")]
    ("确定依据", Column::Other),
    #[cfg(feature = "readers")]
    ("指标值依据", Column::Other),
    #[cfg(feature = "readers")]
    ("总体目标值", Column::Other),
    #[cfg(feature = "readers")]
    ("总目标值", Column::Other),
    #[cfg(feature = "readers")]
    ("实施周期指标值", Column::Other),
    #[cfg(feature = "readers")]
    ("实施期指标值", Column::Other),
    #[cfg(feature = "readers")]
    ("实施期目标值", Column::Other),
    #[cfg(feature = "readers")]
    ("中期指标值", Column::Other),
    #[cfg(feature = "readers")]
    ("中期目标值", Column::Other),
    #[cfg(feature = "readers")]
    ("长期目标值", Column::Other),
    #[cfg(feature = "readers")]
    ("周期目标值", Column::Other),
    ("项目完成指标值", Column::Actual),
    #[cfg(feature = "readers")]
    ("总体指标值", Column::Other),
];

/// What stands behind numbers in targets whose borders are lost, longest first.
pub const COUNT_UNITS: &[&str] = &[
    "百分比",
    "平方米",
    "平方公里",
    "立方米",
    "万元",
    "亿元",
    "万人次",
    "万人",
    "万亩",
    "公里",
    "公斤",
    "小时",
    "人次",
    "工作日",
    "个月",
    "元",
    "次",
    "人",
    "个",
    "起",
    "天",
    "年",
    "月",
    "日",
    "亩",
    "吨",
    "台",
    "套",
    "户",
    "家",
    "件",
    "场",
    "项",
    "份",
    "株",
    "头",
    "只",
    "座",
    "辆",
    "册",
    "名",
    "期",
    "篇",
    "处",
    "所",
    "间",
    "批",
    "张",
    "米",
    "%",
    "条",
    "棵",
    "盏",
    "床",
    "栋",
    "幢",
];

/// What 绩效标准 says.
pub const STANDARDS: &[&str] = &["计划标准", "历史标准", "行业标准", "预算支出标准"];

/// How names of places end.
pub const PLACE_ENDINGS: &str = "镇乡办区县市村场旗";

/// What targets rest on, as Hebei's forms say it.
pub const TARGET_BASES: &[&str] = &[
    "年度工作计划",
    "部门工作计划",
    "工作计划",
    "年度计划",
    "工作方案",
    "实施方案",
    "历史数据",
    "历年数据",
    "统计台账",
    "统计数据",
    "工作台账",
    "财务制度",
    "管理制度",
    "管理办法",
    "政策文件",
    "上级文件",
    "相关文件",
    "文件要求",
    "相关规定",
    "市场询价",
    "市场价格",
    "合同约定",
    "问卷调查",
    "行业标准",
    "国家标准",
];

/// How explanations of indicators begin.
pub const EXPLANATIONS: &[&str] = &["反映", "考核", "衡量", "用以", "用于"];

/// Whether a text begins as explanations of indicators do.
pub fn explains(text: &str) -> bool {
    EXPLANATIONS.iter().any(|word| text.starts_with(word))
}

/// Heads of the column that says how points are given.
#[cfg(feature = "readers")]
pub const RULE_HEADS: &[&str] = &["评(扣)分标准", "扣分标准", "评分标准"];

/// What is said where points are given or taken.
#[cfg(feature = "readers")]
pub const RULES: &[&str] = &["得分", "扣分", "扣完", "酌情"];

/// How what says so ends.
#[cfg(feature = "readers")]
pub const RULE_ENDINGS: &[char] = &['分', '止', '。', ';', '完'];

/// Whether a text says how points are given.
#[cfg(feature = "readers")]
pub fn gives_points(text: &str) -> bool {
    RULES.iter().any(|word| text.contains(word)) || text.split_once('计').is_some_and(|(_, rest)| rest.contains('分'))
}

/// How names that ask for a number end.
pub const NUMBER_NAMES: &[char] = &['率', '数', '量', '额', '度', '例', '本', '次', '长', '积'];

/// Year, month and day behind their numbers.
pub const DATE_UNITS: [&str; 3] = ["年", "月", "日"];

/// What 指标属性 says.
pub const KINDS: &[&str] = &["定量指标", "定性指标", "定量", "定性", "正向", "反向"];

/// 一级指标 as a cell of its own, longest first.
pub const LEVEL_1: &[(&str, Category)] = &[
    ("预期产出指标", Category::Output),
    ("项目完成指标", Category::Output),
    ("项目效益指标", Category::Benefit),
    ("成本指标", Category::Cost),
    ("产出指标", Category::Output),
    ("效益指标", Category::Benefit),
    ("效果指标", Category::Benefit),
    #[cfg(feature = "readers")]
    ("成效指标", Category::Benefit),
    #[cfg(feature = "readers")]
    ("影响力指标", Category::Benefit),
    ("满意度指标", Category::Satisfaction),
    ("项目决策", Category::Output),
    ("项目完成", Category::Output),
    ("项目效益", Category::Benefit),
];

/// Levels of 一级指标 that are none of the categories: how a project is provided for and managed, not what comes of it.
pub const FOREIGN_LEVELS: &[&str] =
    &["投入指标", "过程指标", "管理指标", "过程管理指标", "项目管理指标", "计划管理指标", "资金管理指标"];

/// 二级指标, and the 一级 each implies; 成本指标 alone does not tell (`None`).
pub const LEVEL_2: &[(&str, Option<Category>)] = &[
    ("社会公众或服务对象满意度指标", Some(Category::Satisfaction)),
    ("社会公众或服务对象满意度", Some(Category::Satisfaction)),
    ("服务对象满意度指标", Some(Category::Satisfaction)),
    ("服务对象满意度", Some(Category::Satisfaction)),
    ("满意度指标", Some(Category::Satisfaction)),
    ("数量指标", Some(Category::Output)),
    ("质量指标", Some(Category::Output)),
    ("时效指标", Some(Category::Output)),
    ("进度指标", Some(Category::Output)),
    ("经济成本指标", Some(Category::Cost)),
    ("社会成本指标", Some(Category::Cost)),
    ("生态环境成本指标", Some(Category::Cost)),
    ("生态成本指标", Some(Category::Cost)),
    ("经济效益指标", Some(Category::Benefit)),
    ("社会效益指标", Some(Category::Benefit)),
    ("社会效益目标", Some(Category::Benefit)),
    ("生态效益指标", Some(Category::Benefit)),
    ("环境效益指标", Some(Category::Benefit)),
    ("社会、经济、生态效益指标", Some(Category::Benefit)),
    ("可持续影响指标", Some(Category::Benefit)),
    ("成本指标", None),
    ("预算(或投资规模)控制指标", Some(Category::Output)),
    ("可持续性发展影响指标", Some(Category::Benefit)),
    ("服务对象或受益者满意度指标", Some(Category::Satisfaction)),
    #[cfg(feature = "readers")]
    ("群众满意度指标", Some(Category::Satisfaction)),
];

/// Whether a text is a label of level 1.
#[cfg(feature = "readers")]
pub fn is_level_1(text: &str) -> bool {
    LEVEL_1.iter().any(|(label, _)| *label == text)
}

/// Whether a text is a label of level 2.
#[cfg(feature = "readers")]
pub fn is_level_2(text: &str) -> bool {
    LEVEL_2.iter().any(|(label, _)| *label == text)
}

/// The labels of both levels.
#[cfg(feature = "readers")]
pub fn levels() -> impl Iterator<Item = &'static str> {
    LEVEL_1.iter().map(|(label, _)| *label).chain(LEVEL_2.iter().map(|(label, _)| *label))
}

/// Whether a text is a label of a level.
#[cfg(feature = "readers")]
pub fn is_level(text: &str) -> bool {
    is_level_1(text) || is_level_2(text)
}

/// 二级指标 as some forms shorten it, of benefits or of 产出: only what a blank or the end of a cell follows is one.
pub const SHORT_LEVEL_2: &[&str] =
    &["经济效益", "社会效益", "生态效益", "环境效益", "可持续影响", "产出数量", "产出质量", "产出时效", "产出成本"];

/// 一级指标 without 指标: only what stands right before a 二级指标 is one.
pub const SHORT_LEVEL_1: &[(&str, Category)] = &[
    ("产出", Category::Output),
    ("效益", Category::Benefit),
    ("效果", Category::Benefit),
    ("满意度", Category::Satisfaction),
];

/// The levels of the evaluation framework that are no 产出 and no 效益: 财预〔2020〕10号, annex 1; and 效率指标, as Hainan
/// prints it. Only a whole cell is one.
pub const EVALUATION_LEVELS: &[&str] =
    &["决策", "过程", "项目立项", "绩效目标", "资金投入", "资金管理", "组织实施", "效率指标"];

/// 二级指标 as one word that names begin with, too: only the reader of glued cells tells one.
pub const BARE_LEVEL_2: &[&str] = &["成本", "时效", "可持续性"];

/// The 一级 that a shortened 二级指标 implies.
pub fn short_level_implies(begins: impl Fn(&str) -> bool) -> Category {
    if ["产出", "成本", "时效"].into_iter().any(begins) { Category::Output } else { Category::Benefit }
}

/// Words that targets in words are made of; they tell a target from the name before it where nothing else does.
pub const TARGET_WORDS: &[&str] = &[
    "提升", "改善", "良好", "显著", "有效", "完善", "持续", "优", "合格", "及时", "规范", "达标", "完成", "明显",
    "保障", "提高", "增强", "满意", "符合", "按期", "按时", "长期", "稳定", "正常", "较好", "加强", "促进", "不断",
    "逐步", "有所", "无",
];

/// How the notes and signatures after a form begin.
pub const NOTES: &[&str] = &[
    "注:",
    "注1",
    "说明:",
    "其他需要说明",
    "其他需说明",
    "qrcode",
    "扫一扫",
    "手机扫码",
    "其他说明",
    "填表人",
    "财政部门审核意见",
    "评价结论",
    "审核意见",
    "填报人",
    "项目负责人:",
    "(盖章)",
];

/// Labels of what closes a self-evaluation, behind its rows.
pub const CLOSING_LABELS: &[&str] = &[
    "备注",
    "评价结论",
    "自评结论",
    "存在问题",
    "存在的问题",
    "改进措施",
    "偏差大或目标未完成原因分析",
    "改进措施及结果应用方案",
];

/// How the labels of those end who sign a form, and of how they are reached.
pub const SIGNATURES: &[&str] =
    &["负责人", "填报人", "填表人", "经办人", "审核人", "联系人", "联系电话", "联系方式", "填报日期"];

/// What the foot of a web page says.
pub const PAGE_FEET: &[&str] = &["ICP备", "公网安备", "公安备", "网站标识码", "版权所有", "网站地图", "联系我们"];

/// How the running heads of pages end that say what is made public.
pub const PUBLICATIONS: &[&str] = &["公开材料", "预算公开", "决算公开", "公开情况", "公开表", "公开文本"];

/// How the title of a form ends.
pub const FORM_TITLES: &[&str] = &[
    "绩效目标表",
    "绩效目标申报表",
    "绩效目标批复表",
    "绩效目标审批表",
    "绩效自评表",
    "绩效目标自评表",
    "绩效目标公开表",
    #[cfg(feature = "readers")]
    "项目支出目标申报表",
    #[cfg(feature = "readers")]
    "绩效目标完成情况表",
    #[cfg(feature = "readers")]
    "项目自评表",
    #[cfg(feature = "readers")]
    "绩效目标执行监控表",
    #[cfg(feature = "readers")]
    "绩效运行监控表",
];
