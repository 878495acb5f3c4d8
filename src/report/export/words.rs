//! The sentences of the exports. The page does not carry them (see scripts/finish_dist.mjs).

use crate::i18n::{Text, text};
use crate::rules::{ReviewPoint, Severity};

/// The language of a document, as HTML and SARIF name it.
pub(super) const LANGUAGE: Text = text!("zh-CN", "en");
/// Between label and value.
pub(super) const COLON: Text = text!("：", ": ");
/// Between the items of a list in one line.
pub(super) const SEMICOLON: Text = text!("；", "; ");
/// A whole sentence with the rule behind it.
pub(super) const WITH_CODE: Text = text!("{sentence}。〔{code}〕", "{sentence}. [{code}]");

// --- The head of every export ---

pub(super) const DEPARTMENT: Text = text!("部门", "Department");
pub(super) const TABLE_TITLE: Text = text!("表名", "Title of the table");
pub(super) const GRAND_TOTAL: Text = text!("合计金额（万元）", "Grand total (10,000 yuan)");
pub(super) const YEAR: Text = text!("年度", "Year");
pub(super) const YEAR_INFERRED: Text = text!("{year}（推定）", "{year} (inferred)");
pub(super) const FILE: Text = text!("文件", "File");
pub(super) const SIZE: Text = text!("规模", "Size");
pub(super) const SIZE_VALUE: Text = text!(
    "{units}个单位，{projects}个项目，{indicators}项指标",
    "units: {units}, projects: {projects}, indicators: {indicators}"
);
pub(super) const REVIEWED: Text = text!("审核时间", "Time of review");
pub(super) const VERSION: Text = text!("版本", "Version");
pub(super) const NOT_READ: Text = text!(
    "未能识别为绩效目标表，任何规则都没有判断。",
    "Not recognised as a performance-target table; no rule was judged."
);
pub(super) const LEFT_OUT: Text =
    text!("另有{n}条存疑的问题按要求未列出。", "Doubtful findings left out as asked for: {n}.");
pub(super) const ONLY_FAILED: Text =
    text!("仅列出不通过的项目和规则。", "Only what failed is listed, not what passed or could not be judged.");

// --- The review table ---

pub(super) const TABLE: Text = text!("绩效目标审核表", "Review of performance targets");
/// The columns of the review table, in their order.
pub(super) const COLUMNS: [Text; 15] = [
    UNIT_NAME,
    PROJECT_NAME,
    text!("类目", "Head"),
    CHECK,
    text!("审核标准", "Basis"),
    CONTENT,
    text!("是否通过", "Verdict"),
    text!("不通过指标清单", "Indicators that failed"),
    REASON,
    text!("预警级别", "Alert level"),
    CONFIDENCE,
    text!("修改建议", "Suggestion"),
    RULE,
    text!("原文位置", "Place in the text"),
    REVIEWED,
];
pub(super) const TRIAGE: Text = text!("处理意见", "Decided");
pub(super) const REMARK: Text = text!("{place}：{remark}", "{place}: {remark}");
pub(super) const UNIT_NAME: Text = text!("单位名称", "Unit");
pub(super) const PROJECT_NAME: Text = text!("项目名称", "Project");
pub(super) const CHECK: Text = text!("审核点", "Check");
pub(super) const CONTENT: Text = text!("审核内容", "What is reviewed");
pub(super) const REASON: Text = text!("原因", "Reason");
pub(super) const CONFIDENCE: Text = text!("可信度", "Confidence");
pub(super) const RULE: Text = text!("规则编号", "Rule");
pub(super) const WHOLE_TABLE: Text = text!("（全表）", "(whole table)");
pub(super) const THIS_UNIT: Text = text!("（本单位）", "(this unit)");
pub(super) const PASSED: Text = text!("通过", "passed");
pub(super) const FAILED: Text = text!("不通过", "failed");
pub(super) const UNDECIDED: Text = text!("无法判定", "Undecided");
pub(super) const NO_VERDICT: Text = text!("不适用", "not applicable");
pub(super) const NOTICE: Text = text!("读取提示", "How the text was read");
pub(super) const INDICATOR: Text = text!("{n}、{name}：{target}", "{n}. {name}: {target}");
pub(super) const NUMBERED: Text = text!("{n}、{words}", "{n}. {words}");
pub(super) const IS_DOUBTFUL: Text = text!("（存疑）", " (doubtful)");
pub(super) const ALSO_UNDECIDED: Text =
    text!("另有{n}处无法判定：{reason}", "Places that could not be judged: {n} ({reason})");
