//! How the lines of inline indicators go on: which line may follow another, told by ordinals and labels.

use super::atoms;
use crate::amount::number_from_text;
use crate::lexicon;
use crate::parse::readers::rows::level_from_text;

/// What a text of indicators ends in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// The ordinal or the category of the next indicator.
    Mark,
    /// A name: only here a line may be missing without a trace.
    Name,
    /// The label of the target, or the comma before it.
    Label,
    /// A target.
    Value,
    /// The full stop behind a target.
    Done,
}

/// The end of a text of indicators, from the last ordinal on.
#[derive(Clone, Debug)]
pub(super) struct Tail {
    text: String,
    number: u16,
    pub(super) phase: Phase,
    /// How many indicators of the text have a target that their name does not ask for.
    flaws: usize,
}

/// `3、产出指标:` in a text.
struct Anchor {
    start: usize,
    end: usize,
    number: u16,
}

/// No name is longer, and no target.
const LONGEST_NAME: usize = 64;
const LONGEST_VALUE: usize = 40;
/// What ends a category.
const CATEGORY: &str = "指标:";
/// Percent.
const ALL: u32 = 100;
const LABEL: &str = ",年度指标值:";

fn anchors(text: &str) -> Vec<Anchor> {
    let anchor = |at: usize| {
        let (head, category) = text.get(..at)?.rsplit_once(['、', '.'])?;
        let stem = head.trim_end_matches(|ch: char| ch.is_ascii_digit());
        let number = head.get(stem.len()..)?;
        let alone = stem.is_empty() || stem.ends_with(['。', ';']);
        let short = level_from_text(&format!("{category}指标")).is_some() && number.len() <= 2;
        let number = number.parse().ok().filter(|_| alone && short)?;
        Some(Anchor { start: stem.len(), end: at + CATEGORY.len(), number })
    };
    text.match_indices(CATEGORY).filter_map(|(at, _)| anchor(at)).collect()
}

fn is_category(text: &str) -> bool {
    text.chars().count() <= 8 && !text.contains([',', '。', ':', ';', '、'])
}

/// Name and target of a text between two ordinals.
fn halves(text: &str) -> Option<(&str, &str)> {
    lexicon::TARGET_LABELS.iter().find_map(|label| {
        let (name, value) = text.split_once(label)?;
        Some((name.trim_end_matches([',', ';', '、']), value.strip_prefix(':')?))
    })
}

fn is_name(text: &str) -> bool {
    text.chars().count() <= LONGEST_NAME && !text.contains(['。', ';', ':'])
}

fn is_value(text: &str) -> bool {
    // Behind a percentage and behind money little can follow.
    let may_follow =
        |rest: &str| rest.is_empty() || rest.starts_with(['以', '及', '或', '左', '(', '-', '~', ',', '、', '/']);
    let mut rests = ["%", "万元", "亿元"].iter().filter_map(|unit| Some(text.split_once(unit)?.1));
    let ends = rests.all(may_follow);
    // An equals sign stands before a figure; inside it is a formula's, of a name. Nor do bounds stand behind figures.
    let formula = text.trim_start_matches(['=', '≥', '≤', '<', '>']).contains(['=', '≥', '≤']);
    // A label behind it is that of another indicator, or the beginning of one.
    let run_in = text.contains("年度指标") || text.ends_with(",年度");
    ends && !formula && !run_in && text.chars().count() <= LONGEST_VALUE && !text.contains(['。', ';', ':'])
}

/// Whether a text between two ordinals is one indicator.
fn is_whole(text: &str) -> bool {
    let value = |value: &str| value.strip_suffix(['。', ';']).is_some_and(|value| !value.is_empty() && is_value(value));
    halves(text).is_some_and(|(name, rest)| !name.is_empty() && is_name(name) && value(rest))
}

