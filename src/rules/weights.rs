//! Group B: the weights of a project's indicators. B58.

use rust_decimal::Decimal;

use super::case::Case;
use super::structure::shown;
use super::{Check, Code, Findings, Guidance, Profile, Reason, ReviewPoint, Role, Rule, Severity, Subject};
use crate::i18n::text;
use crate::model::{Category, Cell, Indicator};
use crate::span::Origin;
use crate::walk::ProjectAt;

#[doc = include_str!("pages/B58-weight-total.md")]
pub(super) static WEIGHT_TOTAL: Rule = Rule {
    code: Code::new('B', 58),
    name: "weight-total",
    severity: Severity::Warning,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("权重合计不为90分或100分", "Weights do not add up to 90 or 100"),
    messages: &[
        text!(
            "{project}的{count}个指标分值合计{sum}分，不是90分（另有预算执行率10分）或100分",
            "The {count} weights of {project} add up to {sum}, neither 90 (with 10 for execution) nor 100"
        ),
        text!(
            "有{count}个项目各类指标的分值与财预〔2021〕101号所列的产出50、效益30、满意度10不同，如{project}：产出{output}、效益{benefit}、满意度{satisfaction}",
            "In {count} of the projects the categories weigh otherwise than output 50, benefit 30 and satisfaction 10 of Caiyu [2021] No. 101, as in {project}: output {output}, benefit {benefit}, satisfaction {satisfaction}"
        ),
        text!(
            "有{count}个项目各类指标的分值与财预〔2021〕101号所列的成本20、产出40、效益20、满意度10不同，如{project}：成本{cost}、产出{output}、效益{benefit}、满意度{satisfaction}",
            "In {count} of the projects the categories weigh otherwise than cost 20, output 40, benefit 20 and satisfaction 10 of Caiyu [2021] No. 101, as in {project}: cost {cost}, output {output}, benefit {benefit}, satisfaction {satisfaction}"
        ),
    ],
    page: super::page!("B58-weight-total.md"),
    check: Check::Table(weight_total),
};

fn weight_total(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &WEIGHT_TOTAL;
    if case.indicators().all(|at| at.indicator.weight == Cell::Absent) {
        // The form prints none.
        if !case.names().is_empty() {
            findings.cannot_decide(RULE, Subject::Document, case.table.anchor(), Reason::ValueAbsent);
        }
        return;
    }
    let mut others: Vec<(ProjectAt<'_>, &Origin, Shares)> = Vec::new();
    for at in case.projects().filter(|at| !at.project.indicators.is_empty()) {
        let subject = Subject::Project(at.index);
        let indicators = &at.project.indicators;
        let read: Vec<&Origin> = indicators.iter().filter_map(|of| Some(of.weight.read()?.1)).collect();
        let unreadable = indicators.iter().find_map(|of| match &of.weight {
            Cell::Unreadable(origin) => Some(origin),
            _ => None,
        });
        let sum = sum_of(indicators, |_| true);
        let doubt = case.facts.reliance.doubt(&at);
        let missing = read.len() < indicators.len() || sum.is_none();
        let reason = unreadable.map(|_| Reason::ValueUnreadable).or(doubt).or(missing.then_some(Reason::ValueAbsent));
        let (Some((origin, parts)), Some(sum), None) = (read.split_first(), sum, reason) else {
            let origin = unreadable.or_else(|| at.project.anchor());
            findings.cannot_decide(RULE, subject, origin, reason.unwrap_or(Reason::ValueAbsent));
            continue;
        };
        // 33.3 three times is what 100 in three parts is printed as.
        let whole = indicators.iter().all(|of| of.weight.value().is_none_or(|weight| weight.scale() == 0));
        let rounding = if whole { 0 } else { 50 * i64::try_from(read.len()).unwrap_or(0) };
        let is = |total: i64| (sum - total * POINT).abs() <= rounding;
        if is(90) || is(100) {
            others.extend(unusual_shares(&at, profile).filter(|_| is(90)).map(|shares| (at, *origin, shares)));
            continue;
        }
        let finding = findings.report(RULE, subject, origin).arg("project", shown(&at.project.name));
        finding.arg("count", read.len()).arg("sum", points(sum));
        for origin in parts {
            finding.related(Role::Part, subject, origin);
        }
        // A form may hold parts that carry the rest and are no indicators of it: execution, management.
        if sum < 90 * POINT && sum % (10 * POINT) == 0 {
            finding.doubtful();
        }
    }
    report_shares(&others, findings);
}

/// Weights are summed up in thousandths of a point: they have at most three decimals, and decimals weigh kilobytes.
const POINT: i64 = 1000;

fn points(thousandths: i64) -> Decimal {
    Decimal::new(thousandths, 3).normalize()
}

/// The sum of some weights, where each of them is one that a form may print.
fn sum_of(indicators: &[Indicator], belongs: impl Fn(&Indicator) -> bool) -> Option<i64> {
    let mut sum = 0_i64;
    for weight in indicators.iter().filter(|of| belongs(of)).filter_map(|of| of.weight.value()) {
        let thousandths =
            i64::try_from(weight.mantissa()).ok()?.checked_mul(10_i64.pow(3_u32.checked_sub(weight.scale())?))?;
        sum = sum.checked_add(thousandths)?;
    }
    Some(sum)
}

/// What cost, output, benefit and satisfaction weigh.
type Shares = [i64; 4];

/// What the categories weigh, where it is not what the guide gives them of 90 points.
fn unusual_shares(at: &ProjectAt<'_>, profile: &Profile) -> Option<Shares> {
    let indicators = &at.project.indicators;
    let of = |category: Category| sum_of(indicators, |of| of.category.value() == Some(&category)).unwrap_or(0);
    let [cost, output, benefit, satisfaction] = Category::ALL.map(of);
    let level_1 = profile.guidance == Guidance::No101Of2021;
    let (cost, output) = if level_1 { (cost, output) } else { (0, output.saturating_add(cost)) };
    // Where satisfaction is not set, its ten points go to benefit.
    let usual = match (cost, satisfaction) {
        (0, 0) => [0, 50, 40, 0],
        (0, _) => [0, 50, 30, 10],
        (_, 0) => [20, 40, 30, 0],
        _ => [20, 40, 20, 10],
    };
    let shares = [cost, output, benefit, satisfaction];
    let known = indicators.iter().all(|of| of.category.value().is_some());
    (known && shares != usual.map(|points| points * POINT)).then_some(shares)
}

/// Localities have keys of their own: once for the table, with the first project for an example.
fn report_shares(unusual: &[(ProjectAt<'_>, &Origin, Shares)], findings: &mut Findings) {
    let Some(((at, origin, [cost, output, benefit, satisfaction]), others)) = unusual.split_first() else { return };
    let subject = if others.is_empty() { Subject::Project(at.index) } else { Subject::Document };
    let finding = findings.report(&WEIGHT_TOTAL, subject, origin).severity(Severity::Info).doubtful();
    finding.message(if *cost == 0 { 1 } else { 2 }).arg("count", unusual.len());
    if *cost != 0 {
        finding.arg("cost", points(*cost));
    }
    finding.arg("project", shown(&at.project.name)).arg("output", points(*output));
    finding.arg("benefit", points(*benefit)).arg("satisfaction", points(*satisfaction));
    for (at, origin, _) in others {
        finding.related(Role::Counterpart, Subject::Project(at.index), origin);
    }
}
