//! What the buttons of the page do, without a browser: the actions of the state change its signals rightly.

use std::sync::Arc;

use jixiao::app::share::{self, Fragment, LinkError};
use jixiao::app::state::{AppState, Phase, Problem, Tab, Theme};
use jixiao::report::groups::{self, Grouping};
use jixiao::report::triage::Triage;
use jixiao::rules::{Confidence, RULES, Severity, Subject};
use jixiao::{Analysis, Guidance, Locale, Settings};

const SAMPLE: &str = include_str!("fixtures/list/guangzhou_2023.txt");

/// A page that was just opened.
fn page(test: impl FnOnce(AppState)) {
    test(AppState::new(Locale::Zh, Theme::Auto, false));
}

/// A page with the sample open.
fn sample(test: impl FnOnce(AppState)) {
    page(|state| {
        state.open_text("", SAMPLE.to_owned());
        test(state);
    });
}

fn analysis(state: AppState) -> Arc<Analysis> {
    state.analysis_untracked().expect("a finished analysis")
}

fn selected(state: AppState) -> String {
    let selection = state.selection.get_untracked().expect("a selection");
    state.source.with_untracked(|source| source.quote(&selection.origin))
}

fn firm(state: AppState, severity: Severity) -> usize {
    let analysis = analysis(state);
    let firm = analysis.findings.iter().filter(|finding| finding.confidence == Confidence::Firm);
    firm.filter(|finding| finding.severity == severity && !finding.rule.is_reading_notice()).count()
}

#[test]
fn opening_a_text_reads_it_and_starts_afresh() {
    sample(|state| {
        assert_eq!(analysis(state).table.projects().count(), 15);
        assert_eq!(analysis(state).table.indicators().count(), 96);
        state.show_severity(Some(Severity::Error));
        state.step_finding(true);
        state.open_text("next.txt", "1、产出指标：验收合格率，年度指标值：100%。".to_owned());
        assert_eq!(analysis(state).table.indicators().count(), 1);
        assert_eq!((state.tab.get_untracked(), state.selection.get_untracked()), (Tab::Cards, None));
        assert!(!state.filter.get_untracked().is_active(), "a filter does not outlive its text");
    });
}

#[test]
fn what_cannot_be_opened_is_said_and_leaves_what_is_there() {
    sample(|state| {
        state.open_text("", " \n\u{3000}".to_owned());
        assert_eq!(state.problem.get_untracked(), Some(Problem::EmptyText));
        state.open_bytes("scan.txt", Arc::new(b"\x89PNG\r\n\x1a\n\0\0\0\x0d".to_vec()), None);
        assert!(matches!(state.problem.get_untracked(), Some(Problem::File(_))));
        state.refuse_large(u64::MAX);
        assert!(matches!(state.problem.get_untracked(), Some(Problem::File(jixiao::Error::TooLarge { .. }))));
        assert_eq!(analysis(state).table.projects().count(), 15);
        state.open_text("", SAMPLE.to_owned());
        assert_eq!(state.problem.get_untracked(), None, "the next success takes the sentence away");
    });
}

#[test]
fn closing_a_text_empties_the_page() {
    sample(|state| {
        state.clear();
        assert!(matches!(state.phase.get_untracked(), Phase::Empty));
        assert!(state.source.with_untracked(|source| source.text().is_empty()));
        assert_eq!(state.selection.get_untracked(), None);
    });
}

#[test]
fn a_character_selects_the_smallest_field_that_holds_it_and_a_field_its_characters() {
    sample(|state| {
        let at = u32::try_from(SAMPLE.find("提升工作效率").expect("in the sample")).expect("small");
        state.tab.set(Tab::Report);
        state.select_byte(at + 3);
        assert_eq!((selected(state).as_str(), state.tab.get_untracked()), ("提升工作效率", Tab::Cards));
        assert!(state.selection.get_untracked().is_some_and(|selection| selection.from_text));
        let name = analysis(state).table.projects().nth(7).and_then(|at| at.project.name.origin().cloned());
        let name = name.expect("a name");
        state.select_field(name.start(), name.end());
        assert_eq!(state.selection.get_untracked().map(|selection| selection.origin), Some(name));
    });
}

