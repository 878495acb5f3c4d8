//! A rule's page, as elements: the small part of Markdown that the pages use, never as inner HTML.

use leptos::prelude::*;

use super::state::AppState;
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

/// The page of the rule that is asked for, beside the report.
#[component]
pub fn RulePage() -> impl IntoView {
    let state = AppState::use_context();
    move || {
        let rule = state.rule.get()?;
        let locale = state.locale.get();
        let parts = blocks(rule.page(locale)).into_iter().map(block_view).collect_view();
        Some(view! {
            <aside class="rule-page" id="rule-page" aria-label=strings::RULE_PAGE.get(locale)>
                <button type="button" class="button button--quiet rule-page__close" on:click=move |_| state.rule.set(None)>
                    {strings::CLOSE.get(locale)}
                </button>
                {parts}
                <p class="muted">{rule.code.to_string()} " " {rule.name}</p>
            </aside>
        })
    }
}

fn block_view(block: Block) -> AnyView {
    match block {
        Block::Heading(1, text) => view! { <h3 class="rule-page__title">{inline(&text)}</h3> }.into_any(),
        Block::Heading(_, text) => view! { <h4 class="rule-page__heading">{inline(&text)}</h4> }.into_any(),
        Block::Paragraph(text) => view! { <p>{inline(&text)}</p> }.into_any(),
        Block::List(items) => {
            let items = items.iter().map(|item| view! { <li>{inline(item)}</li> }).collect_view();
            view! { <ul>{items}</ul> }.into_any()
        }
        Block::Example(lines) => {
            let lines = lines.into_iter().map(|(line, found)| {
                if found { view! { <mark>{line}</mark> "\n" }.into_any() } else { view! { {line} "\n" }.into_any() }
            });
            view! { <pre class="rule-page__example">{lines.collect_view()}</pre> }.into_any()
        }
    }
}

/// Text with `code` and **bold** parts.
fn inline(text: &str) -> Vec<AnyView> {
    let mut views = Vec::new();
    for (at, part) in text.split('`').enumerate() {
        if at % 2 == 1 {
            views.push(view! { <code>{part.to_owned()}</code> }.into_any());
            continue;
        }
        for (at, part) in part.split("**").enumerate() {
            if at % 2 == 1 {
                views.push(view! { <strong>{part.to_owned()}</strong> }.into_any());
            } else if !part.is_empty() {
                views.push(part.to_owned().into_any());
            }
        }
    }
    views
}

#[cfg(test)]
mod tests {
    use super::*;

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
