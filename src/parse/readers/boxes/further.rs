//! Forms with more columns than targets and weights: what was reached and its scores, or the targets of another period.
//!
//! The cells of two columns that hold the same kind of value stand in turns, a part of one behind a part of the other. They
//! are told apart before anything is counted, and taken out with the money above them: what is left is a form of one column
//! of targets and one of weights, and is read as such. Where they cannot be told apart the page is lost.

use super::atoms::{self, Atom, What};
use super::further_cells::{self as cells, Kind};
use super::goals;
use crate::lexicon::{self, Column, Field};
use crate::parse::readers::pieces::Pieces;
use crate::parse::readers::rows::level_from_text;
use crate::parse::sheet::Run;
use std::collections::BTreeMap;

/// What stands in the further columns, by where the target or the weight of its row begins.
#[derive(Debug, Default)]
pub(super) struct Further {
    pub(super) second: BTreeMap<usize, Vec<Run>>,
    pub(super) scores: BTreeMap<usize, Vec<Run>>,
    /// Targets that may be those of the other column.
    pub(super) unsure: Vec<Run>,
    /// What no column of a form has.
    pub(super) strays: Vec<Run>,
    /// Heads and dashes of what is not read.
    pub(super) passed: Vec<Run>,
    /// Where goals begin that stand beside what was reached.
    pub(super) goals: Vec<Run>,
    /// Pages whose columns cannot be told apart.
    pub(super) lost: Vec<usize>,
}

/// What a second column of values holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Second {
    /// What was reached.
    Reached,
    /// The targets of a longer period.
    Period,
}

/// Which columns a text has beside names and targets.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Columns {
    pub(super) second: Option<Second>,
    pub(super) weights: bool,
    pub(super) scores: bool,
}

/// What is done with an atom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Keep,
    Stray,
    Passed,
    /// A cell of a column of values or numbers.
    Cell,
    /// One that is read with its target or its weight.
    Told,
    /// The total of a form.
    Total,
}

/// Which columns a text has.
pub(super) fn columns(pieces: &Pieces<'_>, atoms: &[Atom]) -> Columns {
    let mut columns = Columns::default();
    for page in atoms.chunk_by(|one, two| one.page == two.page) {
        for (atom, below) in page.iter().zip(below(pieces, page, false)) {
            match atom.what {
                What::Head(column) if below && is_second(pieces, atom, column) => {
                    columns.second = Some(if column == Column::Actual { Second::Reached } else { Second::Period });
                }
                What::Head(Column::Score) if below => columns.scores = true,
                What::Head(Column::Weight) if below => columns.weights = true,
                _ => {}
            }
        }
    }
    columns
}

/// Whether a head is that of a second column of values: 实际完成值, 实施周期目标值, but not 备注.
fn is_second(pieces: &Pieces<'_>, atom: &Atom, column: Column) -> bool {
    let is_value = || pieces.sheet.folded(atom.run.clone()).ends_with('值');
    matches!(column, Column::Actual) || (column == Column::Other && is_value())
}

/// Whether each atom of a page stands among the indicators of a form, and not above them.
fn below(pieces: &Pieces<'_>, page: &[Atom], goes_on: bool) -> Vec<bool> {
    let mut below = goes_on;
    let step = |atom: &Atom| {
        below = match atom.what {
            What::Head(Column::Level1 | Column::Level2 | Column::Name | Column::Target) => true,
            What::Above if pieces.title(pieces.piece_from(atom.run.start)).is_some() => false,
            What::Text if is_money_head(&pieces.sheet.folded(atom.run.clone())) => false,
            What::Label(Field::Project | Field::Department | Field::Unit | Field::Money(_)) => false,
            _ => below,
        };
        below
    };
    page.iter().map(step).collect()
}

/// Takes the further columns out of a text.
pub(super) fn take(pieces: &Pieces<'_>, all: &[Atom], columns: Columns) -> (Vec<Atom>, Further) {
    let mut taker = Taker { pieces, columns, further: Further::default(), goes_on: false };
    let mut kept = Vec::with_capacity(all.len());
    let mut open = false;
    for page in all.chunk_by(|one, two| one.page == two.page) {
        taker.goes_on = open && begins_inside(page);
        let below = below(pieces, page, taker.goes_on);
        open = below.last().copied().unwrap_or(open);
        kept.extend(taker.page(page, &below));
    }
    (kept, taker.further)
}

