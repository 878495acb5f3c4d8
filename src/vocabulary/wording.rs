//! How much words say as a target: 年底前 and 优 can be checked, 有效提升 cannot.

use super::held::{self, Held};
use super::words as list;
use super::{UnitKind, contains, is_word, plain, unit_kind, without};

/// How much words say as a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    /// Whether it was reached can be told: a grade, a date, a number in words, a deliverable, a plain fact.
    Checkable,
    /// A promise without a measure, whatever stands beside it: 提升, 每年有所提升, 按规定支付.
    Vague,
    /// Names something to hold it against, be it that there is none: a yardstick, a class, an event, a document. 不超概算,
    /// Ⅲ类以上, 开学前, 监测报告, 无重大事故.
    Held,
    /// Anything else: 消除, 整洁, 应助尽助; but also what a name asks for that is no measure, 公开招标.
    Other,
}

/// How much words say as a target.
pub fn wording(text: &str) -> Wording {
    let text = core(text);
    let held = Held::of(&text);
    let deliverable = text.contains('《')
        || (held.inside(held::PRODUCING) && held.inside(held::DELIVERABLES) && !contains(&text, "相关 有关 完善 健全"));
    let stem = text.strip_suffix("以上").map(|stem| stem.trim_end_matches(['及', '或']));
    let grade = || {
        // 满意 alone says nothing, 满意及以上 is a grade of a survey.
        is_word(stem.unwrap_or(&text), list::GRADES) || stem.is_some_and(|stem| is_word(stem, "满意 良好 较好 一般"))
    };
    let checkable = deliverable
        || held.inside(held::SCALES)
        || held.whole(held::FACTS)
        || held.inside(held::DATE_WORDS)
        || grade()
        || holds_number(&text);
    if checkable {
        Wording::Checkable
    } else if ["无", "未", "没有", "不发生", "不出现"].iter().any(|none| text.starts_with(none)) {
        // 无重大安全事故 is a fact, whatever other words are in it.
        Wording::Held
    } else if held.inside(held::VAGUE) || held.whole(held::VAGUE_ALONE) {
        Wording::Vague
    } else if contains(&text, list::CYCLES) {
        // 每年发放; 每年有所提升 is no more than the last words of it.
        Wording::Checkable
    } else if contains(&text, list::YARDSTICKS)
        || stem.unwrap_or(&text).ends_with(['级', '类'])
        || held.at_end(held::DELIVERABLES)
        || held.at_end(held::RATIO_ENDINGS)
        || timing(&text) != Timing::Unsaid
    {
        Wording::Held
    } else {
        Wording::Other
    }
}

/// Words less an operator before them and the full stop: tables with a column of operators print 「= 有效提升」.
fn core(text: &str) -> String {
    let text = plain(text);
    text.trim_start_matches(['≥', '≤', '>', '<', '=']).trim_end_matches(['。', '.', ';', ',']).to_owned()
}

/// Whether words hold a number all the same: 至少全年完成2次宣传, 百分之九十五, 三个月内, 零投诉.
pub fn has_number(text: &str) -> bool {
    holds_number(&plain(text))
}

fn holds_number(text: &str) -> bool {
    // 进一步, 一定 and 统一 are no numbers: what follows the digit tells.
    let counts = |rest: &str| {
        let spans = ["小时", "分钟", "刻钟", "秒", "学期", "工作日"];
        rest.starts_with(|ch| list::AFTER_DIGIT.contains(ch)) || spans.iter().any(|span| rest.starts_with(span))
    };
    let mut digits = text.char_indices().filter(|(_, ch)| list::CHINESE_DIGITS.contains(*ch));
    let spelled = digits.any(|(at, digit)| text.get(at + digit.len_utf8()..).is_some_and(counts));
    spelled
        || text.contains(|ch: char| ch.is_ascii_digit())
        || text.contains("百分之")
        || text.starts_with('零')
        || text.ends_with("为零")
}

/// How exactly words say when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// A point in time, a span or a cycle: 6月底前, 第四季度, 三个月内, 每月.
    Exact,
    /// The year, which any target of a year is for, or an event: 年内, 年底前, 开学前.
    Loose,
    /// Nothing: 及时, 按合同约定.
    Unsaid,
}

/// How exactly words say when.
pub fn timing(text: &str) -> Timing {
    let text = plain(text);
    let beyond_year = without(&text, "年度内 年内 年年底 年年末 年底 年末 当年 本年", " ");
    if contains(&beyond_year, list::DATE_WORDS)
        || contains(&text, list::CYCLES)
        || (holds_number(&text) && contains(&text, list::TIME_UNITS))
    {
        Timing::Exact
    } else if beyond_year != text
        || (text.contains('前') && !contains(&text, "提前 目前 前期 前往 规定 约定 合同 计划 要求 时间 日期 时限"))
    {
        Timing::Loose
    } else {
        Timing::Unsaid
    }
}

