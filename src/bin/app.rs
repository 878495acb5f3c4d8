//! The page: mounts the application.

fn main() {
    #[cfg(target_arch = "wasm32")]
    {
        // A panic ends the program: the page says so and hands the text back.
        std::panic::set_hook(Box::new(|info| {
            jixiao::app::browser::failed(&info.to_string());
        }));
        jixiao::app::open();
    }
}
