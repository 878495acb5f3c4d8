//! 审核口径: which guide, which rules, where they draw their lines.

use leptos::prelude::*;

use super::state::{AppState, Dialog};
use crate::i18n::Text;
use crate::rules::{Guidance, RULES, Settings};
use crate::strings;

/// The dialog.
#[component]
pub fn ProfileDialog() -> impl IntoView {
    let state = AppState::use_context();
    let change = move |change: &dyn Fn(&mut Settings)| {
        let mut settings = state.settings.get_untracked();
        change(&mut settings);
        state.set_settings(settings);
    };
    let guide = move |guidance: Option<Guidance>, name: Text| {
        view! {
            <label>
                <input
                    type="radio"
                    name="guidance"
                    prop:checked=move || state.settings.with(|settings| settings.guidance) == guidance
                    on:change=move |_| change(&|settings| settings.guidance = guidance)
                />
                {move || state.say(name)}
            </label>
        }
    };
    let threshold = move |(key, name): (&'static str, Text)| {
        let value = move || state.settings.with(|settings| settings.thresholds.get(key).unwrap_or_default());
        let set = move |event: leptos::ev::Event| {
            let value = event_target_value(&event);
            change(&|settings| {
                settings.thresholds.set(key, &value);
            });
        };
        view! {
            <label class="profile-dialog__threshold">
                {move || state.say(name)}
                <input type="number" step="any" min="0" prop:value=value on:change=set />
            </label>
        }
    };
    let rule = move |rule: &'static crate::rules::Rule| {
        let code = rule.code;
        view! {
            <li>
                <label>
                    <input
                        type="checkbox"
                        prop:checked=move || !state.settings.with(|settings| settings.disabled.contains(&code))
                        on:change=move |_| change(&|settings| {
                            if !settings.disabled.remove(&code) {
                                settings.disabled.insert(code);
                            }
                        })
                    />
                    {code.to_string()} " " {move || rule.title.get(state.locale.get())}
                </label>
            </li>
        }
    };
    let rules = move || RULES.iter().copied().filter(|rule| !rule.is_reading_notice()).map(rule).collect_view();
    view! {
        <super::help_overlay::Modal
            dialog=Dialog::Profile
            title=strings::PROFILE
            close=Callback::new(move |()| state.dialog.set(None))
        >
            <fieldset>
                <legend>{move || state.say(strings::GUIDANCE)}</legend>
                {guide(None, strings::GUIDANCE_AUTO)}
                {guide(Some(Guidance::No88Of2015), strings::guidance(Guidance::No88Of2015))}
                {guide(Some(Guidance::No101Of2021), strings::guidance(Guidance::No101Of2021))}
            </fieldset>
            <fieldset class="profile-dialog__thresholds">
                <legend>{move || state.say(strings::THRESHOLDS)}</legend>
                {strings::THRESHOLD_NAMES.into_iter().map(threshold).collect_view()}
            </fieldset>
            <fieldset>
                <legend>{move || state.say(strings::RULES_IN_USE)}</legend>
                <ul class="profile-dialog__rules">{rules}</ul>
            </fieldset>
            <p>
                <button type="button" class="button" on:click=move |_| state.set_settings(Settings::default())>
                    {move || state.say(strings::RESET)}
                </button>
            </p>
        </super::help_overlay::Modal>
    }
}
