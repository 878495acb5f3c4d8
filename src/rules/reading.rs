//! Group R: how the text was read, and what could not be read. Told apart from the review, never counted with it.

use super::case::Case;
use super::header::is_in_parts;
use super::reliance::is_mixed_up;
use super::{Check, Code, Findings, Profile, ReviewPoint, Role, Rule, Severity, Subject};
use crate::amount::percent_of;
use crate::i18n::{Text, text};
use crate::model::{Amounts, Cell, Fund, Indicator, Layout, Repair, RepairKind, Table};
use crate::span::Origin;

#[doc = include_str!("pages/R51-table-not-recognised.md")]
pub(super) static TABLE_NOT_RECOGNISED: Rule = Rule {
    code: Code::new('R', 51),
    name: "table-not-recognised",
    severity: Severity::Error,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("未能识别为绩效目标表", "Not recognised as a performance-target table"),
    messages: &[
        text!(
            "没有找到项目绩效目标表：文字中未见成套的“项目名称”“绩效目标”和“产出指标：…，年度指标值：…”。请确认复制的是表格原文，或换一种编码、换一个阅读器重新复制",
            "No performance-target table was found: the text shows no project names, objectives and indicators such as “产出指标：…，年度指标值：…” that belong together. Please check that the table itself was copied, or try another encoding or another PDF reader"
        ),
        text!(
            "文字标题为“{title}”，但没有读到任何项目或指标：可能是空白表，也可能只复制了标题。请打开原表，连同项目各行一并复制",
            "The text is titled “{title}”, but no project or indicator was read: it may be a blank form, or only the title was copied. Please open the original and copy the project rows as well"
        ),
    ],
    page: super::page!("R51-table-not-recognised.md"),
    check: Check::Table(table_not_recognised),
};

#[doc = include_str!("pages/R52-text-unclaimed.md")]
pub(super) static TEXT_UNCLAIMED: Rule = Rule {
    code: Code::new('R', 52),
    name: "text-unclaimed",
    severity: Severity::Warning,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("部分文字未识别", "Part of the text was not understood"),
    messages: &[text!(
        "有{count}个字（占{share}%）未归入任何项目或栏目，请对照原文核对",
        "{count} characters ({share}%) belong to no project and no field; please compare with the text"
    )],
    page: super::page!("R52-text-unclaimed.md"),
    check: Check::Table(text_unclaimed),
};

#[doc = include_str!("pages/R53-value-unreadable.md")]
pub(super) static VALUE_UNREADABLE: Rule = Rule {
    code: Code::new('R', 53),
    name: "value-unreadable",
    severity: Severity::Warning,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("字符缺失或无法读取", "Characters are missing or cannot be read"),
    messages: &[
        text!(
            "此处的{field}无法读取，未按任何数值处理",
            "What stands here for {field} cannot be read and is not taken for any value"
        ),
        text!(
            "{field}分印在几处，表中没有合计，未按任何数值处理",
            "{field} stands in several places without a sum and is not taken for any value"
        ),
    ],
    page: super::page!("R53-value-unreadable.md"),
    check: Check::Table(value_unreadable),
};

#[doc = include_str!("pages/R54-money-column-inferred.md")]
pub(super) static MONEY_COLUMN_INFERRED: Rule = Rule {
    code: Code::new('R', 54),
    name: "money-column-inferred",
    severity: Severity::Info,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("资金列按位置推定", "Money columns were worked out by position"),
    messages: &[text!(
        "有{count}行的金额少于资金列数，从左起、按合计推定，首处读作总计和“{columns}”",
        "Rows with fewer amounts than money columns: {count}; they were filled from the left and by the sums, the first of them as total and “{columns}”"
    )],
    page: super::page!("R54-money-column-inferred.md"),
    check: Check::Table(money_column_inferred),
};

