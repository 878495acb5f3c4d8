//! Laws that hold for every text: nothing is lost, nothing panics, and damage does not change the meaning.
//! 256 cases each; `PROPTEST_CASES=10000 cargo test --test properties` looks longer.

#[path = "support/laws.rs"]
mod laws;
mod support;

use jixiao::parse::{Folded, parse};
use jixiao::{Progress, Settings, Source, Span, Steps, analyze};
use laws::{assert_sound, fixtures};
use proptest::prelude::*;
use support::{facts_of, made, read};

#[test]
fn spans_of_every_fixture_are_exact_and_nothing_is_lost() {
    for (name, source) in fixtures() {
        assert_sound(&name, &source);
    }
}

#[test]
fn steps_make_the_same_analysis_as_one_go() {
    for (name, source) in fixtures() {
        let whole = analyze(&source, &Settings::default());
        let mut steps = Steps::new(&source, Settings::default());
        let stepped = loop {
            match steps.advance() {
                Progress::Working { done, of, .. } => assert!(done <= of, "{name}"),
                Progress::Unsure => panic!("{name}: all readers are here"),
                Progress::Done(analysis) => break analysis,
            }
        };
        assert_eq!(whole.table, stepped.table, "{name}");
        assert_eq!(format!("{:?}", whole.findings), format!("{:?}", stepped.findings), "{name}");
    }
}

/// A text with the largest number there is in place of every number with a fraction: a sum of two is no decimal.
fn with_huge_numbers(text: &str) -> String {
    const HUGE: &str = "79228162514264337593543950335";
    let is_part = |ch: char| ch.is_ascii_digit() || matches!(ch, ',' | '.');
    let mut rest = text;
    let mut huge = String::new();
    while let Some(start) = rest.find(|ch: char| ch.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let (number, after) = from.split_at(from.find(|ch| !is_part(ch)).unwrap_or(from.len()));
        let is_amount = number.split_once('.').is_some_and(|(_, fraction)| fraction.len() == 2);
        huge.extend([before, if is_amount { HUGE } else { number }]);
        rest = after;
    }
    huge + rest
}

#[test]
fn amounts_too_large_to_be_added_up_end_no_program() {
    for (name, source) in fixtures() {
        let source = Source::new(name.as_str(), with_huge_numbers(source.text()));
        assert_sound(&name, &source);
        analyze(&source, &Settings::default());
    }
}

fn radicals(text: &str) -> String {
    let to_radical = |ch| match ch {
        '目' => '⽬',
        '支' => '⽀',
        '行' => '⾏',
        '用' => '⽤',
        '门' => '⻔',
        '金' => '⾦',
        '户' => '⼾',
        other => other,
    };
    text.chars().map(to_radical).collect()
}

fn half_width(text: &str) -> String {
    let narrow = |ch| match ch {
        '：' => ':',
        '，' => ',',
        '（' => '(',
        '）' => ')',
        '；' => ';',
        '＜' => '<',
        other => other,
    };
    text.chars().map(narrow).collect()
}

