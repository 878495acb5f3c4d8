//! Leptos's signals: what the page uses of `reactive_graph`, the crate of Leptos that holds them.
//!
//! The crate `leptos` itself exports functions for streams and servers that no build can drop: 8 kB of brotli.

use std::cell::RefCell;
use std::rc::Rc;

use any_spawner::Executor;
pub use reactive_graph::effect::Effect;
pub use reactive_graph::graph::untrack;
pub use reactive_graph::owner::Owner;
pub use reactive_graph::signal::RwSignal;
pub use reactive_graph::traits::{Get, GetUntracked, Set, Update};

/// A value that is followed by what reads it. Each type of `RwSignal` is 3 kB of the program, so the value is kept beside
/// a signal that counts its changes.
#[derive(Clone)]
pub struct Kept<T> {
    value: Rc<RefCell<T>>,
    changes: RwSignal<u32>,
}

impl<T: Clone> Kept<T> {
    /// Keeps a first value.
    pub fn new(value: T) -> Self {
        Self { value: Rc::new(RefCell::new(value)), changes: RwSignal::new(0) }
    }

    /// The value; what reads it follows it.
    pub fn get(&self) -> T {
        self.changes.get();
        self.get_untracked()
    }

    /// The value, without following it.
    pub fn get_untracked(&self) -> T {
        self.value.borrow().clone()
    }

    /// What `read` tells of the value; what reads it follows it.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        self.changes.get();
        self.with_untracked(read)
    }

    /// What `read` tells of the value, without following it. `read` must not change it.
    pub fn with_untracked<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.value.borrow())
    }

    /// Sets the value.
    pub fn set(&self, value: T) {
        self.value.replace(value);
        self.tell();
    }

    /// Changes the value.
    pub fn update(&self, change: impl FnOnce(&mut T)) {
        change(&mut self.value.borrow_mut());
        self.tell();
    }

    fn tell(&self) {
        self.changes.set(self.changes.get_untracked().wrapping_add(1));
    }
}

/// Runs a page: its signals and effects live as long as the document.
pub fn mount(page: impl FnOnce()) {
    // It fails only where it was called before.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    owner.with(page);
    std::mem::forget(owner);
}
