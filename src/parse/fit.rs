//! How well a reading fits the text: what decides between two readers, and whether anything was read at all.

use rust_decimal::prelude::ToPrimitive;

use crate::amount;
use crate::lexicon;
use crate::model::{Amounts, Category, Cell, Fund, Indicator, Layout, Project, RepairKind, Table};
use crate::target::{Operator, Reading, Target, target_from_text};
use crate::walk::ProjectAt;

/// The better reading has the greater fit; 0 means that nothing was read.
///
/// In parts per thousand: what share of the characters was claimed, what share of the indicators has name and target,
/// what share of the projects has an amount, and whether the projects add up to the total.
pub(crate) fn fit(table: &Table) -> u32 {
    if table.layout == Layout::Unknown || table.projects().next().is_none() {
        return 0;
    }
    // Boxes of words with their coordinates, as some tools dump them, look like rows of amounts without anything else.
    let bare = table.projects().filter(|at| at.project.indicators.is_empty()).count();
    if bare > 3 && bare * 2 > table.projects().count() {
        return 0;
    }
    let claimed = share(table.ink.saturating_sub(table.unclaimed_ink) as usize, table.ink as usize);
    let indicators = table.indicators().count();
    let whole = table.indicators().filter(|at| is_whole(at.indicator) && !holds_sentence(&at.indicator.name));
    let funded = table.projects().filter(|at| at.project.amounts.total.read().is_some()).count();
    let sums = if adds_up(table, Fund::Total) { 500 } else { 0 };
    let all = 1 + claimed + share(whole.count(), indicators) + share(funded, table.projects().count()) + sums;
    // The page's first program has one reader.
    if cfg!(feature = "readers") { all - u32::from(holds_torn(table)) } else { all }
}

/// How many indicators have a name and a target.
#[cfg(feature = "readers")]
pub(crate) fn count_whole(table: &Table) -> usize {
    table.indicators().filter(|at| is_whole(at.indicator)).count()
}

/// Whether an indicator has a name and a target.
fn is_whole(indicator: &Indicator) -> bool {
    indicator.name.read().is_some() && indicator.target.read().is_some()
}

/// Whether a sentence ends in a name, or an item of a list: parts of another cell stand in it.
fn holds_sentence(name: &Cell<String>) -> bool {
    name.value().is_some_and(|name| name.contains(['。', '；', ';']))
}

/// Whether a name or an objective was put together of characters that are none: of two readings that fit alike, the one that
/// reads them all is better.
fn holds_torn(table: &Table) -> bool {
    let is_torn = |cell: &Cell<String>| matches!(cell, Cell::Unreadable(_));
    table.projects().any(|at| is_torn(&at.project.name) || is_torn(&at.project.objective))
}

/// Whether a reading is as good as readings get: hardly a character unclaimed, hardly an indicator or amount missing, no
/// sentence or title in a name, every column of money as its sum says, and the cells in the order of the rows.
pub(crate) fn is_sure(table: &Table, fit: u32) -> bool {
    const SURE: u32 = 2_950;
    let bodies = table.units.iter().map(|unit| &unit.name);
    let names = table.projects().map(|at| &at.project.name).chain(bodies);
    let mut names = names.chain(table.indicators().map(|at| &at.indicator.name));
    let is_torn = |name: &Cell<String>| {
        holds_sentence(name)
            || name
                .value()
                .is_some_and(|name| ends_with_amount(name) || lexicon::TITLES.iter().any(|title| name.contains(title)))
    };
    fit >= SURE
        && torn_sets(table) == 0
        && parted(table) == 0
        && !names.any(is_torn)
        && Fund::SOURCES.iter().all(|fund| table.total.get(*fund).value().is_none() || adds_up(table, *fund))
        && table.repairs.iter().all(|repair| repair.kind != RepairKind::RowOrder)
}

/// Whether the cells of a list have come apart: sets of indicators begin in their middle.
pub(crate) fn is_torn(table: &Table) -> bool {
    // One may be the author's numbering.
    let torn = torn_sets(table).max(parted(table));
    // A name that holds heads of columns or a title is none: not even one of a few may.
    let mixed = if cfg!(feature = "readers") {
        let bodies = table.units.iter().filter(|unit| holds_title(&unit.name)).count();
        table.projects().filter(|at| is_mixed_up(at.project)).count() + bodies
    } else {
        0
    };
    let is_list = table.layout == Layout::ProjectPerRow;
    is_list && (torn > 1 || mixed > 0) && torn.max(mixed) * 12 > table.projects().count()
}

/// Whether a name ends with an amount, as none does; www.gov.cn is none.
fn ends_with_amount(name: &str) -> bool {
    name.ends_with(|ch: char| ch.is_ascii_digit()) && name.bytes().rev().nth(2) == Some(b'.')
}

