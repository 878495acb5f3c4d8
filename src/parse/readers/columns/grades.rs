//! Heads of forms with four grades in text with columns: 优 良 中 差 below what heads them, beside the heads of names and levels.

use super::heads::{Head, HeadCell, Holds};
use super::lines::{Lines, Word};
use crate::lexicon::Column;

/// What the heads of such forms say, whole; narrow columns break them over several lines.
const HEADS: &[&str] = &[
    "绩效指标分类",
    "绩效指标名称",
    "绩效指标描述",
    "绩效指标说明",
    "绩效指标解释",
    "绩效指标评价标准",
    "绩效标准",
    "评价标准确定依据",
    "指标值确定依据",
    "一级指标",
    "二级指标",
    "三级指标",
];
/// What stands above the four grades.
const GRADED: &[&str] = &["绩效指标评价标准", "绩效标准"];
const NAMES: &[&str] = &["三级指标", "绩效指标", "绩效指标名称", "指标名称"];
const LEVELS: &[&str] = &["一级指标", "绩效指标分类", "指标分类"];

/// The heads around a line that says 优 良 中 差.
pub(super) fn head(lines: &Lines<'_>, line: usize) -> Option<Head> {
    const ABOVE: usize = 4;
    const BELOW: usize = 2;
    let own = lines.line(line);
    let says = |word: &Word, grade: &str| lines.text(word) == grade;
    let is_row = |words: &[Word]| words.iter().zip(["优", "良", "中", "差"]).all(|(word, grade)| says(word, grade));
    let grades = own.windows(4).find(|words| is_row(words))?;
    let (best, worst) = grades.first().zip(grades.last())?;
    let is_grade = |word: &Word| grades.iter().any(|grade| grade.inks == word.inks);
    let is_part = |word: &Word| is_grade(word) || HEADS.iter().any(|head| head.contains(&lines.text(word)));
    let is_head = |at: &usize| lines.page(*at) == lines.page(line) && lines.line(*at).iter().all(is_part);
    let above = (line.saturating_sub(ABOVE)..line).rev().take_while(is_head).filter(|at| !lines.line(*at).is_empty());
    let first = above.last().unwrap_or(line);
    let below = (line + 1..(line + 1 + BELOW).min(lines.len())).take_while(is_head);
    let last = below.filter(|at| !lines.line(*at).is_empty()).last().unwrap_or(line);
    is_head(&line).then_some(())?;
    let over = |word: &Word| {
        let middle = usize::midpoint(word.start, word.end);
        GRADED.iter().any(|head| head.contains(&lines.text(word))) && (best.start..=worst.end).contains(&middle)
    };
    let mut cells: Vec<HeadCell> = Vec::new();
    let mut upper: Vec<Word> = Vec::new();
    for word in lines.lines(first, last + 1) {
        if !is_grade(word) && over(word) {
            upper.push(word.clone());
            continue;
        }
        match cells.iter_mut().find(|cell| word.shared(cell.start, cell.end) > 0) {
            Some(cell) => {
                (cell.start, cell.end) = (cell.start.min(word.start), cell.end.max(word.end));
                cell.words.push(word.clone());
            }
            None => cells.push(HeadCell {
                words: vec![word.clone()],
                start: word.start,
                end: word.end,
                holds: Holds::Row(Column::Other),
                empty: false,
            }),
        }
    }
    let mut cells = crate::order::sorted(cells, |cell| cell.start as u128);
    for cell in &mut cells {
        let text: String = cell.words.iter().map(|word| lines.text(word)).collect();
        let column = match text.as_str() {
            "优" => Column::Target,
            "二级指标" => Column::Level2,
            name if NAMES.contains(&name) => Column::Name,
            level if LEVELS.contains(&level) => Column::Level1,
            _ => Column::Other,
        };
        if column == Column::Target {
            // What heads all four stands with the first of them.
            let mut words = std::mem::take(&mut upper);
            words.append(&mut cell.words);
            cell.words = words;
        }
        cell.holds = Holds::Row(column);
    }
    let place = |column: Column| cells.iter().position(|cell| cell.holds == Holds::Row(column));
    let (level, name) = place(Column::Level1).zip(place(Column::Name))?;
    let target = place(Column::Target)?;
    (level < name && name < target && target + 3 < cells.len()).then_some(Head { first, last, cells })
}
