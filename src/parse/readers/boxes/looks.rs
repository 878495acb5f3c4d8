//! How the lines of names and objectives of projects look that take turns, and all ways to tell them apart.

use super::rows::is_name;
use super::segments::{Line, MOST_LINES, Way};
use super::tokens::Token;
use crate::lexicon;

/// How the lines of names and objectives look.
pub(super) struct Looks {
    /// Whether names begin with an indent.
    pub(super) indents: bool,
    /// How wide objectives are.
    pub(super) objective: usize,
    /// How wide names are, where it is known.
    pub(super) name: Option<usize>,
}

impl Looks {
    /// All ways to cut some lines, from the first on, into a name and an objective; too many are none.
    pub(super) fn ways(&self, lines: &[Line]) -> Vec<Way> {
        const MOST_WAYS: usize = 64;
        let page = lines.first().map(|line| line.page);
        let mut found = Vec::new();
        let mut ways: Vec<(u32, Vec<&Token>, Vec<&Token>)> = vec![(0, Vec::new(), Vec::new())];
        let lines = lines.iter().take(MOST_LINES).take_while(|line| Some(line.page) == page);
        for (at, Line { token, .. }) in lines.enumerate() {
            let mut next = Vec::new();
            for (names, name, objective) in ways {
                if self.goes_on(&name, token) {
                    let name = name.iter().copied().chain([token]).collect();
                    next.push((names | 1 << at, name, objective.clone()));
                }
                if self.says(&objective, token) {
                    let objective = objective.into_iter().chain([token]).collect();
                    next.push((names, name, objective));
                }
            }
            if next.len() > MOST_WAYS {
                break;
            }
            ways = next;
            let whole = |(names, name, objective): &(u32, Vec<&Token>, Vec<&Token>)| {
                let odd = self.odd(name, objective)?;
                is_name(&name.iter().map(|line| line.text.as_str()).collect::<String>()).then_some((
                    at + 1,
                    *names,
                    odd,
                ))
            };
            found.extend(ways.iter().filter_map(whole));
        }
        found
    }

    /// How odd a name and an objective look: a name that begins as objectives do, an objective without a full stop. `None`
    /// where a line is missing.
    fn odd(&self, name: &[&Token], objective: &[&Token]) -> Option<u32> {
        const ODD: u32 = 2;
        let begins = |word: &&str| name.first().is_some_and(|line| !line.indented && line.text.starts_with(*word));
        let sentence = lexicon::OBJECTIVE_BEGINNINGS.iter().filter(|word| word.chars().count() > 1).any(begins);
        let open = objective.last().filter(|last| !last.text.ends_with('。'));
        let full = open.is_some_and(|last| last.width + SLACK + 2 > self.objective || last.text.ends_with([',', '、']));
        (!full).then_some(ODD * (u32::from(sentence) + u32::from(open.is_some())))
    }

    /// Whether a line may be the next one of a name.
    fn goes_on(&self, name: &[&Token], line: &Token) -> bool {
        const MOST_LINES: usize = 5;
        let width = |line: &Token| line.width;
        let widest = self.name.unwrap_or_else(|| name.iter().map(|line| width(line)).max().unwrap_or(usize::MAX));
        let full = name.last().is_none_or(|last| width(last) + chunk(&line.text) + SLACK > widest);
        let fits = name.is_empty() && self.name.is_none() || width(line) <= widest.saturating_add(SLACK);
        let begins = !self.indents || line.indented == name.is_empty();
        begins && full && fits && name.len() < MOST_LINES && !line.text.contains([',', '。', ';', ':', '=', '/', '%'])
    }

    /// Whether a line may be the next one of an objective.
    fn says(&self, objective: &[&Token], line: &Token) -> bool {
        let Some(last) = objective.last() else { return !line.indented };
        let full = last.width + chunk(&line.text) + SLACK > self.objective;
        // Another one begins anew.
        let item = line.text.trim_start_matches("目标").strip_prefix(|ch: char| ch.is_ascii_digit());
        let item = item.is_some_and(|rest| rest.starts_with(['.', '、', ':']))
            && !line.text.trim_start_matches("目标").starts_with('1');
        let closed = last.text.ends_with('。');
        !line.indented && if closed { item } else { full || last.text.ends_with([';', ':']) }
    }
}

/// What a line of a column may be narrower than another.
const SLACK: usize = 3;

/// How wide what a line begins with is, up to where it may be broken.
pub(super) fn chunk(text: &str) -> usize {
    // A number in brackets is not broken behind the first of them.
    if let Some(rest) = text.strip_prefix('(').filter(|rest| rest.starts_with(|ch: char| ch.is_ascii_alphanumeric())) {
        return 2 + chunk(rest);
    }
    let word = text.chars().take_while(char::is_ascii_alphanumeric).count();
    let marks = text.chars().skip(word.max(1)).take_while(|ch| ",。;:、)%".contains(*ch)).count();
    if word > 0 { word + marks } else { 2 + 2 * marks }
}
