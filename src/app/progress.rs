//! What is being done, how far it is, and a way to stop it.

use leptos::prelude::*;

use super::state::{AppState, Phase};
use crate::analysis::Stage;
use crate::strings;

/// Stage, bar, 取消.
#[component]
pub fn ProgressBar() -> impl IntoView {
    let state = AppState::use_context();
    let working = move || match state.phase.get() {
        Phase::Working { stage, done, of } => (stage, done, of),
        _ => (Stage::Folding, 0, 1),
    };
    let stage = move || {
        state.say(match working().0 {
            Stage::Folding => strings::STAGE_FOLDING,
            Stage::Reading => strings::STAGE_READING,
            Stage::Checking => strings::STAGE_CHECKING,
        })
    };
    view! {
        <section class="progress" aria-live="polite">
            <p id="progress-stage">{stage}</p>
            <progress aria-labelledby="progress-stage" max=move || working().2 prop:value=move || working().1.to_string()></progress>
            <button type="button" class="button" on:click=move |_| state.cancel()>{move || state.say(strings::CANCEL)}</button>
        </section>
    }
}
