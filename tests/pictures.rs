//! Pictures say what the analysis says, cut aloud, and stay pictures whatever the table holds; so does the report around them.

#[path = "support/review.rs"]
mod review;

use review::{HOSTILE, Reviewed};

use jixiao::report::export::{Format, Options};
use jixiao::report::pictures::{Links, Picture, html, pictures};
use jixiao::report::{Counts, HARD_TO_SCORE};
use jixiao::rules::{Confidence, RULES};
use jixiao::{Locale, Settings};

fn picture(reviewed: &Reviewed, key: &str) -> Picture {
    let all = pictures(&reviewed.analysis, Links::Cards, Locale::Zh);
    all.into_iter().find(|picture| picture.key == key).unwrap_or_else(|| panic!("no picture {key}"))
}

/// So many projects in one list, the first with the smallest amount.
fn many(count: usize) -> Reviewed {
    let mut text = String::from("项目支出绩效目标表\n部门名称：某市某局 2025年度 单位：万元\n");
    text.push_str("项目名称（资金使用单位）\t总计\t财政拨款\t财政专户拨款\t其他资金\t绩效目标\t绩效指标\n");
    text.extend((1..=count).map(|number| {
        let (amount, target) = (format!("{number}.50"), 90 + number % 10);
        format!(
            "第{number}号管理系统运行维护\t{amount}\t{amount}\t\t\t保障第{number}号系统稳定运行\t\
             1、产出指标：系统验收合格率，年度指标值：{target}%。2、效益指标：运行{number}天，年度指标值：良好。\n"
        )
    }));
    Reviewed::of("", &text, &Settings::default())
}

