//! Lists in sections in text with columns, put into the order of their rows: codes, names and amounts on the left, each before its
//! set on the right.
//!
//! Names lie around the middle of their rows, and sets are longer than anything beside them, so rows and sets are told apart by
//! where they begin, page by page, and belong together in their order: there must be as many of one as of the other.

use std::collections::BTreeSet;
use std::ops::Range;

use super::lines::{Lines, Word, is_spread};
use crate::amount::number_from_text;
use crate::lexicon;
use crate::parse::fold::{Folded, Gap, Ink};
use crate::parse::readers::is_chinese;
use crate::source::Source;
use crate::span::Span;

/// The head of the first column.
const CODES: &str = "单位编码";
/// What the heads of such a list say, whole.
const HEADS: &[&str] = &[CODES, "单位名称(项目类别/支出项目)", "年度预算安排", "项目内容", "绩效目标"];
/// No page prints its heads farther from its top.
const HEAD_LINES: usize = 10;

/// Such a text in the order of its rows.
#[derive(Default)]
pub(in crate::parse::readers) struct Ordered {
    pub(in crate::parse::readers) inks: Vec<Ink>,
    /// What a project does.
    pub(in crate::parse::readers) aside: Vec<Span>,
    /// What belongs to the pages.
    pub(in crate::parse::readers) furniture: Vec<Span>,
}

/// A row on the left.
#[derive(Default)]
struct Row {
    code: Option<Word>,
    name: Vec<Word>,
    amount: Option<Word>,
}

/// Where the columns of a page begin.
#[derive(Clone, Copy)]
struct Columns {
    outline: usize,
    set: usize,
}

/// Puts such a list in order; `None` where it is none, or its rows are not as many as its sets.
pub(in crate::parse::readers) fn in_order(source: &Source, folded: &Folded) -> Option<Ordered> {
    if !is_spread(source.text()) || !source.text().contains(CODES) {
        return None;
    }
    let mut lines = Lines::new(source, folded);
    let code = first_code(&lines);
    lines.cut(&|lines, word| touching(&lines.text(word), &code));
    let mut list = List { lines: &lines, out: Ordered::default(), above: Vec::new(), code: 0, sets: Vec::new() };
    list.out.furniture.clone_from(&lines.page_numbers);
    let mut heads: Vec<Word> = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut columns: Option<Columns> = None;
    let mut from = 0;
    while from < lines.len() {
        let page = lines.page(from);
        let until = (from..lines.len()).find(|line| lines.page(*line) != page).unwrap_or(lines.len());
        let content = list.content(from..until, &mut heads)?;
        let own = list.columns(&content, columns)?;
        list.page(&content, own, &mut rows)?;
        columns = Some(own);
        from = until;
    }
    list.finish(heads, rows)
}

struct List<'l, 's> {
    lines: &'l Lines<'s>,
    out: Ordered,
    /// The texts of the lines above the first heads.
    above: Vec<String>,
    /// Where the heads of codes end.
    code: usize,
    /// The lines of all sets.
    sets: Vec<Vec<Word>>,
}

