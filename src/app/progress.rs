//! What is being done, how far it is, and a way to stop it.

use super::dom::{El, action, el};
use super::state::{AppState, Phase};
use crate::analysis::Stage;
use crate::strings;

/// Stage, bar, 取消.
pub fn progress_bar(state: AppState) -> El {
    let (now, done, of) = match state.phase.get() {
        Phase::Working { stage, done, of } => (stage, done, of),
        _ => (Stage::Folding, 0, 1),
    };
    let doing = match now {
        Stage::Folding => strings::STAGE_FOLDING,
        Stage::Reading => strings::STAGE_READING,
        Stage::Checking => strings::STAGE_CHECKING,
    };
    let mut bar = el("progress", "").attr("aria-labelledby", "progress-stage");
    // A bar without a value says that nobody knows how far it is.
    if of > 0 {
        bar = bar.attr("max", &of.to_string()).attr("value", &done.to_string());
    }
    el("section", "progress")
        .attr("aria-live", "polite")
        .with(el("p", "").attr("id", "progress-stage").say(state, doing))
        .with(bar)
        .with(action("button", state, strings::CANCEL, Box::new(move || state.cancel())))
}
