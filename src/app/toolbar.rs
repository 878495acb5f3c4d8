//! The toolbar: open, profile, share, print, language, colours, type, help.

use leptos::prelude::*;

use super::browser;
use super::landing::{Encodings, FileButton};
use super::state::{AppState, Dialog, Phase, Theme};
use crate::i18n::Text;
use crate::strings;

/// The toolbar.
#[component]
pub fn Toolbar() -> impl IntoView {
    let state = AppState::use_context();
    let has_table = move || matches!(state.phase.get(), Phase::Done(_));
    let button = move |text: Text, action: fn(AppState)| {
        view! {
            <button type="button" class="button button--quiet" on:click=move |_| action(state)>{move || state.say(text)}</button>
        }
    };
    let profile = move || {
        let analysis = state.analysis();
        let name = analysis.map(|analysis| {
            let how = if analysis.profile.chosen_by_user { strings::CHOSEN } else { strings::AUTOMATIC };
            format!(
                "{}（{}）",
                strings::guidance_short(analysis.profile.guidance).get(state.locale.get()),
                state.say(how)
            )
        });
        format!("{} {}", state.say(strings::PROFILE), name.unwrap_or_default())
    };
    let theme = move || {
        state.say(match state.theme.get() {
            Theme::Auto => strings::THEME_AUTO,
            Theme::Light => strings::THEME_LIGHT,
            Theme::Dark => strings::THEME_DARK,
        })
    };
    view! {
        <header class="toolbar">
            <p class="toolbar__name">{move || state.say(strings::PRODUCT)}</p>
            <div class="toolbar__group">
                <Show when=move || !matches!(state.phase.get(), Phase::Empty)>
                    {button(strings::OPEN_OTHER, AppState::clear)} <FileButton /> <Encodings />
                </Show>
            </div>
            <div class="toolbar__group">
                <Show when=has_table>
                    <button
                        type="button"
                        class="button button--quiet"
                        on:click=move |_| state.dialog.set(Some(Dialog::Profile))
                    >
                        {profile}
                    </button>
                    {button(strings::SHARE, |state| state.dialog.set(Some(Dialog::Share)))}
                    {button(strings::SAVE_JSON, save_json)}
                    {button(strings::PRINT, |_| browser::print())}
                </Show>
            </div>
            <div class="toolbar__group toolbar__group--end">
                <button
                    type="button"
                    class="button button--quiet"
                    lang=move || if state.locale.get() == crate::Locale::Zh { "en" } else { "zh-CN" }
                    on:click=move |_| state.switch_locale()
                >
                    {move || strings::OTHER_LANGUAGE.get(state.locale.get())}
                </button>
                <button type="button" class="button button--quiet" on:click=move |_| state.switch_theme()>{theme}</button>
                <button
                    type="button"
                    class="button button--quiet"
                    aria-pressed=move || state.large_type.get().to_string()
                    on:click=move |_| state.switch_type()
                >
                    {move || state.say(strings::LARGE_TYPE)}
                </button>
                {button(strings::HELP, |state| state.dialog.set(Some(Dialog::Help)))}
            </div>
        </header>
    }
}

/// Saves table and report as JSON, the form that outsiders may rely on.
fn save_json(state: AppState) {
    let Phase::Done(analysis) = state.phase.get_untracked() else { return };
    let source = state.source.get_untracked();
    let encoding = state.file.get_untracked().map_or("utf-8", |(encoding, _)| encoding.label());
    let info = crate::report::json::SourceInfo {
        name: source.name().to_owned(),
        encoding: encoding.to_owned(),
        media_type: "text/plain".to_owned(),
    };
    let both = serde_json::json!([
        crate::report::json::table(&source, &analysis.table, &info),
        crate::report::json::report(&source, &analysis),
    ]);
    browser::download("jixiao.json", &format!("{both:#}\n"), "application/json");
}
