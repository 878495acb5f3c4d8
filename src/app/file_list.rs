//! Several files in one visit: an entry for each with its counts; switching keeps the view of each.

use std::sync::Arc;

use wasm_bindgen_futures::JsFuture;
use web_sys::FileList;

use super::dom::{El, el};
use super::share::View;
use super::state::{AppState, Phase};
use super::{browser, files};
use crate::report::Counts;
use crate::strings;

/// The files that were opened together.
#[derive(Clone, Debug, Default)]
pub struct Files {
    all: Vec<Opened>,
    /// Which one is shown.
    at: usize,
}

/// One of them.
#[derive(Clone, Debug)]
struct Opened {
    name: String,
    bytes: Arc<Vec<u8>>,
    /// How many projects and firm findings it has, once it was read.
    counts: Option<(usize, usize)>,
    /// How it was looked at before another one was.
    view: View,
}

impl Files {
    /// Whether a text of this name is the one that is shown.
    pub(super) fn is_shown(&self, name: &str) -> bool {
        self.all.get(self.at).is_some_and(|file| file.name == name)
    }
}

/// Opens one file, or several with the first one shown.
pub(super) fn open(state: AppState, list: &FileList) {
    let chosen: Vec<_> = (0..list.length()).filter_map(|at| list.get(at)).collect();
    if let [file] = chosen.as_slice() {
        state.files.set(Files::default());
        return files::open_file(state, file.clone());
    }
    browser::spawn(Box::pin(async move {
        let mut all = Vec::new();
        for file in chosen {
            if files::is_too_large(state, &file) {
                continue;
            }
            match JsFuture::from(file.array_buffer()).await {
                Ok(buffer) => {
                    let bytes = Arc::new(js_sys::Uint8Array::new(&buffer).to_vec());
                    all.push(Opened { name: file.name(), bytes, counts: None, view: View::default() });
                }
                Err(_) => state.refuse_unreadable(),
            }
        }
        state.open_files(Files { all, at: 0 });
    }));
}

/// An entry for each file, where there are several.
pub(super) fn entries(state: AppState) -> Option<El> {
    let opened = state.files.get();
    let locale = state.locale.get();
    let entry = |(at, file): (usize, &Opened)| {
        let counts = file.counts.map_or_else(String::new, |(projects, findings)| {
            if projects == 0 {
                return strings::UNREAD_TITLE.get(locale).to_owned();
            }
            let values = [("projects", projects.to_string()), ("findings", findings.to_string())];
            strings::FILE_COUNTS.fill(locale, &values.each_ref().map(|(key, value)| (*key, value.as_str())))
        });
        let button = el("button", "choice").attr("type", "button").text(&file.name).text(" ");
        let button = button.with(el("span", "muted").text(&counts)).click(Box::new(move || state.show_file(at)));
        el("li", "").with(if at == opened.at { button.attr("aria-current", "true") } else { button })
    };
    let entries = opened.all.iter().enumerate().map(entry).collect();
    let list =
        || el("nav", "file-list").attr_say("aria-label", state, strings::FILES).with(el("ul", "").with_all(entries));
    (opened.all.len() > 1).then(list)
}

impl AppState {
    fn open_files(self, files: Files) {
        let at = files.at;
        self.files.set(files);
        self.open_entry(at);
    }

    /// Shows another of the files; the view of the one that was shown is kept.
    pub fn show_file(self, at: usize) {
        let view = self.view();
        self.files.update(|files| {
            if let Some(file) = files.all.get_mut(files.at) {
                file.view = view;
            }
            files.at = at;
        });
        self.open_entry(at);
    }

    fn open_entry(self, at: usize) {
        let Some(file) = self.files.with_untracked(|files| files.all.get(at).cloned()) else { return };
        // What was shown before must not stand under the name of a file that cannot be read.
        self.phase.set(Phase::Empty);
        self.open_bytes(&file.name, file.bytes, None);
    }

    /// Notes what a file holds, and tells how it was looked at before.
    pub(super) fn file_read(self) -> Option<View> {
        let analysis = self.analysis_untracked()?;
        let name = self.source.with_untracked(|source| source.name().to_owned());
        if !self.files.with_untracked(|files| files.is_shown(&name)) {
            return None;
        }
        let counts = Counts::of(&analysis.findings);
        let mut view = None;
        self.files.update(|files| {
            if let Some(file) = files.all.get_mut(files.at) {
                let findings = counts.errors + counts.warnings + counts.infos;
                file.counts = Some((analysis.table.projects().count(), findings));
                view = Some(std::mem::take(&mut file.view));
            }
        });
        view
    }
}
