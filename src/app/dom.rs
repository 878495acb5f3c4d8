//! The page's elements, made directly and bound to signals: [`El`].
//!
//! Measured against the same page in Leptos views: those cost 289 kB of brotli, since every shape of view is a type of its
//! own with functions of its own; here an element, an attribute and an effect are one type each. Cards, findings and the
//! text stand still once drawn: their places are attributes, and one listener serves thousands of them (see [`clicked`]).

use std::cell::OnceCell;

pub use super::signals::effect;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, Event, Node};

use super::state::{AppState, Tab};
use super::{browser, pictures, rule_page, triage};
use crate::i18n::Text;
use crate::report::groups;
use crate::rules::Rule;
use crate::source::offset;
use crate::span::{Origin, Span};
use crate::strings;

/// An element being made. What stands still is only written down, and the browser makes all of it in one call, when the
/// first thing is asked for that needs the element itself. Where there is no browser nothing is made.
#[derive(Default)]
#[must_use = "it is in the page only when it was put there"]
pub struct El {
    /// What is to be done, each with the length of its word in UTF-16: a kind of [`Step`] in the lowest three bits.
    steps: Vec<u32>,
    /// The words, one after another.
    words: String,
    /// The element, once it was made.
    made: OnceCell<Option<Element>>,
}

/// What `jixiaoMake` of index.html does with a word.
#[derive(Clone, Copy)]
enum Step {
    /// Appends an element of this name; what follows is done to it.
    Open,
    /// What follows is done to its parent again.
    Close,
    /// Sets its class.
    Class,
    /// Tells which attribute the next value is for.
    Name,
    /// Sets that attribute.
    Value,
    /// Appends text.
    Text,
}

/// An element of a class.
pub fn el(tag: &str, class: &str) -> El {
    let mut element = El::default();
    element.write(Step::Open, tag);
    if !class.is_empty() {
        element.write(Step::Class, class);
    }
    element
}

/// The pictures of an icon, drawn in the colour of the text around it (style/base.css).
pub fn svg(path: &str) -> El {
    el("svg", "icon").attr("viewBox", "0 0 16 16").attr("aria-hidden", "true").with(el("path", "").attr("d", path))
}

impl Clone for El {
    /// The same element again.
    fn clone(&self) -> Self {
        Self::from(self.element().cloned())
    }
}

impl From<Option<Element>> for El {
    fn from(element: Option<Element>) -> Self {
        Self { made: element.into(), ..Self::default() }
    }
}

impl El {
    fn write(&mut self, step: Step, word: &str) {
        self.steps.push(offset(word.encode_utf16().count()) << 3 | step as u32);
        self.words.push_str(word);
    }

    fn is_made(&self) -> bool {
        self.made.get().is_some()
    }

    /// The element, where there is a browser. It is made now if it was only written down.
    pub fn element(&self) -> Option<&Element> {
        self.made.get_or_init(|| browser::make(&self.steps, &self.words)).as_ref()
    }

    /// Sets an attribute.
    pub fn attr(mut self, name: &str, value: &str) -> Self {
        if !self.is_made() {
            self.write(Step::Name, name);
            self.write(Step::Value, value);
        } else if let Some(element) = self.element() {
            let _ = element.set_attribute(name, value);
        }
        self
    }

    /// Appends text. Text from a table is only ever added like this.
    pub fn text(mut self, text: &str) -> Self {
        if !self.is_made() {
            self.write(Step::Text, text);
        } else if let Some(element) = self.element() {
            let _ = element.append_with_str_1(text);
        }
        self
    }

    /// Appends an element.
    pub fn with(mut self, child: Self) -> Self {
        if !self.is_made() && !child.is_made() {
            self.steps.extend(child.steps);
            self.words.push_str(&child.words);
            self.write(Step::Close, "");
        } else if let (Some(element), Some(child)) = (self.element(), child.element()) {
            let _ = element.append_child(child);
        }
        self
    }

    /// Appends elements.
    pub fn with_all(self, children: Vec<Self>) -> Self {
        children.into_iter().fold(self, Self::with)
    }

