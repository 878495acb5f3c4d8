//! The pictures of a review: money, indicators, shared indicators and findings, each with the same numbers as a table.
//!
//! A picture is drawn as rows of HTML with one small SVG each, so that words keep their size on a phone and on paper; the
//! colours are variables of style/tokens.css, and nothing is told by colour alone.

mod ground;
mod matrix;
mod money;
mod severity;
mod shared;
mod totals;
mod words;

use crate::analysis::Analysis;
use crate::i18n::Locale;
use crate::report::markup::Markup;
use crate::strings;
use ground::Ground;

/// How pictures look, beside the colours of style/tokens.css.
pub const STYLE: &str = include_str!("../../../style/pictures.css");

/// A picture and the same numbers as a table.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its name in ids.
    pub key: &'static str,
    /// What it is of.
    pub title: String,
    /// What it says, in a sentence or two.
    pub summary: String,
    /// How it is to be read, and what was cut.
    pub notes: Vec<String>,
    /// The drawing: rows with small SVGs. Empty where there is nothing to draw.
    pub drawing: Markup,
    /// The heads of the table.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// Where a click on a part of a picture leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// To the card, by the place in the text: the page listens to it.
    Cards,
    /// To the section of the project in the same document.
    Sections,
    /// Nowhere.
    Nowhere,
}

/// All pictures of an analysis; none of a table that could not be read.
pub fn pictures(analysis: &Analysis, links: Links, locale: Locale) -> Vec<Picture> {
    let ground = Ground::new(analysis, links, locale);
    if ground.projects.is_empty() {
        return Vec::new();
    }
    vec![
        money::picture(&ground),
        severity::picture(&ground),
        matrix::picture(&ground),
        shared::picture(&ground),
        totals::picture(&ground),
    ]
}

/// Pictures as sections, each with its table folded below.
pub fn html(pictures: &[Picture], locale: Locale) -> Markup {
    let mut out = Markup::default();
    for picture in pictures {
        let id = format!("picture-{}", picture.key);
        out.open("section", &[("class", "picture"), ("aria-labelledby", &id)]);
        out.element("h2", &[("id", &id)], &picture.title);
        out.element("p", &[], &picture.summary);
        out.add(&picture.drawing);
        for note in &picture.notes {
            out.element("p", &[("class", "muted picture__note")], note);
        }
        if !picture.rows.is_empty() {
            // What is a table and nothing else is not folded.
            let open = if picture.drawing == Markup::default() { "open" } else { "" };
            out.open("details", &[("class", "picture__data"), ("open", open)]);
            out.element("summary", &[], words::AS_TABLE.get(locale));
            out.open(
                "div",
                &[("class", "picture__table"), ("tabindex", "0"), ("role", "group"), ("aria-labelledby", &id)],
            );
            out.table(&picture.heads, &picture.rows).close("div").close("details");
        }
        out.close("section");
    }
    if pictures.is_empty() {
        out.element("p", &[], strings::UNREAD_TITLE.get(locale));
    }
    out
}
