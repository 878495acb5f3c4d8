//! What the cells of a target look like, and those whose lines narrow columns break.

use super::atoms;
use super::tokens::Token;
use crate::amount::number_from_text;
use crate::lexicon;
use crate::parse::readers::rows::is_operator;
use crate::target::{Reading, target_from_text};
use crate::vocabulary::{UnitKind, unit_kind};

/// Whether a text is a value or a unit.
pub(super) fn is_value(text: &str) -> bool {
    is_date(text) || is_word(text) || is_unit(text) || is_share(text)
}

/// How many tokens from the first on are one value whose lines a narrow column breaks: "90%(含)以", "上"; "2022", "年6月",
/// "底前"; "有效", "提升".
pub(super) fn lines_of_value(tokens: &[Token]) -> usize {
    const MOST_LINES: usize = 4;
    const LONGEST: usize = 14;
    let Some(first) = tokens.first() else { return 1 };
    let (mut text, mut end, mut count) = (first.text.clone(), first.run.end, 1);
    let dated = first.text.starts_with("20") && first.text.chars().count() >= 4;
    for (at, next) in tokens.iter().enumerate().take(MOST_LINES).skip(1) {
        let ranges = text.ends_with(['-', '—', '~', '至']);
        text.push_str(&next.text);
        if next.run.start != end || is_operator(&next.text) || text.chars().count() > LONGEST {
            break;
        }
        end = next.run.end;
        let share = first.text.contains('%') && number_from_text(&next.text).is_none();
        let ends = ["上", "以上", "下", "以下"].contains(&next.text.as_str());
        let whole = match () {
            () if dated => (ranges || !is_date(&next.text)) && is_date(&text),
            () if share => (ends || first.boxed == next.boxed) && !is_share(&next.text) && is_share(&text),
            // 有效, 提升 are one word, 规范, 合规 are two.
            () => is_open(&first.text) && is_phrase(&text),
        };
        if whole {
            count = at + 1;
        }
    }
    count
}

pub(super) fn is_date(text: &str) -> bool {
    let end = text.ends_with(['前', '日', '底', '月', '年']);
    let season = text.strip_prefix('第').and_then(|text| text.strip_suffix("季度"));
    let season = season.is_some_and(|number| ["一", "二", "三", "四"].contains(&number));
    let years = || text.strip_suffix('年').is_none_or(|text| text.chars().count() == 4);
    season || (end && is_in_calendar(text) && matches!(target_from_text(text).reading, Reading::Date) && years())
}

/// Whether no month and no day of a text has a number that none has: 5月9220日.
fn is_in_calendar(text: &str) -> bool {
    let number =
        |text: &str| text.rsplit(|ch: char| !ch.is_ascii_digit()).next().and_then(|number| number.parse().ok());
    let parts = |unit: char| {
        let mut parts: Vec<&str> = text.split(unit).collect();
        parts.pop();
        parts
    };
    let fits = |unit: char, most: usize| parts(unit).into_iter().filter_map(number).all(|number: usize| number <= most);
    let count = |text: &&str| text.chars().rev().take_while(char::is_ascii_digit).count() > 2;
    fits('月', 12) && fits('日', 31) && !parts('月').iter().chain(&parts('日')).any(count)
}

/// Which parts of dates that narrow columns break stand on a page apart from the rest of theirs.
pub(super) struct TornDates {
    /// "2025年1".
    head: bool,
    /// "1日至2025", "31日前", "前".
    tail: bool,
}

pub(super) fn torn_dates<'t>(tokens: impl Iterator<Item = &'t Token> + Clone) -> TornDates {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let head = |text: &str| {
        let behind = text.trim_end_matches(|ch: char| ch.is_ascii_digit());
        text.starts_with("20") && text.len() > behind.len() && behind.ends_with('年')
    };
    let tail = |text: &str| {
        let day = text.get(digits(text)..).is_some_and(|rest| rest.starts_with('日'));
        text == "前" || (digits(text) > 0 && day) || text.strip_prefix('至').is_some_and(|rest| rest.starts_with("20"))
    };
    let texts = tokens.map(|token| token.text.as_str());
    TornDates { head: texts.clone().any(head), tail: texts.clone().any(tail) }
}

impl TornDates {
    /// Whether a value may lack its beginning or its end, which stands elsewhere on the page.
    pub(super) fn may_be_of(&self, value: &str) -> bool {
        let rest = value.trim_start_matches(|ch: char| ch.is_ascii_digit());
        let month = rest.len() < value.len() && rest.starts_with('月');
        let dated = is_date(value);
        (self.head && month) || (self.tail && dated && value.ends_with(['年', '月', '日', '底']))
    }
}

