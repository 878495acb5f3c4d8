//! The sentences of the pictures. The page's first program does not carry them (see scripts/finish_dist.mjs).

use crate::i18n::{Text, text};

pub(super) const AS_TABLE: Text = text!("以表格显示", "As a table");
pub(super) const NO_FIRM: Text = text!("无确定问题", "nothing firm");
pub(super) const PROJECT: Text = text!("项目", "Projects");
pub(super) const COMMA: Text = text!("、", ", ");

// --- Money by project ---

pub(super) const MONEY: Text = text!("各项目金额与占比", "Money by project");
pub(super) const MONEY_SUMMARY: Text = text!(
    "{n}个项目读到金额，合计{sum} {unit}；最大的是“{name}”，占{share}%；前{few}个项目共占{most}%。",
    "Projects with an amount: {n}, together {sum} {unit}. The largest is “{name}” with {share}%; the first {few} have {most}%."
);
pub(super) const MONEY_PLAIN: Text = text!(
    "{n}个项目读到金额，合计{sum} {unit}，不计算占比。",
    "Projects with an amount: {n}, together {sum} {unit}; no shares are worked out."
);
pub(super) const MONEY_NONE: Text = text!("没有读到任何项目的金额。", "No amount of any project was read.");
pub(super) const MONEY_WITHOUT: Text =
    text!("{n}个项目没有读到金额，不计入合计。", "Projects without an amount, not in the sum: {n}.");
pub(super) const MONEY_HOW: Text = text!(
    "粗条为金额，最大的一项为满格；下方细线为累计占比，满格为100%。占比按金额计算，四舍五入到0.1%；累计占比按累计金额计算，不是各占比相加。",
    "The thick bar is the amount, full for the largest; the thin line below is the cumulated share, full at 100%. Shares are worked out of the amounts and rounded to 0.1%; cumulated ones out of cumulated amounts, not by adding shares."
);
pub(super) const MONEY_CUT: Text = text!(
    "仅显示金额最大的前{n}个项目，共{all}个；其余合并为最后一行。",
    "Only the {n} largest of {all} projects are shown; the others are summed up in the last row."
);
pub(super) const MONEY_BAR: Text =
    text!("“{name}”：{amount} {unit}，占{share}，累计{total}", "“{name}”: {amount} {unit}, {share}, cumulated {total}");
pub(super) const REST: Text = text!("其余{n}个项目", "the other {n} projects");
pub(super) const AMOUNT: Text = text!("金额（{unit}）", "Amount ({unit})");
pub(super) const SHARE: Text = text!("占比", "Share");
pub(super) const CUMULATED: Text = text!("累计占比", "Cumulated");
pub(super) const FIRM: Text = text!("确定的问题", "Firm findings");

// --- Findings by severity ---

pub(super) const SEVERITY: Text = text!("各级别的问题", "Findings by severity");
pub(super) const SEVERITY_SUMMARY: Text = text!(
    "确定的问题{firm}条：严重{errors}、一般{warnings}、提示{infos}；另有存疑{doubtful}条。共{all}个项目，其中{clean}个没有确定的问题。",
    "Firm findings: {firm}, of them {errors} severe, {warnings} ordinary, {infos} notes; besides {doubtful} doubtful ones. Projects without a firm finding: {clean} of {all}."
);
pub(super) const SEVERITY_HOW: Text = text!(
    "实心为确定的问题，斜线为存疑的问题；最长的一条为满格。读取提示不计入。",
    "Solid: firm findings; hatched: doubtful ones; the longest bar is full. Reading notices are not counted."
);
pub(super) const SEVERITY_BAR: Text =
    text!("{severity}：确定{firm}条，存疑{doubtful}条", "{severity}: {firm} firm, {doubtful} doubtful");
pub(super) const LEVEL: Text = text!("级别", "Severity");
pub(super) const FIRM_ONLY: Text = text!("确定", "firm");
pub(super) const DOUBTFUL_ONLY: Text = text!("存疑", "doubtful");
pub(super) const SUM: Text = text!("小计", "Sum");

// --- Projects by categories ---