impl List<'_, '_> {
    /// The words of a page below its heads.
    fn content(&mut self, of: Range<usize>, heads: &mut Vec<Word>) -> Option<Vec<Word>> {
        let lines = self.lines;
        let is_head = |word: &Word| HEADS.iter().any(|head| head.contains(&lines.text(word)));
        let is_first = |line: &usize| lines.line(*line).iter().any(|word| lines.text(word) == CODES);
        let top = of.clone().find(|line| !lines.line(*line).is_empty()).unwrap_or(of.start);
        let first = (top..of.end.min(top + HEAD_LINES)).find(is_first);
        if first.is_none() && heads.is_empty() {
            return None;
        }
        let Some(first) = first else { return Some(lines.lines(of.start, of.end).to_vec()) };
        // The heads beside it may begin above it.
        let is_part = |line: &usize| lines.line(*line).iter().any(is_head) || lines.line(*line).is_empty();
        let begin = (top..first).rev().take_while(is_part).last().unwrap_or(first);
        // Sets begin beside the last lines of wrapped heads.
        let goes_on = |line: &usize| lines.line(*line).first().is_some_and(is_head);
        let below = first + 1..of.end.min(first + HEAD_LINES / 2);
        let end = below.rev().find(goes_on).map_or(first + 1, |last| last + 1);
        let again = !heads.is_empty();
        for line in top..begin {
            let text = lines.line_text(line);
            let spans = lines.line(line).iter().map(|word| lines.span(word));
            if again {
                // What else stands above the heads of a page belongs to no row.
                if text.is_empty() || self.above.contains(&text) {
                    self.out.furniture.extend(spans);
                } else {
                    self.out.aside.extend(spans);
                }
            } else {
                self.above.push(text);
                self.put(lines.line(line), Gap::Line);
            }
        }
        let (own, rest): (Vec<Word>, Vec<Word>) = lines
            .lines(begin, end)
            .iter()
            .cloned()
            .partition(|word| is_head(word) && !lines.text(word).starts_with('【'));
        if again {
            self.out.furniture.extend(own.iter().map(|word| lines.span(word)));
        } else {
            let code = own.iter().find(|word| lines.text(word) == CODES)?;
            self.code = code.end;
            heads.extend(own);
        }
        let mut content = rest;
        content.extend_from_slice(lines.lines(end, of.end));
        Some(content)
    }

    /// Where the last two columns begin on a page.
    fn columns(&self, content: &[Word], before: Option<Columns>) -> Option<Columns> {
        let lines = self.lines;
        let is_set = |text: &str| {
            let section = label(text).is_some_and(|label| label.contains("指标") || label.contains("目标"));
            section
                || (text.strip_prefix("指标").is_some_and(|rest| rest.starts_with(|ch: char| ch.is_ascii_digit()))
                    && text.contains(':'))
        };
        let set = content.iter().filter(|word| is_set(&lines.text(word))).map(|word| word.start).min();
        let set = set.or(before.map(|before| before.set))?;
        let outline = content.iter().filter(|word| word.start + 1 < set && lines.text(word).starts_with('【'));
        let outline = outline.map(|word| word.start).min().or(before.map(|before| before.outline)).unwrap_or(set);
        Some(Columns { outline: outline.min(set), set })
    }

    /// The rows of a page, and what goes on of sets.
    fn page(&mut self, content: &[Word], columns: Columns, rows: &mut Vec<Row>) -> Option<()> {
        let lines = self.lines;
        let mut left: Vec<Word> = Vec::new();
        for line in content.chunk_by(|one, next| one.line == next.line) {
            let at = line.iter().position(|word| word.start + 1 >= columns.set).unwrap_or(line.len());
            let (before, set) = line.split_at_checked(at)?;
            for word in before {
                if word.start + 1 >= columns.outline {
                    self.out.aside.push(lines.span(word));
                } else {
                    left.push(word.clone());
                }
            }
            if let Some(first) = set.first() {
                let text = lines.text(first);
                if label(&text).is_some_and(|label| label.contains("目标")) {
                    self.sets.push(Vec::new());
                }
                self.sets.last_mut()?.extend_from_slice(set);
            }
        }
        for block in self.blocks(&left) {
            // The number of a page.
            if let [only] = block
                && lines.text(only) == (lines.page(only.line) + 1).to_string()
            {
                self.out.furniture.push(lines.span(only));
                continue;
            }
            self.rows(block, rows)?;
        }
        Some(())
    }

