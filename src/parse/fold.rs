//! A copy of the text for matching only, with the place of every character.
//!
//! Radicals become the characters they stand for, full-width forms and look-alikes the ordinary ones, white space is
//! dropped but remembered as a gap. The source itself is never changed (D19–D23, D34 of the damage list in tests/README.md).

use std::fmt;
use std::sync::OnceLock;

use crate::source::{Source, offset};
use crate::span::Span;

/// What stood between a character and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing.
    #[default]
    None,
    /// Blanks.
    Blank,
    /// A tab.
    Tab,
    /// A line break; leading blanks of the new line may follow.
    Line,
    /// A form feed.
    Page,
}

/// The text without white space, folded character by character.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    chars: Vec<Ink>,
    /// How traditional characters are read, in brackets behind them: nobody wrote that into the table.
    readings: Vec<Span>,
    /// How many bytes of the source have been taken.
    taken: usize,
    gap: Gap,
    indent: u32,
}

/// One character that is not white space.
///
/// Every reader walks over these, and some keep copies: eight bytes each make a text of 64 MiB bearable.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Ink {
    start: u32,
    /// From the lowest bit: 21 bits of the folded character, 2 of the bytes in the source less one, 1 whether mended, 3 of
    /// the gap, 5 of the indent.
    packed: u32,
}

impl Ink {
    const BYTES: u32 = 21;
    const MENDED: u32 = 23;
    const GAP: u32 = 24;
    const INDENT: u32 = 27;
    const MOST_INDENT: u32 = 31;

    fn new(ch: char, span: Span, gap: Gap, indent: u32, mended: bool) -> Self {
        let bytes = span.len().clamp(1, 4) - 1;
        let indent = indent.min(Self::MOST_INDENT);
        let packed = u32::from(ch) | bytes << Self::BYTES | u32::from(mended) << Self::MENDED | indent << Self::INDENT;
        let mut ink = Self { start: span.start, packed };
        ink.set_gap(gap);
        ink
    }

    /// The folded character.
    pub fn ch(&self) -> char {
        char::from_u32(self.packed & 0x1f_ffff).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// Where the character stands in the source.
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.start + (self.packed >> Self::BYTES & 3) + 1)
    }

    /// What stood before it.
    pub const fn gap(&self) -> Gap {
        match self.packed >> Self::GAP & 7 {
            0 => Gap::None,
            1 => Gap::Blank,
            2 => Gap::Tab,
            3 => Gap::Line,
            _ => Gap::Page,
        }
    }

    /// Blanks between the last line break and the character, at most 31; 0 within a line.
    pub const fn indent(&self) -> u32 {
        self.packed >> Self::INDENT
    }

    /// Whether folding changed the character beyond its width: a radical or a look-alike.
    pub const fn is_mended(&self) -> bool {
        self.packed >> Self::MENDED & 1 == 1
    }

    /// Puts something else before it.
    pub(crate) fn set_gap(&mut self, gap: Gap) {
        self.packed = self.packed & !(7 << Self::GAP) | (gap as u32) << Self::GAP;
    }

    /// Puts something before it, unless something wider is there.
    pub(crate) fn widen_gap(&mut self, gap: Gap) {
        self.set_gap(self.gap().max(gap));
    }
}

impl fmt::Debug for Ink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?} {} {:?} {}", self.gap(), self.ch(), self.indent(), self.span(), self.is_mended())
    }
}

impl Folded {
    /// The whole text at once.
    pub fn new(source: &Source) -> Self {
        let mut folded = Self::default();
        while folded.extend(source, usize::MAX) {}
        folded
    }

    /// Characters in another order than the text has them.
    pub(crate) fn of_inks(chars: Vec<Ink>) -> Self {
        Self { chars, ..Self::default() }
    }

