//! What an objective sets out to do, and whether the names of indicators speak of it.

use std::sync::OnceLock;

use super::held::{self, Held};
use super::index::{Index, words_of};
use super::words as list;
use super::{Name, contains, is_chinese, is_word, plain, without};
use crate::order::{distinct, order};

/// A task of an objective that no indicator speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The task: a word, a product with its noun, or the beginning of a sentence.
    pub task: String,
    /// Whether the task is plainly named, so that nothing else can stand for it.
    pub is_plain: bool,
}

/// The task that an objective, as a [`plain`] text, names and no indicator speaks of: the plainest of them.
pub fn uncovered(objective: &str, names: &[&Name]) -> Option<Gap> {
    let items: Vec<(&str, Held)> = objective.split(['。', ';']).map(|item| (item, Held::of(item))).collect();
    let mut names: String = names.iter().flat_map(|name| [name.base(), " "]).collect();
    names.make_ascii_uppercase();
    let pairs = pairs(&names);
    let mut plainly: Vec<String> = items.iter().filter_map(|(item, _)| product(item, &names, &pairs)).collect();
    let names_one_of = |tasks| items.iter().any(|(_, held)| held.inside(tasks));
    if names_one_of(held::TASKS) {
        // Another word of the clause may be what the indicator is about: 招聘辅警450名 beside 辅警人数.
        let clauses = items.iter().filter(|(_, held)| held.inside(held::TASKS)).flat_map(|(item, _)| item.split(','));
        let alone = clauses.filter(|clause| !meets(clause, &pairs).0);
        plainly.extend(alone.flat_map(|clause| missing(list::TASKS, clause, &names)).map(str::to_owned));
    }
    plainly.dedup();
    if !plainly.is_empty() {
        return Some(Gap { task: plainly.join("、"), is_plain: true });
    }
    let soft = names_one_of(held::SOFT_TASKS).then(|| missing(list::SOFT_TASKS, objective, &names).next()).flatten();
    let task = soft.map(str::to_owned).or_else(|| foreign(&items, &pairs).map(shortened))?;
    Some(Gap { task, is_plain: false })
}

/// The tasks of a list that the text names and the names do not cover.
fn missing<'l>(tasks: &'l str, text: &str, names: &str) -> impl Iterator<Item = &'l str> {
    let entries = tasks.split(';').filter_map(|entry| entry.split_once('|'));
    entries.filter(move |(task, cover)| text.contains(task) && !contains(names, cover)).map(|(task, _)| task)
}

/// A product in Latin letters of which the names do not speak, nor of its noun: CAD软件; without a noun that is known, nor
/// of anything that the whole item says: GPS定位.
fn product(item: &str, names: &str, pairs: &[u32]) -> Option<String> {
    /// How many characters after the letters tell what they are about.
    const NOUN: usize = 4;

    let (mut rest, mut shares) = (item, None);
    while let Some(start) = rest.find(|ch: char| ch.is_ascii_uppercase()) {
        let before = rest.get(..start)?;
        let token = rest.get(start..)?;
        let end = token.find(|ch: char| !ch.is_ascii_alphabetic()).unwrap_or(token.len());
        let (token, after) = (token.get(..end)?, token.get(end..)?);
        let noun = list::PRODUCTS.split(' ').find(|noun| after.starts_with(noun));
        // (PPP) is an abbreviation of what stands before it, PM2.5 a measure.
        let apart = !before.ends_with(|ch: char| ch == '(' || ch.is_ascii_alphanumeric());
        let named = token.len() > 1 && token.chars().all(|ch| ch.is_ascii_uppercase());
        if apart && named && !is_word(token, list::NO_PRODUCTS) && !names.contains(token) {
            match noun {
                Some(noun) if !names.contains(noun) => return Some(format!("{token}{noun}")),
                None if !*shares.get_or_insert_with(|| meets(item, pairs).0) => {
                    let about = after.chars().take_while(|ch| is_chinese(*ch)).take(NOUN);
                    return Some(token.chars().chain(about).collect());
                }
                _ => {}
            }
        }
        rest = after;
    }
    None
}

