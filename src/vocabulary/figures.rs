//! Numbers in running text: years of a name or objective, and what is counted.

use rust_decimal::Decimal;

use super::held::{self, Held};
use super::tasks::pairs;
use super::words as list;
use super::{base, contains, is_chinese, plain};
use crate::amount::{number_from_text, product};

/// The characters of a text as they are compared, with one run of digits after another.
struct Digits {
    chars: Vec<char>,
    at: usize,
}

/// A run of digits: its text and the positions of its first character and of the one after its last.
struct Run {
    text: String,
    start: usize,
    end: usize,
}

impl Digits {
    fn of(text: &str) -> Self {
        Self::of_plain(&plain(text))
    }

    fn of_plain(plain: &str) -> Self {
        Self { chars: plain.chars().collect(), at: 0 }
    }

    fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    fn before(&self, run: &Run) -> Option<char> {
        run.start.checked_sub(1).and_then(|at| self.char(at))
    }
}

impl Iterator for Digits {
    type Item = Run;

    fn next(&mut self) -> Option<Run> {
        while self.char(self.at).is_some_and(|ch| !ch.is_ascii_digit()) {
            self.at += 1;
        }
        let start = self.at;
        while self.char(self.at).is_some_and(|ch| ch.is_ascii_digit()) {
            self.at += 1;
        }
        let text: String = self.chars.get(start..self.at)?.iter().collect();
        (!text.is_empty()).then_some(Run { text, start, end: self.at })
    }
}

const DASHES: [char; 6] = ['-', '—', '–', '~', '～', '至'];

/// The years a text names, each as first and last: 2023年 as (2023, 2023), 2022年-2023年 as (2022, 2023).
pub fn years(text: &str) -> Vec<(u16, u16)> {
    let mut digits = Digits::of(text);
    let mut years: Vec<(u16, u16)> = Vec::new();
    // The year before a dash, and where the number after it has to begin.
    let mut open: Option<(u16, usize)> = None;
    while let Some(run) = digits.next() {
        let before = digits.before(&run);
        let year = run.text.parse().ok().filter(|year| (2000..2100).contains(year) && run.text.len() == 4);
        let Some(year) = year.filter(|_| !before.is_some_and(|ch| ch.is_ascii_alphabetic() || ch == '.')) else {
            continue;
        };
        let dated = digits.char(run.end) == Some('年');
        let after = run.end + usize::from(dated);
        if let Some((first, _)) = open.take().filter(|(first, at)| *at == run.start && *first <= year) {
            years.push((first, year));
            continue;
        }
        // 〔2021〕15号 is the number of a document.
        let bracketed = matches!(before, Some('(')) && digits.char(run.end) == Some(')');
        if digits.char(after).is_some_and(|ch| DASHES.contains(&ch)) {
            open = Some((year, after + 1));
            let followed = digits.char(after + 1).is_some_and(|ch| ch.is_ascii_digit());
            if followed {
                continue;
            }
        }
        if dated || bracketed {
            years.push((year, year));
        }
    }
    years
}

/// A project's name without its years, so that successive terms of one service are alike.
pub fn stem(name: &str) -> String {
    base(name).chars().filter(|ch| !ch.is_ascii_digit() && *ch != '年' && !DASHES.contains(ch)).collect()
}

/// Whether a text names a year for what it sets out to do: neither 较2023年增长 nor 根据2023年方案.
pub fn sets_year(text: &str) -> bool {
    let mut digits = Digits::of(text);
    while let Some(run) = digits.next() {
        if digits.char(run.end) == Some('年') && run.text.len() == 4 {
            let compared = digits.before(&run).is_some_and(|ch| "较比自从".contains(ch));
            return !compared && !contains(&digits.clause(&run), list::CITING);
        }
    }
    false
}