    /// Takes about `bytes` more of the text; false when all of it was taken before.
    pub fn extend(&mut self, source: &Source, bytes: usize) -> bool {
        let Some(rest) = source.text().get(self.taken..).filter(|rest| !rest.is_empty()) else {
            return false;
        };
        if self.chars.is_empty() {
            // Chinese takes three bytes a character: growing by doubling would take up to twice the room.
            self.chars.reserve_exact(rest.len() / 3);
        }
        let from = self.taken;
        for (at, ch) in rest.char_indices() {
            if from + at < self.taken {
                continue;
            }
            if at >= bytes {
                return true;
            }
            let begins = matches!(ch, '(' | '?')
                && self.gap == Gap::None
                && self.chars.last().is_some_and(|ink| ink.ch() >= '一');
            if let Some(len) = rest.get(at..).filter(|_| begins).and_then(reading) {
                self.taken = from + at + len;
                self.readings.push(Span::new(offset(from + at), offset(self.taken)));
                continue;
            }
            self.taken = from + at + ch.len_utf8();
            self.push(ch, Span::new(offset(from + at), offset(self.taken)));
        }
        true
    }

    /// The characters, in order.
    pub fn inks(&self) -> &[Ink] {
        &self.chars
    }

    /// Where readings of characters stand, which are none of the characters.
    pub(crate) fn readings(&self) -> &[Span] {
        &self.readings
    }

    fn push(&mut self, ch: char, span: Span) {
        match ch {
            '\n' | '\r' => {
                self.gap = self.gap.max(Gap::Line);
                self.indent = 0;
            }
            '\u{c}' => {
                self.gap = Gap::Page;
                self.indent = 0;
            }
            '\t' => {
                self.gap = self.gap.max(Gap::Tab);
                self.indent = self.indent.saturating_add(1);
            }
            _ if ch.is_whitespace() => {
                self.gap = self.gap.max(Gap::Blank);
                self.indent = self.indent.saturating_add(1);
            }
            _ => {
                if let Some(folded) = fold_char(ch) {
                    let gap = if self.chars.is_empty() { Gap::Page } else { self.gap };
                    let indent = if gap >= Gap::Line { self.indent } else { 0 };
                    let mended = folded != ch && printed(ch).is_some();
                    self.chars.push(Ink::new(folded, span, gap, indent, mended));
                    self.gap = Gap::None;
                    self.indent = 0;
                }
            }
        }
    }
}

/// How long the reading in brackets is that a text begins with: "(biāo)" of 標(biāo), as mirrors of tables print it (D35).
/// The mark of its tone tells it from a unit. So long is what a tool made of blanks, too: "绩????效".
fn reading(text: &str) -> Option<usize> {
    const LONGEST: usize = 6;
    const FEWEST_MARKS: usize = 3;
    let marks = text.bytes().take_while(|byte| *byte == b'?').count();
    if marks > 0 {
        let goes_on = text.get(marks..).is_some_and(|rest| rest.starts_with(|ch: char| ch.is_ascii_alphanumeric()));
        return (marks >= FEWEST_MARKS && !goes_on).then_some(marks);
    }
    let inside = text.strip_prefix('(')?;
    let is_marked = |ch: char| matches!(ch, '\u{e0}'..='\u{1dc}');
    let is_letter = |(_, ch): &(usize, char)| ch.is_ascii_lowercase() || is_marked(*ch);
    let letters = inside.char_indices().take(LONGEST).take_while(is_letter);
    let (end, last) = letters.clone().last()?;
    let end = end + last.len_utf8();
    let is_whole = inside.get(end..)?.starts_with(')') && letters.into_iter().any(|(_, ch)| is_marked(ch));
    is_whole.then_some(end + 2)
}

/// One character as it is matched; `None` for zero-width and direction marks, which nobody sees.
pub fn fold_char(ch: char) -> Option<char> {
    if is_invisible(ch) {
        return None;
    }
    Some(match ch {
        // The full-width forms of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(ch) - 0xfee0).unwrap_or(ch),
        '﹦' | '═' => '=',
        '≧' | '⩾' => '≥',
        '≦' | '⩽' => '≤',
        '﹪' => '%',
        '―' | '─' => '—',
        '∕' => '/',
        '〜' => '~',
        '∶' | '︰' => ':',
        '﹣' | '−' => '-',
        _ => printed(ch).unwrap_or_else(|| simplified(ch)),
    })
}

