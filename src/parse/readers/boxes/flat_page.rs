//! The columns of one page of a flat table in boxes: labels of levels, names and what else stands among them.

use super::atoms;
use super::looks::chunk;
use super::rows::is_name;
use super::tangle::begins_label;
use super::tokens::{Boxes, Token};
use crate::amount::number_from_text;
use crate::lexicon;
use crate::model::Category;
use crate::parse::readers::rows::{Level, is_operator};
use crate::parse::sheet::Run;

/// Which full lines of names go on though rows have no name yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Joins {
    /// In lines that do not look like a name of their own.
    #[default]
    Parts,
    All,
    None,
}

/// What a page has beside its names.
#[derive(Default)]
pub(super) struct Page {
    pub(super) first: Vec<(Category, Vec<Run>)>,
    pub(super) second: Vec<(Option<Category>, Vec<Run>)>,
    pub(super) names: Vec<Vec<Token>>,
    pub(super) rest: Vec<Token>,
    pub(super) strays: Vec<Token>,
    pub(super) again: Vec<Run>,
    pub(super) joins: Joins,
    pub(super) boxes: Boxes,
    /// Whether labels that may be of both levels are of level 2, though no label of level 1 waits for one.
    pub(super) seconds: bool,
    /// Whether a few names that are none may be left out.
    pub(super) lenient: bool,
    /// Whether a line of another column took the place of a row's name.
    displaced: bool,
    /// Categories whose labels of level 2 are none of level 1.
    told: Vec<Category>,
    /// Where labels of level 2 break: longer ones are none.
    pub(super) narrow: Option<usize>,
}

/// All ways to read a page: a full line of a name goes on in the next one, or the name is as wide as its column; categories
/// whose labels of level 2 are `told` may have one of level 1 that is of level 2, too: 产出指标, 成本指标. Before names are
/// left out all are tried that leave out none.
pub(super) fn ways(told: &[Category], boxes: Boxes, narrow: Option<usize>) -> Vec<Page> {
    let joins = [Joins::Parts, Joins::All, Joins::None];
    let told = [told, &[]].into_iter().take(if told.is_empty() { 1 } else { 2 });
    let kinds = told.flat_map(|told| [false, true].map(|seconds| (told, seconds)));
    let kinds: Vec<(&[Category], bool)> = kinds.collect();
    let all = [false, true].into_iter().flat_map(|lenient| kinds.iter().map(move |kind| (lenient, *kind)));
    let page = |(lenient, (told, seconds)): (bool, (&[Category], bool))| {
        joins.map(|joins| Page { joins, boxes, seconds, lenient, told: told.to_vec(), narrow, ..Page::default() })
    };
    all.flat_map(page).collect()
}

impl Page {
    pub(super) fn label(&mut self, level: Level, runs: Vec<Run>) {
        let lacks = self.first.len() > self.second.len();
        let wide = self.narrow.is_some_and(|narrow| runs.iter().map(ExactSizeIterator::len).sum::<usize>() > narrow);
        let first = |category: &Category| {
            !level.is_second() || wide || self.told.contains(category) || !(lacks || self.seconds)
        };
        match level.category().filter(first) {
            Some(category) => self.first.push((category, runs)),
            None => self.second.push((level.implied(), runs)),
        }
    }

    /// Whether each row has its labels and its name, and its labels agree.
    pub(super) fn is_counted(&self) -> bool {
        let rows = self.first.len();
        let mut implied = self.first.iter().zip(&self.second);
        let agree = implied.all(|((category, _), (implied, _))| implied.is_none_or(|implied| implied == *category));
        self.second.len() == rows && self.names.len() == rows && agree
    }

    /// Where each row begins.
    pub(super) fn starts(&self) -> Vec<usize> {
        let start = |runs: &[Run]| runs.first().map(|run| run.start);
        let labels = self.first.iter().zip(&self.second).map(|((_, first), (_, second))| (start(first), start(second)));
        let name = |name: &[Token]| name.first().map(|token| token.run.start);
        let rows = labels.zip(&self.names).map(|((first, second), own)| {
            let whole = first.into_iter().chain(name(own)).min();
            whole.or(second).unwrap_or_default()
        });
        rows.collect()
    }

    /// Gives names back that stand on each other's rows: only those who are satisfied are asked for it.
    pub(super) fn exchange(&mut self) {
        let satisfied = |name: Option<&Vec<Token>>| {
            let text: String = name.into_iter().flatten().map(|token| token.text.as_str()).collect();
            text.contains("满意")
        };
        for at in 1..self.names.len() {
            let asked = |at: usize| self.first.get(at).is_some_and(|(category, _)| *category == Category::Satisfaction);
            let (one, two) = (satisfied(self.names.get(at - 1)), satisfied(self.names.get(at)));
            if one != two && asked(at - 1) == two && asked(at) == one {
                self.names.swap(at - 1, at);
            }
        }
    }

