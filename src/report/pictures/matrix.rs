//! Projects by categories: a square per indicator, filled where its target is a number or a date, hollow where it is words.

use super::ground::{Ground, ROWS};
use super::{Picture, words};
use crate::model::{Category, Indicator};
use crate::report::markup::Markup;
use crate::rules::{Guidance, Subject};
use crate::strings;
use crate::target::Reading;
use crate::walk::{IndicatorAt, ProjectAt};

/// So many squares stand in one line of a cell.
const ACROSS: usize = 6;
/// So many squares a cell shows at most; the number beside them counts all.
const SQUARES: usize = 48;
/// From one square to the next, in pixels.
const STEP: usize = 13;

/// What a target is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Words,
    None,
}

impl Kind {
    fn of(indicator: &Indicator) -> Self {
        match indicator.target.value().map(|target| &target.reading) {
            Some(Reading::Quantity(_) | Reading::Range { .. } | Reading::Date) => Self::Number,
            Some(Reading::Words) => Self::Words,
            Some(Reading::Placeholder) | None => Self::None,
        }
    }
}

/// The indicators of one project in one category.
struct Cell<'a> {
    category: Option<Category>,
    indicators: Vec<(IndicatorAt<'a>, Kind)>,
}

impl Cell<'_> {
    fn count(&self, kind: Kind) -> usize {
        self.indicators.iter().filter(|(_, of)| *of == kind).count()
    }
}

/// The picture.
pub(super) fn picture(ground: &Ground<'_>) -> Picture {
    let table = &ground.analysis.table;
    let occurs =
        |category: Option<Category>| table.indicators().any(|at| at.indicator.category.value().copied() == category);
    // Forms by 财预〔2015〕88号 have no costs (rules.md 3.3); where it is not on the form, it is not missing.
    let has_cost = occurs(Some(Category::Cost)) || ground.analysis.profile.guidance == Guidance::No101Of2021;
    let mut columns: Vec<Option<Category>> =
        Category::ALL.into_iter().filter(|category| *category != Category::Cost || has_cost).map(Some).collect();
    if occurs(None) {
        columns.push(None);
    }
    let kinds: Vec<Kind> = table.indicators().map(|at| Kind::of(at.indicator)).collect();
    let [numbers, in_words, none] =
        [Kind::Number, Kind::Words, Kind::None].map(|kind| kinds.iter().filter(|of| **of == kind).count().to_string());
    let values = [("all", kinds.len().to_string()), ("numbers", numbers), ("words", in_words), ("none", none)];
    let values = values.each_ref().map(|(key, value)| (*key, value.as_str()));
    let mut summary = ground.fill(words::MATRIX_SUMMARY, &values);
    for category in columns.iter().flatten().filter(|category| **category != Category::Cost) {
        let is_of = |at: IndicatorAt<'_>| at.indicator.category.value() == Some(category);
        let empty = ground.projects.iter().filter(|at| !at.indicators().any(is_of)).count();
        if empty > 0 {
            let values = [("n", empty.to_string()), ("category", ground.say(strings::category(*category)).to_owned())];
            let values = values.each_ref().map(|(key, value)| (*key, value.as_str()));
            summary.push_str(if ground.locale == crate::Locale::En { " " } else { "" });
            summary.push_str(&ground.fill(words::MATRIX_EMPTY, &values));
        }
    }
    let mut notes = vec![ground.say(words::MATRIX_HOW).to_owned()];
    notes.extend(ground.cut(words::MATRIX_CUT, ROWS.min(ground.projects.len()), ground.projects.len()));
    let mut heads = ground.heads(&[words::PROJECT]);
    heads.extend(columns.iter().map(|column| head(ground, *column).to_owned()));
    heads.extend(ground.heads(&[words::ALL]));
    Picture {
        key: "matrix",
        title: ground.say(words::MATRIX).to_owned(),
        summary,
        notes,
        drawing: drawing(ground, &columns),
        rows: ground.shown().map(|at| row(ground, at, &columns)).collect(),
        heads,
    }
}

fn head(ground: &Ground<'_>, column: Option<Category>) -> &'static str {
    ground.say(column.map_or(words::UNKNOWN, strings::category))
}

fn cells<'a>(at: ProjectAt<'a>, columns: &[Option<Category>]) -> Vec<Cell<'a>> {
    let mut cells: Vec<Cell<'a>> =
        columns.iter().map(|category| Cell { category: *category, indicators: Vec::new() }).collect();
    for at in at.indicators() {
        let category = at.indicator.category.value().copied();
        if let Some(cell) = cells.iter_mut().find(|cell| cell.category == category) {
            cell.indicators.push((at, Kind::of(at.indicator)));
        }
    }
    cells
}