/// The first sentence that sets a task of which no name speaks, where the names do speak of another one: an indicator of
/// nothing in particular (完成率) may cover an objective as a whole.
fn foreign<'o>(items: &[(&'o str, Held)], pairs: &[u32]) -> Option<&'o str> {
    let (mut first, mut covers) = (None, false);
    for (item, _) in items.iter().filter(|(_, held)| held.inside(held::TASK_VERBS)) {
        if is_foreign(item, pairs) {
            first = first.or(Some(*item));
        } else {
            covers = true;
        }
        if covers && first.is_some() {
            return first;
        }
    }
    None
}

/// The pairs of neighbouring Chinese characters, in rising order: words are not set apart, and pairs stand for them.
pub(super) fn pairs(text: &str) -> Vec<u32> {
    let pairs = text.chars().zip(text.chars().skip(1));
    distinct(pairs.filter_map(|(one, other)| pair(one, other)))
}

fn pair(one: char, other: char) -> Option<u32> {
    (is_chinese(one) && is_chinese(other)).then_some(u32::from(one) << 16 | u32::from(other))
}

/// Whether a sentence sets a task and shares no pair of characters with the names.
fn is_foreign(item: &str, names: &[u32]) -> bool {
    /// A shorter rest says too little.
    const FEWEST: usize = 6;
    let (shares, count) = meets(item, names);
    !shares && count >= FEWEST
}

/// Whether a sentence shares a pair of characters with the names, empty words aside, and how much it says up to there.
fn meets(item: &str, names: &[u32]) -> (bool, usize) {
    let says = telling(item);
    let mut chars = item.char_indices().map(|(at, ch)| says.get(at).and_then(|says| says.then_some(ch)));
    let mut last = None;
    let mut count = 0;
    let shares = chars.any(|ch| {
        count += usize::from(ch.is_some_and(is_chinese));
        let before = std::mem::replace(&mut last, ch);
        let pair = before.zip(ch).and_then(|(one, other)| pair(one, other));
        pair.is_some_and(|pair| names.binary_search(&pair).is_ok())
    });
    (shares, count)
}

/// Which bytes of a text belong to no empty word; of words that overlap, the earlier one of the list is one.
fn telling(text: &str) -> Vec<bool> {
    static EMPTY_WORDS: OnceLock<Index> = OnceLock::new();
    let index = EMPTY_WORDS.get_or_init(|| Index::of(words_of(list::EMPTY_WORDS).zip(0..)));
    let mut found: Vec<(u64, usize, usize)> = Vec::new();
    for (at, _) in text.char_indices() {
        let words = index.at_start(text.get(at..).unwrap_or_default());
        found.extend(words.map(|(word, place)| (place, at, word.len())));
    }
    let mut telling = vec![true; text.len()];
    for next in order(found.iter().map(|(place, at, _)| u128::from(*place) << 64 | *at as u128)) {
        let bytes = found.get(next).and_then(|(_, at, length)| telling.get_mut(*at..at + length));
        if let Some(bytes) = bytes.filter(|bytes| bytes.iter().all(|telling| *telling)) {
            bytes.fill(false);
        }
    }
    telling
}

/// Whether an objective says hardly anything that the project's name does not: no number, and few words of its own.
pub fn repeats(objective: &str, name: &str) -> bool {
    let (objective, name) = (plain(objective), plain(name));
    let own = without(&without(&objective, list::EMPTY_WORDS, " "), list::NO_ADDITION, " ");
    let count = own.chars().filter(|ch| is_chinese(*ch) && !name.contains(*ch)).count();
    let length = objective.chars().filter(|ch| is_chinese(*ch)).count();
    !objective.contains(|ch: char| ch.is_ascii_digit()) && length > 0 && count * 5 <= length
}