#[test]
fn the_keys_walk_over_the_findings_that_are_shown_and_stop_at_the_ends() {
    sample(|state| {
        let shown = firm(state, Severity::Error) + firm(state, Severity::Warning) + firm(state, Severity::Info);
        let mut places = Vec::new();
        for _ in 0..shown + 3 {
            state.step_finding(true);
            places.push(state.selection.get_untracked().expect("a finding").origin.start());
        }
        assert!(places.is_sorted(), "in the order of the text");
        let last = state.selection.get_untracked().and_then(|selection| selection.finding);
        state.step_finding(true);
        assert_eq!(state.selection.get_untracked().and_then(|selection| selection.finding), last);
        state.step_finding(false);
        assert_ne!(state.selection.get_untracked().and_then(|selection| selection.finding), last);
        assert_eq!(state.tab.get_untracked(), Tab::Report);
    });
}

#[test]
fn a_severity_is_a_filter_that_is_taken_off_again() {
    sample(|state| {
        state.show_severity(Some(Severity::Warning));
        assert_eq!(state.tab.get_untracked(), Tab::Report);
        let report = || {
            let filter = state.filter.get_untracked();
            groups::report(&analysis(state), &filter, Grouping::Rule, Locale::Zh, &[])
        };
        assert_eq!(report().shown, firm(state, Severity::Warning));
        state.show_severity(Some(Severity::Warning));
        assert_eq!(report().filtered(), 0);
        let firm_ones = report().shown;
        state.show_doubtful();
        assert!(report().shown > firm_ones && report().doubtful == 0);
    });
}

#[test]
fn other_settings_judge_again_without_reading_again() {
    sample(|state| {
        let before = analysis(state);
        let rule = before.findings.iter().find(|finding| !finding.rule.is_reading_notice()).expect("a finding").rule;
        let mut settings = Settings { guidance: Some(Guidance::No101Of2021), ..Settings::default() };
        settings.disabled.insert(rule.code);
        state.set_settings(settings);
        let after = analysis(state);
        assert_eq!((after.profile.guidance, after.profile.chosen_by_user), (Guidance::No101Of2021, true));
        assert!(after.findings.iter().all(|finding| finding.rule != rule));
        assert_eq!(before.table, after.table);
        state.set_settings(Settings::default());
        assert_eq!(analysis(state).findings.len(), before.findings.len());
    });
}

#[test]
fn remarks_go_with_a_link_only_when_asked() {
    sample(|state| {
        state.step_finding(true);
        let id = state.selection.get_untracked().and_then(|selection| selection.finding).expect("a finding");
        state.remark(&id, |remark| remark.note = "待查".to_owned());
        let (plain, with) = (state.fragment(None, false).expect("a link"), state.fragment(None, true).expect("a link"));
        assert!(with.len() > plain.len());
        page(|other| {
            other.open_fragment(&plain);
            assert!(other.triage.with_untracked(Triage::is_empty));
            other.open_fragment(&with);
            assert_eq!(
                other.triage.with_untracked(|triage| triage.get(&id).map(|remark| remark.note.clone())).as_deref(),
                Some("待查")
            );
        });
    });
}

#[test]
fn a_link_opens_the_same_table_view_and_finding() {
    sample(|state| {
        let chosen = Settings { guidance: Some(Guidance::No101Of2021), ..Settings::default() };
        state.set_settings(chosen);
        state.step_finding(true);
        state.step_finding(true);
        let (link, finding) = (state.fragment(None, false).expect("a link"), state.selection.get_untracked());
        assert!(link.len() < 8000, "{}", link.len());
        assert_eq!(state.fragment(None, false), Some(link.clone()), "sharing twice gives the same link");
        page(|other| {
            other.open_fragment(&link);
            assert_eq!(other.source.get_untracked().text(), SAMPLE);
            assert_eq!((other.tab.get_untracked(), other.selection.get_untracked()), (Tab::Report, finding));
            assert_eq!(analysis(other).profile.guidance, Guidance::No101Of2021);
        });
    });
}

