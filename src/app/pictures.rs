//! 图表: the second program draws them (src/bin/annex.rs), and src/app/annex.js puts them in; a click leads to the card.

use super::dom::{El, el};
use super::state::AppState;
use super::{browser, export_dialog, files};
use crate::strings;

/// The tab.
pub fn pictures(state: AppState) -> El {
    el("section", "pictures").attr_say("aria-label", state, strings::TAB_PICTURES).part(Box::new(move || drawn(state)))
}

/// The place of the pictures, drawn anew with another text, other settings and another language. One that has been
/// replaced meanwhile is in the page no more when its pictures come.
fn drawn(state: AppState) -> Option<El> {
    state.analysis()?;
    let place = el("div", "").with(el("p", "").attr("role", "status").text(state.say(strings::PICTURES_DRAWING)));
    let source = state.source.get_untracked();
    let missing = state.say(strings::PICTURES_MISSING);
    let of = [missing, source.text(), source.name(), &export_dialog::settings(state)].map(Into::into);
    let host = place.element()?.into();
    let english = files::is_english(state).into();
    browser::call("jixiaoPictures", &[&[host], of.as_slice(), &[english]].concat());
    Some(place)
}
