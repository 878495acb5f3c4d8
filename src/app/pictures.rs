//! 图表: the second program draws them (src/bin/annex.rs), and src/app/annex.js puts them in; a click leads to the card.

use wasm_bindgen::JsValue;

use super::dom::{El, el};
use super::state::AppState;
use super::{browser, export_dialog, files};
use crate::i18n::{Locale, Text};
use crate::strings;

/// The tab.
pub fn pictures(state: AppState) -> El {
    el("section", "pictures").attr_say("aria-label", state, strings::TAB_PICTURES).part(Box::new(move || drawn(state)))
}

/// What the second program fills when it is unfolded: the summary to sign (0), or what may be asked about a project (from 1).
pub fn digest(title: Text, index: usize, locale: Locale) -> El {
    let head = el("summary", "").attr("data-q", &index.to_string()).text(title.get(locale));
    el("details", "digest").with(head)
}

/// Fills a digest whose head was clicked.
pub fn unfold_digest(state: AppState, head: JsValue) {
    call(state, "jixiaoDigest", head, state.say(strings::DIGEST_MISSING));
}

/// The place of the pictures, drawn anew with another text, other settings and another language. One that has been
/// replaced meanwhile is in the page no more when its pictures come.
fn drawn(state: AppState) -> Option<El> {
    state.analysis()?;
    let place = el("div", "").with(el("p", "").attr("role", "status").text(state.say(strings::PICTURES_DRAWING)));
    call(state, "jixiaoPictures", place.element()?.into(), state.say(strings::PICTURES_MISSING));
    Some(place)
}

/// Has a function of src/app/annex.js fill an element from the text that is shown.
fn call(state: AppState, function: &str, host: JsValue, missing: &str) {
    let source = state.source.get_untracked();
    let of = [missing, source.text(), source.name(), &export_dialog::settings(state)].map(Into::into);
    browser::call(function, &[&[host], of.as_slice(), &[files::is_english(state).into()]].concat());
}
