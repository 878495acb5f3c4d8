//! What an objective sets out to do, and whether the names of indicators speak of it.

use super::words as list;
use super::{Bytes, Name, contains, is_chinese, is_word, plain, without};

/// A task of an objective that no indicator speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The task: a word, a product with its noun, or the beginning of a sentence.
    pub task: String,
    /// Whether the task is plainly named, so that nothing else can stand for it.
    pub is_plain: bool,
}

/// The task that an objective names and no indicator speaks of: the plainest of them.
pub fn uncovered(objective: &str, names: &[&Name]) -> Option<Gap> {
    let objective = plain(objective);
    let mut names: String = names.iter().flat_map(|name| [name.base(), " "]).collect();
    names.make_ascii_uppercase();
    let mut plainly: Vec<String> = objective.split(['。', ';']).filter_map(|item| product(item, &names)).collect();
    plainly.extend(missing(list::TASKS, &objective, &names).map(str::to_owned));
    plainly.dedup();
    if !plainly.is_empty() {
        return Some(Gap { task: plainly.join("、"), is_plain: true });
    }
    let soft = missing(list::SOFT_TASKS, &objective, &names).next().map(str::to_owned);
    let task = soft.or_else(|| foreign(&objective, &names).map(shortened))?;
    Some(Gap { task, is_plain: false })
}

/// The tasks of a list that the text names and the names do not cover.
fn missing<'l>(tasks: &'l str, text: &str, names: &str) -> impl Iterator<Item = &'l str> {
    let held = Bytes::of(text);
    let entries = tasks.split(';').filter_map(|entry| entry.split_once('|'));
    entries
        .filter(move |(task, cover)| held.all_of(task.as_bytes()) && text.contains(task) && !contains(names, cover))
        .map(|(task, _)| task)
}

/// A product in Latin letters with its noun, of which the names speak neither: CAD软件.
fn product(item: &str, names: &str) -> Option<String> {
    let mut rest = item;
    while let Some(start) = rest.find(|ch: char| ch.is_ascii_uppercase()) {
        let before = rest.get(..start)?;
        let token = rest.get(start..)?;
        let end = token.find(|ch: char| !ch.is_ascii_alphabetic()).unwrap_or(token.len());
        let (token, after) = (token.get(..end)?, token.get(end..)?);
        let noun = list::PRODUCTS.split(' ').find(|noun| after.starts_with(noun));
        // (PPP) is an abbreviation of what stands before it, PM2.5 a measure.
        let apart = !before.ends_with(|ch: char| ch == '(' || ch.is_ascii_alphanumeric());
        let named = token.len() > 1 && token.chars().all(|ch| ch.is_ascii_uppercase());
        if let Some(noun) = noun.filter(|_| apart && named && !is_word(token, list::NO_PRODUCTS))
            && !names.contains(token)
            && !names.contains(noun)
        {
            return Some(format!("{token}{noun}"));
        }
        rest = after;
    }
    None
}

/// The first sentence that sets a task of which no name speaks, where the names do speak of another one: an indicator of
/// nothing in particular (完成率) may cover an objective as a whole.
fn foreign<'o>(objective: &'o str, names: &str) -> Option<&'o str> {
    let held = Bytes::of(names);
    let (mut first, mut covers) = (None, false);
    for item in objective.split(['。', ';']).filter(|item| contains(item, list::TASK_VERBS)) {
        if is_foreign(item, names, &held) {
            first = first.or(Some(item));
        } else {
            covers = true;
        }
        if covers && first.is_some() {
            return first;
        }
    }
    None
}

/// Whether a sentence sets a task and shares no word with any name. Words are not set apart in Chinese: two neighbouring
/// characters that both contain stand for one.
fn is_foreign(item: &str, names: &str, held: &Bytes) -> bool {
    /// A shorter rest says too little.
    const FEWEST: usize = 6;
    let text = without(item, list::EMPTY_WORDS, " ");
    let pairs = text.char_indices().zip(text.chars().skip(1));
    let mut pairs = pairs.filter(|((_, one), other)| is_chinese(*one) && is_chinese(*other));
    let enough = text.chars().filter(|ch| is_chinese(*ch)).count() >= FEWEST;
    enough
        && !pairs.any(|((at, one), other)| {
            text.get(at..at + one.len_utf8() + other.len_utf8())
                .is_some_and(|pair| held.all_of(pair.as_bytes()) && names.contains(pair))
        })
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

/// What a project is about, by its name and its objective.
#[derive(Clone, Debug)]
pub struct Topic {
    project: String,
    all: String,
}

impl Topic {
    /// The project's name and its objective.
    pub fn of(project: &str, objective: &str) -> Self {
        let project = plain(project);
        let all = format!("{project} {}", plain(objective));
        Self { project, all }
    }
}

/// The word of a name that is about something else than the project.
pub fn off_topic(name: &Name, Topic { project, all }: &Topic) -> Option<&'static str> {
    let name = name.base();
    if name.contains("运维") && contains(project, list::MAKING) && !contains(project, "运维 维护 运营") {
        return Some("运维");
    }
    // 人才队伍建设 in an objective builds nothing; in a name 建设 mostly does.
    if project.contains("建设") {
        return None;
    }
    let mut entries = list::SUBJECTS.split(';').filter_map(|entry| entry.split_once('|'));
    entries.find(|(word, family)| name.contains(word) && !contains(all, family)).map(|(word, _)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap(objective: &str, names: &[&str]) -> String {
        uncovered(objective, &names.iter().map(|name| Name::of(name)).collect::<Vec<_>>().iter().collect::<Vec<_>>())
            .map_or_else(String::new, |gap| format!("{}{}", gap.task, if gap.is_plain { "" } else { " ?" }))
    }

    #[test]
    fn tasks_without_an_indicator_are_seen() {
        for (objective, names, wanted) in [
            ("2。通过购买CAD软件，保障评审业务的顺利开展。", vec!["验收合格率", "设备故障率"], "CAD软件"),
            ("通过购买CAD软件，保障评审业务。", vec!["软件验收合格率"], ""),
            ("组织公开招聘笔试、面试工作。", vec!["总体任务完成及时率"], "招聘"),
            ("组织公开招聘笔试、面试工作。", vec!["笔试人次"], ""),
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
            assert_eq!(off_topic(&Name::of(name), &Topic::of(project, objective)), wanted, "{name} {project}");
        }
    }
}
