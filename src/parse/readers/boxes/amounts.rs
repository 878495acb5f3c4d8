//! The amounts of a list in boxes: which of those that stand one behind the other are one row's, and the names before them.

use super::lines::{Kind, Line};
use super::money;
use super::rows::{At, Pages, Row, Trust, is_sum};
use crate::amount::{self, number_from_text};
use rust_decimal::Decimal;

impl Pages<'_> {
    /// Amounts that stand one behind the other.
    pub(super) fn runs(&self, page: usize) -> Vec<Vec<At>> {
        let mut runs: Vec<Vec<At>> = Vec::new();
        let mut goes_on = false;
        for (at, line) in self.all.get(page).into_iter().flatten().enumerate() {
            match (line.kind, runs.last_mut().filter(|_| goes_on)) {
                (Kind::Amount, Some(run)) => run.push((page, at)),
                (Kind::Amount, None) => runs.push(vec![(page, at)]),
                // Heads may stand among them.
                (kind, _) if kind < Kind::Amount => continue,
                _ => {}
            }
            goes_on = line.kind == Kind::Amount;
        }
        runs
    }

    /// The rows of a run of amounts: one row whose parts make its total, columns that say the same behind each other, or
    /// whatever way the parts make the totals; as many as there are names.
    pub(super) fn counted(&self, run: &[At], named: bool, boxed: bool) -> Option<Vec<Row>> {
        const MOST: usize = 200;
        const MOST_ROWS: usize = 6;
        let first = *run.first()?;
        if run.len() > MOST {
            return None;
        }
        let numbers = self.numbers(run);
        let sums = |count: usize| {
            let rows = money::rows(&numbers, count)?;
            let places = |row: &Vec<usize>| row.iter().filter_map(|at| run.get(*at)).copied().collect();
            Some(rows.iter().map(places).collect::<Vec<Vec<At>>>())
        };
        let ways = [self.whole(run), self.squares(run)].into_iter().chain((2..=MOST_ROWS).map(sums));
        let mut unnamed = None;
        for amounts in ways.flatten() {
            let names = self.waiting(first, amounts.len()).filter(|_| named);
            let names = names.unwrap_or_else(|| self.names_before(first, amounts.len(), boxed));
            let bare = names.is_empty();
            // The amounts of a body whose name stands before that of its project are among these.
            if !bare && names.first().is_some_and(|name| self.body_before(name).is_some()) {
                continue;
            }
            if bare && unnamed.is_some() || !(bare || names.len() == amounts.len()) {
                continue;
            }
            let rows = amounts.into_iter().enumerate().map(|(at, amounts)| {
                let name = names.get(at).cloned().unwrap_or_default();
                Row { is_sum: self.is_sum(&name), name, amounts, ..Row::default() }
            });
            if !bare {
                return Some(rows.collect());
            }
            unnamed = Some(rows.collect());
        }
        unnamed
    }

    /// Whether rows have parts beside their totals: few amounts stand alone.
    pub(super) fn have_parts(&self) -> bool {
        const FEW: usize = 2;
        let counts = (0..self.all.len()).flat_map(|page| self.runs(page)).map(|run| run.len());
        let (single, all) = counts.fold((0, 0), |(single, all), count| (single + usize::from(count == 1), all + 1));
        single * FEW < all
    }

    /// A row whose amounts make no sense: a sum is left unread, and of a project's amounts the total is doubtful. Where more
    /// than one project may stand there, the page is lost.
    pub(super) fn short(&mut self, run: &[At], boxed: bool) -> Option<Row> {
        let first = *run.first()?;
        let name = self.names_before(first, 1, boxed).pop().unwrap_or_default();
        let alone = !name.is_empty() && self.waiting(first, 2).is_none();
        let is_sum = self.is_sum(&name);
        if !alone || !(is_sum || self.all_indented) {
            self.lost.push(first.0);
            return None;
        }
        for at in &name {
            self.take(*at);
        }
        (!is_sum).then(|| Row {
            name,
            amounts: vec![first],
            amounts_doubtful: true,
            trust: Trust::Lost,
            ..Row::default()
        })
    }

    /// Whether a name is that of a row of sums, or of a body: where all projects have indents, it has none.
    pub(super) fn is_sum(&self, name: &[At]) -> bool {
        let first = name.first().and_then(|at| self.line(*at));
        match first.filter(|_| self.all_indented) {
            Some(line) => !line.indented,
            None => is_sum(&self.text(name)),
        }
    }

    pub(super) fn numbers(&self, run: &[At]) -> Vec<Decimal> {
        run.iter().filter_map(|at| self.line(*at)).filter_map(|line| number_from_text(&line.text)).collect()
    }

    /// A run as one row, where its parts make its total.
    fn whole(&self, run: &[At]) -> Option<Vec<Vec<At>>> {
        const FUNDS: usize = 7;
        let numbers = self.numbers(run);
        let (total, parts) = numbers.split_first()?;
        let whole = parts.is_empty() || amount::total(&mut parts.iter().copied()) == Some(*total);
        (run.len() <= FUNDS && whole).then(|| vec![run.to_vec()])
    }

    /// The amounts of each row, where columns that say the same stand one behind the other.
    fn squares(&self, run: &[At]) -> Option<Vec<Vec<At>>> {
        let texts: Vec<&str> = run.iter().filter_map(|at| self.line(*at)).map(|line| line.text.as_str()).collect();
        // How many rows begin at each amount, where all behind it are whole rows.
        let mut counts: Vec<Option<usize>> = vec![None; run.len() + 1];
        *counts.last_mut()? = Some(0);
        for at in (0..run.len()).rev() {
            let square = (1..=(run.len() - at) / 2).find(|count| {
                let (one, two) = (texts.get(at..at + count), texts.get(at + count..at + 2 * count));
                one == two && counts.get(at + 2 * count).copied().flatten().is_some()
            });
            *counts.get_mut(at)? = square;
        }
        counts.first().copied().flatten()?;
        let mut rows: Vec<Vec<At>> = Vec::new();
        let mut at = 0;
        while let Some(count) = counts.get(at).copied().flatten().filter(|count| *count > 0) {
            let pair = |at: usize| [at, at + count].iter().filter_map(|at| run.get(*at)).copied().collect();
            rows.extend((at..at + count).map(pair));
            at += 2 * count;
        }
        Some(rows)
    }

    /// Gives a row that lacks its last column the one that is too many in the next row, where nothing is paid in both: sums
    /// do not tell the two apart.
    pub(super) fn share_zeros(&self, rows: &mut [Row]) {
        let heads = |page: &Vec<Line>| page.iter().filter(|line| line.kind == Kind::FundHead).count();
        let columns = self.all.first().map_or(0, heads);
        for at in 1..rows.len() {
            let Some((one, two)) = rows.get(at - 1).zip(rows.get(at)) else { continue };
            let zeros = self.numbers(two.amounts.get(columns.saturating_sub(1)..).unwrap_or_default());
            let both = zeros.len() == 2 && zeros.iter().all(Decimal::is_zero);
            if !both || one.amounts.len() + 1 != columns {
                continue;
            }
            let zero = rows.get_mut(at).map(|row| row.amounts.remove(columns - 1));
            rows.get_mut(at - 1).into_iter().for_each(|row| row.amounts.extend(zero));
        }
    }

    /// Rows that may be none: one amount where all others have several, and sums that are none.
    pub(super) fn doubt_amounts(&mut self, rows: &mut [Row]) {
        const FEW: usize = 5;
        let single = rows.iter().filter(|row| row.amounts.len() < 2).count();
        let odd = single * FEW < rows.len();
        let mut lost: Vec<usize> = Vec::new();
        // The totals of the projects behind each row, up to the next sum.
        let mut behind: Option<Decimal> = None;
        for row in rows.iter_mut().rev() {
            let total = row.amounts.first().and_then(|at| self.numbers(&[*at]).first().copied());
            if row.is_sum && !is_sum(&self.text(&row.name)) && total != behind {
                row.is_sum = false;
                row.trust = Trust::Lost;
            }
            if row.is_sum {
                behind = None;
                continue;
            }
            behind = total.and_then(|total| amount::total(&mut [total].into_iter().chain(behind)));
            if odd && row.amounts.len() < 2 {
                row.trust = Trust::Lost;
                row.amounts_doubtful = true;
                lost.extend(row.amounts.first().map(|at| at.0));
            }
        }
        self.lost.extend(lost);
    }
}
