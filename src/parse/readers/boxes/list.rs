//! Lists in boxes: the lines of each row put together, and the heads of the columns above them.

use super::chain;
use super::funds;
use super::lines::{self, Kind, Line};
use super::rows::{At, Pages, Row, Trust};
use super::sets::{self, Found, Set};
use super::shares::{self, Begun};
use crate::lexicon;
use crate::model::{Cell, Fund, Indicator, Layout, Project, Repair, Table};
use crate::parse::fold::{Folded, Gap, Ink};
use crate::parse::list;
use crate::parse::readers::pieces::Pieces;
use crate::parse::sheet::Sheet;
use crate::source::Source;
use crate::span::{Origin, Span};
use crate::walk::ProjectAt;

/// No page has more lines; keeps the work linear.
pub(super) const MOST_LINES: usize = 800;

/// Reads a list whose cells stand in boxes, where each line has its place.
pub(super) fn read(source: &Source, pieces: &Pieces<'_>) -> Table {
    let mut pages = lines::pages(source, pieces);
    ordered(source, pieces, &mut pages).unwrap_or_default()
}

/// The sets of all pages, and how many begin on each; sentences that look like parts of one are told apart from them. A page
/// on which lines are left over is lost. `None` where many are: whatever fits may do so by accident.
fn sets(pages: &mut [Vec<Line>]) -> Option<(Vec<Set>, Vec<Begun>)> {
    /// One line of a set in so many may be left over.
    const MOST_LOST: usize = 12;
    let mut sets: Vec<Set> = Vec::new();
    let mut begun: Vec<Begun> = Vec::new();
    let (mut known, mut all, mut lost) = (true, 0, 0);
    for (page, lines) in pages.iter_mut().enumerate() {
        // Behind a page that is lost nobody knows what goes on, and its lines are left over.
        let found = sets::of_page(page, lines, sets.last_mut().filter(|_| known));
        let over = found.as_ref().map_or(1, |found| if known { found.lost } else { 0 });
        known = found.is_some();
        let Found { begun: own, sentences, .. } = found.unwrap_or_default();
        if let Some((before, last)) = begun.last_mut().zip(sets.last().and_then(|set| set.lines.last())) {
            before.goes_on = known && last.0 == page;
        }
        begun.push(Begun { sets: own.len(), lost: over > 0, ..Begun::default() });
        for at in sentences {
            lines.get_mut(at).into_iter().for_each(|line| line.kind = Kind::Text);
        }
        all += lines.iter().filter(|line| line.kind == Kind::Indicators).count();
        lost += over;
        sets.extend(own);
    }
    (lost * MOST_LOST <= all).then_some((sets, begun))
}

fn ordered(source: &Source, pieces: &Pieces<'_>, pages: &mut [Vec<Line>]) -> Option<Table> {
    if pages.iter().any(|page| page.len() > MOST_LINES) {
        return None;
    }
    let (sets, mut begun) = sets(pages)?;
    let mut taken: Vec<Vec<bool>> = pages.iter().map(|page| vec![false; page.len()]).collect();
    for (page, at) in sets.iter().flat_map(|set| &set.lines) {
        *taken.get_mut(*page)?.get_mut(*at)? = true;
    }
    let mut pages = Pages::new(pages, taken, sets.len());
    let mut rows = pages.rows()?;
    // A set belongs to a row that begins on its page, or on the page before.
    let projects: Vec<usize> = rows.iter().enumerate().filter(|(_, row)| !row.is_sum).map(|(at, _)| at).collect();
    let page_of = |at: usize| rows.get(at).and_then(|row| row.amounts.first()).map(|(page, _)| *page);
    let named = |page: usize| projects.iter().filter(|at| page_of(**at) == Some(page)).count();
    for (page, begun) in begun.iter_mut().enumerate() {
        begun.projects = named(page);
        begun.lost |= pages.lost.contains(&page);
    }
    let shares = shares::shares(&begun);
    let read = shares.iter().flatten().count();
    if read == 0 || read * 2 < projects.len() || shares.len() != projects.len() {
        return None;
    }
    let mut of_row = vec![None; rows.len()];
    for (at, share) in projects.iter().zip(&shares) {
        let set = share.and_then(|share| sets.get(share));
        let row = rows.get_mut(*at)?;
        match set {
            // Lines of a set that is lost are none of an objective, and would make another set here.
            Some(_) if chain::is_labelled(&pages.text(&row.objective)) => row.objective.clear(),
            Some(set) => row.objective_doubtful |= set.moved,
            // What stands behind the row of a project that has no set may be another one's.
            None => row.objective.clear(),
        }
        *of_row.get_mut(*at)? = set;
    }
    let heads = heads(pages.all)?;
    Some(table(source, pieces, &pages, &heads, &rows, &of_row))
}