/// Whether a project's name says that it is one phase of several years: 三年行动, 第二期, 二期工程.
pub fn is_phase(name: &str) -> bool {
    let name = plain(name);
    let mut phases = name.match_indices('期').filter_map(|(at, _)| name.get(..at).zip(name.get(at..)));
    let phase = phases.any(|(before, after)| {
        let Some(stem) = before.strip_suffix(|ch: char| ch.is_ascii_digit() || list::CHINESE_DIGITS.contains(ch))
        else {
            return false;
        };
        // 培训5期 and 两期培训班 count.
        let works = ["期工程", "期项目", "期建设", "期改造"].iter().any(|works| after.starts_with(works));
        stem.ends_with('第') || works
    });
    phase || contains(&name, "三年 五年")
}

/// Something counted in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number as written.
    pub number: Decimal,
    /// The number with 万 and the like worked in.
    pub full: Decimal,
    /// In what is counted: 个, 人次.
    pub unit: &'static str,
    /// The figure with the next few characters: 5500个预算单位.
    pub shown: String,
    /// What is counted: the words behind the unit, else the one before the number.
    noun: String,
    /// Whether it is a task; a duration, or how things stand, need not be one.
    pub is_task: bool,
}

/// A number of an indicator that may carry a figure of the objective.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The number with 万 and the like worked in.
    pub full: Decimal,
    /// In what is counted, where it is said.
    pub unit: Option<&'static str>,
    /// Whether neither a unit nor 万 follows: the name or a lost column may hold them.
    is_bare: bool,
}

impl Figure {
    /// Whether a name speaks of what is counted. 亩 and 人 say it themselves, 个 and 家 may count anything.
    pub fn is_about(&self, name: &str) -> bool {
        let named = pairs(name);
        kind_of_unit(self.unit).is_some() || pairs(&self.noun).iter().any(|pair| named.binary_search(pair).is_ok())
    }
}

impl Count {
    /// Whether it says the figure: 1.2万米 is no 12000人, and a bare 1.2 may be in 万米.
    pub fn carries(&self, figure: &Figure) -> bool {
        let alike =
            self.unit.and_then(kind_of_unit).zip(kind_of_unit(figure.unit)).is_none_or(|(own, other)| own == other);
        alike && (self.full == figure.full || (self.is_bare && self.full == figure.number))
    }
}

/// What kind of thing a unit counts, where units of one kind count nothing of another.
fn kind_of_unit(unit: &str) -> Option<usize> {
    list::KINDS_OF_UNITS.split(';').position(|kind| super::is_word(unit, kind))
}

/// The numbers of a [`plain`] text that count something: shares and prices are left out.
pub fn counts(plain: &str) -> Vec<Count> {
    let mut counts = Vec::new();
    if !plain.bytes().any(|byte| byte.is_ascii_digit()) {
        return counts;
    }
    let mut digits = Digits::of_plain(plain);
    while let Some(run) = digits.next_number() {
        let factor = digits.char(run.end).and_then(factor);
        let after = run.end + usize::from(factor.is_some());
        if matches!(digits.char(after), Some('%' | '‰' | '元')) {
            continue;
        }
        let unit = count_unit(&digits.text(after..digits.chars.len().min(after + 4)));
        let number = number_from_text(&run.text);
        if let Some(full) = number.and_then(|number| product(number, factor.unwrap_or(Decimal::ONE))) {
            counts.push(Count { full, unit, is_bare: factor.is_none() && unit.is_none() });
        }
    }
    counts
}

/// What a [`plain`] text counts. Years, dates, shares, money, numbers of items and what a rule is cited for are left out.
pub fn figures(plain: &str) -> Vec<Figure> {
    let mut figures = Vec::new();
    if !plain.bytes().any(|byte| byte.is_ascii_digit()) {
        return figures;
    }
    let mut digits = Digits::of_plain(plain);
    while let Some(run) = digits.next_number() {
        figures.extend(digits.figure(&run));
    }
    figures
}

fn factor(ch: char) -> Option<Decimal> {
    let factor = match ch {
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    };
    Some(Decimal::from(factor))
}

