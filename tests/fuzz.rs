//! Fixtures damaged at random for as long as one likes: no panic, nothing lost, every span exact; and links that were changed.
//!
//! `JIXIAO_FUZZ=600 cargo test --release --test fuzz -- --ignored --nocapture` looks for 600 seconds; each text that broke a
//! law is written to the folder of temporary files.

#![allow(clippy::print_stdout, reason = "who waits wants to see")]

#[path = "support/laws.rs"]
mod laws;
mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use jixiao::report::export::{Format, Options, Review, export};
use jixiao::report::{json, triage::Triage};
use jixiao::{Settings, Source, analyze};

/// What readers look for, and what breaks programs.
const TOKENS: &[&str] = &[
    "1、产出指标：",
    "，年度指标值：",
    "。",
    "、",
    "项目名称",
    "一级指标",
    "三级指标",
    "指标值",
    "合计",
    "单位：万元",
    "100%",
    "≥",
    "≤5%",
    "2,754.66",
    "-",
    "\t",
    "|",
    "\"",
    ",",
    "\n",
    "\r\n",
    "\u{c}",
    " ",
    "\u{3000}",
    "\u{a0}",
    "\u{200b}",
    "⽬",
    "績",
    "𠘨",
    "9999999999999999999999",
    "第1页，共5页",
    "绩效目标",
    "满意度指标",
    "成本指标",
    "得分",
    "权重",
    "分值",
    "年初预算数",
    "全年执行数",
    "<script>",
    "=1+1",
    "０",
    "％",
];

/// A sequence of numbers that is the same for the same seed (xorshift64*).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % end.max(1)
    }

    /// A border between two characters.
    fn border(&mut self, text: &str) -> usize {
        let mut at = self.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

/// Cuts, doubles, moves and strews.
fn damage(text: &mut String, other: &str, chance: &mut Chance) {
    let (one, two) = (chance.border(text), chance.border(text));
    let (from, to) = (one.min(two), one.max(two).min(one.min(two) + 400));
    let to = (from..=to).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(from);
    match chance.below(5) {
        0 => text.replace_range(from..to, ""),
        1 => {
            let piece = text[from..to].to_owned();
            let at = chance.border(text);
            text.insert_str(at, &piece);
        }
        2 => {
            let (one, two) = (chance.border(other), chance.border(other));
            let at = chance.border(text);
            text.insert_str(at, &other[one.min(two)..one.max(two)]);
        }
        _ => {
            let at = chance.border(text);
            text.insert_str(at, TOKENS[chance.below(TOKENS.len())]);
        }
    }
}

fn holds(text: &str) {
    let source = Source::new("", text);
    laws::assert_sound("fuzz", &source);
    let analysis = analyze(&source, &Settings::default());
    for finding in &analysis.findings {
        assert!(!source.quote(&finding.origin).is_empty(), "{finding:?}");
    }
    let _ = json::report(&source, &analysis, &Triage::default());
    let reviews = [Review::new(&source, &analysis, "")];
    for format in [Format::Csv, Format::Sarif] {
        export(format, &reviews, &Options::default()).expect("an export");
    }
}

#[test]
#[ignore = "runs for as long as one likes"]
fn damaged_texts_break_no_law() {
    let seconds = std::env::var("JIXIAO_FUZZ").ok().and_then(|text| text.parse().ok()).unwrap_or(60);
    let seed = u64::from(std::process::id()) | 1 << 40;
    let mut chance = Chance(seed);
    let fixtures: Vec<String> = laws::fixtures().into_iter().map(|(_, source)| source.text().to_owned()).collect();
    let (started, mut count, mut broken) = (Instant::now(), 0, 0);
    while started.elapsed() < Duration::from_secs(seconds) {
        let mut text = fixtures[chance.below(fixtures.len())].clone();
        for _ in 0..=chance.below(12) {
            let other = &fixtures[chance.below(fixtures.len())];
            damage(&mut text, other, &mut chance);
        }
        let begun = Instant::now();
        if catch_unwind(AssertUnwindSafe(|| holds(&text))).is_err() || begun.elapsed() > Duration::from_secs(20) {
            broken += 1;
            let file = std::env::temp_dir().join(format!("jixiao-fuzz-{seed}-{count}.txt"));
            std::fs::write(&file, &text).expect("a file");
            println!("broken after {:?}: {}", begun.elapsed(), file.display());
        }
        count += 1;
    }
    println!("{count} texts, {broken} broke a law");
    assert_eq!(broken, 0);
}

#[test]
#[ignore = "a text that broke a law, named by JIXIAO_FUZZ_TEXT"]
fn this_text_breaks_no_law() {
    let file = std::env::var("JIXIAO_FUZZ_TEXT").expect("the name of a file");
    holds(&std::fs::read_to_string(file).expect("UTF-8"));
}
