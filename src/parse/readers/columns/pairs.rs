//! Two texts side by side above the rows of a form, each below its own head: 年初设定目标 and 实际完成情况. Where no word reaches
//! over the border between them, they are two cells.

use super::body::Body;
use super::lines::Word;
use crate::grid::GridCell;
use crate::lexicon::{self, Field};

/// How many lines such texts fill at most.
const MOST_LINES: usize = 60;
/// How many lines below the first head the second may stand, where its row is higher.
const MOST_BELOW: usize = 3;
/// How many lines may stand below both texts that run over both columns.
const MOST_OVER: usize = 8;

/// So far left of a text its lines may begin.
const JITTER: usize = 2;

impl Body<'_, '_> {
    /// The number of a year that a head begins with, and the head.
    fn without_year(&self, word: &Word) -> (Option<Word>, Word) {
        let long = year_before(&self.lines.text(word));
        let at = word.inks.start + long;
        let year = Word { inks: word.inks.start..at, ..word.clone() };
        (Some(year).filter(|_| long > 0), Word { inks: at..word.inks.end, ..word.clone() })
    }

    /// Reads two texts side by side whose heads begin on the first of some lines; tells how many of the lines they fill.
    pub(super) fn side_by_side(&mut self, rest: &[usize]) -> Option<usize> {
        let lines = self.lines;
        let first = lines.line(*rest.first()?);
        let is_head = |word: &&Word| is_head(&lines.text(word));
        let left = first.iter().find(is_head)?.clone();
        let heads = rest.iter().take(MOST_BELOW).flat_map(|line| lines.line(*line));
        let right = heads.filter(is_head).find(|word| word.start > left.end)?.clone();
        let all = self.texts_of(rest, right.line);
        let mut own = all.as_slice();
        let mut parted = self.parted(own, &left, &right);
        // Texts that run over both columns stand below.
        for _ in 0..MOST_OVER {
            let Some((_, fewer)) = own.split_last().filter(|(last, _)| parted.is_none() && **last > right.line) else {
                break;
            };
            own = fewer;
            parted = self.parted(own, &left, &right);
        }
        let own = if parted.is_some() { own } else { all.as_slice() };
        let side = self.beside_of(own, &left);
        let mut head: Vec<GridCell> = (0..3).map(|column| GridCell { pieces: Vec::new(), column }).collect();
        let mut cells = head.clone();
        for word in own.iter().flat_map(|line| lines.line(*line)) {
            if word.inks == left.inks || word.inks == right.inks {
                let (year, rest) = self.without_year(word);
                let cell = head.get_mut(if word.inks == left.inks { 1 } else { 2 });
                if let Some(cell) = cell {
                    cell.pieces.push(lines.span(&rest));
                }
                self.grid.structure.extend(year.map(|year| lines.span(&year)));
                continue;
            }
            let into = match &parted {
                _ if side.contains(&word.inks.start) => head.first_mut(),
                Some((edge, _)) if word.end + JITTER <= *edge || ends_with_label(&lines.text(word)) => None,
                Some((_, border)) => cells.get_mut(1 + usize::from(word.start >= *border)),
                None => None,
            };
            match into {
                Some(cell) => cell.pieces.push(lines.span(word)),
                None => self.grid.strays.push(lines.span(word)),
            }
        }
        self.grid.rows.push(head);
        self.grid.rows.push(cells);
        Some(own.len())
    }

    /// Where the left and the right text of some lines begin, if no word reaches over the border between them.
    fn parted(&self, own: &[usize], left: &Word, right: &Word) -> Option<(usize, usize)> {
        let side = self.beside_of(own, left);
        let words = own.iter().flat_map(|line| self.lines.line(*line));
        let free = |word: &&Word| {
            let is_label = word.end <= left.start && ends_with_label(&self.lines.text(word));
            word.inks != left.inks && word.inks != right.inks && !side.contains(&word.inks.start) && !is_label
        };
        let words: Vec<&Word> = words.filter(free).collect();
        // Most lines of the left text begin alike; what stands left of it is a label.
        let starts = crate::order::sorted(words.iter().map(|word| word.start).collect(), |start| *start as u128);
        let groups =
            starts.chunk_by(|one, next| one == next).filter(|of| of.first().is_some_and(|at| *at < right.start));
        let most = groups.clone().map(<[usize]>::len).max()?;
        let edge = *groups.clone().find(|of| of.len() == most)?.first()?;
        let texts: Vec<&Word> = words.into_iter().filter(|word| word.end + JITTER > edge).collect();
        border(&texts, left, right).map(|border| (edge, border))
    }

