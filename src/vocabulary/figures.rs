//! Numbers in running text: years of a name or objective, and what is counted.

use super::{base, plain};

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
        Self { chars: plain(text).chars().collect(), at: 0 }
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
}