#[test]
fn a_link_to_a_doubtful_finding_shows_doubtful_ones() {
    sample(|state| {
        let analysis = analysis(state);
        let index = analysis.findings.iter().position(|finding| finding.confidence == Confidence::Doubtful);
        let index = index.expect("a doubtful finding");
        let ids = groups::ids(&state.source.get_untracked(), &analysis);
        state.select_finding(&ids[index], &analysis.findings[index]);
        let link = state.fragment(None, false).expect("a link");
        page(|other| {
            other.open_fragment(&link);
            assert!(other.filter.get_untracked().doubtful);
            assert_eq!(
                other.selection.get_untracked().and_then(|selection| selection.finding),
                Some(ids[index].clone())
            );
        });
    });
}

#[test]
fn a_link_to_a_field_or_a_project_selects_it() {
    sample(|state| {
        let target = analysis(state).table.indicators().nth(40).and_then(|at| at.indicator.target.origin().cloned());
        let target = target.expect("a target");
        state.select_field(target.start(), target.end());
        let (link, selection) = (state.fragment(None, false).expect("a link"), state.selection.get_untracked());
        page(|other| {
            other.open_fragment(&link);
            assert_eq!(other.selection.get_untracked(), selection);
            other.open_fragment(&format!("{link}&hl=4-5"));
            assert_eq!(other.selection.get_untracked(), None, "a place that cuts a character is none");
        });
        let plain = link.split('&').next().expect("the payload");
        page(|other| {
            other.open_fragment(&format!("{plain}&p=10"));
            let subject = other.selection.get_untracked().and_then(|selection| selection.subject);
            assert_eq!(subject, Some(Subject::Project(9)));
            other.open_fragment(&format!("{plain}&p=16"));
            assert_eq!(other.selection.get_untracked(), None);
        });
    });
}

#[test]
fn a_link_to_one_project_holds_nothing_of_the_others() {
    sample(|state| {
        let link = state.fragment(Some(9), false).expect("a link");
        assert!(link.len() < 1000, "{}", link.len());
        let Ok(Fragment::Table(shared)) = share::decode(&link) else { panic!("the link opens") };
        assert!(!shared.text.contains("数字财政"));
        page(|other| {
            other.open_fragment(&link);
            let (one, all) = (analysis(other), analysis(state));
            let names = |analysis: &Analysis, nth: usize| {
                analysis.table.projects().nth(nth).and_then(|at| at.project.name.value().cloned())
            };
            assert_eq!(one.table.projects().count(), 1);
            assert_eq!(names(&one, 0), names(&all, 9));
        });
    });
}

#[test]
fn a_text_too_long_for_any_link_is_not_packed() {
    page(|state| {
        state.open_text("", "预算绩效".repeat(50_000));
        assert_eq!(state.fragment(None, false), None);
    });
}

#[test]
fn a_damaged_link_is_said_and_leaves_what_is_there() {
    sample(|state| {
        let link = state.fragment(None, false).expect("a link");
        state.open_fragment(&link[..link.len() / 2]);
        assert_eq!(state.problem.get_untracked(), Some(Problem::Link(LinkError::Cut)));
        assert_eq!(analysis(state).table.projects().count(), 15);
        state.open_fragment("d=9x.abc");
        assert_eq!(state.problem.get_untracked(), Some(Problem::Link(LinkError::Newer)));
    });
}

#[test]
fn a_link_leads_to_the_page_of_a_rule() {
    page(|state| {
        state.open_fragment(&format!("rule={}", RULES[0].code));
        assert_eq!(state.rule.get_untracked(), Some(RULES[0]));
        state.open_fragment("rule=Z99");
        assert_eq!(state.problem.get_untracked(), Some(Problem::Link(LinkError::NoRule)));
    });
}

#[test]
fn language_colours_and_type_are_switched_round() {
    page(|state| {
        state.switch_locale();
        assert_eq!(state.locale.get_untracked(), Locale::En);
        state.switch_locale();
        assert_eq!(state.locale.get_untracked(), Locale::Zh);
        let themes = [Theme::Light, Theme::Dark, Theme::Auto];
        for theme in themes {
            state.switch_theme();
            assert_eq!(state.theme.get_untracked(), theme);
        }
        state.switch_type();
        assert!(state.large_type.get_untracked());
    });
}
