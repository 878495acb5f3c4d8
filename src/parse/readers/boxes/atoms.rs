//! The lines of a text in boxes: what each is, and in which box and on which page it stands.

use super::{rests, shorts};
use crate::amount::number_from_text;
use crate::lexicon::{self, Column, Field};
use crate::parse::fold::Gap;
use crate::parse::readers::pieces::Pieces;
use crate::parse::readers::rows::{self, Level};
pub(super) use crate::parse::readers::width;
use crate::parse::sheet::Run;
use crate::source::Source;
use crate::span::Span;
use crate::target::{Reading, target_from_text};

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A title, a year, or a label with its value.
    Above,
    /// A label of a form.
    Label(Field),
    /// The head of a column.
    Head(Column),
    /// A cell of 一级指标 or 二级指标.
    Level(Level),
    /// A bare number.
    Number,
    /// A target or a weight, where a form has more columns and those are told apart.
    Target,
    Weight,
    /// A part of a label that a page or a column has torn: 年度, 绩.
    Part,
    /// Anything else.
    Text,
}

/// A line, or a part of one that blanks set apart.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    pub(super) run: Run,
    pub(super) what: What,
    pub(super) boxed: usize,
    pub(super) page: usize,
    /// The last characters of a label, a name or a period that its narrow column has torn.
    pub(super) rest: Option<Run>,
}

/// What torn labels leave.
const PARTS: &[&str] = &[
    "年度", "总体", "目标", "绩", "效", "指", "标", "绩效", "指标", "一级", "二级", "三级", "(万元)", "年", "度", "总",
    "体", "目",
];

/// Labels of sums that are no part of the year's money.
const INVESTMENTS: &[&str] = &["项目总投资", "项目总投资(万元)", "项目总投资额", "项目总投资额(万元)"];

/// Cuts a text into its lines.
pub(super) fn atoms(source: &Source, pieces: &Pieces<'_>) -> Vec<Atom> {
    let sheet = &pieces.sheet;
    let mut atoms: Vec<Atom> = Vec::new();
    let (mut boxed, mut page) = (0, 0);
    let mut at = 0;
    while let Some(piece) = pieces.all.get(at) {
        let start = piece.run.start;
        page += usize::from(start > 0 && sheet.gap(start) == Gap::Page);
        boxed += usize::from(begins_box(source, pieces, start));
        let text = sheet.folded(piece.run.clone());
        let (what, end) = match () {
            () if pieces.title(at).is_some() || is_above(pieces, &piece.run, &text) => (What::Above, piece.run.end),
            () => what(pieces, start, &piece.run, &text),
        };
        atoms.push(Atom { run: start..end, what, boxed, page, rest: None });
        at = pieces.piece_from(end).max(at + 1);
    }
    mend_levels(pieces, &mut atoms);
    tell_names(pieces, &mut atoms);
    shorts::tell(pieces, &mut atoms);
    rests::mend(pieces, &mut atoms);
    atoms
}