/// Whether an indicator has a bound without a number, a percentage beyond all, a bracket that is not closed, or a target that its
/// name does not ask for.
fn is_flawed(text: &str) -> bool {
    let Some((name, value)) = halves(text) else { return false };
    let value = value.trim_end_matches(['。', ';']);
    let bound = value.trim_start_matches(['≥', '≤', '=', '<', '>']);
    let numbered = bound.len() == value.len() || bound.starts_with(|ch: char| ch.is_ascii_digit());
    let percent = bound.strip_suffix('%').and_then(number_from_text);
    // A comma outside of brackets stands before the label.
    let run_in = name.split('(').enumerate().any(|(at, part)| match at {
        0 => part.contains(','),
        _ => part.split_once(')').is_some_and(|(_, rest)| rest.contains(',')),
    });
    // A formula divides, and brackets are closed; figures alone have commas inside a target.
    let closed = atoms::open_brackets(name) == 0;
    let torn = (name.contains('=') && !name.contains('/')) || name.ends_with('/') || !closed;
    let sentence = value.match_indices(',').any(|(at, _)| {
        let behind = value.get(at + 1..).unwrap_or_default();
        !behind.starts_with(|ch: char| ch.is_ascii_digit())
    });
    run_in
        || torn
        || sentence
        || !numbered
        || percent.is_some_and(|number| number > ALL.into())
        || atoms::contradicts(name, value)
}

/// What the text behind the last ordinal ends in; `number` is that ordinal, where it is known.
fn phase(text: &str, number: Option<u16>) -> Option<Phase> {
    let Some((name, value)) = halves(text) else {
        let prefix =
            |end: &(usize, char)| LABEL.get(..end.0 + end.1.len_utf8()).is_some_and(|part| text.ends_with(part));
        let in_label = LABEL.char_indices().any(|end| prefix(&end));
        // Where the label begins, nothing but its rest goes on.
        let torn = text.rsplit_once(",年").is_some_and(|(_, rest)| !LABEL.contains(&format!(",年{rest}")));
        let known = (number.is_none() || is_name(text)) && !torn;
        return known.then_some(if in_label { Phase::Label } else { Phase::Name }).filter(|_| is_name(text));
    };
    if !is_name(name) {
        return None;
    }
    let Some((value, rest)) = value.split_once(['。', ';']) else {
        return is_value(value).then_some(Phase::Value);
    };
    if value.is_empty() || !is_value(value) {
        return None;
    }
    if rest.is_empty() {
        return Some(Phase::Done);
    }
    let digits = rest.len() - rest.trim_start_matches(|ch: char| ch.is_ascii_digit()).len();
    let (own, behind) = rest.split_at_checked(digits)?;
    let next = number.map(|number| (number + 1).to_string());
    let begins = next.as_ref().is_none_or(|next| if behind.is_empty() { next.starts_with(own) } else { next == own });
    let category = behind.is_empty() || behind.strip_prefix(['、', '.']).is_some_and(is_category);
    (digits > 0 && begins && category).then_some(Phase::Mark)
}

impl Tail {
    /// Whether the last indicator has a target.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self.phase, Phase::Value | Phase::Done) && !self.value().is_empty()
    }

    /// How many indicators have flaws that were not told of the text before it.
    pub(super) fn more_flaws(&self, before: Option<&Self>) -> usize {
        let told = before.filter(|before| before.phase == Phase::Done && self.text.starts_with(&before.text));
        self.flaws - told.map_or(0, |before| before.flaws).min(self.flaws)
    }

    /// Whether it ends in a whole date: 2025年5月31日前.
    pub(super) fn is_date(&self) -> bool {
        let year = self.value().split_once('年').map_or("", |(year, _)| year);
        self.phase == Phase::Done && year.len() == 4 && year.starts_with("20")
    }

    /// The target that it ends in.
    pub(super) fn value(&self) -> &str {
        halves(&self.text).map_or("", |(_, value)| value.trim_end_matches(['。', ';']))
    }
}

