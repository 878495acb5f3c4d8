//! Indicators that several projects share, with the targets in which they differ, on a line from 0 to 100%.

use rust_decimal::Decimal;

use super::ground::{Ground, short};
use super::{Picture, words};
use crate::report::markup::Markup;
use crate::rules::{Facts, Subject, shared_indicators};
use crate::strings;
use crate::target::{Operator, Quantity, Reading, Target};
use crate::vocabulary;
use crate::walk::IndicatorAt;

/// So many indicators are drawn; those that stand in most projects come first.
const SHOWN: usize = 40;
/// So many different targets of one indicator are listed.
const TARGETS: usize = 12;
/// So many projects of one target are listed.
const PROJECTS: usize = 8;
/// So many characters of a name or a target are shown.
const LONGEST: usize = 40;

/// One target as it is printed, and the indicators that have it.
struct Demand<'a> {
    target: &'a Target,
    places: Vec<IndicatorAt<'a>>,
}

/// An indicator with its different targets, in the order in which they first stand in the table.
struct Shared<'a> {
    name: &'a str,
    projects: usize,
    demands: Vec<Demand<'a>>,
}

/// The picture.
pub(super) fn picture(ground: &Ground<'_>) -> Picture {
    let table = &ground.analysis.table;
    let facts = Facts::of(table);
    let groups = shared_indicators(table, &facts);
    let all = groups.len();
    let mut differ: Vec<Shared<'_>> =
        groups.iter().filter_map(|group| shared(group)).filter(|shared| shared.demands.len() > 1).collect();
    // Those in most projects first; else as in the table.
    differ.sort_by_key(|shared| std::cmp::Reverse(shared.projects));
    let values = [("all", all.to_string()), ("differ", differ.len().to_string())];
    let mut notes = vec![ground.say(words::SHARED_HOW).to_owned()];
    notes.extend(ground.cut(words::SHARED_CUT, SHOWN.min(differ.len()), differ.len()));
    let heads = ground.heads(&[words::INDICATOR, words::TARGET, words::PROJECT]);
    let summary = ground.fill(words::SHARED_SUMMARY, &values.each_ref().map(|(key, value)| (*key, value.as_str())));
    differ.truncate(SHOWN);
    let row = |shared: &Shared<'_>, demand: &Demand<'_>| {
        let projects = demand.places.iter().take(PROJECTS).map(|at| nth(ground, at));
        let mut projects = projects.collect::<Vec<_>>().join(ground.say(words::COMMA));
        projects.extend(more(ground, demand));
        vec![shared.name.to_owned(), demand.target.text.clone(), projects]
    };
    let rows =
        differ.iter().flat_map(|shared| shared.demands.iter().take(TARGETS).map(move |demand| row(shared, demand)));
    Picture {
        key: "shared",
        title: ground.say(words::SHARED).to_owned(),
        summary,
        rows: rows.collect(),
        notes: if differ.is_empty() { Vec::new() } else { notes },
        drawing: drawing(ground, &differ),
        heads,
    }
}

/// The targets of a group; `None` where no target was read.
fn shared<'a>(group: &[IndicatorAt<'a>]) -> Option<Shared<'a>> {
    let mut demands: Vec<Demand<'a>> = Vec::new();
    let mut by_text = std::collections::BTreeMap::new();
    let mut projects: Vec<usize> = Vec::new();
    let mut name = None;
    for at in group {
        let Some(target) = at.indicator.target.value() else { continue };
        name = name.or(at.indicator.name.value());
        projects.push(at.project);
        let next = demands.len();
        let demand = *by_text.entry(key(target)).or_insert(next);
        match demands.get_mut(demand) {
            Some(demand) => demand.places.push(*at),
            None => demands.push(Demand { target, places: vec![*at] }),
        }
    }
    projects.dedup();
    Some(Shared { name: name?, projects: projects.len(), demands })
}

/// Targets of one key say the same in the same spelling: `＝95%` and `=95%`, but not `95%`.
fn key(target: &Target) -> String {
    match &target.reading {
        Reading::Quantity(Quantity { operator, number, unit, .. }) => {
            format!("{} {} {unit}", operator.symbol().unwrap_or_default(), number.normalize())
        }
        _ => vocabulary::plain(&target.text),
    }
}

fn nth(ground: &Ground<'_>, at: &IndicatorAt<'_>) -> String {
    ground.fill(words::NTH, &[("n", &(at.project + 1).to_string())])
}

