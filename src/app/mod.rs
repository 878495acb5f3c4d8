//! The front end: [`open`] makes the state, listens to the window and lays out the page.

pub mod browser;
pub mod card_list;
pub mod choice;
pub mod codec;
pub mod coverage_bar;
pub mod dom;
pub mod engine;
pub mod export_dialog;
pub mod file_list;
pub mod files;
pub mod finding_item;
pub mod finding_list;
pub mod help_overlay;
pub mod icon;
pub mod landing;
pub mod link;
pub mod paper;
pub mod pictures;
pub mod profile_dialog;
pub mod progress;
pub mod project_card;
pub mod reconcile_strip;
pub mod rule_page;
pub mod share;
pub mod share_dialog;
pub mod signals;
pub mod source_pane;
pub mod state;
pub mod summary_header;
pub mod toolbar;
pub mod triage;

use web_sys::Event;

use self::dom::{El, action, clicked, effect, el, svg};
use self::state::{AppState, Phase, Problem, Tab, Theme};
use crate::i18n::{self, Locale, Text};
use crate::model::Layout;
use crate::strings;

/// The whole page: makes the state and the elements, and listens to the window.
pub fn open() {
    i18n::set_english(browser::english);
    let state = AppState::new(Locale::Zh, first_theme(), first_size());
    root_attributes(state);
    landing::listen(state);
    help_overlay::listen(state);
    paper::listen(state);
    browser::replace_body(&[
        el("a", "skip-link").attr("href", "#main").say(state, strings::SKIP),
        toolbar::toolbar(state),
        el("div", "problem-host").attr("role", "alert").part(Box::new(move || problem(state))),
        el("div", "status-host").attr("role", "status").part(Box::new(move || converting(state))),
        el("div", "part").part(Box::new(move || file_list::entries(state))),
        el("main", "main").attr("id", "main").attr("tabindex", "-1").part(Box::new(move || Some(page(state)))),
        footer(state),
        landing::drop_overlay(state),
        share_dialog::dialog(state),
        export_dialog::dialog(state),
        profile_dialog::dialog(state),
        paper::dialog(state),
        help_overlay::dialog(state),
    ]);
    // Links need the codec, and English its sentences: both come beside the program.
    browser::when_loaded(Box::new(move || {
        if wants_english() {
            state.locale.set(Locale::En);
        }
        state.open_fragment(&browser::fragment());
    }));
    browser::listen("hashchange", move |_: Event| state.open_fragment(&browser::fragment()));
}

fn page(state: AppState) -> El {
    match state.phase.get() {
        // A link can lead to the page of a rule alone.
        Phase::Empty => el("div", "").part(Box::new(move || rule_page::rule_page(state))).with(landing::landing(state)),
        Phase::Working { .. } => progress::progress_bar(state),
        Phase::Done(analysis) if analysis.table.layout == Layout::Unknown => unread(state),
        Phase::Done(_) => workspace(state),
    }
}

fn footer(state: AppState) -> El {
    el("footer", "footer")
        .with(el("span", "").say(state, strings::DISCLAIMER))
        .with(el("span", "").text(concat!("Jixiao ", env!("CARGO_PKG_VERSION"))))
}

/// Header, tabs and the text beside.
fn workspace(state: AppState) -> El {
    let shown = move |tab: Tab| match tab {
        Tab::Cards => card_list::card_list(state),
        Tab::Report => finding_list::finding_list(state),
        Tab::Pictures => pictures::pictures(state),
    };
    let panel = el("div", "")
        .attr("role", "tabpanel")
        .attr("id", "tab-panel")
        .attr_of("aria-labelledby", Box::new(move || Some(format!("tab-{}", state.tab.get().as_str()))))
        .part(Box::new(move || Some(shown(state.tab.get()))));
    let wide = move || Some(if state.source_open.get() { "workspace" } else { "workspace workspace--wide" }.to_owned());
    let both = el("div", "")
        .attr_of("class", Box::new(wide))
        .with(el("div", "workspace__main").with(tabs(state)).with(panel))
        .part(Box::new(move || state.source_open.get().then(|| source_pane::source_pane(state))));
    el("div", "page")
        .with(el("div", "print-only").attr("id", paper::HEAD))
        .with(summary_header::summary_header(state))
        .with(both)
        // On paper both tabs stand one after the other.
        .with(el("div", "print-only").attr("id", paper::REST))
        .on("click", Box::new(move |event| clicked(state, &event)))
        .on("change", Box::new(move |event| triage::noted(state, &event)))
}

