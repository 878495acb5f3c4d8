//! The names of rows: where they begin, and their rests that stand behind other cells.

use super::atoms;
use super::lines::{Kind, Line};
use super::rows::{At, MOST_LINES, Pages, Row, Trust, is_name, is_plain, is_sum};
use crate::lexicon;

impl Pages<'_> {
    /// The rest of a name that a page has torn.
    pub(super) fn go_on(&mut self, page: usize, row: &mut Row) {
        // It goes on on the next page or nowhere; that keeps the work linear.
        let is_open =
            row.trust != Trust::Lost && !row.is_sum && row.name.last().is_some_and(|last| self.is_full(*last));
        if !is_open || is_name(&self.text(&row.name)) {
            return;
        }
        let body = (0..self.all.get(page).map_or(0, Vec::len)).map(|at| (page, at));
        let first = body.into_iter().find(|at| self.line(*at).is_some_and(|line| line.kind >= Kind::Amount));
        // An indent begins another name.
        let first = first.filter(|at| self.line(*at).is_some_and(|line| !line.indented));
        let behind = self.behind(row, Some((page, 0))).into_iter().filter(|at| self.is_full(*at));
        let mut name = row.name.clone();
        name.extend(behind.chain(first).filter(|at| self.may_be_name(*at)));
        if name.len() <= MOST_LINES && is_name(&self.text(&name)) {
            for at in &name {
                self.take(*at);
            }
            row.name = name;
        } else if self.begins_inside(page) {
            row.trust = Trust::Lost;
        }
    }

    /// Whether a page may begin with the rest of a name: before its first amount and its first indent stands a line like one.
    fn begins_inside(&self, page: usize) -> bool {
        const NEAR: usize = 8;
        let lines = self.all.get(page).into_iter().flatten().enumerate();
        let body = lines.skip_while(|(_, line)| line.kind < Kind::Amount).take(NEAR);
        let before = body.take_while(|(_, line)| line.kind >= Kind::Indicators && !line.indented);
        !self.all_indented || before.map(|(at, _)| (page, at)).any(|at| self.may_be_name(at))
    }

    /// Completes a name that ends unlike all others by the one line that ends it, if that is a box of its own.
    pub(super) fn end_name(&mut self, row: &mut Row, own: &str, behind: &[At]) {
        /// It stands within so many lines; keeps the work linear.
        const FAR: usize = 120;
        let behind = behind.get(..behind.len().min(FAR)).unwrap_or_default();
        let boxed = |at: &At| self.line(*at).map(|line| line.boxed);
        let ends = |at: &At| {
            let alone = behind.iter().filter(|other| boxed(other) == boxed(at)).count() == 1;
            let line = self.line(*at).filter(|line| alone && !line.indented && !line.begins_objective());
            self.may_be_name(*at) && line.is_some_and(|line| is_name(&format!("{own}{}", line.text)))
        };
        let mut found = behind.iter().filter(|at| ends(at));
        match (found.next().copied(), found.next()) {
            (Some(last), None) => {
                row.name.push(last);
                self.take(last);
            }
            _ => row.trust = Trust::Unsure,
        }
    }

    /// Where names begin with an indent and there are as many indents as rows, each of them begins with its own; a name
    /// without one is cut.
    pub(super) fn anchor(&mut self, rows: &mut [Row]) {
        let pages = self.all.iter().enumerate();
        let all = pages.flat_map(|(page, lines)| lines.iter().enumerate().map(move |(at, line)| ((page, at), line)));
        let anchors: Vec<At> =
            all.filter(|(_, line)| line.indented && line.kind == Kind::Text).map(|(at, _)| at).collect();
        let projects: Vec<&mut Row> = rows.iter_mut().filter(|row| !row.is_sum).collect();
        if anchors.len() != projects.len() {
            return;
        }
        for (row, anchor) in projects.into_iter().zip(anchors) {
            if row.name.first() == Some(&anchor) {
                continue;
            }
            let mut name = vec![anchor];
            name.extend(row.name.iter().filter(|at| **at > anchor));
            if self.is_free(anchor) && name.len() <= MOST_LINES && is_name(&self.text(&name)) {
                self.take(anchor);
                row.name = name;
                row.trust = Trust::Sure;
            } else if let Some(name) = self.name_at(anchor) {
                for at in &name {
                    self.take(*at);
                }
                row.name = name;
                row.trust = Trust::Unsure;
            } else {
                row.trust = Trust::Lost;
            }
        }
    }

    /// The lines of a name from its indent on, as far as they are full and one behind the other.
    fn name_at(&self, anchor: At) -> Option<Vec<At>> {
        const SLACK: usize = 2;
        let mut name = vec![anchor];
        let mut last = anchor;
        while self.is_full(last) && name.len() < MOST_LINES {
            last = (last.0, last.1 + 1);
            let line = self.line(last).filter(|line| !line.indented && line.width.abs_diff(self.sentence) > SLACK)?;
            if !self.may_be_name(last) || line.begins_objective() {
                return None;
            }
            name.push(last);
        }
        let text = self.text(&name);
        (self.is_free(anchor) && !self.is_full(last) && is_plain(&text)).then_some(name)
    }

    /// The lines of a name that begins with the first of some lines: all but the last are full.
    pub(super) fn whole_name(&self, lines: &[At]) -> Option<Vec<At>> {
        // What stands from its indent to its amounts is whole.
        let next = |a: &At, b: &At| a.0 == b.0 && a.1 + 1 == b.1;
        let inner = |pair: &&[At]| {
            let line = |at: &At| self.line(*at).is_some_and(|line| !line.indented) && self.may_be_name(*at);
            matches!(pair, [a, b] if next(a, b) && line(b))
        };
        let count = 1 + lines.windows(2).take_while(inner).count();
        let name = lines.get(..count).filter(|name| count <= MOST_LINES && name.iter().all(|at| self.may_be_name(*at)));
        let is_last = |name: &&[At]| {
            let behind = name.last().and_then(|(page, at)| self.line((*page, at + 1)));
            self.all_indented && behind.is_some_and(|line| line.kind == Kind::Amount) && !self.ends_in_body(name)
        };
        if let Some(name) = name.filter(is_last) {
            return Some(name.to_vec());
        }
        let whole = |count: &usize| {
            let lines = lines.get(..*count).unwrap_or_default();
            let full = lines.split_last().is_some_and(|(_, rest)| rest.iter().all(|at| self.is_full(*at)));
            full && lines.iter().all(|at| self.may_be_name(*at)) && is_name(&self.text(lines))
        };
        let boxed = |at: usize| lines.get(at).and_then(|at| self.line(*at)).map(|line| line.boxed);
        let count = (1..=MOST_LINES).find(whole)?;
        // 工作 may go on in 经费; brackets and what else a name lists stand behind whatever line.
        let ends = |at: &At| lexicon::PROJECT_ENDINGS.contains(&self.text(&[*at]).as_str());
        let next = lines.get(count).filter(|next| ends(next) || boxed(count) == boxed(count - 1));
        let goes_on =
            next.is_some_and(|next| whole(&(count + 1)) || ends(next) || self.text(&[*next]).starts_with(['(', '、']));
        lines.get(..count + usize::from(goes_on)).map(<[At]>::to_vec)
    }

    /// Whether amounts stand between two lines, and nothing else.
    fn are_amounts(&self, from: At, until: At) -> bool {
        let is_amount = |at: usize| self.line((from.0, at)).is_some_and(|line| line.kind == Kind::Amount);
        from.0 == until.0 && from.1 + 1 < until.1 && (from.1 + 1..until.1).all(is_amount)
    }

    /// Completes a name whose rest stands behind the amounts.
    pub(super) fn finish_name(&mut self, row: &mut Row, until: Option<At>) {
        if row.is_sum {
            self.finish_body(row);
        }
        if row.is_sum || (row.trust == Trust::Lost && row.amounts_doubtful) {
            return;
        }
        let behind = self.behind(row, until);
        if row.name.is_empty() {
            // The whole name stands there: indented, or the only lines that look like one.
            let starts = behind.iter().enumerate().filter(|(_, at)| self.line(**at).is_some_and(|line| line.indented));
            let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
            let [start] = starts.as_slice() else { return };
            if let Some(name) = self.whole_name(behind.get(*start..).unwrap_or_default()) {
                for at in &name {
                    self.take(*at);
                }
                row.name = name;
            }
            return;
        }
        let own = self.text(&row.name);
        // The names of bodies have no indent where those of projects have one.
        let first = row.name.first().and_then(|at| self.line(*at));
        let body = first.is_some_and(|line| self.indents && !line.indented);
        let rest = behind.first().filter(|at| body && !is_name(&own) && is_sum(&(own.clone() + &self.text(&[**at]))));
        if let Some(rest) = rest {
            row.name.push(*rest);
            row.is_sum = true;
            self.take(*rest);
            return;
        }
        if is_plain(&own) && row.name.last().is_none_or(|last| !self.is_full(*last)) {
            if self.indents && self.ends && !is_name(&own) {
                self.end_name(row, &own, &behind);
            }
            return;
        }
        if let Some(name) = self.interrupts(row, &behind) {
            for at in &name {
                self.take(*at);
            }
            (row.name, row.trust) = (name, Trust::Sure);
            return;
        }
        let mut name = row.name.clone();
        let mut found = if is_name(&own) { name.len() } else { 0 };
        for at in behind.iter().copied() {
            let adjacent = name.last().is_some_and(|last| last.0 == at.0 && last.1 + 1 == at.1);
            // A whole name goes on only where nothing else can stand: right behind its amounts stands no more of an objective
            // than its beginning.
            let text = self.text(&[at]);
            let beside = name.last().is_some_and(|last| self.are_amounts(*last, at));
            let rest = beside && !self.is_full(at) && is_plain(&text) && lexicon::ends_project(&text);
            let ends = rest || lexicon::PROJECT_ENDINGS.contains(&text.as_str());
            let goes_on = found == 0 || adjacent || ends;
            if !goes_on
                || name.len() >= MOST_LINES
                || !self.may_be_name(at)
                || self.line(at).is_none_or(Line::begins_objective)
            {
                continue;
            }
            name.push(at);
            found = if is_name(&self.text(&name)) { name.len() } else { found };
            if !self.is_full(at) {
                break;
            }
        }
        name.truncate(found.max(row.name.len()));
        row.trust = match () {
            () if is_name(&self.text(&name)) => Trust::Sure,
            // It stands whole from its indent to its amounts, and nothing behind them may be its rest.
            () if self.is_apart(row, &behind) => {
                name.truncate(row.name.len());
                Trust::Sure
            }
            () => Trust::Lost,
        };
        if row.trust != Trust::Lost {
            for at in &name {
                self.take(*at);
            }
            row.name = name;
        }
    }

    /// A name with its rest, which interrupts the objective beside it: a line in a box of its own that is too narrow or
    /// too wide for an open sentence, behind a line of that sentence and before another.
    fn interrupts(&self, row: &Row, behind: &[At]) -> Option<Vec<At>> {
        const NEAR: usize = 10;
        let (page, last) = self.last_beside(row)?;
        const SLACK: usize = 2;
        if !self.all_indented {
            return None;
        }
        let full = |line: &Line| line.width.abs_diff(self.sentence) <= SLACK;
        let near = behind.iter().filter(|at| at.0 == page && at.1 <= last + NEAR);
        let lines: Vec<(At, &Line)> = near.filter_map(|at| Some((*at, self.line(*at)?))).collect();
        let mut name = row.name.clone();
        let mut open = false;
        for (place, (at, line)) in lines.iter().enumerate() {
            let alone = lines.iter().filter(|(_, other)| other.boxed == line.boxed).count() == 1;
            let more = lines.get(place + 1..).unwrap_or_default().iter().any(|(_, line)| full(line));
            // Or it stands right between a total and its parts.
            let inside = at.1 == last + 1 && row.amounts.last() > Some(at);
            let is_rest = (open || inside)
                && alone
                && more
                && !full(line)
                && !line.indented
                && !line.text.contains([',', ';', ':']);
            if is_rest && self.may_be_name(*at) && !line.begins_objective() && name.len() < MOST_LINES {
                name.push(*at);
                if !self.is_full(*at) {
                    break;
                }
            } else {
                open = full(line) && !line.is_closed();
            }
        }
        (name.len() > row.name.len() && atoms::open_brackets(&self.text(&name)) == 0).then_some(name)
    }

    /// Whether a name stands from its indent to its amounts, and no line near them looks like its rest, which stands beside
    /// the amounts in a box of its own.
    fn is_apart(&self, row: &Row, behind: &[At]) -> bool {
        const NEAR: usize = 8;
        let places: Vec<At> = row.name.iter().chain(row.amounts.first()).copied().collect();
        let together = places.windows(2).all(|pair| matches!(pair, [a, b] if a.0 == b.0 && a.1 + 1 == b.1));
        let begins = row.name.first().and_then(|at| self.line(*at)).is_some_and(|line| line.indented);
        let Some(last) = row.amounts.last() else { return false };
        let near = behind.iter().take(NEAR).filter(|at| at.0 == last.0 && at.1 <= last.1 + NEAR);
        let boxed = |at: &At| self.line(*at).map(|line| line.boxed);
        let alone = |at: &At| behind.iter().take(2 * NEAR).filter(|other| boxed(other) == boxed(at)).count() == 1;
        let rest = |at: &At| {
            let line = self.line(*at).filter(|line| !line.indented && !line.begins_objective());
            alone(at) && self.may_be_name(*at) && line.is_some_and(|line| !line.text.contains(','))
        };
        begins && together && atoms::open_brackets(&self.text(&row.name)) == 0 && !near.into_iter().any(rest)
    }
}
