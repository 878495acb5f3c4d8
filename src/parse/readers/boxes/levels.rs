//! Which rows a merged cell of 二级指标 stands beside, told by what its rows ask for: 数量, 质量, 时效 and so on.

use super::atoms::{Atom, What};
use super::shorts::level_of;
use crate::lexicon::{Column, Field};
use crate::model::Category;
use crate::parse::readers::pieces::Pieces;
use crate::parse::readers::rows::Level;

/// What words of an indicator's name or target say of its kind; the first part of a kind is what its label holds.
const HINTS: &[(&str, &[&str])] = &[
    ("满意", &["满意", "投诉"]),
    (
        "时效",
        &[
            "及时",
            "时间",
            "时限",
            "时长",
            "按期",
            "按时",
            "进度",
            "工期",
            "响应时",
            "周期",
            "年底前",
            "日前",
            "月底",
            "小时",
        ],
    ),
    ("成本", &["成本", "费用", "单价", "造价", "补助标准", "万元", "元/", "支出控制", "预算", "概算", "总投资"]),
    ("数量", COUNTED),
    ("质量", &["合格", "通过率", "完好", "达标", "质量", "准确", "优良", "正常运行率", "规范率"]),
    ("可持续", &["长效", "持续", "机制", "年限", "健全", "长期", "稳定性", "后续", "可持续", "影响"]),
    (
        "生态",
        &[
            "生态",
            "环境",
            "污染",
            "排放",
            "绿化",
            "节能",
            "节约能源",
            "甲醛",
            "水质",
            "空气",
            "水土",
            "废物",
            "能耗",
            "PM2.5",
            "碳",
        ],
    ),
    ("环境", &["生态", "环境", "污染", "排放", "绿化", "甲醛", "水质", "空气"]),
    ("经济", &["收入", "产值", "税", "经济", "增收", "就业", "投资额", "资产", "生产率", "利润", "节约财政"]),
    ("社会", &["社会", "覆盖面", "知晓", "事故", "氛围", "便利", "就业", "公众", "群众出行", "受益", "投诉"]),
];
/// How names say that something is counted.
const COUNTED: &[&str] = &[
    "数量",
    "人数",
    "次数",
    "份数",
    "个数",
    "户数",
    "册数",
    "期数",
    "天数",
    "目标数",
    "计划数",
    "场次",
    "批次",
    "面积",
    "里程",
];
/// What is no more than likely.
const LIKELY: &[(&str, &[&str])] = &[
    ("质量", &["率", "规范", "完整", "情况", "差错"]),
    ("数量", &["数", "量", "次", "积", "里程", "长度", "购置", "完成率"]),
    ("社会", &["覆盖", "群众", "公众", "居民", "提升", "改善", "水平", "认可", "缓解"]),
    ("满意", &["认可", "安全感", "获得感"]),
];

/// Labels of what a project costs others, and what names say of it.
const BURDENED: [&str; 3] = ["社会成本", "环境成本", "生态成本"];
const BURDENS: [&str; 6] = ["施工", "扬尘", "噪声", "扰民", "周边居民", "占道"];

/// What it costs to put a row beside a label that its words contradict.
const AGAINST: u32 = 6;

/// What the places of a row's name and of the labels in the text say against each label. `name` and `labels` are where
/// they begin (a label of the page before has no place), `before` the name before this one, `at_top` whether labels stand
/// beside the first of their rows.
pub(super) fn placed(before: Option<usize>, name: usize, labels: &[Option<usize>], at_top: bool) -> Vec<u32> {
    // A label that stands alone between two names is that of the second, and one below a name seldom its own.
    const OTHER: u32 = 3;
    let below = if at_top { 3 } else { 1 };
    let stands_between = |label: &Option<usize>| label.is_some_and(|label| Some(label) > before && label < name);
    let mut between = labels.iter().enumerate().filter(|(_, label)| stands_between(label)).map(|(at, _)| at);
    let own = between.next().filter(|_| between.next().is_none());
    let cost = |(at, label): (usize, &Option<usize>)| {
        let is_below = label.is_some_and(|label| label > name);
        if own.is_some_and(|own| own != at) { OTHER } else { u32::from(is_below) * below }
    };
    labels.iter().enumerate().map(cost).collect()
}

