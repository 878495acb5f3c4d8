//! What words in names and targets mean: ratios, adverse measures, concepts, units, empty phrases.
//!
//! Definitions follow section 5 of the catalogue. Everything works on the base of a [`Name`], so bracket widths, `%`,
//! radicals and traditional characters make no difference.

mod figures;
mod fit;
mod held;
mod index;
mod name;
mod naming;
mod tasks;
mod units;
pub mod wording;
mod words;

pub use figures::{Count, Figure, counts, figures, is_phase, sets_year, stem, years};
pub use fit::{BenefitFit, acceptance, benefit_fit, is_complaint, is_input, routine};
pub use name::{Name, base};
pub use naming::{
    Generic, Statement, asks_a_fact, generic, holds_formula, is_generic_project, is_question, library_tag, statement,
    stray_digits, unit_suffix,
};
pub use tasks::{Gap, off_topic, repeats, uncovered};
pub use units::{Kind, UnitKind, has_unit, is_count_unit, is_index, kind, unit_kind};

use crate::parse::fold::{fold_char, simplified};
use words as list;

/// What is measured, apart from wording. Equal concepts are the same kind of measure, not the same measure:
/// 设备故障率 and 系统重大故障率 share one. What tells them apart is [`object`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concept {
    /// 投诉率, 投诉数量.
    Complaint,
    /// 故障率, 故障事件率.
    FaultRate,
    /// 正常运行率, 可用率.
    Uptime,
    /// 验收合格率, 验收通过率.
    Acceptance,
    /// 按期完成率, 完成及时率.
    OnTimeCompletion,
    /// 故障响应率.
    FaultResponse,
    /// 满意度, 满意率.
    Satisfaction,
}

/// A text as its words are compared: no blanks, half-width, radicals and traditional characters as the ordinary ones.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for ch in text.chars() {
        // Nearly every character is one of these, and nothing but its simplified form stands for it.
        if is_chinese(ch) {
            plain.push(simplified(ch));
        } else if !ch.is_whitespace() {
            plain.extend(fold_char(ch));
        }
    }
    plain
}

fn is_chinese(ch: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&ch)
}

/// Whether a name says a share of something, so that its value is a percentage.
pub fn is_ratio(name: &Name) -> bool {
    name.ends_in(held::RATIO_ENDINGS) && !name.ends_in(held::NO_RATIO)
}

/// Whether less of it is better: its last part is something bad, and nobody is said to deal with it.
pub fn is_adverse(name: &Name) -> bool {
    name.is_adverse
}

fn last_is_bad(name: &Name, bad: &BadWord) -> bool {
    // The measure is what stands last: 投诉处理率 measures handling, 处理投诉率 too, 违法案件查处数 is work done.
    let before = name.base().get(..bad.start).unwrap_or_default();
    let tail = name.base().get(bad.start + bad.word.len()..).unwrap_or_default();
    let handled = bad.can_be_handled
        && if name.ends_in(held::RATIO_ENDINGS) {
            // 监控设备故障率 is about a kind of device, 化解纠纷率 about what is done.
            ends_in(before, list::HANDLING)
        } else {
            contains(before, list::HANDLING)
        };
    let measured = only(tail, list::AFTER_BAD) || (!bad.can_be_handled && only(tail, list::AFTER_BAD_WORK));
    measured && !handled && !ends_in(before, list::NEGATIONS) && !name.holds(held::REDUCING)
}

/// Whether a name mentions something bad at all, handled or not.
pub fn mentions_adverse(name: &Name) -> bool {
    name.holds(held::BAD_EVENTS) || name.holds(held::BAD_WORK)
}

struct BadWord {
    start: usize,
    word: &'static str,
    can_be_handled: bool,
}

fn last_bad_word(name: &Name) -> Option<BadWord> {
    if !mentions_adverse(name) {
        return None;
    }
    let bad = held::last_of(name.base(), [held::BAD_EVENTS, held::BAD_WORK]);
    bad.map(|(start, word, can_be_handled)| BadWord { start, word, can_be_handled })
}

/// Whether a ratio is plainly one of which more is better.
pub fn is_positive_ratio(name: &Name) -> bool {
    let positive = if is_share(name) { held::POSITIVE_SHARES } else { held::POSITIVE };
    is_ratio(name) && name.holds(positive) && !is_neutral_ratio(name) && !is_adverse(name)
}

