//! JSON with its own versioned types: `jixiao.table/1` and `jixiao.report/1`. This one is a promise to outsiders.

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::fingerprint::finding_ids;
use super::roots::roots;
use super::triage::{Decision, Remark, Triage};
use super::{Outcome, outcomes};
use crate::amount::Amount;
use crate::analysis::Analysis;
use crate::i18n::{Locale, Text};
use crate::model::{Amounts, Category, Cell, Execution, Fund, Indicator, Inference, Layout, Project, Table};
use crate::rules::{Finding, Subject, Undecided};
use crate::source::Source;
use crate::span::{Origin, Span};
use crate::strings;
use crate::target::{Reading, Target};

/// What is known of a text besides the text.
#[derive(Clone, Debug, Serialize)]
pub struct SourceInfo {
    /// File name, `-` for standard input, empty for pasted text.
    pub name: String,
    /// Label of the encoding it was decoded from.
    pub encoding: String,
    /// Media type of the file.
    pub media_type: String,
}

/// The document `jixiao.table/1`.
pub fn table(source: &Source, table: &Table, info: &SourceInfo) -> Value {
    json!({
        "schema": "jixiao.table/1",
        "source": {
            "name": info.name, "encoding": info.encoding, "media_type": info.media_type,
            "characters": source.text().chars().count(),
        },
        "layout": layout(table.layout),
        "title": table.title.value(),
        "department": table.department.value(),
        "budget_year": table.budget_year.value(),
        "money_unit": table.money_unit.value().map(|unit| unit.as_str()),
        "total": amounts(&table.total),
        "units": table.units.iter().map(|unit| json!({
            "name": unit.name.value(),
            "amounts": amounts(&unit.amounts),
            "projects": unit.projects.iter().map(project).collect::<Vec<_>>(),
            "spans": cells([("name", unit.name.origin())], Some(&unit.amounts)),
        })).collect::<Vec<_>>(),
        "spans": cells([
            ("title", table.title.origin()), ("department", table.department.origin()),
            ("budget_year", table.budget_year.origin()), ("money_unit", table.money_unit.origin()),
        ], None).into_iter().chain(amount_spans("total.", &table.total)).collect::<Map<_, _>>(),
        "inferred": table.inferred.iter().map(inference).collect::<Vec<_>>(),
        "repairs": table.repairs.iter().map(|repair| json!({
            "kind": repair.kind.as_str(), "spans": spans(&repair.origin), "read_as": repair.read_as,
        })).collect::<Vec<_>>(),
        "coverage": {
            "characters": table.ink, "claimed": table.ink - table.unclaimed_ink,
            "unclaimed": table.unclaimed.iter().map(|span| pair(*span)).collect::<Vec<_>>(),
        },
    })
}

const fn layout(layout: Layout) -> &'static str {
    match layout {
        Layout::ProjectPerRow => "project-per-row",
        Layout::ProjectPerBlock => "project-per-block",
        Layout::IndicatorPerRow => "indicator-per-row",
        Layout::Prose => "prose",
        Layout::Unknown => "unknown",
    }
}

fn project(project: &Project) -> Value {
    json!({
        "name": project.name.value(),
        "amounts": amounts(&project.amounts),
        "objective": project.objective.value(),
        "execution": execution(project.execution()),
        "indicators": project.indicators.iter().map(indicator).collect::<Vec<_>>(),
        "mid_term_indicators": project.mid_term.iter().map(indicator).collect::<Vec<_>>(),
        "spans": cells([
            ("name", project.name.origin()), ("objective", project.objective.origin()),
            ("execution.original_budget", project.execution().original_budget.origin()),
            ("execution.actual", project.execution().actual.origin()),
            ("execution.execution_rate", project.execution().execution_rate.origin()),
            ("execution.score", project.execution().score.origin()),
            ("execution.total_score", project.execution().total_score.origin()),
        ], Some(&project.amounts)),
    })
}

/// The money row of a self-evaluation; null where nothing of it was read. The budget of the whole year is the amount.
fn execution(execution: &Execution) -> Value {
    if *execution == Execution::default() {
        return Value::Null;
    }
    let amount = |cell: &Cell<Amount>| cell.value().map(|amount| amount.number.to_string());
    let number = |cell: &Cell<Decimal>| cell.value().map(Decimal::to_string);
    json!({
        "original_budget": amount(&execution.original_budget),
        "actual": amount(&execution.actual),
        "execution_rate": number(&execution.execution_rate),
        "score": number(&execution.score),
        "total_score": number(&execution.total_score),
    })
}