/// What a label of 一级指标 that stands alone between two names says against labels of other categories.
pub(super) fn place_below(
    placed: &mut [u32],
    before: Option<usize>,
    name: usize,
    labels: &[String],
    first: impl Iterator<Item = (usize, Category)>,
) {
    const OTHER: u32 = 2;
    let mut between = first.filter(|(at, _)| Some(*at) > before && *at < name);
    let Some((_, category)) = between.next().filter(|_| between.next().is_none()) else { return };
    for (cost, label) in placed.iter_mut().zip(labels) {
        let implied = level_of(label).and_then(Level::implied);
        *cost += if implied.is_some_and(|implied| implied != category) { OTHER } else { 0 };
    }
}

/// Whether the labels of all forms stand at the top of their cells, as the heading of the indicators does.
pub(super) fn stand_at_top(pieces: &Pieces<'_>, atoms: &[Atom]) -> bool {
    const HEADING: &str = "绩效指标";
    let is_head = |(_, atom): &(usize, &Atom)| atom.what == What::Head(Column::Level1);
    let below = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| atoms.get(before));
        before.is_some_and(|before| {
            before.what == What::Label(Field::Heading) && pieces.sheet.folded(before.run.clone()) == HEADING
        })
    };
    let mut heads = atoms.iter().enumerate().filter(is_head).map(|(at, _)| below(at));
    heads.next() == Some(true) && heads.next() == Some(true) && heads.all(|below| below)
}

/// What is unknown of the label of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Doubt {
    #[default]
    None,
    /// Another one of the same category is as likely.
    Label,
    /// One of another category is.
    Category,
}

/// No more labels without rows follow each other; keeps the work linear.
const MOST_EMPTY: usize = 6;

/// Which labels need have no rows: the first, because it stood on the page before, and at what cost any other.
#[derive(Clone, Copy, Debug)]
struct Skips {
    first: bool,
    any: u32,
}

/// What no way costs.
const NEVER: u32 = u32::MAX / 16;
/// What it costs that a label has no rows, where forms print labels without.
const EMPTY: u32 = 4;

/// The least that rows cost beside labels; each row with what it costs beside each.
pub(super) fn least(rows: &[Vec<u32>], labels: usize, carried: bool) -> u32 {
    let skips = Skips { first: carried, any: NEVER };
    sums(rows, labels, skips).last().and_then(|last| last.last()).copied().unwrap_or(u32::MAX)
}

/// For each row the place of its label among the labels, and whether another one is as likely. `None` where there are
/// more labels than rows. `placed`: what the places in the text say against each; `carried`: the first label stood on the
/// page before and need not have rows here; `empty`: other labels may have none, either.
pub(super) fn spread(
    rows: &[(String, String)],
    labels: &[String],
    placed: &[Vec<u32>],
    (carried, empty): (bool, bool),
) -> Option<Vec<(usize, Doubt)>> {
    /// How much dearer all others must be, and where labels may have no rows.
    const MARGIN: u32 = 1;
    const WIDER: u32 = 2;
    // No page has more; keeps the work linear.
    const MOST: usize = 40_000;
    let many = rows.len() * labels.len() > MOST;
    if many || labels.is_empty() || (!empty && labels.len() > rows.len() + usize::from(carried)) {
        return None;
    }
    let costs: Vec<Vec<u32>> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let placed = placed.get(at).into_iter().flatten().copied().chain(std::iter::repeat(0));
            labels.iter().zip(placed).map(|(label, placed)| cost(row, label) + placed).collect()
        })
        .collect();
    let (any, margin) = if empty { (EMPTY, WIDER) } else { (NEVER, MARGIN) };
    let before = sums(&costs, labels.len(), Skips { first: carried, any });
    let mut mirrored: Vec<Vec<u32>> = costs.iter().rev().map(|row| row.iter().rev().copied().collect()).collect();
    mirrored = sums(&mirrored, labels.len(), Skips { first: false, any });
    let at = |table: &[Vec<u32>], row: usize, label: usize| table.get(row).and_then(|row| row.get(label)).copied();
    // Behind the last row come labels without rows.
    let over = |label: usize| skipped(labels.len() - 1 - label, any);
    let ends = |label: &usize| at(&before, rows.len() - 1, *label).unwrap_or(NEVER).saturating_add(over(*label));
    let mut label = (0..labels.len()).rev().min_by_key(ends)?;
    let best = ends(&label);
    let mut spread = Vec::with_capacity(rows.len());
    for row in (0..rows.len()).rev() {
        let through = |other: usize| {
            let after = at(&mirrored, rows.len() - 1 - row, labels.len() - 1 - other)?;
            Some((at(&before, row, other)?.saturating_add(after)).saturating_sub(at(&costs, row, other)?))
        };
        let category = |at: usize| labels.get(at).and_then(|label| level_of(label)).and_then(Level::implied);
        let others = || {
            let near = |other: &usize| through(*other).is_some_and(|cost| cost < best.saturating_add(margin));
            (0..labels.len()).filter(move |other| *other != label).filter(near)
        };
        let doubt = match () {
            () if others().any(|other| category(other) != category(label)) => Doubt::Category,
            () if others().next().is_some() => Doubt::Label,
            () => Doubt::None,
        };
        spread.push((label, doubt));
        let Some(above) = row.checked_sub(1) else { continue };
        let from = |other: &usize| {
            let step = if *other == label { 0 } else { skipped(label - other - 1, any) };
            at(&before, above, *other).unwrap_or(NEVER).saturating_add(step)
        };
        label = (0..=label).rev().min_by_key(from)?;
    }
    spread.reverse();
    Some(spread)
}