/// Whether the labels of several projects stand before the rows of the first: nobody knows whose the values are.
fn are_labels_together(page: &[Atom]) -> bool {
    let mut waits = false;
    page.iter().any(|atom| match atom.what {
        What::Label(Field::Project) => std::mem::replace(&mut waits, true),
        What::Head(Column::Name) => {
            waits = false;
            false
        }
        _ => false,
    })
}

/// Whether a page begins with rows.
fn begins_inside(page: &[Atom]) -> bool {
    let mut told = page.iter().filter_map(|atom| match atom.what {
        What::Label(Field::Heading) | What::Head(Column::Other) => None,
        What::Level(_) => Some(true),
        What::Label(_) | What::Head(_) | What::Above => Some(false),
        _ => None,
    });
    told.next() == Some(true)
}

struct Taker<'t> {
    pieces: &'t Pieces<'t>,
    columns: Columns,
    further: Further,
    /// Whether the page begins with rows.
    goes_on: bool,
}

impl Taker<'_> {
    fn text(&self, atom: &Atom) -> String {
        self.pieces.sheet.folded(atom.run.clone())
    }

    fn page(&mut self, page: &[Atom], below: &[bool]) -> Vec<Atom> {
        /// No page has more; keeps the work linear.
        const MOST: usize = 1_500;
        let number = page.first().map_or(0, |atom| atom.page);
        if page.len() > MOST || are_labels_together(page) {
            self.further.lost.push(number);
            return page.to_vec();
        }
        let (page, below) = self.joined(page, below);
        let (page, below) = (page.as_slice(), below.as_slice());
        let texts: Vec<String> = page.iter().map(|atom| self.text(atom)).collect();
        let mut roles = self.roles(page, &texts, below);
        let mut atoms = page.to_vec();
        for (atom, text) in atoms.iter_mut().zip(&texts).filter(|(atom, _)| atom.what == What::Text) {
            // A label whose points are torn from it: 效益指标(20.
            let begun = text.split_once('(').filter(|(_, rest)| rest.chars().all(|ch| ch.is_ascii_digit()));
            if let Some(level) = begun.and_then(|(label, _)| level_from_text(label)) {
                atom.what = What::Level(level);
            }
        }
        let goals = goals::find(page, &texts, below);
        match self.tell(&mut atoms, &texts, &mut roles) {
            Some(rows) => end_reasons(page, below, &texts, &mut roles, rows),
            None => self.further.lost.push(number),
        }
        self.further.goals.extend(goals.doubtful.iter().cloned());
        let mut kept: Vec<Atom> = Vec::with_capacity(atoms.len());
        for (at, (atom, role)) in atoms.into_iter().zip(roles).enumerate() {
            if let Some(own) = goals.at.get(&at) {
                kept.extend(own.iter().filter_map(|at| page.get(*at)).cloned());
            }
            if goals.taken.contains(&at) {
                continue;
            }
            let runs = || std::iter::once(atom.run.clone()).chain(atom.rest.clone());
            match role {
                _ if goals.passed.contains(&at) => self.further.passed.extend(runs()),
                _ if goals.strays.contains(&at) => self.further.strays.extend(runs()),
                Role::Keep => kept.push(atom),
                Role::Stray | Role::Cell => self.further.strays.extend(runs()),
                Role::Told => {}
                Role::Passed | Role::Total => self.further.passed.extend(runs()),
            }
        }
        kept
    }

    /// A page whose cells are whole that stand on several lines of a box.
    fn joined(&self, page: &[Atom], below: &[bool]) -> (Vec<Atom>, Vec<bool>) {
        let mut joined: Vec<Atom> = Vec::with_capacity(page.len());
        let mut zones: Vec<bool> = Vec::with_capacity(page.len());
        for (atom, below) in page.iter().zip(below) {
            let last = joined.last_mut().filter(|last| {
                let same = last.run.end == atom.run.start && last.rest.is_none();
                let what = |atom: &Atom| matches!(atom.what, What::Text | What::Number);
                *below && same && what(last) && what(atom)
            });
            let boxed = last.as_ref().is_some_and(|last| last.boxed == atom.boxed);
            let whole = last.as_ref().map(|last| self.pieces.sheet.folded(last.run.start..atom.run.end));
            let parts = last.as_ref().map(|last| [self.text(last), self.text(atom)]);
            match (last, whole.zip(parts)) {
                (Some(last), Some((whole, [one, two]))) if !is_dash(&two) && cells::is_one(&whole, &one, &two, boxed) => {
                    last.run.end = atom.run.end;
                    last.what = What::Text;
                }
                _ => {
                    joined.push(atom.clone());
                    zones.push(*below);
                }
            }
        }
        self.put_rests(&mut joined, &mut zones);
        (joined, zones)
    }

    /// Puts the last characters of dates behind them that narrow columns have torn: 2023年12月31日 and 前.
    fn put_rests(&self, page: &mut Vec<Atom>, zones: &mut Vec<bool>) {
        const RESTS: &[&str] = &["前", "底前", "月底前", "以前", "之前"];
        const NEAR: usize = 4;
        let texts: Vec<String> = page.iter().map(|atom| self.text(atom)).collect();
        let mut taken = vec![false; page.len()];
        for at in 0..page.len() {
            let rest = page.get(at).filter(|atom| atom.what == What::Text).map(|atom| atom.run.clone());
            let Some(rest) = rest.filter(|_| texts.get(at).is_some_and(|text| RESTS.contains(&text.as_str()))) else {
                continue;
            };
            let lacks = |at: &usize| {
                let open = page.get(*at).is_some_and(|atom| atom.what == What::Text && atom.rest.is_none());
                open && texts.get(*at).is_some_and(|text| text.starts_with("20") && text.ends_with(['年', '月', '日']))
            };
            let mut before = (at.saturating_sub(NEAR)..at).filter(lacks);
            if let (Some(own), None) = (before.next(), before.next())
                && let (Some(atom), Some(taken)) = (page.get_mut(own), taken.get_mut(at))
            {
                atom.rest = Some(rest);
                *taken = true;
            }
        }
        let mut of_atoms = taken.iter();
        page.retain(|_| of_atoms.next() != Some(&true));
        let mut of_zones = taken.iter();
        zones.retain(|_| of_zones.next() != Some(&true));
    }

    /// What is done with each atom of a page by itself.
    fn roles(&self, page: &[Atom], texts: &[String], below: &[bool]) -> Vec<Role> {
        let mut roles: Vec<Role> = Vec::with_capacity(page.len());
        // Whether the reason why something was not reached goes on.
        let mut reason = false;
        let what = |at: usize| page.get(at).map(|atom| atom.what);
        let dash = |at: usize| texts.get(at).is_some_and(|text| is_dash(text));
        let mut noted = false;
        // Between a dash and another one, or a score, stands a reason.
        let nothing = |at: usize| dash(at) || texts.get(at).is_some_and(|text| text == "无");
        let stands_among_reasons = |at: usize, last: Option<&Role>| {
            let Some(before) = at.checked_sub(1) else { return false };
            let reason = last == Some(&Role::Stray) && texts.get(before).is_some_and(|text| cells::is_reason(text));
            let number = |at: usize| what(at) == Some(What::Number);
            let long = texts.get(at).is_some_and(|text| text.chars().count() > 4);
            long && (nothing(before) || nothing(at + 1))
                && (reason || nothing(before) || number(before))
                && (nothing(at + 1) || number(at + 1))
        };
        for (at, ((atom, text), below)) in page.iter().zip(texts).zip(below).enumerate() {
            let goes_on = std::mem::take(&mut reason);
            let was_noted = std::mem::take(&mut noted);
            let is_dash = is_dash(text);
            // The score of the money stands before dashes.
            let paid = what(at + 1) == Some(What::Number) && dash(at + 2);
            let is_paid = at > 0 && matches!(what(at - 1), Some(What::Head(Column::Score | Column::Weight))) && dash(at + 1);
            let role = match atom.what {
                What::Head(Column::Deviation) => Role::Passed,
                What::Head(Column::Score | Column::Weight) if paid => Role::Passed,
                What::Number if is_paid => Role::Stray,
                What::Head(Column::Other) if !is_second(self.pieces, atom, Column::Other) => {
                    noted = true;
                    Role::Passed
                }
                What::Text if was_noted && (text == "无" || !cells::is_surely(text)) => Role::Stray,
                What::Text if *below && (is_points(text) || (is_head_begun(text) && !cells::is_surely(text))) => Role::Passed,
                What::Text if at > 0 && matches!(what(at - 1), Some(What::Label(Field::Other | Field::Year))) => Role::Keep,
                What::Head(Column::Score | Column::Weight | Column::Actual) if !below => Role::Passed,
                What::Head(Column::Score) if self.columns.scores => Role::Keep,
                What::Head(column @ (Column::Actual | Column::Other)) => {
                    if is_second(self.pieces, atom, column) { Role::Keep } else { Role::Passed }
                }
                What::Number if *below => Role::Cell,
                What::Number => Role::Stray,
                What::Text if is_dash => Role::Passed,
                What::Text if is_money_head(text) => Role::Passed,
                What::Text if !below && is_money_rest(text) => Role::Passed,
                What::Text if !below && text.ends_with('%') && atoms::is_value(text) => Role::Stray,
                What::Text if *below && lexicon::SUM_ROWS.contains(&text.as_str()) => Role::Total,
                What::Text if is_signature(text) || (*below && is_note(text)) => Role::Stray,
                What::Text if matches!(text.as_str(), "(元)" | "(万元)") || MANAGED.contains(&text.as_str()) => {
                    Role::Passed
                }
                // Money is not read here.
                What::Label(Field::Money(_)) => Role::Stray,
                What::Text if *below && cells::is_cell(texts, page, at) => Role::Cell,
                What::Text if *below && (goes_on || cells::is_reason(text) || stands_among_reasons(at, roles.last())) => {
                    reason = !text.ends_with(['。', ';']);
                    reason &= page.get(at + 1).is_some_and(|next| next.boxed == atom.boxed) || text.ends_with(',');
                    Role::Stray
                }
                _ => Role::Keep,
            };
            roles.push(role);
        }
        roles
    }

    /// Tells the cells of a page apart, and which are targets and weights. How many rows there are, where that can be told.
    fn tell(&mut self, atoms: &mut [Atom], texts: &[String], roles: &mut [Role]) -> Option<usize> {
        let totals = roles.iter().filter(|role| **role == Role::Total).count();
        let places: Vec<usize> = (0..roles.len()).filter(|at| roles.get(*at) == Some(&Role::Cell)).collect();
        if places.is_empty() {
            return Some(0);
        }
        let list: Vec<cells::Cell<'_>> = places
            .iter()
            .filter_map(|at| {
                let before = at.checked_sub(1).and_then(|at| atoms.get(at));
                let head = before.and_then(|before| match before.what {
                    What::Head(column) => Some(column),
                    _ => None,
                });
                let adjoins = at.checked_sub(1).and_then(|at| roles.get(at)) == Some(&Role::Cell);
                let is_number = atoms.get(*at)?.what == What::Number;
                Some(cells::Cell { at: *at, text: texts.get(*at)?, is_number, head, adjoins })
            })
            .collect();
        let number = atoms.first().map_or(0, |atom| atom.page + 1);
        let heads = atoms.iter().filter(|atom| atom.what == What::Head(Column::Name)).count();
        let forms = (heads + usize::from(self.goes_on)).max(1);
        // Nothing stands above the heads of the only form of a page.
        let mut heads_of = (0..atoms.len()).filter(|at| atoms.get(*at).is_some_and(|atom| atom.what == What::Head(Column::Target)));
        let head = heads_of.next().filter(|_| heads_of.next().is_none() && !self.goes_on);
        let told = cells::tell(&list, self.columns, (totals, forms), number);
        let told = told.filter(|told| told.targets.iter().all(|(at, _)| head.is_none_or(|head| *at > head)));
        let Some(told) = told else {
            if std::env::var_os("JXD").is_some() {
                eprintln!("FAIL page {number} cells {} totals {totals} values {} :", list.len(), list.iter().filter(|c| !c.is_number).count());
                let mut last = 0;
                for c in &list { if c.at != last + 1 { eprint!(" //{:?} ", c.head); } last = c.at; eprint!("{} ", c.text); }
                eprintln!();
            }
            return None;
        };
        let run = |at: usize| atoms.get(at).map(|atom| atom.run.clone());
        let runs = |at: usize| atoms.get(at).map(|atom| std::iter::once(atom.run.clone()).chain(atom.rest.clone()).collect());
        // What may be another row's is read of neither.
        let sure = told.targets.iter().filter(|(target, _)| !told.unsure.contains(target));
        for (target, second) in sure {
            if let (Some(start), Some(second)) = (run(*target).map(|run| run.start), second.and_then(runs)) {
                self.further.second.insert(start, second);
            }
        }
        for (weight, score) in &told.weights {
            if let (Some(start), Some(score)) = (run(*weight).map(|run| run.start), score.and_then(runs)) {
                self.further.scores.insert(start, score);
            }
        }
        self.further.unsure.extend(told.unsure.iter().filter_map(|at| run(*at)));
        for (at, kind) in told.kinds() {
            let (Some(atom), Some(role)) = (atoms.get_mut(at), roles.get_mut(at)) else { continue };
            *role = match kind {
                Kind::Target => {
                    atom.what = What::Target;
                    Role::Keep
                }
                Kind::Weight => {
                    atom.what = What::Weight;
                    Role::Keep
                }
                Kind::Second if told.is_doubtful(at) => Role::Stray,
                Kind::Second | Kind::Score => Role::Told,
                Kind::Total => Role::Total,
            };
        }
        Some(told.targets.len())
    }
}