/// Whether words with a number compare in words: 达90%以上. Times are left alone: 签订合同后30日内完成.
pub fn compares_in_words(text: &str) -> bool {
    let text = plain(text);
    // 每月不少于2次 says how often, not by when.
    let often = ["每年", "每月", "每周", "每日", "每天", "每季度", "每季", "每学期", "全年"];
    let text = often.iter().find_map(|often| text.strip_prefix(often)).unwrap_or(&text);
    let number = text.contains(|ch: char| ch.is_ascii_digit());
    number && contains(text, list::COMPARING) && !contains(text, list::TIME_UNITS)
}

/// Whether a text is a time within which something is done: 30日内, 5个工作日内; 以内 stands in place of a sign.
pub fn is_time_limit(text: &str) -> bool {
    let text = plain(text);
    text.strip_suffix('内').is_some_and(|time| !time.ends_with(['以', '之']) && super::ends_in(time, list::TIME_UNITS))
}

/// Whether words say that there is none: 无, 零投诉, 不发生.
pub fn is_none(text: &str) -> bool {
    let text = core(text);
    is_word(&text, "无 没有 不发生 未发生 不出现 杜绝") || text.starts_with('无') || text.starts_with('零')
}

/// Whether words are a scale of grades: 优良中低差.
pub fn is_scale(text: &str) -> bool {
    contains(&plain(text), list::SCALES)
}

/// What remains of words when those of degree are dropped: 有效提升 → 提升.
pub fn without_degree(text: &str) -> String {
    let mut text = plain(text);
    text.retain(|ch| !ch.is_ascii_punctuation() && !"，。；、：！“”‘’".contains(ch));
    without(&text, list::DEGREE, "")
}

/// Whether words are nothing but a placeholder, also one with a unit: `≥XX次`, `**%`, 待明确.
pub fn is_placeholder(text: &str) -> bool {
    let core = core(text);
    let unit = core.trim_start_matches(['*', '×', 'X', 'x', '○', '〇', '●', '□', '_', '…', '?', '△']);
    // An operator without anything is none either.
    let marked = unit.len() < core.len() || core.is_empty();
    (marked && unit_kind(unit) != UnitKind::Other) || is_word(&core, list::PLACEHOLDERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_can_be_checked_or_are_vague() {
        for text in [
            "优",
            "优良",
            "合格以上",
            "满意及以上",
            "优良中低差",
            "年底前",
            "形成调研报告",
            "《管理办法》",
            "无",
            "完成",
            "至少全年完成2次宣传",
            "达到国家二级标准",
            "百分之百",
            "零投诉",
            "三个月内",
            "每年发放",
        ] {
            assert_eq!(wording(text), Wording::Checkable, "{text}");
        }
        // Of a vague word it makes no difference whether it is on the list, unless a time or a thing stands beside it.
        for text in [
            "熟悉",
            "有效提升",
            "按规定支付",
            "良好",
            "明显改善",
            "效果明显",
            "正面支撑",
            "进一步完善",
            "高",
            "一定程度提高",
            "稳中向好",
            "有所提升",
            "每年有所提升",
            "严格执行相关制度规定",
            "建立健全相关制度",
        ] {
            assert!(matches!(wording(text), Wording::Vague | Wording::Other), "{text}");
        }
        for text in [
            "不超概算",
            "低于上年",
            "开学前",
            "可行性研究报告",
            "与上年持平",
            "Ⅲ类以上",
            "通过省级验收",
            "无重大安全事故",
        ] {
            assert_eq!(wording(text), Wording::Held, "{text}");
        }
        for text in ["应助尽助", "消除", "整洁", "公开招标", "购"] {
            assert_eq!(wording(text), Wording::Other, "{text}");
        }
    }

    #[test]
    fn words_say_when_more_or_less_exactly() {
        for text in [
            "于2025年12月底前完成",
            "6月底前",
            "2025年底前",
            "半小时",
            "两小时内",
            "一个月",
            "半年",
            "上半年",
            "一年内",
            "第四季度",
            "每年一次",
            "全年",
            "汛期前",
        ] {
            assert_eq!(timing(text), Timing::Exact, "{text}");
        }
        for text in ["年内完成", "当年", "本年度内", "年底前", "本年底前", "当年年底", "开学前", "主体验收之前"]
        {
            assert_eq!(timing(text), Timing::Loose, "{text}");
        }
        for text in ["及时", "提前完成", "按合同约定", "规定时间前", "完成前期工作"] {
            assert_eq!(timing(text), Timing::Unsaid, "{text}");
        }
    }

    #[test]
    fn degree_is_dropped() {
        assert_eq!(without_degree("有效提升"), "提升");
        assert_eq!(without_degree("按期、及时。"), "期及时");
        assert_eq!(without_degree("进一步明显"), "");
    }

    #[test]
    fn placeholders_may_have_a_unit() {
        for text in ["≥XX次", "**%", "XX", "○○个", "待明确", "≥**公里"] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["X光片", "无", "见附件", "规范", "*规范"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