impl Digits {
    /// The next number with its decimals and thousands: `1,250`, `2.5`.
    fn next_number(&mut self) -> Option<Run> {
        let mut run = self.next()?;
        while matches!(self.char(run.end), Some('.' | ','))
            && self.char(run.end + 1).is_some_and(|ch| ch.is_ascii_digit())
        {
            let more = self.next()?;
            run.text.extend(self.char(run.end));
            run.text.push_str(&more.text);
            run.end = more.end;
        }
        Some(run)
    }

    /// The characters of a range as a text.
    fn text(&self, range: std::ops::Range<usize>) -> String {
        self.chars.get(range).map_or_else(String::new, |chars| chars.iter().collect())
    }

    /// The clause that a run stands in.
    fn clause(&self, run: &Run) -> String {
        let is_end = |at: &usize| self.char(*at).is_none_or(|ch| "。;,:!".contains(ch));
        let start = (0..run.start).rev().find(is_end).map_or(0, |at| at + 1);
        let end = (run.end..self.chars.len()).find(is_end).unwrap_or(self.chars.len());
        self.text(start..end)
    }

    fn figure(&self, run: &Run) -> Option<Figure> {
        /// How many characters after the unit are shown.
        const NOUN: usize = 4;
        let joined = |ch: char| ch.is_ascii_alphanumeric() || "第.-~/+〔[×".contains(ch);
        if self.before(run).is_some_and(joined) {
            return None;
        }
        let number = number_from_text(&run.text)?;
        let (mut at, mut full, mut about) = (run.end, number, false);
        while let Some(ch) = self.char(at) {
            if matches!(ch, '余' | '多') {
                about = true;
            } else if let Some(factor) = factor(ch) {
                full = product(full, factor)?;
            } else {
                break;
            }
            at += 1;
        }
        let after = self.text(at..self.chars.len().min(at + NOUN + 4));
        let item = self.before(run).is_none_or(|ch| "。;,:、!".contains(ch)) && number < Decimal::TEN && at == run.end;
        if held::begins(&after, held::NO_UNIT_WORDS).is_some() || (item && !after.starts_with('个')) {
            return None;
        }
        let unit = if after.starts_with('年') && about { "年" } else { count_unit(&after)? };
        let rest = after.strip_prefix(unit)?;
        if held::begins(rest, held::RHETORIC).is_some() {
            return None;
        }
        // 2024届毕业生 are of a year.
        if number >= Decimal::ONE_THOUSAND && unit == "届" {
            return None;
        }
        let text = self.clause(run);
        let clause = Held::of(&text);
        if clause.inside(held::LEGAL) {
            return None;
        }
        let noun: String = rest.chars().take_while(|ch| is_chinese(*ch)).take(NOUN).collect();
        let shown = format!("{}{unit}{noun}", self.text(run.start..at));
        let noun = if noun.is_empty() { self.noun_before(run) } else { noun };
        let is_area = held::begins(rest, held::AREAS).is_some();
        let stands =
            clause.inside(held::BACKGROUND) || (!clause.inside(held::TASK_VERBS) && tells_what_is_there(&text));
        let is_plain = unit != "年" && !super::is_word(unit, list::NO_PLAIN_FIGURES);
        let is_task = is_plain && full > Decimal::ONE && !is_area && !stands;
        Some(Figure { number, full, unit, shown, noun, is_task })
    }

    /// The two characters that end what stands before a number: 目录 of 归集数据目录约1.1万个.
    fn noun_before(&self, run: &Run) -> String {
        let about = |at: &usize| self.char(*at).is_none_or(|ch| "约共达近超至计各".contains(ch));
        let end = (0..run.start).rev().find(|at| !about(at)).map_or(0, |at| at + 1);
        self.text(end.saturating_sub(2)..end)
    }
}

/// Whether a clause tells what somebody has, and not what is done with it: 我县现有, but 保证我局现有…运行.
fn tells_what_is_there(clause: &str) -> bool {
    let owner = list::STANDING.split(' ').find_map(|word| clause.split_once(word)).map(|(owner, _)| owner);
    owner.is_some_and(|owner| !owner.contains(|ch| "保对为将把由用护维".contains(ch)))
}

