//! [`Checking`]: the rules over a table, in steps of about the same length.

use super::case::{Case, Facts};
use super::{Check, Findings, Profile, RULES, Reason, Rule, Subject, settle};
use crate::model::{Layout, Table};

/// The work of all rules on one table: first what they share, then those that look at every project by itself, a few
/// projects at a time, then those that look at the whole table.
#[derive(Debug, Default)]
pub(crate) struct Checking {
    facts: Option<Facts>,
    of_projects: Vec<&'static Rule>,
    of_table: Vec<&'static Rule>,
    findings: Findings,
    /// The projects that have been looked at, and the rules that have looked at the table.
    done: (usize, usize),
}

impl Checking {
    /// How many projects the rules look at in one step: they and what the rules share stay in a processor's own cache.
    const PROJECTS: usize = 64;

    /// How many steps there are, and how many of them are done.
    pub(crate) fn steps(&self) -> (usize, usize) {
        let Some(facts) = &self.facts else { return (0, 1) };
        let (projects, rules) = self.done;
        let done = 1 + projects.div_ceil(Self::PROJECTS) + rules;
        (done, 1 + facts.project_count().div_ceil(Self::PROJECTS) + self.of_table.len())
    }

    /// Does one step; false when all were done before.
    pub(crate) fn advance(&mut self, table: &Table, profile: &Profile) -> bool {
        let Some(facts) = &self.facts else {
            let facts = Facts::of(table);
            for rule in RULES.iter().copied().filter(|rule| has_part_in(rule, table, profile, &facts)) {
                if is_unreliable(rule, &facts) {
                    self.findings.cannot_decide(rule, Subject::Document, table.anchor(), Reason::Scattered);
                    continue;
                }
                match rule.check {
                    Check::Projects(_) => self.of_projects.push(rule),
                    Check::Table(_) => self.of_table.push(rule),
                }
            }
            self.facts = Some(facts);
            return true;
        };
        let (from, rules) = self.done;
        let whole = Case::new(table, facts);
        let count = facts.project_count();
        let until = count.min(from + Self::PROJECTS);
        let (case, judging) = if from < count {
            self.done = (until, rules);
            (whole.part(from, until), self.of_projects.as_slice())
        } else {
            self.done = (from, rules + 1);
            (whole, self.of_table.get(rules..=rules).unwrap_or_default())
        };
        for rule in judging {
            let (Check::Projects(judge) | Check::Table(judge)) = rule.check;
            judge(case, profile, &mut self.findings);
        }
        !judging.is_empty() || from < count
    }

    /// What the rules said.
    pub(crate) fn finish(self) -> Findings {
        settle(self.findings)
    }
}

/// Whether a rule is switched on and has something to judge: of a table nobody could read only group R speaks.
fn has_part_in(rule: &Rule, table: &Table, profile: &Profile, facts: &Facts) -> bool {
    let is_read = table.layout != Layout::Unknown || rule.is_reading_notice();
    // One project has nothing beside it to be compared with.
    let alone = rule.code.group() == 'F' && facts.project_count() < 2;
    is_read && !alone && profile.judges(rule) && rule.applies_to(table)
}

/// Whether the columns are mixed up where a rule looks: nobody can say what is missing there.
fn is_unreliable(rule: &Rule, facts: &Facts) -> bool {
    match rule.code.group() {
        'A' | 'B' => facts.is_scattered,
        'C' | 'D' | 'E' | 'S' => facts.is_garbled,
        'F' | 'G' | 'H' => facts.is_garbled || facts.is_scattered,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Settings;
    use crate::{Source, parse};

    #[test]
    fn rules_of_projects_say_the_same_of_parts_as_of_the_whole() {
        for text in [
            include_str!("../../tests/fixtures/list/guangzhou_2023.txt"),
            include_str!("../../tests/fixtures/corpus/form.wrapped_cells_last.txt"),
        ] {
            let table = parse::parse(&Source::new("", text.repeat(3)));
            let (facts, profile) = (Facts::of(&table), Profile::for_table(&table, &Settings::default()));
            let (whole, count) = (Case::new(&table, &facts), facts.project_count());
            for rule in RULES {
                let Check::Projects(judge) = rule.check else { continue };
                let (mut of_whole, mut of_parts) = (Findings::default(), Findings::default());
                judge(whole, &profile, &mut of_whole);
                for from in (0..count).step_by(2) {
                    judge(whole.part(from, count.min(from + 2)), &profile, &mut of_parts);
                }
                assert_eq!(format!("{of_whole:?}"), format!("{of_parts:?}"), "{rule:?}");
            }
        }
    }
}
