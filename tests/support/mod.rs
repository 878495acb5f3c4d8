//! Made tables for the tests, written out cleanly and then damaged as PDF tools damage them.
#![allow(dead_code, unreachable_pub, missing_docs, reason = "each test program uses a part")]

use std::fmt::Write;

use jixiao::model::{Category, Table};
use jixiao::parse::parse;
use jixiao::{Origin, Source, Span};
use proptest::prelude::*;

/// A table that was made up: what a reader must find again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    pub units: Vec<MadeUnit>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeUnit {
    pub name: String,
    pub projects: Vec<MadeProject>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeProject {
    pub name: String,
    /// In hundredths of 万元: 财政拨款 and 其他资金 as the form fills them, the first two columns only.
    pub cents: u32,
    pub objective: String,
    pub indicators: Vec<(&'static str, String, String)>,
}

pub const TITLE: &str = "项目支出绩效目标表（含转移支付项目）";
pub const HEAD: &str = "项目名称（资金使用单位） 总计 财政拨款 财政专户拨款 其他资金 绩效目标 绩效指标";

fn money(cents: u32) -> String {
    let whole = (cents / 100).to_string();
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped}.{:02}", cents % 100)
}

/// One cell of the written table: its text, and how it is set off from the one before.
enum Piece {
    Line(String),
    Same(String),
}

impl Made {
    fn pieces(&self) -> Vec<Piece> {
        let sum = |unit: &MadeUnit| unit.projects.iter().map(|project| project.cents).sum::<u32>();
        let total = money(self.units.iter().map(sum).sum());
        let mut pieces = vec![
            Piece::Line(TITLE.to_owned()),
            Piece::Line("部门名称：某市财政局 单位：万元".to_owned()),
            Piece::Line(HEAD.to_owned()),
            Piece::Line(format!("合计 {total} {total}")),
        ];
        for unit in &self.units {
            let total = money(sum(unit));
            pieces.push(Piece::Line(format!("{} {total} {total}", unit.name)));
            for project in &unit.projects {
                let amount = money(project.cents);
                pieces.push(Piece::Line(format!("    {}", project.name)));
                pieces.push(Piece::Same(format!(" {amount} {amount}")));
                pieces.push(Piece::Line(project.objective.clone()));
                let mut cell = String::new();
                for (index, (category, name, target)) in project.indicators.iter().enumerate() {
                    let _ = write!(cell, "{}、{category}指标：{name}，年度指标值：{target}。", index + 1);
                }
                pieces.push(Piece::Line(cell));
            }
        }
        pieces
    }

    /// The table as a clean copy: one line per cell.
    pub fn clean(&self) -> String {
        self.wrapped(usize::MAX, "\n")
    }

    /// The table with every cell broken after `width` characters.
    pub fn wrapped(&self, width: usize, line_break: &str) -> String {
        let mut text = String::new();
        for piece in self.pieces() {
            let cell = match &piece {
                Piece::Line(cell) => {
                    text.push_str(if text.is_empty() { "" } else { line_break });
                    cell
                }
                // Amounts stand on the name's last line, or on their own where that line is full.
                Piece::Same(cell) => cell,
            };
            let indent = cell.chars().take_while(|ch| *ch == ' ').count();
            for (index, ch) in cell.chars().enumerate() {
                // Heads, and amounts, are never broken inside a word.
                let broken = matches!(piece, Piece::Line(_)) && !cell.contains(' ') || indent == 4;
                if broken && index > indent && (index - indent).is_multiple_of(width) {
                    text.push_str(line_break);
                }
                text.push(ch);
            }
        }
        text.push('\n');
        text
    }

    /// The clean copy with page furniture after every `lines` lines of the wrapped text.
    pub fn paged(&self, width: usize, lines: usize, feed: &str) -> String {
        let wrapped = self.wrapped(width, "\n");
        let pages: Vec<String> =
            wrapped.lines().collect::<Vec<_>>().chunks(lines).map(|page| page.join("\n")).collect();
        let mut text = String::new();
        for (index, page) in pages.iter().enumerate() {
            let number = index + 1;
            if index > 0 {
                let head = format!("{TITLE}\n部门名称：某市财政局 单位：万元\n{HEAD}");
                let _ = write!(text, "{feed}第{number}页，共{}页\n{head}\n", pages.len());
            }
            text.push_str(page);
            text.push('\n');
        }
        text
    }

