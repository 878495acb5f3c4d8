//! The review in one paragraph that a reviewer could sign: what was checked, what was found, what could not be judged.

use crate::amount::Amount;
use crate::analysis::Analysis;
use crate::i18n::{Locale, Text, grouped, text};
use crate::model::Layout;
use crate::report::reconcile::reconcile;
use crate::report::{Counts, undecided_count};
use crate::rules::Confidence;
use crate::strings;

const NOT_READ: Text = text!(
    "文字未能识别为绩效目标表，没有作任何判断。",
    "The text was not recognised as a performance-target table, and nothing was judged."
);
const CHECKED: Text = text!(
    "按{guidance}（{how}），对{department}的绩效目标表作了自动检查，共{units}个单位、{projects}个项目、{indicators}项指标，表内合计{total}。",
    "The performance-target table of {department} was checked by rules under {guidance} ({how}): units {units}, projects {projects}, indicators {indicators}, printed total {total}."
);
const AGREE: Text = text!("项目、单位与表内合计相符。", "Projects, units and printed total add up.");
const DIFFER: Text =
    text!("{funds}的项目、单位与表内合计不符。", "Projects, units and printed total do not add up for: {funds}.");
const NO_SUMS: Text = text!(
    "原文只有一级金额，合计无从核对。",
    "The text prints amounts at one level only, so that sums cannot be compared."
);
const FOUND: Text = text!(
    "发现确定的问题{firm}条（严重{errors}、一般{warnings}、提示{infos}），涉及{touched}个项目；另有存疑的{doubtful}条，须对照原文核实。",
    "Firm findings: {firm} ({errors} severe, {warnings} ordinary, {infos} notes), on {touched} projects; besides {doubtful} doubtful ones, to be checked against the text."
);
const NOTHING: Text = text!("没有发现问题。", "Nothing was found.");
const OPEN: Text = text!("另有{n}项无法判定，不等于通过。", "Could not be judged, which is no pass: {n}.");
const OFF: Text = text!("停用的规则{n}条，未作检查。", "Rules switched off, which did not check: {n}.");
const NO_GRADE: Text = text!("不评定等级，不计分。", "No grade and no score is given.");
const LIST_MARK: Text = text!("、", ", ");

/// The paragraph. No grade and no score: a number invites ranking that no rule of ours can bear (product.md 4, 29).
pub fn summary(analysis: &Analysis, locale: Locale) -> String {
    let table = &analysis.table;
    let projects = table.projects().count();
    if table.layout == Layout::Unknown || projects == 0 {
        return join(&[NOT_READ.get(locale).to_owned(), strings::DISCLAIMER.get(locale).to_owned()], locale);
    }
    let printed = |cell: Option<String>| cell.unwrap_or_else(|| strings::NOT_READ.get(locale).to_owned());
    let how = if analysis.profile.chosen_by_user { strings::CHOSEN } else { strings::AUTOMATIC };
    let money =
        |amount: &Amount| format!("{} {}", grouped(amount.number), strings::money_unit(amount.unit).get(locale));
    let checked = fill(
        CHECKED,
        &[
            ("guidance", strings::guidance(analysis.profile.guidance).get(locale).to_owned()),
            ("how", how.get(locale).to_owned()),
            ("department", printed(table.department.value().cloned())),
            ("units", table.units.len().to_string()),
            ("projects", projects.to_string()),
            ("indicators", table.indicators().count().to_string()),
            ("total", printed(table.total.total.value().map(money))),
        ],
        locale,
    );
    let mut sentences = vec![checked, sums(analysis, locale), found(analysis, projects, locale)];
    for (text, count) in [(OPEN, undecided_count(analysis)), (OFF, analysis.profile.disabled.as_slice().len())] {
        if count > 0 {
            sentences.push(fill(text, &[("n", count.to_string())], locale));
        }
    }
    sentences.extend([NO_GRADE, strings::DISCLAIMER].map(|text| text.get(locale).to_owned()));
    join(&sentences, locale)
}

fn sums(analysis: &Analysis, locale: Locale) -> String {
    let columns = reconcile(&analysis.table);
    let differ: Vec<&str> = columns
        .iter()
        .filter(|column| column.agrees() == Some(false))
        .map(|column| strings::fund(column.fund).get(locale))
        .collect();
    if !differ.is_empty() {
        return DIFFER.fill(locale, &[("funds", &differ.join(LIST_MARK.get(locale)))]);
    }
    let any = columns.iter().any(|column| column.agrees().is_some());
    if any { AGREE } else { NO_SUMS }.get(locale).to_owned()
}

fn found(analysis: &Analysis, projects: usize, locale: Locale) -> String {
    let counts = Counts::of(&analysis.findings);
    let firm = counts.errors + counts.warnings + counts.infos;
    if firm + counts.doubtful == 0 {
        return NOTHING.get(locale).to_owned();
    }
    let mut touched = vec![false; projects];
    for finding in &analysis.findings {
        let is_firm = finding.confidence == Confidence::Firm && !finding.rule.is_reading_notice();
        if let Some(of) = finding.subject.project().filter(|_| is_firm).and_then(|project| touched.get_mut(project)) {
            *of = true;
        }
    }
    let values = [
        ("firm", firm),
        ("errors", counts.errors),
        ("warnings", counts.warnings),
        ("infos", counts.infos),
        ("touched", touched.iter().filter(|touched| **touched).count()),
        ("doubtful", counts.doubtful),
    ];
    fill(FOUND, &values.map(|(key, count)| (key, count.to_string())), locale)
}

fn fill(text: Text, values: &[(&str, String)], locale: Locale) -> String {
    text.fill(locale, &values.iter().map(|(key, value)| (*key, value.as_str())).collect::<Vec<_>>())
}

fn join(sentences: &[String], locale: Locale) -> String {
    sentences.join(if locale == Locale::En { " " } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Settings, Source, analyze};

    #[test]
    fn the_paragraph_tells_the_sample_and_gives_no_grade() {
        let text = include_str!("../../tests/fixtures/list/guangzhou_2023.txt");
        let analysis = analyze(&Source::new("", text), &Settings::default());
        let zh = summary(&analysis, Locale::Zh);
        for part in [
            "财预〔2015〕88号（自动）",
            "广州市财政局",
            "15个项目、96项指标",
            "2,754.66 万元",
            "合计相符。",
            "严重6、一般52、提示19",
            "存疑的56条",
            "不替代财政部门审核意见。",
        ] {
            assert!(zh.contains(part), "{part}: {zh}");
        }
        assert!(!zh.contains('{') && !summary(&analysis, Locale::En).contains('{'));
        let changed = analyze(&Source::new("", text.replacen("69.36 69.36", "79.36 69.36", 1)), &Settings::default());
        assert!(summary(&changed, Locale::Zh).contains("总计的项目、单位与表内合计不符。"));
    }

    #[test]
    fn of_what_was_not_read_nothing_is_claimed() {
        let analysis = analyze(&Source::new("", "关于召开会议的通知"), &Settings::default());
        let zh = summary(&analysis, Locale::Zh);
        assert!(zh.starts_with(NOT_READ.zh) && !zh.contains("没有发现问题"), "{zh}");
    }
}
