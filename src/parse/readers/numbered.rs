//! The numbered items of objectives.

/// How items of objectives are numbered.
const NUMBERS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// How the item is marked that a folded text begins with, and its number: 目标2:, (2), 2、, 二是.
pub(super) fn item(text: &str) -> Option<(&'static str, usize)> {
    const MARKS: [(&str, &[&str]); 3] = [("目标", &[":"]), ("(", &[")"]), ("", &["、", ".", "是"])];
    MARKS.into_iter().find_map(|(before, behind)| {
        let rest = text.strip_prefix(before)?;
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        let (number, rest) = match rest.get(..digits).filter(|digits| !digits.is_empty()) {
            Some(digits) => (digits.parse().ok()?, rest.get(digits.len()..)?),
            None => NUMBERS.iter().enumerate().find_map(|(at, word)| Some((at + 1, rest.strip_prefix(word)?)))?,
        };
        let marked = behind.iter().any(|mark| rest.starts_with(mark));
        let dated = rest.strip_prefix(".20").is_some_and(|rest| rest.chars().nth(2) == Some('年'));
        let decimal = rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(|ch: char| ch.is_ascii_digit()));
        let decimal = decimal && !dated;
        (marked && !decimal).then_some((before, number))
    })
}

/// Whether the last item of an objective is the one before another.
pub(super) fn goes_on(objective: &str, (before, number): (&str, usize)) -> bool {
    let marked = |number: usize| {
        let word = number.checked_sub(1).and_then(|at| NUMBERS.get(at)).copied().unwrap_or_default();
        let marks = ["、", ".", "是", ":", ")"];
        [number.to_string(), word.to_owned()]
            .iter()
            .filter(|word| !word.is_empty())
            .any(|word| marks.iter().any(|mark| objective.contains(&format!("{before}{word}{mark}"))))
    };
    marked(number.saturating_sub(1)) && !marked(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_items_go_on_behind_those_before_them() {
        assert_eq!(item("2、按期完工。"), Some(("", 2)));
        assert_eq!(item("目标3:按期完工。"), Some(("目标", 3)));
        assert_eq!(item("二是按期完工。"), Some(("", 2)));
        assert_eq!(item("(2)按期完工。"), Some(("(", 2)));
        assert_eq!(item("2.5公里道路完工。"), None);
        assert_eq!(item("1.2026年底前完工。"), Some(("", 1)));
        assert!(goes_on("1、完成采购。", ("", 2)));
        assert!(!goes_on("1、完成采购。2、按期完工。", ("", 2)));
        assert!(!goes_on("完成采购。", ("", 2)));
    }
}
