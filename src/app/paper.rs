//! What goes on paper: when printing begins, the part that is not on the screen is drawn and everything folded is opened.

use super::signals::untrack;

use web_sys::Event;

use super::dom::{El, el};
use super::state::{AppState, Tab};
use super::{browser, card_list, finding_list};
use crate::strings;

/// Where [`head`] goes, above everything.
pub const HEAD: &str = "paper-head";
/// Where [`other_part`] goes, below everything.
pub const REST: &str = "paper-rest";

/// Listens to the beginning and the end of printing.
pub fn listen(state: AppState) {
    browser::listen("beforeprint", move |_: Event| {
        // At once: the browser takes the page as it is when this returns.
        put(HEAD, untrack(|| head(state)));
        put(REST, untrack(|| other_part(state)));
        browser::unfold(true);
    });
    browser::listen("afterprint", move |_: Event| {
        put(HEAD, None);
        put(REST, None);
        browser::unfold(false);
    });
}

fn put(id: &str, part: Option<El>) {
    let Some(host) = browser::find(&format!("#{id}")) else { return };
    match part {
        Some(part) => part.replace_in(&host),
        None => host.replace_children_with_node_0(),
    }
}

/// By which yardstick it was judged, and when it was printed.
fn head(state: AppState) -> Option<El> {
    let locale = state.locale.get();
    let profile = strings::guidance_short(state.analysis()?.profile.guidance).get(locale);
    let values = [("profile", profile), ("date", &browser::today())];
    Some(el("p", "muted").text(&strings::PAPER_HEAD.fill(locale, &values)))
}

/// The tab that is not open.
fn other_part(state: AppState) -> Option<El> {
    let (title, part) = match state.tab.get() {
        // Below the pictures goes what they are drawn from.
        Tab::Cards | Tab::Pictures => (strings::TAB_REPORT, finding_list::body(state)?),
        Tab::Report => (strings::TAB_CARDS, card_list::cards(state, usize::MAX)?),
    };
    Some(el("section", "").with(el("h2", "").text(title.get(state.locale.get()))).with(part))
}