proptest! {
    // No file of failed seeds: a case worth keeping becomes a fixture named after its damage.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_clean_table_is_read_as_it_was_made(table in made()) {
        prop_assert_eq!(read(&table.clean()), table.facts());
    }

    #[test]
    fn wraps_change_nothing(table in made(), width in 6_usize..40, blank in prop::bool::ANY) {
        prop_assert_eq!(read(&table.wrapped(width, if blank { "\n\n" } else { "\n" })), table.facts());
    }

    #[test]
    fn page_breaks_with_furniture_change_nothing(table in made(), width in 12_usize..40, lines in 8_usize..30, feed in prop::bool::ANY) {
        let text = table.paged(width, lines, if feed { "\u{c}" } else { "" });
        prop_assert_eq!(read(&text), table.facts());
    }

    #[test]
    fn radicals_change_nothing_that_is_shown(table in made(), width in 12_usize..40) {
        prop_assert_eq!(read(&radicals(&table.wrapped(width, "\n"))), table.facts());
    }

    #[test]
    fn tabs_and_crlf_change_nothing(table in made(), width in 12_usize..40) {
        prop_assert_eq!(read(&table.wrapped(width, "\r\n").replace(' ', "\t")), table.facts());
    }

    #[test]
    fn half_width_marks_change_nothing_but_themselves(table in made(), width in 12_usize..40) {
        let facts: Vec<String> = table.facts().iter().map(|fact| half_width(fact)).collect();
        prop_assert_eq!(read(&half_width(&table.wrapped(width, "\n"))), facts);
    }

    #[test]
    fn marked_cells_are_read_alike(table in made(), width in 8_usize..40) {
        for (name, text) in [
            ("csv", table.delimited(',', width, "\r\n")),
            ("tsv", table.delimited('\t', width, "\n")),
            ("md", table.markdown(width)),
        ] {
            let read = assert_sound(name, &Source::new("", text));
            prop_assert_eq!(facts_of(&read), table.facts(), "{}", name);
        }
    }

    #[test]
    fn a_text_without_line_breaks_keeps_its_indicators_and_amounts(table in made()) {
        let text = table.clean().replace('\n', "");
        let indicators = |facts: &[String]| facts.iter().filter(|fact| !fact.starts_with("unit") && !fact.starts_with("project")).cloned().collect::<Vec<_>>();
        let found = read(&text);
        prop_assert_eq!(indicators(&found), indicators(&table.facts()));
        let amounts = |facts: &[String]| facts.iter().filter(|fact| fact.starts_with("project")).count();
        prop_assert_eq!(amounts(&found), amounts(&table.facts()));
    }

    #[test]
    fn spans_are_exact_and_nothing_is_lost_in_damaged_tables(table in made(), width in 6_usize..40, lines in 5_usize..30) {
        for text in [table.paged(width, lines, "\u{c}"), table.clean().replace('\n', ""), radicals(&table.wrapped(width, "\n\n"))] {
            let source = Source::new("", text);
            assert_sound("made", &source);
        }
    }

    #[test]
    fn a_piece_of_a_table_never_panics_and_loses_nothing(table in made(), from in 0.0_f64..1.0, to in 0.0_f64..1.0, width in 6_usize..40) {
        let text: Vec<char> = table.wrapped(width, "\n").chars().collect();
        #[expect(clippy::float_arithmetic, clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a random place in a test")]
        let at = |share: f64| (share * text.len() as f64) as usize;
        let (from, to) = (at(from).min(at(to)), at(from).max(at(to)));
        let source = Source::new("", text[from..to].iter().collect::<String>());
        assert_sound("piece", &source);
        analyze(&source, &Settings::default());
    }

    #[test]
    fn any_text_is_read_without_panic_or_loss(text in "[\\PC\\n\\t ]{0,200}|([0-9]、|产出指标|效益指标：|，年度指标值：|。|合计|项目名称|绩效目标|绩效指标|[0-9]{1,4}\\.[0-9]{2}| |\\n|第[0-9]页|共[0-9]页|单位：万元|部门名称：|⽬|项目名称|主管部门|年度资金总额：|一级指标|二级指标|三级指标|指标值|分值|数量指标|≥[0-9]%|\\||\t|,|\"|<br>|[一-龥]){0,60}") {
        let source = Source::new("", text);
        assert_sound("any", &source);
        let folded = Folded::new(&source);
        prop_assert!(folded.inks().windows(2).all(|pair| pair[0].span().end <= pair[1].span().start));
        analyze(&source, &Settings::default());
    }

    #[test]
    fn utf16_and_back_is_the_same_place(text in "[a-z\\n项目𠘨é]{0,40}", at in 0_usize..40) {
        let source = Source::new("", text.clone());
        let byte = text.char_indices().map(|(byte, _)| byte).nth(at).unwrap_or(text.len()) as u32;
        let range = source.utf16_range(Span::new(byte, byte));
        prop_assert_eq!(source.byte_of_utf16(range.start), byte);
    }
}

#[test]
fn facts_tell_tables_apart() {
    let source = Source::new("", "1、产出指标：验收合格率，年度指标值：100%。");
    assert_eq!(facts_of(&parse(&source)), ["unit ", "project   ", "1 产出 验收合格率 100%"]);
}
