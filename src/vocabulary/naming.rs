//! How a name is worded: a class instead of a measure, a question, a formula, a wish, a unit, a stray digit.

use super::words as list;
use super::{Name, contains, ends_in, held, is_chinese, is_ratio, is_word};

/// Why a name says nothing in particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generic {
    /// 产出质量, 社会效益: a class of indicators.
    Class,
    /// 规范性, 完成时限: a property of nothing.
    Property,
    /// 完成率: a share of nothing; in a small project it may do.
    Rate,
}

/// Whether a name says nothing in particular.
pub fn generic(name: &Name) -> Option<Generic> {
    let cut = name.base().strip_suffix("指标").map(|core| core.trim_end_matches("指标"));
    let is = |list, words| cut.map_or_else(|| name.is_one_of(list), |core| is_word(core, words));
    if is(held::CLASSES, list::CLASSES) {
        Some(Generic::Class)
    } else if is(held::GENERIC, list::GENERIC) {
        Some(Generic::Property)
    } else if is(held::GENERIC_RATES, list::GENERIC_RATES) {
        Some(Generic::Rate)
    } else {
        None
    }
}

/// Whether a name asks a question that is answered by yes or no.
pub fn is_question(name: &Name) -> bool {
    let name = name.plain();
    contains(name, "是否 能否 有无") || name.ends_with(['吗', '?'])
}

/// Whether a name asks who, where or how, so that its value is a fact and no measure: 采购方式, 宣传范围.
pub fn asks_a_fact(name: &Name) -> bool {
    ends_in(name.base(), list::FACT_NAMES)
}

/// Whether a name holds the formula of its measure. `/` alone is none: 购买/租赁; nor are the blanks of a template: =**%.
pub fn holds_formula(name: &Name) -> bool {
    name.plain()
        .split_once('=')
        .is_some_and(|(_, after)| after.contains(['/', '×', '÷']) || contains(after, "*0. *1 *数"))
}

/// A name less the `%` at its end, with or without brackets, where there is one.
pub fn unit_suffix(name: &str) -> Option<&str> {
    const SIGNS: [char; 3] = ['%', '％', '﹪'];
    let name = name.trim_end();
    let inside = name.strip_suffix([')', '）']);
    let core = inside.unwrap_or(name).trim_end().strip_suffix(SIGNS)?.trim_end();
    let core = if inside.is_some() { core.strip_suffix(['(', '（'])?.trim_end() } else { core };
    // In 增长5% and ≥**% the sign belongs to a number.
    core.ends_with(super::is_letter).then_some(core)
}

/// A name less one or two digits at its end that follow a Chinese character, where there are any.
pub fn stray_digits(name: &str) -> Option<&str> {
    let name = name.trim_end();
    let stem = name.trim_end_matches(|ch: char| ch.is_ascii_digit() || ('０'..='９').contains(&ch));
    let digits = name.chars().count() - stem.chars().count();
    let counts = ends_in(stem, "第 前 约 达 共");
    ((1..=2).contains(&digits) && stem.ends_with(is_chinese) && !counts).then_some(stem)
}

/// Whether a name is a wish or a sentence instead of something to be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statement {
    /// 提升工作效率; 各项工作正常、有序开展; 资金安全、完整.
    Plain,
    /// 提升群众满意度 can be measured all the same, and 宣传画册、海报 may be a list of things.
    Perhaps,
}

/// Whether a name is a wish or a sentence.
pub fn statement(name: &Name) -> Option<Statement> {
    let base = name.base();
    // Neither a wish nor parts: nearly every name.
    if !name.holds(held::WISHES) && !base.contains([',', ';', '、']) {
        return None;
    }
    let ratio = is_ratio(name);
    let wish = list::WISHES.split(' ').find_map(|wish| Some((wish, base.strip_prefix(wish)?)));
    if let Some((wish, rest)) = wish {
        let noun = wish == "保障" && (ratio || list::AFTER_GUARD.split(' ').any(|word| rest.starts_with(word)));
        let wanted = rest.chars().count() > 1 && !noun && !name.ends_in(held::COUNTED);
        return wanted.then_some(if ratio { Statement::Perhaps } else { Statement::Plain });
    }
    // 打造赛事品牌,提升知名度 ends like a measure and is none; 服务周期内,市民的满意程度 is one.
    let last = base.rsplit([',', ';']).next().unwrap_or_default();
    let parts = last.len() < base.len() || base.contains('、');
    let clause = last.len() < base.len() && list::WISHES.split(' ').any(|wish| last.starts_with(wish));
    // 及时性、足额性 are two measures under one name; 供水、供电保障率 is one.
    let several = || base.rsplit_once('、').is_some_and(|(first, _)| is_pair_of_measures(first, base));
    if !parts || (name.ends_in(held::MEASURES) && !clause) {
        return (parts && several()).then_some(Statement::Plain);
    }
    Some(if !ratio && (name.holds(held::DOING) || name.ends_in(held::VAGUE)) {
        Statement::Plain
    } else {
        Statement::Perhaps
    })
}

