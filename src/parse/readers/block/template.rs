//! Templates that nobody filled in (D41): a form of which only labels, boxes to tick and marks for values are left.

use crate::lexicon;
use crate::model::{Indicator, Project, Table};
use crate::target::{Reading, Target};

/// Boxes that nobody ticked, "是□ 否□".
const BOXES: &[char] = &['□', '☐'];
/// What a template prints where a value belongs, each of them twice or more.
const BLANKS: &[char] = &['X', 'x', 'Ｘ', '×', '*', '＊', '_', '＿', '○', '〇', '…', '?'];
/// How a template begins to say what belongs into a cell.
const GUIDES: &[&str] = &["填写", "请填写", "如实填写", "填报", "请填报"];

/// Whether nothing was filled in: no name, no amount, and no target but marks that hold its place.
pub(super) fn is_template(table: &Table) -> bool {
    table.projects().all(|at| {
        let Project { name, amounts, indicators, .. } = at.project;
        name.value().is_none() && amounts.total.value().is_none() && indicators.iter().all(is_unfilled)
    })
}

/// Leaves out the blocks that nobody filled in, which no name tells from others but what the form prints in its place; and takes
/// back names that hold boxes to tick, since the label behind that of the name is none.
pub(super) fn leave_out(table: &mut Table) {
    let names = |project: &Project, of: fn(&str) -> bool| project.name.value().is_some_and(|name| of(name));
    for unit in &mut table.units {
        unit.projects.retain(|project| {
            let blank = project.indicators.iter().filter(|indicator| is_unfilled(indicator)).count();
            // A guide may say something of any cell.
            let is_blank = project.amounts.total.value().is_none() && blank * 2 >= project.indicators.len();
            !(is_blank && names(project, names_nothing))
        });
        let boxed = unit.projects.iter_mut().filter(|project| names(project, |name| name.contains(BOXES)));
        boxed.for_each(|project| project.name.take_back());
    }
    table.units.retain(|unit| !unit.projects.is_empty());
}

fn is_unfilled(indicator: &Indicator) -> bool {
    let is_blank = |target: &Target| {
        target.reading == Reading::Placeholder || is_left_open(&target.text) || is_guide(&target.text)
    };
    indicator.target.value().is_none_or(is_blank)
}

/// Whether what stands where the name of a project belongs is the form's own: boxes, the next label, "××项目".
fn names_nothing(name: &str) -> bool {
    let label = name.trim_end_matches([':', '：']);
    let is = |(known, _): &(&str, lexicon::Field)| known.trim_end_matches(':') == label;
    name.contains(BOXES)
        || name.starts_with("是否")
        || lexicon::is_likely_label(label)
        || is_guide(name)
        || is_left_open(name)
        || lexicon::FIELDS.iter().any(is)
        || lexicon::OTHER_HEADS.contains(&label)
}

fn is_guide(text: &str) -> bool {
    GUIDES.iter().any(|guide| text.starts_with(guide)) || text.contains("项目名称")
}

/// Whether marks stand in a text instead of what belongs there, "≥XX个": no number, and few other letters.
fn is_left_open(text: &str) -> bool {
    const MOST_LETTERS: usize = 4;
    let marks = text.matches(BLANKS).count();
    let letters = text.chars().filter(|ch| ch.is_alphabetic() && !BLANKS.contains(ch)).count();
    marks > 1 && letters <= MOST_LETTERS && !text.contains(|ch: char| ch.is_numeric() && !BLANKS.contains(&ch))
}
