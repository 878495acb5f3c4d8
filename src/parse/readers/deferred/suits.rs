//! Which targets suit which names: rates have percentages, times have none.

use super::demands::Page;
use super::scraps::Scrap;
use super::slots::Slot;
use crate::lexicon::Column;

/// A target that does not suit the name before it.
const JARS: u32 = 2;

/// What a name asks for, or what a target holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Measure {
    #[default]
    Unknown,
    /// 满意率, 比例.
    Rate,
    /// 完成时间.
    Time,
    /// "≥95%".
    Percentage,
    /// A number with another unit, or a date.
    Other,
}

impl Measure {
    /// That of a text that may be a name.
    pub(super) fn asked(text: &str) -> Self {
        const RATES: &[&str] = &["率", "比例", "占比", "比重", "满意度"];
        const TIMES: &[&str] = &["时间", "时限", "日期", "期限", "时长"];
        // (本级) and (%) say how a number is got.
        let stem = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map_or(text, |(stem, _)| stem);
        let ends = |words: &[&str]| words.iter().any(|word| stem.ends_with(word));
        match () {
            () if ends(RATES) => Self::Rate,
            () if ends(TIMES) => Self::Time,
            () => Self::Unknown,
        }
    }

    /// That of a target.
    pub(super) fn held(text: &str) -> Self {
        match text.chars().last() {
            _ if text.contains(['%', '‰']) => Self::Percentage,
            Some(last) if !last.is_ascii_digit() => Self::Other,
            _ => Self::Unknown,
        }
    }

    fn jars(self, target: Self) -> bool {
        matches!((self, target), (Self::Rate, Self::Other) | (Self::Time, Self::Percentage))
    }
}

impl Page<'_> {
    /// What it costs to take a scrap for the target of the name that was taken last.
    pub(super) fn jars(&self, (prompt, late): (usize, usize), slot: Slot, target: &Scrap) -> u32 {
        let Some(target) = target.looks.first().filter(|looks| looks.value) else { return 0 };
        if slot != Slot::Of(Column::Target) {
            return 0;
        }
        // The name may be of either stream.
        let before = [(self.prompt, prompt), (self.late, late)];
        let last = before.map(|(scraps, at)| at.checked_sub(1).and_then(|at| scraps.get(at)));
        let mut names = last.into_iter().flatten().filter_map(measure).peekable();
        let jars = names.peek().is_some() && names.all(|name| name.jars(target.measure));
        u32::from(jars) * JARS
    }
}

/// What a scrap asks for that may be a name.
fn measure(scrap: &Scrap) -> Option<Measure> {
    let looks = scrap.looks.first().filter(|looks| looks.length > 2 && !looks.number && !looks.value)?;
    scrap.level.is_none().then_some(looks.measure)
}
