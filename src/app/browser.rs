//! Everything web-sys that is no element: clipboard, selection, storage, scrolling.
//!
//! Natively, where the tests of the state run, there is no window, and each of these does nothing.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, Event, HtmlDialogElement, HtmlElement, HtmlTextAreaElement, ScrollIntoViewOptions,
    ScrollLogicalPosition, Window,
};

use super::dom::El;

/// For so long the page may be worked at before it paints and answers.
pub const SLICE_MS: u32 = 32;

/// Whether this runs in a browser.
pub const fn is_there() -> bool {
    cfg!(target_arch = "wasm32")
}

fn window() -> Option<Window> {
    if is_there() { web_sys::window() } else { None }
}

/// A property of the window.
fn global(name: &str) -> Option<JsValue> {
    let window = window()?;
    js_sys::Reflect::get(&window, &name.into()).ok()
}

/// Calls a function of the window that makes a promise; `None` where it is not there.
pub fn call(name: &str, values: &[JsValue]) -> Option<js_sys::Promise> {
    let function = global(name)?.dyn_into::<js_sys::Function>().ok()?;
    let array = js_sys::Array::new();
    for value in values {
        array.push(value);
    }
    function.apply(&JsValue::NULL, &array).ok()?.dyn_into().ok()
}

/// The document.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// An element with everything in it, as [`El`] has written it down.
pub fn make(steps: &[u32], words: &str) -> Option<Element> {
    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_name = jixiaoMake)]
        fn make(steps: &[u32], words: &str) -> Element;
    }
    is_there().then(|| make(steps, words))
}

/// Runs a task beside the page.
pub fn spawn(task: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(task);
}

/// Lets the page paint and answer.
pub async fn next_task() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = window() {
            let _ = window.set_timeout_with_callback(&resolve);
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// Lets the page paint and answer if a slice of time is over that began at `since`; then the next one begins.
pub async fn pause(since: &mut u32) {
    if now_ms().wrapping_sub(*since) >= SLICE_MS {
        next_task().await;
        *since = now_ms();
    }
}

/// Calls back on an event of the window. The type of the event must be the one that goes by this name.
pub fn listen<E: JsCast + 'static>(event: &str, act: impl Fn(E) + 'static) {
    let act: Box<dyn Fn(Event)> = Box::new(move |event| act(event.unchecked_into()));
    if let Some(window) = window() {
        let act = Closure::wrap(act).into_js_value();
        let _ = window.add_event_listener_with_callback(event, act.unchecked_ref());
    }
}

/// Calls back when the page is painted the next time.
pub fn next_frame(act: Box<dyn FnOnce()>) {
    if let Some(window) = window() {
        let _ = window.request_animation_frame(Closure::once_into_js(act).unchecked_ref());
    }
}

/// Milliseconds since some moment.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "only differences are used")]
pub fn now_ms() -> u32 {
    (js_sys::Date::now() as u64) as u32
}

/// Keeps the text where the page can still save it after a fault of the program.
pub fn keep_text(text: &str) {
    if let Some(window) = window() {
        let _ = js_sys::Reflect::set(&window, &"jixiaoText".into(), &text.into());
    }
}

/// A text that was loaded beside the program: the page of a rule by its code, a sample by its name, or the English of a
/// sentence by its Chinese.
pub fn beside(name: &str) -> Option<String> {
    let text = global("jixiaoTexts").and_then(|texts| js_sys::Reflect::get(&texts, &name.into()).ok());
    text.and_then(|text| text.as_string())
}

