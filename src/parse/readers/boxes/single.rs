//! A page that is the form of one project.
//!
//! Its objective may be torn into boxes that stand in any order, or be no more than a few words, which are told because
//! every other label of the page has its value.

use super::atoms::{self, Atom, What};
use super::columns::Line;
use super::owners;
use super::page::{In, Reader};
use crate::lexicon::{self, Column, Field};
use crate::parse::sheet::Run;

/// What a page gathers until all of it is read.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// The boxes of the objective, each with its lines.
    objective: Vec<Vec<Line>>,
    /// Texts above the indicators that no label has taken.
    leftover: Vec<Line>,
}

/// A box of an objective.
#[derive(Clone, Debug)]
struct Part {
    text: String,
    /// Whether its last line reaches as far as any.
    is_full: bool,
}

/// Objectives in more boxes stay as they stand.
const MOST_BOXES: usize = 5;

impl Reader<'_> {
    /// Whether a page begins as a form and holds one label of a project: no label waits for what stands on it.
    pub(super) fn begins_form(&self, page: &[Atom]) -> bool {
        const HEAD: usize = 3;
        let is_title = |atom: &Atom| self.pieces.title(self.pieces.piece_from(atom.run.start)).is_some();
        let count = |what: What| page.iter().filter(|atom| atom.what == what).count();
        let labelled =
            page.first().is_some_and(|atom| matches!(atom.what, What::Label(_))) && page.iter().any(is_title);
        let once = |atom: &Atom| match atom.what {
            What::Label(Field::Heading | Field::Other) => true,
            // Those of several levels of government may answer for one project.
            What::Label(Field::Department) if self.is_sorted() => true,
            what => count(what) == 1,
        };
        // A project that goes on on the page is another one.
        let open = self.goes_on(page) || (1..owners::HEADS).contains(&self.depth_of_last());
        !open
            && (labelled || page.iter().take(if self.is_sorted() { page.len() } else { HEAD }).any(is_title))
            && count(What::Label(Field::Project)) == 1
            && page.iter().filter(|atom| matches!(atom.what, What::Label(_) | What::Head(_))).all(once)
    }

    /// Whether a page has one objective only.
    pub(super) fn gathers(page: &[Atom]) -> bool {
        !page.iter().any(|atom| atom.what == What::Label(Field::OtherObjective))
    }

    /// Whether the indicators of a page have not begun.
    pub(super) fn is_above_names(&self) -> bool {
        self.page.names.heads.is_empty()
    }

    /// Whether a text stands where only a target can: a few characters between two targets, or words of targets and no
    /// others before one or behind a name.
    pub(super) fn is_among_targets(&self, atoms: &[Atom], at: usize, is_below: bool) -> bool {
        const LONGEST: usize = 4;
        let text = |at: usize| atoms.get(at).map(|atom| self.text(&atom.run)).unwrap_or_default();
        let target = |at: usize| atoms::is_value(&text(at)) || atoms::is_words(&text(at)) || is_all_words(&text(at));
        let own = text(at);
        if is_phrase(&own) {
            return true;
        }
        let words = is_all_words(&own);
        let between = is_below && at > 0 && target(at - 1) && !own.ends_with(lexicon::NUMBER_NAMES);
        let longest = if words { LONGEST * 2 } else { LONGEST };
        own.chars().count() <= longest && (words && self.lacks_target() || target(at + 1) && (words || between))
    }

    /// Whether more names than targets stand below the last head.
    pub(super) fn lacks_target(&self) -> bool {
        let at = self.page.targets.parts.len() - 1;
        let below = self.page.names.parts.get(at).is_some_and(|names| names.len() > self.page.targets.last());
        // Names may stand before their head.
        let all = |parts: &[Vec<Line>]| parts.iter().map(Vec::len).sum::<usize>();
        let (names, targets) = (&self.page.names.parts, &self.page.targets.parts);
        below || (names.len() == targets.len() && all(names) > all(targets))
    }

    /// A bare number: a target where it stands among targets, else a weight or an amount.
    pub(super) fn number(&mut self, atoms: &[Atom], at: usize, inside: In) {
        let Some(atom) = atoms.get(at) else { return };
        let beside = |other: Option<&Atom>| {
            other.is_some_and(|other| {
                let near = other.boxed == atom.boxed || other.boxed + 1 == atom.boxed || other.boxed == atom.boxed + 1;
                let text = self.text(&other.run);
                near && other.what == What::Text
                    && (atoms::is_value(&text) || atoms::is_words(&text) || is_all_words(&text))
            })
        };
        let before = at.checked_sub(1).and_then(|before| atoms.get(before));
        let head = |other: Option<&Atom>, column: Column| other.is_some_and(|other| other.what == What::Head(column));
        let above = beside(before) || head(before, Column::Target);
        let below = beside(atoms.get(at + 1)) || (beside(before) && head(atoms.get(at + 1), Column::Weight));
        // An amount has cents.
        let own = self.text(&atom.run);
        let amount = own.split_once('.').is_some_and(|(whole, cents)| cents.len() == 2 && whole != "0");
        // The only number between two columns is that of the first row.
        let is_number = |other: Option<&Atom>| other.is_some_and(|other| other.what == What::Number);
        let alone = inside == In::Names && !is_number(before) && beside(atoms.get(at + 1)) && self.lacks_target();
        if !amount && (alone || (inside == In::Targets && above && below)) {
            let target = self.line(atom);
            self.page.targets.push(target);
        } else {
            self.page.numbers.push(atom.run.clone());
        }
    }

    /// Keeps a box of sentences for the objective. Below the heads it may be one only where the objective has not ended.
    pub(super) fn gather(&mut self, lines: Vec<Line>) -> bool {
        let last = self.page.gathered.objective.last().and_then(|lines| lines.last());
        let wanted = self.is_above_names() || last.is_some_and(|line| !is_closed(&self.text(&line.run)));
        if wanted {
            self.page.gathered.objective.push(lines);
        }
        wanted
    }

    /// Keeps a text that no label has taken.
    pub(super) fn leave(&mut self, line: Line) {
        self.page.gathered.leftover.push(line);
    }

    /// The name of a project that ends as none does goes on in the one text that no label has taken and with which it does.
    fn end_project(&mut self, leftover: &mut Vec<Line>) {
        const LONGEST: usize = 16;
        let Some(block) = self.blocks.last_mut() else { return };
        let own = block.fields.iter_mut().find(|(field, _, values)| *field == Field::Project && values.len() == 1);
        let Some((_, _, values)) = own else { return };
        let text = |run: &Run| self.pieces.sheet.folded(run.clone());
        let name: String = values.iter().map(&text).collect();
        let ends = |line: &Line| {
            let rest = text(&line.run);
            rest.chars().count() <= LONGEST && lexicon::ends_project(&format!("{name}{rest}"))
        };
        let mut found = (0..leftover.len()).filter(|at| leftover.get(*at).is_some_and(ends));
        if let (Some(at), None, false) = (found.next(), found.next(), lexicon::ends_project(&name)) {
            let rest = leftover.remove(at).run;
            block.doubtful.push(rest.clone());
            values.push(rest);
        }
    }

    /// The first names of a page may stand before their head: the last texts above it that no label has taken, if there
    /// are as many as names are lacking.
    fn take_first_names(&mut self, leftover: &mut Vec<Line>) {
        const SHORTEST: usize = 4;
        let page = &mut self.page;
        let ([before, targets], [above, names]) = (page.targets.parts.as_slice(), page.names.parts.as_mut_slice())
        else {
            return;
        };
        let lacking = targets.len().saturating_sub(names.len());
        let from = leftover
            .len()
            .checked_sub(lacking)
            .filter(|_| lacking > 0 && above.is_empty() && before.is_empty() && !names.is_empty());
        let Some(from) = from else { return };
        let long = |line: &Line| self.pieces.sheet.folded(line.run.clone()).chars().count() >= SHORTEST;
        let levels = page.first.heads.iter().chain(&page.second.heads).map(|head| head.start).max().unwrap_or_default();
        let below = |line: &Line| line.run.start > levels;
        if leftover.iter().skip(from).all(|line| long(line) && below(line)) {
            let first = leftover.split_off(from);
            names.splice(0..0, first);
            page.moved = true;
        }
    }

    fn parts(&self) -> Vec<Part> {
        let boxes = &self.page.gathered.objective;
        let widest = boxes.iter().flatten().map(|line| line.width).max().unwrap_or_default();
        let part = |lines: &Vec<Line>| Part {
            text: lines.iter().map(|line| self.text(&line.run)).collect(),
            is_full: lines.last().is_some_and(|line| line.width + 2 >= widest),
        };
        boxes.iter().map(part).collect()
    }

    /// Gives what was gathered to the labels of the project.
    pub(super) fn finish_form(&mut self) {
        let parts = self.parts();
        let gathered = std::mem::take(&mut self.page.gathered);
        let mut leftover = gathered.leftover;
        self.take_first_names(&mut leftover);
        self.end_project(&mut leftover);
        let mut leftover: Vec<Run> = leftover.into_iter().map(|line| line.run).collect();
        let (order, mut doubtful) = order(&parts);
        let run = |lines: &Vec<Line>| Some(lines.first()?.run.start..lines.last()?.run.end);
        let mut objective: Vec<Run> =
            order.iter().filter_map(|at| gathered.objective.get(*at)).filter_map(run).collect();
        let Some(block) = self.blocks.last_mut() else { return };
        let lacks = |field: Field| block.fields.iter().position(|(own, _, values)| *own == field && values.is_empty());
        let other = lacks(Field::Other).is_some();
        doubtful |= other && objective.len() > 1;
        let (project, goal) = (lacks(Field::Project), lacks(Field::Objective));
        let wanting = if objective.is_empty() { project.xor(goal) } else { project };
        if let (Some(label), [only], false) = (wanting, leftover.as_slice(), other) {
            if let Some((_, _, values)) = block.fields.get_mut(label) {
                values.push(only.clone());
            }
            leftover.clear();
        }
        if doubtful {
            block.doubtful.extend(objective.first().cloned());
        }
        match goal.and_then(|label| block.fields.get_mut(label)) {
            Some((_, _, values)) => values.append(&mut objective),
            None if block.objective.is_empty() => block.objective.append(&mut objective),
            None => {}
        }
        block.strays.append(&mut objective);
        block.strays.append(&mut leftover);
        self.waiting.clear();
    }
}

