//! The first page: paste box, file button, samples; and paste and drop anywhere on the window.

use web_sys::{ClipboardEvent, DragEvent};

use super::dom::{El, action, el, value_of};
use super::state::AppState;
use super::{browser, files};
use crate::decode::Encoding;
use crate::i18n::Text;
use crate::strings;

/// A real table, a made-up one in good order, and a real one as a PDF viewer hands it over; by the names that
/// scripts/finish_dist.mjs gives them.
const SAMPLES: [(Text, &str); 3] = [
    (strings::SAMPLE_REAL, "sample-real"),
    (strings::SAMPLE_CLEAN, "sample-clean"),
    (strings::SAMPLE_MESSY, "sample-messy"),
];

/// What stands before there is a text.
pub fn landing(state: AppState) -> El {
    let kept = state.source.with_untracked(|source| source.text().to_owned());
    let area = el("textarea", "landing__box").attr("id", "paste-box").attr("rows", "8").attr("spellcheck", "false");
    let area = area.text(&kept);
    let read = {
        let area = area.clone();
        action("button button--main", state, strings::READ, Box::new(move || state.open_text("", area.value())))
    };
    let samples = SAMPLES.into_iter().map(|(name, text)| {
        let open = move || state.open_text("", browser::beside(text).unwrap_or_default());
        el("li", "").with(action("button", state, name, Box::new(open)))
    });
    el("section", "landing")
        .with(el("h1", "landing__title").say(state, strings::PRODUCT))
        .with(el("p", "landing__sentence").say(state, strings::LANDING))
        .with(el("label", "landing__label").attr("for", "paste-box").say(state, strings::PASTE_HERE))
        .with(area)
        .with(el("div", "landing__actions").with(read).with(file_button(state)))
        .with(el("h2", "landing__subtitle").say(state, strings::SAMPLES))
        .with(el("ul", "landing__samples").with_all(samples.collect()))
        .with(el("p", "landing__privacy").say(state, strings::STAYS_HERE))
}

/// 选择文件.
pub fn file_button(state: AppState) -> El {
    let input = el("input", "visually-hidden")
        .attr("type", "file")
        .attr("multiple", "")
        .attr("tabindex", "-1")
        .attr("aria-hidden", "true")
        .attr("accept", ".txt,.csv,.tsv,.md,.html,.htm,.xlsx,.xlsm,.xls,.ods,text/plain,text/csv,text/html")
        .on("change", Box::new(move |event| files::open_chosen(state, &event)));
    let chooser = input.clone();
    let button = action("button", state, strings::CHOOSE_FILE, Box::new(move || browser::click(&chooser)));
    el("span", "").with(input).with(button)
}

/// The encoding an opened file was read in, and the others to try.
pub fn encodings(state: AppState) -> Option<El> {
    let (encoding, _) = state.file.get()?;
    let option = |each: Encoding| {
        let option = el("option", "").attr("value", each.label()).text(each.label());
        if each == encoding { option.attr("selected", "") } else { option }
    };
    let select = el("select", "").with_all(Encoding::ALL.into_iter().map(option).collect()).on(
        "change",
        Box::new(move |event| {
            let chosen = Encoding::from_label(&value_of(&event));
            if let (Some(chosen), Some((_, bytes))) = (chosen, state.file.get_untracked()) {
                let name = state.source.with_untracked(|source| source.name().to_owned());
                state.open_bytes(&name, bytes, Some(chosen));
            }
        }),
    );
    Some(el("label", "encodings").say(state, strings::ENCODING).with(select))
}

/// Says that what is dragged may be dropped anywhere.
pub fn drop_overlay(state: AppState) -> El {
    el("div", "part").part(Box::new(move || {
        let overlay = || el("div", "drop-overlay").with(el("p", "").say(state, strings::DROP_HERE));
        state.dragging.get().then(overlay)
    }))
}

/// Listens to paste and drop on the whole window.
pub fn listen(state: AppState) {
    browser::listen("paste", move |event: ClipboardEvent| {
        let Some(transfer) = event.clipboard_data() else { return };
        // Fields keep their own paste; the box on the first page reads a whole table at once, when it is empty.
        if files::is_field(event.target()) && !files::is_empty_box(event.target()) {
            return;
        }
        if files::open_transfer(state, &transfer) {
            event.prevent_default();
        }
    });
    // What the pointer last entered tells when it leaves: counting enters and leaves goes wrong over nested elements.
    browser::listen("dragenter", move |event: DragEvent| {
        event.prevent_default();
        state.dragging.set(true);
    });
    browser::listen("dragover", move |event: DragEvent| event.prevent_default());
    browser::listen("dragleave", move |event: DragEvent| {
        if event.related_target().is_none() {
            state.dragging.set(false);
        }
    });
    browser::listen("drop", move |event: DragEvent| {
        event.prevent_default();
        state.dragging.set(false);
        if let Some(transfer) = event.data_transfer() {
            files::open_transfer(state, &transfer);
        }
    });
}
