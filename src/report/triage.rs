//! What a reviewer made of the findings: 忽略, 已核实, a note. Kept by the findings' ids, so that it survives another copy of the table.

use crate::i18n::{Text, text};
use crate::model::{Cell, Table};
use crate::report::fingerprint::fnv1a;

/// What was decided of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// 忽略: it need not be followed.
    Ignored,
    /// 已核实: it is so.
    Verified,
}

impl Decision {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Ignored, Self::Verified];

    /// The key of the JSON, of links and of what is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ignored => "ignored",
            Self::Verified => "verified",
        }
    }

    /// The decision of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decision| decision.as_str() == key)
    }

    /// The decision in words.
    pub const fn name(self) -> Text {
        match self {
            Self::Ignored => text!("忽略", "Ignored"),
            Self::Verified => text!("已核实", "Verified"),
        }
    }
}

/// What was made of one finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remark {
    /// What was decided, if anything.
    pub decision: Option<Decision>,
    /// In the reviewer's words.
    pub note: String,
}

/// The remarks of a table, in the order of the ids of its findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Triage(Vec<(String, Remark)>);

impl Triage {
    /// Whether nothing was remarked.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was made of a finding.
    pub fn get(&self, id: &str) -> Option<&Remark> {
        self.0.get(self.find(id).ok()?).map(|(_, remark)| remark)
    }

    fn find(&self, id: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(of, _)| of.as_str().cmp(id))
    }

    /// Remarks on a finding; an empty remark takes the former one away.
    pub fn set(&mut self, id: &str, remark: Remark) {
        let at = match self.find(id) {
            Ok(at) => {
                self.0.remove(at);
                at
            }
            Err(at) => at,
        };
        if remark != Remark::default() {
            self.0.insert(at, (id.to_owned(), remark));
        }
    }

    /// Takes over remarks on findings on which nothing was remarked here.
    pub fn add(&mut self, other: Self) {
        for (id, remark) in other.0 {
            if self.get(&id).is_none() {
                self.set(&id, remark);
            }
        }
    }

    /// How many findings of these ids were decided so.
    pub fn count(&self, ids: &[String], decision: Decision) -> usize {
        ids.iter().filter(|id| self.get(id).is_some_and(|remark| remark.decision == Some(decision))).count()
    }

    /// A line for each remark: id, decision and note, between tabs.
    pub fn to_text(&self) -> String {
        let line = |(id, remark): &(String, Remark)| {
            let note: Vec<&str> = remark.note.split_whitespace().collect();
            [id.as_str(), "\t", remark.decision.map_or("", Decision::as_str), "\t", &note.join(" "), "\n"].concat()
        };
        self.0.iter().map(line).collect()
    }

    /// Reads what [`Triage::to_text`] wrote; other lines are passed over.
    pub fn from_text(text: &str) -> Self {
        let mut triage = Self::default();
        for line in text.lines() {
            let mut parts = line.splitn(3, '\t');
            if let (Some(id), Some(decision), Some(note)) = (parts.next(), parts.next(), parts.next()) {
                triage.set(id, Remark { decision: Decision::from_key(decision), note: note.to_owned() });
            }
        }
        triage
    }
}

/// Under which name the remarks on a table are kept: by who made the table and for which year, not by its text, so that a
/// table that was mended is the same one; where nobody is named, by its projects.
pub fn key_of(table: &Table) -> String {
    fn name(cell: &Cell<String>) -> &str {
        cell.value().map_or("", String::as_str)
    }
    let mut names: Vec<&str> =
        std::iter::once(&table.department).chain(table.units.iter().map(|unit| &unit.name)).map(name).collect();
    if names.iter().all(|name| name.is_empty()) {
        names = table.projects().map(|at| name(&at.project.name)).collect();
    }
    let year = table.budget_year.value().copied().unwrap_or(0);
    ["jixiao.triage.", &fnv1a(&names.concat()).to_string(), ".", &year.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Source, parse};

    #[test]
    fn what_is_kept_comes_back() {
        let mut triage = Triage::default();
        let ignored = Remark { decision: Some(Decision::Ignored), note: "已问 单位".to_owned() };
        triage.set("C18-1", ignored.clone());
        triage.set("C19-2", Remark { decision: None, note: "待查".to_owned() });
        triage.set("C20-3", Remark { decision: Some(Decision::Verified), note: String::new() });
        assert_eq!(Triage::from_text(&triage.to_text()), triage);
        triage.set("C19-2", Remark::default());
        assert_eq!((triage.get("C19-2"), triage.get("C18-1")), (None, Some(&ignored)));
        let ids = ["C18-1", "C19-2", "C20-3"].map(str::to_owned);
        assert_eq!(Decision::ALL.map(|decision| triage.count(&ids, decision)), [1, 1]);
        let mut other = Triage::default();
        other.set("C18-1", Remark { decision: Some(Decision::Verified), note: String::new() });
        other.add(triage);
        assert_eq!(other.get("C18-1").and_then(|remark| remark.decision), Some(Decision::Verified));
        assert_eq!(other.get("C20-3").and_then(|remark| remark.decision), Some(Decision::Verified));
        assert_eq!(Triage::from_text("nonsense\n\tx\na\tignored"), Triage::default());
    }

    #[test]
    fn a_mended_table_is_the_same_table_and_another_is_another() {
        let key = |text: &str| key_of(&parse::parse(&Source::new("", text)));
        let text = include_str!("../../tests/fixtures/list/guangzhou_2023.txt");
        assert_eq!(key(text), key(&text.replace("年度指标值：95%", "年度指标值：≥95%").replace("\n\n", "\n")));
        assert_ne!(key(text), key(&text.replace("广州市预算评审保障中心", "某市预算评审中心")));
        let two = ["甲项目", "乙项目"].map(|name| format!("{name} 5.00 5.00\n1、产出指标：验收合格率，年度指标值：100%。2、效益指标：群众满意度，年度指标值：95%。"));
        assert_ne!(key(&two[0]), key(&two[1]));
    }
}
