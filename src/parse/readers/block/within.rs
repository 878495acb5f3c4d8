//! What a form holds in other places than its labels and heads say: amounts below their labels, and whole sets of indicators in
//! the cell beside their level.

use super::Reader;
use crate::grid::Form;
use crate::lexicon::{self, Column, Field};
use crate::model::Fund;
use crate::parse::readers::pieces::Piece;
use crate::parse::readers::prose;
use crate::parse::readers::rows::{self, Row};
use crate::parse::sheet::Run;

impl Reader<'_> {
    /// Reads what begins at a piece, if it is one of them; tells where it ends.
    pub(super) fn read_within(&mut self, at: usize) -> Option<usize> {
        if self.pieces.form.is_none() || !self.columns.is_empty() {
            return None;
        }
        let costs = self.sum_of_costs(at).map(|(amount, end)| self.read_sum_of_costs(at, amount, end));
        let costs = costs.or_else(|| self.read_spent_beside(at)).or_else(|| self.read_money_of_year(at));
        costs.or_else(|| self.read_money_beside(at)).or_else(|| self.read_money_below(at)).or_else(|| self.read_set(at))
    }

    /// 预算金额 | 28万元; without its unit the label may be the head of a list.
    fn read_money_beside(&mut self, at: usize) -> Option<usize> {
        let [label, amount, ..] = self.pieces.row(at) else { return None };
        let (label, amount) = (label.run.clone(), amount.run.clone());
        let text = self.pieces.sheet.folded(amount.clone());
        let has_unit = lexicon::MONEY_UNITS.iter().any(|(unit, _)| text.ends_with(unit));
        let is_amount = has_unit && text.starts_with(|ch: char| ch.is_ascii_digit());
        (self.pieces.sheet.folded(label.clone()) == "预算金额" && is_amount).then(|| {
            self.pieces.sheet.label(label);
            self.read_money(Fund::Total, amount);
            at + 2
        })
    }

    /// 成本构成 | 金额 | …, below them what each part costs, and 合计: the sum below 金额, and the piece behind its row.
    fn sum_of_costs(&self, at: usize) -> Option<(Run, usize)> {
        const MOST_ROWS: usize = 40;
        let is = |piece: &Piece, text: &str| self.pieces.sheet.after(piece.run.start, text) == Some(piece.run.end);
        let [part, amount, ..] = self.pieces.row(at) else { return None };
        let is_amount = self.pieces.sheet.after(amount.run.start, "金额").is_some_and(|end| end <= amount.run.end);
        if self.pieces.form != Some(Form::Columns) || !is(part, "成本构成") || !is_amount {
            return None;
        }
        let rows = self.pieces.all.get(at..).unwrap_or_default().chunk_by(|a, b| a.row == b.row).take(MOST_ROWS);
        let mut end = at;
        for row in rows {
            end += row.len();
            let below = |head: &Piece| row.iter().find(|piece| piece.from_right == head.from_right);
            if below(part).is_some_and(|sum| is(sum, "合计")) {
                return Some((below(amount)?.run.clone(), end));
            }
        }
        None
    }

    fn read_sum_of_costs(&mut self, at: usize, amount: Run, end: usize) -> usize {
        // The heading 项目预算 stands beside the heads.
        let row = self.piece(at).map(|head| head.row);
        let beside = self.piece(at.wrapping_sub(1)).filter(|before| Some(before.row) == row).cloned();
        for piece in self.pieces.all.get(at..end).unwrap_or_default().iter().cloned().chain(beside).collect::<Vec<_>>()
        {
            let unit = crate::parse::head::money_unit(&self.pieces.sheet, piece.run.clone());
            self.set_unit(unit);
            if piece.run != amount {
                self.pieces.sheet.label(piece.run);
            }
        }
        self.read_money(Fund::Total, amount);
        end
    }

    /// 资金需求(万元) | 2024年金额 | 28, as Guangdong's special funds print it.
    fn read_money_of_year(&mut self, at: usize) -> Option<usize> {
        let [heading, label, amount] = self.pieces.row(at) else { return None };
        let (heading, label, amount) = (heading.run.clone(), label.run.clone(), amount.run.clone());
        let sheet = &self.pieces.sheet;
        let unit =
            sheet.after(heading.start, "资金需求").and_then(|_| crate::parse::head::money_unit(sheet, heading.clone()));
        sheet.before(label.end, "年金额").filter(|_| unit.is_some())?;
        self.set_unit(unit);
        self.pieces.sheet.label(heading);
        self.pieces.sheet.label(label);
        self.read_money(Fund::Total, amount);
        Some(at + 3)
    }

    /// 预算数: | 28 | 执行数: | 28, as counties of Sichuan print it.
    fn read_spent_beside(&mut self, at: usize) -> Option<usize> {
        let row = self.pieces.row(at);
        let [budget, _, spent, _] = row else { return None };
        let is = |label: &Piece, text: &str| self.pieces.sheet.after(label.run.start, text) == Some(label.run.end);
        let is_row = is(budget, "预算数:") && is(spent, "执行数:");
        let runs: Vec<Run> = row.iter().filter(|_| is_row).map(|piece| piece.run.clone()).collect();
        let [budget, amount, spent, spent_amount] = runs.as_slice() else { return None };
        self.pieces.sheet.label(budget.clone());
        self.pieces.sheet.label(spent.clone());
        self.read_money(Fund::Total, amount.clone());
        self.read_spent(spent_amount);
        Some(at + runs.len())
    }

    /// 资金来源(万元) | 财政拨款 | 上年结转 | 其他, and below them 28 | 0 | 0: as many amounts as labels.
    fn read_money_below(&mut self, at: usize) -> Option<usize> {
        const FEWEST: usize = 2;
        let sheet = &self.pieces.sheet;
        let (heading, heads) = self.pieces.row(at).split_first()?;
        let unit = crate::parse::head::money_unit(sheet, heading.run.clone())?;
        let fund = |run: &Run| {
            let text = sheet.folded(run.clone());
            let whole = |(label, _): &&(&str, Field)| label.trim_end_matches(':') == text;
            match lexicon::FIELDS.iter().find(whole) {
                Some((_, Field::Money(fund))) => Some(*fund),
                _ => None,
            }
        };
        let below = at + 1 + heads.len();
        let amounts = self.pieces.row(below);
        let is_amount = |run: &Run| crate::amount::number_from_text(&sheet.folded(run.clone())).is_some();
        let is_head = |run: &Run| sheet.find_char(run.clone(), |ch| ch.is_ascii_digit()).is_none();
        let is_row = heads.len() >= FEWEST
            && heads.len() == amounts.len()
            && heads.iter().all(|head| is_head(&head.run))
            && heads.iter().any(|head| fund(&head.run).is_some())
            && amounts.iter().all(|amount| is_amount(&amount.run));
        if !is_row {
            return None;
        }
        let known: Vec<(Option<Fund>, Run)> =
            heads.iter().zip(amounts).map(|(head, amount)| (fund(&head.run), amount.run.clone())).collect();
        let labels: Vec<Run> = heads.iter().chain([heading]).map(|head| head.run.clone()).collect();
        let end = below + amounts.len();
        for label in labels {
            self.pieces.sheet.label(label);
        }
        self.set_unit(Some(unit));
        for (fund, amount) in known {
            match fund {
                Some(fund) => self.read_money(fund, amount),
                None => self.pieces.sheet.label(amount),
            }
        }
        Some(end)
    }

    /// Whether second levels stand below the head of names, as in Zhejiang's library of projects: 产出指标 | 数量指标 | 2.6万盏.
    pub(super) fn is_nameless(&self, columns: &[Column], at: usize) -> bool {
        let [first, second, target, ..] = self.pieces.row(at) else { return false };
        let is_level = |run: &Run| rows::level(&self.pieces.sheet, run.start).filter(|(_, end)| *end == run.end);
        self.pieces.form.is_some()
            && columns.starts_with(&[Column::Level1, Column::Name, Column::Target])
            && is_level(&first.run).is_some_and(|(level, _)| level.is_first())
            && is_level(&second.run).is_some_and(|(level, _)| level.is_second())
            && is_level(&target.run).is_none()
    }

    /// Their rows: levels, a target, and what describes it.
    pub(super) fn nameless_rows(&mut self, pieces: &[Piece]) -> Vec<Row> {
        let mut found = Vec::new();
        for row in pieces.chunk_by(|a, b| a.row == b.row) {
            let levels =
                row.iter().map_while(|piece| Some((rows::level(&self.pieces.sheet, piece.run.start)?, &piece.run)));
            let levels: Vec<_> =
                levels.take_while(|((_, end), run)| *end == run.end).map(|((level, _), run)| (level, run)).collect();
            for (place, (level, run)) in levels.iter().enumerate() {
                let column = if place + 1 < levels.len() { Column::Level1 } else { Column::Level2 };
                self.levels.take(*level, (*run).clone(), Some(column), None);
            }
            if let Some((target, others)) =
                row.get(levels.len()..).unwrap_or_default().split_first().filter(|_| !levels.is_empty())
            {
                found.push(Row {
                    target: Some(target.run.clone()),
                    other: others.iter().map(|other| other.run.clone()).collect(),
                    levels: self.levels.clone(),
                    ..Row::default()
                });
            }
        }
        found
    }

    /// 产出指标 | name12人;name≥98%。: the indicators of a level in one cell.
    fn read_set(&mut self, at: usize) -> Option<usize> {
        const FEWEST: usize = 2;
        let [level, set] = self.pieces.row(at) else { return None };
        let (level, set) = (level.run.clone(), set.run.clone());
        let (found, _) = rows::level(&self.pieces.sheet, level.start).filter(|(_, end)| *end == level.end)?;
        let mut levels = self.levels.clone();
        let column = if found.is_first() { Column::Level1 } else { Column::Level2 };
        levels.take(found, level, Some(column), None);
        let rows = prose::items(&self.pieces.sheet, set, false, false, &levels);
        let is_set = rows.iter().filter(|row| row.target.is_some()).count() >= FEWEST;
        is_set.then(|| {
            self.levels = levels;
            self.put_rows(rows);
            at + 2
        })
    }
}
