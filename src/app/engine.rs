//! Runs an analysis in the page: at once where the text is small, else in steps between which the page paints.

use std::sync::Arc;

use wasm_bindgen_futures::JsFuture;

use super::browser;
use super::share::View;
use super::state::{AppState, Phase, Problem};
use crate::analysis::{Analysis, Progress, Stage, Steps};
use crate::model::Table;
use crate::rules::Settings;
use crate::source::Source;
use crate::{strings, wire};

/// Up to this many bytes an analysis takes less than a frame.
const AT_ONCE_BYTES: usize = 64 << 10;

/// Analyses the current text, then shows of it what a link wants shown. A later call stops an earlier one.
pub(super) fn analyse(state: AppState, view: View) {
    let source = state.source.get_untracked();
    let settings = state.settings.get_untracked();
    state.generation.update(|generation| *generation += 1);
    let is_small = source.text().len() <= AT_ONCE_BYTES || !browser::is_there();
    if is_small && let Some(analysis) = at_once(&source, &settings) {
        return state.finished(analysis, &view);
    }
    state.phase.set(Phase::Working { stage: Stage::Folding, done: 0, of: 1 });
    browser::spawn(Box::pin(in_steps(state, source, settings, view)));
}

/// The analysis, unless all readers are needed and not all are here.
fn at_once(source: &Source, settings: &Settings) -> Option<Analysis> {
    let mut steps = Steps::new(source, settings.clone());
    loop {
        match steps.advance() {
            Progress::Working { .. } => {}
            Progress::Unsure => return None,
            Progress::Done(analysis) => return Some(*analysis),
        }
    }
}

async fn in_steps(state: AppState, source: Arc<Source>, settings: Settings, view: View) {
    let generation = state.generation.get_untracked();
    let mut steps = Steps::new(&source, settings.clone());
    browser::next_task().await;
    while state.generation.get_untracked() == generation {
        let started = browser::now_ms();
        loop {
            match steps.advance() {
                Progress::Done(analysis) => {
                    return state.finished(*analysis, &view);
                }
                Progress::Unsure => {
                    state.phase.set(Phase::Working { stage: Stage::Reading, done: 0, of: 0 });
                    let table = read_elsewhere(&source).await;
                    if state.generation.get_untracked() != generation {
                        return;
                    }
                    match table {
                        Some(table) => steps = Steps::of_table(&source, table, settings.clone()),
                        None => state.problem.set(Some(Problem::Said(state.say(strings::READERS_MISSING).to_owned()))),
                    }
                    break;
                }
                Progress::Working { stage, done, of } => {
                    if browser::now_ms().wrapping_sub(started) >= browser::SLICE_MS {
                        state.phase.set(Phase::Working { stage, done, of });
                        break;
                    }
                }
            }
        }
        browser::next_task().await;
    }
}

/// The table that all readers make of a text, in the second program; `None` where it cannot be loaded.
async fn read_elsewhere(source: &Source) -> Option<Table> {
    let bytes = JsFuture::from(browser::call("jixiaoReading", &[source.text().into()])?).await.ok()?;
    wire::table_of(&js_sys::Uint8Array::new(&bytes).to_vec())
}
