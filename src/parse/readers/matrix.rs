//! Matrices (L10): the levels run across in three rows of heads, and each row below them is a town or unit.
//!
//! In running text merged heads print once and leave no trace of their width: the levels of a name are only known where there
//! are as many second levels as names. Where cells are marked, a name is of the level above it.

use super::pieces::{self, Piece, Pieces};
use super::prose;
use super::rows::{self, Level, Levels, Row};
use crate::grid::Form;
use crate::lexicon;
use crate::model::{Cell, Indicator, Layout, Project, Repair, RepairKind, SpendingUnit, Table};
use crate::parse::fold::Folded;
use crate::parse::head;
use crate::parse::sheet::Run;
use crate::source::Source;

/// The heads of a matrix, as places of pieces.
struct Heads {
    title: Run,
    /// The first and the second levels, and the names; the head of the rows stands before the first levels.
    first: std::ops::Range<usize>,
    second: std::ops::Range<usize>,
    names: std::ops::Range<usize>,
}

/// Reads a matrix.
pub(crate) fn read(source: &Source, folded: &Folded) -> Table {
    let Some(mut pieces) = pieces::of_cells(source, folded) else { return Table::default() };
    let mut title = None;
    let found = (0..pieces.all.len()).find_map(|at| {
        title = pieces.title(at).or(title.take());
        heads(&pieces, at, title.clone().unwrap_or_default())
    });
    // Tools of tables leave out the title, which has no borders; then the rows must tell.
    let is_told = |heads: &Heads| {
        !heads.title.is_empty() || (pieces.form == Some(Form::Columns) && !data_rows(&pieces, heads).is_empty())
    };
    let Some(heads) = found.filter(is_told) else { return Table::default() };
    let mut table = Table { layout: Layout::ProjectPerBlock, ..Table::default() };
    table.title = pieces.sheet.cell(heads.title.clone());
    prose::signature(&mut pieces.sheet, 0, &mut table);
    if let Some((run, year)) = head::printed_year(&pieces.sheet, heads.title.clone()) {
        table.budget_year = pieces.sheet.cell_of(run, year);
    }
    let rows = data_rows(&pieces, &heads);
    let mut project = Project { name: name(&mut pieces, &heads.title), ..Project::default() };
    prose::money(&mut pieces.sheet, 0..heads.title.start, &mut table, &mut project);
    let is_label = heads.first.start.saturating_sub(1)..heads.second.end;
    for piece in pieces.all.get(is_label).unwrap_or_default().to_vec() {
        pieces.sheet.label(piece.run);
    }
    if rows.is_empty() {
        table.units.push(SpendingUnit { projects: vec![project.clone()], ..SpendingUnit::default() });
        let last = pieces.all.get(heads.names.clone()).and_then(<[_]>::last).or(pieces.all.last());
        table.repairs.extend(last.and_then(|last| pieces.sheet.origin(last.run.clone())).map(|origin| Repair {
            kind: RepairKind::CutShort,
            origin,
            read_as: String::new(),
        }));
    } else if rows.len() > 1 {
        // What the prose says is the money of all rows.
        table.total = std::mem::take(&mut project.amounts);
    }
    for row in rows {
        let Some((unit, targets)) = row.split_first() else { continue };
        let indicators = indicators(&mut pieces, &heads, targets);
        let amounts = std::mem::take(&mut project.amounts);
        let project = Project { name: project.name.clone(), amounts, indicators, ..Project::default() };
        let name = pieces.sheet.cell(unit.clone());
        table.units.push(SpendingUnit { name, projects: vec![project], ..SpendingUnit::default() });
    }
    let (labels, unclaimed) = pieces.sheet.finish();
    (table.labels, table.unclaimed) = (labels, unclaimed);
    table.labels.extend(pieces.structure);
    crate::span::sort_spans(&mut table.labels);
    table.furniture = pieces.furniture;
    table
}

/// The heads that begin at a piece: two different first levels side by side, then second levels.
fn heads(pieces: &Pieces<'_>, at: usize, title: Run) -> Option<Heads> {
    const MOST: usize = 40;
    let level = |at: usize| {
        let piece = pieces.all.get(at)?;
        let (level, end) = rows::level(&pieces.sheet, piece.run.start)?;
        (end == piece.run.end).then_some(level)
    };
    let run = |from: usize, is_one: &dyn Fn(rows::Level) -> bool| {
        from..(from..from + MOST).find(|&at| !level(at).is_some_and(is_one)).unwrap_or(from + MOST)
    };
    let row = |at: usize| pieces.all.get(at).map(|piece| piece.row);
    let first = run(at, &|level| level.is_first());
    let second = run(first.end, &|level| level.is_second());
    let distinct = level(at)?.category() != level(at + 1)?.category();
    let above = at.checked_sub(1).filter(|above| level(*above).is_none() && row(*above) == row(at));
    above?;
    if first.len() < 2 || !distinct || second.len() < first.len() || row(first.end - 1) != row(at) {
        return None;
    }
    let names = second.end..(second.end..second.end + MOST).find(|&at| row(at) != row(second.end))?;
    Some(Heads { title, first, second, names })
}