/// Which money column a head is that of.
fn fund_of(line: &Line) -> Option<Fund> {
    lexicon::FUND_HEADS.iter().find(|(head, _)| *head == line.text).map(|(_, fund)| *fund)
}

/// The heads in their order. Boxes may put some money columns before others: they come as the pages have them that begin
/// with the total, where those agree; else in the usual order.
fn heads(pages: &[Vec<Line>]) -> Option<Vec<&Line>> {
    let funds = |page: &'_ [Line]| -> Vec<usize> {
        page.iter().enumerate().filter(|(_, line)| line.kind == Kind::FundHead).map(|(at, _)| at).collect()
    };
    let fund = fund_of;
    let first = pages.first()?;
    let all = funds(first);
    let in_order = |page: &&Vec<Line>| {
        let own: Vec<&Line> = funds(page).into_iter().filter_map(|at| page.get(at)).collect();
        let total = own.iter().position(|line| fund(line) == Some(Fund::Total));
        own.len() == all.len() && total.is_none_or(|at| at == 0)
    };
    let mut begun = pages.iter().filter(in_order);
    let order = |page: &Vec<Line>| funds(page).into_iter().filter_map(|at| page.get(at)).map(fund).collect::<Vec<_>>();
    let ordered = begun.next().filter(|first| begun.all(|page| order(page) == order(first)));
    let others = first.iter().filter(|line| line.kind < Kind::Amount && line.kind != Kind::FundHead);
    let funds = ordered.unwrap_or(first).iter().filter(|line| line.kind == Kind::FundHead);
    let usual = |line: &Line| fund(line).and_then(|fund| Fund::ALL.iter().position(|of| *of == fund));
    let key = |line: &&Line| match ordered {
        Some(_) => line.kind as u128 * 8,
        None => line.kind as u128 * 8 + usual(line).unwrap_or_default() as u128,
    };
    Some(crate::order::sorted(others.chain(funds).collect(), key))
}

/// The rows in order, read as a list.
fn table(
    source: &Source,
    pieces: &Pieces<'_>,
    pages: &Pages<'_>,
    heads: &[&Line],
    rows: &[Row],
    sets: &[Option<&Set>],
) -> Table {
    let sheet = &pieces.sheet;
    let mut inks: Vec<Ink> = Vec::new();
    let mut put = |line: &Line, gap: Gap| {
        let start = inks.len();
        let runs = [Some(&line.run), line.rest.as_ref()].into_iter().flatten();
        inks.extend(runs.flat_map(Clone::clone).filter_map(|at| sheet.ink(at)).copied());
        // A narrow column may have torn an amount or a head.
        let torn = line.kind == Kind::Amount || line.rest.is_some();
        for ink in inks.get_mut(start + 1..).unwrap_or_default().iter_mut().filter(|_| torn) {
            ink.set_gap(Gap::None);
        }
        if let Some(first) = inks.get_mut(start) {
            first.widen_gap(gap);
        }
    };
    for line in heads {
        put(line, Gap::Line);
    }
    let mut doubtful: Vec<Span> = Vec::new();
    let mut moved: Vec<At> = Vec::new();
    let ends = |at: At, last: bool| {
        let run = pages.line(at).map(|line| line.run.clone())?;
        let at = if last { run.end - 1 } else { run.start };
        sheet.ink(at).map(Ink::span)
    };
    // Where other sets end in a full stop, a target without one may lack its end.
    let closed = sets.iter().flatten().any(|set| set.is_closed());
    let mut before: Option<At> = None;
    for (row, set) in rows.iter().zip(sets) {
        let set_lines = set.map_or(&[][..], |set| &set.lines);
        for (part, lines) in
            [&row.name, &row.amounts, &row.objective].into_iter().map(Vec::as_slice).chain([set_lines]).enumerate()
        {
            for (count, at) in lines.iter().enumerate() {
                let Some(line) = pages.line(*at) else { continue };
                put(line, if count == 0 || part == 1 { Gap::Line } else { Gap::None });
                if before.is_some_and(|before| before > *at) && part != 1 {
                    moved.push(*at);
                }
                before = Some(*at);
            }
        }
        let open = set.filter(|set| closed && !set.is_closed()).and_then(|set| set.lines.last());
        doubtful.extend(open.and_then(|at| ends(*at, true)));
        moved.extend(row.name.iter().filter(|_| row.trust == Trust::Unsure));
        let names = row.name.iter().filter(|_| row.trust == Trust::Lost);
        let objectives = row.objective.iter().filter(|_| row.objective_doubtful);
        let amounts = row.amounts.iter().filter(|_| row.amounts_doubtful);
        doubtful.extend(names.chain(objectives).chain(amounts).filter_map(|at| ends(*at, false)));
        for torn in set.iter().flat_map(|set| &set.torn) {
            let place = set_lines.iter().position(|at| at == torn).and_then(|at| set_lines.get(at.checked_sub(1)?));
            doubtful.extend(place.and_then(|at| ends(*at, true)));
            doubtful.extend(ends(*torn, false));
        }
    }
    let mut table = list::read(source, &Folded::of_inks(inks));
    if table.layout == Layout::Unknown {
        return table;
    }
    again(pages, sheet, heads, &mut table);
    crate::span::sort_spans(&mut doubtful);
    for project in table.units.iter_mut().flat_map(|unit| &mut unit.projects) {
        doubt(project, &doubtful);
    }
    let mut loose: Vec<Span> = pages.loose(rows).into_iter().filter_map(|at| ends(at, false)).collect();
    crate::span::sort_spans(&mut loose);
    let of_heads = heads.iter().filter(|line| line.kind == Kind::FundHead).filter_map(|line| fund_of(line));
    let columns: Vec<Fund> = of_heads.filter(|fund| *fund != Fund::Total).collect();
    funds::settle(&mut table, &columns, &loose);
    let origins = moved.into_iter().filter_map(|at| sheet.origin(pages.line(at)?.run.clone()));
    let unsure = unsure(&table);
    table.repairs.extend(origins.chain(unsure).map(Repair::row_order));
    table
}