    /// How wide the widest line of a name is.
    fn widest(&self) -> usize {
        self.names.iter().flatten().map(|token| token.width).max().unwrap_or_default()
    }

    /// Whether a text is the last line of a name that level labels are tangled with.
    pub(super) fn goes_on(&self, next: &Token, behind: Option<&Token>) -> bool {
        let widest = self.widest();
        let full = self.names.last().and_then(|name| name.last()).is_some_and(|last| {
            let width = last.width;
            // 数, 量
            let rest = next.text.chars().count() <= 1 && !lexicon::COUNT_UNITS.contains(&next.text.as_str());
            let open = rest || !last.text.ends_with(lexicon::NUMBER_NAMES);
            width + 2 >= widest && next.width <= width && open
        });
        let text = next.text.as_str();
        let value = is_operator(text) || number_from_text(text).is_some() || lexicon::KINDS.contains(&text);
        let plain = is_plain(next) && !value;
        // 数量 may be the rest of a name, too.
        let label = begins_label(text) && behind.is_none_or(|behind| begins_label(&format!("{text}{}", behind.text)));
        full && plain && !label
    }

    /// Whether a line goes on with a name of a project that begins with an indent and is not whole.
    pub(super) fn is_of_project(&self, token: &Token) -> bool {
        const MOST_LINES: usize = 4;
        let mut next = token;
        let mut text = String::new();
        for line in self.strays.iter().rev().take(MOST_LINES) {
            if line.run.end != next.run.start || !is_plain(next) {
                return false;
            }
            text.insert_str(0, &line.text);
            if line.indented {
                return !is_name(&text) && token.width <= line.width + 4;
            }
            next = line;
        }
        false
    }

    /// Whether a line behind level labels goes on with a name of a project that begins with an indent before them, and is no
    /// name of an indicator: the row that it stands in waits for its own, and lines of objectives are none.
    pub(super) fn is_behind_labels(&mut self, tokens: &[Token]) -> bool {
        let Some((token, behind)) = tokens.split_first() else { return false };
        const SLACK: usize = 4;
        if self.second.len() <= self.names.len() {
            self.displaced = false;
        } else if self.displaced {
            // Nor are explanations.
            if token.text.contains([':', '=', '/']) || lexicon::explains(&token.text) {
                return true;
            }
            let objective = self.objective();
            return objective > 0 && token.width + SLACK > objective;
        }
        let labels = self.second.last().and_then(|(_, runs)| runs.first()).map_or(0, |run| run.start);
        self.displaced =
            self.second.len() > self.names.len() && self.goes_on_from_mark(token, labels) && self.has_name(behind);
        self.displaced
    }

    /// The lines of a name of an indicator without those before them that go on with one of a project.
    ///
    /// `behind`: what stands behind the `labels` of its row.
    pub(super) fn without_mark(&mut self, mut name: Vec<Token>, labels: usize, behind: &[Token]) -> Vec<Token> {
        let others = self.has_name(behind);
        while others && name.first().is_some_and(|line| self.goes_on_from_mark(line, labels)) {
            self.strays.push(name.remove(0));
        }
        name
    }

    /// Whether a line that may be the name of a row stands before its operator and the labels of the next one.
    fn has_name(&self, tokens: &[Token]) -> bool {
        const MOST_LINES: usize = 12;
        const SHORTEST: usize = 3;
        let objective = self.objective();
        let own = tokens.iter().take(MOST_LINES).take_while(|token| !is_operator(&token.text));
        let mut own = own.skip_while(|token| begins_label(&token.text)).take_while(|token| !begins_label(&token.text));
        own.any(|token| {
            let text = token.text.as_str();
            let explains = text.contains([':', '=', '/']) || lexicon::explains(text);
            let plain = is_plain(token) && !explains && number_from_text(text).is_none();
            plain && text.chars().count() >= SHORTEST && (objective == 0 || token.width + 4 <= objective)
        })
    }

    /// How wide the widest line of an objective is.
    fn objective(&self) -> usize {
        let of_objective = |line: &&Token| line.text.contains([',', '。', ';']);
        self.strays.iter().filter(of_objective).map(|line| line.width).max().unwrap_or_default()
    }

