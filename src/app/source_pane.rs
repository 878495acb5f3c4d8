//! The text as pasted, with line numbers; what is selected is marked exactly, and a click finds the field.
//!
//! Lines stand in blocks: a selection draws only the blocks it touches anew, and blocks out of sight are not laid out. A
//! very long line is cut into several pieces on screen; no character is added or lost.

use std::sync::Arc;

use super::signals::Kept;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::browser;
use super::dom::{El, action, effect, el};
use super::state::{AppState, Phase, Selection};
use crate::model::Table;
use crate::order::sorted;
use crate::source::{Source, offset};
use crate::span::{Origin, Span};
use crate::strings;

/// Lines in one block.
const LINES: usize = 100;
/// Bytes in one piece of a line.
const PIECE_BYTES: usize = 3000;
/// Blocks that are drawn before the page may paint.
const BLOCKS_AT_ONCE: usize = 40;

/// What a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// A page header, footer or number.
    Furniture,
    /// Nobody could read it.
    Unclaimed,
    /// A place that the selected finding used.
    Related,
    /// What is selected.
    Selected,
}

/// A line or a piece of one: its bytes, and its number where it begins a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    span: Span,
    number: Option<u32>,
}

/// The text in rows, and what of it is always told apart.
struct Text {
    source: Arc<Source>,
    rows: Vec<Row>,
    fixed: Vec<(Span, Kind)>,
}

/// 原文.
pub fn source_pane(state: AppState) -> El {
    let host = el("div", "source-pane__text")
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-labelledby", "source-title")
        .click(Box::new(move || {
            if let Some(at) = clicked_byte().filter(|_| !browser::has_text_selected()) {
                state.select_byte(at);
            }
        }));
    if let Some(host) = host.element().cloned() {
        draw(state, host);
    }
    let status = move || {
        let Some(selection) = state.selection.get() else { return String::new() };
        let start = selection.origin.start();
        let (at, cell) = state.source.with(|source| (source.position(start), source.cell(start)));
        let values = [("line", at.line.to_string()), ("column", at.column.to_string())];
        let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
        let place = strings::LINE_COLUMN.fill(state.locale.get(), &values);
        cell.map_or(place.clone(), |cell| [&cell, " · ", &place].concat())
    };
    let close = action(
        "button button--quiet source-pane__close",
        state,
        strings::CLOSE,
        Box::new(move || state.source_open.set(false)),
    );
    let head = el("div", "source-pane__head")
        .with(el("h2", "source-pane__title").attr("id", "source-title").say(state, strings::SOURCE))
        .with(el("span", "").attr("role", "status").text_of(Box::new(status)))
        .with(close);
    el("section", "source-pane").attr("aria-labelledby", "source-title").with(head).with(host)
}

/// Draws a new text; then, after every selection, the blocks that a selection touches.
fn draw(state: AppState, host: Element) {
    let text = Kept::new(Arc::new(Text::new(Arc::default(), &Table::default())));
    let marked = Kept::new(Vec::<usize>::new());
    let target = host.clone();
    let (next_text, next_marked) = (text.clone(), marked.clone());
    effect(Box::new(move || {
        let source = state.source.get();
        let new = match state.phase.get() {
            Phase::Done(analysis) => Text::new(source, &analysis.table),
            _ => Text::new(source, &Table::default()),
        };
        let new = Arc::new(new);
        target.replace_children_with_node_0();
        draw_blocks(state, target.clone(), Arc::clone(&new));
        next_marked.set(
            state.selection.with_untracked(|selection| selection.as_ref().map_or_else(Vec::new, |of| new.touched(of))),
        );
        next_text.set(new);
    }));
    effect(Box::new(move || {
        let selection = state.selection.get();
        let text = text.get_untracked();
        let mut touched = marked.get_untracked();
        let now = selection.as_ref().map_or_else(Vec::new, |selection| text.touched(selection));
        marked.set(now.clone());
        touched.extend(now);
        touched = sorted(touched, |index| *index as u128);
        touched.dedup();
        let marks = marks(selection.as_ref());
        for index in touched {
            let block = u32::try_from(index).ok().and_then(|index| host.children().item(index));
            if let (Some(old), Some(new)) = (block, text.block(index, &marks).element()) {
                let _ = old.replace_with_with_node_1(new);
            }
        }
    }));
}

/// Draws the first blocks, and the others some at a time, so that the page stays alive on a long text.
fn draw_blocks(state: AppState, host: Element, text: Arc<Text>) {
    let draw = move |host: &Element, text: &Text, index: usize| {
        let marks = state.selection.with_untracked(|selection| marks(selection.as_ref()));
        if let Some(block) = text.block(index, &marks).element() {
            let _ = host.append_child(block);
        }
    };
    let count = text.rows.len().div_ceil(LINES);
    (0..count.min(BLOCKS_AT_ONCE)).for_each(|index| draw(&host, &text, index));
    if count > BLOCKS_AT_ONCE {
        browser::spawn(Box::pin(async move {
            browser::next_task().await;
            let mut since = browser::now_ms();
            for index in BLOCKS_AT_ONCE..count {
                browser::pause(&mut since).await;
                // Another text may have taken the place.
                if !Arc::ptr_eq(&state.source.get_untracked(), &text.source) || !host.is_connected() {
                    return;
                }
                draw(&host, &text, index);
            }
        }));
    }
}

