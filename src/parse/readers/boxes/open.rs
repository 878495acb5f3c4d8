//! Rows of a list in boxes whose amounts stand in several places of their page: a total beside its name, its parts among the
//! lines of other cells.

use super::lines::Kind;
use super::money;
use super::rows::{At, Pages, Row, is_sum};
use crate::lexicon;

/// A run of amounts beside names that makes no sense alone.
struct Open {
    /// Its place among the runs of its page.
    slot: usize,
    names: Vec<Vec<At>>,
    amounts: Vec<At>,
}

/// No more runs of a page wait for their parts; keeps the work linear.
const MOST_OPEN: usize = 4;
/// Nor are more amounts given to rows at once.
const MOST_AMOUNTS: usize = 32;

impl Pages<'_> {
    /// The runs of amounts of a page, each with what stands below the heads of other columns.
    fn runs_of_rows(&self, page: usize) -> Vec<Vec<At>> {
        let mut runs = self.runs(page);
        let columns = self.columns_below_heads(page);
        let Some(first) = columns.first().and_then(|column| column.first()) else { return runs };
        let above = runs.iter().filter(|run| run.first().is_some_and(|at| at < first)).count();
        if columns.iter().any(|column| column.len() != above) {
            return runs;
        }
        for run in &mut runs {
            run.retain(|at| !columns.iter().any(|own| own.contains(at)));
        }
        runs.retain(|run| !run.is_empty());
        for (at, run) in runs.iter_mut().take(above).enumerate() {
            run.extend(columns.iter().filter_map(|column| column.get(at)));
        }
        runs
    }

    /// Gives amounts that stand alone to the row before, where it lacks just these of as many as most rows have.
    pub(super) fn join_nameless(rows: &mut Vec<Row>) {
        const MOST: usize = 8;
        let mut counts = [0_usize; MOST + 1];
        for row in rows.iter() {
            counts.get_mut(row.amounts.len()).into_iter().for_each(|count| *count += 1);
        }
        let usual = (0..=MOST).max_by_key(|count| counts.get(*count).copied()).unwrap_or_default();
        if counts.get(usual).is_none_or(|count| count * 2 <= rows.len()) {
            return;
        }
        let mut joined: Vec<Row> = Vec::with_capacity(rows.len());
        for row in rows.drain(..) {
            let page = |row: &Row| row.amounts.first().map(|at| at.0);
            let lacks = |last: &&mut Row| {
                let both = last.amounts.len() + row.amounts.len() == usual && page(last) == page(&row);
                both && row.name.is_empty() && !last.name.is_empty() && row.amounts.len() < last.amounts.len()
            };
            match joined.last_mut().filter(lacks) {
                Some(last) => last.amounts.extend(row.amounts),
                None => joined.push(row),
            }
        }
        *rows = joined;
    }

    /// Amounts right below the head of their column that stands behind other rows: those of all rows above it, in order.
    fn columns_below_heads(&self, page: usize) -> Vec<Vec<At>> {
        const FEWEST: usize = 2;
        const MOST: usize = 8;
        let mut columns: Vec<Vec<At>> = Vec::new();
        let (mut seen, mut below) = (false, false);
        for (at, line) in self.all.get(page).into_iter().flatten().enumerate() {
            match line.kind {
                Kind::FundHead if seen => {
                    columns.push(Vec::new());
                    below = true;
                }
                Kind::Amount if below => columns.last_mut().into_iter().for_each(|column| column.push((page, at))),
                Kind::Amount => seen = true,
                kind if kind < Kind::Amount => {}
                _ => below = false,
            }
        }
        let few = columns.iter().any(|column| !(FEWEST..=MOST).contains(&column.len()));
        if few { Vec::new() } else { columns }
    }

    /// The rows of a page. `named`: whether all rows have their names before them so far; `parted`: whether rows have parts
    /// beside their totals.
    pub(super) fn rows_of(&mut self, page: usize, named: &mut bool, boxed: bool, parted: bool) -> Vec<Row> {
        let runs = self.runs_of_rows(page);
        let mut slots: Vec<Vec<Row>> = vec![Vec::new(); runs.len()];
        let mut open: Vec<Open> = Vec::new();
        // Amounts beside no name, and which runs they are.
        let mut loose: Vec<(usize, Vec<At>)> = Vec::new();
        for (slot, run) in runs.into_iter().enumerate() {
            // The rest of a name may stand between its total and its parts.
            if !open.is_empty() && self.begins_no_row(&run, boxed) {
                loose.push((slot, run.clone()));
                if let Some(rows) = self.close(&mut open, &mut loose) {
                    self.put(&mut slots, rows);
                    continue;
                }
                loose.pop();
            }
            let found = self.counted(&run, *named, boxed);
            let names = match &found {
                Some(rows) => rows.iter().filter(|row| !row.name.is_empty()).map(|row| row.name.clone()).collect(),
                None => self.names_right_before(&run, boxed),
            };
            let waits = parted && run.len() == names.len();
            if !names.is_empty() && !waits && found.is_some() {
                self.put(&mut slots, vec![(slot, found.unwrap_or_default())]);
                continue;
            }
            if names.is_empty() {
                loose.push((slot, run.clone()));
            } else {
                names.iter().flatten().for_each(|at| self.take(*at));
                open.push(Open { slot, names, amounts: run.clone() });
            }
            if let Some(rows) = self.close(&mut open, &mut loose) {
                *named &= rows.iter().flat_map(|(_, rows)| rows).all(|row| !row.name.is_empty());
                self.put(&mut slots, rows);
            } else if open.last().is_none_or(|open| open.slot != slot) && (open.is_empty() || run.len() > 1) {
                // Nothing lacks these amounts.
                loose.pop();
                *named &= found.is_none();
                let rows = found.or_else(|| self.short(&run, boxed).map(|row| vec![row]));
                self.put(&mut slots, vec![(slot, rows.unwrap_or_default())]);
            }
        }
        for Open { slot, names, amounts } in open {
            // Where nothing is left over, a row of one amount is whole.
            let whole = loose.is_empty() && amounts.len() == names.len();
            let rows = names.into_iter().zip(&amounts).map(|(name, at)| Row {
                is_sum: self.is_sum(&name),
                name,
                amounts: vec![*at],
                amounts_doubtful: !whole,
                ..Row::default()
            });
            let rows = rows.filter(|row| !(row.is_sum && row.amounts_doubtful)).collect();
            self.put(&mut slots, vec![(slot, rows)]);
        }
        self.reopen(&mut slots);
        slots.into_iter().flatten().collect()
    }

    /// Whether neither the name of a project nor that of a body stands before a run of amounts, where indents tell.
    fn begins_no_row(&self, run: &[At], boxed: bool) -> bool {
        let Some(first) = run.first().filter(|_| self.all_indented) else { return false };
        let own = self.names_before(*first, 1, boxed).pop().unwrap_or_default();
        self.indented_before(*first, 1).is_empty() && !is_sum(&self.text(&own))
    }

    /// Columns that say the same may be rows or columns: where amounts beside no name follow several rows, and all of them
    /// together make sense with the first ones as totals, they are columns.
    fn reopen(&self, slots: &mut [Vec<Row>]) {
        const MOST: usize = 8;
        let is_bare = |rows: &Vec<Row>| rows.iter().all(|row| row.name.is_empty());
        for at in 0..slots.len() {
            let Some((own, behind)) = slots.get(at..).and_then(<[Vec<Row>]>::split_first) else { continue };
            let loose: Vec<At> = behind
                .iter()
                .take(MOST)
                .take_while(|rows| is_bare(rows))
                .flatten()
                .flat_map(|row| row.amounts.clone())
                .collect();
            if own.len() < 2 || own.iter().any(|row| row.name.is_empty()) || loose.is_empty() {
                continue;
            }
            let mut all: Vec<At> = own.iter().flat_map(|row| row.amounts.clone()).collect();
            all.sort_unstable();
            let totals: Vec<At> = all.iter().take(own.len()).copied().collect();
            all.extend(loose);
            let Some((_, amounts)) = self.parts(&all, totals, None) else { continue };
            for (row, amounts) in slots.get_mut(at).into_iter().flatten().zip(amounts) {
                row.amounts = amounts;
            }
            let behind = slots.get_mut(at + 1..).unwrap_or_default();
            behind.iter_mut().take(MOST).take_while(|rows| is_bare(rows)).for_each(Vec::clear);
        }
    }

    /// The amounts of rows that have them in several places: their order tells nothing.
    pub(super) fn loose(&self, rows: &[Row]) -> Vec<At> {
        let next = |pair: &[At]| matches!(pair, [a, b] if a.0 == b.0 && a.1 < b.1 && self.is_run(*a, *b));
        let apart = rows.iter().filter(|row| !row.amounts.windows(2).all(next));
        apart.flat_map(|row| row.amounts.iter().skip(1).copied()).collect()
    }

    /// The last of a row's amounts beside its total: others stand among the lines of other cells.
    pub(super) fn last_beside(&self, row: &Row) -> Option<At> {
        let next = |pair: &&[At]| matches!(pair, [a, b] if a.0 == b.0 && a.1 < b.1 && self.is_run(*a, *b));
        let beside = row.amounts.windows(2).take_while(next).count();
        row.amounts.get(beside).copied()
    }

    /// Whether nothing but amounts and heads stands between two amounts.
    fn is_run(&self, a: At, b: At) -> bool {
        (a.1 + 1..b.1).all(|at| self.line((a.0, at)).is_some_and(|line| line.kind <= Kind::Amount))
    }

    fn put(&mut self, slots: &mut [Vec<Row>], rows: Vec<(usize, Vec<Row>)>) {
        for (slot, rows) in rows {
            rows.iter().flat_map(|row| row.name.clone()).for_each(|at| self.take(at));
            slots.get_mut(slot).into_iter().for_each(|into| into.extend(rows.iter().cloned()));
        }
    }

    /// The name before a run of amounts, and before it that of a body whose amounts stand behind its project's name.
    fn names_right_before(&self, run: &[At], boxed: bool) -> Vec<Vec<At>> {
        let Some(first) = run.first() else { return Vec::new() };
        let mut names = self.names_before(*first, 1, boxed);
        if let Some(body) = names.first().and_then(|name| self.body_before(name)) {
            names.insert(0, vec![body]);
        }
        names
    }

    /// The name of a body right before that of a project.
    pub(super) fn body_before(&self, name: &[At]) -> Option<At> {
        let (page, first) = *name.first()?;
        let before = (page, first.checked_sub(1)?);
        let indented = self.line((page, first)).is_some_and(|line| line.indented);
        let own = self.line(before).filter(|line| !line.indented && is_sum(&line.text));
        let is_free = self.all_indented && indented && self.is_free(before);
        (is_free && own.is_some() && !self.ends_name(before)).then_some(before)
    }

    /// Whether a line behind amounts may be the rest of the name before them.
    fn ends_name(&self, (page, at): At) -> bool {
        const MOST: usize = 8;
        let is_amount = |at: &usize| self.line((page, *at)).is_some_and(|line| line.kind == Kind::Amount);
        let amounts = (1..=MOST).map_while(|back| at.checked_sub(back)).take_while(is_amount).count();
        let name = at.checked_sub(amounts + 1).filter(|_| amounts > 0);
        name.is_some_and(|name| self.is_full((page, name)))
    }

    /// The rest of a body's name, which stands behind its amounts.
    pub(super) fn finish_body(&mut self, row: &mut Row) {
        let Some(next) = row.amounts.last().map(|(page, at)| (*page, at + 1)) else { return };
        let Some(line) = self.line(next).filter(|line| !line.indented && self.may_be_name(next)) else { return };
        let own = self.text(&row.name);
        let is_whole = lexicon::TOTAL_ROWS.contains(&own.as_str());
        if !is_whole && row.name.last().is_some_and(|last| self.is_full(*last)) && is_sum(&(own + &line.text)) {
            row.name.push(next);
            self.take(next);
        }
    }

    /// The rows of open runs and of the loose amounts behind them, as soon as there is one way only in which the parts make
    /// the totals.
    fn close(&self, open: &mut Vec<Open>, loose: &mut Vec<(usize, Vec<At>)>) -> Option<Vec<(usize, Vec<Row>)>> {
        let from = open.len().saturating_sub(MOST_OPEN);
        let groups = (from..open.len()).map(|first| first..open.len());
        let alone = (from..open.len().saturating_sub(1)).map(|at| at..at + 1);
        for group in groups.chain(alone).collect::<Vec<_>>() {
            let of_group = open.get(group.clone())?;
            let begins = of_group.first().and_then(|open| open.amounts.first()).copied()?;
            let behind = |run: &(usize, Vec<At>)| run.1.first().is_some_and(|at| *at > begins);
            let mut all: Vec<At> = of_group.iter().flat_map(|open| open.amounts.clone()).collect();
            // More than these are no parts of a few rows.
            let near = loose.iter().rev().take(MOST_AMOUNTS + 1).filter(|run| behind(run));
            all.extend(near.flat_map(|run| run.1.clone()));
            all.sort_unstable();
            let totals: Vec<At> =
                of_group.iter().flat_map(|open| open.amounts.iter().take(open.names.len())).copied().collect();
            let Some((totals, amounts)) = self.parts(&all, totals, of_group.last()) else { continue };
            let mut rows: Vec<(usize, Vec<Row>)> = Vec::new();
            for (total, amounts) in totals.iter().zip(amounts) {
                let own = of_group.iter().find(|open| open.amounts.contains(total))?;
                let at = own.amounts.iter().position(|at| at == total)?;
                let name = own.names.get(at).cloned().unwrap_or_default();
                rows.push((own.slot, vec![Row { is_sum: self.is_sum(&name), name, amounts, ..Row::default() }]));
            }
            loose.retain(|run| !behind(run));
            open.drain(group);
            return Some(rows);
        }
        None
    }

    /// The amounts of each row, by their totals; one more row, whose name stands elsewhere, may be among the amounts of the
    /// last run.
    fn parts(&self, all: &[At], totals: Vec<At>, last: Option<&Open>) -> Option<(Vec<At>, Vec<Vec<At>>)> {
        if all.len() > MOST_AMOUNTS {
            return None;
        }
        let numbers = self.numbers(all);
        let shared = |totals: &[At]| {
            let places: Option<Vec<usize>> = totals.iter().map(|total| all.iter().position(|at| at == total)).collect();
            let rows = money::shared(&numbers, &places?)?;
            let at = |row: &Vec<usize>| row.iter().filter_map(|at| all.get(*at)).copied().collect::<Vec<At>>();
            // A row without parts is none where others have some.
            let rows: Vec<Vec<At>> = rows.iter().map(at).collect();
            rows.iter().all(|row| row.len() > 1).then_some(rows)
        };
        if let Some(rows) = shared(&totals) {
            return Some((totals, rows));
        }
        let more = last.map(|last| last.amounts.iter().skip(last.names.len() + 1)).into_iter().flatten();
        let ways = more.filter_map(|at| {
            let totals: Vec<At> = totals.iter().chain([at]).copied().collect();
            let rows = shared(&totals)?;
            Some((totals, rows))
        });
        let mut ways = ways.take(2);
        let first = ways.next();
        first.filter(|_| ways.next().is_none())
    }
}
