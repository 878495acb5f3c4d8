//! The validation report: findings grouped and counted, what passed, what could not be decided, how the text was read.

use super::dom::{El, action, button, checkbox, el, place_link, svg, value_of};
use super::finding_item::{item, rule_button};
use super::icon;
use super::pictures::digest;
use super::rule_page::rule_page;
use super::state::AppState;
use super::triage::tally;
use crate::analysis::Analysis;
use crate::i18n::{Locale, Text};
use crate::order::{find, grouped};
use crate::report::groups::{End, Filter, Group, Grouping, Heading, Report, ids, report};
use crate::report::triage::Triage;
use crate::report::{Outcome, not_printed, outcomes};
use crate::rules::Subject;
use crate::source::Source;
use crate::strings;
use crate::walk::ProjectAt;

/// 审核报告.
pub fn finding_list(state: AppState) -> El {
    let reset =
        move || state.filter.update(|filter| *filter = Filter { doubtful: filter.doubtful, ..Filter::default() });
    let clear = move || {
        let active = state.filter.with(Filter::is_active);
        active.then(|| action("button", state, strings::CLEAR_FILTER, Box::new(reset)))
    };
    el("section", "finding-list")
        .attr_say("aria-label", state, strings::TAB_REPORT)
        .with(controls(state).part(Box::new(clear)))
        .part(Box::new(move || tally(state)))
        .part(Box::new(move || rule_page(state)))
        .part(Box::new(move || body(state, &state.filter.get())))
}

/// Everything below the controls, of the findings that pass a filter.
pub fn body(state: AppState, filter: &Filter) -> Option<El> {
    let analysis = state.analysis()?;
    let (source, locale) = (state.source.get(), state.locale.get());
    let ids = ids(&source, &analysis);
    let triage = if filter.hide_decided { state.triage.get() } else { state.triage.get_untracked() };
    let decided = state.decided(&ids);
    let report = report(&analysis, filter, state.grouping.get(), locale, &decided);
    // A selected finding must be seen even where its group is folded at first.
    let selected = state.selection.with_untracked(|selection| selection.as_ref()?.finding.clone());
    let selected = selected.and_then(|id| ids.iter().position(|other| *other == id));
    let projects: Vec<ProjectAt<'_>> = analysis.table.projects().collect();
    let by_project = state.grouping.get() == Grouping::Project;
    let draw = Draw {
        source: &source,
        analysis: &analysis,
        report: &report,
        by_project,
        triage: &triage,
        ids: &ids,
        projects: &projects,
        selected,
        locale,
    };
    let (shown, all) = (report.shown.to_string(), report.all.to_string());
    let mut count = strings::SHOWN_OF.fill(locale, &[("shown", &shown), ("all", &all)]);
    for (hidden, text) in [(report.doubtful, strings::HIDDEN_DOUBTFUL), (report.filtered(), strings::HIDDEN_FILTERED)] {
        if hidden > 0 {
            count.extend([" · ", &text.fill(locale, &[("n", &hidden.to_string())])]);
        }
    }
    Some(
        el("div", "")
            .with(el("p", "finding-list__count").attr("role", "status").text(&count))
            .with(digest(strings::DIGEST, 0, locale))
            .maybe(draw.end(report.end))
            .with_all(report.groups.iter().map(|group| draw.group(group)).collect())
            .with(draw.passed())
            .with(draw.undecided())
            .maybe(draw.notices()),
    )
}

