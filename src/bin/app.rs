//! The page: mounts the application.
use leptos::prelude::*;

fn main() {
    leptos::mount::mount_to_body(|| view! { <p>"绩效目标表阅览器"</p> });
}