    /// Parts the words on the left where nothing stands between them.
    fn blocks<'w>(&self, left: &'w [Word]) -> Vec<&'w [Word]> {
        const FAR: usize = 3;
        let near = |one: &Word, next: &Word| {
            let between = one.line + 1..next.line;
            next.line < one.line + FAR && between.into_iter().all(|line| !self.lines.line(line).is_empty())
        };
        left.chunk_by(near).collect()
    }

    /// The rows of words that stand close together.
    fn rows(&self, block: &[Word], rows: &mut Vec<Row>) -> Option<()> {
        let lines = self.lines;
        let is_digits = |word: &Word| lines.text(word).chars().all(|ch| ch.is_ascii_digit());
        let is_code = |word: &Word| is_digits(word) && word.start < self.code;
        let is_amount = |word: &Word| {
            let text = lines.text(word);
            !is_code(word)
                && number_from_text(&text).is_some()
                && text.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, '.' | ','))
        };
        let amounts = block.iter().filter(|word| is_amount(word)).count();
        if amounts == 0 {
            return None;
        }
        let from = rows.len();
        let mut pending = Row::default();
        for line in block.chunk_by(|one, next| one.line == next.line) {
            let amount = line.iter().find(|word| is_amount(word)).cloned();
            let code = line.iter().find(|word| is_code(word)).cloned();
            let name = line.iter().filter(|word| !is_amount(word) && !is_code(word)).cloned();
            // The line of a row after its amount: it is the next row's where the name is whole.
            let open = rows.get_mut(from..).and_then(<[Row]>::last_mut);
            let open = open.filter(|row| amount.is_none() && (amounts == 1 || !is_whole(lines, &row.name)));
            let has_amount = amount.is_some();
            let row = open.unwrap_or(&mut pending);
            row.name.extend(name);
            if row.code.is_some() && code.is_some() {
                return None;
            }
            row.code = row.code.take().or(code);
            if has_amount {
                pending.amount = amount;
                rows.push(std::mem::take(&mut pending));
            }
        }
        (pending.name.is_empty() && pending.code.is_none()).then_some(())
    }

    fn put(&mut self, words: &[Word], gap: Gap) {
        for (at, word) in words.iter().enumerate() {
            let from = self.out.inks.len();
            self.out.inks.extend(word.inks.clone().filter_map(|ink| self.lines.sheet.ink(ink)));
            if let Some(first) = self.out.inks.get_mut(from) {
                first.widen_gap(if at == 0 { gap } else { Gap::Blank });
            }
        }
    }

    /// All rows, each project before its set.
    fn finish(mut self, heads: Vec<Word>, rows: Vec<Row>) -> Option<Ordered> {
        let lines = self.lines;
        // The words of a head stand below each other.
        let mut columns: Vec<Vec<Word>> = Vec::new();
        for word in heads {
            let shares = |column: &&mut Vec<Word>| column.iter().any(|own| own.shared(word.start, word.end) > 0);
            match columns.iter_mut().find(shares) {
                Some(column) => column.push(word),
                None => columns.push(vec![word]),
            }
        }
        let start = |column: &Vec<Word>| column.iter().map(|word| word.start).min().unwrap_or_default() as u128;
        for (at, column) in crate::order::sorted(columns, start).into_iter().enumerate() {
            self.put(&column, if at == 0 { Gap::Line } else { Gap::Blank });
        }
        let mut sets = std::mem::take(&mut self.sets).into_iter();
        for row in rows {
            if row.name.is_empty() {
                return None;
            }
            let text: String = row.name.iter().map(|word| lines.text(word)).collect();
            let is_sum = is_kind(&text) || lexicon::TOTAL_ROWS.contains(&text.as_str());
            let is_project = !is_sum && (!is_body(&text) || lexicon::ends_project(&text));
            self.put(row.code.as_slice(), Gap::Line);
            self.put(&row.name, Gap::Line);
            self.put(row.amount.as_slice(), Gap::Blank);
            if is_project {
                let set = sets.next()?;
                let mut own: Vec<&[Word]> = set.chunk_by(|one, next| one.line == next.line).collect();
                self.straighten(&mut own);
                for line in own {
                    self.put(line, Gap::Line);
                }
            }
        }
        sets.next().is_none().then_some(self.out)
    }

    /// A bracket that begins at the end of its line may be printed below the line on which it ends.
    fn straighten(&self, set: &mut [&[Word]]) {
        let text = |line: &[Word]| line.iter().map(|word| self.lines.text(word)).collect::<String>();
        for at in 1..set.len() {
            let (Some(before), Some(own)) = (set.get(at - 1), set.get(at)) else { continue };
            let own = text(own);
            let opens = own.starts_with('(') && !own.contains(')');
            if opens && text(before) == ")" {
                set.swap(at - 1, at);
            }
        }
    }
}

