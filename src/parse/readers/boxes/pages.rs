//! The pages of a text one behind the other, and which of them are lost.

use super::atoms::{Atom, What};
use super::columns::Line;
use super::form::Block;
use super::further::Further;
use super::page::{Cells, MOST, Page, Reader};
use super::{levels, owners, ranks};
use crate::lexicon::Column;
use crate::parse::readers::pieces::Pieces;

/// No page has more lines; keeps the work linear.
const MOST_LINES: usize = 1_500;

/// The projects of all pages, in order. `None` where a page cannot be told.
pub(super) fn blocks(pieces: &Pieces<'_>, atoms: &[Atom], further: Option<&Further>) -> Option<Vec<Block>> {
    let weights = atoms.iter().any(|atom| atom.what == What::Head(Column::Weight));
    let mut reader = Reader {
        pieces,
        blocks: vec![Block::default()],
        waiting: Vec::new(),
        early: Vec::new(),
        department: None,
        seen: Vec::new(),
        weights,
        cells: if further.is_some() { Cells::ToldApart } else { Cells::AsFound },
        at_top: levels::stand_at_top(pieces, atoms),
        is_usual: ranks::are_usual(&|atom| pieces.sheet.folded(atom.run.clone()), atoms),
        once: owners::once(|run| pieces.sheet.folded(run.clone()), atoms),
        rows: 0,
        slips: 0,
        page: Page::default(),
        open: None,
    };
    // Where names and targets take turns the text goes by rows, and other readers read it.
    let mut together = 0;
    let mut all = 0;
    let (mut pages, mut lost) = (0, 0);
    for page in atoms.chunk_by(|a, b| a.page == b.page) {
        if page.len() > MOST_LINES || reader.early.len() > MOST {
            return None;
        }
        let is_form = reader.begins_form(page);
        if is_form {
            reader.waiting.clear();
            reader.early.clear();
            if reader.blocks.last().is_some_and(Block::is_begun) {
                reader.blocks.push(Block::default());
            }
        }
        let gathers = is_form && !reader.is_sorted() && Reader::gathers(page);
        let (from, depth) = (reader.blocks.len() - 1, reader.depth_of_last());
        let number = page.first().map_or(0, |atom| atom.page + 1);
        pages += 1;
        let saved = reader.save();
        reader.page = Page { from, depth, number, is_form, gathers, ..Page::default() };
        let is_lost = further.is_some_and(|further| further.lost.binary_search(&(number - 1)).is_ok());
        if is_lost || (!is_form && reader.is_lost() && !Reader::begins_whole(page)) {
            reader.lose(page, saved?);
            lost += 1;
            continue;
        }
        // Only the last project goes on on the next page.
        let last = reader.blocks.len() - 1;
        let is_above = reader.blocks.last().is_some_and(|block| !block.headed);
        reader.waiting.retain(|waiting| waiting.block == last && is_above);
        reader.reopen();
        reader.read(page);
        if is_form {
            let moved = reader.page.first.put_below_head() | reader.page.second.put_below_head();
            let is_sorted = reader.is_sorted();
            let page = &mut reader.page;
            page.moved = moved | (is_sorted && (page.names.put_above() | page.targets.put_above()));
        }
        if gathers {
            reader.finish_form();
        }
        let lines = reader.page.targets.parts.iter().flatten();
        let lines: Vec<&Line> = lines.collect();
        all += lines.len();
        // Where columns were told apart, a box for each cell tells that the text does not go by rows.
        let adjoin = |a: &Line, b: &Line| pieces.piece_from(a.run.end) == pieces.piece_from(b.run.start);
        let apart = |a: &Line, b: &Line| reader.is_sorted() && a.boxed != b.boxed;
        together += lines.windows(2).filter(|pair| matches!(pair, [a, b] if adjoin(a, b) || apart(a, b))).count();
        if reader.finish_page().is_none() {
            reader.lose(page, saved?);
            lost += 1;
        }
    }
    let read = lost * 2 <= pages && reader.slips * 12 <= reader.rows && reader.rows * 3 >= all;
    (together * 2 >= all && all > 0 && read).then_some(reader.blocks)
}
