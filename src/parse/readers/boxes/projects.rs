//! The projects of a flat table in boxes: their names among what no column claims, and where each begins.

use super::atoms;
use super::cuts;
use super::flat::{Flat, Indicator, Project};
use super::inside;
use super::looks::chunk;
use super::rows::is_name;
use super::segments::{self, Beside, Segments, segments};
use super::tokens::{Token, runs};
use crate::lexicon;
use crate::model::Category;
use crate::parse::readers::pieces::Pieces;
use crate::parse::sheet::{Run, Sheet};

impl Flat {
    /// Whether what explains an indicator was taken for the name of a project: it holds the indicator's name.
    pub(super) fn has_explanation(&self, sheet: &Sheet<'_>) -> bool {
        const SHORTEST: usize = 4;
        let explains = |name: &str| self.projects.iter().any(|project| project.text.contains(name));
        let names = self.indicators.iter().filter(|own| !own.torn).map(|own| text(sheet, &own.name));
        names.filter(|name| name.chars().count() >= SHORTEST).any(|name| explains(&name))
    }

    /// Finds the names of projects among what no column of a page claims. Explanations begin with a name of the page's
    /// `indicators`.
    fn projects(&mut self, page: usize, strays: &[Token], indicators: &[String]) {
        let widest = strays.iter().map(|token| token.width).max().unwrap_or_default();
        let mut name: Vec<&Token> = Vec::new();
        let lined = is_lined(strays);
        for (at, token) in strays.iter().enumerate() {
            // The next line of an objective or of an explanation.
            let before = at.checked_sub(1).and_then(|last| strays.get(last));
            let adjoins = before.is_some_and(|last| last.run.end == token.run.start);
            let goes_on = before.is_some_and(|last| {
                let follows = last.boxed == token.boxed && adjoins;
                follows && self.strays.last() == Some(&last.run) && !last.text.ends_with('。')
            });
            // A name goes on behind a cell of another column only where each line is a box, and no wider than its last one.
            let own = name.last().is_none_or(|last| last.boxed == token.boxed);
            let may_follow = (adjoins && own) || (lined && name.last().is_none_or(|last| is_no_wider(token, last)));
            // The line of another column leaves it open.
            let beside = lined && token.text.contains([',', '。', ';', ':']);
            if !may_follow && !beside {
                self.strays.extend(name.drain(..).map(|token| token.run.clone()));
            }
            let objective = lexicon::OBJECTIVE_BEGINNINGS.iter().any(|word| token.text.starts_with(word));
            let narrow = token.indented || token.width * 5 <= widest * 4;
            let other = token.text.starts_with(|ch: char| ch.is_ascii_digit() || matches!(ch, '以' | '按' | '%'));
            // Names begin with years, too, and some with an indent.
            let first = token.indented || !other;
            let said = lexicon::explains(&token.text);
            let begins = first && !said && token.width > 3;
            let plain = !token.text.contains([',', '。', ';', ':', '=', '/']) && (begins || !name.is_empty());
            let body = atoms::is_body(&token.text) && !lexicon::ends_project(&token.text);
            if body && self.unit.is_none() && self.projects.is_empty() && name.is_empty() {
                self.unit = Some(token.run.clone());
                continue;
            }
            // Whole names go on in words that names end in, and in brackets.
            let bracket = token.text.starts_with('(') && token.text.ends_with(')');
            let ending = bracket || is_ending(&token.text);
            let follows = |last: &&mut Project| lined || last.runs.last().is_some_and(|run| run.end == token.run.start);
            let last = self.projects.last_mut().filter(|_| ending && name.is_empty());
            if let Some(Project { text, runs, .. }) = last.filter(follows) {
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
            let next = next.filter(|next| next.width <= token.width);
            let goes_on = next.is_some_and(|next| is_name(&format!("{text}{}", next.text)) && !is_ending(&next.text));
            if is_name(&text) && !goes_on {
                let runs: Vec<Run> = name.drain(..).map(|token| token.run.clone()).collect();
                self.projects.push(Project { text, runs, objective: Vec::new(), pages: (page, page) });
            }
        }
        self.strays.extend(name.into_iter().map(|token| token.run.clone()));
    }

    /// Finds the names of projects that begin with an indent, whatever lines of other columns stand among theirs.
    fn indented_projects(&mut self, page: usize, strays: &[Token]) {
        const MOST_LINES: usize = 5;
        let mut name: Vec<&Token> = Vec::new();
        let text_of = |name: &[&Token]| name.iter().map(|token| token.text.as_str()).collect::<String>();
        let mut found: Vec<Vec<&Token>> = Vec::new();
        for token in strays {
            let plain = !token.text.contains([',', '。', ';', ':', '=', '/']);
            if token.indented {
                found.push(std::mem::take(&mut name));
                name.extend(Some(token).filter(|_| plain));
                self.strays.extend((!plain).then(|| token.run.clone()));
                continue;
            }
            let own = text_of(&name);
            let whole = |text: &str| is_name(text);
            // A whole name goes on only behind a full line.
            let full = name
                .last()
                .zip(name.first())
                .is_some_and(|(last, first)| last.width + chunk(&token.text) + 1 > first.width);
            let fits = name.first().is_some_and(|first| is_no_wider(token, first)) && name.len() < MOST_LINES;
            let goes_on = !whole(&own) || (full && whole(&format!("{own}{}", token.text)));
            if plain && fits && goes_on && !lexicon::explains(&token.text) {
                name.push(token);
            } else {
                self.strays.push(token.run.clone());
            }
        }
        found.push(name);
        for name in found.iter().filter(|name| !name.is_empty()) {
            let (text, runs) = (text_of(name), name.iter().map(|token| token.run.clone()).collect());
            if is_name(&text) {
                self.projects.push(Project { text, runs, objective: Vec::new(), pages: (page, page) });
            } else {
                self.strays.extend(runs);
            }
        }
    }

    /// Finds the body that a table is of among the first strays, where it is said above the table: how many lines it has.
    fn find_unit(&mut self, pieces: &Pieces<'_>, strays: &[Token]) -> usize {
        const MOST_LINES: usize = 4;
        if self.unit.is_some() || !self.projects.is_empty() {
            return 0;
        }
        let (Some(first), mut text) = (strays.first(), String::new()) else { return 0 };
        for (at, token) in strays.iter().enumerate().take(MOST_LINES) {
            if at > 0 && strays.get(at - 1).is_none_or(|last| last.run.end != token.run.start) {
                break;
            }
            text.push_str(&token.text);
            let said = |run: &Run| {
                let above = pieces.sheet.folded(run.clone());
                above.strip_suffix(text.as_str()).is_some_and(|label| label.ends_with(':'))
            };
            if self.above.iter().any(said) {
                self.unit = Some(first.run.start..token.run.end);
                return at + 1;
            }
        }
        0
    }

    /// A page prints the name of a project that goes on again, or some lines of it.
    fn once(&mut self) {
        let mut kept: Vec<Project> = Vec::new();
        for project in std::mem::take(&mut self.projects) {
            match kept.last_mut().filter(|last| last.text.contains(&project.text)) {
                Some(last) => {
                    last.pages.1 = project.pages.1;
                    self.again.extend(project.runs);
                }
                None => kept.push(project),
            }
        }
        self.projects = kept;
    }

    /// Finds the projects, and that of each indicator, none where it may be of several or of one that has no name. `None`
    /// where no way to cut them is found.
    pub(super) fn told_owners(&mut self, pieces: &Pieces<'_>) -> Option<Vec<Option<usize>>> {
        let mut pages = std::mem::take(&mut self.pages);
        if let Some(beside) = pages.first_mut() {
            let unit = self.find_unit(pieces, &beside.lines);
            beside.lines.drain(..unit);
        }
        if let Some(owners) = self.by_marks(pieces, &pages) {
            return Some(owners);
        }
        // Where each column stands for itself, the lines beside the rows are not beside their own.
        let by_rows = self.is_by_rows();
        let segments = if by_rows { self.segments(pieces, &pages) } else { None };
        let segments = segments.filter(|found| !found.are_beside_others());
        if let Some(segments) = segments.as_ref().filter(|segments| segments.count() == segments.told.len()) {
            return Some(self.take(segments, &pages));
        }
        let kept = (self.strays.clone(), self.again.clone());
        let unread = pages.iter().filter(|page| page.is_unread).count();
        if unread * 2 > pages.len() || (unread > 0 && !by_rows) {
            return None;
        }
        let indents = pages.iter().flat_map(|page| &page.lines).any(|line| line.indented);
        for (page, beside) in pages.iter().enumerate().filter(|_| unread == 0) {
            if indents {
                self.indented_projects(page, &beside.lines);
            } else {
                self.projects(page, &beside.lines, &beside.names);
            }
        }
        self.once();
        if let Some(owners) = self.owners_by_names(pieces).filter(|_| unread == 0) {
            return Some(owners).filter(|owners| !self.are_names_apart(owners));
        }
        let named = if by_rows && unread == 0 { self.named(pieces, &pages, segments.as_ref()) } else { None };
        let mut filled = segments;
        if let Some(segments) = filled.as_mut() {
            inside::fill(segments, &pages);
        }
        let rows = filled.as_ref().map_or(0, Segments::rows);
        if let Some((exchanged, segments, unsure)) = named.filter(|(_, segments, _)| segments.rows() >= rows) {
            (self.strays, self.again) = kept;
            for at in &exchanged {
                self.indicators.swap(*at, at + 1);
            }
            let owners = self.take(&segments, &pages).into_iter().zip(unsure);
            let owners: Vec<Option<usize>> = owners.map(|(owner, unsure)| owner.filter(|_| !unsure)).collect();
            return Some(owners).filter(|owners| !self.are_names_apart(owners));
        }
        let segments = filled?;
        let segments = Some(segments).filter(|segments| segments.count() * LEAST_TOLD >= segments.told.len())?;
        (self.strays, self.again) = kept;
        let owners = self.take(&segments, &pages);
        Some(owners).filter(|owners| !self.are_names_apart(owners))
    }

    /// What is told of the projects beside their rows, those exchanged that tell more of them the other way round.
    fn segments(&mut self, pieces: &Pieces<'_>, pages: &[Beside]) -> Option<Segments> {
        let mut rows = self.rows(pieces);
        let as_printed = segments(&rows, pages);
        let lacks = |of: &Segments| of.told.len() - of.count();
        let exchanged = cuts::exchanged(&rows, true);
        if as_printed.as_ref().is_some_and(|found| lacks(found) == 0) || exchanged.is_empty() {
            return as_printed;
        }
        for at in &exchanged {
            rows.swap(*at, at + 1);
        }
        let found = segments(&rows, pages)
            .filter(|found| as_printed.as_ref().is_none_or(|printed| lacks(found) < lacks(printed)));
        if found.is_some() {
            for at in &exchanged {
                self.indicators.swap(*at, at + 1);
            }
            // Where rows are, the cells of a column may be, too.
            for row in &mut self.indicators {
                row.target = row.target.take().filter(|target| target.asked);
            }
        }
        found.or(as_printed)
    }

    /// Whether most names stand between the labels of their own row and those of the next one.
    fn is_by_rows(&self) -> bool {
        let start = |runs: &[Run]| runs.first().map(|run| run.start);
        let rows = self.indicators.windows(2).filter(|pair| match pair {
            [own, next] => {
                own.page == next.page && start(&own.second) < start(&own.name) && start(&own.name) < start(&next.first)
            }
            _ => false,
        });
        rows.count() * 2 > self.indicators.len()
    }

    /// What tells the rows apart.
    pub(super) fn rows(&self, pieces: &Pieces<'_>) -> Vec<cuts::Row> {
        let row = |(at, own): (usize, &Indicator)| cuts::Row {
            page: own.page,
            category: own.category,
            second: text(&pieces.sheet, &own.second),
            // Rows that lack their names are not the same one.
            name: if own.name.is_empty() { at.to_string() } else { text(&pieces.sheet, &own.name) },
        };
        self.indicators.iter().enumerate().map(row).collect()
    }

    /// The projects as the lines beside their rows tell them.
    pub(super) fn take(&mut self, segments: &Segments, pages: &[Beside]) -> Vec<Option<usize>> {
        let mut places: Vec<Option<usize>> = vec![None; segments.told.len()];
        self.projects.clear();
        for (part, told) in segments.told.iter().enumerate() {
            let Some(told) = told else { continue };
            let (text, runs, objective) = (segments::text(&told.name), runs(&told.name), runs(&told.objective));
            places.get_mut(part..part + told.parts).unwrap_or_default().fill(Some(self.projects.len()));
            self.projects.push(Project { text, runs, objective, pages: (0, 0) });
        }
        let told = || segments.told.iter().flatten().flat_map(|told| told.name.iter().chain(&told.objective));
        let told: std::collections::BTreeSet<usize> = told().map(|line| line.run.start).collect();
        let lines = pages.iter().flat_map(|page| &page.lines);
        self.strays.extend(lines.filter(|line| !told.contains(&line.run.start)).map(|line| line.run.clone()));
        let owner = |part: &usize| places.get(*part).copied().flatten();
        let mut owners: Vec<Option<usize>> = segments.owners.iter().map(owner).collect();
        if segments.count() < segments.told.len() {
            self.leave_costs(&segments.owners, &mut owners);
        }
        // A row above the other rows of its category, where the next part goes on, may be of the project before.
        for at in (1..owners.len()).rev() {
            let parts = (segments.owners.get(at - 1), segments.owners.get(at));
            let category = |at: usize| self.indicators.get(at).map(|row| row.category);
            let own = owners.get(at).copied().flatten();
            if parts.0 != parts.1 && own.is_some() && owners.get(at - 1) == Some(&own) {
                let first = category(at);
                let of_own = |at: &usize| owners.get(*at) == Some(&own) && category(*at) > first;
                let odd = (0..at).rev().take_while(of_own).count();
                owners.get_mut(at - odd..at).unwrap_or_default().fill(None);
            }
        }
        owners
    }

    /// Costs behind all other rows of a part may be the first ones of the next project, where not all projects are told.
    fn leave_costs(&self, parts: &[usize], owners: &mut [Option<usize>]) {
        let mut next: Option<(usize, bool)> = None;
        for ((row, part), owner) in self.indicators.iter().zip(parts).zip(owners).rev() {
            let at_end = next.is_none_or(|(of, at_end)| of != *part || at_end) && row.category == Category::Cost;
            next = Some((*part, at_end));
            *owner = owner.filter(|_| !at_end);
        }
    }

    /// Whether most names stand before the rows of the project above theirs or behind their own rows: they were copied in
    /// another order than the rows.
    fn are_names_apart(&self, owners: &[Option<usize>]) -> bool {
        // Where the first and the last row of each project begin.
        let mut rows: Vec<Option<(usize, usize)>> = vec![None; self.projects.len()];
        for (row, owner) in self.indicators.iter().zip(owners) {
            let place = owner.and_then(|owner| rows.get_mut(owner));
            let Some((place, start)) = place.zip(row.name.first().map(|run| run.start)) else { continue };
            let (first, last) = place.unwrap_or((start, start));
            *place = Some((first.min(start), last.max(start)));
        }
        let of = |project: usize| rows.get(project).copied().flatten();
        let is_apart = |project: usize, name: usize| {
            let above = project.checked_sub(1).and_then(of);
            above.is_some_and(|(first, _)| name < first) || of(project).is_some_and(|(_, last)| last < name)
        };
        let names =
            self.projects.iter().enumerate().filter_map(|(at, project)| Some((at, project.runs.first()?.start)));
        names.filter(|(at, name)| is_apart(*at, *name)).count() * 2 > self.projects.len()
    }

    /// The projects that the names found are of.
    fn owners_by_names(&mut self, pieces: &Pieces<'_>) -> Option<Vec<Option<usize>>> {
        let rows = self.rows(pieces);
        let pages: Vec<(usize, usize)> = self.projects.iter().map(|project| project.pages).collect();
        if let Some(owners) = cuts::cut(&rows, &pages) {
            return Some(owners);
        }
        // Below the heads of a page its second row may stand before its first.
        let exchanged = cuts::exchanged(&rows, false);
        let mut ways: Vec<&[usize]> = exchanged.chunks(1).collect();
        if exchanged.len() > 1 {
            ways.push(&exchanged);
        }
        let mut tried = ways.into_iter().take(MOST_WAYS).filter_map(|places| {
            let mut rows = rows.clone();
            for at in places {
                rows.swap(*at, at + 1);
            }
            Some((places, cuts::cut(&rows, &pages)?))
        });
        let found = tried.next();
        let (places, owners) = found.filter(|_| tried.next().is_none())?;
        for at in places {
            self.indicators.swap(*at, at + 1);
            for row in self.indicators.iter_mut().skip(*at).take(2) {
                row.target = row.target.take().filter(|target| target.asked);
            }
        }
        Some(owners)
    }
}

fn text(sheet: &Sheet<'_>, runs: &[Run]) -> String {
    runs.iter().map(|run| sheet.folded(run.clone())).collect()
}

/// One of so many parts of a table must be told.
pub(super) const LEAST_TOLD: usize = 3;

/// No more ways to exchange rows are tried.
const MOST_WAYS: usize = 16;

/// Whether nearly each line is a box of its own.
fn is_lined(tokens: &[Token]) -> bool {
    let boxes = tokens.windows(2).filter(|pair| matches!(pair, [one, two] if one.boxed != two.boxed)).count() + 1;
    boxes * 3 >= tokens.len() * 2
}

fn is_no_wider(line: &Token, last: &Token) -> bool {
    line.width <= last.width + 2
}

/// Whether a text is nothing but words that names of projects end in: 工作经费.
fn is_ending(text: &str) -> bool {
    let mut rest = text;
    while let Some(less) = lexicon::PROJECT_ENDINGS.iter().find_map(|ending| rest.strip_suffix(ending)) {
        rest = less;
    }
    rest.is_empty()
}
