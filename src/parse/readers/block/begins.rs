//! What begins at a piece of a form: a head, a label, a title, a note; and whether a text is a form at all.

use super::Reader;
use super::column_wise::ColumnWise;
use crate::lexicon::{self, Column, Field, MoneyColumn};
use crate::model::Fund;
use crate::parse::readers::glue::levels;
use crate::parse::readers::pieces::Piece;
use crate::parse::readers::{fill, rows};
use crate::parse::sheet::Run;

/// What begins at a piece.
pub(super) enum Begins {
    Field(Field, usize),
    Head(Vec<Column>, usize),
    ColumnWise(ColumnWise),
    Title(Run),
    MoneyHead(Vec<MoneyColumn>, usize),
    Note,
}

impl Reader<'_> {
    pub(super) fn has_head(&self) -> bool {
        (0..self.pieces.all.len()).any(|at| self.pieces.head(at).is_some())
    }

    /// Whether the labels of the head of a form are there, though none of indicators.
    pub(super) fn has_fields(&self) -> bool {
        let mut fields: Vec<Field> = Vec::new();
        let mut titled = false;
        for (at, piece) in self.pieces.all.iter().enumerate() {
            titled |= self.pieces.title(at).is_some();
            if let Some((field, _)) = self.pieces.field(piece.run.start).filter(|(field, _)| !fields.contains(field)) {
                fields.push(field);
            }
        }
        fields.contains(&Field::Project) && fields.len() + 2 * usize::from(titled) > 3
    }

    /// Whether the text begins inside a table: level labels and rows, but no head. Their columns are the usual ones.
    pub(super) fn begins_inside(&mut self) -> bool {
        let is_level = |piece: &&Piece| self.level(piece.run.start).is_some();
        let sheet = &self.pieces.sheet;
        if self.pieces.all.iter().filter(is_level).count() < 3 || self.are_criteria() {
            return false;
        }
        let all = &self.pieces.all;
        let is_operator = |piece: &Piece| rows::is_operator(&self.pieces.sheet.folded(piece.run.clone()));
        let is_sum = |piece: &Piece| sheet.after_any(piece.run.start, lexicon::SUM_ROWS) == Some(piece.run.end);
        self.columns = if self.glued && all.iter().any(is_sum) {
            vec![Column::Level1, Column::Level2, Column::Name, Column::Target, Column::Weight]
        } else {
            fill::usual(all.iter().any(is_operator))
        };
        self.headless = !self.glued;
        true
    }

    /// Takes the heads of the first whole table where glued text begins inside the one before it.
    pub(super) fn take_first_heads(&mut self) {
        if self.glued && levels::begin(&self.pieces.sheet) {
            let head = (0..self.pieces.all.len()).find_map(|at| self.pieces.head(at));
            self.columns = head.map(|(columns, _)| columns).unwrap_or_default();
        }
    }

    /// Whether the heads above the rows are those of criteria: points and how they are given, and no targets.
    fn are_criteria(&self) -> bool {
        const LONGEST: usize = 24;
        let sheet = &self.pieces.sheet;
        let Some(name) = sheet.find_any(0..sheet.len(), &["三级指标", "指标名称"]) else { return false };
        let heads = name.end..(name.end + LONGEST).min(sheet.len());
        let has = |words: &[&str]| sheet.find_any(heads.clone(), words).is_some();
        has(&["评价标准", "评分标准", "评分细则", "评分依据"]) && !has(&["指标值", "目标值", "完成值", "标值"])
    }

    pub(super) fn begins(&self, at: usize) -> Option<Begins> {
        const LONG: usize = 10;
        let start = self.piece(at)?.run.start;
        if let Some((columns, end)) = self.pieces.head(at) {
            return Some(Begins::Head(columns, end));
        }
        if let Some(found) = self.column_wise(at).filter(|_| self.column_wise) {
            return Some(Begins::ColumnWise(found));
        }
        if let Some((columns, end)) = self.pieces.money_head(at).filter(|_| self.columns.is_empty()) {
            return Some(Begins::MoneyHead(columns, end));
        }
        if let Some((field, end)) = self.pieces.field(start) {
            // "年度绩效目标(80分)" stands beside the rows of Hubei's forms.
            let is_beside = field == Field::Objective && self.pieces.form.is_some() && !self.columns.is_empty();
            let mut row = self.pieces.row(at).iter().skip(1);
            let of_rows = is_beside && row.any(|piece| self.level(piece.run.start).is_some());
            // 绩效目标 is a level of the evaluation framework, above 绩效目标合理性.
            let next = self.piece(at + 1).filter(|_| field == Field::Objective && !self.columns.is_empty());
            let label = self.pieces.sheet.folded(start..end);
            if next.is_some_and(|next| self.level(start) == Some(end) && self.is_more_than(next, &label)) {
                return None;
            }
            return Some(Begins::Field(if of_rows { Field::Heading } else { field }, end));
        }
        if self.columns.is_empty() && self.is_sum_of_money(at) {
            return Some(Begins::Field(Field::Money(Fund::Total), self.piece(at)?.run.end));
        }
        if !self.columns.is_empty() && self.ends_table(at) {
            return Some(Begins::Note);
        }
        if let Some(run) = self.pieces.title(at) {
            return Some(Begins::Title(run));
        }
        let sheet = &self.pieces.sheet;
        // 备注 alone is the head of a column.
        let said = |end: usize| !self.pieces.ends_piece(end);
        let is_remark = || sheet.begins_line(start) && sheet.after(start, "备注:").is_some_and(said);
        // Narrow columns break the labels of what follows the rows.
        let is_long = |label: &&&str| label.chars().count() >= LONG && sheet.after(start, label).is_some();
        let closes = || sheet.begins_line(start) && lexicon::CLOSING_LABELS.iter().any(|label| is_long(&label));
        let is_closing = self.pieces.form.is_none() && !self.columns.is_empty() && closes();
        let is_note = sheet.after_any(start, lexicon::NOTES).is_some() || is_remark() || is_closing;
        (is_note && !self.is_explained(at)).then_some(Begins::Note)
    }

    /// Whether rows of a flat table in running text follow a piece on its page: then a line of what explains an indicator begins
    /// as notes do.
    fn is_explained(&self, at: usize) -> bool {
        const MOST_LINES: usize = 60;
        if !self.flat || self.pieces.form.is_some() || self.columns.is_empty() {
            return false;
        }
        let is_head = |piece: &&Piece| matches!(self.pieces.column(piece.run.start), Some((Column::Level1, _)));
        let behind = self.pieces.all.iter().skip(at + 1).take(MOST_LINES).take_while(|piece| !is_head(piece));
        let levels = behind.map(|piece| rows::level(&self.pieces.sheet, piece.run.start).map(|(level, _)| level));
        let mut rows = levels.skip_while(|level| !level.is_some_and(rows::Level::is_first));
        rows.next().is_some() && rows.next().flatten().is_some_and(rows::Level::is_second)
    }

    /// Whether a piece goes on behind a label that it begins with.
    fn is_more_than(&self, piece: &Piece, label: &str) -> bool {
        self.pieces.sheet.after(piece.run.start, label).is_some_and(|end| end < piece.run.end)
    }

    /// Whether a row of the form's head sums up the money: its parts follow in the next row.
    fn is_sum_of_money(&self, at: usize) -> bool {
        let Some(piece) = self.piece(at) else { return false };
        let next = self.piece(at + self.pieces.row(at).len());
        let is_sum = lexicon::TOTAL_ROWS.contains(&self.pieces.sheet.folded(piece.run.clone()).as_str());
        self.pieces.form.is_some()
            && is_sum
            && next.is_some_and(|next| self.pieces.sheet.after(next.run.start, "其中:").is_some())
    }

    /// Whether a row of sums, or prose, follows the rows.
    pub(super) fn ends_table(&self, at: usize) -> bool {
        const LONGEST: usize = 100;
        let Some(run) = self.piece(at).map(|piece| piece.run.clone()) else { return true };
        let text = self.pieces.sheet.folded(run.clone());
        // The sums of a flat table are a row of it, and the objectives of its projects stand in their own column.
        let is_row = self.flat && self.pieces.form.is_some();
        let explained = self.columns.iter().any(|column| match column {
            Column::Deviation | Column::Other => true,
            column => is_row && *column == Column::Objective,
        });
        // The head of the next table: whose it is, and the unit of its money.
        let last = self.pieces.row(at).last().filter(|last| last.run.start > run.start);
        let is_head = || last.is_some_and(|last| self.unit_alone(&last.run).is_some_and(|(label, ..)| label.len() > 2));
        // "内容保障 | 公务邮箱": links at the foot of a page.
        let is_links = self.pieces.form.is_none() && self.pieces.row(at).iter().any(|piece| self.is_pipe(piece));
        // "说明 | 无" below the rows.
        let is_remark = || {
            let begins = self.pieces.form.is_none() && self.pieces.sheet.begins_line(run.start);
            !self.flat && begins && text == "说明" && self.columns.contains(&Column::Actual)
        };
        (!is_row && lexicon::SUM_ROWS.contains(&text.as_str()))
            || is_links
            || is_remark()
            || text.contains("(盖章)")
            || text.ends_with("评价结果")
            || lexicon::PAGE_FEET.iter().any(|foot| text.contains(foot))
            || (!self.flat && is_head())
            || (!explained && run.len() > LONGEST && text.contains('。'))
    }

    fn is_pipe(&self, piece: &Piece) -> bool {
        piece.run.len() == 1 && self.pieces.sheet.ch(piece.run.start) == Some('|')
    }

    /// Where the level label that a piece begins with ends.
    pub(super) fn level(&self, start: usize) -> Option<usize> {
        rows::level(&self.pieces.sheet, start).map(|(_, end)| end).filter(|&end| self.pieces.ends_piece(end))
    }
}