/// Whether a text is a number with its bound in words, or a range: "达到98%", "90%(含)以上", "83%-100%", "不少于140人".
pub(super) fn is_share(text: &str) -> bool {
    const LONGEST: usize = 12;
    const WORDS: &str = "达到不低少高于超过约以上下及左右内含(),.-~—至";
    const BOUNDS: &[&str] = &["不少于", "不低于", "不超过", "不高于", "不多于", "不小于", "不大于", "达到"];
    let digit = |ch: char| ch.is_ascii_digit();
    let bound = BOUNDS.iter().find_map(|bound| text.strip_prefix(bound)).is_some_and(|rest| {
        let unit = rest.trim_start_matches(|ch: char| digit(ch) || ch == '.' || ch == ',');
        unit.len() < rest.len() && is_unit(unit)
    });
    let share = text.contains(digit)
        && text.contains('%')
        && text.chars().all(|ch| digit(ch) || ch == '%' || WORDS.contains(ch))
        && !text.ends_with(['(', ',', '.', '-', '~', '—', '至'])
        // The unit of a range stands behind its end, too: 82%-100 is torn.
        && !(text.contains(['-', '~', '—', '至']) && text.ends_with(digit));
    text.chars().count() <= LONGEST && (share || bound)
}

/// What may stand before the verb of a target in words, and alone is no target.
const OPEN: &[&str] = &[
    "有效",
    "显著",
    "明显",
    "逐步",
    "不断",
    "持续",
    "稳步",
    "基本",
    "进一步",
    "有所",
    "有序",
    "得到",
    "全面",
    "大幅",
    "按期",
    "按时",
    "按计划",
    "按标准",
    "按要求",
    "按规定",
    "正常",
    "更加",
    "较",
    "上年",
    "切实",
    "充分",
    "逐年",
    "较大",
    "比较",
    "非常",
    "长期",
    "及时",
    "稳定",
    "高效",
    "规范",
    "顺利",
    "如期",
    "高质量",
    "良性",
];

/// What targets in words say.
const SAID: &[&str] = &[
    "提升",
    "提高",
    "改善",
    "增强",
    "加强",
    "保障",
    "完善",
    "推进",
    "开展",
    "执行",
    "控制",
    "建立",
    "健全",
    "完成",
    "达标",
    "合规",
    "规范",
    "合格",
    "满意",
    "显著",
    "良好",
    "及时",
    "长期",
    "中长期",
    "短期",
    "可持续",
    "持续",
    "优秀",
    "优",
    "良",
    "好",
    "是",
    "否",
    "无",
    "有",
    "可控",
    "稳定",
    "正常",
    "有效",
    "符合",
    "促进",
    "增长",
    "增加",
    "下降",
    "降低",
    "减少",
    "优化",
    "落实",
    "实现",
    "运行",
    "发挥",
    "合理",
    "明显",
    "建成",
    "到位",
    "缓解",
    "满足",
    "安全",
    "畅通",
    "便捷",
    "高效",
    "准确",
    "真实",
    "完整",
    "充分",
    "长效",
    "有序",
    "支持",
    "改进",
    "较好",
    "影响",
    "发展",
    "要求",
    "使用",
    "运转",
    "实施",
    "巩固",
    "扩大",
    "较大",
    "较高",
];

/// Whether a text is made of nothing but what targets in words say: 进一步增强, 按计划推进, 无重大事故.
fn is_phrase(text: &str) -> bool {
    const LONGEST: usize = 8;
    const NOTHING: &[&str] = &["事故", "投诉", "事件", "影响", "差错", "违规", "舆情", "增长", "发生"];
    let nothing = text.starts_with(['无', '零']) && NOTHING.iter().any(|what| text.ends_with(what));
    let count = text.chars().count();
    count <= LONGEST && ((nothing && count > 2) || is_made_of(text))
}

fn is_made_of(text: &str) -> bool {
    let mut reached = vec![text];
    while let Some(rest) = reached.pop() {
        let words = OPEN.iter().map(|word| (word, false)).chain(SAID.iter().map(|word| (word, true)));
        for (word, ends) in words {
            match rest.strip_prefix(*word) {
                Some("") if ends => return true,
                Some("") | None => {}
                Some(rest) if reached.len() < LONGEST_WAY => reached.push(rest),
                Some(_) => {}
            }
        }
    }
    false
}

/// So many ways to go on are looked at, no more.
const LONGEST_WAY: usize = 16;

/// Whether a text is the beginning of a target in words, and none alone.
fn is_open(text: &str) -> bool {
    const MORE: &[&str] = &["有效", "显著", "明显", "不断", "持续", "基本", "有序", "正常", "长期", "及时"];
    let begins = |words: &[&str]| words.iter().any(|word| word.starts_with(text));
    let whole = SAID.contains(&text) && !MORE.contains(&text);
    let broken = text.starts_with(['无', '零', '中', '可', '较', '第']) || begins(OPEN) || is_begun(text);
    !whole && text.chars().count() <= 6 && broken
}