/// Whether a ratio has its good value somewhere else than at the top: 结余率, 资产负债率, 支出占比, 经费增长率.
pub fn is_neutral_ratio(name: &Name) -> bool {
    if !name.ends_in(held::RATIO_ENDINGS) {
        return false;
    }
    let ending = list::RATIO_ENDINGS.split(' ').find_map(|ending| name.base().strip_suffix(ending));
    ending.is_some_and(|stem| ends_in(stem, list::NEUTRAL) || (stem.ends_with("增长") && name.holds(held::COSTLY)))
}

/// Whether a ratio says by how much something grows.
pub fn is_growth(name: &Name) -> bool {
    is_ratio(name) && name.holds(held::GROWTH) && !is_neutral_ratio(name)
}

/// Whether a ratio divides something up by a fixed key, so that it is meant to be exact: 补贴比例, 税率.
pub fn is_quota(name: &Name) -> bool {
    name.ends_in(held::FIXED_RATES) || (name.ends_in(held::SHARE_ENDINGS) && name.holds(held::QUOTA_WORDS))
}

/// Whether a ratio names a part of a whole, which says nothing about whether more is better: 目录外采购比例.
pub fn is_share(name: &Name) -> bool {
    name.ends_in(held::SHARE_ENDINGS)
}

/// Whether a ratio cannot exceed 100% by its nature.
pub fn is_closed_ratio(name: &Name) -> bool {
    let closed = is_satisfaction(name) || (is_ratio(name) && (name.holds(held::CLOSED) || is_adverse(name)));
    closed && !is_open_ratio(name)
}

/// Whether a ratio may well exceed 100%: 增长率, 任务完成率; not 按期完成率.
pub fn is_open_ratio(name: &Name) -> bool {
    is_ratio(name) && name.holds(held::OPEN) && !name.holds(held::ON_TIME)
}

/// Whether a name measures how satisfied people are; not how many were asked, nor how much more they are.
pub fn is_satisfaction(name: &Name) -> bool {
    name.is_satisfaction
}

fn last_is_approval(base: &str) -> bool {
    let Some((before, tail)) = base.rsplit_once("满意") else {
        return false;
    };
    only(tail, list::SATISFACTION_TAILS) && !before.ends_with('不')
}

/// What kind of measure a name is, where it is one of the few that are compared.
pub fn concept(name: &Name) -> Option<Concept> {
    name.concept
}

fn concept_of(name: &Name, last_bad: Option<&str>) -> Option<Concept> {
    if is_satisfaction(name) {
        return Some(Concept::Satisfaction);
    }
    let base = name.base();
    let ratio = is_ratio(name);
    if is_adverse(name) {
        return match last_bad {
            Some("投诉") => Some(Concept::Complaint),
            Some("故障") if ratio => Some(Concept::FaultRate),
            _ => None,
        };
    }
    if !ratio {
        None
    } else if base.ends_with("响应率") && base.contains("故障") {
        Some(Concept::FaultResponse)
    } else if name.ends_in(held::UPTIME) {
        Some(Concept::Uptime)
    } else if ends_in(base, "合格率 通过率") && base.contains("验收") {
        Some(Concept::Acceptance)
    } else if name.holds(held::ON_TIME) && base.contains("完成") {
        Some(Concept::OnTimeCompletion)
    } else {
        None
    }
}

/// Of what a name says its concept: the base less the concept's own words and those that name nothing in particular.
/// 项目按期完成率 and 总体任务完成及时率 both have none; 家长满意度 and 教师满意度 differ.
pub fn object(name: &Name) -> String {
    without(&without(name.base(), list::CONCEPT_WORDS, ""), list::NO_OBJECT, "")
}

/// A text with something else in place of the words, one word after another.
fn without(text: &str, words: &str, instead: &str) -> String {
    let held = Bytes::of(text);
    let mut text = text.to_owned();
    let words = of_list(words).filter(|word| held.all_of(word));
    for word in words.filter_map(|word| std::str::from_utf8(word).ok()) {
        if text.contains(word) {
            text = text.replace(word, instead);
        }
    }
    text
}

