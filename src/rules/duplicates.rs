//! Group B: indicators of a project that stand twice, by base and by concept.

use std::collections::BTreeMap;

use super::{Code, Findings, Profile, Reason, ReviewPoint, Role, Rule, Severity, Subject};
use crate::i18n::text;
use crate::model::Table;
use crate::span::Origin;
use crate::vocabulary;
use crate::walk::{IndicatorAt, ProjectAt};

#[doc = include_str!("pages/B13-duplicate-in-project.md")]
pub(super) static DUPLICATE_IN_PROJECT: Rule = Rule {
    code: Code::new('B', 13),
    name: "duplicate-in-project",
    severity: Severity::Error,
    point: ReviewPoint::IndicatorSoundness,
    title: text!("项目内指标重复", "Same indicator twice in a project"),
    messages: &[
        text!(
            "“{name}”在同一项目中重复出现，均为{category}",
            "“{name}” stands twice in one project, both times as {category}"
        ),
        text!(
            "“{name}”与“{other}”是同一指标，均为{category}",
            "“{name}” and “{other}” are the same indicator, both of category {category}"
        ),
        text!(
            "“{name}”与“{other}”是同一指标，却分别列为{category}和{other_category}",
            "“{name}” and “{other}” are the same indicator, once as {category} and once as {other_category}"
        ),
        text!("“{name}”与“{other}”是同一指标", "“{name}” and “{other}” are the same indicator"),
        text!(
            "“{name}”与“{other}”只有括号或数字不同，可能是同一指标",
            "“{name}” and “{other}” differ in brackets or numbers only and may be the same indicator"
        ),
        text!("“{name}”与“{other}”衡量的是同一件事", "“{name}” and “{other}” measure the same thing"),
        text!("“{name}”与“{other}”可能衡量同一件事", "“{name}” and “{other}” may measure the same thing"),
    ],
    page: super::page!("B13-duplicate-in-project.md"),
    check: duplicate_in_project,
};

/// An indicator whose name was read.
#[derive(Clone, Copy)]
struct Named<'t> {
    at: IndicatorAt<'t>,
    name: &'t str,
    origin: &'t Origin,
}

fn duplicate_in_project(table: &Table, _: &Profile, findings: &mut Findings) {
    let mut seen = Seen::default();
    for at in table.projects() {
        let pairs = pairs(&at, &mut seen);
        if is_read_twice(&pairs, at.project.indicators.len()) {
            let (subject, origin) = (Subject::Project(at.index), at.project.anchor());
            findings.cannot_decide(&DUPLICATE_IN_PROJECT, subject, origin, Reason::ValueUnreadable);
            continue;
        }
        for (pair, likeness) in pairs {
            report_pair(pair, likeness, findings);
        }
    }
}

