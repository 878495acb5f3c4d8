//! A copy of the text for matching only, with the place of every character.
//!
//! Radicals become the characters they stand for, full-width forms and look-alikes the ordinary ones, white space is
//! dropped but remembered as a gap. The source itself is never changed (D19–D23, D34 of the damage list in tests/README.md).

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
    /// How many bytes of the source have been taken.
    taken: usize,
    gap: Gap,
    indent: u16,
}

/// One character that is not white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink {
    /// The folded character.
    pub ch: char,
    /// Where the character stands in the source.
    pub span: Span,
    /// What stood before it.
    pub gap: Gap,
    /// Blanks between the last line break and the character; 0 within a line.
    pub indent: u16,
    /// Whether folding changed the character beyond its width: a radical or a look-alike.
    pub mended: bool,
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
        let from = self.taken;
        for (at, ch) in rest.char_indices() {
            if at >= bytes {
                return true;
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
                    let mended = folded != ch && radical(ch).is_some();
                    self.chars.push(Ink { ch: folded, span, gap, indent, mended });
                    self.gap = Gap::None;
                    self.indent = 0;
                }
            }
        }
    }
}

/// One character as it is matched; `None` for zero-width and direction marks, which nobody sees.
pub fn fold_char(ch: char) -> Option<char> {
    if is_invisible(ch) {
        return None;
    }
    Some(match ch {
        // The full-width forms of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(ch) - 0xfee0).unwrap_or(ch),
        '﹦' => '=',
        '≧' | '⩾' => '≥',
        '≦' | '⩽' => '≤',
        '﹪' => '%',
        '―' | '─' => '—',
        '∶' | '︰' => ':',
        '﹣' | '−' => '-',
        '戶' => '户',
        _ => simplified(ch).or_else(|| radical(ch)).unwrap_or(ch),
    })
}

/// The simplified form of a traditional character that the labels of forms hold: mirrors of tables print them (D35).
fn simplified(ch: char) -> Option<char> {
    Some(match ch {
        '項' => '项',
        '達' => '达',
        '轉' => '转',
        '結' => '结',
        '無' => '无',
        '團' => '团',
        '關' => '关',
        '與' => '与',
        '員' => '员',
        '設' => '设',
        '應' => '应',
        '價' => '价',
        '編' => '编',
        '萬' => '万',
        '績' => '绩',
        '標' => '标',
        '產' => '产',
        '數' => '数',
        '質' => '质',
        '時' => '时',
        '環' => '环',
        '會' => '会',
        '經' => '经',
        '濟' => '济',
        '態' => '态',
        '滿' => '满',
        '續' => '续',
        '響' => '响',
        '對' => '对',
        '條' => '条',
        '單' => '单',
        '資' => '资',
        '門' => '门',
        '稱' => '称',
        '預' => '预',
        '額' => '额',
        '縣' => '县',
        '實' => '实',
        '況' => '况',
        '業' => '业',
        '務' => '务',
        '總' => '总',
        '財' => '财',
        '撥' => '拨',
        '專' => '专',
        '級' => '级',
        '類' => '类',
        '優' => '优',
        '評' => '评',
        '據' => '据',
        '碼' => '码',
        '屬' => '属',
        '負' => '负',
        '責' => '责',
        '審' => '审',
        '發' => '发',
        '計' => '计',
        '體' => '体',
        '長' => '长',
        '開' => '开',
        '權' => '权',
        '獎' => '奖',
        '釋' => '释',
        '準' => '准',
        '備' => '备',
        '註' => '注',
        '種' => '种',
        '間' => '间',
        '號' => '号',
        '鎮' => '镇',
        '區' => '区',
        '衛' => '卫',
        '錄' => '录',
        _ => return None,
    })
}

/// Whether a character takes no room: zero width, soft hyphen, direction marks, byte order mark.
pub fn is_invisible(ch: char) -> bool {
    matches!(ch, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
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
        Folded::new(&Source::new("", text)).inks().iter().map(|ink| ink.ch).collect()
    }

    #[test]
    fn radicals_full_width_and_look_alikes_are_matched_as_the_ordinary_ones() {
        assert_eq!(folded("项⽬⽀出 部⻔名称：（％）"), "项目支出部门名称:(%)");
        assert_eq!(folded("财政专戶 ≧９０﹪ ﹦1"), "财政专户≥90%=1");
    }

    #[test]
    fn gaps_and_places_are_remembered() {
        let source = Source::new("", "甲 乙\n  丙\t丁\u{c}戊\u{200b}己");
        let folded = Folded::new(&source);
        let gaps: Vec<_> = folded.inks().iter().map(|ink| (ink.gap, ink.indent)).collect();
        assert_eq!(
            gaps,
            [(Gap::Page, 0), (Gap::Blank, 0), (Gap::Line, 2), (Gap::Tab, 0), (Gap::Page, 0), (Gap::None, 0)]
        );
        for ink in folded.inks() {
            assert_eq!(source.slice(ink.span), ink.ch.to_string());
        }
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
