//! [`AppState`]: all signals of the page in one struct, and the few actions that may change them.

use std::ops::Deref;
use std::sync::Arc;

use super::choice::{Choice, Extent};
pub use super::choice::{Dialog, Tab, Theme};
use super::file_list::Files;
use super::share::{LinkError, View};
use super::signals::{Kept, Signal};
use super::{browser, engine, files};
use crate::analysis::{Analysis, Stage};
use crate::decode::Encoding;
use crate::error::{Error, FileKind};
use crate::i18n::Locale;
use crate::report::groups::{self, Filter, Grouping};
use crate::report::triage::Triage;
use crate::rules::{Finding, Rule, Settings, Severity, Subject};
use crate::source::Source;
use crate::span::Origin;
use crate::walk;

/// What the page is doing.
#[derive(Clone, Debug)]
pub enum Phase {
    /// Nothing was opened: the landing page.
    Empty,
    /// An analysis is running.
    Working {
        /// Which part.
        stage: Stage,
        /// Steps done.
        done: usize,
        /// Steps in all.
        of: usize,
    },
    /// An analysis is there.
    Done(Arc<Analysis>),
}

/// Something that could not be done, as a sentence is made of it in the language of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A file could not be read.
    File(Error),
    /// The browser could not hand a file over.
    Unreadable,
    /// Nothing but white space was pasted or opened.
    EmptyText,
    /// The text is wreckage of another encoding.
    Mojibake,
    /// A link could not be opened.
    Link(LinkError),
    /// What the second program says of a file.
    Said(String),
}

/// What is selected, everywhere at once: a field, a finding, marks in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The exact place.
    pub origin: Origin,
    /// Other places that the finding used.
    pub related: Vec<Origin>,
    /// What it belongs to.
    pub subject: Option<Subject>,
    /// The finding's id, where one was selected.
    pub finding: Option<String>,
    /// Whether the click came from the text, which then must not be scrolled away.
    pub from_text: bool,
}

