//! The Leptos front end.