/// Takes the further lines of reasons from the names where there are as many names as rows without them.
fn end_reasons(page: &[Atom], below: &[bool], texts: &[String], roles: &mut [Role], rows: usize) {
    let is_name = |at: &usize| {
        let text = page.get(*at).is_some_and(|atom| atom.what == What::Text) && below.get(*at) == Some(&true);
        text && roles.get(*at) == Some(&Role::Keep)
    };
    let names: Vec<usize> = (0..page.len()).filter(is_name).collect();
    let mut last: Option<usize> = None;
    let mut ends: Vec<usize> = Vec::new();
    for (at, role) in roles.iter().enumerate() {
        let is_reason = *role == Role::Stray && texts.get(at).is_some_and(|text| cells::is_reason(text));
        let goes_on = last.is_some_and(|last| last + 1 == at) && names.binary_search(&at).is_ok();
        ends.extend(Some(at).filter(|_| goes_on));
        last = Some(at).filter(|_| is_reason || goes_on).or(last);
    }
    if names.len() > rows && names.len() - ends.len() == rows {
        for at in ends {
            roles.get_mut(at).into_iter().for_each(|role| *role = Role::Stray);
        }
    }
}

/// What transfers are asked beside their money.
const MANAGED: &[&str] = &[
    "资金管理情况",
    "情况说明",
    "存在问题和改进措施",
    "分配科学性",
    "下达及时性",
    "拨付合规性",
    "使用规范性",
    "执行准确性",
    "预算绩效管理情况",
    "支出责任履行情况",
];

