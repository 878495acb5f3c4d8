//! Where the projects of a flat table in boxes begin: of all ways to cut its rows into as many projects as have names, what
//! every way says.

use crate::model::Category;
use crate::parse::readers::merged::{Order, second_place};

/// What tells of a row to which project it may belong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) page: usize,
    pub(super) category: Category,
    /// The label of level 2.
    pub(super) second: String,
    pub(super) name: String,
}

/// No more rows times projects are tried; keeps the work linear.
const MOST: usize = 1 << 20;

/// The project of each row, none where there are several ways. `projects` are the first and last page of each name.
pub(super) fn cut(rows: &[Row], projects: &[(usize, usize)]) -> Option<Vec<Option<usize>>> {
    if rows.is_empty() || rows.len().saturating_mul(projects.len()) > MOST {
        return None;
    }
    let tried = |by: Second| {
        let mut owners = vec![Owner::Nobody; rows.len()];
        let costs = rows.iter().any(|row| row.category == Category::Cost);
        for order in Order::all().take(if costs { usize::MAX } else { 1 }) {
            try_order(rows, projects, &lowest(rows, order, by), &mut owners);
        }
        let owner = |owner: &Owner| match owner {
            Owner::One(project) => Some(*project),
            Owner::Nobody | Owner::Several => None,
        };
        let found = !owners.contains(&Owner::Nobody);
        found.then(|| owners.iter().map(owner).collect::<Vec<_>>()).filter(|owners| keeps_order(rows, owners))
    };
    // Where labels of level 2 come in no order, only those of level 1 tell, and all must be told.
    let by_second = tried(Second::Ordered).or_else(|| tried(Second::Outputs));
    by_second.or_else(|| {
        let all = |owners: &Vec<Option<usize>>| owners.iter().all(Option::is_some);
        tried(Second::Loose).filter(|owners| all(owners) && (is_apart(rows, owners) || are_whole(rows, owners)))
    })
}

/// Where two rows of a page may have been exchanged, only the first two or `anywhere`: their places the other way round need
/// one project less.
pub(super) fn exchanged(rows: &[Row], anywhere: bool) -> Vec<usize> {
    let begins = |at: &usize| {
        let page = |at: usize| rows.get(at).map(|row| row.page);
        page(*at) == page(at + 1) && (anywhere || page(at - 1) != page(*at))
    };
    let changes = |rows: &[Row]| {
        let mut lows = lowest(rows, Order::default(), Second::Ordered);
        lows.dedup();
        lows.len()
    };
    let fewer = |at: &usize| {
        const AROUND: usize = 8;
        let mut part: Vec<Row> = rows.iter().skip(at.saturating_sub(AROUND)).take(2 * AROUND).cloned().collect();
        let before = changes(&part);
        let own = (*at).min(AROUND);
        if own + 1 >= part.len() {
            return false;
        }
        part.swap(own, own + 1);
        changes(&part) < before
    };
    let mut found: Vec<usize> = (1..rows.len().saturating_sub(1)).filter(begins).filter(fewer).collect();
    found.dedup_by(|next, before| *next == *before + 1);
    found
}

/// Whether costs have one place among the categories of all projects, as far as they are told.
fn keeps_order(rows: &[Row], owners: &[Option<usize>]) -> bool {
    let (mut order, mut owner) = (Order::default(), None);
    let mut told = rows.iter().zip(owners).filter(|(_, own)| own.is_some());
    told.all(|(row, own)| {
        if *own != owner {
            order.begin();
            owner = *own;
        }
        !order.begins_anew(row.category)
    })
}

/// Whose a row may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    Nobody,
    One(usize),
    Several,
}

/// Which labels of level 2 have an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Second {
    Ordered,
    /// Those of outputs only.
    Outputs,
    Loose,
}

/// For each row the first one that may be of the same project: no category comes back, and no indicator stands twice; nor
/// does a label of level 2 that has an order.
pub(super) fn lowest(rows: &[Row], mut order: Order, by: Second) -> Vec<usize> {
    let mut seen: std::collections::BTreeMap<(&str, &str), usize> = std::collections::BTreeMap::new();
    let mut lowest = 0;
    let mut before: Option<&Row> = None;
    let mut all = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let ranks = before
            .filter(|before| before.category == row.category)
            .map(|before| (second_place(&before.second), second_place(&row.second)));
        let ordered = by == Second::Ordered || (by == Second::Outputs && row.category == Category::Output);
        let back = ordered && matches!(ranks, Some((Some(before), Some(own))) if own < before);
        if order.begins_anew(row.category) || back {
            lowest = at;
        }
        let twice = seen.insert((&row.second, &row.name), at).filter(|_| by != Second::Loose);
        lowest = lowest.max(twice.map_or(0, |other| other + 1));
        all.push(lowest);
        before = Some(row);
    }
    all
}

