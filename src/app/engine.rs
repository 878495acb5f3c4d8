//! Runs an analysis in the page: at once where the text is small, else in steps between which the page paints.

use super::browser;
use super::share::View;
use super::state::{AppState, Phase};
use crate::analysis::{Progress, Stage, Steps, analyze};

/// Up to this many bytes an analysis takes less than a frame.
const AT_ONCE_BYTES: usize = 64 << 10;
/// For so long steps are run before the page may paint.
const SLICE_MS: u32 = 24;

/// Analyses the current text, then shows of it what a link wants shown. A later call stops an earlier one.
pub(super) fn analyse(state: AppState, view: View) {
    let source = state.source.get_untracked();
    let settings = state.settings.get_untracked();
    state.generation.update(|generation| *generation += 1);
    if source.text().len() <= AT_ONCE_BYTES || !browser::is_there() {
        return state.finished(analyze(&source, &settings), &view);
    }
    let generation = state.generation.get_untracked();
    state.phase.set(Phase::Working { stage: Stage::Folding, done: 0, of: 1 });
    browser::spawn(Box::pin(async move {
        let mut steps = Steps::new(&source, settings);
        browser::next_task().await;
        while state.generation.get_untracked() == generation {
            let started = browser::now_ms();
            loop {
                match steps.advance() {
                    Progress::Done(analysis) => {
                        return state.finished(*analysis, &view);
                    }
                    Progress::Working { stage, done, of } => {
                        if browser::now_ms().wrapping_sub(started) >= SLICE_MS {
                            state.phase.set(Phase::Working { stage, done, of });
                            break;
                        }
                    }
                }
            }
            browser::next_task().await;
        }
    }));
}