/// Whether what stands before the last part of a name ends like the whole, in what makes a measure.
fn is_pair_of_measures(first: &str, base: &str) -> bool {
    ["性", "率", "度"].iter().any(|ending| first.ends_with(ending) && base.ends_with(ending))
}

/// A name less a closing bracket that holds a class of an indicator library: （运行保障类）, （质量）.
pub fn library_tag(name: &Name) -> Option<&str> {
    let text = name.text().trim_end();
    let (core, tag) = text.strip_suffix(['）', ')'])?.rsplit_once(['（', '('])?;
    let is_tag =
        (tag.ends_with('类') && tag.chars().count() > 2) || is_word(tag.trim_end_matches("指标"), list::LEVELS);
    (is_tag && !core.trim().is_empty()).then_some(core.trim_end())
}

/// Whether a project's name, less those of its department and unit, says nothing but that money is spent: 业务经费.
pub fn is_generic_project(name: &str, owners: &[&str]) -> bool {
    let mut core = super::figures::stem(name);
    for owner in owners.iter().filter(|owner| !owner.is_empty()) {
        core = core.replace(super::plain(owner).as_str(), "");
    }
    super::only(&core, list::GENERIC_PROJECTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_and_sentences_are_told_from_measures() {
        for name in [
            "提升工作效率",
            "各项工作正常、有序开展",
            "打造赛事品牌，提升城市知名度。",
            "促进经济发展",
            "资金安全、完整",
            "拨付及时性、足额性",
        ] {
            assert_eq!(statement(&Name::of(name)), Some(Statement::Plain), "{name}");
        }
        for name in ["提升群众满意度", "宣传画册、海报"] {
            assert_eq!(statement(&Name::of(name)), Some(Statement::Perhaps), "{name}");
        }
        for name in [
            "提高率",
            "保障率",
            "保障性住房开工数",
            "促进就业人数",
            "古籍丢失、损毁事故",
            "供水、供电保障率",
            "服务周期内,市民对空气质量改善的满意程度",
            "完成时限.",
            "结余率(计算方法为:结余数/预算数)",
        ] {
            assert_eq!(statement(&Name::of(name)), None, "{name}");
        }
    }

    #[test]
    fn units_digits_formulas_and_questions_are_seen_at_their_places() {
        assert_eq!(unit_suffix("服务对象满意率(%)"), Some("服务对象满意率"));
        assert_eq!(unit_suffix("项目验收合格率%"), Some("项目验收合格率"));
        assert_eq!(unit_suffix("项目按期完成率（%）"), Some("项目按期完成率"));
        for name in ["完成率=完成数/计划数*100%", "成活率(≥**%)", "完成时限（月）", "增长5%"] {
            assert_eq!(unit_suffix(name), None, "{name}");
        }
        assert_eq!(stray_digits("系统正常运行率1"), Some("系统正常运行率"));
        for name in ["年均PM2.5", "第1", "变压器3台", "推广5G", "规划2025"] {
            assert_eq!(stray_digits(name), None, "{name}");
        }
        assert!(
            holds_formula(&Name::of("完成率=完成数/计划数*100%")) && holds_formula(&Name::of("达标率（＝达标×100%）"))
        );
        assert!(!holds_formula(&Name::of("购买/租赁硬件数量")) && !holds_formula(&Name::of("覆盖率(=**%)")));
        assert_eq!(library_tag(&Name::of("工程验收合格率（运行保障类）")), Some("工程验收合格率"));
        assert_eq!(library_tag(&Name::of("设备购置数量（电脑）")), None);
        assert!(is_generic_project("2024年某局业务经费", &["某局"]) && !is_generic_project("防汛业务经费", &[]));
        assert!(is_question(&Name::of("软件运行维护是否及时")) && !is_question(&Name::of("维护及时率")));
    }

    #[test]
    fn names_without_an_object_are_generic() {
        assert_eq!(generic(&Name::of("完成时限.")), Some(Generic::Property));
        assert_eq!(generic(&Name::of("规范性（经济和社会发展类）")), Some(Generic::Property));
        assert_eq!(generic(&Name::of("产出质量")), Some(Generic::Class));
        assert_eq!(generic(&Name::of("社会效益指标")), Some(Generic::Class));
        assert_eq!(generic(&Name::of("完成率")), Some(Generic::Rate));
        for name in ["工作规范性", "服务对象满意度", "项目完成率"] {
            assert_eq!(generic(&Name::of(name)), None, "{name}");
        }
    }
}
