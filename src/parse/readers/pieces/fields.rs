//! The labels of a form: project, department, money, objective, whatever stands behind them.

use super::Pieces;
use crate::lexicon::{self, Field};
use crate::model::Fund;
use crate::parse::fold::Gap;

impl Pieces<'_> {
    /// The label that begins at a position: a whole cell, or with a colon behind it.
    pub(in crate::parse::readers) fn field(&self, start: usize) -> Option<(Field, usize)> {
        let sheet = &self.sheet;
        let start = self.behind_ordinal(start);
        // "信息分类: 项目绩效目标": what a page says of itself.
        let before = self.piece_from(start).checked_sub(1).and_then(|before| self.all.get(before));
        let is_told = |field: Field| {
            field == Field::Objective
                && !sheet.begins_line(start)
                && before.is_some_and(|before| sheet.ch(before.run.end - 1) == Some(':'))
        };
        let known = lexicon::FIELDS.iter().find_map(|&(label, field)| {
            let end = sheet.after(start, label)?;
            // "年度目标1:" in one cell; "年度" may also stand beside "目标1:".
            let is_digit = sheet.ch(end).is_some_and(|ch| ch.is_ascii_digit());
            let is_cell = || (start + 1..=end).all(|at| sheet.gap(at) == Gap::None && !self.ends_piece(at));
            let is_numbered = label == "年度目标" && is_digit && sheet.ch(end + 1) == Some(':') && is_cell();
            let end = if is_numbered { end + 1 } else { end };
            let end = if self.ends_piece(end) { end } else { self.behind_bracket(end) };
            let colon = sheet.after(end, ":").or_else(|| label.ends_with(':').then_some(end));
            // "年度目标1:(80分)".
            let colon = colon
                .map(|colon| Some(self.behind_bracket(colon)).filter(|end| self.ends_piece(*end)).unwrap_or(colon));
            // "主管部门及代码[318]": a tool that keeps no borders.
            let is_code = label.ends_with("代码") && sheet.ch(end) == Some('[');
            let is_label = colon.is_some() || is_code || (self.ends_piece(end) && !is_told(field));
            // "单位名称:" stands above a page, and says whose rows follow.
            let is_heading = label == "单位名称" && (colon.is_some() || sheet.ch(end) == Some(':'));
            (is_label && !is_heading).then_some((field, colon.unwrap_or(end)))
        });
        known.or_else(|| self.field_of_year(start))
    }

    /// The label of what a year asks for: 2025年度目标, 2025年金额.
    fn field_of_year(&self, start: usize) -> Option<(Field, usize)> {
        const DIGITS: usize = 4;
        const LABELS: &[(&str, Field)] = &[
            ("年度目标", Field::Objective),
            ("年度绩效目标", Field::Objective),
            ("年金额", Field::Money(Fund::Total)),
            ("年度金额", Field::Money(Fund::Total)),
        ];
        let is_digit = |at: usize| self.sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
        self.sheet.after(start, "20").filter(|_| (start..start + DIGITS).all(is_digit))?;
        LABELS.iter().find_map(|&(label, field)| {
            let end = self.sheet.after(start + DIGITS, label).filter(|end| self.ends_piece(*end))?;
            // An amount stands right behind its label, where nothing has torn them apart.
            if matches!(field, Field::Money(_)) && !is_digit(end) {
                return None;
            }
            Some((field, self.sheet.after(end, ":").unwrap_or(end)))
        })
    }

    /// Behind a short bracket, where one begins at a position. "(2026年度)" stands below the title of what follows.
    pub(super) fn behind_bracket(&self, at: usize) -> usize {
        const LONGEST: usize = 20;
        let sheet = &self.sheet;
        let open = sheet.after(at, "(");
        // The line may end within the bracket: "预算申报数(万" before a value and "中央补助安排(万元)".
        let bracket = open.and_then(|open| sheet.find_char(open..open + LONGEST, |ch| matches!(ch, '(' | ')')));
        let close = bracket.filter(|&close| sheet.ch(close) == Some(')'));
        let is_digit = |at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
        let is_year = |close: usize| (at + 1..at + 5).all(is_digit) && sheet.after(at + 5, "年度") == Some(close);
        close.filter(|close| !is_year(*close)).map_or(at, |close| close + 1)
    }

    /// Behind the ordinal that a label of a numbered tree begins with: "1.", "一、", "(三)".
    pub(super) fn behind_ordinal(&self, start: usize) -> usize {
        const NUMERALS: &str = "0123456789一二三四五六七八九十()";
        let numeral = |at: &usize| self.sheet.ch(*at).is_some_and(|ch| NUMERALS.contains(ch));
        let end = (start..start + 4).find(|at| !numeral(at)).unwrap_or(start);
        match self.sheet.ch(end) {
            Some('.' | '、') if end > start => end + 1,
            _ if end > start + 2 && self.sheet.ch(end - 1) == Some(')') => end,
            _ => start,
        }
    }
}