/// Traditional characters that the labels of forms and the words of the rules hold, each with its simplified form, in code
/// order: mirrors of tables print them (D35).
const TRADITIONAL: &str = "\
    丟丢 來来 個个 備备 傳传 傷伤 價价 優优 內内 冊册 別别 創创 動动 務务 區区 員员 單单 噸吨 圍围 團团 執执 場场 學学 實实 審审 專专 對对 層层 屬属 師师 \
    庫库 強强 復复 態态 應应 戶户 撥拨 據据 擴扩 數数 斷断 時时 會会 條条 棟栋 業业 樓楼 標标 權权 歲岁 決决 況况 洩泄 減减 準准 滿满 \
    濟济 無无 獎奖 環环 產产 畝亩 當当 發发 監监 眾众 確确 碼码 種种 稱称 穩稳 節节 範范 糾纠 約约 級级 紛纷 結结 經经 維维 編编 縣县 總总 \
    績绩 續续 義义 聯联 職职 臺台 與与 萬万 蓋盖 處处 號号 衛卫 補补 規规 計计 訓训 訪访 設设 訴诉 註注 評评 話话 認认 誤误 調调 負负 財财 責责 費费 \
    貼贴 資资 質质 賬账 購购 車车 較较 輛辆 轉转 辦办 農农 進进 運运 達达 違违 遲迟 釋释 錄录 錯错 鎮镇 長长 門门 開开 間间 關关 隊队 \
    際际 險险 電电 響响 項项 預预 額额 類类 顯显 驗验 體体 點点";

/// The simplified form of a character.
pub(crate) fn simplified(ch: char) -> char {
    // By the character's number: every character comes by here, and nearly none is in the list.
    static INSTEAD: OnceLock<Vec<char>> = OnceLock::new();
    const FIRST: u32 = 0x4e00;
    const LAST: u32 = 0x9fff;
    let at = |ch: char| u32::from(ch).checked_sub(FIRST).map(|at| at as usize);
    let instead = INSTEAD.get_or_init(|| {
        let mut instead: Vec<char> = (FIRST..=LAST).filter_map(char::from_u32).collect();
        for word in TRADITIONAL.split(' ') {
            let mut chars = word.chars();
            let place = chars.next().and_then(at).and_then(|at| instead.get_mut(at));
            if let (Some(place), Some(to)) = (place, chars.next()) {
                *place = to;
            }
        }
        instead
    });
    at(ch).and_then(|at| instead.get(at)).copied().unwrap_or(ch)
}

