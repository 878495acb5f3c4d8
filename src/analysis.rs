//! [`Analysis`], [`analyze`], and [`Steps`]: the same work cut into steps, for a page that must stay alive.

use crate::model::Table;
use crate::parse::{self, Folded};
use crate::rules::{self, Facts, Finding, Findings, Profile, RULES, Settings, Undecided};
use crate::source::Source;

/// Everything that is known of a text.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// What the table says.
    pub table: Table,
    /// By which yardstick it was judged.
    pub profile: Profile,
    /// What is wrong, sorted by place, then by code.
    pub findings: Vec<Finding>,
    /// What could not be judged.
    pub undecided: Vec<Undecided>,
}

impl Analysis {
    /// Judges a table that was read before: what a change of profile needs.
    pub fn of_table(table: Table, settings: &Settings) -> Self {
        let profile = Profile::for_table(&table, settings);
        let Findings { found, undecided } = rules::check(&table, &profile);
        Self { table, profile, findings: found, undecided }
    }
}

/// The whole work at once.
pub fn analyze(source: &Source, settings: &Settings) -> Analysis {
    let mut steps = Steps::new(source, settings.clone());
    loop {
        if let Progress::Done(analysis) = steps.advance() {
            return *analysis;
        }
    }
}

/// Which part of the work is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Making the copy for matching.
    Folding,
    /// Letting the readers try.
    Reading,
    /// Letting the rules judge.
    Checking,
}

/// How far the work is.
#[derive(Debug)]
pub enum Progress {
    /// More to do.
    Working {
        /// The part that is next.
        stage: Stage,
        /// Steps done.
        done: usize,
        /// Steps in all.
        of: usize,
    },
    /// All done.
    Done(Box<Analysis>),
}

/// The work of [`analyze`] in steps: a slice of folding, one reader, or one rule each.
#[derive(Debug)]
pub struct Steps<'s> {
    source: &'s Source,
    settings: Settings,
    state: State,
}

#[derive(Debug)]
enum State {
    Folding(Folded),
    Reading(Folded, Vec<Table>),
    Checking(Box<(Table, Profile, Facts)>, Findings, usize),
    Finished,
}

/// How many bytes one step of folding takes: some ten milliseconds.
const FOLD_SLICE_BYTES: usize = 1 << 20;

impl<'s> Steps<'s> {
    /// The work on one text; nothing is done yet.
    pub fn new(source: &'s Source, settings: Settings) -> Self {
        Self { source, settings, state: State::Folding(Folded::default()) }
    }

    /// Does one step. After [`Progress::Done`] there is nothing more, and an empty analysis comes back.
    pub fn advance(&mut self) -> Progress {
        let slices = self.source.text().len() / FOLD_SLICE_BYTES + 1;
        let of = slices + parse::READERS.len() + RULES.len();
        let working = |stage, done| Progress::Working { stage, done, of };
        match std::mem::replace(&mut self.state, State::Finished) {
            State::Folding(mut folded) => {
                if folded.extend(self.source, FOLD_SLICE_BYTES) {
                    self.state = State::Folding(folded);
                    working(Stage::Folding, 1)
                } else {
                    self.state = State::Reading(folded, Vec::new());
                    working(Stage::Reading, slices)
                }
            }
            State::Reading(folded, mut tables) => {
                if let Some(reader) = parse::READERS.get(tables.len()) {
                    tables.push(reader(self.source, &folded));
                    let done = slices + tables.len();
                    self.state = State::Reading(folded, tables);
                    return working(Stage::Reading, done);
                }
                let table = parse::finish(self.source, &folded, tables);
                let profile = Profile::for_table(&table, &self.settings);
                let facts = Facts::of(&table);
                self.state = State::Checking(Box::new((table, profile, facts)), Findings::default(), 0);
                working(Stage::Checking, slices + parse::READERS.len())
            }
            State::Checking(judged, mut findings, next) => {
                if let Some(rule) = RULES.get(next) {
                    let (table, profile, facts) = &*judged;
                    rules::check_rule(rule, (table, facts), profile, &mut findings);
                    self.state = State::Checking(judged, findings, next + 1);
                    return working(Stage::Checking, slices + parse::READERS.len() + next + 1);
                }
                let Findings { found, undecided } = rules::settle(findings);
                let (table, profile, _) = *judged;
                Progress::Done(Box::new(Analysis { table, profile, findings: found, undecided }))
            }
            State::Finished => Progress::Done(Box::new(Analysis::of_table(Table::default(), &self.settings))),
        }
    }
}
