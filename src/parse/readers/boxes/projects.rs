//! The projects of a flat table in boxes: their names among what no column claims, and where each begins.

use super::atoms;
use super::flat::{Flat, Token};
use super::rows::is_name;
use crate::lexicon;
use crate::parse::readers::pieces::Pieces;
use crate::parse::sheet::Run;

impl Flat {
    /// Finds the names of projects among what no column claims.
    pub(super) fn projects(&mut self, strays: &[Token]) {
        let widest = strays.iter().map(|token| atoms::width(&token.text)).max().unwrap_or_default();
        let mut name: Vec<&Token> = Vec::new();
        for (at, token) in strays.iter().enumerate() {
            let objective = lexicon::OBJECTIVE_BEGINNINGS.iter().any(|word| token.text.starts_with(word));
            let narrow = atoms::width(&token.text) * 5 <= widest * 4;
            let first = !token.text.starts_with(|ch: char| ch.is_ascii_digit() || matches!(ch, '以' | '按' | '%'));
            let begins = first && atoms::width(&token.text) > 3;
            let plain = !token.text.contains([',', '。', ';', ':', '=']) && (begins || !name.is_empty());
            let body = atoms::is_body(&token.text) && !atoms::is_project(&token.text);
            if body && self.unit.is_none() && self.projects.is_empty() && name.is_empty() {
                self.unit = Some(token.run.clone());
                continue;
            }
            // Whole names go on in words that names end in, and in brackets.
            let bracket = token.text.starts_with('(') && token.text.ends_with(')');
            let ending = bracket || is_ending(&token.text);
            if let Some((text, runs)) = self.projects.last_mut().filter(|_| ending && name.is_empty()) {
                text.push_str(&token.text);
                runs.push(token.run.clone());
                continue;
            }
            if !(narrow && plain && (!objective || token.indented)) {
                self.strays.push(token.run.clone());
                continue;
            }
            name.push(token);
            let text: String = name.iter().map(|token| token.text.as_str()).collect();
            // A name that ends where another line of it follows is a part of one.
            let next = strays.get(at + 1).filter(|next| next.run.start == token.run.end);
            let next = next.filter(|next| atoms::width(&next.text) <= atoms::width(&token.text));
            let goes_on = next.is_some_and(|next| is_name(&format!("{text}{}", next.text)) && !is_ending(&next.text));
            if is_name(&text) && !goes_on {
                let runs: Vec<Run> = name.drain(..).map(|token| token.run.clone()).collect();
                self.projects.push((text, runs));
            }
        }
        self.strays.extend(name.into_iter().map(|token| token.run.clone()));
    }

    /// A page prints the name of a project that goes on again.
    pub(super) fn once(&mut self) {
        let mut kept: Vec<(String, Vec<Run>)> = Vec::new();
        for (text, runs) in std::mem::take(&mut self.projects) {
            if kept.last().is_some_and(|(last, _)| *last == text) {
                self.again.extend(runs);
            } else {
                kept.push((text, runs));
            }
        }
        self.projects = kept;
    }

    /// Whether no project comes back to the label that it began with: there another one may begin unseen.
    pub(super) fn is_apart(&self, pieces: &Pieces<'_>, begins: &[bool]) -> bool {
        let text = |run: &Run| pieces.sheet.folded(run.clone());
        let (mut first, mut left) = (String::new(), false);
        self.indicators.iter().zip(begins).all(|(own, begins)| {
            let label = text(&own.second);
            if *begins {
                (first, left) = (label, false);
                return true;
            }
            let back = left && label == first;
            left |= label != first;
            !back
        })
    }
}

/// Whether a text is nothing but words that names of projects end in: 工作经费.
fn is_ending(text: &str) -> bool {
    let mut rest = text;
    while let Some(less) = lexicon::PROJECT_ENDINGS.iter().find_map(|ending| rest.strip_suffix(ending)) {
        rest = less;
    }
    rest.is_empty()
}