/// Adds to each row the projects that it may belong to.
fn try_order(rows: &[Row], projects: &[(usize, usize)], lowest: &[usize], owners: &mut [Owner]) {
    let count = rows.len();
    let page = |at: usize| rows.get(at).map_or(usize::MAX, |row| row.page);
    let low = |at: usize| lowest.get(at).copied().unwrap_or(at);
    let is = |of: &[bool], at: usize| of.get(at).copied().unwrap_or(false);
    // Where each project may begin, whatever stands below it.
    let mut starts: Vec<Vec<bool>> = Vec::with_capacity(projects.len() + 1);
    let mut may_start: Vec<bool> = (0..=count).map(|at| at == 0).collect();
    for (first, last) in projects {
        for (at, start) in may_start.iter_mut().enumerate() {
            *start &= page(at) <= *first;
        }
        let mut next = vec![false; count + 1];
        let mut latest = None;
        for (at, next) in next.iter_mut().skip(1).enumerate() {
            latest = Some(at).filter(|at| is(&may_start, *at)).or(latest);
            *next = page(at) >= *last && latest.is_some_and(|start| start >= low(at));
        }
        starts.push(std::mem::replace(&mut may_start, next));
    }
    // Where each project may end, whatever stands above it.
    let mut may_end: Vec<bool> = (0..=count).map(|at| at == count).collect();
    for (project, ((_, last), starts)) in projects.iter().zip(&starts).enumerate().rev() {
        let ends = |at: usize| page(at) >= *last && is(&may_end, at + 1);
        // The first start from each row on.
        let mut nearest = vec![None; count + 1];
        for at in (0..count).rev() {
            let behind = nearest.get(at + 1).copied().flatten();
            if let Some(own) = nearest.get_mut(at) {
                *own = if is(starts, at) { Some(at) } else { behind };
            }
        }
        let mut until = 0;
        let mut ranges: Vec<(usize, usize)> = Vec::new();
        for end in (0..count).filter(|at| ends(*at)) {
            let start = nearest.get(low(end)).copied().flatten().filter(|start| *start <= end);
            let Some(start) = start.map(|start| start.max(until)) else { continue };
            until = end + 1;
            ranges.push((start, until));
        }
        for (from, to) in ranges {
            for owner in owners.get_mut(from..to).unwrap_or_default() {
                *owner = match *owner {
                    Owner::Nobody => Owner::One(project),
                    Owner::One(other) if other == project => Owner::One(project),
                    Owner::One(_) | Owner::Several => Owner::Several,
                };
            }
        }
        let mut before = vec![false; count + 1];
        let mut earliest = None;
        for at in (0..count).rev() {
            earliest = Some(at).filter(|at| ends(*at)).or(earliest);
            let begins = is(starts, at) && earliest.is_some_and(|end| low(end) <= at);
            before.get_mut(at).into_iter().for_each(|before| *before = begins);
        }
        may_end = before;
    }
}

/// Whether each project ends with those who are satisfied: none can begin unseen but one of outputs alone.
fn are_whole(rows: &[Row], owners: &[Option<usize>]) -> bool {
    let next = owners.iter().skip(1).map(Some).chain([None]);
    let mut ends = rows.iter().zip(owners).zip(next).filter(|((_, own), next)| Some(*own) != *next);
    ends.all(|((row, _), _)| row.category == Category::Satisfaction)
}

/// Whether no project comes back to the label that it began with: there another one may begin unseen.
fn is_apart(rows: &[Row], owners: &[Option<usize>]) -> bool {
    let (mut first, mut left, mut owner) = ("", false, None);
    rows.iter().zip(owners).all(|(row, own)| {
        if *own != owner {
            (first, left, owner) = (&row.second, false, *own);
            return true;
        }
        let back = left && row.second == first;
        left |= row.second != first;
        !back
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &[(usize, char, &str)], projects: &[(usize, usize)]) -> Option<Vec<Option<usize>>> {
        let row = |(at, (page, category, second)): (usize, &(usize, char, &str))| Row {
            page: *page,
            category: match category {
                'O' => Category::Output,
                'C' => Category::Cost,
                'B' => Category::Benefit,
                _ => Category::Satisfaction,
            },
            second: (*second).to_owned(),
            name: at.to_string(),
        };
        cut(&rows.iter().enumerate().map(row).collect::<Vec<_>>(), projects)
    }

    #[test]
    fn levels_that_come_back_cut_projects_apart() {
        let rows = [(0, 'O', "数量指标"), (0, 'B', "社会效益指标"), (0, 'O', "数量指标"), (0, 'O', "时效指标")];
        assert_eq!(of(&rows, &[(0, 0), (0, 0)]), Some(vec![Some(0), Some(0), Some(1), Some(1)]));
        let rows = [(0, 'O', "时效指标"), (0, 'O', "数量指标"), (0, 'O', "时效指标")];
        assert_eq!(of(&rows, &[(0, 0), (0, 0)]), Some(vec![Some(0), Some(1), Some(1)]));
        assert_eq!(of(&rows, &[(0, 0)]), None, "fewer names than beginnings, and a label comes back");
    }

    #[test]
    fn rows_that_may_be_of_two_projects_are_nobodys() {
        let rows = [(0, 'O', "数量指标"), (0, 'O', "质量指标"), (0, 'B', "社会效益指标"), (0, 'O', "数量指标")];
        let cut = of(&rows, &[(0, 0), (0, 0), (0, 0)]);
        assert_eq!(cut, Some(vec![Some(0), None, Some(1), Some(2)]));
        // The page of a name tells.
        let rows = [(0, 'O', "数量指标"), (0, 'O', "质量指标"), (1, 'B', "社会效益指标")];
        assert_eq!(of(&rows, &[(0, 0), (0, 0)]), Some(vec![Some(0), Some(1), Some(1)]));
        assert_eq!(of(&rows, &[(0, 0), (1, 1)]), Some(vec![Some(0), None, Some(1)]));
    }

    #[test]
    fn outputs_in_no_order_are_cut_where_each_project_ends_with_the_satisfied() {
        let (count, quality, satisfied) = ("数量指标", "质量指标", "服务对象满意度指标");
        let rows = [(0, 'O', quality), (0, 'O', count), (0, 'O', quality), (0, 'S', satisfied)];
        let rows: Vec<_> = rows.into_iter().chain([(0, 'O', count), (0, 'S', satisfied)]).collect();
        let owners = [0, 0, 0, 0, 1, 1].map(Some);
        assert_eq!(of(&rows, &[(0, 0), (0, 0)]), Some(owners.to_vec()));
    }
}