    /// Whether a line goes on with a name of a project that begins with an indent, stands before the `labels` of a row and
    /// behind the name of the row above.
    fn goes_on_from_mark(&self, token: &Token, labels: usize) -> bool {
        const MOST_LINES: usize = 8;
        const SLACK: usize = 4;
        let row = self.names.last().and_then(|name| name.first()).map_or(0, |first| first.run.start);
        let lines = self.strays.iter().rev().take(MOST_LINES);
        let own = lines.take_while(|line| line.run.start > row && line.run.start < labels);
        let mut lines: Vec<&Token> = own.collect();
        let Some(first) = lines.iter().position(|line| line.indented) else { return false };
        lines.truncate(first + 1);
        let Some(mark) = lines.pop() else { return false };
        let mut name = mark.text.clone();
        let mut last = mark;
        for line in lines.into_iter().rev() {
            if !is_name(&name) && is_plain(line) && line.width <= mark.width + SLACK && full(last, line, mark) {
                name.push_str(&line.text);
                last = line;
            }
        }
        let bracket = token.text.starts_with('(') && token.text.ends_with(')');
        let goes_on = if is_name(&name) { bracket } else { is_name(&format!("{name}{}", token.text)) };
        let fits = is_plain(token) && !is_end(&token.text) && token.width <= mark.width + SLACK;
        goes_on && fits && full(last, token, mark)
    }

    /// Whether a full line of a name goes on in the next one.
    pub(super) fn is_full(&self, token: &Token, next: &Token) -> bool {
        let widest = self.widest();
        token.width + chunk(&next.text) > widest
    }

    /// Which names may lack a line: where full lines do not go on, those of one, if a line that ends as names do is left on the page.
    pub(super) fn torn(&self) -> Vec<bool> {
        const PERCENT: &str = "(%)";
        const SHORT: usize = 2;
        /// So few may be names without such an end.
        const MANY: usize = 2;
        let width = |token: &Token| token.width;
        let widest = self.widest();
        let ends = |token: &&Token| {
            let unit = lexicon::COUNT_UNITS.contains(&token.text.as_str());
            is_plain(token) && is_end(&token.text) && !unit && width(token) <= widest
        };
        let short = |token: &&Token| token.text.chars().count() <= SHORT;
        let left =
            self.strays.iter().any(|token| ends(&token)) || self.rest.iter().filter(short).any(|token| ends(&token));
        let is_full =
            |name: &Vec<Token>| name.last().is_some_and(|last| width(last) + 2 >= widest && !is_end(&last.text));
        let many = self.names.iter().filter(|name| is_full(name)).count() > MANY;
        // The beginning of a label is no name, but 服务对象满意度 is.
        let label = |name: &Vec<Token>| {
            let text: String = name.iter().map(|token| token.text.as_str()).collect();
            begins_label(&text) && !text.ends_with('度')
        };
        // The unit of a rate may stand on a line of its own, apart from its name.
        let percent = self.strays.iter().any(|token| token.text == PERCENT);
        let is_cut = |name: &Vec<Token>| {
            let last = name.last().filter(|last| last.text.ends_with(['率', '度', '例']));
            percent && last.is_some_and(|last| width(last) + PERCENT.len() > widest)
        };
        self.names
            .iter()
            .map(|name| label(name) || is_cut(name) || (left && (many || self.joins == Joins::None) && is_full(name)))
            .collect()
    }

    /// A name that stands before the labels of its row, or the next line of one.
    pub(super) fn ahead(&mut self, token: &Token) {
        let last = self.names.last().and_then(|name| name.last());
        let goes_on = last.is_some_and(|last| last.run.end == token.run.start && self.is_full(last, token));
        match self.names.last_mut().filter(|_| goes_on && self.joins != Joins::None) {
            Some(name) => name.push(token.clone()),
            None => self.names.push(vec![token.clone()]),
        }
    }

