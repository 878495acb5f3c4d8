//! Units of measurement, and what kind of value a name asks for.

use super::words as list;
use super::{Name, held, is_deadline, is_ratio, is_word, plain};

/// What a unit of measurement counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// 台, 人次, 平方米, 万册, 次/年.
    Count,
    /// 天, 小时, 年.
    Time,
    /// 元, 万元/公里.
    Money,
    /// `%`.
    Percent,
    /// Nothing is written.
    None,
    /// Anything else: mg/m³, 分, 级.
    Other,
}

/// What kind of value a name asks for, by its last word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 完成率, 满意度: a share.
    Ratio,
    /// 培训人次, 购置数量: a number of things.
    Quantity,
    /// 产出质量: no number of things.
    Quality,
    /// 项目总成本: money.
    Cost,
    /// 完成时限: a time by which something is done.
    Deadline,
    /// 响应速率, 服务时长: a speed or a duration.
    Pace,
    /// 兼容性: a property.
    Property,
    /// Nothing that can be told.
    Other,
}

/// What kind of value a name asks for, by its last word.
pub fn kind(name: &Name) -> Kind {
    let base = name.base();
    if is_ratio(name) {
        Kind::Ratio
    } else if is_deadline(name) {
        Kind::Deadline
    } else if name.ends_in(held::PACES) && !base.contains("达标") {
        Kind::Pace
    } else if name.ends_in(held::QUANTITIES) && !name.ends_in(held::NO_QUANTITIES) {
        Kind::Quantity
    } else if base.ends_with("质量") {
        Kind::Quality
    } else if super::ends_in(base, "成本 单价 造价") {
        Kind::Cost
    } else if base.ends_with('性') {
        Kind::Property
    } else {
        Kind::Other
    }
}

/// Whether a name says in what its value counts: 完成时限（月）, 满意率(%), 变压器3台.
pub fn has_unit(name: &Name) -> bool {
    let name = name.plain();
    let bracket = name.strip_suffix(')').and_then(|name| name.rsplit_once('('));
    let in_bracket = bracket.is_some_and(|(_, inside)| {
        let unit = inside.rsplit([':', '*', '≥', '≤']).next().unwrap_or_default();
        // 信息化（项目） holds a unit by chance; units of measurement are short.
        unit.chars().count() <= 3 && !is_word(unit, list::NO_UNITS) && is_unit(unit)
    });
    let undigited = || name.split(|ch: char| !ch.is_ascii_digit()).any(|digits| !digits.is_empty());
    let last = || name.rsplit(|ch: char| ch.is_ascii_digit()).next().unwrap_or_default();
    name.contains('%') || in_bracket || (undigited() && is_unit(last()))
}

fn is_unit(unit: &str) -> bool {
    !matches!(unit_kind(unit), UnitKind::None | UnitKind::Other)
}

/// Whether a name asks for a bare number: 指数, 系数, 排名; 公路技术状况指数MQI, AQI值, whose letters end in the I of
/// "index".
pub fn is_index(name: &Name) -> bool {
    let core = name.base().trim_end_matches('值');
    let letters = core.trim_end_matches(|ch: char| ch.is_ascii_alphabetic()).len();
    let (named, letters) = core.split_at_checked(letters).unwrap_or_default();
    let is_index = letters.len() > 2 && letters.ends_with('I');
    name.ends_in(held::INDICES) || is_index || super::ends_in(named, list::INDICES)
}

/// What a unit counts. 万, 千 and the like before it do not matter, nor what follows `/`.
pub fn unit_kind(unit: &str) -> UnitKind {
    let unit = plain(unit);
    let unit = unit.split(['/', '(']).next().unwrap_or_default();
    match unit {
        "" => return UnitKind::None,
        "%" | "百分比" | "百分点" | "个百分点" | "‰" => return UnitKind::Percent,
        _ => {}
    }
    let counted = unit.trim_start_matches(['万', '千', '百', '十', '亿', '余', '多']);
    // 个 is a unit itself, and in 个工作日 only a measure word.
    let bare = counted.strip_prefix('个').unwrap_or(counted);
    let is_one_of = |words| is_word(counted, words) || is_word(bare, words);
    if is_one_of(list::TIME_UNITS) {
        UnitKind::Time
    } else if is_one_of(list::COUNT_UNITS) || is_word(unit, list::COUNT_UNITS) {
        UnitKind::Count
    } else if counted.ends_with('元') {
        UnitKind::Money
    } else {
        UnitKind::Other
    }
}

/// Whether a unit counts things: 台, 人次, 平方米, 万册.
pub fn is_count_unit(unit: &str) -> bool {
    unit_kind(unit) == UnitKind::Count
}
