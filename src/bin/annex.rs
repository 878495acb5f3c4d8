//! The page's second program: files of cells become text. The page loads it when the first such file comes.

#[cfg(target_arch = "wasm32")]
mod exported {
    use jixiao::{Locale, convert, strings};
    use wasm_bindgen::prelude::*;

    /// The text of HTML (a string) or of a workbook (bytes).
    ///
    /// # Errors
    /// A sentence on what is wrong with the workbook.
    #[wasm_bindgen]
    pub fn text_of(data: &JsValue, english: bool) -> Result<String, String> {
        if let Some(html) = data.as_string() {
            return Ok(convert::text_of_html(&html));
        }
        let bytes = js_sys::Uint8Array::new(data).to_vec();
        let locale = if english { Locale::En } else { Locale::Zh };
        convert::text_of_workbook(&bytes).map_err(|error| strings::error_sentence(&error, locale))
    }
}

fn main() {}