    /// The rows of the table as cells, heads and all.
    fn rows(&self) -> Vec<Vec<String>> {
        let row = |cells: [&str; 7]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let heads: Vec<&str> = HEAD.split(' ').collect();
        let mut rows = vec![
            row([TITLE, "", "", "", "", "", ""]),
            row(["部门名称：某市财政局", "", "", "", "", "", "单位：万元"]),
            heads.iter().map(|head| (*head).to_owned()).collect(),
        ];
        let sum = |unit: &MadeUnit| unit.projects.iter().map(|project| project.cents).sum::<u32>();
        let total = money(self.units.iter().map(sum).sum());
        rows.push(row(["合计", &total, &total, "", "", "", ""]));
        for unit in &self.units {
            let total = money(sum(unit));
            rows.push(row([&unit.name, &total, &total, "", "", "", ""]));
            for project in &unit.projects {
                let amount = money(project.cents);
                let mut cell = String::new();
                for (index, (category, name, target)) in project.indicators.iter().enumerate() {
                    let _ = write!(cell, "{}、{category}指标：{name}，年度指标值：{target}。", index + 1);
                }
                rows.push(row([&format!("    {}", project.name), &amount, &amount, "", "", &project.objective, &cell]));
            }
        }
        rows
    }

    /// The table as CSV or TSV, cells broken inside after `width` characters and quoted where they must be.
    pub fn delimited(&self, separator: char, width: usize, line_break: &str) -> String {
        let cell = |cell: &String| {
            let wrapped: String = cell
                .chars()
                .enumerate()
                .flat_map(|(at, ch)| [(at > 4 && at.is_multiple_of(width)).then_some('\n'), Some(ch)])
                .flatten()
                .collect();
            if wrapped.contains([separator, '"', '\n']) {
                format!("\"{}\"", wrapped.replace('"', "\"\""))
            } else {
                wrapped
            }
        };
        let row = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join(&separator.to_string());
        self.rows().iter().map(row).collect::<Vec<_>>().join(line_break)
    }

    /// The table as Markdown, line breaks of cells as `<br>`.
    pub fn markdown(&self, width: usize) -> String {
        let wrap = |cell: &String| {
            cell.chars()
                .enumerate()
                .map(|(at, ch)| if at > 4 && at.is_multiple_of(width) { format!("<br>{ch}") } else { ch.to_string() })
                .collect::<String>()
        };
        let mut text = String::new();
        for (index, row) in self.rows().iter().enumerate() {
            match index {
                0 => {
                    let _ = writeln!(text, "# {TITLE}\n");
                }
                1 => {
                    let _ = writeln!(text, "部门名称：某市财政局\n\n单位：万元\n");
                }
                _ => {
                    let _ = writeln!(text, "|{}|", row.iter().map(wrap).collect::<Vec<_>>().join("|"));
                }
            }
            if index == 2 {
                text.push_str("|---|---|---|---|---|---|---|\n");
            }
        }
        text
    }

    /// What a reading must equal: origins and repairs left out.
    pub fn facts(&self) -> Vec<String> {
        let mut facts = Vec::new();
        for unit in &self.units {
            facts.push(format!("unit {}", unit.name));
            for project in &unit.projects {
                facts.push(format!(
                    "project {} {} {}",
                    project.name,
                    money(project.cents).replace(',', ""),
                    project.objective
                ));
                for (index, (category, name, target)) in project.indicators.iter().enumerate() {
                    facts.push(format!("{} {category} {name} {target}", index + 1));
                }
            }
        }
        facts
    }
}

/// The same list for a table that was read.
pub fn facts_of(table: &Table) -> Vec<String> {
    let text = |cell: &jixiao::model::Cell<String>| cell.value().cloned().unwrap_or_default();
    let mut facts = Vec::new();
    for unit in &table.units {
        facts.push(format!("unit {}", text(&unit.name)));
        for project in &unit.projects {
            let amount = project.amounts.total.value().map(|amount| amount.number.to_string()).unwrap_or_default();
            facts.push(format!("project {} {amount} {}", text(&project.name), text(&project.objective)));
            for indicator in &project.indicators {
                let category = match indicator.category.value() {
                    Some(Category::Output) => "产出",
                    Some(Category::Benefit) => "效益",
                    Some(Category::Satisfaction) => "满意度",
                    Some(Category::Cost) => "成本",
                    None => "?",
                };
                let target = indicator.target.value().map(|target| target.text.clone()).unwrap_or_default();
                let ordinal = indicator.ordinal.value().copied().unwrap_or_default();
                facts.push(format!("{ordinal} {category} {} {target}", text(&indicator.name)));
            }
        }
    }
    facts
}

/// What a text is read as.
pub fn read(text: &str) -> Vec<String> {
    facts_of(&parse(&Source::new("", text)))
}

/// Every cell of a table with its text as shown and its origin.
pub fn cells(table: &Table) -> Vec<(String, Origin)> {
    let mut cells = Vec::new();
    let mut text = |cell: &jixiao::model::Cell<String>| {
        if let Some((value, origin)) = cell.read() {
            cells.push((value.clone(), origin.clone()));
        }
    };
    text(&table.title);
    text(&table.department);
    for unit in &table.units {
        text(&unit.name);
        for project in &unit.projects {
            text(&project.name);
            text(&project.objective);
            for indicator in &project.indicators {
                text(&indicator.subcategory);
                text(&indicator.name);
                text(&indicator.attainment().deviation);
            }
        }
    }
    let targets = table.indicators().filter_map(|at| at.indicator.target.read());
    cells.extend(targets.map(|(target, origin)| (target.text.clone(), origin.clone())));
    cells
}

