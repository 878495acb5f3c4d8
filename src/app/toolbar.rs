//! The toolbar: open, profile, share, print, language, colours, type, help.

use super::dom::{El, action, el};
use super::landing::{encodings, file_button};
use super::state::{AppState, Dialog, Phase, Theme};
use crate::i18n::Locale;
use crate::strings;

const QUIET: &str = "button button--quiet";

/// The toolbar.
pub fn toolbar(state: AppState) -> El {
    let other = move || Some(if state.locale.get() == Locale::Zh { "en" } else { "zh-CN" }.to_owned());
    let language = action(QUIET, state, strings::OTHER_LANGUAGE, Box::new(move || state.switch_locale()));
    let theme = move || {
        let text = match state.theme.get() {
            Theme::Auto => strings::THEME_AUTO,
            Theme::Light => strings::THEME_LIGHT,
            Theme::Dark => strings::THEME_DARK,
        };
        state.say(text).to_owned()
    };
    let theme = el("button", QUIET).attr("type", "button").text_of(Box::new(theme));
    let large = action(QUIET, state, strings::LARGE_TYPE, Box::new(move || state.switch_type()));
    let end = el("div", "toolbar__group toolbar__group--end")
        .with(language.attr_of("lang", Box::new(other)))
        .with(theme.click(Box::new(move || state.switch_theme())))
        .with(large.flag("aria-pressed", Box::new(move || state.large_type.get())))
        .with(action(QUIET, state, strings::HELP, Box::new(move || state.dialog.set(Some(Dialog::Help)))));
    el("header", "toolbar")
        .with(el("p", "toolbar__name").say(state, strings::PRODUCT))
        .part(Box::new(move || open_group(state)))
        .part(Box::new(move || table_group(state)))
        .with(end)
}

/// What there is as soon as there is a text.
fn open_group(state: AppState) -> Option<El> {
    if matches!(state.phase.get(), Phase::Empty) {
        return None;
    }
    let again = action(QUIET, state, strings::OPEN_OTHER, Box::new(move || state.clear()));
    Some(el("div", "toolbar__group").with(again).with(file_button(state)).maybe(encodings(state)))
}

/// What there is as soon as there is a table.
fn table_group(state: AppState) -> Option<El> {
    let analysis = state.analysis()?;
    let how = if analysis.profile.chosen_by_user { strings::CHOSEN } else { strings::AUTOMATIC };
    let guide = strings::guidance_short(analysis.profile.guidance).get(state.locale.get());
    let profile = format!("{} {guide} ({})", state.say(strings::PROFILE), state.say(how));
    let profile = el("button", QUIET).attr("type", "button").attr("aria-controls", "dialog-profile").text(&profile);
    Some(
        el("div", "toolbar__group")
            .with(profile.click(Box::new(move || state.dialog.set(Some(Dialog::Profile)))))
            .with(action(QUIET, state, strings::SHARE, Box::new(move || state.dialog.set(Some(Dialog::Share)))))
            .with(action(QUIET, state, strings::EXPORT, Box::new(move || state.dialog.set(Some(Dialog::Export)))))
            .with(action(QUIET, state, strings::PRINT, Box::new(move || state.dialog.set(Some(Dialog::Print))))),
    )
}