/// The English of a Chinese sentence; the Chinese where it could not be loaded.
pub fn english(chinese: &'static str) -> &'static str {
    thread_local! {
        static FOUND: RefCell<Vec<[&'static str; 2]>> = const { RefCell::new(Vec::new()) };
    }
    FOUND.with_borrow_mut(|found| {
        // The same sentence is at the same place: a few hundred places are compared in no time.
        if let Some([_, english]) = found.iter().find(|[other, _]| std::ptr::eq(*other, chinese)) {
            return *english;
        }
        // Each of the few hundred sentences is kept once, for as long as the page is open.
        let Some(english) = beside(chinese).map(|english| &*english.leak()) else { return chinese };
        found.push([chinese, english]);
        english
    })
}

/// Calls back when everything that belongs to the page was loaded, at once where that is so already.
pub fn when_loaded(act: Box<dyn FnOnce()>) {
    if document().is_none_or(|document| document.ready_state() == "complete") {
        act();
    } else if let Some(window) = window() {
        let _ = window.add_event_listener_with_callback("load", Closure::once_into_js(act).unchecked_ref());
    }
}

/// Shows the sentence that the page has stopped.
pub fn failed(message: &str) {
    let function = global("jixiaoFailed").and_then(|function| function.dyn_into::<js_sys::Function>().ok());
    if let Some(function) = function {
        let _ = function.call1(&JsValue::NULL, &message.into());
    }
}

/// Puts elements into the body in place of the loading notice.
pub fn replace_body(elements: &[El]) {
    let Some(document) = document() else { return };
    if let Some(boot) = document.get_element_by_id("boot") {
        boot.remove();
    }
    if let Some(body) = document.body() {
        for element in elements.iter().filter_map(El::element) {
            let _ = body.append_child(element);
        }
    }
}

/// Clicks an element.
pub fn click(element: &El) {
    if let Some(element) = element.element().and_then(|element| element.dyn_ref::<HtmlElement>()) {
        element.click();
    }
}

/// Opens or closes a modal dialog.
pub fn show_modal(dialog: &El, open: bool) {
    let Some(dialog) = dialog.element().and_then(|element| element.dyn_ref::<HtmlDialogElement>()) else { return };
    if open && !dialog.open() && dialog.is_connected() {
        let _ = dialog.show_modal();
    } else if !open && dialog.open() {
        dialog.close();
    }
}

/// Remembers a choice, where storage is allowed.
pub fn store(key: &str, value: &str) {
    if let Some(Ok(Some(storage))) = window().map(|window| window.local_storage()) {
        let _ = storage.set_item(key, value);
    }
}

/// A remembered choice.
pub fn stored(key: &str) -> Option<String> {
    window()?.local_storage().ok()??.get_item(key).ok()?
}

/// The language of the browser.
pub fn language() -> String {
    window().and_then(|window| window.navigator().language()).unwrap_or_default()
}

/// The fragment of the address, without its `#`.
pub fn fragment() -> String {
    let hash = window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_owned()
}

/// The address without its fragment.
pub fn address() -> String {
    let href = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// Puts a fragment into the address without a new entry in the history; an empty one takes it away.
pub fn set_fragment(fragment: &str) {
    let Some(history) = window().and_then(|window| window.history().ok()) else { return };
    let url = if fragment.is_empty() { address() } else { format!("{}#{fragment}", address()) };
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&url));
}

/// Sets or takes away an attribute of the root element.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// The first element of a selector.
pub fn find(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok()?
}

/// Scrolls an element into view, at once and only as far as needed.
pub fn scroll_to(selector: &str, centre: bool) {
    let Some(element) = find(selector) else { return };
    let options = ScrollIntoViewOptions::new();
    options.set_block(if centre { ScrollLogicalPosition::Center } else { ScrollLogicalPosition::Nearest });
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls a box until an element in it stands in its middle, unless it is in sight; nothing around the box moves.
pub fn scroll_within(host: &str, selector: &str) {
    let (Some(host), Some(element)) = (find(host), find(selector)) else { return };
    let whole = |edge: f64| -> i32 {
        #[expect(clippy::cast_possible_truncation, reason = "pixels")]
        let whole = edge as i32;
        whole
    };
    let (outer, inner) = (host.get_bounding_client_rect(), element.get_bounding_client_rect());
    let window_height = window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or_default();
    let (top, bottom) = (whole(outer.top()).max(0), whole(outer.bottom()).min(whole(window_height)));
    if whole(inner.top()) < top || whole(inner.bottom()) > bottom {
        host.set_scroll_top(host.scroll_top() + whole(inner.top()) - i32::midpoint(top, bottom));
    }
}

/// Gives the focus to an element.
pub fn focus(selector: &str) {
    if let Some(element) = find(selector) {
        let _ = element.dyn_ref::<HtmlElement>().map(HtmlElement::focus);
    }
}

/// Gives the focus to an element, where it has been lost.
pub fn refocus(selector: &str) {
    if document().and_then(|document| document.active_element()).is_none_or(|on| on.tag_name() == "BODY") {
        focus(selector);
    }
}

/// Marks the fields that begin and end at these bytes, and the finding of this id, and nothing else.
pub fn mark_selected(field: Option<(u32, u32)>, finding: Option<&str>) {
    let Some(document) = document() else { return };
    let each = |selector: &str, act: &dyn Fn(&Element)| {
        let Ok(found) = document.query_selector_all(selector) else { return };
        let nodes = (0..found.length()).filter_map(|at| found.get(at));
        nodes.filter_map(|node| node.dyn_into::<Element>().ok()).for_each(|element| act(&element));
    };
    let take = |element: &Element| {
        let _ = element.class_list().remove_1("is-selected");
    };
    let give = |element: &Element| {
        let _ = element.class_list().add_1("is-selected");
    };
    each(".is-selected", &take);
    if let Some((start, end)) = field {
        each(&format!("[data-s=\"{start}\"][data-e=\"{end}\"]"), &give);
    }
    if let Some(id) = finding {
        each(&format!("[id=\"finding-{id}\"]"), &|element| {
            give(element);
            // It may stand in a group that is folded.
            if let Ok(Some(group)) = element.closest("details") {
                let _ = group.set_attribute("open", "");
            }
        });
    }
}

/// Opens a `<details>` by its id and scrolls to it, once the page has drawn.
pub fn open_and_show(id: &str) {
    let id = id.to_owned();
    if !is_there() {
        return;
    }
    next_frame(Box::new(move || {
        if let Some(element) = find(&format!("#{id}")) {
            let _ = element.set_attribute("open", "");
            element.scroll_into_view();
        }
    }));
}

/// Opens everything that is folded, or folds again what this has opened.
pub fn unfold(open: bool) {
    let selector = if open { "details:not([open])" } else { "details[data-unfolded]" };
    let Some(Ok(found)) = document().map(|document| document.query_selector_all(selector)) else { return };
    for element in (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<Element>().ok()) {
        for name in ["open", "data-unfolded"] {
            let _ = if open { element.set_attribute(name, "") } else { element.remove_attribute(name) };
        }
    }
}

/// The date where the user is, as 2026-03-05.
pub fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}

/// Whether the window has no room for the text beside the cards, as style/layout.css has it.
pub fn is_narrow() -> bool {
    const NARROW: f64 = 900.0;
    let width = window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.is_some_and(|width| width < NARROW)
}

/// Whether the user has selected some of the text, which a click must not disturb.
pub fn has_text_selected() -> bool {
    let selection = window().and_then(|window| window.get_selection().ok().flatten());
    selection.is_some_and(|selection| !selection.is_collapsed())
}

/// Copies a text inside a click, out of a field that shows it where there is one. True only when it was copied.
///
/// `execCommand` works on plain HTTP and from disk, where the clipboard API is absent, and tells the truth at once.
pub fn copy(text: &str, field: Option<&Element>) -> bool {
    let Some(document) = document() else { return false };
    let shown = field.and_then(|field| field.dyn_ref::<HtmlTextAreaElement>());
    let own = if shown.is_some() { None } else { hidden_area(&document, text) };
    let Some(area) = shown.or(own.as_ref()) else { return false };
    area.select();
    let command = js_sys::Reflect::get(&document, &"execCommand".into()).ok();
    let command = command.and_then(|command| command.dyn_into::<js_sys::Function>().ok());
    let copied = command.and_then(|command| command.call1(&document, &"copy".into()).ok());
    if let Some(area) = own {
        area.remove();
    }
    copied.is_some_and(|done| done.is_truthy())
}

fn hidden_area(document: &Document, text: &str) -> Option<HtmlTextAreaElement> {
    let area = document.create_element("textarea").ok()?.dyn_into::<HtmlTextAreaElement>().ok()?;
    area.set_value(text);
    area.set_class_name("visually-hidden");
    // Inside an open dialog everything else is inert.
    let host = document.query_selector("dialog[open]").ok().flatten();
    let host = host.or_else(|| document.body().map(Element::from))?;
    host.append_child(&area).ok()?;
    Some(area)
}

/// Sets a custom property that the whole page inherits.
pub fn set_property(name: &str, value: &str) {
    let root = document().and_then(|document| document.document_element());
    if let Some(root) = root.as_ref().and_then(|root| root.dyn_ref::<HtmlElement>()) {
        let _ = root.style().set_property(name, value);
    }
}

/// Opens the print dialog.
pub fn print() {
    if let Some(window) = window() {
        let _ = window.print();
    }
}