/// Whether a character takes no room: zero width, soft hyphen, direction marks, byte order mark.
pub fn is_invisible(ch: char) -> bool {
    matches!(ch, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The character that another one stands for in the text of a PDF.
fn printed(ch: char) -> Option<char> {
    match ch {
        // Common fonts have one glyph for both.
        '㬵' => Some('胶'),
        // PDFium, and so the viewers of Chrome and Edge, names a hyphen at the end of a line so.
        '\u{fffe}' => Some('-'),
        _ => radical(ch),
    }
}

/// The character a radical stands for: U+2E80–2EF3 and U+2F00–2FD5, of which the first block is beyond NFKC (D20).
pub fn radical(ch: char) -> Option<char> {
    const FIRST: u32 = 0x2e80;
    let at = u32::from(ch).checked_sub(FIRST)? as usize;
    // In the order of the blocks; a blank where nothing is folded.
    static RADICALS: OnceLock<Vec<char>> = OnceLock::new();
    let radicals = RADICALS.get_or_init(|| include_str!("radicals.txt").chars().filter(|ch| *ch != '\n').collect());
    radicals.get(at).copied().filter(|to| *to != ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        Folded::new(&Source::new("", text)).inks().iter().map(Ink::ch).collect()
    }

    #[test]
    fn radicals_full_width_and_look_alikes_are_matched_as_the_ordinary_ones() {
        assert_eq!(folded("项⽬⽀出 部⻔名称：（％）"), "项目支出部门名称:(%)");
        assert_eq!(folded("财政专戶 ≧９０﹪ ﹦1"), "财政专户≥90%=1");
        assert_eq!(folded("塑㬵 8〜10人∕日 1月\u{fffe}\n12月"), "塑胶8~10人/日1月-12月");
    }

    #[test]
    fn traditional_characters_are_matched_as_the_simplified_ones() {
        let mut keys = Vec::new();
        for pair in TRADITIONAL.split(' ').map(|pair| pair.chars().collect::<Vec<_>>()) {
            assert_eq!((pair.len(), simplified(pair[0]), simplified(pair[1])), (2, pair[1], pair[1]), "{pair:?}");
            keys.push(pair[0]);
        }
        assert!(keys.is_sorted());
        assert_eq!(folded("績效目標表，資金總額"), "绩效目标表,资金总额");
    }

    #[test]
    fn readings_in_brackets_behind_characters_are_none_of_them() {
        assert_eq!(folded("績(jī)效目標(biāo)值"), "绩效目标值");
        assert_eq!(folded("绩????效 目??标???"), "绩效目??标");
        assert_eq!(folded("面积(m) 个(km) 甲 (yī)（biāo） 乙(biāo"), "面积(m)个(km)甲(yī)(biāo)乙(biāo");
        let source = Source::new("", "標(biāo)甲");
        let mut slow = Folded::default();
        while slow.extend(&source, 1) {}
        assert_eq!(slow.inks(), Folded::new(&source).inks());
        assert_eq!(slow.readings().iter().map(|span| source.slice(*span)).collect::<Vec<_>>(), ["(biāo)"]);
    }

    #[test]
    fn gaps_and_places_are_remembered() {
        let source = Source::new("", "甲 乙\n  丙\t丁\u{c}戊\u{200b}己");
        let folded = Folded::new(&source);
        let gaps: Vec<_> = folded.inks().iter().map(|ink| (ink.gap(), ink.indent())).collect();
        assert_eq!(
            gaps,
            [(Gap::Page, 0), (Gap::Blank, 0), (Gap::Line, 2), (Gap::Tab, 0), (Gap::Page, 0), (Gap::None, 0)]
        );
        for ink in folded.inks() {
            assert_eq!(source.slice(ink.span()), ink.ch().to_string());
        }
    }

    #[test]
    fn wide_characters_and_deep_indents_are_packed_without_touching_their_neighbours() {
        let source = Source::new("", format!("𠘨\u{c}{}⻔\t\u{10fffd}", " ".repeat(99)));
        let folded = Folded::new(&source);
        let seen: Vec<_> =
            folded.inks().iter().map(|ink| (ink.ch(), ink.gap(), ink.indent(), ink.is_mended())).collect();
        let wide = ('\u{10fffd}', Gap::Tab, 0, false);
        assert_eq!(seen, [('𠘨', Gap::Page, 0, false), ('门', Gap::Page, Ink::MOST_INDENT, true), wide]);
        let slices: Vec<_> = folded.inks().iter().map(|ink| source.slice(ink.span())).collect();
        assert_eq!(slices, ["𠘨", "⻔", "\u{10fffd}"]);
    }

    #[test]
    fn slices_make_the_same_copy_as_one_go() {
        let source = Source::new("", "⽬标 一\n二".repeat(5));
        let mut slow = Folded::default();
        while slow.extend(&source, 1) {}
        assert_eq!(slow.inks(), Folded::new(&source).inks());
    }

    #[test]
    fn every_radical_folds_to_something_else() {
        let folded = (0x2e80..=0x2fd5).filter_map(char::from_u32).filter(|ch| radical(*ch).is_some_and(|to| to != *ch));
        assert_eq!(folded.count(), 328);
        assert_eq!((radical('⻔'), radical('⾏'), radical('行')), (Some('门'), Some('行'), None));
    }
}
