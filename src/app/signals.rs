//! Signals: values that are followed by what reads them. After Leptos's signals, whose crate alone is 12 kB of the 200 kB
//! that a first visit may load, with its executor, arena and locks for threads that a page does not have.
//!
//! An effect runs at once and again after any signal has changed that it read; what it made before, effects in it
//! included, is gone by then.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use super::browser;

thread_local! {
    /// The effect that is running: what is read now is followed by it, and effects made now belong to it.
    static RUNNING: RefCell<Option<Rc<Effect>>> = const { RefCell::new(None) };
    /// Effects that must run again.
    static WAITING: RefCell<Vec<Rc<Effect>>> = const { RefCell::new(Vec::new()) };
}

struct Effect {
    run: Box<dyn Fn()>,
    alive: Cell<bool>,
    waits: Cell<bool>,
    /// How often it has run: what an earlier run read is followed no more.
    runs: Cell<u32>,
    children: RefCell<Vec<Rc<Self>>>,
}

impl Effect {
    fn run(self: Rc<Self>) {
        self.end_children();
        self.waits.set(false);
        self.runs.set(self.runs.get().wrapping_add(1));
        let before = RUNNING.replace(Some(Rc::clone(&self)));
        (self.run)();
        RUNNING.set(before);
    }

    fn end_children(&self) {
        for child in self.children.take() {
            child.alive.set(false);
            child.end_children();
        }
    }
}

/// Runs now, and again whenever a signal that it read has changed.
pub fn effect(run: Box<dyn Fn()>) {
    let (alive, waits, runs) = (Cell::new(true), Cell::new(false), Cell::new(0));
    let made = Rc::new(Effect { run, alive, waits, runs, children: RefCell::default() });
    let owner = RUNNING.with_borrow(Clone::clone);
    match owner {
        Some(owner) => owner.children.borrow_mut().push(Rc::clone(&made)),
        // It lives as long as the page.
        None => std::mem::forget(Rc::clone(&made)),
    }
    made.run();
}

/// Reads without following.
pub fn untrack<R>(read: impl FnOnce() -> R) -> R {
    let before = RUNNING.take();
    let result = read();
    RUNNING.set(before);
    result
}

/// Runs what waits, in the order in which it read what has changed. What an outer effect ends meanwhile does not run.
fn run_waiting() {
    loop {
        let waiting = WAITING.take();
        if waiting.is_empty() {
            return;
        }
        for effect in waiting.into_iter().filter(|effect| effect.waits.get()) {
            if effect.alive.get() {
                effect.run();
            }
        }
    }
}

/// A number that is followed by what reads it. It lives as long as the page.
#[derive(Clone, Copy)]
pub struct Signal(&'static Source);

struct Source {
    number: Cell<u32>,
    followers: RefCell<Vec<Follower>>,
}

/// An effect and which of its runs it was that read.
struct Follower(Weak<Effect>, u32);

impl Follower {
    /// The effect, if it lives and has not run again since.
    fn effect(&self) -> Option<Rc<Effect>> {
        self.0.upgrade().filter(|effect| effect.alive.get() && effect.runs.get() == self.1)
    }
}

impl Signal {
    /// A signal with a first number.
    pub fn new(number: u32) -> Self {
        Self(Box::leak(Box::new(Source { number: Cell::new(number), followers: RefCell::default() })))
    }

    /// The number; what reads it follows it.
    pub fn get(self) -> u32 {
        RUNNING.with_borrow(|running| {
            if let Some(running) = running {
                let mut followers = self.0.followers.borrow_mut();
                // Those that have ended are dropped before the list grows.
                if followers.len() == followers.capacity() {
                    followers.retain(|follower| follower.effect().is_some());
                }
                followers.push(Follower(Rc::downgrade(running), running.runs.get()));
            }
        });
        self.get_untracked()
    }

    /// The number, without following it.
    pub fn get_untracked(self) -> u32 {
        self.0.number.get()
    }

    /// Sets the number; what follows it runs again when the caller is done.
    pub fn set(self, number: u32) {
        self.0.number.set(number);
        let followers = self.0.followers.take();
        let mut any = false;
        for effect in followers.iter().filter_map(Follower::effect) {
            if !effect.waits.replace(true) {
                WAITING.with_borrow_mut(|waiting| waiting.push(effect));
                any = true;
            }
        }
        if any && browser::is_there() {
            browser::spawn(Box::pin(async { run_waiting() }));
        } else if any {
            run_waiting();
        }
    }
}

/// A value of any type that is followed by what reads it.
#[derive(Clone)]
pub struct Kept<T> {
    value: Rc<RefCell<T>>,
    changes: Signal,
}

impl<T: Clone> Kept<T> {
    /// Keeps a first value.
    pub fn new(value: T) -> Self {
        Self { value: Rc::new(RefCell::new(value)), changes: Signal::new(0) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effects_follow_what_they_read_and_only_that() {
        let (one, other) = (Signal::new(1), Signal::new(10));
        let seen = Rc::new(RefCell::new(Vec::new()));
        let log = Rc::clone(&seen);
        effect(Box::new(move || log.borrow_mut().push(one.get() + untrack(|| other.get()))));
        other.set(20);
        one.set(2);
        assert_eq!(*seen.borrow(), [11, 22]);
    }

    #[test]
    fn effects_within_end_when_the_outer_one_runs_again() {
        let (outer, inner) = (Signal::new(0), Signal::new(0));
        let count = Rc::new(Cell::new(0));
        let counted = Rc::clone(&count);
        effect(Box::new(move || {
            outer.get();
            let counted = Rc::clone(&counted);
            effect(Box::new(move || {
                inner.get();
                counted.set(counted.get() + 1);
            }));
        }));
        outer.set(1);
        inner.set(1);
        assert_eq!(count.get(), 3);
    }

    #[test]
    fn what_only_an_earlier_run_read_is_followed_no_more() {
        let (which, one) = (Signal::new(0), Signal::new(0));
        let count = Rc::new(Cell::new(0));
        let counted = Rc::clone(&count);
        effect(Box::new(move || {
            if which.get() == 0 {
                one.get();
            }
            counted.set(counted.get() + 1);
        }));
        which.set(1);
        one.set(1);
        assert_eq!(count.get(), 2);
        (2..1000).for_each(|number| which.set(number));
        assert!(one.0.followers.borrow().len() < 20);
    }

    #[test]
    fn a_signal_forgets_followers_that_have_ended() {
        let (outer, inner) = (Signal::new(0), Signal::new(0));
        effect(Box::new(move || {
            outer.get();
            effect(Box::new(move || {
                inner.get();
            }));
        }));
        (1..1000).for_each(|number| outer.set(number));
        assert!(inner.0.followers.borrow().len() < 20);
    }
}
