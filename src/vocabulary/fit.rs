//! Which category a name belongs to, where its words tell.

use super::words as list;
use super::{Concept, base, concept, contains, ends_in, is_adverse, is_ratio};

/// How well a name fits under benefit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BenefitFit {
    /// 服务人员业务水平, 设备到货率: what is put in or delivered.
    Input,
    /// 硬件兼容性, 响应速率: a property of what is delivered.
    Property,
    /// 系统正常运行率, which many forms file as a benefit.
    Uptime,
    /// 故障率, which is a matter of its own.
    Fault,
    /// Anything else: it may be what somebody gains.
    Outcome,
}

/// How well a name fits under benefit.
pub fn benefit_fit(name: &str) -> BenefitFit {
    let base = base(name);
    let staff = contains(&base, list::SUPPLIERS_STAFF) && ends_in(&base, list::SKILLS);
    let attendance = ends_in(&base, list::ATTENDANCE) && !contains(&base, list::ATTENDED_BY_OTHERS);
    let delivery = contains(&base, list::DELIVERED) && ends_in(&base, list::DELIVERIES);
    if staff || attendance || delivery {
        return BenefitFit::Input;
    }
    match concept(&base) {
        Some(Concept::Uptime) => BenefitFit::Uptime,
        Some(Concept::FaultRate) => BenefitFit::Fault,
        _ if ends_in(&base, list::PERFORMANCE) => BenefitFit::Property,
        _ => BenefitFit::Outcome,
    }
}

/// Whether a name says that what was delivered or built is accepted: `Some(true)` where it is plain, `Some(false)` where
/// others may be meant, as with 完好率 of what has long been there.
pub fn acceptance(name: &str) -> Option<bool> {
    let base = base(name);
    let ratio = is_ratio(&base);
    let accepted = base.contains("验收") && (ratio || contains(&base, "合格 质量 结果"));
    let passes = accepted || ends_in(&base, "合格率 通过率 完好率");
    if !passes || contains(&base, list::PASSED_BY_OTHERS) {
        return None;
    }
    let plain = accepted || (contains(&base, list::ACCEPTED) && !base.ends_with("完好率"));
    Some(ratio && plain)
}

/// Whether a name measures complaints, and neither approval nor how complaints are dealt with.
pub fn is_complaint(name: &str) -> bool {
    let base = base(name);
    let handled = is_ratio(&base) && !is_adverse(&base);
    contains(&base, list::COMPLAINTS) && !contains(&base, list::APPROVAL) && !handled
}

/// The routine work that a name asks for, as a word that a project about it uses.
pub fn routine(name: &str) -> Option<&'static str> {
    let base = base(name);
    if contains(&base, list::PAID_OUT) {
        return None;
    }
    let mut words = list::ROUTINE.split(' ').filter_map(|entry| entry.split_once('|'));
    words.find(|(word, _)| base.contains(word)).map(|(_, work)| work)
}