/// Whether the title of a form stands in a name, or an amount behind it.
fn holds_title(name: &Cell<String>) -> bool {
    let is_mixed =
        |name: &String| lexicon::FORM_TITLES.iter().any(|title| name.contains(title)) || ends_with_amount(name);
    name.value().is_some_and(is_mixed)
}

/// Whether heads of columns, or indicators, stand in the name or the objective of a project, or marks of Markdown in any text: then
/// its cells are other ones.
fn is_mixed_up(project: &Project) -> bool {
    let is_marked =
        |cell: &Cell<String>| cell.value().is_some_and(|text| text.contains("<br>") || text.contains("|---"));
    let mut texts = project.indicators.iter().map(|of| &of.name).chain([&project.name, &project.objective]);
    if texts.any(is_marked) {
        return true;
    }
    let holds_head = |name: &String| ["级指标", "指标值"].iter().any(|head| name.contains(head));
    let is_mixed = |name: &String| holds_head(name) || ends_with_amount(name);
    project.name.value().is_some_and(is_mixed) || holds_target(&project.name) || holds_target(&project.objective)
}

/// Whether a label of a target and a colon stand in a text.
fn holds_target(cell: &Cell<String>) -> bool {
    let behind = |text: &str, label| text.split(label).skip(1).any(|rest| rest.starts_with([':', '：']));
    cell.value().is_some_and(|text| lexicon::TARGET_LABELS.iter().any(|label| behind(text, *label)))
}

/// How many projects have an amount and nothing else, or texts and no amount, whichever are fewer: the names and amounts of
/// a page stand before its texts.
fn parted(table: &Table) -> usize {
    let is_funded = |at: &ProjectAt<'_>| at.project.amounts.total.read().is_some();
    let is_told = |at: &ProjectAt<'_>| !at.project.indicators.is_empty();
    let bare = table.projects().filter(|at| is_funded(at) && !is_told(at)).count();
    bare.min(table.projects().filter(|at| !is_funded(at) && is_told(at)).count())
}

/// How many sets, but for the first one, do not begin with their first indicator, or stand beside no name, or beside a name or
/// an objective into which indicators have run, or belong to another project.
fn torn_sets(table: &Table) -> usize {
    let begins = |at: &ProjectAt<'_>| {
        let first = at.project.indicators.first();
        first.is_none_or(|first| {
            let ordinal = first.ordinal.value().copied();
            ordinal.is_none_or(|ordinal| ordinal == 1) && !matches!(at.project.name, Cell::Absent)
        })
    };
    let torn =
        |at: &ProjectAt<'_>| !begins(at) || holds_target(&at.project.name) || holds_target(&at.project.objective);
    let torn = table.projects().skip(1).filter(torn).count();
    // Only readers that look for columns give a project the indicators of others; the page's first program has none.
    if cfg!(feature = "readers") {
        torn + table.projects().map(|at| begun_again(at.project)).sum::<usize>()
    } else {
        torn
    }
}

/// How often the indicators of a project begin again with their first one, in a category that ended before.
fn begun_again(project: &Project) -> usize {
    let mut seen: Vec<Option<&Category>> = Vec::new();
    let mut last: Option<&Indicator> = None;
    let mut count = 0;
    for next in &project.indicators {
        let category = next.category.value();
        let has_ended = last.is_some_and(|last| last.category.value() != category) && seen.contains(&category);
        let restarts = next.ordinal.value() == Some(&1)
            && last.and_then(|last| last.ordinal.value()).is_some_and(|before| *before > 1);
        count += usize::from(has_ended && restarts);
        if !seen.contains(&category) {
            seen.push(category);
        }
        last = Some(next);
    }
    count
}

fn share(part: usize, whole: usize) -> u32 {
    (part * 1000).checked_div(whole).and_then(|share| share.to_u32()).unwrap_or(0)
}

/// Whether the amounts of the projects make that of the table in one column, exactly.
fn adds_up(table: &Table, fund: Fund) -> bool {
    let number = |amounts: &Amounts| amounts.get(fund).value().map(|amount| amount.number);
    let total = number(&table.total);
    let projects = amount::total(&mut table.projects().filter_map(|at| number(&at.project.amounts)));
    total.is_some() && total == projects
}

/// Whether columns have come apart: a target holds the operators of several rows, or a name is an operator.
pub(crate) fn is_mixed(table: &Table) -> bool {
    const MIXED: &[&str] = &["≥≥", "≤≤", "≥≤", "≤≥", "==", "≥=", "=≥", "≤=", "=≤"];
    let plain = |text: &str| text.replace(">=", "≥").replace("<=", "≤");
    table.indicators().any(|at| {
        let target = at.indicator.target.value().map(|target| plain(&target.text)).unwrap_or_default();
        let name = at.indicator.name.value().map(|name| plain(name)).unwrap_or_default();
        MIXED.iter().any(|signs| target.contains(signs)) || matches!(name.as_str(), "≥" | "≤" | "=" | "<" | ">")
    })
}

