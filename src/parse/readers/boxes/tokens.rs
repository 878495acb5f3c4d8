//! The tokens of a flat table in boxes, page by page, and what they begin.

use super::atoms;
use super::flat_page::is_plain;
use super::rows::is_name;
use super::words::is_value;
use crate::lexicon::{self, Column};
use crate::parse::fold::Gap;
use crate::parse::readers::pieces::{self, Pieces};
use crate::parse::readers::rows::{Level, is_operator, level, short_second};
use crate::parse::sheet::Run;
use crate::source::Source;

/// A text between blanks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) run: Run,
    pub(super) text: String,
    pub(super) boxed: usize,
    /// Whether its box begins with it.
    pub(super) first: bool,
    pub(super) indented: bool,
    /// How wide it is as printed: full-width brackets are as wide as characters.
    pub(super) width: usize,
}

/// What tokens that stand one behind the other hold is one run.
pub(super) fn runs(tokens: &[Token]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for token in tokens {
        match runs.last_mut().filter(|last| last.end == token.run.start) {
            Some(last) => last.end = token.run.end,
            None => runs.push(token.run.clone()),
        }
    }
    runs
}

/// What a box of a document holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Boxes {
    /// A line, where lines stand far apart.
    #[default]
    Lines,
    /// All lines of a cell.
    Cells,
}

impl Boxes {
    /// Sentences go on in the next line: in the same box, or in another one.
    pub(super) fn of(pages: &[Vec<Token>]) -> Self {
        const WIDE: usize = 20;
        let (mut same, mut parted) = (0, 0);
        for pair in pages.iter().flat_map(|tokens| tokens.windows(2)) {
            let [one, two] = pair else { continue };
            let open = one.width >= WIDE && !one.text.ends_with(['。', ';']) && one.run.end == two.run.start;
            same += usize::from(open && one.boxed == two.boxed);
            parted += usize::from(open && one.boxed != two.boxed);
        }
        if same > parted { Self::Cells } else { Self::Lines }
    }
}

/// The tokens of each page.
pub(super) fn pages(source: &Source, pieces: &Pieces<'_>) -> Vec<Vec<Token>> {
    let begins = |at: &usize| {
        let start = pieces.all.get(*at).map(|piece| piece.run.start);
        start.is_some_and(|start| *at == 0 || pieces.sheet.gap(start) == Gap::Page)
    };
    let starts: Vec<usize> = (0..pieces.all.len()).filter(begins).collect();
    let ends = starts.iter().copied().skip(1).chain([pieces.all.len()]);
    starts.iter().zip(ends).map(|(start, end)| tokens(source, pieces, *start..end)).collect()
}

/// The tokens of a page.
fn tokens(source: &Source, pieces: &Pieces<'_>, of: std::ops::Range<usize>) -> Vec<Token> {
    /// Characters of more bytes are twice as wide.
    const WIDE: u32 = 2;
    let mut boxed = 0;
    let pieces_of = pieces.all.get(of).unwrap_or_default();
    let token = |piece: &pieces::Piece| {
        let start = piece.run.start;
        let first = atoms::begins_box(source, pieces, start);
        boxed += usize::from(first);
        let indented = pieces.sheet.ink(start).is_some_and(|ink| ink.indent() > 1);
        let wide = |at: usize| pieces.sheet.ink(at).is_some_and(|ink| ink.span().len() > WIDE);
        let width = piece.run.clone().map(|at| 1 + usize::from(wide(at))).sum();
        Token { run: piece.run.clone(), text: pieces.sheet.folded(piece.run.clone()), boxed, first, indented, width }
    };
    pieces_of.iter().map(token).collect()
}

/// Whether a box holds the name of a project on more lines than names of indicators have.
pub(super) fn is_project(tokens: &[Token]) -> bool {
    const FEWEST: usize = 3;
    const MOST: usize = 8;
    let boxed = tokens.first().map(|token| token.boxed);
    let lines = tokens.iter().take(MOST).take_while(|token| Some(token.boxed) == boxed).count();
    let text: String = tokens.iter().take(lines).map(|token| token.text.as_str()).collect();
    (FEWEST..MOST).contains(&lines) && is_name(&text) && !text.contains(['=', '/'])
}