/// What a title is about: "…补助资金绩效目标表".
fn name(pieces: &mut Pieces<'_>, title: &Run) -> Cell<String> {
    let sheet = &pieces.sheet;
    let form = lexicon::FORM_TITLES.iter().find_map(|form| sheet.before(title.end, form));
    // "…专项资金(第三批…项目)绩效目标表"
    const MONEY: &[&str] = &["资金", "项目", "经费", "项目)", "资金)", "经费)"];
    let about = form.filter(|end| MONEY.iter().any(|what| sheet.before(*end, what).is_some()));
    about.map_or(Cell::Absent, |end| pieces.sheet.cell(title.start..end))
}

/// The rows below the heads that have a cell for every name and one before them.
fn data_rows(pieces: &Pieces<'_>, heads: &Heads) -> Vec<Vec<Run>> {
    let below = pieces.all.get(heads.names.end..).unwrap_or_default();
    let rows = below.chunk_by(|a, b| a.row == b.row).map(|row| row.iter().map(|piece| piece.run.clone()).collect());
    rows.take_while(|row: &Vec<Run>| row.len() == heads.names.len() + 1).collect()
}

/// Whether merged heads stand above the first of their columns: every second level is below a first one of its category. Where
/// blanks were put at the end of the row instead, some are not.
fn stand_above(pieces: &Pieces<'_>, heads: &Heads) -> bool {
    let cells = |of: &std::ops::Range<usize>| pieces.all.get(of.clone()).unwrap_or_default();
    let level = |piece: &Piece| rows::level(&pieces.sheet, piece.run.start).map(|(level, _)| level);
    let (firsts, seconds, names) = (cells(&heads.first), cells(&heads.second), cells(&heads.names));
    let fits = |second: &Piece| {
        let first = firsts.iter().rfind(|first| first.from_right >= second.from_right).and_then(level);
        let (own, category) = (level(second).and_then(Level::implied), first.and_then(Level::category));
        category.is_some()
            && (own.is_none() || own == category)
            && names.iter().any(|name| name.from_right == second.from_right)
    };
    let begin = [firsts, seconds, names].map(|row| row.first().map(|piece| piece.from_right));
    let are_aligned = begin.windows(2).all(|two| two.first() == two.last());
    pieces.form == Some(Form::Columns) && are_aligned && seconds.iter().all(fits)
}

/// Below which of the second levels each name stands: where there are as many, or where names with a number behind 指标2
/// stand below that of the name before them.
fn places(pieces: &Pieces<'_>, names: &[Piece], seconds: usize) -> Option<Vec<usize>> {
    let ordinal = |name: &Piece| {
        let text = pieces.sheet.folded(name.run.clone());
        let (number, _) = text.strip_prefix("指标")?.split_once(':')?;
        number.parse::<usize>().ok()
    };
    let alone: Vec<usize> = (0..names.len()).collect();
    if names.len() == seconds {
        return Some(alone);
    }
    let begins = names.iter().map(|name| usize::from(ordinal(name).is_none_or(|number| number < 2)));
    let places = begins.scan(0_usize, |count, begins| {
        *count += begins;
        Some(*count)
    });
    let places: Vec<usize> = places.map(|count| count.saturating_sub(1)).collect();
    (places.last() == seconds.checked_sub(1).as_ref()).then_some(places)
}

/// The indicators of a row.
fn indicators(pieces: &mut Pieces<'_>, heads: &Heads, targets: &[Run]) -> Vec<Indicator> {
    let names = pieces.all.get(heads.names.clone()).unwrap_or_default().to_vec();
    let seconds = pieces.all.get(heads.second.clone()).unwrap_or_default().to_vec();
    let places = places(pieces, &names, seconds.len());
    let known = places.is_some();
    let are_above = !known && stand_above(pieces, heads);
    let above = |name: &Piece| seconds.iter().rfind(|second| are_above && second.from_right >= name.from_right);
    let mut found = Vec::with_capacity(names.len());
    for (index, (name, target)) in names.iter().zip(targets).enumerate() {
        let mut levels = Levels::default();
        let place = places.as_ref().and_then(|places| places.get(index));
        let second = place.and_then(|place| seconds.get(*place)).or_else(|| above(name)).map(|piece| piece.run.clone());
        if let Some(run) = second
            && let Some((level, _)) = rows::level(&pieces.sheet, run.start)
        {
            levels.take(level, run, None, None);
        }
        let row = Row {
            name: Some(name.run.clone()),
            target: Some(target.clone()),
            levels: levels.clone(),
            ..Row::default()
        };
        found.push(row.read(&mut pieces.sheet, &levels));
    }
    found
}