/// Labels of 二级指标 whose last characters stand on a line of their own, with other cells between: 服务对象满意度指 and 标.
fn mend_levels(pieces: &Pieces<'_>, atoms: &mut Vec<Atom>) {
    /// How many lines behind, and how many characters they are.
    const NEAR: usize = 4;
    const LONGEST: usize = 3;
    const SURE: usize = 4;
    /// Where labels end in 指标, what is nothing but their first words is a label, too, wherever on the page the rest is.
    const FAR: usize = 60;
    const REST: &str = "指标";
    let text = |atom: &Atom| pieces.sheet.folded(atom.run.clone());
    let mut taken = vec![false; atoms.len()];
    for at in 0..atoms.len() {
        let Some(atom) = atoms.get(at).filter(|atom| atom.what == What::Text) else { continue };
        let (begun, page) = (text(atom), atom.page);
        let rests = lexicon::LEVEL_2.iter().filter_map(|(label, _)| label.strip_prefix(begun.as_str()));
        // What begins as no name does may lack more.
        let longest = if begun.chars().count() >= SURE { SURE * 2 } else { LONGEST };
        let rests: Vec<&str> = rests.filter(|rest| (1..=longest).contains(&rest.chars().count())).collect();
        if rests.is_empty() {
            continue;
        }
        let far = if rests == [REST] && !begun.ends_with("满意度") { FAR } else { NEAR };
        let is_rest = |place: &usize| {
            let free = taken.get(*place) == Some(&false);
            let surely = begun.chars().count() >= SURE && !begun.ends_with("满意度");
            let near = |rest: &str| *place <= at + far || (surely && rest.ends_with(REST) && rest != REST);
            let ends = |other: &Atom| {
                let text = text(other);
                other.page == page && rests.contains(&text.as_str()) && near(&text)
            };
            let other = atoms.get(*place).filter(|other| matches!(other.what, What::Part | What::Text));
            free && other.is_some_and(ends)
        };
        let Some(place) = (at + 1..=at + FAR).find(is_rest) else { continue };
        let Some(rest) = atoms.get(place).map(|rest| rest.run.clone()) else { continue };
        let level = rows::level_from_text(&(begun + &pieces.sheet.folded(rest.clone())));
        if let (Some(atom), Some(level), Some(taken)) = (atoms.get_mut(at), level, taken.get_mut(place)) {
            (atom.what, atom.rest, *taken) = (What::Level(level), Some(rest), true);
        }
    }
    let mut taken = taken.into_iter();
    atoms.retain(|_| taken.next() != Some(true));
}

/// What is no label where it stands: 服务对象满意度 is a name where labels end in 指标, and the line above the first page
/// is its header on all of them.
fn tell_names(pieces: &Pieces<'_>, atoms: &mut [Atom]) {
    let text = |atom: &Atom| pieces.sheet.folded(atom.run.clone());
    let ends = |text: &str| {
        text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map_or(text, |(text, _)| text).ends_with('标')
    };
    let whole = |atom: &Atom| {
        matches!(atom.what, What::Level(level) if !level.is_first()) && (atom.rest.is_some() || ends(&text(atom)))
    };
    let labels_end = atoms.iter().any(whole);
    let first = atoms.first().filter(|first| first.what == What::Text).map(text);
    let header = first.or_else(|| header(atoms, &text));
    for atom in atoms {
        match atom.what {
            What::Level(_) if labels_end && atom.rest.is_none() && !ends(&text(atom)) => atom.what = What::Text,
            What::Text if header.as_ref() == Some(&text(atom)) => atom.what = What::Above,
            _ => {}
        }
    }
}

/// The line that stands once on each page.
fn header(atoms: &[Atom], text: &dyn Fn(&Atom) -> String) -> Option<String> {
    const SHORTEST: usize = 8;
    const EDGE: usize = 3;
    /// It begins or ends one page in so many.
    const PAGES: usize = 3;
    let last = atoms.last().map_or(0, |last| last.page);
    let second = atoms.iter().filter(|atom| atom.page == 1 && atom.what == What::Text);
    let mut lines = second.map(text).filter(|line| line.chars().count() >= SHORTEST && last > 0 && !is_body(line));
    // An indicator may stand on all pages, too: a header begins or ends some of them.
    let at_edges = |line: &str| {
        let pages = atoms.chunk_by(|one, two| one.page == two.page);
        let edges =
            |page: &&[Atom]| page.iter().take(EDGE).chain(page.iter().rev().take(EDGE)).any(|edge| text(edge) == line);
        pages.filter(edges).count()
    };
    let mut pages: std::collections::BTreeMap<String, (usize, usize)> = std::collections::BTreeMap::new();
    for atom in atoms.iter().filter(|atom| atom.what == What::Text) {
        let (count, page) = pages.entry(text(atom)).or_insert((0, usize::MAX));
        *count += usize::from(*page != atom.page);
        *page = atom.page;
    }
    let found = lines.find(|line| pages.get(line).is_some_and(|(count, _)| *count == last + 1));
    found.filter(|line| at_edges(line) * PAGES > last)
}

