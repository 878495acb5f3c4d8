//! 分享: what is shared, how long the link is, where it will fail, and what the receiver sees.

use leptos::prelude::*;

use super::browser;
use super::share::{Shared, encode};
use super::state::{AppState, Dialog};
use crate::report::excerpt::excerpt;
use crate::strings;

/// Lengths up to which a link works, and where: (characters, sentence).
const LIMITS: [(usize, crate::i18n::Text); 3] =
    [(2_000, strings::LENGTH_EVERYWHERE), (8_000, strings::LENGTH_CHATS), (32_000, strings::LENGTH_BROWSERS)];

/// The dialog.
#[component]
pub fn ShareDialog() -> impl IntoView {
    let state = AppState::use_context();
    let one_project = RwSignal::new(false);
    let copied = RwSignal::new(None::<bool>);
    let field = NodeRef::<leptos::html::Textarea>::new();
    let project = move || state.selection.with(|selection| selection.as_ref()?.subject?.project());
    let link = Memo::new(move |_| {
        if state.dialog.get() != Some(Dialog::Share) {
            return String::new();
        }
        let Some(analysis) = state.analysis() else { return String::new() };
        let source = state.source.get();
        let project = project().filter(|_| one_project.get());
        let text = project.and_then(|project| excerpt(&source, &analysis.table, project));
        let profile = &analysis.profile;
        let shared = Shared {
            text: text.unwrap_or_else(|| source.text().to_owned()),
            tab: state.tab.get(),
            finding: state.selection.with(|selection| selection.as_ref()?.finding.clone()),
            guidance: profile.chosen_by_user.then_some(profile.guidance),
        };
        let address = if browser::is_there() { address() } else { String::new() };
        format!("{address}#{}", encode(&shared))
    });
    let length = move || link.with(String::len);
    let sentence = move || {
        let limit = LIMITS.into_iter().find(|(limit, _)| length() <= *limit);
        state.say(limit.map_or(strings::LENGTH_TOO_LONG, |(_, sentence)| sentence))
    };
    let copy = move |_| {
        #[cfg(target_arch = "wasm32")]
        {
            let area = field.get();
            let done = link.with_untracked(|link| browser::copy(link, area.as_ref()));
            copied.set(Some(done));
            if done {
                let fragment =
                    link.with_untracked(|link| link.split_once('#').map(|(_, fragment)| fragment.to_owned()));
                browser::set_fragment(&fragment.unwrap_or_default());
            }
        }
    };
    let close = move || {
        copied.set(None);
        state.dialog.set(None);
    };
    view! {
        <super::help_overlay::Modal dialog=Dialog::Share title=strings::SHARE close=Callback::new(move |()| close())>
            <fieldset class="share-dialog__what">
                <legend>{move || state.say(strings::SHARE_WHAT)}</legend>
                <label>
                    <input type="radio" name="share" prop:checked=move || !one_project.get() on:change=move |_| one_project.set(false) />
                    {move || state.say(strings::SHARE_ALL)}
                </label>
                <label>
                    <input
                        type="radio"
                        name="share"
                        prop:checked=move || one_project.get()
                        prop:disabled=move || project().is_none()
                        on:change=move |_| one_project.set(true)
                    />
                    {move || match project() {
                        Some(project) => strings::SHARE_ONE.fill(state.locale.get(), &[("n", &(project + 1).to_string())]),
                        None => state.say(strings::SHARE_ONE_FIRST).to_owned(),
                    }}
                </label>
            </fieldset>
            <label class="share-dialog__label" for="share-link">{move || state.say(strings::LINK)}</label>
            <textarea id="share-link" class="share-dialog__link" rows="3" readonly node_ref=field prop:value=move || link.get()></textarea>
            <p class="share-dialog__length">
                <meter min="0" max="32000" low="2000" high="8000" optimum="0" prop:value=move || meter_value(length()) aria-label=move || state.say(strings::LINK_LENGTH)></meter>
                {move || strings::CHARACTERS.fill(state.locale.get(), &[("n", &length().to_string())])} " " {sentence}
            </p>
            <p class="share-dialog__privacy">{move || state.say(strings::LINK_PRIVACY)}</p>
            <p class="dialog__actions">
                <button type="button" class="button button--main" on:click=copy>{move || state.say(strings::COPY_LINK)}</button>
                <span role="status">
                    {move || copied.get().map(|done| state.say(if done { strings::COPIED } else { strings::COPY_BY_HAND }))}
                </span>
            </p>
        </super::help_overlay::Modal>
    }
}

fn meter_value(length: usize) -> f64 {
    f64::from(u32::try_from(length).unwrap_or(u32::MAX))
}

fn address() -> String {
    #[cfg(target_arch = "wasm32")]
    return browser::address();
    #[cfg(not(target_arch = "wasm32"))]
    String::new()
}
