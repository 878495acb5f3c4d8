//! The heads of flat tables whose rows begin with the code of a unit, one behind another as their columns stand.

use super::super::width;
use crate::lexicon::{self, Column};
use crate::model::Fund;
use crate::parse::sheet::{Run, Sheet};

/// The heads of a table.
pub(super) struct Heads {
    pub(super) run: Run,
    /// The columns of money.
    pub(super) funds: Vec<Fund>,
    /// How wide the column of the units of targets is at least, in halves of a full-width character: its head stands there.
    pub(super) unit: usize,
}

/// The columns of an indicator that tell its cells apart, in the order that all such forms have.
const COLUMNS: [Column; 6] =
    [Column::Level1, Column::Level2, Column::Name, Column::Operator, Column::Target, Column::Unit];

/// The first heads of a text, if all of them stand one behind another.
pub(super) fn find(sheet: &Sheet<'_>) -> Option<Heads> {
    let code = sheet.find_any(0..sheet.len(), &["单位编码"])?;
    let mut at = sheet.after_any(code.end, lexicon::CODED_PROJECT_HEADS)?;
    let mut funds = Vec::new();
    while let Some((end, fund)) =
        lexicon::FUND_HEADS.iter().find_map(|(head, fund)| Some((sheet.after(at, head)?, *fund)))
    {
        if funds.contains(&fund) {
            return None;
        }
        funds.push(fund);
        at = end;
    }
    at = sheet.after_any(at, lexicon::OBJECTIVE_HEADS)?;
    at = sheet.after_any(at, lexicon::INDICATOR_HEADS).unwrap_or(at);
    let mut unit = 0;
    for wanted in COLUMNS {
        let (column, end) = column(sheet, at).filter(|(column, _)| *column == wanted)?;
        if column == Column::Unit {
            unit = widest(sheet, at..end);
        }
        at = end;
    }
    let last = at;
    while let Some((_, end)) = column(sheet, at).filter(|(column, _)| *column == Column::Other) {
        at = end;
    }
    (at > last && funds.first() == Some(&Fund::Total)).then_some(Heads { run: code.start..at, funds, unit })
}

/// The head of a column of indicators at a position, the longest that stands there.
fn column(sheet: &Sheet<'_>, at: usize) -> Option<(Column, usize)> {
    let found = lexicon::indicator_columns().filter_map(|(head, column)| Some((*column, sheet.after(at, head)?)));
    found.max_by_key(|(_, end)| *end)
}

/// How wide the widest line of a run is.
fn widest(sheet: &Sheet<'_>, run: Run) -> usize {
    let (mut widest, mut from) = (0, run.start);
    for at in run.start + 1..=run.end {
        if at == run.end || sheet.begins_line(at) {
            widest = widest.max(width(&sheet.folded(from..at)));
            from = at;
        }
    }
    widest
}