/// Whether a text is words of targets, the last of which is broken: 按计划推.
fn is_begun(text: &str) -> bool {
    let rest = OPEN.iter().find_map(|word| text.strip_prefix(*word).filter(|rest| !rest.is_empty()));
    rest.is_some_and(|rest| OPEN.iter().chain(SAID).any(|word| word.starts_with(rest) && *word != rest))
}

/// Whether a text is a target in words: short, and no part of a sentence.
pub(super) fn is_word(text: &str) -> bool {
    const LONGEST: usize = 6;
    const WORDS: &[&str] = &["健全", "建立", "合理", "熟悉"];
    const WHOLE: &[&str] = &["优", "良", "是", "否", "无", "合规", "零增长", "零投诉", "零事故"];
    let words = atoms::is_words(text) || WORDS.iter().any(|word| text.contains(word));
    let short = (2..=LONGEST).contains(&text.chars().count()) && !text.ends_with(['。', ',', ';']);
    WHOLE.contains(&text) || (words && short) || is_phrase(text)
}

/// A few characters that are no number: a unit, where none of them ends a sentence.
pub(super) fn is_unit(text: &str) -> bool {
    const LONGEST: usize = 3;
    let (stem, per) = text.split_once('/').unwrap_or((text, "个"));
    let stem = stem.trim_start_matches(['万', '千', '百', '个']);
    let known = |text: &str| {
        lexicon::COUNT_UNITS.contains(&text) || text == "‰" || text.chars().all(|ch| ch.is_ascii_alphabetic())
    };
    let short = text.chars().count() <= LONGEST && text.chars().all(char::is_alphabetic) && !is_word(text);
    // The last line of a name is none: 费, 金, 资金.
    let rest = |ending: &&str| {
        let whole = *ending == text && text.chars().count() == 1;
        !whole && (ending.ends_with(text) || text.ends_with(*ending))
    };
    let ends = lexicon::PROJECT_ENDINGS.iter().any(rest) && !lexicon::COUNT_UNITS.contains(&text);
    // GB/T begins the number of a standard.
    let torn = lexicon::KINDS.iter().any(|kind| kind.starts_with(text)) || ["标", "GB/T"].contains(&text) || ends;
    let quotient = known(stem) && per.chars().count() <= LONGEST && per.chars().all(char::is_alphanumeric);
    !torn && (short || quotient || is_known(text))
}

/// A unit that is known, whole or one for another: 元/人·天, 个工作日, 台(套), μg/m³.
pub(super) fn is_known(text: &str) -> bool {
    const LONGEST: usize = 8;
    let other = |text: &str| matches!(unit_kind(text), UnitKind::Other | UnitKind::None);
    let per = || text.split(['/', '·']).skip(1).all(|per| !other(per) || ["m³", "m3", "L", "kg"].contains(&per));
    let (stem, bracket) = text.split_once('(').unwrap_or((text, ""));
    let closed = bracket.is_empty() || bracket.strip_suffix(')').is_some_and(|bracket| !other(bracket));
    let mass = ["μg", "mg"].contains(&text.split('/').next().unwrap_or_default());
    !stem.is_empty() && (mass || !other(text)) && closed && per() && text.chars().count() <= LONGEST
}

/// Whether two lines are one amount: "481.1", "5".
pub(super) fn is_torn_number(token: &Token, next: &Token) -> bool {
    let decimals = token.text.split_once('.').map(|(_, decimals)| decimals.chars().count());
    let digit = next.text.chars().count() == 1 && number_from_text(&next.text).is_some();
    decimals.is_some_and(|count| count <= 1)
        && digit
        && token.run.end == next.run.start
        && number_from_text(token.text.trim_end_matches('.')).is_some()
}

/// The last character of a word that a narrow column breaks, a few boxes behind it: "有效提", "升".
pub(super) fn end_of_word<'t>(text: &str, behind: &'t [Token]) -> Option<(usize, &'t Token)> {
    const FAR: usize = 6;
    let last = text.chars().last()?;
    let is_end = |token: &&Token| {
        let mut chars = token.text.chars();
        let (Some(end), None) = (chars.next(), chars.next()) else { return false };
        lexicon::TARGET_WORDS.contains(&String::from_iter([last, end]).as_str())
    };
    let whole = lexicon::TARGET_WORDS.iter().any(|word| text.ends_with(word));
    let found = behind.iter().take(FAR).enumerate().find(|(_, token)| is_end(token))?;
    (!whole && text.chars().count() > 2 && is_word(&format!("{text}{}", found.1.text))).then_some(found)
}

/// Whether a unit is none without the next one: 个工作, 日.
pub(super) fn is_broken_unit(unit: &str, next: &str) -> bool {
    !is_known(unit) && is_unit(next) && is_known(&format!("{unit}{next}"))
}
