//! The first page: paste box, file button, samples; and paste and drop anywhere on the window.

use leptos::prelude::*;

use super::browser;
use super::state::AppState;
use crate::decode::Encoding;
use crate::strings;

/// A real table, a made-up one in good order, and a real one as a PDF viewer hands it over.
const SAMPLES: [(crate::i18n::Text, &str); 3] = [
    (strings::SAMPLE_REAL, include_str!("../../tests/fixtures/list/guangzhou_2023.txt")),
    (strings::SAMPLE_CLEAN, include_str!("../../tests/fixtures/list/good_order.txt")),
    (strings::SAMPLE_MESSY, include_str!("../../tests/fixtures/list/viewer_copy.txt")),
];

/// What stands before there is a text.
#[component]
pub fn Landing() -> impl IntoView {
    let state = AppState::use_context();
    let area = NodeRef::<leptos::html::Textarea>::new();
    let kept = state.source.with_untracked(|source| source.text().to_owned());
    let read = move |_| {
        if let Some(area) = area.get() {
            state.open_text("", area.value());
        }
    };
    view! {
        <section class="landing">
            <h1 class="landing__title">{move || state.say(strings::PRODUCT)}</h1>
            <p class="landing__sentence">{move || state.say(strings::LANDING)}</p>
            <label class="landing__label" for="paste-box">{move || state.say(strings::PASTE_HERE)}</label>
            <textarea id="paste-box" class="landing__box" node_ref=area spellcheck="false" rows="8" prop:value=kept></textarea>
            <div class="landing__actions">
                <button type="button" class="button button--main" on:click=read>{move || state.say(strings::READ)}</button>
                <FileButton />
            </div>
            <h2 class="landing__subtitle">{move || state.say(strings::SAMPLES)}</h2>
            <ul class="landing__samples">
                {SAMPLES
                    .into_iter()
                    .map(|(name, text)| view! {
                        <li>
                            <button type="button" class="button" on:click=move |_| state.open_text("", text.to_owned())>
                                {move || state.say(name)}
                            </button>
                        </li>
                    })
                    .collect_view()}
            </ul>
            <p class="landing__privacy">{move || state.say(strings::STAYS_HERE)}</p>
        </section>
    }
}

/// 选择文件.
#[component]
pub fn FileButton() -> impl IntoView {
    let state = AppState::use_context();
    let input = NodeRef::<leptos::html::Input>::new();
    let chosen = move |_| {
        #[cfg(target_arch = "wasm32")]
        if let Some(input) = input.get() {
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                browser::open_file(state, file);
            }
            // The same file may be chosen again.
            input.set_value("");
        }
    };
    let click = move |_| {
        if let Some(input) = input.get() {
            input.click();
        }
    };
    view! {
        <input
            type="file"
            class="visually-hidden"
            tabindex="-1"
            aria-hidden="true"
            node_ref=input
            accept=".txt,.csv,.tsv,.md,text/plain,text/csv"
            on:change=chosen
        />
        <button type="button" class="button" on:click=click>{move || state.say(strings::CHOOSE_FILE)}</button>
    }
}

/// The encoding an opened file was read in, and the others to try.
#[component]
pub fn Encodings() -> impl IntoView {
    let state = AppState::use_context();
    let change = move |event: leptos::ev::Event| {
        let chosen = Encoding::from_label(&event_target_value(&event));
        if let (Some(chosen), Some((_, bytes))) = (chosen, state.file.get_untracked()) {
            let name = state.source.with_untracked(|source| source.name().to_owned());
            state.open_bytes(&name, bytes, Some(chosen));
        }
    };
    move || {
        state.file.get().map(|(encoding, _)| {
            view! {
                <label class="encodings">
                    {move || state.say(strings::ENCODING)}
                    <select on:change=change>
                        {Encoding::ALL
                            .into_iter()
                            .map(|each| view! { <option value=each.label() selected=each == encoding>{each.label()}</option> })
                            .collect_view()}
                    </select>
                </label>
            }
        })
    }
}

/// Whether something is being dragged over the window. Set by [`listen`].
#[derive(Clone, Copy)]
struct Dragging(RwSignal<bool>);

/// Says that what is dragged may be dropped anywhere.
#[component]
pub fn DropOverlay() -> impl IntoView {
    let state = AppState::use_context();
    let Dragging(dragging) = expect_context();
    move || dragging.get().then(|| view! { <div class="drop-overlay"><p>{state.say(strings::DROP_HERE)}</p></div> })
}

/// Listens to paste and drop on the whole window.
pub fn listen(state: AppState) {
    let dragging = RwSignal::new(false);
    provide_context(Dragging(dragging));
    #[cfg(target_arch = "wasm32")]
    {
        let _ = window_event_listener(leptos::ev::paste, move |event| {
            let Some(transfer) = event.clipboard_data() else { return };
            let in_box = browser::find("#paste-box:focus").is_some();
            // Fields keep their own paste; the box on the first page reads a whole table at once, when it is empty.
            if browser::is_field(event.target()) && !(in_box && is_box_empty()) {
                return;
            }
            if browser::open_transfer(state, &transfer) {
                event.prevent_default();
            }
        });
        // What the pointer last entered tells when it leaves: counting enters and leaves goes wrong over nested elements.
        let _ = window_event_listener(leptos::ev::dragenter, move |event| {
            event.prevent_default();
            dragging.set(true);
        });
        let _ = window_event_listener(leptos::ev::dragover, move |event| event.prevent_default());
        let _ = window_event_listener(leptos::ev::dragleave, move |event| {
            if event.related_target().is_none() {
                dragging.set(false);
            }
        });
        let _ = window_event_listener(leptos::ev::drop, move |event| {
            event.prevent_default();
            dragging.set(false);
            if let Some(transfer) = event.data_transfer() {
                browser::open_transfer(state, &transfer);
            }
        });
        let _ = window_event_listener(leptos::ev::keydown, move |event| {
            if event.key() == "Escape" && dragging.get_untracked() {
                dragging.set(false);
            }
        });
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (state, dragging, browser::is_there());
}

#[cfg(target_arch = "wasm32")]
fn is_box_empty() -> bool {
    use wasm_bindgen::JsCast;
    let area = browser::find("#paste-box").and_then(|area| area.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
    area.is_some_and(|area| area.value().trim().is_empty())
}
