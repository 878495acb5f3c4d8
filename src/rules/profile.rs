//! By which yardstick the rules judge: [`Settings`] is what the user asked for, [`Profile`] what is applied.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Code, Rule};
use crate::amount::number_from_text;
use crate::model::{Category, Table};

/// Some rules by their codes, in order. A `BTreeSet` of them would be a kilobyte more to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes(Vec<Code>);

impl Codes {
    /// Adds a code.
    pub fn insert(&mut self, code: Code) {
        if let Err(at) = self.0.binary_search(&code) {
            self.0.insert(at, code);
        }
    }

    /// Takes a code out; false where it is not in.
    pub fn remove(&mut self, code: &Code) -> bool {
        let found = self.0.binary_search(code);
        found.map(|at| self.0.remove(at)).is_ok()
    }

    /// Whether a code is in.
    pub fn contains(&self, code: &Code) -> bool {
        self.0.contains(code)
    }

    /// The codes.
    pub fn as_slice(&self) -> &[Code] {
        &self.0
    }
}

/// Which central guide decides about categories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Guidance {
    /// 财预〔2015〕88号: 成本 is a level-2 part of 产出.
    #[default]
    No88Of2015,
    /// 财预〔2021〕101号: 成本 is a level-1 category.
    No101Of2021,
}

impl Guidance {
    /// The key of the JSON, of links and of the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::No88Of2015 => "88",
            Self::No101Of2021 => "101",
        }
    }

    /// The guidance of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        match key {
            "88" => Some(Self::No88Of2015),
            "101" => Some(Self::No101Of2021),
            _ => None,
        }
    }
}

/// What the user asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// `None`: as the layout tells.
    pub guidance: Option<Guidance>,
    /// Rules that are switched off.
    pub disabled: Codes,
    /// Rules of the reserve that are switched on.
    pub enabled: Codes,
    /// Where the rules draw their lines.
    pub thresholds: Thresholds,
}

fn judges(disabled: &Codes, enabled: &Codes, rule: &Rule) -> bool {
    if rule.is_reserve() { enabled.contains(&rule.code) } else { !disabled.contains(&rule.code) }
}

impl Settings {
    /// Whether a rule is judged.
    pub fn judges(&self, rule: &Rule) -> bool {
        judges(&self.disabled, &self.enabled, rule)
    }

    /// Switches a rule on or off.
    pub fn switch(&mut self, rule: &Rule, on: bool) {
        let (codes, changed) = if rule.is_reserve() { (&mut self.enabled, on) } else { (&mut self.disabled, !on) };
        if changed {
            codes.insert(rule.code);
        } else {
            codes.remove(&rule.code);
        }
    }
}

/// What is applied. Shown in the header and on every export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Which guide.
    pub guidance: Guidance,
    /// Whether the user chose it; else the layout told.
    pub chosen_by_user: bool,
    /// Rules that are switched off.
    pub disabled: Codes,
    /// Rules of the reserve that are switched on.
    pub enabled: Codes,
    /// Where the rules draw their lines.
    pub thresholds: Thresholds,
}

impl Profile {
    /// Whether a rule is judged.
    pub fn judges(&self, rule: &Rule) -> bool {
        judges(&self.disabled, &self.enabled, rule)
    }

    /// The profile for a table: 101号 where 成本 occurs as a level-1 category, else 88号, unless the user chose.
    pub fn for_table(table: &Table, settings: &Settings) -> Self {
        let has_cost = || table.indicators().any(|at| at.indicator.category.value() == Some(&Category::Cost));
        let from_layout = || {
            if has_cost() { Guidance::No101Of2021 } else { Guidance::No88Of2015 }
        };
        Self {
            guidance: settings.guidance.unwrap_or_else(from_layout),
            chosen_by_user: settings.guidance.is_some(),
            disabled: settings.disabled.clone(),
            enabled: settings.enabled.clone(),
            thresholds: settings.thresholds.clone(),
        }
    }
}

