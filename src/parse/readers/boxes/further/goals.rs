//! The goal of a form beside what was reached of it, or beside the goal of a longer period.
//!
//! Both stand side by side, and a tool gives their heads in any order. Where there are two texts, the left one stands first,
//! and forms have the goal left of what was reached, and the longer period left of the year. Where there are more, nobody
//! knows which line is whose, and none is read.

use super::cells::is_result;
use crate::lexicon::{self, Column, Field};
use crate::parse::readers::boxes::atoms::{self, Atom, What};
use crate::parse::sheet::Run;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What is done with the goals of a page.
#[derive(Debug, Default)]
pub(super) struct Goals {
    /// What stands before an atom: a label with its text.
    pub(super) at: BTreeMap<usize, Vec<usize>>,
    pub(super) taken: BTreeSet<usize>,
    pub(super) passed: BTreeSet<usize>,
    pub(super) strays: BTreeSet<usize>,
    pub(super) doubtful: Vec<Run>,
}

/// Finds the goals of a page.
pub(super) fn find(page: &[Atom], texts: &[String], below: &[bool]) -> Goals {
    let mut goals = Goals::default();
    let is_start = |at: &usize| page.get(*at).is_some_and(|atom| atom.what == What::Label(Field::Project));
    let starts: Vec<usize> = (1..page.len()).filter(is_start).collect();
    // Columns may put labels of the only form of a page before its first one.
    let starts = if starts.len() > 1 { starts } else { Vec::new() };
    let mut from = 0;
    for until in starts.into_iter().chain([page.len()]) {
        goals.of_form(page, texts, below, from..until);
        from = until;
    }
    goals
}

impl Goals {
    fn of_form(&mut self, page: &[Atom], texts: &[String], below: &[bool], form: Range<usize>) {
        let text = |at: usize| texts.get(at).map(String::as_str).unwrap_or_default();
        let what = |at: usize| page.get(at).map(|atom| atom.what);
        let is_below = |at: usize| below.get(at).copied().unwrap_or(false);
        let labels: Vec<usize> = form.clone().filter(|at| what(*at) == Some(What::Label(Field::Objective))).collect();
        let other = |at: &usize| match what(*at) {
            Some(What::Label(Field::OtherObjective)) => true,
            Some(What::Head(Column::Actual)) => !is_below(*at),
            _ => false,
        };
        let others: Vec<usize> = form.clone().filter(other).collect();
        let cells = form.clone().find(|at| is_below(*at) && atoms::is_value(text(*at))).unwrap_or(form.end);
        let boxes = boxes(page, texts, form.start..cells);
        self.passed.extend(labels.iter().chain(&others).copied());
        self.strays.extend(boxes.iter().cloned().flatten());
        let reached = others.iter().any(|at| what(*at) != Some(What::Label(Field::OtherObjective)))
            || others.iter().any(|at| text(*at).contains("完成") || text(*at).contains("情况"));
        let own = match boxes.as_slice() {
            [one, two] if ends(texts, one) || begins(text(two.start)) => match () {
                () if reached => one,
                // The year may stand left of the period.
                () if others.first() < labels.last() => two,
                () => return,
            },
            _ => return,
        };
        // 绩效目标 alone is the heading of both.
        let label = labels.iter().find(|at| text(**at) != "绩效目标");
        let Some(label) = label.filter(|_| !others.is_empty()) else { return };
        let Some(at) = labels.iter().copied().chain(boxes.iter().map(|own| own.start)).max() else { return };
        for place in own.clone().chain([*label]) {
            self.strays.remove(&place);
            self.passed.remove(&place);
            self.taken.insert(place);
        }
        self.doubtful.extend(page.get(own.start).map(|atom| atom.run.clone()));
        self.at.insert(at, std::iter::once(*label).chain(own.clone()).collect());
    }
}

/// The boxes of sentences, and what beside one says that all was reached.
fn boxes(page: &[Atom], texts: &[String], among: Range<usize>) -> Vec<Range<usize>> {
    let mut boxes: Vec<Range<usize>> = Vec::new();
    let mut at = among.start;
    while at < among.end {
        let Some(first) = page.get(at) else { break };
        let same = |other: &usize| {
            page.get(*other).is_some_and(|other| other.what == What::Text && other.boxed == first.boxed)
        };
        let end = (at..among.end).take_while(same).last().map_or(at + 1, |last| last + 1);
        let text: String = texts.get(at..end).unwrap_or_default().concat();
        let is_sentence = atoms::is_sentence(&text) || atoms::is_clause(&text);
        let beside = boxes.last().is_some_and(|last| last.end == at) && (is_result(&text) || text.contains("完成"));
        if first.what == What::Text && (is_sentence || beside) {
            boxes.push(at..end);
        }
        at = end;
    }
    boxes
}

/// Whether a text ends: with a mark, or before its last line is full.
fn ends(texts: &[String], own: &Range<usize>) -> bool {
    const SLACK: usize = 6;
    let width = |at: usize| texts.get(at).map_or(0, |text| atoms::width(text));
    let last = own.end - 1;
    let closed = texts.get(last).is_some_and(|text| text.ends_with(['。', ';', '!']));
    closed || (own.len() > 1 && width(last) + SLACK < width(own.start))
}

/// Whether a text begins as goals do, and what was reached of them.
fn begins(text: &str) -> bool {
    let known = lexicon::OBJECTIVE_BEGINNINGS.iter().any(|word| text.starts_with(word));
    known || text.starts_with('已') || is_result(text)
}
