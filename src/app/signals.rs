//! Leptos's signals: what the page uses of `reactive_graph`, the crate of Leptos that holds them.
//!
//! The crate `leptos` itself exports functions for streams and servers that no build can drop: 8 kB of brotli.

use any_spawner::Executor;
pub use reactive_graph::effect::Effect;
pub use reactive_graph::graph::untrack;
pub use reactive_graph::owner::Owner;
pub use reactive_graph::signal::RwSignal;
pub use reactive_graph::traits::{Get, GetUntracked, Set, Update, With, WithUntracked};

/// Runs a page: its signals and effects live as long as the document.
pub fn mount(page: impl FnOnce()) {
    // It fails only where it was called before.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    owner.with(page);
    std::mem::forget(owner);
}