fn indicator(indicator: &Indicator) -> Value {
    json!({
        "ordinal": indicator.ordinal.value(),
        "category": indicator.category.value().map(|category| match category {
            Category::Cost => "cost",
            Category::Output => "output",
            Category::Benefit => "benefit",
            Category::Satisfaction => "satisfaction",
        }),
        "subcategory": indicator.subcategory.value(),
        "name": indicator.name.value(),
        "target": indicator.target.value().map(target),
        "weight": indicator.weight.value().map(Decimal::to_string),
        "actual": indicator.attainment().actual.value().map(target),
        "score": indicator.attainment().score.value().map(Decimal::to_string),
        "deviation": indicator.attainment().deviation.value(),
        "spans": cells([
            ("ordinal", indicator.ordinal.origin()), ("category", indicator.category.origin()),
            ("subcategory", indicator.subcategory.origin()), ("name", indicator.name.origin()),
            ("target", indicator.target.origin()), ("weight", indicator.weight.origin()),
            ("actual", indicator.attainment().actual.origin()), ("score", indicator.attainment().score.origin()),
            ("deviation", indicator.attainment().deviation.origin()),
        ], None),
    })
}

fn target(target: &Target) -> Value {
    let quantity = match &target.reading {
        Reading::Quantity(quantity) => Some(quantity),
        _ => None,
    };
    json!({
        "text": target.text,
        "operator": quantity.and_then(|quantity| quantity.operator.symbol()),
        "number": quantity.map(|quantity| quantity.number.to_string()),
        "unit": quantity.map(|quantity| quantity.unit.as_str()).filter(|unit| !unit.is_empty()),
        "qualitative": target.reading == Reading::Words,
    })
}

fn amounts(amounts: &Amounts) -> Value {
    if amounts.anchor().is_none() {
        return Value::Null;
    }
    let number = |fund| amounts.get(fund).value().map(|amount| amount.number.to_string());
    // The four usual columns are always there; a column that only some forms print is a key of its own.
    let shown =
        Fund::ALL.into_iter().filter(|fund| Fund::USUAL.contains(fund) || amounts.get(*fund).origin().is_some());
    shown.map(|fund| (fund_key(fund).to_owned(), json!(number(fund)))).collect::<Map<_, _>>().into()
}

const fn fund_key(fund: Fund) -> &'static str {
    match fund {
        Fund::Total => "total",
        Fund::FiscalAppropriation => "fiscal_appropriation",
        Fund::SpecialAccount => "special_account",
        Fund::Other => "other",
        Fund::CarryOver => "carry_over",
    }
}

fn cells<const N: usize>(cells: [(&str, Option<&Origin>); N], amounts: Option<&Amounts>) -> Map<String, Value> {
    let named = cells.into_iter().filter_map(|(key, origin)| Some((key.to_owned(), spans(origin?))));
    named.chain(amounts.into_iter().flat_map(|amounts| amount_spans("amounts.", amounts))).collect()
}

fn amount_spans(prefix: &str, amounts: &Amounts) -> Vec<(String, Value)> {
    let spans = |fund| amounts.get(fund).origin().map(spans);
    Fund::ALL.into_iter().filter_map(|fund| Some((format!("{prefix}{}", fund_key(fund)), spans(fund)?))).collect()
}

fn spans(origin: &Origin) -> Value {
    origin.spans().map(pair).collect::<Vec<_>>().into()
}

fn pair(span: Span) -> Value {
    json!([span.start, span.end])
}

fn both(text: Text) -> Value {
    json!({ "zh": text.get(Locale::Zh), "en": text.get(Locale::En) })
}

fn inference(inference: &Inference) -> Value {
    let (key, value, places) = match inference {
        Inference::BudgetYear { year, places } => ("budget_year", year.to_string(), places.as_slice()),
        Inference::MoneyUnit { unit } => ("money_unit", unit.as_str().to_owned(), [].as_slice()),
    };
    let spans: Vec<Value> = places.iter().flat_map(Origin::spans).map(pair).collect();
    json!({ "key": key, "value": value, "reason": both(strings::inference(inference)), "spans": spans })
}

