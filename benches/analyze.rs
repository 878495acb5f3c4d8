//! The whole pipeline on the Guangzhou sample, on lists and forms of many projects, and on hostile texts.
//!
//! Times depend on the machine; what is judged are ratios within one run: to one pass over the characters, and from
//! one size to ten times that size, which must stay within 10.5.
#![allow(clippy::print_stdout, reason = "a benchmark prints")]

use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::{Duration, Instant};

use jixiao::rules::{Profile, RULES, check};
use jixiao::{Progress, Settings, Source, Steps, analyze, parse};

const SAMPLE: &str = include_str!("../tests/fixtures/list/guangzhou_2023.txt");
/// A form, and what `pdftotext -layout` makes of one and of a flat table: what the reader of lists is not sure of.
const FORM: &str = include_str!("../tests/fixtures/block/content_order_with_page_breaks.txt");
const FORM_IN_COLUMNS: &str = include_str!("../tests/fixtures/corpus/form.columns_kept_by_blanks.txt");
const FLAT_IN_COLUMNS: &str = include_str!("../tests/fixtures/corpus/flat.columns_kept_by_blanks.txt");
/// A form whose wrapped cells stand behind all others of their page.
const FORM_WITH_LATE_CELLS: &str = include_str!("../tests/fixtures/corpus/form.wrapped_cells_last.txt");

fn main() {
    // `cargo test --benches` starts this too; it has nothing to say there.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    let quick = std::env::args().any(|arg| arg == "--quick");
    println!("{:34} {:>9} {:>12} {:>8}", "text", "KiB", "time", "passes");
    groups("sample", SAMPLE, 300);
    let (many, few) = if quick { (1_000, 20) } else { (10_000, 5) };
    groups(&format!("{many} projects"), &projects(many), few);
    let lists: &[usize] = if quick { &[100, 1_000] } else { &[1_000, 10_000, 100_000] };
    let others: &[usize] = if quick { &[100, 1_000] } else { &[100, 1_000, 10_000] };
    let families: [(&str, Make, &[usize]); 11] = [
        ("projects", projects, lists),
        ("no line breaks", |count| projects(count).replace('\n', ""), lists),
        ("one number after another", |count| "1 22,333.44 ".repeat(count * 40), lists),
        ("one digit after another", |count| "9".repeat(count * 500), lists),
        ("heads without rows", |count| "项目名称总计财政拨款绩效目标".repeat(count * 12), lists),
        ("labels without targets", |count| "1、产出指标：".repeat(count * 25), lists),
        ("radicals", |count| "⽬⽀⾏".repeat(count * 55), lists),
        ("forms", |count| repeated(FORM, count), others),
        ("forms in columns", |count| repeated(FORM_IN_COLUMNS, count), others),
        ("flat tables in columns", |count| repeated(FLAT_IN_COLUMNS, count), others),
        ("forms with late cells", |count| repeated(FORM_WITH_LATE_CELLS, count), others),
    ];
    for (family, make, sizes) in families {
        let texts: Vec<String> = sizes.iter().map(|&count| make(count)).collect();
        let times: Vec<Duration> = texts
            .iter()
            .zip(sizes)
            .map(|(text, count)| {
                let name = format!("{family} × {count}");
                measure(&name, std::slice::from_ref(text), &|source| {
                    black_box(analyze(source, &Settings::default()));
                })
            })
            .collect();
        let growth = times.windows(2).map(|pair| match pair {
            [small, large] => hundredths(*large, *small),
            _ => 0,
        });
        let shown: Vec<String> = growth.map(|growth| format!("{}.{:02}", growth / 100, growth % 100)).collect();
        println!("{:34} grows {} × for 10 × the text", "", shown.join(" × and "));
    }
    longest_step(if quick { 1_000 } else { 10_000 });
}

/// Makes a text of about so many projects' length.
type Make = fn(usize) -> String;

/// Best of several runs: noise only ever adds.
fn measure(name: &str, texts: &[String], work: &dyn Fn(&Source)) -> Duration {
    let mut best = Duration::MAX;
    let mut pass = Duration::MAX;
    let mut bytes = 0;
    for text in texts {
        let source = Source::new("", text.clone());
        bytes = text.len();
        let runs = (20_000_000 / (bytes + 1)).clamp(3, 300);
        for _ in 0..runs {
            let start = Instant::now();
            black_box(black_box(text.as_str()).chars().fold(0_u32, |sum, ch| sum.wrapping_mul(31) ^ u32::from(ch)));
            pass = pass.min(start.elapsed());
            let start = Instant::now();
            work(&source);
            best = best.min(start.elapsed());
        }
    }
    let passes = hundredths(best, pass) / 100;
    println!("{name:34} {:>9} {:>9} µs {passes:>8}", bytes / 1024, best.as_micros());
    best
}

/// What each group of rules costs beside reading; a group should stay below a quarter.
fn groups(name: &str, text: &str, runs: usize) {
    measure(&format!("{name}, whole analysis"), &[text.to_owned()], &|source| {
        black_box(analyze(source, &Settings::default()));
    });
    let reading = measure(&format!("{name}, reading alone"), &[text.to_owned()], &|source| {
        black_box(parse::parse(source));
    });
    let table = parse::parse(&Source::new("", text.to_owned()));
    let groups: BTreeSet<char> = RULES.iter().map(|rule| rule.code.group()).collect();
    let only = |group: Option<char>| {
        let mut profile = Profile::for_table(&table, &Settings::default());
        RULES
            .iter()
            .filter(|rule| Some(rule.code.group()) != group)
            .for_each(|rule| profile.disabled.insert(rule.code));
        (0..runs).map(|_| timed(&|| drop(black_box(check(&table, &profile))))).min().unwrap_or_default()
    };
    let facts = only(None);
    let percent = |time: Duration| hundredths(time, reading);
    println!("{:34} {:>19} µs {:>6} % of reading", "what all groups share", facts.as_micros(), percent(facts));
    for group in groups {
        let time = only(Some(group)).saturating_sub(facts);
        println!("{:34} {:>19} µs {:>6} % of reading", format!("group {group}"), time.as_micros(), percent(time));
    }
}

fn timed(work: &dyn Fn()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// The longest single step: for so long a page cannot answer.
fn longest_step(count: usize) {
    let source = Source::new("", projects(count));
    let mut steps = Steps::new(&source, Settings::default());
    let mut longest = Duration::ZERO;
    loop {
        let start = Instant::now();
        let progress = steps.advance();
        longest = longest.max(start.elapsed());
        if matches!(progress, Progress::Done(_)) {
            break;
        }
    }
    println!("longest step on {count} projects: {} ms (natively; a page must stay below 300)", longest.as_millis());
}

fn hundredths(part: Duration, whole: Duration) -> u128 {
    part.as_nanos() * 100 / whole.as_nanos().max(1)
}

/// A text over and over, until it is as long as a list of so many projects.
fn repeated(text: &str, count: usize) -> String {
    const PROJECT_BYTES: usize = 800;
    text.repeat((count * PROJECT_BYTES).div_ceil(text.len()))
}

/// A list of so many projects: the sample's rows over and over.
fn projects(count: usize) -> String {
    let body = SAMPLE.find("    广州市财政局2021年").unwrap_or(0);
    let (head, rows) = SAMPLE.split_at(body);
    let mut text = head.to_owned();
    let mut written = 0;
    while written + 15 <= count {
        text.push_str(rows);
        written += 15;
    }
    if written < count {
        text.push_str(rows);
    }
    text
}