/// All state of the page, handed around as one pointer. Only the methods here write it.
#[derive(Clone, Copy)]
pub struct AppState(&'static Signals);

impl Deref for AppState {
    type Target = Signals;

    fn deref(&self) -> &Signals {
        self.0
    }
}

/// The signals of [`AppState`].
pub struct Signals {
    /// The text as it was given.
    pub source: Kept<Arc<Source>>,
    /// What the page is doing.
    pub phase: Kept<Phase>,
    /// What could not be done, shown above everything until the next thing succeeds.
    pub problem: Kept<Option<Problem>>,
    /// What the user asked for.
    pub settings: Kept<Settings>,
    /// What is selected.
    pub selection: Kept<Option<Selection>>,
    /// Which tab is shown.
    pub tab: Choice<Tab>,
    /// Which findings are shown.
    pub filter: Kept<Filter>,
    /// The files that were opened together.
    pub files: Kept<Files>,
    /// What was made of the findings of this table.
    pub triage: Kept<Triage>,
    /// How the findings are grouped.
    pub grouping: Choice<Grouping>,
    /// Whether cards stand in order of money; else as in the document.
    pub by_money: Choice<bool>,
    /// The language.
    pub locale: Choice<Locale>,
    /// The colours.
    pub theme: Choice<Theme>,
    /// Larger type.
    pub large_type: Choice<bool>,
    /// Whether the text is shown beside.
    pub source_open: Choice<bool>,
    /// Whether something is being dragged over the window.
    pub dragging: Choice<bool>,
    /// How much is printed.
    pub extent: Choice<Extent>,
    /// Which dialog is open.
    pub dialog: Choice<Option<Dialog>>,
    /// Whose page is shown.
    pub rule: Kept<Option<&'static Rule>>,
    /// Encoding and bytes of an opened file, so that another encoding can be tried.
    pub file: Kept<Option<(Encoding, Arc<Vec<u8>>)>>,
    /// Raised by every new text: a running analysis of an older one stops.
    pub generation: Kept<u32>,
    /// Which file of cells is being read by the second program, 0 for none: whatever is opened since makes it 0.
    pub converting: Signal,
}

impl AppState {
    /// The state of a page that was just opened. To be called once, under the root's owner: it lives as long as the page.
    pub fn new(locale: Locale, theme: Theme, large_type: bool) -> Self {
        Self(Box::leak(Box::new(Signals {
            source: Kept::new(Arc::default()),
            phase: Kept::new(Phase::Empty),
            problem: Kept::new(None),
            settings: Kept::new(Settings::default()),
            selection: Kept::new(None),
            tab: Choice::new(Tab::Cards),
            filter: Kept::new(Filter::default()),
            files: Kept::new(Files::default()),
            triage: Kept::new(Triage::default()),
            grouping: Choice::new(Grouping::default()),
            by_money: Choice::new(true),
            locale: Choice::new(locale),
            theme: Choice::new(theme),
            large_type: Choice::new(large_type),
            source_open: Choice::new(!browser::is_narrow()),
            dragging: Choice::new(false),
            extent: Choice::new(Extent::Full),
            dialog: Choice::new(None),
            rule: Kept::new(None),
            file: Kept::new(None),
            generation: Kept::new(0),
            converting: Signal::new(0),
        })))
    }

    /// The finished analysis, if there is one.
    pub fn analysis(self) -> Option<Arc<Analysis>> {
        match self.phase.get() {
            Phase::Done(analysis) => Some(analysis),
            Phase::Empty | Phase::Working { .. } => None,
        }
    }

    /// The same, for actions: nothing is drawn anew because of it.
    pub fn analysis_untracked(self) -> Option<Arc<Analysis>> {
        match self.phase.get_untracked() {
            Phase::Done(analysis) => Some(analysis),
            Phase::Empty | Phase::Working { .. } => None,
        }
    }

    /// A sentence in the language of the page.
    pub fn say(self, text: crate::i18n::Text) -> &'static str {
        text.get(self.locale.get())
    }

    /// Takes a text: reads and judges it. An empty one leaves what is there.
    pub fn open_text(self, name: &str, text: String) {
        self.open_view(name, text, View::default());
    }

    /// Takes a text; what a link wants shown of it is shown once it was read.
    pub(super) fn open_view(self, name: &str, text: String, view: View) {
        if text.trim().is_empty() {
            self.problem.set(Some(Problem::EmptyText));
            return;
        }
        if text.len() > Source::LIMIT_BYTES {
            let (bytes, limit) = (text.len() as u64, Source::LIMIT_BYTES as u64);
            self.problem.set(Some(Problem::File(Error::TooLarge { bytes, limit })));
            return;
        }
        self.converting.set(0);
        if !self.files.with_untracked(|files| files.is_shown(name)) {
            self.files.set(Files::default());
        }
        browser::keep_text(&text);
        self.problem.set(crate::decode::is_mojibake(&text).then_some(Problem::Mojibake));
        self.file.set(None);
        self.selection.set(None);
        self.filter.set(Filter::default());
        self.rule.set(None);
        self.tab.set(view.tab);
        self.source.set(Arc::new(Source::new(name, text).with_worksheets(view.sheets.clone())));
        engine::analyse(self, view);
    }

    /// Shows a finished analysis, and of it what a link wants shown.
    pub(super) fn finished(self, analysis: Analysis, view: &View) {
        self.phase.set(Phase::Done(Arc::new(analysis)));
        self.open_triage(view.triage.clone());
        match self.file_read() {
            Some(before) => {
                self.tab.set(before.tab);
                self.show_view(&before);
            }
            None => self.show_view(view),
        }
    }

    /// Takes the bytes of a file, in the encoding that they tell or in a chosen one.
    pub fn open_bytes(self, name: &str, bytes: Arc<Vec<u8>>, chosen: Option<Encoding>) {
        let encoding = match crate::decode::encoding_of(&bytes) {
            Ok(told) => chosen.unwrap_or(told),
            Err(Error::NotText { looks_like: FileKind::Zip | FileKind::OldOffice }) if browser::is_there() => {
                let data = js_sys::Uint8Array::from(bytes.as_slice()).into();
                return files::convert(self, name.to_owned(), data, None);
            }
            Err(error) => {
                self.problem.set(Some(Problem::File(error)));
                return;
            }
        };
        match files::decode(&bytes, encoding) {
            Some(text) if browser::is_there() && crate::decode::is_html(&text) => {
                files::convert(self, name.to_owned(), (&*text).into(), Some(text));
            }
            Some(text) => {
                self.open_text(name, text);
                self.file.set(Some((encoding, bytes)));
            }
            None => self.problem.set(Some(Problem::Unreadable)),
        }
    }

    /// Says that a file is larger than can be read.
    pub fn refuse_large(self, bytes: u64) {
        self.problem.set(Some(Problem::File(Error::TooLarge { bytes, limit: Source::LIMIT_BYTES as u64 })));
    }

    /// Says that the browser could not read a file.
    pub fn refuse_unreadable(self) {
        self.problem.set(Some(Problem::Unreadable));
    }

    /// Back to the landing page; the text is gone from the page.
    pub fn clear(self) {
        self.converting.set(0);
        self.files.set(Files::default());
        self.generation.update(|generation| *generation += 1);
        browser::keep_text("");
        self.source.set(Arc::default());
        self.problem.set(None);
        self.file.set(None);
        self.selection.set(None);
        self.rule.set(None);
        self.phase.set(Phase::Empty);
    }

    /// Stops a running analysis; the text stays in the page.
    pub fn cancel(self) {
        self.generation.update(|generation| *generation += 1);
        self.phase.set(Phase::Empty);
    }

    /// Judges the same table by other settings; the text is not read again.
    pub fn set_settings(self, settings: Settings) {
        self.settings.set(settings);
        if let Some(analysis) = self.analysis_untracked() {
            let again = Analysis::of_table(analysis.table.clone(), &self.settings.get_untracked());
            self.phase.set(Phase::Done(Arc::new(again)));
        }
    }

    /// Selects the smallest field that holds a byte of the text.
    pub fn select_byte(self, at: u32) {
        let Some(analysis) = self.analysis_untracked() else { return };
        let owner = walk::owner_of(&analysis.table, at);
        self.selection.set(owner.map(|(subject, origin)| Selection {
            origin,
            related: Vec::new(),
            subject: Some(subject),
            finding: None,
            from_text: true,
        }));
        if self.selection.with_untracked(Option::is_some) {
            self.tab.set(Tab::Cards);
        }
    }

    /// Selects the field that begins and ends at these bytes.
    pub fn select_field(self, start: u32, end: u32) {
        let Some(analysis) = self.analysis_untracked() else { return };
        let field = walk::fields(&analysis.table).find(|(_, origin)| (origin.start(), origin.end()) == (start, end));
        if let Some((subject, origin)) = field {
            self.select_origin(origin.clone(), Some(subject));
        }
    }

    /// Selects a place.
    pub fn select_origin(self, origin: Origin, subject: Option<Subject>) {
        self.source_open.set(true);
        self.selection.set(Some(Selection { origin, related: Vec::new(), subject, finding: None, from_text: false }));
    }

    /// Selects a finding with every place it used.
    pub fn select_finding(self, id: &str, finding: &Finding) {
        self.source_open.set(true);
        self.selection.set(Some(Selection {
            origin: finding.origin.clone(),
            related: finding.related.iter().map(|related| related.origin.clone()).collect(),
            subject: Some(finding.subject),
            finding: Some(id.to_owned()),
            from_text: false,
        }));
    }

    /// Selects the next or the previous finding that is shown, in the order of the text.
    pub fn step_finding(self, forward: bool) {
        let Some(analysis) = self.analysis_untracked() else { return };
        let ids = groups::ids(&self.source.get_untracked(), &analysis);
        let filter = self.filter.get_untracked();
        let report =
            groups::report(&analysis, &filter, Grouping::Place, self.locale.get_untracked(), &self.decided(&ids));
        let shown: Vec<usize> = report.groups.into_iter().flat_map(|group| group.findings).collect();
        let current = self
            .selection
            .with_untracked(|selection| selection.as_ref().and_then(|selection| selection.finding.clone()));
        let at = current.and_then(|id| shown.iter().position(|index| ids.get(*index) == Some(&id)));
        let next = match (at, forward) {
            (None, true) => Some(0),
            (None, false) => shown.len().checked_sub(1),
            (Some(at), true) => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
        };
        let next = next.and_then(|at| shown.get(at)).copied();
        if let Some((finding, id)) = next.and_then(|index| Some((analysis.findings.get(index)?, ids.get(index)?))) {
            self.tab.set(Tab::Report);
            self.select_finding(id, finding);
        }
    }

    /// Shows the report with one severity only; the same severity again shows all.
    pub fn show_severity(self, severity: Option<Severity>) {
        self.filter.update(|filter| {
            filter.severity = if filter.severity == severity { None } else { severity };
        });
        self.tab.set(Tab::Report);
    }

    /// Shows or hides doubtful findings, in the report.
    pub fn show_doubtful(self) {
        self.filter.update(|filter| filter.doubtful = !filter.doubtful);
        self.tab.set(Tab::Report);
    }

    /// Shows what could not be decided.
    pub fn show_undecided(self) {
        self.tab.set(Tab::Report);
        browser::open_and_show("undecided");
    }

    /// Switches the language and remembers it.
    pub fn switch_locale(self) {
        let other = match self.locale.get_untracked() {
            Locale::Zh => Locale::En,
            Locale::En => Locale::Zh,
        };
        self.locale.set(other);
        browser::store("jixiao.locale", if other == Locale::En { "en" } else { "zh" });
    }

    /// Switches the colours and remembers them.
    pub fn switch_theme(self) {
        self.theme.set(self.theme.get_untracked().next());
        browser::store("jixiao.theme", self.theme.get_untracked().as_str());
    }

    /// Switches the size of the type and remembers it.
    pub fn switch_type(self) {
        self.large_type.toggle();
        browser::store("jixiao.large", if self.large_type.get_untracked() { "1" } else { "0" });
    }
}
