//! What the objectives beside the rows of a flat table say of the names of projects: most of them repeat the name of their
//! own, so two lines that stand one behind the other in a name do so in its objective.

use std::collections::{BTreeMap, BTreeSet};

use super::looks::chunk;
use super::segments::is_clause;
use super::tokens::Token;
use crate::lexicon;
use crate::parse::readers::is_chinese;

/// What the wide lines of some pages say.
#[derive(Default)]
pub(super) struct Said {
    texts: Vec<Vec<char>>,
    /// Where three characters stand: the text, and the first of them.
    places: BTreeMap<[char; 3], Vec<(usize, usize)>>,
    /// Where lines begin: what goes on there may be another cell.
    lines: BTreeSet<(usize, usize)>,
}

/// So many places of the same characters are looked at; keeps the work linear.
const MOST_PLACES: usize = 16;
/// So many characters in a row are the name that is repeated.
const SURE: usize = 5;

impl Said {
    /// What the lines of pages say that are wider than those of names, and those among them that are as wide as objectives.
    pub(super) fn of<'p>(pages: impl Iterator<Item = &'p [Token]>, widest: usize) -> Self {
        const ROOM: usize = 2;
        const SLACK: usize = 4;
        let mut said = Self::default();
        for lines in pages {
            let clauses = lines.iter().filter(|line| is_clause(&line.text));
            let objective = clauses.map(|line| line.width).max().unwrap_or_default();
            said.hear(lines, widest + ROOM);
            said.hear(lines, (widest + ROOM).max(objective.saturating_sub(SLACK)));
        }
        said
    }

    /// What lines say, one behind the other, that are wider than others.
    fn hear(&mut self, lines: &[Token], than: usize) {
        // The last line of a sentence is narrow.
        let mut open = false;
        let wide = lines.iter().filter(|line| {
            let own = line.width > than;
            let last = open && line.text.ends_with(['。', ';']);
            open = own || (open && !last);
            own || last
        });
        let mut text: Vec<char> = Vec::new();
        for line in wide {
            self.lines.insert((self.texts.len(), text.len()));
            text.extend(line.text.chars());
        }
        for (at, part) in text.windows(3).enumerate() {
            let Ok(part) = <[char; 3]>::try_from(part) else { continue };
            let places = self.places.entry(part).or_default();
            if places.len() < MOST_PLACES {
                places.push((self.texts.len(), at));
            }
        }
        self.texts.push(text);
    }

    /// What stands behind the end of a name wherever it is said, and whether that is the name and no other word.
    fn behind(&self, name: &str) -> Vec<(char, bool)> {
        let own: Vec<char> = name.chars().collect();
        let places = own.last_chunk::<3>().and_then(|last| self.places.get(last));
        let of = |(text, at): &(usize, usize)| {
            let text = self.texts.get(*text)?;
            let before = text.get(..*at)?.iter().rev();
            let same = own.iter().rev().skip(3).zip(before.clone()).take_while(|(one, two)| one == two).count();
            let begins = before.clone().nth(same).is_none_or(|ch| VERBS.contains(ch) || !is_chinese(*ch));
            Some((*text.get(at + 3)?, begins || same + 3 >= SURE))
        };
        places.into_iter().flatten().filter_map(of).collect()
    }

    /// Whether a line is said behind another character than the last one of a name.
    fn is_behind_other(&self, name: &str, line: &str) -> bool {
        let own: Vec<char> = line.chars().collect();
        let Some(last) = name.chars().last().filter(|last| is_chinese(*last)) else { return false };
        let places = own.first_chunk::<3>().and_then(|first| self.places.get(first));
        let inner = |(text, at): &(usize, usize)| {
            let text = self.texts.get(*text)?;
            let before = text.get(at.checked_sub(1)?)?;
            let same = own.iter().zip(text.get(*at..)?).take_while(|(one, two)| one == two).count();
            (same >= SURE).then_some(is_chinese(*before) && !VERBS.contains(before) && *before != last)
        };
        let mut told = places.into_iter().flatten().filter_map(inner).peekable();
        told.peek().is_some() && told.all(|other| other)
    }

    /// Whether a line stands behind a name, as far as anything is said of it.
    pub(super) fn follows(&self, name: &str, line: &Token) -> Option<bool> {
        let own: Vec<char> = line.text.chars().collect();
        let first = *own.first()?;
        let [_, two, three] = last(name)?;
        let places = self.places.get(&[two, three, first]).into_iter().flatten();
        let said = |(text, at): &(usize, usize)| {
            let behind = self.texts.get(*text).and_then(|text| text.get(at + 2..));
            let line = self.lines.range((*text, at + 3)..).next().filter(|(of, _)| of == text);
            let room = line.map_or(usize::MAX, |(_, start)| start - at - 2);
            behind.is_some_and(|text| continues(text, &own, room))
        };
        if places.into_iter().any(said) {
            return Some(true);
        }
        let behind = self.behind(name);
        let other = |(next, sure): &(char, bool)| *sure && is_chinese(*next);
        let otherwise =
            is_chinese(first) && behind.iter().any(other) && behind.iter().all(|(next, _)| is_chinese(*next));
        (otherwise || self.is_behind_other(name, &line.text)).then_some(false)
    }

    /// Whether a name ends where the sentences that repeat it go on.
    pub(super) fn ends(&self, name: &str) -> Option<bool> {
        let stem = name.strip_suffix(')').and_then(|name| name.rsplit_once('(')).map_or(name, |(stem, _)| stem);
        let without = || lexicon::PROJECT_ENDINGS.iter().filter_map(|ending| stem.strip_suffix(ending));
        let mark = |next: &(char, bool)| [',', ';', '。', '('].contains(&next.0);
        if [name, stem].into_iter().chain(without()).any(|text| self.behind(text).iter().any(mark)) {
            return Some(true);
        }
        let behind = self.behind(name);
        let goes_on = behind.iter().any(|(_, sure)| *sure) && behind.iter().all(|(next, _)| is_chinese(*next));
        goes_on.then_some(false)
    }
}