/// The names of a table in which the places of several others could not be told, and those of indicators beside one whose
/// line nobody could put in its place: they may have lost lines, too.
fn unsure(table: &Table) -> Vec<Origin> {
    const MOST: usize = 8;
    let lost = table.projects().filter(|at| at.project.name.value().is_none()).count();
    let all = lost * MOST > table.projects().count();
    let is_unread = |of: &Indicator| matches!(of.name, Cell::Unreadable(_)) || matches!(of.target, Cell::Unreadable(_));
    let names = |at: ProjectAt<'_>| -> Vec<Origin> {
        let beside = all || at.project.indicators.iter().any(is_unread);
        let of_rows = at.project.indicators.iter().filter(|_| beside).map(|of| &of.name);
        let own = Some(&at.project.name).filter(|_| all);
        own.into_iter().chain(of_rows).filter(|name| name.value().is_some()).filter_map(Cell::origin).cloned().collect()
    };
    table.projects().flat_map(names).collect()
}

/// Whether lines of two columns have run into each other: a name cut to a word, a label inside a target.
fn is_torn(indicator: &Indicator) -> (bool, bool) {
    const SHORTEST: usize = 4;
    let asks = |name: &String| name.ends_with(lexicon::NUMBER_NAMES) || name.ends_with('性');
    let run_in = |name: &String| ["，年", ",年"].iter().any(|label| name.contains(label));
    let name = indicator.name.value();
    let formula = |name: &String| name.contains(['=', '＝']) && !name.contains(['/', '÷', '／']);
    let name =
        name.is_some_and(|name| run_in(name) || formula(name) || (name.chars().count() < SHORTEST && !asks(name)));
    let target = indicator
        .target
        .value()
        .is_some_and(|target| ["，年度", ",年度"].iter().any(|label| target.text.contains(label)));
    (name, target)
}

/// What pages print again.
fn again(pages: &Pages<'_>, sheet: &Sheet<'_>, heads: &[&Line], table: &mut Table) {
    let is_head = |line: &Line| heads.iter().any(|head| head.run == line.run);
    let others = pages.all.iter().flatten().filter(|line| !is_head(line));
    let again = others.filter(|line| heads.iter().any(|head| head.kind == line.kind && head.text == line.text));
    table.furniture.extend(
        again.filter_map(|line| sheet.origin(line.run.clone())).flat_map(|origin| origin.spans().collect::<Vec<_>>()),
    );
    crate::span::sort_spans(&mut table.furniture);
}

/// What nobody can be sure of is not read.
fn doubt(project: &mut Project, doubtful: &[Span]) {
    unread(&mut project.name, doubtful);
    unread(&mut project.objective, doubtful);
    for fund in Fund::ALL {
        unread(project.amounts.get_mut(fund), doubtful);
    }
    for indicator in &mut project.indicators {
        unread(&mut indicator.name, doubtful);
        unread(&mut indicator.target, doubtful);
        let (name, target) = is_torn(indicator);
        if name {
            indicator.name.take_back();
        }
        if target {
            indicator.target.take_back();
        }
    }
}

/// Makes a cell unreadable that holds any of some places.
pub(super) fn unread<T>(cell: &mut Cell<T>, doubtful: &[Span]) {
    if holds(cell, doubtful) {
        cell.take_back();
    }
}

/// Whether a cell holds any of some places.
pub(super) fn holds<T>(cell: &Cell<T>, places: &[Span]) -> bool {
    let holds = |span: Span| {
        let next = places.partition_point(|other| other.end <= span.start);
        places.get(next).is_some_and(|other| other.start < span.end)
    };
    cell.origin().is_some_and(|origin| origin.spans().any(holds))
}
