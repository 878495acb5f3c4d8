//! Names of projects that begin with an indent, told by where they stand: among the rows of their own project.

use super::looks::chunk;
use super::rows::is_name;
use super::segments::{self, Beside, Segments, Told};
use super::tokens::Token;
use crate::lexicon;

/// No name has more lines.
const MOST_LINES: usize = 5;

/// A name, if it is one, and the parts of the rows that stand before and behind its first line.
struct Place {
    name: Option<Vec<Token>>,
    before: Option<usize>,
    behind: Option<usize>,
}

/// Gives the parts whose project nobody has told the one name that stands among their rows, whatever lines of objectives do.
/// Those told to be several parts are told anew where the names of others stand beside them.
pub(super) fn fill(found: &mut Segments, pages: &[Beside]) {
    let all = places(found, pages);
    let mut beside: Vec<Vec<usize>> = vec![Vec::new(); found.told.len()];
    for (at, place) in all.iter().enumerate() {
        for part in [place.before, place.behind].into_iter().flatten() {
            beside.get_mut(part).into_iter().for_each(|names| names.push(at));
        }
    }
    // The parts behind the first one of a project that has several.
    let mut later = vec![false; found.told.len()];
    for part in 0..found.told.len() {
        let parts = found.told.get(part).and_then(Option::as_ref).map_or(1, |told| told.parts);
        let own = part..part + parts;
        let told = found.told.get(part).and_then(Option::as_ref).map(|told| segments::text(&told.name));
        let inside = |place: &&Place| [place.before, place.behind].iter().flatten().all(|of| own.contains(of));
        let text = |place: &Place| place.name.as_ref().map(|name| segments::text(name));
        let beside = beside.get(own.clone()).unwrap_or_default().iter().flatten();
        let others = beside.filter_map(|at| all.get(*at)).filter(inside).any(|place| text(place) != told);
        if parts > 1 && !others {
            later.get_mut(part + 1..own.end).unwrap_or_default().fill(true);
        } else if let Some(told) = found.told.get_mut(part).filter(|_| parts > 1) {
            *told = None;
        }
    }
    let mut names: Vec<Vec<Option<Vec<Token>>>> = vec![Vec::new(); found.told.len()];
    let mut between: Vec<(usize, usize, Option<Vec<Token>>)> = Vec::new();
    for place in all {
        match (place.before, place.behind) {
            (Some(before), Some(behind)) if before != behind => between.push((before, behind, place.name)),
            (Some(part), _) | (_, Some(part)) => {
                names.get_mut(part).into_iter().for_each(|of| of.push(place.name.clone()));
            }
            (None, None) => {}
        }
    }
    // Between the rows of two projects stands the name of the one that has none.
    for (before, behind, name) in between {
        let lacks = |part: usize| names.get(part).is_some_and(Vec::is_empty);
        let of = match (lacks(before), lacks(behind)) {
            (true, false) => vec![before],
            (false, true) => vec![behind],
            // Nobody knows: neither is told.
            _ => vec![before, behind],
        };
        let name = name.filter(|_| of.len() == 1);
        for part in of {
            names.get_mut(part).into_iter().for_each(|of| of.push(name.clone()));
        }
    }
    for part in 0..names.len() {
        let own = names.get(part).map(Vec::as_slice).unwrap_or_default();
        let texts = own.iter().map(|name| name.as_ref().map(|name| segments::text(name)));
        let same = own.iter().flatten().next().map(|name| segments::text(name));
        let only = same.is_some() && texts.clone().all(|text| text == same);
        let told = found.told.get(part).and_then(Option::as_ref).map(|told| segments::text(&told.name));
        let again = part.checked_sub(1).and_then(|before| found.told.get(before)).and_then(Option::as_ref);
        let again = again.is_some_and(|before| Some(segments::text(&before.name)) == same);
        let place = found.told.get_mut(part);
        match (place, told) {
            (Some(place), None) if only && !again && later.get(part) == Some(&false) => {
                let name = own.iter().flatten().next().cloned().unwrap_or_default();
                *place = Some(Told { name, objective: Vec::new(), parts: 1 });
            }
            // Two that contradict each other are none.
            (Some(place), Some(told)) if own.iter().flatten().any(|name| segments::text(name) != told) => *place = None,
            _ => {}
        }
    }
}