#[doc = include_str!("pages/R55-row-order-repaired.md")]
pub(super) static ROW_ORDER_REPAIRED: Rule = Rule {
    code: Code::new('R', 55),
    name: "row-order-repaired",
    severity: Severity::Info,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("行序或跨页内容经过重排", "Rows or a page break were put in order"),
    messages: &[
        text!(
            "此处的文字次序与表格不同，已重新排列，请对照原文核对",
            "The text stands in another order here than the table; it was put in order, please compare with the text"
        ),
        text!(
            "此处的序号、标签或标点断开或缺失，已补全后读取",
            "An ordinal, label or mark is broken or missing here and was read as if whole"
        ),
        text!(
            "多处序号、金额或栏目对不上，各栏文字可能混在一起；金额和结构不作判断，请换一种方式复制",
            "Numbers, amounts or columns do not fit in many places, so the columns may be mixed up; amounts and structure are not judged, please copy the table in another way"
        ),
    ],
    page: super::page!("R55-row-order-repaired.md"),
    check: Check::Table(row_order_repaired),
};

#[doc = include_str!("pages/R56-document-incomplete.md")]
pub(super) static DOCUMENT_INCOMPLETE: Rule = Rule {
    code: Code::new('R', 56),
    name: "document-incomplete",
    severity: Severity::Warning,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("表格可能不完整", "The table may be incomplete"),
    messages: &[text!(
        "文字在此处中断，之后的内容缺失，最后一个项目和相关合计不作判断",
        "The text breaks off here; the last project and the sums above it are not judged"
    )],
    page: super::page!("R56-document-incomplete.md"),
    check: Check::Table(document_incomplete),
};

#[doc = include_str!("pages/R57-characters-folded.md")]
pub(super) static CHARACTERS_FOLDED: Rule = Rule {
    code: Code::new('R', 57),
    name: "characters-folded",
    severity: Severity::Info,
    point: ReviewPoint::FormAndCompleteness,
    title: text!("部首字、全角字已折算", "Radicals were read as ordinary characters"),
    messages: &[text!(
        "有{count}个部首或形近字符（如PDF复制出的“⽬”）已按普通字符读取：{characters}",
        "{count} radicals and look-alikes (such as “⽬” in text copied from a PDF) were read as ordinary characters: {characters}"
    )],
    page: super::page!("R57-characters-folded.md"),
    check: Check::Table(characters_folded),
};

fn table_not_recognised(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    let table = case.table;
    if table.layout != Layout::Unknown {
        return;
    }
    let first = table.unclaimed.first().map(|span| Origin::from(*span));
    let Some(origin) = table.anchor().cloned().or(first) else {
        // An empty text is no table that was not recognised.
        return;
    };
    let finding = findings.report(&TABLE_NOT_RECOGNISED, Subject::Document, &origin);
    if let Some(title) = table.title.value() {
        finding.message(1).arg("title", title.as_str());
    }
}

fn text_unclaimed(case: Case<'_>, profile: &Profile, findings: &mut Findings) {
    let table = case.table;
    let Some(origin) = Origin::from_spans(table.unclaimed.iter().copied()) else {
        return;
    };
    let share = percent_of(table.unclaimed_ink.into(), table.ink.into(), 2);
    let Some(share) = share.filter(|_| table.layout != Layout::Unknown && table.unclaimed_ink > 0) else {
        return;
    };
    let finding = findings.report(&TEXT_UNCLAIMED, Subject::Document, &origin);
    finding.arg("count", table.unclaimed_ink as usize).arg("share", share.normalize());
    if share <= profile.thresholds.unclaimed_share {
        finding.severity(Severity::Info);
    }
}

const DEPARTMENT: Text = text!("部门名称", "the department");
const YEAR: Text = text!("预算年度", "the budget year");
const MONEY_UNIT: Text = text!("金额单位", "the unit of money");
const AMOUNT: Text = text!("金额", "the amount");
const NAME: Text = text!("名称", "the name");
const OBJECTIVE: Text = text!("绩效目标内容", "the objective");
const ORDINAL: Text = text!("指标序号", "the number of the indicator");
const TARGET: Text = text!("指标值", "the target");
const WEIGHT: Text = text!("分值", "the weight");
const ACTUAL: Text = text!("实际完成值", "the actual value");
const SCORE: Text = text!("得分", "the score");

/// The origin of a cell that could not be read, with what the cell is.
fn unreadable<T>(cell: &Cell<T>, field: Text) -> Option<(Text, &Origin)> {
    match cell {
        Cell::Unreadable(origin) => Some((field, origin)),
        _ => None,
    }
}

fn unreadable_amounts(amounts: &Amounts) -> impl Iterator<Item = (Text, &Origin)> {
    Fund::ALL.into_iter().filter_map(|fund| unreadable(amounts.get(fund), AMOUNT))
}

