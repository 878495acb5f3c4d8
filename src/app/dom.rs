//! Elements made directly: cards, findings and the text stand still once drawn, so they need no reactive views.
//!
//! A view of thousands of fields costs a function per shape in the program and a subscription per field in the page. Here
//! a field is an element with its place in an attribute, and one listener serves them all (see [`clicked`]).

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::browser;
use super::state::{AppState, Tab};
use crate::report::groups;
use crate::rules::Rule;
use crate::span::{Origin, Span};
use crate::strings;

/// An element being made. Where there is no document it stays empty.
#[derive(Clone)]
pub struct El(Option<Element>);

/// An element of a class.
pub fn el(tag: &str, class: &str) -> El {
    let element = browser::document().and_then(|document| document.create_element(tag).ok());
    if let Some(element) = element.as_ref().filter(|_| !class.is_empty()) {
        element.set_class_name(class);
    }
    El(element)
}

/// The pictures of an icon, drawn in the colour of the text around it.
pub fn svg(path: &str) -> El {
    const NAMESPACE: &str = "http://www.w3.org/2000/svg";
    let make =
        |tag: &str| browser::document().and_then(|document| document.create_element_ns(Some(NAMESPACE), tag).ok());
    let picture = El(make("svg")).attr("class", "icon").attr("viewBox", "0 0 16 16").attr("aria-hidden", "true");
    let shape = El(make("path")).attr("d", path).attr("fill", "none").attr("stroke", "currentColor");
    picture.with(shape.attr("stroke-width", "1.5").attr("stroke-linejoin", "round").attr("stroke-linecap", "round"))
}

impl El {
    /// Sets an attribute.
    pub fn attr(self, name: &str, value: &str) -> Self {
        if let Some(element) = &self.0 {
            let _ = element.set_attribute(name, value);
        }
        self
    }

    /// Appends text. Text from a table is only ever added like this.
    pub fn text(self, text: &str) -> Self {
        if let (Some(element), Some(document)) = (&self.0, browser::document()) {
            let _ = element.append_child(&document.create_text_node(text));
        }
        self
    }

    /// Appends an element.
    pub fn with(self, child: Self) -> Self {
        if let (Some(element), Some(child)) = (&self.0, &child.0) {
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

    /// Puts this in place of everything in a host.
    pub fn replace_in(&self, host: &Element) {
        if let Some(element) = &self.0 {
            host.replace_children_with_node_1(element);
        }
    }

    /// The element, where there is a document.
    pub fn element(&self) -> Option<&Element> {
        self.0.as_ref()
    }
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

/// Something drawn anew whenever what it reads has changed.
#[component]
pub fn Drawn(
    /// Makes the element; `None` leaves the place empty.
    draw: Box<dyn Fn() -> Option<El> + Send + Sync>,
) -> impl IntoView {
    let host = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        let Some(host) = host.get() else { return };
        match draw() {
            Some(element) => element.replace_in(&host),
            None => host.replace_children_with_node_0(),
        }
    });
    view! { <div node_ref=host></div> }
}

/// Acts on a click anywhere in the drawn parts, by the attributes of what was clicked.
pub fn clicked(state: AppState, event: &leptos::ev::MouseEvent) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Node>().ok()) else { return };
    let element = target.dyn_ref::<Element>().cloned().or_else(|| target.parent_element());
    let Some(element) = element else { return };
    let closest = |attribute: &str| {
        let found = element.closest(&format!("[{attribute}]")).ok().flatten();
        found.and_then(|found| Some((found.get_attribute(attribute)?, found)))
    };
    if let Some((text, button)) = closest("data-copy") {
        if browser::copy(&text, None) {
            button.set_text_content(Some(strings::COPIED.get(state.locale.get_untracked())));
        }
    } else if let Some((code, _)) = closest("data-rule") {
        state.rule.set(Rule::from_code(&code));
        request_animation_frame(|| browser::scroll_to("#rule-page", false));
    } else if let Some((index, _)) = closest("data-f") {
        show_finding(state, index.parse().ok());
    } else if let Some((spans, _)) = closest("data-o") {
        if let Some(origin) = origin_from(&spans) {
            state.select_origin(origin, None);
        }
    } else if let Some((start, field)) = closest("data-s").filter(|_| !browser::has_text_selected()) {
        let end = field.get_attribute("data-e").and_then(|end| end.parse().ok());
        if let (Ok(start), Some(end)) = (start.parse(), end) {
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
