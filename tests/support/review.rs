//! A reviewed text, as the tests of the exports need it.
#![allow(dead_code, unreachable_pub, missing_docs, reason = "each test program uses a part")]

use jixiao::report::export::{Format, Options, Review, export};
use jixiao::{Analysis, Locale, Settings, Source, analyze};

pub const SAMPLE: &str = "tests/fixtures/list/guangzhou_2023.txt";

/// Every kind of text that a spreadsheet, a browser or a Markdown reader would act on.
pub const HOSTILE: &str = include_str!("../fixtures/export/hostile.tsv");

pub struct Reviewed {
    pub source: Source,
    pub analysis: Analysis,
}

impl Reviewed {
    pub fn of(name: &str, text: &str, settings: &Settings) -> Self {
        let source = Source::new(name, text);
        let analysis = analyze(&source, settings);
        Self { source, analysis }
    }

    pub fn sample() -> Self {
        Self::of(SAMPLE, &std::fs::read_to_string(SAMPLE).expect("the sample"), &Settings::default())
    }

    pub fn export(&self, format: Format, options: &Options) -> Vec<u8> {
        let reviews = [Review::new(&self.source, &self.analysis, "utf-8")];
        export(format, &reviews, options).expect("an export")
    }

    pub fn text(&self, format: Format, options: &Options) -> String {
        String::from_utf8(self.export(format, options)).expect("UTF-8")
    }

    pub fn sentences(&self) -> Vec<String> {
        self.analysis.findings.iter().map(|finding| finding.sentence(Locale::Zh)).collect()
    }
}