pub(super) const MATRIX: Text = text!("各项目的指标构成", "Indicators by project and category");
pub(super) const MATRIX_SUMMARY: Text = text!(
    "共{all}项指标：数值{numbers}项、文字{words}项、没有或无法读取指标值{none}项。",
    "Indicators: {all}; with a number or date {numbers}, in words {words}, without a legible target {none}."
);
pub(super) const MATRIX_EMPTY: Text =
    text!("{n}个项目没有{category}。", "Projects without {category} indicators: {n}.");
pub(super) const MATRIX_HOW: Text = text!(
    "一格为一项指标：实心为数值或日期，空心为文字，打叉为没有或无法读取指标值。空白处写“无”。",
    "A square is an indicator: filled for a number or a date, hollow for words, crossed where there is no legible target. An empty place says “none”."
);
pub(super) const MATRIX_CUT: Text =
    text!("仅显示金额最大的前{n}个项目，共{all}个。", "Only the {n} largest of {all} projects are shown.");
pub(super) const MATRIX_CELL: Text = text!(
    "{category}{count}项：数值{numbers}、文字{words}、无指标值{none}",
    "{category} {count}: {numbers} numbers, {words} in words, {none} without a target"
);
pub(super) const NONE: Text = text!("无", "none");
pub(super) const UNKNOWN: Text = text!("类别未识别", "Category not recognised");
pub(super) const QUANTITATIVE: Text = text!("有数值", "numbers");
pub(super) const IN_WORDS: Text = text!("文字", "in words");
pub(super) const TABLE_CELL: Text = text!("{count}（{parts}）", "{count} ({parts})");
pub(super) const ALL: Text = text!("共计", "All");

// --- Indicators that several projects share ---

pub(super) const SHARED: Text = text!("多个项目共有的指标", "Indicators that projects share");
pub(super) const SHARED_SUMMARY: Text = text!(
    "{all}项指标为两个以上项目共有，其中{differ}项的指标值写法或要求不同。",
    "Indicators that stand in two projects or more: {all}; with targets that differ: {differ}."
);
pub(super) const SHARED_HOW: Text = text!(
    "横轴为0到100%：线上▶为不低于、◀为不高于，线下●为等于或未写比较符；不是百分比的指标值只列文字。同样的指标以名称的通行写法归并；不同系统、不同事项的要求本来可以不同，请结合原文判断。",
    "The line goes from 0 to 100%: above it ▶ at least and ◀ at most, below it ● equal or without operator; targets that are no percentage are only listed. Names are compared in their usual spelling. Different systems and tasks may rightly differ: please judge by the text."
);
pub(super) const SHARED_CUT: Text = text!("仅显示前{n}项，共{all}项。", "Only the first {n} of {all} are shown.");
pub(super) const SHARED_AXIS: Text = text!("“{name}”的指标值：{targets}", "Targets of “{name}”: {targets}");
pub(super) const IN_PROJECTS: Text = text!("见于{n}个项目", "in {n} projects");
pub(super) const NTH: Text = text!("第{n}个", "No. {n}");
pub(super) const AND_MORE: Text = text!("等{n}个项目", "{n} projects in all");
pub(super) const INDICATOR: Text = text!("指标名称", "Name of the indicator");
pub(super) const TARGET: Text = text!("年度指标值", "Annual target");

// --- Findings by rule and unit ---

pub(super) const TOTALS: Text = text!("各规则、各单位的问题数", "Findings by rule and unit");
pub(super) const TOTALS_SUMMARY: Text = text!(
    "{rules}条规则共发现{all}条问题，其中存疑{doubtful}条；最多的是“{title}”，{most}条。",
    "Findings: {all} by {rules} rules, {doubtful} of them doubtful. Most are “{title}”: {most}."
);
pub(super) const TOTALS_NOTHING: Text = text!("没有发现问题。", "Nothing was found.");
pub(super) const RULE: Text = text!("规则", "Rule of the review");
pub(super) const OTHER_UNITS: Text = text!("其余{n}个单位", "the other {n} units");
pub(super) const OF_THEM_DOUBTFUL: Text = text!("其中存疑", "of them doubtful");