/// The beginning of a sentence, less its number.
fn shortened(item: &str) -> String {
    const MOST: usize = 24;
    let item = item.trim_start_matches(|ch: char| ch.is_ascii_digit() || ".、()".contains(ch));
    let mut short: String = item.chars().take(MOST).collect();
    if item.chars().nth(MOST).is_some() {
        short.push('…');
    }
    short
}

/// The word of a name that is about something else than the project, whose own name and objective are [`plain`] texts.
pub fn off_topic(name: &Name, project: &str, objective: &str) -> Option<&'static str> {
    let base = name.base();
    if base.contains("运维") && contains(project, list::MAKING) && !contains(project, "运维 维护 运营") {
        return Some("运维");
    }
    // 人才队伍建设 in an objective builds nothing; in a name 建设 mostly does. Nearly no name is about any of them.
    if !name.holds(held::SUBJECTS) || project.contains("建设") {
        return None;
    }
    let says = |words| contains(project, words) || contains(objective, words);
    let mut entries = list::SUBJECTS.split(';').filter_map(|entry| entry.split_once('|'));
    entries.find(|(word, family)| base.contains(word) && !says(family)).map(|(word, _)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap(objective: &str, names: &[&str]) -> String {
        uncovered(
            &plain(objective),
            &names.iter().map(|name| Name::of(name)).collect::<Vec<_>>().iter().collect::<Vec<_>>(),
        )
        .map_or_else(String::new, |gap| format!("{}{}", gap.task, if gap.is_plain { "" } else { " ?" }))
    }

    #[test]
    fn tasks_without_an_indicator_are_seen() {
        for (objective, names, wanted) in [
            ("2。通过购买CAD软件，保障评审业务的顺利开展。", vec!["验收合格率", "设备故障率"], "CAD软件"),
            ("通过购买CAD软件，保障评审业务。", vec!["软件验收合格率"], ""),
            ("组织公开招聘笔试、面试工作。", vec!["总体任务完成及时率"], "招聘"),
            ("组织公开招聘笔试、面试工作。", vec!["笔试人次"], ""),
            ("公开招聘警务辅助人员450名。", vec!["警务辅助人员人数"], ""),
            ("完成CA电子签章接入。", vec!["系统正常运行率"], "CA电子签章"),
            ("1.巡查12次。2.实现车辆GPS定位。", vec!["巡查次数"], "GPS定位"),
            ("1.巡查12次。2.实现车辆GPS定位。", vec!["巡查次数", "车辆完好率"], ""),
            ("推广政府和社会资本合作（PPP）项目，PM2.5下降。", vec!["系统正常运行率"], ""),
            ("购买软件。完成各项财政评审和价格审核。", vec!["软件验收合格率"], "完成各项财政评审和价格审核 ?"),
            ("完成各项财政评审和价格审核。", vec!["项目完成率"], ""),
            ("评审资料数据系统化管理。", vec!["系统正常运行率"], ""),
            ("加强终端安全管控。", vec!["系统正常运行率"], "终端 ?"),
        ] {
            assert_eq!(gap(objective, &names), wanted, "{objective}");
        }
    }

    #[test]
    fn an_indicator_is_about_what_the_project_does() {
        for (name, project, objective, wanted) in [
            ("工程验收质量合格率", "其他运行经费", "公开招聘", Some("工程")),
            ("工程验收质量合格率", "道路建设项目", "", None),
            ("运维服务有效投诉率", "系统升级改造项目", "降低运维成本", Some("运维")),
            ("运维服务有效投诉率", "政府采购业务服务保障项目", "", None),
            ("培训人次", "业务经费", "开展业务培训", None),
        ] {
            assert_eq!(off_topic(&Name::of(name), project, &plain(objective)), wanted, "{name} {project}");
        }
    }
}