fn what(pieces: &Pieces<'_>, start: usize, run: &Run, text: &str) -> (What, usize) {
    let whole = |end: &usize| *end == run.end || pieces.ends_piece(*end);
    if let Some((column, end)) = pieces.column(start) {
        return (What::Head(column), end);
    }
    if let Some((field, end)) = pieces.field(start).filter(|(_, end)| whole(end)) {
        return (What::Label(field), end);
    }
    if let Some((level, end)) = rows::level(&pieces.sheet, start).filter(|(_, end)| whole(end)) {
        return (What::Level(level), end);
    }
    let what = match () {
        () if INVESTMENTS.contains(&text) => What::Label(Field::Other),
        () if PARTS.contains(&text) => What::Part,
        () if number_from_text(text).is_some() => What::Number,
        () => What::Text,
    };
    (what, run.end)
}

/// "(2025年度)", "单位:万元".
fn is_above(pieces: &Pieces<'_>, run: &Run, text: &str) -> bool {
    let year = text.len() <= 24 && (text.ends_with("年度)") || text.ends_with("年)"));
    let mut labels = lexicon::DEPARTMENT_LABELS.iter().chain(lexicon::MONEY_UNIT_LABELS).chain(lexicon::YEAR_LABELS);
    let said = |label: &&str| {
        let colon = pieces.sheet.after(run.start, label).and_then(|end| pieces.sheet.after(end, ":"));
        colon.is_some_and(|end| end < run.end)
    };
    year || labels.any(said)
}

/// Whether a blank line or a page end stands before a position.
pub(super) fn begins_box(source: &Source, pieces: &Pieces<'_>, at: usize) -> bool {
    let sheet = &pieces.sheet;
    let before = at.checked_sub(1).and_then(|before| sheet.ink(before));
    let (Some(before), Some(ink)) = (before, sheet.ink(at)) else { return true };
    let between = source.slice(Span::new(before.span().end, ink.span().start.max(before.span().end)));
    sheet.gap(at) == Gap::Page || between.chars().filter(|ch| *ch == '\n').count() > 1
}

/// Whether a text is a value such as targets are: a number with its operator or unit, or a date.
pub(super) fn is_value(text: &str) -> bool {
    const LONGEST: usize = 24;
    let text = text.strip_prefix('=').unwrap_or(text);
    // 每月15日前.
    let again = ["每月", "每年", "每季度"].iter().find_map(|word| text.strip_prefix(word));
    let text = again.filter(|rest| rest.starts_with(|ch: char| ch.is_ascii_digit())).unwrap_or(text);
    let value = match target_from_text(text).reading {
        Reading::Quantity(quantity) => quantity.unit.chars().count() <= 6 && !is_counted(text, &quantity.unit),
        Reading::Range { .. } => true,
        Reading::Date => !is_counted(text, text.trim_start_matches(|ch: char| ch.is_ascii_digit())),
        Reading::Words | Reading::Placeholder => false,
    };
    let signed = text.starts_with(['≥', '≤', '<', '>']);
    let season = || {
        let number = text.strip_prefix('第').and_then(|text| text.strip_suffix("季度"));
        number.is_some_and(|number| ["一", "二", "三", "四"].contains(&number))
    };
    (value || signed || season()) && !text.contains('=') && text.chars().count() <= LONGEST
}

/// Whether a unit is what an indicator counts: 10个乡镇学员, 2023年普惠性学位.
fn is_counted(text: &str, unit: &str) -> bool {
    const SHORTEST: usize = 3;
    const TIMES: fn(char) -> bool = |ch| ch.is_ascii_digit() || "至到—~-度春夏秋冬".contains(ch);
    const BEHIND: &[char] = &['以', '左', '及', '(', '/', '·', '底', '前', '初', '末', '内', '全', '上', '下', '第'];
    let begins = text.starts_with(|ch: char| ch.is_ascii_digit());
    // 2021年学员 are those of a year, 2021年内 is none.
    let of_year = unit.strip_prefix('年').filter(|rest| !rest.starts_with(BEHIND) && !rest.starts_with(TIMES));
    if begins && text.starts_with("20") && of_year.is_some_and(|rest| rest.chars().nth(1).is_some()) {
        return true;
    }
    let known = lexicon::COUNT_UNITS.iter().find_map(|known| unit.strip_prefix(known));
    let rest = known.filter(|rest| !rest.starts_with(BEHIND) && !rest.starts_with(|ch: char| ch.is_ascii_digit()));
    let whole =
        |rest: &str| lexicon::COUNT_UNITS.iter().any(|known| rest.ends_with(known)) || rest.contains(['/', '·']);
    begins && rest.is_some_and(|rest| rest.chars().count() >= SHORTEST && !whole(rest))
}