    /// The lines of both texts: up to the next label of the form.
    fn texts_of(&self, rest: &[usize], last_head: usize) -> Vec<usize> {
        let lines = self.lines;
        let ends = |line: &usize| {
            let label = |word: &Word| {
                let text = lines.text(word);
                let of = text.strip_suffix(':').unwrap_or(&text);
                lexicon::FIELDS.iter().any(|(field, of_field)| *field == of && !is_objective(*of_field))
            };
            lines.line(*line).iter().any(label) || self.is_closing(*line)
        };
        rest.iter().take(MOST_LINES).take_while(|line| **line <= last_head || !ends(line)).copied().collect()
    }

    /// The words that are together the label of both texts, which runs down left of them: where each begins.
    fn beside_of(&self, own: &[usize], left: &Word) -> Vec<usize> {
        let begun = |text: &str| {
            lexicon::FIELDS
                .iter()
                .any(|(field, of)| (is_objective(*of) || *of == Field::Heading) && field.starts_with(text))
        };
        let (mut text, mut found) = (String::new(), Vec::new());
        let firsts = own.iter().filter_map(|line| self.lines.line(*line).first());
        for word in firsts.filter(|word| word.end <= left.start) {
            let more = format!("{text}{}", self.lines.text(word));
            if begun(&more) {
                text = more;
                found.push(word.inks.start);
            }
        }
        let whole = lexicon::FIELDS.iter().any(|(field, _)| *field == text);
        if whole { found } else { Vec::new() }
    }
}

/// Where the right text begins, if no word reaches over that place.
fn border(words: &[&Word], left: &Word, right: &Word) -> Option<usize> {
    const WIDEST: usize = 400;
    let (from, until) = (usize::midpoint(left.start, left.end), usize::midpoint(right.start, right.end));
    let inside = until.checked_sub(from).filter(|wide| *wide <= WIDEST)?;
    let mut crossed = vec![false; inside + 1];
    for word in words {
        // A word may end where the next one begins.
        let start = (word.start + 1).max(from).min(until + 1) - from;
        let end = word.end.max(from).min(until + 1) - from;
        crossed.get_mut(start..end).unwrap_or_default().fill(true);
    }
    // The right text begins where most of its lines do.
    let mut begins = vec![0_usize; inside + 1];
    for word in words.iter().filter(|word| (from..=until).contains(&word.start)) {
        *begins.get_mut(word.start - from)? += 1;
    }
    let free = (0..=inside).filter(|at| crossed.get(*at) == Some(&false));
    let best = free.max_by_key(|at| begins.get(*at).copied())?;
    // Both have words.
    let both = words.iter().any(|word| word.start < from + best) && words.iter().any(|word| word.start >= from + best);
    both.then_some(from + best)
}

fn is_objective(field: Field) -> bool {
    matches!(field, Field::Objective | Field::OtherObjective)
}

fn is_head(text: &str) -> bool {
    let plain = lexicon::without_bracket(text);
    let plain = plain.get(year_before(plain)..).unwrap_or(plain);
    lexicon::FIELDS.iter().any(|(field, of)| (*field == text || *field == plain) && is_objective(*of))
}

/// How long the number of a year is that a head begins with: 2020年度目标.
fn year_before(text: &str) -> usize {
    const LONG: usize = 4;
    let is_year = text.starts_with("20") && text.get(LONG..).is_some_and(|rest| rest.starts_with('年'));
    if is_year && text.chars().take(LONG).all(|ch| ch.is_ascii_digit()) { LONG } else { 0 }
}

/// Whether a text is the label of what stands beside it: 1.项目年度目标完成情况.
fn ends_with_label(text: &str) -> bool {
    let is_numbered = text.starts_with(|ch: char| ch.is_ascii_digit());
    is_numbered && lexicon::FIELDS.iter().any(|(field, of)| is_objective(*of) && text.ends_with(field))
}
