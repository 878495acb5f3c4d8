//! Group S: the money row of a self-evaluation and the total of its scores (自评). S68 and S69.

use rust_decimal::Decimal;

use super::case::Case;
use super::{Check, Code, Findings, Profile, Reason, ReviewPoint, Role, Rule, Severity, Subject};
use crate::amount::{difference, percent_of, product, sum};
use crate::i18n::text;
use crate::model::Cell;

#[doc = include_str!("pages/S68-execution-rate-mismatch.md")]
pub(super) static EXECUTION_RATE_MISMATCH: Rule = Rule {
    code: Code::new('S', 68),
    name: "execution-rate-mismatch",
    severity: Severity::Error,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("预算执行率与执行数不符", "Execution rate differs from the amounts"),
    messages: &[text!(
        "预算执行率写的是{rate}%，按执行数{actual}和预算数{budget}计算应为{value}%",
        "The execution rate reads {rate}%, but {actual} spent of {budget} makes {value}%"
    )],
    page: super::page!("S68-execution-rate-mismatch.md"),
    check: Check::Projects(execution_rate_mismatch),
};

#[doc = include_str!("pages/S69-score-total-mismatch.md")]
pub(super) static SCORE_TOTAL_MISMATCH: Rule = Rule {
    code: Code::new('S', 69),
    name: "score-total-mismatch",
    severity: Severity::Error,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("自评总分不等于各项得分之和", "Total score differs from the sum of the scores"),
    messages: &[text!(
        "自评总分是{total}分，各项得分之和是{sum}分",
        "The total score reads {total}, but the scores add up to {sum}"
    )],
    page: super::page!("S69-score-total-mismatch.md"),
    check: Check::Projects(score_total_mismatch),
};

/// Half of the last place of an amount or a whole one of a percentage: how far off a number as printed may be.
fn place(of: Decimal, half: bool) -> Decimal {
    let (digit, places) = if half { (5, 1) } else { (1, 0) };
    Decimal::try_new(digit, of.scale() + places).unwrap_or_default()
}

/// Whether a printed rate is what the amounts make, all rounded at their last place, the rate perhaps cut off there; 0.98
/// may stand for 98%. `None` where the numbers are beyond all measure or the budget is nothing.
fn is_rate(rate: Decimal, actual: Decimal, budget: Decimal) -> Option<bool> {
    let (of_actual, of_budget) = (place(actual, true), place(budget, true));
    let hundredfold = |number: Decimal| product(number, Decimal::ONE_HUNDRED);
    let least = hundredfold(difference(actual, of_actual)?)?;
    let most = hundredfold(sum(actual, of_actual)?)?;
    let (above, below) = (sum(budget, of_budget)?, difference(budget, of_budget)?);
    if below <= Decimal::ZERO {
        return None;
    }
    // Multiplied out, because nothing else in the program divides such numbers.
    let fits = |rate: Decimal, place: Decimal| {
        let reaches = product(sum(rate, place)?, above)? >= least;
        Some(reaches && product(difference(rate, place)?, below)? <= most)
    };
    let one = place(rate, false);
    let share = || fits(hundredfold(rate)?, hundredfold(one)?);
    Some(fits(rate, one)? || (rate <= Decimal::ONE && share()?))
}

fn execution_rate_mismatch(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &EXECUTION_RATE_MISMATCH;
    for at in case.projects() {
        let subject = Subject::Project(at.index);
        let execution = at.project.execution();
        let Some((rate, origin)) = execution.execution_rate.read() else { continue };
        let (Some((actual, spent)), Some((budget, planned))) =
            (execution.actual.read(), at.project.amounts.total.read())
        else {
            findings.cannot_decide(RULE, subject, Some(origin), Reason::ValueAbsent);
            continue;
        };
        // Without a budget there is no rate.
        if actual.unit != budget.unit || is_rate(*rate, actual.number, budget.number) != Some(false) {
            continue;
        }
        let Some(value) = percent_of(actual.number, budget.number, 2) else { continue };
        let finding = findings.report(RULE, subject, origin).arg("rate", *rate).arg("value", value);
        finding.arg("actual", *actual).arg("budget", *budget);
        finding.related(Role::Counterpart, subject, spent).related(Role::Counterpart, subject, planned);
    }
}

fn score_total_mismatch(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    const RULE: &Rule = &SCORE_TOTAL_MISMATCH;
    /// What the execution of the budget counts at self-evaluation (财预〔2021〕101号, weights†).
    const EXECUTION_POINTS: Decimal = Decimal::TEN;
    for at in case.projects() {
        let subject = Subject::Project(at.index);
        let execution = at.project.execution();
        let Some((total, origin)) = execution.total_score.read() else { continue };
        let is_read = |cell: &Cell<Decimal>| cell.value().is_some();
        if let Some(reason) = case.facts.reliance.doubt(&at) {
            findings.cannot_decide(RULE, subject, Some(origin), reason);
            continue;
        }
        if !at.project.indicators.iter().all(|of| is_read(&of.attainment().score)) {
            findings.cannot_decide(RULE, subject, Some(origin), Reason::ValueAbsent);
            continue;
        }
        let scores = at.project.indicators.iter().filter_map(|of| of.attainment().score.value());
        let Some(scored) = scores.into_iter().try_fold(Decimal::ZERO, |scored, score| sum(scored, *score)) else {
            continue;
        };
        let with_execution = execution.score.value().and_then(|score| sum(scored, *score));
        if scored == *total || with_execution == Some(*total) {
            continue;
        }
        let rest = difference(*total, scored).unwrap_or_default();
        if with_execution.is_none() && rest > Decimal::ZERO && rest <= EXECUTION_POINTS {
            findings.cannot_decide(RULE, subject, Some(origin), Reason::ValueAbsent);
            continue;
        }
        let scored = with_execution.unwrap_or(scored);
        findings.report(RULE, subject, origin).arg("total", *total).arg("sum", scored);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_may_be_rounded_cut_off_or_a_share_of_one() {
        let number = |text: &str| text.parse::<Decimal>().expect("a number");
        let fits = |rate, actual, budget| is_rate(number(rate), number(actual), number(budget));
        for (rate, actual, budget) in [
            ("99.97", "89.974", "90"),
            ("100", "89.974", "90"),
            ("0.9997", "89.974", "90"),
            ("74.97", "89.97", "120.00"),
        ] {
            assert_eq!(fits(rate, actual, budget), Some(true), "{rate}");
        }
        assert_eq!(fits("89.97", "89.97", "120.00"), Some(false));
        assert_eq!(fits("100.00", "89.97", "120.00"), Some(false));
        assert_eq!(fits("0", "1", "0"), None);
    }
}