/// How many projects there are, where not all of them are named.
fn more(ground: &Ground<'_>, demand: &Demand<'_>) -> Option<String> {
    let count = demand.places.len();
    let separator = if ground.locale == crate::Locale::En { ", " } else { "" };
    (count > PROJECTS).then(|| separator.to_owned() + &ground.fill(words::AND_MORE, &[("n", &count.to_string())]))
}

/// Where a target stands on the line from 0 to 100%, and the sign of its direction.
fn mark(target: &Target) -> Option<(Decimal, Operator)> {
    match &target.reading {
        Reading::Quantity(quantity) if quantity.is_percent() => {
            let is_on_line = quantity.number >= Decimal::ZERO && quantity.number <= Decimal::ONE_HUNDRED;
            is_on_line.then_some((quantity.number, quantity.operator))
        }
        _ => None,
    }
}

fn drawing(ground: &Ground<'_>, differ: &[Shared<'_>]) -> Markup {
    let mut out = Markup::default();
    if differ.is_empty() {
        return out;
    }
    out.open("div", &[("class", "shared")]);
    for shared in differ {
        out.open("div", &[("class", "shared__row")]);
        out.open("p", &[("class", "shared__name"), ("title", &short(shared.name, 200))]);
        out.element("strong", &[], &short(shared.name, LONGEST)).text(" ");
        let count = ground.fill(words::IN_PROJECTS, &[("n", &shared.projects.to_string())]);
        out.element("span", &[("class", "muted")], &count).close("p");
        line(ground, &mut out, shared);
        out.open("ul", &[("class", "shared__targets")]);
        for demand in shared.demands.iter().take(TARGETS) {
            out.open("li", &[]).element("strong", &[], &short(&demand.target.text, LONGEST)).text(" ");
            for (at, of) in demand.places.iter().take(PROJECTS).enumerate() {
                let subject = Subject::Indicator { project: of.project, index: of.index };
                let places = ground.places(subject, of.indicator.target.origin().or(of.indicator.anchor()));
                let name = ground.projects.get(of.project).map_or("", |project| ground.name(*project));
                let mut inside = Markup::default();
                inside.text(&nth(ground, of));
                out.text(if at > 0 { ground.say(words::COMMA) } else { "" });
                ground.link(&mut out, "", &places, name, &inside);
            }
            out.text(&more(ground, demand).unwrap_or_default()).close("li");
        }
        if shared.demands.len() > TARGETS {
            let (shown, all) = (TARGETS, shared.demands.len());
            out.element("li", &[], &ground.cut(strings::LIST_CUT, shown, all).unwrap_or_default());
        }
        out.close("ul").close("div");
    }
    out.close("div");
    out
}

/// The line with a mark for each percentage, bounds above it and the others below: `95%` and `≥95%` stand at one place.
/// Nothing where no target is one.
fn line(ground: &Ground<'_>, out: &mut Markup, shared: &Shared<'_>) {
    let marks: Vec<(Decimal, Operator)> =
        shared.demands.iter().take(TARGETS).filter_map(|of| mark(of.target)).collect();
    if marks.is_empty() {
        return;
    }
    let targets = shared.demands.iter().take(TARGETS).map(|demand| short(&demand.target.text, LONGEST));
    let targets = targets.collect::<Vec<_>>().join(" / ");
    let title = ground.fill(words::SHARED_AXIS, &[("name", &short(shared.name, LONGEST)), ("targets", &targets)]);
    out.open("svg", &[("class", "shared__line"), ("role", "img"), ("width", "100%"), ("height", "26")]);
    out.element("title", &[], &title);
    out.open("rect", &[("class", "ink-track"), ("y", "12"), ("width", "100%"), ("height", "2")]).close("rect");
    for end in ["0", "50%", "100%"] {
        out.open("line", &[("class", "ink-tick"), ("x1", end), ("x2", end), ("y1", "8"), ("y2", "18")]).close("line");
    }
    for (number, operator) in marks {
        // A nested picture moves with its place in per cent; what is drawn in it keeps its size.
        let x = format!("{}%", number.normalize());
        out.open("svg", &[("x", &x), ("overflow", "visible")]);
        match operator {
            Operator::AtLeast | Operator::Above => {
                out.open("path", &[("class", "ink-solid"), ("d", "M-4 1l9 5-9 5z")]).close("path")
            }
            Operator::AtMost | Operator::Below => {
                out.open("path", &[("class", "ink-solid"), ("d", "M4 1l-9 5 9 5z")]).close("path")
            }
            Operator::Equal | Operator::Unstated => {
                out.open("circle", &[("class", "ink-solid"), ("cy", "19"), ("r", "4.5")]).close("circle")
            }
        };
        out.close("svg");
    }
    out.close("svg");
}
