//! Whether an indicator was read as the form prints it: a copy that mixes columns puts half a row into the name.
//!
//! What a rule says of such a pair is said of the copy, not of the form. It is not judged.

use crate::model::{Layout, Table};
use crate::target::{Reading, Target};
use crate::vocabulary::wording::Wording;
use crate::vocabulary::{self, Name};

/// Names of forms are short; longer ones have swallowed their neighbours.
const LONGEST_NAME: usize = 36;

/// 指标属性, a column of its own.
const TYPES: &str = "定量指标 定性指标";

/// Whether so many indicators are mixed with other columns that the rest cannot be relied on either. In lists every
/// value has its label beside it, so that one spoilt row says nothing about the next.
pub(super) fn is_garbled(table: &Table, spoilt: usize) -> bool {
    table.layout != Layout::ProjectPerRow && spoilt >= 2 && spoilt * 10 > table.indicators().count()
}

/// Whether a form may print it as a name; parts that were not read are no reason to doubt the others.
pub(super) fn is_name(name: &Name) -> bool {
    // Nearly every name is a few Chinese characters and nothing else.
    let is_plain = |ch: char| ('\u{4e00}'..='\u{9fff}').contains(&ch);
    let text = name.text();
    if (2..=LONGEST_NAME).contains(&text.chars().count()) && text.chars().all(is_plain) {
        return !holds_type(text);
    }
    let base = name.base();
    let readable =
        base.chars().filter(|ch| vocabulary::is_letter(*ch)).count() > 1 && base.chars().count() <= LONGEST_NAME;
    // 合格率≥95% holds its target, 规范性，年度 a piece of the next label, the others a sentence or an amount of money.
    let outside = outside_brackets(name.plain());
    let value = vocabulary::contains(&outside, "≥ ≤ < > ,年") || holds_type(&outside) || holds_equation(&outside);
    let sentence = outside.trim_end_matches('。').contains('。');
    readable && !value && !sentence && !holds_money(&outside) && !holds_item(&outside)
}

fn outside_brackets(plain: &str) -> String {
    let mut depth = 0_usize;
    let keep = |ch: &char| {
        match ch {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    plain.chars().filter(keep).collect()
}

fn holds_type(text: &str) -> bool {
    text.contains('定') && vocabulary::contains(text, TYPES)
}

/// `=100%`; a formula goes on with words.
fn holds_equation(plain: &str) -> bool {
    plain.split('=').skip(1).any(|after| after.starts_with(|ch: char| ch.is_ascii_digit()))
}

/// `290.75`: two decimals are how amounts are printed, and hardly any name.
fn holds_money(plain: &str) -> bool {
    plain.split('.').skip(1).any(|after| {
        let digits = after.len() - after.trim_start_matches(|ch: char| ch.is_ascii_digit()).len();
        digits == 2
    })
}

/// `质2.为了`: the next item of a numbered objective.
fn holds_item(plain: &str) -> bool {
    let pairs = plain.split('.').zip(plain.split('.').skip(1));
    let mut pairs = pairs.filter(|(before, after)| !before.is_empty() && !after.is_empty());
    pairs.any(|(before, after)| {
        before.ends_with(|ch: char| ch.is_ascii_digit()) && after.starts_with(|ch: char| ch > '\u{2e7f}')
    })
}

/// Whether a form may print it as a target; `words` says how much its words say.
pub(super) fn is_target(target: &Target, words: Option<(Wording, bool)>) -> bool {
    if target.reading != Reading::Words {
        return true;
    }
    let text = vocabulary::plain(&target.text);
    let lone = text.chars().count() < 2 && words.is_some_and(|(wording, _)| wording == Wording::Other);
    let broken = text.starts_with(['。', ',', '、', ')']) || text.trim_end_matches('。').contains('。');
    !lone && !broken && !holds_type(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::target::target_from_text;
    use crate::vocabulary::wording;

    #[test]
    fn names_that_swallowed_their_neighbours_are_told_apart() {
        for name in [
            "项目完成率=项目实际完成任务量/项目计划完成任务量*100%",
            "种植作物成活率(≥**%)",
            "完成时限.",
            "购买/租赁硬件数量计划完成率",
            "打造赛事品牌，提升城市知名度。",
            "年均PM2.5浓度",
        ] {
            assert!(is_name(&Name::of(name)), "{name}");
        }
        for name in [
            "读者满意度≥92%",
            "系统正常运行率=100%",
            "所提供服务的规范性，年度通过推广运营项目",
            "日常业务。办公的保障率",
            "产出质2.为了加强人才队伍建设量",
            "项目按期完成率290.75 290.75",
            "12345678",
        ] {
            assert!(!is_name(&Name::of(name)), "{name}");
        }
    }

    #[test]
    fn a_lone_character_is_no_target() {
        for (text, wanted) in
            [("购", false), ("高", true), ("能", true), ("优", true), ("。规范", false), ("100%", true), ("规范", true)]
        {
            let target = target_from_text(text);
            let words = Some((wording::wording(text), false));
            assert_eq!(is_target(&target, words), wanted, "{text}");
        }
    }
}
