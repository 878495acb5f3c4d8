//! The Leptos front end: [`App`] provides the state, listens to the window and lays out the page.

pub mod browser;
pub mod card_list;
pub mod coverage_bar;
pub mod dom;
pub mod engine;
pub mod finding_item;
pub mod finding_list;
pub mod help_overlay;
pub mod icon;
pub mod landing;
pub mod profile_dialog;
pub mod progress;
pub mod project_card;
pub mod reconcile_strip;
pub mod rule_page;
pub mod share;
pub mod share_dialog;
pub mod source_pane;
pub mod state;
pub mod summary_header;
pub mod toolbar;

use leptos::prelude::*;

use self::state::{AppState, Phase, Problem, Tab, Theme};
use crate::i18n::Locale;
use crate::model::Layout;
use crate::strings;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let state = AppState::new(first_locale(), first_theme(), first_size());
    provide_context(state);
    root_attributes(state);
    landing::listen(state);
    help_overlay::listen(state);
    #[cfg(target_arch = "wasm32")]
    {
        browser::remove_boot();
        state.open_fragment(&browser::fragment());
        let _ = window_event_listener(leptos::ev::hashchange, move |_| state.open_fragment(&browser::fragment()));
    }
    view! {
        <a class="skip-link" href="#main">{move || state.say(strings::SKIP)}</a>
        <toolbar::Toolbar />
        <ProblemNotice />
        <main id="main" class="main" tabindex="-1">
            {move || match state.phase.get() {
                Phase::Empty => view! { <landing::Landing /> }.into_any(),
                Phase::Working { .. } => view! { <progress::ProgressBar /> }.into_any(),
                Phase::Done(analysis) if analysis.table.layout == Layout::Unknown => view! { <Unread /> }.into_any(),
                Phase::Done(_) => view! { <Workspace /> }.into_any(),
            }}
        </main>
        <footer class="footer">
            <span>{move || state.say(strings::DISCLAIMER)}</span>
            <span class="footer__version">{concat!("Jixiao ", env!("CARGO_PKG_VERSION"))}</span>
        </footer>
        <landing::DropOverlay />
        <share_dialog::ShareDialog />
        <profile_dialog::ProfileDialog />
        <help_overlay::HelpOverlay />
    }
}