/// The document `jixiao.report/1`, with what was made of its findings.
pub fn report(source: &Source, analysis: &Analysis, triage: &Triage) -> Value {
    let counts = super::Counts::of(&analysis.findings);
    let outcomes = outcomes(analysis);
    let codes = |of: Outcome| {
        outcomes.iter().filter(|(_, outcome)| *outcome == of).map(|(rule, _)| rule.code.to_string()).collect::<Vec<_>>()
    };
    let ids = finding_ids(source, &analysis.findings);
    json!({
        "schema": "jixiao.report/1",
        "profile": analysis.profile.guidance.as_str(),
        "settings": super::settings::to_json(&analysis.profile),
        "counts": { "error": counts.errors, "warning": counts.warnings, "info": counts.infos, "doubtful": counts.doubtful },
        "findings": analysis.findings.iter().zip(&ids).zip(roots(&analysis.findings)).map(|((of, id), root)| {
            finding(source, of, id, root.and_then(|root| ids.get(root)), triage.get(id))
        }).collect::<Vec<_>>(),
        "undecided": super::open(analysis).iter().filter_map(|places| undecided(places)).collect::<Vec<_>>(),
        "rules": {
            "checked": outcomes.len(), "passed": codes(Outcome::Passed), "failed": codes(Outcome::Failed),
            "not_decidable": codes(Outcome::NotDecidable),
        },
    })
}

/// One rule that could not be judged for one reason: its first place, how many there are, and the first of them.
fn undecided(places: &[&Undecided]) -> Option<Value> {
    let first = places.first()?;
    let place = |of: &Undecided| (of.subject.project().map(|at| at + 1), of.subject.indicator().map(|at| at + 1));
    let named = places.iter().take(super::MOST_OPEN_PLACES).map(|of| {
        let (project, indicator) = place(of);
        json!({ "project": project, "indicator": indicator })
    });
    let (project, indicator) = place(first);
    Some(json!({
        "code": first.rule.code.to_string(),
        "rule": first.rule.name,
        "project": project,
        "indicator": indicator,
        "reason": both(strings::reason(first.reason)),
        "count": places.len(),
        "places": named.collect::<Vec<_>>(),
    }))
}

fn finding(source: &Source, finding: &Finding, id: &str, root: Option<&String>, remark: Option<&Remark>) -> Value {
    let position = source.position(finding.origin.start());
    let place = |subject: Subject, role: &str, origin: &Origin| {
        json!({
            "project": subject.project().map(|project| project + 1),
            "indicator": subject.indicator().map(|index| index + 1),
            "role": role, "spans": spans(origin),
        })
    };
    json!({
        "id": id,
        "root": root,
        "code": finding.rule.code.to_string(),
        "rule": finding.rule.name,
        "severity": finding.severity.as_str(),
        "confidence": finding.confidence.as_str(),
        "project": finding.subject.project().map(|project| project + 1),
        "indicator": finding.subject.indicator().map(|index| index + 1),
        "places": finding.related.iter().map(|related| place(related.subject, related.role.as_str(), &related.origin)).collect::<Vec<_>>(),
        "line": position.line, "column": position.column, "cell": source.cell(finding.origin.start()),
        "spans": spans(&finding.origin),
        "message": { "zh": finding.sentence(Locale::Zh), "en": finding.sentence(Locale::En) },
        "suggestion": finding.suggestion,
        "triage": remark.map(|remark| json!({
            "decision": remark.decision.map(Decision::as_str), "note": remark.note,
        })),
    })
}

/// What was made of the findings of earlier reports (`jixiao.report/1`, one or a list of them).
///
/// # Errors
///
/// Says in one line why this is no such report.
pub fn triage_from(text: &str) -> Result<Triage, String> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| error.to_string())?;
    let one = std::slice::from_ref(&value);
    let mut triage = Triage::default();
    for report in value.as_array().map_or(one, Vec::as_slice) {
        let findings = report.get("findings").and_then(Value::as_array).ok_or("no report: it has no \"findings\"")?;
        for finding in findings {
            let (Some(id), Some(remark)) = (finding.get("id").and_then(Value::as_str), finding.get("triage")) else {
                continue;
            };
            let text = |key: &str| remark.get(key).and_then(Value::as_str).unwrap_or_default();
            triage.set(id, Remark { decision: Decision::from_key(text("decision")), note: text("note").to_owned() });
        }
    }
    Ok(triage)
}
