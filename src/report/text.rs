//! Plain text of a table and of its findings: what the command line prints.

use std::fmt::Write;

use super::{Counts, settings};
use crate::analysis::Analysis;
use crate::i18n::{Locale, grouped, text};
use crate::model::{Amounts, Cell, Fund, Table};
use crate::rules::{Confidence, Finding};
use crate::source::Source;
use crate::strings;

/// The table as it was read, with repairs and unclaimed text.
pub fn table(source: &Source, table: &Table, locale: Locale) -> String {
    let mut out = String::new();
    let text = |cell: &Cell<String>| cell.value().cloned().unwrap_or_else(|| strings::NOT_READ.get(locale).to_owned());
    let _ = writeln!(out, "{}", text(&table.title));
    let _ = writeln!(out, "{} {}", text(&table.department), amounts(&table.total, locale));
    for at in table.projects() {
        let project = at.project;
        let _ = writeln!(out, "\n{}. {} {}", at.index + 1, text(&project.name), amounts(&project.amounts, locale));
        let _ = writeln!(out, "   {}", text(&project.objective));
        for at in at.indicators() {
            let indicator = at.indicator;
            let category = indicator.category.value().map_or("?", |category| strings::category(*category).get(locale));
            let target = indicator.target.value().map_or("?", |target| target.text.as_str());
            let _ = writeln!(
                out,
                "   {}.{} {category}: {} → {target}",
                at.project + 1,
                at.index + 1,
                text(&indicator.name)
            );
        }
    }
    let claimed = (table.ink - table.unclaimed_ink).to_string();
    let values = [("claimed", claimed.as_str()), ("characters", &table.ink.to_string())];
    let _ = writeln!(out, "\n{}", strings::COVERAGE.fill(locale, &values));
    for span in &table.unclaimed {
        let at = source.position(span.start);
        let _ = writeln!(out, "  {}:{} {}", at.line, at.column, source.slice(*span));
    }
    out
}

fn amounts(amounts: &Amounts, locale: Locale) -> String {
    let shown = Fund::ALL.into_iter().filter_map(|fund| {
        let amount = amounts.get(fund).value()?;
        let unit = strings::money_unit(amount.unit).get(locale);
        Some(format!("{} {} {unit}", strings::fund(fund).get(locale), grouped(amount.number)))
    });
    shown.collect::<Vec<_>>().join(" · ")
}

/// The findings, one line each with its place, then the counts. Doubtful ones only when asked for.
pub fn findings(source: &Source, analysis: &Analysis, locale: Locale, with_doubtful: bool) -> String {
    let mut out = String::new();
    let shown = analysis.findings.iter().filter(|finding| with_doubtful || finding.confidence == Confidence::Firm);
    for finding in shown {
        let _ = writeln!(out, "{}", line(source, finding, locale));
    }
    let counts = Counts::of(&analysis.findings);
    let numbers = [counts.errors, counts.warnings, counts.infos, counts.doubtful, analysis.undecided.len()]
        .map(|n| n.to_string());
    let keys = ["errors", "warnings", "infos", "doubtful", "undecided"];
    let values: Vec<(&str, &str)> = keys.into_iter().zip(numbers.iter().map(String::as_str)).collect();
    let _ = writeln!(out, "{}", strings::COUNTS.fill(locale, &values));
    for (label, value) in settings::lines(&analysis.profile, locale) {
        let _ = writeln!(out, "{}{}{value}", label.get(locale), text!("：", ": ").get(locale));
    }
    let _ = writeln!(out, "{}", strings::DISCLAIMER.get(locale));
    out
}

/// `265:12 严重 C18 第10个项目·指标3：…`; of a workbook `265:12 绩效目标表!C5 严重 …`.
fn line(source: &Source, finding: &Finding, locale: Locale) -> String {
    let at = source.position(finding.origin.start());
    let severity = strings::severity(finding.severity).get(locale);
    let doubtful = match finding.confidence {
        Confidence::Doubtful => {
            format!("({})", strings::confidence(finding.confidence).get(locale))
        }
        Confidence::Firm => String::new(),
    };
    let place = strings::place(finding.subject, locale);
    let colon = text!("：", ": ").get(locale);
    let cell = source.cell(finding.origin.start()).map_or_else(String::new, |cell| format!(" {cell}"));
    format!(
        "{}:{}{cell} {severity}{doubtful} {} {place}{colon}{}",
        at.line,
        at.column,
        finding.rule.code,
        finding.sentence(locale)
    )
}
