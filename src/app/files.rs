//! Files, drops and pastes: what they hold goes to the state as bytes or as text.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, Event, EventTarget, File, HtmlElement, HtmlInputElement, HtmlTextAreaElement, TextDecoder,
    TextDecoderOptions,
};

use super::share::View;
use super::state::{AppState, Problem};
use super::{browser, file_list};
use crate::decode::{Encoding, without_bom};
use crate::error::{Error, FileKind};
use crate::i18n::Locale;
use crate::strings;
use crate::worksheet::Worksheet;

/// Decodes bytes; `None` where the browser cannot.
pub fn decode(bytes: &[u8], encoding: Encoding) -> Option<String> {
    if !browser::is_there() {
        return (encoding == Encoding::Utf8).then(|| String::from_utf8_lossy(bytes).into_owned());
    }
    let options = TextDecoderOptions::new();
    options.set_fatal(false);
    let decoder = TextDecoder::new_with_label_and_options(encoding.label(), &options).ok()?;
    let text = decoder.decode_with_u8_array(bytes).ok()?;
    Some(without_bom(&text).to_owned())
}

/// Whether a file is larger than can be read, which is said then.
pub(super) fn is_too_large(state: AppState, file: &File) -> bool {
    let too_large = file.size() > f64::from(u32::try_from(crate::Source::LIMIT_BYTES).unwrap_or(u32::MAX));
    if too_large {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "sizes of files are whole and positive"
        )]
        state.refuse_large(file.size() as u64);
    }
    too_large
}

/// Reads a file and opens it.
pub fn open_file(state: AppState, file: File) {
    if is_too_large(state, &file) {
        return;
    }
    browser::spawn(Box::pin(async move {
        match JsFuture::from(file.array_buffer()).await {
            Ok(buffer) => {
                let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
                state.open_bytes(&file.name(), Arc::new(bytes), None);
            }
            Err(_) => state.refuse_unreadable(),
        }
    }));
}

/// Whether the page speaks English.
pub(super) fn is_english(state: AppState) -> bool {
    state.locale.get_untracked() == Locale::En
}

/// Opens what the second program makes of HTML or of a workbook; where it cannot be loaded, the text that is there.
pub(super) fn convert(state: AppState, name: String, data: JsValue, otherwise: Option<String>) {
    let english = is_english(state);
    let turn = take_turn(state);
    browser::spawn(Box::pin(async move {
        let text = match browser::call("jixiaoAnnex", &[data, english.into()]) {
            Some(promise) => JsFuture::from(promise).await,
            None => Err(JsValue::NULL),
        };
        // Another text may have been opened meanwhile, or the page cleared.
        if state.converting.get_untracked() != turn {
            return;
        }
        state.converting.set(0);
        match (text, otherwise) {
            (Ok(parts), _) => {
                let parts = js_sys::Array::from(&parts);
                let mut parts = parts.iter().filter_map(|part| part.as_string());
                let text = parts.next().unwrap_or_default();
                let mut sheets = Vec::new();
                while let (Some(name), Some(start)) = (parts.next(), parts.next()) {
                    sheets.push(Worksheet { name, start: start.parse().unwrap_or(0) });
                }
                state.open_view(&name, text, View { sheets, ..View::default() });
            }
            (Err(_), Some(text)) => state.open_text(&name, text),
            (Err(error), None) => {
                state.problem.set(Some(match error.as_string() {
                    Some(said) if said.is_empty() => Problem::File(Error::NotText { looks_like: FileKind::OldOffice }),
                    Some(said) => Problem::Said(said),
                    None => Problem::Said(strings::ANNEX_MISSING.get(state.locale.get_untracked()).to_owned()),
                }));
            }
        }
    }));
}

/// Marks that something is being read beside the page; what is opened later ends this turn.
fn take_turn(state: AppState) -> u32 {
    static TURNS: AtomicU32 = AtomicU32::new(1);
    let turn = TURNS.fetch_add(1, Ordering::Relaxed);
    state.converting.set(turn);
    turn
}

/// Opens what was pasted or dropped: the files, else a table, else the text. False where there is none of them.
pub fn open_transfer(state: AppState, transfer: &DataTransfer) -> bool {
    if let Some(files) = transfer.files().filter(|files| files.length() > 0) {
        file_list::open(state, &files);
        return true;
    }
    let html = transfer.get_data("text/html").unwrap_or_default();
    match transfer.get_data("text/plain") {
        // What marks its cells itself is worth more than its text.
        Ok(text) if html.contains("<table") || html.contains("<TABLE") => {
            convert(state, String::new(), html.into(), Some(text));
            true
        }
        Ok(text) if !text.is_empty() => {
            state.open_text("", text);
            true
        }
        _ => false,
    }
}

/// Whether an event comes from something that text is typed into.
pub fn is_field(target: Option<EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") || element.is_content_editable()
    })
}

/// Whether an event comes from the box on the first page, and nothing stands in it.
pub fn is_empty_box(target: Option<EventTarget>) -> bool {
    let area = target.and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
    area.is_some_and(|area| area.id() == "paste-box" && area.value().trim().is_empty())
}

/// Opens the files that were chosen; the same file may be chosen again.
pub fn open_chosen(state: AppState, event: &Event) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return };
    if let Some(files) = input.files().filter(|files| files.length() > 0) {
        file_list::open(state, &files);
    }
    input.set_value("");
}