/// The tags of HTML that Markup wrote, in order; fails where one is closed that is not open, or none of ours.
fn tags(html: &str) -> Vec<String> {
    let (mut open, mut all) = (Vec::new(), Vec::new());
    for part in html.split('<').skip(1) {
        let tag = part.split('>').next().expect("an end");
        let name = tag.trim_start_matches('/').split(' ').next().expect("a name").to_owned();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{part}");
        } else if !matches!(name.as_str(), "br" | "meta" | "!DOCTYPE") {
            open.push(name.clone());
            all.push(name);
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    all
}

#[test]
fn money_stands_in_order_with_exact_shares() {
    let picture = picture(&Reviewed::sample(), "money");
    assert_eq!(picture.rows.len(), 15);
    assert_eq!(picture.rows[0][..4], ["广州市财政局“数字财政”推广运营项目", "986.00", "35.8%", "35.8%"]);
    assert_eq!(picture.rows[1][1..4], ["531.44", "19.3%", "55.1%"]);
    assert_eq!(picture.rows[14][1..4], ["7.00", "0.3%", "100.0%"]);
    assert_eq!(picture.heads[1], "金额（万元）");
    assert!(
        picture.summary.contains("合计2,754.66 万元") && picture.summary.contains("占35.8%"),
        "{}",
        picture.summary
    );
    let drawn = picture.drawing.as_str();
    assert_eq!((drawn.matches("<svg").count(), drawn.matches("<title>").count()), (15, 15));
    assert!(drawn.contains("data-project=\"6\""), "the largest is the sixth of the table");
}

#[test]
fn the_findings_of_the_rows_are_those_of_the_analysis() {
    let reviewed = Reviewed::sample();
    let counts = Counts::of(reviewed.analysis.findings.iter().filter(|of| of.subject.project().is_some()));
    let rows = picture(&reviewed, "money").rows;
    let sum = |column: usize| rows.iter().map(|row| row[column].parse::<usize>().expect("a number")).sum::<usize>();
    assert_eq!([4, 5, 6, 7].map(sum), [counts.errors, counts.warnings, counts.infos, counts.doubtful]);
    let all = Counts::of(&reviewed.analysis.findings);
    let severity = picture(&reviewed, "severity");
    let firm: Vec<_> = severity.rows.iter().map(|row| row[1].clone()).collect();
    assert_eq!(firm, [all.errors, all.warnings, all.infos].map(|count| count.to_string()));
    let doubtful: usize = severity.rows.iter().map(|row| row[2].parse::<usize>().expect("a number")).sum();
    assert_eq!(doubtful, all.doubtful);
    let totals = picture(&reviewed, "totals");
    let last = totals.rows.last().expect("a sum");
    assert_eq!(last[last.len() - 2..], ["133", "56"]);
    assert_eq!(
        totals.rows.len(),
        1 + RULES
            .iter()
            .filter(|rule| {
                !rule.is_reading_notice() && reviewed.analysis.findings.iter().any(|of| of.rule == **rule)
            })
            .count()
    );
}

#[test]
fn every_indicator_is_a_square_in_its_category() {
    let reviewed = Reviewed::sample();
    let picture = picture(&reviewed, "matrix");
    assert_eq!(picture.heads, ["项目", "产出指标", "效益指标", "满意度指标", "共计"]);
    let count = |column: usize| -> usize {
        let cells = picture.rows.iter().map(|row| row[column].split('（').next().expect("a count"));
        cells.map(|count| count.parse::<usize>().expect("a number")).sum()
    };
    assert_eq!([1, 2, 3, 4].map(count), [62, 21, 13, 96]);
    assert_eq!(picture.drawing.as_str().matches("<rect").count(), 96);
    assert!(picture.summary.contains("共96项指标：数值76项、文字20项"), "{}", picture.summary);
}

#[test]
fn shared_indicators_show_the_targets_in_which_they_differ() {
    let reviewed = Reviewed::sample();
    let picture = picture(&reviewed, "shared");
    let targets = |name: &str| -> Vec<String> {
        picture.rows.iter().filter(|row| row[0].starts_with(name)).map(|row| row[1].clone()).collect()
    };
    assert_eq!(targets("系统正常运行率"), ["95%", "90%", "≥95%"]);
    for finding in reviewed.analysis.findings.iter().filter(|of| of.rule.code.to_string() == "F43") {
        let (_, name) = finding.args.iter().find(|(key, _)| *key == "name").expect("a name");
        assert!(!targets(&name.show(Locale::Zh)).is_empty(), "{}", finding.sentence(Locale::Zh));
    }
}

#[test]
fn what_is_cut_is_said_and_summed_up() {
    for (count, rows) in [(60, 60), (61, 61), (1000, 61)] {
        let reviewed = many(count);
        assert_eq!(reviewed.analysis.table.projects().count(), count);
        let money = picture(&reviewed, "money");
        assert_eq!(money.rows.len(), rows);
        assert_eq!(money.rows[0][0], format!("第{count}号管理系统运行维护"));
        assert_eq!(money.rows[rows - 1][3], "100.0%");
        let said = money.notes.iter().any(|note| note.contains(&format!("前60个项目，共{count}个")));
        assert_eq!(said, count > 60, "{:?}", money.notes);
        assert_eq!(picture(&reviewed, "matrix").rows.len(), count.min(60));
    }
    assert!(picture(&many(61), "money").rows[60][0].contains("其余1个项目"));
}

#[test]
fn amounts_are_aligned_by_their_decimals_and_nothing_is_rounded() {
    let text = "项目支出绩效目标表\n部门名称：某局 单位：元\n项目名称（资金使用单位）\t总计\t财政拨款\t财政专户拨款\t其他资金\t绩效目标\t绩效指标\n\
                甲系统建设\t1234567.5\t1234567.5\t\t\t建设甲系统\t1、产出指标：验收合格率，年度指标值：100%。\n\
                乙系统建设\t10\t10\t\t\t建设乙系统\t1、产出指标：验收合格率，年度指标值：100%。\n";
    let picture = picture(&Reviewed::of("", text, &Settings::default()), "money");
    assert_eq!(picture.heads[1], "金额（元）");
    assert_eq!([&picture.rows[0][1], &picture.rows[1][1]], ["1,234,567.5", "10.0"]);
    assert_eq!(picture.rows[1][2], "0.0%");
}

#[test]
fn hostile_names_are_words_in_pictures_and_in_the_report() {
    let bad = "</title></svg><script>alert(1)</script>\" onload=\"x";
    let text = HOSTILE.replace("=cmd|'/c calc'!A1", bad);
    let reviewed = Reviewed::of("<b>.txt", &text, &Settings::default());
    assert!(
        reviewed.analysis.table.projects().any(|at| at
            .project
            .name
            .value()
            .is_some_and(|name| name.contains("<script>")))
    );
    let ours = [
        "section", "h2", "p", "div", "span", "svg", "title", "rect", "path", "pattern", "button", "details", "summary",
        "table", "thead", "tbody", "tr", "th", "td", "circle", "line", "ul", "li", "strong",
    ];
    let drawn = html(&pictures(&reviewed.analysis, Links::Cards, Locale::Zh), Locale::Zh);
    let foreign: Vec<_> = tags(drawn.as_str()).into_iter().filter(|tag| !ours.contains(&tag.as_str())).collect();
    assert!(foreign.is_empty(), "{foreign:?}");
    assert!(!drawn.as_str().contains("onload=\""));
    let report = reviewed.text(Format::ReportHtml, &Options::default());
    let found = tags(&report);
    assert!(found.iter().all(|tag| tag != "script" && tag != "img") && !report.contains("onload=\""));
}

#[test]
fn the_report_marks_every_finding_exactly_and_its_links_lead_somewhere() {
    let reviewed = Reviewed::sample();
    let report =
        reviewed.text(Format::ReportHtml, &Options { time: "2026-03-05 14:20".to_owned(), ..Options::default() });
    tags(&report);
    let marked = |evidence: &str| -> String {
        let marks = evidence.split("<mark>").skip(1).filter_map(|part| part.split("</mark>").next());
        marks.collect::<String>().replace("&gt;", ">").replace("&lt;", "<")
    };
    let evidence = report.split("<blockquote").skip(1).filter_map(|part| part.split("</blockquote>").next());
    let mut marks: Vec<String> = evidence.map(marked).collect();
    let quotes = reviewed.analysis.findings.iter().map(|finding| reviewed.source.quote(&finding.origin));
    let mut wanted: Vec<String> = quotes.map(|quote| quote.replace('\n', "")).collect();
    marks.sort();
    wanted.sort();
    assert_eq!(marks, wanted);
    for href in report.split("href=\"#").skip(1).filter_map(|part| part.split('"').next()) {
        assert!(report.contains(&format!("id=\"{href}\"")), "{href}");
    }
    for part in [
        "审核摘要",
        "各项目金额与占比",
        "可询问的问题",
        "规则依据",
        "无法判定",
        "2026-03-05 14:20",
        "辅助审核，不替代财政部门审核意见。",
    ] {
        assert!(report.contains(part), "{part}");
    }
    for word in ["<script", "http://", "https://"] {
        assert!(!report.contains(word), "{word}");
    }
}

#[test]
fn without_doubtful_findings_the_report_lists_and_asks_none() {
    let reviewed = Reviewed::sample();
    let report = reviewed.text(Format::ReportHtml, &Options { only_firm: true, ..Options::default() });
    assert!(!report.contains("badge--doubtful\"") && !report.contains("，存疑）"));
    assert!(report.contains("另有56条存疑的问题按要求未列出"));
}

#[test]
fn every_opinion_in_markdown_ends_in_questions_and_none_that_is_printed_does() {
    let reviewed = Reviewed::sample();
    let markdown = reviewed.text(Format::OpinionMarkdown, &Options::default());
    assert_eq!(markdown.matches("## 可询问的问题").count(), 15);
    assert!(!reviewed.text(Format::OpinionHtml, &Options::default()).contains("可询问的问题"));
}

#[test]
fn a_table_that_was_not_read_has_no_pictures_and_says_so() {
    let unread = Reviewed::of("", "关于召开会议的通知", &Settings::default());
    assert!(pictures(&unread.analysis, Links::Cards, Locale::Zh).is_empty());
    assert!(html(&[], Locale::Zh).as_str().contains("未能识别为绩效目标表"));
    let report = unread.text(Format::ReportHtml, &Options::default());
    tags(&report);
    assert!(report.contains("没有作任何判断") && !report.contains("未发现问题"), "{report}");
}

#[test]
fn pictures_speak_english_too() {
    let reviewed = Reviewed::sample();
    for picture in pictures(&reviewed.analysis, Links::Nowhere, Locale::En) {
        assert!(!picture.title.chars().any(|ch| ch > '\u{2e80}'), "{}", picture.title);
        for sentence in picture.notes.iter().chain([&picture.summary]) {
            assert!(!sentence.contains(['{', '，', '。', '；']), "{sentence}");
        }
    }
}

#[test]
fn what_cannot_be_scored_is_of_group_c_and_firm_in_the_sample() {
    let reviewed = Reviewed::sample();
    assert!(HARD_TO_SCORE.iter().all(|code| code.group() == 'C' && RULES.iter().any(|rule| rule.code == *code)));
    let hard = reviewed.analysis.findings.iter().filter(|of| HARD_TO_SCORE.contains(&of.rule.code));
    assert!(hard.clone().count() > 20 && hard.into_iter().any(|of| of.confidence == Confidence::Firm));
}
