//! A table as bytes: how the page's second program hands one to the first.
//!
//! Both are built at once, so the bytes need no version; postcard would be five times the code in the first program.

use rust_decimal::Decimal;

use crate::amount::{Amount, MoneyUnit};
use crate::model::{
    Amounts, Attainment, Category, Cell, Execution, Indicator, Inference, Layout, Project, Repair, RepairKind,
    SpendingUnit, Table,
};
use crate::span::{Origin, Span};
use crate::target::{Target, target_from_text};

/// The bytes of a table.
pub fn bytes_of(table: &Table) -> Vec<u8> {
    let mut bytes = Vec::new();
    table.write(&mut bytes);
    bytes
}

/// The table of bytes; `None` where they are not exactly those of one.
pub fn table_of(bytes: &[u8]) -> Option<Table> {
    let mut bytes = Bytes { rest: bytes, is_short: false };
    let table = Table::read(&mut bytes);
    (!bytes.is_short && bytes.rest.is_empty()).then_some(table)
}

/// What is left to read. Past the end come zeros, and the whole is refused at last: so nothing else need look.
struct Bytes<'b> {
    rest: &'b [u8],
    is_short: bool,
}

impl Bytes<'_> {
    fn take(&mut self, count: usize) -> &[u8] {
        let Some((taken, rest)) = self.rest.split_at_checked(count) else {
            self.is_short = true;
            self.rest = &[];
            return &[];
        };
        self.rest = rest;
        taken
    }

    fn array<const N: usize>(&mut self) -> [u8; N] {
        self.take(N).try_into().unwrap_or([0; N])
    }
}

trait Wire {
    fn write(&self, out: &mut Vec<u8>);
    fn read(from: &mut Bytes<'_>) -> Self;
}

impl Wire for u32 {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.to_le_bytes());
    }

    fn read(from: &mut Bytes<'_>) -> Self {
        Self::from_le_bytes(from.array())
    }
}

impl Wire for u16 {
    fn write(&self, out: &mut Vec<u8>) {
        u32::from(*self).write(out);
    }

    fn read(from: &mut Bytes<'_>) -> Self {
        Self::try_from(u32::read(from)).unwrap_or(0)
    }
}

impl Wire for Decimal {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.serialize());
    }

    fn read(from: &mut Bytes<'_>) -> Self {
        Self::deserialize(from.array())
    }
}

impl Wire for String {
    fn write(&self, out: &mut Vec<u8>) {
        crate::source::offset(self.len()).write(out);
        out.extend(self.as_bytes());
    }

    fn read(from: &mut Bytes<'_>) -> Self {
        let length = u32::read(from) as usize;
        Self::from_utf8_lossy(from.take(length)).into_owned()
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        crate::source::offset(self.len()).write(out);
        for item in self {
            item.write(out);
        }
    }

    fn read(from: &mut Bytes<'_>) -> Self {
        let length = u32::read(from) as usize;
        let mut items = Self::new();
        while items.len() < length && !from.is_short {
            items.push(T::read(from));
        }
        items
    }
}

impl<T: Wire> Wire for Option<Box<T>> {
    fn write(&self, out: &mut Vec<u8>) {
        u32::from(self.is_some()).write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read(from: &mut Bytes<'_>) -> Self {
        (u32::read(from) != 0).then(|| Box::new(Wire::read(from)))
    }
}

/// What a target says is told from its text once more.
impl Wire for Target {
    fn write(&self, out: &mut Vec<u8>) {
        self.text.write(out);
    }

    fn read(from: &mut Bytes<'_>) -> Self {
        target_from_text(&String::read(from))
    }
}

impl<T: Wire> Wire for Cell<T> {
    fn write(&self, out: &mut Vec<u8>) {
        let kind: u32 = match self {
            Self::Absent => 0,
            Self::Blank(_) => 1,
            Self::Unreadable(_) => 2,
            Self::Read { .. } => 3,
        };
        kind.write(out);
        if let Some(origin) = self.origin() {
            origin.write(out);
        }
        if let Some(value) = self.value() {
            value.write(out);
        }
    }

