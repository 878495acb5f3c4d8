//! The whole pipeline on the Guangzhou sample, on lists and forms of many projects, and on hostile texts.
//!
//! Times depend on the machine; what is judged are ratios within one run: to one pass over the characters, and from
//! one size to ten times that size, which must stay within 10.5. Names of families as arguments measure only those.
#![allow(clippy::print_stdout, reason = "a benchmark prints")]

use std::any::Any;
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
/// A flat table with a cell a line, and one whose wrapped cells stand behind all others of their page.
const FLAT: &str = include_str!("../tests/fixtures/corpus/flat_bare_explanations.cells_in_order.txt");
const FLAT_WITH_LATE_CELLS: &str = include_str!("../tests/fixtures/corpus/flat_cut_by_pages.wrapped_cells_last.txt");
/// A form whose wrapped cells stand behind all others of their page.
const FORM_WITH_LATE_CELLS: &str = include_str!("../tests/fixtures/corpus/form.wrapped_cells_last.txt");

fn main() {
    // `cargo test --benches` starts this too; it has nothing to say there.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    if let Some(status) = again_with_kept_memory() {
        std::process::exit(status);
    }
    let quick = std::env::args().any(|arg| arg == "--quick");
    let asked: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    println!("{:34} {:>9} {:>12} {:>8}", "text", "KiB", "time", "passes");
    if asked.is_empty() {
        groups("sample", SAMPLE, 300);
        let (many, few) = if quick { (1_000, 20) } else { (10_000, 5) };
        groups(&format!("{many} projects"), &projects(many), few);
    }
    let lists: &[usize] = if quick { &[100, 1_000] } else { &[1_000, 10_000, 100_000] };
    let others: &[usize] = if quick { &[100, 1_000] } else { &[100, 1_000, 10_000] };
    let families: [(&str, Make, &[usize]); 13] = [
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
        ("flat tables", |count| repeated(FLAT, count), others),
        ("flat tables with late cells", |count| repeated(FLAT_WITH_LATE_CELLS, count), others),
    ];
    for (family, make, sizes) in families {
        if !asked.is_empty() && !asked.iter().any(|asked| asked == family) {
            continue;
        }
        let texts: Vec<(String, String)> =
            sizes.iter().map(|&count| (format!("{family} × {count}"), make(count))).collect();
        let times = measure(&texts, &|source| Box::new(analyze(source, &Settings::default())));
        let growth = times.windows(2).map(|pair| match pair {
            [small, large] => hundredths(*large, *small),
            _ => 0,
        });
        let shown: Vec<String> = growth.map(|growth| format!("{}.{:02}", growth / 100, growth % 100)).collect();
        println!("{:34} grows {} × for 10 × the text", "", shown.join(" × and "));
    }
    longest_step(if quick { 1_000 } else { 10_000 });
}

/// Runs this program once more with memory that stays with the program once it has it, as it does in WebAssembly; `None` in
/// that run, and where it cannot be started. glibc gives large pieces back to the system at once, and to have them again,
/// cleared, takes time that only long texts pay.
fn again_with_kept_memory() -> Option<i32> {
    const NAME: &str = "GLIBC_TUNABLES";
    const KEPT: &str = "glibc.malloc.mmap_threshold=4294967296:glibc.malloc.trim_threshold=17179869184";
    if std::env::var(NAME).is_ok_and(|set| set == KEPT) {
        return None;
    }
    let mut again = std::process::Command::new(std::env::current_exe().ok()?);
    again.args(std::env::args().skip(1)).env(NAME, KEPT).status().ok()?.code()
}

/// Makes a text of about so many projects' length.
type Make = fn(usize) -> String;

/// The best time for each of the named texts, of several rounds: noise only ever adds. In every round each text has its
/// turn, so that a small one does not find the processor's memory as it left it a moment ago, which a large one never
/// does. A time ends when the result stands; to throw the result away is not part of it.
fn measure(texts: &[(String, String)], work: &dyn Fn(&Source) -> Box<dyn Any>) -> Vec<Duration> {
    let sources: Vec<Source> = texts.iter().map(|(_, text)| Source::new("", text.clone())).collect();
    let bytes: usize = sources.iter().map(|source| source.text().len()).sum();
    let mut best = vec![(Duration::MAX, Duration::MAX); sources.len()];
    for _ in 0..(20_000_000 / (bytes + 1)).clamp(3, 300) {
        for (source, (pass, best)) in sources.iter().zip(&mut best) {
            let chars = black_box(source.text()).chars();
            *pass = timed(|| chars.fold(0_u32, |sum, ch| sum.wrapping_mul(31) ^ u32::from(ch))).min(*pass);
            *best = timed(|| work(source)).min(*best);
        }
    }
    for ((name, text), (pass, best)) in texts.iter().zip(&best) {
        let passes = hundredths(*best, *pass) / 100;
        println!("{name:34} {:>9} {:>9} µs {passes:>8}", text.len() / 1024, best.as_micros());
    }
    best.into_iter().map(|(_, best)| best).collect()
}

/// What each group of rules costs beside reading; a group should stay below a quarter.
fn groups(name: &str, text: &str, runs: usize) {
    let measure = |what: &str, work: &dyn Fn(&Source) -> Box<dyn Any>| {
        measure(&[(format!("{name}, {what}"), text.to_owned())], work)
    };
    measure("whole analysis", &|source| Box::new(analyze(source, &Settings::default())));
    let reading = measure("reading alone", &|source| Box::new(parse::parse(source)));
    let reading = reading.into_iter().min().unwrap_or_default();
    let table = parse::parse(&Source::new("", text.to_owned()));
    let groups: BTreeSet<char> = RULES.iter().map(|rule| rule.code.group()).collect();
    let only = |group: Option<char>| {
        let mut profile = Profile::for_table(&table, &Settings::default());
        RULES
            .iter()
            .filter(|rule| Some(rule.code.group()) != group)
            .for_each(|rule| profile.disabled.insert(rule.code));
        (0..runs).map(|_| timed(|| check(&table, &profile))).min().unwrap_or_default()
    };
    let facts = only(None);
    let percent = |time: Duration| hundredths(time, reading);
    println!("{:34} {:>19} µs {:>6} % of reading", "what all groups share", facts.as_micros(), percent(facts));
    for group in groups {
        let time = only(Some(group)).saturating_sub(facts);
        println!("{:34} {:>19} µs {:>6} % of reading", format!("group {group}"), time.as_micros(), percent(time));
    }
}

/// How long it takes until a result stands.
fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    /// The allocator of glibc sorts what was freed only when so much is asked for: part of throwing away, not of the next
    /// work.
    const SORTS: usize = 1 << 12;
    let start = Instant::now();
    let result = black_box(work());
    let elapsed = start.elapsed();
    drop(result);
    drop(black_box(Vec::<u8>::with_capacity(SORTS)));
    elapsed
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

/// A list of so many projects: the sample's rows over and over, without its row of sums, which would be wrong.
fn projects(count: usize) -> String {
    let body = SAMPLE.find("    广州市财政局2021年").unwrap_or(0);
    let (head, rows) = SAMPLE.split_at(body);
    let mut text = head.replace("合计 2,754.66 2,754.66\n", "");
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