/// Where the rules draw their lines; the defaults are the catalogue's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// A01–A03: a difference up to this is rounding, in the table's money unit.
    pub rounding_floor: Decimal,
    /// B06: an objective of fewer characters is none.
    pub objective_min_chars: usize,
    /// B11: fewer indicators are too few.
    pub indicators_min: usize,
    /// B11: more indicators are too many.
    pub indicators_max: usize,
    /// C18: an upper bound from this percentage on is no bound for something adverse.
    pub adverse_ceiling: Decimal,
    /// C25: share of targets in words, in percent.
    pub qualitative_share: Decimal,
    /// C27: satisfaction below this is too low, in percent.
    pub satisfaction_floor: Decimal,
    /// C27: satisfaction from this on is implausible, in percent.
    pub satisfaction_ceiling: Decimal,
    /// F42: from this share of equal indicators on a set is a copy, in percent.
    pub copied_share: Decimal,
    /// F42: amounts that differ by this factor make a copy stranger.
    pub copied_amount_factor: Decimal,
    /// F42: objectives that share less make a copy stranger, in percent.
    pub copied_objective_overlap: Decimal,
    /// R52: a larger share of unclaimed characters is a warning, in percent.
    pub unclaimed_share: Decimal,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            rounding_floor: Decimal::new(1, 2),
            objective_min_chars: 10,
            indicators_min: 3,
            indicators_max: 15,
            adverse_ceiling: Decimal::from(50),
            qualitative_share: Decimal::from(50),
            satisfaction_floor: Decimal::from(60),
            satisfaction_ceiling: Decimal::from(100),
            copied_share: Decimal::from(80),
            copied_amount_factor: Decimal::from(5),
            copied_objective_overlap: Decimal::from(30),
            unclaimed_share: Decimal::from(1),
        }
    }
}

impl Thresholds {
    /// Sets one threshold by its key; false where the key is unknown or the value no such number.
    pub fn set(&mut self, key: &str, value: &str) -> bool {
        let Some(number) = number_from_text(value.trim()).filter(|number| !number.is_sign_negative()) else {
            return false;
        };
        let put = |threshold: &mut Decimal| {
            *threshold = number;
            true
        };
        let put_count =
            |threshold: &mut usize| number.scale() == 0 && number.to_usize().map(|count| *threshold = count).is_some();
        match key.trim() {
            "rounding_floor" => put(&mut self.rounding_floor),
            "objective_min_chars" => put_count(&mut self.objective_min_chars),
            "indicators_min" => put_count(&mut self.indicators_min),
            "indicators_max" => put_count(&mut self.indicators_max),
            "adverse_ceiling" => put(&mut self.adverse_ceiling),
            "qualitative_share" => put(&mut self.qualitative_share),
            "satisfaction_floor" => put(&mut self.satisfaction_floor),
            "satisfaction_ceiling" => put(&mut self.satisfaction_ceiling),
            "copied_share" => put(&mut self.copied_share),
            "copied_amount_factor" => put(&mut self.copied_amount_factor),
            "copied_objective_overlap" => put(&mut self.copied_objective_overlap),
            "unclaimed_share" => put(&mut self.unclaimed_share),
            _ => false,
        }
    }

    /// One threshold by its key, written out.
    pub fn get(&self, key: &str) -> Option<String> {
        Some(match key {
            "rounding_floor" => self.rounding_floor.to_string(),
            "objective_min_chars" => self.objective_min_chars.to_string(),
            "indicators_min" => self.indicators_min.to_string(),
            "indicators_max" => self.indicators_max.to_string(),
            "adverse_ceiling" => self.adverse_ceiling.to_string(),
            "qualitative_share" => self.qualitative_share.to_string(),
            "satisfaction_floor" => self.satisfaction_floor.to_string(),
            "satisfaction_ceiling" => self.satisfaction_ceiling.to_string(),
            "copied_share" => self.copied_share.to_string(),
            "copied_amount_factor" => self.copied_amount_factor.to_string(),
            "copied_objective_overlap" => self.copied_objective_overlap.to_string(),
            "unclaimed_share" => self.unclaimed_share.to_string(),
            _ => return None,
        })
    }
}