/// Whether it is the reading that doubles: a mid-term set beside the annual one, or a word of the form taken for a name.
fn is_read_twice(pairs: &[([Named<'_>; 2], Likeness)], indicators: usize) -> bool {
    let same: Vec<&Named<'_>> =
        pairs.iter().filter(|(_, likeness)| *likeness == Likeness::Same).map(|([first, _], _)| first).collect();
    let most = same.len() >= 3 && same.len() * 3 > indicators;
    let mut times = vec![0_usize; indicators];
    for first in &same {
        if let Some(times) = times.get_mut(first.at.index) {
            *times += 1;
        }
    }
    most || times.into_iter().any(|times| times >= 3)
}

/// Why two indicators are taken for one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Likeness {
    Same,
    SameButForBrackets,
    SameThing { doubtful: bool },
}

/// What names measure, by measure. Tables repeat their names from project to project, and a look at one takes a while.
#[derive(Default)]
struct Seen {
    /// One kind of map for everything here: each costs the page some kilobytes.
    at: BTreeMap<String, usize>,
    /// Concept and object of a name, as a key; `None` where it is no concept that is compared.
    things: Vec<Option<String>>,
}

impl Seen {
    fn thing_of(&mut self, measure: &str, name: &str) -> Option<String> {
        let known = self.at.get(measure).and_then(|at| self.things.get(*at));
        if let Some(thing) = known {
            return thing.clone();
        }
        let thing = vocabulary::concept(name).map(|concept| format!("{concept:?} {}", vocabulary::object(name)));
        self.at.insert(measure.to_owned(), self.things.len());
        self.things.push(thing.clone());
        thing
    }
}

/// Every indicator of a project that repeats an earlier one, each with the first of its kind. Similar spelling is no
/// sign: 硬件数量计划完成率 and 软件数量计划完成率 are two indicators.
fn pairs<'t>(at: &ProjectAt<'t>, seen: &mut Seen) -> Vec<([Named<'t>; 2], Likeness)> {
    /// Names of one measure that differ in brackets; more are not compared with each other.
    const MOST_VARIANTS: usize = 8;
    let mut by_measure: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_thing: BTreeMap<String, usize> = BTreeMap::new();
    let mut measures: Vec<Vec<Named<'t>>> = Vec::new();
    let mut pairs = Vec::new();
    for at in at.indicators() {
        let Some((name, origin)) = at.indicator.name.read() else { continue };
        let this = Named { at, name, origin };
        let measure = vocabulary::measure(name);
        // A row of column numbers is no name.
        if !measure.chars().any(vocabulary::is_letter) {
            continue;
        }
        if let Some(variants) = by_measure.get(&measure).and_then(|at| measures.get_mut(*at)) {
            let details = Details::of(name);
            let alike = variants.iter().find(|other| Details::of(other.name).agree_with(&details)).copied();
            if let Some(first) = alike {
                pairs.push(([first, this], Likeness::Same));
            } else if let Some(first) = variants.first().copied() {
                pairs.push(([first, this], Likeness::SameButForBrackets));
                if variants.len() < MOST_VARIANTS {
                    variants.push(this);
                }
            }
            continue;
        }
        let thing = seen.thing_of(&measure, name);
        by_measure.insert(measure, measures.len());
        if let Some(thing) = thing {
            let first = by_thing.get(&thing).and_then(|at| measures.get(*at)).and_then(|variants| variants.first());
            if let Some(first) = first {
                let doubtful = kind(first.name) != kind(name) || things(first.name) != things(name);
                pairs.push(([*first, this], Likeness::SameThing { doubtful }));
            } else {
                by_thing.insert(thing, measures.len());
            }
        }
        measures.push(vec![this]);
    }
    pairs
}

/// What brackets and closing digits of a name add to its base.
struct Details {
    /// 设备购置数量（电脑） and 设备购置数量（桌椅） are two indicators.
    objects: Vec<String>,
    /// Tags of an indicator library, units, classes: they add nothing, but two different ones are two reasons to ask.
    tags: Vec<String>,
}

impl Details {
    fn of(name: &str) -> Self {
        const TAGS: &str = "类 质量 数量 时效 成本 指标 % 效益 满意度 定量 定性 正向 反向 必选 可选 核心";
        let plain = vocabulary::plain(name);
        let inside = plain.split(['(', '[', '【', '〔']).skip(1);
        let inside = inside.filter_map(|part| part.split([')', ']', '】', '〕']).next());
        let is_tag =
            |part: &&str| vocabulary::ends_in(part, TAGS) || vocabulary::unit_kind(part) != vocabulary::UnitKind::Other;
        let inside = inside.filter(|part| !part.is_empty());
        let (tags, mut objects): (Vec<String>, Vec<String>) =
            inside.map(str::to_owned).partition(|part| is_tag(&part.as_str()));
        let undigited = plain.trim_end_matches(|ch: char| ch.is_ascii_digit());
        let digits = plain.strip_prefix(undigited).unwrap_or_default();
        // 系统正常运行率1 beside 系统正常运行率 is a slip; 指标1 beside 指标2 is a numbering, and each has its digit.
        if digits.parse().is_ok_and(|number: u32| number > 1) {
            objects.push(digits.to_owned());
        }
        Self { objects, tags }
    }

    fn agree_with(&self, other: &Self) -> bool {
        let tags = self.tags == other.tags || self.tags.is_empty() || other.tags.is_empty();
        tags && self.objects == other.objects
    }
}

/// What makes a name the same indicator elsewhere: its measure, and the objects that brackets add.
pub(super) fn identity(name: &str) -> String {
    let mut identity = vocabulary::measure(name);
    for object in Details::of(name).objects {
        identity.extend([" ", object.as_str()]);
    }
    identity
}

/// The kind of measure: 及时率 and 按期完成率 say the same of different things.
fn kind(name: &str) -> String {
    let base = vocabulary::base(name).replace("满意率", "满意度");
    let skipped = base.chars().count().saturating_sub(3);
    base.chars().skip(skipped).collect()
}

/// What a name is about, where the words that name nothing in particular do tell two names apart:
/// 软件验收合格率 and 设备验收合格率.
fn things(name: &str) -> Vec<&'static str> {
    const THINGS: [&str; 6] = ["设备", "软件", "系统", "工程", "信息化", "建设"];
    let base = vocabulary::base(name);
    THINGS.into_iter().filter(|thing| base.contains(thing)).collect()
}

fn report_pair([first, second]: [Named<'_>; 2], likeness: Likeness, findings: &mut Findings) {
    let subject = |named: &Named<'_>| Subject::Indicator { project: named.at.project, index: named.at.index };
    let finding = findings.report(&DUPLICATE_IN_PROJECT, subject(&first), first.origin);
    finding.arg("name", first.name).related(Role::Counterpart, subject(&second), second.origin);
    if likeness != Likeness::Same {
        finding.severity(Severity::Warning).arg("other", second.name);
        match likeness {
            Likeness::SameThing { doubtful: false } => finding.message(5),
            Likeness::SameThing { doubtful: true } => finding.message(6).doubtful(),
            _ => finding.message(4).doubtful(),
        };
        return;
    }
    let category = |named: &Named<'_>| named.at.indicator.category.value().copied();
    match (category(&first), category(&second)) {
        (Some(category), Some(other)) if category == other => {
            let spelled_alike = first.name == second.name;
            finding.message(usize::from(!spelled_alike)).arg("category", category);
            if !spelled_alike {
                finding.arg("other", second.name);
            }
        }
        (Some(category), Some(other)) => {
            finding.message(2).severity(Severity::Warning).arg("other", second.name);
            finding.arg("category", category).arg("other_category", other);
        }
        _ => {
            finding.message(3).severity(Severity::Warning).arg("other", second.name);
        }
    }
}
