//! 导出: the review as a file. The second program writes it (src/bin/annex.rs) and it is saved like a download.

use wasm_bindgen_futures::JsFuture;

use super::choice::Choice;
use super::dom::{El, action, checkbox, el};
use super::help_overlay::modal;
use super::signals::Signal;
use super::state::{AppState, Dialog};
use super::{browser, files};
use crate::report::triage::Triage;
use crate::rules::Thresholds;
use crate::rules::profile::Codes;
use crate::strings;

/// How far an export is.
const NONE: u32 = 0;
const WRITING: u32 = 1;
const WRITTEN: u32 = 2;
const FAILED: u32 = 3;

/// The dialog.
pub fn dialog(state: AppState) -> El {
    modal(state, Dialog::Export, strings::EXPORT, Box::new(move || content(state)))
}

fn content(state: AppState) -> El {
    let step = Signal::new(NONE);
    let firm = Choice::new(false);
    let button = |(format, ending, what): (&'static str, &'static str, crate::i18n::Text)| {
        let ending = [".", ending].concat();
        let save = move || {
            step.set(WRITING);
            write(state, format, firm.get_untracked(), step);
        };
        el("li", "").with(action("button", state, what, Box::new(save))).with(el("span", "muted").text(&ending))
    };
    let told = move || {
        let text = match step.get() {
            WRITING => strings::EXPORT_WRITING,
            WRITTEN => strings::EXPORT_WRITTEN,
            FAILED => strings::ANNEX_MISSING,
            _ => return String::new(),
        };
        state.say(text).to_owned()
    };
    let only_firm = checkbox(Box::new(move || firm.get()), Box::new(move || firm.toggle()));
    el("div", "export-dialog")
        .with(el("p", "").say(state, strings::EXPORT_WHAT))
        .with(el("ul", "").with_all(strings::EXPORTS.into_iter().map(button).collect()))
        .with(el("label", "").with(only_firm).say(state, strings::EXPORT_ONLY_FIRM))
        .with(el("p", "").attr("role", "status").text_of(Box::new(told)))
        .with(el("p", "muted").say(state, strings::EXPORT_NOTE))
}

fn write(state: AppState, format: &'static str, firm: bool, step: Signal) {
    let source = state.source.get_untracked();
    let file = state.file.get_untracked();
    let encoding = file.map_or("", |(encoding, _)| encoding.label());
    let english = files::is_english(state);
    let triage = state.triage.with_untracked(Triage::to_text);
    let of = [source.text(), source.name(), encoding, &settings(state), format].map(Into::into);
    let promise =
        browser::call("jixiaoExport", &[of.as_slice(), &[english.into(), firm.into(), triage.into()]].concat());
    browser::spawn(Box::pin(async move {
        let done = match promise {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        };
        step.set(if done { WRITTEN } else { FAILED });
    }));
}

/// What the user asked for, as `report::settings` reads it.
pub(super) fn settings(state: AppState) -> String {
    let settings = state.settings.get_untracked();
    let usual = Thresholds::default();
    let listed = |codes: &Codes| {
        let codes = codes.as_slice().iter().map(|code| ["\"", &code.to_string(), "\""].concat());
        codes.collect::<Vec<String>>().join(",")
    };
    let mut thresholds = Vec::new();
    for (key, _) in strings::THRESHOLD_NAMES {
        let value = settings.thresholds.get(key);
        if let Some(value) = value.filter(|value| usual.get(key).as_ref() != Some(value)) {
            thresholds.push(["\"", key, "\":\"", &value, "\""].concat());
        }
    }
    let guidance = settings.guidance.map_or("auto", |guidance| guidance.as_str());
    [
        "{\"guidance\":\"",
        guidance,
        "\",\"disabled\":[",
        &listed(&settings.disabled),
        "],\"enabled\":[",
        &listed(&settings.enabled),
        "],\"thresholds\":{",
        &thresholds.join(","),
        "}}",
    ]
    .concat()
}
