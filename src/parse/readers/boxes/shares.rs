//! Which set of indicators is which project's, where the rows or the sets of a page cannot all be told.
//!
//! Where a page ends, as many sets have begun as projects, or one less: the last one's set begins on the next page. Where a
//! set goes on over the end of a page, its project is the page's last one and none waits. A page that does not agree is
//! lost alone: behind it, the other pages tell which of the two it was, from both sides.

/// How many projects and sets begin on a page; whether any of them may be missing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Begun {
    pub(super) projects: usize,
    pub(super) sets: usize,
    pub(super) lost: bool,
    /// Whether the set that is the last one at its end goes on on the next page.
    pub(super) goes_on: bool,
}

/// How many projects may wait for their sets where a page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Waiting {
    none: bool,
    one: bool,
}

const ANY: Waiting = Waiting { none: true, one: true };
const NONE: Waiting = Waiting { none: true, one: false };

impl Waiting {
    /// What waits behind a page, or before it. `None` where that cannot be.
    fn over(self, begins: usize, ends: usize) -> Option<Self> {
        let one = (self.none && begins == ends + 1) || (self.one && begins == ends);
        let none = (self.none && begins == ends) || (self.one && begins + 1 == ends);
        (none || one).then_some(Self { none, one })
    }

    /// How many wait, where it is known.
    fn count(self) -> Option<usize> {
        (self.none != self.one).then_some(usize::from(self.one))
    }
}

/// The set of each project, as far as the pages tell.
pub(super) fn shares(pages: &[Begun]) -> Vec<Option<usize>> {
    let over = |state: Waiting, page: &Begun, back: bool| {
        let (begins, ends) = if back { (page.sets, page.projects) } else { (page.projects, page.sets) };
        if page.lost { None } else { state.over(begins, ends) }
    };
    let mut ahead = vec![NONE];
    for page in pages {
        let state = ahead.last().and_then(|state| over(*state, page, false)).unwrap_or(ANY);
        ahead.push(if page.goes_on { NONE } else { state });
    }
    let mut back = vec![NONE];
    for (at, page) in pages.iter().enumerate().rev() {
        let state = back.last().and_then(|state| over(*state, page, true)).unwrap_or(ANY);
        let inside = at.checked_sub(1).and_then(|before| pages.get(before)).is_some_and(|before| before.goes_on);
        back.push(if inside { NONE } else { state });
    }
    back.reverse();
    let states =
        ahead.iter().zip(&back).map(|(one, two)| Waiting { none: one.none && two.none, one: one.one && two.one });
    let waiting: Vec<Option<usize>> = states.map(Waiting::count).collect();
    let mut shares: Vec<Option<usize>> = vec![None; pages.iter().map(|page| page.projects).sum()];
    let (mut projects, mut sets, mut sound) = (0, 0, false);
    for (at, page) in pages.iter().enumerate() {
        let (before, behind) = (waiting.get(at).copied().flatten(), waiting.get(at + 1).copied().flatten());
        let agree = before.zip(behind).filter(|(before, behind)| before + page.projects == behind + page.sets);
        let agree = agree.filter(|_| !page.lost).map(|(before, _)| before);
        if let Some(first) = agree.and_then(|before| projects_before(projects, before)) {
            // A project that waits on a page that is lost may be none.
            let from = usize::from(first < projects && !sound);
            for set in from..page.sets {
                if let Some(share) = shares.get_mut(first + set) {
                    *share = Some(sets + set);
                }
            }
        }
        sound = agree.is_some();
        projects += page.projects;
        sets += page.sets;
    }
    shares
}

fn projects_before(projects: usize, waiting: usize) -> Option<usize> {
    projects.checked_sub(waiting)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares_of(pages: &[(usize, usize, bool)]) -> Vec<Option<usize>> {
        let begun = |(projects, sets, lost): &(usize, usize, bool)| Begun {
            projects: *projects,
            sets: *sets,
            lost: *lost,
            goes_on: false,
        };
        shares(&pages.iter().map(begun).collect::<Vec<_>>())
    }

    #[test]
    fn a_set_that_goes_on_over_a_page_is_its_last_project_s() {
        let page = |projects, sets, lost, goes_on| Begun { projects, sets, lost, goes_on };
        let pages = [page(2, 1, true, true), page(2, 2, false, true), page(2, 1, true, false)];
        assert_eq!(shares(&pages), [None, None, Some(1), Some(2), None, None]);
        let unsure = [page(2, 1, true, false), page(2, 2, false, false), page(2, 1, true, false)];
        assert!(shares(&unsure).iter().all(Option::is_none));
    }

    #[test]
    fn the_set_of_a_page_s_last_project_may_begin_on_the_next_one() {
        assert_eq!(shares_of(&[(2, 1, false), (1, 2, false)]), [Some(0), Some(1), Some(2)]);
    }

    #[test]
    fn a_page_that_does_not_agree_is_lost_alone() {
        // On the last page as many sets begin as projects, and the table ends with it: nobody waits before it.
        assert_eq!(shares_of(&[(1, 1, false), (3, 1, false), (1, 1, false)]), [Some(0), None, None, None, Some(2)]);
        // The project that waits stands on the page that is lost.
        assert_eq!(shares_of(&[(2, 0, true), (1, 2, false)]), [None, None, Some(1)]);
    }
}
