//! What a table says: [`Table`], [`SpendingUnit`], [`Project`], [`Indicator`], each value in a [`Cell`] with its origin.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::amount::{Amount, MoneyUnit};
use crate::span::{Origin, Span};
use crate::target::Target;

/// One field of a form. Four different facts, and four different rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell<T> {
    /// The form has no such field, or the text shows none.
    #[default]
    Absent,
    /// The field is there and holds nothing, or a dash.
    Blank(Origin),
    /// Something stands there that cannot be read as a value of this kind.
    Unreadable(Origin),
    /// A value.
    Read {
        /// What was read, joined over line breaks.
        value: T,
        /// Exactly where.
        origin: Origin,
    },
}

impl<T> Cell<T> {
    /// Takes the value back: what stands there cannot be told. Nothing else of the cell changes.
    #[cfg(feature = "readers")]
    pub(crate) fn take_back(&mut self) {
        if let Some(origin) = self.origin().cloned() {
            *self = Self::Unreadable(origin);
        }
    }

    /// The value and its origin, where one was read.
    pub const fn read(&self) -> Option<(&T, &Origin)> {
        match self {
            Self::Read { value, origin } => Some((value, origin)),
            _ => None,
        }
    }

    /// The value, where one was read.
    pub fn value(&self) -> Option<&T> {
        self.read().map(|(value, _)| value)
    }

    /// Where the field stands in the text, unless it is absent.
    pub const fn origin(&self) -> Option<&Origin> {
        match self {
            Self::Absent => None,
            Self::Blank(origin) | Self::Unreadable(origin) | Self::Read { origin, .. } => Some(origin),
        }
    }
}

/// Which family of forms a text was read as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Layout {
    /// One row per project, its indicators inside one cell (L1, L2).
    ProjectPerRow,
    /// One block per project, one row per indicator (L3, L5–L9, S1–S3).
    ProjectPerBlock,
    /// One row per indicator, projects as merged cells (L4, L6c).
    IndicatorPerRow,
    /// Announcement text (L11).
    Prose,
    /// Nobody could read it: everything is unclaimed.
    #[default]
    Unknown,
}

/// A whole table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Family of forms.
    pub layout: Layout,
    /// 表名, the printed title.
    pub title: Cell<String>,
    /// 部门名称.
    pub department: Cell<String>,
    /// 预算年度, as the header prints it; a year worked out from the text is in [`Table::inferred`].
    pub budget_year: Cell<u16>,
    /// 单位：万元.
    pub money_unit: Cell<MoneyUnit>,
    /// The row 合计.
    pub total: Amounts,
    /// 资金使用单位, in document order.
    pub units: Vec<SpendingUnit>,
    /// What was worked out rather than read.
    pub inferred: Vec<Inference>,
    /// What was mended while reading.
    pub repairs: Vec<Repair>,
    /// Printed labels that announce a value: header cells, `产出指标：`, ordinals' marks.
    pub labels: Vec<Span>,
    /// Page headers, footers, page numbers and repeated table heads: marked, not deleted.
    pub furniture: Vec<Span>,
    /// Text that belongs nowhere: shown, never dropped.
    pub unclaimed: Vec<Span>,
    /// How many characters the text has that are not white space.
    pub ink: u32,
    /// How many of them are unclaimed.
    pub unclaimed_ink: u32,
}

/// A 资金使用单位 and its projects.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpendingUnit {
    /// Name of the unit; absent where the text shows projects without one.
    pub name: Cell<String>,
    /// The unit's subtotal row.
    pub amounts: Amounts,
    /// Its projects, in document order.
    pub projects: Vec<Project>,
}

/// The money columns of one row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amounts {
    /// 总计.
    pub total: Cell<Amount>,
    /// 财政拨款.
    pub fiscal_appropriation: Cell<Amount>,
    /// 财政专户拨款.
    pub special_account: Cell<Amount>,
    /// 其他资金.
    pub other: Cell<Amount>,
    /// 上年结转, on forms that print it.
    pub carry_over: Cell<Amount>,
}

/// One of the money columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Fund {
    /// 总计.
    Total,
    /// 财政拨款.
    FiscalAppropriation,
    /// 财政专户拨款.
    SpecialAccount,
    /// 其他资金.
    Other,
    /// 上年结转.
    CarryOver,
}

impl Fund {
    /// All columns, in printed order.
    pub const ALL: [Self; 5] =
        [Self::Total, Self::FiscalAppropriation, Self::SpecialAccount, Self::Other, Self::CarryOver];
    /// The columns of a list that prints no heads.
    pub const USUAL: [Self; 4] = [Self::Total, Self::FiscalAppropriation, Self::SpecialAccount, Self::Other];
    /// The columns that add up to 总计.
    pub const SOURCES: [Self; 4] = [Self::FiscalAppropriation, Self::SpecialAccount, Self::Other, Self::CarryOver];
}

impl Fund {
    /// The usual head of the column.
    pub const fn printed(self) -> &'static str {
        crate::strings::fund(self).zh
    }
}

impl Amounts {
    /// One column.
    pub const fn get(&self, fund: Fund) -> &Cell<Amount> {
        match fund {
            Fund::Total => &self.total,
            Fund::FiscalAppropriation => &self.fiscal_appropriation,
            Fund::SpecialAccount => &self.special_account,
            Fund::Other => &self.other,
            Fund::CarryOver => &self.carry_over,
        }
    }

