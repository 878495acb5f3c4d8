//! What a name of an indicator says of its target.

use super::atoms;
use super::words::is_known;
use crate::amount::number_from_text;

/// What a name says of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agrees {
    /// The name asks for just this unit.
    Asks,
    /// It may be.
    Perhaps,
    /// It asks for another one.
    Against,
}

/// Whether two rows that stand one below the other have each other's targets: one has none that its name asks for, and
/// both have where they are exchanged.
pub(super) fn are_exchanged(one: (&str, &str), two: (&str, &str)) -> bool {
    let agrees = |name: &str, target: &str| agrees(name, target.trim_start_matches(['≥', '≤', '<', '>', '=']));
    let as_read = [agrees(one.0, one.1), agrees(two.0, two.1)];
    let exchanged = [agrees(one.0, two.1), agrees(two.0, one.1)];
    as_read.contains(&Agrees::Against) && !exchanged.contains(&Agrees::Against) && exchanged.contains(&Agrees::Asks)
}

pub(super) fn agrees(name: &str, text: &str) -> Agrees {
    /// What names hold, and the unit they ask for.
    const ASKS: &[(&[&str], &[&str])] = &[
        (&["面积"], &["平方", "亩", "公顷"]),
        (&["里程", "长度"], &["公里", "千米", "米"]),
        (&["时间", "时限", "时长", "进度"], &["小时", "前", "日", "天", "月", "年", "分钟"]),
        (&["年限"], &["年"]),
        (&["天数"], &["天"]),
        (&["场次", "场数"], &["场"]),
        (&["人次"], &["人次"]),
        (&["人数"], &["人", "名"]),
        (&["批次"], &["批"]),
        (&["份数"], &["份"]),
        (&["次数"], &["次"]),
        (&["成本", "单价", "费用", "造价", "补助标准"], &["元"]),
    ];
    const ALL: u32 = 100;
    let stem = name.strip_suffix(')').and_then(|name| name.rsplit_once('(')).map_or(name, |(stem, _)| stem);
    let bare = stem.trim_end_matches(['%', '(', ')']);
    let rate = bare.ends_with(['率', '例']) || bare.ends_with("满意度") || bare.ends_with("幅度");
    let percent = text.contains('%') || text.contains("百分比");
    let number = text.starts_with(|ch: char| ch.is_ascii_digit());
    let quality = bare.ends_with('性') || bare.ends_with("程度") || bare.contains("机制") || bare.contains("氛围");
    if rate {
        let digits =
            text.split_once('%').or_else(|| text.split_once("百分比")).and_then(|(digits, _)| number_from_text(digits));
        let possible = digits.is_none_or(|number| number <= ALL.into());
        return if percent && possible { Agrees::Asks } else { Agrees::Against };
    }
    if bare.contains('总') && text.contains('/') {
        return Agrees::Against;
    }
    let asked = ASKS.iter().find(|(words, _)| words.iter().any(|word| name.contains(word)));
    if let Some((_, units)) = asked {
        let given = units.iter().any(|unit| text.contains(unit)) && (number || text.ends_with(['前', '日', '底']));
        return if given { Agrees::Asks } else { Agrees::Against };
    }
    match () {
        () if atoms::contradicts(name, text) || (quality && number && !percent) => Agrees::Against,
        () if !number && (bare.ends_with(['数', '量', '额'])) => Agrees::Against,
        () => Agrees::Perhaps,
    }
}

/// Whether a name says in a bracket, or in its last words, that its unit is another one: 铺设管网(千米) is no 起.
pub(super) fn is_other_unit(name: &str, unit: &str) -> bool {
    let bracket = name.strip_suffix(')').and_then(|name| name.rsplit_once('(')).map(|(_, inside)| inside);
    match bracket.filter(|inside| is_known(inside)) {
        Some(inside) => !unit.contains(inside) && !inside.contains(unit),
        None => unit == "%" && name.ends_with(['数', '量']),
    }
}

/// Whether a bound is the other way round than a name asks for: at least so many complaints.
pub(super) fn is_unlike(name: &str, operator: &str) -> bool {
    const BAD: &[&str] = &["投诉", "差错", "事故", "成本", "超预算", "单价", "流失", "故障", "时限"];
    let bad = BAD.iter().any(|word| name.contains(word));
    let rate = !bad && (name.ends_with('率') || name.contains("满意"));
    (bad && operator.starts_with(['≥', '>'])) || (rate && operator.starts_with(['≤', '<']))
}
