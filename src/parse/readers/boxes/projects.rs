//! The projects of a flat table in boxes: their names among what no column claims, and where each begins.

use super::atoms;
use super::cuts;
use super::flat::{Flat, Indicator, Project, Token};
use super::rows::is_name;
use crate::lexicon;
use crate::parse::readers::pieces::Pieces;
use crate::parse::sheet::{Run, Sheet};

impl Flat {
    /// Whether what explains an indicator was taken for the name of a project: it holds the indicator's name.
    pub(super) fn has_explanation(&self, sheet: &Sheet<'_>) -> bool {
        const SHORTEST: usize = 4;
        let explains = |name: &str| self.projects.iter().any(|project| project.text.contains(name));
        let mut names = self.indicators.iter().map(|own| &own.name).filter(|name| name.len() >= SHORTEST);
        names.any(|name| explains(&sheet.folded(name.clone())))
    }

    /// Finds the names of projects among what no column of a page claims. Explanations begin with a name of the page's
    /// `indicators`.
    pub(super) fn projects(&mut self, strays: &[Token], indicators: &[String]) {
        let widest = strays.iter().map(|token| atoms::width(&token.text)).max().unwrap_or_default();
        let mut name: Vec<&Token> = Vec::new();
        for (at, token) in strays.iter().enumerate() {
            // The next line of an objective or of an explanation.
            let goes_on = at.checked_sub(1).and_then(|last| strays.get(last)).is_some_and(|last| {
                let follows = last.boxed == token.boxed && last.run.end == token.run.start;
                follows && self.strays.last() == Some(&last.run) && !last.text.ends_with('。')
            });
            let objective = lexicon::OBJECTIVE_BEGINNINGS.iter().any(|word| token.text.starts_with(word));
            let narrow = atoms::width(&token.text) * 5 <= widest * 4;
            let first = !token.text.starts_with(|ch: char| ch.is_ascii_digit() || matches!(ch, '以' | '按' | '%'));
            let begins = first && atoms::width(&token.text) > 3;
            let plain = !token.text.contains([',', '。', ';', ':', '=', '/']) && (begins || !name.is_empty());
            let body = atoms::is_body(&token.text) && !lexicon::ends_project(&token.text);
            if body && self.unit.is_none() && self.projects.is_empty() && name.is_empty() {
                self.unit = Some(token.run.clone());
                continue;
            }
            // Whole names go on in words that names end in, and in brackets.
            let bracket = token.text.starts_with('(') && token.text.ends_with(')');
            let ending = bracket || is_ending(&token.text);
            if let Some(Project { text, runs, .. }) = self.projects.last_mut().filter(|_| ending && name.is_empty()) {
                text.push_str(&token.text);
                runs.push(token.run.clone());
                continue;
            }
            let plain = narrow && plain && !goes_on && (!objective || token.indented);
            let explains = plain && begins && indicators.iter().any(|name| name.starts_with(&token.text));
            if !plain || explains {
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
                self.projects.push(Project { text, runs, pages: (self.page, self.page) });
            }
        }
        self.strays.extend(name.into_iter().map(|token| token.run.clone()));
    }

    /// A page prints the name of a project that goes on again.
    pub(super) fn once(&mut self) {
        let mut kept: Vec<Project> = Vec::new();
        for project in std::mem::take(&mut self.projects) {
            match kept.last_mut().filter(|last| last.text == project.text) {
                Some(last) => {
                    last.pages.1 = project.pages.1;
                    self.again.extend(project.runs);
                }
                None => kept.push(project),
            }
        }
        self.projects = kept;
    }

    /// The project of each indicator, none where it may be of several. `None` where no way to cut them is found.
    pub(super) fn owners(&self, pieces: &Pieces<'_>) -> Option<Vec<Option<usize>>> {
        let text = |run: &Run| pieces.sheet.folded(run.clone());
        let row = |own: &Indicator| cuts::Row {
            page: own.page,
            category: own.category,
            second: text(&own.second),
            name: text(&own.name),
        };
        let rows: Vec<cuts::Row> = self.indicators.iter().map(row).collect();
        let pages: Vec<(usize, usize)> = self.projects.iter().map(|project| project.pages).collect();
        cuts::cut(&rows, &pages)
    }
}

/// Whether the lines of a box are the name of a project, whatever they stand behind.
pub(super) fn begins_name(tokens: &[Token]) -> bool {
    const MOST_LINES: usize = 4;
    let Some(first) = tokens.first() else { return false };
    let text: String = tokens
        .iter()
        .take(MOST_LINES)
        .take_while(|token| token.boxed == first.boxed)
        .map(|token| token.text.as_str())
        .collect();
    let explains = text.contains(['=', '/']) || lexicon::EXPLANATIONS.iter().any(|word| text.starts_with(word));
    !explains && is_name(&text)
}

/// Whether a text is nothing but words that names of projects end in: 工作经费.
fn is_ending(text: &str) -> bool {
    let mut rest = text;
    while let Some(less) = lexicon::PROJECT_ENDINGS.iter().find_map(|ending| rest.strip_suffix(ending)) {
        rest = less;
    }
    rest.is_empty()
}