fn marks(selection: Option<&Selection>) -> Vec<(Span, Kind)> {
    let Some(selection) = selection else { return Vec::new() };
    let related = selection.related.iter().flat_map(Origin::spans).map(|span| (span, Kind::Related));
    selection.origin.spans().map(|span| (span, Kind::Selected)).chain(related).collect()
}

impl Text {
    fn new(source: Arc<Source>, table: &Table) -> Self {
        let furniture = table.furniture.iter().map(|span| (*span, Kind::Furniture));
        let mut fixed: Vec<_> = furniture.chain(table.unclaimed.iter().map(|span| (*span, Kind::Unclaimed))).collect();
        fixed = sorted(fixed, |(span, _)| u128::from(span.start));
        let mut rows = Vec::new();
        let mut line = 1;
        while let Some(span) = source.line(line) {
            let mut start = span.start;
            let mut number = Some(line);
            while span.end - start > offset(PIECE_BYTES) {
                // A piece ends on a character border.
                let end = (0..4).map(|back| start as usize + PIECE_BYTES - back);
                let Some(end) = end.into_iter().find(|end| source.text().is_char_boundary(*end)) else { break };
                rows.push(Row { span: Span::new(start, offset(end)), number });
                (start, number) = (offset(end), None);
            }
            rows.push(Row { span: Span::new(start, span.end), number });
            line += 1;
        }
        Self { source, rows, fixed }
    }

    /// The blocks in which something of a selection stands.
    fn touched(&self, selection: &Selection) -> Vec<usize> {
        let block = |at: u32| self.rows.partition_point(|row| row.span.start <= at).saturating_sub(1) / LINES;
        marks(Some(selection))
            .iter()
            .flat_map(|(span, _)| block(span.start)..=block(span.end.saturating_sub(1)))
            .collect()
    }

    fn block(&self, index: usize, marks: &[(Span, Kind)]) -> El {
        let rows = self.rows.get(index * LINES..).unwrap_or_default();
        let rows = rows.iter().take(LINES).map(|row| self.row(*row, marks));
        el("div", "source-pane__block").with_all(rows.collect())
    }

    fn row(&self, row: Row, marks: &[(Span, Kind)]) -> El {
        let first = self.fixed.partition_point(|(span, _)| span.end <= row.span.start);
        let fixed =
            self.fixed.get(first..).unwrap_or_default().iter().take_while(|(span, _)| span.start < row.span.end);
        let within = |(span, _): &&(Span, Kind)| span.start < row.span.end && row.span.start < span.end;
        let kinds: Vec<&(Span, Kind)> = fixed.chain(marks.iter().filter(within)).collect();
        let line = el("div", "source-line").attr("data-b", &row.span.start.to_string());
        let line = match row.number {
            Some(number) => line.attr("data-n", &number.to_string()),
            None => line,
        };
        if kinds.is_empty() {
            return line.text(self.source.slice(row.span));
        }
        let mut borders: Vec<u32> = kinds.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
        borders.extend([row.span.start, row.span.end]);
        borders.retain(|border| (row.span.start..=row.span.end).contains(border));
        borders = sorted(borders, |border| u128::from(*border));
        borders.dedup();
        let segment = |pair: &[u32]| {
            let [start, end] = pair else { return None };
            let span = Span::new(*start, *end);
            let of = kinds.iter().filter(|(of, _)| of.start <= span.start && span.end <= of.end);
            let (tag, class) = match of.map(|(_, kind)| *kind).max() {
                None => ("span", ""),
                Some(Kind::Furniture) => ("span", "furniture"),
                Some(Kind::Unclaimed) => ("span", "unclaimed"),
                Some(Kind::Related) => ("mark", "related"),
                Some(Kind::Selected) => ("mark", ""),
            };
            Some(el(tag, class).attr("data-b", &start.to_string()).text(self.source.slice(span)))
        };
        line.with_all(borders.windows(2).filter_map(segment).collect())
    }
}

/// The byte of the text that was clicked: stretches of the text carry the byte they begin at.
fn clicked_byte() -> Option<u32> {
    let selection = web_sys::window()?.get_selection().ok()??;
    let node: Node = selection.anchor_node()?;
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
    let start: u32 = element.closest("[data-b]").ok()??.get_attribute("data-b")?.parse().ok()?;
    let text = node.text_content()?;
    // A click on the right half of a character puts the caret behind it; the end of a stretch is its last character.
    let units = (selection.anchor_offset() as usize).min(text.encode_utf16().count().saturating_sub(1));
    let mut seen = 0;
    for (at, ch) in text.char_indices() {
        seen += ch.len_utf16();
        if seen > units {
            return Some(start + offset(at));
        }
    }
    None
}