pub(super) const NO_INDICATORS: Text = text!("没有读到指标", "no indicators were read");
pub(super) const DOUBTFUL_NOT_LISTED: Text = text!("另有{n}条存疑未列出", "doubtful findings not listed: {n}");
pub(super) const MANY_FINDINGS: Text = text!(
    "共{all}个问题。这里依次逐条写出{shown}个，其余只在各项目下写明个数；全部问题见工作簿（xlsx）和SARIF导出。",
    "{all} findings in all. The first {shown} are written out here, of the others only how many each project has; the workbook (xlsx) and SARIF hold them all."
);
pub(super) const NOT_WRITTEN_OUT: Text =
    text!("还有{n}个问题，没有在此写出。", "{n} more findings, which are not written out here.");
pub(super) const MORE_PLACES: Text = text!("等{n}处", "{n} places in all");

/// 高, 中, 低.
pub(super) const fn level(severity: Severity) -> Text {
    match severity {
        Severity::Error => text!("高", "high"),
        Severity::Warning => text!("中", "medium"),
        Severity::Info => text!("低", "low"),
    }
}

pub(super) const COMPLETENESS: Text = text!("完整性", "completeness");
pub(super) const RELEVANCE: Text = text!("相关性", "relevance");
pub(super) const FITNESS: Text = text!("适当性", "appropriateness");
pub(super) const FEASIBILITY: Text = text!("可行性", "feasibility");

/// The head of the review standard that a point belongs to.
pub(super) const fn head(point: ReviewPoint) -> Text {
    match point {
        ReviewPoint::FormAndCompleteness | ReviewPoint::Clarity => COMPLETENESS,
        ReviewPoint::IndicatorSoundness => RELEVANCE,
        ReviewPoint::Reasonableness | ReviewPoint::MatchWithFunds => FITNESS,
    }
}

// --- The workbook ---

pub(super) const SHEET_OVERVIEW: Text = text!("概览", "Overview");
pub(super) const SHEET_TABLE: Text = text!("审核表", "Review table");
pub(super) const SHEET_PROJECTS: Text = text!("项目", "Projects");
pub(super) const SHEET_INDICATORS: Text = text!("指标", "Indicators");
pub(super) const SHEET_FINDINGS: Text = text!("问题", "Findings");
pub(super) const PROJECT_NUMBER: Text = text!("项目号", "No. of the project");
pub(super) const INDICATOR_NUMBER: Text = text!("指标号", "No. of the indicator");
pub(super) const MONEY_UNIT: Text = text!("货币单位", "Unit of money");
pub(super) const OBJECTIVE: Text = text!("绩效目标", "Objective");
pub(super) const INDICATOR_COUNT: Text = text!("指标数", "Indicators in it");
pub(super) const FIRM_COUNT: Text = text!("确定的问题数", "Firm findings");
pub(super) const DOUBTFUL_COUNT: Text = text!("存疑的问题数", "Doubtful findings");
pub(super) const CATEGORY: Text = text!("一级指标", "Level 1");
pub(super) const SUBCATEGORY: Text = text!("二级指标", "Level 2");
pub(super) const INDICATOR_NAME: Text = text!("指标名称", "Name of the indicator");
pub(super) const TARGET: Text = text!("年度指标值", "Annual target");
pub(super) const OPERATOR: Text = text!("比较符", "Operator");
pub(super) const NUMBER: Text = text!("数值", "Number");
pub(super) const MEASURE: Text = text!("计量单位", "Unit of measurement");
pub(super) const WEIGHT: Text = text!("分值或权重", "Weight or points");
pub(super) const ID: Text = text!("编号", "Id");
pub(super) const SEVERITY: Text = text!("级别", "Severity");
pub(super) const PLACE: Text = text!("位置", "Place");
pub(super) const LINE: Text = text!("行", "Line");
pub(super) const COLUMN: Text = text!("字", "Character");
pub(super) const QUOTE: Text = text!("原文文字", "Text as printed");
pub(super) const COUNTS: Text = text!("问题数", "Number of findings");

