//! The scraps of a page: what blanks and line breaks set apart, and how each looks.

use super::list;
use super::looks::{Looks, holds_equation, is_torn_amount};
use super::twins;
use super::widths::{chunk, stretch};
use crate::amount::number_from_text;
use crate::lexicon::{self, Column, Field, MoneyColumn};
use crate::parse::readers::pieces::{Piece, Pieces};
use crate::parse::readers::rows::{self, Level};
use crate::parse::readers::{is_chinese, width_of};
use crate::parse::sheet::{Run, Sheet};

/// One scrap.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked by itself")]
pub(super) struct Scrap {
    pub(super) run: Run,
    pub(super) line: usize,
    /// How wide it is, in halves of a full-width character.
    pub(super) width: usize,
    /// How much wider it is drawn for the blanks that programs draw where two scripts meet.
    pub(super) stretch: usize,
    /// How wide what it begins with is, up to where a line may break.
    pub(super) chunk: usize,
    /// Whether a mark that ends a paragraph ends it.
    pub(super) ends: bool,
    /// Whether a full stop ends it.
    pub(super) full: bool,
    /// How many more brackets it opens than it closes.
    pub(super) depth: i32,
    /// Whether it begins as an item of a list does.
    pub(super) item: bool,
    /// Whether it ends in the middle of a sentence.
    pub(super) open: bool,
    /// Whether it is a formula or an explanation, as the columns behind targets hold them.
    pub(super) explains: bool,
    /// Whether it begins with a mark that stands behind something.
    pub(super) mark: bool,
    /// How many blanks stand before it on its line, as before the names of flat tables.
    pub(super) indent: usize,
    /// Whether it ends in the middle of a period or a date.
    pub(super) goes_on: bool,
    /// Whether it begins with a sign of comparison, as targets do.
    pub(super) compares: bool,
    /// Whether it holds both Chinese and Latin characters or digits: such cells are drawn late though they fit one line.
    pub(super) mixed: bool,
    /// Whether it is a whole set of inline indicators, which is one cell of many lines.
    pub(super) set: bool,
    /// A level label, and how many scraps it takes.
    pub(super) level: Option<(Level, usize)>,
    /// Whether it ends as labels of levels do.
    pub(super) label: bool,
    /// The head of a column, and how many scraps it takes.
    pub(super) column: Option<(Column, usize)>,
    /// A label of a form, and how many scraps it takes.
    pub(super) field: Option<(Field, usize)>,
    /// Whether it says a label and its value, a title or a year: what stands above the rows.
    pub(super) above: bool,
    /// Whether it is a bare number with decimals.
    pub(super) amount: bool,
    /// Whether it is the head of a column of money in a self-evaluation, and how many scraps it takes.
    pub(super) spending: Option<(MoneyColumn, usize)>,
    /// Whether a percent sign or the unit of money ends it, and no sign of comparison begins it.
    pub(super) of_money: bool,
    /// Whether it begins a note, or is a label of those that close a form, and how many scraps it takes.
    pub(super) note: Option<usize>,
    /// Whether it says a year, which stands below the title.
    pub(super) year: bool,
    /// The first words of it and of what follows, where they may explain an indicator.
    pub(super) words: String,
    /// Whether the same stands before it, or behind it, near enough to be the same cell of another set of its row.
    pub(super) twins: (bool, bool),
    /// How it looks together with the scraps behind it: alone, with one more, and so on.
    pub(super) looks: Vec<Looks>,
}

impl Scrap {
    /// Whether it may be what a short label asks for, though it may stand alone, too: a year, boxes to tick.
    pub(super) fn may_be_said(&self) -> bool {
        self.year || self.looks.first().is_some_and(|looks| looks.boxes)
    }

    /// Whether it may stand behind an amount on its line: another one, a rate, points.
    pub(super) fn is_of_money(&self) -> bool {
        let is_rate = |looks: &Looks| looks.value && self.of_money;
        self.looks.first().is_some_and(|looks| looks.number || looks.dash || is_rate(looks))
    }

    /// Whether it is a value alone, whatever follows.
    pub(super) fn is_value(&self) -> bool {
        self.looks.first().is_some_and(|looks| looks.value || looks.number)
    }

    /// Whether it is 定量指标, or a sign of comparison: a cell of its own.
    pub(super) fn is_sign(&self) -> bool {
        self.looks.first().is_some_and(|looks| looks.kind || looks.operator)
    }

    /// Whether it begins with the code of a body: `[301]某局`.
    pub(super) fn is_coded(&self) -> bool {
        self.looks.first().is_some_and(|looks| looks.coded)
    }

