//! 分享: what is shared, how long the link is, where it will fail, and what the receiver sees.

use super::signals::Signal;

use super::browser;
use super::choice::Choice;
use super::dom::{El, action, checkbox, el, value_of};
use super::help_overlay::modal;
use super::state::{AppState, Dialog};
use crate::i18n::Text;
use crate::rules::Subject;
use crate::strings;

/// Lengths up to which a link works, and where: (characters, sentence).
const LIMITS: [(usize, Text); 3] =
    [(2_000, strings::LENGTH_EVERYWHERE), (8_000, strings::LENGTH_CHATS), (32_000, strings::LENGTH_BROWSERS)];

/// The dialog.
pub fn dialog(state: AppState) -> El {
    modal(state, Dialog::Share, strings::SHARE, Box::new(move || content(state)))
}

fn content(state: AppState) -> El {
    // 0: the whole table; else the number of a project.
    let what = Signal::new(0);
    let copied = Choice::new(None::<bool>);
    let triage = Choice::new(false);
    let copy = move || {
        let Some(field) = browser::find("#share-link") else { return };
        let link = make_link(state, what.get_untracked(), triage.get_untracked()).unwrap_or_default();
        let done = browser::copy(&link, Some(&field));
        copied.set(Some(done));
        if done {
            browser::set_fragment(link.split_once('#').map_or("", |(_, fragment)| fragment));
        }
    };
    let told = move || {
        let text = copied.get().map(|done| if done { strings::COPIED } else { strings::COPY_BY_HAND });
        text.map_or_else(String::new, |text| state.say(text).to_owned())
    };
    let chosen = move || {
        copied.set(None);
        Some(link(state, what.get(), triage.get()))
    };
    let actions = el("p", "dialog__actions")
        .with(action("button button--main", state, strings::COPY_LINK, Box::new(copy)))
        .with(el("span", "").attr("role", "status").text_of(Box::new(told)));
    let sees = if browser::address().starts_with("file:") { strings::LINK_FROM_FILE } else { strings::LINK_SHOWS };
    el("div", "share-dialog")
        .with(choices(state, what))
        .maybe(state.triage.with_untracked(|triage| !triage.is_empty()).then(|| {
            let tick = checkbox(Box::new(move || triage.get()), Box::new(move || triage.toggle()));
            el("label", "").with(tick).say(state, strings::SHARE_TRIAGE)
        }))
        .part(Box::new(chosen))
        .with(actions)
        .with(el("p", "share-dialog__privacy").say(state, strings::LINK_PRIVACY))
        .with(el("p", "muted").say(state, sees))
}

/// 全部, or one of the projects: the one that is selected, unless another is chosen.
fn choices(state: AppState, what: Signal) -> El {
    let selected = state.selection.with_untracked(|selection| selection.as_ref()?.subject?.project());
    let select = el("select", "share-dialog__projects").attr_say("aria-label", state, strings::SHARE_ONE);
    let select = select.with_all(state.analysis_untracked().map_or_else(Vec::new, |analysis| {
        let option = |at: crate::walk::ProjectAt<'_>| {
            let place = strings::place(Subject::Project(at.index), state.locale.get());
            let option = el("option", "").attr("value", &(at.index + 1).to_string()).text(&place).text(" ");
            let option = option.text(at.project.name.value().map_or("", String::as_str));
            if selected == Some(at.index) { option.attr("selected", "") } else { option }
        };
        analysis.table.projects().map(option).collect()
    }));
    let chosen = select.clone();
    let choose = move |event: &web_sys::Event| what.set(value_of(event).parse().unwrap_or(0));
    let radio = |one: bool, text: Text, choose: Box<dyn Fn()>| {
        let input = el("input", "")
            .attr("type", "radio")
            .attr("name", "share")
            .property("checked", Box::new(move || ((what.get() > 0) == one).into()))
            .on("change", Box::new(move |_| choose()));
        el("label", "").with(input).say(state, text)
    };
    let all = radio(false, strings::SHARE_ALL, Box::new(move || what.set(0)));
    let one = radio(true, strings::SHARE_ONE, Box::new(move || what.set(chosen.value().parse().unwrap_or(0))));
    el("fieldset", "")
        .with(el("legend", "").say(state, strings::SHARE_WHAT))
        .with(all)
        .with(one)
        .with(select.on("change", Box::new(move |event| choose(&event))))
}

/// The link, how long it is, and the first place where that is too long.
fn link(state: AppState, what: u32, triage: bool) -> El {
    let Some(link) = make_link(state, what, triage) else {
        return el("p", "").say(state, strings::LENGTH_TOO_LONG);
    };
    let length = link.len();
    let limit = LIMITS.into_iter().find(|(limit, _)| length <= *limit);
    let sentence = limit.map_or(strings::LENGTH_TOO_LONG, |(_, sentence)| sentence);
    let count = strings::CHARACTERS.fill(state.locale.get(), &[("n", &length.to_string())]);
    let meter = el("meter", "").attr("max", "32000").attr("low", "2000").attr("high", "8000").attr("optimum", "0");
    let meter = meter.attr_say("aria-label", state, strings::LINK_LENGTH).attr("value", &length.to_string());
    let field = el("textarea", "share-dialog__link").attr("id", "share-link").attr("rows", "3").attr("readonly", "");
    el("div", "")
        .with(el("label", "").attr("for", "share-link").say(state, strings::LINK))
        .with(field.text(&link))
        .with(el("p", "share-dialog__length").with(meter).text(&count).text(" ").say(state, sentence))
}

fn make_link(state: AppState, what: u32, triage: bool) -> Option<String> {
    let project = (what as usize).checked_sub(1);
    Some([browser::address().as_str(), "#", &state.fragment(project, triage)?].concat())
}