    fn read(from: &mut Bytes<'_>) -> Self {
        match u32::read(from) {
            0 => Self::Absent,
            1 => Self::Blank(Wire::read(from)),
            2 => Self::Unreadable(Wire::read(from)),
            _ => Self::Read { origin: Wire::read(from), value: Wire::read(from) },
        }
    }
}

impl Wire for Inference {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::BudgetYear { year, places } => {
                year.write(out);
                places.write(out);
            }
            Self::MoneyUnit { unit } => {
                0u16.write(out);
                unit.write(out);
            }
        }
    }

    fn read(from: &mut Bytes<'_>) -> Self {
        match u16::read(from) {
            0 => Self::MoneyUnit { unit: Wire::read(from) },
            year => Self::BudgetYear { year, places: Wire::read(from) },
        }
    }
}

/// Structs, field by field.
macro_rules! fields {
    ($($name:ident: $($field:ident),*;)*) => {
        $(impl Wire for $name {
            fn write(&self, out: &mut Vec<u8>) {
                $(self.$field.write(out);)*
            }

            fn read(from: &mut Bytes<'_>) -> Self {
                $(let $field = Wire::read(from);)*
                Self { $($field),* }
            }
        })*
    };
}

/// Enums without values, by their place in the list; the first one also stands for what nobody wrote.
macro_rules! variants {
    ($($name:ident: $first:ident, $($variant:ident),*;)*) => {
        $(impl Wire for $name {
            fn write(&self, out: &mut Vec<u8>) {
                let all = [Self::$first, $(Self::$variant),*];
                crate::source::offset(all.iter().position(|other| other == self).unwrap_or(0)).write(out);
            }

            fn read(from: &mut Bytes<'_>) -> Self {
                [Self::$first, $(Self::$variant),*].get(u32::read(from) as usize).copied().unwrap_or(Self::$first)
            }
        })*
    };
}

fields! {
    Span: start, end;
    Origin: first, more;
    Amount: number, unit;
    Amounts: total, fiscal_appropriation, special_account, other, carry_over;
    Indicator: ordinal, category, subcategory, name, target, weight, attainment;
    Attainment: actual, score, deviation;
    Project: name, amounts, objective, indicators, mid_term, execution;
    Execution: original_budget, actual, execution_rate, score, total_score;
    SpendingUnit: name, amounts, projects;
    Repair: kind, origin, read_as;
    Table: layout, title, department, budget_year, money_unit, total, units, inferred, repairs, labels, furniture,
        unclaimed, ink, unclaimed_ink;
}

variants! {
    Layout: Unknown, ProjectPerRow, ProjectPerBlock, IndicatorPerRow, Prose;
    MoneyUnit: Yuan, TenThousandYuan, HundredMillionYuan;
    Category: Cost, Output, Benefit, Satisfaction;
    RepairKind: MoneyColumnInferred, RowOrder, CharactersFolded, CutShort, MarkRestored;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Source, parse};

    #[test]
    fn a_table_comes_back_as_it_went_and_never_in_part() {
        for name in [
            "list/guangzhou_2023",
            "list/starts_inside_a_row",
            "block/self_evaluation_on_one_line",
            "block/two_periods_side_by_side",
        ] {
            let text = std::fs::read_to_string(format!("tests/fixtures/{name}.txt")).expect("a fixture");
            let table = parse::parse(&Source::new("", text));
            let bytes = bytes_of(&table);
            assert_eq!(table_of(&bytes).as_ref(), Some(&table), "{name}");
            for end in (0..bytes.len()).step_by(7) {
                assert_eq!(table_of(bytes.get(..end).expect("shorter")), None, "{name} cut at {end}");
            }
        }
        assert_eq!(table_of(&[255; 64]), None);
    }
}