fn row(ground: &Ground<'_>, at: ProjectAt<'_>, columns: &[Option<Category>]) -> Vec<String> {
    let of = |cell: Cell<'_>| {
        let named =
            [(Kind::Number, words::QUANTITATIVE), (Kind::Words, words::IN_WORDS), (Kind::None, strings::UNREADABLE)];
        let parts = named.into_iter().filter(|(kind, _)| cell.count(*kind) > 0);
        let parts = parts.map(|(kind, word)| format!("{} {}", ground.say(word), cell.count(kind)));
        let parts = parts.collect::<Vec<_>>().join(ground.say(words::COMMA));
        match cell.indicators.len() {
            0 => "0".to_owned(),
            count => ground.fill(words::TABLE_CELL, &[("count", &count.to_string()), ("parts", &parts)]),
        }
    };
    let mut row = vec![ground.name(at).to_owned()];
    row.extend(cells(at, columns).into_iter().map(of));
    row.push(at.project.indicators.len().to_string());
    row
}

fn drawing(ground: &Ground<'_>, columns: &[Option<Category>]) -> Markup {
    let mut out = Markup::default();
    let class = format!("matrix matrix--{}", columns.len());
    out.open("div", &[("class", &class)]);
    out.open("div", &[("class", "matrix__row matrix__head")]);
    out.element("span", &[("class", "matrix__name")], ground.say(words::PROJECT));
    for column in columns {
        out.element("span", &[("class", "matrix__cell")], head(ground, *column));
    }
    out.close("div");
    for at in ground.shown() {
        let places = (at.index + 1).to_string();
        out.open("div", &[("class", "matrix__row"), ("data-project", &places)]);
        ground.project(&mut out, "matrix__name", at);
        for cell in cells(at, columns) {
            squares(ground, &mut out, &cell);
        }
        out.close("div");
    }
    out.close("div");
    out
}

fn squares(ground: &Ground<'_>, out: &mut Markup, cell: &Cell<'_>) {
    let Some((first, _)) = cell.indicators.first() else {
        out.element("span", &[("class", "matrix__cell matrix__none")], ground.say(words::NONE));
        return;
    };
    let count = cell.indicators.len();
    let shown = count.min(SQUARES);
    let [numbers, in_words, none] = [Kind::Number, Kind::Words, Kind::None].map(|kind| cell.count(kind).to_string());
    let values = [
        ("category", head(ground, cell.category).to_owned()),
        ("count", count.to_string()),
        ("numbers", numbers),
        ("words", in_words),
        ("none", none),
    ];
    let title = ground.fill(words::MATRIX_CELL, &values.each_ref().map(|(key, value)| (*key, value.as_str())));
    let (width, height) = (shown.min(ACROSS) * STEP, shown.div_ceil(ACROSS) * STEP);
    let mut inside = Markup::default();
    let (width, height) = (width.to_string(), height.to_string());
    inside.open("svg", &[("role", "img"), ("width", &width), ("height", &height)]).element("title", &[], &title);
    for (at, (of, kind)) in cell.indicators.iter().take(SQUARES).enumerate() {
        let places = ground.places(Subject::Indicator { project: of.project, index: of.index }, of.indicator.anchor());
        let [x, y] = [at % ACROSS, at / ACROSS].map(|n| (n * STEP + 1).to_string());
        let class = match kind {
            Kind::Number => "ink-solid",
            Kind::Words | Kind::None => "ink-open",
        };
        let [indicator, start, end] = places.of_text();
        let project = ("data-project", places.project.as_str());
        let place =
            [("class", class), ("x", &x), ("y", &y), ("width", "10"), ("height", "10"), project, indicator, start, end];
        inside.open("rect", &place).close("rect");
        if *kind == Kind::None {
            let cross = format!("M{} {}l6 6m0-6l-6 6", at % ACROSS * STEP + 3, at / ACROSS * STEP + 3);
            inside.open("path", &[("class", "ink-line"), ("d", &cross)]).close("path");
        }
    }
    inside.close("svg").element("span", &[("class", "matrix__count")], &count.to_string());
    let places =
        ground.places(Subject::Indicator { project: first.project, index: first.index }, first.indicator.anchor());
    ground.link(out, "matrix__cell", &places, &title, &inside);
}