    /// Appends an element if it is there.
    pub fn maybe(self, child: Option<Self>) -> Self {
        match child {
            Some(child) => self.with(child),
            None => self,
        }
    }

    /// Appends a sentence in the language of the page, whichever that is.
    pub fn say(self, state: AppState, text: Text) -> Self {
        self.text_of(Box::new(move || state.say(text).to_owned()))
    }

    /// Appends text that follows the signals it reads.
    pub fn text_of(self, text: Box<dyn Fn() -> String>) -> Self {
        if let (Some(element), Some(document)) = (self.element(), browser::document()) {
            let node = document.create_text_node("");
            let _ = element.append_child(&node);
            effect(Box::new(move || node.set_data(&text())));
        }
        self
    }

    /// Sets an attribute that follows the signals it reads; `None` takes it away.
    pub fn attr_of(self, name: &'static str, value: Box<dyn Fn() -> Option<String>>) -> Self {
        if let Some(element) = self.element().cloned() {
            effect(Box::new(move || {
                let _ = match value() {
                    Some(value) => element.set_attribute(name, &value),
                    None => element.remove_attribute(name),
                };
            }));
        }
        self
    }

    /// Sets an attribute to a sentence in the language of the page.
    pub fn attr_say(self, name: &'static str, state: AppState, text: Text) -> Self {
        self.attr_of(name, Box::new(move || Some(state.say(text).to_owned())))
    }

    /// Sets an attribute to `true` or `false`.
    pub fn flag(self, name: &'static str, value: Box<dyn Fn() -> bool>) -> Self {
        self.attr_of(name, Box::new(move || Some(value().to_string())))
    }

    /// Sets a property of the element whenever it must: what a user may change since, an attribute cannot set.
    pub fn property(self, name: &'static str, value: Box<dyn Fn() -> wasm_bindgen::JsValue>) -> Self {
        if let Some(element) = self.element().cloned() {
            effect(Box::new(move || {
                let _ = js_sys::Reflect::set(&element, &name.into(), &value());
            }));
        }
        self
    }

    /// Appends a part that is drawn anew whenever what it reads has changed; `None` leaves the place empty.
    pub fn part(self, draw: Box<dyn Fn() -> Option<Self>>) -> Self {
        let host = el("div", "part");
        if let Some(host) = host.element().cloned() {
            effect(Box::new(move || match draw() {
                Some(part) => part.replace_in(&host),
                None => host.replace_children_with_node_0(),
            }));
        }
        self.with(host)
    }

    /// Calls back on an event.
    pub fn on(self, event: &str, act: Box<dyn Fn(Event)>) -> Self {
        if let Some(element) = self.element() {
            let act = Closure::<dyn Fn(Event)>::wrap(act).into_js_value();
            let _ = element.add_event_listener_with_callback(event, act.unchecked_ref());
        }
        self
    }

    /// Calls back on a click.
    pub fn click(self, act: Box<dyn Fn()>) -> Self {
        self.on("click", Box::new(move |_| act()))
    }

    /// The value of a field.
    pub fn value(&self) -> String {
        let value = self.element().and_then(|element| js_sys::Reflect::get(element, &"value".into()).ok());
        value.and_then(|value| value.as_string()).unwrap_or_default()
    }

    /// Puts this in place of everything in a host.
    pub fn replace_in(&self, host: &Element) {
        if let Some(element) = self.element() {
            host.replace_children_with_node_1(element);
        }
    }
}

/// The value of the field that an event came from.
pub fn value_of(event: &Event) -> String {
    El::from(event.target().and_then(|target| target.dyn_into().ok())).value()
}

/// A button of a sentence.
pub fn action(class: &str, state: AppState, text: Text, act: Box<dyn Fn()>) -> El {
    el("button", class).attr("type", "button").say(state, text).click(act)
}

/// A box to tick; its label stands around it.
pub fn checkbox(checked: Box<dyn Fn() -> bool>, change: Box<dyn Fn()>) -> El {
    let input = el("input", "").attr("type", "checkbox");
    input.property("checked", Box::new(move || checked().into())).on("change", Box::new(move |_| change()))
}

