//! Values that tell themselves that something of another cell, or of another project, has come among them: they are marked.

use rust_decimal::Decimal;

use super::numbered;
use crate::lexicon::{self, Field};
use crate::model::{Category, Fund, Indicator, Layout, Project, Repair, Table};
use crate::parse::fold::fold_char;
use crate::span::Origin;
use crate::target::Target;

/// Marks what cannot be in a list: indicators that begin again with the first number in a category that the project has had, and
/// names and targets that hold another cell.
pub(in crate::parse) fn doubt(table: &mut Table) {
    let mut doubted: Vec<Origin> = Vec::new();
    for at in table.projects() {
        // Which of the sets is its own nobody knows.
        let again = begins_again(&at.project.indicators);
        for row in &at.project.indicators {
            let name = row.name.origin().filter(|_| again || row.name.value().is_some_and(|name| holds_label(name)));
            let target = row.target.origin().filter(|_| again || row.target.value().is_some_and(holds_bound));
            let others = [row.ordinal.origin(), row.category.origin()].into_iter().flatten().filter(|_| again);
            doubted.extend(name.into_iter().chain(target).chain(others).cloned());
        }
    }
    table.repairs.extend(doubted.into_iter().map(Repair::row_order));
}

/// Marks the sets of forms that hold another one, and whatever stands beside a name that is none.
pub(in crate::parse) fn doubt_forms(table: &mut Table) {
    if table.layout != Layout::ProjectPerBlock {
        return;
    }
    let mut doubted: Vec<Origin> = Vec::new();
    for at in table.projects() {
        let is_other = at.project.name.value().is_some_and(|name| is_no_name(name)) || is_shifted(at.project);
        let amounts = Fund::ALL.into_iter().map(|fund| at.project.amounts.get(fund).origin());
        let own = [at.project.name.origin(), at.project.objective.origin()].into_iter().chain(amounts);
        doubted.extend(own.flatten().filter(|_| is_other).cloned());
        let is_turned = at.project.objective.value().is_some_and(|text| is_turned(text));
        doubted.extend(at.project.objective.origin().filter(|_| is_turned).cloned());
        if !is_other && !holds_another(&at.project.indicators) {
            continue;
        }
        for row in at.project.indicators.iter().chain(&at.project.mid_term) {
            let attained = row.attainment();
            let levels = [row.ordinal.origin(), row.category.origin(), row.subcategory.origin()];
            let own = [row.name.origin(), row.target.origin(), row.weight.origin()];
            let attained = [attained.actual.origin(), attained.score.origin(), attained.deviation.origin()];
            doubted.extend([levels, own, attained].into_iter().flatten().flatten().cloned());
        }
    }
    table.repairs.extend(doubted.into_iter().map(Repair::row_order));
}

/// Whether most indicators stand in sets that hold another one: the forms of a text have run together.
pub(in crate::parse) fn is_merged(table: &Table) -> bool {
    /// A tool may put one row of a form into another place.
    const FEWEST: usize = 3;
    /// Two sets of ninety, where the spending has ten.
    const TWICE: Decimal = Decimal::from_parts(180, 0, 0, false, 0);
    if table.layout != Layout::ProjectPerBlock {
        return false;
    }
    let is_merged = |rows: &[Indicator]| returns(rows) >= FEWEST || weights(rows) >= TWICE || is_repeated(rows);
    let merged = table.projects().filter(|at| is_merged(&at.project.indicators));
    merged.map(|at| at.project.indicators.len()).sum::<usize>() * 2 > table.indicators().count()
}

/// Whether a set holds another one.
fn holds_another(rows: &[Indicator]) -> bool {
    /// Authors miscount, but not by more.
    const MOST: Decimal = Decimal::from_parts(120, 0, 0, false, 0);
    returns(rows) > 0 || weights(rows) > MOST || is_repeated(rows)
}

/// Whether many names of a set stand in it twice: two sets of one project have become one.
fn is_repeated(rows: &[Indicator]) -> bool {
    const FEWEST: usize = 3;
    let mut names: Vec<&str> = rows.iter().filter_map(|row| row.name.value().map(String::as_str)).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    let repeated = count - names.len();
    repeated >= FEWEST && repeated * 4 > count
}

/// Whether the objective of a project is its name, or says what was reached: its cells stand one place too far.
fn is_shifted(project: &Project) -> bool {
    let is_name = |text: &str| !text.contains(['，', '。', '；', ',']) && lexicon::ends_project(text);
    let is_named = project.name.value().is_some_and(|name| is_name(name));
    // Only self-evaluations say it.
    let is_review = project.indicators.iter().any(|row| row.attainment.is_some());
    let is_reached = |text: &str| is_review && (text.contains("均已") || text.starts_with('已'));
    project.objective.value().is_some_and(|text| (is_name(text) && !is_named) || is_reached(text))
}

/// Whether an objective begins with another line than its first: with a mark, with the end of a sentence before its first item,
/// or with an item that comes before the first one.
fn is_turned(text: &str) -> bool {
    /// No line has more.
    const LONGEST: usize = 30;
    let text: String = text.chars().filter_map(fold_char).collect();
    let parts: Vec<&str> = text.split_inclusive(['。', ';']).collect();
    let items: Vec<_> = parts.iter().map(|part| numbered::item(part)).collect();
    let is_first = |item: &Option<(&str, usize)>| item.is_some_and(|(_, number)| number == 1);
    let first = items.iter().position(is_first);
    let before = items.get(..first.unwrap_or_default()).unwrap_or_default();
    let is_line = |part: &&str| part.ends_with('。') && part.chars().count() <= LONGEST;
    text.starts_with([',', '。', ';', '、'])
        || (first == Some(1) && parts.first().is_some_and(is_line))
        || before.iter().flatten().any(|(_, number)| *number > 1)
}

