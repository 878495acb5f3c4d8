//! The keys, the dialog that tells them, and the frame that all dialogs share.

use leptos::prelude::*;

use super::browser;
use super::state::{AppState, Dialog};
use crate::i18n::Text;
use crate::strings;

/// A modal dialog: shown while it is the one that is open; Esc and 关闭 close it, and the focus goes back by itself.
#[component]
pub fn Modal(
    /// Which dialog it is.
    dialog: Dialog,
    /// Its heading.
    title: Text,
    /// Called when it is closed.
    close: Callback<()>,
    /// What stands in it.
    children: ChildrenFn,
) -> impl IntoView {
    let state = AppState::use_context();
    let element = NodeRef::<leptos::html::Dialog>::new();
    Effect::new(move |_| {
        let open = state.dialog.get() == Some(dialog);
        let Some(element) = element.get() else { return };
        if open && !element.open() {
            let _ = element.show_modal();
        } else if !open && element.open() {
            element.close();
        }
    });
    let heading = match dialog {
        Dialog::Share => "dialog-share",
        Dialog::Profile => "dialog-profile",
        Dialog::Help => "dialog-help",
    };
    view! {
        <dialog class="dialog" node_ref=element aria-labelledby=heading on:close=move |_| close.run(())>
            <div class="dialog__head">
                <h2 class="dialog__title" id=heading>{move || state.say(title)}</h2>
                <button type="button" class="button button--quiet" on:click=move |_| close.run(())>{move || state.say(strings::CLOSE)}</button>
            </div>
            {move || (state.dialog.get() == Some(dialog)).then(|| children())}
        </dialog>
    }
}

/// The keys.
#[component]
pub fn HelpOverlay() -> impl IntoView {
    let state = AppState::use_context();
    view! {
        <Modal dialog=Dialog::Help title=strings::HELP close=Callback::new(move |()| state.dialog.set(None))>
            <dl class="keys">
                {strings::KEYS
                    .into_iter()
                    .map(|(key, text)| view! { <dt><kbd>{key}</kbd></dt> <dd>{state.say(text)}</dd> })
                    .collect_view()}
            </dl>
            <p>{state.say(strings::HELP_TEXT)}</p>
        </Modal>
    }
}

/// Listens to the keys, which are off in fields, in dialogs and while an input method composes.
pub fn listen(state: AppState) {
    #[cfg(target_arch = "wasm32")]
    {
        let _ = window_event_listener(leptos::ev::keydown, move |event| {
            const COMPOSING: u32 = 229;
            let composing = event.is_composing() || event.key_code() == COMPOSING;
            let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
            if composing || modified || browser::is_field(event.target()) || state.dialog.get_untracked().is_some() {
                return;
            }
            match event.key().as_str() {
                "?" => state.dialog.set(Some(Dialog::Help)),
                "1" => state.tab.set(super::state::Tab::Cards),
                "2" => state.tab.set(super::state::Tab::Report),
                "o" => state.source_open.update(|open| *open = !*open),
                "]" => state.step_finding(true),
                "[" => state.step_finding(false),
                _ => {}
            }
        });
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (state, browser::is_there());
}