/// The tail of a text that begins with an ordinal.
fn tail(text: &str, first: u16) -> Option<Tail> {
    let anchors = anchors(text);
    let mut flaws = 0;
    for (number, (at, anchor)) in (first..).zip(anchors.iter().enumerate()) {
        let next = anchors.get(at + 1);
        let begins = anchor.number == number && (at > 0 || anchor.start == 0);
        if !begins {
            return None;
        }
        let Some(next) = next else {
            let phase = phase(text.get(anchor.end..)?, Some(number))?;
            flaws += usize::from(phase == Phase::Done && is_flawed(text.get(anchor.end..)?));
            return Some(Tail { text: text.get(anchor.start..)?.to_owned(), number, phase, flaws });
        };
        let own = text.get(anchor.end..next.start)?;
        if !is_whole(own) {
            return None;
        }
        flaws += usize::from(is_flawed(own));
    }
    None
}

/// The tail of a line that begins a set.
pub(super) fn begin(line: &str) -> Option<Tail> {
    line.starts_with('1').then(|| tail(line, 1)).flatten()
}

/// The tail of a text with another line behind it; `None` where that line cannot follow.
pub(super) fn follow(before: &Tail, line: &str) -> Option<Tail> {
    tail(&format!("{}{line}", before.text), before.number)
}

/// Whether a line can be nothing but a part of inline indicators.
pub(super) fn is_strong(line: &str) -> bool {
    let labelled = || lexicon::TARGET_LABELS.iter().any(|label| line.contains(label));
    let begins = ["度指标值:", "标值:", "标:", "值:", ":"].iter().any(|part| line.starts_with(part));
    let begun = line.rsplit_once(',').map_or("", |(_, part)| part);
    let ends = !begun.is_empty() && lexicon::TARGET_LABELS.iter().any(|label| label.starts_with(begun));
    // Objectives have bounds inside their lines.
    let bound = line.starts_with(['≥', '≤']);
    // So have names with the formula that they are counted by.
    let formula = line.contains('=') || line.contains("*100");
    line.contains(CATEGORY) || bound || formula || labelled() || begins || ends || mark_at_end(line)
}

/// Whether a line has the label of a category or of a target, which sentences do not have.
pub(super) fn is_labelled(line: &str) -> bool {
    line.contains(CATEGORY) || lexicon::TARGET_LABELS.iter().any(|label| line.contains(&format!("{label}:")))
}

/// Whether a line ends in the ordinal of the next indicator, or in its category: "≥90%。4、产出指".
fn mark_at_end(line: &str) -> bool {
    let Some((_, rest)) = line.rsplit_once('。') else { return false };
    let behind = rest.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let categories = ["产出指标", "效益指标", "满意度指标", "成本指标"];
    let category = |text: &str| categories.iter().any(|category| category.starts_with(text));
    behind.len() < rest.len() && behind.strip_prefix('、').is_some_and(category)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_follows_where_ordinals_and_labels_go_on() {
        let first = begin("1、产出指标:验收合格率(质量),年度指标值").expect("a set");
        assert_eq!(first.phase, Phase::Label);
        let second = follow(&first, ":100%。2、产出指标:设备故障").expect("goes on");
        assert_eq!(second.phase, Phase::Name);
        assert!(follow(&first, ":100%。3、产出指标:设备故障").is_none(), "an ordinal is missing");
        assert!(follow(&first, "设备故障率,年度指标值:≤1%。").is_none(), "a label stands twice");
        assert_eq!(follow(&second, "率,年度指标值:≤1%。").map(|tail| tail.phase), Some(Phase::Done));
    }

    #[test]
    fn a_target_that_its_name_does_not_ask_for_is_a_flaw() {
        let flaws = |line| begin(line).map(|tail| tail.flaws);
        assert_eq!(flaws("1、产出指标:差错率,年度指标值:≤2%。"), Some(0));
        assert_eq!(flaws("1、产出指标:差错率,年度指标值:≥份。"), Some(1));
    }
}