/// Grouping, the switch for doubtful findings, search.
fn controls(state: AppState) -> El {
    let choice = move |grouping: Grouping| {
        let name = match grouping {
            Grouping::Rule => strings::BY_RULE,
            Grouping::Project => strings::BY_PROJECT,
            Grouping::Severity => strings::BY_SEVERITY,
            Grouping::Place => strings::BY_PLACE,
        };
        action("choice", state, name, Box::new(move || state.grouping.set(grouping)))
            .flag("aria-pressed", Box::new(move || state.grouping.get() == grouping))
    };
    let choices = Grouping::ALL.into_iter().map(choice).collect();
    let doubtful = checkbox(
        Box::new(move || state.filter.with(|filter| filter.doubtful)),
        Box::new(move || state.filter.update(|filter| filter.doubtful = !filter.doubtful)),
    );
    let hard = checkbox(
        Box::new(move || state.filter.with(|filter| filter.hard_to_score)),
        Box::new(move || state.filter.update(|filter| filter.hard_to_score = !filter.hard_to_score)),
    );
    let search = el("input", "finding-list__search")
        .attr("type", "search")
        .property("value", Box::new(move || state.filter.with(|filter| filter.text.as_str().into())))
        .on("input", Box::new(move |event| state.filter.update(|filter| filter.text = value_of(&event))));
    let group = el("div", "finding-list__grouping").attr("role", "group");
    el("div", "finding-list__controls")
        .with(group.attr_say("aria-label", state, strings::GROUP_BY).with_all(choices))
        .with(el("label", "").with(doubtful).say(state, strings::SHOW_DOUBTFUL))
        .with(el("label", "").with(hard).say(state, strings::HARD_TO_SCORE))
        .with(el("label", "").say(state, strings::SEARCH).text(" ").with(search))
}

/// What all parts of the report are drawn from.
struct Draw<'a> {
    source: &'a Source,
    analysis: &'a Analysis,
    report: &'a Report,
    by_project: bool,
    triage: &'a Triage,
    ids: &'a [String],
    projects: &'a [ProjectAt<'a>],
    selected: Option<usize>,
    locale: Locale,
}

