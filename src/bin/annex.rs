//! The page's second program: every layout is read, files of cells become text, reviews become files and pictures.

#[cfg(target_arch = "wasm32")]
#[expect(unreachable_pub, reason = "what JavaScript calls must be public, though no Rust sees it")]
mod exported {
    use jixiao::parse::parse;
    use jixiao::report::export::{Format, Options, Review, export};
    use jixiao::report::triage::Triage;
    use jixiao::report::{digest, json, pictures, settings};
    use jixiao::{Locale, Source, analyze, convert, strings, wire};
    use wasm_bindgen::prelude::*;

    const fn locale(english: bool) -> Locale {
        if english { Locale::En } else { Locale::Zh }
    }

    /// The text of HTML (a string) or of a workbook (bytes); after the latter, name and first byte of each sheet.
    ///
    /// # Errors
    /// A sentence on what is wrong with the workbook.
    #[wasm_bindgen]
    pub fn text_of(data: &JsValue, english: bool) -> Result<Vec<String>, String> {
        if let Some(html) = data.as_string() {
            return Ok(vec![convert::text_of_html(&html)]);
        }
        let bytes = js_sys::Uint8Array::new(data).to_vec();
        let (text, sheets) =
            convert::text_of_workbook(&bytes).map_err(|error| strings::error_sentence(&error, locale(english)))?;
        let sheets = sheets.into_iter().flat_map(|sheet| [sheet.name, sheet.start.to_string()]);
        Ok(std::iter::once(text).chain(sheets).collect())
    }

    /// The table that all readers make of a text, as the first program takes it.
    #[wasm_bindgen]
    pub fn reading_of(text: &str) -> Vec<u8> {
        wire::bytes_of(&parse(&Source::new("", text)))
    }

    /// The summary to sign and the questions to ask about each project, as HTML like [`pictures_of`].
    ///
    /// # Errors
    /// Settings that cannot be read.
    #[wasm_bindgen]
    pub fn digest_of(text: &str, name: &str, wanted: &str, english: bool) -> Result<Vec<String>, String> {
        let source = Source::new(name, text);
        Ok(digest::digest(&source, &analyze(&source, &settings::from_json(wanted)?), locale(english)))
    }

    /// The pictures of a text as HTML, which nothing of the text can break (see `report::markup`): the text is read and
    /// judged here again, by the same settings.
    ///
    /// # Errors
    /// Settings that cannot be read.
    #[wasm_bindgen]
    pub fn pictures_of(text: &str, name: &str, wanted: &str, english: bool) -> Result<String, String> {
        let analysis = analyze(&Source::new(name, text), &settings::from_json(wanted)?);
        let pictures = pictures::pictures(&analysis, pictures::Links::Cards, locale(english));
        Ok(pictures::html(&pictures, locale(english)).as_str().to_owned())
    }

    /// The review of a text as a file: the text is read and judged here again, by the same settings.
    ///
    /// # Errors
    /// An unknown format, settings that cannot be read, or more than a workbook can hold.
    #[wasm_bindgen]
    #[expect(clippy::too_many_arguments, reason = "what crosses the border to JavaScript is plain values")]
    pub fn file_of(
        text: &str,
        name: &str,
        encoding: &str,
        wanted: &str,
        format: &str,
        english: bool,
        only_firm: bool,
        time: String,
        triage: &str,
    ) -> Result<Vec<u8>, String> {
        let source = Source::new(name, text);
        let triage = Triage::from_text(triage);
        let analysis = analyze(&source, &settings::from_json(wanted)?);
        if format == "json" {
            return Ok(format!("{:#}\n", json::report(&source, &analysis, &triage)).into_bytes());
        }
        let format = Format::KEYS.iter().find(|(key, _)| *key == format).ok_or("unknown format")?.1;
        let options = Options { locale: locale(english), only_firm, time, triage, ..Options::default() };
        let review = Review::new(&source, &analysis, encoding);
        export(format, &[review], &options).map_err(|error| error.to_string())
    }
}

fn main() {}
