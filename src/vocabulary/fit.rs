//! Which category a name belongs to, where its words tell.

use super::words as list;
use super::{Concept, Name, concept, contains, ends_in, held, is_adverse, is_ratio};

/// How well a name fits under benefit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BenefitFit {
    /// 保安出勤率, 设备到货率, 授课教师业务水平: what is put in or delivered.
    Input,
    /// 管理人员业务水平: what staff can, which is what is put in unless the project is there to train them.
    Skill {
        /// Whether they do the work of a supplier, and are trained for that alone.
        is_hired: bool,
    },
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
pub fn benefit_fit(name: &Name) -> BenefitFit {
    let is_hired = name.holds(held::SUPPLIERS_STAFF);
    if name.ends_in(held::SKILLS) && contains(name.base(), list::TEACHERS) {
        return BenefitFit::Input;
    }
    if name.ends_in(held::SKILLS) && (is_hired || name.holds(held::STAFF)) && !name.holds(held::SERVED) {
        return BenefitFit::Skill { is_hired };
    }
    let delivery = name.holds(held::DELIVERED) && name.ends_in(held::DELIVERIES);
    if is_attendance(name) || delivery {
        return BenefitFit::Input;
    }
    match concept(name) {
        Some(Concept::Uptime) => BenefitFit::Uptime,
        Some(Concept::FaultRate) => BenefitFit::Fault,
        _ if name.ends_in(held::PERFORMANCE) => BenefitFit::Property,
        _ => BenefitFit::Outcome,
    }
}

/// Whether a name measures how many of those who do the work turn up.
fn is_attendance(name: &Name) -> bool {
    name.ends_in(held::ATTENDANCE) && !name.holds(held::SERVED) && !ends_in(name.base(), list::KEPT)
}

/// Whether a name says that what was delivered or built is accepted: `Some(true)` where it is plain, `Some(false)` where
/// others may be meant, as with 完好率 of what has long been there for the public.
pub fn acceptance(name: &Name) -> Option<bool> {
    let base = name.base();
    let ratio = is_ratio(name);
    let accepted = base.contains("验收") && (ratio || contains(base, "合格 质量 结果"));
    let intact = base.ends_with("完好率");
    let passes = accepted || intact || ends_in(base, "合格率 通过率");
    if !passes || (name.holds(held::PASSED_BY_OTHERS) && !intact) {
        return None;
    }
    let plain = accepted || (name.holds(held::ACCEPTED) && !(intact && base.contains("公共") && base.contains("设施")));
    Some(ratio && plain)
}

/// Whether a name measures the people or the money that are put in.
pub fn is_input(name: &Name) -> bool {
    is_attendance(name) || ends_in(name.base(), list::INPUTS)
}

/// Whether a name measures complaints, and neither approval nor how complaints are dealt with.
pub fn is_complaint(name: &Name) -> bool {
    let handled = is_ratio(name) && !is_adverse(name);
    name.holds(held::COMPLAINTS) && !name.holds(held::APPROVAL) && !handled
}

/// The routine work that a name asks for, as a word that a project about it uses.
pub fn routine(name: &Name) -> Option<&'static str> {
    let base = name.base();
    // Nearly no name is about routine.
    if !name.holds(held::ROUTINE) || name.holds(held::PAID_OUT) {
        return None;
    }
    let mut words = list::ROUTINE.split(';').filter_map(|entry| entry.split_once('|'));
    words.find(|(word, _)| base.contains(word)).map(|(_, work)| work)
}