    /// Whether it may be the name of an indicator, of which an explanation speaks.
    pub(super) fn may_be_name(&self) -> bool {
        let looks = |looks: &Looks| looks.length > 2 && !looks.number && !looks.value && !looks.kind && !looks.sentence;
        self.level.is_none()
            && self.looks.first().is_some_and(looks)
            && self.words.chars().all(|ch| !ch.is_ascii_digit())
    }
}

/// For every prompt scrap that may be a name, the late ones that share two characters in a row with it.
pub(super) fn spoken_of(prompt: &[Scrap], late: &[Scrap]) -> Vec<Vec<usize>> {
    let pairs =
        |text: &str| text.chars().zip(text.chars().skip(1)).filter(|(one, _)| is_chinese(*one)).collect::<Vec<_>>();
    let late: Vec<_> = late.iter().map(|scrap| crate::order::sorted(pairs(&scrap.words), |pair| key(*pair))).collect();
    let of = |scrap: &Scrap| {
        if !scrap.may_be_name() {
            return Vec::new();
        }
        let own = pairs(&scrap.words);
        let shares = |other: &Vec<(char, char)>| {
            own.iter().any(|pair| other.binary_search_by_key(&key(*pair), |pair| key(*pair)).is_ok())
        };
        late.iter().enumerate().filter(|(_, other)| shares(other)).map(|(at, _)| at).collect()
    };
    prompt.iter().map(of).collect()
}

fn key((one, two): (char, char)) -> u128 {
    u128::from(u32::from(one)) << 32 | u128::from(u32::from(two))
}

/// The most bytes of points in brackets.
const POINTS: usize = 8;

/// What says more than a name has more characters.
const SHORTEST_SENTENCE: usize = 10;

/// As how many scraps a cell of few words is looked at.
const MOST: usize = 4;

/// The scraps of some pieces, which follow one another. `late`: cells may be wrapped. `sets`: whole sets of indicators.
pub(super) fn scraps(pieces: &Pieces<'_>, of: &[Piece], sets: &[Run], late: bool, is_list: bool) -> Vec<Scrap> {
    let mut scraps: Vec<Scrap> = Vec::new();
    let mut sets = sets.iter().peekable();
    let mut inside: Option<Run> = None;
    for (index, piece) in of.iter().enumerate() {
        if inside.as_ref().is_some_and(|set| piece.run.start < set.end) {
            if let Some(last) = scraps.last_mut() {
                last.run.end = last.run.end.max(piece.run.end);
            }
            continue;
        }
        while sets.peek().is_some_and(|set| set.start < piece.run.start) {
            sets.next();
        }
        inside = sets.peek().filter(|set| set.start == piece.run.start).map(|set| (*set).clone());
        let rest = of.get(index..).unwrap_or_default();
        let mut own = scrap(pieces, piece, rest, inside.is_some(), late);
        if is_list {
            // Lists have no labels between their rows.
            (own.level, own.column, own.field, own.spending, own.note) = (None, None, None, None, None);
        } else {
            let is_behind = scraps.last().and_then(|last| last.level).is_some_and(|(level, _)| level.is_first());
            // Drawn late, 数量 is the last line of a name.
            let may_be_short = is_behind || (pieces.are_short && !late);
            let short = rows::short_piece(&pieces.sheet, piece).filter(|_| may_be_short && own.level.is_none());
            if let Some(level) = short {
                (own.level, own.label) = (Some((level, 1)), true);
            }
            own.label |= pieces.are_short && own.level.is_some_and(|(level, _)| level.is_second());
            let first = own.looks.first();
            // 预算执行率 is the name of an indicator, too.
            let covers = |(back, of): (usize, &Scrap)| of.spending.is_some_and(|(_, count)| count > back);
            let before = scraps.iter().rev().take(MOST).enumerate().any(covers);
            let alone = |(column, count): &(MoneyColumn, usize)| {
                let next =
                    rest.get(*count).is_some_and(|next| spending(&pieces.sheet.folded(next.run.clone())).is_some());
                *column == MoneyColumn::Rate && !before && !next
            };
            own.spending = own.spending.filter(|own| !alone(own));
            let heads = |last: &Scrap| last.column.is_some() && last.note.is_none() && last.line == own.line;
            let is_head = pieces.are_coded && own.column.is_some();
            own.note = own.note.filter(|_| !is_head && !scraps.last().is_some_and(heads));
            own.above |=
                own.note.is_some() || own.spending.is_some() || first.is_some_and(|looks| looks.sum || looks.boxes);
        }
        scraps.push(own);
    }
    twins::pair(&mut scraps);
    scraps
}