/// A button that does something by its attribute.
pub fn button(class: &str, attribute: &str, value: &str) -> El {
    el("button", class).attr("type", "button").attr(attribute, value)
}

/// A field: its place in its attributes. A button can be reached by keyboard, a span is for the pointer.
pub fn field(tag: &str, class: &str, text: &str, origin: &Origin) -> El {
    let element = el(tag, class).attr("data-s", &origin.start().to_string()).attr("data-e", &origin.end().to_string());
    let element = if tag == "button" { element.attr("type", "button") } else { element };
    element.text(text)
}

/// A link to a place.
pub fn place_link(text: &str, origin: &Origin) -> El {
    let spans: Vec<String> = origin.spans().map(|span| format!("{}-{}", span.start, span.end)).collect();
    button("link", "data-o", &spans.join(",")).text(text)
}

fn origin_from(text: &str) -> Option<Origin> {
    Origin::from_spans(text.split(',').filter_map(|pair| {
        let (start, end) = pair.split_once('-')?;
        Some(Span::new(start.parse().ok()?, end.parse().ok()?))
    }))
}

/// Acts on a click anywhere in the drawn parts, by the attributes of what was clicked.
pub fn clicked(state: AppState, event: &Event) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Node>().ok()) else { return };
    let element = target.dyn_ref::<Element>().cloned().or_else(|| target.parent_element());
    let Some(element) = element else { return };
    let closest = |attribute: &str| {
        let found = element.closest(&format!("[{attribute}]")).ok().flatten();
        found.and_then(|found| Some((found.get_attribute(attribute)?, found)))
    };
    if let Some((key, button)) = closest("data-decide") {
        triage::decide(state, &key, &button);
    } else if closest("data-note").is_some() {
        // Someone writes a note.
    } else if let Some((text, button)) = closest("data-copy") {
        if browser::copy(&text, None) {
            button.set_text_content(Some(strings::COPIED.get(state.locale.get_untracked())));
        }
    } else if let Some((_, head)) = closest("data-q") {
        pictures::unfold_digest(state, head.into());
    } else if let Some((code, opener)) = closest("data-rule") {
        rule_page::open(state, Rule::from_code(&code), &opener);
    } else if let Some((spans, _)) = closest("data-o") {
        if let Some(origin) = origin_from(&spans) {
            state.select_origin(origin, None);
        }
    } else if let Some((index, _)) =
        closest("data-f").filter(|(_, of)| of.tag_name() == "BUTTON" || !browser::has_text_selected())
    {
        // A button, or anywhere in a finding, unless words of it were being selected.
        show_finding(state, index.parse().ok());
    } else if let Some((start, field)) = closest("data-s").filter(|_| !browser::has_text_selected()) {
        let end = field.get_attribute("data-e").and_then(|end| end.parse().ok());
        if let (Ok(start), Some(end)) = (start.parse(), end) {
            if field.has_attribute("data-project") {
                // A part of a picture leads to the card.
                state.tab.set(Tab::Cards);
            }
            state.select_field(start, end);
        }
    }
}

fn show_finding(state: AppState, index: Option<usize>) {
    let Some(analysis) = state.analysis_untracked() else { return };
    let ids = groups::ids(&state.source.get_untracked(), &analysis);
    if let Some((finding, id)) = index.and_then(|index| Some((analysis.findings.get(index)?, ids.get(index)?))) {
        state.select_finding(id, finding);
        state.tab.set(Tab::Report);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_as_long_as_scripts_count_them() {
        let written = el("p", "name").text("\u{1f600}目\0").with(el("b", "").attr("title", "甲"));
        assert_eq!(written.words, "pname\u{1f600}目\0btitle甲");
        let lengths: Vec<u32> = written.steps.iter().map(|step| step >> 3).collect();
        assert_eq!(lengths, [1, 4, 4, 1, 5, 1, 0]);
    }

    #[test]
    fn without_a_browser_nothing_is_made_and_nothing_fails() {
        let part =
            el("p", "").text_of(Box::new(|| String::from("text"))).with(el("b", "").text("more")).attr("id", "p");
        assert!(part.element().is_none() && part.clone().element().is_none());
    }
}