/// All lines that begin with an indent, and the parts beside them.
fn places(found: &Segments, pages: &[Beside]) -> Vec<Place> {
    let mut all: Vec<Place> = Vec::new();
    let mut from = 0;
    // The part that the last name was given to, and its text.
    let mut last: Option<(usize, String)> = None;
    for beside in pages {
        let own = found.owners.get(from..from + beside.rows.len()).unwrap_or_default();
        let earlier = from.checked_sub(1).and_then(|at| found.owners.get(at));
        from += beside.rows.len();
        let later = found.owners.get(from);
        let mut on_page: Vec<Place> = Vec::new();
        for (at, line) in beside.lines.iter().enumerate().filter(|(_, line)| line.indented) {
            let row = beside.rows.partition_point(|start| *start < line.run.start);
            let before = row.checked_sub(1).and_then(|row| own.get(row)).copied();
            let behind = own.get(row).copied();
            let name = name(beside.lines.get(at..).unwrap_or_default());
            on_page.push(Place { name, before, behind });
        }
        let again = |name: &Option<Vec<Token>>| {
            name.as_ref().map(|name| segments::text(name)) == last.as_ref().map(|last| last.1.clone())
        };
        if own.first() == last.as_ref().map(|(part, _)| part) && on_page.first().is_some_and(|first| again(&first.name))
        {
            on_page.remove(0);
        }
        if let Some(counted) = counted(own, &on_page, last.as_ref().map(|(part, _)| *part)) {
            on_page = counted;
        } else {
            for place in &mut on_page {
                // At the border of a page it is of a part that the page does not share.
                let shared = match (place.before, place.behind) {
                    (None, Some(first)) => earlier == Some(&first) && own.last() != Some(&first),
                    (Some(last), None) => later == Some(&last) && own.first() != Some(&last),
                    _ => false,
                };
                place.name = place.name.take().filter(|_| !shared);
            }
        }
        if let Some(Place { name: Some(name), before: Some(part), .. }) = on_page.last() {
            last = Some((*part, segments::text(name)));
        }
        all.extend(on_page);
    }
    all
}

/// The names of a page in order, where they are as many as its parts, but for the first where that is `named` on the page
/// before, and none stands among the rows of another part.
fn counted(own: &[usize], names: &[Place], named: Option<usize>) -> Option<Vec<Place>> {
    let mut parts = own.to_vec();
    parts.dedup();
    if named.is_some() && parts.first() == named.as_ref() {
        parts.remove(0);
    }
    let fits = |(part, place): (&usize, &Place)| place.before != place.behind || place.before == Some(*part);
    if parts.len() != names.len() || !parts.iter().zip(names).all(fits) {
        return None;
    }
    let place = |(part, place): (usize, &Place)| {
        Some(Place { name: Some(place.name.clone()?), before: Some(part), behind: Some(part) })
    };
    parts.into_iter().zip(names).map(place).collect()
}

/// The name that begins with the first of some lines: full lines go on in narrower ones.
fn name(lines: &[Token]) -> Option<Vec<Token>> {
    /// How many lines of other columns may stand among them.
    const FAR: usize = 16;
    let width = |line: &Token| line.width;
    let (first, behind) = lines.split_first()?;
    let widest = width(first);
    let plain = |line: &Token| !line.text.contains([',', '。', ';', ':', '=', '/', '%', '《', '》']);
    let mut name = vec![first.clone()];
    for line in behind.iter().take(FAR).take_while(|line| !line.indented) {
        let full = name.last().is_some_and(|last| width(last) + chunk(&line.text) + 1 > widest);
        if !full || name.len() >= MOST_LINES {
            break;
        }
        if plain(line) && width(line) <= widest + 4 && !lexicon::explains(&line.text) {
            name.push(line.clone());
        }
    }
    let text = segments::text(&name);
    (plain(first) && is_name(&text)).then_some(name)
}
