//! The heads of columns: of indicators, in one row or in two, and of money.

use super::{Piece, Pieces, two_rows};
use crate::amount::number_from_text;
use crate::grid::Form;
use crate::lexicon::{self, Column, Field, MoneyColumn};
use crate::parse::readers::rows;

impl Pieces<'_> {
    /// A row of heads of money columns, one of them of the amount that counts.
    pub(in crate::parse::readers) fn money_head(&self, at: usize) -> Option<(Vec<MoneyColumn>, usize)> {
        let sheet = &self.sheet;
        let start = self.all.get(at)?.run.start;
        let mut position = start;
        let mut columns = Vec::new();
        while columns.len() < lexicon::MONEY_COLUMNS.len() {
            let months = self.behind_months(position);
            let found = lexicon::MONEY_COLUMNS.iter().find_map(|&(head, column)| {
                let end = sheet.after(months.unwrap_or(position), head)?;
                // What was spent until the middle of the year is no result of it.
                let column = if months.is_some() { MoneyColumn::Other } else { column };
                // "预算执行率(B/A×100%)": how the rate is reckoned.
                let end = if self.ends_piece(end) { end } else { self.behind_bracket(end) };
                let end = if self.ends_piece(end) { end } else { self.behind_half_bracket(end) };
                self.ends_piece(end).then_some((column, end))
            });
            let Some((column, end)) = found else { break };
            columns.push(column);
            position = end;
        }
        let counts = columns.iter().any(|column| *column >= MoneyColumn::Initial);
        (counts && columns.len() > 2).then_some((columns, position))
    }

    /// The head of one column of indicators that begins at a position, and where it ends.
    pub(in crate::parse::readers) fn column(&self, start: usize) -> Option<(Column, usize)> {
        if start == self.places.start && !self.places.is_empty() {
            return Some((Column::Target, self.places.end));
        }
        if let Some(head) = self.coded_head(start) {
            return Some(head);
        }
        if let Some(end) = self.monitored(start) {
            return Some((Column::Other, end));
        }
        // 绩效标准 beside 绩效目标 is what the words of the latter amount to (Hainan).
        let [words, standard] = ["绩效目标", "绩效标准"];
        if let Some(end) = self.sheet.after(start, words)
            && let Some(both) = self.sheet.after(end, standard)
        {
            return Some(if self.are_pairs(both) { (Column::Target, both) } else { (Column::Other, end) });
        }
        if let Some(end) = self.sheet.after(start, standard).filter(|_| self.sheet.before(start, words).is_some()) {
            return Some((Column::Target, end));
        }
        // The ministry's form of old: 指标, 指标内容, 指标值.
        if let Some(end) =
            self.sheet.after(start, "指标").filter(|end| self.sheet.after(*end, "指标内容指标值").is_some())
            && self.ends_piece(end)
        {
            return Some((Column::Level1, end));
        }
        let known = lexicon::indicator_columns().find_map(|&(head, column)| {
            let end = self.sheet.after(start, head)?;
            // "分值权重（90）", "得分(10分)": what the bracket says is no head.
            let end = self.behind_bracket(end);
            let end = if self.ends_piece(end) { end } else { self.behind_half_bracket(end) };
            self.ends_piece(end).then_some((column, end))
        });
        let is_line = |end: &usize| self.sheet.begins_line(start) && self.sheet.begins_line(*end);
        let short = |&(head, column)| Some((column, self.sheet.after(start, head).filter(is_line)?));
        known.or_else(|| self.column_of_year(start)).or_else(|| lexicon::SHORT_INDICATOR_COLUMNS.iter().find_map(short))
    }

    /// The head of a column of targets behind a year: 2025年度目标值, 2025年指标值.
    fn column_of_year(&self, start: usize) -> Option<(Column, usize)> {
        const DIGITS: usize = 4;
        let sheet = &self.sheet;
        let year = start + DIGITS;
        let is_digit = |at: usize| sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit());
        let plain =
            sheet.after(start, "20").and_then(|_| sheet.after(year, "年")).filter(|_| (start..year).all(is_digit))?;
        [year, plain].into_iter().find_map(|from| {
            lexicon::indicator_columns().find_map(|&(head, column)| {
                let end = sheet.after(from, head).filter(|end| self.ends_piece(*end))?;
                (column == Column::Target).then_some((column, end))
            })
        })
    }

    /// The column whose head begins at a position and ends on the next line: 年度 above 指标值. `halves`: how many heads before it
    /// do, too.
    fn half(&self, start: usize, halves: usize) -> Option<(Column, usize)> {
        const MOST: usize = 14;
        const LONGEST: usize = 16;
        let at = self.piece_from(start);
        let upper = self.all.get(at).filter(|piece| piece.run.start == start && self.form.is_none())?;
        let rest = self.all.get(at..)?.iter().take(MOST).position(|piece| piece.row != upper.row)?;
        let lower = self.row(at + rest).get(halves).filter(|lower| upper.run.len() + lower.run.len() <= LONGEST)?;
        let text = self.sheet.folded(upper.run.clone()) + &self.sheet.folded(lower.run.clone());
        Some((lexicon::indicator_column(&text)?, upper.run.end))
    }

    /// Whether below heads, one cell a line, each name has one cell beside it: the last column is empty, and leaves no lines.
    fn are_pairs(&self, from: usize) -> bool {
        let below = self.all.get(self.piece_from(from)..).unwrap_or_default();
        let is_level = |piece: &Piece| {
            self.sheet.begins_line(piece.run.start)
                && rows::level(&self.sheet, piece.run.start).is_some_and(|(_, end)| end == piece.run.end)
        };
        let mut sets = below.split(is_level).skip(1).map(<[Piece]>::len).collect::<Vec<_>>();
        // The last one may be cut.
        sets.pop();
        self.form != Some(Form::Columns)
            && sets.iter().all(|cells| cells.is_multiple_of(2))
            && sets.iter().any(|cells| !cells.is_multiple_of(3))
    }

    /// A row of column heads: at least two different ones, one of them of names or targets.
    pub(in crate::parse::readers) fn head(&self, at: usize) -> Option<(Vec<Column>, usize)> {
        const MOST: usize = 14;
        let mut position = self.all.get(at)?.run.start;
        let mut columns = Vec::new();
        let mut halves = 0;
        while columns.len() < MOST && (halves == 0 || !self.sheet.begins_line(position)) {
            let half = || self.half(position, halves).inspect(|_| halves += 1);
            let found = self.column(position).or_else(half).or_else(|| self.unknown_head(position, &columns));
            let Some((column, end)) = found else { break };
            columns.push(if self.is_name(position, &columns) { Column::Name } else { column });
            position = end;
        }
        if halves > 0 {
            let lower = self.row(self.piece_from(position));
            position = lower.last().filter(|_| lower.len() == halves)?.run.end;
        }
        if let Some((cells, end)) = self.head_cells(at).filter(|(_, end)| *end >= position) {
            (columns, position) = (cells, end);
        }
        if let Some(end) = self.points_of_all(position) {
            columns.push(Column::Other);
            position = end;
        }
        in_one_row(&mut columns);
        if let Some(end) = self.targets_below(position, &mut columns) {
            position = end;
        }
        if let Some(end) = self.ticked_below(position, &columns) {
            position = end;
        }
        self.shift(position, &mut columns);
        let known = columns.iter().filter(|column| **column != Column::Other).count();
        let has = |wanted: Column| columns.contains(&wanted);
        (known >= 2 && has(Column::Target) && (has(Column::Name) || has(Column::Level2))).then_some((columns, position))
    }

    /// Where the points end that all rows have together, printed in the place of a last head before the first level: "50".
    fn points_of_all(&self, from: usize) -> Option<usize> {
        const MOST_DIGITS: usize = 3;
        let rest = self.all.get(self.piece_from(from)..)?;
        let [points, level, ..] = rest else { return None };
        let is_line = |piece: &Piece| self.sheet.begins_line(piece.run.start);
        let is_number = points.run.clone().all(|at| self.sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit()));
        let is_level = rows::level(&self.sheet, level.run.start).is_some_and(|(_, end)| end == level.run.end);
        let fits = self.form.is_none() && points.run.start == from && points.run.len() <= MOST_DIGITS;
        (fits && is_number && is_level && is_line(points) && is_line(level)).then_some(points.run.end)
    }

    /// The heads that stand below 指标值 in a row of their own, and where they end: what was reached last year is no target.
    fn targets_below(&self, from: usize, columns: &mut Vec<Column>) -> Option<usize> {
        /// No head has more; every row of them is asked.
        const MOST: usize = 14;
        const ENDINGS: &[&str] = &["实现值", "完成值", "实际值", "目标值", "指标值"];
        let row = Some(self.row(self.piece_from(from))).filter(|row| row.len() <= MOST)?;
        let column =
            |piece: &Piece| {
                let ends =
                    |endings: &[&str]| endings.iter().any(|ending| self.sheet.before(piece.run.end, ending).is_some());
                let before = self.sheet.find_any(piece.run.clone(), &["实际", "上年", "前年"]).is_some();
                // "2021年实际", "前年", "预计当年实现".
                (ends(ENDINGS) || ends(&["年实际", "当年实现"]) || (before && piece.run.len() < 5))
                    .then_some(if before { Column::Other } else { Column::Target })
            };
        let below: Vec<Column> = row.iter().map(column).collect::<Option<_>>()?;
        let targets = below.iter().filter(|column| **column == Column::Target).count();
        let place = columns.iter().position(|column| *column == Column::Target)?;
        if below.len() < 2 || targets != 1 {
            return None;
        }
        if self.form == Some(Form::Columns) {
            for (piece, column) in row.iter().zip(&below) {
                let at = columns.len().checked_sub(1 + piece.from_right)?;
                *columns.get_mut(at)? = *column;
            }
        } else {
            columns.splice(place..=place, below);
        }
        Some(row.last()?.run.end)
    }

    /// Behind a letter whose bracket has lost a half: "年初目标值(A", "执行数B)".
    fn behind_half_bracket(&self, at: usize) -> usize {
        const LONGEST: usize = 4;
        let is_half = |at: usize| self.sheet.ch(at).is_some_and(|ch| "()AB/".contains(ch));
        (at..=at + LONGEST).find(|at| !is_half(*at)).filter(|end| end - at <= LONGEST).unwrap_or(at)
    }

    /// Behind months that a head begins with: "1-7月执行情况".
    fn behind_months(&self, start: usize) -> Option<usize> {
        let sheet = &self.sheet;
        let behind = |from: usize| {
            let is_digit = |at: &usize| sheet.ch(*at).is_some_and(|ch| ch.is_ascii_digit());
            (from..from + 3).find(|at| !is_digit(at)).filter(|end| *end > from)
        };
        let last = sheet.after_any(behind(start)?, &["-", "~", "至"])?;
        sheet.after(behind(last)?, "月")
    }

    /// Where a head ends that says, in the middle of a year, what was reached so far or will be: 1-7月执行情况, 全年预计完成情况.
    fn monitored(&self, start: usize) -> Option<usize> {
        const LONGEST: usize = 16;
        let behind = self.behind_months(start).or_else(|| self.sheet.after(start, "全年预计"))?;
        let piece = self.all.get(self.piece_from(start)).filter(|piece| piece.run.start == start)?;
        let is_told = self.sheet.after_any(behind, &["执行", "完成", "实际", "实现"]).is_some();
        (is_told && piece.run.len() <= LONGEST).then_some(piece.run.end)
    }

    /// Where a second row of heads ends, below which reasons and likelihoods are ticked: 经费保障, 制度保障, 确定能 …
    fn ticked_below(&self, from: usize, columns: &[Column]) -> Option<usize> {
        const FEWEST: usize = 4;
        const MOST: usize = 14;
        const LONGEST: usize = 8;
        let row = Some(self.row(self.piece_from(from))).filter(|row| (FEWEST..=MOST).contains(&row.len()))?;
        let first = row.first().filter(|first| first.run.start == from && self.form.is_some())?;
        let is_letter = |at: usize| self.sheet.ch(at).is_some_and(crate::vocabulary::is_letter);
        let is_head = |piece: &Piece| piece.run.len() <= LONGEST && piece.run.clone().all(is_letter);
        let is_level = |piece: &Piece| rows::level(&self.sheet, piece.run.start).is_some();
        let last = row.last()?.run.end;
        let ticked = self.sheet.find_any(first.run.start..last, &["经费保障", "制度保障", "确定能"]).is_some();
        if !ticked || !row.iter().all(is_head) || row.iter().any(is_level) || !columns.contains(&Column::Target) {
            return None;
        }
        Some(last)
    }

    /// Where the levels are shifted by one, as Ezhou prints them, second levels stand below 一级指标 and names below
    /// 二级指标. Pages may lose the first of the merged levels.
    fn shift(&self, from: usize, columns: &mut [Column]) {
        let place = |wanted: Column| columns.iter().position(|column| *column == wanted);
        let (first, second) = (place(Column::Level1), place(Column::Level2));
        let Some((first, second)) = first.zip(second).filter(|_| !columns.contains(&Column::Name)) else { return };
        let row = self.row(self.piece_from(from));
        let is_second = |at: usize| {
            let piece = row.iter().find(|piece| at + 1 + piece.from_right == columns.len())?;
            let level = rows::level(&self.sheet, piece.run.start).filter(|(_, end)| *end == piece.run.end);
            Some(level.is_some_and(|(level, _)| level.is_second()))
        };
        if self.form == Some(Form::Columns) && is_second(first) != Some(false) && is_second(second) == Some(false) {
            for (at, column) in [(first, Column::Level2), (second, Column::Name)] {
                columns.get_mut(at).into_iter().for_each(|place| *place = column);
            }
        }
    }

    /// A head that nobody knows, between known ones or as the last of them before the first row; 单位 beside the target is
    /// its unit.
    fn unknown_head(&self, start: usize, before: &[Column]) -> Option<(Column, usize)> {
        const LONGEST: usize = 12;
        let at = self.piece_from(start);
        let piece = self.all.get(at).filter(|piece| piece.run.start == start && before.len() > 1)?;
        let end = piece.run.end;
        let is_unit = matches!(before.last(), Some(Column::Target | Column::Name))
            && self.sheet.after(start, "单位") == Some(end);
        if is_unit {
            return Some((Column::Unit, end));
        }
        let is_known = self.column(end).is_some();
        // An objective may begin like a level, and the first row of a page with the torn label of one.
        let beside =
            at.checked_sub(1).and_then(|before| self.all.get(before)).is_some_and(|head| head.row == piece.row);
        // The heading of the other set, where the first one has no rows.
        let is_heading = matches!(self.field(start), Some((Field::Heading | Field::OtherSet, _)));
        let whole = |(_, until): (rows::Level, usize)| {
            self.all.get(at + 1).is_some_and(|next| next.run.start == end && next.run.end == until)
        };
        let is_last = self.form.map_or(beside, |form| form != Form::Columns || beside)
            && before.contains(&Column::Target)
            && rows::level(&self.sheet, end).is_some_and(whole);
        let is_short = (3..=LONGEST).contains(&piece.run.len()) && rows::level(&self.sheet, start).is_none();
        let is_bare = !piece.run.clone().any(|at| self.sheet.ch(at).is_some_and(|ch| ch.is_ascii_digit()));
        // 考核分值 before the target.
        let is_weight = before.last() == Some(&Column::Name)
            && ["分值", "权重"].iter().any(|ending| self.sheet.before(end, ending).is_some());
        let column = if is_weight { Column::Weight } else { Column::Other };
        (is_short && is_bare && (beside || !is_heading) && (is_known || is_last)).then_some((column, end))
    }

    /// The columns of a head whose cells are marked, from one of them on: each where it stands, whatever heads nobody knows
    /// and whatever empty cells are between them.
    fn head_cells(&self, at: usize) -> Option<(Vec<Column>, usize)> {
        /// Longer cells are values.
        const LONGEST: usize = 16;
        /// No head has more; every cell of a row is asked whether a head begins with it.
        const MOST_CELLS: usize = 64;
        let first = self.all.get(at).filter(|_| self.form == Some(Form::Columns))?;
        let upper = Some(self.row(at)).filter(|row| row.len() <= MOST_CELLS)?;
        let of_indicator = |piece: &Piece| {
            let column = self.column(piece.run.start).filter(|(_, end)| *end == piece.run.end);
            let displaced = || lexicon::indicator_column(&self.sheet.folded(piece.run.clone()));
            column.map(|(column, _)| column).or_else(displaced)
        };
        let of_flat = |piece: &Piece| {
            let text = self.sheet.folded(piece.run.clone());
            (text.chars().count() <= LONGEST).then(|| lexicon::flat_column(&text)).flatten()
        };
        let has = |row: &[Piece], wanted: Column| row.iter().any(|piece| of_flat(piece) == Some(wanted));
        // Tables of whole units name no projects.
        let is_of_units = has(upper, Column::SpendingUnit) && has(upper, Column::Objective);
        let is_of_projects = has(upper, Column::Project);
        // Under the head of all indicators stand those of their columns, in a row of its own.
        let is_upper = !has(upper, Column::Target) && (is_of_units || is_of_projects && has(upper, Column::Name));
        let lower = Some(self.row(at + upper.len())).filter(|row| is_upper && has(row, Column::Target));
        let is_flat = (is_of_projects || is_of_units) && (has(upper, Column::Target) || lower.is_some());
        let below = self.row(at + upper.len() + lower.unwrap_or_default().len());
        let covered = upper.iter().find(|piece| of_flat(piece) == Some(Column::Name));
        let place = two_rows::places(upper, lower.unwrap_or_default(), covered);
        let leftmost = place(first);
        let has_number_below = |head: &Piece| {
            let cell = below.iter().find(|piece| piece.from_right == head.from_right);
            cell.is_some_and(|cell| number_from_text(&self.sheet.folded(cell.run.clone())).is_some())
        };
        let mut columns = vec![Column::Other; leftmost + 1];
        let (mut known, mut count, mut end) = (0, 0, 0);
        for piece in upper.iter().chain(lower.unwrap_or_default()) {
            let column = of_indicator(piece).or_else(|| of_flat(piece).filter(|_| is_flat));
            if column.is_none() && (piece.run.len() > LONGEST || (piece.run == first.run && !is_flat)) {
                return None;
            }
            let at = leftmost.checked_sub(place(piece))?;
            let is_name = self.is_name(piece.run.start, &columns);
            let column = column.map(|column| match column {
                _ if is_name => Column::Name,
                Column::SpendingUnit if columns.contains(&Column::Target) => Column::Unit,
                // What a project has once is said first.
                column if column <= Column::Objective && columns.iter().take(at).any(|other| *other == column) => {
                    Column::Other
                }
                column => column,
            });
            // Tables of whole units print the weights below 备注.
            let is_weight = is_of_units && self.sheet.after(piece.run.start, "备注") == Some(piece.run.end);
            let column =
                column.map(|column| if is_weight && has_number_below(piece) { Column::Weight } else { column });
            let place = columns.get_mut(at)?;
            *place = column.unwrap_or(Column::Other);
            known += usize::from(column.is_some());
            (count, end) = (count + 1, piece.run.end);
        }
        (known * 2 > count).then_some((columns, end))
    }

    /// Whether 指标内容 is the head of names: where 三级指标 stands before it, it is a remark.
    fn is_name(&self, start: usize, before: &[Column]) -> bool {
        const LEVELS: [Column; 2] = [Column::Level1, Column::Level2];
        let is_content =
            self.sheet.after(start, "指标内容").is_some_and(|end| self.ends_piece(self.behind_bracket(end)));
        is_content && !before.contains(&Column::Name) && before.iter().any(|column| LEVELS.contains(column))
    }
}