/// A name in its usual spelling. Equal measures are the same indicator.
pub fn measure(name: &Name) -> String {
    let base = name.base();
    if base == "正常运行率" {
        return "系统正常运行率".to_owned();
    }
    // Nearly no name holds either.
    if !base.contains("故障") {
        return base.to_owned();
    }
    base.replace("故障事件率", "故障率").replace("故障发生率", "故障率")
}

/// Whether a name is about cost: where a table without 成本指标 keeps its cost indicator.
pub fn names_cost(base: &str) -> bool {
    contains(base, list::COST)
}

/// Whether a project's name or objective says that it serves the public.
pub fn is_public_facing(text: &str) -> bool {
    contains(&plain(text), list::PUBLIC)
}

/// Whether a project's name says construction, large repair or large purchase.
pub fn is_works_or_purchase(name: &str) -> bool {
    contains(&plain(name), list::WORKS)
}

/// What may follow a deadline and leave it one.
const DEADLINE_TAILS: &str = "要求 节点 情况 安排 目标 控制";

/// Whether a name asks for a time by which something is done, and not for a share or a span of use.
pub fn is_deadline(name: &Name) -> bool {
    if !name.holds(held::DEADLINES) {
        return false;
    }
    let core = DEADLINE_TAILS.split(' ').find_map(|tail| name.base().strip_suffix(tail)).unwrap_or(name.base());
    ends_in(core, list::DEADLINES) && !name.holds(held::SPANS_OF_USE)
}

/// Whether words look like a name of an indicator: not 合计, not 已完成100%.
pub fn reads_as_name(text: &str) -> bool {
    let text = plain(text);
    let chinese = text.chars().filter(|ch| is_chinese(*ch)).count();
    let is_head = ends_in(&text, "指标 效益 目标 合计 小计 总计 进度");
    (4..=30).contains(&chinese) && !text.contains(|ch: char| ch.is_ascii_digit()) && !is_head
}

/// Whether a text contains one of the words, which blanks keep apart.
pub fn contains(text: &str, words: &str) -> bool {
    let held = Bytes::of(text);
    // The third byte of a Chinese character tells it from most others, the first from hardly any.
    let begins = |window: &[u8], word: &[u8]| window.get(2) == word.get(2) && window == word;
    let bytes = text.as_bytes();
    of_list(words).any(|word| held.all_of(word) && bytes.windows(word.len()).any(|window| begins(window, word)))
}

/// The words of a list, as bytes: splitting text takes longer than what is done with the words.
fn of_list(words: &str) -> impl Iterator<Item = &[u8]> {
    words.as_bytes().split(|byte| *byte == b' ')
}

/// Which bytes a text holds. Hardly any of a hundred words is made of those alone, and only these need a search.
struct Bytes([u64; 4]);

impl Bytes {
    fn of(text: &str) -> Self {
        let mut held = Self([0; 4]);
        for byte in text.bytes() {
            if let Some(bits) = held.0.get_mut(usize::from(byte >> 6)) {
                *bits |= 1 << (byte & 63);
            }
        }
        held
    }

    fn all_of(&self, word: &[u8]) -> bool {
        word.iter().all(|byte| self.0.get(usize::from(byte >> 6)).is_some_and(|bits| bits >> (byte & 63) & 1 == 1))
    }
}

/// Whether a text ends in one of the words, which blanks keep apart.
pub fn ends_in(text: &str, words: &str) -> bool {
    of_list(words).any(|word| text.as_bytes().ends_with(word))
}

/// Whether a text is one of the words, which blanks keep apart.
pub fn is_word(text: &str, words: &str) -> bool {
    of_list(words).any(|word| text.as_bytes() == word)
}

/// Whether a text is made of these words alone; longer words stand first where one begins another.
fn only(mut text: &str, words: &str) -> bool {
    while let Some(rest) = words.split(' ').find_map(|word| text.strip_prefix(word)) {
        text = rest;
    }
    text.is_empty()
}

/// Whether a character is a letter of the scripts that occur: Latin, Greek, Cyrillic, kana, Chinese. The tables of the
/// standard library know all scripts and weigh 2 kB.
pub fn is_letter(ch: char) -> bool {
    ch.is_ascii_alphabetic()
        || matches!(ch, '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' | '\u{370}'..='\u{52f}'
            | '\u{2e80}'..='\u{2fd5}' | '\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests;