/// The order in which boxes make sentences, and whether it is doubtful or another than that of the text.
fn order(parts: &[Part]) -> (Vec<usize>, bool) {
    let as_found: Vec<usize> = (0..parts.len()).collect();
    if parts.len() < 2 || parts.len() > MOST_BOXES {
        return (as_found, parts.len() > MOST_BOXES);
    }
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in parts {
        let longer = |order: &Vec<usize>| {
            let rest = as_found.iter().filter(|at| !order.contains(at));
            rest.map(|at| order.iter().chain([at]).copied().collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    let cost = |order: &Vec<usize>| flaws(&order.iter().filter_map(|at| parts.get(*at)).collect::<Vec<_>>());
    let least = all.iter().map(cost).min().unwrap_or_default();
    let mut best = all.iter().filter(|order| cost(order) == least);
    let first = best.next().cloned().unwrap_or_default();
    let doubtful = first != as_found || best.next().is_some() || least > 0;
    (first, doubtful)
}

/// How often boxes do not go on as sentences do.
fn flaws(parts: &[&Part]) -> usize {
    let begins = |part: &Part| lexicon::OBJECTIVE_BEGINNINGS.iter().any(|word| part.text.starts_with(word));
    let number = |part: &Part| {
        let (number, _) = part.text.split_once(['.', '、'])?;
        number.parse::<u32>().ok()
    };
    let Some((last, rest)) = parts.split_last() else { return 0 };
    let first = parts.first().map_or(0, |first| {
        let goes_on = first.text.starts_with([',', '。', ';', ')', '(', '、']);
        usize::from(goes_on || (!begins(first) && parts.iter().any(|part| begins(part))))
    });
    let broken = rest.iter().filter(|part| !part.is_full && !is_closed(&part.text)).count();
    let open = usize::from(!is_closed(&last.text) && rest.iter().any(|part| is_closed(&part.text)));
    let pairs = parts.windows(2).filter_map(|pair| if let [a, b] = pair { Some((*a, *b)) } else { None });
    let counted = pairs
        .map(|(before, after)| {
            let falls = number(before).zip(number(after)).is_some_and(|(before, after)| before > after);
            usize::from(falls) + usize::from(number(after).is_some() && !is_closed(&before.text))
        })
        .sum::<usize>();
    first + broken + open + counted
}

/// What targets in words are made of beside the words that tell them from names.
const WORDS: &[&str] = &[
    "基本",
    "进一步",
    "较低",
    "较高",
    "较大",
    "较小",
    "较",
    "稳步",
    "有序",
    "推进",
    "建立",
    "得到",
    "控制",
    "执行",
    "标准",
    "按",
    "计划",
    "合规",
    "零",
    "发生",
    "重大",
    "事故",
    "可",
    "中",
    "上年",
    "是",
    "否",
    "负面",
    "影响",
    "健全",
    "优化",
    "可控",
    "降低",
    "下降",
    "减少",
    "到位",
];

/// Whether a text is made of words of targets and no others: 有效提升.
pub(super) fn is_all_words(text: &str) -> bool {
    let mut rest = text;
    let words = || lexicon::TARGET_WORDS.iter().chain(WORDS);
    while let Some(shorter) = words().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    rest.is_empty() && !text.is_empty()
}

/// Whether a text is a target in words wherever it stands, and never a name: 有效保障, 无负面影响.
pub(super) fn is_phrase(text: &str) -> bool {
    const SURE: [&str; 4] = ["健全", "可控", "优化", "到位"];
    /// How names end, unless nothing of the kind is to be.
    const NOUNS: [&str; 9] = ["影响", "标准", "计划", "事故", "执行", "控制", "发生", "推进", "建立"];
    let mut told = lexicon::TARGET_WORDS.iter().filter(|word| word.chars().count() > 1).chain(&SURE);
    let none = text.starts_with(['无', '零', '未']);
    let name = !none && NOUNS.iter().any(|noun| text.ends_with(noun));
    is_all_words(text) && !name && (none || told.any(|word| text.contains(word)))
}

fn is_closed(text: &str) -> bool {
    text.ends_with(['。', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(texts: &[&str]) -> (Vec<usize>, bool) {
        let widest = texts.iter().map(|text| atoms::width(text)).max().unwrap_or_default();
        let part = |text: &&str| Part { text: (*text).to_owned(), is_full: atoms::width(text) + 2 >= widest };
        order(&texts.iter().map(part).collect::<Vec<_>>())
    }

    #[test]
    fn boxes_stand_as_sentences_go() {
        assert_eq!(of(&["(街道),惠及群众,全面提", "为改善县基础条件,个乡镇", "升水平。"]), (vec![1, 0, 2], true));
        assert_eq!(of(&["为改善县基础条件,个乡镇", "水平。"]), (vec![0, 1], false));
        assert_eq!(of(&["2.严格管理;", "1.完成前期准备;", "3.建立机制。"]), (vec![1, 0, 2], true));
    }

    #[test]
    fn words_of_targets_are_told_from_names() {
        assert!(is_all_words("有效提升"));
        assert!(!is_all_words("环境改善程度"));
        assert!(is_phrase("无负面影响") && is_phrase("有效保障") && is_phrase("健全"));
        assert!(!is_phrase("可持续影响") && !is_phrase("执行标准"));
    }
}
