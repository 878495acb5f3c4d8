//! Group B: indicators of a project that stand twice, by base and by concept.

use std::collections::BTreeMap;

use super::case::Case;
use super::named::Named;
use super::{Check, Code, Findings, Profile, Reason, ReviewPoint, Role, Rule, Severity, Subject};
use crate::i18n::text;
use crate::vocabulary::{self, Name};
use crate::walk::ProjectAt;

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
    check: Check::Table(duplicate_in_project),
};

fn duplicate_in_project(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    let mut seen = Seen::default();
    for at in case.projects() {
        let pairs = pairs(case, &at, &mut seen);
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

/// What makes a name one of several that are taken for the same; equal numbers are equal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Identity {
    /// By its measure.
    pub(super) measure: usize,
    /// By its measure and the objects that brackets add.
    pub(super) whole: usize,
    /// By its concept and what that is said of, where it is one of the concepts that are compared.
    pub(super) thing: Option<usize>,
    /// The 规范性 of one project is not that of another.
    pub(super) is_generic: bool,
}

/// The identities of names.
pub(super) fn identities(names: &[Name]) -> Vec<Identity> {
    /// One kind of map for everything here: each costs the page some kilobytes.
    type Numbers = BTreeMap<String, usize>;
    fn number(numbers: &mut Numbers, key: String) -> usize {
        let next = numbers.len();
        *numbers.entry(key).or_insert(next)
    }
    let (mut measures, mut wholes, mut things) = (Numbers::new(), Numbers::new(), Numbers::new());
    let identity = |name: &Name| {
        let measure = vocabulary::measure(name);
        let mut whole = measure.clone();
        for object in Details::of(name).objects {
            whole.extend([" ", object.as_str()]);
        }
        let thing = vocabulary::concept(name).map(|concept| format!("{concept:?} {}", vocabulary::object(name)));
        Identity {
            measure: number(&mut measures, measure),
            whole: number(&mut wholes, whole),
            thing: thing.map(|thing| number(&mut things, thing)),
            is_generic: vocabulary::generic(name).is_some(),
        }
    };
    names.iter().map(identity).collect()
}

/// Where a number was first seen in the project that is being looked at.
#[derive(Default)]
struct Firsts(Vec<Option<(usize, usize)>>);

impl Firsts {
    fn get(&self, number: usize, project: usize) -> Option<usize> {
        let first = self.0.get(number).copied().flatten();
        first.filter(|(of, _)| *of == project).map(|(_, first)| first)
    }

    fn set(&mut self, number: usize, project: usize, first: usize) {
        if self.0.len() <= number {
            self.0.resize(number + 1, None);
        }
        if let Some(place) = self.0.get_mut(number) {
            *place = Some((project, first));
        }
    }
}

/// Which measures and things stand first where.
#[derive(Default)]
struct Seen {
    measures: Firsts,
    things: Firsts,
}

/// Every indicator of a project that repeats an earlier one, each with the first of its kind. Similar spelling is no
/// sign: 硬件数量计划完成率 and 软件数量计划完成率 are two indicators.
fn pairs<'t>(case: Case<'t>, at: &ProjectAt<'t>, seen: &mut Seen) -> Vec<([Named<'t>; 2], Likeness)> {
    /// Names of one measure that differ in brackets; more are not compared with each other.
    const MOST_VARIANTS: usize = 8;
    let project = at.index;
    let mut measures: Vec<Vec<Named<'t>>> = Vec::new();
    let mut pairs = Vec::new();
    for at in at.indicators() {
        let Some(name) = case.name(at) else { continue };
        let Some(identity) = case.identity(at) else { continue };
        let this = Named { at, name };
        // A row of column numbers is no name.
        if !name.base().chars().any(vocabulary::is_letter) {
            continue;
        }
        if let Some(variants) = seen.measures.get(identity.measure, project).and_then(|first| measures.get_mut(first)) {
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
        seen.measures.set(identity.measure, project, measures.len());
        if let Some(thing) = identity.thing {
            let first = seen.things.get(thing, project).and_then(|at| measures.get(at)).and_then(|of| of.first());
            if let Some(first) = first {
                let doubtful = kind(first.name) != kind(name) || things(first.name) != things(name);
                pairs.push(([*first, this], Likeness::SameThing { doubtful }));
            } else {
                seen.things.set(thing, project, measures.len());
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
    fn of(name: &Name) -> Self {
        const TAGS: &str = "类 质量 数量 时效 成本 指标 % 效益 满意度 定量 定性 正向 反向 必选 可选 核心";
        let plain = name.plain();
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

/// The kind of measure: 及时率 and 按期完成率 say the same of different things.
fn kind(name: &Name) -> String {
    let base = name.base().replace("满意率", "满意度");
    let skipped = base.chars().count().saturating_sub(3);
    base.chars().skip(skipped).collect()
}

/// What a name is about, where the words that name nothing in particular do tell two names apart:
/// 软件验收合格率 and 设备验收合格率.
fn things(name: &Name) -> Vec<&'static str> {
    const THINGS: [&str; 6] = ["设备", "软件", "系统", "工程", "信息化", "建设"];
    THINGS.into_iter().filter(|thing| name.base().contains(thing)).collect()
}

fn report_pair([first, second]: [Named<'_>; 2], likeness: Likeness, findings: &mut Findings) {
    let subject = |named: &Named<'_>| Subject::Indicator { project: named.at.project, index: named.at.index };
    let finding = findings.report(&DUPLICATE_IN_PROJECT, subject(&first), first.origin());
    finding.arg("name", first.name.text()).related(Role::Counterpart, subject(&second), second.origin());
    if likeness != Likeness::Same {
        finding.severity(Severity::Warning).arg("other", second.name.text());
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
            let spelled_alike = first.name.text() == second.name.text();
            finding.message(usize::from(!spelled_alike)).arg("category", category);
            if !spelled_alike {
                finding.arg("other", second.name.text());
            }
        }
        (Some(category), Some(other)) => {
            finding.message(2).severity(Severity::Warning).arg("other", second.name.text());
            finding.arg("category", category).arg("other_category", other);
        }
        _ => {
            finding.message(3).severity(Severity::Warning).arg("other", second.name.text());
        }
    }
}