/// Whether an operator stands behind a box.
pub(super) fn is_before_operator(tokens: &[Token]) -> bool {
    const MOST_LINES: usize = 3;
    let boxed = tokens.first().map(|token| token.boxed);
    let behind =
        tokens.iter().take(MOST_LINES + 1).find(|token| Some(token.boxed) != boxed || is_operator(&token.text));
    behind.is_some_and(|token| is_operator(&token.text))
}

/// How many lines of a name stand before an operator, though no label of its row does.
pub(super) fn is_ahead(tokens: &[Token]) -> usize {
    const SHORTEST: usize = 3;
    let plain = |token: &&Token| {
        let text = token.text.as_str();
        let other = text.contains(['=', ':', '/']) || lexicon::explains(text) || is_value(text) || atoms::is_body(text);
        !other && is_plain(token) && text.chars().count() >= SHORTEST
    };
    let adjoins = matches!(tokens, [one, two, ..] if one.run.end == two.run.start);
    let count = tokens.iter().take(1 + usize::from(adjoins)).take_while(plain).count();
    let is_before = |count: &usize| tokens.get(*count).is_some_and(|token| is_operator(&token.text));
    (1..=count).find(is_before).unwrap_or(0)
}

/// Titles, and labels above the table.
pub(super) fn is_above(pieces: &Pieces<'_>, token: &Token) -> bool {
    let labels = lexicon::DEPARTMENT_LABELS.iter().chain(lexicon::MONEY_UNIT_LABELS).chain(&["单位名称"]);
    let labelled = |label: &&str| token.text.strip_prefix(*label).is_some_and(|rest| rest.starts_with(':'));
    let number = token.text.ends_with('表') && token.text.contains(|ch: char| ch.is_ascii_digit());
    let at = pieces.piece_from(token.run.start);
    pieces.title(at).is_some() || number || labels.into_iter().any(labelled)
}

/// The level label that begins with some tokens, which narrow columns may break. `lacks`: a label of level 2 is missing.
pub(super) fn label(pieces: &Pieces<'_>, tokens: &[Token], lacks: bool) -> Option<(usize, Level, Run)> {
    const MOST: usize = 4;
    let start = tokens.first()?.run.start;
    let short = || short_second(&pieces.sheet, start).filter(|_| lacks);
    let (level, end) = level(&pieces.sheet, start).or_else(short)?;
    let count = tokens.iter().take(MOST).position(|token| token.run.end == end)? + 1;
    // 服务对象满意度 is a name, too.
    let whole = pieces.sheet.before(end, "标").is_some() && (count == 1 || level.is_first());
    (whole || lacks).then_some((count, level, start..end))
}

/// Whether tokens begin with what 指标属性 says, the last character of which narrow columns may leave to another box.
pub(super) fn is_kind(tokens: &[Token]) -> bool {
    let Some(text) = tokens.first().map(|token| token.text.as_str()) else { return false };
    let torn = tokens.get(1).map(|next| format!("{text}{}", next.text));
    let is = |kind: &&str| *kind == text || torn.as_deref() == Some(*kind) || kind.strip_suffix('标') == Some(text);
    lexicon::KINDS.iter().any(is)
}

/// Takes out the head of a column whose last characters stand in another box: "度量单" and, perhaps before it, "位".
pub(super) fn torn_head(tokens: &mut Vec<Token>, column: Column) -> Option<Vec<Run>> {
    let heads = || lexicon::indicator_columns().filter(|(_, of)| *of == column).map(|(head, _)| *head);
    let torn = |at: usize, token: &Token| {
        if token.text.chars().count() < 2 || token.text == "指标" {
            return None;
        }
        let rest = heads().find_map(|head| head.strip_prefix(token.text.as_str())).filter(|rest| !rest.is_empty())?;
        let ends = |other: &Token| other.text == rest;
        let behind = tokens.iter().skip(at).position(ends).map(|behind| at + behind);
        Some((at, behind.or_else(|| tokens.iter().position(ends))?))
    };
    let (begins, ends) = tokens.iter().enumerate().find_map(|(at, token)| torn(at, token))?;
    let runs = [begins, ends].map(|at| tokens.get(at).map(|token| token.run.clone()));
    tokens.remove(begins.max(ends));
    tokens.remove(begins.min(ends));
    Some(runs.into_iter().flatten().collect())
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
    let explains = text.contains(['=', '/']) || lexicon::explains(&text);
    !explains && is_name(&text)
}