/// The longest unit that a text begins with, of those written in Chinese.
fn count_unit(text: &str) -> Option<&'static str> {
    let unit = held::begins(text, held::COUNT_UNITS).filter(|unit| unit.starts_with(is_chinese))?;
    (!super::is_word(unit, list::NO_FIGURES)).then_some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_stand_alone_or_span() {
        for (text, wanted) in [
            ("2023年虚拟化接入管理项目", vec![(2023, 2023)]),
            ("广州市财政局2022年-2023年运维（2022）", vec![(2022, 2023), (2022, 2022)]),
            ("2023—2024年度服务", vec![(2023, 2024)]),
            ("2025年1月-12月", vec![(2025, 2025)]),
            ("（粤财〔2021〕15号）5500个单位，至少30年", vec![]),
            ("合同号20231234，GB2023", vec![]),
        ] {
            assert_eq!(years(text), wanted, "{text}");
        }
        assert_eq!(stem("某局2022年-2023年运维服务（2022）"), stem("某局2023年-2024年运维服务(2023)"));
    }
    #[test]
    fn figures_are_what_is_counted() {
        let shown = |text: &str| {
            let figures = figures(&plain(text)).into_iter();
            figures.map(|of| format!("{} {}", of.shown, if of.is_task { "task" } else { "-" })).collect::<Vec<_>>()
        };
        for (text, wanted) in [
            ("保障市区财政共5500个预算单位的正常财政业务办理", "5500个预算单位 task"),
            ("信息安全设备以及23个信息系统安全稳定运行", "23个信息系统 task"),
            ("对单位会计核算15余年历史数据进行迁移整合", "15余年历史数据 -"),
            ("培训1.2万人次，覆盖12个村", "1.2万人次 task, 12个村 task"),
            ("目前共有300台设备", "300台设备 -"),
            ("我县共有行政村137个，下辖乡镇23个，常住人口41万人", "137个 -, 23个 -, 41万人 -"),
            ("改造现有路灯500盏，对全县现有120家企业巡查", "500盏 task, 120家企业巡查 task"),
            ("培训6期，加装电梯30部，打井12口，出海30航次", "6期 task, 30部 task, 12口 task, 30航次 task"),
            ("为2024届毕业生服务，覆盖12部门，新增5节点", "5节点 task"),
            ("开通公交12路，配送500单", "12路 -, 500单 -"),
            ("覆盖11个区", "11个区 -"),
            ("会计凭证的保存期限为至少30年", ""),
            ("根据2023年工作方案，1.购置设备；2、第3次会议，完成率90%，投入500万元，3个月内，2期工程", ""),
            ("购买服务。2根据方案，3台设备", ""),
            ("围绕3个方面，24小时值守，PM2.5下降，“3+1”个", ""),
        ] {
            assert_eq!(shown(text).join(", "), wanted, "{text}");
        }
    }

    #[test]
    fn a_count_carries_a_figure_of_its_kind() {
        let carries = |target: &str, objective: &str| {
            let figures = figures(&plain(objective));
            counts(&plain(target)).iter().any(|count| count.carries(figures.first().expect("a figure")))
        };
        for (target, objective) in [
            ("≥1.2万人次", "培训12000人次"),
            ("≥5500家", "保障5500个预算单位"),
            ("1.2", "培训1.2万人次"),
            ("30辆", "购置30台车"),
        ] {
            assert!(carries(target, objective), "{target} {objective}");
        }
        for (target, objective) in [
            ("≤5%", "购置5台设备"),
            ("30元", "购置30册图书"),
            ("1次", "购置电子图书1万册"),
            ("10000次", "购置电子图书1万册"),
            ("2万人", "改造2所学校"),
            ("260次", "养护260公里公路"),
        ] {
            assert!(!carries(target, objective), "{target} {objective}");
        }
    }
}