impl Draw<'_> {
    /// The end states, each with its next step.
    fn end(&self, end: End) -> Option<El> {
        let (sentence, picture) = match end {
            End::Findings => return None,
            End::Nothing => (strings::END_NOTHING, icon::PASS),
            End::Muted => (strings::END_MUTED, icon::INFO),
            End::OnlyDoubtful => (strings::END_ONLY_DOUBTFUL, icon::INFO),
            End::Filtered => (strings::END_FILTERED, icon::INFO),
            End::Unread => (strings::UNREAD_WHAT, icon::UNKNOWN),
        };
        Some(el("div", "end-state").with(svg(picture)).with(el("p", "").text(sentence.get(self.locale))))
    }

    fn item(&self, index: usize, with_title: bool) -> Option<El> {
        let (finding, id) = (self.analysis.findings.get(index)?, self.ids.get(index)?);
        Some(item(self.source, finding, index, id, with_title, self.triage.get(id), self.locale))
    }

    fn group(&self, group: &Group) -> El {
        let title = match group.heading {
            Heading::Rule(rule) => rule.title.get(self.locale).to_owned(),
            Heading::Project(project) => {
                let name = self.projects.get(project).and_then(|at| at.project.name.value());
                let place = strings::place(Subject::Project(project), self.locale);
                name.map_or(place.clone(), |name| format!("{place} {name}"))
            }
            Heading::Severity(severity) => strings::severity(severity).get(self.locale).to_owned(),
            Heading::Document => strings::place(Subject::Document, self.locale),
            Heading::Place => strings::BY_PLACE.get(self.locale).to_owned(),
        };
        let count = strings::PLACES.fill(self.locale, &[("n", &group.findings.len().to_string())]);
        let rule = match group.heading {
            Heading::Rule(rule) => Some(rule_button(rule, self.locale)),
            _ => None,
        };
        let items =
            if self.by_project { self.stacked(&group.findings) } else { self.items(&group.findings, rule.is_none()) };
        let list = el("ul", "finding-group__items").with_all(items);
        let open = group.open || self.selected.is_some_and(|index| group.findings.contains(&index));
        let group = details("finding-group", &title, &count);
        let group = if open { group.attr("open", "") } else { group };
        group.maybe(rule).with(list)
    }

    /// Findings one after another; what follows from another one says so.
    fn items(&self, findings: &[usize], with_title: bool) -> Vec<El> {
        let item = |index: &usize| {
            let root = self.root(*index).and_then(|root| Some((root, self.analysis.findings.get(root)?)));
            let link = root.map(|(at, root)| {
                let sentence = strings::FOLLOWS_FROM.fill(
                    self.locale,
                    &[
                        ("place", &strings::place(root.subject, self.locale)),
                        ("title", root.rule.title.get(self.locale)),
                    ],
                );
                el("p", "finding-item__root").with(button("link", "data-f", &at.to_string()).text(&sentence))
            });
            Some(self.item(*index, with_title)?.maybe(link))
        };
        findings.iter().filter_map(item).collect()
    }

    /// Findings with those that follow from them below.
    fn stacked(&self, findings: &[usize]) -> Vec<El> {
        let followers = findings.iter().filter_map(|index| Some((self.root(*index)? as u128, *index)));
        let followers = grouped(followers.collect());
        let alone = findings.iter().filter(|index| self.root(**index).is_none());
        let stack = |index: &usize| {
            let item = self.item(*index, true)?;
            let Some(below) = find(&followers, *index as u128) else { return Some(item) };
            let count = strings::FOLLOWERS.fill(self.locale, &[("n", &below.len().to_string())]);
            let items = below.iter().filter_map(|index| self.item(*index, true)).collect();
            let list = el("ul", "finding-item__followers").with_all(items);
            Some(item.with(el("p", "muted").text(&count)).with(list))
        };
        alone.filter_map(stack).collect()
    }

    fn root(&self, index: usize) -> Option<usize> {
        self.report.roots.get(index).copied().flatten()
    }

    fn passed(&self) -> El {
        let outcomes = outcomes(self.analysis);
        let passed = outcomes.iter().filter(|(_, outcome)| *outcome == Outcome::Passed);
        // A rule is named by its problem: that one was not found.
        let line = |rule: &crate::rules::Rule| {
            let sentence = strings::NOT_FOUND.fill(self.locale, &[("title", rule.title.get(self.locale))]);
            el("li", "").with(svg(icon::PASS).attr("class", "icon icon--pass")).text(" ").text(&sentence).text(" ")
        };
        let items = passed.map(|(rule, _)| line(rule).with(rule_button(rule, self.locale)));
        self.list(strings::PASSED, items.collect())
    }

    /// What could not be decided, and what this form does not print at all.
    fn undecided(&self) -> El {
        let line = || el("li", "").with(svg(icon::UNKNOWN)).text(" ");
        let mut items: Vec<El> = self
            .analysis
            .undecided
            .iter()
            .map(|undecided| {
                let place = strings::place(undecided.subject, self.locale);
                let place = match &undecided.origin {
                    Some(origin) => place_link(&place, origin),
                    None => el("span", "").text(&place),
                };
                let reason = el("span", "muted").text(strings::reason(undecided.reason).get(self.locale));
                line().with(place).text(" ").text(undecided.rule.title.get(self.locale)).text(" ").with(reason)
            })
            .collect();
        let absent = not_printed(&self.analysis.table).into_iter();
        items.extend(absent.map(|text| line().text(text.get(self.locale))));
        self.list(strings::UNDECIDED, items).attr("id", "undecided")
    }

    /// 读取提示: how the text was read, apart from the review.
    fn notices(&self) -> Option<El> {
        let findings = self.analysis.findings.iter().enumerate();
        let notices = findings.filter(|(_, finding)| finding.rule.is_reading_notice());
        let items: Vec<El> = notices.filter_map(|(index, _)| self.item(index, true)).collect();
        (!items.is_empty()).then(|| self.list(strings::NOTICES, items))
    }

    fn list(&self, title: Text, items: Vec<El>) -> El {
        let count = items.len().to_string();
        details("finding-group", title.get(self.locale), &count).with(el("ul", "checks").with_all(items))
    }
}

fn details(class: &str, title: &str, count: &str) -> El {
    let head = el("summary", "finding-group__head")
        .with(el("h2", "finding-group__title").text(title))
        .with(el("span", "finding-group__count").text(count));
    el("details", class).with(head)
}
