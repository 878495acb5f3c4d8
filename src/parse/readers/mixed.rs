//! Values of lists that tell themselves that something of another cell has come among them: they are marked.

use crate::lexicon;
use crate::model::{Category, Indicator, Repair, RepairKind, Table};
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
    let doubt = |origin| Repair { kind: RepairKind::RowOrder, origin, read_as: String::new() };
    table.repairs.extend(doubted.into_iter().map(doubt));
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
    use crate::model::RepairKind;
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
}