/// Whether what should be the name of a project is a sentence, or the label of something else with what stands beside it.
fn is_no_name(name: &str) -> bool {
    const SHORTEST: usize = 4;
    let is_other = |field: Field| matches!(field, Field::Department | Field::Unit);
    let mut labels =
        lexicon::FIELDS.iter().filter(|(label, field)| is_other(*field) && label.chars().count() >= SHORTEST);
    name.contains(['，', '。', '；']) || labels.any(|(label, _)| name.starts_with(label))
}

/// How often a category comes again behind the last one of every form, that of satisfaction. Costs stand anywhere.
fn returns(rows: &[Indicator]) -> usize {
    let mut seen: Vec<&Category> = Vec::new();
    let mut count = 0;
    for category in rows.iter().filter_map(|row| row.category.value()) {
        if seen.last() == Some(&category) {
            continue;
        }
        count += usize::from(seen.contains(&category) && seen.contains(&&Category::Satisfaction));
        seen.retain(|other| *other != category);
        seen.push(category);
    }
    count
}

/// The weights of a set together.
fn weights(rows: &[Indicator]) -> Decimal {
    let weights = rows.iter().filter_map(|row| row.weight.value().copied());
    weights.fold(Decimal::ZERO, |sum, weight| sum.checked_add(weight).unwrap_or(Decimal::MAX))
}

/// Whether the numbers of indicators begin again in a category that was there before.
fn begins_again(rows: &[Indicator]) -> bool {
    let mut seen: Vec<&Category> = Vec::new();
    let mut last = 0;
    rows.iter().any(|row| {
        let category = row.category.value();
        let own = row.ordinal.value().copied().unwrap_or(last + 1);
        let again = own <= last && category.is_none_or(|category| seen.contains(&category));
        last = own;
        seen.extend(category.filter(|category| !seen.contains(category)));
        again
    })
}

/// Whether a name holds the label of a target.
fn holds_label(name: &str) -> bool {
    lexicon::TARGET_LABELS.iter().any(|label| name.contains(label))
}

/// Whether a bound stands behind words, or a sentence ends before the end.
fn holds_bound(target: &Target) -> bool {
    /// A word may stand before it: 每年≥2次.
    const WORD: usize = 6;
    let text = target.text.as_str();
    let words = text.split(['≥', '≤', '≧', '≦']).next().unwrap_or_default();
    (words.len() < text.len() && words.chars().count() > WORD) || text.contains("。:") || text.contains("。：")
}

#[cfg(test)]
mod tests {
    use crate::model::{RepairKind, Table};
    use crate::{Settings, Source, analyze};

    #[test]
    fn what_begins_again_in_the_same_category_is_marked() {
        let list = |second: &str| {
            format!(
                "项目名称\t总计\t绩效目标\t绩效指标\n设备购置项目\t5.00\t完成设备购置。\t1、产出指标：数量，年度指标值：5台。\
                 2、产出指标：合格率，年度指标值：95%。1、{second}：完成率，年度指标值：90%。\n"
            )
        };
        let marks = |text: String| {
            let table = analyze(&Source::new("", text), &Settings::default()).table;
            assert_eq!(table.indicators().count(), 3);
            table.repairs.iter().filter(|repair| repair.kind == RepairKind::RowOrder).count()
        };
        assert!(marks(list("产出指标")) > 0);
        assert_eq!(marks(list("效益指标")), 0, "an author may number each category by itself");
    }

    #[test]
    fn forms_that_have_run_together_are_refused_and_a_category_that_comes_again_is_marked() {
        let form = |rows: &[&str]| {
            let rows = rows.join("\n");
            let head = "项目支出绩效目标表\n项目名称\t设备购置项目\n年度资金总额\t5.00\n年度目标\t完成设备购置。\n";
            let text = format!("{head}一级指标\t二级指标\t三级指标\t指标值\n{rows}\n");
            analyze(&Source::new("", text), &Settings::default()).table
        };
        let output = "产出指标\t数量指标\t购置数量\t5台";
        let benefit = "效益指标\t社会效益指标\t投诉次数\t0次";
        let satisfaction = "满意度指标\t服务对象满意度指标\t使用人员满意度\t≥95%";
        let marks = |table: Table| table.repairs.iter().filter(|repair| repair.kind == RepairKind::RowOrder).count();
        let plain = form(&[output, benefit, satisfaction]);
        assert_eq!(plain.indicators().count(), 3);
        assert_eq!(marks(plain), 0);
        let again = form(&[output, benefit, satisfaction, "产出指标\t质量指标\t合格率\t100%"]);
        assert_eq!(again.indicators().count(), 4);
        assert!(marks(again) > 0);
        let several = [output, benefit, satisfaction].repeat(3);
        assert_eq!(form(&several).indicators().count(), 0);
    }

    #[test]
    fn an_objective_that_begins_with_its_last_line_is_told() {
        assert!(super::is_turned("安全事件。（1）完成设备购置；（2）保障运行"));
        assert!(super::is_turned("，带动投资3亿元。"));
        assert!(super::is_turned("投资3亿元；3.健全机制。1.完成设备购置；2.保障运行"));
        assert!(!super::is_turned("增长2.5%；1.完成设备购置；2.保障运行；2.0版上线"));
        assert!(!super::is_turned("（1）完成设备购置。（2）保障运行。"));
        assert!(!super::is_turned("完成设备购置。"));
    }
}