fn is_body(text: &str) -> bool {
    lexicon::BODY_ENDINGS.iter().any(|end| text.ends_with(end))
}

/// Whether a name is that of a kind of projects: 其他运转类, 本级项目.
fn is_kind(text: &str) -> bool {
    const LONGEST: usize = 6;
    text.chars().count() <= LONGEST && (text.ends_with('类') || text.ends_with("项目"))
}

/// Whether a name that is the last of several close to each other is whole.
fn is_whole(lines: &Lines<'_>, name: &[Word]) -> bool {
    let text: String = name.iter().map(|word| lines.text(word)).collect();
    let is_closed = text.matches('(').count() == text.matches(')').count();
    is_closed && (is_body(&text) || is_kind(&text))
}

/// What the label of a section says that a text begins with.
fn label(text: &str) -> Option<&str> {
    Some(text.strip_prefix('【')?.split_once('】')?.0)
}

/// The first code of a unit, before a name.
fn first_code(lines: &Lines<'_>) -> String {
    const LENGTHS: Range<usize> = 4..13;
    let is_code = |text: &String| LENGTHS.contains(&text.len()) && text.chars().all(|ch| ch.is_ascii_digit());
    let first = |line: usize| match lines.line(line) {
        [first, _, ..] => Some(lines.text(first)).filter(is_code),
        _ => None,
    };
    // Where no blank is left behind it, it stands before names more than once.
    let glued = |line: usize| {
        let text = lines.line(line).first().map(|first| lines.text(first))?;
        let end = text.find(|ch: char| !ch.is_ascii_digit())?;
        let (code, name) = text.split_at_checked(end)?;
        let is_name = name.starts_with(|ch: char| is_chinese(ch) && ch != '年');
        (LENGTHS.contains(&code.len()) && is_name).then(|| code.to_owned())
    };
    let again = || {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        (0..lines.len()).filter_map(glued).find(|code| !seen.insert(code.clone()))
    };
    (0..lines.len()).find_map(first).or_else(again).unwrap_or_default()
}

/// Where words touch each other: a code and the name behind it, an amount and what stands beside it, and what opens a section.
fn touching(text: &str, code: &str) -> Vec<usize> {
    let chars: Vec<char> = text.chars().collect();
    let is_part = |ch: &char| ch.is_ascii_digit() || matches!(ch, '.' | ',');
    let is_amount = |own: &[char]| {
        let digits = own.iter().filter(|ch| ch.is_ascii_digit()).count();
        let own: String = own.iter().collect();
        (digits > 4 || own.contains(['.', ','])) && number_from_text(&own).is_some() && digits > 2
    };
    let mut cuts: Vec<usize> = Vec::new();
    let behind = if code.is_empty() { None } else { text.strip_prefix(code) };
    if behind.is_some_and(|rest| rest.starts_with(|ch: char| !ch.is_ascii_digit())) {
        cuts.push(code.len());
    } else {
        let first = chars.iter().take_while(|ch| is_part(ch)).count();
        let next = chars.get(first).copied();
        let is_unit = next.is_none_or(|next| !is_chinese(next) || matches!(next, '年' | '月' | '日' | '万' | '元'));
        if !is_unit && chars.get(..first).is_some_and(is_amount) {
            cuts.push(first);
        }
    }
    let last = chars.len() - chars.iter().rev().take_while(|ch| is_part(ch)).count();
    let before = last.checked_sub(1).and_then(|at| chars.get(at)).copied();
    if before.is_some_and(|ch| is_chinese(ch) || ch == ')') && chars.get(last..).is_some_and(is_amount) {
        cuts.push(last);
    }
    cuts.extend(chars.iter().position(|ch| *ch == '【').filter(|at| *at > 0));
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}
