//! 分享: what is shared, how long the link is, where it will fail, and what the receiver sees.

use leptos::prelude::*;

use super::browser;
use super::dom::{El, action, effect, el};
use super::help_overlay::modal;
use super::share::{Shared, encode};
use super::state::{AppState, Choice, Dialog};
use crate::report::excerpt::excerpt;
use crate::strings;

/// Lengths up to which a link works, and where: (characters, sentence).
const LIMITS: [(usize, crate::i18n::Text); 3] =
    [(2_000, strings::LENGTH_EVERYWHERE), (8_000, strings::LENGTH_CHATS), (32_000, strings::LENGTH_BROWSERS)];

/// The dialog.
pub fn dialog(state: AppState) -> El {
    modal(state, Dialog::Share, strings::SHARE, Box::new(move || content(state)))
}

fn content(state: AppState) -> El {
    let one_project = Choice::new(false);
    let copied = Choice::new(None::<bool>);
    let link = RwSignal::new(String::new());
    let project = state.selection.with_untracked(|selection| selection.as_ref()?.subject?.project());
    effect(Box::new(move || link.set(make_link(state, project.filter(|_| one_project.get())))));

    let what = |one: bool, text: String| {
        let input = el("input", "")
            .attr("type", "radio")
            .attr("name", "share")
            .property("checked", Box::new(move || (one_project.get() == one).into()))
            .on("change", Box::new(move |_| one_project.set(one)));
        let input = if one && project.is_none() { input.attr("disabled", "") } else { input };
        el("label", "").with(input).text(&text)
    };
    let one = match project {
        Some(project) => strings::SHARE_ONE.fill(state.locale.get(), &[("n", &(project + 1).to_string())]),
        None => state.say(strings::SHARE_ONE_FIRST).to_owned(),
    };
    let field = el("textarea", "share-dialog__link")
        .attr("id", "share-link")
        .attr("rows", "3")
        .attr("readonly", "")
        .property("value", Box::new(move || link.with(|link| link.as_str().into())));
    let length = move || link.with(String::len);
    let meter = el("meter", "").attr("max", "32000").attr("low", "2000").attr("high", "8000").attr("optimum", "0");
    let meter = meter
        .attr_say("aria-label", state, strings::LINK_LENGTH)
        .attr_of("value", Box::new(move || Some(length().to_string())));
    let sentence = move || {
        let limit = LIMITS.into_iter().find(|(limit, _)| length() <= *limit);
        let sentence = state.say(limit.map_or(strings::LENGTH_TOO_LONG, |(_, sentence)| sentence));
        format!("{} {sentence}", strings::CHARACTERS.fill(state.locale.get(), &[("n", &length().to_string())]))
    };
    let copy = {
        let field = field.clone();
        move || {
            let link = link.get_untracked();
            let done = browser::copy(&link, field.element());
            copied.set(Some(done));
            if done {
                browser::set_fragment(link.split_once('#').map_or("", |(_, fragment)| fragment));
            }
        }
    };
    let told = move || {
        let text = copied.get().map(|done| if done { strings::COPIED } else { strings::COPY_BY_HAND });
        text.map_or_else(String::new, |text| state.say(text).to_owned())
    };
    let legend = el("legend", "").say(state, strings::SHARE_WHAT);
    el("div", "")
        .with(
            el("fieldset", "")
                .with(legend)
                .with(what(false, state.say(strings::SHARE_ALL).to_owned()))
                .with(what(true, one)),
        )
        .with(el("label", "").attr("for", "share-link").say(state, strings::LINK))
        .with(field)
        .with(el("p", "").with(meter).text_of(Box::new(sentence)))
        .with(el("p", "share-dialog__privacy").say(state, strings::LINK_PRIVACY))
        .with(
            el("p", "dialog__actions")
                .with(action("button button--main", state, strings::COPY_LINK, Box::new(copy)))
                .with(el("span", "").attr("role", "status").text_of(Box::new(told))),
        )
}

/// The link to the whole table, or to one project of it, with what is shown of it now.
fn make_link(state: AppState, project: Option<usize>) -> String {
    let Some(analysis) = state.analysis_untracked() else { return String::new() };
    let source = state.source.get_untracked();
    let text = project.and_then(|project| excerpt(&source, &analysis.table, project));
    let profile = &analysis.profile;
    let shared = Shared {
        text: text.unwrap_or_else(|| source.text().to_owned()),
        tab: state.tab.get_untracked(),
        finding: state.selection.with_untracked(|selection| selection.as_ref()?.finding.clone()),
        guidance: profile.chosen_by_user.then_some(profile.guidance),
    };
    format!("{}#{}", browser::address(), encode(&shared))
}
