//! What an opened link does to the page, and what a link says of the page.

use super::share::{Fragment, Shared, View, decode, encode};
use super::state::{AppState, Problem, Tab};
use crate::report::excerpt::excerpt;
use crate::report::groups;
use crate::rules::Confidence;
use crate::span::{Origin, Span};
use crate::walk;

/// A text above this is not packed: no link to it would be short enough for any program.
const LIMIT_BYTES: usize = 512 << 10;

impl AppState {
    /// Opens what a fragment holds: a shared table, the page of a rule, or a sentence on what is wrong with it.
    pub fn open_fragment(self, fragment: &str) {
        match decode(fragment) {
            Ok(Fragment::None) => {}
            Ok(Fragment::Rule(rule)) => {
                self.tab.set(Tab::Report);
                self.rule.set(Some(rule));
            }
            Ok(Fragment::Table(shared)) => {
                if let Some(guidance) = shared.guidance {
                    self.settings.update(|settings| settings.guidance = Some(guidance));
                }
                self.open_view("", shared.text, shared.view);
            }
            Err(error) => self.problem.set(Some(Problem::Link(error))),
        }
    }

    /// Selects what a link wants selected: a finding, else a place, else a project.
    pub(super) fn show_view(self, view: &View) {
        let Some(analysis) = self.analysis_untracked() else { return };
        let source = self.source.get_untracked();
        if let Some(id) = &view.finding {
            let ids = groups::ids(&source, &analysis);
            let index = ids.iter().position(|other| other == id);
            if let Some(finding) = index.and_then(|index| analysis.findings.get(index)) {
                self.filter.update(|filter| filter.doubtful |= finding.confidence == Confidence::Doubtful);
                return self.select_finding(id, finding);
            }
        }
        if let Some(place) = view.place.filter(|place| !source.slice(*place).is_empty()) {
            let field = |(_, origin): &(_, &Origin)| (origin.start(), origin.end()) == (place.start, place.end);
            let found = walk::fields(&analysis.table).find(field);
            let (subject, origin) = found.map_or((None, place.into()), |(of, origin)| (Some(of), origin.clone()));
            self.select_origin(origin, subject);
        } else if let Some(at) = view.project.and_then(|project| analysis.table.projects().nth(project))
            && let Some(origin) = at.project.anchor()
        {
            self.select_origin(origin.clone(), Some(crate::rules::Subject::Project(at.index)));
        }
    }

    /// How the table is looked at now.
    pub(super) fn view(self) -> View {
        let mut view = View { tab: self.tab.get_untracked(), ..View::default() };
        self.selection.with_untracked(|selection| {
            let Some(selection) = selection else { return };
            view.finding.clone_from(&selection.finding);
            if selection.finding.is_none() {
                view.place = Some(Span::new(selection.origin.start(), selection.origin.end()));
            }
        });
        view
    }

    /// The fragment of a link to the whole table, or to one project of it, with what is shown of it now, and what was made of its
    /// findings; `None` where it
    /// would be far too long.
    pub fn fragment(self, project: Option<usize>, with_triage: bool) -> Option<String> {
        let analysis = self.analysis_untracked()?;
        let source = self.source.get_untracked();
        let part = project.and_then(|project| excerpt(&source, &analysis.table, project));
        let text = part.clone().unwrap_or_else(|| source.text().to_owned());
        if text.len() > LIMIT_BYTES {
            return None;
        }
        let mut view = self.view();
        if with_triage {
            view.triage = self.triage.get_untracked();
        }
        // Bytes count in the text that is shared.
        if part.is_some() {
            view.place = None;
        }
        let profile = &analysis.profile;
        encode(&Shared { text, view, guidance: profile.chosen_by_user.then_some(profile.guidance) })
    }
}
