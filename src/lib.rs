//! Reads a project performance-target table (项目支出绩效目标表) in whatever state it was copied, and reviews its indicators.
//!
//! ```
//! use jixiao::{Settings, Source, analyze};
//!
//! let source = Source::new("", "1、产出指标：验收合格率，年度指标值：100%。2、产出指标：设备故障率，年度指标值：95%。");
//! let analysis = analyze(&source, &Settings::default());
//! let finding = analysis.findings.iter().find(|finding| finding.rule.name == "adverse-high-target");
//! let finding = finding.expect("a failure rate of 95% is found");
//! assert_eq!(source.quote(&finding.origin), "95%");
//! ```
//!
//! The way of a text: [`Source`] → [`parse`] → [`model::Table`] → [`rules`] → findings → [`report`]. Each step only
//! knows the ones before it. Parsing never fails and loses no character; see the invariants in README.md.

pub mod amount;
pub mod analysis;
pub mod decode;
pub mod error;
#[cfg(feature = "readers")]
pub mod grid;
pub mod i18n;
pub mod lexicon;
pub mod model;
mod order;
pub mod parse;
pub mod report;
pub mod rules;
pub mod source;
pub mod span;
pub mod strings;
pub mod target;
#[cfg(feature = "cli")]
pub mod usage;
pub mod vocabulary;
pub mod walk;
#[cfg(any(feature = "annex", feature = "app"))]
pub mod wire;
pub mod worksheet;

#[cfg(feature = "convert")]
pub mod convert;

#[cfg(feature = "app")]
pub mod app;

pub use analysis::{Analysis, Progress, Stage, Steps, analyze};
pub use error::Error;
pub use i18n::Locale;
pub use rules::{Guidance, Profile, Settings};
pub use source::Source;
pub use span::{Origin, Span};