/// Every span of a table that claims text: cells of every kind, labels, furniture.
pub fn claimed_spans(table: &Table) -> Vec<Span> {
    let mut spans: Vec<Span> = table.labels.iter().chain(&table.furniture).copied().collect();
    let mut origin = |origin: Option<&Origin>| spans.extend(origin.into_iter().flat_map(Origin::spans));
    origin(table.title.origin());
    origin(table.department.origin());
    origin(table.budget_year.origin());
    origin(table.money_unit.origin());
    let mut amounts = vec![&table.total];
    for unit in &table.units {
        origin(unit.name.origin());
        amounts.push(&unit.amounts);
        for project in &unit.projects {
            origin(project.name.origin());
            origin(project.objective.origin());
            amounts.push(&project.amounts);
            origin(project.execution().original_budget.origin());
            origin(project.execution().total_score.origin());
            origin(project.execution().actual.origin());
            origin(project.execution().execution_rate.origin());
            origin(project.execution().score.origin());
            for indicator in project.indicators.iter().chain(&project.mid_term) {
                origin(indicator.ordinal.origin());
                origin(indicator.category.origin());
                origin(indicator.subcategory.origin());
                origin(indicator.weight.origin());
                origin(indicator.attainment().actual.origin());
                origin(indicator.attainment().score.origin());
                origin(indicator.attainment().deviation.origin());
                origin(indicator.name.origin());
                origin(indicator.target.origin());
            }
        }
    }
    for amounts in amounts {
        for fund in jixiao::model::Fund::ALL {
            origin(amounts.get(fund).origin());
        }
    }
    spans
}

fn words(pool: &'static [&'static str], count: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(pool), count).prop_map(|words| words.concat())
}

const NAME_WORDS: &[&str] = &[
    "信息化",
    "设备",
    "购置",
    "2023年",
    "办公",
    "系统（二期）",
    "运维",
    "CAD",
    "“智慧”",
    "培训",
    "5G",
    "第3期",
    "大楼",
];
const OBJECTIVE_WORDS: &[&str] = &[
    "保障业务顺利开展",
    "，",
    "购买服务器23台",
    "、",
    "完成2024年任务",
    "提高VPN安全水平",
    "（含2个系统）",
    "；",
    "2.5万元以内",
    "满足1,200人的需要",
];
const INDICATOR_WORDS: &[&str] =
    &["验收", "系统", "购买/租赁", "故障响应", "（运行保障类）", "完成", "、", "服务", "项目实际=计划", "响应"];
const INDICATOR_ENDINGS: &[&str] = &["率", "数量", "率（%）", "满意度", "时限", "规范性"];
const TARGETS: &[&str] =
    &["100%", "≥90%", "≤5%", "0", "＜5", "规范", "2次或以上", "1,250人次", "12月底前", "按期完成", "95.5%", "≥3台"];

/// A project that a form could hold.
fn project() -> impl Strategy<Value = MadeProject> {
    let indicator = (
        prop::sample::select(&["产出", "效益", "满意度", "成本"][..]),
        (words(INDICATOR_WORDS, 1..=4), prop::sample::select(INDICATOR_ENDINGS))
            .prop_map(|(words, ending)| format!("{}{ending}", words.trim_matches('、'))),
        prop::sample::select(TARGETS).prop_map(str::to_owned),
    );
    (
        (words(NAME_WORDS, 1..=6), prop::sample::select(&["项目", "经费", "项目（2023）", "服务项目(2022)"][..]))
            .prop_map(|(words, ending)| words + ending),
        100_u32..5_000_000,
        (words(OBJECTIVE_WORDS, 1..=8), prop::bool::ANY).prop_map(|(words, numbered)| {
            let words = words.trim_matches(['，', '、', '；']);
            let words = if words.is_empty() { "保障" } else { words };
            if numbered { format!("1.{words}。") } else { format!("通过本项目，{words}。") }
        }),
        prop::collection::vec(indicator, 1..=8),
    )
        .prop_map(|(name, cents, objective, indicators)| MadeProject { name, cents, objective, indicators })
}

/// A table of one to three units.
pub fn made() -> impl Strategy<Value = Made> {
    let unit = (
        words(&["某市", "第一", "城东", "预算", "机关", "信息"], 1..=3),
        prop::sample::select(&["中心", "局", "学校", "办公室"][..]),
        prop::collection::vec(project(), 1..=4),
    );
    let unit = unit.prop_map(|(words, ending, projects)| MadeUnit { name: words + ending, projects });
    prop::collection::vec(unit, 1..=3).prop_map(|units| Made { units })
}
