//! A rule's page, as elements: the small part of Markdown that the pages use, never as inner HTML.

use web_sys::Element;

use super::browser;
use super::dom::{El, action, el};
use super::state::AppState;
use crate::rules::{Rule, page_in};
use crate::strings;

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// `# …` or `## …`: level and text.
    Heading(u8, String),
    /// Lines of text.
    Paragraph(String),
    /// `- …` or `1. …`.
    List(Vec<String>),
    /// A fenced example, less the marks of the test.
    Example(Vec<(String, bool)>),
}

/// Cuts a page into its parts.
pub fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        let text = line.trim();
        if text.starts_with("```") {
            let mut example = Vec::new();
            for line in lines.by_ref().take_while(|line| !line.trim().starts_with("```")) {
                // "← C18" tells the test, and here the reader, which line is found.
                let (shown, mark) = line.split_once('←').map_or((line, None), |(shown, mark)| (shown, Some(mark)));
                example.push((shown.trim_end_matches([' ', '\u{3000}']).to_owned(), mark.is_some()));
            }
            blocks.push(Block::Example(example));
        } else if let Some(heading) = text.strip_prefix("## ") {
            blocks.push(Block::Heading(2, heading.to_owned()));
        } else if let Some(heading) = text.strip_prefix("# ") {
            blocks.push(Block::Heading(1, heading.to_owned()));
        } else if let Some(item) = list_item(text) {
            match blocks.last_mut() {
                Some(Block::List(items)) => items.push(item.to_owned()),
                _ => blocks.push(Block::List(vec![item.to_owned()])),
            }
        } else if text.starts_with("profile:") {
            // For the test alone.
        } else if !text.is_empty() {
            match blocks.last_mut() {
                Some(Block::Paragraph(before)) if !ends_block(page, line) => before.extend(["\n", text]),
                _ => blocks.push(Block::Paragraph(text.to_owned())),
            }
        }
    }
    blocks
}

fn list_item(text: &str) -> Option<&str> {
    text.strip_prefix("- ").or_else(|| text.strip_prefix("* ")).or_else(|| {
        let (number, item) = text.split_once(". ")?;
        (!number.is_empty() && number.len() <= 2 && number.chars().all(|ch| ch.is_ascii_digit())).then_some(item)
    })
}

/// Whether a blank line stands before this line.
fn ends_block(page: &str, line: &str) -> bool {
    // Both are slices of one text: where the line begins tells what is before it.
    let at = line.as_ptr() as usize - page.as_ptr() as usize;
    page.get(..at).is_some_and(|before| before.ends_with("\n\n"))
}

/// Marks the button that opened the page, to which the focus returns.
const OPENER: &str = "data-opener";

/// Opens a rule's page and takes the focus there.
pub fn open(state: AppState, rule: Option<&'static Rule>, opener: &Element) {
    if let Some(last) = browser::find("[data-opener]") {
        let _ = last.remove_attribute(OPENER);
    }
    let _ = opener.set_attribute(OPENER, "");
    state.rule.set(rule);
    browser::next_frame(Box::new(|| browser::focus("#rule-page")));
}

/// Closes it; the focus goes back to where it came from.
pub fn close(state: AppState) {
    if state.rule.get_untracked().is_some() {
        state.rule.set(None);
        browser::next_frame(Box::new(|| browser::focus("[data-opener]")));
    }
}

/// The page of the rule that is asked for, beside the report.
pub fn rule_page(state: AppState) -> Option<El> {
    let rule = state.rule.get()?;
    let page = browser::beside(&rule.code.to_string()).unwrap_or_default();
    let parts = blocks(page_in(&page, state.locale.get())).iter().map(block).collect();
    let close = action("button button--quiet rule-page__close", state, strings::CLOSE, Box::new(move || close(state)));
    Some(
        el("aside", "rule-page")
            .attr("id", "rule-page")
            .attr("tabindex", "-1")
            .attr_say("aria-label", state, strings::RULE_PAGE)
            .with(close)
            .with_all(parts)
            .with(el("p", "muted").text(&rule.code.to_string()).text(" ").text(rule.name)),
    )
}

fn block(block: &Block) -> El {
    match block {
        Block::Heading(1, text) => inline(el("h2", "rule-page__title"), text),
        Block::Heading(_, text) => inline(el("h3", "rule-page__heading"), text),
        Block::Paragraph(text) => inline(el("p", ""), text),
        Block::List(items) => el("ul", "").with_all(items.iter().map(|item| inline(el("li", ""), item)).collect()),
        Block::Example(lines) => lines.iter().fold(el("pre", "rule-page__example"), |example, (line, found)| {
            let example = if *found { example.with(el("mark", "").text(line)) } else { example.text(line) };
            example.text("\n")
        }),
    }
}

/// Text with `code` and **bold** parts.
fn inline(mut into: El, text: &str) -> El {
    for (at, part) in text.split('`').enumerate() {
        if at % 2 == 1 {
            into = into.with(el("code", "").text(part));
            continue;
        }
        for (at, part) in part.split("**").enumerate() {
            into = if at % 2 == 1 { into.with(el("strong", "").text(part)) } else { into.text(part) };
        }
    }
    into
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    #[test]
    fn every_page_is_understood_in_both_languages() {
        let pages = std::fs::read_dir("src/rules/pages").expect("the pages").filter_map(Result::ok);
        for file in pages {
            let page = std::fs::read_to_string(file.path()).expect("a page");
            for locale in [Locale::Zh, Locale::En] {
                let blocks = blocks(page_in(&page, locale));
                let headings = blocks.iter().filter(|block| matches!(block, Block::Heading(2, _))).count();
                assert!(
                    matches!(blocks.first(), Some(Block::Heading(1, _))) && headings == 5,
                    "{}",
                    file.path().display()
                );
                for block in &blocks {
                    let (Block::Heading(_, text) | Block::Paragraph(text)) = block else { continue };
                    let strange = ["|", "](", "```", "> ", "# "].into_iter().find(|mark| text.starts_with(mark));
                    assert_eq!(strange, None, "{}: {text}", file.path().display());
                    assert_eq!((text.matches('`').count() % 2, text.matches("**").count() % 2), (0, 0), "{text}");
                }
            }
        }
    }

    #[test]
    fn a_page_is_cut_into_its_parts() {
        let page = "# Title\n\nOne\ntwo\n\nthree\n\n## Why\n- a\n- b\n\n```input\nx　← C18\ny\n```\n";
        assert_eq!(
            blocks(page),
            [
                Block::Heading(1, "Title".to_owned()),
                Block::Paragraph("One\ntwo".to_owned()),
                Block::Paragraph("three".to_owned()),
                Block::Heading(2, "Why".to_owned()),
                Block::List(vec!["a".to_owned(), "b".to_owned()]),
                Block::Example(vec![("x".to_owned(), true), ("y".to_owned(), false)]),
            ]
        );
    }
}
