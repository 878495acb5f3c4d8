//! 忽略, 已核实 and a note on each finding: its buttons, and what they do. Kept on this machine, by the table.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::browser;
use super::dom::{El, button, checkbox, el, value_of};
use super::state::AppState;
use crate::i18n::Locale;
use crate::report::groups;
use crate::report::triage::{Decision, Remark, Triage, key_of};
use crate::strings;

/// The attributes of the item of a finding that was decided, and of the field of its note.
const DECISION: &str = "data-decision";
const NOTE: &str = "data-note";

/// The buttons of a finding and its note.
pub(super) fn controls(remark: Option<&Remark>, locale: Locale) -> Vec<El> {
    let decided = remark.and_then(|remark| remark.decision);
    let choice = |decision: Decision| {
        button("choice choice--small", "data-decide", decision.as_str())
            .attr("aria-pressed", if decided == Some(decision) { "true" } else { "false" })
            .text(decision.name().get(locale))
    };
    let note = remark.map_or("", |remark| &remark.note);
    let field = el("input", "finding-item__note")
        .attr(NOTE, "")
        .attr("value", note)
        .attr("aria-label", strings::NOTE.get(locale))
        .attr("placeholder", strings::NOTE.get(locale));
    let more = button("link", "data-decide", "note").text(strings::ADD_NOTE.get(locale));
    let choices = el("span", "choices").with_all(Decision::ALL.into_iter().map(choice).collect());
    let (more, field) =
        if note.is_empty() { (more, field.attr("hidden", "")) } else { (more.attr("hidden", ""), field) };
    vec![choices, more, field]
}

/// Marks the item of a finding that was decided.
pub(super) fn marked(item: El, remark: Option<&Remark>) -> El {
    let decided = remark.and_then(|remark| remark.decision);
    decided.into_iter().fold(item, |item, decision| item.attr(DECISION, decision.as_str()))
}

/// How many findings were decided, and a box that hides them.
pub(super) fn tally(state: AppState) -> Option<El> {
    let analysis = state.analysis()?;
    let triage = state.triage.get();
    if triage.is_empty() {
        return None;
    }
    let ids = groups::ids(&state.source.get_untracked(), &analysis);
    let count = |decision: Decision| {
        [decision.name().get(state.locale.get()), " ", &triage.count(&ids, decision).to_string()].concat()
    };
    let hide = checkbox(
        Box::new(move || state.filter.with(|filter| filter.hide_decided)),
        Box::new(move || state.filter.update(|filter| filter.hide_decided = !filter.hide_decided)),
    );
    let counts = Decision::ALL.map(count).join(" · ");
    let label = el("label", "").with(hide).say(state, strings::HIDE_DECIDED);
    Some(el("p", "finding-list__tally").with(el("span", "").attr("role", "status").text(&counts)).with(label))
}

/// Acts on a button of [`controls`].
pub(super) fn decide(state: AppState, key: &str, button: &Element) {
    let Some((id, item)) = item_of(button) else { return };
    let Some(decision) = Decision::from_key(key) else {
        let _ = button.set_attribute("hidden", "");
        if let Ok(Some(field)) = item.query_selector("[data-note]") {
            let _ = field.remove_attribute("hidden");
            let _ = field.dyn_ref::<web_sys::HtmlElement>().map(web_sys::HtmlElement::focus);
        }
        return;
    };
    let mut decided = None;
    state.remark(&id, |remark| {
        remark.decision = if remark.decision == Some(decision) { None } else { Some(decision) };
        decided = remark.decision;
    });
    let _ = match decided {
        Some(decision) => item.set_attribute(DECISION, decision.as_str()),
        None => item.remove_attribute(DECISION),
    };
    for each in Decision::ALL {
        let pressed = if decided == Some(each) { "true" } else { "false" };
        // What follows from a finding has items of its own inside: only the first button of each kind is meant.
        let found = item.query_selector(&["[data-decide=", each.as_str(), "]"].concat());
        let _ = found.ok().flatten().map(|button| button.set_attribute("aria-pressed", pressed));
    }
}

/// Takes a note that was written.
pub(super) fn noted(state: AppState, event: &Event) {
    let field = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(field) = field.filter(|field| field.has_attribute(NOTE)) else { return };
    if let Some((id, _)) = item_of(&field) {
        state.remark(&id, |remark| value_of(event).trim().clone_into(&mut remark.note));
    }
}

fn item_of(element: &Element) -> Option<(String, Element)> {
    let item = element.closest("[id^=finding-]").ok()??;
    Some((item.id().strip_prefix("finding-")?.to_owned(), item))
}

impl AppState {
    /// Takes up what was remarked on this table before, on this machine and by the sender of a link.
    pub(super) fn open_triage(self, received: Triage) {
        let Some(analysis) = self.analysis_untracked() else { return };
        let mut triage = Triage::from_text(&browser::stored(&key_of(&analysis.table)).unwrap_or_default());
        triage.add(received);
        self.triage.set(triage);
    }

    /// Which of the findings of these ids were decided.
    pub(super) fn decided(self, ids: &[String]) -> Vec<usize> {
        self.triage.with_untracked(|triage| {
            let is_decided = |id: &String| triage.get(id).is_some_and(|remark| remark.decision.is_some());
            ids.iter().enumerate().filter(|(_, id)| is_decided(id)).map(|(at, _)| at).collect()
        })
    }

    /// Changes the remark on a finding and keeps it.
    pub fn remark(self, id: &str, change: impl FnOnce(&mut Remark)) {
        let Some(analysis) = self.analysis_untracked() else { return };
        self.triage.update(|triage| {
            let mut remark = triage.get(id).cloned().unwrap_or_default();
            change(&mut remark);
            triage.set(id, remark);
        });
        browser::store(&key_of(&analysis.table), &self.triage.with_untracked(Triage::to_text));
    }
}