    /// One column, to be filled.
    pub const fn get_mut(&mut self, fund: Fund) -> &mut Cell<Amount> {
        match fund {
            Fund::Total => &mut self.total,
            Fund::FiscalAppropriation => &mut self.fiscal_appropriation,
            Fund::SpecialAccount => &mut self.special_account,
            Fund::Other => &mut self.other,
            Fund::CarryOver => &mut self.carry_over,
        }
    }
}

/// A 项目.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// 项目名称.
    pub name: Cell<String>,
    /// Its money.
    pub amounts: Amounts,
    /// 绩效目标, the objective in words.
    pub objective: Cell<String>,
    /// 绩效指标, the annual set.
    pub indicators: Vec<Indicator>,
    /// The mid-term or overall set (中期, 实施期) of forms that print two; no rule judges it.
    pub mid_term: Vec<Indicator>,
    /// How its budget was spent (self-evaluation tables); see [`Project::execution`].
    pub execution: Option<Box<Execution>>,
}

impl Project {
    /// How its budget was spent: nothing, on forms that do not print it.
    pub fn execution(&self) -> &Execution {
        static NONE: Execution = Execution {
            original_budget: Cell::Absent,
            actual: Cell::Absent,
            execution_rate: Cell::Absent,
            score: Cell::Absent,
            total_score: Cell::Absent,
        };
        self.execution.as_deref().unwrap_or(&NONE)
    }
}

/// 预算执行情况: the money row of a self-evaluation, beside the budget of the whole year, which is [`Amounts::total`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Execution {
    /// 年初预算数, where the budget of the whole year stands beside it.
    pub original_budget: Cell<Amount>,
    /// 全年执行数.
    pub actual: Cell<Amount>,
    /// 预算执行率, in percent.
    pub execution_rate: Cell<Decimal>,
    /// 得分 of the execution.
    pub score: Cell<Decimal>,
    /// 得分 of the row 合计 or 总分.
    pub total_score: Cell<Decimal>,
}

/// A 绩效指标.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// The printed number; restarts per project.
    pub ordinal: Cell<u16>,
    /// 一级指标.
    pub category: Cell<Category>,
    /// 二级指标, as printed.
    pub subcategory: Cell<String>,
    /// 三级指标, 指标名称.
    pub name: Cell<String>,
    /// 年度指标值.
    pub target: Cell<Target>,
    /// 分值, 权重.
    pub weight: Cell<Decimal>,
    /// What was reached (self-evaluation tables); see [`Indicator::attainment`].
    pub attainment: Option<Box<Attainment>>,
}

/// What a self-evaluation table prints beside the target of an indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attainment {
    /// 实际完成值.
    pub actual: Cell<Target>,
    /// 得分.
    pub score: Cell<Decimal>,
    /// 偏差原因分析及改进措施.
    pub deviation: Cell<String>,
}

impl Indicator {
    /// What was reached: nothing, on forms that do not print it.
    pub fn attainment(&self) -> &Attainment {
        static NONE: Attainment = Attainment { actual: Cell::Absent, score: Cell::Absent, deviation: Cell::Absent };
        self.attainment.as_deref().unwrap_or(&NONE)
    }
}

/// 一级指标.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Category {
    /// 成本指标.
    Cost,
    /// 产出指标.
    Output,
    /// 效益指标.
    Benefit,
    /// 满意度指标.
    Satisfaction,
}

impl Category {
    /// All of them, in the order of 财预〔2021〕101号.
    pub const ALL: [Self; 4] = [Self::Cost, Self::Output, Self::Benefit, Self::Satisfaction];
}

/// Something worked out from the text that the text does not print as such.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inference {
    /// The budget year, by the years that objectives and project names mention.
    BudgetYear {
        /// The commonest single year.
        year: u16,
        /// Where it stands.
        places: Vec<Origin>,
    },
    /// The money unit, where no 单位： was found.
    MoneyUnit {
        /// What is assumed.
        unit: MoneyUnit,
    },
}

/// What was mended while reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// What kind of mending.
    pub kind: RepairKind,
    /// Where.
    pub origin: Origin,
    /// What it was read as.
    pub read_as: String,
}

impl Repair {
    /// The mark on a value that may be another cell's, or lack a piece of its own.
    pub(crate) const fn row_order(origin: Origin) -> Self {
        Self { kind: RepairKind::RowOrder, origin, read_as: String::new() }
    }
}

/// The kinds of mending that are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RepairKind {
    /// Fewer numbers than money columns: filled from the left.
    MoneyColumnInferred,
    /// Cells stand in another order than the rows of the table.
    RowOrder,
    /// Radicals, full-width and look-alike characters read as the ordinary ones.
    CharactersFolded,
    /// The text ends inside a row.
    CutShort,
    /// An ordinal, label or mark that the text broke or lost was read all the same.
    MarkRestored,
}

impl RepairKind {
    /// The key of the JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MoneyColumnInferred => "money-column-inferred",
            Self::RowOrder => "row-order",
            Self::CharactersFolded => "characters-folded",
            Self::CutShort => "cut-short",
            Self::MarkRestored => "mark-restored",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_indicator_is_small() {
        // A text of nothing but indicators must not fill the memory of a page: one takes hardly 20 bytes of text.
        assert!(size_of::<Indicator>() <= 272, "{}", size_of::<Indicator>());
    }
}
