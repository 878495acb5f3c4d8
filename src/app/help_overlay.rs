//! The keys, the dialog that tells them, and the frame that all dialogs share.

use web_sys::KeyboardEvent;

use super::dom::{El, action, effect, el};
use super::state::{AppState, Dialog, Tab};
use super::{browser, files, rule_page};
use crate::i18n::Text;
use crate::strings;

/// A modal dialog: shown while it is the one that is open; Esc and 关闭 close it, and the focus goes back by itself.
pub fn modal(state: AppState, dialog: Dialog, title: Text, content: Box<dyn Fn() -> El>) -> El {
    let id = match dialog {
        Dialog::Share => "dialog-share",
        Dialog::Export => "dialog-export",
        Dialog::Profile => "dialog-profile",
        Dialog::Print => "dialog-print",
        Dialog::Help => "dialog-help",
    };
    let is_open = move || state.dialog.get() == Some(dialog);
    let close = action("button button--quiet", state, strings::CLOSE, Box::new(move || state.dialog.set(None)));
    let head = el("div", "dialog__head").with(el("h2", "dialog__title").attr("id", id).say(state, title)).with(close);
    let element = el("dialog", "dialog")
        .attr("aria-labelledby", id)
        .with(head)
        .part(Box::new(move || is_open().then(&content)))
        .on(
            "close",
            Box::new(move |_| {
                state.dialog.set(None);
                // The button that opened it may have been drawn anew since.
                browser::refocus(&["[aria-controls=", id, "]"].concat());
            }),
        );
    let shown = element.clone();
    effect(Box::new(move || browser::show_modal(&shown, is_open())));
    element
}

/// The keys.
pub fn dialog(state: AppState) -> El {
    let content = move || {
        let key =
            |(key, text): (&str, Text)| [el("dt", "").with(el("kbd", "").text(key)), el("dd", "").say(state, text)];
        let keys = el("dl", "keys").with_all(strings::KEYS.into_iter().flat_map(key).collect());
        el("div", "").with(keys).with(el("p", "").say(state, strings::HELP_TEXT))
    };
    modal(state, Dialog::Help, strings::HELP, Box::new(content))
}

/// Listens to the keys, which are off in fields, in dialogs and while an input method composes.
pub fn listen(state: AppState) {
    browser::listen("keydown", move |event: KeyboardEvent| {
        const COMPOSING: u32 = 229;
        let composing = event.is_composing() || event.key_code() == COMPOSING;
        let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
        if composing || modified || files::is_field(event.target()) || state.dialog.get_untracked().is_some() {
            return;
        }
        match event.key().as_str() {
            "?" => state.dialog.set(Some(Dialog::Help)),
            "1" => state.tab.set(Tab::Cards),
            "2" => state.tab.set(Tab::Report),
            "3" => state.tab.set(Tab::Pictures),
            "o" => state.source_open.toggle(),
            "]" => state.step_finding(true),
            "[" => state.step_finding(false),
            "Escape" => {
                state.dragging.set(false);
                rule_page::close(state);
            }
            _ => {}
        }
    });
}
