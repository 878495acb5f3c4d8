//! The text as pasted, with line numbers; what is selected is marked exactly, and a click finds the field.
//!
//! Lines stand in blocks, each drawn by itself: a selection draws only the blocks it touches anew, and blocks out of
//! sight are not laid out. A very long line is cut into several pieces on screen; no character is added or lost.

use std::sync::Arc;

use leptos::prelude::*;

use super::browser;
use super::state::{AppState, Phase};
use crate::model::Table;
use crate::source::Source;
use crate::span::{Origin, Span};
use crate::strings;

/// Lines in one block.
const LINES: usize = 40;
/// Bytes in one piece of a line.
const PIECE_BYTES: usize = 3000;

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

/// 原文.
#[component]
pub fn SourcePane() -> impl IntoView {
    let state = AppState::use_context();
    let click = move |_| {
        #[cfg(target_arch = "wasm32")]
        if !browser::has_text_selected() {
            if let Some(at) = browser::clicked_byte() {
                state.select_byte(at);
            }
        }
        #[cfg(not(target_arch = "wasm32"))]
        let _ = browser::is_there();
    };
    let status = move || {
        let selection = state.selection.get()?;
        let at = state.source.with(|source| source.position(selection.origin.start()));
        let values = [("line", at.line.to_string()), ("column", at.column.to_string())];
        let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
        Some(strings::LINE_COLUMN.fill(state.locale.get(), &values))
    };
    view! {
        <section class="source-pane" aria-labelledby="source-title">
            <div class="source-pane__head">
                <h2 class="source-pane__title" id="source-title">{move || state.say(strings::SOURCE)}</h2>
                <span role="status">{status}</span>
                <button type="button" class="button button--quiet source-pane__close" on:click=move |_| state.source_open.set(false)>
                    {move || state.say(strings::CLOSE)}
                </button>
            </div>
            <div class="source-pane__text" tabindex="0" role="region" aria-labelledby="source-title" on:click=click>
                {move || {
                    let source = state.source.get();
                    let table = match state.phase.get() {
                        Phase::Done(analysis) => fixed_kinds(&analysis.table),
                        _ => Vec::new(),
                    };
                    let table = Arc::new(table);
                    let rows = rows(&source);
                    let blocks = rows.chunks(LINES).map(|rows| block(state, &source, &table, rows.to_vec()));
                    blocks.collect_view()
                }}
            </div>
        </section>
    }
}

/// Stretches that are the same whatever is selected, in order.
fn fixed_kinds(table: &Table) -> Vec<(Span, Kind)> {
    let furniture = table.furniture.iter().map(|span| (*span, Kind::Furniture));
    let mut kinds: Vec<_> = furniture.chain(table.unclaimed.iter().map(|span| (*span, Kind::Unclaimed))).collect();
    kinds.sort_unstable();
    kinds
}

fn rows(source: &Source) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut line = 1;
    while let Some(span) = source.line(line) {
        let mut start = span.start;
        let mut number = Some(line);
        // A piece ends on a character border.
        while (span.end - start) as usize > PIECE_BYTES {
            let mut end = start as usize + PIECE_BYTES;
            while !source.text().is_char_boundary(end) {
                end -= 1;
            }
            let end = crate::source::offset(end);
            rows.push(Row { span: Span::new(start, end), number });
            (start, number) = (end, None);
        }
        rows.push(Row { span: Span::new(start, span.end), number });
        line += 1;
    }
    rows
}

fn block(state: AppState, source: &Arc<Source>, fixed: &Arc<Vec<(Span, Kind)>>, rows: Vec<Row>) -> AnyView {
    let bounds = Span::new(rows.first().map_or(0, |row| row.span.start), rows.last().map_or(0, |row| row.span.end));
    // Equal for nearly every block after nearly every selection, and then nothing is drawn.
    let marks = Memo::new(move |_| {
        state.selection.with(|selection| {
            selection.as_ref().map_or_else(Vec::new, |selection| {
                let within = |origin: &Origin, kind: Kind| -> Vec<(Span, Kind)> {
                    origin
                        .spans()
                        .filter(|span| span.start < bounds.end && bounds.start < span.end)
                        .map(|span| (span, kind))
                        .collect()
                };
                let mut marks = within(&selection.origin, Kind::Selected);
                marks.extend(selection.related.iter().flat_map(|origin| within(origin, Kind::Related)));
                marks
            })
        })
    });
    let (source, fixed) = (Arc::clone(source), Arc::clone(fixed));
    view! {
        <div class="source-pane__block">
            {move || {
                let marks = marks.get();
                rows.iter().map(|row| row_view(&source, &fixed, &marks, *row)).collect_view()
            }}
        </div>
    }
    .into_any()
}

fn row_view(source: &Source, fixed: &[(Span, Kind)], marks: &[(Span, Kind)], row: Row) -> AnyView {
    let first = fixed.partition_point(|(span, _)| span.end <= row.span.start);
    let here = fixed.get(first..).unwrap_or_default().iter().take_while(|(span, _)| span.start < row.span.end);
    let kinds: Vec<(Span, Kind)> =
        here.chain(marks).copied().filter(|(span, _)| span.start < row.span.end && row.span.start < span.end).collect();
    let mut borders: Vec<u32> = kinds.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
    borders.extend([row.span.start, row.span.end]);
    borders.retain(|border| (row.span.start..=row.span.end).contains(border));
    borders.sort_unstable();
    borders.dedup();
    let segments = borders.windows(2).filter_map(|pair| {
        let [start, end] = pair else { return None };
        let span = Span::new(*start, *end);
        let kind =
            kinds.iter().filter(|(of, _)| of.start <= span.start && span.end <= of.end).map(|(_, kind)| *kind).max();
        Some(segment(source.slice(span).to_owned(), *start, kind))
    });
    let class = if row.number.is_some() { "source-line" } else { "source-line source-line--goes-on" };
    view! {
        <div class=class>
            <span class="source-line__number" data-n=row.number.map(|number| number.to_string())></span>
            <span class="source-line__text">{segments.collect_view()}</span>
        </div>
    }
    .into_any()
}

fn segment(text: String, start: u32, kind: Option<Kind>) -> AnyView {
    match kind {
        None => view! { <span data-b=start>{text}</span> }.into_any(),
        Some(Kind::Furniture) => view! { <span class="furniture" data-b=start>{text}</span> }.into_any(),
        Some(Kind::Unclaimed) => view! { <span class="unclaimed" data-b=start>{text}</span> }.into_any(),
        Some(Kind::Related) => view! { <mark class="related" data-b=start>{text}</mark> }.into_any(),
        Some(Kind::Selected) => view! { <mark data-b=start>{text}</mark> }.into_any(),
    }
}
