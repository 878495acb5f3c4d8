//! Money by project: bars from the largest to the smallest with share and cumulated share, findings marked.

use rust_decimal::Decimal;

use super::ground::{Ground, ROWS, short};
use super::{Picture, words};
use crate::amount::{MoneyUnit, percent_of};
use crate::i18n::grouped;
use crate::report::Counts;
use crate::report::markup::Markup;
use crate::strings;
use crate::walk::ProjectAt;

/// How many of the largest projects the summary tells together.
const FEW: usize = 3;

/// The amounts of a table in one unit and with as many decimals as the longest of them has: aligned, and nothing rounded.
struct Money {
    unit: MoneyUnit,
    scale: u32,
    sum: Decimal,
    largest: Decimal,
}

impl Money {
    fn of(ground: &Ground<'_>) -> Self {
        let amounts: Vec<_> =
            ground.projects.iter().filter_map(|at| at.project.amounts.total.value().copied()).collect();
        let unit = amounts.first().map_or(MoneyUnit::TenThousandYuan, |first| first.unit);
        // Where a table mixes units, all are told in the one that holds the others exactly.
        let unit = if amounts.iter().all(|amount| amount.unit == unit) { unit } else { MoneyUnit::Yuan };
        let mut money = Self { unit, scale: 0, sum: Decimal::ZERO, largest: Decimal::ZERO };
        let numbers: Vec<Decimal> = ground.projects.iter().filter_map(|at| money.number(*at)).collect();
        for amount in numbers {
            money.scale = money.scale.max(amount.scale());
            money.sum = money.sum.checked_add(amount).unwrap_or(money.sum);
            money.largest = money.largest.max(amount);
        }
        money
    }

    /// The amount of a project in the unit of all.
    fn number(&self, at: ProjectAt<'_>) -> Option<Decimal> {
        let amount = at.project.amounts.total.value()?;
        if amount.unit == self.unit { Some(amount.number) } else { amount.in_yuan() }
    }

    fn show(&self, number: Decimal) -> String {
        let mut number = number;
        number.rescale(self.scale);
        grouped(number)
    }

    /// The share of a part, to a tenth of a per cent; `None` where sums of zero or less have no shares.
    fn share(&self, part: Decimal) -> Option<Decimal> {
        percent_of(part, self.sum, 1).filter(|_| self.sum > Decimal::ZERO)
    }
}

/// One row: a project or all that are not drawn.
struct Row<'a> {
    at: Option<ProjectAt<'a>>,
    name: String,
    amount: Option<Decimal>,
    until: Decimal,
    counts: Counts,
}

/// The picture.
pub(super) fn picture(ground: &Ground<'_>) -> Picture {
    let money = Money::of(ground);
    let rows = rows(ground, &money);
    let unit = ground.say(strings::money_unit(money.unit));
    let amount_head = ground.fill(words::AMOUNT, &[("unit", unit)]);
    let with_amount = ground.projects.iter().filter(|at| money.number(**at).is_some()).count();
    let mut notes = vec![ground.say(words::MONEY_HOW).to_owned()];
    notes.extend(ground.cut(words::MONEY_CUT, ROWS.min(ground.projects.len()), ground.projects.len()));
    if with_amount < ground.projects.len() {
        let without = ground.projects.len() - with_amount;
        notes.push(ground.fill(words::MONEY_WITHOUT, &[("n", &without.to_string())]));
    }
    let mut heads = ground.heads(&[words::PROJECT]);
    heads.push(amount_head.clone());
    heads.extend(ground.heads(&[
        words::SHARE,
        words::CUMULATED,
        strings::severity(crate::rules::Severity::Error),
        strings::severity(crate::rules::Severity::Warning),
        strings::severity(crate::rules::Severity::Info),
        strings::DOUBTFUL,
    ]));
    Picture {
        key: "money",
        title: ground.say(words::MONEY).to_owned(),
        summary: summary(ground, &money, &rows, with_amount, unit),
        notes,
        drawing: drawing(ground, &money, &rows, &amount_head, unit),
        heads,
        rows: rows.iter().map(|row| cells(row, &money)).collect(),
    }
}

fn rows<'a>(ground: &Ground<'a>, money: &Money) -> Vec<Row<'a>> {
    let mut until = Decimal::ZERO;
    let mut add = |amount: Option<Decimal>| {
        until = amount.and_then(|amount| until.checked_add(amount)).unwrap_or(until);
        until
    };
    let mut rows: Vec<Row<'a>> = Vec::new();
    for at in ground.shown() {
        let amount = money.number(at);
        let name = ground.name(at).to_owned();
        rows.push(Row { at: Some(at), name, amount, until: add(amount), counts: ground.counts(at) });
    }
    let rest: Vec<_> = ground.order.iter().skip(ROWS).filter_map(|index| ground.projects.get(*index)).collect();
    if !rest.is_empty() {
        let amount: Decimal = rest
            .iter()
            .filter_map(|at| money.number(**at))
            .fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount).unwrap_or(sum));
        let mut counts = Counts::default();
        for of in rest.iter().map(|at| ground.counts(**at)) {
            counts.errors += of.errors;
            counts.warnings += of.warnings;
            counts.infos += of.infos;
            counts.doubtful += of.doubtful;
        }
        let name = ground.fill(words::REST, &[("n", &rest.len().to_string())]);
        rows.push(Row { at: None, name, amount: Some(amount), until: add(Some(amount)), counts });
    }
    rows
}

