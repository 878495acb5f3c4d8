//! [`Analysis`], [`analyze`], and [`Steps`]: the same work cut into steps, for a page that must stay alive.

use crate::model::Table;
use crate::parse::Reading;
use crate::rules::{self, Checking, Finding, Findings, Profile, RULES, Settings, Undecided};
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
    /// Only lists can be read here, and this is hardly one: whoever has all readers may read it better (see
    /// [`Steps::of_table`]). The next step goes on with what there is.
    Unsure,
    /// All done.
    Done(Box<Analysis>),
}

/// The work of [`analyze`] in steps: a slice of folding, one reader, the rules on a few projects, or one rule each.
#[derive(Debug)]
pub struct Steps<'s> {
    source: &'s Source,
    settings: Settings,
    state: State,
}

#[derive(Debug)]
enum State {
    Reading(Reading, usize),
    Checking(Box<(Table, Profile, Checking)>),
    Finished,
}

impl<'s> Steps<'s> {
    /// The work on one text; nothing is done yet.
    pub fn new(source: &'s Source, settings: Settings) -> Self {
        Self { source, settings, state: State::Reading(Reading::default(), 0) }
    }

    /// What is left to do of a text that was read elsewhere.
    pub fn of_table(source: &'s Source, table: Table, settings: Settings) -> Self {
        let profile = Profile::for_table(&table, &settings);
        Self { source, settings, state: State::Checking(Box::new((table, profile, Checking::default()))) }
    }

    /// Does one step. After [`Progress::Done`] there is nothing more, and an empty analysis comes back.
    pub fn advance(&mut self) -> Progress {
        let reading_steps = Reading::steps(self.source);
        let working = |stage, done| Progress::Working { stage, done, of: reading_steps + RULES.len() };
        match std::mem::replace(&mut self.state, State::Finished) {
            State::Reading(mut reading, done) => {
                let is_sure = reading.is_sure();
                if let Some(table) = reading.advance(self.source) {
                    *self = Self::of_table(self.source, table, std::mem::take(&mut self.settings));
                    let has_readers = cfg!(feature = "readers");
                    return if is_sure || has_readers {
                        working(Stage::Checking, reading_steps)
                    } else {
                        Progress::Unsure
                    };
                }
                let stage = if reading.is_folded() { Stage::Reading } else { Stage::Folding };
                self.state = State::Reading(reading, done + 1);
                working(stage, done + 1)
            }
            State::Checking(mut judged) => {
                let (table, profile, checking) = &mut *judged;
                if checking.advance(table, profile) {
                    let (done, of) = checking.steps();
                    self.state = State::Checking(judged);
                    return working(Stage::Checking, reading_steps + RULES.len() * done / of);
                }
                let (table, profile, checking) = *judged;
                let Findings { found, undecided } = checking.finish();
                Progress::Done(Box::new(Analysis { table, profile, findings: found, undecided }))
            }
            State::Finished => Progress::Done(Box::new(Analysis::of_table(Table::default(), &self.settings))),
        }
    }
}
