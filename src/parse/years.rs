//! The budget year of a table whose form prints none: that of the headlines around it, or the commonest single year of its
//! projects, always marked as inferred.

use super::head;
use crate::model::{Cell, Inference, Table};
#[cfg(feature = "readers")]
use crate::parse::{
    fold::Folded,
    sheet::{Run, Sheet},
};
#[cfg(feature = "readers")]
use crate::source::Source;
use crate::span::Origin;

/// Reads the year of the headlines around a form that prints none, if they agree: 某市科学技术协会2016年度项目支出绩效评价报告,
/// 某县博物馆2024年部门预算公开.
#[cfg(feature = "readers")]
pub(crate) fn read_headline(table: &mut Table, source: &Source, folded: &Folded) {
    const LONGEST: usize = 60;
    const ENDS: &[&str] = &["报告", "自评表", "目标表", "公开", "公示"];
    const BUDGETS: &[&str] = &["预算公开", "预算公开表", "预算公开情况"];
    const FILES: &[&str] = &[".pdf", ".docx", ".doc", ".xlsx", ".xls"];
    if head::has_year(table) {
        return;
    }
    let mut sheet = Sheet::new(source, folded.inks());
    let mut found: Option<(Run, u16)> = None;
    let mut start = 0;
    while start < sheet.len() {
        let line = start..sheet.next_line(start, sheet.len());
        start = line.end.max(start + 1);
        if line.len() > LONGEST {
            continue;
        }
        let end = FILES.iter().find_map(|file| sheet.before(line.end, file)).unwrap_or(line.end);
        let ends = |words: &[&str]| words.iter().any(|of| sheet.before(end, of).is_some());
        let is_budget = ends(BUDGETS);
        let is_headline = is_budget || (ends(ENDS) && sheet.find_any(line.clone(), &["绩效", "自评"]).is_some());
        let year = head::printed_year(&sheet, line).filter(|_| is_headline);
        let year = year.filter(|(run, _)| is_budget || sheet.after(run.end, "年度").is_some());
        match (year, &found) {
            (Some((_, year)), Some((_, other))) if year != *other => return,
            (Some(year), None) => found = Some(year),
            _ => {}
        }
    }
    if let Some((run, year)) = found {
        table.budget_year = sheet.cell_of(run, year);
    }
}

/// Infers the year where the head has none. A span of years (2022年-2023年) says nothing of one year.
pub(crate) fn infer(table: &mut Table) {
    if head::has_year(table) {
        return;
    }
    // There are never many years: a search through them all is quick.
    let mut places: Vec<(u16, Vec<Origin>)> = Vec::new();
    for at in table.projects() {
        let mut seen = Vec::new();
        for cell in [&at.project.name, &at.project.objective] {
            let Cell::Read { value, origin } = cell else {
                continue;
            };
            for year in single_years(value) {
                if !seen.contains(&year) {
                    seen.push(year);
                    match places.iter_mut().find(|(other, _)| *other == year) {
                        Some((_, places)) => places.push(origin.clone()),
                        None => places.push((year, vec![origin.clone()])),
                    }
                }
            }
        }
    }
    // Of two equally common years the later one: a budget is made for what is to come.
    if let Some((year, places)) = places.into_iter().max_by_key(|(year, places)| (places.len(), *year)) {
        table.inferred.push(Inference::BudgetYear { year, places });
    }
}

/// The years in a text that stand alone: `2023年` and `（2023）`, not `2022年-2023年`.
pub(crate) fn single_years(text: &str) -> Vec<u16> {
    text.match_indices("20").filter_map(|(at, _)| year_at(text, at)).collect()
}

fn year_at(text: &str, at: usize) -> Option<u16> {
    let before = text.get(..at)?.chars().next_back();
    let mut rest = text.get(at + 4..)?.chars();
    let next = rest.next();
    let is_digit = |ch: Option<char>| ch.is_some_and(|ch| ch.is_ascii_digit());
    if is_digit(before) || is_digit(next) {
        return None;
    }
    let dated = next == Some('年');
    let bracketed = matches!(before, Some('(' | '（')) && matches!(next, Some(')' | '）'));
    let after = if dated { rest.next() } else { next };
    let range = |ch: Option<char>| matches!(ch, Some('-' | '—' | '－' | '~' | '至' | '～' | '–'));
    let alone = (dated || bracketed) && !range(before) && !range(after);
    text.get(at..at + 4).filter(|_| alone)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "readers")]
    #[test]
    fn the_year_of_headlines_counts_where_they_agree() {
        let year = |text: &str| {
            let source = Source::new("", text);
            let mut table = Table::default();
            read_headline(&mut table, &source, &Folded::new(&source));
            table.budget_year.read().map(|(year, origin)| (*year, source.slice(origin.first).to_owned()))
        };
        assert_eq!(year("某县博物馆2024年部门预算公开\n表"), Some((2024, "2024".to_owned())));
        assert_eq!(year("1\n某市科协2016年度项目支出绩效评价报告.pdf"), Some((2016, "2016".to_owned())));
        assert_eq!(year("某县博物馆2024年部门预算公开\n某县博物馆2025年部门预算公开"), None);
        // Neither does a sentence tell it, nor a name.
        assert_eq!(year("按时完成2024年部门预算公开工作\n2023年绩效目标管理经费"), None);
    }

    #[test]
    fn only_years_that_stand_alone_count() {
        for (text, years) in [
            ("2023年虚拟化接入管理项目", vec![2023]),
            ("2022年-2023年信息化运维（2022）", vec![2022]),
            ("2023年-2024年运维(2023)", vec![2023]),
            ("5500个单位，至少30年", vec![]),
            ("合同号20231234", vec![]),
        ] {
            assert_eq!(single_years(text), years, "{text}");
        }
    }
}