// --- The eight-point review form ---

pub(super) const FORM_ORDINARY: Text = text!(
    "项目支出绩效目标审核表（一般性项目）",
    "Review form for performance targets of project expenditure (ordinary projects)"
);
pub(super) const FORM_KEY: Text = text!(
    "项目支出绩效目标审核表（重点项目）",
    "Review form for performance targets of project expenditure (key projects)"
);
pub(super) const FORM_HEADS: [Text; 4] = [
    CONTENT,
    text!("审核要点", "Question"),
    text!("审核意见", "Opinion"),
    text!("评定（由审核人填写）", "Mark (filled in by the reviewer)"),
];
pub(super) const PROJECT_CODE: Text = text!("项目编码", "Code of the project");
pub(super) const COMPETENT: Text = text!("主管部门", "Competent department");
pub(super) const IMPLEMENTING: Text = text!("实施单位", "Implementing unit");
pub(super) const BUDGET: Text = text!("预算金额（万元）", "Budget (10,000 yuan)");
pub(super) const FORM_FOOT: [Text; 5] = [
    text!("综合评定等级（由审核人填写）", "Overall grade (filled in by the reviewer)"),
    text!("总体意见（由审核人填写）", "Overall opinion (filled in by the reviewer)"),
    text!("审核人", "Reviewer"),
    text!("审核日期", "Date of review"),
    text!("盖章", "Seal"),
];
pub(super) const BY_HAND: Text = text!("需人工审核", "To be judged by the reviewer");
pub(super) const BY_HAND_NO_RULE: Text =
    text!("需人工审核（没有使用中的规则涉及此要点）", "To be judged by the reviewer (no rule in use feeds this point)");
pub(super) const NOTHING_FOUND: Text =
    text!("自动检查的{n}项规则未发现问题。", "Checked by rules: {n}; nothing was found.");
pub(super) const COULD_NOT_JUDGE: Text = text!("无法判定：{title}（{reason}）", "Undecided: {title} ({reason})");
pub(super) const ABOUT_ALL: Text = text!("全表事项", "About the whole table");
pub(super) const NOT_PRINTED: Text = text!("表中未印、无法检查的内容", "Not printed in the table, not checked");
pub(super) const OWN_QUESTIONS: Text = text!(
    "审核要点为本工具的概括，以财政部门的正式文本为准。等级和分数不由本工具填写。",
    "The questions are a summary of ours; the text of the finance department counts. Grades and marks are never filled in by the program."
);