/// Puts the heads of two rows in the order of their columns: 年度指标值 stands above 指标性质, 指标值 and 度量单位, and what
/// stands beside it above belongs behind them.
fn in_one_row(columns: &mut Vec<Column>) {
    let lower = columns.iter().position(|column| *column == Column::Level1).unwrap_or_default();
    let is_target = |column: &Column| *column == Column::Target;
    if columns.first().is_some_and(is_target) && columns.iter().skip(lower).any(is_target) && lower > 1 {
        columns.rotate_left(lower);
        let upper = columns.iter().rposition(is_target).filter(|at| *at + lower == columns.len());
        upper.map(|at| columns.remove(at));
    }
    // 符号 and 单位 stand below 预期指标值, the points behind them below 自评得分 (Hebei).
    let place = |wanted: Column| columns.iter().position(|column| *column == wanted);
    if let (Some(target), Some(sign)) = (place(Column::Target), place(Column::Operator))
        && target < sign
        && columns.get(sign + 1) == Some(&Column::Unit)
    {
        let points = columns.split_off(sign + 2);
        columns.truncate(sign);
        columns.retain(|column| points.is_empty() || !matches!(column, Column::Score | Column::Weight));
        let target = columns.iter().position(is_target).unwrap_or(columns.len());
        columns.insert(target + 1, Column::Unit);
        columns.splice(target..target, [Column::Other, Column::Operator]);
        columns.extend(points);
    }
}
