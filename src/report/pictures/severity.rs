//! Findings by severity: firm ones solid, doubtful ones hatched, each with its number.

use super::ground::Ground;
use super::{Picture, words};
use crate::amount::percent_of;
use crate::report::Counts;
use crate::report::markup::Markup;
use crate::rules::{Confidence, Severity};
use crate::strings;

/// The gravest first.
const LEVELS: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// The picture.
pub(super) fn picture(ground: &Ground<'_>) -> Picture {
    let counts = Counts::of(&ground.analysis.findings);
    let firm = [counts.errors, counts.warnings, counts.infos];
    let doubtful = LEVELS.map(|severity| {
        let all = ground.analysis.findings.iter().filter(|finding| !finding.rule.is_reading_notice());
        all.filter(|of| of.confidence == Confidence::Doubtful && of.severity == severity).count()
    });
    let clean = ground.counts.iter().filter(|of| of.errors + of.warnings + of.infos == 0).count();
    let values = [
        ("firm", firm.iter().sum::<usize>()),
        ("errors", counts.errors),
        ("warnings", counts.warnings),
        ("infos", counts.infos),
        ("doubtful", counts.doubtful),
        ("clean", clean),
        ("all", ground.projects.len()),
    ]
    .map(|(key, count)| (key, count.to_string()));
    let values = values.each_ref().map(|(key, count)| (*key, count.as_str()));
    let rows: Vec<(Severity, usize, usize)> = LEVELS
        .into_iter()
        .zip(firm)
        .zip(doubtful)
        .map(|((severity, firm), doubtful)| (severity, firm, doubtful))
        .collect();
    let cells = |(severity, firm, doubtful): &(Severity, usize, usize)| {
        let numbers = [*firm, *doubtful, firm + doubtful].map(|count| count.to_string());
        [vec![ground.say(strings::severity(*severity)).to_owned()], numbers.into()].concat()
    };
    Picture {
        key: "severity",
        title: ground.say(words::SEVERITY).to_owned(),
        summary: ground.fill(words::SEVERITY_SUMMARY, &values),
        notes: vec![ground.say(words::SEVERITY_HOW).to_owned()],
        drawing: drawing(ground, &rows),
        heads: ground.heads(&[words::LEVEL, words::FIRM_ONLY, words::DOUBTFUL_ONLY, words::SUM]),
        rows: rows.iter().map(cells).collect(),
    }
}

fn drawing(ground: &Ground<'_>, rows: &[(Severity, usize, usize)]) -> Markup {
    let longest = rows.iter().map(|(_, firm, doubtful)| firm + doubtful).max().unwrap_or(0);
    let width = |count: usize| {
        let of = percent_of(count.into(), longest.into(), 2).unwrap_or_default();
        format!("{of}%")
    };
    let mut out = Markup::default();
    out.open("div", &[("class", "bars bars--severity")]);
    for (severity, firm, doubtful) in rows {
        let name = ground.say(strings::severity(*severity));
        let values = [("severity", name), ("firm", &firm.to_string()), ("doubtful", &doubtful.to_string())];
        out.open("div", &[("class", "bars__row")]);
        let class = format!("badge badge--{}", severity.as_str());
        out.open("span", &[("class", "bars__name")]).element("span", &[("class", &class)], name).close("span");
        let class = format!("bars__bar ink--{}", severity.as_str());
        out.open("svg", &[("class", &class), ("role", "img"), ("width", "100%"), ("height", "18")]);
        out.element("title", &[], &ground.fill(words::SEVERITY_BAR, &values));
        let hatch = format!("hatch-{}", severity.as_str());
        out.open(
            "pattern",
            &[
                ("id", &hatch),
                ("width", "5"),
                ("height", "5"),
                ("patternUnits", "userSpaceOnUse"),
                ("patternTransform", "rotate(45)"),
            ],
        );
        out.open("rect", &[("class", "ink-current"), ("width", "2"), ("height", "5")]).close("rect").close("pattern");
        out.open("rect", &[("class", "ink-current"), ("y", "2"), ("width", &width(*firm)), ("height", "14")])
            .close("rect");
        if *doubtful > 0 {
            let fill = format!("url(#{hatch})");
            let (x, width) = (width(*firm), width(*doubtful));
            out.open(
                "rect",
                &[
                    ("class", "ink-outline"),
                    ("x", &x),
                    ("y", "2"),
                    ("width", &width),
                    ("height", "14"),
                    ("fill", &fill),
                ],
            );
            out.close("rect");
        }
        out.close("svg");
        for (count, word) in [(firm, words::FIRM_ONLY), (doubtful, words::DOUBTFUL_ONLY)] {
            out.open("span", &[("class", "bars__number")]);
            out.element("span", &[("class", "muted")], ground.say(word)).text(&format!(" {count}")).close("span");
        }
        out.close("div");
    }
    out.close("div");
    out
}