/// What it costs that so many labels have no rows.
fn skipped(count: usize, any: u32) -> u32 {
    u32::try_from(count).unwrap_or(NEVER).saturating_mul(any).min(NEVER)
}

/// The least cost of the rows up to each, with each label for the last of them.
fn sums(costs: &[Vec<u32>], labels: usize, skips: Skips) -> Vec<Vec<u32>> {
    let mut sums: Vec<Vec<u32>> = Vec::with_capacity(costs.len());
    for costs in costs {
        let own: Vec<u32> = (0..labels)
            .map(|label| {
                let own = costs.get(label).copied().unwrap_or(AGAINST);
                let Some(above) = sums.last() else {
                    let first = usize::from(skips.first && label > 0);
                    return skipped(label - first, skips.any).saturating_add(own).min(NEVER);
                };
                let stays = above.get(label).copied().unwrap_or(NEVER);
                let rises = (label.saturating_sub(MOST_EMPTY)..label).rev().map(|other| {
                    let empty = skipped(label - other - 1, skips.any);
                    above.get(other).copied().unwrap_or(NEVER).saturating_add(empty)
                });
                rises.fold(stays, u32::min).saturating_add(own).min(NEVER)
            })
            .collect();
        sums.push(own);
    }
    sums
}

pub(in crate::parse::readers) fn cost((name, target): &(String, String), label: &str) -> u32 {
    const BENEFITS: &[&str] = &["经济", "社会", "生态", "环境", "可持续"];
    const DATED: &[char] = &['前', '日', '天', '月', '年', '时', '分', '季', '周'];
    let is_cost = label.contains("成本");
    // 经济成本 is no 经济效益.
    let is_own = |kind: &str| label.contains(kind) && (!is_cost || kind == "成本");
    let rate = name.trim_end_matches(['(', '%', ')']).ends_with('率');
    let says = |hints: &[(&str, &[&str])], own: bool, but: &str, text: &str| {
        let kinds = hints.iter().filter(|(kind, _)| is_own(kind) == own && *kind != but);
        // 费用报销率 is no cost.
        kinds.flat_map(|(_, words)| words.iter()).any(|word| text.contains(word) && !(rate && *word == "费用"))
    };
    let share = target.contains(['%', '.']);
    let counts = target.contains(|ch: char| ch.is_ascii_digit()) && !target.contains('%');
    let counted = COUNTED.iter().any(|word| name.contains(word)) && counts;
    // Nobody is satisfied where nobody is asked.
    let asked = u32::from(label.contains("满意"));
    // What is counted is no quality and no time, wherever its label stands.
    let quality = label.contains("质量");
    let dated = target.contains(DATED);
    let other = (quality && counts && !share) || (label.contains("时效") && counts && !dated);
    // Who pays in time may pay well.
    let timely = quality && name.ends_with(['率', '况']) && !says(HINTS, false, "时效", name);
    // Benefits are told apart less sharply than from anything else.
    let benefit = |kind: &str| BENEFITS.contains(&kind);
    let beside = HINTS.iter().filter(|(kind, words)| !is_own(kind) && words.iter().any(|word| name.contains(word)));
    let is_kin =
        !is_cost && BENEFITS.iter().any(|kind| label.contains(kind)) && beside.clone().all(|(kind, _)| benefit(kind));
    let kin = if is_kin { 2 } else { 0 };
    // What others have to bear is a cost of the society or of nature.
    let burden = label == "成本指标" || is_cost && BURDENED.iter().any(|kind| label.contains(kind));
    // What a name says counts for more than its target.
    match () {
        () if burden && BURDENS.iter().any(|word| name.contains(word)) => 0,
        () if quality && counted => AGAINST,
        () if says(HINTS, true, "", name) => 0,
        () if timely && says(HINTS, false, "", name) => 2,
        () if says(HINTS, false, "", name) && says(HINTS, true, "", target) => AGAINST - 2,
        () if says(HINTS, false, "", name) => AGAINST + asked - kin,
        () if says(HINTS, true, "", target) => 0,
        () if says(HINTS, false, "", target) => AGAINST + asked,
        () if other => AGAINST - 2,
        () if says(LIKELY, true, "", name) || (counts && label.contains("数量")) => 1 + asked,
        () => 2 + asked,
    }
}