/// The eight points: head, point, question, and what the program can feed (see [`ReviewPoint`]).
pub(super) const POINTS: [(Text, Text, Text, Option<ReviewPoint>); 8] = [
    (
        COMPLETENESS,
        text!("规范完整性", "form and completeness"),
        text!(
            "填报是否规范，内容是否完整、准确，有无遗漏或错误",
            "Is the form right, complete and exact, with nothing missing or wrong?"
        ),
        Some(ReviewPoint::FormAndCompleteness),
    ),
    (
        COMPLETENESS,
        text!("明确清晰性", "clarity"),
        text!(
            "目标是否明确、清晰，能否反映预期的产出和效果",
            "Is the target clear, and does it describe the expected outputs and effects?"
        ),
        Some(ReviewPoint::Clarity),
    ),
    (
        RELEVANCE,
        text!("目标相关性", "relevance of the target"),
        text!(
            "目标与法律政策、规划和部门职能是否相符",
            "Does the target fit law, policy, plans and the functions of the department?"
        ),
        None,
    ),
    (
        RELEVANCE,
        text!("指标科学性", "soundness of indicators"),
        text!("指标是否全面、关键，有无明确的指标值", "Are the indicators full and key, with specific values?"),
        Some(ReviewPoint::IndicatorSoundness),
    ),
    (
        FITNESS,
        text!("绩效合理性", "reasonableness of performance"),
        text!(
            "预期绩效是否显著、正常，与同类项目相比是否合理",
            "Is the expected performance significant, normal, and reasonable beside like projects?"
        ),
        Some(ReviewPoint::Reasonableness),
    ),
    (
        FITNESS,
        text!("资金匹配性", "match with funds"),
        text!("目标与资金规模是否匹配", "Does the target match the money?"),
        Some(ReviewPoint::MatchWithFunds),
    ),
    (
        FEASIBILITY,
        text!("实现可能性", "feasibility of the target"),
        text!("目标是否经过论证和测算，能否实现", "Was the target argued and calculated, and can it be reached?"),
        None,
    ),
    (
        FEASIBILITY,
        text!("条件充分性", "sufficiency of conditions"),
        text!("实施所需的条件是否具备", "Are the conditions for carrying it out met?"),
        None,
    ),
];

// --- The whole report ---

pub(super) const REPORT: Text = text!("绩效目标审核报告", "Review report on performance targets");
pub(super) const SUMMARY: Text = text!("审核摘要", "Summary of the review");
pub(super) const SIGNED: [Text; 2] = [text!("审核人", "Reviewer"), text!("审核日期", "Date of review")];
pub(super) const PICTURES: Text = text!("图表", "Charts");
pub(super) const BASIS: Text = text!("规则依据", "Basis of the rules");
pub(super) const BASIS_HEADS: [Text; 4] =
    [RULE_NAME, CONTENT, text!("审核标准", "Basis"), text!("怎么改", "How it is mended")];
const RULE_NAME: Text = text!("规则", "Rule of the review");

// --- The opinion by category ---

pub(super) const OPINION: Text = text!("项目支出绩效目标审核意见", "Opinion on performance targets");
pub(super) const PROJECT_UNIT: Text = text!("项目单位", "Unit of the project");
pub(super) const PARTS: [Text; 5] = [
    text!("一、总体目标审核意见", "1. Opinion on the objective"),
    text!("二、产出指标审核意见", "2. Opinion on output indicators"),
    text!("三、效益指标审核意见", "3. Opinion on benefit indicators"),
    text!("四、满意度指标审核意见", "4. Opinion on satisfaction indicators"),
    text!("五、需补充完善事项", "5. To be completed"),
];
pub(super) const NO_FINDING: Text = text!("未发现问题。", "Nothing was found.");
pub(super) const NO_SUCH_INDICATOR: Text = text!("本项目没有这一类指标。", "The project has no such indicators.");
pub(super) const NO_OBJECTIVE: Text = text!("没有读到绩效目标。", "No objective was read.");
pub(super) const OBJECTIVE_BY_HAND: Text = text!(
    "目标与政策、规划和职能是否相符，需人工审核。",
    "Whether the objective fits policy, plans and functions is to be judged by the reviewer."
);
pub(super) const NOTHING_TO_ADD: Text = text!("无。", "None.");
pub(super) const NTH_INDICATOR: Text = text!("第{n}项{category}", "{category} indicator {n}");
pub(super) const INDICATOR_UNKNOWN: Text = text!("第{n}项指标", "indicator {n}");
pub(super) const ALL_UNDECIDED: Text =
    text!("这一类的检查无法判定，见第五部分。", "Checks of this kind could not be judged, see part 5.");
pub(super) const REWRITE: Text =
    text!("{sentence}，建议改写为“{wording}”", "{sentence}; suggested wording: “{wording}”");
