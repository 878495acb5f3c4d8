//! 审核口径: which guide, which rules, where they draw their lines.

use super::dom::{El, action, checkbox, el, value_of};
use super::help_overlay::modal;
use super::state::{AppState, Dialog};
use crate::i18n::Text;
use crate::rules::{Guidance, RULES, Rule, Settings};
use crate::strings;

/// The dialog.
pub fn dialog(state: AppState) -> El {
    modal(state, Dialog::Profile, strings::PROFILE, Box::new(move || content(state)))
}

fn change(state: AppState, change: &dyn Fn(&mut Settings)) {
    let mut settings = state.settings.get_untracked();
    change(&mut settings);
    state.set_settings(settings);
}

fn content(state: AppState) -> El {
    let legend = |text: Text| el("fieldset", "").with(el("legend", "").say(state, text));
    let guides = [
        (None, strings::GUIDANCE_AUTO),
        (Some(Guidance::No88Of2015), strings::guidance(Guidance::No88Of2015)),
        (Some(Guidance::No101Of2021), strings::guidance(Guidance::No101Of2021)),
    ];
    let guides = guides.into_iter().map(|(guidance, name)| guide(state, guidance, name)).collect();
    let thresholds = strings::THRESHOLD_NAMES.into_iter().map(|(key, name)| threshold(state, key, name)).collect();
    let review = RULES.iter().copied().filter(|rule| !rule.is_reading_notice());
    let rules = el("ul", "profile-dialog__rules").with_all(review.map(|rule| rule_switch(state, rule)).collect());
    let reset = move || state.set_settings(Settings::default());
    el("div", "")
        .with(legend(strings::GUIDANCE).with_all(guides))
        .with(legend(strings::THRESHOLDS).with_all(thresholds))
        .with(legend(strings::RULES_IN_USE).with(rules))
        .with(el("p", "").with(action("button", state, strings::RESET, Box::new(reset))))
}

fn guide(state: AppState, guidance: Option<Guidance>, name: Text) -> El {
    let input = el("input", "")
        .attr("type", "radio")
        .attr("name", "guidance")
        .property("checked", Box::new(move || (state.settings.with(|settings| settings.guidance) == guidance).into()))
        .on("change", Box::new(move |_| change(state, &|settings| settings.guidance = guidance)));
    el("label", "").with(input).say(state, name)
}

fn threshold(state: AppState, key: &'static str, name: Text) -> El {
    let value =
        move || state.settings.with(|settings| settings.thresholds.get(key).unwrap_or_default().as_str().into());
    let set = move |event| {
        let value = value_of(&event);
        let mut settings = state.settings.get_untracked();
        let is_number = settings.thresholds.set(key, &value);
        // What is no such number is not taken: the old one stands in the field again.
        state.set_settings(if is_number { settings } else { state.settings.get_untracked() });
    };
    let input = el("input", "").attr("type", "number").attr("step", "any").attr("min", "0");
    let input = input.property("value", Box::new(value)).on("change", Box::new(set));
    el("label", "profile-dialog__threshold").say(state, name).with(input)
}

fn rule_switch(state: AppState, rule: &'static Rule) -> El {
    let code = rule.code;
    let switch = move |settings: &mut Settings| settings.switch(rule, !settings.judges(rule));
    let input = checkbox(
        Box::new(move || state.settings.with(|settings| settings.judges(rule))),
        Box::new(move || change(state, &switch)),
    );
    el("li", "").with(el("label", "").with(input).text(&code.to_string()).text(" ").say(state, rule.title))
}
