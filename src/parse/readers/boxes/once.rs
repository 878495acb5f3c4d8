//! Names that a table prints beside each of their rows, each once.

use super::marks::Mark;
use super::segments::text;

/// The marks of a table that prints the name of a project beside each of its rows, each once.
pub(super) fn once_each(marks: Vec<Mark>) -> Vec<Mark> {
    let same = marks.windows(2).filter(|pair| matches!(pair, [one, two] if one.first.text == two.first.text)).count();
    if same * 2 < marks.len() {
        return marks;
    }
    let known = |mark: &Mark| mark.name.as_ref().map(|name| text(name));
    // Which names are told how often; those that lack lines of another one are the same.
    let mut groups: Vec<(Mark, Vec<(String, usize)>)> = Vec::new();
    for mark in marks {
        let own = known(&mark);
        let is_of = |(first, names): &&mut (Mark, Vec<(String, usize)>)| {
            let same = first.first.text == mark.first.text && mark.pages.0 <= first.pages.1 + 1;
            same && own
                .as_ref()
                .is_none_or(|own| names.iter().all(|(name, _)| is_part(own, name) || is_part(name, own)))
        };
        let Some((first, names)) = groups.iter_mut().rev().take(BACK).find(is_of) else {
            groups.push((mark, own.into_iter().map(|own| (own, 1)).collect()));
            continue;
        };
        first.pages.1 = first.pages.1.max(mark.pages.1);
        let Some(own) = own else { continue };
        let known = names.iter_mut().find(|(name, _)| *name == own);
        let count = if let Some((_, count)) = known {
            *count += 1;
            *count
        } else {
            names.extend(Some((own.clone(), 1)).filter(|_| names.len() < MOST_NAMES));
            1
        };
        let most = names.iter().filter(|(name, _)| *name != own).map(|(_, count)| *count).max().unwrap_or_default();
        let longer = first.name.as_ref().is_none_or(|name| text(name).len() < own.len());
        if count > most || (count == most && longer) {
            first.name = mark.name;
        }
    }
    groups.into_iter().map(|(mark, _)| Mark { repeated: true, ..mark }).collect()
}

/// So many marks of others may stand among those of a project.
const BACK: usize = 2;
/// No project has more names that are read.
const MOST_NAMES: usize = 16;

/// Whether a text is another one that lacks some of its characters.
fn is_part(text: &str, of: &str) -> bool {
    let mut rest = of.chars();
    text.chars().all(|ch| rest.any(|other| other == ch))
}