fn scrap(pieces: &Pieces<'_>, piece: &Piece, rest: &[Piece], set: bool, late: bool) -> Scrap {
    let most = if late { MOST } else { 1 };
    let sheet = &pieces.sheet;
    let start = piece.run.start;
    let count = |end: usize| {
        let count = rest.partition_point(|piece| piece.run.start < end);
        rest.get(count.checked_sub(1)?).filter(|last| last.run.end == end).map(|_| count)
    };
    let text = sheet.folded(piece.run.clone());
    let original = sheet.text(piece.run.clone());
    let year = text.len() <= 24
        && (text.ends_with("年度)") || text.ends_with("年)") || (text.starts_with("20") && text.ends_with("年度")));
    let labelled = lexicon::FIELDS
        .iter()
        .map(|(label, _)| *label)
        .chain(lexicon::DEPARTMENT_LABELS.iter().chain(lexicon::MONEY_UNIT_LABELS).chain(lexicon::YEAR_LABELS).copied())
        .any(|label| {
            sheet.after(start, label).and_then(|end| sheet.after(end, ":")).is_some_and(|end| end < piece.run.end)
        });
    let title = text.chars().count() <= 40
        && lexicon::TITLES.iter().any(|title| {
            let rest = text.rsplit_once(title).map(|(_, rest)| rest);
            rest.is_some_and(|rest| rest.is_empty() || (rest.starts_with('(') && rest.ends_with(')')))
        });
    let broken = list::is_broken(sheet, &piece.run);
    let is_head = |text: &str| list::Head::of(text).is_some();
    let mixed = broken || is_mixed(&original) || (pieces.are_coded && is_torn_amount(&text));
    // Drawn late, 项目 is the last line of a name.
    let ends_name = late && lexicon::PROJECT_ENDINGS.contains(&text.as_str());
    let head = is_head(&text) && !ends_name;
    // A row of sums is called as a head is, which other heads follow.
    let head = head
        && (!lexicon::TOTAL_ROWS.contains(&text.as_str())
            || rest.get(1).is_some_and(|next| is_head(&sheet.folded(next.run.clone()))));
    let looks = (1..=most.min(rest.len()))
        .filter(|_| !set)
        .map(|count| {
            let end = rest.get(count - 1).map_or(start, |last| last.run.end);
            Looks::of(&sheet.folded(start..end))
        })
        .collect();
    let label = |end: usize| count(end).filter(|count| *count > 1 || !ends_name);
    let field = pieces.field(start).and_then(|(field, end)| Some((field, label(end)?)));
    let field = field.map(|(field, count)| with_points(sheet, field, count, rest));
    let cut = || side_label(sheet, rest).filter(|_| late).map(|count| (Field::Heading, count));
    let field = field.or_else(cut).filter(|_| pieces.coded_head(start).is_none());
    let spending = (1..=most.min(rest.len())).rev().find_map(|count| {
        let end = rest.get(count - 1)?.run.end;
        Some((spending(&sheet.folded(start..end))?, count))
    });
    let item = text.trim_start_matches("目标").starts_with(|ch: char| ch.is_ascii_digit())
        && text
            .trim_start_matches("目标")
            .trim_start_matches(|ch: char| ch.is_ascii_digit())
            .starts_with(['.', '、', ')', ':'])
        && text.contains(is_chinese);
    let closing = (1..=most.min(rest.len())).rev().find(|count| {
        let end = rest.get(count - 1).map_or(start, |last| last.run.end);
        lexicon::CLOSING_LABELS.contains(&sheet.folded(start..end).trim_end_matches(':'))
    });
    let is_note = lexicon::NOTES.iter().any(|note| text.starts_with(note)) || (late && item && holds_equation(&text));
    let note = closing.or(is_note.then_some(1));
    Scrap {
        run: piece.run.clone(),
        line: piece.row,
        width: original.chars().map(width_of).sum(),
        stretch: stretch(&original),
        chunk: chunk(&original),
        ends: text.ends_with(['。', ';', ':']),
        full: text.ends_with(['。', '.']),
        depth: text.chars().map(|ch| i32::from("(《".contains(ch)) - i32::from(")》".contains(ch))).sum(),
        item,
        open: text.ends_with([',', '、', '(']),
        explains: lexicon::explains(&text) || (holds_equation(&text) && !text.contains(['≥', '≤'])),
        mark: text.starts_with([',', '、', '。', ';', ':', ')', '”']) || is_points(&text),
        indent: sheet.ink(start).filter(|_| sheet.begins_line(start)).map_or(0, |ink| ink.indent() as usize),
        goes_on: text.ends_with(['年', '月', '至', '-', '—', '~', '到']),
        compares: text.starts_with(['≥', '≤', '>', '<', '=']),
        mixed,
        set,
        level: level_label(sheet, start).and_then(|(level, end)| Some((level, count(end)?))),
        label: rows::level(sheet, start).is_some_and(|(_, end)| sheet.folded(start..end).ends_with(['标', ')'])),
        column: pieces.column(start).and_then(|(column, end)| Some((column, label(end)?))),
        field,
        spending,
        of_money: text.ends_with(['%', '元']) && !text.starts_with(['≥', '≤', '=', '>', '<']),
        note,
        year,
        amount: !broken && text.contains('.') && number_from_text(&text).is_some(),
        twins: (false, false),
        words: if late {
            sheet.folded(start..rest.get(1).map_or(piece.run.end, |next| next.run.end))
        } else {
            text.clone()
        },
        above: year || labelled || title || head || stands_above(&text),
        looks,
    }
}