/// How many lines away another label may stand beside one.
const NEAR: usize = 6;

/// Whether a label that can be of both levels is one of 一级指标: beside one that can be nothing else, or beside one of
/// 二级指标 that stands below it.
pub(super) fn is_level1(atoms: &[Atom], at: usize, level: Level) -> bool {
    // On a page of one project the label of 二级指标 that can be nothing else takes the place below it.
    let labels = atoms.iter().filter(|atom| atom.what == What::Label(Field::Project)).count();
    let same = |atom: &&Atom| matches!(atom.what, What::Level(other) if other == level);
    let below = |atom: &Atom| matches!(atom.what, What::Level(other) if !other.is_first() && other.implied() == level.category());
    if labels == 1 && atoms.iter().filter(same).count() == 1 && atoms.iter().any(below) {
        return true;
    }
    // Twice in a form that of the satisfied is both, and stands at the left first.
    let begins = |atom: &Atom| atom.what == What::Label(Field::Project);
    let from = atoms.iter().take(at).rposition(begins).unwrap_or(0);
    let until = atoms.iter().skip(at).position(begins).map_or(atoms.len(), |next| at + next);
    let form = atoms.get(from..until).unwrap_or_default();
    let satisfied = level.category() == Some(Category::Satisfaction);
    if satisfied && form.iter().filter(same).count() == 2 && !form.iter().any(below) {
        return !form.iter().take(at - from).any(|atom| same(&atom));
    }
    let tells = |atom: &Atom| match atom.what {
        What::Level(other) if other.is_first() && other.is_second() => None,
        What::Level(other) => Some(other.is_first() || other.implied() == level.category()),
        What::Head(column) => Some(column == Column::Level1),
        _ => None,
    };
    let own = atoms.get(at).map(|atom| atom.boxed);
    let before = || atoms.get(..at).unwrap_or_default().iter().rev().take(NEAR);
    let after = || atoms.get(at + 1..).unwrap_or_default().iter().take(NEAR);
    // What stands in the same box stands in the same column.
    let beside = |atom: &&Atom| Some(atom.boxed) == own;
    let same = before().filter(beside).find_map(tells).or_else(|| after().filter(beside).find_map(tells));
    same.unwrap_or_else(|| {
        let output = before().find_map(|atom| match atom.what {
            What::Level(other) => Some(!other.is_first() && other.implied() == Some(Category::Output)),
            _ => None,
        });
        output != Some(true) && (before().find_map(tells) == Some(true) || after().find_map(tells) == Some(true))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &[(&str, &str)], labels: &[&str]) -> Option<Vec<(usize, Doubt)>> {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let rows: Vec<(String, String)> =
            rows.iter().map(|(name, target)| ((*name).to_owned(), (*target).to_owned())).collect();
        spread(&rows, &owned(labels), &[], (false, false))
    }

    #[test]
    fn rows_go_to_the_label_that_asks_as_they_do() {
        let rows = [
            ("开放天数", "≥310天"),
            ("接待人次", "≥120万人次"),
            ("设备完好率", "≥98%"),
            ("补助支付及时率", "100%"),
            ("读者满意度", "≥92%"),
        ];
        let labels = ["数量指标", "质量指标", "时效指标", "服务对象满意度指标"];
        let spread = of(&rows, &labels).expect("labels");
        assert_eq!(spread.iter().map(|(label, _)| *label).collect::<Vec<_>>(), [0, 0, 1, 2, 3]);
        assert!(spread.iter().all(|(_, doubt)| *doubt == Doubt::None));
    }

    #[test]
    fn a_row_that_says_nothing_is_doubtful_and_too_many_labels_are_refused() {
        let spread = of(&[("甲", ""), ("乙", ""), ("丙", "")], &["数量指标", "社会效益指标"]).expect("labels");
        assert!(spread.iter().any(|(_, doubt)| *doubt != Doubt::None), "{spread:?}");
        assert_eq!(of(&[("甲", "")], &["数量指标", "质量指标"]), None);
    }
}