fn tabs(state: AppState) -> El {
    let tab = move |tab: Tab, text: Text| {
        action("tab", state, text, Box::new(move || state.tab.set(tab)))
            .attr("role", "tab")
            .attr("id", &format!("tab-{}", tab.as_str()))
            .attr("aria-controls", "tab-panel")
            .flag("aria-selected", Box::new(move || state.tab.get() == tab))
    };
    let show = action(
        "button button--quiet",
        state,
        strings::SHOW_SOURCE,
        Box::new(move || {
            state.source_open.toggle();
        }),
    );
    let list = el("div", "tabs__list").attr("role", "tablist");
    el("div", "tabs")
        .with(
            list.with(tab(Tab::Cards, strings::TAB_CARDS))
                .with(tab(Tab::Report, strings::TAB_REPORT))
                .with(tab(Tab::Pictures, strings::TAB_PICTURES)),
        )
        .with(show.flag("aria-pressed", Box::new(move || state.source_open.get())))
}

/// The third end state: nothing was recognised; what to try, and the text.
fn unread(state: AppState) -> El {
    let tries = strings::UNREAD_TRY.into_iter().map(|text| el("li", "").say(state, text)).collect();
    let section = el("section", "unread")
        .attr("aria-labelledby", "unread-title")
        .with(el("h1", "").attr("id", "unread-title").say(state, strings::UNREAD_TITLE))
        .with(el("p", "").say(state, strings::UNREAD_WHAT))
        .with(el("ul", "").with_all(tries))
        .part(Box::new(move || landing::encodings(state)))
        .with(action("button", state, strings::START_AGAIN, Box::new(move || state.clear())));
    el("div", "page").with(section).with(source_pane::source_pane(state))
}

/// A file of cells is being read: the program for it may have to be loaded first.
fn converting(state: AppState) -> Option<El> {
    let sentence = || el("p", "muted").say(state, strings::CONVERTING);
    (state.converting.get() != 0).then(|| {
        el("div", "progress").with(sentence()).with(el("progress", "").attr_say(
            "aria-label",
            state,
            strings::CONVERTING,
        ))
    })
}

/// What could not be done, until the next thing succeeds.
fn problem(state: AppState) -> Option<El> {
    let problem = state.problem.get()?;
    let locale = state.locale.get();
    let sentence = match &problem {
        Problem::File(error) => strings::error_sentence(error, locale),
        Problem::Unreadable => strings::FILE_UNREADABLE.get(locale).to_owned(),
        Problem::EmptyText => strings::EMPTY_TEXT.get(locale).to_owned(),
        Problem::Mojibake => strings::MOJIBAKE.get(locale).to_owned(),
        Problem::Said(sentence) => sentence.clone(),
        Problem::Link(error) => error.sentence().get(locale).to_owned(),
    };
    let close = action("button button--quiet", state, strings::CLOSE, Box::new(move || state.problem.set(None)));
    Some(el("div", "problem").with(svg(icon::WARNING)).with(el("p", "").text(&sentence)).with(close))
}

/// What the state says of the page as a whole goes to the root element and to the marked fields.
fn root_attributes(state: AppState) {
    effect(Box::new(move || {
        let language = if state.locale.get() == Locale::En { "en" } else { "zh-CN" };
        browser::set_root_attribute("lang", Some(language));
    }));
    effect(Box::new(move || {
        let theme = state.theme.get();
        browser::set_root_attribute("data-theme", (theme != Theme::Auto).then(|| theme.as_str()));
    }));
    effect(Box::new(move || browser::set_root_attribute("data-large", state.large_type.get().then_some(""))));
    effect(Box::new(move || {
        let selection = state.selection.get();
        // The cards are drawn anew with the tab, the language and the order; they must be marked again.
        let _ = (state.tab.get(), state.locale.get(), state.by_money.get(), state.phase.with(|_| ()));
        browser::next_frame(Box::new(move || {
            let key = selection.as_ref().map(|selection| (selection.origin.start(), selection.origin.end()));
            let finding = selection.as_ref().and_then(|selection| selection.finding.clone());
            browser::mark_selected(key, finding.as_deref());
            match &selection {
                Some(selection) if selection.from_text => browser::scroll_to(".workspace__main .is-selected", true),
                Some(_) => {
                    browser::scroll_to(".workspace__main .is-selected", false);
                    // A part of a picture is gone when its card is shown.
                    browser::refocus(".project-card .is-selected");
                    browser::scroll_within(".source-pane__text", ".source-pane mark:not(.related)");
                    // Lines that come into sight are as high as they are only now.
                    browser::next_frame(Box::new(|| {
                        browser::scroll_within(".source-pane__text", ".source-pane mark:not(.related)");
                    }));
                }
                None => {}
            }
        }));
    }));
}

/// Chinese where in doubt: the tables are.
fn wants_english() -> bool {
    browser::stored("jixiao.locale").unwrap_or_else(browser::language).starts_with("en")
}

fn first_theme() -> Theme {
    match browser::stored("jixiao.theme").as_deref() {
        Some("light") => return Theme::Light,
        Some("dark") => return Theme::Dark,
        _ => {}
    }
    Theme::Auto
}

fn first_size() -> bool {
    browser::stored("jixiao.large").as_deref() == Some("1")
}
