//! The budget year of a table that prints none: the commonest single year of its projects, always marked as inferred.

use super::head;
use crate::model::{Cell, Inference, Table};
use crate::span::Origin;

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
