//! Lists in boxes: the heads of the columns stand among the first cells, and are put above them.

use super::rows;
use crate::amount::number_from_text;
use crate::lexicon;
use crate::model::{Layout, Repair, RepairKind, Table};
use crate::parse::fold::{Folded, Gap, Ink};
use crate::parse::list;
use crate::parse::readers::pieces::{Piece, Pieces};
use crate::parse::sheet::Run;
use crate::source::Source;
use crate::span::Origin;

/// In which order the parts of a page stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Above,
    Project,
    Fund,
    Objective,
    Indicators,
    Row,
}

/// Reads a list whose heads are put above its rows.
pub(super) fn read(source: &Source, pieces: &Pieces<'_>) -> Table {
    let sheet = &pieces.sheet;
    let mut inks: Vec<Ink> = Vec::new();
    let mut moved = 0;
    // The first lines of sets of indicators that were put beside their rows.
    let mut put: Vec<Run> = Vec::new();
    for page in pieces.all.chunk_by(|_, next| sheet.gap(next.run.start) != Gap::Page) {
        let mut ranked: Vec<(Rank, Run)> = Vec::new();
        let mut heads = true;
        for piece in page {
            let (rank, run) = rank(pieces, piece, heads);
            // A page has its heads before its first set of indicators.
            heads &= !sheet.folded(run.clone()).contains("指标:");
            moved += usize::from(rank < Rank::Row && ranked.last().is_some_and(|(last, _)| *last == Rank::Row));
            ranked.push((rank, run));
        }
        let before = ranked.iter().map(|(rank, _)| *rank);
        moved += usize::from(!before.is_sorted());
        let ranked = crate::order::sorted(ranked, |(rank, _)| *rank as u128);
        let heads = ranked.iter().filter(|(rank, _)| *rank < Rank::Row).map(|(_, run)| (run.clone(), Gap::Line));
        let rows: Vec<Run> = ranked.iter().filter(|(rank, _)| *rank == Rank::Row).map(|(_, run)| run.clone()).collect();
        let boxes = rows::boxes(source, pieces, &rows);
        let rows = match rows::zipped(pieces, &boxes) {
            Some(zipped) => {
                moved += zipped.put.len();
                put.extend(zipped.put);
                zipped.runs
            }
            None => rows.into_iter().map(|run| (run, Gap::None)).collect(),
        };
        for (run, gap) in heads.chain(rows) {
            let start = inks.len();
            inks.extend(run.filter_map(|at| sheet.ink(at)).copied());
            if let Some(first) = inks.get_mut(start) {
                first.gap = first.gap.max(gap);
            }
        }
    }
    if moved == 0 {
        return Table::default();
    }
    let mut table = list::read(source, &Folded::of_inks(inks));
    if table.layout != Layout::Unknown {
        let origins = put.into_iter().filter_map(|run| sheet.origin(run));
        table.repairs.extend(origins.map(repair));
        doubt(&mut table);
    }
    table
}

fn repair(origin: Origin) -> Repair {
    Repair { kind: RepairKind::RowOrder, origin, read_as: String::new() }
}

fn rank(pieces: &Pieces<'_>, piece: &Piece, heads: bool) -> (Rank, Run) {
    let sheet = &pieces.sheet;
    let text = sheet.folded(piece.run.clone());
    let labels = || lexicon::DEPARTMENT_LABELS.iter().chain(lexicon::MONEY_UNIT_LABELS).chain(lexicon::YEAR_LABELS);
    let labelled = labels().any(|label| text.strip_prefix(label).is_some_and(|rest| rest.starts_with(':')));
    let bare = text.split_once('(').map_or(text.as_str(), |(bare, _)| bare);
    let title = lexicon::TITLES.iter().any(|title| bare.ends_with(title)) && number_from_text(&text).is_none();
    let rank = match () {
        () if !heads => Rank::Row,
        // Names end in 项目, and break before it.
        () if lexicon::PROJECT_HEADS.contains(&text.as_str()) && text != "项目" => Rank::Project,
        () if lexicon::FUND_HEADS.iter().any(|(head, _)| *head == text) && text != "合计" => Rank::Fund,
        () if lexicon::OBJECTIVE_HEADS.contains(&text.as_str()) => Rank::Objective,
        () if lexicon::INDICATOR_HEADS.contains(&text.as_str()) => Rank::Indicators,
        () if labelled || title => Rank::Above,
        () => Rank::Row,
    };
    (rank, piece.run.clone())
}

/// Marks what does not look like the cells of a row: boxes may stand in any order.
fn doubt(table: &mut Table) {
    let mut repairs = Vec::new();
    for at in table.projects() {
        let project = at.project;
        let whole = project.name.read().is_some()
            && project.amounts.total.read().is_some()
            && project.objective.read().is_some()
            && !project.indicators.is_empty();
        let ordinals = project.indicators.iter().map(|indicator| indicator.ordinal.value().copied());
        let counted = ordinals.zip(1_u16..).all(|(own, wanted)| own.is_none_or(|own| own == wanted));
        if whole && counted {
            continue;
        }
        let origins = [project.name.origin(), project.objective.origin()].into_iter().flatten();
        let own = project.indicators.iter().filter_map(|indicator| indicator.name.origin());
        for origin in origins.chain(own) {
            repairs.push(repair(origin.clone()));
        }
    }
    table.repairs.extend(repairs);
}
