//! Everything web-sys: files, decoding, clipboard, selection, storage, scrolling. Natively each does nothing.

#[cfg(target_arch = "wasm32")]
pub use web::*;

#[cfg(not(target_arch = "wasm32"))]
pub use none::*;

#[cfg(target_arch = "wasm32")]
mod web {
    use std::future::Future;
    use std::sync::Arc;

    use wasm_bindgen::prelude::*;
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{
        Blob, BlobPropertyBag, DataTransfer, Document, Element, File, HtmlAnchorElement, HtmlElement,
        HtmlTextAreaElement, ScrollIntoViewOptions, ScrollLogicalPosition, TextDecoder, TextDecoderOptions, Url,
        Window,
    };

    use crate::app::state::AppState;
    use crate::decode::{Encoding, without_bom};

    /// Whether this runs in a browser.
    pub const fn is_there() -> bool {
        true
    }

    fn window() -> Option<Window> {
        web_sys::window()
    }

    /// The document.
    pub fn document() -> Option<Document> {
        window()?.document()
    }

    /// Runs a task beside the page.
    pub fn spawn(task: impl Future<Output = ()> + 'static) {
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

    /// Milliseconds since some moment.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "only differences are used")]
    pub fn now_ms() -> u32 {
        (js_sys::Date::now() as u64) as u32
    }

    /// Keeps the text where the page can still save it after a fault of the program.
    pub fn keep_text(text: &str) {
        let _ = js_sys::Reflect::set(&js_sys::global(), &"jixiaoText".into(), &text.into());
    }

    /// Shows the sentence that the page has stopped.
    pub fn failed(message: &str) {
        if let Ok(function) = js_sys::Reflect::get(&js_sys::global(), &"jixiaoFailed".into()) {
            if let Some(function) = function.dyn_ref::<js_sys::Function>() {
                let _ = function.call1(&JsValue::NULL, &message.into());
            }
        }
    }

    /// Decodes bytes; `None` where the browser cannot.
    pub fn decode(bytes: &[u8], encoding: Encoding) -> Option<String> {
        let options = TextDecoderOptions::new();
        options.set_fatal(false);
        let decoder = TextDecoder::new_with_label_and_options(encoding.label(), &options).ok()?;
        let text = decoder.decode_with_u8_array(bytes).ok()?;
        Some(without_bom(&text).to_owned())
    }

    /// Reads a file and opens it.
    pub fn open_file(state: AppState, file: File) {
        let too_large = file.size() > f64::from(u32::try_from(crate::Source::LIMIT_BYTES).unwrap_or(u32::MAX));
        if too_large {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "sizes of files are whole and positive"
            )]
            state.refuse_large(file.size() as u64);
            return;
        }
        spawn(async move {
            match JsFuture::from(file.array_buffer()).await {
                Ok(buffer) => {
                    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
                    state.open_bytes(&file.name(), Arc::new(bytes), None);
                }
                Err(_) => state.refuse_unreadable(),
            }
        });
    }

    /// Opens what was pasted or dropped: the first file, else the text. False where there is neither.
    pub fn open_transfer(state: AppState, transfer: &DataTransfer) -> bool {
        if let Some(file) = transfer.files().and_then(|files| files.get(0)) {
            open_file(state, file);
            return true;
        }
        match transfer.get_data("text/plain") {
            Ok(text) if !text.is_empty() => {
                state.open_text("", text);
                true
            }
            _ => false,
        }
    }

    /// Whether an event comes from something that text is typed into.
    pub fn is_field(target: Option<web_sys::EventTarget>) -> bool {
        let element = target.and_then(|target| target.dyn_into::<HtmlElement>().ok());
        element.is_some_and(|element| {
            matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") || element.is_content_editable()
        })
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

    /// Takes the loading notice away.
    pub fn remove_boot() {
        if let Some(boot) = document().and_then(|document| document.get_element_by_id("boot")) {
            boot.remove();
        }
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

    /// Marks the fields that begin and end at these bytes, and only them.
    pub fn mark_fields(field: Option<(u32, u32)>) {
        const CLASS: &str = "is-selected";
        let Some(document) = document() else { return };
        let each = |selector: &str, act: &dyn Fn(&Element)| {
            let Ok(found) = document.query_selector_all(selector) else { return };
            (0..found.length())
                .filter_map(|at| found.get(at))
                .filter_map(|node| node.dyn_into::<Element>().ok())
                .for_each(|e| act(&e));
        };
        each(".is-selected", &|element| {
            let _ = element.class_list().remove_1(CLASS);
        });
        if let Some((start, end)) = field {
            each(&format!("[data-s=\"{start}\"][data-e=\"{end}\"]"), &|element| {
                let _ = element.class_list().add_1(CLASS);
            });
        }
    }

    /// Opens a `<details>` by its id and scrolls to it, once the page has drawn.
    pub fn open_and_show(id: &str) {
        let id = id.to_owned();
        leptos::prelude::request_animation_frame(move || {
            if let Some(element) = find(&format!("#{id}")) {
                let _ = element.set_attribute("open", "");
                element.scroll_into_view();
            }
        });
    }

    /// Whether the user has selected some of the text, which a click must not disturb.
    pub fn has_text_selected() -> bool {
        let selection = window().and_then(|window| window.get_selection().ok().flatten());
        selection.is_some_and(|selection| !selection.is_collapsed())
    }

    /// Copies a text inside a click. True only when it was copied.
    pub fn copy(text: &str, field: Option<&HtmlTextAreaElement>) -> bool {
        // execCommand works on plain HTTP and from disk, where the clipboard API is absent, and tells the truth at once.
        let Some(document) = document() else { return false };
        let own = field.is_none().then(|| {
            let area = document.create_element("textarea").ok()?.dyn_into::<HtmlTextAreaElement>().ok()?;
            area.set_value(text);
            area.set_class_name("visually-hidden");
            // Inside an open dialog everything else is inert.
            let host = document.query_selector("dialog[open]").ok().flatten();
            match host {
                Some(dialog) => dialog.append_child(&area).ok()?,
                None => document.body()?.append_child(&area).ok()?,
            };
            Some(area)
        });
        let area = field.cloned().or_else(|| own.clone().flatten());
        let Some(area) = area else { return false };
        area.select();
        let command = js_sys::Reflect::get(&document, &"execCommand".into()).ok();
        let command = command.and_then(|command| command.dyn_into::<js_sys::Function>().ok());
        let copied = command
            .and_then(|command| command.call1(&document, &"copy".into()).ok())
            .is_some_and(|done| done.is_truthy());
        if let Some(Some(area)) = own {
            area.remove();
        }
        copied
    }

    /// Saves a text as a file.
    pub fn download(name: &str, text: &str, media_type: &str) {
        let options = BlobPropertyBag::new();
        options.set_type(media_type);
        let parts = js_sys::Array::of1(&text.into());
        let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) else { return };
        let Ok(url) = Url::create_object_url_with_blob(&blob) else { return };
        let link = document().and_then(|document| document.create_element("a").ok());
        if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) {
            link.set_href(&url);
            link.set_download(name);
            link.click();
        }
        let _ = Url::revoke_object_url(&url);
    }

    /// Opens the print dialog.
    pub fn print() {
        if let Some(window) = window() {
            let _ = window.print();
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod none {
    use std::future::Future;

    use crate::decode::Encoding;

    pub const fn is_there() -> bool {
        false
    }
    pub fn spawn(_: impl Future<Output = ()> + 'static) {}
    pub async fn next_task() {}
    pub const fn now_ms() -> u32 {
        0
    }
    pub const fn keep_text(_: &str) {}
    pub const fn store(_: &str, _: &str) {}
    pub const fn document() -> Option<web_sys::Document> {
        None
    }
    pub const fn copy(_: &str, _: Option<&web_sys::HtmlTextAreaElement>) -> bool {
        false
    }
    pub const fn has_text_selected() -> bool {
        false
    }
    pub const fn scroll_to(_: &str, _: bool) {}
    pub const fn open_and_show(_: &str) {}
    pub const fn print() {}
    pub const fn download(_: &str, _: &str, _: &str) {}
    pub fn decode(bytes: &[u8], encoding: Encoding) -> Option<String> {
        (encoding == Encoding::Utf8).then(|| String::from_utf8_lossy(bytes).into_owned())
    }
}