/// How many scraps are what a page break leaves of 绩效指标 printed downwards, one character a line.
fn side_label(sheet: &Sheet<'_>, rest: &[Piece]) -> Option<usize> {
    let count = rest.iter().take_while(|piece| piece.run.len() == 1).take(SIDE_LABEL.chars().count()).count();
    let text = sheet.folded(rest.first()?.run.start..rest.get(count.checked_sub(1)?)?.run.end);
    is_cut_label(&text).then_some(count)
}

/// What stands beside the rows of a form.
const SIDE_LABEL: &str = "绩效指标";

/// Whether a text is the beginning or the end of the label beside the rows.
pub(super) fn is_cut_label(text: &str) -> bool {
    text != SIDE_LABEL && (SIDE_LABEL.starts_with(text) || SIDE_LABEL.ends_with(text))
}

/// Whether a text is the number of the form, which every page prints: 预算05-2表.
fn is_form_number(text: &str) -> bool {
    const LONGEST: usize = 12;
    text.len() <= LONGEST * 3
        && text.chars().count() <= LONGEST
        && (text.ends_with('表') || text.starts_with(['表', '附']))
        && text.contains(|ch: char| ch.is_ascii_digit())
        && text.chars().all(|ch| ch.is_ascii_digit() || is_chinese(ch) || matches!(ch, '-' | '.'))
}

/// Whether a text stands above the rows: the number or the title of the form, or the label of the money of a year, as 2024年金额.
fn stands_above(text: &str) -> bool {
    let is_of_year = text.starts_with("20") && (text.ends_with("年金额") || text.ends_with("年度金额"));
    is_form_number(text) || is_of_year || (text.ends_with("自评表") && text.chars().count() <= 40)
}

/// Whether a text is nothing but points in brackets, which belong to the label before them: (90).
fn is_points(text: &str) -> bool {
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    inner.is_some_and(|inner| inner.trim_end_matches(['分', '%']).chars().all(|ch| ch.is_ascii_digit()))
}

/// The level label that begins at a position, less names that begin with one.
fn level_label(sheet: &Sheet<'_>, start: usize) -> Option<(Level, usize)> {
    rows::level(sheet, start).filter(|(_, end)| !is_of_whom(&sheet.folded(start..*end)))
}

/// Whether a text is a name that begins as a label of level 2: 服务对象满意度(老年人).
fn is_of_whom(text: &str) -> bool {
    let bracket = text.strip_suffix(')').and_then(|text| text.split_once("满意度("));
    bracket.is_some_and(|(_, whom)| !whom.contains(|ch: char| ch.is_ascii_digit()))
}

/// A label with the points it is worth behind it, in lines of their own: 预算执行情况(万元), (20分). Points are given for
/// indicators, so that an objective with points is their heading.
fn with_points(sheet: &Sheet<'_>, field: Field, mut count: usize, rest: &[Piece]) -> (Field, usize) {
    let points = rest.get(count).map(|next| sheet.folded(next.run.clone()));
    let points = points.is_some_and(|text| text.starts_with('(') && text.ends_with("分)") && text.len() <= POINTS);
    count += usize::from(points);
    // What says a sentence behind the points is the objective itself.
    let said = rest.get(count).map(|next| sheet.folded(next.run.clone()));
    let is_said = said.is_some_and(|text| text.chars().count() > SHORTEST_SENTENCE && text.contains([',', ';', '。']));
    (if points && field == Field::Objective && !is_said { Field::Heading } else { field }, count)
}

/// The column of money whose head a text is.
fn spending(text: &str) -> Option<MoneyColumn> {
    let text = text.trim_end_matches(':');
    let is_head = |label: &str| {
        let rest = text.strip_prefix(label);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('(') && rest.find(')') == Some(rest.len() - 1))
    };
    lexicon::MONEY_COLUMNS.iter().find(|(label, _)| is_head(label)).map(|(_, column)| *column)
}

/// Whether LibreOffice draws a text late although it fits one line: it holds two scripts. Signs such as ≥ and “ are of
/// either, all of ASCII is Latin, and full-width forms are Chinese.
pub(super) fn is_mixed(text: &str) -> bool {
    let latin = |ch: char| matches!(ch, '!'..='~' | '\u{a1}'..='\u{24f}');
    let chinese = |ch: char| matches!(ch, '\u{3001}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff01}'..='\u{ffef}');
    text.contains(latin) && text.contains(chinese)
}