/// Whether an indicator holds cells of other rows or columns, in its name or as its target: nobody can tell what its row is.
#[cfg(feature = "readers")]
pub(crate) fn is_tangled(indicator: &Indicator) -> bool {
    let is_one = |name: &str| name.chars().count() == 1;
    let is_number = |name: &str| amount::number_from_text(name.trim_end_matches('%')).is_some();
    // 验收通过率 is what is asked for.
    let asks = |text: &str| text.ends_with('率') && !text.contains(|ch: char| ch.is_ascii_digit());
    indicator.name.value().is_some_and(|name| holds_operator(name) || is_one(name) || is_number(name))
        || indicator.target.value().is_some_and(|target| asks(&target.text))
}

/// Whether an operator stands in a name; "(≥**人)" is what a guide printed there.
fn holds_operator(name: &str) -> bool {
    let next = name.chars().skip(1).chain([' ']);
    let is_blank = |ch: char| matches!(ch, '*' | '＊' | 'X' | 'x' | '×');
    name.chars().zip(next).any(|(ch, next)| matches!(ch, '≥' | '≤' | '≧' | '≦') && !is_blank(next))
}

/// Whether a name is a value of another column. "7岁以下儿童健康管理率" and "0-6岁儿童检查率" only begin with numbers.
fn is_value(name: &str) -> bool {
    const LONGEST_UNIT: usize = 6;
    const SHORTEST_NAME: usize = 4;
    let goes_on = |unit: &str| {
        let chars = unit.chars().count();
        chars > LONGEST_UNIT || (chars >= SHORTEST_NAME && unit.ends_with(lexicon::NUMBER_NAMES))
    };
    match target_from_text(name).reading {
        Reading::Quantity(quantity) => quantity.operator != Operator::Unstated || !goes_on(&quantity.unit),
        Reading::Range { unit, .. } => !goes_on(&unit),
        Reading::Date | Reading::Words | Reading::Placeholder => false,
    }
}

/// Characters that are a target by themselves.
pub(crate) const SHORT_TARGETS: &str = "能会可是否有无优良中差好完齐足";

/// Whether most rows look like rows: a name without a target in it, and a target that is a value or a few words.
/// `unleveled`: the table prints no categories; `marked`: so are its cells, and a text may begin behind the level of its
/// first rows.
pub(crate) fn are_plausible(table: &Table, unleveled: bool, marked: bool) -> bool {
    const MOST_CHARS: usize = 30;
    // 指标 is what a narrow column leaves of 定量指标, and one character what it leaves of any cell.
    const REST: &str = "指标";
    // 定量指标120 and 室内甲醛浓度产出指标数量指标 are cells of several columns, 数量指标 is one of the column beside.
    let is_torn = |text: &String| {
        let inside = |label: &str| label.ends_with("指标") && text.contains(label);
        lexicon::KINDS.iter().copied().chain(lexicon::LEVEL_2.iter().map(|(label, _)| *label)).any(inside)
    };
    // "台站数据连续率98 | %", "知晓情况定性 | 高中低": the name has swallowed the cell behind it.
    let is_digit = |ch: char| ch.is_ascii_digit();
    let swallows = |name: &str, target: Option<&Target>| {
        let is_bare = target.is_some_and(|target| target.text.chars().count() <= 4 && !target.text.contains(is_digit));
        name.ends_with("定性") || name.ends_with("定量") || (is_bare && name.ends_with(is_digit))
    };
    let good = |indicator: &Indicator| {
        let name = indicator.name.value().is_some_and(|name| {
            let labels = lexicon::INDICATOR_COLUMNS.iter().any(|(head, _)| name.contains(head));
            !labels
                && !is_torn(name)
                && !swallows(name, indicator.target.value())
                && name != REST
                && name.chars().count() > 1
                && !holds_operator(name)
                && !is_value(name)
        });
        let target = indicator
            .target
            .value()
            .is_none_or(|target| target.reading != Reading::Words || target.text.chars().count() <= MOST_CHARS);
        let is_rest =
            |text: &String| text == REST || (text.chars().count() == 1 && !SHORT_TARGETS.contains(text.as_str()));
        let target = target
            && !indicator.target.value().is_some_and(|target| {
                is_torn(&target.text) || (target.reading == Reading::Words && is_rest(&target.text))
            });
        name && target
    };
    let all = table.indicators().count();
    let is_framework = |level: &String| lexicon::EVALUATION_LEVELS.contains(&level.as_str());
    let is_of_category = |indicator: &Indicator| {
        unleveled || indicator.category.read().is_some() || indicator.subcategory.value().is_some_and(is_framework)
    };
    let first = table.indicators().take_while(|at| marked && !is_of_category(at.indicator)).count();
    let is_known =
        |(place, indicator): (usize, &Indicator)| (place < first && first < all) || is_of_category(indicator);
    let known = table.indicators().enumerate().filter(|(place, at)| is_known((*place, at.indicator)));
    known.filter(|(_, at)| good(at.indicator)).count() * 5 >= all * 4
}