/// Whether a text is what forms print for nothing.
fn is_dash(text: &str) -> bool {
    matches!(text, "/" | "-" | "—" | "--" | "——")
}

/// Whether a text is the head of a column of money: 全年预算数(A).
fn is_money_head(text: &str) -> bool {
    const SHORTEST: usize = 3;
    let known = |(head, _): &(&str, _)| text.starts_with(head) && head.chars().count() >= SHORTEST;
    !text.contains([',', '。']) && lexicon::MONEY_COLUMNS.iter().any(|own| known(own))
}

/// Whether a text is the end of a label with its points: 10分) behind 满意度指标(.
fn is_points(text: &str) -> bool {
    let points = text.strip_suffix("分)").map(|points| points.trim_start_matches('('));
    points.is_some_and(|points| points.chars().all(|ch| ch.is_ascii_digit()))
}

/// Whether a text is the end of such a head: (B/A).
fn is_money_rest(text: &str) -> bool {
    text.ends_with(')') && lexicon::MONEY_COLUMNS.iter().any(|(head, _)| head.ends_with(text))
}

/// Whether a text is no more than the beginning of a head of what was reached: 全年实际.
fn is_head_begun(text: &str) -> bool {
    const SHORTEST: usize = 2;
    let heads = lexicon::INDICATOR_COLUMNS.iter().chain(lexicon::OTHER_INDICATOR_COLUMNS);
    let mut further = heads.filter(|(_, column)| matches!(column, Column::Actual | Column::Deviation));
    text.chars().count() > SHORTEST && further.any(|(head, _)| head.starts_with(text) && *head != text)
}

/// Whether a text begins a note or a signature below the rows.
fn is_note(text: &str) -> bool {
    lexicon::NOTES.iter().any(|note| text.starts_with(note))
}

/// Whether a text says who signs a form, and when.
fn is_signature(text: &str) -> bool {
    lexicon::SIGNATURES.iter().any(|label| text.contains(label)) && text.contains(':')
}