/// Whether a sentence goes on as a line does, up to where the name ends in one of them; behind so many characters, the `room`,
/// its next line stands, or another cell's.
fn continues(text: &[char], line: &[char], room: usize) -> bool {
    const ENOUGH: usize = 4;
    let same = text.iter().zip(line).take_while(|(one, two)| one == two).count();
    let ends = |of: &[char]| of.get(same).is_none_or(|next| !is_chinese(*next));
    same > 0 && (same >= ENOUGH || same == room || ends(text) || ends(line))
}

/// Takes the lines of names of projects out of the tokens of a page that go on, behind an indent, as the objective does:
/// whatever they stand behind, no indicator has them. `next`: the page behind.
pub(super) fn take_named(tokens: &mut Vec<Token>, next: &[Token]) -> Vec<Token> {
    /// How many tokens may stand between two lines of a name.
    const FAR: usize = 24;
    const MOST_LINES: usize = 5;
    let marks = || tokens.iter().enumerate().filter(|(_, token)| token.indented);
    let Some(widest) = marks().map(|(_, token)| token.width).max() else { return Vec::new() };
    let said = Said::of([tokens.as_slice(), next].into_iter(), widest);
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for (at, mark) in marks() {
        let (mut name, mut last, mut from) = (mark.text.clone(), mark, at + 1);
        for _ in 1..MOST_LINES {
            let behind = tokens.iter().enumerate().skip(from).take(FAR).take_while(|(_, token)| !token.indented);
            let is_next = |(_, token): &(usize, &Token)| {
                let fits = token.width <= widest + 2 && last.width + chunk(&token.text) + 1 > widest;
                let plain = !is_clause(&token.text);
                fits && plain && said.follows(&name, token) == Some(true)
            };
            let Some((at, next)) = behind.into_iter().find(is_next) else { break };
            taken.insert(next.run.start);
            name.push_str(&next.text);
            (last, from) = (next, at + 1);
        }
    }
    let (named, rest) = std::mem::take(tokens).into_iter().partition(|token| taken.contains(&token.run.start));
    *tokens = rest;
    named
}

/// How words end that stand before names in objectives: 推进, 实施, 保障, 完成, 开展, 推动.
const VERBS: [char; 8] = ['进', '施', '障', '成', '展', '动', '好', '强'];

/// The last three characters of a text.
fn last(text: &str) -> Option<[char; 3]> {
    let mut chars = text.chars().rev();
    let (three, two, one) = (chars.next()?, chars.next()?, chars.next()?);
    Some([one, two, three])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, width: usize) -> Token {
        Token { run: 0..1, text: text.to_owned(), boxed: 0, first: true, indented: false, width }
    }

    #[test]
    fn a_name_goes_on_as_its_objective_does() {
        let lines = ["推进职工养老保险扩面征缴", "险扩面征", "工作经费,确保各项任务按时完成。"];
        let lines = lines.iter().map(|text| line(text, 2 * text.chars().count()));
        let lines: Vec<Token> = lines.collect();
        let said = Said::of(std::iter::once(lines.as_slice()), 10);
        assert_eq!(said.follows("职工养老保", &line("险扩面征缴", 10)), Some(true));
        assert_eq!(said.follows("职工养老保", &line("聘会场次", 8)), Some(false));
        assert_eq!(said.follows("2024年乡村", &line("聘会场次", 8)), None);
        assert_eq!(said.ends("职工养老保险扩面征缴工作经费(本级)"), Some(true));
        assert_eq!(said.ends("职工养老保险扩面"), Some(false));
    }
}