/// Header, tabs and the text beside.
#[component]
fn Workspace() -> impl IntoView {
    let state = AppState::use_context();
    view! {
        <div on:click=move |event| dom::clicked(state, &event)>
            <summary_header::SummaryHeader />
        </div>
        <div class="workspace" on:click=move |event| dom::clicked(state, &event) class:workspace--wide=move || !state.source_open.get()>
            <div class="workspace__main">
                <Tabs />
                <div role="tabpanel" id="tab-panel" aria-labelledby=move || format!("tab-{}", state.tab.get().as_str())>
                    {move || match state.tab.get() {
                        Tab::Cards => view! { <card_list::CardList /> }.into_any(),
                        Tab::Report => view! { <finding_list::FindingList /> }.into_any(),
                    }}
                </div>
            </div>
            <Show when=move || state.source_open.get()>
                <source_pane::SourcePane />
            </Show>
        </div>
        // On paper both tabs stand one after the other.
        <div class="print-only">
            {move || match state.tab.get() {
                Tab::Cards => view! { <finding_list::FindingList /> }.into_any(),
                Tab::Report => view! { <card_list::CardList /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Tabs() -> impl IntoView {
    let state = AppState::use_context();
    let tab = move |tab: Tab, text: crate::i18n::Text| {
        view! {
            <button
                type="button"
                role="tab"
                class="tab"
                id=format!("tab-{}", tab.as_str())
                aria-controls="tab-panel"
                aria-selected=move || (state.tab.get() == tab).to_string()
                on:click=move |_| state.tab.set(tab)
            >
                {move || state.say(text)}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist">
            {tab(Tab::Cards, strings::TAB_CARDS)} {tab(Tab::Report, strings::TAB_REPORT)}
            <label class="tabs__source">
                <input
                    type="checkbox"
                    prop:checked=move || state.source_open.get()
                    on:change=move |_| state.source_open.update(|open| *open = !*open)
                />
                {move || state.say(strings::SHOW_SOURCE)}
            </label>
        </div>
    }
}

/// The third end state: nothing was recognised; what to try, and the text.
#[component]
fn Unread() -> impl IntoView {
    let state = AppState::use_context();
    view! {
        <section class="unread" aria-labelledby="unread-title">
            <h1 id="unread-title">{move || state.say(strings::UNREAD_TITLE)}</h1>
            <p>{move || state.say(strings::UNREAD_WHAT)}</p>
            <ul>
                {strings::UNREAD_TRY.into_iter().map(|text| view! { <li>{move || state.say(text)}</li> }).collect_view()}
            </ul>
            <landing::Encodings />
            <button type="button" class="button" on:click=move |_| state.clear()>{move || state.say(strings::START_AGAIN)}</button>
        </section>
        <source_pane::SourcePane />
    }
}

/// What could not be done, until the next thing succeeds.
#[component]
fn ProblemNotice() -> impl IntoView {
    let state = AppState::use_context();
    let sentence = move |problem: &Problem| {
        let locale = state.locale.get();
        match problem {
            Problem::File(error) => strings::error_sentence(error, locale),
            Problem::Unreadable => strings::FILE_UNREADABLE.get(locale).to_owned(),
            Problem::EmptyText => strings::EMPTY_TEXT.get(locale).to_owned(),
            Problem::Mojibake => strings::MOJIBAKE.get(locale).to_owned(),
            Problem::Link(error) => error.sentence().get(locale).to_owned(),
        }
    };
    view! {
        <div role="alert" class="problem-host">
            {move || state.problem.get().map(|problem| view! {
                <div class="problem">
                    <dom::Drawn draw=Box::new(|| Some(dom::svg(icon::WARNING))) />
                    <p>{sentence(&problem)}</p>
                    {(problem == Problem::Mojibake).then(|| view! { <landing::Encodings /> })}
                    <button type="button" class="button button--quiet" on:click=move |_| state.problem.set(None)>
                        {move || state.say(strings::CLOSE)}
                    </button>
                </div>
            })}
        </div>
    }
}

/// What the state says of the page as a whole goes to the root element and to the marked fields.
fn root_attributes(state: AppState) {
    #[cfg(target_arch = "wasm32")]
    {
        Effect::new(move |_| {
            let language = if state.locale.get() == Locale::En { "en" } else { "zh-CN" };
            browser::set_root_attribute("lang", Some(language));
        });
        Effect::new(move |_| {
            let theme = state.theme.get();
            browser::set_root_attribute("data-theme", (theme != Theme::Auto).then(|| theme.as_str()));
        });
        Effect::new(move |_| browser::set_root_attribute("data-large", state.large_type.get().then_some("")));
        Effect::new(move |_| {
            let selection = state.selection.get();
            // The cards are drawn anew with the tab, the language and the order; they must be marked again.
            let _ = (state.tab.get(), state.locale.get(), state.by_money.get(), state.phase.with(|_| ()));
            request_animation_frame(move || {
                let key = selection.as_ref().map(|selection| (selection.origin.start(), selection.origin.end()));
                browser::mark_fields(key);
                match &selection {
                    Some(selection) if selection.from_text => browser::scroll_to(".workspace__main .is-selected", true),
                    Some(_) => browser::scroll_to(".source-pane mark", true),
                    None => {}
                }
            });
        });
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = state;
}

fn first_locale() -> Locale {
    #[cfg(target_arch = "wasm32")]
    {
        let wanted = browser::stored("jixiao.locale").unwrap_or_else(browser::language);
        // Chinese where in doubt: the tables are.
        if wanted.starts_with("en") {
            return Locale::En;
        }
    }
    Locale::Zh
}

fn first_theme() -> Theme {
    #[cfg(target_arch = "wasm32")]
    match browser::stored("jixiao.theme").as_deref() {
        Some("light") => return Theme::Light,
        Some("dark") => return Theme::Dark,
        _ => {}
    }
    Theme::Auto
}

fn first_size() -> bool {
    #[cfg(target_arch = "wasm32")]
    return browser::stored("jixiao.large").as_deref() == Some("1");
    #[cfg(not(target_arch = "wasm32"))]
    false
}