fn summary(ground: &Ground<'_>, money: &Money, rows: &[Row<'_>], with_amount: usize, unit: &str) -> String {
    let Some((first, largest)) = rows.first().and_then(|row| Some((row, row.amount?))) else {
        return ground.say(words::MONEY_NONE).to_owned();
    };
    let few = FEW.min(with_amount);
    let sum = money.show(money.sum);
    let n = with_amount.to_string();
    let most = rows.get(few.saturating_sub(1)).and_then(|row| money.share(row.until));
    match (money.share(largest), most) {
        (Some(share), Some(most)) => ground.fill(
            words::MONEY_SUMMARY,
            &[
                ("n", &n),
                ("sum", &sum),
                ("unit", unit),
                ("name", &short(&first.name, 40)),
                ("share", &share.to_string()),
                ("few", &few.to_string()),
                ("most", &most.to_string()),
            ],
        ),
        _ => ground.fill(words::MONEY_PLAIN, &[("n", &n), ("sum", &sum), ("unit", unit)]),
    }
}

/// A share as it is printed, or what stands in its place.
fn percent(share: Option<Decimal>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{share}%"))
}

fn cells(row: &Row<'_>, money: &Money) -> Vec<String> {
    let number = row.amount.map_or_else(|| "–".to_owned(), |amount| money.show(amount));
    let shares = [row.amount.and_then(|amount| money.share(amount)), row.amount.and_then(|_| money.share(row.until))];
    let counts = [row.counts.errors, row.counts.warnings, row.counts.infos, row.counts.doubtful];
    let mut cells = vec![row.name.clone(), number];
    cells.extend(shares.map(percent));
    cells.extend(counts.map(|count| count.to_string()));
    cells
}

fn drawing(ground: &Ground<'_>, money: &Money, rows: &[Row<'_>], amount_head: &str, unit: &str) -> Markup {
    let mut out = Markup::default();
    out.open("div", &[("class", "bars bars--money")]);
    out.open("div", &[("class", "bars__row bars__head")]);
    out.element("span", &[("class", "bars__name")], ground.say(words::PROJECT));
    out.element("span", &[("class", "bars__bar")], "");
    for head in [amount_head, ground.say(words::SHARE), ground.say(words::CUMULATED)] {
        out.element("span", &[("class", "bars__number")], head);
    }
    out.element("span", &[("class", "bars__marks")], ground.say(words::FIRM)).close("div");
    for row in rows {
        let cells = cells(row, money);
        let [name, amount, share, until] = [0, 1, 2, 3].map(|at| cells.get(at).map_or("", String::as_str));
        let places = row.at.map(|at| (at.index + 1).to_string()).unwrap_or_default();
        out.open("div", &[("class", "bars__row"), ("data-project", &places)]);
        match row.at {
            Some(at) => ground.project(&mut out, "bars__name", at),
            None => {
                out.element("span", &[("class", "bars__name")], name);
            }
        }
        let title = ground.fill(
            words::MONEY_BAR,
            &[("name", &short(name, 40)), ("amount", amount), ("unit", unit), ("share", share), ("total", until)],
        );
        bar(&mut out, row, money, &title);
        for number in [amount, share, until] {
            out.element("span", &[("class", "bars__number")], number);
        }
        out.open("span", &[("class", "bars__marks")]);
        ground.marks(&mut out, row.counts);
        out.close("span").close("div");
    }
    out.close("div");
    out
}

fn bar(out: &mut Markup, row: &Row<'_>, money: &Money, title: &str) {
    let part = |of: Option<Decimal>, whole: Decimal| {
        let per_cent = of.and_then(|of| percent_of(of, whole, 2)).filter(|_| whole > Decimal::ZERO);
        format!("{}%", per_cent.unwrap_or_default().clamp(Decimal::ZERO, Decimal::ONE_HUNDRED))
    };
    // What is summed up in the last row may be more than the largest project: its bar is full, its number tells.
    let amount = part(row.amount, money.largest);
    let until = part(row.amount.map(|_| row.until), money.sum);
    out.open("svg", &[("class", "bars__bar"), ("role", "img"), ("width", "100%"), ("height", "18")]);
    out.element("title", &[], title);
    out.open("rect", &[("class", "ink-track"), ("y", "14"), ("width", "100%"), ("height", "3")]).close("rect");
    let solid = if row.at.is_some() { "ink-solid" } else { "ink-open" };
    out.open("rect", &[("class", solid), ("width", &amount), ("height", "11")]).close("rect");
    out.open("rect", &[("class", "ink-muted"), ("y", "14"), ("width", &until), ("height", "3")]).close("rect");
    out.close("svg");
}