/// Whether a text may be a target in words.
pub(super) fn is_words(text: &str) -> bool {
    const LONGEST: usize = 12;
    let bare = text.trim_end_matches([')', '%', '(']);
    let asks = bare.ends_with(lexicon::NUMBER_NAMES) || bare.ends_with("时间") || bare.ends_with("时限");
    !asks && text.chars().count() <= LONGEST && lexicon::TARGET_WORDS.iter().any(|word| text.contains(word))
}

/// Whether a text is the name of a body.
pub(super) fn is_body(text: &str) -> bool {
    text.starts_with('[') || lexicon::BODY_ENDINGS.iter().any(|ending| text.ends_with(ending))
}

/// Whether a target is none that its name asks for: a rate without a percentage, a sum of money for what is no cost. One
/// such pair may be the author's; several are a column that has slipped.
pub(super) fn contradicts(name: &str, target: &str) -> bool {
    const MONEY: &[&str] = &[
        "成本", "费", "价", "标准", "支出", "额", "收入", "增收", "产值", "利润", "资金", "投", "节约", "补", "税",
        "控制", "损失",
    ];
    const TIMES: &[&str] = &["时", "期", "间", "完成", "进度", "年", "日", "周"];
    const COUNTS: &[&str] = &["时间", "时限", "数量", "次数", "人数", "面积", "里程", "场次", "班次"];
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let digits = target.contains(|ch: char| ch.is_ascii_digit());
    let percent = target.contains('%') || target.contains("百分比");
    let rate = name.trim_end_matches(['%', '(', ')']).ends_with('率');
    let dated = matches!(target_from_text(target).reading, Reading::Date) || target.ends_with("小时");
    let counted = target.ends_with("小时") && name.ends_with(lexicon::NUMBER_NAMES);
    // What something costs is no number of things.
    let bare = name.split('(').next().unwrap_or(name);
    let costs = bare.ends_with("成本") || bare.ends_with("费用") || bare.ends_with("造价");
    let things = lexicon::COUNT_UNITS.iter().any(|unit| target.ends_with(unit))
        && !target.contains(['元', '/'])
        && !target.contains("百分比");
    digits
        && ((rate && !percent)
            || (costs && things)
            || (percent && !rate && has(COUNTS))
            || (target.contains('元') && !has(MONEY))
            || (dated && !counted && !has(TIMES)))
}

/// Whether a text is one or more sentences.
pub(super) fn is_sentence(text: &str) -> bool {
    const LONG: usize = 30;
    text.contains('。') || text.ends_with(';') || (text.contains(',') && text.chars().count() > LONG)
}

/// Whether a text is a sentence by its clauses, or what is to be done until a date, however short and without a full stop.
pub(super) fn is_clause(text: &str) -> bool {
    const SHORTEST: usize = 14;
    let chars: Vec<char> = text.chars().collect();
    let word = |ch: Option<&char>| ch.is_some_and(|ch| !ch.is_ascii());
    let comma = |at: usize| chars.get(at) == Some(&',') && at > 0 && word(chars.get(at - 1)) && word(chars.get(at + 1));
    let digits = |pair: &[char]| matches!(pair, [before, ch] if !before.is_ascii_digit() && ch.is_ascii_digit());
    let numbers = chars.windows(2).filter(|pair| digits(pair)).count();
    let done = || text.contains("完成") && numbers > 1 && !text.contains('=');
    chars.len() >= SHORTEST && ((0..chars.len()).any(comma) || done())
}

/// How many more brackets a text opens than it closes.
pub(super) fn open_brackets(text: &str) -> i32 {
    text.chars().map(|ch| i32::from(ch == '(') - i32::from(ch == ')')).sum()
}