    /// A text that stands behind level labels: the name of a row that has none yet, or the rest of the last one.
    pub(super) fn text(&mut self, token: &Token) {
        const WIDEST: usize = 30;
        const ROOM: usize = 6;
        // A bracket or two characters below a name are no name; a unit may stand below a whole one.
        let unit = lexicon::COUNT_UNITS.contains(&token.text.as_str());
        let own = self.names.last().and_then(|name| name.last());
        let whole = own.is_some_and(|last| is_end(&last.text));
        let scrap = (token.text.starts_with('(') || token.width <= 4) && !(unit && whole);
        let goes_on = scrap && own.is_some_and(|last| last.boxed == token.boxed && last.run.end == token.run.start);
        // Below a whole name in another box stands the rest of a project's name.
        let apart = own.is_some_and(|last| last.boxed != token.boxed);
        let ends = lexicon::PROJECT_ENDINGS.contains(&token.text.as_str()) || token.text.starts_with('(');
        if whole && apart && ends && !self.strays.is_empty() && self.second.len() == self.names.len() {
            self.strays.push(token.clone());
            return;
        }
        let widest = self.widest();
        let whole = whole || (apart && self.boxes == Boxes::Cells);
        let formula = self.boxes == Boxes::Cells
            && self.names.last().is_some_and(|name| name.iter().any(|line| line.text.contains('=')));
        if formula && !apart && own.is_some_and(|last| last.run.end == token.run.start) {
            self.names.last_mut().into_iter().for_each(|name| name.push(token.clone()));
            return;
        }
        let wrapped = own.is_some_and(|last| {
            let full = last.width + chunk(&token.text) > widest;
            let width = token.width;
            let other = self.joins == Joins::Parts && is_end(&token.text) && width * 2 > widest;
            self.joins != Joins::None && full && !whole && !other && last.run.end == token.run.start && width <= widest
        });
        if wrapped && is_plain(token) {
            self.names.last_mut().into_iter().for_each(|name| name.push(token.clone()));
            return;
        }
        let lacking = self.second.len() > self.names.len() && !goes_on;
        // Whole cells of wide columns are wider, but narrower than objectives.
        let wide = self.boxes == Boxes::Cells && token.width + ROOM <= self.objective();
        let plain = is_plain(token) && (token.width <= WIDEST || wide);
        if lacking && plain {
            self.names.push(vec![token.clone()]);
            return;
        }
        // The name of a project may wait for its next line.
        let closed = self.strays.last().is_none_or(|last| last.text.ends_with(['。', ';']) || is_name(&last.text));
        let goes_on = self.names.last_mut().filter(|name| {
            let text: String = name.iter().map(|token| token.text.as_str()).collect();
            let open = atoms::open_brackets(&text) > 0;
            name.last().is_some_and(|last| {
                let full = last.width + 2 >= widest && token.width < widest;
                last.run.end == token.run.start && (open || scrap || (full && (last.boxed == token.boxed || closed)))
            })
        });
        match goes_on.filter(|_| plain) {
            Some(name) => name.push(token.clone()),
            None => self.strays.push(token.clone()),
        }
    }
}

/// Whether a line of a name of a project has no room for what the next one begins with.
fn full(line: &Token, next: &Token, mark: &Token) -> bool {
    line.width + chunk(&next.text) + 1 > mark.width
}

/// Whether a line has nothing in it that names of indicators do not have.
pub(super) fn is_plain(token: &Token) -> bool {
    let text = token.text.trim_start_matches("目标").trim_start_matches(|ch: char| ch.is_ascii_digit());
    let item = text.len() < token.text.len() && text.starts_with(['.', '、', ':']);
    !item && !token.indented && !text.contains(['。', ';', ','])
}

/// How sentences begin and names of indicators do not.
const SENTENCES: &[&str] = &["一是", "二是", "三是", "通过", "根据", "按照"];

/// Whether a text may be the whole name of an indicator.
pub(super) fn is_whole(name: &str) -> bool {
    const SHORTEST: usize = 3;
    let quotes = |mark: char| name.matches(mark).count();
    let closed = atoms::open_brackets(name) == 0 && quotes('“') == quotes('”');
    let plain = match name.split_once('=') {
        Some((stem, formula)) => !stem.contains('/') && is_formula(stem, formula),
        None => !name.contains('/') || is_choice(name),
    };
    // 数量, 经济成本, but 服务对象满意度 is a name, too.
    let label = |(label, _): &(&str, _)| !name.ends_with('度') && label.strip_suffix("指标") == Some(name);
    closed
        && plain
        && !lexicon::LEVEL_2.iter().any(label)
        && !name.contains(['。', ';', '·'])
        && !name.starts_with('(')
        && !name.ends_with("专项资金")
        && name.chars().count() >= SHORTEST
        && !SENTENCES.iter().any(|word| name.starts_with(word))
        && !lexicon::explains(name)
}

/// Whether a name says how its rate is counted: 合格率=实际合格数/计划数*100%.
fn is_formula(stem: &str, formula: &str) -> bool {
    is_end(stem) && formula.ends_with("100%") && !formula.contains(['=', ','])
}

/// Whether a name has two words for one thing: 购买/租赁设备数量.
fn is_choice(name: &str) -> bool {
    const SHORTEST: usize = 6;
    let quotient = || name.split('/').rev().skip(1).any(is_end);
    name.chars().count() >= SHORTEST && is_end(name) && !quotient()
}

/// Whether a line ends as names of indicators often do.
pub(super) fn is_end(text: &str) -> bool {
    text.ends_with(lexicon::NUMBER_NAMES) || text.ends_with(['性', '限'])
}