/// An unknown category is not among them: it was read, and is judged (B06).
fn unreadable_fields(of: &Indicator) -> impl Iterator<Item = (Text, &Origin)> {
    let fields = [
        unreadable(&of.ordinal, ORDINAL),
        unreadable(&of.name, NAME),
        unreadable(&of.target, TARGET),
        unreadable(&of.weight, WEIGHT),
        unreadable(&of.attainment().actual, ACTUAL),
        unreadable(&of.attainment().score, SCORE),
    ];
    fields.into_iter().flatten()
}

fn value_unreadable(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    let table = case.table;
    let mut report = |subject, (field, origin): (Text, &Origin)| {
        let finding = findings.report(&VALUE_UNREADABLE, subject, origin);
        finding.arg("field", field);
        if is_in_parts(table, origin) {
            finding.message(1).severity(Severity::Info);
        }
    };
    let head = [
        unreadable(&table.department, DEPARTMENT),
        unreadable(&table.budget_year, YEAR),
        unreadable(&table.money_unit, MONEY_UNIT),
    ];
    head.into_iter()
        .flatten()
        .chain(unreadable_amounts(&table.total))
        .for_each(|place| report(Subject::Document, place));
    for (index, unit) in table.units.iter().enumerate() {
        let own = unreadable(&unit.name, NAME).into_iter().chain(unreadable_amounts(&unit.amounts));
        own.for_each(|place| report(Subject::Unit(index), place));
    }
    for at in table.projects() {
        let own = [unreadable(&at.project.name, NAME), unreadable(&at.project.objective, OBJECTIVE)];
        let own = own.into_iter().flatten().chain(unreadable_amounts(&at.project.amounts));
        own.for_each(|place| report(Subject::Project(at.index), place));
        for of in at.indicators() {
            let subject = Subject::Indicator { project: of.project, index: of.index };
            unreadable_fields(of.indicator).for_each(|place| report(subject, place));
        }
    }
}

fn repairs(table: &Table, kind: RepairKind) -> impl Iterator<Item = &Repair> {
    let read = table.layout != Layout::Unknown;
    table.repairs.iter().filter(move |repair| read && repair.kind == kind)
}

fn money_column_inferred(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    let table = case.table;
    let mut rows = repairs(table, RepairKind::MoneyColumnInferred);
    if let Some(first) = rows.next() {
        let finding = findings.report(&MONEY_COLUMN_INFERRED, Subject::Document, &first.origin);
        finding.arg("count", rows.count() + 1).arg("columns", first.read_as.as_str());
    }
}

fn row_order_repaired(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    let table = case.table;
    if let Some(origin) = table.anchor().filter(|_| table.layout != Layout::Unknown && is_mixed_up(table)) {
        findings.report(&ROW_ORDER_REPAIRED, Subject::Document, origin).message(2).severity(Severity::Warning);
    }
    for (message, kind) in [RepairKind::RowOrder, RepairKind::MarkRestored].into_iter().enumerate() {
        for repair in repairs(table, kind) {
            findings.report(&ROW_ORDER_REPAIRED, Subject::Document, &repair.origin).message(message);
        }
    }
}

fn document_incomplete(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    let table = case.table;
    let mut places = repairs(table, RepairKind::CutShort);
    if let Some(first) = places.next() {
        let finding = findings.report(&DOCUMENT_INCOMPLETE, Subject::Document, &first.origin);
        for repair in places {
            finding.related(Role::Counterpart, Subject::Document, &repair.origin);
        }
    }
}

fn characters_folded(case: Case<'_>, _: &Profile, findings: &mut Findings) {
    let table = case.table;
    for repair in repairs(table, RepairKind::CharactersFolded) {
        let count = repair.origin.spans().count();
        let finding = findings.report(&CHARACTERS_FOLDED, Subject::Document, &repair.origin);
        finding.arg("count", count).arg("characters", shortened(&repair.read_as));
    }
}

/// The first characters; a table may hold forty different ones.
fn shortened(characters: &str) -> super::Arg {
    const MOST: usize = 12;
    let mut first: String = characters.chars().take(MOST).collect();
    if characters.chars().nth(MOST).is_some() {
        first.push('…');
    }
    super::Arg::Quote(first)
}
